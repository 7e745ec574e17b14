"""The works that the metadata of a page describe, one record each, whatever kinds of metadata say it."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator

from kg.names import fold
from kg.records import Item, Nested, Piece, Record, Work
from kg.sources._html_meta import KINDS, Claims, coins_claims, meta_claims
from kg.sources._html_record import apart
from kg.sources._html_tags import Token, attributes
from kg.sources._html_work import Assembly

_PAGE = ("highwire", "eprints")
"""Kinds of meta elements that only pages about a work have."""


class Described:
    """What the metadata of a page describe: the work that the page is about, and others."""

    def __init__(self, text: str, parts: list[Token]) -> None:
        self.text = text
        self.parts = parts
        self.blocks: list[tuple[int, int]] = []
        found = [Assembly(record) for record in self._embedded()]
        self.page: Assembly | None = None
        self._of_page(found)
        self.loose: list[Claims] = []
        spans = (token for token in parts if token.name == "span") if "3988" in text else ()
        for token in spans:
            if (claims := coins_claims(text, token)) and claims.first("title", "identifier"):
                same = next((one for one in found if one.same(claims)), None)
                if same:
                    same.take(claims)
                else:
                    self.loose.append(claims)
        self.records = [one.record for one in found]

    def _embedded(self) -> Iterator[Record]:
        """The records of blocks of JSON-LD, with places in the page."""
        from kg.sources import schema_org  # only pages that have such a block need it

        for token, inner in zip(self.parts, self.parts[1:], strict=False):
            if token.name != "script" or token.kind != "open" or inner.kind != "raw":
                continue
            known = attributes(self.text, token)
            block = self.text[inner.start : inner.end]
            if "ld+json" not in (known["type"].value.lower() if "type" in known else ""):
                continue
            if not schema_org.sniff("", block.lstrip()[:65_536]):
                continue
            for item in schema_org.read(io.StringIO(block, newline="\n")):
                if isinstance(item, Record):
                    yield _moved(item, inner.start)

    def _of_page(self, found: list[Assembly]) -> None:
        """Joins the meta elements, which all are about the page's work, with the block of JSON-LD that is about it as well."""
        claims = meta_claims(self.text, self.parts)
        sets = [claims[kind] for kind in KINDS if kind in claims]
        title = next(filter(None, (one.first("title") for one in sets)), "")
        known = next((one for one in found if any(one.same(each) for each in sets)), None)
        if known is None and not (title and (any(kind in claims for kind in _PAGE) or _whole(sets))):
            return
        if known is None:
            known = Assembly.empty(sets[0])
            found.append(known)
        for one in sets:
            known.take(one)
        self.page = known

    def finish(self, records: list[Record]) -> None:
        """Enters the mark-up that stands in records of metadata."""
        starts = [token.start for token in self.parts]
        for record in records:
            first, last = bisect_left(starts, record.start), bisect_left(starts, record.end)
            within = (token for token in self.parts[first:last] if token.kind != "text")
            marks = [(token.mark, token.start, min(token.end, record.end)) for token in within]
            record.pieces += apart(marks, record.pieces)


def _whole(sets: list[Claims]) -> bool:
    """Whether Dublin Core alone describes a work, not a site: with title, author, date and an identifier or a venue."""
    fields = {claim.field for one in sets for claim in one.claims}
    return {"title", "author", "date.issued"} <= fields and bool(
        {"identifier", "doi", "venue.journal", "venue.", "citation", "source"} & fields
    )


def moved(item: Item, by: int) -> Item:
    """An item of a stretch of a text, as one of the whole text."""
    if isinstance(item, Record):
        return _moved(item, by)
    if isinstance(item, Nested):
        _moved(item.outer, by)
        for one in item.inner:
            _moved(one, by)
        return item
    item.start += by
    item.end += by
    return item


def _moved(record: Record, by: int) -> Record:
    record.start += by
    record.end += by
    for piece in record.pieces:
        piece.start += by
        piece.end += by
    return record


def nested(records: list[Record]) -> list[Record | Nested]:
    """Records, in order; one that begins before another ends holds it, where none of its own pieces stands in it."""
    found: list[Record | Nested] = []
    for record in records:
        last = found[-1] if found else None
        if last is None or record.start >= last.end:
            found.append(record)
            continue
        outer = last.outer if isinstance(last, Nested) else last
        inner = last.inner if isinstance(last, Nested) else []
        outer.pieces = _outside(outer.pieces, record.start, record.end)
        outer.end = max(outer.end, record.end)
        if inner and record.start < inner[-1].end:
            continue
        found[-1] = Nested(outer, [*inner, record])
    return found


def _outside(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    return [piece for piece in pieces if piece.end <= start or piece.start >= end]


def joined(record: Record, claims: Claims) -> bool:
    """Enters the COinS of an entry into its record; whether it is of the same work."""
    assembly = Assembly(record)
    mine, theirs = fold(record.work.title or ""), fold(claims.first("title"))
    if not assembly.same(claims) and not (mine and theirs and (mine in theirs or theirs in mine)):
        return False
    start, end = record.start, record.end
    record.pieces = _cleared(record.pieces, claims)
    assembly.take(claims)
    record.start, record.end = start, end
    return True


def _cleared(pieces: list[Piece], claims: Claims) -> list[Piece]:
    """The pieces with the tag that holds claims parted around them."""
    spans = [Piece("furniture", "", claim.start, claim.end) for claim in claims.claims]
    kept = [piece for piece in pieces if not (piece.start <= claims.start and claims.end <= piece.end)]
    return kept + apart([("tag", claims.start, claims.end)], spans)


def alone(claims: Claims) -> Record:
    """The record of a COinS by itself."""
    assembly = Assembly(Record(claims.start, claims.end, Work()))
    assembly.take(claims)
    return assembly.record

"""The works that the metadata of a page describe, one record each, whatever kinds of metadata say it."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from kg.names import fold
from kg.records import Item, Nested, Piece, Record, Work
from kg.sources._html_meta import KINDS, Claims, coins_claims, meta_claims
from kg.sources._html_record import apart
from kg.sources._html_tags import Token, attributes
from kg.sources._html_work import Assembly, Key, keys_of

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
        self._join(found)
        self.records = [one.record for one in found]

    def _join(self, found: list[Assembly]) -> None:
        """Enters each COinS into the first record that is of its work; those of no record are loose."""
        spans = (token for token in self.parts if token.name == "span") if "3988" in self.text else ()
        places: dict[Key, int] = {}
        for i in reversed(range(len(found))):
            places.update(dict.fromkeys(found[i].identity(), i))
        for token in spans:
            if (claims := coins_claims(self.text, token)) and claims.first("title", "identifier"):
                same = min((places[key] for key in keys_of(claims) if key in places), default=None)
                if same is None:
                    self.loose.append(claims)
                    continue
                found[same].take(claims)
                for key in found[same].identity():
                    places[key] = min(places.get(key, same), same)

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
    for outer, within in _groups(records):
        if not within:
            found.append(outer)
            continue
        outer.pieces = _outside(outer.pieces, within)
        inner: list[Record] = []
        for one in within:
            if not inner or one.start >= inner[-1].end:
                inner.append(one)
        found.append(Nested(outer, inner))
    return found


def _groups(records: list[Record]) -> Iterator[tuple[Record, list[Record]]]:
    """Each record that begins in no other, with those that do so; it ends with the last of them."""
    group: list[Record] = []
    for record in records:
        if group and record.start < group[0].end:
            group[0].end = max(group[0].end, record.end)
        elif group:
            yield group[0], group[1:]
            group = []
        group.append(record)
    if group:
        yield group[0], group[1:]


def _outside(pieces: list[Piece], within: list[Record]) -> list[Piece]:
    """The pieces that stand in none of some records, which are in order."""
    starts = [one.start for one in within]
    ends = [*accumulate((one.end for one in within), max)]
    return [one for one in pieces if not (i := bisect_left(starts, one.end)) or one.start >= ends[i - 1]]


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

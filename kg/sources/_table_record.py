"""A row of a bibliographic table as a record: what each cell says, by the field of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from kg.months import month
from kg.names import fold
from kg.records import Record, Reject
from kg.sources._claimed import dated, is_cut, named, record_of
from kg.sources._html_meta import Claim
from kg.sources._table import Cell, Row
from kg.sources._table_columns import plain
from kg.sources._table_people import affiliate, glued
from kg.sources._table_types import kind_of
from kg.sources._tagged_draft import language

_KINDS = {"conference paper": "conference", "conference": "conference", "chapter": "book"}
"""What the source of a work is where the column does not say."""
_FEWEST = 3
_CITEKEY = re.compile(r"citation key: ?\S+", re.IGNORECASE)
"""What a plug-in of Zotero keeps in its field for everything else."""
_MEETING = re.compile(
    r"^Proc(?:eedings|\.)|\b(?:conference|workshop|symposium|meeting|congress|kongress|tagung)\b", re.IGNORECASE
)
_OF_SERIES = re.compile(r"^(?:Lecture Notes in|Communications in Computer and Information Science)\b", re.IGNORECASE)
"""Series that hold the proceedings of meetings, and are none."""
_DATABASES = frozenset("pubmed med pmc ppr agr medline scopus crossref wos embase arxiv dblp".split())
_IDS = re.compile(r"\s*[(\[][0-9]{5,15}[)\]]")
_SERIAL = re.compile(r"[0-9][0-9-]{6,15}[0-9Xx]")
_DOI = re.compile(r"10\.\d{4,9}/[^\s;,]+")
_URL = re.compile(r"https?://[^\s;|]+")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}")
_NOTHING = frozenset(["-", "--", "n/a", "na", "nan", "none", "null", "–", "—", "not available", "#n/a", "[no title available]", "[no author name available]", "[no authors listed]", "[no abstract available]", "[no source information available]"])  # fmt: skip
_ORDER = [
    ["type"],
    ["date"],
    ["year"],
    ["authors.full", "authors"],
    ["venue.journal", "venue.book"],
    ["venue.conference", "venue.", "venue.series"],
    [],
]
_BEFORE = {field: i for i, fields in enumerate(_ORDER) for field in fields} | {"last": 8, "contributors": 7}
"""The order in which fields are taken: a type tells what a source is, a whole date says more than a year, an ISSN is of a source."""

Said = tuple[str, str, Cell]
"""What a cell is for, the name of its column, and the cell."""


class Beside(Struct, frozen=True):
    """What the cells of a row say of each other."""

    kind: str
    numbered: bool
    in_book: bool
    glued: bool
    placed: bool
    parts: tuple[str, str]


def record(row: Row, fields: Sequence[str], labels: Sequence[str]) -> Record | Reject:
    """The record of a row below columns of these fields and names; a reject where it has no title."""
    said = [
        (fields[i] if i < len(fields) else "", labels[i] if i < len(labels) else "cell", cell)
        for i, cell in enumerate(row.cells)
        if cell.text
    ]
    found_claims = list(claims(said))
    if not any(claim.field == "title" for claim in found_claims):
        return Reject(row.start, row.end, "The row has no title.")
    if len(said) == 1 < _FEWEST < len(fields):
        return Reject(row.start, row.end, "Of the row only one cell is filled: it is a heading or a sum.")
    found = record_of(found_claims, row.start, row.end, "delimiter")
    short = next(
        (cell.text.split(";") for field, label, cell in said if field == "known" and plain(label) == "authors"), []
    )
    for field, _, cell in said:
        if field == "affiliations":
            affiliate(found, cell, short)
    found.work.authors_truncated = any(field.startswith("authors") and is_cut(cell.text) for field, _, cell in said)
    found.source_key = key_of(found, [cell.text for field, _, cell in said if field == "key"])
    return found


def key_of(record: Record, keys: Sequence[str]) -> str:
    """What a source calls a work: the first of its keys, or else a valid identifier of the work itself; "" for neither."""
    ids = {one.scheme: one.value for one in reversed(record.work.identifiers)}
    return next(iter([*keys, *(ids[one] for one in ("doi", "pmid", "arxiv", "isbn") if one in ids)]), "")


def claims(said: Sequence[Said]) -> Iterator[Claim]:
    """What cells say, each given as its field, its label and its text with its place; the type first, as it tells what a source is."""
    row = _row(said)
    title = next((fold(cell.text) for field, _, cell in said if field == "title"), "")
    for field, label, cell in sorted(said, key=lambda one: _BEFORE.get(one[0], 6)):
        if cell.text.lower() in _NOTHING or _repeats(field, cell.text, title):
            yield Claim("known", cell.text, cell.start, cell.end, label)
        elif field == "type":
            found = kind_of(cell.text, row.numbered)
            field = "type" if found and found == row.kind else "known" if found else ""
            yield Claim(field, row.kind, cell.start, cell.end, label)
        else:
            if field == "venue." and row.in_book:
                field = "venue.series"
            text = cell.text if field in ("abstract", "authors", "authors.full") else " ".join(cell.text.split())
            yield from _CELLS.get(field, _plain)(field, label, cell, text, row)


def _row(said: Sequence[Said]) -> Beside:
    """What the cells of a row say of each other."""
    held = {field for field, _, _ in said}
    numbered = not held.isdisjoint(["volume", "issue", "issn"])
    kinds = [one for field, _, cell in said if field == "type" and (one := kind_of(cell.text, numbered))]
    kind = next((one for one in kinds if one == "conference paper"), kinds[0] if kinds else "")
    glue = any(label.strip().lower() == "item title" for _, label, _ in said)
    placed = numbered or any(field.startswith("venue.") for field in held)
    texts = {field: cell.text for field, _, cell in said if field in ("month", "day")}
    return Beside(kind, numbered, "venue.book" in held, glue, placed, (texts.get("month", ""), texts.get("day", "")))


def _repeats(field: str, text: str, title: str) -> bool:
    """Whether a cell says nothing of its own: the title of a book as that of its source, a key in the field for everything else."""
    if field.startswith("venue."):
        return fold(text) == title
    return field == "comment" and _CITEKEY.fullmatch(text.strip()) is not None


def _plain(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """A cell that says one thing as it stands."""
    yield Claim(field, text, cell.start, cell.end, label)


def _known(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    yield Claim("known", text, cell.start, cell.end, label)


def _people(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """Names; those of contributors have a role of their own."""
    role = {"editors": "editor", "contributors": "contributor"}.get(field, "authors")
    names = "; ".join(glued(text)) if row.glued else named(_IDS.sub("", text))
    yield Claim(role, names, cell.start, cell.end, label)


def _date(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """A date; a year alone goes with the month and the day of other columns."""
    found = dated(text)
    if found and field == "year" and len(found) == 4 and (number := _number_of(row.parts[0])):
        day = int(row.parts[1]) if row.parts[1].isdecimal() and len(row.parts[1]) < 3 else 0
        found = (dated(f"{found}-{number:02}-{day:02}") if 0 < day < 32 else None) or f"{found}-{number:02}"
    kind = "date.available" if field == "online" else "date.issued"
    yield Claim(kind if found else "", found or text, cell.start, cell.end, label)


def _month(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """The month and the day, which the year has taken; what is none is left over."""
    is_month = _number_of(row.parts[0]) > 0
    fits = is_month if field == "month" else is_month and text.isdecimal() and 0 < int(text[:9]) < 32
    yield Claim("known" if fits else "", text, cell.start, cell.end, label)


def _number_of(text: str) -> int:
    """The number of a month in digits or words; 0 for what is none."""
    if text.isdecimal():
        return int(text) if len(text) < 3 and 0 < int(text) < 13 else 0
    return month(text.strip(" .")) or 0


def _title(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    ended = text.endswith(".") and not text.endswith("..")
    yield Claim(field, text[:-1] if ended else text, cell.start, cell.end, label)


def _venue(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """Where a work appeared, of a kind that the type tells, or its own words."""
    if field == "venue." and plain(label) == "source" and text.lower() in _DATABASES:
        yield Claim("known", text, cell.start, cell.end, label)
    elif field == "venue.":
        told = _KINDS.get(row.kind, "journal" if row.kind == "article" else "")
        if told == "conference" and _OF_SERIES.match(text):
            told = "series"
        elif not row.kind:
            told = "conference" if _MEETING.search(text) else "journal" if row.numbered else ""
        yield Claim(f"venue.{told}", text, cell.start, cell.end, label)
    else:
        meeting = field == "venue.book" and row.kind in ("", "conference paper") and _MEETING.search(text)
        yield Claim("venue.conference" if meeting else field, text, cell.start, cell.end, label)


def _pages(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """Pages; one number without a source, a volume or an issue is how many there are, and left over."""
    extent = text.isdecimal() and not row.placed
    yield Claim("" if extent else field, text, cell.start, cell.end, label)


def _publisher(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """A publisher; the name of a host (Publish or Perish) says where a search found the work."""
    yield Claim("known" if _HOST.fullmatch(text) else field, text, cell.start, cell.end, label)


def _doi(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """A DOI, or several in one cell, whatever stands before them."""
    found = [*_DOI.finditer(cell.text)] if "<" not in text else []
    if not found or _is_shifted(cell) or len(found) == 1:
        yield Claim("doi", found[0][0] if found else text, cell.start, cell.end, label)
        return
    for match in found:
        yield Claim("doi", match[0], cell.start + match.start(), cell.start + match.end(), label)


def _url(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """The addresses in a cell; a cell with anything else is left over."""
    found = [*_URL.finditer(cell.text)]
    if _is_shifted(cell) or len(found) < 2:
        one = text.split()[0]
        yield Claim("identifier" if one == text else "", text, cell.start, cell.end, label)
        return
    for match in found:
        yield Claim("identifier", match[0].rstrip(","), cell.start + match.start(), cell.start + match.end(), label)


def _pmcid(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    yield Claim(field, text if text[:1] in "Pp" else f"PMC{text}", cell.start, cell.end, label)


def _language(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    yield Claim(field if language(text) else "", language(text) or text, cell.start, cell.end, label)


def _comment(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """A comment; a number of comments, and what screeners have noted, is none."""
    none = text.isdecimal() or "RAYYAN-" in text
    yield Claim("" if none else field, text, cell.start, cell.end, label)


def _affiliations(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    yield Claim("", text, cell.start, cell.end, label)


def _serials(field: str, label: str, cell: Cell, text: str, row: Beside) -> Iterator[Claim]:
    """The numbers in a cell of ISSNs and ISBNs, each by its length; a cell without any is left over."""
    found = [*_SERIAL.finditer(cell.text)]
    if not found or _is_shifted(cell):
        yield Claim("", cell.text, cell.start, cell.end, label)
        return
    for match in found:
        scheme = "issn" if len(match[0].replace("-", "")) == 8 else "isbn"
        yield Claim(scheme, match[0], cell.start + match.start(), cell.start + match.end(), label)


def _is_shifted(cell: Cell) -> bool:
    """Whether places in the text of a cell are not those in the table: marks in it are doubled there."""
    return cell.end - cell.start != len(cell.text)


_CELLS: dict[str, Callable[[str, str, Cell, str, Beside], Iterator[Claim]]] = {
    **dict.fromkeys(["authors", "authors.full", "first author", "more authors", "editors", "contributors"], _people),
    **dict.fromkeys(["date", "year", "online"], _date), **dict.fromkeys(["month", "day"], _month),
    **dict.fromkeys(["venue.", "venue.book"], _venue), **dict.fromkeys(["issn", "isbn"], _serials),
    **dict.fromkeys(["short venue", "key"], _known), "title": _title, "pages": _pages, "publisher": _publisher, "doi": _doi, "url": _url,
    "pmcid": _pmcid, "language": _language, "comment": _comment, "affiliations": _affiliations,
}  # fmt: skip
"""What each field's cells say; a field without an entry is one thing as it stands."""

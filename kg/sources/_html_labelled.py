"""Tables of a page that name each field in a heading cell, one table for each work, as reports of Zotero and records of catalogues do.

<h2>Ropes that remember</h2>
<table><tr><th>Item Type</th><td>Book</td></tr> <tr><th>Author</th><td>Ada Okonjo</td></tr> <tr><th>Date</th><td>2019</td></tr></table>
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from msgspec import Struct, field

from kg.records import Record
from kg.sources._claimed import record_of
from kg.sources._html_meta import Claim
from kg.sources._html_tags import Token
from kg.sources._keyed import Said, claims_of
from kg.sources._keyed import field as field_of
from kg.sources._table import Cell

_FEWEST = 4
"""So many rows at least have a label that is known."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_PARTS = frozenset(["authors", "date", "year", "doi", "isbn", "venue."])


class _Text(Struct):
    """What stands in an element: its text, and from where to where."""

    text: str = ""
    start: int = -1
    end: int = -1

    def add(self, text: str, token: Token) -> None:
        """Puts a stretch of text behind what there is."""
        if self.start < 0 and not text.strip():
            return
        self.start = token.start + len(text) - len(text.lstrip()) if self.start < 0 else self.start
        self.end = token.start + len(text.rstrip()) if text.strip() else self.end
        self.text += unescape(text)

    @property
    def plain(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


class _Table(Struct):
    """A table: where it begins, the heading before it, and its rows of one label and one value; `odd` counts all other rows."""

    start: int
    heading: _Text | None
    rows: list[tuple[str, _Text]] = field(default_factory=list)
    odd: int = 0


def labelled(text: str, parts: list[Token]) -> Iterator[Record]:
    """The records of the tables whose rows are a label and a value; the heading before one is its title where no row names it."""
    if "<th" not in text.lower():
        return
    for table, end in _tables(text, parts):
        known = {name.partition(" ")[0] for label, _ in table.rows if (name := field_of(label)) not in ("", "known")}
        if len(known) < _FEWEST or table.odd > len(table.rows) or not known & _PARTS:
            continue
        if found := _record(table, end, text):
            yield found


def _record(table: _Table, end: int, text: str) -> Record | None:
    rows = list(table.rows)
    titled = any(field_of(label) == "title" for label, _ in rows)
    start = table.start
    if not titled and table.heading is not None:
        rows.insert(0, ("Title", table.heading))
        start = text.rfind("<", 0, table.heading.start)
    said = []
    for label, value in rows:
        name = field_of(label)
        name = {"authors": "=author", "editors": "=editor"}.get(name, name) if not _is_list(value.plain) else name
        said.append(Said(name, label, Cell(value.plain, value.start, value.end)))
    claims = list(claims_of(said))
    if not any(claim.field == "title" for claim in claims):
        return None
    return record_of(_in_order(claims), start, end, "tag")


def _is_list(names: str) -> bool:
    """Whether a cell may hold several names."""
    return ";" in names or names.count(",") > 1 or " and " in names


def _in_order(claims: list[Claim]) -> list[Claim]:
    """The claims whose places do not overlap."""
    return [claim for claim in claims if claim.start >= 0]


def _tables(text: str, parts: list[Token]) -> Iterator[tuple[_Table, int]]:
    """The innermost tables, and where each ends."""
    table: _Table | None = None
    heading: _Text | None = None
    inside = ""
    current, label = _Text(), _Text()
    cells: list[tuple[str, _Text]] = []
    for token in parts:
        if token.kind == "text" and inside:
            current.add(text[token.start : token.end], token)
        elif token.kind == "open" and token.name in ("th", "td", *_HEADINGS):
            inside, current = token.name, _Text()
            if token.name in ("th", "td"):
                cells.append((token.name, current))
            else:
                heading = current
        elif token.kind == "close" and token.name in ("th", "td", *_HEADINGS):
            inside = ""
        elif token.kind == "open" and token.name == "table":
            table, cells = _Table(token.start, heading), []
        elif table is not None and (token.name == "tr" or (token.kind == "close" and token.name == "table")):
            if [name for name, _ in cells] == ["th", "td"]:
                label, value = cells[0][1], cells[1][1]
                if value.plain:
                    table.rows.append((label.plain.rstrip(" :："), value))
            elif cells:
                table.odd += 1
            cells = []
            if token.name == "table":
                yield table, token.end
                table = heading = None

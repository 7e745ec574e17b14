"""Tables of a page that name each field in a heading cell, one table for each work, as reports of Zotero and records of catalogues do.

<h2>Ropes that remember</h2>
<table><tr><th>Item Type</th><td>Book</td></tr> <tr><th>Author</th><td>Ada Okonjo</td></tr> <tr><th>Date</th><td>2019</td></tr></table>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import unescape

from msgspec import Struct, field

from kg.bodies import is_group
from kg.names import SUFFIXES
from kg.records import Record
from kg.sources._claimed import named, record_of
from kg.sources._html_meta import Claim
from kg.sources._html_tags import Token
from kg.sources._keyed import Said, claims_of
from kg.sources._keyed import field as field_of
from kg.sources._one_name import sealed, unseal
from kg.sources._table import Cell

_FEWEST = 4
"""So many rows at least have a label that is known."""
_NEAR = 500
"""A heading with more characters of other text between it and a table is not its title."""
_DEEPEST = 20
"""Tables that lie deeper within each other are not looked into."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_CELLS = ("th", "td")
_PARTS = frozenset(["authors", "date", "year", "doi", "isbn", "venue."])


class _Text(Struct):
    """What stands in an element: its text, and from where to where."""

    parts: list[str] = field(default_factory=list)
    start: int = -1
    end: int = -1

    def add(self, text: str, token: Token) -> None:
        """Puts a stretch of text behind what there is."""
        if self.start < 0 and not text.strip():
            return
        self.start = token.start + len(text) - len(text.lstrip()) if self.start < 0 else self.start
        self.end = token.start + len(text.rstrip()) if text.strip() else self.end
        self.parts.append(unescape(text))

    @property
    def plain(self) -> str:
        """The text on one line."""
        return " ".join("".join(self.parts).split())


class _Table(Struct):
    """A table: where it begins, the heading before it and the texts between them, and its rows of one label and one value.

    `odd` counts all other rows; `loose` are their cells and what stands outside of cells. `cells` are those of the row that is open,
    each with its tag, and `cell` is the one that is.
    """

    start: int
    heading: _Text | None
    before: list[_Text]
    rows: list[tuple[str, _Text]] = field(default_factory=list)
    odd: int = 0
    loose: list[_Text] = field(default_factory=list)
    cells: list[tuple[str, _Text]] = field(default_factory=list)
    cell: _Text | None = None

    def end_row(self) -> None:
        """Enters the row that is open."""
        if [name for name, _ in self.cells] == ["th", "td"]:
            label, value = self.cells[0][1], self.cells[1][1]
            if value.plain:
                self.rows.append((label.plain.rstrip(" :："), value))
        elif self.cells:
            self.odd += 1
            self.loose += [text for _, text in self.cells if text.plain]
        self.cells, self.cell = [], None


def labelled(text: str, parts: list[Token]) -> Iterator[Record]:
    """The records of the tables whose rows are a label and a value; the heading before one is its title where no row names it.

    Of a table and another one within it that both are records only the outer one counts.
    """
    if "<th" not in text.lower():
        return
    found = [
        one for table, end in _Tables(text).read(parts) if _is_record(table) and (one := _record(table, end, text))
    ]
    at = 0
    for record in sorted(found, key=lambda one: (one.start, -one.end)):
        if record.start >= at:
            yield record
            at = record.end


def _is_record(table: _Table) -> bool:
    """Whether the labels of a table are those of a work."""
    known = {name.partition(" ")[0] for label, _ in table.rows if (name := field_of(label)) not in ("", "known")}
    return len(known) >= _FEWEST and table.odd <= len(table.rows) and not known.isdisjoint(_PARTS)


def _record(table: _Table, end: int, text: str) -> Record | None:
    """The record of a table; None without a title."""
    said: list[Said] = []
    start = table.start
    near = sum(len(one.plain) for one in table.before) <= _NEAR
    if not any(field_of(label) == "title" for label, _ in table.rows):
        if table.heading is None or not table.heading.plain or not near:
            return None
        start = text.rfind("<", 0, table.heading.start)
        said.append(Said("title", "Title", _cell(table.heading)))
        said += [Said("", "text", _cell(one)) for one in table.before]
    times = Counter(label for label, _ in table.rows)
    for label, value in table.rows:
        name, cell = field_of(label), _cell(value)
        if name in ("authors", "editors"):
            names = _names(cell.text, alone=times[label] > 1)
            said.append(Said(f"={name[:-1]}", label, Cell(names, cell.start, cell.end)))
        else:
            said.append(Said(name, label, cell))
    said += [Said("", "text", _cell(one)) for one in table.loose]
    claims: list[Claim] = list(claims_of(said))
    if not any(claim.field == "title" for claim in claims):
        return None
    found = record_of([claim for claim in claims if claim.start >= 0], start, end, "tag")
    unseal(found)
    return found


def _cell(text: _Text) -> Cell:
    return Cell(text.plain, text.start, text.end)


def _names(value: str, *, alone: bool) -> str:
    """The names of a cell with semicolons between them; it holds one alone where its label comes again, as in reports of Zotero."""
    last = value.rpartition(",")[2].strip().lower()
    one = value.count(",") == 1 or (value.count(",") == 2 and last in SUFFIXES) or is_group(value)
    if ";" not in value and (alone or (one and " and " not in value) or is_group(value)):
        return sealed(value)
    return named(value)


class _Tables:
    """The tables of a page, each before the one it lies in; `outside` is the text since the last heading or table."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Table] = []
        self._deep = 0
        self._heading: _Text | None = None
        self._in_heading = False
        self._outside: list[_Text] = []

    def read(self, parts: list[Token]) -> Iterator[tuple[_Table, int]]:
        """The tables that close, and where each ends."""
        for token in parts:
            if token.kind == "text":
                self._add(token)
            elif token.name == "table" and token.kind == "open":
                self._begin(token)
            elif token.name == "table" and token.kind == "close":
                if self._deep or not self._open:
                    self._deep = max(self._deep - 1, 0)
                    continue
                table = self._open.pop()
                table.end_row()
                yield table, token.end
                self._heading, self._in_heading, self._outside = None, False, []
            elif token.name in _HEADINGS:
                self._head(token)
            elif self._open and not self._deep:
                self._in_row(self._open[-1], token)

    def _begin(self, token: Token) -> None:
        """Opens a table, which may lie in a cell of another one."""
        self._in_heading = False
        if self._deep or len(self._open) >= _DEEPEST:
            self._deep += 1
        else:
            self._open.append(_Table(token.start, self._heading, self._outside[:]))

    def _head(self, token: Token) -> None:
        self._in_heading = token.kind == "open"
        if self._in_heading:
            self._heading, self._outside = _Text(), []

    def _in_row(self, table: _Table, token: Token) -> None:
        """A row of a table or a cell of it begins or ends."""
        if token.name == "tr":
            table.end_row()
        elif token.name in _CELLS:
            self._in_heading = False
            table.cell = _Text() if token.kind == "open" else None
            if table.cell is not None:
                table.cells.append((token.name, table.cell))

    def _add(self, token: Token) -> None:
        """Puts a text where it stands: in the heading, and in the cells that are open, one in each table around it."""
        text = self._text[token.start : token.end]
        if self._in_heading and self._heading is not None:
            self._heading.add(text, token)
        for table in self._open:
            if table.cell is not None:
                table.cell.add(text, token)
        if text.strip() and not self._in_heading and (not self._open or self._open[-1].cell is None):
            one = _Text()
            one.add(text, token)
            (self._open[-1].loose if self._open else self._outside).append(one)

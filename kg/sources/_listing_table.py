"""Tables copied from a word processor, a spreadsheet or a page: a row of names of columns, and below it a row for each work, with tabs.

    S.No    Author(s)             Title of the Paper          Name of the Journal    Vol / Issue / Page    Month & Year
    1       A. Author, B. Builder Ferries without timetables  Journal of Harbours    12 / 3 / 1-9          June 2019

What a column holds is told by its name. Rows without a title, or of a table that names neither authors nor where works appeared, are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import Date, Furniture, Item, Remark
from kg.sources._listing_fields import LABELS, Fields
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, may_be_title, reject
from kg.sources._listing_sections import IMPLIED, is_other_heading, names_talks
from kg.sources._listing_tail import Tail

_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"\d[^/,;:()\s]{0,30}")
_FIELDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("identifier", frozenset("doi isbn arxiv pmid".split())),
    ("numbers", frozenset("vol volume issue page pages pp band heft seiten tome cilt sayı tom strony".split())),
    (
        "venue",
        frozenset(
            "journal conference source proceedings zeitschrift revue revista rivista czasopismo dergi tijdschrift publication".split()
        ),
    ),
    (
        "authors",
        frozenset(
            "author authors coauthors coauthor coautores coautori koautoren coauteurs autoren autor auteurs autores autori autorzy yazarlar auteur".split()
        ),
    ),
    ("title", frozenset("title titel titre título titulo titolo tytuł başlık paper article".split())),
    ("date", frozenset("year date jahr année año anno ano rok yıl datum".split())),
)
"""What the words of a column's name say it holds, the surest first."""
_COAUTHORS = re.compile(r"\b[ck]o-?au", re.IGNORECASE)
_FEWEST_CELLS = 3
_LONGEST_NAME = 40
_MOST_COLUMNS = 1_000
"""No table of works has more columns: exports of citation indices have less than a hundred."""


@dataclass(frozen=True)
class _Columns:
    """What the columns of a table hold, in order, and their names."""

    fields: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def with_owner(self) -> bool:
        """Whether the owner of the page is not among the names: there are none, or they are those of co-authors."""
        at = self.fields.index("authors") if "authors" in self.fields else -1
        return at < 0 or _COAUTHORS.search(self.labels[at]) is not None


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a line stand that holds tabs, empty ones too; without white space around them."""
    found: list[tuple[int, int]] = []
    at = 0
    for cell in line.text.split("\t"):
        black = cell.strip()
        start = at + (cell.index(black) if black else 0)
        found.append((start, start + len(black)))
        at += len(cell) + 1
    return found


def _field(label: str) -> str:
    """What a column of this name holds; '' for anything else."""
    known = LABELS.get(" ".join(label.lower().split()))
    if known in ("title", "authors", "venue", "identifier", "publisher"):
        return known
    words = set(_WORDS.findall(label.lower()))
    return next((field for field, its in _FIELDS if words & its), "")


def _columns(line: Line) -> _Columns | None:
    """The columns whose names a line holds: a title, and authors or a venue, among them; None for any other line."""
    if not _FEWEST_CELLS <= line.text.count("\t") + 1 <= _MOST_COLUMNS or _YEAR.search(line.text):
        return None
    labels = tuple(line.text[a:b] for a, b in _cells(line))
    if any(len(label) > _LONGEST_NAME for label in labels):
        return None
    fields = tuple(map(_field, labels))
    whole = fields.count("title") == 1 and fields.count("authors") <= 1 and ("authors" in fields or "venue" in fields)
    return _Columns(fields, labels) if whole else None


def _is_row(line: Line, columns: _Columns) -> bool:
    """Whether a line is a row of a table: it has a cell for the title, and as many cells as columns, or one more or less."""
    number = line.text.count("\t") + 1
    if abs(number - len(columns.fields)) > 1 or number < _FEWEST_CELLS:
        return False
    cells = _cells(line)
    start, end = cells[columns.fields.index("title")] if columns.fields.index("title") < len(cells) else (0, 0)
    return may_be_title(line.text[start:end]) and len(line.text[start:end].split()) > 1


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two rows of works at least stand below the names of their columns, in one table or in several."""
    columns: _Columns | None = None
    rows = tables = 0
    for line in lines:
        if "\t" not in line.text:
            columns = None
        elif found := _columns(line):
            columns, tables = found, tables + 1
        elif columns and _is_row(line, columns):
            rows += 1
    return rows > 1 or (rows == 1 and tables == 1 and len(lines) < 4)


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The rows of the tables in order; what stands between them is rejected."""
    columns: _Columns | None = None
    left: list[Line] = []
    others = False
    for line in lines:
        if "\t" not in line.text:
            columns = None
            if is_heading(line) or line.gap:
                others = is_other_heading(line) or names_talks(line.text)
        found = None if others else _columns(line)
        row = bool(columns and not found and _is_row(line, columns))
        if (found or row) and left:
            yield reject(left, "no row of a table of works")
            left = []
        if found:
            columns = found
            yield Furniture("heading", line.start, line.end)
        elif row and columns:
            yield _record(line, columns)
        else:
            left.append(line)
    if left:
        yield reject(left, "no row of a table of works")


def _record(line: Line, columns: _Columns) -> Item:
    draft = Draft("article")
    fields = Fields(draft)
    for (start, end), field, label in zip(_cells(line), columns.fields, columns.labels, strict=False):
        text, at = line.text[start:end], line.start + start
        if not text:
            continue
        if field == "date":
            _dated(draft, text, at)
        elif field == "numbers":
            _numbers(draft, label, text, at)
        elif field == "title":
            _titled(draft, text, at)
        elif field:
            fields.put(field, label, text, at)
        elif text.rstrip(".").isdecimal():
            draft.furniture("label", at, at + len(text))
        else:
            draft.left_at("cell", at, at + len(text))
    if columns.with_owner:
        message = "The table does not name the owner of the page it stands on, who is an author."
        draft.remarks.append(Remark(IMPLIED, message, "contributions"))
    return draft.record()


def _titled(draft: Draft, text: str, at: int) -> None:
    bare = text.strip('"“”.,')
    begin = text.index(bare)
    draft.work.title = bare
    draft.mapped("title", at + begin, at + begin + len(bare))
    draft.confidence["title"] = 0.95


def _dated(draft: Draft, text: str, at: int) -> None:
    """Takes the last year of a cell, where none is known."""
    years = list(_YEAR.finditer(text))
    if not years or draft.work.dates:
        draft.left_at("date", at, at + len(text))
        return
    draft.work.dates.append(Date("issued", years[-1][0]))
    draft.mapped("dates[0]", at, at + len(text))


def _numbers(draft: Draft, label: str, text: str, at: int) -> None:
    """Takes volume, issue and pages in the order in which the name of their column has them."""
    low = label.lower()
    order = sorted(
        (place, field)
        for field, sign in (("volume", "vol"), ("issue", "iss"), ("issue", "no"), ("pages", "pa"), ("pages", "pp"))
        if (place := low.find(sign)) >= 0
    )
    names = list(dict.fromkeys(field for _, field in order))
    parts = list(_NUMBERS.finditer(text))
    if not names or len(parts) != len(names):
        Tail(draft, text, at).read(0)
        return
    for name, part in zip(names, parts, strict=True):
        if getattr(draft.work, name) is None:
            setattr(draft.work, name, part[0])
            draft.mapped(name, at + part.start(), at + part.end())
    for mark in re.finditer(r"[/,;:()]+", text):
        draft.furniture("punctuation", at + mark.start(), at + mark.end())


LAYOUT = Layout("table", recognises, read)

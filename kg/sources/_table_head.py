"""Whether a text begins as a table of works: a row that names columns, and rows below it with as many cells."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from kg.sources import HEAD
from kg.sources._claimed import dated
from kg.sources._table import DELIMITERS, Row, rows
from kg.sources._table_columns import fields_of

_MOST_ABOVE = 3
MOST_COLUMNS = 1_000
_FEWEST = 3
_LOOKED = 200
"""So many rows are looked at to tell whether a text is a table."""
LINES = 20_000
_EXPORTED = 10
"""A table with so many bibliographic columns was written by a program, which mixes nothing."""
_NOT_BIBLIOGRAPHIC = frozenset(
    ["", "known", "comment", "url", "pdf", "type", "subjects", "language", "place", "key", "rights", "month", "day"]
)
_SCHOLAR = ["authors", "title", "publication", "volume", "number", "pages", "year", "publisher"]
_NUMBERED = re.compile(r"#[ \t]*[,;\t]")
"""A first column with the numbers of the rows."""
_LONGEST_DATE = 30
_OF_WORKS = frozenset(["doi", "isbn", "arxiv", "pmid", "issn"])
"""Columns that a table of works has, which names no column for where they appeared."""
_IMPRINT = re.compile(r"\d\s?\(\d|[,;]\s?\d|\s\d{1,3}$|\bpp?\.")
"""Volume, issue or pages behind the name of a journal."""
_MARKED = re.compile(r"\*\*|\]\(|[)\]]$")
_PARTS = ("authors", "year", "venue", "doi", "pages", "volume", "isbn", "type", "abstract", "url")


def is_table(head: str) -> bool:
    """Whether a row names a column for titles and two more of works, and nearly all below it have as many cells as it."""
    begun = head.lstrip("\ufeff \t\r\n")
    if begun[:1] in "<{[@%\\|" or (begun[:1] == "#" and not _NUMBERED.match(begun)):
        return False
    delimiter = delimiter_of(head)
    if not delimiter:
        return False
    cut = head[: head.rfind("\n") + 1] or head
    found = [row for row, _ in zip(rows(io.StringIO(cut, newline=""), delimiter), range(_LOOKED), strict=False)]
    at = next((i for i, row in enumerate(found[: _MOST_ABOVE + 1]) if names_columns(row)), None)
    if at is None:
        return False
    columns, below = found[at], found[at + 1 :]
    while len(head) >= HEAD and below and not _fits(below[-1], columns):
        below.pop()  # the last row is cut, perhaps within quotation marks
    labels = [cell.text for cell in columns.cells]
    fields = fields_of(labels)
    below = [row for row in below if any(cell.text for cell in row.cells)]
    whole = [row for row in below if _fits(row, columns)]
    if _is_exported(labels, fields):
        titles = fields.index("title")
        return sum(bool(row.cells[titles].text) for row in whole if titles < len(row.cells)) * 2 > len(below)
    if below and not _fits(below[-1], columns):
        below.pop()  # a sum or a note at the end
    return 0 < len(below) == sum(_fits(row, columns) for row in below) and _is_clean(below, fields)


def _is_exported(labels: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether a program wrote the table, which mixes nothing: many bibliographic columns, or the very ones of Google Scholar."""
    if [label.strip().lower() for label in labels] == _SCHOLAR:
        return True
    parts = {field.partition(".")[0] for field in fields} - _NOT_BIBLIOGRAPHIC
    return (
        sum(field.partition(".")[0] in parts for field in fields) >= _EXPORTED
        and "authors" in parts
        and not parts.isdisjoint(["venue", "doi", "volume", "issn", "pages"])
    )


def _is_clean(below: Sequence[Row], fields: Sequence[str]) -> bool:
    """Whether cells hold what their columns say and nothing else: what people type into tables is read as a list is.

    A tenth of the rows may be otherwise, and one column in four unknown.
    """
    held: dict[str, list[str]] = {}
    for field in dict.fromkeys(fields):
        columns = [i for i, one in enumerate(fields) if one == field]
        held[field] = [
            next((row.cells[i].text for i in columns if i < len(row.cells) and row.cells[i].text), "") for row in below
        ]
    titles = held["title"]
    if sum(map(bool, titles)) < len(below):
        return False
    dates = [text for field in ("date", "year") for text in held.get(field, ()) if text]
    venues = [text for field in held if field.startswith("venue.") for text in held[field] if text]
    mixed = sum(_IMPRINT.search(text) is not None for text in venues) + sum(
        _MARKED.search(text) is not None for text in titles
    )
    names = [text for field in ("authors", "authors.full") for text in held.get(field, ()) if text]
    placed = any(field.startswith("venue.") for field in held)
    wrong = sum(not dated(text) or len(text) > _LONGEST_DATE for text in dates)
    return (
        len(names) * 5 >= len(below) * 4
        and len(dates) * 5 >= len(below) * 4
        and (len(venues) * 2 >= len(below) or (not placed and not _OF_WORKS.isdisjoint(held)))
        and max(wrong, mixed) * 10 <= len(below)
        and sum(not field for field in fields) * 4 <= len(fields)
    )


def delimiter_of(head: str) -> str:
    """The delimiter by which one of the first lines names columns; "" where none does."""
    lines = [line for line in head[:LINES].splitlines() if line.strip("\ufeff \t")][: _MOST_ABOVE + 1]
    for line in lines:
        for delimiter in sorted(DELIMITERS, key=line.count, reverse=True):
            if line.count(delimiter) >= _FEWEST - 1 and names_columns(next(rows(io.StringIO(line), delimiter))):
                return delimiter
    return ""


def names_columns(row: Row) -> bool:
    """Whether a row names the columns of a table of works: titles, two more at least, and little that is not known."""
    labels = [cell.text for cell in row.cells]
    if not _FEWEST <= len(labels) <= MOST_COLUMNS or any(len(label) > 80 for label in labels):
        return False
    fields = fields_of(labels)
    parts = {field.partition(".")[0] for field in fields if field}
    if fields.count("title") != 1 or len(parts.intersection((*_PARTS, "date", "more authors", "first author"))) < 2:
        return False
    named = [label for label in labels if label]
    known = sum(bool(field) for field in fields)
    return len(set(named)) >= len(named) * 0.8 and (known * 2 >= len(named) or known >= 8)


def _fits(row: Row, columns: Row) -> bool:
    """Whether a row has a cell for each column; those at its end may be missing where they are empty, and one may be too many."""
    many = len(columns.cells)
    return many - 1 <= len(row.cells) <= many + 1 or (len(row.cells) < many and len(row.cells) * 2 > many)

"""Tables of works: CSV and tab-delimited exports (Scopus, Dimensions, The Lens, PubMed, IEEE Xplore, Zotero ...).

The first row names the columns, each row below it is a work. What stands above the names (who exported when) is furniture.
Quotation marks are those of RFC 4180; the delimiter is a comma, semicolon or tab, whichever the first row has. Tables whose cells
mix several things, as people's do, are lists (`listing`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream
from kg.sources._table import LONGEST, rows
from kg.sources._table_columns import fields_of
from kg.sources._table_head import LINES, MOST_COLUMNS, delimiter_of, is_table, names_columns
from kg.sources._table_record import record


def sniff(name: str, head: str) -> bool:
    """Whether a row names a column for titles and two more of works, and nearly all below it have as many cells as it."""
    return is_table(head)


def read(stream: TextStream) -> Iterator[Item]:
    """The works of a table in the order of its rows; rows without a title are rejects, and so are those longer than a million characters."""
    begun = ""
    while len(begun) < LINES and (line := stream.readline()):
        begun += line
    delimiter = delimiter_of(begun) or ","
    labels: list[str] = []
    fields: list[str] = []
    for row in rows(_Both(begun, stream), delimiter):
        if not labels:
            if names_columns(row):
                labels = [cell.text for cell in row.cells]
                fields = fields_of(labels)
            yield Furniture("header", row.start, row.end)
        elif row.end - row.start > LONGEST or len(row.cells) > MOST_COLUMNS:
            yield Reject(row.start, row.end, f"The row has more than {LONGEST} characters or {MOST_COLUMNS} cells.")
        elif any(cell.text for cell in row.cells):
            yield record(row, fields, labels)
        else:
            yield Furniture("delimiter", row.start, row.end)


class _Both:
    """A text and the stream behind it, line by line."""

    def __init__(self, begun: str, stream: TextStream) -> None:
        self._begun, self._stream = io.StringIO(begun, newline=""), stream

    def readline(self) -> str:
        return self._begun.readline() or self._stream.readline()

    def read(self, size: int = -1, /) -> str:
        return self._begun.read(size) or self._stream.read(size)

    def __iter__(self) -> Iterator[str]:
        return iter(self.readline, "")

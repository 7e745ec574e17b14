"""Sheets as tables with tabs, and the values of their cells as they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kg.office._package import MOST_COLUMNS, Package, TooLargeError

SEPARATOR = "\x1f"
"""Between the cells of a row that is kept: XML cannot hold it, and a row in one text takes little room."""
_SAMPLE = 10


class Row:
    """The cells of a row while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._values: list[str] = []

    def put(self, at: int, text: str) -> None:
        """Sets the cell of a column, from 0. Raises `TooLargeError` for a column too many, `ValueError` for a cell that is there twice."""
        if not (text := text.strip()):
            return
        if at >= MOST_COLUMNS:
            raise TooLargeError(f"it has more than {MOST_COLUMNS:,} columns")
        if at >= len(self._values):
            self._package.count(at + 1 - len(self._values))
            self._values += [""] * (at + 1 - len(self._values))
        if self._values[at]:
            raise ValueError(f"column {at + 1} stands twice in one row")
        self._package.spend(len(text))
        self._values[at] = text

    def text(self) -> str:
        """The cells in one text, up to the last that holds something; "" for none."""
        return SEPARATOR.join(self._values)


def tabs(rows: Iterable[str], package: Package) -> str:
    """Rows as lines with tabs, each as long as the longest of the first ten, empty ones left out; a cell that holds a tab, a line end or a quotation mark at its beginning stands in quotation marks."""
    rows = [row for row in rows if row]
    width = max((row.count(SEPARATOR) for row in rows[:_SAMPLE]), default=0)
    package.spend(len(rows) * width)
    lines = ("\t".join(map(_quoted, row.split(SEPARATOR))) + "\t" * (width - row.count(SEPARATOR)) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "\t" in cell or "\n" in cell or cell.startswith('"') else cell


def number(text: str) -> str:
    """A number as a cell shows it: whole ones without a point, others with the fifteen digits that are true."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value) or abs(value) >= 1e15:
        return text
    return str(int(value)) if value.is_integer() else repr(float(f"{value:.15g}"))

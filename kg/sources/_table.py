"""Tables of cells with a delimiter between them, each cell with its place: comma, semicolon or tab; quotation marks as in RFC 4180.

Cells in quotation marks may hold delimiters, line ends and doubled quotation marks. A mark that is never closed is an ordinary character:
the rows behind it are read as if there were none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kg.sources import TextStream

DELIMITERS = "\t;,"
LONGEST = 1_000_000
"""A row of more characters is not read as one."""
_MOST_LINES = 5_000
"""A row that would go on for more lines has a quotation mark that does not close."""
_LOOKED = 200_000
"""So many characters of a row are looked at again and again to see whether a further line closes its mark."""
_BROKEN = 3
"""After so many marks that do not close, marks count as ordinary characters in the rest of the table."""
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?!") *')
_PLAIN = {delimiter: re.compile(f"[^{re.escape(delimiter)}\r\n]*+") for delimiter in DELIMITERS}


class Cell(Struct, frozen=True, gc=False):
    """The text of a cell, without quotation marks and white space around it, and from where to where it stands."""

    text: str
    start: int
    end: int


class Row(Struct, frozen=True, gc=False):
    """The cells of a row; it stands from `start` to `end`, without the end of its line."""

    cells: list[Cell]
    start: int
    end: int


def rows(stream: TextStream, delimiter: str) -> Iterator[Row]:
    """The rows of a table in order, those without a character left out; offsets are in characters of the stream."""
    at = broken = 0
    held: list[str] = []
    while line := held.pop() if held else stream.readline():
        cells = cells_of(line, delimiter, at, quotes=broken < _BROKEN)
        if cells is None:
            cells, line = _continued(line, stream, held, delimiter, at)
            if cells is None:
                broken += 1
                cells = cells_of(line, delimiter, at, quotes=False) or []
        if any(cell.text for cell in cells) or line.strip():
            yield Row(cells, at, at + len(line.rstrip("\r\n")))
        at += len(line)


def _continued(
    line: str, stream: TextStream, held: list[str], delimiter: str, at: int
) -> tuple[list[Cell] | None, str]:
    """The cells of a row whose last quotation mark is open at the end of its line, and the row; what was read too much of is held.

    Only lines with a mark can close it, so the row is looked at again behind these alone.
    """
    lines, size, looked = [line], len(line), 0
    while size < LONGEST and len(lines) < _MOST_LINES and (more := held.pop() if held else stream.readline()):
        lines.append(more)
        size += len(more)
        if '"' in more and looked < _LOOKED:
            looked += size
            row = "".join(lines)
            if (cells := cells_of(row, delimiter, at, quotes=True)) is not None:
                return cells, row
    held += reversed(lines[1:])
    return None, line


def cells_of(row: str, delimiter: str, base: int, quotes: bool = True) -> list[Cell] | None:
    """The cells of a row that begins at `base`; None where a quotation mark is not closed in it."""
    found: list[Cell] = []
    plain = _PLAIN[delimiter]
    at, end = 0, len(row.rstrip("\r\n"))
    while True:
        begin = at
        while (begin < end and row[begin] in " \ufeff") or (begin < end and row[begin] == "\t" != delimiter):
            begin += 1
        if quotes and begin < end and row[begin] == '"':
            match = _QUOTED.match(row, begin)
            if match is None:
                return None
            if match.end() >= end or row[match.end()] == delimiter:
                text = match[1].strip()
                low = match.start(1) + (match[1].index(text) if text else 0)
                found.append(Cell(text.replace('""', '"'), base + low, base + low + len(text)))
                if match.end() >= end:
                    return found
                at = match.end() + 1
                continue
        stop = plain.match(row, begin)
        assert stop
        text = stop[0].strip(" \t\ufeff")
        low = begin + (stop[0].index(text) if text else 0)
        found.append(Cell(text, base + low, base + low + len(text)))
        if stop.end() >= end:
            return found
        at = stop.end() + 1

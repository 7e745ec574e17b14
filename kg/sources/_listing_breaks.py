"""Entries that the end of a page parts: the number of the page, and what stands at the head of the next, are no text of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources._listing_lines import MARKER, Line

_PAGE = re.compile(
    r"(?:page|seite|p\.|página|pág\.|页)?\s?\d{1,4}(?:\s?(?:/|of|von|de|sur)\s?\d{1,4})?|[-–—]\s?(?!(?:19|20)\d\d\b)\d{1,4}\s?[-–—]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEAD = 80


def unbroken(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, without the number of a page and the head of the next between two lines of one entry.

    They are read as white space at the end of the line before them, so that all places stay what they are.
    """
    held: list[Line] = []
    for line in lines:
        if len(held) == 1 and not line.gap:  # as most are
            yield held[0]
            held[0] = line
            continue
        held.append(line)
        if (
            len(held) == 1
            or (len(held) == 2 and _is_page(held[0], line))
            or (len(held) == 3 and _is_head(held[0], line))
        ):
            continue
        if len(held) > 2 and _goes_on(line):
            held = [_closed(held), _next(line)]
            yield held.pop(0)
            continue
        yield from held[:-1]
        held = [line]
    yield from held


def _is_page(before: Line, line: Line) -> bool:
    """Whether a line is the number of a page, below a line that has not ended."""
    number = len(line.text) <= 14 and bool(line.gap) and _PAGE.fullmatch(line.text) and not _YEAR.fullmatch(line.text)
    return bool(number) and (before.text[-1].isalpha() or before.text[-1] in "-,&")


def _is_head(before: Line, line: Line) -> bool:
    """Whether a line may stand at the head of a page, above the rest of an entry."""
    return (
        bool(line.gap)
        and len(line.text) <= _LONGEST_HEAD
        and line.text[-1] not in ".,;"
        and not MARKER.match(line.text)
    )


def _goes_on(line: Line) -> bool:
    return not MARKER.match(line.text) and not _PAGE.fullmatch(line.text)


def _closed(held: list[Line]) -> Line:
    """The line before the end of a page, with white space for all up to the line that goes on."""
    first, *between, last = held
    size = sum(len(line.gap) + len(line.raw) for line in between) + len(last.gap)
    blank = len(first.raw) - len(first.raw.lstrip())
    return Line(first.start - blank, first.gap, first.raw + " " * size)


def _next(line: Line) -> Line:
    return Line(line.start - (len(line.raw) - len(line.raw.lstrip())), "", line.raw)

"""Stretches of a page that may be lists by themselves, where no heading that is known parts them.

A line that stands as headings do, in whatever language and words, ends what is above it, and so does the end of a row of numbers
or bullets. What is said there of talks, grants or jobs is no list of works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.sources import _listing_headings as headings
from kg.sources._listing_lines import MARKER, Line, is_heading
from kg.sources._listing_people import people
from kg.sources._listing_sections import is_other_heading, names_others
from kg.sources._listing_signs import YEAR

_BEHIND = re.compile(r"(?<!\s)\s*+[(\[（][^()\[\]（）]{1,150}[)\]）]\s*:?$")
_LONGEST, _MOST_WORDS = 120, 14
_LONGEST_LABEL = 30
_MARKS = frozenset(",;:.•*-–—\t")
"""What stands in lines of entries and not in the labels of a menu."""
_NO_ENDS = '.,;!?"”'


def stretches(lines: Sequence[Line]) -> Iterator[tuple[Line | None, list[Line]]]:
    """The stretches of some lines in order, each with the line that may be its heading."""
    head: Line | None = None
    body: list[Line] = []
    marked = 0
    for i, line in enumerate(lines):
        its = MARKER.match(line.text) is not None
        heads = may_head(line, lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None)
        if heads or (marked > 1 and line.gap and not its):
            if head or body:
                yield head, body
            head, body, marked = (line, [], 0) if heads else (None, [line], 0)
        else:
            body.append(line)
            marked += its
    if head or body:
        yield head, body


def may_head(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a line stands as a heading does: short, without a date and an end, apart from what is above it or above a marked line."""
    if is_heading(line) or is_other_heading(line):
        return True
    text = _BEHIND.sub("", line.text) if line.text[-1] in ")]）:" else line.text
    if not 3 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS or text[-1] in _NO_ENDS:
        return False
    if after is None or MARKER.match(text) or YEAR.search(text) or not (text[0].isupper() or not text[0].isascii()):
        return False
    if not line.gap and before is not None and any(map(str.isdigit, text)):
        return False  # the last line of an entry
    above = bool(line.gap) or before is None
    below = bool(after.gap) or MARKER.match(after.text) is not None
    return (above or MARKER.match(after.text) is not None) and (above or below) and not _are_names(text)


def in_menu(above: Line, line: Line, after: Line) -> bool:
    """Whether a line stands among the short labels of a menu, without blank lines or marks between, and not above a name."""
    menu = not line.gap and not after.gap and all(len(one.text) <= _LONGEST_LABEL for one in (above, line, after))
    return menu and not any(set(one.text) & _MARKS for one in (above, after)) and not _are_names(after.text)


def _are_names(text: str) -> bool:
    found = people(text) if not headings.names_works(text) else None
    return found is not None and not any(name.literal for name, _, _ in found.names)


def lists_others(head: Line | None) -> bool:
    """Whether a heading says that what stands below is no list of works."""
    return (
        head is not None
        and not is_heading(head)
        and (is_other_heading(head) or names_others(head.text) or headings.names_others(head.text))
    )

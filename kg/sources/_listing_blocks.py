"""Lists of three lines a work: title, authors, venue with the year; headings and blank lines may stand between.

Ferries Without Timetables
Ann Author, Bo Builder
Journal of Harbours 12(3), 1-9, 2019
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.records import Furniture, Item
from kg.sources import _listing_names as name_lists
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_prose, is_title, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_tail import YEAR, Tail

_LONGEST_VENUE = 300


def _names(line: Line) -> NameList | None:
    found = name_lists.inverted(line.text) or name_lists.given_first(line.text)
    return found if found and found.names else None


def _is_venue(line: Line) -> bool:
    """Whether a line holds a year and words, is short and is no list of names."""
    text = line.text
    short = len(text) <= _LONGEST_VENUE and not is_prose(text) and not is_heading(line)
    return short and YEAR.search(text) is not None and any(map(str.isalpha, text)) and _names(line) is None


def _block(lines: Sequence[Line]) -> NameList | None:
    """The names of a block when three lines are title, authors and venue, without a blank line among them."""
    if len(lines) < 3 or lines[1].gap or lines[2].gap or is_heading(lines[0]):
        return None
    if not is_title(lines[0].text) or not _is_venue(lines[2]):
        return None
    return _names(lines[1])


def recognises(lines: Sequence[Line]) -> bool:
    """Whether blocks of title, several authors and venue follow each other and are most of the text."""
    body = [line for line in lines if not is_heading(line)]
    at = known = strong = 0
    while at < len(body):
        names = _block(body[at : at + 3])
        known += names is not None
        strong += names is not None and len(names.names) > 1
        at += 3 if names else 1
    return strong > 1 and known * 3 * 10 >= len(body) * 6


def read(lines: Iterator[Line]) -> Iterator[Item]:
    """The works of a list; lines that are in no block are rejected together."""
    held: list[Line] = []
    strange: list[Line] = []
    for line in lines:
        held.append(line)
        if len(held) < 3:
            continue
        names = _block(held)
        if names is not None or is_heading(held[0]):
            yield from _rejected(strange)
        if names is not None:
            yield _record(held, names)
            held = []
        else:
            yield from _passed(held.pop(0), strange)
    for line in held:
        if is_heading(line):
            yield from _rejected(strange)
        yield from _passed(line, strange)
    yield from _rejected(strange)


def _passed(line: Line, strange: list[Line]) -> Iterator[Item]:
    """A line that begins no block: a heading, or one more that is not understood."""
    if is_heading(line):
        yield Furniture("heading", line.start, line.end)
    else:
        strange.append(line)


def _rejected(strange: list[Line]) -> Iterator[Item]:
    if strange:
        yield reject(strange, "no title, authors and venue with a year on three lines below each other")
        strange.clear()


def _record(lines: Sequence[Line], names: NameList) -> Item:
    draft = Draft("article")
    draft.title(lines[:1])
    draft.authors(lines[1:2], names)
    Tail(draft, lines[2].text, lines[2].start).read(0)
    return draft.record()


LAYOUT = Layout("title-authors-venue", recognises, read)

"""The segments of a page: what stands between strong marks on a line (commas, stops, colons, quotation marks, brackets, tabs).

They are what the tagger of pages labels. A segment knows the marks around it and the line it stands on; names that a comma parts and
titles with a colon are several segments, which the labels join again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources._listing_lines import MARKER, Line
from kg.sources._listing_people import people

LONGEST = 4000
"""A longer line is one segment: it lists nothing."""
_CUT = re.compile(
    r"(?P<wide>[，；、])|(?P<comma>,(?=\s))|(?P<semicolon>;(?=\s))|(?P<tab>\t| {3,40})|(?P<bar>(?<=\s)[|·•/‖](?=\s))"
    r"|(?P<dash>(?<=\s)[-–—]{1,3}(?=\s))|(?P<colon>:(?=\s|$)|：)|(?P<question>(?<=[?!])(?=\s))"
    r"|(?P<stop>(?<=[^\W\d_]{2}\.)(?=\s)|(?<=[\d)\]”\"»’%]\.)(?=\s))"
    r"|(?P<open>(?<![^\s(\[*_])[\"“«„])|(?P<close>[,.]?[\"”»“][,.]?(?=\s|$|\())"
    r"|(?P<bracket>(?:(?<=[\s*])|^)[(\[])|(?P<closed>[)\]][,.:;]?(?=\s|$|\*))|(?P<emphasis>\*\*)"
    r"|(?P<word>(?<=\s)(?=(?:with|by|mit|avec|con|von|par|in|In)\s[A-Z“\"]))"
)
_INITIALS = re.compile(
    r"\s?(?:(?:[a-z]{2,3} ){0,2}[^\W\d_a-z][\w'’-]{1,30} (?:[^\W\d_a-z][\w'’-]{1,30} )?(?:[A-ZÀ-Þ]-?){1,3}\.|(?:[A-ZÀ-Þ]\.[- ]?){1,3})(?=\s?[A-Z\d“\"][^.])"
)
"""The last of some names before a title: the initials of an inverted one, or a whole one with initials behind it."""
_SIGNS = re.compile(r"^(?:[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]\s{0,9})+")
"""Arrows, stars and pictures before a text say nothing of it."""
_OPENS = frozenset(("open", "bracket"))


class Segment:
    """A stretch of a line without white space around it: where it stands, the marks before and behind it, its line and its place there."""

    __slots__ = ("after", "before", "end", "last", "line", "nth", "row", "start", "text")

    def __init__(self, start: int, text: str, before: str, line: Line, row: int) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.before = before
        self.after = "end"
        self.line = line
        self.row = row
        self.nth = 0
        self.last = False


def segments_of(lines: Sequence[Line]) -> list[list[Segment]]:
    """The segments of each line, in order; a line without letters or digits has none."""
    return [_segments(line, row) for row, line in enumerate(lines)]


def _segments(line: Line, row: int) -> list[Segment]:
    text = line.text
    marker = MARKER.match(text)
    at, before = (marker.end(), "marker") if marker else (0, "begin")
    found: list[Segment] = []

    def add(end: int) -> bool:
        part = text[at:end]
        bare = _SIGNS.sub("", part.strip())
        if not any(map(str.isalnum, bare)):
            return False
        found.append(Segment(line.start + at + part.index(bare), bare, before, line, row))
        return True

    for cut in _CUT.finditer(text, at) if len(text) <= LONGEST else ():
        kind = cut.lastgroup or ""
        initials = _INITIALS.match(text, at, cut.start())
        # "Author, B. Ferries without timetables.": the initial ends the names, as what follows it can be no name
        if (
            initials
            and initials.end() > at
            and people(text[at : cut.start()].strip(" .")) is None
            and add(initials.end())
        ):
            found[-1].after = before = "initial"
            at = initials.end()
        if add(cut.start()):
            found[-1].after = before = kind
        elif kind in _OPENS:
            before = kind
        at = max(at, cut.end())
    add(len(text))
    for nth, one in enumerate(found):
        one.nth = nth
        one.last = nth + 1 == len(found)
    return found

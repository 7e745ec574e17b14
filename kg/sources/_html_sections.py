"""The headings above the entries of a marked-up page: the year that they have, and whether works stand below."""

from __future__ import annotations

import re

from kg.sources._listing_lines import Line, bare_heading, is_heading
from kg.sources._listing_sections import is_other_heading

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\s*\(\d{1,3}\))?")


_PENDING = re.compile(
    r"(?:under|in) (?:review|revision|submission|preparation|press)|submitted|forthcoming|accepted|to appear|work(?:s)? in progress|working papers?|preprints?|im druck|eingereicht|à paraître|en prensa",
    re.IGNORECASE,
)
"""Headings of works that have no year yet."""
_POSTERS = re.compile(r"(?:(?:conference|congress|selected|scientific) )?posters?(?: presentations?)?", re.IGNORECASE)
"""Headings of posters, which are shown and not published."""
LOWEST = 8
"""The level of a line that is a heading without the mark-up of one."""


_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s(?=\S)")
"""The number of a section before its heading: "2.1. 2023"."""


def _bare(text: str) -> str:
    """A heading without its number and the marks around it."""
    text = text.strip()
    number = _NUMBERED.match(text)
    return bare_heading(text[number.end() :] if number else text)


class Sections:
    """What the headings seen so far say of what stands below the last: `year` of it, `other` where it lists no works, `pending` where those have no year yet."""

    def __init__(self) -> None:
        self.year = ""
        self.other = False
        self.pending = False
        self._year_level = self._other_level = self._pending_level = 9

    def see(self, text: str, level: int) -> None:
        """Takes the next heading; what one of a higher level said holds until the next of that level."""
        bare = _bare(text)
        found = _YEAR.fullmatch(bare)
        if found:
            self.year, self._year_level = found["year"], level
        elif level <= self._year_level:
            self.year, self._year_level = "", 9
        self.pending = _PENDING.match(bare) is not None or (
            self.pending and found is None and level > self._pending_level
        )
        self._pending_level = level if _PENDING.match(bare) else self._pending_level
        line = Line(0, "", bare)
        if self.other and level > self._other_level and (found or not is_heading(line)):
            return
        self.other = bool(bare) and (is_other_heading(line) or _POSTERS.fullmatch(bare) is not None)
        self._other_level = level if self.other else 9

    @staticmethod
    def is_known(text: str) -> bool:
        """Whether a heading is one of lists: a year, what is listed below it, or what is no work."""
        bare = _bare(text)
        line = Line(0, "", bare)
        known = _YEAR.fullmatch(bare) or _PENDING.match(bare) or is_heading(line) or is_other_heading(line)
        return bool(known) or not bare

    def see_line(self, text: str) -> bool:
        """Takes a line that may be a heading, of the lowest level: whether it is a year, or one of what is no work, or ends that."""
        bare = _bare(text)
        line = Line(0, "", bare)
        found = bool(bare) and (
            _YEAR.fullmatch(bare) is not None
            or _PENDING.fullmatch(bare) is not None
            or is_other_heading(line)
            or (self.other and is_heading(line))
        )
        if found:
            self.see(text, LOWEST)
        return found

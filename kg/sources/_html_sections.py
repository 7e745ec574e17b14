"""The headings above the entries of a marked-up page: the year that they have, and whether works stand below."""

from __future__ import annotations

from kg.sources._listing_lines import Line, bare_heading, is_heading
from kg.sources._listing_sections import is_other_heading
from kg.sources._listing_signs import YEAR


class Sections:
    """What the headings seen so far say of what stands below the last: `year` of it, and `other` where it lists no works."""

    def __init__(self) -> None:
        self.year = ""
        self.other = False
        self._year_level = self._other_level = 9

    def see(self, text: str, level: int) -> None:
        """Takes the next heading; what one of a higher level said holds until the next of that level."""
        bare = bare_heading(text.strip())
        if YEAR.fullmatch(bare):
            self.year, self._year_level = bare, level
        elif level <= self._year_level:
            self.year, self._year_level = "", 9
        line = Line(0, "", bare)
        if self.other and level > self._other_level and not is_heading(line):
            return
        self.other = bool(bare) and is_other_heading(line)
        self._other_level = level if self.other else 9

"""Entries whose year stands between dashes, behind the title and the names: profiles of PhilPapers copied from the screen.

Ferries Without Timetables. Ann Author & Bo Builder - 2020 - Journal of Harbours 12 (3):1-9.
We say why none is needed.
Direct download (3 more)     Export citation     Bookmark
"""

from __future__ import annotations

import re

from kg.sources._listing_people import people
from kg.sources._listing_taken import Taken, is_title, trimmed_span

_YEAR = re.compile(r"\s[-–—]\s(?:(?P<year>(?:19|20)\d\d)|forthcoming|in press|manuscript)\s[-–—]\s", re.IGNORECASE)
_ENDS = re.compile(r"(?:[.?!\]]\s+|\n\s*)(?=[^\W\d_a-z])")
_LONGEST = 1000


def dashed(text: str, begin: int) -> Taken | None:
    """The parts of "Title. Names - Year - Venue", on a line or with the title on its own; below stand an abstract and words of the page."""
    found = _YEAR.search(text, begin, begin + _LONGEST)
    if found is None or text.count("\n", begin, found.start()) > 1:
        return None
    stop = text.find("\n", found.end())
    end = stop if stop >= 0 else len(text)
    for mark in reversed(list(_ENDS.finditer(text, begin, found.start()))):
        names = people(text[mark.end() : found.start()])
        title = trimmed_span(text, begin, mark.end() if mark[0][0] in "?!]" else mark.start())
        if names and is_title(text[slice(*title)], strong=True):
            year = found.span("year") if found["year"] else None
            return Taken("dashed", title, names, (mark.end(), found.start()), [(found.end(), end)], year)
    return None

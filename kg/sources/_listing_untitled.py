"""Entries of names and journal without a title, as chemists' and physicists' lists have them.

Author, A.; Builder, B. J. Harb. 2019, 12, 1-9          A. Author, B. Builder, J. Harb. 12, 1 (2019)
"""

from __future__ import annotations

import re

from kg.sources._listing_people import people
from kg.sources._listing_segments import is_abbreviated, name_lists, segments
from kg.sources._listing_taken import Taken

_FAMILY = r"[*†]?(?:(?:van|von|de|der|den|ten|la|du)\s){0,3}[^\W\d_a-z][^\W\d_]*(?:[\s'’-][^\W\d_]+){0,3}"
_SUFFIX = r"(?:,? (?:Jr|Sr)\.)?[*†]?"
_NAMES_UNTITLED = re.compile(
    rf"(?:{_FAMILY}, (?:[^\W\d_a-z]\.[\s-]?){{1,3}}{_SUFFIX}\s?; ?){{0,60}}{_FAMILY}, (?:[^\W\d_a-z]\.[\s-]?){{1,3}}?{_SUFFIX}(?=\s?(?:J\.\s|[^\W\d_a-z][^\W\d_]{{2,}}))"
)
_CITED_UNTITLED = re.compile(
    r"\D{3,60}?(?:,?\s)(?:(?:19|20)\d\d, \d|\d{1,4}, [A-Za-z]?\d{1,7}.{0,20}\((?:19|20)\d\d\)|\d{1,4} \((?:19|20)\d\d\))"
)


def untitled(text: str, begin: int) -> Taken | None:
    """The parts of "Author, A.; Builder, B. J. Harb. 2019, 12, 1-9" and "A. Author, B. Builder, J. Harb. 12, 1 (2019)"."""
    if found := _NAMES_UNTITLED.match(text, begin):
        stop = begin + len(found[0].rstrip())
        names = people(text[begin:stop].replace("*", " ").replace("†", " "))
        if names and _CITED_UNTITLED.match(text[stop:].lstrip()):
            return Taken("untitled", (begin, begin), names, (begin, stop), [(stop, len(text))])
    parts = segments(text, begin)
    for names, after in name_lists(text, parts, 0):
        if after < len(parts) and is_abbreviated(parts[after].text) and _CITED_UNTITLED.match(text, parts[after].start):
            at = parts[0].start, parts[after - 1].end
            return Taken("untitled", (begin, begin), names, at, [(at[1], len(text))])
    return None

"""Entries of which each part has a line of its own, the names first: lists of national databases and repositories.

1. Author, Ann ; Builder, Bo
   Ferries without timetables
   JOURNAL OF HARBOURS 12 : 3 pp. 1-9. (2019)
   DOI: 10.1234/jh.2019.3  Scopus
"""

from __future__ import annotations

import re

from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR, find_identifiers
from kg.sources._listing_taken import Taken, is_title, trimmed_span

_LINKS = re.compile(r"\b(?:DOI|WoS|Scopus|PDF|BibTeX|PMID|URN)\b")
"""Names of services to which such lists link below an entry."""


def names_above(text: str, begin: int) -> Taken | None:
    """The parts of an entry of which the first line is names, the next the title, and those below where and when it appeared."""
    first, _, rest = text[begin:].partition("\n")
    second, _, below = rest.partition("\n")
    names = people(first.strip(" .:")) if below and not _LINKS.search(first) else None
    at = begin + len(first) + 1
    title = trimmed_span(text, at, at + len(second))
    dated = YEAR.search(below)
    if names is None or dated is None or YEAR.search(first) or not is_title(text[slice(*title)], strong=True):
        return None
    start = at + len(second) + 1
    stop = text.find("\n", start + dated.end())
    rests = [(start, stop if stop > 0 else len(text))]
    rests += [(max(a, rests[0][1]), b) for _, a, b in find_identifiers(text, rests[0][1])]
    names_at = begin + len(first) - len(first.lstrip()), begin + len(first.rstrip(" .:"))
    return Taken("names above", title, names, names_at, rests)

"""Books in lists of other works: their title ends before a bracket with the publisher, and nothing parts it otherwise.

Ann Author, Ferries Without Timetables: A History (2nd edn, Tides: Harbour Press, 2019)
FERRIES WITHOUT TIMETABLES (Harbour Univ. Press 2019)
"""

from __future__ import annotations

import re

from kg.sources._listing_people import people
from kg.sources._listing_segments import name_lists, segments
from kg.sources._listing_signs import PUBLISHER, YEAR
from kg.sources._listing_taken import Taken, is_title, trimmed_span

_IMPRINT = re.compile(r",?\s\((?P<inside>[^()]{2,100}?),?\s(?P<year>(?:19|20)\d\d)\)")
_EDITION = re.compile(r"(?:\d\w{1,3}|rev(?:ised)?\.?|second|third|fourth)\s(?:edn?|edition)\.?,\s", re.IGNORECASE)
_PLACED = re.compile(r"[^\W\d_][^\d:;,()]{1,40}(?:, [^\d:;,()]{2,20})?:\s?[^\W\d_][^\d:;()]{1,60}")
_OF_PUBLISHERS = re.compile(
    r"\b(?:press|publish(?:ing|ers)|verlag|books|éditions|editorial|univ\.)(?!\w)", re.IGNORECASE
)
_BETWEEN = " ,:;."


def book(text: str, begin: int, owned: bool) -> Taken | None:
    """The parts of a book with its imprint in brackets; without names only where the list names no owner (`owned`)."""
    found = next((one for one in _IMPRINT.finditer(text, begin + 3, begin + 600) if _is_imprint(one["inside"])), None)
    if found is None:
        return None
    edition = _EDITION.match(text, found.start("inside"))
    inside = (edition.end() if edition else found.start("inside"), found.end("inside"))
    rests = [inside, (found.end(), len(text))]
    before = text[begin : found.start()]
    names, start = None, begin
    parts = segments(before, 0)
    lists = [(one, after) for one, after in name_lists(before, parts, 0) if after < len(parts)] if parts else []
    if lists:
        names, after = lists[0]
        start = begin + parts[after].start
    elif not owned or people(before):
        return None
    title = trimmed_span(text, start, found.start())
    if title[0] >= title[1] or YEAR.search(text, *title) or not is_title(text[slice(*title)], strong=names is not None):
        return None
    at = (begin, begin + parts[lists[0][1] - 1].end) if lists else (title[1], title[1])
    return Taken("book", title, names, at, rests, found.span("year"), owned=names is None)


def _is_imprint(inside: str) -> bool:
    """Whether what stands in brackets before a year is a publisher, with an edition or place before it perhaps."""
    bare = _EDITION.sub("", inside).strip(_BETWEEN)
    return bool(_PLACED.fullmatch(bare) or PUBLISHER.fullmatch(bare) or _OF_PUBLISHERS.search(bare))

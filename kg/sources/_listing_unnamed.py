"""Entries that do not name the owner of the page, read each by itself: where the title stands is beyond doubt.

"Ferries without timetables." Journal of Harbours 12, no. 3 (2019): 1-9.
With Bo Builder. "Ferries without timetables." Journal of Harbours 12 (2019): 1-9.
Ferries Without Timetables: A History. Hull: Harbour Press, 2019.
"""

from __future__ import annotations

import re

from msgspec import structs

from kg.records import Record
from kg.sources._listing_forms import quoted
from kg.sources._listing_mixed import record_of_parts, taken
from kg.sources._listing_people import people
from kg.sources._listing_signs import IMPRINT, NOTE
from kg.sources._listing_taken import Taken, is_title

_QUOTED = re.compile(r"[\"“«„]|['‘](?=[\w\"“])")
_WITH = re.compile(
    r"[(\[]?(?:[Ww]ith|[Mm]it|[Aa]vec|[Cc]on)\s(?P<names>[^\d\"“«„'‘()\[\]]{3,100}?)[)\].,:]{1,2}\s(?=[\"“«„'‘])"
)
"""Those an entry was written with, before its title in quotation marks."""
_JOINED = re.compile(r"[\"”'’]\s(?:and|&|und|et)\s[\"“'‘]")
"""What parts two titles of one entry."""
_BOOK = re.compile(
    r"(?P<title>[^\W\d_a-z](?:[^.(]|\.(?!\s)){3,250}?)(?:\.\s|\s\()(?P<place>[^\W\d_a-z][^\d:;().,]{1,30}(?:,\s[A-Z]{2})?(?:\s(?:and|/)\s[^\W\d_][^\d:;().,]{1,30})?):\s(?P<publisher>[^\d:;()]{2,60}),\s(?P<year>(?:19|20)\d\d)[.)]"
)
_ENDS_IN_QUOTATION = re.compile(r"[.,][\"”’']\s")


def unnamed(text: str, base: int, year: str = "") -> Record | None:
    """The record of an entry that begins with its title in quotation marks and says where it appeared, or of a book with its imprint.

    None for any other.
    """
    lead = _WITH.match(text)
    if lead or _QUOTED.match(text):
        parts = _of_quotation(text, lead)
        if parts is None or not parts.owned or _JOINED.match(text, parts.title[1]):
            return None
        found = record_of_parts(text, base, parts, year)
        work = found.work
        placed = (work.venues or work.publisher) and (work.dates or work.pages or any(map(NOTE.match, work.comments)))
        return found if placed and not _ENDS_IN_QUOTATION.search(work.title or "") else None
    book = _BOOK.match(text)
    if book and IMPRINT.fullmatch(f"{book['place']}: {book['publisher']}") and is_title(book["title"], strong=False):
        end = book.end("title")
        parts = Taken("owned alone", (0, end), None, (end, end), [(end, book.end())], owned=True)
        return record_of_parts(text[: book.end()], base, parts, year)
    return None


def _of_quotation(text: str, lead: re.Match[str] | None) -> Taken | None:
    """The parts of an entry whose title in quotation marks stands first, or behind those it was written with."""
    if lead is None:
        return taken(text, "quoted") or taken(text, "owned")
    parts, names = quoted(text, lead.end()), people(lead["names"])
    if parts is None or parts.names or names is None:
        return None
    return structs.replace(parts, names=names, names_at=lead.span("names"))

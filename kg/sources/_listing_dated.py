"""The year of a page that says once, for all of its works, when they appeared: "Publications 2018", "Annual report 1999", "Accepted papers, TIDES 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Item, Record
from kg.sources._listing_lines import Line
from kg.sources._listing_tail import year_from_heading

_YEAR = re.compile(r"(?<![\w/.:–-])'?(?P<year>(?:19|20)\d\d)(?![\w–-]|/\d|[.:]\d)")
_RANGE = re.compile(r"\d{4}\s?(?:[-–—/]|to|bis|à|al?)\s?(?:\d\d|present|now|heute|date)", re.IGNORECASE)
_OF_THE_PAGE = re.compile(
    r"[©@]|\b(?:last|updated?|copyright|since|seit|depuis|desde|dal|born|geb|accessed|retrieved|generated|exported|printed|stand|version|status|as of|until|after|before|from|ab|"
    r"reading|syllabus|course|seminar|term|semester|c\.?v|vitae?|phd|dr|tel|fax|zip|room|mise à jour|aktualisiert|actualizado|aggiornato|bijgewerkt|opdateret|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|autumn|fall|winter|summer)\b|\d{1,2}[./]\d{1,2}[./]",
    re.IGNORECASE,
)
"""What shows the year of a line to be that of the page, of a person or of a course, and not of works."""
_LONGEST = 160


def dated(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """The items of a page; where none of its works has a date, each has the year that a line above names, if that is the only one there."""
    records = [one for one in items if isinstance(one, Record)]
    if records and not any(one.work.dates for one in records):
        _date(records, lines)
    yield from items


def _date(records: Sequence[Record], lines: Sequence[Line]) -> None:
    """Dates the records by the lines above them; before the first all lines count, between two those that stand there."""
    at = 0
    year = ""
    for record in records:
        found = set[str]()
        while at < len(lines) and lines[at].start < record.start:
            if lines[at].end <= record.start:
                found |= _years(lines[at].text)
            at += 1
        while at < len(lines) and lines[at].start < record.end:
            at += 1
        if found:
            year = found.pop() if len(found) == 1 else ""
        if year:
            year_from_heading(record, year)


def _years(text: str) -> set[str]:
    """The years of a line that may be of what stands below it."""
    if len(text) > _LONGEST or _RANGE.search(text) or _OF_THE_PAGE.search(text):
        return set()
    return {match["year"] for match in _YEAR.finditer(text)}

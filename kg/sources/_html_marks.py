"""Signs of a title where no names stand beside it: a date before it, a short name of a venue or what it appeared in behind it, marks on marks."""

from __future__ import annotations

import re

from kg.sources._html_flow import Flow, Run
from kg.sources._listing_lines import MARKER
from kg.sources._listing_names import NameList
from kg.sources._listing_signs import YEAR

TAG_BEFORE = re.compile(r"[\[(](?P<tag>[^\[\]()]{2,40})[\])][\s:]*|(?P<year>(?:19|20)\d\d)[\s.:,–-]*")
_DATE_TAG = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[./-]\d{1,2}){1,2}")
"""The day or month on which a work was added or appeared, before its title: "[2023/05]"."""
_SHORT_VENUE = re.compile(
    r"[\s,.:;|(\[–-]{1,5}(?:arXiv\b|[A-Z][\w&+-]{1,20}\s?['’]\d\d\b|(?:[A-Z][\w&+-]{2,20}|[A-Z][\w&+-]{0,15}[A-Z][\w&+-]{0,15}(?:\s[A-Z][\w&+-]{0,20}){1,2})\s(?:19|20)\d\d\b)"
)
"""The short name of a venue with its year right behind a title: ", CVPR 2023"."""


def is_dated(flow: Flow, start: int, end: int) -> bool:
    """Whether a date in brackets stands before a title, and the short name of a venue behind it."""
    tag = TAG_BEFORE.fullmatch(flow.text, 0, start)
    dated = tag is not None and tag["tag"] is not None and _DATE_TAG.fullmatch(tag["tag"]) is not None
    return dated and _SHORT_VENUE.match(flow.text, end) is not None


def is_marked_twice(flow: Flow, start: int, end: int) -> bool:
    """Whether a stretch is both a link and bold, whole, and leads the entry: so titles are marked, names are one or the other."""
    kinds = {run.kind for run in flow.runs if run.start == start and end <= run.end <= end + 1}
    return {"link", "strong"} <= kinds


_DATED = re.compile(
    r"[\s,.;:(]{0,4}(?:(?:19|20)\d\d\b|\d{1,4}\b|vol|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_IN_BOOK = re.compile(r"[\s,.”\"’]{0,4}[Ii]n:?\s")


def is_journal(flow: Flow, found: tuple[NameList, tuple[int, int]]) -> bool:
    """Whether the one name behind a quoted title is a journal's: in italics, without an initial, and with a year or volume behind it."""
    names, (start, end) = found
    volume = next((run.end for run in flow.runs if run.kind == "em" and run.start == start and run.end < end), end)
    if flow.text[volume:end].strip().isdigit():
        end = volume
    italic = any(run.kind == "em" and run.start <= start and end <= run.end + 1 for run in flow.runs)
    return (
        italic
        and len(names.names) == 1
        and "." not in flow.text[start:end]
        and _DATED.match(flow.text, end) is not None
    )


def is_behind(flow: Flow, end: int, run: Run) -> bool:
    """Whether emphasis behind a quoted title is what it appeared in: a date or volume follows, or it is a book and a year follows."""
    if 0 <= run.start - end <= 3:
        return _DATED.match(flow.text, run.end) is not None
    book = 0 < run.start - end < 9 and _IN_BOOK.fullmatch(flow.text, end, run.start) is not None
    return book and (YEAR.search(flow.text, run.end) is not None or "forthcoming" in flow.text[run.end :])


def leads(flow: Flow, start: int) -> bool:
    """Whether nothing but a number or bullet stands before a place."""
    marker = MARKER.match(flow.text)
    return start == 0 or (marker is not None and marker.end() == start)

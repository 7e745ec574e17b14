"""Short lines beside works in lines of their own: the short name of a venue above a title, and a year between blank lines.

[CHI 2024]                          ICLR                                   Journal articles, 2019
Mooring Language Models             Reading Ropes with Transformers
"""

from __future__ import annotations

import re

from kg.records import Date, Venue
from kg.sources._listing_lines import Draft, Line
from kg.sources._listing_signs import whole_year

BADGE = re.compile(
    r"(?P<open>\[)?(?P<name>[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,8}(?:[- ][A-Z][A-Za-z]{1,8})?|arXiv|bioRxiv|medRxiv|Preprint)(?:\s?['’]?(?P<year>(?:20)?\d\d))?(?(open)\])"
)
"""The short name of a venue alone on a line, as pages of the web show it beside a work."""
YEAR_BESIDE = re.compile(
    r"(?:[^\W\d_]{2,15}[\s,–—-]{1,3}){0,3}(?:19|20)\d\d(?:[\s,/–—-]{1,3}[^\W\d_]{2,15}){0,3}|FY\s?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""A year with a few words beside it: "Journal articles, 2019"."""


def take_badge(draft: Draft, line: Line) -> None:
    """Takes the short name of a venue on a line of its own above a title: the venue, and the year, of a work that names no other below."""
    found = BADGE.fullmatch(line.text)
    if found is None or draft.work.venues or draft.work.publisher:
        draft.furniture("label", line.start, line.end)
        return
    draft.work.venues.append(Venue(found["name"]))
    draft.furniture("punctuation", line.start, line.start + found.start("name"))
    if found["open"]:
        draft.furniture("punctuation", line.end - 1, line.end)
    draft.mapped("venues[0]", line.start + found.start("name"), line.start + found.end("name"))
    if found["year"] and not draft.work.dates:
        draft.mapped("dates[0]", line.start + found.start("year"), line.start + found.end("year"))
        draft.work.dates.append(Date("issued", whole_year(found["year"]) if len(found["year"]) == 2 else found["year"]))

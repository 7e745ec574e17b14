"""The numbers right behind the emphasised name of a journal: "28(2) (2021), #P2.31", "376, eabn1479 (2022)", "(2020) 14:2210"."""

from __future__ import annotations

import re

from kg.records import Date
from kg.sources._listing_lines import Draft

_VOLUME = (
    r"(?P<before>(?:vol(?:\.|ume)|bd\.|t\.)\s?)?(?P<volume>\d{1,4}|[IVXLC]{1,8}(?=\s?[(,:]))"
    r"(?:\s?\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\)|[:./](?P<number>\d{1,3}(?:[-–/]\d{1,3})?)(?=\s?[(,]))?"
)
_DATED = r"\((?P<year>(?:19|20)\d\d)\)"
_PAGES = (
    r"(?P<label>pp?\.\s?|pages\s|S\.\s?|Art(?:\.|icle)\s(?:no\.\s)?)?"
    r"(?P<pages>[A-Za-z#]{0,5}\d(?:[\d.]{0,8}\d)?(?:[-–—]{1,2}[A-Za-z]?\d{1,6})?)"
)
_ORDERS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[\s,.]{{0,3}}{_VOLUME}[\s,]{{0,2}}{_DATED}(?:[\s,:;]{{1,2}}{_PAGES})?(?=[\s,.;]|$)",
        rf"[\s,.]{{0,3}}{_VOLUME}[,:]\s?{_PAGES}[\s,]{{1,2}}{_DATED}(?=[\s,.;]|$)",
        rf"[\s,.]{{0,3}}{_DATED}[\s,]{{1,2}}{_VOLUME}[,:]\s?{_PAGES}(?=[\s,.;]|$)",
        rf"[\s,.]{{0,3}}(?P<before>early view|online first|ahead of print|advance(?:d)? (?:online )?(?:access|publication)|in press)[\s,]{{1,2}}{_DATED}",
    )
]
_SERIES = re.compile(r",?\s(?:Ser(?:\.|ies)\s)?[A-F](?=,?\s\d)")
_BARE = re.compile(r"\s?\d{1,4}(?![\w])")


def end_of_name(text: str, at: int) -> int:
    """Where the name of a journal ends whose emphasis ends at `at`: behind the letter of a series, if one stands there."""
    series = _SERIES.match(text, at)
    return series.end() if series else at


def is_volume(text: str, start: int, end: int) -> bool:
    """Whether what is emphasised is the number of a volume."""
    return _BARE.fullmatch(text, start, end) is not None


def numbers_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """The numbers that stand at `at` in one of the known orders, the year in brackets among them."""
    return next((match for order in _ORDERS if (match := order.match(text, at, end))), None)


def enter_numbers(draft: Draft, text: str, at: int, end: int) -> int:
    """Enters volume, issue, year and pages that stand at `at` in one of these orders; gives where they end."""
    found = numbers_at(text, at, end)
    work = draft.work
    if found is None or work.volume or work.pages or (work.dates and work.dates[0].value[:4] != found["year"]):
        return at
    groups = found.groupdict()
    for name in ("volume", "issue", "number", "pages"):
        if groups.get(name):
            field = "issue" if name == "number" else name
            setattr(work, field, found[name])
            draft.mapped(field, *found.span(name))
    for name in ("before", "label"):
        if groups.get(name):
            draft.furniture("label", found.start(name), found.start(name) + len(found[name].rstrip()))
    if not work.dates:
        work.dates.append(Date("issued", found["year"]))
    draft.mapped("dates[0]", *found.span("year"))
    if groups.get("volume") and work.venues and not work.venues[0].kind:
        work.venues[0].kind = "journal"
    return found.end()

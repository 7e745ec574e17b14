"""The year of a page that says once, for all of its works, when they appeared: "Publications 2018", "Annual report 1999", "TIDES 2020: accepted papers"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Item, Record
from kg.sources._listing_lines import Line
from kg.sources._listing_tail import year_from_heading
from kg.sources._listing_venue_words import MONTH

_YEAR = re.compile(r"(?<![\w/.:–-])(?P<year>(?:19|20)\d\d)(?![\w–-]|/\d|[.:]\d)")
_RANGE = re.compile(r"\d{4}\s?(?:[-–—/]|to|bis|à|al?)\s?(?:\d\d|present|now|heute|date)", re.IGNORECASE)
_ALONE = re.compile(r"\W*(?:(?:19|20)\d\d)\W*")
_OF_LISTS = re.compile(
    r"\b(?:publi[ckcçš]\w*|publisering|publicēt\w*|årsmelding|årsbok|yearbook|jahrbuch|annuaire|yıllığı|rocznik|ročenka|évkönyv|impact|cilt|tome?|band|number|papers?|articles?|artikel\w*|artículos|artigos|articoli|works|outputs?|reprints?|report|return|proceedings|accepted|contents|volume|vol|issue|conference|workshop|symposium|congress|kongress"
    r"|schedule|program\w*|produ[cçkz]\w*|bibliogra\w*|literatur\w*|veröffentlichung\w*|schriften\w*|jahresbericht|årsberetning|årsrapport|julkaisu\w*|dorobek|travaux|lavori|trabalhos|trabajos|obras|écrits"
    r"|theses|dissertations|essays|calendar year|yayın\w*|публикаци\w*|труды|статьи|радови|трудове|праці|közlemény\w*|δημοσιεύσεις|פרסומים|منشورات|أبحاث)\b|論文|论文|業績|成果|발표|논문",
    re.IGNORECASE,
)
"""Words of lines that say what a list holds or is of."""
_OF_THE_PAGE = re.compile(
    r"[©@]|\b(?:last|updated?|copyright|since|seit|depuis|desde|dal|founded|est|born|geb|accessed|retrieved|generated|exported|printed|stand|version|status|as of|until|after|before|from|ab"
    r"|reading|syllabus|course|seminar|term|semester|c\.?v|vitae?|phd|dr|tel|fax|zip|room|box|street|fellow|member|prize|award|lecture|talk|director|mise à jour|aktualisiert|actualizado|aggiornato|bijgewerkt|opdateret"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|autumn|fall|winter|summer)\b|\d{1,2}[./]\d{1,2}[./]",
    re.IGNORECASE,
)
"""What shows the year of a line to be that of the page, of a person or of a course, and not of works."""
_OF_ISSUES = re.compile(r"\b(?:vol(?:ume)?|number|issue|no|nr|cilt|band|tome?|heft|numéro)\b", re.IGNORECASE)
"""Words of lines that name an issue, of which the month is said, too."""
_NO_MONTH = re.compile(rf"\b{MONTH}\.?,?\s(?=\d{{4}})", re.IGNORECASE)
_LONGEST = 160


def dated(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """The items of a page; those without a date below a line that says what is listed have the year it names, if no work has another.

    Above the first work any such line counts, between two only a heading; a later one takes the place of that before, and two years
    in what stands between are of nothing.
    """
    records = [one for one in items if isinstance(one, Record)]
    if not all(one.work.dates for one in records):
        own = {one.work.dates[0].value[:4] for one in records if one.work.dates}
        found = _found(records, lines)
        if own <= set(found):
            for record, year in zip(records, found, strict=True):
                if year and not record.work.dates:
                    year_from_heading(record, year)
    yield from items


def _found(records: Sequence[Record], lines: Sequence[Line]) -> list[str]:
    """For each record the year of the lines above it, or nothing."""
    at = 0
    year = ""
    years: list[str] = []
    for record in records:
        found = set[str]()
        while at < len(lines) and lines[at].start < record.start:
            line = lines[at]
            if line.end <= record.start and (record is records[0] or line.gap or _ALONE.fullmatch(line.text)):
                found |= _years(line.text)
            at += 1
        while at < len(lines) and lines[at].start < record.end:
            at += 1
        if found:
            year = found.pop() if len(found) == 1 else ""
        years.append(year)
    return years


def _years(text: str) -> set[str]:
    """The years of a line that are of what stands below it."""
    if len(text) > _LONGEST or _RANGE.search(text):
        return set()
    if _OF_THE_PAGE.search(_NO_MONTH.sub("", text) if _OF_ISSUES.search(text) else text):
        return set()
    if not (_ALONE.fullmatch(text) or _OF_LISTS.search(text)):
        return set()
    return {match["year"] for match in _YEAR.finditer(text)}

"""The year of a page that says once, for all of its works, when they appeared: "Publications 2018", "Annual report 1999", "TIDES 2020: accepted papers"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Item, Record
from kg.sources._listing_lines import NOT_YET, Line, is_heading
from kg.sources._listing_margin import before
from kg.sources._listing_short_years import short_years, whole
from kg.sources._listing_tail import year_from_heading
from kg.sources._listing_venue_words import MONTH
from kg.sources._listing_year import date_by

_YEAR = re.compile(r"(?<![\w/.:–-])(?P<year>(?:19|20)\d\d)(?![\w–-]|/\d|[.:]\d)")
_RANGE = re.compile(r"\d{4}\s?(?:[-–—/]|to|bis|à|al?)\s?(?:\d\d|present|now|heute|date)", re.IGNORECASE)
_ALONE = re.compile(r"\W*(?P<year>(?:1[6-9]|20)\d\d|(?:1 [6-9]|2 0) \d \d)\W*")
_SPACED = re.compile(r"\W*[12] \d \d \d\W*")
_OF_LISTS = re.compile(
    r"\b(?:publi[ckcçš]\w*|publisering|publicēt\w*|årsmelding|årsbok|yearbook|jahrbuch|annuaire|yıllığı|rocznik|ročenka|évkönyv|impact|cilt|tome?|band|number|papers?|articles?|artikel\w*|artículos|artigos|articoli|works|outputs?|reprints?|report|return|proceedings|accepted|contents|volume|vol|issue|conference|workshop|symposium|congress|kongress"
    r"|schedule|program\w*|produ[cçkz]\w*|bibliogra\w*|literatur\w*|veröffentlichung\w*|schriften\w*|jahresbericht|årsberetning|årsrapport|julkaisu\w*|dorobek|travaux|lavori|trabalhos|trabajos|obras|écrits"
    r"|theses|dissertations|essays|books?|journals?|chapters|bücher|livres|libros|libri|livros|calendar year|fy|yayın\w*|публикаци\w*|труды|статьи|радови|трудове|праці|közlemény\w*|δημοσιεύσεις|פרסומים|منشورات|أبحاث)\b|論文|论文|業績|成果|발표|논문",
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
_YEAR_OF_HEAD = re.compile(
    r"(?:(?<![\w/.:–-])|(?<=\d[./])|(?<=[a-z]-)|(?<=[a-z]\.-))(?P<year>(?:1[6-9]|20)\d\d)(?![\w–-]|[.:]\d|/\d\d)"
    rf"|(?:(?<=[A-Z]['’])|(?<!\w)\d{{1,2}}\s(?i:{MONTH})\.?\s)(?P<short>\d\d)(?!\w)"
)
_NOT_OF_WORKS = re.compile(
    r"[©@]|https?:|\bonwards\b|\bto date\b|\b(?:last|updated?|copyright|founded|est|born|geb|accessed|retrieved|generated|exported|printed\s(?:on|from|at|\d)|stand|version|status|(?:since|seit|depuis|desde|dal|as of|until|after|before|from|ab)(?=\s(?:[^\W\d_]+\.?\s)?\d{4})"
    r"|c\.?v|vitae|curriculum|lebenslauf|phd|tel|fax|zip|room|box|street|fellow|member|prize|award|director|mise à jour|aktualisiert|actualizado|aggiornato|bijgewerkt|opdateret|abgeschr\w*"
    r"|road|street|avenue|lane|quay|stra(?:ß|ss)e|rue|m\.?a\.?|b\.?a\.?|m\.?sc\.?|b\.?sc\.?|dipl|reading|syllabus|course|module|semester|term|michaelmas|hilary|trinity|search|results?|citations?|h-index|posted|doi|books?|reviewed|price|catalogu?e?|list \d{4})\b",
    re.IGNORECASE,
)
"""What shows that a year in the head of a page is not that of the works below it."""
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_LONGEST, _FEW, _MOST_ABOVE = 160, 3, 14
_FROM_HEADING = "year-from-heading"


def dated(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """The items of a page; those without a date have the year that stands before them on their line, or that a line above them names.

    Above the first work any line of what is listed counts, between two only a heading; a later one takes the place of that before, and two
    years in what stands between are of nothing. A line above counts where no work has another year, or where several years stand alone
    on lines. A page of which hardly a work has a year is of the one year that stands above all of them.
    """
    records = [one for one in items if isinstance(one, Record)]
    _without_headings(records, lines)
    _without_headings_above(records, lines)
    if not all(one.work.dates for one in records):
        for record, year in zip(records, before(records, lines), strict=True):
            if year and not record.work.dates:
                year_from_heading(record, year)
        if not any(one.work.dates for one in records):
            for record, (year, at) in zip(records, short_years(records, lines), strict=True):
                if year:
                    date_by(record, year, at, at + 2)
        found = _found(records, lines)
        own = {one.work.dates[0].value[:4] for one in records if one.work.dates}
        if not (own <= set(found) or len(_alone(records, lines)) > 1):
            found = []
        if not any(found) and _is_of_all(records[0], records[1:], lines):
            found = [*own] * len(records)
        if not any(found) and _has_none(records) and own <= (head := _of_head(records, lines)):
            found = [*head] * len(records)
        for record, year in zip(records, found, strict=False):
            if year and not record.work.dates:
                year_from_heading(record, year)
    _without_pending(records, lines)
    yield from items


def _without_headings(records: Sequence[Record], lines: Sequence[Line]) -> None:
    """Takes the years from works that stand alone on their last lines, where one stands so above all works and hardly a work ends so: they are headings."""
    alone = [line for line in lines if _ALONE.fullmatch(line.text)]
    if not records or not alone or alone[0].end > records[0].start:
        return
    starts = {line.end: line.start for line in alone}
    ending = [one for one in records if one.end in starts and _place(one, "title") < starts[one.end]]
    if len(ending) * 2 > len(records):
        return
    for record in ending:
        start = starts[record.end]
        its = [one for one in record.pieces if one.start >= start]
        if (
            any(one.kind == "mapped" and not one.field.startswith("dates[") for one in its)
            or len(record.work.dates) != 1
        ):
            continue
        record.pieces = [one for one in record.pieces if one.start < start]
        record.end, record.work.dates = max(one.end for one in record.pieces), []
        record.confidence.pop("dates", None)


def _without_headings_above(records: Sequence[Record], lines: Sequence[Line]) -> None:
    """Takes the years from works that a heading above has ("Books 2021") from which an empty line parts all else of the work, where hardly a work begins so."""
    above = {
        line.start: line
        for line, after in pairwise(lines)
        if after.gap.strip(" \t") and len(line.text) < _LONGEST and _years(line.text)
    }
    places = [one.start for one in above.values()]
    found = []
    for record in records:
        at = bisect_right(places, record.start) - 1
        line = above[places[at]] if at >= 0 else None
        if line is None or record.start >= line.end or len(record.work.dates) != 1:
            continue
        rest = [one for one in record.pieces if one.start >= line.end]
        its = [one for one in record.pieces if one.start < line.end]
        if rest and all(one.kind != "mapped" or one.field.startswith("dates[") for one in its):
            found.append((record, rest))
    if len(found) * 2 > len(records):
        return
    for record, rest in found:
        record.pieces, record.start, record.work.dates = rest, min(one.start for one in rest), []
        record.confidence.pop("dates", None)


def _without_pending(records: Sequence[Record], lines: Sequence[Line]) -> None:
    """Takes the year of a heading from works under a later one that says that they have none yet ("In review"), up to the next year."""
    pending, at = False, 0
    for record in records:
        while at < len(lines) and lines[at].end <= record.start:
            if is_heading(lines[at]) and NOT_YET.fullmatch(lines[at].text):
                pending = True
            elif _years(lines[at].text):
                pending = False
            at += 1
        own = at < len(lines) and any(date.value[:4] in lines[at].text for date in record.work.dates)
        if pending and not own and any(remark.code == _FROM_HEADING for remark in record.remarks):
            record.work.dates = []
            record.confidence.pop("dates", None)
            record.remarks = [remark for remark in record.remarks if remark.code != _FROM_HEADING]


def _has_none(records: Sequence[Record]) -> bool:
    """Whether hardly a work of some has a date: three have none, and four in five of all."""
    none = sum(not one.work.dates for one in records)
    return none >= _FEW and none * 5 >= len(records) * 4


def _place(record: Record, field: str) -> int:
    """Where a field of a record stands, or the record where it does not."""
    return next((one.start for one in record.pieces if one.kind == "mapped" and one.field == field), record.start)


def _is_of_all(first: Record, others: Sequence[Record], lines: Sequence[Line]) -> bool:
    """Whether the first of several works alone has a year, and this from a line above its title and names."""
    if not first.work.dates or len(others) < _FEW - 1 or any(one.work.dates for one in others):
        return False
    if first.work.journal_ref and not any(one.field == "dates[0]" for one in first.pieces):
        return False  # the year is that of the journal reference
    date = _place(first, "dates[0]")
    line = next((one for one in lines if one.start <= date < one.end), None)
    return line is not None and line.end <= min(_place(first, "title"), _place(first, "contributions[0]"))


def _of_head(records: Sequence[Record], lines: Sequence[Line]) -> set[str]:
    """The one year that the few lines above all works name; nothing where they name none or several, or are many."""
    above = [line.text for line in lines if line.end <= records[0].start and line.text.strip()]
    if len(above) > _MOST_ABOVE:
        return set()
    kept = [
        text
        for text in (_ISSN.sub("", text) for text in above)
        if len(text) <= _LONGEST and not _RANGE.search(text) and not _NOT_OF_WORKS.search(text)
    ]
    years = {match["year"] or whole(match["short"]) for text in kept for match in _YEAR_OF_HEAD.finditer(text)}
    return years if len(years) == 1 else set()


def _alone(records: Sequence[Record], lines: Sequence[Line]) -> set[str]:
    """The years that stand alone on lines between works."""
    starts = [one.start for one in records]
    found = set[str]()
    for line in lines:
        match = _ALONE.fullmatch(line.text)
        before = bisect_right(starts, line.start) - 1
        if match and (before < 0 or records[before].end <= line.start or _closes(line, records[before])):
            found.add(match["year"].replace(" ", ""))
    return found


def _found(records: Sequence[Record], lines: Sequence[Line]) -> list[str]:
    """For each record the year of the lines above it, or nothing."""
    at = 0
    year = ""
    years: list[str] = []
    for record in records:
        found = set[str]()
        title = _place(record, "title")
        while at < len(lines) and lines[at].start < title:
            line, alone = lines[at], _ALONE.fullmatch(lines[at].text)
            if line.end <= (title if alone else record.start) and (record is records[0] or line.gap or alone):
                found |= _years(line.text)
            at += 1
        while at < len(lines) and lines[at].start < record.end and not _closes(lines[at], record):
            at += 1
        if found:
            year = found.pop() if len(found) == 1 else ""
        years.append(year)
    return years


def _closes(line: Line, record: Record) -> bool:
    """Whether a year in letters that are spaced out ends what was taken for a record: it heads what stands below."""
    return line.end == record.end and _SPACED.fullmatch(line.text) is not None


def _years(text: str) -> set[str]:
    """The years of a line that are of what stands below it."""
    if alone := _ALONE.fullmatch(text):
        return {alone["year"].replace(" ", "")}
    if len(text) > _LONGEST or _RANGE.search(text):
        return set()
    if _OF_THE_PAGE.search(_NO_MONTH.sub("", text) if _OF_ISSUES.search(text) else text):
        return set()
    if not _OF_LISTS.search(text):
        return set()
    return {match["year"] for match in _YEAR.finditer(text)}

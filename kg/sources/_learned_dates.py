"""The year of an entry that the tagger of pages found, where nothing that reads references takes it.

2024-06        (2020/09)        1-gen-2020        1983. Ferries without timetables        Zürich 2011 (Diss. Bern 2010)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kg.records import Date, Piece
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import whole_year

ANY_YEAR = re.compile(
    r"(?:(?<![\d:])(?<!\d[-–])(?<!\d{3}/)|(?<=\d-\d-)|(?<=\d-\d\d-))(?:18|19|20)\d\d(?!\d|/(?:\d{3}|1[3-9]\b|[2-9]\d\b)(?!/)|[-–:]\d{3})"
)
_ALONE = re.compile(
    r"[^\w]*(?:(?P<year>(?:19|20)\d\d)[-./](?:0?[1-9]|1[0-2])(?:[-./][0-3]?\d)?"
    r"|[0-3]?\d[-./][01]?\d[-./](?P<last>(?:19|20)\d\d)|[0-3]?\d-[^\W\d_]{3,4}-(?P<named>(?:19|20)\d\d)|(?P<old>1[5-8]\d\d))[^\w]*"
)
"""A date in digits, or an old year, which would be read as volume or pages."""
_BEFORE = re.compile(
    r"(?:^|\n)[ \t\W]{0,12}(?P<year>(?:18|19|20)\d\d)[a-z]?[.:)\]]{0,2}\s{1,6}[\W]{0,3}(?:(?:[Ww]ith|[Mm]it|[Aa]vec|w/)\s)?$"
)
"""A year that stands before the first part of an entry on its line, as a number of the entry would."""
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*")
_SHORT = re.compile(r"(?<=['’‘])(?<![\w)]['’‘])\d\d(?!\w)")
"""The last two digits of a year behind a mark, "'19"."""
_YEAR_WITHIN = re.compile(r"(?<![\d:.–])(?<!\d[-–/])(?:19|20)\d\d(?!\d|[-–:.]\d{2})")
_IN_NAMES = 0.9
"""No year that stands in a name or among numbers is surer than this."""
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=[年）)、，。])")
_OF_PLACES = ("rest", "venue-detail", "venue", "date")
"""What was left of where and when a work appeared."""


def take_date(draft: Draft, text: str, base: int, within: tuple[int, int], others: bool) -> bool:
    """Takes a stretch that is a date and nothing else; an old year only where the entry has no `others`."""
    found = _ALONE.fullmatch(text, *within)
    group = next((name for name in ("year", "last", "named", "old") if found[name]), "") if found else ""
    if not found or not group or draft.work.dates or (group == "old" and others):
        return False
    start, end = found.span(group)
    draft.work.dates.append(Date("issued", found[group]))
    draft.mapped("dates[0]", base + start, base + end)
    for a, b in ((within[0], start), (end, within[1])):
        if any(map(str.isalnum, text[a:b])):
            draft.left_at("date", base + a, base + b)
    return True


def left_year(draft: Draft, text: str, base: int) -> None:
    """Takes the one year that stands in what was left of an entry, in any digits, or the one that stands there outside brackets; else one as "'19"."""
    text = in_digits(text)
    left = [piece for piece in draft.pieces if piece.kind == "left" and piece.field in _OF_PLACES]
    found = [
        (piece, match)
        for pattern in (ANY_YEAR, _SHORT)
        for piece in left
        for match in pattern.finditer(text, piece.start - base, piece.end - base)
    ]
    if any(len(match[0]) == len("2019") for _, match in found):
        found = [one for one in found if len(one[1][0]) == len("2019")]
    if len({match[0] for _, match in found}) > 1:
        found = [one for one in found if not _is_aside(text, one[1].start())]
    if len({match[0] for _, match in found}) != 1:
        return
    piece, match = found[0]
    start, end = base + match.start(), base + match.end()
    draft.pieces.remove(piece)
    for a, b in ((piece.start, start), (end, piece.end)):
        if any(map(str.isalnum, text[a - base : b - base])):
            draft.left_at(piece.field, a, b)
    _dated(draft, whole_year(match[0]), start, end)


def year_within(draft: Draft, text: str, base: int, spans: Iterable[tuple[int, int]]) -> None:
    """Takes the one year that stands anywhere in stretches that say where a work appeared: in a name, or read as a volume; the first of two in a row."""
    text = in_digits(text)
    spans = list(spans)
    for pattern in (_YEAR_WITHIN, _SHORT):
        found = [match for span in spans for match in pattern.finditer(text, *span)]
        if len({match[0] for match in found}) == 1:
            start, end = base + found[0].start(), base + found[0].end()
            work, year = draft.work, whole_year(found[0][0])
            its = [one for one in draft.pieces if one.start < end and start < one.end]
            if work.volume == found[0][0] and len(its) == 1 and its[0].field == "volume":
                work.volume = None
                draft.pieces.remove(its[0])
                its = []
            if its:
                draft.work.dates.append(Date("issued", year))
            else:
                _dated(draft, year, start, end)
            draft.confidence["dates"] = _IN_NAMES
        if found:
            return


def in_digits(text: str) -> str:
    """The text at equal length with the digits of all scripts as those of ours, those of years in Chinese numerals among them."""
    if text.isascii():
        return text
    even = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return _HAN_YEAR.sub(lambda year: year[0].translate(_HAN), even)


def _is_aside(text: str, at: int) -> bool:
    """Whether a year stands behind words in brackets: "(2nd ed. 1981)", "[Dissertation, Graz 2016]"."""
    opened = max(text.rfind("(", 0, at), text.rfind("[", 0, at))
    return (
        opened >= 0 and any(map(str.isalpha, text[opened:at])) and _IN_BRACKETS.fullmatch(text, opened, at) is not None
    )


def year_before(draft: Draft, text: str, base: int, start: int) -> None:
    """Takes the year that stands before an entry on its line."""
    begin = max(0, start - 40)
    if found := _BEFORE.search(text, begin, start):
        _dated(draft, found["year"], base + found.start("year"), base + found.end("year"))


def _dated(draft: Draft, year: str, start: int, end: int) -> None:
    draft.pieces.append(Piece("mapped", "dates[0]", start, end))
    draft.work.dates.append(Date("issued", year))

"""The years that stand before entries on their lines, as what was read of the entries begins behind them.

1972.  (and M. Swiecki) Caddis of ...      (2017) [avh] Rädd för stolen        '34   Het turfschip van Breda
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from kg.records import Record
from kg.sources._listing_lines import Line
from kg.sources._listing_short_years import whole

_FULL = re.compile(r"\W*(?P<year>(?:1[5-9]|20)\d\d)(?![\w/–-])")
_MARKED = re.compile(r"(?:\W*|.{0,30}?[^\W\d_])\s?['’‘´`](?P<year>\d\d)(?!\w)")
_LONGEST, _FEW = 90, 2
"""How much stands before an entry at most; so many years stand in a margin at least."""


def before(records: Sequence[Record], lines: Sequence[Line]) -> list[str]:
    """For each work without a date the year that stands before it on its line, or in the margin of the entry right above it; or nothing."""
    starts = [line.start for line in lines]
    leads = [_lead(one, lines, starts) for one in records]
    years = [_year(lead) if not one.work.dates else "" for one, lead in zip(records, leads, strict=True)]
    numbers = [bisect.bisect_right(starts, one.start) - 1 for one in records]
    margins = [
        _FULL.match(lines[number].text) if year or one.work.dates else None
        for one, year, number in zip(records, years, numbers, strict=True)
    ]
    if sum(one is not None for one in margins) < _FEW:
        return years
    year, last = "", -1
    for at, record in enumerate(records):
        if margin := margins[at]:
            year = margin["year"]
        elif year and not record.work.dates and not years[at] and _goes_on(lines, last, numbers[at]):
            years[at] = year
        else:
            year = ""
        last = bisect.bisect_left(starts, record.end) - 1
    return years


def _goes_on(lines: Sequence[Line], last: int, number: int) -> bool:
    """Whether the line of an entry stands right below that of another one, and behind its margin."""
    return number == last + 1 and not lines[number].gap and lines[number].raw[:2].isspace()


def _lead(record: Record, lines: Sequence[Line], starts: Sequence[int]) -> str:
    """What stands before a record on its line."""
    number = bisect.bisect_right(starts, record.start) - 1
    line = lines[number]
    return line.text[: record.start - line.start][:_LONGEST] if number >= 0 else ""


def _year(lead: str) -> str:
    for pattern in (_FULL, _MARKED):
        if found := pattern.match(lead):
            return whole(found["year"])
    return ""

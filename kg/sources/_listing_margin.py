"""The years that stand before entries on their lines, as what was read of the entries begins behind them.

1972.  (and M. Swiecki) Caddis of ...      (2017) [avh] Rädd för stolen        '34   Het turfschip van Breda        96/2 Estimating Lyapunov ...
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from kg.records import Record
from kg.sources._listing_lines import Line
from kg.sources._listing_venue_words import MONTH

_FULL = re.compile(r"\W*(?P<year>(?:1[5-9]|20)\d\d)(?![\w/–-])")
_MARKED = re.compile(r"(?:\W*|.{0,30}?[^\W\d_])\s?['’‘´`](?P<year>\d\d)(?!\w)")
_SHORT = re.compile(
    rf"\W*(?:[^\W\d_]{{2,6}}\s{{2,}}|[^\W\d_]+,\s(?:[^\W\d_]\.\s?){{1,3}}\s{{3,}}|{MONTH}\.?\s)?(?P<year>\d\d)(?:/\d{{1,2}})?(?=\s|$)",
    re.IGNORECASE,
)
"""Two digits that begin a line, or stand behind the short name of a venue, a name or a month."""
_LONGEST, _FEW, _MOST_STEP, _MOST_MEAN = 90, 3, 12, 5
"""How much stands before an entry at most, how many two digits are years, and how many years are between two of them, at most and on the average."""


def before(records: Sequence[Record], lines: Sequence[Line]) -> list[str]:
    """For each work without a date the year that stands before it on its line, or nothing.

    Two digits are years where all works of a page have them in order of time, and are no numbers of entries or pages.
    """
    starts = [line.start for line in lines]
    leads = [_lead(one, lines, starts) for one in records]
    years = [_year(lead) if not one.work.dates else "" for one, lead in zip(records, leads, strict=True)]
    short = [_SHORT.match(lead) for lead in leads]
    found = [match["year"] for match in short if match]
    if not any(years) and len(found) * 5 >= len(records) * 4 and _are_years(found):
        return [_whole(match["year"]) if match else "" for match in short]
    return years


def _lead(record: Record, lines: Sequence[Line], starts: Sequence[int]) -> str:
    """What stands before a record on its line."""
    number = bisect.bisect_right(starts, record.start) - 1
    line = lines[number]
    return line.text[: record.start - line.start][:_LONGEST] if number >= 0 else ""


def _year(lead: str) -> str:
    for pattern in (_FULL, _MARKED):
        if found := pattern.match(lead):
            return _whole(found["year"])
    return ""


def _are_years(digits: Sequence[str]) -> bool:
    """Whether pairs of digits are years in order, up or down, and do not count one by one."""
    years = [int(_whole(one)) for one in digits]
    steps = [b - a for a, b in itertools.pairwise(years)]
    if len(years) < _FEW or not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps)):
        return False
    far = abs(years[-1] - years[0])
    return (
        any(abs(step) != 1 for step in steps)
        and 0 < far <= _MOST_MEAN * len(steps)
        and max(map(abs, steps)) <= _MOST_STEP
    )


def _whole(digits: str) -> str:
    """A year of which only the last two digits may be printed: 1931 to 2030."""
    return digits if len(digits) == 4 else f"{'19' if digits > '30' else '20'}{digits}"

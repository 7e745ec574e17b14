"""Years of two digits that all entries of a page have at the same place: before them, behind them, or in a column of their own.

04 bus fares & bread, kl econ lett        93-01 Fibre curvature        me, Knowledge in the Pub, EpistLite,06        1|88|-|Herring and Hanse|MedTrade
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.records import Record
from kg.sources._listing_lines import Line, joined
from kg.sources._listing_venue_words import MONTH

_BEFORE = re.compile(
    rf"[^\w\n]*(?:[^\W\d_]{{2,6}}\s{{2,}}|[^\W\d_]+,\s(?:[^\W\d_]\.\s?){{1,3}}\s{{3,}}|(?P<month>{MONTH}\.?\s)|[A-Z]{{1,5}}\s?\d{{1,4}}/|(?P<word>[^\W\d_]{{2,12}})\s)?(?P<year>\d\d)(?:[/-]\d{{1,3}})?(?=[\s.:,]|$)(?![.:]\d)",
    re.IGNORECASE,
)
"""Two digits that begin an entry, or stand there behind the short name of a venue, a name, a month or the number of a report."""
_BEHIND = re.compile(
    r"(?:(?P<word>[^\W\d_]+)(?:\.?\s|\.?\)?\s?[,;/(]\s?)|[,;/]\s?|\s{2,}|\t|[(\s]['’‘]|\(|(?P<month>(?<![\d/])(?:0?[1-9]|1[0-2])[/.]))(?P<year>\d\d)(?:\)?[^\w/]*|\s?\)\s[^\W\d][^()\n]{0,40}|,\s(?:w/?|with|mit)\s[^()\n]{2,40}\)\W*|\s[a-z]{4,12})$"
)
"""Two digits that end an entry behind a word, a mark or more than a blank, or behind a month in digits; a bracket and a name or a word may follow."""
_COLUMN = re.compile(
    r"(?:^|\s{2}|\t|\|[ \t]?)(?P<month>(?:0?[1-9]|1[0-2])[/.])?(?P<year>\d\d)(?=\s{2}|\t|[ \t]?\||$)", re.MULTILINE
)
_HEADED = re.compile(
    r"(?<![^\s|;,])(?:Yr|Year|Jahr|Année|Año|Ano|Anno|Rok|År|Date|Datum|Issued)\.?(?![^\s|;,])", re.IGNORECASE
)
"""The heading of a column of years."""
_FEW, _MOST_STEP, _MOST_MEAN, _LONGEST = 3, 12, 5, 90
"""How few two digits are years; how many years are between two of them, at most and on the average; where they stand at most."""


class _Found(NamedTuple):
    """Two digits, where they stand in the text, whether a month stands before them, and else which word does."""

    digits: str
    start: int
    month: bool
    before: str = ""


def short_years(records: Sequence[Record], lines: Sequence[Line]) -> list[tuple[str, int]]:
    """For each work the year of which two digits stand where those of the others do, and where; nothing where the page has no such years.

    They are in order of time and do not count one by one, which volumes of several journals hardly are. Behind entries and in columns they are
    known by a 0 before one of them, by the heading of the column, by months, or by several words before them.
    """
    text, base = joined(lines), lines[0].start
    regions = list(_regions(records, lines))
    headed = any(_HEADED.search(line.text) for line in lines if line.end <= records[0].start)
    for find in (_before, _behind, _in_columns):
        found = [
            find(text[start - base : end - base], start, one)
            for one, (start, end) in zip(records, regions, strict=True)
        ]
        there = [one for one in found if one]
        if len(there) * 5 < len(records) * 4 or len(there) < _FEW:
            continue
        months = all(one.month for one in there)
        words = {one.before for one in there if one.before}
        shown = headed or months or any(one.digits.startswith("0") for one in there)
        several = len(words) != 1 if find is _before else len(words) >= _FEW and len(there) > _FEW
        shown = shown or several
        if shown and _are_years([one.digits for one in there], months):
            return [(whole(one.digits), one.start) if one else ("", 0) for one in found]
    return [("", 0)] * len(records)


def _regions(records: Sequence[Record], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where the lines of each record begin and end, without what is of other records."""
    starts = [line.start for line in lines]
    for before, one, after in zip([None, *records], records, [*records[1:], None], strict=False):
        first = lines[max(bisect.bisect_right(starts, one.start) - 1, 0)]
        last = lines[max(bisect.bisect_left(starts, one.end) - 1, 0)]
        start = max(first.start, before.end) if before else first.start
        yield min(start, one.start), max(min(last.end, after.start) if after else last.end, one.end)


def _before(text: str, start: int, record: Record) -> _Found | None:
    match = _BEFORE.match(text[:_LONGEST])
    return _of(match, start, record) if match else None


def _behind(text: str, start: int, record: Record) -> _Found | None:
    end = text[-_LONGEST:]
    match = _BEHIND.search(end)
    return _of(match, start + len(text) - len(end), record) if match else None


def _in_columns(text: str, start: int, record: Record) -> _Found | None:
    """The one pair of digits that stands in a column of its own; nothing where several do."""
    found = [one for one in (_of(match, start, record) for match in _COLUMN.finditer(text)) if one]
    return found[0] if len(found) == 1 else None


def _of(match: re.Match[str], start: int, record: Record) -> _Found | None:
    """What was found, unless it is of a title, a name or an identifier."""
    at = start + match.start("year")
    taken = any(
        one.kind == "mapped"
        and one.start <= at < one.end
        and one.field.startswith(("title", "contributions", "identifiers"))
        for one in record.pieces
    )
    return (
        None
        if taken
        else _Found(match["year"], at, match["month"] is not None, (match.groupdict().get("word") or "").lower())
    )


def _are_years(digits: Sequence[str], months: bool) -> bool:
    """Whether pairs of digits are years in order, up or down, and do not count one by one; with months they may all be the same."""
    years = [int(whole(one)) for one in digits]
    steps = [b - a for a, b in itertools.pairwise(years)]
    if not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps)) or max(map(abs, steps)) > _MOST_STEP:
        return False
    far = abs(years[-1] - years[0])
    return months or (any(abs(step) != 1 for step in steps) and 0 < far <= _MOST_MEAN * len(steps))


def whole(digits: str) -> str:
    """A year of which only the last two digits may be printed: 1931 to 2030."""
    return digits if len(digits) == 4 else f"{'19' if digits > '30' else '20'}{digits}"

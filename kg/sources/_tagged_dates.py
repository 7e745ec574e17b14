"""Dates as RIS, EndNote, MEDLINE and Web of Science print them, as precise as they are: no month and no day is invented."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.sources._bibtex_dates import exists, month, number

_NUMBERS = re.compile(r"(\d{4})(?:\s?[-/.]\s?(\d{0,2})(?:\s?[-/.]\s?(\d{0,2}))?)?(?![\d])", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", re.ASCII)
_SLASHES = re.compile(r"(\d{4})/\s*([A-Za-z]{3,9})\.?\s*(?:/\s*(\d{0,2}))?", re.ASCII)
_LETTER = re.compile("[A-Za-z]")
_PLAUSIBLE = re.compile(r"(?:1[4-9]|20)\d\d", re.ASCII)
_RANGE = re.compile(r"(\d{4})\b[^-–]*[-–]\s*(\d{4})\b", re.ASCII)
LONGEST = 60
"""A text of more characters is no date."""


def date(text: str) -> str | None:
    """The date a text gives, as `2005`, `2005-03` or `2005-03-17`; None for what gives no year.

    Read are `2005/03/17/`, `2005///spring`, `20050317`, `2005-03-17`, `2005 Mar 17`, `17 March 2005`, `2015/october`. A
    range of months, a season, and `12/11/2009` (of which no one knows the month) give the year alone; a range from one year
    to the next gives the first.
    """
    text = text.strip()
    return _date(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=1 << 12)
def _date(text: str) -> str | None:
    """As `date`: the records of a list are of the same few years, so that most dates come again."""
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return _join(text, "", "")
    if match := _COMPACT.fullmatch(text):
        return _join(*match.groups())
    if match := _SLASHES.match(text):
        named, _ = month(match[2])
        return _join(match[1], str(named or ""), match[3] or "")
    match = _NUMBERS.match(text)
    if match and (match[2] is not None or match.end() == len(text)):
        return _join(match[1], match[2] or "", match[3] or "")
    years = _YEAR.findall(text)
    if len(years) == 2 and _RANGE.fullmatch(text[: text.rfind(years[-1]) + 4]):
        return years[0] if int(years[1]) - int(years[0]) in (0, 1) else None
    if len(set(years)) != 1:
        return None
    return within(years[0], _YEAR.sub(" ", text))


def within(year: str, text: str) -> str:
    """The date in a year that a text without one gives: "Mar 17", "03/17", "March"; the year where it names no one month."""
    if not _LETTER.search(text):
        # Of two numbers no one knows which is the month.
        numbers = [int(one) for one in re.findall(r"[0-9]+", text)]
        return year if len(numbers) != 1 or not 1 <= numbers[0] <= 12 else f"{year}-{numbers[0]:02}"
    named, day = month(text)
    if named is None:
        return year
    return _join(year, str(named), str(day or "")) or year


def _join(year: str, month_text: str, day_text: str) -> str | None:
    if not _PLAUSIBLE.fullmatch(year):
        return None
    if not month_text:
        return year
    named, day = number(month_text), number(day_text)
    if named is None or not 1 <= named <= 12:
        return year
    return f"{year}-{named:02}-{day:02}" if exists(int(year), named, day) else f"{year}-{named:02}"

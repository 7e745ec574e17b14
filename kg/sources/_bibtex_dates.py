"""Dates as BibTeX and BibLaTeX write them, as precise as they are: no month and no day is invented."""

from __future__ import annotations

import calendar
import re

from kg.sources._bibtex import MONTHS

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.Z+-]*)?([~?%]?)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", re.ASCII)
_STATUS = re.compile(
    r"\s*(?:in press|forthcoming|to appear|submitted|accepted|(?:under|in) review|im druck|sous presse|à paraître|en prensa|in stampa|no prelo)\.?\s*",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{1,2}")
_WORD = re.compile(r"[a-z]+|[0-9]+")


def years(text: str) -> list[str]:
    """The numbers of a text that can be years of print, from 1400 on."""
    return _YEAR.findall(text)


def is_status(text: str) -> bool:
    """Whether words stand in the place of the year that say that a work has not been printed yet."""
    return _STATUS.fullmatch(text) is not None


def number(text: str) -> int | None:
    """The number of a day that is written in one or two digits."""
    if not text:
        return None
    bare = text.strip()
    return int(bare) if _DAY.fullmatch(bare) else None


def exists(year: int, month: int, day: int | None) -> bool:
    """Whether the calendar has this day."""
    if day is None or year < 1 or not 1 <= month <= 12 or day < 1:
        return False
    return day <= 28 or day <= calendar.monthrange(year, month)[1]


def date(text: str) -> str | None:
    """A BibLaTeX date as precise as it is; None for what is none. Months above 12 are seasons, which have no month."""
    match = _DATE.fullmatch(text.strip())
    if match is None or match[1] == "0000":
        return None
    year, month, day = match[1], match[2], match[3]
    if month is None or not 1 <= int(month) <= 12:
        return year
    if not exists(int(year), int(month), int(day or 0)):
        return f"{year}-{month}"
    return f"{year}-{month}-{day}"


def month(text: str) -> tuple[int | None, int | None]:
    """The month and, where it is written with it, the day: "mar", "3", "2 sep", "July 30th"."""
    words = _WORD.findall(text.lower())
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 3]
    named = [MONTHS.index(word[:3]) + 1 for word in words if word[:3] in MONTHS]
    if len(named) == 1:
        return named[0], numbers[0] if len(numbers) == 1 else None
    if not named and len(words) == 1 and numbers and 1 <= numbers[0] <= 12:
        return numbers[0], None
    return None, None

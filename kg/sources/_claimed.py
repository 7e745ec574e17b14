"""What formats whose records are fields with names have in common: lists of names and dates as they are printed, and the record of some claims."""

from __future__ import annotations

import re

from kg.months import month
from kg.records import Piece, Record
from kg.sources import _tagged_dates
from kg.sources._html_meta import Claim, Claims
from kg.sources._html_work import Assembly, day
from kg.sources._names_listed import CUT, listed

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_WORD, _YEARS = r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,13})\.?", r"(?<!\d)(?P<year>1[4-9]\d\d|20\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºª])?"
_TO = r"(?:\s?[-–—/&]\s?|\s(?:to|bis|and|und|a|à|au|al|do|до|по)\s)"
_IN_WORDS = (
    re.compile(
        rf"(?:{_DAY}\.?(?:{_TO}\d{{1,2}})?\.?\s?(?:de\s|d[’']|of\s)?)?{_WORD}"
        rf"(?:{_TO}(?:\d{{1,2}}\.?\s?(?:de\s)?)?[^\W\d_]{{3,13}}\.?)?,?\s?(?:de\s|del\s|of\s)?{_YEARS}"
    ),
    re.compile(rf"{_WORD}\s{_DAY}(?!\d)(?:{_TO}(?:[^\W\d_]{{3,13}}\.?\s)?\d{{1,2}}(?:th|nd|rd|st)?)?,?\s{_YEARS}"),
    re.compile(rf"{_YEARS}[.,]?\s{_WORD}(?:{_TO}[^\W\d_]{{3,13}}\.?)?(?:\s{_DAY}(?!\d))?"),
)
"""A month in words of any language beside a year: "4. März 2019", "4 de marzo de 2019", "March 4, 2019", "2019. május 3."; of a range the first part."""
_LETTERS = re.compile(r"[^\W\d_]{3,13}")


def dated(value: str) -> str | None:
    """A date in words or numbers (ISO 8601); the year alone where no more of it is understood, None where there is none.

    Of a range the first part counts, of several years the first one.
    """
    value = " ".join(value.split())
    found = day(value)
    if found is not None and (len(found) > 4 or len(value) == 4):
        return found
    if words := _in_words(value):
        return words
    tagged = _tagged_dates.date(value)  # "2019/march"
    if tagged and len(tagged) > 4 and (words_in := _LETTERS.findall(value)) and not any(map(month, words_in)):
        tagged = tagged[:4]  # "Marine Biology 2019" names no month
    year = _YEAR.search(value)
    return tagged or found or (year[1] if year else None)


def _in_words(value: str) -> str | None:
    """The date that a text gives with a month in words beside its first year; None where it has none."""
    year = _YEAR.search(value)
    if year is None:
        return None
    found: list[tuple[int, str]] = []
    for pattern in _IN_WORDS:
        for match in pattern.finditer(value):
            if match.start("year") == year.start() and (number := month(match["month"])):
                printed = f"{match['year']}-{number:02}"
                whole = day(f"{printed}-{int(match['day']):02}") if match["day"] else None
                found.append((match.start(), whole or printed))
    return min(found, key=lambda one: (one[0], -len(one[1])))[1] if found else None


def named(value: str) -> str:
    """A list of names with semicolons between them; a single name that has two commas ("Li, Wei, Jr.") has a semicolon behind it."""
    found = listed(value)
    return f"{found[0]};" if len(found) == 1 and found[0].count(",") > 1 else "; ".join(found)


def is_cut(names: str) -> bool:
    """Whether a list of names says that there are more."""
    return CUT.search(names.strip()) is not None


def record_of(claims: list[Claim], start: int, end: int, kind: str) -> Record:
    """The record that stands from `start` to `end` and says what the claims do; what lies between them is furniture of this kind."""
    its = Claims(kind, start, end, claims)
    assembly = Assembly.empty(its)
    assembly.take(its)
    found = assembly.record
    found.pieces = sorted((one for one in found.pieces if one.start < one.end), key=lambda one: one.start)
    at = start
    for piece in [*found.pieces, Piece("furniture", kind, end, end)]:
        if piece.start > at:
            found.pieces.append(Piece("furniture", kind, at, piece.start))
        at = piece.end
    return found

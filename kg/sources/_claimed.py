"""What formats whose records are fields with names have in common: lists of names and dates as they are printed, and the record of some claims."""

from __future__ import annotations

import re

from kg.months import month
from kg.records import Piece, Record
from kg.sources import _tagged_dates
from kg.sources._claims_xml import parted
from kg.sources._html_meta import Claim, Claims
from kg.sources._html_work import Assembly, day

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_IN_WORDS = re.compile(
    r"(?:(?<!\d)(?P<day>\d{1,2})\.?\s?(?:de\s|d[’'])?\s?)?(?P<month>[^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?(?P<year>1[4-9]\d\d|20\d\d)(?!\d)"
)
"""A month in words of any language before a year: "4. März 2019", "4 de marzo de 2019"."""
_VANCOUVER = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)? [A-Z]{1,4}(?:[.,]? ?$|, )")
_BREAKS = re.compile(r"<br\s*/?>|、|\s?\|\s?|\s/\s|·")


def dated(value: str) -> str | None:
    """A date in words or numbers (ISO 8601); the year alone where no more of it is understood, None where there is none."""
    found = day(value)
    if found is None or len(found) == 4 != len(value.strip()):  # "2019 Mar 3"
        found = _tagged_dates.date(value) or found
    year = _YEAR.search(value)
    if (
        (match := _IN_WORDS.search(value))
        and (number := month(match["month"]))
        and len(found or "") < len("2019-03-04")
    ):
        printed = f"{match['year']}-{number:02}"
        return (day(f"{printed}-{int(match['day']):02}") if match["day"] else None) or max(
            found or "", printed, key=len
        )
    return found or (year[1] if year else None)


def named(value: str) -> str:
    """A list of names with semicolons between them; initials may stand behind the family names ("Okonjo A, Brix J")."""
    if _VANCOUVER.match(value) and ";" not in value:
        return "; ".join(filter(None, (one.strip(" .") for one in value.split(","))))
    value = _BREAKS.sub("; ", value).strip().rstrip(";").strip()
    value = value[2:-2].strip() if value.startswith("((") and value.endswith("))") else value
    return parted(value)


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

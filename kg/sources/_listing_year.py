"""The year of an entry that has none, from wherever it stands in its text; the last look of all.

ZBJV 153/2017        Dorpat, 1887. 41 S.        10.10.2016. Application 2015123456/02 of 18.06.2015        2014-15        - roy_2015 :
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from kg.records import Date, Piece, Record
from kg.sources._listing_signs import whole_year

_YEAR = re.compile(
    r"(?<![\d$£€])(?<!\d:)(?<!\d{3}[.-])(?<!\d{4}/)(?:(?:19|20)\d\d(?![\w$£€]|[-–—.]\d{3}|/\d{3})|(?<!\d )(?<!\d[,:.] )(?<!p )(?<!p\. )1[5-8]\d\d(?=[.,;:/]|\)[.,;:]|\s?$)(?![-–—:./]\d)"
    r"|20\d\d(?=[年년]))",
    re.MULTILINE,
)
"""A year; one of old times is more often a number of something else, which a number before it shows."""
_TAKEN = ("title", "identifiers", "contributions", "links")
"""Where no year of the work stands."""
_NUMBERS = ("pages", "volume", "issue")
_OTHER_DATE = re.compile(
    r"\b(?:web|viewed|accessed|retrieved|zugriff)[^\w\n]{1,3}[^;,()\n]{0,18}\Z|\b(?:viewed|access(?:ed)?|retrieved|consult[ée]|abgerufen|zugriff|acesso|consultado|epub|reviewing|dir\.?|born|cited|submitted on|revised|eingereicht|patent\w* application|mitglied seit|seit|since|depuis|desde|dal|updated|repr(?:int(?:ed)?)?|rev\.|CR|ed\.|issn|no\.?|nr\.?|№)[^\w\n]{1,3}[^.;,()\n]{0,14}\Z",
    re.IGNORECASE,
)
"""What stands before the day on which a page was looked at, or before another date than that of the work."""
_IN_RANGE = re.compile(r"\d\s?[-–—]\s?$")
_RANGE = re.compile(r"\s?[-–—]\s?\d{3,4}(?!\d)")
_BIBCODE = re.compile(r"(?<![\w.])(?P<year>(?:19|20)\d\d)[A-Za-z&.][\w&.]{13}[A-Z.](?![\w.])")
"""The name that the Astrophysics Data System gives a work: year, journal, volume, page and a letter, nineteen signs."""
_SHORT = re.compile(r"(?<![\w)'’‘])['’‘](\d\d)(?![\w'’])")
_NEAR, _LONGEST = 300, 5000


class _Found(NamedTuple):
    year: str
    start: int
    end: int


def year_within(record: Record, text: str, base: int) -> None:
    """Dates a work that has no date by a year that stands in its entry and is none of a title, a name or an identifier.

    A year outside what was understood comes before one in a field; the first of several is that of the work, as others are of reprints
    and reviews. `text` is that of the page, which stands at `base`.
    """
    if record.end - record.start > _LONGEST:
        return  # years times pieces are looked at
    if found := _bibcode(record, text, base):
        _set(record, found)
        return
    candidates = list(_candidates(record, text, base)) or _marked(record, text, base)
    if candidates:
        _set(record, candidates[0])


def _bibcode(record: Record, text: str, base: int) -> _Found | None:
    """The year of the bibcode that stands nearest before the title."""
    title = next((one for one in record.pieces if one.field == "title" and one.kind == "mapped"), None)
    if title is None:
        return None
    end = title.start - base
    codes = list(_BIBCODE.finditer(text, max(0, end - _NEAR), end))
    if not codes:
        return None
    code = codes[-1]
    return _Found(code["year"], base + code.start("year"), base + code.end("year"))


def _candidates(record: Record, text: str, base: int) -> Sequence[_Found]:
    mapped = [one for one in record.pieces if one.kind == "mapped"]
    free: list[_Found] = []
    held: list[_Found] = []
    for match in _YEAR.finditer(text, record.start - base, record.end - base):
        start, end = base + match.start(), base + match.end()
        around = text[max(match.start() - 40, 0) : match.start()]
        its = [one for one in mapped if one.start < end and start < one.end]
        if any(one.field.startswith(_TAKEN) for one in its) or _OTHER_DATE.search(around):
            continue
        if record.work.type == "preprint" and any(one.field.startswith(("comments[", "journal_ref")) for one in its):
            continue  # of a preprint they say where it appeared later
        in_numbers = any(one.field in _NUMBERS for one in its)
        if in_numbers and (_RANGE.match(text, match.end()) or _IN_RANGE.search(around)):
            continue
        (held if its else free).append(_Found(match[0], start, end))
    return free or held


def _marked(record: Record, text: str, base: int) -> Sequence[_Found]:
    """The one year of two digits behind a mark ("'15") that stands in no title."""
    titles = [(one.start - base, one.end - base) for one in record.pieces if one.field in ("title", "alternate_title")]
    found = [
        match
        for match in _SHORT.finditer(text, record.start - base, record.end - base)
        if not any(a <= match.start() < b for a, b in titles)
    ]
    years = {match[1] for match in found}
    return (
        [_Found(whole_year(found[0][1]), base + found[0].start(1), base + found[0].end(1))] if len(years) == 1 else []
    )


def _set(record: Record, found: _Found) -> None:
    """Gives a work its date."""
    date_by(record, found.year, found.start, found.end)


def date_by(record: Record, year: str, start: int, end: int) -> None:
    """Dates a work by the digits that stand from `start` to `end`; a number that is nothing but these is none."""
    work = record.work
    work.dates = [Date("issued", year)]
    record.confidence["dates"] = 0.9
    piece = next((one for one in record.pieces if one.kind == "mapped" and one.start < end and start < one.end), None)
    if piece is not None and piece.field in _NUMBERS and len(getattr(work, piece.field) or "") == end - start:
        setattr(work, piece.field, None)
        piece.field = "dates[0]"
    elif piece is None and record.start <= start and end <= record.end:
        record.pieces = [part for one in record.pieces for part in beside(one, start, end)]
        record.pieces.append(Piece("mapped", "dates[0]", start, end))
    record.pieces.sort(key=attrgetter("start"))


def beside(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """What is left of a piece before and behind a stretch."""
    if piece.end <= start or end <= piece.start:
        yield piece
        return
    for a, b in ((piece.start, start), (end, piece.end)):
        if a < b:
            yield Piece(piece.kind, piece.field, a, b)

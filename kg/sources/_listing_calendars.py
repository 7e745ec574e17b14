"""Years of other calendars: those of the Buddhist era in Thai, and of the solar calendar in Persian, as the years of ours that they begin in.

กรุงเทพฯ: วิญญูชนใหม่, 2562.        2019
فصلنامه روستا و توسعه، سال بیستم شماره ۱ (۱۳۹۶)        2017

The year of Buddha is 543 ahead (since 1941 both begin on the first of January); a solar year of Persia begins in March 621 years later by ours.
"""

from __future__ import annotations

import re

from kg.records import Date, Piece, Record, Remark
from kg.sources._learned_dates import in_digits

_THAI, _PERSIAN = re.compile(r"[\u0e01-\u0e3a]{3}"), re.compile(r"[پچژگک]|ی(?=\W|$)")
_BUDDHIST, _SOLAR = re.compile(r"(?<![\d.:/–-])2[45]\d\d(?![\d–-])"), re.compile(r"(?<![\d.:–-])1[34]\d\d(?![\d–-])")
_AHEAD, _BEHIND = 543, 621
_SURE = 0.85


def other_calendar(record: Record, text: str, base: int) -> None:
    """Dates a work without a date by the one year of another calendar in its entry, whose script shows which it is."""
    begin, end = record.start - base, record.end - base
    entry = text[begin:end]
    for script, pattern, shift in ((_THAI, _BUDDHIST, -_AHEAD), (_PERSIAN, _SOLAR, _BEHIND)):
        if not script.search(entry):
            continue
        found = list(pattern.finditer(in_digits(entry)))
        if len({one[0] for one in found}) != 1:
            continue
        printed, start = found[-1][0], record.start + found[-1].start()
        record.work.dates.append(Date("issued", str(int(printed) + shift)))
        record.confidence["dates"] = _SURE
        record.remarks.append(
            Remark("other-calendar", f"The year is printed as {printed}, by another calendar.", "dates[0]")
        )
        if not any(piece.start < start + len(printed) and start < piece.end for piece in record.pieces):
            record.pieces.append(Piece("mapped", "dates[0]", start, start + len(printed)))
            record.pieces.sort(key=lambda piece: piece.start)
        return

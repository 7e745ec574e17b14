"""What a part of the end of a reference is by itself: a label, a preprint server, a date, numbers, a note, the kind of a thesis."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters
from typing import Literal

from kg.sources._listing_numbers import DATED, MEDICAL, SPACED, YEAR_PAGES
from kg.sources._listing_signs import NOTE, PREPRINT, THESIS, holds, month_of

_LABEL = re.compile(
    r"(?:doi|urls?|arxiv|hal|pmid|pmcid|available (?:at|from|online)|disponible (?:en|sur)|verfügbar unter|link|source)\s*:?",
    re.IGNORECASE,
)
LETTERS = frozenset(ascii_letters)
_NO_LABEL = LETTERS - set("acdhlpsuvACDHLPSUV")
_NO_NOTE = LETTERS - set("abcdefhilmnoprstuvwàABCDEFHILMNOPRSTUVWÀ")
"""Letters with which no label or note begins."""
_SIGNS_OF_YEARS = ("19", "20")


Shown = Literal["", "label", "preprint", "date", "numbers", "note", "thesis"]
"""What a part is by itself, whatever is known of the work by then; '' where only that tells."""


@lru_cache(maxsize=1 << 12)
def part_shown_again(part: str) -> tuple[Shown, re.Match[str] | None]:
    """As `part_shown`, of a short part: years, volumes, labels and the names of venues stand in a list again and again."""
    return part_shown(part)


def part_shown(part: str) -> tuple[Shown, re.Match[str] | None]:
    """What a part is by itself, and how a date or numbers are in it."""
    # The patterns of labels, servers and notes begin with a letter, those of numbered dates do not, and a date has a year:
    # to look for these first saves most parts from most patterns.
    first = part[0]
    word = first.isalpha()
    if word and first not in _NO_LABEL:
        if _LABEL.fullmatch(part):
            return "label", None
        if PREPRINT.fullmatch(part):
            return "preprint", None
    if holds(part, _SIGNS_OF_YEARS):
        if (dated := DATED.fullmatch(part)) and (not dated["month"] or month_of(dated["month"])):
            return "date", dated
        if not word and (found := MEDICAL.fullmatch(part) or YEAR_PAGES.fullmatch(part) or SPACED.fullmatch(part)):
            return "numbers", found
    if ((word and first not in _NO_NOTE) or (first.isdigit() and part[-1] in "sn.p")) and NOTE.fullmatch(part):
        return "note", None
    return ("thesis" if word and THESIS.fullmatch(part) else ""), None

"""Where what stands behind the names and the title of a reference is cut: at commas and full stops that part, not at those within a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.sources._listing_signs import goes_on_listing

_ORDINAL = re.compile(r"\b(?:der|die|das|des|dem|zur|zum|vom|am)\s\d{1,3}\.$")
_LONG_ABBREVIATIONS = ("Comput", "Intell", "Recognit", "Psychol", "Environ", "Commun", "Technol", "Electron", "Theoret")
_PART_OF_JOURNAL = re.compile(r"\s(?:Int\.\sEd\b|(?:Ser|Sect|Pt)\.\s[A-H]\b|(?:Series|Section|Part)\s[A-H]\b)")
_STATE = re.compile(r"\s(?:[A-Z]{2}|[A-Z][a-z]{2,5}\.):\s[A-Z]")
_STOP = (
    r"(?<=[a-z]{5}\.)" + "".join(rf"(?<!{word}\.)" for word in _LONG_ABBREVIATIONS) + r"(?=\s+(?:[A-Z]|pp?\.|\d))"
    r"(?!\s+[A-Z][a-z]{0,9}\.[\s,])(?!\s+[A-Z][\w&]{1,9}\))(?!\s+[A-Z][a-z]{2,11} \d{1,4}(?:[,:(]|\s\())|(?<=[\d)\u3000-\u9fff]\.)(?=\s)"
)
"""A full stop that parts: behind a whole word, and no abbreviated one follows; behind a number or a bracket."""
_CUT = re.compile(
    r"[,;，； .](?:(?<=[,;，；])(?=\s|$|[\u3000-\u9fff])|(?<=[，；] )(?=\S)|(?<=[，；])(?=\S)"
    rf"|{_STOP})"
)
_NARROW_CUT = re.compile(
    r"[,;.](?:(?<=[,;])(?=\s|$|[\u3000-\u9fff])"
    rf"|{_STOP})"
)
"""As `_CUT`, for a text without wide commas: then a blank parts nothing."""


def cuts(part: str, named: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    """Where marks stand that part a text, outside brackets; `named` says of each whether the venue is known by then.

    One within brackets, within a name such as "Food, Culture & Society", or behind a number that counts parts nothing.
    """
    at = 0
    opens = closes = -1 if ")" in part else len(part) + 1
    for cut in (_CUT if "，" in part or "；" in part else _NARROW_CUT).finditer(part):
        stop = cut.end()
        if opens < stop <= len(part):
            opens = _next(part, "(", stop)
        if closes < stop <= len(part):
            closes = _next(part, ")", stop)
        if part[cut.start()] == ",":
            if not named() and goes_on_listing(part, at, stop):
                continue  # within a name such as "Food, Culture & Society"
            if _STATE.match(part, stop) or _PART_OF_JOURNAL.match(part, stop):
                continue  # between a city and its state, before a publisher; within "Angew. Chem., Int. Ed."
        if closes < opens or (part[cut.start()] == "." and _ORDINAL.search(part, max(stop - 12, 0), stop)):
            continue  # within brackets, or a number that counts
        yield cut.start(), stop
        at = stop


def _next(text: str, sign: str, at: int) -> int:
    """Where the next such sign stands; behind the end where there is none."""
    found = text.find(sign, at)
    return found if found >= 0 else len(text) + 1

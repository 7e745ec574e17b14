"""Journals, book series and repositories named in a stretch of text, with the numbers that follow the name.

All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re

from kg.text._conferences import Named, lead
from kg.text._names import JOURNAL, YEAR, numbers, resolve
from kg.venues import Series, series

_LABELLED = r",?\s*\(?(?:\b(?:vol(?:ume)?s?|no|nr|issue|pp?)\b\.?|\bV\.)?\s*\(?"
_BEFORE_NUMBERS = re.compile(rf"[^\d;]{{1,200}}?(?={_LABELLED}\d|;|$)", re.IGNORECASE)
_TO_NUMBER = re.compile(rf"{_LABELLED}(?=\d)", re.IGNORECASE)
_NAME_END = re.compile(r"[\d;]")
_LEADING_YEAR = re.compile(rf"\s*\(?({YEAR})\)?,?\s+")
_AFTER_TITLE = re.compile(
    r"\.\s+(?=(?:The\s+)?(?:[A-Z]\w+\s+){0,3}(?:Journal|Transactions|Annals|Proceedings|Bulletin|Letters|Review)\b)"
)
_LABEL_AT_THE_END = re.compile(r",?\s*\(?(?:\b(?:vol(?:ume)?s?|no|pp)\b\.?)?\s*\(?$", re.IGNORECASE)
_LABELS = ("vol", "vols", "volume", "volumes", "no", "pp")
_CUTS = re.compile(r"[,:(]|\.?\s(?=vol\b|and (?:the|[a-z])|by\b|[-–—]\s)|\.\s(?![A-Z][A-Za-z]{0,12}\.)|\s\(")
_REPOSITORY = re.compile(r"\s*(?:arxiv\b|corr\b)", re.IGNORECASE)


def journal(stretch: str, start: int, known_only: bool = False) -> Named | None:
    """The journal, book series or repository named at `start` of a stretch (blanked): a name and then numbers."""
    if _REPOSITORY.match(stretch, start):
        return Named("arXiv", start, len(stretch.rstrip()), "repository", 0.97, series("arxiv"))
    year = _LEADING_YEAR.match(stretch, start)
    begin = lead(stretch, year.end() if year else start)
    end = _before_numbers(stretch, begin)
    if end is None:
        return None
    raw = stretch[begin:end]
    if (cut := list(_AFTER_TITLE.finditer(raw))) and cut[
        -1
    ].start() > 20:  # a whole reference: what stands before is a title
        begin += cut[-1].end()
        raw = raw[cut[-1].end() :]
    known, used = longest_known(raw)
    if known_only and known is None:
        return None
    name = raw[:used] if known else raw
    if not name[-1:].isalnum() or name.lower().endswith(_LABELS):
        name = _LABEL_AT_THE_END.sub("", name)
    name = name.strip(" ,;:(\"'")
    if not name or (known and known.kind == "conference"):
        return None
    after = begin + used if known else end
    details = numbers(stretch[after:])
    if year:
        details.setdefault("year", year[1])
    named = Named(
        " ".join(name.split()),
        year.start(1) if year else begin,
        after,
        "journal",
        0.97 if known else 0.93,
        known,
        details=details,
    )
    named.kind = (
        known.kind if known else "journal" if {"volume", "issue"} & details.keys() or JOURNAL.search(name) else ""
    )
    return named


def _before_numbers(stretch: str, begin: int) -> int | None:
    """Where the name that begins at `begin` ends: before a number with its label, a semicolon or the end; None where none begins.

    It is where a match of `_BEFORE_NUMBERS` ends, found without a look at each letter: from the first number back over its label.
    """
    if not stretch.isprintable() or "        " in stretch:  # white space of any length may stand around a label
        match = _BEFORE_NUMBERS.match(stretch, begin)
        return match.end() if match else None
    number = _NAME_END.search(stretch, begin)
    end = number.start() if number else len(stretch)
    if end <= begin:
        return None
    if number and number[0] != ";" and (labelled := _TO_NUMBER.search(stretch, max(begin + 1, end - 30))):
        end = labelled.start()
    return end if end - begin <= 200 else None


def longest_known(raw: str) -> tuple[Series | None, int]:
    """The known series that a text begins with, and how much of the text names it; what follows must not go on with the name."""
    whole = raw.rstrip(" ,;:(\"'")
    if known := resolve(whole):
        return known, len(whole)
    for cut in reversed([m.start() for m in _CUTS.finditer(whole)]):
        if cut and (known := resolve(whole[:cut])) and not _section(whole, cut):
            return known, cut
    return None, len(raw)


def _section(whole: str, cut: int) -> bool:
    """Whether words after a colon name a section of its own ("Journal of X: Earth Surface"), and not the subtitle of "Journal of X A"."""
    return re.match(r":\s?[A-Z]", whole[cut:]) is not None and re.search(r"\s[A-Z]\s?$", whole[:cut]) is None

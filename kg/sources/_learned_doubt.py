"""Names of venues that are likely none: a place, a publisher or the end of a title, said to be where a work of a list appeared.

A small network weighs each name by its words, what stands around it, what else is known of the work, and the other works of the page. It was trained
(`benchmarks/train_doubt.py`) on what was read of pages by taggers that had not seen them. A name that is four times in five none is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log1p
from operator import attrgetter
from pathlib import Path

from kg.names import fold
from kg.records import Item, Piece, Record
from kg.sources._learned_choice import counted, model
from kg.sources._listing_people import people
from kg.sources._listing_segments import is_known
from kg.sources._listing_signs import UNIVERSITY, YEAR, of_conferences, of_journals
from kg.sources._listing_venue_words import is_press

MODEL = Path(__file__).with_name("_learned_doubt.npz")
LEAST = 0.25
"""A name less likely than this to be that of the venue is left over."""
_AROUND = 24
_BEFORE = (
    re.compile(r"(?:^|\W)(?:in|im|en|dans|em|nel|w|v|в|у):?\s*[\"“”«»'*_]*\s*$", re.IGNORECASE),
    re.compile(r"[.]\s*$"),
    re.compile(r"[,]\s*$"),
    re.compile(r"[:]\s*$"),
    re.compile(r"[?!”\"»’)\]]\s*[.,]?\s*$"),
    re.compile(r"(?:\n|^)\s*$"),
    re.compile(r"[(\[]\s*$"),
    re.compile(r"(?:\t| {2}|\|)\s*$"),
)
_BEHIND = (
    re.compile(r"[\s.,:;*_)”\"»]*(?:vol\w*\.?|bd\.?|т\.?|n[ro°º]?\.?|№|issue)?\s?\d{1,3}\b(?!\d)", re.IGNORECASE),
    re.compile(r"\W{0,3}(?:19|20)\d\d\b"),
    re.compile(r"\W{0,3}\((?:19|20)\d\d"),
    re.compile(r"\s*[:,;(]"),
    re.compile(r"\s*(?:\n|$)"),
    re.compile(r"[\s.,:;]*(?:pp?|s|стр|с|str|sid)\.?\s?\d", re.IGNORECASE),
    re.compile(r"\s*:\s*[A-ZÀ-Þ]"),
    re.compile(r"(?:\t| {2}|\|)"),
)
"""What stands before and behind a name."""
_LABEL = re.compile(r"e-?prints?:?|pre-?prints?|epub|doi|url|isbn|pp?|vol|pdf|html", re.IGNORECASE)
"""A label of something else, which names no venue whatever else is known."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z&'’-]{0,9}(?:\s?['’]?\d{2,4})?")
_ARTICLE = re.compile(r"(?:the|a|an|der|die|das|la|le|el|il|in|of|on|at|for|from|with)\s", re.IGNORECASE)


def doubted(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a list; works have no venue that is likely none. `text` is that of the page, which stands at `base`."""
    import numpy as np

    records = [one for one in items if isinstance(one, Record)]
    some = [one for one in records if is_placed(one)]
    if some:
        chances = model(MODEL).chances(np.array(features(some, records, text, base), np.float32)).tolist()
        for one, chance in zip(some, chances, strict=True):
            if _LABEL.fullmatch(one.work.venues[0].name):
                _leave(one)
            elif chance < LEAST and not _is_told(one.work.venues[0].name):
                _leave(one)
    return items


def _is_told(name: str) -> bool:
    """Whether the words of a name show it to be that of a meeting or a journal, or it is known."""
    return name[:1].isupper() and (of_conferences(name) or of_journals(name) or is_known(name))


def features(some: Sequence[Record], records: Sequence[Record], text: str, base: int) -> list[list[float]]:
    """What is known of the venues of some of the records of a page, as numbers."""
    names = Counter(fold(one.work.venues[0].name) for one in records if one.work.venues)
    signs = Counter(_sign(one, text, base) for one in some)
    share = sum(bool(one.work.venues) for one in records) / len(records)
    return [
        [
            *_of_name(one.work.venues[0].name),
            *_of_place(one, text, base),
            *_of_work(one),
            counted(names[fold(one.work.venues[0].name)] - 1),
            counted(signs[_sign(one, text, base)] - 1),
            (signs[_sign(one, text, base)] - 1) / max(1, len(some) - 1),
            share,
            counted(len(records)),
        ]
        for one in some
    ]


def is_placed(record: Record) -> bool:
    """Whether a record has one venue and its name stands in the text."""
    return len(record.work.venues) == 1 and _place(record) is not None


def _place(record: Record) -> Piece | None:
    return next((one for one in record.pieces if one.kind == "mapped" and one.field == "venues[0]"), None)


def _of_name(name: str) -> list[float]:
    words = name.split()
    return [
        log1p(len(words)),
        log1p(len(name)),
        float(any(map(str.isdigit, name))),
        float(name[:1].islower()),
        float(name.isupper()),
        float(name[-1:] == "."),
        float(name.count(".")),
        float("," in name),
        float(":" in name),
        float("(" in name or ")" in name),
        float("&" in name),
        float(YEAR.search(name) is not None),
        float(of_journals(name)),
        float(of_conferences(name)),
        float(is_known(name)),
        float(is_press(name)),
        float(UNIVERSITY.search(name) is not None),
        float(_ACRONYM.fullmatch(name) is not None),
        float(_ARTICLE.match(name) is not None),
        float(people(name) is not None),
        float(sum(word[:1].isupper() for word in words) == len(words)),
        float(not name.isascii()),
        float("\n" in name or "\t" in name),
    ]


def _around(record: Record, text: str, base: int) -> tuple[str, str]:
    place = _place(record)
    if place is None:
        return "", ""
    start, end = place.start - base, place.end - base
    return text[max(0, start - _AROUND) : max(0, start)], text[end : end + _AROUND]


def _of_place(record: Record, text: str, base: int) -> list[float]:
    before, behind = _around(record, text, base)
    place, title = _place(record), next((one for one in record.pieces if one.field == "title"), None)
    apart = place.start - title.end if place and title else 0
    within = place is not None and record.start <= place.start and place.end <= record.end
    return [
        *[float(one.search(before) is not None) for one in _BEFORE],
        *[float(one.match(behind) is not None) for one in _BEHIND],
        float(apart >= 0),
        log1p(abs(apart)),
        float(apart > 0 and "\n" in text[title.end - base : place.start - base] if place and title else False),
        float(within),
    ]


def _of_work(record: Record) -> list[float]:
    work = record.work
    schemes = {one.scheme for one in work.identifiers}
    return [
        float(bool(work.volume)),
        float(bool(work.issue)),
        float(bool(work.pages)),
        float(bool(work.publisher)),
        float(bool(work.place)),
        float("isbn" in schemes),
        float("doi" in schemes),
        float("arxiv" in schemes),
        float(work.type == "thesis"),
        float(work.type == "preprint"),
        float(bool(work.contributions)),
        float(any(one.role == "editor" for one in work.contributions)),
        float(bool(work.dates)),
        record.confidence.get("venues", 1.0),
        record.confidence.get("title", 1.0),
    ]


def _sign(record: Record, text: str, base: int) -> tuple[object, ...]:
    before, behind = _around(record, text, base)
    return (
        next((i for i, one in enumerate(_BEFORE) if one.search(before)), -1),
        next((i for i, one in enumerate(_BEHIND) if one.match(behind)), -1),
    )


def _leave(record: Record) -> None:
    """Takes the venue of a work; its name is left over."""
    record.work.venues = []
    record.confidence.pop("venues", None)
    for one in record.pieces:
        if one.field.startswith("venues[0]"):
            one.kind, one.field = "left", "venue"
    record.pieces.sort(key=attrgetter("start"))

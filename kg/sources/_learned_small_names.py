"""Names in small letters, as quick notes have them: "ingersoll, mohapi" are two people where other entries of the page name them, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kg.records import Contribution, NameAsPrinted, Piece, Record

_NAME = re.compile(r"[^\W\d_]{3,20}")
_BETWEEN = re.compile(r"\s?(?:[,;/&+]|and\b|w/|with\b)\s?(?:and\s)?")
_LEAD = re.compile(r"(?:with|w/|mit|avec)\s")
_SELF = frozenset("self ich moi alone solo same idem ibid none others".split())
_SURE = 0.9


def with_small_names(records: Sequence[Record], text: str, base: int) -> None:
    """Gives works the authors that stand in small letters in what was left of them, where each stands in that of two works at least.

    `text` is that of the page, which stands at `base`; changes the records.
    """
    left = [
        (record, piece, list(_names(text, piece.start - base, piece.end - base))) for record, piece in _left(records)
    ]
    counts = Counter(name for _, _, spans in left for name in {text[start:end] for start, end in spans})
    for record, piece, spans in left:
        if spans and all(counts[text[start:end]] > 1 for start, end in spans):
            _take(record, piece, [(base + start, base + end) for start, end in spans], text, base)


def _left(records: Sequence[Record]) -> Iterator[tuple[Record, Piece]]:
    """The works without names, each with the one piece that was held to be of names and not read."""
    for record in records:
        its = [one for one in record.pieces if one.kind == "left" and one.field == "authors"]
        if len(its) == 1 and not record.work.contributions:
            yield record, its[0]


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the names of a stretch stand that is nothing but names in small letters; nowhere in any other."""
    found: list[tuple[int, int]] = []
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    while name := _NAME.match(text, at, end):
        if not name[0].islower() or name[0] in _SELF:
            return
        found.append(name.span())
        at = name.end()
        if not (mark := _BETWEEN.match(text, at, end)):
            break
        at = mark.end()
    if not text[at:end].strip(" .:;,()\n"):
        yield from found


def _take(record: Record, piece: Piece, spans: Sequence[tuple[int, int]], text: str, base: int) -> None:
    """Makes names of a piece the authors of a work."""
    record.pieces.remove(piece)
    at = piece.start
    for number, (start, end) in enumerate(spans):
        name = text[start - base : end - base]
        record.work.contributions.append(Contribution(NameAsPrinted(name, family=name), number + 1))
        if at < start:
            record.pieces.append(Piece("furniture", "punctuation", at, start))
        record.pieces.append(Piece("mapped", f"contributions[{number}]", start, end))
        at = end
    if at < piece.end:
        record.pieces.append(Piece("furniture", "punctuation", at, piece.end))
    record.confidence["contributions"] = _SURE
    record.pieces.sort(key=attrgetter("start"))

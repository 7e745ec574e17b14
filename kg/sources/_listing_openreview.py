"""What OpenReview prints in one run behind the days of a paper: where it was accepted, and who may read it.

Published: 16 Jan 2024, Last Modified: 11 Mar 2024ICLR 2024 posterEveryoneRevisionsBibTeX
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from kg.records import Item, Piece, Record, Venue

_RUN = re.compile(
    r"(?:Modified|modified):\s\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d\)?(?P<venue>[^\W\d_a-z][^\n]{1,80}?)(?P<readers>Readers:\s)?Everyone"
)
_PRESENTED = re.compile(r"\s(?P<note>poster|oral|spotlight|notable\stop\s\d{1,2}%|Conference|Poster|Oral|Spotlight)$")
_NOT_YET = re.compile(r"(?:CoRR|arXiv)\b|submitted\sto\b|.*\b(?:reject|withdrawn)", re.IGNORECASE)


def of_openreview(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a list; works without a venue are of that which OpenReview prints behind their days, but for those that were only handed in.

    `text` is that of the page, which stands at `base`; changes the records.
    """
    if "Modified:" in text or "modified:" in text:
        for record in items:
            if isinstance(record, Record) and not record.work.venues:
                _take(record, text, base)
    return items


def _take(record: Record, text: str, base: int) -> None:
    run = _RUN.search(text, record.start - base, record.end - base)
    if run is None or _NOT_YET.match(run["venue"]):
        return
    start, end = base + run.start("venue"), base + run.end("venue")
    if any(one.kind == "mapped" and one.start < end and start < one.end for one in record.pieces):
        return
    shown = _PRESENTED.search(run["venue"])
    name = run["venue"][: shown.start()] if shown else run["venue"]
    record.work.venues.append(Venue(name, "conference"))
    record.work.type = "conference-paper"
    pieces = [Piece("mapped", "venues[0]", start, start + len(name))]
    if shown:
        number = len(record.work.comments)
        record.work.comments.append(shown["note"])
        pieces.append(Piece("mapped", f"comments[{number}]", start + shown.start("note"), end))
    kept: list[Piece] = []
    for one in record.pieces:
        if one.kind != "mapped" and one.start < end and start < one.end:
            kept += [Piece(one.kind, one.field, a, b) for a, b in ((one.start, start), (end, one.end)) if a < b]
        else:
            kept.append(one)
    record.pieces = sorted([*kept, *pieces], key=attrgetter("start"))

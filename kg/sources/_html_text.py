"""Pages whose mark-up does not show their entries, read as the plain text they show: the layouts of lists do the rest.

A block that stands apart is parted from the next by a blank line, a line break or a part of a block begins a new line. Everything
that is read is carried back to where it stands in the source, and the links of an entry are entered into its record.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from kg.records import Piece, Record, Reject
from kg.sources import HEAD, listing
from kg.sources._html_flow import Flow
from kg.sources._html_links import says_nothing
from kg.sources._html_record import apart, author_at, clipped, enter_profile, enter_target

_BEGIN = itemgetter(0)


class _Part(NamedTuple):
    """A block of a page: where its text begins in the whole text, and the block."""

    begin: int
    flow: Flow


@dataclass
class PlainText:
    """The blocks of a page as one text, with the way back to the source."""

    parts: list[_Part] = field(default_factory=list)
    text: str = ""

    @classmethod
    def of(cls, flows: Sequence[tuple[Flow, str]]) -> PlainText:
        """The text of some blocks, each with what parts it from the block before."""
        parts: list[_Part] = []
        printed: list[str] = []
        length = 0
        for flow, gap in flows:
            words = flow.text.rstrip()
            if not words:
                continue
            gap = gap if parts else ""
            parts.append(_Part(length + len(gap), flow))
            printed += [gap, words]
            length += len(gap) + len(words)
        return cls(parts, "".join(printed))

    def within(self, start: int, end: int) -> Iterator[tuple[int, Flow, int, int]]:
        """The blocks of a stretch of the text: where each begins, the block, and the stretch of its own text."""
        for begin, flow in self.parts[max(bisect_right(self.parts, start, key=_BEGIN) - 1, 0) :]:
            if begin >= end:
                return
            a, b = max(start - begin, 0), min(end - begin, len(flow.text))
            if a < b:
                yield begin, flow, a, b

    def pieces(self, piece: Piece) -> list[Piece]:
        """A piece of the text as pieces of the source."""
        parts = self.within(piece.start, piece.end)
        return [one for _, flow, a, b in parts for one in flow.pieces(piece.kind, piece.field, a, b)]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the text stands in the source; None for one of white space that stands nowhere."""
        pieces = self.pieces(Piece("left", "", start, end))
        return (min(one.start for one in pieces), max(one.end for one in pieces)) if pieces else None


def read(plain: PlainText, base: str) -> list[Record | Reject]:
    """What the layouts of plain lists read of a page, with the places of its source; nothing where it is of none of them.

    `base` is the address of the page.
    """
    if not listing.sniff("", plain.text[:HEAD]):
        return []
    found: list[Record | Reject] = []
    for item in listing.read(io.StringIO(plain.text, newline="\n")):
        place = plain.place(item.start, item.end) if isinstance(item, Record | Reject) else None
        if place and isinstance(item, Record):
            found.append(_carried(plain, item, place, base))
        elif place and isinstance(item, Reject):
            found.append(Reject(*place, item.reason))
    return found


def _carried(plain: PlainText, record: Record, place: tuple[int, int], base: str) -> Record:
    """A record of the text as one of the source, with the targets of the links that stand in it."""
    pieces: list[Piece] = []
    marks: list[tuple[str, int, int]] = []
    for begin, flow, a, b in plain.within(record.start, record.end):
        marks += flow.marks
        for link in flow.links:
            if a <= link.start < link.end <= b and not says_nothing(link.url):
                author = author_at(record, begin + link.start, begin + link.end)
                words = flow.text[link.start : link.end]
                pieces.append(
                    enter_target(record, link, words, base) if author is None else enter_profile(record, author, link)
                )
    pieces += [one for piece in record.pieces for one in plain.pieces(piece)]
    start, end = place
    within = [piece for piece in pieces if start <= piece.start < piece.end <= end]
    between = [mark for mark in marks if start <= mark[1] and mark[2] <= end]
    record.pieces = clipped([*within, *apart(between, within)])
    record.start, record.end = place
    return record

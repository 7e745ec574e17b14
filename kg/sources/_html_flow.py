"""Text with mark-up taken out: each character knows where it stands in the source, each emphasis and link what it covers."""

from __future__ import annotations

import html
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from kg.records import Piece, PieceKind

_BLANK = r"[^\S ]\s*| \s+"
"""White space that is more than one space."""
_ODD = re.compile(rf"{_BLANK}|&(?:#\d{{1,8}}|#[xX][0-9a-fA-F]{{1,7}}|[A-Za-z][A-Za-z0-9]{{0,31}});?")
_ODD_BLANK = re.compile(_BLANK)


class Run(Struct, gc=False):
    """A stretch of a text that is marked up, and how: `em`, `strong`, `link`, `heading`, `quote`, or the part a class names."""

    kind: str
    start: int
    end: int


class Hyperlink(Struct, gc=False):
    """A link: the stretch of the text it covers, its target, and where the target stands in the source."""

    start: int
    end: int
    url: str
    at: int
    to: int


Place = tuple[int, int, int, bool]
"""Where a stretch of a text stands in the source: where it begins in the text, from where to where it stands, whether plainly.

What stands plainly stands there character by character; otherwise all of its characters stand from the one place to the other,
which is nowhere where the two are the same.
"""


@dataclass
class Flow:
    """The text of one block in the making or made.

    White space is one space, or one line break where a block or line ends. `places` say where the text stands in the source,
    stretch by stretch. `marks` are the stretches of the source that are mark-up, with their names.
    """

    text: str = ""
    places: list[Place] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    marks: list[tuple[str, int, int]] = field(default_factory=list)

    def pieces(self, kind: PieceKind, name: str, start: int, end: int) -> list[Piece]:
        """A stretch of the text as pieces of the source: one for each part that no mark-up interrupts."""
        if start >= end:
            return []
        places = self.places
        i = bisect_right(places, (start, _FAR, _FAR, True)) - 1
        if i >= 0 and (i + 1 == len(places) or places[i + 1][0] >= end):  # as most do, it stands in one place
            at, to = self._part(places[i], start, end)
            return [Piece(kind, name, at, to)] if at != to else []
        found: list[Piece] = []
        begin = stop = -1
        for _, at, to, _ in self._within(start, end):
            if at == to or 0 <= begin <= at < stop:
                continue
            if begin >= 0 and at == stop:
                stop = to
                continue
            if begin >= 0:
                found.append(Piece(kind, name, begin, stop))
            begin, stop = at, to
        if begin >= 0:
            found.append(Piece(kind, name, begin, stop))
        return found

    @staticmethod
    def _part(place: Place, start: int, end: int) -> tuple[int, int]:
        """Where a stretch stands in the source that is in one place."""
        begin, at, to, plain = place
        if not plain:
            return at, to
        if begin < start:
            at += start - begin
            begin = start
        return at, min(to, at + end - begin)

    def _within(self, start: int, end: int) -> Iterator[Place]:
        """The places of a stretch of the text, cut at its ends."""
        if start >= end:
            return
        places = self.places
        for i in range(bisect_right(places, (start, _FAR, _FAR, True)) - 1, len(places)):
            place = places[i]
            begin, at, to, plain = place
            if begin >= end:
                return
            if not plain:
                yield place if begin >= start else (start, at, to, plain)
                continue
            if begin < start:
                at += start - begin
                begin = start
            yield begin, at, min(to, at + end - begin), plain

    def without(self, spans: Sequence[tuple[int, int]]) -> Flow:
        """The flow without some stretches of its text, which do not overlap and are in order; links within them go too."""
        if not spans:
            return self
        kept: list[tuple[int, int]] = []
        at = 0
        for start, end in spans:
            kept.append((at, start))
            at = end
        kept.append((at, len(self.text)))
        befores: list[int] = []
        places: list[Place] = []
        length = 0
        for start, end in kept:
            befores.append(length)
            shift = length - start
            places += [(begin + shift, at, to, plain) for begin, at, to, plain in self._within(start, end)]
            length += max(end - start, 0)
        starts = [start for start, _ in kept]

        def new(place: int) -> int:
            i = bisect_right(starts, place) - 1
            return befores[i] + min(place, kept[i][1]) - kept[i][0]

        flow = Flow("".join([self.text[start:end] for start, end in kept]), places, marks=self.marks)
        for run in self.runs:
            if (end := new(run.end)) > (start := new(run.start)):
                flow.runs.append(Run(run.kind, start, end))
        for link in self.links:
            if (end := new(link.end)) > (start := new(link.start)):
                flow.links.append(Hyperlink(start, end, link.url, link.at, link.to))
        return flow


_FAR = sys.maxsize


class Builder:
    """Makes a flow of pieces of the source, one after the other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self.flow = Flow()
        self._open: list[tuple[str, str, int, tuple[str, int, int] | None]] = []

    @property
    def length(self) -> int:
        """How many characters the text has so far."""
        return self._length

    @property
    def last(self) -> str:
        """The last character so far; a line end at the beginning."""
        return self._last

    def _put(self, text: str, at: int, to: int, plain: bool) -> None:
        self._parts.append(text)
        places = self.flow.places
        if plain and places and places[-1][3] and places[-1][2] == at:
            places[-1] = (*places[-1][:2], to, True)  # it goes on with what was put before
        else:
            places.append((self._length, at, to, plain))
        self._length += len(text)
        self._last = text[-1]

    def text(self, source: str, start: int, end: int, entities: bool = True) -> None:
        """Adds a stretch of the source: its white space as one space, its character references decoded."""
        words = source[start:end]
        # Most stretches have nothing to be changed, and no white space but a space is printable.
        if words.isprintable() and "  " not in words and not (entities and "&" in words):
            if words[:1] == " " and self._last.isspace():
                words, start = words[1:], start + 1
            if words:
                self._put(words, start, end, True)
            return
        done = start
        for part in (_ODD if entities else _ODD_BLANK).finditer(source, start, end):
            at, to = part.span()
            self._plain(source, done, at)
            done = to
            if part[0][0] != "&":
                self.space(at, to)
                continue
            decoded = html.unescape(part[0])
            if decoded.isspace() or not decoded:
                self.space(at, to)
            else:
                self._reference(part[0], decoded, at, to)
        self._plain(source, done, end)

    def put(self, text: str, at: int, to: int) -> None:
        """Adds characters that stand for a stretch of the source: one by one where it is as long as they are, else all for all of it."""
        if text:
            self._put(text, at, to, len(text) == to - at)

    def space(self, at: int, to: int) -> None:
        """Adds one space, where no white space stands."""
        if not self._last.isspace():
            self._put(" ", at, to, False)

    def _plain(self, source: str, start: int, end: int) -> None:
        """Adds a stretch of the source as it stands: words with single spaces between them."""
        if start < end and source[start] == " " and self._last.isspace():
            start += 1
        if start < end:
            self._put(source[start:end], start, end, True)

    def _reference(self, raw: str, decoded: str, at: int, to: int) -> None:
        """Adds a character reference; letters that follow one without a semicolon have their own places."""
        same = 0
        if not raw.endswith(";"):
            while same < min(len(decoded), len(raw)) and decoded[-1 - same] == raw[-1 - same]:
                same += 1
        head = len(decoded) - same
        if head:
            self._put(decoded[:head], at, to - same, False)
        if same:
            self._put(decoded[head:], to - same, to, True)

    def line(self, at: int) -> None:
        """Ends a line, where one has begun; stands nowhere in the source."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1] + "\n"
            self._last = "\n"
        elif self._last != "\n":
            self._put("\n", at, at, False)

    def tab(self, at: int, to: int) -> None:
        """Adds a tab, between two cells of a row."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1] + "\t"
            self._last = "\t"
        else:
            self._put("\t", at, to, to - at == 1)

    def mark(self, name: str, start: int, end: int) -> None:
        """Says that a stretch of the source is mark-up."""
        if end > start:
            self.flow.marks.append((name, start, end))

    def close_cell(self) -> None:
        """Ends the run of the title that a cell of a table is, if it is one: the line below is none of it."""
        if self._open and self._open[-1][:2] == ("td", "title"):
            self.close("td")

    def open(self, tag: str, kind: str, target: tuple[str, int, int] | None = None) -> None:
        """Begins a run that ends with the same tag; `target` is the URL of a link and where it stands."""
        if len(self._open) < 50:
            self._open.append((tag, kind, self._length, target))

    def close(self, tag: str) -> None:
        """Ends the last run that began with the tag, and those begun in it."""
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i][0] == tag:
                for one in self._open[i:]:
                    self._end(one)
                del self._open[i:]
                return

    def _end(self, one: tuple[str, str, int, tuple[str, int, int] | None]) -> None:
        _, kind, start, target = one
        if target:
            self.flow.links.append(Hyperlink(start, self._length, *target))
        if kind and self._length > start:
            self.flow.runs.append(Run(kind, start, self._length))

    def done(self) -> Flow:
        """The flow; runs that are still open end here."""
        for one in self._open:
            self._end(one)
        flow = self.flow
        flow.text = "".join(self._parts)
        for run in flow.runs:
            while run.end > run.start and flow.text[run.end - 1].isspace():
                run.end -= 1
            while run.start < run.end and flow.text[run.start].isspace():
                run.start += 1
        flow.runs = sorted((run for run in flow.runs if run.end > run.start), key=lambda run: (run.start, -run.end))
        return flow

"""What was read of a LaTeX source so far: the blocks of its text, with where each character stands, and the stretches that are commands."""

from __future__ import annotations

from dataclasses import dataclass

from kg.sources._html_flow import Builder, Flow
from kg.sources._tex_arguments import Arguments


@dataclass
class Block:
    """A heading, an item, an entry whose parts are arguments, or a paragraph: where it stands, and its text."""

    kind: str
    start: int
    end: int
    flow: Flow
    level: int = 0


class Written(Arguments):
    """Collects blocks; `marks` are the stretches of the source that are commands."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.blocks: list[Block] = []
        self.marks: list[tuple[str, int, int]] = []
        self._made = Builder()
        self._kind, self._level = "paragraph", 0
        self._start = -1
        self._stop = 0
        self._heading = -1
        """At which depth of braces a heading ends that has begun."""

    def finish(self) -> None:
        """Ends the block that has begun, where it has text."""
        made, start = self._made, self._start
        self._made, self._start = Builder(), -1
        kind, self._kind = self._kind, "paragraph"
        self._heading = -1
        if start >= 0 and made.length:
            flow = made.done()
            begin, at, to, _ = flow.places[-1]
            if to > self._stop:  # the white space at the end stands outside
                flow.places[-1] = (begin, min(at, self._stop), self._stop, False)
            self.blocks.append(Block(kind, start, self._stop, flow, self._level))

    def _text(self, text: str, start: int, stop: int) -> None:
        """Adds characters that stand for a stretch of the source."""
        if self._place and text[:1] == self._made.last == ".":
            text = text[1:]  # behind an initial, the full stop of a command is one too many
        if text:
            start, stop = self._place or (start, stop)
            self._made.put(text, start, stop)
            self._begun(start, stop)

    def _space(self, start: int, stop: int) -> None:
        """Adds one space for a stretch of the source."""
        self._made.space(*(self._place or (start, stop)))

    def _begun(self, start: int, stop: int) -> None:
        if self._start < 0:
            self._start = start
        self._stop = max(self._stop, stop)

    def _mark(self, start: int, stop: int, within: bool = True) -> None:
        """Says that a stretch of the source is a command, of the block or outside of all."""
        if self._place:
            self._begun(*self._place)
        elif start < stop:
            self.marks.append(("command", start, stop))
            if within:
                self._made.mark("command", start, stop)
                self._begun(start, stop)

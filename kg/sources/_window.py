"""A window on a text stream, for formats whose records have no line or tag that ends them, and a look ahead."""

from __future__ import annotations

from collections.abc import Iterator

from kg.sources import TextStream

_CHUNK = 1 << 16


class Window:
    """The part of a stream that is being looked at; it grows by doubling so that one long block costs linear time."""

    def __init__(self, stream: TextStream) -> None:
        self._stream = stream
        self._step = _CHUNK
        self.text = ""
        self.base = 0

    def more(self) -> bool:
        """Reads on, always to the end of a line. False at the end of the stream."""
        chunk = self._stream.read(self._step)
        if not chunk:
            return False
        self._step = max(_CHUNK, len(self.text))
        self.text += chunk if chunk.endswith("\n") else chunk + self._stream.readline()
        return True

    def drop(self, upto: int) -> int:
        """Lets go of what lies before `upto` when that is worth the copying; gives the new place of `upto`."""
        if upto < max(_CHUNK, len(self.text) // 2):
            return upto
        self.text = self.text[upto:]
        self.base += upto
        self._step = _CHUNK
        return 0


class Ahead:
    """A stream whose beginning has been looked at: reading gives that beginning first. `head` ends at the end of a line."""

    def __init__(self, stream: TextStream, size: int = _CHUNK) -> None:
        self._stream = stream
        self.head = ""
        while not self.head.strip() and (chunk := stream.read(size) + stream.readline()):
            self.head += chunk
        self._rest = self.head

    def read(self, size: int = -1, /) -> str:
        if not self._rest:
            return self._stream.read(size)
        size = len(self._rest) if size < 0 else size
        part, self._rest = self._rest[:size], self._rest[size:]
        return part

    def readline(self) -> str:
        if not self._rest:
            return self._stream.readline()
        at = self._rest.find("\n") + 1 or len(self._rest)
        line, self._rest = self._rest[:at], self._rest[at:]
        return line

    def __iter__(self) -> Iterator[str]:
        while line := self.readline():
            yield line

"""From inputs to records: decodes an input, asks a source to read them and accounts for every character.

The account does not trust the reader: it walks the text beside it. What a piece names is mapped or furniture, white
space is furniture, and everything else is left over; so mapped + furniture + left over is the length of the text
unless a reader names a stretch twice or outside its record, and then the account says that it does not close.
"""

from __future__ import annotations

import codecs
import gc
import hashlib
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from kg.errors import InputError
from kg.inputs import Input, bytes_of
from kg.records import Furniture, Nested, Piece, Record, Reject
from kg.sources import HEAD, Source, claim

KEPT_TEXT = 2000
"""At most this many characters of a left-over or rejected stretch are copied into the ledger."""

_CHUNK = 1 << 16
_KEPT = 1 << 13
"""So much text behind the account is kept before it is cut off: what is kept is copied with each line that is added to it."""
_BREAK = re.compile("\n")
_START, _END = attrgetter("start"), attrgetter("end")
_SELDOM = (20_000, 10, 20)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """While it lasts, Python looks for objects that hold each other less often: reading makes many objects and hardly any of these."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass
class Account:
    """What became of the characters and records of one input."""

    file: str
    source: str
    digest: str
    encoding: str
    characters: int = 0
    mapped: int = 0
    furniture: int = 0
    left: int = 0
    records: int = 0
    rejects: int = 0
    faults: list[str] = field(default_factory=list)
    not_utf8: int = 0

    @property
    def closes(self) -> bool:
        """Whether every character is in exactly one of the three sums."""
        return not self.faults and self.mapped + self.furniture + self.left == self.characters


class LeftOver(Struct, frozen=True, gc=False):
    """A stretch no piece names, or which the source says it does not map."""

    file: str
    record: str
    field: str
    line: int
    start: int
    end: int
    text: str


# --- decoding --------------------------------------------------------------------------------------------------------


class Fallback:
    """A codec error handler: bytes that are not of the encoding are read as windows-1252, and counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        stray = error.object[error.start : error.end]
        self.count += len(stray)
        return stray.decode("cp1252", "replace"), error.end


class Tape:
    """The text stream a source reads from, which keeps what it has read until the account has passed over it."""

    def __init__(self, raw: io.TextIOBase) -> None:
        self._raw = raw
        self._kept = ""
        self._fresh: list[str] = []
        self.base = 0
        self.end = 0

    def _keep(self, text: str) -> str:
        self._fresh.append(text)
        self.end += len(text)
        return text

    def read(self, size: int = -1, /) -> str:
        return self._keep(self._raw.read(size))

    def readline(self) -> str:
        return self._keep(self._raw.readline())

    def __iter__(self) -> Iterator[str]:
        for line in self._raw:
            self._fresh.append(line)
            self.end += len(line)
            yield line

    def text(self, start: int, end: int) -> str:
        if self._fresh:
            self._kept += "".join(self._fresh)
            self._fresh.clear()
        return self._kept[start - self.base : end - self.base]

    def forget(self, before: int) -> None:
        # Cutting costs a copy of what stays, so it waits until as much goes.
        if before - self.base > max(_KEPT, len(self._kept) // 2):
            self.text(before, before)
            self._kept = self._kept[before - self.base :]
            self.base = before


@contextmanager
def open_text(one: Input) -> Iterator[tuple[Tape, Fallback]]:
    """The decoded text of an input, line ends as they stand, and the count of bytes that were not of its encoding."""
    fallback = Fallback()
    handler = f"kg-fallback-{id(fallback)}"
    codecs.register_error(handler, fallback)
    with bytes_of(one.path, one.member) as raw, io.TextIOWrapper(raw, one.encoding, handler, newline="\n") as text:
        yield Tape(text), fallback


def head_of(one: Input) -> tuple[str, str]:
    """What a source is shown of an input: its name without `.gz` and the beginning of its text."""
    with open_text(one) as (tape, _):
        return one.name.removesuffix(".gz"), tape.read(HEAD)


_NOT_READ = {
    b"%PDF-": "a PDF, which is not read: copy its text into a file, or get the list in another form",
    b"{\\rtf": "in the Rich Text Format, which is not read: save it as .docx, .odt or plain text",
    b"PK\x03\x04": "a damaged or cut archive or document, which cannot be unpacked",
    b"\x89PNG": "a picture, which is not read: copy its text into a file",
    b"\xff\xd8\xff": "a picture, which is not read: copy its text into a file",
    b"GIF8": "a picture, which is not read: copy its text into a file",
    b"\xd0\xcf\x11\xe0": "a document of an old Office or one with a password, which is not read: save it as .docx, .xlsx or plain text",
}
"""How files begin that people try, and what to do instead."""


def source_of(one: Input, wanted: str | None = None) -> Source | None:
    """The source that reads an input, None for one that holds nothing but white space.

    Raises `InputError` for a binary file, one that no source claims or two do, and an unknown `wanted`.
    """
    name, head = head_of(one)
    with bytes_of(one.path, one.member) as raw:
        first = raw.read(8)
    for begins, sentence in _NOT_READ.items():
        if first.startswith(begins):
            raise InputError(f"{one.name} is {sentence}.", file=one.name)
    if "\0" in head[:4096]:
        raise InputError(f"{one.name} is not text: it holds zero bytes.", file=one.name)
    if not head.strip():
        return None
    source = claim(name, head, wanted)
    if source is None:
        raise InputError(
            f"{one.name} is of no format known here; `kg sources` lists those that are read, --as NAME reads it as one of them.",
            file=one.name,
        )
    return source


# --- reading with an account -----------------------------------------------------------------------------------------


class Keys:
    """The keys of the records of a build: a digest of a record's own text, so that what stands beside it does not change its name.

    The second record of the same text has `-2` behind it, and so on. One such object serves all inputs of a build.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._again: Counter[bytes] = Counter()

    def key(self, text: str) -> str:
        """A key no other record has; white space at the ends of the text does not matter."""
        digest = hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).digest()[:8]
        if digest not in self._seen:
            self._seen.add(digest)
            return digest.hex()
        self._again[digest] += 1
        return f"{digest.hex()}-{self._again[digest] + 1}"


class Reading:
    """One pass over one input: iterate for records, rejects and left-over stretches; then `account` is complete."""

    def __init__(self, one: Input, source: Source, keys: Keys | None = None) -> None:
        self.input = one
        self.source = source
        self._keys = keys or Keys()
        self.account = Account(one.name, source.name, one.digest, one.encoding)
        self._at = 0
        self._line = 1

    def __iter__(self) -> Iterator[Record | Reject | LeftOver]:
        with open_text(self.input) as (tape, fallback):
            yield from self.over(tape)
            self.account.not_utf8 = fallback.count

    def over(self, tape: Tape) -> Iterator[Record | Reject | LeftOver]:
        """Lets the source read from a tape and accounts for each item it yields."""
        for item in self.source.read(tape):
            if item.start > self._at:
                yield from self._gap(tape, item.start)
            if isinstance(item, Furniture):
                yield from self._walk(tape, item, [Piece("furniture", item.name, item.start, item.end)], "")
            elif isinstance(item, Reject):
                yield self._reject(tape, item)
            elif isinstance(item, Nested):
                yield from self._nested(tape, item)
            else:
                yield from self._record(tape, item)
            tape.forget(self._at)
        while tape.read(_CHUNK):
            pass
        yield from self._gap(tape, tape.end)
        self.account.characters = tape.end

    def _gap(self, tape: Tape, until: int) -> list[LeftOver]:
        """Passes over what lies between two items: white space, or left over."""
        if until <= self._at:
            return []
        text = tape.text(self._at, until) if until <= tape.end else ""
        if not text.isspace():
            return self._walk(tape, Furniture("gap", self._at, until), [], "")
        self.account.furniture += until - self._at
        self._line += text.count("\n")
        self._at = until
        return []

    def _reject(self, tape: Tape, item: Reject) -> Reject:
        text = tape.text(item.start, item.end)
        item.file = self.input.name
        item.line = self._line + tape.text(self._at, item.start).count("\n")
        item.text = (item.text or text)[:KEPT_TEXT]
        self.account.rejects += 1
        # A rejected stretch is kept whole in the ledger, so it is left over.
        self._walk(tape, item, [Piece("left", "rejected", item.start, item.end)], "")
        return item

    def _record(self, tape: Tape, record: Record) -> Iterator[Record | LeftOver]:
        self._begin(tape, record)
        left = self._walk(tape, record, record.pieces, record.key)
        yield record
        yield from left

    def _begin(self, tape: Tape, record: Record) -> None:
        self.account.records += 1
        record.file, record.source = self.input.name, self.source.name
        record.key = self._keys.key(tape.text(record.start, record.end))
        record.line = self._line
        if record.start > self._at:
            record.line += tape.text(self._at, record.start).count("\n")

    def _nested(self, tape: Tape, nested: Nested) -> Iterator[Record | LeftOver]:
        """Accounts stretch by stretch for a record and those that stand inside it, each with its own pieces."""
        outer = nested.outer
        self._begin(tape, outer)
        pieces = _in_order(outer.pieces)
        left: list[LeftOver] = []
        used = 0
        for one in [*nested.inner, None]:
            until = outer.end if one is None else one.start
            first = used
            while used < len(pieces) and (pieces[used].start < until or one is None):
                used += 1
            left += self._walk(tape, Furniture("", self._at, until), pieces[first:used], outer.key)
            if one is not None:
                self._begin(tape, one)
                left += self._walk(tape, one, one.pieces, one.key)
        yield outer
        yield from nested.inner
        yield from left

    def _walk(self, tape: Tape, item: Record | Reject | Furniture, pieces: list[Piece], key: str) -> list[LeftOver]:
        """Accounts for the characters from `item.start` to `item.end`, fills in the lines of the pieces, gives what is left over."""
        start, end = item.start, item.end
        if not self._at == start <= end <= tape.end:
            self._fault(f"an item from {start} to {end} stands at {self._at} of a text of {tape.end} read")
            start, end = max(start, self._at), min(max(end, self._at), tape.end)
        text = tape.text(start, end)
        found: list[LeftOver] = []
        at, line, mapped = start, self._line, 0
        breaks = map(re.Match.start, _BREAK.finditer(text))
        turn = start + next(breaks, sys.maxsize)
        for piece in _in_order(pieces):
            first, last = piece.start, piece.end
            if not at <= first <= last <= end:
                self._fault(f"the piece {piece.field} from {first} to {last} overlaps or lies outside")
                continue
            if first > at:
                # Most of what lies between two pieces is a blank or the end of a line.
                if not text[at - start : first - start].isspace():
                    found += self._left(text, start, at, first, line, key, "")
                while first > turn:
                    line += 1
                    turn = start + next(breaks, sys.maxsize)
            piece.line = line
            if piece.kind == "mapped":
                mapped += last - first
            elif piece.kind == "left":
                found += self._left(text, start, first, last, line, key, piece.field)
            while last > turn:
                line += 1
                turn = start + next(breaks, sys.maxsize)
            at = last
        if end > at:
            found += self._left(text, start, at, end, line, key, "")
            line += text.count("\n", at - start)
        self._line, self._at = line, end
        left = sum([one.end - one.start for one in found]) if found else 0
        self.account.mapped += mapped
        self.account.left += left
        self.account.furniture += end - start - mapped - left
        return found

    def _left(self, text: str, base: int, start: int, end: int, line: int, key: str, name: str) -> list[LeftOver]:
        """What is left over of a stretch no piece maps, which begins in `line`: all but the white space around it."""
        stretch = text[start - base : end - base]
        black = stretch.strip()
        if not black:
            return []
        at = stretch.index(black[0])
        begin = start + at
        line += stretch.count("\n", 0, at)
        return [LeftOver(self.input.name, key, name, line, begin, begin + len(black), black[:KEPT_TEXT])]

    def _fault(self, sentence: str) -> None:
        if len(self.account.faults) < 20:
            self.account.faults.append(sentence)


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces by place: by where they begin, then by where they end."""
    if len(pieces) < 2:
        return pieces
    found = sorted(pieces, key=_START)
    ends = list(map(_END, found))
    if ends == sorted(ends):
        return found
    # Some stand at one place or overlap. To sort twice costs less than to make a pair for each.
    return sorted(sorted(pieces, key=_END), key=_START)


def read_text(source: Source, text: str, name: str = "text") -> tuple[list[Record | Reject | LeftOver], Account]:
    """What a source makes of a text in memory, with its account: for tests and notebooks, by the same road."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    reading = Reading(Input(name, Path(name), digest, "utf-8"), source)
    return list(reading.over(Tape(io.StringIO(text, newline="\n")))), reading.account

"""Formats made of lines with a tag in front (RIS, EndNote, MEDLINE), read as blocks of fields that know where they stand.

What differs between the formats is a `Grammar`: which line has a tag, which tag begins a record and which one ends it.
A line without a tag goes on with the field before it; outside a record it is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.records import Furniture, Reject
from kg.sources import TextStream

LARGEST = 16_000_000
"""A record of more characters is not read."""

_STRAY_AT = 1 << 20
"""What stands outside all records is rejected in stretches of about this many characters."""

_BARE_RETURN = re.compile(r"\r(?!\n)")
_HEADER = re.compile(r"(?:provider|database|content|record count)\s*:", re.IGNORECASE)
_MARK = "\ufeff"


@dataclass(slots=True)
class Field:
    """A tagged value: the tag in upper case from `start`, the text from `at` to `end` without white space around it."""

    tag: str
    text: str
    start: int
    at: int
    end: int


@dataclass(slots=True)
class Block:
    """The fields of one record in order. It stands from `start` to `end`."""

    fields: list[Field] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.fields[0].start

    @property
    def end(self) -> int:
        return self.fields[-1].end


@dataclass(frozen=True)
class Tag:
    """A tag found in a line: its name in upper case, where it begins in the line and where its value does."""

    name: str
    start: int
    at: int


@dataclass(frozen=True)
class Grammar:
    """What makes a format of tagged lines.

    `tag(line, first, last)` is the tag of a line, given the first line and the last tag of the record so far ('' where none has
    begun). `opener` is the tag that stands first in a record by the rules, `end` the one that closes it, '' for none;
    `begins(name, fields, gap)` whether an opener, or a tag behind a blank line (`gap`), begins the next record.
    """

    tag: Callable[[str, str, str], Tag | None]
    begins: Callable[[str, list[Field], bool], bool]
    opener: str
    end: str = ""


def lines(stream: TextStream) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets; a carriage return alone ends one, too, as in old Macintosh files."""
    at = 0
    for raw in stream:
        begin = 0
        if "\r" in raw:
            for found in _BARE_RETURN.finditer(raw):
                yield at + begin, raw[begin : found.end()]
                begin = found.end()
        if begin < len(raw):
            yield at + begin, raw[begin:]
        at += len(raw)


def blocks(stream: TextStream, grammar: Grammar) -> Iterator[Block | Reject | Furniture]:
    """The records of a text as blocks, in order; what is too large or outside a record is a reject."""
    reader = _Blocks(grammar)
    for at, line in lines(stream):
        yield from reader.take(at, line)
    yield from reader.flush()


class _Blocks:
    """One pass: the fields of the record begun, the lines of its last field, and the stretch outside of records."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._fields: list[Field] = []
        self._open: Tag | None = None
        self._lines: list[str] = []
        self._first = ""
        self._at = 0
        self._stray: tuple[int, int] | None = None
        self._gap = False
        self._skipping = False

    def take(self, at: int, line: str) -> Iterator[Block | Reject | Furniture]:
        if line.isspace():
            self._gap = True
            if self._lines:
                self._lines.append(line)
            return
        begun = self._open is not None
        if line.startswith(_MARK) and not begun and not self._stray and line.strip(_MARK).strip():
            yield Furniture("byte-order-mark", at, at + 1)
            at, line = at + 1, line[1:]
        tag = self._grammar.tag(line, self._first if begun else "", self._open.name if self._open else "")
        if tag and (not begun or self._begins(tag)):
            # Behind a record that is too large, only what surely begins the next one counts.
            if not self._skipping or tag.name == self._grammar.opener or (self._gap and not self._grammar.end):
                yield from self.flush()
                self._skipping = False
            else:
                tag = None
        self._gap = False
        if tag:
            yield from self._tagged(at, line, tag)
        elif self._open is not None:
            self._lines.append(line)
        else:
            yield from self._outside(at, line)
        if self._open is not None and at + len(line) - self._start() > LARGEST:
            start, self._fields, self._open, self._lines = self._start(), [], None, []
            self._skipping = True
            yield Reject(start, at + len(line), f"The record has more than {LARGEST} characters.")

    def flush(self) -> Iterator[Block | Reject | Furniture]:
        """Ends what was begun."""
        self._close()
        if self._fields:
            yield Block(self._fields)
            self._fields = []
        if self._stray:
            yield Reject(*self._stray, "The text stands outside of any record and has no tag.")
            self._stray = None

    def _begins(self, tag: Tag) -> bool:
        if tag.name != self._grammar.opener and not self._gap:
            return False
        self._close()
        return self._grammar.begins(tag.name, self._fields, self._gap)

    def _start(self) -> int:
        if self._fields:
            return self._fields[0].start
        return self._at + (self._open.start if self._open else 0)

    def _tagged(self, at: int, line: str, tag: Tag) -> Iterator[Block | Reject | Furniture]:
        self._close()
        if not self._fields:
            self._first = line
        self._at, self._open, self._lines = at, tag, [line]
        if tag.name == self._grammar.end:
            self._close()
            yield from self.flush()

    def _close(self) -> None:
        """Makes a field of the lines since the last tag."""
        if self._open is None:
            return
        tag, text = self._open, "".join(self._lines)
        value = text[tag.at :]
        bare = value.strip()
        if bare:
            begin = tag.at + value.index(bare[0])
            end = begin + len(bare)
        else:
            begin = end = len(text[: tag.at].rstrip())
        self._fields.append(Field(tag.name, bare, self._at + tag.start, self._at + begin, self._at + end))
        self._open, self._lines = None, []

    def _outside(self, at: int, line: str) -> Iterator[Reject | Furniture]:
        """What stands between the records: a byte-order mark, a header of the supplier's, or a stray line."""
        bare = line.strip()
        start = at + line.index(bare[0])
        end = start + len(bare)
        known = "byte-order-mark" if bare == _MARK else "header" if _HEADER.match(bare) else ""
        if self._stray and (known or end - self._stray[0] > _STRAY_AT):
            yield Reject(*self._stray, "The text stands outside of any record and has no tag.")
            self._stray = None
        if known:
            yield Furniture(known, start, end)
        else:
            self._stray = (self._stray[0] if self._stray else start, end)

"""Formats made of lines with a tag in front (RIS, EndNote, MEDLINE, Web of Science), read as blocks of fields that know where they stand.

What differs between the formats is a `Grammar`: which line has a tag, which tag begins a record and which one ends it.
A line without a tag goes on with the field before it; outside a record it is rejected.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec import Struct

from kg.records import Furniture, Reject
from kg.sources import TextStream

LARGEST = 16_000_000
"""A record of more characters is not read."""

MOST = 100_000
"""A record of more fields is not read: some hundred bytes are held for each, however short it is."""

_CHUNK = 1 << 16

_STRAY_AT = 1 << 20
"""What stands outside all records is rejected in stretches of about this many characters."""

_BARE_RETURN = re.compile(r"\r(?!\n)")
_HEADER = re.compile(r"(?:provider|database|content|record count)\s*:", re.IGNORECASE)
_MARK = "\ufeff"


class Field(Struct, gc=False, eq=False):
    """A tagged value: the tag in upper case from `start`, the text from `at` to `end` without white space around it.

    `used` says that the reader of the format has made something of it.
    """

    tag: str
    text: str
    start: int
    at: int
    end: int
    used: bool = False


class Block(Struct, gc=False, eq=False):
    """The fields of one record in order. It stands from `start` to `end`."""

    fields: list[Field]

    @property
    def start(self) -> int:
        return self.fields[0].start

    @property
    def end(self) -> int:
        return self.fields[-1].end


class Tag(Struct, frozen=True, gc=False):
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
    while chunk := stream.read(_CHUNK) + stream.readline():
        # A line of a chunk ends at each line feed; the one a carriage return ends lies within.
        returned = _BARE_RETURN.search(chunk) is not None
        for raw in io.StringIO(chunk, newline="\n"):
            if returned:
                yield from _parted(at, raw)
            else:
                yield at, raw
            at += len(raw)


def _parted(at: int, raw: str) -> Iterator[tuple[int, str]]:
    """The lines in a text that has no line feed but at its end."""
    begin = 0
    for found in _BARE_RETURN.finditer(raw):
        yield at + begin, raw[begin : found.end()]
        begin = found.end()
    if begin < len(raw):
        yield at + begin, raw[begin:]


def blocks(stream: TextStream, grammar: Grammar) -> Iterator[Block | Reject | Furniture]:
    """The records of a text as blocks, in order; what is too large or outside a record is a reject."""
    reader = _Blocks(grammar)
    done = reader.done
    for at, line in lines(stream):
        reader.take(at, line)
        if done:
            yield from done
            done.clear()
    reader.flush()
    yield from done


class _Blocks:
    """One pass: the fields of the record begun, the lines of its last field, and the stretch outside of records."""

    def __init__(self, grammar: Grammar) -> None:
        self.done: list[Block | Reject | Furniture] = []
        self._grammar = grammar
        self._tag = grammar.tag
        self._opener, self._end = grammar.opener, grammar.end
        self._fields: list[Field] = []
        self._open: Tag | None = None
        self._line = ""
        self._more: list[str] = []
        self._first = ""
        self._begin = 0
        self._at = 0
        self._stray: tuple[int, int] | None = None
        self._gap = False
        self._skipping = False

    def take(self, at: int, line: str) -> None:
        """Takes the next line; what it completes is put into `done`."""
        begun = self._open
        if line.isspace():
            self._gap = True
            if begun is not None:
                self._more.append(line)
            return
        if begun is None:
            at, line = self._unmarked(at, line)
            tag = self._tag(line, "", "")
        else:
            tag = self._tag(line, self._first, begun.name)
        if tag and (begun is None or ((self._gap or tag.name == self._opener) and self._begins(tag))):
            # Behind a record that is too large, only what surely begins the next one counts.
            if not self._skipping or tag.name == self._opener or (self._gap and not self._grammar.end):
                self.flush()
                self._skipping = False
            else:
                tag = None
        self._gap = False
        if tag:
            self._tagged(at, line, tag)
        elif begun is not None:
            self._more.append(line)
        else:
            self._outside(at, line)
        if self._open is not None and (at + len(line) - self._begin > LARGEST or len(self._fields) > MOST):
            self._refuse(at + len(line))

    def flush(self) -> None:
        """Ends what was begun."""
        self._close()
        if self._fields:
            self.done.append(Block(self._fields))
            self._fields = []
        if self._stray:
            self.done.append(Reject(*self._stray, "The text stands outside of any record and has no tag."))
            self._stray = None

    def _unmarked(self, at: int, line: str) -> tuple[int, str]:
        """A line outside of records without the byte-order mark in front of it."""
        if line[0] == _MARK and not self._stray and line.strip(_MARK).strip():
            self.done.append(Furniture("byte-order-mark", at, at + 1))
            return at + 1, line[1:]
        return at, line

    def _begins(self, tag: Tag) -> bool:
        """Whether an opener, or a tag behind a blank line, begins the next record."""
        self._close()
        return self._grammar.begins(tag.name, self._fields, self._gap)

    def _refuse(self, end: int) -> None:
        """Gives up a record that is too large; what follows belongs to it until the next one surely begins."""
        what = f"{LARGEST} characters" if end - self._begin > LARGEST else f"{MOST} fields"
        self.done.append(Reject(self._begin, end, f"The record has more than {what}."))
        self._fields, self._open, self._more = [], None, []
        self._skipping = True

    def _tagged(self, at: int, line: str, tag: Tag) -> None:
        self._close()
        if not self._fields:
            self._first, self._begin = line, at + tag.start
        self._at, self._open, self._line = at, tag, line
        if tag.name == self._end:
            self.flush()

    def _close(self) -> None:
        """Makes a field of the lines since the last tag."""
        tag = self._open
        if tag is None:
            return
        text = self._line
        if self._more:
            text += "".join(self._more)
            self._more = []
        value = text[tag.at :].rstrip()
        bare = value.lstrip()
        if bare:
            end = tag.at + len(value)
            begin = end - len(bare)
        else:
            begin = end = len(text[: tag.at].rstrip())
        at = self._at
        self._fields.append(Field(tag.name, bare, at + tag.start, at + begin, at + end))
        self._open = None

    def _outside(self, at: int, line: str) -> None:
        """What stands between the records: a byte-order mark, a header of the supplier's, or a stray line."""
        bare = line.strip()
        start = at + line.index(bare[0])
        end = start + len(bare)
        known = "byte-order-mark" if bare == _MARK else "header" if _HEADER.match(bare) else ""
        if self._stray and (known or end - self._stray[0] > _STRAY_AT):
            self.done.append(Reject(*self._stray, "The text stands outside of any record and has no tag."))
            self._stray = None
        if known:
            self.done.append(Furniture(known, start, end))
        else:
            self._stray = (self._stray[0] if self._stray else start, end)

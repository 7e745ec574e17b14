"""BibTeX's syntax with offsets: a stream split into blocks, and an entry into its key, its fields and their values.

The grammar is that of BibTeX 0.99d as Patashnik's "BibTeXing" (1988) describes it, read with the mildness of its users'
files: a missing comma or key is accepted, and an entry that does not close ends where a line opens the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from kg.records import Remark
from kg.sources import TextStream
from kg.sources._window import Window

LONGEST = 16_000_000
"""An entry of more characters is not read."""

MOST = 60_000
"""An entry with more fields, or more names or keywords in one of them, is not read: for each near a thousand bytes are held."""

LONGEST_STRING = 20_000
"""A `@string` of more characters is not read: strings that are made of strings grow without bound."""

OPEN_COMMENTS = 20
"""After so many comments that never close, a comment is not looked for its end any more."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_STEP = 4000

_OPEN = re.compile(r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
_UNDECIDED = re.compile(r"@[ \t]*(?:[A-Za-z][\w-]*)?\s*\Z")
# A line begins behind a carriage return alone, too: old Macintosh files have no other.
_MARK = re.compile(r'(?<![^\r\n])[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]|[{}()"]')
_OPENER = re.compile(r"@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]")
_LINE_END = re.compile(r"[\r\n]|\Z")
_KEY = re.compile(r"""[^,={}"]*""")
_NAME = re.compile(r"""[^\s=,{}"#()]+""")
_WORD = re.compile(r"""[^\s,#{}"=]+""")
_SPACE = re.compile(r"\s*")
_SEPARATOR = re.compile(r"[\s,]*")
_HEAD = re.compile(r"""([\s,]*+)([^\s=,{}"#()]++)\s*+=\s*+\{""")
"""The beginning of a field as most are, whose value is one text in braces."""
_BEHIND = re.compile(r"\s*+(?:,|\Z)")
"""What is behind such a value, where no other is joined to it."""
_QUOTE = re.compile(r'\\"|[{}"]')


class Block(Struct, frozen=True, gc=False):
    """A stretch of the file: an entry, `comment`, `preamble`, `string` or the `text` between; `reason` when it does not close."""

    kind: str
    start: int
    end: int
    text: str
    reason: str = ""


class Unreadable(Exception):  # noqa: N818  # it is a finding about an entry, not a fault of the program
    """An entry that closes but is not well-formed; its message is the reason."""


def check_number(name: str, text: str, separators: tuple[str, ...]) -> None:
    """Raises `Unreadable` when a field has more than `MOST` parts."""
    if sum(map(text.count, separators)) > MOST:
        raise Unreadable(f"The field {name!r} has more than {MOST} parts.")


# --- the file into blocks --------------------------------------------------------------------------------------------


def blocks(stream: TextStream) -> Iterator[Block]:
    """The blocks of a BibTeX file in order; white space alone between two blocks is none."""
    window = Window(stream)
    open_comments: list[int] = []
    at = 0
    while True:
        opener = _OPEN.search(window.text, at)
        if opener is None:
            tail = _UNDECIDED.search(window.text, max(at, len(window.text) - 200))
            rest = tail.start() if tail else len(window.text)
            if window.more():
                yield from _between(window, at, rest)
                at = window.drop(rest)
                continue
            yield from _between(window, at, len(window.text))
            return
        yield from _between(window, at, opener.start())
        block = _block(window, opener, open_comments)
        yield block
        at = window.drop(block.end - window.base)


def _between(window: Window, start: int, end: int) -> Iterator[Block]:
    text = window.text[start:end]
    if bare := text.strip():
        begin = window.base + start + text.index(bare[0])
        yield Block("text", begin, begin + len(bare), bare)


def _block(window: Window, opener: re.Match[str], open_comments: list[int]) -> Block:
    """The block that an opening bracket begins."""
    name, start, at = opener[1].lower(), opener.start(), opener.end()
    kind = name if name in ("comment", "preamble", "string") else "entry"
    if kind == "comment" and len(open_comments) >= OPEN_COMMENTS:
        end, reason = at, "One of too many open comments."
    else:
        end, reason = _close(window, opener[2], at, kind)
    if not reason and end - start > LONGEST:
        reason = f"The entry is {end - start} characters long; more than {LONGEST} are not read."
    if reason and kind == "comment":
        # BibTeX skips the word alone and goes on reading; so a comment that never closes takes its own line only.
        open_comments.append(start)
        line = _LINE_END.search(window.text, at)
        end, reason = (line.start() if line else len(window.text)), ""
    text = window.text[start:end].rstrip()
    return Block(kind, window.base + start, window.base + start + len(text), text, reason)


def _close(window: Window, bracket: str, at: int, kind: str) -> tuple[int, str]:
    """Where a block ends, and the reason when it does so without its closing bracket."""
    if bracket == "{":
        return _close_brace(window, at, kind == "comment")
    depth, quoted = 0, False
    while True:
        for mark in _MARK.finditer(window.text, at):
            sign = mark[0]
            if "@" in sign:
                if kind != "comment":
                    return mark.start(), "The entry is not closed before the next one opens."
                depth += sign[-1] == "{"
            elif sign == "{":
                depth += 1
            elif sign == "}" and bracket == "{" and depth == 0:
                return mark.end(), ""
            elif sign == "}":
                depth = max(depth - 1, 0)
            elif sign == '"' and depth == 0:
                quoted = not quoted
            elif sign == ")" and bracket == "(" and depth == 0 and not quoted:
                return mark.end(), ""
        at = len(window.text)
        if not window.more():
            return at, "The file ends before the entry is closed."


def _close_brace(window: Window, at: int, comment: bool) -> tuple[int, str]:
    """As `_close`, for a block in braces: by far the most, of which no other sign decides. A comment may hold entries."""
    depth, begin, step = 0, at, _STEP
    while True:
        # Looked at in growing steps: no entry costs much more than its own length, however long the text behind it is.
        text = window.text
        end = min(at + step, len(text))
        opener = -1 if comment else _next_opener(text, at, end, begin)
        depth, closing = _balance(text, at, end if opener < 0 else max(opener, at), depth)
        if closing >= 0:
            return closing + 1, ""
        if opener >= 0:
            return opener, "The entry is not closed before the next one opens."
        at, step = end, 2 * step
        if at == len(text) and not window.more():
            return at, "The file ends before the entry is closed."


def _balance(text: str, at: int, end: int, depth: int = 0) -> tuple[int, int]:
    """How many braces are open behind a stretch, and where in it the first is closed that was not opened in it; -1 when none is.

    To look for the next that closes and count those before it costs a third of what a look at each does.
    """
    while (closing := text.find("}", at, end)) >= 0:
        depth += text.count("{", at, closing)
        if depth == 0:
            return 0, closing
        depth -= 1
        at = closing + 1
    return depth + text.count("{", at, end), -1


def _next_opener(text: str, at: int, end: int, first: int) -> int:
    """Where a line begins (at `first` or behind it) that opens an entry, blanks before it included; -1 when none does."""
    while (sign := text.find("@", at, end)) >= 0:
        if _OPENER.match(text, sign):
            begin = sign
            while begin > first and text[begin - 1] in " \t":
                begin -= 1
            if begin == 0 or text[begin - 1] in "\r\n":
                return begin
        at = sign + 1
    return -1


# --- an entry into fields --------------------------------------------------------------------------------------------


class Segment(Struct, frozen=True, gc=False):
    """A part of a value and where it comes from; `exact` when its text is the source's, character for character."""

    text: str
    start: int
    end: int
    exact: bool = True


class Value(Struct, frozen=True, gc=False):
    """The value of a field, and the parts its text is made of: one, or several joined by `#`."""

    text: str
    segments: tuple[Segment, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` of the text stand in the file."""
        if len(self.segments) == 1 and self.segments[0].exact:
            return self.segments[0].start + start, self.segments[0].start + end
        at, first, last = 0, None, 0
        for segment in self.segments:
            low, high = max(start - at, 0), min(end - at, len(segment.text))
            if low < high:
                begin, last = (
                    (segment.start + low, segment.start + high) if segment.exact else (segment.start, segment.end)
                )
                first = begin if first is None else first
            at += len(segment.text)
        return (0, 0) if first is None else (first, last)


class Field(Struct, frozen=True, gc=False):
    """A field: its name in lower case, its value, and the stretch from the name to the end of the value."""

    name: str
    value: Value
    start: int
    end: int


@dataclass
class Entry:
    """An entry: type in lower case, key, fields in order, and what was mended while reading it."""

    type: str
    key: str
    start: int
    end: int
    head_end: int
    key_start: int
    fields: list[Field] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def parse(block: Block, strings: Mapping[str, str]) -> Entry:
    """The entry in a block, with `strings` (names in lower case) put in. Raises `Unreadable` with the reason."""
    text, base = block.text, block.start
    opener = _OPEN.match(text)
    if opener is None:
        raise Unreadable("The entry has no type.")
    end = len(text) - 1
    at = _skip(text, opener.end())
    key = _KEY.match(text, at, end)
    name = key[0].rstrip() if key else ""
    after = at + len(key[0]) if key else at
    entry = Entry(opener[1].lower(), name, base, block.end, base + opener.end(), base + at)
    if after < end and text[after] == "=":
        entry.key = ""
        after = at
    elif after < end and text[after] != ",":
        raise Unreadable(f"After the key {name[:60]!r} stands {text[after]!r} where a comma is expected.")
    _fields(text, after, end, entry, strings)
    return entry


def string(block: Block, strings: Mapping[str, str]) -> tuple[str, str]:
    """The name (in lower case) and the text of a `@string`. Raises `Unreadable`."""
    opener = _OPEN.match(block.text)
    entry = Entry("string", "", block.start, block.end, block.start, block.start)
    _fields(block.text, opener.end() if opener else 0, len(block.text) - 1, entry, strings)
    if len(entry.fields) != 1:
        raise Unreadable(f"A @string defines one name; this one defines {len(entry.fields)}.")
    if len(text := entry.fields[0].value.text) > LONGEST_STRING:
        raise Unreadable(f"A @string of {len(text)} characters is not read; the most is {LONGEST_STRING}.")
    return entry.fields[0].name, text


def _fields(text: str, at: int, end: int, entry: Entry, strings: Mapping[str, str]) -> None:
    fields, base = entry.fields, entry.start
    while len(fields) <= MOST:
        head = _HEAD.match(text, at, end)
        closing = _balance(text, head.end(), end)[1] if head and ("," in head[1] or not fields) else -1
        if head and closing >= 0 and _BEHIND.match(text, closing + 1, end):
            at = closing + 1
            segment = Segment(text[head.end() : closing], base + head.end(), base + closing)
            fields.append(Field(head[2].lower(), Value(segment.text, (segment,)), base + head.start(2), base + at))
        elif (begin := _skip(text, at, _SEPARATOR)) < end:
            at = _field(text, at, begin, end, entry, strings)
        else:
            return
    raise Unreadable(f"The entry has more than {MOST} fields.")


def _field(text: str, at: int, begin: int, end: int, entry: Entry, strings: Mapping[str, str]) -> int:
    """Adds the field whose name is at `begin`, in whatever form; gives where its value ends. Raises `Unreadable`."""
    base = entry.start
    name = _NAME.match(text, begin, end)
    if name is None:
        raise Unreadable(f"{text[begin]!r} stands where the name of a field is expected.")
    if entry.fields and "," not in text[at:begin]:
        entry.remarks.append(
            Remark("comma-missing", f"No comma stands before the field {name[0][:60]}.", name[0].lower())
        )
    equals = _skip(text, name.end())
    if equals >= end or text[equals] != "=":
        raise Unreadable(f"No '=' follows {name[0][:60]!r}.")
    segments, stop = _value(text, equals + 1, end, base, strings, entry.remarks)
    value = Value("".join([one.text for one in segments]), tuple(segments))
    entry.fields.append(Field(name[0].lower(), value, base + begin, base + stop))
    return stop


def _value(
    text: str, at: int, end: int, base: int, strings: Mapping[str, str], remarks: list[Remark]
) -> tuple[list[Segment], int]:
    """The parts of a value and where it ends."""
    segments: list[Segment] = []
    stop = at
    while (begin := _skip(text, at)) < end:
        if text[begin] in '{"':
            close = _closing(text, begin, end)
            segments.append(Segment(text[begin + 1 : close], base + begin + 1, base + close))
            stop = close + 1
        elif word := _WORD.match(text, begin, end):
            segments.append(_word(word[0], base + begin, strings, remarks))
            stop = word.end()
        else:
            break
        at = _skip(text, stop)
        if len(segments) > 1000:
            raise Unreadable("A value of more than 1000 joined parts is not read.")
        if at >= end or text[at] != "#":
            break
        at = stop = at + 1
    return segments, stop


def _word(word: str, start: int, strings: Mapping[str, str], remarks: list[Remark]) -> Segment:
    """A number, or a name that `@string` defines; a name that nothing defines stays as it stands, with a remark."""
    end = start + len(word)
    name = word.lower()
    if name in strings:
        return Segment(strings[name], start, end, exact=False)
    if not word.isdigit() and name not in MONTHS:
        remarks.append(Remark("string-undefined", f"No @string defines {word[:60]!r}; the word is kept as it stands."))
    return Segment(word, start, end)


def _closing(text: str, at: int, end: int) -> int:
    """Where the brace or quotation mark that opens at `at` closes. Raises `Unreadable`."""
    if text[at] == "{":
        if (closing := _balance(text, at + 1, end)[1]) >= 0:
            return closing
    else:
        depth = 0
        for mark in _QUOTE.finditer(text, at + 1, end):
            depth += (mark[0] == "{") - (mark[0] == "}")
            if mark[0] == '"' and depth <= 0:
                return mark.start()
    raise Unreadable(f"The value that opens with {text[at : at + 30]!r} is not closed.")


def _skip(text: str, at: int, what: re.Pattern[str] = _SPACE) -> int:
    match = what.match(text, at)
    return match.end() if match else at

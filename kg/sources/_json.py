"""JSON read as a stream of objects whose values know where they stand in the text.

`objects` yields the objects of a file of JSON lines, of an array, or of an array inside an object (`message`, `items`), one
at a time. Values are decoded by the standard library; where the members of an object or an array stand is found only for
those that are asked. Repeated keys, `NaN`, deep nesting and huge objects are refused.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from json.scanner import make_scanner
from operator import attrgetter
from typing import Any

from msgspec import Struct

from kg.records import Furniture, Piece, Reject
from kg.sources import TextStream
from kg.sources._window import Window

DEPTH = 200
"""Values nested deeper are not read."""

LARGEST = 16_000_000
"""An object of more characters is not read."""

MOST = 150_000
"""An object of more values is not read: some hundred bytes are held for each, however short it is."""

_GLIMPSES = (1 << 16, 1 << 21)
"""Only where a value does not end within so many characters is it decoded from the whole text at hand."""
_BEHIND_BROKEN = 1 << 12
"""Behind what is broken, more often is: then the next value is first decoded from so many characters."""

_START = attrgetter("start")
_WHITE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_KEY = r'"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+:[ \t\r\n]*+'
_FIRST = re.compile(rf"\{{[ \t\r\n]*+{_KEY}")
_NEXT = re.compile(rf"[ \t\r\n]*+(?:,[ \t\r\n]*+{_KEY}|\}})")
_TOKEN = re.compile(r'"[^"\\]*+(?>(?:\\.[^"\\]*+)*)("?)|[\[{\]}]', re.DOTALL)
_BRACKET = re.compile(r"[\[{\]}]")
_STRING = re.compile(r'"[^"]*"')
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_LINE_OBJECT = re.compile(r"[\r\n](?=\{)")
_ITEM_END = re.compile(r"[,\]\r\n]")
_HOLLOW = re.compile(r"\{[ \t\r\n]*\}(?:[ \t\r\n,]*\{[ \t\r\n]*\}){99,9999}")
"""A hundred empty objects in a row are one finding: each by itself would take a thousand times what its text does."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+", re.DOTALL
)


class Malformed(ValueError):  # noqa: N818  # a finding about the text
    """A text that is not the JSON that is read here; the message is the reason."""


def _constant(name: str) -> Any:
    raise Malformed(f"{name} is not a value of JSON.")


_DECODER = json.JSONDecoder(parse_constant=_constant)
_scan = make_scanner(_DECODER)  # type: ignore[arg-type]  # it takes any object with the attributes of a decoder
"""What `raw_decode` calls; it needs no guard where the text around has been decoded before."""


class Located(Struct, frozen=True, gc=False):
    """A value and where it stands: from `start` to `end`, quotation marks and brackets included; `key_start` of its key.

    `halves` says that the text around holds surrogates as escapes, of which some may be no pair.
    """

    value: Any
    start: int
    end: int
    text: str
    base: int
    key_start: int = 0
    halves: bool = False

    def members(self) -> dict[str, Located]:
        """The members of an object, each with its place. Raises `Malformed` for a repeated key."""
        text, base, halves = self.text, self.base, self.halves
        if not halves and (plain := _members(text, self.start - base, base)):
            return plain[0]
        found: dict[str, Located] = {}
        stop = self.start - base + 1
        while text[at := _skip(text, stop, _BETWEEN)] != "}":
            key, stop = _DECODER.raw_decode(text, at)
            key, begin = _whole(key), _skip(text, _skip(text, stop) + 1)
            value, stop = _scan(text, begin)
            if key in found:
                raise Malformed(f"The key {key[:60]!r} stands twice.")
            value = _whole(value) if halves else value
            found[key] = Located(value, base + begin, base + stop, text, base, base + at, halves)
        return found

    def items(self) -> list[Located]:
        """The items of an array, each with its place."""
        text, base, halves = self.text, self.base, self.halves
        found: list[Located] = []
        stop = self.start - base + 1
        if self._holds_flat_objects():
            for value in self.value:
                at = text.index("{", stop)
                stop = text.index("}", at) + 1
                found.append(Located(value, base + at, base + stop, text, base, base + at, halves))
            return found
        while text[at := _skip(text, stop, _BETWEEN)] != "]":
            value, stop = _scan(text, at)
            value = _whole(value) if halves else value
            found.append(Located(value, base + at, base + stop, text, base, base + at, halves))
        return found

    def _holds_flat_objects(self) -> bool:
        """Whether an array holds objects without objects in them, and no brace in a text, so that each ends with the next brace."""
        value, low, high = self.value, self.start - self.base, self.end - self.base
        if len(value) < 2 or set(map(type, value)) != {dict}:
            return False
        return self.text.count("{", low, high) == len(value) == self.text.count("}", low, high)

    def spans(self, wanted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where stretches of a string's value stand in the text, whose escapes are longer than what they stand for."""
        raw = self.text[self.start - self.base + 1 : self.end - self.base - 1]
        start = self.start + 1
        if "\\" not in raw:
            return [(start + low, start + high) for low, high in wanted]
        places = []
        for match in _ESCAPE.finditer(raw):
            if match[0][0] == "\\":
                places.append(match.start())
            else:
                places.extend(range(match.start(), match.end()))
        places.append(len(raw))
        return [(start + places[low], start + places[high]) for low, high in wanted]


class _Object(Located, frozen=True, gc=False):
    """An object whose members are known already."""

    known: dict[str, Located] = {}

    def members(self) -> dict[str, Located]:
        return self.known.copy()


def _members(text: str, at: int, base: int) -> tuple[dict[str, Located], int] | None:
    """The members of the object at `at` and where it ends; None where it is empty or not plain.

    What is broken or cut off, or has a key that stands twice or has escapes, is not plain: it is decoded by the careful way.
    """
    found: dict[str, Located] = {}
    member = _FIRST.match(text, at)
    try:
        while member:
            key, begin = member[1], member.end()
            if key is None:
                return found, begin
            if key in found:
                return None
            value, stop = _scan(text, begin)
            found[key] = Located(value, base + begin, base + stop, text, base, base + member.start(1) - 1)
            member = _NEXT.match(text, stop)
    except (ValueError, StopIteration, RecursionError):
        return None
    return None


def fill(pieces: Sequence[Piece], start: int, end: int, name: str = "punctuation") -> list[Piece]:
    """The pieces in order, and furniture between them from `start` to `end`: keys, quotation marks, brackets and commas."""
    filled: list[Piece] = []
    at = start
    for piece in sorted(pieces, key=_START):
        if piece.start > at:
            filled.append(Piece("furniture", name, at, piece.start))
        filled.append(piece)
        at = piece.end
    if end > at:
        filled.append(Piece("furniture", name, at, end))
    return filled


def objects(stream: TextStream, path: Sequence[str] = ()) -> Iterator[Located | Furniture | Reject]:
    """The objects of a stream in order, what stands around them as furniture, and what cannot be read as rejects.

    Without `path`: the items of an array, or one object after the other (JSON lines). With it: the items of the array to which
    these keys lead from the outermost object. Several such arrays or answers, one after the other, are read as one.
    """
    return _Objects(stream, path).run()


class _Objects:
    def __init__(self, stream: TextStream, path: Sequence[str]) -> None:
        self._window = Window(stream)
        self._path = path
        self._gap = 0
        self._array = False
        self._failed = False
        """Whether what was last decoded is broken."""
        self._open = _Open()

    def run(self) -> Iterator[Located | Furniture | Reject]:
        at = self._skip(0)
        if at is None:
            return
        try:
            at = self._enter(at)
        except Malformed as finding:
            yield from self._rest(0, str(finding))
            return
        while (begin := self._skip(at, _BETWEEN)) is not None:
            sign = self._window.text[begin]
            if sign == "]" and self._array:
                following = self._leave(begin + 1)
                if following is None:
                    break
                try:
                    at = self._enter(following)
                except Malformed as finding:
                    yield from self._between(following)
                    yield from self._rest(self._gap, str(finding))
                    return
            elif sign == "{":
                at = yield from self._object(begin)
            else:
                at = yield from self._broken(begin, f"An object is expected where {sign!r} stands.")
            at = self._window.drop(at)
        while self._window.more():
            pass
        yield from self._between(len(self._window.text))

    def _skip(self, at: int, what: re.Pattern[str] = _WHITE) -> int | None:
        """The next character that is not skipped; None at the end of the stream."""
        while (at := _skip(self._window.text, at, what)) >= len(self._window.text):
            if not self._window.more():
                return None
        return at

    def _between(self, end: int) -> Iterator[Furniture]:
        window = self._window
        place = window.base + end
        if window.text[max(self._gap - window.base, 0) : end].strip():
            yield Furniture("envelope", self._gap, place)
        self._gap = place

    def _enter(self, at: int) -> int:
        """Goes down the path, and into the array that stands there."""
        for key in self._path:
            at = self._member(at, key)
        self._array = self._window.text[at] == "["
        if self._path and not self._array:
            raise Malformed(f"There is no array under {'.'.join(self._path)}.")
        return at + 1 if self._array else at

    def _leave(self, at: int) -> int | None:
        """Where the next answer begins, behind the array and all that encloses it; None when none follows."""
        for _ in self._path:
            while (begin := self._skip(at, _BETWEEN)) is not None and self._window.text[begin] == '"':
                try:
                    stop = self._decode(begin)[1]
                    colon = self._skip(stop)
                    value = self._skip(colon + 1) if colon is not None and self._window.text[colon] == ":" else None
                    at = self._decode(value)[1] if value is not None else stop
                except Malformed:  # what is behind the array is no record, so it is of the envelope whatever it is
                    return None
            if begin is None or self._window.text[begin] != "}":
                return None
            at = begin + 1
        following = self._skip(at)
        return following if following is not None and self._window.text[following] in "{[" else None

    def _member(self, at: int, wanted: str) -> int:
        """Where the value of a key begins in the object at `at`. Raises `Malformed` when it has none."""
        if self._window.text[at] != "{":
            raise Malformed(f"There is no object with the key {wanted!r}.")
        at += 1
        while (begin := self._skip(at, _BETWEEN)) is not None and self._window.text[begin] == '"':
            key, stop = self._decode(begin)
            colon = self._skip(stop)
            value = self._skip(colon + 1) if colon is not None and self._window.text[colon] == ":" else None
            if value is None:
                break
            if key == wanted:
                return value
            at = self._decode(value)[1]
        raise Malformed(f"There is no key {wanted!r}.")

    def _decode(self, at: int) -> tuple[Any, int]:
        """The value at `at` and where it ends, reading on while it may only be cut off. Raises `Malformed`."""
        sizes = (_BEHIND_BROKEN, *_GLIMPSES) if self._failed else _GLIMPSES
        self._failed = True
        found = self._decoded(at, sizes)
        self._failed = False
        return found

    def _decoded(self, at: int, sizes: Sequence[int]) -> tuple[Any, int]:
        """The same, of which `sizes` are tried before the whole text at hand."""
        for size in sizes:
            # What is decoded takes many times the memory of its text, so a long value is counted before.
            if len(self._window.text) - at > size:
                glimpse = self._window.text[at : at + size]
                if found := _glimpsed(glimpse):
                    return found[0], at + found[1]
                if size == sizes[-1]:
                    _check_number(glimpse)
        while True:
            text = self._window.text
            try:
                value, stop = _DECODER.raw_decode(text, at)
                if stop < len(text) or text[stop - 1] in '"]}' or not self._window.more():
                    return value, stop
                continue
            except json.JSONDecodeError as error:
                cut = _is_cut(error, text)
                reason = f"The JSON is broken: {error.msg}"
            except RecursionError:
                cut, reason = False, f"Values are nested deeper than {DEPTH}."
            except Malformed:
                raise
            except ValueError as error:  # a number too long to be read
                cut, reason = False, f"The JSON holds a value that cannot be read: {error}"
            if not cut or len(text) - at > LARGEST or not self._window.more():
                raise Malformed(reason)

    def _object(self, at: int) -> Generator[Located | Furniture | Reject, None, int]:
        """Yields the object at `at`, or a reject; gives back where to go on."""
        window = self._window
        if run := _HOLLOW.match(window.text, at):
            yield from self._between(at)
            yield Reject(window.base + at, window.base + run.end(), "A row of objects is empty.")
            self._gap = window.base + run.end()
            return run.end()
        plain = None if self._failed else self._plain(at)
        try:
            value, stop = (plain.value, plain.end - window.base) if plain else self._decode(at)
            text = window.text[at:stop]
            if len(text) > LARGEST:
                raise Malformed(f"The object has {len(text)} characters; more than {LARGEST} are not read.")
            _check_number(text)
            if too_deep(text):
                raise Malformed(f"Values are nested deeper than {DEPTH}.")
        except Malformed as finding:
            return (yield from self._broken(at, str(finding)))
        yield from self._between(at)
        self._gap = window.base + stop
        base = window.base + at
        halves = plain is None and _SURROGATE.search(text) is not None
        yield plain or Located(_whole(value) if halves else value, base, base + len(text), text, base, halves=halves)
        return stop

    def _plain(self, at: int) -> Located | None:
        """The object at `at` with its members, which are found as it is decoded, so that nothing is decoded again for them."""
        text, base = self._window.text, self._window.base
        if len(text) - at > _GLIMPSES[0]:
            text, base, at = text[at : at + _GLIMPSES[0]], base + at, 0
        found = _members(text, at, base)
        # Halves of surrogate pairs have to be looked for in each value.
        if found is None or _SURROGATE.search(text, at, found[1]):
            return None
        members, stop = found
        value = {key: one.value for key, one in members.items()}
        return _Object(value, base + at, base + stop, text, base, known=members)

    def _broken(self, at: int, reason: str) -> Generator[Furniture | Reject, None, int]:
        """Yields the broken stretch: up to its bracket in an array, up to the next line with an object otherwise."""
        window = self._window
        yield from self._between(at)
        stop = None
        if self._array and window.text[at] in "{[":
            stop = self._open.closing(window, at)
        elif self._array and (found := _ITEM_END.search(window.text, at + 1)):
            stop = found.start()
        search = at
        while stop is None:
            if found := _LINE_OBJECT.search(window.text, search):
                stop = found.end()
            else:
                search = max(search, len(window.text) - 1)
                if not window.more():
                    stop = len(window.text)
        stretch = window.text[at:stop].rstrip()
        yield Reject(window.base + at, window.base + at + len(stretch), reason)
        self._gap = window.base + at + len(stretch)
        return stop

    def _rest(self, at: int, reason: str) -> Iterator[Reject]:
        while self._window.more():
            pass
        yield Reject(at, self._window.base + len(self._window.text), reason)


def _glimpsed(glimpse: str) -> tuple[Any, int] | None:
    """The value that a text begins with and where it ends; None where it may go on. Raises `Malformed` for what is surely broken."""
    try:
        value, stop = _DECODER.raw_decode(glimpse)
    except json.JSONDecodeError as error:
        # To say where it is, the decoder counts all line ends before it, which are few here.
        if not _is_cut(error, glimpse):
            raise Malformed(f"The JSON is broken: {error.msg}") from None
        return None
    except (ValueError, RecursionError):
        return None
    return (value, stop) if stop < len(glimpse) else None


def _is_cut(error: json.JSONDecodeError, text: str) -> bool:
    """Whether what is broken at the end of a text may only be cut off there."""
    return error.pos > len(text) - 16 or error.msg.startswith("Unterminated string")


def _check_number(text: str) -> None:
    """Raises `Malformed` when there are more than `MOST` values; commas and brackets in strings count, too."""
    if len(text) > MOST and text.count(",") + text.count("[") + text.count("{") > MOST:
        raise Malformed(f"The object has more than {MOST} values.")


def too_deep(text: str) -> bool:
    """Whether brackets are nested deeper than `DEPTH`."""
    if text.count("[") + text.count("{") <= DEPTH:
        return False
    if "\\" in text:
        text = text.replace("\\\\", "").replace('\\"', "")
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text)).replace("{", "[").replace("}", "]")
    for _ in range(DEPTH):
        if not brackets:
            return False
        brackets = brackets.replace("[]", "")  # the innermost ones
    return bool(brackets)


class _Open:
    """Brackets that do not close in the text at hand, kept so that none of many is looked for to the end of it again."""

    def __init__(self) -> None:
        self._end = 0
        self._rows: deque[array[int]] = deque(maxlen=4)

    def closing(self, window: Window, at: int) -> int | None:
        """Where the bracket at `at` closes, strings passed over; None when it does not in the text at hand."""
        end = window.base + len(window.text)
        if end != self._end:
            self._end = end
            self._rows.clear()
        if any(_holds(row, window.base + at) for row in self._rows):
            return None
        row = array("q")
        for place, opens in _brackets(window.text, at):
            if opens:
                row.append(window.base + place)
                continue
            row.pop()
            if not row:
                return place + 1
        self._rows.append(row)
        return None


def _holds(row: array[int], place: int) -> bool:
    """Whether a sorted row has a place."""
    i = bisect_left(row, place)
    return i < len(row) and row[i] == place


def _brackets(text: str, at: int) -> Iterator[tuple[int, bool]]:
    """Brackets from `at` on outside of strings: where each stands, and whether it opens. A string without an end is none."""
    for token in _TOKEN.finditer(text, at):
        sign = text[token.start()]
        if sign != '"':
            yield token.start(), sign in "[{"
        elif not token[1]:
            # No quotation mark behind it ends a string either.
            for bracket in _BRACKET.finditer(text, token.start() + 1):
                yield bracket.start(), bracket[0] in "[{"
            return


def _skip(text: str, at: int, what: re.Pattern[str] = _WHITE) -> int:
    match = what.match(text, at)
    return match.end() if match else at


def _whole(value: Any) -> Any:
    """A value without halves of surrogate pairs, which no text file can hold."""
    if isinstance(value, str):
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value

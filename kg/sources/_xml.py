"""XML read as a stream of elements that know where they stand in the text.

`subtrees` yields one element after the other, whole, with offsets in characters of every element and attribute; what
stands around them is furniture. Prefixes need no declaration and named characters of HTML no DTD. Entity definitions
(the way to make a small file expand without bound) and files named in the document are never followed. After broken
markup reading goes on with the next element that begins like one of those wanted.
"""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Collection, Generator, Iterator
from html.entities import name2codepoint
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from kg.records import Furniture, Reject
from kg.sources import TextStream

DEPTH = 200
"""Elements nested deeper are not read."""

LARGEST = 16_000_000
"""An element of more characters is not read."""

MOST = 100_000
"""An element with more elements in it is not read: some hundred bytes are held for each, however short it is."""

_CHUNK = 1 << 16
_STRETCH = 1 << 8
_START_TAG = re.compile(r"""<[^\s<>/"']+(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(?<=\s)([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CLOSING = re.compile(r"\s*(?:</[^<>]*>\s*)*")
_CONTROLS = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
"""Blanks for the control characters, which XML does not allow."""
_WIDE = re.compile(rb"[\x80-\xff]")
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])
_NAMED = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)")
_DTD = "".join(f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if name not in _PREDEFINED)
"""The named characters of HTML 4, which DBLP and many others use: the one DTD every document is read with."""


_NOTHING: dict[str, Any] = {}
"""The attributes of all elements that have none; most have none."""


class Element(Struct, gc=False, eq=False):
    """An element: its tag as printed, its attributes, and its text and children in order.

    It stands from `start` to `end`, its content from `inner_start` to `inner_end`; `spans` has where the values of its
    attributes stand, without their quotation marks.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    inner_start: int
    inner_end: int
    end: int
    parts: list[str | Element]
    spans: dict[str, tuple[int, int]]
    children: list[Element]

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2] if ":" in self.tag else self.tag

    @property
    def text(self) -> str:
        """All text inside, in the order of the document."""
        if not self.children:
            return "".join(self.parts)  # type: ignore[arg-type]  # without children all parts are text
        return "".join([part if isinstance(part, str) else part.text for part in self.parts])

    def all(self, name: str) -> list[Element]:
        """The children of this name, with whatever prefix."""
        return [one for one in self.children if one.tag == name or (":" in one.tag and one.name == name)]

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        for one in self.children:
            if one.tag == name or (":" in one.tag and one.name == name):
                return one
        return None

    def get(self, name: str) -> str:
        """The text of the first child of this name without the white space around it; '' when there is none."""
        child = self.first(name)
        return child.text.strip() if child else ""


def subtrees(
    stream: TextStream, tags: Collection[str], nested: bool = False, around: Collection[str] = ()
) -> Iterator[Element | Furniture | Reject]:
    """The outermost elements with one of these names (without prefix), in order, and what stands between them.

    Of an element around them whose name is in `around` the start tag is given when it opens, as an element without content.
    Unless `nested`, an element inside another of the same tag means that the outer one was never closed: the outer
    one is a reject. What is not well-formed is a reject; nothing is raised.
    """
    return _Subtrees(stream, tags, nested, around).run()


class _Refused(Exception):  # noqa: N818  # a finding about the document
    """Something that is not read although it may be well-formed; `final` when nothing after it is to be trusted."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class _Subtrees:
    """One pass. `_text` is what was read from `_base` on; expat's byte offsets are turned into characters as they grow."""

    def __init__(self, stream: TextStream, tags: Collection[str], nested: bool, around: Collection[str]) -> None:
        self._stream = stream
        self._tags = frozenset(tags)
        self._around = frozenset(around)
        self._nested = nested
        names = "|".join(sorted(re.escape(tag) for tag in {*tags, *around}))
        self._begin = re.compile(rf"<(?:[\w.-]+:)?(?:{names})(?=[\s/>])")
        self._text = ""
        self._base = 0
        self._gap = 0
        self._done: deque[Element | Furniture | Reject] = deque()

    def run(self) -> Iterator[Element | Furniture | Reject]:
        while not self._text.strip() and self._more():
            pass
        # To read the DTD takes as long as a dozen small records: where the whole text is at hand it is read only if needed.
        whole = len(self._text) < _CHUNK and not self._more()
        self._named = not whole or _NAMED.search(self._text) is not None
        # White space before the declaration is a fault of many files and harms nobody.
        start: int | None = len(self._text) - len(self._text.lstrip())
        synthetic = False
        while start is not None:
            self._open(start, synthetic)
            try:
                yield from self._parse()
                return
            except expat.ExpatError as error:
                reason, final = f"The XML is broken: {expat.errors.messages.get(error.code, error.code)}.", False
                at = self._char(max(self._parser.ErrorByteIndex, 0))
                if self._text[: at - self._base].endswith("</"):  # expat points behind them
                    at -= 2
            except _Refused as refused:
                reason, final, at = str(refused), refused.final, self._byte + self._offset
            yield from self._drain()
            start = yield from self._recover(reason, at, final)
            synthetic = True

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._text += chunk
        return bool(chunk)

    def _open(self, at: int, synthetic: bool) -> None:
        """A new parser for the text from `at` (in `_text`) on; inside a root of our own when it begins in the middle."""
        self._text, self._base = self._text[at:], self._base + at
        self._origin = self._base
        # Where the last event was in expat's bytes, and how far the characters of the whole text are from that; `_bytes` begins at `_first`.
        # From `_wide` on, the next byte that is not of ASCII, there are more bytes than characters.
        self._byte, self._offset = 0, self._base
        self._bytes, self._first, self._fed = b"", 0, 0
        self._wide = sys.maxsize
        self._stack: list[Element] = []
        self._depth = self._count = 0
        self._limit, self._outer = 0, ""
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        # In place of whatever DTD the document names, or none, it is read with our own; no file is opened.
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = self._dtd
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._refuse
        self._shift, self._step = 0, _CHUNK
        if synthetic:
            self._step = 512  # where one element was broken the next one may be, too
            parser.Parse(b"<_>", False)
            self._shift = self._byte = self._first = 3
            self._offset -= 3
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def _parse(self) -> Iterator[Element | Furniture | Reject]:
        """Feeds the text and yields what is complete; raises what expat or the handlers raise."""
        while self._fed < len(self._text) or self._more():
            fresh = self._text[self._fed : self._fed + self._step]
            self._step = min(2 * self._step, _CHUNK)
            self._fed += len(fresh)
            allowed = fresh.replace("\ufffe", " ").replace("\uffff", " ")
            data = allowed.encode("utf-8", "replace").translate(_CONTROLS)
            self._bytes, self._first = self._bytes[self._byte - self._first :] + data, self._byte
            self._wide = self._next_wide(0)
            self._parser.Parse(data, False)
            yield from self._drain()
            self._forget()
        if self._stack:
            raise _Refused(f"The file ends inside <{self._stack[0].tag}>.")
        self._parser.Parse(b"</_>" if self._shift else b"", True)
        yield from self._drain()
        yield from self._between(self._base + len(self._text))

    def _forget(self) -> None:
        """Lets go of the text before the last event; what was not accounted for is known by its offsets."""
        cut = min(self._byte + self._offset - self._base, self._fed)
        if cut > 0:
            self._text, self._base, self._fed = self._text[cut:], self._base + cut, self._fed - cut

    def _drain(self) -> Iterator[Element | Furniture | Reject]:
        while self._done:
            yield self._done.popleft()

    def _between(self, end: int) -> Iterator[Furniture]:
        """What stands since the last element, as furniture."""
        # What has already been let go of was long, so it was more than white space.
        gone = self._gap < self._base
        if end > self._gap and (gone or self._text[self._gap - self._base : end - self._base].strip()):
            yield Furniture("envelope", self._gap, end)
        self._gap = end

    def _recover(self, reason: str, at: int, final: bool) -> Generator[Element | Furniture | Reject, None, int | None]:
        """Yields the broken stretch and gives back where to go on in `_text`; None at the end."""
        begin = self._stack[0].start if self._stack else self._begun(at)
        yield from self._between(begin)
        next_start = None if final else self._next(max(at, self._origin + 1))
        while final and self._more():
            pass
        stop = len(self._text) if next_start is None else next_start
        # The beginning of a large element has been let go of; its end is what is at hand.
        stretch = self._text[max(begin - self._base, 0) : stop].rstrip()
        end = max(begin, self._base) + len(stretch)
        self._gap = self._base + stop
        if end > begin and not self._stack and _CLOSING.fullmatch(stretch):
            yield Furniture("envelope", begin, end)
        elif end > begin:
            yield Reject(begin, end, reason)
        return next_start

    def _begun(self, at: int) -> int:
        """Where the broken markup at `at` begins: at the start tag of a wanted element, where that is what is broken."""
        low = max(self._gap - self._base, 0)
        tags = list(self._begin.finditer(self._text, low, max(at - self._base, low)))
        return self._base + tags[-1].start() if tags else at

    def _next(self, after: int) -> int | None:
        """Where in `_text` the next wanted element begins, reading on as far as needed."""
        at = max(after - self._base, 0)
        while True:
            if found := self._begin.search(self._text, at):
                return found.start()
            at = max(at, len(self._text) - 200)
            if not self._more():
                return None

    def _char(self, byte: int) -> int:
        """The character at a byte of what was fed, behind that of the last event."""
        low = self._byte - self._first
        high = min(byte - self._first, len(self._bytes))
        return self._byte + self._offset + len(self._bytes[low:high].decode("utf-8", "ignore"))

    # --- expat's events ----------------------------------------------------------------------------------------------

    def _next_wide(self, low: int) -> int:
        """The next byte that is not of ASCII, looked for from `low` in `_bytes`."""
        while low < len(self._bytes) and self._bytes[low : low + _STRETCH].isascii():
            low += _STRETCH
        found = _WIDE.search(self._bytes, low)
        return self._first + found.start() if found else sys.maxsize

    def _pass(self, byte: int) -> None:
        """Counts the characters up to the event at hand, which stands behind bytes that are not of ASCII; events come in order."""
        high = byte - self._first
        passed = self._bytes[self._byte - self._first : high]
        self._offset += len(passed.decode("utf-8", "ignore")) - len(passed)
        self._wide = self._next_wide(high)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        depth = self._depth = self._depth + 1
        byte = self._parser.CurrentByteIndex
        if byte > self._wide:
            self._pass(byte)
        self._byte = byte
        at = byte + self._offset
        stack = self._stack
        if not stack:
            self._outermost(tag, attributes, at)
            return
        count = self._count = self._count + 1
        if depth > DEPTH or at > self._limit or count > MOST or tag == self._outer:
            raise self._refusal(tag, at)
        if attributes:
            element = self._element(tag, attributes, at)
        else:
            text, base = self._text, self._base
            stop = text.find(">", at - base) + 1
            inner = base + stop if stop else at
            end = inner if stop and text[stop - 2] == "/" else 0
            element = Element(tag, _NOTHING, at, inner, end, end, [], _NOTHING, [])
        parent = stack[-1]
        parent.parts.append(element)
        parent.children.append(element)
        stack.append(element)

    def _refusal(self, tag: str, at: int) -> _Refused:
        """Why an element inside a wanted one is not read."""
        outer = self._stack[0].tag
        if self._depth > DEPTH:
            return _Refused(f"Elements are nested deeper than {DEPTH}.")
        if at > self._limit:
            return _Refused(f"The element <{outer}> has more than {LARGEST} characters.")
        if self._count > MOST:
            return _Refused(f"The element <{outer}> has more than {MOST} elements in it.")
        return _Refused(f"The element <{tag}> is not closed before the next one opens.")

    def _outermost(self, tag: str, attributes: dict[str, str], at: int) -> None:
        """The start tag of an element that is not inside a wanted one."""
        if self._depth > DEPTH:
            raise _Refused(f"Elements are nested deeper than {DEPTH}.")
        name = tag.rpartition(":")[2]
        if name in self._tags:
            self._done.extend(self._between(at))
            self._stack.append(self._element(tag, attributes, at))
            self._count = 0
            self._limit, self._outer = at + LARGEST, "" if self._nested else tag
        elif name in self._around:
            element = self._element(tag, attributes, at)
            element.inner_end = element.end = element.inner_start
            self._done.extend(self._between(at))
            self._done.append(element)
            self._gap = element.end

    def _element(self, tag: str, attributes: dict[str, str], at: int) -> Element:
        """An element whose start tag begins here, with the places of its attributes."""
        text, low = self._text, at - self._base
        base = self._base
        stop = text.find(">", low) + 1 or low
        tag_text = text[low:stop]
        if tag_text.count('"') % 2 or "'" in tag_text:  # the sign may stand in a value
            printed = _START_TAG.match(text, low)
            stop = printed.end() if printed else low
        inner = base + stop
        end = inner if stop > low and text[stop - 2] == "/" else 0
        spans = {}
        for found in _ATTRIBUTE.finditer(text, low, stop):
            low, high = found.span(2 if found[2] is not None else 3)
            spans[found[1]] = base + low, base + high
        return Element(tag, attributes, at, inner, end, end, [], spans, [])

    def _end(self, tag: str) -> None:
        self._depth -= 1
        stack = self._stack
        if not stack:
            return
        element = stack.pop()
        if not element.end:
            byte, base = self._parser.CurrentByteIndex, self._base
            if byte > self._wide:
                self._pass(byte)
            self._byte = byte
            element.inner_end = at = byte + self._offset
            element.end = base + self._text.index(">", at - base) + 1
        if not stack:
            self._gap = element.end
            self._done.append(element)

    def _data(self, data: str) -> None:
        if self._stack:
            self._stack[-1].parts.append(data)

    def _entity(self, name: str, parameter: bool) -> None:
        if self._stack and not parameter:
            self._stack[-1].parts.append(f"&{name};")

    def _dtd(self, context: str | None, *_: object) -> int:
        inner = self._parser.ExternalEntityParserCreate(context)
        inner.EntityDeclHandler = None
        inner.Parse(_DTD if self._named else "", True)
        return 1

    def _refuse(self, name: str, *_: object) -> None:
        raise _Refused(
            f"The document defines the entity {name[:60]!r}; documents that define entities are not read.", final=True
        )

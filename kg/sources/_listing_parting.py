"""Where the entries of a reference list begin and end.

An entry begins with its number or bullet, after a blank line, with a line that is not indented, with names and a colon, or with
each line; where all line ends were lost, numbers that count up part the entries.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from kg.sources._listing_entries import Parse, parsed
from kg.sources._listing_lines import MARKER, YEAR_LED, Line, is_heading, joined
from kg.sources._listing_people import people

_NUMBER = re.compile(r"(?:(?<=\s)|^)(?:\[(?P<square>\d{1,4})\]|\((?P<round>\d{1,3})\)|(?P<dot>\d{1,3})\.)(?=\s)")
_WORDS = re.compile(r"\w+")
_KEY = re.compile(r"\[[a-z]\d{1,4}\]")
_MOST_LINES = 50


class _Marked:
    """Whether a line begins with the next number of a list, or with its bullet or a key; a year or a page number is neither."""

    def __init__(self) -> None:
        self.number = 0
        self.style = ""

    def __call__(self, line: Line) -> bool:
        marker = MARKER.match(line.text) or _KEY.fullmatch(line.text)
        if marker is None:
            return False
        mark = marker[0].strip()
        if mark.endswith(":"):
            mark = mark.split()[0]  # "Optional:" stands behind it, or alone
            if mark[0].isalpha():
                return False
        style, digits = self._parts(mark)
        led = YEAR_LED.match(line.text)
        if led and not (self.style and 0 < int(led["year"]) - self.number <= 3):
            return False
        if not self.style:
            self.style, self.number = style, int(digits or 0)
            return not digits or len(digits) < 4
        if style != self.style:
            return False
        number = int(digits or 0)
        # behind a blank line the numbers of another section may begin, which count down
        near = 0 < number - self.number <= 3 or self.number - number == 1
        fits = not digits or number == 1 or near or bool(line.gap)
        self.number = number if fits else self.number
        return fits

    @staticmethod
    def _parts(mark: str) -> tuple[str, str]:
        """The marks around a number, and the number; '' for a bullet or a key."""
        inner = mark.strip("[]().")
        if inner.isdecimal() and inner.isascii():
            return mark.replace(inner, ""), inner
        digits = "".join(c for c in mark if c.isdecimal() and c.isascii())
        if inner.isdecimal():
            return _WORDS.sub("", mark), digits
        return (_WORDS.sub("", mark) + "x" if digits else mark), ""


def _named(line: Line) -> bool:
    """Whether a line is names and a colon, as in DBLP's pages."""
    return line.text.endswith(":") and people(line.text[:-1]) is not None


_ENDED = re.compile(r"(?:(?:19|20)\d\d\)?|\d[-–]\d+|10\.\d{4,9}/\S+|arXiv:\S+|[\])]|⟩)\.?$")


def _has_ended(text: str) -> bool:
    """Whether a line ends with a year, pages, an identifier or a closing bracket: none of them has a blank in it."""
    return _ENDED.search(text[-80:].rsplit(None, 1)[-1]) is not None


class _Closed:
    """Whether the line before ended an entry: with a year, pages, an identifier or something in brackets."""

    def __init__(self) -> None:
        self.ended = True

    def __call__(self, line: Line) -> bool:
        begins, self.ended = self.ended, _has_ended(line.text)
        return begins or bool(line.gap)


BEGINS: dict[str, Callable[[], Callable[[Line], bool]]] = {
    "marked": _Marked,
    "parted": lambda: lambda line: bool(line.gap),
    "lines": lambda: lambda line: True,
    "named": lambda: _named,
    "indented": lambda: lambda line: bool(line.gap) or not line.raw[:1].isspace(),
    "closed": _Closed,
}
"""Ways to part a list into entries: for a new list, whether a line begins an entry."""


def ways(body: Sequence[Line]) -> list[str]:
    """The ways of parting that can be those of a list, by its lines without headings."""
    marked = sum(map(BEGINS["marked"](), body))
    if any(len(numbers(line)) > 2 for line in body if len(line.text) > 200):
        return ["joined"]
    if len(body) < 2:
        return []
    if marked > 1 and marked * 4 >= len(body):
        return ["marked"]
    ways = ["parted", "lines"] if sum(bool(line.gap) for line in body[1:]) * 6 >= len(body) - 1 else ["lines"]
    if sum(1 for line in body if line.text.endswith(":")) * 4 >= len(body):
        ways.append("named")
    if any(line.raw[:1].isspace() for line in body) and not body[0].raw[:1].isspace():
        ways.append("indented")
    return [*ways, "closed"]


def entries(lines: Iterator[Line], way: str) -> Iterator[list[Line]]:
    """The lines of each entry; a heading is an entry of one line."""
    if way == "joined":
        yield from _unjoined(lines)
        return
    begins = BEGINS[way]()
    held: list[Line] = []
    for line in lines:
        heading = is_heading(line)
        apart = begins(line) or heading or (way == "marked" and bool(line.gap))
        if way == "named" and held and _KEY.fullmatch(held[-1].text):
            apart = False
        if held and (apart or is_heading(held[0]) or len(held) > 50):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def numbers(line: Line) -> list[int]:
    """Where numbers stand in a line that count up from the first of them, all in the same brackets."""
    style, expected = "", 0
    found: list[int] = []
    for match in _NUMBER.finditer(line.text):
        kind = match.lastgroup or ""
        number = int(match[kind])
        if not found and match.start() > 200:
            return []
        if (not found and number <= 1) or (found and kind == style and number == expected):
            style, expected = kind, number + 1
            found.append(match.start())
    return found


def _unjoined(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Entries of which many stand on one line, parted by numbers that count up."""
    for line in lines:
        at = numbers(line) or [0]
        if at[0]:
            at.insert(0, 0)
        for start, end in itertools.pairwise([*at, len(line.text)]):
            yield [Line(line.start + start, line.gap if not start else "", line.text[start:end])]


def most_parts(entry: list[Line]) -> int:
    """In how many parts at most an entry is cut by `refined`."""
    return 1 + sum(1 for _ in _may_cut(entry))


def _may_cut(entry: list[Line]) -> Iterator[int]:
    """The lines of an entry before which it may be cut: the line before has ended one, and no number or bullet stands before it."""
    for i in range(1, min(len(entry), _MOST_LINES)):
        if _has_ended(entry[i - 1].text) and not MARKER.match(entry[i].text):
            yield i


def refined(entry: list[Line], parse: Parse, headed: bool) -> list[list[Line]]:
    """An entry cut before each line that begins another: the line before it has ended one, and it reads as one itself."""
    if len(entry) == 1:
        return [entry]
    cuts = [0]
    for i in _may_cut(entry):
        if parsed(joined(entry[i:]), parse, headed):
            if parsed(joined(entry[cuts[-1] : i]), parse, headed) is None:
                break
            cuts.append(i)
    return [entry[start:end] for start, end in itertools.pairwise([*cuts, len(entry)])]

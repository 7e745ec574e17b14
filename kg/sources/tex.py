r"""LaTeX source of lists of works: reference lists of \bibitem, items and entries of a CV, sections with their headings.

Commands are taken out, and what is left is read as a list in plain text; all places are those in the source.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise
from operator import itemgetter

from kg.records import Furniture, Item, Record, Reject
from kg.sources import TextStream, listing, references
from kg.sources._html_record import apart
from kg.sources._listing_lines import Line, is_heading
from kg.sources._tex_text import plain_of

Mark = tuple[str, int, int]
"""The name of a command or of what it does, and where it stands."""
LARGEST = 500_000
"""A longer text is read in stretches, which part before an item or a heading."""
_BEGINS = re.compile(r"^\s*\\(?:bibitem|item|section|cventry|cvitem)\b", re.MULTILINE)
_ITEMS = re.compile(r"\\(?:bibitem|item|cventry|cvitem|cvlistitem|cvline|cvpub|bibentry|years)\b")
_SECTION = re.compile(r"\\(?:cv|sub)?section\*?\s*\{(?P<heading>[^{}\n]{1,90})\}")
_ARTICLE = re.compile(r"\\(?:cite\w*|ref|label|maketitle)\b|\\begin\s*\{(?:abstract|equation)")
"""What texts have that cite works, and lists of them have not."""
_COMMANDS = re.compile(
    r"\\(?:documentclass|begin|section|subsection|bibitem|newblock|item|textbf|textit|emph|underline|bf|em|it|href|noindent|cventry|cvitem|cvlistitem)\b"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is LaTeX with two items at least, or paragraphs below a section, that are read as works."""
    if head.lstrip()[:1] not in ("\\", "%") and len(_COMMANDS.findall(head[:5000])) < 3:
        return False
    if len(_COMMANDS.findall(head)) < 3:
        return False
    if len(_ITEMS.findall(head)) < 2 and (_ARTICLE.search(head) or not _lists_works(head)):
        return False
    return sum(1 for _ in islice((item for item in _items(head, 0) if isinstance(item, Record)), 2)) == 2


def _lists_works(head: str) -> bool:
    """Whether a section has the heading of a list of works, whose entries may be paragraphs."""
    return any(is_heading(Line(0, "", found["heading"])) for found in _SECTION.finditer(head))


def read(stream: TextStream) -> Iterator[Item]:
    """The works in order, commands as furniture, and entries that are not understood as rejects."""
    at = 0
    text = stream.read(LARGEST)
    while text:
        size = len(text)
        if size >= LARGEST:
            begins = [one.start() for one in _BEGINS.finditer(text, size // 2)]
            size = begins[-1] if begins else size
        yield from _items(text[:size], at)
        at += size
        text = text[size:] + stream.read(size)


def _items(source: str, base: int) -> Iterator[Item]:
    """What a stretch of the source says that stands at `base`."""
    plain = plain_of(source)
    text = "".join(plain.parts)
    reader = references if references.sniff("", text) and not listing.sniff("", text) else listing
    done = 0
    marks, places = _Marks(plain.marks), _Places(plain.places)
    # All are read before the first is moved: the reader may look back at where those stand that it gave.
    for item in [*reader.read(io.StringIO(text, newline="\n"))]:
        start, end = places.of(item.start, item.end)
        start = max(start, done)
        if end <= start:
            continue
        yield from _outside(marks, done, start, base)
        done = end
        if isinstance(item, Record):
            yield _moved(item, places, marks, start, end, base)
        elif isinstance(item, Reject):
            yield Reject(base + start, base + end, item.reason)
        elif isinstance(item, Furniture):
            yield Furniture(item.name, base + start, base + end)
    yield from _outside(marks, done, len(source), base)


class _Places:
    """Where the characters of a plain text stand in the source."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        self._places = places
        both = enumerate(pairwise(places), 1)
        # What is put behind its entry, such as an address, is out of order; nearly all else is not.
        self._turns = [i for i, (one, two) in both if two[0] < one[0] or two[1] < one[1]]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the source: from the first to the last of its characters there."""
        places, end = self._places, min(end, len(self._places))
        if bisect_right(self._turns, start) != bisect_left(self._turns, end):
            some = [place for place in places[start:end] if place[0] < place[1]]
            return (min(some)[0], max(end for _, end in some)) if some else (0, 0)
        while start < end and places[start][0] == places[start][1]:
            start += 1
        while start < end and places[end - 1][0] == places[end - 1][1]:
            end -= 1
        return (places[start][0], places[end - 1][1]) if start < end else (0, 0)


class _Marks:
    """The commands of a source by where they stand, to look at those of a stretch alone."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = sorted(marks, key=itemgetter(1))
        self._starts = [start for _, start, _ in self._marks]
        self._reach = list(accumulate((end for _, _, end in self._marks), max))

    def between(self, start: int, end: int) -> list[Mark]:
        """Those that stand in a stretch or reach into it, in order."""
        some = self._marks[bisect_right(self._reach, start) : bisect_left(self._starts, end)]
        return [mark for mark in some if start < mark[2]]


def _outside(marks: _Marks, start: int, end: int, base: int) -> Iterator[Furniture]:
    """The commands between two items as furniture."""
    at = start
    for name, a, b in marks.between(start, end):
        a, b = max(a, at), min(b, end)
        if a < b:
            yield Furniture(name, base + a, base + b)
            at = b


def _moved(record: Record, places: _Places, marks: _Marks, start: int, end: int, base: int) -> Record:
    """A record with its places in the source, and the commands in it as furniture."""
    kept = []
    at = start
    for piece in record.pieces:
        piece.start, piece.end = places.of(piece.start, piece.end)
    for piece in sorted(record.pieces, key=lambda one: (one.start, one.end)):
        piece.start = max(piece.start, at)
        if piece.start < piece.end:
            kept.append(piece)
            at = piece.end
    within = [(name, max(a, start), min(b, end)) for name, a, b in marks.between(start, end)]
    kept += apart(within, kept)
    for piece in kept:
        piece.start, piece.end = base + piece.start, base + piece.end
    record.start, record.end = base + start, base + end
    record.pieces = sorted(kept, key=lambda one: one.start)
    return record

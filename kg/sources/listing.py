"""Plain-text publication lists: arXiv listings, author pages, title / authors / venue lines, and reference lists.

The layout is told from the structure of the text, never from its name. A layout is one module beside this one with a value
`LAYOUT`: whether the lines of a head are of it, and how all lines are read. What no layout understands is rejected with
what was tried: a wrong title is worse than none.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from kg.records import Item, Reject
from kg.sources import (
    HEAD,
    TextStream,
    _listing_arxiv,
    _listing_blocks,
    _listing_labelled,
    _listing_page,
    _listing_references,
)
from kg.sources._listing_lines import Layout, Line, bare_heading, is_heading, is_title, lines_of, reject
from kg.sources._listing_people import people
from kg.sources._listing_tail import YEAR

LAYOUTS: tuple[Layout, ...] = tuple(
    module.LAYOUT for module in (_listing_arxiv, _listing_labelled, _listing_references, _listing_page, _listing_blocks)
)
"""The layouts, the most certain first: the first that recognises a text reads it."""

_OTHER_FORMAT = re.compile(
    r"""\s*(?:<[?!a-zA-Z]|@[A-Za-z]+\s*[{(]|[{\[]\s*["\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |\\[a-z]+[{\[])"""
)
"""How formats with a syntax of their own begin: XML, HTML, BibTeX, JSON, PDF, RIS, EndNote, MEDLINE, TeX."""

_CITATION_FILE = re.compile(r"""^["']?cff-version["']?\s*:""", re.MULTILINE)
"""The one key that every CITATION.cff has; its other lines may look like entries of a list with labels."""

_OF_PROGRAMMES = re.compile(
    r"(?m)^\W{0,3}(?:[01]?\d|2[0-3])[:.h][0-5]\d\b|^\W{0,3}(?:session|keynote|chair|coffee|lunch|registration|break|room|poster session)\b.{0,60}$",
    re.IGNORECASE,
)
_MOST_REFUSED = 500
_REJECT_AT = 1 << 20
"""A text of no known layout is rejected in stretches of about this many characters."""


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as a list of a known layout; the name says nothing."""
    if _CITATION_FILE.search(head) or _OTHER_FORMAT.match(head[:1000]) or _is_programme(head):
        return False
    lines = list(lines_of(_whole(head)))
    return (
        _layout(lines) is not None
        or _cut_in_names(lines, head)
        or any(_layout(part) for part in _parts(lines) if len(part) < len(lines))
    )


def _cut_in_names(lines: Sequence[Line], head: str) -> bool:
    """Whether a head is cut within the names of its first work: a title, and below it nothing but names, fifty and more."""
    start = head.rfind("\n") + 1
    begins = head[start : start + 4000]
    if len(head) < HEAD or len(begins) < 4000 or not lines or len(lines) > 3 or not is_title(lines[0].text):
        return False
    names = people(begins[: begins.rfind(",")])
    return names is not None and len(names.names) >= 50


def _is_programme(head: str) -> bool:
    """Whether a text is the programme of a meeting: times of day, sessions and breaks stand between the titles."""
    return len(_OF_PROGRAMMES.findall(head[:20_000])) > 2


def read(stream: TextStream) -> Iterator[Item]:
    """The records, rejects and furniture of a list in the order of the text; a text of no known layout is rejected."""
    lines = lines_of(stream)
    begun: list[Line] = []
    size = longest = 0
    for line in lines:
        begun.append(line)
        size, longest = size + len(line.raw), max(longest, len(line.raw))
        if size - longest >= HEAD:
            break  # enough besides the longest line, which may be a list of thousands of names
    layout = _layout(begun)
    for section, its in _sections(itertools.chain(begun, lines), layout):
        if its is None:
            yield from _unknown(section)
        else:
            yield from _again(its, section)


def _layout(lines: Sequence[Line], but: Layout | None = None) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout is not but and layout.recognises(lines)), None)


# --- pages of several layouts ----------------------------------------------------------------------------------------


def _parts(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines from each heading that is no year to the next, or to where a part is too long to be looked at whole."""
    part: list[Line] = []
    size = 0
    for line in lines:
        heads = is_heading(line) and not YEAR.fullmatch(bare_heading(line.text))
        if part and ((heads and not is_heading(part[-1])) or size >= HEAD):
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line.raw)
    if part:
        yield part


def _sections(lines: Iterator[Line], whole: Layout | None) -> Iterator[tuple[Iterator[Line], Layout | None]]:
    """Stretches of one layout each: consecutive parts of the same layout are one.

    A part that is of no layout by itself, having too few entries, is of that of the whole page, else of that before it.
    """
    parts = _Ahead(_parts(lines))
    before = whole
    while parts.ahead is not None:
        layout = before = parts.layout(before, whole)
        yield parts.while_of(layout, whole), layout


class _Ahead:
    """Parts of a page with the next one in view."""

    def __init__(self, parts: Iterator[list[Line]]) -> None:
        self._parts = parts
        self._known: tuple[Layout | None, bool] | None = None
        self.ahead = next(parts, None)

    def layout(self, before: Layout | None, whole: Layout | None) -> Layout | None:
        """The layout of the part ahead: its own, or else that of the page or of the part before."""
        if self._known is None:
            own = _layout(self.ahead or [])
            self._known = (own, own is not None)
        own, sure = self._known
        return own if sure else (whole or before)

    def while_of(self, layout: Layout | None, whole: Layout | None) -> Iterator[Line]:
        """The lines of the part ahead and of those after it that are of the same layout."""
        while self.ahead is not None:
            yield from self.ahead
            self.ahead, self._known = next(self._parts, None), None
            if self.ahead is None or self.layout(layout, whole) is not layout:
                return
            if layout and layout.afresh and self._is_sure():
                return

    def _is_sure(self) -> bool:
        """Whether the part ahead is of a layout by itself."""
        return self._known is not None and self._known[1]


def _again(layout: Layout, lines: Iterator[Line]) -> Iterator[Item]:
    """What a layout reads of its lines; stretches it rejects are looked at once more, for another layout to read."""
    kept: deque[Line] = deque()

    def passing() -> Iterator[Line]:
        for line in lines:
            kept.append(line)
            yield line

    refused: list[Reject] = []
    for item in layout.read(passing()):
        if isinstance(item, Reject) and len(refused) < _MOST_REFUSED:
            refused.append(item)
            continue
        yield from _second(refused, kept, layout)
        refused = []
        yield item
        while kept and kept[0].end <= item.end:
            kept.popleft()
    yield from _second(refused, kept, layout)


def _second(refused: list[Reject], kept: deque[Line], layout: Layout) -> Iterator[Item]:
    """The items of another layout that reads all of what was refused, else the rejects."""
    if refused:
        lines = [line for line in kept if refused[0].start <= line.start and line.end <= refused[-1].end]
        whole = bool(lines) and lines[0].start == refused[0].start and lines[-1].end == refused[-1].end
        other = _layout(lines, but=layout) if whole and len(lines) > 2 else None
        yield from other.read(iter(lines)) if other else refused


def _whole(head: str) -> list[str]:
    """The lines of a head, without the last where it may be cut."""
    lines = io.StringIO(head, newline="\n").readlines()
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def _unknown(lines: Iterator[Line]) -> Iterator[Item]:
    """Rejects a text of no known layout, as one stretch or, when it is very long, in several."""
    first = last = None
    for line in lines:
        first = first or line
        last = line
        if line.end - first.start >= _REJECT_AT:
            yield _strange(first, line)
            first = None
    if first and last:
        yield _strange(first, last)


def _strange(first: Line, last: Line) -> Item:
    tried = (
        "neither arXiv ids and dates, nor titles with authors and abstracts or venues below, nor references are here"
    )
    return reject([first, last], tried)

"""Reference lists: one entry after the other, numbered, with bullets, a line each or parted by blank lines.

    2019
    [1] Ann Author and Bo Builder. Ferries Without Timetables. In Proceedings of Tides, pages 1-9, 2019.
    - Author, A., & Builder, B. (2019). Ferries without timetables. Journal of Harbours, 12(3), 1-9.
    Ferries Without Timetables. Ann Author, Bo Builder. Journal of Harbours 12(3):1-9, 2019.

All entries of a list have one order, authors first or title first; the entries with several authors show which.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.records import Date, Furniture, Item
from kg.sources import HEAD
from kg.sources import _listing_names as name_lists
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_prose, joined, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_tail import YEAR, Tail, shows_venue, year_from_heading

_MARKER = re.compile(r"(?:\[\d{1,4}\]|\(?\d{1,4}[.)]|[-–—*•·▪●◦‣]|\[[A-Z][A-Za-z+]{1,12}\d{2,4}[a-z]?\])\s+(?=\S)")
_AFTER_NAMES = re.compile(r"\.(?=\s)|,?\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)[.,:]?(?=\s)|:(?=\s)|,?\s+(?=[\"“«])")
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\bvs)(?<!\bSt)(?<!\bNo)(?<!\bVol)(?:\.|[?!])[\"”’]?(?=\s+(?:[\"“(]?[A-Z0-9]|arXiv|https?:|doi))"
)
_QUOTED = re.compile(r"\s*(?:\"(?P<a>[^\"]{3,1000})\"|“(?P<b>[^”“]{3,1000})”|«(?P<c>[^»«]{3,1000})»)[.,]?")
_NOT_ENDED = re.compile(
    r"[,.]\s*(?:[a-z]{1,5}|[Rr]ev\. ed|pages? \d+|[Pp]p?\.? ?\d+|vol\w*\.? \w+|(?:19|20)\d\d|[A-Z][a-z]{0,4}(?:\. [A-Z][a-z]{0,4})*)$"
    r"|\.,? in [A-Z]|[“«„]|``|, in (?:[Pp]roc|[Tt]he)|^(?:(?:[Tt]ranslated|[Ee]dited) by|[Vv]ol\.)\s"
)
"""Signs that more than the title stands here: an abbreviation after a comma, "ed", "page 3", another quotation."""
_TITLE_NOTE = re.compile(
    r"\s*\([^()]*\b(?:ed|eds|edition|dissertation|thesis|vol|translated|translation|report|brief|rev)\b[^()]*\)$",
    re.IGNORECASE,
)
"""A remark in brackets after a title that is not of it: "(2nd ed.)", "(Unpublished doctoral dissertation)"."""
_AFTER_TITLE = re.compile(r"[.,]?[\"”»][.,]?|\s*\([^()]{1,200}\)(?=\.)")
_INITIAL = re.compile(r"(?:^|[\s.-])[A-Z]$")
_GOES_ON = re.compile(r"\s*(?:[A-Z]\.|[A-Z]-[A-Z]\.|[(,;&]|and\b)")
_MOST = 30_000
"""An entry is not longer than this many characters."""
_MOST_TRIED = 200


@dataclass(frozen=True)
class Entry:
    """A reference taken apart: the names, the title and where each stands, and where the rest begins."""

    names: NameList
    names_at: tuple[int, int]
    title_at: tuple[int, int]
    year_at: tuple[int, int] | None
    tail: int

    @property
    def strong(self) -> bool:
        return len(self.names.names) > 1


def _names_from(text: str, start: int) -> Iterator[tuple[NameList, re.Match[str]]]:
    """The lists of names that begin at `start`, each with the mark it ends before; the shortest first."""
    tried = itertools.islice(_AFTER_NAMES.finditer(text, start, _MOST), _MOST_TRIED)
    for mark in tried:
        initial = mark[0] == "." and _INITIAL.search(text[max(mark.start() - 3, start) : mark.start()]) is not None
        if mark[0] == "." and _GOES_ON.match(text, mark.end()):
            continue
        stop = mark.end() if initial else mark.start()  # the full stop after an initial belongs to it
        part = text[start:stop]
        names = name_lists.inverted(part) or (None if initial else name_lists.given_first(part))
        if names and names.names:
            yield names, mark


def _authors_first(text: str, start: int) -> Entry | None:
    """The parts of "Authors. Title. Rest" or "Authors (Year). Title. Rest"."""
    for names, mark in _names_from(text, start):
        title = _title(text, mark.end())
        if title is None:
            continue
        year = mark.span("year") if mark["year"] else None
        return Entry(names, (start, mark.start() if mark["year"] else mark.end()), title, year, _tail(text, title[1]))
    return None


def _title_first(text: str, start: int) -> Entry | None:
    """The parts of "Title. Authors. Rest"."""
    quoted = _QUOTED.match(text, start)
    ends = [quoted.end()] if quoted else [m.end() for m in itertools.islice(_SENTENCE.finditer(text, start, _MOST), 4)]
    for end in ends:
        begin = end + len(text[end:]) - len(text[end:].lstrip())
        for names, mark in _names_from(text, begin):
            title = _quoted_at(quoted) if quoted else (start, end - 1 if text[end - 1] == "." else end)
            if _can_be_title(text[slice(*title)]):
                year = mark.span("year") if mark["year"] else None
                return Entry(names, (begin, mark.start() if mark["year"] else mark.end()), title, year, mark.end())
    return None


def _title(text: str, start: int) -> tuple[int, int] | None:
    """Where the title stands that begins at `start`: in quotes, or up to the sentence that a venue follows.

    A sentence after the title that shows no sign of a venue may belong to the title: after a question or an exclamation it
    does, after a full stop that is not certain, and then there is no title.
    """
    if quoted := _QUOTED.match(text, start):
        begin, end = _quoted_at(quoted)
        return begin, begin + len(text[begin:end].rstrip(" .,"))
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    marks = list(itertools.islice(_SENTENCE.finditer(text, begin, begin + 1000), 5))
    for i, mark in enumerate(marks):
        following = marks[i + 1] if i + 1 < len(marks) else None
        if following is None or shows_venue(text[mark.end() : following.end()], text[following.end() :]):
            end = mark.end() - 1 if mark[0] == "." else mark.end()
            if note := _TITLE_NOTE.search(text[begin:end]):
                end = begin + note.start()
            return (begin, end) if _can_be_title(text[begin:end]) else None
        if mark[0][0] == ".":
            return None
    return None


def _quoted_at(quoted: re.Match[str]) -> tuple[int, int]:
    return quoted.span(next(name for name in "abc" if quoted[name]))


def _tail(text: str, end: int) -> int:
    """Where the rest begins after a title: behind the closing quotation mark, or behind a remark in brackets."""
    after = _AFTER_TITLE.match(text, end)
    return after.end() if after else end


def _can_be_title(text: str) -> bool:
    many = name_lists.given_first(text)
    whole = len(text.split()) >= 2 and not is_prose(text) and not text[0].islower() and not _NOT_ENDED.search(text)
    return whole and not (many and len(many.names) > 1)


Parse = Callable[[str, int], Entry | None]
ORDERS: dict[str, Parse] = {"authors first": _authors_first, "title first": _title_first}


# --- entries ---------------------------------------------------------------------------------------------------------


def _entries(lines: Iterator[Line], marked: bool, parted: bool) -> Iterator[list[Line]]:
    """The lines of each entry; a heading is an entry of one line."""
    held: list[Line] = []
    for line in lines:
        heading = is_heading(line)
        begins = heading or not (marked or parted) or (bool(_MARKER.match(line.text)) if marked else bool(line.gap))
        if held and (begins or is_heading(held[0]) or len(held) > 50 or (marked and line.gap)):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


@dataclass(frozen=True)
class Plan:
    """How the entries of a list are parted (by marks, by blank lines, else a line each) and their order."""

    marked: bool
    parted: bool
    order: str


def _plan(lines: Sequence[Line]) -> Plan | None:
    """The plan by which most entries can be read; None when too few can, or two orders fit."""
    body = [line for line in lines if not is_heading(line)]
    if len(body) < 2:
        return None
    markers = sum(1 for line in body if _MARKER.match(line.text))
    marked = markers > 1 and markers * 4 >= len(body)
    headed = any(YEAR.fullmatch(_bare(line.text)) for line in lines)
    tried: dict[Plan, tuple[float, int]] = {}
    for parted in (False,) if marked else (True, False):
        entries = itertools.islice(_entries(iter(lines), marked, parted), _MOST_TRIED)
        texts = [joined(entry) for entry in entries if not is_heading(entry[0])]
        for order, parse in ORDERS.items():
            found = [entry for text in texts if (entry := _parsed(text, parse, headed))]
            strong = sum(1 for entry in found if entry.strong)
            tried[Plan(marked, parted, order)] = (len(found) / len(texts) if strong > 1 else 0.0, strong)
    best = max(tried, key=lambda plan: tried[plan])
    share, strong = tried[best]
    rival = max(
        strong for plan, (_, strong) in tried.items() if plan.order != best.order and plan.parted == best.parted
    )
    return best if share >= 0.6 and rival * 5 <= strong else None


def _bare(text: str) -> str:
    return text.strip("#*=- \t:")


def _parsed(text: str, parse: Parse, headed: bool) -> Entry | None:
    """An entry taken apart, when it is dated: by itself or by the heading above it."""
    if len(text) > _MOST:
        return None
    marker = _MARKER.match(text)
    entry = parse(text, marker.end() if marker else 0)
    if entry is None or not (entry.year_at or headed or YEAR.search(text, entry.tail)):
        return None
    return entry


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two entries at least, and most of all, have several authors, a title and a year in one order."""
    return _plan(lines) is not None


def read(lines: Iterator[Line]) -> Iterator[Item]:
    """The entries of a list; one that does not have the order of the list is rejected."""
    begun: list[Line] = []
    size = 0
    for line in lines:
        begun.append(line)
        size += len(line.raw)
        if size >= HEAD:
            break
    plan = _plan(begun)
    if plan is None:
        if begun:
            yield reject(begun, "no order of authors, title and year that all entries have")
        return
    year = ""
    for entry in _entries(itertools.chain(begun, lines), plan.marked, plan.parted):
        if is_heading(entry[0]):
            bare = _bare(entry[0].text)
            year = bare if YEAR.fullmatch(bare) else year
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        text = joined(entry)
        stray = plan.marked and not _MARKER.match(text)
        parts = None if stray else _parsed(text, ORDERS[plan.order], bool(year))
        if parts is None:
            yield reject(entry, f"no authors, title and year in the order of this list ({plan.order})")
        else:
            yield _record(text, entry[0].start, parts, year)


def _record(text: str, base: int, entry: Entry, year: str) -> Item:
    """The record of an entry that was taken apart."""
    draft = Draft("article")
    if marker := _MARKER.match(text):
        draft.furniture("label", base, base + len(marker[0].rstrip()))
    draft.work.title = text[slice(*entry.title_at)]
    draft.mapped("title", base + entry.title_at[0], base + entry.title_at[1])
    draft.authors_in(text[slice(*entry.names_at)].rstrip(), base + entry.names_at[0], entry.names)
    if entry.year_at:
        draft.work.dates.append(Date("issued", text[slice(*entry.year_at)]))
        draft.mapped("dates[0]", base + entry.year_at[0], base + entry.year_at[1])
    Tail(draft, text, base).read(max(entry.tail, entry.title_at[1]))
    _punctuation(draft, text, base, entry)
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    return draft.record()


def _punctuation(draft: Draft, text: str, base: int, entry: Entry) -> None:
    """The marks between names, year and title that no piece names yet."""
    taken = sorted((piece.start - base, piece.end - base) for piece in draft.pieces)
    at = 0
    for start, end in [*taken, (len(text), len(text))]:
        for mark in re.finditer(r"[^\w\s]+", text[at:start]):
            draft.furniture("punctuation", base + at + mark.start(), base + at + mark.end())
        at = max(at, end)


LAYOUT = Layout("reference-list", recognises, read)

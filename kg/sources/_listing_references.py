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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.records import Date, Furniture, Item, Record
from kg.sources import _listing_tagged as tagged
from kg.sources._listing_entries import MOST, ORDERS, Entry, lead, parsed
from kg.sources._listing_lines import MARKER, Draft, Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_parting import entries, most_parts, refined, ways
from kg.sources._listing_signs import THESIS, YEAR
from kg.sources._listing_tags import enter
from kg.sources._listing_tail import Tail, year_from_heading

_MOST_TRIED = 200
_LEAST = 0.6
"""The share of the entries of a list that must be read by its plan."""
_SIGNS = re.compile(r"[^\w\s]+")
_PLACE = attrgetter("start", "end")
_KIND = re.compile(r"\s*(?P<kind>\[[A-Z](?:/[A-Z]+)?\])")
"""The kind of a work after its title: "[J]" for a journal, "[C]" for a conference (GB/T 7714)."""


@dataclass(frozen=True)
class Plan:
    """How the entries of a list are parted (one of `BEGINS`, or "joined") and the order of their parts."""

    way: str
    order: str


def recognises(lines: Sequence[Line]) -> Plan | None:
    """The plan by which most entries can be read, two with several authors at least; None when too few can, or two orders fit."""
    body = [line for line in lines if not is_heading(line)]
    headed = any(is_heading(line) and YEAR.fullmatch(bare_heading(line.text)) for line in lines)
    best: _Trial | None = None
    as_good: list[_Trial] = []
    for way in ways(body):
        if way == "closed" and best and best.share > 0.9:
            break  # the least certain way, and the dearest
        some = [entry for entry in itertools.islice(entries(iter(lines), way), _MOST_TRIED) if not is_heading(entry[0])]
        for order in ORDERS:
            trial = _Trial(Plan(way, order), some, headed)
            if trial.reaches(best.share if best else _LEAST) and (best is None or trial.rank >= best.rank):
                as_good = [*as_good, trial] if best and trial.rank == best.rank else [trial]
                best = as_good[0]
    return next((trial.plan for trial in as_good if _clear(trial.strong, trial.rival())), None)


class _Trial:
    """What a plan makes of some entries; most plans are given up after a few of them."""

    def __init__(self, plan: Plan, some: Sequence[list[Line]], headed: bool) -> None:
        self.plan = plan
        self._some = some
        self._headed = headed
        self.strong: list[bool] = []
        self.share = 0.0

    @property
    def rank(self) -> tuple[float, int]:
        return self.share, sum(self.strong)

    def texts(self) -> Iterator[str]:
        """The text of each entry."""
        parse = ORDERS[self.plan.order]
        return (joined(part) for entry in self._some for part in refined(entry, parse, self._headed))

    def is_strong(self, text: str) -> bool:
        found = parsed(text, ORDERS[self.plan.order], self._headed)
        return found is not None and found.strong

    def reaches(self, least: float) -> bool:
        """Reads the entries, as long as such a share of them may be read; whether it is, some with several names among them."""
        parse = ORDERS[self.plan.order]
        allowed = (1 - least) * sum(map(most_parts, self._some)) + 1e-6
        failed = 0
        for text in self.texts():
            found = parsed(text, parse, self._headed)
            self.strong.append(found is not None and found.strong)
            failed += found is None
            if failed > allowed:
                return False
        read, strong = len(self.strong) - failed, sum(self.strong)
        if strong > 1 or (strong and read > 1 and (self.plan.way == "marked" or not failed)):
            self.share = read / len(self.strong)
        return self.share >= least

    def rival(self) -> _Trial:
        """The other order of the parts of the same entries."""
        other = next(order for order in ORDERS if order != self.plan.order)
        return _Trial(Plan(self.plan.way, other), self._some, self._headed)


def _clear(strong: Sequence[bool], rival: _Trial) -> bool:
    """Whether the entries with several names that one order can read outweigh those of the other, and those of both.

    Those of the other alone are a fifth at most, those of both are two thirds at most.
    """
    texts = list(rival.texts())
    every = sum(strong)
    if len(strong) != len(texts):  # parted differently by the two orders
        return sum(map(rival.is_strong, texts)) * 5 <= every
    other = sum(rival.is_strong(text) for text, its in zip(texts, strong, strict=True) if not its)
    if other * 5 > every:
        return False
    both, left = 0, every
    for text in itertools.compress(texts, strong):
        if (both + left) * 3 <= every * 2:
            break  # whatever the others are
        both += rival.is_strong(text)
        left -= 1
    return both < every and both * 3 <= every * 2


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The entries of a list; one that does not have the order of the list is rejected."""
    assert isinstance(plan, Plan)
    year = ""
    for entry in entries(lines, plan.way):
        if is_heading(entry[0]):
            bare = bare_heading(entry[0].text)
            year = bare if YEAR.fullmatch(bare) else year
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        for part in refined(entry, ORDERS[plan.order], bool(year)):
            yield _item(part, plan, year)


def _item(entry: list[Line], plan: Plan, year: str) -> Item:
    """The record of an entry, or a reject where it does not have the order of the list."""
    text = joined(entry)
    stray = plan.way in ("marked", "joined") and not MARKER.match(text)
    parts = None if stray else _taken(text, plan.order, bool(year))
    if parts is None:
        found = None if stray else tagged.record(text, entry[0].start, year)
        if found and _order(found) == plan.order:
            return found
        return reject(entry, f"no authors, title and year in the order of this list ({plan.order})")
    return _record(text, entry[0].start, parts, year)


def _order(found: Record) -> str:
    """The order of the parts of a record that was read without regard to it."""
    first = next(piece.field for piece in found.pieces if piece.field == "title" or piece.field.startswith("contrib"))
    return "title first" if first == "title" else "authors first"


def _taken(text: str, order: str, headed: bool) -> Entry | None:
    """An entry taken apart; one without a date only where several names show where its parts begin."""
    found = parsed(text, ORDERS[order], headed, sure=True)
    if found is None and len(text) <= MOST:
        undated = ORDERS[order](text, lead(text)[0], False)
        return undated if undated and undated.strong else None
    return found


def entry_of(text: str, base: int, year: str) -> Record | None:
    """The record of one entry with its authors first, which stands at `base` under a heading with a year or ''; None where it is none."""
    parts = _taken(text, "authors first", bool(year))
    item = _record(text, base, parts, year) if parts else None
    return item if isinstance(item, Record) else None


def _record(text: str, base: int, entry: Entry, year: str) -> Item:
    """The record of an entry that was taken apart."""
    draft = Draft("article")
    if marker := MARKER.match(text):
        draft.furniture("label", base, base + len(marker[0].rstrip()))
    draft.work.title = text[slice(*entry.title_at)]
    draft.mapped("title", base + entry.title_at[0], base + entry.title_at[1])
    draft.authors_in(text[slice(*entry.names_at)].rstrip(), base + entry.names_at[0], entry.names)
    if not entry.strong:
        draft.confidence["title"] = draft.confidence["contributions"] = 0.95
    if entry.year_at:
        draft.work.dates.append(Date("issued", text[slice(*entry.year_at)]))
        draft.mapped("dates[0]", base + entry.year_at[0], base + entry.year_at[1])
    if entry.note_at:
        draft.work.comments.append(text[slice(*entry.note_at)])
        draft.mapped("comments[0]", base + entry.note_at[0], base + entry.note_at[1])
    if THESIS.search(text, entry.title_at[1], entry.tail):
        draft.work.type = "thesis"
    if note := _KIND.match(text, entry.title_at[1]):
        draft.furniture("label", base + note.start("kind"), base + note.end("kind"))
    Tail(draft, text, base).read(max(entry.tail, entry.title_at[1]))
    if (tag := lead(text)[1]) and tag.end <= min(entry.title_at[0], entry.names_at[0]):
        enter(draft, tag, text, base)
    punctuation(draft, text, base)
    draft.led_by_year(text, base)
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    return draft.record()


def punctuation(draft: Draft, text: str, base: int) -> None:
    """The marks between names, year and title that no piece names yet."""
    draft.pieces.sort(key=_PLACE)
    at = 0
    for start, end in [(piece.start - base, piece.end - base) for piece in draft.pieces] + [(len(text), len(text))]:
        if start > at and not (start == at + 1 and text[at] == " "):
            for mark in _SIGNS.finditer(text, at, start):
                draft.furniture("punctuation", base + mark.start(), base + mark.end())
        if end > at:
            at = end


LAYOUT = Layout("reference-list", recognises, read, afresh=True)

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
from kg.sources._listing_entries import MOST, ORDERS, Entry, entries, lead, parsed, refined, ways
from kg.sources._listing_lines import MARKER, Draft, Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_signs import THESIS, YEAR
from kg.sources._listing_tags import enter
from kg.sources._listing_tail import Tail, year_from_heading

_MOST_TRIED = 200
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
    headed = any(YEAR.fullmatch(bare_heading(line.text)) for line in lines)
    tried: dict[Plan, tuple[float, list[bool]]] = {}
    for way in ways(body):
        if way == "closed" and any(share > 0.9 for share, _ in tried.values()):
            break  # the least certain way, and the dearest
        some = [entry for entry in itertools.islice(entries(iter(lines), way), _MOST_TRIED) if not is_heading(entry[0])]
        for order, parse in ORDERS.items():
            texts = [joined(part) for entry in some for part in refined(entry, parse, headed)]
            found = [parsed(text, parse, headed) for text in texts]
            strong = [entry is not None and entry.strong for entry in found]
            read = sum(entry is not None for entry in found)
            sure = sum(strong) > 1 or (any(strong) and read > 1 and (way == "marked" or read == len(found)))
            share = read / len(texts) if sure else 0.0
            tried[Plan(way, order)] = (share, strong)
    if not tried:
        return None
    best = max(tried, key=lambda plan: (tried[plan][0], sum(tried[plan][1])))
    share, strong = tried[best]
    other = next(plan for plan in tried if plan.way == best.way and plan.order != best.order)
    return best if share >= 0.6 and _clear(strong, tried[other][1]) else None


def _clear(strong: Sequence[bool], rival: Sequence[bool]) -> bool:
    """Whether the entries with several names that one order can read outweigh those of the other, and those of both."""
    if len(strong) != len(rival):  # parted differently by the two orders
        return sum(rival) * 5 <= sum(strong)
    one = sum(a and not b for a, b in zip(strong, rival, strict=True))
    other = sum(b and not a for a, b in zip(strong, rival, strict=True))
    both = sum(a and b for a, b in zip(strong, rival, strict=True))
    return one > 0 and other * 5 <= one + both and both <= 2 * one


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
    _punctuation(draft, text, base, entry)
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    return draft.record()


def _punctuation(draft: Draft, text: str, base: int, entry: Entry) -> None:
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

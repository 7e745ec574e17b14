"""Variants of pages whose works are known: the same form with other titles, names, venues and numbers, for the training of the tagger of pages.

What a page looks like is kept to the character: only the words of titles, the names of people throughout the page, venues and numbers are others. Titles are
replaced by titles of like capitals, family names by family names, each initial by another, venues by venues of like form.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.page_labels import page_of, stretches_of, tags, venues_of
from benchmarks.page_styles import Stretch
from benchmarks.pages import Row
from kg.sources._learned_features import Page

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?!10\.\d{4})\d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BREAK = re.compile(r"-?\s*\n[ \t>|]*")
_MEETING = re.compile(r"proc|conf|symp|workshop|tagung|congr|actes", re.IGNORECASE)
_NO_NAMES = frozenset("and und et by with in eds ed hrsg von van de la le del di da dos".split())
_CAPITALS = "ABCDEFGHIJKLMNOPRSTVW"
_TITLES, _NAMES, _VENUES, _NUMBERS, _YEARS = 0.9, 0.8, 0.8, 0.7, 0.8
"""How often titles, names, venues, numbers and years are replaced."""
_LATEST = 2026


class Known(NamedTuple):
    """A page whose works are known: its text, where their parts stand, and their rows."""

    text: str
    stretches: list[Stretch]
    rows: list[Row]


class Edit(NamedTuple):
    """What stands in the place of a stretch of a text."""

    start: int
    end: int
    new: str


def known(text: str, rows: Sequence[Row]) -> Known:
    """A page and what it says."""
    return Known(text, *stretches_of(page_of(text).segments, rows, text))


class Words:
    """Titles, venues, family and given names of known pages, from which variants are made."""

    def __init__(self, pages: Sequence[Known], titles: Sequence[str]) -> None:
        rows = [row for page in pages for row in page.rows]
        every = [row[0].split("|")[0].strip(" .") for row in rows] + list(titles)
        self.titles = {capital: [one for one in every if _in_capitals(one) is capital] for capital in (False, True)}
        self.venues: dict[tuple[bool, ...], list[str]] = {}
        for row in rows:
            if venue := row[3].strip("|").split("|")[0].strip("?"):
                self.venues.setdefault(_kind(venue), []).append(venue)
        people = [name.split() for row in rows for name in re.split("[;~]", row[1]) if name.strip()]
        self.families = sorted({words[-1].strip(".,") for words in people if len(words[-1].strip(".,")) > 2})
        self.given = sorted({one for words in people for one in words[:-1] if len(one.strip(".,")) > 2 and one[0].isupper()})  # fmt: skip


def _in_capitals(title: str) -> bool:
    """Whether most longer words of a title begin with a capital."""
    words = _LONG_WORD.findall(title)
    return sum(word[0].isupper() for word in words) > 0.6 * max(len(words), 1)


def _kind(venue: str) -> tuple[bool, ...]:
    """The form of a venue: abbreviated, of a meeting, long, in capitals."""
    return "." in venue, _MEETING.search(venue) is not None, len(venue.split()) > 4, venue.isupper()


class Variant:
    """One variant of a page, by chance."""

    def __init__(self, page: Known, words: Words, chance: random.Random) -> None:
        self._page, self._words, self._chance = page, words, chance
        self._families = {
            name.split()[-1].strip(".,").lower() for row in page.rows for name in re.split("[;~]", row[1]) if name.strip()
        }  # fmt: skip
        self._names: dict[str, str] = {}
        self._venues = {number: venues_of(row[3]) for number, row in enumerate(page.rows)}
        self._shift = chance.randint(-12, 12) if chance.random() < _YEARS else 0
        self._titles, self._people = chance.random() < _TITLES, chance.random() < _NAMES
        self._places, self._numbers = chance.random() < _VENUES, chance.random() < _NUMBERS

    def labelled(self) -> tuple[Page, list[str]]:
        """The page of the variant and the labels of its segments."""
        edits = list(self._edits())
        edits = sorted([*edits, *self._elsewhere(edits)])
        text, at = _edited(self._page.text, edits)
        stretches = [Stretch(at(one.start), at(one.end), one.part, one.entry) for one in self._page.stretches]
        page = page_of(text)
        return page, tags(page.segments, stretches, self._venues)

    def _edits(self) -> Iterator[Edit]:
        """What is replaced in works."""
        for one in self._page.stretches:
            old = self._page.text[one.start : one.end]
            if one.part == "title" and self._titles:
                yield Edit(one.start, one.end, self._title(old))
            elif one.part == "authors" and self._people:
                yield Edit(one.start, one.end, _WORD.sub(lambda found: self._name(found[0]), old))
            elif one.part == "rest":
                yield Edit(one.start, one.end, self._rest(old, one.entry))

    def _elsewhere(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """Years and the names of the same people in the rest of the page."""
        text, at = self._page.text, 0
        for start, end in [*((one.start, one.end) for one in sorted(edits)), (len(text), len(text))]:
            for found in _YEAR.finditer(text, at, start):
                yield Edit(found.start(), found.end(), self._year(found[0]))
            for found in _WORD.finditer(text, at, start):
                if len(found[0]) > 3 and found[0][0].isupper() and found[0].lower() in self._names:
                    yield Edit(found.start(), found.end(), self._name(found[0]))
            at = max(at, end)

    def _title(self, old: str) -> str:
        """Another title of like capitals, mostly of like length, broken over lines as the one before."""
        pool = self._words.titles[_in_capitals(old)]
        new = self._chance.choice(pool)
        for _ in range(4 * (self._chance.random() < 0.5)):
            if 0.5 < len(new) / max(len(old), 1) < 2:
                break
            new = self._chance.choice(pool)
        if old.isupper():
            new = new.upper()
        broken = _BREAK.search(old)
        if broken and len(new) > 30 and 0 < (at := new.find(" ", int(max(broken.start(), 15) * 0.85))) < len(new) - 1:
            new = new[:at] + broken[0].lstrip("-") + new[at + 1 :]
        return new

    def _name(self, word: str) -> str:
        """What stands for a word among names, wherever it stands on the page."""
        if word.lower() in _NO_NAMES or not word[0].isupper():
            return word
        kind = word if len(word) == 1 else word.lower()
        if kind not in self._names:
            pool = self._words.families if kind in self._families else self._words.given
            self._names[kind] = self._chance.choice(_CAPITALS if len(word) == 1 else pool)
        new = self._names[kind]
        return new.upper() if len(word) > 2 and word.isupper() else new

    def _year(self, year: str) -> str:
        moved = int(year) + self._shift
        return str(moved) if 1900 < moved < _LATEST else year

    def _rest(self, old: str, entry: int) -> str:
        """What tells where and when: another venue where its name stands there as a whole, other numbers."""
        names = sorted(self._page.rows[entry][3].split("|"), key=len, reverse=True) if self._places else []
        for name in names:
            at = old.find(name) if len(name) > 2 else -1
            if at >= 0:
                every = self._words.venues.get(_kind(name)) or [name]
                new = self._chance.choice(every)
                self._venues[entry] = [new]
                return self._numbered(old[:at]) + new + self._numbered(old[at + len(name) :])
        return self._numbered(old)

    def _numbered(self, text: str) -> str:
        return _NUMBER.sub(lambda found: self._number(found[0]), text) if self._numbers else text

    def _number(self, old: str) -> str:
        if _YEAR.fullmatch(old):
            return self._year(old)
        return "".join(self._chance.choice("0123456789" if place else "123456789") for place in range(len(old)))


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, At]:
    """A text with stretches replaced, and where places of it stand then."""
    parts, done, moved, at = list[str](), list[Edit](), [0], 0
    for one in edits:
        if one.start < at:
            continue
        parts += [text[at : one.start], one.new]
        done.append(one)
        moved.append(moved[-1] + len(one.new) - (one.end - one.start))
        at = one.end
    return "".join([*parts, text[at:]]), At([one.start for one in done], [one.end for one in done], moved)


class At(NamedTuple):
    """Where places of a text stand when stretches of it are replaced by longer or shorter ones."""

    starts: list[int]
    ends: list[int]
    moved: list[int]

    def __call__(self, place: int) -> int:
        before = bisect_right(self.starts, place) - 1
        if before < 0:
            return place
        if place == self.starts[before]:
            return place + self.moved[before]
        return max(place, self.ends[before]) + self.moved[before + 1]

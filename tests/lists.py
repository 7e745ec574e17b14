"""Invented publication lists in all layouts, with the noise of real life and the truth for each record.

`samples("development", 50)` and `samples("evaluation", 50)` share no seed, vocabulary or choice of marks, so that a score on the second
is one on lists never seen while the readers were written.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests._list_words import DEVELOPMENT, EVALUATION, Venue, World


@dataclass(frozen=True)
class Marks:
    """The marks and habits a set of lists chooses from."""

    numbering: tuple[str, ...]
    last: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    pages: tuple[str, ...]
    links: tuple[str, ...]
    stars: tuple[str, ...]
    width: tuple[int, ...]
    equal: tuple[str, ...]
    years: tuple[str, ...]


SETS: dict[str, tuple[World, Marks, int]] = {
    "development": (
        DEVELOPMENT,
        Marks(
            numbering=("", "", "[{}] ", "{}. ", "• "),
            last=(" and ", ", and ", ", ", " & "),
            quotes=(("“", "”"), ('"', '"')),
            pages=("pp. {}", "pages {}", "{}"),
            links=("", "", " [pdf] [code]", " [PDF]"),
            stars=("", "", "*", "†"),
            width=(0, 0, 80, 100),
            equal=("* equal contribution", "*Equal contribution."),
            years=("{}", "## {}"),
        ),
        1,
    ),
    "evaluation": (
        EVALUATION,
        Marks(
            numbering=("", "", "({}) ", "{}) ", "- ", "* ", "[{}] "),
            last=(" and ", ", and ", ", ", ", & ", " with "),
            quotes=(("“", "”"), ('"', '"'), ("«", "»")),
            pages=("pp. {}", "p. {}", "{}"),
            links=("", "", " [paper] [slides] [video]", " [pdf] | [bib]", " (pdf, code)"),
            stars=("", "", "*", "‡", "1,2", "¹"),
            width=(0, 0, 72, 90),
            equal=("* denotes equal contribution", "(* = equal contribution)"),
            years=("{}", "== {} ==", "{}:"),
        ),
        9_000_001,
    ),
}


@dataclass(frozen=True)
class Person:
    given: str
    family: str


@dataclass
class Invented:
    """The metadata of one invented work."""

    title: str
    authors: list[Person]
    year: int
    month: int
    venue: Venue
    volume: int
    issue: int
    pages: str
    doi: str
    arxiv: str
    hal: str
    abstract: str
    language: str = "en"


@dataclass
class Truth:
    """What a reader should say of the record at `start` to `end`: empty where the list does not say."""

    layout: str
    title: str = ""
    authors: list[str] = field(default_factory=list)
    year: str = ""
    venue: str = ""
    ids: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0


@dataclass
class Sample:
    """One list: its layout, its text and the truth of its records in order."""

    layout: str
    text: str
    truths: list[Truth]


class Maker:
    """Makes the works and the text of one list."""

    def __init__(self, which: str, number: int, layout: str, works: int = 0) -> None:
        self.world, self.marks, seed = SETS[which]
        self.rng = random.Random(f"{seed}/{number}/{layout}")
        self.layout = layout
        self.works = works
        self.parts: list[str] = []
        self.size = 0
        self.truths: list[Truth] = []
        self.ascii = self.rng.random() < 0.08
        self.number = 0
        self.mark = self.pick(self.marks.numbering)
        self.last = self.pick(self.marks.last)
        self.page = self.pick(self.marks.pages)
        self.width = self.pick(self.marks.width)
        self.star = self.pick(self.marks.stars)

    def pick(self, choice: tuple[object, ...]) -> object:
        return self.rng.choice(choice)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def count(self, low: int, high: int) -> int:
        """How many works the list has: one of a few, or as many as were asked for."""
        return self.works or self.rng.randrange(low, high)

    # --- invention ---------------------------------------------------------------------------------------------------

    def title(self, language: str) -> str:
        world, rng = self.world, self.rng
        if language != "en":
            return rng.choice(world.foreign[language])
        text = rng.choice(world.patterns)
        for slot, words in (("{t}", world.things), ("{f}", world.fields), ("{C}", world.coined)):
            while slot in text:
                text = text.replace(slot, rng.choice(words), 1)
        for slot, words in (("{T}", world.things), ("{F}", world.fields)):
            while slot in text:
                word = rng.choice(words)
                text = text.replace(slot, word[0].upper() + word[1:], 1)
        if self.layout_case:
            text = " ".join(w if w in SMALL else w[0].upper() + w[1:] for w in text.split(" "))
        return text

    layout_case = True

    def person(self, culture: str = "") -> Person:
        culture = culture or self.rng.choice(list(self.world.given))
        return Person(self.rng.choice(self.world.given[culture]), self.rng.choice(self.world.family[culture]))

    def people(self) -> list[Person]:
        size = 150 if self.chance(0.01) else self.rng.choice([1, 2, 2, 3, 3, 4, 5, 7, 12])
        found: list[Person] = []
        while len(found) < size:
            one = self.person()
            if one not in found or size == 150:
                found.append(one)
        return found

    def work(self, language: str = "en") -> Invented:
        rng = self.rng
        first = rng.randrange(1, 900)
        year, month = rng.randrange(2008, 2026), rng.randrange(1, 13)
        venue = rng.choice(self.world.venues)
        if language != "en":
            venue = Venue("journal", rng.choice(self.world.foreign_venues[language]), "")
        abstract = " ".join(rng.sample(self.world.sentences, rng.randrange(4, 7)))
        digits = 5 if year > 2014 else 4
        arxiv = f"{year % 100:02}{month:02}.{rng.randrange(10 ** (digits - 1), 10**digits)}"
        return Invented(
            self.title(language), self.people(), year, month, venue, rng.randrange(1, 90), rng.randrange(1, 13),
            f"{first}-{first + rng.randrange(1, 30)}", f"10.{rng.randrange(1000, 9999)}/{rng.choice(['abc', 'x.y', 's1-'])}{rng.randrange(10**5)}",
            arxiv, f"hal-{rng.randrange(10**6, 10**7):08}", abstract, language,
        )  # fmt: skip

    # --- writing -----------------------------------------------------------------------------------------------------

    def plain(self, text: str) -> str:
        """The text without diacritics where this list has lost them."""
        if not self.ascii:
            return text
        text = text.translate(
            str.maketrans(
                {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Þ": "Th"}
            )
        )
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def entry(self, text: str, truth: Truth) -> None:
        """Writes the text of a record, wrapped and hyphenated where this list is, with its truth."""
        truth.start = self.size
        self.add(self.wrapped(text) if self.width and "\n" not in text else text)
        truth.end = self.size
        self.truths.append(truth)

    def wrapped(self, text: str) -> str:
        lines: list[str] = []
        line = ""
        for word in text.split(" "):
            room = self.width - len(line) - 2
            if line and len(line) + len(word) + 1 > self.width:
                if (
                    word.isalpha()
                    and word.islower()
                    and len(word) > 7
                    and 3 <= room <= len(word) - 3
                    and self.chance(0.5)
                ):
                    lines.append(f"{line} {word[:room]}-")
                    line = word[room:]
                    continue
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        return "\n".join([*lines, line])

    def numbered(self) -> str:
        self.number += 1
        return self.mark.format(self.number)

    def names(
        self, work: Invented, form: str, last: str | None = None, sep: str = ", ", most: int = 0
    ) -> tuple[str, list[str], bool]:
        """The printed list, the names in reading order, and whether it was cut with "et al."."""
        printed, truth = [], []
        cut = most and len(work.authors) > most
        for one in work.authors[: most or None]:
            text, read = FORMS[form](Person(self.plain(one.given), self.plain(one.family)))
            if self.star and self.chance(0.3):
                text += self.star
            printed.append(text)
            truth.append(read)
        if len(work.authors) > 6 and form in ("full", "initials") and not cut and self.chance(0.08):
            body = self.rng.choice(self.world.bodies)
            printed.append(body)
            truth.append(body)
        last = self.last if last is None else last
        if cut:
            return sep.join(printed) + self.rng.choice([" et al.", ", et al."]), truth, True
        if len(printed) == 1:
            return printed[0], truth, False
        if self.chance(0.01) and form == "full" and len(printed) > 3:
            return f"{printed[0]} {sep.join(printed[1:-1])}{last}{printed[-1]}", truth, False
        if len(printed) == 2 and last == ", and ":
            last = " and "
        return sep.join(printed[:-1]) + last + printed[-1], truth, False

    def truth(
        self, title: str = "", authors: list[str] | None = None, year: object = "", venue: str = "", **ids: str
    ) -> Truth:
        found = {f"{scheme}:{value.lower()}" for scheme, value in ids.items() if value}
        return Truth(self.layout, title, authors or [], str(year), venue, found)

    def sample(self) -> Sample:
        return Sample(self.layout, "".join(self.parts), self.truths)


SMALL = frozenset(["of", "for", "and", "in", "on", "the", "a", "by", "to", "with", "vs.", "from", "using", "at"])


def _initials(given: str, dot: str = ". ") -> str:
    words = given.replace(".", " ").split()
    return "".join(
        "-".join(part[0].upper() + dot.strip() for part in word.split("-")) + (" " if dot.endswith(" ") else "")
        for word in words
    ).strip()


FORMS: dict[str, Callable[[Person], tuple[str, str]]] = {
    "full": lambda p: (f"{p.given} {p.family}", f"{p.given} {p.family}"),
    "initials": lambda p: (f"{_initials(p.given)} {p.family}", f"{_initials(p.given)} {p.family}"),
    "scholar": lambda p: (
        f"{_initials(p.given, '').replace('-', '')} {p.family}",
        f"{_initials(p.given, '')} {p.family}",
    ),
    "inverted": lambda p: (f"{p.family}, {p.given}", f"{p.given} {p.family}"),
    "apa": lambda p: (f"{p.family}, {_initials(p.given)}", f"{_initials(p.given)} {p.family}"),
    "vancouver": lambda p: (
        f"{p.family} {_initials(p.given, '').replace('-', '').replace(' ', '')}",
        f"{_initials(p.given, '')} {p.family}",
    ),
}


def samples(which: str, count: int, only: str = "", works: int = 0) -> Iterator[Sample]:
    """`count` lists of each layout (or of one only), of the set `which`; each of `works` works where that is said."""
    from tests._list_layouts import LAYOUTS

    for layout, write in LAYOUTS.items():
        if only and layout != only:
            continue
        for number in range(count):
            maker = Maker(which, number, layout, works)
            write(maker)
            yield maker.sample()

"""The tagger of pages: which segments of a page are titles, authors and what tells where a work appeared, and where entries begin.

A network (`_learned_network`) that was trained before, by `benchmarks/train_pages.py`. The
labels are `title`, `authors`, `venue` (what names it, with numbers that no mark parts from the name) and `rest` (numbers, date, identifiers), each with `E-` where an entry begins, `B-` where another
part of it does and `I-` where a part goes on; `O` is what belongs to no work.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.sources._learned_choice import Chosen, Found, Weighing, chosen
from kg.sources._learned_features import Page
from kg.sources._learned_network import network
from kg.sources._learned_segments import Segment, segments_of
from kg.sources._listing_lines import Line, joined
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR

if TYPE_CHECKING:
    from kg.sources._learned_network import Floats

MODELS = Path(__file__).with_name("_learned.npz"), Path(__file__).with_name("_learned_other.npz")
"""Two networks, trained from other beginnings: what both hold is more often right than what one is certain of."""
OTHER = "O"
"""The label of what belongs to no work."""
MOST = 8_000
"""A page has no more segments: the densest that are known have 80 in a thousand characters, and a page some 65,000. More are no list (a column
of thousands of single numbers), and to weigh them would take seconds."""
LABELS = (OTHER, *(f"{at}-{part}" for part in ("title", "authors", "venue", "rest") for at in "EBI"))
"""The labels in the order of the network."""
_OF_LOGS = re.compile(r"\[?\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d\S*)?\]? [A-Z][\w-]+ [A-Z]")
"""A day and who did something then, as in a log."""
_OF_A_LOG = 0.3
"""What the certainty of a title in a log is multiplied by, and of one that comes more often than so."""
_OFTEN = 2
_ANOTHER = 60
"""So many letters between the parts of an entry are of another text."""


@dataclass
class Part:
    """Consecutive segments of one part of an entry."""

    name: str
    segments: list[Segment]

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end


@dataclass
class Entry:
    """What is said of one work: its parts in order, and how certain it is that `title` is its title, all of it and nothing else."""

    parts: list[Part] = field(default_factory=list)
    certainty: float = 0.0

    @property
    def title(self) -> Part:
        return next(part for part in self.parts if part.name == "title")

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def form(self) -> tuple[str, ...]:
        """The names of its parts in order."""
        names = ["rest" if part.name == "venue" else part.name for part in self.parts]
        return tuple(name for name, _ in itertools.groupby(names))


def entries(lines: Sequence[Line], models: Sequence[Path] = MODELS) -> list[Entry]:
    """The entries of a page that have a title, in order, each with its certainty; none of more than `MOST` segments."""
    parted = segments_of(lines)
    if not 0 < sum(map(len, parted)) <= MOST:
        return []
    page = Page(lines, parted)
    places = page.places
    each = [network(model).probabilities(page.features, places) for model in models]
    likely: Floats = sum(each[1:], each[0]) * (1 / len(each))
    path = [LABELS[label] for label in likely.argmax(axis=1)]
    found: list[Entry] = []
    at: list[list[int]] = []
    apart = sum(bool(line.gap) for line in lines) * 2 < len(lines)  # blank lines part something
    for i, tag in enumerate(path):
        if tag == OTHER:
            continue
        if apart and tag == "I-title" and found and _is_greeting(found[-1], page.segments[i]):
            found[-1], at[-1] = Entry(), []
        if tag[0] == "E" or not found:
            found.append(Entry())
            at.append([])
        _add(found[-1], page.segments[i], tag, bool(at[-1]) and at[-1][-1] == i - 1)
        at[-1].append(i)
    number = {id(one): i for i, one in enumerate(page.segments)}
    _set_aside(found, path, number, page.segments)
    for one in found:
        complete(one, path, number, page.segments)
    kept = [one for one in found if any(part.name == "title" for part in one.parts)]
    for one in kept:
        _end(one, number, page.segments)
    weighing = Weighing([_found(one, number) for one in kept], likely, page.segments, joined(lines), lines[0].start)
    for one, choice in zip(kept, chosen(weighing), strict=True):
        _set_title(one, choice, number, page.segments)
    _doubt_repeated(kept)
    return kept


def _is_greeting(entry: Entry, segment: Segment) -> bool:
    """Whether an entry is as yet nothing but the beginning of a title on the line before a blank one: it is none of the work below."""
    first = entry.parts[0].segments[0] if len(entry.parts) == 1 and entry.parts[0].name == "title" else None
    return first is not None and segment.nth == 0 and bool(segment.line.gap) and first.row == segment.row - 1


def _add(entry: Entry, segment: Segment, tag: str, goes_on: bool) -> None:
    name = tag[2:]
    last = entry.parts[-1] if entry.parts else None
    if last and goes_on and last.name == name and (tag[0] == "I" or name != "title"):
        last.segments.append(segment)
    else:
        entry.parts.append(Part(name, [segment]))


def _end(entry: Entry, number: dict[int, int], segments: Sequence[Segment]) -> None:
    """Takes from an entry what stands behind other text than its own and a blank line: that is of another section."""
    title = entry.parts.index(entry.title)
    for at in range(title + 1, len(entry.parts)):
        first, last = number[id(entry.parts[at - 1].segments[-1])] + 1, number[id(entry.parts[at].segments[0])]
        between = segments[first:last]
        apart = any(one.nth == 0 and one.line.gap for one in segments[first : last + 1])
        if apart and sum(len(one.text) for one in between) >= _ANOTHER:
            del entry.parts[at:]
            return


def _set_aside(
    found: Sequence[Entry], path: Sequence[str], number: dict[int, int], segments: Sequence[Segment]
) -> None:
    """Names that stand beside those of another entry on a line, or on both sides of a title, are of an entry that is not certain."""
    for entry in found:
        several = sum(part.name == "authors" for part in entry.parts) > 1
        for part in entry.parts:
            if part.name != "authors":
                continue
            first, last = number[id(part.segments[0])], number[id(part.segments[-1])]
            beside = [i for i in (first - 1, last + 1) if 0 <= i < len(path) and path[i].endswith("authors")]
            if several or any(segments[i].row == segments[min(max(i, first), last)].row for i in beside):
                part.name = "unsure"


def complete(entry: Entry, path: Sequence[str], number: dict[int, int], segments: Sequence[Segment]) -> None:
    """What follows an entry without a date on its line, and holds a year, tells where and when it appeared, whatever it was taken for."""
    last = entry.parts[-1]
    if last.name not in ("title", "venue", "rest") or any(
        YEAR.search(one.text) for one in last.segments if last.name == "rest"
    ):
        return
    at = number[id(last.segments[-1])] + 1
    upto = at
    while upto < len(path) and path[upto] == OTHER and segments[upto].row == last.segments[-1].row:
        upto += 1
    more = list(segments[at:upto])
    if any(YEAR.search(one.text) for one in more):
        if last.name == "rest":
            last.segments += more
        else:
            entry.parts.append(Part("rest", more))


def _doubt_repeated(found: Sequence[Entry]) -> None:
    """Makes less certain the titles that come again and again, which are words of a form or a licence."""
    texts = [" ".join(one.text for one in entry.title.segments).casefold() for entry in found]
    counts = Counter(texts)
    for entry, text in zip(found, texts, strict=True):
        if counts[text] > _OFTEN:
            entry.certainty *= _OF_A_LOG


def _found(entry: Entry, number: dict[int, int]) -> Found:
    """An entry by the numbers of its segments."""
    title = entry.title
    others = [(part.name, [number[id(one)] for one in part.segments]) for part in entry.parts if part is not title]
    several = any(name == "title" for name, _ in others)
    return Found(number[id(title.segments[0])], number[id(title.segments[-1])], others, entry.form, several)


def _set_title(entry: Entry, choice: Chosen, number: dict[int, int], segments: Sequence[Segment]) -> None:
    """Makes a stretch the title of an entry; what that has more is none of the other parts, and what it has less is names or tells where it appeared."""
    entry.certainty = choice.certainty
    if _OF_LOGS.match(entry.parts[0].segments[0].text):
        entry.certainty *= _OF_A_LOG
    title = entry.title
    first, last = number[id(title.segments[0])], number[id(title.segments[-1])]
    if (first, last) == (choice.first, choice.last):
        return
    its = range(choice.first, choice.last + 1)
    title.segments = list(segments[choice.first : choice.last + 1])
    for part in entry.parts:
        if part is not title:
            part.segments = [one for one in part.segments if number[id(one)] not in its]
    entry.parts = [part for part in entry.parts if part.segments]
    at = entry.parts.index(title)
    if behind := segments[choice.last + 1 : last + 1]:
        entry.parts.insert(at + 1, Part("venue", list(behind)))
    if before := segments[first : choice.first]:
        names = people(" ".join(one.text for one in before).strip(" .,;:")) is not None
        entry.parts.insert(at, Part("authors" if names else "rest", list(before)))

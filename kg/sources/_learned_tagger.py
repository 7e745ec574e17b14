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

from kg.names import fold
from kg.sources._learned_features import Page
from kg.sources._learned_network import network
from kg.sources._learned_segments import Segment
from kg.sources._listing_lines import Line, is_heading, is_prose, joined
from kg.sources._listing_people import behind, people
from kg.sources._listing_signs import GOES_ON, OF_CITATIONS, YEAR, find_identifiers

if TYPE_CHECKING:
    from kg.sources._learned_network import Floats

MODELS = Path(__file__).with_name("_learned.npz"), Path(__file__).with_name("_learned_other.npz")
"""Two networks, trained from other beginnings: what both hold is more often right than what one is certain of."""
OTHER = "O"
"""The label of what belongs to no work."""
LABELS = (OTHER, *(f"{at}-{part}" for part in ("title", "authors", "venue", "rest") for at in "EBI"))
"""The labels in the order of the network."""
_TITLE, _NEW, _GOES_ON = (1, 2, 3), (1, 2), 3
"""The numbers of the labels of titles: all, those where one begins, that where one goes on."""
_OF_VENUES = re.compile(r",\s\d{1,4}\s[A-Z]|\b(?:19|20)\d\d\)[,.]?\s")
"""What stands between title and venue, and within hardly a title: a volume, a year in brackets."""
_OF_MORE = re.compile(
    r"^(?:eds?|hrsg|hg|dir)\b[.,)]|\b(?:eds?|hrsg|hg)\.?$|^[^'’‘]*[^\W_]['’][^\w'’]*$|^['‘][^'’]*$|^[^\"”“]*[\"”][^\"”“]*$"
)
"""Signs that a title holds more or less than itself: a word for editors at one of its ends, half of a pair of quotation marks."""
_BEYOND = re.compile(r"[”»“\"]" + GOES_ON)
_OF_LOGS = re.compile(r"\[?\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d\S*)?\]? [A-Z][\w-]+ [A-Z]")
"""A day and who did something then, as in a log."""
_DOUBTED = 0.85
"""What the certainty of a title is multiplied by that looks like none: it is taken only where others of the page have the same form."""
_ANOTHER = 60
"""So many letters between the parts of an entry are of another text."""
_MOST_TITLE = 40
"""No title has more segments."""


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
    """The entries of a page that have a title, in order, each with its certainty."""
    page = Page(lines)
    if not page.segments:
        return []
    each = [network(model).probabilities(page.features, page.places) for model in models]
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
    again = Counter(fold(one.text) for one in page.segments)
    text, base = joined(lines), lines[0].start
    for one in kept:
        title = text[one.title.start - base : one.title.end - base]
        one.certainty = _certainty(likely, one, number) * _plausible(one, title, again)
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


def _certainty(likely: Floats, entry: Entry, number: dict[int, int]) -> float:
    """The probability of the least certain of: where the title begins, each of its segments, where it ends."""
    places = [number[id(one)] for one in entry.title.segments]
    least = [float(likely[i, _TITLE].sum()) for i in places]
    least.append(float(likely[places[0], _NEW].sum()))
    if places[-1] + 1 < len(likely):
        least.append(1 - float(likely[places[-1] + 1, _GOES_ON]))
    return min(least)


def _plausible(entry: Entry, text: str, again: Counter[str]) -> float:
    """How far the title of an entry can be one: less where it goes over a bullet or a blank line, comes again, or holds what venues have."""
    title = entry.title
    first, rest = title.segments[0], title.segments[1:]
    if sum(part.name == "title" for part in entry.parts) > 1 or len(title.segments) > _MOST_TITLE:
        return 0.5
    if _OF_LOGS.match(entry.parts[0].segments[0].text):
        return 0.5
    if any(one.before == "marker" or (one.nth == 0 and one.line.gap) for one in rest):
        return _DOUBTED
    if sum(map(str.isalpha, text)) < 3 or (not rest and (again[fold(first.text)] > 2 or is_heading(first.line))):
        return _DOUBTED
    if rest and first.after in ("colon", "stop") and " " in first.text:
        named = people(first.text)
        if named and first.after == "colon":
            return _DOUBTED  # the last of the names before a colon
        if named and len(named.names) > 1:
            return 0.5  # several names before a stop are those of the authors
    if _BEYOND.match(title.segments[-1].line.text, title.end - title.segments[-1].line.start):
        return _DOUBTED  # it only begins with a quotation
    head, stop, _ = text.partition(". ")
    names = [part for part in entry.parts if part.name == "authors"]
    if stop and names and len(head) < 60 and behind(head):
        return _DOUBTED  # "Author A, Builder B. Ferries": the last name was taken for the beginning of the title
    if "„" not in text and text.count("“") != text.count("”"):
        return _DOUBTED
    if any(True for _ in find_identifiers(text)) or text.startswith(("ISBN", "ISSN")) or _OF_MORE.search(text):
        return _DOUBTED
    before, comma, _ = text.partition(", ")
    if comma and not names and people(before):
        return _DOUBTED  # "Ann Author, Ferries": its authors were taken with it
    return _DOUBTED if OF_CITATIONS.search(text) or _OF_VENUES.search(text) or is_prose(text) else 1.0

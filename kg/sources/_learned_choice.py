"""Which segments of an entry are its title, and how likely that is: the stretch that the tagger of pages found, or one with a segment or two more or less.

The tagger's probabilities tell less than they seem to: of titles that it holds for .8 on pages it has not seen, half are right. So each stretch
is weighed by a small network that knows, beside these probabilities, the marks around the stretch, whether the surest titles of the page stand
between the same ones, what else the entry holds, and how its text looks. It was trained (`benchmarks/train_choice.py`) on what taggers found that
had not seen the pages, so that its figure is how often such a stretch is a title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log, log1p
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.names import fold
from kg.sources._learned_segments import Segment
from kg.sources._listing_lines import is_heading, is_prose
from kg.sources._listing_people import people
from kg.sources._listing_signs import OF_CITATIONS, YEAR, find_identifiers, of_conferences, of_journals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.sources._learned_network import Floats

MODEL = Path(__file__).with_name("_learned_choice.npz")
MARKS = (
    "begin", "marker", "dashes", "year", "initial", "wide", "comma", "cell", "semicolon", "tab", "bar", "dash", "colon", "question",
    "stop", "open", "close", "single", "ended", "bracket", "closed", "emphasis", "word", "end",
)  # fmt: skip
"""The marks around segments."""
PARTS = ("O", "title", "authors", "venue", "rest")
_PART_OF = (0, *([1] * 3), *([2] * 3), *([3] * 3), *([4] * 3))
"""The part of each label of the tagger."""
_TITLE, _NEW, _GOES_ON = slice(1, 4), slice(1, 3), 3
SURE = 0.985
"""Of an entry whose title the tagger holds for so certain no other stretch is weighed."""
_FIRM = 0.9
"""The marks around titles of which the tagger is so certain are those of the page."""
_BETTER = 0.1
"""Another stretch is taken where it is so much more likely the title."""
_FAR = 2
"""A stretch begins or ends so many segments before or behind that of the tagger, at most."""
_MOST_TITLE = 40
_MANY = 6
"""So many entries, or more, are many."""
_MORE_SIGNS = re.compile(
    r"^(?:eds?|hrsg|hg|dir)\b[.,)]|\b(?:eds?|hrsg|hg)\.?$|^[^'’‘]*[^\W_]['’][^\w'’]*$|^['‘][^'’]*$|^[^\"”“]*[\"”][^\"”“]*$"
)
_OF_VENUES = re.compile(r",\s\d{1,4}\s[A-Z]|\b(?:19|20)\d\d\)[,.]?\s")


class Found(NamedTuple):
    """An entry as the tagger found it: the numbers of the first and last segment of its title, of those of each other part, and their names."""

    first: int
    last: int
    others: Sequence[tuple[str, Sequence[int]]]
    form: tuple[str, ...]
    several: bool


class Chosen(NamedTuple):
    """The numbers of the first and last segment of a title, and how likely it is one."""

    first: int
    last: int
    certainty: float


class Weighing:
    """The entries of a page and what is known of all of them."""

    def __init__(
        self, found: Sequence[Found], likely: Floats, segments: Sequence[Segment], text: str, base: int
    ) -> None:
        self.found = found
        self._likely, self._segments, self._text, self._base = likely, segments, text, base
        self._label = [_PART_OF[one] for one in likely.argmax(axis=1).tolist()]
        self._title = likely[:, _TITLE].sum(axis=1).tolist()
        self._new = likely[:, _NEW].sum(axis=1).tolist()
        self._more = likely[:, _GOES_ON].tolist()
        self.raw = [self._least(one.first, one.last) for one in found]
        firm = [one for one, raw in zip(found, self.raw, strict=True) if raw >= _FIRM]
        self._firm = {id(one) for one in firm}
        self._signs = Counter(self._sign(one.first, one.last) for one in firm)
        self._before = Counter(segments[one.first].before for one in firm)
        self._after = Counter(segments[one.last].after for one in firm)
        self._forms = Counter(one.form for one in firm)
        self._again = Counter(fold(one.text) for one in segments)
        size = max(1, len(text))
        spans = [(min(one.first, *_numbers(one), one.first), max(one.last, *_numbers(one), one.last)) for one in found]
        self._cover = sum(segments[b].end - segments[a].start for a, b in spans) / size
        self._shared = self._of_page()
        self._taken = {number for one in found for number in range(one.first, one.last + 1)}

    def stretches(self, number: int) -> list[tuple[int, int]]:
        """The stretches that may be the title of an entry: that of the tagger first, and others where it is not sure of it."""
        one = self.found[number]
        every = [(one.first, one.last)]
        if self.raw[number] >= SURE:
            return every
        for far in range(1, _FAR + 1):
            for first, last in (
                (one.first + far, one.last),
                (one.first, one.last - far),
                (one.first - far, one.last),
                (one.first, one.last + far),
            ):
                if 0 <= first <= last < len(self._segments) and last - first < _MOST_TITLE:
                    added = (*range(first, one.first), *range(one.last + 1, last + 1))
                    if not any(each in self._taken for each in added):
                        every.append((first, last))
        return every

    def text_of(self, first: int, last: int) -> str:
        """The text of a stretch."""
        return self._text[self._segments[first].start - self._base : self._segments[last].end - self._base]

    def features(self, number: int, first: int, last: int) -> list[float]:
        """What is known of a stretch as the title of an entry, as numbers."""
        one = self.found[number]
        segments = self._segments
        begin, end = segments[first], segments[last]
        text = self.text_of(first, last)
        return [
            *self._chances(first, last),
            *[float(begin.before == mark) for mark in MARKS],
            *[float(end.after == mark) for mark in MARKS],
            *self._around(first, last),
            *self._as_others(one, first, last),
            *self._of_entry(one, first, last),
            *_of_text(text, begin),
            counted(self._again[fold(text)]),
            float(one.first - first if first < one.first else 0),
            float(first - one.first if first > one.first else 0),
            float(last - one.last if last > one.last else 0),
            float(one.last - last if last < one.last else 0),
        ]

    def _least(self, first: int, last: int) -> float:
        """The probability of the least certain of: where a title begins, each of its segments, where it ends."""
        ends = 1 - self._more[last + 1] if last + 1 < len(self._more) else 1.0
        return float(min(self._new[first], *self._title[first : last + 1], ends))

    def _chances(self, first: int, last: int) -> list[float]:
        inside = self._title[first : last + 1]
        goes_on = self._more[first + 1 : last + 1]
        after = last + 1 < len(self._more)
        return [
            _odds(self._new[first]),
            _odds(min(inside)),
            _odds(sum(inside) / len(inside)),
            _odds(1 - self._more[last + 1]) if after else 6.0,
            _odds(self._least(first, last)),
            _odds(self._title[first - 1]) if first else -6.0,
            _odds(self._title[last + 1]) if after else -6.0,
            _odds(min(goes_on)) if goes_on else 6.0,
        ]

    def _around(self, first: int, last: int) -> list[float]:
        """The labels and lines of the segments beside a stretch."""
        segments = self._segments
        begin, end = segments[first], segments[last]
        before = self._label[first - 1] if first else -1
        after = self._label[last + 1] if last + 1 < len(segments) else -1
        return [
            *[float(before == part) for part in range(len(PARTS))],
            *[float(after == part) for part in range(len(PARTS))],
            float(begin.nth == 0),
            float(end.last),
            float(end.row - begin.row),
            float(bool(begin.line.gap) and begin.nth == 0),
            float(is_heading(begin.line)),
            log1p(last - first),
        ]

    def _sign(self, first: int, last: int) -> tuple[object, ...]:
        segments = self._segments
        before = self._label[first - 1] if first and segments[first - 1].row == segments[first].row else -1
        after = (
            self._label[last + 1] if last + 1 < len(segments) and segments[last + 1].row == segments[last].row else -1
        )
        return segments[first].before, segments[last].after, before, after

    def _as_others(self, one: Found, first: int, last: int) -> list[float]:
        """How many of the surest titles, without that of the entry itself, stand between the same marks, and are in entries of the same form."""
        own = id(one) in self._firm
        total = len(self._firm) - own
        same = first == one.first and last == one.last and own
        begin, end = self._segments[first].before, self._segments[last].after
        counts = [
            self._signs[self._sign(first, last)] - same,
            self._before[begin] - (own and self._segments[one.first].before == begin),
            self._after[end] - (own and self._segments[one.last].after == end),
            self._forms[one.form] - own,
        ]
        return [
            *[counted(each) for each in counts],
            *[max(0, each) / total if total else 0.5 for each in counts],
            counted(total),
        ]

    def _of_page(self) -> list[float]:
        many = len(self.found)
        return [counted(many), len(self._firm) / many if many else 0.0, self._cover]

    def _of_entry(self, one: Found, first: int, last: int) -> list[float]:
        names = [name for name, _ in one.others]
        rest = " ".join(
            self._segments[number].text
            for name, numbers in one.others
            if name in ("venue", "rest")
            for number in numbers
            if not first <= number <= last
        )
        return [
            *self._shared,
            *[float(each in names) for each in ("authors", "unsure", "venue", "rest")],
            float(one.several),
            float(YEAR.search(rest) is not None),
            float(any(True for _ in find_identifiers(rest))),
        ]


def _numbers(one: Found) -> list[int]:
    return [number for _, numbers in one.others for number in numbers]


def _of_text(text: str, begin: Segment) -> list[float]:
    """How the text of a stretch looks."""
    named = people(begin.text) if len(begin.text) < 200 else None
    return [
        log1p(len(text.split())),
        log1p(len(text)),
        float(text.isupper()),
        float(text[:1].islower()),
        float(text[:1].isdigit()),
        float(text[-1:] in "?!"),
        float(". " in text),
        float(": " in text),
        float(min(text.count(","), 4)),
        float(YEAR.search(text) is not None),
        float(text.count("“") != text.count("”")),
        float(_MORE_SIGNS.search(text) is not None),
        float(OF_CITATIONS.search(text) is not None or _OF_VENUES.search(text) is not None),
        float(is_prose(text)),
        float(any(True for _ in find_identifiers(text))),
        float(of_conferences(text) or of_journals(text)),
        float(named is not None),
        float(named is not None and begin.after in ("colon", "stop") and len(named.names) > 1),
        float(sum(map(str.isalpha, text)) < 3),
    ]


def counted(number: int) -> float:
    """A number as a feature: long lists are as those of some entries, since the pages that are learnt from are short."""
    return log1p(min(max(0, number), _MANY))


def _odds(chance: float) -> float:
    bounded = min(max(chance, 2.5e-3), 1 - 2.5e-3)
    return log(bounded / (1 - bounded))


class Model(NamedTuple):
    """Two layers: what is taken from each number and what it is divided by, the weights of the first and of the second layer."""

    mean: Floats
    scale: Floats
    first: Floats
    bias: Floats
    second: Floats
    last: Floats

    def chances(self, rows: Floats) -> NDArray[np.float32]:
        """How likely each stretch is a title, by its features."""
        import numpy as np

        held = np.maximum((rows - self.mean) / self.scale @ self.first + self.bias, 0)
        found: NDArray[np.float32] = 1 / (1 + np.exp(-(held @ self.second + self.last)))
        return found


@cache
def model(path: Path = MODEL) -> Model:
    """The weights in a file that `save` wrote, read once."""
    import numpy as np

    with np.load(path) as file:
        weights = {name: file[name].astype(np.float32) for name in Model._fields}
        return Model(**weights)


def save(path: Path, weights: Model) -> None:
    """Writes weights, as numbers of 16 bits."""
    import numpy as np

    arrays = {name: np.asarray(each, np.float16) for name, each in zip(Model._fields, weights, strict=True)}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def chosen(weighing: Weighing) -> list[Chosen]:
    """The title of each entry of a page: the likeliest stretch, that of the tagger where no other is much likelier."""
    import numpy as np

    every = [weighing.stretches(number) for number in range(len(weighing.found))]
    rows = [weighing.features(number, *each) for number, its in enumerate(every) for each in its]
    if not rows:
        return []
    chances = model().chances(np.array(rows, np.float32)).tolist()
    found: list[Chosen] = []
    at = 0
    for its in every:
        own = chances[at : at + len(its)]
        best = max(range(len(its)), key=lambda i: own[i])
        if own[best] < own[0] + _BETTER:
            best = 0
        found.append(Chosen(*its[best], own[best]))
        at += len(its)
    return found

"""The taggers of references: which part of a reference each token is of, by two conditional random fields that were trained before.

The models lie beside this module; `benchmarks/train_references.py` makes them, from references labelled by AnyStyle (BSD-2-Clause)
and from different references made of their words. Where they differ, the mean of what they hold likely decides: each errs in its own
way. Tags are those of the training references, less those that are rare: a part begins with `B-NAME` and goes on with `I-NAME`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.sources._references_features import Token, features

if TYPE_CHECKING:
    import pycrfsuite

MODELS = (
    Path(__file__).with_name("_references.crfsuite"),
    Path(__file__).with_name("_references_styled.crfsuite"),
)

MERGED = {
    "director": "editor",
    "producer": "editor",
    "source": "journal",
    "collection-title": "container-title",
    "medium": "genre",
    "isbn": "note",
}
"""Parts too rare to be learnt, and the part they are learnt as."""


LIKELY = 0.01
"""Where the models differ, tags less likely than this are not weighed."""

UNCERTAIN = 0.5
"""Below this certainty a title is looked for again, by where one most likely begins and where it ends."""


@dataclass(frozen=True)
class Part:
    """Consecutive tokens of one part: its name, the first token and the one after the last, and the lowest probability of them."""

    name: str
    first: int
    last: int
    certainty: float


def tags(parts: Sequence[str]) -> list[str]:
    """The tags of tokens whose parts are known."""
    merged = [MERGED.get(part, part) for part in parts]
    return [("I-" if i and merged[i - 1] == part else "B-") + part for i, part in enumerate(merged)]


@cache
def _model(path: Path) -> pycrfsuite.Tagger:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


@dataclass(frozen=True)
class Tagging:
    """What the tagger makes of a reference: its parts in order, and where no title of it is certain, what else may be.

    That is for each token the probability that it is the first of a title and that it is the last of one, and for each token of
    an uncertain title the part it is of if not of the title.
    """

    parts: list[Part]
    begins: Sequence[float] = ()
    ends: Sequence[float] = ()
    instead: Mapping[int, str] = field(default_factory=dict)


class _Opinion:
    """What some models hold of the tokens of one reference."""

    def __init__(self, tokens: Sequence[Token], models: Sequence[Path]) -> None:
        import pycrfsuite

        items = pycrfsuite.ItemSequence(features(tokens))
        self.size = len(tokens)
        self.taggers = [_model(path) for path in models]
        self.paths: list[list[str]] = []
        for tagger in self.taggers:
            tagger.set(items)
            self.paths.append(tagger.tag())
        self.labels: list[str] = self.taggers[0].labels()

    def probability(self, tag: str, i: int) -> float:
        """The mean of the probabilities that a token has a tag."""
        total = 0.0
        for tagger in self.taggers:
            total += tagger.marginal(tag, i)
        return total / len(self.taggers)

    def path(self) -> list[str]:
        """The tags the models agree on, and where they do not, those that are likely on the whole."""
        if all(path == self.paths[0] for path in self.paths):
            return self.paths[0]
        return likeliest_path([self._likely(i, {path[i] for path in self.paths}) for i in range(self.size)])

    def _likely(self, i: int, tags: set[str]) -> dict[str, float]:
        """The tag of a token that all models give it, or else all likely ones, with their probabilities."""
        if len(tags) == 1:
            return dict.fromkeys(tags, 1.0)
        means = ((tag, self.probability(tag, i)) for tag in self.labels)
        return {tag: mean for tag, mean in means if mean >= LIKELY}


_Way: TypeAlias = "tuple[str, _Way] | None"
"""Tags from the last to the first, linked."""


def likeliest_path(likely: Sequence[Mapping[str, float]]) -> list[str]:
    """The tags of the highest product of probabilities in which each part begins with its `B-`, by dynamic programming."""
    ways: dict[str, tuple[float, _Way]] = {"": (0.0, None)}
    for each in likely:
        best = max(ways.values(), key=lambda way: way[0])
        following: dict[str, tuple[float, _Way]] = {}
        for tag, mean in each.items():
            before = [ways[name] for name in ("B" + tag[1:], tag) if name in ways] if tag[0] == "I" else [best]
            if before:
                score, way = max(before, key=lambda way: way[0])
                following[tag] = (score + math.log(mean), (tag, way))
        if not following:  # no likely tag may stand here: the likeliest begins a part
            tag = max(each, key=lambda name: each[name])
            following["B" + tag[1:]] = (best[0] + math.log(each[tag]), ("B" + tag[1:], best[1]))
        ways = following
    path = []
    way = max(ways.values(), key=lambda way: way[0])[1]
    while way is not None:
        path.append(way[0])
        way = way[1]
    return path[::-1]


def tagging(tokens: Sequence[Token], models: Sequence[Path] = MODELS) -> Tagging:
    """The parts of a reference, each with how certain the least certain of its tokens is, and what else could be its title."""
    if not tokens:
        return Tagging([])
    opinion = _Opinion(tokens, models)
    found: list[Part] = []
    for i, tag in enumerate(opinion.path()):
        name = tag[2:]
        certainty = opinion.probability(tag, i)
        if tag[0] == "I" and found and found[-1].name == name:
            before = found[-1]
            found[-1] = Part(name, before.first, i + 1, min(before.certainty, certainty))
        else:
            found.append(Part(name, i, i + 1, certainty))
    titles = [part for part in found if part.name == "title"]
    if titles and min(part.certainty for part in titles) >= UNCERTAIN:
        return Tagging(found)
    return _uncertain(opinion, found, titles)


def _uncertain(opinion: _Opinion, found: list[Part], titles: Sequence[Part]) -> Tagging:
    """Parts without a certain title, with where one may begin and end and what its tokens are if not of it."""
    begins = [opinion.probability("B-title", i) for i in range(opinion.size)]
    inside = [opinion.probability("I-title", i) for i in range(opinion.size)] + [0.0]
    ends = [begins[i] + inside[i] - inside[i + 1] for i in range(opinion.size)]
    others = [tag for tag in opinion.labels if not tag.endswith("-title")]
    instead = {
        i: max(others, key=lambda tag, i=i: opinion.probability(tag, i))[2:]  # type: ignore[misc]
        for title in titles
        for i in range(title.first, title.last)
    }
    return Tagging(found, begins, ends, instead)

"""The tagger of references: which part of a reference each token is of, by a conditional random field that was trained before.

The model lies beside this module; `benchmarks/train_references.py` makes it, from references labelled by AnyStyle (BSD-2-Clause),
from these with other words, and from references in styles put together at random. Tags are those of the training references, less those
that are rare: a part begins with `B-NAME` and goes on with `I-NAME`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.sources._references_features import Token, features

if TYPE_CHECKING:
    import pycrfsuite

MODEL = Path(__file__).with_name("_references.crfsuite")

MERGED = {
    "director": "editor",
    "producer": "editor",
    "source": "journal",
    "collection-title": "container-title",
    "medium": "genre",
    "isbn": "note",
    "url": "note",
    "doi": "note",
}
"""Parts too rare to be learnt or read alike, and the part they are learnt as."""

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


def tagging(tokens: Sequence[Token], model: Path = MODEL) -> Tagging:
    """The parts of a reference, each with how certain the least certain of its tokens is, and what else could be its title."""
    if not tokens:
        return Tagging([])
    tagger = _model(model)
    path = tagger.tag(features(tokens))
    probability = tagger.marginal
    firsts = [i for i, tag in enumerate(path) if i == 0 or tag[0] == "B" or tag[2:] != path[i - 1][2:]]
    found = [
        Part(path[first][2:], first, last, min([probability(path[i], i) for i in range(first, last)]))
        for first, last in itertools.pairwise([*firsts, len(path)])
    ]
    titles = [part for part in found if part.name == "title"]
    if titles and min(part.certainty for part in titles) >= UNCERTAIN:
        return Tagging(found)
    return _uncertain(tagger, len(tokens), found, titles)


def _uncertain(tagger: pycrfsuite.Tagger, size: int, found: list[Part], titles: Sequence[Part]) -> Tagging:
    """Parts without a certain title, with where one may begin and end and what its tokens are if not of it."""
    begins = [tagger.marginal("B-title", i) for i in range(size)]
    inside = [tagger.marginal("I-title", i) for i in range(size)] + [0.0]
    ends = [begins[i] + inside[i] - inside[i + 1] for i in range(size)]
    others = [tag for tag in tagger.labels() if not tag.endswith("-title")]
    instead = {
        i: max(others, key=lambda tag, i=i: tagger.marginal(tag, i))[2:]  # type: ignore[misc]
        for title in titles
        for i in range(title.first, title.last)
    }
    return Tagging(found, begins, ends, instead)

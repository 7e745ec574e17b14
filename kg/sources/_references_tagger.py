"""The tagger of references: which part of a reference each token is of, by a conditional random field that was trained before.

The model lies beside this module; `benchmarks/train_references.py` makes it, from references labelled by AnyStyle (BSD-2-Clause). Tags are those of its training references, less
those that are rare: a part begins with `B-NAME` and goes on with `I-NAME`.
"""

from __future__ import annotations

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
}
"""Parts too rare to be learnt, and the part they are learnt as."""


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
    tagger.set(features(tokens))
    found: list[Part] = []
    for i, tag in enumerate(tagger.tag()):
        name = tag[2:]
        certainty = float(tagger.marginal(tag, i))
        if tag[0] == "I" and found and found[-1].name == name:
            before = found[-1]
            found[-1] = Part(name, before.first, i + 1, min(before.certainty, certainty))
        else:
            found.append(Part(name, i, i + 1, certainty))
    titles = [part for part in found if part.name == "title"]
    if titles and min(part.certainty for part in titles) >= UNCERTAIN:
        return Tagging(found)
    begins = [float(tagger.marginal("B-title", i)) for i in range(len(tokens))]
    inside = [float(tagger.marginal("I-title", i)) for i in range(len(tokens))] + [0.0]
    ends = [begins[i] + inside[i] - inside[i + 1] for i in range(len(tokens))]
    others = [tag for tag in tagger.labels() if not tag.endswith("-title")]
    instead = {
        i: max(others, key=lambda tag, i=i: tagger.marginal(tag, i))[2:]  # type: ignore[misc]
        for title in titles
        for i in range(title.first, title.last)
    }
    return Tagging(found, begins, ends, instead)

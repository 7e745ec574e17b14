"""The tagger of references: which part of a reference each token is of, by a conditional random field that was trained before.

The model lies beside this module; `benchmarks/train_references.py` makes it. Tags are those of its training references, less
those that are rare: a part begins with `B-NAME` and goes on with `I-NAME`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


def parts(tokens: Sequence[Token], model: Path = MODEL) -> list[Part]:
    """The parts of a reference in order, each with how certain the least certain of its tokens is."""
    if not tokens:
        return []
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
    return found

"""The tagger of references: which part of a reference each token is of, by two networks and a conditional random field trained before.

One network (`_learned_network`) sees all references; where it is not certain, the probabilities of both and those of the field are averaged, as they
go wrong in different places. They lie beside this module; `benchmarks/train_references.py` makes them, from references labelled by
AnyStyle (BSD-2-Clause), from references of invented works, from these with other words, and from references in styles put together at random. Labels are those of the
training references, less those that are rare: a part begins with `B-NAME` and goes on with `I-NAME`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.sources._learned_network import WINDOW, Groups, network
from kg.sources._references_features import Token, features_around, groups

if TYPE_CHECKING:
    import numpy as np
    import pycrfsuite
    from numpy.typing import NDArray

    from kg.sources._learned_network import Floats

Models = tuple[Path, ...]
"""The files of networks: the first sees all references, the others those where it is not certain."""
MODELS: Models = (Path(__file__).with_name("_references.npz"), Path(__file__).with_name("_references_other.npz"))
FIELD = Path(__file__).with_name("_references.crfsuite")
SURE = 0.8
"""Where the first network is less certain of any token of a reference, the others and the random field are asked, too."""

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
PARTS = (
    "title", "author", "date", "journal", "container-title", "volume", "pages", "publisher", "location", "editor", "note", "genre",
    "edition", "translator", "citation-number",
)  # fmt: skip
LABELS = tuple(f"{at}-{part}" for part in PARTS for at in "BI")
"""The labels in the order of the networks: each part, where it begins and where it goes on."""
_NUMBERS = {label: number for number, label in enumerate(LABELS)}
_BEGINS, _GOES_ON = LABELS.index("B-title"), LABELS.index("I-title")

LEAST_LIKELY = 0.005
"""The field is not asked for labels that the networks hold less likely, but for that it chooses itself."""
UNCERTAIN = 0.5
"""Below this certainty a title is looked for again, by where one most likely begins and where it ends."""
_NEVER = -1e4


class Part(Struct, frozen=True, gc=False):
    """Consecutive tokens of one part: its name, the first token and the one after the last, and the lowest probability of them."""

    name: str
    first: int
    last: int
    certainty: float


def tags(parts: Sequence[str]) -> list[str]:
    """The tags of tokens whose parts are known."""
    merged = [MERGED.get(part, part) for part in parts]
    return [("I-" if i and merged[i - 1] == part else "B-") + part for i, part in enumerate(merged)]


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


def taggings(references: Sequence[Sequence[Token]], models: Models = MODELS) -> list[Tagging]:
    """The parts of references, each with how certain the least certain of its tokens is, and what else could be their titles.

    The networks see many of them at once, which is faster; none depends on another.
    """
    found: list[Tagging] = []
    some: list[Sequence[Token]] = []
    size = 0
    for tokens in references:
        if some and size + len(tokens) > WINDOW:
            found += _taggings(some, models)
            some, size = [], 0
        some.append(tokens)
        size += len(tokens)
    return found + _taggings(some, models)


def _taggings(references: Sequence[Sequence[Token]], models: Models) -> list[Tagging]:
    """The same for references that the networks see in one window."""
    rows = [groups(tokens) for tokens in references]
    first, *others = models
    likely = _by_network(rows, first)
    unsure = [i for i, one in enumerate(likely) if len(one) and one.max(axis=1).min() < SURE]
    each = [_by_network([rows[i] for i in unsure], model) for model in others]
    for i, *more in zip(unsure, *each, strict=True):
        together: Floats = sum(more, likely[i]) * (1 / len(models))
        likely[i] = (together + _by_field(references[i], together)) * 0.5
    return [_tagging(one) for one in likely]


def _by_network(references: Sequence[Sequence[Groups]], model: Path) -> list[Floats]:
    """How likely each label is for each token of references, given their features, by a network."""
    import numpy as np

    rows = [row for tokens in references for row in tokens]
    if not rows:
        return [np.zeros((0, len(LABELS)), np.float32) for _ in references]
    texts = np.repeat(np.arange(len(references)), [len(tokens) for tokens in references])
    likely = network(model).probabilities(rows, (), texts)
    return np.split(likely, np.cumsum([len(tokens) for tokens in references])[:-1])


@cache
def _field() -> pycrfsuite.Tagger:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(FIELD))
    return tagger


@cache
def _known() -> frozenset[str]:
    """The labels that the random field knows."""
    return frozenset(_field().labels())


def _by_field(tokens: Sequence[Token], likely: Floats) -> Floats:
    """How likely each label is for each token of a reference, by the random field; left out is what neither holds likely."""
    import numpy as np

    tagger = _field()
    path = tagger.tag(features_around(tokens))
    asked = likely > LEAST_LIKELY
    asked[np.arange(len(path)), [_NUMBERS[label] for label in path]] = True
    known = _known()
    found = np.zeros_like(likely)
    for i, number in np.argwhere(asked).tolist():
        if LABELS[number] in known:
            found[i, number] = tagger.marginal(LABELS[number], i)
    return found


def _tagging(likely: Floats) -> Tagging:
    """The parts of one reference, given how likely each label is for each of its tokens."""
    import numpy as np

    if not len(likely):
        return Tagging([])
    labels = _path(likely)
    certain = likely[np.arange(len(labels)), labels].tolist()
    firsts = [i for i, label in enumerate(labels) if label % 2 == 0]
    found = [
        Part(PARTS[labels[first] // 2], first, last, min(certain[first:last]))
        for first, last in itertools.pairwise([*firsts, len(labels)])
    ]
    titles = [part for part in found if part.name == "title"]
    if titles and min(part.certainty for part in titles) >= UNCERTAIN:
        return Tagging(found)
    return _uncertain(likely, found, titles)


def _path(likely: Floats) -> list[int]:
    """The most likely labels of which none goes on with a part that the one before it is not of (A. Viterbi, 1967)."""
    import numpy as np

    best: list[int] = likely.argmax(axis=1).tolist()
    if all(label % 2 == 0 or before // 2 == label // 2 for before, label in itertools.pairwise([-1, *best])):
        return best
    scores = np.log(likely + 1e-9)
    total = scores[0] + np.where(np.arange(len(LABELS)) % 2, _NEVER, 0)
    steps = []
    for score in scores[1:]:
        ways = total[:, None] + _allowed()
        step = ways.argmax(axis=0)
        total = ways[step, np.arange(len(LABELS))] + score
        steps.append(step)
    found = [int(total.argmax())]
    for step in reversed(steps):
        found.append(int(step[found[-1]]))
    return found[::-1]


@cache
def _allowed() -> NDArray[np.float32]:
    """What it costs to go from each label to each other: nothing, or too much."""
    import numpy as np

    before, label = np.indices((len(LABELS), len(LABELS)))
    return np.where((label % 2 == 1) & (before // 2 != label // 2), _NEVER, 0).astype(np.float32)


def _uncertain(likely: Floats, found: list[Part], titles: Sequence[Part]) -> Tagging:
    """Parts without a certain title, with where one may begin and end and what its tokens are if not of it."""
    begins = likely[:, _BEGINS].tolist()
    inside = [*likely[:, _GOES_ON].tolist(), 0.0]
    ends = [max(begins[i] + inside[i] - inside[i + 1], 0.0) for i in range(len(begins))]
    others = likely.copy()
    others[:, [_BEGINS, _GOES_ON]] = 0
    instead = {i: PARTS[int(others[i].argmax()) // 2] for title in titles for i in range(title.first, title.last)}
    return Tagging(found, begins, ends, instead)

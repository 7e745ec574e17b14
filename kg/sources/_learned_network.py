"""The network behind the taggers of pages and of references: what each segment of a page or token of a reference is.

It is a convolutional network that was trained before. Each segment is the sum of the vectors of what holds of it. Residual blocks of dilated convolutions see the segments around it (F. Yu, V. Koltun,
"Multi-Scale Context Aggregation by Dilated Convolutions", ICLR 2016); between them it sees the mean of what is held of the other segments at the same
place of their lines and entries, as a list prints its entries in one form. The weights are kept as small integers with a scale for each row. Those of pages
were trained by `benchmarks/train_pages.py`, those of references by `benchmarks/train_references.py`.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

# The matrices of a page are small: threads that wait for each other cost more than they save. It is read when numpy is imported, which is later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Plan = tuple[tuple[int, ...], ...]
PLAN: Plan = ((1, 2, 4), (1, 2, 4, 8), (1, 2))
"""How far the convolutions of each block look, if the file does not say it; between two blocks stands a mean over places."""
WINDOW, HALO = 4096, 64
"""A page is seen in windows of so many segments, with so many more on either side."""
_EPSILON = 1e-5
_NO_WEIGHTS = ("names", "plan")
_AT_ONCE = 1024
"""The vectors of so many segments are summed at once."""
_KEPT = 1 << 14
"""Of about so many groups of features the sums are kept (200 bytes each, and the names)."""
Places = tuple[Hashable, ...]
Groups = Sequence[tuple[str, ...]]
"""What holds of a segment, in groups of features that often hold together: then each group is summed once, and the sum is kept."""


class Network:
    """Weights by their names, and the numbers of the features that have a vector.

    `weights` has `e` (a row for each feature; row 0 is for what has none and is 0), `convs.B.N`, `pools.B`, `n` and `out`.
    """

    def __init__(self, names: Sequence[str], weights: dict[str, Floats], plan: Plan = PLAN) -> None:
        self._weights = weights
        self._plan = plan
        self._kept = _Kept(names, weights["e.weight"])

    @classmethod
    def load(cls, path: Path) -> Network:
        """The network in a file that `save` wrote."""
        return cls(*read(path))

    def probabilities(
        self,
        features: Sequence[Sequence[str]] | Sequence[Groups],
        places: Sequence[Places],
        texts: Integers | None = None,
    ) -> Floats:
        """How likely each label is for each segment of a page: an array of segments by labels.

        `texts` gives the number of the text that each segment is of, if they are of several that know nothing of each other;
        without `places`, all segments of a text are at one.
        """
        import numpy as np

        found = []
        for start in range(0, len(features), WINDOW):
            first, end = max(0, start - HALO), min(len(features), start + WINDOW + HALO)
            its = None if texts is None else texts[first:end]
            scores = self._scores(features[first:end], places[first:end], its)
            found.append(scores[start - first : start - first + WINDOW])
        scores = np.concatenate(found)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        whole: Floats = likely / likely.sum(axis=1, keepdims=True)
        return whole

    def _scores(
        self, features: Sequence[Sequence[str]] | Sequence[Groups], places: Sequence[Places], texts: Integers | None
    ) -> Floats:
        if places:
            groups = [_groups([one[sense] for one in places]) for sense in range(len(places[0]))]
        else:
            groups = [_groups(texts.tolist())] if texts is not None else []
        x = self._sums(features)
        for block, distances in enumerate(self._plan):
            if block:
                x = self._mean(f"pools.{block - 1}", x, groups)
            for number, distance in enumerate(distances):
                x = self._convolved(f"convs.{block}.{number}", x, distance, texts)
        return self._linear("out", self._normal("n", x))

    def _sums(self, features: Sequence[Sequence[str]] | Sequence[Groups]) -> Floats:
        """The sum of the vectors of what holds of each segment."""
        import numpy as np

        x = np.empty((len(features), self._weights["e.weight"].shape[1]), np.float32)
        for at in range(0, len(features), _AT_ONCE):
            some = features[at : at + _AT_ONCE]
            x[at : at + _AT_ONCE] = self._kept.of(some) if _are_groups(some) else self._kept.sums(some)  # type: ignore[arg-type]
        return x

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T
        found += self._weights[f"{name}.bias"]
        return found

    def _normal(self, name: str, x: Floats) -> Floats:
        """Layer normalisation (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016)."""
        import numpy as np

        share = 1 / x.shape[1]
        sums: Floats = np.add.reduce(x, axis=1, keepdims=True)
        found: Floats = x - sums * share
        found /= np.sqrt(np.einsum("ij,ij->i", found, found) * share + _EPSILON)[:, None]
        found *= self._weights[f"{name}.weight"]
        found += self._weights[f"{name}.bias"]
        return found

    def _convolved(self, name: str, x: Floats, distance: int, texts: Integers | None) -> Floats:
        """A residual block: each segment with those so far before and behind it in its text."""
        import numpy as np

        size, width = x.shape
        three = np.zeros((size, 3 * width), np.float32)
        here = self._normal(f"{name}.n", x)
        three[:, width : 2 * width] = here
        if distance < size:
            three[distance:, :width] = here[:-distance]
            three[:-distance, 2 * width :] = here[distance:]
            if texts is not None:
                # They are few, so their numbers cost less than a mask.
                other = np.flatnonzero(texts[distance:] != texts[:-distance])
                three[other + distance, :width] = 0
                three[other, 2 * width :] = 0
        held = self._linear(f"{name}.c", three)
        found: Floats = self._linear(f"{name}.o", np.maximum(held, 0, out=held))
        found += x
        return found

    def _mean(self, name: str, x: Floats, groups: Sequence[Integers]) -> Floats:
        """Each segment with the mean of the others at the same place, in each sense of place."""
        import numpy as np

        held = np.tanh(self._linear(f"{name}.i", self._normal(f"{name}.n", x)))
        width = held.shape[1] // len(groups)
        means, counts = [], []
        for sense, group in enumerate(groups):
            own = held[:, sense * width : (sense + 1) * width]
            order = np.argsort(group, kind="stable")
            number = np.bincount(group)
            sums = np.add.reduceat(own[order], np.cumsum(number) - number, axis=0)
            others = (number - 1)[group][:, None].astype(np.float32)
            means.append((sums[group] - own) / np.maximum(others, 1))
            counts.append(np.log1p(others) / 4)
        found: Floats = x + self._linear(f"{name}.o", np.concatenate([*means, *counts], axis=1))
        return found


class _Kept(dict[tuple[str, ...], int]):
    """The sums of the vectors of groups of features, made when they are first asked for: for each group the row its sum stands in."""

    def __init__(self, names: Sequence[str], vectors: Floats) -> None:
        super().__init__()
        self._rows = {name: row for row, name in enumerate(names, 1)}
        self._vectors = vectors
        self._sums = vectors[:0]
        self._new: list[tuple[str, ...]] = []

    def __missing__(self, group: tuple[str, ...]) -> int:
        self[group] = row = len(self)
        self._new.append(group)
        return row

    def of(self, segments: Sequence[Groups]) -> Floats:
        """For each segment the sum of its groups, of which it has one at least."""
        import numpy as np

        starts = np.cumsum([0, *map(len, segments)])
        most = int(starts[-1])
        if len(self) > _KEPT:
            self.clear()
        if len(self) + most > len(self._sums):
            more = np.empty((_KEPT + most, self._vectors.shape[1]), np.float32)
            more[: len(self)] = self._sums[: len(self)]
            self._sums = more
        known = len(self)
        rows = np.fromiter(map(self.__getitem__, itertools.chain.from_iterable(segments)), np.intp, most)
        if self._new:
            new, self._new = self._new, []
            try:
                self._sums[known : len(self)] = self.sums(new)
            except MemoryError:
                self.clear()  # no group has a row without its sum
                raise
        found: Floats = np.add.reduceat(self._sums[rows], starts[:-1], axis=0)
        return found

    def sums(self, groups: Sequence[Sequence[str]]) -> Floats:
        """The sums of the vectors of some features each; none is kept."""
        import numpy as np

        some = [one or ("",) for one in groups]  # what has no features has row 0
        names = itertools.chain.from_iterable(some)
        rows = np.fromiter(map(self._rows.get, names, itertools.repeat(0)), np.intp)
        starts = np.cumsum([0, *map(len, some[:-1])])
        found: Floats = np.add.reduceat(self._vectors[rows], starts, axis=0)
        return found


def _are_groups(segments: Sequence[Sequence[str]] | Sequence[Groups]) -> bool:
    """Whether what holds of some segments is given in groups."""
    return bool(segments[0]) and isinstance(segments[0][0], tuple)


def _blocks(numbers: Sequence[int]) -> Plan:
    """The plan that was written as one row of distances, with 0 between two blocks."""
    blocks = itertools.groupby(numbers, key=bool)
    return tuple(tuple(some) for of_block, some in blocks if of_block)


def _groups(places: Sequence[Hashable]) -> Integers:
    """The places as numbers from 0 on."""
    import numpy as np

    numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
    return np.fromiter(map(numbers.__getitem__, places), np.intp, len(places))


@cache
def network(path: Path) -> Network:
    """The network in a file, read once."""
    return Network.load(path)


def read(path: Path) -> tuple[list[str], dict[str, Floats], Plan]:
    """The names of the rows, the weights by their names and the plan in a file that `save` wrote."""
    import numpy as np

    with np.load(path) as file:
        names = file["names"].tobytes().decode().split("\n")
        weights = {key: file[key].astype(np.float32) for key in file.files if "@" not in key and key not in _NO_WEIGHTS}
        for key in file.files:
            if key.endswith("@scale"):
                weights[key.removesuffix("@scale")] *= file[key].astype(np.float32)[:, None]
        numbers = file["plan"].tolist() if "plan" in file.files else None
    return names, weights, _blocks(numbers) if numbers else PLAN


def save(path: Path, names: Sequence[str], weights: dict[str, Floats], plan: Plan = PLAN) -> None:
    """Writes a network: matrices as integers of 8 bits with a scale for each row, vectors as numbers of 16 bits.

    `names` are those of the rows of `e.weight` from the second on; its first row is written as 0.
    """
    import numpy as np

    numbers = [far for block in plan for far in (0, *block)][1:]
    arrays: dict[str, Any] = {
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "plan": np.array(numbers, np.uint8),
    }
    for key, each in weights.items():
        if each.ndim == 1:
            arrays[key] = each.astype(np.float16)
            continue
        rows = each.copy()
        if key == "e.weight":
            rows[0] = 0
        scale = np.maximum(np.abs(rows).max(axis=1), 1e-8) / 127
        arrays[key] = np.round(rows / scale[:, None]).astype(np.int8)
        arrays[f"{key}@scale"] = scale.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)

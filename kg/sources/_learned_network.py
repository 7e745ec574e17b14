"""The network behind the tagger of pages: what each segment of a page is, told by a convolutional network that was trained before.

Each segment is the sum of the vectors of what holds of it. Residual blocks of dilated convolutions see the segments around it (F. Yu, V. Koltun,
"Multi-Scale Context Aggregation by Dilated Convolutions", ICLR 2016); between them it sees the mean of what is held of the other segments at the same
place of their lines and entries, as a list prints its entries in one form. The weights are kept as small integers with a scale for each row. It was trained by
`benchmarks/train_pages.py`.
"""

from __future__ import annotations

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

PLAN = ((1, 2, 4), (1, 2, 4, 8), (1, 2))
"""How far the convolutions of each block look; between two blocks stands a mean over places."""
WINDOW, HALO = 4096, 64
"""A page is seen in windows of so many segments, with so many more on either side."""
_EPSILON = 1e-5
_AT_ONCE = 1024
"""The vectors of so many segments are summed at once."""
Places = tuple[Hashable, ...]


class Network:
    """Weights by their names, and the numbers of the features that have a vector.

    `weights` has `e` (a row for each feature; row 0 is for what has none and is 0), `convs.B.N`, `pools.B`, `n` and `out`.
    """

    def __init__(self, names: Sequence[str], weights: dict[str, Floats]) -> None:
        self._rows = {name: row for row, name in enumerate(names, 1)}
        self._weights = weights

    @classmethod
    def load(cls, path: Path) -> Network:
        """The network in a file that `save` wrote."""
        import numpy as np

        with np.load(path) as file:
            names = file["names"].tobytes().decode().split("\n")
            weights = {key: file[key].astype(np.float32) for key in file.files if "@" not in key and key != "names"}
            for key in file.files:
                if key.endswith("@scale"):
                    weights[key.removesuffix("@scale")] *= file[key].astype(np.float32)[:, None]
        return cls(names, weights)

    def probabilities(self, features: Sequence[Sequence[str]], places: Sequence[Places]) -> Floats:
        """How likely each label is for each segment of a page: an array of segments by labels."""
        import numpy as np

        found = []
        for start in range(0, len(features), WINDOW):
            first, end = max(0, start - HALO), min(len(features), start + WINDOW + HALO)
            scores = self._scores(features[first:end], places[first:end])
            found.append(scores[start - first : start - first + WINDOW])
        scores = np.concatenate(found)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        whole: Floats = likely / likely.sum(axis=1, keepdims=True)
        return whole

    def _scores(self, features: Sequence[Sequence[str]], places: Sequence[Places]) -> Floats:
        groups = [_groups([one[sense] for one in places]) for sense in range(len(places[0]))]
        x = self._sums(features)
        for block, distances in enumerate(PLAN):
            if block:
                x = self._mean(f"pools.{block - 1}", x, groups)
            for number, distance in enumerate(distances):
                x = self._convolved(f"convs.{block}.{number}", x, distance)
        return self._linear("out", self._normal("n", x))

    def _sums(self, features: Sequence[Sequence[str]]) -> Floats:
        """The sum of the vectors of what holds of each segment."""
        import numpy as np

        table, rows = self._weights["e.weight"], self._rows
        x = np.empty((len(features), table.shape[1]), np.float32)
        for at in range(0, len(features), _AT_ONCE):
            known = [[0, *[row for name in one if (row := rows.get(name))]] for one in features[at : at + _AT_ONCE]]
            starts = np.cumsum([0, *map(len, known[:-1])])
            x[at : at + _AT_ONCE] = np.add.reduceat(table[np.concatenate(known)], starts, axis=0)
        return x

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _normal(self, name: str, x: Floats) -> Floats:
        """Layer normalisation (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016)."""
        import numpy as np

        x = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt((x * x).mean(axis=1, keepdims=True) + _EPSILON)
        found: Floats = x / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found

    def _convolved(self, name: str, x: Floats, distance: int) -> Floats:
        """A residual block: each segment with those so far before and behind it."""
        import numpy as np

        size = len(x)
        around = np.pad(self._normal(f"{name}.n", x), ((distance, distance), (0, 0)))
        three = np.concatenate([around[i * distance : i * distance + size] for i in range(3)], axis=1)
        found: Floats = x + self._linear(f"{name}.o", np.maximum(self._linear(f"{name}.c", three), 0))
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


def _groups(places: Sequence[Hashable]) -> Integers:
    """The places as numbers from 0 on."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(place, len(numbers)) for place in places])


@cache
def network(path: Path) -> Network:
    """The network in a file, read once."""
    return Network.load(path)


def save(path: Path, names: Sequence[str], weights: dict[str, Floats]) -> None:
    """Writes a network: matrices as integers of 8 bits with a scale for each row, vectors as numbers of 16 bits.

    `names` are those of the rows of `e.weight` from the second on; its first row is written as 0.
    """
    import numpy as np

    arrays: dict[str, Any] = {"names": np.frombuffer("\n".join(names).encode(), np.uint8)}
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

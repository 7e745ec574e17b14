"""Trains the weighing of venues (`kg.sources._learned_doubt`) and writes its weights: python benchmarks/train_doubt.py

It learns from what is read of the pages of tests/pages by networks that have not seen them: those that `benchmarks/train_choice.py` trains on halves
of the pages and keeps in the folder `--networks`, with the weights for titles that are learnt from the other half. PyTorch has to be installed beside
what the tests need.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks.pages import alike, expected, read, right
from benchmarks.train_choice import Rows, half_of, joined, learn, networks, rows_of, told
from benchmarks.train_pages import pages_of
from kg.records import Item, Record
from kg.sources import _learned_choice, _learned_tagger, _listing_finished
from kg.sources._learned_choice import save
from kg.sources._learned_doubt import MODEL, features, is_placed

_ALIKE = 60
"""A record is of the work with the most alike title, if that is so alike."""


class Reader:
    """Reads a page by networks and weights for titles, and gives the venues that were said of its works."""

    def __init__(self, models: Sequence[Path], titles: Path) -> None:
        self._models, self._titles = models, titles

    def __call__(self, path: Path) -> Rows:
        found: list[tuple[list[float], bool]] = []
        rows = expected(path)

        def kept(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
            records = [one for one in items if isinstance(one, Record)]
            some = [one for one in records if is_placed(one)]
            found.clear()
            for one, its in zip(some, features(some, records, text, base), strict=True):
                row = max(rows, key=lambda row: alike(one.work.title or "", row[0]), default=None)
                if row is None or alike(one.work.title or "", row[0]) < _ALIKE:
                    continue
                verdict = right("venue", one.work.venues[0].name, row[3])
                if verdict is not None:
                    found.append((its, verdict))
            return items

        weights = _learned_choice.model(self._titles)
        with (
            patch.object(_listing_finished, "doubted", kept),
            patch.object(_learned_tagger.entries, "__defaults__", (tuple(self._models),)),
            patch.object(_learned_choice, "model", lambda path=None: weights),
        ):
            read(path)
        return Rows(
            np.array([its for its, _ in found], np.float32), np.array([verdict for _, verdict in found], np.float32)
        )


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--networks", type=Path, default=Path("networks"), help="the folder of the networks of the halves"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--check", action="store_true", help="what is learnt from one half says this of the other")
    given = parser.parse_args()
    texts = [path for path in pages_of(["taught"]) if path.suffix == ".txt"]
    halves: list[Rows] = []
    with TemporaryDirectory() as folder:
        for half in (0, 1):
            titles = Path(folder) / f"{half}.npz"
            save(titles, learn(rows_of([one for one in texts if half_of(one) != half], networks(given.networks, half))))
            reader = Reader(networks(given.networks, 1 - half), titles)
            with get_context("fork").Pool(2) as pool:
                found = pool.map(reader, [one for one in texts if half_of(one) == half], chunksize=8)
            halves.append(joined([one for one in found if len(one.titles)]))
    if given.check:
        print(told(learn(halves[0]), halves[1]))
    save(given.out, learn(joined(halves)))
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes, of {sum(len(one.titles) for one in halves)} venues")


if __name__ == "__main__":
    main()

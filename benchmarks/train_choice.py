"""Trains the weighing of titles (`kg.sources._learned_choice`) and writes its weights: python benchmarks/train_choice.py DATA

How often a stretch that the tagger of pages holds to be a title is one tells only a page that the tagger has not seen. So the pages of
tests/pages that it is trained on are parted in two halves, by a digest of their names; for each half networks are trained on it as
`benchmarks/train_pages.py` does (with fewer variants and times), and find the entries of the other half. From these the weights are learnt: of each
stretch that may be a title whether it is one. `--networks` names a folder where the networks of the halves are kept: what is there is not trained
again, which takes most of an hour. `--check` learns from one half alone and prints what it says of the other. PyTorch has to be installed beside
what the tests need.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from benchmarks.page_network import trained
from benchmarks.pages import expected, key
from benchmarks.train_pages import PAGES_MADE, REAL, SETS, Job, Maker, coded_with, pages_of
from kg.sources import _learned_tagger
from kg.sources._learned_choice import MODEL, Chosen, Model, Weighing, save
from kg.sources._learned_network import save as save_network
from kg.sources._learned_tagger import LABELS, MODELS, entries
from kg.sources._listing_lines import lines_of

VARIANTS, TIMES = 3, 11
"""In how many variants the networks of the halves see each page, and how often each."""
WIDTH, EPOCHS, AT_ONCE, RATE, WARM, DECAY, DROPPED = 48, 40, 256, 2e-3, 200, 2e-2, 0.2
"""The width of the hidden layer, and how it is trained."""
LEAST_SCALE = 1e-2
SEED = 1


class Rows(NamedTuple):
    """What is learnt from: the features of stretches (stretches by features), and whether each is a title."""

    features: NDArray[np.float32]
    titles: NDArray[np.float32]


def half_of(path: Path) -> int:
    """The half that a page is in."""
    return crc32(path.stem.encode()) % 2


# --- networks that have seen one half ----------------------------------------------------------------------------------


def train_half(data: Path, paths: Sequence[Path], folder: Path, half: int) -> None:
    """Trains the networks of one half of the pages that are not yet in a folder."""
    missing = [(seed, path) for seed, path in enumerate(networks(folder, half), 10 * half + 1) if not path.exists()]
    if not missing:
        return
    its = tuple(path for path in paths if half_of(path) == half)
    jobs: list[Job] = [
        (kind, 2 * number + half, data) for kind, many in PAGES_MADE.items() for number in range(many // 2)
    ]
    for path in its:
        jobs += [("real", 0, path), *(("variants", number, path) for number in range(VARIANTS))]
    with get_context("fork").Pool(2) as pool:
        found = pool.map(Maker(data, its), jobs, chunksize=20)
    samples = [
        (one, REAL if kind == "real" else 1) for (kind, *_), one in zip(jobs, found, strict=True) if len(one.labels)
    ]
    names, pages, words = coded_with(samples)
    trainings = [
        get_context("fork").Process(
            target=lambda seed=seed, path=path: save_network(
                path, names, trained(pages, words, len(LABELS), TIMES, seed).weights()
            )
        )
        for seed, path in missing
    ]
    for one in trainings:
        one.start()
    for one in trainings:
        one.join()


def networks(folder: Path, half: int) -> tuple[Path, ...]:
    """Where the networks of a half are kept."""
    return tuple(folder / f"half{half}{model.name}" for model in MODELS)


# --- what they find in the other half ------------------------------------------------------------------------------------


class Finder:
    """Finds the stretches of a page that may be titles, by networks that have not seen it."""

    def __init__(self, models: Sequence[Path]) -> None:
        self._models = models

    def __call__(self, path: Path) -> Rows:
        found: list[Weighing] = []

        def kept(weighing: Weighing) -> list[Chosen]:
            found.append(weighing)
            return [Chosen(one.first, one.last, raw) for one, raw in zip(weighing.found, weighing.raw, strict=True)]

        lines = list(lines_of(path.read_text("utf-8").splitlines(keepends=True)))
        if lines:
            with patch.object(_learned_tagger, "chosen", kept):
                entries(lines, self._models)
        ways = {key(way) for row in expected(path) for way in row[0].split("|")}
        features: list[list[float]] = []
        titles: list[bool] = []
        for weighing in found:
            for number in range(len(weighing.found)):
                own = False
                for at, (first, last) in enumerate(weighing.stretches(number)):
                    is_title = key(weighing.text_of(first, last)) in ways
                    own = own or (not at and is_title)
                    features.append(weighing.features(number, first, last))
                    titles.append(is_title and (not at or not own))  # of two ways the tagger's own is the better
        return Rows(np.array(features, np.float32), np.array(titles, np.float32))


def rows_of(paths: Sequence[Path], models: Sequence[Path]) -> Rows:
    """The stretches of some pages."""
    with get_context("fork").Pool(2) as pool:
        found = [one for one in pool.map(Finder(models), paths, chunksize=8) if len(one.titles)]
    return joined(found)


def joined(rows: Sequence[Rows]) -> Rows:
    """Several in one."""
    return Rows(np.concatenate([one.features for one in rows]), np.concatenate([one.titles for one in rows]))


# --- learning ------------------------------------------------------------------------------------------------------------


def learn(rows: Rows) -> Model:
    """The weights that tell titles from what is none."""
    torch.manual_seed(SEED)
    mean, scale = rows.features.mean(axis=0), rows.features.std(axis=0) + LEAST_SCALE
    features, titles = torch.from_numpy((rows.features - mean) / scale), torch.from_numpy(rows.titles)
    first, second = nn.Linear(features.shape[1], WIDTH), nn.Linear(WIDTH, 1)
    net = nn.Sequential(first, nn.ReLU(), nn.Dropout(DROPPED), second)
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(titles) // AT_ONCE + 1)
    step = 0
    for _ in range(EPOCHS):
        order = torch.randperm(len(titles))
        for start in range(0, len(titles), AT_ONCE):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM) * max(1 - step / steps, 1e-3)
            some = order[start : start + AT_ONCE]
            loss = functional.binary_cross_entropy_with_logits(net(features[some])[:, 0], titles[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    weights = (first.weight.T, first.bias, second.weight[0], second.bias)
    return Model(mean, scale, *(each.detach().numpy().copy() for each in weights))


def told(model: Model, rows: Rows) -> str:
    """How well weights tell titles of pages they have not learnt from."""
    chances = model.chances(rows.features)
    cells = [
        f"from {least:.1f} on {int(rows.titles[chances >= least].sum())} of {int((chances >= least).sum())}"
        for least in (0.2, 0.3, 0.5, 0.7, 0.9)
    ]
    return f"{int(rows.titles.sum())} titles of {len(rows.titles)} stretches; {', '.join(cells)}"


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--networks", type=Path, default=Path("networks"), help="the folder of the networks of the halves"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--check", action="store_true", help="what is learnt from one half says this of the other")
    given = parser.parse_args()
    given.networks.mkdir(parents=True, exist_ok=True)
    paths = pages_of(SETS.split(","))
    for half in (0, 1):
        train_half(given.data, paths, given.networks, half)
    texts = [path for path in paths if path.suffix == ".txt"]
    halves = [
        rows_of([path for path in texts if half_of(path) == half], networks(given.networks, 1 - half))
        for half in (0, 1)
    ]
    if given.check:
        print(told(learn(halves[0]), halves[1]))
    save(given.out, learn(joined(halves)))
    print(
        f"{given.out.name}: {given.out.stat().st_size:,} bytes, of {sum(len(one.titles) for one in halves)} stretches"
    )


if __name__ == "__main__":
    main()

"""The network behind the taggers of pages and of references while it is trained: the same as kg/sources/_learned_network.py runs, in PyTorch.

PyTorch is needed for training only and is no dependency: `pip install torch` (a build for CPUs is enough).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.sources._learned_network import PLAN, Plan

WIDTH, MEANS = 64, 24
"""The numbers of each segment, and those of them that a mean is taken of in each sense of place."""
DROPPED, NAMES_DROPPED, WORDS_DROPPED = 0.2, 0.1, 0.6
"""The share of numbers and of features left out while training, and of pages that are seen without half or all of their words."""
RATE, AGAIN, WARM, SMOOTH, FIRST_GUESSES = 2e-3, 1.5e-3, 0.05, 0.02, 0.3
SEGMENTS = 6000
"""So many segments are trained on at once."""
_NONE = -100


class Coded(NamedTuple):
    """A page as numbers: rows of the table and the segment that each belongs to, places (segments by senses), labels."""

    rows: NDArray[np.int32]
    segments: NDArray[np.int32]
    places: NDArray[np.int64]
    labels: NDArray[np.int64]


class Batch(NamedTuple):
    """Pages beside each other, filled up to the longest."""

    rows: Tensor
    starts: Tensor
    mask: Tensor
    groups: Tensor
    number: int
    labels: Tensor


class Convolved(nn.Module):
    """Each segment with those so far before and behind it."""

    def __init__(self, distance: int, width: int) -> None:
        super().__init__()
        self.distance = distance
        self.n, self.c, self.o = nn.LayerNorm(width), nn.Linear(3 * width, width), nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, far = x.shape[1], self.distance
        around = functional.pad(self.n(x) * mask, (0, 0, far, far))
        three = torch.cat([around[:, i * far : i * far + size] for i in range(3)], 2)
        return x + self.o(functional.relu(self.c(three))) * mask


class Mean(nn.Module):
    """Each segment with the mean of the others at the same place, in each sense of place."""

    def __init__(self, senses: int, width: int) -> None:
        super().__init__()
        self.senses = senses
        self.n, self.i = nn.LayerNorm(width), nn.Linear(width, senses * MEANS)
        self.o = nn.Linear(senses * MEANS + senses, width)

    def forward(self, x: Tensor, batch: Batch) -> Tensor:
        shape = x.shape
        held = (torch.tanh(self.i(self.n(x))) * batch.mask).view(-1, self.senses, MEANS)
        there = batch.mask.view(-1, 1)
        means, counts = [], []
        for sense in range(self.senses):
            group = batch.groups[:, :, sense].reshape(-1)
            sums = torch.zeros(batch.number, MEANS).index_add(0, group, held[:, sense])
            others = torch.zeros(batch.number, 1).index_add(0, group, there)[group] - there
            means.append((sums[group] - held[:, sense]) / others.clamp(min=1))
            counts.append(torch.log1p(others) / 4)
        return x + self.o(torch.cat(means + counts, 1).view(*shape[:2], -1)) * batch.mask


class Net(nn.Module):
    """The whole network; beside the scores of the labels it gives those guessed before each mean."""

    def __init__(self, rows: int, senses: int, labels: int, width: int = WIDTH, plan: Plan = PLAN) -> None:
        super().__init__()
        self.e = nn.EmbeddingBag(rows, width, mode="sum")
        nn.init.normal_(self.e.weight, std=0.05)
        self.convs = nn.ModuleList(nn.ModuleList(Convolved(far, width) for far in block) for block in plan)
        self.pools = nn.ModuleList(Mean(senses, width) for _ in plan[1:])
        self.n, self.out = nn.LayerNorm(width), nn.Linear(width, labels)
        self.guess = nn.ModuleList(nn.Linear(width, labels) for _ in plan[1:])

    def forward(self, batch: Batch) -> list[Tensor]:
        x = self.e(batch.rows, batch.starts).view(*batch.mask.shape[:2], -1)
        scores = []
        for block, convs in enumerate(self.convs):
            x = functional.dropout(x, DROPPED, self.training)
            if block:
                scores.append(self.guess[block - 1](x))
                x = self.pools[block - 1](x, batch)
            for each in convs:  # type: ignore[union-attr]
                x = each(x, batch.mask)
        x = functional.dropout(x, DROPPED, self.training)
        return [*scores, self.out(self.n(x))]

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names that the network has where it runs."""
        return {name: each.numpy() for name, each in self.state_dict().items() if not name.startswith("guess")}


def batch_of(pages: Sequence[Coded], words: NDArray[np.bool_], chance: np.random.Generator) -> Batch:
    """Pages beside each other, each without some of its features; `words` tells which rows are of words."""
    longest, senses = max(len(one.labels) for one in pages), pages[0].places.shape[1]
    mask = torch.zeros(len(pages), longest, 1)
    labels = torch.full((len(pages), longest), _NONE)
    groups = np.zeros((len(pages), longest, senses), np.int64)
    counts = np.zeros((len(pages), longest), np.int64)
    rows, number = [], 1
    for at, page in enumerate(pages):
        size = len(page.labels)
        mask[at, :size] = 1
        labels[at, :size] = torch.from_numpy(page.labels)
        kept = chance.random(len(page.rows)) >= NAMES_DROPPED
        if chance.random() < WORDS_DROPPED:
            without = chance.random(size) < chance.choice([0.5, 1.0])
            kept &= ~(words[page.rows] & without[page.segments])
        rows.append(page.rows[kept])
        counts[at, :size] = np.bincount(page.segments[kept], minlength=size)
        for sense in range(senses):
            groups[at, :size, sense] = page.places[:, sense] + number
            number += int(page.places[:, sense].max()) + 1
    starts = np.cumsum(counts.reshape(-1)) - counts.reshape(-1)
    flat = torch.from_numpy(np.concatenate(rows).astype(np.int64))
    return Batch(flat, torch.from_numpy(starts), mask, torch.from_numpy(groups), number, labels)


def batches(pages: Sequence[Coded], chance: random.Random, segments: int) -> Iterator[list[Coded]]:
    """The pages once, in any order, those of like length together."""
    order = list(pages)
    chance.shuffle(order)
    found: list[list[Coded]] = []
    for start in range(0, len(order), 400):
        some: list[Coded] = []
        for one in sorted(order[start : start + 400], key=lambda page: len(page.labels)):
            if some and len(one.labels) * (len(some) + 1) > segments:
                found.append(some)
                some = []
            some.append(one)
        found.append(some)
    chance.shuffle(found)
    yield from found


def trained(
    pages: Sequence[Coded],
    words: NDArray[np.bool_],
    labels: int,
    times: int,
    seed: int,
    width: int = WIDTH,
    plan: Plan = PLAN,
    segments: int = SEGMENTS,
    onto: Mapping[str, NDArray[np.float32]] | None = None,
) -> Net:
    """The network trained on the pages, each seen so many times; prints the loss of each time.

    With the weights of a trained one (`onto`) it goes on from these.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance, other = random.Random(seed), np.random.default_rng(seed)
    net = Net(len(words), pages[0].places.shape[1], labels, width, plan)
    if onto is not None:
        known = {name: torch.from_numpy(each.copy()) for name, each in onto.items()}
        net.load_state_dict({**net.state_dict(), **known})
    highest = RATE if onto is None else AGAIN
    optimizer = torch.optim.AdamW(net.parameters(), lr=highest, weight_decay=0.01)
    for time in range(times):
        its = list(batches(pages, chance, segments))
        total = 0.0
        for step, some in enumerate(its):
            done = (time + step / len(its)) / times
            for group in optimizer.param_groups:
                group["lr"] = max(highest * min(1, done / WARM) * (1 - done), 1e-5)
            batch = batch_of(some, words, other)
            *guesses, scores = net(batch)
            loss = functional.cross_entropy(
                scores.flatten(0, 1), batch.labels.flatten(), ignore_index=_NONE, label_smoothing=SMOOTH
            )
            for each in guesses:
                loss = loss + FIRST_GUESSES * functional.cross_entropy(
                    each.flatten(0, 1), batch.labels.flatten(), ignore_index=_NONE
                )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        print(f"{time + 1} of {times}: loss {total / len(its):.3f}", flush=True)
    return net.eval()

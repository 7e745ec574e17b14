"""The network behind the tagger of pages: written, read again, and the same whatever stands far away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.sources import _learned_network
from kg.sources._learned_network import PLAN, Network, save

WIDTH, SENSES, MEANS, LABELS = 8, 2, 3, 4
NAMES = ["colon", "comma", "w:harbour", "names"]


def weights(seed: int = 1) -> dict[str, np.ndarray]:
    """A network of a few numbers."""
    chance = np.random.default_rng(seed)

    def linear(name: str, into: int, out: int) -> None:
        found[f"{name}.weight"] = chance.normal(0, 0.3, (out, into)).astype(np.float32)
        found[f"{name}.bias"] = chance.normal(0, 0.1, out).astype(np.float32)

    def normal(name: str) -> None:
        found[f"{name}.weight"], found[f"{name}.bias"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    found: dict[str, np.ndarray] = {"e.weight": chance.normal(0, 1, (len(NAMES) + 1, WIDTH)).astype(np.float32)}
    for block, distances in enumerate(PLAN):
        for number in range(len(distances)):
            normal(f"convs.{block}.{number}.n")
            linear(f"convs.{block}.{number}.c", 3 * WIDTH, WIDTH)
            linear(f"convs.{block}.{number}.o", WIDTH, WIDTH)
        if block:
            normal(f"pools.{block - 1}.n")
            linear(f"pools.{block - 1}.i", WIDTH, SENSES * MEANS)
            linear(f"pools.{block - 1}.o", SENSES * MEANS + SENSES, WIDTH)
    normal("n")
    linear("out", WIDTH, LABELS)
    return found


def page(size: int) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Features and places of a page of so many segments."""
    return [[NAMES[i % 4], NAMES[i % 3], "unheard"] for i in range(size)], [(i % 3, i % 5) for i in range(size)]


def test_probabilities_are_of_labels() -> None:
    """Each segment has a probability for each label; together they are one."""
    found = Network(NAMES, weights() | {"e.weight": weights()["e.weight"]}).probabilities(*page(30))
    assert found.shape == (30, LABELS)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Small integers with a scale for each row keep what the weights say."""
    its = weights()
    its["e.weight"][0] = 0
    save(tmp_path / "net.npz", NAMES, its)
    written = Network.load(tmp_path / "net.npz").probabilities(*page(40))
    assert np.abs(written - Network(NAMES, its).probabilities(*page(40))).max() < 0.05


def test_a_segment_of_no_known_feature_has_a_vector() -> None:
    """What was never seen while training is nothing, not an error."""
    its = weights()
    its["e.weight"][0] = 0
    found = Network(NAMES, its).probabilities([["never"], []], [(0, 0), (1, 1)])
    assert np.isfinite(found).all()


def test_windows_see_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where places are all different, a page read in windows is as one read whole."""
    features, _ = page(300)
    places = [(i, i) for i in range(300)]
    its = weights()
    its["e.weight"][0] = 0
    whole = Network(NAMES, its).probabilities(features, places)
    monkeypatch.setattr(_learned_network, "WINDOW", 100)
    assert np.allclose(Network(NAMES, its).probabilities(features, places), whole, atol=1e-4)

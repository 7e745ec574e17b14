"""The network behind the taggers of pages and of references: written, read again, and the same whatever stands far away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.sources import _learned_network
from kg.sources._learned_network import PLAN, Network, Plan, save

WIDTH, SENSES, MEANS, LABELS = 8, 2, 3, 4
NAMES = ["colon", "comma", "w:harbour", "names"]


def weights(seed: int = 1, plan: Plan = PLAN) -> dict[str, np.ndarray]:
    """A network of a few numbers."""
    chance = np.random.default_rng(seed)

    def linear(name: str, into: int, out: int) -> None:
        found[f"{name}.weight"] = chance.normal(0, 0.3, (out, into)).astype(np.float32)
        found[f"{name}.bias"] = chance.normal(0, 0.1, out).astype(np.float32)

    def normal(name: str) -> None:
        found[f"{name}.weight"], found[f"{name}.bias"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    found: dict[str, np.ndarray] = {"e.weight": chance.normal(0, 1, (len(NAMES) + 1, WIDTH)).astype(np.float32)}
    for block, distances in enumerate(plan):
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


def test_a_file_keeps_the_plan(tmp_path: Path) -> None:
    """A network with convolutions of its own is run with these; a file that names none has those of pages."""
    plan = ((1, 2), (3,))
    its = weights(plan=plan)
    save(tmp_path / "own.npz", NAMES, its, plan)
    written = Network.load(tmp_path / "own.npz").probabilities(*page(40))
    its["e.weight"][0] = 0
    assert np.abs(written - Network(NAMES, its, plan).probabilities(*page(40))).max() < 0.05
    save(tmp_path / "pages.npz", NAMES, weights())
    with np.load(tmp_path / "pages.npz") as file:
        np.savez(tmp_path / "older.npz", **{key: file[key] for key in file.files if key != "plan"})
    newer, older = (Network.load(tmp_path / name).probabilities(*page(20)) for name in ("pages.npz", "older.npz"))
    assert (newer == older).all()


def test_texts_know_nothing_of_each_other() -> None:
    """Several texts at once are told as each alone, also those that are shorter than the convolutions look."""
    its = Network(NAMES, weights())
    sizes = (3, 20, 1, 7)
    features, _ = page(sum(sizes))
    texts = np.repeat(np.arange(len(sizes)), sizes)
    together = its.probabilities(features, [(number, number) for number in texts.tolist()], texts)
    for number, size in enumerate(sizes):
        own = np.flatnonzero(texts == number)
        alone = its.probabilities([features[i] for i in own], [(0, 0)] * size)
        assert np.allclose(together[own], alone, atol=1e-5)


def test_features_in_groups_are_as_those_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of groups are kept, few of them, and added up to what all features of a segment together are."""
    rows = weights()
    rows["e.weight"][0] = 0  # as it is written
    its = Network(NAMES, rows)
    features, places = page(60)
    features = [[*names, f"unheard {i}"] for i, names in enumerate(features)]
    groups = [(tuple(names[:2]), (), tuple(names[2:])) for names in features]
    monkeypatch.setattr(_learned_network, "_KEPT", 20)
    monkeypatch.setattr(_learned_network, "_AT_ONCE", 16)
    wanted = its.probabilities(features, places)
    for _ in range(2):
        assert np.allclose(its.probabilities(groups, places), wanted, atol=1e-5)
    assert len(its._kept) < 80

"""What a second pass of the tagger sees of the first: how the others at the same place are labelled, and which form most entries have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.sources._learned_consensus import PARTS, features, part_of

LABELS = ["O", *[f"{mark}-{part}" for mark in "EBI" for part in PARTS[1:]]]


def test_others_at_the_same_place_are_told() -> None:
    """One entry is labelled otherwise than three of the same form: it is told what they are, and not what it is itself."""
    labels = ["E-authors", "B-title", "B-venue"] * 3 + ["E-authors", "B-rest", "B-venue"]
    places = [(name,) for name in ("first", "second", "third")] * 4
    found = features(places, labels)
    assert "place0:title3|1" in found[-2]
    assert "place0:title3|rest" in found[-2]
    assert "place0:rest:0" in found[-2]
    assert "form:same0" in found[-2]
    assert "form:same1" in found[0]
    assert found[0][0] == "form:a-t-v|4"


def test_what_stands_alone_is_told_so() -> None:
    """A segment whose place no other has learns nothing from it."""
    (only,) = features([("here",)], ["E-title"])
    assert "place0:alone" in only
    assert features([], []) == []


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 3), st.integers(0, 2)), max_size=40))
def test_any_labels_have_features(rows: list[tuple[str, int, int]]) -> None:
    """Whatever labels stand where, each segment has features, and the label it has is one of them."""
    labels = [label for label, _, _ in rows]
    found = features([(a, b) for _, a, b in rows], labels)
    assert len(found) == len(rows)
    assert all(f"said:{label}" in its for label, its in zip(labels, found, strict=True))
    assert all(part_of(label) in PARTS for label in labels)

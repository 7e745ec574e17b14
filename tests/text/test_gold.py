"""The labelled texts are those that were labelled: places and words hold for no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.text import documents, gold, invented, names_of, others
from kg.text._kinds import KINDS


@pytest.mark.shared
@pytest.mark.parametrize("half", ["look", "kept", "more"])
def test_labelled_texts_are_what_was_labelled(shared: Path, half: str) -> None:
    """A reader that decodes more of a text moves its labels, which are placed by characters; then they are to be moved, too."""
    docs = documents(shared)
    every = docs | others(shared) if half == "more" else docs
    assert len(gold(half, every)) > 100


@pytest.mark.parametrize("half", ["look", "kept"])
def test_invented_texts_hold_what_is_labelled(half: str) -> None:
    """Each label of an invented text stands at words of its own, with kinds that are known."""
    docs = invented(half)
    assert len(docs) > 1000
    for doc in docs:
        for names, kinds in names_of(doc):
            assert all(name.strip() for name in names), doc.id
            assert kinds <= set(KINDS.values()), doc.id

"""The labelled texts are those that were labelled: places and words hold for no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.text import documents, gold, others


@pytest.mark.shared
@pytest.mark.parametrize("half", ["look", "kept", "more"])
def test_labelled_texts_are_what_was_labelled(shared: Path, half: str) -> None:
    """A reader that decodes more of a text moves its labels, which are placed by characters; then they are to be moved, too."""
    docs = documents(shared)
    every = docs | others(shared) if half == "more" else docs
    assert len(gold(half, every)) > 100

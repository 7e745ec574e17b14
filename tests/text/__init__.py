"""What the tests of the readers of texts share."""

from __future__ import annotations

from collections.abc import Iterable

from kg.text import Fact


def in_order(text: str, found: Iterable[Fact]) -> list[Fact]:
    """The facts of a text, once it is sure that each quote stands at its offsets, and that they follow each other without overlap."""
    facts, last = list(found), 0
    for fact in facts:
        assert text[fact.start : fact.end] == fact.quote
        assert last <= fact.start < fact.end
        last = fact.end
    return facts

"""Variants of known pages: other words in the same form, with labels that stand on them."""

from __future__ import annotations

import random

from benchmarks.page_variants import At, Variant, Words, known

PAGE = """Harbour Laboratory

1. Marchetti, O. and Okonjo, B.: Ferries without timetables, Journal of Harbour Studies 12, 3-19 (2019).
2. Okonjo, B.: Who pays for the lighthouse?, Coastal Economics 7, 44-61 (2020).

Talks: Okonjo in Lisbon, 2021
"""
ROWS = [
    ("Ferries without timetables", "O. Marchetti; B. Okonjo", "2019", "Journal of Harbour Studies", ""),
    ("Who pays for the lighthouse?", "B. Okonjo", "2020", "Coastal Economics", ""),
]


def variant(seed: int) -> tuple[str, list[tuple[str, str]]]:
    page = known(PAGE, ROWS)  # type: ignore[arg-type]
    words = Words([page], ["Slow ropes for deep piers", "Sandbanks at night", "A Theory of Ropes"])
    found, labels = Variant(page, words, random.Random(seed)).labelled()
    text = "\n".join(dict.fromkeys(one.line.text for one in found.segments))
    return text, [(one.text, label) for one, label in zip(found.segments, labels, strict=True)]


def test_a_variant_has_the_form_of_its_page() -> None:
    """Numbers, marks and what is no work stay; titles and names are labelled where they stand now."""
    for seed in range(20):
        text, labels = variant(seed)
        assert text.splitlines()[1].startswith("1. ")
        assert "Talks" in text
        assert sum(label == "E-authors" for _, label in labels) == 2
        assert sum(label == "B-title" for _, label in labels) == 2
        assert ("Harbour Laboratory", "O") in labels


def test_variants_differ_and_names_are_the_same_throughout() -> None:
    """Most variants have other titles; who is renamed among the authors is renamed below, too."""
    texts = [variant(seed)[0] for seed in range(20)]
    assert len(set(texts)) > 10
    for text in texts:
        below = text.splitlines()[-1]
        name = below.split()[1]
        assert text.count(name) >= 3


def test_places_move_with_the_text() -> None:
    """What stands before, at and behind a stretch that was replaced by a shorter one."""
    at = At([4, 10], [8, 12], [0, -2, 3])
    assert [at(place) for place in (0, 4, 8, 9, 10, 12, 20)] == [0, 4, 6, 7, 8, 15, 23]

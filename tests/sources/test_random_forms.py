"""Pages in random forms: what they say stands on them, and what is read of them, as figures that must not fall."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.pages import FIELDS, counted, key
from tests.random_forms import page

LEAST = {"title": 0.87, "authors": 0.83, "year": 0.83, "venue": 0.76, "ids": 0.88}
MOST_WRONG = {"title": 0.07, "authors": 0.06, "year": 0.02, "venue": 0.12, "ids": 0.01}


@pytest.mark.shared
def test_a_page_prints_what_its_rows_say(shared: Path) -> None:
    """Title, year, identifiers and the last word of the venue of each row stand on the page, which is the same each time."""
    for seed in range(40):
        made = page(seed)
        assert made == page(seed)
        text = key(made.text)
        for title, _, year, venue, ids in made.rows:
            assert key(title) in text
            assert year in made.text
            assert any(key(way) in text for way in venue.split("|"))
            assert all(key(one.partition(":")[2]) in text for one in ids.split("; "))


@pytest.mark.shared
def test_forms_differ(shared: Path) -> None:
    """Hardly two pages are of the same form."""
    assert len({re.sub(r"\W", "", page(seed).form) for seed in range(60)}) > 50


@pytest.mark.shared
def test_pages_in_random_forms_are_read_as_well_as_before(shared: Path) -> None:
    """Most of what real works say is read, little of it wrongly, and every account closes."""
    total: Counter[str] = Counter()
    for seed in range(60):
        made = page(seed)
        total += counted("page.txt", made.text, made.rows, show=False)
    for name in FIELDS:
        there = total[f"{name} there"]
        assert total[name] / there >= LEAST[name], name
        assert total[f"{name} wrong"] / there <= MOST_WRONG[name], name

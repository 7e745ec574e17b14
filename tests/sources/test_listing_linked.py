"""Links on the line below an entry."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record, Reject
from kg.sources import claim

PAGE = """\
Subject: Harbour papers, March

Hello everybody,

Tide gauges in narrow straits of the north and
what they miss
Ada Holm, Bo Lund
Journal of Harbours, 12, 11-22, 2021
{0}

Tarred hemp under load and what is known of it
Bo Lund, Cy Dahl
Rope Studies, 11, 51-59, 2017
{1}

Lamps for blind harbours
Cy Dahl, Ada Holm
Lamp Science, 30, 62-70, 2019

Send me more.
"""


@pytest.mark.parametrize(
    ("first", "second", "ids", "links"),
    [
        ("https://doi.org/10.1234/jh.3", "doi: 10.1234/rs.9", [["10.1234/jh.3"], ["10.1234/rs.9"], []], [0, 0, 0]),
        ("https://example.org/gauges.pdf", "[arXiv:2101.00001]", [[], ["2101.00001"], []], [1, 0, 0]),
        ("See https://example.org/ for more of it", "", [[], [], []], [0, 0, 0]),
    ],
)
def test_what_a_line_below_an_entry_links_is_of_it(
    first: str, second: str, ids: list[list[str]], links: list[int]
) -> None:
    """A line of nothing but identifiers and links is of the entry above it; one that says more stays what it was."""
    text = PAGE.format(first, second)
    source = claim("x.txt", text)
    assert source is not None
    items, account = read_text(source, text, "x.txt")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    assert [one.title.split()[0] for one in works if one.title] == ["Tide", "Tarred", "Lamps"]
    assert [[i.value for i in one.identifiers] for one in works] == ids
    assert [len(one.links) for one in works] == links
    left = " ".join(text[item.start : item.end] for item in items if isinstance(item, Reject))
    assert "Send me more" in left
    assert "10.1234" not in left

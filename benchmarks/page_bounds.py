"""Where the entries of known works begin and end on a page, for their labels.

An entry goes from a bullet or blank line to the next, else from the line of its title to the next title. Where the entries of a page have lines before their
titles, that is told by what is known of them: an entry begins where both it and the one before it then have most of their authors, venues, years and identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.sources._learned_segments import Segment

_MOST_ROWS = 10
"""So many rows at most stand before the title of an entry."""
_AT_MARK, _ELSEWHERE = 0.15, 0.25
"""What it costs to let an entry begin elsewhere than at the last mark: at another mark, at any row. A fact is worth 1."""
_MANY = 0.4
"""Where so many entries of a page have lines before the last mark, it is of that form."""
_YEAR_ALONE = re.compile(r"\W*(?:1[89]|20)\d\d\W*")


class Fact(NamedTuple):
    """What is known of a work, and how much of all that is known of it that is."""

    name: str
    weight: float


Facts = Sequence[Mapping[int, Sequence[Fact]]]
"""For each entry the facts that segments hold, by the number of these."""


class Bounds(NamedTuple):
    """The first and the last segment of an entry, and that in which its title begins."""

    first: int
    last: int
    title: int


def moved(segments: Sequence[Segment], bounds: Sequence[Bounds], facts: Facts) -> list[Bounds]:
    """The bounds of entries, in order, with those lines before their titles that are of them."""
    if len(bounds) < 3:
        return list(bounds)
    ways = [_ways(segments, bounds, number) for number in range(len(bounds))]
    begins = _best(segments, bounds, ways, facts)
    other = [number for number, begin in enumerate(begins) if begin != ways[number][0]]
    if len(other) < _MANY * len(bounds):
        return list(bounds)
    found = []
    for number, one in enumerate(bounds):
        more = number + 1 < len(bounds)
        last = begins[number + 1] - 1 if more and number + 1 in other else one.last
        found.append(Bounds(begins[number], max(last, one.title), one.title))
    return found


def _ways(segments: Sequence[Segment], bounds: Sequence[Bounds], number: int) -> list[int]:
    """Where an entry may begin: first where it does by the marks, then at the rows between the title before it and its own."""
    title = bounds[number].title
    before = segments[bounds[number - 1].title].row if number else -1
    rows = [
        i
        for i in range(title, -1, -1)
        if segments[i].nth == 0 and before < segments[i].row and segments[title].row - segments[i].row <= _MOST_ROWS
    ]
    first = bounds[number].first
    return [first, *(i for i in rows if i != first)] if first in rows else [first]


def _best(
    segments: Sequence[Segment], bounds: Sequence[Bounds], ways: Sequence[Sequence[int]], facts: Facts
) -> list[int]:
    """Where the entries begin if most is then known to be in its entry."""
    last = bounds[-1].last + 1
    paths: dict[int, tuple[float, list[int]]] = {
        begin: (-_cost(segments, ways[0], begin), [begin]) for begin in ways[0]
    }
    for number in range(1, len(bounds) + 1):
        ends = ways[number] if number < len(bounds) else [last]
        new: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            cost = _cost(segments, ends, end)
            new[end] = max(
                (
                    (score + _held(facts[number - 1], begin, end) - cost, [*path, end])
                    for begin, (score, path) in paths.items()
                ),
                key=lambda each: each[0],
            )
        paths = new
    return paths[last][1][:-1]


def _cost(segments: Sequence[Segment], ways: Sequence[int], begin: int) -> float:
    return 0.0 if begin == ways[0] else _AT_MARK if begins(segments[begin]) else _ELSEWHERE


def _held(facts: Mapping[int, Sequence[Fact]], begin: int, end: int) -> float:
    """How much of what is known of an entry some segments hold."""
    return sum({one.name: one.weight for i, each in facts.items() if begin <= i < end for one in each}.values())


def begins(one: Segment) -> bool:
    """Whether a segment stands behind a bullet or a blank line."""
    return one.nth == 0 and (one.before == "marker" or bool(one.line.gap))


def is_year(one: Segment) -> bool:
    """Whether a segment is a year alone on its row, as headings are."""
    return one.after == "end" and one.nth == 0 and _YEAR_ALONE.fullmatch(one.text) is not None

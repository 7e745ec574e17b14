"""What of many stretches of a page stands where another does, without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Stretch(Protocol):
    """What has a beginning and an end in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=Stretch)


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have something in common."""
    return one.start < other.end and other.start < one.end


class Overlaps(Generic[_S]):
    """Some stretches, which are put in order once and looked up by where they stand."""

    def __init__(self, stretches: Iterable[_S]) -> None:
        self._all = sorted(stretches, key=attrgetter("start"))
        self._starts = [one.start for one in self._all]
        self._reaches = list(accumulate((one.end for one in self._all), max))
        """How far each and those before it reach."""

    def of(self, other: Stretch) -> list[_S]:
        """Those that overlap another stretch, in the order of the text."""
        found: list[_S] = []
        start = other.start
        i = bisect_left(self._starts, other.end)  # so many begin before it ends
        while i and self._reaches[i - 1] > start:
            i -= 1
            if self._all[i].end > start:
                found.append(self._all[i])
        return found[::-1]

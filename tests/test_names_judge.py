"""GROBID's labelled author strings judge how names and lists of names are split; the figures may rise, not fall."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from kg.names import fold, split, split_list
from kg.records import NameAsPrinted

pytestmark = pytest.mark.shared

GIVEN = frozenset(["forename", "middlename"])
FAMILY = frozenset(["surname", "lastname"])
SPLIT = {"given family": (350, 358), "family, given": (374, 374), "family given": (472, 474)}
"""For each form in which a name is printed, how many are split as labelled, of how many."""

LISTS = {"given family": (97, 116), "family, given": (161, 168), "family given": (152, 162)}
"""The same for whole strings, by the form of the first name; what is missing has no separators or holds more than names."""

WORD_BETWEEN = re.compile(r"\b(?:and|et|und)\b|[&;]")


class Person(Struct):
    """A labelled person: where its name stands in the string, and the labelled parts."""

    start: int
    end: int = 0
    inverted: bool = False
    given: str = ""
    family: str = ""

    def key(self) -> tuple[str, str]:
        return fold(self.family), fold(self.given)


def labelled(folder: Path) -> Iterator[tuple[str, list[Person]]]:
    """The strings with their persons, in order."""
    from lxml import etree

    for path in sorted(folder.glob("*.xml")):
        for author in etree.parse(str(path)).iter("{*}author"):
            text, parts = author.text or "", []
            for child in author:
                start = len(text)
                text += child.text or ""
                parts.append((etree.QName(child).localname, start, len(text)))
                text += child.tail or ""
            if parts:
                yield text, persons(text, parts)


def persons(text: str, parts: list[tuple[str, int, int]]) -> list[Person]:
    """The labels do not part the persons: a family name of each, and what stands between, does."""
    found: list[Person] = []
    last = ("", 0)
    for tag, start, end in parts:
        between = text[last[1] : start]
        one = found[-1] if found else None
        begins = one is None or WORD_BETWEEN.search(between) is not None
        if one and one.family:
            begins = begins or tag in FAMILY or (tag in GIVEN and not one.inverted)
            begins = begins or (tag == "forename" and last[0] in GIVEN and "," in between)
        if begins or one is None:
            one = Person(start, inverted=tag in FAMILY)
            found.append(one)
        one.end = end
        if tag in GIVEN:
            one.given += text[start:end]
        elif tag in FAMILY:
            one.family += text[start:end]
        last = (tag, end)
    return found


def key(name: NameAsPrinted) -> tuple[str, str]:
    """Family name with its particle, and given names, folded."""
    return fold(name.particle + name.family), fold(name.given)


def form(text: str, one: Person) -> str:
    """How a name is printed."""
    if not one.inverted:
        return "given family"
    return "family, given" if "," in text[one.start : one.end] else "family given"


def falls(right: Counter[str], total: Counter[str], figures: dict[str, tuple[int, int]]) -> list[str]:
    """The forms whose figure has fallen, and those of which there are not as many as there were."""
    return [
        f"{name}: {right[name]} of {total[name]}, not {least} of {number}"
        for name, (least, number) in figures.items()
        if right[name] < least or total[name] != number
    ]


def test_single_names_are_split_as_labelled(shared: Path) -> None:
    """Each labelled name, as it stands in its string, gives the labelled family and given names."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, people in labelled(shared / "names-and-dates" / "grobid-name-citation"):
        for one in people:
            printed = text[one.start : one.end] + ("." if text[one.end : one.end + 1] == "." else "")
            kind = form(text, one)
            total[kind] += 1
            right[kind] += key(split(printed)) == one.key()
    assert falls(right, total, SPLIT) == []


def test_lists_of_names_are_split_as_labelled(shared: Path) -> None:
    """Each labelled string, read in the order its first name is printed in, gives the labelled persons and nobody else."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, people in labelled(shared / "names-and-dates" / "grobid-name-citation"):
        kind = form(text, people[0])
        total[kind] += 1
        names = [name for name, _, _ in split_list(text, inverted=kind == "family, given")]
        right[kind] += [key(name) for name in names] == [one.key() for one in people]
    assert falls(right, total, LISTS) == []

"""Pages whose names have the family name first without a comma: "Zgraggen Reto, Aebi-Moser Claudia", "ÖZGÜNEŞ Tufan".

One name does not tell: "Maria Martin" and "Martin Maria" are both people. The names of a whole page do: where they end in a word that
is known as a given name and seldom as a family name, and do not begin with one, where another name on the page has the same family
name with initials, or where the owner is named in the other order. A family name in capitals shows itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from kg.names import PARTICLES, fold, split
from kg.records import Item, NameAsPrinted, Record

TABLE = Path(__file__).with_name("_given_names.txt")
"""The words that are given names. Made by benchmarks/given_names.py."""

_DOUBLE = frozenset(["anne", "hans", "jean", "jose", "karl", "marie", "pierre"])
"""What double names begin with, whatever the other part is."""
_DIGRAPHS = frozenset(["Ch", "Cs", "Dzs", "Gy", "Kh", "Ll", "Ph", "Sh", "Sz", "Th", "Ts", "Zh", "Zs"])
"""Initials of two letters."""
_HUNGARIAN_GIVEN = frozenset(
    "judit zoltan laszlo gabor attila katalin ildiko eniko szilvia zsuzsa zsuzsanna erzsebet istvan ferenc sandor gyula bela miklos gyorgy jozsef imre endre karoly lajos csaba "
    "gergely akos levente csilla kinga reka boglarka agnes emese tunde orsolya krisztina krisztian mihaly matyas tibor zsolt andras szabolcs piroska ilona margit".split()
)
"""Given names of Hungarians, who print them behind the family name."""
_INITIAL = re.compile(r"[^\W\d_a-z][^\W\d_]{2,} [^\W\d_a-z]\.?")
"""A word and an initial."""
_MOST_WORDS = 4
_SURE = 2
"""Evidence of so many people decides, or a stronger sign of one."""
_AGAINST, _BOTH = 5, 3
"""A page is turned whole where so many names speak for it to one against; where so many are against one for it, none is turned."""
_SHORTEST = 4
"""A single word in capitals of so many letters is no acronym or initials."""


def sections(text: str) -> dict[str, list[str]]:
    """The words of a table under each of its headings in brackets."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return found


@cache
def _table() -> tuple[frozenset[str], frozenset[str]]:
    """The words that are hardly ever family names, and all that are given names. Read once, when first asked for."""
    found = sections(TABLE.read_text("utf-8"))
    sure = frozenset(found["given"])
    return sure, sure | frozenset(found["either"])


def is_given(word: str) -> bool:
    """Whether a word is a given name, or each part of one with hyphens."""
    known = _table()[1]
    return all(part in known for part in _parts(word))


def _is_given_only(word: str) -> bool:
    """Whether a word is a given name and hardly ever a family name; a double name may have parts that are both ("Jean-Luc")."""
    sure, known = _table()
    parts = _parts(word)
    if len(parts) > 1 and (parts[0] in _DOUBLE or not sure.isdisjoint(parts)):
        return all(part in known for part in parts)
    return parts[0] in sure and len(parts) == 1


def _parts(word: str) -> list[str]:
    return [fold(part) for part in word.replace("‐", "-").replace("‑", "-").split("-")]


@dataclass(frozen=True)
class _Name:
    """A name of two to four words, read with the given name first, and what it says of its order."""

    words: tuple[str, ...]
    turned: bool = False
    """It ends in a word that is hardly ever a family name, and does not begin with one."""
    straight: bool = False
    """It begins with a given name and does not end in one."""
    capitals: int = 0
    """So many first words in capitals are the family name; less than zero where the last word is."""


def in_order(items: Sequence[Item], owner: NameAsPrinted | None = None) -> tuple[Sequence[Item], NameAsPrinted | None]:
    """The items of a page and its owner, with the names that have the family name first read so; changes the records."""
    for item in items:
        if isinstance(item, Record):
            _with_initials(item)
    printed = [one.name for item in items if isinstance(item, Record) for one in item.work.contributions]
    names = {name.printed: one for name in {one.printed: one for one in printed}.values() if (one := _name(name))}
    if not names:
        return items, owner
    page = _judged(names, printed, owner, _is_hungarian(items))
    if page is None:
        return items, owner
    for item in items:
        if isinstance(item, Record):
            _turn(item, names, page)
    return items, _owner(owner, names, page)


def _with_initials(record: Record) -> None:
    """Reads "Okonjo Zs" with the initials of two letters behind the family name, and "Wanda Z.", where all of a record are so, with the given name first."""
    behind = [one for one in record.work.contributions if _INITIAL.fullmatch(one.name.printed)]
    whole = bool(behind) and all(_is_given_only(one.name.family) for one in behind)
    for one in record.work.contributions:
        words = one.name.printed.split()
        if len(words) == 2 and words[1].rstrip(".") in _DIGRAPHS and one.name.family == words[1].rstrip("."):
            one.name = replace(one.name, given=words[1], family=words[0])
        elif whole and one in behind:
            one.name = replace(one.name, given=words[0], family=words[1])


@dataclass(frozen=True)
class _Page:
    """How the names of a page are turned."""

    whole: bool
    """All that do not speak against it."""
    some: bool
    """Those that show it, in works without a name that speaks against it."""
    capitals: bool
    """Those whose family name is in capitals."""


def _name(name: NameAsPrinted) -> _Name | None:
    """A name that may have the family name first; None where its form tells the order."""
    words = tuple(name.printed.split())
    if name.literal or name.suffix or not 2 <= len(words) <= _MOST_WORDS or not name.printed.endswith(name.family):
        return None
    if not all(len(word) > 1 and word.replace("-", "").replace("'", "").replace("’", "").isalpha() for word in words):
        return None
    if not words[-1][0].isupper():
        return None  # a script without capitals
    capitals = 0
    if not name.printed.isupper():
        while words[capitals].isupper():
            capitals += 1
        if not capitals and words[-1].isupper():
            capitals = -1
    begins, ends = is_given(words[0]), _is_given_only(words[-1])
    straight = begins and not (ends if _is_given_only(words[0]) else is_given(words[-1]))
    seldom = len(words) == 2 and not _is_given_only(words[0])
    return _Name(words, ends and (seldom or not begins), straight, capitals)


# --- what the names of a page say together ---------------------------------------------------------------------------


def _judged(
    names: Mapping[str, _Name], printed: Iterable[NameAsPrinted], owner: NameAsPrinted | None, in_hungarian: bool
) -> _Page | None:
    """How the names of a page are turned; None where nothing shows that any is. In Hungarian one name is enough."""
    families, behind = _families(printed)
    people = {tuple(map(fold, one.words)): one for one in names.values()}
    turned: set[tuple[str, ...]] = set()
    straight = signs = 0
    for words, one in people.items():
        first, last = "".join(words[:-1]), words[-1]
        named = owner is not None and (first, last) == (fold(owner.family), fold(owner.given)) and not one.straight
        by_family = first in families and last not in families and not one.straight
        if one.turned or named or by_family:
            turned.add(words)
            signs += named or by_family or behind or (one.turned and words[-1] in _HUNGARIAN_GIVEN)
        straight += one.straight
    capitals = _by_capitals(people.values())
    seen = min(len({words[0] for words in turned}), len({words[-1] for words in turned})) + bool(
        signs or (turned and in_hungarian)
    )
    if seen < _SURE:
        return _Page(False, False, True) if capitals else None
    whole = len(turned) >= _AGAINST * straight and len(turned) * 2 >= len(people)
    some = len(turned) * _BOTH >= straight
    return _Page(whole, some, capitals) if whole or some or capitals else None


_HUNGARIAN = re.compile(r"[őűŐŰ]|\b(?:és|egy|az|című|között|szerk)\b")


def _is_hungarian(items: Sequence[Item]) -> bool:
    """Whether most titles of a page show by their letters or small words that they are Hungarian, which has the family name first."""
    titles = [item.work.title or "" for item in items if isinstance(item, Record)]
    return sum(_HUNGARIAN.search(title) is not None for title in titles) * 2 >= len(titles) > 0


def _families(printed: Iterable[NameAsPrinted]) -> tuple[set[str], bool]:
    """The folded family names that stand on a page with initials or before a comma, and whether initials stand behind them only."""
    families: set[str] = set()
    behind = before = False
    for name in set(printed):
        comma = "," in name.printed
        # the forms of words tell in Cyrillic
        told = not comma and "\u0400" <= name.printed[0] <= "\u04ff" and name.printed.startswith(f"{name.family} ")
        if not name.family or not (comma or told or _are_initials(name.given)):
            continue
        family = fold(f"{name.particle}{name.family}")
        families.add(family)
        if not comma and name.printed.endswith(name.family):
            before = True
        elif not comma:
            behind = True
    return families, behind and not before


def _are_initials(given: str) -> bool:
    """Whether a given name is printed as initials alone."""
    words = given.replace("-", " ").split()
    return bool(words) and all(len(word.strip(".")) == 1 for word in words)


def _by_capitals(people: Iterable[_Name]) -> bool:
    """Whether family names in capitals stand first: in the names of two people, or in one that ends in a given name, and nowhere last."""
    found = [one for one in people if one.capitals]
    if any(one.capitals < 0 for one in found):
        return False
    found = [one for one in found if not one.straight and len("".join(one.words[: one.capitals])) >= _SHORTEST]
    return len(found) >= _SURE or any(is_given(one.words[-1]) for one in found)


# --- the names read so ----------------------------------------------------------------------------------------------


def _turn(record: Record, names: Mapping[str, _Name], page: _Page) -> None:
    """Reads the names of a record with the family name first where they are printed so."""
    its = [names.get(one.name.printed) for one in record.work.contributions]
    against = any(one and one.straight for one in its)
    changed = False
    for one, name in zip(record.work.contributions, its, strict=True):
        if name and _is_turned(name, page, against):
            one.name = _parted(one.name.printed, name)
            changed = True
    if changed:
        record.confidence["contributions"] = min(record.confidence.get("contributions", 1.0), 0.9)


def _is_turned(name: _Name, page: _Page, against: bool) -> bool:
    """Whether a name has the family name first, in a work that names somebody else the other way or not (`against`)."""
    if name.straight or name.capitals < 0:
        return False
    if name.capitals and page.capitals:
        return True
    return page.whole or (page.some and name.turned and not against)


def _parted(printed: str, name: _Name) -> NameAsPrinted:
    """The parts of a name that has the family name first: in capitals, or all but the last given names."""
    cut = name.capitals
    if not cut:
        cut = len(name.words) - 1
        if cut > 1 and _is_given_only(name.words[cut - 1]) and name.words[0] not in PARTICLES:
            cut -= 1
    parts = split(f"{' '.join(name.words[:cut])}, {' '.join(name.words[cut:])}")
    return replace(parts, printed=printed)


def _owner(owner: NameAsPrinted | None, names: Mapping[str, _Name], page: _Page) -> NameAsPrinted | None:
    """The owner of a page, whose name may stand in its heading as it does in the works."""
    name = _name(owner) if owner else None
    if owner is None or name is None or not _is_turned(name, page, False):
        return owner
    alike = tuple(map(fold, name.words))
    so = name.turned or any(tuple(map(fold, one.words)) == alike for one in names.values())
    return _parted(owner.printed, name) if so else owner

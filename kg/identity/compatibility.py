"""Whether two printed names can be of one person: a pure comparison, which says why and how alike they are.

A name is compared by its words: given names, family names, particles and generation. One of two names may leave out what the other has;
both may not have what the other lacks. Each rule is stated where it is applied.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kg.identity.given_names import chinese, given, korean
from kg.identity.name_words import (
    DOUBTFUL,
    FORM,
    OTHER_SPELLING,
    PART_OF_FAMILY,
    SAME,
    TURNED,
    Found,
    Parts,
    Word,
    doubtful,
    glued,
    one_letter,
    parts,
    printed,
    same_spelling,
)
from kg.records import NameAsPrinted

Verdict = Literal["compatible", "weak", "conflicting"]


class Compatibility(Struct, frozen=True):
    """What a comparison of two names found.

    `likeness` is 1 for one name printed twice and falls with each difference, 0 for names that conflict. `reasons` say what differs. `initial`
    says that on one side the first given name is no more than an initial, or is not given at all.
    """

    verdict: Verdict
    likeness: float
    reasons: tuple[str, ...] = ()
    initial: bool = False

    def __bool__(self) -> bool:
        return self.verdict != "conflicting"


@lru_cache(maxsize=1 << 17)
def compare(left: NameAsPrinted, right: NameAsPrinted) -> Compatibility:
    """Whether two names can be of one person.

    `conflicting` are different given names that are no forms of one another, different initials and generations, different family names.
    `weak` is what needs more than usual beside it: a slip of one letter, a family name that is another's given name, a first name left out.
    """
    a, b = parts(left), parts(right)
    if left == right:
        return Compatibility("compatible", 1.0, (), a.initial)
    if a.literal or b.literal:
        return Compatibility("compatible", 1.0) if a.literal == b.literal else CONFLICT
    if a.generation and b.generation and a.generation != b.generation:
        return Compatibility("conflicting", 0.0, (f"{a.generation} and {b.generation} are two generations",))
    best = max(_readings(a, b), default=None, key=lambda found: (-found.cost, found.reasons))
    if best is None:
        return CONFLICT
    verdict: Verdict = "weak" if best.cost >= DOUBTFUL else "compatible"
    return Compatibility(
        verdict, max(round(1 - best.cost, 2), 0.3), tuple(dict.fromkeys(best.reasons)), a.initial or b.initial
    )


CONFLICT = Compatibility("conflicting", 0.0, ("the names are different",))


def _readings(a: Parts, b: Parts) -> Iterator[Found]:
    """All ways in which two names go together: as read, with given and family name changed round, or parted in another place."""
    family = _family(a, b)
    if family is not None and (first := given(a, b)):
        both = family + first
        if family.cost < DOUBTFUL or (first.cost < DOUBTFUL and not (a.initial or b.initial)):
            yield both
            if family.cost < DOUBTFUL:
                return
    if a.glued.isdisjoint(b.glued):
        yield from _changed_round(a, b)
        yield from _parted(a, b)
        yield from _parted(b, a)


def _family(a: Parts, b: Parts) -> Found | None:
    """How two family names go together: in all letters, with or without particles, one of two names left out, or one letter wrong."""
    if a.glued & b.glued:
        same = printed(a.family) == printed(b.family)
        return (
            SAME if same else Found(FORM, (f"{printed(a.family)!r} and {printed(b.family)!r} have the same letters",))
        )
    if not a.family or not b.family:
        return None
    for less, more in ((a, b), (b, a)):
        if part := _within(less.family, more.family):
            return part
    return _family_spelt(a, b)


def _within(less: tuple[Word, ...], more: tuple[Word, ...]) -> Found | None:
    """Whether a family name is one or more of the words of a longer one, of which others may be initials (García; García Márquez)."""
    rest = list(more)
    whole = False
    for word in less:
        while rest and not _same_family(word, rest[0]):
            rest.pop(0)
        if not rest:
            return None
        whole = whole or not (word.short or rest[0].short)
        rest.pop(0)
    if not whole:
        return None
    return Found(PART_OF_FAMILY, (f"{printed(less)!r} is a part of {printed(more)!r}",))


def _same_family(a: Word, b: Word) -> bool:
    if a.short or b.short:
        return any(x.startswith(y) or y.startswith(x) for x in a.forms for y in b.forms)
    return bool(set(a.forms) & set(b.forms))


def _family_spelt(a: Parts, b: Parts) -> Found | None:
    """Another spelling of one family name; a slip of one letter is doubtful, and none in names of Pinyin, which lie too close."""
    if chinese(a) and chinese(b):
        return None
    pair = f"{printed(a.family)!r} and {printed(b.family)!r}"
    if any(same_spelling(x, y) for x in a.glued for y in b.glued):
        return Found(OTHER_SPELLING, (f"{pair} are spellings of one name",))
    if any(one_letter(x, y) and x + "a" != y and y + "a" != x for x in a.glued for y in b.glued):
        return doubtful(f"{pair} differ in one letter")
    return None


def _changed_round(a: Parts, b: Parts) -> Iterator[Found]:
    """All words the same, and parted or ordered otherwise, as happens with names of East and South Asia; one of them at least in full."""
    mine, theirs = (*a.given, *a.family), (*b.given, *b.family)
    if not a.given or not b.given or all(word.short for word in mine):
        return
    if not a.whole.isdisjoint(b.whole):
        yield Found(TURNED, ("given and family name are parted in another place",))
    elif not a.first.isdisjoint(glued(b.family)) and not b.first.isdisjoint(glued(a.family)):
        yield Found(TURNED, ("given and family name stand in the other order",))
    elif len(mine) > 2 and sorted(word.forms[0] for word in mine) == sorted(word.forms[0] for word in theirs):
        yield Found(TURNED, ("the names stand in another order",))


def _parted(less: Parts, more: Parts) -> Iterator[Found]:
    """Names parted elsewhere: all words of one stand in order in the other, the first among them, at least two in full.

    So a family name of the one may be a further given name of the other ("Begoña Villada", "Begoña Villada Moirón"), or be left to an initial
    ("Lakshmi S", "Lakshmi Saheer").
    """
    mine, theirs = (*less.given, *less.family), (*more.given, *more.family)
    while len(theirs) > 2 and theirs[0].short:
        theirs = theirs[1:]
    if not less.given or not more.given or less.initial or theirs[0].short or len(mine) > len(theirs):
        return
    if chinese(less) or korean(less) or not set(mine[0].forms) & set(theirs[0].forms):
        return
    at, full, short = 1, 1, 0
    for word in mine[1:]:
        while at < len(theirs) and not _same_family(word, theirs[at]):
            at += 1
        if at == len(theirs):
            return
        full += not (word.short or theirs[at].short)
        short += word.short or theirs[at].short
        at += 1
    if full >= 2 or (short == 1 and len(mine) == len(theirs) == 2):
        yield doubtful(f"{printed(mine)!r} and {printed(theirs)!r} part given and family names differently")

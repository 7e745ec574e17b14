"""How the given names of two people of one family name go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.identity.name_forms import KOREAN, SYLLABLES, korean_spelling, mandarin_spelling, syllables
from kg.identity.name_words import (
    DOUBTFUL,
    FORM,
    INITIAL,
    LEFT_OUT,
    OTHER_SPELLING,
    SAME,
    TURNED,
    Found,
    Parts,
    Word,
    doubtful,
    glued,
    one_of,
    printed,
)


@lru_cache(maxsize=1 << 16)
def given(a: Parts, b: Parts) -> Found | None:
    """How the given names of two people of one family name go together; None where they cannot be of one person."""
    if not a.given or not b.given:
        return SAME if a.given == b.given else doubtful("one name has no given name")
    if not a.first.isdisjoint(b.first):
        same = [word.printed for word in a.given] == [word.printed for word in b.given]
        return SAME if same else Found(FORM, ("the given names have the same letters",))
    if (decided := _syllabic(a, b)) is not None:
        return decided if decided is not DIFFERENT else None
    strict = chinese(a) and chinese(b)
    whole = _one_syllable(a) and _one_syllable(b)
    ways = [*_aligned(a.given, b.given, whole), *_aligned(b.given, a.given, whole), *_turned(a.given, b.given)]
    sure = [way for way in ways if not (strict and way.cost >= DOUBTFUL)]
    return min(sure, default=None, key=lambda way: (way.cost, way.reasons))


def chinese(name: Parts) -> bool:
    """Whether a name reads as Pinyin: the words of the family name of one syllable each, the given name of two at most."""
    if not _one_syllable(name):
        return False
    ways = [syllables(word.forms[0]) for word in name.given if not word.short]
    return all(ways) and sum(min(map(len, way)) for way in ways) <= 2


def _one_syllable(name: Parts) -> bool:
    """Whether each word of the family name is a syllable of Pinyin."""
    return bool(name.family) and all(word.forms[0] in SYLLABLES for word in name.family)


DIFFERENT = Found(1.0)
"""What is said of names that a rule finds to be two."""


def _syllabic(a: Parts, b: Parts) -> Found | None:
    """The given names of Chinese and Koreans are one word, however it is parted: no syllable is left out, and each may be an initial.

    None where the rule says nothing, because the names are not such.
    """
    full = [not any(word.short for word in name.given) for name in (a, b)]
    if all(full) and (spelt := _mandarin(a, b)):
        return spelt
    if chinese(a) and chinese(b):
        if all(full):
            return DIFFERENT
        if any(full):
            whole, less = (a, b) if full[0] else (b, a)
            if all(word.short for word in less.given):
                wanted = "".join(word.forms[0][0] for word in less.given)
                ways = _ways(whole.given)
                if any("".join(s[0] for s in way).startswith(wanted) for way in ways):
                    return Found(INITIAL, (f"{printed(less.given)!r} stands for {printed(whole.given)!r}",))
                if len(wanted) <= max(map(len, ways), default=0):
                    return DIFFERENT
        return None
    if korean(a) and korean(b) and all(full):
        if korean_spelling("".join(w.forms[0] for w in a.given)) == korean_spelling(
            "".join(w.forms[0] for w in b.given)
        ):
            return Found(OTHER_SPELLING, (f"{printed(a.given)!r} and {printed(b.given)!r} are spellings of one name",))
        return DIFFERENT
    return None


def _mandarin(a: Parts, b: Parts) -> Found | None:
    """Chinese given names of two syllables in different romanizations (Chia-Lung, Chia-Long); those of one syllable lie too close."""
    mine, theirs = ("".join(word.forms[0] for word in name.given) for name in (a, b))
    if min(len(mine), len(theirs)) < 6 or mandarin_spelling(mine) != mandarin_spelling(theirs):
        return None
    if not all(syllables(mandarin_spelling(word.forms[0])) for name in (a, b) for word in name.given):
        return None
    return Found(OTHER_SPELLING, (f"{printed(a.given)!r} and {printed(b.given)!r} are spellings of one name",))


def korean(name: Parts) -> bool:
    """Whether a name reads as Korean: a family name of Korea, and two syllables written apart or together."""
    if "".join(word.forms[0] for word in name.family) not in KOREAN:
        return False
    words = [word.forms[0] for word in name.given]
    if len(words) == 2:
        return all(_HANGUL.fullmatch(word) for word in words)
    return len(words) == 1 and any(
        _HANGUL.fullmatch(words[0][:n]) and _HANGUL.fullmatch(words[0][n:]) for n in range(2, len(words[0]) - 1)
    )


_HANGUL = re.compile(
    r"(?:[bcdghjkmnprsty]|ch|kk|tt|pp|ss|jj|r|l)?[wy]?(?:ae|eo|eu|ee|oe|oo|ou|ui|a|e|i|o|u)(?:ng|ll|[klmnpt])?"
)


"""A syllable of Korean in the ways it is commonly written."""


def _ways(words: tuple[Word, ...]) -> list[tuple[str, ...]]:
    """All ways of parting given names into syllables."""
    ways: list[tuple[str, ...]] = [()]
    for word in words:
        ways = [(*before, *way) for before in ways for way in syllables(word.forms[0])]
    return ways


def _aligned(less: tuple[Word, ...], more: tuple[Word, ...], whole: bool, begun: bool = False) -> Iterator[Found]:
    """The ways in which all words of one name stand, in order, among those of another that may have more.

    `whole` says that words joined by a hyphen are left out together; `begun`, that the last word before these has been met.
    """
    if not less:
        yield Found(LEFT_OUT * len(more), tuple(f"{word.printed!r} stands in one name only" for word in more))
        return
    if len(less) > len(more) + 2 or len(more) > 8:
        return
    for skipped in range(len(more)):
        if whole and skipped and (more[skipped - 1].joined or (begun and more[0].follows)):
            continue
        before = _left_out(more[:skipped], begun)
        for n, m in ((1, 1), (1, 2), (1, 3), (2, 1), (3, 1)):
            found = _one(less[:n], more[skipped : skipped + m], n + m) if len(less) >= n else None
            if found is None or (before.cost >= DOUBTFUL and found.cost > FORM):
                continue
            if whole and len(less) == n and more[skipped + m - 1].joined and not more[skipped + m].short:
                continue
            for rest in _aligned(less[n:], more[skipped + m :], whole, True):
                yield before + found + rest


def _one(a: tuple[Word, ...], b: tuple[Word, ...], size: int) -> Found | None:
    """How words go together that are one word on one side at least; `size` is their number on both."""
    if len(a) + len(b) != size:
        return None
    if size == 2:
        return one_of(a[0], b[0])
    if any(word.short for word in (*a, *b)) or not glued(a) & glued(b):
        return None
    return Found(FORM, (f"{printed(a)!r} is {printed(b)!r}",))


def _left_out(words: tuple[Word, ...], begun: bool) -> Found:
    """What it costs that one name lacks words: a middle name often, an initial before it ("J. Scott") as well, a first name seldom."""
    reasons = tuple(f"{word.printed!r} stands in one name only" for word in words)
    first = not begun and any(not word.short for word in words)
    return Found(LEFT_OUT * len(words) + (DOUBTFUL if first else 0), reasons)


def _turned(a: tuple[Word, ...], b: tuple[Word, ...]) -> Iterator[Found]:
    """The same given names in another order ("Roger Jyh-Shing")."""
    if len(a) < 2 or len(b) < 2 or len(a) != len(b):
        return
    rest = list(b)
    found = Found(TURNED, ("the given names stand in another order",))
    for word in a:
        match = min(
            ((w.cost, i) for i, other in enumerate(rest) if (w := one_of(word, other)) and w.cost < DOUBTFUL),
            default=None,
        )
        if match is None:
            return
        found += Found(match[0])
        rest.pop(match[1])
    yield found

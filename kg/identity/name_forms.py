"""What is known of names beside their letters: short forms of given names, common family names, syllables of Chinese and Korean names.

The names stand in `ontology/given-names.yaml` as data; the syllables are those of Hanyu Pinyin (ISO 7098:2015).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
from msgspec import Struct

from kg import assets


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """One given name: its full spellings, and what those who bear it are called for short."""

    full: tuple[str, ...]
    forms: tuple[str, ...]


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of names: `short` forms, lines of further `given` names that many bear, lines of `common` family names, and of
    `crowded` ones, which a great part of a people bears.
    """

    short: tuple[Line, ...]
    given: tuple[str, ...]
    common: tuple[str, ...]
    crowded: tuple[str, ...]


@cache
def known() -> Known:
    """The table of names. Read once, when first asked for."""
    import yaml  # here, because a run that compares no names need not load it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (assets.folder("ontology") / "given-names.yaml").open(encoding="utf-8") as file:
        return msgspec.convert(yaml.load(file, loader), Known)


@cache
def _lines() -> Mapping[str, frozenset[tuple[int, bool]]]:
    """Each folded given name with the lines it stands in, and whether as a full name there."""
    found: dict[str, set[tuple[int, bool]]] = defaultdict(set)
    for number, line in enumerate(known().short):
        for name in line.full:
            found[name].add((number, True))
        for name in line.forms:
            found[name].add((number, False))
    return {name: frozenset(lines) for name, lines in found.items()}


def short_form(left: str, right: str) -> bool:
    """Whether of two folded given names one is a form of the other, or both are short for one name. Full names are no forms of each other."""
    mine, theirs = _lines().get(left, frozenset()), _lines().get(right, frozenset())
    return any(a == b and not (full and whole) for a, full in mine for b, whole in theirs)


def full_forms(name: str) -> list[str]:
    """The full names that a folded given name may be short for."""
    numbers = {number for number, _ in _lines().get(name, ())}
    return sorted({full for number in numbers for full in known().short[number].full})


@cache
def common_given() -> frozenset[str]:
    """The folded given names that many people bear, which no collection makes rare."""
    return frozenset(_lines()) | {word for line in known().given for word in line.split()}


@cache
def common_families() -> frozenset[str]:
    """The folded family names that very many people bear."""
    return frozenset(word for line in known().common for word in line.split())


@cache
def crowded_families() -> frozenset[str]:
    """The folded family names that a great part of a people bears."""
    return frozenset(word for line in known().crowded for word in line.split())


# --- syllables -------------------------------------------------------------------------------------------------------

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue yu",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(start + end for start, ends in _FINALS.items() for end in ends.split())
"""The syllables of Chinese names as Pinyin writes them, without tones."""

_LONGEST = max(map(len, SYLLABLES))

KOREAN = frozenset(
    "kim lee park choi jung jeong kang cho yoon yun jang lim han oh seo shin kwon hwang ahn song hong yoo bae baek moon ryu ryoo chung "
    "cha chae joo jun jeon na noh shim suh woo yi ha ko koo kwak min myaeng nam paik rhee rim yang".split()
)
"""Family names of Korea as they are commonly written; their given names have two syllables, of which none is left out."""


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a folded word is made of at most four Pinyin syllables; none where it is not. All but the first begin with a consonant."""
    if len(word) > 4 * _LONGEST:
        return ()
    found: list[tuple[str, ...]] = []
    begun: list[tuple[tuple[str, ...], str]] = [((), word)]
    while begun:
        done, rest = begun.pop()
        if not rest:
            found.append(done)
        elif len(done) < 4 and not (done and rest[0] in "aeo"):
            begun += [
                ((*done, rest[:n]), rest[n:]) for n in range(1, min(_LONGEST, len(rest)) + 1) if rest[:n] in SYLLABLES
            ]
    return tuple(sorted(found))


# --- spellings -------------------------------------------------------------------------------------------------------

_SPELLINGS = [
    (re.compile(pattern), value)
    for pattern, value in (
        ("shch|sch", "sh"), ("tch|ch", "c"), ("ph", "f"), ("ks|cs", "x"), ("ck|q", "k"), ("tz|ts", "z"), ("oo|ou", "o"), ("ee", "i"),
        ("[yj]", "i"), ("w", "v"), ("(?<=[^s])h|(?<=s)h$", ""), ("c", "k"), ("ae", "e"), ("i+", "i"), (r"(.)\1", r"\1"),
    )
]  # fmt: skip


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """A folded word with the letters that one alphabet or language writes for another's made one (Sergey, Sergei; Anja, Anya; Toru, Tohru)."""
    for pattern, value in _SPELLINGS:
        word = pattern.sub(value, word)
    return word


@lru_cache(maxsize=1 << 14)
def digraphs(word: str) -> str:
    """A folded word with the digraphs for German and Nordic letters made one letter (Mueller, Muller)."""
    return word.replace("oe", "o").replace("ue", "u").replace("ae", "a")


_KOREAN_SPELLINGS = [
    (re.compile(p), v)
    for p, v in (("eo|oo|ou|o|u+", "u"), ("ee|yi", "i"), ("g", "k"), ("d", "t"), ("b", "p"), (r"(.)\1", r"\1"))
]


@lru_cache(maxsize=1 << 12)
def korean_spelling(word: str) -> str:
    """A folded Korean given name with the letters that Revised Romanization and McCune-Reischauer write differently made one."""
    for pattern, value in _KOREAN_SPELLINGS:
        word = pattern.sub(value, word)
    return word


_MANDARIN_SPELLINGS = [
    (re.compile(p), v)
    for p, v in (("ch(?=i[aeo])", "j"), ("(?<=[cs]h)ih", "i"), ("hs", "x"), ("jh", "zh"), ("yuen", "yuan"), ("ien|(?<=y)en", "ian"), ("yian", "yan"), ("ung", "ong"), ("(?<=[fbpmw])ong", "eng"), ("ieh", "ie"))
]  # fmt: skip


@lru_cache(maxsize=1 << 12)
def mandarin_spelling(word: str) -> str:
    """A folded Chinese given name with the finals that Wade-Giles and Tongyong Pinyin write differently as Hanyu Pinyin does."""
    for pattern, value in _MANDARIN_SPELLINGS:
        word = pattern.sub(value, word)
    return word

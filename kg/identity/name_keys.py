"""What a name is looked up by: the keys under which compatible names meet, and how common a name is."""

from __future__ import annotations

from functools import lru_cache

from kg.identity.given_names import chinese, korean
from kg.identity.name_forms import (
    common_families,
    common_given,
    crowded_families,
    digraphs,
    full_forms,
    spelling,
    syllables,
)
from kg.identity.name_words import Parts, Word, glued, parts
from kg.records import NameAsPrinted

RARE, FEW, SOME, MANY, COMMON = 0, 1, 2, 3, 4
"""How many people may bear a full name: hardly two at all, hardly two in a field, seldom two at one venue, several in a field, very many."""


def keys(name: NameAsPrinted) -> list[str]:
    """The keys of a name, the main one first: family name and the first letter of a given name, as "west r".

    Each word of a family name makes keys, in both folded forms, and each given name its letter, also that of the full name it is short for; given and
    family name may be changed round. Two compatible names have a key in common, save where a letter is wrong in the family name.
    """
    found = parts(name)
    if found.literal:
        return [found.literal]
    letters = list(dict.fromkeys(letter for word in found.given[:3] for letter in _letters(word))) or [""]
    families = [form for word in found.family if not word.short for form in (word.forms[0], word.forms[-1])]
    families += sorted(found.glued)
    made = [f"{family} {letter}" for family in families or [""] for letter in letters]
    if len(found.given) == 1 and found.family and not found.given[0].short:
        made += [f"{found.given[0].forms[0]} {letter}" for letter in _letters(found.family[0])]
    made += [f"{word.forms[0]} {letters[0]}" for word in found.given[1:3] if not word.short]
    return list(dict.fromkeys(made))


def _letters(word: Word) -> list[str]:
    """The first letters of a given name and of what it may be short for, those that languages write for one another made one."""
    forms = [word.forms[0], *([] if word.short else full_forms(word.forms[0]))]
    return list(dict.fromkeys(spelling(form)[:1] or form[:1] for form in forms))


def signatures(name: NameAsPrinted) -> set[str]:
    """Strings of which two compatible names have one in common, unlike most names that share no more than given name and a letter.

    For each rule of `kg.identity.compatibility` there are some: the words of the family name and all of it, also as spelt in other alphabets;
    with one letter left out, so that names meet that differ by a slip (Garbe 2012); and all the words, glued, in order, and with the first of them.
    """
    found = parts(name)
    if found.literal:
        return {found.literal}
    words = (*found.given, *found.family)
    made = set(found.glued | found.whole)
    made.update(form for word in found.family if not word.short for form in word.forms)
    for form in found.glued:
        made.update((digraphs(form), spelling(form)))
        if len(form) > 3:
            made.update(form[:i] + form[i + 1 :] for i in range(len(form)))
    made.update(" + ".join(sorted((first, last))) for first in found.first for last in glued(found.family))
    made.add(" ".join(sorted(word.forms[0] for word in words)))
    words = _from_full(words)
    made.update(f"{a} > {b}" for a in words[0].forms for word in words[1:] if not word.short for b in word.forms)
    return made


def lettered(name: NameAsPrinted) -> set[str]:
    """The signatures of a name of two words where a family name may be left to its letter ("Lakshmi S")."""
    words = _from_full((*parts(name).given, *parts(name).family))
    return {f"{a} > {b[:1]}." for a in words[0].forms for b in words[1].forms} if len(words) == 2 else set()


def _from_full(words: tuple[Word, ...]) -> tuple[Word, ...]:
    while len(words) > 2 and words[0].short:
        words = words[1:]
    return words


def commonness(name: NameAsPrinted) -> int:
    """How common a full name is, by the names alone: the same in a small collection and in a large one.

    Chinese names of one syllable and Korean names are borne by very many, Chinese names of two syllables by fewer. Elsewhere it goes by whether the
    family name and the given name are well known, and whether the family name is that of a great part of a people. A further given name or initial, or
    a second family name, makes a name a step rarer. Initials alone make no name rare.
    """
    return _commonness(parts(name))


@lru_cache(maxsize=1 << 16)
def _commonness(found: Parts) -> int:
    if found.literal:
        return RARE
    crowded = any(form in crowded_families() for form in found.glued)
    family = crowded or any(form in common_families() for form in found.glued)
    if found.initial or not found.family:
        return COMMON if family or not found.family else SOME
    if chinese(found):
        return COMMON if not _two_syllables(found) else MANY if crowded else SOME
    if korean(found):
        return COMMON
    given = found.given[0].forms[0] in common_given()
    level = (MANY if given else SOME) if crowded else (SOME if given else FEW) if family else FEW if given else RARE
    more = len(found.given) > 1 or len(found.family) > 1
    return max(level - more, RARE)


def _two_syllables(found: Parts) -> bool:
    ways = syllables("".join(word.forms[0] for word in found.given if not word.short))
    return min(map(len, ways), default=1) > 1

"""What a name is looked up by: the keys under which compatible names meet, and how common a name is."""

from __future__ import annotations

from functools import lru_cache

from kg.identity.given_names import chinese, korean
from kg.identity.name_forms import common_families, common_given, full_forms, spelling, syllables
from kg.identity.name_words import Parts, Word, parts
from kg.records import NameAsPrinted

RARE, USUAL, COMMON = 0, 1, 2
"""How many people may bear a full name: hardly two in a field, some, many."""


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


def commonness(name: NameAsPrinted) -> int:
    """How common a full name is, by the names alone: the same in a small collection and in a large one.

    Names of one Chinese syllable and Korean names are shared by very many; else a name is common where both family and given name are, and rare
    where neither is. A further given name or initial, or a second family name, makes it a step rarer. Initials alone make no name rare.
    """
    return _commonness(parts(name))


@lru_cache(maxsize=1 << 16)
def _commonness(found: Parts) -> int:
    if found.literal:
        return RARE
    if found.initial or not found.family:
        return COMMON
    family = any(form in common_families() for form in found.glued)
    if chinese(found):
        single = (
            min(len(way) for way in syllables("".join(word.forms[0] for word in found.given if not word.short)) or [()])
            <= 1
        )
        return COMMON if single else USUAL
    if korean(found):
        return COMMON
    given = found.given[0].forms[0] in common_given()
    level = USUAL if family != given else COMMON if family else RARE
    more = len(found.given) > 1 or len(found.family) > 1
    return max(level - more, RARE)

"""Person names: split into given, particle, family and suffix; folded for comparison.

The parts follow BibTeX (Patashnik, "BibTeXing", 1988, section 4: First, von, Last, Jr); the folding is Unicode
transliteration by anyascii with a second form for the German digraphs (ö is o in one form, oe in the other).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from kg.records import NameAsPrinted

PARTICLES = frozenset(
    [
        "af",
        "al",
        "bin",
        "d",
        "da",
        "das",
        "de",
        "del",
        "della",
        "delle",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "het",
        "la",
        "las",
        "le",
        "los",
        "van",
        "vom",
        "von",
        "vonder",
        "y",
        "zu",
        "zum",
        "zur",
        "ter",
        "ten",
        "'t",
        "op",
        "st",
        "san",
    ]
)
"""Words that belong to the family name that follows. Those in capitals ("De", "Le") count only before another word."""

_CAPITAL_PARTICLES = frozenset(
    [
        "Da",
        "De",
        "Del",
        "Della",
        "Den",
        "Der",
        "Di",
        "Dos",
        "Du",
        "El",
        "La",
        "Le",
        "Van",
        "Von",
        "Ter",
        "Ten",
        "Al",
        "Ben",
        "Bin",
        "Abu",
        "Ibn",
        "Mac",
        "St",
        "St.",
        "San",
        "Dal",
        "Dalla",
        "Lo",
    ]
)

SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])

_GROUP = re.compile(
    r"\b(collaboration|consortium|team|group|project|society|association|institute|university|committee|foundation|"
    r"organi[sz]ation|network|initiative|council|department|laborator(?:y|ies)|inc\.?|ltd\.?|gmbh|working group|task force)\b",
    re.IGNORECASE,
)  # fmt: skip
_DIGRAPHS = str.maketrans(
    {"ö": "oe", "ä": "ae", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ä": "Ae", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_NOT_LETTER = re.compile(r"[^a-z0-9]+")


def is_group(text: str) -> bool:
    """Whether a name reads as a body, not a person ("the ATLAS Collaboration")."""
    return bool(_GROUP.search(text))


def split(printed: str) -> NameAsPrinted:
    """The parts of one printed name: "Family, Given", "von Family, Jr, Given" or "Given von Family".

    A body and a single word stay whole: `literal` with the text as family-less name for a body, `family` for the word.
    """
    text = " ".join(printed.split())
    if not text:
        return NameAsPrinted(printed, literal=True)
    if is_group(text):
        return NameAsPrinted(printed, literal=True)
    if "," in text:
        return _inverted(printed, [part.strip() for part in text.split(",")])
    words = text.split(" ")
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in SUFFIXES else ""
    cut = _family_starts(words)
    particle, family = _particle(words[cut:])
    return NameAsPrinted(printed, " ".join(words[:cut]), particle, family, suffix)


def _inverted(printed: str, parts: list[str]) -> NameAsPrinted:
    particle, family = _particle(parts[0].split(" "))
    if len(parts) > 2 and parts[1].lower() in SUFFIXES:
        return NameAsPrinted(printed, " ".join(parts[2:]), particle, family, parts[1])
    if len(parts) > 2 and parts[2].lower() in SUFFIXES:
        return NameAsPrinted(printed, parts[1], particle, family, parts[2])
    return NameAsPrinted(printed, " ".join(p for p in parts[1:] if p), particle, family)


def _family_starts(words: list[str]) -> int:
    """Where the family name begins in a name printed given-first: at the first particle, else at the last word."""
    for i in range(1, len(words) - 1):
        if words[i] in PARTICLES or words[i] in _CAPITAL_PARTICLES:
            return i
    return max(len(words) - 1, 0)


def _particle(words: list[str]) -> tuple[str, str]:
    """Lower-case particles in front of a family name, which alone are not part of it for sorting."""
    cut = 0
    while cut < len(words) - 1 and words[cut] in PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def display(name: NameAsPrinted) -> str:
    """The name in reading order: "Given von Family Jr"; as printed where its parts are unknown."""
    parts = [name.given, name.particle, name.family, name.suffix]
    return " ".join(p for p in parts if p) if name.family and not name.literal else " ".join(name.printed.split())


def inverted(name: NameAsPrinted) -> str:
    """The name in sorting order: "von Family, Given, Jr"; as printed where its parts are unknown."""
    if not name.family or name.literal:
        return " ".join(name.printed.split())
    return ", ".join(p for p in [f"{name.particle} {name.family}".strip(), name.given, name.suffix] if p)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Letters and digits of a text in lower-case ASCII, nothing between them: "Jean-Hadrien Çelik" is "jeanhadriencelik"."""
    return _NOT_LETTER.sub("", anyascii(unicodedata.normalize("NFC", text)).lower())


def folds(name: NameAsPrinted) -> tuple[str, ...]:
    """The folded forms of a name in reading order: one, or two where a letter has a digraph form (Müller, Mueller)."""
    text = display(name)
    plain = fold(text)
    wide = fold(unicodedata.normalize("NFC", text).translate(_DIGRAPHS))
    return (plain,) if plain == wide else (plain, wide)

"""Person names: split into given, particle, family and suffix; folded for comparison.

The parts follow BibTeX (Patashnik, "BibTeXing", 1988, section 4: First, von, Last, Jr); the folding is Unicode
transliteration by anyascii with a second form for the German digraphs (ö is o in one form, oe in the other).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from kg.bodies import in_one_form, is_group
from kg.records import NameAsPrinted

PARTICLES = frozenset(
    [
        "af", "al", "bin", "d", "da", "das", "de", "del", "della", "delle", "den", "der", "des", "di", "do", "dos",
        "du", "e", "el", "het", "la", "las", "le", "los", "van", "vom", "von", "vonder", "y", "zu", "zum", "zur",
        "ter", "ten", "'t", "op", "st", "san", "ben", "ibn", "bint", "abu", "ap", "i",
    ]
)  # fmt: skip
"""Words that belong to the family name that follows. Those in capitals ("De", "Le") count only before another word."""

_CAPITAL_PARTICLES = frozenset(
    [
        "Da", "De", "Del", "Della", "Den", "Der", "Di", "Dos", "Du", "El", "La", "Le", "Van", "Von", "Ter", "Ten",
        "Al", "Ben", "Bin", "Abu", "Ibn", "Mac", "St", "St.", "San", "Dal", "Dalla", "Lo",
    ]
)  # fmt: skip

_JOINING = frozenset(["y", "e", "i"])
"""Words that join two family names: in "José Ortega y Gasset" the family name begins a word before."""

_BEHIND = PARTICLES - _JOINING
"""Words that may stand behind the given name and belong to the family name before the comma."""

SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_LONGEST_SUFFIX = max(map(len, SUFFIXES))

_DIGRAPHS = str.maketrans(
    {"ö": "oe", "ä": "ae", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ä": "Ae", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_NOT_LETTER = re.compile(r"[^a-z0-9]+")

_STOPPED = re.compile(r"[^\W\d_][\w'’‐‑-]*[^\W\d_]{2}\.")
"""A word of three letters or more with the full stop that ended the list it stood in."""

_GLUED = re.compile(
    r"(?P<given>(?:[^\W\d_a-zß-ÿ]\.[-‐‑]?){1,4})"
    r"(?P<family>(?!(?:Arch|Comm?|Div|Eng|Litt|Math|Mus|Pharm|Phil|Tech)$)[^\W\d_a-zß-ÿ](?:[^\W\d_]|['’‐‑-](?=[^\W\d_])){2,})"
)
"""Initials with no blank before the family name ("A.Okonjo", "J.-P.Brix"), not a degree ("M.Phil")."""

_MARKS = str.maketrans("", "", ".-‐‑")

_SHORT_FAMILIES = frozenset(
    ["DO", "GU", "HO", "HU", "KO", "LE", "LI", "LU", "MA", "NG", "OH", "QI", "WU", "XU", "YE", "YU"]
)
"""Family names that may stand in capitals behind a given name ("Andrew NG") and look like initials."""


_KEPT = 120
"""The parts of names of so many characters at most are remembered: the same few people stand in a list again and again."""


_LISTED = 2000
"""What stands in a list of so many characters at most is looked up again: each way of reading a list asks for it."""


def is_glued(word: str) -> bool:
    """Whether a word is a whole name: initials with no blank before the family name ("A.Okonjo")."""
    return "." in word and _GLUED.fullmatch(word) is not None


_HAN = re.compile(r"[々\u3400-\u9fff\uac00-\ud7af]{1,3}")
"""A half of a name in Chinese, Japanese or Korean script, which has the family name first."""


def split(printed: str) -> NameAsPrinted:
    """The parts of one printed name: "Family, Given", "von Family, Jr, Given", "Given von Family" or "von Family G. N.".

    Of a name of two words in Chinese, Japanese or Korean script the family name is the first.

    A body and a single word stay whole: `literal` with the text as family-less name for a body, `family` for the word.
    """
    return _split_again(printed) if len(printed) <= _KEPT else _split(printed)


@lru_cache(maxsize=1 << 14)
def _split_again(printed: str) -> NameAsPrinted:
    return _split(printed)


def _split(printed: str) -> NameAsPrinted:
    text = " ".join(printed.split())
    if not text:
        return NameAsPrinted(printed, literal=True)
    if is_group(text):
        return NameAsPrinted(printed, literal=True)
    if "," in text:
        family, _, given = text.partition(", ")
        if is_plain(family, given):
            return NameAsPrinted(printed, given, "", family)
        return _inverted(printed, [part.strip() for part in text.split(",")])
    words = text.split(" ")
    if _STOPPED.fullmatch(words[-1]) and words[-1].lower() not in SUFFIXES:
        words[-1] = words[-1][:-1]
    if len(words) == 1 and (glued := _GLUED.fullmatch(words[0])):
        words = list(glued.groups())
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in SUFFIXES else ""
    if len(words) == 2 and all(map(_HAN.fullmatch, words)):
        return NameAsPrinted(printed, words[1], "", words[0])
    if _is_slavic_inverted(words):
        return NameAsPrinted(printed, " ".join(words[1:]), "", words[0], suffix)
    if cut := _initials_start(words):
        particle, family = _particle(words[:cut])
        return NameAsPrinted(printed, " ".join(words[cut:]), particle, family, suffix)
    cut = _family_starts(words)
    particle, family = _particle(words[cut:])
    return NameAsPrinted(printed, " ".join(words[:cut]), particle, family, suffix)


def _initials_start(words: list[str]) -> int:
    """Where the initials behind a family name begin ("van Zyl A. J.", "Orr HA"); 0 for a name that is not printed so.

    No family name is one letter, so what ends in an initial begins with the family name, unless it begins with one as well.
    Two or three capitals without full stops ("HA") may be a family name where all is in capitals, and are one before
    initials with them ("MOE C.").
    """
    cut = len(words)
    while cut and _is_initials(words[cut - 1]):
        cut -= 1
    if not cut and len(words) > 1 and len(words[0]) > 1 and "." not in words[0] and "." in words[1]:
        return 1
    before, behind = words[:cut], words[cut:]
    if not before or not behind or any(map(_is_initials, before)):
        return 0
    if len(words) == 2 and behind[0] in _SHORT_FAMILIES:
        return 0
    sure = all(len(word) == 1 or "." in word for word in behind)
    return cut if sure or not any(map(str.isupper, before)) else 0


def _is_initials(word: str) -> bool:
    """Whether a word is made of initials: with full stops, with hyphens, or up to three capitals at a stretch."""
    letters = word.translate(_MARKS)
    if "." in word and not letters.isupper() and _TWO_LETTERS.fullmatch(word):
        return True
    return letters.isupper() and letters.isalpha() and (len(letters) <= 3 or word.count(".") >= len(letters) - 1)


_TWO_LETTERS = re.compile(
    r"(?:[^\W\d_a-z]\.[\s-]?)*(?:Ch|Cs|Dzs?|Gy|Ja|Ju|Kh|Ly|Ny|Ph|Sh|Sz|Th|Ts|Ya|Ye|Yo|Yu|Zh|Zs|Дж)\.?(?:[\s-]?[^\W\d_a-z]\.?)*"
)
"""Initials of which one has two letters: "Zs.", "R.Yu.", "Ch.-M."."""
_PATRONYMIC = re.compile(
    r"[А-ЯЁІЇЄҐЎ][а-яёіїєґў'’]+(?:ович|евич|ьич|йович|овна|евна|ична|инична|івна|ївна|аўна|еўна|авіч|евіч)"
)
"""The name of the father of somebody Russian, Ukrainian or Belarusian, which stands behind the given name."""
_SLAVIC_FAMILY = re.compile(
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]{2,}(?:ова|ева|ёва|ская|цкая|ской|ский|цкий|ський|цький|ська|енко|ов|ев|ёв)"
)
"""How family names of Russians and Ukrainians end."""
_SLAVIC_GIVEN = frozenset("яков лев ева".split())
"""Given names that end so, too."""


def _is_slavic_inverted(words: list[str]) -> bool:
    """Whether a name in Cyrillic has the family name first: a patronymic is last, or the first of two words alone ends as family names do."""
    if len(words) == 3:
        return _PATRONYMIC.fullmatch(words[2]) is not None and _PATRONYMIC.fullmatch(words[1]) is None
    if len(words) != 2 or words[0].lower() in _SLAVIC_GIVEN:
        return False
    return _SLAVIC_FAMILY.fullmatch(words[0]) is not None and _is_given_in_cyrillic(words[1])


def _is_given_in_cyrillic(word: str) -> bool:
    """Whether a word in Cyrillic has no initial and does not end as family names do."""
    return (
        word[1:].islower()
        and "\u0400" <= word[0] <= "\u04ff"
        and _SLAVIC_FAMILY.fullmatch(word) is None
        and len(word) > 2
    )


def is_plain(family: str, given: str) -> bool:
    """Whether the parts of an inverted name are as most are, and need no closer look: no suffix, no particle, no further comma."""
    if " " in family or "," in family or "," in given or not family:
        return False
    return len(given) > _LONGEST_SUFFIX and given.rpartition(" ")[2] not in _BEHIND


def _inverted(printed: str, parts: list[str]) -> NameAsPrinted:
    suffix = next((part for part in parts[1:3] if len(part) <= 3 and part.lower() in SUFFIXES), "")
    rest = [part for part in parts[1:] if part and part != suffix]
    if suffix and not rest:  # "Martin King, Jr."
        whole = split(parts[0])
        return NameAsPrinted(printed, whole.given, whole.particle, whole.family, suffix, whole.literal)
    particle, family = _particle(parts[0].split(" "))
    if not family:
        return NameAsPrinted(printed, literal=True)
    given = " ".join(rest).split(" ")
    cut = len(given)
    while cut > 1 and given[cut - 1] in _BEHIND:  # "Casas, Diego de las"
        cut -= 1
    particle = " ".join([*given[cut:], particle]).strip()
    return NameAsPrinted(printed, " ".join(given[:cut]), particle, family, suffix)


def _family_starts(words: list[str]) -> int:
    """Where the family name begins in a name printed given-first: at the first particle, else at the last word."""
    if words[0] in PARTICLES:
        return 0
    for i in range(1, len(words) - 1):
        if words[i] in _JOINING:
            return max(i - 1, 1)
        if words[i] in PARTICLES or words[i] in _CAPITAL_PARTICLES:
            return i
    return max(len(words) - 1, 0)


def _particle(words: list[str]) -> tuple[str, str]:
    """Lower-case particles in front of a family name, which alone are not part of it for sorting."""
    cut = 0
    while cut < len(words) - 1 and words[cut] in PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


_WORDS_BETWEEN = frozenset(["and", "und", "et", "AND", "UND", "ET", "&"])
_BETWEEN = re.compile(
    r"(?:and(?<=\sand)|und(?<=\sund)|et(?<=\set)|AND(?<=\sAND)|UND(?<=\sUND)|ET(?<=\sET)|&(?<=\s&))(?=\s)"
)

_MORE = frozenset(["al", "al.", "others", "et al", "et al."])
"""What says that there are more names and is none itself."""


def _parts(text: str) -> Sequence[tuple[int, int]]:
    """The offsets of what stands between the separators of a list, without white space; what holds no letter is left out."""
    return _parts_again(text) if len(text) <= _LISTED else _parted(text)


@lru_cache(maxsize=64)
def _parts_again(text: str) -> Sequence[tuple[int, int]]:
    return _parted(text)


def _parted(text: str) -> list[tuple[int, int]]:
    # Most lists have no word between names but the last two: looking for words costs more than looking for commas.
    worded = not _WORDS_BETWEEN.isdisjoint(text.split())
    found: list[tuple[int, int]] = []
    at = 0
    for stretch in (text.replace(";", ",") if ";" in text else text).split(","):
        if worded and not _WORDS_BETWEEN.isdisjoint(stretch.split()):
            begin, end = at, at + len(stretch)
            for cut in _BETWEEN.finditer(text, at, end):
                if place := _place(text[begin : cut.start()], begin):
                    found.append(place)
                begin = cut.end()
            if place := _place(text[begin:end], begin):
                found.append(place)
        elif (
            len(bare := stretch.strip()) > 6 and bare[0].isalpha()
        ):  # as most do, it begins with a letter and says more
            begin = at + stretch.index(bare[0])
            found.append((begin, begin + len(bare)))
        elif place := _place(stretch, at):
            found.append(place)
        at += len(stretch) + 1
    return found


def _place(part: str, at: int) -> tuple[int, int] | None:
    """Where a part stands that begins at `at`, when it holds a letter and does not say that there are more."""
    stripped = part.strip()
    if not stripped or not (stripped[0].isalpha() or any(map(str.isalpha, stripped))):
        return None
    if len(stripped) <= 6 and stripped.lower() in _MORE:
        return None
    begin = at + part.index(stripped[0])
    return begin, begin + len(stripped)


def split_list(text: str, inverted: bool = False) -> list[tuple[NameAsPrinted, int, int]]:
    """The names of a printed list with their offsets in it, in order; the words "and", "und", "et" and "&" separate too.

    Without `inverted` each comma stands between two names ("Ann Author, Bo Builder"); with it they stand within names as well,
    within all ("Author, Ann, Builder, Bo") or within the first ("Author, Ann, Bo Builder, and Cy Smith"). A list with semicolons
    has one name between two of them, of either form. What says that there are more ("et al.") is no name. A suffix ("Jr.")
    belongs to the name before it. The list is empty when an inverted one does not come out even.
    """
    return [(split(text[start:end]), start, end) for start, end in spans(text, inverted)]


def spans(text: str, inverted: bool = False) -> Sequence[tuple[int, int]]:
    """Where the names of a printed list stand, as `split_list` reads it."""
    return _spans_again(text, inverted) if len(text) <= _LISTED else _spans(text, inverted)


@lru_cache(maxsize=64)
def _spans_again(text: str, inverted: bool) -> Sequence[tuple[int, int]]:
    return _spans(text, inverted)


def _spans(text: str, inverted: bool) -> Sequence[tuple[int, int]]:
    if ";" in text:
        return _stretches(text)
    parts = _parts(text)
    if inverted:
        return _pairs(text, parts) or _first_inverted(text, parts)
    if all(end - start > 4 for start, end in parts):
        return parts  # without a suffix
    found: list[tuple[int, int]] = []
    for start, end in parts:
        if found and end - start <= 4 and text[start:end].lower() in SUFFIXES:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _stretches(text: str) -> list[tuple[int, int]]:
    """The offsets of the names between semicolons; "and" before the last counts as one more."""
    found: list[tuple[int, int]] = []
    at = 0
    for stretch in text.split(";"):
        parts = [(at + start, at + end) for start, end in _parts(stretch)]
        begun = None
        for i, (start, end) in enumerate(parts):
            begun = start if begun is None else begun
            # Two parts parted by a comma are one name, parted by a word they are two.
            if i + 1 == len(parts) or "," not in text[end : parts[i + 1][0]]:
                found.append((begun, end))
                begun = None
        at += len(stretch) + 1
    return found


def _pairs(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offsets of the names of an inverted list: family and given part in turn, a body alone, a suffix with its name."""
    found: list[tuple[int, int]] = []
    words = [text[start:end] for start, end in parts]
    suffixed = {i for i, word in enumerate(words) if len(word) <= 4 and word.lower() in SUFFIXES}
    i = 0
    while i < len(parts):
        size = 1
        if not is_group(words[i]):
            size = 3 if suffixed and (i + 1 in suffixed or i + 2 in suffixed) else 2
        if i + size > len(parts):
            return []
        for k in range(i + 1, i + size):
            between = text[parts[k - 1][1] : parts[k][0]]
            if between not in (", ", ",") and not _commas(between):
                return []
        found.append((parts[i][0], parts[i + size - 1][1]))
        i += size
    return found


def _first_inverted(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offsets of the names of a list whose first name alone is inverted, as style guides for the humanities ask.

    Only a word before the last name tells it from a list that has lost a name; none otherwise.
    """
    if len(parts) < 3 or not _commas(text[parts[0][1] : parts[1][0]]) or _commas(text[parts[-2][1] : parts[-1][0]]):
        return []
    others = parts[2:]
    whole = all(len(text[start:end].split()) > 1 for start, end in others)
    return [(parts[0][0], parts[1][1]), *others] if whole else []


def _commas(between: str) -> bool:
    """Whether commas alone, and not a word, part two stretches."""
    return set(between) <= set(", \t\r\n") and "," in between


def display(name: NameAsPrinted) -> str:
    """The name in reading order: "Given von Family Jr"; as printed where its parts are unknown."""
    parts = [name.given, name.particle, name.family, name.suffix]
    if _HAN.fullmatch(name.family) and _HAN.fullmatch(name.given):
        return f"{name.family} {name.given}"
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
    text = in_one_form(display(name)) if name.literal else display(name)
    plain = fold(text)
    wide = fold(unicodedata.normalize("NFC", text).translate(_DIGRAPHS))
    return (plain,) if plain == wide else (plain, wide)

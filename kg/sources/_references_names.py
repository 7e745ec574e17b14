"""The names of a reference: lists in which a name may stand in any order, even in more than one order in a list.

Romero, C., Paunesku, D., & Dweck, C.        A. Cau, R. Kuiper, and W.-P. de Roever.       Staples JE, Kubota KA
Lee, L. L., W. E. Howard, and R. E. Marsh    Fuhrer, M. S.; Shih, L.                       LEVASSEUR M. & ALPHONSE P.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from kg.bodies import is_group
from kg.names import PARTICLES, SUFFIXES, split
from kg.records import NameAsPrinted
from kg.sources._references_words import classes

_BETWEEN = re.compile(r"(?P<semi>;)|(?P<comma>,)|(?<!\S)(?P<word>and|und|et|&|with|y|e)(?=[\s,])", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐–]?|[^\W\d_a-z][a-z]{1,2}\.[-‐–]?)+")
_JOINED = re.compile(r"[^\W\d_a-z]{2,}")
_SHORT = re.compile(r"[^\W\d_a-z][a-z]{1,2}\.")
_OTHERS = re.compile(
    r"[\s,;]*(?:(?:\band|&)\s+)?(?:\bet\.?\s+al\b|\bal\b|\band others\b|\bothers\b|\ba kol\b|\bu\.\s?a\b|…|\.\.\.)[.,;:\s)]*$",
    re.I,
)
_ROLE = (
    r"(?:editors?|eds?|hrsg|hg|éds?|dirs?|directors?|coords?|orgs?|comps?|trans|transl|translators?|trad|producers?|"
    r"sous la dir(?:ection)?|a cura di|red|series editors?|forthcoming)"
)
_AFTER = re.compile(rf"[\s,;:]*[(\[]?\s*\b{_ROLE}\b\.?\s*[)\]]?[\s.,:;)]*$", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s(\[,;:.•*-]*(?:(?:(?:in|dans|en)\b\s*:?|(?:edited|ed\.?|eds\.?|translated|trans\.?|tr\.?|transl\.?|selected|compiled|directed|"
    r"produced|dir\.?|introduction|herausgegeben|hrsg\.?|édité|traduit|trad\.?|traduction)(?:\s+(?:and|&|et|und)\s+(?:edited|translated|"
    r"eds?\.?|trans\.?|with an introduction))?(?=[\s.])(?:\s+(?:by|von|par|de|di))?|sous la dir(?:ection)?\.?(?: de)?|a cura di|by|par|von)[\s:]+)+",
    re.IGNORECASE,
)
_OF_BODIES = frozenset("of for the on in and des für".split())
_MOST = 20_000
DASHES = re.compile(r"[\s•.,]*[-–—_―]{2,}[-–—_―.,;:\s]*|[\s•]*[—―]+[.,;:\s]*")
"""What stands for the authors of the reference before."""


@dataclass(frozen=True)
class Names:
    """The names with their offsets in the text, and whether "et al." ends the list."""

    names: list[tuple[NameAsPrinted, int, int]]
    truncated: bool


class _Part(Struct, frozen=True, gc=False):
    """What stands between two separators, and the separator before it."""

    text: str
    start: int
    end: int
    before: str


def names_in(text: str) -> Names:
    """The names of a stretch tagged as authors, editors or translators, in order."""
    text = text[:_MOST]
    start = match.end() if (match := _BEFORE.match(text)) else 0
    end = len(text)
    while (match := _AFTER.search(text, max(start, end - 40), end)) and match.start() > start:
        end = match.start()
    truncated = False
    if (match := _OTHERS.search(text, max(start, end - 40), end)) and match.start() >= start:
        end, truncated = match.start(), True
    parts = _parts(text, start, end)
    if _is_body(parts):
        first, last = parts[0].start, parts[-1].end
        return Names([(NameAsPrinted(_mended(text[first:last]), literal=True), first, last)], truncated)
    semicolons = any(part.before == "semi" for part in parts) and not _are_whole(parts)
    groups = _by_semicolons(parts) if semicolons else _by_commas(parts)
    return Names([(_name(group, text), group[0].start, group[-1].end) for group in groups], truncated)


def _parts(text: str, start: int, end: int) -> list[_Part]:
    found: list[_Part] = []
    at, before = start, ""
    for match in [*_BETWEEN.finditer(text, start, end), None]:
        if match is not None and match["word"] and match["word"].lower() in ("y", "e") and not _separates(text, match):
            continue
        left, right = at, match.start() if match else end
        while left < right and not (text[left].isalnum()):
            left += 1
        while right > left and not text[right - 1].isalnum():
            right -= 1
        if text[right : right + 1] == "." and right < end:
            right = _without_stop(text, left, right + 1, match is None)
        kind = (match.lastgroup or "") if match else ""
        if right > left:
            found.append(_Part(_mended(text[left:right]), left, right, before))
            before = kind
        else:
            before = "word" if "word" in (before, kind) else before or kind
        at = match.end() if match else end
    return found


def _separates(text: str, match: re.Match[str]) -> bool:
    """Whether "y" or "e" parts two names and does not join the two parts of one; in capitals it is an initial."""
    before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].split(None, 1)
    return match["word"].islower() and (before in (".", ",") or bool(after and _is_initial(after[0])))


def _without_stop(text: str, start: int, end: int, last: bool) -> int:
    """The end of a name without the full stop of the sentence; that of an initial or of "Jr." belongs to the name."""
    word = text[start:end].split()[-1]
    if word.lower() in SUFFIXES:
        return end
    if not _INITIALS.fullmatch(word) or _JOINED.fullmatch(word[:-1]) or (last and _SHORT.fullmatch(word)):
        return end - 1  # "Builder.", "Peters OA.", "W. Li."
    return end


@lru_cache(maxsize=4096)  # initials and short words recur
def _is_initial(word: str) -> bool:
    """Whether a word is one or more initials: "J.", "J.-P.", "Yu.", "JR"; without full stops at most three."""
    return _INITIALS.fullmatch(word) is not None and ("." in word or len(word) < 4)


def _mended(text: str) -> str:
    """A name without the line breaks within it."""
    if "\n" not in text:
        return " ".join(text.split())
    return " ".join(re.sub(r"(?<=[^\W\d_])[-‐]\s*\n\s*(?=[a-zß-ÿ])", "", text).split())


def _are_initials(text: str) -> bool:
    words = text.split()
    bare = [word for word in words if word not in PARTICLES and word.lower() not in SUFFIXES]
    return bool(bare) and all(map(_is_initial, bare))


def _is_body(parts: list[_Part]) -> bool:
    """Whether a list is the name of one body, which may hold commas and "and": "Department of Health and Aged Care"."""
    if not parts or len(parts) > 4:
        return False
    words = [word for part in parts for word in part.text.split()]
    if any(_is_initial(word) and word.count(".") == 1 for word in words) or (
        len(parts) > 1 and len(words) == len(parts)
    ):
        return False
    known = any(is_group(part.text) for part in parts) or any(
        "body" in classes().get(word.lower(), ()) for word in words
    )
    joined = any(word in _OF_BODIES for word in words[1:])
    joined = joined or (known and any(word in ("de", "la", "du", "des") for word in words))
    return joined if len(parts) > 1 else known or joined or any(word[0].isdigit() for word in words)


def _are_whole(parts: list[_Part]) -> bool:
    """Whether commas part whole names, initials behind, and a semicolon only what goes before a group: "Author A, Builder B; Study Group"."""
    behind = [part for part in parts if part.before == "comma"]
    return bool(behind) and all(
        _is_initial(words[-1]) and len(words) > 1 for words in (part.text.split() for part in behind)
    )


def _by_semicolons(parts: list[_Part]) -> list[list[_Part]]:
    groups: list[list[_Part]] = []
    for part in parts:
        if groups and part.before == "comma" and len(groups[-1]) < 3:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _by_commas(parts: list[_Part]) -> list[list[_Part]]:
    groups: list[list[_Part]] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        if groups and part.text.lower() in SUFFIXES:
            groups[-1].append(part)
            i += 1
            continue
        following = parts[i + 1] if i + 1 < len(parts) and parts[i + 1].before == "comma" else None
        if following and following.text.lower() not in SUFFIXES and _goes_with(part, following, parts, i):
            groups.append([part, following])
            i += 2
        else:
            groups.append([part])
            i += 1
    return groups


def _goes_with(part: _Part, given: _Part, parts: list[_Part], i: int) -> bool:
    """Whether a part is the family name of which the next part, after a comma, is the given one."""
    words = part.text.split()
    if _are_initials(part.text) or (len(words) > 1 and _is_initial(words[-1])):
        return False  # "Staples JE" and "Kempner J.C." are whole
    if _are_initials(given.text):
        return not (_is_initial(words[0]) and "." in words[0])
    bare = [
        word
        for word in words
        if word not in PARTICLES and word not in ("De", "Van", "Di", "La", "Le", "Von", "Della", "Du")
    ]
    if len(bare) == 1:
        return len(given.text.split()) <= 4
    if len(parts) == 2 and i == 0:  # "García Márquez, Gabriel" but not "Ann Author, Bo Builder"
        return len(given.text.split()) == 1
    return False


def _name(group: list[_Part], text: str) -> NameAsPrinted:
    """The name of one or more parts: inverted when there is a comma, else by its capitals and initials."""
    printed = _mended(text[group[0].start : group[-1].end])
    if len(group) > 1:
        return split(printed)
    words = printed.split()
    cut = _given_starts(words)
    if not cut or is_group(printed):
        return split(printed)
    parts = split(" ".join(words[:cut]) + ", " + " ".join(words[cut:]))
    return NameAsPrinted(printed, parts.given, parts.particle, parts.family, parts.suffix, parts.literal)


def _given_starts(words: list[str]) -> int:
    """Where the given names begin in a name printed family first without a comma; 0 when it is given first."""
    if len(words) < 2 or (_is_initial(words[0]) and words[0].lower() not in PARTICLES):
        return 0
    if _is_initial(words[-1]) and words[-1].lower() not in SUFFIXES:
        cut = len(words) - 1
        while cut > 1 and _is_initial(words[cut - 1]):
            cut -= 1
        return cut
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if capitals[0] and not all(capitals) and not capitals[-1]:  # "ACKET Claude"
        return capitals.index(False)
    return 0

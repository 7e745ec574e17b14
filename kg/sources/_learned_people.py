"""Names where a stretch is held to be names and the strict readers see none: part by part, in forms that may differ.

    V Kessler, M Etcheverry-Ruano, OR Zapiola        Brix, J., S. Aalto                 Grabowiecki Sz., Hornyák M.
    Okonjo-Vale, Bram; Aalto, S. M.                  BRIX (T.) et AALTO (S.)            A. Okonjo, S. Aalto … T. Brix

Each part between marks and joining words is a full name, initials with a family name, a family name with initials behind it or before
a comma, a family name alone or a body. Letters of all scripts count, with the marks that combine with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.bodies import is_group
from kg.names import PARTICLES, SUFFIXES, is_glued, split
from kg.records import NameAsPrinted
from kg.sources._listing_names import NameList, Printed
from kg.sources._listing_turned import is_given

_WORDS_BETWEEN = (
    "and|und|et|och|og|ve|en|та|oraz|ja|és|si|și|ir|un|dan|at|và|agus|ac|ile|with|mit|avec|con|και|u\\."
    "|और|एवं|एवम्|तथा|व|र|এবং|ও|และ|กับ|و|AND|UND|ET"
    r"|(?:[yeiuaYEиій](?=\s+[^\s,;]+\s+[^\s,;]))"
)
_CUT = re.compile(
    rf"(?P<comma>[,،，、]\s*)(?:(?:{_WORDS_BETWEEN}|&)\s+)?|(?P<strong>\s*[;؛；·•|\n\t&]\s*(?:(?:and|und|et)\s+)?|\s[–—+/-]\s|(?<=[\w.])[/–—](?=\w)"
    rf"|(?<=[^\s,;])\s+(?:{_WORDS_BETWEEN})\s+(?=\S))|(?P<gap>,?\s*(?:\[?…\]?|\[?\.\s?\.\s?\.\]?)\s*(?:[,&]\s*)?)"
)
"""What parts names: a comma, which may stand within one as well; a mark or word that never does; what says that some are left out."""
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?$")
_INITIALS = re.compile(r"(?:[^\W\d_a-z][a-zà-žа-яё]?[.'’׳][-‐‑]?){1,5}(?:[^\W\d_a-z])?|[^\W\d_](?:[-‐‑][^\W\d_])?")
"""Initials: with full stops, which may be digraphs ("Sz."), or a single letter."""
_CAPITALS = re.compile(r"[^\W\d_a-z]{1,3}|[^\W\d_a-z]-[^\W\d_a-z]")
"""Initials without full stops."""
_BODY = re.compile(
    r"(?:\b|(?<=-))(?:bureau|office|ministry|ministère|ministerio|federation|department|agency|board|archives?|museum|commission|institut\w*|council|committee"
    r"|authority|circle|library|trust|investigators|collaborat\w+|consortium|group|team|society|association|union|service|centre|center|forum|verband|verein"
    r"|gesellschaft|landesamt|bundesamt|task force)\b",
    re.IGNORECASE,
)
"""A word that names a body and no person."""
_SMALL = frozenset(
    ["of", "for", "and", "the", "on", "in", "de", "des", "du", "für", "und", "der", "die", "la", "et", "&"]
)
_OTHER_PARTICLES = frozenset(["im", "am", "dela", "della", "dello", "degli", "na", "af", "av", "ud", "el", "ul", "zur", "ibn", "bin", "binti", "bte", "ter", "te", "'t", "d'", "n'", "uí", "ní", "nic", "Ó", "ó", "Mac", "Nic", "Uí", "Ní", "an", "wa", "بن", "ابن", "آل", "أبو", "ابو", "بنت"])  # fmt: skip
_PARTICLES = PARTICLES | _OTHER_PARTICLES
_WITHIN = re.compile(r"\s[^\W\d_a-z]\.?\s")
"""An initial within a name, as no family name has it."""
_HAN = re.compile(r"[々\u3040-\u9fff\uac00-\ud7af]{2,6}")
_NO_PERSON = re.compile(r"出版|書店|書房|書院|社$|大学|館$")
"""A name in Chinese, Japanese or Korean script, and what is none there."""
_MOST_WORDS = 6
_MOST = 60
"""No name has more words, and no list that is read so more names."""


_JOINED = re.compile(r"(?:[^\W\d_a-z]\.){1,3}[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?")
"""Initials without a blank before the family name, which may have two letters here: the stretch is held to be names."""
_SHORTENED = frozenset(["alex", "benj", "chas", "chr", "edw", "fred", "geo", "hen", "jas", "jno", "jos", "md", "mohd", "robt", "saml", "st", "thos", "wm"])  # fmt: skip
"""Given names that are printed shortened, with a full stop."""


@dataclass(frozen=True)
class _Part:
    """What stands between two cuts, and whether a comma stands before it."""

    text: str
    start: int
    end: int
    comma: bool
    kind: str
    """family (no initials, one name word), full, front, behind, initials, body."""


def tolerant(text: str) -> NameList | None:
    """The names of a stretch that is held to be names, at their places; None where a part can be none."""
    if body := _body(text):
        return body
    found = _parts(text)
    if found is None:
        return None
    groups, gaps = found
    if not groups or sum(map(len, groups)) > _MOST:
        return None
    marked = any(mark in text for mark in (";", "؛", "；", " / ", " – "))
    names: list[Printed] = []
    for group in groups:
        its = _of_group(group, text, marked or (len(groups) == 1 and group[-1].kind == "family"))
        if its is None:
            return None
        names += its
    return NameList(names, gaps) if names and _agree(names) else None


def _body(text: str) -> NameList | None:
    """A text that is the name of one body."""
    start = len(text) - len(text.lstrip(" ,.;:"))
    inner = text.strip(" ,.;:\t\n")
    words = inner.split()
    if any(_BODY.search(one) and " " in one for one in inner.split(" and ")[:-1]) and _BODY.search(
        inner.rpartition(" and ")[2]
    ):
        return None
    if not 2 <= len(words) <= 9 or any(mark in inner for mark in ",;:()[]/0123456789"):
        return None
    if not (
        _BODY.fullmatch(words[-1])
        or _BODY.match(inner)
        or (len(words) > 2 and " ".join(words[-2:]).lower() == "task force")
    ):
        return None
    if not words[0][0].isupper() or not all(word[0].isupper() or word.lower() in _SMALL for word in words):
        return None
    return NameList([(NameAsPrinted(inner, literal=True), start, start + len(inner))])


def _parts(text: str) -> tuple[list[list[_Part]], bool] | None:
    """The parts of a text in groups that marks stronger than commas part, and whether names are left out; None where one can be no name."""
    groups: list[list[_Part]] = [[]]
    at, comma, gaps = 0, False, False
    cuts = [(one.start(), one.end(), one.lastgroup or "") for one in _CUT.finditer(text)]
    for start, end, kind in [*cuts, (len(text), len(text), "")]:
        inner = text[at:start]
        bare = inner.strip(" \t,:") if any(map(str.isalpha, inner)) else ""
        if bare:
            begin = text.index(bare, at)
            part = _part(bare, begin, comma)
            if part is None:
                return None
            groups[-1].append(part)
        if kind == "comma":
            comma = True
        else:
            comma = False
            gaps |= kind == "gap"
            groups.append([])
        at = end
    return [group for group in groups if group], gaps


def _part(text: str, start: int, comma: bool) -> _Part | None:
    """A part with what it can be; None where it can be neither a name nor half of one."""
    words = text.split()
    if len(words) > _MOST_WORDS + 2:
        return None
    kind = _kind(tuple(words))
    return _Part(text, start, start + len(text), comma, kind) if kind else None


@lru_cache(maxsize=1 << 12)
def _kind(words: tuple[str, ...]) -> str:
    """What some words can be in a list of names; nothing where they can be none."""
    text = " ".join(words)
    last = words[-1].rstrip(".")
    if (
        (is_group(text) or _BODY.search(text))
        and len(words) > 1
        and "(" not in text
        and (last[:1].isupper() or last.islower())
    ):
        sound = all(word[0].isupper() or word.lower() in _SMALL or _BODY.fullmatch(word.rstrip(".")) for word in words)
        return "body" if sound and any(word[0].isupper() for word in words) and len(words) <= 9 else ""
    capitals = sum(len(word) > 3 for word in words) > 0 and text.isupper()
    shapes = "".join(_shape(word, capitals) for word in words)
    if re.fullmatch(r"I+P*", shapes):
        return "initials"
    stopped = any(
        word[-1] == "." and shape == "N" and word[:-1].lower() not in _SHORTENED
        for word, shape in zip(words[:-1], shapes[:-1], strict=True)
    )
    if "X" in shapes or len(shapes) > _MOST_WORDS or stopped:
        return ""
    if _HAN.fullmatch(text):
        return "" if _NO_PERSON.search(text) else "full"
    if re.fullmatch(r"P*N", shapes):
        return "full" if is_glued(text.rstrip(".")) else "family"
    if re.fullmatch(r"P*N[PN]{0,3}I{1,4}S?", shapes):
        return "behind"
    if re.fullmatch(r"I{1,4}P*N[PNI]*S?", shapes) and shapes.rstrip("S")[-1] == "N":
        return "front"
    if re.fullmatch(r"P{0,2}N[PNI]*NS?", shapes) and not (shapes[0] == "P" and is_given(words[1])):
        return "full"
    return ""


def _shape(word: str, capitals: bool) -> str:
    """I for initials, P for a particle, N for a word of a name, S for a suffix, X for anything else."""
    if word.lower() in SUFFIXES and len(word) > 1:
        return "S"
    if word in _PARTICLES:
        return "P"
    if _INITIALS.fullmatch(word) and (not word.islower() or "ა" <= word[0] <= "ჿ"):
        return "I"
    if _CAPITALS.fullmatch(word) and word.isupper() and not (capitals and len(word) > 2):
        return "I"
    if "." in word[:-1] and not _JOINED.fullmatch(word.rstrip(".")):
        return "X"
    return "N" if is_name_word(word) else "X"


def is_name_word(word: str) -> bool:
    """Whether a word can stand in a name: letters of any script and the marks of names, a capital first where there are any."""
    bare = word.rstrip(".")
    if len(word) - len(bare) > 1 or not 1 <= len(bare) <= 30:
        return False
    if bare.endswith(("'s", "’s")):
        return False
    letters = [one for one in bare if one.isalpha()]
    if len(letters) < 1 or not (bare[0].isalpha() or bare[0] in "'’ʻʼ`"):
        return False
    if not all(
        one.isalpha() or unicodedata.category(one).startswith("M") or one in "-‐‑–'’ʻʼ`´.\u200c\u200d״׳" for one in bare
    ):
        return False
    if letters[0].islower() and not "ა" <= letters[0] <= "ჿ":  # Georgian has no capitals in use
        head = bare[:4]
        if bare[0] in "hnt" and bare[1:2].isupper():
            return True
        return any(mark in head for mark in "'’-ʻ") and any(one.isupper() for one in bare[1:5])
    return True


def _of_group(group: Sequence[_Part], text: str, marked: bool) -> list[Printed] | None:
    """The names of parts between which commas stand."""
    names: list[Printed] = []
    at, compound = 0, False
    while at < len(group):
        one = group[at]
        other = group[at + 1] if at + 1 < len(group) and group[at + 1].comma else None
        if other is not None and _are_pair(one, other, len(group) == 2, marked):
            names.append(_pair(text, one, other))
            compound |= one.kind == "full"
            at += 2
        elif one.kind == "initials":
            return None
        else:
            names.append(_single(one))
            at += 1
    # the initials behind a whole name are those of the next, whose family name was cut off
    whole = any(one.kind == "full" for one in group)
    return None if compound and whole and any("," not in name.printed and name.given for name, _, _ in names) else names


def _are_pair(one: _Part, other: _Part, alone: bool, marked: bool) -> bool:
    """Whether two parts with a comma between them are the halves of a name; `alone` if they stand so, `marked` if other marks part names."""
    if one.kind not in ("family", "full") or _HAN.fullmatch(one.text) or _WITHIN.search(one.text):
        return False
    if other.kind == "initials":
        return True
    if other.kind not in ("family", "full", "behind"):
        return False
    if marked and alone:
        return True
    if one.kind == "full":
        return alone and other.kind == "family"
    if one.text.isupper() and len(one.text) > 3 and not other.text.isupper() and other.kind == "family":
        return True
    if one.text.upper() == one.text.lower() and (alone or other.kind == "family"):
        return True  # a script without capitals, where names have two words
    given = other.text.split()[0]
    if is_given(given) and not is_given(one.text.split()[0]):
        return alone or other.kind != "full"
    return alone and " " in one.text


def _pair(text: str, one: _Part, other: _Part) -> Printed:
    """The name of two parts, the family name and what stands before it; a full stop behind a whole word ends the list."""
    given = other.text
    if given.endswith(".") and other.kind != "initials" and _shape(given.split()[-1], False) == "N":
        given = given[:-1]
    end = other.start + len(given)
    name = split(f"{one.text}, {given}")
    parts = name.given, name.particle, name.family, name.suffix, name.literal
    return NameAsPrinted(text[one.start : end], *parts), one.start, end


def _single(one: _Part) -> Printed:
    """The name of one part."""
    text = one.text
    if one.kind == "body":
        text = text.rstrip(".")
        end = one.start + len(text)
        bare = text.removeprefix("the ").removeprefix("The ") if not text.startswith("The ") else text
        return NameAsPrinted(bare, literal=True), end - len(bare), end
    if one.kind == "family":
        bare = text.rstrip(".")
        words = bare.split()
        return NameAsPrinted(bare, "", " ".join(words[:-1]), words[-1]), one.start, one.start + len(bare)
    if one.kind == "behind":
        words = text.split()
        suffix = words.pop() if words[-1].lower() in SUFFIXES and len(words) > 2 and len(words[-1]) > 1 else ""
        capitals = sum(len(word) > 3 for word in words) > 0 and text.isupper()
        cut = len(words)
        while _shape(words[cut - 1], capitals) == "I":
            cut -= 1
        family = words[:cut]
        start = 0
        while start < len(family) - 1 and family[start] in _PARTICLES:
            start += 1
        parts = " ".join(words[cut:]), " ".join(family[:start]), " ".join(family[start:])
        return NameAsPrinted(text, *parts, suffix), one.start, one.end
    bare = text[:-1] if text.endswith(".") and not _SUFFIX.search(text) else text
    name = split(bare)
    return name, one.start, one.start + len(bare)


def _agree(names: Sequence[Printed]) -> bool:
    """Whether family names alone stand as a list can have them: not where the initials of one were cut off."""
    alone = [not name.given and not name.literal for name, _, _ in names]
    if not any(alone):
        return True
    if any(
        one and name.family.upper() == name.family.lower() and not _HAN.search(name.family)
        for one, (name, _, _) in zip(alone, names, strict=True)
    ):
        return False  # a script without capitals, where any word may be a family name
    if all(alone):
        return True
    behind = any(name.given and not name.printed.startswith(name.given) for name, _, _ in names)
    return (not alone[0] and not behind) or sum(alone) * 2 > len(alone)

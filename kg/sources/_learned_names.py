"""Names where the tagger holds a stretch to be names: read as everywhere else, and where that fails without what stands among them.

Numbers before them, degrees, marks, years and full forms in brackets behind them are passed over, and family names alone are names. All this is done at equal
length, so that each name stands where it stood.
"""

from __future__ import annotations

import re

from kg.records import NameAsPrinted
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people

_INTERFACE = re.compile(
    r"(?m:^Authors?:?\s)|View ORCID Profile\s|Author Picture\s|\s?\(?ORCID(?: iD)?:?(?:\shttps?\S+)?|(?<=\w)\s\[?(?:corresponding|presenting) author\]?"
)
"""What screens print beside names."""
_BEFORE = re.compile(r"(?:[^\w(\[“\"]|\d{1,3}\s?[-.)]\s?|w/\s|(?:and|und|et|y|e)\s)+")
_BEHIND = re.compile(r"[\s,.(\[]+(?:19|20)\d\d[a-z]?[)\].,:\s]*$|[\s,;(]+(?:eds?\.?|authors?|autor(?:es|i)?)\)?[.\s]*$")
_DEGREES = re.compile(
    r",?\s(?:M\.?D|Ph\.?\s?D|MBBS|RN|MPH|MScN?|BScN?|BSN|MSN|DNP|FRCSC?|FRCP|MRCP|DVM|DDS|MBA|M\.?A|M\.?S|PharmD|Dr|Prof)\b\.?(?=[\s,;]|$)"
)
_MARKS = re.compile(r"(?<=[\w.])[*+†‡§#¶]+|[*†‡§#¶]+(?=[^\W\d_])|(?<=[^\W\d_])[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_BRACKETS = re.compile(r"\s?[(\[][^()\[\]]{2,60}[)\]]|\s?\([^()]{2,60}$")
_MORE = re.compile(
    r"[\s,;]*(?:(?:and|&|\+)\s\d{1,3}\s(?:more|others)\b.*|[\[(](?:\.{3}|…)[\])],?|(?:\+\s?)?\d{1,3} (?:more|autres|weitere)\b.*)"
)
_PARTS = re.compile(r"\s*(?:[;/•·|\n]|\s[–—+&-]\s|\s(?:and|und|et|och|og|ve|y|e|en|i|и|та)\s)\s*")
_FAMILY = re.compile(
    r"(?:(?:[vV]an|[vV]on|de[nrl]?|[dD]u|[dD]a|[lL][ae]|[tT]e[rn]?|zu|[eE]l|[aA]l)[ -]){0,3}[A-ZÀ-ÞĀ-ŽА-Я][\w'’ʼ-]{1,30}\.?"
)
_LONGEST = 3000


def names(text: str) -> NameList | None:
    """The names of a stretch that is held to be names; None where it can be none."""
    text = without_interface(text)
    if len(text) <= _LONGEST and "\n" in text and (found := _lines(text)):
        return found
    if (found := people(text)) or len(text) > _LONGEST:
        return found
    bare, more = _blank(_MORE, text), _MORE.search(text) is not None
    for pattern in (_BEHIND, _DEGREES, _MARKS):
        bare = _blank(pattern, bare)
    start = first.end() if (first := _BEFORE.match(bare)) else 0
    bare = " " * start + bare[start:]
    found = _read(bare) or _read(_blank(_BRACKETS, bare)) or _parted(bare)
    return NameList(found.names, found.truncated or more, found.marks, found.affiliations) if found else None


def without_interface(text: str) -> str:
    """The text with blanks for words of screens that stand beside names."""
    return _blank(_INTERFACE, text)


def _lines(text: str) -> NameList | None:
    """The names of a stretch with one on each line; None where a line has none or several, or goes on."""
    bare = _blank(_MORE, text)
    found = _of_parts(bare, [one.span() for one in re.finditer(r"\n", bare)])
    lines = [line for line in bare.split("\n") if line.strip()]
    if found is None or len(found.names) != len(lines) or any("," in line for line in lines):
        return None
    return NameList(found.names, found.truncated or bare != text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what a pattern finds."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _read(bare: str) -> NameList | None:
    """The names of a text with blanks around it."""
    start = len(bare) - len(bare.lstrip())
    inner = bare.strip(" ,;:")
    start = bare.find(inner, start) if inner else start
    found = people(inner) if inner else None
    if found is None and inner.endswith("."):
        found = people(inner[:-1])
    return _moved(found, start) if found else None


def _moved(found: NameList, by: int) -> NameList:
    """The names of a part of a text that stands so far behind its beginning."""
    return NameList(
        [(name, start + by, end + by) for name, start, end in found.names],
        found.truncated,
        {at + by: mark for at, mark in found.marks.items()},
        {at + by: (start + by, end + by) for at, (start, end) in found.affiliations.items()},
    )


def _parted(bare: str) -> NameList | None:
    """The names of parts that are names each: parted by marks of any kind, and by commas where all are family names alone."""
    cuts = [found.span() for found in _PARTS.finditer(bare)]
    found = _of_parts(bare, cuts)
    if found is None and "," in bare:
        found = _of_parts(bare, sorted([*cuts, *(one.span() for one in re.finditer(r",\s*", bare))]), alone=True)
    return found


def _of_parts(bare: str, cuts: list[tuple[int, int]], alone: bool = False) -> NameList | None:
    """The names between cuts; where they stand `alone` each is a family name."""
    kept: list[tuple[NameAsPrinted, int, int]] = []
    truncated, at = False, 0
    for start, end in [*cuts, (len(bare), len(bare))]:
        part = bare[at:start].strip(" ,:")
        place = bare.find(part, at) if part else at
        at = end
        if not part:
            continue
        if found := None if alone else _read(part):
            kept += _moved(found, place).names
            truncated |= found.truncated
        elif _FAMILY.fullmatch(part):
            family = part.rstrip(".")
            kept.append((NameAsPrinted(family, family=family), place, place + len(family)))
        else:
            return None
    return NameList(kept, truncated) if kept else None

"""Names where the tagger holds a stretch to be names: read as everywhere else, and where that fails without what stands among them.

Numbers before them, degrees, marks, years and full forms in brackets behind them are passed over, and family names alone are names. All this is done at equal
length, so that each name stands where it stood.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from kg.names import SUFFIXES
from kg.records import NameAsPrinted
from kg.sources._learned_people import tolerant
from kg.sources._learned_stretch import bare, blank, even, more_behind, without_more, without_prose
from kg.sources._learned_within import within
from kg.sources._listing_names import NameList, Printed
from kg.sources._listing_people import people
from kg.sources._listing_signs import SAME_AUTHORS
from kg.sources._listing_turned import is_given

_PARTING = re.compile(r" [/|•‖] ")
"""Marks between names that no list of names has elsewhere."""
_MARKED = re.compile(r"(?<=\s)[*†‡§#](?=[^\W\d_])")
"""The mark of an author before a name."""
_BRACKETS = re.compile(r"\s?[(\[][^()\[\]]{2,60}[)\]]|\s?\([^()]{2,60}$")
_PARTS = re.compile(r"\s*(?:[;/•·|\n]|\s[–—+&-]\s|\s(?:and|und|et|och|og|ve|y|e|en|i|и|та)\s)\s*")
_FAMILY = re.compile(
    r"(?:(?:[vV]an|[vV]on|de[nrl]?|[dD]u|[dD]a|[lL][ae]|[tT]e[rn]?|zu|[eE]l|[aA]l)[ -]){0,3}[A-ZÀ-ÞĀ-ŽА-Я][\w'’ʼ-]{1,30}\.?"
)
_HAN = re.compile(r"[々\u3040-\u9fff\uac00-\ud7af]{3,6}")
_INITIALS_LAST = re.compile(r"[^\W\d_]{2},?\s(?:[A-ZÀ-Þ]\.?[ -]?){1,3}\s*$")
_EMPTY = re.compile(r"[^\w\n]{100}")
"""So much without a letter is in no list of names, and looking for marks in it is dear."""
_LONGEST = 3000


def names(text: str) -> NameList | None:
    """The names of a stretch that is held to be names; None where it can be none."""
    if len(text) > _LONGEST:
        return people(text)
    if _EMPTY.search(text) or not any(map(str.isalpha, text)):
        return None
    if SAME_AUTHORS.fullmatch(text.strip(" .,:")):
        return None
    found = throughout(text) or within(text, throughout)
    return _as_in(text, found) if found else None


def throughout(text: str) -> NameList | None:
    """The names of a stretch that is nothing but names and what may stand beside each."""
    if len(text) > _LONGEST or _EMPTY.search(text):
        return None
    shown = even(text)
    if "\n" in text.strip() and (found := _lines(shown) or _first_lines(shown)):
        return found
    found = _strict(shown)
    if found is None or _is_doubtful(found):
        found = _loose(shown) or (found if found and not _is_doubtful(found) else None)
    return _families(found, shown) if found else None


def _strict(shown: str) -> NameList | None:
    """The names of a stretch as they are read everywhere."""
    parted = _PARTING.sub(" · ", shown)
    return _read(parted) or _read(parted.rstrip().rstrip(".")) or _read(_MARKED.sub(" ", parted))


def _loose(shown: str) -> NameList | None:
    """The names of a stretch without what stands among them, and of one that is in no form throughout."""
    more, clean, initials = more_behind(shown), bare(shown), bare(shown, degrees=False)
    if not any(map(str.isalpha, clean)):
        return None
    without = blank(_BRACKETS, clean)
    reads = ((_read, initials), (tolerant, initials), (_read, clean), (_read, without), (_parted, clean))
    others = ((tolerant, clean), (tolerant, without), (_of_prose, clean))
    for read, way in (*reads, *others):
        if (found := read(way)) and not _is_doubtful(found):
            return _with_more(found, more)
    return None


def _of_prose(clean: str) -> NameList | None:
    """The names in a sentence, all of them whole."""
    found = tolerant(without_prose(clean))
    return found if found and all(name.given or name.literal for name, _, _ in found.names) else None


def _with_more(found: NameList, more: bool) -> NameList:
    return NameList(found.names, found.truncated or more, found.marks, found.affiliations)


def _as_in(text: str, found: NameList) -> NameList:
    """The names as they are printed in the text itself."""
    its = [
        _without_article(name if name.printed == text[start:end] else _printed(name, text[start:end]), start, end)
        for name, start, end in found.names
    ]
    return NameList(its, found.truncated, found.marks, found.affiliations)


def _without_article(name: NameAsPrinted, start: int, end: int) -> Printed:
    """The name of a body without the article before it."""
    if name.literal and name.printed.startswith("the "):
        return NameAsPrinted(name.printed[4:], literal=True), start + 4, end
    return name, start, end


def _printed(name: NameAsPrinted, printed: str) -> NameAsPrinted:
    if printed.islower() and not name.printed.islower():  # it was read with capitals
        name = replace(
            name, **{part: getattr(name, part).lower() for part in ("given", "particle", "family", "suffix")}
        )
    printed = name.printed if printed.startswith(name.printed) else printed
    return NameAsPrinted(printed, name.given, name.particle, name.family, name.suffix, name.literal)


def _is_doubtful(found: NameList) -> bool:
    """Whether a name of a list holds several: two commas are in no name without a suffix, nor one in a whole Chinese name."""
    return any(
        (name.printed.count(",") > 1 and not name.suffix and not name.literal)
        or ("," in name.printed and _HAN.fullmatch(name.family) is not None)
        or (len(found.names) > 1 and "," not in name.printed and name.printed.startswith(("بن ", "ابن ", "آل ")))
        for name, _, _ in found.names
    )


def _families(found: NameList, text: str) -> NameList:
    """A list in which a family name alone stands among pairs of single words: all of these are family names alone ("Okonjo, Brix & Aalto")."""
    alone = any(name.family and not name.given and not name.literal for name, _, _ in found.names)
    if not alone or ";" in text:
        return found
    kept = []
    for name, start, end in found.names:
        family, comma, given = name.printed.partition(",")
        single = comma and len(given.split()) == 1 and given.strip().lower() not in SUFFIXES
        if single and "." not in given and not given.strip().isupper() and not is_given(given.strip()):
            behind = end - len(given.lstrip())
            kept += [(NameAsPrinted(family, family=family), start, start + len(family))]
            kept += [(NameAsPrinted(given.strip(), family=given.strip()), behind, end)]
        else:
            kept.append((name, start, end))
    return NameList(kept, found.truncated, found.marks, found.affiliations)


def _lines(text: str) -> NameList | None:
    """The names of a stretch with one on each line; None where a line has none or several, or goes on."""
    shown = without_more(text)
    found = _of_parts(shown, [one.span() for one in re.finditer(r"\n", shown)])
    lines = [line for line in shown.split("\n") if line.strip()]
    if found is None or len(found.names) != len(lines) or any("," in line for line in lines):
        return None
    return NameList(found.names, found.truncated or shown != text)


def _first_lines(text: str) -> NameList | None:
    """The names of all lines but the last, where they end in initials behind a family name and the last holds a word or two that are none."""
    head, _, last = text.rstrip().rpartition("\n")
    if not _INITIALS_LAST.search(head) or any(mark in last for mark in ",;&.") or len(last.split()) > 2:
        return None
    found = _strict(head)
    return found if found and not _is_doubtful(found) and last.strip()[:1].isupper() else None


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

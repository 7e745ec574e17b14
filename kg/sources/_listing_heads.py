"""Titles that begin in lower case on a page where others begin in upper case: what stands before one is its beginning, or a word before it is none of it.

Barrow-Sen P. Aspirin | in Accra: a randomised trial        * Cider yeasts of Asturias: | a genomic view        the textbook | Plain Talk
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from kg.names import split
from kg.records import Item, Piece, Record
from kg.sources._listing_affixes import title_place
from kg.sources._listing_year import beside

_BOUNDARY = re.compile(r"[.!?)\]»”\"|│•*\n\t]\s*|\s{2,}|\d\s")
_HEAD = re.compile(r"[«“„\"'‘¿¡]?[^\W\d_a-zß-ÿ][^\d;=_]{0,80}[\s:,–—-]\s*$|[«“„\"'‘¿¡]?[^\W\d_a-zß-ÿ][^\d;=_]{0,80}\s$")
_IN_LOWER = re.compile(r"(?!\w-)[a-zß-öø-ÿāăąćčďđēėęěğģīįıķļłńņňōőœŕřśşšţťūůűųźżžșțа-яёіїєґђјљњћџα-ωά-ώ]")
"""How a title in lower case begins, in scripts that have capitals; a letter with a hyphen is as it is."""
_MOST_WORDS = 8
_INITIALLED = re.compile(r"[^\W\d_a-z][\w'’-]+,?\s(?:[^\W\d_a-z]\.?[\s-]?){1,4}$")
"""A family name with initials behind it."""
_LEAD = re.compile(r"(?:[^\W\d_A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]*(?:-[A-Z]?[a-z]+)?\s){1,4}(?=[^\W\d_a-zß-ÿ])")
_NO_LEAD = re.compile(
    r"\b(?:de|d[aiou]s?|del|della|von|van|der|zu|af|av|la|le|ter|ten|al|el|ibn|bin|review|reply|comments?|letter|rec|recensione|rezension|prof|dr)\b|^\w+s?\s(?=[A-Z]\b)",
    re.IGNORECASE,
)
"""Parts of names, and what titles themselves begin with."""


def with_heads(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a page, titles in lower case with their beginnings, or without the words before them."""
    records = [item for item in items if isinstance(item, Record)]
    begins = [title[0] for one in records if (title := (one.work.title or "").lstrip("«“„\"'‘¿¡(["))]
    upper, lower = sum(map(str.isupper, begins)), sum(_IN_LOWER.match(one) is not None for one in begins)
    if lower and upper >= 2 * lower:
        for one in records:
            place = title_place(one, text, base)
            if place and _IN_LOWER.match(one.work.title or ""):
                _mended(one, place, text, base)
    return items


def _mended(record: Record, place: Piece, text: str, base: int) -> None:
    end = place.start - base
    before = text[max(0, record.start - base, end - 120) : end]
    at = max((found.end() for found in _BOUNDARY.finditer(before)), default=0)
    head = before[at:]
    if head.strip() and _HEAD.fullmatch(head) and len(head.split()) <= _MOST_WORDS:
        _extended(record, place, place.start - len(head), text, base)
    elif not head.strip():
        _shortened(record, place)


def _extended(record: Record, place: Piece, start: int, text: str, base: int) -> None:
    """Begins a title at `start`; what a name or what was left over had of it is taken from there."""
    its = [one for one in record.pieces if one.start < place.start and start < one.end]
    named = [one for one in its if one.kind == "mapped"]
    if any(one.start >= start or not one.field.startswith("contributions[") for one in named):
        return
    for one in named:
        number = int(one.field[len("contributions[") : -1])
        printed = text[one.start - base : start - base].rstrip(" ,;")
        if not _INITIALLED.search(printed + " ") or number >= len(record.work.contributions):
            return
        record.work.contributions[number].name = split(" ".join(printed.split()))
        one.end = one.start + len(printed)
    record.pieces = [
        part for one in record.pieces for part in ([one] if one.kind == "mapped" else beside(one, start, place.start))
    ]
    place.start = start
    record.work.title = text[start - base : place.end - base]
    record.pieces.sort(key=attrgetter("start"))


def _shortened(record: Record, place: Piece) -> None:
    """Takes words in lower case from before a title that begins with a capital."""
    title = record.work.title or ""
    lead = _LEAD.match(title)
    if lead and not _NO_LEAD.search(lead[0]) and len(title) - lead.end() > 4:
        record.pieces.append(Piece("left", "rest", place.start, place.start + lead.end()))
        record.pieces.sort(key=attrgetter("start"))
        place.start += lead.end()
        record.work.title = title[lead.end() :]

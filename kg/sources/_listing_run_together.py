"""Lists that print nothing between a title and the first of its authors, as the proceedings of NeurIPS do:

    Reading Ropes with Transformers Ann Holm, Bo Lund
    Mooring Language Models Cy Moe

Where most titles of a page end in a given name and one more word, and a comma and more names follow, these are the first author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from kg.records import Contribution, Item, NameAsPrinted, Piece, Record
from kg.sources._listing_people import people
from kg.sources._listing_turned import is_given

_NAME = re.compile(
    r"\s(?P<name>(?P<given>[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)(?:\s[^\W\d_a-z]\.)?\s(?:(?:van|von|de|der|den|da|di|du|la|le|el|al|ten|ter)\s){0,2}[^\W\d_a-z][\w'’-]+)$"
)
"""A given name, perhaps an initial, and a family name at the end of a title."""
_WORDS = re.compile(r"\S+\s\S")
_FEW = 3
_OF_FOUR = 3
_LONGEST = 1000


def with_first_authors(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a list; titles that run into the name of the first author are parted from it where most of the page's do.

    `text` is that of the page, which stands at `base`; changes the records.
    """
    records = [one for one in items if isinstance(one, Record)]
    joined = [one for one in records if _goes_on(one, text, base)]
    if len(joined) < _FEW or len(joined) * 2 < len(records):
        return items
    given = [one for one in joined if (name := _name(one)) and is_given(name["given"])]
    if len(given) < _FEW or len(given) * 4 < len(joined) * _OF_FOUR:
        return items
    for one in records:
        rest = None if one.work.contributions else _rest(one, text, base)
        if (name := _name(one)) and (one in joined or (rest is not None and is_given(name["given"]))):
            _part(one, name)
            if rest:
                _others(one, *rest, base)
    return items


def _title(record: Record) -> Piece | None:
    its = [one for one in record.pieces if one.kind == "mapped" and one.field == "title"]
    return its[0] if len(its) == 1 and its[0].end - its[0].start == len(record.work.title or "") else None


def _name(record: Record) -> re.Match[str] | None:
    """The name that a title ends with, where words of a title stand before it."""
    found = _NAME.search(record.work.title or "") if _title(record) else None
    return found if found and _WORDS.search(found.string[: found.start()]) else None


def _goes_on(record: Record, text: str, base: int) -> bool:
    """Whether a comma and then the first of the names that were read stand right behind a title."""
    title = _title(record)
    first = next((one for one in record.pieces if one.kind == "mapped" and one.field == "contributions[0]"), None)
    return bool(title and first and text[title.end - base : first.start - base] == ", ")


def _rest(record: Record, text: str, base: int) -> tuple[str, int] | None:
    """What stands behind a comma behind a title up to the end of its line, where that is names, and its place; '' at the end of the line."""
    title = _title(record)
    if title is None:
        return None
    end = title.end - base
    line = text[end : end + _LONGEST].split("\n", 1)[0].rstrip()
    if not line:
        return "", end
    names = people(line[2:]) if line.startswith(", ") else None
    return (line[2:], end + 2) if names and end + len(line) <= record.end - base else None


def _others(record: Record, names: str, at: int, base: int) -> None:
    """Adds the names that stand behind the first author."""
    found = people(names) if names else None
    if found is None:
        return
    first, last = base + at, base + at + len(names)
    within = [one for one in record.pieces if one.start < last and first < one.end]
    if any(one.kind == "mapped" and not one.field.startswith("venues[") for one in within):
        return
    if any(one.kind == "mapped" for one in within):
        record.work.venues = []  # a name alone was taken for that of a venue
        record.confidence.pop("venues", None)
    record.pieces = [one for one in record.pieces if one not in within]
    for name, start, end in found.names:
        number = len(record.work.contributions)
        record.work.contributions.append(Contribution(name, number + 1))
        record.pieces.append(Piece("mapped", f"contributions[{number}]", base + at + start, base + at + end))
    record.pieces.sort(key=attrgetter("start"))


def _part(record: Record, name: re.Match[str]) -> None:
    """Cuts a name off a title and makes it the first author."""
    title, found = _title(record), people(name["name"])
    if title is None:
        return
    printed = found.names[0][0] if found and len(found.names) == 1 else NameAsPrinted(name["name"])
    record.work.title = name.string[: name.start()].rstrip(" .,:")
    start = title.start + name.start("name")
    end, title.end = title.end, title.start + len(record.work.title)
    for one in record.pieces:
        if one.field.startswith("contributions["):
            number, _, rest = one.field.removeprefix("contributions[").partition("]")
            one.field = f"contributions[{int(number) + 1}]{rest}"
    others = [replace(one, position=one.position + 1) for one in record.work.contributions]
    record.work.contributions = [Contribution(printed, 1), *others]
    record.pieces.append(Piece("mapped", "contributions[0]", start, end))
    record.pieces.sort(key=attrgetter("start"))

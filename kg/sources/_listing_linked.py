"""Links and identifiers alone on the line below an entry, which are of it though the layout of the list did not take them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter, itemgetter

from kg import identifiers
from kg.records import Identifier, Item, Link, Piece, Record, Reject
from kg.sources._listing_signs import find_identifiers

_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:doi|urls?|arxiv|link|available at|pdf|pmid|pmcid|hal)\b[\s:]*|[\[\]()<>.,;|·•-]+", re.IGNORECASE
)
_LONGEST = 300


def linked(items: Iterator[Item], text: str, base: int) -> Iterator[Item]:
    """The items of a page with `text`, which stands at `base`; a record has the links and identifiers of the line right below it."""
    last: Item | None = None
    for item in items:
        if isinstance(last, Record) and isinstance(item, Reject):
            left = _taken(last, item, text, base)
            if left is None:
                continue
            item = left
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _taken(record: Record, below: Reject, text: str, base: int) -> Reject | None:
    """What is left of a reject when its first line, right below a record, was taken into that; the reject itself where it is no link."""
    between = text[record.end - base : below.start - base]
    if between.strip() or between.count("\n") != 1:
        return below
    at = below.start - base
    newline = text.find("\n", at, below.end - base)
    stop = newline if newline >= 0 else below.end - base
    found = _targets(text[at:stop])
    if not found:
        return below
    known = {(one.scheme, one.value) for one in record.work.identifiers}
    for one, start, end in found:
        place = below.start + start, below.start + end
        if isinstance(one, Link):
            _mapped(record, "links", one, *place)
        elif (one.scheme, one.value) in known:
            record.pieces.append(Piece("furniture", "repeated-identifier", *place))
        else:
            _mapped(record, "identifiers", one, *place)
            known.add((one.scheme, one.value))
    taken = [(piece.start - base, piece.end - base) for piece in record.pieces if piece.start >= below.start]
    for label in _LABEL.finditer(text, at, stop):
        if not any(start < label.end() and label.start() < end for start, end in taken):
            record.pieces.append(Piece("furniture", "label", base + label.start(), base + label.end()))
    record.pieces.sort(key=attrgetter("start"))
    record.end = base + stop
    rest = text[stop : below.end - base]
    if not rest.strip():
        return None
    return Reject(base + stop + len(rest) - len(rest.lstrip()), below.end, below.reason)


def _mapped(record: Record, field: str, value: Identifier | Link, start: int, end: int) -> None:
    values = getattr(record.work, field)
    record.pieces.append(Piece("mapped", f"{field}[{len(values)}]", start, end))
    values.append(value)


def _targets(line: str) -> list[tuple[Identifier | Link, int, int]]:
    """The identifiers and links that a line is, with nothing beside them but labels and marks; none where it says more."""
    if len(line) > _LONGEST:
        return []
    found: list[tuple[Identifier | Link, int, int]] = list(find_identifiers(line))
    for url in _URL.finditer(line):
        end = url.start() + len(identifiers.trim(url[0]))
        if not any(a < end and url.start() < b for _, a, b in found):
            found.append((Link(line[url.start() : end]), url.start(), end))
    found.sort(key=itemgetter(1))
    left, at = "", 0
    for _, start, end in found:
        left += line[at:start] + " "
        at = end
    left += line[at:]
    return found if found and not any(map(str.isalnum, _LABEL.sub("", left))) else []

"""Pages of DBLP copied from the screen: a key, perhaps words of the interface, names with a colon, then title, venue and numbers on a line.

[c11]
view
export
Ann Author, Bo Builder 0002:
Ferries Without Timetables. HARBOURS 2023: 41:1-41:15
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.records import Furniture, Item, Record
from kg.sources._listing_interface import is_interface
from kg.sources._listing_lines import Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_people import people
from kg.sources._listing_references import entry_of
from kg.sources._listing_signs import YEAR

_KEY = re.compile(r"\[(?P<kind>[a-z])\d{1,4}\]")
_TYPES = {"c": "conference-paper", "i": "preprint", "p": "chapter", "d": "dataset", "b": "book"}
"""The types of works by the letter of a key on dblp; journals' articles and what else there is are articles."""
_SCHOOL = re.compile(r"\b(?:universi|institut|school|college|academy|polytech|hochschule|ETH|EPFL)", re.IGNORECASE)
_BUTTON = re.compile(r"(?:view|export|ask others|share|electronic edition|persistent url)\b.{0,60}", re.IGNORECASE)
_ENDED = re.compile(r"\d[)\]]?\.?$")
"""How a work ends: with pages or a year."""
_DECADE = re.compile(r"(?:19|20)\d\d\s[–-]\s(?:(?:19|20)\d\d|today)|see faq|(?:19|20)\d\d", re.IGNORECASE)
_STRANGE = "no names with a colon, as the works of this page have them"
_MOST_LINES = 4


def _is_names(line: Line) -> bool:
    return line.text.endswith(":") and people(line.text[:-1]) is not None


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two works at least have a key on a line of its own and, below words of the interface, names with a colon."""
    keys = [i for i, line in enumerate(lines[:-1]) if _KEY.fullmatch(line.text)]
    buttons = sum(_BUTTON.fullmatch(lines[i + 1].text) is not None for i in keys)
    if len(keys) < 2:
        return False
    if buttons * 5 < len(keys):
        beside = sum(_KEY.match(line.text) is not None for line in lines) > len(keys) + 1
        if beside or sum(_is_names(lines[i + 1]) for i in keys) * 5 < len(keys) * 4:
            return False  # other layouts read them
    works = sum(_is_names(line) for line in lines[:-1])
    return works > 1 and len(keys) * 2 >= works and works * 2 >= len(keys)


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page in order; what stands between them is of the interface, and years there are those of the works below."""
    work: list[Line] = []
    strange: list[Line] = []
    kind = year = ""
    for line in lines:
        known = not work and _is_known(line)
        if strange and (known or work or _is_names(line)):
            yield reject(strange, _STRANGE)
            strange = []
        if work:
            work.append(line)
            if _ENDED.search(line.text) or len(work) >= _MOST_LINES:
                yield _work(work, kind, year)
                work, kind = [], ""
        elif known:
            key, bare = _KEY.fullmatch(line.text), bare_heading(line.text)
            kind = key["kind"] if key else kind
            year = bare if YEAR.fullmatch(bare) else year
            yield Furniture("interface", line.start, line.end)
        elif _is_names(line):
            work = [line]
        else:
            strange.append(line)
    if work or strange:
        yield _work(work, kind, year) if work else reject(strange, _STRANGE)


def _is_known(line: Line) -> bool:
    """Whether a line is a key, a heading, a decade or words of the interface."""
    text = line.text
    known = _KEY.fullmatch(text) or _BUTTON.fullmatch(text) or _DECADE.fullmatch(text)
    return known is not None or is_heading(line) or is_interface(text)


def _work(lines: list[Line], kind: str, year: str) -> Item:
    found = entry_of(joined(lines), lines[0].start, year) if len(lines) > 1 else None
    if found is None:
        return reject(lines, "no title and venue below the names")
    found.work.type = _TYPES.get(kind, found.work.type)
    if kind == "b" and found.work.venues and _SCHOOL.search(found.work.venues[0].name):
        return _thesis(found)
    return found


def _thesis(found: Record) -> Record:
    """The record of a thesis: what stands in the place of the venue is where it was written."""
    found.work.type = "thesis"
    found.work.publisher = found.work.venues.pop().name
    found.pieces = [
        replace(piece, field="publisher") if piece.field.startswith("venues[0]") else piece for piece in found.pieces
    ]
    return found


LAYOUT = Layout("dblp-page", recognises, read, whole=True)

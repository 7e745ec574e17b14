"""RIS, the tagged exchange format of reference managers and publishers, in its many dialects.

Tags and types follow the specification of Research Information Systems (2001) and its extension by EndNote (2011); where
the two or their users disagree (A2, T2, M3, N1, SN), the record's type and the form of the value decide. A record without `TY`
or `ER` is read, and so are tags in lower case, with one space, with a tab, or glued to their value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item, Reject, Remark
from kg.sources import TextStream
from kg.sources import _ris_fields as fields
from kg.sources._tagged import Block, Field, Grammar, Tag, blocks

_KNOWN = frozenset(
    "TY ER A1 A2 A3 A4 A5 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ET FD H1 H2 ID IP IS J1 J2 "
    "JA JF JO K1 KW L1 L2 L3 L4 LA LB LK LL M1 M2 M3 N1 N2 NO NV OL OP PA PB PM PP PY RD RI RN RP SE SF SL SN SP SR ST T1 T2 T3 TA TI "
    "TT U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1 Y2 YR".split()
)
_STANDARD = {f"{name}  - ": Tag(name, 0, 5) for name in _KNOWN}
"""The tags as nearly all files print them, which need no closer look."""

_TEXTS = frozenset(["AB", "N2"])
"""Fields of running text, in whose lines a word like "AB-type" is no tag."""

_LINE = re.compile(r"([\ufeff \t]{0,8})([A-Za-z][A-Za-z0-9])([ \t]{0,3})[-–—](\s?)")
"""A line with a tag: its indent, its name, what parts it from the hyphen, and the first sign behind that."""

_GLUED = re.compile(r"[ \t]{0,8}TY[-–—]\S")
"""The first line of a record whose tags are glued to their values."""

_ASIDE = re.compile(r"(?:provider|database|content|record count)\s*:.*$", re.IGNORECASE)


_MOST_BEFORE = 3
"""So many lines may stand before the first record."""


def sniff(name: str, head: str) -> bool:
    """Whether the first line is a `TY`, or a tag of a text in which several are closed by an `ER`.

    Blank lines, a byte-order mark, the headers some suppliers put in front and a few other lines may stand before it.
    """
    found = [one for one in (raw.strip(" \t\r\ufeff") for raw in re.split(r"[\r\n]", head[:20_000])) if one]
    while found and _ASIDE.match(found[0]):
        found.pop(0)
    opens = next((i for i, one in enumerate(found[: _MOST_BEFORE + 1]) if one[:5] == "TY  -"), 0)
    found = found[opens:] if not any(_tag(one, "", "") for one in found[:opens]) else found
    if not found:
        return False
    tags = [one[:2] if one[:2] in _KNOWN and re.match(r"..  -(?:\s|$)", one) else "" for one in found[:200]]
    first = _tag(found[0], "", "")
    if first and first.name == "TY" and fields.is_type(found[0][first.at :]):
        return len(found) == 1 or any(_tag(one, found[0], "TY") for one in found[1:5])
    return bool(tags[0]) and "ER" in tags and sum(map(bool, tags)) >= 3


def read(stream: TextStream) -> Iterator[Item]:
    """The records of the text in order; one that has a type and nothing else is a reject."""
    for item in blocks(stream, GRAMMAR):
        yield _record(item) if isinstance(item, Block) else item


def _record(block: Block) -> Item:
    if not any(one.text for one in block.fields if one.tag not in ("TY", "ER")):
        return Reject(block.start, block.end, "The record has no field with a text beside its type.")
    record = fields.record(block)
    if block.fields[-1].tag != "ER":
        record.remarks.append(Remark("end-missing", "The record is not closed by ER.", "ER"))
    return record


def _tag(line: str, first: str, last: str) -> Tag | None:
    """The tag of a line. The looser its form, the less it may be a word of the text before it."""
    if standard := _STANDARD.get(line[:6]):
        return standard
    found = _LINE.match(line)
    if found is None:
        return None
    indent, printed, gap, behind = found.groups()
    name, rest = printed.upper(), line[found.end() :].strip()
    tag = Tag(name, len(indent), found.end() - len(behind))
    if name == "TY" and fields.is_type(rest):
        return tag
    strict = len(gap) > 1 or "\t" in gap
    if name not in _KNOWN:
        return tag if strict and not indent and printed == name else None
    if printed != name:
        # "as - it were" is no tag, unless the record is written in small letters from its first.
        return tag if first.strip()[:2].islower() else None
    if strict:
        return tag
    if name == "ER":
        return None if rest else tag
    glued = not gap and not behind and bool(rest)
    return None if glued and last in _TEXTS and not _GLUED.match(first) else tag


def _begins(name: str, before: list[Field], gap: bool) -> bool:
    """A type begins a record, unless it only repeats the type."""
    return name == "TY" and any(one.tag != "TY" for one in before)


GRAMMAR = Grammar(_tag, _begins, "TY", "ER")

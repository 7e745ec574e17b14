"""Web of Science: its plain-text export, with two-letter tags from `PT` to `ER`, and its tab-delimited one, with a line of tags.

The tags are those of "Web of Science Core Collection Field Tags" by Clarivate. A file without the lines `FN` and `VR` is read, and so
are records without `PT` or `ER`, and tags in lower case, behind the same indent in each line, or glued to their value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Reject, Remark
from kg.sources import TextStream
from kg.sources import _wos_fields as fields
from kg.sources._tagged import LARGEST, MOST, Block, Field, Grammar, Tag, blocks, lines
from kg.sources._window import Ahead

_KNOWN = frozenset(
    "PT AU AF BA BF CA GP BE ED TI FT SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FX FP CR NR TC Z9 U1 U2 PU PI PA "
    "SN EI BN J9 JI PD PY VL IS SI PN SU MA BP EP AR PS DI D2 DL EA EY PG P2 WC WE SC GA UT PM OA HC HP DA ER EF FN VR "
    "AE DG PC LT ME MC CC TA DS CH GN SD GE TM MQ PR MI MH Z1 Z2 Z3 Z4 Z5 Z6 Z7 Z8 ZB ZR ZS ZK ZA RID C2 AA S1 AS AC A2 CG CN".split()
)
_STANDARD = {f"{name} ": Tag(name, 0, 3) for name in _KNOWN - {"ER", "EF"}}
"""The tags as nearly all files print them, which need no closer look."""

_HEADER = {"FN": re.compile(r"[^\r\n]*"), "VR": re.compile(r"[0-9.]*"), "EF": re.compile("")}
"""What stands before the first record and behind the last one, and the text that it may have."""

_TEXTS = frozenset(["AB", "TI", "FX", "SO"])
"""Fields of running text, whose lines may begin with two capitals that are no tag."""

_LINE = re.compile(r"([\ufeff \t]{0,8})([A-Za-z][A-Za-z0-9])([ \t]*)([^\r\n]*)")
_TYPE = re.compile(r"[JBSCPRD]|journal|book|(?:book )?series|conference|patent", re.IGNORECASE)
_GLUED = re.compile(r"[\ufeff \t]{0,8}PT[JBSCPRD][ \t]*(?:[\r\n]|$)")
_COLUMN = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_FEWEST = 4
"""A line of so many tags with tabs between them is the first line of the tab-delimited export."""
_OUTSIDE = "The text stands outside of any record and has no tag."


def sniff(name: str, head: str) -> bool:
    """Whether the first line is `FN` or a `PT` with a type and the next one has a tag of this format, or the first is a line of tags."""
    found = [
        one for one in (raw.rstrip().lstrip("\ufeff") for raw in re.split(r"[\r\n]", head[:20_000])) if one.strip()
    ]
    if not found:
        return False
    if _columns(found[0]):
        return True
    if len(found) < 2:
        return False
    first, second = _tag(found[0], "", ""), _tag(found[1], found[0], "PT")
    if first is None or second is None or second.name not in _KNOWN:
        return False
    value = found[0][first.at :].strip()
    if first.name == "FN":
        return bool(value) and second.name not in ("FN", "EF", "ER")
    return first.name == "PT" and _TYPE.fullmatch(value) is not None and second.name not in _HEADER


def read(stream: TextStream) -> Iterator[Item]:
    """The records of the text in order; one that has a type and nothing else is a reject."""
    ahead = Ahead(stream)
    first = next((one for one in re.split(r"[\r\n]", ahead.head) if one.strip("\ufeff \t")), "")
    if _columns(first.lstrip("\ufeff")):
        yield from _table(ahead)
        return
    for item in blocks(ahead, _GRAMMAR):
        if not isinstance(item, Block):
            yield item
        elif all(one.tag in _HEADER for one in item.fields):
            yield from _header(item)
        else:
            yield _record(item, closed=item.fields[-1].tag == "ER")


def _record(block: Block, closed: bool) -> Item:
    if not any(one.text for one in block.fields if one.tag not in ("PT", "ER", *_HEADER)):
        return Reject(block.start, block.end, "The record has no field with a text beside its type.")
    record = fields.record(block)
    if isinstance(record, Reject):
        return record
    if not closed:
        record.remarks.append(Remark("end-missing", "The record is not closed by ER.", "ER"))
    return record


def _header(block: Block) -> Iterator[Item]:
    """The lines around the records; what follows one of them without a tag belongs to nothing."""
    for one in block.fields:
        known = _HEADER[one.tag].match(one.text)
        end = one.at + (known.end() if known else 0)
        yield Furniture("header", one.start, end)
        if rest := one.text[end - one.at :].lstrip():
            yield Reject(one.end - len(rest), one.end, _OUTSIDE)


# --- lines with a tag ------------------------------------------------------------------------------------------------


def _tag(line: str, first: str, last: str) -> Tag | None:
    """The tag of a line. It stands where the record's first one stands, and in its form."""
    if (standard := _STANDARD.get(line[:3])) and (not first or not first[0].isspace()):
        return standard
    if line[:1] == " " and first[:1].isalnum():  # nearly all lines that go on
        return None
    found = _LINE.match(line)
    if found is None:
        return None
    indent, printed, gap, rest = found.groups()
    name, rest = printed.upper(), rest.strip()
    tag = Tag(name, len(indent), found.end(3))
    if name == "PT" and _TYPE.fullmatch(rest):
        return tag
    if first and indent.strip("\ufeff") != _indent(first):
        return None
    if not _is_printed_so(printed, gap, rest, first or line):
        return None
    if not first and not printed.isupper() and name not in _HEADER:
        return None
    if name in ("ER", "EF"):
        return None if rest else tag
    if name not in _KNOWN:
        return tag if first and rest and printed == name and last not in _TEXTS else None
    return tag


def _is_printed_so(printed: str, gap: str, rest: str, first: str) -> bool:
    """Whether a tag has the form of those of its record: small letters or capitals, apart from the value or glued to it."""
    if not printed.isupper() and not (printed.islower() and first.strip("\ufeff \t")[:2].islower()):
        return False
    return bool(gap) or not rest or _GLUED.match(first) is not None


def _indent(line: str) -> str:
    bare = line.lstrip("\ufeff")
    return bare[: len(bare) - len(bare.lstrip(" \t"))]


def _begins(name: str, before: list[Field], gap: bool) -> bool:
    """A type begins a record; behind a blank line so do the head of a file, and the tag with which a record without type began."""
    if name == "PT":
        return any(one.tag != "PT" for one in before)
    if not gap or any(one.tag == "PT" for one in before):
        return gap and name == "FN"
    return name in ("FN", before[0].tag) or all(one.tag in _HEADER for one in before)


_GRAMMAR = Grammar(_tag, _begins, "PT", "ER")


# --- columns ---------------------------------------------------------------------------------------------------------


def _columns(line: str) -> list[str]:
    """The tags of the first line of the tab-delimited export; none where the line is not one."""
    found = [one.strip() for one in line.rstrip("\r\n\t").split("\t")]
    are_tags = found[0] == "PT" and "TI" in found and all(map(_COLUMN.fullmatch, found))
    return found if are_tags and len(_KNOWN.intersection(found)) >= _FEWEST else []


def _table(stream: TextStream) -> Iterator[Item]:
    """The records of a tab-delimited export: one in each line behind the line of tags."""
    columns: list[str] = []
    for at, line in lines(stream):
        bare = line.lstrip("\ufeff \t\r\n")
        if not bare:
            if "\ufeff" in line:
                yield Furniture("byte-order-mark", at + line.index("\ufeff"), at + line.rindex("\ufeff") + 1)
        elif not columns:
            start = line.find("\ufeff")
            if start >= 0:
                yield Furniture("byte-order-mark", at + start, at + line.rindex("\ufeff", 0, len(line) - len(bare)) + 1)
            yield Furniture("header", at + len(line) - len(bare), at + len(line.rstrip()))
            columns = _columns(bare)
        elif len(line) > LARGEST or line.count("\t") > MOST:
            reason = f"The record has more than {LARGEST} characters or {MOST} cells."
            yield Reject(at + len(line) - len(bare), at + len(line.rstrip()), reason)
        elif cells := _cells(at, line, columns):
            yield _record(Block(cells), closed=True)


def _cells(at: int, line: str, columns: list[str]) -> list[Field]:
    """The cells of a line that have a text, as fields; one behind the last column has no name."""
    found = []
    for i, cell in enumerate(line.split("\t")):
        if bare := cell.strip():
            start = at + len(cell) - len(cell.lstrip())
            found.append(Field(columns[i] if i < len(columns) else "?", bare, start, start, start + len(bare)))
        at += len(cell) + 1
    return found

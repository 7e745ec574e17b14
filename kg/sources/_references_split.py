"""How the references of a bibliography are parted: by numbers or keys, bullets, blank lines, hanging indents, or a line each.

The lines at the beginning decide, for the whole text. A heading ("References", "Bibliographie") is a stretch of its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.sources._listing_lines import Line, joined

HEADING = re.compile(
    r"[#*=\-\s]*(?:\d{1,2}\.?\s+|[IVX]+\.\s+|[A-Z]\.\s+)?(?:selected\s+|list\s+of\s+|further\s+)?(?:references?(?:\s+cited|\s+and\s+notes)?|bibliograph(?:y|ie|ies)|works\s+cited|"
    r"literature\s+cited|cited\s+(?:literature|works)|literatur(?:verzeichnis|hinweise)?|quellen(?:verzeichnis)?|"
    r"références(?:\s+bibliographiques)?|references\s+bibliographiques|bibliograf[ií]a|referencias(?:\s+bibliográficas)?|"
    r"riferimenti(?:\s+bibliografici)?|referências(?:\s+bibliográficas)?|literatura(?:\s+citada)?|referenties|参考文献)[\s:.#*=\-]*",
    re.IGNORECASE,
)
MARKER = re.compile(
    r"(?:\[(?P<bracket>\d{1,4})\]|\((?P<round>\d{1,4})\)|(?P<number>\d{1,4})[.)]|\[(?P<key>[A-Za-z][\w+:&. -]{1,30})\]|(?P<bullet>[•●▪◦‣*]|\^(?:\s?Jump up(?:\sto)?:?)?(?:\s[a-z]{1,2}(?=\s)){0,60}|[-–—](?=\s)))\s*(?=\S)"
)
YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
_NAME = re.compile(
    r"(?:[^\W\d_][\w'’-]+,?\s+(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w-]+)|[^\W\d_a-z]\.\s*(?:[^\W\d_a-z]\.\s*)?[^\W\d_a-z][\w-]+|[—–_-]{3})"
)
_CITED = re.compile(
    r"\b[^\W\d_a-z]\.|\b\d{1,4}\s?\(\d{1,3}\)|\d\s?:\s?\d+\s?[-–]|\bpp?\.\s?\d|\bvol\.|\b[^\W\d_][\w'’-]+ [A-Z]{1,3}[,.:]|\d[-–]{1,2}\d"
)
"""What citations have and prose has not: initials, volume(issue), pages."""
_LONGEST = 100
"""A reference has not more lines than this."""


@dataclass(frozen=True)
class Plan:
    """How references are parted: `numbers`, `keys`, `bullets`, `blank`, `indent`, `names` (wrapped lines) or `lines`."""

    by: str


def is_heading(line: Line) -> bool:
    """Whether a line is the heading of a bibliography."""
    return len(line.text) <= 60 and HEADING.fullmatch(line.text) is not None


def number_of(line: Line) -> int | None:
    """The number a line begins with, as printed before a reference."""
    match = MARKER.match(line.text)
    found = match and (match["bracket"] or match["round"] or match["number"])
    return int(found) if found else None


def consecutive(lines: Sequence[Line]) -> int:
    """How many lines begin with the number that follows the one before."""
    last, count = None, 0
    for line in lines:
        number = number_of(line)
        if number is not None and (last is None or number == last + 1):
            last, count = number, count + 1
    return count


def plan(lines: Sequence[Line]) -> Plan:
    """How the references of a text are parted, by its first lines."""
    body = [line for line in lines if not is_heading(line)]
    if not body:
        return Plan("lines")
    numbered = consecutive(body)
    dated = sum(1 for line in body if YEAR.search(line.text))
    if (numbered >= 2 and numbered * 12 >= len(body)) or (
        numbered == 1 and number_of(body[0]) is not None and len(body) < 12
    ):
        return Plan("numbers")
    marks = [match.lastgroup for line in body if (match := MARKER.match(line.text))]
    for name in ("key", "bullet"):
        if marks.count(name) >= 2 and marks.count(name) * 8 >= len(body):
            return Plan(name + "s")
    gaps = sum(1 for line in body[1:] if line.gap)
    if gaps and (gaps + 1) * 10 >= len(body):
        return Plan("blank")
    deep = [_indent(line) for line in body]
    if len(body) > 1 and min(deep) == deep[0] < max(deep):
        return Plan("indent")
    return Plan("lines" if dated * 10 >= len(body) * 8 else "names")


def _indent(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip())


class Splitter:
    """Parts lines into references by a plan, remembering the last number and the indent of first lines."""

    def __init__(self, by: Plan) -> None:
        self.by = by.by
        self.number: int | None = None
        self.indent: int | None = None

    def begins(self, line: Line, before: Line | None) -> bool:
        """Whether a line begins a reference."""
        if before is None or is_heading(before) or is_heading(line):
            first = True
        else:
            first = getattr(self, f"_{self.by}")(line, before)
        if first and not is_heading(line):
            number = number_of(line)
            self.number = number if number is not None else self.number
            self.indent = _indent(line) if self.indent is None else min(self.indent, _indent(line))
        return first

    def _numbers(self, line: Line, before: Line) -> bool:
        number = number_of(line)
        if number is None:
            return bool(line.gap) and YEAR.search(line.text) is not None and _NAME.match(line.text) is not None
        bracket = line.text.startswith("[")
        return self.number is None or self.number < number <= self.number + (20 if bracket else 3) or bool(line.gap)

    def _keys(self, line: Line, before: Line) -> bool:
        match = MARKER.match(line.text)
        return bool(match and match["key"])

    def _bullets(self, line: Line, before: Line) -> bool:
        match = MARKER.match(line.text)
        return bool(match and match["bullet"])

    def _blank(self, line: Line, before: Line) -> bool:
        return bool(line.gap)

    def _indent(self, line: Line, before: Line) -> bool:
        return bool(line.gap) or self.indent is None or _indent(line) <= self.indent

    def _lines(self, line: Line, before: Line) -> bool:
        return True

    def _names(self, line: Line, before: Line) -> bool:
        ended = before.text[-1] in '.)]>”"' or before.text[-1].isdigit() or before.text.startswith("http")
        return bool(line.gap) or (ended and _NAME.match(line.text) is not None)


def split(lines: Iterator[Line], by: Plan) -> Iterator[list[Line]]:
    """The lines of each reference, in order; a heading is a list of its own."""
    splitter = Splitter(by)
    held: list[Line] = []
    for line in lines:
        if splitter.begins(line, held[-1] if held else None) or len(held) >= _LONGEST:
            if held:
                yield held
            held = []
        held.append(line)
    if held:
        yield held


def is_bibliography(lines: Sequence[Line]) -> bool:
    """Whether lines are a bibliography: a heading that says so first, or three references at least with consecutive `[n]`."""
    if len(lines) < 2:
        return False
    headed = is_heading(lines[0])
    body = lines[1:] if headed else lines
    entries = [joined(entry) for entry in itertools.islice(split(iter(body), plan(body)), 200)]
    cited = sum(1 for entry in entries if YEAR.search(entry) and _CITED.search(entry))
    if headed:
        return cited >= 1 and cited * 2 >= len(entries)
    bracketed = number_of(body[0]) is not None and body[0].text.startswith("[")
    return bracketed and consecutive(body) >= 3 and cited >= 3 and cited * 3 >= len(entries) * 2

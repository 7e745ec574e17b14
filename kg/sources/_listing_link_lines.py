"""Lines that hold nothing but labels of links, as pages of the web have them below each work: "Abs PDF Code Poster", "pdf bib abs".

They say nothing of a work and part it from the next one, so a list is read without them: each becomes blank, at equal length. So do fields of a
volume above its papers, of which place and publisher look like works, the letters of an alphabetical list, and raised marks behind names, as they are written in LaTeX and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from kg.records import Furniture, Item, Piece, Record
from kg.sources._listing_lines import Line

_STRONG = "abs|abstract|pdf|bib|bibtex|code|cite|html|slides|github|supp|supplement|download(?: pdf)?|video|full text|copy bibtex|export|doi"
_LABEL = rf"(?:{_STRONG}|arxiv|paper|poster|talk|website|webpage|project(?: page)?|dataset|data|supplementary(?: materials?)?|preprint|demo|blog|openreview|url|link|ris|endnote|software|models?|appendix|errata|press|media|more|view|view pdf|view article|google scholar)"
_LINE = re.compile(
    rf"(?:[\[(]\s?)?{_LABEL}(?:\s?[\])])?(?:\s{{0,3}}[|/·•,–—]?\s{{0,3}}(?:[\[(]\s?)?{_LABEL}(?:\s?[\])])?){{1,9}}",
    re.IGNORECASE,
)
_SHOWN = re.compile(rf"\b(?:{_STRONG})\b", re.IGNORECASE)
_OF_VOLUMES = re.compile(r"(?:anthology id|address|publisher|sigs?|bibkey):", re.IGNORECASE)
"""Labels of a volume above its papers, each on a line above its value, as the ACL Anthology shows them."""
_BESIDE_NAMES = re.compile(
    r"View ORCID Profile|View author publications|(?<=[^\W\d_])ORCID logo(?=\W|$)|ORCID: orcid\.org/[\dX-]{19}"
)
"""Labels of links beside names, without a blank between: "View ORCID ProfileAnn Author"."""
_RAISED = re.compile(
    r"\b[A-ZÀ-Þ][^\W\d_]{1,30}(?:[-'’][^\W\d_]{1,30}){0,2}"
    r"(?P<mark>\$\^(?:\{[^{}$]{1,16}\}|[\d*])\$|\^(?:\{[^{}$]{1,16}\}|[\d*†‡§]{1,3}(?:,\d){0,4})|<sup>[\d*†‡§, a-e]{1,16}</sup>)"
    r"(?=\s*(?:[,;.&|]|$|(?:and|und|et|y)\s))"
)
"""A mark behind the family name of an author, before what parts names: "Okonjo^{1,2}, ", "Okonjo$^*$ and", "Okonjo<sup>2</sup>."."""
_INDEX = re.compile(r"[\[(]?([^\W\d_])(?:\s?[-–]\s?([^\W\d_]))?[\])]?\.?")
_LONGEST, _ENTRY = 120, 30


Taken = tuple[int, int, str]
"""Where something taken out of the lines stood, and its name as furniture."""


def is_link_line(text: str) -> bool:
    """Whether a line is two labels of links or more and nothing else, one of which is a word for nothing else."""
    return len(text) <= _LONGEST and _LINE.fullmatch(text) is not None and len(_SHOWN.findall(text)) > 0


def _with_next(lines: Iterable[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each line with the one behind it."""
    before: Line | None = None
    for line in lines:
        if before is not None:
            yield before, line
        before = line
    if before is not None:
        yield before, None


def _is_index(text: str, below: str) -> bool:
    """Whether a line is the letter under which an alphabetical list files what stands below it ("A", "S – Z")."""
    match = _INDEX.fullmatch(text)
    if match is None or len(below) < _ENTRY:
        return False
    first = below[:1].casefold()
    return match[1].casefold() <= first <= (match[2] or match[1]).casefold() and below[:2].strip() != match[0]


def without_link_lines(lines: Iterable[Line], taken: list[Taken]) -> Iterator[Line]:
    """The lines without those of links, which stand as blanks before the next one; where these stood is added to `taken`."""
    blank, labelled = "", False
    for line, after in _with_next(lines):
        of_volume = labelled and not line.gap
        labelled = _OF_VOLUMES.fullmatch(line.text) is not None
        indexed = after is not None and _is_index(line.text, after.text)
        if labelled or of_volume or indexed or is_link_line(line.text):
            taken.append((line.start, line.end, "index-letter" if indexed else "link-label"))
            blank += line.gap + "".join(" " if one not in "\r\n" else one for one in line.raw)
            continue
        line.gap = blank + line.gap
        blank = ""
        yield _without_labels(line, taken)


def _without_labels(line: Line, taken: list[Taken]) -> Line:
    """A line with blanks for labels of links and raised marks beside names; they are no part of the names."""
    raw = line.raw
    found: list[Taken] = []
    if "View " in raw or "ORCID" in raw:
        found += [(*one.span(), "link-label") for one in _BESIDE_NAMES.finditer(raw)]
    if "^" in raw or "<sup>" in raw:
        found += [(*one.span("mark"), "punctuation") for one in _RAISED.finditer(raw)]
    if not found:
        return line
    base = line.start - (len(raw) - len(raw.lstrip()))
    for start, end, _ in found:
        raw = raw[:start] + " " * (end - start) + raw[end:]
    if not raw.strip():
        return line
    taken += sorted((base + start, base + end, name) for start, end, name in found)
    return Line(base, line.gap, raw)


def with_link_lines(items: Iterable[Item], taken: list[Taken]) -> Iterator[Item]:
    """The items in their order with the lines of links and the raised marks as furniture, between them or within a record."""
    at = 0
    for item in items:
        while at < len(taken) and taken[at][1] <= item.start:
            start, end, name = taken[at]
            yield Furniture(name, start, end)
            at += 1
        while at < len(taken) and taken[at][0] < item.end:
            start, end, name = taken[at]
            if isinstance(item, Record) and not any(one.start < end and start < one.end for one in item.pieces):
                item.pieces.append(Piece("furniture", name, start, end))
                item.pieces.sort(key=attrgetter("start"))
            at += 1
        yield item
    for start, end, name in taken[at:]:
        yield Furniture(name, start, end)

"""Lines that hold nothing but labels of links, as pages of the web have them below each work: "Abs PDF Code Poster", "pdf bib abs".

They say nothing of a work and part it from the next one, so a list is read without them: each becomes blank, at equal length. So do fields of a
volume above its papers, of which place and publisher look like works.
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
_LONGEST = 120


def is_link_line(text: str) -> bool:
    """Whether a line is two labels of links or more and nothing else, one of which is a word for nothing else."""
    return len(text) <= _LONGEST and _LINE.fullmatch(text) is not None and len(_SHOWN.findall(text)) > 0


def without_link_lines(lines: Iterable[Line], taken: list[tuple[int, int]]) -> Iterator[Line]:
    """The lines without those of links, which stand as blanks before the next one; where these stood is added to `taken`."""
    blank, labelled = "", False
    for line in lines:
        of_volume = labelled and not line.gap
        labelled = _OF_VOLUMES.fullmatch(line.text) is not None
        if labelled or of_volume or is_link_line(line.text):
            taken.append((line.start, line.end))
            blank += line.gap + "".join(" " if one not in "\r\n" else one for one in line.raw)
            continue
        line.gap = blank + line.gap
        blank = ""
        yield _without_labels(line, taken)


def _without_labels(line: Line, taken: list[tuple[int, int]]) -> Line:
    """A line with blanks for labels of links beside names; they are no part of the names."""
    if "View " not in line.raw and "ORCID" not in line.raw:
        return line
    base = line.start - (len(line.raw) - len(line.raw.lstrip()))
    found = [one.span() for one in _BESIDE_NAMES.finditer(line.raw)]
    raw = line.raw
    for start, end in found:
        taken.append((base + start, base + end))
        raw = raw[:start] + " " * (end - start) + raw[end:]
    return Line(base, line.gap, raw) if found and raw.strip() else line


def with_link_lines(items: Iterable[Item], taken: list[tuple[int, int]]) -> Iterator[Item]:
    """The items in their order with the lines of links as furniture, between them or within a record."""
    at = 0
    for item in items:
        while at < len(taken) and taken[at][1] <= item.start:
            yield Furniture("link-label", *taken[at])
            at += 1
        while at < len(taken) and taken[at][0] < item.end:
            start, end = taken[at]
            if isinstance(item, Record) and not any(one.start < end and start < one.end for one in item.pieces):
                item.pieces.append(Piece("furniture", "link-label", *taken[at]))
                item.pieces.sort(key=attrgetter("start"))
            at += 1
        yield item
    for start, end in taken[at:]:
        yield Furniture("link-label", start, end)

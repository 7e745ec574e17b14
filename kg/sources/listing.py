"""Plain-text publication lists: arXiv listings, author pages, title / authors / venue lines, and reference lists.

The layout is told from the structure of the text, never from its name. A layout is one module beside this one with a value
`LAYOUT`: whether the lines of a head are of it, and how all lines are read. What no layout understands is rejected with
what was tried: a wrong title is worse than none.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import (
    HEAD,
    TextStream,
    _listing_arxiv,
    _listing_blocks,
    _listing_labelled,
    _listing_page,
    _listing_references,
)
from kg.sources._listing_lines import Layout, Line, lines_of, reject

LAYOUTS: tuple[Layout, ...] = tuple(
    module.LAYOUT for module in (_listing_arxiv, _listing_labelled, _listing_references, _listing_page, _listing_blocks)
)
"""The layouts, the most certain first: the first that recognises a text reads it."""

_OTHER_FORMAT = re.compile(
    r"""\s*(?:<[?!a-zA-Z]|@[A-Za-z]+\s*[{(]|[{\[]\s*["\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |\\[a-z]+[{\[])"""
)
"""How formats with a syntax of their own begin: XML, HTML, BibTeX, JSON, PDF, RIS, EndNote, MEDLINE, TeX."""

_REJECT_AT = 1 << 20
"""A text of no known layout is rejected in stretches of about this many characters."""


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as a list of a known layout; the name says nothing."""
    if _OTHER_FORMAT.match(head[:1000]):
        return False
    return _layout(list(lines_of(_whole(head)))) is not None


def read(stream: TextStream) -> Iterator[Item]:
    """The records, rejects and furniture of a list in the order of the text; a text of no known layout is rejected."""
    lines = lines_of(stream)
    begun: list[Line] = []
    size = 0
    for line in lines:
        begun.append(line)
        size += len(line.raw)
        if size >= HEAD:
            break
    layout = _layout(begun)
    rest = itertools.chain(begun, lines)
    yield from layout.read(rest) if layout else _unknown(rest)


def _layout(lines: list[Line]) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.recognises(lines)), None)


def _whole(head: str) -> list[str]:
    """The lines of a head, without the last where it may be cut."""
    lines = io.StringIO(head, newline="\n").readlines()
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def _unknown(lines: Iterator[Line]) -> Iterator[Item]:
    """Rejects a text of no known layout, as one stretch or, when it is very long, in several."""
    first = last = None
    for line in lines:
        first = first or line
        last = line
        if line.end - first.start >= _REJECT_AT:
            yield _strange(first, line)
            first = None
    if first and last:
        yield _strange(first, last)


def _strange(first: Line, last: Line) -> Item:
    tried = (
        "neither arXiv ids and dates, nor titles with authors and abstracts or venues below, nor references are here"
    )
    return reject([first, last], tried)

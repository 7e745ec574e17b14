"""Bibliographies: reference strings in APA, IEEE, ACM, Chicago, MLA, Vancouver and mixed styles, numbered or not.

The text is parted into references by its lines, and a trained tagger says which part of each reference is what. Where it is
not certain of the title or the authors, the reference is rejected whole.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

from kg.records import Contribution, Furniture, Item, Record
from kg.sources import HEAD, TextStream, listing
from kg.sources._listing_lines import Line, joined, lines_of
from kg.sources._references_fields import record_of
from kg.sources._references_split import YEAR, Plan, consecutive, is_heading, number_of, plan, split

_OTHER_FORMAT = re.compile(
    r"""\s*(?:<[?!a-zA-Z]|@[A-Za-z]+\s*[{(]|[{\[]\s*["\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |\\[a-z]+[{\[])"""
)
_CITED = re.compile(
    r"\b[^\W\d_a-z]\.|\b\d{1,4}\s?\(\d{1,3}\)|\d\s?:\s?\d+\s?[-–]|\bpp?\.\s?\d|\bvol\.|\b[^\W\d_][\w'’-]+ [A-Z]{1,3}[,.:]|\d[-–]{1,2}\d"
)
"""What citations have and prose has not: initials, volume(issue), pages."""


def sniff(name: str, head: str) -> bool:
    """Whether a text is a bibliography: a heading that says so first, or three references at least with consecutive `[n]`.

    A list that the plain-text lists claim is theirs.
    """
    if _OTHER_FORMAT.match(head[:1000]):
        return False
    texts = io.StringIO(head, newline="\n").readlines()
    lines = list(lines_of(texts[:-1] if len(head) >= HEAD and len(texts) > 1 else texts))
    return _is_bibliography(lines) and not listing.sniff(name, head)


def _is_bibliography(lines: list[Line]) -> bool:
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


def read(stream: TextStream) -> Iterator[Item]:
    """The references in order as records; those not understood as rejects, headings as furniture."""
    lines = lines_of(stream)
    begun: list[Line] = []
    size = 0
    for line in lines:
        begun.append(line)
        size += len(line.raw)
        if size >= HEAD:
            break
    yield from _references(itertools.chain(begun, lines), plan(begun))


def _references(lines: Iterator[Line], by: Plan) -> Iterator[Item]:
    before: list[Contribution] = []
    for entry in split(lines, by):
        if is_heading(entry[0]):
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        item = record_of(joined(entry), entry[0].start, before)
        yield item
        before = item.work.contributions if isinstance(item, Record) else []

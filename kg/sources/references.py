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
from kg.sources._keyed_head import is_yaml
from kg.sources._listing_lines import Line, joined, lines_of
from kg.sources._references_draft import read_ahead
from kg.sources._references_record import LONGEST, record_of
from kg.sources._references_split import Plan, is_bibliography, is_heading, plan, split
from kg.sources._table_head import is_table
from kg.sources._wikitext import cites

_OTHER_FORMAT = re.compile(
    r"""\s*(?:<[?!a-zA-Z]|@[A-Za-z]+\s*[{(]|[{\[]\s*["\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |\\[a-z]+[{\[])"""
)

_AT_ONCE = 64
"""The parts of so many references are found at once."""


def sniff(name: str, head: str) -> bool:
    """Whether a text is a bibliography: a heading that says so first, or three references at least with consecutive `[n]`.

    A list that the plain-text lists claim is theirs.
    """
    if _OTHER_FORMAT.match(head[:1000]) or cites(head) or is_table(head) or is_yaml(head):
        return False
    texts = io.StringIO(head, newline="\n").readlines()
    lines = list(lines_of(texts[:-1] if len(head) >= HEAD and len(texts) > 1 else texts))
    return is_bibliography(lines) and not listing.sniff(name, head)


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
    entries = split(lines, by)
    while some := list(itertools.islice(entries, _AT_ONCE)):
        texts = ["" if is_heading(entry[0]) else joined(entry) for entry in some]
        read_ahead([text for text in texts if 0 < len(text) <= LONGEST])
        for entry, text in zip(some, texts, strict=True):
            if is_heading(entry[0]):
                yield Furniture("heading", entry[0].start, entry[0].end)
                continue
            item = record_of(text, entry[0].start, before)
            yield item
            before = item.work.contributions if isinstance(item, Record) else []

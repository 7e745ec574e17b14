"""Works of a profile copied from the screen: a title, the kind of work alone on a line below it, then date, venue and names.

Ferries without timetables
Article
Full-text available
Mar 2019
Journal of Harbours
Ann Author · Bo Builder
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Furniture, Item
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_long, joined, may_be_title, reject
from kg.sources._listing_people import people
from kg.sources._listing_tail import Tail

_KINDS = {
    "article": "article", "conference paper": "conference-paper", "chapter": "chapter", "book": "book", "preprint": "preprint",
    "thesis": "thesis", "technical report": "report", "working paper": "report", "data": "dataset", "dataset": "dataset",
    "poster": "presentation", "presentation": "presentation", "patent": "patent", "code": "software", "literature review": "article",
    "research": "other", "method": "other", "experiment findings": "other", "cover page": "other", "raw data": "dataset",
    "research article": "article", "journal article": "article", "conference proceeding": "conference-paper",
}  # fmt: skip
"""The kinds of works as profiles print them, in lower case."""
_ABOUT = re.compile(
    r"full-text available|read more|view|download|share|follow|recommend|request full-text|source|cite|save|(?:\d+\s)?(?:reads?|citations?|recommendations?)|open access|linked data|file available",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d")
_MOST_LINES = 30


def _kind(line: Line) -> str:
    """The type of work that a line alone says; '' for any other line."""
    return _KINDS.get(line.text.lower(), "") if len(line.text) < 25 else ""


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two works at least stand here as titles with the kind of work alone below, and a date in the lines behind."""
    found = dated = 0
    for i, line in enumerate(lines):
        if _kind(line) and i and may_be_title(lines[i - 1].text):
            found += 1
            dated += any(_DATE.fullmatch(after.text) for after in lines[i + 1 : i + 4])
    return dated > 1 and dated * 10 >= found * 8 and len(lines) <= _MOST_LINES * dated


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a profile in order; lines before the first and between are rejected."""
    held: list[Line] = []
    for line in lines:
        if held and _kind(line):
            title = held.pop()
            yield from _group(held)
            held = [title]
        held.append(line)
    yield from _group(held)


def _group(group: list[Line]) -> Iterator[Item]:
    """The record of the lines from one title on; a reject where they do not begin one."""
    while group and is_heading(group[0]):
        line = group.pop(0)
        yield Furniture("heading", line.start, line.end)
    if len(group) < 2 or not _kind(group[1]):
        if group:
            yield reject(group, "no title with the kind of work below it")
        return
    draft = Draft(_kind(group[1]))
    draft.title(group[:1])
    draft.furniture("label", group[1].start, group[1].end)
    abstract: list[Line] = []
    for line in group[2:]:
        if _ABOUT.fullmatch(line.text):
            draft.furniture("label", line.start, line.end)
        elif is_long(line.text) or abstract:
            abstract.append(line)
        elif not draft.work.contributions and (names := people(line.text)) and not (_is_venue(draft, line, group)):
            draft.authors([line], names)
        else:
            kind = draft.work.type
            Tail(draft, line.text, line.start).read(0)
            draft.work.type = kind
    if abstract:
        draft.work.abstract = joined(abstract)
        draft.mapped("abstract", abstract[0].start, abstract[-1].end)
    yield draft.record()


def _is_venue(draft: Draft, line: Line, group: Sequence[Line]) -> bool:
    """Whether a line that could be one name is the venue: it stands right below the date, and names stand below it."""
    at = group.index(line)
    below = group[at + 1] if at + 1 < len(group) else None
    return (
        not draft.work.venues
        and _DATE.fullmatch(group[at - 1].text) is not None
        and "·" not in line.text
        and "," not in line.text
        and below is not None
        and people(below.text) is not None
    )


LAYOUT = Layout("profile", recognises, read)

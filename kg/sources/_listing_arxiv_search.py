"""Results of a search on arXiv, copied from the screen: an id with links and subjects, the title below it, then fields with labels.

1. arXiv:2401.00001 [pdf, other]  cs.CL cs.CY
Ferries Without Timetables
Authors: Ann Author, Bo Builder
Abstract: Ferries that leave when they are full wait less than is thought. ▽ More
Submitted 20 January, 2024; originally announced January 2024.
Comments: 14 pages
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.records import Date, Furniture, Item, Text
from kg.sources._listing_arxiv_pages import of_journal
from kg.sources._listing_fields import Fields, labelled
from kg.sources._listing_lines import Draft, Layout, Line, joined, may_be_title, reject
from kg.sources._listing_signs import find_identifiers, month_of

_HEAD = re.compile(
    r"(?:\d{1,6}\.\s+)?(?P<id>arXiv:[A-Za-z.-]{0,20}/?\d[^\s,;\[]{3,20})(?:\s*\[[a-z, ]{2,40}\])?(?P<more>(?:\s+[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?\b)*)"
    r"(?P<doi>\s+doi\s+10\.\S+)?"
)
_SUBJECT = re.compile(r"[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?")
_ASIDE = re.compile(r"(?:doi[\s:]+)?10\.\d{4,9}/\S+|[a-z-]{2,10}\.[A-Z]{2}(?:\s+[a-z-]{2,10}\.[A-Z]{2})*|doi")
_SUBMITTED = re.compile(
    r"(?:v1\s+)?submitted\s+(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]{2,8}),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_MORE = re.compile(r"(?<!\s)\s*+(?P<sign>[△▽])\s*(?:More|Less)\s*$")
_MOST_BETWEEN = 4
_MOST_LINES = 200


def _groups(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """The lines of each work; what stands before the first is a group of its own."""
    held: list[Line] = []
    for line in lines:
        if held and (_HEAD.fullmatch(line.text) or len(held) >= _MOST_LINES):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _authors_at(group: Sequence[Line]) -> int | None:
    """Which line of a group names the authors, with a title between it and the head; None for a group that is no work."""
    if not _HEAD.fullmatch(group[0].text):
        return None
    for i, line in enumerate(group[1 : _MOST_BETWEEN + 2], 1):
        found = labelled(line.text)
        if found and found[1] == "authors":
            return i if _title(group[1:i]) else None
        if found:
            return None
    return None


def _title(between: Sequence[Line]) -> list[Line]:
    """The title among the lines between head and authors; none where it is not clear."""
    rest = [line for line in between if not _ASIDE.fullmatch(line.text)]
    return rest if rest and may_be_title(joined(rest)) else []


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two works at least begin with an id, a title below it and authors with a label, and most of the works are such."""
    if sum("arXiv:" in line.text for line in lines) < 2:
        return False
    groups = [group for group in _groups(iter(lines)) if _HEAD.fullmatch(group[0].text)]
    works = sum(_authors_at(group) is not None for group in groups)
    return works > 1 and works * 10 >= len(groups) * 8


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page of results in order; a group that has no title or no authors is rejected."""
    for group in _groups(lines):
        at = _authors_at(group)
        if at is not None:
            yield _record(group, at)
        elif len(group) == 1 and group[0].text.startswith(("Showing", "Search")):
            yield Furniture("heading", group[0].start, group[0].end)
        else:
            yield reject(group, "no arXiv id with a title and authors below it")


def _record(group: list[Line], at: int) -> Item:
    draft = Draft("preprint")
    _head(draft, group[0])
    title = _title(group[1:at])
    for line in group[1:at]:
        if line not in title:
            _identifiers(draft, line)
    draft.title(title)
    fields = Fields(draft)
    last = at
    for i, line in enumerate(group[at:], at):
        found = labelled(line.text)
        if found is None and not _SUBMITTED.match(line.text) and i > at:
            continue
        if i > last:
            _field(draft, fields, group[last:i])
        last = i
    _field(draft, fields, group[last:])
    of_journal(draft)
    return draft.record()


def _head(draft: Draft, line: Line) -> None:
    """Takes the id, the subjects and a DOI from the first line of a work."""
    match = _HEAD.fullmatch(line.text)
    assert match is not None
    at = line.start
    draft.furniture("label", at, at + len(line.text[: match.start("id")].rstrip()))
    if one := identifiers.parse("arxiv", match["id"]):
        draft.work.identifiers.append(one)
        draft.mapped("identifiers[0]", at + match.start("id"), at + match.end("id"))
    else:
        draft.left_at("id", at + match.start("id"), at + match.end("id"))
    links = line.text[match.end("id") : match.start("more")]
    if links.strip():
        begin = match.end("id") + len(links) - len(links.lstrip())
        draft.furniture("link-label", at + begin, at + match.end("id") + len(links.rstrip()))
    for subject in _SUBJECT.finditer(line.text, match.start("more"), match.end("more")):
        draft.mapped(f"subjects[{len(draft.work.subjects)}]", at + subject.start(), at + subject.end())
        draft.work.subjects.append(Text(subject[0], scheme="arxiv"))
    if match["doi"]:
        _identifiers(draft, line, match.start("doi"))


def _identifiers(draft: Draft, line: Line, start: int = 0) -> None:
    """Takes the identifiers on a line; what stands around them is furniture."""
    begin = start
    for one, a, b in find_identifiers(line.text, start):
        draft.furniture(
            "label", line.start + begin + _blank(line.text[begin:a]), line.start + len(line.text[:a].rstrip())
        )
        draft.mapped(f"identifiers[{len(draft.work.identifiers)}]", line.start + a, line.start + b)
        draft.work.identifiers.append(one)
        begin = b
    draft.furniture("label", line.start + begin + _blank(line.text[begin:]), line.end)


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _field(draft: Draft, fields: Fields, lines: list[Line]) -> None:
    """Takes the lines of one field: authors, abstract, comments, or the days on which the versions were handed in."""
    text, at = joined(lines), lines[0].start
    found = labelled(text)
    if found is None:
        _submitted(draft, text, at)
        return
    label, field, begin = found
    draft.furniture("label", at, at + len(text[:begin].rstrip()))
    more = _MORE.search(text) if field == "abstract" else None
    end = more.start() if more else len(text)
    value = text[begin:end]
    fields.put(field, label, value.strip(), at + begin + _blank(value))
    if more:
        draft.furniture("label", at + more.start("sign"), at + len(text))
        draft.work.abstract_truncated = more["sign"] == "▽"


def _submitted(draft: Draft, text: str, at: int) -> None:
    """Takes the day of the first version; the later ones are not mapped."""
    first = max(
        _SUBMITTED.finditer(text), key=lambda one: (one[0].lower().startswith("v1"), -one.start()), default=None
    )
    month = month_of(first["month"]) if first else ""
    if first is None or not month or not 1 <= int(first["day"]) <= 31:
        draft.left_at("text", at, at + len(text))
        return
    draft.work.dates.append(Date("published", f"{first['year']}{month}-{int(first['day']):02}"))
    start, end = first.start("day"), first.end("year")
    if before := text[:start].rstrip():
        draft.left_at("versions", at, at + len(before))
    draft.mapped("dates[0]", at + start, at + end)
    if behind := text[end:].strip():
        draft.left_at(
            "versions", at + end + text[end:].index(behind), at + end + text[end:].index(behind) + len(behind)
        )


LAYOUT = Layout("arxiv-search", recognises, read)

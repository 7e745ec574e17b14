"""arXiv's own lists: the pages of new, recent and a month's papers as copied from the screen, and the daily mail.

Fri, 12 Apr 2024 (showing 2 of 2 entries )              \\
[1] arXiv:2404.00001 [pdf, html, other]                  arXiv:2404.00002
Title: Ferries Without Timetables                        Date: Thu, 11 Apr 2024 19:12:48 GMT   (412kb,D)
Ann Author, Bo Builder
Comments: 14 pages                                       Title: Ferries at Night
Subjects: Machine Learning (cs.LG)                       Authors: Bo Builder

A page says above its works on which day they were announced, the mail of each when it came in. What arXiv prints as the journal reference is kept
whole, and the name of the journal and the year are taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.records import Date, Furniture, Item, Remark, Venue
from kg.sources._listing_fields import Fields, labelled
from kg.sources._listing_lines import Draft, Layout, Line, joined, may_be_title, reject
from kg.sources._listing_people import people
from kg.sources._listing_signs import month_of

_ENTRY = re.compile(
    r"(?P<number>\[\d{1,6}\]\s{0,4})?(?P<id>arXiv:\s?[A-Za-z.-]{0,20}/?\d[^\s,;\[()]{3,20})"
    r"(?P<cross>\s*\(\*?(?:cross-?list(?:ing)?(?:\sfrom\s[\w.-]{2,20})?|replaced)\*?\))?(?P<links>\s{0,4}[\[(][A-Za-z, ()]{2,60}[\])])?(?P<again>\s*\(replaced\))?"
)
"""The line that an entry begins with: its number on the page, id, where it comes from, links."""
_DAY = re.compile(
    r"(?:[^\W\d_][\w ()-]{0,50}\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?(?P<day>\d{1,2})\s(?P<month>[A-Z][a-z]{2,8})\s(?P<year>(?:19|20)?\d\d)(?:\s*\(showing.{0,40})?",
    re.IGNORECASE,
)
"""A line above entries that says on which day they were announced."""
_MONTH = re.compile(
    r"Authors and titles for (?:[\w.-]{2,20} in )?(?P<month>[A-Z][a-z]{2,8}) (?P<year>(?:19|20)\d\d)\b.{0,60}",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?P<label>date(?:\s\(v\d+\))?|replaced with revised version|revised)\s?:?\s+(?:[A-Z][a-z]{2},\s+)?(?P<day>\d{1,2})\s(?P<month>[A-Z][a-z]{2})\s(?P<year>(?:19|20)\d\d)\b(?P<rest>.{0,60})",
    re.IGNORECASE,
)
"""When the mail says that a version came in."""
_RULE = re.compile(r"\\\\(?:\s*\(.{0,120}\))?|[-%=]{8,}|[-%=]{2,3}(?:[-%]{2,4}){6,}")
"""What parts the works of the mail and the abstract of a work from its fields."""
_ABOUT = re.compile(
    r"\[?\s?(?:total of|showing)\b.{0,90}|see today's.{0,20}|(?:new|cross|replacement)\ssubmissions.{0,60}|cross[- ]lists?.{0,60}|replacements for.{0,60}|contact\s+help.{0,60}",
    re.IGNORECASE,
)
"""What a page says between its works."""
_JOURNAL = re.compile(
    r"(?P<name>(?-i:[A-ZÀ-Þ])[^\d\n]{2,90}?)[\s,]+(?:vol(?:ume|\.)?\s?)?(?:[A-Z]?\d|\()", re.IGNORECASE
)
_YEAR = re.compile(r"\((?P<bracketed>(?:19|20)\d\d)\)|(?<![\d.:-])(?P<bare>(?:19|20)\d\d)(?![\d-])")
"""The name of a journal and the year in a journal reference."""
_MOST_LINES = 400
_SURE = 0.95


def _entry(line: Line) -> re.Match[str] | None:
    return _ENTRY.fullmatch(line.text)


def _is_titled(lines: Sequence[Line], at: int) -> bool:
    """Whether the entry that begins at a line has a title with its label within the next three lines."""
    return any(line.text.startswith("Title:") for line in lines[at + 1 : at + 4])


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two entries at least, or one of which the mail's rules or a number tell, begin as arXiv's do and have a labelled title; and these are most."""
    if not any("arXiv:" in line.text for line in lines):
        return False
    heads = [at for at, line in enumerate(lines) if _entry(line)]
    titled = [at for at in heads if _is_titled(lines, at)]
    told = any(
        lines[at].text.startswith("[") or lines[at].text.endswith("]") or (at and lines[at - 1].text.startswith("\\\\"))
        for at in titled
    )
    return told and len(titled) * 10 >= len(heads) * 8


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works in order, each dated as it says itself or as the page says above it; what stands around them is furniture or rejected."""
    day: Date | None = None
    held: list[Line] = []
    for line in lines:
        above = _announced(line)
        if above or _entry(line) or len(held) >= _MOST_LINES:
            yield from _group(held, day)
            held = []
        if above:
            day = above
            yield Furniture("heading", line.start, line.end)
        else:
            held.append(line)
    yield from _group(held, day)


def _announced(line: Line) -> Date | None:
    """The day or month that a line above entries says they were announced in."""
    if len(line.text) > 120:
        return None
    found = _DAY.fullmatch(line.text) or _MONTH.fullmatch(line.text)
    if found is None or not (month := month_of(found["month"])):
        return None
    parts = found.groupdict()
    year = (
        found["year"]
        if len(found["year"]) == 4
        else f"20{found['year']}"
        if found["year"] < "90"
        else f"19{found['year']}"
    )
    return Date("published", f"{year}{month}-{int(parts['day']):02}" if parts.get("day") else f"{year}{month}")


def _group(held: Sequence[Line], day: Date | None) -> Iterator[Item]:
    """The work of the lines from one entry to the next, and what stands behind it; lines before the first are rejected."""
    if not held:
        return
    if not _entry(held[0]):
        yield from _around(held)
        return
    end = _end(held)
    yield _record(held[:end], day)
    yield from _around(held[end:])


def _end(held: Sequence[Line]) -> int:
    """Where a work ends: before what the page says of others, or the rule between two works of the mail."""
    rules = 0
    for at, line in enumerate(held):
        if line.text.startswith("\\\\"):
            rules += 1
            if rules == 2 or line.text.rstrip().endswith(")"):
                return at + 1
        elif at > 2 and (_ABOUT.fullmatch(line.text) or (_RULE.fullmatch(line.text) and line.text[0] != "\\")):
            return at
    return len(held)


def _around(lines: Sequence[Line]) -> Iterator[Item]:
    """Lines that are of no work: rules and what the page says of itself are furniture."""
    run: list[Line] = []
    for line in lines:
        if _RULE.fullmatch(line.text) or _ABOUT.fullmatch(line.text):
            if run:
                yield reject(run, "no arXiv id that begins a work")
                run = []
            yield Furniture("heading", line.start, line.end)
        else:
            run.append(line)
    if run:
        yield reject(run, "no arXiv id that begins a work")


def _record(group: Sequence[Line], day: Date | None) -> Item:
    draft = Draft("preprint")
    _identify(draft, group[0])
    fields, at = Fields(draft), 1
    while at < len(group):
        end = _field_end(group, at)
        _field(draft, fields, group[at:end])
        at = end
    of_journal(draft)
    if day and not draft.work.dates:
        draft.work.dates.append(Date(day.kind, day.value))
        draft.confidence["dates"] = _SURE
        draft.remarks.append(Remark("date-from-heading", f"The date {day.value} is that of the page.", "dates"))
    return draft.record()


def _identify(draft: Draft, line: Line) -> None:
    """Takes the id; number, links and where it is listed first are labels."""
    found = _ENTRY.fullmatch(line.text)
    assert found is not None
    start, end = line.start + found.start("id"), line.start + found.end("id")
    draft.furniture("label", line.start, line.start + len((found["number"] or "").rstrip()))
    if one := identifiers.parse("arxiv", found["id"]):
        draft.work.identifiers.append(one)
        draft.mapped("identifiers[0]", start, end)
    else:
        draft.left_at("identifier", start, end)
        draft.remarks.append(Remark("identifier-invalid", f"{found['id']!r} is not an arXiv id.", "identifiers"))
    rest = line.text[found.end("id") :]
    draft.furniture("label", end + len(rest) - len(rest.lstrip()), line.start + len(line.text.rstrip()))


def _field_end(group: Sequence[Line], at: int) -> int:
    """Where the field ends that begins on a line: before the next label, stamp or rule; names without a label stand on the line below the title."""
    first = group[at]
    found = labelled(first.text)
    if _RULE.fullmatch(first.text) or _STAMP.match(first.text):
        return at + 1
    end = at + 1
    if found and not first.text[found[2] :] and end < len(group) and not _begins(group[end]):
        end += 1  # the label stands alone, above the value
    while end < len(group) and not _begins(group[end]):
        if found and found[1] == "title" and _are_authors(group, end):
            break
        if found and found[1] != "title" and not group[end].raw[:1].isspace():
            break  # a line that goes on is set in; the abstract of a page is not
        end += 1
    return end


def _begins(line: Line) -> bool:
    found = labelled(line.text)
    return (found is not None and found[1] != "abstract") or bool(_RULE.fullmatch(line.text) or _STAMP.match(line.text))


def _are_authors(group: Sequence[Line], at: int) -> bool:
    """Whether a line below a title is the names of a work of which no label says so."""
    labels = (labelled(line.text) for line in group)
    return not any(found and found[1] == "authors" for found in labels) and people(group[at].text) is not None


def _field(draft: Draft, fields: Fields, lines: Sequence[Line]) -> None:
    """Takes one field: what its label says, names below a title, the day of a version, the abstract."""
    text, at = joined(lines), lines[0].start
    if _RULE.fullmatch(text):
        draft.furniture("punctuation", at, at + len(text))
    elif stamp := _STAMP.match(text):
        _stamp(draft, stamp, at, lines[-1].end)
    elif found := labelled(text):
        label, field, begin = found
        value = text[begin:]
        draft.furniture("label", at, at + len(text[:begin].rstrip()))
        value = value.replace("\n", " ") if field == "authors" else value
        fields.put(field, label, value.strip(), at + begin + len(value) - len(value.lstrip()))
    elif draft.work.title and not draft.work.contributions and (names := people(text)):
        draft.authors(list(lines), names)
    elif draft.work.title is None and not draft.work.contributions and may_be_title(text):
        draft.title(list(lines))
    elif draft.work.abstract is None and len(text.split()) > 2:
        draft.abstract(list(lines))
    else:
        draft.left_at("text", at, lines[-1].end)


def _stamp(draft: Draft, stamp: re.Match[str], at: int, end: int) -> None:
    """Takes the day on which a version came in: the first as that of the work, one that takes the place of another as that of a change."""
    kind = "published" if stamp["label"].lower().startswith("date") else "updated"
    month = month_of(stamp["month"])
    if not month or any(one.kind == kind for one in draft.work.dates):
        draft.left_at("stamp", at, end)
        return
    begin, stop = at + stamp.start("day"), at + stamp.end("year")
    draft.furniture("label", at, begin - 1)
    draft.mapped(f"dates[{len(draft.work.dates)}]", begin, stop)
    draft.work.dates.append(Date(kind, f"{stamp['year']}{month}-{int(stamp['day']):02}"))
    if behind := stamp["rest"].strip():
        first = at + stamp.start("rest") + stamp["rest"].index(behind)
        draft.left_at("stamp", first, first + len(behind))


def of_journal(draft: Draft) -> None:
    """Takes the name of the journal, and the year of a work of which none is known yet, from its journal reference; a work without one is on arXiv alone."""
    reference = draft.work.journal_ref
    if reference is None:
        draft.work.venues.append(Venue("arXiv", "repository"))
        return
    if name := _JOURNAL.match(reference):
        draft.work.venues.append(Venue(name["name"].strip(" ,"), "journal"))
        draft.confidence["venues"] = _SURE
    years = [found["bracketed"] or found["bare"] for found in _YEAR.finditer(reference)]
    if years and not any(one.kind == "published" for one in draft.work.dates):
        draft.work.dates.append(Date("published", years[-1]))
        draft.confidence["dates"] = _SURE


LAYOUT = Layout("arxiv-pages", recognises, read, whole=True)

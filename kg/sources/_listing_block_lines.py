"""The lines below title and names in a list of blocks: counts, actions, stamps, labels, a venue or an abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.records import Date
from kg.sources._listing_lines import Draft, Line, is_long
from kg.sources._listing_search import is_of_page
from kg.sources._listing_signs import CITATIONS, LINK_LABELS, YEAR, month_of
from kg.sources._listing_tail import Tail

COUNT = re.compile(r"(?P<count>\d{1,6})\*?(?:\s+(?P<year>(?:19|20)\d\d))?|(?:19|20)\d\d")
_COLUMNS = re.compile(r"\t(?P<count>\d{1,6}\*?)?\t(?P<year>(?:19|20)\d\d)$")
_ACTIONS = re.compile(
    r"(?:save|cite|cited by \d+|related articles|all \d+ versions|view as html|import into \w+|more|#\d{1,5}|web of science: \d+|[☆»\s])+",
    re.IGNORECASE,
)
_FIRST_OF_SMALL = frozenset("[(☆»被scravimwzSCRAVIMWZ")
"""The characters with which labels of links, counts and actions begin, but for digits."""
STAMP = re.compile(
    r"(?:published(?! in\b)|submitted|last modified|created|updated|readers|keywords|tl;?dr|primary area|everyone)\b.{0,10}:.{0,200}|joined (?:[a-z]{3,9} )?(?:19|20)\d\d|\d{1,2} [a-z]{3,9} (?:19|20)\d\d \(modified:.{0,60}|CC BY(?:-[A-Z]{2}){0,3}(?: \d\.\d)?",
    re.IGNORECASE,
)
"""Lines of a conference site below title and names: when a paper came in, who may read it."""
_STAMPED = re.compile(
    r"(?:published:\s*(?P<day>\d{1,2})\s(?P<month>[A-Z][a-z]{2,8})\.?\s(?P<year>(?:19|20)\d\d)"
    r"|(?P<day2>\d{1,2})\s(?P<month2>[A-Z][a-z]{2,8})\.?\s(?P<year2>(?:19|20)\d\d)(?=\s\(modified:))",
    re.IGNORECASE,
)


def is_small(text: str) -> bool:
    """Whether a line holds only link labels, a count of citations or the actions of a search page."""
    first = text[0]
    if first.isdecimal():
        return COUNT.fullmatch(text) is not None or (text[-1] in "sn" and is_of_page(text))
    if len(text) < 60 and is_of_page(text):
        return True
    if first not in _FIRST_OF_SMALL:
        return False
    if first in "[(":
        return LINK_LABELS.fullmatch(text) is not None
    return bool(_ACTIONS.fullmatch(text) or CITATIONS.fullmatch(text))


def take_rest(draft: Draft, rest: Sequence[Line]) -> None:
    """Takes the lines below title and names: venue, abstract, counts, labels of links."""
    abstract: list[Line] = []
    for at, line in enumerate(rest):
        before = rest[at - 1] if at else None
        prose = (is_long(line.text) or (abstract and not is_small(line.text))) and not YEAR.search(line.text[-40:])
        if prose and (not abstract or abstract[-1] is before):
            abstract.append(line)
        elif line.text.endswith("…") and len(line.text) > 60:
            draft.left_at("snippet", line.start, line.end)
        elif count := COUNT.fullmatch(line.text):
            _count(draft, line, count)
        elif _ACTIONS.fullmatch(line.text):
            _actions(draft, line)
        elif STAMP.fullmatch(line.text):
            _stamp(draft, line)
        elif is_of_page(line.text):
            draft.left_at("page", line.start, line.end)
        elif before is not None and before.text == "TLDR":
            draft.left_at("summary", line.start, line.end)
        elif column := _COLUMNS.search(line.text):
            Tail(draft, line.text[: column.start()], line.start).read(0)
            if column["count"]:
                draft.left_at("citations", line.start + column.start("count"), line.start + column.end("count"))
            _year(draft, line, line.start + column.start("year"))
        else:
            Tail(draft, line.text, line.start).read(0)
    if abstract:
        draft.abstract(abstract)


def _count(draft: Draft, line: Line, count: re.Match[str]) -> None:
    """Takes a count of citations (not mapped) and the year behind it or alone."""
    if YEAR.fullmatch(line.text):
        start = line.start
    elif count["year"]:
        draft.left_at("citations", line.start, line.start + count.end("count"))
        draft.furniture(
            "punctuation", line.start + count.end("count"), line.start + len(line.text[: count.start("year")].rstrip())
        )
        start = line.start + count.start("year")
    else:
        draft.left_at("citations", line.start, line.end)
        return
    _year(draft, line, start)


def _year(draft: Draft, line: Line, start: int) -> None:
    """Takes the year that stands from `start` to the end of a line, if there is no date yet."""
    if not draft.work.dates:
        draft.work.dates.append(Date("issued", line.text[start - line.start :]))
        draft.mapped("dates[0]", start, line.end)
    else:
        draft.furniture("repeated-date", start, line.end)


def _stamp(draft: Draft, line: Line) -> None:
    """Takes the day on which a conference site published a paper; the rest of such lines is not mapped."""
    at = 0
    if dated := _STAMPED.match(line.text):
        start = dated.start("day" if dated["day"] else "day2")
        day, name, year = (dated[part] or dated[part + "2"] for part in ("day", "month", "year"))
        month = month_of(name)
        at = dated.end()
        draft.furniture("label", line.start, line.start + start)
        draft.work.dates.append(Date("published", f"{year}{month}-{int(day):02}" if month else year))
        draft.mapped(f"dates[{len(draft.work.dates) - 1}]", line.start + start, line.start + at)
    if rest := line.text[at:].lstrip(" ,;"):
        between = line.text[at : len(line.text) - len(rest)].rstrip()
        draft.furniture("punctuation", line.start + at, line.start + at + len(between))
        draft.left_at("stamp", line.end - len(rest), line.end)


def _actions(draft: Draft, line: Line) -> None:
    """Takes the actions of a search page as labels; the count of citations among them is not mapped."""
    at = 0
    for found in CITATIONS.finditer(line.text):
        draft.furniture("label", line.start + at, line.start + len(line.text[: found.start()].rstrip()))
        draft.left_at("citations", line.start + found.start(), line.start + found.end())
        at = found.end() + len(line.text[found.end() :]) - len(line.text[found.end() :].lstrip())
    draft.furniture("label", line.start + at, line.end)

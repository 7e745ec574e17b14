"""Papers accepted by a conference: a title and below it names with affiliations in brackets, or names and title on one line.

    Accepted Papers                                         • Ann Author and Bo Builder: Ferries Without Timetables
    International Conference on Tides (ICTide 2019)         • Cy Smith: Slow Leaks: A Survey

    Ferries Without Timetables
    Ann Author (Coastal University), Bo Builder (Inland Institute)

Such lists have no years; the conference is that of the heading, where it names one with its year.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import Date, Furniture, Item, Remark, Venue
from kg.sources._listing_lines import MARKER, Draft, Layout, Line, is_heading, is_prose, may_be_title, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR, of_conferences

_FEWEST = 3
_MOST_NAMES = 5000
_COLON = re.compile(r":\s+(?=\S)")
_CONFERENCE = re.compile(
    r"(?P<name>[^()\d]{0,150}?)[\s(,–-]{1,4}(?P<acronym>[A-Z][A-Za-z&+-]{1,15})[\s-]?(?:(?P<year>20\d\d)|['’](?P<short>\d\d))\)?\W*"
)
_SHORT = re.compile(
    r"(?P<name>)[\W_]*(?P<acronym>[A-Z][\w&+-]{1,20}?)[\s-]?(?:(?P<year>20\d\d)|['’](?P<short>\d\d))(?:,\s[^\d]{2,60})?[\W_]*"
)
_AROUND = re.compile(
    r"(?:list of )?accepted (?:\w{2,12} )?(?:papers|contributions|submissions|posters)(?: (?:at|of|for|to))?",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:accepted|papers|contributions|posters|proceedings|publications)\b", re.IGNORECASE)
_FIRST_LINES = 8
_SUBMISSION = re.compile(r"(?:#|(?:paper|submission)\s(?:id\s)?#?)\d{1,5}[:.]?\s+(?=\S)", re.IGNORECASE)
_STARRED = re.compile(r"\)[*†]")
"""The mark of the corresponding author behind an affiliation."""


@dataclass(frozen=True)
class Plan:
    """Where the names stand: `below` the title, or on its line with a colon `behind` them or `before` them."""

    form: str


@dataclass(frozen=True)
class Paper:
    """Where title and names stand in the text of a line or two, from the beginning of the first."""

    title: tuple[int, int]
    names_at: tuple[int, int]
    names: NameList

    @property
    def strong(self) -> bool:
        return len(self.names.names) > 1 or bool(self.names.affiliations)


def _number(text: str) -> re.Match[str] | None:
    """The number or bullet before a paper."""
    return MARKER.match(text) or _SUBMISSION.match(text)


def _are_people(text: str) -> bool:
    """Whether a text names several people, or one with an affiliation; what may be one name may be a title, too."""
    found = people(text)
    return found is not None and (len(found.names) > 1 or bool(found.affiliations))


def _of_line(text: str, form: str) -> Paper | None:
    """The paper of a line on which a colon parts names and title."""
    marker = _number(text)
    begin = marker.end() if marker else 0
    if len(text) > _MOST_NAMES:
        return None
    cuts = list(_COLON.finditer(text, begin))
    for cut in cuts[:3] if form == "behind" else cuts[-1:]:
        first, second = (begin, cut.start()), (cut.end(), len(text))
        names_at, title = (first, second) if form == "behind" else (second, first)
        names = people(text[slice(*names_at)])
        if names and may_be_title(text[slice(*title)]) and not _are_people(text[slice(*title)]):
            return Paper(title, names_at, names)
    return None


def _below(title: Line, line: Line) -> Paper | None:
    """The paper of a title and the line of names with affiliations below it."""
    marker = _number(title.text)
    begin = marker.end() if marker else 0
    if (
        line.gap
        or len(line.text) > _MOST_NAMES
        or not may_be_title(title.text[begin:])
        or _are_people(title.text[begin:])
    ):
        return None
    names = people(_STARRED.sub(") ", line.text))
    if names is None or not names.affiliations:
        return None
    at = line.start - title.start
    return Paper((begin, len(title.text)), (at, at + len(line.text)), names)


def _stands_alone(line: Line, after: Line | None) -> bool:
    """Whether a short line stands between blank lines, or first before one: the heading of a part, or a remark."""
    parted = (bool(line.gap) or line.start == 0) and (after is None or bool(after.gap))
    return parted and len(line.text) <= 60 and not _number(line.text)


def recognises(lines: Sequence[Line]) -> Plan | None:
    """The plan of a list of three papers at least, two with several names or affiliations, that covers most of the lines."""
    body = [
        line
        for line, after in itertools.pairwise([*lines, None])
        if line is not None and not is_heading(line) and not _stands_alone(line, after)
    ]
    if len(body) < _FEWEST or sum(YEAR.search(line.text) is not None for line in body) * 4 > len(body):
        return None
    if sum("(" in line.text for line in body) >= 2:
        pairs = [_below(a, b) is not None for a, b in itertools.pairwise(body)]
        if sum(pairs) >= _FEWEST and 2 * sum(pairs) * 10 >= len(body) * 7:
            return Plan("below")
    if sum(": " in line.text for line in body) * 10 < len(body) * 7:
        return None
    marked = sum(_number(line.text) is not None for line in body) * 10 >= len(body) * 8
    if not marked and not any(_LISTED.search(line.text) for line in lines[:5]):
        return None
    for form in ("behind", "before"):
        found = [paper for line in body if (paper := _of_line(line.text, form))]
        strong = sum(paper.strong for paper in found)
        if len(found) >= _FEWEST and strong > 1 and strong * 3 >= len(found) and len(found) * 10 >= len(body) * 7:
            return Plan(form)
    return None


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The papers in order; headings are furniture, what is no paper is rejected."""
    assert isinstance(plan, Plan)
    reader = _Reader(plan)
    held: Line | None = None
    for line in lines:
        if plan.form != "below":
            yield reader.line(line, _of_line(line.text, plan.form))
        elif held is not None and (paper := _below(held, line)):
            yield reader.paper(held, f"{held.raw[len(held.raw) - len(held.raw.lstrip()) :]}{line.raw}", paper)
            held = None
        else:
            if held is not None:
                yield reader.line(held, None)
            held = line
    if held is not None:
        yield reader.line(held, None)


class _Reader:
    """Makes records, and remembers the conference that the first lines name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.conference: re.Match[str] | None = None
        self.conference_at = -1
        self.read = 0

    def line(self, line: Line, paper: Paper | None) -> Item:
        """The item of a line by itself."""
        if paper is not None:
            return self.paper(line, line.text, paper)
        self.read += 1
        if self.read <= _FIRST_LINES and self.conference is None and len(line.text) < 200:
            self.conference = _conference(line.text)
            self.conference_at = line.start
        short = len(line.text) <= 90 and not is_prose(line.text) and not line.text.endswith((".", ";"))
        if is_heading(line) or (short and self.read <= 2) or (self.conference and self.conference_at == line.start):
            return Furniture("heading", line.start, line.end)
        return reject([line], "no names with a title, as this list has them elsewhere")

    def paper(self, line: Line, text: str, paper: Paper) -> Item:
        """The record of a paper, whose text begins with a line."""
        self.read = _FIRST_LINES + 1
        draft = Draft("conference-paper" if self.conference else "article")
        marker = _number(text)
        if marker:
            draft.furniture("label", line.start, line.start + len(marker[0].rstrip()))
        start, end = paper.title
        draft.work.title = text[start:end]
        draft.mapped("title", line.start + start, line.start + end)
        draft.authors_in(text[slice(*paper.names_at)], line.start + paper.names_at[0], paper.names)
        if self.plan.form != "below":
            colon = text.index(":", min(paper.title[1], paper.names_at[1]))
            draft.furniture("punctuation", line.start + colon, line.start + colon + 1)
        if not paper.strong:
            draft.confidence["title"] = draft.confidence["contributions"] = 0.9
        if self.conference:
            _add_conference(draft, self.conference)
        return draft.record()


def _conference(text: str) -> re.Match[str] | None:
    """The conference and its year that a line of the heading names."""
    if not any(map(str.isdigit, text)):
        return None
    match = _CONFERENCE.fullmatch(text)
    if match and (of_conferences(text) or match["acronym"].isupper()):
        return match
    return _SHORT.fullmatch(_AROUND.sub("", text))


def _add_conference(draft: Draft, found: re.Match[str]) -> None:
    name = found["name"].strip(" -–—:,")
    named = name if of_conferences(name) else found["acronym"]
    draft.work.venues.append(Venue(named, "conference", acronym=found["acronym"]))
    draft.work.dates.append(Date("issued", found["year"] or f"20{found['short']}"))
    draft.confidence["venues"] = draft.confidence["dates"] = 0.85
    draft.remarks.append(
        Remark("venue-from-heading", f"The conference is that of the heading: {found['acronym']}.", "venues")
    )


LAYOUT = Layout("accepted-papers", recognises, read)

"""Results of a search on INSPIRE, copied from the screen: a title, names with affiliations and the day in brackets, then where it appeared.

Ferries Without Timetables
#1
Ann Author (Coastal U.), Bo Builder (Harbour Inst.) (Feb 14, 2023)
Published in: J.Harb.Stud. 12 (2023) 3, 1-9 • e-Print: 2302.00001 [hep-ph]
pdf  DOI  cite  claim
reference search
17 citations
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kg import identifiers
from kg.records import Date, Furniture, Item, NameAsPrinted, Text
from kg.sources._listing_interface import is_interface
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_title, joined, may_be_title, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_signs import find_identifiers, month_of
from kg.sources._listing_tail import Tail

_DAY = re.compile(r"\s*\((?:(?P<month>[A-Z][a-z]{2,8})\.?(?:\s(?P<day>\d{1,2}))?,?\s)?(?P<year>(?:19|20)\d\d)\)\s*$")
"""The day, month or year behind the names."""
_ABOUT = re.compile(r"(?P<label>Published in|Contribution to|e-Print|Report number|DOI):\s*", re.IGNORECASE)
_NUMBER = re.compile(r"#\d{1,6}")
_NUMBERED = re.compile(r"\s?#\d{1,6}$")
_CLASS = re.compile(r"\s*\[(?P<class>[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?)\]")
_AND_OTHERS = re.compile(r"\s+et al\.?\s*$")
_BODY = re.compile(r"(?P<body>[^•]{2,100}\bCollaborations?)\s*•\s*")
_BUTTONS = re.compile(
    r"(?:(?:pdf|doi|links|cite|claim|datasets?|edit|bookmark|reference search|\d[\d,.]{0,8} citations?|\d{1,4} pages?)(?:\s+|$)){1,8}",
    re.IGNORECASE,
)
_MOST_TITLE = 3


@dataclass(frozen=True)
class Work:
    """Which lines of a page are of one work: the first of its title, that of its names, and the first behind it that are of the next."""

    start: int
    names: int
    end: int


def _is_names(line: Line) -> bool:
    """Whether a line names people, with affiliations or several, and ends with a day in brackets."""
    day = _DAY.search(line.text[-40:])
    if day is None:
        return False
    text = line.text[: len(line.text) - len(day[0])]
    body = _BODY.match(text)
    found = _people(text[body.end() :] if body else text)
    return found is not None and (body is not None or bool(found.affiliations) or len(found.names) > 1)


def _people(text: str) -> NameList | None:
    """The names of a list; "et al." stands behind the affiliation of the last."""
    if not (more := _AND_OTHERS.search(text)):
        return people(text)
    found = people(text[: more.start()])
    return replace(found, truncated=True) if found else None


def _is_aside(line: Line) -> bool:
    return (
        _NUMBER.fullmatch(line.text) is not None
        or _BUTTONS.fullmatch(line.text) is not None
        or is_interface(line.text)
        or (line.text[0].isdigit() and len(line.text) < 12)
    )  # fmt: skip


def _title_at(lines: Sequence[Line], names: int, least: int) -> int | None:
    """The first line of the title above the names; None where nothing there may be one."""
    at = names
    while at > least and names - at < _MOST_TITLE + 1 and not _ABOUT.match(lines[at - 1].text):
        if _is_aside(lines[at - 1]) and not _NUMBER.fullmatch(lines[at - 1].text):
            break
        at -= 1
        if lines[at].gap and not _NUMBER.fullmatch(lines[at].text):
            break
    title = _title(lines[at:names])
    return at if title and may_be_title(joined(title)) and is_title(_NUMBERED.sub("", joined(title))) else None


def _title(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not _NUMBER.fullmatch(line.text)]


def _works(lines: Sequence[Line]) -> list[Work]:
    """The works of a page in order."""
    found: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if line.text.endswith(")") and (_ABOUT.match(after) or _is_button(after)) and _is_names(line):
            at = _title_at(lines, i, found[-1][1] + 1 if found else 0)
            if at is not None:
                found.append((at, i))
    starts = [*(at for at, _ in found[1:]), len(lines)] if found else []
    return [Work(at, names, end) for (at, names), end in zip(found, starts, strict=True)]


def _is_button(text: str) -> bool:
    return text != "" and _BUTTONS.fullmatch(text) is not None


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two works at least have names with a day and, below, where they appeared by a label of INSPIRE."""
    labelled = sum(_ABOUT.match(line.text) is not None and line.text[:3] != "DOI" for line in lines)
    if labelled < 2:
        return False
    works = _works(lines)
    return len(works) > 1 and labelled <= len(works) * 2


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page of results in order; what stands above the first is of the page."""
    held = list(lines)
    works = _works(held)
    before = works[0].start if works else len(held)
    yield from _aside(held[:before])
    for work in works:
        yield from _record(held, work)


def _record(lines: Sequence[Line], work: Work) -> Iterator[Item]:
    draft = Draft("article")
    head = lines[work.start : work.names]
    _titled(draft, _title(head))
    for line in head:
        if _NUMBER.fullmatch(line.text):
            draft.furniture("number", line.start, line.end)
    _named(draft, lines[work.names])
    rest = lines[work.names + 1 : work.end]
    last = max((i for i, line in enumerate(rest, 1) if _ABOUT.match(line.text) or _is_aside(line)), default=0)
    for line in rest[:last]:
        if _ABOUT.match(line.text):
            _about(draft, line)
        elif _is_aside(line):
            draft.furniture("interface", line.start, line.end)
        else:
            draft.left_at("text", line.start, line.end)
    _dated(draft, lines[work.names])
    if not draft.work.venues and any(one.scheme == "arxiv" for one in draft.work.identifiers):
        draft.work.type = "preprint"
    yield draft.record()
    yield from _aside(rest[last:])


def _aside(lines: Sequence[Line]) -> Iterator[Item]:
    """What stands around the works: known words of the interface, and as a reject what is none."""
    for known, group in itertools.groupby(lines, lambda line: _is_aside(line) or is_heading(line)):
        if known:
            yield from (Furniture("interface", line.start, line.end) for line in group)
        else:
            yield reject(list(group), "no names with a day, as the works of this page have them")


def _titled(draft: Draft, title: list[Line]) -> None:
    """Takes the title, without a number that was copied with its last line."""
    draft.title(title)
    if number := _NUMBERED.search(draft.work.title or ""):
        mapped = draft.pieces.pop()
        end = title[-1].end - len(number[0])
        draft.work.title = (draft.work.title or "")[: number.start()]
        draft.mapped("title", mapped.start, end)
        draft.furniture("number", title[-1].end - len(number[0].strip()), title[-1].end)


def _named(draft: Draft, line: Line) -> None:
    """Takes the names, the body they write for, and the day."""
    day = _DAY.search(line.text)
    assert day is not None
    text = line.text[: day.start()]
    body = _BODY.match(text)
    begin = body.end() if body else 0
    if body:
        name = NameAsPrinted(body["body"], literal=True)
        draft.authors_in(body["body"], line.start, NameList([(name, 0, body.end("body"))]))
        draft.furniture("punctuation", line.start + body.end("body") + 1, line.start + begin - 1)
    found = _people(text[begin:])
    assert found is not None
    draft.authors_in(text[begin:], line.start + begin, found)


def _dated(draft: Draft, line: Line) -> None:
    """Takes the day behind the names: of the first version where the year of publication is known, else the only date there is."""
    day = _DAY.search(line.text)
    assert day is not None
    month = month_of(day["month"]) if day["month"] else ""
    exact = f"-{int(day['day']):02}" if month and day["day"] and 1 <= int(day["day"]) <= 31 else ""
    first, end = (
        line.start + day.start() + len(day[0]) - len(day[0].lstrip()),
        line.start + len(day[0].rstrip()) + day.start(),
    )
    draft.mapped(f"dates[{len(draft.work.dates)}]", first, end)
    draft.work.dates.append(Date("submitted" if draft.work.dates else "issued", day["year"] + month + exact))


def _about(draft: Draft, line: Line) -> None:
    """Takes what stands on a line of labels: where it appeared, its number on arXiv, its DOI."""
    at = 0
    for part in re.split(r"(\s*•\s*)", line.text):
        start = line.start + at
        at += len(part)
        label = _ABOUT.match(part)
        if part.strip() == "•":
            draft.furniture("punctuation", start + part.index("•"), start + part.index("•") + 1)
        elif label is None:
            draft.left_at("text", start, start + len(part))
        else:
            draft.furniture("label", start, start + label.end("label") + 1)
            _labelled(draft, label["label"].lower(), part[label.end() :], start + label.end())


def _labelled(draft: Draft, name: str, value: str, base: int) -> None:
    if name == "published in" or (name == "contribution to" and not draft.work.venues):
        Tail(draft, value, base).read(0)
    elif name == "e-print":
        _eprint(draft, value, base)
    else:
        _identified(draft, value, base)


def _eprint(draft: Draft, value: str, base: int) -> None:
    number = value.split("[")[0].rstrip()
    one = identifiers.parse("arxiv", number)
    if one is None:
        draft.left_at("identifier", base, base + len(value))
        return
    draft.mapped(f"identifiers[{len(draft.work.identifiers)}]", base, base + len(number))
    draft.work.identifiers.append(one)
    if subject := _CLASS.match(value, len(number)):
        draft.mapped(
            f"subjects[{len(draft.work.subjects)}]", base + subject.start("class"), base + subject.end("class")
        )
        draft.work.subjects.append(Text(subject["class"], scheme="arxiv"))
        draft.furniture("punctuation", base + subject.start("class") - 1, base + subject.start("class"))
        draft.furniture("punctuation", base + subject.end("class"), base + subject.end())
        if rest := value[subject.end() :].strip():
            draft.left_at("text", base + value.index(rest, subject.end()), base + len(value))
    elif rest := value[len(number) :].strip():
        draft.left_at("text", base + value.index(rest, len(number)), base + len(value))


def _identified(draft: Draft, value: str, base: int) -> None:
    found = list(find_identifiers(value, 0))
    if not found:
        draft.left_at("text", base, base + len(value.rstrip()))
        return
    begin = 0
    for one, start, end in found:
        draft.furniture("label", base + begin, base + begin + len(value[begin:start].rstrip()))
        draft.mapped(f"identifiers[{len(draft.work.identifiers)}]", base + start, base + end)
        draft.work.identifiers.append(one)
        begin = end


LAYOUT = Layout("inspire", recognises, read)

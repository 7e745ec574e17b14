"""Lists that name each field: arXiv's listing pages, exports with labels, and the works of an ORCID page.

[1] arXiv:2401.00001 [pdf, html]            Titre : Ferries sans horaires        Ferries Without Timetables
Title: Ferries Without Timetables           Auteurs : Ann Author ; Bo Builder    Journal of Harbours
Authors: Ann Author, Bo Builder             Revue : Revue des ports              2019-05 | Journal article
Subjects: Machine Learning (cs.LG)          Année : 2019                         DOI: 10.1234/abc
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.records import Date, Furniture, Item, Remark
from kg.sources._listing_arxiv_pages import of_journal
from kg.sources._listing_fields import Fields, date_value, labelled
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, joined, may_be_title, reject
from kg.sources._listing_signs import month_of
from kg.sources._listing_tail import Tail

_HEAD = re.compile(
    r"(?P<number>(?:\[\d{1,6}\]|\d{1,5}\.)\s+)?(?P<id>arXiv:[A-Za-z.-]{0,20}/?\d[^\s,;\[]{3,20})(?P<cross>\s+\((?:cross-list from [\w.-]+|replaced)\))?"
    r"(?P<links>\s+[\[(][A-Za-z, ]{2,60}[\])])?\s*(?P<show>\(replaced\))?(?P<classes>(?:\s*[a-z-]{2,10}(?:\.[A-Za-z-]{2,20})?(?=\s|$)){0,6})(?:\s*doi\s(?P<doi>10\.\d{4,9}/\S+))?",
    re.IGNORECASE,
)
_TYPED = re.compile(r"(?P<date>(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\s*\|\s*(?P<type>[A-Z][A-Za-z /-]{3,40})")
_FURNITURE = re.compile(
    r"times cited\b.{0,80}|(?:show|hide|view) (?:more|less|details?)\b.*|(?:afficher|mehr|mostrar|ver).{0,30}|preferred source.*|\d+ of \d+ sources?|"
    r"sort(?:\s+by)?\b.{0,30}|(?:total|showing)\b.{0,60}|(?:mon|tue|wed|thu|fri|sat|sun)\w*, \d.{0,60}|works?(?: \(\d+\)| \d+ of \d+)?",
    re.IGNORECASE,
)
_TYPES = {
    "journal article": "article", "conference paper": "conference-paper", "conference-paper": "conference-paper", "book": "book",
    "book chapter": "chapter", "dissertation": "thesis", "dissertation thesis": "thesis", "dissertation/thesis": "thesis",
    "dissertation or thesis": "thesis", "preprint": "preprint", "report": "report",
    "data set": "dataset", "dataset": "dataset", "software": "software", "other": "other", "working paper": "report",
}  # fmt: skip
_SUBMITTED = re.compile(
    r"submitted \d{1,2} (?P<month>[A-Z][a-z]{2,8}),? (?P<year>(?:19|20)\d\d)(?:;.{0,200})?", re.IGNORECASE
)
"""When a paper came in, as arXiv's search prints it."""
_NEXT = re.compile(r"(?<!\s)(?:\s{2,}|\t|\s{1,20}\|\s)(?=[^\W\d_][^:|]{1,25}:\s)")
_NUMBERED = re.compile(r"\s*\d{1,4}[.)]\s+(?=[^\W\d_])")
_MOST_LINES = 2000


def _head(line: Line) -> re.Match[str] | None:
    """The parts of a line "[1] arXiv:ID [pdf, html]"; None for every other line."""
    found = _HEAD.fullmatch(line.text)
    return found if found and (found["number"] or found["links"]) else None


def _typed(line: Line) -> re.Match[str] | None:
    """The parts of a line "2019-05 | Journal article"; None for every other line."""
    found = _TYPED.match(line.text)
    return found if found and (found.end() == len(line.text) or line.text[found.end() :].lstrip()[:1] == "|") else None


def _opener(lines: Sequence[Line]) -> str:
    """What begins a record here: "head", "typed" (some lines above it), or the field whose label stands first; '' for nothing."""
    if sum(1 for line in lines if _typed(line)) > 1:
        return "typed"
    if any(_head(line) for line in lines):
        return "head"
    for line in lines:
        found = labelled(line.text)
        if found and found[1] in ("title", "authors"):
            return found[1]
    return ""


def _groups(lines: Iterator[Line], opener: str) -> Iterator[list[Line]]:
    """The lines of each record; what stands before the first is a group of its own."""
    held: list[Line] = []
    for line in lines:
        if opener == "typed":
            if _typed(line):
                cut = _above(held)
                if held[:cut]:
                    yield held[:cut]
                held = held[cut:]
            held.append(line)
            continue
        begins = bool(_head(line)) if opener == "head" else (labelled(line.text) or ("", "", 0))[1] == opener
        if held and (begins or len(held) > _MOST_LINES):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _above(held: Sequence[Line]) -> int:
    """Where the lines above a line "date | type" begin that belong to it: title and perhaps venue, without a label."""
    at = len(held)
    while at > max(len(held) - 4, 0):
        line = held[at - 1]
        if labelled(line.text) or _FURNITURE.fullmatch(line.text) or is_heading(line) or _typed(line):
            break
        at -= 1
        if line.gap and at < len(held):
            break
    return at


def _apart(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, those with several labels parted before each, and without the number of an entry before its first label."""
    for line in lines:
        raw = line.raw
        base = line.start - (len(raw) - len(raw.lstrip()))
        numbered = _NUMBERED.match(raw)
        begin = numbered.end() if numbered and labelled(raw[numbered.end() :].strip()) else 0
        cuts = [begin]
        if labelled(raw[begin:].strip()):
            cuts += [cut.end() for cut in _NEXT.finditer(raw, begin) if labelled(raw[cut.end() :].strip())]
        if cuts == [0]:
            yield line
            continue
        for i, (start, end) in enumerate(itertools.pairwise([*cuts, len(raw)])):
            yield Line(base + start, line.gap if not i else "", raw[start:end])


def recognises(lines: Sequence[Line]) -> str:
    """What begins a record where two at least name a title and authors or an id by labels, and most of the lines have one."""
    lines = list(_apart(iter(lines)))
    opener = _opener(lines)
    if not opener:
        return ""
    whole = 0
    for group in _groups(iter(lines), opener):
        fields = {found[1] for line in group if (found := labelled(line.text))}
        if opener == "typed":
            whole += any(_typed(line) for line in group) and bool(fields)
        elif opener == "head":
            titled = "title" in fields or (len(group) > 2 and may_be_title(group[1].text))
            whole += 2 * (_head(group[0]) is not None and titled and "authors" in fields)
        else:
            whole += (
                "title" in fields and bool(fields & {"authors", "identifier"}) and bool(fields - {"title", "authors"})
            )
    known = sum(
        1 for line in lines if labelled(line.text) or _head(line) or _typed(line) or _FURNITURE.fullmatch(line.text)
    )
    return opener if whole > 1 and known * (4 if opener == "typed" else 3) >= len(lines) else ""


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The records of a list, which begin as `plan` says; a group that does not is rejected."""
    opener = str(plan)
    for group in _groups(_apart(lines), opener):
        yield from _group(group, opener)


def _group(group: list[Line], opener: str) -> Iterator[Item]:
    while group and (is_heading(group[0]) or _FURNITURE.fullmatch(group[0].text)):
        line = group.pop(0)
        yield Furniture("heading", line.start, line.end)
    after: list[Line] = []
    while group and is_heading(group[-1]) and group[-1].gap:
        after.insert(0, group.pop())
    if group:
        item = _typed_record(group) if opener == "typed" else _record(group, opener)
        yield item or reject(
            group, f"no record that begins with {'an arXiv id' if opener == 'head' else opener} and labels"
        )
    for line in after:
        yield Furniture("heading", line.start, line.end)


def _record(group: Sequence[Line], opener: str) -> Item | None:
    """The record of lines with labels; None when the first line does not begin one."""
    draft = Draft("article")
    rest = group
    if opener == "head":
        if not (head := _head(group[0])):
            return None
        _identify(draft, group[0], head)
        rest = group[1:]
        untitled = next((i for i, line in enumerate(rest) if labelled(line.text)), 0)
        if 0 < untitled < 5 and may_be_title(joined(rest[:untitled])) and labelled(rest[untitled].text)[1] == "authors":  # type: ignore[index]
            draft.title(rest[:untitled])
            rest = rest[untitled:]
    elif not labelled(group[0].text):
        return None
    _fields(draft, rest)
    if not draft.work.title and not draft.work.identifiers:
        return None
    if opener == "head":
        of_journal(draft)
    return draft.record()


def _identify(draft: Draft, line: Line, head: re.Match[str]) -> None:
    """Takes the id of a listing page's line; number, links and cross-list are labels."""
    draft.work.type = "preprint"
    start, end = line.start + head.start("id"), line.start + head.end("id")
    draft.furniture("label", line.start, line.start + len((head["number"] or "").rstrip()))
    if one := identifiers.parse("arxiv", head["id"]):
        draft.work.identifiers.append(one)
        draft.mapped("identifiers[0]", start, end)
    else:
        draft.left_at("identifier", start, end)
        draft.remarks.append(Remark("identifier-invalid", f"{head['id']!r} is not an arXiv id.", "identifiers"))
    end = line.end
    if head["doi"] and (doi := identifiers.parse("doi", head["doi"])):
        draft.work.identifiers.append(doi)
        end = line.start + head.start("doi")
        draft.mapped(f"identifiers[{len(draft.work.identifiers) - 1}]", end, line.start + head.end("doi"))
    rest = line.text[head.end("id") : end - line.start]
    draft.furniture("label", end - len(rest.lstrip()), end - len(rest) + len(rest.rstrip()))


def _fields(draft: Draft, lines: Sequence[Line]) -> None:
    """Takes each label with its value, which may go on in lines without a label."""
    fields = Fields(draft)
    at = 0
    while at < len(lines):
        line = lines[at]
        found = labelled(line.text)
        end = at + 1
        while (
            end < len(lines)
            and not labelled(lines[end].text)
            and not (lines[end].gap and found and found[1] != "abstract")
        ):
            if _FURNITURE.fullmatch(lines[end].text) or _SUBMITTED.fullmatch(lines[end].text):
                break
            end += 1
        group = lines[at:end]
        if found is None:
            for stray in group:
                if (day := _SUBMITTED.fullmatch(stray.text)) and not draft.work.dates:
                    _submitted(draft, stray, day)
                elif _FURNITURE.fullmatch(stray.text):
                    draft.furniture("label", stray.start, stray.end)
                else:
                    draft.left_at("text", stray.start, stray.end)
        else:
            label, field, begin = found
            if label.lower() == "source" and line.text[begin:].isupper():
                field = "venue"  # the name of a journal, as the Web of Science prints it
            text = joined(group)
            value = text[begin:]
            draft.furniture("label", line.start, line.start + len(text[:begin].rstrip()))
            fields.put(field, label, value.strip(), line.start + begin + len(value) - len(value.lstrip()))
        at = end


def _submitted(draft: Draft, line: Line, day: re.Match[str]) -> None:
    """Takes the month in which a paper came in."""
    draft.work.dates.append(Date("issued", day["year"] + month_of(day["month"])))
    draft.mapped("dates[0]", line.start + day.start("month"), line.start + day.end("year"))
    draft.furniture("label", line.start, line.start + day.start("month") - 1)
    draft.left_at("stamp", line.start + day.end("year"), line.end)


def _typed_record(group: list[Line]) -> Item | None:
    """The record around a line "date | type": title and venue above it, labels below."""
    at = next((i for i, line in enumerate(group) if _typed(line)), 0)
    found = _typed(group[at])
    if found is None or at not in (1, 2, 3) or not may_be_title(joined(group[: max(at - 1, 1)])):
        return None
    draft = Draft(_TYPES.get(found["type"].strip().lower(), "other"))
    title = group[: at - 1] if at > 1 else group[:1]
    draft.title(title)
    if at > 1:
        draft.confidence["venues"] = 0.9
        Tail(draft, group[at - 1].text, group[at - 1].start).read(0)
    if len(title) > 1:
        draft.confidence["title"] = 0.8
    base = group[at].start
    if value := date_value(found["date"]):
        draft.work.dates.insert(0, Date("issued", value))
        del draft.work.dates[1:]
        draft.mapped("dates[0]", base + found.start("date"), base + found.end("date"))
        draft.furniture("label", base + found.end("date") + 1, group[at].end)
    else:
        draft.left_at("date", base, group[at].end)
    _fields(draft, group[at + 1 :])
    return draft.record()


LAYOUT = Layout("labelled", recognises, read)

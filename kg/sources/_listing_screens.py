"""Works copied from the screen of a profile or of a page of search results, with the words of its buttons and counts between.

    1                          Ferries without timetables        RESEARCH-ARTICLE
    Cite                       Article                           Ferries without timetables
    Share                      Mar 2019                           Ann Author,
    Ferries without ...        Journal of Harbours                Bo Builder
    Author A, Builder B.       Ann Author                        Tides '19: Proceedings of Tides•March 2019, pp 1-9
    J Harb. 2019;12:1-9.       Bo Builder                        12
    PMID: 30012345             View                              Abstract

What a button, a count or a kind of work is, is known by its words; what is left of a record is its title first, its names, and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.records import Date, Item
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_long, joined, may_be_title, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_sections import is_other_heading
from kg.sources._listing_signs import YEAR, find_identifiers, month_of, shows_venue
from kg.sources._listing_tail import Tail

_KINDS = {
    "article": "article", "conference paper": "conference-paper", "chapter": "chapter", "book": "book", "preprint": "preprint",
    "thesis": "thesis", "technical report": "report", "working paper": "report", "data": "dataset", "dataset": "dataset",
    "poster": "presentation", "presentation": "presentation", "patent": "patent", "code": "software", "literature review": "article",
    "research": "other", "method": "other", "experiment findings": "other", "raw data": "dataset", "research-article": "article",
    "short-paper": "article", "research article": "article", "journal article": "article", "conference proceeding": "conference-paper",
    "book chapter": "chapter", "review": "article", "editorial": "article", "letter": "article", "note": "article", "review article": "article",
    "extended-abstract": "article", "demonstration": "article", "introduction": "article", "proceeding": "other", "tutorial": "other", "doctoral thesis": "thesis",
    "phd thesis": "thesis", "proceedings article": "conference-paper", "original article": "article", "original paper": "article", "journal": "article",
    "in proceedings": "conference-paper", "posted content": "preprint", "conference": "conference-paper", "magazine article": "article",
}  # fmt: skip
"""The kinds of works as such pages print them, in lower case."""
_BUTTON = (
    r"(?:full-?text available|read more|view(?: at publisher| abstract| pdf| article| details| record)?|download(?: pdf)?|share|follow|recommend|request full-text|source|cite|save|alert|export|print|html|pdf|"
    r"abstract|expand|tldr|(?:show|hide)(?: all)? abstracts?|figure|network|follow author|add research|related research|open access|linked data|file available|related documents|related articles|similar articles|show more|show less|more|less|free|add to .{2,20}|select all.{0,20}|"
    r"sort(?:ed)?(?: by)?:?(?: .{2,30})?|newest first|oldest first|relevance|best match|get access|access|full text|references|bibtex|endnote|preview|figures|first page|check access|purchase|quick view|links?|"
    r"view all.{0,20}|show all.{0,20}|document title.{0,60}|items per page.{0,10}|results per page.{0,10}|(?:next|previous)(?: page)?|search within.{0,30}|refine.{0,30}|filter.{0,20}|view on .{2,20}|altmetric|copy|permalink)"
)
_COUNTED = (
    r"(?:\d[\d,.]{0,9}\s?(?:reads?|citations?|recommendations?|results?|downloads?|views?|papers?|likes?|records?|documents?|highly influential.{0,20}|references?)|"
    r"(?:downloads?|citations?|views?|reads?|cited by|times cited)\b.{0,40}|showing\b.{0,60}|\d{1,4} of \d{1,6}|page \d.{0,40}|scholarly papers)"
)
_FIELD = (
    r"(?:(?:computer|environmental|political|materials|agricultural and food|social|earth|food) sciences?|physics|mathematics|biology|medicine|chemistry|engineering|geology|geography|"
    r"economics|business|psychology|sociology|philosophy|history|art|linguistics|law|education)"
)
_ABOUT = re.compile(rf"{_BUTTON}|{_COUNTED}|{_FIELD}(?:,\s{_FIELD}){{0,5}}|[·•|,]|\[\.\.\.\]", re.IGNORECASE)
_NUMBER = re.compile(r"#?\d{1,6}\.?")
_PAGES = re.compile(r"number of pages:.{0,100}|(?:posted|last revised):.{0,80}", re.IGNORECASE)
_POSTED = re.compile(r"\bposted:?\s(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_DATE = re.compile(
    r"(?:\d{1,2}\s)?(?:(?:[A-Z][a-z]{2,8}\.?|spring|summer|autumn|winter|fall)\s)?(?:19|20)\d\d", re.IGNORECASE
)
_PARTS = re.compile(r"\s?[|•]\s?|\s·\s")
_LABELS = re.compile(r"(?P<label>year|volume|issue|pages?|publisher|article no\.?|date|journal|doi):\s?", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"\b(?:universit\w+|school|institute|department|college|faculty|hospital|independent)\b", re.IGNORECASE
)
_SHORTENED = re.compile(r"[A-Z][\w&-]{1,20} ['’]\d\d: (?=\S)")
_KIND_BEFORE = re.compile(r"\s?[•·|]\s?.{0,40}$")
_MOST_LINES, _LONGEST = 40, 200
_NEED_TIMES = 12


def _kind(line: Line) -> str:
    """The type of work that a line alone says; '' for any other line."""
    if len(line.text) > 50:
        return ""
    return _KINDS.get(_KIND_BEFORE.sub("", line.text).strip().lower(), "")


def _is_about(line: Line) -> bool:
    """Whether a line holds only what a page prints beside works: buttons, counts, fields of study, numbers."""
    if len(line.text) >= 120:
        return False
    if _NUMBER.fullmatch(line.text):
        return YEAR.fullmatch(line.text) is None
    return _ABOUT.fullmatch(line.text) is not None


# --- where records begin ---------------------------------------------------------------------------------------------


def _by_gap(lines: Sequence[Line], i: int) -> bool:
    return bool(lines[i].gap)


def _by_kind(lines: Sequence[Line], i: int) -> bool:
    """Whether the kind of a work stands on the next line, below its title."""
    return i + 1 < len(lines) and _kind(lines[i + 1]) != "" and may_be_title(lines[i].text) and not _is_about(lines[i])


def _counted(lines: Sequence[Line]) -> set[int]:
    """Where lines stand that are the next number of a list, alone."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if len(line.text) < 6 and _NUMBER.fullmatch(line.text) and int(line.text.strip("#.")) == len(found) + 1:
            found.add(i)
    return found


_BEGINS: dict[str, Callable[[Sequence[Line], int], bool]] = {"gap": _by_gap, "kind": _by_kind}


def _groups(lines: Sequence[Line], way: str) -> Iterator[list[Line]]:
    held: list[Line] = []
    counted = _counted(lines) if way == "number" else set()
    begins = _BEGINS.get(way)
    for i, line in enumerate(lines):
        if held and (len(held) >= _LONGEST or (i in counted if begins is None else begins(lines, i))):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _is_beside(line: Line) -> bool:
    """Whether a line stands beside works: the words of the page, the kind of a work, a heading."""
    heading = is_heading(line) and not _DATE.fullmatch(line.text)
    return heading or _is_about(line) or _kind(line) != "" or is_other_heading(line)


class _Parts:
    """What the lines of one record are: its title, its names (perhaps on several lines), and the others."""

    def __init__(self, group: Sequence[Line]) -> None:
        self.about = [line for line in group if _is_beside(line)]
        beside = set(map(id, self.about))
        shown = [line for line in group if id(line) not in beside]
        texts = [line for line in shown if not _DATE.fullmatch(line.text)]
        self.kind = next((kind for line in group if (kind := _kind(line))), "")
        self.title = texts[0] if texts and may_be_title(texts[0].text) else None
        self.names: list[tuple[Line, NameList]] = []
        self.rest: list[Line] = []
        if self.title is None:
            self.rest = shown
            return
        for line in shown:
            if line is not self.title and not self._takes(line, group):
                self.rest.append(line)

    def _takes(self, line: Line, group: Sequence[Line]) -> bool:
        """Takes a line as names: the first that is one, below the title, and those that go on with it."""
        assert self.title is not None
        if line.start < self.title.start or _DATE.fullmatch(line.text) or _PAGES.fullmatch(line.text):
            return False
        goes_on = bool(self.names) and self._adjoins(group, line)
        if self.names and not goes_on:
            return False
        bare = line.text if line.text.endswith("...") else line.text.rstrip(" ,.").removeprefix("and ")
        found = people(bare) or people(bare.partition("; ")[0])
        if found is None or (not self.names and _is_venue_line(line, group)):
            return False
        self.names.append((line, found))
        return True

    def _adjoins(self, group: Sequence[Line], line: Line) -> bool:
        """Whether names go on: the line before ends with a comma, or only a separator stands between."""
        at = group.index(line)
        before = group[at - 1]
        last = self.names[-1][0]
        if before is last:
            return last.text.endswith((",", ";", "·"))
        between = group[group.index(last) + 1 : at]
        return all(one.text in ("·", "•", ",", "[...]", "|") for one in between)


def _is_venue_line(line: Line, group: Sequence[Line]) -> bool:
    """Whether a line that could be one name is a venue: it stands below a date, and names stand below it."""
    at = group.index(line)
    if "," in line.text or at + 1 >= len(group):
        return False
    dated = any(_DATE.fullmatch(one.text) for one in group[max(at - 6, 0) : at])
    below = group[at + 1]
    return dated and below.text not in ("·", "•") and not line.text.endswith(",") and people(below.text) is not None


def recognises(lines: Sequence[Line]) -> str:
    """How records begin where most have a title and names and the words of a page stand between them; '' elsewhere."""
    few = lines[:400]
    about = sum(map(_is_about, few))
    kinds = sum(1 for line in few if _kind(line))
    if about + kinds < 4 or (about + kinds) * _NEED_TIMES < len(few) * 2:
        return ""
    best, most = "", 0
    for way in (*_BEGINS, "number"):
        groups = [_Parts(group) for group in _groups(few, way)]
        full = [parts for parts in groups if parts.title and parts.names]
        dated = sum(
            1
            for parts in full
            if any(YEAR.search(line.text) for line in [*parts.rest, *(line for line, _ in parts.names)])
        )
        empty = sum(1 for parts in groups if not parts.title)
        shown = sum(len(parts.rest) + len(parts.names) + 1 for parts in full)
        if (
            len(full) < 2
            or dated * 10 < len(full) * 6
            or len(full) * 10 < (len(groups) - empty) * 6
            or shown > _MOST_LINES * len(full)
        ):
            continue
        if sum(1 for parts in full if parts.about or parts.kind) * 2 < len(full):
            continue
        if len(full) > most:
            best, most = way, len(full)
    return best


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page in order; what is no work is rejected."""
    for group in _groups(list(lines), str(plan)):
        yield _record(group)


def _record(group: list[Line]) -> Item:
    parts = _Parts(group)
    if parts.title is None or not parts.names or not _is_shown(parts):
        return reject(group, "no title and names as the other works of this page have them")
    draft = Draft(parts.kind or "article")
    draft.title([parts.title])
    _trimmed_title(draft)
    for line, names in parts.names:
        _authors(draft, line, names)
    if any(line.text == "[...]" for line in parts.about):
        draft.work.authors_truncated = True
    for line in parts.about:
        draft.furniture("page", line.start, line.end)
    _rest(draft, parts)
    if parts.kind:
        draft.work.type = parts.kind
    return draft.record()


def _is_shown(parts: _Parts) -> bool:
    """Whether several names, a kind of work or a date show a work: a word of the page above the owner's name is none."""
    lines = [*parts.rest, *parts.about, *(line for line, _ in parts.names)]
    several = sum(len(names.names) for _, names in parts.names) > 1
    return several or parts.kind != "" or any(YEAR.search(line.text) for line in lines)


def _authors(draft: Draft, line: Line, names: NameList) -> None:
    end = max(end for _, _, end in names.names)
    skip = 4 if line.text.startswith("and ") else 0
    draft.authors_in(line.text[skip : skip + end], line.start + skip, names)


def _trimmed_title(draft: Draft) -> None:
    """The title without the full stop and the brackets of a translated one."""
    title = draft.work.title or ""
    piece = draft.pieces[-1]
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
        piece.end -= 1
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
        piece.start, piece.end = piece.start + 1, piece.end - 1
    draft.work.title = title


def _rest(draft: Draft, parts: _Parts) -> None:
    """Venue, dates, numbers and the abstract, from the lines that are neither title nor names."""
    abstract: list[Line] = []
    assert parts.title is not None
    names_end = max(line.end for line, _ in parts.names)
    buttons = min((line.start for line in parts.about if line.start > names_end), default=None)
    for line in sorted(
        parts.rest, key=lambda one: _DATE.fullmatch(one.text) is not None or _POSTED.search(one.text) is not None
    ):
        if line.start < parts.title.start and not _DATE.fullmatch(line.text):
            draft.left_at("page", line.start, line.end)
        elif posted := _POSTED.search(line.text):
            if not draft.work.dates:
                draft.work.dates.append(Date("issued", posted["year"]))
                draft.mapped("dates[0]", line.start + posted.start("year"), line.start + posted.end("year"))
        elif _PAGES.fullmatch(line.text):
            draft.left_at("page", line.start, line.end)
        elif _AFFILIATION.search(line.text) and not YEAR.search(line.text):
            draft.left_at("affiliation", line.start, line.end)
        elif _DATE.fullmatch(line.text) and (year := YEAR.search(line.text)):
            _dated(draft, line, year)
        elif line.text.endswith(("...", "…")) and not YEAR.search(line.text):
            draft.left_at("snippet", line.start, line.end)
        elif buttons is not None and line.start > buttons and not _may_be_venue(line.text):
            draft.left_at("page", line.start, line.end)
        elif is_long(line.text) and not YEAR.search(line.text[-40:]) and "doi" not in line.text:
            abstract.append(line)
        elif draft.work.venues and not YEAR.search(line.text) and not re.search(r"\bdoi\b|10\.\d{4}|PMID", line.text):
            draft.left_at("page", line.start, line.end)
        else:
            _tail(draft, line)
    if abstract and draft.work.abstract is None:
        draft.work.abstract = joined(abstract[:1])
        draft.mapped("abstract", abstract[0].start, abstract[0].end)


def _may_be_venue(text: str) -> bool:
    """Whether a line below the buttons of a work still tells where it appeared."""
    return bool(
        YEAR.search(text) or shows_venue(text, "") or any(True for _ in find_identifiers(text)) or is_long(text)
    )


def _dated(draft: Draft, line: Line, year: re.Match[str]) -> None:
    """Takes the year in a line of a date, where none is known."""
    month = month_of(line.text[: year.start()].split()[-1]) if line.text[: year.start()].strip() else ""
    start, end = line.start + year.start(), line.start + year.end()
    if draft.work.dates:
        draft.left_at("date", line.start, line.end)
        return
    draft.work.dates.append(Date("issued", year[0] + month))
    draft.mapped("dates[0]", line.start if month else start, end)


def _black(line: Line, bar: re.Match[str]) -> tuple[int, int]:
    """Where a bar or bullet between parts stands, without the white space around it."""
    at = line.start + bar.start() + len(bar[0]) - len(bar[0].lstrip())
    return at, at + 1


def _tail(draft: Draft, line: Line) -> None:
    """Reads a line with venue and numbers; labels ("Year: 2019"), bars between them and a date before them are taken out."""
    text = line.text
    even = _LABELS.sub(lambda found: " " * len(found[0]) if found["label"].lower() != "doi" else found[0], text)
    shortened = _SHORTENED.match(text)
    at = shortened.end() if shortened else 0
    draft.furniture("acronym", line.start, line.start + len(text[:at].rstrip()))
    for bar in [*_PARTS.finditer(even), None]:
        end = bar.start() if bar else len(text)
        Tail(draft, even, line.start).read(at, end)
        if bar is None:
            return
        draft.furniture("punctuation", *_black(line, bar))
        at = bar.end()


LAYOUT = Layout("screen", recognises, read)

"""The end of a reference: where and when a work appeared, after its title and authors.

    In Proceedings of the 3rd Conference on Tides, pages 11-23, Hamburg, 2019. https://doi.org/10.1234/abc

What is not recognised stays left over; nothing is guessed.
"""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Date, Link, Remark, Venue
from kg.sources._listing_lines import Draft

YEAR = re.compile(r"(?<![\d./:-])(?:19|20)\d\d(?![\d/]|[-–:]\d)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATED = re.compile(
    r"\(?(?:(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+)?(?P<year>(?:19|20)\d\d)[a-z]?\)?",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?P<label>pp?\.?\s*|pages?\s+)?(?P<pages>[A-Za-z]?\d{1,6}(?:\s*[-–—]{1,3}\s*[A-Za-z]?\d{1,6})?)", re.IGNORECASE
)
_VOLUME = re.compile(
    r"(?P<label>vol(?:ume)?\.?\s*)?(?P<volume>\d{1,4})(?:\s*\(\s*(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\s*\)|,?\s*no\.?\s*(?P<number>\d{1,4}))?"
    r"(?:\s*:\s*(?P<pages>[A-Za-z]?\d{1,6}(?:\s*[-–—]{1,3}\s*[A-Za-z]?\d{1,6})?))?",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"(?P<label>no\.?\s*|number\s+|issue\s+)(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)", re.IGNORECASE)
_END_OF_NAME = re.compile(
    r"\s+(?=\(pp?\.|\d{1,4}\s*\(|\d{1,4}\s*:\s*\d|vol\b|\(?(?:19|20)\d\d[a-z]?\)?$)", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:to appear|in press|accepted|under review|submitted|forthcoming|best paper|oral|spotlight|poster)\b.*",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PREPRINT = re.compile(r"(?:arxiv|corr)(?: e-?prints?| preprint)?(?:,?\s*abs/)?", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshop|symposium|congress|meeting)", re.IGNORECASE
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|review|annals|bulletin|magazine|quarterly|j\.|trans\.)", re.IGNORECASE
)


def shows_venue(sentence: str, after: str) -> bool:
    """Whether a sentence after a title reads as a venue: by its words, a year or volume in it, or what comes after it."""
    text = sentence.strip()
    return bool(
        YEAR.search(text)
        or re.match(r"in:?\s", text, re.IGNORECASE)
        or _CONFERENCE.search(text)
        or _JOURNAL.search(text)
        or _PREPRINT.match(text)
        or _NOTE.match(text)
        or re.search(r",\s*(?:vol|no|pp?|pages)?\.?\s*\d", text)
        or re.match(r"\s*(?:\(?(?:19|20)\d\d|https?:|doi\b|arxiv\b|pp?\.|vol)", after, re.IGNORECASE)
    )


class Tail:
    """Reads the end of a reference into a draft: `text` is the whole reference, which stands at `base`."""

    def __init__(self, draft: Draft, text: str, base: int) -> None:
        self.draft = draft
        self.text = text
        self.base = base

    def read(self, start: int) -> None:
        """Takes what stands from `start` on: identifiers and links first, then venue, volume, pages and date."""
        spans: list[tuple[int, int]] = []
        for found, begin, end in identifiers.find(self.text[start:]):
            spans.append((start + begin, start + end))
            self._add("identifiers", found, *spans[-1])
        for link in _URL.finditer(self.text, start):
            begin, end = link.start(), link.start() + len(identifiers.trim(link[0]))
            if not any(a < end and begin < b for a, b in spans):
                spans.append((begin, end))
                self._add("links", Link(self.text[begin:end]), begin, end)
        at = start
        for begin, end in [*sorted(spans), (len(self.text), len(self.text))]:
            self._segments(at, begin)
            at = end

    def _add(self, field: str, value: object, start: int, end: int) -> None:
        values = getattr(self.draft.work, field)
        self.draft.mapped(f"{field}[{len(values)}]", self.base + start, self.base + end)
        values.append(value)

    def _scalar(self, field: str, match: re.Match[str], group: str, at: int) -> None:
        start, end = match.span(group)
        if getattr(self.draft.work, field) is not None:
            self.draft.left_at(field, self.base + at + start, self.base + at + end)
            return
        setattr(self.draft.work, field, match[group])
        self.draft.mapped(field, self.base + at + start, self.base + at + end)

    def _mark(self, start: int, end: int) -> None:
        """Punctuation and labels: the black parts of a stretch are furniture."""
        for part in re.finditer(r"\S+", self.text[start:end]):
            self.draft.furniture("punctuation", self.base + start + part.start(), self.base + start + part.end())

    def _segments(self, start: int, end: int) -> None:
        """The parts between commas, each taken as what it is."""
        at = start
        for cut in [
            *re.finditer(r"(?:[,;](?=\s|$)|(?<=[a-z]{5})\.(?=\s+[A-Z]))(?![^()]*\))", self.text[start:end]),
            None,
        ]:
            stop = start + cut.start() if cut else end
            self._segment(at, stop)
            at = stop + 1
            if cut:
                self._mark(stop, stop + 1)

    def _segment(self, start: int, end: int) -> None:
        """One part, without the white space and full stops around it."""
        part = self.text[start:end]
        begin = start + len(part) - len(part.lstrip(" \t\r\n.,;()[]"))
        if begin >= end:
            self._mark(start, end)
            return
        self._mark(start, begin)
        stop = begin + len(self.text[begin:end].rstrip(" \t\r\n.,;["))
        inner = self.text[begin:stop]
        if inner.endswith(")") and "(" not in inner:
            inner = inner[:-1].rstrip()
        self._mark(begin + len(inner), end)
        self._take(inner, begin)

    def _take(self, part: str, at: int) -> None:
        """What a part says: preprint server, date, volume, pages, note or, if none is known yet, the venue."""
        work = self.draft.work
        if _PREPRINT.fullmatch(part) and part:
            self._mark(at, at + len(part))
            work.type = "preprint"
        elif dated := _DATED.fullmatch(part):
            self._date(dated, at)
        elif work.venues and work.volume is None and (volume := _VOLUME.fullmatch(part)):
            self._volume(volume, at)
        elif work.venues and work.issue is None and (issue := _ISSUE.fullmatch(part)):
            self._mark(at, at + issue.end("label"))
            self._scalar("issue", issue, "issue", at)
        elif work.venues and work.pages is None and (pages := _PAGES.fullmatch(part)):
            self._mark(at, at + pages.start("pages"))
            self._scalar("pages", pages, "pages", at)
        elif _NOTE.fullmatch(part):
            self._add("comments", part, at, at + len(part))
        elif not work.venues:
            self._venue(part, at)
        else:
            self.draft.left_at("venue-detail", self.base + at, self.base + at + len(part))

    def _date(self, dated: re.Match[str], at: int) -> None:
        known = [date.value for date in self.draft.work.dates]
        if known and known[0][:4] == dated["year"]:
            self.draft.furniture("repeated-date", self.base + at, self.base + at + dated.end())
            return
        if known:
            self.draft.left_at("date", self.base + at + dated.start(), self.base + at + dated.end())
            return
        value = dated["year"]
        if month := dated["month"]:
            value += f"-{_MONTHS.index(month[:3].lower()) + 1:02}"
        start = dated.start("month") if dated["month"] else dated.start("year")
        self._mark(at, at + start)
        self._add("dates", Date("issued", value), at + start, at + dated.end("year"))
        self._mark(at + dated.end("year"), at + dated.end())

    def _volume(self, volume: re.Match[str], at: int) -> None:
        done = 0
        for group, field in (("volume", "volume"), ("issue", "issue"), ("number", "issue"), ("pages", "pages")):
            if volume[group]:
                self._mark(at + done, at + volume.start(group))
                self._scalar(field, volume, group, at)
                done = volume.end(group)
        self._mark(at + done, at + volume.end())

    def _venue(self, part: str, at: int) -> None:
        """The venue's name up to a volume or year; "In" before it is a label."""
        label = re.match(r"in:?\s+", part, re.IGNORECASE)
        begin = label.end() if label else 0
        self._mark(at, at + begin)
        cut = _END_OF_NAME.search(part, begin)
        name = part[begin : cut.start() if cut else len(part)]
        if not any(letter.isalpha() for letter in name):
            self.draft.left_at("venue", self.base + at + begin, self.base + at + len(part))
            return
        kind = "conference" if label or _CONFERENCE.search(name) else "journal" if cut or _JOURNAL.search(name) else ""
        if cut and YEAR.fullmatch(part[cut.end() :].strip("()")) and not _JOURNAL.search(name) and not label:
            kind = "conference" if _CONFERENCE.search(name) else ""
        self.draft.work.type = "conference-paper" if kind == "conference" else self.draft.work.type
        self._add("venues", Venue(name, kind), at + begin, at + begin + len(name))
        if cut:
            rest = part[cut.end() :]
            self._after_name(rest, at + cut.end())

    def _after_name(self, rest: str, at: int) -> None:
        """What follows the name without a comma: "12(3):1-9", "2019"; with a year in brackets at the very end."""
        year = re.search(r"\s\((?:19|20)\d\d\)$", rest)
        first = rest[: year.start()] if year else rest
        inner = first.strip("()") if first.startswith("(") else first
        begin = at + first.index(inner)
        self._mark(at, begin)
        self._take(inner, begin)
        self._mark(begin + len(inner), at + len(first))
        if year:
            self._take(year[0].strip(), at + year.start() + 1)


def year_from_heading(draft: Draft, year: str) -> None:
    """Dates a work by the heading it stands under, and says so."""
    draft.work.dates.append(Date("issued", year))
    draft.remarks.append(Remark("year-from-heading", f"The year {year} is that of the heading.", "dates"))

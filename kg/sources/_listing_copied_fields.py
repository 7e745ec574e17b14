"""What the lines of a work copied from a site say, put into the draft of a record."""

from __future__ import annotations

import re

from kg.records import Date, Venue
from kg.sources._listing_fields import Fields, date_value, labelled
from kg.sources._listing_interface import IN_VENUE, MEDICAL, date_of, is_place, kind_of, names_in
from kg.sources._listing_lines import MARKER, Draft, Line, is_prose
from kg.sources._listing_signs import find_identifiers, month_of, of_conferences, of_journals
from kg.sources._listing_tail import Tail

_WHOLE_TITLE = re.compile(r"\[(?P<inner>[^\[\]]+)\]\.?")
_BETWEEN = re.compile(r"\s*[•|·]\s*")
_SHORT_NAME = re.compile(r"(?P<acronym>[A-Z][\w&+-]{0,15}(?: [A-Z][\w&+-]{0,15})?)\s?['’]\d\d: (?=[A-Z])")
"""The short name of a conference before the long: "CHI '23: Proceedings of ..."."""
_CONTAINED = re.compile(
    r"(?:from|published in|part of|appears in|in)\s?:\s|(?:published in|part of|appears in)\s", re.IGNORECASE
)
_DASH = re.compile(r"\s[-–—]\s")
_SERVER = re.compile(
    r"(?P<name>(?:bio|med|chem|eco|eng|psy|soc|edu)A?[Rr]xiv)\s(?P<date>(?P<year>20\d\d)\.(?P<month>\d\d)\.\d\d)\.\d{5,9}"
)
"""A preprint server with the date in the number behind it: "bioRxiv 2019.03.12.575757"."""
_KIND_BEHIND = re.compile(r"\s[-–—]\s(?P<kind>[A-Z][A-Za-z -]{3,25})$")
_NUMBER_DATED = re.compile(
    r"(?:\bno\.\s(?P<issue>\d[\d/–-]{0,8})\s)?\((?P<month>[A-Z][a-z]{2,8})\.?(?:\s\d{1,2})?,\s(?P<year>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
"""Number and date of an issue as JSTOR prints them: "No. 3 (Sep., 2009)"."""
_MANY_PAGES = re.compile(r"\s\(\d{1,4} pages?\)$")
_PART = re.compile(r"(?:[^|•,]|,(?!\s*(?:volume|vol|issue|pages|year|issn|isbn|doi)\b))+", re.IGNORECASE)
_POSTED = re.compile(
    r"(?:posted|published(?: online)?|first published|publication date|date written|submitted)\s?:?\s(?P<date>(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s(?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)",
    re.IGNORECASE,
)
_SNIPPET = ("…", "...", "▽ More", "△ Less")
_LONGEST_VENUE = 250


def _is_snippet(text: str) -> bool:
    """Whether a line that is cut off is one of an abstract: not the name of a venue that was too long for its column."""
    return text.endswith(_SNIPPET) and (len(text) > 60 or not (of_conferences(text) or of_journals(text)))


class Facts:
    """Takes the lines of a work one by one, each as what it is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.work = draft.work

    def title(self, line: Line) -> None:
        """Takes a line as the title, without a number before it, brackets around it and the full stop behind."""
        text = line.text
        marker = MARKER.match(text)
        begin, end = marker.end() if marker else 0, len(text)
        if (whole := _WHOLE_TITLE.fullmatch(text, begin)) is not None:
            begin, end = whole.span("inner")
        if text[end - 1] == "." and not text.endswith(".."):
            end -= 1
        self._furniture(line, 0, begin)
        self.work.title = text[begin:end]
        self.draft.mapped("title", line.start + begin, line.start + end)
        self._furniture(line, end, len(text))

    def names(self, line: Line) -> None:
        """Takes a line as the authors."""
        found = names_in(line.text)
        assert found is not None
        names, begin, end = found
        self._furniture(line, 0, begin)
        self.draft.authors_in(line.text[begin:end], line.start + begin, names)
        if behind := IN_VENUE.match(line.text, end):
            self._furniture(line, end, behind.end())
            self._behind_names(line, behind.end())
        else:
            self._furniture(line, end, len(line.text))

    def _behind_names(self, line: Line, start: int) -> None:
        """Takes the venue behind the names, or year and venue with dashes between them."""
        dash = _DASH.search(line.text, start)
        if dash is None or not (date := date_of(line.text[start : dash.start()])):
            self._named(line.text[start:], line.start + start)
            return
        self._dated(date, line.start + start, line.start + dash.start())
        self._furniture(line, dash.start(), dash.end())
        self._numbered(line, dash.end(), len(line.text))
        self._rest(line)

    def text(self, line: Line, venue: bool) -> None:
        """Takes a line of text that is neither title nor names: the venue, or institutions."""
        text = line.text
        if match := MEDICAL.match(text):
            self._medical(line, match)
        elif (server := _SERVER.match(text)) and not self.work.venues:
            self.work.type = "preprint"
            self.work.venues.append(Venue(server["name"], "repository"))
            self.draft.mapped("venues[0]", line.start, line.start + server.end("name"))
            self._dated(
                f"{server['year']}-{server['month']}",
                line.start + server.start("date"),
                line.start + server.end("date"),
            )
            self._identifiers(line, server.end())
            self._rest(line)
        elif not venue or self.work.venues or len(text) > _LONGEST_VENUE or _is_snippet(text) or is_place(text):
            self.draft.left_at("text", line.start, line.end)
        else:
            self._venue(line)

    def aside(self, line: Line, kind: str) -> None:
        """Takes a line by its class (see `class_of`): a date, a kind of work, labelled facts, or the interface."""
        if kind == "D":
            self._date(line)
        elif kind == "K":
            self.work.type = kind_of(line.text)
            self.draft.furniture("label", line.start, line.end)
        elif kind == "L":
            self._labelled(line)
        elif kind == "P":
            self.behind(line, "")
        elif kind == "F":
            self.draft.left_at("page", line.start, line.end)
        else:
            self.draft.furniture("interface", line.start, line.end)

    def behind(self, line: Line, before: str) -> None:
        """Takes a line of text that stands below a work: its abstract, or a snippet or summary, which is not mapped."""
        text = line.text
        headed = before.strip(" :").endswith("abstract")
        if (
            (headed or is_prose(text))
            and not text.endswith(_SNIPPET)
            and self.work.abstract is None
            and before != "tldr"
        ):
            self.draft.abstract([line])
        else:
            self.draft.left_at("snippet", line.start, line.end)

    def _furniture(self, line: Line, start: int, end: int) -> None:
        inner = line.text[start:end].strip()
        if inner:
            at = line.start + line.text.index(inner, start)
            self.draft.furniture("punctuation", at, at + len(inner))

    def _dated(self, value: str, start: int, end: int) -> None:
        known = self.work.dates
        if not known:
            known.append(Date("issued", value))
            self.draft.mapped("dates[0]", start, end)
        else:
            self.draft.left_at("date", start, end)

    def _date(self, line: Line) -> None:
        self._dated(date_of(line.text), line.start, line.end)

    def _medical(self, line: Line, match: re.Match[str]) -> None:
        """Takes journal, date, volume and pages as PubMed prints them, and the identifiers behind."""
        at = line.start
        if not self.work.venues:
            self.work.venues.append(Venue(match["venue"], "journal"))
            self.draft.mapped("venues[0]", at, at + match.end("venue"))
        month = month_of(match["month"] or "") if match["month"] else ""
        day = f"-{int(match['day']):02}" if month and match["day"] else ""
        last = next(g for g in ("day", "month", "year") if match[g])
        self._dated(match["year"] + month + day, at + match.start("year"), at + match.end(last))
        for group, field in (("volume", "volume"), ("issue", "issue"), ("pages", "pages"), ("alone", "pages")):
            if match[group] and getattr(self.work, field) is None:
                setattr(self.work, field, match[group])
                self.draft.mapped(field, at + match.start(group), at + match.end(group))
        self._identifiers(line, match.end())
        self._rest(line)

    def _identifiers(self, line: Line, start: int = 0) -> None:
        for found, a, b in find_identifiers(line.text, start):
            if any((one.scheme, one.value) == (found.scheme, found.value) for one in self.work.identifiers):
                continue
            self.draft.mapped(f"identifiers[{len(self.work.identifiers)}]", line.start + a, line.start + b)
            self.work.identifiers.append(found)

    def _rest(self, line: Line) -> None:
        """What no piece on a line names yet: marks are furniture, words are left over."""
        inside = sorted((p.start, p.end) for p in self.draft.pieces if line.start <= p.start < line.end)
        at = line.start
        for start, end in [*inside, (line.end, line.end)]:
            for part in re.finditer(r"\S+(?:[^\S\n]+\S+)*", line.text[at - line.start : start - line.start]):
                a, b = at + part.start(), at + part.end()
                if any(map(str.isalnum, part[0])):
                    self.draft.left_at("text", a, b)
                else:
                    self.draft.furniture("punctuation", a, b)
            at = max(at, end)

    def _venue(self, line: Line) -> None:
        """Takes a line as the venue with what stands behind its name."""
        text = line.text
        short = _SHORT_NAME.match(text) or _CONTAINED.match(text)
        begin = short.end() if short else 0
        stop = len(text)
        if (behind := _KIND_BEHIND.search(text)) and kind_of(behind["kind"]):
            self.work.type = kind_of(behind["kind"])
            stop = behind.start()
        elif pages := _MANY_PAGES.search(text):
            stop = pages.start()
        pieces: list[tuple[int, int]] = []
        for cut in [*_BETWEEN.finditer(text, begin, stop), None]:
            end = cut.start() if cut else stop
            if end > begin:
                pieces.append((begin, end))
            begin = cut.end() if cut else end
        kind = self.work.type
        for a, b in pieces:
            part = text[a:b]
            if date := date_of(part):
                self._dated(date, line.start + a, line.start + b)
            elif not self.work.venues and not any(map(str.isdigit, part)):
                self._named(part.rstrip("."), line.start + a)
            else:
                self._numbered(line, a, b)
        if short and short.re is _SHORT_NAME and self.work.venues:
            self.work.venues[0].acronym = short["acronym"]
        self.work.type = kind if kind != "article" else self.work.type
        self._rest(line)

    def _numbered(self, line: Line, start: int, end: int) -> None:
        """Takes a venue with numbers and a date behind its name."""
        text, at = line.text, line.start
        dated = _NUMBER_DATED.search(text, start, end)
        Tail(self.draft, text, at).read(start, dated.start() if dated else end)
        if dated is None:
            return
        if dated["issue"] and self.work.issue is None:
            self.work.issue = dated["issue"]
            self.draft.mapped("issue", at + dated.start("issue"), at + dated.end("issue"))
        self._dated(dated["year"] + month_of(dated["month"]), at + dated.start("month"), at + dated.end("year"))
        Tail(self.draft, text, at).read(dated.end(), end)

    def _named(self, name: str, at: int) -> None:
        kind = "conference" if of_conferences(name) else "journal" if of_journals(name) else ""
        self.work.venues.append(Venue(name, kind))
        self.draft.mapped("venues[0]", at, at + len(name))
        if not kind:
            self.draft.confidence["venues"] = 0.9

    def _labelled(self, line: Line) -> None:
        """Takes facts with labels: date, volume, issue, pages, publisher, identifiers; anything else is not mapped."""
        text = line.text
        fields = Fields(self.draft)
        for match in _PART.finditer(text):
            part = match[0].strip()
            at = line.start + match.start() + match[0].index(part) if part else 0
            known = labelled(part) if part else None
            if kind := kind_of(part):
                self.work.type = kind
                self.draft.furniture("label", at, at + len(part))
            elif known and known[1] in ("volume", "issue", "pages", "publisher", "date", "venue"):
                value = part[known[2] :].strip()
                if known[1] != "date" or (date_value(value) and not self.work.dates):
                    fields.put(known[1], known[0], value, at + part.index(value, known[2]))
        self._identifiers(line)
        posted = _POSTED.search(text)
        if posted and not self.work.dates and (date := date_value(posted["date"])):
            self.work.dates.append(Date("issued", date))
            self.draft.mapped("dates[0]", line.start + posted.start("date"), line.start + posted.end("date"))
        self._rest(line)

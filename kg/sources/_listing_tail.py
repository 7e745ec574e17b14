"""The end of a reference: where and when a work appeared, after its title and authors.

    In Proceedings of the 3rd Conference on Tides, pages 11-23, Hamburg, 2019. https://doi.org/10.1234/abc
    J Harb Stud. 2019;12(3):1-9.        ICTide 2019: 11-23        dans Revue des ports, vol. 3, n° 2, p. 1-9, 2019.

What is not recognised stays left over; nothing is guessed.
"""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Contribution, Date, Link, Piece, Record, Remark, Venue
from kg.sources._listing_cuts import cuts
from kg.sources._listing_lines import Draft
from kg.sources._listing_numbers import (
    FIELDS,
    ISSUE,
    ISSUE_DATED,
    PAGES,
    PAGES_DATED,
    VOLUME,
    VOLUME_DATED,
)
from kg.sources._listing_people import people
from kg.sources._listing_shown import LETTERS, part_shown, part_shown_again
from kg.sources._listing_signs import (
    APPEARS,
    CITATIONS,
    HANDED_IN,
    IMPRINT,
    LINK_LABELS,
    PREPRINT,
    PUBLISHER,
    YEAR,
    even_dates,
    find_identifiers,
    find_isbns,
    holds,
    month_of,
    of_conferences,
    of_journals,
    whole_year,
)

_YEAR = r"(?:19|20)\d\d"
_PRESENTED = re.compile(
    rf"(?<=\s)(?<!\bthe\s)(?<!\bof\s)(?P<year>{_YEAR})\s(?P<note>(?:[^\w\s,;.:()]{{1,3}}\s?)?(?:best\s|outstanding|award|honou?rable|distinguished|finalist|nomin|impact factor|acceptance rate|oral|poster|spotlight|(?:conference|workshop)\b(?!\s(?:on|of|for|and)\b)|notable|journal track|datasets and benchmarks|withdrawn|submitted)\b.{{0,60}})$",
    re.IGNORECASE,
)
"""Year and presentation behind a venue: "ICLR 2024 poster"."""
_YEAR_ALONE = re.compile(rf"{_YEAR}\s*\n\s*(?=\S)")
"""A year that ends a line; a part goes on below it."""
_YEAR_LAST = re.compile(rf"(?<=\S)[\s(]{{1,3}}(?P<year>{_YEAR})\)?$")
_END_OF_NAME = re.compile(
    rf"\s(?<!\s\s)\s*(?=\((?:pp?\.|S\.|pages)|\d{{1,4}}\s*\(|\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}})?\s*:\s*\d|\d{{1,4}}\s\d{{1,6}}(?:-\d{{1,6}})?\s{_YEAR}年|{_YEAR}年\d|\d{{1,4}}\sPaper:|vol\b|{_YEAR}(?:\s[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)?;|{_YEAR}\s*:\s*\d|\(?{_YEAR}[a-z]?\)?$|\d{{1,3}}$)|(?<=[a-z]\.\s(?-i:[A-J]))(?=\d{{1,4}}$)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s\((?P<acronym>[A-Z][\w&-]{1,20})(?:[\s-]?['’‘]?(?P<year>(?:19|20)?\d\d))?\)$")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z)])(?P<mark>\s?['’‘])(?P<year>\d\d)$")
_NOTE_BEHIND = re.compile(
    r"(?<!\s)\s*+[(\[](?P<note>(?:oral|spotlight|poster|best\s|short paper|long paper|full paper|extended abstract|demo|to appear|in press|accepted|invited|highlight|award)[^()\[\]]{0,80})[)\]]$"
    r"|(?<=[12]\d\d\d)\s[(\[](?P<other>[^\W\d_][^()\[\]\d]{2,60})[)\]]$",
    re.IGNORECASE,
)
"""A remark in brackets behind a venue: "(oral)", "(best paper award)"."""
_ABBREVIATION = re.compile(r"\b[A-Z][a-z]*\. ?(?:[A-Z][\w/&]*\.? ?){0,8}[A-Z][a-z]{1,9}$")
"""Words of which one at least is abbreviated, so that the full stop behind the last is likely one of those."""
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_IN = re.compile(
    r"(?:in|dans|en|in dem|im):?\s+[«„]?|(?:em|[wvву]|teoksessa|στο|içinde):\s+[«„]?|published in:\s+|(?:w|in):\]\s+",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"[\s.,]{0,5}(?:Chapters,\s)?(?:(?:in|dans|en|em|nel|in dem|im|i)\b:?\s+)(?P<editors>\S[^()]{2,300}?),?\s*"
    r"(?:\((?P<role>eds?\.?|hrsg\.?|hg\.?|hgg\.?|éds?\.?|dirs?\.?|coords?\.?|orgs?\.?|comps?\.?|red\.?|toim\.?|szerk\.?|editors?|a cura di)\)|(?P<bare>\beds?\.(?=\s?[,:]|\s+[^\W\d_a-z])|\beditors?|hrsg\.))\s*[,:.]?\s+",
    re.IGNORECASE,
)
"""Editors between "In" and the name of a collection: "In A. Author & B. Builder (Eds.), Handbook of tides"."""
_LINK_LABEL_BEGINS = re.compile(r"[\[(][pcsvtbdwaluhgf]", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][^\W\d_.' -]*(?:[ '.-]+[^\W\d_]+)*")
_REMARK = re.compile(
    r"(?<=[\d)])\s+(?P<note>(?:best\s[a-z -]{0,20}paper|impact factor|acceptance rate|honou?rable mention|outstanding paper)\b[^,;\n]{0,60}?)\.?\s*$",
    re.IGNORECASE,
)
_SIGNS_OF_REMARKS = ("best ", "impact factor", "acceptance rate", "able mention", "outstanding ")
_DIGIT = re.compile(r"\d")
_NO_VOLUME = LETTERS - set("btvBTV")
_NO_ISSUE = LETTERS - set("hinHIN")
"""Letters with which no volume or issue begins."""
_SIGNS_OF_YEARS = ("19", "20")
_KEPT = 60
"""What parts of so many characters at most are by themselves is remembered."""
_BLACK = re.compile(r"\S+")
_SIGNS_OF_EDITORS = (
    "(ed", "(hrsg", "(hg", "(éd", "(dir", "(coord", "(org", "(comp", "(red", "(toim", "(szerk", "(a cura", " ed.", " eds.", " editor", "hrsg.",
)  # fmt: skip
_OPENED = {")": ("(",), "»": ("«",), "”": ("“", "„")}
"""What stands before a closing mark within the same part."""
_SIGNS_OF_COUNTS = ("cit", "zitiert", "被引用")
_REVIEWED = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:査読|招待)(?:有り|あり|無し)?|筆頭著者|責任著者|最終著者|国際共著(?:論文)?)(?:[\s,]+(?:(?:査読|招待)(?:有り|あり|無し)?|筆頭著者|責任著者|最終著者|国際共著(?:論文)?|DOI))*\s*$"
)
"""What researchmap says of a paper behind it: reviewed, invited, first or corresponding author."""
_LONGEST_REVIEW = 300
_SIGNS_OF_REVIEWS = ("査読", "招待", "著者", "国際共著")
_YEAR_BEHIND = re.compile(r"\s\((?:19|20)\d\d\)$")


def _free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    """Whether a match overlaps none of some stretches."""
    return not any(a < match.end() and match.start() < b for a, b in taken)


class Tail:
    """Reads the end of a reference into a draft: `text` is the whole reference, which stands at `base`."""

    def __init__(self, draft: Draft, text: str, base: int) -> None:
        self.draft = draft
        self.text = text
        self.base = base
        self.contained = False
        """Whether what follows is the name of a collection, as the editors before it show."""
        self.handed_in = False
        """Whether what follows may be the name of a venue that has not accepted the work."""

    def read(self, start: int, end: int | None = None) -> None:
        """Takes what stands from `start` on: identifiers and links first, then venue, volume, pages and date."""
        end = len(self.text) if end is None else end
        self.text = even_dates(self.text)
        spans: list[tuple[int, int]] = []
        for found, a, b in (*find_identifiers(self.text[:end], start), *find_isbns(self.text, start, end)):
            spans.append((a, b))
            if any(
                known.scheme == found.scheme and known.value == found.value for known in self.draft.work.identifiers
            ):
                self.draft.furniture("repeated-identifier", self.base + a, self.base + b)
            else:
                self._add("identifiers", found, a, b)
        # A draft may be read part by part of a long text: what is looked for is looked for in the part alone.
        for link in _URL.finditer(self.text, start, end) if self.text.find("://", start, end) >= 0 else ():
            a, b = link.start(), link.start() + len(identifiers.trim(link[0]))
            if not any(x < b and a < y for x, y in spans):
                spans.append((a, b))
                self._add("links", Link(self.text[a:b]), a, b)
        spans += self._labels(start, end, spans)
        begin = max(start, end - _LONGEST_REVIEW)
        behind = self.text[begin:end]
        if holds(behind, _SIGNS_OF_REVIEWS) and (reviewed := _REVIEWED.search(behind)):
            spans.append((begin + reviewed.start(), begin + reviewed.end()))
            self._mark(*spans[-1])
        at = self._editors(start, min([end, *(a for a, _ in spans if a >= start)]))
        for a, b in [*sorted(spans), (end, end)]:
            self._remarked(at, a)
            at = b

    def venue(self, start: int, end: int) -> None:
        """Takes a stretch that is known to name the venue, whatever commas and full stops it holds, with the numbers that stand behind the name."""
        part = self.text[start:end]
        bare = part.lstrip(" \t\r\n.,;:([-–—|")
        begin = end - len(bare)
        inner = bare.rstrip(" \t\r\n,;:[(-–—|")
        self._mark(start, begin)
        if inner:
            self._venue(inner, begin)
        self._mark(begin + len(inner), end)

    def _editors(self, start: int, end: int) -> int:
        """Takes the editors that stand before the name of a collection; returns where that name begins."""
        # The pattern is dear, and few references name editors.
        if not holds(self.text[start:end].lower(), _SIGNS_OF_EDITORS):
            return start
        match = _EDITED.match(self.text, start, end)
        found = people(match["editors"]) if match else None
        if match is None or found is None:
            return start
        self._mark(start, match.start("editors"))
        base, at = match.start("editors"), 0
        for number, (name, a, b) in enumerate(found.names, 1):
            self._mark(base + at, base + a)
            self._add("contributions", Contribution(name, number, role="editor"), base + a, base + b)
            at = b
        self._mark(base + at, match.end())
        self.contained = True
        return match.end()

    def _labels(self, start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Takes labels of links as furniture and counts of citations as left over; returns where they stand."""
        found: list[tuple[int, int]] = []
        if _LINK_LABEL_BEGINS.search(self.text, start, end):
            for match in LINK_LABELS.finditer(self.text, start, end):
                if _free(match, taken):
                    found.append(match.span())
                    a, b = match.start(), match.start() + len(match[0].rstrip())
                    self.draft.furniture("link-label", self.base + a, self.base + b)
        if holds(self.text[start:end].lower(), _SIGNS_OF_COUNTS):
            for match in CITATIONS.finditer(self.text, start, end):
                if _free(match, [*taken, *found]):
                    found.append(match.span())
                    self.draft.left_at("citations", self.base + match.start(), self.base + match.end())
        return found

    def _add(self, field: str, value: object, start: int, end: int) -> None:
        values = getattr(self.draft.work, field)
        self.draft.mapped(f"{field}[{len(values)}]", self.base + start, self.base + end)
        values.append(value)

    def _scalar(self, field: str, start: int, end: int) -> None:
        if getattr(self.draft.work, field) is not None:
            self.draft.left_at(field, self.base + start, self.base + end)
            return
        setattr(self.draft.work, field, self.text[start:end])
        self.draft.mapped(field, self.base + start, self.base + end)

    def _mark(self, start: int, end: int) -> None:
        """Punctuation and labels: the black parts of a stretch are furniture."""
        if end - start > 1:
            self._mark_each(start, end)
        elif start < end and not self.text[start].isspace():
            self.draft.pieces.append(Piece("furniture", "punctuation", self.base + start, self.base + end))

    def _mark_each(self, start: int, end: int) -> None:
        words = self.text[start:end].split()
        if len(words) == 1:
            at = self.base + self.text.index(words[0], start)
            self.draft.pieces.append(Piece("furniture", "punctuation", at, at + len(words[0])))
        elif words:
            self._mark_words(start, end)

    def _mark_words(self, start: int, end: int) -> None:
        for part in _BLACK.finditer(self.text, start, end):
            self.draft.furniture("punctuation", self.base + part.start(), self.base + part.end())

    def _remarked(self, start: int, end: int) -> None:
        """The parts of a stretch, and the remark that stands at its end behind a number with no mark between."""
        known = (
            _REMARK.search(self.text, start, end) if holds(self.text[start:end].lower(), _SIGNS_OF_REMARKS) else None
        )
        self._segments(start, known.start() if known else end)
        if known:
            self._add("comments", known["note"], known.start("note"), known.end("note"))
            self._mark(known.end("note"), end)

    def _segments(self, start: int, end: int) -> None:
        """The parts between commas outside brackets, each taken as what it is."""
        at = start
        for stop, begin in cuts(self.text[start:end], lambda: bool(self.draft.work.venues)):
            self._segment(at, start + stop)
            self._mark(start + stop, start + begin)
            at = start + begin
        self._segment(at, end)

    def _segment(self, start: int, end: int) -> None:
        """One part, without the white space and full stops around it."""
        part = self.text[start:end]
        bare = part.lstrip(" \t\r\n.,;()[]<>⟨⟩-–—|»”«„")
        if not bare:
            self._mark(start, end)
            return
        begin = end - len(bare)
        if start < begin:
            self._mark(start, begin)
        inner = bare.rstrip(" \t\r\n.,;[<>⟨⟩-–—|(。．")
        if inner[-1:] in _OPENED and not holds(inner, _OPENED[inner[-1]]):
            inner = inner[:-1].rstrip()
        if (
            "." in inner
            and not self.draft.work.venues
            and _ABBREVIATION.search(inner)
            and self.text[begin + len(inner) : end][:1] == "."
        ):
            inner += "."
        if begin + len(inner) < end:
            self._mark(begin + len(inner), end)
        if inner[-1:] in (")", "]") and (note := _NOTE_BEHIND.search(inner)):
            group = "note" if note["note"] else "other"
            self._add("comments", note[group], begin + note.start(group), begin + note.end(group))
            inner = inner[: note.start()]
        if "\n" in inner[:6] and (alone := _YEAR_ALONE.match(inner)):
            self._take(inner[:4], begin)
            begin, inner = begin + alone.end(), inner[alone.end() :]
        if inner:
            self._take(inner, begin)

    def _take(self, part: str, at: int) -> None:
        """What a part says: preprint server, date, volume, pages, note or, if none is known yet, the venue."""
        work = self.draft.work
        kind, found = part_shown_again(part) if len(part) <= _KEPT else part_shown(part)
        if kind == "label" or (kind == "preprint" and not work.venues):
            self._mark(at, at + len(part))
            work.type = "preprint" if PREPRINT.fullmatch(part) else work.type
        elif kind == "date" and found:
            self._date(found, at)
        elif kind == "numbers" and found:
            self._groups(found, at)
        elif work.venues and (found := self._numbers(part)):
            self._groups(found, at)
        elif kind == "note":
            self._note(part, at)
        elif kind == "thesis":
            work.type = "thesis"
            self._mark(at, at + len(part))
        elif work.type == "thesis" and work.publisher is None:
            self._institution(part, at)
        elif work.publisher and not work.venues and work.place is None and _PLACE.fullmatch(part):
            self._scalar("place", at, at + len(part))
        elif not work.venues and self.handed_in:
            self._add("comments", part, at, at + len(part))
        elif part[0].isalpha() and work.publisher is None and self._published(part, at):
            pass
        elif not work.venues:
            if shown := _PRESENTED.search(part) if holds(part, _SIGNS_OF_YEARS) else None:
                self._add("comments", shown["note"], at + shown.start("note"), at + shown.end("note"))
                part = part[: shown.end("year")]
            self._venue(part, at)
        elif self._placed(part, at):
            pass
        else:
            self.draft.left_at("venue-detail", self.base + at, self.base + at + len(part))

    def _published(self, part: str, at: int) -> bool:
        """Takes a part that is a publisher, with the place before it perhaps: what has no venue then is a book."""
        found = IMPRINT.fullmatch(part) if ":" in part and not self.draft.work.venues else None
        if found is None and not PUBLISHER.fullmatch(part):
            return False
        if found:
            self._scalar("place", at, at + found.end("place"))
        self._scalar("publisher", at + (found.start("publisher") if found else 0), at + len(part))
        if not self.draft.work.venues and self.draft.work.type == "article":
            self.draft.work.type = "book"
        return True

    def _note(self, part: str, at: int) -> None:
        """Takes a remark on how far a work is on its way; where it names the venue that is to print it, that venue."""
        appears = None if self.draft.work.venues else APPEARS.match(part)
        if appears is None:
            self.handed_in = HANDED_IN.match(part) is not None
            self._add("comments", part, at, at + len(part))
            return
        self._add("comments", appears["note"], at, at + appears.end("note"))
        self._mark(at + appears.end("note"), at + appears.end())
        self._take(part[appears.end() :], at + appears.end())

    def _institution(self, part: str, at: int) -> None:
        """Takes where a thesis was written, with the year behind it."""
        dated = _YEAR_LAST.search(part)
        end = dated.start() if dated else len(part)
        self._scalar("publisher", at, at + end)
        if dated:
            self._mark(at + end, at + dated.start("year"))
            self._dated(dated["year"], "", at + dated.start("year"), at + dated.end("year"))
            self._mark(at + dated.end("year"), at + len(part))

    def _numbers(self, part: str) -> re.Match[str] | None:
        """A part that is volume, issue or pages, whichever is not known yet."""
        if _DIGIT.search(part) is None:
            return None
        work = self.draft.work
        first = part[0]
        dated = "(" in part and first not in LETTERS
        if dated and work.volume is None and (found := VOLUME_DATED.fullmatch(part)):
            return found
        if dated and work.issue is None and (found := ISSUE_DATED.fullmatch(part)):
            return found
        if work.volume is None and first not in _NO_VOLUME and (found := VOLUME.fullmatch(part)):
            return found
        if work.issue is None and first not in _NO_ISSUE and (found := ISSUE.fullmatch(part)):
            return found
        if work.pages is None:
            return PAGES.fullmatch(part) or (PAGES_DATED.fullmatch(part) if part[-1] == ")" else None)
        return None

    def _groups(self, found: re.Match[str], at: int) -> None:
        """Takes the named parts of a match in their order; what lies between is punctuation."""
        parts = found.groupdict()
        done = 0
        for group in sorted((group for group in FIELDS if parts.get(group)), key=found.start):
            field = FIELDS[group]
            start, end = found.span(group)
            if start < done:
                continue
            if group == "year" and parts.get("month") and month_of(parts["month"]) and found.start("month") < start:
                start = found.start("month")
            if done < start:
                self._mark(at + done, at + start)
            if group == "year":
                self._dated(found["year"], month_of(parts.get("month") or ""), at + start, at + end)
            else:
                self._scalar(field, at + start, at + end)
            done = end
        self._mark(at + done, at + found.end())

    def _date(self, dated: re.Match[str], at: int) -> None:
        start = dated.start("month") if dated["month"] else dated.start("year")
        self._mark(at, at + start)
        self._dated(dated["year"], month_of(dated["month"] or ""), at + start, at + dated.end("year"))
        self._mark(at + dated.end("year"), at + dated.end())

    def _dated(self, year: str, month: str, start: int, end: int) -> None:
        known = [date.value for date in self.draft.work.dates]
        if known and known[0][:4] == year:
            self.draft.furniture("repeated-date", self.base + start, self.base + end)
        elif known:
            self.draft.left_at("date", self.base + start, self.base + end)
        else:
            self._add("dates", Date("issued", year + month), start, end)

    def _placed(self, part: str, at: int) -> bool:
        """Takes a part after a conference's name as its place: words with capitals, and a second such part as the country; a place and year behind a publisher."""
        work, venue = self.draft.work, self.draft.work.venues[0]
        if venue.kind != "conference":
            dated = _YEAR_LAST.search(part) if work.publisher and not work.dates and work.place is None else None
            if dated is None or not _PLACE.fullmatch(part, 0, dated.start()):
                return False
            self._scalar("place", at, at + dated.start())
            self._dated(dated["year"], "", at + dated.start("year"), at + dated.end("year"))
            return True
        if venue.place.count(",") or not _PLACE.fullmatch(part) or not part[0].isupper() or len(part) > 40:
            return False
        venue.place = f"{venue.place}, {part}" if venue.place else part
        self.draft.mapped("venues[0]", self.base + at, self.base + at + len(part))
        return True

    def _venue(self, part: str, at: int) -> None:
        """The venue's name up to a volume or year; "In" before it is a label."""
        label = _IN.match(part)
        begin = label.end() if label else 0
        self._mark(at, at + begin)
        acronym = _ACRONYM.search(part, begin) if part[-1] == ")" else None
        acronym = None if acronym and month_of(acronym["acronym"]) and acronym["year"] else acronym
        cut = None if acronym else _END_OF_NAME.search(part, begin) or _SHORT_YEAR.search(part, begin)
        if cut and part.count("(", begin, cut.start()) > part.count(")", begin, cut.start()) and part[-1] == ")":
            cut = None  # the place and year of a meeting stand in brackets
        stop = cut.start() if cut else len(part)
        acronym = acronym or (_ACRONYM.search(part[:stop], begin) if part[stop - 1] == ")" else None)
        name = part[begin : acronym.start() if acronym else stop]
        shut = name[-1:] in ("»", "”") and not holds(name, _OPENED[name[-1]])
        name = name[:-1] if shut or (name.endswith(".") and name[:-1].isupper()) else name
        if not any(letter.isalpha() for letter in name):
            self.draft.left_at("venue", self.base + at + begin, self.base + at + len(part))
            return
        self._named(name, at + begin, label is not None, cut, part)
        if acronym:
            self._acronym(acronym, at, at + begin + len(name))
            self._mark(at + acronym.end(), at + stop)
        if cut and cut.re is _SHORT_YEAR:
            self._mark(at + cut.start(), at + cut.start("year"))
            self._dated(whole_year(cut["year"]), "", at + cut.start("year"), at + cut.end("year"))
        elif cut:
            self._after_name(part[cut.end() :], at + cut.end())

    def _named(self, name: str, at: int, label: bool, cut: re.Match[str] | None, part: str) -> None:
        """Takes the name of a venue and tells its kind by its words and by what stands around it."""
        conference, journal = of_conferences(name), of_journals(name)
        numbered = cut is not None and cut.re is not _SHORT_YEAR
        kind = "conference" if label or conference else "journal" if numbered or journal else ""
        if numbered and cut and re.match(rf"\(?{_YEAR}", part[cut.end() :]) and not journal and not label:
            kind = "conference" if conference else ""
        if label and journal and not conference:
            kind = "journal"
        if self.contained and not conference:
            kind = "book"
            self.draft.work.type = "chapter"
        self.draft.work.type = "conference-paper" if kind == "conference" else self.draft.work.type
        self._add("venues", Venue(name, kind), at, at + len(name))
        if not (label or conference or journal):
            self.draft.confidence["venues"] = 0.9 if cut else 0.7

    def _acronym(self, found: re.Match[str], at: int, behind: int) -> None:
        """Takes the acronym in brackets after a venue's name, with the year in it."""
        self.draft.work.venues[-1].acronym = found["acronym"]
        start, end = at + found.start("acronym"), at + found.end("acronym")
        self._mark(behind, start)
        self.draft.mapped("venues[0]", self.base + start, self.base + end)
        if found["year"] and not self.draft.work.dates and not YEAR.search(self.text, at + found.end()):
            self._mark(end, at + found.start("year"))
            self._dated(whole_year(found["year"]), "", at + found.start("year"), at + found.end("year"))
            end = at + found.end("year")
        self._mark(end, at + found.end())

    def _after_name(self, rest: str, at: int) -> None:
        """What follows the name without a comma: "12(3):1-9", "2019"; with a year in brackets at the very end."""
        year = _YEAR_BEHIND.search(rest)
        first = rest[: year.start()] if year else rest
        inner = first.strip("()") if first.startswith("(") else first
        begin = at + first.index(inner)
        self._mark(at, begin)
        self._take(inner, begin)
        self._mark(begin + len(inner), at + len(first))
        if year:
            self._take(year[0].strip(), at + year.start() + 1)


def year_from_heading(draft: Draft | Record, year: str) -> None:
    """Dates a work by the heading it stands under, and says so."""
    draft.work.dates.append(Date("issued", year))
    draft.confidence["dates"] = 0.95
    draft.remarks.append(Remark("year-from-heading", f"The year {year} is that of the heading.", "dates"))

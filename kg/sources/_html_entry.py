"""How one entry of a marked-up list is taken apart: what its mark-up, its lines or the order of its parts show to be the title.

A title is believed only where names stand beside it, or where the mark-up names it; emphasis alone may as well be a venue's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.sources._html_emphasis import titled_before_emphasis
from kg.sources._html_flow import Flow, Run
from kg.sources._html_hal import reference
from kg.sources._html_imprint import book_behind
from kg.sources._html_links import identifier_of, label_role
from kg.sources._html_marks import TAG_BEFORE, is_behind, is_dated, is_journal, is_marked_twice, leads
from kg.sources._html_names import (
    AWARD,
    IN_BRACKETS,
    KIND,
    linked_names,
    names_after,
    names_behind_venue,
    names_below,
    names_below_prose,
    only_people,
)
from kg.sources._listing_entries import ORDERS, Entry, names_from, parsed
from kg.sources._listing_lines import MARKER, may_be_title
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_signs import THESIS, YEAR, shows_venue
from kg.sources._listing_tags import Tag, venue_first

MOST = 20_000
"""An entry is not longer than this many characters."""
TRIED = (
    "classes, quotation marks, links, emphasis and lines show no title beside names, nor does the order of its parts"
)

_QUOTED = re.compile(
    r"“([^”“]{4,500})”|\"([^\"]{8,500})\"|«([^»«]{8,500})»|„([^“”„]{8,500})[“”]|‘((?:[^’‘]|’(?=\w)){8,500})’(?=[\s,.])"
)
_YEAR_BEFORE = re.compile(
    r"[\s,.]*\(?(?:(?P<year>(?:19|20)\d\d)[a-z]?|\b(?:[Ff]orthcoming|[Ii]n press|n\.\s?d\.?))\)?[\s.,:]*$"
)
_YEAR_BEHIND = re.compile(
    r"[\s.,]{0,3}[-–—|·•]\s(?:(?P<year>(?:19|20)\d\d)|forthcoming|in press|to appear)\s[-–—|·•]\s"
)
"""The year alone behind names: "Ann Author - 2019 - Ferry Studies 12"."""
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_a-z]\.$")
"""An initial before what follows names: its full stop is of the name."""
_EDITORS = re.compile(
    r"[\s,]{0,3}[(\[]?\b(?:Hrsg|Hg|Hgg|[Ee]ds?|[Éé]ds?|dirs?|coords?|[Ee]ditors?|a cura di|red)\b\.?[)\]]?[\s.,:]{0,3}$"
)
"""What says that the names before a title are those of editors."""
_OF_VENUES = re.compile(
    r"in:?\s|proc(?:eedings|\.)|journal of|transactions|.*(?<![-–—])\b(?:19|20)\d\d$|.*\bconference on\b", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:1\d|20)\d\d\s?[-–—]{1,2}\s?(?:(?:1\d|20)\d\d|\d\d)\b")
"""A span of years, which a title may be about; no venue has one."""
_STOPS = re.compile(r"[^\W\d_]{3}[.?!]{1,2}\s|,\s(?:19|20)\d\d\b|\bpp?\.\s?\d")
_LABELLED = re.compile(r"\s(?:in|dans|en|im|auf)\s?:?$", re.IGNORECASE)
_NAMED = re.compile(r"[\w.+-]{2,20}:\s")
"""The name of a thing before a title, which may begin with a small letter: "typotrie: Tries for Typists"."""
_DASH = re.compile(r"(?<=[\w?!)])\s(?:[-–—|]|--)\s(?=[^\W_a-z])")
"""What parts title and names in one line: "Ferries Without Timetables - Ann Author"."""
_THESIS_NEXT = re.compile(rf"[\s.,:;\"”»’(\[–—-]{{0,6}}{THESIS.pattern}", re.IGNORECASE)
"""The kind of a thesis right behind its title, which may stand without the name of whose page it is."""
_NO_WORD = frozenset("pages page vol volume number issue doi https http www pdf code bibtex".split())
_WORD = re.compile(r"[^\W\d_]{3,}")
WEAK = frozenset(["em", "line", "dash"])
"""Signs of a title that are believed only where another entry of the list has them too."""
_CONFIDENCE = {
    "title": 0.99,
    "heading": 0.97,
    "quote": 0.97,
    "link": 0.95,
    "strong": 0.93,
    "em": 0.9,
    "line": 0.9,
    "dash": 0.9,
}


@dataclass
class Parts:
    """An entry taken apart: its names and title, where they stand, and the stretches that are left to be read."""

    plan: str
    title: tuple[int, int]
    names: NameList | None
    names_at: tuple[int, int] = (0, 0)
    year: tuple[int, int] | None = None
    rests: list[tuple[int, int]] = field(default_factory=list)
    confidence: float = 0.9
    prose: tuple[int, int] | None = None
    """A summary that stands between title and names."""
    editors: bool = False
    """Whether the names are those of editors."""
    thesis: bool = False
    """Whether it is known to be one of a thesis."""

    @property
    def kind(self) -> str:
        """What showed the title."""
        return self.plan.split(" ")[0]

    @property
    def strong(self) -> bool:
        """Whether several names stand beside the title."""
        return self.names is not None and len(self.names.names) > 1


# --- labels of links -------------------------------------------------------------------------------------------------


def labels(flow: Flow) -> list[tuple[int, int]]:
    """Where labels of links, buttons and copies in BibTeX stand, with the brackets and strokes around them."""
    text = flow.text
    spans = [
        (run.start, run.end) for run in flow.runs
        if run.kind == "bibtex" or (run.kind == "button" and label_role(text[run.start : run.end]) is not None)
    ]  # fmt: skip
    spans += [(one.start, one.end) for one in flow.links if label_role(text[one.start : one.end]) is not None]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        while start > 0 and text[start - 1] in " [(|·•/":
            start -= 1
        while end < len(text) and text[end] in " ])|·•/":
            end += 1
        if (
            found
            and start <= found[-1][1] + 3
            and not re.search(r"[\w\n]", text[found[-1][1] : start].replace("and", ""))
        ):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif not found or start >= found[-1][1]:
            found.append((start, end))
    # Words on both sides stay apart.
    return [(a, b - 1 if a and b < len(text) and text[b - 1] == " " else b) for a, b in found]


# --- what can be the title -------------------------------------------------------------------------------------------


def _anchors(flow: Flow) -> Iterator[tuple[str, int, int]]:
    """The stretches that may be the title, by what shows them, the most certain first."""
    for kind in ("title", "heading"):
        yield from ((kind, run.start, run.end) for run in flow.runs if run.kind == kind)
    yield from (("quote", run.start, run.end) for run in flow.runs if run.kind == "quote")
    for quoted in _QUOTED.finditer(flow.text):
        group = next(i for i in range(1, 6) if quoted[i])
        yield ("quote", *quoted.span(group))
    for kind in ("link", "strong", "em"):
        yield from ((kind, run.start, run.end) for run in flow.runs if run.kind == kind)
    first = flow.text.find("\n")
    if first > 0:
        second = flow.text.find("\n", first + 1)
        second = len(flow.text) if second < 0 else second
        marker = MARKER.match(flow.text)
        yield "line", marker.end() if marker else 0, first
        if (cut := _before_venue(flow, first + 1, second)) < second:
            yield "line", first + 1, cut
        yield "line", first + 1, second
    elif dash := _DASH.search(flow.text):
        marker = MARKER.match(flow.text)
        yield "dash", marker.end() if marker else 0, dash.start()


def _before_venue(flow: Flow, start: int, end: int) -> int:
    """Where a line ends before what is emphasised behind a stop in it, its venue; at its end where nothing is."""
    for run in flow.runs:
        if run.kind in ("em", "venue") and start < run.start < end:
            before = _LABELLED.sub("", flow.text[start : run.start].rstrip(' “"(')).rstrip()
            return start + len(before) if before[-1:] in (".", "?", "!", ",") and len(before) > 4 else end
    return end


def takings(flow: Flow, headed: bool) -> list[Parts]:
    """The ways in which an entry may be taken apart: the one its mark-up shows, else by each order of parts that fits."""
    if len(flow.text) > MOST:
        return []
    if hal := reference(flow):
        rests = [(hal.rest, hal.end)]
        return [Parts("reference after names", hal.title, hal.names, hal.names_at, rests=rests, thesis=hal.thesis)]
    seen = set()
    for kind, start, end in _anchors(flow):
        if (start, end) not in seen:
            seen.add((start, end))
            if parts := _anchored(flow, kind, *_bare(flow.text, start, end)):
                return [parts]
        if len(seen) > 20:
            break
    return [parts for order in ORDERS if (parts := by_order(flow, order, headed))]


def by_order(flow: Flow, order: str, headed: bool, sure: bool = False) -> Parts | None:
    """An entry taken apart as those of a plain reference list; None where its emphasis contradicts."""
    entry = parsed(flow.text, ORDERS[order], headed, sure)
    length = len(flow.text.rstrip(" .\n"))
    if entry is None or any(_cuts(run, entry, length) or _is_first_part(flow.text, run, entry) for run in flow.runs):
        entry = titled_before_emphasis(flow, headed, sure) if order == "authors first" else None
    if entry is None:
        return None
    rest = (max(entry.tail, entry.title_at[1]), len(flow.text))
    return Parts(
        order, entry.title_at, entry.names, entry.names_at, entry.year_at, [rest], 0.9 if entry.strong else 0.85
    )


def _cuts(run: Run, entry: Entry, length: int) -> bool:
    """Whether a run covers a part of the title and something else, or names and title, not all of the entry, stand in it."""
    start, end = entry.title_at
    overlaps = run.start < end and start < run.end
    within = run.start >= start and run.end <= end + 1
    last = end if run.kind == "link" else length
    whole = within or (run.start <= entry.names_at[0] and run.end >= last)
    return overlaps and not whole


def _is_first_part(text: str, run: Run, entry: Entry) -> bool:
    """Whether what is emphasised is the first part of a title, and a mark follows that ends it."""
    start, end = entry.title_at
    emphasised = run.kind in ("em", "strong") and run.start == start and run.end < end - 1
    return (
        emphasised and " " in text[run.start : run.end] and text[run.end : run.end + 2].strip()[:1] in (",", ".", "(")
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without quotation marks, white space and the full stop or comma at its end."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(' \n"“”«»„‘’'))
    bare = text[start:end].rstrip(' \n"“”«»„,;:')
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith("...") else bare
    return start, start + len(bare.rstrip(' \n"“”«»„'))


def _can_be(flow: Flow, kind: str, start: int, end: int) -> bool:
    """Whether a stretch can be a title, the more strictly the less shows that it is one."""
    text = flow.text[start:end]
    words = text.split()
    if end - start < 4 or ("\n" in text.strip() and kind == "line") or not may_be_title(text):
        return False
    if kind == "title":
        return True
    if (
        text[0] == "("
        or AWARD.match(text)
        or label_role(text)
        or YEAR.fullmatch(text)
        or text.startswith(("http", "doi:", "arXiv:", "10."))
    ):
        return False
    if kind == "quote" and (len(words) == 1 or end - start < 8):
        # "Dust" is a title where it begins an entry, and what it appeared in follows
        return leads(flow, start - 1) and any(run.kind == "em" and is_behind(flow, end, run) for run in flow.runs)
    if kind in ("quote", "heading"):
        return len(words) > 1
    if kind == "em" and leads(flow, start) and book_behind(flow.text, end):
        return True
    if kind == "link" and _is_reference(text):
        return False
    begun = kind == "em" and flow.text[:start].rstrip()[-1:] == ":"
    few = 2 if begun or kind == "dash" or (kind in ("link", "strong", "line") and len(text) > 11) else 3
    if len(words) < few or _OF_VENUES.match(text) or (text[0].islower() and not _NAMED.match(text)):
        return False
    if kind == "line" and _before_venue(flow, start, end) < end:
        return False
    if kind in WEAK and (shows_venue(_YEARS.sub("", text), "") or (kind == "em" and len(words) < few)):
        return False
    found = people(text)
    # "Kelp Lines and Porpoise Clicks" could be two names, "Cross-Lingual Clicks" one: several names beside it decide.
    if found is None or (kind in ("link", "strong") and len(found.names) == 1 and len(words) > 4):
        return True  # no one has so many names
    if kind in ("link", "strong") and (is_marked_twice(flow, start, end) or is_dated(flow, start, end)):
        return True
    return len(found.names) == (1 if kind == "dash" else 2 if kind in ("link", "strong") else 0)


def _is_reference(text: str) -> bool:
    """Whether a link holds more than a title: sentences with a year and numbers among them."""
    return len(text) > 60 and len(_STOPS.findall(text)) > 1 and YEAR.search(text) is not None and people(text) is None


def _anchored(flow: Flow, kind: str, start: int, end: int) -> Parts | None:
    """The parts of an entry whose title stands from `start` to `end`, when names stand before or after it."""
    if start >= end or not _can_be(flow, kind, start, end):
        return None
    parts = _beside(flow, kind, start, end)
    doubtful = (
        parts is not None and people(flow.text[start:end]) is not None and kind not in ("title", "heading", "quote")
    )
    sure = parts is not None and (parts.strong or parts.plan in ("link after date", "book without names"))
    return None if doubtful and not sure else parts


def _beside(flow: Flow, kind: str, start: int, end: int) -> Parts | None:
    """The parts of an entry whose title stands from `start` to `end`, when there are names beside it."""
    text = flow.text
    marker = MARKER.match(text)
    begin = marker.end() if marker and marker.end() <= start else 0
    parts = Parts(f"{kind} after names", (start, end), None, confidence=_CONFIDENCE[kind])
    if named := _by_class(flow, start, end):
        parts.names, parts.names_at = named
        parts.plan = f"{kind} and class"
        parts.rests = _around(begin, len(text), (start, end), parts.names_at)
        return parts
    before = text[begin:start].rstrip(' \n"“«„‘')
    if before.strip(" \n.,:;-–—|•·"):
        return _after_names(flow, parts, begin, before)
    parts.plan = f"{kind} before names"
    if kind == "em" and begin == start and (book := book_behind(text, end)):
        return _of_book(flow, parts, book)
    if below := names_below(flow, end) or names_behind_venue(flow, end):
        parts.names, parts.names_at = below
        parts.rests = [(end, below[1][0]), (below[1][1], len(text))]
        return parts
    found = names_after(flow, end)
    if found and kind == "quote" and is_journal(flow, found):
        found = None
    if (
        found
        and len(found[0].names) == 1
        and _VOLUME_NEXT.match(text, found[1][1])
        and "." not in text[slice(*found[1])]
    ):
        found = None  # words of a journal: "Duke Math. J. 97 (1999)"
    if found is None and kind in ("title", "heading") and (summed := names_below_prose(flow, end)):
        parts.prose, parts.names, parts.names_at = summed
        parts.rests = [(parts.names_at[1], len(text))]
        return parts
    if found is None:
        return _nameless(flow, parts, kind, end)
    parts.names, parts.names_at = found
    between = IN_BRACKETS.search(text, end, found[1][0])
    if dated := _YEAR_BEHIND.match(text, found[1][1]):
        parts.year = dated.span("year") if dated["year"] else None
    parts.rests = [
        *([between.span("venue")] if between and not KIND.fullmatch(between["venue"]) else []),
        (dated.end() if dated else found[1][1], len(text)),
    ]
    return parts if kind != "em" or _has_words(text[found[1][1] :]) else None


_VOLUME_NEXT = re.compile(r"[\s.,]{0,3}(?:[A-Z]\.\s)?\d{1,4}\s?\((?:19|20)\d\d\)")
"""The volume and year of a journal, perhaps behind the last short word of its name."""


def _after_names(flow: Flow, parts: Parts, begin: int, before: str) -> Parts | None:
    """The parts of an entry with something before its title: names, names and a year, or only a tag or a year."""
    text, end = flow.text, parts.title[1]
    if tag := TAG_BEFORE.fullmatch(before):
        found = names_after(flow, end)
        if parts.kind == "link" and is_dated(flow, *parts.title):
            return _of_date(parts, begin + tag.start("tag"), end, len(text))
        if found is None or parts.kind in WEAK:
            return None
        parts.plan = f"{parts.kind} after tag"
        parts.names, parts.names_at = found
        parts.year = (begin + tag.start("year"), begin + tag.end("year")) if tag["year"] else None
        parts.rests = (
            [(found[1][1], len(text))]
            if tag["year"]
            else [(begin + tag.start("tag"), begin + tag.end("tag")), (found[1][1], len(text))]
        )
        return parts
    year = _YEAR_BEFORE.search(before)
    core = before[: year.start() + (_INITIAL.search(before, 0, year.start() + 1) is not None)] if year else before
    if edited := _EDITORS.search(core):
        core = core[: edited.start()]
        parts.editors = True
    names = only_people(core.rstrip(" \n,:;-–—|•·"))
    if names is None or (parts.kind == "em" and not _has_words(text[end:])):
        return None
    parts.names, parts.names_at = names, (begin, begin + len(core.rstrip(" \n,:;-–—|•·")))
    parts.year = (begin + year.start("year"), begin + year.end("year")) if year and year["year"] else None
    parts.rests = [(end, len(text))]
    return parts


def _of_date(parts: Parts, at: int, end: int, stop: int) -> Parts:
    """The parts of an entry without names: the date it has at `at`, its title, and the short name of its venue."""
    parts.plan = "link after date"
    parts.confidence -= 0.05
    parts.rests = [(end, stop)]
    parts.year = (at, at + 4)
    return parts


def _of_book(flow: Flow, parts: Parts, book: re.Match[str]) -> Parts | None:
    """The parts of an entry that is a book of whose page it is, alone or with others."""
    end = parts.title[1]
    if book["names"]:
        names = only_people(book["names"])
        if names is None:
            return None
        parts.names, parts.names_at = names, book.span("names")
        parts.editors = book["role"] is not None
        end = book.end("names")
    parts.plan = "book without names"
    parts.rests = [(end, book.end())]  # what is said below it is praise
    return parts


def _nameless(flow: Flow, parts: Parts, kind: str, end: int) -> Parts | None:
    """An entry without names is believed where a class or heading shows its title, or a link to its identifier, and a venue follows."""
    after = flow.text[end:]
    if kind not in ("line", "dash") and (note := _THESIS_NEXT.match(after)) and YEAR.search(after, note.end()):
        parts.plan = "thesis without names"
        parts.rests = [(end, len(flow.text))]
        return parts
    linked = kind == "link" and any(
        one.start <= parts.title[0] and one.end >= end and identifier_of(one.url) for one in flow.links
    )
    italic = kind == "quote" and any(run.kind == "em" and is_behind(flow, end, run) for run in flow.runs)
    if italic and not re.search(r"\bwith\s+[A-Z]", after[:200]):
        parts.plan = "quote without names"
        parts.rests = [(end, len(flow.text))]
        return parts
    if not (kind in ("title", "heading") or linked) or re.search(r"\bwith\s+[A-Z]", after[:200]):
        return None
    named = kind == "title" and any(run.kind == "venue" for run in flow.runs)
    if not shows_venue(after.strip(' .,\n"”'), "") and not linked and not named:
        return None
    parts.plan = f"{kind} without names"
    parts.rests = [(end, len(flow.text))]
    parts.confidence -= 0.05
    return parts


def _has_words(text: str) -> bool:
    """Whether a text holds words beside those that stand with numbers of volumes and pages: there, a venue may be named."""
    return any(word.lower() not in _NO_WORD for word in _WORD.findall(text[:300]))


def _by_class(flow: Flow, start: int, end: int) -> tuple[NameList, tuple[int, int]] | None:
    """The names that a class or property shows, outside the title."""
    runs = [run for run in flow.runs if run.kind == "authors" and (run.end <= start or run.start >= end)]
    if not runs:
        return None
    first, last = min(run.start for run in runs), max(run.end for run in runs)
    if first < start < last:
        return None
    part = flow.text[first:last]
    skip = re.match(r"(?:by|authors?:)\s+", part, re.IGNORECASE)
    first += skip.end() if skip else 0
    names = only_people(flow.text[first:last].rstrip(" ,;")) or linked_names(flow, first, last)
    return (names, (first, last)) if names else None


def _around(begin: int, end: int, *spans: tuple[int, int]) -> list[tuple[int, int]]:
    """What is left of a stretch without some spans."""
    left = []
    at = begin
    for start, stop in sorted(spans):
        if start > at:
            left.append((at, start))
        at = max(at, stop)
    if at < end:
        left.append((at, end))
    return left


_LEAD = re.compile(r"(?:\[?\d{1,3}\]?\.?\n)?(?:(?P<year>(?:19|20)\d\d)\n)?")
"""A number and a year on lines of their own before an entry, as in the first columns of a table."""


_CODE = re.compile(r"[\[(]?[A-Z]{1,3}[.–-]?\d{1,3}(?:\.\d{1,3}){0,2}[\])]?[.:]?")
"""The short name that a work has in its list: "D2.1", "J3"."""


def _code_end(flow: Flow, at: int) -> int:
    """Where the names begin behind a code in bold that stands at `at`; `at` where none stands."""
    code = next((run for run in flow.runs if run.kind == "strong" and run.start == at), None)
    if code is None or not _CODE.fullmatch(flow.text[at : code.end].rstrip()):
        return at
    begin = code.end + len(flow.text[code.end :]) - len(flow.text[code.end :].lstrip(" :\n–—-"))
    return begin if next(names_from(flow.text, begin), None) else at


@dataclass
class Candidate:
    """A block that may be an entry: where it stands, its text, the year of the heading above, and how it may be read."""

    start: int
    end: int
    whole: Flow
    year: str
    cuts: list[tuple[int, int]] = field(default_factory=list)
    readings: list[Parts] = field(default_factory=list)
    flow: Flow = field(default_factory=Flow)
    lead: tuple[int, int] = (0, 0)
    year_at: tuple[int, int] | None = None
    tag: Tag | None = None
    pending: bool = False
    """Whether it stands below a heading of works that have no year yet."""

    def look(self, inner: Candidate | None = None) -> bool:
        """Takes the entry apart in all ways that fit; whether there is one. `inner` is a part of it that was taken apart before."""
        self.cuts = labels(self.whole)
        if (found := _LEAD.match(self.whole.text)) and found.end():
            self.lead = found.span()
            self.year_at = found.span("year") if found["year"] else None
        self.lead = (0, _code_end(self.whole, self.lead[1]))
        self.tag = venue_first(self.whole.text, self.lead[1])
        if self.tag:
            self.lead = (0, self.tag.end)
        if self.lead[1]:
            self.cuts = [self.lead, *((a, b) for a, b in self.cuts if a >= self.lead[1])]
        self.flow = self.whole.without(self.cuts)
        if inner is not None and self._reads_as(inner):
            self.readings = inner.readings  # only labels of links stand around it
        else:
            self.readings = takings(self.flow, self.headed)
        return bool(self.readings)

    @property
    def headed(self) -> bool:
        """Whether it needs no year of its own: a heading, a column or a tag before it has one, or none is to be expected."""
        return bool(self.year or self.year_at or self.tag or self.pending)

    def _reads_as(self, other: Candidate) -> bool:
        """Whether what an entry is taken apart by is the same as in another."""
        mine, its = self.flow, other.flow
        same = (
            mine.text == its.text
            and mine.runs == its.runs
            and self.headed == bool(other.year or other.year_at or other.pending)
        )
        return same and [(a.start, a.end, a.url) for a in mine.links] == [(a.start, a.end, a.url) for a in its.links]

    def release(self) -> None:
        """Forgets the text and how it may be read, once the record is made."""
        self.whole, self.flow, self.readings, self.cuts = Flow(), Flow(), [], []

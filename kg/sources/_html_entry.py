"""How one entry of a marked-up list is taken apart: what its mark-up, its lines or the order of its parts show to be the title.

A title is believed only where names stand beside it, or where the mark-up names it; emphasis alone may as well be a venue's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.sources._html_anchors import WEAK, anchors, bare, can_be
from kg.sources._html_emphasis import titled_before_emphasis
from kg.sources._html_flow import Flow, Run
from kg.sources._html_hal import reference
from kg.sources._html_imprint import book_behind
from kg.sources._html_labels import labels
from kg.sources._html_links import identifier_of
from kg.sources._html_marks import TAG_BEFORE, is_behind, is_dated, is_journal
from kg.sources._html_names import (
    IN_BRACKETS,
    KIND,
    KIND_ALONE,
    linked_names,
    names_after,
    names_behind_venue,
    names_below,
    names_below_prose,
    only_people,
)
from kg.sources._listing_entries import ORDERS, Entry, names_from, parsed
from kg.sources._listing_lines import MARKER
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_signs import THESIS, YEAR, shows_venue
from kg.sources._listing_tags import Tag, venue_first

MOST = 20_000
"""An entry is not longer than this many characters."""
TRIED = (
    "classes, quotation marks, links, emphasis and lines show no title beside names, nor does the order of its parts"
)

_YEAR_BEFORE = re.compile(
    r"(?<![\s,.])[\s,.]*\(?(?:(?P<year>(?:19|20)\d\d)[a-z]?|\b(?:[Ff]orthcoming|[Ii]n press|n\.\s?d\.?))\)?[\s.,:]*$"
)
_YEAR_FIRST = re.compile(r"\((?P<year>(?:19|20)\d\d)\)[\s.:,]")
"""The year in brackets that begins an entry, which is no number of it."""
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
_THESIS_NEXT = re.compile(rf"[\s.,:;\"”»’(\[–—-]{{0,6}}{THESIS.pattern}", re.IGNORECASE)
"""The kind of a thesis right behind its title, which may stand without the name of whose page it is."""
_NO_WORD = frozenset("pages page vol volume number issue doi https http www pdf code bibtex".split())
_WORD = re.compile(r"[^\W\d_]{3,}")
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


# --- what can be the title -------------------------------------------------------------------------------------------


def takings(flow: Flow, headed: bool) -> list[Parts]:
    """The ways in which an entry may be taken apart: the one its mark-up shows, else by each order of parts that fits."""
    if len(flow.text) > MOST:
        return []
    if hal := reference(flow):
        rests = [(hal.rest, hal.end)]
        return [Parts("reference after names", hal.title, hal.names, hal.names_at, rests=rests, thesis=hal.thesis)]
    seen = set()
    for kind, start, end in anchors(flow):
        if (start, end) not in seen:
            seen.add((start, end))
            if parts := _anchored(flow, kind, *bare(flow.text, start, end)):
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


def _anchored(flow: Flow, kind: str, start: int, end: int) -> Parts | None:
    """The parts of an entry whose title stands from `start` to `end`, when names stand before or after it."""
    if start >= end or not can_be(flow, kind, start, end):
        return None
    parts = _beside(flow, kind, start, end)
    doubtful = (
        parts is not None and people(flow.text[start:end]) is not None and kind not in ("title", "heading", "quote")
    )
    if parts is not None and parts.year is None and (dated := _YEAR_FIRST.match(flow.text)) and dated.end() <= start:
        parts.year = dated.span("year")
    sure = parts is not None and (parts.strong or parts.plan in ("link after date", "book without names"))
    return None if doubtful and not sure else parts


def _beside(flow: Flow, kind: str, start: int, end: int) -> Parts | None:
    """The parts of an entry whose title stands from `start` to `end`, when there are names beside it."""
    text = flow.text
    marker = MARKER.match(text)
    begin = marker.end() if marker and marker.end() <= start else 0
    parts = Parts(f"{kind} after names", (start, end), None, confidence=_CONFIDENCE[kind])
    if named := _by_class(flow, start, end):
        parts.names, parts.names_at, parts.editors = named
        parts.plan = f"{kind} and class"
        lead = text[begin:start].rstrip().rpartition("\n")[2]
        if KIND_ALONE.fullmatch(lead.strip()):
            begin = start
            parts.thesis = THESIS.search(lead) is not None
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


def _names_above(before: str) -> NameList | None:
    """The names that the first line of a card is, of which others say when and where the work appeared before its title."""
    first, _, rest = before.partition("\n")
    return only_people(first) if rest and len(rest) < _LONGEST_BETWEEN and YEAR.search(rest) else None


_LONGEST_BETWEEN = 200


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
    if names is None and parts.kind == "title" and (above := _names_above(before)):
        parts.names, parts.names_at = above, (begin, begin + before.index("\n"))
        parts.rests = [(parts.names_at[1], parts.title[0])]
        return parts
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


def _by_class(flow: Flow, start: int, end: int) -> tuple[NameList, tuple[int, int], bool] | None:
    """The names that a class or property shows, outside the title, and whether they are those of editors."""
    runs = [run for run in flow.runs if run.kind == "authors" and (run.end <= start or run.start >= end)]
    if not runs:
        return None
    first, last = min(run.start for run in runs), max(run.end for run in runs)
    if first < start < last:
        return None
    part = flow.text[first:last]
    skip = re.match(r"(?:by|authors?:)\s+", part, re.IGNORECASE)
    first += skip.end() if skip else 0
    edited = _EDITORS.search(flow.text[first:last].rstrip(" ,;"))
    stop = first + edited.start() if edited else last
    names = only_people(flow.text[first:stop].rstrip(" ,;")) or linked_names(flow, first, stop)
    return (names, (first, last), edited is not None) if names else None


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

"""Lists whose entries are parted by commas, quotation marks or words such as "with": see `_listing_forms`.

The forms that most entries of a list have are those of all; what has none of them is read by the tagger where it is certain.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.records import Date, Furniture, Item, Record, Remark
from kg.sources import _listing_law as law
from kg.sources import _listing_tagged as tagged
from kg.sources._listing_books import book
from kg.sources._listing_entries import MOST, ORDERS
from kg.sources._listing_forms import FORMS, UNDATED, in_order
from kg.sources._listing_lines import MARKER, Draft, Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_parted import PARTED
from kg.sources._listing_parting import entries, ways
from kg.sources._listing_sections import IMPLIED
from kg.sources._listing_signs import THESIS, YEAR
from kg.sources._listing_tail import Tail, year_from_heading
from kg.sources._listing_taken import Taken, lead

_MOST_TRIED, _FEW = 60, 15
_LEAST = 0.45
"""The share of the entries that must have the form of a list."""
_KEPT = 1000
"""An entry of so many characters at most is remembered as it was taken apart."""
_BEHIND_YEAR = "year, "
_SIGNS = re.compile(r"[^\w\s]+|\b(?:with|joint|by)\b", re.IGNORECASE)
_PRINTED_AT = re.compile(r"\((?P<imprint>[^()]{2,60}:\s[^()]{2,60},\s(?:19|20)\d\d)\)")
"""Place, publisher and year in brackets behind the name of a collection."""
_LABELS = re.compile(
    r"(?:date written|posted|published|last revised|available at ssrn):\s|\bdownloads?:\s[\d,]+|\bor\s(?=https?:)|\[(?=arxiv)",
    re.IGNORECASE,
)
_UNMARKED = ("parted", "closed", "indented")
_MOST_LINES = 40
_UNDATED = re.compile(r"\b(?:forthcoming|in press|to appear|in preparation|submitted|accepted)\b", re.IGNORECASE)
_PARTING = re.compile(r"[,;.:()“”\"]|\d")
_COLUMN = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\t|\s{2})")
"""A year in a column of its own, which is that of the lines below that have none."""
_MARKED_UP = re.compile(r"\*\*|\]\(|</?\w+[ >]|\",\"|[^\s%]%[A-Z]")
"""Marks of Markdown, HTML and CSV, which other sources read or none."""


@dataclass(frozen=True)
class Plan:
    """How the entries of a list are parted, the form most of them have, and that of those which have not."""

    way: str
    form: str
    second: str = ""


def taken(text: str, form: str, column: bool = False) -> Taken | None:
    """An entry taken apart by one form, behind its number or bullet and the year before it, or in a column of years (`column`)."""
    if len(text) > MOST or not form:
        return None
    return _taken_again(text, form, column) if len(text) <= _KEPT else _taken(text, form, column)


@lru_cache(maxsize=2048)
def _taken_again(text: str, form: str, column: bool) -> Taken | None:
    """As `taken`: each way of parting the lines of a list, each look at a part of it, and who reads it ask for the same entries."""
    return _taken(text, form, column)


def _taken(text: str, form: str, column: bool) -> Taken | None:
    begin, year = _begins(text)
    if form.startswith(_BEHIND_YEAR):
        return in_order(text, begin, form.removeprefix(_BEHIND_YEAR)) if year or column else None
    return _FORMS[form](text, begin)


@lru_cache(maxsize=64)
def _begins(text: str) -> tuple[int, bool]:
    """Where an entry begins behind its number or bullet and the year before it, and whether there is a year."""
    marker = MARKER.match(text)
    begin, year = lead(text, marker.end() if marker else 0)
    return begin, year is not None


_FORMS = {**PARTED, **FORMS}
_ALL = (*_FORMS, *(_BEHIND_YEAR + order for order in ORDERS))


def recognises(lines: Sequence[Line]) -> Plan | None:
    """The plan by which most entries can be read, two at least; None when too few can."""
    body = [line for line in lines if not is_heading(line)]
    if sum(_MARKED_UP.search(line.text) is not None for line in body) * 5 > len(body):
        return None
    listed = bool(lines) and is_heading(lines[0]) and not YEAR.fullmatch(bare_heading(lines[0].text))
    headed = any(is_heading(line) and YEAR.fullmatch(bare_heading(line.text)) for line in lines)
    best: tuple[tuple[float, int], Plan] | None = None
    seen: set[tuple[str, ...]] = set()
    for way in ways(body):
        some = [one for one in itertools.islice(entries(iter(lines), way), _MOST_TRIED * 2) if not is_heading(one[0])]
        texts = tuple(joined(one) for one in some[:_MOST_TRIED])
        if texts in seen:
            continue  # another way has parted them in the same places
        seen.add(texts)
        if found := _best(texts, way, listed, headed):
            best = max(best, found, key=lambda one: one[0]) if best else found
    return best[1] if best else None


def _best(texts: Sequence[str], way: str, listed: bool, headed: bool) -> tuple[tuple[float, int], Plan] | None:
    """The form that most entries have, with the share and number of those that can be read."""
    dated = _is_dated(texts, headed)
    shares: dict[str, float] = {}
    for form in _ALL:
        if (dated and form in UNDATED) or (not dated and form.startswith("title, ")):
            continue
        # Marks between the parts of two lines may be those of another format.
        least = 3 if form in PARTED or form in UNDATED or form == "untitled" else 2
        parts = _most(texts, form, least)
        strong = sum(one.strong for one in parts)
        alone = sum(one.names is None for one in parts)
        if not parts or (not strong and not (listed and alone == len(parts) and len(parts) * 10 >= len(texts) * 8)):
            continue
        if form == "untitled" and (strong < 2 or len(parts) * 10 < len(texts) * 7):
            continue
        if form in UNDATED and strong < 2:
            continue
        shares[form] = len(parts) / len(texts)
    if not shares:
        return None
    form = max(shares, key=lambda one: (round(shares[one], 2), -_ALL.index(one)))
    second, more = _second(texts, form)
    both = shares[form] + more / len(texts)
    score = round(both, 2), round(both * len(texts))
    return (score, Plan(way, form, second)) if shares[form] >= 0.6 or both >= 0.75 else None


def _most(texts: Sequence[str], form: str, least: int) -> list[Taken]:
    """The entries that a form takes apart; none where they are too few to be most, or fewer than `least`: a form that cannot reach that is given up."""
    found: list[Taken] = []
    failed = 0
    for number, text in enumerate(texts):
        if parts := taken(text, form):
            found.append(parts)
        else:
            failed += 1
            may_be = len(texts) - failed
            if may_be < least or may_be / len(texts) < _LEAST:
                return []
        if number == _FEW - 1 and len(found) < 2:
            return []
    return found if len(found) >= least else []


def _second(texts: Sequence[str], form: str) -> tuple[str, int]:
    """The form that most entries have which do not have `form`, and how many."""
    tried = _tried(texts, form)
    rest: Counter[str] = Counter()
    if None in tried:
        for other in _ALL:
            if other != form and (other in UNDATED) == (form in UNDATED):
                others = zip(tried, _tried(texts, other), strict=True)
                rest[other] = sum(first is None and second is not None for first, second in others)
    second = max(rest, key=lambda other: (rest[other], -_ALL.index(other)), default="")
    return (second, rest[second]) if rest[second] else ("", 0)


def _tried(texts: Sequence[str], form: str) -> list[Taken | None]:
    """The entries as a form takes them apart; one that fits none or one of the first few is not tried on the others."""
    found = [taken(text, form) for text in texts[:_FEW]]
    given_up = len(found) - found.count(None) < 2
    return found + [None if given_up else taken(text, form) for text in texts[_FEW:]]


def _is_dated(texts: Sequence[str], headed: bool) -> bool:
    return headed or sum(YEAR.search(text) is not None for text in texts) * 2 >= len(texts)


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The entries of a list; one that has neither of its forms and is not read for certain by the tagger is rejected."""
    assert isinstance(plan, Plan)
    year = column = ""
    for entry in entries(lines, plan.way):
        if is_heading(entry[0]):
            bare = bare_heading(entry[0].text)
            year = bare if YEAR.fullmatch(bare) else year
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        for part in _cut(entry, plan):
            if dated := _COLUMN.match(part[0].text):
                column = dated["year"]
            elif not part[0].raw[:1].isspace():
                column = ""
            yield _item(part, plan, year, column)


def _cut(entry: list[Line], plan: Plan) -> Iterator[list[Line]]:
    """An entry cut before each line that begins another: what stands before and the rest are of the form of the list and dated.

    Blank lines may stand between groups of entries alone, and an entry may end with anything.
    """
    at = 0
    if plan.way in _UNMARKED and plan.form not in UNDATED and plan.form != "lines" and len(entry) <= _MOST_LINES:
        for i in range(1, len(entry)):
            if _is_whole(entry[i : i + 1], plan) and (
                _is_whole(entry[at:i], plan) or (i == at + 1 and _looks_beside(entry[at]))
            ):
                yield entry[at:i]
                at = i
    yield entry[at:]


def _looks_beside(line: Line) -> bool:
    """Whether a line above entries is a short label: no date, no mark that parts and no mark that ends."""
    return len(line.text) < 60 and _PARTING.search(line.text) is None


def _is_whole(lines: list[Line], plan: Plan) -> bool:
    """Whether some lines are an entry by themselves: of the form of the list, with a year or a remark that stands for it."""
    text = joined(lines)
    dated = YEAR.search(text) or _UNDATED.search(text) or lines[0].raw[:1].isspace()
    parts = taken(text, plan.form, column=lines[0].raw[:1].isspace()) if dated else None
    return parts is not None and (parts.names is not None or parts.owned)


def _item(entry: list[Line], plan: Plan, year: str, column: str) -> Item:
    text = joined(entry)
    year = year or column
    stray = plan.way == "marked" and not MARKER.match(text)
    owned = plan.form in ("owned", "lines")
    dated = year or plan.form in UNDATED or YEAR.search(text) or _UNDATED.search(text)
    second = plan.second if dated else ""  # what says nothing of a date is no other form of a dated entry
    parts = None if stray else taken(text, plan.form, bool(column)) or taken(text, second) or _book(text, owned)
    if parts is not None:
        return record_of_parts(text, entry[0].start, parts, year)
    found = None if stray or plan.form == "lines" else tagged.record(text, entry[0].start, year)
    return found or reject(entry, f"no parts in the form of this list ({plan.form})")


def _book(text: str, owned: bool) -> Taken | None:
    marker = MARKER.match(text)
    return book(text, marker.end() if marker else 0, owned) if len(text) <= MOST else None


def record_of_parts(text: str, base: int, parts: Taken, year: str) -> Record:
    """The record of an entry that was taken apart."""
    draft = Draft("article")
    marker = MARKER.match(text)
    if marker:
        draft.furniture("label", base, base + len(marker[0].rstrip()))
    if parts.title[0] < parts.title[1]:
        draft.work.title = text[slice(*parts.title)]
        draft.mapped("title", base + parts.title[0], base + parts.title[1])
        draft.confidence["title"] = 0.95 if parts.form == "quoted" or parts.strong else 0.9
    if parts.names:
        draft.authors_in(text[slice(*parts.names_at)], base + parts.names_at[0], parts.names)
        draft.confidence["contributions"] = 0.95 if parts.strong else 0.9
    if parts.owned:
        message = "The entry does not name the owner of the page it stands on, who is an author."
        draft.remarks.append(Remark(IMPLIED, message, "contributions"))
    for at in (parts.year_at, lead(text, marker.end() if marker else 0)[1]):
        if at and not draft.work.dates:
            draft.work.dates.append(Date("issued", text[slice(*at)]))
            draft.mapped("dates[0]", base + at[0], base + at[1])
    _rests(draft, text, base, parts)
    draft.led_by_year(text, base)
    _punctuation(draft, text, base)
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    return draft.record()


def _rests(draft: Draft, text: str, base: int, parts: Taken) -> None:
    """Venue, numbers, dates and links, from what is left of an entry."""
    for begin, end in parts.rests:
        start = law.take(draft, text, base, begin, end)
        if THESIS.search(text, start, min(start + 60, end)):
            draft.work.type = "thesis"
        if _LABELS.search(text, start, end):
            text = text[:start] + _LABELS.sub(lambda found: " " * len(found[0]), text[start:])
        imprint = _PRINTED_AT.search(text, start, end)
        Tail(draft, text, base).read(start, imprint.start() if imprint else end)
        if imprint:
            behind = Tail(draft, text, base)
            behind.read(*imprint.span("imprint"))
            behind.read(imprint.end(), end)


def _punctuation(draft: Draft, text: str, base: int) -> None:
    """The marks and small words between what is mapped that no piece names yet."""
    at = base
    last = base + len(text)
    for start, end in [*sorted((piece.start, piece.end) for piece in draft.pieces), (last, last)]:
        if start > at:
            for mark in _SIGNS.finditer(text, at - base, start - base):
                draft.furniture("punctuation", base + mark.start(), base + mark.end())
        at = max(at, end)


LAYOUT = Layout("entry-forms", recognises, read, afresh=True)

"""Pages whose mark-up does not show their entries, read as the plain text they show: the layouts of lists do the rest.

A block that stands apart is parted from the next by a blank line; a line break or a part of a block begins a new line. What is
read is carried back to where it stands in the source, and the links of an entry are entered into its record.
"""

from __future__ import annotations

import io
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import TypeVar

from kg.names import fold
from kg.records import Furniture, Item, Piece, Record, Reject
from kg.sources import HEAD, TextStream, listing, references
from kg.sources._html_flow import Flow, Hyperlink
from kg.sources._html_labels import labels
from kg.sources._html_links import says_nothing
from kg.sources._html_record import apart, authors_at, clipped, enter_profile, enter_target

SAMPLE = 20_000
"""So many characters of a long text show whether it shows more works than its mark-up."""
Mark = tuple[str, int, int]
_BEGIN, _AT, _BEGINS = itemgetter(0), itemgetter(1), attrgetter("begin")
_Read = TypeVar("_Read", Record | Reject, Record | Reject | Furniture)


@dataclass
class _Part:
    """A block of a page: where its text begins in the whole text, its text without labels of links, its own text, and the labels.

    A block may hold a whole list, so what stands in it is put in order once and then looked up.
    """

    begin: int
    flow: Flow
    whole: Flow
    cuts: list[tuple[int, int]]

    def links(self, start: int, end: int) -> Iterator[tuple[int, int, Hyperlink]]:
        """The links that begin in a stretch of the whole text, in their order, with what each covers of it; a label covers nothing."""
        found = self._linked[bisect_left(self._linked, start, key=_BEGIN) : bisect_right(self._linked, end, key=_BEGIN)]
        return ((a, b, self.whole.links[i]) for a, i, b in sorted(found, key=itemgetter(1)))

    def labels(self, start: int, end: int) -> list[tuple[int, int]]:
        """The labels that stand in a stretch of the whole text or at its ends."""
        return self.cuts[bisect_left(self._labels, start) : bisect_right(self._labels, end)]

    def marks(self, start: int, end: int) -> list[Mark]:
        """The mark-up that stands in a stretch of the source."""
        found = self._marks[bisect_left(self._marks, start, key=_AT) : bisect_right(self._marks, end, key=_AT)]
        return [mark for mark in found if mark[2] <= end]

    def around(self, at: int) -> int:
        """Where the mark-up ends that stands around a place of the source; 0 for none."""
        i = bisect_right(self._marks, at, key=_AT)
        return self._reaches[i - 1] if i and self._reaches[i - 1] > at else 0

    @cached_property
    def _linked(self) -> list[tuple[int, int, int]]:
        """Where each link begins in the whole text, its number, and where it ends."""
        links = self.whole.links
        return sorted((self._cut(link.start), i, self._cut(link.end)) for i, link in enumerate(links))

    @cached_property
    def _labels(self) -> list[int]:
        return [self._cut(start) for start, _ in self.cuts]

    @cached_property
    def _marks(self) -> list[Mark]:
        return sorted(self.whole.marks, key=_AT)

    @cached_property
    def _reaches(self) -> list[int]:
        """How far the mark-up up to each mark reaches."""
        return list(accumulate((end for _, _, end in self._marks), max))

    @cached_property
    def _cut_before(self) -> list[int]:
        """How many characters the labels before each label have."""
        return list(accumulate((end - start for start, end in self.cuts), initial=0))

    def _cut(self, at: int) -> int:
        """Where a place of the own text stands in the whole text."""
        i = bisect_left(self.cuts, at, key=_BEGIN)
        within = max(self.cuts[i - 1][1] - at, 0) if i else 0
        return self.begin + at - (self._cut_before[i] - within)


_NUMBERED_YEAR = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s(?=(?:19|20)\d\d\s*$)")
"""The number of a section before its heading, where that is a year."""


@dataclass
class PlainText:
    """The blocks of a page as one text, with the way back to the source; of a long page as far as they were taken.

    `flows` are the blocks that follow, each with what parts it from the block before.
    """

    flows: Iterator[tuple[Flow, str]] = field(default_factory=lambda: iter(()))
    parts: list[_Part] = field(default_factory=list)
    text: str = ""
    begins: bool = False
    """Whether it is the beginning of a longer text."""

    @classmethod
    def of(cls, flows: Iterable[tuple[Flow, str]]) -> PlainText:
        """The text of some blocks, all of which are taken."""
        return cls(iter(flows)).take()

    def take(self, most: int = sys.maxsize) -> PlainText:
        """Adds the blocks that follow, up to the one with which the text has more than `most` characters; gives itself."""
        printed = [self.text]
        length = len(self.text)
        while length <= most and (following := next(self.flows, None)):
            whole, gap = following
            number = _NUMBERED_YEAR.match(whole.text)
            headed = number is not None and any(run.kind == "heading" for run in whole.runs)
            cuts = [(0, number.end())] if number and headed else labels(whole)
            flow = whole.without(cuts)
            if words := flow.text.rstrip():
                before = gap if self.parts else ""
                self.parts.append(_Part(length + len(before), flow, whole, cuts))
                printed += [before, words]
                length += len(before) + len(words)
        self.text = "".join(printed)
        return self

    def beginning(self, size: int) -> tuple[PlainText, int]:
        """The blocks of about the first `size` characters, and where they end in the source."""
        last = bisect_right(self.parts, size, key=_BEGINS)
        parts = self.parts[:last]
        end = self.parts[last].begin if last < len(self.parts) else len(self.text)
        return PlainText(parts=parts, text=self.text[:end].rstrip(), begins=True), max(
            to for _, _, to, _ in parts[-1].flow.places
        )

    def within(self, start: int, end: int) -> Iterator[tuple[_Part, int, int]]:
        """The blocks of a stretch of the text, each with the stretch of its own text."""
        for i in range(max(bisect_right(self.parts, start, key=_BEGINS) - 1, 0), len(self.parts)):
            part = self.parts[i]
            if part.begin >= end:
                return
            a, b = max(start - part.begin, 0), min(end - part.begin, len(part.flow.text))
            if a < b:
                yield part, a, b

    def pieces(self, piece: Piece) -> list[Piece]:
        """A piece of the text as pieces of the source."""
        i = bisect_right(self.parts, piece.start, key=_BEGINS) - 1
        if i >= 0 and (
            i + 1 == len(self.parts) or self.parts[i + 1].begin >= piece.end
        ):  # as most do, it stands in one
            part = self.parts[i]
            end = min(piece.end - part.begin, len(part.flow.text))
            return part.flow.pieces(piece.kind, piece.field, piece.start - part.begin, end)
        parts = self.within(piece.start, piece.end)
        return [one for part, a, b in parts for one in part.flow.pieces(piece.kind, piece.field, a, b)]


def read(plain: PlainText, base: str) -> list[Record | Reject]:
    """What the layouts of plain lists read of a page, with the places of its source; nothing where it is of none of them.

    `base` is the address of the page.
    """
    # Whether a text is a list is seen once, of all of it; what a beginning shows beyond that is looked at no further.
    reader: Callable[[TextStream], Iterator[Item]] = listing._beginning if plain.begins else listing.read
    if not plain.begins and not listing.sniff("", head := plain.take(HEAD).text[:HEAD]):
        if not references.sniff("", head):
            return []
        reader = references.read
    return [item for item in carried(plain.take(), base, reader) if not isinstance(item, Furniture)]


def by_text_where_more(
    found: list[_Read], shown: Callable[[], Iterable[tuple[Flow, str]]], read_text: Callable[[PlainText], list[_Read]]
) -> list[_Read]:
    """The entries that mark-up shows; where it shows fewer than the text does, with those of the text beside them, and where the text alone says more of works, those of the text.

    `shown` gives the blocks of the page. Of a long one whose mark-up shows some, only the beginning is read where that shows no more;
    `read_text` takes as many of them as it needs.
    """
    records = _count(found)
    plain = PlainText(iter(shown()))
    if records > 1 and (_shows_no_more(found, plain, read_text) or _is_all(found, plain)):
        return found
    others = read_text(plain)
    if records < 2:
        return others if _count(others) > records else found
    if says_more(others, found):
        return completed(_with_rest(others, found), found, ties=True)
    if not _shows_more(found, others):
        return completed(_with_rest(found, others), others)
    mine = [(item.start, item.end) for item in found if isinstance(item, Record)]
    both = [item for item in found if isinstance(item, Record)] + [item for item in others if _is_apart(item, mine)]
    return completed(sorted(both, key=attrgetter("start")), others)


def _with_rest(items: list[_Read], others: list[_Read]) -> list[_Read]:
    """What one reading of a page says, with the records that the other alone has, where both agree about most of the rest."""
    spans = sorted((item.start, item.end) for item in items if isinstance(item, Record))
    rest = [item for item in others if isinstance(item, Record) and _is_apart(item, spans)]
    if not rest or not agree(items, others):
        return items
    added = sorted((item.start, item.end) for item in rest)
    return [item for item in items if isinstance(item, Record) or _is_apart(item, added)] + rest


def says_more(others: Sequence[Item], found: Sequence[Item]) -> bool:
    """Whether the first say more of works than the second: how many of their works have someone who made them, and when or where they appeared."""
    return _said(others) > _said(found)


def completed(items: Sequence[_Read], others: Sequence[Item], ties: bool = False) -> list[_Read]:
    """The items; of records of the same work, that of the others where it says who made it, when it appeared or its identifiers, which the first leaves out, and all else.

    With `ties` that of the others is also taken where it says as much, or has the names that the title of the first begins with.
    """
    left = sorted((item for item in others if isinstance(item, Record)), key=attrgetter("start"))
    before = sorted(items, key=attrgetter("start"))
    made: list[_Read] = []
    for i, item in enumerate(before):
        other = _fuller(item, left, ties) if isinstance(item, Record) else None
        begin = made[-1].end if made else 0
        end = before[i + 1].start if i + 1 < len(before) else sys.maxsize
        made.append(other if other is not None and begin <= other.start and other.end <= end else item)
    return made


def _fuller(record: Record, others: Sequence[Record], ties: bool) -> Record | None:
    """The first of the others with the same title in the same place that says all that a record does and more of names, dates and identifiers."""
    says = _said_of(record)
    if says >= _SAID and not ties:
        return None
    title = _letters(record)
    for other in others[bisect_left(others, record.start, key=attrgetter("end")) :]:
        if other.start >= record.end:
            return None
        its = _said_of(other)
        more = says < its and its - says <= _SAID
        if _letters(other) == title and (more or (ties and says <= its)):
            return other if len(other.work.contributions) >= len(record.work.contributions) else None
        if ties and "names" in its - says and "dates" in its and title.endswith(_letters(other)):
            return other
    return None


def _letters(record: Record) -> str:
    return "".join(filter(str.isalnum, fold(record.work.title or "")))


_SAID = frozenset(["names", "dates", "identifiers"])


def _said_of(record: Record) -> frozenset[str]:
    """What a record says beside a title."""
    work = record.work
    parts = {
        "names": work.contributions,
        "dates": work.dates,
        "identifiers": work.identifiers,
        "venues": work.venues or work.publisher,
    }
    return frozenset(name for name, part in parts.items() if part)


def _said(items: Sequence[Item]) -> int:
    records = [_said_of(item) for item in items if isinstance(item, Record)]
    return sum(("names" in said) + bool(said - {"names"}) for said in records)


def _is_all(found: Sequence[Item], plain: PlainText) -> bool:
    """Whether mark-up shows nothing but records with names and dates, which are most of the page."""
    if not all(isinstance(item, Record) and {"names", "dates"} <= _said_of(item) for item in found):
        return False
    spans = sorted((item.start, item.end) for item in found)
    within = sum(len(part.flow.text) for part in plain.parts if _holds(spans, part.flow.places[0][1]))
    return within * 4 >= len(plain.text) * 3


def _holds(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place stands in one of some spans, which are in order."""
    before = bisect_right(spans, place, key=_BEGIN) - 1
    return before >= 0 and place < spans[before][1]


def _shows_no_more(found: list[_Read], plain: PlainText, read_text: Callable[[PlainText], list[_Read]]) -> bool:
    """Whether the beginning of a long text shows no more works than the mark-up does; never where the text is not long.

    What is short enough for the taggers is to be read at once as a whole.
    """
    if len(plain.take(2 * SAMPLE).text) <= 2 * SAMPLE:
        return False
    few, end = plain.beginning(SAMPLE)
    sample = [item for item in found if item.end <= end]
    if _count(sample) == len(sample):
        return True
    return len(plain.take(HEAD).text) > HEAD and not _shows_more(sample, read_text(few))


def _count(items: Sequence[Item]) -> int:
    return sum(isinstance(item, Record) for item in items)


def _shows_more(found: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether the text shows more works than the mark-up, no more than there are entries, and most titles are the same."""
    return _count(found) < _count(others) <= len(found) and agree(found, others)


def _is_apart(item: Record | Reject | Furniture, spans: list[tuple[int, int]]) -> bool:
    """Whether an item stands outside of some spans, which are in order."""
    after = bisect_right(spans, item.start, key=itemgetter(1))
    return after == len(spans) or spans[after][0] >= item.end


def agree(found: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether most titles that the mark-up shows are titles to the text as well, of those that the text reads something of."""
    read_ = sorted((item for item in others if isinstance(item, Record)), key=attrgetter("start"))
    titles = {fold(item.work.title or "") for item in read_}
    spans = [(item.start, item.end) for item in read_]
    both = [item for item in found if isinstance(item, Record) and not _is_apart(item, spans)]
    known = [fold(item.work.title or "") in titles for item in both]
    if not known:
        return False
    return sum(known) * 3 >= len(known) * 2


def carried(
    plain: PlainText, base: str, reader: Callable[[TextStream], Iterator[Item]]
) -> list[Record | Reject | Furniture]:
    """What a reader of plain text reads of a page, with the places of its source."""
    found: list[Record | Reject | Furniture] = []
    done = 0
    # All are read before the first is carried: the reader may look back at where those stand that it gave.
    for item in [*reader(io.StringIO(plain.text, newline="\n"))]:
        if isinstance(item, Record):
            made = _carried(plain, item, base)
            if made.start < done < made.end:  # a label between two works is of the first
                made.pieces = [one for one in made.pieces if one.start >= done]
                made.start = done
            done = made.end
            posted = any(_POSTED.match(venue.name) for venue in item.work.venues)
            found.append(Reject(made.start, made.end, _NEWS) if posted else made)
        elif isinstance(item, Reject | Furniture) and (pieces := plain.pieces(Piece("left", "", item.start, item.end))):
            start, end = max(done, min(one.start for one in pieces)), max(one.end for one in pieces)
            if start >= end:
                continue
            found.append(
                Reject(start, end, item.reason) if isinstance(item, Reject) else Furniture(item.name, start, end)
            )
    return without_head(found)


_POSTED = re.compile(
    r"(?:(?:posted|updated|last (?:updated|modified)|published|added)\s(?:on\s)?(?:\d{1,2}[\s./]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)|(?:mis en ligne|publié) le\s|veröffentlicht am\s|publicado el\s)",
    re.IGNORECASE,
)
"""How a site says when it printed something, which is no venue: what stands there is news or the head of a page."""
_NEWS = "not understood: when it was posted stands where a work has its venue"


def without_head(found: list[Record | Reject | Furniture]) -> list[Record | Reject | Furniture]:
    """Without the records before the first that is dated, where most are, that have neither date nor identifier nor venue: they are the head of the page."""
    dated = [isinstance(item, Record) and bool(item.work.dates) for item in found]
    first = dated.index(True) if True in dated else 0
    records = sum(isinstance(item, Record) for item in found)
    lower = [isinstance(item, Record) and _SENTENCE_GOES_ON.match(item.work.title or "") is not None for item in found]
    if records > 2 and lower.count(True) == 1 and lower.index(True) == _first_record(found):
        item = found[lower.index(True)]  # "co-located with", "welcome to": no other title begins so
        found = [Reject(one.start, one.end, _HEAD) if one is item else one for one in found]
    if sum(dated) * 3 < records * 2:
        return found
    return [
        Reject(item.start, item.end, _HEAD) if i < first and isinstance(item, Record) and _says_nothing(item) else item
        for i, item in enumerate(found)
    ]


_SENTENCE_GOES_ON = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20})?\s")
"""A word in small letters; titles that begin with one are rather "k-means", "mRNA" or "iOS"."""


def _first_record(found: list[Record | Reject | Furniture]) -> int:
    return next(i for i, item in enumerate(found) if isinstance(item, Record))


_HEAD = "not understood: an entry without date, identifier and venue before those that have some"


def _says_nothing(record: Record) -> bool:
    work = record.work
    return not (work.dates or work.identifiers or work.venues or work.links or work.comments)


def _carried(plain: PlainText, record: Record, base: str) -> Record:
    """A record of the text as one of the source, with the targets of the links that stand in it."""
    pieces: list[Piece] = []
    behind = plain.text[record.end : record.end + 20]
    # A label alone in the next cell of a row, or behind a mark; it covers nothing of the text.
    reach = record.end + len(behind) - len(behind.lstrip("\t ,;.|()[]"))
    parts = [part for part, _, _ in plain.within(record.start, record.end)]
    for part in parts:
        for a, b, link in part.links(record.start, reach):
            if (b <= record.end or a == b) and not says_nothing(link.url):
                pieces.append(_linked(record, part, a, b, link, base))
        labels_ = part.labels(record.start, reach)
        pieces += [one for cut in labels_ for one in part.whole.pieces("furniture", "link-label", *cut)]
    printed = [one for piece in record.pieces for one in plain.pieces(piece)]
    places = plain.pieces(Piece("left", "", record.start, record.end))
    targets = [one.start for one in pieces if one.field != "link-label" and one.start >= 0]
    start = min(one.start for one in places)
    # The tags of links behind the last word belong to the record: the targets stand in them.
    end = max([one.end for one in places] + [part.around(one) for part in parts for one in targets])
    within = [one for one in [*pieces, *printed] if start <= one.start < one.end <= end]
    between = [mark for part in parts for mark in part.marks(start, end)]
    record.pieces = clipped([*within, *apart(between, within)])
    record.start, record.end = start, end
    return record


def _linked(record: Record, part: _Part, start: int, end: int, link: Hyperlink, base: str) -> Piece:
    """Enters a link, of a name as that of the author, and gives where its target stands."""
    authors = authors_at(record, start, end) if start < end else []
    if authors:
        return enter_profile(record, authors, link, base)
    return enter_target(record, link, part.whole.text[link.start : link.end], base)

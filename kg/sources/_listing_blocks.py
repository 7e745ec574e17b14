"""Lists that give title and authors a line each, and venue, year, abstract, links or citation counts lines below.

Ferries Without Timetables        [1] Ann Author, Bo Builder      Ferries Without Timetables
Ann Author, Bo Builder            Ferries Without Timetables      A Author, B Builder - Harbours, 2019 - example.org
Journal of Harbours 12(3), 2019   Journal of Harbours, 2019       Cited by 12

What each line is is decided for all lines together: the most likely sequence of title, names and rest (Viterbi, "Error bounds
for convolutional codes", 1967), once with the title first and once with the names first.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from itertools import islice, pairwise

from msgspec import Struct

from kg.records import Furniture, Item, NameAsPrinted
from kg.sources._listing_badges import BADGE, YEAR_BESIDE, take_badge
from kg.sources._listing_block_lines import COUNT, STAMP, is_small, take_rest
from kg.sources._listing_entries import names_from
from kg.sources._listing_lines import (
    MARKER,
    Draft,
    Layout,
    Line,
    bare_heading,
    begins_as_title,
    is_heading,
    is_prose,
    joined,
    may_be_title,
    reject,
)
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people, people_before
from kg.sources._listing_search import is_between, is_of_page
from kg.sources._listing_signs import YEAR, shows_venue
from kg.sources._listing_tail import Tail, year_from_heading

_ABOUT = re.compile(
    r"(?:title|cited by|year|authors|citations|\s)+|.{0,40}\b(?:equal(?:ly)?\s+contribut|denotes|corresponding author|contributed equally).{0,60}",
    re.IGNORECASE,
)
_FIRST_OF_HEADS = frozenset("tcyaTCYA")
_SIGNS_OF_NOTES = ("contribut", "denotes", "corresponding")
_BETWEEN = re.compile(r"\s[-–—]\s")
_DATE_BEHIND = re.compile(r"\s\((?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?)?(?:19|20)\d\d\)$")
"""A date in brackets behind the last name: "(Mar 3, 2023)"."""
_CITED = re.compile(r"[^\W\d_]{3}[.?!][”\"’]?\s(?:In\s|in\s|dans\s|arXiv|[A-Z][^.?!]{2,80}(?:[.,]\s|\d))")
_LONGEST_VENUE = 300
_MOST_IN_BLOCK, _MOST_ABOVE, _MOST_BELOW = 8, 8, 3
_WINDOW = 1000
_NEVER = -1000.0
_QUOTES = ('"', "“", "«", "„")
TITLE, NAMES, REST, HEADING, STRANGE = range(5)
KINDS = range(5)


class Seen(Struct, gc=False):
    """What one line shows whatever stands first in a record: its marker, the names it holds (up to where), what it can be."""

    line: Line
    begin: int
    names: NameList | None
    names_end: int
    heads: bool = False
    title: float = _NEVER
    rest: float = _NEVER
    strange: float = 0.0

    @property
    def text(self) -> str:
        return self.line.text[self.begin :]

    @property
    def goes_on(self) -> bool:
        """Whether something stands behind the names, which is the venue."""
        return self.names is not None and self.names_end < len(self.text)

    @property
    def strong(self) -> bool:
        return self.names is not None and len(self.names.names) > 1


def _look(line: Line, before: Line | None, after: Line | None) -> Seen:
    """What a line shows by itself and by the lines around it."""
    begin, text, prose = _parted(line)
    names, end = _names_of(text, prose)
    seen = Seen(line, begin, names, end)
    heading = is_heading(line)
    seen.heads = heading or _is_about(line.text)
    seen.strange = -4.0 if before is not None or names is None else 0.0
    dated = YEAR.search(text) is not None
    if not prose and may_be_title(text) and not is_small(text):
        seen.title = (0.0 if begins_as_title(text) else -2.0) - (4 if seen.strong else 0) - (3 if dated else 0)
    if not heading or COUNT.fullmatch(line.text):
        seen.rest = _as_rest(seen, before, after, prose)
    return seen


def _parted(line: Line) -> tuple[int, str, bool]:
    """Where a line begins behind its number or bullet, its text from there, and whether that is prose."""
    marker = MARKER.match(line.text)
    begin = marker.end() if marker else 0
    text = line.text[begin:] if begin else line.text
    return begin, text, is_prose(text)


def _names_of(text: str, prose: bool) -> tuple[NameList | None, int]:
    return _names(text) if not (prose and "," not in text[:60]) else (None, 0)


def _has_authors(line: Line) -> bool:
    """Whether a line holds several names."""
    _, text, prose = _parted(line)
    names, _ = _names_of(text, prose)
    return names is not None and len(names.names) > 1


def _scores(seen: Seen, first: str) -> tuple[float, float, float, float, float]:
    """How likely a line is of each kind; `first` says which kind begins a record ("title", "names")."""
    title, rest = seen.title, seen.rest
    names = (3.0 if seen.strong else 0.5) if seen.names else _NEVER
    if seen.begin:
        title += 2 if first == "title" else -3
        names += 2 if first == "names" else -5
        rest -= 4
    if seen.line.gap:
        title += 1 if first == "title" else -2
        names += 1 if first == "names" else -2
        rest -= 2
    return title, names, rest, 3.0 if seen.heads else _NEVER, seen.strange


def _names(text: str) -> tuple[NameList | None, int]:
    """The names that are a whole line, or stand before a dash and a venue; and where they end."""
    dated = YEAR.search(text)
    end = text.rstrip(". )")[-5:]
    if not (dated and YEAR.fullmatch(end[1:]) and end[0] == " ") and (found := people(text)):
        return found, len(text)
    if dated and (last := _DATE_BEHIND.search(text)) and (found := people(text[: last.start()])):
        return found, last.start()
    dash = _BETWEEN.search(text)
    if dash and YEAR.search(text, dash.end()) and (found := people(text[: dash.start()])):
        return found, dash.start()
    before = _names_and_venue(text) if dated and dash is None and ". " in text else None
    if before is None and dated and dash is None and "," in text:
        before = people_before(text, 0)
    if before and text[before[1] :].lstrip(" ,.:")[:1] in _QUOTES:
        return None, 0  # a title in quotation marks: this is a whole reference
    return before or (None, 0)


def _names_and_venue(text: str) -> tuple[NameList, int] | None:
    """The names before a full stop and a venue: "Ann Author, Bo Builder. Journal of Harbours, 2019."."""
    for names, mark in names_from(text, 0):
        behind = text[mark.end() :].lstrip()
        # Behind an abbreviated word of a journal stands a number, behind a title its venue.
        whole = text[mark.start()] == "." and behind[:2].isalpha() and YEAR.search(behind)
        return (names, mark.end()) if whole and not _CITED.search(behind) else None
    return None


def _as_rest(seen: Seen, before: Line | None, after: Line | None, prose: bool) -> float:
    text = seen.line.text
    dated = YEAR.search(text)
    if dated and dated.end() - dated.start() == len(text):
        # a year alone goes on with a record where a count or the same year stands before it, or where it ends one
        ends = after is None or bool(after.gap) or is_small(after.text)
        goes_on = (
            before is not None and not seen.line.gap and (COUNT.fullmatch(before.text) or text in before.text or ends)
        )
        return 4.0 if goes_on else _NEVER
    if is_small(text) or STAMP.fullmatch(text):
        return 3.0
    if before is not None and not seen.line.gap and not seen.strong and is_between(before.text, text, after):
        return 2.5
    if seen.strong:
        return -4.0
    if prose or (len(text) > 60 and text.endswith("…")):
        return 1.0
    if len(text) > _LONGEST_VENUE:
        return -4.0
    if dated and any(map(str.isalpha, text)):
        return 1.5
    return 0.5 if dated or shows_venue(text, "") else -4.0


def _is_about(text: str) -> bool:
    """Whether a line is the head of a table of works, or says what the marks of authors mean."""
    if text[0] not in _FIRST_OF_HEADS and not any(map(text.lower().__contains__, _SIGNS_OF_NOTES)):
        return False  # looking for the signs is cheap
    return _ABOUT.fullmatch(text) is not None


# --- the most likely sequence ----------------------------------------------------------------------------------------


def _path(seen: Sequence[Seen], first: str) -> tuple[float, list[int]]:
    """The most likely kinds of all lines when records begin with `first` ("title" or "names"), and how likely they are.

    A record begins with its first part, perhaps a title of several lines, then comes the second part, then the rest. What can't
    be is not followed up: any line can be strange, so that there is always a path.
    """
    begin, second = (TITLE, NAMES) if first == "title" else (NAMES, TITLE)
    best = [_NEVER] * 5
    back: list[tuple[int, ...]] = []
    for i, one in enumerate(seen):
        scores = _scores(one, first)
        if i == 0:
            best = [score if kind in (begin, HEADING, STRANGE) else _NEVER for kind, score in enumerate(scores)]
            continue
        came, now = [0] * 5, [_NEVER * (i + 1)] * 5
        score, source = best[second] - 1.0, second
        for kind in (REST, HEADING):
            if best[kind] > score:
                score, source = best[kind], kind
        strange = best[STRANGE]
        now[HEADING] = now[STRANGE] = max(score, strange)
        came[HEADING] = came[STRANGE] = STRANGE if strange > score else source
        now[HEADING] += scores[HEADING]
        now[STRANGE] += scores[STRANGE]
        if scores[begin] > _NEVER / 2:
            if i > 1 and not one.line.gap:  # half of a record is not strange
                strange -= 4.0
            now[begin] = max(score, strange) + scores[begin]
            came[begin] = STRANGE if strange > score else source
        if scores[second] > _NEVER / 2:
            now[second], came[second] = best[begin] + scores[second], begin
        if scores[TITLE] > _NEVER / 2:  # a title may be wrapped, but not over a blank line
            wrapped = best[TITLE] - (22.5 if one.line.gap or one.begin else 2.5) + scores[TITLE]
            if wrapped >= now[TITLE]:
                now[TITLE], came[TITLE] = wrapped, TITLE
        if scores[REST] > _NEVER / 2:
            longer = best[REST] - 0.5
            now[REST], came[REST] = max(best[second], longer) + scores[REST], REST if longer > best[second] else second
        back.append(tuple(came))
        best = now
    kind = max((k for k in KINDS if k != begin), key=best.__getitem__)
    score = best[kind]
    path = [kind]
    for sources in reversed(back):
        kind = sources[kind]
        path.append(kind)
    return score, path[::-1]


def _looked(lines: Sequence[Line]) -> list[Seen]:
    """What each line shows."""
    around = zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True)
    return [_look(line, before, after) for before, line, after in around]


class Block(Struct, gc=False):
    """Consecutive lines of one record, of a heading, or of what is not understood."""

    kind: str
    seen: list[Seen]
    kinds: list[int]

    def of(self, kind: int) -> list[Seen]:
        return [one for one, its in zip(self.seen, self.kinds, strict=True) if its == kind]


def _blocks(path: Sequence[int], seen: Sequence[Seen], first: str) -> Iterator[Block]:
    begin = TITLE if first == "title" else NAMES
    block: Block | None = None
    for kind, one in zip(_with_badges(path, seen) if first == "title" else path, seen, strict=True):
        name = {HEADING: "heading", STRANGE: "strange"}.get(kind, "record")
        starts = kind == begin and not (block and block.kinds[-1] == kind)
        if block is None or name != block.kind or starts or name == "heading":
            if block:
                yield block
            block = Block(name, [], [])
        block.seen.append(one)
        block.kinds.append(kind)
    if block:
        yield block


def _with_badges(path: Sequence[int], seen: Sequence[Seen]) -> list[int]:
    """The kinds of lines, where the short name of a venue right above a title is of that title and not of the work above it, and a year between blank lines of neither."""
    kinds = list(path)
    for at, (one, below) in enumerate(pairwise(seen)):
        if kinds[at] == REST and one.line.gap and below.line.gap and YEAR_BESIDE.fullmatch(one.line.text):
            kinds[at] = HEADING  # what stands between blank lines and names a year is of the works below
        above = (one.line.gap or not at) and not below.line.gap and kinds[at + 1] == TITLE
        if above and kinds[at] in (REST, STRANGE) and BADGE.fullmatch(one.line.text):
            kinds[at] = TITLE
    return kinds


def _is_pair(block: Block) -> bool:
    """Whether a block is nothing but title and names between blank lines, as in a list of accepted papers."""
    return bool(block.seen[0].line.gap) and not any(one.line.gap for one in block.seen[1:]) and not block.of(REST)


def _merged(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of names that end with a separator made one with the next."""
    merged: list[Line] = []
    for i, line in enumerate(lines):
        last = merged[-1] if merged else None
        if last and not line.gap and is_of_page(line.text) and i + 1 < len(lines) and people(lines[i + 1].text):
            continue  # fields of study between title and names
        open_end = last is not None and last.text.endswith((",", " and", "&", ";")) and len(last.text) < 20_000
        if (
            last is not None
            and open_end
            and not line.gap
            and not is_prose(line.text)
            and people(last.text.rstrip(",;& ").removesuffix(" and"))
        ):
            blank = len(last.raw) - len(last.raw.lstrip())
            merged[-1] = Line(last.start, last.gap, last.raw[blank:] + line.raw)
        else:
            merged.append(line)
    return merged


def _begins_with_names(text: str) -> bool:
    """Whether a line begins with names that have initials, and something else behind them."""
    found = people_before(text, 0) if "." in text[:60] and "," in text else None
    return found is not None and any("." in name.printed for name, _, _ in found[0].names)


def _is_reference(text: str) -> bool:
    """Whether a line is a whole reference, or one without the names: title, full stop, venue and year."""
    return (_CITED.search(text) is not None and YEAR.search(text) is not None) or _begins_with_names(text)


def _choice(seen: Sequence[Seen]) -> str:
    """Which part stands first, "title" or "names"; '' when the lines are not blocks of both beyond doubt."""
    if not seen or not any(one.strong for one in seen):
        return ""
    found: dict[str, tuple[float, int]] = {}
    dated = any(one.heads and YEAR.fullmatch(bare_heading(one.line.text)) for one in seen)
    for first in ("title", "names"):
        score, path = _path(seen, first)
        records = [block for block in _blocks(path, seen, first) if block.kind == "record"]
        strong = sum(1 for block in records if any(one.strong for one in block.of(NAMES)))
        closed = sum(1 for block in records if block.of(REST) or any(one.goes_on for one in block.of(NAMES)))
        inner = sum(1 for block in records for one in block.seen[1:] if one.begin)
        even = [block for block in records if len(block.seen) <= _MOST_IN_BLOCK]
        covered = (
            sum(len(block.seen) for block in even) + sum(1 for kind in path if kind == HEADING)
            if inner * 3 <= len(records)
            else 0
        )
        paired = (
            len(records) > 2
            and strong * 3 >= 2 * len(records)
            and all(map(_is_pair, records))
            and STRANGE not in path[_MOST_ABOVE:-_MOST_BELOW]
        )
        whole = sum(1 for block in records for one in block.of(TITLE) if _is_reference(one.text))
        sure = (
            strong > 1
            and whole * 3 < max(len(records), 3)  # else its lines are whole references
            and strong * 3 >= len(records)
            and (dated or closed * 2 > len(records) or paired)
            and covered * 10 >= len(seen) * 7
        )
        found[first] = (score if sure else _NEVER * len(seen), strong)
    best = max(found, key=found.__getitem__)
    other = "names" if best == "title" else "title"
    sure = found[best][0] > _NEVER * len(seen)
    return best if sure and found[best][0] - found[other][0] > 2 + found[best][1] * 0.5 else ""


def recognises(lines: Sequence[Line]) -> str:
    """Which part stands first where blocks of title, several authors and more below follow each other; '' where they do not."""
    merged = _merged(lines)
    if next(islice(filter(_has_authors, merged), 1, None), None) is None:
        return ""  # without two lines of several names there is nothing to weigh
    return _choice(_looked(merged))


# --- records ---------------------------------------------------------------------------------------------------------


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a list in which the part `plan` stands first; lines that are in no block are rejected together."""
    reader = _Reader(str(plan))
    held: list[Line] = []
    for line in lines:
        held.append(line)
        if len(held) >= _WINDOW:
            held = yield from reader.take(held, final=False)
    yield from reader.take(held, final=True)


class _Reader:
    """What carries over from one record to the next: the order of the parts, the year of the heading, the page's owner."""

    def __init__(self, first: str) -> None:
        self.first = first
        self.year = ""
        self.owner: NameAsPrinted | None = None
        self.begun = False

    def take(self, held: list[Line], final: bool) -> Generator[Item, None, list[Line]]:
        """Reads the lines held; returns those of the last block where more are to come."""
        if not held:
            return []
        seen = _looked(_merged(held))
        _, path = _path(seen, self.first)
        blocks = list(_blocks(path, seen, self.first))
        last = blocks.pop() if not final and len(blocks) > 1 else None
        for block in blocks:
            yield from self._block(block)
        return [one.line for one in last.seen] if last else []

    def _block(self, block: Block) -> Iterator[Item]:
        begun, self.begun = self.begun, True
        lines = [one.line for one in block.seen]
        if block.kind == "heading":
            bare = bare_heading(lines[0].text)
            self.year = bare if YEAR.fullmatch(bare) else self.year
            yield Furniture("heading", lines[0].start, lines[0].end)
        elif block.kind == "record" and not begun and (owner := _owner(block)):
            self.owner = owner
            yield reject(lines, "the name and the position of the person whose page it is")
        elif block.kind == "record":
            yield self._record(block)
        elif not begun and len(lines) == 1 and block.seen[0].names and not block.seen[0].strong:
            self.owner = block.seen[0].names.names[0][0]
            yield Furniture("page-owner", lines[0].start, lines[0].end)
        else:
            yield reject(lines, "no title and authors on lines below each other here, as the list has them elsewhere")

    def _record(self, block: Block) -> Item:
        draft = Draft("article")
        draft.owner = self.owner
        for one, kind in zip(block.seen, block.kinds, strict=True):
            if one.begin and kind != REST:
                draft.furniture("label", one.line.start, one.line.start + len(one.line.text[: one.begin].rstrip()))
        title = block.of(TITLE)
        badge = title.pop(0).line if len(title) > 1 and BADGE.fullmatch(title[0].line.text) else None
        draft.work.title = joined([one.line for one in title])[title[0].begin :]
        draft.mapped("title", title[0].line.start + title[0].begin, title[-1].line.end)
        for one in block.of(NAMES):
            _authors(draft, one)
        if len(title) > 1 or not any(one.strong for one in block.of(NAMES)):
            draft.confidence["title"] = draft.confidence["contributions"] = 0.95
        take_rest(draft, [one.line for one in block.of(REST)])
        if badge:
            take_badge(draft, badge)
        if self.year and not draft.work.dates:
            year_from_heading(draft, self.year)
        return draft.record()


def _owner(block: Block) -> NameAsPrinted | None:
    """The one name that stands where the title of the first record would, with nothing below but one more line."""
    found = (
        people(block.seen[0].text) if len(block.seen) < 4 and not block.of(REST) and not block.seen[0].begin else None
    )
    return found.names[0][0] if found and len(found.names) == 1 and block.kinds[0] == TITLE else None


def _authors(draft: Draft, one: Seen) -> None:
    """Takes the names of a line, and the venue behind a dash."""
    assert one.names is not None
    base = one.line.start + one.begin
    draft.authors_in(one.text[: one.names_end], base, one.names)
    if one.names_end < len(one.text):
        parts = [m.span() for m in _BETWEEN.finditer(one.text, one.names_end)]
        stop = parts[1][0] if len(parts) > 1 and "." in one.text[parts[-1][1] :] else len(one.text)
        Tail(draft, one.text[:stop], base).read(one.names_end)
        if stop < len(one.text):
            site = one.text[parts[1][1] :]
            draft.furniture("punctuation", base + stop + 1, base + parts[1][1] - 1)
            draft.left_at("site", base + parts[1][1], base + parts[1][1] + len(site))


LAYOUT = Layout("title-authors-lines", recognises, read, afresh=True)

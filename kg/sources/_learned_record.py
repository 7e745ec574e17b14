"""The record of an entry that the tagger of pages found: its title, names, venue, numbers and date.

The tagger says which stretches are what; names, venues and numbers within them are read as everywhere else, and where that fails by what they are known to be.
"""

from __future__ import annotations

import copy
import itertools
import re
import sys
from collections.abc import Sequence

from kg import identifiers
from kg.records import Piece, Record, Venue
from kg.sources._learned_authors import IS_SURE, take_authors, without_authors
from kg.sources._learned_dates import ANY_YEAR, left_year, take_date, year_before, year_within
from kg.sources._learned_identifiers import take_identifiers
from kg.sources._learned_segments import Segment
from kg.sources._learned_tagger import Entry, Part
from kg.sources._learned_venues import arxiv, is_code, name_of
from kg.sources._listing_lines import Draft
from kg.sources._listing_segments import is_known
from kg.sources._listing_signs import IMPRINT, PUBLISHER, THESIS, of_conferences, of_journals, shows_venue
from kg.sources._listing_status import BEHIND, add_status
from kg.sources._listing_tail import Tail, year_from_heading
from kg.sources._listing_venue_words import is_press

_BESIDE = 100
"""So many characters before and behind an entry may tell something of it."""
_LABEL = re.compile(r"[A-Z][A-Za-z]{0,5}[ .-]?\d{1,3}\.?")
"""The label of an entry, which stands first in it: "ACT-1.", "C 12"."""
_MOST_OF_VENUE = 8
"""No name of a venue has more words, unless a sign shows it to be one."""
_NO_VENUE = re.compile(
    r"^\W*$|^[^\w'\"“„«‘(]|^(?-i:(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|[A-Z])$|^\d{1,3}\svols?\b|\b(?:ISBN|ISSN)\b"
    r"|^(?:manuscript|under review|in preparation|forthcoming|submitted|unpublished|ph\.?\s?d\.?|m\.?\s?a\.?)\b"
    r"|\((?:dirs?|eds?|hrsg|orgs?|red|coords?)\b|\bsous la (?:dir|direction)\b|^(?:edited by|ed by|eds?\b|red\.|hrsg)|^\w{1,5}:\]",
    re.IGNORECASE,
)
"""What is read as a venue and is none: a number, a word for editors, a place before its publisher, what has not appeared."""
_PLACE_FIRST = re.compile(r"[^\W\d]{3,20}:\s")
"""A word and a colon, which stand before a publisher or the second half of a name."""
_ADDRESS = re.compile(r"https?://|www\.|doi\b", re.IGNORECASE)
_AFTER_THESIS = re.compile(r"[\s.,:)\]–-]+(?=[^\W\d_]{2})")
_BOOK = re.compile(r"[\W]{0,3}(?:ISBN[\s:.-]{0,20}\d|97[89][-– ]?\d)", re.IGNORECASE)
_BOOK_NUMBER = re.compile(r"(?<![\d-])(?:97[89](?:[-– ]?\d){10}|(?:\d[-–]?){9}[\dX])(?![\d-])")
"""What begins with the number of a book, and that number."""
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,9}(?:\sEA)?")
"""What stands for a meeting before its name: "CHI '23: Proceedings of ..."."""
_LEADER = re.compile(r"\s?(?:\.{4,200}|(?:\s\.){4,100})\s{0,9}\d{0,5}$")
"""The dots between a title and a number of a page in a table of contents."""
_GENRE = re.compile(r"\s?[\[［][A-Z](?:/[A-Z]{1,2})?[\]］]?$")
"""What kind of work a title is of, behind it (GB/T 7714): "[J]"."""
_TITLE_LABEL = re.compile(
    r"(?:(?:[Pp]aper\s)?(?:[Tt]itle|TITLE|Titel|Titre|Título|Titolo)\s{0,9}[:=]\s{0,3}[{\"]{0,2}|(?:T1|TI)\s{1,2}-\s{1,3}|TITLE\s{1,9}(?=\S+\s?[a-z]))(?=[^\W_])"
)
"""The label of a field before a title: "Title:", "title = {", "TI  - "."""
_TITLE_MARKS = re.compile(
    r"(?:[\s\u2605\u2606\u2660-\u2666\U0001f300-\U0001faff\ufe0f]{1,9}|(?<=[a-zß-ÿ]{3})(?:[¹²³⁰⁴-⁹]{1,3}|\[[A-Z]{2}\d{1,2}\]?)|[}\"]{1,2},?)$"
)
"""Pictures, stars, raised numbers of notes, signs of comments and marks of fields behind a title."""
_YEAR_FIRST = re.compile(r"\(?(?:19|20)\d\d\)?[,.:;]?\s+(?=[^\W\d_]{2})")
_NUMBERS_BEHIND = re.compile(
    r"[\s,.;:(]+(?:(?:19|20)\d\d\b|(?<=[^\W\d_]\s)\d{1,4}\s?[-–]\s?\d{1,4}$|\d{1,4}\s[A-Z]?\d{3,7}$|\d{1,4}/\d{1,3}$|(?<=[,.] )[XVILC]{2,7}$)"
    r"(?:[^a-zA-Z]*(?:vol|volum|nr|no|s|pp?|str|n|t|bd|jg|[IVXLC]{1,7})\b\.?)*[^a-zA-Z]*$",
    re.IGNORECASE,
)
"""A year before the name of a venue, and years and numbers behind it."""
_LONGEST_NUMBERS = 200
"""They are looked for in so many characters, as looking takes time that is quadratic in them."""
_VOLUME_FIRST = re.compile(
    r"(?P<volume>\d{1,3})\s+(?=(?:[A-Z][\w.]*\.?\s)*(?:[A-Z][\w.]*\.?\s?)?(?:L\.|LJ\b|LR\b|Law|Rev\.|REV\.|J\.))"
)
_LAW_PAGE = re.compile(r"\s\d{1,5}\b[\d\s,.–-]*(?:\(\d{4}\)?)?\.?$")
"""The volume before the name of a law journal, and the page behind it."""
_SECTION = re.compile(r"\.?[\s:]+(?P<letter>[A-HX])(?=\s?\d{1,4}\b)")
"""The letter of a section of a journal: "Phys. Rev. E 97"."""
_ABBREVIATED = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]{0,7}\.[\s:]?){1,4}")
_INITIALS_FIRST = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?=[A-ZÀ-Þ¿¡\d“\"«][^.])")
"""Initials before a title, which belong to the last of the names before it."""
_INITIALS_LAST = re.compile(
    r"(?:(?<![^\s(\[])(?:[Ww]ith|[Mm]it|[Aa]vec|[Cc]on|[Bb]y|w/)\s)?(?<![^\s(\[/])(?:[A-ZÀ-Þ][a-zà-ž]?\.[ -]?){1,3}$"
)
"""Initials at the end of what stands before names, with the word before them."""
_BLACK = re.compile(r"\S+")
_AROUND = ' \t\r\n"“”«»„‹›*,;'


def record_of(entry: Entry, text: str, base: int, year: str = "", around: tuple[int, int] = (0, sys.maxsize)) -> Record:
    """The record of an entry of a text that stands at `base`; `year` is that of the heading above it.

    `around` says where the entry before ends and the next one begins.
    """
    draft = Draft("article")
    # what is looked at again and again is the entry with what stands beside it, not the page
    first = max(0, entry.start - base - _BESIDE, min(entry.start, around[0]) - base)
    text, base = text[first : min(entry.end + _BESIDE, max(entry.end, around[1])) - base], base + first
    start = _take_title(draft, entry, text, base)
    whole = text[: entry.end - base + 3]  # a bracket or the letter of a section may stand behind
    tail = Tail(draft, whole, base)
    _without_initials(entry)
    _whole_venue(entry)
    venue, (named, taken) = _venue(tail, entry, text, base)
    sure, done = bool(draft.work.venues or draft.work.publisher), 0
    dated = ANY_YEAR.search(text, entry.start - base, entry.end - base) is not None
    for part, after in itertools.zip_longest(entry.parts, entry.parts[1:]):
        if part is venue:
            continue
        if part.name == "authors":
            free = after is None or (after.name == "rest" and after is not venue)
            upto = (
                len(text)
                if free
                else named
                if after is venue
                else start
                if after.name == "title"
                else after.start - base
            )
            done = take_authors(draft, part, text, base, (done, upto))
        elif (
            part is entry.parts[0]
            and part.name != "title"
            and _LABEL.fullmatch(text, part.start - base, part.end - base)
        ):
            draft.furniture("label", part.start, part.end)
        elif part.name in ("venue", "rest"):
            _rest(tail, part, text, base, (taken, done), dated)
        done = max(done, part.end - base)
    if not draft.work.contributions:
        without_authors(draft, entry, text, base, around)
    if not sure:
        _unnamed(draft)
    _doubtful_venues(draft)
    _dates(draft, entry, text, base, year)
    if not draft.work.identifiers:
        take_identifiers(draft, entry, text, base, around[1] - base)
    _marks(draft, entry, text, base)
    upto = min(len(text), around[1] - base)
    if not draft.work.comments and (said := BEHIND.match(text, entry.end - base, upto)):
        add_status(draft.work, draft.pieces, said["note"], base + said.start("note"), base + said.end("note"))
    return draft.record()


def _take_title(draft: Draft, entry: Entry, text: str, base: int) -> int:
    """Takes the title, without the initials at its beginning that belong to the names before it; returns where it begins in the text."""
    start, end = title_of(text, entry.title.start - base, entry.title.end - base)
    before = max(
        (part.end - base for part in entry.parts if part.name == "authors" and part.end - base <= start), default=-9
    )
    if start - before <= 2 and (initials := _INITIALS_FIRST.match(text, start, end)):
        start = initials.end()
    draft.work.title = text[start:end]
    draft.mapped("title", base + start, base + end)
    draft.confidence["title"] = min(entry.certainty, IS_SURE)
    return start


def _dates(draft: Draft, entry: Entry, text: str, base: int, year: str) -> None:
    """Dates a work that has no date as yet by what was left of it, the year before it, that of the heading, or one within a name."""
    work = draft.work
    if not work.dates:
        left_year(draft, text, base)
    if not work.dates:
        year_before(draft, text, base, entry.start - base)
    if year and not work.dates:
        year_from_heading(draft, year)
    if not work.dates:
        spans = ((one.start - base, one.end - base) for one in entry.parts if one.name in ("venue", "rest"))
        year_within(draft, text, base, spans)


def title_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a title stands without the marks around it, a full stop among them, and with the bracket that closes one within it."""
    while start < end and text[start] in _AROUND:
        start += 1
    if label := _TITLE_LABEL.match(text, start, end):
        start = label.end()
    while (marks := _TITLE_MARKS.search(text, max(start, end - 20), end)) and marks.start() > start:
        if marks[0][0] in '}"' and not label:
            break
        end = marks.start()
    part = text[start:end]
    if behind := _LEADER.search(part) or _GENRE.search(part):
        end = start + behind.start()
    if part.count("(") > part.count(")") and text[end : end + 1] == ")":
        end += 1
    while end > start and (text[end - 1] in _AROUND or (text[end - 1] == "." and text[end - 3 : end] != "...")):
        end -= 1
    return start, end


def _doubtful_venues(draft: Draft) -> None:
    """Leaves over venues from the first on that can be none: a wrong one is worse than none."""
    names = [one.name for one in draft.work.venues]
    sound = list(itertools.takewhile(_is_venue, names))
    if len(sound) == len(names):
        return
    without_venues(draft, len(sound))


def without_venues(draft: Draft | Record, first: int = 0) -> None:
    """Leaves over the venues from one on."""
    del draft.work.venues[first:]
    kept = {f"venues[{number}" for number in range(first)}
    for one in draft.pieces:
        if one.field.startswith("venues[") and one.field.partition("]")[0] not in kept:
            one.kind, one.field = "left", "rest"


def _is_venue(name: str) -> bool:
    """Whether a name of a venue has both of each pair of brackets and no sign of something else."""
    if not _is_even(name) or _NO_VENUE.search(name):
        return False
    place = _PLACE_FIRST.match(name)
    return place is None or not (
        IMPRINT.fullmatch(name) or PUBLISHER.fullmatch(name[place.end() :]) or is_press(name[place.end() :])
    )


def _is_even(text: str) -> bool:
    """Whether a text has both of each pair of brackets."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _unnamed(draft: Draft) -> None:
    """Leaves over the venue of an entry in which the tagger sees none, unless its words show it to be one: it is a place, a publisher, a date."""
    names = [one.name for one in draft.work.venues]
    if names and not (of_journals(names[0]) or of_conferences(names[0]) or is_known(names[0])):
        without_venues(draft)


def _without_initials(entry: Entry) -> None:
    """Cuts from what stands right before the authors the initials of the first: "2019, with A." before "Okonjo"."""
    for before, part in itertools.pairwise(entry.parts):
        last = before.segments[-1]
        cut = _INITIALS_LAST.search(last.text) if part.name == "authors" and before.name in ("venue", "rest") else None
        if cut and last.row == part.segments[0].row and part.start - last.end < 3:
            its = copy.copy(last)
            its.text, its.end = last.text[: cut.start()].rstrip(), last.start + len(last.text[: cut.start()].rstrip())
            before.segments[-1:] = [its] if its.text else []
    entry.parts = [part for part in entry.parts if part.segments]


def _whole_venue(entry: Entry) -> None:
    """Gives the venue of an entry the abbreviations right before and behind it that were taken for something else, "J.", "Algebr.", and the year within it."""
    for before, part in itertools.pairwise(entry.parts):
        while part.name == "venue" and before.name == "rest" and _belongs(before.segments, -1, part):
            part.segments.insert(0, before.segments.pop())
        while before.name == "venue" and part.name == "rest" and _belongs(part.segments, 0, before):
            before.segments.append(part.segments.pop(0))
    for before, year, part in zip(entry.parts, entry.parts[1:], entry.parts[2:], strict=False):
        if [one.name for one in (before, year, part)] == ["venue", "rest", "venue"] and _goes_over(before, year, part):
            part.segments[:0] = before.segments + year.segments
            before.segments, year.segments = [], []
    entry.parts = [part for part in entry.parts if part.segments]


def _goes_over(before: Part, year: Part, part: Part) -> bool:
    """Whether the name of a venue goes on behind a year: "Proceedings of the 2023 Conference on Tides"."""
    if not (before.segments and part.segments and len(year.segments) == 1):
        return False
    near = part.start - before.end < 8
    return (
        near
        and ANY_YEAR.fullmatch(year.segments[0].text) is not None
        and before.segments[-1].text.endswith((" the", " of"))
    )


def _belongs(segments: Sequence[Segment], place: int, venue: Part) -> bool:
    """Whether the first or last of some segments is an abbreviation beside a venue on its line."""
    if not segments or not venue.segments or not _ABBREVIATED.fullmatch(segments[place].text):
        return False
    one, other = segments[place], venue.segments[-1 - place]
    return one.row == other.row and max(one.start, other.start) - min(one.end, other.end) <= 2


def _venue(tail: Tail, entry: Entry, text: str, base: int) -> tuple[Part | None, tuple[int, int]]:
    """Takes the first part that is a venue, with the numbers that stand in it, and returns it and where its name begins and it ends."""
    parts = [one for one in entry.parts if one.name == "venue"]
    if not parts:
        return None, (0, 0)
    part = parts[0]
    if len(parts) > 1 and _ACRONYM.fullmatch(text, part.start - base, part.end - base):
        longer = text[parts[1].start - base : parts[1].end - base]
        part = parts[1] if of_conferences(longer) and parts[1].start - part.end < 12 else part
    start, end = part.start - base, part.end - base
    if thesis := THESIS.search(text, start, end):
        _thesis(tail, text, (start, end), thesis)
        return part, (start, end)
    if not any(map(str.isalpha, text[start:end])) or _ADDRESS.match(text, start, end):
        tail.read(start, end)
        return part, (start, end)
    if found := arxiv(text, start, end):
        _arxiv(tail, found)
        return part, (start, end)
    if is_code(text[start:end]):
        tail.draft.left_at("rest", part.start, part.end)
        return part, (start, end)
    if section := _SECTION.match(text, end):
        end = section.end("letter")
    names = _names_before(entry, part, text, base)
    begin, last = name_of(text, start, end, names)
    law = _VOLUME_FIRST.match(text, begin, last)
    first = law or _YEAR_FIRST.match(text, begin, last)
    begin = first.end() if first else begin
    behind = (_LAW_PAGE if law else _NUMBERS_BEHIND).search(text, max(begin, last - _LONGEST_NUMBERS), last)
    stop = behind.start() if behind and _is_even(text[begin : behind.start()]) else last
    if law and tail.draft.work.volume is None:
        tail.draft.work.volume = law["volume"]
        tail.draft.mapped("volume", base + law.start("volume"), base + law.end("volume"))
    elif start < begin:
        _before_venue(tail, text, start, begin)
    tail.venue(begin, stop)
    if any(map(str.isalnum, text[stop:end])):
        tail.read(stop, end)
    return part, (begin, max(end, stop))


def _thesis(tail: Tail, text: str, within: tuple[int, int], found: re.Match[str]) -> None:
    """Takes where a thesis was written, behind what says that it is one."""
    start, end = within
    behind = _AFTER_THESIS.match(text, found.end(), end)
    if found.start() - start > 2 or behind is None or "," in text[behind.end() : end]:
        tail.read(start, end)
        return
    tail.draft.work.type = "thesis"
    tail.draft.furniture("label", tail.base + start, tail.base + behind.end())
    tail.read(behind.end(), end)


def _arxiv(tail: Tail, found: re.Match[str]) -> None:
    """Takes a preprint on arXiv: the name, and the number behind it."""
    draft, base = tail.draft, tail.base
    one = identifiers.parse("arxiv", found["id"])
    draft.mapped("venues[0]", base + found.start("name"), base + found.end("name"))
    draft.work.venues.append(Venue(found["name"]))
    if one is None or one in draft.work.identifiers:
        draft.left_at("rest", base + found.start("id"), base + found.end("id"))
        return
    draft.mapped(f"identifiers[{len(draft.work.identifiers)}]", base + found.start("id"), base + found.end("id"))
    draft.work.identifiers.append(one)


def _names_before(entry: Entry, venue: Part, text: str, base: int) -> str:
    """The names of authors that a comma parts from the venue."""
    at = next(i for i, one in enumerate(entry.parts) if one is venue)
    before = entry.parts[at - 1] if at else None
    if before is None or before.name != "authors" or text[before.end - base : venue.start - base].strip() != ",":
        return ""
    return text[before.start - base : before.end - base]


def _before_venue(tail: Tail, text: str, start: int, end: int) -> None:
    """Takes the date or volume before the name of a venue, and leaves over what else stands there."""
    year = ANY_YEAR.search(text, start, end)
    if year:
        tail.read(year.start(), start + len(text[start:end].rstrip()))
    for one in _BLACK.finditer(text, start, year.start() if year else end):
        if any(map(str.isalnum, one[0])):
            tail.draft.left_at("rest", tail.base + one.start(), tail.base + one.end())
        else:
            tail.draft.furniture("punctuation", tail.base + one.start(), tail.base + one.end())


def _rest(tail: Tail, part: Part, text: str, base: int, taken: tuple[int, int], dated: bool) -> None:
    """Takes where and when a work appeared, each line and each cell for itself; a sentence without a sign of either is left over.

    `taken` is where the venue and the names end, which may go on into it, `dated` whether the entry has a year.
    """
    for _, row in itertools.groupby(part.segments, key=_cell):
        its = list(row)
        start, end = _bracketed(text, its[0].start - base, its[-1].end - base)
        start = max([start, *(one for one in taken if start < one <= end)])
        printed = text[start:end]
        if take_date(tail.draft, text, base, (start, end), dated):
            continue
        said = shows_venue(printed, "") or len(printed.split()) <= _MOST_OF_VENUE
        if _book_numbers(tail, text, start, end):
            continue
        if said and not printed.startswith(("ISBN", "ISSN")):
            tail.read(start, end)
        else:
            tail.draft.left_at("rest", base + start, base + end)


def _book_numbers(tail: Tail, text: str, start: int, end: int) -> bool:
    """Takes the numbers of a book in a stretch that begins with one, if their check digits are right; what else stands there is left over."""
    if not _BOOK.match(text, start, end):
        return False
    draft, at = tail.draft, start
    for match in _BOOK_NUMBER.finditer(text, start, end):
        one = identifiers.parse("isbn", match[0].replace("–", "-"))
        if one is None or one in draft.work.identifiers:
            continue
        if any(map(str.isalnum, text[at : match.start()])):
            draft.left_at("rest", tail.base + at, tail.base + match.start())
        field = f"identifiers[{len(draft.work.identifiers)}]"
        draft.mapped(field, tail.base + match.start(), tail.base + match.end())
        draft.work.identifiers.append(one)
        at = match.end()
    if at > start and any(map(str.isalnum, text[at:end])):
        tail.read(at, end)
    return at > start


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the bracket before or behind it that belongs to one within it."""
    part = text[start:end]
    for opens, closes in ("()", "[]"):
        if part.count(opens) > part.count(closes) and text[end : end + 1] == closes:
            end += 1
        elif part.count(opens) < part.count(closes) and text[start - 1 : start] == opens:
            start -= 1
    return start, end


def _cell(one: Segment) -> tuple[int, int]:
    """The line of a segment, and how many tabs stand before it there."""
    return one.row, one.line.text.count("\t", 0, one.start - one.line.start)


def _marks(draft: Draft, entry: Entry, text: str, base: int) -> None:
    """Marks between the parts of an entry are furniture."""
    taken = sorted((piece.start, piece.end) for piece in draft.pieces)
    at = entry.start
    for start, end in [*taken, (entry.end, entry.end)]:
        between = text[max(at - base, 0) : max(start - base, 0)]
        if between.strip() and not any(map(str.isalnum, between)):
            draft.pieces += [
                Piece("furniture", "punctuation", at + one.start(), at + one.end()) for one in _BLACK.finditer(between)
            ]
        at = max(at, end)

"""Lists of no known layout, read by the tagger of pages: what the rules leave, and only what the tagger is certain of.

The tagger says which stretches are titles, authors and the rest; names, venues and numbers within them are read as everywhere else.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from kg.names import fold
from kg.records import Date, Furniture, Item, Piece, Record, Reject, Remark
from kg.sources._learned_names import names, without_interface
from kg.sources._learned_segments import Segment
from kg.sources._learned_tagger import Entry, Part, entries
from kg.sources._listing_lines import MARKER, Draft, Line, bare_heading, is_heading, joined
from kg.sources._listing_people import people
from kg.sources._listing_sections import IMPLIED
from kg.sources._listing_segments import is_known
from kg.sources._listing_signs import THESIS, YEAR, of_conferences, of_journals, shows_venue
from kg.sources._listing_tail import Tail, year_from_heading

CERTAIN = 0.8
"""Titles less certain than this are not taken."""
CERTAIN_AS_OTHERS = 0.6
"""Titles of entries that have the same parts in the same order as three certain ones are taken from here on."""
_QUITE_CERTAIN = 0.9
"""What nothing shows to be a work is taken only from here on."""
_FEW = 2
"""A page that only the tagger can read has so many certain entries at least."""
_TITLE_IS_SURE = 0.9
"""No title that was learnt to be one is surer than this."""
_SYNTAX = re.compile(
    r"(?:[{}<>\\],?|(?<!=)=)\s*$|(?:\w\(|=|\})[^;]{0,300};\s*$|\"[,;%]\"|\d[,;%]\"|\S%\S.{0,300}\S%\S|^\s*[{}<>@\\#][^\s\d#]|^\s*(?:def|class|import|return|if|for|function|var|let|const)\b.{0,80}[:;({]|^[A-Z][A-Z0-9]\s{1,2}-\s"
)
"""How lines of programs and of other formats begin and end."""
_LEAD = re.compile(r"\(?\s*(?:joint(?:ly)? (?:work )?)?(?P<joint>with|mit|avec|con|by|von|par)\s+", re.IGNORECASE)
_JOINT = frozenset(("with", "mit", "avec", "con"))
"""Words before those who wrote a work with the owner of a page, who is not named."""
_PARTING = re.compile(r" [/|•‖] ")
"""Marks between names that no list of names has elsewhere."""
_MARKED = re.compile(r"(?<=\s)[*†‡§#](?=[^\W\d_])")
"""The mark of an author before a name."""
_LABEL = re.compile(r"[A-Z][A-Za-z]{0,5}[ .-]?\d{1,3}\.?")
"""The label of an entry, which stands first in it: "ACT-1.", "C 12"."""
_MOST_OF_VENUE = 8
"""No name of a venue has more words, unless a sign shows it to be one."""
_NO_VENUE = re.compile(
    r"^\W*$|^[^\w'\"“„«‘(]|^(?-i:[IVXLCDM]{1,8}|[A-Z])$|^\d{1,3}\svols?\b|\b(?:ISBN|ISSN)\b"
    r"|^(?:manuscript|under review|in preparation|forthcoming|submitted|unpublished|ph\.?\s?d\.?|m\.?\s?a\.?)\b"
    r"|\((?:dirs?|eds?|hrsg|orgs?|red|coords?)\b|\bsous la (?:dir|direction)\b|^(?:edited by|ed by|eds?\b|red\.|hrsg)|^\w{1,5}:\]|^[^\W\d]{3,20}:\s",
    re.IGNORECASE,
)
"""What is read as a venue and is none: a number, a word for editors, a place before its publisher, what has not appeared."""
_OF_THE_LIST = re.compile(
    r"\b(?:papers|publications|articles|contributions|submissions|works|arbeiten|publikationen|beiträge|artikel|travaux)\b"
    r".{0,60}\b(?:below|following|follow|listed|accepted|folgenden?|unten|aufgeführt|suivants|suivantes|ci-dessous)\b"
    r"|\b(?:following|folgenden|accepted)\s(?:papers|publications|articles|contributions|submissions|works|arbeiten|publikationen|beiträge|artikel)\b",
    re.IGNORECASE,
)
"""What a sentence before a list says of the list itself: "the papers below", "die folgenden Arbeiten"."""
_LEADER = re.compile(r"\s?(?:\.{4,200}|(?:\s\.){4,100})\s{0,9}\d{0,5}$")
"""The dots between a title and a number of a page in a table of contents."""
_GENRE = re.compile(r"\s?[\[［][A-Z](?:/[A-Z]{1,2})?[\]］]?$")
"""What kind of work a title is of, behind it (GB/T 7714): "[J]"."""
_NOT_CERTAIN = "not understood: the parts of these entries are not certain"
_YEAR_FIRST = re.compile(r"\(?(?:19|20)\d\d\)?[,.:;]?\s+(?=[^\W\d_]{2})")
_NUMBERS_BEHIND = re.compile(
    r"[\s,.;:(]+(?:(?:19|20)\d\d\b|(?<=[^\W\d_]\s)\d{1,4}\s?[-–]\s?\d{1,4}$|\d{1,4}\s[A-Z]?\d{3,7}$|\d{1,4}/\d{1,3}$|(?<=[,.] )[XVILC]{2,7}$)"
    r"(?:[^a-zA-Z]*(?:vol|volum|nr|no|s|pp?|str|n|t|bd|jg|[IVXLC]{1,7})\b\.?)*[^a-zA-Z]*$",
    re.IGNORECASE,
)
"""A year before the name of a venue, and years and numbers behind it."""
_VOLUME_FIRST = re.compile(
    r"(?P<volume>\d{1,3})\s+(?=(?:[A-Z][\w.]*\.?\s)*(?:[A-Z][\w.]*\.?\s?)?(?:L\.|LJ\b|LR\b|Law|Rev\.|REV\.|J\.))"
)
_LAW_PAGE = re.compile(r"\s\d{1,5}\b[\d\s,.–-]*(?:\(\d{4}\)?)?\.?$")
"""The volume before the name of a law journal, and the page behind it."""
_SECTION = re.compile(r"\.?[\s:]+(?P<letter>[A-HX])(?=\s?\d{1,4}\b)")
"""The letter of a section of a journal: "Phys. Rev. E 97"."""
_ABBREVIATED = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]{0,7}\.[\s:]?){1,4}")
_CUT_BEFORE = re.compile(
    r"(?<![\w.])(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,3}|(?:von|van|de|der|den|del|della|di|da|dos|du|la|le|ten|ter)\s){1,3}$"
)
_CUT_BEHIND = re.compile(r",\s?(?:[A-ZÀ-Þ]\.?[ -]?){1,3}(?=\s\(?(?:19|20)\d\d|[,.)]|\s*$)", re.MULTILINE)
_INITIALS_FIRST = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?=[A-ZÀ-Þ¿¡\d“\"«][^.])")
"""Initials and particles before the first of names and initials behind the last, which belong to them."""
_ANY_YEAR = re.compile(r"(?<![\d:–-])(?<!\d{3}/)(?:18|19|20)\d\d(?![\d/]|[-–:]\d{3})")
_OF_PLACES = ("rest", "venue-detail")
"""What was left of where and when a work appeared."""
_BLACK = re.compile(r"\S+")
_AROUND = ' \t\r\n"“”«»„‹›*,;'


def shows(lines: Sequence[Line]) -> bool:
    """Whether a page of no known layout is a list all the same: three entries at least are certain, and most of those found."""
    found = _entries(lines)
    records = _certain(found, lines)
    if len(records) < _FEW or len(records) * 4 < len(found):
        return False
    # what is no list has neither the names nor the dates that works have, and most of it is no entry
    either = sum(bool(one.work.contributions) or _is_placed(one) for one in records)
    covered = sum(one.end - one.start for one in found)
    size = lines[-1].end - lines[0].start
    return either * 2 >= len(records) and covered * 12 >= size


def revised(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """What the rules read of a page, with the entries that the tagger finds in what they did not understand, or took for others.

    What the rules read stays where the tagger has the same title, or where they are certain of theirs and it has no other that is quite certain.
    """
    asked = any(isinstance(one, Record) or (isinstance(one, Reject) and is_open(one)) for one in items)
    found = _entries(lines) if asked else []
    if not found:
        yield from items
        return
    titles = _titles(found, lines)
    certain = _certain(found, lines)
    kept = _kept([one for one in items if isinstance(one, Record)], titles)
    firm = len(kept) > _FEW and sum(map(_is_sure, kept)) * 4 >= len(kept) * 3  # a page in a form that the rules know
    for number, one in enumerate(kept):
        other = one if firm else _fuller(one, certain)
        if not any(_overlap(other, each) for each in kept if each is not one):
            kept[number] = other
    taken = [*kept, *(one for one in items if isinstance(one, Reject) and not is_open(one))]
    new = [one for one in certain if not any(_overlap(one, each) for each in taken)]
    if len(new) < (1 if kept else 2):
        new = []
    yield from _laid(items, sorted([*kept, *new], key=lambda one: one.start), lines)


class _Title(NamedTuple):
    """The title of an entry: where it stands, its letters, and how certain it is."""

    start: int
    end: int
    letters: str
    certainty: float


def _titles(found: Sequence[Entry], lines: Sequence[Line]) -> list[_Title]:
    text, base = joined(lines), lines[0].start
    titles = []
    for one in found:
        start, end = title_of(text, one.title.start - base, one.title.end - base)
        titles.append(_Title(base + start, base + end, _letters(text[start:end]), one.certainty))
    return titles


def _kept(records: Sequence[Record], titles: Sequence[_Title]) -> list[Record]:
    """What the rules read and is kept: what the tagger has, too, and what they are certain of where it has nothing else that is quite certain.

    Where the tagger has the titles of half of a page, the rules are right about the rest of those that they are certain of.
    """
    same, others = set[int](), set[int]()
    for one in records:
        its = [each for each in titles if each.start < one.end and one.start < each.end]
        letters = _letters(one.work.title or "")
        if any(each.letters == letters for each in its):
            same.add(id(one))
        elif any(each.certainty >= _QUITE_CERTAIN for each in its):
            others.add(id(one))
    agreed = len(same) >= len(others)
    sure = [one for one in records if _is_sure(one) and (agreed or id(one) not in others)]
    stay = same | {id(one) for one in sure}
    return [one for one in records if id(one) in stay]


def _is_sure(record: Record) -> bool:
    """Whether the rules are certain of a title, or an identifier shows the record to be of a work."""
    return "title" not in record.confidence or bool(record.work.identifiers)


def _overlap(one: Item, other: Item) -> bool:
    return one.start < other.end and other.start < one.end


def _fuller(record: Record, certain: Sequence[Record]) -> Record:
    """What the rules read of a work, or what the tagger did where both have its title and only the tagger, or another way, where it appeared."""
    letters = _letters(record.work.title or "")
    same = (one for one in certain if one.start < record.end and record.start < one.end)
    other = next((one for one in same if _letters(one.work.title or "") == letters), None)
    if other is None:
        return record
    work, its = record.work, other.work
    people, others = ([_letters(one.name.printed) for one in each.contributions] for each in (work, its))
    there, here = ([_letters(one.name) for one in each.venues] for each in (its, work))
    more = there and here and there[0].startswith(here[0])
    differs = (there and there != here and not more) or (others and people != others)
    as_much = len(others) >= len(people) and len(its.dates) >= len(work.dates) and len(its.venues) >= len(work.venues)
    as_much = as_much and len(its.identifiers) >= len(work.identifiers)
    return other if differs and as_much and not work.abstract else record


def _laid(items: Sequence[Item], records: Sequence[Record], lines: Sequence[Line]) -> Iterator[Item]:
    """The records, and between them what else was said of the page; what was read and is no record of these is rejected."""
    text, base = joined(lines), lines[0].start
    at = base
    others = sorted((one for one in items if not any(one is each for each in records)), key=lambda one: one.start)
    for record in [*records, None]:
        upto = record.start if record else base + len(text)
        for one in others:
            if one.end <= at or one.start >= upto:
                continue
            if at <= one.start and one.end <= upto and not isinstance(one, Record):
                yield one
            else:
                reason = one.reason if isinstance(one, Reject) else _NOT_CERTAIN
                yield from _left(text, base, max(at, one.start), min(upto, one.end), reason)
        if record:
            yield record
            at = record.end


def _placed_of(quite: Sequence[Entry], records: Sequence[Record]) -> list[Record]:
    """The records of the entries that are quite certain, where they say when or where their works appeared."""
    return [one for one in records if _is_placed(one) and any(each.start <= one.start < each.end for each in quite)]


def _certain(found: Sequence[Entry], lines: Sequence[Line]) -> list[Record]:
    """The records of the entries that are taken: what no names, date or identifier shows to be a work only where it is quite certain."""
    if not found:
        return []
    text, base = joined(lines), lines[0].start
    forms = Counter(one.form for one in found if one.certainty >= CERTAIN)
    begins = {one.start for one in found}
    records = []
    for one in found:
        if one.certainty >= (CERTAIN_AS_OTHERS if forms[one.form] >= _FEW else CERTAIN):
            record = record_of(one, text, base, _year_above(lines, one, begins))
            work = record.work
            shown = work.contributions or work.identifiers or (work.dates and "dates" not in record.confidence)
            if shown or (one.certainty >= _QUITE_CERTAIN and not _OF_THE_LIST.search(work.title or "")):
                records.append(record)
    # titles with nothing but dates beside them are as likely those of talks
    told = any(one.work.contributions or one.work.identifiers or one.work.venues for one in records)
    return records if told else []


def _is_whole(record: Record) -> bool:
    """Whether a record names someone, and says where or when its work appeared."""
    return bool(record.work.contributions and (record.work.dates or record.work.venues))


def _is_placed(record: Record) -> bool:
    """Whether a record says where or when its work appeared, itself and not only by the heading above it."""
    work = record.work
    return bool(work.venues or work.identifiers or (work.dates and "dates" not in record.confidence))


def is_open(item: Reject) -> bool:
    """Whether a stretch was rejected because it was not understood, and not because it lists no works."""
    return not item.reason.endswith("lists no works")


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """The entries of a page; none where it is a program or of another format."""
    texts = [line.text for line in lines]
    syntax = sum(_SYNTAX.search(text[:300]) is not None for text in texts)
    if len(texts) < 3 or syntax * 10 > len(texts):
        return []
    return entries(lines)


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def merged(items: Sequence[Item]) -> list[Item]:
    """The items with what lies between furniture as one reject each."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        if isinstance(item, Furniture) or (isinstance(item, Reject) and not is_open(item)):
            merged.append(item)
        elif isinstance(last, Reject) and is_open(last):
            last.end = item.end
        else:
            merged.append(Reject(item.start, item.end, _NOT_CERTAIN))
    return merged


def filled(stretch: Reject, lines: Sequence[Line], certain: Sequence[Record]) -> Iterator[Item]:
    """The records that lie in a rejected stretch, and what is left of it."""
    inner = [one for one in certain if stretch.start <= one.start and one.end <= stretch.end]
    if not inner:
        yield stretch
        return
    text, base = joined(lines), lines[0].start
    at = stretch.start
    for record in inner:
        yield from _left(text, base, at, record.start, stretch.reason)
        yield record
        at = record.end
    yield from _left(text, base, at, stretch.end, stretch.reason)


def _left(text: str, base: int, start: int, end: int, reason: str) -> Iterator[Item]:
    """What stands between records: marks are furniture, and what holds letters or digits is rejected."""
    between = text[start - base : end - base]
    black = between.strip()
    if not black:
        return
    begin = start + between.index(black[0])
    if any(map(str.isalnum, black)):
        yield Reject(begin, begin + len(black), reason)
    else:
        yield Furniture("punctuation", begin, begin + len(black))


def _year_above(lines: Sequence[Line], entry: Entry, begins: Container[int]) -> str:
    """The year of the last heading above an entry, where that is a year that stands apart or right above an entry."""
    above = [i for i, line in enumerate(lines) if line.end <= entry.start and is_heading(line)]
    if not above:
        return ""
    at = above[-1]
    year = bare_heading(lines[at].text)
    heads = bool(lines[at].gap) or not at or _first(lines[at + 1]) in begins or lines[at + 1].start in begins
    return year if heads and YEAR.fullmatch(year) else ""


def _first(line: Line) -> int:
    """Where a line begins behind its number or bullet."""
    marker = MARKER.match(line.text)
    return line.start + (marker.end() if marker else 0)


def record_of(entry: Entry, text: str, base: int, year: str = "") -> Record:
    """The record of an entry of a text that stands at `base`; `year` is that of the heading above it."""
    draft = Draft("article")
    start, end = title_of(text, entry.title.start - base, entry.title.end - base)
    before = max(
        (part.end - base for part in entry.parts if part.name == "authors" and part.end - base <= start), default=-9
    )
    if start - before <= 2 and (initials := _INITIALS_FIRST.match(text, start, end)):
        start = initials.end()
    draft.work.title = text[start:end]
    draft.mapped("title", base + start, base + end)
    draft.confidence["title"] = min(entry.certainty, _TITLE_IS_SURE)
    whole = text[: entry.end - base + 3]  # a bracket or the letter of a section may stand behind
    tail = Tail(draft, whole, base)
    _whole_venue(entry)
    venue, taken = _venue(tail, entry, text, base)
    done = 0
    for part, after in itertools.zip_longest(entry.parts, entry.parts[1:]):
        if part is venue:
            continue
        if part.name == "authors":
            free = after is None or (after.name == "rest" and after is not venue)
            done = _authors(draft, part, text, base, (done, len(text) if free else after.start - base))
        elif part is entry.parts[0] and _LABEL.fullmatch(text, part.start - base, part.end - base):
            draft.furniture("label", part.start, part.end)
        elif part.name in ("venue", "rest"):
            _rest(tail, part, text, base, (taken, done))
        done = max(done, part.end - base)
    if venue is None:
        _unnamed(draft)
    _doubtful_venues(draft)
    if not draft.work.dates:
        _dated(draft, text, base)
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    _marks(draft, entry, text, base)
    return draft.record()


def _dated(draft: Draft, text: str, base: int) -> None:
    """Takes the one year that stands in what was left of an entry."""
    found = [
        (piece, match)
        for piece in draft.pieces
        if piece.kind == "left" and piece.field in _OF_PLACES
        for match in _ANY_YEAR.finditer(text, piece.start - base, piece.end - base)
    ]
    if len({match[0] for _, match in found}) != 1:
        return
    piece, match = found[0]
    start, end = base + match.start(), base + match.end()
    draft.pieces.remove(piece)
    for a, b in ((piece.start, start), (end, piece.end)):
        if any(map(str.isalnum, text[a - base : b - base])):
            draft.left_at(piece.field, a, b)
    draft.mapped("dates[0]", start, end)
    draft.work.dates.append(Date("issued", match[0]))


def title_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a title stands without the marks around it, a full stop among them, and with the bracket that closes one within it."""
    while start < end and text[start] in _AROUND:
        start += 1
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
    _without_venues(draft, len(sound))


def _without_venues(draft: Draft, first: int) -> None:
    """Leaves over the venues from one on."""
    del draft.work.venues[first:]
    kept = {f"venues[{number}" for number in range(first)}
    for one in draft.pieces:
        if one.field.startswith("venues[") and one.field.partition("]")[0] not in kept:
            one.kind, one.field = "left", "rest"


def _is_venue(name: str) -> bool:
    """Whether a name of a venue has both of each pair of brackets and no sign of something else."""
    return name.count("(") == name.count(")") and name.count("[") == name.count("]") and not _NO_VENUE.search(name)


def _unnamed(draft: Draft) -> None:
    """Leaves over the venue of an entry in which the tagger sees none, unless its words show it to be one: it is a place, a publisher, a date."""
    names = [one.name for one in draft.work.venues]
    if names and not (of_journals(names[0]) or of_conferences(names[0]) or is_known(names[0])):
        _without_venues(draft, 0)


def _whole_venue(entry: Entry) -> None:
    """Gives the venue of an entry the abbreviations right before and behind it that were taken for something else: "J.", "Algebr."."""
    for before, part in itertools.pairwise(entry.parts):
        while part.name == "venue" and before.name == "rest" and _belongs(before.segments, -1, part):
            part.segments.insert(0, before.segments.pop())
        while before.name == "venue" and part.name == "rest" and _belongs(part.segments, 0, before):
            before.segments.append(part.segments.pop(0))
    entry.parts = [part for part in entry.parts if part.segments]


def _belongs(segments: Sequence[Segment], place: int, venue: Part) -> bool:
    """Whether the first or last of some segments is an abbreviation beside a venue on its line."""
    if not segments or not venue.segments or not _ABBREVIATED.fullmatch(segments[place].text):
        return False
    one, other = segments[place], venue.segments[-1 - place]
    return one.row == other.row and max(one.start, other.start) - min(one.end, other.end) <= 2


def _venue(tail: Tail, entry: Entry, text: str, base: int) -> tuple[Part | None, int]:
    """Takes the first part that is a venue, with the numbers that stand in it, and returns it and where it ends."""
    part = next((one for one in entry.parts if one.name == "venue"), None)
    if part is None:
        return None, 0
    start, end = part.start - base, part.end - base
    if THESIS.search(text, start, end) or not any(map(str.isalpha, text[start:end])):
        tail.read(start, end)
        return part, end
    if section := _SECTION.match(text, end):
        end = section.end("letter")
    law = _VOLUME_FIRST.match(text, start, end)
    first = law or _YEAR_FIRST.match(text, start, end)
    begin = first.end() if first else start
    behind = (_LAW_PAGE if law else _NUMBERS_BEHIND).search(text, begin, end)
    stop = behind.start() if behind else end
    if law and tail.draft.work.volume is None:
        tail.draft.work.volume = law["volume"]
        tail.draft.mapped("volume", base + law.start("volume"), base + law.end("volume"))
    elif first:
        tail.read(start, begin)
    tail.venue(begin, stop)
    if any(map(str.isalnum, text[stop:end])):
        tail.read(stop, end)
    return part, end


def _rest(tail: Tail, part: Part, text: str, base: int, taken: tuple[int, int]) -> None:
    """Takes where and when a work appeared, each line and each cell for itself; a sentence without a sign of either is left over.

    `taken` is where the venue and the names end, which may go on into it.
    """
    for _, row in itertools.groupby(part.segments, key=_cell):
        its = list(row)
        start, end = _bracketed(text, its[0].start - base, its[-1].end - base)
        start = max([start, *(one for one in taken if start < one <= end)])
        printed = text[start:end]
        said = shows_venue(printed, "") or len(printed.split()) <= _MOST_OF_VENUE
        if said and not printed.startswith(("ISBN", "ISSN")):
            tail.read(start, end)
        else:
            tail.draft.left_at("rest", base + start, base + end)


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


def _authors(draft: Draft, part: Part, text: str, base: int, within: tuple[int, int]) -> int:
    """Takes names as the authors, behind the word that stands before them; what cannot be names is left over.

    What stands outside `within` is of other parts. Returns where the names end.
    """
    start, end = _with_initials(text, part.start - base, part.end - base, within)
    if any(one.start < base + end and one.end > part.end for one in draft.pieces):
        end = part.end - base  # what stands behind was taken for a venue
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    printed = text[at:end].rstrip(" \t\r\n:;)")
    shown = without_interface(printed)
    even = _PARTING.sub(" · ", shown)
    several = "\n" in printed and names(shown)
    found = several or people(even) or people(even.rstrip(".")) or people(_MARKED.sub(" ", even)) or names(shown)
    if found is None or draft.work.contributions:
        draft.left_at("authors", part.start, part.end)
        return part.end - base
    if lead:
        draft.furniture("label", base + start, base + at)
        if lead["joint"].lower() in _JOINT:
            message = "The owner of the page wrote it with those named; the order of authors is not known."
            draft.remarks.append(Remark(IMPLIED, message, "contributions"))
    draft.authors_in(printed, base + at, found)
    draft.confidence["contributions"] = _TITLE_IS_SURE
    return end


def _with_initials(text: str, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
    """A stretch of names with the initials at its ends that were cut off, as far as they lie `within`."""
    before = _CUT_BEFORE.search(text, max(within[0], start - 20), start)
    bare = text[max(start, end - 40) : end].rpartition(" ")[2]
    behind = (
        _CUT_BEHIND.match(text, end, max(end, within[1])) if len(bare) > 2 and bare.replace("-", "").isalpha() else None
    )
    return before.start() if before else start, behind.end() if behind else end


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

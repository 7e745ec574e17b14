"""Lists of no known layout, read by the tagger of pages: what the rules leave, and only what the tagger is certain of.

The tagger says which stretches are titles, authors and the rest; names, venues and numbers within them are read as everywhere else.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from kg.names import fold
from kg.records import Furniture, Item, Piece, Record, Reject
from kg.sources._learned_families import with_families
from kg.sources._learned_no_works import is_no_work
from kg.sources._learned_overlaps import Overlaps, overlap
from kg.sources._learned_record import record_of, title_of, without_venues
from kg.sources._learned_small_names import with_small_names
from kg.sources._learned_tagger import Entry, entries
from kg.sources._listing_lines import MARKER, Line, bare_heading, is_heading, joined
from kg.sources._listing_segments import is_known
from kg.sources._listing_signs import UNIVERSITY, YEAR, of_conferences, of_journals, shows_venue
from kg.sources._listing_venue_words import is_press

CERTAIN = 0.3
"""Titles less certain than this are not taken."""
_CERTAIN_OF_LISTS = 0.55
"""Titles less certain than this do not make a page a list."""
CERTAIN_AS_OTHERS = 0.2
"""Titles of entries that have the same parts in the same order as two certain ones are taken from here on."""
_QUITE_CERTAIN = 0.6
"""What is taken against the rules, or in a section that should list no works, is so only from here on."""
_NEARLY_CERTAIN = 0.8
"""A page that lists a single work is taken only from here on."""
_ALL_BUT_CERTAIN = 0.9
"""A page with a single work that names nobody is taken only from here on."""
_LESS_CERTAIN = 0.55
"""Of titles less certain than this that differ from those of whole works the rules are as often right."""
_FEW = 2
"""A page that only the tagger can read has so many certain entries at least."""
_RUN = 2
"""A section that should list no works has so many of named people, at least, where it does."""
_OF_FORMATS = re.compile(
    r"@\w+\s*[{(]|[A-Z][A-Z0-9]{1,3}\s{1,2}-\s|%[A-Z0-9]\s|[\[{]\s*[\"{]|</?[a-z]+[\s>]|[\w-]+\s*=\s*[{\"]"
)
"""Lines of other formats, which sources of their own read."""
_SMALL = 20_000
"""A longer text that looks like a program is not looked at."""
_SYNTAX = re.compile(
    r"(?:[{<\\],?|[\w/\"'-]>|(?<!=)=|^[^{]*\}|\},)\s*$|(?:[A-Za-z_]\(|=|\})[^;]{0,300};\s*$|\S%[^\s),;.].{0,300}\S%[^\s),;.]"
    r"|^\s*(?:[}@\\#]|\{(?!\{)|<(?=[A-Za-z!?/])|>(?!>))[^\s\d#]|^\s*(?:def|class|import|return|function|var|let|const)\b.{0,80}[:;({]|^\s*(?:if|for)\s?\(|^\s*(?:if|elif|else|for|while|with|try|except)\b.{0,80}:\s*$|^\s*(?:from\s\S{1,60}\s)?import\s\w|\"{3}"
    r"|^[A-Z][A-Z0-9]\s{1,2}-\s|^%[A-Z0-9]\s"
)
"""How lines of programs and of other formats begin and end."""
_OF_THE_LIST = re.compile(
    r"\b(?:papers|publications|articles|contributions|submissions|works|arbeiten|publikationen|beiträge|artikel|travaux)\b"
    r".{0,60}\b(?:below|following|follow|listed|accepted|folgenden?|unten|aufgeführt|suivants|suivantes|ci-dessous)\b"
    r"|\b(?:following|folgenden|accepted)\s(?:papers|publications|articles|contributions|submissions|works|arbeiten|publikationen|beiträge|artikel)\b",
    re.IGNORECASE,
)
"""What a sentence before a list says of the list itself: "the papers below", "die folgenden Arbeiten"."""
_UNDER_REVIEW = re.compile(
    r"\b(?:re)?submi(?:t|ssion)|\bunder (?:review|revision)|\bin review\b|\bR ?& ?R\b", re.IGNORECASE
)
"""What says of a work that it has not been taken yet."""
_MORE_WORDS = re.compile(r"\.?(?:\s(?:&\s|of\s|for\s|and\s)?[A-ZÀ-Þ][^\W\d_]{0,14}\.?){1,5}")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{2,8}(?:\s?['’]?\d\d)?")
"""The rest of the words of an abbreviated name, and an acronym that may be the name of a meeting."""
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_SHORT = 120
"""What has fewer characters is no page."""
_NO_MORE = re.compile(r"[.?!]?[\"”»’]?(?:[.?!(\[¹²³*]|\s(?:\(|\[|[–—•/|]|//)|\s*\n\s*[^\W\d_][^\n:]{2,25}:|[^\S\n]{3})")
"""How something else begins behind the title of a work."""
_NOT_CERTAIN = "not understood: the parts of these entries are not certain"


def shows(lines: Sequence[Line]) -> bool:
    """Whether a page of no known layout is a list all the same."""
    found = _entries(lines)
    return _is_list(found, _certain(found, lines), lines)


def shows_papers(lines: Sequence[Line]) -> bool:
    """Whether what has times of day lists works: most appeared somewhere, or three at least have someone who wrote them, and all of them are certain.

    A programme of a meeting lists its papers so; of two titles with names nobody can tell whether they are more than talks.
    """
    found = _entries(lines)
    records = _certain(found, lines)
    placed = sum(bool(one.work.venues or one.work.identifiers) for one in records)
    if placed >= _FEW and placed * 2 > len(records):
        return True
    return len(found) == len(records) > _FEW and all(one.work.contributions for one in records)


def _is_list(found: Sequence[Entry], records: Sequence[Record], lines: Sequence[Line]) -> bool:
    """Whether the entries of a page and the records of those that are certain make it a list.

    Two entries at least are certain, one of them more so, a good part of those that are likely and of the page; or there is but one, nearly certain, whole and much of the page.
    """
    if len(found) == 1 and records:
        return _is_alone(found[0], records[0], lines)
    firm = [one for one in records if one.confidence["title"] >= _CERTAIN_OF_LISTS]
    likely = sum(one.certainty >= CERTAIN for one in found)
    if not firm or len(records) < _FEW or len(records) * 4 < likely:
        return False
    # what is no list has neither the names nor the places that works have, and nearly all of it is no entry
    either = sum(bool(one.work.contributions) or _is_placed(one) for one in firm)
    if not any(map(_is_placed, records)) and len(firm) * 3 < likely * 2:
        return False  # a list of titles and names alone shows itself in most of its entries
    covered = sum(one.end - one.start for one in found)
    size = lines[-1].end - lines[0].start
    return (either * 2 >= len(firm) and covered * 12 >= size) or _is_much(found, lines)


def revised(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """What the rules read of a page, with the entries that the tagger finds in what they did not understand, or took for others.

    What the rules read stays where the tagger has the same title, or where they are certain of theirs and it has no other that is quite certain.
    """
    found = _entries(lines)
    if not found:
        records = [one for one in items if isinstance(one, Record)]
        kept = [one for one in records if _is_sure(one) or _says(one)]
        yield from items if len(kept) == len(records) else _laid(items, kept, lines)
        return
    titles = _titles(found, lines)
    certain = _certain(found, lines)
    kept = _uncrossed(_kept([one for one in items if isinstance(one, Record)], titles), certain)
    firm = sum(map(_is_sure, kept)) * 4 >= len(kept) * 3  # a page in a form that the rules know
    beside = Overlaps(certain)
    for number, one in enumerate(kept):  # in order: what reaches another reaches the one before or behind
        other, around = _fuller(one, beside, firm), kept[max(number - 1, 0) : number + 2]
        if not any(overlap(other, each) for each in around if each is not one):
            kept[number] = other
    placed = [one for one in certain if _is_placed(one) and one.confidence["title"] >= _QUITE_CERTAIN]
    named = [one for one in certain if one.work.contributions and one.confidence["title"] >= _QUITE_CERTAIN]
    closed = [one for one in items if isinstance(one, Reject) and not is_open(one) and not _holds(one, placed, named)]
    taken = Overlaps[Item]([*kept, *closed])
    new: list[Record] = []
    for one in certain:  # what stands around an entry may be taken with it, and with the one beside it
        if not taken.of(one) and not (new and overlap(one, new[-1])):
            new.append(one)
    if not kept and not _is_list(found, new, lines):
        new = []
    yield from _laid(items, sorted([*kept, *new], key=lambda one: one.start), lines)


def _uncrossed(kept: Sequence[Record], certain: Sequence[Record]) -> list[Record]:
    """What is kept of the rules; what they took from entries of the tagger's that they have not goes, and the works they took it for are as the tagger has them."""
    own = {_letters(one.work.title or ""): one for one in certain}
    quite = [one for one in certain if one.confidence["title"] >= _QUITE_CERTAIN]
    its_own = Overlaps(kept)
    missed = [one for one in quite if not its_own.of(_title_of(one))]
    if not missed:
        return list(kept)
    left = [one for one in kept if not any(each.start <= _title_of(one).start < each.end for each in missed)]
    its = [own.get(_letters(one.work.title or "")) for one in left]
    if not any(other and overlap(one, each) for one, other in zip(left, its, strict=True) for each in missed):
        return left
    parted = sorted((other or one for one, other in zip(left, its, strict=True)), key=lambda one: one.start)
    return left if any(map(overlap, parted, parted[1:])) else parted


def _title_of(record: Record) -> Piece | Record:
    """Where the title of a record stands, or the record where that is not known."""
    return next((one for one in record.pieces if one.kind == "mapped" and one.field == "title"), record)


def _is_alone(entry: Entry, record: Record, lines: Sequence[Line]) -> bool:
    """Whether the only entry of a page is nearly certain, whole, and a fifth of the page or more; what names nobody is dated and says where it appeared."""
    much = (entry.end - entry.start) * 5 >= lines[-1].end - lines[0].start
    work = record.work
    told = work.venues and work.dates and "dates" not in record.confidence and entry.certainty >= _ALL_BUT_CERTAIN
    return much and entry.certainty >= _NEARLY_CERTAIN and bool(told or _is_whole(record))


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

    Where the tagger has the titles of half of a page, the rules are right about the rest of whole works that they are certain of, of which the tagger has
    more or less of the title. What holds two titles or more is several works read as one.
    """
    same, others, several, doubted, near = set[int](), set[int](), set[int](), set[int](), set[int]()
    placed = Overlaps(titles)
    for one in records:
        its = placed.of(one)
        letters = _letters(one.work.title or "")
        quite = sum(each.certainty >= _QUITE_CERTAIN for each in its)
        if quite > 1:
            several.add(id(one))
        elif any(each.letters == letters for each in its):
            same.add(id(one))
        elif quite:
            others.add(id(one))
            if _is_whole(one) and any(_nearly(letters, one.work.title or "", each.letters) for each in its):
                near.add(id(one))
        elif its and _is_whole(one) and all(each.certainty < _LESS_CERTAIN for each in its):
            doubted.add(id(one))
    agreed = len(same) >= len(others)
    if len(same) >= _FEW and not others:  # the rules know the form of the page, and the tagger has nothing else to say
        same |= doubted
    sure = {id(one) for one in records if _is_sure(one)}
    named = {id(one) for one in records if one.work.identifiers}
    stay = same | (sure - (others - near) if agreed else sure - others) | (named - others)
    return [one for one in records if id(one) in stay - several]


def _nearly(letters: str, title: str, other: str) -> bool:
    """Whether the letters of another title are more of a title, or a part of it that does not end where something else begins."""
    if not letters.startswith(other):
        return letters in other or other in letters
    size = 0
    for at, sign in enumerate(title):
        if size >= len(other):
            return _NO_MORE.match(title, at) is None
        size += len(_letters(sign))
    return True


def _is_sure(record: Record) -> bool:
    """Whether the rules are certain of a title."""
    return "title" not in record.confidence


def _fuller(record: Record, certain: Overlaps[Record], firm: bool) -> Record:
    """What the rules read of a work, or what the tagger did where both have its title and only the tagger, or another way, where it appeared.

    On a page that the rules know (`firm`) theirs stays where it says where the work appeared.
    """
    letters = _letters(record.work.title or "")
    other = next((one for one in certain.of(record) if _letters(one.work.title or "") == letters), None)
    if other is None:
        return record
    if not firm and not other.work.venues and not _shows(record):
        without_venues(record)
    if record.work.type == "preprint" and record.work.identifiers:
        return record
    if (firm and _tells(record)) or any(map(_UNDER_REVIEW.search, record.work.comments)):
        return record  # of what is under review the name is of where it may appear
    work, its = record.work, other.work
    people, others = ([_letters(one.name.printed) for one in each.contributions] for each in (work, its))
    there, here = ([_letters(one.name) for one in each.venues] for each in (its, work))
    more = there and here and there[0].startswith(here[0]) and not _goes_on(its.venues[0].name, work.venues[0].name)
    institution = work.publisher if work.publisher and UNIVERSITY.search(work.publisher) else None
    if institution and there and not here and there[0].startswith(_letters(institution)):
        work.type = "thesis"
        return record
    elsewhere = bool(there) and there != here and not more
    dated = len(its.dates) > len(work.dates) and (not more or there == here)
    named = len(its.identifiers) > len(work.identifiers) and (not more or there == here)
    differs = elsewhere or dated or named or (bool(others) and people != others)
    as_much = len(others) >= len(people) and len(its.dates) >= len(work.dates) and len(its.venues) >= len(work.venues)
    as_much = as_much and len(its.identifiers) >= len(work.identifiers)
    return other if differs and as_much and not work.abstract else record


def _goes_on(longer: str, name: str) -> bool:
    """Whether what an abbreviated name of a venue has more than another are words of it: "Comput. Statist" and "Comput. Statist. Data Anal."."""
    return _MORE_WORDS.fullmatch(longer[len(name) :]) is not None and "." in longer


def _tells(record: Record) -> bool:
    """Whether a record of the rules says where its work appeared, or has what tells it."""
    work = record.work
    published = work.publisher and not UNIVERSITY.search(work.publisher)
    return bool(
        work.venues
        or published
        or work.identifiers
        or work.links
        or work.comments
        or work.type in ("preprint", "thesis")
    )


def _shows(record: Record) -> bool:
    """Whether the words of a venue show it to be one, or volume and pages that something was printed in it."""
    work = record.work
    if work.volume or work.issue or work.pages or not work.venues:
        return True
    name = work.venues[0].name
    if _ACRONYM.fullmatch(name):
        return True
    return bool(
        of_journals(name)
        or of_conferences(name)
        or is_known(name)
        or is_press(name)
        or work.type in ("thesis", "preprint")
    )


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


def _certain(found: Sequence[Entry], lines: Sequence[Line]) -> list[Record]:
    """The records of the entries that are taken: what no names, date or identifier shows to be a work only where it is quite certain."""
    if not found:
        return []
    text, base = joined(lines), lines[0].start
    forms = Counter(one.form for one in found if one.certainty >= CERTAIN)
    begins = {one.start for one in found}
    heads = [number for number, line in enumerate(lines) if is_heading(line)]
    records: list[Record] = []
    for one, after in itertools.zip_longest(found, found[1:]):
        if is_no_work(text, one.title.start - base, one.title.end - base):
            continue
        if one.certainty >= (CERTAIN_AS_OTHERS if forms[one.form] >= _FEW else CERTAIN):
            around = (records[-1].end if records else base, after.start if after else base + len(text))
            record = record_of(one, text, base, _year_above(lines, heads, one, begins), around)
            work = record.work
            shown = (
                work.contributions
                or work.identifiers
                or work.venues
                or (work.dates and "dates" not in record.confidence)
            )
            if shown or (one.certainty >= CERTAIN and not _OF_THE_LIST.search(work.title or "")):
                records.append(record)
    with_families(records)
    with_small_names(records, text, base)
    # titles with nothing but dates beside them are as likely those of talks, and those with words beside them no titles
    told = any(
        one.work.contributions
        or one.work.identifiers
        or (one.work.venues and (one.work.dates or shows_venue(one.work.venues[0].name, "")))
        for one in records
    )
    return records if told or _is_much(found, lines) else []


def _is_much(found: Sequence[Entry], lines: Sequence[Line]) -> bool:
    """Whether entries are much of a page: three at least, two thirds of them nearly certain, and two fifths of its letters."""
    covered = sum(one.end - one.start for one in found)
    size = sum(len(line.text.strip()) for line in lines)
    beyond = sum(one.certainty >= _NEARLY_CERTAIN for one in found)
    return len(found) > _FEW and beyond * 3 >= len(found) * 2 and covered * 5 > size * 2


def _says(record: Record) -> bool:
    """Whether a record says more than a title and where it may have appeared."""
    return bool(record.work.contributions or record.work.identifiers or record.work.dates)


def _is_whole(record: Record) -> bool:
    """Whether a record names someone, and says where or when its work appeared."""
    return bool(record.work.contributions) and _is_placed(record)


def _holds(section: Reject, placed: Sequence[Record], named: Sequence[Record]) -> bool:
    """Whether a section that should list no works has one that says where it appeared, or several that are dated or of named people: works often follow talks without a heading."""
    if any(one.start < section.start < one.end for one in placed):
        return True  # a line of a work was taken for the heading
    within = [[one for one in each if section.start <= one.start < section.end] for each in (placed, named)]
    told = [one for one in within[0] if one.work.contributions or one.work.venues or one.work.identifiers]
    return bool(told) or len(within[0]) >= _RUN or len(within[1]) >= _RUN


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
    size = sum(map(len, texts))
    if size + sum(map(len, _WIDE.findall("".join(texts)) if size < _SHORT else ())) < _SHORT:
        return []
    syntax = sum(_SYNTAX.search(text[:300]) is not None for text in texts)
    if syntax <= max(min(1, len(texts) - 1), len(texts) // 10):
        return entries(lines)
    if size >= _SMALL or any(_OF_FORMATS.match(text) for text in texts):
        return []
    return _all_whole(entries(lines), lines)


def _all_whole(found: list[Entry], lines: Sequence[Line]) -> list[Entry]:
    """The entries of a page that looks like a program, where they are works beyond doubt: three at least, all certain and nearly all whole, and much of the page."""
    if not _FEW < len(found) <= len(lines) or sum(one.end - one.start for one in found) * 5 < 2 * (
        lines[-1].end - lines[0].start
    ):
        return []
    records = _certain(found, lines)
    return found if len(records) == len(found) and sum(map(_is_whole, records)) * 5 >= 4 * len(records) else []


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


def _year_above(lines: Sequence[Line], heads: Sequence[int], entry: Entry, begins: Container[int]) -> str:
    """The year of the last heading above an entry, where that is a year that stands apart or right above an entry; `heads` are the numbers of the headings."""
    above = bisect_right(heads, entry.start, key=lambda number: lines[number].end)
    if not above:
        return ""
    at = heads[above - 1]
    year = bare_heading(lines[at].text)
    apart = bool(lines[at].gap) or not at or _first(lines[at + 1]) in begins or lines[at + 1].start in begins
    return year if apart and YEAR.fullmatch(year) else ""


def _first(line: Line) -> int:
    """Where a line begins behind its number or bullet."""
    marker = MARKER.match(line.text)
    return line.start + (marker.end() if marker else 0)

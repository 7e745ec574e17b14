"""One entry by its commas: where its names are, where its title ends and where the name of a venue begins.

    A. Author, B. Builder, Ferries without timetables, Journal of Harbours, 12(3), 2019
    Ferries without timetables, A. Author and B. Builder, Journal of Harbours, 12(3), 2019

A comma says little by itself. Names end behind "and", or where what follows can be no name; a venue shows itself by its words, by
an abbreviation, by the number behind it, or is the last words before the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.names import SUFFIXES, fold, split
from kg.records import NameAsPrinted
from kg.sources._listing_names import NameList, Printed, are_words
from kg.sources._listing_people import BETWEEN, people
from kg.sources._listing_signs import NOTE, PREPRINT, PUBLISHER, THESIS, YEAR, of_conferences, of_journals
from kg.sources._references_words import venues

_MOST = 60
"""So many segments of an entry are looked at."""
_KEPT = 2000
"""The segments of an entry of so many characters at most are remembered."""
_COMMA = re.compile(r"[,;]\s+|[，；]\s*|\n")
_IN = re.compile(
    r"(?:in|dans|en|im|nel|em)\b:?\s+(?=[\"“«]?(?-i:[A-ZÀ-ÞŁŠŽ0-9]))|(?:presented at|published in)\s", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?:\(?(?:[A-Z][a-zé]{2,9}\.?\s+)?(?:19|20)\d\d[a-z]?\)?|(?:vol|volume|no|nr|pp?|pages|issue|art|article|paper|bd|band|heft|h|s|n|num|núm|fasc|t|tome|ser|ch|chapter|p|№|n[°º])\.?\s?[:#]?\s?[A-Za-z]?\d.{0,40}|[A-Za-z]?\d[\d\s():–—./-]*(?:[A-Za-z]\d*)?|\d{1,4}[巻卷年]\d{0,4}[号期月]?|doi\b.*|https?:.*|arxiv\b.*|in press|to appear|forthcoming|accepted|submitted|preprint|manuscript|unpublished|working paper|mimeo|draft)[.\s]*",
    re.IGNORECASE,
)
"""A segment that is volume, issue, pages, a date, an identifier or a remark."""
_NUMBER_BEHIND = re.compile(
    r"\S\s+(?:(?:vol\.?\s?)?[A-Z]?\d{1,4}\s?(?:\(\d|:\s?[A-Za-z]?\d)|\d{1,4}$|(?:19|20)\d\d$|\d{1,4}\s?\()"
)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–]\s?(?:1[5-9]|20)?\d\d")
_OF_LAW = re.compile(r"\d{1,3}\s[A-Z][A-Za-z.&'’ -]{2,60}?\s?(?:\d|\()")
"""A volume before the name of a journal, as lawyers print it: "134 HARV. L. REV. 1801"."""
_SHORT_YEAR = re.compile(r"[A-Z][A-Za-z]+\s?['’‘]\d\d$")
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?!(?:Chr|Jos|Geo|Thos|Chas|Alex|Fred|Edw|Jas|Mag|Prof|Dipl|Ing)\.)[A-Z][a-z]{2,9}\.(?P<inner>\s?\S)?"
)
_AND = rf"(?:and|und|et|{BETWEEN}|&)"
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z]\.|\s[^\W\d_a-z]{1,3}$")
_MARKS = ' \t\n.,;:()[]“”"«»–—-'
_OF_VENUE = re.compile(r"(?:in:?\s)?[«„]")
_OPENS = ("«", "„", "“", '"')


class Segment(Struct, frozen=True, gc=False):
    """A stretch between commas outside brackets, without white space around it."""

    start: int
    end: int
    text: str


def segments(text: str, start: int) -> Sequence[Segment]:
    """The stretches of a text between commas, semicolons and line ends outside brackets, from `start` on."""
    return _segments_again(text, start) if len(text) <= _KEPT else _segments(text, start)


@lru_cache(maxsize=256)
def _segments_again(text: str, start: int) -> Sequence[Segment]:
    """As `segments`: each form of an entry looks at the same ones."""
    return _segments(text, start)


def _segments(text: str, start: int) -> Sequence[Segment]:
    found: list[Segment] = []
    at = start
    for cut in _COMMA.finditer(text, start):
        inner = text[at : cut.start()]
        if inner.count("(") > inner.count(")") or inner.count("[") > inner.count("]"):
            continue
        _add(found, text, at, cut.start())
        at = cut.end()
        if len(found) >= _MOST:
            break
    _add(found, text, at, len(text))
    return found


def _add(found: list[Segment], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if bare := part.strip():
        begin = start + part.index(bare[0])
        found.append(Segment(begin, begin + len(bare), bare))


# --- what a segment can be -------------------------------------------------------------------------------------------


def is_numeric(text: str) -> bool:
    """Whether a segment holds only numbers, dates, identifiers or remarks."""
    return _NUMERIC.fullmatch(text) is not None or not any(map(str.isalpha, text))


_LONGEST_NAME = 300
"""No known series or journal has a longer name, with the numbers behind it."""
_DIGIT = re.compile(r"\d")
_NUMBER_LAST = re.compile(r"[\s,]*\(?\d[\d\s():–-]*$")
_THE = re.compile(r"^the\s", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def is_venue(text: str) -> bool:
    """Whether a segment shows by itself that it is, or begins with, the name of a venue."""
    bare = text.strip(_MARKS)
    if not bare or not (bare[0].isupper() or bare[0].isdecimal() or _IN.match(bare) or NOTE.match(bare)):
        return False
    return bool(
        _IN.match(text)
        or NOTE.match(bare)
        or PREPRINT.match(bare)
        or PUBLISHER.fullmatch(bare)
        or THESIS.match(bare)
        or _NUMBER_BEHIND.search(bare)
        or is_of_law(bare)
        or _SHORT_YEAR.search(bare)
        or of_conferences(bare)
        or of_journals(bare)
        or is_known(bare)
        or is_abbreviated(text)
    )


def is_of_law(text: str) -> bool:
    """Whether a segment is volume, journal and page as lawyers print them: "134 HARV. L. REV. 1801"."""
    return _OF_LAW.match(text) is not None


def is_known(text: str) -> bool:
    """Whether a text is the name of a known series or journal, with a year or number behind it perhaps."""
    bare = text.strip(_MARKS)
    if len(bare) > _LONGEST_NAME:
        return False
    if _DIGIT.search(bare):
        bare = _NUMBER_LAST.sub("", bare)
    return len(bare) > 2 and fold(_THE.sub("", bare)) in venues()


def is_abbreviated(text: str, inner: bool = False) -> bool:
    """Whether a text has an abbreviated word as journals have them ("Phys. Rev. E"), which no name and few titles have.

    With `inner` a full stop at the end of the text does not count.
    """
    return any(found["inner"] or not inner for found in _ABBREVIATED.finditer(text))


_LATER_NAME = re.compile(rf"{_AND}\s+", re.IGNORECASE)
_BETWEEN_HALVES = re.compile(rf"\s{_AND}\s")


_COLLABORATION = re.compile(r"(?:[Tt]he )?[A-Z][\w/+-]{1,20}(?: [A-Z][\w-]{1,20}){0,3} [Cc]ollaborations?")


def names_of(text: str) -> NameList | None:
    """The names of a segment that can be one or two names and not the name of a venue."""
    bare = text.strip()
    if _NUMBER_BEHIND.search(bare) or is_abbreviated(bare, inner=True) or is_known(bare):
        return None
    if _COLLABORATION.fullmatch(bare):
        return NameList([(NameAsPrinted(bare, literal=True), 0, len(bare))])
    found = people(bare.rstrip(".") if bare.endswith("..") else bare)
    return found if found and not found.affiliations else None


def has_initials(text: str) -> bool:
    """Whether a name is printed with initials."""
    return _INITIAL.search(text) is not None


# --- names -----------------------------------------------------------------------------------------------------------


def name_lists(text: str, parts: Sequence[Segment], first: int) -> Iterator[tuple[NameList, int]]:
    """The lists of names that begin with a segment, the longest first, each with the number of the segment behind it."""
    last = first
    ended = False
    for i in range(first, min(len(parts), first + _MOST)):
        part = parts[i].text
        if i == first and "et al" in part and (whole := people(part)) and whole.truncated:
            last = i + 1  # "A. Author et al. (Harbour Collaboration)"
            break
        bare = _LATER_NAME.sub("", part, count=1) if _LATER_NAME.match(part) else part
        # what is part of a name: a whole one, or one half of an inverted one
        halves = _BETWEEN_HALVES.split(bare)
        if (
            not all(are_words(one.strip(" *†‡0123456789."), 7) for one in halves)
            or is_abbreviated(bare, inner=True)
            or _NUMBER_BEHIND.search(bare)
        ):
            ended = part.rstrip(".").lower() not in SUFFIXES
            if ended:
                break
        last = i + 1
        if (
            i > first
            and _LATER_NAME.match(part)
            and len(halves) == 1
            and i + 1 < len(parts)
            and not _is_given(parts[i + 1].text, part)
        ):
            break
        if len(halves) == 2 and _plain(halves[1]) and (i > first or _plain(halves[0])):
            break
    for end in range(last, first, -1):
        stretch = text[parts[first].start : parts[end - 1].end]
        if (found := people(stretch)) and found.names:
            yield found, end


def _is_given(text: str, before: str) -> bool:
    """Whether a segment is the given half of an inverted name of which the segment before is the family name."""
    words = text.split()
    return (
        len(before.split()) <= 3
        and bool(words)
        and all(re.fullmatch(r"(?:[^\W\d_a-z]\.[-]?)+", word) for word in words)
    )


def _plain(name: str) -> bool:
    """Whether a name is whole by itself, given name first."""
    words = name.strip(" .*").split()
    return len(words) > 1 and not words[-1].endswith(".")


# --- title and venue -------------------------------------------------------------------------------------------------


def title_end(parts: Sequence[Segment], first: int, least: int = 1) -> int | None:
    """The number of the segment that begins what stands behind a title, which begins with segment `first`.

    That is the first segment that shows a venue; else the last words before the numbers, where words stand before them too.
    `least` says how many segments the title has at least.
    """
    begin = first + least
    for i in range(begin, len(parts)):
        if _YEARS.fullmatch(parts[i].text) and any(YEAR.search(one.text) for one in parts[i + 1 :]):
            continue  # the years a title is about: "Harbours of the north, 1890-1914, Tides, 2019"
        if is_numeric(parts[i].text):
            return _last_words(parts, begin, i)
        if _OF_VENUE.match(parts[i].text) and parts[first].text[:1] not in _OPENS:
            return i  # its name stands in quotation marks, which the title has not
        if is_venue(parts[i].text):
            return i
    return None


def _last_words(parts: Sequence[Segment], begin: int, numbers: int) -> int:
    """The last segment with capitals before some numbers; the numbers themselves where there is none."""
    for i in range(numbers - 1, begin - 1, -1):
        if parts[i].text[:1].isalpha() and not parts[i].text[:1].islower():
            return i
    return numbers


_CLAUSE_ENDS = re.compile(r"[,.;:](?=\s|$)|[)\]\n]|\s[-–—]\s|$")
_WORD_BETWEEN = re.compile(r"(?<=\s)(?:and|und|et|y)(?=\s)|&")


def clause_names(text: str, start: int, close: str = "") -> tuple[NameList, int] | None:
    """The names that begin behind "with", up to a closing bracket or to where no name goes on; and where they end.

    Family names alone are names here.
    """
    if close:
        end = text.find(close, start)
        found = _of_clause(text[start:end]) if end > start else None
        return (found, end) if found else None
    best: tuple[NameList, int] | None = None
    for stop in _CLAUSE_ENDS.finditer(text, start, start + 600):
        part = text[start : stop.start()]
        if not part or (stop[0] == "." and re.search(r"(?:^|[\s.-])[^\W\d_a-z]$", part)):
            continue  # the stop of an initial
        found = _of_clause(part)
        if found is not None:
            best = found, stop.start()
        last = _WORD_BETWEEN.search(part) is not None and not _WORD_BETWEEN.match(text[stop.end() :].lstrip())
        if found is None or stop[0] != "," or last or is_venue(_segment_at(text[stop.end() :].lstrip())):
            break
    return best


def _segment_at(text: str) -> str:
    cut = _COMMA.search(text)
    return text[: cut.start()] if cut else text


def _of_clause(text: str) -> NameList | None:
    """The names of a clause: whole names, or family names alone."""
    if is_abbreviated(text, inner=True) or any(map(str.isdigit, text)):
        return None
    shift = len(text) - len(text.lstrip())
    if found := people(text.strip()):
        return NameList([(name, a + shift, b + shift) for name, a, b in found.names], found.truncated)
    named: list[Printed] = []
    even = _WORD_BETWEEN.sub(lambda word: "," * len(word[0]), text)
    for part in re.finditer(r"[^,;]*[^\s,;][^,;]*", even):
        printed = part[0].strip()
        if not are_words(printed, 4):
            return None
        begin = part.start() + part[0].index(printed)
        named.append((split(printed), begin, begin + len(printed)))
    return NameList(named) if named else None

"""The forms of entries whose parts one mark parts, whatever their order: a dash, a bar, a tab, a semicolon, a line, a bracket.

    Ferries Without Timetables - Ann Author, Bo Builder - Journal of Harbours 12, 2019
    Ann Author, Bo Builder | Ferries Without Timetables | Tides 2019
    Ferries Without Timetables (Tides 2019), Ann Author, Bo Builder
    Ferries Without Timetables
    Ann Author and Bo Builder. Journal of Harbours, 2019.

The mark alone proves nothing: names must be whole between two marks, and what is left must say when or where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.sources._listing_entries import names_from
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_segments import has_initials, is_abbreviated, is_venue
from kg.sources._listing_signs import NOTE, PREPRINT, YEAR, shows_venue
from kg.sources._listing_taken import Span, Taken, is_title, trimmed_span

_MARKS = re.compile(r"(?P<dash>\s(?:[-–—]|--)\s)|(?P<bar>\s?\|\s)|(?P<tab>\s*\t\s*)|(?P<semi>;\s)|(?P<slash>\s/\s)")
_MOST = 3000
_MOST_MARKS = 40
_LONGEST = 400
"""A title that a mark parts from names has fewer characters."""
_ENDS = re.compile(r"(?<=[^\W\d_]{2})\.(?=\s)|(?<=[?!])(?=\s)|(?<=[”\"’»])(?=[\s.,])|\n|$")
_BEHIND_BRACKET = re.compile(r"[\s.,;:]*(?:(?:[-–—|·•]|by)\s+)?")
_OVER = re.compile(
    r"\.?\s*(?:[\[(]|https?:|doi\b|\b(?:best|acceptance|cited by|impact factor|oral|spotlight|\d{1,4} cit)|\.\s|\n|$)",
    re.IGNORECASE,
)


def says_where(text: str) -> bool:
    """Whether a stretch says when or where something appeared."""
    bare = text.strip(" \n.,;()")
    return bool(
        YEAR.search(bare)
        or NOTE.match(bare)
        or PREPRINT.match(bare)
        or (bare and (is_venue(bare) or shows_venue(bare, "")))
    )


def _marks(text: str, begin: int) -> Iterator[list[Span]]:
    """Where the marks of each kind stand that an entry has two of at least, or one."""
    kinds: dict[str, list[Span]] = {}
    for found in _MARKS.finditer(text, begin, begin + _MOST):
        kinds.setdefault(found.lastgroup or "", []).append(found.span())
    for spans in kinds.values():
        if len(spans) <= _MOST_MARKS:
            yield spans


def title_parted(text: str, begin: int) -> Taken | None:
    """The parts of "Title - Names - Venue"."""
    for spans in _marks(text, begin):
        for i, (stop, start) in enumerate(spans[:-1]):
            title = trimmed_span(text, begin, stop)
            if not _may_be_title(text, title):
                continue  # whatever names stand behind it
            for close, behind in spans[i + 1 :]:
                names = _names(text[start:close])
                if names and _is_title_beside(text[slice(*title)], names) and says_where(text[behind:]):
                    return Taken("parted", title, names, (start, close), [(behind, len(text))])
                if names:
                    break
    return None


def names_parted(text: str, begin: int) -> Taken | None:
    """The parts of "Names - Title - Venue"."""
    for spans in _marks(text, begin):
        for i, (close, start) in enumerate(spans[:-1]):
            names = _names(text[begin:close])
            if names is None:
                continue
            for stop, behind in spans[i + 1 :]:
                title = trimmed_span(text, start, stop)
                if says_where(text[behind:]) and _is_title_beside(text[slice(*title)], names):
                    return Taken("parted", title, names, (begin, close), [(behind, len(text))])
            break
    return None


def _names(text: str) -> NameList | None:
    return None if is_abbreviated(text, inner=True) or YEAR.search(text) else people(text.strip(" \n"))


def _is_title_beside(text: str, names: NameList) -> bool:
    """Whether a text can be a title beside some names: several of them leave less doubt than one."""
    sure = len(names.names) > 1 or (has_initials(names.names[0][0].printed) and not has_initials(text))
    return len(text) < _LONGEST and text.count("\n") < 2 and not YEAR.fullmatch(text) and is_title(text, strong=sure)


def _is_short(text: str, title: Span) -> bool:
    """Whether a stretch has the length and lines that a title may have."""
    return title[1] - title[0] < _LONGEST and text.count("\n", *title) < 2


def _may_be_title(text: str, title: Span) -> bool:
    """Whether a stretch can be a title beside names beyond doubt: else names need not be looked for, which takes longer."""
    return _is_short(text, title) and is_title(text[slice(*title)], strong=True)


# --- the venue in brackets -------------------------------------------------------------------------------------------


def title_bracket(text: str, begin: int) -> Taken | None:
    """The parts of "Title (Venue 2019), Names"."""
    for start, close in _brackets(text, begin):
        inner = text[start + 1 : close]
        if not (YEAR.search(inner) or NOTE.match(inner)) or YEAR.fullmatch(inner.strip()):
            continue
        title = trimmed_span(text, begin, start)
        skip = _BEHIND_BRACKET.match(text, close + 1)
        at = skip.end() if skip else close + 1
        found = _names_to_end(text, at)
        if found and _is_title_beside(text[slice(*title)], found[0]):
            names, stop = found
            return Taken("bracket", title, names, (at, stop), [(start + 1, close), (stop, len(text))])
    return None


def _brackets(text: str, begin: int) -> Iterator[Span]:
    """Where the outermost round brackets stand that open behind a blank."""
    depth = start = 0
    for at in range(begin, min(len(text), begin + _MOST)):
        if text[at] == "(":
            start = start if depth else at
            depth += 1
        elif text[at] == ")" and depth:
            depth -= 1
            if not depth and text[start - 1 : start].isspace():
                yield start, at


def _names_to_end(text: str, at: int) -> tuple[NameList, int] | None:
    """The names that go from `at` to the end of an entry, or to a remark or a label of a link."""
    best: tuple[NameList, int] | None = None
    for end in _OVER.finditer(text, at, at + _MOST):
        if end.start() <= at:
            continue
        if names := people(text[at : end.start()].rstrip(" ,")):
            best = names, end.start()
        elif best:
            break
    return best


# --- names or title on the first line --------------------------------------------------------------------------------


def title_line(text: str, begin: int) -> Taken | None:
    """The parts of "Title", and on the next line "Names. Venue"."""
    for stop in re.finditer("\n", text[begin : begin + _MOST]):
        at = begin + stop.end()
        title = trimmed_span(text, begin, begin + stop.start())
        if not _is_short(text, title):
            break
        if not _may_be_title(text, title):
            continue
        for names, mark in names_from(text, at):
            if says_where(text[mark.end() :]) and _is_title_beside(text[slice(*title)], names):
                return Taken("lines", title, names, (at, mark.end()), [(mark.end(), len(text))])
            break
    return None


def names_line(text: str, begin: int) -> Taken | None:
    """The parts of "Names", and on the next line "Title. Venue"."""
    for line in re.finditer("\n", text[begin : begin + _MOST]):
        names = people(text[begin : begin + line.start()].rstrip(" ,:."))
        if names is None:
            continue
        at = begin + line.end()
        for end in _ENDS.finditer(text, at, at + 600):
            title = trimmed_span(text, at, end.start())
            behind = text[end.end() :]
            if end.start() < len(text) and says_where(_first(behind)) and _is_title_beside(text[slice(*title)], names):
                return Taken("lines", title, names, (begin, begin + line.start()), [(end.end(), len(text))])
    return None


def _first(text: str) -> str:
    """The first sentence of a text, and what stands right behind it."""
    end = _ENDS.search(text, 1)
    return text[: end.end() + 12] if end else text


PARTED: dict[str, Callable[[str, int], Taken | None]] = {
    "title - names": title_parted,
    "names - title": names_parted,
    "title (venue)": title_bracket,
    "title / names": title_line,
    "names / title": names_line,
}
"""The forms, the most certain first."""

"""Labels the segments of pages whose works are known, by laying what is known over their text, for the training of the tagger of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.page_styles import Stretch
from benchmarks.pages import Row, key
from kg.names import fold
from kg.sources._learned_features import Page
from kg.sources._learned_segments import Segment
from kg.sources._learned_tagger import OTHER
from kg.sources._listing_lines import lines_of

_WORDS = re.compile(r"[^\s\d,;:.()\[\]{}\"“”«»„*†‡§#|/&<>_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,4}\.?[*#†‡§]{0,2}|et al\.?,?|(?:and|&)\s.{1,40}")


def page_of(text: str) -> Page:
    """The page that a text is."""
    return Page(list(lines_of(text.splitlines(keepends=True))))


def tags(segments: Sequence[Segment], stretches: Sequence[Stretch], venues: Mapping[int, Sequence[str]]) -> list[str]:
    """The label of each segment: that of the stretch that most of it lies in; `venues` are the names of those of each entry."""
    bare = {entry: [name for one in names if len(name := _bare(one)) > 2] for entry, names in venues.items()}
    found: list[tuple[str, int]] = []
    for one in segments:
        best = max(stretches, key=lambda each: _shared(one, each), default=None)
        if best is None or _shared(one, best) * 2 < len(one.text.rstrip(" ._")):
            found.append((OTHER, -1))
        elif best.part == "rest" and _names(one.text, bare.get(best.entry, ())):
            found.append(("venue", best.entry))
        else:
            found.append((best.part, best.entry))
    seen: set[int] = set()
    labels = []
    before = (OTHER, -1)
    for part, entry in found:
        if part == OTHER:
            labels.append(OTHER)
        else:
            first = entry not in seen
            labels.append(("E-" if first else "I-" if before == (part, entry) else "B-") + part)
            seen.add(entry)
        before = (part, entry)
    return labels


def venues_of(cell: str) -> list[str]:
    """The names of the venue in a cell of what a page says, where an entry has one for certain."""
    return [] if cell.startswith("|") else cell.split("|")


def _names(text: str, venues: Sequence[str]) -> bool:
    """Whether a stretch holds the name of one of some venues, or is a part of one."""
    letters = _bare(text)
    return any(name in letters or (len(letters) > 2 and letters in name) for name in venues)


def _shared(segment: Segment, stretch: Stretch) -> int:
    return min(segment.end, stretch.end) - max(segment.start, stretch.start)


def stretches_of(segments: Sequence[Segment], rows: Sequence[Row], text: str) -> tuple[list[Stretch], list[Row]]:
    """Where titles, authors, venues and dates of known works stand, and the rows of those, by their number."""
    titles = _titles(rows, text)
    found = [Stretch(start, end, "title", number) for number, (start, end, _) in enumerate(titles)]
    marked = [_begins(one) for one in segments]
    for number, (start, end, row) in enumerate(titles):
        low = titles[number - 1][1] if number else 0
        high = titles[number + 1][0] if number + 1 < len(titles) else len(text)
        first = next(i for i, one in enumerate(segments) if one.end > start)
        around = [
            (i, one) for i, one in enumerate(segments) if low <= one.start and one.end <= high and abs(i - first) < 40
        ]
        at, later = _bounds(segments, marked, first, [i for i, _ in around], number + 1 < len(titles))
        following = next((one.row for one in segments if one.end > high), -1)
        # what stands before the next title on its line is of that entry
        last = max(one.row for one in segments if one.start < end)
        its = [one for i, one in around if at <= i <= later and not (last < one.row == following)]
        found += _parts(its, (start, end), row, number)
    return found, [row for _, _, row in titles]


def _parts(its: Sequence[Segment], title: tuple[int, int], row: Row, number: int) -> Iterator[Stretch]:
    """The authors of an entry, and what of it tells where and when."""
    start, end = title
    others = [one for one in its if not start <= one.start < end]
    names = _authors(others, title, row)
    part, before = "", None
    for one in others:
        near = before is not None and one.start - before.end < 4 and one.nth > 0
        part = "authors" if id(one) in names else _part(one, row, near and part == "rest")
        before = one
        if part:
            yield Stretch(one.start, one.end, part, number)


def _authors(its: Sequence[Segment], title: tuple[int, int], row: Row) -> set[int]:
    """The segments that name the authors of a work: those beside each other that name most of them, and further ones that name others."""
    known = _families(row[1])
    venues = _venues(row)
    groups: list[tuple[list[Segment], set[str]]] = []
    for one in its:
        last = groups[-1][0][-1] if groups else None
        near = last is not None and (one.start - last.end < 4 or (one.nth == 0 and one.row == last.row + 1))
        named = set(map(_bare, _WORDS.findall(one.text))) & known if len(one.text) < 400 else set[str]()
        if _names(one.text, venues) and len(_bare(one.text)) > 2:
            continue
        if named and near:
            groups[-1][0].append(one)
            groups[-1][1].update(named)
        elif named:
            groups.append(([one], named))
        elif near and one.nth and _INITIALS.fullmatch(one.text):
            groups[-1][0].append(one)
    found, seen = set[int](), set[str]()
    for segments, named in sorted(groups, key=lambda each: (-len(each[1]), _far(each[0], title))):
        if named - seen:
            found.update(map(id, segments))
            seen |= named
    return found


def _far(segments: Sequence[Segment], title: tuple[int, int]) -> int:
    """How far segments stand from a title, those before it and those behind it."""
    return max(title[0] - segments[-1].end, segments[0].start - title[1])


def _begins(one: Segment) -> bool:
    return one.nth == 0 and (one.before == "marker" or bool(one.line.gap))


def _bounds(
    segments: Sequence[Segment], marked: Sequence[bool], first: int, around: Sequence[int], more: bool
) -> tuple[int, int]:
    """The first and the last segment of the entry whose title begins at `first`: from a bullet or blank line to the next, else lines."""
    at = first
    while at > around[0] and not marked[at]:
        at -= 1
    if not marked[at] and at != 0:
        at = next(i for i in range(first, -1, -1) if segments[i].nth == 0)
    later = first
    while later < around[-1] and not (marked[later + 1] and more and _ahead(segments, marked, later + 1, around[-1])):
        later += 1
    return at, later


def _ahead(segments: Sequence[Segment], marked: Sequence[bool], at: int, last: int) -> bool:
    """Whether no further beginning stands between one and the next title: then that title's entry begins here."""
    return not any(marked[i] for i in range(at + 1, last + 1))


def _titles(rows: Sequence[Row], text: str) -> list[tuple[int, int, Row]]:
    letters, where = [], []
    for i, c in enumerate(text):
        for each in fold(c):
            if each.isalnum():
                letters.append(each)
                where.append(i)
    whole = "".join(letters)
    found = []
    at = 0
    for row in rows:
        for way in row[0].split("|"):
            name = key(way)
            start = whole.find(name, at) if name else -1
            start = whole.find(name) if name and start < 0 else start
            if start >= 0:
                at = start + len(name)
                found.append((*_with_silent(text, where[start], where[at - 1] + 1), row))
                break
    return sorted(found, key=lambda one: one[:2])


def _with_silent(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the letters beside it that have none in their place when they are folded, as some of Arabic."""
    while start and text[start - 1].isalpha() and not _bare(text[start - 1]):
        start -= 1
    while end < len(text) and text[end].isalpha() and not _bare(text[end]):
        end += 1
    return start, end


def _part(one: Segment, row: Row, goes_on: bool) -> str:
    """The part that a segment near a title is if it names no authors: its venue, date and numbers, or ''."""
    if _names(one.text, _venues(row)):
        return "rest"
    if row[2].strip("?") and row[2].strip("?") in one.text and len(one.text) < 80:
        return "rest"
    return "rest" if goes_on and len(one.text) < 60 else ""


def _venues(row: Row) -> list[str]:
    return [way for name in row[3].split("|") if len(way := _bare(name)) > 2]


def _bare(text: str) -> str:
    return "".join(filter(str.isalpha, key(text)))


def _families(cell: str) -> set[str]:
    """The first and last words of names, and the words of Chinese ones as a whole."""
    people = [name.split() for name in cell.replace("~", ";").split(";") if name.strip()]
    wide = {key(name[0]) for name in people if len(name) == 1}
    short = {key(words[-1]) for words in people if len(words[-1]) == 2 and words[-1].istitle()}
    return (wide | short | {key(words[i]) for words in people for i in (0, -1) if len(words[i].strip(".")) > 2}) - {""}

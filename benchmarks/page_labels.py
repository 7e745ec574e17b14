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

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
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
    found: list[tuple[Segment, str]] = []
    for one in its:
        if not start <= one.start < end:
            found.append((one, _part(one, row, found, start)))
    for one, part in found:
        if part:
            yield Stretch(one.start, one.end, part, number)


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
                found.append((where[start], where[at - 1] + 1, row))
                break
    return sorted(found, key=lambda one: one[:2])


def _part(one: Segment, row: Row, found: Sequence[tuple[Segment, str]], title: int) -> str:
    """The part that a segment near a title is: names of its authors, or its venue, date and numbers; '' for others."""
    before, part = found[-1] if found else (None, "")
    near = before is not None and one.start - before.end < 4 and one.nth > 0
    venues = [_bare(way) for way in row[3].split("|") if len(_bare(way)) > 2]
    letters = _bare(one.text)
    if any(way in letters or (len(letters) > 2 and letters in way) for way in venues):
        return "rest"
    named = any(each == "authors" and known.start < title for known, each in found)
    if not (named and one.start > title) and len(one.text) < 400:
        words = {key(word) for word in _WORDS.findall(one.text)}
        if words & _families(row[1]) or (near and part == "authors" and _INITIALS.fullmatch(one.text)):
            return "authors"
    if row[2].strip("?") and row[2].strip("?") in one.text and len(one.text) < 80:
        return "rest"
    return "rest" if near and part == "rest" and len(one.text) < 60 else ""


def _bare(text: str) -> str:
    return "".join(filter(str.isalpha, key(text)))


def _families(cell: str) -> set[str]:
    """The first and last words of names, and the words of Chinese ones as a whole."""
    people = [name.split() for name in cell.replace("~", ";").split(";") if name.strip()]
    wide = {key(name[0]) for name in people if len(name) == 1}
    return wide | {key(words[i]) for words in people for i in (0, -1) if len(words[i].strip(".")) > 2}

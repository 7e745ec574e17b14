"""Labels the segments of pages whose works are known, by laying what is known over their text, for the training of the tagger of pages."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.page_bounds import Bounds, Fact, begins, is_year, moved
from benchmarks.page_styles import Stretch
from benchmarks.pages import Row, key
from kg.names import fold
from kg.sources._learned_features import Page
from kg.sources._learned_segments import Segment
from kg.sources._learned_tagger import OTHER
from kg.sources._listing_lines import lines_of

_WORDS = re.compile(r"[^\s\d,;:.()\[\]{}\"“”«»„*†‡§#|/&<>_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,4}\.?[*#†‡§]{0,2}|et al\.?,?|(?:and|&)\s.{1,40}")

_LETTERS = re.compile(r"[^\W\d_]+")
_CALLED = frozenset(("isbn", "doi", "pmid", "pmcid", "arxiv", "eprint", "hal", "id"))
"""What stands before an identifier."""
_FIRST_WIDE = "\u2e80"
"""From here on letters are of scripts without blanks between words."""


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
    _whole_venues(segments, found, bare)
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


def _whole_venues(
    segments: Sequence[Segment], found: list[tuple[str, int]], venues: Mapping[int, Sequence[str]]
) -> None:
    """Where the whole name of an entry's venue stands, it and nothing else is labelled as one."""
    places: dict[int, list[int]] = {}
    for i, (part, entry) in enumerate(found):
        if part != OTHER:
            places.setdefault(entry, []).append(i)
    for entry, its in places.items():
        parted = [segments[i] if found[i][0] in ("venue", "rest") else None for i in its]
        for i in _laid(parted, venues.get(entry, ()), [found[i][0] == "title" for i in its]):
            found[its[i]] = ("venue*", entry)
        if any(found[i][0] == "venue*" for i in its):
            for i in its:
                found[i] = ({"venue": "rest", "venue*": "venue"}.get(found[i][0], found[i][0]), entry)


def _laid(segments: Sequence[Segment | None], names: Sequence[str], titles: Sequence[bool]) -> set[int]:
    """Which segments hold together the whole name of a venue, the longest that stands there, nearest to the title; no name goes over None."""
    letters, at, edges = "", list[int](), set[int]()
    for place, one in enumerate(segments):
        for word in _LETTERS.findall(one.text) if one else ("\0",):
            bare = _bare(word) or "\0" * (one is None)
            edges |= {len(letters), len(letters) + len(bare)}
            at += [place] * len(bare)
            letters += bare
    title = [place for place, is_title in enumerate(titles) if is_title] or [0]
    for name in sorted(names, key=len, reverse=True):
        ways = [found.span() for found in re.finditer(f"(?=({re.escape(name)}))", letters)]
        ways = [(begin, begin + len(name)) for begin, _ in ways]
        ways = [way for way in ways if edges.issuperset(way) or name[0] >= _FIRST_WIDE]
        if ways:
            near = min(ways, key=lambda way: min(abs(at[way[0]] - place) for place in title))
            first, last = at[near[0]], at[near[1] - 1]
            return {place for place in range(first, last + 1) if segments[place]}  # years within it, too
    return set()


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
    marked = [begins(one) for one in segments]
    near, bounds = list[list[int]](), list[Bounds]()
    for number, (start, _, _) in enumerate(titles):
        low = titles[number - 1][1] if number else 0
        high = titles[number + 1][0] if number + 1 < len(titles) else len(text)
        first = next(i for i, one in enumerate(segments) if one.end > start)
        around = [i for i, one in enumerate(segments) if low <= one.start and one.end <= high and abs(i - first) < 40]
        around = around or [first]  # a segment that holds two titles is within none of them
        near.append(around)
        bounds.append(Bounds(*_bounds(segments, marked, first, around, number + 1 < len(titles)), first))
    facts = [_facts(segments, its, row) for its, (_, _, row) in zip(near, titles, strict=True)]
    for number, one in enumerate(moved(segments, bounds, facts)):
        start, end, row = titles[number]
        high = titles[number + 1][0] if number + 1 < len(titles) else len(text)
        following = next((each.row for each in segments if each.end > high), -1)
        # what stands before the next title on its line is of that entry
        last = max(each.row for each in segments if each.start < end)
        its = [segments[i] for i in near[number] if one.first <= i <= one.last]
        found += _parts([each for each in its if not last < each.row == following], (start, end), row, number)
    return found, [row for _, _, row in titles]


def _facts(segments: Sequence[Segment], its: Sequence[int], row: Row) -> dict[int, list[Fact]]:
    """What of a work some segments hold, by their numbers."""
    families, venues, year = _families(row[1]), _venues(row), row[2].strip("?")
    facts = {}
    for i in its:
        one = segments[i]
        if len(one.text) > 200:
            continue
        named = set(map(_bare, _WORDS.findall(one.text))) & families
        found = [Fact(name, 1 / len(families)) for name in named]
        if len(_bare(one.text)) > 4 and _names(one.text, venues):
            found.append(Fact("|venue", 1))
        if year and year in _even_digits(one.text) and not is_year(one):
            found.append(Fact("|year", 0.75))
        if _identifies(one, row):
            found.append(Fact("|id", 1))
        if found:
            facts[i] = found
    return facts


def _parts(its: Sequence[Segment], title: tuple[int, int], row: Row, number: int) -> Iterator[Stretch]:
    """The authors of an entry, and what of it tells where and when."""
    start, end = title
    within = [start <= one.start < end for one in its]
    parted = [None if inner else one for one, inner in zip(its, within, strict=True)]
    placed = {id(its[i]) for i in _laid(parted, _venues(row), within)}
    others = [one for one in parted if one]
    names = _authors([one for one in others if id(one) not in placed], title, row)
    part, before = "", None
    for one, after in itertools.zip_longest(others, others[1:]):
        near = before is not None and one.start - before.end < 4 and one.nth > 0
        part = "authors" if id(one) in names else _part(one, row, near and part == "rest")
        called = key(one.text) in _CALLED and after is not None and after.row == one.row and _identifies(after, row)
        if id(one) in placed or called:
            part = "rest"
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
    if row[2].strip("?") and row[2].strip("?") in _even_digits(one.text) and len(one.text) < 80:
        return "rest"
    if _identifies(one, row):
        return "rest"
    return "rest" if goes_on and len(one.text) < 60 else ""


def _identifies(one: Segment, row: Row) -> bool:
    """Whether a segment holds an identifier of the work."""
    values = [key(each.partition(":")[2]) for each in re.split(r"[\s|;]+", row[4])]
    letters = key(one.text)
    return any(len(value) > 5 and value in letters for value in values)


def _even_digits(text: str) -> str:
    """A text with digits of every script as those of ours."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


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

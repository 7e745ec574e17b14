"""The evidence about two records, made of what each says: likeness of titles, authors in common, years, places, identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.identity._works_judge import Evidence
from kg.identity._works_said import _WRITTEN
from kg.identity.decisions import Compared
from kg.names import fold
from kg.venues import series

SPELLING = 0.75
"""Two words this much alike are one word spelled in two ways."""

NAME = 0.8
"""Two family names this much alike are one name spelled in two ways."""

_SMALL = frozenset(
    "a an the of for on in and to with by from at as is are its s und der die das le la les de des du et".split()
)
"""Words that say nothing of what a title is about."""


class Said(NamedTuple):
    """A row of `identity.work_said`; see there."""

    record: str
    title: str
    words: str
    key: str
    numbers: str
    notice: str
    form: str
    recurring: bool
    year: str
    authors: str
    families: str
    counted: int
    cut: bool
    venue: str
    series: str
    kind: str
    volume: str
    issue: str
    pages: str
    page: str
    class_: str
    preprint: bool
    identifiers: str
    file: str


COLUMNS = ", ".join(f'{{0}}."{name.rstrip("_")}"' for name in Said._fields)
"""The columns of a `Said`, to be formatted with the name of the table."""

WIDTH = len(Said._fields)


def compare(a: Said, b: Said, identifiers: str = "", titles: int = 0) -> Evidence:
    """The evidence about two records; `identifiers` are those both have (parted by tabs), `titles` how many unlike titles carry them."""
    equal = a.key == b.key and a.key != ""
    likeness, only = (1.0, ("", "")) if equal else _titles(a, b)
    shared = a.counted if a.families == b.families else _shared(a, b)
    return Evidence(
        titles=(a.title, b.title),
        likeness=likeness,
        length=min(len(a.key), len(b.key)),
        only=only,
        recurring=a.recurring or b.recurring,
        numbers="same" if equal else _numbers(a.numbers, b.numbers),
        notices=(a.notice, b.notice),
        forms=(_form(a), _form(b)),
        authors=(a.authors, b.authors),
        counts=(a.counted, b.counted),
        shared=shared,
        cut=(a.cut, b.cut),
        years=(a.year, b.year),
        venues=(a.venue, b.venue),
        venue=_venue(a, b),
        kinds=(_kind(a), _kind(b)),
        preprints=(_preprint(a), _preprint(b)),
        classes=(a.class_, b.class_),
        pages=(a.pages, b.pages),
        page=_same(a.page, b.page),
        volumes=(a.volume, b.volume),
        volume=_same(a.volume + a.issue, b.volume + b.issue)
        if a.volume and b.volume and bool(a.issue) == bool(b.issue)
        else "",
        identifiers=tuple(identifiers.split("\t")) if identifiers else (),
        contradicting="" if identifiers or not a.identifiers or not b.identifiers else _contradicting(a, b),
        together=a.file == b.file,
        volume_of=titles,
    )


def hopeless(a: Said, b: Said) -> bool:
    """Whether two titles that are not equal are too unlike for `judge` to say anything; cheaper than the evidence, and never wrong."""
    if not a.key or not b.key:
        return True
    ratio = max(fuzz.ratio(a.key, b.key, score_cutoff=59.9), fuzz.token_sort_ratio(a.words, b.words, score_cutoff=59.9))
    place = a.year == b.year and _venue(a, b) == "same"
    if place and not ratio:
        short, long = sorted((set(a.words.split(" ")), set(b.words.split(" "))), key=len)
        return len(short & long) * 3 < len(short - _SMALL)
    if place or ratio >= 79.9:
        return False
    if not ratio:
        return True
    # Elsewhere only titles of one spelling, and one that holds the other with most of its authors, say something.
    only = _only(a.words.split(" "), b.words.split(" "))
    return all(only) or (any(only) and not a.cut and not b.cut and max(a.counted, b.counted) > 1 and _shared(a, b) < 2)


def _same(left: str, right: str) -> Literal["same", "other", ""]:
    return "" if not left or not right else "same" if left == right else "other"


def _form(one: Said) -> str:
    if one.class_ == "presentation":
        return one.form or "talk"
    return {"demonstration": "demo", "invited talk": "talk"}.get(one.form, one.form)


def _kind(one: Said) -> str:
    """Without a name of the venue, a volume with number of the issue is a journal's."""
    return one.kind or ("journal" if one.volume and one.issue else "")


def _preprint(one: Said) -> bool:
    return one.preprint or not (one.venue or one.series)


def _venue(a: Said, b: Said) -> Literal["same", "other", ""]:
    """Two names of venues without a series are not known to be two venues, unless one is a journal's and the other a conference's."""
    if not a.series or not b.series:
        return ""
    left, right = set(a.series.split()), set(b.series.split())
    if left & right:
        return "same"
    kinds = {_kind(a), _kind(b)} - {""}
    known = all(any(series(key) for key in keys) for keys in (left, right))
    return "other" if known or len(kinds) == 2 else ""


def _contradicting(a: Said, b: Said) -> str:
    """Two identifiers of one scheme that name different works; a preprint's own beside the publication's are none."""
    mine: dict[str, list[str]] = {}
    for pair in a.identifiers.split(" "):
        scheme, _, value = pair.partition(":")
        mine.setdefault(scheme, []).append(value)
    for pair in b.identifiers.split(" "):
        scheme, _, value = pair.partition(":")
        if scheme in mine and value not in mine[scheme]:
            return f"{scheme} {mine[scheme][0]} and {scheme} {value}"
    return ""


# --- titles ----------------------------------------------------------------------------------------------------------


def _titles(a: Said, b: Said) -> tuple[float, tuple[str, str]]:
    """How alike two titles are, and the words each has alone."""
    if not a.key or not b.key:
        return -1.0, ("", "")
    likeness = max(fuzz.ratio(a.key, b.key), fuzz.token_sort_ratio(a.words, b.words)) / 100
    only = _only(a.words.split(" "), b.words.split(" "))
    if not any(only):
        likeness = max(likeness, 0.9)
    return min(round(likeness, 3), 0.999), only


def _only(left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """The words of two titles that have no like in the other; small words, spellings and words written apart do not count."""
    mine, theirs = list(left), list(right)
    for word in left:
        if word in theirs:
            mine.remove(word)
            theirs.remove(word)
    mine, theirs = _joined(mine, right), _joined(theirs, left)
    mine, theirs = [w for w in mine if w not in _SMALL], [w for w in theirs if w not in _SMALL]
    for word in list(mine):
        if like := next((other for other in theirs if _spelled(word, other)), None):
            mine.remove(word)
            theirs.remove(like)
    return " ".join(mine), " ".join(theirs)


def _joined(words: list[str], other: Sequence[str]) -> list[str]:
    """Words less those that the other title writes apart or together ("data base", "database")."""
    if not words:
        return words
    text = "".join(other)
    run = "".join(words)
    if len(words) > 1 and len(run) > 3 and run in other:
        return []
    return [word for word in words if not (len(word) > 5 and word in text and word not in other)]


def _spelled(left: str, right: str) -> bool:
    """Whether two words may be one: letters wrong, left out or in another order ("foruth")."""
    mine, theirs = len(left), len(right)
    # Each letter more is one to leave out: words of such lengths cannot be as much alike.
    if mine < 4 or theirs < 4 or abs(mine - theirs) > (1 - SPELLING) * max(mine, theirs):
        return False
    if left.isdigit() or right.isdigit():
        return False
    return OSA.normalized_similarity(left, right, score_cutoff=SPELLING) > 0


def _numbers(left: str, right: str) -> Literal["same", "more", "other"]:
    if left == right:
        return "same"
    mine, theirs = _set(left), _set(right)
    if mine <= theirs or theirs <= mine:
        # A year that one title gives is no number of a part.
        more = {n for n in mine ^ theirs if not (len(n) == 4 and n[:2] in ("19", "20"))}
        return "more" if more else "same"
    return "other"


def _set(numbers: str) -> set[str]:
    return {
        _WRITTEN.get(word, word)
        for word in (n.split(" ")[-1] for n in numbers.split(","))
        if word and not (word[0].isalpha() and any(map(str.isdigit, word)))
    }


# --- authors ---------------------------------------------------------------------------------------------------------


def _shared(a: Said, b: Said) -> int:
    """How many authors stand in both lists, by their folded family names: the same, spelled alike, or as another part of the name."""
    if not a.counted or not b.counted:
        return 0
    mine, theirs = a.families.split(" "), b.families.split(" ")
    left = list(mine)
    for name in mine:
        if name in theirs:
            left.remove(name)
            theirs.remove(name)
    found = len(mine) - len(left)
    if not left or not theirs:
        return found
    rest = []
    for name in left:
        like = next((other for other in theirs if _named(name, other)), None)
        if like is None:
            rest.append(name)
        else:
            theirs.remove(like)
    found = len(mine) - len(rest)
    if not rest or not theirs or len(rest) * len(theirs) > 400:
        return found
    return found + _by_words(a.authors, b.authors, rest, theirs)


def _by_words(left: str, right: str, mine: list[str], theirs: list[str]) -> int:
    """How many names share two words with one of the other list: "Hong Su" and "Su Hong", "Berzal Galiano" and "Berzal"."""
    entries_left, entries_right = _entries(left), _entries(right)
    found = 0
    for name in mine:
        like = next((other for other in theirs if _one_name(name, other, entries_left, entries_right)), None)
        if like is not None:
            theirs.remove(like)
            found += 1
    return found


@lru_cache(maxsize=1 << 16)
def _named(left: str, right: str) -> bool:
    """Whether two folded family names may be one: spelled alike, one a part of the other, or with letters lost ("n?rv?g")."""
    if "?" in left or "?" in right:
        return _lost(left, right) or _lost(right, left)
    short, long = sorted((left, right), key=len)
    if len(short) < 4:
        return False
    if (
        long.endswith(short) or long.startswith(short) or (len(short) > 8 and short in long)
    ):  # "Molina", "García-Molina"
        return True
    return OSA.normalized_similarity(left, right, score_cutoff=NAME) > 0


def _lost(pattern: str, name: str) -> bool:
    """Whether a name is another one in which up to two letters stand for each that was lost."""
    parts = pattern.split("?")
    if len(parts) > 5 or sum(map(len, parts)) < 2 or not name.startswith(parts[0]):
        return False
    ends = {len(parts[0])}
    for part in parts[1:]:
        ends = {end + gap + len(part) for end in ends for gap in range(3) if name.startswith(part, end + gap)}
    return len(name) in ends


def _entries(authors: str) -> list[frozenset[str]]:
    """The folded words of each printed name, initials left out."""
    return [_name_words(name) for name in authors.split(";")]


@lru_cache(maxsize=1 << 16)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(word for word in map(fold, re.split(r"[\s,.-]+", name)) if len(word) > 1)


def _one_name(left: str, right: str, mine: list[frozenset[str]], theirs: list[frozenset[str]]) -> bool:
    """Whether the two names with these family names share two words."""
    return any(len(a & b) > 1 for a in mine if left in a for b in theirs if right in b)


# --- what is shown ---------------------------------------------------------------------------------------------------


def compared(evidence: Evidence) -> list[Compared]:
    """The values that were compared, each with how alike the two are."""
    e = evidence
    found = [Compared("title", *e.titles, round(e.likeness, 3))]
    if any(e.counts):
        most = max(e.counts)
        found.append(Compared("contributions", *e.authors, round(e.shared / most, 3) if all(e.counts) else -1.0))
    if any(e.years):
        found.append(Compared("dates", *e.years, -1.0 if e.distance is None else float(e.distance == 0)))
    if any(e.venues):
        found.append(Compared("venues", *e.venues, {"same": 1.0, "other": 0.0, "": -1.0}[e.venue]))
    if any(e.pages):
        found.append(Compared("pages", *e.pages, {"same": 1.0, "other": 0.0, "": -1.0}[e.page]))
    return found

"""The evidence about two records, made of what each says: likeness of titles, authors in common, years, places, identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.json import Decoder
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.identity._works_judge import Evidence, most
from kg.identity._works_said import _WRITTEN
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


class Said(Struct, frozen=True, array_like=True, gc=False):
    """A row of `work_said`; see there."""

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


_COLUMNS = ", ".join(f'{{0}}."{name.rstrip("_")}"' for name in Said.__struct_fields__)
SAID = f"CAST(json_array({_COLUMNS}) AS VARCHAR)"
"""A row of `work_said` as `said` reads it, to be formatted with the name of the table: one text comes out of SQL faster than its columns."""

said = Decoder(Said).decode
"""What a text made by `SAID` says."""


def compare(a: Said, b: Said, identifiers: str = "", titles: int = 0) -> Evidence:
    """The evidence about two records; `identifiers` are those both have (parted by tabs), `titles` how many unlike titles carry them."""
    equal = a.key == b.key and a.key != ""
    likeness, only = (1.0, ("", "")) if equal else _titles(a, b)
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
        shared=shared(a.families, b.families, a.authors, b.authors),
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
    """Whether `judge` would say nothing of two titles that are not equal, by the same rules; cheaper than the evidence, and never wrong."""
    left, right = a.words, b.words
    if not left or not right:
        return True
    place = a.year == b.year and _one_series(a.series, b.series)
    least = 59.9 if place else 79.9
    ratio = fuzz.ratio(a.key, b.key, score_cutoff=59.9)
    if ratio < least:
        ratio = max(ratio, fuzz.token_sort_ratio(left, right, score_cutoff=59.9))
    if not ratio and not (place and _in_common(left, right)):
        return True
    unsure = ratio < least or a.recurring or b.recurring
    # What is asked first refuses most: the titles of other places, the authors of one place.
    if not place and unsure and all(_only(left, right)):
        return True
    both = shared(a.families, b.families, a.authors, b.authors)
    if not both:
        return True
    enough = most((a.counted, b.counted), both, a.cut or b.cut)
    if enough and not unsure:
        return False
    only = _only(left, right)
    return all(only) or (any(only) and not place and not enough)


def _in_common(left: str, right: str) -> bool:
    """Whether the words of one title may all stand in the other: a third of the shorter do as they are."""
    short, long = sorted((set(left.split(" ")), set(right.split(" "))), key=len)
    return len(short & long) * 3 >= len(short - _SMALL)


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
    if _one_series(a.series, b.series):
        return "same"
    kinds = {_kind(a), _kind(b)} - {""}
    known = all(any(series(key) for key in keys.split()) for keys in (a.series, b.series))
    return "other" if known or len(kinds) == 2 else ""


@lru_cache(maxsize=1 << 12)
def _one_series(left: str, right: str) -> bool:
    return not set(left.split()).isdisjoint(right.split())


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
    only = _only(a.words, b.words)
    if not any(only):
        likeness = max(likeness, 0.9)
    return min(round(likeness, 3), 0.999), only


@lru_cache(maxsize=1)
def _only(first: str, second: str) -> tuple[str, str]:
    """The words of two titles that have no like in the other; small words, spellings and words written apart do not count.

    The last answer is kept: of one pair it is asked twice.
    """
    left, right = first.split(" "), second.split(" ")
    mine, theirs = _unlike(left, right)
    mine, theirs = _joined(mine, right), _joined(theirs, left)
    mine, theirs = [w for w in mine if w not in _SMALL], [w for w in theirs if w not in _SMALL]
    if mine and theirs:
        for word in list(mine):
            if like := _respelled(word, theirs):
                mine.remove(word)
                theirs.remove(like)
    return " ".join(mine), " ".join(theirs)


def _unlike(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
    """The members of each list that are not in the other, each counted as often as it stands there."""
    mine, theirs = [], list(right)
    for one in left:
        if one in theirs:
            theirs.remove(one)
        else:
            mine.append(one)
    return mine, theirs


def _joined(words: list[str], other: Sequence[str]) -> list[str]:
    """Words less those that the other title writes apart or together ("data base", "database")."""
    if not words:
        return words
    text = "".join(other)
    run = "".join(words)
    if len(words) > 1 and len(run) > 3 and run in other:
        return []
    return [word for word in words if not (len(word) > 5 and word in text and word not in other)]


def _respelled(word: str, others: Sequence[str]) -> str:
    """The first of some words that may be this one: letters wrong, left out or in another order ("foruth"); '' where none may be."""
    size = len(word)
    if size < 4 or word.isdigit():
        return ""
    for other in others:
        length = len(other)
        # Each letter more is one to leave out: words of such lengths cannot be as much alike.
        if length < 4 or SPELLING * length > size or SPELLING * size > length or other.isdigit():
            continue
        if OSA.normalized_similarity(word, other, score_cutoff=SPELLING) > 0:
            return other
    return ""


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


@lru_cache(maxsize=1)
def shared(left: str, right: str, authors_left: str, authors_right: str) -> int:
    """How many authors stand in both lists, by their folded family names: the same, spelled alike, or as another part of the name.

    The last answer is kept: of one pair it is asked twice.
    """
    if not left or not right:
        return 0
    names = left.split(" ")
    if left == right:
        return len(names)
    mine, theirs = _unlike(names, right.split(" "))
    rest = []
    for name in mine:
        for other in theirs:
            if _named(name, other):
                theirs.remove(other)
                break
        else:
            rest.append(name)
    found = len(names) - len(rest)
    if not rest or not theirs or len(rest) * len(theirs) > 400:
        return found
    return found + _by_words(_plain(authors_left), _plain(authors_right), rest, theirs)


def _by_words(left: str, right: str, mine: list[str], theirs: list[str]) -> int:
    """How many names share two words with one of the other list: "Hong Su" and "Su Hong", "Berzal Galiano" and "Berzal"."""
    found = 0
    if _two_words(left, right, mine):
        bearers, others = _bearers(left, mine), _bearers(right, theirs)
        for one in bearers:
            for i, other in enumerate(others):
                if any(len(words & more) > 1 for words in one for more in other):
                    del others[i]
                    found += 1
                    break
    return found


def _two_words(left: str, right: str, names: list[str]) -> bool:
    """Whether two words of a printed name that holds one of some family names may stand in the other list; of most lists they do not."""
    entries = left.split(";")
    for name in names:
        for entry in entries:
            if name in entry and len([word for word in entry.split() if len(word) > 1 and word in right]) > 1:
                return True
    return False


def _bearers(authors: str, names: list[str]) -> list[list[frozenset[str]]]:
    """For each family name that is a word of a printed name the words of the printed names that hold it, initials left out."""
    entries = [frozenset(word for word in name.split() if len(word) > 1) for name in authors.split(";")]
    bearers = [[words for words in entries if name in words] for name in names]
    return [held for held in bearers if held]


_PLAIN = {
    code: None if chr(code) not in " \t\n\r\f\v\x1c\x1d\x1e\x1f,.-" else " "
    for code in range(128)
    if not chr(code).isalnum() and chr(code) != ";"
}


@lru_cache(maxsize=1 << 14)
def _plain(authors: str) -> str:
    """Printed names as folded words, parted by white space, the names by semicolons."""
    if authors.isascii():  # of these letters and digits are left, which `fold` leaves
        return authors.lower().translate(_PLAIN)
    return ";".join(_name_words(name) for name in authors.split(";"))


def _named(left: str, right: str) -> bool:
    """Whether two folded family names may be one: spelled alike, one a part of the other, or with letters lost ("n?rv?g")."""
    if "?" in left or "?" in right:
        return _lost(left, right) or _lost(right, left)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    size, most = len(short), len(long)
    if size < 4:
        return False
    # "Molina", "García-Molina"
    if short in long and (size > 8 or long.startswith(short) or long.endswith(short)):
        return True
    # Each letter more is one to leave out; and one letter wrong of less than ten leaves the first or the last.
    if size < NAME * most or (most < 10 and short[0] != long[0] and short[-1] != long[-1]):
        return False
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


@lru_cache(maxsize=1 << 16)
def _name_words(name: str) -> str:
    return " ".join(map(fold, re.split(r"[\s,.-]+", name)))


# --- what is shown ---------------------------------------------------------------------------------------------------

FIELDS = {"title": "title", "contributions": "authors", "dates": "year", "venues": "venue", "pages": "pages"}
"""The fields of a record whose values are shown with a decision, each with its column in `work_said`."""

_ALIKE = {"same": 1.0, "other": 0.0, "": -1.0}


def likenesses(evidence: Evidence) -> list[float]:
    """How alike the values in each of `FIELDS` are, from 0 to 1; -1 where one side does not say it."""
    e = evidence
    return [
        round(e.likeness, 3),
        round(e.shared / max(e.counts), 3) if all(e.counts) else -1.0,
        -1.0 if e.distance is None else float(e.distance == 0),
        _ALIKE[e.venue],
        _ALIKE[e.page],
    ]

"""Tokens of a reference and what the tagger sees of each: its shape, its marks, its words, and the stretch it stands in.

What depends on the text of a token alone is made once for each text and kept for a while, as most tokens of a bibliography recur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from msgspec import Struct

from kg.sources._references_words import classes

_TOKEN = re.compile(r"\S+")
_KEEPS_HYPHEN = frozenset("self non multi well co semi cross".split())
LONGEST_TOKEN = 200
KEPT = 16384
"""For how many texts of tokens what is known of them is kept (about 1.8 KB each)."""


class Token(Struct, frozen=True, gc=False):
    """A word with the marks on it: its text, mended where a line break cut it, and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a reference: what white space parts, and a word that a hyphen at the end of a line cut in two as one."""
    if "\n" not in text:
        return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found: list[Token] = []
    matches = list(_TOKEN.finditer(text))
    i = 0
    while i < len(matches):
        match = matches[i]
        word, start, end = match[0], match.start(), match.end()
        while i + 1 < len(matches) and is_broken(text, word, end, matches[i + 1].start()):
            i += 1
            word, end = mended(word, matches[i][0]), matches[i].end()
        found.append(Token(word, start, end))
        i += 1
    return found


def is_broken(text: str, word: str, end: int, following: int) -> bool:
    """Whether a word is cut by a hyphen at the end of its line and goes on in the next."""
    return (
        len(word) > 2
        and word[-1] in "-‐\u00ad"
        and word[-2].isalpha()
        and "\n" in text[end:following]
        and text[following].islower()
    )


def mended(left: str, right: str) -> str:
    """The two parts of a broken word as one; the hyphen stays where the first part is known to take one."""
    bare = left[:-1]
    return (left if bare.lower() in _KEEPS_HYPHEN and left[-1] != "\u00ad" else bare) + right


# --- one token -------------------------------------------------------------------------------------------------------

_EDGE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d[-–—/](?:1[4-9]|20)?\d\d")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}")
_ROMAN = re.compile(r"[IVXLC]+", re.ASCII)
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\d+[-–—−]+\d+")
_LINK = re.compile(r"(?:https?:|www\.|<http|ftp:)", re.IGNORECASE)
_DOI = re.compile(r"doi\b|10\.\d{4}", re.IGNORECASE)
_RUNS = ((re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]+"), "X"), (re.compile(r"[^\W\d_X]+"), "x"), (re.compile(r"\d+"), "0"))
_DASHES = re.compile(r"[-–—_]{2,}|—")


def shape(word: str) -> str:
    """The shape of a word: capitals as X, other letters as x, digits as 0; a run of one counts once, short numbers by length."""
    if word.isalpha():
        if word.islower():
            return "x"
        if word[0].isupper() and word[1:].islower():
            return "Xx"
    elif word.isdigit() and len(word) <= 4:
        return "0" * len(word)
    for pattern, mark in _RUNS:
        word = pattern.sub(lambda m, mark=mark: mark * min(len(m[0]), 2) if mark == "X" else mark, word)  # type: ignore[misc]
    return word[:12]


def _kinds(bare: str, whole: str) -> list[str]:
    """What a token is known to be, by its form and by its word."""
    kinds = [f"is:{kind}" for kind in classes().get(bare.lower().rstrip("."), ())]
    if _DIGIT.search(bare):
        if _YEAR.fullmatch(bare):
            kinds.append("is:year")
        elif _YEARS.fullmatch(bare):
            kinds.append("is:years")
        elif bare.isdigit():
            kinds.append("is:number")
        elif _RANGE.search(bare):
            kinds.append("is:range")
        if _DOI.search(whole):
            kinds.append("is:doi")
    elif not bare:
        if _DASHES.search(whole):
            kinds.append("is:dashes")
    elif bare[0].isupper():
        if _INITIALS.fullmatch(bare):
            kinds.append("is:initials")
        if _ROMAN.fullmatch(bare):
            kinds.append("is:roman")
        if len(bare) > 3 and bare.isupper():
            kinds.append("is:capitals")
    if _LINK.match(whole):
        kinds.append("is:link")
    return kinds or ["is:" + ("lower" if bare[:1].islower() else "upper" if bare[:1].isupper() else "other")]


class _Seen(NamedTuple):
    """A token taken apart: marks before, the bare word, marks behind, what it is known to be, and the features these make."""

    lead: str
    bare: str
    trail: str
    kinds: tuple[str, ...]
    shape: str
    ends: str
    opening: str
    opened: tuple[int, int]
    closed: int
    closing: str
    held: int
    small: bool
    features: tuple[str, ...]
    here: str


@lru_cache(maxsize=KEPT)
def _seen(whole: str) -> _Seen:
    text = whole[:LONGEST_TOKEN]
    match = _EDGE.match(text)
    lead, bare, trail = (match[1], match[2], match[3]) if match else ("", text, "")
    kinds = tuple(_kinds(bare, text))
    form = shape(bare)
    ends = _ends(bare, trail, kinds)
    low = bare[:30].lower()
    inner = whole[len(lead) :]
    return _Seen(
        lead,
        bare,
        trail,
        kinds,
        form,
        ends,
        _opening(whole),
        (lead.count("(") + lead.count("["), inner.count("(") + inner.count("[")),
        whole.count(")") + whole.count("]"),
        trail if bare else whole[1:],
        sum([_BIT[kind] for kind in kinds if kind in _BIT]),
        bare[:1].islower(),
        (
            *_own(lead, low, trail, kinds, form, ends),
            f"form:{form}",
            f"lead:{lead[:3]}",
            f"trail:{trail[:3]}",
            f"long:{_LENGTHS[len(low)] if len(low) < len(_LENGTHS) else 'more'}",
            *kinds,
        ),
        f"{kinds[0]}|{ends}",
    )


def _ends(bare: str, trail: str, kinds: Sequence[str]) -> str:
    """How strongly a token ends a stretch: by a full stop after a whole word, a colon, a comma, a bracket, a quotation mark."""
    if not trail:
        return ""
    if any(mark in trail for mark in '”»"“') or (trail.startswith("'") and len(trail) > 1):
        return "quote"
    if "." in trail or "?" in trail or "!" in trail:
        if "." in trail and ("is:initials" in kinds or len(bare) <= 2):
            return "initial"
        return "stop"
    for mark, name in ((":", "colon"), (";", "semicolon"), (",", "comma"), (")", "bracket"), ("]", "bracket")):
        if mark in trail:
            return name
    return ""


def ends(token: Token) -> str:
    """What kind of mark a token ends a stretch with (`stop`, `comma`, `colon`, `quote`, `initial` ...), or nothing."""
    return _seen(token.text).ends


# --- all tokens ------------------------------------------------------------------------------------------------------


_LENGTHS = (*"01234", *["5-7"] * 3)
"""How long words are said to be."""
_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"”', "‘": "’", "'": "'", "`": "'", "‟": "”"}
_ENDING = frozenset(("stop", "quote", "comma", "colon", "semicolon", "bracket"))
_HELD = (
    "is:year", "is:journal", "is:meeting", "is:publisher", "is:place", "is:page", "is:volume", "is:role", "is:initials", "is:number",
    "is:range", "is:month", "is:report", "is:body", "is:link", "is:given",
)  # fmt: skip
"""What is told of a stretch when a token of it is that, each a bit in the order here."""
_TELLING = tuple(_HELD.index(kind) for kind in ("is:role", "is:page", "is:volume", "is:range", "is:report", "is:link"))
_BIT = {kind: 1 << i for i, kind in enumerate(_HELD)}
_IS_YEAR = 1 << _HELD.index("is:year")


def _states(seen: Sequence[_Seen]) -> list[tuple[str, ...]]:
    """For each token, what the tokens before it leave open: quotation marks, brackets, a year passed, stretches ended."""
    found = []
    closes, quotations, depth, year, stops = "", 0, 0, 0, 0
    quotes = any(one.opening for one in seen)
    for one in seen:
        opening = "" if closes else one.opening
        if opening:
            closes, quotations = _PAIRS[opening], 1 if not quotations else 2
        state = ("in" if closes else "after" if quotations else "before") if quotes else "none"
        depth += one.opened[0]
        found.append(_state(state, quotations, one.ends, depth if depth < 2 else 2, year, stops, opening))
        depth += one.opened[1] - one.closed
        if depth < 0:
            depth = 0
        if closes and any(mark in one.closing for mark in closes):
            closes = ""
        if one.held & _IS_YEAR and year < 2:
            year += 1
        if stops < 5 and one.ends in ("stop", "quote"):
            stops += 1
    return found


@lru_cache(maxsize=KEPT)
def _state(
    quoted: str, quotations: int, ends: str, depth: int, years: int, stops: int, opening: str
) -> tuple[str, ...]:
    return f"quoted:{quoted}{quotations}|{depth}|{ends}|{opening}", f"years:{years}|stops:{stops}"


def _opening(text: str) -> str:
    """The quotation mark that a token opens with, or nothing."""
    mark = text.lstrip("([")[:1]
    return mark if mark and mark in _PAIRS else ""


class _About(NamedTuple):
    """What is told of a stretch, by where it is seen from."""

    here: tuple[str, ...]
    first: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    later: tuple[str, ...]


class _Stretch(NamedTuple):
    """Tokens up to the next mark that ends one: how many, and what is in it."""

    size: int
    held: int
    about: _About


def _stretches(seen: Sequence[_Seen]) -> list[_Stretch]:
    found = []
    first = 0
    for i, one in enumerate(seen):
        if one.ends in _ENDING or i + 1 == len(seen):
            size, held, lower = i + 1 - first, 0, 0
            for each in seen[first : i + 1]:
                held |= each.held
                lower += each.small
            few = "none" if not lower else "few" if lower * 2 < size else "most"
            found.append(_Stretch(size, held, _about(min(size, 13), few, held, one.ends)))
            first = i + 1
    return found


@lru_cache(maxsize=KEPT)
def _about(size: int, lower: str, held: int, ends: str) -> _About:
    length = str(size) if size < 4 else "4-6" if size < 7 else "7-12" if size < 13 else "more"
    form = f"{length}|{lower}|{ends}"
    has = [kind[3:] for i, kind in enumerate(_HELD) if held >> i & 1]
    all_of = "+".join(has)
    each = has if len(has) > 1 else ()
    return _About(
        (f"here:{form}", f"here:{all_of}", *(f"here:{name}" for name in each)),
        (f"first:{form}|{all_of}",),
        (f"before:{form}", f"before:{all_of}"),
        (f"after:{form}", f"after:{all_of}", *(f"after:{name}" for name in each)),
        (f"later:{all_of}",),
    )


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """For each token what the networks are given: the names of the features that hold of it, without those of its neighbours."""
    return [list(chain.from_iterable(row)) for row in groups(tokens)]


def groups(tokens: Sequence[Token]) -> list[tuple[tuple[str, ...], ...]]:
    """The same in groups of features that often hold together, whose sums a network keeps."""
    seen = [_seen(token.text) for token in tokens]
    stretches = _stretches(seen)
    whole = _whole(seen, stretches)
    total = len(tokens)
    return [
        (
            one.features,
            state,
            *around,
            _place(i if i < 10 else 10, total - i if total - i < 10 else 10),
            whole,
        )
        for i, (one, state, around) in enumerate(zip(seen, _states(seen), _around(stretches), strict=True))
    ]


def features_around(tokens: Sequence[Token]) -> list[list[bytes]]:
    """For each token what the random field is given: features of it and of its neighbours.

    Their names are checksums in eight bytes, as it looks up short names faster.
    """
    seen = [_seen(token.text) for token in tokens]
    stretches = _stretches(seen)
    whole = _whole(seen, stretches)
    total = len(tokens)
    wide = [_edge(), *seen, _edge()]
    own = [_for_field(token.text) for token in tokens]
    near = [_NEAR_EDGE, _NEAR_EDGE, *(side for _, side in own), _NEAR_EDGE, _NEAR_EDGE]
    rows = []
    for i, (one, state, around) in enumerate(zip(seen, _states(seen), _around(stretches), strict=True)):
        before, after = wide[i], wide[i + 2]
        rows.append(
            [
                *own[i][0],
                *near[i][0],
                *near[i + 1][1],
                *near[i + 3][2],
                *near[i + 4][3],
                *_coded(state),
                *chain.from_iterable(map(_coded, around)),
                *_coded(_place(min(i, 10), min(total - i, 10))),
                _joined(*whole, one.here),
                _joined("-2" + before.here, one.here),
                _joined("+2" + one.here, after.lead[:1] + after.here),
            ]
        )
    return rows


def coded(names: tuple[str, ...]) -> tuple[bytes, ...]:
    """The checksums of names."""
    return tuple([b"%08x" % crc32(name.encode()) for name in names])


_coded = lru_cache(maxsize=KEPT)(coded)


@lru_cache(maxsize=KEPT)
def _joined(*names: str) -> bytes:
    """The feature that some things hold together."""
    return coded(("|".join(names),))[0]


@cache
def _edge() -> _Seen:
    """What stands before the first token and behind the last."""
    return _Seen("", "", "", (), "", "", "", (0, 0), 0, "", 0, False, (), "edge")


_NEAR_EDGE = tuple(coded((f"{step}edge",)) for step in ("-2", "-1", "+1", "+2"))


@lru_cache(maxsize=KEPT // 4)
def _for_field(whole: str) -> tuple[tuple[bytes, ...], tuple[tuple[bytes, ...], ...]]:
    """What the random field sees of a token at its own place, and what of it from those around."""
    one = _seen(whole)
    its = one.lead, one.bare[:30].lower(), one.trail, one.kinds, one.shape, one.ends
    return coded(_own(*its)), tuple([coded(names) for names in _near(*its)])


@lru_cache(maxsize=KEPT)
def _place(at: int, left: int) -> tuple[str]:
    """How many tokens stand before one and how many from it on, both up to ten."""
    before, behind = "3-9" if at < 10 else "10-", "4-9" if left < 10 else "10-"
    return (f"at:{at if at < 3 else before}|{left - 1 if left < 4 else behind}",)


def _whole(seen: Sequence[_Seen], stretches: Sequence[_Stretch]) -> tuple[str]:
    """What the reference holds that tells its kind."""
    held = 0
    for one in stretches:
        held |= one.held
    words = [one.bare for one in seen[1:]]
    within = "In" in words or "in" in words
    return ("whole:" + "".join([str(held >> i & 1) for i in _TELLING]) + str(int(within)),)


def _own(lead: str, low: str, trail: str, kinds: Sequence[str], form: str, ends: str) -> tuple[str, ...]:
    return (
        f"w:{low}",
        f"shape:{form}|{ends}",
        f"marks:{lead[:3]}|{trail[:4]}",
        f"pre:{low[:3]}",
        f"suf:{low[-3:]}",
        *[f"{kind}|{ends}" for kind in kinds],
    )


def _near(lead: str, low: str, trail: str, kinds: Sequence[str], form: str, ends: str) -> tuple[tuple[str, ...], ...]:
    """What the tokens around see of a token, by how far it is from them (-2, -1, +1, +2): the nearer, the more."""
    form = f"shape:{form}|{lead[:2]}|{trail[:3]}"
    what = [f"{kind}|{ends}" for kind in kinds]
    return (
        tuple(["-2" + name for name in what]),
        (f"-1w:{low}", "-1" + form, *["-1" + name for name in what]),
        (f"+1w:{low}", "+1" + form, *["+1" + name for name in what]),
        tuple(["+2" + name for name in what]),
    )


def _around(stretches: Sequence[_Stretch]) -> list[tuple[tuple[str, ...], ...]]:
    """For each token, what is in the stretch it stands in and in those around it."""
    rows: list[tuple[tuple[str, ...], ...]] = []
    total = len(stretches)
    before_first, behind_last, behind_next, last = _EDGES
    for at, here in enumerate(stretches):
        shared = (
            here.about.here,
            stretches[at - 1].about.before if at else before_first,
            stretches[at + 1].about.after if at + 1 < total else behind_last,
            stretches[at + 2].about.later if at + 2 < total else behind_next,
        )
        rows.append((*shared, here.about.first))
        if here.size > 1:
            rows += [shared] * (here.size - 2)
            rows.append((*shared, last))
    return rows


_EDGES = ("before:edge",), ("after:edge",), ("later:edge",), ("inside:last",)

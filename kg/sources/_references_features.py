"""Tokens of a reference and what the tagger sees of each: its shape, its marks, its words, and the stretch it stands in.

What depends on the text of a token alone is made once for each text and kept for a while, as most tokens of a bibliography recur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.sources._references_words import classes

_TOKEN = re.compile(r"\S+")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-‐\u00ad]\s*\n\s*([a-zß-öø-ÿ]\S*)")
_KEEPS_HYPHEN = frozenset("self non multi well co semi cross".split())
LONGEST_TOKEN = 200
KEPT = 8192
"""For how many texts of tokens what is known of them is kept (about 3 KB each)."""


class Token(NamedTuple):
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
_RANGE = re.compile(r"\d+[-–—−]+\d+")
_LINK = re.compile(r"(?:https?:|www\.|<http|ftp:)", re.IGNORECASE)
_DOI = re.compile(r"doi\b|10\.\d{4}", re.IGNORECASE)
_RUNS = ((re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]+"), "X"), (re.compile(r"[^\W\d_X]+"), "x"), (re.compile(r"\d+"), "0"))
_DASHES = re.compile(r"[-–—_]{2,}|—")


def shape(word: str) -> str:
    """The shape of a word: capitals as X, other letters as x, digits as 0; a run of one counts once, short numbers by length."""
    if word.isdigit() and len(word) <= 4:
        return "0" * len(word)
    for pattern, mark in _RUNS:
        word = pattern.sub(lambda m, mark=mark: mark * min(len(m[0]), 2) if mark == "X" else mark, word)  # type: ignore[misc]
    return word[:12]


def _kinds(bare: str, whole: str) -> list[str]:
    """What a token is known to be, by its form and by its word."""
    kinds = [f"is:{kind}" for kind in classes().get(bare.lower().rstrip("."), ())]
    if _YEAR.fullmatch(bare):
        kinds.append("is:year")
    elif _YEARS.fullmatch(bare):
        kinds.append("is:years")
    elif bare.isdigit():
        kinds.append("is:number")
    elif _RANGE.search(bare):
        kinds.append("is:range")
    if _INITIALS.fullmatch(bare):
        kinds.append("is:initials")
    if _ROMAN.fullmatch(bare):
        kinds.append("is:roman")
    if _LINK.match(whole):
        kinds.append("is:link")
    if _DOI.search(whole):
        kinds.append("is:doi")
    if bare.isupper() and len(bare) > 3:
        kinds.append("is:capitals")
    if not bare and _DASHES.search(whole):
        kinds.append("is:dashes")
    return kinds or ["is:" + ("lower" if bare[:1].islower() else "upper" if bare[:1].isupper() else "other")]


@dataclass(frozen=True)
class _Seen:
    """A token taken apart: marks before, the bare word, marks behind, what it is known to be, and the features these make."""

    lead: str
    bare: str
    trail: str
    kinds: tuple[str, ...]
    shape: str
    ends: str
    here: str
    opening: str
    opened: tuple[int, int]
    closed: int
    closing: str
    held: int
    small: bool
    own: tuple[str, ...]
    near: dict[int, tuple[str, ...]]


@lru_cache(maxsize=KEPT)
def _seen(whole: str) -> _Seen:
    text = whole[:LONGEST_TOKEN]
    match = _EDGE.match(text)
    lead, bare, trail = (match[1], match[2], match[3]) if match else ("", text, "")
    kinds = tuple(_kinds(bare, text))
    form = shape(bare)
    ends = _ends(bare, trail, kinds)
    inner = whole[len(lead) :]
    return _Seen(
        lead,
        bare,
        trail,
        kinds,
        form,
        ends,
        f"{kinds[0]}|{ends}",
        _opening(whole),
        (lead.count("(") + lead.count("["), inner.count("(") + inner.count("[")),
        whole.count(")") + whole.count("]"),
        trail if bare else whole[1:],
        sum(_BIT[kind] for kind in _BIT.keys() & kinds),
        bare[:1].islower(),
        tuple(_own(lead, bare, trail, kinds, form, ends)),
        _near(lead, bare, trail, kinds, form, ends),
    )


def _ends(bare: str, trail: str, kinds: Sequence[str]) -> str:
    """How strongly a token ends a stretch: by a full stop after a whole word, a colon, a comma, a bracket, a quotation mark."""
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


# --- all tokens ------------------------------------------------------------------------------------------------------


_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"”', "‘": "’", "'": "'", "`": "'", "‟": "”"}
_STEPS = (-3, -2, -1, 1, 2, 3)
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
    return (
        f"quoted:{quoted}{quotations}",
        f"quoted:{quoted}|{ends}",
        f"depth:{depth}",
        f"years:{years}",
        f"years:{years}|stops:{min(stops, 3)}",
        f"stops:{stops}",
        f"opens:{opening}",
    )


def _opening(text: str) -> str:
    """The quotation mark that a token opens with, or nothing."""
    mark = text.lstrip("([")[:1]
    return mark if mark and mark in _PAIRS else ""


@dataclass(frozen=True)
class _Stretch:
    """Tokens up to the next mark that ends one: the first and the last, and what is in it as features by where it is seen from."""

    first: int
    last: int
    about: dict[str, tuple[str, ...]]


def _stretches(seen: Sequence[_Seen]) -> list[_Stretch]:
    found = []
    first = 0
    for i, one in enumerate(seen):
        if one.ends in ("stop", "quote", "comma", "colon", "semicolon", "bracket") or i + 1 == len(seen):
            part = seen[first : i + 1]
            size, held, lower = len(part), 0, 0
            for each in part:
                held |= each.held
                lower += each.small
            few = "none" if not lower else "few" if lower * 2 < size else "most"
            found.append(_Stretch(first, i, _about(min(size, 13), few, held, one.ends)))
            first = i + 1
    return found


@lru_cache(maxsize=KEPT)
def _about(size: int, lower: str, held: int, ends: str) -> dict[str, tuple[str, ...]]:
    about = [f"size:{size if size < 4 else '4-6' if size < 7 else '7-12' if size < 13 else 'more'}", f"lower:{lower}"]
    about += [f"has:{kind[3:]}" for i, kind in enumerate(_HELD) if held >> i & 1]
    about.append(f"end:{ends}")
    return {
        where: tuple(f"{where}:{name}" for name in about)
        for where in ("here", "first", "stretch-1", "stretch+1", "stretch+2")
    }


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """For each token the names of the features that hold of it, for training and for tagging alike."""
    seen = [_seen(token.text) for token in tokens]
    states = _states(seen)
    stretches = _stretches(seen)
    around = [row for at in range(len(stretches)) for row in _around(stretches, at)]
    total = len(tokens)
    whole = f"whole:{_whole(seen)}|"
    edges = [_edge()] * 3
    wide = [one.near for one in (*edges, *seen, *edges)]
    rows = []
    for i, one in enumerate(seen):
        row = [
            *one.own,
            *states[i],
            *wide[i][-3],
            *wide[i + 1][-2],
            *wide[i + 2][-1],
            *wide[i + 4][1],
            *wide[i + 5][2],
            *wide[i + 6][3],
            *around[i],
            *_place(i if i < 10 else 10, total - i if total - i < 10 else 10),
            f"tenth:{10 * i // total}",
            f"{whole}{one.ends}|{states[i][0]}",
            f"{whole}{one.kinds[0]}",
        ]
        _pairs(row, seen, i)
        rows.append(row)
    return rows


@cache
def _edge() -> _Seen:
    """What stands before the first token and behind the last."""
    near: dict[int, tuple[str, ...]] = {step: (f"{step:+d}edge",) for step in _STEPS}
    return _Seen("", "", "", (), "", "", "", "", (0, 0), 0, "", 0, False, (), near)


@cache
def _place(at: int, left: int) -> tuple[str, str]:
    """How many tokens stand before one and how many from it on, both up to ten."""
    return (
        f"at:{at if at < 3 else '3-9' if at < 10 else '10-'}",
        f"left:{left - 1 if left < 4 else '4-9' if left < 10 else '10-'}",
    )


def _whole(seen: Sequence[_Seen]) -> str:
    """What the reference holds that tells its kind."""
    held = 0
    for one in seen:
        held |= one.held
    within = any(one.bare in ("In", "in") for one in seen[1:])
    return "".join(str(held >> i & 1) for i in _TELLING) + str(int(within))


def _own(lead: str, bare: str, trail: str, kinds: Sequence[str], form: str, ends: str) -> list[str]:
    low = bare.lower()
    row = [f"w:{low[:30]}", f"shape:{form}", f"lead:{lead[:3]}", f"trail:{trail[:4]}", f"ends:{ends}"]
    row += kinds
    row += [f"pre:{low[:3]}", f"suf:{low[-3:]}", f"suf2:{low[-2:]}"]
    row += [f"{kind}|{ends}" for kind in kinds]
    row.append(f"shape:{form}|{ends}")
    return row


def _near(lead: str, bare: str, trail: str, kinds: tuple[str, ...], form: str, ends: str) -> dict[int, tuple[str, ...]]:
    """What the tokens around see of a token, by how far it is from them: the nearer, the more."""
    found = dict(_near_kinds(kinds, ends))
    word, form = f"w:{bare.lower()[:30]}", f"shape:{form}"
    for step in ("-1", "+1"):
        found[int(step)] += (step + word, step + form, f"{step}lead:{lead[:2]}", f"{step}trail:{trail[:3]}")
    for step in ("-2", "+2"):
        found[int(step)] += (step + word, step + form)
    return found


@lru_cache(maxsize=KEPT)
def _near_kinds(kinds: tuple[str, ...], ends: str) -> dict[int, tuple[str, ...]]:
    return {step: tuple(f"{step:+d}{name}" for name in (*kinds, f"ends:{ends}")) for step in _STEPS}


def _pairs(row: list[str], seen: Sequence[_Seen], i: int) -> None:
    """Adds what a token and its neighbours are together."""
    one = seen[i]
    if i:
        before = seen[i - 1]
        row += (f"ends2:{before.ends}|{one.here}", f"shapes2:{before.shape}{before.trail[:1]}|{one.shape}")
    if i + 1 < len(seen):
        after = seen[i + 1]
        row.append(f"kinds2:{one.here}|{after.kinds[0]}|{after.lead[:1]}")
        if i:
            row.append(f"kinds3:{before.here}|{one.here}|{after.here}")


def _around(stretches: Sequence[_Stretch], at: int) -> list[list[str]]:
    """For each token of a stretch, what is in it and in those around it."""
    here = stretches[at]
    shared = list(here.about["here"])
    for step in (-1, 1, 2):
        if 0 <= at + step < len(stretches):
            shared += stretches[at + step].about[f"stretch{step:+d}"]
    shared += (f"stretch:{min(at, 8)}", f"stretches-left:{min(len(stretches) - at, 8)}")
    size = here.last - here.first + 1
    rows = [[*shared, f"inside:{'last' if i + 1 == size else 'mid'}"] for i in range(size)]
    rows[0] = [*shared, "inside:first", *here.about["first"]]
    return rows

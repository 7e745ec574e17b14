"""Tokens of a reference and what the tagger sees of each: its shape, its marks, its words, and the stretch it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.sources._references_words import classes

_TOKEN = re.compile(r"\S+")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-‐\u00ad]\s*\n\s*([a-zß-öø-ÿ]\S*)")
_KEEPS_HYPHEN = frozenset("self non multi well co semi cross".split())
LONGEST_TOKEN = 200


@dataclass(frozen=True)
class Token:
    """A word with the marks on it: its text, mended where a line break cut it, and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a reference: what white space parts, and a word that a hyphen at the end of a line cut in two as one."""
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


@dataclass
class _Seen:
    """A token taken apart: marks before, the bare word, marks behind, and what it is known to be."""

    lead: str
    bare: str
    trail: str
    kinds: list[str]
    shape: str
    ends: str


def _seen(token: Token) -> _Seen:
    text = token.text[:LONGEST_TOKEN]
    match = _EDGE.match(text)
    lead, bare, trail = (match[1], match[2], match[3]) if match else ("", text, "")
    kinds = _kinds(bare, text)
    form = shape(bare)
    return _Seen(lead, bare, trail, kinds, form, _ends(bare, trail, kinds))


def _ends(bare: str, trail: str, kinds: list[str]) -> str:
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


def _states(seen: Sequence[_Seen], tokens: Sequence[Token]) -> list[list[str]]:
    """For each token, what the tokens before it leave open: quotation marks, brackets, a year passed, stretches ended."""
    found = []
    closes, quotations, depth, year, stops = "", 0, 0, 0, 0
    quotes = any(_opening(token.text) for token in tokens)
    for token, one in zip(tokens, seen, strict=True):
        opening = "" if closes else _opening(token.text)
        if opening:
            closes, quotations = _PAIRS[opening], quotations + 1
        state = ("in" if closes else "after" if quotations else "before") if quotes else "none"
        depth += one.lead.count("(") + one.lead.count("[")
        found.append(
            [
                f"quoted:{state}{min(quotations, 2)}",
                f"quoted:{state}|{one.ends}",
                f"depth:{min(depth, 2)}",
                f"years:{min(year, 2)}",
                f"years:{min(year, 2)}|stops:{min(stops, 3)}",
                f"stops:{min(stops, 5)}",
                f"opens:{opening}",
            ]
        )
        inner = token.text[len(one.lead) :]
        depth = max(depth + inner.count("(") + inner.count("[") - token.text.count(")") - token.text.count("]"), 0)
        if closes and any(mark in (one.trail if one.bare else token.text[1:]) for mark in closes):
            closes = ""
        year += "is:year" in one.kinds
        stops += one.ends in ("stop", "quote")
    return found


def _opening(text: str) -> str:
    """The quotation mark that a token opens with, or nothing."""
    mark = text.lstrip("([")[:1]
    return mark if mark and mark in _PAIRS else ""


@dataclass
class _Stretch:
    """Tokens up to the next mark that ends one: how many, and what is in it."""

    first: int
    last: int
    about: list[str]


def _stretches(seen: Sequence[_Seen]) -> list[_Stretch]:
    found = []
    first = 0
    for i, one in enumerate(seen):
        if one.ends in ("stop", "quote", "comma", "colon", "semicolon", "bracket") or i + 1 == len(seen):
            found.append(_Stretch(first, i, _about(seen[first : i + 1])))
            first = i + 1
    return found


def _about(part: Sequence[_Seen]) -> list[str]:
    size = len(part)
    about = [f"size:{size if size < 4 else '4-6' if size < 7 else '7-12' if size < 13 else 'more'}"]
    lower = sum(1 for one in part if one.bare[:1].islower())
    about.append(f"lower:{'none' if not lower else 'few' if lower * 2 < size else 'most'}")
    kinds = {kind for one in part for kind in one.kinds}
    about += [
        f"has:{kind[3:]}"
        for kind in ("is:year", "is:journal", "is:meeting", "is:publisher", "is:place", "is:page", "is:volume", "is:role",
                     "is:initials", "is:number", "is:range", "is:month", "is:report", "is:body", "is:link", "is:given")
        if kind in kinds
    ]  # fmt: skip
    about.append(f"end:{part[-1].ends}")
    return about


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """For each token the names of the features that hold of it, for training and for tagging alike."""
    seen = [_seen(token) for token in tokens]
    states = _states(seen, tokens)
    stretches = _stretches(seen)
    of = [i for i, stretch in enumerate(stretches) for _ in range(stretch.first, stretch.last + 1)]
    rows = []
    total = len(tokens)
    whole = _whole(seen)
    for i, one in enumerate(seen):
        row = _own(one)
        row += states[i]
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= i + step < total:
                row += [f"{step:+d}{name}" for name in _near(seen[i + step], abs(step))]
            else:
                row.append(f"{step:+d}edge")
        row += _pairs(seen, i)
        row.append(f"at:{i if i < 3 else '3-9' if i < 10 else '10-'}")
        row.append(f"left:{total - i - 1 if total - i < 4 else '4-9' if total - i < 10 else '10-'}")
        row.append(f"tenth:{10 * i // total}")
        row += _around(stretches, of[i], i)
        row += [f"whole:{whole}|{one.ends}|{step}" for step in (states[i][0],)]
        row.append(f"whole:{whole}|{one.kinds[0]}")
        rows.append(row)
    return rows


_TELLING = ("is:role", "is:page", "is:volume", "is:range", "is:report", "is:link")


def _whole(seen: Sequence[_Seen]) -> str:
    """What the reference holds that tells its kind."""
    kinds = {kind for one in seen for kind in one.kinds}
    held = "".join(str(int(kind in kinds)) for kind in _TELLING)
    return held + str(int(any(one.bare in ("In", "in") and i for i, one in enumerate(seen))))


def _own(one: _Seen) -> list[str]:
    low = one.bare.lower()
    row = [f"w:{low[:30]}", f"shape:{one.shape}", f"lead:{one.lead[:3]}", f"trail:{one.trail[:4]}", f"ends:{one.ends}"]
    row += one.kinds
    row += [f"pre:{low[:3]}", f"suf:{low[-3:]}", f"suf2:{low[-2:]}"]
    row += [f"{kind}|{one.ends}" for kind in one.kinds]
    row.append(f"shape:{one.shape}|{one.ends}")
    return row


def _near(one: _Seen, far: int) -> list[str]:
    row = [*one.kinds, f"ends:{one.ends}"]
    if far == 1:
        row += [f"w:{one.bare.lower()[:30]}", f"shape:{one.shape}", f"lead:{one.lead[:2]}", f"trail:{one.trail[:3]}"]
    elif far == 2:
        row += [f"w:{one.bare.lower()[:30]}", f"shape:{one.shape}"]
    return row


def _pairs(seen: Sequence[_Seen], i: int) -> list[str]:
    one = seen[i]
    before = seen[i - 1] if i else None
    after = seen[i + 1] if i + 1 < len(seen) else None
    row = []
    if before:
        row.append(f"ends2:{before.ends}|{one.kinds[0]}|{one.ends}")
        row.append(f"shapes2:{before.shape}{before.trail[:1]}|{one.shape}")
    if after:
        row.append(f"kinds2:{one.kinds[0]}|{one.ends}|{after.kinds[0]}|{after.lead[:1]}")
    if before and after:
        row.append(f"kinds3:{before.kinds[0]}|{before.ends}|{one.kinds[0]}|{one.ends}|{after.kinds[0]}|{after.ends}")
    return row


def _around(stretches: Sequence[_Stretch], at: int, i: int) -> list[str]:
    here = stretches[at]
    row = [f"here:{name}" for name in here.about]
    row.append(f"inside:{'first' if i == here.first else 'last' if i == here.last else 'mid'}")
    if i == here.first:
        row += [f"first:{name}" for name in here.about]
    for step in (-1, 1, 2):
        if 0 <= at + step < len(stretches):
            row += [f"stretch{step:+d}:{name}" for name in stretches[at + step].about]
    row.append(f"stretch:{min(at, 8)}")
    row.append(f"stretches-left:{min(len(stretches) - at, 8)}")
    return row

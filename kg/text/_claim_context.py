"""What stands around a number that is claimed: its sentence, whose number it is, how it is to be taken, what was measured, and of what."""

from __future__ import annotations

import re

from msgspec import Struct

from kg.text._claim_sizes import Counted
from kg.text._claim_words import (
    CHANGE,
    COMPARISON,
    COMPARISON_SIGNS,
    IMPROVES,
    IMPROVES_SIGNS,
    METRIC,
    METRIC_NAME,
    METRIC_SIGNS,
    OTHER,
    OTHER_SIGNS,
    OWN,
    TURN,
    WORLD,
    WORLD_SIGNS,
)
from kg.text._numbers import Number
from kg.text._statements import hinted

_REACH = 400
"""Characters before a number that are looked at: longer sentences are none."""


class Draft(Struct, gc=False):
    """What is read of one number before its sentence is looked at."""

    number: Number
    rule: str
    unit: str
    type: str
    end: int
    metric: tuple[int, int] | None = None
    counted: Counted | None = None


_END = re.compile(r"[.!?][\"')\]]?\s{1,8}(?=[^a-z\s])")
_NO_END = re.compile(r"(?:\b[A-Z]|\bal|\be\.g|\bi\.e|\bcf|\bvs|\b[Ff]igs?|\b[Ee]qs?|\bca|\bapprox|\bresp|\bDr|\bSt)$")


def sentences(text: str) -> list[int]:
    """The offsets at which sentences begin, and the length of the text."""
    ends = [
        match.end()
        for match in _END.finditer(text)
        if not _NO_END.search(text, max(0, match.start() - 8), match.start())
    ]
    return [0, *(end for end in ends if end < len(text)), len(text)]


def turn(text: str, starts: list[int]) -> int | None:
    """Where the sentence begins in which a text turns to its own work; none where that comes late: it has spoken of it all along."""
    found = TURN.search(text)
    if found is None:
        return None
    before = [start for start in starts[:-1] if start <= found.start()]
    return before[-1] if 2 * (len(before) - 1) <= len(starts) - 1 else None


# --- whose number, compared how, of what -----------------------------------------------------------------------------


def _improves(clause: str) -> bool:
    low = clause.lower()
    return (not clause.isascii() or hinted(IMPROVES_SIGNS, low)) and IMPROVES.search(clause) is not None


def comparison(text: str, draft: Draft) -> str:
    """How a number is to be taken: up to, at least, about, an improvement of ..."""
    before = text[max(0, draft.number.start - 30) : draft.number.start]
    low = before.lower()
    if hinted(COMPARISON_SIGNS, low):
        for name, pattern in COMPARISON:
            if pattern.search(before):
                return name
    clause = text[max(0, draft.number.start - 90) : draft.end + 25]
    if draft.number.signed or draft.unit == "times" or (draft.type == "result" and _improves(clause)):
        return "improvement-of"
    return "exactly" if draft.type == "size" else ""


_CITED = re.compile(
    r"[0-9][\w.,%]{0,14}(?:\s[\w-]{1,12}){0,2}\s\((?:see\s|e\.g\.,?\s)?[A-Z][\w’'-]{1,20}[^()\d]{0,40}\s(?:\(?(?:19|20)\d\d)"
)
"""A number with a citation right after it is that of the work cited."""


def is_others(text: str, begin: int, start: int, end: int, spoken: int | None) -> bool:
    """Whether a number is about others: said before the text turns to its own work, or of others in its clause."""
    begin = max(begin, start - _REACH)
    before = text[begin:start]
    left, right = max(begin, start - 60), min(end, start + 60)
    near = text[left:right]
    if hinted(WORLD_SIGNS, near) and WORLD.search(text, left, right):
        return True
    if _CITED.match(text, start, min(len(text), start + 90)):
        return True
    return _of_others(before) or (spoken is not None and end <= spoken and spoken >= 0)


def _of_others(before: str) -> bool:
    """Whether the words of a sentence before a number make it one of others."""
    if not hinted(OTHER_SIGNS, before.lower()):
        return False
    own = max((match.start() for match in OWN.finditer(before)), default=-1)
    # Only what comes after the last word of its own work counts: little of the sentence, so it is looked for there first.
    if (own >= 0 and not hinted(OTHER_SIGNS, before[own + 1 :].lower())) or not OTHER.search(before, own + 1):
        return False
    other = OTHER.search(before)
    return other is not None and own < other.start() and not IMPROVES.search(before[other.end() :])


_METRIC_OF = (
    rf"(?:{METRIC}|scores?|rates?|performance|{CHANGE})(?:[\s-](?:scores?|rates?|values?))?)"
    r"\s(?:of|is|was|to|by|=)\s(?:an?\s)?(?:absolute\s|relative\s)?(?:up to |about |around |over |nearly |only |more than |at least |\$|\+){0,2}$"
)
_METRIC_BEFORE = re.compile(rf"(?P<metric>(?:[A-Za-z][\w-]{{1,20}}\s){{0,2}}{_METRIC_OF}")
_HAS_METRIC = re.compile(rf"(?:{_METRIC_OF}")
"""What every match of the pattern above ends in: it fails sooner."""
_LEADS_ON = re.compile(r"\s(?:of|is|was|to|by|=)\s[a-z +$]{0,30}$")
_SIGNS = (
    *METRIC_SIGNS, "performance", "improvement", "gain", "increase", "reduction", "decrease", "drop", "degradation", "boost", "margin", "gap",
    "difference", "saving",
)  # fmt: skip
"""What every match of the pattern above ends in, and of what it holds one: looked for first, because it is cheap."""
_METRIC_AFTER = re.compile(
    rf"\s?\$?(?:\s?\([^()]{{1,20}}\))?(?:\s(?:absolute|relative|in|on|of|gain|improvement|increase|reduction|higher|lower|better|more|terms|the|average|overall|points?)){{0,5}}\s"
    rf"(?P<metric>(?:[a-z][\w-]{{1,15}}\s){{0,2}}?(?:{METRIC}|{METRIC_NAME}|(?:[a-z]{{1,15}}\s)?scores?))(?![\w-])"
)
_METRIC_ONLY = re.compile(METRIC_NAME)
_OF_ON = re.compile(
    r"\s(?:\w[\w-]{0,20}\s){0,6}?(?:on|for|in)\s(?:the\s)?(?P<of>[A-Z][\w’'-]{1,25}(?:[ -][A-Z0-9][\w’'-]{0,20}){0,4})"
)
_NAMED = re.compile(
    r"\b(?:[A-Z][a-z]{0,14}[A-Z0-9][\w-]{0,20}|[A-Z]{2,12}(?:-\w{1,12})?|[A-Z][a-z]{2,14}-[A-Z]\w{1,14})\b"
)
_SAYS = re.compile(
    r",|\s\(|\s(?:is|are|was|has|can|will|which|that|achieved?|consist|contain|[a-z]{2,14}(?<!s)s|[a-z]{3,14}ed|outperform|provide)\b"
)
_OURS = re.compile(
    r"\b[Oo]ur\s(?P<of>(?:[\w-]{2,20}\s)?(?:method|model|approach|system|dataset|corpus|algorithm|framework|models|methods))\b"
)


def of(text: str, draft: Draft, begin: int, end: int) -> tuple[int, int] | None:
    """What a number is of: the data it was measured on, else the last name before it in its sentence."""
    begin = max(begin, draft.number.start - _REACH)
    if draft.type == "result" and (match := _OF_ON.match(text, draft.end, min(end, draft.end + 90))):
        return match.span("of")
    if match := _OURS.search(text, begin, draft.number.start):
        return match.span("of")
    span = None
    for found in _NAMED.finditer(text, begin, draft.number.start):
        if _SAYS.match(text, found.end()) and not _METRIC_ONLY.fullmatch(found[0]):
            span = found.span()
    return span


def metric(text: str, draft: Draft, end: int) -> tuple[int, int] | None:
    """The words that say what was measured."""
    if draft.metric is not None:
        return _trimmed(text, *draft.metric)
    if match := _METRIC_AFTER.match(text, draft.end, end):
        return match.span("metric")
    before_at = max(0, draft.number.start - 90)
    before = text[before_at : draft.number.start]
    if (
        _LEADS_ON.search(before[-36:])
        and hinted(_SIGNS, before)
        and _HAS_METRIC.search(before)
        and (match := _METRIC_BEFORE.search(before))
    ):
        return _trimmed(text, before_at + match.start("metric"), before_at + match.end("metric"))
    return None


_LEAD = re.compile(
    r"(?:(?:an?|the|of|to|in|its|their|our|with|by|and|or|for|on|at|is|new|from)|[a-z]{2,14}(?<!s)s|[a-z]{2,14}ing)\s"
)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without articles, prepositions and verbs at its beginning."""
    while match := _LEAD.match(text, start, end):
        start = match.end()
    return start, end

"""Conferences and workshops named in a stretch of text: the words of the name, its series, year, number, and what it is part of.

All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re

from msgspec import Struct

from kg.text._names import (
    ACRONYM_YEAR,
    CONFERENCE,
    DATE,
    WORKSHOP,
    YEAR,
    clean,
    full_year,
    is_acronym,
    ordinal,
    related,
    resolve,
)
from kg.venues import Series


class Named(Struct, gc=False):
    """A venue as read: its series where known, the name, offsets of its words in the stretch, what else belongs to it."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float
    known: Series | None = None
    kind: str = ""
    track: str = ""
    details: dict[str, str] = {}


_LEAD = re.compile(r"\s*(?:(?:in|at|to|for)(?::|(?=\s))\s*)?(?:proceedings,\s+)?(?:the\s+)?", re.IGNORECASE)
_SHORT = re.compile(rf"(?:{YEAR}\s+)?{ACRONYM_YEAR}")
_INNER_SHORT = re.compile(ACRONYM_YEAR)
_SECOND_SHORT = re.compile(rf"\s*[-–,]\s+{ACRONYM_YEAR}")
_WITHIN_WORKSHOP = re.compile(r"\s\([A-Z][\w&-]{1,20}\)\s+Workshop\b")
"""An acronym in brackets before the word: "Machine Learning for Bread (ML4B) Workshop"."""
_LEADING_HOST = re.compile(rf"(?:{YEAR}\s+)?(?:{ACRONYM_YEAR}|(?P<alone>[A-Z]\w{{1,14}})\s+(?:{YEAR}\s+)?(?=Workshop))")
_FULL_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])\s?[’'`]\s?(\d\d)(?!\d)")
_IN_BRACKETS = re.compile(
    rf"\(\s*(?P<acr>[A-Z*][\w*&/+@. -]{{0,24}}?)\s*(?:[-,]?\s*[’'`]?\s*(?P<year>{YEAR}|\d\d))?\s*\)"
)
AFTER_NAME = re.compile(
    rf"(?:\s*\(\s*(?=[^()]{{0,20}}[A-Z][^()]{{0,20}}[A-Z])[A-Z*][\w*&/+@. -]{{0,24}}?[-’'`,\s]*\d{{0,4}}\s*\))?(?:,?\s*\(?(?:[A-Z][\w/-]{{1,14}}\s?)?[’']?{YEAR}\)?(?!\d))?"
)
_COMMA_ACRONYM = re.compile(rf"[,.]\s+(?P<acr>[A-Z][\w/-]{{1,15}}?)[\s’'-]{{0,3}}(?P<year>{YEAR}|(?<=['’])\d\d)(?!\d)")
_CHUNK_END = re.compile(r",\s|\s\(|\(|;|\s--?\s|(?<=[a-z]{4})\.\s(?=[A-Z])|\s[–—]\s|,$")
_WORD = r"[A-Z][\w-]{1,20}(?:\s[a-zA-Z][\w-]{1,20}){0,2}?"
_LIST = re.compile(
    rf"(?:,\s{_WORD}){{1,4}},?\s(?:and|&)\s[A-Z][\w-]{{1,20}}(?:\s(?:in\s|of\s)?[A-Z][\w-]{{1,20}}){{0,3}}"
)
_SECOND = re.compile(
    r"\s*,?\s*(?:-\s+)?((?:(?:\d{1,3}(?:st|nd|rd|th)|[A-Z]\w+)\s+)?(?:International\s+|European\s+)?(?:Conference|Workshops?|Symposium|Meeting))\b"
)
_WITH = (
    r"(?:co-?located (?:with|at)|collocated with|held (?:at|with)|in conjunction with|affiliated with|(?:as )?part of)"
)
_HOST = re.compile(rf"(?:\s+(?:at|in|of)|,?\s+{_WITH}|\s*@|\s*,)\s*(?:the\s+)?{ACRONYM_YEAR}")
_HOST_NAME = re.compile(rf"(?:\s+at|,?\s+{_WITH}|\s*@)\s*(?:the\s+)?(?P<host>[^;()@]{{4,160}})")
_NUMBER = re.compile(r"\d")
_LAST_NUMBER = re.compile(r"\s(\d{1,3})\s*$")
_TRACK = re.compile(
    r"\s*(?:$|[,.;:()\[\]/|]|[-–—]\s|as\b|main|oral|spotlight|poster|long|short|full|track|conference\b|papers?\b|camera|accepted|"
    r"proceedings|demo|industry|highlight|datasets? |[a-z&])",
    re.IGNORECASE,
)


def conference(stretch: str, start: int) -> Named | None:
    """The conference or workshop whose name begins at `start` of a stretch (blanked), or None."""
    start = lead(stretch, start)
    short = _SHORT.match(stretch, start)
    end = name_end(stretch, start)
    chunk = stretch[start:end]
    name = clean(chunk)
    if known := resolve(name) or _first_of_joint(name):
        return _edition(stretch, start, end, name, known)
    if end < len(stretch) and stretch[end] == "." and (known := resolve(clean(stretch[start : start + 200]))):
        return _edition(
            stretch, start, len(stretch.rstrip()), known.name, known
        )  # "Adv. Neural Inf. Process. Syst. 35"
    workshop = bool(WORKSHOP.search(chunk))
    if short is not None and is_acronym(short["acr"]) and not workshop:
        return _by_acronym(stretch, start, short)
    if not workshop and not CONFERENCE.search(chunk):
        if is_acronym(name) and re.match(YEAR, chunk):  # "2011 NORCHIP"
            return _edition(stretch, start, end, name, None)
        return _second_part(stretch, start, end, name)
    if workshop:
        return _workshop(stretch, start, end)
    return _edition(stretch, start, end, name, None)


def _second_part(stretch: str, start: int, end: int, name: str) -> Named | None:
    """A conference that is named by its subject first: "Web Engineering, 12th International Conference", "... - ICWE 2012"."""
    if second := _SECOND.match(stretch, end):
        named = _edition(stretch, start, second.end(), f"{name}, {clean(second[1])}", None)
        if WORKSHOP.search(second[1]):
            named.kind = "workshop"
        return named
    short = _SECOND_SHORT.match(stretch, end)
    if short is None or not is_acronym(short["acr"]) or not name:
        return None
    named = _edition(stretch, start, short.end(), name, None)
    if workshops := re.match(r"\s{1,4}Workshops\b", stretch[short.end() :]):
        named.name, named.kind, named.end = f"{name} Workshops", "workshop", short.end() + workshops.end()
    return named


_JOINT = re.compile(
    r":\s|\s(?:and|jointly with)\s(?:the\s)?(?=(?:[A-Z][\w/-]+\s){0,5}(?:Conference|Meeting|Symposium)\b)|\sand\s(?=[A-Z]{4,})|,\s(?=[^,]{3,80}\bTrack$)"
)


def _first_of_joint(name: str) -> Series | None:
    """The known conference named first in the name of a joint one, or before the title of a volume."""
    match = _JOINT.search(name)
    known = resolve(name[: match.start()]) if match else None
    return known if known and known.kind == "conference" else None


def lead(stretch: str, start: int) -> int:
    match = _LEAD.match(stretch, start)
    return match.end() if match else start


def name_end(stretch: str, start: int) -> int:
    """Where the name ends: at a comma or bracket, except that commas before a bracketed acronym belong to the name."""
    first = _CHUNK_END.search(stretch, start + 1)
    if first is not None and (within := _WITHIN_WORKSHOP.match(stretch, first.start())):
        return within.end()
    if first is None:
        return len(stretch.rstrip())
    bracket = _IN_BRACKETS.search(stretch, start, start + 260)
    if bracket and is_acronym(bracket["acr"]):
        between = re.sub(rf"\s{YEAR}\s*$", "", stretch[start : bracket.start()])
        if not re.search(r"[;(]|\.\s[A-Z][a-z]{3}|\s-\s|,\s[^,]*\d", between) and between.count(",") <= 3:
            return len(stretch[: bracket.start()].rstrip())
    listed = _LIST.match(stretch, first.start())
    return listed.end() if listed else first.start()


def _by_acronym(stretch: str, start: int, short: re.Match[str]) -> Named | None:
    """A venue given by its acronym and year, with or without its name after a colon."""
    year = full_year(short["year"] or short["yy"])
    rest = stretch[short.end() :]
    if re.match(r"\s*[:-]\s+", rest) and (CONFERENCE.search(rest) or WORKSHOP.search(rest)):
        named = conference(stretch, short.end() + len(rest) - len(rest.lstrip(":- ")))
        if named is not None:
            named.start = start
            if named.known is None and (other := resolve(short["acr"])) and related(named.name, other):
                named.known = other
            named.details = {"acronym": short["acr"], "year": year} | named.details
            return named
    known = resolve(short["acr"])
    sure = 0.75 if known is None else 0.97 if _TRACK.match(rest) else 0.85
    named = Named(short["acr"], start, short.end(), "acronym-year", sure, known, "" if known else "conference")
    named.details = {"acronym": short["acr"], "year": year}
    if number := ordinal(stretch[start : short.start("acr")]):
        named.details["number"] = number
    return named


def _edition(stretch: str, start: int, end: int, name: str, known: Series | None) -> Named:
    """A conference given by its name: acronym, year and number are looked for in the name and right after it."""
    after = AFTER_NAME.match(stretch, end)
    named = Named(name, start, after.end() if after else end, "conference-name", 0.97 if known else 0.92, known)
    named.kind = known.kind if known else "conference"
    acronym = _IN_BRACKETS.match(stretch, _skip(stretch, end)) or _COMMA_ACRONYM.match(stretch, end)
    short = _INNER_SHORT.search(stretch, start, end)
    for match in (acronym, short):
        if match and is_acronym(match["acr"]):
            named.details.setdefault("acronym", match["acr"])
            named.end = max(named.end, match.end())
            if match["year"]:
                named.details.setdefault("year", full_year(match["year"]))
            if known is None and (other := resolve(match["acr"])) and related(name, other):
                named.known, named.kind, named.confidence = other, other.kind, 0.95
    if year := _year(stretch, start, named.end) or named.details.get("year") or _year(stretch, named.end, len(stretch)):
        named.details["year"] = year
    if number := ordinal(stretch[start:end]):
        named.details["number"] = number
    if _NUMBER.search(stretch, start, end) and (volume := _LAST_NUMBER.search(DATE.sub("", stretch[start:end]))):
        named.details["volume"] = volume[1]
    return named


def _skip(stretch: str, at: int) -> int:
    return at + len(stretch[at:]) - len(stretch[at:].lstrip(" ,"))


def _year(stretch: str, start: int, end: int) -> str:
    if match := _FULL_YEAR.search(stretch, start, end):
        return match[0]
    match = _SHORT_YEAR.search(stretch, start, end)
    return full_year(match[1]) if match else ""


def _workshop(stretch: str, start: int, end: int) -> Named:
    """A workshop; `part_of` is the key of the conference it belongs to where that is known."""
    named = _edition(stretch, start, end, "", None)
    chunk = stretch[start:end]
    host = _HOST.search(stretch, start)
    leading = _LEADING_HOST.match(chunk)
    acronym = ""
    if leading and is_acronym(leading["acr"] or leading["alone"]):
        acronym = leading["acr"] or leading["alone"]
        chunk = chunk[leading.end() :]
        named.details["year"] = full_year(leading["year"] or leading["yy"] or "") or named.details.get("year", "")
    elif host and is_acronym(host["acr"]):
        acronym = host["acr"]
        chunk = chunk[: max(host.start() - start, 0)] if host.start() < end else chunk
        named.end = max(named.end, host.end())
        named.details["year"] = full_year(host["year"] or host["yy"])
    known = resolve(acronym) if acronym else _host_by_name(stretch, start, named)
    if known and known.kind == "conference":
        named.details["part_of"] = known.key
    name = clean(chunk)
    plain = not re.sub(r"\W|workshops?|the|proceedings|on|at|in|paper|track", "", name, flags=re.IGNORECASE)
    named.name = f"{acronym} Workshop".strip() if plain else name
    if acronym and named.details.get("acronym") == acronym:
        del named.details["acronym"]
    named.known, named.kind, named.rule, named.confidence = None, "workshop", "workshop", 0.92
    return named


def _host_by_name(stretch: str, start: int, named: Named) -> Series | None:
    """The known conference that a workshop says by name that it is held with; its year is that of the workshop."""
    host = _HOST_NAME.search(stretch, start)
    if host is None:
        return None
    whole = re.sub(r"\s+Workshops?\s*$", "", host["host"])
    for form in (whole, whole.split(",")[0]):
        known = resolve(clean(form))
        if known and known.kind == "conference":
            named.details.setdefault("year", _year(stretch, host.start(), host.end()))
            return known
    return None

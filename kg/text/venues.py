"""Venues named in comment lines, journal references and venue names: which series, which year, in what relation.

A venue is read from a stretch of text that is known to name one (a journal reference, a venue's name, the words after "accepted
at" or "to appear in") or whose own form shows it (an acronym with a year, a conference's name with number or year, at the
beginning of a clause of a comment). A conference mentioned in passing gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from kg.text import Fact
from kg.text._names import (
    ACRONYM_YEAR,
    CONFERENCE,
    DATE,
    JOURNAL,
    SPONSORS,
    WORKSHOP,
    YEAR,
    blank,
    clean,
    full_year,
    is_acronym,
    numbers,
    ordinal,
    related,
    resolve,
)
from kg.text._statements import OTHER, clause_end, statements
from kg.venues import Series, series, slug

_LONGEST = 1000
"""What stands further on in a field is not the name of a venue."""
_CLAUSES = 40
"""At most this many clauses of a comment line are looked at for a venue that stands by itself."""

_RELATIONS = {"accepted": "accepted", "forthcoming": "accepted", "published": "published", "submitted": "submitted"}


@dataclass
class Named:
    """A venue as read: its series where known, the name, offsets of its words in the stretch, what else belongs to it."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float
    known: Series | None = None
    kind: str = ""
    details: dict[str, str] = field(default_factory=dict)


# --- conferences -----------------------------------------------------------------------------------------------------

_LEAD = re.compile(r"\s*(?:(?:in|at|to|for)(?::|(?=\s))\s*)?(?:proceedings,\s+)?(?:the\s+)?", re.IGNORECASE)
_SHORT = re.compile(rf"(?:{YEAR}\s+)?{ACRONYM_YEAR}")
_INNER_SHORT = re.compile(ACRONYM_YEAR)
_SECOND_SHORT = re.compile(rf"\s*[-–,]\s+{ACRONYM_YEAR}")
_LEADING_HOST = re.compile(rf"(?:{YEAR}\s+)?(?:{ACRONYM_YEAR}|(?P<alone>[A-Z]\w{{1,14}})\s+(?:{YEAR}\s+)?(?=Workshop))")
_FULL_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])\s?[’'`]\s?(\d\d)(?!\d)")
_IN_BRACKETS = re.compile(
    rf"\(\s*(?P<acr>[A-Z*][\w*&/+@. -]{{0,24}}?)\s*(?:[-,]?\s*[’'`]?\s*(?P<year>{YEAR}|\d\d))?\s*\)"
)
_AFTER = re.compile(
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
_HOST = re.compile(rf"(?:\s+(?:at|in|of|co-?located with|held at)|\s*@|\s*,)\s*(?:the\s+)?{ACRONYM_YEAR}")
_TRACK = re.compile(
    r"\s*(?:$|[,.;:()\[\]/|]|[-–—]\s|as\b|main|oral|spotlight|poster|long|short|full|track|conference\b|papers?\b|camera|accepted|"
    r"proceedings|demo|industry|highlight|datasets? |[a-z&])",
    re.IGNORECASE,
)


def _conference(stretch: str, start: int) -> Named | None:
    """The conference or workshop whose name begins at `start` of a stretch (blanked), or None."""
    start = _lead(stretch, start)
    short = _SHORT.match(stretch, start)
    end = _name_end(stretch, start)
    chunk = stretch[start:end]
    name = clean(chunk)
    if known := resolve(name) or _first_of_joint(name):
        return _edition(stretch, start, end, name, known)
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
    return _edition(stretch, start, short.end(), name, None)


_JOINT = re.compile(
    r":\s|\s(?:and|jointly with)\s(?:the\s)?(?=(?:[A-Z][\w/-]+\s){0,5}(?:Conference|Meeting|Symposium)\b)|\sand\s(?=[A-Z]{4,})"
)


def _first_of_joint(name: str) -> Series | None:
    """The known conference named first in the name of a joint one, or before the title of a volume."""
    match = _JOINT.search(name)
    known = resolve(name[: match.start()]) if match else None
    return known if known and known.kind == "conference" else None


def _lead(stretch: str, start: int) -> int:
    match = _LEAD.match(stretch, start)
    return match.end() if match else start


def _name_end(stretch: str, start: int) -> int:
    """Where the name ends: at a comma or bracket, except that commas before a bracketed acronym belong to the name."""
    first = _CHUNK_END.search(stretch, start + 1)
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
        named = _conference(stretch, short.end() + len(rest) - len(rest.lstrip(":- ")))
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
    after = _AFTER.match(stretch, end)
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
    if volume := re.search(r"\s(\d{1,3})\s*$", DATE.sub("", stretch[start:end])):
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
    known = resolve(acronym) if acronym else None
    if known and known.kind == "conference":
        named.details["part_of"] = known.key
    name = clean(chunk)
    plain = not re.sub(r"\W|workshops?|the|proceedings|on|at|in|paper|track", "", name, flags=re.IGNORECASE)
    named.name = f"{acronym} Workshop".strip() if plain else name
    if acronym and named.details.get("acronym") == acronym:
        del named.details["acronym"]
    named.known, named.kind, named.rule, named.confidence = None, "workshop", "workshop", 0.92
    return named


# --- journals --------------------------------------------------------------------------------------------------------

_BEFORE_NUMBERS = re.compile(
    r"[^\d;]{1,200}?(?=,?\s*\(?(?:\b(?:vol(?:ume)?s?|no|nr|issue|pp?)\b\.?|\bV\.)?\s*\(?\d|;|$)", re.IGNORECASE
)
_LEADING_YEAR = re.compile(rf"\s*\(?({YEAR})\)?,?\s+")
_AFTER_TITLE = re.compile(
    r"\.\s+(?=(?:The\s+)?(?:[A-Z]\w+\s+){0,3}(?:Journal|Transactions|Annals|Proceedings|Bulletin|Letters|Review)\b)"
)
_REPOSITORY = re.compile(r"\s*(?:arxiv\b|corr\b)", re.IGNORECASE)


def _journal(stretch: str, start: int) -> Named | None:
    """The journal, book series or repository named at `start` of a stretch (blanked): a name and then numbers."""
    if _REPOSITORY.match(stretch, start):
        return Named("arXiv", start, len(stretch.rstrip()), "repository", 0.97, series("arxiv"))
    year = _LEADING_YEAR.match(stretch, start)
    begin = _lead(stretch, year.end() if year else start)
    match = _BEFORE_NUMBERS.match(stretch, begin)
    if match is None:
        return None
    raw = match[0]
    if (cut := list(_AFTER_TITLE.finditer(raw))) and cut[
        -1
    ].start() > 20:  # a whole reference: what stands before is a title
        begin += cut[-1].end()
        raw = raw[cut[-1].end() :]
    known, used = _longest_known(raw)
    name = raw[:used] if known else raw
    name = re.sub(r",?\s*\(?(?:\b(?:vol(?:ume)?s?|no|pp)\b\.?)?\s*\(?$", "", name, flags=re.IGNORECASE).strip(
        " ,;:(\"'"
    )
    if not name or (known and known.kind == "conference"):
        return None
    after = begin + used if known else match.end()
    details = numbers(stretch[after:])
    if year:
        details.setdefault("year", year[1])
    named = Named(
        " ".join(name.split()),
        year.start(1) if year else begin,
        after,
        "journal",
        0.97 if known else 0.93,
        known,
        details=details,
    )
    named.kind = (
        known.kind if known else "journal" if {"volume", "issue"} & details.keys() or JOURNAL.search(name) else ""
    )
    return named


def _longest_known(raw: str) -> tuple[Series | None, int]:
    """The known series that a text begins with, and how much of the text names it; what follows must not go on with the name."""
    whole = raw.rstrip(" ,;:(\"'")
    if known := resolve(whole):
        return known, len(whole)
    for cut in reversed(
        [m.start() for m in re.finditer(r"[,:(]|\.?\s(?=vol\b|and (?:the|[a-z])|by\b|[-–]\s)|\.\s|\s\(", whole)]
    ):
        if cut and (known := resolve(whole[:cut])):
            return known, cut
    return None, len(raw)


# --- the fields ------------------------------------------------------------------------------------------------------


def _reference(kind: str, text: str) -> Iterator[Fact]:
    """The one venue of a journal reference or of a venue's name."""
    stretch = blank(text[:_LONGEST])
    if erratum := re.search(r"[;,.]\s*\(?(?:Erratum|Addendum|Corrigendum)", stretch, re.IGNORECASE):
        stretch = stretch[: erratum.start()]
    stretch = stretch.rstrip(" ;,")
    end = len(stretch) if erratum else len(text[:_LONGEST].rstrip(" ;,\t\r\n"))
    start = len(stretch) - len(stretch.lstrip())
    journal = _journal(stretch, start)
    named = (
        journal
        if journal and (journal.known or _is_volume(journal, stretch))
        else _conference(stretch, start) or journal
    )
    if named is None or (kind == "journal_ref" and not (named.known or named.kind)):
        if kind == "journal_ref" or not stretch.strip():
            return
        named = Named(clean(stretch) or stretch.strip(), start, len(stretch), "name", 0.8)
    if named.kind == "" and named.known is None:
        named.rule, named.confidence = "name", 0.8
        if is_acronym(first := named.name.split(",")[0]):  # "ZEUS, Rostock, Germany, February 21-22, 2013"
            named.name = first
    begin = len(text) - len(text.lstrip())
    sure = (
        max(named.confidence, 0.92) if kind == "venues" else named.confidence
    )  # the record itself says that it is a venue
    yield from _fact(named, text, begin, end, "published", sure)


def _is_volume(journal: Named, stretch: str) -> bool:
    """Whether an unknown name with numbers is a journal's and not a conference's."""
    if WORKSHOP.search(stretch) or (CONFERENCE.search(stretch) and not re.match(r"\s*Proc\.?\s+(?!of\b)", stretch)):
        return False
    short = re.match(rf"\s*{ACRONYM_YEAR}", stretch)
    return bool({"volume", "issue"} & journal.details.keys()) and not (short and is_acronym(short["acr"]))


_CLAUSE = re.compile(
    r"(?:^|[.;,:(/]\s{1,8}|\n\s{0,8}|[.;,(])(?=[\"'{]{0,2}(?:[A-Z*\d]|the\s|proceedings\s|proc\.\s|in\s(?:the\s)?[A-Z]))"
)
_CONNECTIVES = frozenset(
    re.findall(r"\S+", "the of on and for in to a an at de la du der des with y und et & - / @ proceedings conference")
)


def _comments(text: str) -> Iterator[Fact]:
    """The venues of a comment line: after words of status, or standing by themselves at the beginning of a clause."""
    taken: list[tuple[int, int]] = []
    keys: set[str] = set()
    for one in statements(text):
        start, end = one.venue
        if end > start and one.rule.value in _RELATIONS and (named := _stated(blank(text[start:end]))):
            taken.append((start + named.start, start + named.end))
            keys.add(_key(named))
            sure = round(min(one.confidence, named.confidence), 2)
            yield from _fact(named, text, *taken[-1], _RELATIONS[one.rule.value], sure)
        taken.append((one.start, one.end))
    for match in islice(_CLAUSE.finditer(text), _CLAUSES):
        start = match.end()
        if any(left < start + 1 and start < right for left, right in taken):
            continue
        named = _alone(blank(text[start : clause_end(text, start)]), whole=start == 0)
        if named is None or any(left < start + named.end and start < right for left, right in taken):
            continue
        taken.append((start + named.start, start + named.end))
        if _key(named) in keys:  # the same venue once more
            continue
        keys.add(_key(named))
        relation = "submitted" if re.search(r"\bsubmitted\b", text[start : start + 120]) else "accepted"
        sure = 0.55 if OTHER.search(text[max(0, start - 200) : start]) else round(min(named.confidence, 0.95), 2)
        yield from _fact(named, text, *taken[-1], relation, sure)


def _stated(stretch: str) -> Named | None:
    """The venue in the words after a statement of status."""
    journal = _journal(stretch, 0)
    if journal and journal.known and journal.known.kind != "repository":
        _to_the_end(journal, stretch)
        return journal
    if named := _conference(stretch, 0):
        return named if re.search(r"[A-Z]", named.name) else None
    if journal is None or journal.known:
        return None
    journal.start = _lead(stretch, 0)
    journal.end = min(journal.end, _name_end(stretch, journal.start))
    journal.name = " ".join(stretch[journal.start : journal.end].split())
    journal.rule, journal.confidence = "stated-name", 0.92 if JOURNAL.search(journal.name) else 0.8
    words = journal.name.split()
    if not words or len(words) > 12 or not words[0][0].isupper() or _NO_JOURNAL.match(journal.name):
        return None
    return journal if sum(not is_name(word) for word in words) <= 2 else None


def _to_the_end(journal: Named, stretch: str) -> None:
    """Takes an acronym and a year in brackets after a journal's name into its words."""
    if match := _AFTER.match(stretch, journal.end):
        journal.end = match.end()


def is_name(word: str) -> bool:
    """Whether a word can be one of a proper name."""
    return word[:1].isupper() or word[:1].isdigit() or word[:1] in "\"'(*" or word.lower() in _CONNECTIVES


_NO_JOURNAL = re.compile(
    r"(?:Prof|Dr|Ref|Chapter|Section|Part|Appendix|English|French|Russian|German|Spanish|Italian|Chinese|Japanese|January|February|March|April|"
    r"May|June|July|August|September|October|November|December|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
)
_SENTENCE = re.compile(
    r"\s*(?:This|These|Our|We|It|In this|An?|See|Code|Papers?|Preprint|Extended|Full|Short|Long|Revised|Version|Slides|Based|Supplement\w*|"
    r"Also|Appendix|Draft|Talk|For|To|From|After|Added|Keywords|Editors?)\b"
)


def _alone(stretch: str, whole: bool) -> Named | None:
    """The venue a clause begins with, where its form shows it: a year or a number, and a known acronym or a name of its kind."""
    named = _conference(stretch, 0)
    if named is not None:
        before = re.split(r"(?i)\b(?:conference|workshop|symposium|meeting)", stretch[named.start : named.end])[0]
        shown = {"year", "number", "acronym"} & named.details.keys()
        if (
            _SENTENCE.match(before)
            or not shown
            or not all(is_name(word) for word in before.split())
            or len(before.split()) > 16
        ):
            return named if whole and named.known and named.end >= len(stretch) and is_acronym(named.name) else None
        if named.rule == "acronym-year" and named.known is None:
            named.confidence = 0.6
            return named if whole else None
        return named
    journal = _journal(stretch, 0)
    if journal is None or (journal.known and journal.known.kind == "repository"):
        return None
    if journal.known:
        _to_the_end(journal, stretch)
        shown = {"volume", "year"} & journal.details.keys()
        return journal if shown or JOURNAL.search(journal.name) else None
    if whole and re.match(r"(?:The )?(?:Journal|Annals|Transactions|Bulletin) of ", stretch) and journal.details:
        journal.confidence = 0.85
        return journal
    return None


def _key(named: Named) -> str:
    """The key of a known series, else one made of the name; without the sponsors of a conference, who are not always printed."""
    if named.known:
        return named.known.key
    bare = SPONSORS.sub("", named.name) if named.kind in ("conference", "workshop") else named.name
    return slug(bare if " " in bare else named.name)


def _fact(named: Named, text: str, start: int, end: int, relation: str, sure: float) -> Iterator[Fact]:
    """The fact of a venue: the key and name of a known series, else a key made of the name as cleaned."""
    known = named.known
    name = known.name if known else named.name
    key = _key(named)
    end = start + len(text[start:end].rstrip(" \t\r\n,;:("))
    if text[start:end].endswith(")") and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    if not key or end <= start:
        return
    kind = known.kind if known else named.kind
    acronym = known.acronym if known else named.details.get("acronym", "")
    status = "workshop" if kind == "workshop" else "main"
    details = {"name": name, "acronym": acronym} | {
        k: v for k, v in named.details.items() if k not in ("name", "acronym")
    }
    details |= {"type": kind, "status": status, "relation": relation}
    if known and known.part_of:
        details["part_of"] = known.part_of
    found = {name: value for name, value in details.items() if value}
    yield Fact("venue", key, start, end, text[start:end], named.rule, sure, found)


def read(field: str, text: str) -> Iterator[Fact]:
    """The venues of a comment line, of a journal reference or of a venue's name as printed; nothing for other fields."""
    if field == "comments":
        yield from _comments(text)
    elif field in ("journal_ref", "venues"):
        yield from _reference(field, text)

"""Venues named in comment lines, journal references and venue names: which series, which year, in what relation.

A venue is read from a stretch of text that is known to name one (a journal reference, a venue's name, the words after "accepted
at" or "to appear in") or whose own form shows it (an acronym with a year, a conference's name with number or year, at the
beginning of a clause of a comment). A conference mentioned in passing gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.text import Fact
from kg.text._conferences import AFTER_NAME, Named, conference, lead, name_end
from kg.text._journals import journal as journal_at
from kg.text._names import (
    ACRONYM_YEAR,
    CONFERENCE,
    JOURNAL,
    MONTH,
    SPONSORS,
    WORKSHOP,
    YEAR,
    blank,
    clean,
    is_acronym,
    resolve,
)
from kg.text._statements import Statement, clause_end, hinted, is_of_another, is_plain, statements, word_starts
from kg.venues import lookup, series, slug

FIELDS = ("comments", "journal_ref", "venues")
_LONGEST = 1000
"""What stands further on in a field is not the name of a venue."""
_CLAUSES = 40
"""At most this many clauses of a comment line are looked at for a venue that stands by itself."""

_RELATIONS = {
    "accepted": "accepted", "forthcoming": "accepted", "published": "published", "submitted": "submitted", "presented": "presented",
}  # fmt: skip
"""What a status says of the venue named with it. A talk or poster is not an appearance of the work."""

# --- journal references and names of venues --------------------------------------------------------------------------


def _reference(kind: str, text: str) -> Iterator[Fact]:
    """The one venue of a journal reference or of a venue's name."""
    stretch = blank(text[:_LONGEST])
    erratum = re.search(r"[;,.]\s*\(?(?:Erratum|Addendum|Corrigendum)", stretch, re.IGNORECASE)
    if erratum:
        stretch = stretch[: erratum.start()]
    stretch = stretch.rstrip(" ;,")
    end = len(stretch) if erratum else len(text[:_LONGEST].rstrip(" ;,\t\r\n"))
    start = len(stretch) - len(stretch.lstrip())
    if (named := _referred(kind, stretch, start)) is None:
        return
    begin = len(text) - len(text.lstrip())
    # The record itself says that it is a venue.
    sure = max(named.confidence, 0.92) if kind == "venues" else named.confidence
    named.track = _beside(named, stretch)
    yield from _fact(named, _key(named), text, begin, end, "published", sure)


_BESIDE = (
    (
        "demo",
        "Demonstrations",
        re.compile(r"\b(?:System|Software)\sDemonstrations\b|\bDemo(?:nstration)?\sTrack\b", re.IGNORECASE),
    ),
    ("tutorials", "Tutorials", re.compile(r"\bTutorial\sAbstracts\b|\bTutorials?$", re.IGNORECASE)),
    (
        "student-research-workshop",
        "Student Research Workshop",
        re.compile(r"\bStudent\sResearch\sWorkshop\b", re.IGNORECASE),
    ),
    ("extended-abstracts", "Extended Abstracts", re.compile(r"\bExtended\sAbstracts\b", re.IGNORECASE)),
)
"""Volumes beside the main proceedings of a conference: venues of their own."""


def _beside(named: Named, stretch: str) -> str:
    """The track of a volume that is not the main proceedings of a known conference; '' for the main ones."""
    if named.known is None or named.known.kind != "conference" or named.known.part_of:
        return ""
    return next((track for track, _, form in _BESIDE if form.search(stretch)), "")


def _referred(kind: str, stretch: str, start: int) -> Named | None:
    """The journal, else the conference, else the plain name in a reference."""
    if volume := _of_meeting(stretch):
        return volume
    journal = journal_at(stretch, start)
    sure = journal is not None and (journal.known or _is_volume(journal, stretch))
    meeting = None if sure else conference(stretch, start)
    named = meeting or journal
    if (
        named is None
        or slug(named.name) in ("", "the")
        or (kind == "journal_ref" and not (named.known or named.kind or _with_pages(named)))
    ):
        if kind == "journal_ref" or not stretch.strip():
            return None
        named = Named(clean(stretch) or stretch.strip(), start, len(stretch), "name", 0.8)
    if named.kind == "" and named.known is None:
        named.rule, named.confidence = "name", 0.92 if kind == "journal_ref" and _with_pages(named) else 0.8
        if is_acronym(first := named.name.split(",")[0]):  # "ZEUS, Rostock, Germany, February 21-22, 2013"
            named.name = first
    return named


_VOLUME_OF_MEETING = re.compile(
    rf"\s{{0,9}}(?P<head>\S[^–—:]{{5,120}}?)(?:\s[–—-]{{1,2}}|:|\.)\s(?P<acr>[A-Z][A-Za-z&-]{{1,12}})[\s’']{{1,2}}(?P<year>{YEAR})(?!\d)(?=\s{{0,3}}(?:$|[–—,:(-]))"
)
"""The volume of a meeting that is named by its field: "Computer Vision – ECCV 2018"."""


def _of_meeting(stretch: str) -> Named | None:
    """The meeting whose papers a volume holds, where the acronym and the year of that stand behind the volume's own name."""
    match = _VOLUME_OF_MEETING.match(stretch)
    if match is None or not is_acronym(match["acr"]) or JOURNAL.search(match["head"]):
        return None
    known = lookup(f"{match['head']} - {match['acr']}") or resolve(match["acr"])
    if known is not None and known.kind != "conference":
        return None
    named = Named(match["acr"], match.start("acr"), match.end("year"), "acronym-year", 0.92, known, "conference")
    named.details = {"year": match["year"]}
    return named


def _with_pages(named: Named) -> bool:
    """Whether a name of words stands with numbers of pages and a year, as in a reference to a book."""
    return {"pages", "year"} <= named.details.keys() and len(named.name.split()) > 1


def _is_volume(journal: Named, stretch: str) -> bool:
    """Whether an unknown name with numbers is a journal's and not a conference's."""
    if WORKSHOP.search(stretch) or (CONFERENCE.search(stretch) and not re.match(r"\s*Proc\.?\s+(?!of\b)", stretch)):
        return False
    short = re.match(rf"\s*{ACRONYM_YEAR}", stretch)
    return bool({"volume", "issue"} & journal.details.keys()) and not (short and is_acronym(short["acr"]))


# --- comment lines ---------------------------------------------------------------------------------------------------

_NAME = r"(?=[\"'{]{0,2}(?:[A-Z*\d]|the\s|proceedings\s|proc\.\s|in\s(?:the\s)?[A-Z]))"
_FIRST_CLAUSE = re.compile(_NAME)
_CLAUSE = re.compile(rf"[.;,:(/\n](?:(?<!\n)\s{{1,8}}|(?<=\n)\s{{0,8}}|(?<=[.;,(])){_NAME}")
_COUNT = re.compile(
    r"\(?\d{1,4}[\s+-]{1,8}(?:[a-zA-Z0-9]{1,14}[\s+]{1,4}){0,2}(?:pages?|pp|pg|p|figures?|figs?|tables?|Figures?|Tables?)\b"
)
_CONNECTIVES = frozenset(
    re.findall(
        r"\S+", "the of on and for in to an a at de la du der des di del le les et y und & - / @ proceedings conference"
    )
)
_KIND_WORD = re.compile(f"{CONFERENCE.pattern}|{JOURNAL.pattern}|{WORKSHOP.pattern}", re.IGNORECASE)
_KIND_STARTS = frozenset(
    "conf symp meet cong coll conv summ proc find renc semi foru tagu jahr chal olym adva int asse work jour j tran lett rev revi revu ann anna bull "
    "acta maga phys quar arch zeit comp mont noti comm rivi rend izve dokl".split()
)
"""The first four letters of words that name a kind of venue (`_KIND_WORD`)."""
_SHOWN = re.compile(
    r"[\"'{(]{0,2}(?:\d{4}\s)?(?:the\s|in\s)?[A-Z](?=\D{0,61}\d)[\w&/+.*@, :-]{0,60}[’'`(]?\d\d|[A-Z]\w{1,9}\s{0,4}(?:$|[.,;(])"
)
"""A name with a year or number, or one short word alone: what a venue that stands by itself begins with."""
_SUBMITTED = re.compile(r"\bsubmitted\b(?!\s{1,8}(?:to|for|on|at|in)\b)")


def _comments(text: str) -> Iterator[Fact]:
    """The venues of a comment line; one that is named once more is passed over."""
    keys: set[str] = set()
    for named, at, relation, sure in _found(text):
        _look_around(named, text, at)
        if (key := _key(named)) in keys:
            continue
        keys.add(key)
        if relation == "submitted" and named.kind == "journal":  # the year is that of the submission
            named.details.pop("year", None)
        yield from _fact(named, key, text, at + named.start, at + named.end, relation, sure)


def _found(text: str) -> Iterator[tuple[Named, int, str, float]]:
    """Venues with words of status, of a book, or standing by themselves: where their stretch begins, the relation, how sure."""
    taken: list[tuple[int, int]] = []
    for one in statements(text):
        named, at = _with_status(text, one, taken[-1][1] if taken else 0)
        if named is not None:
            taken.append((at + named.start, at + named.end))
            yield named, at, _RELATIONS[one.rule.value], round(min(one.confidence, named.confidence), 2)
        taken.append((one.start, one.end))
    if book := _in_book(text):
        taken.append((book.start, book.end))
        yield book, 0, "published", book.confidence
    worded = not _KIND_STARTS.isdisjoint(word_starts(text))
    begins = [0] if _FIRST_CLAUSE.match(text) else []
    begins += [match.end() for match in islice(_CLAUSE.finditer(text), _CLAUSES - len(begins))]
    for start in begins:
        if not (worded or _SHOWN.match(text, start)) or _COUNT.match(text, start):
            continue
        if any(left < start + 1 and start < right for left, right in taken):
            continue
        named = _alone(blank(text[start : clause_end(text, start)]), whole=start == 0)
        if named is None or any(left < start + named.end and start < right for left, right in taken):
            continue
        if named.known and named.known.kind == "series" and taken:  # "PMLR 202" after the name of the conference
            continue
        taken.append((start + named.start, start + named.end))
        relation = "submitted" if _SUBMITTED.search(text, start, start + 120) else "accepted"
        sure = 0.55 if is_of_another(text, start) else round(min(named.confidence, 0.95), 2)
        yield named, start, relation, sure


# --- beside words of status ------------------------------------------------------------------------------------------

_PUBLISHER = (
    r"(?:Elsevier|Springer(?:[ -]Verlag)?|Wiley|IOP|World Scientific|Birkh[aä]user|de Gruyter|(?:Cambridge|Oxford|MIT|Princeton) (?:University )?Press|"
    r"Kluwer|Addison[- ]Wesley|Taylor (?:and|&) Francis|CRC Press|IEEE|ACM|AIP|AMS|SIAM|SPIE|USENIX|EDP Sciences|Nova|Routledge|North[- ]Holland)"
)
_BY_PUBLISHER = re.compile(rf"{_PUBLISHER}(?:,|\s+in(?:\s+the)?)\s+(?=[A-Z])")
_NOT_A_VENUE = re.compile(
    rf"(?:La?TeX\w*|RevTeX\w*|PDF|PS|USA|UK|EU|CERN|DESY|NASA|ESA|HTML|XML|CV|PhD|MSc|TBA|TBD|{_PUBLISHER})\b\W*$",
    re.IGNORECASE,
)


def _with_status(text: str, one: Statement, floor: int) -> tuple[Named | None, int]:
    """The venue a statement names after its words, else before them, and where the stretch begins that its offsets count from."""
    if one.rule.value not in _RELATIONS:
        return None, 0
    start, end = one.venue
    if end > start:
        if by := _BY_PUBLISHER.match(text, start):
            start = by.end()
        return _stated(blank(text[start:end]), one.rule.value == "presented"), start
    return _before(text, floor, one.start) if one.rule.value in ("accepted", "forthcoming", "submitted") else (None, 0)


_STARTS = re.compile(r"(?:^|[.;,:(\n]\s{0,8})(?=[A-Z])")
_BETWEEN = re.compile(
    r"[\s,;:(–-]*(?:(?:(?:rapid|regular|brief|short|long|full|letter|main|paper|publication|article|communications?|track|has been|was|is)"
    r"\s){1,4})?[\s,;:(–-]*$"
)


def _before(text: str, floor: int, end: int) -> tuple[Named | None, int]:
    """The known venue whose name stands right before a statement, as in "ApJ, in press" and "ICASSP 2023 accepted"."""
    floor = max(floor, end - 160)
    window = blank(text[floor:end])
    stop = len(window[: match.start()] if (match := _BETWEEN.search(window)) else window)
    for begin in _STARTS.finditer(window, 0, stop):
        raw = window[begin.end() : stop]
        known = resolve(clean(raw))
        if known is None:
            named = conference(raw, 0)
            if named is None or named.known is None or named.end < len(raw.rstrip()):
                continue
        elif known.kind in ("repository", "series"):
            continue
        else:
            named = Named(known.name, 0, len(raw.rstrip(" ,;:(")), "before-status", 0.93, known, known.kind)
            if year := re.search(rf"(?<!\d){YEAR}(?!\d)", raw):
                named.details["year"] = year[0]
        return named, floor + begin.end()
    return None, 0


_NAME_STOP = re.compile(r",\s|;|\s?\(|\s[-–—]{1,2}\s|,$")


def _stated(stretch: str, presented: bool) -> Named | None:
    """The venue in the words after a statement of status."""
    journal = journal_at(stretch, 0, known_only=True)
    if journal and journal.known and journal.known.kind != "repository":
        _to_the_end(journal, stretch)
        return journal
    if named := conference(stretch, 0):
        return named if re.search(r"[A-Z]", named.name) else None
    if journal or (journal := journal_at(stretch, 0)) is None:
        return None
    journal.start = lead(stretch, 0)
    stop = _NAME_STOP.search(stretch, journal.start + 1, journal.end)
    # A full stop after an abbreviation ends no name, and a comma before an acronym in brackets neither.
    journal.end = min(journal.end, max(name_end(stretch, journal.start), stop.start() if stop else journal.end))
    journal.name = " ".join(stretch[journal.start : journal.end].split())
    words = journal.name.split()
    if not words or len(words) > 12 or not words[0][0].isupper() or _NO_JOURNAL.match(journal.name):
        return None
    if sum(not is_name(word) for word in words) > 2:
        return None
    sure = not presented and (JOURNAL.search(journal.name) or _reads_as_title(words))
    journal.rule, journal.confidence = "stated-name", 0.92 if sure else 0.8
    return journal


def _reads_as_title(words: list[str]) -> bool:
    """Whether words after "to appear in" are a name by their form: an acronym, or several words with capitals."""
    if _NOT_A_VENUE.match(" ".join(words)):
        return False
    if len(words) == 1:
        return len(words[0]) <= 10 and is_acronym(words[0])
    return all(is_name(word) for word in words) and sum(word[0].isupper() for word in words) >= 2


def _to_the_end(journal: Named, stretch: str) -> None:
    """Takes an acronym and a year in brackets after a journal's name into its words."""
    if match := AFTER_NAME.match(stretch, journal.end):
        journal.end = match.end()


def is_name(word: str) -> bool:
    """Whether a word can be one of a proper name."""
    return word[:1].isupper() or word[:1].isdigit() or word[:1] in "\"'(*" or word.lower() in _CONNECTIVES


_NO_JOURNAL = re.compile(
    r"(?:Prof|Dr|Ref|Chapter|Section|Part|Appendix|English|French|Russian|German|Spanish|Italian|Chinese|Japanese|January|February|March|April|"
    r"May|June|July|August|September|October|November|December|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
)

# --- books, and names by themselves ----------------------------------------------------------------------------------

_BOOK = re.compile(
    r"\b[Ii]n:?\s{1,8}(?:[\"“]|''|``)(?P<title>[A-Z][^\"“”\n]{2,100}(?:\n[^\"“”\n]{2,100})?)(?:\"|”|'')(?P<rest>[^\"]{0,160})"
)
_EDITORS = re.compile(r"\b(?:eds?\b|edited by|editors?\b)", re.IGNORECASE)


def _in_book(text: str) -> Named | None:
    """The book a work is a chapter of: a title in quotation marks after "in", with editors after it."""
    if "n" not in text or not ('"' in text or "''" in text or "“" in text):
        return None
    match = _BOOK.search(text)
    if match is None or not _EDITORS.search(match["rest"]):
        return None
    title = match["title"].rstrip("' ,")
    named = Named(" ".join(title.split()), match.start("title"), match.start("title") + len(title), "book", 0.92)
    if year := re.search(rf"(?<!\d){YEAR}(?!\d)", match["rest"]):
        named.details["year"] = year[0]
    return named


_SENTENCE = re.compile(
    r"\s*(?:This|These|Our|We|It|In this|An?|See|Code|Papers?|Preprint|Extended|Full|Short|Long|Revised|Version|Slides|Based|Supplement\w*|"
    r"Also|Appendix|Draft|Talk|For|To|From|After|Added|Keywords|Editors?)\b"
)
_PROCEEDING = re.compile(
    rf"(?P<acr>[A-Z][A-Za-z]{{1,14}})(?:[-\s]?(?P<number>\d{{1,2}})|[\s’'-]{{0,2}}(?P<year>{YEAR}))\s+(?:conference\s+)?(?:proceedings?|contribution)\b"
)


def _alone(stretch: str, whole: bool) -> Named | None:
    """The venue a clause begins with, where its form shows it: a year or a number, and a known acronym or a name of its kind."""
    if not (
        _SHOWN.match(stretch) or (not _KIND_STARTS.isdisjoint(word_starts(stretch)) and _KIND_WORD.search(stretch))
    ):
        return None
    if (match := _PROCEEDING.match(stretch)) and is_acronym(match["acr"]):
        named = Named(match["acr"], 0, match.end(), "acronym-proceedings", 0.92, resolve(match["acr"]), "conference")
        named.details = {key: match[key] for key in ("number", "year") if match[key]}
        return named
    meeting = conference(stretch, 0)
    return _conference_alone(meeting, stretch, whole) if meeting is not None else _journal_alone(stretch, whole)


def _conference_alone(named: Named, stretch: str, whole: bool) -> Named | None:
    before = re.split(r"(?i)\b(?:conference|workshop|symposium|meeting)", stretch[named.start : named.end])[0]
    words = before.split()
    shown = {"year", "number", "acronym"} & named.details.keys()
    if not shown or _SENTENCE.match(before) or not all(is_name(word) for word in words) or len(words) > 16:
        return named if whole and named.known and named.end >= len(stretch) and is_acronym(named.name) else None
    if named.rule == "acronym-year" and named.known is None:
        named.confidence = 0.6
        return named if whole else None
    return named


def _journal_alone(stretch: str, whole: bool) -> Named | None:
    journal = journal_at(stretch, 0)
    if journal is None or (journal.known and journal.known.kind == "repository"):
        return None
    if journal.known:
        _to_the_end(journal, stretch)
        return journal if {"volume", "year"} & journal.details.keys() or JOURNAL.search(journal.name) else None
    if whole and re.match(r"(?:The )?(?:Journal|Annals|Transactions|Bulletin) of ", stretch) and journal.details:
        journal.confidence = 0.92 if "year" in journal.details else 0.85
        return journal
    return None


# --- what stands around the name -------------------------------------------------------------------------------------

_FINDINGS = re.compile(r"\bfindings\b", re.IGNORECASE)
_DEMO = re.compile(
    r"\b(?:system\s)?demo(?:nstration)?s?\b(?=\W{0,3}(?:track|papers?|session|proceedings|as|at|in|to)\b|\s{0,3}(?:[).,;\]]|$))",
    re.IGNORECASE,
)
_WORKSHOP_PAPER = re.compile(r"\bworkshops?\s(?:papers?|track|contribution|version|article|abstract)\b", re.IGNORECASE)
_LATER_YEAR = re.compile(
    rf"\b(?:{MONTH}(?:\s{{1,3}}\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)?|(?:PMLR|LNCS|LNAI|CEUR|LIPIcs|CCIS|EPTCS)\s(?:vol(?:ume)?\.?\s)?\d{{1,5}}),?\s{{1,3}}\(?({YEAR})(?!\d)",
    re.IGNORECASE,
)
_NEW_STATEMENT = re.compile(r"[;\n]\s{0,8}\n|\b(?:accepted|submitted|arxiv|version|revised|v\d)\b", re.IGNORECASE)


def _look_around(named: Named, text: str, at: int) -> None:
    """Findings and demonstrations are venues of their own beside the conference; a year may stand with the date of the meeting."""
    end = at + named.end
    if named.kind == "conference" and "year" not in named.details and named.rule != "acronym-proceedings":
        after = text[end : end + 120]
        if stop := _NEW_STATEMENT.search(after):
            after = after[: stop.start()]
        if year := _LATER_YEAR.search(after):
            named.details["year"] = year[1]
    if named.known is None or named.known.kind != "conference" or named.known.part_of:
        return
    if not hinted(("findings", "demo", "workshop"), text[max(0, at - 40) : end + 40].casefold()):
        return
    around = (
        re.split(r"[.;]\s", text[max(0, at - 40) : at])[-1]
        + text[at:end]
        + re.split(r"[.;]\s", text[end : end + 40])[0]
    )
    if _FINDINGS.search(around) and (beside := series(f"findings-{named.known.key}")):
        named.known = beside
    elif _DEMO.search(around):
        named.track = "demo"
    elif _WORKSHOP_PAPER.search(around):
        host = named.known
        named.details |= {"part_of": host.key}
        named.details.pop("acronym", None)
        named.known, named.kind, named.name = None, "workshop", f"{host.acronym or host.name} Workshop"


# --- facts -----------------------------------------------------------------------------------------------------------


def _key(named: Named) -> str:
    """The key of a known series, else one made of the name; without the sponsors of a conference, who are not always printed."""
    if named.known:
        return f"{named.known.key}-{named.track}" if named.track else named.known.key
    bare = SPONSORS.sub("", named.name) if named.kind in ("conference", "workshop") else named.name
    key = slug(bare if " " in bare else named.name)
    return f"{key}-{named.kind or 'venue'}" if series(key) else key  # an unknown "FAST" is not the known one


def _fact(named: Named, key: str, text: str, start: int, end: int, relation: str, sure: float) -> Iterator[Fact]:
    """The fact of a venue: the key and name of a known series, else a key made of the name as cleaned."""
    end = start + len(text[start:end].rstrip(" \t\r\n,;:("))
    if text[start:end].endswith(")") and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    if not key or end <= start:
        return
    details = _names(named) | {k: v for k, v in named.details.items() if k not in ("name", "acronym")}
    details |= {"type": named.known.kind if named.known else named.kind, "status": _track(named), "relation": relation}
    if named.known and (named.known.part_of or named.track):
        details["part_of"] = named.known.part_of or named.known.key
    found = {name: value for name, value in details.items() if value}
    yield Fact("venue", key, start, end, text[start:end], named.rule, sure, found)


def _names(named: Named) -> dict[str, str]:
    known = named.known
    if known is None:
        return {"name": named.name, "acronym": named.details.get("acronym", "")}
    if named.track:
        label = next(label for track, label, _ in _BESIDE if track == named.track)
        return {"name": f"{known.name}: {label}", "acronym": f"{known.acronym} {label}" if known.acronym else ""}
    return {"name": known.name, "acronym": known.acronym}


def _track(named: Named) -> str:
    """The track of a venue: workshop, findings, demo, or main."""
    if named.known and named.known.part_of and named.known.key.startswith("findings-"):
        return "findings"
    return named.track or ("workshop" if named.kind == "workshop" and named.known is None else "main")


def read(field: str, text: str) -> Iterator[Fact]:
    """The venues of a comment line, of a journal reference or of a venue's name as printed; nothing for other fields."""
    if field == "comments":
        if not is_plain(text):
            yield from _comments(text)
    elif field in ("journal_ref", "venues"):
        yield from _reference(field, text)

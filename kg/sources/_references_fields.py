"""From the parts of a reference to a record: names, dates, numbers, venues and identifiers, each where it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from kg import identifiers
from kg.names import fold
from kg.records import Contribution, Date, Identifier, Link, Record, Reject, Remark, Venue
from kg.sources._bibtex_dates import exists
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import find_identifiers
from kg.sources._references_features import Token, tokens_of
from kg.sources._references_names import DASHES, names_in
from kg.sources._references_repair import repaired
from kg.sources._references_tagger import MODEL, Part, tagging
from kg.sources._references_words import MEETING, MONTHS, venues

CERTAIN_TITLE = 0.3
CERTAIN_AUTHORS = 0.3
"""Below this certainty of the least certain token the title or the authors are not given and the reference is rejected.

The trade, with an earlier tagger, cross-validated on the labelled half that was trained on (769) and that the rules were written on: at 0.3 there are 39
wrong titles and 710 right ones, at 0.5 36 and 702, at 0.7 26 and 655, at 0.9 14 and 585.
"""
CERTAIN = 0.3
"""Below this certainty a part is not given; it stays left over."""
LONGEST = 3000
"""A reference longer than this many characters is none."""

_QUOTES = "“”«»„‟\"'‘’`"
_MARKS = " \t\r\n.,;:·•-–—_|*"
_IN = re.compile(r"(?:in|dans|en|im|nel|nella|as reprinted in|presented at)\b\s*[:.]?\s+|in\s*:\s*", re.IGNORECASE)
_OF = re.compile(r"of\s+(?=[A-Z])")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_SEEN = re.compile(r"access|modified|retrieved|visited|consult|abruf", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_URL = re.compile(r"(?:https?://|www\.|ftp://)[^\s<>\"]+", re.IGNORECASE)
_DOI_LABEL = re.compile(r"\(?\b(?:https?://(?:dx\.)?doi\.org/|doi)\s*:?\s*$", re.IGNORECASE)
_VOLUME = re.compile(
    r"(?P<label>\b(?:vol(?:ume)?s?|bd|band|tome?|jg|v|t)\b\.?\s*)?(?P<volume>[A-Z]?\d+[A-Za-z]?|[IVXLC]+\b)?"
    r"(?:[\s,.:]*(?P<open>\(|(?P<nos>\b(?:nos?|nr|num(?:ber)?|n|issues?|heft|iss|pt|part)\b\.?\s*°?|№|n°|#)\s*)(?P<issue>[^\s():,;]+(?:\s?[-–—/&]\s?\d+)?)\)?)?",
    re.IGNORECASE,
)
_MEDICAL = re.compile(r"\(?(?P<date>(?P<year>(?:19|20)\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?)\)?;\s*")
_NUMBERS_BEHIND = re.compile(r"(?<=\w)\s(?P<numbers>\d{1,4}(?:\(\d{1,3}\))?:\s?[A-Z]?\d{1,6}(?:[-–]\d{1,6})?)\.?$")
"""Volume and pages that were taken for the end of a name: "Computers & Fluids 210:104-118"."""
_ISSUE = re.compile(r"[\s,.:/–-]*(?P<issue>\d+)[\s,.]*")
_PAGES = re.compile(r"[A-Za-z]?\d+[A-Za-z]?(?:\s?[-‑–—−]+\s?[A-Za-z]?\d+)?|\b[ivxlc]+[-–—][ivxlc]+\b")
_PAGE_LABEL = re.compile(r"[(\s]*\b(?:pp?|pages?|pgs?|S|Seiten?|págs?)\b\.?\s*", re.IGNORECASE)
_THESIS = re.compile(r"thes[ie]s|dissertation|thèse|mémoire|diplom|habilitation|\bph\.?\s?d|tesi\b", re.IGNORECASE)
_REPORT = re.compile(
    r"report|rapport|bericht|technical|tech\.|\bTR\b|memo|working paper|bulletin|white paper|rfc", re.IGNORECASE
)
_OF_IDS = re.compile(
    r"(?:doi|url|arxiv|preprint|e-?print|available|online|from|at|retrieved|https?|www|dx|org|isbn|issn|pmid|pmcid|[^\w])+",
    re.IGNORECASE,
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<number>[\dX][\dX\s-]{8,16}[\dX])", re.IGNORECASE)


class Reference:
    """One reference on the way to its record: its text, its tokens, its parts, and the draft they fill."""

    def __init__(self, text: str, base: int, model: Path = MODEL) -> None:
        self.text = text
        self.base = base
        self.tokens = tokens_of(text)
        self.parts = repaired(self.tokens, tagging(self.tokens, model))
        self.draft = Draft("other")
        self.work = self.draft.work
        self.repeated = False

    def span(self, part: Part) -> tuple[int, int]:
        """Where a part stands in the text."""
        return self.tokens[part.first].start, self.tokens[part.last - 1].end

    def value(self, start: int, end: int) -> str:
        """The text of a stretch on one line, with the words that line ends cut in two mended."""
        text = self.text[start:end]
        return " ".join(token.text for token in tokens_of(text)) if "\n" in text else " ".join(text.split())

    def trim(self, start: int, end: int, marks: str) -> tuple[int, int]:
        """A stretch without the marks at its ends; a bracket that is closed within stays."""
        while start < end and self.text[start] in marks:
            start += 1
        while end > start and self.text[end - 1] in marks:
            end -= 1
        return start, end

    def mapped(self, field: str, start: int, end: int) -> None:
        self.draft.mapped(field, self.base + start, self.base + end)

    def add(self, part: Part) -> None:
        """Takes a part into the draft by its name; one that is too uncertain stays left over."""
        start, end = self.span(part)
        handler = _HANDLERS.get(part.name)
        if handler is None or (part.certainty < CERTAIN and part.name not in ("title", "author", "date")):
            self.draft.left_at(part.name, self.base + start, self.base + end)
        else:
            handler(self, part, start, end)

    def certainty(self, field: str, part: Part) -> None:
        """Keeps the lowest certainty of a field."""
        if part.certainty < 0.995:
            known = self.draft.confidence.get(field, 1.0)
            self.draft.confidence[field] = round(min(known, part.certainty), 3)


# --- one function for each part --------------------------------------------------------------------------------------


def _number(ref: Reference, part: Part, start: int, end: int) -> None:
    ref.draft.furniture("label", ref.base + start, ref.base + end)


def _title(ref: Reference, part: Part, start: int, end: int) -> None:
    start, end = trimmed_title(ref.text, start, end)
    if end <= start:
        return
    if ref.work.title is not None:
        ref.draft.left_at("title", ref.base + start, ref.base + end)
        return
    ref.work.title = ref.value(start, end)
    ref.mapped("title", start, end)
    ref.certainty("title", part)


def trimmed_title(text: str, start: int, end: int) -> tuple[int, int]:
    """A title without the quotation marks around it and the mark that ends it; "?" and "!" belong to it."""
    while end > start and (text[end - 1] in _MARKS or text[end - 1] in _QUOTES):
        if text[end - 1] in _QUOTES and not _is_outer(text, start, end):
            break
        end -= 1
    while start < end and (text[start] in _MARKS or text[start] in _QUOTES):
        if text[start] in _QUOTES and _closed_within(text, start, end):
            break
        start += 1
    for left, right in ("()", "[]"):
        inner = text[start:end]
        if inner.startswith(left) and inner.endswith(right) and inner.count(left) == 1:
            start, end = start + 1, end - 1
    return start, end


def _closed_within(text: str, start: int, end: int) -> bool:
    """Whether the quotation mark a title begins with is closed before its end, so that it quotes a part of the title."""
    closing = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}.get(text[start], "")
    at = next((i for i in range(start + 1, end) if text[i] in closing), -1) if closing else -1
    return at >= 0 and any(letter.isalnum() for letter in text[at:end])


def _is_outer(text: str, start: int, end: int) -> bool:
    """Whether the closing mark at the end of a title closes one that opened at its beginning or before it."""
    opening = {"”": "“„", "»": "«", '"': '"', "’": "‘", "“": "„", "'": "'`"}.get(text[end - 1], text[end - 1])
    inner = text[start : end - 1]
    lead = inner[: len(inner) - len(inner.lstrip(_QUOTES + _MARKS))]
    held = inner[len(lead) :]
    count = sum(held.count(mark) for mark in opening)
    return (
        count - (0 if text[end - 1] in opening else held.count(text[end - 1])) <= 0
        if opening != '"'
        else count % 2 == 0
    )


def _people(role: str) -> Callable[[Reference, Part, int, int], None]:
    def add(ref: Reference, part: Part, start: int, end: int) -> None:
        work = ref.work
        text = ref.text[start:end]
        if role == "author" and DASHES.fullmatch(text):
            ref.repeated = True
            ref.draft.furniture("authors as before", ref.base + start, ref.base + end)
            return
        found = names_in(text)
        at = 0
        position = sum(1 for one in work.contributions if one.role == role)
        for name, first, last in found.names:
            ref.draft.furniture("punctuation", *_black(ref, start + at, start + first))
            ref.mapped(f"contributions[{len(work.contributions)}]", start + first, start + last)
            position += 1
            work.contributions.append(Contribution(name, position, role))
            at = last
        ref.draft.furniture("punctuation", *_black(ref, start + at, end))
        ref.certainty("contributions", part)
        if found.truncated:
            work.authors_truncated = work.authors_truncated or role == "author"
            ref.draft.remarks.append(
                Remark("authors-truncated", f"The list of names ({role}) ends with et al.", "contributions")
            )

    return add


def _black(ref: Reference, start: int, end: int) -> tuple[int, int]:
    text = ref.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    return ref.base + begin, ref.base + begin + len(text.strip())


def date_of(text: str) -> str | None:
    """The date a text gives, as precise as it is: the year, with month and day where each stands once and is certain."""
    years = _YEAR.findall(re.sub(r"(?<=\d)[a-z]\b", "", text))
    if not years:
        return None
    year = years[0]
    words = [word.lower() for word in _WORDS.findall(text)]
    months = {MONTHS[word] for word in words if word in MONTHS}
    if len(months) != 1 or len(set(years)) != 1:
        return str(year)
    month = months.pop()
    days = [word for word in words if word.isdecimal() and len(word) < 3]
    if len(days) == 1 and exists(int(year), month, int(days[0])):
        return f"{year}-{month:02}-{int(days[0]):02}"
    return f"{year}-{month:02}"


def _date(ref: Reference, part: Part, start: int, end: int) -> None:
    value = date_of(ref.text[start:end])
    start, end = ref.trim(start, end, _MARKS + "()[]")
    if end <= start:
        return
    if value is None or _SEEN.search(ref.text, start, end):
        if re.search(
            r"access|modif|retriev|visit|consult|abruf|press|appear|forthcoming|submitted|presse|druck|paraître",
            ref.text[start:end],
            re.IGNORECASE,
        ):
            _comment(ref, start, end)
        else:
            ref.draft.left_at("date", ref.base + start, ref.base + end)
        return
    if ref.work.dates:
        ref.draft.left_at("date", ref.base + start, ref.base + end)
        return
    ref.work.dates.append(Date("issued", value))
    ref.mapped("dates[0]", start, end)
    ref.certainty("dates", part)


def _venue(kind: str) -> Callable[[Reference, Part, int, int], None]:
    def add(ref: Reference, part: Part, start: int, end: int) -> None:
        start, _ = ref.trim(start, end, _MARKS + _QUOTES + "([")
        if match := _IN.match(ref.text, start, end) or _OF.match(ref.text, start, end):
            ref.draft.furniture("label", *_black(ref, start, match.end()))
            start = match.end()
        start, end = ref.trim(start, end, " ,;:" + _QUOTES)
        start, end = _without_stop(ref, start, end)
        if numbers := _NUMBERS_BEHIND.search(ref.text, start, end):
            _volume(ref, part, numbers.start("numbers"), end)
            end = numbers.start()
        if end <= start:
            return
        name = ref.value(start, end)
        known = venues().get(fold(re.sub(r"^the\s", "", name, flags=re.IGNORECASE)))
        found = known or kind or ("conference" if MEETING.search(name) else "book")
        ref.mapped(f"venues[{len(ref.work.venues)}]", start, end)
        ref.work.venues.append(Venue(name, found))
        ref.certainty(f"venues[{len(ref.work.venues) - 1}]", part)

    return add


def _without_stop(ref: Reference, start: int, end: int) -> tuple[int, int]:
    """A name of a venue without the full stop after it; that of an abbreviation stays ("Phys. Rev. Lett.")."""
    if ref.text[start:end].endswith(".") and "." not in ref.text[start : end - 1]:
        last = ref.text[start : end - 1].split()[-1:]
        if last and (len(last[0]) > 6 or last[0].isupper()):
            end -= 1
    return start, end


def _scalar(field: str) -> Callable[[Reference, Part, int, int], None]:
    def add(ref: Reference, part: Part, start: int, end: int) -> None:
        start, end = ref.trim(start, end, " ,;:()[]" + _QUOTES)
        if ref.text[start:end].endswith(".") and not re.search(
            r"\b[A-Z]\.[A-Z]?\.?$|\b(?:Inc|Ltd|Co|Mass|Conn|Calif|ed|vyd|aufl)\.$", ref.text[start:end]
        ):
            start, end = ref.trim(start, end, " .")
        if end <= start:
            return
        if getattr(ref.work, field) is not None:
            ref.draft.left_at(field, ref.base + start, ref.base + end)
            return
        setattr(ref.work, field, ref.value(start, end))
        ref.mapped(field, start, end)
        ref.certainty(field, part)

    return add


def _volume(ref: Reference, part: Part, start: int, end: int) -> None:
    if medical := _MEDICAL.match(ref.text, start, end):  # "2013;21(4):112-9"
        if not ref.work.dates:
            ref.work.dates.append(Date("issued", date_of(medical["date"]) or medical["year"]))
            ref.mapped("dates[0]", *medical.span("date"))
            ref.certainty("dates", part)
        start = medical.end()
    match = _VOLUME.match(ref.text, ref.trim(start, end, _MARKS + "([")[0], end)
    at = start
    if match and (match["volume"] or match["issue"]):
        for name in ("volume", "issue"):
            if match[name] and getattr(ref.work, name) is None:
                setattr(ref.work, name, match[name])
                ref.mapped(name, *match.span(name))
        for label in ("label", "nos"):
            if match[label]:
                ref.draft.furniture("label", *_black(ref, *match.span(label)))
        at = match.end()
        ref.certainty("volume", part)
        issue = _ISSUE.fullmatch(ref.text, at, end)
        if issue and ref.work.issue is None and any(other.name == "pages" for other in ref.parts):
            ref.work.issue = issue["issue"]
            ref.mapped("issue", *issue.span("issue"))
        elif ref.text[at:end].lstrip(" ,:;.")[:1].isdecimal() or _PAGE_LABEL.match(ref.text, at, end):
            _pages(ref, part, at, end)
    # What no rule names here is left over.


def _pages(ref: Reference, part: Part, start: int, end: int) -> None:
    if label := _PAGE_LABEL.match(ref.text, start, end):
        ref.draft.furniture("label", *_black(ref, *label.span()))
        start = label.end()
    match = _PAGES.search(ref.text, start, end)
    if match is None or ref.work.pages is not None:
        return
    ref.work.pages = ref.value(*match.span())
    ref.mapped("pages", *match.span())
    ref.certainty("pages", part)


def _genre(ref: Reference, part: Part, start: int, end: int) -> None:
    text = ref.text[start:end]
    if _THESIS.search(text):
        ref.work.type = "thesis"
    elif re.search(r"\bpatent\b", text, re.IGNORECASE):
        ref.work.type = "patent"
    elif _REPORT.search(text):
        ref.work.type = "report"
    _comment(ref, *ref.trim(start, end, " ,;:()[]"))


def _comment(ref: Reference, start: int, end: int) -> None:
    start, end = ref.trim(start, end, " ,;:.()[]")
    if end > start and any(letter.isalnum() for letter in ref.text[start:end]):
        ref.mapped(f"comments[{len(ref.work.comments)}]", start, end)
        ref.work.comments.append(ref.value(start, end))


def _note(ref: Reference, part: Part, start: int, end: int) -> None:
    """Identifiers and links of a note are taken out; what else it says is a comment, unless it only introduces them."""
    at = start
    for first, last in _linked(ref, start, end):
        _remark(ref, at, first)
        at = last
    _remark(ref, at, end)


def _remark(ref: Reference, start: int, end: int) -> None:
    if _OF_IDS.fullmatch(ref.text, start, end):
        ref.draft.furniture("label", *_black(ref, start, end))
    elif start < end:
        _comment(ref, start, end)


def _linked(ref: Reference, start: int, end: int) -> list[tuple[int, int]]:
    """Takes the identifiers and links of a stretch and says where they stand."""
    text = ref.text[start:end]
    found: list[tuple[int, int, Identifier | None]] = [(a, b, one) for one, a, b in find_identifiers(text)]
    isbns = ((match, identifiers.parse("isbn", match["number"])) for match in _ISBN.finditer(text))
    found += [(*match.span("number"), one) for match, one in isbns if one]
    for match in _URL.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b, _ in found):
            found.append((match.start(), match.start() + len(identifiers.trim(match[0])), None))
    spans = []
    for a, b, one in sorted(found, key=lambda entry: entry[:2]):
        if one is not None:
            ref.mapped(f"identifiers[{len(ref.work.identifiers)}]", start + a, start + b)
            ref.work.identifiers.append(one)
        else:
            ref.mapped(f"links[{len(ref.work.links)}]", start + a, start + b)
            ref.work.links.append(Link(text[a:b]))
        spans.append((start + a, start + b))
    return spans


_HANDLERS: dict[str, Callable[[Reference, Part, int, int], None]] = {
    "citation-number": _number,
    "title": _title,
    "author": _people("author"),
    "editor": _people("editor"),
    "translator": _people("translator"),
    "date": _date,
    "journal": _venue("journal"),
    "container-title": _venue(""),
    "volume": _volume,
    "pages": _pages,
    "publisher": _scalar("publisher"),
    "location": _scalar("place"),
    "edition": _scalar("edition"),
    "genre": _genre,
    "note": _note,
    "url": _note,
    "doi": _note,
}


# --- the record ------------------------------------------------------------------------------------------------------


def record_of(text: str, base: int, before: Sequence[Contribution] = (), model: Path = MODEL) -> Record | Reject:
    """The record of one reference, which stands at `base`; a reject when its title or authors are not certain.

    `before` are the authors of the reference before, for whom a dash may stand.
    """
    if len(text) > LONGEST:
        return _reject(text, base, f"longer than {LONGEST:,} characters")
    ref = Reference(text, base, model)
    for name, least in (("title", CERTAIN_TITLE), ("author", CERTAIN_AUTHORS)):
        worst = min((part.certainty for part in ref.parts if part.name == name), default=1.0)
        if worst < least:
            return _reject(text, base, f"where the {name} begins and ends is not certain ({worst:.2f})")
    for part, following in itertools.pairwise(ref.parts):
        if part.name == "title" and part.last - part.first == 1 and following.name == "volume":
            return _reject(text, base, "one word before a volume is not a title for certain")
    for part in ref.parts:
        ref.add(part)
    work = ref.work
    if work.title is None and not (work.contributions and work.dates and (work.venues or work.identifiers)):
        return _reject(text, base, "no title, and not authors, year and venue either")
    if not (
        work.contributions
        or ref.repeated
        or work.dates
        or work.venues
        or work.publisher
        or work.identifiers
        or work.links
    ):
        return _reject(text, base, "nothing but a title")
    if ref.repeated:
        _repeat(ref, before)
    _type(ref)
    _mended_remark(ref)
    _punctuation(ref)
    return Record(base, base + len(text), work, sorted(ref.draft.pieces, key=lambda p: p.start), remarks=ref.draft.remarks,
                  confidence=ref.draft.confidence)  # fmt: skip


def _reject(text: str, base: int, reason: str) -> Reject:
    return Reject(base, base + len(text), f"not understood: {reason}")


def _repeat(ref: Reference, before: Sequence[Contribution]) -> None:
    """The dash in place of the authors stands for those of the reference before."""
    authors = [one for one in before if one.role == "author"]
    ref.work.contributions += [Contribution(one.name, one.position) for one in authors]
    message = (
        "The authors are those of the reference before."
        if authors
        else "The authors of the reference before are not known."
    )
    ref.draft.remarks.append(Remark("authors-repeated", message, "contributions"))


def _type(ref: Reference) -> None:
    """The type, where the genre has not said it: by the venue, the publisher, or an arXiv id."""
    work = ref.work
    if work.type != "other":
        return
    kinds = {venue.kind for venue in work.venues}
    if "conference" in kinds:
        work.type = "conference-paper"
    elif "journal" in kinds:
        work.type = "article"
    elif "book" in kinds:
        work.type = "chapter"
    elif work.publisher or work.place:
        work.type = "book"
    elif any(one.scheme == "arxiv" for one in work.identifiers):
        work.type = "preprint"


def _mended_remark(ref: Reference) -> None:
    tokens: list[Token] = ref.tokens
    if "\n" in ref.text and any("\n" in ref.text[token.start : token.end] for token in tokens):
        message = "A word that a line end cut in two was put together."
        ref.draft.remarks.append(Remark("line-break-mended", message))


def _punctuation(ref: Reference) -> None:
    """The marks that no piece names."""
    taken = sorted((piece.start - ref.base, piece.end - ref.base) for piece in ref.draft.pieces)
    at = 0
    for start, end in [*taken, (len(ref.text), len(ref.text))]:
        for mark in re.finditer(r"[^\w\s]+", ref.text[at:start]):
            ref.draft.furniture("punctuation", ref.base + at + mark.start(), ref.base + at + mark.end())
        at = max(at, end)

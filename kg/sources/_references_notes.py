"""What a reference says beside its fields: of which kind the work is, its identifiers and links, and remarks."""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Identifier, Link
from kg.sources._listing_signs import find_identifiers
from kg.sources._references_draft import Reference, black
from kg.sources._references_tagger import Part

_URL = re.compile(r"(?:https?://|www\.|ftp://)[^\s<>\"]+", re.IGNORECASE)
_THESIS = re.compile(r"thes[ie]s|dissertation|thèse|mémoire|diplom|habilitation|\bph\.?\s?d|tesi\b", re.IGNORECASE)
_REPORT = re.compile(
    r"report|rapport|bericht|technical|tech\.|\bTR\b|memo|working paper|bulletin|white paper|rfc", re.IGNORECASE
)
_OF_IDS = re.compile(
    r"(?:doi|url|arxiv|preprint|e-?print|available|online|from|at|retrieved|https?|www|dx|org|isbn|issn|pmid|pmcid|[^\w])+",
    re.IGNORECASE,
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<number>[\dX][\dX\s-]{8,16}[\dX])", re.IGNORECASE)


def genre(ref: Reference, part: Part, start: int, end: int) -> None:
    """The type of the work where the genre says it; its words are a comment."""
    text = ref.text[start:end]
    if _THESIS.search(text):
        ref.work.type = "thesis"
    elif re.search(r"\bpatent\b", text, re.IGNORECASE):
        ref.work.type = "patent"
    elif _REPORT.search(text):
        ref.work.type = "report"
    comment(ref, *ref.trim(start, end, " ,;:()[]"))


def comment(ref: Reference, start: int, end: int) -> None:
    """Takes a stretch as a comment, unless it holds nothing but marks."""
    start, end = ref.trim(start, end, " ,;:.()[]")
    if end > start and any(letter.isalnum() for letter in ref.text[start:end]):
        ref.mapped(f"comments[{len(ref.work.comments)}]", start, end)
        ref.work.comments.append(ref.value(start, end))


def note(ref: Reference, part: Part, start: int, end: int) -> None:
    """Identifiers and links of a note are taken out; what else it says is a comment, unless it only introduces them."""
    at = start
    for first, last in _linked(ref, start, end):
        _remark(ref, at, first)
        at = last
    _remark(ref, at, end)


def _remark(ref: Reference, start: int, end: int) -> None:
    if _OF_IDS.fullmatch(ref.text, start, end):
        ref.draft.furniture("label", *black(ref, start, end))
    elif start < end:
        comment(ref, start, end)


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

"""From the parts of a reference to its fields: one function for each part, each field where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.names import fold
from kg.records import Contribution, Remark, Venue
from kg.sources._references_draft import MARKS, QUOTES, Reference, black
from kg.sources._references_names import DASHES, names_in
from kg.sources._references_notes import genre, note
from kg.sources._references_numbers import date, pages, volume
from kg.sources._references_tagger import Part
from kg.sources._references_words import MEETING, venues

CERTAIN = 0.3
"""Below this certainty a part is not given; it stays left over."""
_IN = re.compile(r"(?:in|dans|en|im|nel|nella|as reprinted in|presented at)\b\s*[:.]?\s+|in\s*:\s*", re.IGNORECASE)
_OF = re.compile(r"of\s+(?=[A-Z])")
_NUMBERS_BEHIND = re.compile(r"(?<=\w)\s(?P<numbers>\d{1,4}(?:\(\d{1,3}\))?:\s?[A-Z]?\d{1,6}(?:[-–]\d{1,6})?)\.?$")
"""Volume and pages that were taken for the end of a name: "Computers & Fluids 210:104-118"."""


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
    while end > start and (text[end - 1] in MARKS or text[end - 1] in QUOTES):
        if text[end - 1] in QUOTES and not _is_outer(text, start, end):
            break
        end -= 1
    while start < end and (text[start] in MARKS or text[start] in QUOTES):
        if text[start] in QUOTES and _closed_within(text, start, end):
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
    lead = inner[: len(inner) - len(inner.lstrip(QUOTES + MARKS))]
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
            ref.draft.furniture("punctuation", *black(ref, start + at, start + first))
            ref.mapped(f"contributions[{len(work.contributions)}]", start + first, start + last)
            position += 1
            work.contributions.append(Contribution(name, position, role))
            at = last
        ref.draft.furniture("punctuation", *black(ref, start + at, end))
        ref.certainty("contributions", part)
        if found.truncated:
            work.authors_truncated = work.authors_truncated or role == "author"
            ref.draft.remarks.append(
                Remark("authors-truncated", f"The list of names ({role}) ends with et al.", "contributions")
            )

    return add


def _venue(kind: str) -> Callable[[Reference, Part, int, int], None]:
    def add(ref: Reference, part: Part, start: int, end: int) -> None:
        start, _ = ref.trim(start, end, MARKS + QUOTES + "([")
        if match := _IN.match(ref.text, start, end) or _OF.match(ref.text, start, end):
            ref.draft.furniture("label", *black(ref, start, match.end()))
            start = match.end()
        start, end = ref.trim(start, end, " ,;:" + QUOTES)
        start, end = _without_stop(ref, start, end)
        if numbers := _NUMBERS_BEHIND.search(ref.text, start, end):
            volume(ref, part, numbers.start("numbers"), end)
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
        start, end = ref.trim(start, end, " ,;:()[]" + QUOTES)
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


HANDLERS: dict[str, Callable[[Reference, Part, int, int], None]] = {
    "citation-number": _number,
    "title": _title,
    "author": _people("author"),
    "editor": _people("editor"),
    "translator": _people("translator"),
    "date": date,
    "journal": _venue("journal"),
    "container-title": _venue(""),
    "volume": volume,
    "pages": pages,
    "publisher": _scalar("publisher"),
    "location": _scalar("place"),
    "edition": _scalar("edition"),
    "genre": genre,
    "note": note,
    "url": note,
    "doi": note,
}
"""For each part the function that takes it into the draft."""


def add(ref: Reference, part: Part) -> None:
    """Takes a part into the draft by its name; one that is too uncertain stays left over."""
    start, end = ref.span(part)
    handler = HANDLERS.get(part.name)
    if handler is None or (part.certainty < CERTAIN and part.name not in ("title", "author", "date")):
        ref.draft.left_at(part.name, ref.base + start, ref.base + end)
    else:
        handler(ref, part, start, end)

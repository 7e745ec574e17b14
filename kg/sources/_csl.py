"""What CSL-JSON's names for types of works, names and dates mean (the variables of CSL 1.0.2), and its dates."""

from __future__ import annotations

import re
from typing import Any

from kg.sources._bibtex_dates import exists, month, years
from kg.sources._json_draft import day, hollow, text_of

TYPES = {
    "article": "preprint", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article", "paper-conference": "conference-paper", "chapter": "chapter",
    "entry": "chapter", "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "book": "book", "classic": "book",
    "thesis": "thesis", "report": "report", "dataset": "dataset", "software": "software", "standard": "standard",
    "patent": "patent", "periodical": "collection", "collection": "collection", "speech": "presentation",
    "bill": "other", "broadcast": "other", "document": "other", "event": "other", "figure": "other", "graphic": "other",
    "hearing": "other", "interview": "other", "legal_case": "other", "legislation": "other", "manuscript": "other",
    "map": "other", "motion_picture": "other", "musical_score": "other", "pamphlet": "other", "performance": "other",
    "personal_communication": "other", "post": "other", "post-weblog": "other", "regulation": "other", "song": "other",
    "treaty": "other", "webpage": "other",
}  # fmt: skip
"""The types of CSL. An `article` is by its definition one that is in no journal; with a container it is taken for one."""

GENRES = {
    "preprint": "preprint", "working paper": "report", "technical report": "report", "dataset": "dataset",
    "software": "software", "computer software": "software", "standard": "standard", "presentation": "presentation",
}  # fmt: skip
"""Genres that say the type of a work better than its CSL type does."""

ROLES = (
    "author", "editor", "translator", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor-translator", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator",
)  # fmt: skip
"""The variables that hold names."""

DATES = {"issued": "issued", "submitted": "submitted", "available-date": "available", "event-date": "event-start"}
"""The variables that hold dates of the work. Not among them: when it was consulted, and when its original appeared."""

SERIAL = frozenset(["article", "preprint"])
WHOLE = frozenset(["book", "proceedings", "report", "thesis", "collection", "standard", "dataset", "software", "other"])
"""Types whose ISBN is their own, not that of what they stand in."""

CROSSREF = frozenset(["member", "indexed", "reference-count", "deposited", "prefix", "content-domain"])
"""Members that Crossref adds to all its works, in its own form and in the CSL-JSON that it gives."""

STRONG = frozenset(
    [
        "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "citation-key", "container-title", "container-title-short",
        "collection-title", "collection-number", "publisher-place", "event-place", "event-title", "number-of-pages",
        "page-first", "title-short", "journalAbbreviation", "original-date", "chapter-number", "non-dropping-particle",
    ]
)  # fmt: skip
"""Variables whose names no other format of bibliographic JSON has, but for Crossref's."""

TEXTS = {
    "title": "title", "abstract": "abstract", "volume": "volume", "issue": "issue", "edition": "edition",
    "chapter-number": "chapter", "publisher": "publisher", "publisher-place": "place", "page": "pages", "copyright": "rights",
}  # fmt: skip
"""The variables that hold one text, and the fields they go to."""

WEAK = frozenset(
    [
        "id", "type", "issued", "accessed", "language", "keyword", "note", "categories", "genre", "number", "version",
        "archive", "archive_location", "source", "status", "medium", "dimensions", "scale", "section", "custom", "label",
        *TEXTS, *ROLES,
    ]
)  # fmt: skip
"""Further variables, whose names other formats have too."""

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_SOFT = re.compile(r"\b(?:ca\.?|circa|about|around)(?=\s)", re.IGNORECASE)
_APPROXIMATE = re.compile(r"[~?%]$")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_SEASONS = frozenset(["spring", "summer", "autumn", "fall", "winter"])


def parts(value: Any) -> list[str | None]:
    """The days of `date-parts`: one, or the two ends of a range; None for what is no date. Seasons in place of months have none."""
    given = value if isinstance(value, list) else []
    if given and not any(isinstance(one, list) for one in given):
        given = [given]  # the inner list is sometimes left out
    return [_day(one) for one in given if not hollow(one)]


def _day(value: Any) -> str | None:
    numbers = [text_of(one).removeprefix("0") for one in value] if isinstance(value, list) else []
    while numbers and not numbers[-1]:
        numbers.pop()
    if len(numbers) > 1 and numbers[1].isdecimal() and 13 <= int(numbers[1][:4]) <= 24:
        numbers = numbers[:1]
    return day(list(numbers))


def spelled(text: str) -> tuple[str | None, bool]:
    """The date that a text spells out, as precise as it is, and whether it says that it is approximate.

    A text with other words than months, seasons and "circa" is not read: "13th Century" and "before 1990" are no dates here.
    """
    bare = _APPROXIMATE.sub("", text.strip())
    soft = bare != text.strip() or bool(_SOFT.search(bare))
    if iso := _ISO.fullmatch(bare):
        return day([one for one in iso.groups() if one]), soft
    bare = _ORDINAL.sub("", _SOFT.sub("", bare))
    found = years(bare)
    if len(found) != 1 or len(bare) > 40:
        return None, soft
    words = [word.lower() for word in _LETTERS.findall(bare)]
    if all(word in _SEASONS for word in words):
        rest = bare.replace(found[0], "")
        return (found[0] if not any(sign.isdigit() for sign in rest) else None), soft
    number, date = month(bare.replace(found[0], " "))
    if number is None or len(words) != 1:
        return None, soft
    if date is None:
        plain = not any(sign.isdigit() for sign in bare.replace(found[0], " "))
        return (f"{found[0]}-{number:02}" if plain else None), soft
    return (f"{found[0]}-{number:02}-{date:02}" if exists(int(found[0]), number, date) else None), soft


def span(text: str) -> list[tuple[str | None, bool]]:
    """The date of a text, or the two ends of a range with a stroke or a long dash between them."""
    ends = re.split(r"/|\s[-–—]\s|–", text.strip())
    if len(ends) == 2 and all(_ISO.fullmatch(_APPROXIMATE.sub("", end.strip())) for end in ends) and len(ends[1]) > 3:
        return [spelled(end) for end in ends]
    return [spelled(text)]

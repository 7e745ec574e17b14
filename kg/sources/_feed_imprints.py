"""Where a work appeared, as publishers print it before the abstract of an item, in its place, or in the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources._claimed import dated

Part = tuple[str, str]
"""A field and its value."""

_MONTHS = r"[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:[/–-][A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?"
_PUBLISHED = re.compile(
    r"(?P<venue>\w[^.;<>]{2,160}?), (?:Ahead of Print|Early ?View|(?:Volume|Vol\.?) (?P<volume>\w{1,8})(?:, (?:Issue|No\.?) (?P<issue>[\w-]{1,12}))?"
    rf"(?:, (?:Pages?|pp?\.) (?P<pages>[\w–-]{{1,20}}))?(?:, (?P<date>(?:(?:\d{{1,2}} )?{_MONTHS},? )?(?:19|20)\d\d))?)\.(?:\s|$)"
)
"""SAGE and Wiley: "Journal of Lamps, Volume 41, Issue 3, Page 112-129, March 2019."."""
_INDEXED = re.compile(
    r"(?P<venue>\w(?:[^.;<>()]|\([^()<>;]{1,60}\)){2,100})\. (?P<date>(?:19|20)\d\d(?: [A-Z][a-z]{2,5}(?:-[A-Z][a-z]{2})?(?: \d{1,2})?)?)"
    r"(?:;(?P<volume>\w{1,8}(?: Suppl(?: \w{1,3})?)?)(?: ?\((?P<issue>[^()]{1,20})\))?(?::(?P<pages>[\w.,–-]{1,30}?))?|:(?P<number>[\w./-]{1,30}?))?\."
    r"(?: doi: ?(?P<doi>10\.\S{5,80})\.(?=\s|$))?(?: eCollection [^.]{4,20}\.)?(?: Epub [^.]{4,20}\.)?(?: Online ahead of print\.)?(?:\s|$)(?:ABSTRACT\s)?"
)
"""PubMed: "J Lamps. 2019 Mar 3;41(3):112-129. doi: 10.5555/a.1."."""
_WITH_DOI = re.compile(r"(?P<venue>[A-Z][^:;<>]{2,80}?)\s?DOI: 10\.\d{4,9}/\S{1,80}$")
"""ACS."""
_NUMBERED_TITLE = re.compile(
    r"(?P<venue>[^:,]{3,60}), (?:Vol\.|Volume) (?P<volume>\d{1,4}), Pages? (?P<pages>[\d–-]{1,15}): (?P<title>\S.{3,500})"
)
_FIELDS = {
    "venue": "venue.journal",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "number": "number",
    "date": "date.issued",
    "doi": "doi",
}
_WORD = re.compile(r"[^\W\d_]{4,}")
_BEGINNINGS = re.compile(r"(?:in|the present|this|these|here|we|our|see|as|from|with)\s", re.IGNORECASE)
"""How sentences begin, and few names of journals."""


def imprint_of(text: str) -> tuple[list[Part], int] | None:
    """Where the work appeared that a text begins with, and where the rest of it begins; None where it begins with something else."""
    if (match := _PUBLISHED.match(text)) and _is_published(match):
        return list(_parts(match)), match.end()
    if (match := _INDEXED.match(text)) and _is_indexed(match):
        return list(_parts(match)), match.end()
    match = _WITH_DOI.match(text)
    return (list(_parts(match)), match.end()) if match else None


def numbered_title(text: str) -> list[Part] | None:
    """The title of an item of MDPI and the journal that stands before it; None where there is none."""
    match = _NUMBERED_TITLE.fullmatch(text)
    return [("title", match["title"]), *_parts(match)] if match else None


def _is_published(match: re.Match[str]) -> bool:
    """Whether it is no sentence: two of issue, pages and date stand behind the volume, else the journal's name shows that it is one."""
    behind = sum(match[one] is not None for one in ("issue", "pages", "date"))
    if match["volume"] and (not behind or behind > 1):
        return behind > 1
    words = _WORD.findall(match["venue"])
    if len(words) > 1 and _BEGINNINGS.match(match["venue"]):
        return False
    named = sum(word[0].isupper() for word in words)
    return named * 2 > len(words) or match["venue"].isupper()


def _is_indexed(match: re.Match[str]) -> bool:
    """Whether numbers or a DOI stand behind the date."""
    return match["doi"] is not None or any(char.isdecimal() for char in match["volume"] or "")


def _parts(match: re.Match[str]) -> Iterator[Part]:
    for name, field in _FIELDS.items():
        value = match.groupdict().get(name)
        value = dated(value) if value and name == "date" else value
        if value:
            yield field, value.strip()

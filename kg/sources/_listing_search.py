"""What stands on a page of search results beside the works: fields of study, actions, counts, dates alone."""

from __future__ import annotations

import re

from kg.sources._listing_lines import Line
from kg.sources._listing_people import people

_FIELD = (
    r"(?:(?:computer|environmental|political|materials|agricultural and food|social|earth|food) sciences?|physics|mathematics|biology|medicine|chemistry|engineering|geology|geography|"
    r"economics|business|psychology|sociology|philosophy|history|art|linguistics|law|education)"
)
_FIELDS_OF_STUDY = re.compile(
    rf"{_FIELD}(?:,\s{_FIELD}){{0,5}}|tldr|pdf|expand|view (?:pdf|on) .{{0,30}}|\d{{1,6}} citations?|(?:save|alert|cite|pdf|\s){{1,40}}|sort by .{{0,30}}|search within .{{0,20}}",
    re.IGNORECASE,
)
"""Lines of a search page that name fields of study, actions or counts."""
DATE_LINE = re.compile(r"(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\s(?:19|20)\d\d|(?:19|20)\d\d")


def is_of_page(text: str) -> bool:
    """Whether a line holds only fields of study, actions or a count of a search page."""
    return len(text) <= 100 and text[0] not in "[(" and _FIELDS_OF_STUDY.fullmatch(text) is not None


def is_between(before: str, text: str, after: Line | None) -> bool:
    """Whether a line goes on with a record by what stands around it: the summary, or a venue between names and a date."""
    if before == "TLDR":
        return True
    dated = after is not None and not after.gap and DATE_LINE.fullmatch(after.text) is not None
    return dated and len(text) < 100 and (is_of_page(before) or people(before) is not None)

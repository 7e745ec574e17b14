"""The title of an entry that stands between names and what is emphasised behind a full stop: its venue.

Holm A, Lund B. Ropes that remember. <i>knots</i> <b>12</b>, 27 (2021).      the title ends before "knots", which no capital begins
Holm A.: Liny i pamięć. W: <i>Studia o węzłach</i>, s. 5-9.                   a label of what contains the work may stand between
"""

from __future__ import annotations

import re

from kg.sources._html_flow import Flow, Run
from kg.sources._listing_entries import Entry, names_from
from kg.sources._listing_lines import MARKER, is_prose, may_be_title
from kg.sources._listing_people import people
from kg.sources._listing_signs import THESIS, YEAR

_LABEL = re.compile(r"(?<=[.?!]\s)(?:(?:in|dans|en|im)\s?:?|(?:em|[wvву]|teoksessa|στο)\s?:)\s?$", re.IGNORECASE)
"""What stands before the name of a book or of proceedings: "In:", and in Polish "W:"."""
_NUMBERS_NEXT = re.compile(
    r"[\s,.;:]{0,3}(?:\(?(?:vol|t|bd|no|nr|n°|s|pp?|č|č\.\s?j)\b\.?\s?)?[\d(\[]|[\s,.;]{0,3}(?:$|ed\.|eds\.|red\.|hrsg\.|pod red)|,\s[^\d\n]{2,80},\s",
    re.IGNORECASE,
)
"""What stands behind the name of a venue: a volume, a year or pages, editors, a publisher with its place, or nothing."""


_MOST_RUNS = 12
"""So many emphases of an entry are tried as its venue."""


def titled_before_emphasis(flow: Flow, headed: bool, sure: bool) -> Entry | None:
    """The parts of an entry that names begin and whose title ends with the stop before an emphasised venue; None where it is none.

    It is dated, unless it is `headed` by a year. One name alone is believed where it is followed by a year or `sure`ly the list has names first.
    """
    text = flow.text
    runs = [run for run in flow.runs if run.kind in ("em", "venue") and _may_be_venue(text, run)][:_MOST_RUNS]
    if not runs:
        return None
    marker = MARKER.match(text)
    start = marker.end() if marker else 0
    for names, mark in names_from(text, start):
        if len(names.names) < 2 and not (sure or mark["a"] or mark["b"]):
            continue
        begin = mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
        for run in runs:
            end = _end_before(text, begin, run) if run.start > begin else None
            if end is not None and _is_title(text[begin:end], 2 if sure else 3):
                year = next((mark.span(name) for name in "ab" if mark[name]), None)
                note = mark.span("u") if mark["u"] else None
                if not (headed or year or note or YEAR.search(text, end)):
                    return None
                at = (start, mark.start() if year or note else mark.end())
                return Entry(names, at, (begin, end), year, end, note)
    return None


def _may_be_venue(text: str, run: Run) -> bool:
    """Whether what is emphasised may be a venue: a name without numbers, which numbers, editors or nothing follow."""
    name = text[run.start : run.end].rstrip(" .,;:")
    if not 2 < len(name) < 200 or any(map(str.isdigit, name)) or "\n" in name:
        return False
    return _NUMBERS_NEXT.match(text, run.end) is not None


def _end_before(text: str, begin: int, run: Run) -> int | None:
    """Where the title ends before an emphasis, without its stop; None where neither a stop nor a label stands between."""
    label = _LABEL.search(text, begin, run.start)
    before = text[begin : label.start() if label else run.start].rstrip()
    if before[-1:] not in (".", "?", "!", "…"):
        return None
    return begin + len(before) - (before[-1] == "." and not before.endswith("..."))


def _is_title(text: str, least: int) -> bool:
    """Whether a stretch may be a title: of `least` words, and not names, sentences or a thesis with where it was written."""
    if len(text.split()) < least or not text[0].isalnum() or is_prose(text) or not may_be_title(text):
        return False
    return people(text) is None and THESIS.search(text) is None and _STOP.search(text) is None


_STOP = re.compile(r"[^\W\d_]{3}[.]\s(?=[^\W\d_a-z])")
"""A full stop in a stretch: what stands behind it may be the venue."""

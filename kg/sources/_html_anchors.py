"""What can be the title of an entry of a marked-up list: the stretches that its mark-up, quotation marks and lines show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources._html_flow import Flow, Run
from kg.sources._html_imprint import book_behind
from kg.sources._html_links import label_role
from kg.sources._html_marks import is_behind, is_dated, is_marked_twice, leads
from kg.sources._html_names import AWARD
from kg.sources._listing_lines import MARKER, may_be_title
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR, shows_venue

_QUOTED = re.compile(
    r"“([^”“]{4,500})”|\"([^\"]{8,500})\"|«([^»«]{8,500})»|„([^“”„]{8,500})[“”]|‘((?:[^’‘]|’(?=\w)){8,500})’(?=[\s,.])"
)
_OF_VENUES = re.compile(
    r"in:?\s|proc(?:eedings|\.)|journal of|transactions|.*(?<![-–—])\b(?:19|20)\d\d$|.*\bconference on\b", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:1\d|20)\d\d\s?[-–—]{1,2}\s?(?:(?:1\d|20)\d\d|\d\d)\b")
"""A span of years, which a title may be about; no venue has one."""
_STOPS = re.compile(r"[^\W\d_]{3}[.?!]{1,2}\s|,\s(?:19|20)\d\d\b|\bpp?\.\s?\d")
_LABELLED = re.compile(r"\s(?:in|dans|en|im|auf)\s?:?$", re.IGNORECASE)
_NAMED = re.compile(r"[\w.+-]{2,20}:\s")
"""The name of a thing before a title, which may begin with a small letter: "typotrie: Tries for Typists"."""
_DASH = re.compile(r"(?<=[\w?!)])\s(?:[-–—|]|--)\s(?=[^\W_a-z])")
"""What parts title and names in one line: "Ferries Without Timetables - Ann Author"."""
WEAK = frozenset(["em", "line", "dash"])
"""Signs of a title that are believed only where another entry of the list has them too."""


def anchors(flow: Flow) -> Iterator[tuple[str, int, int]]:
    """The stretches that may be the title, by what shows them, the most certain first."""
    for kind in ("title", "heading"):
        yield from ((kind, run.start, _before_kind(flow, run)) for run in flow.runs if run.kind == kind)
    yield from (("quote", run.start, run.end) for run in flow.runs if run.kind == "quote")
    for quoted in _QUOTED.finditer(flow.text):
        group = next(i for i in range(1, 6) if quoted[i])
        yield ("quote", *quoted.span(group))
    for kind in ("link", "strong", "em"):
        yield from ((kind, run.start, run.end) for run in flow.runs if run.kind == kind)
    first = flow.text.find("\n")
    if first > 0:
        second = flow.text.find("\n", first + 1)
        second = len(flow.text) if second < 0 else second
        marker = MARKER.match(flow.text)
        yield "line", marker.end() if marker else 0, first
        if (cut := _before_venue(flow, first + 1, second)) < second:
            yield "line", first + 1, cut
        yield "line", first + 1, second
    elif dash := _DASH.search(flow.text):
        marker = MARKER.match(flow.text)
        yield "dash", marker.end() if marker else 0, dash.start()


def _before_kind(flow: Flow, title: Run) -> int:
    """Where a title ends before what says of what kind its work is."""
    kinds = (run.start for run in flow.runs if run.kind == "kind" and title.start < run.start and run.end == title.end)
    return next(kinds, title.end)


def _before_venue(flow: Flow, start: int, end: int) -> int:
    """Where a line ends before what is emphasised behind a stop in it, its venue; at its end where nothing is."""
    for run in flow.runs:
        if run.kind in ("em", "venue") and start < run.start < end:
            before = _LABELLED.sub("", flow.text[start : run.start].rstrip(' “"(')).rstrip()
            return start + len(before) if before[-1:] in (".", "?", "!", ",") and len(before) > 4 else end
    return end


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without quotation marks, white space and the full stop or comma at its end."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(' \n"“”«»„‘’'))
    bare = text[start:end].rstrip(' \n"“”«»„,;:')
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith("...") else bare
    return start, start + len(bare.rstrip(' \n"“”«»„'))


def can_be(flow: Flow, kind: str, start: int, end: int) -> bool:
    """Whether a stretch can be a title, the more strictly the less shows that it is one."""
    text = flow.text[start:end]
    words = text.split()
    if end - start < 4 or ("\n" in text.strip() and kind == "line") or not may_be_title(text):
        return False
    if kind == "title":
        return True
    if (
        text[0] == "("
        or AWARD.match(text)
        or label_role(text)
        or YEAR.fullmatch(text)
        or text.startswith(("http", "doi:", "arXiv:", "10."))
    ):
        return False
    if kind == "quote" and (len(words) == 1 or end - start < 8):
        # "Dust" is a title where it begins an entry, and what it appeared in follows
        return leads(flow, start - 1) and any(run.kind == "em" and is_behind(flow, end, run) for run in flow.runs)
    if kind in ("quote", "heading"):
        return len(words) > 1
    if kind == "em" and leads(flow, start) and book_behind(flow.text, end):
        return True
    if kind == "link" and _is_reference(text):
        return False
    begun = kind == "em" and flow.text[:start].rstrip()[-1:] == ":"
    few = 2 if begun or kind == "dash" or (kind in ("link", "strong", "line") and len(text) > 11) else 3
    if len(words) < few or _OF_VENUES.match(text) or (text[0].islower() and not _NAMED.match(text)):
        return False
    if kind == "line" and _before_venue(flow, start, end) < end:
        return False
    if kind in WEAK and (shows_venue(_YEARS.sub("", text), "") or (kind == "em" and len(words) < few)):
        return False
    found = people(text)
    # "Kelp Lines and Porpoise Clicks" could be two names, "Cross-Lingual Clicks" one: several names beside it decide.
    if found is None or (kind in ("link", "strong") and len(found.names) == 1 and len(words) > 4):
        return True  # no one has so many names
    if kind in ("link", "strong") and (is_marked_twice(flow, start, end) or is_dated(flow, start, end)):
        return True
    return len(found.names) == (1 if kind == "dash" else 2 if kind in ("link", "strong") else 0)


def _is_reference(text: str) -> bool:
    """Whether a link holds more than a title: sentences with a year and numbers among them."""
    return len(text) > 60 and len(_STOPS.findall(text)) > 1 and YEAR.search(text) is not None and people(text) is None

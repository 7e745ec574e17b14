"""What stands with the name of a venue and is none of it, however an entry was read: numbers, dates, places, publishers, marks.

    Proceedings of the 3rd Conference on Tides, Nantes, France          J Harb Stud. 2019 Mar-Apr;33(2):199-201
    Journal of Harbours,2018,190:415-422      [in:] Ports and Paper      Ports and Paper. 2. ed. Leiden: Brill

Each form says where the name stands, and which fields the rest is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.sources._listing_signs import of_conferences

_YEAR = r"(?:19|20)\d\d"
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d{1,7}(?:[-–]{1,2}[A-Za-z]{0,2}\d{1,7})?)"
_CITED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>[^\d;]{{2,120}}?)[.,]?\s(?P<year>{_YEAR})(?:\s[A-Z][a-z]{{2}}(?:[-–][A-Z][a-z]{{2}})?(?:\s\d{{1,2}})?)?;\s?(?P<volume>\d{{1,4}})(?:\((?P<issue>[^()]{{1,12}})\))?(?::\s?{_PAGES})?\.?$",
        rf"(?P<name>[^\d,;]{{2,120}}),\s?(?P<year>{_YEAR})[,;]\s?(?P<volume>\d{{1,4}})(?:\s?\((?P<issue>\d{{1,4}})\))?(?:\s?[:,]\s?{_PAGES})?\.?$",
        r"(?P<name>[^\d;]{2,150}?)[.,]?\s+(?P<volume>\d{1,4})\s?[-–]$",
        rf"(?P<name>[^\d();]{{2,150}}?)[.,]?\s\((?P<year>{_YEAR})\)\.?$",
        rf"(?P<name>[^\d:;]{{2,120}}?)\.\s(?P<place>[^\W\d_a-z][^\d.:;,]{{2,30}}):\s(?P<year>{_YEAR})$",
        r"(?P<name>[^;]{2,150}?),?\s\(?(?i:forthcoming|in press|to appear|en prensa|no prelo|im druck|in druk|w druku|v tisku|painossa)\)?\.?$",
    )
)
"""Volume, issue, pages and year behind a name: as in MEDLINE, with commas and no blanks, with the issue behind a dash, in brackets, with the place and a colon; a remark behind it."""
_DIGIT = re.compile(r"\d")
_LABEL = re.compile(
    r"(?:(?:[·•|:;,)–—]|(?:19|20)\d\d\)[:,.]?)\s+){1,2}(?=[^\W\d_])|(?:(?:in|w|en|dans|em)\s?:?\]\s*|\]\s*)|(?:ingår i|i|teoksessa|väitöskirja|в кн|in):\s|väitöskirja\.\s|[\"“„«](?=[^\"“„«»”]*$)",
    re.IGNORECASE,
)
"""What is left of a label or a year in brackets, a mark between parts, or a mark of quotation that nothing closes."""
_MARK_LAST = re.compile(r"\s(?:[-–—]|\(\d{1,3}\)|(?:bd|band|vol|volume|nr)\.?)$", re.IGNORECASE)
"""A mark, a number or a label that is left behind a name."""
_EDITION = re.compile(
    r"[.,]\s?\d{1,2}\.?\s?(?:ª|a|e|th|nd|rd|st|º)?\s?(?:ed|edn|edição|edición|edizione|aufl)\b\.?\s*(?P<imprint>[^\W\d_].*)?$"
)
_IMPRINT = re.compile(
    r"(?P<place>[^\W\d_a-z][^\d:;()\[\],]{1,30}?(?:,\s[A-Z]{2})?)(?:\s\([^()]{2,30}\))?:\s(?P<publisher>[^\W\d_a-z][^\d:;()]{1,45}?)\.?(?:\s\([^()]*\))?$"
)
_IMPRINT_BEHIND = re.compile(
    r"(?:[.,]\s\d{1,2}(?:st|nd|rd|th|\.)?\s(?:ed|edn|ed\.|aufl|wyd|vyd)\b)?\.\s(?P<place>[^\W\d_a-z][^\d:;()\[\],.]{1,30}):\s(?P<publisher>[^\W\d_a-z][^\d:;().]{1,45}?)(?:\.\s(?:pp?|S|s|str)\.\s?(?P<pages>\d{1,5}[-–]\d{1,5}))?\.?$"
)
"""Place, publisher and pages behind the name of a book."""
_VOLUME_LAST = re.compile(r"(?P<name>[^\d]{2,120}?)(?<!\sof)(?<!\sin)(?:,\s|\s)(?P<volume>\d{1,3})\.?$")
_SERIES = re.compile(r"(?:series|serie|série|part|section|ser|reihe|abt|sect)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*['’.]?(?:-[^\W\d_]+)*)(?:\s(?:(?:de|do|da|di|del|la|le|sur|am|upon)\s)?[^\W\d_a-z][^\W\d_]*['’.]?(?:-[^\W\d_]+)*){0,2}|on-?line|en ligne|em linha|en línea|virtual(?: event)?"
)
_CODE = re.compile(r"(?=[^a-z]*$)[A-Z]{1,6}[\s-]?\d[\dA-Z./-]{0,8}$")
"""The number of a paper on a programme, or the acronym of a meeting with its number: "P2-14", "JNC 22"."""
_OF_MEETINGS = re.compile(
    r"\b(?:journées|jornadas?|giornate|tage|rencontres|encontro|convegno|colóquio|coloquio)\b", re.IGNORECASE
)
_NO_VENUE = re.compile(
    r"et al\.?|(?:vol(?:ume)?|bd|band)\.?|(?:IF|impact factor|IC):?\s?\d[\d.,]{0,7}|view \| .{0,40}|\d{1,2}[-/.][^\W\d_]{3,9}\.?[-/.](?:19|20)\d\d|\d[\d,.]{0,9}\s(?:reads?|citations?|downloads?|views?)|(?:pages?|pp\.?|seiten?|s\.|стр\.?|с\.)\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?\.?|ISBN\b.*|ISSN\b.*|(?:unpublished |draft |working )?manuscript(?:\s(?:in|under|submitted)\b.*)?|(?:in|under)\s(?:preparation|review)|sous la direction d.*|"
    r"(?:advisor|adviser|supervisor|tutor|relatore|orientador[a]?|directeur|betreuer)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OF_THESES = re.compile(
    r"(?:unpublished\s|unpubl\.\s)?(?:ph\.?\s?d\.?|d\.?phil\.?|doctoral|(?:master|bachelor)(?:['’]?s)?|m\.?a\.?|m\.?\s?phil\.?|th\.?\s?d\.?|[mb]\.?\s?sc\.?|m\.?\s?tech\.?|ll\.?m\.?|licentiate|honours?)\s(?:diss(?:ertation)?|thesis)\.?",
    re.IGNORECASE,
)


class Ends(NamedTuple):
    """Where the name of a venue stands in what was taken for it, and the fields that stand with it."""

    start: int
    end: int
    fields: Sequence[tuple[str, int, int]] = ()


def is_none(text: str) -> bool:
    """Whether what was taken for a venue is a remark, a number or the supervisor of a thesis."""
    return _NO_VENUE.fullmatch(text) is not None


def is_thesis(text: str) -> bool:
    """Whether what was taken for a venue says only that the work is a thesis."""
    return _OF_THESES.fullmatch(text) is not None


def imprint(text: str) -> re.Match[str] | None:
    """Place and publisher where the venue of another work stands: "London: Harbour Press. (With a party)"."""
    return None if of_conferences(text) else _IMPRINT.fullmatch(text)


def ends(text: str, book: bool, numbered: bool) -> Ends:
    """Where the name stands in what was taken for a venue.

    `book` says that it is the name of a collection or of the paper that a work is in; `numbered` that volume, issue and pages are
    all known or none is, so that a number behind the name is part of it.
    """
    for form in _CITED if _DIGIT.search(text) else _CITED[-1:]:
        if found := form.fullmatch(text):
            names = [name for name in ("place", "year", "volume", "issue", "pages") if found.groupdict().get(name)]
            return Ends(*found.span("name"), [(name, *found.span(name)) for name in names])
    if book and (found := _IMPRINT_BEHIND.search(text)):
        names = [name for name in ("place", "publisher", "pages") if found[name]]
        return Ends(0, found.start(), [(name, *found.span(name)) for name in names])
    label = _LABEL.match(text)
    start, end = label.end() if label else 0, len(text)
    if left := _MARK_LAST.search(text, start):
        end = left.start()
    fields: list[tuple[str, int, int]] = []
    if edition := _EDITION.search(text, start):
        end = edition.start()
        if edition["imprint"] and (found := _IMPRINT.fullmatch(text, edition.start("imprint"))):
            fields = [(name, *found.span(name)) for name in ("place", "publisher")]
        return Ends(start, end, fields)
    if (opened := text.rfind(" (")) > 0 and ")" not in text[opened:] and not text.endswith("("):
        end = opened
    end, fields = _unplaced(text, start, end, book)
    if not fields and not numbered and (found := _VOLUME_LAST.fullmatch(text, start, end)) and not of_conferences(text):
        return Ends(start, found.end("name"), [("volume", *found.span("volume"))])
    return Ends(start, end, fields)


def _unplaced(text: str, start: int, end: int, book: bool) -> tuple[int, list[tuple[str, int, int]]]:
    """Where a name ends before the places, and the numbers of a paper, that stand behind the name of a meeting; before publisher and place behind that of a book."""
    cuts = [at for at in range(start, end) if text[at : at + 2] == ", "]
    parts = [(at + 2, stop) for at, stop in zip(cuts, [*cuts, end][1:], strict=True)]
    meeting = bool(cuts) and (of_conferences(text[start : cuts[0]]) or _OF_MEETINGS.search(text[start : cuts[0]]))
    if book and not meeting and len(cuts) == 2 and " " in text[start : cuts[0]]:
        publisher, place = (text[slice(*part)] for part in parts)
        if _PLACE.fullmatch(publisher) and _PLACE.fullmatch(place) and text[start : cuts[0]].count(" ") > 1:
            return cuts[0], [("publisher", *parts[0]), ("place", *parts[1])]
    kept = end
    fields: list[tuple[str, int, int]] = []
    while meeting and parts and len(fields) < 3:
        part = text[slice(*parts[-1])]
        if _SERIES.match(part) or not (_PLACE.fullmatch(part) or _CODE.fullmatch(part)):
            break
        fields.insert(0, ("number" if _CODE.fullmatch(part) else "place", *parts.pop()))
        kept = cuts[len(parts)]
    places = [text[slice(*one[1:])] for one in fields if one[0] == "place"]
    if len(places) == 1 and places[0].count(" ") > 1:
        return end, []  # words with capitals, which may be of the name
    return kept, fields

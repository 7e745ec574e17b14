"""A chapter whose title and book are both emphasised, with editors, place and year of the book, as the humanities cite.

Holm A., <i>Ropes as roads</i>, [w:] B. Lund (red.), <i>Roads and people</i>, Poznań 2015, s. 77-96.
Holm A., <i>Ropes as roads</i>, in <i>Roads and people</i>, ed. B. Lund, Poznań: Tide Press, 2015, 77-96.
"""

from __future__ import annotations

import re

from kg.records import Date, Venue
from kg.sources._html_flow import Flow
from kg.sources._html_names import only_people
from kg.sources._listing_lines import Draft

_LABEL = re.compile(
    r"[\s,.;]{1,3}(?:\[(?:in|dans|[wvву])\s?:?\]:?|(?:in|dans|nel|im|[wvву])\s?:|(?:in|dans))\s", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?P<names>[^()\[\]\d\n]{3,150}?),?\s[(\[]?(?:red|eds?|hrsg|hgg?|dirs?|coords?|a cura di)\b\.?[)\]]?,?\s",
    re.IGNORECASE,
)
"""Editors before the name of the book."""
_PLACE = r"[^\W\d_a-z][^\W\d_]{2,20}(?:[ –-][^\W\d_a-z][^\W\d_]{2,20}){0,2}"
_BEHIND = re.compile(
    r",?\s\(?(?i:pod red(?:\.|akcją)|red\.|eds?\.|edited by|hrsg\.(?:\sv(?:\.|on))?|hgg?\.(?:\sv(?:\.|on))?|a cura di|dir\.|sous la dir(?:\.|ection)(?: de)?)\s(?P<names>[^()\d\n]{3,150}?)\)?"
    rf"(?=[\s,(]{{1,3}}{_PLACE}(?::\s[^\d:;()\n]{{2,80}}?)?,?\s(?:19|20)\d\d)"
)
"""Editors behind the name of the book."""
_IMPRINT = re.compile(
    rf"[\s,(]{{1,3}}(?P<place>{_PLACE})(?::\s(?P<publisher>[^\d:;()\n]{{2,80}}?))?,?\s(?P<year>(?:19|20)\d\d)\)?(?=[\s,.;:]|$)"
)


def contained(draft: Draft, flow: Flow, rests: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes editors, name, place and year of the book that a chapter stands in; gives the rests without them."""
    text, work = flow.text, draft.work
    for start, end in rests:
        label = _LABEL.match(text, start, end)
        if label is None or work.dates or work.venues:
            continue
        at = label.end()
        runs = {run.start: run for run in flow.runs if run.kind == "em" and run.end < end}
        before = None if at in runs else _BEFORE.match(text, at, end)
        book = runs.get(before.end() if before else at)
        behind = _BEHIND.match(text, book.end, end) if book and not before else None
        imprint = _IMPRINT.match(text, behind.end() if behind else book.end, end) if book else None
        editors = before or behind
        names = only_people(editors["names"]) if editors else None
        if book is None or imprint is None or (editors and names is None):
            continue
        draft.furniture("label", start + len(label[0]) - len(label[0].lstrip(" ,.;\n")), label.end() - 1)
        if editors and names:
            authors = len(work.contributions)
            draft.authors_in(editors["names"], editors.start("names"), names)
            for position, one in enumerate(work.contributions[authors:], 1):
                one.role, one.position = "editor", position
        work.type = "chapter"
        work.venues.append(Venue(text[book.start : book.end].rstrip(" .,"), "book", place=imprint["place"]))
        draft.mapped("venues[0]", book.start, book.start + len(work.venues[0].name))
        draft.mapped("venues[0]", *imprint.span("place"))
        if imprint["publisher"]:
            work.publisher = imprint["publisher"]
            draft.mapped("publisher", *imprint.span("publisher"))
        work.dates.append(Date("issued", imprint["year"]))
        draft.mapped("dates[0]", *imprint.span("year"))
        return [one for one in rests if one != (start, end)] + ([(imprint.end(), end)] if imprint.end() < end else [])
    return rests

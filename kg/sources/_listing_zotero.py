"""Reports of Zotero, copied or saved as text: a title, and below it a line for each field, its name parted from the value by a tab or a blank.

    Ferries without timetables
    Item Type    Journal Article
    Author       Ann Author
    Author       Bo Builder
    Date         2019
    Publication  Journal of Harbours
    Date Added   10/3/2023, 9:14:00 AM

The names of the fields are those of Zotero's English interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Item, Venue
from kg.sources._listing_fields import Fields, date_value
from kg.sources._listing_lines import Draft, Layout, Line, may_be_title, reject
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR

_VENUES = (
    "Publication",
    "Book Title",
    "Proceedings Title",
    "Conference Name",
    "Dictionary Title",
    "Encyclopedia Title",
)
"""Where a work appeared, the first of these that is named."""
_FIELDS = {
    "Author": "authors", "Editor": "editors", "Date": "date", "Volume": "volume", "Issue": "issue", "Pages": "pages",
    "Publisher": "publisher", "University": "publisher", "Institution": "publisher", "Repository": "publisher", "Place": "place",
    "Abstract": "abstract", "Language": "language", "DOI": "identifier", "ISBN": "identifier", "URL": "link", "Archive ID": "identifier",
    **dict.fromkeys(_VENUES, "venue"),
}  # fmt: skip
_LEFT = (
    "Item Type", "Accessed", "Library Catalog", "Date Added", "Modified", "ISSN", "Series", "Series Title", "Edition", "Short Title", "Archive",
    "Rights", "Extra", "Call Number", "Loc. in Archive", "Journal Abbr", "# of Pages", "Number of Volumes", "Thesis Type", "Type", "Citation Key",
    "Genre", "Meeting Name", "Presentation Type", "Website Title", "Website Type", "Report Number", "Report Type", "Contributor", "Translator",
    "Series Editor", "Book Author", "Status", "License",
)  # fmt: skip
_FIELD = re.compile(
    r"(?P<name>"
    + "|".join(map(re.escape, sorted((*_FIELDS, *_LEFT), key=len, reverse=True)))
    + r")(?:\s*\t\s*|\s+)(?P<value>\S.*)"
)
_TYPES = {
    "journal article": "article", "magazine article": "article", "newspaper article": "article", "book": "book", "book section": "chapter",
    "conference paper": "conference-paper", "thesis": "thesis", "report": "report", "preprint": "preprint", "dataset": "dataset",
    "computer program": "software", "software": "software",
}  # fmt: skip
_BLOCKS = re.compile(r"(?:Tags|Notes|Attachments|Related)\s*:?")
"""What begins what a reader added to an item."""


def _field(line: Line) -> re.Match[str] | None:
    return _FIELD.fullmatch(line.text)


def _begins(line: Line, after: Line | None) -> bool:
    """Whether a line is the title of an item: that its type stands below says so."""
    found = _field(after) if after else None
    return found is not None and found["name"] == "Item Type" and _field(line) is None


def recognises(lines: Sequence[Line]) -> bool:
    """Whether an item at least has its type below a title, and authors, a date or when it was added."""
    if not any(line.text.startswith("Item Type") for line in lines):
        return False
    begun = [i for i, line in enumerate(lines[:-1]) if _begins(line, lines[i + 1])]
    fields = [found["name"] for line in lines if (found := _field(line))]
    return bool(begun) and "Date Added" in fields and len(fields) >= 4 * len(begun)


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The items of a report in order; tags, notes and attachments below an item are rejected, being of no work."""
    every = list(lines)
    starts = [i for i, line in enumerate(every) if _begins(line, every[i + 1] if i + 1 < len(every) else None)]
    if starts[:1] != [0] and every[: starts[0] if starts else len(every)]:
        yield reject(every[: starts[0] if starts else len(every)], "no item of the report stands here")
    for start, stop in zip(starts, [*starts[1:], len(every)], strict=True):
        yield from _item(every[start:stop])


def _item(lines: list[Line]) -> Iterator[Item]:
    title, *rest = lines
    end = next((i for i, line in enumerate(rest) if _BLOCKS.fullmatch(line.text)), len(rest))
    if not may_be_title(title.text):
        yield reject(lines, "what stands above the fields is no title")
        return
    draft = Draft("other")
    draft.title([title])
    fields = Fields(draft)
    venue = _venue_of(rest[:end])
    for line in rest[:end]:
        _enter(draft, fields, line, venue)
    yield draft.record()
    if rest[end:]:
        yield reject(rest[end:], "notes, tags and attachments are of no work")


def _venue_of(lines: Sequence[Line]) -> str:
    """The name of the field that says where the work appeared."""
    names = {found["name"] for line in lines if (found := _field(line))}
    return next((name for name in _VENUES if name in names), "")


def _enter(draft: Draft, fields: Fields, line: Line, venue: str) -> None:
    """Takes one field; a value that is not understood is left over."""
    found = _field(line)
    if found is None:
        draft.left_at("text", line.start, line.end)
        return
    name, value = found["name"], found["value"].rstrip()
    start = line.start + found.start("value")
    draft.furniture("label", line.start, line.start + found.end("name"))
    field = _FIELDS.get(name, "")
    if name == "Item Type" and value.lower() in _TYPES:
        draft.work.type = _TYPES[value.lower()]
        draft.furniture("label", start, start + len(value))
    elif field in ("authors", "editors"):
        _person(draft, value, start, field[:-1])
    elif field == "date":
        _date(draft, fields, value, start)
    elif field == "venue" and name == venue:
        kind = {"article": "journal", "chapter": "book", "conference-paper": "conference"}.get(draft.work.type, "")
        draft.work.venues.append(Venue(value, kind))
        draft.mapped("venues[0]", start, start + len(value))
    elif (
        field in ("volume", "issue", "pages", "publisher", "place", "abstract", "language")
        and getattr(draft.work, field) is None
    ):
        setattr(draft.work, field, value)
        draft.mapped(field, start, start + len(value))
    elif field in ("identifier", "link"):
        fields.put(field, name, value, start)
    else:
        draft.left_at("-".join(name.lower().split()), start, start + len(value))


def _person(draft: Draft, value: str, start: int, role: str) -> None:
    """Takes one author or editor, who has a line of his own."""
    names = people(value)
    if names is None or len(names.names) != 1:
        draft.left_at(role, start, start + len(value))
        return
    known = sum(one.role == role for one in draft.work.contributions)
    draft.authors_in(value, start, names)
    one = draft.work.contributions[-1]
    one.role, one.position = role, known + 1


def _date(draft: Draft, fields: Fields, value: str, start: int) -> None:
    """Takes a date as it is printed, or else the year in it."""
    year = YEAR.search(value)
    if date_value(value):
        fields.put("date", "date", value, start)
    elif year:
        fields.put("date", "date", year[0], start + year.start())
        for a, b in ((0, year.start()), (year.end(), len(value))):
            if value[a:b].strip():
                draft.left_at("date", start + a, start + a + len(value[a:b].rstrip()))
    else:
        draft.left_at("date", start, start + len(value))


LAYOUT = Layout("zotero-report", recognises, read, whole=True)

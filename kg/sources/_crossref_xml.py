"""Crossref's XML: works with the journal, proceedings or book around them (UNIXREF, deposits), and plain query results.

A container with several works (a deposit) gives one record for each; what is said of the container holds for all of them,
and its text belongs to the first. Mark-up inside titles and abstracts is not part of their text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.records import Date, Piece, Record, Reject, Remark, Venue
from kg.sources import _crossref as crossref
from kg.sources._crossref_parts import Draft, date_of
from kg.sources._xml import Element
from kg.sources._xml_ledger import Ledger


@dataclass(frozen=True)
class _Container:
    """An element with works inside: the names of the works, the type of each, and that of the container itself."""

    works: tuple[str, ...]
    type: str
    own_type: str
    venue: str = ""


_CONTAINERS = {
    "journal": _Container(("journal_article",), "article", "collection", "journal"),
    "conference": _Container(("conference_paper",), "conference-paper", "proceedings", "book"),
    "book": _Container(("content_item",), "chapter", "book", "book"),
    "report-paper": _Container(("content_item",), "chapter", "report", "book"),
    "standard": _Container(("content_item",), "chapter", "standard", "book"),
    "database": _Container(("dataset",), "dataset", "dataset", "repository"),
    "sa_component": _Container(("component",), "other", "other"),
    "dissertation": _Container((), "thesis", "thesis"),
    "posted_content": _Container((), "preprint", "preprint"),
    "peer_review": _Container((), "other", "other"),
    "pending_publication": _Container((), "article", "article"),
}
TAGS = (*_CONTAINERS, "query", "doi_record")
"""The elements that hold records."""

_AROUND = 5_000_000
"""So many characters about a container are read again for its further works, so that a long list of both costs little."""

_QUERY_TYPES = {
    "journal_article": "article",
    "conference_paper": "conference-paper",
    "conference_title": "proceedings",
    "book_title": "book",
    "book_content": "chapter",
    "journal_title": "collection",
    "journal_volume": "collection",
    "journal_issue": "collection",
    "dissertation": "thesis",
    "report-paper_title": "report",
    "standard_title": "standard",
    "posted_content": "preprint",
    "dataset": "dataset",
}


def records(root: Element) -> Iterator[Record | Reject]:
    """The records of an element that is one of `TAGS`; a reject where it is an error or holds no work."""
    containers = list(_find(root, _CONTAINERS))
    ledger = Ledger(root)
    if not containers:
        yield _query(root, ledger) if root.name == "query" else _refused(root)
        return
    drafts = [draft for container in containers for draft in _works(container, ledger)]
    if root.name == "query":
        for child in root.children:  # the question asked, and Crossref's own record
            if child.name not in ("doi_record", "doi_records"):
                ledger.known(child)
    pieces = sorted(ledger.pieces(), key=lambda one: one.start)
    start, at = root.start, 0
    for i, draft in enumerate(drafts):
        end = root.end if i == len(drafts) - 1 else draft.element.end
        own: list[Piece] = []
        while at < len(pieces) and pieces[at].start < end:
            own.append(pieces[at])
            at += 1
        yield _record(draft, start, end, own)
        start = end


def _find(element: Element, names: Collection[str]) -> Iterator[Element]:
    """The outermost elements of these names in an element, itself included."""
    if element.name in names:
        yield element
    else:
        for child in element.children:
            yield from _find(child, names)


def _refused(root: Element) -> Reject:
    error = next(_find(root, ("error", "msg")), None)
    said = f": {' '.join(error.text.split())[:200]}" if error is not None and error.text.strip() else ""
    return Reject(root.start, root.end, f"The element <{root.tag}> holds no work{said}.")


def _record(draft: Draft, start: int, end: int, pieces: list[Piece]) -> Record | Reject:
    work = draft.work
    if work.title is None and not work.identifiers:
        return Reject(start, end, f"The element <{draft.element.tag}> has neither a DOI nor a title.")
    if derived := crossref.issued(work.dates, work.type in crossref.APPROVED):
        work.dates.append(derived)
    key = next((one.printed for one in work.identifiers if one.scheme == "doi"), "")
    return Record(start, end, work, pieces, key, remarks=draft.remarks)


def _works(container: Element, ledger: Ledger) -> Iterator[Draft]:
    """A draft for each work of a container; for the container itself when no work is in it."""
    known = _CONTAINERS[container.name]
    works = list(_find(container, known.works))
    around = [child for child in container.children if child.name not in known.works]
    length = sum(child.end - child.start for child in around)
    for i, element in enumerate(works):
        draft = Draft(element, ledger)
        draft.work.type = known.type
        if i * length <= _AROUND:
            _around(draft, around, known, quiet=i > 0)
        else:
            message = f"What the first of {len(works)} works says of <{container.tag}> is not repeated."
            draft.remarks.append(Remark("container-omitted", message))
        draft.own(element)
        yield draft
    if not works:
        draft = Draft(container, ledger)
        draft.work.type = known.own_type
        if container.name == "posted_content":
            draft.work.type = crossref.POSTED.get(container.attributes.get("type", "preprint"), "preprint")
        _itself(draft, container)
        yield draft


def _around(draft: Draft, around: list[Element], known: _Container, quiet: bool) -> None:
    """What is said of the journal, the event, the proceedings or the book that a work is in."""
    draft.quiet = quiet
    for child in around:
        if child.name == "event_metadata":
            _event(draft, child)
        elif child.name == "journal_issue":
            _issue(draft, child)
        elif child.name == "contributors":
            draft.contributors(child, container=True)
        elif child.name.endswith("_metadata"):
            _metadata(draft, child, known.venue)
    draft.quiet = False


def _itself(draft: Draft, container: Element) -> None:
    """A container as a work of its own: its metadata are those of the work."""
    for child in container.children:
        if child.name == "event_metadata":
            _event(draft, child)
        elif child.name == "journal_issue":
            if data := child.first("doi_data"):
                draft.doi_data(data)
            _issue(draft, child)
        elif child.name == "journal_metadata" and container.first("journal_issue") is not None:
            _metadata(draft, child, "journal")
        elif child.name.endswith("_metadata"):
            draft.own(child)
            for series in _find(child, ("series_metadata", "set_metadata")):
                _metadata(draft, series, "series")
    draft.own(container)


def _event(draft: Draft, event: Element) -> None:
    name, acronym = event.get("conference_name"), event.get("conference_acronym")
    if not (name or acronym):
        return
    place = draft.add("venues", Venue(name or acronym, "conference", acronym, place=event.get("conference_location")))
    for child in event.children:
        if child.name in ("conference_name", "conference_acronym", "conference_location"):
            draft.note(child, place)
        elif child.name == "conference_date":
            _event_dates(draft, child)


def _event_dates(draft: Draft, element: Element) -> None:
    """The first and the last day, in attributes; the date in words beside them says the same."""
    places = []
    for edge in ("start", "end"):
        parts = [element.attributes.get(f"{edge}_{part}", "") for part in ("year", "month", "day")]
        if value := date_of(*parts):
            places.append(draft.add("dates", Date(f"event-{edge}", value)))
    draft.note(element, places[0] if places else None)


def _issue(draft: Draft, issue: Element) -> None:
    volume = issue.first("journal_volume")
    for child in [*issue.children, *(volume.children if volume else [])]:
        if child.name == "publication_date":
            draft.date(child, "issued")
        elif child.name in ("volume", "issue"):
            draft.scalar(child.name, child)
        elif child.name == "doi_data":
            _part_of(draft, child)


def _part_of(draft: Draft, data: Element) -> None:
    """The DOI of a container is that of a work of its own."""
    for child in data.children:
        if child.name == "doi" and child is not draft.doi:
            draft.note(child, draft.relate("is-part-of", child.text.strip()))
        else:
            draft.known(child)


def _metadata(draft: Draft, element: Element, kind: str) -> None:
    """The metadata of a container: its title is that of a venue, its numbers are the venue's."""
    names = ("full_title", "proceedings_title", "title")
    inner = (*names, "series_metadata", "set_metadata")
    titles = [one for child in element.children for one in _find(child, inner) if one.name in names]
    venue = Venue(" ".join(titles[0].text.split()) if titles else "", kind)
    place = draft.add("venues", venue) if venue.name else None
    if place:
        draft.note(titles[0], place)
    if language := element.attributes.get("language", "").strip():
        draft.work.language = draft.work.language or language
    for child in element.children:
        if child.name in ("series_metadata", "set_metadata"):
            _metadata(draft, child, "series")
        elif child.name == "abbrev_title" and child.text.strip():
            same = place and venue.acronym in ("", child.text.strip())
            venue.acronym = child.text.strip() if same and child.text.strip() != venue.name else venue.acronym
            draft.note(child, place if same else None)
        elif child.name in ("issn", "isbn"):
            draft.number(child, venue if place else None, place)
        elif child.name == "contributors":
            draft.contributors(child, container=True)
        elif child.name == "publication_date":
            draft.date(child, "issued")
        elif child.name == "doi_data":
            _part_of(draft, child)
        elif child.name in ("volume", "edition_number", "publisher", "noisbn", "program"):
            draft.field(child)


# --- query results ---------------------------------------------------------------------------------------------------


def _query(query: Element, ledger: Ledger) -> Record | Reject:
    """The short answer to a query: one author, or all, and the journal or book by name."""
    status = query.attributes.get("status", "resolved")
    if status not in ("resolved", "multiresolved"):
        said = f" for {query.get('doi')}" if query.get("doi") else ""
        return Reject(query.start, query.end, f"The query{said} was not resolved ({status}).")
    draft = Draft(query, ledger)
    doi = query.first("doi")
    kind = doi.attributes.get("type", "") if doi is not None else ""
    draft.work.type = _QUERY_TYPES.get(kind, "other" if kind else "article")
    _query_venues(draft, query)
    for child in query.children:
        text = " ".join(child.text.split())
        if child.name == "doi":
            draft.note(child, draft.identify("doi", text))
        elif child.name == "article_title":
            draft.scalar("title", child)
        elif child.name == "first_page":
            draft.scalar("pages", child)
        elif child.name == "year":
            value = date_of(text, "", "")
            draft.note(child, draft.add("dates", Date("issued", value)) if value else None)
        elif child.name == "author" and query.first("contributors") is None and text:
            draft.family(child)
        elif child.name == "publication_type":
            draft.known(child)
        elif child.name not in ("issn", "isbn"):
            draft.field(child)
    return _record(draft, query.start, query.end, ledger.pieces())


def _query_venues(draft: Draft, query: Element) -> None:
    kinds = {"journal_title": "journal", "volume_title": "book", "series_title": "series"}
    own = {"journal_title": ("collection",), "volume_title": ("book", "proceedings")}
    titles = [child for child in query.children if child.name in kinds and child.text.strip()]
    for title in titles:
        if draft.work.type in own.get(title.name, ()):
            draft.scalar("title", title)
        else:
            draft.note(title, draft.add("venues", Venue(" ".join(title.text.split()), kinds[title.name])))
    venues = draft.work.venues
    for child in query.children:
        if child.name in ("issn", "isbn"):
            whole = not venues or (child.name == "isbn" and draft.work.type in ("book", "proceedings"))
            draft.number(child, None if whole else venues[0], None if whole else "venues[0]")
        elif child.name == "journal_abbreviation" and venues and child.text.strip():
            venues[0].acronym = child.text.strip()
            draft.note(child, "venues[0]")

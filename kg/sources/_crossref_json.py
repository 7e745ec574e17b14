"""A work as Crossref's REST API gives it: one JSON object. Abstracts keep their JATS mark-up and titles theirs, as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg import identifiers
from kg.records import (
    Affiliation,
    Contribution,
    Funding,
    Furniture,
    Identifier,
    Link,
    NameAsPrinted,
    Piece,
    Record,
    Reject,
    Relation,
    Text,
    Venue,
)
from kg.sources import _crossref as crossref
from kg.sources._json import Located, Malformed
from kg.sources._json_draft import Draft, day, hollow, objects_of, person, text_of, texts_of

_TEXTS = {
    "abstract": "abstract",
    "language": "language",
    "publisher": "publisher",
    "publisher-location": "place",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "article-number": "article_number",
    "edition-number": "edition",
}
_FURNITURE = (
    "indexed", "deposited", "content-domain", "prefix", "member", "score", "source", "reference-count",
    "references-count", "is-referenced-by-count", "update-policy",
)  # fmt: skip
"""What Crossref says of its own record and of others that cite the work."""

_DATE_KEYS = frozenset(["date-parts", "date-time", "timestamp"])
_PERSON = frozenset(["given", "family", "suffix", "name", "sequence", "ORCID", "authenticated-orcid"])
_AFFILIATION = frozenset(["name", "id"])
_ID = frozenset(["id", "id-type", "asserted-by"])
_LINK = frozenset(["URL", "content-type", "content-version", "intended-application"])
_UPDATE = frozenset(["DOI", "type", "label", "source"])
_FUNDER = frozenset(["name", "DOI", "doi-asserted-by", "id", "award", "award-info"])
_BODY = frozenset(["name", "acronym", "id"])
_REFERENCE_TEXTS = (
    "author", "year", "article-title", "volume-title", "series-title", "journal-title", "component", "edition", "volume",
    "issue", "first-page", "standard-designator", "standards-body", "type", "isbn", "ISBN", "ISSN",
)  # fmt: skip
_REFERENCE = frozenset([*_REFERENCE_TEXTS, "DOI", "unstructured", "key", "doi-asserted-by", "issn-type", "isbn-type"])


def items(item: Located) -> Iterator[Record | Reject | Furniture]:
    """The works of an object: the object itself, or those in an answer's `message`, with the answer around them as furniture."""
    if "DOI" in item.value or "message" not in item.value:
        yield record(item)
        return
    try:
        message = item.members()["message"]
        inner = message.members().get("items") if isinstance(message.value, dict) else None
    except Malformed as finding:
        yield Reject(item.start, item.end, str(finding))
        return
    works = inner.items() if inner and isinstance(inner.value, list) else [message]
    if not all(isinstance(work.value, dict) for work in works):
        yield Reject(item.start, item.end, "The answer holds no works.")
        return
    at = item.start
    for work in works:
        yield Furniture("envelope", at, work.start)
        yield record(work)
        at = work.end
    yield Furniture("envelope", at, item.end)


def record(item: Located) -> Record | Reject:
    """The record of a work; a reject for an object with neither DOI nor title, or with a repeated key."""
    value = item.value
    if not text_of(value.get("DOI")) and not texts_of(value.get("title")):
        return Reject(item.start, item.end, "The object has neither a DOI nor a title.")
    try:
        draft = Draft(item)
    except Malformed as finding:
        return Reject(item.start, item.end, str(finding))
    _type(draft)
    _simple(draft)
    _titles(draft)
    _dates(draft)
    _venues(draft)
    _numbers(draft)
    for role in crossref.ROLES:
        _people(draft, role)
    _bodies(draft)
    _links(draft)
    _funding(draft)
    _relations(draft)
    _updates(draft)
    _references(draft)
    _journal_issue(draft)
    draft.known(*_FURNITURE)
    return draft.record(text_of(value.get("DOI")))


def _type(draft: Draft) -> None:
    one, kind = draft.take("type"), draft.take("subtype")
    if one is not None:
        printed = text_of(one.value)
        draft.work.type = crossref.TYPES.get(printed, "other")
        draft.note("type", one, "type" if printed in crossref.TYPES else None)
    if kind is not None:
        known = crossref.POSTED.get(text_of(kind.value)) if draft.work.type == "preprint" else None
        draft.work.type = known or draft.work.type
        draft.note("subtype", kind, "type" if known else None)


def _simple(draft: Draft) -> None:
    for key, scheme in (("DOI", "doi"), ("URL", "doi")):
        one = draft.take(key)
        if one is None:
            continue
        printed = text_of(one.value)
        if key == "URL" and identifiers.parse("doi", printed) is None:
            draft.note(key, one, draft.link(printed, "landing-page") if printed else None)
        else:
            draft.note(key, one, draft.identify(scheme, printed) if printed else None)
    for key in draft.present(_TEXTS):
        draft.scalar(_TEXTS[key], draft.take(key), key)
    if (one := draft.take("description")) is not None:
        draft.scalar("abstract", one, "description")
    _texts(draft, "subject", "asjc")
    if one := draft.take("group-title"):
        printed = text_of(one.value)
        draft.note("group-title", one, draft.add("subjects", Text(printed)) if printed else None)


def _texts(draft: Draft, key: str, scheme: str) -> None:
    one = draft.take(key)
    for part in _parts(one):
        text = text_of(part.value)
        draft.note(key, part, draft.add("subjects", Text(text, scheme=scheme)) if text else None)


def _parts(one: Located | None) -> list[Located]:
    """The items of a list; the value itself where a list is expected and something else stands."""
    return [] if one is None else one.items() if isinstance(one.value, list) else [one]


def _titles(draft: Draft) -> None:
    """The first title and subtitle are those of the work; further ones, the original and the short title stand beside."""
    for key in ("title", "subtitle", "original-title", "short-title"):
        for part in _parts(draft.take(key)):
            text = text_of(part.value)
            if key in ("title", "subtitle") and text and getattr(draft.work, key) is None:
                draft.scalar(key, part, key)
            elif text and text == draft.work.title:
                draft.map(part, "title")
            else:
                draft.note(key, part, draft.add("alternate_titles", Text(text), text) if text else None)


def _dates(draft: Draft) -> None:
    for key in draft.present(crossref.DATES):
        if one := draft.take(key):
            draft.whole(key, one, draft.date(crossref.DATES[key], _day(draft, key, one.value)), _DATE_KEYS)
    if derived := crossref.issued(draft.work.dates, draft.work.type in crossref.APPROVED):
        draft.date(derived.kind, derived.value)


def _day(draft: Draft, key: str, value: Any) -> str | None:
    """The day in `date-parts`, which holds one list of numbers, with null for what is not known."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if not isinstance(parts, list) or len(parts) != 1 or hollow(parts):
        return None
    found = day(parts[0]) if isinstance(parts[0], list) else None
    if found is None:
        draft.remark("date-invalid", f"{str(parts[0])[:60]} is not a date.", key)
    return found


# --- venues and their numbers ----------------------------------------------------------------------------------------


def _venues(draft: Draft) -> None:
    """The event, the containers, and the server of posted content."""
    event = draft.take("event")
    titles = [part for part in _parts(draft.take("container-title")) if not hollow(part.value)]
    if event is not None:
        _event(draft, event)
    inner = {"article": "journal", "chapter": "book", "preprint": "repository"}
    kind = inner.get(draft.work.type, "series" if event is None else "book")
    if draft.work.type == "conference-paper" and event is None:
        kind = "conference"
    for i, part in enumerate(titles):
        name = text_of(part.value)
        # Of two containers the first is the series that the second, a book or proceedings, is of.
        series = kind in ("book", "conference") and i + 1 < len(titles)
        venue = Venue(name, "series" if series else kind)
        draft.note("container-title", part, draft.add("venues", venue, name) if name else None)
    _short(draft, titles)
    if draft.work.type == "preprint":
        for part in _parts(draft.take("institution")):
            _server(draft, part)


def _short(draft: Draft, titles: list[Located]) -> None:
    """The short titles of the containers, in the same order."""
    venues = {venue.name: venue for venue in draft.work.venues}
    names = [text_of(part.value) for part in titles]
    for i, part in enumerate(_parts(draft.take("short-container-title"))):
        text = text_of(part.value)
        name = names[i] if i < len(names) else ""
        venue = venues.get(name)
        if venue and text != name:
            venue.acronym = venue.acronym or text
        same = text and venue and text in (venue.acronym, name)
        draft.note("short-container-title", part, draft.place("venues", name) if same else None)


def _event(draft: Draft, event: Located) -> None:
    inside = draft.inside("event", event) if isinstance(event.value, dict) else {}
    if not inside:
        draft.left("event", event)
    name, acronym = (text_of(inside[key].value) if key in inside else "" for key in ("name", "acronym"))
    place = None
    if name or acronym:
        where = inside.get("location")
        venue = Venue(name or acronym, "conference", acronym, place=text_of(where.value) if where else "")
        place = draft.add("venues", venue, venue.name)
    for key, one in inside.items():
        if key in ("start", "end"):
            draft.whole(f"event.{key}", one, draft.date(f"event-{key}", _day(draft, key, one.value)), _DATE_KEYS)
        else:
            draft.note(f"event.{key}", one, place if key in ("name", "acronym", "location") else None)


def _server(draft: Draft, one: Located) -> None:
    body = one.value if isinstance(one.value, dict) else {}
    name = text_of(body.get("name"))
    acronym = next(iter(texts_of(body.get("acronym"))), "")
    venue = Venue(name, "repository", acronym, _ids(draft, body.get("id")))
    draft.whole("institution", one, draft.add("venues", venue) if name else None, _BODY)


def _numbers(draft: Draft) -> None:
    """ISSN and ISBN: of the work itself, where it is a journal or a book, of what contains it otherwise."""
    whole = draft.work.type in ("collection", "book", "proceedings", "report", "standard", "thesis", "dataset")
    for scheme, kinds in (("isbn", ("book", "conference", "series")), ("issn", ("journal", "series", "repository"))):
        venues = [i for kind in kinds for i, venue in enumerate(draft.work.venues) if venue.kind == kind]
        own = whole and (scheme == "isbn" or not venues)
        at = None if own or not venues else venues[0]
        if at is None and not own and draft.work.venues and scheme == "issn":
            # A book in a series whose name is not given: the number is the series', not the book's.
            isbns = bool(draft.members.get("ISBN") or draft.members.get("isbn-type"))
            at = None if isbns or any(v.identifiers for v in draft.work.venues) else len(draft.work.venues) - 1
        for part in _parts(draft.take(scheme.upper())):
            draft.note(scheme.upper(), part, _number(draft, scheme, text_of(part.value), own, at))
        for part in _parts(draft.take(f"{scheme}-type")):
            inner = draft.inside(scheme, part) if isinstance(part.value, dict) else {}
            for key, one in inner.items():
                place = _number(draft, scheme, text_of(one.value), own, at) if key == "value" else None
                draft.note(f"{scheme}-type.{key}", one, place)


def _number(draft: Draft, scheme: str, printed: str, own: bool, at: int | None) -> str | None:
    if not printed or (at is None and not own):
        return None
    if own or at is None:
        return draft.identify(scheme, printed)
    return draft.identify_in(draft.work.venues[at].identifiers, f"venues[{at}]", scheme, printed)


def _journal_issue(draft: Draft) -> None:
    """Says once more the number of the issue, and its dates."""
    one = draft.take("journal-issue")
    inside = draft.inside("journal-issue", one) if one and isinstance(one.value, dict) else {}
    for key, inner in inside.items():
        if key == "issue":
            draft.scalar("issue", inner, "journal-issue.issue")
        elif kind := crossref.DATES.get(key):
            draft.whole(f"journal-issue.{key}", inner, draft.date(kind, _day(draft, key, inner.value)), _DATE_KEYS)
        else:
            draft.left(f"journal-issue.{key}", inner)


# --- people and bodies -----------------------------------------------------------------------------------------------


def _people(draft: Draft, role: str) -> None:
    position = 0
    for part in _parts(draft.take(role)):
        value = part.value if isinstance(part.value, dict) else {}
        given, family, suffix, literal = (text_of(value.get(key)) for key in ("given", "family", "suffix", "name"))
        if not (given or family or literal):
            draft.left(role, part)
            continue
        position += 1
        name = NameAsPrinted(literal, literal=True) if literal else person(given, family, suffix)
        one = Contribution(name, position, role)
        orcid = text_of(value.get("ORCID"))
        if orcid and (found := draft.identifier("orcid", orcid, role)):
            one.identifiers.append(found)
        one.affiliations += [
            body for given in objects_of(value.get("affiliation")) if (body := _affiliation(draft, given))
        ]
        _place_person(draft, role, part, draft.add("contributions", one))


def _affiliation(draft: Draft, value: dict[str, Any]) -> Affiliation | None:
    """An affiliation; one that is only an id is named by it."""
    found = _ids(draft, value.get("id"))
    name = text_of(value.get("name")) or (found[0].printed if found else "")
    return Affiliation(name, found) if name else None


def _place_person(draft: Draft, role: str, part: Located, place: str) -> None:
    """The pieces of a contributor: all of the object, or its members where one of them says more than is mapped."""
    value = part.value
    bodies, roles = value.get("affiliation"), value.get("role")
    plain = all(body.keys() <= _AFFILIATION for body in objects_of(bodies)) and all(
        one.get("vocabulary", "crossref") == "crossref" for one in objects_of(roles)
    )
    if plain and value.keys() <= _PERSON | {"affiliation", "role"}:
        draft.map(part, place)
        return
    for key, one in draft.inside(role, part).items():
        if key == "affiliation" and isinstance(one.value, list):
            for body in one.items():
                draft.whole(f"{role}.affiliation", body, place, _AFFILIATION)
        elif key in _PERSON:
            draft.note(f"{role}.{key}", one, None if hollow(one.value) else place)
        elif key != "role" or not plain:
            draft.left(f"{role}.{key}", one)


def _ids(draft: Draft, value: Any) -> list[Identifier]:
    """The ids of a body: a list of ids with their type (ROR, ISNI, Wikidata, DOI)."""
    found = []
    for one in objects_of(value):
        printed, scheme = text_of(one.get("id")), text_of(one.get("id-type")).lower()
        if printed and scheme and (known := draft.identifier(scheme, printed, "id")):
            found.append(known)
    return found


def _bodies(draft: Draft) -> None:
    """The institution behind a report or thesis, and the body of a standard."""
    for key, role in (("institution", "institution"), ("standards-body", "standards-body")):
        for i, part in enumerate(_parts(draft.take(key))):
            body = part.value if isinstance(part.value, dict) else {}
            name = text_of(body.get("name"))
            place = None
            if name:
                one = Contribution(NameAsPrinted(name, literal=True), i + 1, role, _ids(draft, body.get("id")))
                place = draft.add("contributions", one)
            draft.whole(key, part, place, frozenset(["name", "id"]))


# --- links, money, other works ---------------------------------------------------------------------------------------


def _links(draft: Draft) -> None:
    for part in _parts(draft.take("license")):
        url = text_of(part.value.get("URL")) if isinstance(part.value, dict) else ""
        place = draft.add("licences", Link(url, text_of(part.value.get("content-version"))), url) if url else None
        draft.whole("license", part, place, frozenset(["URL", "content-version", "delay-in-days"]))
    if one := draft.take("resource"):
        for key, inner in (draft.inside("resource", one) if isinstance(one.value, dict) else {}).items():
            for part in _parts(inner):
                url = text_of(part.value.get("URL")) if isinstance(part.value, dict) else ""
                place = draft.link(url, "landing-page") if url else None
                draft.whole(f"resource.{key}", part, place, frozenset(["URL"]))
    for part in _parts(draft.take("link")):
        url = text_of(part.value.get("URL")) if isinstance(part.value, dict) else ""
        draft.whole("link", part, draft.link(url, "full-text") if url else None, _LINK)


def _funding(draft: Draft) -> None:
    """One entry for each award; one for a funder without."""
    for part in _parts(draft.take("funder")):
        value = part.value if isinstance(part.value, dict) else {}
        name = text_of(value.get("name"))
        if not name:
            draft.left("funder", part)
            continue
        doi = text_of(value.get("DOI"))
        ids = [found] if doi and (found := draft.identifier("doi", doi, "funding")) else []
        given = [one.value for one in ids]
        ids += [one for one in _ids(draft, value.get("id")) if one.value not in given]
        awards = texts_of(value.get("award"))
        awards += [
            number for one in objects_of(value.get("award-info")) if (number := text_of(one.get("award-number")))
        ]
        places = [draft.add("funding", Funding(name, award, ids)) for award in dict.fromkeys(awards) or [""]]
        draft.whole("funder", part, places[0], _FUNDER)


def _relations(draft: Draft) -> None:
    one = draft.take("relation")
    inside = draft.inside("relation", one) if one and isinstance(one.value, dict) else {}
    for key, inner in inside.items():
        kind = crossref.RELATIONS.get(key, key)
        for part in _parts(inner):
            value = part.value if isinstance(part.value, dict) else {}
            printed, scheme = text_of(value.get("id")), text_of(value.get("id-type")).lower() or "other"
            if scheme == "uri" or scheme not in identifiers.SCHEMES:
                found = identifiers.recognise(printed)
                place = draft.add("relations", Relation(kind, found, "" if found else printed)) if printed else None
            else:
                place = draft.relate(kind, scheme, printed) if printed else None
            draft.whole(f"relation.{key}", part, place, _ID)


def _updates(draft: Draft) -> None:
    """What the work does to another (`update-to`) and what was done to it (`updated-by`)."""
    own = {one.value for one in draft.work.identifiers}
    for key, back in (("update-to", False), ("updated-by", True)):
        for part in _parts(draft.take(key)):
            value = part.value if isinstance(part.value, dict) else {}
            kind = crossref.update_kind(text_of(value.get("type")), back)
            doi = text_of(value.get("DOI"))
            place = None
            if kind in crossref.RETRACTED or (doi.lower() in own and kind in ("retracts", "withdraws")):
                draft.remark(
                    "retracted", f"The work is marked as retracted or withdrawn ({text_of(value.get('type'))})."
                )
                place = f"remarks[{len(draft.remarks) - 1}]"
            if doi and doi.lower() not in own:
                place = draft.relate(kind, "doi", doi)
            draft.whole(key, part, place, _UPDATE)


def _references(draft: Draft) -> None:
    """Works cited: by DOI, and with the reference as printed or as its parts say it."""
    for part in _parts(draft.take("reference")):
        value = part.value if isinstance(part.value, dict) else {}
        text = text_of(value.get("unstructured"))
        if not text:
            said = [text_of(value[key]) for key in _REFERENCE_TEXTS if key in value]
            text = ", ".join(filter(None, said))
        place = draft.relate("cites", "doi", text_of(value.get("DOI")), text)
        if place and value.keys() <= _REFERENCE:
            draft.pieces.append(Piece("mapped", place, part.start, part.end))
        else:
            draft.whole("reference", part, place, _REFERENCE)

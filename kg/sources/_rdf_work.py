"""A work described in RDF: its statements, and those about what it refers to, become a record's work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import identifiers
from kg.records import Date, Funding, Identifier, Link, Relation, Text, Venue
from kg.sources import _rdf_terms as t
from kg.sources._json_draft import day
from kg.sources._rdf_draft import Draft, Used
from kg.sources._rdf_graph import Graph, Term
from kg.sources._rdf_people import people

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?", re.DOTALL)
_DERIVED = (t.RDF + "type", t.K + "year", t.K + "figures", t.K + "tables", t.D + "hasVersion", t.FOAF + "name")
_VENUE_KNOWN = (
    t.RDF + "type",
    t.S + "alternateName",
    t.K + "year",
    t.S + "superEvent",
    t.S + "name",
    t.B + "shortTitle",
)
_CLAIM_KNOWN = (
    t.RDF + "type",
    *(t.K + name for name in ("claimType", "metricAsPrinted", "claimedOf", "measurement")),
    t.S + "about",
)
_MEASUREMENT_KNOWN = (t.RDF + "type", t.S + "value", t.S + "unitText", t.K + "comparison", t.K + "valueAsPrinted")
_THING_KNOWN = (
    *(t.S + name for name in ("name", "alternateName", "codeRepository", "license")), t.RDF + "type", t.K + "thingType",
)  # fmt: skip
_VERSION_KNOWN = ("statusAsRead", "venue", "presentation")


def _claims(draft: Draft) -> None:
    """What was read from title and abstract is read again from them: the claims of an export say nothing new."""
    draft.known(draft.subject, t.K + "claims", t.K + "languageStudied")
    for claim in draft.values(t.K + "claims"):
        draft.known(claim.value, *_CLAIM_KNOWN)
        for measured in draft.graph.values(claim.value, t.K + "measurement"):
            draft.known(measured.value, *_MEASUREMENT_KNOWN)


def _things(draft: Draft) -> None:
    """What a work brings and takes up is read again from its texts, as its claims are."""
    draft.known(draft.subject, t.K + "introduces", t.K + "evaluatesOn")
    for thing in draft.values(t.K + "introduces"):
        draft.known(thing.value, *_THING_KNOWN)
    for thing in draft.values(t.S + "mentions"):
        if draft.graph.values(thing.value, t.K + "thingType"):
            draft.use(draft.subject, t.S + "mentions", thing, "derived")


def read(graph: Graph, subject: str, used: Used) -> Draft:
    """Reads all that the graph says of a work."""
    draft = Draft(graph, subject, used)
    kinds = [term.value for term in draft.values(t.RDF + "type")]
    own = next((term.value for term in draft.values(t.K + "workType")), "")
    draft.work.type = own or work_type(kinds) or "other"
    draft.known(subject, t.K + "workType", *_DERIVED)
    _claims(draft)
    _things(draft)
    _titles(draft)
    _comments(draft)
    people(draft)
    _identifiers(draft)
    _dates(draft)
    _versions(draft)
    _parts(draft)
    _scalars(draft)
    _lists(draft)
    _links(draft)
    _relations(draft)
    return draft


def work_type(kinds: list[str]) -> str | None:
    """The type of work of some classes; None where none of them is of works."""
    known = sorted((t.TYPES[kind] for kind in kinds if kind in t.TYPES), key=lambda one: one == "other")
    return known[0] if known else None


def works(graph: Graph) -> Iterator[str]:
    """The subjects that are works. Where the project's own class names them nothing else is one.

    What has no class is one when it has a title and an author.
    """
    own = graph.pointing(t.RDF + "type", t.K + "Work")
    if own:
        yield from own
        return
    for subject, properties in graph.statements.items():
        kinds = [term.value for term in properties.get(t.RDF + "type", ())]
        titled = any(predicate in properties for predicate in t.TITLES)
        if kinds and work_type(kinds) and (titled or any(one in properties for one in t.IDENTIFIERS)):
            yield subject
        elif not kinds and titled and any(one in properties for one in t.ROLES):
            yield subject


# --- texts -----------------------------------------------------------------------------------------------------------


def _comments(draft: Draft) -> None:
    for term in draft.values(t.K + "comment"):
        draft.use(draft.subject, t.K + "comment", term, draft.add("comments", term.value))


def _titles(draft: Draft) -> None:
    work = draft.work
    for predicate in t.TITLES:
        for term in draft.values(predicate):
            value = term.value
            if not term.literal or not value.strip():
                continue
            if work.title is None:
                work.title = value
            same = " ".join(value.split()) == " ".join(work.title.split())
            target = "title" if same else draft.add("alternate_titles", Text(value, term.language))
            draft.use(draft.subject, predicate, term, target)
    for predicate in (t.S + "alternateName", t.D + "alternative", t.SKOS + "altLabel"):
        for term in draft.values(predicate):
            if term.literal and term.value.strip():
                draft.use(
                    draft.subject, predicate, term, draft.add("alternate_titles", Text(term.value, term.language))
                )


def _scalars(draft: Draft) -> None:
    work = draft.work
    for field, predicates in t.SCALARS.items():
        for predicate in predicates:
            for term in draft.values(predicate):
                value = draft.label(term, field)
                if field == "language" and not value:
                    value = re.split(r"[/#]", term.value)[-1]
                if value.strip() and getattr(work, field) is None:
                    setattr(work, field, value)
                if value and getattr(work, field) == value:
                    draft.use(draft.subject, predicate, term, field)
    for first, last in t.PAGES:
        pages = [draft.values(predicate) for predicate in (first, last)]
        printed = "-".join(terms[0].value for terms in pages if terms)
        if printed and work.pages is None:
            work.pages = printed
        for predicate, terms in zip((first, last), pages, strict=True):
            for term in terms:
                if term.value in (work.pages or ""):
                    draft.use(draft.subject, predicate, term, "pages")
    for name, field in (("abstractTruncated", "abstract_truncated"), ("authorsTruncated", "authors_truncated")):
        for term in draft.values(t.K + name):
            setattr(work, field, term.value == "true")
            draft.use(draft.subject, t.K + name, term, field)


def _lists(draft: Draft) -> None:
    if draft.work.comments:
        draft.known(draft.subject, t.B + "numPages")
    for predicate in t.SUBJECTS:
        for term in draft.values(predicate):
            value = draft.label(term, f"subjects[{len(draft.work.subjects)}]")
            if value.strip():
                draft.use(draft.subject, predicate, term, draft.add("subjects", Text(value, term.language)))
    for term in draft.values(t.S + "funder"):
        target = f"funding[{len(draft.work.funding)}]"
        if name := draft.label(term, target):
            found = None if term.literal else identifiers.recognise(term.value)
            draft.use(
                draft.subject, t.S + "funder", term, draft.add("funding", Funding(name, "", [found] if found else []))
            )


def _dates(draft: Draft) -> None:
    """Dates as precise as their lexical form; what says once more a day already said with this meaning adds nothing."""
    said: dict[tuple[str, str], str] = {}
    for predicate, kind in t.DATES.items():
        for term in draft.values(predicate):
            match = _DATE.fullmatch(term.value.strip())
            value = day([part for part in match.groups() if part]) if match else None
            if value is None:
                draft.remark("date-invalid", f"{term.value[:60]!r} is no date.", predicate)
                continue
            meaning = "issued" if kind == "published" else kind
            if (meaning, value) not in said:
                said[meaning, value] = draft.add("dates", Date(kind, value))
            draft.use(draft.subject, predicate, term, said[meaning, value])


# --- identifiers, links, relations -----------------------------------------------------------------------------------


def _identifiers(draft: Draft) -> None:
    if found := identifiers.recognise(draft.subject):
        draft.identify(found)
    for predicate in t.IDENTITIES:
        for term in draft.values(predicate):
            found = draft.identifier(term, draft.subject, predicate)
            if found is not None:
                draft.use(draft.subject, predicate, term, draft.identify(found))
            elif "://" in term.value and not draft.graph.statements.get(term.value):
                draft.use(draft.subject, predicate, term, draft.add("links", Link(term.value)))
    for predicate, scheme in t.IDENTIFIERS.items():
        for term in draft.values(predicate):
            if found := draft.identifier(term, draft.subject, predicate, scheme):
                draft.use(draft.subject, predicate, term, draft.identify(found))


def _links(draft: Draft) -> None:
    for predicate, role in t.LINKS.items():
        for term in draft.values(predicate):
            known = draft.linked(term.value)
            if "://" in term.value:
                draft.use(draft.subject, predicate, term, known or draft.add("links", Link(term.value, role)))
    for predicate in t.LICENCES:
        for term in draft.values(predicate):
            draft.use(draft.subject, predicate, term, draft.add("licences", Link(term.value)))


def _relations(draft: Draft) -> None:
    """Relations to what has an identifier: its own IRI, or one that is said of it here. A relation said twice is one."""
    said: dict[str, str] = {}
    for predicate, kind in t.RELATIONS.items():
        for term in draft.values(predicate):
            target = said.get(term.value) if kind == "is-related-to" else None
            if target is None:
                found = _target(draft, term)
                text = "" if found else draft.label(term, f"relations[{len(draft.work.relations)}]")
                if found is None and not text.strip():
                    continue
                target = draft.add("relations", Relation(kind, found, text))
            said[term.value] = target
            draft.use(draft.subject, predicate, term, target)


def _target(draft: Draft, term: Term) -> Identifier | None:
    if found := identifiers.recognise(term.value):
        return found
    if term.literal:
        return None
    for predicate, scheme in ((t.S + "identifier", ""), *t.IDENTIFIERS.items()):
        for one in draft.graph.values(term.value, predicate):
            if found := draft.identifier(one, term.value, predicate, scheme):
                return found
    return None


# --- venues ----------------------------------------------------------------------------------------------------------


def _versions(draft: Draft) -> None:
    """The project's own versions follow from the work's dates, venues and comments, and are made anew from these."""
    for term in draft.values(t.D + "hasVersion"):
        if draft.graph.values(term.value, t.K + "statusAsRead"):
            known = (t.RDF + "type", t.D + "isVersionOf", t.B + "status", t.B + "presentedAt", t.D + "date")
            draft.known(term.value, *known, *(t.K + name for name in _VERSION_KNOWN))


def _from_texts(draft: Draft) -> set[str]:
    """Venues the project read from comment lines and journal references, which say them again when they are read anew.

    They show by their versions: a status other than published, or a year that is not that of the work's own dates.
    """
    if not draft.work.comments and not draft.values(t.K + "journalReference"):
        return set()
    years = {one.value[:4] for one in draft.work.dates if one.kind in ("issued", "published")} or {""}
    found = set()
    for version in draft.values(t.D + "hasVersion"):
        status = next((term.value for term in draft.graph.values(version.value, t.K + "statusAsRead")), "published")
        year = next((term.value[:4] for term in draft.graph.values(version.value, t.D + "date")), "")
        if status != "published" or year not in years:
            found |= {term.value for term in draft.graph.values(version.value, t.K + "venue")}
    return found


def _parts(draft: Draft) -> None:
    """What the work is part of, or was presented at: venues where they have a name, else relations."""
    aside = _from_texts(draft)
    for predicate in t.PARTS:
        for term in draft.values(predicate):
            venue = _series(draft, term.value)
            if venue in aside:
                draft.use(draft.subject, predicate, term, "derived")
                draft.known(term.value, *_VENUE_KNOWN)
                draft.known(venue, *_VENUE_KNOWN)
            elif target := _part(draft, term, 0):
                draft.use(draft.subject, predicate, term, target)
    if not draft.work.venues:
        for term in draft.values(t.PRISM + "publicationName"):
            draft.use(
                draft.subject, t.PRISM + "publicationName", term, draft.add("venues", Venue(term.value, "journal"))
            )
    for predicate in t.ISSN:
        for term in draft.values(predicate):
            if (found := draft.identifier(term, draft.subject, predicate, "issn")) is None:
                continue
            if draft.work.venues:
                _identify_venue(draft.work.venues[0], found)
                draft.use(draft.subject, predicate, term, "venues[0]")
            else:
                draft.use(draft.subject, predicate, term, draft.add("relations", Relation("is-part-of", found)))


def _series(draft: Draft, node: str) -> str:
    """The series of an edition; what is no edition is its own."""
    return next((term.value for term in draft.graph.values(node, t.S + "superEvent")), node)


def _part(draft: Draft, term: Term, depth: int) -> str | None:
    """Reads one thing the work is part of, from the issue outwards; gives the place of what was read."""
    node, graph, work = term.value, draft.graph, draft.work
    if term.literal:
        return draft.add("venues", Venue(node)) if node.strip() else None
    kinds = [one.value for one in graph.values(node, t.RDF + "type")]
    target = None
    for field in ("issue", "volume"):
        for predicate in t.SCALARS[field]:
            if (number := draft.text(node, predicate, field)) and getattr(work, field) is None:
                setattr(work, field, number)
                target = field
    outer = [(p, one) for p in (t.S + "isPartOf", t.D + "isPartOf", t.FRBR + "partOf") for one in graph.values(node, p)]
    for predicate, one in outer if depth < 5 else []:
        if found := _part(draft, one, depth + 1):
            draft.use(node, predicate, one, found)
            target = found
    series = _series(draft, node)
    numbered = any(kind in (t.S + "PublicationIssue", t.S + "PublicationVolume", t.B + "Issue") for kind in kinds)
    name = "" if numbered and target and target.startswith("venues") else _venue_name(draft, series)
    if name:
        return _venue(draft, series, node, name)
    if numbered or target:
        draft.known(node, t.RDF + "type")
        return target
    found_id = _target(draft, term)
    return draft.add("relations", Relation("is-part-of", found_id)) if found_id else None


def _venue_name(draft: Draft, node: str) -> str:
    return draft.name(node, f"venues[{len(draft.work.venues)}]")


def _venue(draft: Draft, series: str, node: str, name: str) -> str:
    """Adds a venue once. An edition names its year only where the work has no date of its own that does."""
    work = draft.work
    kinds = {term.value for term in draft.graph.values(series, t.RDF + "type")}
    kind = next((found for one, found in t.VENUES.items() if one in kinds), "")
    year = next((term.value[:4] for term in draft.graph.values(node, t.K + "year")), "")
    dates = {one.value[:4] for one in work.dates if one.kind in ("issued", "published")}
    if node != series and year and year not in dates and not work.comments:
        name = f"{name} {year}"
    for i, one in enumerate(work.venues):
        if one.name == name or f"{one.name} {year}" == name:
            one.name = name
            draft.known(node, *_VENUE_KNOWN)
            return f"venues[{i}]"
    target = f"venues[{len(work.venues)}]"
    venue = Venue(name, kind, draft.text(series, t.B + "shortTitle", target))
    for predicate in (*t.ISSN, t.B + "isbn", t.S + "isbn", t.B + "isbn13", t.S + "identifier", t.S + "sameAs"):
        scheme = "issn" if predicate in t.ISSN else "isbn" if predicate.endswith(("isbn", "isbn13")) else ""
        for term in draft.graph.values(series, predicate):
            if found := draft.identifier(term, series, predicate, scheme):
                _identify_venue(venue, found)
                draft.use(series, predicate, term, target)
    if (own := identifiers.recognise(series)) is not None:
        _identify_venue(venue, own)
    work.venues.append(venue)
    draft.known(node, *_VENUE_KNOWN)
    draft.known(series, *_VENUE_KNOWN)
    return target


def _identify_venue(venue: Venue, found: Identifier) -> None:
    if all((one.scheme, one.value) != (found.scheme, found.value) for one in venue.identifiers):
        venue.identifiers.append(found)

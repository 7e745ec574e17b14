"""A work described in schema.org's terms as plain JSON: an object whose type is that of a work becomes a record."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from kg import identifiers
from kg.names import display, fold
from kg.records import (
    Affiliation,
    Contribution,
    Date,
    Funding,
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
from kg.sources import _schema_org as schema
from kg.sources._json import Located, Malformed
from kg.sources._json_draft import Draft, text_of
from kg.sources._schema_org import Nodes, each, plain, resolved, text, web

_SCALARS = {
    "volumeNumber": "volume", "issueNumber": "issue", "pagination": "pages", "bookEdition": "edition",
    "alternativeHeadline": "subtitle", "copyrightNotice": "rights", "pageRange": "pages",
}  # fmt: skip
_LINKS = {
    "url": "landing-page", "mainEntityOfPage": "landing-page", "codeRepository": "code", "encoding": "full-text",
    "associatedMedia": "full-text", "distribution": "data", "contentUrl": "full-text", "downloadUrl": "download",
    "installUrl": "download", "softwareHelp": "documentation", "readme": "documentation", "issueTracker": "issues",
    "relatedLink": "", "discussionUrl": "discussion",
}  # fmt: skip
_RELATIONS = {
    "citation": "cites", "isBasedOn": "is-derived-from", "isBasedOnUrl": "is-derived-from", "hasPart": "has-part",
    "exampleOfWork": "is-version-of", "workExample": "has-version", "translationOfWork": "is-translation-of",
    "workTranslation": "has-translation", "correction": "is-corrected-by", "itemReviewed": "reviews",
    "referencePublication": "is-described-by", "relatedPublications": "is-related-to", "predecessorOf": "is-replaced-by",
    "successorOf": "replaces",
}  # fmt: skip
_CONTAINER = frozenset(["@type", "@id", "name", "issn", "isbn", "issueNumber", "volumeNumber", "isPartOf", "identifier",
                        "sameAs", "url", "alternateName", "hasPart"])  # fmt: skip
_NAMED = frozenset(["@type", "name", "@value"])
_LANGUAGE = _NAMED | {"alternateName", "identifier"}
_PROPERTY = _NAMED | {"propertyID", "value", "@id", "url"}
_TERM = _NAMED | {"inDefinedTermSet", "@language"}
_GRANT = _NAMED | {"@id", "identifier", "sameAs", "funder", "sponsor"}
_RELATED = _NAMED | {"@id", "headline", "identifier", "sameAs", "doi", "url"}
_ADDRESS = frozenset(["@type", "@id", "url", "contentUrl", "@value"])
_KNOWN = ("@context", "@type", "type", "schemaVersion", "sdDatePublished", "sdPublisher", "sdLicense")


def record(item: Located, nodes: Nodes) -> Record | Reject:
    """The record of an object whose type is that of a work; a reject when it has neither title nor identifier."""
    try:
        draft = Draft(item)
    except Malformed as finding:
        return Reject(item.start, item.end, str(finding))
    _rename(draft)
    draft.work.type = schema.work_type(item.value) or "other"
    _titles(draft)
    _texts(draft)
    _people(draft, nodes)
    _identifiers(draft)
    _dates(draft)
    _containers(draft, nodes)
    _pages(draft)
    _subjects(draft, nodes)
    _funding(draft, nodes)
    _relations(draft, nodes)
    _links(draft, nodes)
    draft.known(*_KNOWN)
    if draft.work.title is None and not draft.work.identifiers:
        return Reject(item.start, item.end, "The object has neither a name nor an identifier.")
    return draft.record(text_of(item.value.get("@id", item.value.get("id"))))


def _rename(draft: Draft) -> None:
    """The members under their terms; what is said once more under another form of a key stays as it is, and is left over."""
    for key in list(draft.members):
        name = schema.term(key)
        name = schema.CODEMETA.get(name, name)
        name = "@id" if name == "id" else name
        if name not in draft.members:
            draft.members[name] = draft.members.pop(key)


def _parts(one: Located | None) -> list[Located]:
    """The values of a property with their places."""
    if one is None:
        return []
    value = one.value
    if isinstance(value, list):
        return [part for item in one.items() for part in _parts(item)]
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in ("@list", "@set"):
        return [part for inner in one.members().values() for part in _parts(inner)]
    return [one]


def _taken(draft: Draft, key: str) -> list[Located]:
    """The values of a member, taken from those that are left; none, and a remark, where a key stands twice within."""
    if key not in draft.members:
        return []
    one = draft.take(key)
    try:
        return _parts(one)
    except Malformed as finding:
        draft.remark("object-unclear", str(finding), key)
        if one is not None:
            draft.left(key, one)
        return []


def _add(draft: Draft, field: str, value: Any) -> str:
    """Adds a value to a list of the work unless an equal one is there; gives its place."""
    return draft.add(field, value, repr(value))


def _titles(draft: Draft) -> None:
    for key in ("name", "headline"):
        for one in _taken(draft, key):
            found, code = text(one.value), schema.language(one.value) if isinstance(one.value, dict) else ""
            if not found:
                draft.left(key, one)
            elif draft.work.title in (None, found):
                draft.work.title = found
                draft.map(one, "title")
            else:
                draft.map(one, _add(draft, "alternate_titles", Text(found, code)))
    for one in _taken(draft, "alternateName"):
        code = schema.language(one.value) if isinstance(one.value, dict) else ""
        draft.note(
            "alternateName",
            one,
            _add(draft, "alternate_titles", Text(text(one.value), code)) if text(one.value) else None,
        )


def _texts(draft: Draft) -> None:
    work = draft.work
    for key in ("abstract", "description"):
        for one in _taken(draft, key):
            found = text(one.value)
            if found and work.abstract is None:
                work.abstract = found
            draft.note(key, one, "abstract" if found and work.abstract == found else None)
    for key, field in _SCALARS.items():
        draft.scalar(field, draft.take(key), key)
    for one in _taken(draft, "inLanguage"):
        code = schema.language(one.value)
        if code and work.language is None:
            work.language = code
        _note(draft, "inLanguage", one, "language" if code and code == work.language else None, _LANGUAGE)
    for one in _taken(draft, "publisher"):
        found = text(one.value) if not (isinstance(one.value, str) and "://" in one.value) else ""
        if found and work.publisher is None:
            work.publisher = found
        _note(draft, "publisher", one, "publisher" if found and work.publisher == found else None, _NAMED)
    for one in _taken(draft, "license"):
        _licence(draft, one)


def _note(draft: Draft, name: str, one: Located, target: str | None, known: frozenset[str]) -> None:
    """Enters a value that is a text or an object; of an object only the members that are read count as mapped."""
    if isinstance(one.value, dict) and target:
        names = {key for key in one.value if schema.term(key) in known}
        draft.whole(name, one, target, names)
    else:
        draft.note(name, one, target)


def _licence(draft: Draft, one: Located) -> None:
    address = web(one.value, {})
    if "://" in address or re.fullmatch(r"[A-Za-z][\w.+-]{1,40}", address):
        draft.map(one, _add(draft, "licences", Link(address)))
    elif (found := text(one.value)) and draft.work.rights in (None, found):
        draft.work.rights = found
        draft.map(one, "rights")
    else:
        draft.left("license", one)


# --- contributors ----------------------------------------------------------------------------------------------------


def _people(draft: Draft, nodes: Nodes) -> None:
    for key, role in schema.ROLES.items():
        people = [(*_unwrapped(resolved(plain(one.value), nodes), key), one) for one in _taken(draft, key)]
        if all(place for _, place, _, _ in people):  # else the order of the text is all there is
            people.sort(key=lambda one: one[1])
        authored = key == "creator" and any(one.role == "author" for one in draft.work.contributions)
        for person, _, said, one in people:
            person = resolved(person, nodes)
            names = schema.names_of(person)
            target = _known_author(draft, names) if authored else None
            if names and target is None:
                target = _contribute(draft, person, names, said or ("creator" if authored else role), nodes)
            _note(draft, key, one, target, schema.PERSON)


def _known_author(draft: Draft, names: list[NameAsPrinted]) -> str | None:
    """The place of the author of this name: a creator is mostly one of the authors said once more."""
    folded = {fold(display(name)) for name in names}
    for i, one in enumerate(draft.work.contributions):
        if one.role == "author" and fold(display(one.name)) in folded:
            return f"contributions[{i}]"
    return None


def _unwrapped(value: Any, key: str) -> tuple[Any, int, str]:
    """The contributor inside a Role, the position it states and the role it names; a value that is no Role as it is."""
    if not isinstance(value, dict):
        return value, 0, ""
    role = value.get("role")
    code = each(role.get("roleCode"))[:1] if isinstance(role, dict) else []
    if code and isinstance(code[0], str):
        return value, 0, {"originator": "author"}.get(code[0], code[0])
    inner = next((value[name] for name in (key, "author", "creator", "contributor") if value.get(name)), None)
    if inner is None:
        return value, 0, ""
    place = text_of(value.get("position"))
    number = int(place) if place.isascii() and place.isdecimal() and len(place) < 7 else 0
    found = (each(inner) or [None])[0]
    printed = text(value.get("nameAsPrinted"))
    if printed and isinstance(found, dict):
        found = {**found, "name": printed}
    return found, number, text(value.get("roleName")).lower() if key != "author" else ""


def _contribute(draft: Draft, person: Any, names: list[NameAsPrinted], role: str, nodes: Nodes) -> str:
    work = draft.work
    target = f"contributions[{len(work.contributions)}]"
    for one in names:
        position = Counter(known.role for known in work.contributions)[role] + 1
        work.contributions.append(Contribution(one, position, role))
    if isinstance(person, dict):
        last = work.contributions[-1]
        last.identifiers += _own(draft, person, "@id", "identifier", "sameAs", "url")
        last.links += schema.pages(person)
        for key in ("affiliation", "worksFor"):
            for body in each(person.get(key)):
                body = resolved(body, nodes)
                if name := text(body):
                    found = _own(draft, body, "@id", "identifier", "sameAs") if isinstance(body, dict) else []
                    last.affiliations.append(Affiliation(name, found))
    return target


def _own(draft: Draft, value: dict[str, Any], *keys: str) -> list[Identifier]:
    """The identifiers of a person or body, each once. Those that name a work do not belong to it."""
    found: list[Identifier] = []
    for one, printed, scheme in schema.identities(value, *keys):
        if one is None and (scheme == "orcid" or "orcid.org/" in printed):
            draft.remark("identifier-invalid", f"{printed[:100]!r} is not a valid ORCID.", "orcid")
        elif (
            one is not None
            and one.scheme != "arxiv"
            and all((one.scheme, one.value) != (k.scheme, k.value) for k in found)
        ):
            found.append(one)
    return found


# --- identifiers, dates, places --------------------------------------------------------------------------------------


def _identifiers(draft: Draft) -> None:
    for key, scheme in (("@id", ""), ("identifier", ""), ("doi", "doi"), ("isbn", "isbn"), ("sameAs", "")):
        for one in _taken(draft, key):
            if scheme:
                draft.note(key, one, draft.identify(scheme, text(one.value)))
                continue
            found, printed, said = schema.identifier(plain(one.value))
            target = None
            if found is not None:
                target = _add_identifier(draft, found)
            elif said:
                draft.remark("identifier-invalid", f"{printed[:100]!r} is not a valid {said.upper()}.", key)
            elif key != "@id" and "://" in printed:
                target = _add(draft, "links", Link(printed))
            if key == "@id" and target is None:  # a name inside the document
                draft.pieces.append(Piece("furniture", "id", one.start, one.end))
            else:
                _note(draft, key, one, target, _PROPERTY)


def _add_identifier(draft: Draft, found: Identifier) -> str:
    for i, one in enumerate(draft.work.identifiers):
        if (one.scheme, one.value) == (found.scheme, found.value):
            return f"identifiers[{i}]"
    draft.work.identifiers.append(found)
    return f"identifiers[{len(draft.work.identifiers) - 1}]"


def _dates(draft: Draft) -> None:
    for key, kind in schema.DATES.items():
        for one in _taken(draft, key):
            value = schema.date(one.value)
            if value is None:
                draft.remark("date-invalid", f"{text(one.value)[:60]!r} is no date.", key)
            draft.note(key, one, _add(draft, "dates", Date(kind, value)) if value else None)


def _pages(draft: Draft) -> None:
    """First and last page as one field; a text that stands in `pagination` already counts before them."""
    first, last = draft.take("pageStart"), draft.take("pageEnd")
    printed = "-".join(part for one in (first, last) if one and (part := text(one.value)))
    if printed and draft.work.pages is None:
        draft.work.pages = printed
    for name, one in (("pageStart", first), ("pageEnd", last)):
        if one is not None:
            fits = text(one.value) and text(one.value) in (draft.work.pages or "")
            draft.note(name, one, "pages" if fits else None)


def _containers(draft: Draft, nodes: Nodes) -> None:
    """Issue, volume and periodical, one inside the other or side by side; what has no name is what the work is part of."""
    for key in ("isPartOf", "includedInDataCatalog", "publication"):
        for one in _taken(draft, key):
            target = _container(draft, resolved(plain(one.value), nodes), nodes, 0)
            _note(draft, key, one, target, _CONTAINER)
    for one in _taken(draft, "issn"):
        found = draft.identifier("issn", text(one.value))
        target = None
        if found and draft.work.venues:
            draft.work.venues[0].identifiers.append(found)
            target = "venues[0]"
        elif found:
            target = _add(draft, "relations", Relation("is-part-of", found))
        draft.note("issn", one, target)


def _container(draft: Draft, value: Any, nodes: Nodes, depth: int) -> str | None:
    """Reads what a work is part of, from the issue outwards; gives the place of the most that was read."""
    work, target = draft.work, None
    if depth > 5:
        return None
    if not isinstance(value, dict):
        name = text_of(value)
        if "://" in name:
            found = identifiers.recognise(name)
            return _add(draft, "relations", Relation("is-part-of", found)) if found else None
        return _venue(draft, Venue(name)) if name else None
    kinds = schema.types(value)
    for key, field in (("issueNumber", "issue"), ("volumeNumber", "volume")):
        if (number := text(value.get(key))) and getattr(work, field) in (None, number):
            setattr(work, field, number)
            target = field
    outer = [_container(draft, resolved(one, nodes), nodes, depth + 1) for one in each(value.get("isPartOf"))]
    own = _own(draft, value, "@id", "identifier", "sameAs")
    for scheme in ("issn", "isbn"):
        for one in each(value.get(scheme)):
            found = draft.identifier(scheme, text(one))
            if found and all((found.scheme, found.value) != (k.scheme, k.value) for k in own):
                own.append(found)
    name = text(value)
    numbered = {"PublicationIssue", "PublicationVolume"} & set(kinds) and not {"Periodical"} & set(kinds)
    if name and not (numbered and any(outer)):
        kind = next((schema.VENUES[one] for one in kinds if one in schema.VENUES), "journal" if numbered else "")
        acronym = text(value.get("alternateName")) if kind == "conference" else ""
        target = _venue(draft, Venue(name, kind, acronym, own))
    elif own and not numbered:
        target = _add(draft, "relations", Relation("is-part-of", own[0]))
    return next(filter(None, outer), None) or target


def _venue(draft: Draft, venue: Venue) -> str:
    for i, one in enumerate(draft.work.venues):
        if one.name == venue.name:
            return f"venues[{i}]"
    draft.work.venues.append(venue)
    return f"venues[{len(draft.work.venues) - 1}]"


# --- subjects, funding, relations, links -----------------------------------------------------------------------------


def _subjects(draft: Draft, nodes: Nodes) -> None:
    for key in ("keywords", "about"):
        for one in _taken(draft, key):
            value = resolved(plain(one.value), nodes)
            if isinstance(value, str) and key == "keywords":
                _keywords(draft, one)
                continue
            found = text(value)
            terms = value.get("inDefinedTermSet") if isinstance(value, dict) else None
            scheme = web(terms, nodes) if isinstance(terms, str) else text(terms) or web(terms, nodes)
            code = schema.language(value) if isinstance(value, dict) and "@language" in value else ""
            target = _add(draft, "subjects", Text(found, code, scheme)) if found and "://" not in found else None
            _note(draft, key, one, target, _TERM)


def _keywords(draft: Draft, one: Located) -> None:
    """Keywords in one string, with commas or (then commas belong to them) semicolons between."""
    mark = ";" if ";" in one.value else ","
    spans = [(m.start(), m.end()) for m in re.finditer(rf"[^\s{mark}](?:[^{mark}]*[^\s{mark}])?", one.value)]
    for (low, high), (start, end) in zip(spans, one.spans(spans), strict=True):
        draft.pieces.append(Piece("mapped", _add(draft, "subjects", Text(one.value[low:high])), start, end))


def _funding(draft: Draft, nodes: Nodes) -> None:
    for key in ("funder", "funding", "sponsor"):
        for one in _taken(draft, key):
            value = resolved(plain(one.value), nodes)
            body, award = value, ""
            if isinstance(value, dict) and (key == "funding" or "Grant" in " ".join(schema.types(value))):
                inner = each(value.get("funder", value.get("sponsor")))
                body = resolved(inner[0], nodes) if inner else None
                award = text(value.get("identifier")) or text(value.get("name"))
                if isinstance(value.get("identifier"), dict):
                    award = text(plain(value["identifier"]).get("value")) or award
            found = _own(draft, body, "@id", "identifier", "sameAs") if isinstance(body, dict) else []
            name = text(body) if body is not None else ""
            target = _add(draft, "funding", Funding(name, award, found)) if name or award else None
            _note(draft, key, one, target, _GRANT)


def _relations(draft: Draft, nodes: Nodes) -> None:
    for key, kind in _RELATIONS.items():
        for one in _taken(draft, key):
            value = resolved(plain(one.value), nodes)
            target = None
            if isinstance(value, dict):
                found = [
                    known
                    for known, _, _ in schema.identities(value, "@id", "identifier", "sameAs", "doi", "url")
                    if known
                ]
                if found or text(value) or web(value, nodes):
                    said = text(value) or ("" if found else web(value, nodes))
                    target = _add(draft, "relations", Relation(kind, found[0] if found else None, said))
            elif printed := text_of(value):
                known = identifiers.recognise(printed)
                target = _add(draft, "relations", Relation(kind, known, "" if known else printed))
            _note(draft, key, one, target, _RELATED)


def _links(draft: Draft, nodes: Nodes) -> None:
    """Links by their roles. An address that is an identifier's says that identifier, too."""
    for key, role in _LINKS.items():
        for one in _taken(draft, key):
            address = web(one.value, nodes)
            target = None
            if key in ("url", "mainEntityOfPage") and (found := identifiers.recognise(address)) and "://" in address:
                target = _add_identifier(draft, found)
            elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", address):
                if key == "contentUrl" and draft.work.type == "dataset":
                    role = "data"
                target = _add(draft, "links", Link(address, role))
            _note(draft, key, one, target, _ADDRESS)

"""Who made and funded what DataCite describes: creators, contributors, and funders with their awards."""

from __future__ import annotations

from collections.abc import Iterator

from kg.names import split
from kg.records import Affiliation, Contribution, Funding, Identifier, NameAsPrinted
from kg.sources import _datacite_terms as terms
from kg.sources._datacite_draft import Draft, mark
from kg.sources._datacite_fields import said, spelled, within
from kg.sources._fields import Field
from kg.sources._json_draft import person

_BODIES = frozenset(["ror", "grid"])
"""Identifiers that only bodies have."""

_BODY_TYPES = frozenset(["organizational", "organization"])


def people(draft: Draft) -> None:
    """The creators as authors, then the contributors by their roles."""
    for name in ("creators", "contributors"):
        for group in draft.root.all(name):
            for one in _each(draft, group):
                person_of(draft, one, name)


def _each(draft: Draft, group: Field) -> Iterator[Field]:
    """The people of one element: where several names stand in it, each begins another person."""
    names = group.all("name")
    if len(names) < 2:
        yield group
        return
    draft.remark("creators-joined", f"{len(names)} names stand in one entry; each is read as a person.", group.name)
    kind, members = within(group, "contributorType"), list[Field]()
    for member in group.members:
        if member.name == "name" and any(one.name == "name" for one in members):
            yield _part(group, members)
            members = [kind] if kind else []
        members.append(member)
    yield _part(group, members)


def _part(group: Field, members: list[Field]) -> Field:
    return Field(group.name, "", group.start, group.end, group.inner_start, group.inner_end, members)


def person_of(draft: Draft, one: Field, group: str) -> None:
    name = said(one, "name")
    given, family = one.first("givenName"), one.first("familyName")
    printed = name.text if name else " ".join(filter(None, [one.get("givenName"), one.get("familyName")]))
    if terms.OTHERS.fullmatch(printed):
        draft.work.authors_truncated = draft.work.authors_truncated or group == "creators"
        mark("authors_truncated", name)
        return
    if not printed or terms.UNKNOWN.fullmatch(printed):
        one.known = bool(printed)
        return
    type_ = one.first("contributorType")
    role = "author" if group == "creators" else spelled(type_.text if type_ else "")
    role = role if role not in ("", "other") else "contributor"
    kind = within(one, "nameType") or one.first("type")
    ids = list(_ids(draft, one, group))
    body = bool(kind and kind.text.lower() in _BODY_TYPES) or bool(type_ and type_.text in terms.INSTITUTIONS)
    body = body or any(found.scheme in _BODIES for _, found in ids)
    if role == "funder":  # how funders were named before kernel 4
        place = draft.add("funding", Funding(printed, "", [found for _, found in ids]), (printed, ""))
    else:
        draft.positions[role] = position = draft.positions[role] + 1
        parts = _name(printed, given, family, body)
        contribution = Contribution(parts, position, role, [found for _, found in ids])
        place = draft.add("contributions", contribution, len(draft.work.contributions))
        _affiliations(draft, one, contribution, place)
    mark(place, name, given, family, kind, type_, *(field for field, _ in ids))


def _name(printed: str, given: Field | None, family: Field | None, body: bool) -> NameAsPrinted:
    if body:
        return NameAsPrinted(printed, literal=True)
    if family is not None and family.text and not terms.UNKNOWN.fullmatch(family.text):
        return person(given.text if given else "", family.text, printed=printed)
    return split(printed)


def _ids(draft: Draft, one: Field, group: str) -> Iterator[tuple[Field, Identifier]]:
    """The identifiers of a person or body, each with its field; `id` is how Crosscite gives one."""
    for entry in one.all("nameIdentifiers"):
        value, scheme = said(entry, "nameIdentifier"), entry.first("nameIdentifierScheme")
        if value is not None and (found := draft.identifier(scheme.text if scheme else "", value.text, group)):
            yield value, found
            for extra in (scheme, entry.first("schemeUri")):
                if extra is not None:
                    extra.known = True
    value = one.first("id")
    if value is not None and value.text and (found := draft.identifier("", value.text, group)):
        yield value, found


def _affiliations(draft: Draft, one: Field, contribution: Contribution, place: str) -> None:
    for entry in one.all("affiliation"):
        name, value = said(entry, "name"), entry.first("affiliationIdentifier")
        scheme = entry.first("affiliationIdentifierScheme")
        found = None
        if value is not None and value.text:
            found = draft.identifier(scheme.text if scheme else "", value.text, place)
        if name is None and found is None:
            continue
        printed = name.text if name else found.printed if found else ""
        contribution.affiliations.append(Affiliation(printed, [found] if found else []))
        mark(place, name, value if found else None)
        for extra in (scheme, entry.first("schemeUri")):
            if extra is not None and found is not None:
                extra.known = True


def funding(draft: Draft) -> None:
    """The funders with their awards."""
    for entry in draft.root.all("fundingReferences"):
        name, award = entry.first("funderName"), entry.first("awardNumber")
        value, kind = entry.first("funderIdentifier"), within(entry, "funderIdentifierType")
        if name is None or not name.text or terms.UNKNOWN.fullmatch(name.text):
            continue
        found = None
        if value is not None and value.text:
            scheme = (kind.text if kind else "").lower()
            scheme = "doi" if scheme == "crossref funder id" else "" if scheme == "other" else scheme
            found = draft.identifier(scheme, value.text, "funding")
        number = award.text if award else ""
        place = draft.add("funding", Funding(name.text, number, [found] if found else []), (name.text, number))
        mark(place, name, award, value if found else None, kind if found else None)

"""What a resource of DataCite stands in and how it stands to others: related identifiers, related items, the container."""

from __future__ import annotations

from kg.records import Relation, Venue
from kg.sources import _datacite_terms as terms
from kg.sources._datacite_draft import Draft, mark
from kg.sources._datacite_fields import said, spelled, within
from kg.sources._datacite_people import person_of
from kg.sources._fields import Field

_PLACES = (("volume", "volume"), ("issue", "issue"), ("edition", "edition"))
_NUMBERS = {"article": "article_number", "chapter": "chapter"}


def related(draft: Draft) -> None:
    """All of them. Related identifiers come first: they tell which items contain the work."""
    containers = {found for one in draft.root.all("relatedIdentifiers") if (found := _identifier(draft, one))}
    for one in draft.root.all("relatedItems"):
        _item(draft, one, containers)
    for one in draft.root.all("container"):
        _container(draft, one)
    for name, kind in terms.LINKED.items():
        for one in draft.root.all("relationships", name, "data"):
            value = one.first("id")
            if value is not None and value.text:
                mark(draft.relate(kind, "doi", value.text), value, one.first("type"))


def _kind(one: Field) -> str:
    kind = one.first("relationType")
    return spelled(kind.text) if kind and kind.text else "is-related-to"


def _identifier(draft: Draft, one: Field) -> str:
    """A related identifier; gives what is printed where it names what contains the work."""
    value, type_ = said(one, "relatedIdentifier"), one.first("relatedIdentifierType")
    if value is None:
        return ""
    kind = _kind(one)
    mark(draft.relate(kind, type_.text if type_ else "", value.text), value, type_, one.first("relationType"))
    return value.text if kind in terms.CONTAINED else ""


def _item(draft: Draft, one: Field, containers: set[str]) -> None:
    """A related item: the venue where it contains the work, a relation to its identifier or title otherwise."""
    held = one.first("relatedItemIdentifier")
    value = said(held, "relatedItemIdentifier") if held else None
    type_ = within(one, "relatedItemIdentifierType")
    title = next((found for entry in one.all("titles") if (found := said(entry, "title"))), None)
    kind, printed = one.first("relationType"), value.text if value else ""
    if title is not None and (_kind(one) in terms.CONTAINED or printed in containers):
        place = _venue(draft, title, one.first("relatedItemType"), value, type_)
        mark(place, kind)
        _inside(draft, one)
        return
    if value is not None:
        mark(draft.relate(_kind(one), type_.text if type_ else "", printed), value, type_, kind)
    elif title is not None:
        name = terms.RELATIONS.get(_kind(one), _kind(one))
        mark(draft.add("relations", Relation(name, None, title.text), (name, "", title.text)), title, kind)


def _venue(draft: Draft, title: Field, type_: Field | None, value: Field | None, scheme: Field | None) -> str:
    """Adds a venue once for its name, with its identifier; gives its place."""
    kind = terms.VENUES.get(type_.text if type_ else "", "")
    place = draft.add("venues", Venue(title.text, kind), title.text)
    venue = draft.work.venues[int(place[len("venues[") : -1])]
    mark(place, title, type_ if kind else None)
    name = terms.SCHEMES.get(scheme.text.lower() if scheme else "")
    if value is not None and name and (found := draft.identifier(name, value.text, place)):
        if all((one.scheme, one.value) != (found.scheme, found.value) for one in venue.identifiers):
            venue.identifiers.append(found)
        mark(place, value, scheme)
    return place


def _inside(draft: Draft, one: Field) -> None:
    """Where in its container the work stands, and who edited that; its year and publisher where the work has the same."""
    for field, name in _PLACES:
        draft.scalar(field, one.first(name))
    number, kind = one.first("number"), within(one, "numberType")
    if counted := _NUMBERS.get(kind.text.lower() if kind else ""):
        draft.scalar(counted, number)
        mark(counted if number is not None and number.target else None, kind)
    _pages(draft, one.first("firstPage"), one.first("lastPage"))
    publisher, year = one.first("publisher"), one.first("publicationYear")
    if publisher is not None and (name_ := said(publisher, "name")) and name_.text == draft.work.publisher:
        mark("publisher", name_)
    if year is not None and year.text:
        mark(next((f"dates[{i}]" for i, d in enumerate(draft.work.dates) if d.value[:4] == year.text), None), year)
    for entry in one.all("contributors"):
        if entry.get("contributorType") == "Editor":
            person_of(draft, entry, "contributors")


def _pages(draft: Draft, first: Field | None, last: Field | None) -> None:
    text = "-".join(one.text for one in (first, last) if one is not None and one.text)
    if text and draft.work.pages is None:
        draft.work.pages = text
    if text and draft.work.pages == text:
        mark("pages", first, last)


def _container(draft: Draft, one: Field) -> None:
    """The container that the REST API gives, put together from related items, identifiers or a description."""
    title, value, scheme = one.first("title"), one.first("identifier"), one.first("identifierType")
    if title is not None and title.text:
        _venue(draft, title, one.first("type"), value, scheme)
        _inside(draft, one)
    elif value is not None and value.text:
        mark(draft.relate("is-part-of", scheme.text if scheme else "", value.text), value, scheme)

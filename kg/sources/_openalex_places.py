"""Where OpenAlex found a work: its locations with their sources (venues), links and licences."""

from __future__ import annotations

from typing import Any

from kg import identifiers
from kg.records import Link, Venue
from kg.sources._json import Located
from kg.sources._json_draft import Draft, text_of, texts_of

_KINDS = {
    "journal": "journal",
    "conference": "conference",
    "repository": "repository",
    "book": "book",
    "book series": "series",
}
_FLAGS = frozenset(["is_oa", "is_accepted", "is_published", "license_id", "id"])
_SOURCE = frozenset(
    [
        "id", "display_name", "issn_l", "issn", "type", "is_oa", "is_in_doaj", "is_core", "is_indexed_in_scopus",
        "host_organization", "host_organization_name", "host_organization_lineage", "host_organization_lineage_names",
        "publisher", "publisher_lineage", "publisher_id",
    ]
)  # fmt: skip
"""What OpenAlex says of a source. Beside name, kind, numbers and publisher it is about the source alone."""


def places(draft: Draft) -> None:
    """The primary location first: its source is the venue; the others follow in their order."""
    for key in ("primary_location", "best_oa_location"):
        if one := draft.take(key):
            _location(draft, key, one)
    one = draft.take("locations")
    for part in one.items() if one and isinstance(one.value, list) else []:
        _location(draft, "locations", part)
    if one := draft.take("host_venue"):
        inside = _links(draft, "host_venue", one, skip=_SOURCE)
        place = _source(draft, one.value)
        for key, inner in inside.items():  # the venue and the links to the work stand side by side
            if key in _SOURCE:
                draft.note(f"host_venue.{key}", inner, place)
    if (one := draft.take("open_access")) and isinstance(one.value, dict):
        for key, inner in draft.inside("open_access", one).items():
            if key == "oa_url":
                draft.note("open_access.oa_url", inner, _link(draft, text_of(inner.value), "full-text"))
            elif key == "oa_status":
                draft.left("open_access.oa_status", inner)


def _location(draft: Draft, name: str, one: Located) -> None:
    if not isinstance(one.value, dict):
        draft.left(name, one)
        return
    source = _links(draft, name, one, skip=frozenset(["source"])).get("source")
    if source is not None:
        _venue(draft, f"{name}.source", source)


def _links(draft: Draft, name: str, one: Located, skip: frozenset[str]) -> dict[str, Located]:
    """The page and the file of a location, and its licence, which is that of the version found there; gives its members."""
    if not isinstance(one.value, dict):
        return {}
    version = text_of(one.value.get("version"))
    licence = text_of(one.value.get("license"))
    place = draft.add("licences", Link(licence, version), (licence, version)) if licence else None
    inside = draft.inside(name, one)
    for key, inner in inside.items():
        if key in ("landing_page_url", "url"):
            draft.note(f"{name}.{key}", inner, _page(draft, text_of(inner.value)))
        elif key == "pdf_url":
            draft.note(f"{name}.{key}", inner, _link(draft, text_of(inner.value), "full-text"))
        elif key in ("license", "version"):
            draft.note(f"{name}.{key}", inner, place)
        elif key not in skip and key not in _FLAGS:
            draft.left(f"{name}.{key}", inner)
    return inside


def _page(draft: Draft, url: str) -> str | None:
    """A landing page. That of the DOI says the DOI once more; one of arXiv is that of the same work, so it gives its id."""
    found = identifiers.recognise(url) if url else None
    if found and (found.scheme == "arxiv" or draft.place("identifiers", (found.scheme, found.value))):
        return draft.identify(found.scheme, url)
    return _link(draft, url, "landing-page")


def _link(draft: Draft, url: str, role: str) -> str | None:
    return draft.link(url, role) if url else None


def _venue(draft: Draft, name: str, one: Located) -> None:
    draft.whole(name, one, _source(draft, one.value), _SOURCE)


def _source(draft: Draft, value: Any) -> str | None:
    """The place of a source among the venues, where it stands once however many locations name it."""
    printed = text_of(value.get("display_name")) if isinstance(value, dict) else ""
    if not printed:
        return None
    kind = _KINDS.get(text_of(value.get("type")), "")
    venue = Venue(printed, kind)
    place = draft.add("venues", venue, (printed, text_of(value.get("id"))))
    if draft.work.venues[-1] is venue:
        _numbers(draft, venue, value, place)
    publisher = text_of(value.get("host_organization_name")) or text_of(value.get("publisher"))
    if publisher and draft.work.publisher is None and kind != "repository":
        draft.work.publisher = publisher
    return place


def _numbers(draft: Draft, venue: Venue, value: dict[str, Any], place: str) -> None:
    for printed in dict.fromkeys([*texts_of(value.get("issn_l")), *texts_of(value.get("issn"))]):
        draft.identify_in(venue.identifiers, place, "issn", printed)
    if printed := text_of(value.get("id")):
        draft.identify_in(venue.identifiers, place, "openalex", printed)

"""DataCite's JSON and XML as one tree of fields in the names of its JSON, so that both are read by one reader.

The two forms say the same (the XML is what is deposited, the JSON is made of it): an element `creators` with elements
`creator` is a list under `creators`, an attribute is a member, and what an element holds is the member of the same name.
Names are known however they are written: `relatedIdentifiers`, `related-identifiers`, `related_identifiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.sources._fields import Field
from kg.sources._json import Located
from kg.sources._json_draft import hollow
from kg.sources._xml import Element

LEVELS = 8
"""Objects nested deeper say nothing that is known here; they are one field each."""

GROUPS = {
    "creators": "creator", "contributors": "contributor", "titles": "title", "subjects": "subject", "dates": "date",
    "alternateIdentifiers": "alternateIdentifier", "relatedIdentifiers": "relatedIdentifier", "relatedItems": "relatedItem",
    "sizes": "size", "formats": "format", "rightsList": "rights", "descriptions": "description",
    "geoLocations": "geoLocation", "fundingReferences": "fundingReference",
}  # fmt: skip
"""The lists, and the elements they consist of in the XML."""

_NAMES = (
    *GROUPS, *GROUPS.values(), "doi", "identifier", "identifiers", "identifierType", "alternateIdentifierType",
    "name", "nameType", "givenName", "familyName", "nameIdentifier", "nameIdentifiers", "nameIdentifierScheme", "affiliation",
    "affiliationIdentifier", "affiliationIdentifierScheme", "contributorType", "schemeUri", "schemeType", "valueUri",
    "classificationCode", "titleType", "lang", "publisher", "publisherIdentifier", "publisherIdentifierScheme",
    "publicationYear", "types", "resourceType", "resourceTypeGeneral", "subjectScheme", "dateType", "dateInformation",
    "language", "relatedIdentifierType", "relationType", "relationTypeInformation", "relatedMetadataScheme", "relatedItemType",
    "relatedItemIdentifier", "relatedItemIdentifierType", "volume", "issue", "number", "numberType", "firstPage", "lastPage",
    "edition", "version", "rightsUri", "rightsIdentifier", "rightsIdentifierScheme", "descriptionType", "funderName",
    "funderIdentifier", "funderIdentifierType", "awardNumber", "awardUri", "awardTitle", "container", "type", "url",
    "contentUrl", "schemaVersion", "schemaLocation", "prefix", "suffix", "attributes", "relationships",
)  # fmt: skip

_SIGNS = re.compile(r"[-_]")


def _fold(name: str) -> str:
    return _SIGNS.sub("", name).lower()


_KNOWN = {_fold(name): name for name in _NAMES}
_ELEMENTS = {
    "creatorName": "name", "contributorName": "name", "nameIdentifier": "nameIdentifiers", "identifier": "identifiers",
}  # fmt: skip
"""Elements whose names are others in the JSON."""

_TEXTUAL = frozenset(["title", "description", "subject", "rights", "publisher", "name", "affiliation"])
"""Elements that hold text, in which mark-up may stand (line breaks in descriptions)."""

_WHOLE = frozenset(["geoLocations", "xml"])
"""Lists that are long and never looked into."""


@lru_cache(maxsize=1024)
def canonical(name: str) -> str:
    """The name as DataCite's JSON has it; names that are not DataCite's stay as they are."""
    bare = name.rpartition(":")[2]
    return _KNOWN.get(_fold(bare), bare)


def spelled(name: str) -> str:
    """A term of one of DataCite's vocabularies in lower case with hyphens: `IsSupplementTo` is `is-supplement-to`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s_]+", "-", name.strip()).lower()


def said(one: Field, name: str) -> Field | None:
    """The field that holds what `one` is about: itself where it is a text, else the member of this name."""
    found = one if one.text else one.first(name)
    return found if found is not None and found.text else None


def within(one: Field, name: str) -> Field | None:
    """The first field of this name that says something, at whatever depth."""
    return next((field for field in one.walk() if field is not one and field.name == name and field.text), None)


def of_json(located: Located, name: str = "") -> Field:
    """The tree of a value of JSON. Raises `Malformed` for a key that stands twice in an object."""
    return next(_of_json(name, located, located.key_start or located.start, 0))


def _of_json(name: str, located: Located, start: int, level: int) -> Iterator[Field]:
    value = located.value
    if not isinstance(value, list | dict):
        yield _leaf(name, located, start)
    elif level >= LEVELS or name in _WHOLE:
        # The text only says that there is something.
        text = "" if hollow(value) else name or "value"
        yield Field(name, text, start, located.end, located.start, located.end)
    elif isinstance(value, list):
        for item in located.items():
            yield from _of_json(name, item, item.start, level + 1)
    else:
        one = Field(name, "", start, located.end, located.end, located.end)
        for key, member in located.members().items():
            if isinstance(member.value, list | dict):
                one.members += _of_json(canonical(key), member, member.key_start, level + 1)
            else:
                one.members.append(_leaf(canonical(key), member, member.key_start))
        yield one


def _leaf(name: str, located: Located, start: int) -> Field:
    """The field of a value that has no others within."""
    edge = 1 if isinstance(located.value, str) else 0
    return Field(name, _text(located.value), start, located.end, located.start + edge, located.end - edge)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def of_xml(element: Element, level: int = 0) -> Field:
    """The tree of an element; attributes that name namespaces and schemas are not in it."""
    name = canonical(element.name)
    name = _ELEMENTS.get(element.name, name)
    children = [] if name in _TEXTUAL or level >= LEVELS else element.children
    text = "" if children else _with_breaks(element).strip()
    one = Field(name, text, element.start, element.end, element.inner_start, element.inner_end)
    for key, value in element.attributes.items():
        if not key.startswith(("xmlns", "xsi:")) and (span := element.spans.get(key)):
            one.members.append(Field(canonical(key), value.strip(), *span, *span))
    for child in children:
        group = canonical(child.name)
        if group in GROUPS:
            one.members += (_member(group, inner, level) for inner in child.children)
            one.members += _stray(child)
        else:
            one.members.append(of_xml(child, level + 1))
    one.members += _stray(element) if children else []
    return one


def _member(group: str, element: Element, level: int) -> Field:
    """An element of a list, by the name of the list; one that does not belong there keeps its own."""
    one = of_xml(element, level + 1)
    if canonical(element.name) == GROUPS[group]:
        one.name = group
    return one


def _stray(element: Element) -> Iterator[Field]:
    """Text between elements, where there should be none: each stretch between two of them is a field without a meaning."""
    if not any(isinstance(part, str) and part.strip() for part in element.parts):
        return
    at = element.inner_start
    for end, following in [*((child.start, child.end) for child in element.children), (element.inner_end, 0)]:
        if end > at:
            yield Field(f"{element.name}/text", "text", at, end, at, end)
        at = following


def _with_breaks(element: Element) -> str:
    """The text of an element, with a line end where `br` stands."""
    parts = []
    for part in element.parts:
        if isinstance(part, str):
            parts.append(part)
        else:
            parts.append("\n" if part.name.lower() == "br" else _with_breaks(part))
    return "".join(parts)

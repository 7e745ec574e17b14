"""ORCID: records, their works and bulk answers of the public API (version 3.0), JSON or XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.names import split
from kg.records import Furniture, Item, NameAsPrinted, Reject
from kg.sources import TextStream
from kg.sources._fields import Field, of_json, of_xml
from kg.sources._json import Located, Malformed, objects
from kg.sources._orcid_work import record
from kg.sources._window import Ahead
from kg.sources._xml import Element, subtrees

_JSON = re.compile(
    r'"(?:orcid-identifier|external-ids|external-id-type|contributor-orcid|translated-title|work-summary|put-code)"\s*:'
)
_BULK = re.compile(r'\s*\{\s*"bulk"\s*:')
_XML = re.compile(
    r"""<(?:[\w.-]+:)?(?:record|works?|bulk|activities|activities-summary|work-summary)\s[^<>]*"""
    r"""["']http://www\.orcid\.org/ns/"""
)
_WORKS = ("work", "work-summary")
_SECTIONS = (
    "person", "preferences", "history", "distinctions", "educations", "employments", "fundings", "invited-positions",
    "memberships", "peer-reviews", "qualifications", "research-resources", "services",
)  # fmt: skip
"""What a record says of the person; it is left over, but for the name."""

_ENVELOPE = (
    "orcid-identifier", "last-modified-date", "path", "put-code", "external-ids", "code", "total", "visibility",
)  # fmt: skip

Part = tuple[int, int, Field | str | None]
"""From where to where it stands, and the work it is, the error it tells, or nothing that is read."""


def sniff(name: str, head: str) -> bool:
    """Whether a text has the keys of ORCID's JSON or the namespace of its XML."""
    start = head.lstrip()
    if start.startswith("<"):
        return bool(_XML.search(head))
    if start.startswith(("{", "[")):
        return '"@context"' not in head and bool(_JSON.search(head) or _BULK.match(head))
    return False


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; the person of the record is the owner of those that follow."""
    ahead = Ahead(stream)
    if ahead.head.lstrip().startswith(("{", "[")):
        for item in objects(ahead):
            yield from _answer(item) if isinstance(item, Located) else [item]
    else:
        owner: NameAsPrinted | None = None
        for part in subtrees(ahead, (*_WORKS, *_SECTIONS)):
            if not isinstance(part, Element):
                yield part
            elif part.name in _WORKS:
                yield record(of_xml(part), owner)
            elif part.name == "person":
                person = of_xml(part)
                owner = _owner(person)
                yield from _items(person.start, person.end, _person(person), owner)


def _owner(person: Field) -> NameAsPrinted | None:
    """The person's name as shown in credits, else put together from its parts."""
    credit = person.get("name", "credit-name")
    given, family = person.get("name", "given-names"), person.get("name", "family-name")
    printed = credit or f"{given} {family}".strip()
    if not printed:
        return None
    if family and printed == f"{given} {family}".strip():
        return NameAsPrinted(printed, given, "", family)
    return split(printed)


def _answer(item: Located) -> Iterator[Item]:
    """The works of one object: a record, its activities, a list of works, a bulk answer, or a work."""
    try:
        root = of_json("", item)
    except Malformed as finding:
        yield Reject(item.start, item.end, str(finding))
        return
    person = root.first("person")
    owner = _owner(person) if person else None
    yield from _items(root.start, root.end, _parts(root), owner)


def _items(start: int, end: int, parts: Iterable[Part], owner: NameAsPrinted | None) -> Iterator[Item]:
    """The works and errors among some parts of a stretch, and what is known between the parts."""
    at = start
    for low, high, found in parts:
        if low > at:
            yield Furniture("envelope", at, low)
        if isinstance(found, Field):
            yield record(found, owner)
        elif found is not None:
            yield Reject(low, high, found)
        at = high
    if end > at:
        yield Furniture("envelope", at, end)


def _parts(root: Field) -> Iterator[Part]:
    """The works in an object, errors that stand in the place of works, and what is left over, in the order of the text."""
    if _is_work(root):
        yield root.start, root.end, root
        return
    for one in root.members:
        if one.name in _WORKS:
            yield one.start, one.end, one
        elif one.name == "error":
            reason = one.get("developer-message") or one.get("user-message") or "no reason is given"
            yield one.start, one.end, f"ORCID answered with an error: {reason[:300]}"
        elif one.name == "person":
            yield from _person(one)
        elif one.name in ("activities-summary", "works", "group", "bulk"):
            yield from _parts(one)
        elif one.name not in _ENVELOPE and any(inner.text for inner in one.walk()):
            yield one.start, one.end, None


def _person(person: Field) -> Iterator[Part]:
    """What is said of the person beside the name."""
    for one in person.members:
        if one.name != "name" and one.name not in _ENVELOPE and any(inner.text for inner in one.walk()):
            yield one.start, one.end, None


def _is_work(root: Field) -> bool:
    return bool(root.all("title", "title") or (root.first("type") and root.first("external-ids")))

"""DataCite: its JSON (REST answers, attributes, Crosscite, JSON lines) and its XML (kernels 2 to 4, alone or from OAI-PMH)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Record, Reject
from kg.sources import TextStream
from kg.sources._datacite_fields import of_json, of_xml
from kg.sources._datacite_work import record
from kg.sources._fields import Field
from kg.sources._json import Located, Malformed, objects
from kg.sources._window import Ahead
from kg.sources._xml import Element, subtrees

_XML = re.compile(r"<(?:[\w.-]+:)?resource\s[^<>]*?datacite\.org/schema/")
_SIGNS = re.compile(
    r'"(?:(titles)"\s*:\s*[\[{]|(creators)"\s*:\s*[\[{]|(publication[-_]?year)"|(resource[-_]?type[-_]?general)"'
    r'|(identifierType)"|(nameType)"|(nameIdentifiers?)"|(titleType)"|(dateType|date_type)"|(descriptionType)"'
    r'|(contributorType)"|(relatedIdentifiers|related[-_]identifiers)"|(rights(?:List|Uri|_list))"'
    r'|(schema[-_]?version)"\s*:\s*"https?://datacite\.org/schema/|(agency)"\s*:\s*"datacite")',
    re.IGNORECASE,
)
_ENOUGH = 3
"""So many different members of DataCite's are beyond chance; one title and one creator with a year are that."""

_ANSWER = re.compile(r'"type"\s*:\s*"dois"')
_FOREIGN = re.compile(r'"(?:@context|@type|@graph|DOI|container-title|authorships|docid|halId_s)"\s*:')
_LIST = re.compile(r'"data"\s*:\s*\[')
_FIRST = re.compile(r'"(?:attributes|doi|creators|titles|types|identifiers)"\s*:')


def sniff(name: str, head: str) -> bool:
    """Whether a text is DataCite's XML, by the namespace of `resource`, or its JSON, by the names of its members.

    JSON-LD, CSL-JSON and Crossref's JSON, in which names of DataCite's occur too, have members that it has not.
    """
    start = head.lstrip()
    if start.startswith("<"):
        return bool(_XML.search(head))
    if not start.startswith(("{", "[")) or _FOREIGN.search(head):
        return False
    if _ANSWER.search(head):
        return True
    found = {match.lastindex for match in _SIGNS.finditer(head)}
    # Titles and creators are the first two groups, and no record is without one of them.
    return len(found) >= _ENOUGH and bool(found & {1, 2})


def read(stream: TextStream) -> Iterator[Item]:
    """The resources in the order of the text."""
    ahead = Ahead(stream)
    if ahead.head.lstrip().startswith("<"):
        for part in subtrees(ahead, ("record", "resource")):
            yield _element(part) if isinstance(part, Element) else part
        return
    for item in objects(ahead, _path(ahead.head)):
        if isinstance(item, Located):
            yield from _answer(item)
        else:
            yield item


def _path(head: str) -> tuple[str, ...]:
    """The way to the resources: a list has them in `data`, before which nothing is said of one."""
    found = _LIST.search(head) if head.lstrip().startswith("{") else None
    return ("data",) if found and not _FIRST.search(head, 0, found.start()) else ()


def _element(element: Element) -> Record | Reject:
    """The record of a resource, which stands alone or in a record of OAI-PMH."""
    if element.name == "resource":
        root = of_xml(element)
        return record(root, root)
    header = element.first("header")
    printed = header.get("identifier") if header else ""
    if header is not None and header.attributes.get("status") == "deleted":
        return Reject(element.start, element.end, f"The record {printed[:100]} is marked as deleted.")
    inner = _resource(element)
    if inner is None:
        return Reject(element.start, element.end, f"The record {printed[:100]} holds no resource of DataCite.")
    # The resource is read by itself: deep in its envelope it would be below the levels that are looked at.
    root = of_xml(inner)
    parts = [of_xml(header), root] if header is not None else [root]
    if header is not None:
        parts[0].known = True
    return record(root, _envelope(element, parts), printed)


def _resource(element: Element) -> Element | None:
    """The first element of this name within."""
    for child in element.children:
        found = child if child.name == "resource" else _resource(child)
        if found is not None:
            return found
    return None


def _answer(item: Located) -> Iterator[Item]:
    """The resources of an object: a list of them, one in an answer of the REST API, or its attributes alone."""
    try:
        shell = of_json(item)
    except Malformed as finding:
        yield Reject(item.start, item.end, str(finding))
        return
    parts = shell.all("data")
    if not any(part.members for part in parts):
        yield _resource_of(shell, shell)
    elif len(parts) == 1:
        yield _resource_of(shell, parts[0])
    else:
        at = shell.start
        for part in parts:
            yield Furniture("envelope", at, part.start)
            yield _resource_of(part, part)
            at = part.end
        yield Furniture("envelope", at, shell.end)


def _resource_of(shell: Field, one: Field) -> Record | Reject:
    """The record of an object with `attributes`, or of one that is them."""
    errors = shell.first("errors")
    if errors is not None and one.first("attributes") is None:
        reason = errors.get("title") or errors.get("detail") or "no reason is given"
        return Reject(shell.start, shell.end, f"DataCite answered with an error: {reason[:300]}")
    attributes = one.first("attributes")
    if attributes is None:
        return record(one, shell)
    # What stands beside the attributes says more of the resource.
    beside = [member for member in one.members if member is not attributes]
    for member in beside:
        member.known = member.name in ("type", "links", "meta")
    more = [member for member in beside if member.name in ("id", "relationships")]
    return record(_envelope(attributes, [*attributes.members, *more]), shell)


def _envelope(around: Element | Field, members: list[Field]) -> Field:
    """What stands in something, as one field."""
    return Field("", "", around.start, around.end, around.inner_start, around.inner_end, members)

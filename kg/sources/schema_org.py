"""schema.org as JSON-LD: articles, theses, books, datasets and software in plain terms, CodeMeta among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream, _json_ld
from kg.sources import _schema_org as schema
from kg.sources._json import Located, Malformed, objects
from kg.sources._json_draft import hollow
from kg.sources._schema_org_work import record

_WRAPPERS = (
    "@graph",
    "mainEntity",
    "itemListElement",
    "item",
    "dataset",
    "hasPart",
    "blogPost",
    "workExample",
    "itemReviewed",
)
"""Members of what is no work itself in which works stand."""


def sniff(name: str, head: str) -> bool:
    """Whether a text is JSON-LD whose context is schema.org's, by http or https, or CodeMeta's."""
    return _json_ld.kind(head) == "schema"


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text: objects of these types at the top, in a graph, or what a page or list is about."""
    for item in objects(stream):
        if not isinstance(item, Located):
            yield item
            continue
        nodes = _nodes(item.value)
        try:
            found = list(_works(item, nodes))
        except Malformed as finding:
            yield Reject(item.start, item.end, str(finding))
            continue
        if not found:
            yield Reject(item.start, item.end, "The object is of no type of schema.org that is read as a work.")
            continue
        for one in found:
            yield record(one, nodes) if isinstance(one, Located) else one


def _nodes(value: Any) -> dict[str, dict[str, Any]]:
    """All objects that say something under an `@id`, wherever they stand."""
    found: dict[str, dict[str, Any]] = {}
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            todo += one.values()
            name = one.get("@id")
            if isinstance(name, str) and len(one) > 1 and len(one) >= len(found.get(name, ())):
                found[name] = one
    return found


def _works(item: Located, nodes: dict[str, dict[str, Any]]) -> Iterator[Located | Furniture]:
    """The works of an object, and what is known around them; what is not is left over."""
    if schema.work_type(item.value) and "@graph" not in item.value:
        yield item
        return
    works = [(one, one.start, one.end) for one in _inside(item)]
    if not works:
        return
    used = _referred([one.value for one, _, _ in works], nodes)
    stretches: list[tuple[int, int, Located | None]] = [(start, end, one) for one, start, end in works]
    stretches += [(start, end, None) for start, end in _left(item, used)]
    at = item.start
    for start, end, work in sorted(stretches, key=lambda one: one[0]):
        if start > at:
            yield Furniture("envelope", at, start)
        if work is not None:
            yield work
        at = end
    if item.end > at:
        yield Furniture("envelope", at, item.end)


def _inside(item: Located) -> Iterator[Located]:
    for key, member in item.members().items():
        if schema.term(key) in _WRAPPERS:
            yield from _among(member)


def _among(one: Located) -> Iterator[Located]:
    if isinstance(one.value, list):
        for inner in one.items():
            yield from _among(inner)
    elif isinstance(one.value, dict):
        if schema.work_type(one.value) and set(one.value) - {"@id", "@type"}:
            yield one
        else:
            yield from _inside(one)


def _referred(works: list[Any], nodes: dict[str, dict[str, Any]]) -> set[str]:
    """The names of the objects to which works refer, directly or by others."""
    found: set[str] = set()
    todo = list(works)
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            todo += one.values()
            name = one.get("@id")
            if isinstance(name, str) and name not in found:
                found.add(name)
                todo.append(nodes.get(name))
    return found


def _left(item: Located, used: set[str]) -> Iterator[tuple[int, int]]:
    """What around the works is said of nothing that they refer to."""
    for key, member in item.members().items():
        name = schema.term(key)
        if name in _WRAPPERS:
            for one in member.items() if isinstance(member.value, list) else [member]:
                if isinstance(one.value, dict) and not (
                    schema.work_type(one.value) and set(one.value) - {"@id", "@type"}
                ):
                    if one.value.get("@id") not in used:
                        yield from _left(one, used)
                elif not isinstance(one.value, dict | list) and not hollow(one.value):
                    yield one.start, one.end
        elif name not in ("@context", "@type", "@id", "type", "id") and not hollow(member.value):
            yield member.key_start, member.end

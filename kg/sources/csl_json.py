"""CSL-JSON: an array of items, one item, an object that holds them (`items`), or JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream, _crossref
from kg.sources import _csl as csl
from kg.sources._csl_item import record
from kg.sources._json import Located, Malformed, objects
from kg.sources._window import Ahead

LEVELS = 8
"""Items are looked for in objects and arrays nested no deeper."""

_ITEMS = re.compile(r'\{\s*"items"\s*:\s*\[')
# The closing mark is optional: a text that ends in a string must not be searched from each of its marks.
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?\s*(:?)|[\[\]{}]', re.DOTALL)
_FOREIGN = frozenset(
    ["@context", "@type", "@id", "authorships", "display_name", "ENTRYTYPE", "docType_s", "message-type", "halId_s"]
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is JSON with an object that has a type of CSL and variables that only CSL has.

    Crossref gives CSL-JSON too, with all the members of its own form: there a title is a text, in its own form a list.
    """
    start = head.lstrip()
    return start.startswith(("{", "[")) and any(_is_csl(one) for one in _objects(start))


def _objects(head: str) -> Iterator[dict[str, str]]:
    """The objects of a text that may be cut off: for each key the string it has, or the bracket its value begins with."""
    open_: list[tuple[dict[str, str], str]] = []
    current: dict[str, str] = {}
    key = ""
    for token in _TOKEN.finditer(head):
        sign = token[0][0]
        if sign == '"' and token[2]:
            key = token[1]
            current[key] = ""
        elif sign == '"':
            if key:
                current[key] = current[key] or f'"{token[1]}'
        elif sign in "{[":
            if key:
                current[key] = sign
            open_.append((current, sign))
            current, key = {}, ""
        else:
            if sign == "}":
                yield current
            current, key = open_.pop()[0] if open_ else {}, ""
    yield current
    yield from (one for one, _ in reversed(open_))


def _is_csl(one: dict[str, str]) -> bool:
    kind, keys = one.get("type", "")[1:], one.keys()
    if keys & _FOREIGN:
        return False
    if len(csl.CROSSREF & keys) > 1:
        return one.get("title", "")[:1] == '"' and (kind in csl.TYPES or kind in _crossref.TYPES)
    if kind not in csl.TYPES or (one.get("title") or '"')[0] != '"':
        return False
    return "-" in kind or bool(keys & csl.STRONG) or ({"id", "title"} <= keys and keys <= csl.WEAK)


def read(stream: TextStream) -> Iterator[Item]:
    """The items in the order of the text."""
    ahead = Ahead(stream)
    for item in objects(ahead, ("items",) if _ITEMS.match(ahead.head.lstrip()) else ()):
        if not isinstance(item, Located):
            yield item
        elif _is_item(item):
            yield record(item)
        else:
            yield from _Inside(item).run()


def _is_item(item: Located) -> bool:
    """Whether an object is an item, not one that holds items."""
    value = item.value
    return (
        isinstance(value, dict) and ("type" in value or "title" in value) and not isinstance(value.get("items"), list)
    )


class _Inside:
    """The items anywhere inside an object. Brackets and keys around them are furniture, other values are left over."""

    def __init__(self, outer: Located) -> None:
        self._outer = outer
        self._at = outer.start

    def run(self) -> Iterator[Item]:
        found = False
        try:
            items = list(self._items(self._outer, 0))
        except Malformed as finding:
            yield Reject(self._outer.start, self._outer.end, str(finding))
            return
        for one in items:
            found = found or _is_item(one)
        if not found:
            yield Reject(
                self._outer.start, self._outer.end, "The object is no item: it has neither a type nor a title."
            )
            return
        for one in items:
            if one.start > self._at:
                yield Furniture("envelope", self._at, one.start)
            if _is_item(one):
                yield record(one)
            self._at = one.end
        yield Furniture("envelope", self._at, self._outer.end)

    def _items(self, one: Located, level: int) -> Iterator[Located]:
        """The items and the other values, in the order of the text. Raises `Malformed` for what is nested too deep."""
        if level > LEVELS:
            raise Malformed(f"Items are looked for {LEVELS} levels deep, not deeper.")
        inner = one.members().values() if isinstance(one.value, dict) else one.items()
        for part in inner:
            if part.value in ({}, []):
                continue
            if _is_item(part) or not isinstance(part.value, dict | list):
                yield part
            else:
                yield from self._items(part, level + 1)

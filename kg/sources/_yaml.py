"""YAML read with the place of every value, by the events of libyaml (PyYAML), within bounds.

All scalars are texts or null, as they are written: a version 1.10 stays one. What an alias stands for is put in its place, so
far as that does not make the text much larger; depth, size and number of values are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from kg.records import Piece
from kg.sources._json import Located

LARGEST = 2_000_000
"""A text of more characters is not read."""

DEPTH = 50
VALUES = 100_000
EXPANDED = 20_000
"""So many values may come in by aliases."""

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*")


class Broken(ValueError):  # noqa: N818  # a finding about the text
    """A text that is not read; the message says why and in which line."""

    def __init__(self, reason: str, text: str, at: int) -> None:
        line = text.count("\n", 0, at) + 1
        super().__init__(f"{reason} (line {line})")


class Node(Located, frozen=True, gc=False):
    """A value with its place; `low` to `high` is what it says, without quotation marks. `copied` by an alias, which is then its place.

    `inner` are the values in it, by key or in order; `odd` those whose key is no text or stands for the second time.
    """

    low: int = 0
    high: int = 0
    inner: dict[str, Node] | list[Node] | None = None
    odd: tuple[Node, ...] = ()
    copied: bool = False
    weight: int = 1

    def members(self) -> dict[str, Located]:
        """The members of a mapping."""
        return dict(self.inner) if isinstance(self.inner, dict) else {}

    def items(self) -> list[Located]:
        """The members of a sequence."""
        return list(self.inner) if isinstance(self.inner, list) else []

    def leaves(self) -> Iterator[Node]:
        """All texts in it, those that came by an alias once."""
        if self.inner is None or self.copied:
            yield self
            return
        for one in self.inner.values() if isinstance(self.inner, dict) else self.inner:
            yield from one.leaves()
        yield from self.odd


class _Open:
    """A collection whose end has not come."""

    def __init__(self, mapping: bool, start: int, anchor: str | None) -> None:
        self.mapping, self.start, self.anchor = mapping, start, anchor
        self.nodes: list[Node] = []


def documents(text: str) -> list[Node]:
    """The documents of a text. Raises `Broken` for what is no YAML, and for what is too large, deep or much."""
    import yaml
    from yaml.cyaml import CSafeLoader

    if len(text) > LARGEST:
        raise Broken(f"The text has {len(text)} characters; more than {LARGEST} are not read", text, 0)
    try:
        return _Builder(text).build(yaml.parse(text, Loader=CSafeLoader))
    except yaml.reader.ReaderError as error:
        at = error.position if isinstance(error.position, int) else 0
        raise Broken(f"A character is not allowed in YAML: {error.reason}", text, at) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Broken(f"The YAML is broken: {error.problem}", text, mark.index if mark else 0) from None
    except UnicodeEncodeError as error:
        raise Broken("Half of a surrogate pair is no character", text, error.start) from None


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._roots: list[Node] = []
        self._count = self._expanded = 0

    def build(self, events: Any) -> list[Node]:
        import yaml

        for event in events:
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event, start, end), event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._alias(event.anchor or "", start, end), None)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self._open) >= DEPTH:
                    raise Broken(f"Values are nested deeper than {DEPTH}", self._text, start)
                if event.anchor:
                    self._anchors[event.anchor] = None
                self._open.append(_Open(isinstance(event, yaml.MappingStartEvent), start, event.anchor))
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._open.pop()
                self._add(self._collection(done, end if end > start else 0), done.anchor)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._anchors = {}
        return self._roots

    def _add(self, node: Node, anchor: str | None) -> None:
        self._count += 1
        if self._count > VALUES:
            raise Broken(f"The text holds more than {VALUES} values", self._text, node.start)
        if anchor:
            self._anchors[anchor] = node
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self._roots.append(node)

    def _scalar(self, event: Any, start: int, end: int) -> Node:
        text = self._text
        # Tags and anchors before a text belong to the event too.
        properties = _PROPERTIES.match(text, start, end)
        low, high = properties.end() if properties else start, end
        if event.style in ("'", '"'):
            low, high = low + 1, end - 1
        elif event.style in ("|", ">"):
            low = text.find("\n", low, end) + 1 or end
            high = low + len(text[low:end].rstrip())
            end = max(high, start)
        value = None if not event.style and event.value in _NULL else event.value
        return Node(value, start, end, "", 0, 0, False, min(low, high), high)

    def _alias(self, anchor: str, start: int, end: int) -> Node:
        node = self._anchors.get(anchor)
        if node is None:
            reason = "stands inside what it names" if anchor in self._anchors else "names nothing"
            raise Broken(f"The alias {anchor[:60]!r} {reason}", self._text, start)
        self._expanded += node.weight
        if self._expanded > EXPANDED:
            raise Broken(f"Aliases stand for more than {EXPANDED} values", self._text, start)
        return _copy(node, start, end)

    def _collection(self, done: _Open, end: int) -> Node:
        nodes, start = done.nodes, done.start
        end = end or (nodes[-1].end if nodes else start)
        weight = 1 + sum(node.weight for node in nodes)
        if not done.mapping:
            return Node(
                [node.value for node in nodes], start, end, "", 0, 0, False, start, end, nodes, (), False, weight
            )
        members: dict[str, Node] = {}
        odd = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            one = replace(value, key_start=key.start)
            if isinstance(key.value, str) and key.value not in members:
                members[key.value] = one
            else:
                place = key.start, value.end
                odd.append(Node(value.value, *place, "", 0, key.start, False, *place))
        plain = {key: one.value for key, one in members.items()}
        return Node(plain, start, end, "", 0, 0, False, start, end, members, tuple(odd), False, weight)


def _copy(node: Node, start: int, end: int) -> Node:
    """The value again, at the place of an alias."""
    inner: dict[str, Node] | list[Node] | None = None
    if isinstance(node.inner, dict):
        inner = {key: _copy(one, start, end) for key, one in node.inner.items()}
    elif node.inner is not None:
        inner = [_copy(one, start, end) for one in node.inner]
    return Node(node.value, start, end, "", 0, start, False, start, end, inner, (), True, node.weight)


def cover(text: str, pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces in order, and furniture between them: comments, and keys with their punctuation."""
    filled: list[Piece] = []
    at = start
    for piece in [*sorted(pieces, key=lambda one: one.start), None]:
        until = piece.start if piece else end
        while at < until:
            comment = _COMMENT.search(text, at, until)
            stop = comment.start() if comment else until
            if text[at:stop].strip():
                filled.append(Piece("furniture", "label", at, stop))
            if comment:
                filled.append(Piece("furniture", "comment", comment.start(), comment.end()))
            at = comment.end() if comment else until
        if piece:
            filled.append(piece)
            at = piece.end
    return filled

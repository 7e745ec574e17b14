"""YAML of works with anybody's keys: lists of publications as sites keep them, and the front matter of pages (Hugo, Jekyll, Quarto).

A page with front matter is one work; its text below is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream
from kg.sources._keyed import record
from kg.sources._keyed_head import front_matter, is_yaml, works_in
from kg.sources._yaml import LARGEST, Broken, Node, documents

_REST_AT = 1 << 20


def sniff(name: str, head: str) -> bool:
    """Whether the front matter of a page tells a work, or the first objects of YAML are works."""
    return is_yaml(head)


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; objects without a title are rejects, and so is a text that is no YAML."""
    text = stream.read(LARGEST + 1)
    span = front_matter(text)
    low, high = span or (0, len(text))
    if span is None and len(text) > LARGEST:
        while more := stream.read(_REST_AT):
            text += more
    try:
        nodes = documents(text[low:high]) if text.strip() else []
    except Broken as finding:
        yield Reject(0, len(text), str(finding))
        return
    at = 0
    for one in works_in(nodes):
        start = low + _line(text, low, low + one.start)
        end = low + one.end
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if text[at:start].strip():
            yield Furniture("mark-up", at, start)
        yield record(_moved(one, low), start, end)
        at = end
    while span and (more := stream.read(_REST_AT)):
        text += more
    if text[at:].strip():
        yield Furniture("page" if span else "mark-up", at, len(text))


def _line(text: str, low: int, at: int) -> int:
    """Where a value begins, with the mark of its item."""
    mark = re.search(r"-[ \t]*\Z", text[max(low, at - 20) : at])
    return at - low - (len(mark[0]) if mark else 0)


def _moved(node: Node, by: int) -> Node:
    """A value with the places it has in the whole text."""
    if not by:
        return node
    from msgspec.structs import replace

    inner = node.inner
    if isinstance(inner, dict):
        inner = {key: _moved(one, by) for key, one in inner.items()}
    elif inner is not None:
        inner = [_moved(one, by) for one in inner]
    odd = tuple(_moved(one, by) for one in node.odd)
    return replace(
        node,
        start=node.start + by,
        end=node.end + by,
        key_start=node.key_start + by,
        low=node.low + by,
        high=node.high + by,
        inner=inner,
        odd=odd,
    )

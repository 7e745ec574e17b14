"""YAML of works with anybody's keys: lists of publications as sites keep them, and the front matter of pages (Hugo, Jekyll, Quarto).

A page with front matter is one work; its text below is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream
from kg.sources._keyed import record
from kg.sources._keyed_head import front_matter, is_yaml, works_in, works_of_page
from kg.sources._yaml import LARGEST, Broken, Node, documents


def sniff(name: str, head: str) -> bool:
    """Whether the front matter of a page tells a work, or the first objects of YAML are works."""
    return is_yaml(head)


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; objects without a title are rejects, and so is what is no YAML."""
    text = stream.read(LARGEST + 1)
    while len(text) > LARGEST and (more := stream.read(LARGEST)):
        text += more
    pages = list(front_matter(text))
    at = 0
    for low, high in pages or [(0, len(text))]:
        try:
            nodes = documents(text[low:high]) if text[low:high].strip() else []
        except Broken as finding:
            yield from _between(text, at, low, "page")
            yield Reject(low, high, str(finding))
            at = high
            continue
        for one in works_of_page(nodes) if pages else works_in(nodes):
            start, end = low + _begin(text, low, one.start), low + one.end
            end -= len(text[start:end]) - len(text[start:end].rstrip())
            yield from _between(text, at, start, "page" if pages else "mark-up")
            yield record(_moved(one, low), start, end)
            at = end
    yield from _between(text, at, len(text), "page" if pages else "mark-up")


def _between(text: str, start: int, end: int, kind: str) -> Iterator[Furniture]:
    if text[start:end].strip():
        yield Furniture(kind, start, end)


def _begin(text: str, low: int, at: int) -> int:
    """Where a value begins, with the mark of its item; both places count from `low`."""
    mark = re.search(r"-[ \t]*\Z", text[max(low, low + at - 20) : low + at])
    return at - (len(mark[0]) if mark else 0)


def _moved(node: Node, by: int) -> Node:
    """A value with the places it has in the whole text."""
    if not by:
        return node
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

"""CITATION.cff: YAML that says how to cite a piece of software or a dataset, with the works it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Furniture, Item, Reject
from kg.sources import TextStream
from kg.sources._cff import record
from kg.sources._yaml import LARGEST, Broken, documents

_VERSION = re.compile(r"""^(?:\{\s*)?["']?cff-version["']?\s*:""", re.MULTILINE)


def sniff(name: str, head: str) -> bool:
    """Whether a text has `cff-version` as a key at its outermost level, and begins with a key of YAML, comments aside."""
    lines = (line.strip() for line in head.splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "---", "%YAML"))), "")
    key = first.startswith("{") or re.match(r"""["']?[A-Za-z][\w-]*["']?\s*:(?:\s|$)""", first)
    return bool(key) and bool(_VERSION.search(head) or (first.startswith("{") and '"cff-version"' in head))


def read(stream: TextStream) -> Iterator[Item]:
    """The software of each document with what it cites, as records inside its own; a reject for a file that is not read."""
    text = stream.read(LARGEST + 1)
    while len(text) > LARGEST and (more := stream.read(LARGEST)):
        text += more
    if not text.strip():
        return
    try:
        nodes = documents(text)
    except Broken as finding:
        yield Reject(0, len(text), str(finding))
        return
    at = counted = 0
    line = 1
    for i, node in enumerate(nodes):
        end = len(text) if i + 1 == len(nodes) else node.end
        line += text.count("\n", counted, node.start)
        counted = node.start
        yield record(text, node, at, end, line)
        at = end
    if not nodes:
        yield Furniture("comment", 0, len(text))

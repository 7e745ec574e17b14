"""Wikitext: the citation templates of Wikipedia in many languages ({{cite journal}}, {{Literatur}}, {{Ouvrage}} ...), in articles or alone.

Sources: the documentation of the templates of Citation Style 1 and of their counterparts in the Wikipedias named in `_wikitext_terms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.records import Item, Reject
from kg.sources import TextStream
from kg.sources._wikitext import between, cites, record, templates

LARGEST = 50_000_000
"""A text of more characters is not read."""


def sniff(name: str, head: str) -> bool:
    """Whether a text has templates with titles, and few other entries of a list."""
    return cites(head)


def read(stream: TextStream) -> Iterator[Item]:
    """The cited works in the order of the text; other text is left over."""
    text = stream.read(LARGEST + 1)
    if len(text) > LARGEST:
        size = len(text)
        while chunk := stream.read(1 << 20):
            size += len(chunk)
        yield Reject(0, size, f"The text is too large for this reader: it has more than {LARGEST:,} characters.")
        return
    at = 0
    for template in templates(text):
        yield from between(text, at, template.start)
        yield record(text, template)
        at = template.end
    yield from between(text, at, len(text))

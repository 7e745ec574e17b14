"""Feeds of journals, preprint servers and indexes: RSS 2.0, RSS 1.0 (RDF) and Atom, with Dublin Core and PRISM.

Sources: "RSS 2.0 Specification", "RDF Site Summary 1.0" with its modules Dublin Core and PRISM, and RFC 4287 (Atom). Items that do not show
that they are publications (news, talks, jobs) are rejected with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream, arxiv
from kg.sources._feed import item
from kg.sources._xml import Element, subtrees

_RSS = re.compile(
    r"\s*<item>\s*<title>|<rss[\s>]|<channel[\s>]|xmlns=[\"']http://purl\.org/rss/1\.0/[\"']|<rss:item[\s>]"
)
_ATOM = re.compile(r"<(?:[\w.-]+:)?feed[\s>]|<entry\s[^>]*[\"']http://www\.w3\.org/2005/Atom[\"']")
_XML = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*){0,8}<(?:[\w.-]+:)?(?:rss|RDF|feed|entry|channel|item)[\s>]", re.DOTALL
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of the three forms; arXiv's answers in Atom are another source's."""
    if not _XML.match(head):
        return False
    return bool(_RSS.search(head) or _ATOM.search(head)) and not arxiv.sniff(name, head)


def read(stream: TextStream) -> Iterator[Item]:
    """The items in the order of the text."""
    for part in subtrees(stream, ("item", "entry")):
        yield item(part) if isinstance(part, Element) else part

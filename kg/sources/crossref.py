"""Crossref: works of its REST API (one, a list, JSON lines, the yearly file) and its XML (UNIXREF, query results, deposits)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream, _crossref, _crossref_json, _crossref_xml
from kg.sources._json import Located, objects
from kg.sources._window import Ahead
from kg.sources._xml import Element, subtrees

_XML = re.compile(
    r"<(?:[\w.-]+:)?(?:crossref_result|doi_records?|doi_batch)[\s>]|crossref\.org/(?:xschema|qrschema|schema)/"
)
_ANSWER = re.compile(r'\{\s*"(?:status|message[a-z-]*)"\s*:')
_DOI = re.compile(r'"DOI"\s*:\s*"')
_SIGN = re.compile(
    r'"(?:is-referenced-by-count|references?-count|content-domain|short-container-title|published-print|issn-type)"\s*:'
    r'|"(?:title|container-title)"\s*:\s*\['
)
_TYPE = re.compile(r'"type"\s*:\s*"([a-z-]+)"')
_CSL = re.compile(r'"title"\s*:\s*"')
_LIST = re.compile(r'"items"\s*:\s*\[')


def sniff(name: str, head: str) -> bool:
    """Whether a text is of Crossref: its XML by root or schema; its JSON by names of members, and titles that are lists.

    Titles that are strings are those of CSL-JSON, which Crossref gives with the same names of members.
    """
    start = head.lstrip()
    if start.startswith("<"):
        return bool(_XML.search(head))
    if not start.startswith(("{", "[")) or not _DOI.search(head) or _CSL.search(head):
        return False
    if _ANSWER.match(start):
        return True
    return bool(_SIGN.search(head)) and any(found[1] in _crossref.TYPES for found in _TYPE.finditer(head))


def _path(head: str) -> tuple[str, ...]:
    """The way to the list of works: an answer has them in its message, the yearly file at the top; () for works without."""
    found = _LIST.search(head) if head.lstrip().startswith("{") else None
    first = _DOI.search(head)
    if found is None or (first and first.start() < found.start()):
        return ()
    return ("message", "items") if re.search(r'"message"\s*:', head[: found.start()]) else ("items",)


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text."""
    ahead = Ahead(stream)
    if ahead.head.lstrip().startswith("<"):
        for part in subtrees(ahead, _crossref_xml.TAGS):
            if isinstance(part, Element):
                yield from _crossref_xml.records(part)
            else:
                yield part
        return
    for item in objects(ahead, _path(ahead.head)):
        if isinstance(item, Located):
            yield from _crossref_json.items(item)
        else:
            yield item

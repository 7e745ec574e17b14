"""HAL: answers of its search API as JSON, single documents, arrays and JSON lines of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream
from kg.sources._hal import record
from kg.sources._json import Located, objects
from kg.sources._window import Ahead

_ANSWER = re.compile(r'"response"\s*:\s*\{')
_ID = re.compile(r'"halId_s"\s*:\s*"')
_FIELD = re.compile(
    r'"((?:[a-z]{2,3}_)?(?:title|authFullName|docType|uri|label|keyword|abstract|domain|producedDate|language)_s|docid)"\s*:'
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is JSON with the names of HAL's fields, which end in their types: an id of HAL, or three of the commonest."""
    start = head.lstrip()
    if not start.startswith(("{", "[")):
        return False
    fields = {found[1] for found in _FIELD.finditer(head)}
    return bool(fields and _ID.search(head)) or len(fields) > 2


def read(stream: TextStream) -> Iterator[Item]:
    """The documents in the order of the text."""
    ahead = Ahead(stream)
    answer = ahead.head.lstrip().startswith("{") and _ANSWER.search(ahead.head)
    first = _FIELD.search(ahead.head)
    inside = answer and (first is None or answer.start() < first.start())
    for item in objects(ahead, ("response", "docs") if inside else ()):
        yield record(item) if isinstance(item, Located) else item

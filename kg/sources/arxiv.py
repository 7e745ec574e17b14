"""arXiv: answers of its API (Atom), OAI-PMH records, and the metadata snapshot as JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream, _arxiv_snapshot, _arxiv_xml
from kg.sources._json import Located, objects
from kg.sources._window import Ahead
from kg.sources._xml import Element, subtrees

_ATOM = re.compile(
    r"""<id>\s*https?://(?:export\.)?arxiv\.org/(?:abs/|api/)|["']http://arxiv\.org/schemas/atom/?["']""", re.IGNORECASE
)
_FEED = re.compile(r"<(?:[\w.-]+:)?(?:feed|entry)[\s>]")
_OAI = re.compile(r"<(?:[\w.-]+:)?identifier>\s*oai:arXiv\.org:", re.IGNORECASE)
_SNAPSHOT_ID = re.compile(r'"id"\s*:\s*"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"')
_SNAPSHOT_KEY = re.compile(r'"(?:authors_parsed|submitter|update_date|report-no)"\s*:')


def sniff(name: str, head: str) -> bool:
    """Whether a text is one of the three: by arXiv's ids in the places where each form has them."""
    start = head.lstrip()
    if start.startswith("<"):
        return bool(_FEED.search(head) and _ATOM.search(head)) or bool(_OAI.search(head))
    if start.startswith(("{", "[")):
        first = start[: _line_end(start)]
        return bool(_SNAPSHOT_ID.search(first) and _SNAPSHOT_KEY.search(first))
    return False


def _line_end(text: str) -> int:
    """The end of the first line that holds more than the bracket of an array."""
    end = text.find("\n", 4)
    return len(text) if end < 0 else end


def read(stream: TextStream) -> Iterator[Item]:
    """The papers of an answer or a snapshot in the order of the text."""
    ahead = Ahead(stream)
    if ahead.head.lstrip().startswith(("{", "[")):
        for item in objects(ahead):
            yield _arxiv_snapshot.record(item) if isinstance(item, Located) else item
    else:
        for part in subtrees(ahead, ("entry", "record")):
            yield _arxiv_xml.record(part) if isinstance(part, Element) else part

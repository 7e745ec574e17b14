"""OpenAlex: works as one JSON object, as answers of the API with `results`, and as JSON lines of the snapshot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream, _openalex_work
from kg.sources._json import Located, objects
from kg.sources._window import Ahead

_ID = re.compile(r'"(?:id|openalex)"\s*:\s*"https?://openalex\.org/[A-Z]\d+"')
_RESULTS = re.compile(r'"results"\s*:\s*\[')


def sniff(name: str, head: str) -> bool:
    """Whether a text is JSON with an id of OpenAlex. Its authors and other objects are claimed, too, to be refused by name."""
    return head.lstrip().startswith(("{", "[")) and bool(_ID.search(head))


def _path(head: str) -> tuple[str, ...]:
    """The way to the works: an answer has them in `results`, before which no id stands."""
    found = _RESULTS.search(head) if head.lstrip().startswith("{") else None
    return ("results",) if found and not _ID.search(head, 0, found.start()) else ()


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; an author, a source or another object of OpenAlex is a reject that says so."""
    ahead = Ahead(stream)
    for item in objects(ahead, _path(ahead.head)):
        yield _openalex_work.record(item) if isinstance(item, Located) else item

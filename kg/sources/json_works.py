"""JSON of works with anybody's keys: answers of Semantic Scholar, Europe PMC, NASA ADS, bioRxiv, DOAJ, CORE, Zenodo, and lists of one's own.

The keys are known by their words. Where a format of its own is read by another source (Crossref, OpenAlex, CSL-JSON ...), that one claims it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.records import Item
from kg.sources import TextStream, arxiv, crossref, csl_json, datacite, hal, openalex, orcid, rdf, schema_org
from kg.sources._json import Located, objects
from kg.sources._keyed import record
from kg.sources._keyed_head import path_of
from kg.sources._window import Ahead

_OTHERS = (arxiv, crossref, csl_json, datacite, hal, openalex, orcid, rdf, schema_org)


def sniff(name: str, head: str) -> bool:
    """Whether one of the first objects has a title and two more parts of a work, and no source of a format of its own claims the text."""
    return path_of(head) is not None and not any(other.sniff(name, head) for other in _OTHERS)


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; objects without a title are rejects."""
    ahead = Ahead(stream)
    for item in objects(ahead, path_of(ahead.head) or ()):
        yield record(item, item.start, item.end) if isinstance(item, Located) else item

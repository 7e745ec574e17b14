"""The formats of graphs and of query results: a format is a value that says its name, media type and extension.

Which format a client gets is decided by its `Accept` header as RFC 9110 (sections 12.4.2 and 12.5.1) has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["rdf", "results"]


@dataclass(frozen=True)
class Format:
    """A format as registered with IANA or defined by the W3C.

    `extension` comes without a dot; `graphs` says whether it can name graphs; `kind` tells triples (`rdf`) from rows
    (`results`). `also` holds other media types and `endings` other extensions in use for the same thing.
    """

    name: str
    media_type: str
    extension: str
    graphs: bool
    kind: Kind
    also: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of a `Content-Type` header: text types name their charset, the others are UTF-8 by definition."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


TURTLE = Format(
    "turtle", "text/turtle", "ttl", False, "rdf", ("application/x-turtle", "application/turtle"), ("turtle",)
)
NTRIPLES = Format("ntriples", "application/n-triples", "nt", False, "rdf", ("text/plain",), ("ntriples",))
NQUADS = Format("nquads", "application/n-quads", "nq", True, "rdf", ("text/x-nquads",), ("nquads",))
TRIG = Format("trig", "application/trig", "trig", True, "rdf", ("application/x-trig",))
JSONLD = Format("jsonld", "application/ld+json", "jsonld", True, "rdf", ("application/json",))
RDFXML = Format("rdfxml", "application/rdf+xml", "rdf", False, "rdf")

JSON = Format("json", "application/sparql-results+json", "json", False, "results", ("application/json",), ("srj",))
XML = Format(
    "xml", "application/sparql-results+xml", "xml", False, "results", ("application/xml", "text/xml"), ("srx",)
)
CSV = Format("csv", "text/csv", "csv", False, "results")
TSV = Format("tsv", "text/tab-separated-values", "tsv", False, "results")

FORMATS = (TURTLE, NTRIPLES, NQUADS, TRIG, JSONLD, RDFXML, JSON, XML, CSV, TSV)
"""All formats; those of a kind in order of preference."""


def by_name(name: str) -> Format | None:
    """The format of this name (`turtle`, `json` ...), or None."""
    return next((one for one in FORMATS if one.name == name.lower()), None)


def by_extension(extension: str) -> Format | None:
    """The format of an extension, with or without its dot, in any case; or None."""
    wanted = extension.lower().removeprefix(".")
    return next((one for one in FORMATS if wanted == one.extension or wanted in one.endings), None)


def by_media_type(media_type: str, kind: Kind | None = None) -> Format | None:
    """The format of a media type, its parameters aside, or None.

    A registered type goes before a type that is only in use for a format (`also`); `kind` looks among one kind only.
    """
    wanted = media_type.partition(";")[0].strip().lower()
    among = [one for one in FORMATS if kind is None or one.kind == kind]
    proper = next((one for one in among if one.media_type == wanted), None)
    return proper or next((one for one in among if wanted in one.also), None)


# --- which one a client wants ----------------------------------------------------------------------------------------

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"\s*({_TOKEN})/({_TOKEN})\s*(?:;|$)")
_QUALITY = re.compile(r";\s*[qQ]=([^;]*)")
_QVALUE = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$")
# A quotation that is never closed runs to the end, so that no character is looked at twice.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)


def negotiate(accept: str, offered: Sequence[Format]) -> Format | None:
    """The offered format that an `Accept` header prefers, or None when it takes none of them.

    Of the ranges that fit a format the most precise one gives its quality; among equals the order of `offered` decides.
    A header that is empty, or in which nothing is well formed, asks for nothing in particular and gets the first.
    Parameters other than `q` (`charset`, `profile`) are not looked at: what is offered is UTF-8 and has no variants.
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    best, chosen = 0.0, None
    for one in offered:
        quality = _quality(ranges, one)
        if quality > best:
            best, chosen = quality, one
    return chosen


def _quality(ranges: dict[str, float], one: Format) -> float:
    """The quality the ranges give a format: its own type's, or that of another name for it, or that of a wildcard."""
    if one.media_type in ranges:
        return ranges[one.media_type]
    others = [ranges[other] for other in one.also if other in ranges]
    if others:
        return max(others)
    return ranges.get(one.media_type.partition("/")[0] + "/*", ranges.get("*/*", 0.0))


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The well-formed media ranges of a header with their quality; what is malformed is passed over."""
    for member in _QUOTED.sub("", accept).split(","):
        found = _RANGE.match(member)
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        given = _QUALITY.search(member)
        value = given[1].strip() if given else "1"
        if _QVALUE.match(value):
            yield f"{found[1]}/{found[2]}".lower(), float(value)

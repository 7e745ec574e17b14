"""What the graph says of one thing: its IRI and its local path, its statements, and these as RDF.

A data IRI `{base}id/{kind}/{key}` is the page `/doc/{kind}/{key}` here, whatever the base. A key may hold `/`, `:` and
characters that are percent-encoded in the IRI (old DOIs hold `<`, `>`, `;`, `#`); a path is kept encoded as it stands in the IRI.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from kg import iris
from kg.config import NAMESPACE
from kg.formats import JSONLD, NTRIPLES, TURTLE, Format
from kg.web.graph import Graph, Row

PREFIXES = {
    "schema": "https://schema.org/",
    "bibo": "http://purl.org/ontology/bibo/",
    "status": "http://purl.org/ontology/bibo/status/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "kg": NAMESPACE,
}
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

FORMATS = (TURTLE, JSONLD, NTRIPLES)
"""The formats of a description; their extensions are endings of its path."""

_IN_PATH = "!$%&'()*+,-./:;=@_~"
_IN_IRI = _IN_PATH + "#?[]"


@dataclass(frozen=True)
class Thing:
    """A thing the graph knows: its IRI, and the format its path asked for by its ending."""

    iri: str
    format: Format | None = None


def reference(iri: str) -> str:
    """An IRI as it stands in a query, the characters that would end or break it percent-encoded."""
    return f"<{''.join(c if ord(c) > 0x7F else quote(c, safe=_IN_IRI) for c in iri)}>"


def literal(text: str) -> str:
    """A text as it stands in a query."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in text if c >= " " or c in escapes) + '"'


def path_of(iri: str, base: str) -> str | None:
    """The local path of the page of a data IRI; None for any other IRI."""
    start = f"{base}id/"
    if not iri.startswith(start) or len(iri) == len(start):
        return None
    key, mark, fragment = iri[len(start) :].partition("#")
    return "/doc/" + quote(key, safe=_IN_PATH) + (mark + quote(fragment, safe=_IN_IRI) if mark else "")


def spellings(path: str, base: str) -> list[str]:
    """The data IRIs that a path `{kind}/{key}` may stand for: as the client encoded it, and as this program encodes IRIs."""
    kind, _, key = path.partition("/")
    sent = f"{base}id/{quote(path, safe=_IN_PATH)}"
    return list(dict.fromkeys([sent, iris.thing(base, quote(kind, safe="-_"), unquote(key))])) if kind and key else []


def find(graph: Graph, path: str) -> Thing | None:
    """The thing of a path behind `/doc/`, which may end in the extension of a format; None when the graph has no such thing."""
    options = [(path, None), *((path[: -len(ending)], one) for one, ending in _endings() if path.endswith(ending))]
    for key, chosen in options:
        known = spellings(key, graph.base)
        values = " ".join(reference(iri) for iri in known)
        found = graph.rows(
            f"SELECT DISTINCT ?s WHERE {{ VALUES ?s {{ {values} }} {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
        )
        if there := {row["s"].value for row in found}:
            return Thing(next(iri for iri in known if iri in there), chosen)
    return None


def _endings() -> list[tuple[Format, str]]:
    return [(one, f".{one.extension}") for one in FORMATS]


def replaced_by(graph: Graph, iri: str) -> str | None:
    """The IRI that took the place of this one, where one did."""
    found = graph.rows(
        PROLOGUE + f"SELECT ?new WHERE {{ {reference(iri)} dcterms:isReplacedBy ?new }} ORDER BY ?new LIMIT 1"
    )
    return found[0]["new"].value if found else None


def statements(graph: Graph, iri: str) -> list[Row]:
    """What is said of a thing in any layer: rows of `p`, `o`, the name of `o` as `label`, and the layer as `g`."""
    s = reference(iri)
    return graph.rows(
        PROLOGUE + f"SELECT ?g ?p ?o ?label WHERE {{ {{ {s} ?p ?o }} UNION {{ GRAPH ?g {{ {s} ?p ?o }} }}"
        " OPTIONAL { ?o schema:name ?label } } ORDER BY ?g ?p ?o LIMIT 20000"
    )


def pointing(graph: Graph, iri: str, limit: int = 100) -> list[Row]:
    """What points at a thing, in any layer: rows of `s`, its name as `label`, `p` and `g`; at most `limit`."""
    o = reference(iri)
    return graph.rows(
        PROLOGUE + f"SELECT ?g ?s ?p ?label WHERE {{ {{ ?s ?p {o} }} UNION {{ GRAPH ?g {{ ?s ?p {o} }} }}"
        f" OPTIONAL {{ ?s schema:name ?label }} }} LIMIT {limit}"
    )


def description(graph: Graph, iri: str) -> bytes:
    """The statements about a thing and those about its authorships, versions and identifiers, as N-Triples."""
    s = reference(iri)
    query = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
      {{ VALUES ?s {{ {s} }} ?s ?p ?o }}
      UNION {{ GRAPH ?g {{ VALUES ?s {{ {s} }} ?s ?p ?o }} }}
      UNION {{ ?s kg:authorshipOf {s} . ?s ?p ?o }}
      UNION {{ ?s kg:contributionTo {s} . ?s ?p ?o }}
      UNION {{ {s} dcterms:hasVersion ?s . ?s ?p ?o }}
      UNION {{ {s} schema:identifier ?s . ?s ?p ?o }} }}"""
    return graph.ntriples(PROLOGUE + query)


def serialised(ntriples: bytes, chosen: Format, base: str) -> bytes:
    """N-Triples in one of `FORMATS`, with prefixes where the format has them; the same triples give the same bytes."""
    from kg import turtle
    from kg.exports import Part, exports

    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "description.nt"
        file.write_bytes(ntriples)
        exports()[chosen.name].write([Part(None, (file,))], out, PREFIXES | turtle.prefixes(base), Path(name))
    return out.getvalue()


def compact(iri: str) -> str:
    """An IRI with its prefix, where it has a known one and a plain local name."""
    for name, start in PREFIXES.items():
        local = iri[len(start) :]
        if iri.startswith(start) and local and local.replace("-", "").replace("_", "").isalnum():
            return f"{name}:{local}"
    return iri


def tail(iri: str) -> str:
    """The readable end of an IRI, for a thing without a name."""
    return unquote(iri.rstrip("/").rsplit("/id/", 1)[-1].rsplit("/", 1)[-1]) or iri

"""Hostile triples, and what pyoxigraph and rdflib read from a written graph, in one comparable form."""

from __future__ import annotations

import io
import warnings

import pyoxigraph
import rdflib
from hypothesis import strategies as st

from kg.turtle import XSD

Term = tuple[str, ...]
Triple = tuple[str, str, Term]
Triples = list[Triple]

_HOSTILE = (
    "\"\\\n\r\t\b\f'\x00\x01\x0b\x1f\x7f\x85\xa0\u200e\u202e\u2028\u2066\ufeff\ufffe\U0001f600\U0010ffff<>{}^`|@#%.,;"
)
_LEXICAL = [
    "0",
    "7",
    "-3",
    "007",
    "-0",
    "+1",
    "1.0",
    "1.50",
    ".5",
    "1e3",
    "true",
    "1",
    "2025",
    "2025-10",
    "NaN",
    "",
    "x",
]
_TYPES = ["integer", "decimal", "boolean", "gYear", "date", "anyURI", "double"]


def _texts() -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(_HOSTILE) | st.characters(exclude_categories=["Cs"]), max_size=12)


def _iris() -> st.SearchStrategy[str]:
    locals_ = st.text("abXY019._:-~%/#?=&é漢\u202e!$'()*+,;@", max_size=8).map(lambda one: one.replace("%", "%20"))
    bases = st.sampled_from(["https://example.org/", "https://example.org/v#", "https://other.example/a/", "urn:x:"])
    # A second number sign would not be an IRI.
    return st.builds(lambda base, rest: base + rest.replace("#", "" if "#" in base else "/"), bases, locals_)


def _objects() -> st.SearchStrategy[Term]:
    languages = st.sampled_from(["en", "de-ch", "zh-hant-tw"])
    typed = st.tuples(
        st.just("typed"), st.sampled_from(_LEXICAL) | _texts(), st.sampled_from([XSD + t for t in _TYPES]) | _iris()
    )
    return (
        st.tuples(st.just("iri"), _iris())
        | st.tuples(st.just("plain"), _texts())
        | st.tuples(st.just("language"), _texts(), languages)
        | typed
    )


def triples() -> st.SearchStrategy[Triples]:
    """Up to eight different triples with texts and IRIs made to break writers."""
    types = st.just("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return st.lists(st.tuples(_iris(), _iris() | types, _objects()), max_size=8, unique=True)


def as_ntriples(given: Triples) -> str:
    """The triples as N-Triples, written by pyoxigraph."""
    lines = (str(pyoxigraph.Triple(_node(s), _node(p), _term(o))) + " .\n" for s, p, o in given)
    return "".join(lines)


def expected(given: Triples) -> set[Triple]:
    """The set of triples in the form in which the readers below give them."""
    return set(given)


def by_pyoxigraph(written: bytes, form: pyoxigraph.RdfFormat) -> set[Triple]:
    """What pyoxigraph reads."""
    return {
        (str(q.subject.value), q.predicate.value, _of_pyoxigraph(q.object)) for q in pyoxigraph.parse(written, form)
    }


def by_rdflib(written: bytes, form: str) -> set[Triple]:
    """What rdflib reads, its texts left as they stand."""
    graph = rdflib.Dataset() if form in ("nquads", "trig", "json-ld") else rdflib.Graph()
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings():
            # It warns of texts that are not of their datatype, which is what is tried here.
            warnings.simplefilter("ignore")
            graph.parse(io.BytesIO(written), format=form)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    return {(str(t[0]), str(t[1]), _of_rdflib(t[2])) for t in graph}


def _node(iri: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(iri)


def _term(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    kind, value = term[:2]
    if kind == "iri":
        return _node(value)
    if kind == "language":
        return pyoxigraph.Literal(value, language=term[2])
    return pyoxigraph.Literal(value, datatype=_node(term[2])) if kind == "typed" else pyoxigraph.Literal(value)


def _of_pyoxigraph(term: object) -> Term:
    if isinstance(term, pyoxigraph.NamedNode):
        return ("iri", term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return ("language", term.value, term.language)
    datatype = term.datatype.value
    return ("plain", term.value) if datatype == XSD + "string" else ("typed", term.value, datatype)


def _of_rdflib(term: object) -> Term:
    if isinstance(term, rdflib.URIRef):
        return ("iri", str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return ("language", str(term), term.language)
    datatype = str(term.datatype or XSD + "string")
    return ("plain", str(term)) if datatype == XSD + "string" else ("typed", str(term), datatype)

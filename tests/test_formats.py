"""Formats are found by name, extension and media type, and negotiated by RFC 9110."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import formats
from kg.formats import CSV, FORMATS, JSON, JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TSV, TURTLE, XML, negotiate

RDF = (TURTLE, NTRIPLES, JSONLD, RDFXML)
RESULTS = (JSON, XML, CSV, TSV)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_format_is_found_by_what_it_says_of_itself(one: formats.Format) -> None:
    """A format's own name, extension and media type lead back to it."""
    assert formats.by_name(one.name) is one
    assert formats.by_name(one.name.upper()) is one
    assert formats.by_extension(one.extension) is one
    assert formats.by_extension("." + one.extension.upper()) is one
    assert formats.by_media_type(one.media_type) is one
    assert formats.by_media_type(one.content_type) is one
    assert all(formats.by_extension(ending) is one for ending in one.endings)
    assert all(formats.by_media_type(other, one.kind) is one for other in one.also)


def test_what_is_unknown_is_none() -> None:
    """Unknown names, extensions and media types give None."""
    assert formats.by_name("n3") is None
    assert formats.by_extension("") is None
    assert formats.by_extension("exe") is None
    assert formats.by_media_type("") is None
    assert formats.by_media_type("text/html") is None


def test_only_formats_with_graphs_say_so() -> None:
    """N-Quads, TriG and JSON-LD can name graphs; nothing else can."""
    assert {one for one in FORMATS if one.graphs} == {NQUADS, TRIG, JSONLD}


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("", RDF, TURTLE),
        ("*/*", RDF, TURTLE),
        ("application/n-triples", RDF, NTRIPLES),
        ("APPLICATION/N-TRIPLES", RDF, NTRIPLES),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", RDF, JSONLD),
        ("text/turtle; q=0.5 , application/ld+json ; Q=0.9", RDF, JSONLD),
        ("application/*", RDF, NTRIPLES),
        ("application/*, text/turtle;q=0.9", RDF, NTRIPLES),
        ("application/*;q=0.2, application/rdf+xml", RDF, RDFXML),
        ("text/turtle;q=0, */*", RDF, NTRIPLES),
        ("text/turtle;q=0, text/*;q=0.9", (TURTLE,), None),
        ("text/*, text/turtle;q=0.1, application/n-triples;q=0.4", (TURTLE, JSONLD, NTRIPLES), NTRIPLES),
        ("image/png", RDF, None),
        ("image/png, */*;q=0.1", RDF, TURTLE),
        ("text/turtle;charset=utf-8", RDF, TURTLE),
        ('application/ld+json;profile="a;q=0,b", text/turtle;q=0.8', RDF, JSONLD),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", RESULTS, XML),
        ("application/json", RESULTS, JSON),
        ("application/json", RDF, JSONLD),
        ("text/csv;q=1.000, text/tab-separated-values;q=0.999", RESULTS, CSV),
        ("text/turtle;q=2, application/n-triples;q=0.1", RDF, NTRIPLES),
        ("text/turtle;q=, application/n-triples;q=0.1", RDF, NTRIPLES),
        ("text/turtle;q=0.1234, application/n-triples;q=0.1", RDF, NTRIPLES),
        ("*/turtle, application/n-triples", RDF, NTRIPLES),
        ("nonsense", RDF, TURTLE),
        (",,,", RDF, TURTLE),
        ("*/*;q=0", RDF, None),
    ],
)
def test_the_client_gets_what_it_prefers(
    accept: str, offered: tuple[formats.Format, ...], expected: formats.Format | None
) -> None:
    """The most precise range gives a format's quality, the highest quality wins, the order offered decides a tie."""
    assert negotiate(accept, offered) is expected


def test_nothing_offered_is_nothing_taken() -> None:
    """Without an offer there is no format."""
    assert negotiate("", ()) is None
    assert negotiate("*/*", ()) is None


@given(st.text(alphabet='abz/*;,=q.01 "\\\t', max_size=60) | st.text(max_size=40))
def test_no_header_raises(accept: str) -> None:
    """Whatever a client sends, the answer is one of the formats offered or None."""
    assert negotiate(accept, RDF) in (*RDF, None)


@pytest.mark.parametrize(
    "accept", ['"' * 50_000, "a/b;" * 20_000, '"\\' * 30_000, " " * 60_000, "a" * 60_000, ";q=" * 20_000]
)
def test_long_headers_take_linear_time(accept: str) -> None:
    """A header made to slow a parser down is answered at once."""
    begun = time.process_time()
    negotiate(accept, RDF)
    assert time.process_time() - begun < 12

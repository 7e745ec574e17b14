"""What is refused before an engine sees it: calls to others, updates, unknown graphs, and what is too deep or too long."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.guard import MAX_NESTING, MAX_QUERY, check, tokens

GRAPH = "http://g/1"


def reason(error: pytest.ExceptionInfo[QueryError]) -> object:
    return error.value.facts["reason"]


FOREIGN = [
    "SELECT * { SERVICE <$U> { ?s ?p ?o } }", "SELECT * { SERVICE SILENT <$U> { ?s ?p ?o } }", "SELECT * { service<$U>{?s ?p ?o} }",
    "SELECT * { SERVICESILENT<$U>{?s ?p ?o} }", "PREFIX e: <$U/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX : <$U/> PREFIX service: <http://e/> SELECT * { service:x { ?s ?p ?o } }",
    "SELECT * { ?a <http://p> '1'SERVICE<$U>{?s ?p ?o} }", "SELECT * { ?a <http://p> 1SERVICE<$U>{?s ?p ?o} }",
    "SELECT * { ?a <http://p> trueSERVICE<$U>{?s ?p ?o} }", "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\n<$U>{?s ?p ?o} }",
    "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE <$U> { ?s ?p ?o } } }", "SELECT * { LATERAL { SERVICE <$U> { ?s ?p ?o } } }",
    "SELECT * { ?a ?b \"\\u0022 . SERVICE <$U> { ?s ?p ?o } #\" }", "SELECT * { S\\u0045RVICE <$U> { ?s ?p ?o } }",
    "SELECT * { # '\nSERVICE <$U> { ?s ?p ?o } }", "SELECT * { ?a ?b '''x''' . SERVICE # ' \n <$U> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?x { ?s ?p ?o } }", "ASK { {} UNION { SERVICE <$U> {} } }",
]  # fmt: skip


@pytest.mark.parametrize("query", FOREIGN)
def test_service_is_refused(query: str) -> None:
    """SERVICE is refused however it is written: glued to its neighbours, behind escapes, comments and comparisons."""
    with pytest.raises(QueryError, match="SERVICE is refused") as error:
        check(query.replace("$U", "http://example.org/x"))
    assert reason(error) == "refused"


@given(st.lists(st.sampled_from([
    "SERVICE", "service", "<$U>", "{?s ?p ?o}", "{}", "?a", "<p>", "'1'", '"""x"""', "1", "1.", "true", "a", ":x", "e:x", "service:x",
    " ", "\n", "#>\n", "#", "<", ">", "(", ")", "FILTER(?a<?b)", "FILTER", "SILENT", ".", ";", ",", "@en", "\\u0022", "'", '"', "_:b",
    "GRAPH", "OPTIONAL", "UNION", "{", "}", "EXISTS", "!", "&&", "BIND(1 AS ?x)", "VALUES ?a {1}", "^^<t>", "-",
]), min_size=1, max_size=8))  # fmt: skip
def test_nothing_that_passes_calls_out(parts: list[str]) -> None:
    """Whatever pieces of SPARQL are put together: the engine calls no one with a query that passed the check."""
    import pyoxigraph as ox

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        query = f"PREFIX : <{here}> PREFIX e: <{here}> PREFIX service: <{here}> SELECT * {{ " + "".join(parts) + " }"
        query = query.replace("$U", here)
        try:
            check(query)
        except QueryError:
            return
        store = ox.Store()
        for o in (ox.Literal("1"), ox.Literal(True), ox.Literal(1)):
            store.add(ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), o))
        try:
            for _ in store.query(query):  # type: ignore[union-attr]
                pass
        except (SyntaxError, ValueError):
            return
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x> {}' }", "SELECT * { ?s ?p \"\"\"a \"SERVICE\" b\"\"\" }", "SELECT * { ?service ?p $load }",
        "SELECT * { <http://x/SERVICE> <http://x/(a)service> ?o }", "# SERVICE\nSELECT * { ?s ?p ?o }", "SELECT * { ?s ?p '\\'SERVICE' }",
        "PREFIX ex: <http://x#service> SELECT * { ex:SERVICE ex:load ex:a.b }", "SELECT * { _:service ?p 'x'@service }",
        "PREFIX service: <http://x> SELECT * { ?s service:p ?o }", "PREFIX service: <http://x> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?insert) { ?s ?p ?o FILTER (?s<?o && ?o>?s) }", "SELECT * FROM <http://g/1> FROM NAMED <http://g/1> {}",
        "BASE <http://g/> PREFIX g: <http://g/> SELECT * FROM <1> FROM g:1 FROM <http://g/\\u0031> { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_what_only_looks_refused(query: str) -> None:
    """Keywords in strings, comments, IRIs, names and variables are no keywords, and graphs that are here may be named."""
    assert check(query, [GRAPH]) == "select"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://a> <http://b> 1 }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://x>", "CLEAR ALL", "DROP GRAPH <http://g/1>",
        "PREFIX x: <http://x> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "ASK {} ; LOAD <http://x>", "CREATE GRAPH <http://g>", "move default to <http://g>",
    ],
)  # fmt: skip
def test_updates_are_refused(query: str) -> None:
    """Every SPARQL Update is refused as such."""
    with pytest.raises(QueryError, match="is an update") as error:
        check(query)
    assert reason(error) == "refused"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://elsewhere/data.ttl> { ?s ?p ?o }", "SELECT * FROM NAMED <http://g/2> { ?s ?p ?o }",
        "PREFIX g: <http://g/> SELECT * from g:2 { ?s ?p ?o }", "BASE <http://g/> SELECT * FROM <2> { ?s ?p ?o }",
        "SELECT * FROM <http://g/1> FROM <http://g/2> { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_unknown_graphs_are_refused(query: str) -> None:
    """FROM names graphs of the store only: nothing is fetched, and nothing answers as if it were empty."""
    with pytest.raises(QueryError, match="which is not in this store") as error:
        check(query, [GRAPH])
    assert reason(error) == "refused"


def test_limits() -> None:
    """Nesting and length are limited, brackets in strings not counted."""
    fine = "SELECT * " + "{" * MAX_NESTING + "}" * MAX_NESTING
    assert check(fine) == "select"
    assert check(f"SELECT * {{ ?s ?p '{'{' * 5000}' }}") == "select"
    with pytest.raises(QueryError, match="deeper than 100"):
        check("SELECT * " + "{" * (MAX_NESTING + 1) + "}" * (MAX_NESTING + 1))
    with pytest.raises(QueryError, match="deeper than 100"):
        check("SELECT * { ?s ?p " + "[ ?p " * 5000)
    with pytest.raises(QueryError, match="100,000 are the most") as error:
        check("SELECT * { ?s ?p '" + "x" * MAX_QUERY + "' }")
    assert reason(error) == "too-large"


@pytest.mark.parametrize(
    "text", ['"' * 99_000, '\\"' * 49_000, "<a" * 49_000, "a." * 49_000, "'''" + "'" * 99_000, "?" * 99_000, "\\u0022" * 16_000, "<" + "\\u0041" * 16_000, ":%" * 49_000]
)  # fmt: skip
def test_looking_takes_linear_time(text: str) -> None:
    """The longest of hostile texts is looked at in a moment."""
    begun = time.monotonic()
    list(tokens(text))
    assert time.monotonic() - begun < 12

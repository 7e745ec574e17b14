"""The endpoint as SPARQL 1.1 Protocol has it, asked by SPARQLWrapper and by plain requests."""

from __future__ import annotations

import csv
import io
import time
from typing import Any
from urllib.parse import quote

import pytest
import requests
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

from tests.web.conftest import HOSTILE, Server

KG = "PREFIX schema: <https://schema.org/> PREFIX kg: <https://w3id.org/kg-bib/ns#> "
TITLES = KG + "SELECT ?title WHERE { ?work a kg:Work ; schema:name ?title } ORDER BY ?title"
WRITTEN = ["A second look at lichens", "On the growth of lichens", HOSTILE]
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }"


def client(server: Server, query: str, form: str) -> SPARQLWrapper:
    """SPARQLWrapper, which needs its agent and its time-out set."""
    one = SPARQLWrapper(server.url + "/sparql", agent="kg-tests")
    one.setTimeout(30)
    one.setQuery(query)
    one.setReturnFormat(form)
    return one


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_a_query_is_answered_by_each_of_the_three_ways_to_send_it(server: Server, method: str, how: str) -> None:
    """GET, POST as a form and POST as a query give the same rows."""
    asking = client(server, TITLES, JSON)
    asking.setMethod(method)
    asking.setRequestMethod(how)
    rows: Any = asking.query().convert()
    assert sorted(row["title"]["value"] for row in rows["results"]["bindings"]) == sorted(WRITTEN)


def test_rows_come_as_csv_tsv_and_xml(server: Server) -> None:
    """The same rows come in each format asked for, under its own media type."""
    answer = client(server, TITLES, CSV).query()
    assert answer.info()["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.convert().decode())))
    assert sorted(row[0] for row in rows[1:]) == sorted(WRITTEN)
    answer = client(server, TITLES, TSV).query()
    assert answer.info()["content-type"].startswith("text/tab-separated-values")
    assert answer.convert().decode().splitlines()[0] == "?title"
    answer = client(server, TITLES, XML).query()
    assert answer.info()["content-type"] == "application/sparql-results+xml"
    texts = answer.convert().getElementsByTagName("literal")
    assert sorted(text.firstChild.data for text in texts) == sorted(WRITTEN)


def test_graphs_come_as_turtle_and_ntriples(server: Server) -> None:
    """CONSTRUCT and DESCRIBE come as Turtle unless N-Triples are asked for."""
    query = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"
    answer = client(server, query, TURTLE).query()
    assert answer.info()["content-type"].startswith("text/turtle")
    plain = server.get("/sparql", "application/n-triples", params={"query": query})
    assert plain.headers["content-type"] == "application/n-triples"
    assert all(line.endswith(" .") for line in plain.text.splitlines())
    described = server.get("/sparql", params={"query": "DESCRIBE <https://example.org/kg/id/person/ada>"})
    assert described.headers["content-type"].startswith("text/turtle")
    assert "Ada Aalto" in described.text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_what_the_client_prefers(server: Server, accept: str, media_type: str) -> None:
    """Of the formats a kind of answer comes in, the client gets the one it ranks highest; JSON when it does not say."""
    answer = server.get("/sparql", accept, params={"query": "ASK { ?s ?p ?o }"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT nonsense", 400),
        ("", 400),
        ("SELECT * WHERE { ?s ?p 'open }", 400),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("SELECT * FROM <http://127.0.0.1:1/data> WHERE { ?s ?p ?o }", 403),
        ("LOAD <http://127.0.0.1:1/data>", 403),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 403),
        ("SELECT * WHERE " + "{" * 5000 + "}" * 5000, 403),
        ("ASK { ?s ?p '" + "x" * 200_000 + "' }", 413),
        ("SELECT (1/0 AS ?x) WHERE { } } DROP ALL", 403),
    ],
)
def test_what_cannot_be_answered_gets_its_status_and_a_sentence(server: Server, query: str, status: int) -> None:
    """Malformed, refused and overlong queries each get their own status and one line of plain text."""
    answer = requests.post(server.url + "/sparql", data={"query": query}, timeout=30)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.strip().endswith(".")
    assert "Traceback" not in answer.text


def test_a_request_names_the_graphs_it_asks(server: Server) -> None:
    """`default-graph-uri` and `named-graph-uri` make up the dataset, by GET and by POST, and go before FROM in the query."""
    provenance = "https://example.org/kg/graph/provenance"
    everywhere = f"SELECT (COUNT(*) AS ?n) FROM <{provenance}> {{ ?s ?p ?o }}"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    default = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def count(query: str, **graphs: str) -> int:
        data = {"query": query, **{name.replace("_", "-"): iri for name, iri in graphs.items()}}
        answers = [
            requests.get(server.url + "/sparql", params=data, headers={"Accept": "text/csv"}, timeout=30),
            requests.post(server.url + "/sparql", data=data, headers={"Accept": "text/csv"}, timeout=30),
        ]
        [number] = {answer.text.split()[1] for answer in answers}
        return int(number)

    there = count(everywhere)
    assert there > 0
    assert count(default, default_graph_uri=provenance) == there
    assert count(named, default_graph_uri=provenance) == 0
    assert count(named, named_graph_uri=provenance) == there
    assert count(default, named_graph_uri=provenance) == 0
    assert count(everywhere, named_graph_uri=provenance) == 0


def test_requests_outside_the_protocol_get_their_status(server: Server) -> None:
    """Two queries, an update, a foreign media type, a graph that is not here, an unknown format, no UTF-8 and another method are told apart."""
    address = server.url + "/sparql"

    def post(body: bytes, media_type: str) -> int:
        return requests.post(address, data=body, headers={"Content-Type": media_type}, timeout=30).status_code

    assert server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert server.get("/sparql?query=ASK%7B%7D&default-graph-uri=urn:a").status_code == 400
    assert server.get("/sparql?query=%FF").status_code == 400
    assert server.get("/sparql?query=ASK%7B%7D", "image/png").status_code == 406
    assert server.get("/sparql?query=ASK%7B%7D&format=turtle").status_code == 406
    assert post(b"update=CLEAR+ALL", "application/x-www-form-urlencoded") == 403
    assert post(b"CLEAR ALL", "application/sparql-update") == 403
    assert post(b"\xff", "application/sparql-query") == 400
    assert post(b"{}", "application/json") == 415
    assert post(b"x" * 3_000_000, "application/sparql-query") == 413
    assert requests.put(address, data=b"", timeout=30).status_code == 405


def test_a_query_past_its_deadline_is_ended_and_the_next_is_answered(server: Server) -> None:
    """A query that takes too long gets 503 soon after the deadline, and both workers answer again."""
    for _ in range(3):
        began = time.monotonic()
        answer = server.get("/sparql", params={"query": SLOW})
        assert answer.status_code == 503
        assert "2 s" in answer.text
        assert time.monotonic() - began < 10
    assert server.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_other_sites_may_ask(server: Server) -> None:
    """A preflight request and the answers themselves allow any origin, and HEAD has no body."""
    asked = requests.options(server.url + "/sparql", headers={"Origin": "https://example.net"}, timeout=30)
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert asked.headers["access-control-allow-origin"] == "*"
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=nonsense", "/nowhere"):
        assert server.get(path).headers["access-control-allow-origin"] == "*"
    head = requests.head(server.url + "/sparql?query=ASK%7B%7D", timeout=30)
    assert (head.status_code, head.content) == (200, b"")


def test_without_a_query_programs_get_a_description_and_people_a_form(server: Server) -> None:
    """The service description names endpoint and graphs in well-formed Turtle; a browser gets a form with a label."""
    import pyoxigraph as ox

    described = server.get("/sparql", "text/turtle")
    assert described.headers["content-type"].startswith("text/turtle")
    values = {quad.object.value for quad in ox.parse(described.content, format=ox.RdfFormat.TURTLE)}
    assert f"{server.url}/sparql" in values
    assert "https://example.org/kg/graph/provenance" in values
    form = server.html("/sparql").text
    assert '<label for="query">' in form
    assert "<textarea" in form
    assert server.get("/sparql", "application/pdf").status_code == 406


def test_the_form_shows_rows_and_mistakes_without_running_what_they_hold(server: Server) -> None:
    """A browser sees the rows as a table with titles escaped, links to things here, and the error in the page."""
    shown = server.html("/sparql?query=" + quote(KG + "SELECT ?w ?t { ?w a kg:Work ; schema:name ?t }"))
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text
    assert "&lt;script&gt;alert" in shown.text
    assert 'href="/doc/work/arxiv:2101.00001"' in shown.text
    wrong = server.html("/sparql?query=SELECT+%3Cscript%3E")
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
    assert "<script>" not in wrong.text
    assert "Yes" in server.html("/sparql?query=ASK%7B%3Fs+%3Fp+%3Fo%7D").text


def test_every_example_of_the_form_is_answered(server: Server) -> None:
    """The example queries are well-formed and give rows."""
    from kg.web.describe import PROLOGUE
    from kg.web.sparql import EXAMPLES

    for query in EXAMPLES.values():
        answer = server.get("/sparql", params={"query": PROLOGUE + query})
        assert answer.status_code == 200, answer.text
        assert answer.json()["results"]["bindings"]

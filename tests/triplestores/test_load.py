"""A graph loaded into a running store is there afterwards, and where it is not, that is said."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from kg import triplestores
from kg.commands.load import command
from kg.errors import InputError, LoadError
from kg.triplestores import batches, count_values, insert, load, stores
from kg.triplestores._client import Client, graph_url
from kg.workspace import GRAPHS, Workspace
from tests.exports.builds import BASE, DEFAULT, LISTS, PROVENANCE, workspace
from tests.exports.triples import Triples, as_ntriples, triples
from tests.triplestores.conftest import StandIn, dump, free_port, update

ASSERTED = set((DEFAULT + LISTS).splitlines())
NAMED = f"{BASE}graph/provenance"
LATEX = (
    r'<https://x/s> <https://x/p> "\\underline{a} \\u0041 \\U \\\\u \u0001 \\\u0001u \\\\u0041 \"q\" \n \\" .'
    "\n<https://x/s> <https://x/q> <https://x/o> .\n"
)


@pytest.fixture
def g(tmp_path: Path) -> Path:
    """A small workspace."""
    return workspace(tmp_path / "g")


def test_the_stores_are_found_by_name() -> None:
    """One product and the two general kinds, each with a description; the general ones are asked last."""
    assert list(stores()) == ["oxigraph", "graph_store", "sparql_update"]
    assert all(one.description for one in stores().values())


@pytest.mark.parametrize("end", ["", "/", "/store", "/query", "/update"])
def test_the_asserted_graph_comes_to_stand_in_the_default_graph(end: str, g: Path, oxigraph: str) -> None:
    """Given the address of a store or any endpoint of it, what is asserted is there, and only that."""
    (row,) = load(Workspace.open(g).current, oxigraph + end)
    assert (row.graph, row.sent, row.there, row.same) == (None, 5, 5, True)
    assert dump(oxigraph) == ASSERTED


def test_all_graphs_are_loaded_under_their_names(g: Path, oxigraph: str) -> None:
    """With all layers each named graph is in the store under its name, empty ones emptied."""
    empty = f"{BASE}graph/identity"
    update(oxigraph, f"INSERT DATA {{ GRAPH <{empty}> {{ <https://x/s> <https://x/p> 1 }} }}")
    rows = list(load(Workspace.open(g).current, oxigraph, layers=GRAPHS))
    assert all(row.same for row in rows)
    assert {row.graph: row.there for row in rows}[NAMED] == 2
    assert {row.graph: row.there for row in rows}[empty] == 0
    assert dump(oxigraph, NAMED) == set(PROVENANCE.splitlines())


@pytest.mark.parametrize("status", [404, 405, 501])
def test_where_there_is_no_graph_store_updates_are_sent(status: int, g: Path, stand_in: StandIn, oxigraph: str) -> None:
    """A store that does not take graphs gets them by updates, in the place of what was there."""
    stand_in.answers = {"/store": status}
    update(
        oxigraph,
        f"INSERT DATA {{ <https://x/s> <https://x/p> 1 . GRAPH <{NAMED}> {{ <https://x/s> <https://x/p> 1 }} }}",
    )
    rows = list(load(Workspace.open(g).current, stand_in.url, layers=["default", "lists", "provenance"], batch=2))
    assert [(row.sent, row.there, row.same) for row in rows] == [(5, 5, True), (2, 2, True)]
    assert dump(oxigraph) == ASSERTED
    assert dump(oxigraph, NAMED) == set(PROVENANCE.splitlines())
    assert stand_in.seen.count(("POST", "/update")) == 2 + 3 + 1


@pytest.mark.parametrize("store", ["oxigraph", "sparql_update"])
def test_both_ways_carry_backslashes_and_control_characters(store: str, tmp_path: Path, oxigraph: str) -> None:
    """LaTeX, escapes that look like others and control characters arrive as they are, by graphs and by updates."""
    build = Workspace.open(workspace(tmp_path / "g", {"default": LATEX})).current
    (row,) = load(build, oxigraph, store=store)
    assert row.same
    assert dump(oxigraph) == set(LATEX.splitlines())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_triples=triples())
def test_both_ways_carry_hostile_triples(
    given_triples: Triples, tmp_path_factory: pytest.TempPathFactory, server: str
) -> None:
    """Whatever the triples, the store holds the same after graphs and after updates, and the counts agree."""
    build = Workspace.open(
        workspace(tmp_path_factory.mktemp("w") / "g", {"default": as_ntriples(given_triples)})
    ).current
    (first,) = load(build, server, store="oxigraph")
    by_graphs = dump(server)
    (second,) = load(build, server, store="sparql_update", batch=2)
    assert first.same
    assert first == second
    assert dump(server) == by_graphs


def test_values_a_store_joins_are_no_loss(tmp_path: Path, oxigraph: str) -> None:
    """Oxigraph holds 007 and 7 as one integer: fewer triples than sent, and yet the same."""
    lines = "".join(
        f'<https://x/s> <https://x/p> "{value}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        for value in ("7", "007")
    )
    (row,) = load(Workspace.open(workspace(tmp_path / "g", {"default": lines})).current, oxigraph)
    assert (row.sent, row.there, row.same) == (2, 1, True)


@pytest.mark.parametrize("store", ["oxigraph", "sparql_update"])
def test_adding_keeps_what_was_there(store: str, g: Path, oxigraph: str) -> None:
    """Without replacing, the graph is added to what the store holds, and the counts allow for that."""
    update(oxigraph, "INSERT DATA { <https://x/s> <https://x/p> 1 }")
    (row,) = load(Workspace.open(g).current, oxigraph, store=store, replace=False)
    assert (row.sent, row.there, row.same) == (5, 6, True)
    assert dump(oxigraph) > ASSERTED


def test_a_store_that_loses_triples_is_found_out(g: Path, stand_in: StandIn) -> None:
    """When a line does not arrive, the command shows the counts and ends with 1."""
    stand_in.lose = b"position"
    run = CliRunner().invoke(command, [str(g), stand_in.url, "--all"], standalone_mode=False)
    assert run.return_value == 1
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["graph", "sent", "there", "same"]
    assert lines[1].split() == ["(default)", "5", "4", "NO"]
    assert lines[2].split() == [NAMED, "2", "2", "yes"]
    assert "sent 7 triples in 5 graphs, the counts of 1 differ" in run.stderr


def test_the_command_ends_well_when_the_counts_agree(g: Path, oxigraph: str) -> None:
    """The command prints a table and a summary."""
    run = CliRunner().invoke(command, [str(g), oxigraph], standalone_mode=False)
    assert run.exit_code == 0
    assert not run.return_value
    assert run.stdout.splitlines()[1].split() == ["(default)", "5", "5", "yes"]
    assert "sent 5 triples in 1 graph, all counts agree" in run.stderr


def test_a_built_graph_is_loaded_with_the_order_of_its_authors(world: Workspace, oxigraph: str) -> None:
    """All graphs of the invented literature are there, and each list of authors says what the positions say."""
    rows = list(load(world.current, oxigraph, layers=GRAPHS))
    assert all(row.same for row in rows)
    assert sum(row.sent for row in rows) > 1000
    query = """
        PREFIX schema: <https://schema.org/> PREFIX kg: <https://w3id.org/kg-bib/ns#>
        PREFIX bibo: <http://purl.org/ontology/bibo/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?work ?position ?person ?listed WHERE {
            ?a kg:authorshipOf ?work ; schema:position ?position ; schema:author ?person .
            { SELECT ?work ?node ?listed (COUNT(?before) AS ?place) WHERE {
                ?work bibo:authorList ?first . ?first rdf:rest* ?before . ?before rdf:rest* ?node . ?node rdf:first ?listed
              } GROUP BY ?work ?node ?listed }
            FILTER (?place = ?position)
        }"""
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    answer = requests.post(f"{oxigraph}/query", data=query.encode(), headers=headers, timeout=60)
    found = list(csv.DictReader(io.StringIO(answer.text)))
    lines = [line for file in world.current.graph_files("default") for line in file.read_text("utf-8").split("\n")]
    assert len(found) == sum("ns#authorshipOf>" in line for line in lines) > 10
    assert all(row["person"] == row["listed"] for row in found)


# --- what goes wrong -------------------------------------------------------------------------------------------------


def sentence(g: Path, url: str, **options: str) -> str:
    """The sentence a load ends with."""
    with pytest.raises(LoadError) as caught:
        list(load(Workspace.open(g).current, url, **options))  # type: ignore[arg-type]  # texts only
    assert caught.value.exit_code == 2
    assert str(caught.value).endswith((".", "?"))
    return str(caught.value)


def test_nobody_there(g: Path) -> None:
    """A refused connection is one sentence."""
    assert "Connection refused" in sentence(g, f"http://127.0.0.1:{free_port()}")


def test_a_store_that_fails_when_asked(g: Path, stand_in: StandIn) -> None:
    """A 500 answer to the first question is said with what the store said."""
    stand_in.answers, stand_in.body = {"/query": 500}, b"out of cheese."
    assert "/query answered 500 Internal Server Error: out of cheese." in sentence(g, stand_in.url)


def test_a_store_that_fails_when_sent_to(g: Path, stand_in: StandIn) -> None:
    """A 500 answer to an update names the store's words and how far the sending came."""
    stand_in.answers = {"/store": 405, "/update": 500}
    assert "answered 500 Internal Server Error: as told. 0 triples of the default graph" in sentence(g, stand_in.url)


def test_a_store_with_graphs_that_fail(g: Path, stand_in: StandIn) -> None:
    """A 507 answer by the graph store is not taken for its absence."""
    stand_in.answers = {"/store": 507}
    assert "answered 507" in sentence(g, stand_in.url)


def test_a_page_that_is_no_store(g: Path, stand_in: StandIn) -> None:
    """An address where nothing answers queries is named with what was asked."""
    assert "answers SPARQL queries" in sentence(g, stand_in.url + "/nothing/here")


def test_answers_that_are_not_sparql(g: Path, stand_in: StandIn) -> None:
    """A page of HTML where queries should be answered is not a store."""
    stand_in.answers, stand_in.body = dict.fromkeys(["/query", "/sparql", "/"], 200), b"<html>welcome"
    assert "answers SPARQL queries" in sentence(g, stand_in.url)


def test_a_store_that_sends_on(g: Path, stand_in: StandIn) -> None:
    """A redirect is not followed but said, for it would turn what is sent into a question."""
    stand_in.answers, stand_in.headers = {"/query": 301}, {"Location": "https://elsewhere.example/query"}
    assert "sends on to https://elsewhere.example/query" in sentence(g, stand_in.url)


def test_a_store_that_wants_a_password(g: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a password the sentence says how to give one; with it, from the environment or the URL, it works."""
    stand_in.user = "Basic w6RkYTrDnw=="
    assert "KG_STORE_PASSWORD" in sentence(g, stand_in.url)
    inside = stand_in.url.replace("//", "//%C3%A4da:%C3%9F@")
    assert all(row.same for row in load(Workspace.open(g).current, inside))
    monkeypatch.setenv("KG_STORE_USER", "äda")
    monkeypatch.setenv("KG_STORE_PASSWORD", "ß")
    assert CliRunner().invoke(command, [str(g), stand_in.url]).exit_code == 0


def test_a_password_in_the_url_is_not_repeated(g: Path, stand_in: StandIn) -> None:
    """A wrong password does not stand in the sentence."""
    stand_in.user = "Basic nobody"
    assert "secret" not in sentence(g, stand_in.url.replace("//", "//me:secret@"))


def test_a_store_that_does_not_answer(stand_in: StandIn) -> None:
    """A store that takes too long is given up."""
    stand_in.delay = 1
    with Client(stand_in.url, timeout=0.2) as client, pytest.raises(LoadError, match="in time"):
        client.answers(f"{stand_in.url}/query")


def test_what_is_not_an_address(g: Path) -> None:
    """Anything but an http or https URL is refused before anything is sent, and so is an unknown kind of store."""
    build = Workspace.open(g).current
    for url in ("localhost:7878", "ftp://x/", "http://", "http://x:port/", "http://[::1/"):
        with pytest.raises(InputError):
            list(load(build, url))
    with pytest.raises(InputError, match="oxigraph"):
        list(load(build, "http://127.0.0.1:1", store="nonsense"))


def test_blank_nodes_are_not_sent_in_pieces() -> None:
    """Two pieces cannot share a blank node, so none is sent."""
    for line in (b"_:a <https://x/p> <https://x/o> .\n", b"<https://x/s> <https://x/p> _:a .\n"):
        with pytest.raises(LoadError, match="blank"):
            list(batches([line], 5))


# --- parts -----------------------------------------------------------------------------------------------------------


def test_batches_are_bounded_in_number_and_size() -> None:
    """A batch holds so many triples at most, and fewer when they are long."""
    lines = [b'<https://x/s> <https://x/p> "%d" .\n' % number for number in range(7)]
    assert [len(one) for one in batches(lines, 1000, 3)] == [3, 3, 1]
    assert [len(one) for one in batches(lines, 60)] == [2, 2, 2, 1]


@pytest.mark.parametrize("store", ["oxigraph", "sparql_update"])
def test_a_large_graph_is_sent_in_pieces(store: str, g: Path, oxigraph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the pieces, the graph replaces what was there and is there whole."""
    monkeypatch.setattr(triplestores, "_PIECE_BYTES", 300)
    monkeypatch.setattr(triplestores, "_BATCH_BYTES", 300)
    update(oxigraph, "INSERT DATA { <https://x/s> <https://x/p> 1 }")
    assert all(row.same for row in load(Workspace.open(g).current, oxigraph, store=store))
    assert dump(oxigraph) == ASSERTED


def test_an_escaped_backslash_before_a_u_cannot_be_taken_for_an_escape() -> None:
    """Only a u behind an escaped backslash is escaped, never the half of another escape."""
    sent = insert(None, r'<s:s> <p:p> "\\u \\\\U \u0001 \\\u0001 \n" .' + "\n")
    assert sent == "INSERT DATA {\n" + r'<s:s> <p:p> "\\\u0075 \\\\\u0055 \u0001 \\\u0001 \n" .' + "\n}"


def test_values_are_counted_within_one_property() -> None:
    """Equal values of one subject and property count once, in others and as texts each for itself."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    lines = [
        f'<s:1> <p:1> "007"^^<{xsd}integer> .',
        f'<s:1> <p:1> "7"^^<{xsd}integer> .',
        '<s:1> <p:1> "7" .',
        '<s:1> <p:1> "a"@EN .',
        '<s:1> <p:1> "a"@en .',
        f'<s:1> <p:2> "07"^^<{xsd}integer> .',
        f'<s:2> <p:1> "07"^^<{xsd}integer> .',
        "<s:2> <p:1> <o:1> .",
    ]
    assert count_values(io.BytesIO("".join(line + "\n" for line in sorted(lines)).encode())) == 6


def test_graphs_are_named_in_the_query_of_the_url() -> None:
    """The name of a graph is percent-encoded whole."""
    assert graph_url("http://x/store", None) == "http://x/store?default"
    assert (
        graph_url("http://x/store", "https://a/b?c=d&e#f") == "http://x/store?graph=https%3A%2F%2Fa%2Fb%3Fc%3Dd%26e%23f"
    )

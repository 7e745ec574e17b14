"""The store: loading, and queries that are looked at, run in worker processes, and killed at their deadline."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import QueryError, WorkspaceError
from kg.guard import kind_of
from kg.store import RESULTS, Store, Table, Workers, _Request, bulk_load

GRAPH = "http://g/1"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (STR(?c) > STR(?l)) }"


def triples(folder: Path, number: int, name: str = "part") -> Path:
    file = folder / f"{name}.nt"
    file.write_text("".join(f'<http://s/{i}> <http://p> "{i}" .\n' for i in range(number)), "utf-8")
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store")
    beside = place / "beside.nt"
    beside.write_text('<http://beside> <http://p> "x" .\n')
    assert bulk_load(place / "s", [(triples(place, 500), None), (beside, GRAPH)]) == 501
    return place / "s"


@pytest.fixture(scope="module")
def workers(folder: Path) -> Iterator[Workers]:
    with Workers(folder, size=2) as workers:
        yield workers


def reason(error: pytest.ExceptionInfo[QueryError]) -> object:
    return error.value.facts["reason"]


# --- loading ------------------------------------------------------------------------------------------------------------


def test_bulk_load_says_which_file_is_at_fault(tmp_path: Path) -> None:
    """A file that is not N-Triples ends the load with its name."""
    bad = tmp_path / "bad.nt"
    bad.write_text("<http://s> <http://p> nonsense .\n")
    with pytest.raises(WorkspaceError, match=r"bad\.nt is not well-formed"):
        bulk_load(tmp_path / "s", [(triples(tmp_path, 3), None), (bad, None)])


def test_bulk_load_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that cannot be made ends the load with a sentence."""
    (tmp_path / "s").write_text("a file in the way")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        bulk_load(tmp_path / "s", [])


def test_open_nothing(tmp_path: Path) -> None:
    """A folder without a store is refused at once; one with a damaged store when it is asked."""
    with pytest.raises(WorkspaceError, match="holds no store"):
        Store.open(tmp_path)
    (tmp_path / "CURRENT").write_text("nothing\n")
    with Store.open(tmp_path) as store, pytest.raises(WorkspaceError, match="cannot be opened"):
        store.query("ASK {}")


# --- answers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("SELECT (1 AS ?x) {}", RESULTS["select"][0], b'"1"'), ("SELECT (1 AS ?x) {}", "application/sparql-results+xml", b"<literal"),
        ("SELECT (1 AS ?x) {}", "text/csv", b"x\r\n1\r\n"), ("SELECT (1 AS ?x) {}", "text/tab-separated-values", b"?x\n1\n"),
        ("ASK { ?s ?p ?o }", RESULTS["ask"][0], b'"boolean":true'), ("ASK {}", "application/sparql-results+xml", b"<boolean>true"),
        ("CONSTRUCT { <http://a> <http://b> 1 } {}", "text/turtle", b"<http://a> <http://b> 1 ."),
        ("CONSTRUCT { <http://a> <http://b> 'c' } {}", "application/n-triples", b'<http://a> <http://b> "c" .\n'),
        ("CONSTRUCT { <http://a> <http://b> 'c' } {}", "application/ld+json", b'"@id":"http://a"'),
        ("DESCRIBE <http://s/1>", "application/n-triples", b'<http://s/1> <http://p> "1" .\n'),
    ],
)  # fmt: skip
def test_media_types(workers: Workers, query: str, accept: str, expected: bytes) -> None:
    """An answer comes in every media type of its kind."""
    answer = workers.run(query, accept)
    assert expected in answer.body
    assert (answer.media_type, answer.kind, answer.truncated) == (accept, kind_of(query), False)


def test_a_media_type_of_another_kind(workers: Workers) -> None:
    """A table does not come as Turtle: the sentence says as what it does."""
    with pytest.raises(QueryError, match="SELECT does not come as text/turtle; it can be application/sparql") as error:
        workers.run("SELECT * { ?s ?p ?o }", "text/turtle")
    assert reason(error) == "refused"


def test_query_in_python(workers: Workers) -> None:
    """In Python a SELECT is a table of terms, an ASK a bool, a CONSTRUCT triples."""
    table = workers.query("SELECT ?s ?none { ?s <http://p> '7' OPTIONAL { ?s <http://q> ?none } }")
    assert isinstance(table, Table)
    assert table.columns == ["s", "none"]
    assert [[t and t.value for t in row] for row in table.rows] == [["http://s/7", None]]
    assert workers.query("ASK { <http://s/7> ?p ?o }") is True
    assert workers.query("ASK { <http://s/x> ?p ?o }") is False
    (triple,) = workers.query("CONSTRUCT WHERE { <http://s/7> ?p ?o }")  # type: ignore[misc]
    assert str(triple) == '<http://s/7> <http://p> "7"'
    with pytest.raises(QueryError, match="SELECT query is wanted"):
        workers.select("ASK {}")


def test_graphs(workers: Workers) -> None:
    """A plain query asks the default graph, GRAPH and FROM a named one, and the union only when it is wanted."""
    count = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    assert workers.graphs == [GRAPH]
    assert workers.run(count % "", "text/csv").body == b"n\r\n500\r\n"
    assert workers.run(count % f"FROM <{GRAPH}>", "text/csv").body == b"n\r\n1\r\n"
    assert workers.query("ASK { GRAPH ?g { <http://beside> ?p ?o } }") is True
    assert workers.query("ASK { <http://beside> ?p ?o }") is False
    assert workers.query("ASK { <http://beside> ?p ?o }", default_graph_union=True) is True


def test_threads_ask_at_once(workers: Workers) -> None:
    """Many threads share few workers, and each gets its own answer."""
    with ThreadPoolExecutor(12) as pool:
        bodies = list(pool.map(lambda i: workers.run(f"SELECT ({i} AS ?x) {{}}", "text/csv").body, range(60)))
    assert bodies == [f"x\r\n{i}\r\n".encode() for i in range(60)]


# --- what ends badly ------------------------------------------------------------------------------------------------------


def test_deadline(workers: Workers) -> None:
    """A query that runs past its deadline is stopped, and the next one is answered by a new worker."""
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 s") as error:
        workers.run(FOREVER, deadline=0.5)
    assert time.monotonic() - begun < 12
    assert reason(error) == "deadline"
    assert workers.query("ASK {}") is True


def test_waiting_for_a_worker_counts(folder: Path) -> None:
    """Where all workers are busy a query waits for its deadline and no longer."""
    with Workers(folder, size=1) as workers:
        workers.query("ASK {}")
        with ThreadPoolExecutor(1) as pool:
            busy = pool.submit(workers.run, FOREVER, deadline=2.0)
            time.sleep(0.3)
            with pytest.raises(QueryError) as error:
                workers.run("ASK {}", deadline=0.3)
            assert reason(error) == "deadline"
            assert isinstance(busy.exception(), QueryError)


@pytest.mark.parametrize(
    "query", [f"SELECT ({'!' * 60_000}1 AS ?x) {{}}", f"SELECT * {{ FILTER ({'||'.join(['1'] * 30_000)}) }}"]
)
def test_a_worker_that_breaks_down(workers: Workers, query: str) -> None:
    """A query that takes the engine down ends as an error of that query, and the next one is answered."""
    with pytest.raises(QueryError, match="too much for the engine") as error:
        workers.run(query)
    assert reason(error) == "too-large"
    assert workers.query("ASK {}") is True


def test_a_worker_killed_while_idle(folder: Path) -> None:
    """A worker that was killed from outside is replaced."""
    with Workers(folder, size=1) as workers:
        workers.query("ASK {}")
        worker = workers._idle.queue[0]
        assert worker.process.pid
        os.kill(worker.process.pid, signal.SIGKILL)
        worker.process.join()
        assert workers.query("ASK {}") is True


@pytest.mark.parametrize("waits", [True, False])
def test_a_worker_whose_parent_ends_with_what_it_has_not_read(folder: Path, waits: bool) -> None:
    """It ends, too, without complaint, whether it waits for a request or has an answer to give."""
    with Workers(folder, size=1) as workers:
        worker = workers._idle.queue[0]
        worker.connection.send(_Request("ASK {}", "ask", "application/sparql-results+json", 1000, False, 10.0))
        assert not waits or worker.connection.poll(10)
        worker.connection.close()
        worker.process.join(20)
        assert worker.process.exitcode == 0


def test_memory(folder: Path) -> None:
    """A query that takes more memory than it may ends alone."""
    with Workers(folder, size=1, memory=600 << 20) as workers:
        grow = "SELECT ?y { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND (CONCAT(STR(?a), STR(?d), STR(?g)) AS ?y) } ORDER BY ?y"
        with pytest.raises(QueryError) as error:
            workers.run(grow, deadline=60)
        assert reason(error) == "too-large"
        assert workers.query("ASK {}") is True


def test_from_a_graph_that_is_not_here(workers: Workers) -> None:
    """FROM names graphs of the store only: nothing is fetched, and nothing answers as if it were empty."""
    with pytest.raises(QueryError, match="<http://g/2>, which is not in this store") as error:
        workers.run("SELECT * FROM <http://g/2> { ?s ?p ?o }")
    assert reason(error) == "refused"


def test_too_long_an_answer(workers: Workers) -> None:
    """An answer that grows past the limit is refused, not cut."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(QueryError, match="longer than 10,000 bytes") as error:
        workers.run(query, limit_bytes=10_000)
    assert reason(error) == "too-large"
    assert len(workers.run("SELECT * { ?a ?b ?c }", limit_bytes=100_000).body) < 100_000


@pytest.mark.parametrize(
    "query", ["SELECT", "", "# only a comment", "FOO BAR", "SELECT * { ?s ?p 'open }", "ASK { \ud800 }"]
)
def test_malformed(workers: Workers, query: str) -> None:
    """What is no SPARQL query is malformed."""
    with pytest.raises(QueryError) as error:
        workers.run(query)
    assert reason(error) == "malformed"


def test_reopen_and_close(tmp_path: Path) -> None:
    """Workers answer from the state they opened until they are told to reopen; closed, they answer nothing."""
    bulk_load(tmp_path / "a", [(triples(tmp_path, 1), None)])
    bulk_load(tmp_path / "b", [(triples(tmp_path, 2), None)])
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    workers = Workers(tmp_path / "a", size=2)
    assert workers.run(count, "text/csv").body == b"n\r\n1\r\n"
    workers.reopen(tmp_path / "b")
    assert workers.run(count, "text/csv").body == b"n\r\n2\r\n"
    workers.close()
    with pytest.raises(WorkspaceError, match="closed"):
        workers.run(count)


def test_store_is_a_context(folder: Path) -> None:
    """A store answers one question after another and ends its process with the block."""
    with Store.open(folder) as store:
        assert len(store.select("SELECT * { ?s ?p ?o }").rows) == 500
        worker = store._idle.queue[0]
    assert not worker.process.is_alive()

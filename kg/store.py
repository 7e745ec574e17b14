"""The store: Oxigraph on disk, filled once, then read by worker processes that are killed at their deadline.

The engine knows no deadline, answers `SERVICE` over the network and takes its whole process down on deep nesting. So `kg.guard` looks
at a query before the engine sees it, and the engine runs in a process of its own: what ends there ends as a `QueryError`.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, WorkspaceError
from kg.guard import MAX_QUERY, Kind, check, kind_of, refused

__all__ = [
    "MAX_QUERY", "RESULTS", "Answer", "Kind", "Store", "Table", "Workers", "bulk_load", "check", "kind_of"
]  # fmt: skip

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import pyoxigraph

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal

MEMORY = 4 << 30
"""How many bytes of address space a worker may take."""

_TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
_TRIPLES = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
RESULTS = {"select": _TABLES, "ask": _TABLES, "construct": _TRIPLES}
"""The media types an answer of each kind comes in, the usual one first."""

_STARTING = 60.0
_GRACE = 2.0


@dataclass(frozen=True)
class Answer:
    """An answer as bytes in a media type. `truncated` is False: an answer that grows too long is refused, not cut."""

    kind: Kind
    media_type: str
    body: bytes
    truncated: bool = False


@dataclass(frozen=True)
class Table:
    """The answer to a SELECT: the names of the columns and the rows of terms, None where a variable is unbound.

    `notes` are sentences on how the question was understood.
    """

    columns: list[str]
    rows: list[list[Term | None]]
    notes: tuple[str, ...] = ()


# --- filling ----------------------------------------------------------------------------------------------------------


def bulk_load(folder: Path, parts: Iterable[tuple[Path, str | None]]) -> int:
    """Loads N-Triples files, each into the graph named (None: the default graph), and returns how many quads the store holds.

    Raises `WorkspaceError` for a file that is not N-Triples, a store another process writes, and a disk that takes no more.
    """
    import pyoxigraph as ox

    file = folder
    try:
        store = ox.Store(folder)
        for file, graph in parts:
            store.bulk_load(
                path=file, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph) if graph else ox.DefaultGraph()
            )
        store.optimize()
        store.flush()
        return len(store)
    except (SyntaxError, ValueError) as error:
        raise WorkspaceError(f"{file} is not well-formed N-Triples: {error}.", path=str(file)) from error
    except OSError as error:
        raise WorkspaceError(f"The store in {folder} cannot be written: {error}.", path=str(folder)) from error


# --- the worker process -------------------------------------------------------------------------------------------------


class _TooLongError(Exception):
    """The answer grew past its limit while it was written."""


class _Bounded:
    """A binary file in memory that takes a limited number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts = bytearray()

    def write(self, part: bytes) -> int:
        if len(self.parts) + len(part) > self.limit:
            raise _TooLongError
        self.parts += part
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""


@dataclass(frozen=True)
class _Request:
    query: str
    kind: Kind
    media_type: str
    limit: int
    union: bool
    deadline: float
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None = None


def _serve(folder: str, connection: Connection, memory: int) -> None:
    """A worker's life, which ends without complaint with the other end, even where that has not read what it was sent."""
    with suppress(EOFError, ConnectionError):
        _live(folder, connection, memory)


def _live(folder: str, connection: Connection, memory: int) -> None:
    """Opens the store, says which graphs it has, then answers; raises `EOFError` or `ConnectionError` when the other end is gone."""
    import resource

    import pyoxigraph as ox

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        store = ox.Store.read_only(folder)
        graphs = [graph.value for graph in store.named_graphs()]
    except (OSError, ValueError) as error:
        connection.send(("failed", str(error)))
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):  # not every system has this limit, and none is needed to answer
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    connection.send(("ready", graphs))
    while True:
        request = connection.recv()
        # Should the parent die, nobody would kill this process at the deadline: the alarm does.
        signal.setitimer(signal.ITIMER_REAL, request.deadline + _GRACE)
        reply = _answer(store, request)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send(reply)


def _answer(store: pyoxigraph.Store, request: _Request) -> tuple[str, Any]:
    import pyoxigraph as ox

    output = _Bounded(request.limit)
    try:
        result = store.query(request.query, use_default_graph_as_union=request.union, **_graphs(request))
        if isinstance(result, ox.QueryTriples):
            result.serialize(output, ox.RdfFormat.from_media_type(request.media_type))  # type: ignore[arg-type]
        else:
            result.serialize(output, ox.QueryResultsFormat.from_media_type(request.media_type))  # type: ignore[arg-type]
    except _TooLongError:
        return "too-large", f"The answer is longer than {request.limit:,} bytes; narrow the query or set a LIMIT."
    except (SyntaxError, ValueError) as error:
        return "malformed", f"The query is malformed: {error}."
    except MemoryError:
        return "too-large", "The query needs more memory than it may take."
    except (OSError, RuntimeError) as error:
        return "malformed", f"The query cannot be answered: {error}."
    return "done", bytes(output.parts)


def _graphs(request: _Request) -> dict[str, Any]:
    """The dataset of a request as the engine takes it; it goes before what the query says with FROM (protocol, section 2.1.4)."""
    import pyoxigraph as ox

    if request.dataset is None:
        return {}
    default, named = ([ox.NamedNode(iri) for iri in iris] for iris in request.dataset)
    return {"default_graph": default, "named_graphs": named}


class _GoneError(Exception):
    """The worker's process ended."""


class _LateError(Exception):
    """The worker did not answer in time."""


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, generation: int, memory: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.generation = generation
        self.graphs: list[str] | None = None
        self.connection, theirs = spawn.Pipe()
        self.process = spawn.Process(target=_serve, args=(str(folder), theirs, memory), daemon=True)
        # A Ctrl-C that comes while the new process is still importing would end it with a traceback: it starts deaf, and ignores it later.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def ready(self) -> list[str]:
        """Waits until the store is open; returns the graphs it has. Raises `WorkspaceError` when it cannot be opened."""
        if self.graphs is None:
            try:
                state, value = self._receive(_STARTING)
            except (_GoneError, _LateError) as error:
                state, value = "failed", "its process ended" if isinstance(error, _GoneError) else "it takes too long"
            if state != "ready":
                self.kill()
                raise WorkspaceError(f"The store cannot be opened: {value}; build the graph anew.")
            self.graphs = value
        return self.graphs

    def ask(self, request: _Request) -> tuple[str, Any]:
        try:
            self.connection.send(request)
        except OSError as error:
            raise _GoneError from error
        return self._receive(request.deadline)

    def _receive(self, seconds: float) -> tuple[str, Any]:
        try:
            if not self.connection.poll(seconds):
                raise _LateError
            reply: tuple[str, Any] = self.connection.recv()
        except (EOFError, OSError) as error:
            raise _GoneError from error
        return reply

    @property
    def alive(self) -> bool:
        return not self.connection.closed and self.process.is_alive()

    def kill(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


# --- asking -------------------------------------------------------------------------------------------------------------


class Workers:
    """Read-only worker processes over one store. Threads may call `run` at the same time; each call has a worker alone."""

    def __init__(self, folder: Path, size: int = 2, memory: int = MEMORY) -> None:
        self._folder, self._size, self._memory = folder, size, memory
        self._generation = 0
        self._closed = False
        self._lock = threading.Lock()
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(self._start())

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> _Worker:
        with self._lock:
            return _Worker(self._folder, self._generation, self._memory)

    @property
    def graphs(self) -> list[str]:
        """The named graphs of the store."""
        worker = self._take(_STARTING)
        try:
            return list(worker.ready())
        finally:
            self._give(worker)

    def run(
        self,
        query: str,
        accept: str = "",
        deadline: float = 30.0,
        limit_bytes: int = 100 << 20,
        *,
        default_graph_union: bool = False,
        dataset: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    ) -> Answer:
        """Answers a query in the media type `accept` (empty: the usual one for its kind), within `deadline` seconds.

        `default_graph_union` asks all graphs as if they were one; `dataset` names the graphs that make up the default graph and
        the named graphs, instead of all there are. Raises `QueryError` with facts["reason"]: `malformed`,
        `refused` (see `check`; also a media type the kind of answer does not come in), `deadline` or `too-large` (the answer
        is longer than `limit_bytes`, or the engine broke down over the query).
        """
        kind = check(query)
        media_type = accept or RESULTS[kind][0]
        if media_type not in RESULTS[kind]:
            raise refused(f"The answer to a {kind.upper()} does not come as {media_type}; it can be {_one_of(kind)}.")
        until = time.monotonic() + deadline
        worker = self._take(deadline)
        try:
            known = worker.ready()
            check(query, known)
            for iri in chain(*dataset or ()):
                if iri not in known:
                    raise QueryError(
                        f"The request names the graph <{iri}>, which is not in this store.", reason="malformed"
                    )
            left = max(until - time.monotonic(), 0.05)
            request = _Request(query, kind, media_type, limit_bytes, default_graph_union, left, dataset)
            state, value = worker.ask(request)
        except (_GoneError, _LateError) as error:
            worker.kill()
            raise _over(deadline) if isinstance(error, _LateError) else _broke_down() from error
        finally:
            self._give(worker)
        if state != "done":
            raise QueryError(value, reason=state)
        return Answer(kind, media_type, value)

    def query(
        self, text: str, *, deadline: float = 30.0, default_graph_union: bool = False
    ) -> Table | bool | list[pyoxigraph.Triple]:
        """Answers a query in Python: a `Table` for SELECT, a bool for ASK, triples for CONSTRUCT. Raises as `run` does."""
        import pyoxigraph as ox

        usual = "application/n-triples" if (kind := kind_of(text)) == "construct" else RESULTS[kind][0]
        answer = self.run(text, usual, deadline, 1 << 30, default_graph_union=default_graph_union)
        if kind == "construct":
            return [quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)]
        result = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        return Table([v.value for v in result.variables], [list(row) for row in result])

    def select(self, text: str, *, deadline: float = 30.0) -> Table:
        """The answer to a SELECT. Raises as `run` does, and `QueryError` for a query of another form."""
        table = self.query(text, deadline=deadline)
        if not isinstance(table, Table):
            raise refused("A SELECT query is wanted here.")
        return table

    def reopen(self, folder: Path | None = None) -> None:
        """Answers from another folder, or from the present state of the same, from the next query on.

        Queries that are running end on the old state.
        """
        with self._lock:
            self._folder = folder or self._folder
            self._generation += 1

    def close(self) -> None:
        """Ends all workers; a query that is running ends first. No query can be asked afterwards."""
        self._closed = True
        for _ in range(self._size):
            self._idle.get().kill()

    def _take(self, seconds: float) -> _Worker:
        if self._closed:
            raise WorkspaceError("The store is closed.")
        try:
            worker = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise _over(seconds) from None
        if worker.alive and worker.generation == self._generation:
            return worker
        try:
            worker.kill()
            return self._start()
        except OSError as error:
            self._give(worker)
            raise WorkspaceError(f"No worker process can be started: {error}.") from error

    def _give(self, worker: _Worker) -> None:
        self._idle.put(worker)


class Store(Workers):
    """A read-only snapshot with one worker, for a program that asks one question after another."""

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in a folder. Raises `WorkspaceError` when there is none; `close` it, or use it as a context."""
        if not (folder / "CURRENT").is_file():
            raise WorkspaceError(f"{folder} holds no store; build the graph anew.", path=str(folder))
        return cls(folder, size=1)

    def __enter__(self) -> Store:
        return self


def _one_of(kind: Kind) -> str:
    return ", ".join(RESULTS[kind])


def _over(seconds: float) -> QueryError:
    return QueryError(f"The query was stopped after {seconds:g} s.", reason="deadline")


def _broke_down() -> QueryError:
    return QueryError("The query was too much for the engine, which broke down over it.", reason="too-large")

"""The triple stores a graph is loaded into: one module each in this folder, found by its name.

A store is a module whose first docstring line describes it and which has

- `endpoints(base) -> list[Endpoints]`: where a store at this URL, or one of whose endpoints this is, would answer.

Modules whose names begin with an underscore are tools. `load` asks the places one after another, sends the graph by the
Graph Store Protocol or by updates, and counts what is there afterwards.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg import progress
from kg.errors import InputError, LoadError
from kg.exports import ASSERTED, Part, exports, parts
from kg.workspace import Build

if TYPE_CHECKING:
    from kg.triplestores._client import Client

BATCH = 5000
"""Triples in one update."""
_BATCH_BYTES = 1 << 20
# One transaction of a whole large graph takes Oxigraph six times as long as transactions of this size.
_PIECE_BYTES = 8 << 20
# An escaped backslash before a u, which it gives, or any other escape, so that none is entered in its middle.
_ESCAPED = re.compile(r"\\\\([uU])|\\.")


@dataclass(frozen=True)
class Endpoints:
    """Where a store answers queries, takes updates and, if it has it, speaks the Graph Store Protocol ('' if not)."""

    query: str
    update: str
    graph_store: str = ""


@dataclass(frozen=True)
class TripleStore:
    """A kind of store: its name, its one-line description and its function."""

    name: str
    description: str
    endpoints: Callable[[str], list[Endpoints]]


@dataclass(frozen=True)
class Loaded:
    """One graph after loading: its name (None: the default graph), how many different triples were sent and are there.

    `same` says whether the second number is one the first allows: a store may hold `"007"^^xsd:integer` and `"7"` as one
    value or as two, and holds what was there before if that was not replaced.
    """

    graph: str | None
    sent: int
    there: int
    same: bool


@cache
def stores() -> dict[str, TripleStore]:
    """All kinds of stores by name: those of one product before the general ones."""
    names = [info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")]
    found = {}
    for name in sorted(names, key=lambda one: (one in ("graph_store", "sparql_update"), one)):
        module = importlib.import_module(f"{__name__}.{name}")
        found[name] = TripleStore(name, (module.__doc__ or "").strip().splitlines()[0], module.endpoints)
    return found


def below(url: str, *endings: str) -> str:
    """The address of a store, whichever of its endpoints was given, without a slash at its end."""
    bare = url.rstrip("/")
    return next((bare.removesuffix(end) for end in endings if bare.endswith(end)), bare)


def load(
    build: Build,
    url: str,
    *,
    store: str | None = None,
    layers: Sequence[str] = ASSERTED,
    replace: bool = True,
    batch: int = BATCH,
    user: str | None = None,
    password: str | None = None,
) -> Iterator[Loaded]:
    """Puts the layers of a build into a running store, graph by graph, and says of each what is there then.

    `replace` empties each graph first; else the triples are added. Raises `InputError` for an unknown store or layer,
    `LoadError` for a store that cannot be reached, refuses or breaks off.
    """
    from kg.triplestores._client import Client

    given = parts(build, layers)
    with Client(url, user, password) as client, tempfile.TemporaryDirectory(prefix="kg-load-") as folder:
        places = find(client, store)
        for part in given:
            with progress.stage(f"Loading {part.graph or 'the default graph'}"):
                yield _load(client, places, part, Path(folder), replace, batch)


def find(client: Client, store: str | None = None) -> Endpoints:
    """The endpoints of the store at a client's URL: the first that take graphs, else the first that answer queries.

    Raises `InputError` for a kind of store there is not, `LoadError` when nothing there answers queries.
    """
    if store is not None and store not in stores():
        raise InputError(f"There is no store {store!r}; the stores are {', '.join(stores())}.", store=store)
    kinds = [stores()[store]] if store else list(stores().values())
    places = [place for kind in kinds for place in kind.endpoints(client.url)]
    answering = {query: client.answers(query) for query in dict.fromkeys(place.query for place in places)}
    usable = [place for place in places if answering[place.query]]
    if not usable:
        raise LoadError(f"Nothing at {client.url} answers SPARQL queries (asked {', '.join(answering)}).")
    for place in usable:
        if place.graph_store and client.takes_graphs(place.graph_store):
            return place
    return Endpoints(usable[0].query, usable[0].update)


def _load(client: Client, places: Endpoints, part: Part, folder: Path, replace: bool, batch: int) -> Loaded:
    """Sends one graph. Its different triples are first written to a file, so that they can be counted and sent again."""
    with tempfile.TemporaryFile(dir=folder) as triples:
        sent = exports()["ntriples"].write([part], triples, {}, folder)
        triples.seek(0)
        values = count_values(triples)
        triples.seek(0)
        before = 0 if replace else client.count(places.query, part.graph)
        _send(client, places, part.graph, triples, replace, batch)
    there = client.count(places.query, part.graph)
    return Loaded(part.graph, sent, there, max(before, values) <= there <= before + sent)


def _send(
    client: Client, places: Endpoints, graph: str | None, triples: Iterable[bytes], replace: bool, batch: int
) -> None:
    """Sends one graph in pieces. A large one is not one transaction, so a failure says how far it came."""
    done = 0
    try:
        if places.graph_store:
            for lines in batches(triples, _PIECE_BYTES):
                client.put(places.graph_store, graph, b"".join(lines), replace and done == 0)
                done += len(lines)
            if replace and done == 0:
                client.put(places.graph_store, graph, b"", True)
            return
        if replace:
            client.update(places.update, f"CLEAR SILENT {f'GRAPH <{graph}>' if graph else 'DEFAULT'}")
        for lines in batches(triples, _BATCH_BYTES, batch):
            client.update(places.update, insert(graph, b"".join(lines).decode()))
            done += len(lines)
    except LoadError as error:
        where = graph or "the default graph"
        raise LoadError(f"{error} {done:,} triples of {where} had been sent; run it again.", sent=done) from error


def insert(graph: str | None, lines: str) -> str:
    """The SPARQL update that adds lines of N-Triples to a graph.

    A backslash before a `u` is the one place where the two differ: SPARQL (section 19.2) resolves `\\u` escapes before it
    looks at strings, and some stores then see one in the second half of an escaped backslash. So the `u` is escaped too.
    """
    safe = _ESCAPED.sub(lambda found: f"\\\\\\u{ord(found[1]):04X}" if found[1] else found[0], lines)
    return f"INSERT DATA {{\nGRAPH <{graph}> {{\n{safe}}} }}" if graph else f"INSERT DATA {{\n{safe}}}"


def batches(triples: Iterable[bytes], size: int, number: int | None = None) -> Iterator[list[bytes]]:
    """Lines of N-Triples, so many bytes (the last line aside) and at most `number` lines at a time.

    Raises `LoadError` for blank nodes, which two batches cannot share.
    """
    held: list[bytes] = []
    length = 0
    for line in triples:
        if line.startswith(b"_:") or line.split(b" ", 2)[2].startswith(b"_:"):
            raise LoadError("The graph holds blank nodes, which cannot be sent in pieces.", line=line.decode())
        held.append(line)
        length += len(line)
        if len(held) == number or length >= size:
            yield held
            held, length = [], 0
    if held:
        yield held


def count_values(triples: BinaryIO) -> int:
    """How many of some sorted triples differ once literals count by their value, as stores that normalise count them."""
    count = 0
    for _, group in groupby(triples, key=lambda line: line.split(b" ", 2)[:2]):
        lines = list(group)
        count += len(lines) if len(lines) == 1 else _values(lines)
    return count


def _values(lines: Sequence[bytes]) -> int:
    """The number of different values among triples of one subject and predicate, plain texts and things aside."""
    valued = [line for line in lines if b'"^^<' in line or b'"@' in line]
    if len(valued) < 2:
        return len(lines)
    import pyoxigraph

    memory = pyoxigraph.Store()
    memory.load(b"".join(valued), pyoxigraph.RdfFormat.N_TRIPLES)
    return len(lines) - len(valued) + len(memory)

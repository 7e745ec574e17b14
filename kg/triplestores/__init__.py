"""The triple stores a graph is loaded into: one module each in this folder, found by its name.

A store is a module whose first docstring line describes it and which has

- `endpoints(base) -> list[Endpoints]`: where a store at this URL, or one of whose endpoints this is, would answer.

Modules whose names begin with an underscore are tools. `load` asks the places one after another, sends the graph by the
Graph Store Protocol or by updates, and counts what is there afterwards.
"""

from __future__ import annotations

import importlib
import pkgutil
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
        if places.graph_store:
            client.put(places.graph_store, part.graph, triples, replace)
        else:
            _update(client, places.update, part.graph, triples, replace, batch)
    there = client.count(places.query, part.graph)
    return Loaded(part.graph, sent, there, max(before, values) <= there <= before + sent)


def _update(client: Client, url: str, graph: str | None, triples: Iterable[bytes], replace: bool, batch: int) -> None:
    """Sends one graph by updates. Not all of them can be one transaction, so a failure says how far it came."""
    name = f"GRAPH <{graph}>" if graph else "DEFAULT"
    done = 0
    try:
        if replace:
            client.update(url, f"CLEAR SILENT {name}")
        for lines in batches(triples, batch):
            block = "".join(lines)
            client.update(url, f"INSERT DATA {{ {f'{name} {{' if graph else ''}\n{block}{'}' if graph else ''} }}")
            done += len(lines)
    except LoadError as error:
        where = graph or "the default graph"
        raise LoadError(f"{error} {done:,} triples of {where} had been sent; run it again.", sent=done) from error


def batches(triples: Iterable[bytes], size: int) -> Iterator[list[str]]:
    """Lines of N-Triples as lines for `INSERT DATA`, at most `size` of them and, one line aside, about a megabyte at a time.

    A backslash before a `u` is the one place where the two differ: SPARQL (section 19.2) resolves `\\u` escapes before it
    looks at strings, and some stores then see one in the second half of an escaped backslash. So the `u` is escaped too.
    Raises `LoadError` for blank nodes, which two updates cannot share.
    """
    held: list[str] = []
    length = 0
    for raw in triples:
        line = raw.decode().replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055")
        if line.startswith("_:") or line.split(" ", 2)[2].startswith("_:"):
            raise LoadError("The graph holds blank nodes, which cannot be sent by updates.", line=line)
        held.append(line)
        length += len(raw)
        if len(held) >= size or length >= _BATCH_BYTES:
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

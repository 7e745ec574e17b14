"""Where a node of the graph came from: its file and line, by the provenance of the build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.config import NAMESPACE
from kg.errors import WorkspaceError

DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

_STEPS = 3
"""A node that no record is named for is followed back this far: identifier <- person <- authorship."""

Place = tuple[str, int]


def quads(files: Iterable[Path]) -> Iterator[Any]:
    """The statements of N-Triples files, literals as they were written. Raises `WorkspaceError` for a file that is broken."""
    import pyoxigraph

    for file in files:
        try:
            yield from pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.N_TRIPLES)
        except (OSError, SyntaxError) as error:
            raise WorkspaceError(f"{file} is not readable as N-Triples: {error}. Build the graph anew.") from error


def read_places(files: Iterable[Path]) -> dict[str, Place]:
    """The first file and line, in their order, of everything the provenance files derive from records."""
    derived: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    for statement in quads(files):
        subject, predicate = statement.subject.value, statement.predicate.value
        if predicate == DERIVED:
            derived[subject].append(statement.object.value)
        elif predicate == NAMESPACE + "file":
            names[subject] = statement.object.value
        elif predicate == NAMESPACE + "line":
            lines[subject] = int(statement.object.value)
    places = {record: (name, lines.get(record, 0)) for record, name in names.items()}
    for subject, records in derived.items():
        if known := [places[record] for record in records if record in names]:
            places[subject] = min(known)
    return places


def find(node: str, places: dict[str, Place], before: Callable[[str], Iterable[str]]) -> Place:
    """The place of a node: its own, else that of the work its IRI begins with, else of what leads to it; ("", 0) for none.

    `before(node)` gives the records or works a node names itself, else the nodes it is linked from. Of several the part of a
    work (an authorship) says more than the work, which may stand in several records.
    """
    level, seen = {node}, {node}
    for _ in range(_STEPS + 1):
        parts = [places[one] for one in level if "#" in one and one in places]
        wholes = [places[one] for one in level if one in places]
        begins = [places[one.split("#")[0]] for one in level if one.split("#")[0] in places]
        if known := parts or wholes or begins:
            return min(known)
        level = {other for one in level for other in before(one)} - seen
        seen |= level
    return ("", 0)

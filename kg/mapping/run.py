"""Runs a mapping over the tables of a build: a file of N-Triples for each map, in the folder of its layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MappingError
from kg.mapping import sql
from kg.mapping.yarrrml import TriplesMap

if TYPE_CHECKING:
    import duckdb


def run(
    connection: duckdb.DuckDBPyConnection, maps: list[TriplesMap], base: str, iris: set[str], folder: Path
) -> dict[str, list[Path]]:
    """Writes the triples of all maps below `folder`; returns the files of each layer in order.

    Raises `MappingError` for a table or column that is not in the workspace.
    """
    parts: dict[str, list[Path]] = {}
    for number, one in enumerate(maps, 1):
        check(connection, one)
        layer = folder / one.graph
        layer.mkdir(parents=True, exist_ok=True)
        target = layer / f"{number:02d}-{one.name}.nt"
        # What the records say is taken as it stands; only resolved tables hold checked IRIs.
        safe = iris if "." not in one.source else set()
        connection.execute(sql.copy(one, base, safe, target))
        if target.stat().st_size:
            parts.setdefault(one.graph, []).append(target)
        else:
            target.unlink()
    return parts


def check(connection: duckdb.DuckDBPyConnection, one: TriplesMap) -> None:
    """Raises `MappingError` when the map's table or one of its columns is not there, naming those that are."""
    import duckdb

    try:
        columns = [str(row[0]) for row in connection.execute(f"DESCRIBE {one.source}").fetchall()]
    except duckdb.CatalogException as error:
        tables = [
            str(row[0])
            for row in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1"
            ).fetchall()
        ]
        raise MappingError(f"Map {one.name}: there is no table {one.source}; there are {', '.join(tables)}.") from error
    if missing := [name for name in one.columns if name not in columns]:
        raise MappingError(f"Map {one.name}: {one.source} has no column {missing[0]}; it has {', '.join(columns)}.")

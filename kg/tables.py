"""Records and facts (JSON lines) become the tables of a workspace: the one schema after reading.

The tables of schema `read` hold what the records say, one row for each thing said, keyed by record and by the index the
thing has in the record (so that `field` names the piece it came from). Their columns follow `kg.records`:

    read.file(file, name, digest, source, encoding, characters, records, rejects)
    read.record(record, file, name, digest, source, line, start, end, source_key, owner)
    read.work(record, type, title, ..., one column for each scalar)
    read.contribution(record, i, role, position, printed, given, particle, family, suffix, literal)
    read.contribution_identifier(record, i, scheme, value)      read.affiliation(record, i, j, name, ror)
    read.contribution_link(record, i, j, url)
    read.funding(record, i, funder, award, scheme, value)
    read.identifier / date / venue / venue_identifier / comment / subject / link / licence / relation / alternate_title
    read.piece(record, kind, field, line, start, end)           read.remark(record, code, message)
    read.fact(record, field, n, kind, value, start, end, quote, rule, confidence, details)

What later stages make of them stands in schema `main`: see `kg.identity.resolve`.
"""

from __future__ import annotations

import tempfile
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kg.records import Record, Work
from kg.text import Fact

if TYPE_CHECKING:
    import duckdb

_SCALARS: dict[Any, str] = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def duck_type(annotation: Any) -> str:
    """The DuckDB type that holds a value of a record's annotation as JSON."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if origin is typing.Literal:
        return "VARCHAR"
    if origin is list:
        return duck_type(arguments[0]) + "[]"
    if origin is dict:
        return f"MAP(VARCHAR, {duck_type(arguments[1])})"
    if origin in (typing.Union, types.UnionType):
        return duck_type(next(a for a in arguments if a is not type(None)))
    return "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in columns(annotation).items()) + ")"


def columns(struct: type[msgspec.Struct]) -> dict[str, str]:
    """The fields of a struct with their DuckDB types."""
    hints = typing.get_type_hints(struct)
    return {field.encode_name: duck_type(hints[field.name]) for field in msgspec.structs.fields(struct)}


def load(
    connection: duckdb.DuckDBPyConnection, records: Iterable[Path], facts: Iterable[Path], files: Iterable[Any]
) -> None:
    """Fills schema `read` from files of records and of facts (JSON lines) and from the accounts of the inputs."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS read")
    _read_json(connection, "raw", list(records), Record)
    _read_json(connection, "raw_fact", list(facts), Fact)
    put(connection, "read.file", FILE, files)
    for name, query in TABLES.items():
        connection.execute(f"CREATE TABLE read.{name} AS {query}")
    connection.execute("DROP TABLE raw; DROP TABLE raw_fact")


FILE = {
    "file": "VARCHAR", "name": "VARCHAR", "digest": "VARCHAR", "source": "VARCHAR", "encoding": "VARCHAR",
    "characters": "BIGINT", "records": "BIGINT", "rejects": "BIGINT",
}  # fmt: skip


def _read_json(
    connection: duckdb.DuckDBPyConnection, table: str, paths: list[Path], struct: type[msgspec.Struct]
) -> None:
    kinds = columns(struct)
    full = [path for path in paths if path.stat().st_size]
    if not full:
        connection.execute(f"CREATE TEMP TABLE {table} (" + ", ".join(f'"{n}" {k}' for n, k in kinds.items()) + ")")
        return
    longest = max(path.stat().st_size for path in full)
    connection.execute(
        f"CREATE TEMP TABLE {table} AS SELECT * FROM read_json(?, format = 'newline_delimited', columns = ?, "
        "maximum_object_size = ?)",
        [[str(path) for path in full], kinds, max(1 << 24, min(longest, 1 << 31))],
    )


def put(connection: duckdb.DuckDBPyConnection, table: str, kinds: dict[str, str], rows: Iterable[Any]) -> None:
    """Makes a table of rows (dicts or structs) by way of JSON lines, which DuckDB reads far faster than it is told rows."""
    encode = msgspec.json.Encoder().encode
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        with path.open("wb") as out:
            for row in rows:
                out.write(encode(row) + b"\n")
        listed = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
        connection.execute(f"CREATE OR REPLACE TABLE {table} ({listed})")
        if path.stat().st_size:
            connection.execute(
                f"INSERT INTO {table} SELECT * FROM read_json(?, format = 'newline_delimited', columns = ?, "
                "maximum_object_size = 1073741824)",
                [str(path), kinds],
            )


def _members(name: str, fields: str, key: str = "i") -> str:
    """The rows of a list in `work`: one for each member, with its index from 0."""
    return (
        f'SELECT key AS record, i - 1 AS {key}, {fields} FROM (SELECT key, unnest(work."{name}") AS m, '
        f'generate_subscripts(work."{name}", 1) AS i FROM raw) ORDER BY record, {key}'
    )


def _inner(name: str, inner: str, fields: str) -> str:
    """The rows of a list inside the members of a list in `work`."""
    return (
        f"SELECT key AS record, i - 1 AS i, j - 1 AS j, {fields} FROM (SELECT key, i, unnest(m.{inner}) AS n, "
        f'generate_subscripts(m.{inner}, 1) AS j FROM (SELECT key, unnest(work."{name}") AS m, '
        f'generate_subscripts(work."{name}", 1) AS i FROM raw)) ORDER BY record, i, j'
    )


def _work_columns() -> str:
    """The scalar fields of a work; those left out of the JSON have their defaults."""
    listed = []
    for field in msgspec.structs.fields(Work):
        if field.default is None:
            listed.append(f'work."{field.name}" AS "{field.name}"')
        elif isinstance(field.default, bool):
            listed.append(f'coalesce(work."{field.name}", false) AS "{field.name}"')
        elif isinstance(field.default, str):
            listed.append(f'coalesce(work."{field.name}", \'{field.default}\') AS "{field.name}"')
    return ", ".join(listed)


_ID = "m.scheme AS scheme, m.value AS value"
TABLES: dict[str, str] = {
    "record": "SELECT key AS record, f.file AS file, raw.file AS name, f.digest AS digest, raw.source AS source, line, start, "
    "\"end\", coalesce(source_key, '') AS source_key, owner.printed AS owner FROM raw "
    "JOIN read.file f ON f.name = raw.file ORDER BY key",
    "work": f"SELECT key AS record, {_work_columns()} FROM raw ORDER BY key",
    "contribution": _members(
        "contributions",
        "coalesce(m.role, 'author') AS role, m.position AS position, m.name.printed AS printed, "
        "coalesce(m.name.given, '') AS given, coalesce(m.name.particle, '') AS particle, coalesce(m.name.family, '') AS family, "
        "coalesce(m.name.suffix, '') AS suffix, coalesce(m.name.literal, false) AS literal",
    ),
    "contribution_identifier": _inner("contributions", "identifiers", "n.scheme AS scheme, n.value AS value"),
    "contribution_link": _inner("contributions", "links", "n AS url"),
    "affiliation": _inner(
        "contributions",
        "affiliations",
        "n.name AS name, list_filter(n.identifiers, lambda x: x.scheme = 'ror')[1].value AS ror",
    ),
    "funding": _members(
        "funding",
        "m.funder AS funder, coalesce(m.award, '') AS award, m.identifiers[1].scheme AS scheme, m.identifiers[1].value AS value",
    ),
    "identifier": _members("identifiers", _ID),
    "date": _members("dates", "m.kind AS kind, m.value AS value"),
    "venue": _members(
        "venues",
        "m.name AS name, coalesce(m.kind, '') AS kind, coalesce(m.acronym, '') AS acronym, "
        "coalesce(m.place, '') AS place",
    ),
    "venue_identifier": _inner("venues", "identifiers", "n.scheme AS scheme, n.value AS value"),
    "comment": _members("comments", "m AS comment"),
    "subject": _members(
        "subjects", "m.value AS subject, coalesce(m.scheme, '') AS scheme, coalesce(m.language, '') AS language"
    ),
    "link": _members("links", "m.url AS url, coalesce(m.role, '') AS role"),
    "licence": _members("licences", "m.url AS url"),
    "relation": _members(
        "relations", "m.kind AS kind, m.target.scheme AS scheme, m.target.value AS value, coalesce(m.text, '') AS text"
    ),
    "alternate_title": _members("alternate_titles", "m.value AS title, m.language AS language"),
    "piece": 'SELECT key AS record, p.kind AS kind, p.field AS field, p.line AS line, p.start AS start, p."end" AS "end" '
    "FROM (SELECT key, unnest(pieces) AS p FROM raw) ORDER BY record, start",
    "remark": "SELECT key AS record, r.code AS code, r.message AS message FROM (SELECT key, unnest(remarks) AS r FROM raw) "
    "ORDER BY ALL",
    "fact": 'SELECT record, field, row_number() OVER (PARTITION BY record ORDER BY field, start, "end", kind, value, rule) AS n, '
    'kind, value, start, "end", quote, rule, coalesce(confidence, 1.0) AS confidence, details FROM raw_fact ORDER BY record, n',
}
"""The tables of schema `read`, each as the query over the raw records that makes it."""

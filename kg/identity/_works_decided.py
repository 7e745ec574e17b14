"""The decisions on pairs of records, written to a table as they are made: of equal titles one of a kind is judged, of others each pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from kg import iris
from kg.identity import _works_alike
from kg.identity._works_evidence import FIELDS, SAID, Said, compare, hopeless, likenesses, said
from kg.identity._works_judge import CANDIDATE, decided, sentence
from kg.identity.decisions import COLUMNS
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

BATCH = 100_000
"""What the records of so many pairs say is held at a time."""

FETCHED = 500
"""So many rows are fetched at a time."""


class Found(Struct, gc=False):
    """What is decided of two records, by their numbers, and how alike the two are in each of `FIELDS`."""

    l: int  # noqa: E741  (the column's name, as in the tables of pairs)
    r: int
    verdict: str
    score: float
    rule: str
    evidence: str
    conflict: str
    likenesses: list[float]


_FOUND = {
    "l": "INTEGER", "r": "INTEGER", "verdict": "VARCHAR", "score": "DOUBLE", "rule": "VARCHAR", "evidence": "VARCHAR", "conflict": "VARCHAR",
    "likenesses": "DOUBLE[]",
}  # fmt: skip

_SEEN = ", ".join(
    f"{{'field': '{name}', 'left': a.{column}, 'right': b.{column}, 'likeness': likenesses[{i}]}}"
    for i, (name, column) in enumerate(FIELDS.items(), 1)
)
_GIVEN = ", ".join(f"a.{column} <> '' OR b.{column} <> ''" for name, column in FIELDS.items() if name != "title")
_DECISIONS = f"""
INSERT INTO work_decision
SELECT l, r, $id || sha256(concat_ws(chr(10), 'work', $start || a.record, $start || b.record, rule))[:16], 'work', $start || a.record, $start || b.record,
       verdict, score, rule, evidence, conflict, rule || '/1', '',
       list_where([{_SEEN}], [true, {_GIVEN}])
FROM $found JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r
"""

_TWINS = r"""
SELECT first_n AS l, t.n AS r, array_to_string(list_transform(string_split(s.identifiers, ' '),
       lambda pair: regexp_replace(pair, '^(?:preprint-)?([^:]*):', '\1 ')), chr(9)) AS identifiers, 0 AS titles, '' AS rival
FROM identity.work_twin t JOIN work_said s ON s.n = first_n WHERE s.identifiers <> ''
"""
"""Records that say the same, each with the first of its kind and with the identifiers both have."""

_IDENTIFIED = "SELECT l, r, identifiers, titles, '' AS rival FROM work_pair WHERE identifiers <> ''"

_UNEQUAL = """
SELECT l, r, '' AS identifiers, 0 AS titles, '' AS rival FROM work_pair JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r
WHERE work_pair.identifiers = '' AND a.key <> b.key AND a.key <> '' AND b.key <> '' ORDER BY near
"""
"""Titles that are not equal: records that stand in several pairs follow each other."""

_BATCHED = f"""
CREATE OR REPLACE TEMP TABLE batched AS
SELECT l, r, identifiers, titles, rival, (row_number() OVER () - 1) // {BATCH} AS batch FROM $pairs
"""


def write(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `work_decision`, with the columns of a decision and the numbers `l` and `r` of its records: what is decided on each pair by itself."""
    kinds = ", ".join(f'"{name}" {kind}' for name, kind in ({"l": "INTEGER", "r": "INTEGER"} | COLUMNS).items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE work_decision ({kinds})")
    _works_alike.write(connection)
    judge_pairs(connection, base, _works_alike.EXAMPLES, _works_alike.DECIDED, (_works_alike.LEFT, _works_alike.RIGHT))
    judge_pairs(connection, base, _TWINS)
    judge_pairs(connection, base, _IDENTIFIED)
    judge_pairs(connection, base, _UNEQUAL)
    connection.execute("DROP TABLE judged_pair; DROP TABLE example")


def judge_pairs(
    connection: duckdb.DuckDBPyConnection,
    base: str,
    pairs: str,
    decided: str = "FROM identity.work_found",
    titles: tuple[str, str] | None = None,
) -> None:
    """Adds the decisions on the pairs of a query: (l, r, identifiers, titles, rival), or on those that follow from them by another query.

    Where `titles` are given, they stand for those of the records.
    """
    put(connection, "identity.work_found", _FOUND, _found(connection, pairs, titles))
    start, key = iris.thing(base, "record", ""), iris.thing(base, "decision", "")
    connection.execute(_DECISIONS.replace("$found", f"({decided})"), {"start": start, "id": key})
    connection.execute("DROP TABLE identity.work_found")


def _found(connection: duckdb.DuckDBPyConnection, pairs: str, titles: tuple[str, str] | None = None) -> Iterator[Found]:
    """What `judge` makes of each pair, but for those of which nothing is said."""
    for l, r, identifiers, unlike, rival, a, b in _read(connection, pairs):  # noqa: E741  (as in the tables of pairs)
        if a.key != b.key and not identifiers and hopeless(a, b):
            continue
        seen = compare(a, b, identifiers, unlike)
        if titles:
            seen = replace(seen, titles=titles)
        if rival:
            seen = replace(seen, rival=rival)
        made = decided(seen)
        if made.score >= CANDIDATE:
            yield Found(l, r, made.verdict, made.score, made.rule, sentence(seen), made.conflict, likenesses(seen))


def _read(connection: duckdb.DuckDBPyConnection, pairs: str) -> Iterator[tuple[int, int, str, int, str, Said, Said]]:
    """The pairs of a query with what their records say, which is read once for all pairs of a batch."""
    connection.execute(_BATCHED.replace("$pairs", f"({pairs})"))
    [(last,)] = connection.execute("SELECT max(batch) FROM batched").fetchall()
    for batch in range(0 if last is None else last + 1):
        rows = connection.execute(
            f"SELECT n, {SAID.format('s')} FROM work_said s SEMI JOIN (SELECT unnest([l, r]) AS n FROM batched WHERE batch = $1) USING (n)",
            [batch],
        )
        known = {n: said(text) for n, text in _rows(rows)}
        pairs_of = connection.execute("SELECT l, r, identifiers, titles, rival FROM batched WHERE batch = $1", [batch])
        for l, r, *rest in _rows(pairs_of):  # noqa: E741  (as in the tables of pairs)
            yield l, r, *rest, known[l], known[r]
    connection.execute("DROP TABLE batched")


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result; few are held at a time, so that the collector of garbage has nothing to look through."""
    while rows := found.fetchmany(FETCHED):
        yield from rows

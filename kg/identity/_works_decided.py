"""The decisions on pairs of records, written to a table as they are made: of equal titles one of a kind is judged, of others each pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kg import iris
from kg.identity import _works_alike
from kg.identity._works_evidence import FIELDS, GLANCE, SAID, compare, hopeless, likenesses, said
from kg.identity._works_judge import CANDIDATE, decided, sentence
from kg.identity.decisions import COLUMNS
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

BATCH = 20_000
"""So many pairs are held at a time."""


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
_DECISIONS = f"""
INSERT INTO work_decision
SELECT $id || sha256(concat_ws(chr(10), 'work', $start || a.record, $start || b.record, rule))[:16], 'work', $start || a.record, $start || b.record,
       verdict, score, rule, evidence, conflict, rule || '/1', '',
       list_filter([{_SEEN}], lambda c: c.field = 'title' OR c."left" <> '' OR c."right" <> '')
FROM $found JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r
"""

_TWINS = r"""
SELECT first_n AS l, t.n AS r, array_to_string(list_transform(string_split(s.identifiers, ' '),
       lambda pair: regexp_replace(pair, '^(?:preprint-)?([^:]*):', '\1 ')), chr(9)) AS identifiers, 0 AS titles, '' AS rival
FROM identity.work_twin t JOIN work_said s ON s.n = first_n WHERE s.identifiers <> ''
"""
"""Records that say the same, each with the first of its kind and with the identifiers both have."""

_IDENTIFIED = "SELECT *, '' AS rival FROM work_pair WHERE identifiers <> ''"

_UNEQUAL = f"""
SELECT l, r, {GLANCE} FROM work_pair JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r
WHERE work_pair.identifiers = '' AND a.key <> b.key AND a.key <> '' AND b.key <> ''
"""

_HOPEFUL = "SELECT l, r, '' AS identifiers, 0 AS titles, '' AS rival FROM identity.work_hopeful"


def write(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `work_decision`, with the columns of a decision: what is decided on each pair worth a look, by itself."""
    kinds = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE work_decision ({kinds})")
    _works_alike.write(connection)
    judge_pairs(connection, base, _works_alike.EXAMPLES, _works_alike.DECIDED, (_works_alike.LEFT, _works_alike.RIGHT))
    judge_pairs(connection, base, _TWINS)
    judge_pairs(connection, base, _IDENTIFIED)
    put(connection, "identity.work_hopeful", {"l": "INTEGER", "r": "INTEGER"}, _hopeful(connection))
    judge_pairs(connection, base, _HOPEFUL)
    connection.execute("DROP TABLE identity.work_hopeful; DROP TABLE judged_pair; DROP TABLE example")


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


def _hopeful(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, int]]:
    """The pairs with titles that are not equal of which something may be said."""
    rows = connection.execute(_UNEQUAL)
    while batch := rows.fetchmany(BATCH):
        for l, r, *seen in batch:  # noqa: E741  (as in the tables of pairs)
            if not hopeless(*seen):
                yield {"l": l, "r": r}


def _found(connection: duckdb.DuckDBPyConnection, pairs: str, titles: tuple[str, str] | None = None) -> Iterator[Found]:
    """What `judge` makes of each pair, but for those of which nothing is said."""
    rows = connection.execute(
        f"SELECT p.*, {SAID.format('a')}, {SAID.format('b')} FROM ({pairs}) p "
        "JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r"
    )
    while batch := rows.fetchmany(BATCH):
        for l, r, identifiers, unlike, rival, left, right in batch:  # noqa: E741  (as in the tables of pairs)
            seen = compare(said(left), said(right), identifiers, unlike)
            if titles:
                seen = replace(seen, titles=titles)
            if rival:
                seen = replace(seen, rival=rival)
            made = decided(seen)
            if made.score >= CANDIDATE:
                alike = likenesses(seen)
                yield Found(l, r, made.verdict, made.score, made.rule, sentence(seen), made.conflict, alike)

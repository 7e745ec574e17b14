"""The decisions on pairs of records, written to a table as they are made: what agrees in all that is said in SQL, the rest by `judge`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kg import iris
from kg.identity._works_evidence import FIELDS, SAID, compare, hopeless, likenesses, said
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

_PLAIN = f"""
SELECT l, r, 'same' AS verdict, 0.99 AS score, 'same-title-and-authors' AS rule,
       'Both have the title ''' || trim(regexp_replace(a.title, '\\s+', ' ', 'g')) || ''', the year ' || a.year || ', the venue ' || a.venue
       || ' and the same ' || CASE a.counted WHEN 1 THEN 'author' ELSE a.counted || ' authors' END || '.' AS evidence,
       '' AS conflict, {[1.0] * len(FIELDS)} AS likenesses
FROM work_plain_pair JOIN identity.work_said a ON a.n = l
"""
"""What `judge` makes of two records that agree in all that is said, in SQL; a test holds that it does."""

_SEEN = ", ".join(
    f"{{'field': '{name}', 'left': a.{column}, 'right': b.{column}, 'likeness': likenesses[{i}]}}"
    for i, (name, column) in enumerate(FIELDS.items(), 1)
)
_DECISIONS = f"""
INSERT INTO work_decision
SELECT $id || sha256(concat_ws(chr(10), 'work', $start || a.record, $start || b.record, rule))[:16], 'work', $start || a.record, $start || b.record,
       verdict, score, rule, evidence, conflict, rule || '/1', '',
       list_filter([{_SEEN}], lambda c: c.field = 'title' OR c."left" <> '' OR c."right" <> '')
FROM $found JOIN identity.work_said a ON a.n = l JOIN identity.work_said b ON b.n = r
"""

_TWINS = r"""
SELECT first_n AS l, t.n AS r, array_to_string(list_transform(string_split(s.identifiers, ' '),
       lambda pair: regexp_replace(pair, '^(?:preprint-)?([^:]*):', '\1 ')), chr(9)) AS identifiers, 0 AS titles, '' AS rival
FROM identity.work_twin t JOIN identity.work_said s ON s.n = first_n
"""
"""Records that say the same, each with the first of its kind and with the identifiers both have."""

_REST = "SELECT *, '' AS rival FROM work_pair ANTI JOIN work_plain_pair USING (l, r)"


def write(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `work_decision`, with the columns of a decision: what is decided on each pair worth a look, by itself."""
    kinds = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE work_decision ({kinds})")
    _insert(connection, base, f"({_PLAIN})")
    judge_pairs(connection, base, _TWINS)
    judge_pairs(connection, base, _REST)


def judge_pairs(connection: duckdb.DuckDBPyConnection, base: str, pairs: str) -> None:
    """Adds the decisions on the pairs of a query: (l, r, identifiers, titles, rival)."""
    put(connection, "identity.work_found", _FOUND, _found(connection, pairs))
    _insert(connection, base, "identity.work_found")
    connection.execute("DROP TABLE identity.work_found")


def _insert(connection: duckdb.DuckDBPyConnection, base: str, found: str) -> None:
    start, key = iris.thing(base, "record", ""), iris.thing(base, "decision", "")
    connection.execute(_DECISIONS.replace("$found", found), {"start": start, "id": key})


def _found(connection: duckdb.DuckDBPyConnection, pairs: str) -> Iterator[Found]:
    """What `judge` makes of each pair, but for those of which nothing is said."""
    rows = connection.execute(
        f"SELECT p.*, {SAID.format('a')}, {SAID.format('b')} FROM ({pairs}) p "
        "JOIN identity.work_said a ON a.n = l JOIN identity.work_said b ON b.n = r"
    )
    while batch := rows.fetchmany(BATCH):
        for l, r, identifiers, titles, rival, *sides in batch:  # noqa: E741  (as in the tables of pairs)
            left, right = map(said, sides)
            if not identifiers and left.key != right.key and hopeless(left, right):
                continue
            seen = compare(left, right, identifiers, titles)
            if rival:
                seen = replace(seen, rival=rival)
            made = decided(seen)
            if made.score >= CANDIDATE:
                alike = likenesses(seen)
                yield Found(l, r, made.verdict, made.score, made.rule, sentence(seen), made.conflict, alike)

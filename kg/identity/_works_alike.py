"""Pairs of records with equal titles: those that agree in all that `judge` looks at are judged once.

What a record says beside its title and authors is one of few combinations, and so is what two records with equal titles come to. One
pair of each combination is judged, with a mark in the place of the titles; the others have its decision, with their own titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.identity._works_evidence import Said, shared
from kg.identity._works_judge import LENGTHS
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

LEFT, RIGHT = "\ue000", "\ue001"
"""What stands for the two titles: characters that no text has, for their use is private."""

APART = ("record", "title", "words", "key", "numbers", "authors", "families", "file", "pages", "page", "identifiers")
"""What is looked at of the pair and not of each side: of equal titles how long they are, of authors how many are shared, of files whether it
is one, of pages and identifiers those that both give."""

_KIND = ", ".join(f'"{name.rstrip("_")}"' for name in Said.__struct_fields__ if name not in APART)

_PAIRS = """
-- How many authors are shared is known where the family names are the same; the others are compared one by one.
CREATE OR REPLACE TEMP TABLE equal_pair AS
SELECT l, r, len(list_filter($lengths, lambda least: a.length >= least)) AS length, a.file = b.file AS together, CASE WHEN a.families = b.families THEN a.counted END AS shared,
       CASE WHEN a.pages <> '' AND b.pages <> '' THEN a.pages || chr(10) || b.pages ELSE '' END AS pages,
       CASE WHEN a.identifiers <> '' AND b.identifiers <> '' THEN a.identifiers || chr(10) || b.identifiers ELSE '' END AS identifiers
FROM (SELECT l, r FROM work_pair WHERE identifiers = ''
      UNION ALL SELECT first_n, n FROM identity.work_twin JOIN work_said USING (n) WHERE identifiers = '')
JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r WHERE a.key = b.key AND a.key <> '';
"""

_AUTHORS = """
SELECT l, r, a.families, b.families, a.authors, b.authors FROM equal_pair JOIN work_said a ON a.n = l JOIN work_said b ON b.n = r
WHERE shared IS NULL
"""

_CLASSES = f"""
CREATE OR REPLACE TEMP TABLE speaker AS
SELECT n, {_KIND} FROM work_said SEMI JOIN (SELECT unnest([l, r]) AS n FROM equal_pair) USING (n);
CREATE OR REPLACE TEMP TABLE kind AS
SELECT *, CAST(row_number() OVER () AS INTEGER) AS kind_n FROM (SELECT DISTINCT {_KIND} FROM speaker);
CREATE OR REPLACE TEMP TABLE kind_of AS SELECT n, kind_n FROM speaker JOIN kind USING ({_KIND});
CREATE OR REPLACE TEMP TABLE judged_pair AS
SELECT l, r, struct_pack(a := a.kind_n, b := b.kind_n, length := length, together := together, shared := coalesce(e.shared, s.shared),
       pages := pages, identifiers := identifiers) AS sort
FROM equal_pair e LEFT JOIN identity.work_shared s USING (l, r) JOIN kind_of a ON a.n = l JOIN kind_of b ON b.n = r;
CREATE OR REPLACE TEMP TABLE example AS
SELECT sort, min(l) AS l, arg_min(r, l) AS r FROM judged_pair GROUP BY sort;
DROP TABLE speaker; DROP TABLE kind; DROP TABLE kind_of; DROP TABLE equal_pair; DROP TABLE identity.work_shared
"""

EXAMPLES = "SELECT l, r, '' AS identifiers, 0 AS titles, '' AS rival FROM example"
"""One pair of each combination."""

_ODD = r"\t-\r\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_WHITE = f" *[{_ODD}][ {_ODD}]*|  +"
"""What `str.split` parts words at, but for a single space."""


def _filled(sentence: str) -> str:
    """SQL of a sentence with the titles in the places of their marks, each on one line."""
    for side, mark in (("a", LEFT), ("b", RIGHT)):
        title = f"trim(regexp_replace({side}.title, '{_WHITE}', ' ', 'g'))"
        sentence = (
            f"CASE WHEN contains({sentence}, '{mark}') THEN replace({sentence}, '{mark}', {title}) ELSE {sentence} END"
        )
    return sentence


DECIDED = f"""
SELECT p.l, p.r, verdict, score, rule, {_filled("f.evidence")} AS evidence,
       {_filled("f.conflict")} AS conflict, likenesses
FROM identity.work_found f JOIN example e ON e.l = f.l AND e.r = f.r JOIN judged_pair p USING (sort)
JOIN work_said a ON a.n = p.l JOIN work_said b ON b.n = p.r
"""
"""The decision on each pair, by that on its example in `identity.work_found`."""


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `judged_pair(l, r, sort)`, the pairs with equal titles and no shared identifier, and `example(sort, l, r)`."""
    connection.execute(_PAIRS, {"lengths": list(LENGTHS)})
    put(connection, "identity.work_shared", {"l": "INTEGER", "r": "INTEGER", "shared": "INTEGER"}, _shared(connection))
    connection.execute(_CLASSES)


def _shared(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    rows = connection.execute(_AUTHORS)
    while batch := rows.fetchmany(20_000):
        for l, r, *names in batch:  # noqa: E741  (as in the tables of pairs)
            yield {"l": l, "r": r, "shared": shared(*names)}

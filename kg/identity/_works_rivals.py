"""Which matches by text yield to another: a record is one work with what fits it best, and with nothing where two that differ fit it alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg import iris
from kg.identity import _works_decided
from kg.identity._works_judge import MARGIN
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

Pair = tuple[str, str]


class Match(NamedTuple):
    """What a decision that two records are one work goes by."""

    rule: str
    score: float


Near = dict[str, list[tuple[str, Match]]]

_CONTESTED = """
-- Records with two matches by text, what these match, and all that is decided to be one work among them.
CREATE OR REPLACE TEMP TABLE contested AS
WITH twice AS (SELECT n FROM (SELECT unnest([l, r]) AS n FROM work_decision WHERE verdict = 'same' AND score < 1) GROUP BY n HAVING count(*) > 1)
SELECT l, r, "left", "right" FROM work_decision WHERE verdict = 'same' AND score < 1 AND (l IN (FROM twice) OR r IN (FROM twice));
CREATE OR REPLACE TEMP TABLE side AS SELECT DISTINCT unnest([l, r]) AS n FROM contested
"""

_AGAIN = """
SELECT l, r, p.identifiers, titles, v.rival FROM identity.work_rival v JOIN contested USING ("left", "right") JOIN work_pair p USING (l, r)
"""


def write(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `identity.work_rival(left, right, rival)`: the matches that yield to another, with the record they yield to. They are decided anew."""
    connection.execute(_CONTESTED)
    found = connection.execute(
        'SELECT "left", "right", rule, score FROM work_decision WHERE verdict = \'same\' AND l IN (FROM side) AND r IN (FROM side)'
    ).fetchall()
    matches = {(left, right): Match(rule, score) for left, right, rule, score in found}
    pairs = connection.execute('SELECT "left", "right" FROM contested ORDER BY ALL').fetchall()
    rows = connection.execute(
        "SELECT $start || s.record, s.file, $start || f.record FROM side JOIN work_said s USING (n) "
        "LEFT JOIN identity.work_twin USING (n) LEFT JOIN work_said f ON f.n = first_n",
        {"start": iris.thing(base, "record", "")},
    ).fetchall()
    files = {iri: file for iri, file, _ in rows}
    twins = {iri: first for iri, _, first in rows if (first, iri) in matches}
    columns = {"left": "VARCHAR", "right": "VARCHAR", "rival": "VARCHAR"}
    yielding = ({"left": a, "right": b, "rival": rival} for (a, b), rival in rivals(pairs, matches, twins, files))
    put(connection, "identity.work_rival", columns, yielding)
    connection.execute(
        'DELETE FROM work_decision d USING identity.work_rival v WHERE d."left" = v."left" AND d."right" = v."right"'
    )
    _works_decided.judge_pairs(connection, base, _AGAIN)
    connection.execute("DROP TABLE contested; DROP TABLE side")


def rivals(
    pairs: list[Pair], matches: Mapping[Pair, Match], twins: Mapping[str, str], files: Mapping[str, str]
) -> Iterator[tuple[Pair, str]]:
    """Those of the contested pairs that yield, with the record they yield to.

    `matches` holds those among the records of the pairs, each pair in the order of the IRIs; `twins` the records that say the same as
    another, with that other, which stands for them in all other pairs; `files` the source of each record.
    """
    near: Near = defaultdict(list)
    for left, right in pairs:
        near[left].append((right, matches[left, right]))
        near[right].append((left, matches[left, right]))
    for pair in pairs:
        found = min(_better(pair, near, matches, twins, files), default="")
        if found and pair[1] not in twins:
            yield pair, found


def _better(
    pair: Pair, near: Near, matches: Mapping[Pair, Match], twins: Mapping[str, str], files: Mapping[str, str]
) -> Iterator[str]:
    """What fits one of a pair as well as the other does and is not that other; and what fits clearly better, where one source lists
    two of the three. A preprint yields to none of several records of what was published."""
    chosen = matches[pair]
    for one, other in (pair, pair[::-1]):
        for rival, match in near[one]:
            if rival == other:
                continue
            third = matches.get(_ordered(twins.get(rival, rival), twins.get(other, other)))
            if third is None:
                if match.score >= chosen.score - MARGIN:
                    yield rival
            elif (
                chosen.rule != "preprint-and-published"
                and match.score > chosen.score + MARGIN >= third.score
                and files[other] in (files[rival], files[one])
            ):
                yield rival


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)

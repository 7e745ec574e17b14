"""Which records are one work: the same identifier, the same title with year and authors, or all of them alike; and what forbids it.

A preprint, what was published of it and a journal's version are versions of one work where title and authors agree; a talk, a
poster or a data set of the same title is not. Pairs come from `_works_pairs` (SQL), what each record says from `_works_said` (SQL), the
verdict from `judge`. A match by text counts only where nothing else fits one of the two as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg import iris
from kg.identity import _works_decided, _works_pairs, _works_rivals, _works_said
from kg.identity._works_evidence import SAID, compare, said
from kg.identity._works_judge import Evidence, changes, judge
from kg.identity._works_said import KEYS
from kg.identity.curation import Curation, superseding
from kg.identity.decisions import COLUMNS, read, settle
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

__all__ = ["KEYS", "Evidence", "changes", "evidence", "judge", "resolve"]


@dataclass(frozen=True)
class Keys:
    """The identifiers of a cluster of records, without those of preprints: two of one scheme name two works."""

    known: frozenset[tuple[str, str]]

    def conflict(self, other: Keys) -> str:
        """Why the two cannot be one; '' where they share an identifier or have none of one scheme."""
        if self.known & other.known:
            return ""
        mine = dict(sorted(self.known, reverse=True))
        for scheme, value in sorted(other.known):
            if scheme in mine:
                return f"Their records have different identifiers: {scheme} {mine[scheme]} and {scheme} {value}."
        return ""

    def merged(self, other: Keys) -> Keys:
        """The identifiers of both."""
        return Keys(self.known | other.known)


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> None:
    """Decides on all records and writes `identity.work_record(work, record, rank)`, and `work_decision` with the decisions.

    Needs schema `read` and `identity.mention`. Leaves `identity.work_rival`, and what `_works_said` leaves, from which `evidence` is made.
    """
    _works_said.write(connection)
    _works_pairs.write(connection)
    _works_decided.write(connection, base)
    _works_rivals.write(connection, base)
    _curate(connection, curation)
    _settle(connection, base)
    _write_works(connection, base)
    connection.execute("DROP TABLE work_said")


def evidence(connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Evidence:
    """The evidence about any two records (IRIs) of a build. Raises `KeyError` for what is no record."""
    start = iris.thing(base, "record", "")
    first, second = sorted((left, right))
    records = [iri.removeprefix(start) for iri in (first, second)]
    rows = dict(_works_said.some(connection, f"record, {SAID.format('s')}", records))
    for iri, record in zip((first, second), records, strict=True):
        if record not in rows:
            raise KeyError(iri)
    sides = [said(rows[record]) for record in records]
    shared = connection.execute(
        "SELECT scheme || ' ' || value AS name, list(record) FROM identity.work_key WHERE (scheme, value) IN "
        "(SELECT (scheme, value) FROM identity.work_key WHERE record = $1 INTERSECT SELECT (scheme, value) FROM identity.work_key WHERE record = $2) "
        "GROUP BY ALL ORDER BY name",
        records,
    ).fetchall()
    keys = dict(_works_said.some(connection, "record, key", [one for _, holders in shared for one in holders]))
    titles = max((len({keys[one] for one in holders}) for _, holders in shared), default=0)
    found = compare(sides[0], sides[1], "\t".join(name for name, _ in shared), titles)
    rival = connection.execute(
        'SELECT rival FROM identity.work_rival WHERE "left" = $1 AND "right" = $2', [first, second]
    ).fetchone()
    return replace(found, rival=rival[0]) if rival else found


# --- clusters --------------------------------------------------------------------------------------------------------


def _curate(connection: duckdb.DuckDBPyConnection, curation: Curation) -> None:
    """Takes back the decisions a curator took back, and adds the curator's own."""
    made = curation.made(connection, "work")
    gone = sorted(curation.gone)
    connection.execute("DELETE FROM work_decision WHERE list_contains($1, decision)", [gone])
    if made:
        pairs = [f"{one.left} {one.right}" for one in made]
        known = read(connection, """work_decision WHERE list_contains($1, "left" || ' ' || "right")""", [pairs])
        unique = {one.decision: one for one in superseding(made, known)}
        put(connection, "identity.work_curated", COLUMNS, unique.values())
        connection.execute("INSERT INTO work_decision FROM identity.work_curated; DROP TABLE identity.work_curated")


_LINKED = """
-- Most records are linked with one other: such a pair is a cluster, where not both have identifiers that could contradict.
CREATE OR REPLACE TEMP TABLE linked AS
SELECT decision, "left", "right", rule FROM work_decision WHERE verdict = 'same' OR rule = 'curator';
CREATE OR REPLACE TEMP TABLE side AS
SELECT iri, bool_or(s.identifiers <> '') AS identified, count(*) > 1 OR bool_or(rule = 'curator') AS tangled FROM (
    SELECT "left" AS iri, rule FROM linked UNION ALL SELECT "right", rule FROM linked) JOIN work_said s ON s.record = split_part(iri, '/', -1)
GROUP BY iri;
CREATE OR REPLACE TEMP TABLE tangle AS
SELECT decision, "left", "right", a.tangled OR b.tangled OR (a.identified AND b.identified) AS tangled
FROM linked JOIN side a ON a.iri = "left" JOIN side b ON b.iri = "right";
CREATE OR REPLACE TABLE identity.work_member AS
SELECT unnest(["left", "right"]) AS iri, "left" AS cluster FROM tangle WHERE NOT tangled;
"""


def _settle(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `identity.work_member(iri, cluster)`: the records that are joined; decisions that are refused become candidates."""
    connection.execute(_LINKED)
    tangled = read(connection, "work_decision SEMI JOIN (SELECT decision FROM tangle WHERE tangled) USING (decision)")
    clusters, settled = settle(tangled, _traits(connection, base))
    refused = [one for one in settled if one.verdict == "candidate"]
    put(connection, "identity.work_refused", COLUMNS, refused)
    connection.execute(
        "DELETE FROM work_decision d USING identity.work_refused r WHERE d.decision = r.decision; "
        "INSERT INTO work_decision FROM identity.work_refused; DROP TABLE identity.work_refused"
    )
    joined = sorted({iri for d in settled if d.verdict == "same" for iri in (d.left, d.right)})
    rows = ({"iri": iri, "cluster": clusters.find(iri)} for iri in joined)
    put(connection, "identity.work_joined", {"iri": "VARCHAR", "cluster": "VARCHAR"}, rows)
    connection.execute(
        "INSERT INTO identity.work_member FROM identity.work_joined; DROP TABLE identity.work_joined; DROP TABLE linked; DROP TABLE side; DROP TABLE tangle"
    )


def _traits(connection: duckdb.DuckDBPyConnection, base: str) -> dict[str, Keys]:
    """The identifiers of the records of tangled decisions."""
    start = iris.thing(base, "record", "")
    rows = connection.execute(
        "SELECT $1 || record, list(scheme ORDER BY scheme, value), list(value ORDER BY scheme, value) FROM identity.work_key WHERE NOT preprint "
        'AND $1 || record IN (SELECT unnest(["left", "right"]) FROM tangle WHERE tangled) GROUP BY record',
        [start],
    ).fetchall()
    return {iri: Keys(frozenset(zip(schemes, values, strict=True))) for iri, schemes, values in rows}


# --- works -----------------------------------------------------------------------------------------------------------

_CLUSTERS = """
CREATE OR REPLACE TEMP TABLE clustered AS
SELECT s.record, coalesce(m.cluster, $start || s.record) AS cluster, s.title <> '' AS titled, s.folded, s.year, s.first, s.counted
FROM work_said s LEFT JOIN identity.work_member m ON m.iri = $start || s.record;
"""

_KEYED = """
CREATE OR REPLACE TEMP TABLE keyed AS
WITH known AS (
    SELECT c.cluster, arg_min(k.scheme || ':' || k.value, (list_position($keys, k.scheme), k.value)) AS key
    FROM clustered c JOIN identity.work_key k USING (record) GROUP BY c.cluster
), told AS (
    SELECT cluster, min(record) AS record, min((folded, year, first)) FILTER (titled) AS text FROM clustered GROUP BY cluster
)
SELECT cluster, record, coalesce(key, 'hash:' || sha256(
    CASE WHEN text IS NULL THEN record ELSE text[1] || '|' || text[2] || '|' || text[3] END)[:16]) AS key
FROM told LEFT JOIN known USING (cluster);
"""

_NAMED = """
CREATE OR REPLACE TABLE identity.work_record AS
WITH named AS (
    SELECT cluster, coalesce(q.quoted, k.key) || CASE number WHEN 1 THEN '' ELSE '-' || number END AS name
    FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY record) AS number FROM keyed) k LEFT JOIN identity.work_quoted q USING (key)
)
SELECT $start || name AS work, record, row_number() OVER (PARTITION BY name ORDER BY NOT titled, counted = 0, -coalesce(n, 0), record) - 1 AS rank
FROM clustered JOIN named USING (cluster)
LEFT JOIN (SELECT record, count(*) AS n FROM identity.work_key GROUP BY record) USING (record)
ORDER BY work, rank
"""


def _write_works(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `identity.work_record`: each cluster with its IRI, from the strongest identifier, else from title, year and first author.

    Two clusters that would share such a hash (two works of one title) are told apart by a number in the order of their records.
    """
    connection.execute(_CLUSTERS, {"start": iris.thing(base, "record", "")})
    connection.execute(_KEYED, {"keys": list(KEYS)})
    start = iris.thing(base, "work", "")
    odd = connection.execute(
        "SELECT DISTINCT key FROM keyed WHERE NOT regexp_full_match(key, '[A-Za-z0-9/:;()._~!*''@,-]*')"
    ).fetchall()
    quoted = ({"key": key, "quoted": iris.thing(base, "work", key).removeprefix(start)} for (key,) in odd)
    put(connection, "identity.work_quoted", {"key": "VARCHAR", "quoted": "VARCHAR"}, quoted)
    connection.execute(_NAMED, {"start": start})

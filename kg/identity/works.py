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
        connection.execute(
            "INSERT INTO work_decision SELECT a.n, b.n, c.* FROM identity.work_curated c "
            """LEFT JOIN work_said a ON a.record = split_part(c."left", '/', -1) LEFT JOIN work_said b ON b.record = split_part(c."right", '/', -1); """
            "DROP TABLE identity.work_curated"
        )


_LINKED = """
-- Most records are linked with one other: such a pair is a cluster, where not both have identifiers that could contradict.
CREATE OR REPLACE TEMP TABLE linked AS
SELECT l, r, rule = 'curator' AS curated FROM work_decision WHERE verdict = 'same' OR rule = 'curator';
CREATE OR REPLACE TEMP TABLE side AS
SELECT n, bool_or(s.identifiers <> '') AS identified, count(*) > 1 OR bool_or(curated) AS tangled
FROM (SELECT unnest([l, r]) AS n, curated FROM linked) JOIN work_said s USING (n) GROUP BY n;
CREATE OR REPLACE TEMP TABLE tangle AS
SELECT l, r, a.tangled OR b.tangled OR (a.identified AND b.identified) AS tangled FROM linked JOIN side a ON a.n = l JOIN side b ON b.n = r;
CREATE OR REPLACE TEMP TABLE work_member AS
SELECT unnest([l, r]) AS n, l AS cluster FROM tangle WHERE NOT tangled;
"""

_TANGLED = "work_decision SEMI JOIN (SELECT l, r FROM tangle WHERE tangled) USING (l, r) WHERE verdict = 'same' OR rule = 'curator'"

_JOINED = """
INSERT INTO work_member SELECT a.n, b.n FROM identity.work_joined JOIN work_said a ON a.record = split_part(iri, '/', -1)
JOIN work_said b ON b.record = split_part(cluster, '/', -1);
DROP TABLE identity.work_joined; DROP TABLE linked; DROP TABLE side; DROP TABLE tangle
"""


def _settle(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `work_member(n, cluster)`: the records that are joined, and the first of each cluster; decisions that are refused become candidates."""
    connection.execute(_LINKED)
    clusters, settled = settle(read(connection, _TANGLED), _traits(connection, base))
    refused = [one for one in settled if one.verdict == "candidate"]
    put(connection, "identity.work_refused", COLUMNS, refused)
    connection.execute(
        "DELETE FROM work_decision d USING identity.work_refused r WHERE d.decision = r.decision; "
        "INSERT INTO work_decision BY NAME FROM identity.work_refused; DROP TABLE identity.work_refused"
    )
    joined = sorted({iri for d in settled if d.verdict == "same" for iri in (d.left, d.right)})
    rows = ({"iri": iri, "cluster": clusters.find(iri)} for iri in joined)
    put(connection, "identity.work_joined", {"iri": "VARCHAR", "cluster": "VARCHAR"}, rows)
    connection.execute(_JOINED)


def _traits(connection: duckdb.DuckDBPyConnection, base: str) -> dict[str, Keys]:
    """The identifiers of the records of tangled decisions."""
    start = iris.thing(base, "record", "")
    rows = connection.execute(
        "SELECT $1 || record, list(scheme ORDER BY scheme, value), list(value ORDER BY scheme, value) FROM identity.work_key WHERE NOT preprint "
        "AND record IN (SELECT record FROM work_said WHERE n IN (SELECT unnest([l, r]) FROM tangle WHERE tangled)) GROUP BY record",
        [start],
    ).fetchall()
    return {iri: Keys(frozenset(zip(schemes, values, strict=True))) for iri, schemes, values in rows}


# --- works -----------------------------------------------------------------------------------------------------------

_CLUSTERS = """
CREATE OR REPLACE TEMP TABLE clustered AS
SELECT n, record, coalesce(cluster, n) AS cluster, title <> '' AS titled, folded, year, first, counted
FROM work_said LEFT JOIN work_member USING (n);
"""

_KEYED = """
CREATE OR REPLACE TEMP TABLE keyed AS
WITH known AS (
    SELECT c.cluster, arg_min(k.scheme || ':' || k.value, (list_position($keys, k.scheme), k.value)) AS key
    FROM clustered c JOIN identity.work_key k USING (record) GROUP BY c.cluster
), told AS (
    SELECT cluster, min(record) FILTER (NOT titled) AS record, min(folded || chr(1) || year || chr(1) || first) FILTER (titled) AS text
    FROM clustered GROUP BY cluster -- parted by what stands before all letters: texts have the order of the three, and are faster compared
)
SELECT cluster, coalesce(key, 'hash:' || sha256(coalesce(replace(text, chr(1), '|'), record))[:16]) AS key
FROM told LEFT JOIN known USING (cluster);
"""

_NAMED = """
CREATE OR REPLACE TABLE identity.work_record AS
WITH named AS (
    SELECT cluster, coalesce(q.quoted, k.key) || CASE number WHEN 1 THEN '' ELSE '-' || number END AS name
    FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY cluster) AS number FROM keyed) k LEFT JOIN identity.work_quoted q USING (key)
)
SELECT $start || name AS work, record,
       row_number() OVER (PARTITION BY cluster ORDER BY NOT titled, counted = 0, -coalesce(keys, 0), n) - 1 AS rank
FROM clustered JOIN named USING (cluster)
LEFT JOIN (SELECT record, count(*) AS keys FROM identity.work_key GROUP BY record) USING (record)
ORDER BY work, rank
"""


def _write_works(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `identity.work_record`: each cluster with its IRI, from the strongest identifier, else from title, year and first author.

    Two clusters that would share such a hash (two works of one title) are told apart by a number in the order of their records.
    """
    connection.execute(_CLUSTERS)
    connection.execute(_KEYED, {"keys": list(KEYS)})
    start = iris.thing(base, "work", "")
    odd = connection.execute(
        "SELECT DISTINCT key FROM keyed WHERE NOT regexp_full_match(key, '[A-Za-z0-9/:;()._~!*''@,-]*')"
    ).fetchall()
    quoted = ({"key": key, "quoted": iris.thing(base, "work", key).removeprefix(start)} for (key,) in odd)
    put(connection, "identity.work_quoted", {"key": "VARCHAR", "quoted": "VARCHAR"}, quoted)
    connection.execute(_NAMED, {"start": start})

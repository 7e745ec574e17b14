"""Which records are one work: the same identifier, the same title with year and authors, or all of them alike; and what forbids it.

A preprint, what was published of it and a journal's version are versions of one work where title and authors agree; a talk, a
poster or a data set of the same title is not. Pairs come from `_works_pairs` (SQL), what each record says from `_works_said` (SQL), the
verdict from `judge`. A match by text counts only where nothing else fits one of the two as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg import iris
from kg.identity import _works_pairs, _works_said
from kg.identity._works_evidence import COLUMNS, WIDTH, Said, compare, compared, hopeless
from kg.identity._works_judge import CANDIDATE, Evidence, changes, judge
from kg.identity._works_rivals import contested, rivals
from kg.identity._works_said import KEYS
from kg.identity.curation import Curation
from kg.identity.decisions import Compared, Decision, decide, settle
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

__all__ = ["KEYS", "Evidence", "changes", "evidence", "judge", "resolve"]

BATCH = 20_000
"""So many pairs are held at a time."""


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


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Decides on all records and writes `identity.work_record(work, record, rank)`; returns the decisions.

    Needs schema `read` and `identity.mention`. Leaves `identity.work_said` and `identity.work_rival`, from which `evidence` is made.
    """
    _works_said.write(connection)
    _works_pairs.write(connection)
    twins = list(_twins(connection, base))
    decisions = curation.applied(connection, "work", [*twins, *_of_pairs(connection, base, twins)])
    clusters, decisions = settle(decisions, _traits(connection, base))
    joined = sorted({iri for d in decisions if d.verdict == "same" for iri in (d.left, d.right)})
    rows = ({"iri": iri, "cluster": clusters.find(iri)} for iri in joined)
    put(connection, "identity.work_member", {"iri": "VARCHAR", "cluster": "VARCHAR"}, rows)
    _write_works(connection, base)
    return decisions


def evidence(connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Evidence:
    """The evidence about any two records (IRIs) of a build. Raises `KeyError` for what is no record."""
    start = iris.thing(base, "record", "")
    first, second = sorted((left, right))
    sides = []
    for iri in (first, second):
        row = connection.execute(
            f"SELECT {COLUMNS.format('s')} FROM identity.work_said s WHERE s.record = $1",
            [iri.removeprefix(start)],
        ).fetchone()
        if row is None:
            raise KeyError(iri)
        sides.append(Said._make(row))
    records = [side.record for side in sides]
    shared = connection.execute(
        "SELECT k.scheme || ' ' || k.value, (SELECT count(DISTINCT s.key) FROM identity.work_key o JOIN identity.work_said s USING (record) "
        "WHERE o.scheme = k.scheme AND o.value = k.value) FROM identity.work_key k WHERE record = $1 AND (k.scheme, k.value) IN "
        "(SELECT (scheme, value) FROM identity.work_key WHERE record = $2) ORDER BY 1",
        records,
    ).fetchall()
    found = compare(
        sides[0], sides[1], "\t".join(name for name, _ in shared), max((titles for _, titles in shared), default=0)
    )
    rival = connection.execute(
        'SELECT rival FROM identity.work_rival WHERE "left" = $1 AND "right" = $2', [first, second]
    ).fetchone()
    return replace(found, rival=rival[0]) if rival else found


# --- decisions -------------------------------------------------------------------------------------------------------


def _decided(base: str, left: str, right: str, evidence: Evidence) -> Decision | None:
    """The decision on two records, None where nothing is said of them; the left one is the lesser."""
    found = judge(evidence)
    if found.score < CANDIDATE:
        return None
    return decide(
        base, "work", left, right, found.verdict, found.score, found.rule, found.evidence, found.conflict, compared=compared(evidence)
    )  # fmt: skip


def _twins(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[Decision]:
    """Records that say the same: each with the first of its kind."""
    for left, right, shared, titles in _sides(
        connection, "SELECT first_n AS l, n AS r, '' AS identifiers, 0 AS titles FROM identity.work_twin"
    ):
        known = "\t".join(
            pair.removeprefix("preprint-").replace(":", " ", 1) for pair in left.identifiers.split(" ") if pair
        )
        found = _decided(base, _iri(base, left), _iri(base, right), compare(left, right, shared or known, titles))
        if found is not None:
            yield found


_PLAIN = r"""
SELECT $id || sha256('work' || chr(10) || $start || a.record || chr(10) || $start || b.record || chr(10) || 'same-title-and-authors')[:16],
       $start || a.record, $start || b.record,
       'Both have the title ''' || trim(regexp_replace(a.title, '\s+', ' ', 'g')) || ''', the year ' || a.year || ', the venue ' || a.venue || ' and the same '
       || CASE a.counted WHEN 1 THEN 'author' ELSE a.counted || ' authors' END || '.',
       a.title, b.title, a.authors, b.authors, a.year, a.venue, b.venue
FROM identity.work_plain_pair JOIN identity.work_said a ON a.n = l JOIN identity.work_said b ON b.n = r
"""


def _plain(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[Decision]:
    """The decisions on pairs that agree in all that is said, made in SQL; a test holds that `judge` makes the same of them."""
    found = connection.cursor().execute(
        _PLAIN, {"id": iris.thing(base, "decision", ""), "start": iris.thing(base, "record", "")}
    )
    venue, year = cache(partial(Compared, "venues", likeness=1.0)), cache(partial(Compared, "dates", likeness=1.0))
    while rows := found.fetchmany(BATCH):
        for key, left, right, why, title_a, title_b, authors_a, authors_b, said, venue_a, venue_b in rows:
            seen = [
                Compared("title", title_a, title_b, 1.0),
                Compared("contributions", authors_a, authors_b, 1.0),
                year(said, said),
                venue(venue_a, venue_b),
            ]
            rule = "same-title-and-authors"
            yield Decision(key, "work", left, right, "same", 0.99, rule, why, "", f"{rule}/1", "", seen)


def _sides(connection: duckdb.DuckDBPyConnection, pairs: str) -> Iterator[tuple[Said, Said, str, int]]:
    """What both records of each pair say, the identifiers they share and how many unlike titles carry these."""
    found = connection.cursor().execute(
        f"SELECT {COLUMNS.format('a')}, {COLUMNS.format('b')}, p.identifiers, p.titles FROM ({pairs}) p "
        "JOIN identity.work_said a ON a.n = p.l JOIN identity.work_said b ON b.n = p.r"
    )
    while rows := found.fetchmany(BATCH):
        for row in rows:
            yield Said._make(row[:WIDTH]), Said._make(row[WIDTH : 2 * WIDTH]), row[-2], row[-1]


def _of_pairs(connection: duckdb.DuckDBPyConnection, base: str, twins: list[Decision]) -> Iterator[Decision]:
    """The decisions on all pairs worth a look; a match by text counts where no other fits one of the two as well."""
    kept: dict[tuple[str, str], Decision] = {(d.left, d.right): d for d in _plain(connection, base)}
    rest = "SELECT * FROM identity.work_pair ANTI JOIN identity.work_plain_pair USING (l, r)"
    for left, right, shared, titles in _sides(connection, rest):
        if not shared and left.key != right.key and hopeless(left, right):
            continue
        found = _decided(base, _iri(base, left), _iri(base, right), compare(left, right, shared, titles))
        if found is not None:
            kept[found.left, found.right] = found
    yielding = _yielding(connection, kept, twins)
    for pair in yielding:
        del kept[pair]
    yield from kept.values()
    start = iris.thing(base, "record", "")
    again = (
        f"SELECT a.n AS l, b.n AS r, p.identifiers, p.titles FROM identity.work_rival v JOIN identity.work_said a ON '{start}' || a.record = v.left "
        f"JOIN identity.work_said b ON '{start}' || b.record = v.right JOIN identity.work_pair p ON p.l = a.n AND p.r = b.n"
    )
    for left, right, shared, titles in _sides(connection, again):
        pair = _iri(base, left), _iri(base, right)
        found = _decided(base, *pair, replace(compare(left, right, shared, titles), rival=yielding[pair]))
        if found is not None:
            yield found


def _yielding(
    connection: duckdb.DuckDBPyConnection, kept: dict[tuple[str, str], Decision], twins: list[Decision]
) -> dict[tuple[str, str], str]:
    """The matches that yield to another, with the record they yield to; `identity.work_rival` holds them too."""
    alike = {(d.left, d.right): d for d in twins if d.verdict == "same"}
    matches = {**kept, **alike}
    pairs = contested(matches)
    iris_of = sorted({iri for pair in pairs for iri in pair})
    put(connection, "identity.work_contested", {"iri": "VARCHAR"}, ({"iri": iri} for iri in iris_of))
    files: dict[str, str] = dict(
        connection.execute(
            "SELECT c.iri, s.file FROM identity.work_contested c JOIN identity.work_said s ON s.record = regexp_extract(c.iri, '[^/]*$')"
        ).fetchall()
    )
    found = dict(rivals(pairs, matches, {right: left for left, right in alike}, files.__getitem__))
    columns = {"left": "VARCHAR", "right": "VARCHAR", "rival": "VARCHAR"}
    rows = ({"left": a, "right": b, "rival": rival} for (a, b), rival in sorted(found.items()))
    put(connection, "identity.work_rival", columns, rows)
    return found


def _iri(base: str, one: Said) -> str:
    return f"{base}id/record/{one.record}"


def _traits(connection: duckdb.DuckDBPyConnection, base: str) -> dict[str, Keys]:
    rows = connection.execute(
        "SELECT record, list(scheme ORDER BY scheme, value), list(value ORDER BY scheme, value) FROM identity.work_key WHERE NOT preprint "
        "AND record IN (SELECT s.record FROM identity.work_said s JOIN (SELECT l AS n FROM identity.work_pair UNION SELECT r FROM identity.work_pair "
        "UNION SELECT n FROM identity.work_twin UNION SELECT first_n FROM identity.work_twin) USING (n)) GROUP BY record"
    ).fetchall()
    return {
        f"{base}id/record/{record}": Keys(frozenset(zip(schemes, values, strict=True)))
        for record, schemes, values in rows
    }


# --- works -----------------------------------------------------------------------------------------------------------

_CLUSTERS = """
CREATE OR REPLACE TEMP TABLE clustered AS
SELECT s.record, coalesce(m.cluster, $start || s.record) AS cluster, s.title <> '' AS titled, s.folded, s.year, s.first, s.counted
FROM identity.work_said s LEFT JOIN identity.work_member m ON m.iri = $start || s.record;
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

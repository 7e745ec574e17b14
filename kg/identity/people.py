"""Which names are one person: the same ORCID; the owner of a page; equal folded names with a shared co-author.

Equal names alone are a candidate. Two names on one paper, and two ORCIDs, are never one person; a cluster that
would hold such a pair loses its weaker links.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.identity.curation import Curation
from kg.identity.decisions import Clusters, Decision, decide, settle
from kg.names import display, fold, inverted, is_group, split
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

SAMPLE = 32
"""Of a longer author list this many names count as co-authors, the same ones in every list: those with the least digest."""

_SETUP = """
CREATE OR REPLACE TABLE identity.author_record AS
SELECT work, role, record FROM (
    SELECT w.work, m.role, m.record, w.rank, count(*) AS n, any_value(r.authors_truncated) AS cut
    FROM identity.mention m JOIN identity.work_record w USING (record) JOIN read.work r USING (record) GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY work, role ORDER BY cut, n DESC, rank) = 1;

CREATE OR REPLACE TABLE identity.authorship AS
SELECT a.work || '#' || m.role || '-' || row_number() OVER (PARTITION BY a.work, m.role ORDER BY m.i, m.part) AS authorship,
       a.work, m.role, row_number() OVER (PARTITION BY a.work, m.role ORDER BY m.i, m.part) AS position, m.record, m.i, m.part,
       m.printed, m.given, m.particle, m.family, m.suffix, m.literal, m.fold, m.fold2
FROM identity.author_record a JOIN identity.mention m USING (record, role);

-- A name in another record of the work is the same contribution where exactly one there has its folded form.
CREATE OR REPLACE TABLE identity.restated AS
SELECT a.authorship, m.record, m.i, m.part, m.printed, m.given, m.particle, m.family, m.suffix, m.literal
FROM identity.mention m JOIN identity.work_record w USING (record)
JOIN identity.authorship a ON a.work = w.work AND a.role = m.role AND (a.fold IN (m.fold, m.fold2) OR a.fold2 IN (m.fold, m.fold2))
QUALIFY count(*) OVER (PARTITION BY m.record, m.i, m.part) = 1;

CREATE OR REPLACE TABLE identity.orcid AS
SELECT authorship, min(value) AS orcid FROM identity.restated r
JOIN read.contribution_identifier c ON c.record = r.record AND c.i = r.i AND c.scheme = 'orcid'
GROUP BY authorship HAVING count(DISTINCT value) = 1;

CREATE OR REPLACE TEMP TABLE form AS
SELECT authorship, work, form FROM (
    SELECT authorship, work, role, unnest(list_distinct([fold, fold2])) AS form FROM identity.authorship WHERE fold <> '' AND NOT literal)
QUALIFY count(*) OVER (PARTITION BY work, role, form) = 1;

-- Who edits a volume knows its authors no more than anybody.
CREATE OR REPLACE TEMP TABLE co AS
SELECT work, fold, min(given || ' ' || family) AS name FROM identity.authorship WHERE fold <> '' AND role = 'author' GROUP BY work, fold
QUALIFY dense_rank() OVER (PARTITION BY work ORDER BY md5(fold)) <= $sample;
"""

_LINKS = {
    "same-orcid": (
        1.0,
        "SELECT authorship, lead(authorship) OVER (PARTITION BY orcid ORDER BY authorship), 'both have ORCID ' || orcid "
        "FROM identity.orcid",
    ),
    "page-owner": (
        0.99,
        """
        SELECT authorship, lead(authorship) OVER (PARTITION BY file, owner ORDER BY authorship), 'both stand on the page of ' || owner
        FROM (SELECT DISTINCT a.authorship, r.file, r.owner FROM identity.authorship a JOIN form f USING (authorship)
              JOIN identity.work_record w ON w.work = a.work JOIN read.record r ON r.record = w.record
              JOIN identity.owner o ON o.owner = r.owner AND o.fold = f.form)
        """,
    ),
    "same-name-and-co-author": (
        0.98,
        """
        SELECT a, b, 'same name, and ' || min(trim(name)) || (CASE WHEN count(*) > 1 THEN ' and others' ELSE '' END) || ' with both' FROM (
            SELECT f.authorship AS a, lead(f.authorship) OVER (PARTITION BY f.form, c.fold ORDER BY f.authorship) AS b, c.fold, c.name
            FROM form f JOIN co c ON c.work = f.work JOIN identity.authorship x ON x.authorship = f.authorship
            WHERE c.fold <> x.fold AND c.fold <> x.fold2)
        WHERE b IS NOT NULL GROUP BY a, b
        """,
    ),
}
"""The rules: score, and a query for pairs with the evidence in words."""


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Writes `identity.authorship`, `identity.author_person` and the names of people; returns the decisions."""
    for sql in _SETUP.replace("$sample", str(SAMPLE)).split(";\n"):
        connection.execute(sql)
    _owners(connection)
    orcids = dict(connection.execute("SELECT authorship, orcid FROM identity.orcid").fetchall())
    decisions = curation.applied(connection, "person", _without_conflicts(list(_links(connection, base)), orcids))
    clusters: Clusters[Any]
    clusters, decisions = settle(decisions)
    decisions += _candidates(connection, base, clusters)
    _write(connection, base, clusters, orcids)
    return decisions


def _owners(connection: duckdb.DuckDBPyConnection) -> None:
    owners = [
        str(row[0])
        for row in connection.execute("SELECT DISTINCT owner FROM read.record WHERE owner IS NOT NULL").fetchall()
    ]
    rows = [{"owner": owner, "fold": fold(display(split(owner)))} for owner in sorted(owners)]
    put(connection, "identity.owner", {"owner": "VARCHAR", "fold": "VARCHAR"}, rows)


def _links(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[Decision]:
    for rule, (score, query) in _LINKS.items():
        for left, right, evidence in connection.execute(f"SELECT * FROM ({query}) ORDER BY ALL").fetchall():
            if right is not None and left != right:
                yield decide(base, "person", left, right, "same", score, rule, evidence)


def _without_conflicts(decisions: list[Decision], orcids: dict[str, str]) -> list[Decision]:
    """The decisions, with those by name alone made candidates where their cluster holds two ORCIDs or two names of one work."""
    from msgspec.structs import replace

    clusters: Clusters[Any] = Clusters((d.left, d.right) for d in decisions)
    members: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        members[clusters.find(decision.left)] |= {decision.left, decision.right}
    conflicts = {root: conflict for root, group in members.items() if (conflict := _conflict(group, orcids))}
    return [
        replace(d, verdict="candidate", score=0.5, conflict=conflict)
        if (conflict := conflicts.get(clusters.find(d.left), "")) and d.rule != "same-orcid"
        else d
        for d in decisions
    ]


def _conflict(group: set[str], orcids: dict[str, str]) -> str:
    known = sorted({orcids[one] for one in group if one in orcids})
    if len(known) > 1:
        return f"two ORCIDs: {known[0]} and {known[1]}"
    works = Counter(one.split("#")[0] + "#" + one.split("#")[1].split("-")[0] for one in group)
    twice = sorted(work for work, n in works.items() if n > 1)
    return f"two names of one work: {twice[0].split('#')[0]}" if twice else ""


def _candidates(connection: duckdb.DuckDBPyConnection, base: str, clusters: Clusters[Any]) -> list[Decision]:
    """Equal names that nothing else joins: one candidate between each cluster and the next."""
    rows = connection.execute("SELECT form, authorship FROM form ORDER BY form, authorship").fetchall()
    groups: dict[str, list[str]] = defaultdict(list)
    for form, authorship in rows:
        groups[form].append(clusters.find(authorship))
    found = {}
    for group in groups.values():
        roots = sorted(set(group))
        for left, right in pairwise(roots):
            one = decide(
                base, "person", left, right, "candidate", 0.5, "same-name", "same name, and nothing else in common"
            )
            found[one.decision] = one
    return list(found.values())


def _write(connection: duckdb.DuckDBPyConnection, base: str, clusters: Clusters[Any], orcids: dict[str, str]) -> None:
    names: dict[str, Counter[NameAsPrinted]] = defaultdict(Counter)
    members: dict[str, set[str]] = defaultdict(set)
    for authorship, *parts in connection.execute(
        "SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.restated "
        "UNION ALL SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.authorship ORDER BY ALL"
    ).fetchall():
        root = clusters.find(authorship)
        names[root][NameAsPrinted(*parts)] += 1
        members[root].add(authorship)
    people, printed, authors = [], [], []
    for root in sorted(members):
        orcid = next((orcids[a] for a in sorted(members[root]) if a in orcids), "")
        person = _person(base, root, names[root], orcid)
        people.append(person)
        others = {" ".join(n.printed.split()) for n in names[root]} | {display(n) for n in names[root]}
        printed += [
            {"person": person["person"], "name": name}
            for name in sorted(others - {person["name"], person["sort_name"], ""})
        ]
        authors += [{"authorship": one, "person": person["person"]} for one in sorted(members[root])]
    columns = ["person", "kind", "name", "given", "family", "sort_name", "orcid"]
    put(connection, "identity.person", dict.fromkeys(columns, "VARCHAR"), people)
    put(connection, "identity.person_name", {"person": "VARCHAR", "name": "VARCHAR"}, printed)
    put(connection, "identity.author_person", {"authorship": "VARCHAR", "person": "VARCHAR"}, authors)


def _person(base: str, root: str, names: Counter[NameAsPrinted], orcid: str) -> dict[str, Any]:
    """The row of a person: named by the fullest form, with the parts of a form whose order the source shows."""

    def fullness(name: NameAsPrinted) -> tuple[Any, ...]:
        text = display(name)
        full_given = len(name.given.replace(".", "").split(" ")[0]) > 1
        return (
            full_given,
            sum(ord(c) > 127 for c in text),
            len(text),
            "," in name.printed,
            names[name],
            text,
            name.printed,
        )

    best = max(names, key=fullness)
    shown = display(best)
    inverse = [n for n in names if "," in n.printed and fold(display(n)) == fold(shown)]
    parts = max(inverse, key=fullness) if inverse else best
    key = (
        f"orcid:{orcid}"
        if orcid
        else f"{iris.slug(shown, 40)}-{hashlib.sha256(root.removeprefix(base).encode()).hexdigest()[:8]}"
    )
    group = best.literal and is_group(best.printed)
    return {
        "person": iris.thing(base, "organization" if group else "person", key),
        "kind": "organization" if group else "person",
        "name": shown,
        "given": parts.given or None,
        "family": " ".join(p for p in (parts.particle, parts.family) if p) or None,
        "sort_name": inverted(parts),
        "orcid": orcid or None,
    }

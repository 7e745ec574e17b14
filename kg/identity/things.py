"""Introduced things: the systems, models, datasets ... that texts bring, across papers; and the names of others' that texts only use.

A thing is introduced by a work under a name. Two works speak of one thing when they give the same name and something else agrees: a
repository, an expansion, an author. A name that a work only uses is the thing of that name when exactly one is introduced here and the
name is distinctive; else it is a term, which says no more than that the name was used.

Written are `identity.thing(thing, type, name, expansion)`, `identity.term(term, name)` and
`identity.thing_part(part, thing, work, fold, name, role, confidence)`, where `thing` is a term for a name that is no thing's, and `role` is
introduces, used, compared, evaluated or background; `kg.identity.thing_tables` makes the tables of the mapping from these.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from kg import iris
from kg.identity.curation import Curation
from kg.identity.decisions import Clusters, Compared, Decision, Judgement, decide, settle
from kg.names import fold
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

ASSERTED = 0.9
LEAST = 0.5
"""Below this score nothing is said."""

SHORTEST = 4
"""A name of fewer letters ("RC", "GCD") is too common to tell things apart by itself."""

_FACTS = """
CREATE OR REPLACE TABLE identity.thing_fact AS
SELECT w.work, d.fold, f.kind, f.value AS name, coalesce(f.details['type'], '') AS type, coalesce(f.details['role'], '') AS role,
       coalesce(f.details['expansion'], '') AS expansion, coalesce(e.fold, '') AS expansion_fold, f.confidence, f.record, f.field, f.n
FROM read.fact f JOIN identity.work_record w USING (record) JOIN identity.thing_fold d ON d.value = f.value
LEFT JOIN identity.thing_fold e ON e.value = f.details['expansion']
WHERE f.kind IN ('introduces', 'mentions') AND f.confidence >= 0.5 AND d.fold <> '';

CREATE OR REPLACE TABLE identity.introduced AS
SELECT work, fold, arg_max(name, (confidence, name)) AS name, arg_max(type, (type <> '', confidence, type)) AS type,
       arg_max(expansion, (expansion <> '', confidence, expansion)) AS expansion, max(expansion_fold) AS expansion_fold,
       max(confidence) AS confidence, work || '#introduces-' || md5(fold)[:8] AS part
FROM identity.thing_fact WHERE kind = 'introduces' GROUP BY work, fold ORDER BY work, fold;

-- The long form of a thing that has a short name is no second thing.
DELETE FROM identity.introduced i WHERE EXISTS (
    SELECT 1 FROM identity.introduced o WHERE o.work = i.work AND o.fold <> i.fold AND o.expansion_fold = i.fold);

CREATE OR REPLACE TABLE identity.mentioned AS
SELECT work, fold, arg_max(name, (confidence, name)) AS name, arg_max(role, (confidence, role)) AS role, max(confidence) AS confidence,
       work || '#mentions-' || md5(fold)[:8] AS part
FROM identity.thing_fact m WHERE kind = 'mentions' AND NOT EXISTS (
    SELECT 1 FROM identity.introduced i WHERE i.work = m.work AND m.fold IN (i.fold, i.expansion_fold)) GROUP BY work, fold ORDER BY work, fold;
"""


class Evidence(Struct, frozen=True):
    """Two names that may be of one thing: as printed, whether each work introduces it, and what else the two works give.

    `distinctive` says that the name is no common word; `bearers` is how many things of this name are introduced in the graph.
    """

    left: str
    right: str
    left_introduces: bool
    right_introduces: bool
    expansions: tuple[str, str]
    distinctive: bool
    bearers: int
    repositories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def judge(evidence: Evidence) -> Judgement:
    """Whether two names are of one thing."""
    name = evidence.left
    if fold(evidence.left) != fold(evidence.right):
        return Judgement(
            "different", 0.0, "same-name", f"{evidence.left!r} and {evidence.right!r} are different names."
        )
    both = evidence.left_introduces and evidence.right_introduces
    longer = [fold(one) for one in evidence.expansions if one]
    if len(longer) == 2 and longer[0] != longer[1]:
        return Judgement(
            "different",
            0.0,
            "same-name",
            f"'{name}' is short for {evidence.expansions[0]!r} in the one and {evidence.expansions[1]!r} in the other.",
        )
    if not both:
        return _used(evidence)
    if evidence.repositories:
        return Judgement(
            "same",
            0.99,
            "same-repository",
            f"Both works bring something called '{name}' and link to {evidence.repositories[0]}.",
        )
    if len(longer) == 2:
        return Judgement(
            "same", 0.95, "same-expansion", f"In both works '{name}' is short for {evidence.expansions[0]!r}."
        )
    if evidence.distinctive and evidence.authors:
        return Judgement(
            "same",
            0.95,
            "same-name-and-author",
            f"Both works bring something called '{name}', and {evidence.authors[0]} wrote both.",
        )
    score = 0.6 if evidence.distinctive else 0.4
    return Judgement(
        "candidate", score, "same-name", f"Both works bring something called '{name}', and nothing else agrees."
    )


def _used(evidence: Evidence) -> Judgement:
    name = evidence.left
    if evidence.distinctive and evidence.bearers == 1:
        return Judgement(
            "same",
            0.92,
            "the-one-of-this-name",
            f"'{name}' is used in the one work and brought by the other, the only one here that brings something so called.",
        )
    why = (
        f"{evidence.bearers} works here bring something so called"
        if evidence.bearers > 1
        else "the name is short or a common word"
    )
    return Judgement(
        "candidate",
        0.5,
        "same-name",
        f"'{name}' is used in the one work and brought by the other.",
        f"{why[0].upper()}{why[1:]}.",
    )


def changes(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The single changes that could decide otherwise, the smallest first."""
    if evidence.authors:
        yield "if the two works had no author in common", replace(evidence, authors=())
    else:
        yield "if one author had written both works", replace(evidence, authors=("an author",))
    if evidence.repositories:
        yield "if the works linked to different repositories", replace(evidence, repositories=())
    else:
        yield "if both works linked to one repository", replace(evidence, repositories=("one repository",))
    if evidence.bearers > 1:
        yield "if only one work here brought something so called", replace(evidence, bearers=1)
    else:
        yield "if another work here brought something else so called", replace(evidence, bearers=2)
    if not evidence.distinctive:
        yield "if the name were no common word", replace(evidence, distinctive=True)
    yield "if the names differed", replace(evidence, right=evidence.right + " 2")
    if fold(evidence.left) != fold(evidence.right):
        yield "if both had the same name", replace(evidence, right=evidence.left)


def evidence(connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Evidence:
    """What is known of two names of things (`work#introduces-...`, `work#mentions-...`)."""
    rows = connection.execute(
        "SELECT fold, count(DISTINCT thing) FROM identity.thing_part WHERE role = 'introduces' GROUP BY fold"
    ).fetchall()
    return _Seen(connection, [left, right], dict(rows)).pair(left, right)


class _Seen:
    """What the tables say of some names: gathered once, asked pair by pair."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, parts: Iterable[str], bearers: dict[str, int] | None = None
    ) -> None:
        self._connection = connection
        wanted = sorted(set(parts))
        rows = connection.execute(
            "SELECT part, work, fold, name, expansion, true FROM identity.introduced WHERE list_contains($1, part) UNION ALL "
            "SELECT part, work, fold, name, '', false FROM identity.mentioned WHERE list_contains($1, part)",
            [wanted],
        ).fetchall()
        self.said = {str(row[0]): row[1:] for row in rows}
        self.bearers = bearers or {}
        works = sorted({str(row[1]) for row in rows})
        self.authors = self._sets(
            "SELECT work, fold || '|' || printed FROM identity.authorship WHERE list_contains($1, work) AND fold <> ''",
            works,
        )
        self.repositories = self._sets("SELECT work, url FROM identity.repository WHERE list_contains($1, work)", works)
        self._common: dict[str, bool] = {}

    def _sets(self, query: str, works: list[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for work, value in self._connection.execute(f"{query} ORDER BY ALL", [works]).fetchall():
            key, _, shown = str(value).partition("|")
            found[str(work)].setdefault(key, shown or key)
        return found

    def pair(self, left: str, right: str) -> Evidence:
        work, form, name, expansion, introduces = self.said[left]
        other, _, other_name, other_expansion, other_introduces = self.said[right]
        authors = sorted(self.authors[work].keys() & self.authors[other].keys())
        repositories = sorted(self.repositories[work].keys() & self.repositories[other].keys())
        return Evidence(
            name, other_name, introduces, other_introduces, (expansion, other_expansion), self.distinctive(name), self.bearers.get(form, 0),
            tuple(repositories), tuple(self.authors[work][one] for one in authors),
        )  # fmt: skip

    def distinctive(self, name: str) -> bool:
        """Whether a name is no common word: it has capitals or digits inside, or stands nowhere in small letters."""
        if len(fold(name)) < SHORTEST:
            return False
        if any(letter.isupper() or letter.isdigit() for letter in name[1:]):
            return True
        if name not in self._common:
            # In an address the name of a thing stands in small letters too.
            row = self._connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM read.work WHERE contains(concat_ws(' ', title, abstract), $1) "
                "AND regexp_matches(concat_ws(' ', title, abstract), $2) LIMIT 1)",
                [name.lower(), rf"(?:^|[\s(\"'])\Q{name.lower()}\E(?:[\s).,;:!?\"']|$)"],
            ).fetchone()
            self._common[name] = bool(row and row[0])
        return not self._common[name]


# --- in bulk ---------------------------------------------------------------------------------------------------------


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Decides on all names of things and writes the tables above; returns the decisions."""
    _fold(connection)
    connection.execute(_FACTS)
    _named(connection)
    connection.execute(_REPOSITORY)
    brought, used = _pairs(connection, _NEIGHBOURS), _pairs(connection, _USES)
    seen = _Seen(connection, [part for pair in brought + used for part in pair])
    among = curation.applied(connection, "thing", _judged(base, seen, brought))
    clusters: Clusters[Any] = settle(among)[0]
    seen.bearers = _bearers(connection, clusters)
    decisions: list[Decision]
    whole: Clusters[Any]
    whole, decisions = settle([*among, *curation.standing(_judged(base, seen, used))])
    _write(connection, base, whole)
    return decisions


def _judged(base: str, seen: _Seen, pairs: Iterable[tuple[str, str]]) -> Iterator[Decision]:
    for left, right in pairs:
        shown = seen.pair(left, right)
        one = judge(shown)
        if one.score >= LEAST:
            compared = [Compared("name", shown.left, shown.right, 1.0)]
            yield decide(
                base,
                "thing",
                left,
                right,
                one.verdict,
                one.score,
                one.rule,
                one.evidence,
                one.conflict,
                compared=compared,
            )


def _bearers(connection: duckdb.DuckDBPyConnection, clusters: Clusters[Any]) -> dict[str, int]:
    """How many things of each folded name are introduced."""
    things = defaultdict(set)
    for part, form in connection.execute("SELECT part, fold FROM identity.introduced ORDER BY part").fetchall():
        things[str(form)].add(clusters.find(str(part)))
    return {form: len(roots) for form, roots in things.items()}


def _fold(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes the folded form and the slug of every name of a thing or task."""
    rows = connection.execute(
        "SELECT DISTINCT value FROM (SELECT value FROM read.fact WHERE kind IN ('introduces', 'mentions', 'task') UNION ALL "
        "SELECT details['expansion'] FROM read.fact WHERE kind = 'introduces') WHERE value IS NOT NULL ORDER BY 1"
    ).fetchall()
    names = ({"value": name, "fold": fold(name), "slug": iris.slug(name)} for (name,) in rows)
    put(connection, "identity.thing_fold", dict.fromkeys(["value", "fold", "slug"], "VARCHAR"), names)


_WORDS = """
WITH text AS (
    SELECT w.work, w.record, t.field, t.text FROM identity.work_record w JOIN (
        SELECT record, 'title' AS field, title AS text FROM read.work UNION ALL SELECT record, 'abstract', abstract FROM read.work) t USING (record)
    WHERE t.text IS NOT NULL),
token AS (SELECT DISTINCT work, record, field, unnest(regexp_extract_all(text, '[\\pL\\pN$][^\\s,;:()]*')) AS token FROM text),
name AS (SELECT DISTINCT fold, name, regexp_extract(name, '^[^\\s,;:()]+') AS first FROM identity.introduced)
SELECT k.work, k.record, k.field, n.fold, n.name, t.text FROM token k JOIN name n ON rtrim(k.token, '.?!''’"') = n.first
JOIN text t ON t.record = k.record AND t.field = k.field AND contains(t.text, n.name)
WHERE NOT EXISTS (SELECT 1 FROM identity.introduced i WHERE i.work = k.work AND n.fold IN (i.fold, i.expansion_fold)) ORDER BY ALL
"""


def _named(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.named(work, record, field, fold, name, start, end)`: where a text holds the name of a thing that another work brings.

    What no reader of texts saw as a mention is added to `identity.mentioned`, without a role.
    """
    rows = []
    for work, record, field, form, name, text in connection.execute(_WORDS).fetchall():
        if match := re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            place = {"start": match.start(), "end": match.end()}
            rows.append({"work": work, "record": record, "field": field, "fold": form, "name": name, **place})
    kinds = {
        **dict.fromkeys(["work", "record", "field", "fold", "name"], "VARCHAR"),
        "start": "BIGINT",
        "end": "BIGINT",
    }
    put(connection, "identity.named", kinds, rows)
    connection.execute(
        "INSERT INTO identity.mentioned SELECT work, fold, min(name), '', 0.9, work || '#mentions-' || md5(fold)[:8] FROM identity.named n "
        "WHERE NOT EXISTS (SELECT 1 FROM identity.mentioned m WHERE m.work = n.work AND m.fold = n.fold) GROUP BY work, fold"
    )


_REPOSITORY = """
CREATE OR REPLACE TABLE identity.repository AS
SELECT DISTINCT work, url FROM (
    SELECT w.work, rtrim(regexp_replace(lower(value), '^https?://(www\\.)?|\\.git$', '', 'g'), '/') AS url
    FROM (SELECT record, value, details['role'] AS role FROM read.fact WHERE kind = 'link' AND confidence >= 0.9
          UNION ALL SELECT record, url, role FROM read.link) JOIN identity.work_record w USING (record)
    WHERE role IN ('code', 'data', 'model'))
WHERE contains(url, '/') ORDER BY ALL
"""


_NEIGHBOURS = "SELECT part, lead(part) OVER (PARTITION BY fold ORDER BY part) AS other FROM identity.introduced QUALIFY other IS NOT NULL"
_USES = "SELECT m.part, min(i.part) FROM identity.mentioned m JOIN identity.introduced i USING (fold) GROUP BY m.part"


def _pairs(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, str]]:
    """The pairs worth a look: neighbours among the works that bring one name, or each use with the first work that brings it."""
    return [
        (str(left), str(right))
        for left, right in connection.execute(f"SELECT * FROM ({query}) ORDER BY ALL").fetchall()
    ]


def _write(connection: duckdb.DuckDBPyConnection, base: str, clusters: Clusters[Any]) -> None:
    rows = connection.execute(
        "SELECT part, work, fold, name, type, expansion, 'introduces', confidence FROM identity.introduced UNION ALL "
        "SELECT part, work, fold, name, '', '', role, confidence FROM identity.mentioned ORDER BY 1"
    ).fetchall()
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[clusters.find(str(row[0]))].append(row)
    things: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    terms: dict[str, str] = {}
    for root in sorted(groups):
        group = groups[root]
        brought = [row for row in group if row[6] == "introduces"]
        if brought:
            iri = iris.thing(
                base, "thing", f"{iris.slug(brought[0][3], 40)}-{_digest(min(row[0] for row in brought), base)}"
            )
            best = max(brought, key=lambda row: (row[7], row[3]))
            longest = max((row[5] for row in brought), key=len)
            kind = max(
                (row[4] for row in brought if row[4]),
                default="",
                key=lambda t: (sum(row[4] == t for row in brought), t),
            )
            things.append({"thing": iri, "type": kind or "concept", "name": best[3], "expansion": longest or None})
            parts += [_part(row, iri) for row in group]
        else:
            # A name without a role was looked for only because a thing bears it, and turned out not to be that thing's.
            for row in (one for one in group if one[6]):
                iri = iris.thing(base, "term", iris.slug(row[3], 60))
                terms[iri] = min(terms.get(iri, row[3]), row[3])
                parts.append(_part(row, iri))
    columns = dict.fromkeys(["thing", "type", "name", "expansion"], "VARCHAR")
    put(connection, "identity.thing", columns, things)
    put(
        connection,
        "identity.thing_part",
        {**dict.fromkeys(["part", "thing", "work", "fold", "name", "role"], "VARCHAR"), "confidence": "DOUBLE"},
        parts,
    )
    put(
        connection,
        "identity.term",
        dict.fromkeys(["term", "name"], "VARCHAR"),
        ({"term": iri, "name": name} for iri, name in sorted(terms.items())),
    )


def _part(row: tuple[Any, ...], thing: str) -> dict[str, Any]:
    return {
        "part": row[0],
        "thing": thing,
        "work": row[1],
        "fold": row[2],
        "name": row[3],
        "role": row[6],
        "confidence": row[7],
    }


def _digest(part: str, base: str) -> str:
    return hashlib.sha256(part.removeprefix(base).encode()).hexdigest()[:8]

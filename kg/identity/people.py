"""Which names are one person: a compatible name and something independent of it, as `kg.identity.person_evidence` weighs it.

Equal names alone are a candidate. Two names on one paper, two identifiers of one scheme, and names that conflict are never one person: a link that
would bring such into one cluster is refused and says why. An initial joins a full name only where no other full name fits it as well.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from kg.identity import page_owners, person_pairs, person_rows, profiles
from kg.identity.compatibility import compare
from kg.identity.curation import Curation
from kg.identity.decisions import Clusters, Decision, decide, settle
from kg.identity.name_words import parts
from kg.identity.person_evidence import CANDIDATE, Evidence, changes, compared, judge
from kg.identity.person_pairs import Known, Pair
from kg.identity.profiles import LABELS, ONE_A_PERSON
from kg.names import display
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

__all__ = ["Evidence", "changes", "evidence", "judge", "resolve"]

_SETUP = """
CREATE OR REPLACE TABLE identity.author_record AS
SELECT work, role, record FROM (
    SELECT w.work, m.role, m.record, w.rank, count(*) AS n, any_value(r.authors_truncated) AS cut
    FROM identity.mention m JOIN identity.work_record w USING (record) JOIN read.work r USING (record) GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY work, role ORDER BY cut, n DESC, rank) = 1;

CREATE OR REPLACE TABLE identity.authorship AS
SELECT *, row_number() OVER (ORDER BY authorship) AS n FROM (SELECT a.work || '#' || m.role || '-' || row_number() OVER (PARTITION BY a.work, m.role ORDER BY m.i, m.part) AS authorship,
       a.work, m.role, row_number() OVER (PARTITION BY a.work, m.role ORDER BY m.i, m.part) AS position, m.record, m.i, m.part,
       m.printed, m.given, m.particle, m.family, m.suffix, m.literal, m.fold, m.fold2, m.keys, m.common, m.initial, m.body
FROM identity.author_record a JOIN identity.mention m USING (record, role)) ORDER BY authorship;

-- A name in another record of the work is the same contribution where exactly one there has its folded form.
CREATE OR REPLACE TABLE identity.restated AS
SELECT a.authorship, m.record, m.i, m.part, m.printed, m.given, m.particle, m.family, m.suffix, m.literal
FROM identity.mention m JOIN identity.work_record w USING (record)
JOIN identity.authorship a ON a.work = w.work AND a.role = m.role AND (a.fold IN (m.fold, m.fold2) OR a.fold2 IN (m.fold, m.fold2))
QUALIFY count(*) OVER (PARTITION BY m.record, m.i, m.part) = 1;

CREATE OR REPLACE TABLE identity.form AS
SELECT authorship, work, form FROM (
    SELECT authorship, work, role, unnest(list_distinct([fold, fold2])) AS form FROM identity.authorship WHERE fold <> '' AND (body OR NOT literal))
QUALIFY count(*) OVER (PARTITION BY work, role, form) = 1;
"""

_OTHERWISE_PRINTED = """
SELECT m.record, m.i, m.part, m.printed, m.given, m.particle, m.family, m.suffix, m.literal,
       a.authorship, a.printed, a.given, a.particle, a.family, a.suffix, a.literal
FROM identity.mention m JOIN identity.work_record w USING (record) JOIN identity.authorship a ON a.work = w.work AND a.role = m.role
ANTI JOIN identity.restated r ON r.record = m.record AND r.i = m.i AND r.part = m.part
ANTI JOIN identity.restated s ON s.record = m.record AND s.authorship = a.authorship
WHERE NOT m.literal AND NOT a.literal AND list_has_any(m.keys, a.keys) ORDER BY ALL
"""
"""Names in further records of a work that are not printed as in the first, with the authors there that no other name of the record is."""


class PersonTraits(Struct, frozen=True):
    """What of a cluster of authorships can contradict that it is one person with another.

    `works` are the works in whose lists it stands, by role, in sets each at least twice as large as the next: so joining one authorship to
    a person of many copies few of them. `ids` are the identifiers of persons ("orcid 0000-...").
    """

    works: tuple[frozenset[str], ...]
    ids: frozenset[str]
    names: frozenset[NameAsPrinted]

    def conflict(self, other: PersonTraits) -> str:
        """Why the two are not one person; '' when nothing is against it."""
        if twice := [work for mine in self.works for theirs in other.works for work in mine & theirs]:
            return f"Two names of one paper would be one person: {min(twice).split('#')[0]}."
        if not self.ids & other.ids:
            for one in sorted(self.ids):
                for two in sorted(other.ids):
                    scheme, _, value = one.partition(" ")
                    if scheme in ONE_A_PERSON and scheme == two.partition(" ")[0]:
                        return f"One person would have two identifiers: {LABELS[scheme]} {value} and {two.partition(' ')[2]}."
            against = [(a, b) for a in self.names for b in other.names if a is not b and not compare(a, b)]
            if against:
                shown = sorted((display(a), display(b)) for a, b in against)[0]
                return f"One person would have two names that conflict: {shown[0]!r} and {shown[1]!r}."
        return ""

    def merged(self, other: PersonTraits) -> PersonTraits:
        """The traits of both together."""
        works: list[frozenset[str]] = []
        for more in sorted((*self.works, *other.works), key=len, reverse=True):
            while works and len(works[-1]) < 2 * len(more):
                more |= works.pop()
            works.append(more)
        return PersonTraits(tuple(works), self.ids | other.ids, self.names | other.names)


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Writes `identity.authorship`, `identity.author_person` and the names of people; returns the decisions."""
    connection.execute(_SETUP)
    _restate(connection)
    page_owners.make(connection)
    profiles.make(connection)
    person_pairs.make(connection)
    decided = list(_decided(connection, base))
    authors = _authors(connection, decided)
    ruled = _only_one_fits(authors, decided)
    clusters, decisions = settle(curation.applied(connection, "person", ruled), _traits(connection, authors, ruled))
    decisions = list(_telling(decisions, clusters))
    orcids = dict(
        connection.execute("SELECT authorship, value FROM identity.person_id WHERE scheme = 'orcid'").fetchall()
    )
    person_rows.write(connection, base, clusters, orcids)
    connection.execute(person_pairs.DROP)
    return decisions


def evidence(connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Evidence:
    """What is known of two authorships of a finished build that a rule looks at. Raises `KeyError` where one is not there."""
    pairs = "SELECT min(n) AS a, max(n) AS b FROM identity.authorship WHERE authorship IN ($1, $2) HAVING count(*) = 2"
    values = [left, right]
    for known in person_pairs.gather(connection, pairs, values):
        circle = person_pairs.circles(connection, pairs, values).get(known.pair, ())
        return replace(
            known.evidence, circle=circle, cites=known.pair in person_pairs.citing(connection, pairs, values)
        )
    raise KeyError(f"{left} or {right} is no authorship")


# --- names and pages -------------------------------------------------------------------------------------------------


def _restate(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `identity.restated` the names of further records that are compatible with one author of the work alone."""
    fits: dict[tuple[Any, ...], list[tuple[str, NameAsPrinted]]] = defaultdict(list)
    for row in connection.execute(_OTHERWISE_PRINTED).fetchall():
        name = NameAsPrinted(*row[3:9])
        if compare(name, NameAsPrinted(*row[10:16])).verdict == "compatible":
            fits[row[:3]].append((str(row[9]), name))
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for (record, _, _), found in fits.items():
        taken[str(record), found[0][0]] += len(found) == 1
    kinds = {"authorship": "VARCHAR", "record": "VARCHAR", "i": "BIGINT", "part": "BIGINT", "printed": "VARCHAR", "given": "VARCHAR", "particle": "VARCHAR", "family": "VARCHAR", "suffix": "VARCHAR", "literal": "BOOLEAN"}  # fmt: skip
    rows = [
        {
            "authorship": found[0][0],
            "record": record,
            "i": i,
            "part": part,
            **{f: getattr(found[0][1], f) for f in list(kinds)[4:]},
        }
        for (record, i, part), found in fits.items()
        if len(found) == 1 and taken[record, found[0][0]] == 1
    ]
    put(connection, "identity.otherwise", kinds, rows)
    connection.execute("INSERT INTO identity.restated SELECT * FROM identity.otherwise; DROP TABLE identity.otherwise")


# --- decisions -------------------------------------------------------------------------------------------------------


NEAR = 0.6
"""The score from which on an open pair is worth a second look: what circles and citations add would make it one person."""

ROUNDS = 4
"""How often further pairs of what is not yet joined are looked at."""


def _decided(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[Decision]:
    """The decisions on pairs, full names before initials; those that stay open are looked at again for circles of co-authors and citations.

    A person of many works needs no decision on each pair of them: in each round the likeliest pairs that would connect what is not yet joined are
    judged, as many as it takes to connect all.
    """
    joined = _Joined(_count(connection))
    open_pairs: dict[Pair, Decision] = {}
    for initial in (False, True):
        forest = _Forest(connection, joined, initial)
        for _ in range(ROUNDS):
            chosen = forest.chosen()
            if not chosen:
                break
            _choose(connection, chosen)
            for known in person_pairs.gather(connection, "SELECT * FROM identity.chosen"):
                for decision in _decision(base, known):
                    if decision.verdict == "candidate":
                        open_pairs[known.pair] = decision
                        continue
                    if decision.verdict == "same":
                        joined.join(*known.pair)
                    yield decision
    yield from _looked_at_again(
        connection, base, {pair: d for pair, d in open_pairs.items() if joined.find(pair[0]) != joined.find(pair[1])}
    )


class _Joined:
    """Components over numbers from 1."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._parent = array("l", range(size + 1))

    def find(self, number: int) -> int:
        """The representative of a number."""
        parent = self._parent
        while (up := parent[number]) != number:
            parent[number] = number = parent[up]
        return number

    def join(self, a: int, b: int) -> bool:
        """Puts two numbers into one component; whether they were in two."""
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)
        return a != b


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM identity.authorship").fetchone()
    return int(row[0]) if row else 0


class _Forest:
    """The pairs that may be compared, full names or initials, the likeliest first, of which each round takes some away.

    A pair is one number of 64 bits: the number of the first authorship in the upper half, that of the second in the lower.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, joined: _Joined, initial: bool) -> None:
        self._joined = joined
        self._left = array("q")
        cursor = connection.execute(
            f"SELECT a << {_HALF} | b FROM pair WHERE initial = $1 ORDER BY likely DESC, a, b", [initial]
        )
        while rows := cursor.fetchmany(person_pairs.BATCH):
            self._left.extend(number for (number,) in rows)

    def chosen(self) -> list[Pair]:
        """Pairs not yet chosen that connect different clusters, none where others connect already (Kruskal 1956)."""
        find, linked = self._joined.find, _Joined(self._joined.size)
        chosen, left = [], array("q")
        for number in self._left:
            a, b = find(number >> _HALF), find(number & _LOWER)
            if a == b:
                continue
            if linked.join(a, b):
                chosen.append((number >> _HALF, number & _LOWER))
            else:
                left.append(number)
        self._left = left
        return chosen


_HALF, _LOWER = 32, 0xFFFFFFFF


def _choose(connection: duckdb.DuckDBPyConnection, pairs: Iterable[Pair]) -> None:
    put(connection, "identity.chosen", {"a": "BIGINT", "b": "BIGINT"}, ({"a": a, "b": b} for a, b in pairs))


def _looked_at_again(
    connection: duckdb.DuckDBPyConnection, base: str, open_pairs: dict[Pair, Decision]
) -> Iterator[Decision]:
    """Open pairs with what is dearer to look up: circles of co-authors, and citations."""
    _choose(connection, (pair for pair, decision in sorted(open_pairs.items()) if decision.score >= NEAR))
    found = person_pairs.circles(connection, "SELECT * FROM identity.chosen")
    cited = person_pairs.citing(connection, "SELECT * FROM identity.chosen")
    _choose(connection, sorted({*found, *cited}))
    for known in person_pairs.gather(connection, "SELECT * FROM identity.chosen"):
        del open_pairs[known.pair]
        seen = replace(known.evidence, circle=found.get(known.pair, ()), cites=known.pair in cited)
        yield from _decision(base, known._replace(evidence=seen))
    connection.execute("DROP TABLE identity.chosen")
    yield from open_pairs.values()


def _decision(base: str, known: Known) -> Iterator[Decision]:
    """What is said of a pair: that it is one person, that it may be, or what keeps apart what else would be one."""
    seen = known.evidence
    made = judge(seen)
    if made.verdict == "different":
        if not (seen.same_work or seen.other_ids) or judge(replace(seen, same_work="", other_ids="")).verdict != "same":
            return
    elif made.score < CANDIDATE:
        return
    yield decide(
        base, "person", known.left, known.right, made.verdict, round(made.score, 3), made.rule, made.evidence, made.conflict, compared=compared(seen)
    )  # fmt: skip


class _Author(NamedTuple):
    """The name of an authorship, and the list it stands in: work and role."""

    name: NameAsPrinted
    place: str


def _authors(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> dict[str, _Author]:
    """The authorships that anything joins; a name that many have is one object."""
    sides = _joined_by(decisions)
    names: dict[tuple[str, ...], NameAsPrinted] = {}
    cursor = connection.execute(
        "SELECT authorship, work || '#' || role, given, particle, family, suffix FROM identity.authorship"
    )
    found: dict[str, _Author] = {}
    while rows := cursor.fetchmany(person_pairs.BATCH):
        for authorship, place, *parted in rows:
            if authorship in sides:
                key = tuple(parted)
                name = names.get(key) or names.setdefault(key, NameAsPrinted("", *key))
                found[authorship] = _Author(name, place)
    return found


def _joined_by(decisions: Iterable[Decision]) -> set[str]:
    return {side for d in decisions if d.verdict == "same" for side in (d.left, d.right)}


def _traits(
    connection: duckdb.DuckDBPyConnection, authors: dict[str, _Author], decisions: Iterable[Decision]
) -> dict[str, PersonTraits]:
    """The traits of all authorships that anything joins."""
    ids: dict[str, list[str]] = defaultdict(list)
    for authorship, scheme, value in connection.execute(
        "SELECT authorship, scheme, value FROM identity.person_id"
    ).fetchall():
        ids[authorship].append(f"{scheme} {value}")
    names = {one.name: frozenset([one.name]) for one in authors.values()}
    none: frozenset[str] = frozenset()
    return {
        side: PersonTraits(
            (frozenset([authors[side].place]),),
            frozenset(ids[side]) if side in ids else none,
            names[authors[side].name],
        )
        for side in _joined_by(decisions)
    }


def _only_one_fits(authors: dict[str, _Author], decisions: list[Decision]) -> list[Decision]:
    """The decisions, with those that join an initial to a full name made candidates where another full name fits as well."""
    short = {side for side, author in authors.items() if parts(author.name).initial}
    links = [d for d in decisions if d.verdict == "same" and d.rule != "same-orcid"]
    clusters: Clusters[Any] = Clusters((d.left, d.right) for d in links if d.left in short and d.right in short)
    full: dict[str, set[NameAsPrinted]] = defaultdict(set)
    for d in links:
        for one, other in ((d.left, d.right), (d.right, d.left)):
            if one in short and other not in short:
                full[clusters.find(one)].add(authors[other].name)
    clash = {root: found for root, names in full.items() if (found := _clash(names))}
    return [
        _with_clash(d, next((clash[root] for root in map(clusters.find, (d.left, d.right)) if root in clash), ()))
        if (d.left in short) != (d.right in short)
        else d
        for d in decisions
    ]


def _clash(names: set[NameAsPrinted]) -> tuple[str, ...]:
    """Two names that cannot be of one person; none where all can."""
    for one, other in combinations(sorted(names, key=display), 2):
        if not compare(one, other):
            return display(one), display(other)
    return ()


def _with_clash(decision: Decision, names: tuple[str, ...]) -> Decision:
    if not names or decision.verdict != "same" or decision.rule == "same-orcid":
        return decision
    return replace(
        decision, verdict="candidate", score=0.6, conflict=f"The initial fits both {names[0]!r} and {names[1]!r}."
    )


def _telling(decisions: Iterable[Decision], clusters: Clusters[PersonTraits]) -> Iterator[Decision]:
    """The decisions without candidates inside one person, and between two people with the best alone."""
    best: dict[tuple[str, ...], Decision] = {}
    for d in decisions:
        if d.verdict != "candidate":
            yield d
            continue
        pair = tuple(sorted((clusters.find(d.left), clusters.find(d.right))))
        known = best.get(pair)
        if pair[0] != pair[1] and (known is None or (-d.score, d.decision) < (-known.score, known.decision)):
            best[pair] = d
    yield from best.values()

"""Which strings are one venue: the series a text names by its key, names that are one venue, and its editions.

What reads a venue out of a string is `kg.text.venues`; here its facts become series, editions and the places of works. A venue a
work was submitted to, or presented at in a talk, says nothing of where it appeared; nor does what a record calls its venue where a comment
of the same record says that the work is submitted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kg import iris
from kg.identity.curation import Curation
from kg.identity.decisions import Decision, decide, settle
from kg.identity.venue_acronyms import Acronyms, content, initials_agree, is_bare, letters_fit
from kg.identity.venue_evidence import SUPPORT, Evidence, Side, changes, compared, contradiction, judge
from kg.names import fold
from kg.tables import put
from kg.venues import Series, by_issn, is_short, series, short, table

if TYPE_CHECKING:
    import duckdb

__all__ = ["Evidence", "changes", "evidence", "judge", "resolve"]

CERTAIN = 0.9
"""Facts below this confidence are not asserted."""

_FACTS = """
CREATE OR REPLACE TABLE identity.venue_fact AS
WITH said AS (
    -- What the comments of a record say of its own venue: statements that name no venue, or that very one. A prize says nothing of print.
    SELECT v.record, v.field, max(CASE s.value WHEN 'published' THEN 4 WHEN 'accepted' THEN 3 WHEN 'forthcoming' THEN 2 ELSE 1 END) AS rank
    FROM read.fact v JOIN read.fact s ON s.record = v.record AND s.kind = 'status' AND s.field LIKE 'comments[%' AND s.confidence >= $certain
         AND s.value IN ('published', 'accepted', 'forthcoming', 'submitted', 'under-review') AND s.rule NOT IN ('presentation', 'prize')
    LEFT JOIN read.fact p ON p.record = s.record AND p.field = s.field AND p.kind = 'venue' AND p.value = v.value
    WHERE v.kind = 'venue' AND v.field LIKE 'venues[%'
      AND (p.value IS NOT NULL OR NOT regexp_matches(coalesce(s.details['venue'], ''), '\\p{L}'))
    GROUP BY v.record, v.field),
own AS (
    SELECT s.record, s.field,
           -- An accepted work with volume and pages has been printed since.
           CASE WHEN s.rank = 3 AND w.volume IS NOT NULL AND coalesce(w.pages, w.article_number) IS NOT NULL THEN 'published'
                ELSE ['submitted', 'forthcoming', 'accepted', 'published'][s.rank] END AS relation
    FROM said s JOIN read.work w USING (record))
SELECT w.work, f.record, f.field, f.n, f.value AS key, f.value AS printed_key, f.details['name'] AS name,
       coalesce(f.details['acronym'], nullif(v.acronym, '')) AS acronym,
       -- What a record calls its venue is of the record's own year where the name does not say one.
       coalesce(f.details['year'], CASE WHEN f.field LIKE 'venues[%' THEN d.year END) AS year,
       coalesce(nullif(f.details['type'], ''), nullif(v.kind, ''), '') AS type,
       coalesce(o.relation, f.details['relation'], 'published') AS relation, coalesce(f.details['status'], 'main') AS track,
       v.i AS venue_index
FROM read.fact f JOIN identity.work_record w USING (record)
LEFT JOIN own o ON o.record = f.record AND o.field = f.field
LEFT JOIN (SELECT record, min(value[:4]) AS year FROM read.date WHERE kind IN ('issued', 'published') GROUP BY record) d USING (record)
LEFT JOIN read.venue v ON v.record = f.record AND f.field = 'venues[' || v.i || ']'
WHERE f.kind = 'venue' AND f.confidence >= $certain
  AND coalesce(f.details['relation'], 'published') NOT IN ('submitted', 'presented')
"""
"""A row for each place a text names; `relation` is published, accepted or forthcoming, and submitted only for what a record calls its venue."""

_NAMES = """
SELECT printed_key, coalesce(mode(name ORDER BY name), printed_key), mode(type ORDER BY type), mode(track ORDER BY track)
FROM identity.venue_fact GROUP BY printed_key ORDER BY printed_key
"""
_ISSNS = """
SELECT DISTINCT f.printed_key, i.value FROM identity.venue_fact f
JOIN read.venue_identifier i ON i.record = f.record AND i.i = f.venue_index WHERE i.scheme = 'issn' ORDER BY ALL
"""
_DBLP = """
SELECT printed_key, min(folder) FROM (
    SELECT f.printed_key, regexp_extract(i.value, '^((?:conf|journals|series)/[^/]+)/', 1) AS folder
    FROM identity.venue_fact f JOIN read.identifier i ON i.record = f.record AND i.scheme = 'dblp' WHERE f.venue_index = 0)
WHERE folder <> '' GROUP BY printed_key HAVING count(DISTINCT folder) = 1 ORDER BY printed_key
"""
_TOGETHER = """
SELECT l.printed_key, r.printed_key, count(DISTINCT l.work) FROM identity.venue_fact l JOIN identity.venue_fact r
ON l.work = r.work AND l.record <> r.record AND l.printed_key < r.printed_key
AND l.relation <> 'submitted' AND r.relation <> 'submitted' AND (l.year IS NULL OR r.year IS NULL OR l.year = r.year)
GROUP BY ALL ORDER BY ALL
"""
_APART = """
SELECT l.printed_key, r.printed_key, count(DISTINCT l.record) FROM identity.venue_fact l JOIN identity.venue_fact r
ON l.record = r.record AND l.printed_key < r.printed_key GROUP BY ALL ORDER BY ALL
"""
_PRINTED = """
SELECT printed_key, mode(name ORDER BY name), acronym, count(DISTINCT work) FROM identity.venue_fact
WHERE acronym IS NOT NULL AND name IS NOT NULL AND name <> acronym GROUP BY printed_key, acronym ORDER BY ALL
"""
_HELD = """
SELECT DISTINCT f.printed_key, f.year, v.place FROM identity.venue_fact f JOIN read.venue v ON v.record = f.record AND v.i = f.venue_index
WHERE f.year IS NOT NULL AND v.place <> '' ORDER BY ALL
"""


@dataclass
class _Names:
    """All names of the build by key, and what their records say of pairs of them."""

    sides: dict[str, Side]
    together: dict[tuple[str, str], int]
    apart: dict[tuple[str, str], int]
    by_short: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    acronyms: Acronyms = field(default_factory=Acronyms)
    held: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    learnt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The names that stand for the venue of the same works as another, in as many as an alias is learnt from."""

    def side(self, key: str) -> Side:
        """What is known of a name; of one that only the table of series has, what the table says."""
        known = series(key)
        return self.sides.get(key) or (_known_side(known, (), ()) if known else Side(key, short(key)))

    def evidence(self, left: str, right: str) -> Evidence:
        """What the rules look at about two keys."""
        from rapidfuzz import fuzz

        a, b = self.side(left), self.side(right)
        pair = (min(left, right), max(left, right))
        rivals = (
            [self.side(key).name for key in self.by_short.get(a.short, []) if key not in pair]
            if a.short == b.short
            else []
        )
        seen = Evidence(
            a, b, fuzz.token_sort_ratio(a.name.lower(), b.name.lower()) / 100, tuple(sorted({*a.issns} & {*b.issns})),
            min({*a.dblp} & {*b.dblp}, default=""), tuple(rivals), self.together.get(pair, 0), self.apart.get(pair, 0),
        )  # fmt: skip
        return self._with_acronym(seen, left, right)

    def _with_acronym(self, seen: Evidence, left: str, right: str) -> Evidence:
        """What an acronym says of two keys, where one is no more than that or both are printed with one."""
        acronyms = self.acronyms
        if (left in acronyms.bare) == (right in acronyms.bare):
            return replace(seen, acronym=acronyms.shared(left, right))
        bare, full, name = (left, right, seen.right.name) if left in acronyms.bare else (right, left, seen.left.name)
        letters = acronyms.bare[bare]
        short = self.side(bare).name
        learnt = {self.side(key).name for key in self.learnt[bare] if key != full}
        others = {*acronyms.others(letters, name), *(one for one in learnt if content(one) != content(name))}
        edition = min((f"{place} in {year}" for year, place in self.held[bare] & self.held[full]), default="")
        return replace(
            seen, acronym=short, printed=acronyms.printed.get(letters, {}).get(full, 0), fits=letters_fit(short, name),
            initials=initials_agree(short, name), namesakes=tuple(sorted(others)), edition=edition,
        )  # fmt: skip


def _known_side(known: Series, issns: Iterable[str], dblp: Iterable[str]) -> Side:
    numbers = tuple(sorted({*known.issn, *issns}))
    folders = tuple(sorted({*dblp} | ({known.dblp} if known.dblp else set())))
    track = "findings" if known.part_of else "main"
    return Side(known.name, short(known.name), False, known.kind, track, known.key, numbers, folders)


def _names(connection: duckdb.DuckDBPyConnection) -> _Names:
    issns: dict[str, list[str]] = defaultdict(list)
    for key, number in connection.execute(_ISSNS).fetchall():
        issns[key].append(number)
    dblp = {key: (folder,) for key, folder in connection.execute(_DBLP).fetchall()}
    together = {(a, b): n for a, b, n in connection.execute(_TOGETHER).fetchall()}
    apart = {(a, b): n for a, b, n in connection.execute(_APART).fetchall()}
    names = _Names({}, together, apart)
    for (left, right), works in together.items():
        if works >= SUPPORT:
            names.learnt[left].append(right)
            names.learnt[right].append(left)
    names.acronyms.table(table().values())
    for key, name, acronym, works in connection.execute(_PRINTED).fetchall():
        if not series(key):
            names.acronyms.add(key, name, acronym, works)
    for key, year, place in connection.execute(_HELD).fetchall():
        names.held[key].add((year, place.split(",")[0].strip()))
    for key, name, kind, track in connection.execute(_NAMES).fetchall():
        if known := series(key):
            names.sides[key] = _known_side(known, issns[key], dblp.get(key, ()))
        else:
            plain = {"workshop": "conference", "book": ""}.get(kind, kind)
            bare = is_bare(name)
            if bare:
                names.acronyms.bare[key] = fold(name)
            # An acronym alone doesn't show whether it is that of a workshop.
            track = "" if bare and track == "main" else track
            side = Side(
                name,
                short(name),
                bare or is_short(name),
                plain,
                track,
                "",
                tuple(sorted(issns[key])),
                dblp.get(key, ()),
            )
            names.sides[key] = side
            if not side.abbreviated:
                names.by_short[side.short].append(key)
    for one in table().values():
        for form in {short(name) for name in (one.name, *one.aliases) if not is_short(name)}:
            names.by_short[form].append(one.key)
    return names


def _pairs(names: _Names) -> Iterator[tuple[str, str]]:
    """The pairs of keys worth a look: those that share an ISSN, a series at DBLP, a short form, or works."""
    for blocks in (_by_issn(names), _by_dblp(names)):
        for keys in blocks.values():
            if 1 < len(keys) <= 50:  # an ISSN of more names than that is one of a series of volumes
                yield from combinations(sorted(keys), 2)
    for key, side in names.sides.items():
        if side.abbreviated:
            yield from (
                (min(key, other), max(key, other)) for other in names.by_short.get(side.short, []) if other != key
            )
    yield from ((min(pair), max(pair)) for pair in names.acronyms.pairs())
    yield from (
        pair
        for pair, works in names.together.items()
        if works >= SUPPORT or not names.acronyms.bare.keys().isdisjoint(pair)
    )
    yield from _of_one_edition(names)


def _of_one_edition(names: _Names) -> Iterator[tuple[str, str]]:
    """Bare acronyms with the full names of a meeting in the same place and year whose initials they are."""
    there: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, held in names.held.items():
        for edition in held:
            there[edition].append(key)
    for key in names.acronyms.bare:
        for edition in names.held.get(key, ()):
            fits = (one for one in there[edition] if initials_agree(names.side(key).name, names.side(one).name))
            yield from ((min(key, one), max(key, one)) for one in fits if one != key)


def _by_issn(names: _Names) -> dict[str, set[str]]:
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, side in names.sides.items():
        for number in side.issns:
            blocks[number].add(key)
            if known := by_issn(number):
                blocks[number].add(known.key)
    return blocks


def _by_dblp(names: _Names) -> dict[str, set[str]]:
    """Names by their series at DBLP, each with the series of the table; where the table has none, the names stay alone."""
    known = {one.dblp: one.key for one in table().values() if one.dblp}
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, side in names.sides.items():
        for folder in side.dblp:
            if folder in known:
                blocks[f"{folder} {key}"] |= {key, known[folder]}
    return blocks


def _decisions(names: _Names, base: str) -> Iterator[Decision]:
    for left, right in sorted({pair for pair in _pairs(names) if pair[0] != pair[1]}):
        seen = names.evidence(left, right)
        found = judge(seen)
        if found.score >= 0.5:
            yield decide(
                base, "venue", _iri(base, left), _iri(base, right), found.verdict, found.score, found.rule, found.evidence,
                found.conflict, compared=compared(seen),
            )  # fmt: skip


def _iri(base: str, key: str) -> str:
    return iris.thing(base, "venue", key)


@dataclass(frozen=True)
class _Traits:
    """What kinds of names a venue has: any two must go together."""

    sides: frozenset[Side]

    def conflict(self, other: _Traits) -> str:
        """The sentence of the first two names that contradict."""
        pairs = ((a, b) for a in sorted(self.sides, key=_name) for b in sorted(other.sides, key=_name))
        return next((said for a, b in pairs if (said := contradiction(a, b))), "")

    def merged(self, other: _Traits) -> _Traits:
        """All names of both; of each kind one is enough."""
        kinds: dict[tuple[str, str, str], Side] = {}
        for side in sorted(self.sides | other.sides, key=_name):
            kinds.setdefault((side.kind, side.track, side.series), side)
        return _Traits(frozenset(kinds.values()))


def _name(side: Side) -> tuple[str, str, str]:
    return side.name, side.kind, side.series


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Decides which names are one venue and returns the decisions.

    Writes `identity.venue_fact`, `identity.venue(key, venue, kind, name, acronym)`, `identity.venue_key(printed_key, key, venue)` and
    `identity.edition(key, year, edition, ...)`.
    """
    connection.execute(_FACTS.replace("$certain", str(CERTAIN)))
    names = _names(connection)
    decisions = curation.applied(connection, "venue", list(_decisions(names, base)))
    keys = set(names.sides) | {
        key for key in table() if any(_iri(base, key) in (one.left, one.right) for one in decisions)
    }
    traits = {_iri(base, key): _Traits(frozenset([names.side(key)])) for key in keys}
    clusters, decisions = settle(decisions, traits)
    members: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        members[clusters.find(_iri(base, key))].append(key)
    rows = []
    for group in members.values():
        key = min(group, key=lambda one: (not names.side(one).series, names.side(one).abbreviated, one))
        rows += [{"printed_key": one, "key": key, "venue": _iri(base, key)} for one in group if one in names.sides]
    rows.sort(key=lambda row: row["printed_key"])
    put(connection, "identity.venue_key", dict.fromkeys(["printed_key", "key", "venue"], "VARCHAR"), rows)
    connection.execute(
        "UPDATE identity.venue_fact SET key = k.key FROM identity.venue_key k WHERE k.printed_key = venue_fact.printed_key"
    )
    _venues(connection, base)
    _editions(connection, base)
    return decisions


def _venues(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    rows: list[dict[str, Any]] = []
    for key, name, acronym, kind in connection.execute(
        """
        SELECT key, coalesce(mode(name ORDER BY name) FILTER (printed_key = key), mode(name ORDER BY name), key),
               mode(acronym ORDER BY acronym), mode(type ORDER BY type)
        FROM identity.venue_fact GROUP BY key ORDER BY key
        """
    ).fetchall():
        known = series(key)
        rows.append(
            {
                "key": key,
                "venue": _iri(base, key),
                "kind": known.kind if known else _kind(kind),
                "name": known.name if known else name,
                "acronym": (known.acronym if known else acronym) or None,
            }
        )
    put(connection, "identity.venue", dict.fromkeys(["key", "venue", "kind", "name", "acronym"], "VARCHAR"), rows)


def _editions(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    editions = [
        {
            "key": key,
            "year": year,
            "edition": iris.thing(base, "event", f"{key}-{year}"),
            "venue": venue,
            "name": f"{label} {year}",
        }
        for key, year, venue, label in connection.execute(
            "SELECT DISTINCT f.key, f.year, v.venue, coalesce(v.acronym, v.name) FROM identity.venue_fact f "
            "JOIN identity.venue v USING (key) WHERE f.year IS NOT NULL AND f.relation <> 'submitted' AND v.kind = 'conference' ORDER BY ALL"
        ).fetchall()
    ]
    put(connection, "identity.edition", dict.fromkeys(["key", "year", "edition", "venue", "name"], "VARCHAR"), editions)


def _kind(kind: str) -> str:
    """Workshops are events as conferences are; of what is unknown only that it is a venue is said."""
    return {"workshop": "conference", "": "unknown"}.get(kind or "", kind)


def evidence(connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Evidence:
    """What is seen about two venues of a build, by their IRIs or those of names that were joined to them.

    Of a venue with several names that one is taken which stands nearest to the other side.
    """
    names = _names(connection)
    pairs = [(a, b) for a in _keys(names, connection, base, left) for b in _keys(names, connection, base, right)]
    seen = [names.evidence(a, b) for a, b in sorted(pairs)]
    return max(seen, key=lambda one: (judge(one).score, one.likeness))


def _keys(names: _Names, connection: duckdb.DuckDBPyConnection, base: str, iri: str) -> list[str]:
    """The key of a name with that IRI; else the keys of all names of that venue; else the one the IRI ends with."""
    from urllib.parse import unquote

    key = unquote(iri.removeprefix(_iri(base, "")))
    if key in names.sides or series(key):
        return [key]
    rows = connection.execute("SELECT printed_key FROM identity.venue_key WHERE venue = ? ORDER BY 1", [iri]).fetchall()
    return [str(row[0]) for row in rows] or [key]

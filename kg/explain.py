"""Where the triples of a thing come from: file, line and characters, answered from the tables of the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.identity.decisions import Decision, of_row
from kg.mapping import plain, sql, yarrrml
from kg.mapping.yarrrml import Rule, TriplesMap
from kg.names import fold
from kg.workspace import Build

if TYPE_CHECKING:
    import duckdb

    from kg.identity.contrast import Contrast


_KINDS = {
    "work": "work",
    "record": "work",
    "person": "person",
    "organization": "person",
    "venue": "venue",
    "thing": "thing",
}
_AROUND = 400
"""A sentence is shown up to so many characters before and behind the words."""
_MOST = 10
"""At most this many of the things that share a name are listed."""


@dataclass(frozen=True)
class Origin:
    """A stretch of an input: offsets in characters, end exclusive; `field` is what it was read as.

    `sentence` is the sentence of a text that a fact was read from, its words between `[[` and `]]`.
    """

    file: str
    line: int
    start: int
    end: int
    record: str
    field: str
    sentence: str = ""


@dataclass(frozen=True)
class Explained:
    """A triple of a thing, the layer it stands in, and where it comes from; no origin where it was concluded, not read."""

    triple: str
    layer: str
    origins: tuple[Origin, ...]


_OF_WORK = "JOIN identity.work_record w USING (record) WHERE w.work = $work"
_RESTATED = (
    "SELECT record, 'contributions[' || i || ']' AS field, NULL AS s, NULL AS e FROM "
    "(SELECT authorship, record, i FROM identity.restated UNION SELECT authorship, record, i FROM identity.authorship) "
)
_PLACES = 'SELECT f.record, f.field, x.start AS s, x."end" AS e FROM identity.venue_fact f JOIN identity.venue v USING (key) JOIN read.fact x ON x.record = f.record AND x.n = f.n '
_THING_FACT = (
    'SELECT x.record, x.field, x.start AS s, x."end" AS e FROM identity.thing_part p JOIN identity.thing_fact f ON f.work = p.work '
    "AND f.fold = p.fold AND (f.kind = 'introduces') = (p.role = 'introduces') JOIN read.fact x ON x.record = f.record AND x.n = f.n WHERE p.thing = $thing"
)
_CLAIM_FACT = (
    f'SELECT x.record, x.field, x.start AS s, x."end" AS e FROM read.fact x {_OF_WORK} '
    "AND x.kind = 'claim' AND x.value = $value AND x.details['printed'] = $printed"
)
_TASK_FACT = 'SELECT x.record, x.field, x.start AS s, x."end" AS e FROM read.fact x JOIN identity.thing_fold d ON d.value = x.value '
_SCALAR = {"title_plain": "title", "page_start": "pages", "page_end": "pages", "abstract_truncated": "abstract"}
_COUNTS = {"page_count": "pages", "figure_count": "figures", "table_count": "tables"}


def _listed(table: str, plural: str, *keys: str) -> str:
    """The members of a list in the records of a work whose values are those of the row."""
    same = " AND ".join(f"x.{key} IS NOT DISTINCT FROM ${key}" for key in keys)
    return f"SELECT x.record, '{plural}[' || x.i || ']' AS field, NULL AS s, NULL AS e FROM read.{table} x {_OF_WORK} AND {same}"


LINEAGE: dict[str, str] = {
    "work_comment": _listed("comment", "comments", "comment"),
    "work_subject": _listed("subject", "subjects", "subject", "scheme"),
    "work_date": _listed("date", "dates", "kind", "value"),
    "work_identifier": _listed("identifier", "identifiers", "scheme", "value"),
    "work_alternate_title": _listed("alternate_title", "alternate_titles", "title"),
    "work_link": "SELECT x.record, 'links[' || x.i || ']' AS field, NULL AS s, NULL AS e FROM read.link x JOIN identity.url u ON u.printed = x.url "
    f'{_OF_WORK} AND u.url = $url UNION ALL SELECT x.record, x.field, x.start, x."end" FROM read.fact x '
    f"JOIN identity.url u ON u.printed = x.value AND x.kind = 'link' {_OF_WORK} AND u.url = $url",
    "work_licence": "SELECT x.record, 'licences[' || x.i || ']' AS field, NULL AS s, NULL AS e FROM read.licence x "
    f"JOIN identity.url u ON u.printed = x.url {_OF_WORK} AND u.url = $url",
    "work_relation": "SELECT x.record, 'relations[' || x.i || ']' AS field, NULL AS s, NULL AS e FROM read.relation x "
    f'{_OF_WORK} AND x.kind = $kind UNION ALL SELECT x.record, x.field, x.start, x."end" FROM read.fact x {_OF_WORK} '
    "AND x.kind = 'overlap' AND $kind = 'text-overlap' AND contains($target, x.value)",
    "authorship": _RESTATED + "WHERE authorship = $authorship",
    "contribution_other": _RESTATED + "WHERE authorship = $contribution",
    "authorship_affiliation": _RESTATED + "WHERE authorship = $authorship",
    "work_author": _RESTATED
    + "JOIN identity.author_person USING (authorship) WHERE person = $person AND starts_with(authorship, $work || '#author-')",
    "work_editor": _RESTATED
    + "JOIN identity.author_person USING (authorship) WHERE person = $person AND starts_with(authorship, $work || '#editor-')",
    "person": _RESTATED + "JOIN identity.author_person USING (authorship) WHERE person = $person",
    "person_name": "SELECT record, 'contributions[' || i || ']' AS field, NULL AS s, NULL AS e FROM (SELECT authorship, record, i, printed, "
    "given, particle, family, suffix FROM identity.restated UNION SELECT authorship, record, i, printed, given, particle, family, suffix "
    "FROM identity.authorship) JOIN identity.author_person USING (authorship) WHERE person = $person AND "
    "(regexp_replace(printed, '\\s+', ' ', 'g') = $name OR concat_ws(' ', nullif(given, ''), nullif(particle, ''), nullif(family, ''), nullif(suffix, '')) = $name)",
    "person_link": "SELECT record, 'contributions[' || i || ']' AS field, NULL AS s, NULL AS e FROM identity.profile l JOIN identity.url u ON u.printed = l.url "
    "JOIN identity.author_person USING (authorship) JOIN identity.restated USING (authorship) WHERE person = $person AND u.url = coalesce($url, $target) "
    "UNION SELECT record, 'contributions[' || i || ']', NULL, NULL FROM identity.person_id l JOIN identity.identifier d USING (scheme, value) "
    "JOIN identity.author_person USING (authorship) JOIN identity.restated USING (authorship) WHERE person = $person AND d.url = coalesce($url, $target)",
    "venue": _PLACES + "WHERE v.venue = $venue",
    "venue_name": _PLACES + "WHERE v.venue = $venue AND f.name = $name",
    "edition": _PLACES + "WHERE v.venue = $venue AND f.year = $year",
    "work_venue": _PLACES + "WHERE f.work = $work AND v.venue = $venue",
    "version": _PLACES + "WHERE f.work = $work AND v.venue = $venue AND f.year IS NOT DISTINCT FROM $date AND "
    "(f.relation = 'accepted') = ($status = 'accepted') UNION ALL SELECT x.record, 'identifiers[' || x.i || ']', NULL, NULL "
    f"FROM read.identifier x {_OF_WORK} AND x.scheme = 'arxiv' AND $status = 'preprint'",
    "author_list_of": _RESTATED + "WHERE authorship = $work || '#author-1'",
    "fact": "SELECT x.record, x.field, x.start AS s, x.\"end\" AS e FROM read.fact x WHERE ends_with($record, '/' || x.record) "
    "AND x.field = $field AND x.kind = $kind AND x.start = CAST($start AS BIGINT)",
    **dict.fromkeys(("thing", "thing_candidate"), _THING_FACT + " AND p.role = 'introduces'"),
    "thing_name": _THING_FACT + " AND p.role = 'introduces'",
    **dict.fromkeys(
        ("work_introduces", "work_introduces_candidate"), _THING_FACT + " AND p.role = 'introduces' AND p.work = $work"
    ),
    "work_mentions": _THING_FACT
    + " AND p.role <> 'introduces' AND p.work = $work UNION SELECT n.record, n.field, n.start, n.\"end\" FROM identity.named n "
    "JOIN identity.thing_part p ON p.work = n.work AND p.fold = n.fold WHERE p.thing = $thing AND n.work = $work",
    **dict.fromkeys(("claim", "claim_candidate"), _CLAIM_FACT),
    "thing_licence": 'SELECT x.record, x.field, x.start AS s, x."end" AS e FROM read.fact x JOIN identity.work_record w USING (record) '
    "JOIN identity.thing_part p ON p.work = w.work WHERE p.thing = $thing AND x.kind = 'licence' AND ends_with($url, '/' || x.value)",
    "work_about": _TASK_FACT
    + "JOIN identity.work_record w USING (record) WHERE w.work = $work AND ends_with($term, '/term/' || d.slug) AND x.kind = 'task'",
    "term": _TASK_FACT + "WHERE ends_with($term, '/term/' || d.slug) AND x.kind IN ('task', 'mentions')",
    "work_year": f"SELECT x.record, 'dates[' || x.i || ']' AS field, NULL AS s, NULL AS e FROM read.date x {_OF_WORK} "
    "AND x.value[:4] = $year AND x.kind IN ('issued', 'published', 'created') UNION ALL SELECT f.record, f.field, x.start, x.\"end\" "
    "FROM identity.venue_fact f JOIN read.fact x ON x.record = f.record AND x.n = f.n WHERE f.work = $work AND f.year = $year AND f.relation <> 'submitted'",
    "source_record": "SELECT record, '' AS field, NULL AS s, NULL AS e FROM read.record WHERE ends_with($record, '/' || record)",
}
"""For each table, where a row's values stand: records, the field, and offsets in the field where it is a part of it."""


def explain(build: Build, iri: str) -> Iterator[Explained]:
    """Every triple with the thing as subject, in the order of the mapping, with where it comes from.

    Yields nothing for a thing the graph does not hold. Raises `WorkspaceError` for a damaged workspace.
    """

    from kg.identity.resolve import IRI_COLUMNS

    with build.reading() as connection:
        for one in yarrrml.read(build.path / "mapping.yaml"):
            subject = sql.iri(one.subject, build.base, IRI_COLUMNS if "." not in one.source else ())
            cursor = connection.execute(
                f"SELECT COLUMNS(*)::VARCHAR FROM {one.source} WHERE {subject} = ?", [f"<{iri}>"]
            )
            names = [str(column[0]) for column in cursor.description]
            for values in cursor.fetchall():
                row = dict(zip(names, values, strict=True))
                seen: dict[tuple[str, ...], tuple[Origin, ...]] = {}
                for rule, line in plain.triples(one, row, build.base):
                    used = tuple(sorted(set(rule.object.value.columns)))
                    if used not in seen:
                        seen[used] = tuple(_origins(connection, one, rule, row))
                    yield Explained(line, one.graph, seen[used])


def things(build: Build, name: str) -> list[tuple[str, str]]:
    """The works, people, venues and introduced things that bear a name or title, letters alone compared: IRI and the name, in order."""

    wanted = fold(name)
    with build.reading() as connection:
        rows = connection.execute(
            "SELECT person, name, name FROM person UNION SELECT person, name, sort_name FROM person UNION SELECT person, p.name, n.name "
            "FROM person_name n JOIN person p USING (person) UNION SELECT venue, name, name FROM venue UNION SELECT venue, name, acronym "
            "FROM venue UNION SELECT work, title_plain, title FROM work WHERE title IS NOT NULL "
            "UNION SELECT thing, name, name FROM thing UNION SELECT t.thing, t.name, n.name FROM thing_name n JOIN thing t USING (thing) ORDER BY ALL"
        ).fetchall()
    return sorted({(iri, shown) for iri, shown, known in rows if known and fold(known) == wanted})


def find(build: Build, thing: str) -> str:
    """The IRI meant by an IRI (in full, or from "id/" on), an identifier, or the name or title of one thing.

    An IRI that was given up leads to what took its place. Raises `InputError` for what is not in the graph or names several things.
    """

    from kg.identifiers import recognise

    iri = thing if thing.startswith(build.base) else build.base + thing if thing.startswith("id/") else ""
    with build.reading() as connection:
        if iri:
            new = connection.execute("SELECT new FROM replaced WHERE old = $1", [iri]).fetchone()
            return str(new[0]) if new else iri
        if identifier := recognise(thing):
            rows = connection.execute(
                "SELECT work FROM work_identifier WHERE scheme = $1 AND value = $2 UNION "
                "SELECT person FROM person_identifier WHERE scheme = $1 AND value = $2 ORDER BY 1",
                [identifier.scheme, identifier.value],
            ).fetchall()
            named = [(str(row[0]), thing) for row in rows]
        else:
            named = []
    named = named or things(build, thing)
    if len(named) > 1:
        listed = "; ".join(f"{name} ({one.removeprefix(build.base)})" for one, name in named[:_MOST])
        raise InputError(f"{thing!r} may be {len(named)} things here; name one by its IRI: {listed}.")
    if not named:
        raise InputError(f"{thing!r} is not in this graph: no such IRI, identifier, name or title.")
    return named[0][0]


def decisions(build: Build, iri: str) -> list[Decision]:
    """The decisions that a thing rests on or is a candidate of: those about the records of a work, the authorships of a person."""

    with build.reading() as connection:
        rows = connection.execute(
            """
            WITH about AS (SELECT record AS thing FROM work_record WHERE work = $iri
                UNION SELECT authorship FROM identity.author_person WHERE person = $iri
                UNION SELECT r.base || a.record || '#contribution-' || a.i FROM identity.authorship a,
                    (SELECT any_value(regexp_extract(record, '^.*/')) AS base FROM source_record) r
                    WHERE a.authorship = $iri OR a.authorship IN (SELECT authorship FROM identity.author_person WHERE person = $iri))
            SELECT DISTINCT d.* FROM decision d JOIN about a ON a.thing IN (d."left", d."right") ORDER BY ALL
            """,
            {"iri": iri},
        ).fetchall()
    return [of_row(row) for row in rows]


def pair(build: Build, left: str, right: str) -> Contrast:
    """Whether two works, people, venues or members of them are one, why, and what would have decided otherwise.

    Raises `InputError` for what is not in the graph or is not of one kind.
    """

    from kg.identity.contrast import contrast

    iris = [find(build, one) for one in (left, right)]
    kinds = [kind_of(build, one) for one in iris]
    if kinds[0] != kinds[1]:
        raise InputError(f"{left!r} is a {kinds[0]} and {right!r} a {kinds[1]}.")
    with build.reading() as connection:
        rows = connection.execute("SELECT * FROM decision WHERE kind = $1 ORDER BY decision", [kinds[0]]).fetchall()
        return contrast(connection, build.base, kinds[0], iris[0], iris[1], map(of_row, rows))


def kind_of(build: Build, iri: str) -> str:
    """What kind of decision is about an IRI: work, person or venue. Raises `InputError` for anything else."""
    local = iri.removeprefix(f"{build.base}id/")
    kind = _KINDS.get(local.partition("/")[0])
    if kind is None or local == iri:
        raise InputError(f"{iri} is no work, record, person or venue; decisions are about these.")
    if "#" in local:
        return "thing" if local.partition("#")[2].startswith(("introduces-", "mentions-")) else "person"
    return kind


def label(build: Build, iri: str) -> str:
    """What a thing or a member of it is called: the title of a record or work, the name of a person, author or venue."""

    with build.reading() as connection:
        row = connection.execute(
            """
            SELECT title FROM read.work WHERE $2 || record = $1 UNION ALL SELECT printed FROM identity.authorship WHERE authorship = $1
            UNION ALL SELECT title_plain FROM work WHERE work = $1 UNION ALL SELECT name FROM person WHERE person = $1
            UNION ALL SELECT name FROM venue WHERE venue = $1 UNION ALL SELECT name FROM identity.thing WHERE thing = $1
            UNION ALL SELECT name FROM identity.thing_part WHERE part = $1
            """,
            [iri, f"{build.base}id/record/"],
        ).fetchone()
    return " ".join(row[0].split()) if row and row[0] else "(no title)"


def _origins(connection: duckdb.DuckDBPyConnection, one: TriplesMap, rule: Rule, row: plain.Row) -> list[Origin]:
    query = _work_query(rule) if one.source == "work" else LINEAGE.get(one.source)
    if query is None:
        return []
    parameters: dict[str, Any] = {name: value for name, value in row.items() if re.search(rf"\${name}\b", query)}
    found = connection.execute(
        f"""
        SELECT DISTINCT r.name, coalesce(p.line, r.line), coalesce(p.start + coalesce(q.s, 0), r.start),
               CASE WHEN q.e IS NOT NULL AND p.start IS NOT NULL THEN p.start + q.e ELSE coalesce(p."end", r."end") END, q.record, q.field,
               q.s, q.e, CASE q.field WHEN 'abstract' THEN t.abstract WHEN 'title' THEN t.title WHEN 'journal_ref' THEN t.journal_ref ELSE c.comment END
        FROM ({query}) q JOIN read.record r USING (record) LEFT JOIN read.work t ON t.record = q.record
        LEFT JOIN read.comment c ON c.record = q.record AND q.field = 'comments[' || c.i || ']'
        LEFT JOIN (SELECT record, field, min(line) AS line, min(start) AS start, max("end") AS "end" FROM read.piece
                   WHERE kind = 'mapped' GROUP BY ALL) p ON p.record = q.record AND p.field = q.field
        ORDER BY ALL
        """,
        parameters,
    ).fetchall()
    return [
        Origin(file, line, start, end, record, field, _marked(*place))
        for file, line, start, end, record, field, *place in found
    ]


def _marked(start: int | None, end: int | None, text: str | None) -> str:
    """The sentence around a stretch of a text, with the stretch between `[[` and `]]`; '' where there is none."""
    if start is None or end is None or text is None or not 0 <= start < end <= len(text):
        return ""
    first = max(
        (text.rfind(stop, 0, start) + len(stop) for stop in (". ", ".\n", "? ", "! ") if stop in text[:start]),
        default=0,
    )
    ends = [at + 1 for stop in (". ", ".\n", "? ", "! ") if (at := text.find(stop, end)) >= 0]
    last = min(ends, default=len(text))
    first, last = max(first, start - _AROUND), min(last, end + _AROUND)
    return " ".join(f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}".split())


def _work_query(rule: Rule) -> str | None:
    """The lineage of a column of `work`: the field of the records that say the same, or the fact it was read from."""
    name = next(iter(rule.object.value.columns), "work")
    if name in _COUNTS:
        return (
            f'SELECT x.record, x.field, x.start AS s, x."end" AS e FROM read.fact x {_OF_WORK} '
            f"AND x.kind = '{_COUNTS[name]}' AND x.value = ${name}"
        )
    field = _SCALAR.get(name, name)
    if field == "type":
        return f"SELECT x.record, '' AS field, NULL AS s, NULL AS e FROM read.work x {_OF_WORK} AND x.type = $type"
    if field in ("work", "authors_truncated"):
        return f"SELECT x.record, '' AS field, NULL AS s, NULL AS e FROM read.work x {_OF_WORK}"
    same = "" if name in _SCALAR else f'AND CAST(x."{field}" AS VARCHAR) = ${name}'
    return f"SELECT x.record, '{field}' AS field, NULL AS s, NULL AS e FROM read.work x {_OF_WORK} AND x.\"{field}\" IS NOT NULL {same}"

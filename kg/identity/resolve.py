"""The tables a mapping reads: what the records say, brought together by the decisions, one row for one thing said.

Columns named in `IRI_COLUMNS` hold IRIs made by `kg.iris` or checked to be well formed. Every table is sorted, so that the same
input gives the same bytes. `LINEAGE` says, for each table, which fields of which records a row's columns come from.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import kg
from kg import iris
from kg.identifiers import url
from kg.identity import link, mentions, people, registry, thing_tables, things, venues, works
from kg.identity.curation import Curation
from kg.identity.decisions import COLUMNS, Decision
from kg.records import Identifier
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

IRI_COLUMNS = {
    "work", "authorship", "contribution", "person", "venue", "edition", "version", "identifier", "url", "target", "node", "next", "organization", "grant_node",
    "file", "record", "fact", "decision", "comparison", "supersedes", "term", "claim", "measurement", "mapping", "left", "right", "old", "new", "thing", "revised", "datatype",
}  # fmt: skip

_XSD = "http://www.w3.org/2001/XMLSchema#"
_PRECISION = f"'{_XSD}' || CASE length(value) WHEN 4 THEN 'gYear' WHEN 7 THEN 'gYearMonth' ELSE 'date' END"
_DATE = r"'^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'"


def resolve(
    connection: duckdb.DuckDBPyConnection,
    base: str,
    curation: Curation | None = None,
    previous: Path | None = None,
    linked: bool = False,
) -> None:
    """Decides who and what is the same and writes all tables of schema `main`, the decisions among them.

    `curation` holds what a curator decided; `previous` is the tables' file of the build before, whose IRIs are kept;
    `linked` says whether a model is fitted to find further candidates among the works.
    """
    curation = curation or Curation(base=base)
    connection.execute("CREATE SCHEMA IF NOT EXISTS identity")
    with registry.kept(connection, base, previous) as iris_kept:
        decisions = mentions.resolve(connection, base, curation)
        works.resolve(connection, base, curation)
        iris_kept.works()
        if linked:
            known = set(connection.execute('SELECT "left", "right" FROM work_decision').fetchall())
            decisions += [one for one in link.candidates(connection, base) if (one.left, one.right) not in known]
        decisions += people.resolve(connection, base, curation)
        iris_kept.people()
        decisions += venues.resolve(connection, base, curation)
        iris_kept.venues()
        decisions += things.resolve(connection, base, curation)
        iris_kept.things()
    _identifiers(connection, base)
    _links(connection)
    # Candidates are found when the clusters stand, after what was taken back was left out of these.
    write_decisions(connection, curation.standing(decisions))
    connection.execute(_EXTENT)
    for name, query in (TABLES | thing_tables.TABLES).items():
        query = query.replace("$base", base).replace("$reader", kg.__version__)
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")


def write_decisions(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Writes the table `decision`: the decisions on works, as `works.resolve` left them, and these others."""
    unique = {one.decision: one for one in decisions}
    put(connection, "identity.decision", COLUMNS, unique.values())
    # Sentences and titles, most of the table, are packed by zstd in less time than by what DuckDB would choose, and smaller.
    connection.execute("SET force_compression = 'zstd'")
    try:
        connection.execute(_DECISIONS)
    finally:
        connection.execute("RESET force_compression")


_DECISIONS = """
CREATE OR REPLACE TABLE decision AS
SELECT * REPLACE (nullif(conflict, '') AS conflict, nullif(supersedes, '') AS supersedes)
FROM (SELECT * EXCLUDE (l, r) FROM work_decision UNION ALL FROM identity.decision) ORDER BY decision;
DROP TABLE work_decision; DROP TABLE identity.decision
"""


def _identifiers(connection: duckdb.DuckDBPyConnection, base: str) -> None:
    """Writes `identity.identifier(scheme, value, identifier, url)`: the IRIs of all identifiers said."""
    rows = connection.execute(
        "SELECT DISTINCT scheme, value FROM (SELECT scheme, value FROM read.identifier UNION ALL SELECT scheme, value FROM "
        "read.contribution_identifier UNION ALL SELECT scheme, value FROM read.venue_identifier UNION ALL SELECT scheme, value "
        "FROM read.relation WHERE scheme IS NOT NULL UNION ALL SELECT 'ror', ror FROM read.affiliation WHERE ror IS NOT NULL "
        "UNION ALL SELECT scheme, value FROM read.funding WHERE scheme IS NOT NULL UNION ALL SELECT 'arxiv', value FROM read.fact WHERE kind = 'overlap') ORDER BY ALL"
    ).fetchall()
    kinds = dict.fromkeys(["scheme", "value", "identifier", "url"], "VARCHAR")
    put(
        connection, "identity.identifier", kinds,
        ({"scheme": s, "value": v, "identifier": iris.thing(base, "identifier", f"{s}:{v}"), "url": url(Identifier(s, v)) or None} for s, v in rows),
    )  # fmt: skip


def _links(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.url(printed, url)`: links as printed and as IRIs; what is no absolute web address has none."""
    rows = connection.execute(
        "SELECT DISTINCT url FROM (SELECT url FROM read.link UNION ALL SELECT url FROM read.licence UNION ALL "
        "SELECT value FROM read.fact WHERE kind = 'link' UNION ALL SELECT url FROM identity.profile) ORDER BY 1"
    ).fetchall()
    put(
        connection, "identity.url", {"printed": "VARCHAR", "url": "VARCHAR"},
        ({"printed": printed, "url": web_address(printed)} for (printed,) in rows),
    )  # fmt: skip


def web_address(printed: str) -> str | None:
    """An absolute web address as IRI, what an IRI may not hold percent-encoded; None for anything else."""
    text = "".join(printed.split())
    if text.lower().startswith("www."):
        text = "http://" + text
    if not text.lower().startswith(("http://", "https://", "ftp://")) or len(text) < 11:
        return None
    return quote(text, safe="%/:;?#[]@!$&'()*+,=-._~" + "".join({c for c in text if ord(c) > 159}))


_CHOSEN = ", ".join(
    f'arg_min(r."{name}", w.rank) FILTER (r."{name}" IS NOT NULL) AS "{name}"'
    for name in (
        "title", "subtitle", "abstract", "language", "journal_ref", "volume", "issue", "pages", "article_number",
        "edition", "chapter", "publisher", "place", "rights",
    )
)  # fmt: skip
_EXTENT = """
CREATE OR REPLACE TABLE identity.extent AS
SELECT w.work, f.kind, arg_max(f.value, (f.confidence, -w.rank)) AS n FROM read.fact f JOIN identity.work_record w USING (record)
WHERE f.kind IN ('pages', 'figures', 'tables') AND f.confidence >= 0.9 AND regexp_matches(f.value, '^[0-9]{1,6}$') GROUP BY ALL
"""
_PLACE = "(FROM identity.venue_fact WHERE relation <> 'submitted') f JOIN identity.venue v USING (key) LEFT JOIN identity.edition e ON e.key = f.key AND e.year = f.year"

# In canonical form: the store would rewrite it otherwise.
_DECIMAL = "rtrim(rtrim(CAST(CAST({} AS DECIMAL(4, 3)) AS VARCHAR), '0'), '.')"
_BETWEEN = 'FROM decision d JOIN entity a ON a.part = d."left" JOIN entity b ON b.part = d."right"'

TABLES: dict[str, str] = {
    "work": f"""
        SELECT c.work, c.type, c.title, trim(regexp_replace(c.title, '\\s+', ' ', 'g')) AS title_plain, c.subtitle, c.abstract,
               CASE WHEN c.cut THEN true END AS abstract_truncated, CASE WHEN c.authors_cut THEN true END AS authors_truncated,
               c.language, c.journal_ref, c.volume, c.issue, c.pages,
               nullif(regexp_extract(c.pages, '^\\s*([A-Za-z]*[0-9ivxlc.:]+)', 1), '') AS page_start,
               nullif(regexp_extract(c.pages, '[-\u2013\u2014]+\\s*([A-Za-z]*[0-9ivxlc.:]+)\\s*$', 1), '') AS page_end,
               c.article_number, c.edition, c.chapter, c.publisher, c.place, c.rights, p.n AS page_count, g.n AS figure_count, t.n AS table_count
        FROM (SELECT w.work, arg_min(r.type, (r.type IN ('preprint', 'other', 'article'), w.rank)) AS type, {_CHOSEN},
                     bool_and(r.abstract_truncated) FILTER (r.abstract IS NOT NULL) AS cut,
                     bool_and(r.authors_truncated) AS authors_cut
              FROM identity.work_record w JOIN read.work r USING (record) GROUP BY w.work) c
        LEFT JOIN identity.extent p ON p.work = c.work AND p.kind = 'pages'
        LEFT JOIN identity.extent g ON g.work = c.work AND g.kind = 'figures'
        LEFT JOIN identity.extent t ON t.work = c.work AND t.kind = 'tables'
        ORDER BY c.work""",
    "work_alternate_title": """
        SELECT DISTINCT w.work, t.title, t.language FROM read.alternate_title t JOIN identity.work_record w USING (record)
        JOIN work k ON k.work = w.work WHERE t.title IS DISTINCT FROM k.title ORDER BY ALL""",
    "work_comment": "SELECT DISTINCT w.work, c.comment FROM read.comment c JOIN identity.work_record w USING (record) ORDER BY ALL",
    "work_subject": "SELECT DISTINCT w.work, s.subject, s.scheme FROM read.subject s JOIN identity.work_record w USING (record) ORDER BY ALL",
    "work_date": f"""
        SELECT DISTINCT work, kind, value, {_PRECISION} AS datatype FROM (
            SELECT w.work, d.kind, CASE WHEN d.kind = 'updated' THEN max(d.value) ELSE arg_min(d.value, (-length(d.value), w.rank)) END AS value
            FROM read.date d JOIN identity.work_record w USING (record) WHERE regexp_matches(d.value, {_DATE}) GROUP BY w.work, d.kind)
        ORDER BY ALL""",
    "work_identifier": """
        SELECT DISTINCT w.work, i.identifier, i.scheme, i.value, i.url FROM read.identifier r JOIN identity.work_record w USING (record)
        JOIN identity.identifier i ON i.scheme = r.scheme AND i.value = r.value ORDER BY ALL""",
    "work_link": """
        SELECT work, url, max(role) AS role FROM (
            SELECT w.work, u.url, l.role FROM read.link l JOIN identity.work_record w USING (record) JOIN identity.url u ON u.printed = l.url
            UNION ALL
            SELECT w.work, u.url, coalesce(f.details['role'], '') FROM read.fact f JOIN identity.work_record w USING (record)
            JOIN identity.url u ON u.printed = f.value WHERE f.kind = 'link' AND f.confidence >= 0.9)
        WHERE url IS NOT NULL GROUP BY work, url ORDER BY ALL""",
    "work_licence": """
        SELECT DISTINCT w.work, u.url FROM read.licence l JOIN identity.work_record w USING (record) JOIN identity.url u ON u.printed = l.url
        WHERE u.url IS NOT NULL ORDER BY ALL""",
    "work_relation": """
        SELECT DISTINCT s.work, s.kind, coalesce(k.work, s.url, s.identifier) AS target FROM (
            SELECT w.work, r.kind, i.scheme, i.value, i.url, i.identifier FROM read.relation r JOIN identity.work_record w USING (record)
            JOIN identity.identifier i ON i.scheme = r.scheme AND i.value = r.value
            UNION ALL
            SELECT w.work, 'text-overlap', i.scheme, i.value, i.url, i.identifier FROM read.fact f JOIN identity.work_record w USING (record)
            JOIN identity.identifier i ON i.scheme = 'arxiv' AND i.value = f.value WHERE f.kind = 'overlap' AND f.confidence >= 0.9) s
        LEFT JOIN work_identifier k ON k.scheme = s.scheme AND k.value = s.value
        WHERE s.work IS DISTINCT FROM k.work ORDER BY ALL""",
    "authorship": """
        SELECT a.authorship, a.work, a.position, p.person, a.printed, a.given, a.family, a.record, a.i
        FROM identity.authorship a JOIN identity.author_person p USING (authorship) WHERE a.role = 'author' ORDER BY a.work, a.position""",
    "authorship_affiliation": """
        SELECT DISTINCT r.authorship, f.name AS affiliation, i.url AS organization FROM identity.restated r
        JOIN read.affiliation f ON f.record = r.record AND f.i = r.i
        LEFT JOIN identity.identifier i ON i.scheme = 'ror' AND i.value = f.ror
        WHERE f.name <> '' ORDER BY ALL""",
    "work_grant": """
        SELECT f.work || '#grant-' || row_number() OVER (PARTITION BY f.work ORDER BY f.funder, f.award) AS grant_node, f.work, f.funder,
               nullif(f.award, '') AS award, coalesce(i.url, i.identifier) AS url
        FROM (SELECT w.work, r.funder, r.award, min(r.scheme) AS scheme, min(r.value) AS value FROM read.funding r
              JOIN identity.work_record w USING (record) GROUP BY ALL) f
        LEFT JOIN identity.identifier i ON i.scheme = f.scheme AND i.value = f.value ORDER BY f.work, grant_node""",
    "contribution_other": """
        SELECT a.authorship AS contribution, a.work, a.role, a.position, p.person, a.printed
        FROM identity.authorship a JOIN identity.author_person p USING (authorship) WHERE a.role <> 'author' ORDER BY a.work, a.role, a.position""",
    "work_author": "SELECT DISTINCT work, person FROM authorship ORDER BY ALL",
    "work_editor": "SELECT DISTINCT work, person FROM contribution_other WHERE role = 'editor' ORDER BY ALL",
    "author_list": """
        SELECT work || '#authors-' || position AS node, person,
               coalesce(lead(work || '#authors-' || position) OVER (PARTITION BY work ORDER BY position),
                        'http://www.w3.org/1999/02/22-rdf-syntax-ns#nil') AS next
        FROM authorship ORDER BY work, position""",
    "author_list_of": "SELECT work, work || '#authors-1' AS node FROM authorship WHERE position = 1 ORDER BY work",
    "person": "SELECT person, kind, name, given, family, sort_name FROM identity.person ORDER BY person",
    "person_name": "SELECT person, name FROM identity.person_name ORDER BY ALL",
    "person_identifier": """
        SELECT p.person, i.identifier, i.scheme, i.value, i.url FROM identity.person p JOIN identity.identifier i ON i.scheme = 'orcid' AND i.value = p.orcid
        ORDER BY ALL""",
    # What two people have is said of neither; of the forms in which a page is linked to, one.
    "person_link": """
        SELECT person, min(url) FILTER (scheme = 'page') AS url, min(url) FILTER (scheme <> 'page') AS target FROM (
            SELECT p.person, l.scheme, l.value, u.url FROM identity.profile l JOIN identity.author_person p USING (authorship) JOIN identity.url u ON u.printed = l.url
            UNION ALL SELECT p.person, i.scheme, i.value, i.url FROM identity.person_id l JOIN identity.author_person p USING (authorship) JOIN identity.identifier i USING (scheme, value))
        WHERE scheme <> 'orcid' AND url IS NOT NULL GROUP BY person, scheme, value
        QUALIFY count(*) OVER (PARTITION BY scheme, value) = 1 ORDER BY ALL""",
    "venue": "SELECT venue, kind, name, acronym FROM identity.venue ORDER BY venue",
    "venue_name": """
        SELECT DISTINCT v.venue, f.name FROM identity.venue_fact f JOIN identity.venue v USING (key)
        WHERE f.name IS NOT NULL AND f.name <> v.name AND f.name IS DISTINCT FROM v.acronym ORDER BY ALL""",
    "venue_identifier": """
        SELECT DISTINCT v.venue, i.identifier, i.scheme, i.value FROM identity.venue_fact f JOIN identity.venue v USING (key)
        JOIN read.venue_identifier r ON r.record = f.record AND f.field = 'venues[' || r.i || ']'
        JOIN identity.identifier i ON i.scheme = r.scheme AND i.value = r.value ORDER BY ALL""",
    "edition": "SELECT edition, venue, name, year FROM identity.edition ORDER BY edition",
    "work_venue": f"SELECT DISTINCT f.work, v.venue, e.edition, v.kind FROM {_PLACE} WHERE v.kind <> 'repository' ORDER BY ALL",
    "work_year": f"""
        SELECT work, arg_min(year, (rank, year)) AS year FROM (
            SELECT work, value[:4] AS year, CASE kind WHEN 'issued' THEN 0 WHEN 'published' THEN 1 ELSE 3 END AS rank FROM work_date
            WHERE kind IN ('issued', 'published', 'created')
            UNION ALL SELECT f.work, f.year, 2 FROM {_PLACE} WHERE f.year IS NOT NULL)
        GROUP BY work ORDER BY work""",
    "version": f"""
        WITH stated AS (
            SELECT w.work, f.record, f.field, bool_or(f.value = 'forthcoming') AS forthcoming, min(f.details['presentation']) AS presentation
            FROM read.fact f JOIN identity.work_record w USING (record) WHERE f.kind = 'status' AND f.confidence >= 0.9 GROUP BY ALL),
        placed AS (
            SELECT f.work, f.key, f.year, v.venue, e.edition, s.presentation,
                   CASE WHEN f.relation = 'published' THEN 3 WHEN f.relation = 'forthcoming' OR s.forthcoming THEN 1 ELSE 2 END AS rank
            FROM {_PLACE} LEFT JOIN stated s ON s.record = f.record AND s.field = f.field WHERE v.kind NOT IN ('repository', 'series'))
        SELECT work || '#v-' || key || CASE WHEN year IS NULL THEN '' ELSE '-' || year END AS version, work,
               ['forthcoming', 'accepted', 'published'][max(rank)] AS status, any_value(venue) AS venue, any_value(edition) AS edition, year AS date,
               CASE WHEN year IS NULL THEN NULL ELSE '{_XSD}gYear' END AS datatype, min(presentation) AS presentation
        FROM placed GROUP BY work, key, year
        UNION ALL
        SELECT i.work || '#v-arxiv', i.work, 'preprint', NULL, NULL, d.value, d.datatype, NULL
        FROM (SELECT DISTINCT work FROM work_identifier WHERE scheme = 'arxiv') i LEFT JOIN work_date d ON d.work = i.work AND d.kind = 'created'
        UNION ALL
        -- Withdrawn or submitted, as a comment says: with the venue it was submitted to where that is known here, or what the record calls its venue.
        SELECT f.work || '#v-' || f.status || coalesce('-' || f.key || coalesce('-' || f.year, ''), ''), f.work, f.status, any_value(v.venue), NULL, NULL, NULL, NULL
        FROM (SELECT w.work, CASE s.value WHEN 'withdrawn' THEN 'withdrawn' ELSE 'submitted' END AS status,
                     coalesce(p.value, o.key) AS key, p.details['year'] AS year
              FROM read.fact s JOIN identity.work_record w USING (record)
              LEFT JOIN read.fact p ON p.record = s.record AND p.field = s.field AND p.kind = 'venue' AND p.confidence >= 0.9
                   AND p.details['relation'] = 'submitted' AND s.value <> 'withdrawn'
              LEFT JOIN identity.venue_fact o ON o.record = s.record AND o.relation = 'submitted' AND p.value IS NULL AND s.value <> 'withdrawn'
              WHERE s.kind = 'status' AND s.value IN ('withdrawn', 'submitted', 'under-review') AND s.confidence >= 0.9) f
        LEFT JOIN identity.venue v USING (key) GROUP BY f.work, f.status, f.key, f.year
        ORDER BY ALL""",
    "identifier": """
        SELECT identifier, scheme, value, url FROM identity.identifier SEMI JOIN (
            SELECT identifier FROM work_identifier UNION SELECT identifier FROM person_identifier UNION SELECT identifier FROM venue_identifier
        ) USING (identifier) ORDER BY identifier""",
    "source_file": "SELECT '$baseid/file/' || digest[:16] AS file, name, digest, source FROM read.file ORDER BY file",
    "source_record": """
        SELECT '$baseid/record/' || record AS record, '$baseid/file/' || digest[:16] AS file, name, line, start, "end", digest,
               source || '/' || '$reader' AS reader, nullif(source_key, '') AS source_key FROM read.record ORDER BY record""",
    "work_record": "SELECT work, '$baseid/record/' || record AS record, rank FROM identity.work_record ORDER BY work, rank",
    "authorship_record": """
        SELECT DISTINCT authorship, '$baseid/record/' || record AS record FROM (SELECT authorship, record FROM identity.restated
        UNION SELECT authorship, record FROM identity.authorship) ORDER BY ALL""",
    "fact": """
        SELECT w.work || '#fact-' || md5(f.record || f.field || f.n)[:8] AS fact, w.work, '$baseid/record/' || f.record AS record, f.field, f.kind, f.value,
               f.start, f."end", f.quote, f.rule, CAST(CAST(f.confidence AS DECIMAL(4, 3)) AS VARCHAR) AS confidence,
               '$baseid/record/' || f.record || '#' || translate(f.field, '[]', '-') AS node
        FROM read.fact f JOIN identity.work_record w USING (record) WHERE f.confidence >= 0.5 ORDER BY ALL""",
    "source_text": """
        SELECT DISTINCT f.node, f.record, f.field, t.text FROM fact f JOIN (
            SELECT record, 'title' AS field, title AS text FROM read.work UNION ALL SELECT record, 'abstract', abstract FROM read.work
            UNION ALL SELECT record, 'journal_ref', journal_ref FROM read.work
            UNION ALL SELECT record, 'comments[' || i || ']', comment FROM read.comment
            UNION ALL SELECT record, 'venues[' || i || ']', name FROM read.venue) t
        ON t.field = f.field AND f.record = '$baseid/record/' || t.record ORDER BY f.node""",
    "decision_compared": f"""
        SELECT decision || '#compared-' || n AS comparison, decision, c.field, nullif(c."left", '') AS left_value,
               nullif(c."right", '') AS right_value, CASE WHEN c.likeness >= 0 THEN {_DECIMAL.format("c.likeness")} END AS likeness
        FROM (SELECT decision, unnest(compared) AS c, generate_subscripts(compared, 1) AS n FROM decision) ORDER BY decision, n""",
    "entity": """
        SELECT '$baseid/record/' || record AS part, work AS thing FROM identity.work_record
        UNION ALL SELECT authorship, person FROM identity.author_person UNION ALL SELECT venue, venue FROM identity.venue
        UNION ALL SELECT part, thing FROM identity.thing_part ORDER BY ALL""",
    "different": f'SELECT DISTINCT least(a.thing, b.thing) AS "left", greatest(a.thing, b.thing) AS "right" {_BETWEEN} '
    "WHERE d.verdict = 'different' AND a.thing <> b.thing ORDER BY ALL",
    "candidate": f"""
        SELECT '$baseid/mapping/' || md5("left" || ' ' || "right")[:16] AS mapping, * FROM (
            SELECT least(a.thing, b.thing) AS "left", greatest(a.thing, b.thing) AS "right", any_value(d.kind) AS kind,
                   {_DECIMAL.format("max(d.score)")} AS score, arg_max(d.evidence, (d.score, d.decision)) AS evidence,
                   arg_max(d.conflict, (d.score, d.decision)) AS conflict, arg_max(d.decision, (d.score, d.decision)) AS decision
            {_BETWEEN} WHERE d.verdict = 'candidate' AND a.thing <> b.thing GROUP BY 1, 2)
        ANTI JOIN different USING ("left", "right") ORDER BY "left", "right\"""",
}
"""The tables a mapping reads, each as the query that makes it, in the order in which they are made."""

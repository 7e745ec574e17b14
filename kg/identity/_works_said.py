"""What of each record matters for telling works apart: one row for a record, in a form that can be compared.

`work_said(n, record, title, words, key, length, numbers, notice, form, recurring, year, authors, families, counted, cut,
venue, series, kind, volume, issue, pages, page, class, preprint, identifiers, file)`; lists stand as text, their members parted by spaces
(`authors` by semicolons), so that rows are cheap to compare, to group and to hand on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.names import fold
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

KEYS = ("doi", "arxiv", "acl", "dblp", "hal", "pmcid", "pmid", "openalex")
"""The schemes that name one work, the strongest first; others (ISSN, ISBN of a volume) name something it is part of."""

PREPRINT_DOIS = (
    "10.1101",
    "10.2139",
    "10.31219",
    "10.31234",
    "10.31235",
    "10.26434",
    "10.20944",
    "10.21203",
    "10.36227",
    "10.22541",
    "10.48550",
)
"""Prefixes of DOIs that archives of preprints register (bioRxiv and medRxiv, SSRN, OSF, ChemRxiv, Preprints.org, Research Square ...)."""

_FORM = r"book reviews?|abstracts?|panels?|tutorials?|demos?|demonstrations?|posters?|keynotes?|invited talks?|talks?"
FORMS = (
    # In brackets, anywhere: "(panel session)", "(extended abstract)"; before a colon; at the end behind a mark.
    rf"\((?:[a-z]+ ){{0,2}}({_FORM})(?: [a-z]+){{0,2}}\)",
    rf"^\W{{0,3}}({_FORM})\s{{0,2}}:",
    rf"[-:?.–—]\s{{0,3}}({_FORM})\W{{0,2}}$",
)
"""Where a title says how the work was presented; the last of the groups is the form. Titles are in lower case here."""

_CORRECTION = r"^(?:publishers? |authors? )?(?:erratum|errata|corrigend(?:um|a)|corrections?|addend(?:um|a)|retraction|retracted|withdrawn)\b"
_COMMENT = r"^(?:comments?|reply|response|rejoinder|discussion|remarks?) (?:to|on|of|by)\b|^rejoinder\b"

RECURRING = (
    r"^(?:the )?(?:guest |special )?(?:(?:co )?(?:editors?|chairs?|chairmans|chairpersons|presidents|publishers|directors|treasurers|secretarys|vice chairs|"
    r"information directors) )?(?:editorials?|introductions?|prefaces?|forewords?|prologues?|epilogues?|afterwords?|messages?|notes?|letters?|remarks|"
    r"columns?|corner|news|reports?|comments?|reviews?|book reviews?(?: column)?|welcome|obituar(?:y|ies)|in memoriam|errat(?:um|a)|"
    r"corrigend(?:um|a)|index|contents|table of contents|front ?matter|back ?matter|title pages?|cover|mast ?head|panel|keynote|abstracts?|"
    r"calls? for papers|announcements?|standards|surveys|articles|acknowledge?ments?|reviewers|list of reviewers|conclusions?|summary|"
    r"discussion|(?:program|programme|organi[sz]ing) committees?|committees|sponsors|participants|author index|about the authors?|"
    r"in this issue|from the (?:editors?|chairs?)|letter from the editors?|research centers|general chairs?)"
    r"(?: (?:by|from|of|to|for) the .{0,60}| and .{0,30}|(?: to| on)? (?:the |this )?special (?:issue|section).{0,80})?$"
)
"""Titles of front matter and columns; in lower case, words parted by single spaces, without apostrophes."""

_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_NUMBER = rf"[a-z]+[0-9]+[a-z]+|[0-9]+|\b(?:{'|'.join(_ROMAN)})\b|\bi$|\b(?:part|volume|book) (?:one|two|three|four|five|i|v|x)\b"
_WRITTEN = {
    **_ROMAN, "i": "1", "v": "5", "x": "10", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip

_APART = " *[^a-z0-9 ][^a-z0-9]*|  +"
"""What stands between two words other than a single space: to leave these be is much cheaper than to replace each."""

MOST = 999_999
"""More names than any record has, and the most that `arg_min` takes."""

_PATTERNS: dict[str, Any] = {**{f"f{i}": form for i, form in enumerate(FORMS)}, "recurring": RECURRING}

_SAID = f"""
WITH number AS (
    SELECT record, CAST(row_number() OVER (ORDER BY record) AS INTEGER) AS n FROM read.work WHERE $only
), title AS (
    SELECT w.record, coalesce(w.title, '') AS title, lower(coalesce(t.plain, w.title, '')) AS lowered
    FROM read.work w LEFT JOIN identity.work_plain t USING (title) WHERE $only
), formed AS (
    SELECT *, CASE WHEN regexp_matches(lowered, '{_FORM}') THEN
        rtrim(coalesce(nullif(regexp_extract(lowered, $f0, 1), ''), nullif(regexp_extract(lowered, $f1, 1), ''), regexp_extract(lowered, $f2, 1)), 's')
        ELSE '' END AS form
    FROM title
), bare AS (
    SELECT *, trim(regexp_replace(replace(replace(CASE WHEN form = '' THEN lowered ELSE
        regexp_replace(regexp_replace(regexp_replace(lowered, $f0, ' '), $f1, ' '), $f2, ' ') END, '''', ''), '’', ''), '{_APART}', ' ', 'g')) AS words
    FROM formed
), date AS (
    SELECT record, min(value[:4]) AS year FROM read.date WHERE kind IN ('issued', 'published', 'created') AND $only GROUP BY record
), author AS (
    -- `arg_min` of so many puts names in order at less than half of what `string_agg` with ORDER BY takes; `list` of texts is slow as well.
    SELECT record, array_to_string(arg_min(printed, o, {MOST}), '; ') AS authors, arg_min(fold, o) AS first,
           array_to_string(list_sort(string_split(string_agg(family, ' '), ' ')), ' ') AS families, count(*) AS counted
    FROM (SELECT m.record, m.i * 100 + m.part AS o, m.printed, m.fold, f.family FROM identity.mention m JOIN identity.work_family f
          ON f.printed = CASE WHEN m.literal OR m.family = '' THEN m.printed ELSE m.family END
          WHERE m.role = 'author' AND f.family <> '' AND $only)
    GROUP BY record
), place AS (
    SELECT record, min(name) AS venue, array_to_string(list_sort(list_distinct(arg_min(key, key, {MOST}))), ' ') AS series, coalesce(max(nullif(kind, '')), '') AS kind,
           bool_or(repository) AS stored, min(year) AS year
    FROM identity.work_place WHERE $only GROUP BY record
), known AS (
    SELECT record, string_agg(DISTINCT named, ' ' ORDER BY named) AS identifiers,
           bool_or(preprint) AS preprint
    FROM (SELECT *, CASE WHEN preprint AND scheme <> 'arxiv' THEN 'preprint-' ELSE '' END || scheme || ':' || value AS named FROM identity.work_key WHERE $only) GROUP BY record
)
SELECT i.n, b.record, b.title, b.words, replace(b.words, ' ', '') AS key,
       length(replace(b.words, ' ', '')) AS length, b.form,
       CASE WHEN regexp_matches(b.words, '{_NUMBER}') THEN array_to_string(list_sort(regexp_extract_all(b.words, '{_NUMBER}')), ',') ELSE '' END AS numbers,
       CASE WHEN regexp_matches(b.words, '{_CORRECTION}') THEN 'correction' WHEN regexp_matches(b.words, '{_COMMENT}') THEN 'comment'
            ELSE '' END AS notice,
       regexp_matches(b.words, $recurring) AS recurring,
       CASE WHEN b.form = '' THEN replace(b.words, ' ', '') ELSE regexp_replace(b.lowered, '[^a-z0-9]+', '', 'g') END AS folded, coalesce(a.first, '') AS first,
       coalesce(d.year, p.year, '') AS year, coalesce(a.authors, '') AS authors, coalesce(a.families, '') AS families,
       CAST(coalesce(a.counted, 0) AS INTEGER) AS counted, w.authors_truncated AS cut,
       coalesce(p.venue, '') AS venue, coalesce(p.series, '') AS series,
       CASE WHEN coalesce(p.kind, '') <> '' THEN p.kind WHEN p.venue IS NOT NULL AND w.type = 'conference-paper' THEN 'conference' ELSE '' END AS kind,
       coalesce(w.volume, '') AS volume, coalesce(w.issue, '') AS issue, coalesce(w.pages, w.article_number, '') AS pages,
       regexp_extract(coalesce(w.pages, w.article_number, ''), '[0-9]+') AS page,
       CASE WHEN w.type IN ('dataset', 'software', 'thesis', 'standard', 'patent', 'presentation') THEN w.type
            WHEN w.type IN ('book', 'proceedings', 'collection') THEN 'book' ELSE 'text' END AS class,
       w.type IN ('preprint', 'report') OR (p.venue IS NULL AND (coalesce(k.preprint, false) OR coalesce(p.stored, false))) AS preprint,
       coalesce(k.identifiers, '') AS identifiers, coalesce(r.file, '') AS file
FROM bare b JOIN number i USING (record) JOIN read.work w USING (record) LEFT JOIN date d USING (record) LEFT JOIN author a USING (record)
LEFT JOIN place p USING (record) LEFT JOIN known k USING (record)
LEFT JOIN read.record r USING (record)
"""

_COMES_BACK = """
-- What one source lists in one venue under one title in years apart is a column, not a work.
CREATE OR REPLACE TABLE identity.work_column AS
SELECT DISTINCT key, series FROM (
    SELECT key, series FROM work_said WHERE key <> '' AND series <> '' AND year <> '' AND NOT preprint
    GROUP BY file, key, series HAVING count(*) > 1 AND max(TRY_CAST(year AS INTEGER)) - min(TRY_CAST(year AS INTEGER)) > 1);
UPDATE work_said s SET recurring = true FROM identity.work_column c WHERE c.key = s.key AND c.series = s.series
"""


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `work_said`, a temporary table, and `identity.work_key(record, scheme, value, preprint)`: the identifiers that name one work.

    What `some` needs besides is left in schema `identity`.
    """
    _keys(connection)
    _titles(connection)
    _families(connection)
    _places(connection)
    connection.execute("CREATE OR REPLACE TEMP TABLE work_said AS" + _SAID.replace("$only", "true"), _PATTERNS)
    connection.execute(_COMES_BACK)


def some(connection: duckdb.DuckDBPyConnection, columns: str, records: list[str]) -> list[tuple[Any, ...]]:
    """Columns of the rows `s` of `work_said` for some records of a build, in their order, made anew."""
    rows = f"SELECT * REPLACE (recurring OR (key, series) IN (FROM identity.work_column) AS recurring) FROM ({_SAID})"
    return connection.execute(
        f"SELECT {columns} FROM ({rows}) s ORDER BY record".replace("$only", "list_contains($records, record)"),
        {**_PATTERNS, "records": records},
    ).fetchall()


def _keys(connection: duckdb.DuckDBPyConnection) -> None:
    """The DOIs arXiv registers (10.48550/arXiv.ID) are its ids."""
    connection.execute(
        """
        CREATE OR REPLACE TABLE identity.work_key AS
        SELECT DISTINCT record, CASE WHEN arxiv THEN 'arxiv' ELSE scheme END AS scheme,
               CASE WHEN arxiv THEN value[16:] ELSE value END AS value,
               arxiv OR scheme = 'arxiv' OR (scheme = 'doi' AND list_contains($preprints, split_part(value, '/', 1)))
               OR (scheme = 'dblp' AND starts_with(value, 'journals/corr/')) AS preprint
        FROM (SELECT *, scheme = 'doi' AND starts_with(value, '10.48550/arxiv.') AS arxiv FROM read.identifier)
        WHERE list_contains($keys, scheme)
        """,
        {"keys": list(KEYS), "preprints": list(PREPRINT_DOIS)},
    )


def _titles(connection: duckdb.DuckDBPyConnection) -> None:
    """Titles with letters beyond ASCII, transliterated; the others are compared as they are."""
    found = connection.execute(
        "SELECT DISTINCT title FROM read.work WHERE title <> strip_accents(title) OR NOT regexp_full_match(title, '[\\x00-\\x7f]*')"
    ).fetchall()
    put(
        connection,
        "identity.work_plain",
        {"title": "VARCHAR", "plain": "VARCHAR"},
        ({"title": t, "plain": plain(t)} for (t,) in found),
    )


def plain(text: str) -> str:
    """A text in ASCII, its white space and marks kept."""
    from anyascii import anyascii

    return anyascii(unicodedata.normalize("NFC", text))


def _families(connection: duckdb.DuckDBPyConnection) -> None:
    """Family names, and names that stay whole, as `family` folds them."""
    connection.execute(
        """
        CREATE OR REPLACE TABLE identity.work_family AS
        SELECT printed, regexp_replace(lower(printed), '[^a-z0-9?]', '', 'g') AS family FROM (
            SELECT DISTINCT CASE WHEN literal OR family = '' THEN printed ELSE family END AS printed FROM identity.mention WHERE role = 'author')
        """
    )
    found = connection.execute(
        "SELECT printed FROM identity.work_family WHERE NOT regexp_full_match(printed, '[\\x00-\\x7f]*')"
    ).fetchall()
    put(
        connection,
        "identity.work_folded",
        {"printed": "VARCHAR", "family": "VARCHAR"},
        ({"printed": t, "family": fold(t)} for (t,) in found),
    )
    connection.execute(
        "UPDATE identity.work_family f SET family = t.family FROM identity.work_folded t WHERE t.printed = f.printed; DROP TABLE identity.work_folded"
    )


def family(text: str) -> str:
    """A family name in lower-case ASCII letters and digits; a letter that was lost on the way (?, U+FFFD) stays as a question mark."""
    return "?".join(fold(part) for part in text.replace("\ufffd", "?").split("?"))


def _places(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.work_place(record, name, key, kind, repository, year)`: the venues of records, by the facts read from them or by name."""
    names = connection.execute("SELECT DISTINCT name, kind FROM read.venue ORDER BY ALL").fetchall()
    kinds = {"name": "VARCHAR", "printed_kind": "VARCHAR", "key": "VARCHAR", "kind": "VARCHAR"}
    put(connection, "identity.work_venue_name", kinds, _named(names))
    connection.execute(
        """
        CREATE OR REPLACE TABLE identity.work_place AS
        WITH fact AS (
            SELECT record, field, min(value) AS key, min(details['year']) AS year, min(coalesce(details['type'], '')) AS kind FROM read.fact
            WHERE kind = 'venue' AND confidence >= 0.9 AND coalesce(details['relation'], 'published') <> 'submitted' GROUP BY record, field)
        SELECT v.record, CASE WHEN n.kind <> 'repository' THEN v.name END AS name,
               CASE WHEN n.kind <> 'repository' THEN coalesce(f.key, n.key) END AS key,
               CASE WHEN n.kind IN ('conference', 'journal', 'workshop') THEN n.kind ELSE '' END AS kind, n.kind = 'repository' AS repository, f.year
        FROM read.venue v JOIN identity.work_venue_name n ON n.name = v.name AND n.printed_kind = v.kind
        LEFT JOIN fact f ON f.record = v.record AND f.field = 'venues[' || v.i || ']'
        UNION ALL
        SELECT f.record, f.key, f.key, CASE WHEN f.kind IN ('conference', 'journal', 'workshop') THEN f.kind ELSE '' END, false, f.year FROM fact f
        WHERE NOT starts_with(f.field, 'venues[') AND f.key <> 'arxiv'
        """
    )


def _named(names: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    from kg.text.venues import read
    from kg.venues import lookup, series

    for name, kind in names:
        known = lookup(name)
        if known is None and (fact := next((f for f in read("venues", name) if f.kind == "venue"), None)):
            known = series(fact.value)
        key = known.key if known else fold(re.sub(r"\d+(?:st|nd|rd|th)?", " ", name))
        yield {"name": name, "printed_kind": kind, "key": key, "kind": _kind(name, kind, known.kind if known else "")}


def _kind(name: str, printed: str, known: str) -> str:
    lowered = name.lower()
    if "workshop" in lowered:
        return "workshop"
    if known or printed:
        return known or printed
    if "journal" in lowered or "transactions" in lowered:
        return "journal"
    return "conference" if any(word in lowered for word in ("conference", "symposium", "proceedings", "proc.")) else ""

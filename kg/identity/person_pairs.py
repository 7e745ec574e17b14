"""Which authorships are compared, and what is known of each pair: SQL over the tables, one row a pair.

Two authorships are compared when they bear the same folded name, or names with a key in common and something else besides: a co-author, an affiliation,
an identifier, a page. Of a name with many authorships not all pairs are made: those that share a thing are chained.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from kg.bodies import is_one
from kg.identity.compatibility import Compatibility, compare
from kg.identity.given_names import given
from kg.identity.name_keys import RARE, lettered, signatures
from kg.identity.name_words import parts
from kg.identity.person_evidence import LONG_LIST, CoAuthor, Evidence
from kg.identity.profiles import LABELS, ONE_A_PERSON, PAGE
from kg.names import display, split
from kg.records import NameAsPrinted
from kg.tables import put
from kg.venues import series

if TYPE_CHECKING:
    import duckdb

SAMPLE = 32
"""Of a longer author list this many names count as co-authors, the same ones in every list: those with the least digest."""

CROWD = 50
"""So many names with one signature are compared each with each."""

ALL_PAIRS = 8
"""Of a name with at most this many authorships all pairs are compared."""

PERSON_SCHEMES = tuple(LABELS)
"""The schemes whose values name persons."""

STOP_WORDS = (
    "about above across after against along among analysis approach approaches article aspect aspects based been before being better between beyond "
    "both case comparison comparing data does during each effect effects effective efficient evaluation evaluating experimental exploring from further "
    "general high how improved improving improve into investigating large learning like literature many method methods model modeling modelling "
    "models more most much network networks neural novel only other over overview paper part performance problem problems proceedings process "
    "recent research results review role simple some study studies such system systems task tasks technique techniques than that their them then theory "
    "there these they this those three through time toward towards under understanding unified using various very view volume what when where which "
    "while with within without work workshop conference international annual meeting association language languages computer science new two one via"
).split()
"""Words of titles that say nothing of the topic."""

_ORGANISATION = "(universi|institu|college|school|laborator|hospital|academy|polite|polyte|centre|center|research|gmbh|inc\\.|ltd|corporation|company|google|microsoft)"


def _terms(texts: str) -> str:
    """SQL for the words of a list of texts without those that say nothing, plurals made singular."""
    return (
        rf"list_distinct(list_filter(list_transform(regexp_extract_all(strip_accents(lower(array_to_string({texts}, ' '))), '[a-z0-9]{{4,}}'), "
        f"lambda w: CASE WHEN length(w) > 4 THEN regexp_replace(w, '([^sui])s$', '\\1') ELSE w END), lambda w: NOT list_contains({STOP_WORDS}, w)))"
    )


TABLES = f"""
CREATE OR REPLACE TABLE identity.person_id AS
SELECT authorship, scheme, min(value) AS value FROM (
    SELECT authorship, c.scheme, c.value FROM identity.restated r
    JOIN read.contribution_identifier c ON c.record = r.record AND c.i = r.i AND c.scheme IN {PERSON_SCHEMES}
    WHERE c.scheme <> 'openalex' OR c.value LIKE 'A%'
    UNION ALL SELECT authorship, scheme, value FROM identity.profile WHERE scheme IN {PERSON_SCHEMES})
GROUP BY authorship, scheme HAVING count(DISTINCT value) = 1;

-- Who edits a volume knows its authors no more than anybody.
CREATE OR REPLACE TABLE identity.co_author AS
SELECT work, authorship, fold, keys[1] AS key, given, particle, family, suffix, common
FROM identity.authorship WHERE fold <> '' AND role = 'author' AND NOT literal
QUALIFY dense_rank() OVER (PARTITION BY work ORDER BY md5(fold)) <= {SAMPLE};

CREATE OR REPLACE TABLE identity.work_trait AS
WITH spoken AS (SELECT work, list(r.title) FILTER (r.title IS NOT NULL) AS titles, list(r.abstract) FILTER (r.abstract IS NOT NULL) AS abstracts
       FROM identity.work_record JOIN read.work r USING (record) GROUP BY work),
     title AS (SELECT work, list_sort(titles)[1] AS title, {_terms("titles")} AS words, {_terms("abstracts")} AS abstract_words FROM spoken),
     field AS (SELECT work, list_sort(list(DISTINCT field)) AS fields FROM (
           SELECT w.work, 'the ACL Anthology' AS field FROM read.identifier i JOIN identity.work_record w USING (record) WHERE i.scheme = 'acl'
           UNION ALL SELECT w.work, upper(s.scheme) || ' subject ' || s.subject FROM read.subject s JOIN identity.work_record w USING (record)
           WHERE list_contains(['arxiv', 'msc', 'jel', 'pacs', 'acm', 'mesh', 'hal'], lower(s.scheme))) GROUP BY work),
     venue AS (SELECT work, list_sort(list(DISTINCT value)) AS venues FROM (
           SELECT w.work, f.value FROM read.fact f JOIN identity.work_record w USING (record) WHERE f.kind = 'venue' AND f.confidence >= 0.9
           AND f.value <> 'arxiv') GROUP BY work),
     dated AS (SELECT work, min(try_cast(d.value[:4] AS INTEGER)) AS year FROM identity.work_record JOIN read.date d USING (record)
           WHERE d.kind IN ('issued', 'published', 'created') GROUP BY work),
     listed AS (SELECT work, count(*) AS authors FROM identity.authorship WHERE role = 'author' GROUP BY work),
     owned AS (SELECT a.work, list(DISTINCT p.page ORDER BY p.page) AS pages, list(DISTINCT p.owner ORDER BY p.owner) AS owners
           FROM identity.page_owner p JOIN identity.authorship a USING (authorship) GROUP BY a.work),
     co AS (SELECT work, list({{'key': key, 'text': concat_ws(chr(31), given, particle, family, suffix, common)}} ORDER BY authorship) AS co,
           list(DISTINCT key) AS co_keys FROM identity.co_author GROUP BY work)
SELECT w.work, coalesce(t.title, '') AS title, coalesce(t.words, []) AS words, coalesce(t.abstract_words, []) AS abstract_words, coalesce(f.fields, []) AS fields, coalesce(v.venues, []) AS venues, coalesce(d.year, 0) AS year, coalesce(l.authors, 0) AS authors,
       coalesce(c.co, []) AS co, coalesce(c.co_keys, []) AS co_keys, coalesce(o.pages, []) AS pages, coalesce(o.owners, []) AS owners
FROM (SELECT DISTINCT work FROM identity.authorship) w LEFT JOIN title t USING (work) LEFT JOIN field f USING (work) LEFT JOIN venue v USING (work) LEFT JOIN dated d USING (work)
LEFT JOIN listed l USING (work) LEFT JOIN co c USING (work) LEFT JOIN owned o USING (work);

CREATE OR REPLACE TABLE identity.person_trait AS
WITH ids AS (SELECT authorship, list(scheme || ' ' || value ORDER BY scheme, value) AS ids FROM identity.person_id GROUP BY authorship),
     place AS (SELECT authorship, list(DISTINCT place ORDER BY place) AS places FROM (
           SELECT r.authorship, trim(unnest(CASE WHEN f.ror IS NOT NULL THEN [f.name] ELSE list_filter(string_split(f.name, ','),
                  lambda s: regexp_matches(strip_accents(lower(s)), '{_ORGANISATION}')) END)) AS place
           FROM identity.restated r JOIN read.affiliation f ON f.record = r.record AND f.i = r.i) WHERE length(place) > 5 GROUP BY authorship),
     linked AS (SELECT authorship, list(DISTINCT value ORDER BY value) AS links FROM identity.profile WHERE scheme = '{PAGE}' GROUP BY authorship),
     page AS (SELECT authorship, list(DISTINCT owner ORDER BY owner) AS owners, list(DISTINCT page ORDER BY page) AS pages
           FROM identity.page_owner GROUP BY authorship)
SELECT a.authorship, coalesce(i.ids, []) AS ids, coalesce(p.places, []) AS places, coalesce(g.owners, []) AS owners, coalesce(g.pages, []) AS pages,
       coalesce(l.links, []) AS links
FROM identity.authorship a LEFT JOIN ids i USING (authorship) LEFT JOIN place p USING (authorship) LEFT JOIN page g USING (authorship)
LEFT JOIN linked l USING (authorship)
WHERE i.ids IS NOT NULL OR p.places IS NOT NULL OR g.owners IS NOT NULL OR l.links IS NOT NULL;
"""
"""What is known of authorships and of works, kept for explanations."""

_MEETINGS = rf"""
CREATE OR REPLACE TEMP TABLE named AS
SELECT n, dense_rank() OVER (ORDER BY given, particle, family, suffix, CASE WHEN family = '' THEN printed ELSE '' END) AS name FROM identity.authorship;

CREATE OR REPLACE TEMP TABLE item AS
SELECT a.n, unnest(ids) AS item, true AS identifies FROM identity.person_trait JOIN identity.authorship a USING (authorship)
UNION ALL SELECT a.n, unnest(list_concat(list_transform(places, lambda p: 'at ' || lower(p)), list_transform(pages, lambda p: 'page ' || p),
                                       list_transform(links, lambda l: 'link ' || l))), false
FROM identity.person_trait JOIN identity.authorship a USING (authorship)
UNION ALL SELECT a.n, 'with ' || c.key, false FROM identity.authorship a JOIN identity.co_author c USING (work)
WHERE c.authorship <> a.authorship AND NOT a.literal
UNION ALL SELECT n, 'called ' || strip_accents(lower(regexp_extract(given, '^[^\\s.-]{{2,}}'))), false FROM identity.authorship
WHERE NOT literal AND regexp_matches(given, '^[^\\s.-]{{2,}}([\\s-]|$)');

CREATE OR REPLACE TEMP TABLE formed AS SELECT a.n, f.form, a.work, count(*) OVER (PARTITION BY f.form) > {ALL_PAIRS} AS many
FROM identity.form f JOIN identity.authorship a USING (authorship);

-- Names of several spellings that meet under one key.
CREATE OR REPLACE TEMP TABLE block AS
SELECT n, key, fold FROM (SELECT n, fold, unnest(keys) AS key FROM identity.authorship WHERE NOT literal AND fold <> '')
QUALIFY min(fold) OVER (PARTITION BY key) <> max(fold) OVER (PARTITION BY key);

CREATE OR REPLACE TEMP TABLE blocked AS SELECT DISTINCT name, key, fold FROM block JOIN named USING (n);
"""
"""What authorships share, and names of several spellings with the keys under which they meet."""

_SIGNED = f"""
CREATE OR REPLACE TEMP TABLE signed AS
WITH stands AS (SELECT name, CASE WHEN count(DISTINCT work) = 1 THEN hash(min(work)) ELSE hash(name) END AS alone
                FROM named JOIN identity.authorship USING (n) GROUP BY name)
SELECT *, count(*) OVER (PARTITION BY sign) > {CROWD} AS crowded
FROM (SELECT name, fold, alone, hash(key, unnest(signs)) AS sign FROM blocked JOIN signature USING (name) JOIN stands USING (name));
"""
"""The names that meet with their signatures; `alone` is the one paper on which a name stands, a number of its own for one on several."""

_NEAR = """
SELECT DISTINCT a.name, b.name FROM signed a JOIN signed b USING (sign)
WHERE a.name < b.name AND a.fold <> b.fold AND (NOT a.crowded OR a.alone <> b.alone) ORDER BY ALL
"""
"""The names that may be compatible. Two that stand nowhere but on one and the same paper are of two people: where a large collaboration
has thousands with one signature, its millions of such pairs are left out before anything of them is compared."""

_MET = """
CREATE OR REPLACE TEMP TABLE near AS
SELECT DISTINCT a.fold AS fold, b.fold AS other FROM (SELECT * FROM compatible UNION ALL SELECT right_name, left_name FROM compatible) c
JOIN (SELECT DISTINCT name, fold FROM blocked) a ON a.name = left_name JOIN (SELECT DISTINCT name, fold FROM blocked) b ON b.name = right_name;

CREATE OR REPLACE TEMP TABLE meeting AS
SELECT b.key, i.item, b.fold, min(b.n) AS least, list_sort(list(b.n))[:4] AS some, i.identifies FROM block b JOIN item i USING (n)
WHERE i.identifies OR b.fold IN (SELECT fold FROM near) GROUP BY ALL;

-- A shared identifier counts whatever the names.
CREATE OR REPLACE TEMP TABLE met AS
SELECT x.least AS a, unnest(y.some) AS b FROM meeting x JOIN meeting y ON y.key = x.key AND y.item = x.item AND y.fold <> x.fold
WHERE x.identifies
UNION ALL
SELECT m.a, m.b FROM (
    SELECT x.least AS a, unnest(y.some) AS b
    FROM meeting x JOIN near ON near.fold = x.fold JOIN meeting y ON y.fold = near.other AND y.key = x.key AND y.item = x.item) m
JOIN named x ON x.n = m.a JOIN named y ON y.n = m.b
JOIN compatible c ON c.left_name = least(x.name, y.name) AND c.right_name = greatest(x.name, y.name);
"""
"""The authorships of compatible names of several spellings that share a thing."""

PAIRS = """
CREATE OR REPLACE TEMP TABLE pair AS
SELECT p.a, p.b, x.initial OR y.initial AS initial, 4 * len(list_intersect(wx.co_keys, wy.co_keys)) + 2 * coalesce(len(list_intersect(tx.places, ty.places)), 0)
       + 4 * coalesce(len(list_intersect(tx.links, ty.links)), 0) + 8 * coalesce(len(list_intersect(tx.pages, ty.pages)), 0)
       + least(len(list_intersect(wx.words, list_concat(wy.words, wy.abstract_words))) + len(list_intersect(wy.words, wx.abstract_words)), 4)
       + len(list_intersect(wx.venues, wy.venues)) + len(list_intersect(wx.fields, wy.fields)) AS likely
FROM (SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM (
    SELECT x.n AS a, y.n AS b FROM formed x JOIN formed y USING (form) WHERE x.n < y.n AND NOT x.many
    UNION ALL SELECT n, lead(n) OVER (PARTITION BY form ORDER BY n) FROM formed WHERE many
    UNION ALL SELECT f.n, lead(f.n) OVER (PARTITION BY f.form, i.item ORDER BY f.n) FROM formed f JOIN item i USING (n) WHERE f.many
    UNION ALL SELECT f.n, lead(f.n) OVER (PARTITION BY f.form, t.word ORDER BY f.n)
    FROM formed f JOIN (SELECT work, unnest(words) AS word FROM identity.work_trait) t USING (work) WHERE f.many
    UNION ALL SELECT a, b FROM met
    UNION ALL SELECT a.n, lead(a.n) OVER (PARTITION BY i.scheme, i.value ORDER BY a.n)
    FROM identity.person_id i JOIN identity.authorship a USING (authorship))
WHERE a IS NOT NULL AND b IS NOT NULL AND a <> b) p
JOIN identity.authorship x ON x.n = p.a JOIN identity.authorship y ON y.n = p.b
JOIN identity.work_trait wx ON wx.work = x.work JOIN identity.work_trait wy ON wy.work = y.work
LEFT JOIN identity.person_trait tx ON tx.authorship = x.authorship LEFT JOIN identity.person_trait ty ON ty.authorship = y.authorship;
"""
"""The pairs of authorships, by number, that may be compared: `pair(a, b, initial, likely)`; those that share more are likelier one person."""

DROP = "; ".join(
    f"DROP TABLE {table}"
    for table in ("named item formed block blocked signature signed compatible near meeting met pair".split())
)

_KNOWN = """
WITH joined AS (
    SELECT p.a, p.b, x.authorship AS "left", y.authorship AS "right", x.given AS given_left, x.particle AS particle_left, x.family AS family_left,
           x.suffix AS suffix_left, x.printed AS printed_left, y.given AS given_right, y.particle AS particle_right, y.family AS family_right,
           y.suffix AS suffix_right, y.printed AS printed_right, x.common AS common_left, y.common AS common_right,
           CASE WHEN x.work = y.work AND x.role = y.role THEN coalesce(nullif(wx.title, ''), x.work) ELSE '' END AS same_work,
           wx.year AS year_left, wy.year AS year_right, wx.authors AS authors_left, wy.authors AS authors_right,
           list_distinct(list_concat(list_intersect(wx.words, list_concat(wy.words, wy.abstract_words)), list_intersect(wy.words, wx.abstract_words))) AS words,
           list_intersect(wx.venues, wy.venues) AS venues, list_intersect(wx.fields, wy.fields) AS fields,
           list_filter(list_intersect(wx.co_keys, wy.co_keys), lambda k: k <> x.keys[1] AND k <> y.keys[1]) AS co_keys, wx.co AS co_left, wy.co AS co_right,
           coalesce(tx.ids, []) AS ids_left, coalesce(ty.ids, []) AS ids_right, coalesce(list_intersect(tx.places, ty.places), []) AS places,
           CASE WHEN len(list_intersect(tx.pages, ty.pages)) > 0 THEN list_intersect(tx.owners, ty.owners) ELSE [] END AS pages,
           coalesce(list_intersect(tx.links, ty.links), []) AS links,
           CASE WHEN len(list_intersect(wx.pages, wy.pages)) > 0 AND coalesce(len(tx.pages), 0) + coalesce(len(ty.pages), 0) = 0
                THEN list_intersect(wx.owners, wy.owners) ELSE [] END AS owners
    FROM ($pairs) p JOIN identity.authorship x ON x.n = p.a JOIN identity.authorship y ON y.n = p.b
    JOIN identity.work_trait wx ON wx.work = x.work JOIN identity.work_trait wy ON wy.work = y.work
    LEFT JOIN identity.person_trait tx ON tx.authorship = x.authorship LEFT JOIN identity.person_trait ty ON ty.authorship = y.authorship)
SELECT json_array($columns) FROM (
    SELECT * EXCLUDE (co_keys, co_left, co_right), least(len(co_left), len(co_right)) AS sampled,
           list_transform(list_filter(co_left, lambda c: list_contains(co_keys, c.key)), lambda c: c.key || chr(31) || c.text) AS co_left,
           list_transform(list_filter(co_right, lambda c: list_contains(co_keys, c.key)), lambda c: c.key || chr(31) || c.text) AS co_right
    FROM joined) ORDER BY a, b
"""

_CIRCLES = """
SELECT p.a, p.b, min_by([cx.given || ' ' || cx.family, cy.given || ' ' || cy.family], (cx.fold, cy.fold, cx.authorship, cy.authorship))
FROM ($pairs) p JOIN identity.authorship x ON x.n = p.a JOIN identity.authorship y ON y.n = p.b
JOIN identity.co_author cx ON cx.work = x.work AND cx.authorship <> x.authorship JOIN identity.co_author cy ON cy.work = y.work AND cy.authorship <> y.authorship
JOIN identity.co_author ox ON ox.fold = cx.fold AND ox.work <> x.work AND ox.work <> y.work
JOIN identity.co_author oy ON oy.work = ox.work AND oy.fold = cy.fold
WHERE cx.common < 4 AND cy.common < 4 AND cx.fold <> cy.fold GROUP BY p.a, p.b
"""
"""Two people who wrote together elsewhere, one a co-author on each side, neither of a common name."""

_CITES = """
SELECT DISTINCT p.a, p.b FROM ($pairs) p JOIN identity.authorship x ON x.n = p.a JOIN identity.authorship y ON y.n = p.b
JOIN (SELECT w.work AS one, k.work AS other FROM read.relation r JOIN identity.work_record w USING (record)
      JOIN read.identifier i ON i.scheme = r.scheme AND i.value = r.value JOIN identity.work_record k ON k.record = i.record WHERE r.kind <> 'is-part-of') c
ON (c.one = x.work AND c.other = y.work) OR (c.one = y.work AND c.other = x.work)
"""

BATCH = 20_000


Pair = tuple[int, int]


class Known(NamedTuple):
    """A pair by number, the authorships, and the evidence."""

    pair: Pair
    left: str
    right: str
    evidence: Evidence


class _Row(msgspec.Struct, array_like=True, gc=False):
    """A row of the query for what is known; DuckDB hands it over as one JSON text, which takes a fraction of the time of its columns one by one."""

    a: int
    b: int
    left: str
    right: str
    given_left: str
    particle_left: str
    family_left: str
    suffix_left: str
    printed_left: str
    given_right: str
    particle_right: str
    family_right: str
    suffix_right: str
    printed_right: str
    common_left: int
    common_right: int
    same_work: str
    year_left: int
    year_right: int
    authors_left: int
    authors_right: int
    words: list[str]
    venues: list[str]
    fields: list[str]
    ids_left: list[str]
    ids_right: list[str]
    places: list[str]
    pages: list[str]
    links: list[str]
    owners: list[str]
    sampled: int
    co_left: list[str]
    co_right: list[str]


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes what is known of authorships and works, and the temporary table `pair`.

    Names that meet under a key and have a signature in common are compared, each pair of distinct names once, before anything else of their authorships is looked at.
    """
    connection.execute(TABLES)
    connection.execute(_MEETINGS)
    names = {
        number: _bare(_name(*parts))
        for number, *parts in connection.execute(
            "SELECT DISTINCT ON (name) name, printed, given, particle, family, suffix FROM named JOIN identity.authorship USING (n) "
            "WHERE name IN (SELECT name FROM blocked) ORDER BY name, n"
        ).fetchall()
    }
    asked = {
        sign for name in names.values() if any(word.short for word in parts(name).family) for sign in lettered(name)
    }
    signs = (
        {"name": number, "signs": sorted(signatures(name) | (lettered(name) & asked))} for number, name in names.items()
    )
    put(connection, "signature", {"name": "BIGINT", "signs": "VARCHAR[]"}, signs)
    connection.execute(_SIGNED)
    cursor = connection.execute(_NEAR)
    put(
        connection, "compatible", {"left_name": "BIGINT", "right_name": "BIGINT"},
        ({"left_name": a, "right_name": b} for a, b in _fetched(cursor) if compare(names[a], names[b])),
    )  # fmt: skip
    connection.execute(_MET)
    connection.execute(PAIRS)


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def gather(connection: duckdb.DuckDBPyConnection, pairs: str, values: list[str] | None = None) -> Iterator[Known]:
    """What is known of each pair of a query for pairs of numbers `a, b`, in order: all but circles and citations."""
    columns = ", ".join(f'"{name}"' for name in _Row.__struct_fields__)
    cursor = connection.execute(_KNOWN.replace("$pairs", pairs).replace("$columns", columns), values or [])
    decode = msgspec.json.Decoder(_Row).decode
    while rows := cursor.fetchmany(BATCH):
        for (text,) in rows:
            row = decode(text)
            yield Known((row.a, row.b), row.left, row.right, _evidence(row))


def circles(
    connection: duckdb.DuckDBPyConnection, pairs: str, values: list[str] | None = None
) -> dict[Pair, tuple[str, ...]]:
    """For pairs whose co-authors wrote together elsewhere, two of them."""
    found = connection.execute(_CIRCLES.replace("$pairs", pairs), values or []).fetchall()
    return {(a, b): tuple(" ".join(name.split()) for name in names) for a, b, names in found}


def citing(connection: duckdb.DuckDBPyConnection, pairs: str, values: list[str] | None = None) -> set[Pair]:
    """The pairs of which the work of one refers to that of the other."""
    return {(a, b) for a, b in connection.execute(_CITES.replace("$pairs", pairs), values or []).fetchall()}


def _evidence(row: _Row) -> Evidence:
    texts = (
        row.printed_left, row.given_left, row.particle_left, row.family_left, row.suffix_left,
        row.printed_right, row.given_right, row.particle_right, row.family_right, row.suffix_right,
    )  # fmt: skip
    names = _names(*texts)
    name = names.compatibility
    ids = tuple(_shown(one) for one in row.ids_left if one in row.ids_right)
    same_given = bool(ids) and not name and _same_given(_name(*texts[:5]), _name(*texts[5:]))
    co = tuple(_co_authors(row.co_left, row.co_right)) if name and row.co_left else ()
    if name and row.owners:
        co = _with_owners(co, sorted(row.owners))
    both_long = min(row.authors_left, row.authors_right) > LONG_LIST
    return Evidence(
        names.left, names.right, name, (min if name.initial else max)(row.common_left, row.common_right),
        ids, _different(row.ids_left, row.ids_right) if row.ids_left else "",
        row.same_work, tuple(sorted(row.pages)), tuple(sorted(row.links)), co, max(row.authors_left, row.authors_right) > LONG_LIST,
        round(len(co) / max(row.sampled - 1, 1), 2) if both_long else -1.0, tuple(sorted(row.places)), tuple(sorted(row.words)),
        tuple(map(_venue, sorted(row.venues))), tuple(sorted(row.fields)), (), False, (row.year_left, row.year_right), same_given,
        name.likeness == 1.0 and not (row.family_left or row.family_right) and is_one(row.printed_left) and is_one(row.printed_right),
    )  # fmt: skip


class _Names(NamedTuple):
    """What is known of a pair of names alone: how each is shown, and how they go together."""

    left: str
    right: str
    compatibility: Compatibility


@lru_cache(maxsize=1 << 16)
def _names(*texts: str) -> _Names:
    """What is known of two names, each of five parts; most pairs of authorships have a pair of names that others have too."""
    left, right = _name(*texts[:5]), _name(*texts[5:])
    return _Names(display(left), display(right), compare(_bare(left), _bare(right)))


def _name(printed: str, given: str, particle: str, family: str, suffix: str) -> NameAsPrinted:
    return NameAsPrinted(printed, given, particle, family, suffix)


def _bare(name: NameAsPrinted) -> NameAsPrinted:
    """A name without its print, which says nothing more where its parts are known."""
    return NameAsPrinted("", name.given, name.particle, name.family, name.suffix) if name.family else name


def _same_given(left: NameAsPrinted, right: NameAsPrinted) -> bool:
    a, b = parts(left), parts(right)
    found = given(a, b) if not (a.initial or b.initial) else None
    return found is not None and found.cost < 0.1


def _venue(key: str) -> str:
    """What a reader knows a venue by."""
    known = series(key)
    return (known.acronym or known.name) if known else key.replace("-", " ")


def _shown(identifier: str) -> str:
    scheme, _, value = identifier.partition(" ")
    return f"{LABELS[scheme]} {value}"


def _different(left: list[str], right: list[str]) -> str:
    """Two identifiers that a register gives one a person, unless one of another scheme is the same: then the sources have two for one person."""
    if set(left) & set(right):
        return ""
    for one in left:
        for other in right:
            if one.partition(" ")[0] == other.partition(" ")[0] and one.partition(" ")[0] in ONE_A_PERSON:
                return f"{_shown(one)} and {other.partition(' ')[2]}"
    return ""


def _co_authors(left: list[str], right: list[str]) -> Iterator[CoAuthor]:
    """The co-authors that two lists have in common: compatible names under one key."""
    there = set(right)
    others: dict[str, list[_Co]] | None = None
    for text in left:
        mine = _co(text)
        if text in there:
            yield mine.alone
            continue
        if others is None:
            others = {}
            for two in map(_co, right):
                others.setdefault(two.key, []).append(two)
        found, two = max(
            ((compare(mine.name, two.name), two) for two in others[mine.key]), key=lambda pair: pair[0].likeness
        )
        if found.verdict == "compatible":
            yield CoAuthor(display(mine.name), max(mine.common, two.common), not found.initial)


def _with_owners(shared: tuple[CoAuthor, ...], owners: list[str]) -> tuple[CoAuthor, ...]:
    """The co-authors in common, those who are owners of a page with both works known for one person."""
    names = [split(owner) for owner in owners]
    others = (one for one in shared if not any(compare(split(one.name), name) for name in names))
    return (*(CoAuthor(display(name), RARE, page=True) for name in names), *others)


class _Co(NamedTuple):
    key: str
    name: NameAsPrinted
    common: int
    alone: CoAuthor


@lru_cache(maxsize=1 << 16)
def _co(text: str) -> _Co:
    key, given, particle, family, suffix, common = text.split("\x1f")
    name = NameAsPrinted("", given, particle, family, suffix)
    return _Co(key, name, int(common), CoAuthor(display(name), int(common), not parts(name).initial))

"""Which pairs of records are worth a look: those that share an identifier, a title, rare words of their titles, or authors and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.identity._works_judge import EXTENDED_YEARS
from kg.identity._works_said import MOST

if TYPE_CHECKING:
    import duckdb

RAREST = 4
"""So many of the rarest words of a title stand for it in blocks."""

NAMES = 12
"""So many family names of a list of authors do, the first by the alphabet."""

LARGEST = 20
"""A block of more records than this tells nothing apart and is passed over."""

SMALL = 6
"""A block of a rare word and a family name is passed over from a smaller size on: there are many of them."""

HOLDERS = 12
"""Records with one identifier are compared each with each up to this number, above it only those of one title."""

_TWINS = """
-- Records that say the same of everything compared are one work: one of them stands for all. Few have their like: the hash finds those.
CREATE OR REPLACE TABLE identity.work_twin AS
WITH told AS (
    SELECT n, hash(key, form, families, counted, year, venue, series, identifiers) AS said
    FROM work_said WHERE length >= 20 AND NOT recurring AND counted > 0)
SELECT n, first_n FROM (
    SELECT n, min(n) OVER (PARTITION BY key, form, families, authors = '', counted, cut, year, venue, series, kind, volume, issue, page, class, preprint, identifiers) AS first_n
    FROM work_said SEMI JOIN (SELECT n FROM told SEMI JOIN (SELECT said FROM told GROUP BY said HAVING count(*) > 1) USING (said)) USING (n))
WHERE n <> first_n;
"""

SHORT = 100
"""Lists of up to so many members are compared member by member, which is cheaper there than by hashes."""


def _distinct(listed: str) -> str:
    """SQL of the different members of a list, in their order; of a long list by their values."""
    short = f"list_filter({listed}, lambda one, i: list_position({listed}, one) = i)"
    return f"CASE WHEN len({listed}) <= {SHORT} THEN {short} ELSE list_sort(list_distinct({listed})) END"


def _hashed(text: str) -> str:
    """SQL of the hash of a text, NULL where it is empty."""
    return f"CASE WHEN {text} <> '' THEN hash({text}) END"


_ONE = f"""
-- Words as numbers: the rarer, the lower; one that stands in one title only has none, for it meets nothing.
CREATE OR REPLACE TEMP TABLE token AS
SELECT n, token, hash(token) AS code FROM (
    SELECT n, unnest({_distinct("split")}) AS token
    FROM (SELECT n, string_split(words, ' ') AS split FROM work_said ANTI JOIN identity.work_twin USING (n) WHERE words <> ''));
CREATE OR REPLACE TEMP TABLE frequency AS
SELECT code, CAST(row_number() OVER (ORDER BY df, token) AS INTEGER) AS id
FROM (SELECT code, any_value(token) AS token, count(*) AS df FROM token GROUP BY code HAVING count(*) > 1);
CREATE OR REPLACE TEMP TABLE rare AS
SELECT n, arg_min(id, id, {MOST}) AS tokens, CAST(count(*) AS INTEGER) AS size FROM token LEFT JOIN frequency USING (code) GROUP BY n;
DROP TABLE token;
-- What is only compared stands as hashes; NULL for what is not said.
CREATE OR REPLACE TEMP TABLE one AS
SELECT n, hash(key) AS title, key <> '' AS titled, coalesce(tokens, []) AS tokens, coalesce(size, 1) AS size, counted, recurring,
       {_hashed("families")} AS families, {_hashed("year")} AS year, TRY_CAST(year AS INTEGER) AS y, {_hashed("series")} AS series,
       {_hashed("split[1]")} AS first, CASE WHEN len(split) > 2 THEN hash(split[1], split[2], split[3]) ELSE 0 END AS start
FROM (SELECT *, string_split(words, ' ') AS split FROM work_said) ANTI JOIN identity.work_twin USING (n)
LEFT JOIN rare USING (n);
"""

_IDENTIFIED = f"""
-- A shared identifier, and how many works of unlike titles carry it.
CREATE OR REPLACE TEMP TABLE holder AS
SELECT k.scheme || ' ' || k.value AS identifier, n, one.title FROM identity.work_key k JOIN work_said USING (record) JOIN one USING (n)
WHERE (k.scheme, k.value) IN (SELECT (scheme, value) FROM identity.work_key GROUP BY scheme, value HAVING count(*) > 1);
CREATE OR REPLACE TEMP TABLE held AS
SELECT identifier, count(DISTINCT title) AS titles, count(*) AS holders FROM holder GROUP BY identifier;
CREATE OR REPLACE TEMP TABLE shared AS
SELECT l, r, string_agg(identifier, '\t' ORDER BY identifier) AS identifiers, max(titles) AS titles FROM (
    SELECT a.n AS l, b.n AS r, identifier, titles FROM holder a JOIN holder b USING (identifier) JOIN held USING (identifier)
    WHERE a.n < b.n AND (holders <= {HOLDERS} OR a.title = b.title))
GROUP BY l, r;
"""

_FAMILIES = f"""
CREATE OR REPLACE TEMP TABLE family AS
SELECT n, unnest(({_distinct("split")})[:{NAMES}]) AS family
FROM (SELECT n, string_split(families, ' ') AS split FROM work_said ANTI JOIN identity.work_twin USING (n) WHERE counted > 0);
CREATE OR REPLACE TEMP TABLE near (l INTEGER, r INTEGER);
"""

_BLOCKS = (
    # The whole title; where many have it, with the authors.
    ("SELECT n, title AS block FROM one WHERE titled", LARGEST),
    ("SELECT n, hash(title, families) AS block FROM one WHERE titled AND families IS NOT NULL", LARGEST),
    # A rare word with an author; the first word with an author in one place and year, or with all authors in one year.
    (f"SELECT n, hash(token, family) AS block FROM (SELECT n, unnest(tokens[:{RAREST}]) AS token FROM one) JOIN family USING (n)", SMALL),
    ("SELECT n, hash(family, first, series, year) AS block FROM family JOIN one USING (n) WHERE year IS NOT NULL AND series IS NOT NULL", LARGEST),
    ("SELECT n, hash(families, first, year) AS block FROM one WHERE counted > 1 AND year IS NOT NULL", LARGEST),
    # The first words in one year: for names that are spelled in two ways.
    ("SELECT n, hash(start, year) AS block FROM one WHERE year IS NOT NULL AND first IS NOT NULL", LARGEST),
)  # fmt: skip
"""The blocks of records: each kind with the size above which a block is passed over."""

_NEAR = """
CREATE OR REPLACE TEMP TABLE block AS {blocks};
-- Most blocks hold two records: their pair is the first and the last.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT block, count(*) AS records, min(n) AS l, max(n) AS r FROM block GROUP BY block HAVING count(*) BETWEEN 2 AND {most};
INSERT INTO near SELECT l, r FROM kept WHERE records = 2 AND l < r;
CREATE OR REPLACE TEMP TABLE member AS SELECT n, block FROM block SEMI JOIN (SELECT block FROM kept WHERE records > 2) USING (block);
INSERT INTO near SELECT a.n, b.n FROM member a JOIN member b USING (block) WHERE a.n < b.n;
DROP TABLE block; DROP TABLE kept; DROP TABLE member
"""

_COMMON = f"""
CASE WHEN a.size <= {SHORT} AND b.size <= {SHORT} THEN len(list_filter(a.tokens, lambda one: list_contains(b.tokens, one)))
ELSE len(list_intersect(a.tokens, b.tokens)) END
"""
"""How many words stand in both titles."""

_PAIRS = f"""
-- Columns are of one year; of titles that are not equal, half of the words of the shorter stand in the longer, and the years are near.
CREATE OR REPLACE TEMP TABLE alike AS
SELECT l, r, hash(a.first, a.year) AS near FROM (SELECT DISTINCT l, r FROM near) JOIN one a ON a.n = l JOIN one b ON b.n = r
WHERE CASE WHEN a.recurring OR b.recurring THEN a.year = b.year ELSE true END
  AND (a.title = b.title OR (abs(coalesce(a.y - b.y, 0)) <= {EXTENDED_YEARS}
       AND 2 * ({_COMMON}) >= least(a.size, b.size)));
CREATE OR REPLACE TEMP TABLE work_pair AS
SELECT l, r, coalesce(s.identifiers, '') AS identifiers, CAST(coalesce(s.titles, 0) AS INTEGER) AS titles, near
FROM alike FULL JOIN shared s USING (l, r);
DROP TABLE near; DROP TABLE alike; DROP TABLE one; DROP TABLE rare; DROP TABLE frequency; DROP TABLE family;
"""


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `work_pair(l, r, identifiers, titles, near)` and `identity.work_twin(n, first_n)`; `near` is the same for pairs of many a block.

    Nothing depends on the order of records; a record that shares no word with others leaves the blocks of the others as they are.
    """
    for statements in (_TWINS, _ONE, _IDENTIFIED, _FAMILIES):
        connection.execute(statements)
    for blocks, most in _BLOCKS:
        connection.execute(_NEAR.format(blocks=blocks, most=most))
    connection.execute(_PAIRS)

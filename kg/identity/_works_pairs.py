"""Which pairs of records are worth a look: those that share an identifier, a title, rare words of their titles, or authors and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.identity._works_judge import EXTENDED_YEARS

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
-- Records that say the same of everything compared are one work: one of them stands for all.
CREATE OR REPLACE TABLE identity.work_twin AS
SELECT n, first_n FROM (
    SELECT n, min(n) OVER (PARTITION BY key, form, families, authors = '', counted, cut, year, venue, series, kind, volume, issue, page, class, preprint, identifiers) AS first_n
    FROM identity.work_said WHERE length >= 20 AND NOT recurring AND counted > 0)
WHERE n <> first_n;
CREATE OR REPLACE TEMP TABLE one AS
SELECT n, record, key, words, list_distinct(string_split(words, ' ')) AS tokens, families, counted, year, series, recurring, split_part(words, ' ', 1) AS first,
       regexp_extract(words, '^(?:[a-z0-9]+ ){2}[a-z0-9]+') AS start
FROM identity.work_said ANTI JOIN identity.work_twin USING (n);
"""

_IDENTIFIED = f"""
-- A shared identifier, and how many works of unlike titles carry it.
CREATE OR REPLACE TEMP TABLE holder AS
SELECT k.scheme || ' ' || k.value AS identifier, s.n, s.key FROM identity.work_key k JOIN one s USING (record)
WHERE (k.scheme, k.value) IN (SELECT (scheme, value) FROM identity.work_key GROUP BY scheme, value HAVING count(*) > 1);
CREATE OR REPLACE TEMP TABLE held AS
SELECT identifier, count(DISTINCT key) AS titles, count(*) AS holders FROM holder GROUP BY identifier;
CREATE OR REPLACE TEMP TABLE shared AS
SELECT l, r, string_agg(identifier, '\t' ORDER BY identifier) AS identifiers, max(titles) AS titles FROM (
    SELECT a.n AS l, b.n AS r, identifier, titles FROM holder a JOIN holder b USING (identifier) JOIN held USING (identifier)
    WHERE a.n < b.n AND (holders <= {HOLDERS} OR a.key = b.key))
GROUP BY l, r;
"""

_BLOCKS = f"""
CREATE OR REPLACE TEMP TABLE token AS
SELECT n, unnest(tokens) AS token FROM one WHERE words <> '';
CREATE OR REPLACE TEMP TABLE frequency AS SELECT token, count(*) AS df FROM token GROUP BY token;
CREATE OR REPLACE TEMP TABLE rare AS
SELECT n, unnest(arg_min(token, (df, token), {RAREST})) AS token FROM token JOIN frequency USING (token) WHERE df > 1 GROUP BY n;
CREATE OR REPLACE TEMP TABLE family AS
SELECT n, unnest(list_distinct(string_split(families, ' '))[:{NAMES}]) AS family FROM one WHERE counted > 0;
CREATE OR REPLACE TEMP TABLE block AS
-- The whole title; where many have it, with the authors.
SELECT n, hash('title', key) AS block, {LARGEST} AS most FROM one WHERE key <> ''
UNION ALL SELECT n, hash('both', key, families), {LARGEST} FROM one WHERE key <> '' AND families <> ''
-- A rare word with an author; the first word with an author in one place and year, or with all authors in one year.
UNION ALL SELECT n, hash(token, family), {SMALL} FROM rare JOIN family USING (n)
UNION ALL SELECT n, hash('place', family, first, series, year), {LARGEST} FROM family JOIN one USING (n) WHERE year <> '' AND series <> ''
UNION ALL SELECT n, hash('authors', families, first, year), {LARGEST} FROM one WHERE counted > 1 AND year <> ''
-- The first words in one year: for names that are spelled in two ways.
UNION ALL SELECT n, hash('start', start, year), {LARGEST} FROM one WHERE year <> '' AND start <> first;
CREATE OR REPLACE TEMP TABLE kept AS
SELECT n, block FROM block SEMI JOIN (SELECT block FROM block GROUP BY block HAVING count(*) BETWEEN 2 AND min(most)) USING (block);
CREATE OR REPLACE TEMP TABLE near AS
SELECT DISTINCT a.n AS l, b.n AS r FROM kept a JOIN kept b USING (block) WHERE a.n < b.n;
-- Columns are of one year; of titles that are not equal, half of the words of the shorter stand in the longer, and the years are near.
CREATE OR REPLACE TEMP TABLE alike AS
SELECT l, r FROM near JOIN one a ON a.n = l JOIN one b ON b.n = r
WHERE CASE WHEN a.recurring OR b.recurring THEN a.year = b.year AND a.year <> '' ELSE true END
  AND (a.key = b.key OR (abs(coalesce(TRY_CAST(a.year AS INTEGER) - TRY_CAST(b.year AS INTEGER), 0)) <= {EXTENDED_YEARS}
       AND 2 * len(list_intersect(a.tokens, b.tokens)) >= least(len(a.tokens), len(b.tokens))));
"""

_PAIRS = """
CREATE OR REPLACE TABLE identity.work_pair AS
SELECT l, r, coalesce(s.identifiers, '') AS identifiers, CAST(coalesce(s.titles, 0) AS INTEGER) AS titles
FROM alike FULL JOIN shared s USING (l, r);
-- Pairs that agree in all that is said, which is the greater part of matches, need no further look: see `works._plain`.
CREATE OR REPLACE TABLE identity.work_plain_pair AS
SELECT l, r FROM identity.work_pair p JOIN identity.work_said a ON a.n = l JOIN identity.work_said b ON b.n = r
WHERE p.identifiers = '' AND a.key = b.key AND a.length >= 20 AND NOT a.recurring AND NOT b.recurring AND a.form = b.form AND a.notice = b.notice
  AND a.families = b.families AND a.counted = b.counted AND a.counted > 0 AND a.year = b.year AND regexp_full_match(a.year, '[0-9]+')
  AND a.series = b.series AND a.series <> '' AND a.venue <> '' AND b.venue <> '' AND a.kind = b.kind AND a.class = b.class
  AND a.pages = '' AND b.pages = '' AND a.volume = '' AND b.volume = '' AND (a.identifiers = '' OR b.identifiers = '');
"""


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.work_pair(l, r, identifiers, titles)` and the temporary table `twin(n, first_n)`.

    Nothing depends on the order of records; a record that shares no word with others leaves the blocks of the others as they are.
    """
    for statements in (_TWINS, _IDENTIFIED, _BLOCKS, _PAIRS):
        connection.execute(statements)

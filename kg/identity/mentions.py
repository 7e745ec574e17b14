"""Names as mentioned: folded for comparison, and taken apart where a lost comma made two names one.

A name of four words or more is two names when some other record, which shares further authors with this one, prints both
halves as names of their own. A name that lost a hyphen, and with it half of its family name ("Ana Garcia Lopez" for "Ana Garcia-Lopez"), is
read as another record prints it that shares further authors. The record keeps what is printed; the decision says what was seen and can be taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.bodies import is_group
from kg.identity.curation import Curation
from kg.identity.decisions import Decision, decide
from kg.identity.name_keys import commonness, keys
from kg.identity.name_words import parts
from kg.names import fold, folds
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

SHARED = 2
"""How many further authors the two records must share."""

_PARTS = ("printed", "given", "particle", "family", "suffix")
_SPLIT = {
    "record": "VARCHAR", "i": "BIGINT", "part": "BIGINT", "printed": "VARCHAR", "given": "VARCHAR", "particle": "VARCHAR",
    "family": "VARCHAR", "suffix": "VARCHAR", "fold": "VARCHAR", "fold2": "VARCHAR", "keys": "VARCHAR[]", "common": "BIGINT",
    "initial": "BOOLEAN",
}  # fmt: skip


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Writes `identity.mention`: every contribution with its folds, a repaired one as several parts. Returns the decisions.

    `identity.mention(record, role, i, part, printed, given, particle, family, suffix, literal, fold, fold2, keys, common, initial, body)`

    `keys` are those under which compatible names meet, the main one first, `common` says how many people may bear the name
    (`kg.identity.name_keys`), `initial` that no given name is given in full, and `body` that the name is a body's (`kg.bodies`).
    """
    _fold(connection)
    found = [*_repairs(connection, base), *_hyphens(connection, base)]
    repairs = {decision.decision: (decision, rows) for decision, rows in found}
    decisions = curation.applied(connection, "name", [decision for decision, _ in repairs.values()])
    rows = [row for decision in decisions for row in repairs[decision.decision][1]]
    put(connection, "identity.split", _SPLIT, rows)
    connection.execute(
        """
        CREATE OR REPLACE TABLE identity.mention AS
        SELECT c.record, c.role, c.i, coalesce(s.part, 0) AS part, coalesce(s.printed, c.printed) AS printed,
               coalesce(s.given, c.given) AS given, coalesce(s.particle, c.particle) AS particle,
               coalesce(s.family, c.family) AS family, coalesce(s.suffix, c.suffix) AS suffix, c.literal,
               coalesce(s.fold, f.fold) AS fold, coalesce(s.fold2, f.fold2) AS fold2,
               coalesce(s.keys, f.keys) AS keys, coalesce(s.common, f.common) AS common, coalesce(s.initial, f.initial) AS initial, f.body
        FROM read.contribution c
        JOIN identity.fold f USING (printed, given, particle, family, suffix, literal)
        LEFT JOIN identity.split s ON s.record = c.record AND s.i = c.i
        ORDER BY c.record, c.i, part
        """
    )
    return decisions


def _fold(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.fold`: each distinct name with its folded forms."""
    names = connection.execute(
        "SELECT DISTINCT printed, given, particle, family, suffix, literal FROM read.contribution ORDER BY ALL"
    ).fetchall()
    kinds = {**dict.fromkeys(_PARTS, "VARCHAR"), "literal": "BOOLEAN", **_LOOKED_UP}

    def rows() -> Iterator[dict[str, Any]]:
        for row in names:
            yield {**dict(zip((*_PARTS, "literal"), row, strict=True)), **_looked_up(NameAsPrinted(*row))}

    put(connection, "identity.fold", kinds, rows())


_LOOKED_UP = {
    "fold": "VARCHAR",
    "fold2": "VARCHAR",
    "keys": "VARCHAR[]",
    "common": "BIGINT",
    "initial": "BOOLEAN",
    "body": "BOOLEAN",
}


def _looked_up(name: NameAsPrinted) -> dict[str, Any]:
    """What a name is compared and looked up by."""
    forms = folds(name)
    return {
        "fold": forms[0],
        "fold2": forms[-1],
        "keys": keys(name),
        "common": commonness(name),
        "initial": parts(name).initial,
        "body": name.literal and is_group(name.printed),
    }


def _repairs(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[tuple[Decision, list[dict[str, Any]]]]:
    long_names = connection.execute(
        "SELECT record, i, printed FROM read.contribution WHERE NOT literal AND role = 'author' AND NOT contains(printed, ',') "
        "AND length(printed) < 200 AND len(string_split(trim(printed), ' ')) BETWEEN 4 AND 8 ORDER BY record, i"
    ).fetchall()
    halves = {fold(half) for _, _, printed in long_names for pair in _cuts(printed) for half in pair}
    seen = _seen(connection, halves)
    for record, i, printed in long_names:
        for left, right in _cuts(printed):
            both = sorted((seen[fold(left)].keys() & seen[fold(right)].keys()) - {record})
            other, shared = _best(connection, record, both)
            if other:
                names = [seen[fold(half)][other] for half in (left, right)]
                yield _repair(base, (record, i, printed), (left, right), names, other, shared)
                break


def _cuts(printed: str) -> list[tuple[str, str]]:
    words = printed.split()
    return [(" ".join(words[:k]), " ".join(words[k:])) for k in range(2, len(words) - 1)]


def _seen(connection: duckdb.DuckDBPyConnection, halves: set[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Where the halves stand as names of their own: fold -> record -> (given, particle, family, suffix)."""
    put(connection, "identity.half", {"fold": "VARCHAR"}, ({"fold": half} for half in sorted(halves)))
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for form, record, *name in connection.execute(
        "SELECT fold, record, given, particle, family, suffix FROM read.contribution "
        "JOIN identity.fold USING (printed, given, particle, family, suffix, literal) JOIN identity.half USING (fold) ORDER BY ALL"
    ).fetchall():
        found[form][record] = tuple(name)
    connection.execute("DROP TABLE identity.half")
    return found


def _best(connection: duckdb.DuckDBPyConnection, record: str, others: list[str]) -> tuple[str, int]:
    """The record that shares most further authors, and how many; '' when none shares enough."""
    if not others:
        return "", 0
    row = connection.execute(
        """
        WITH form AS (SELECT DISTINCT record, fold FROM read.contribution
                      JOIN identity.fold USING (printed, given, particle, family, suffix, literal))
        SELECT b.record, count(*) AS shared FROM form a JOIN form b USING (fold)
        WHERE a.record = ? AND list_contains(?, b.record) GROUP BY b.record ORDER BY shared DESC, b.record LIMIT 1
        """,
        [record, others],
    ).fetchone()
    return (str(row[0]), int(row[1])) if row and row[1] >= SHARED else ("", 0)


def _repair(
    base: str, at: tuple[str, int, str], halves: tuple[str, str], names: list[tuple[str, ...]], other: str, shared: int
) -> tuple[Decision, list[dict[str, Any]]]:
    record, i, printed = at
    left = f"{iris.thing(base, 'record', record)}#contribution-{i}"
    evidence = f"{printed!r} is {halves[0]!r} and {halves[1]!r}: both stand in another record, which shares {shared} further authors."
    decision = decide(base, "name", left, iris.thing(base, "record", other), "different", 0.98, "lost-comma", evidence)
    rows = []
    for part, (half, name) in enumerate(zip(halves, names, strict=True)):
        given, particle, family, suffix = name
        found = _looked_up(NameAsPrinted(half, given, particle, family, suffix))
        values = {"printed": half, **dict(zip(_PARTS[1:], name, strict=True)), **found}
        rows.append({"record": record, "i": i, "part": part, **values})
    return decision, rows


_LOST_HYPHENS = f"""
WITH form AS (SELECT c.record, c.i, c.printed, c.given, c.particle, c.family, c.suffix, f.fold,
                     contains(c.given || c.family, '-') OR contains(c.given || c.family, '\u2010') AS hyphen
              FROM read.contribution c JOIN identity.fold f USING (printed, given, particle, family, suffix, literal)
              WHERE NOT c.literal AND c.role = 'author'),
     twin AS (SELECT p.record, p.i, p.printed, h.record AS other, h.printed AS shown, h.given, h.particle, h.family, h.suffix
              FROM form p JOIN form h USING (fold) WHERE h.hyphen AND NOT p.hyphen AND p.record <> h.record AND p.family <> h.family
              AND contains(p.printed, ' ') AND lower(replace(h.family, '-', ' ')) <> lower(p.family)),
     shared AS (SELECT t.record, t.i, t.other, count(DISTINCT b.fold) - 1 AS shared FROM twin t JOIN form a ON a.record = t.record
                JOIN form b ON b.record = t.other AND b.fold = a.fold GROUP BY ALL)
SELECT t.*, s.shared FROM twin t JOIN shared s USING (record, i, other) WHERE s.shared >= {SHARED}
QUALIFY row_number() OVER (PARTITION BY t.record, t.i ORDER BY s.shared DESC, t.other, t.shown) = 1 ORDER BY t.record, t.i
"""
"""Names without a hyphen that another record prints with one, so that another part is the family name, and how many further authors both share."""


def _hyphens(connection: duckdb.DuckDBPyConnection, base: str) -> Iterator[tuple[Decision, list[dict[str, Any]]]]:
    """The names that lost a hyphen, with the parts they have where it stands."""
    for record, i, printed, other, shown, *name, shared in connection.execute(_LOST_HYPHENS).fetchall():
        left = f"{iris.thing(base, 'record', record)}#contribution-{i}"
        evidence = f"{printed!r} is {shown!r}: so printed in another record, which shares {shared} further authors."
        decision = decide(base, "name", left, iris.thing(base, "record", other), "same", 0.95, "lost-hyphen", evidence)
        given, particle, family, suffix = name
        values = {"printed": printed, **dict(zip(_PARTS[1:], name, strict=True))}
        yield (
            decision,
            [
                {
                    "record": record,
                    "i": i,
                    "part": 0,
                    **values,
                    **_looked_up(NameAsPrinted(printed, given, particle, family, suffix)),
                }
            ],
        )

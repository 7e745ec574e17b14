"""Which strings are one venue: the series a text names by its key, and its editions.

What reads a venue out of a string is `kg.text.venues`; here its facts become series, editions and the places of works. A venue a
work was submitted to says nothing of where it appeared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg import iris
from kg.identity.curation import Curation
from kg.identity.decisions import Decision
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

CERTAIN = 0.9
"""Facts below this confidence are not asserted."""

_FACTS = """
CREATE OR REPLACE TABLE identity.venue_fact AS
SELECT w.work, f.record, f.field, f.n, f.value AS key, f.details['name'] AS name,
       coalesce(f.details['acronym'], nullif(v.acronym, '')) AS acronym,
       -- What a record calls its venue is of the record's own year where the name does not say one.
       coalesce(f.details['year'], CASE WHEN f.field LIKE 'venues[%' THEN d.year END) AS year,
       coalesce(nullif(f.details['type'], ''), nullif(v.kind, ''), '') AS type,
       coalesce(f.details['relation'], 'published') AS relation, coalesce(f.details['status'], 'main') AS track
FROM read.fact f JOIN identity.work_record w USING (record)
LEFT JOIN (SELECT record, min(value[:4]) AS year FROM read.date WHERE kind IN ('issued', 'published') GROUP BY record) d USING (record)
LEFT JOIN read.venue v ON v.record = f.record AND f.field = 'venues[' || v.i || ']'
WHERE f.kind = 'venue' AND f.confidence >= $certain AND coalesce(f.details['relation'], 'published') <> 'submitted'
"""


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Writes `identity.venue_fact`, `identity.venue(key, venue, kind, name, acronym)` and `identity.edition(key, year, edition, ...)`."""
    from kg.venues import series

    connection.execute(_FACTS.replace("$certain", str(CERTAIN)))
    rows: list[dict[str, Any]] = []
    for key, name, acronym, kind in connection.execute(
        """
        SELECT key, coalesce(mode(name ORDER BY name), key), mode(acronym ORDER BY acronym), mode(type ORDER BY type)
        FROM identity.venue_fact GROUP BY key ORDER BY key
        """
    ).fetchall():
        known = series(key)
        rows.append(
            {
                "key": key,
                "venue": iris.thing(base, "venue", key),
                "kind": known.kind if known else _kind(kind),
                "name": known.name if known else name,
                "acronym": (known.acronym if known else acronym) or None,
            }
        )
    put(connection, "identity.venue", dict.fromkeys(["key", "venue", "kind", "name", "acronym"], "VARCHAR"), rows)
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
            "JOIN identity.venue v USING (key) WHERE f.year IS NOT NULL AND v.kind = 'conference' ORDER BY ALL"
        ).fetchall()
    ]
    put(connection, "identity.edition", dict.fromkeys(["key", "year", "edition", "venue", "name"], "VARCHAR"), editions)
    return []


def _kind(kind: str) -> str:
    """Workshops are events as conferences are; of what is unknown only that it is a venue is said."""
    return {"workshop": "conference", "": "unknown"}.get(kind or "", kind)

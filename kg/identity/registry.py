"""Stable IRIs: a cluster keeps the IRI it had in the build before, and an IRI that is given up says what took its place.

An IRI that comes from an identifier (a DOI, an ORCID) or from the table of series is what it is in every build, with a registry or
without. Any other is made from texts; it goes to the cluster that holds most of what stood under it before. What stood under an IRI
is kept with the build, for as long as there are builds, so that an old IRI leads to what its records are part of now:

    registry.member(kind, iri, member)      iri without the base; member: a record, a name in a record, the key of a venue
    registry.revision(kind, iri, of)        an IRI that was new when a cluster split, and the one it was split from
    main.replaced(kind, old, new)           the IRIs given up and what took their place
    main.revision(kind, thing, revised)

Taking a decision back gives the IRIs that were before it: each cluster finds its own members under its old IRI.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import WorkspaceError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class _Kind:
    """How the clusters of one kind stand in the tables: their members, the columns that hold their IRIs, and the IRIs that are fixed."""

    name: str
    members: str
    columns: tuple[tuple[str, str], ...]
    fixed: str


_WORK = _Kind(
    "work",
    "SELECT work AS iri, record AS member FROM identity.work_record",
    (("identity.work_record", "work"),),
    "NOT contains(iri, 'id/work/hash:')",
)
_PERSON = _Kind(
    "person",
    "SELECT p.person AS iri, m.record || '#' || m.i || '.' || m.part AS member FROM identity.author_person p JOIN "
    "(SELECT authorship, record, i, part FROM identity.authorship UNION SELECT authorship, record, i, part FROM identity.restated) m "
    "USING (authorship)",
    (("identity.person", "person"), ("identity.author_person", "person"), ("identity.person_name", "person")),
    "regexp_matches(iri, '^id/[a-z]+/[a-z]+:')",
)
_VENUE = _Kind(
    "venue",
    "SELECT venue AS iri, printed_key AS member FROM identity.venue_key",
    (("identity.venue", "venue"), ("identity.edition", "venue")),
    "true",
)
_THING = _Kind(
    "thing",
    "SELECT thing AS iri, part AS member FROM identity.thing_part WHERE role = 'introduces'",
    (("identity.thing", "thing"), ("identity.thing_part", "thing")),
    "false",
)


@contextmanager
def kept(connection: duckdb.DuckDBPyConnection, base: str, previous: Path | None) -> Iterator[Registry]:
    """The registry of a build, filled from the tables of the build before; when the block ends it writes what was replaced.

    Raises `WorkspaceError` when the tables of the build before cannot be read.
    """
    connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS registry;
        CREATE OR REPLACE TABLE registry.member (kind VARCHAR, iri VARCHAR, member VARCHAR);
        CREATE OR REPLACE TABLE registry.revision (kind VARCHAR, iri VARCHAR, of VARCHAR);
        CREATE OR REPLACE TABLE main.replaced (kind VARCHAR, old VARCHAR, new VARCHAR);
        CREATE OR REPLACE TABLE main.revision (kind VARCHAR, thing VARCHAR, revised VARCHAR);
        CREATE OR REPLACE TEMP TABLE before_member (kind VARCHAR, iri VARCHAR, member VARCHAR);
        CREATE OR REPLACE TEMP TABLE before_revision (kind VARCHAR, iri VARCHAR, of VARCHAR);
        """
    )
    if previous is not None and previous.exists():
        _remember(connection, previous)
    registry = Registry(connection, base)
    yield registry
    registry.write()


def _remember(connection: duckdb.DuckDBPyConnection, previous: Path) -> None:
    import duckdb

    try:
        connection.execute(f"ATTACH '{str(previous).replace(chr(39), chr(39) * 2)}' AS before (READ_ONLY)")
        known = connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'before' AND schema_name = 'registry'"
        ).fetchone()
        # A build of an earlier version has none; its IRIs are forgotten.
        if known and known[0] == 2:
            connection.execute(
                "INSERT INTO before_member SELECT * FROM before.registry.member; "
                "INSERT INTO before_revision SELECT * FROM before.registry.revision"
            )
        connection.execute("DETACH before")
    except duckdb.Error as error:
        raise WorkspaceError(f"The tables of the build before ({previous}) cannot be read: {error}.") from error


class Registry:
    """Gives the clusters of a build the IRIs they had. Each method is called when the tables of its kind are written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, base: str) -> None:
        self._connection = connection
        self._base = base

    def works(self) -> None:
        """Keeps the IRIs of works, before anything is made of them."""
        self._keep(_WORK)

    def people(self) -> None:
        """Keeps the IRIs of people and organisations."""
        self._keep(_PERSON)

    def venues(self) -> None:
        """Notes the IRIs of venues, which come from their keys."""
        self._keep(_VENUE)

    def things(self) -> None:
        """Keeps the IRIs of introduced things."""
        self._keep(_THING)

    def _keep(self, kind: _Kind) -> None:
        self._current(kind)
        renamed = self._renamed(kind)
        for new, old in renamed:
            for table, column in kind.columns:
                self._connection.execute(
                    f"UPDATE {table} SET {column} = $1 WHERE {column} = $2", [self._base + old, self._base + new]
                )
        if renamed:
            self._current(kind)
        self._connection.execute("INSERT INTO registry.member SELECT $1, iri, member FROM current", [kind.name])
        self._note(kind.name)

    def _current(self, kind: _Kind) -> None:
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE current AS SELECT DISTINCT substr(iri, {len(self._base) + 1}) AS iri, member "
            f"FROM ({kind.members}) ORDER BY ALL"
        )

    def _renamed(self, kind: _Kind) -> list[tuple[str, str]]:
        """The IRIs made anew for clusters that had another: pairs of the new one and the one to keep."""
        rows = self._connection.execute(
            f"""
            WITH mine AS (SELECT DISTINCT iri FROM current), theirs AS (SELECT DISTINCT iri FROM before_member WHERE kind = $1),
                 unknown AS (SELECT iri FROM mine ANTI JOIN theirs USING (iri) WHERE NOT ({kind.fixed})),
                 free AS (SELECT iri FROM theirs ANTI JOIN mine USING (iri) WHERE NOT ({kind.fixed}))
            SELECT c.iri, b.iri FROM current c JOIN unknown USING (iri)
            JOIN before_member b ON b.member = c.member AND b.kind = $1 JOIN free f ON f.iri = b.iri
            GROUP BY c.iri, b.iri ORDER BY count(*) DESC, b.iri, c.iri
            """,
            [kind.name],
        ).fetchall()
        taken: set[str] = set()
        renamed = []
        for new, old in rows:
            if new not in taken and old not in taken:
                taken |= {new, old}
                renamed.append((str(new), str(old)))
        return renamed

    def _note(self, kind: str) -> None:
        """Writes what was replaced and what was split off, and carries on what is known of IRIs given up."""
        self._connection.execute(
            """
            CREATE OR REPLACE TEMP TABLE shared AS
            SELECT b.iri AS old, c.iri AS new, count(*) AS n FROM before_member b JOIN current c USING (member)
            WHERE b.kind = $1 AND b.iri <> c.iri GROUP BY b.iri, c.iri
            """,
            [kind],
        )
        self._connection.execute(
            """
            INSERT INTO registry.member SELECT kind, iri, member FROM before_member
            WHERE kind = $1 AND iri NOT IN (SELECT iri FROM current) ORDER BY ALL
            """,
            [kind],
        )
        self._connection.execute(
            """
            INSERT INTO main.replaced SELECT $1, $2 || old, $2 || new FROM shared WHERE old NOT IN (SELECT iri FROM current)
            QUALIFY row_number() OVER (PARTITION BY old ORDER BY n DESC, new) = 1 ORDER BY old
            """,
            [kind, self._base],
        )
        self._connection.execute(
            """
            INSERT INTO registry.revision
            SELECT kind, iri, of FROM before_revision WHERE kind = $1 AND iri IN (SELECT iri FROM current)
            UNION SELECT * FROM (
                SELECT $1, new, old FROM shared WHERE old IN (SELECT iri FROM current)
                AND new NOT IN (SELECT iri FROM before_member WHERE kind = $1)
                QUALIFY row_number() OVER (PARTITION BY new ORDER BY n DESC, old) = 1)
            ORDER BY ALL
            """,
            [kind],
        )

    def write(self) -> None:
        """Writes `main.revision` in full IRIs."""
        self._connection.execute(
            "INSERT INTO main.revision SELECT kind, $1 || iri, $1 || of FROM registry.revision ORDER BY ALL",
            [self._base],
        )
        self._connection.execute("DROP TABLE before_member; DROP TABLE before_revision")

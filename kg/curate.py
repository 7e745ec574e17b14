"""A curator's work on a graph: deciding that two things are one or two, taking decisions back, and what is worth a look first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import build as builds
from kg import explain
from kg.config import Config
from kg.errors import InputError
from kg.identity import curation
from kg.identity.curation import Curation, Entry, Handles
from kg.identity.decisions import Decision, by_curator, of_row
from kg.workspace import Build, Workspace

if TYPE_CHECKING:
    import duckdb

    from kg.build import Summary


@dataclass(frozen=True)
class Done:
    """What a curator's command did: the line of the file (`None` where it took lines out), the file, and the build that followed."""

    entry: Entry | None
    file: Path
    summary: Summary


def decide(
    workspace: Workspace, config: Config, verdict: str, left: str, right: str, by: str = "", note: str = "", checked: bool = True
) -> Done:  # fmt: skip
    """Writes into the curator's file that two things are the same or different, and builds what follows from it.

    Raises `InputError` for things that are not in the graph or not of one kind, and where they are the same thing to begin with and cannot
    be told apart by it.
    """

    build = workspace.current
    things = [explain.find(build, one) for one in (left, right)]
    kinds = {explain.kind_of(build, one) for one in things}
    if len(kinds) > 1:
        raise InputError(
            f"{left!r} is a {explain.kind_of(build, things[0])} and {right!r} a {explain.kind_of(build, things[1])}."
        )
    kind = kinds.pop()
    with build.reading() as connection:
        handles = Handles(connection, build.base)
        named = [handles.of(kind, one) for one in things]
        _checked(handles, kind, verdict, things, named)
    entry = Entry(verdict, kind, named[0], named[1], "", by, datetime.date.today().isoformat(), note)
    file = builds.decisions_file(workspace, config)
    kept = [one for one in curation.read(file) if not _contrary(one, entry)]

    def written() -> None:
        curation.add(file, entry)

    summary = builds.rebuild(workspace, config, Curation([*kept, entry], build.base), checked, written)
    return Done(entry, file, summary)


def _checked(handles: Handles, kind: str, verdict: str, things: list[str], named: list[str]) -> None:
    if things[0] == things[1] or set(handles.things(kind, named[0])) & set(handles.things(kind, named[1])):
        hint = "records (id/record/...)" if kind == "work" else "names on works (id/work/...#author-1)"
        how = f"; to part it, name two of its {hint}" if verdict == "different" else ""
        raise InputError(f"Both are the same thing, {things[0]}{how}.")


def _contrary(one: Entry, entry: Entry) -> bool:
    return one.kind == entry.kind and {one.left, one.right} == {entry.left, entry.right} and one.verdict != "undo"


def undo(
    workspace: Workspace, config: Config, decision: str, by: str = "", note: str = "", checked: bool = True
) -> Done:
    """Takes a decision back: a curator's by taking its lines out of the file, a rule's by a line that says so; and builds what follows.

    `decision` is the IRI of a decision or its last part. Raises `InputError` for one that is not in the graph.
    """

    build = workspace.current
    file = builds.decisions_file(workspace, config)
    entries = list(curation.read(file))
    with build.reading() as connection:
        one = _decision(connection, build, decision)
        handles = Handles(connection, build.base)
        if by_curator(one):
            gone = curation.matching(entries, one, handles)
            if not gone:
                raise InputError(
                    f"The line of {file} that made this decision is not there any more; build the graph anew."
                )
            rest = [entry for entry in entries if entry not in gone]
            entry = None
        else:
            left, right = handles.of(one.kind, one.left), handles.of(one.kind, one.right)
            date = datetime.date.today().isoformat()
            entry = Entry("undo", one.kind, left, right, one.rule, by, date, note or _short(one.evidence))
            rest = [*entries, entry]

    def written() -> None:
        if entry is None:
            curation.remove(file, gone)
        else:
            curation.add(file, entry)

    summary = builds.rebuild(workspace, config, Curation(rest, build.base), checked, written)
    return Done(entry, file, summary)


def _short(text: str, most: int = 200) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 4] + " ..."


def _decision(connection: duckdb.DuckDBPyConnection, build: Build, given: str) -> Decision:
    key = given.removeprefix(build.base).removeprefix("id/").removeprefix("decision/")
    row = connection.execute(
        "SELECT * FROM decision WHERE decision = $1", [f"{build.base}id/decision/{key}"]
    ).fetchone()
    if row is None:
        raise InputError(f"{given!r} is no decision of this graph; `kg explain` and `kg review` show those that are.")
    return of_row(row)


# --- review ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """Two things that may be one: their names, how many works the smaller and the larger stand for, and what was seen."""

    decision: str
    kind: str
    left: str
    left_name: str
    right: str
    right_name: str
    score: float
    works: int
    others: int
    evidence: str
    conflict: str


def review(build: Build, kind: str = "", limit: int = 20) -> list[Candidate]:
    """The candidates worth a look first: those whose joining would move most works, by how likely it is.

    A pair weighs its score times the works of the smaller side, so that two large clusters that are probably one come first.
    """

    with build.reading() as connection:
        rows = connection.execute(
            """
            WITH named AS (
                SELECT person AS thing, name FROM person UNION ALL SELECT work, coalesce(title_plain, '(no title)') FROM work
                UNION ALL SELECT venue, name FROM venue UNION ALL SELECT thing, name FROM identity.thing UNION ALL SELECT term, name FROM identity.term),
            size AS (
                SELECT thing, count(DISTINCT regexp_replace(part, '#.*$', '')) AS n FROM entity WHERE contains(part, '#') GROUP BY thing
                UNION ALL SELECT thing, count(*) FROM entity WHERE contains(part, 'id/record/') AND NOT contains(part, '#') GROUP BY thing
                UNION ALL SELECT venue, count(DISTINCT work) FROM work_venue GROUP BY venue)
            SELECT c.decision, c.kind, c."left", a.name, c."right", b.name, CAST(c.score AS DOUBLE), least(coalesce(m.n, 1), coalesce(n.n, 1)),
                   greatest(coalesce(m.n, 1), coalesce(n.n, 1)), c.evidence, coalesce(c.conflict, '')
            FROM candidate c LEFT JOIN named a ON a.thing = c."left" LEFT JOIN named b ON b.thing = c."right"
            LEFT JOIN size m ON m.thing = c."left" LEFT JOIN size n ON n.thing = c."right"
            WHERE $1 IN ('', c.kind)
            ORDER BY CAST(c.score AS DOUBLE) * least(coalesce(m.n, 1), coalesce(n.n, 1)) DESC, CAST(c.score AS DOUBLE) DESC, 3, 5 LIMIT $2
            """,
            [kind, limit],
        ).fetchall()
    return [Candidate(*row) for row in rows]

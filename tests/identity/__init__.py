"""Identity, tested on small inputs by the same road as a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from kg.build import Summary, make_tables, read_inputs
from kg.identity.curation import Curation
from kg.identity.decisions import Decision, read

BASE = "https://example.org/kg/"


class Resolved:
    """The tables and decisions of some inputs given as texts by name."""

    def __init__(self, folder: Path, inputs: Mapping[str, str], curation: Curation | None = None) -> None:
        files = []
        (folder / "in").mkdir()
        for name, text in inputs.items():
            file = folder / "in" / name
            file.write_text(text, "utf-8")
            files.append(str(file))
        (folder / "out").mkdir()
        accounts = read_inputs(files, folder / "out", None, Summary())
        self.connection = duckdb.connect()
        make_tables(self.connection, folder / "out", accounts, BASE, curation)
        self.decisions: list[Decision] = read(self.connection, "decision")

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """The rows of a query over the tables."""
        return self.connection.execute(query).fetchall()

    def people(self, name: str) -> list[str]:
        """The persons that bear a name, as shown or as printed."""
        query = "SELECT DISTINCT p.person FROM person p LEFT JOIN person_name n USING (person) WHERE p.name = ? OR n.name = ? ORDER BY 1"
        return [str(row[0]) for row in self.connection.execute(query, [name, name]).fetchall()]

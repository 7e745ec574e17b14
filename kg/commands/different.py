"""`kg different`: a curator's decision that two things are not one."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import _curate


@click.command()
@click.argument("g", type=click.Path())
@click.argument("a")
@click.argument("b")
@_curate.options
def command(g: str, a: str, b: str, by: str, note: str, checked: bool, config: Path | None) -> None:
    """Decide that A and B are two, and build what follows from it.

    A and B are works, people or venues of the graph G: IRIs (in full, or from "id/" on), identifiers, names or titles. To part what is one thing now, name two of its members: records (id/record/...) of a work, names on works
    (id/work/...#author-2) of a person.
    The decision is a line in the curator's file (`decisions` in kg.toml, else decisions.tsv in G), wins over the rules
    and survives every rebuild; `kg undo` takes it back.
    """
    _curate.decide("different", g, a, b, by, note, checked, config)

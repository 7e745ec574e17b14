"""`kg undo`: a decision taken back."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import _curate


@click.command()
@click.argument("g", type=click.Path())
@click.argument("decision")
@_curate.options
def command(g: str, decision: str, by: str, note: str, checked: bool, config: Path | None) -> None:
    """Take a DECISION back, and build the graph G as if it had never been made.

    DECISION is its IRI or the last part of it, as `kg explain` and `kg review` show it. A curator's own decision leaves the
    curator's file; of a rule's decision the file says that it does not count.
    """
    from kg import curate
    from kg.config import load
    from kg.workspace import Workspace

    _curate.say(curate.undo(Workspace.open(g), load(config), decision, by, note, checked))

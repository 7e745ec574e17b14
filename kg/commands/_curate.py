"""What the commands of a curator share: their options, and what they say when they are done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.curate import Done

_OPTIONS = (
    click.option("--by", metavar="NAME", default="", help="Who decides; kept with the decision."),
    click.option("--note", metavar="TEXT", default="", help="Why, in words; kept with the decision."),
    click.option("--check/--no-check", "checked", default=True, help="Run the shapes, or leave it to `kg check`."),
    click.option("--config", type=click.Path(path_type=Path), help="Settings.  [default: kg.toml here, if there is one]"),
)  # fmt: skip


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of a curator."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def decide(verdict: str, g: str, a: str, b: str, by: str, note: str, checked: bool, config: Path | None) -> None:
    """Decides on two things, builds what follows and says what changed."""
    from kg import curate
    from kg.config import load
    from kg.workspace import Workspace

    say(curate.decide(Workspace.open(g), load(config), verdict, a, b, by, note, checked))


def say(done: Done) -> None:
    """Says which line stands in which file and what the graph holds now."""
    if done.entry is None:
        click.echo(f"{done.file}: the decision's line was taken out")
    else:
        entry = done.entry
        rule = f" of {entry.rule}" if entry.rule else ""
        click.echo(f"{done.file}: {entry.verdict} {entry.kind}{rule}: {entry.left} and {entry.right}")
    for line in done.summary.unused:
        click.echo(f"decision not applied: {line}", err=True)
    s = done.summary
    findings = ", ".join(f"{n} {kind}" for kind, n in s.findings.items() if n)
    click.echo(
        f"now {s.works:,} works, {s.people:,} people, {s.venues:,} venues, {s.triples:,} triples"
        + (f"; {findings}" if findings else "")
        + f"; {s.seconds} s"
    )

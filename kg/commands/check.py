"""`kg check`: the graph against SHACL shapes."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.shacl import Finding, Report


@click.command()
@click.argument("g", type=click.Path())
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE_OR_FOLDER",
    help="Shapes checked beside the ones that ship; may be given several times.  [default: kg.toml]",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "turtle"]), default="table", show_default=True)
@click.option(
    "--severity",
    type=click.Choice(["violation", "warning", "info"]),
    default="info",
    show_default=True,
    help="Show the findings of this severity and of the graver ones.",
)
@click.option(
    "--examples", type=click.IntRange(min=0), default=3, show_default=True, help="How many to show of a kind."
)
@click.pass_context
def command(ctx: click.Context, g: str, shapes: tuple[Path, ...], form: str, severity: str, examples: int) -> None:
    """Check the graph of workspace G against SHACL shapes.

    Each finding says what is wrong, what to do, and the file and line that said it. Exit code 0: the graph conforms
    (warnings aside), 1: there are violations, 2: the check could not run.
    """
    from kg import progress
    from kg.config import load
    from kg.shacl import check, turtle
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    configured = load().shapes
    with progress.stage("Checking"):
        report = check(build, shapes or ([Path(configured)] if configured else []))
    shown = report.at_least(severity)
    if form == "turtle":
        click.echo(turtle(report, shown), nl=False)
    elif form == "json":
        click.echo(_json(report, shown))
    else:
        _table(shown, examples)
    for note in report.notes:
        click.echo(f"{report.engine}: {note}", err=True)
    # The last line goes where it is in nobody's way: not into the JSON or Turtle that is piped on.
    click.echo(_summary(report), err=form != "table")
    ctx.exit(0 if report.conforms else 1)


def _json(report: Report, shown: list[Finding]) -> str:
    import msgspec

    document = {**report.summary, "findings": [msgspec.to_builtins(finding) for finding in shown]}
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def _table(shown: list[Finding], examples: int) -> None:
    """Prints the findings of each shape under what it says, with examples and the advice."""
    for (severity, _), group in groupby(shown, key=lambda finding: (finding.severity, finding.shape)):
        found = list(group)
        same = len({finding.message for finding in found}) == 1
        click.echo(f"{severity}  {_count(len(found), 'time')}  {found[0].message if same else found[0].name}")
        for finding in found[:examples]:
            place = f"{finding.file}:{finding.line}" if finding.file else "(no source)"
            value = f"  {finding.value}" if finding.value and same else ""
            click.echo(f"    {place}  {finding.focus}{_clean(value) if same else f'  {finding.message}'}")
        if len(found) > examples > 0:
            click.echo(f"    and {len(found) - examples:,} more")
        if found[0].remedy:
            click.echo(f"    -> {found[0].remedy}")
        click.echo()


def _clean(value: str, limit: int = 120) -> str:
    """A term short enough for a line: without the IRI of its datatype."""
    text = value.split('"^^<')[0] + '"' if '"^^<' in value else value
    return text if len(text) <= limit else f"{text[: limit - 4]} ..."


def _summary(report: Report) -> str:
    counts = report.counts
    found = ", ".join(
        _count(counts[severity], noun)
        for severity, noun in (("violation", "violation"), ("warning", "warning"), ("info", "remark"))
        if counts[severity] or severity != "info"
    )
    verdict = "conforms" if report.conforms else "does not conform"
    return (
        f"checked {_count(counts['triples'], 'triple')} with {_count(counts['shapes'], 'shape')} by {report.engine}: "
        f"{found}; {verdict}; {report.seconds:.1f} s"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

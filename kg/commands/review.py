"""`kg review`: the candidates worth a look first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.curate import Candidate


@click.command()
@click.argument("g", type=click.Path())
@click.option("--kind", type=click.Choice(["work", "person", "venue", "thing"]), help="Only these.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(g: str, kind: str | None, limit: int, form: str) -> None:
    """List the candidates of the graph G that are worth a look first: what may be one thing and was not decided.

    First comes what would change most: how likely the two are one, times the works of the smaller side.
    """
    import msgspec

    from kg import curate
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    found = curate.review(build, kind or "", limit)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
        return
    for one in found:
        _show(one, g, build.base)
    click.echo(
        "nothing to review" if not found else f"{len(found)} candidates; what would change most comes first", err=True
    )


def _show(one: Candidate, g: str, base: str) -> None:
    left, right = one.left.removeprefix(base), one.right.removeprefix(base)
    click.echo(f"{one.kind}  {one.score:.2f}  {one.left_name}  |  {one.right_name}")
    click.echo(f"    {one.evidence}" + (f" {one.conflict}" if one.conflict else ""))
    click.echo(f"    would bring {_count(one.works)} to {_count(one.others)}")
    click.echo(f"    kg same {g} '{left}' '{right}'")


def _count(works: int) -> str:
    return "1 work" if works == 1 else f"{works:,} works"

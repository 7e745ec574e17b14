"""`kg sources`: the formats read, and which of them claims a file and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.inputs import Input
    from kg.sources import Source

_QUOTED = 70
"""So many characters of the deciding line are shown."""


@click.command()
@click.argument("files", nargs=-1)
@click.option("--markdown", is_flag=True, help="The list as a Markdown table.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], markdown: bool) -> None:
    """List the formats read, one line each; with FILES, say which format each file is read as and why.

    Exit code 1 where a file is of no format or is claimed by two.
    """
    from kg.sources import sources

    if markdown:
        click.echo("| format | what is read |\n| --- | --- |")
        for source in sources().values():
            click.echo(f"| `{source.name}` | {source.description} |")
    elif not files:
        width = max(map(len, sources()))
        for source in sources().values():
            click.echo(f"{source.name:<{width}}  {source.description}")
    elif not _claims(files):
        ctx.exit(1)


def _claims(files: tuple[str, ...]) -> bool:
    """Says for each file which source claims it; whether there was one for each."""
    import tempfile
    from pathlib import Path

    from kg.errors import InputError
    from kg.inputs import find_inputs
    from kg.reading import source_of

    each = True
    with tempfile.TemporaryDirectory() as spool:
        for one in sorted(find_inputs(files, Path(spool)), key=lambda one: one.name):
            try:
                source = source_of(one)
            except InputError as error:
                click.echo(str(error))
                each = False
                continue
            if source is None:
                click.echo(f"{one.name} holds nothing.")
            else:
                click.echo(f"{one.name} is {source.name}: {source.description}\n    {_why(one, source)}")
    return each


def _why(one: Input, source: Source) -> str:
    """What the source saw, in words."""
    from kg.reading import head_of
    from kg.sources import evidence

    seen = evidence(source, *head_of(one))
    name = " and its name" if seen.named else ""
    if not seen.characters:
        return f"by its name alone ({one.encoding})"
    quote = seen.quote if len(seen.quote) <= _QUOTED else "... " + seen.quote[-_QUOTED:]
    return f"by its text{name}, certain on line {seen.line} with: {quote} ({one.encoding})"

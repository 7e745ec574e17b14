"""`kg sources`: the formats read, and which of them claims a file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1)
@click.option("--markdown", is_flag=True, help="The list as a Markdown table.")
def command(files: tuple[str, ...], markdown: bool) -> None:
    """List the formats read, one line each; with FILES, say which format each file is read as."""
    from kg.sources import sources

    if markdown:
        click.echo("| format | what is read |\n| --- | --- |")
        for source in sources().values():
            click.echo(f"| `{source.name}` | {source.description} |")
    elif not files:
        width = max(map(len, sources()))
        for source in sources().values():
            click.echo(f"{source.name:<{width}}  {source.description}")
    else:
        _claims(files)


def _claims(files: tuple[str, ...]) -> None:
    import tempfile

    from kg.inputs import find_inputs
    from kg.reading import source_of

    with tempfile.TemporaryDirectory() as spool:
        for one in find_inputs(files, Path(spool)):
            claimed = source_of(one)
            said = f"{claimed.name}: {claimed.description}" if claimed else "holds nothing"
            click.echo(f"{one.name}  {said} ({one.encoding})")

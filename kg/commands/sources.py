"""`kg sources`: the formats read, and which of them claims a file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1)
def command(files: tuple[str, ...]) -> None:
    """List the formats read, one line each; with FILES, say which format each file is read as."""
    from kg.sources import sources

    if not files:
        width = max(map(len, sources()))
        for source in sources().values():
            click.echo(f"{source.name:<{width}}  {source.description}")
        return
    import tempfile

    from kg.inputs import find_inputs
    from kg.reading import source_of

    with tempfile.TemporaryDirectory() as spool:
        for one in find_inputs(files, Path(spool)):
            claimed = source_of(one)
            said = f"{claimed.name}: {claimed.description}" if claimed else "holds nothing"
            click.echo(f"{one.name}  {said} ({one.encoding})")

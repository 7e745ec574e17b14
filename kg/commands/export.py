"""kg export: the graph as a file."""

from __future__ import annotations

import click


@click.command("export")
@click.argument("g", type=click.Path())
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--format", "form", metavar="NAME", help="turtle ntriples nquads trig jsonld; default: by the ending.")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="NAME",
    help="Write this graph instead (more than once for several): default lists provenance evidence identity candidates.",
)
@click.option("--all", "everything", is_flag=True, help="Write all graphs.")
def command(g: str, file: str, form: str | None, graphs: tuple[str, ...], everything: bool) -> None:
    """Write the graph of workspace G to FILE, or to standard output (-).

    The ending of FILE says the format: .ttl .nt .nq .trig .jsonld, each also with .gz behind it, which compresses;
    standard output gets Turtle unless --format says otherwise. The same graph always gives the same bytes.

    Written is what the graph asserts, with the lists of authors in order, all in the default graph. --all adds the
    graphs that say where it comes from, and --graph names those wanted. N-Quads, TriG and JSON-LD keep each under its
    name; Turtle and N-Triples cannot, and write the triples of all that is asked for as one graph.
    """
    from kg import progress
    from kg.errors import InputError
    from kg.exports import ASSERTED, export
    from kg.workspace import GRAPHS, Workspace

    if everything and graphs:
        raise InputError("--all already names all graphs; leave out --graph.")
    layers = GRAPHS if everything else graphs or ASSERTED
    with progress.stage(f"Writing {file}"):
        done = export(Workspace.open(g).current, file, form, layers)
    place = "standard output" if file == "-" else file
    click.echo(f"{place}: {done.triples:,} triples, {done.bytes:,} bytes, {done.seconds:.1f} s", err=True)

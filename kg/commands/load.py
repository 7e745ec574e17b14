"""kg load: the graph into a running triple store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.triplestores import Loaded


@click.command("load")
@click.argument("g", type=click.Path())
@click.argument("url")
@click.option("--store", metavar="NAME", help="oxigraph graph_store sparql_update; default: found out by asking.")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="NAME",
    help="Send this graph instead (more than once for several): default lists provenance evidence identity candidates.",
)
@click.option("--all", "everything", is_flag=True, help="Send all graphs.")
@click.option("--replace/--no-replace", default=True, help="Empty each graph first (as is usual), or add to it.")
@click.option("--batch", type=click.IntRange(1), metavar="N", help="Triples in one update; default 5000.")
@click.option("--user", envvar="KG_STORE_USER", help="A user of the store; also by KG_STORE_USER.")
@click.option("--password", envvar="KG_STORE_PASSWORD", help="The password; better by KG_STORE_PASSWORD.")
@click.pass_context
def command(
    ctx: click.Context,
    g: str,
    url: str,
    store: str | None,
    graphs: tuple[str, ...],
    everything: bool,
    replace: bool,
    batch: int | None,
    user: str | None,
    password: str | None,
) -> None:
    """Put the graph of workspace G into the triple store at URL, and compare what is there with what was sent.

    URL is the address of a store (http://localhost:7878) or one of its endpoints. Graphs are sent by the SPARQL Graph
    Store Protocol, or by SPARQL updates where a store has nothing else. What the graph asserts, with the lists of
    authors, goes into the default graph, which is emptied first; --all and --graph as in kg export.

    Ends with 0 if the counts agree, 1 if they do not, 2 if the store cannot be reached or refuses.
    """
    import time

    from kg.errors import InputError
    from kg.exports import ASSERTED
    from kg.triplestores import BATCH, load
    from kg.workspace import GRAPHS, Workspace

    if everything and graphs:
        raise InputError("--all already names all graphs; leave out --graph.")
    begun = time.monotonic()
    build = Workspace.open(g).current
    layers = GRAPHS if everything else graphs or ASSERTED
    sent = load(
        build, url, store=store, layers=layers, replace=replace, batch=batch or BATCH, user=user, password=password
    )
    rows = list(sent)
    wrong = _show(rows, time.monotonic() - begun)
    if wrong:
        ctx.exit(1)


def _show(rows: list[Loaded], seconds: float) -> int:
    """Prints the counts of each graph and a summary; returns how many graphs differ."""
    cells = [("graph", "sent", "there", "same")]
    cells += [(r.graph or "(default)", f"{r.sent:,}", f"{r.there:,}", "yes" if r.same else "NO") for r in rows]
    first, second, third, _ = (max(len(row[column]) for row in cells) for column in range(4))
    for name, sent, there, same in cells:
        click.echo(f"{name:<{first}}  {sent:>{second}}  {there:>{third}}  {same}")
    wrong = sum(not row.same for row in rows)
    total = sum(row.sent for row in rows)
    verdict = f"the counts of {wrong} differ" if wrong else "all counts agree"
    graphs = "1 graph" if len(rows) == 1 else f"{len(rows)} graphs"
    click.echo(f"sent {total:,} triples in {graphs}, {verdict}, {seconds:.1f} s", err=True)
    return wrong

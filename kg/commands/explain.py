"""`kg explain`: every triple of a thing with the file, line and characters it came from."""

from __future__ import annotations

import click

from kg.errors import InputError


@click.command()
@click.argument("g", type=click.Path())
@click.argument("iri")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(g: str, iri: str, form: str) -> None:
    """Show every triple of the thing IRI in the graph G and where each came from.

    IRI may be given in full, without the base, or as an identifier of a work ("arXiv:2405.18875", a DOI).
    """
    import msgspec

    from kg import explain
    from kg.identifiers import recognise
    from kg.iris import thing
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    if "://" not in iri or not iri.startswith(build.base):
        identifier = recognise(iri)
        iri = (
            thing(build.base, "work", f"{identifier.scheme}:{identifier.value}")
            if identifier
            else build.base + iri.lstrip("/")
        )
    found = list(explain.explain(build, iri))
    if not found:
        raise InputError(
            f"{iri} is not in this graph; kg ask {g} works-of-person and the pages of kg serve {g} show its IRIs."
        )
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
        return
    layer = ""
    for one in found:
        if one.layer != layer:
            layer = one.layer
            click.echo(f"# {'asserted' if layer == 'default' else layer}")
        click.echo(one.triple.split("> ", 1)[1].removesuffix(" .") if one.triple.startswith(f"<{iri}>") else one.triple)
        for origin in one.origins:
            field = f" as {origin.field}" if origin.field else ""
            click.echo(f"    {origin.file}, line {origin.line}, characters {origin.start} to {origin.end}{field}")
    origins = {origin.file for one in found for origin in one.origins}
    click.echo(f"{len(found)} triples of {iri} from {len(origins)} files", err=True)

"""`kg explain`: every triple of a thing with the file, line and characters it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.explain import Explained
    from kg.identity.decisions import Decision
    from kg.workspace import Build

_IRI = re.compile(r"<([^<>]*)>")
_MOST = 10


@click.command()
@click.argument("g", type=click.Path())
@click.argument("thing")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(g: str, thing: str, form: str) -> None:
    """Show every triple of a THING in the graph G, and where each came from.

    THING is an IRI (in full, or from "id/" on), an identifier of a work (arXiv:2405.18875, a DOI), or the name or title of one
    person, venue or work.
    """
    import msgspec

    from kg import explain
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    iri, found = _found(build, thing)
    decisions = explain.decisions(build, iri)
    if form == "json":
        click.echo(
            msgspec.json.format(msgspec.json.encode({"thing": iri, "triples": found, "decisions": decisions}), indent=1)
        )
        return
    _show(build, iri, found, decisions)
    files = len({origin.file for one in found for origin in one.origins})
    click.echo(f"{len(found)} triples of {iri} from {files} {'file' if files == 1 else 'files'}", err=True)


def _found(build: Build, thing: str) -> tuple[str, list[Explained]]:
    """The IRI meant and its triples. Raises `InputError` for what is not in the graph or names several things."""
    from kg import explain
    from kg.identifiers import recognise
    from kg.iris import thing as iri_of

    tried = [thing] if thing.startswith(build.base) else [build.base + thing] if thing.startswith("id/") else []
    if identifier := recognise(thing):
        tried.append(iri_of(build.base, "work", f"{identifier.scheme}:{identifier.value}"))
    if not tried:
        named = explain.things(build, thing)
        if len(named) > 1:
            listed = "; ".join(f"{name} ({iri.removeprefix(build.base)})" for iri, name in named[:_MOST])
            raise InputError(f"{thing!r} may be {len(named)} things here; name one by its IRI: {listed}.")
        tried = [iri for iri, _ in named]
    for iri in tried:
        if found := list(explain.explain(build, iri)):
            return iri, found
    raise InputError(f"{thing!r} is not in this graph: no such IRI, identifier, name or title.")


def _show(build: Build, iri: str, found: list[Explained], decisions: list[Decision]) -> None:
    from kg.mapping import yarrrml

    prefixes = sorted(yarrrml.prefixes(build.path / "mapping.yaml").items(), key=lambda pair: -len(pair[1]))

    def short(match: re.Match[str]) -> str:
        if match[1].startswith(build.base):
            return f"<{match[1].removeprefix(build.base)}>"
        return next((f"{p}:{match[1][len(ns) :]}" for p, ns in prefixes if match[1].startswith(ns)), match[0])

    layer = ""
    for one in found:
        if one.layer != layer:
            layer = one.layer
            click.echo(f"# {'asserted' if layer == 'default' else layer}")
        head, quote, tail = one.triple.removeprefix(f"<{iri}> ").removesuffix(" .").partition('"')
        text, _, end = tail.rpartition('"')
        click.echo(_IRI.sub(short, head) + (quote + text + quote + _IRI.sub(short, end) if quote else ""))
        for origin in one.origins[:_MOST]:
            field = f" as {origin.field}" if origin.field else ""
            click.echo(f"    {origin.file}, line {origin.line}, characters {origin.start} to {origin.end}{field}")
        if len(one.origins) > _MOST:
            click.echo(f"    and {len(one.origins) - _MOST} more")
    if decisions:
        click.echo("# decisions")
    for decision in decisions[:_MOST]:
        click.echo(
            f"{decision.verdict} by {decision.rule} ({decision.score}): {decision.evidence}"
            + (f"; but {decision.conflict}" if decision.conflict else "")
        )
        click.echo("    " + " and ".join(side.removeprefix(build.base) for side in (decision.left, decision.right)))
    if len(decisions) > _MOST:
        click.echo(f"and {len(decisions) - _MOST} more decisions; --format json lists all")

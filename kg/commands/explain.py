"""`kg explain`: every triple of a thing with the file, line and characters it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.explain import Explained
    from kg.identity.contrast import Contrast
    from kg.identity.decisions import Decision
    from kg.workspace import Build

_IRI = re.compile(r"<([^<>]*)>")
_MOST = 10


@click.command()
@click.argument("g", type=click.Path())
@click.argument("thing")
@click.argument("other", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(g: str, thing: str, other: str | None, form: str) -> None:
    """Show every triple of a THING in the graph G, and where each came from; or with an OTHER whether the two are one, and why.

    THING is an IRI (in full, or from "id/" on), an identifier of a work (arXiv:2405.18875, a DOI), or the name or title of one
    person, venue or work. Of two works, people or venues, or of members of them (records, names on works), it says what was
    decided, what was seen, and the smallest change of the evidence under which the rules would have decided otherwise.
    """
    import msgspec

    from kg import explain
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    if other is not None:
        _pair(build, thing, other, form)
        return
    iri = explain.find(build, thing)
    found = list(explain.explain(build, iri))
    if not found:
        raise InputError(f"{thing!r} is not in this graph: no such IRI, identifier, name or title.")
    decisions = explain.decisions(build, iri)
    if form == "json":
        click.echo(
            msgspec.json.format(msgspec.json.encode({"thing": iri, "triples": found, "decisions": decisions}), indent=1)
        )
        return
    _show(build, iri, found, decisions)
    files = len({origin.file for one in found for origin in one.origins})
    click.echo(f"{len(found)} triples of {iri} from {files} {'file' if files == 1 else 'files'}", err=True)


def _pair(build: Build, thing: str, other: str, form: str) -> None:
    """Says whether two things are one, why, and what would have decided otherwise."""
    import msgspec

    from kg import explain

    found = explain.pair(build, thing, other)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
        return
    base = build.base
    names = [explain.label(build, one) for one in (found.left, found.right)]
    noun = found.kind
    verdict = (
        f"are one {noun}" if found.same else f"stay two, and may be one {noun}" if _undecided(found) else "are two"
    )
    click.echo(f"{names[0]} ({found.left.removeprefix(base)}) and")
    click.echo(f"{names[1]} ({found.right.removeprefix(base)}) {verdict}.")
    for decision in found.path[:_MOST]:
        _decision(decision, base)
    if not found.path:
        click.echo(
            f"    {found.judgement.evidence}" + (f" {found.judgement.conflict}" if found.judgement.conflict else "")
        )
    if found.otherwise:
        then = {"same": "they would be one", "candidate": "it would be undecided", "different": "they would be two"}[
            found.then
        ]
        click.echo(f"The rules would have decided otherwise {found.otherwise}: then {then}.")
    else:
        click.echo("No single change of what is known would have made the rules decide otherwise.")


def _undecided(found: Contrast) -> bool:
    return any(decision.verdict == "candidate" for decision in found.path)


def _decision(decision: Decision, base: str) -> None:
    click.echo(
        f"{decision.verdict} by {decision.by} ({decision.score}): {decision.evidence}"
        + (f" {decision.conflict}" if decision.conflict else "")
    )
    for one in decision.compared:
        click.echo(f"      {one.field}: {one.left or '-'}  |  {one.right or '-'}")
    click.echo("    " + " and ".join(side.removeprefix(base) for side in (decision.left, decision.right)))
    click.echo(f"    {decision.decision.removeprefix(base)}")


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
            if origin.sentence:
                click.echo(f"        {origin.sentence}")
        if len(one.origins) > _MOST:
            click.echo(f"    and {len(one.origins) - _MOST} more")
    if decisions:
        click.echo("# decisions")
    for decision in decisions[:_MOST]:
        _decision(decision, build.base)
    if len(decisions) > _MOST:
        click.echo(f"and {len(decisions) - _MOST} more decisions; --format json lists all")

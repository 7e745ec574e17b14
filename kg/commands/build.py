"""`kg build`: records in, a checked graph out."""

from __future__ import annotations

from pathlib import Path

import click

_SHOWN = 5
"""At most this many of the files passed over are named."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--out", "-o", required=True, type=click.Path(), help="The workspace: a new or empty folder, or one built before."
)
@click.option("--as", "source", metavar="NAME", help="Read all inputs as this format (see `kg sources`).")
@click.option("--base", help="The beginning of all data IRIs.  [default: kg.toml, else https://example.org/kg/]")
@click.option("--mapping", type=click.Path(), help="A mapping used instead of the one that ships (YARRRML).")
@click.option("--shapes", type=click.Path(), help="Shapes checked beside the ones that ship: a file or a folder.")
@click.option("--check/--no-check", "checked", default=True, help="Run the shapes now, or leave it to `kg check`.")
@click.option(
    "--link", is_flag=True, default=None, help="Fit a model to find further candidates among the works (Splink)."
)
@click.option("--offline", is_flag=True, default=None, help="Read nothing from the web.")
@click.option(
    "--reader", metavar="URL", help="Ask a language model where the rules abstain: an OpenAI-compatible endpoint."
)
@click.option("--reader-model", envvar="KG_READER_MODEL", help="The model to ask (its key stands in KG_READER_KEY).")
@click.option("--reader-budget", type=click.IntRange(0), default=100, show_default=True, help="Requests at most.")
@click.option("--reader-tokens", type=click.IntRange(0), default=0, help="Tokens at most.  [default: no limit]")
@click.option("--reader-timeout", type=float, default=60.0, show_default=True, help="Seconds for one answer.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings.  [default: kg.toml here, if there is one]")
def command(
    inputs: tuple[str, ...],
    out: str,
    source: str | None,
    base: str | None,
    mapping: str | None,
    shapes: str | None,
    checked: bool,
    link: bool | None,
    offline: bool | None,
    reader: str | None,
    reader_model: str | None,
    reader_budget: int,
    reader_tokens: int,
    reader_timeout: float,
    config: Path | None,
) -> None:
    """Build a graph from FILES: files, folders, patterns, .gz, .zip, web addresses, - for standard input, in any mix of the formats read."""
    from kg.build import build
    from kg.config import load
    from kg.reader import settings

    given = load(config, base=base, mapping=mapping, shapes=shapes, link=link, offline=offline)
    model = None
    if reader:
        model = settings(reader, reader_model, reader_budget, reader_tokens, reader_timeout, given.offline)
    summary = build(inputs, out, given, source, checked, model)
    for skipped in summary.skipped[:_SHOWN]:
        click.echo(f"passed over: {skipped}", err=True)
    if len(summary.skipped) > _SHOWN:
        click.echo(
            f"passed over: {len(summary.skipped) - _SHOWN} more; see {Path(out) / 'ledger' / 'skipped.jsonl'}", err=True
        )
    for name in summary.not_closed:
        click.echo(f"The account of {name} does not close; see {Path(out) / 'ledger' / 'files.jsonl'}.", err=True)
    for line in summary.unused[:_SHOWN]:
        click.echo(f"decision not applied: {line}; see {Path(out) / 'ledger' / 'unused-decisions.jsonl'}", err=True)
    for line in summary.drifts:
        click.echo(f"warning: {line}", err=True)
    if summary.rejects or summary.left_over:
        ledger = Path(out) / "ledger"
        kept = [
            f"{_count(number, name)} {what}, kept in {ledger / file}"
            for number, name, what, file in (
                (summary.rejects, "stretch", "not read as records", "rejects.jsonl"),
                (summary.left_over, "character", "left over", "left-over.jsonl"),
            )
            if number
        ]
        click.echo("; ".join(kept), err=True)
    if summary.remarks:
        listed = ", ".join(f"{number:,} {code}" for code, number in sorted(summary.remarks.items()))
        click.echo(f"remarks of the readers: {listed}; see {Path(out) / 'ledger' / 'remarks.jsonl'}", err=True)
    if summary.reader:
        click.echo(summary.reader + ".", err=True)
    words = {"info": "note"}
    findings = ", ".join(_count(n, words.get(kind, kind)) for kind, n in summary.findings.items() if n) or (
        "no findings" if checked else "not checked"
    )
    mended = f", {_count(summary.repairs, 'name')} mended" if summary.repairs else ""
    click.echo(
        f"read {_count(summary.records, 'record')} from {_count(summary.files, 'file')} ({_count(summary.rejects, 'stretch')} not read{mended}): "
        f"{_count(summary.works, 'work')}, {'1 person' if summary.people == 1 else f'{summary.people:,} people'}, {_count(summary.venues, 'venue')}, "
        f"{summary.triples:,} triples; {findings}; {summary.seconds} s"
    )


def _count(number: int, name: str) -> str:
    plural = f"{name}es" if name.endswith("ch") else f"{name}s"
    return f"{number:,} {name if number == 1 else plural}"

"""`kg ask`: saved questions, or any query, of a graph."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import InputError, QuestionError

if TYPE_CHECKING:
    from kg.questions import Question, Result
    from kg.store import Store, Table

_META = "kg.question"


class _Ask(click.Command):
    """A command whose options depend on the question: each parameter of the question is one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Finds the question among the arguments, so that its parameters are known when they are read."""
        if (name := _named(args)) is not None:
            from kg.questions import find

            ctx.meta[_META] = find(_questions(), name)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        question: Question | None = ctx.meta.get(_META)
        own = [
            click.Option([f"--{p.name}", f"p_{p.name}"], metavar=p.type.upper(), help=_about(p))
            for p in (question.params if question else [])
        ]
        first = [p for p in self.params if isinstance(p, click.Argument)]
        rest = [p for p in super().get_params(ctx) if not isinstance(p, click.Argument)]
        return [*first, *own, *rest]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        question: Question | None = ctx.meta.get(_META)
        if question is None:
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"{question.name}: {question.summary}.")
            formatter.write_paragraph()
            formatter.write_text(question.description)


def _named(args: list[str]) -> str | None:
    """The question named by the arguments: the second that is neither an option nor the value of one of ours."""
    plain, skip = [], False
    for arg in args:
        if not skip and not arg.startswith("-"):
            plain.append(arg)
        skip = not skip and arg.startswith("-") and "=" not in arg and arg not in ("-", "-h", "--help")
    return plain[1] if len(plain) > 1 else None


def _questions() -> dict[str, Question]:
    from kg.config import load
    from kg.questions import questions

    folder = load().queries
    return questions(Path(folder) if folder else None)


def _about(param: Any) -> str:
    notes = "required" if param.required else f"default: {param.default}" if param.default is not None else ""
    return f"{param.description}{f'  [{notes}]' if notes else ''}"


@click.command(cls=_Ask)
@click.argument("g", type=click.Path())
@click.argument("name", required=False)
@click.option("--query", "file", metavar="FILE", help="Ask the SPARQL query in FILE (- for standard input) instead.")
@click.option("--format", "form", help="table, csv, json, markdown or turtle.  [default: table; turtle for graphs]")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Show the first N rows.")
@click.option("--deadline", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Stop after S seconds.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    g: str,
    name: str | None,
    file: str | None,
    form: str | None,
    limit: int | None,
    deadline: float | None,
    **values: str | None,
) -> None:
    """Ask the saved question NAME of the graph G. Without NAME: list the questions and their parameters."""
    from kg.config import load
    from kg.store import Store
    from kg.workspace import Workspace

    build = Workspace.open(g).current
    if name is None and file is None:
        _list(_questions())
        return
    if name is not None and file is not None:
        raise QuestionError("Name a question or give --query, not both.")
    seconds = deadline or load().deadline
    begun = time.monotonic()
    question: Question | None = ctx.meta.get(_META)
    with Store.open(build.store) as store:
        if question is not None:
            given = {
                # An IRI may be given as a table shows it, without the base.
                key.removeprefix("p_"): build.base + value if value.startswith("id/") else value
                for key, value in values.items()
                if value is not None
            }
            result: Result = _answer(store, question, given, seconds)
        else:
            result = store.query(_read(str(file)), deadline=seconds)
    _show(result, form, limit, build.base, time.monotonic() - begun)


def _answer(store: Store, question: Question, given: dict[str, str], seconds: float) -> Table:
    from kg.questions import run

    table = run(store, question, given, seconds)
    for note in table.notes:
        click.echo(note, err=True)
    return table


def _read(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error}.", file=file) from error
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.", file=file) from error


def _list(known: dict[str, Question]) -> None:
    """The questions by page, each with its parameters; those in brackets can be left out."""
    page = ""
    for question in known.values():
        if question.page != page:
            page = question.page
            click.echo(page)
        params = (f"--{p.name} {p.type.upper()}" for p in question.params if p.required)
        optional = (f"[--{p.name} {p.type.upper()}]" for p in question.params if not p.required)
        click.echo(f"  {' '.join([question.name, *params, *optional])}")
        click.echo(f"      {question.summary}")
    click.echo(f"{len(known)} questions; ask one with: kg ask G NAME", err=True)


def _show(result: Result, form: str | None, limit: int | None, base: str, seconds: float) -> None:
    from kg.questions import render
    from kg.store import Table

    what = f"answered in {seconds:.2f} s"
    if isinstance(result, Table):
        all_rows = len(result.rows)
        if limit is not None:
            result = Table(result.columns, result.rows[:limit], result.notes)
        shown = len(result.rows)
        rows = f"{shown:,} of {all_rows:,} rows" if shown < all_rows else f"{shown:,} row{'s' if shown != 1 else ''}"
        what = f"{rows} in {seconds:.2f} s"
        if form in (None, "table"):
            result = _without_base(result, base)
        if form in (None, "table") and sys.stdout.isatty():
            _draw(result)
        else:
            click.echo(render(result, form or "table"), nl=False)
    else:
        what = f"{len(result):,} triples in {seconds:.2f} s" if isinstance(result, list) else what
        click.echo(render(result, form or "turtle"), nl=False)
    click.echo(what, err=True)


def _without_base(table: Table, base: str) -> Table:
    """The table with the IRIs of the graph's own things from "id/" on: for people to read, and to give back as a parameter."""
    import pyoxigraph as ox

    from kg.store import Table

    def short(term: Any) -> Any:
        own = isinstance(term, ox.NamedNode) and term.value.startswith(f"{base}id/")
        return ox.Literal(term.value.removeprefix(base)) if own else term

    return Table(table.columns, [[short(term) for term in row] for row in table.rows], table.notes)


def _draw(table: Table) -> None:
    """A table on a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    from kg.questions import cells, numeric

    drawn = Drawn(box=box.SIMPLE_HEAD)
    for name, right in zip(table.columns, numeric(table), strict=True):
        drawn.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in cells(table):
        drawn.add_row(*map(Text, row))
    Console().print(drawn)

"""`kg ask`: lists the questions, takes the parameters of a question as options, and answers in one sentence what it cannot do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.questions import questions
from kg.workspace import Workspace


def ask(world: Workspace, *args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["ask", str(world.root), *args], input=stdin)


def refused(world: Workspace, *args: str, stdin: str | bytes | None = None) -> str:
    """What a run that exits with 2 says."""
    command = [sys.executable, "-m", "kg", "ask", str(world.root), *args]
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 2, done
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    return done.stderr.decode()


def test_lists_the_questions(world: Workspace) -> None:
    """Without a name the questions stand by page, each with its parameters and what it answers."""
    result = ask(world)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == sorted({q.page for q in questions().values()})
    assert "  joint-works --person PERSON --other PERSON" in lines
    assert "  works-at-venue --venue VENUE [--year YEAR]" in lines
    assert "      Who has written with a person, and how many works together" in lines
    assert result.stderr == f"{len(questions())} questions; ask one with: kg ask G NAME\n"


def test_a_table_and_a_summary_line(world: Workspace) -> None:
    """Piped, an answer is aligned columns on standard output, and one line on standard error counts the rows."""
    result = ask(world, "coauthors", "--person", "Tanabashi, Yukiko")
    head, row = result.stdout.splitlines()
    assert head.split() == ["name", "works", "coauthor"]
    assert row.startswith("Margit Söderkvist      2  id/person/margit-soderkvist-")
    assert re.fullmatch(r"1 row in \d+\.\d\d s\n", result.stderr)


def test_formats(world: Workspace) -> None:
    """The same answer comes as CSV, JSON and Markdown."""
    args = ("works-per-year", "--from", "2021", "--to", "2022", "--format")
    assert ask(world, *args, "csv").stdout == "year,works\n2021,1\n2022,2\n"
    assert json.loads(ask(world, *args, "json").stdout) == [{"year": "2021", "works": 1}, {"year": "2022", "works": 2}]
    assert ask(world, *args, "markdown").stdout.splitlines()[2:] == ["| 2021 | 1 |", "| 2022 | 2 |"]


def test_limit(world: Workspace) -> None:
    """A limit shows the first rows and says of how many."""
    result = ask(world, "most-collaborative", "--limit", "2", "--format", "csv")
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr.startswith("2 of 17 rows in ")
    assert ask(world, "--limit", "0", "most-collaborative").stderr.startswith("0 of 17 rows")


def test_people_of_one_name_are_said(world: Workspace) -> None:
    """An answer for several people of one name says so on standard error."""
    result = ask(world, "works-of-person", "--person", "Wei Lin")
    assert result.stderr.startswith(
        "'Wei Lin' names 3 people that nothing shows to be one; the answer is for all of them.\n3 rows"
    )


def test_help_of_a_question(world: Workspace) -> None:
    """The help of a question tells what it answers and describes its parameters."""
    result = ask(world, "joint-works", "--help")
    assert result.exit_code == 0
    assert "joint-works: What two people have written together." in result.stdout
    assert re.search(r"--other PERSON +the other +\[required\]", result.stdout)
    assert "--year" not in result.stdout
    assert "Ask the saved question NAME" in CliRunner().invoke(cli, ["ask", "--help"]).stdout


@pytest.mark.parametrize(
    ("query", "args", "expected"),
    [
        ("SELECT (1 AS ?x) {}", ["--format", "csv"], "x\n1\n"), ("ASK {}", [], "true\n"),
        ("CONSTRUCT { <http://a> <http://b> 'c' } {}", [], '<http://a> <http://b> "c" .'), ("\ufeffSELECT (1 AS ?x) {}", [], "x\n1\n"),
    ],
)  # fmt: skip
def test_any_query(world: Workspace, tmp_path: Path, query: str, args: list[str], expected: str) -> None:
    """A query is read from a file or from standard input: a table, a graph or a yes or no comes out."""
    file = tmp_path / "any.rq"
    file.write_text(query, "utf-8")
    assert expected in ask(world, "--query", str(file), *args).stdout
    assert expected in ask(world, "--query", "-", *args, stdin=query.encode()).stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["coauthor"], "There is no question 'coauthor'; did you mean coauthors"),
        (["coauthor", "--person", "x"], "There is no question 'coauthor'"), (["coauthors"], "coauthors needs person (person): whose"),
        (["coauthors", "--person", "Quilfeather, Tom"], "There is no person 'Quilfeather, Tom' in this graph; the nearest: "),
        (["works-at-venue", "--venue", "ICML", "--year", "last"], "year must be a year of four digits, not 'last'."),
        (["works-per-year", "--from", "x"], "from must be a whole number, not 'x'."), (["coauthors", "--other", "x"], "No such option"),
        (["works-per-year", "--format", "pdf"], "does not come as pdf; use table, csv, json, markdown or turtle."), (["--limit", "x"], "--limit"),
        (["works-per-year", "--query", "-"], "Name a question or give --query, not both."), (["--query", "nowhere.rq"], "nowhere.rq cannot be read"),
        (["--query", ".", "--format", "csv"], "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(world: Workspace, args: list[str], said: str) -> None:
    """A wrong name, value, option or file ends with a sentence and exit code 2, and nothing on standard output."""
    assert said in refused(world, *args)


@pytest.mark.parametrize(
    ("query", "args", "said"),
    [
        ("SELECT * { SERVICE <http://x> {} }", [], "SERVICE is refused"), ("SELECT", [], "malformed"), ("LOAD <http://x>", [], "is an update"),
        ("SELECT (COUNT(*) AS ?n) { " + "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . " * 2 + "}", ["--deadline", "0.3"], "stopped after 0.3 s"),
        (b"\xff\xfe", [], "- is not UTF-8"), ("", [], "no SPARQL query"),
    ],
)  # fmt: skip
def test_queries_that_are_refused(world: Workspace, query: str | bytes, args: list[str], said: str) -> None:
    """A query that is refused, malformed or too slow ends with a sentence and exit code 2."""
    assert said in refused(world, "--query", "-", *args, stdin=query)


def test_no_workspace(tmp_path: Path) -> None:
    """A folder that is no workspace is refused with what to type."""
    result = CliRunner().invoke(cli, ["ask", str(tmp_path)])
    assert "make one with: kg build" in str(result.exception)


def test_questions_of_a_user(world: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of questions named in kg.toml is asked like the shipped ones."""
    (tmp_path / "mine" / "page").mkdir(parents=True)
    text = "#+ summary: How many\nSELECT (COUNT(*) AS ?n) WHERE { ?w a <https://w3id.org/kg-bib/ns#Work> }"
    (tmp_path / "mine" / "page" / "how-many.rq").write_text(text)
    (tmp_path / "kg.toml").write_text('queries = "mine"\n')
    monkeypatch.chdir(tmp_path)
    assert ask(world, "how-many", "--format", "csv").stdout == "n\n20\n"


def test_on_a_terminal(world: Workspace) -> None:
    """On a terminal the answer is a drawn table."""
    import pty

    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "kg", "ask", str(world.root), "works-per-year", "--to", "2021"]
    done = subprocess.run(
        command, stdout=terminal, stderr=subprocess.PIPE, check=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(terminal)
    drawn = os.read(main, 1 << 16).decode()
    os.close(main)
    assert "─" in drawn
    assert "2021" in drawn
    assert done.stderr.startswith(b"1 row in ")

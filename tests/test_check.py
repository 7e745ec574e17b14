"""`kg check`: what it prints and the exit codes it gives."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from rdflib import SH

from kg.cli import cli
from kg.errors import ShapesError, WorkspaceError
from kg.shacl import check
from kg.workspace import Workspace
from tests.shacl.graphs import BASE, GOOD, PROVENANCE, VIOLATING, changed, write_nt


def workspace(folder: Path, turtle: str) -> Path:
    """A workspace with one build of a graph given in Turtle, its author lists in their own layer."""
    root = folder / "g"
    with Workspace.create(root).building() as build:
        for layer in ("default", "lists", "provenance"):
            (build / "graph" / layer).mkdir(parents=True)
        everything = write_nt(turtle, folder / "all.nt").read_text("utf-8").splitlines(keepends=True)
        lists = [line for line in everything if line.split(" ")[0].rsplit("#", 1)[-1].startswith("authors-")]
        rest = [line for line in everything if line not in lists]
        (build / "graph" / "default" / "a.nt").write_text("".join(rest), "utf-8")
        (build / "graph" / "lists" / "a.nt").write_text("".join(lists), "utf-8")
        write_nt(PROVENANCE, build / "graph" / "provenance" / "a.nt")
        (build / "build.json").write_text(json.dumps({"base": BASE}), "utf-8")
    return root


def run(*arguments: object) -> Result:
    """The command with some arguments."""
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def shapes_run(result: Result) -> int:
    """How many shapes a check says it ran."""
    found = re.search(r" with (\d+) shapes ", result.stdout)
    assert found is not None
    return int(found[1])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A workspace whose graph conforms."""
    return workspace(tmp_path, GOOD)


def test_a_graph_that_conforms_gives_0(good: Path) -> None:
    """Nothing is printed but what was checked."""
    result = run(good)
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert re.match(r"checked \d+ triples with \d+ shapes by pySHACL ", line)
    assert ": 0 violations, 0 warnings; conforms; " in line


def test_warnings_give_0_and_are_shown_with_line_and_remedy(tmp_path: Path) -> None:
    """A missing title is a warning with the line of the source and what to do about it."""
    result = run(workspace(tmp_path, changed(VIOLATING["work-title-missing"][0])))
    assert result.exit_code == 0
    assert "warning  1 time  This work has no title: add a source that has it" in result.stdout
    assert "    cranes.bib:7  https://example.org/kg/id/work/arxiv:2503.01234\n" in result.stdout
    assert "    -> Give the build one more input" in result.stdout
    assert ": 0 violations, 1 warning; conforms; " in result.stdout


def test_violations_give_1(tmp_path: Path) -> None:
    """A violation is printed with its value, and the last line says that the graph does not conform."""
    result = run(workspace(tmp_path, changed(VIOLATING["work-date-form"][5])))
    assert result.exit_code == 1
    assert 'cranes.bib:7  https://example.org/kg/id/work/arxiv:2503.01234  "2025-13"\n' in result.stdout
    assert ": 1 violation, 0 warnings; does not conform; " in result.stdout.splitlines()[-1]


def test_findings_are_grouped_with_their_number_and_some_examples(tmp_path: Path) -> None:
    """Many findings of a kind are counted and shown in part."""
    more = "".join(f':person-{i} a schema:Person ; schema:name "P", "Q" .\n' for i in range(1200))
    root = workspace(tmp_path, GOOD + more)
    result = run(root, "--examples", 2)
    assert "violation  1,200 times  A person or body has exactly one schema:name" in result.stdout
    assert result.stdout.count("(no source)") == 2
    assert "    and 1,198 more\n" in result.stdout


def test_messages_with_values_are_shown_one_by_one(tmp_path: Path) -> None:
    """Two findings of a shape whose messages differ stand under the name of the shape."""
    more = "".join(
        f'<{BASE}id/work/{i}> a kg:Work ; kg:workType "preprint" ; schema:name "N" ; kg:arxivId "2503.0000{i}" ;'
        f' schema:dateCreated "2024-05-0{i}"^^xsd:date .\n'
        for i in (1, 2)
    )
    result = run(workspace(tmp_path, GOOD + more))
    assert "warning  2 times  the arXiv id and the date of creation name the same month\n" in result.stdout
    assert "arXiv:2503.00001 is an id of 2025-03, but the work was created 2024-05-01" in result.stdout
    assert "arXiv:2503.00002 is an id of 2025-03, but the work was created 2024-05-02" in result.stdout


def test_severity_hides_and_does_not_forgive(tmp_path: Path) -> None:
    """Lesser findings are not shown, and still counted; the exit code is that of all findings."""
    turtle = changed(VIOLATING["work-title-missing"][0]).replace('"ICPF"', '""')
    result = run(workspace(tmp_path, turtle), "--severity", "violation")
    assert result.exit_code == 1
    assert "no title" not in result.stdout
    assert ": 1 violation, 1 warning; does not conform" in result.stdout


def test_json_and_turtle_stand_alone_on_standard_output(tmp_path: Path) -> None:
    """What is piped on is one document; the summary goes to standard error."""
    root = workspace(tmp_path, changed(VIOLATING["work-date-form"][5]))
    as_json = run(root, "--format", "json")
    document = json.loads(as_json.stdout)
    assert as_json.exit_code == 1
    assert document["conforms"] is False
    assert [finding["line"] for finding in document["findings"]] == [7]
    assert as_json.stderr.startswith("checked ")
    graph = rdflib.Graph().parse(data=run(root, "--format", "turtle").stdout, format="turtle")
    assert len(list(graph.objects(None, SH.result))) == 1


def test_own_shapes_are_checked_beside_those_that_ship(good: Path, tmp_path: Path) -> None:
    """A file or a folder of shapes adds its findings."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/kg-bib/ns#> .\n"
        "<urn:own> a sh:PropertyShape ; sh:targetClass kg:Work ; sh:path kg:tables ; sh:minCount 1 ;"
        ' sh:message "Count the tables: they are wanted." .',
        "utf-8",
    )
    shipped = shapes_run(run(good))
    assert shipped > 40
    for shapes in (folder, folder / "own.ttl"):
        result = run(good, "--shapes", shapes)
        assert result.exit_code == 1
        assert "violation  1 time  Count the tables: they are wanted.\n" in result.stdout
        assert shapes_run(result) == shipped + 1


def test_what_cannot_be_checked_is_an_error_of_its_own(good: Path, tmp_path: Path) -> None:
    """No workspace and no shapes are errors with a sentence; the command line makes them exit code 2."""
    for arguments, kind in (([tmp_path / "no"], WorkspaceError), ([good, "--shapes", tmp_path / "no"], ShapesError)):
        error = run(*arguments).exception
        assert isinstance(error, kind)
        assert error.exit_code == 2
    assert run(good, "--format", "xml").exit_code == 2


@pytest.mark.parametrize(("shapes", "code"), [("my:x a", 2), (None, 0)])
def test_the_program_ends_with_the_exit_code(good: Path, tmp_path: Path, shapes: str | None, code: int) -> None:
    """The process itself ends with 0 or 2, and an error is one sentence without a traceback."""
    arguments = [sys.executable, "-m", "kg", "check", str(good)]
    if shapes:
        (tmp_path / "bad.ttl").write_text(shapes, "utf-8")
        arguments += ["--shapes", str(tmp_path / "bad.ttl")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stderr.count("\n") == (1 if code else 0)
    assert done.stderr.startswith("kg: ") == bool(code)


def test_the_lists_are_checked_with_the_graph(tmp_path: Path) -> None:
    """A list of authors out of order is found although it has a layer of its own."""
    root = workspace(tmp_path, changed(VIOLATING["work-author-list-order"][0]))
    found = {finding.shape.rsplit("#", 1)[1] for finding in check(Workspace.open(root).current).findings}
    assert found == {"work-author-list-order", "work-authors-agree"}

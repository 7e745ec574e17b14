"""Every export says what the graph says, in the same bytes each time, and is there whole or not at all."""

from __future__ import annotations

import gzip
import io
import os
import random
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.exports
from kg import formats, turtle
from kg.commands.export import command
from kg.errors import InputError, WorkspaceError
from kg.exports import ASSERTED, ExportError, Part, export, exports
from kg.formats import Format
from kg.workspace import GRAPHS, Workspace
from tests.exports.builds import BASE, DEFAULT, LISTS, PROVENANCE, workspace
from tests.exports.triples import Triples, as_ntriples, by_pyoxigraph, by_rdflib, expected, triples

PREFIXES = {
    "ex": "https://example.org/",
    "v": "https://example.org/v#",
    "xsd": turtle.XSD,
    "urn": "https://other.example/a/",
}
ALL = list(exports())
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def oxigraph_format(form: Format) -> pyoxigraph.RdfFormat:
    """pyoxigraph's name of a format."""
    found = pyoxigraph.RdfFormat.from_media_type(form.media_type)
    assert found is not None
    return found


def written(name: str, graphs: Sequence[tuple[str | None, str]], folder: Path) -> bytes:
    """What an export makes of graphs given as N-Triples."""
    parts = []
    for number, (graph, lines) in enumerate(graphs):
        file = folder / f"{number}.nt"
        file.write_bytes(lines.encode())
        parts.append(Part(graph, (file,)))
    out = io.BytesIO()
    exports()[name].write(parts, out, PREFIXES, folder)
    return out.getvalue()


def quads(data: bytes, form: Format) -> set[str]:
    """The quads pyoxigraph reads, as canonical text."""
    return {str(quad) for quad in pyoxigraph.parse(data, oxigraph_format(form))}


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all examples of a property share."""
    return tmp_path_factory.mktemp("spare")


def test_the_exports_are_those_of_the_design() -> None:
    """Five formats are found by their modules' names, each with a description and the format's own media type."""
    assert sorted(exports()) == ["jsonld", "nquads", "ntriples", "trig", "turtle"]
    assert all(one.description and one.format.kind == "rdf" for one in exports().values())


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=40)
@given(given_triples=triples())
def test_every_format_says_what_the_triples_say(name: str, spare: Path, given_triples: Triples) -> None:
    """Hostile triples come back from each format as they were, in pyoxigraph and in rdflib."""
    data = written(name, [(None, as_ntriples(given_triples))], spare)
    assert by_pyoxigraph(data, oxigraph_format(exports()[name].format)) == expected(given_triples)
    assert by_rdflib(data, RDFLIB[name]) == expected(given_triples)


@pytest.mark.parametrize("name", [one for one in ALL if exports()[one].format.graphs])
@settings(max_examples=40)
@given(first=triples(), second=triples(), third=triples())
def test_formats_with_graphs_keep_them_apart(
    name: str, spare: Path, first: Triples, second: Triples, third: Triples
) -> None:
    """Each triple comes back in the graph it was in."""
    graphs = [(None, first), ("https://example.org/g", second), ("https://example.org/a/b", third)]
    data = written(name, [(graph, as_ntriples(given_triples)) for graph, given_triples in graphs], spare)
    wanted = set()
    for graph, given_triples in graphs:
        end = f" <{graph}>" if graph else ""
        wanted |= {line[:-2] + end for line in as_ntriples(given_triples).split("\n")[:-1]}
    assert quads(data, exports()[name].format) == wanted


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=40)
@given(given_triples=triples(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    name: str, spare: Path, given_triples: Triples, order: random.Random
) -> None:
    """The same triples in another order, some of them twice, give the same bytes."""
    lines = as_ntriples(given_triples).split("\n")[:-1]
    shuffled = lines + lines[:2]
    order.shuffle(shuffled)
    again = "".join(line + "\n" for line in shuffled)
    assert written(name, [(None, again)], spare) == written(name, [(None, as_ntriples(given_triples))], spare)


@pytest.mark.parametrize("name", ["ntriples", "nquads"])
@settings(max_examples=40)
@given(given_triples=triples())
def test_lines_are_sorted_and_unique(name: str, spare: Path, given_triples: Triples) -> None:
    """The lines of N-Triples and N-Quads stand in the order of their bytes, each once."""
    text = as_ntriples(given_triples)
    lines = written(name, [(None, text + text)], spare).split(b"\n")[:-1]
    assert lines == sorted(set(lines))
    assert len(lines) == len(given_triples)


def test_a_prefix_that_is_a_scheme_is_not_used(tmp_path: Path) -> None:
    """In JSON-LD `urn:x:a` stays an IRI although a prefix `urn` is there."""
    lines = "<urn:x:a> <https://other.example/a/p> <https://other.example/a/o> .\n"
    data = written("jsonld", [(None, lines)], tmp_path)
    assert quads(data, formats.JSONLD) == {lines[:-3]}
    assert b'"@context": {}' in data


def test_the_layout_of_jsonld(tmp_path: Path) -> None:
    """The context comes first, nodes stand one a line, values are JSON's own where the datatype says no more."""
    lines = (
        f'<https://example.org/s> <https://example.org/n> "7"^^<{turtle.XSD}integer> .\n'
        f'<https://example.org/s> <https://example.org/n> "007"^^<{turtle.XSD}integer> .\n'
        f'<https://example.org/s> <https://example.org/b> "true"^^<{turtle.XSD}boolean> .\n'
        f"<https://example.org/s> <{turtle.RDF_TYPE}> <https://example.org/v#T> .\n"
    )
    graphs = [(None, lines), ("https://example.org/g", '<https://x/s> <https://x/p> "é"@fr .\n')]
    assert written("jsonld", graphs, tmp_path).decode() == (
        '{"@context": {"ex": "https://example.org/", "v": "https://example.org/v#",'
        ' "xsd": "http://www.w3.org/2001/XMLSchema#"},\n'
        '"@graph": [\n'
        '{"@id": "ex:s", "@type": "v:T", "ex:b": true, "ex:n": [{"@value": "007", "@type": "xsd:integer"}, 7]},\n'
        '{"@id": "ex:g", "@graph": [\n'
        '{"@id": "https://x/s", "https://x/p": {"@value": "é", "@language": "fr"}}\n'
        "]}\n"
        "]}\n"
    )


def test_the_layout_of_trig(tmp_path: Path) -> None:
    """The default graph stands free, each named graph in a block; a graph that holds nothing is not named."""
    graphs = [(None, "<https://example.org/s> <https://example.org/p> <https://x/o> .\n")]
    graphs += [("https://example.org/g", '<https://x/s> <https://x/p> "o" .\n'), ("https://example.org/empty", "")]
    assert written("trig", graphs, tmp_path).decode() == (
        "@prefix ex: <https://example.org/> .\n\n"
        "ex:s\n    ex:p <https://x/o> .\n\n"
        'ex:g {\n    <https://x/s>\n        <https://x/p> "o" .\n}\n'
    )


# --- the workspace ---------------------------------------------------------------------------------------------------


@pytest.fixture
def g(tmp_path: Path) -> Path:
    """A small workspace."""
    return workspace(tmp_path / "g")


@pytest.mark.parametrize("name", ALL)
def test_what_is_asserted_is_written(name: str, g: Path, tmp_path: Path) -> None:
    """By default a file holds the default layer and the lists, all in the default graph."""
    form = exports()[name].format
    target = tmp_path / f"out.{form.extension}"
    done = export(Workspace.open(g).current, str(target))
    wanted = {line[:-2] for line in (DEFAULT + LISTS).splitlines()}
    assert quads(target.read_bytes(), form) == wanted
    assert (done.triples, done.bytes) == (5, target.stat().st_size)


@pytest.mark.parametrize("name", ALL)
def test_all_graphs_can_be_written(name: str, g: Path, tmp_path: Path) -> None:
    """With all layers a format with graphs names them and one without merges them."""
    form = exports()[name].format
    target = tmp_path / "out"
    done = export(Workspace.open(g).current, str(target), name, GRAPHS)
    graph = f" <{BASE}graph/provenance>" if form.graphs else ""
    wanted = {line[:-2] for line in (DEFAULT + LISTS).splitlines()}
    wanted |= {line[:-2] + graph for line in PROVENANCE.splitlines()}
    assert quads(target.read_bytes(), form) == wanted
    assert done.triples == len(wanted)


def test_one_graph_can_be_written(g: Path, tmp_path: Path) -> None:
    """A layer named is written alone."""
    target = tmp_path / "p.nt"
    export(Workspace.open(g).current, str(target), layers=["provenance"])
    assert sorted(target.read_text("utf-8").splitlines()) == sorted(PROVENANCE.splitlines())


@pytest.mark.parametrize("name", ALL)
def test_an_empty_graph_is_a_valid_file(name: str, tmp_path: Path) -> None:
    """A build without triples gives a file that every reader takes."""
    build = Workspace.open(workspace(tmp_path / "g", {})).current
    target = tmp_path / "out"
    assert export(build, str(target), name).triples == 0
    assert by_pyoxigraph(target.read_bytes(), oxigraph_format(exports()[name].format)) == set()
    assert by_rdflib(target.read_bytes(), RDFLIB[name]) == set()


def test_compressed_files_are_equal_and_hold_the_same(g: Path, tmp_path: Path) -> None:
    """A .gz holds the bytes of the plain file, and neither its name nor its time."""
    build = Workspace.open(g).current
    for name in ("a.ttl", "a.ttl.gz", "b.ttl.gz"):
        export(build, str(tmp_path / name))
    assert gzip.decompress((tmp_path / "a.ttl.gz").read_bytes()) == (tmp_path / "a.ttl").read_bytes()
    assert (tmp_path / "a.ttl.gz").read_bytes() == (tmp_path / "b.ttl.gz").read_bytes()


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """When a build turns out to be damaged, the file written before is untouched and no part of the new one remains."""
    build = Workspace.open(workspace(tmp_path / "g", {"default": DEFAULT + "damaged\n"})).current
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("old", "utf-8")
    with pytest.raises(WorkspaceError, match=r"Line 5 of .*01-some\.nt"):
        export(build, str(out / "graph.ttl"))
    assert [file.name for file in out.iterdir()] == ["graph.ttl"]
    assert (out / "graph.ttl").read_text("utf-8") == "old"


def test_a_link_is_written_through_and_the_rights_are_the_usual_ones(g: Path, tmp_path: Path) -> None:
    """A target that is a link stays one, and a new file has the rights any new file gets."""
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    export(Workspace.open(g).current, str(tmp_path / "link.ttl"))
    (tmp_path / "plain").touch()
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").stat().st_size > 0
    assert stat.S_IMODE((tmp_path / "real.ttl").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


@pytest.mark.parametrize("target", ["missing/graph.ttl", "g", "g/kg-workspace/graph.ttl", "x" * 300 + ".ttl"])
def test_a_place_that_cannot_be_written_is_one_sentence(target: str, g: Path, tmp_path: Path) -> None:
    """A folder that is missing, or is no folder, a target that is one and a name too long are each said."""
    with pytest.raises(ExportError, match=r"\.$"):
        export(Workspace.open(g).current, str(tmp_path / target), "turtle")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_sentence(g: Path) -> None:
    """What a full disk refuses is said."""
    with pytest.raises(ExportError, match="No space left"):
        export(Workspace.open(g).current, "/dev/full", "nquads")


def test_unknown_formats_and_graphs_are_refused_with_the_known_ones(g: Path) -> None:
    """An ending, a name or a layer there is not is answered with those there are."""
    build = Workspace.open(g).current
    with pytest.raises(InputError, match=r"\.ttl"):
        export(build, "graph.docx")
    with pytest.raises(InputError, match=r"\.ttl"):
        export(build, "graph.csv")
    with pytest.raises(InputError, match="turtle"):
        export(build, "graph.ttl", "rdfxml")
    with pytest.raises(InputError, match="provenance"):
        export(build, "-", layers=["nonsense"])


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_and_sums_up(g: Path, tmp_path: Path) -> None:
    """The command ends with a line on standard error and keeps standard output for the graph."""
    run = CliRunner().invoke(command, [str(g), str(tmp_path / "out.trig"), "--all"])
    assert run.exit_code == 0
    assert run.stdout == ""
    assert f"{tmp_path / 'out.trig'}: 7 triples, " in run.stderr
    run = CliRunner().invoke(
        command, [str(g), "-", "--graph", "default", "--graph", "provenance", "--format", "nquads"]
    )
    assert run.exit_code == 0
    assert len(run.stdout.splitlines()) == 6
    assert "standard output: 6 triples" in run.stderr


def test_all_and_graph_exclude_each_other(g: Path) -> None:
    """`--all` with `--graph` is a mistake that is said."""
    run = CliRunner().invoke(command, [str(g), "-", "--all", "--graph", "lists"])
    assert isinstance(run.exception, InputError)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`kg export g - | head` ends without a word of complaint."""
    lines = "".join(f'<https://x/{number}> <https://x/p> "{"x" * 100}" .\n' for number in range(5000))
    g = workspace(tmp_path / "g", {"default": lines})
    run = subprocess.run(
        f"{sys.executable} -m kg export {g} - --format ntriples | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(kg.exports.__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert run.stdout.startswith("<https://x/0>")
    assert run.stderr == ""


def test_the_exported_turtle_reads_well(g: Path, tmp_path: Path) -> None:
    """Text with line ends and quotation marks, and the number of a position, are as a person would write them."""
    export(Workspace.open(g).current, str(tmp_path / "g.ttl"), layers=ASSERTED)
    text = (tmp_path / "g.ttl").read_text("utf-8")
    assert '"""On "walls"\nand roads"""@en' in text
    assert "schema:position 1 ." in text
    assert "person:ada-1" in text
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 5


@pytest.mark.parametrize("name", ALL)
def test_a_built_graph_comes_back_from_every_format(name: str, world: Workspace, tmp_path: Path) -> None:
    """The whole invented literature, all its graphs, is read back as it was built, by pyoxigraph and by rdflib."""
    build = world.current
    form = exports()[name].format
    target = tmp_path / "world"
    export(build, str(target), name, GRAPHS)
    wanted = set()
    for layer in GRAPHS:
        graph = build.graph_iri(layer) if form.graphs else None
        for file in build.graph_files(layer):
            found = {str(one.triple) for one in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.N_TRIPLES)}
            wanted |= {f"{one} <{graph}>" if graph else one for one in found}
    assert len(wanted) > 1000
    assert quads(target.read_bytes(), form) == wanted
    if not form.graphs:
        assert len(rdflib.Graph().parse(target, format=RDFLIB[name])) == len(wanted)
    else:
        assert len(list(rdflib.Dataset().parse(target, format=RDFLIB[name]).quads())) == len(wanted)

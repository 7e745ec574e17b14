"""How shapes are run: what cannot be read or run ends in a sentence, and nothing of the data is changed on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ShapesError, WorkspaceError
from kg.shacl import Report, check_files, pyshacl_engine, shape_files, where
from tests.shacl.graphs import BASE, GOOD, PREFIXES, PROVENANCE, VIOLATING, W, changed, write_nt

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix my: <https://example.org/shapes#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://w3id.org/kg-bib/ns#> .
my: a owl:Ontology ; sh:declare my:p . my:p sh:prefix "schema" ; sh:namespace "https://schema.org/"^^xsd:anyURI .
"""


def run(data: str, shapes: str, tmp_path: Path, provenance: str = PROVENANCE) -> Report:
    """The report of shapes of a test's own on a graph given in Turtle."""
    file = tmp_path / "own.ttl"
    file.write_text(SHAPES + shapes, "utf-8")
    nt = write_nt(data, tmp_path / "data.nt")
    return pyshacl_engine.run([nt], [write_nt(provenance, tmp_path / "provenance.nt")], [file], BASE)


# --- what cannot be run ------------------------------------------------------------------------------------------------


def test_shapes_that_are_not_turtle_are_refused_with_their_line(tmp_path: Path) -> None:
    """A syntax error names the file and the line."""
    with pytest.raises(ShapesError, match=r"own\.ttl is not well-formed Turtle: line 1[01], "):
        run(GOOD, "\nmy:x a sh:NodeShape ; ;; [ .", tmp_path)


@pytest.mark.parametrize(
    ("shapes", "reason"),
    [
        ('my:x a sh:NodeShape ; sh:targetClass kg:Work ; sh:sparql [ sh:select "SELECT $this WHERE {" ] .', "SPARQL"),
        ('my:x a sh:PropertyShape ; sh:targetClass kg:Work ; sh:path schema:name ; sh:minCount "one" .', "cannot be run"),
        ('my:x a sh:PropertyShape ; sh:targetClass kg:Work ; sh:path schema:name ; sh:pattern "(" .', "cannot be run"),
        ("my:x a sh:PropertyShape ; sh:targetClass kg:Work ; sh:minCount 1 .", "cannot be run"),
        (
            'my:x a sh:NodeShape ; sh:targetClass kg:Work ; sh:sparql [ sh:select """'
            'SELECT $this WHERE { $this ?p ?o . SERVICE <http://localhost:1/> { $this ?p ?o } }""" ] .',
            "SERVICE",
        ),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_run_are_refused(
    shapes: str, reason: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A malformed constraint, a malformed query and a federated one end in one sentence and no log."""
    with pytest.raises(ShapesError, match=reason) as caught:
        run(GOOD, shapes, tmp_path)
    assert "\n" not in caught.value.sentence.strip()
    assert capfd.readouterr() == ("", "")


def test_shapes_that_are_not_there_are_refused(tmp_path: Path) -> None:
    """A missing file and a folder without shapes are named; a folder with shapes adds them to those that ship."""
    with pytest.raises(ShapesError, match=r"none\.ttl is not there"):
        shape_files([tmp_path / "none.ttl"])
    with pytest.raises(ShapesError, match="holds no shapes"):
        shape_files([tmp_path])
    (tmp_path / "b.ttl").touch()
    (tmp_path / "a.ttl").touch()
    assert shape_files([tmp_path])[-2:] == [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    assert len(shape_files([tmp_path])) == len(shape_files()) + 2


def test_shapes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    """A file in another encoding ends in a sentence."""
    file = tmp_path / "latin.ttl"
    file.write_bytes("# für\n".encode("latin-1"))
    with pytest.raises(ShapesError, match=r"latin\.ttl"):
        pyshacl_engine.load_shapes([file])


def test_a_broken_graph_file_is_refused(tmp_path: Path) -> None:
    """Statements that are not N-Triples are the build's fault and named."""
    file = tmp_path / "default.nt"
    file.write_text("<urn:a> <urn:b> .\n", "utf-8")
    with pytest.raises(WorkspaceError, match=r"default\.nt is not readable as N-Triples"):
        check_files({"default": [file]}, BASE)


# --- what the engine must not change -----------------------------------------------------------------------------------


def test_lexical_forms_reach_the_findings_as_they_were_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`007` stays `007`, an ill-typed literal stays as it is, and neither is remarked upon on the terminal."""
    shapes = "my:x a sh:PropertyShape ; sh:targetClass kg:Work ; sh:path kg:tables ; sh:maxInclusive 5 ."
    data = f'{PREFIXES} {W} a kg:Work ; kg:tables "007"^^xsd:integer, "many"^^xsd:integer .'
    values = [finding.value for finding in run(data, shapes, tmp_path).findings]
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert sorted(values) == [f'"007"^^<{integer}>', f'"many"^^<{integer}>']
    assert capfd.readouterr() == ("", "")


def test_a_value_with_backslashes_stands_in_a_message(tmp_path: Path) -> None:
    """LaTeX in a title is neither an escape nor a group reference."""
    shapes = """my:x a sh:NodeShape ; sh:targetClass kg:Work ; sh:sparql [ sh:prefixes my: ;
      sh:message "Found {?value} on {$this}, {?nothing}." ;
      sh:select "SELECT $this ?value WHERE { $this schema:name ?value }" ] ."""
    data = f'{PREFIXES} {W} a kg:Work ; schema:name "The \\\\alpha and \\\\1" .'
    (finding,) = run(data, shapes, tmp_path).findings
    assert finding.message == f"Found The \\alpha and \\1 on {W[1:-1]}, {{?nothing}}."
    assert finding.value == '"The \\\\alpha and \\\\1"'


def test_what_the_engine_cannot_check_is_noted(tmp_path: Path) -> None:
    """A constraint that pySHACL leaves out is named in the report, which would else say that all is well."""
    shapes = "my:x a sh:NodeShape ; sh:targetClass kg:Work ; sh:qualifiedValueShape my:y ; sh:qualifiedMinCount 1 . my:y a sh:NodeShape ."
    report = run(GOOD, shapes, tmp_path)
    assert report.findings == ()
    assert ["can only be present on a PropertyShape" in note for note in report.notes] == [True]


def test_advanced_features_are_on_where_they_are_used(tmp_path: Path) -> None:
    """Targets that are queries find their nodes."""
    shapes = """my:x a sh:NodeShape ; sh:property [ sh:path kg:tables ; sh:minCount 1 ] ;
      sh:target [ a sh:SPARQLTarget ; sh:prefixes my: ; sh:select "SELECT ?this WHERE { ?this schema:familyName ?n }" ] ."""
    assert [finding.focus for finding in run(GOOD, shapes, tmp_path).findings] == [f"{BASE}id/person-bo"]


def test_a_long_list_of_authors_is_walked(tmp_path: Path) -> None:
    """1,500 authors are no matter of recursion, and the one out of order is found."""
    work, count = W[1:-1], 1500
    lines = [
        PREFIXES,
        f'{W} a kg:Work ; kg:workType "article" ; schema:name "Many" ; kg:year "2025"^^xsd:gYear ; bibo:authorList <{work}#l-1> .',
    ]
    for i in range(1, count + 1):
        rest = f"<{work}#l-{i + 1}>" if i < count else "rdf:nil"
        lines.append(
            f"{W} schema:author :p-{i} . <{work}#author-{i}> a kg:Authorship ; kg:authorshipOf {W} ; schema:author :p-{i} ;"
            f' schema:position {i} ; kg:nameAsPrinted "P" . <{work}#l-{i}> rdf:first :p-{i} ; rdf:rest {rest} .'
        )
    text = "\n".join(lines)
    assert check_files({"default": [write_nt(text, tmp_path / "a.nt")]}, BASE).findings == ()
    swapped = text.replace("rdf:first :p-7 ;", "rdf:first :p-0 ;").replace("rdf:first :p-8 ;", "rdf:first :p-7 ;")
    swapped = swapped.replace("rdf:first :p-0 ;", "rdf:first :p-8 ;")
    found = check_files({"default": [write_nt(swapped, tmp_path / "b.nt")]}, BASE).findings
    assert [finding.value.rsplit("/", 1)[1] for finding in found] == ["p-7>", "p-8>", "p-9>"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12), st.sampled_from("*+"))
def test_paths_are_walked_as_rdflib_walks_them(edges: list[tuple[int, int]], sign: str) -> None:
    """Following `path*` and `path+` without recursion reaches what rdflib reaches, in graphs with circles too."""
    import rdflib

    own, other = pyshacl_engine._graph(), rdflib.Graph()
    for a, b in edges:
        for graph in (own, other):
            graph.add((rdflib.URIRef(f"urn:{a}"), rdflib.URIRef("urn:p"), rdflib.URIRef(f"urn:{b}")))
    for query in (f"SELECT ?x WHERE {{ <urn:0> <urn:p>{sign} ?x }}", f"SELECT ?x WHERE {{ ?x <urn:p>{sign} <urn:1> }}"):
        assert set(own.query(query)) == set(other.query(query))
    ask = f"ASK {{ <urn:0> <urn:p>{sign} <urn:1> }}"
    assert own.query(ask).askAnswer == other.query(ask).askAnswer


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    """The same statements in other files and another order give the same report."""
    lines = write_nt(changed(VIOLATING["work-date-form"][0]), tmp_path / "all.nt").read_text("utf-8").splitlines(True)
    (tmp_path / "one.nt").write_text("".join(reversed(lines[::2])), "utf-8")
    (tmp_path / "two.nt").write_text("".join(lines[1::2]), "utf-8")
    once = check_files({"default": [tmp_path / "all.nt"]}, BASE)
    again = check_files({"default": [tmp_path / "two.nt"], "lists": [tmp_path / "one.nt"]}, BASE)
    assert once == again
    assert once.findings


# --- names and places ------------------------------------------------------------------------------------------------


def test_a_shape_without_iri_is_named_by_the_one_it_belongs_to(tmp_path: Path) -> None:
    """A blank node of a shapes file has another name in each run, so the report names what it stands in."""
    shapes = "my:x a sh:NodeShape ; sh:targetClass kg:Work ; sh:property [ sh:path kg:tables ; sh:minCount 1 ] ."
    (finding,) = run(GOOD, shapes, tmp_path).findings
    assert finding.shape == "https://example.org/shapes#x"
    assert finding.path == "https://w3id.org/kg-bib/ns#tables"
    assert finding.severity == "violation"


def test_a_path_is_written_as_sparql_writes_it(tmp_path: Path) -> None:
    """Sequences, alternatives, inverses and repetitions are spelt out."""
    shapes = """my:x a sh:PropertyShape ; sh:targetClass kg:Work ; sh:minCount 99 ; sh:severity sh:Info ;
      sh:path ( [ sh:inversePath schema:a ] [ sh:alternativePath ( schema:b [ sh:zeroOrMorePath schema:c ] ) ]
                [ sh:oneOrMorePath schema:d ] [ sh:zeroOrOnePath schema:e ] ) ."""
    (finding,) = run(GOOD, shapes, tmp_path).findings
    spelt = finding.path.replace("https://schema.org/", "")
    assert spelt == "^<a>/(<b>|<c>*)/<d>+/<e>?"
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("shape", "node", "place"),
    [
        ("work-type-known", "work/arxiv:2503.01234", ("cranes.bib", 7)),
        ("authorship-author", "work/arxiv:2503.01234#author-2", ("list.txt", 12)),
        ("version-text-empty", "work/arxiv:2503.01234#v-1", ("cranes.bib", 7)),
        ("fact-quote", "fact-1", ("list.txt", 12)),
        ("person-text-empty", "person-bo", ("list.txt", 12)),
        ("identifier-orcid-check", "orcid-ada", ("cranes.bib", 7)),
        ("venue-name", "venue-icpf", ("", 0)),
    ],
)
def test_a_finding_names_the_line_that_said_it(shape: str, node: str, place: tuple[str, int], tmp_path: Path) -> None:
    """A work, what hangs on it, a fact, a person and an identifier lead to a record; what nothing leads to says so."""
    data = write_nt(changed(VIOLATING[shape][0]), tmp_path / "data.nt")
    report = check_files({"default": [data], "provenance": [write_nt(PROVENANCE, tmp_path / "p.nt")]}, BASE)
    found = [finding for finding in report.findings if finding.shape.endswith(f"#{shape}")]
    assert [(f.focus.removeprefix(f"{BASE}id/"), (f.file, f.line)) for f in found] == [(node, place)]


def test_a_circle_of_links_ends() -> None:
    """Looking for the place of a node stops where it has been."""
    links = {"a": ["b"], "b": ["c"], "c": ["a"]}
    assert where.find("a", {}, lambda node: links.get(node, [])) == ("", 0)
    assert where.find("a", {"c": ("f", 3)}, lambda node: links.get(node, [])) == ("f", 3)
    assert where.find("a", {"a#x": ("f", 3)}, lambda node: links.get(node, [])) == ("", 0)
    assert where.find("a#x", {"a": ("f", 3)}, lambda node: links.get(node, [])) == ("f", 3)

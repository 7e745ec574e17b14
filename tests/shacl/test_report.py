"""Reports: JSON lines, a W3C validation report in Turtle, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SH, Literal, URIRef

from kg.errors import WorkspaceError
from kg.shacl import Finding, Report, check_files, read, turtle, write
from tests.shacl.graphs import BASE, VIOLATING, changed, write_nt

FINDING = Finding(
    severity="warning",
    shape="https://w3id.org/kg-bib/shapes#work-title-missing",
    message='No "title": \\ add one.\n',
    focus="https://example.org/kg/id/work/a",
    path="https://schema.org/name",
    value='"2025\\\\"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    file="a b.txt",
    line=3,
    component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
)


def report(*findings: Finding) -> Report:
    """A report of some findings."""
    return Report.of(findings, BASE, "test", {"triples": 1, "shapes": 1})


def other(**changes: object) -> Finding:
    """The finding above with something else about it."""
    import msgspec

    return msgspec.structs.replace(FINDING, **changes)


texts = st.text(st.characters(codec="utf-8"), min_size=1)


@given(st.lists(st.builds(Finding, severity=st.sampled_from(["violation", "warning", "info"]), shape=st.just("urn:s"),
                          message=texts, focus=st.just("urn:x"), file=texts, line=st.integers(0, 9), component=st.just("urn:c"))))  # fmt: skip
def test_what_is_written_is_read_again(findings: list[Finding]) -> None:
    """A report comes back equal from its files, whatever its texts hold, and its Turtle is Turtle."""
    import tempfile

    made = report(*findings)
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder) / "report")
        assert read(Path(folder) / "report") == made
    graph = rdflib.Graph().parse(data=turtle(made), format="turtle")
    assert len(set(graph.objects(None, SH.result))) == len({finding.message for finding in findings})


def test_a_missing_or_damaged_report_is_said(tmp_path: Path) -> None:
    """Reading what is not a report ends in a sentence."""
    with pytest.raises(WorkspaceError, match="holds no readable report"):
        read(tmp_path)
    write(report(FINDING), tmp_path)
    (tmp_path / "findings.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(WorkspaceError, match="holds no readable report"):
        read(tmp_path)


def test_findings_stand_once_and_in_order() -> None:
    """Violations come first, then by shape and place; a finding found twice stands once."""
    worse = other(severity="violation")
    later = other(line=4)
    made = report(later, FINDING, worse, FINDING)
    assert made.findings == (worse, FINDING, later)
    assert made.counts == {"triples": 1, "shapes": 1, "violation": 1, "warning": 2, "info": 0}
    assert made.at_least("violation") == [worse]


def test_warnings_conform_and_violations_do_not() -> None:
    """Whether a graph conforms is a matter of violations alone; SHACL's own sh:conforms is true only without results."""
    assert report(FINDING).conforms
    assert not report(other(severity="violation")).conforms
    conforms = rdflib.Graph().parse(data=turtle(report(FINDING)), format="turtle")
    assert (URIRef(BASE + "report"), SH.conforms, Literal(False)) in conforms
    empty = rdflib.Graph().parse(data=turtle(report()), format="turtle")
    assert (URIRef(BASE + "report"), SH.conforms, Literal(True)) in empty


def test_the_turtle_is_a_validation_report() -> None:
    """A result has what SHACL demands of it, the exact value and the place it came from, and no blank node."""
    graph = rdflib.Graph().parse(data=turtle(report(FINDING)), format="turtle")
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    (result,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert graph.value(result, SH.resultSeverity) == SH.Warning
    assert graph.value(result, SH.focusNode) == URIRef(FINDING.focus)
    assert graph.value(result, SH.sourceShape) == URIRef(FINDING.shape)
    assert graph.value(result, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent
    assert graph.value(result, SH.resultPath) == URIRef(FINDING.path)
    assert graph.value(result, SH.resultMessage) == Literal(FINDING.message)
    assert str(graph.value(result, SH.value)) == "2025\\"
    assert graph.value(result, URIRef("https://w3id.org/kg-bib/ns#line")) == Literal(3)


def test_a_result_has_the_same_name_wherever_it_was_read() -> None:
    """The IRI of a result comes of what is found, not of file and line, and differs with the node."""
    names = [
        rdflib.Graph().parse(data=turtle(report(one)), format="turtle").value(URIRef(BASE + "report"), SH.result)
        for one in (FINDING, other(file="c.txt", line=9), other(focus="https://example.org/kg/id/work/b"))
    ]
    assert names[0] == names[1] != names[2]


def test_paths_and_blank_nodes_make_no_blank_nodes() -> None:
    """A path that is more than a property is left to the shape; a blank node of the data gets an IRI."""
    made = report(other(path="^<urn:a>/<urn:b>", focus="_:b1", value="_:b2"))
    graph = rdflib.Graph().parse(data=turtle(made), format="turtle")
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    assert (None, SH.resultPath, None) not in graph
    assert (None, SH.value, URIRef(BASE + ".well-known/genid/b2")) in graph


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    """Files of the report depend on the graph alone, not on the time it took."""
    data = write_nt(changed(VIOLATING["work-positions-complete"][1]), tmp_path / "data.nt")
    for name in ("one", "two"):
        write(check_files({"default": [data]}, BASE), tmp_path / name)
    for file in ("findings.jsonl", "report.ttl", "summary.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() != b""

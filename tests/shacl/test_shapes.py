"""The shapes that ship: each is kept and broken by a small graph, and each says what to do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, SH, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kg.assets import folder
from kg.identifiers import SCHEMES, mod_11_2
from kg.records import WORK_TYPES
from kg.shacl import Report, check_files, pyshacl_engine, shape_files
from tests.shacl.graphs import BASE, CONFORMING, GOOD, PREFIXES, PROVENANCE, VIOLATING, changed, write_nt

KGS = rdflib.Namespace("https://w3id.org/kg-bib/shapes#")
SHAPES = pyshacl_engine.load_shapes(shape_files())
REPORTING = sorted(str(shape).removeprefix(KGS) for shape in SHAPES.subjects(SH.severity))
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
CASES = [
    pytest.param(name, change, id=f"{name}-{i}") for name in VIOLATING for i, change in enumerate(VIOLATING[name], 1)
]


def checked(turtle: str, tmp_path: Path) -> Report:
    """The report of the shapes that ship on a graph given in Turtle."""
    parts = {
        "default": [write_nt(turtle, tmp_path / "default.nt")],
        "provenance": [write_nt(PROVENANCE, tmp_path / "provenance.nt")],
    }
    return check_files(parts, BASE)


def test_a_good_graph_gives_no_finding(tmp_path: Path) -> None:
    """The good graph conforms to every shape, warnings included."""
    report = checked(GOOD, tmp_path)
    assert report.findings == ()
    assert report.conforms
    assert report.notes == ()


@pytest.mark.parametrize("name", REPORTING)
def test_every_shape_has_a_violating_case_and_a_node_in_the_good_graph(name: str) -> None:
    """No shape conforms because it looks at nothing, and none is without a graph that breaks it."""
    assert VIOLATING.get(name)
    graph = rdflib.Graph().parse(data=GOOD, format="turtle")
    nodes: set[object] = set()
    for kind in SHAPES.objects(KGS[name], SH.targetClass):
        nodes |= set(graph.subjects(RDF.type, kind))
    for predicate in SHAPES.objects(KGS[name], SH.targetSubjectsOf):
        nodes |= set(graph.subjects(predicate))
    for predicate in SHAPES.objects(KGS[name], SH.targetObjectsOf):
        nodes |= set(graph.objects(None, predicate))
    assert nodes


@pytest.mark.parametrize(("name", "change"), CASES)
def test_a_broken_graph_gives_the_finding(name: str, change: str | tuple[str, str], tmp_path: Path) -> None:
    """A change that breaks a shape is found by that shape, with the severity the shape has."""
    found = [finding for finding in checked(changed(change), tmp_path).findings if finding.shape == str(KGS[name])]
    assert found
    severity = SHAPES.value(KGS[name], SH.severity)
    assert {finding.severity for finding in found} == {str(severity).removeprefix(str(SH)).lower()}


@pytest.mark.parametrize("change", CONFORMING, ids=range(len(CONFORMING)))
def test_a_change_that_breaks_nothing_gives_no_finding(change: tuple[str, str], tmp_path: Path) -> None:
    """Dates of any precision, old arXiv ids, the end of a month and characters beyond the first plane conform."""
    assert checked(changed(change), tmp_path).findings == ()


def test_every_shape_says_what_is_wrong_and_what_to_do() -> None:
    """A shape that reports has an IRI, one name, one severity, a target and a message in two halves: the fact, the advice."""
    for name in REPORTING:
        shape = KGS[name]
        assert isinstance(shape, URIRef)
        assert len(list(SHAPES.objects(shape, SH.name))) == 1
        assert len(list(SHAPES.objects(shape, SH.severity))) == 1
        assert any(SHAPES.value(shape, target) is not None for target in TARGETS), name
        queries = list(SHAPES.objects(shape, SH.sparql))
        messages = [str(m) for node in (shape, *queries) for m in SHAPES.objects(node, SH.message)]
        assert len(messages) == 1, name
        assert re.fullmatch(r"\S.*: \S.*\.", messages[0]), messages[0]


def test_no_shape_is_named_that_is_not_there() -> None:
    """Every case is of a shape that exists."""
    assert set(VIOLATING) == set(REPORTING)


@pytest.mark.parametrize("file", shape_files(), ids=lambda file: file.name)
def test_a_shapes_file_stands_alone(file: Path) -> None:
    """Each file declares the prefixes of its queries and the shapes it refers to, so that it can be used by itself."""
    graph = rdflib.Graph().parse(file)
    for query in graph.subjects(SH.select):
        used = set(re.findall(r"\b([a-z]+):[A-Za-z]", str(graph.value(query, SH.select))))
        (ontology,) = graph.objects(query, SH.prefixes)
        assert (ontology, RDF.type, OWL.Ontology) in graph
        declared = {str(graph.value(d, SH.prefix)) for d in graph.objects(ontology, SH.declare)}
        assert used <= declared
    named = {o for o in graph.objects() if isinstance(o, URIRef) and o.startswith(KGS)}
    assert named <= set(graph.subjects())


def test_the_kinds_of_work_are_those_of_the_records() -> None:
    """The list in the shape is the list of the reader."""
    (listed,) = SHAPES.objects(KGS["work-type-known"], SH["in"])
    assert [str(item) for item in rdflib.collection.Collection(SHAPES, listed)] == list(WORK_TYPES)


def test_every_text_of_the_mapping_is_covered_by_a_shape_against_empty_texts() -> None:
    """Whatever predicate the mapping gives a plain literal in the layers that are checked, a shape demands a text in it."""
    covered = {URIRef(p) for p in ("http://www.w3.org/ns/oa#exact",)} | {KG_TYPE}
    for name in REPORTING:
        if (KGS[name], SH.pattern, None) in SHAPES:
            path = SHAPES.value(KGS[name], SH.path)
            parts = SHAPES.value(path, SH.alternativePath)
            covered |= set(rdflib.collection.Collection(SHAPES, parts)) if parts is not None else {path}
    assert {str(p) for p in mapped_texts()} - {str(p) for p in covered} == set()


KG_TYPE = URIRef("https://w3id.org/kg-bib/ns#workType")
"""Held by a closed list of values."""


def mapped_texts() -> set[URIRef]:
    """The predicates to which the mapping gives a literal without datatype, but for provenance and decisions."""
    mapping = yaml.safe_load((folder("ontology") / "mapping.yaml").read_text("utf-8"))
    found: set[URIRef] = set()
    for one in mapping["mappings"].values():
        if str(one.get("graphs", "")) in ("graph/provenance", "graph/identity", "graph/candidates"):
            continue
        for entry in one["po"]:
            predicates, objects, typed = _entry(entry)
            for predicate in predicates:
                if not typed and any("~iri" not in str(o) for o in objects) and predicate != "a":
                    prefix, name = predicate.split(":")
                    found.add(URIRef(mapping["prefixes"][prefix] + name))
    return found


def _entry(entry: object) -> tuple[list[str], list[object], bool]:
    if isinstance(entry, list):
        predicates, objects, typed = entry[0], entry[1], len(entry) > 2
    else:
        assert isinstance(entry, dict)
        predicates, objects = entry["p"], entry["o"]
        typed = isinstance(objects, dict) and "datatype" in objects
        if isinstance(objects, dict):
            objects = objects["value"]
    return (
        predicates if isinstance(predicates, list) else [predicates],
        objects if isinstance(objects, list) else [objects],
        typed,
    )


@cache
def prepared(query: str) -> Query:
    """A query of the shapes, parsed once: that takes far longer than to run it."""
    prefixes = {"schema": "https://schema.org/", "xsd": str(rdflib.XSD)}
    return prepareQuery(str(SHAPES.value(KGS[query], SH.select)), initNs=prefixes)


def matching(query: str, values: list[str], scheme: str) -> set[str]:
    """The values that a query of the shapes finds fault with, each bound as the focus node's."""
    graph = rdflib.Graph()
    text = "@prefix schema: <https://schema.org/> .\n" + "".join(
        f'<urn:x:{i}> schema:propertyID "{scheme}" ; schema:value "{value}" .\n' for i, value in enumerate(values)
    )
    graph.parse(data=text, format="turtle")
    select = prepared(query)
    rows = [row for i in range(len(values)) for row in graph.query(select, initBindings={"this": URIRef(f"urn:x:{i}")})]
    return {str(row[1]) for row in rows}  # type: ignore[index]  # rows of a SELECT


digits = st.text("0123456789", min_size=15, max_size=15)


@settings(max_examples=25)
@given(st.lists(digits, min_size=1, max_size=3))
def test_the_orcid_query_agrees_with_mod_11_2(numbers: list[str]) -> None:
    """For each of the eleven check digits the query in the shapes says what kg.identifiers says."""
    all_of_them = [number + check for number in numbers for check in "0123456789X"]
    values = ["-".join(re.findall("....", number)) for number in all_of_them]
    wrong = {value for value in values if not mod_11_2(value.replace("-", ""))}
    assert matching("identifier-orcid-check-query", values, "orcid") == wrong


@settings(max_examples=25)
@given(st.sampled_from(["issn", "isbn10", "isbn13"]), st.text("0123456789", min_size=12, max_size=12))
def test_the_issn_and_isbn_queries_agree_with_the_schemes(kind: str, number: str) -> None:
    """For each check digit the queries in the shapes say what kg.identifiers says."""
    if kind == "issn":
        values = [f"{number[:4]}-{number[4:7]}{check}" for check in "0123456789X"]
    elif kind == "isbn10":
        values = [number[:9] + check for check in "0123456789X"]
    else:
        values = ["978" + number[:9] + check for check in "0123456789"]
    wrong = {value for value in values if not SCHEMES[kind[:4]].check(value)}
    assert matching(f"identifier-{kind}-check-query", values, kind[:4]) == wrong


@pytest.mark.parametrize("scheme", ["arxiv", "doi", "orcid", "issn", "isbn"])
def test_the_patterns_take_what_the_readers_make(scheme: str) -> None:
    """A canonical identifier of each scheme is of the form its shape demands."""
    examples = {
        "arxiv": ["0704.0001", "2510.13290", "hep-th/9901001", "cs/0112017"],
        "doi": ["10.1000/182", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o", "10.1000.10/äß"],
        "orcid": ["0000-0002-1825-0097", "0000-0002-1694-233X"],
        "issn": ["0317-8471", "2434-561X"],
        "isbn": ["9783161484100", "080442957X"],
    }
    pattern = re.compile(str(SHAPES.value(KGS[f"{scheme}-form"], SH.pattern)))
    for value in examples[scheme]:
        assert SCHEMES[scheme].pattern.fullmatch(value)
        assert pattern.search(value)


def test_prefixes_of_the_graphs_are_those_of_the_mapping() -> None:
    """The test graphs speak of the same terms as the mapping."""
    mapping = yaml.safe_load((folder("ontology") / "mapping.yaml").read_text("utf-8"))["prefixes"]
    said = dict(re.findall(r"@prefix (\w+): <([^>]+)>", PREFIXES))
    assert {name: mapping[name] for name in said} == said

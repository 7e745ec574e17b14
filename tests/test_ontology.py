"""The ontology's own terms, the JSON-LD context and the redirects agree with the mapping and with each other."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
import rdflib
import rdflib.compare
import yaml
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, Graph, Literal, Namespace, URIRef

import kg
from kg.assets import folder
from kg.config import NAMESPACE

ONTOLOGY = folder("ontology")
KG = Namespace(NAMESPACE)
GRAPH = Graph().parse(ONTOLOGY / "kg.ttl")
IRI = URIRef(NAMESPACE.removesuffix("#"))
TERMS = sorted(set(GRAPH.subjects(RDFS.isDefinedBy, IRI)))
VANN = Namespace("http://purl.org/vocab/vann/")

NOT_IN_RDFLIB = {
    "http://purl.org/ontology/bibo/": {"identifier", "number"},
    "http://www.w3.org/ns/oa#": {"Selector"},
}
"""Super-terms of the two vocabularies that rdflib has no list of, written down by hand."""


@cache
def mapping() -> dict[str, Any]:
    """The mapping that ships."""
    found: dict[str, Any] = yaml.safe_load((ONTOLOGY / "mapping.yaml").read_text("utf-8"))
    return found


def iri(name: str) -> URIRef:
    """The IRI of a prefixed name of the mapping."""
    prefix, local = name.split(":")
    return URIRef(mapping()["prefixes"][prefix] + local)


def statements() -> list[tuple[str, str, str]]:
    """Every predicate of the mapping with what its object is: "iri", "mixed" dates, a datatype, or "" for a plain text; classes as `a`."""
    found = []
    for one in mapping()["mappings"].values():
        for entry in one["po"]:
            pair = entry if isinstance(entry, list) else [entry["p"], entry["o"]]
            predicates, objects = pair[0], pair[1]
            kind = pair[2] if len(pair) > 2 else ""
            if isinstance(objects, dict):
                kind = "mixed" if "datatype" in objects else ""
                objects = objects["value"]
            for predicate in predicates if isinstance(predicates, list) else [predicates]:
                for item in objects if isinstance(objects, list) else [objects]:
                    is_iri = str(item).endswith("~iri")
                    found.append((predicate, str(item).removesuffix("~iri"), "iri" if is_iri else kind))
    return found


def test_every_term_the_mapping_uses_is_defined() -> None:
    """The mapping has no kg: term that the ontology lacks."""
    text = re.sub(r"^\s*#.*$", "", (ONTOLOGY / "mapping.yaml").read_text("utf-8"), flags=re.MULTILINE)
    used = {KG[name] for name in re.findall(r"\bkg:(?!\s)([A-Za-z]+)", text)}
    assert len(used) > 30
    assert used - set(TERMS) == set()


def test_every_term_the_shapes_use_is_defined() -> None:
    """The shapes have no kg: term that the ontology lacks."""
    text = "".join(file.read_text("utf-8") for file in sorted(folder("shapes").glob("*.ttl")))
    used = {KG[name] for name in re.findall(r"\bkg:([A-Za-z]+)", text)}
    assert len(used) > 20
    assert used - set(TERMS) == set()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(NAMESPACE))
def test_a_term_is_labelled_defined_and_placed(term: URIRef) -> None:
    """A term has a label, a definition, a kind and a super-term that one of the known vocabularies really has."""
    assert term.startswith(NAMESPACE)
    assert len(list(GRAPH.objects(term, RDFS.label))) == 1
    assert str(GRAPH.value(term, SKOS.definition)).endswith(".")
    (kind,) = GRAPH.objects(term, RDF.type)
    is_class = kind == OWL.Class
    assert is_class == str(term).removeprefix(NAMESPACE)[0].isupper()
    assert is_class or kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
    (above,) = GRAPH.objects(term, RDFS.subClassOf if is_class else RDFS.subPropertyOf)
    assert isinstance(above, URIRef)
    assert SDO._NS + "noSuchTerm" not in SDO
    known = any(above in vocabulary for vocabulary in (SDO, DCTERMS, PROV, SKOS))
    cut = max(above.rfind("/"), above.rfind("#")) + 1
    assert known or above[cut:] in NOT_IN_RDFLIB.get(above[:cut], set())


def test_the_terms_of_the_model_are_there() -> None:
    """What later readers of texts will say has its terms already."""
    for name in (
        "introduces",
        "evaluatesOn",
        "Claim",
        "Model",
        "claims",
        "measurement",
        "metricAsPrinted",
        "supersedes",
    ):
        assert KG[name] in TERMS
    assert GRAPH.value(KG.introduces, RDFS.subPropertyOf) == SDO.mentions
    assert GRAPH.value(KG.Authorship, RDFS.subClassOf) == SDO.Role


def test_nothing_is_said_that_is_not_of_the_ontology() -> None:
    """Every subject is the ontology or one of its terms, and there is no blank node."""
    assert set(GRAPH.subjects()) == {IRI, *TERMS}
    assert not any(isinstance(node, rdflib.BNode) for node in GRAPH.all_nodes())


def test_the_ontology_says_what_it_is() -> None:
    """Title, description, licence, version and preferred prefix are there, and the version is the program's."""
    assert (IRI, RDF.type, OWL.Ontology) in GRAPH
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license):
        assert GRAPH.value(IRI, predicate)
    assert GRAPH.value(IRI, OWL.versionInfo) == Literal(kg.__version__)
    assert GRAPH.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{kg.__version__}")
    assert GRAPH.value(IRI, VANN.preferredNamespacePrefix) == Literal("kg")
    assert GRAPH.value(IRI, VANN.preferredNamespaceUri) == Literal(NAMESPACE)


# --- the context -----------------------------------------------------------------------------------------------------

CONTEXT: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]


def definition(predicate: URIRef) -> dict[str, str]:
    """What the context says of a predicate, by its full IRI; the name of the term under `name`."""
    for name, value in CONTEXT.items():
        entry = {"@id": value} if isinstance(value, str) else value
        if isinstance(entry, dict) and ":" in entry.get("@id", "") and not entry["@id"].startswith("http"):
            prefix, local = entry["@id"].split(":")
            if CONTEXT[prefix] + local == str(predicate):
                return {**entry, "name": name}
    return {}


def test_the_context_has_the_prefixes_of_the_mapping() -> None:
    """Each prefix that the mapping writes triples with is in the context under the same name."""
    functions = {"grel", "idlab-fn"}
    assert {name: CONTEXT.get(name) for name in mapping()["prefixes"] if name not in functions} == {
        name: value for name, value in mapping()["prefixes"].items() if name not in functions
    }


@pytest.mark.parametrize(("predicate", "kind"), sorted({(p, kind) for p, _, kind in statements() if p != "a"}))
def test_a_predicate_has_a_term_that_knows_its_objects(predicate: str, kind: str) -> None:
    """IRIs are references and typed literals have their datatype; a text needs no more than the prefix."""
    said = definition(iri(predicate))
    if kind == "iri":
        assert said["@type"] == "@id"
    elif kind in ("", "mixed"):
        assert "@type" not in said
    else:
        assert said["@type"] == kind


def test_classes_have_terms_and_no_name_means_two_things() -> None:
    """Every class is reachable by a name or by its prefix, and a name that two vocabularies share keeps the prefix."""
    classes = {item for p, item, _ in statements() if p == "a"}
    assert len(classes) > 20
    for name in classes:
        prefix, local = name.split(":")
        assert local in CONTEXT or prefix in CONTEXT
        if name.startswith(("schema:", "kg:")):
            assert CONTEXT[local] == name


def test_authors_are_a_list() -> None:
    """The order of authors survives: bibo:authorList is a list of references."""
    assert CONTEXT["authorList"] == {"@id": "bibo:authorList", "@type": "@id", "@container": "@list"}


def test_a_document_in_the_context_is_the_graph_it_says() -> None:
    """A natural JSON-LD document, read with the context, gives the triples of the model."""
    document = {
        "@context": CONTEXT,
        "id": "urn:x:w",
        "type": ["Work", "ScholarlyArticle", "AcademicArticle"],
        "name": "On the Habits of Paper Cranes",
        "author": ["urn:x:a", "urn:x:b"],
        "authorList": ["urn:x:b", "urn:x:a"],
        "dateCreated": {"@value": "2025-03", "@type": "xsd:gYearMonth"},
        "year": "2025",
        "doi": "10.5555/cranes",
        "presentedAt": {"id": "urn:x:e", "type": "Event", "superEvent": "urn:x:v"},
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    expected = Graph().parse(
        data="""
        @prefix schema: <https://schema.org/> . @prefix bibo: <http://purl.org/ontology/bibo/> .
        @prefix kg: <https://w3id.org/kg-bib/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:x:w> a kg:Work, schema:ScholarlyArticle, bibo:AcademicArticle ;
          schema:name "On the Habits of Paper Cranes" ; schema:author <urn:x:a>, <urn:x:b> ;
          bibo:authorList ( <urn:x:b> <urn:x:a> ) ; schema:dateCreated "2025-03"^^xsd:gYearMonth ;
          kg:year "2025"^^xsd:gYear ; bibo:doi "10.5555/cranes" ; bibo:presentedAt <urn:x:e> .
        <urn:x:e> a schema:Event ; schema:superEvent <urn:x:v> .""",
        format="turtle",
    )
    assert rdflib.compare.isomorphic(graph, expected)


# --- the redirects ---------------------------------------------------------------------------------------------------


def test_the_redirects_lead_to_what_is_named() -> None:
    """The file answers for the namespace, its version, the context and the shapes, and no rule leads to a file that is not here."""
    text = (ONTOLOGY / "w3id.htaccess").read_text("utf-8")
    rules = [
        (re.compile(pattern), target) for pattern, target in re.findall(r"^RewriteRule (\S+) (\S+) \[R=", text, re.M)
    ]

    def targets(path: str) -> list[str]:
        found = [(pattern.search(path), target) for pattern, target in rules]
        return [target.replace("$1", m[1] if m.groups() else "") for m, target in found if m]

    beginning = "https://w3id.org/kg-bib/"
    assert NAMESPACE.startswith(beginning)
    shapes = Graph().parse(folder("shapes") / "work.ttl")
    (listed,) = {node for node in shapes.subjects(RDF.type, OWL.Ontology) if (node, SH.declare, None) in shapes}
    for path in (NAMESPACE.removesuffix("#"), f"{IRI}/{kg.__version__}", beginning + "context", str(listed), beginning):
        assert targets(path.removeprefix(beginning)), path
    files = {t.split("}/", 1)[1] for p in ("ns", "context", "shapes/work") for t in targets(p)} - {"ns"}
    assert files == {"ontology/kg.ttl", "ontology/context.jsonld", "shapes/work.ttl"}
    assert all((ONTOLOGY.parent / file).is_file() for file in files)

"""Runs SHACL shapes with pySHACL over N-Triples files.

Three things about the two libraries are mended here, each where it is done: rdflib parses the text of a query anew for every
focus node, walks `path*` by recursion, and pySHACL takes the backslashes of a value for group references in a message.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ShapesError
from kg.shacl.report import Finding, Report
from kg.shacl.where import DERIVED, find, quads, read_places

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def run(data: Iterable[Path], provenance: Iterable[Path], shapes: Iterable[Path], base: str) -> Report:
    """The report of the shapes in some Turtle files on the statements in some N-Triples files.

    Raises `ShapesError` for shapes that cannot be read or run, `WorkspaceError` for statements that cannot be read.
    """
    shape_graph = load_shapes(shapes)
    graph = _load(data)
    results, notes = _validate(graph, shape_graph)
    findings = list(_findings(results, shape_graph))
    if findings:
        findings = list(_placed(findings, graph, read_places(provenance)))
    counts = {"triples": len(graph), "shapes": _count(shape_graph)}
    return Report.of(findings, base, f"pySHACL {version('pyshacl')}", counts, notes=tuple(notes))


def load_shapes(files: Iterable[Path]) -> Graph:
    """One graph of the shapes in some Turtle files. Raises `ShapesError` for a file that is missing or malformed."""
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = rdflib.Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except BadSyntax as error:
            sentence = f"{file} is not well-formed Turtle: line {error.lines + 1}, {error._why}."
            raise ShapesError(sentence, file=str(file)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise ShapesError(f"{file} could not be read: {error}.", file=str(file)) from error
    return graph


def _count(shapes: Graph) -> int:
    """The number of shapes that have a severity or a target of their own: those that report."""
    from rdflib import URIRef

    names = ("severity", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
    return len({subject for name in names for subject in shapes.subjects(URIRef(_SH + name))})


# --- data --------------------------------------------------------------------------------------------------------------


def _load(files: Iterable[Path]) -> Graph:
    """The statements of N-Triples files in memory, the lexical forms as they were written."""
    import pyoxigraph
    from rdflib import BNode, Literal, URIRef

    def term(one: Any) -> Any:
        if isinstance(one, pyoxigraph.NamedNode):
            return URIRef(one.value)
        if isinstance(one, pyoxigraph.BlankNode):
            return BNode(one.value)
        if one.language:
            return Literal(one.value, lang=one.language, normalize=False)
        if one.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return Literal(one.value)
        return Literal(one.value, datatype=URIRef(one.datatype.value), normalize=False)

    graph = _graph()
    known: dict[Any, Any] = {}
    with _quiet("rdflib.term"):
        for statement in quads(files):
            triple = (statement.subject, statement.predicate, statement.object)
            # Most terms stand in several statements; one object for each halves the memory.
            graph.add(tuple(known.get(one) or known.setdefault(one, term(one)) for one in triple))
    return graph


def _graph() -> Graph:
    """An empty rdflib graph that parses each query once and follows `path*` without recursion."""
    import rdflib
    from rdflib.paths import MulPath, OneOrMore, ZeroOrMore, eval_path

    class Data(rdflib.Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(query_object, str):
                query_object = _prepared(query_object)
            return super().query(query_object, *args, **kwargs)

        def triples(self, triple: Any) -> Any:
            start, path, end = triple
            if not (isinstance(path, MulPath) and path.mod in (ZeroOrMore, OneOrMore)) or start is None:
                yield from super().triples(triple)
                return
            seen = {start} if path.zero else set()
            yield from ((start, path, node) for node in seen if end in (None, node))
            ahead = [start]
            while ahead:
                for _, node in eval_path(self, (ahead.pop(), path.path, None)):
                    if node not in seen:
                        seen.add(node)
                        ahead.append(node)
                        if end in (None, node):
                            yield start, path, node

    return Data()


@lru_cache(maxsize=1000)
def _prepared(text: str) -> Any:
    """A query ready to run, its joins of plain patterns each evaluated with what is bound before.

    rdflib does that for one join in a nest and multiplies the others out.
    """
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.algebra import traverse

    def plain(part: Any) -> bool:
        return part.name == "BGP" or (part.name == "Join" and plain(part.p1) and plain(part.p2))

    def nest(part: Any) -> None:
        name = getattr(part, "name", "")
        if name == "Join" and plain(part):
            part["lazy"] = True
        elif name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            traverse(part.graph, visitPost=nest)

    query = prepareQuery(text)
    traverse(query.algebra, visitPost=nest)
    return query


# --- the run -----------------------------------------------------------------------------------------------------------


@contextmanager
def _quiet(name: str) -> Iterator[list[str]]:
    """Keeps a library's log off the terminal; gives the sentences it would have shown."""
    said: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            said.append(record.getMessage().splitlines()[0])
        return False

    logger = logging.getLogger(name)
    logger.addFilter(keep)
    try:
        yield said
    finally:
        logger.removeFilter(keep)


@contextmanager
def _messages() -> Iterator[None]:
    """Puts values into messages as they stand; pySHACL reads LaTeX such as `\\alpha` as a bad escape and stops."""
    from pyshacl.constraints.constraint_component import ConstraintComponent

    def fill(_: Any, message: str, bound: Any) -> str:
        values: dict[str, Any] = {}
        if isinstance(bound, dict):
            values = bound
        elif isinstance(bound, tuple | list) and len(bound) >= 3:
            values = {"this": bound[0], "path": bound[1], "value": bound[2], **(bound[3] if len(bound) > 3 else {})}
        return _PLACEHOLDER.sub(lambda m: m[0] if values.get(m[1]) is None else str(values[m[1]]), message)

    name = "_format_sparql_based_result_message"
    original = getattr(ConstraintComponent, name)
    setattr(ConstraintComponent, name, fill)
    try:
        yield
    finally:
        setattr(ConstraintComponent, name, original)


def _advanced(shapes: Graph) -> bool:
    """Whether the shapes use what the note "SHACL Advanced Features" adds; pySHACL passes over it in silence otherwise."""
    from rdflib import RDF, URIRef

    used = any((None, URIRef(_SH + name), None) in shapes for name in ("target", "rule", "expression"))
    return used or (None, RDF.type, URIRef(_SH + "SPARQLFunction")) in shapes


def _validate(graph: Graph, shapes: Graph) -> tuple[Graph, list[str]]:
    """pySHACL's result graph and what it remarked. Raises `ShapesError` when it cannot run the shapes."""
    from pyparsing import ParseException
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure

    with _quiet("pyshacl-validate") as said, _quiet("rdflib.term"), _messages():
        try:
            # No inference, and advanced features only where they are used: both make a copy of the whole graph first.
            _, results, _ = validate(
                graph,
                shacl_graph=shapes,
                inference="none",
                advanced=_advanced(shapes),
                meta_shacl=False,
                do_owl_imports=False,
            )
        except ParseException as error:
            raise ShapesError(f"A query in the shapes is not well-formed SPARQL: {error}.") from error
        except ReportableRuntimeError as error:
            raise ShapesError(f"The shapes cannot be run: {str(error).splitlines()[0]}") from error
        except Exception as error:  # what a malformed shape makes pySHACL raise has no common type
            raise ShapesError(f"The shapes cannot be run: {type(error).__name__}: {error}") from error
    if isinstance(results, ValidationFailure):
        raise ShapesError(f"The shapes cannot be run: {results.message}")
    return results, list(dict.fromkeys(said))


# --- results -----------------------------------------------------------------------------------------------------------


def _findings(results: Graph, shapes: Graph) -> Iterator[Finding]:
    from rdflib import SH, BNode, URIRef

    for result in results.objects(None, SH.result):
        source = results.value(result, SH.sourceShape)
        path = results.value(result, SH.resultPath)
        if isinstance(path, BNode):
            path = shapes.value(source, SH.path)
        shape = _named(source, shapes)
        value = results.value(result, SH.value)
        focus = results.value(result, SH.focusNode)
        severity = str(results.value(result, SH.resultSeverity)).removeprefix(_SH).lower()
        yield Finding(
            severity=severity if severity in ("warning", "info") else "violation",
            shape=str(shape),
            message=" ".join(sorted(str(text) for text in results.objects(result, SH.resultMessage))),
            focus=str(focus) if isinstance(focus, URIRef) else focus.n3() if focus is not None else "",
            path=_path(path, shapes) if path is not None else "",
            value=_ntriples(value),
            name=_text(shapes, shape, SH.name),
            remedy=_text(shapes, shape, SH.description),
            component=str(results.value(result, SH.sourceConstraintComponent)),
        )


def _named(shape: Node | None, shapes: Graph) -> Node | None:
    """The shape, or the nearest one with an IRI that it belongs to: names of blank nodes change from run to run."""
    from rdflib import BNode, URIRef

    seen: set[Node | None] = set()
    while isinstance(shape, BNode) and shape not in seen:
        seen.add(shape)
        owners = list(shapes.subjects(None, shape))
        shape = min((o for o in owners if isinstance(o, URIRef)), default=owners[0] if owners else None)
    return shape if isinstance(shape, URIRef) else URIRef("urn:kg-bib:shape-without-iri")


def _text(shapes: Graph, shape: Node | None, predicate: Node) -> str:
    return min((str(text) for text in shapes.objects(shape, predicate)), default="")


def _ntriples(term: Any) -> str:
    """A term as N-Triples writes it; '' for none. rdflib's own form uses long quotes."""
    import pyoxigraph
    from rdflib import BNode, Literal

    if term is None:
        return ""
    if isinstance(term, BNode):
        return f"_:{term}"
    if not isinstance(term, Literal):
        return f"<{term}>"
    if term.language:
        return str(pyoxigraph.Literal(str(term), language=term.language))
    return str(pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(term.datatype) if term.datatype else None))


def _path(path: Node, shapes: Graph) -> str:
    """A path: the IRI of a property, or else as SPARQL writes it."""
    from rdflib import URIRef

    return str(path) if isinstance(path, URIRef) else _sparql_path(path, shapes)


def _sparql_path(path: Node, shapes: Graph) -> str:
    from rdflib import RDF, SH, URIRef
    from rdflib.collection import Collection

    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in shapes:
        return "/".join(_sparql_path(part, shapes) for part in Collection(shapes, path))
    if (parts := shapes.value(path, SH.alternativePath)) is not None:
        return "(" + "|".join(_sparql_path(part, shapes) for part in Collection(shapes, parts)) + ")"
    if (inner := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_sparql_path(inner, shapes)}"
    for name, sign in (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?")):
        if (inner := shapes.value(path, URIRef(_SH + name))) is not None:
            return f"{_sparql_path(inner, shapes)}{sign}"
    return ""


def _placed(findings: Iterable[Finding], graph: Graph, places: dict[str, tuple[str, int]]) -> Iterator[Finding]:
    """The findings with the file and line that their focus nodes came from."""
    import msgspec
    from rdflib import URIRef

    from kg.config import NAMESPACE

    own = [URIRef(DERIVED), URIRef(NAMESPACE + "factOf")]

    @cache
    def before(node: str) -> tuple[str, ...]:
        for predicate in own:
            if named := [str(o) for o in graph.objects(URIRef(node), predicate)]:
                return tuple(named)
        return tuple(str(s) for s in graph.subjects(None, URIRef(node)))

    @cache
    def place(node: str) -> tuple[str, int]:
        return find(node, places, before)

    for finding in findings:
        file, line = place(finding.focus) if finding.focus[:1] not in ('"', "_") else ("", 0)
        yield msgspec.structs.replace(finding, file=file, line=line)

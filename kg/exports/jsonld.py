"""JSON-LD: one node object a line, compacted by the ontology's prefixes; named graphs as objects of their own."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from kg import turtle
from kg.exports import Part
from kg.turtle import RDF_TYPE, XSD, Names, Out, Statement

# Whole numbers a reader that keeps numbers as doubles does not change.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def write(parts: Sequence[Part], out: Out, names: Mapping[str, str], folder: Path) -> int:
    """Writes the default graph, then every named graph that holds something, in the order of their names.

    The context holds the prefixes that are used and comes first, as a reader that streams needs it; the nodes are
    written aside meanwhile. A prefix that is also the scheme of an IRI in the graph (`doi:`) is not used at all: a
    processor would take that IRI for a compact one (https://www.w3.org/TR/json-ld11-api/#iri-expansion).
    """
    schemes: set[str] = set()
    ordered = sorted(parts, key=lambda one: one.graph or "")
    lines = turtle.arrange(_keys(ordered, schemes), folder)
    with tempfile.TemporaryFile(dir=folder) as aside:
        count = 0
        used: Names | None = None
        # A key begins with the number of its part: the first comes out of the sorting when all have gone in.
        for number, group in groupby(lines, key=lambda line: line[0]):
            used = used or Names({name: iri for name, iri in names.items() if name not in schemes})
            count += _graph(ordered[number].graph, (line[1:] for line in group), aside, used, count == 0)
        context = json.dumps(used.table() if used else {}, ensure_ascii=False)
        out.write(f'{{"@context": {context},\n"@graph": ['.encode())
        aside.seek(0)
        copyfileobj(aside, out, 1 << 20)
        out.write(b"\n]}\n")
    return count


def _keys(parts: Sequence[Part], schemes: set[str]) -> Iterator[bytes]:
    """The sort keys of all parts, each with the number of its part; notes the schemes of their IRIs."""
    for number, part in enumerate(parts):
        if part.graph:
            schemes.add(part.graph.partition(":")[0])
        for triple in turtle.read(part.files):
            subject, predicate, term = triple
            schemes |= {subject.partition(":")[0], predicate.partition(":")[0]}
            if not term.startswith('"'):
                schemes.add(term[1:].partition(":")[0])
            elif term.endswith(">"):
                schemes.add(term[term.rindex("<") + 1 :].partition(":")[0])
            yield bytes((number,)) + turtle.key(triple)


def _graph(graph: str | None, lines: Iterable[bytes], out: Out, names: Names, first: bool) -> int:
    """Writes the nodes of one graph, inside an object of its own if it has a name; returns the number of triples."""
    separator = "\n" if first else ",\n"
    if graph:
        out.write(f'{separator}{{"@id": {json.dumps(_name(graph, names), ensure_ascii=False)}, "@graph": ['.encode())
        separator = "\n"
    count = 0
    for subject, group in groupby(map(turtle.triple_of, lines), key=lambda triple: triple[0]):
        triples = list(group)
        out.write(separator.encode() + json.dumps(_node(subject, triples, names), ensure_ascii=False).encode())
        separator = ",\n"
        count += len(triples)
    if graph:
        out.write(b"\n]}")
    return count


def _node(subject: str, triples: Sequence[Statement], names: Names) -> dict[str, Any]:
    """A node object: the types, then each property with its value or the list of its values."""
    types = [_name(term.strip("<>"), names) for _, p, term in triples if p == RDF_TYPE and not term.startswith('"')]
    node: dict[str, Any] = {"@id": _name(subject, names)}
    if types:
        node["@type"] = types[0] if len(types) == 1 else types
    rest = (triple for triple in triples if triple[1] != RDF_TYPE or triple[2].startswith('"'))
    for predicate, group in groupby(rest, key=lambda triple: triple[1]):
        values = [_value(term, names) for _, _, term in group]
        node[_name(predicate, names)] = values[0] if len(values) == 1 else values
    return node


def _value(term: str, names: Names) -> Any:
    """A value as JSON's own where its datatype says no more, else as a value object; a thing as a reference."""
    if not term.startswith('"'):
        return {"@id": _name(term.strip("<>"), names)}
    text, datatype, language = turtle.parts(term)
    if language:
        return {"@value": text, "@language": language}
    if datatype == XSD + "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if datatype == XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    return {"@value": text, "@type": _name(datatype, names)} if datatype else text


def _name(iri: str, names: Names) -> str:
    return iri if iri.startswith("_:") else names.short(iri) or iri

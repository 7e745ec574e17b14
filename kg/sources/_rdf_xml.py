"""RDF/XML: where each node and each of its properties stands in the text. Documents that define entities are refused."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from kg.records import Reject
from kg.sources._rdf_graph import BASE, Block, Leaf
from kg.sources._rdf_terms import RDF, canonical
from kg.sources._xml import Element, subtrees

Names = Mapping[str, str]


def blocks(text: str) -> Iterator[Block | Reject]:
    """The blocks of the nodes inside `rdf:RDF`, and what is not well-formed, too deep or defines entities."""
    for part in subtrees(io.StringIO(text, newline="\n"), ("RDF",), nested=True):
        if isinstance(part, Reject):
            yield part
        elif isinstance(part, Element):
            names = _names(part, {"xml:base": BASE})
            for child in part.children:
                yield _node(child, names)


def _names(element: Element, outer: Names) -> Names:
    """The namespaces that an element declares beside those around it, and the base."""
    found = dict(outer)
    for name, value in element.attributes.items():
        if name == "xmlns" or name.startswith("xmlns:"):
            found[name[6:]] = value
        elif name == "xml:base":
            found["xml:base"] = _join(outer["xml:base"], value)
    return found


def _join(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # an address with a broken host
        return iri


def _iri(tag: str, names: Names) -> str:
    prefix, colon, local = tag.rpartition(":")
    return canonical(names.get(prefix, "") + local) if colon or "" in names else tag


def _node(element: Element, outer: Names) -> Block:
    names = _names(element, outer)
    block = Block("", element.start, element.end)
    for name, value in element.attributes.items():
        iri = _iri(name, names) if ":" in name else ""
        if iri == f"{RDF}about":
            block.subject = canonical(_join(names["xml:base"], value))
        elif iri == f"{RDF}ID":
            block.subject = canonical(_join(names["xml:base"], f"#{value}"))
        elif iri == f"{RDF}nodeID":
            block.subject = f"_:{value}"
        elif iri and not name.startswith(("xmlns", "xml:")) and (span := element.spans.get(name)):
            block.leaves.append(Leaf(iri, (value,), *span, span[0]))
    kind = _iri(element.tag, names)
    if kind != f"{RDF}Description":
        # The tag itself says the class; its name begins behind the bracket.
        start = element.start + 1
        block.leaves.append(Leaf(f"{RDF}type", (kind,), start, start + len(element.tag), start))
    _properties(block, element, names)
    return block


def _properties(block: Block, element: Element, names: Names) -> None:
    item = 0
    for child in element.children:
        inner = _names(child, names)
        predicate = _iri(child.tag, inner)
        if predicate == f"{RDF}li":
            item += 1
            predicate = f"{RDF}_{item}"
        _property(block, predicate, child, inner)


def _property(block: Block, predicate: str, child: Element, names: Names) -> None:
    own = {_iri(name, names): name for name in child.attributes if ":" in name and not name.startswith("xmlns:")}
    parse = child.attributes.get(own.get(f"{RDF}parseType", ""), "")
    resource = own.get(f"{RDF}resource")
    if resource is not None and (span := child.spans.get(resource)):
        value = canonical(_join(names["xml:base"], child.attributes[resource]))
        block.leaves.append(Leaf(predicate, (value,), *span, child.start))
    elif (node := own.get(f"{RDF}nodeID")) is not None and (span := child.spans.get(node)):
        block.leaves.append(Leaf(predicate, (f"_:{child.attributes[node]}",), *span, child.start))
    elif parse == "Literal":
        block.leaves.append(Leaf(predicate, (), child.inner_start, child.inner_end, child.start))
    elif parse == "Resource":
        inner = Block("", child.start, child.end)
        _properties(inner, child, names)
        block.blocks.append(inner)
    elif child.children:
        block.blocks += [_node(one, names) for one in child.children]
    elif child.inner_end > child.inner_start:
        block.leaves.append(Leaf(predicate, (child.text,), child.inner_start, child.inner_end, child.start))

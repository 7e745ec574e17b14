"""JSON-LD: where each node and each of its values stands in the text.

The names of properties are expanded by the contexts that stand in the document, as far as terms, prefixes and a vocabulary
go; what they mean beyond that the parser says.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.records import Reject
from kg.sources._json import Located, Malformed, objects
from kg.sources._rdf_graph import BASE, Block, Leaf
from kg.sources._rdf_terms import RDF, canonical

Context = Mapping[str, str]


_CONTEXT_FIRST = re.compile(r'\s*\{\s*"@context"\s*:\s*')
_THEN_GRAPH = re.compile(r'\s*,\s*"@graph"\s*:\s*\[')


def blocks(text: str) -> Iterator[Block | Reject]:
    """The blocks of the nodes at the top or in the outermost graph, and what is no JSON that is read here."""
    context = _streamed(text)
    stream = io.StringIO(text, newline="\n")
    for item in objects(stream) if context is None else objects(stream, ("@graph",)):
        if isinstance(item, Reject):
            yield item
        elif isinstance(item, Located):
            try:
                yield from _top(item, context or {})
            except Malformed as finding:
                yield Reject(item.start, item.end, str(finding))


def _streamed(text: str) -> Context | None:
    """The context of a document that consists of a context and a graph, whose nodes can be taken one by one; else None."""
    begin = _CONTEXT_FIRST.match(text)
    if begin is None:
        return None
    try:
        value, stop = json.JSONDecoder().raw_decode(text, begin.end())
    except (ValueError, RecursionError):  # the one who reads the whole says what is wrong
        return None
    return _context(value, {}) if _THEN_GRAPH.match(text, stop) else None


def _top(item: Located, context: Context) -> Iterator[Block]:
    members = item.members()
    here = _context(item.value.get("@context"), context)
    graph = next((one for key, one in members.items() if _keyword(key, here) == "@graph"), None)
    if graph is None:
        yield _node(item, here)
        return
    for node in graph.items() if isinstance(graph.value, list) else [graph]:
        if isinstance(node.value, dict):
            # A named graph inside the outermost one is read as its nodes.
            yield from _top(node, here)


def _context(value: Any, outer: Context) -> Context:
    """The terms of a context beside those of the one around it."""
    found = dict(outer)
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            for key, meaning in part.items():
                iri = meaning.get("@id") if isinstance(meaning, dict) else meaning
                if isinstance(iri, str):
                    found[key] = iri
    return found


def _keyword(key: str, context: Context) -> str:
    return context.get(key, key) if not key.startswith("@") else key


def _expand(name: str, context: Context, vocabulary: bool) -> str:
    """The IRI of a term or of a name shortened by a prefix."""
    for _ in range(8):  # a term may be named by a prefix that is itself a term
        if vocabulary and name in context and context[name] != name:
            name = context[name]
            continue
        prefix, colon, local = name.partition(":")
        if colon and prefix in context and not local.startswith("//"):
            name = context[prefix] + local
            continue
        break
    if ":" not in name and not name.startswith("@"):
        name = context["@vocab"] + name if vocabulary and "@vocab" in context else (name if vocabulary else BASE + name)
    return canonical(name)


def _node(item: Located, context: Context) -> Block:
    members = item.members()
    context = _context(item.value.get("@context"), context)
    block = Block("", item.start, item.end)
    for key, member in members.items():
        keyword = _keyword(key, context)
        if keyword == "@id" and isinstance(member.value, str):
            block.subject = _expand(member.value, context, False)
        elif keyword == "@type":
            _values(block, f"{RDF}type", member, context, member.key_start)
        elif keyword in ("@graph", "@included", "@reverse"):
            _inner(block, member, context)
        elif not keyword.startswith("@"):
            _values(block, _expand(key, context, True), member, context, member.key_start)
    return block


def _inner(block: Block, member: Located, context: Context) -> None:
    for one in member.items() if isinstance(member.value, list) else [member]:
        if isinstance(one.value, dict):
            block.blocks.append(_node(one, context))


def _values(block: Block, predicate: str, one: Located, context: Context, begin: int) -> None:
    value = one.value
    if isinstance(value, list):
        for item in one.items():
            _values(block, predicate, item, context, item.start)
    elif isinstance(value, dict):
        _object(block, predicate, one, context, begin)
    elif value is not None:
        block.leaves.append(_leaf(predicate, one, value, context, begin))


def _object(block: Block, predicate: str, one: Located, context: Context, begin: int) -> None:
    members = one.members()
    by_keyword = {_keyword(key, context): member for key, member in members.items()}
    for wrapper in ("@list", "@set"):
        if wrapper in by_keyword:
            _values(block, predicate, by_keyword[wrapper], context, begin)
            return
    if "@value" in by_keyword:
        inner = by_keyword["@value"]
        leaf = _leaf(predicate, inner, inner.value, context, begin)
        leaf.start, leaf.end = one.start, one.end
        block.leaves.append(leaf)
    elif set(by_keyword) == {"@id"}:
        inner = by_keyword["@id"]
        leaf = _leaf(predicate, inner, inner.value, context, begin)
        leaf.start, leaf.end = one.start, one.end
        block.leaves.append(leaf)
    else:
        block.blocks.append(_node(one, context))


def _leaf(predicate: str, one: Located, value: Any, context: Context, begin: int) -> Leaf:
    """A value: as it stands, and as the IRI it is where its property takes IRIs."""
    if isinstance(value, str):
        forms = {value: None, _expand(value, context, False): None, _expand(value, context, True): None}
        return Leaf(predicate, tuple(forms), one.start, one.end, begin)
    if isinstance(value, bool):
        return Leaf(predicate, ("true" if value else "false",), one.start, one.end, begin)
    # A number with a fraction is written anew by the parser.
    return Leaf(predicate, (str(value),) if isinstance(value, int) else (), one.start, one.end, begin)

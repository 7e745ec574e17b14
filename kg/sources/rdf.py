"""RDF on schema.org, BIBO, FaBiO or Dublin Core: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; our own exports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.records import Furniture, Item, Nested, Piece, Record, Reject
from kg.sources import TextStream, _json_ld, _rdf_json, _rdf_turtle, _rdf_xml
from kg.sources._json import DEPTH, fill, too_deep
from kg.sources._rdf_draft import Draft, Used
from kg.sources._rdf_graph import BASE, Block, Graph, Leaf
from kg.sources._rdf_work import read as read_work
from kg.sources._rdf_work import works

if TYPE_CHECKING:
    import pyoxigraph

LARGEST = 200_000_000
"""A document of more characters is not read: a work's statements may stand anywhere in it, so it is held whole."""

_TOGETHER = 128
"""So many blocks of a document with a fault are tried at a time."""

_COMMENTS = re.compile(r"(?>(?:\s+|#[^\n]*\n?)*)")
_DIRECTIVE = re.compile(r"@prefix\s+[^\s:]*:\s*<|@base\s*<|prefix\s+[^\s:]*:\s*<|base\s*<", re.IGNORECASE)
_STATEMENT = re.compile(
    r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+>\s+(?:a|<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+>)\s+[<\"_\[(]"
)
_BLANK = re.compile(r"_:[A-Za-z0-9]\S*[ \t]+<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+>[ \t]+[<\"_]")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_PLACE = re.compile(r"^Parser error (?:at|between) [^:]{1,80}: | \(line \d+\)$")
_REMOTE = re.compile(r'"@(?:context|import)"\s*:\s*\[?\s*"([^"\\]*)"')
_XML = re.compile(r"""<[\w.-]+:RDF\s[^<>]*["']http://www\.w3\.org/1999/02/22-rdf-syntax-ns#["']""")
_RSS = re.compile(r"""xmlns=["']http://purl\.org/rss/1\.0/["']|<rss:item[\s>]""")

_REPLACED = "http://purl.org/dc/terms/isReplacedBy"


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as one of the syntaxes; of JSON-LD only what is not plain schema.org, of RDF/XML what is no feed."""
    return _syntax(head) is not None and not (head.lstrip().startswith("<") and _RSS.search(head))


def _syntax(head: str) -> str | None:
    """The name of a text's syntax as the parser knows it; None for none."""
    start = head.lstrip()
    if start.startswith(("{", "[")):
        return "JSON_LD" if _json_ld.kind(head) == "other" else None
    if start.startswith("<") and _XML.search(start):
        return "RDF_XML"
    comments = _COMMENTS.match(head)
    at = comments.end() if comments else 0
    if _DIRECTIVE.match(head, at):
        return "TRIG"
    if _STATEMENT.match(head, at) or _BLANK.match(head, at):
        rows = [row.strip() for row in head[at:].splitlines()[:21]]
        # The last row may be cut off where the beginning ends.
        whole = [row for row in rows[: max(1, len(rows) - 1)] if row and not row.startswith("#")]
        return "N_QUADS" if all(_rdf_turtle.LINE.fullmatch(row) for row in whole) else "TRIG"
    return None


def read(stream: TextStream) -> Iterator[Item]:
    """One record for each work, in the order in which the works' own statements begin; the document is held in memory."""
    text = stream.read(LARGEST + 1)
    if len(text) > LARGEST:
        size = len(text)
        while chunk := stream.read(1 << 20):
            size += len(chunk)
        yield Reject(
            0, size, f"The document is too large for this reader: it has {size:,} characters, more than {LARGEST:,}."
        )
        return
    syntax = _syntax(text[:65_536]) or "TRIG"
    blocks, rejects = _located(text, syntax)
    graph = Graph()
    parser = _Parser(graph, text, syntax)
    parser.run(blocks)
    faulty = parser.faulty
    if faulty and syntax in ("JSON_LD", "RDF_XML"):
        yield Reject(0, len(text), next(iter(faulty.values())))
        return
    used: Used = {}
    drafts = {subject: read_work(graph, subject, used) for subject in works(graph)}
    _given_up(graph, used)
    emitter = _Emitter(graph, drafts, used, blocks)
    at = 0
    stretches: list[Block | Reject] = [*blocks, *rejects]
    for one in sorted(stretches, key=lambda one: one.start):
        if text[at : one.start].strip():
            yield Furniture("envelope", at, one.start)
        at = one.end
        if isinstance(one, Reject):
            yield one
        elif reason := faulty.get(one.start):
            yield Reject(one.start, one.end, reason)
        else:
            yield from emitter.items(one)
    if text[at:].strip():
        yield Furniture("envelope", at, len(text))


def _given_up(graph: Graph, used: Used) -> None:
    """An IRI of which nothing is said but what took its place says nothing of a work."""
    for subject, properties in graph.statements.items():
        if properties.keys() == {_REPLACED}:
            used.update({(subject, _REPLACED, term.value): "derived" for term in properties[_REPLACED]})


def _located(text: str, syntax: str) -> tuple[list[Block], list[Reject]]:
    locate: dict[str, Callable[[str], Iterator[Block | Reject]]] = {
        "JSON_LD": _rdf_json.blocks,
        "RDF_XML": _rdf_xml.blocks,
        "N_QUADS": _rdf_turtle.lines,
        "TRIG": _rdf_turtle.blocks,
    }
    found = list(locate[syntax](text))
    return [one for one in found if isinstance(one, Block)], [one for one in found if isinstance(one, Reject)]


class _Parser:
    """Fills a graph; `faulty` has, by where they start, the blocks that cannot be read and the reason."""

    def __init__(self, graph: Graph, text: str, syntax: str) -> None:
        import pyoxigraph

        self.faulty: dict[int, str] = {}
        self._graph = graph
        self._text = text
        self._syntax = syntax
        self._form = getattr(pyoxigraph.RdfFormat, syntax)
        self._parse = pyoxigraph.parse
        self._declared = ""

    def run(self, blocks: list[Block]) -> None:
        """Reads the whole text; where its syntax allows that, one with a fault block by block."""
        if self._syntax == "JSON_LD" and too_deep(self._text):
            self.faulty[0] = f"Values are nested deeper than {DEPTH}."
        elif self._syntax in ("JSON_LD", "RDF_XML"):
            if blocks and (reason := self._into(self._graph, self._text)):
                self.faulty[0] = reason
        elif any(one.fault for one in blocks) or not self._whole():
            self._each(blocks)

    def _quads(self, part: str) -> Iterator[pyoxigraph.Quad]:
        return self._parse(part.encode("utf-8", "replace"), self._form, base_iri=BASE, lenient=True)

    def _into(self, graph: Graph, part: str) -> str:
        """Reads a document; gives the reason when it cannot be read to its end."""
        try:
            graph.add(self._quads(part))
        except (SyntaxError, ValueError) as error:
            if "LoadDocumentCallback" in str(error):
                named = _REMOTE.search(part)
                return f"The document needs a context that stands elsewhere ({named[1][:200] if named else '?'}) and is not fetched."
            # The parser counts lines of what it was given, which is not always the whole document.
            return f"The RDF is broken: {_PLACE.sub('', ' '.join(str(error).split()))[:300]}."
        return ""

    def _whole(self) -> bool:
        whole = Graph()
        if self._into(whole, self._text):
            return False
        self._graph.statements = whole.statements
        return True

    def _each(self, blocks: list[Block]) -> None:
        declared: list[str] = []
        together: list[Block] = []
        for one in blocks:
            part = self._text[one.start : one.end]
            if not (one.directive or one.fault or one.torn) and part.endswith("."):
                together.append(one)
                if len(together) == _TOGETHER:
                    self._several(together)
                    together = []
                continue
            self._several(together)
            together = []
            self._single(one)
            if one.directive and one.start not in self.faulty and part[-1:] not in "{}":
                # What is declared again in the same words is not given to the parser twice, for each block after it.
                if _ABSOLUTE.search(part):
                    declared = [line for line in declared if line != part + "\n"]
                declared.append(part + "\n")
                self._declared = "".join(declared)
        self._several(together)

    def _several(self, blocks: list[Block]) -> None:
        """Reads blocks together; where that fails, each half by itself, so that few faults cost few parses."""
        if len(blocks) < 2:
            for one in blocks:
                self._single(one)
            return
        document = self._declared + "\n".join(self._text[one.start : one.end] for one in blocks)
        try:
            found = list(self._quads(document))
        except (SyntaxError, ValueError):
            self._several(blocks[: len(blocks) // 2])
            self._several(blocks[len(blocks) // 2 :])
        else:
            self._graph.add(found)

    def _single(self, one: Block) -> None:
        part = self._text[one.start : one.end]
        if one.directive and not one.fault and part[-1:] in "{}":
            return  # a brace by itself says nothing, and there may be as many as characters
        if reason := one.fault or self._into(self._graph, _closed(self._declared, part, one.directive)):
            self.faulty[one.start] = reason


def _closed(declared: str, part: str, directive: bool) -> str:
    """One block as a document: with what was declared before it, and a full stop in the place of a graph's brace."""
    if directive:
        return declared + part
    return declared + (part[:-1] + "." if part.endswith("}") else part)


class _Emitter:
    """Turns blocks into records and furniture. A work is a record where its own block begins, not where another names it."""

    def __init__(self, graph: Graph, drafts: dict[str, Draft], used: Used, blocks: list[Block]) -> None:
        self._graph = graph
        self._waiting = dict(drafts)
        self._used = used
        self._outer = {self._subject(block) for block in blocks}

    def items(self, block: Block) -> Iterator[Item]:
        """The record of a block that begins a work, or what the block says of other things."""
        if block.directive:
            yield Furniture("prefix", block.start, block.end)
            return
        subject = self._subject(block)
        if subject not in self._waiting:
            yield from self._around(block)
            return
        draft = self._waiting.pop(subject)
        inner = self._works_in(block)
        outer = self._record(block, draft, inner)
        if inner:
            yield Nested(outer, [self._record(one, self._waiting.pop(one.subject), []) for one in inner])
        else:
            yield outer

    def _record(self, block: Block, draft: Draft, inner: list[Block]) -> Record:
        pieces: list[Piece] = []
        found = list(self._pieces(block, inner))
        at = block.start
        for low, high in [*((one.start, one.end) for one in inner), (block.end, block.end)]:
            pieces += fill([piece for piece in found if at <= piece.start < low], at, low)
            at = high
        key = "" if block.subject.startswith("_:") else block.subject
        return Record(block.start, block.end, draft.work, pieces, key, remarks=draft.remarks)

    def _works_in(self, block: Block) -> list[Block]:
        """The outermost blocks within that describe a work which has no block of its own elsewhere, each work once."""
        found: dict[str, Block] = {}
        for one in block.blocks:
            subject = self._subject(one)
            if subject in self._waiting and subject not in self._outer:
                found.setdefault(subject, one)
            else:
                for inner in self._works_in(one):
                    found.setdefault(inner.subject, inner)
        return list(found.values())

    def _subject(self, block: Block) -> str:
        if not block.subject:
            block.subject = self._graph.unnamed(block) or "_:"
        return block.subject

    def _around(self, block: Block) -> Iterator[Item]:
        """What is not a work's own block: known, but for statements that nobody read; works inside it are records."""
        inner = self._works_in(block)
        found: list[Record | Piece] = [self._record(one, self._waiting.pop(one.subject), []) for one in inner]
        found += [piece for piece in self._pieces(block, inner) if piece.kind == "left"]
        at = block.start
        for one in sorted(found, key=lambda one: one.start):
            if one.start > at:
                yield Furniture("statement", at, one.start)
            if isinstance(one, Record):
                yield one
            at = one.end
        if block.end > at:
            yield Furniture("statement", at, block.end)

    def _pieces(self, block: Block, without: list[Block]) -> Iterator[Piece]:
        """What became of the values in a block and in those within, but for some."""
        for leaf in block.leaves:
            yield self._piece(self._subject(block), leaf)
        for one in block.blocks:
            if all(one is not other for other in without):
                yield from self._pieces(one, without)

    def _piece(self, subject: str, leaf: Leaf) -> Piece:
        values = leaf.values or tuple(term.value for term in self._graph.values(subject, leaf.predicate))
        target = next((found for value in values if (found := self._used.get((subject, leaf.predicate, value)))), None)
        if target is None:
            return Piece("left", leaf.predicate, leaf.begin, leaf.end)
        return Piece("furniture" if target == "derived" else "mapped", target, leaf.start, leaf.end)

"""RDF in memory: the statements of a document by subject, and where in its text each of them stands.

A locator of one syntax gives `Block`s; the parser gives the statements. Both name IRIs in the same form, `http://schema.org/`
as `https://schema.org/`, and blank nodes as `_:label`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from kg.sources._rdf_terms import canonical

if TYPE_CHECKING:
    import pyoxigraph

DEPTH = 200
"""Nodes nested deeper are not read; a parser that is given them may crash."""

BASE = "http://document.invalid/"
"""What relative IRIs of a document without a base of its own stand on: a name that nothing can have."""


class Term(NamedTuple):
    """The object of a statement: an IRI (`kind` is "iri"), a blank node ("blank") or a literal, whose kind is its datatype
    or, after "@", its language."""

    value: str
    kind: str

    @property
    def literal(self) -> bool:
        return self.kind not in ("iri", "blank")

    @property
    def language(self) -> str:
        return self.kind[1:] if self.kind.startswith("@") else ""


class Leaf(Struct, gc=False, eq=False):
    """A value where it stands (`start` to `end`) and all of its statement that stands with it (from `begin` on).

    `values` are the forms the value may have in the graph; none means that the text does not show it.
    """

    predicate: str
    values: tuple[str, ...]
    start: int
    end: int
    begin: int


class Block(Struct, gc=False, eq=False):
    """What a document says of one subject in one place. The subject is '' where the text gives it no name.

    `directive` marks what declares prefixes; `fault` says why it is not to be given to a parser; of one that is `torn`, a string
    or an IRI may end only in a block behind it.
    """

    subject: str
    start: int
    end: int
    leaves: list[Leaf] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    directive: bool = False
    fault: str = ""
    torn: bool = False

    def walk(self) -> Iterator[Block]:
        """The block and all blocks within, in the order of the text."""
        yield self
        for one in self.blocks:
            yield from one.walk()


class Graph:
    """Statements by subject and predicate, values in the order of the document."""

    def __init__(self) -> None:
        self.statements: dict[str, dict[str, list[Term]]] = {}
        self._blanks: dict[tuple[str, str], list[str]] | None = None
        self._names: dict[str, str] = {}  # one copy of each predicate and datatype, of which there are few
        self._pointing: dict[str, dict[str, list[str]]] = {}

    def add(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Takes in what a parser reads. Raises what the parser raises."""
        import pyoxigraph

        names = self._names
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, pyoxigraph.Triple) or isinstance(value, pyoxigraph.Triple):
                continue  # a statement about a statement
            predicate = quad.predicate.value
            predicate = names.get(predicate) or names.setdefault(predicate, canonical(predicate))
            name = f"_:{subject.value}" if isinstance(subject, pyoxigraph.BlankNode) else canonical(subject.value)
            properties = self.statements.get(name)
            if properties is None:
                properties = self.statements[name] = {}
            found = properties.get(predicate)
            if found is None:
                found = properties[predicate] = []
            if isinstance(value, pyoxigraph.Literal):
                kind = f"@{value.language}" if value.language else value.datatype.value
                term = Term(value.value, names.setdefault(kind, kind))
            elif isinstance(value, pyoxigraph.BlankNode):
                term = Term(f"_:{value.value}", "blank")
            else:
                term = Term(canonical(value.value), "iri")
            # Most properties have few values; a long list is looked through no further back.
            if not found or term not in found[-50:]:
                found.append(term)

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property."""
        properties = self.statements.get(subject)
        return properties.get(predicate, []) if properties else []

    def pointing(self, predicate: str, value: str) -> list[str]:
        """The subjects of which a property has this value, in the order of the document."""
        if predicate not in self._pointing:
            found = self._pointing[predicate] = defaultdict(list)
            for subject, properties in self.statements.items():
                for term in properties.get(predicate, ()):
                    found[term.value].append(subject)
        return self._pointing[predicate].get(value, [])

    def unnamed(self, block: Block) -> str:
        """The blank node a block without a name describes: the one of which the graph says all that stands in the block."""
        if self._blanks is None:
            self._blanks = defaultdict(list)
            for subject, properties in self.statements.items():
                if subject.startswith("_:"):
                    for predicate, terms in properties.items():
                        for term in terms:
                            self._blanks[predicate, term.value].append(subject)
        best: list[str] = []
        for leaf in block.leaves:
            for value in leaf.values:
                found = self._blanks.get((leaf.predicate, value), [])
                if found and (not best or len(found) < len(best)):
                    best = found
        return next((one for one in best if self._fits(one, block)), "")

    def _fits(self, subject: str, block: Block) -> bool:
        properties = self.statements[subject]
        return all(
            any(term.value in leaf.values for term in properties.get(leaf.predicate, ()))
            or any(term.kind == "blank" for term in properties.get(leaf.predicate, ()))
            for leaf in block.leaves
            if leaf.values
        )

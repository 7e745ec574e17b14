"""A work in the making from RDF: what is added to it, and every statement that is read entered with what it became."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.msgpack import encode

from kg import identifiers
from kg.names import display, fold
from kg.records import Contribution, Identifier, Link, NameAsPrinted, Remark, Work
from kg.sources import _rdf_terms as t
from kg.sources._rdf_graph import Graph, Term

Used = dict[tuple[str, str, str], str]
"""What became of statements: subject, predicate and value, and the field they went to ("derived" for what says nothing new)."""


class Draft:
    """A work in the making; every statement that is read is entered in `used`."""

    def __init__(self, graph: Graph, subject: str, used: Used) -> None:
        self.graph = graph
        self.subject = subject
        self.used = used
        self.work = Work(type="other")
        self.remarks: list[Remark] = []
        self.people: set[str] = set()
        self.roles: Counter[str] = Counter()
        # A work may have any number of values, so what was added is looked up, not searched for.
        self._places: dict[tuple[str, bytes], int] = {}
        self._urls: dict[str, str] = {}
        self._identifiers: dict[tuple[str, str], str] = {}
        self._names: set[str] = set()
        self._named = 0

    def values(self, predicate: str) -> list[Term]:
        return self.graph.values(self.subject, predicate)

    def use(self, subject: str, predicate: str, term: Term, target: str) -> None:
        """Enters a statement as read; what it was first read as stays."""
        self.used.setdefault((subject, predicate, term.value), target)

    def known(self, subject: str, *predicates: str) -> None:
        """Enters all values of these properties as known."""
        for predicate in predicates:
            for term in self.graph.values(subject, predicate):
                self.use(subject, predicate, term, "derived")

    def text(self, subject: str, predicate: str, target: str) -> str:
        """The first literal of a property, entered as read."""
        for term in self.graph.values(subject, predicate):
            if term.literal and term.value.strip():
                self.use(subject, predicate, term, target)
                return term.value.strip()
        return ""

    def name(self, node: str, target: str) -> str:
        """The name of a thing, entered as read."""
        found = next((name for predicate in t.NAMES if (name := self.text(node, predicate, target))), "")
        if found:
            self.known(node, t.RDF + "type")
        return found

    def label(self, term: Term, target: str) -> str:
        """The text of a literal, or the name of a thing."""
        return term.value if term.literal else self.name(term.value, target)

    def identifier(self, term: Term, subject: str, predicate: str, scheme: str = "") -> Identifier | None:
        """The identifier a value is: a PropertyValue with scheme and value, an IRI, or a text that shows what it is."""
        node, found = term.value, None
        if not term.literal and (inner := self.graph.values(node, t.S + "value")):
            kind = next((one.value for one in self.graph.values(node, t.S + "propertyID")), "")
            word = re.split(r"[/#:]", kind.rstrip("/"))[-1].lower()
            found = identifiers.parse(word, inner[0].value) if word else identifiers.recognise(inner[0].value)
            if found is not None:
                self.known(node, *(t.S + name for name in ("propertyID", "value", "url")), t.RDF + "type")
        elif scheme:
            found = identifiers.parse(scheme, node)
            if found is None and node.strip():
                self.remark("identifier-invalid", f"{node[:100]!r} is not a valid {scheme.upper()}.", scheme)
        else:
            found = identifiers.recognise(node)
        return found

    def add(self, field: str, value: object) -> str:
        """Adds a value to a list of the work unless it is there; gives its place."""
        members = getattr(self.work, field)
        key = field, encode(value)
        known = self._places.get(key)
        # A venue may have been given more since it was added.
        if known is None or members[known] != value:
            known = self._places[key] = len(members)
            members.append(value)
        place = f"{field}[{known}]"
        if isinstance(value, Link):
            self._urls.setdefault(value.url, place)
        return place

    def linked(self, url: str) -> str | None:
        """The place of a link to a URL."""
        return self._urls.get(url)

    def identify(self, found: Identifier) -> str:
        """Adds an identifier once; gives its place."""
        key = found.scheme, found.value
        if key not in self._identifiers:
            self._identifiers[key] = f"identifiers[{len(self.work.identifiers)}]"
            self.work.identifiers.append(found)
        return self._identifiers[key]

    def contribute(self, name: NameAsPrinted, role: str) -> Contribution:
        """Adds a contributor behind those of the same role."""
        self.roles[role] += 1
        one = Contribution(name, self.roles[role], role)
        self.work.contributions.append(one)
        return one

    def named(self, folded: str) -> bool:
        """Whether one of the contributors has this folded name, in the order in which it is printed or given name first."""
        for one in self.work.contributions[self._named :]:
            self._names |= {fold(one.name.printed), fold(display(one.name))}
        self._named = len(self.work.contributions)
        return folded in self._names

    def remark(self, code: str, message: str, field: str = "") -> None:
        self.remarks.append(Remark(code, message, field))

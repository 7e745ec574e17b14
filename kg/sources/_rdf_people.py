"""Who contributed to a work described in RDF, and in which order: authorships with positions, lists, or properties without order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import identifiers
from kg.names import display, fold, split
from kg.records import Affiliation, Identifier, NameAsPrinted
from kg.sources import _rdf_terms as t
from kg.sources._json_draft import person
from kg.sources._latex import has_latex, to_unicode
from kg.sources._rdf_graph import Term
from kg.sources._schema_org import WEB

if TYPE_CHECKING:
    from kg.sources._rdf_draft import Draft

_SAME = (
    t.S + "identifier",
    t.S + "sameAs",
    t.OWL + "sameAs",
    t.VIVO + "orcidId",
    "http://dbpedia.org/ontology/orcidId",
)
_PAGES = (t.S + "url", t.S + "sameAs", t.FOAF + "homepage", t.FOAF + "page", t.OWL + "sameAs")
_KNOWN = (t.RDF + "type", t.S + "alternateName", t.K + "sortName", t.FOAF + "name", t.S + "name")
_LONGEST = 100_000
_NO_LABEL = re.compile(r"_:[0-9a-f]{30,32}")
"""The label a parser makes up for a node that has none: another one in each run."""


def people(draft: Draft) -> None:
    """Adds the contributors of a work. Where authorships or a list give an order, the flat properties say nothing more."""
    authorships = draft.graph.pointing(t.K + "authorshipOf", draft.subject)
    ordered = _authorships(draft, authorships, "author") if authorships else False
    _authorships(draft, draft.graph.pointing(t.K + "contributionTo", draft.subject), "contributor")
    for predicate, role in t.LISTS.items():
        for head in draft.values(predicate):
            members = collection(draft, head.value, predicate)
            done = ordered if role == "author" else draft.roles[role] > 0
            if done:
                draft.use(draft.subject, predicate, head, "derived")
            elif members:
                draft.use(draft.subject, predicate, head, "contributions")
                ordered = _add_all(draft, members, role) or ordered
    for predicate, role in t.ROLES.items():
        _flat(draft, predicate, role)


def _authorships(draft: Draft, nodes: list[str], role: str) -> bool:
    """The project's own nodes between a work and a person: position, name as printed, affiliation as printed."""
    found = []
    for node in nodes:
        place = draft.graph.values(node, t.S + "position")
        number = int(place[0].value) if place and place[0].value.isdecimal() and len(place[0].value) < 9 else 0
        found.append((number, node))
    found.sort(key=lambda one: one[0])
    for _, node in found:
        target = f"contributions[{len(draft.work.contributions)}]"
        printed = draft.text(node, t.K + "nameAsPrinted", target)
        said = draft.text(node, t.S + "roleName", target) or role
        whom = next(
            iter(draft.graph.values(node, t.S + "author") + draft.graph.values(node, t.S + "contributor")), None
        )
        if _contribute(draft, whom, said, printed):
            one = draft.work.contributions[-1]
            for name in draft.graph.values(node, t.K + "affiliationAsPrinted"):
                one.affiliations.append(Affiliation(name.value))
                draft.use(node, t.K + "affiliationAsPrinted", name, target)
            known = ("authorshipOf", "contributionTo", "authorOrderOf")
            draft.known(
                node, t.RDF + "type", t.S + "position", t.S + "author", t.S + "contributor", *(t.K + k for k in known)
            )
    return bool(found)


def _flat(draft: Draft, predicate: str, role: str) -> None:
    """Contributors named by a property itself; its values are lists, roles with positions, people, or names."""
    terms = draft.values(predicate)
    known = [one for one, count in draft.roles.items() if count]
    fresh: list[Term] = []
    for term in terms:
        members = collection(draft, term.value, predicate) if not term.literal else []
        if members:
            draft.use(draft.subject, predicate, term, "contributions")
            if role not in known:
                _add_all(draft, members, role)
        else:
            fresh.append(term)
    if role in known:
        for term in fresh:
            if _is_named(draft, term):
                draft.use(draft.subject, predicate, term, "derived")
                draft.known(term.value, *t.GIVEN, *t.FAMILY, *t.NAMES, t.RDF + "type")
        return
    roles = [(place, term) for term in fresh if (place := _position(draft, term)) is not None]
    if len(roles) == len(fresh):
        fresh = [term for _, term in sorted(roles, key=lambda one: one[0])]
    added = [term for term in fresh if _add_all(draft, [term], role, predicate)]
    if len(added) > 1 and role == "author" and len(roles) < len(fresh):
        draft.remark("author-order-unknown", f"{len(added)} authors are given without their order.", "contributions")


def _is_named(draft: Draft, term: Term) -> bool:
    """Whether a flat value is one of the contributors there are already: the same thing, or one of the same name."""
    if term.value in draft.people:
        return True
    return draft.named(fold(term.value if term.literal else _name(draft, term.value)[0]))


def _position(draft: Draft, term: Term) -> int | None:
    found = draft.graph.values(term.value, t.S + "position") if not term.literal else []
    return int(found[0].value) if found and found[0].value.isdecimal() and len(found[0].value) < 9 else None


def _add_all(draft: Draft, members: list[Term], role: str, predicate: str = "") -> bool:
    before = len(draft.work.contributions)
    for term in members:
        target = f"contributions[{len(draft.work.contributions)}]"
        inner = _role(draft, term)
        if inner is not None:
            whom, printed, said = inner
            done = _contribute(draft, whom, said or role, printed)
        else:
            done = _contribute(draft, term, role, "")
        if done and predicate:
            draft.use(draft.subject, predicate, term, target)
    return len(draft.work.contributions) > before


def _role(draft: Draft, term: Term) -> tuple[Term, str, str] | None:
    """The person of a schema:Role, the name as printed and the role it names."""
    if term.literal or not any(one.value == t.S + "Role" for one in draft.graph.values(term.value, t.RDF + "type")):
        return None
    for predicate in (t.S + "author", t.S + "creator", t.S + "contributor", t.S + "editor"):
        for inner in draft.graph.values(term.value, predicate):
            target = f"contributions[{len(draft.work.contributions)}]"
            draft.use(term.value, predicate, inner, target)
            draft.known(term.value, t.RDF + "type", t.S + "position")
            return (
                inner,
                draft.text(term.value, t.K + "nameAsPrinted", target),
                draft.text(term.value, t.S + "roleName", target),
            )
    return None


def _contribute(draft: Draft, whom: Term | None, role: str, printed: str) -> bool:
    """Adds a contributor who has a name; one who has none is noted, not made up."""
    target = f"contributions[{len(draft.work.contributions)}]"
    if whom is None or whom.literal:
        text = printed or (whom.value.strip() if whom else "")
        if text:
            draft.contribute(split(text), role)
        return bool(text)
    node = whom.value
    draft.people.add(node)
    name, given, family, literal = _name(draft, node)
    if not name and not printed:
        shown = "A node" if _NO_LABEL.fullmatch(node) else node[:200]
        draft.remark("contributor-without-name", f"{shown} has no name here.", "contributions")
        return False
    found = _as_printed(printed or name, given, family, literal)
    bodies, known = _affiliations(draft, node), _identities(draft, node)
    one = draft.contribute(found, role)
    one.identifiers, one.affiliations, one.links = known, bodies, _pages(draft, node, target)
    for predicate in (*t.GIVEN, *t.FAMILY, *t.NAMES):
        for term in draft.graph.values(node, predicate):
            draft.use(node, predicate, term, target)
    draft.known(node, *_KNOWN)
    return True


def _name(draft: Draft, node: str) -> tuple[str, str, str, bool]:
    """The name of a person or body: whole, given, family, and whether it is a body's."""
    given = next((term.value for p in t.GIVEN for term in draft.graph.values(node, p)), "").strip()
    family = next((term.value for p in t.FAMILY for term in draft.graph.values(node, p)), "").strip()
    name = next((term.value for p in t.NAMES for term in draft.graph.values(node, p) if term.literal), "").strip()
    body = any(term.value in t.BODIES for term in draft.graph.values(node, t.RDF + "type"))
    return name or f"{given} {family}".strip(), given, family, body


def _as_printed(printed: str, given: str, family: str, literal: bool) -> NameAsPrinted:
    """The printed name with the parts the graph has for the person, where they are the parts of this form of the name."""
    if literal:
        return NameAsPrinted(printed, literal=True)
    clean = to_unicode(printed) if has_latex(printed) else printed
    own = split(clean)
    if not own.literal:
        own = NameAsPrinted(printed, own.given, own.particle, own.family, own.suffix)
    whole = person(given, family, printed=printed) if family else own
    if own.suffix or own.literal or not family or fold(display(own)) != fold(display(whole)):
        return own
    return whole


def _identities(draft: Draft, node: str) -> list[Identifier]:
    """The identifiers of a person or body: its own IRI where that is one, and those it is said to have."""
    found: dict[tuple[str, str], Identifier] = {}
    candidates = [identifiers.recognise(node)] if not node.startswith("_:") else []
    for predicate in _SAME:
        for term in draft.graph.values(node, predicate):
            one = draft.identifier(term, node, predicate)
            candidates.append(one)
            if one is not None:
                draft.use(node, predicate, term, f"contributions[{len(draft.work.contributions)}]")
    for one in candidates:
        if one is not None:
            found.setdefault((one.scheme, one.value), one)
    return list(found.values())


def _pages(draft: Draft, node: str, target: str) -> list[str]:
    """The addresses of pages about a person, without those that are identifiers."""
    found: dict[str, None] = {}
    for predicate in _PAGES:
        for term in draft.graph.values(node, predicate):
            if WEB.fullmatch(term.value) and identifiers.recognise(term.value) is None:
                found[term.value] = None
                draft.use(node, predicate, term, target)
    return list(found)


def _affiliations(draft: Draft, node: str) -> list[Affiliation]:
    found = []
    target = f"contributions[{len(draft.work.contributions)}]"
    for predicate in (t.S + "affiliation", t.S + "worksFor", t.S + "memberOf"):
        for term in draft.graph.values(node, predicate):
            if term.literal:
                found.append(Affiliation(term.value))
            elif name := draft.name(term.value, target):
                found.append(Affiliation(name, _identities(draft, term.value)))
            else:
                continue
            draft.use(node, predicate, term, target)
    return found


def collection(draft: Draft, head: str, predicate: str) -> list[Term]:
    """The members of an rdf:List or rdf:Seq in order; none for what is neither. A list that leads back to itself ends there."""
    graph, members, node = draft.graph, [], head
    numbered = [
        (int(name), term)
        for key, terms in graph.statements.get(head, {}).items()
        if key.startswith(t.RDF + "_") and (name := key[len(t.RDF) + 1 :]).isdecimal() and len(name) < 9
        for term in terms
    ]
    if numbered:
        for number, term in numbered:
            draft.use(head, f"{t.RDF}_{number}", term, "contributions")
        draft.known(head, t.RDF + "type")
        return [term for _, term in sorted(numbered, key=lambda one: one[0])]
    seen: set[str] = set()
    while node not in seen and len(seen) < _LONGEST:
        seen.add(node)
        first = graph.values(node, t.RDF + "first")
        if not first:
            break
        members.append(first[0])
        draft.use(node, t.RDF + "first", first[0], "contributions")
        draft.use(draft.subject, predicate, first[0], "contributions")
        draft.known(node, t.RDF + "rest", t.RDF + "type")
        node = next((term.value for term in graph.values(node, t.RDF + "rest")), "")
    return members

"""The rows of people: which names each has, which is shown, and the key of the IRI."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.identity.decisions import Clusters
from kg.names import display, fold, inverted, is_group
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb


def write(connection: duckdb.DuckDBPyConnection, base: str, clusters: Clusters[Any], orcids: Mapping[str, str]) -> None:
    """Writes `identity.person`, `identity.person_name` and `identity.author_person` for the clusters of authorships."""
    names: dict[str, Counter[NameAsPrinted]] = defaultdict(Counter)
    members: dict[str, set[str]] = defaultdict(set)
    for authorship, *parts in connection.execute(
        "SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.restated "
        "UNION ALL SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.authorship ORDER BY ALL"
    ).fetchall():
        root = clusters.find(authorship)
        names[root][NameAsPrinted(*parts)] += 1
        members[root].add(authorship)
    people, printed, authors = [], [], []
    holders = _holders(members, orcids)
    for root in sorted(members):
        orcid = next((orcids[a] for a in sorted(members[root]) if holders.get(orcids.get(a, "")) == root), "")
        person = _person(base, root, names[root], orcid)
        people.append(person)
        others = {" ".join(n.printed.split()) for n in names[root]} | {display(n) for n in names[root]}
        printed += [
            {"person": person["person"], "name": name}
            for name in sorted(others - {person["name"], person["sort_name"], ""})
        ]
        authors += [{"authorship": one, "person": person["person"]} for one in sorted(members[root])]
    columns = ["person", "kind", "name", "given", "family", "sort_name", "orcid"]
    put(connection, "identity.person", dict.fromkeys(columns, "VARCHAR"), people)
    put(connection, "identity.person_name", {"person": "VARCHAR", "name": "VARCHAR"}, printed)
    put(connection, "identity.author_person", {"authorship": "VARCHAR", "person": "VARCHAR"}, authors)


def _holders(members: Mapping[str, set[str]], orcids: Mapping[str, str]) -> dict[str, str]:
    """The one cluster that holds each ORCID: where a source gives it to several, that of which most authorships have it."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for root, group in members.items():
        for authorship in group:
            if authorship in orcids:
                counted[orcids[authorship]][root] += 1
    return {orcid: min(roots, key=lambda root: (-roots[root], root)) for orcid, roots in counted.items()}


def _person(base: str, root: str, names: Counter[NameAsPrinted], orcid: str) -> dict[str, Any]:
    """The row of a person: named by the fullest form, with the parts of a form whose order the source shows."""

    def fullness(name: NameAsPrinted) -> tuple[Any, ...]:
        text = display(name)
        full_given = len(name.given.replace(".", "").split(" ")[0]) > 1
        return (
            full_given,
            sum(ord(c) > 127 for c in text),
            len(text),
            "," in name.printed,
            names[name],
            text,
            name.printed,
        )

    best = max(names, key=fullness)
    shown = display(best)
    inverse = [n for n in names if "," in n.printed and fold(display(n)) == fold(shown)]
    parts = max(inverse, key=fullness) if inverse else best
    key = (
        f"orcid:{orcid}"
        if orcid
        else f"{iris.slug(shown, 40)}-{hashlib.sha256(root.removeprefix(base).encode()).hexdigest()[:8]}"
    )
    group = best.literal and is_group(best.printed)
    return {
        "person": iris.thing(base, "organization" if group else "person", key),
        "kind": "organization" if group else "person",
        "name": shown,
        "given": parts.given or None,
        "family": " ".join(p for p in (parts.particle, parts.family) if p) or None,
        "sort_name": inverted(parts),
        "orcid": orcid or None,
    }

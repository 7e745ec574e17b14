"""The rows of people: which names each has, which is shown, and the key of the IRI."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.bodies import is_group
from kg.identity.decisions import Clusters
from kg.names import display, fold, inverted
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb


def write(connection: duckdb.DuckDBPyConnection, base: str, clusters: Clusters[Any], orcids: Mapping[str, str]) -> None:
    """Writes `identity.person`, `identity.person_name` and `identity.author_person` for the clusters of authorships."""
    rows = connection.execute("SELECT authorship FROM identity.authorship").fetchall()
    roots = ({"authorship": one, "root": clusters.find(one)} for (one,) in rows)
    put(connection, "identity.author_root", {"authorship": "VARCHAR", "root": "VARCHAR"}, roots)
    names: dict[str, Counter[NameAsPrinted]] = defaultdict(Counter)
    for root, count, *parts in connection.execute(_NAMES).fetchall():
        names[root][NameAsPrinted(*parts)] = count
    people, printed, known = [], [], []
    held = _held(clusters, orcids)
    for root in sorted(names):
        person = _person(base, root, names[root], held.get(root, ""))
        people.append(person)
        known.append({"root": root, "person": person["person"]})
        others = {_shown(n) for n in names[root]} | {display(n) for n in names[root]}
        printed += [
            {"person": person["person"], "name": name}
            for name in sorted(others - {person["name"], person["sort_name"], ""})
        ]
    columns = ["person", "kind", "name", "given", "family", "sort_name", "orcid"]
    put(connection, "identity.person", dict.fromkeys(columns, "VARCHAR"), people)
    put(connection, "identity.person_name", {"person": "VARCHAR", "name": "VARCHAR"}, printed)
    put(connection, "identity.root_person", {"root": "VARCHAR", "person": "VARCHAR"}, known)
    connection.execute(_AUTHORS)


def _shown(name: NameAsPrinted) -> str:
    """A name in the order in which it is printed; its parts take the place of LaTeX, which no reader sees."""
    if "\\" in name.printed or "{" in name.printed:
        return inverted(name) if "," in name.printed else display(name)
    return " ".join(name.printed.split())


_NAMES = """
SELECT r.root, count(*), printed, given, particle, family, suffix, literal FROM (
    SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.restated
    UNION ALL SELECT authorship, printed, given, particle, family, suffix, literal FROM identity.authorship)
JOIN identity.author_root r USING (authorship) GROUP BY ALL
ORDER BY min(authorship), printed, given, particle, family, suffix, literal
"""
"""The names of each cluster and how often each is printed, those of its first authorship first."""

_AUTHORS = """
CREATE OR REPLACE TABLE identity.author_person AS
SELECT authorship, person FROM identity.author_root JOIN identity.root_person USING (root) ORDER BY root, authorship;
DROP TABLE identity.author_root;
DROP TABLE identity.root_person;
"""


def _held(clusters: Clusters[Any], orcids: Mapping[str, str]) -> dict[str, str]:
    """The ORCID of each cluster that has one: where a source gives it to several, that of which most authorships have it keeps it."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for authorship, orcid in orcids.items():
        counted[orcid][clusters.find(authorship)] += 1
    holder = {orcid: min(roots, key=lambda root: (-roots[root], root)) for orcid, roots in counted.items()}
    found: dict[str, str] = {}
    for authorship, orcid in sorted(orcids.items()):
        root = clusters.find(authorship)
        if holder[orcid] == root:
            found.setdefault(root, orcid)
    return found


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

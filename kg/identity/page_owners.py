"""Whose page a list is, name by name: the authorships of the person who is the owner of the page on which a work stands.

A reader that sees whose list it reads says so in each record (`Record.owner`). That is believed where a name compatible with the owner's stands in at
least half of the works of the list, as on a page of one's own; a name in the head of a list by many hands does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.identity.compatibility import compare
from kg.identity.name_keys import keys
from kg.names import display, fold, split
from kg.records import NameAsPrinted
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

SHARE = 0.5
"""The share of the works of a page with authors in which its owner must be named."""

_OWNED = """
CREATE OR REPLACE TEMP TABLE owned AS
WITH listed AS (SELECT DISTINCT r.file, r.owner, w.work FROM read.record r JOIN identity.work_record w USING (record)
                WHERE w.work IN (SELECT work FROM identity.authorship WHERE role = 'author'))
SELECT DISTINCT o.file || ' ' || o.owner AS page, o.owner, l.work
FROM (SELECT DISTINCT file, owner FROM read.record WHERE owner IS NOT NULL) o JOIN listed l ON l.file = o.file AND coalesce(l.owner, o.owner) = o.owner
"""
"""The works with authors of each page that has an owner: those of its records that name no other owner."""

_NAMED = """
SELECT o.page, o.owner, o.work, a.authorship, a.printed, a.given, a.particle, a.family, a.suffix
FROM owned o JOIN identity.owner k USING (owner) JOIN identity.authorship a ON a.work = o.work AND a.role = 'author' AND NOT a.literal
WHERE list_has_any(a.keys, k.keys) ORDER BY ALL
"""


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes `identity.page_owner(authorship, owner, page)`: the names that are those of the owners of pages, as printed there."""
    owners = [
        str(owner)
        for (owner,) in connection.execute(
            "SELECT DISTINCT owner FROM read.record WHERE owner IS NOT NULL ORDER BY owner"
        ).fetchall()
    ]
    names = {owner: split(owner) for owner in owners}
    rows = [{"owner": owner, "keys": keys(name)} for owner, name in names.items()]
    put(connection, "identity.owner", {"owner": "VARCHAR", "keys": "VARCHAR[]"}, rows)
    connection.execute(_OWNED)
    works = dict(connection.execute("SELECT page, count(*) FROM owned GROUP BY page").fetchall())
    found: dict[tuple[str, str], dict[str, list[_Named]]] = defaultdict(lambda: defaultdict(list))
    for page, owner, work, authorship, *parted in connection.execute(_NAMED).fetchall():
        name = NameAsPrinted(*parted)
        if compare(names[owner], name).verdict == "compatible":
            equal = fold(display(name)) == fold(display(names[owner]))
            found[page, owner][work].append(_Named(authorship, equal))
    kinds = {"authorship": "VARCHAR", "owner": "VARCHAR", "page": "VARCHAR"}
    named = (
        {"authorship": authorship, "owner": owner, "page": page}
        for (page, owner), by_work in found.items()
        if len(by_work) >= SHARE * works[page]
        for several in by_work.values()
        for authorship in _the_one(several)
    )
    put(connection, "identity.page_owner", kinds, named)
    connection.execute("DROP TABLE owned; DROP TABLE identity.owner")


class _Named(NamedTuple):
    """A name on a page that may be the owner's, and whether it is the same letter for letter."""

    authorship: str
    equal: bool


def _the_one(names: list[_Named]) -> list[str]:
    """The one of the names in a list that is the owner's: the only one, or the only equal one; none where that leaves two."""
    chosen = [one.authorship for one in names if one.equal] or [one.authorship for one in names]
    return chosen if len(chosen) == 1 else []

"""Which records are one work: the same identifier, unless title and authors contradict; the same record given twice."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.identity.curation import Curation
from kg.identity.decisions import Clusters, Decision, decide, settle
from kg.names import fold
from kg.tables import put

if TYPE_CHECKING:
    import duckdb

KEYS = ("doi", "arxiv", "acl", "dblp", "hal", "pmcid", "pmid", "openalex")
"""The schemes that name one work, the strongest first; others (ISSN, ISBN of a volume) name something it is part of."""

LONG_TITLE = 20
"""Below this many letters a title is too common to tell works apart ("Introduction", "Editorial")."""

UNLIKE = 60
"""Titles less alike than this (token set ratio, 0 to 100) contradict a shared identifier when no author is shared either."""


@dataclass
class _Said:
    """What of a record matters here."""

    record: str
    title: str
    year: str
    authors: list[str]
    identifiers: set[tuple[str, str]] = field(default_factory=set)


def resolve(connection: duckdb.DuckDBPyConnection, base: str, curation: Curation) -> list[Decision]:
    """Decides on all records and writes `identity.work_record(work, record, rank)`; returns the decisions."""
    said = _said(connection)
    decisions = curation.applied(connection, "work", [*_by_identifier(said, base), *_by_text(said, base)])
    clusters: Clusters[Any]
    clusters, decisions = settle(decisions)
    members: dict[str, list[_Said]] = defaultdict(list)
    for one in said.values():
        members[clusters.find(_iri(base, one.record))].append(one)
    rows = []
    for iri, cluster in _named(base, members.values()):
        ranked = sorted(cluster, key=lambda one: (not one.title, not one.authors, -len(one.identifiers), one.record))
        rows += [{"work": iri, "record": one.record, "rank": rank} for rank, one in enumerate(ranked)]
    put(connection, "identity.work_record", {"work": "VARCHAR", "record": "VARCHAR", "rank": "BIGINT"}, rows)
    return decisions


def _iri(base: str, record: str) -> str:
    return iris.thing(base, "record", record)


def _said(connection: duckdb.DuckDBPyConnection) -> dict[str, _Said]:
    rows = connection.execute(
        "SELECT w.record, coalesce(w.title, ''), coalesce((SELECT min(d.value[:4]) FROM read.date d "
        "WHERE d.record = w.record AND d.kind IN ('issued', 'published', 'created')), '') FROM read.work w ORDER BY 1"
    ).fetchall()
    said = {str(r): _Said(str(r), str(title), str(year), []) for r, title, year in rows}
    authors = "SELECT record, fold FROM identity.mention WHERE role = 'author' ORDER BY record, i, part"
    for record, name in connection.execute(authors).fetchall():
        said[record].authors.append(name)
    for record, scheme, value in connection.execute(
        "SELECT record, scheme, value FROM read.identifier WHERE list_contains(?, scheme)", [list(KEYS)]
    ).fetchall():
        said[record].identifiers.add(_same_key(scheme, value))
    return said


def _same_key(scheme: str, value: str) -> tuple[str, str]:
    """The DOIs arXiv registers (10.48550/arXiv.ID) are its ids."""
    if scheme == "doi" and value.startswith("10.48550/arxiv."):
        return "arxiv", value.removeprefix("10.48550/arxiv.")
    return scheme, value


def _by_identifier(said: dict[str, _Said], base: str) -> Iterator[Decision]:
    holders: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for one in said.values():
        for key in one.identifiers:
            holders[key].append(one)
    for (scheme, value), group in sorted(holders.items()):
        for left, right in pairwise(group):
            conflict = _conflict(left, right)
            yield decide(
                base, "work", _iri(base, left.record), _iri(base, right.record),
                "candidate" if conflict else "same", 0.5 if conflict else 1.0,
                f"same-{scheme}", f"both have {scheme} {value}", conflict,
            )  # fmt: skip


def _conflict(left: _Said, right: _Said) -> str:
    """What contradicts that two records with one identifier are one work; '' when nothing does."""
    from rapidfuzz import fuzz

    if not left.title or not right.title or set(left.authors) & set(right.authors):
        return ""
    likeness = fuzz.token_set_ratio(left.title.lower(), right.title.lower())
    if likeness >= UNLIKE:
        return ""
    return f"titles {likeness:.0f} % alike and no author in common"


def _by_text(said: dict[str, _Said], base: str) -> Iterator[Decision]:
    """The same long title and whole author list, and no different years: one record given twice.

    A record without a year goes with those of a year only where there is one year to go with.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[_Said]] = defaultdict(list)
    for one in said.values():
        title = iris.title_key(one.title)
        if len(title) >= LONG_TITLE and one.authors:
            groups[title, tuple(one.authors)].append(one)
    for group in groups.values():
        years = sorted({one.year for one in group if one.year})
        for year in years or [""]:
            alike = [one for one in group if one.year == year or (not one.year and len(years) == 1)]
            for left, right in pairwise(alike):
                if not _different_keys(left, right):
                    evidence = f"same title and {len(left.authors)} authors, no different year: {left.title}"
                    yield decide(
                        base, "work", _iri(base, left.record), _iri(base, right.record), "same", 0.99, "same-record", evidence
                    )  # fmt: skip


def _different_keys(left: _Said, right: _Said) -> bool:
    """Whether two records have different identifiers of one scheme, and none in common."""
    if left.identifiers & right.identifiers:
        return False
    return bool({scheme for scheme, _ in left.identifiers} & {scheme for scheme, _ in right.identifiers})


def _named(base: str, clusters: Iterable[list[_Said]]) -> Iterator[tuple[str, list[_Said]]]:
    """Each cluster with its IRI: from the strongest identifier, else from title, year and first author.

    Two clusters that would share such a hash (two works of one title) are told apart by a number in the order of their records.
    """
    by_key: dict[str, list[list[_Said]]] = defaultdict(list)
    for cluster in clusters:
        by_key[_key(cluster)].append(cluster)
    for key, same in sorted(by_key.items()):
        for number, cluster in enumerate(sorted(same, key=lambda c: min(one.record for one in c)), 1):
            yield iris.thing(base, "work", key if number == 1 else f"{key}-{number}"), cluster


def _key(cluster: list[_Said]) -> str:
    keys = {pair for one in cluster for pair in one.identifiers}
    for scheme in KEYS:
        if values := sorted(value for s, value in keys if s == scheme):
            return f"{scheme}:{values[0]}"
    texts = sorted((fold(one.title), one.year, one.authors[0] if one.authors else "") for one in cluster if one.title)
    seed = "|".join(texts[0]) if texts else min(one.record for one in cluster)
    return "hash:" + hashlib.sha256(seed.encode()).hexdigest()[:16]

"""Why two things are one or are not: the decisions between them, what was compared, and the smallest change that decides otherwise.

An explanation answers "why this and not that" (contrastive explanation: Lipton, "Contrastive Explanation", 1990): beside the verdict
stands the smallest change of the evidence under which the same rules would have come to another one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Protocol, cast

from msgspec import Struct

from kg.errors import InputError
from kg.identity import people, things, venues, works
from kg.identity.decisions import Decision, Judgement

if TYPE_CHECKING:
    import duckdb

COMPARED = 12
"""Of two clusters at most this many members each are compared when no decision says which to look at."""


class Rules(Protocol):
    """What a kind of identity offers: the evidence about two things, the verdict on it, and the changes that might alter it."""

    def evidence(self, connection: duckdb.DuckDBPyConnection, base: str, left: str, right: str) -> Any:
        """What is known of two things that a rule looks at."""

    def judge(self, evidence: Any) -> Judgement:
        """The verdict on the evidence."""

    def changes(self, evidence: Any) -> Iterable[tuple[str, Any]]:
        """The single changes of the evidence, the smallest first, each in words."""


KINDS: dict[str, Rules] = {
    "work": cast("Rules", works), "person": cast("Rules", people), "venue": cast("Rules", venues), "thing": cast("Rules", things),
}  # fmt: skip


class Contrast(Struct):
    """Two things and whether they are one.

    `path` are the decisions that lead from the one to the other where they are one, and otherwise those made about the two. `left` and
    `right` are the members (records, authorships) that were compared; `otherwise` is the smallest change, in words, and `then` the
    verdict it would have led to; both are empty where no single change decides otherwise.
    """

    kind: str
    same: bool
    path: list[Decision]
    left: str
    right: str
    judgement: Judgement
    otherwise: str = ""
    then: str = ""


def contrast(
    connection: duckdb.DuckDBPyConnection, base: str, kind: str, left: str, right: str, decisions: Iterable[Decision]
) -> Contrast:
    """Explains two works, people or venues, or two of their members. `decisions` are all of the kind that touch either.

    Raises `InputError` where both are one thing with a single member.
    """
    same = _entity(connection, left) == _entity(connection, right)
    mine, theirs = _members(connection, kind, left), _members(connection, kind, right)
    known = list(decisions)
    path = _path(mine, theirs, known) if same else _between(mine, theirs, known)
    pairs = [(d.left, d.right) for d in path] or list(product(islice(mine, COMPARED), islice(theirs, COMPARED)))
    rules = KINDS[kind]
    judged = []
    for a, b in pairs:
        if a != b:
            seen = rules.evidence(connection, base, a, b)
            judged.append((rules.judge(seen), a, b, seen))
    if not judged:
        raise InputError(f"{left} is one {kind} of one record: there is nothing to compare.")
    judgement, a, b, seen = max(judged, key=lambda one: (one[0].score, one[1], one[2]))
    otherwise, then = _smallest(rules, seen, judgement)
    return Contrast(kind, same, path, a, b, judgement, otherwise, then)


def _smallest(rules: Rules, seen: Any, judgement: Judgement) -> tuple[str, str]:
    """The first change of the evidence under which the verdict is another, and that verdict."""
    for words, changed in rules.changes(seen):
        verdict = rules.judge(changed).verdict
        if verdict != judgement.verdict:
            return words, verdict
    return "", ""


def _members(connection: duckdb.DuckDBPyConnection, kind: str, thing: str) -> dict[str, None]:
    """The members of a thing, in order; a member is its own."""
    rows = connection.execute("SELECT part FROM entity WHERE thing = $1 ORDER BY part", [thing]).fetchall()
    return dict.fromkeys([str(row[0]) for row in rows] or [thing])


def _entity(connection: duckdb.DuckDBPyConnection, thing: str) -> str:
    """What a member is part of; a work, person, venue or introduced thing is its own. Raises `InputError` for what is none of them."""
    rows = connection.execute("SELECT thing FROM entity WHERE part = $1 OR thing = $1 LIMIT 1", [thing]).fetchall()
    if not rows:
        raise InputError(f"{thing} is not in this graph.")
    return str(rows[0][0])


def _between(mine: Container[str], theirs: Container[str], decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions made about a member of the one and a member of the other."""
    return [d for d in decisions if (d.left in mine and d.right in theirs) or (d.right in mine and d.left in theirs)]


def _path(mine: Mapping[str, None], theirs: Mapping[str, None], decisions: Iterable[Decision]) -> list[Decision]:
    """The shortest way of `same` decisions from a member of the one to one of the other; all of them where both are the same whole."""
    joined = [decision for decision in decisions if decision.verdict == "same"]
    if mine == theirs:
        return _between(mine, theirs, joined)
    links: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for decision in joined:
        links[decision.left].append((decision.right, decision))
        links[decision.right].append((decision.left, decision))
    came: dict[str, tuple[str, Decision] | None] = dict.fromkeys(mine)
    queue = deque(mine)
    while queue:
        here = queue.popleft()
        for there, decision in sorted(links[here], key=lambda pair: (-pair[1].score, pair[0])):
            if there not in came:
                came[there] = (here, decision)
                queue.append(there)
    found: list[Decision] = []
    at = next((one for one in theirs if one in came), "")
    while (step := came.get(at)) is not None:
        at, decision = step
        found.append(decision)
    return found[::-1]

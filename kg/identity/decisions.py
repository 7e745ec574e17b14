"""Decisions about two things, what was seen, and the clusters that follow from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, Self, TypeVar

from msgspec import Struct, convert, field
from msgspec.structs import replace

if TYPE_CHECKING:
    import duckdb

Verdict = Literal["same", "candidate", "different"]

APART = "A curator keeps them apart."
"""Why two things that a curator decided to be different are not joined."""

CURATOR = 1.1
"""The rank of a curator's decisions: above the score of any rule."""


class Compared(Struct, frozen=True, omit_defaults=True, gc=False):
    """One value of each side that a rule compared: the field it stands in (as in the pieces of a record) and how alike the two are.

    `likeness` is from 0 to 1, and -1 where one side does not say it.
    """

    field: str
    left: str
    right: str
    likeness: float = -1.0


class Judgement(Struct, frozen=True, gc=False):
    """What a rule makes of the evidence about two things: a sentence for a reader (`evidence`) and one for what spoke against it (`conflict`)."""

    verdict: Verdict
    score: float
    rule: str
    evidence: str
    conflict: str = ""


class Decision(Struct, frozen=True, gc=False):
    """One judgement about two things (IRIs): by which rule, from which evidence, and what spoke against it.

    `kind` is `work` (of two records), `person` (of two authorships), `venue` or `name` (one printed name that is two). `score` is
    from 0 to 1. `by` is the rule with its version, or the curator. `supersedes` is the decision it overrules.
    """

    decision: str
    kind: str
    left: str
    right: str
    verdict: Verdict
    score: float
    rule: str
    evidence: str
    conflict: str = ""
    by: str = ""
    supersedes: str = ""
    compared: list[Compared] = field(default_factory=list)


COLUMNS = {
    "decision": "VARCHAR", "kind": "VARCHAR", "left": "VARCHAR", "right": "VARCHAR", "verdict": "VARCHAR",
    "score": "DOUBLE", "rule": "VARCHAR", "evidence": "VARCHAR", "conflict": "VARCHAR", "by": "VARCHAR", "supersedes": "VARCHAR",
    "compared": "STRUCT(field VARCHAR, \"left\" VARCHAR, \"right\" VARCHAR, likeness DOUBLE)[]",
}  # fmt: skip
_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)


def read(connection: duckdb.DuckDBPyConnection, table: str, values: Sequence[object] = ()) -> list[Decision]:
    """The decisions of a table, or of what follows FROM in a query with these values, by their IRIs."""
    rows = connection.execute(f"SELECT {_LISTED} FROM {table} ORDER BY decision", list(values)).fetchall()
    return [of_row(row) for row in rows]


def of_row(row: Sequence[Any]) -> Decision:
    """The decision of a row with `COLUMNS`; what is NULL there has its default."""
    values = {name: value for name, value in zip(COLUMNS, row, strict=True) if value is not None}
    values["compared"] = [{k: v for k, v in one.items() if v is not None} for one in values.get("compared", ())]
    return convert(values, Decision)


def decide(
    base: str,
    kind: str,
    left: str,
    right: str,
    verdict: Verdict,
    score: float,
    rule: str,
    evidence: str,
    conflict: str = "",
    by: str = "",
    compared: Iterable[Compared] = (),
) -> Decision:
    """A decision whose IRI comes from what it is about, so that it is the same in every build.

    `by` is the rule unless somebody else decided.
    """
    seen = list(compared)
    if right < left:
        left, right = right, left
        seen = [replace(one, left=one.right, right=one.left) for one in seen]
    return Decision(
        iri(base, kind, left, right, rule), kind, left, right, verdict, score, rule, evidence, conflict, by or f"{rule}/1", "", seen
    )  # fmt: skip


def iri(base: str, kind: str, left: str, right: str, rule: str) -> str:
    """The IRI of the decision by a rule about two things, in either order."""
    key = hashlib.sha256("\n".join((kind, min(left, right), max(left, right), rule)).encode()).hexdigest()[:16]
    return f"{base}id/decision/{key}"


class Traits(Protocol):
    """What of a cluster can contradict that it is one thing with another: two ORCIDs, two names on one paper ..."""

    def conflict(self, other: Self) -> str:
        """A sentence that says why the two cannot be one; '' when nothing does."""

    def merged(self, other: Self) -> Self:
        """The traits of both together."""


T = TypeVar("T", bound=Traits)


class Clusters(Generic[T]):
    """Connected components over names; the representative of a component is its least member.

    With traits, two components whose traits contradict, or that hold the two sides of a pair kept apart, are not joined.
    """

    def __init__(self, links: Iterable[tuple[str, str]] = (), traits: Mapping[str, T] | None = None) -> None:
        self._parent: dict[str, str] = {}
        self._traits: dict[str, T] = dict(traits or {})
        self._apart: dict[str, set[str]] = {}
        for left, right in links:
            self.join(left, right)

    def keep_apart(self, left: str, right: str) -> None:
        """From now on nothing joins the components of these two."""
        a, b = self.find(left), self.find(right)
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def conflict(self, left: str, right: str) -> str:
        """Why the components of two things are not joined; '' when nothing is against it."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return ""
        if b in self._apart.get(a, ()):
            return APART
        mine, theirs = self._traits.get(a), self._traits.get(b)
        return mine.conflict(theirs) if mine is not None and theirs is not None else ""

    def join(self, left: str, right: str) -> None:
        """Puts two things into one component, whatever their traits."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return
        root, other = min(a, b), max(a, b)
        self._parent[other] = root
        mine, theirs = self._traits.get(root), self._traits.pop(other, None)
        if theirs is not None:
            self._traits[root] = theirs if mine is None else mine.merged(theirs)
        for enemy in self._apart.pop(other, ()):
            self._apart[enemy] = self._apart[enemy] - {other} | {root}
            self._apart.setdefault(root, set()).add(enemy)

    def find(self, name: str) -> str:
        """The representative of a thing's component; the thing itself where nothing was joined to it."""
        root = name
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while name != root:
            self._parent[name], name = root, self._parent.get(name, name)
        return root


def settle(decisions: Iterable[Decision], traits: Mapping[str, T] | None = None) -> tuple[Clusters[T], list[Decision]]:
    """The clusters that follow from decisions, and the decisions with those refused made candidates.

    The order in which they are given does not matter: pairs kept apart by a curator stand first, then what a curator joins, then the rules by
    falling score and by name. A `same` that would join what cannot be one becomes a candidate that says why.
    """
    clusters: Clusters[T] = Clusters(traits=traits)
    ranked = sorted(decisions, key=lambda d: (d.verdict != "different", -_rank(d), d.decision))
    settled = list(_settled(ranked, clusters))
    return clusters, sorted(settled, key=lambda d: d.decision)


def _rank(decision: Decision) -> float:
    return CURATOR if by_curator(decision) else decision.score


def by_curator(decision: Decision) -> bool:
    """Whether a person decided and not a rule."""
    return decision.rule == "curator"


def _settled(ranked: Iterable[Decision], clusters: Clusters[T]) -> Iterator[Decision]:
    for decision in ranked:
        if decision.verdict == "different" and by_curator(decision):
            clusters.keep_apart(decision.left, decision.right)
        elif decision.verdict == "same":
            conflict = clusters.conflict(decision.left, decision.right)
            if conflict and not (by_curator(decision) and conflict != APART):
                yield replace(decision, verdict="candidate", score=min(decision.score, 0.5), conflict=conflict)
                continue
            clusters.join(decision.left, decision.right)
        yield decision

"""Decisions and the clusters that follow from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Verdict = Literal["same", "candidate", "different"]


class Decision(Struct, frozen=True):
    """One judgement about two things (IRIs): by which rule, from which evidence, and what spoke against it.

    `kind` is `work`, `person` or `name` (one printed name that is two). `score` is from 0 to 1.
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


COLUMNS = {
    "decision": "VARCHAR", "kind": "VARCHAR", "left": "VARCHAR", "right": "VARCHAR", "verdict": "VARCHAR",
    "score": "DOUBLE", "rule": "VARCHAR", "evidence": "VARCHAR", "conflict": "VARCHAR",
}  # fmt: skip


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
) -> Decision:
    """A decision whose IRI comes from what it is about, so that it is the same in every build."""
    left, right = min(left, right), max(left, right)
    key = hashlib.sha256("\n".join((kind, left, right, rule)).encode()).hexdigest()[:16]
    return Decision(f"{base}id/decision/{key}", kind, left, right, verdict, score, rule, evidence, conflict)


class Clusters:
    """Connected components over names; the representative of a component is its least member."""

    def __init__(self, links: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        for left, right in links:
            self.join(left, right)

    def join(self, left: str, right: str) -> None:
        """Puts two things into one component."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def find(self, name: str) -> str:
        """The representative of a thing's component; the thing itself where nothing was joined to it."""
        root = name
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while name != root:
            self._parent[name], name = root, self._parent.get(name, name)
        return root

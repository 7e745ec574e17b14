"""Which matches by text yield to another: a record is one work with what fits it best, and with nothing where two that differ fit it alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from kg.identity._works_judge import MARGIN
from kg.identity.decisions import Decision

Pair = tuple[str, str]
Near = dict[str, list[tuple[str, Decision]]]


def contested(kept: Mapping[Pair, Decision]) -> list[Pair]:
    """The matches by text one side of which has another match by text."""
    matches = [pair for pair, decision in kept.items() if decision.verdict == "same" and decision.score < 1]
    degree = Counter(iri for pair in matches for iri in pair)
    return [pair for pair in matches if degree[pair[0]] + degree[pair[1]] > 2]


def rivals(
    pairs: list[Pair], kept: Mapping[Pair, Decision], twins: Mapping[str, str], file: Callable[[str], str]
) -> Iterator[tuple[Pair, str]]:
    """Those of the contested pairs that yield, with the record they yield to.

    `kept` holds the decisions by pair, in the order of the IRIs; `twins` the records that say the same as another, with that other, which
    stands for them in all other pairs; `file` gives the source of a record.
    """
    near: Near = defaultdict(list)
    for left, right in pairs:
        near[left].append((right, kept[left, right]))
        near[right].append((left, kept[left, right]))
    for pair in pairs:
        found = min(_better(pair, near, kept, twins, file), default="")
        if found and pair[1] not in twins:
            yield pair, found


def _better(
    pair: Pair, near: Near, kept: Mapping[Pair, Decision], twins: Mapping[str, str], file: Callable[[str], str]
) -> Iterator[str]:
    """What fits one of a pair as well as the other does and is not that other; and what fits clearly better, where one source lists
    two of the three. A preprint yields to none of several records of what was published."""
    decision = kept[pair]
    for one, other in (pair, pair[::-1]):
        for rival, match in near[one]:
            if rival == other:
                continue
            third = kept.get(_ordered(twins.get(rival, rival), twins.get(other, other)))
            if third is None or third.verdict != "same":
                if match.score >= decision.score - MARGIN:
                    yield rival
            elif (
                decision.rule != "preprint-and-published"
                and match.score > decision.score + MARGIN >= third.score
                and file(other) in (file(rival), file(one))
            ):
                yield rival


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)

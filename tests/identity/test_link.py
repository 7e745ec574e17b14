"""A fitted model proposes pairs without identifiers and joins none."""

from __future__ import annotations

import random
from pathlib import Path

from kg.identity import link
from tests.identity import BASE, Resolved

WORDS = "tide harbour clock lantern ledger rumour comma machine winter paper river engine garden signal letter museum".split()
NAMES = (
    "Adams Brown Clark Doyle Evans Fisher Grant Hughes Irving Jones Keller Lowell Morris Norton Owens Parker".split()
)


def entries() -> str:
    """Sixty works, every third of them given again with a slip in the title, every fourth with another author's name alone."""
    dice = random.Random(7)
    listed = []
    for i in range(60):
        title = " ".join(dice.sample(WORDS, 6))
        authors = " and ".join(f"{name}, A." for name in dice.sample(NAMES, 3))
        year = 1990 + dice.randrange(20)
        listed.append(f"@article{{a{i}, title = {{{title}}}, author = {{{authors}}}, year = {{{year}}}}}")
        if i % 3 == 0:
            listed.append(f"@article{{b{i}, title = {{{title[:-1]}}}, author = {{{authors}}}, year = {{{year + 1}}}}}")
        if i % 4 == 0:
            listed.append(f"@article{{c{i}, title = {{{title}}}, author = {{{authors[:-2]}B.}}, year = {{{year}}}}}")
    return "\n".join(listed)


def test_likely_pairs_are_candidates_with_their_weights(tmp_path: Path) -> None:
    """Pairs the model finds likely come with the weight of each comparison, stay below .9, and are right here."""
    resolved = Resolved(tmp_path, {"a.bib": entries()})
    found = link.candidates(resolved.connection, BASE)
    titles = dict(resolved.rows("SELECT record, title FROM read.work"))
    assert found
    for decision in found:
        assert decision.verdict == "candidate"
        assert decision.score < 0.9
        assert "title +" in decision.evidence
        left, right = sorted(str(titles[side.rpartition("/")[2]]) for side in (decision.left, decision.right))
        assert right.startswith(left)


def test_a_small_collection_has_no_model(tmp_path: Path) -> None:
    """Of a few records nothing can be learnt, and nothing is proposed."""
    assert link.candidates(Resolved(tmp_path, {"a.bib": "\n".join(entries().splitlines()[:10])}).connection, BASE) == []

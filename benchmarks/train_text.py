"""Trains the weights of `kg.text.introduces` and writes them: python benchmarks/train_text.py [--check] [SHARED]

Learnt from the half of the gold that was looked at and from other texts (tests/gold/abstracts.more.jsonl: ids, offsets and labels), by a
logistic regression with a penalty on the squares of the weights. The others are all other 1117 texts of the same files, most of them read a
second time beside what cross-validation said of them, and 150 texts of other collections (benchmarks/text.py names them), labelled before
anything was read from them: of these, 13 of 22 asserted names were right and 13 of 29 were found by what was learnt from the first 1265
texts, which cross-validation over the same 1265 texts did not tell. So `--check` leaves out one collection at a time. The confidence of a score comes from isotonic regression (pool adjacent violators) over scores that were made
by cross-validation: each collection is scored by weights that were learnt without it. Beside the weights it writes three lists from the texts
of the Anthology, PMLR and arXiv that are in neither half of the gold: known names, ordinary words, and usual long forms of acronyms.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.text import SHARED, Count, Doc, bare, documents, gold, introduced, names_of, others
from kg.text import _candidates, introduces
from kg.text._candidates import Candidate, candidates, crossed, known
from kg.text._cue_words import STRONG
from kg.text._sentences import ordinary, plain
from kg.text.acronyms import pairs

ROOT = Path(__file__).resolve().parents[1]
ACRONYMS = ROOT / "kg" / "text" / "_known_acronyms.txt"
KNOWN = ROOT / "kg" / "text" / "_known_names.txt"
ORDINARY = ROOT / "kg" / "text" / "_ordinary_words.txt"
MODEL = ROOT / "kg" / "text" / "_introduces.json"
PENALTY = 2.0
COMMON = 3
"""A name in so many texts is known."""
RARE = 3
"""A feature seen less often has no weight."""
SUREST = 0.97
"""No confidence is higher: names that rules and weights are surest of are right in 99 of 100 cases in the texts that were at hand when the
rules were written, and in 93 to 96 of 100 in others."""
Row = tuple[list[str], bool, str]
"""The features of a candidate, whether it is introduced, and the collection of its text."""
Fitted = tuple[dict[str, float], list[tuple[float, float]], dict[str, float]]
"""The weights, the table from score to confidence, and how sure what is said outright is."""


def collection_of(doc: Doc) -> str:
    """The collection of a text: the volume of the Anthology, PMLR, the arXiv snapshot, or one of the others."""
    kind, _, rest = doc.id.partition(":")
    return f"{kind} {rest.partition('.')[0].partition('-')[0]}" if kind == "acl" else kind


def right(doc: Doc, one: Candidate, things: list[tuple[set[str], set[str]]]) -> bool:
    """Whether a candidate is one of the labelled things."""
    names = {bare(one.key), bare(one.name)}
    if one.long:
        place, start, end = one.long
        names.add(bare((doc.title, doc.abstract)[place][start:end]))
    return any(names & thing[0] for thing in things)


@dataclass
class Lists:
    """In how many texts each name and each word in small letters stands."""

    texts: dict[str, tuple[set[str], set[str]]]
    names: Counter[str]
    words: Counter[str]

    @classmethod
    def of(cls, docs: list[Doc]) -> Lists:
        """Counts the names and words of texts."""
        texts = {doc.id: (names_in(doc), set(_WORD.findall(doc.abstract))) for doc in docs}
        return cls(
            texts,
            Counter(name for names, _ in texts.values() for name in names),
            Counter(word for _, words in texts.values() for word in words),
        )

    def without(self, doc: Doc) -> tuple[frozenset[str], frozenset[str]]:
        """The known names and the ordinary words as they would be without a text: what it says must not tell what it brings."""
        names, words = self.texts.get(doc.id, (set(), set()))
        return (
            known() - {name for name in names if self.names[name] == COMMON},
            ordinary() - {word for word in words if self.words[word] == 2},
        )


def rows_of(docs: list[Doc], lists: Lists) -> list[Row]:
    """The candidates of all texts: features, whether introduced, the collection of their text.

    Where several candidates are of one thing (name and long form) the one that shows most signs stands for it.
    """
    rows = []
    for doc in anew(docs, lists):
        collection = collection_of(doc)
        things = names_of(doc)
        found = candidates(doc.title, doc.abstract)
        rows += [(signs(one), False, collection) for one in found if not right(doc, one, things)]
        for thing in things:
            if ours := [one for one in found if right(doc, one, [thing])]:
                rows.append((signs(max(ours, key=lambda one: len(one.features & STRONG))), True, collection))
    return rows


def signs(one: Candidate) -> list[str]:
    """The features of a candidate and their pairs."""
    return sorted(one.features | crossed(one.features))


def names_in(doc: Doc) -> set[str]:
    """The names in a text and their long forms."""
    names = set()
    for one in candidates(doc.title, doc.abstract):
        names.add(one.key)
        if one.long:
            names.add(plain((doc.title, doc.abstract)[one.long[0]][one.long[1] : one.long[2]]))
    return names


def known_names(lists: Lists) -> list[str]:
    """The names in at least three of the texts."""
    return sorted(key for key, number in lists.names.items() if number >= COMMON and len(key) > 1)


def common_acronyms(docs: list[Doc]) -> list[str]:
    """The pairs of short and long forms that stand together in at least two of the texts."""
    counts: Counter[str] = Counter()
    for doc in docs:
        found = {
            (doc.abstract[slice(*pair.short)].rstrip("s"), plain(doc.abstract[slice(*pair.long)]))
            for pair in pairs(doc.abstract)
            if pair.rule in ("initials", "aligned")
        }
        counts.update(
            f"{short}\t{form}"
            for short, long in found
            for form in {long, long.rstrip("s")}
            if short.isupper() and short.isalpha()
        )
    return sorted(row for row, number in counts.items() if number > 1)


_WORD = re.compile(r"(?<![\w-])[a-z]{2,20}(?![\w-])")


def ordinary_words(lists: Lists) -> list[str]:
    """The words of small letters in at least two of the abstracts."""
    return sorted(word for word, number in lists.words.items() if number > 1)


def learn(rows: list[Row]) -> dict[str, float]:
    """The weights of the features: Newton's method on each weight in turn (coordinate descent), until nothing moves."""
    counts = Counter(feature for features, _, _ in rows for feature in features)
    weights = dict.fromkeys(["", *sorted(f for f, n in counts.items() if n >= RARE)], 0.0)
    having: dict[str, list[int]] = {feature: [] for feature in weights}
    for i, (features, _, _) in enumerate(rows):
        for feature in ["", *features]:
            if feature in having:
                having[feature].append(i)
    scores = [0.0] * len(rows)
    for _ in range(60):
        moved = 0.0
        for feature, members in having.items():
            penalty = PENALTY if feature else 0.001
            slope, bend = -penalty * weights[feature], penalty
            for i in members:
                chance = 1 / (1 + math.exp(-scores[i]))
                slope += rows[i][1] - chance
                bend += chance * (1 - chance)
            step = max(-1.0, min(1.0, slope / bend))
            weights[feature] += step
            moved = max(moved, abs(step))
            for i in members:
                scores[i] += step
        if moved < 0.002:
            break
    return weights


def isotonic(points: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """The confidences that never fall with the score and fit best, each pooled block at the mean of its scores (A. P. Oron and N. Flournoy,
    "Centered isotonic regression", Statistics in Biopharmaceutical Research 2017: between blocks it is linear, so that there are no steps),
    with its share of right ones (and half of one more, so that no share is 1)."""
    blocks: list[list[float]] = []  # sum of scores, right, number
    for score, hit in sorted(points):
        blocks.append([score, float(hit), 1.0])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    shares = [(scores / number, (right + 0.25) / (number + 0.5)) for scores, right, number in blocks]
    best = itertools.accumulate((share for _, share in shares), max)  # the half of one more must not make a share fall
    return [(score, share) for (score, _), share in zip(shares, best, strict=True)]


def fitted(rows: list[Row]) -> Fitted:
    """The weights learnt from all rows, and the table from score to confidence.

    The table is made of the names that no rule says outright to be new (those have the share of their rule): among names of the same score
    they are far less often new, 13 in 20 where the others are new 19 times in 20. Their scores are made by weights that were learnt without the
    collection they are of.
    """
    points: list[tuple[float, bool]] = []
    for left_out in sorted({row[2] for row in rows}):
        weights = learn([row for row in rows if row[2] != left_out])
        points += [
            (weights[""] + sum(weights.get(f, 0.0) for f in features), hit)
            for features, hit, collection in rows
            if collection == left_out and not any(introduces.rules(set(features)))
        ]
    return learn(rows), [(score, min(share, SUREST)) for score, share in isotonic(points)], outright(rows)


def outright(rows: list[Row]) -> dict[str, float]:
    """How often what a rule says outright is right, drawn towards nine in ten as by two more names (a beta prior): such rules are right
    far more often than not, and one that was seen a few times is not sure."""
    hits: dict[str, list[bool]] = {rule.name: [] for rule in introduces.OUTRIGHT}
    for features, hit, _ in rows:
        for name in introduces.rules(set(features)):
            hits[name].append(hit)
    return {name: min((sum(seen) + 1.8) / (len(seen) + 2), SUREST) for name, seen in hits.items()}


def in_use(data: Fitted) -> introduces.Model:
    """Weights and table as `kg.text.introduces` reads them."""
    weights, table, sure = data
    pairs: dict[str, dict[str, float]] = {}
    for feature, weight in weights.items():
        if "&" in feature:
            pairs.setdefault(feature.partition("&")[0], {})[feature.partition("&")[2]] = weight
    return introduces.Model(weights, pairs, [score for score, _ in table], [share for _, share in table], sure)


def anew(docs: Iterable[Doc], lists: Lists) -> Iterator[Doc]:
    """Each text with the lists of known names and ordinary words as they would be without it, for as long as it is looked at."""
    for doc in docs:
        names, words = lists.without(doc)
        candidates.cache_clear()
        introduces.weighed.cache_clear()
        with (
            patch.object(_candidates, "known", lambda n=names: n),
            patch.object(_candidates, "ordinary", lambda w=words: w),
        ):
            yield doc
    candidates.cache_clear()
    introduces.weighed.cache_clear()


def crossvalidated(docs: list[Doc], rows: list[Row], lists: Lists) -> Iterator[str]:
    """What is read of each collection by weights and a table that were learnt without it: the figures of each and of all texts."""
    total = Count()
    for left_out in sorted({row[2] for row in rows}):
        data = in_use(fitted([row for row in rows if row[2] != left_out]))
        count = Count()
        with patch.object(introduces, "model", lambda data=data: data):
            for doc in anew((doc for doc in docs if collection_of(doc) == left_out), lists):
                count.add(introduced([doc]))
        total.add(count)
        yield count.line(f"left out {left_out}")
    yield total.line("left out, all")


def write_lists(docs: list[Doc]) -> Lists:
    """Writes the lists of known names, ordinary words and usual long forms."""
    lists = Lists.of(docs)
    KNOWN.write_text("\n".join(known_names(lists)) + "\n", encoding="utf-8")
    ORDINARY.write_text("\n".join(ordinary_words(lists)) + "\n", encoding="utf-8")
    ACRONYMS.write_text("\n".join(common_acronyms(docs)) + "\n", encoding="utf-8")
    for cached in (known, ordinary, candidates, introduces.weighed):
        cached.cache_clear()
    return lists


def main() -> None:
    """Learns and writes; prints what cross-validation says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument(
        "--check", action="store_true", help="print what cross-validation says, too: it takes some minutes"
    )
    args = parser.parse_args()
    docs = documents(args.shared)
    unseen = {doc.id for half in ("look", "kept") for doc in gold(half, docs)}
    lists = write_lists([doc for key, doc in docs.items() if key not in unseen])
    labelled = gold("look", docs) + gold("more", docs | others(args.shared))
    rows = rows_of(labelled, lists)
    found = sum(hit for _, hit, _ in rows)
    print(
        f"{len(labelled)} texts, {sum(len(names_of(doc)) for doc in labelled)} things, {found} of them among {len(rows)} names"
    )
    if args.check:
        print(*crossvalidated(labelled, rows, lists), sep="\n")
    weights, table, sure = fitted(rows)
    data = {
        "weights": {
            feature: round(weight, 3) for feature, weight in weights.items() if abs(weight) > 0.02 or not feature
        },
        "scores": [round(score, 3) for score, _ in table],
        "confidences": [round(share, 3) for _, share in table],
        "outright": {name: round(share, 3) for name, share in sure.items()},
    }
    MODEL.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"{len(data['weights'])} weights, {len(table)} steps")


if __name__ == "__main__":
    main()

"""Trains the weights of `kg.text.introduces` and writes them: python benchmarks/train_text.py [SHARED]

Learnt from the half of the gold that was looked at and from 830 more texts (tests/gold/abstracts.more.jsonl: ids, offsets and labels, read
once; of the last 162 only the names that were proposed were judged, after a first training), by a logistic regression with a penalty
on the squares of the weights. The confidence of a score comes from isotonic regression (pool adjacent violators) over scores that were made
by cross-validation: each text is scored by weights that were learnt without it. Beside the weights it writes three lists from the texts
of the Anthology, PMLR and arXiv that are in neither half of the gold: known names, ordinary words, and usual long forms of acronyms.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.text import SHARED, Doc, bare, documents, gold, names_of
from kg.text._candidates import Candidate, candidates, known, ordinary
from kg.text._cues import STRONG
from kg.text._sentences import plain
from kg.text.acronyms import pairs

ROOT = Path(__file__).resolve().parents[1]
ACRONYMS = ROOT / "kg" / "text" / "_known_acronyms.txt"
KNOWN = ROOT / "kg" / "text" / "_known_names.txt"
ORDINARY = ROOT / "kg" / "text" / "_ordinary_words.txt"
MODEL = ROOT / "kg" / "text" / "_introduces.json"
FOLDS = 10
ROUNDS = 6
"""How often the texts are dealt into folds anew: the table from score to confidence is made of the scores of all rounds."""
PENALTY = 1.0
COMMON = 3
"""A name in so many texts is known."""
RARE = 3
"""A feature seen less often has no weight."""
Row = tuple[list[str], bool, int]
"""The features of a candidate, whether it is introduced, and a number of its text by which it falls into a fold."""


def right(doc: Doc, one: Candidate, things: list[tuple[set[str], set[str]]]) -> bool:
    """Whether a candidate is one of the labelled things."""
    names = {bare(one.key), bare(one.name)}
    if one.long:
        place, start, end = one.long
        names.add(bare((doc.title, doc.abstract)[place][start:end]))
    return any(names & thing[0] for thing in things)


def rows_of(docs: list[Doc]) -> list[Row]:
    """The candidates of all texts: features, whether introduced, a number of their text.

    Where several candidates are of one thing (name and long form) the one that shows most signs stands for it.
    """
    rows = []
    for doc in docs:
        fold = int(hashlib.sha256(doc.id.encode()).hexdigest(), 16)
        things = names_of(doc)
        found = candidates(doc.title, doc.abstract)
        rows += [(sorted(one.features), False, fold) for one in found if not right(doc, one, things)]
        for thing in things:
            if ours := [one for one in found if right(doc, one, [thing])]:
                rows.append((sorted(max(ours, key=lambda one: len(one.features & STRONG)).features), True, fold))
    return rows


def known_names(docs: list[Doc]) -> list[str]:
    """The names in at least three of the texts."""
    counts: Counter[str] = Counter()
    for doc in docs:
        names = set()
        for one in candidates(doc.title, doc.abstract):
            names.add(one.key)
            if one.long:
                names.add(plain((doc.title, doc.abstract)[one.long[0]][one.long[1] : one.long[2]]))
        counts.update(names)
    return sorted(key for key, number in counts.items() if number >= COMMON and len(key) > 1)


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


def ordinary_words(docs: list[Doc]) -> list[str]:
    """The words of small letters in at least two of the abstracts."""
    counts = Counter(word for doc in docs for word in set(re.findall(r"(?<![\w-])[a-z]{2,20}(?![\w-])", doc.abstract)))
    return sorted(word for word, number in counts.items() if number > 1)


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
    """The confidences that never fall with the score and fit best: the lowest and the highest score of each pooled block, with its share
    of right ones (and half of one more, so that no share is 1)."""
    blocks: list[list[float]] = []  # lowest score, highest score, right, number
    for score, hit in sorted(points):
        blocks.append([score, score, float(hit), 1.0])
        while len(blocks) > 1 and blocks[-2][2] * blocks[-1][3] >= blocks[-1][2] * blocks[-2][3]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0], last[1], blocks[-1][2] + last[2], blocks[-1][3] + last[3]]
    shares = [(low, high, (right + 0.25) / (number + 0.5)) for low, high, right, number in blocks]
    return [(score, share) for low, high, share in shares for score in sorted({low, high})]


def main() -> None:
    """Learns and writes; prints what cross-validation says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    docs = documents(parser.parse_args().shared)
    unseen = {doc.id for half in ("look", "kept") for doc in gold(half, docs)}
    rest = [doc for key, doc in docs.items() if key not in unseen]
    KNOWN.write_text("\n".join(known_names(rest)) + "\n", encoding="utf-8")
    ORDINARY.write_text("\n".join(ordinary_words(rest)) + "\n", encoding="utf-8")
    ACRONYMS.write_text("\n".join(common_acronyms(rest)) + "\n", encoding="utf-8")
    known.cache_clear()
    ordinary.cache_clear()
    candidates.cache_clear()
    rows = rows_of(gold("look", docs) + gold("more", docs))
    points: list[tuple[float, bool]] = []
    for turn in range(ROUNDS):
        for fold in range(FOLDS):
            weights = learn([row for row in rows if row[2] // FOLDS**turn % FOLDS != fold])
            points += [
                (weights[""] + sum(weights.get(f, 0.0) for f in features), hit)
                for features, hit, number in rows
                if number // FOLDS**turn % FOLDS == fold
            ]
    table = isotonic(points)
    weights = learn(rows)
    data = {
        "weights": {
            feature: round(weight, 3) for feature, weight in weights.items() if abs(weight) > 0.02 or not feature
        },
        "scores": [round(score, 3) for score, _ in table],
        "confidences": [round(min(share, 0.995), 3) for _, share in table],
    }
    MODEL.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    wanted = sum(hit for _, hit in points)
    print(f"{len(rows)} candidates, {wanted} introduced, {len(data['weights'])} weights, {len(table)} steps")
    for least in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5):
        kept = [hit for score, hit in points if score >= least]
        print(
            f"score {least}: precision {sum(kept) / max(1, len(kept)):.3f} of {len(kept)}, recall among candidates {sum(kept) / wanted:.3f}"
        )


if __name__ == "__main__":
    main()

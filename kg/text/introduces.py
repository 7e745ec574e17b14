"""What a paper brings: systems, methods, models, datasets, benchmarks, software, frameworks, tasks, metrics and concepts, by name.

Each name in the title and the abstract (`kg.text._candidates`) is weighed by a logistic regression over what the words around it say
(`kg.text._cues`) and over these words themselves (`kg.text._around`); an isotonic table turns the score into how often a name with such a score is one the paper brings. Weights and
table are data beside this module, made by benchmarks/train_text.py. What falls below one half is not yielded.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum
from typing import NamedTuple

from kg.text import Fact, Text
from kg.text._around import words
from kg.text._candidates import LIVE, Candidate, candidates
from kg.text._cue_words import STRONG
from kg.text._kinds import kind_of
from kg.text._sentences import untagged

FIELDS = ("title", "abstract")
VERSION = 1
LEAST = 0.5
"""What is less sure than this is not said."""
UNMARKED = 0.89
"""A name that nothing marks as new and no rule says outright is never surer than this, and so not asserted."""
HOPELESS = -4.0
"""No words around a name of which its features say so little make it surer than `LEAST`: they are not looked at."""
OTHERS = 0.4
"""Nor is one that somebody else is said to introduce ("recent work introduced X")."""


@dataclass(frozen=True, slots=True)
class Outright:
    """A way to say outright that a name is new: the features it needs, and those that take it back. How often a name so said is one that
    the paper brings is learnt beside the weights, and a name is never less sure than that."""

    name: str
    needs: frozenset[str]
    without: frozenset[str]


_TAKEN_BACK = "theirs called-used modifier other-does based-after inside cited plain-word letter"
_OF_KNOWN = (
    ("apposition-known", "own-direct appos-kind", ""),  # "we introduce BERT, a language model": known by now, as all that was successful is
    ("apposition-known", "own-direct appos-novel", ""),  # "we present XYZ, the first parser"
    ("kind-the", "own-direct det-the kind-after", "of-after"),  # "we release the Xyz corpus"
    ("colon-known", "title-colon own-direct", ""),
    ("colon-known", "title-colon own-called", ""),
)  # fmt: skip
"""These say outright even of a known name that it is new."""
OUTRIGHT = tuple(
    Outright(name, frozenset(needs.split()), frozenset(f"{_TAKEN_BACK} {without}".split()))
    for name, needs, without in _OF_KNOWN
) + tuple(
    Outright(name, frozenset(needs.split()), frozenset(f"{_TAKEN_BACK} known {without}".split()))
    for name, needs, without in (
        ("called", "own-called", ""),  # "which we call X", "a new corpus named X"
        ("called-new", "new-named strange", "first-sentence"),  # "using a novel architecture named X"
        ("called-new", "new-named strange-words", ""),
        ("bracket", "kind-bracket own-np", ""),  # "we present a new architecture (X)"
        ("colon", "title-colon strange", ""),  # "X: a corpus of ..."
        ("colon-mixed", "title-colon camel", ""),
        ("title", "title-appos", ""),  # "X, a platform for ..."
        ("verb", "own-direct shape-strong", "word-after kind-after parts known-before possessive"),  # "we introduce X"
        ("verb-camel", "own-direct camel", "parts known-before possessive"),  # "we design XyZ modules"
        ("verb-camel", "own-direct camel subject", "parts"),  # "We implemented XyZ", which is what the other sentences are about
        ("verb-words", "own-direct shape-words", "word-after of-after parts known-before renamed verb-build"),
        ("verb-term", "own-direct shape-lower own-term", "ends-kinds"),  # "we propose x y, which ..."
        ("verb-term", "new-kind-term shape-lower", "based-after"),  # "a novel framework, x y, is proposed"
        ("verb-phrase", "own-np camel", "parts known-before"),  # "we propose the neural XyZ"
        ("apposition", "own-appos camel", "listed known-before appos-prep explains"),  # "we propose a new method, XyZ"
        ("apposition-strong", "own-appos shape-strong strange", "listed known-before word-after parts appos-prep known-short long-task explains"),
        ("apposition-new", "appos-novel strange", ""),  # "XyZ, a new dataset of ..."
        ("two-signs", "strong-many strange own-1", "known-before parts known-short"),
        ("two-own-signs", "own-2 strange", "known-before parts"),
        ("two-signs-pair", "strong-many pair", "known-before parts known-short"),
        ("novel-pair", "novel pair-here", "known-short"),  # "a novel X Y (XY)"
        ("of-pair", "own-of pair-here", "known-before"),  # "we define the task of x y (XY)"
        ("derived", "derived camel own-1", ""),  # "we propose ... XyZ-Small", beside XyZ
        ("our-kind", "our-kind", ""),  # "our method, x y, ..."
        ("quoted", "own-term quoted", ""),  # "the resulting 'x y' algorithm"
        ("title", "title-long strange", ""),  # "X Y Z: a corpus of ..."
        ("title", "title-colon words-kind", ""),  # "The X Corpus: ..."
        ("family", "derived camel", ""),  # "XyZ-Small", beside XyZ, wherever it stands
        ("subject", "own-1 strange shape-strong top subject", "known-before parts"),  # "we ... XYZ ... XYZ outperforms ... Our XYZ"
        ("quoted-new", "quoted novel-between", ""),  # "we propose a new architecture for trees, 'x y'"
        ("our-kind-name", "our kind-before camel", ""),  # "our fast tree classifier XyZ"
        ("our-pair", "our pair-here", ""),  # "our task of x y (XY)"
        ("that", "own-that own-direct strange-words", "ends-kinds ends-s"),  # "..., and introduce x y, which ..."
        ("title-small", "title-colon one-word strange-words", ""),  # "xyz: a package for ..."
        ("notion-is", "notion passive-now titled", ""),  # "the notion of x y is introduced"
        ("the-kind", "the-kind-opens unheard", "known-before parts renamed"),  # "The tagger, XyZ, learns ..."
        ("the-kind-pair", "the-kind-opens pair-here short-unheard", "known-before parts"),  # "The tagger, X Y Z (XYZ), learns ..."
        ("passive-pair", "pair-here passive-now", "known-short"),  # "an X Y (XY) module is introduced"
    )
)  # fmt: skip


_BY_NEED: dict[str, list[Outright]] = {}
"""The rules by one of the features they need."""
for _rule in OUTRIGHT:
    _BY_NEED.setdefault(max(_rule.needs), []).append(_rule)


class Model(NamedTuple):
    """The weight of each feature and of each pair of features (by the first, then the second one); the table from score to confidence:
    scores in ascending order, confidences; how sure what is said outright is, by rule."""

    weights: dict[str, float]
    pairs: dict[str, dict[str, float]]
    scores: list[float]
    confidences: list[float]
    outright: dict[str, float]


@cache
def model() -> Model:
    """What was learnt."""
    data = json.loads((files("kg.text") / "_introduces.json").read_text(encoding="utf-8"))
    pairs: dict[str, dict[str, float]] = {}
    for feature, weight in data["weights"].items():
        first, both, second = feature.partition("&")
        if both:
            pairs.setdefault(first, {})[second] = weight
    return Model(data["weights"], pairs, data["scores"], data["confidences"], data["outright"])


def score(features: set[str]) -> float:
    """The weight of all features of a candidate and of their pairs."""
    weights, pairs = model()[:2]
    found = [weights[""], *filter(None, map(weights.get, features))]
    for first in pairs.keys() & features:
        seconds = pairs[first]
        found += [seconds[second] for second in seconds.keys() & features]
    return fsum(found)  # the same whatever the order of the features


def confidence(value: float) -> float:
    """How often a name with this score is one that the paper brings; between two entries of the table it is linear."""
    scores, confidences = model()[2:4]
    at = bisect_right(scores, value)
    if at == 0 or at == len(scores):
        return confidences[min(at, len(scores) - 1)]
    part = (value - scores[at - 1]) / (scores[at] - scores[at - 1] or 1.0)
    return round(confidences[at - 1] + part * (confidences[at] - confidences[at - 1]), 3)


def rules(features: set[str]) -> Iterator[str]:
    """The rules by which a name is said outright to be new."""
    for one in _BY_NEED.keys() & features:
        for rule in _BY_NEED[one]:
            if rule.needs <= features and rule.without.isdisjoint(features):
                yield rule.name


def said(features: set[str]) -> float:
    """How sure the surest rule is by which a name is said outright to be new; 0 where there is none."""
    sure = model().outright
    return max((sure.get(name, 0.0) for name in rules(features)), default=0.0)


def _weighed(one: Candidate) -> float:
    """How sure it is by its features and the words around it that the paper brings a name."""
    value = score(one.features)
    if value > HOPELESS:
        value += fsum(filter(None, map(model().weights.get, words(one.name, *one.around))))
    sure = confidence(value)
    if one.features & STRONG:
        return sure
    return min(sure, OTHERS if "other-does" in one.features else UNMARKED)


@lru_cache(maxsize=2)  # the reader of mentions asks for those of the same record
def weighed(title: str, abstract: str) -> tuple[tuple[Candidate, float], ...]:
    """The names of a title and an abstract with how sure it is that the paper brings them."""
    found = []
    for one in candidates(title, abstract):
        if not one.long and not one.features & LIVE:
            found.append((one, 0.0))
            continue
        sure = said(one.features)
        if sure < model().confidences[-1]:
            sure = max(sure, _weighed(one))
        found.append((one, sure))
    return tuple(found)


_FEW = ("for", "of", "to", "with", "from", "in", "on", "via", "using")
_NAMES = (("bert", "model"), ("bart", "model"), ("gpt", "model"), ("t5", "model"), ("former", "model"), ("net", "model"), ("lm", "model"), ("gcn", "model"),
          ("vae", "model"), ("bank", "dataset"), ("corpus", "dataset"), ("treebank", "dataset"), ("wiki", "dataset"), ("sum", "dataset"))  # fmt: skip


def kind(one: Candidate, texts: tuple[str, str]) -> str:
    """The kind of a candidate: by the noun next to its name, by its long form, by what the abstract calls the work."""
    best = one.best or one.seen[0]
    if one.long and one.long[0] == best.place and (found := _between(one, texts[best.place])):
        return found
    said = [best.kinds] + [seen.kinds for seen in one.seen if seen is not best]
    own = kind_of(one.key.split()[-1:]) if " " in one.key and not one.long else ""
    if own and own != "method":
        return own
    for place in ("after", "appos", "np"):
        if (found := best.kinds.get(place, "")) and not (place == "after" and "det-a" in best.signs and not one.long):
            return found
    for place in ("appos", "is", "title", "np", "after"):
        for kinds in said:
            if found := kinds.get(place, ""):
                return found
    if {"verb-define", "notion"} & one.features or {"called-term", "shape-lower"} <= one.features:
        return "concept"
    return next((found for end, found in _NAMES if one.key.endswith(end)), "") or own or spoken(texts[1]) or "method"


def _between(one: Candidate, text: str) -> str:
    """The kind that stands between a long form and its short one ("... Reasoning framework (ExCAR)"), or is the head of the long one."""
    assert one.long
    _, start, end = one.long
    best = one.best or one.seen[0]
    if 0 < best.start - end < 60 and (found := kind_of(text[end : best.start].lower().strip(" (").split())):
        return found
    words = text[start:end].lower().split()
    head = words[: next((i for i, word in enumerate(words) if word in _FEW and i), len(words))]
    return kind_of(head[-1:] + head[-1].split("-")[-1:]) if head else ""


_SPOKEN = (
    ("our model", "model"), ("our method", "method"), ("our approach", "method"), ("proposed method", "method"), ("proposed approach", "method"),
    ("proposed model", "model"), ("our framework", "framework"), ("proposed framework", "framework"), ("our dataset", "dataset"), ("our corpus", "dataset"),
    ("our system", "system"), ("our tool", "software"), ("toolkit", "software"), ("our benchmark", "benchmark"), ("our algorithm", "method"),
    ("new dataset", "dataset"), ("our data", "dataset"),
)  # fmt: skip


def spoken(abstract: str) -> str:
    """What the abstract calls the work of the paper: "our model", "the proposed method"."""
    low = abstract.lower()
    return next((found for words, found in _SPOKEN if words in low), "")


def read_together(texts: Sequence[Text]) -> Iterator[Fact]:
    """The names of what a paper brings: value the name; details its type, long form (with offsets in the field) and variants."""
    fields = {sort: (name, text) for sort, name, text in reversed(texts) if sort in ("title", "abstract")}
    title, abstract = (fields.get(sort, (sort, "")) for sort in ("title", "abstract"))
    both, names = (title[1], abstract[1]), (title[0], abstract[0])
    for one, sure in weighed(*both):
        if sure < LEAST or (seen := one.best or one.seen[0]) is None:
            continue
        quote = both[seen.place][seen.start : seen.end]
        details = {"type": kind(one, both)}
        if one.long and one.long[0] == seen.place:
            place, start, end = one.long
            details |= {
                "expansion": untagged(both[place][start:end]),
                "expansion_start": str(start),
                "expansion_end": str(end),
            }
        variants = {untagged(both[s.place][s.start : s.end]) for s in one.seen} - {
            untagged(quote),
            details.get("expansion"),
        }
        if variants:
            details["variants"] = "; ".join(sorted(variants))
        yield Fact(
            "introduces",
            untagged(quote),
            seen.start,
            seen.end,
            quote,
            f"introduces/{VERSION}",
            sure,
            details,
            names[seen.place],
        )

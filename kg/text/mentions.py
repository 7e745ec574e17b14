"""Named systems, models, methods, datasets and software of others in a title or an abstract, with the role they have in the work.

A name is one by its shape (capitals or digits within, no acronym of a common term); its role is told by the words around it: evaluated
(on a dataset or benchmark), compared (a baseline), used (built on, trained with), background. What the paper brings itself is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.text import Fact, Text
from kg.text._candidates import Candidate, Occurrence, known
from kg.text._sentences import LIMIT, sentences, untagged
from kg.text._shapes import shaped
from kg.text._statements import hinted
from kg.text.introduces import LEAST, weighed

FIELDS = ("title", "abstract")
VERSION = 1
CONFIDENCE = {"cited": 0.7, "known": 0.65, "role": 0.52}
"""How often each sign is of a named thing of others: counted on the half of the gold that was looked at (benchmarks/text.py), of "cited"
on two cases only. None is sure enough to be asserted."""
_NO_THING = re.compile(
    r"[\\{}=^|<>$]|_|^\d|/|(?i:bleu|rouge|f1|f-|auc|covid|icml|neurips|emnlp|naacl|colt|stoc|focs|kdd|usa?$|uk$|pca$)"
    r"|^(?:English|Chinese|German|French|Japanese|Romanian|Czech|Sinhala|Hindi|Arabic|Russian)(?:-|$)"
)
"""What has the shape of a name and is none of a system or dataset: formulas, metrics, venues, pairs of languages."""
_DATA = (
    "dataset",
    "datasets",
    "data sets",
    "benchmark",
    "corpus",
    "corpora",
    "task",
    "tasks",
    "test set",
    "leaderboard",
    "treebank",
)
_COMPARED = (" than ", "outperform", "compared ", "over the ", "baseline", "surpass", "faster than", "versus", "beats")
_USED = (
    " use ",
    " using ",
    "based on",
    "built on",
    "leverag",
    "employ",
    " apply",
    "via ",
    "with ",
    "fine-tun",
    "pre-trained",
    "pretrained",
    "extend",
    "train",
)


def _role(text: str, seen: Occurrence, begin: int, stop: int) -> str:
    """The role of a name by the words of its sentence near it."""
    left = text[max(begin, seen.start - 60) : seen.start].lower()
    right = text[seen.end : min(stop, seen.end + 40)].lower()
    if any(right.lstrip(" -,)").startswith(word) for word in _DATA) or any(
        word in right.split(".")[0] for word in (" dataset", " benchmark", " corpus", " corpora")
    ):
        return "evaluated"
    if hinted(_COMPARED, left):
        return "compared"
    if " on " in left[-24:] or left.endswith("on ") or hinted(("dataset", "benchmark", "including"), left[-30:]):
        return "evaluated"
    if hinted(_USED, left) or "-based" in right[:8]:
        return "used"
    return (
        "used"
        if seen.sentence > 1 and ("we " in text[begin:stop] or "our " in text[begin:stop] or "We " in text[begin:stop])
        else "background"
    )


def _named(one: Candidate) -> str:
    """By which sign a candidate is a named thing of others; "" when by none."""
    sign = _sign(one)
    return sign if sign and not _NO_THING.search(one.name) else ""


def _sign(one: Candidate) -> str:
    name = one.name
    if one.long or len(name) < 2 or one.seen[0].place == 0:
        return ""
    strong = any(shaped(word) == "strong" for word in name.split())
    if any("cited" in seen.signs for seen in one.seen) and (strong or " " in name):
        return "cited"
    if one.key in known() and (strong or one.key in _THINGS):
        return "known"
    plain_capitals = name.isupper() and name.isalpha()
    if (
        strong
        and not plain_capitals
        and len(name) > 2
        and any(seen.signs & {"on", "using", "against", "kind-after"} for seen in one.seen)
    ):
        return "role"
    return ""


_THINGS = frozenset(["transformer", "transformers", "wordnet", "framenet", "wikidata", "penn treebank"])


def read_together(texts: Sequence[Text]) -> Iterator[Fact]:
    """The named things of others: value the name, details its role."""
    fields = {sort: (name, text) for sort, name, text in reversed(texts) if sort in ("title", "abstract")}
    title, abstract = (fields.get(sort, (sort, "")) for sort in ("title", "abstract"))
    both, names = (title[1], abstract[1]), (title[0], abstract[0])
    for one, sure in weighed(*both):
        if sure >= LEAST or not (sign := _named(one)):
            continue
        seen = one.seen[0]
        bounds = sentences(both[seen.place])
        begin, stop = bounds[max(0, bisect_right(bounds, (seen.start, LIMIT)) - 1)]
        quote = both[seen.place][seen.start : seen.end]
        role = _role(both[seen.place], seen, begin, stop)
        yield Fact(
            "mentions",
            untagged(quote),
            seen.start,
            seen.end,
            quote,
            f"mentions-{sign}/{VERSION}",
            CONFIDENCE[sign],
            {"role": role},
            names[seen.place],
        )

"""The words that readers look for one by one in titles and abstracts: numbers, heads of the names of tasks, languages.

They are found in one pass over a text, for all readers together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.text._languages import COMPOUNDS, LANGUAGES

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
)  # fmt: skip
NUMBERS = {word: i for i, word in enumerate(_SMALL[:20], 1)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
"""Numbers written as words."""
HEADS = frozenset([
    "translation", "recognition", "extraction", "parsing", "answering", "classification", "summarization", "summarisation", "disambiguation", "tagging", "labeling",
    "labelling", "resolution", "linking", "retrieval", "generation", "detection", "correction", "completion", "identification", "segmentation", "induction",
    "prediction", "modeling", "modelling", "comprehension", "inference", "understanding", "scoring", "simplification", "alignment", "entailment", "captioning",
    "transcription", "transliteration", "mining", "normalization", "paraphrasing", "ranking", "checking", "filling", "typing", "grounding", "matching", "synthesis",
    "estimation", "optimization", "optimisation", "minimization", "testing", "clustering", "regression", "assessment", "discrimination", "verification", "diarization",
    "analysis", "learning", "suggestion", "reasoning", "moderation", "attribution", "anonymization", "lemmatization", "tokenization", "similarity", "acquisition",
    "reconstruction", "localization", "tracking", "planning", "control", "forecasting", "imputation", "embedding", "navigation", "decoding", "bandits",
])  # fmt: skip
"""Nouns that names of tasks end in."""


def as_printed(words: Iterable[str]) -> frozenset[str]:
    """Words in small letters as they are printed: so, with a capital, and in capitals."""
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


_TELLING = as_printed([*NUMBERS, *HEADS]) | LANGUAGES.keys() | {name.split()[-1] for name in COMPOUNDS}
_BREAKS = ".,;:()[]'\"-/?!"
_BYTES = bytes.maketrans(_BREAKS.encode(), b" " * len(_BREAKS))
_WIDE_BREAKS = "’“”–—"


@lru_cache(maxsize=4)
def telling_words(text: str) -> frozenset[str]:
    """Those of the words above that stand in a text, as printed: without the punctuation and hyphens around and within them."""
    if not text.isascii():
        for mark in _WIDE_BREAKS:
            text = text.replace(mark, " ")
    spaced = text.encode("utf-8", "surrogatepass").translate(_BYTES).decode("utf-8", "surrogatepass")
    return _TELLING.intersection(spaced.split())

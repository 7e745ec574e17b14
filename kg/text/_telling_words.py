"""The words and parts of words that readers look for one by one in titles and abstracts: numbers, heads of the names of tasks, languages,
and what the patterns of several readers begin with.

They are found in one pass over a text, for all readers together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.text._languages import COMPOUNDS, LANGUAGES
from kg.text._sentences import WordTable, tokens

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


TERM_SIGNS = (
    "call", "dub", "term", "name", "coin", "introduc", "propos", "present", "develop", "baptis", "christen", "suggest", "titled", "refer",
    "defin", "initiat", "formaliz", "formulat", "study", "address", "identif", "forward", "devise", "design", "describ", "novel", "new",
    "notion", "concept", "class", "family", "resulting", "our", "Our",
)  # fmt: skip
"""Parts of the words with which a new term is named (`kg.text._terms`)."""
LICENCE_SIGNS = ("icen", "ICEN", "reative", "ublic", "CC", "GPL", "MIT", "BSD", "Apache", "ODbL", "EUPL", "MPL")
"""Parts of words of which a text that names a licence holds one (`kg.text.licences`)."""
FACTOR_SIGNS = ("wice", "alf", "ouble", "riple")
FOLD = "fold"
"""The ends of factors said in a word: "twice", "threefold" (`kg.text.claims`)."""

_TELLING = as_printed([*NUMBERS, *HEADS]) | LANGUAGES.keys() | {name.split()[-1] for name in COMPOUNDS}
_PARTS = frozenset([*TERM_SIGNS, *LICENCE_SIGNS, *FACTOR_SIGNS, FOLD])
_HOLDS_PART = re.compile("|".join(sorted(_PARTS)))
_BREAKS = str.maketrans(dict.fromkeys(".,;:()[]'\"-/?!’“”–—", " "))


def _told(word: str) -> frozenset[str]:
    """What one word, with the punctuation and hyphens around and within it, holds of the words and parts above."""
    words = _TELLING.intersection(word.translate(_BREAKS).split())
    return words.union(part for part in _PARTS if part in word) if _HOLDS_PART.search(word) else words


_TOLD = WordTable(_told)


@lru_cache(maxsize=4)
def telling_words(text: str) -> frozenset[str]:
    """Those of the words above that stand in a text, as printed: without the punctuation and hyphens around and within them; and those of
    the parts of words that its words hold."""
    return frozenset().union(*filter(None, map(_TOLD.__getitem__, tokens(text))))

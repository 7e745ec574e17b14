"""What the tagger of pages sees of the words of a segment: which they are, how they end, which comes first and last, and their shape.

The words that count are those of the table of the network (`_learned_network`): those that came often in what it was trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.names import fold

_WORD = re.compile(r"[^\W\d_]+|\d+")
_MOST = 400
_FIRST, _LAST = 9, 5
"""Of a segment with more words only so many of its first and of its last are seen."""
_LONG = 4
"""Words with more letters are seen by their ends, too."""
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")
"""Signs of scripts that no white space parts: words of them are seen as pairs of signs."""
_SHAPED = 60
_SHAPE = (
    (re.compile(r"[A-ZÀ-ÞА-Я]"), "A"),
    (re.compile(r"\d+"), "0"),
    (re.compile(r"(?!A)[^\W\d_]+"), "a"),
    (re.compile(r"A+"), "A"),
)
"""Capitals, numbers and runs of small letters as one sign each."""


@lru_cache(maxsize=1 << 12)
def words(text: str) -> tuple[str, ...]:
    """The names of what the words of a segment show."""
    its = [seen for one in _WORD.findall(text[:_MOST]) for seen in _as_seen(one)]
    seen = its if len(its) <= _FIRST + _LAST else its[:_FIRST] + its[-_LAST:]
    found = {f"w:{one}" for one in seen}
    found |= {f"s:{one[-3:]}" for one in seen if len(one) > _LONG and one[0] != "0"}
    if its:
        found |= {f"f:{its[0]}", f"l:{its[-1]}"}
    shape = text[:_SHAPED]
    for pattern, sign in _SHAPE:
        shape = pattern.sub(sign, shape)
    return (*sorted(found), f"b:{shape[:5]}", f"e:{shape[-4:]}")


def _as_seen(word: str) -> Sequence[str]:
    """A word in small letters without accents; of a number only how many digits it has, up to five; of scripts without blanks each pair of signs."""
    if word.isdigit():
        return ("0" * min(len(word), 5),)
    if len(word) > 2 and _UNPARTED.search(word):
        return [word[i : i + 2] for i in range(len(word) - 1)]
    return (fold(word),)

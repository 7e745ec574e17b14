"""Whether a phrase stands in other papers: what others speak of is seldom what a paper brings.

The phrases are those of titles and abstracts, of cited titles, and of the texts of papers where two papers have them; benchmarks/text_heard.py
gathers them. Each is kept as the CRC-32 of its words, in ascending order, in four bytes: a phrase that was never said is found by chance once
in thirty thousand times.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from zlib import crc32

LONGEST = 4
"""So many words of a phrase are looked at, the last ones."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def words(text: str) -> list[str]:
    """The words of a text in small letters and plain quotation marks (`plain`).

    >>> words("the author's t-sne_plot")
    ['the', "author's", 't', 'sne', 'plot']
    """
    return _WORD.findall(text)


def number(phrase: list[str]) -> int:
    """The number that stands for a phrase."""
    return crc32(" ".join(phrase).encode())


@cache
def numbers() -> array[int]:
    """The numbers of all phrases, in ascending order."""
    found = array("I")
    found.frombytes((files("kg.text") / "_heard.bin").read_bytes())
    if sys.byteorder == "big":
        found.byteswap()
    return found


def heard(name: str, without: frozenset[int] = frozenset()) -> bool:
    """Whether a name (`plain`) or what it is the plural of stands in other papers, but for the phrases with the numbers in `without`."""
    phrase = words(name)[-LONGEST:]
    if not phrase:
        return False
    if _said(number(phrase), without):
        return True
    last = phrase[-1]
    return last.endswith("s") and _said(number([*phrase[:-1], last[:-1]]), without)


def _said(one: int, without: frozenset[int]) -> bool:
    """Whether a number stands in the table."""
    table = numbers()
    at = bisect_left(table, one)
    return at < len(table) and table[at] == one and one not in without

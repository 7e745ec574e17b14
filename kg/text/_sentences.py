"""What the readers of abstracts share: sentences, words, and letters without their LaTeX.

All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import filterfalse
from typing import TypeVar

T = TypeVar("T")

# A pattern that begins with a set of characters is looked for faster than one that begins with alternatives or a look behind.
_END = re.compile(r"""[.!?\n](?:(?<!\n)['"”’)\]}]{0,2}\s{1,8}(?=["'“‘(\[\\$`]{0,2}[^\W_a-z])|(?<=\n)[ \t]{0,8}\n)""")
_ABBREVIATIONS = frozenset("al e.g i.e cf vs fig figs eq eqs sec no resp approx ca dr prof st etc viz".split())
LIMIT = 20_000
"""No more of a text is read than this many characters: an abstract is shorter, what comes after is no abstract."""


@lru_cache(maxsize=4)  # several readers ask for the sentences of the same text
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end, without the white space between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text, 0, LIMIT):
        at = match.start()
        if text[at] == ".":
            word = text[max(start, at - 8) : at].rpartition(" ")[2].lstrip("([").lower()
            if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
                continue
        found.append((start, at + len(match[0].rstrip())))
        start = match.end()
    if start < min(len(text), LIMIT):
        found.append((start, min(len(text), LIMIT)))
    return tuple(found)


class WordTable(dict[str, T]):
    """What a word says by itself, found out once for each word: the same words come again and again. `table[word]` finds it."""

    def __init__(self, says: Callable[[str], T]) -> None:
        super().__init__()
        self._says = says

    def __missing__(self, word: str) -> T:
        found = self._says(word)
        if len(word) < 80:  # what is longer is no word, and does not come again
            if len(self) > 32768:
                self.clear()
            self[word] = found
        return found


@lru_cache(maxsize=4)
def tokens(text: str) -> tuple[str, ...]:
    """What stands between white space, in the order of the text."""
    return tuple(text[:LIMIT].split())


@lru_cache(maxsize=4)
def capitals(text: str) -> tuple[str, ...]:
    """What stands between white space and holds a capital, in the order of the text."""
    # Most words are all in small letters, which is asked faster than a copy in small letters is made.
    return tuple([one for one in filterfalse(str.islower, tokens(text)) if one != one.lower()])


@lru_cache(maxsize=4)
def capitalised(text: str) -> str:
    """The words of a text that hold a capital, in a row: what is written with capitals stands here if it stands in the text."""
    return " ".join(capitals(text)) if len(text) <= LIMIT else text


@cache
def ordinary() -> frozenset[str]:
    """Words in small letters of the abstracts that were learnt from: a name that is none of them is more of a name."""
    return frozenset((files("kg.text") / "_ordinary_words.txt").read_text(encoding="utf-8").split())


def single(text: str) -> str:
    """A text with its white space made single."""
    return " ".join(text.split())


_WIDE = re.compile(r"\s{2,}")
_TAG = r"</?[A-Za-z][\w:-]{0,30}(?:\s[^<>]{0,200})?/?>"
_GAPS = re.compile(rf"\s{{0,8}}{_TAG}(?:\s{{0,8}}{_TAG}){{0,8}}\s{{0,8}}|\s{{2,}}")
"""White space and the tags of HTML and JATS within and beside it: abstracts of Crossref have them."""
_APART = re.compile(r"</?(?:\w{1,8}:)?(?:p|title|sec|br|div|li|list|ul|ol|h\d)[\s/>]")


def spaced(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without tags, its white space made single but for empty lines and between paragraphs, and where it was shortened: each place
    in the new text, ascending, with how many characters were left out up to there. Patterns ask for one blank; wrapped abstracts have two.

    >>> spaced("a new  task,\\n  X")
    ('a new task, X', [(6, 1), (12, 3)])
    >>> spaced("<jats:p>A new <jats:italic>X</jats:italic>.")
    ('A new X.', [(0, 8), (6, 21), (7, 35)])
    """
    tagged = "</" in text or "/>" in text
    if not tagged and "  " not in text and "\n " not in text and " \n" not in text:
        return text, []
    parts, cuts, last, left, length = [], [], 0, 0, 0
    for match in (_GAPS if tagged else _WIDE).finditer(text, 0, LIMIT):
        blank = _blank(text, match[0], match.start(), match.end())
        if not blank and match.end() == match.start():
            continue
        parts += [text[last : match.start()], blank]
        length += match.start() - last + len(blank)
        left += match.end() - match.start() - len(blank)
        last = match.end()
        cuts.append((length, left))
    return "".join([*parts, text[last:]]), cuts


def _blank(text: str, gap: str, start: int, end: int) -> str:
    """What stays of white space and tags: an empty line between paragraphs, a blank where there was one or two words would grow together."""
    if "<" in gap and _APART.search(gap):
        return "\n\n" if start and end < len(text) else ""
    if gap.count("\n") > 1:
        return "\n\n"
    if gap[0].isspace() or gap[-1].isspace():
        return " "
    grown = start and text[start - 1].isalpha() and (text[end : end + 1].isalpha() or text[end : end + 1] == "(")
    return " " if grown and not _SMALL.search(gap) else ""


_SMALL = re.compile(r"(?::|<|/)(?:sub|sup|sc|scp|b|bold)\b")
"""Tags within words: H<sub>2</sub>O."""


def untagged(name: str) -> str:
    """A name as it is read: without tags, its white space made single."""
    return single(spaced(name)[0] if "<" in name else name)


def unspaced(at: int, cuts: list[tuple[int, int]], end: bool = False) -> int:
    """Where a place (or an end) in the text that `spaced` made stands in the text it was given."""
    found = bisect_right(cuts, (at - end, LIMIT)) - 1
    return at + cuts[found][1] if found >= 0 else at


_COMMAND = re.compile(r"\\[a-zA-Z]{1,16}\s?\{|[{}\\$]|\\[a-zA-Z]{1,16}")
_MARKS = str.maketrans("’‘`“”–—‐‑", "'''\"\"----")


def plain(name: str) -> str:
    """A name for comparing: small letters, without LaTeX commands, with plain quotation marks and dashes and single blanks.

    >>> plain("\\\\textit{Foo}  Bar")
    'foo bar'
    """
    return _plain(name) if len(name) < 80 else _plain.__wrapped__(name)


@lru_cache(maxsize=8192)  # the same names come again and again
def _plain(name: str) -> str:
    if "\\" in name or "{" in name or "$" in name:
        name = _COMMAND.sub("", name)
    return single(name.translate(_MARKS)).lower()

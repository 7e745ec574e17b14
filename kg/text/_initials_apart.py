"""Words in a row whose initials are a short form that stands elsewhere: "representation consistency", where RC is printed far from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text._alignment import STOP
from kg.text._sentences import LIMIT, WordTable, ordinary, tokens

_LIGHT = frozenset("of the and".split())
_FUSED = re.compile(
    r"[mcisphouabnrtMCISPHOUABNRT](?<!\w.)(?:(?<=m)(?:ulti|eta|icro|acro)|(?<=c)(?:ross|o)|(?<=i)nter|(?<=s)(?:emi|uper|ub|elf)|(?<=p)re|(?<=h)yper"
    r"|(?<=o)ver|(?<=u)nder|(?<=a)uto|(?<=b)i|(?<=n)on|(?<=r)etro|(?<=t)ele)(?=[a-z]{4})",
    re.IGNORECASE,
)
"""What is fused with a word and gives a letter of its own: "multitask learning", MTL."""
_FUSED_WORD = re.compile(rf"({_FUSED.pattern})([^\W\d_]{{1,40}})", re.IGNORECASE)
_INNER = re.compile(r"(?<=[^\W\d_])[^\W\d_]{1,40}")
_BETWEEN = frozenset("of and the for in to a with on".split())
_APART = re.compile(r"[^\W\d_]{1,40}|[.:;,()!?]")


def _initial(word: str) -> str:
    """The first letter of a word, with what is no letter."""
    if word.isalpha():
        return word[0]
    if word[:-1].isalpha():  # with a comma or full stop behind it
        return word[0] + word[-1]
    return _INNER.sub("", word)


def _letters(words: str) -> str:
    """The first letters of words in small letters, with what is no letter; those of small words are capitals."""
    return "".join([word[0].upper() if word in _BETWEEN else _initial(word).lower() for word in words.split()])


def _parted(word: str) -> str:
    """A word with a blank behind each prefix that is fused with another word and gives a letter of its own."""
    return _FUSED_WORD.sub(lambda match: f"{match[1]} {match[2]}" if match[2].lower() in ordinary() else match[0], word)


_INITIALS = WordTable(lambda word: _letters(word.replace("-", " ")))
"""The first letters of the parts of a word between hyphens."""
_PARTED_INITIALS = WordTable(lambda word: _letters(_parted(word).replace("-", " ")))
"""Those letters with the ones behind prefixes that are fused with the word."""
_PASSED = re.compile(r"[A-Z]?([^A-Z]+|[A-Z])")
"""A small word, which is passed over, with what follows it: one small word between two others, not the next one, and not the last word."""


def _hold(letters: str, wanted: set[str]) -> bool:
    """Whether the first letters of words, with what is no letter, hold a short form, one small word between two others passed over."""
    initials = "".join(_PASSED.findall(letters)).lower()
    return any(short in initials for short in wanted)


_GIVES_NONE = STOP - {"to"} | frozenset(
    "over under between than that which we our is are can be it this their its".split()
)


def _split(start: int, end: int, word: str) -> Iterator[tuple[int, int, str]]:
    """A word as it is, or, where a prefix is fused with it that gives a letter of its own, the prefix and the rest."""
    if (fused := _FUSED.match(word)) and word[fused.end() :].lower() in ordinary():
        yield start, start + fused.end(), fused[0]
        yield start + fused.end(), end, word[fused.end() :]
    else:
        yield start, end, word


def apart(field: str, text: str, wanted: set[str]) -> Iterator[tuple[str, str, int, int]]:
    """The words in a row whose initials are a wanted short form: the short form, field, begin and end of the words."""
    tokens = [(match.start(), match.end(), match[0]) for match in _APART.finditer(text, 0, LIMIT)]
    split = [part for token in tokens for part in _split(*token)]
    for kept in (
        tokens,
        [token for token in tokens if token[2] not in _LIGHT],
        split if len(split) > len(tokens) else [],
    ):
        initials = "".join(
            word[0] if word[0].isalpha() and word != word.upper() else "." for _, _, word in kept
        ).lower()
        for short in sorted(wanted):
            at = initials.find(short.lower())
            if (
                at >= 0
                and len(initials) == len(kept)
                and not _GIVES_NONE & {word for _, _, word in kept[at : at + len(short)]}
            ):
                start, end = kept[at][0], kept[at + len(short) - 1][1]
                if text[end : end + 1] == "-" and (rest := _INNER.match(text, end + 2)):
                    end = rest.end()  # "non-rationales"
                yield short, field, start, end


def may_be_apart(text: str, wanted: set[str]) -> bool:
    """Whether the initials of a text hold one of some short forms, those of prefixes that are fused with a word among them."""
    words = tokens(text)
    whole = "".join(map(_INITIALS.__getitem__, words))
    if _hold(whole, wanted):
        return True
    split = "".join(map(_PARTED_INITIALS.__getitem__, words))
    return split != whole and _hold(split, wanted)

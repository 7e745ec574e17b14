"""Acronyms of venues: which names are no more than one, which full names are printed with one, and whether its letters are the initials of a name.

Who prints "International Conference on Web Engineering (ICWE)" says what "ICWE 2019" is short for. What nobody prints so is not known to be one
venue, however well the letters fit: many names fit an acronym of three or four letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.names import fold
from kg.venues import Series

_BARE = re.compile(r"(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[A-Za-z0-9][A-Za-z0-9&/+*-]{1,13}")
_WORDS = re.compile(r"[^\W_]+")
_COLLECTED = re.compile(r"\bworkshops\b|\bproceedings\b|\btutorials\b|\btrack\b", re.IGNORECASE)
_BODY = re.compile(r"\bworkshop\b.*\b(?P<body>Gesellschaft|Society|Association|Verein|Institute)\b", re.IGNORECASE)
"""A workshop of a society, whose acronym may be all that is printed."""
_LITTLE = frozenset(
    "v a an the of on and for in to at by with from its de la le les des du der die das und et y e del della di da fur sur".split()
)
_KINDS = frozenset(
    "conference conferences workshop symposium meeting congress colloquium seminar forum conf symp proc journal proceedings international intl int "
    "national annual biennial world european joint ieee acm ifip usenix aaai iapr iacr siam".split()
)
"""Words that say what a venue is, how often and by whom; an acronym may leave them out."""


def is_bare(name: str) -> bool:
    """Whether a name is a single word with two capitals, as acronyms are."""
    return _BARE.fullmatch(name) is not None


@lru_cache(maxsize=8192)
def content(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: without articles, kinds, sponsors and numbers, whatever their order."""
    words = {fold(word) for word in _WORDS.findall(name)}
    return frozenset(
        word for word in words if word and word not in _LITTLE and word not in _KINDS and not word[0].isdigit()
    )


@lru_cache(maxsize=8192)
def initials_agree(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are in order the initials of the words of a name; only articles, kinds and sponsors may be left out."""
    letters = fold(acronym)
    words = [fold(word) for word in _WORDS.findall(name)]
    at = {0}  # how many letters may have been used so far
    for word in filter(None, words):
        used = {n + 1 for n in at if n < len(letters) and letters[n] == word[0]}
        at = used | at if word in _LITTLE or word in _KINDS or word[0].isdigit() else used
    return len(letters) > 1 and len(letters) in at


@lru_cache(maxsize=8192)
def letters_fit(acronym: str, name: str) -> bool:
    """Whether an acronym can be that of a name it is printed with: its capitals are in order initials of words, of which some may be left out.

    Two letters fit too much: they must be the initials of all words that count.
    """
    if len(fold(acronym)) < 3:
        return initials_agree(acronym, name)
    starts = iter([fold(word)[:1] for word in _WORDS.findall(name)])
    return all(letter.lower() in starts for letter in acronym if letter.isupper())


@dataclass
class Acronyms:
    """The acronyms of a build, folded: with which full names each is printed, in how many works, and which series of the table have it."""

    printed: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, name: str, acronym: str, works: int) -> None:
        """Enters that so many works print a full name with an acronym, unless it is a word of the name, or that of the host of what is collected there."""
        letters = fold(acronym)
        own = {fold(word) for word in _WORDS.findall(name)}
        if not is_bare(acronym) or is_bare(name) or letters in own or _COLLECTED.search(name):
            return
        body = _BODY.search(name)
        if body is None or not initials_agree(acronym, name[body.start("body") :]):
            self.printed[letters][key] = self.printed[letters].get(key, 0) + works
            self.names[key] = name

    def table(self, series: Iterable[Series]) -> None:
        """Enters the acronyms of the table. One that a single series has is never a bare name: it is read as that series."""
        for one in series:
            for acronym in filter(is_bare, (one.acronym, *one.aliases)):
                self.known[fold(acronym)].add(one.name)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The keys worth a look: a bare acronym and each full name printed with it, and the full names printed with one acronym."""
        for key, letters in self.bare.items():
            yield from ((key, full) for full in self.printed.get(letters, ()))
        for full in self.printed.values():
            listed = sorted(full)[:50]
            yield from ((a, b) for i, a in enumerate(listed) for b in listed[i + 1 :] if self._same_words(a, b))

    def _same_words(self, a: str, b: str) -> bool:
        return content(self.names[a]) == content(self.names[b])

    def shared(self, a: str, b: str) -> str:
        """The acronym with which both full names are printed, where their words are the same; '' where there is none."""
        if a not in self.names or b not in self.names or not content(self.names[a]) or not self._same_words(a, b):
            return ""
        return min((letters.upper() for letters, full in self.printed.items() if a in full and b in full), default="")

    def others(self, letters: str, name: str) -> tuple[str, ...]:
        """Names of other words that have the acronym too."""
        found = {self.names[key] for key in self.printed.get(letters, ())} | self.known.get(letters, set())
        return tuple(sorted(one for one in found if content(one) != content(name)))

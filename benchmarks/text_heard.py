"""The phrases of other papers for `kg.text._heard`: which there are, and which only one text has.

A phrase is up to four words in a row that no mark of punctuation and no small word ("of", "is", "our") parts. It counts as heard where a title,
an abstract or a cited title has it, or the texts of two papers; and so do the terms of benchmarks/heard_terms.txt. For a text that is learnt from it counts only where others have it: what
the text itself says must not tell what it brings.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.text import Doc
from kg.text._heard import LONGEST, number, words
from kg.text._sentences import plain

TERMS = Path(__file__).with_name("heard_terms.txt")
_PARTS = re.compile(r"[.,;:?!]\s|[()\[\]\"“”]")
_SMALL = frozenset(
    "a an the of to in on for with and or by from as at is are was were be been that this these those it its we our their they which can not but "
    "also has have had than then there such both each all more most other into over under between while when where how what who no nor so if do "
    "does did may will would could should only some any using used use based e g i s t et al".split()
)
"""No phrase holds one of these words."""


def phrases(text: str) -> set[int]:
    """The numbers of the phrases of a text."""
    found = set()
    for part in _PARTS.split(text):
        row = words(plain(part))
        for start, first in enumerate(row):
            if first[0].isdigit():
                continue
            for end in range(start, min(start + LONGEST, len(row))):
                if row[end] in _SMALL:
                    break
                found.add(number(row[start : end + 1]))
    return found


def terms() -> frozenset[int]:
    """The numbers of the terms that were written down by hand."""
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    return frozenset(number(words(plain(line))[-LONGEST:]) for line in lines if not line.startswith("#"))


@dataclass
class Phrases:
    """The texts of which one is enough to have heard a phrase, and those of which two are, by the number of the phrase and the id of the text;
    the terms that need none; and by the id of a text the phrases that are not heard without it."""

    short: dict[int, set[str]] = field(default_factory=dict)
    long: dict[int, set[str]] = field(default_factory=dict)
    terms: frozenset[int] = frozenset()
    lost: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, docs: Iterable[Doc], folder: Path) -> Phrases:
        """Those of titles and abstracts, and of those papers of a folder that are among them, with what these papers cite."""
        found = cls(terms=terms())
        for doc in docs:
            _add(found.short, phrases(doc.title) | phrases(doc.abstract), doc.id)
            collection, _, name = doc.id.partition(":")
            if collection == "aclsum":
                text, cited = _paper(folder / f"{name}.json")
                _add(found.long, text, doc.id)
                _add(found.short, cited, doc.id)
        for one, owner in found._leaning():
            found.lost.setdefault(owner, set()).add(one)
        return found

    def _heard(self, one: int, without: str = "") -> bool:
        """Whether a phrase is heard, but for one text."""
        if one in self.terms:
            return True
        return bool(self.short.get(one, set()) - {without}) or len(self.long.get(one, set()) - {without}) > 1

    def _leaning(self) -> Iterator[tuple[int, str]]:
        """Each phrase that is not heard without a text, with that text."""
        for one in self.short.keys() | self.long.keys():
            if self._heard(one):
                for owner in [*self.short.get(one, ()), *self.long.get(one, ())][:3]:  # with more texts none is needed
                    if not self._heard(one, owner):
                        yield one, owner

    def without(self, doc: Doc) -> frozenset[int]:
        """The phrases that are not heard without a text."""
        return frozenset(self.lost.get(doc.id, ()))

    def write(self, path: Path) -> int:
        """Writes the numbers of the phrases; returns how many there are."""
        every = self.short.keys() | self.long.keys() | self.terms
        table = array("I", sorted(one for one in every if self._heard(one)))
        if sys.byteorder == "big":
            table.byteswap()
        path.write_bytes(table.tobytes())
        return len(table)


def _add(into: dict[int, set[str]], found: set[int], owner: str) -> None:
    for one in found:
        into.setdefault(one, set()).add(owner)


def _paper(path: Path) -> tuple[set[int], set[int]]:
    """The phrases of the text of a paper and those of the titles it cites."""
    parsed = json.loads(path.read_text(encoding="utf-8"))["pdf_parse"]
    text = set().union(*(phrases(part["text"]) for part in parsed["body_text"]))
    cited = set().union(*(phrases(entry["title"] or "") for entry in parsed["bib_entries"].values()))
    return text, cited

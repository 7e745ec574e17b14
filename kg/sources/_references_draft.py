"""One reference on the way to its record: its text, its tokens, its parts, and the draft they fill."""

from __future__ import annotations

from collections.abc import Sequence

from kg.sources._listing_lines import Draft
from kg.sources._references_features import Token, tokens_of
from kg.sources._references_repair import repaired
from kg.sources._references_tagger import MODELS, Models, Part, taggings

QUOTES = "“”«»„‟\"'‘’`"
KEPT = 512
"""The parts of so many references are kept (about 10 KB each)."""
MARKS = " \t\r\n.,;:·•-–—_|*"


class Reference:
    """One reference on the way to its record: its text, its tokens, its parts, and the draft they fill."""

    def __init__(self, text: str, base: int, models: Models = MODELS) -> None:
        self.text = text
        self.base = base
        self.tokens, self.parts = _parted(text, models)
        self.draft = Draft("other")
        self.work = self.draft.work
        self.repeated = False

    def span(self, part: Part) -> tuple[int, int]:
        """Where a part stands in the text."""
        return self.tokens[part.first].start, self.tokens[part.last - 1].end

    def value(self, start: int, end: int) -> str:
        """The text of a stretch on one line, with the words that line ends cut in two mended."""
        text = self.text[start:end]
        return " ".join(token.text for token in tokens_of(text)) if "\n" in text else " ".join(text.split())

    def trim(self, start: int, end: int, marks: str) -> tuple[int, int]:
        """A stretch without the marks at its ends; a bracket that is closed within stays."""
        while start < end and self.text[start] in marks:
            start += 1
        while end > start and self.text[end - 1] in marks:
            end -= 1
        return start, end

    def mapped(self, field: str, start: int, end: int) -> None:
        self.draft.mapped(field, self.base + start, self.base + end)

    def certainty(self, field: str, part: Part) -> None:
        """Keeps the lowest certainty of a field."""
        if part.certainty < 0.995:
            known = self.draft.confidence.get(field, 1.0)
            self.draft.confidence[field] = round(min(known, part.certainty), 3)


Parted = tuple[tuple[Token, ...], tuple[Part, ...]]
_parted_before: dict[tuple[str, Models], Parted] = {}
"""What is known of the last references: they are asked for again, as a list is read once it is told by its first entries."""


def read_ahead(texts: Sequence[str], models: Models = MODELS) -> None:
    """Finds the parts of references that are asked for next, all at once, which is faster than one after the other."""
    new = [text for text in dict.fromkeys(texts) if (text, models) not in _parted_before]
    tokens = [tokens_of(text) for text in new]
    for text, its, tagging in zip(new, tokens, taggings(tokens, models), strict=True):
        _parted_before[text, models] = tuple(its), tuple(repaired(its, tagging))
    for old in list(_parted_before)[: max(0, len(_parted_before) - KEPT)]:
        del _parted_before[old]


def _parted(text: str, models: Models) -> Parted:
    """The tokens of a reference and its parts."""
    if (text, models) not in _parted_before:
        read_ahead([text], models)
    return _parted_before[text, models]


def black(ref: Reference, start: int, end: int) -> tuple[int, int]:
    """Where in the whole text a stretch of a reference stands, without the white space around it."""
    text = ref.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    return ref.base + begin, ref.base + begin + len(text.strip())

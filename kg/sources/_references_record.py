"""The record of one reference, or why there is none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.records import Contribution, Record, Reject, Remark
from kg.sources._references_draft import Reference
from kg.sources._references_fields import add
from kg.sources._references_tagger import MODELS, Models

CERTAIN_TITLE = 0.3
CERTAIN_AUTHORS = 0.3
"""Below this certainty of the least certain token the title or the authors are not given and the reference is rejected.

The trade, with an earlier tagger, cross-validated on the labelled half that was trained on (769) and that the rules were written on: at 0.3 there are 39
wrong titles and 710 right ones, at 0.5 36 and 702, at 0.7 26 and 655, at 0.9 14 and 585.
"""
_PUNCTUATION = re.compile(r"[^\w\s]+")
LONGEST = 3000
"""A reference longer than this many characters is none."""


def record_of(text: str, base: int, before: Sequence[Contribution] = (), models: Models = MODELS) -> Record | Reject:
    """The record of one reference, which stands at `base`; a reject when its title or authors are not certain.

    `before` are the authors of the reference before, for whom a dash may stand.
    """
    if len(text) > LONGEST:
        return _reject(text, base, f"longer than {LONGEST:,} characters")
    ref = Reference(text, base, models)
    for name, least in (("title", CERTAIN_TITLE), ("author", CERTAIN_AUTHORS)):
        worst = min((part.certainty for part in ref.parts if part.name == name), default=1.0)
        if worst < least:
            return _reject(text, base, f"where the {name} begins and ends is not certain ({worst:.2f})")
    for part, following in itertools.pairwise(ref.parts):
        if part.name == "title" and part.last - part.first == 1 and following.name == "volume":
            return _reject(text, base, "one word before a volume is not a title for certain")
    for part in ref.parts:
        add(ref, part)
    work = ref.work
    if work.title is None and not (work.contributions and work.dates and (work.venues or work.identifiers)):
        return _reject(text, base, "no title, and not authors, year and venue either")
    if not (
        work.contributions
        or ref.repeated
        or work.dates
        or work.venues
        or work.publisher
        or work.identifiers
        or work.links
    ):
        return _reject(text, base, "nothing but a title")
    if ref.repeated:
        _repeat(ref, before)
    _type(ref)
    _mended_remark(ref)
    _punctuation(ref)
    return Record(base, base + len(text), work, sorted(ref.draft.pieces, key=lambda p: p.start), remarks=ref.draft.remarks,
                  confidence=ref.draft.confidence)  # fmt: skip


def _reject(text: str, base: int, reason: str) -> Reject:
    return Reject(base, base + len(text), f"not understood: {reason}")


def _repeat(ref: Reference, before: Sequence[Contribution]) -> None:
    """The dash in place of the authors stands for those of the reference before."""
    authors = [one for one in before if one.role == "author"]
    ref.work.contributions += [Contribution(one.name, one.position) for one in authors]
    message = (
        "The authors are those of the reference before."
        if authors
        else "The authors of the reference before are not known."
    )
    ref.draft.remarks.append(Remark("authors-repeated", message, "contributions"))


def _type(ref: Reference) -> None:
    """The type, where the genre has not said it: by the venue, the publisher, or an arXiv id."""
    work = ref.work
    if work.type != "other":
        return
    kinds = {venue.kind for venue in work.venues}
    if "conference" in kinds:
        work.type = "conference-paper"
    elif "journal" in kinds:
        work.type = "article"
    elif "book" in kinds:
        work.type = "chapter"
    elif work.publisher or work.place:
        work.type = "book"
    elif any(one.scheme == "arxiv" for one in work.identifiers):
        work.type = "preprint"


def _mended_remark(ref: Reference) -> None:
    if "\n" in ref.text and any("\n" in ref.text[token.start : token.end] for token in ref.tokens):
        message = "A word that a line end cut in two was put together."
        ref.draft.remarks.append(Remark("line-break-mended", message))


def _punctuation(ref: Reference) -> None:
    """The marks that no piece names."""
    taken = sorted((piece.start - ref.base, piece.end - ref.base) for piece in ref.draft.pieces)
    at = 0
    for start, end in [*taken, (len(ref.text), len(ref.text))]:
        between = ref.text[at:start]
        for mark in _PUNCTUATION.finditer(between) if between not in ("", " ") else ():
            ref.draft.furniture("punctuation", ref.base + at + mark.start(), ref.base + at + mark.end())
        at = max(at, end)

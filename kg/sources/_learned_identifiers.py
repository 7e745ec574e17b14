"""The identifiers of an entry that the tagger of pages found, where nothing that reads references takes them.

[quant-ph/0601999]        138 LQR 55 <https://doi.org/10.1234/lqr.5>        Brine Books - 2018 - 978-1-4314-2599-0        (arXiv 2102.07719)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import identifiers
from kg.records import Identifier
from kg.sources._learned_tagger import Entry
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import find_identifiers

_BARE = re.compile(
    r"(?<![\w./-])(?:(?P<arxiv>(?:arXiv[\s:]\s?)?\d{4}\.\d{4,5}|(?:math|physics|cs|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|nlin|nucl-(?:ex|th)|quant-ph|q-bio|chao-dyn)(?:\.[A-Z]{2})?/\d{7})"
    r"|(?P<isbn>(?:isbn[\s=:]{1,3})?97[89](?:[-– ]?\d){10})|(?:PMID|PubMed ID|pmid)[\s:]{1,3}(?P<pmid>\d{6,8}))(?:v\d{1,2})?(?![\w/-]|\.\d)"
)
"""Identifiers that show themselves to be one by their form, or behind their name."""
_NUMBERS = ("volume", "issue", "pages", "article_number")
_NEXT_LINE = re.compile(r"\n[ \t]{0,12}\[?(?:doi|DOI|arXiv|PMID)[:\s][^\n]{4,80}")
"""A line with the identifier of the entry above it."""


def take_identifiers(draft: Draft, entry: Entry, text: str, base: int, upto: int) -> None:
    """Takes the identifiers among the parts of an entry that are not its title, or on the line below it, before the next at `upto`."""
    spans = [(one.start - base, one.end - base) for one in entry.parts if one.name != "title"]
    below = _NEXT_LINE.match(text, entry.end - base, max(min(upto, len(text)), entry.end - base))
    for start, end in [*spans, *([below.span()] if below else [])]:
        for one, a, b in _found(text, start, min(end + 1, len(text))):
            _add(draft, one, base + a, base + b)


def _found(text: str, start: int, end: int) -> Iterator[tuple[Identifier, int, int]]:
    """The identifiers in a stretch, one of each scheme."""
    schemes = set[str]()
    for one, a, b in find_identifiers(text[:end], start):
        if one.scheme in ("doi", "arxiv", "pmid", "isbn") and one.scheme not in schemes:
            schemes.add(one.scheme)
            yield one, a, b
    for found in _BARE.finditer(text, start, end):
        scheme = found.lastgroup or ""
        printed = found[scheme].replace("–", "-")
        if scheme not in schemes and (parsed := identifiers.parse(scheme, printed)):
            schemes.add(scheme)
            yield parsed, *found.span(scheme)


def _add(draft: Draft, one: Identifier, start: int, end: int) -> None:
    """Takes an identifier; what was left over around it stays so, and where it stands in another field it is taken from none."""
    if any(one.scheme == other.scheme for other in draft.work.identifiers):
        return
    over = [piece for piece in draft.pieces if piece.start < end and start < piece.end]
    numbers = [piece for piece in over if piece.field in _NUMBERS and start <= piece.start and piece.end <= end]
    if any(piece.kind == "mapped" and piece not in numbers for piece in over):
        return
    for piece in numbers:  # its digits were read as those of a volume
        setattr(draft.work, piece.field, None)
    field = f"identifiers[{len(draft.work.identifiers)}]"
    for piece in over:
        draft.pieces.remove(piece)
        for a, b in ((piece.start, start), (end, piece.end)) if piece not in numbers else ():
            if a < b:
                draft.pieces.append(type(piece)(piece.kind, piece.field, a, b))
    draft.mapped(field, start, end)
    draft.work.identifiers.append(one)

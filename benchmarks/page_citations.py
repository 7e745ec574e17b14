"""Pages of labelled references, for the training of the tagger of pages: some that stand beside each other in their file, as one list.

What people really wrote has more forms than one thinks of. The parts of a reference are labelled in its file; here they are those of a page:
titles, authors (editors, where there are none), and what tells where and when a work appeared.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.page_styles import Stretch
from benchmarks.page_variants import Known
from benchmarks.pages import Row
from kg.sources._references_names import names_in
from tests.reference_strings import Pieces

_HEADS = ("References", "Bibliography", "Publications", "Literatur", "Bibliographie", "Selected works", "Works cited", "Journal articles", "Bibliografía",
          "Publikationen", "Further reading", "", "", "")  # fmt: skip
_MARKS = ("", "", "", "[{}] ", "{}. ", "({}) ", "- ", "• ", "* ", "{}\t")
_GAPS = ("\n", "\n", "\n\n")
_WHERE = frozenset(
    "journal container-title date volume pages publisher location edition collection-title note doi url isbn genre editor translator".split()
)
_VENUES = frozenset(("journal", "container-title"))
_ENDS = " .,:;"


def page(references: Sequence[Pieces], chance: random.Random) -> Known:
    """A page of some references that stand beside each other, in their order, and where their parts stand."""
    number = chance.randint(3, 12)
    first = chance.randrange(max(len(references) - number, 1))
    some = [one for one in references[first : first + number] if sum(tag == "title" for tag, _ in one) == 1]
    mark, gap = chance.choice(_MARKS), chance.choice(_GAPS)
    head = chance.choice(_HEADS)
    text = f"{head}\n\n" if head else ""
    stretches: list[Stretch] = []
    rows: list[Row] = []
    for entry, pieces in enumerate(some):
        text += mark.format(entry + 1)
        by = "author" if any(tag == "author" for tag, _ in pieces) else "editor"
        for tag, its in pieces:
            part = "title" if tag == "title" else "authors" if tag == by else "rest" if tag in _WHERE else ""
            if part:
                stretches.append(Stretch(len(text), len(text) + len(its), part, entry))
            if tag != "citation-number" or not mark:
                text += its + " "
        text = text.rstrip() + gap
        rows.append(_row(pieces, by))
    return Known(text, stretches, rows)


def _row(pieces: Pieces, by: str) -> Row:
    """What a reference says, as the rows beside pages do."""
    names = [f"{one.given} {one.family}".strip() for tag, its in pieces if tag == by for one, *_ in names_in(its).names]
    venues = [its.strip(_ENDS) for tag, its in pieces if tag in _VENUES]
    venue = venues[0].removeprefix("In ").removeprefix("in ").strip(_ENDS) if venues else ""
    title = next(its for tag, its in pieces if tag == "title").strip(_ENDS)
    return title.replace("|", ""), "; ".join(names), "", venue.replace("|", ""), ""

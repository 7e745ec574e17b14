"""The labels of links in an entry of a marked-up list: "[pdf]", "Code", and what says of what kind a work is."""

from __future__ import annotations

import re

from kg.sources._html_flow import Flow, Run
from kg.sources._html_links import label_role
from kg.sources._listing_signs import THESIS


def _is_kind(run: Run, text: str) -> bool:
    """Whether a run says of what kind a work is, other than a thesis, whose kind is read where it stands."""
    return run.kind == "kind" and run.end - run.start <= 40 and not THESIS.search(text, run.start, run.end)


_BADGE = re.compile(
    r"\W{0,3}(?:(?:journal|conf(?:erence)?|workshop|peer[- ]reviewed|invited|refereed|short|long|full|demo)?\s?(?:articles?|papers?|publications?)|journal|conf(?:erence)?|workshop|pre-?print|books?|"
    r"(?:book\s)?chapters?|report|poster|review|talk|patent|software|data(?:set)?|new|open access|oa|artikel|aufsatz|buch|(?:buch)?kapitel|bericht|zeitschrift|konferenz|article|ouvrage|livre|"
    r"chapitre|communication|artículo|capítulo|libro|ponencia|articolo|capitolo|contributo|artigo|livro|[A-Z]{1,2}\d{0,2})\W{0,3}",
    re.IGNORECASE,
)
"""What badges say of the kind of a work."""


def _is_badge(run: Run, text: str) -> bool:
    """Whether a run has the class of a badge, and says of what kind a work is."""
    return run.kind == "badge" and run.end - run.start <= 40 and _BADGE.fullmatch(text, run.start, run.end) is not None


def labels(flow: Flow) -> list[tuple[int, int]]:
    """Where labels of links, buttons and copies in BibTeX stand, with the brackets and strokes around them."""
    text = flow.text
    spans = [
        (run.start, run.end) for run in flow.runs
        if run.kind == "bibtex" or _is_kind(run, text) or _is_badge(run, text) or (run.kind == "button" and label_role(text[run.start : run.end]) is not None)
    ]  # fmt: skip
    spans += [(one.start, one.end) for one in flow.links if label_role(text[one.start : one.end]) is not None]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        while start > 0 and text[start - 1] in " [(|·•/":
            start -= 1
        while end < len(text) and text[end] in " ])|·•/":
            end += 1
        if (
            found
            and start <= found[-1][1] + 3
            and not re.search(r"[\w\n]", text[found[-1][1] : start].replace("and", ""))
        ):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif not found or start >= found[-1][1]:
            found.append((start, end))
    # Words on both sides stay apart.
    return [(a, b - 1 if a and b < len(text) and text[b - 1] == " " else b) for a, b in found]

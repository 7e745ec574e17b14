"""An invented literature: lists, BibTeX and an arXiv snapshot of works nobody wrote, and what the questions answer about them."""

from __future__ import annotations

from pathlib import Path

from kg.build import build
from kg.config import Config
from kg.workspace import Workspace

FOLDER = Path(__file__).resolve().parent
INPUTS = tuple(
    str(FOLDER / name) for name in ("list.txt", "page.txt", "references.bib", "snapshot.jsonl", "things.bib")
)
EXPECTED = FOLDER / "expected"
"""For each question a list of cases: the values asked with, and the rows of the answer without its columns of IRIs."""


def make(folder: Path) -> Workspace:
    """The workspace of the invented literature, built in a folder; then a curator joined two people, so that an IRI was given up."""
    build(INPUTS, str(folder), Config(), checked=False)
    build(INPUTS, str(folder), Config(decisions=str(FOLDER / "decisions.tsv")))
    return Workspace.open(folder)

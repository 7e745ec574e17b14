"""The sample lists that ship with the program: two plain-text lists and a BibTeX file that `./run demo` builds a graph from.

Titles, authors, identifiers, dates, comments and venues restate real publications; the abstracts were written for this
sample. Two blemishes of real lists are kept on purpose: a lost comma between two authors and an abstract cut in mid-sentence.
"""

from __future__ import annotations

from pathlib import Path

_ENDINGS = (".txt", ".bib")


def paths() -> list[Path]:
    """The files of the sample, sorted by name, wherever the package is installed."""
    return sorted(path for path in Path(__file__).resolve().parent.iterdir() if path.suffix in _ENDINGS)

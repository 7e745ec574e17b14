"""N-Triples: canonical lines, sorted by their bytes, each once; graphs are not told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.exports import Part
from kg.exports._lines import write_lines
from kg.turtle import Out


def write(parts: Sequence[Part], out: Out, names: Mapping[str, str], folder: Path) -> int:
    """Writes all parts as one graph; no names are shortened."""
    return write_lines((Part(None, part.files) for part in parts), out, folder)

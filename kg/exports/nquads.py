"""N-Quads: canonical lines with the name of their graph, sorted by their bytes, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.exports import Part
from kg.exports._lines import write_lines
from kg.turtle import Out


def write(parts: Sequence[Part], out: Out, names: Mapping[str, str], folder: Path) -> int:
    """Writes every part into its graph; no names are shortened."""
    return write_lines(parts, out, folder)

"""Turtle: prefixes, then one subject after another; graphs are not told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg import turtle
from kg.exports import Part
from kg.turtle import Out


def write(parts: Sequence[Part], out: Out, names: Mapping[str, str], folder: Path) -> int:
    """Writes all parts as one graph."""
    return turtle.write((triple for part in parts for triple in turtle.read(part.files)), out, names, folder)

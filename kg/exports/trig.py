"""TriG: Turtle with a block for each named graph."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copyfileobj

from kg import turtle
from kg.exports import Part
from kg.turtle import Out


def write(parts: Sequence[Part], out: Out, names: Mapping[str, str], folder: Path) -> int:
    """Writes the default graph, then every named graph that holds something, in the order of their names."""
    used = turtle.Names(names)
    with tempfile.TemporaryFile(dir=folder) as aside:
        count = sum(_graph(part, aside, used, folder) for part in sorted(parts, key=lambda one: one.graph or ""))
        out.write(turtle.header(used).encode())
        aside.seek(0)
        copyfileobj(aside, out, 1 << 20)
    return count


def _graph(part: Part, out: Out, used: turtle.Names, folder: Path) -> int:
    count = 0
    indent = "    " if part.graph else ""
    for chunk, size in turtle.body(turtle.arrange(map(turtle.key, turtle.read(part.files)), folder), used, indent):
        if part.graph and count == 0:
            out.write(f"\n{turtle.resource(part.graph, used)} {{".encode())
        out.write(chunk.encode())
        count += size
    if part.graph and count:
        out.write(b"}\n")
    return count

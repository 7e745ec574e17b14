"""Sorted lines of N-Triples and N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import turtle
from kg.exports import Part
from kg.turtle import Out


def lines(part: Part) -> Iterator[bytes]:
    """The triples of a part as canonical lines without their ends, in the order of the files."""
    graph = f" <{part.graph}>" if part.graph else ""
    for subject, predicate, term in turtle.read(part.files):
        node = subject if subject.startswith("_:") else f"<{subject}>"
        yield f"{node} <{predicate}> {term}{graph} .".encode()


def write_lines(parts: Iterable[Part], out: Out, folder: Path) -> int:
    """Writes the lines of all parts as `LC_ALL=C sort -u` would put them; returns their number."""
    count = 0
    for line in turtle.arrange((line for part in parts for line in lines(part)), folder):
        out.write(line + b"\n")
        count += 1
    return count

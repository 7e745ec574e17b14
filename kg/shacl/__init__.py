"""Checks a graph against SHACL shapes: the ones that ship in `shapes/` and any a user adds.

An engine is a module of this package with a function `run(data, provenance, shapes, base) -> Report`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.assets import folder
from kg.errors import ShapesError
from kg.shacl.report import Finding, Report, read, turtle, write
from kg.workspace import Build

__all__ = ["Finding", "Report", "check", "check_files", "read", "shape_files", "turtle", "write"]

LAYERS = ("default", "lists", "evidence")
"""The layers that are checked; `provenance` says where a finding comes from."""


def check(build: Build, shapes: Iterable[Path] = ()) -> Report:
    """Checks a build against the shapes that ship and those in the files or folders given.

    Raises `ShapesError` for shapes that cannot be read or run.
    """
    parts = {layer: build.graph_files(layer) for layer in (*LAYERS, "provenance")}
    return check_files(parts, build.base, shapes)


def check_files(parts: Mapping[str, Iterable[Path]], base: str, shapes: Iterable[Path] = ()) -> Report:
    """The same for the N-Triples files of each layer, before they are a build; layers that are not checked are passed over."""
    from kg.shacl import pyshacl_engine

    begun = time.perf_counter()
    data = [file for layer in LAYERS for file in parts.get(layer, ())]
    report = pyshacl_engine.run(data, parts.get("provenance", ()), shape_files(shapes), base)
    return replace(report, seconds=time.perf_counter() - begun)


def shape_files(more: Iterable[Path] = ()) -> list[Path]:
    """The shapes files that ship, then those given and those in the folders given. Raises `ShapesError` where there is none."""
    found = sorted(folder("shapes").glob("*.ttl"))
    for path in more:
        inside = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        if not inside or not inside[0].is_file():
            what = "holds no shapes (*.ttl)" if path.is_dir() else "is not there"
            raise ShapesError(f"{path} {what}; name a Turtle file with SHACL shapes.", path=str(path))
        found += inside
    return found

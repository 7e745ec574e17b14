"""Where the files that ship with the program lie: ontology, shapes, queries."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `ontology`, `shapes` or `queries`: inside an installed package, or beside `kg/` in a checkout."""
    packed = _PACKAGE / "_assets" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name

"""The formats a graph is written in: one module each in this folder, found by its name, which is that of a format.

An export is a module whose first docstring line describes it and which has

- `write(parts, out, names, folder) -> int`: writes the triples of some `Part`s to a binary stream and returns how many
  different ones there were (of each graph, where the format has graphs). `names` are the prefixes there are; `folder`
  takes what memory does not hold. The same triples give the same bytes, in whatever order and files they come.
"""

from __future__ import annotations

import gzip
import importlib
import io
import os
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg import formats
from kg.errors import InputError, KgError
from kg.formats import Format
from kg.turtle import Out, prefixes
from kg.workspace import GRAPHS, Build

ASSERTED = ("default", "lists")
"""The layers that are written when nothing else is asked for: what is asserted, and the lists of authors."""


class ExportError(KgError):
    """A file that cannot be written."""


@dataclass(frozen=True)
class Part:
    """The N-Triples files of one graph and its name; None for the default graph."""

    graph: str | None
    files: tuple[Path, ...]


Write = Callable[[Sequence[Part], Out, Mapping[str, str], Path], int]


@dataclass(frozen=True)
class Export:
    """A format that is written, its one-line description and its function."""

    format: Format
    description: str
    write: Write


@dataclass(frozen=True)
class Summary:
    """What was written: triples, bytes and the seconds it took."""

    triples: int
    bytes: int
    seconds: float


@cache
def exports() -> dict[str, Export]:
    """All exports by name."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        form = formats.by_name(info.name)
        if form is not None:
            module = importlib.import_module(f"{__name__}.{info.name}")
            found[info.name] = Export(form, (module.__doc__ or "").strip().splitlines()[0], module.write)
    return found


def choose(target: str, wanted: str | None = None) -> Export:
    """The export of a file name's ending (`.gz` aside), or the one of the name wanted; Turtle for `-`, standard output.

    Raises `InputError` for an unknown ending or name.
    """
    known = ", ".join(exports())
    if wanted is not None:
        if wanted not in exports():
            raise InputError(f"There is no export {wanted!r}; the exports are {known}.", format=wanted)
        return exports()[wanted]
    if target == "-":
        return exports()["turtle"]
    form = formats.by_extension(Path(target.removesuffix(".gz")).suffix)
    if form is None or form.name not in exports():
        endings = " ".join(f".{one.format.extension}" for one in exports().values())
        raise InputError(f"{target} ends in none of {endings}; say the format with --format ({known}).", file=target)
    return exports()[form.name]


def parts(build: Build, layers: Sequence[str]) -> list[Part]:
    """The layers of a build as graphs: the default graph first, then the named ones in their order in `GRAPHS`.

    Raises `InputError` for a layer there is not.
    """
    files: dict[str | None, tuple[Path, ...]] = {}
    for layer in sorted(set(layers), key=lambda one: GRAPHS.index(one) if one in GRAPHS else -1):
        if layer not in GRAPHS:
            raise InputError(f"There is no graph {layer!r}; the graphs are {', '.join(GRAPHS)}.", graph=layer)
        iri = build.graph_iri(layer)
        files[iri] = files.get(iri, ()) + tuple(build.graph_files(layer))
    return [Part(iri, found) for iri, found in files.items()]


def export(build: Build, target: str, form: str | None = None, layers: Sequence[str] = ASSERTED) -> Summary:
    """Writes the layers of a build to a file (or `-`), by its ending or in the format named; `.gz` compresses.

    A file is there whole or not at all: it is written in a hidden folder beside its place and then renamed. Raises
    `InputError` for an unknown format or layer, `ExportError` for a place that cannot be written, `WorkspaceError` for a
    build that cannot be read.
    """
    begun = time.monotonic()
    chosen = choose(target, form)
    given = parts(build, layers)
    with _place(target) as (raw, folder):
        counting = _Counting(raw)
        with _packed(counting, target) as out:
            triples = chosen.write(given, out, prefixes(build.base), folder)
        raw.flush()
    return Summary(triples, counting.count, time.monotonic() - begun)


@contextmanager
def _place(target: str) -> Iterator[tuple[BinaryIO, Path]]:
    """A stream that becomes the target, and a folder for what is in the way meanwhile."""
    try:
        path = Path(target).resolve()
        if path.is_dir():
            raise ExportError(f"{target} is a folder; name a file in it.", file=target)
        if target == "-" or (path.exists() and not path.is_file()):
            with tempfile.TemporaryDirectory(prefix="kg-export-") as folder, _open(target) as out:
                yield out, Path(folder)
            return
        with tempfile.TemporaryDirectory(prefix=".kg-export-", dir=path.parent) as folder:
            beside = Path(folder) / path.name
            with beside.open("wb") as out:
                yield out, Path(folder)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror or error}.", file=target) from error


@contextmanager
def _open(target: str) -> Iterator[BinaryIO]:
    """Standard output, which stays open, or a device or pipe."""
    if target == "-":
        yield sys.stdout.buffer
        return
    with Path(target).open("wb") as out:
        yield out


class _Counting:
    """Hands bytes on and counts them."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.count = 0

    def write(self, data: bytes, /) -> int:
        self.count += len(data)
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()


@contextmanager
def _packed(out: _Counting, target: str) -> Iterator[Out]:
    """The stream, compressed if the target ends in `.gz`; without name and time, so that equal graphs are equal files."""
    if not target.endswith(".gz"):
        yield out
        return
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed, io.BufferedWriter(packed, 1 << 16) as buffered:
        yield buffered

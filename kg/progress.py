"""Progress of long stages: a bar on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Shows that a stage is running while the block runs."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(name):
        yield


def each(items: Iterable[T], name: str, total: int | None = None) -> Iterator[T]:
    """Hands the items on and shows how many went by."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=name, total=total, console=Console(stderr=True), transient=True)

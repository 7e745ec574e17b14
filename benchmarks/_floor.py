"""What reading costs at the least: the objects of its records created from values that are ready, and the account of ready records."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from kg.inputs import Input
from kg.reading import Reading, Tape
from kg.records import Item
from kg.sources import Source, TextStream

_CHUNK = 1 << 16


def floors(source: Source, texts: Sequence[str], repeats: int) -> dict[str, float]:
    """The least CPU seconds of both for these texts, each read once."""
    items = [list(source.read(io.StringIO(text, newline="\n"))) for text in texts]
    calls = [call for one in items for item in one for call in _calls(item)]

    def create() -> None:
        for kind, values in calls:
            kind(*values)

    def account() -> None:
        for text, ready in zip(texts, items, strict=True):
            reading = Reading(Input("text", Path("text"), "0" * 64, "utf-8"), _ready(source, ready))
            for _ in reading.over(Tape(io.StringIO(text, newline="\n"))):
                pass

    return {"objects alone": _least(create, repeats), "account alone": _least(account, repeats)}


def _calls(value: object) -> Iterator[tuple[type[Struct], tuple[Any, ...]]]:
    """The calls that create an object and those within it; what has its default at the end is not given."""
    if isinstance(value, list):
        for inner in value:
            yield from _calls(inner)
    if isinstance(value, Struct):
        values = [getattr(value, name) for name in value.__struct_fields__]
        yield from _calls(values)
        plain = len(values) - len(value.__struct_defaults__)
        while len(values) > plain and values[-1] in (None, "", 0, False, [], {}):
            values.pop()
        yield type(value), tuple(values)


def _ready(source: Source, items: Sequence[Item]) -> Source:
    """A source that gives these items as the text goes by."""

    def read(stream: TextStream) -> Iterator[Item]:
        seen = 0
        for item in items:
            while seen < item.end and (chunk := stream.read(_CHUNK)):
                seen += len(chunk)
            yield item

    return Source(source.name, source.description, source.sniff, read)


def _least(run: Callable[[], None], repeats: int) -> float:
    best = float("inf")
    for _ in range(repeats):
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    return best

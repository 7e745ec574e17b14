"""How fast facts are read, in texts a CPU second: the best of several rounds, for all readers together and for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from kg.inputs import find_inputs
from kg.reading import Reading, source_of
from kg.records import Record
from kg.text import Text, facts_of, readers, readers_of, texts, together

T = TypeVar("T")
ROUNDS = 5
COMMENTED = ("arxiv/kaggle-snapshot-0704-first100.jsonl",)
"""Files whose records have comment lines."""


def comment_lines(shared: Path) -> list[Text]:
    """The comment lines of real records."""
    found = []
    with TemporaryDirectory() as spool:
        for one in find_inputs([str(shared / name) for name in COMMENTED], Path(spool), True):
            for record in Reading(one, source_of(one)):
                if isinstance(record, Record):
                    found += [text for text in texts(record) if text[0] == "comments"]
    return found


def _best(read: Callable[[T], Iterator[object]], given: Sequence[T]) -> float:
    """The CPU seconds of the fastest of several rounds; a first one that fills tables and caches is not counted."""
    spent = []
    for _ in range(ROUNDS + 1):
        begin = time.process_time()
        for one in given:
            for _ in read(one):
                pass
        spent.append(time.process_time() - begin)
    return min(spent[1:])


def rows(documents: Sequence[Sequence[Text]], shared: Path) -> Iterator[str]:
    """Lines with the speed: titles with abstracts, each reader of them alone, and comment lines."""
    spent = _best(facts_of, documents)
    yield f"speed: {len(documents) / spent:.0f} titles with abstracts a CPU second, all readers; each alone, in µs a text:"
    alone = {name: _best(read, documents) for name, read in together().items()}
    for name, read in readers().items():
        own = [(kind, text) for given in documents for kind, _, text in given if read in readers_of(kind)]
        alone[name] = _best(lambda one, read=read: read(*one), own)
    yield "  " + ", ".join(
        f"{name} {1e6 * spent / len(documents):.0f}" for name, spent in alone.items() if spent > 1e-3
    )
    lines = [[line] for line in comment_lines(shared)]
    yield f"speed: {len(lines) / _best(facts_of, lines):.0f} comment lines a CPU second ({len(lines)} lines)"

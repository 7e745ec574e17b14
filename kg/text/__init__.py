"""Facts read from the texts of a record: one module each in this folder, found by its name.

A module here has `read(field, text) -> Iterator[Fact]`: a pure function from a field's name ("title", "abstract", "comments",
"journal_ref", "venues") and text to facts with offsets into that text. It yields nothing for fields it does not read.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct, field

from kg.records import Record


class Fact(Struct, omit_defaults=True):
    """What a stretch of a text says: `quote` equals `text[start:end]`.

    `kind` names the fact (`pages`, `figures`, `status`, `venue`, `overlap`, `link` ...), `value` what it is, `details` what else
    belongs to it; `rule` names the rule that read it, `confidence` is from 0 to 1.
    """

    kind: str
    value: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    details: dict[str, str] = field(default_factory=dict)
    field: str = ""
    record: str = ""


Reader = Callable[[str, str], Iterator[Fact]]


@cache
def readers() -> dict[str, Reader]:
    """All readers of facts by name."""
    names = [info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")]
    return {name: importlib.import_module(f"{__name__}.{name}").read for name in names}


def texts(record: Record) -> Iterator[tuple[str, str, str]]:
    """The texts of a record: the kind of field, its name with index as in its pieces, and the text."""
    work = record.work
    for name in ("title", "abstract", "journal_ref"):
        if value := getattr(work, name):
            yield name, name, value
    for i, comment in enumerate(work.comments):
        yield "comments", f"comments[{i}]", comment
    for i, venue in enumerate(work.venues):
        yield "venues", f"venues[{i}]", venue.name


def facts(record: Record) -> Iterator[Fact]:
    """All facts of a record, in the order of its texts and of the readers' names."""
    for kind, name, text in texts(record):
        for read in readers().values():
            for fact in read(kind, text):
                fact.field, fact.record = name, record.key
                yield fact

"""Facts read from the texts of a record: one module each in this folder, found by its name.

A module here has `read(field, text) -> Iterator[Fact]`: a pure function from a field's name ("title", "abstract", "comments",
"journal_ref", "venues") and text to facts with offsets into that text. It yields nothing for fields it does not read.
What is said by title and abstract together is read by `read_together(texts) -> Iterator[Fact]` in its place: a pure function from
all texts of a record (each with its kind of field and its name) to facts that name their field.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import ModuleType

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


Text = tuple[str, str, str]
"""A text of a record: the kind of field, its name with index as in its pieces, and the text."""
Reader = Callable[[str, str], Iterator[Fact]]
TogetherReader = Callable[[Sequence[Text]], Iterator[Fact]]


@cache
def _modules() -> dict[str, ModuleType]:
    names = [info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")]
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


@cache
def readers() -> dict[str, Reader]:
    """All readers of facts in one text, by name."""
    return {name: module.read for name, module in _modules().items() if hasattr(module, "read")}


@cache
def readers_of(kind: str) -> tuple[Reader, ...]:
    """The readers of a kind of field: a module with `FIELDS` reads no others."""
    modules = _modules()
    return tuple(read for name, read in readers().items() if kind in getattr(modules[name], "FIELDS", (kind,)))


@cache
def together() -> dict[str, TogetherReader]:
    """All readers of facts in the texts of a record together, by name."""
    return {name: module.read_together for name, module in _modules().items() if hasattr(module, "read_together")}


@cache
def together_of(kinds: frozenset[str]) -> tuple[TogetherReader, ...]:
    """The readers of texts together that read one of some kinds of field: a module with `FIELDS` reads no others."""
    modules = _modules()
    return tuple(read for name, read in together().items() if kinds & set(getattr(modules[name], "FIELDS", kinds)))


def texts(record: Record) -> Iterator[Text]:
    """The texts of a record that are read for facts."""
    work = record.work
    for name in ("title", "abstract", "journal_ref"):
        if value := getattr(work, name):
            yield name, name, value
    for i, comment in enumerate(work.comments):
        yield "comments", f"comments[{i}]", comment
    for i, venue in enumerate(work.venues):
        yield "venues", f"venues[{i}]", venue.name


def facts_of(given: Sequence[Text]) -> Iterator[Fact]:
    """All facts of some texts, in the order of the texts and of the readers' names, those of the texts together last."""
    for kind, name, text in given:
        for read in readers_of(kind):
            for fact in read(kind, text):
                fact.field = name
                yield fact
    for read_together in together_of(frozenset([kind for kind, _, _ in given])):
        yield from read_together(given)


def facts(record: Record) -> Iterator[Fact]:
    """All facts of a record."""
    for fact in facts_of(list(texts(record))):
        fact.record = record.key
        yield fact

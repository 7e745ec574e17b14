"""The formats read: one module each in this folder, found by its name.

A source is a module whose first docstring line describes the format and which has

- `sniff(name, head) -> bool`: whether an input of this name (as given, without `.gz`) whose text begins with `head`
  (at most `HEAD` characters, decoded) is of this format. It looks at structure; names only ever support what the text shows;
- `read(stream) -> Iterator[Item]`: the records, rejects and furniture of a text stream, in the order of the text, with
  offsets in characters. It streams, holds one record, opens no files, prints nothing and raises on no input.

Modules whose names begin with an underscore are tools shared by sources.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kg.errors import InputError
from kg.records import Item

HEAD = 65_536
"""How many characters of the beginning `sniff` is shown."""


class TextStream(Protocol):
    """What `read` is given: text with its line ends as they stand."""

    def read(self, size: int = -1, /) -> str: ...

    def readline(self) -> str: ...

    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True)
class Source:
    """One format: its name (the module's), its one-line description and its two functions."""

    name: str
    description: str
    sniff: Callable[[str, str], bool]
    read: Callable[[TextStream], Iterator[Item]]


@cache
def sources() -> dict[str, Source]:
    """All sources by name."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{__name__}.{info.name}")
            description = (module.__doc__ or "").strip().splitlines()[0]
            found[info.name] = Source(info.name, description, module.sniff, module.read)
    return found


def claim(name: str, head: str, wanted: str | None = None) -> Source | None:
    """The source that reads an input, or None when no source claims it.

    `wanted` names the source instead of asking them. Raises `InputError` for an unknown name and for two claims.
    """
    if wanted is not None:
        if wanted not in sources():
            raise InputError(f"There is no source {wanted!r}; the sources are {', '.join(sources())}.", source=wanted)
        return sources()[wanted]
    claims = [source for source in sources().values() if source.sniff(name, head)]
    if len(claims) > 1:
        names = " and ".join(source.name for source in claims)
        raise InputError(f"{name} is claimed by {names}; say which with --as NAME.", file=name, claims=names)
    return claims[0] if claims else None


@dataclass(frozen=True)
class Evidence:
    """What a source needs to see before it claims an input.

    The first `characters` of the text are enough and one less is not; the last of them stands on `line`, which reads `quote`
    up to there. `named` says that without the input's name even the whole beginning would not be enough.
    """

    characters: int
    line: int
    quote: str
    named: bool


def evidence(source: Source, name: str, head: str) -> Evidence:
    """Why a source claims an input that it does claim: found by showing it shorter and shorter beginnings."""
    few, enough = -1, len(head)
    while enough - few > 1:
        middle = (few + enough) // 2
        if source.sniff(name, head[:middle]):
            enough = middle
        else:
            few = middle
    seen = head[:enough]
    quote = seen[seen.rstrip().rfind("\n") + 1 :].strip()
    return Evidence(enough, seen.rstrip().count("\n") + 1, quote, not source.sniff("", head))

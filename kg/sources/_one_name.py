"""Names that are one person's however many commas they hold ("King, Martin Luther, Jr."), past what would part them as a list."""

from __future__ import annotations

from kg.names import split
from kg.records import Record

_COMMA, _SEMICOLON = "\ufdd0", "\ufdd1"
"""Characters that no text has: Unicode keeps them for use within programs."""


def sealed(name: str) -> str:
    """A name in which nothing stands that parts a list; one that has such a character already stays as it is."""
    if _COMMA in name or _SEMICOLON in name or (name.count(",") < 2 and ";" not in name):
        return name
    return name.replace(",", _COMMA).replace(";", _SEMICOLON)


def unseal(record: Record) -> None:
    """Gives the contributors of a record whose names were sealed their names as printed, and the parts of these."""
    for one in record.work.contributions:
        if _COMMA in one.name.printed or _SEMICOLON in one.name.printed:
            one.name = split(one.name.printed.replace(_COMMA, ",").replace(_SEMICOLON, ";"))

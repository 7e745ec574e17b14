"""The series table: conferences, journals, book series and repositories known by name (`ontology/venues.yaml`).

Names are compared folded (letters and digits, lower-case ASCII), so "Phys.Rev.D" and "Phys. Rev. D" are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

from kg import assets
from kg.names import fold

Kind = Literal["conference", "journal", "series", "repository"]

_LONGEST_SLUG = 80
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """One series: `key` names it in IRIs; `name` and `acronym` are the present ones, `aliases` all others.

    `part_of` is the key of the series it appears beside, as the Findings of a conference do.
    """

    key: str
    name: str
    kind: Kind
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    dblp: str = ""
    part_of: str = ""


@cache
def table() -> Mapping[str, Series]:
    """All known series by key. Read once, when first asked for."""
    import yaml  # here, because a run that meets no venue need not load it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (assets.folder("ontology") / "venues.yaml").open(encoding="utf-8") as file:
        found = msgspec.convert(yaml.load(file, loader), list[Series])
    return {one.key: one for one in found}


def series(key: str) -> Series | None:
    """The series of a key."""
    return table().get(key)


def index(known: Iterable[Series]) -> dict[str, Series]:
    """Series by each of their names, folded. A name that two of them share is ambiguous and left out."""
    found: dict[str, Series] = {}
    shared: set[str] = set()
    for one in known:
        for name in {fold(name) for name in (one.name, one.acronym, *one.aliases)} - {""}:
            if name in found:
                shared.add(name)
            found[name] = one
    return {name: one for name, one in found.items() if name not in shared}


@cache
def _index() -> dict[str, Series]:
    return index(table().values())


def lookup(name: str) -> Series | None:
    """The series a name, former name, abbreviation or acronym belongs to; None for an unknown or an ambiguous one."""
    return _index().get(fold(name))


def slug(name: str) -> str:
    """A key made of a name: folded words with hyphens, without a leading article; '' where no letter or digit is left.

    A long name is cut and given a digest, so that two long names never share a key.
    """
    words = (fold(word) for word in _BETWEEN_WORDS.split(_APOSTROPHE.sub("", name).replace("&", " and ")))
    key = "-".join(word for word in words if word).removeprefix("the-")
    if len(key) > _LONGEST_SLUG:
        key = f"{key[:_LONGEST_SLUG].rstrip('-')}-{sha256(key.encode()).hexdigest()[:8]}"
    return key

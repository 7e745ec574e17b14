"""The one place where IRIs of things are made: `{base}id/{kind}/{key}`, percent-encoded, never from load order."""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.names import fold

_SAFE = "/:;()._-~!*'@,"
_WORDS = re.compile(r"[^a-z0-9]+")


def thing(base: str, kind: str, key: str) -> str:
    """The IRI of a thing. Everything but letters, digits and a few marks is percent-encoded as UTF-8."""
    return f"{base}id/{kind}/{quote(key, safe=_SAFE)}"


def slug(text: str, most: int = 60) -> str:
    """A readable part of a key: lower-case ASCII words joined by hyphens, at most `most` characters."""
    from anyascii import anyascii

    return _WORDS.sub("-", anyascii(text).lower()).strip("-")[:most].strip("-") or "x"


def title_key(title: str) -> str:
    """A title for comparison: letters and digits only."""
    return fold(title)

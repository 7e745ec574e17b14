"""What is a mapping in YAML, though its values may look like works: the keys on lines of their own, those below them with their values."""

from __future__ import annotations

import re

_SEEN = 10_000
_KEY_ALONE = re.compile(r"^[a-z][\w-]{0,40}:\s*$", re.MULTILINE)
_KEY_BELOW = re.compile(r"^ {1,8}[a-z_]{1,30}:\s\S", re.MULTILINE)


def is_mapping(head: str) -> bool:
    """Whether nearly all lines a text begins with are keys in small letters, three of them without a value."""
    begins = head[:_SEEN]
    keys = len(_KEY_ALONE.findall(begins))
    return keys > 2 and (keys + len(_KEY_BELOW.findall(begins))) * 10 > begins.count("\n") * 8

"""Patterns that mean the same in every Python that the project runs on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kg

_POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)(?:[*+?]|\{\d*,?\d*\})\+")
"""A group with a possessive quantifier; "()" stands in lists of signs alone."""


def strings(path: Path) -> list[tuple[int, str]]:
    """The string constants of a file, parts of f-strings too, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("pattern", [r"(?:a|b)*+", r"(?:'b){2,}+", "(x)?+", "(x)++"])
def test_a_group_with_a_possessive_quantifier_is_seen(pattern: str) -> None:
    """The check below would see one."""
    assert _POSSESSIVE_GROUP.search(pattern)


def test_no_group_has_a_possessive_quantifier() -> None:
    """Python before 3.11.5 keeps what the last, failed turn of such a group has read (https://github.com/python/cpython/issues/106052).

    An atomic group around it, "(?>(?:…)*)", says the same and is right in each.
    """
    found = [
        f"{path}:{line}"
        for path in sorted(Path(kg.__file__).parent.rglob("*.py"))
        for line, text in strings(path)
        if _POSSESSIVE_GROUP.search(text)
    ]
    assert found == []

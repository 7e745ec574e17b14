"""The mapping a second time, row by row in Python: for explanations of single things, and to hold the SQL to in tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from kg.mapping.yarrrml import Condition, Object, Rule, Template, TriplesMap

_BAD = re.compile(r'[\x01-\x20<>"{}|^`\\]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})

Row = Mapping[str, str | None]


def triples(one: TriplesMap, row: Row, base: str) -> Iterator[tuple[Rule, str]]:
    """The rules of a map that make a triple from a row (values as text), each with its N-Triples line."""
    subject = iri(one.subject, row, base)
    for rule in one.rules:
        value = term(rule.object, row, base)
        if subject is not None and value is not None and holds(rule.condition, row):
            yield rule, f"{subject} <{rule.predicate}> {value} ."


def fill(template: Template, row: Row, encode: bool = False) -> str | None:
    """The template's text; None where a column has no value."""
    parts = []
    for part in template.parts:
        if isinstance(part, str):
            parts.append(part)
        elif (value := row[part.name]) is None:
            return None
        else:
            parts.append(quote(value, safe="-_.~") if encode else value)
    return "".join(parts)


def iri(template: Template, row: Row, base: str) -> str | None:
    """The IRI term in angle brackets; None where a column has no value."""
    value = fill(template, row, encode=not template.whole)
    if value is None:
        return None
    first = template.parts[0]
    if template.whole:
        value = _BAD.sub(lambda m: f"%{ord(m[0]):02X}", value if _SCHEME.match(value) else base + value)
    elif isinstance(first, str) and ":" not in first.split("/", 1)[0]:
        value = base + value
    return f"<{value}>"


def term(one: Object, row: Row, base: str) -> str | None:
    """The object as an N-Triples term; None where a column has no value."""
    if one.kind == "iri":
        return iri(one.value, row, base)
    value = fill(one.value, row)
    if value is None:
        return None
    quoted = f'"{value.translate(_ESCAPES)}"'
    if one.datatype:
        datatype = iri(one.datatype, row, base)
        return None if datatype is None else f"{quoted}^^{datatype}"
    language = fill(one.language, row) if one.language else None
    return f"{quoted}@{language}" if language else quoted


def holds(condition: Condition | None, row: Row) -> bool:
    """Whether a condition is met; with a missing value it is not."""
    if condition is None:
        return True
    left, right = fill(condition.left, row), fill(condition.right, row)
    return left is not None and right is not None and (left == right) is condition.equal

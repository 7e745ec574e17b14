"""Compiles a triples map to one SQL statement that emits N-Triples lines (DuckDB's dialect).

A row gives one text with a line for each triple; `COPY` streams the texts to a file. Escaping follows the canonical form of
N-Triples (RDF 1.1 N-Triples, section 4): in literals only quote, backslash, line feed and carriage return.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kg.mapping.yarrrml import Column, Condition, Object, Template, TriplesMap

BAD_IRI = '\x00-\x20<>"{}|^`\\\\'
"""What an IRI may not hold (RFC 3987; N-Triples IRIREF), as the inside of a character class."""


def text(value: str) -> str:
    """A text as SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def column(name: str) -> str:
    """A column as SQL identifier, cast to text."""
    return f'CAST("{name.replace(chr(34), chr(34) * 2)}" AS VARCHAR)'


def statement(one: TriplesMap, base: str, iris: Collection[str]) -> str:
    """The SELECT whose rows are the lines of a map. `iris` are the columns known to hold IRIs that need no escaping."""
    subject = iri(one.subject, base, iris)
    lines = []
    for rule in one.rules:
        line = f"{subject} || {text(f' <{rule.predicate}> ')} || {term(rule.object, base, iris)} || ' .'"
        if rule.condition:
            line = f"CASE WHEN {condition(rule.condition)} THEN {line} END"
        lines.append(line)
    joined = "concat_ws(chr(10), " + ", ".join(lines) + ")"
    return f"SELECT line FROM (SELECT NULLIF({joined}, '') AS line FROM {one.source}) WHERE line IS NOT NULL"


def copy(one: TriplesMap, base: str, iris: Collection[str], target: Path) -> str:
    """The statement that writes a map's lines to a file in the order of its source."""
    # No quoting, and a delimiter no line can hold, make the CSV writer a plain line writer.
    options = "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01'"
    return f"COPY ({statement(one, base, iris)}) TO {text(str(target))} ({options})"


def iri(template: Template, base: str, iris: Collection[str]) -> str:
    """The SQL for an IRI term in angle brackets; NULL where a column is."""
    if template.whole:
        name = template.columns[0]
        value = column(name)
        return f"'<' || {value} || '>'" if name in iris else f"'<' || {_safe(value, base)} || '>'"
    parts = [text(p) if isinstance(p, str) else f"url_encode({column(p.name)})" for p in template.parts]
    first = template.parts[0]
    if isinstance(first, str) and not _absolute(first):
        parts.insert(0, text(base))
    return "'<' || " + " || ".join(parts) + " || '>'"


def term(one: Object, base: str, iris: Collection[str]) -> str:
    """The SQL for an object."""
    if one.kind == "iri":
        return iri(one.value, base, iris)
    quoted = f"'\"' || {_escaped(plain(one.value))} || '\"'"
    if one.datatype:
        return f"{quoted} || '^^' || {iri(one.datatype, base, {*iris, *one.datatype.columns})}"
    if one.language:
        language = plain(one.language)
        return f"{quoted} || CASE WHEN {language} IS NULL OR {language} = '' THEN '' ELSE '@' || {language} END"
    return quoted


def plain(template: Template) -> str:
    """The SQL for a template as text."""
    return " || ".join(text(p) if isinstance(p, str) else column(p.name) for p in template.parts)


def condition(one: Condition) -> str:
    """The SQL for a condition."""
    return f"{plain(one.left)} {'=' if one.equal else '<>'} {plain(one.right)}"


def _absolute(start: str) -> bool:
    return ":" in start.split("/", 1)[0]


def _escaped(value: str) -> str:
    for mark, escape in (("'\\'", "'\\\\'"), ("'\"'", "'\\\"'"), ("chr(10)", "'\\n'"), ("chr(13)", "'\\r'")):
        value = f"replace({value}, {mark}, {escape})"
    return value


def _safe(value: str, base: str) -> str:
    """An IRI from a column of any content: relative ones on the base, forbidden characters percent-encoded."""
    whole = (
        f"CASE WHEN regexp_matches({value}, '^[A-Za-z][A-Za-z0-9+.-]*:') THEN {value} ELSE {text(base)} || {value} END"
    )
    encoded = whole
    for code in [*range(0x21), *map(ord, '<>"{}|^`\\')]:
        encoded = f"replace({encoded}, chr({code}), '%{code:02X}')" if code else encoded
    return f"CASE WHEN regexp_matches({value}, '[{BAD_IRI}]') THEN {encoded} ELSE {whole} END"


__all__ = ["Column", "column", "condition", "copy", "iri", "plain", "statement", "term", "text"]

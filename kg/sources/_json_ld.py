"""Which JSON is JSON-LD, and of what kind: schema.org's plain JSON, or data that takes a processor of JSON-LD to read."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

_CONTEXT = re.compile(r'"@context"\s*:\s*')
_NODE = re.compile(r'"@(?:id|graph|type)"\s*:')
_EXPANDED = re.compile(r'"https?://[^"\s]+"\s*:\s*[\["{]')
_SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org(?:/|/docs/jsonldcontext\.json(?:ld)?)?/?")
_CODEMETA = re.compile(
    r"https?://(?:doi\.org/10\.5063/schema/codemeta-[\d.]+|w3id\.org/codemeta(?:/v?[\d.]+)?|"
    r"(?:raw\.githubusercontent\.com/codemeta|(?:www\.)?codemeta\.github\.io)/\S*codemeta\S*)"
)
_OWN = "w3id.org/kg-bib"
_LOOK = 20_000


def kind(head: str) -> Literal["schema", "other"] | None:
    """What JSON-LD a text that begins so is; None for what is none.

    Only a context that is schema.org's alone makes plain JSON of it: one that names prefixes or terms of its own may
    change what a key means.
    """
    start = head.lstrip()
    if not start.startswith(("{", "[")):
        return None
    found = _CONTEXT.search(start)
    if found is None:
        return "other" if _NODE.search(start) and _EXPANDED.search(start) else None
    try:
        value, _ = json.JSONDecoder().raw_decode(start, found.end())
    except (
        ValueError,
        RecursionError,
    ):  # cut off at the end of what was looked at, or broken; the reader will say which
        value = start[found.end() : found.end() + _LOOK]
        return "other" if _OWN in value or not _SCHEMA.match(value.lstrip('[ {\t\r\n"')) else "schema"
    return "schema" if is_schema(value) else "other"


def is_schema(context: Any) -> bool:
    """Whether a context makes bare keys terms of schema.org (or of CodeMeta, which is made of them)."""
    if isinstance(context, str):
        return bool(_SCHEMA.fullmatch(context) or _CODEMETA.fullmatch(context))
    if isinstance(context, list):
        return any(map(is_schema, context)) and not any(_own(one) for one in context)
    if isinstance(context, dict):
        vocabulary = context.get("@vocab")
        return isinstance(vocabulary, str) and bool(_SCHEMA.fullmatch(vocabulary)) and not _own(context)
    return False


def _own(context: Any) -> bool:
    return isinstance(context, dict) and any(isinstance(one, str) and _OWN in one for one in context.values())

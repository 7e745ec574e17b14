"""A LaTeX source as blocks: the name of its author before the document, and what stands in that."""

from __future__ import annotations

import re

from kg.sources._tex_commands import DATED_ITEMS, ITEMS, TITLED, entries_of
from kg.sources._tex_macros import macros_of
from kg.sources._tex_text import Reader
from kg.sources._tex_written import Block

_BODY = re.compile(r"\\begin\s*\{(?:document|thebibliography)\}")
_NAMES = re.compile(r"\\(?:name|author|cvname|myname)\s*\{")


def blocks_of(source: str) -> tuple[list[Block], list[tuple[str, int, int]]]:
    """The blocks of a source in order, and where its commands stand; of what stands before the document only the name of its author is read."""
    reader = Reader(source)
    reader.macros = macros_of(source)
    reader.entries = entries_of(source) - reader.macros.keys() - (ITEMS | DATED_ITEMS | TITLED)
    body = _BODY.search(source)
    begin = body.start() if body else 0
    stop = 0
    if body and (named := _NAMES.search(source, 0, begin)):
        stop = source.find("\n", named.start())
        reader.marks.append(("command", 0, named.start()))
        reader.read(named.start(), stop)
        reader.finish()
        for block in reader.blocks:
            block.kind = "name"
    if stop < begin:
        reader.marks.append(("command", stop, begin))
    reader.read(begin, len(source))
    reader.finish()
    return reader.blocks, reader.marks

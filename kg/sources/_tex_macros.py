r"""Commands that a LaTeX source defines itself: \\newcommand{\\me}{\\textbf{Ann Author}}, \\newcommand{\\paper}[3]{\\item #1. \\emph{#2}, #3.}."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\s*\\(?P<name>[A-Za-z]{1,40})\s*\}?\s*(?:\[(?P<number>[1-9])\]\s*)?\{"
    r"|\\def\s*\\(?P<def>[A-Za-z]{1,40})(?P<hashes>(?:#[1-9]){0,9})\s*\{"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_HASH = re.compile(r"#([1-9])")
_KEPT = frozenset(
    "begin end item section subsection href url doi arxiv Eprint emph textbf textit maketitle cite bibinfo bibfield BibitemOpen BibitemShut".split()
)
"""Commands that are read as those of LaTeX, whatever a source makes of them."""
_IN_LINKS = re.compile(r"\\(?:href|url|path|nolinkurl)\s*\{[^{}]{0,200}#")
LONGEST = 500


@dataclass
class Macro:
    """A command: how many arguments it takes, and its text, of which each second part is the number of an argument."""

    number: int
    parts: list[str]

    @property
    def length(self) -> int:
        """How long its text is."""
        return sum(map(len, self.parts))


def macros_of(source: str) -> dict[str, Macro]:
    """The commands that a source defines, by name; long ones and those that make links of their arguments are left out."""
    found: dict[str, Macro] = {}
    for one in _DEFINED.finditer(source) if "command" in source or "\\def" in source else ():
        name = one["name"] or one["def"]
        number = int(one["number"] or 0) if one["name"] else len(one["hashes"]) // 2
        end = _closing(source, one.end())
        body = source[one.end() : end]
        if end > 0 and name not in _KEPT and not _IN_LINKS.search(body) and f"\\{name}" not in body:
            found[name] = Macro(number, _HASH.split(body))
    return found


def _closing(source: str, start: int) -> int:
    """Where the group that begins before `start` ends; -1 where that is far away."""
    depth = 1
    for brace in _BRACE.finditer(source, start, start + LONGEST):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.start()
    return -1


def closings_of(source: str) -> dict[int, int]:
    """Where each brace stands that ends what another begins."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for brace in _BRACE.finditer(source):
        if brace[0] == "{":
            begun.append(brace.start())
        elif brace[0] == "}" and begun:
            found[begun.pop()] = brace.start()
    return found

"""The arguments of commands of LaTeX: where they begin and end, whatever stands in them."""

from __future__ import annotations

import re

from kg.sources._tex_macros import closings_of

ARGUMENT = re.compile(r"\s*(?:%[^\n]{0,200}\n\s*){0,9}\{")
"""An argument begins; comments may stand before it."""
_LABEL, _BRACKET, _LONGEST_LABEL = re.compile(r"\s*\["), re.compile(r"\\.|[{}\]]", re.DOTALL), 1_000
_MOST = 20_000
"""An argument is no longer than this."""


class Arguments:
    """Finds the arguments of commands in a source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._closings: dict[int, int] | None = None
        """Where the braces end that begin in the source, once that is asked for."""
        self._place: tuple[int, int] | None = None
        """Where the text of a command stands that the source defines itself, while that is read."""

    def _argument(self, at: int, end: int) -> tuple[int, int, int] | None:
        """Where the argument that begins at `at` stands, and where its closing brace ends; None where there is none."""
        opened = ARGUMENT.match(self.source, at, end)
        if opened is None:
            return None
        if self._place is not None:  # within what a command stands for
            closings = closings_of(self.source)
        else:
            if self._closings is None:
                self._closings = closings_of(self.source)
            closings = self._closings
        stop = closings.get(opened.end() - 1, end)
        return (opened.end(), stop, stop + 1) if stop < min(end, at + _MOST) else None

    def _label(self, at: int, end: int) -> int:
        """Where the label of an entry ends that begins at `at`; `at` where it has none."""
        opened = _LABEL.match(self.source, at, end)
        depth = 0
        for sign in _BRACKET.finditer(self.source, opened.end(), min(end, at + _LONGEST_LABEL)) if opened else ():
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if depth < 0:
                return at
            if sign[0] == "]" and not depth:
                return sign.end()
        return at

    def _arguments(self, at: int, end: int) -> list[tuple[int, int, int]]:
        """The arguments that begin at `at`, seven at most."""
        found: list[tuple[int, int, int]] = []
        while len(found) < 7 and (argument := self._argument(at, end)):
            found.append(argument)
            at = argument[2]
        return found

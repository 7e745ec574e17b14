"""LaTeX in bibliographic fields: to Unicode where that is safe, math left as it stands.

The decoding itself is pylatexenc's. What is done here keeps it from losing text: formulas are put aside first, characters that
are comments or table marks in LaTeX but plain signs in a bibliography are escaped, and a field with a command that
pylatexenc does not know stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

SIGNS = frozenset("\\{}$~")
"""A text without any of these holds no LaTeX that changes its reading."""

DEPTH = 40
"""Braces nested deeper than this are not decoded: the decoder is recursive."""

_MATH = re.compile(r"\\.|\$\$[^$]+\$\$|\$[^$]+\$", re.DOTALL)
_PLAIN = re.compile(r"\\.|[%&#$]", re.DOTALL)
_PRIVATE = range(0xE000, 0xF8FF)
_MARKS = (0x301, 0x300, 0x302, 0x308, 0x303, 0x304, 0x307, 0x306, 0x30C, 0x30B, 0x327, 0x328, 0x30A, 0x323, 0x331)
_ACCENTS = dict(zip("'`^\"~=.uvHckrdb", map(chr, _MARKS), strict=True))
_ACCENTED = re.compile(r"""\\\\|\\(?:(['`^"~=.uvHckrdb])\{([A-Za-z])\}|(['`^"~=.])([A-Za-z]))""")
"""An accent on one letter: by far the commonest command, which the decoder takes a tenth of a millisecond for."""

_MARKED = re.compile(r"[\\{}$~&]|--|``|\'\'|!`|\?`|\n\s*\n")
"""What the decoder changes, marks that stand for others included."""

LONGEST = 20_000
"""Longer texts with more than accents on letters are not decoded: the decoder takes fifteen seconds for a megabyte."""

CACHED = 5_000
"""Longer texts are decoded anew each time: kept for the next time they would take more memory than they spare time."""

_ESCAPED = re.compile(r"\\([_%#&$~{}])")


def has_latex(text: str) -> bool:
    """Whether a text holds a sign that LaTeX reads in another way than print does."""
    return not SIGNS.isdisjoint(text)


def to_unicode(text: str) -> str:
    r"""The text with LaTeX accents, commands and grouping braces resolved; `$...$` and unknown commands stay.

    A text with a command that is not known, or nested deeper than `DEPTH`, comes back unchanged.
    """
    return _short(text) if len(text) <= CACHED else _unicode(text)


def _unicode(text: str) -> str:
    if not has_latex(text) or _too_deep(text) or any(ord(c) in _PRIVATE for c in text):
        return text
    formulas: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        if match[0].startswith("\\") or len(formulas) >= len(_PRIVATE):
            return match[0]
        formulas.append(match[0])
        return chr(_PRIVATE[len(formulas) - 1])

    prepared = _MATH.sub(put_aside, text)
    if not has_latex(prepared):  # formulas alone
        return text
    plain = _ACCENTED.sub(_accented, prepared)
    if "\\" not in plain:  # another command may take the accent for its argument
        prepared = plain
    if not _MARKED.search(prepared):
        return _restored(prepared, text, formulas)
    prepared = _PLAIN.sub(lambda m: m[0] if m[0][0] == "\\" else "\\" + m[0], prepared)
    decoded = _decode(prepared) if len(prepared) <= LONGEST else None
    if decoded is None:
        return text
    return _restored(decoded, text, formulas)


_short = lru_cache(maxsize=1 << 12)(_unicode)


def _restored(decoded: str, text: str, formulas: list[str]) -> str:
    """The decoded text with its formulas, and without the hard blanks that the text did not have."""
    if "\xa0" not in text:
        decoded = decoded.replace("\xa0", " ")
    if not formulas:
        return decoded
    return "".join(formulas[ord(c) - _PRIVATE[0]] if ord(c) in _PRIVATE else c for c in decoded)


def _accented(match: re.Match[str]) -> str:
    accent, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent]) if accent else match[0]


def unescape(text: str) -> str:
    r"""A link or identifier without the backslashes that LaTeX needs before `_ % # & $ ~ { }`."""
    return _ESCAPED.sub(r"\1", text)


def _too_deep(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth > DEPTH:
            return True
    return False


def _decode(text: str) -> str | None:
    """The text decoded by pylatexenc; None for an unknown command or more than it can follow."""
    decoder, unknown = _decoder()
    unknown.clear()
    try:
        decoded: str = decoder(text)
    except (RecursionError, KeyError):  # commands nest without braces; some raise where their arguments are missing
        return None
    return None if unknown else decoded


@cache
def _decoder() -> tuple[Callable[[str], str], list[str]]:
    """pylatexenc's function, and the list in which it leaves the commands it does not know."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    unknown: list[str] = []

    def note(node: Any) -> str:
        unknown.append(str(node))
        return ""

    known = get_default_latex_context_db()
    known.add_context_category("bibliography", macros=[MacroTextSpec("url", simplify_repl="%s")], prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=note))
    return LatexNodes2Text(known, math_mode="verbatim", strict_latex_spaces=False).latex_to_text, unknown

"""LaTeX in bibliographic fields: to Unicode where that is safe, math left as it stands.

The decoding itself is that of pylatexenc, whose results `_latex_reader` gives in a tenth of its time for what most
bibliographies hold. What is done here keeps it from losing text: formulas are put aside first, characters that are comments or
table marks in LaTeX but plain signs in a bibliography are escaped, and a field with a command that pylatexenc does not know
stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from typing import Any

from kg.sources import _latex_reader
from kg.sources._latex_commands import LOGOS, SHOWN, SIGNS

DEPTH = 40
"""Braces nested deeper than this are not decoded: the decoder is recursive."""

_FORMULA = r"\$\$[^$]+\$\$|\$[^$]+\$"
_MATH = re.compile(_FORMULA)
_MATH_AND_ESCAPES = re.compile(rf"\\.|{_FORMULA}", re.DOTALL)
_PLAIN = re.compile(r"\\.|[%&#$]", re.DOTALL)
_PRIVATE = range(0xE000, 0xF8FF)
_IS_PRIVATE = re.compile("[\ue000-\uf8fe]")
_BRACE = re.compile("[{}]")
_MARKS = (0x301, 0x300, 0x302, 0x308, 0x303, 0x304, 0x307, 0x306, 0x30C, 0x30B, 0x327, 0x328, 0x30A, 0x323, 0x331)
_ACCENTS = dict(zip("'`^\"~=.uvHckrdb", map(chr, _MARKS), strict=True))
_ACCENTED = re.compile(r"""\\\\|\\(?:(['`^"~=.uvHckrdb])\{([A-Za-z])\}|(['`^"~=.])([A-Za-z]))""")
"""An accent on one letter: by far the commonest command, which the decoder takes a tenth of a millisecond for."""

_MARKED = re.compile(r"[\\{}$~&]|--|``|\'\'|!`|\?`|\n\s*\n")
"""What the decoder changes, marks that stand for others included."""

LONGEST = 5_000
"""Longer texts with what only pylatexenc's own parser reads are not decoded: it takes fifteen seconds for a megabyte."""

CACHED = 5_000
"""Longer texts are decoded anew each time: kept for the next time they would take more memory than they spare time."""

_ESCAPED = re.compile(r"\\([_%#&$~{}])")


def has_latex(text: str) -> bool:
    """Whether a text holds a sign that LaTeX reads in another way than print does; without any, nothing changes its reading."""
    # To look for each goes faster than to take the text apart into its characters.
    return "\\" in text or "{" in text or "}" in text or "$" in text or "~" in text


def to_unicode(text: str) -> str:
    r"""The text with LaTeX accents, commands and grouping braces resolved; `$...$` and unknown commands stay.

    A text with a command that is not known, or nested deeper than `DEPTH`, comes back unchanged.
    """
    return _short(text) if len(text) <= CACHED else _unicode(text)


def _unicode(text: str) -> str:
    if not has_latex(text) or _too_deep(text) or (not text.isascii() and _IS_PRIVATE.search(text)):
        return text
    formulas: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        if match[0].startswith("\\") or len(formulas) >= len(_PRIVATE):
            return match[0]
        formulas.append(match[0])
        return chr(_PRIVATE[len(formulas) - 1])

    # The sign of a formula may be escaped; where none is, formulas are looked for by their sign alone, which is fast.
    prepared = (_MATH_AND_ESCAPES if "\\$" in text else _MATH).sub(put_aside, text)
    if not has_latex(prepared):  # formulas alone
        return text
    plain = _ACCENTED.sub(_accented, prepared)
    if "\\" not in plain:  # another command may take the accent for its argument
        prepared = plain
    if not has_latex(prepared) and not _MARKED.search(prepared):
        return _restored(prepared, text, formulas)
    decoded = _decode(prepared)
    return text if decoded is None else _restored(decoded, text, formulas)


_short = lru_cache(maxsize=1 << 12)(_unicode)


def _restored(decoded: str, text: str, formulas: list[str]) -> str:
    """The decoded text with its formulas, and without the hard blanks that the text did not have."""
    if "\xa0" not in text:
        decoded = decoded.replace("\xa0", " ")
    if not formulas:
        return decoded
    return _IS_PRIVATE.sub(lambda match: formulas[ord(match[0]) - _PRIVATE[0]], decoded)


def _accented(match: re.Match[str]) -> str:
    accent, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent]) if accent else match[0]


def unescape(text: str) -> str:
    r"""A link or identifier without the backslashes that LaTeX needs before `_ % # & $ ~ { }`."""
    return _ESCAPED.sub(r"\1", text)


def _too_deep(text: str) -> bool:
    if text.count("{") <= DEPTH:
        return False
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth > DEPTH:
            return True
    return False


def _decode(text: str) -> str | None:
    """The text decoded; None for an unknown command, and for more than the parser can follow or is given."""
    try:
        return _latex_reader.read(text)
    except _latex_reader.NotRead:
        return _parsed(_PLAIN.sub(_escaped, text)) if len(text) <= LONGEST else None


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0][0] == "\\" else "\\" + match[0]


def _parsed(text: str) -> str | None:
    """The text decoded by pylatexenc's parser; None for an unknown command or more than it can follow."""
    decoder, unknown = _decoder()
    unknown.clear()
    try:
        decoded: str = decoder(text)
    except (RecursionError, LookupError, AttributeError):
        # Commands nest without braces, and some raise where their arguments are missing.
        return None
    return None if unknown else decoded


@cache
def _decoder() -> tuple[Callable[[str], str], list[str]]:
    """pylatexenc's function, and the list in which it leaves the commands it does not know."""
    from pylatexenc import latexwalker
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    from pylatexenc.macrospec import MacroSpec

    unknown: list[str] = []

    def note(node: Any) -> str:
        unknown.append(str(node))
        return ""

    def logo(node: Any) -> str:
        return LOGOS[node.macroname] + str(node.macro_post_space)

    def sign(node: Any) -> str:
        return SIGNS[node.macroname]

    def shown(node: Any, l2tobj: Any) -> str:
        return SHOWN[node.macroname](l2tobj.nodelist_to_text([node.nodeargd.argnlist[0]]))

    texts: tuple[tuple[Iterable[str], Callable[..., str]], ...] = ((LOGOS, logo), (SIGNS, sign), (SHOWN, shown))
    macros = [MacroTextSpec(name, simplify_repl=text) for names, text in texts for name in names]
    known = get_default_latex_context_db()
    macros.append(MacroTextSpec("url", simplify_repl="%s"))
    known.add_context_category("bibliography", macros=macros, prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=note))
    taken = latexwalker.get_default_latex_context_db()
    taken.add_context_category("bibliography", macros=[MacroSpec(name, "{") for name in SHOWN], prepend=True)
    decoder = LatexNodes2Text(known, math_mode="verbatim", strict_latex_spaces=False)
    return partial(decoder.latex_to_text, latex_context=taken), unknown

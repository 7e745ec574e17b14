"""Commands of LaTeX that bibliographies use and pylatexenc's tables have no text for: logos, signs, switches and styles.

What each stands for is what LaTeX prints ("LaTeX: A Document Preparation System", the packages textcomp, gensymb and csquotes).
"""

from __future__ import annotations

from collections.abc import Callable

LOGOS = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "BibLaTeX": "BibLaTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX",
    "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX", "pdfLaTeX": "pdfLaTeX", "AmS": "AMS", "AmSTeX": "AMS-TeX",
    "AmSLaTeX": "AMS-LaTeX", "MiKTeX": "MiKTeX", "ConTeXt": "ConTeXt", "METAFONT": "METAFONT",
}  # fmt: skip
"""Words: the white space behind one, which LaTeX takes for the end of the command, parts it from the next word."""

SIGNS = {
    "textquotedbl": '"', "slash": "/", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_", "textbraceleft": "{",
    "textbraceright": "}", "textminus": "−", "textsurd": "√", "euro": "€", "guillemetleft": "«", "guillemetright": "»", "degree": "°",
    "copyright": "©", "pounds": "£", "S": "§", "P": "¶", "ddag": "‡", "space": " ", "nobreakspace": " ", "thinspace": " ", "enspace": " ",
    "newline": " ", "linebreak": " ",
    "allowbreak": "", "protect": "", "relax": "", "/": "", "@": "",
    "em": "", "it": "", "bf": "", "sc": "", "rm": "", "sf": "", "sl": "", "tt": "", "itshape": "", "bfseries": "", "scshape": "",
    "upshape": "", "slshape": "", "rmfamily": "", "sffamily": "", "ttfamily": "", "normalfont": "",
}  # fmt: skip
"""Commands without argument; those that only change the style or the breaking of lines print nothing."""

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def _shifted(table: dict[int, int], text: str) -> str:
    """A text in raised or lowered signs where there is one for each and a digit among them; as it stands otherwise ("1st")."""
    signs = all(ord(sign) in table for sign in text) and any(sign.isdecimal() for sign in text)
    return text.translate(table) if signs else text


SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("texttt", "textmd", "textup", "textsf", "textnormal", "mbox", "hbox"), str),
    "textsuperscript": lambda text: _shifted(_RAISED, text),
    "textsubscript": lambda text: _shifted(_LOWERED, text),
    "enquote": lambda text: f"“{text}”",
}
"""Commands whose one argument is printed."""

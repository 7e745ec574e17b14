"""The commands of LaTeX that lists of works are written with: what they print, begin and hold."""

from __future__ import annotations

import re
from collections import Counter

LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
    "dh": "ð", "th": "þ", "TH": "Þ", "dj": "đ", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "ng": "ŋ", "textregistered": "®", "LaTeX": "LaTeX", "TeX": "TeX", "S": "§", "dag": "†", "ddag": "‡", "textasteriskcentered": "*", "ast": "*",
}  # fmt: skip
SIGNS = {
    "\\&": "&",
    "\\%": "%",
    "\\_": "_",
    "\\#": "#",
    "\\$": "$",
    "\\{": "{",
    "\\}": "}",
    "\\ ": " ",
    "\\,": " ",
    "\\-": "",
    "\\/": "",
    "\\@": "",
}
HEADINGS = re.compile(
    r"\\(?:chapter|section|subsection|subsubsection|paragraph|cvsection|cvsubsection|sectiontitle|header|heading|bibsection)\*?$"
)
ITEMS = frozenset(
    [
        "item",
        "bibitem",
        "reference",
        "cvlistitem",
        "cvpub",
        "publication",
        "pubitem",
        "paper",
        "bibentry",
        "entry",
        "Item",
        "resumeItem",
        "cvlistdoubleitem",
    ]
)
PUBLISHED = frozenset("cvpub cvpublication publication pubitem paper pub".split())
"""Commands that may have title, names and venue as arguments."""
_OF_OWN = re.compile(
    r"^[ \t]{0,20}\\(?P<name>[A-Za-z]{3,30})[ \t]?(?:\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){2,600}\}[ \t]?\r?\n?[ \t]{0,20}){2}",
    re.MULTILINE,
)
"""A command at the beginning of a line with two arguments."""
_IS_WORDED = re.compile(r"[^\W\d_]{2}[^\s{}\\]{0,20}\s[^\W\d_]{2}[^\s{}\\]{0,20}\s?[^\W\d_]")
"""Words, which no formula has."""
_OFTEN = 3
"""A list has so many entries, at least, that are written with a command of its own."""
DATED_ITEMS = frozenset(["cvitem", "cvline", "years", "ind", "cvitemwithcomment", "yearitem", "pub"])
"""Commands whose first argument is the year or label of what follows."""
TITLED = frozenset(["cventry", "tlcventry", "cvevent", "cvpublication"])
"""Commands with year, title, names and venue as arguments."""
WITHOUT = frozenset(
    (
        "documentclass usepackage pagestyle thispagestyle vspace hspace vskip hskip label cite nocite setlength setcounter addtolength color includegraphics "
        "bibliographystyle bibliography moderncvstyle moderncvcolor renewcommand newcommand providecommand definecolor hypersetup geometry rule fontsize "
        "selectlanguage phantom hphantom vphantom input include pdfbookmark addcontentsline enlargethispage linespread titleformat setmainfont raisebox "
        "newtheorem DeclareMathOperator photo social email phone homepage address extrainfo title date quote begin end penalty write18"
    ).split()
)
"""Commands whose arguments are no text of the page."""
FIRST_WITHOUT = frozenset(
    [
        "bibinfo",
        "bibfield",
        "href@noop",
        "BibitemShut",
        "textcolor",
        "colorbox",
        "parbox",
        "makebox",
        "scalebox",
        "resizebox",
        "foreignlanguage",
        "fontfamily",
        "raisebox",
    ]
)
FIRST_TWO_WITHOUT = frozenset(["multicolumn", "multirow"])
TABLES = frozenset("tabular tabularx tabulary longtable xltabular supertabular tabu longtabu".split())
"""Environments whose cells a sign parts."""
STYLES = {
    name: kind
    for kind, names in (
        ("em", "emph textit textsl em it sl itshape slshape mkbibemph"),
        ("strong", "textbf bf bfseries underline uline ul mkbibbold"),
        ("quote", "enquote mkbibquote"),
    )
    for name in names.split()
}
"""What commands make of their argument, or those without one of the rest of their group."""
LINKS = frozenset("href url doi arxiv path nolinkurl Eprint".split())
PARTS = {"title": "title", "author": "authors", "journal": "venue", "booktitle": "venue", "year": "year"}
"""What the names are of parts of a reference in lists made for REVTeX."""
DEEPEST = 20
"""Arguments that stand deeper in others are not read as links and entries."""
SKIPS = frozenset("smallskip medskip bigskip vspace vskip vfill newpage pagebreak clearpage".split())
"""Space between paragraphs."""
LEVELS = {"chapter": 0, "subsection": 2, "cvsubsection": 2, "subsubsection": 3, "paragraph": 4}
QUOTES = {"``": "“", "''": "”", "`": "‘", '"`': "„", "\"'": "“"}


def entries_of(source: str) -> frozenset[str]:
    """The commands that a source writes its entries with: with two arguments, at the beginnings of three lines or more."""
    known = WITHOUT | FIRST_WITHOUT | FIRST_TWO_WITHOUT | LINKS | frozenset(STYLES)
    begin = max(source.find("\\begin{document}"), 0)
    counts = Counter(found["name"] for found in _OF_OWN.finditer(source, begin) if _IS_WORDED.search(found[0]))
    return frozenset(name for name, count in counts.items() if count >= _OFTEN and name not in known)

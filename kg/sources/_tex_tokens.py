"""The patterns by which a LaTeX source is taken apart: its tokens, and what stands behind commands."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<comment>(?<!\\)%(?:(?=``[^\n]{3,600}''[ \t]*\r?\n)|[^\n]*\n?[ \t]*))|(?P<accent>\\[\"'`^~=.](?:\s?\{(?:\\?[A-Za-z]|)\}|\s?\\?[ijA-Za-z])|\\[uvHckrdb](?:\s?\{\\?[A-Za-z]\}|\s\\?[ijA-Za-z](?![A-Za-z])))"
    r"|(?P<command>\\(?:[A-Za-z@]+\*?|\\\*?(?:\[[^\]\n]{0,10}\])?|[^A-Za-z]))|(?P<math>\$[^$\n]{1,300}\$)|(?P<brace>[{}])|(?P<dash>---?)|(?P<quote>``|''|`|\"[`']|\")"
    r"|(?P<tie>~)|(?P<cell>&)|(?P<par>[ \t]*\n(?:[ \t]*\n)+[ \t]*)|(?P<white>\s+)|(?P<text>[^\\{}$%~&`'\"\s-]++(?>(?:[ '-][^\\{}$%~&`'\"\s-]++)*)|.)",
    re.DOTALL,
)
"""The parts of a source. A text goes on over single blanks, hyphens and apostrophes, which stand for themselves. INSPIRE prints the title of
a reference in quotation marks behind the sign of a comment, which alone is the comment then."""
EMPTY_GROUP = re.compile(r"\s*(?:\{\})?")
BEHIND = re.compile(r"[ \t]*+(?:\n[ \t]*+)?(?=\S)")
ESCAPED = re.compile(r"\\([#%&_~$])")
DEFINED = re.compile(r"\s*\\[A-Za-z]{1,40}(?:#[1-9]){0,9}")
OF_CLASS = re.compile(r"[a-z]{2,8}?(?P<name>(?:sub)?section|item|year)$", re.IGNORECASE)
"""A heading or entry of a class for a CV, which has the name of a common one behind that of its own: ecvsection, ecvitem, cvyear."""
LENGTH = re.compile(
    r"(?:\s?=\s?|\s)?-?\d{0,4}\.?\d{1,4}(?:\s?(?:pt|em|ex|cm|mm|pc)|in)(?![A-Za-z])|\s?=\s?-?\d{1,5}(?!\d)"
)
"""The length that some commands have behind them: "\\hangindent=2em", "\\vskip3pt"."""
ENVIRONMENT = re.compile(r"\s*\{(?P<name>[A-Za-z]{1,40})\*?\}")
LAST_CELL = re.compile(r"(?:[^&\\]|\\(?!\\).){0,2000}(?:\\\\|\Z)", re.DOTALL)
"""What stands behind the last sign of a row that parts cells."""
ROW = re.compile(r"[^\n]{0,600}(?:\\\\|\n\s{0,99}\\end\{)")
"""The rest of a row of a table: it ends with the sign of its end, or with the table."""
SPACES = frozenset("newblock quad qquad hfill hspace enspace".split())
NUMBER = re.compile(r"\s?[-+]?\d{1,5}(?!\d)\s?")
LIST_BEGINS = re.compile(r"\{thebibliography\}\s{0,9}(?:\{[^{}]{0,40}\})?\s{0,9}(?=[\\%])")
LONGEST_HEAD = 9_000
"""A bibliography has its first entry within so many characters."""
OPTION = re.compile(r"\s*\[(?:[^\[\]{}\n]|\{[^{}\n]{0,100}\}){0,200}\]")


def closed(accent: str) -> str:
    r"""An accent with its letter in braces, as the decoder likes it: \'{a}."""
    sign, letter = accent[:2], accent[2:].strip().strip("{}").lstrip("\\").strip()
    return f"{sign}{{{letter}}}"

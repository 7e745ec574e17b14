r"""LaTeX source as plain lines, each character with its place: items and headings on lines of their own, commands taken out.

\bibitem{a19} A.~Author, {\em Ferries} \textbf{12} (2019), 1--9.      • A. Author, Ferries 12 (2019), 1–9.
\section{Papers}                                                      Papers
\cventry{2019}{Ferries}{A. Author}{Harbours}{}{}                      Ferries / A. Author / Harbours, 2019
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.sources import _latex
from kg.sources._html_links import label_role
from kg.sources._listing_people import people

_TOKEN = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*\n?[ \t]*)|(?P<accent>\\[\"'`^~=.](?:\s?\{(?:\\?[A-Za-z]|)\}|\s?\\?[ijA-Za-z])|\\[uvHckrdb](?:\s?\{\\?[A-Za-z]\}|\s\\?[ijA-Za-z](?![A-Za-z])))"
    r"|(?P<command>\\(?:[A-Za-z@]+\*?|\\(?:\[[^\]\n]{0,10}\])?|[^A-Za-z]))|(?P<math>\$[^$\n]{1,300}\$)|(?P<brace>[{}])|(?P<dash>---?)|(?P<quote>``|''|`|\")"
    r"|(?P<tie>~)|(?P<par>[ \t]*\n(?:[ \t]*\n)+[ \t]*)|(?P<white>\s+)|(?P<text>[^\\{}$%~`'\"\s-]++(?:[ '-][^\\{}$%~`'\"\s-]++)*+|.)",
    re.DOTALL,
)
"""The parts of a source. A text goes on over single blanks, hyphens and apostrophes, which stand for themselves."""
_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j",
    "dh": "ð", "th": "þ", "TH": "Þ", "dj": "đ", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "ng": "ŋ", "textregistered": "®", "LaTeX": "LaTeX", "TeX": "TeX", "S": "§", "dag": "†", "ddag": "‡", "textasteriskcentered": "*", "ast": "*",
}  # fmt: skip
_SIGNS = {
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
_HEADINGS = re.compile(
    r"\\(?:chapter|section|subsection|subsubsection|paragraph|cvsection|cvsubsection|sectiontitle|header|heading|bibsection)\*?$"
)
_ITEMS = frozenset(
    [
        "item",
        "bibitem",
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
_DATED_ITEMS = frozenset(["cvitem", "cvline", "years", "ind", "cvitemwithcomment", "yearitem", "pub"])
"""Commands whose first argument is the year or label of what follows."""
_TITLED = frozenset(["cventry", "tlcventry", "cvevent", "cvpublication"])
"""Commands with year, title, names and venue as arguments."""
_WITHOUT = frozenset(
    (
        "documentclass usepackage pagestyle thispagestyle vspace hspace vskip hskip label cite nocite setlength setcounter addtolength color includegraphics "
        "bibliographystyle bibliography moderncvstyle moderncvcolor renewcommand newcommand providecommand definecolor hypersetup geometry rule fontsize "
        "selectlanguage phantom hphantom vphantom input include pdfbookmark addcontentsline enlargethispage linespread titleformat setmainfont raisebox "
        "newtheorem DeclareMathOperator photo social email phone homepage address extrainfo title date quote begin end penalty write18"
    ).split()
)
"""Commands whose arguments are no text of the page."""
_FIRST_WITHOUT = frozenset(
    ["textcolor", "colorbox", "parbox", "makebox", "scalebox", "resizebox", "foreignlanguage", "fontfamily", "raisebox"]
)
_ARGUMENT = re.compile(r"\s*\{")
_OPTION = re.compile(r"\s*\[(?:[^\[\]{}\n]|\{[^{}\n]{0,100}\}){0,200}\]")
_COMMAND = re.compile(r"\\[A-Za-z@]+\*?|[{}]")
_CLOSES = re.compile(r"\s*[\])]")
_NEXT = re.compile(r"\s*[|,;/·]\s*(?=[\[(]?\\href\b)")
"""What parts the label of a link from that of the next."""
_MOST = 20_000


@dataclass
class Plain:
    """The plain text in the making: its characters, where each stands in the source, and the stretches that are commands."""

    parts: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    later: list[tuple[int, int]] = field(default_factory=list)

    def put(self, text: str, start: int, end: int) -> None:
        """Adds characters that stand for a stretch of the source: one by one where it is as long as they are, else all for all of it."""
        if not text:
            return  # an accent may stand for nothing
        self.parts.append(text)
        if len(text) == end - start:
            self.places += [(at, at + 1) for at in range(start, end)]
        else:
            self.places += [(start, end)] * len(text)

    @property
    def last(self) -> str:
        """The last character so far; a line end at the beginning."""
        return self.parts[-1][-1] if self.parts else "\n"

    def space(self, start: int, end: int) -> None:
        """Adds one blank, where none stands."""
        if not self.last.isspace():
            self.put(" ", start, end)

    def line(self, at: int, blank: bool = False) -> None:
        """Ends the line, and puts a blank one below it where `blank`."""
        if self.last == " ":
            self.parts[-1] = self.parts[-1][:-1] + "\n" if len(self.parts[-1]) > 1 else "\n"
        elif self.last != "\n":
            self.put("\n", at, at)
        if (
            blank
            and len(self.parts) > 1
            and not (len(self.parts[-1]) > 1 or self.parts[-1] != "\n" or self.parts[-2][-1:] == "\n")
        ):
            self.put("\n", at, at)

    def take_back(self) -> None:
        """Takes out the last character, which is a command's then."""
        self.mark(*self.places.pop())
        last = self.parts.pop()[:-1]
        self.parts += [last] if last else []

    def mark(self, start: int, end: int) -> None:
        """Says that a stretch of the source is a command."""
        if start < end:
            self.marks.append(("command", start, end))


class Reader:
    """Reads LaTeX source into plain lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.plain = Plain()
        self._heading = -1
        """At which depth of braces a heading ends that has begun."""
        self._depth = 0
        self._closing: dict[int, str] = {}

    def read(self, start: int, end: int) -> None:
        """Adds a stretch of the source."""
        at = start
        while at < end:
            found = _TOKEN.match(self.source, at, end)
            if found is None:
                return
            at = self._take(found, end)

    def _take(self, found: re.Match[str], end: int) -> int:
        kind, text, (start, stop) = found.lastgroup, found[0], found.span()
        plain = self.plain
        if kind == "text":
            plain.put(text, start, stop)
        elif kind == "white" or kind == "tie":
            plain.space(start, stop)
        elif kind == "par":
            self._paragraph(start)
        elif kind in ("comment", "brace"):
            plain.mark(start, stop)
            if kind == "brace":
                self._brace(text, start)
        elif kind == "accent":
            plain.put(_latex.to_unicode(_closed(text)), start, stop)
        elif kind == "math":
            plain.put(text, start, stop)
        elif kind == "dash":
            plain.put("–" if len(text) == 2 else "—" if len(text) == 3 else text, start, stop)
        elif kind == "quote":
            plain.put({"``": "“", "''": "”", "`": "‘"}.get(text, text), start, stop)
        else:
            return self._command(text, start, stop, end)
        return stop

    def _paragraph(self, at: int) -> None:
        self._finish(at)
        self.plain.line(at, blank=True)

    def _finish(self, at: int) -> None:
        """Adds the addresses of the links of an entry behind it."""
        later, self.plain.later = self.plain.later, []
        for start, stop in later:
            self.plain.space(at, at)
            self.plain.put(self.source[start:stop], start, stop)

    def _brace(self, sign: str, at: int) -> None:
        self._depth += 1 if sign == "{" else -1
        if self._depth == self._heading and sign == "}":
            self._heading = -1
            self.plain.line(at, blank=True)

    def _argument(self, at: int, end: int) -> tuple[int, int, int] | None:
        """Where the argument that begins at `at` stands, and where its closing brace ends; None where there is none."""
        opened = _ARGUMENT.match(self.source, at, end)
        if opened is None:
            return None
        depth = 1
        for brace in re.compile(r"\\.|[{}]", re.DOTALL).finditer(self.source, opened.end(), min(end, at + _MOST)):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                return opened.end(), brace.start(), brace.end()
        return None

    def _command(self, text: str, start: int, stop: int, end: int) -> int:
        plain, name = self.plain, text[1:].rstrip("*")
        if text in _SIGNS:
            plain.put(_SIGNS[text], start, stop) if _SIGNS[text].strip() else plain.space(start, stop)
            return stop
        if name in _LETTERS:
            behind = re.compile(r"\s*(?:\{\})?").match(self.source, stop, end)
            to = behind.end() if behind else stop
            plain.put(_LETTERS[name], start, to)
            return to
        if text.startswith("\\\\") or name in ("newline", "linebreak", "par"):
            plain.mark(start, stop)
            plain.line(start, blank=name == "par")
            return stop
        if _HEADINGS.match(text):
            return self._head(start, stop, end)
        if name in ("href", "url", "doi", "arxiv", "path", "nolinkurl"):
            return self._link(name, start, stop, end)
        if name in _ITEMS or name in _DATED_ITEMS or name in _TITLED:
            return self._item(name, start, stop, end)
        if name in ("name", "author"):
            self.plain.line(start)
            if (first := self._argument(stop, end)) and name == "name":
                self.plain.mark(start, first[0])
                self.read(first[0], first[1])
                self.plain.space(first[1], first[1])
                self.plain.mark(first[1], first[2])
                return first[2]
        return self._other(name, start, stop, end)

    def _head(self, start: int, stop: int, end: int) -> int:
        self._finish(start)
        self.plain.line(start, blank=True)
        option = _OPTION.match(self.source, stop, end)
        stop = option.end() if option else stop
        self.plain.mark(start, stop)
        if _ARGUMENT.match(self.source, stop, end):
            self._heading = self._depth
        return stop

    def _link(self, name: str, start: int, stop: int, end: int) -> int:
        """Takes the address of a link: as text where it is all that is shown, else behind the entry."""
        argument = self._argument(stop, end)
        if argument is None:
            self.plain.mark(start, stop)
            return stop
        a, b, to = argument
        self.plain.mark(start, a)
        if name == "href":
            shown = self._argument(to, end)
            if shown is None or _is_label(self.source[shown[0] : shown[1]]):
                return self._labelled(a, b, shown[2] if shown else to, end)
            if self.source[a:b].rpartition("/")[2] not in self.source[shown[0] : shown[1]]:
                self.plain.later.append((a, b))
            self.plain.mark(b, shown[0])
            self.read(shown[0], shown[1])
            self.plain.mark(shown[1], shown[2])
            return shown[2]
        if name in ("doi", "arxiv"):
            self.plain.space(a, a)
            self.plain.put(f"{name}:", a, a)
        self.plain.put(self.source[a:b], a, b)
        self.plain.mark(b, to)
        return to

    def _labelled(self, a: int, b: int, stop: int, end: int) -> int:
        """Takes the address of a link that shows only what it leads to (PDF, Code), without the brackets around that; gives where all of it ends."""
        plain = self.plain
        if plain.last in "[(" and (closed := _CLOSES.match(self.source, stop, end)):
            plain.take_back()
            stop = closed.end()
        if behind := _NEXT.match(self.source, stop, end):
            stop = behind.end()
        if "://" in self.source[a:b]:
            plain.space(a, a)
            plain.put(self.source[a:b], a, b)
        else:
            plain.mark(a, b)  # a file beside the document is no address
        plain.space(b, b)
        plain.mark(b, stop)
        return stop

    def _item(self, name: str, start: int, stop: int, end: int) -> int:
        """Begins an entry on a line of its own, with a bullet; one whose parts are arguments has a line for each."""
        plain = self.plain
        self._finish(start)
        plain.line(start, blank=True)
        option = _OPTION.match(self.source, stop, end)
        stop = option.end() if option else stop
        plain.mark(start, stop)
        if name in _TITLED:
            return self._titled(stop, end)
        if name not in _DATED_ITEMS:
            if name == "bibitem" and (key := self._argument(stop, end)):
                plain.mark(stop, key[2])
                stop = key[2]
            plain.put("• ", start, start)
            return stop
        if first := self._argument(stop, end):
            plain.mark(stop, first[0])
            self.read(first[0], first[1])
            plain.put("\t", first[1], first[1])
            plain.mark(first[1], first[2])
            return first[2]
        return stop

    def _titled(self, stop: int, end: int) -> int:
        """The arguments year, title, names, venue ... as lines: title, names, venue and year."""
        found: list[tuple[int, int, int]] = []
        at = stop
        while len(found) < 7 and (argument := self._argument(at, end)):
            self.plain.mark(at, argument[0])
            self.plain.mark(argument[1], argument[2])
            found.append(argument)
            at = argument[2]
        lines, rest = found[1:3], [*found[3:], *found[:1]]
        if len(found) > 3 and not self._holds_names(found[2]) and (names := self._names_among(found[3:])):
            lines = [found[1], names]
            rest = [found[2], *(one for one in rest if one is not names)]
        for i, (a, b, _) in enumerate(lines):
            self.read(a, b)
            self.plain.line(b, blank=False)
            if i == 0 and self.plain.last != "\n":
                self.plain.put("\n", b, b)
        for i, (a, b, _) in enumerate(rest):
            if not self.source[a:b].strip():
                continue
            if i and self.plain.last != "\n":
                self.plain.put(", ", b, b)
            self.read(a, b)
        self._finish(at)
        self.plain.line(at, blank=True)
        return at

    def _names_among(self, arguments: list[tuple[int, int, int]]) -> tuple[int, int, int] | None:
        """The first argument that holds names."""
        return next((one for one in arguments if self._holds_names(one)), None)

    def _holds_names(self, argument: tuple[int, int, int]) -> bool:
        """Whether an argument is nothing but names."""
        reader = Reader(self.source)
        reader.read(*argument[:2])
        text = "".join(reader.plain.parts).strip()
        return bool(text) and people(text) is not None

    def _other(self, name: str, start: int, stop: int, end: int) -> int:
        """Any other command is taken out, with its arguments where they are no text."""
        plain = self.plain
        at = stop
        if name in ("begin", "end"):
            self._finish(start)
            plain.line(start, blank=True)
        if name in _WITHOUT or name in _FIRST_WITHOUT:
            least = 1 if name in _FIRST_WITHOUT else 6
            for _ in range(least):
                option = _OPTION.match(self.source, at, end)
                argument = self._argument(option.end() if option else at, end)
                at = argument[2] if argument else option.end() if option else at
                if argument is None:
                    break
        else:
            white = re.compile(r"[ \t]*\n?[ \t]*(?=\S)").match(self.source, stop, end)
            at = white.end() if white and not self.source.startswith("{", white.end()) else stop
            if name in ("newblock", "quad", "qquad", "hfill", "hspace", "enspace"):
                plain.space(start, start)
        plain.mark(start, at)
        return at


def _is_label(shown: str) -> bool:
    """Whether what a link shows is no text of the entry: what it leads to, or a sign."""
    bare = _COMMAND.sub(" ", shown)
    return not any(c.isalnum() for c in bare) or label_role(" ".join(bare.split())) is not None


def _closed(accent: str) -> str:
    r"""An accent with its letter in braces, as the decoder likes it: \'{a}."""
    sign, letter = accent[:2], accent[2:].strip().strip("{}").lstrip("\\").strip()
    return f"{sign}{{{letter}}}"


_BODY = re.compile(r"\\begin\s*\{(?:document|thebibliography)\}")
_NAMES = re.compile(r"\\(?:name|author|cvname|myname)\s*\{")


def plain_of(source: str, start: int = 0) -> Plain:
    """The plain text of some source from `start` on; of what stands before the document only the name of its author."""
    reader = Reader(source)
    body = _BODY.search(source, start)
    begin = body.start() if body else start
    if body and (named := _NAMES.search(source, start, begin)):
        reader.plain.mark(start, named.start())
        stop = source.find("\n", named.start())
        reader.read(named.start(), stop)
        reader.plain.mark(stop, begin)
        reader.plain.line(stop, blank=True)
    elif body:
        reader.plain.mark(start, begin)
    reader.read(begin, len(source))
    return reader.plain

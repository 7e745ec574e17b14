r"""LaTeX source as blocks of text, each with its emphasis and links: items, headings, entries of a CV, paragraphs.

\bibitem{a19} A.~Author, {\em Ferries} \textbf{12} (2019), 1--9.      A. Author, Ferries 12 (2019), 1–9.
\section{Papers}                                                      Papers
\cventry{2019}{Ferries}{A. Author}{Harbours}{}{}                      Ferries / A. Author / Harbours, 2019

The text of a block knows where it stands and what is emphasised in it, as that of a block of HTML does, so that both are read by the same rules.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.sources import _latex
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR
from kg.sources._tex_arguments import ARGUMENT
from kg.sources._tex_commands import (
    DATED_ITEMS,
    DEEPEST,
    FIRST_TWO_WITHOUT,
    FIRST_WITHOUT,
    HEADINGS,
    ITEMS,
    LETTERS,
    LEVELS,
    LINKS,
    PARTS,
    PUBLISHED,
    QUOTES,
    SIGNS,
    SKIPS,
    STYLES,
    TABLES,
    TITLED,
    WITHOUT,
)
from kg.sources._tex_macros import Macro
from kg.sources._tex_tokens import (
    BEHIND,
    DEFINED,
    EMPTY_GROUP,
    ENVIRONMENT,
    ESCAPED,
    LAST_CELL,
    LENGTH,
    LIST_BEGINS,
    LONGEST_HEAD,
    NUMBER,
    OF_CLASS,
    OPTION,
    ROW,
    SPACES,
    TOKEN,
    closed,
)
from kg.sources._tex_written import Written

_MOST_EXPANDED = 200_000


class Reader(Written):
    """Reads LaTeX source into blocks; what was read is in `blocks` and `marks`."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._depth = 0
        self._styles: list[int] = []
        """The depths of braces at which an emphasis ends that has begun."""
        self.macros: dict[str, Macro] = {}
        self._expanded = 0
        self._quoted = False
        """Whether a single quotation mark has begun that none has ended."""
        self._tables = 0
        """How many tables the text stands in."""
        self._nested = 0
        """How many arguments deep the text is that is read."""
        self.entries: frozenset[str] = frozenset()
        """Commands of the source's own that make an entry of several arguments."""

    def read(self, start: int, end: int) -> None:
        """Adds a stretch of the source."""
        at = start
        match, source = TOKEN.match, self.source
        self._nested += 1
        while at < end and (found := match(source, at, end)):
            at = self._take(found, end)
        self._nested -= 1

    def _take(self, found: re.Match[str], end: int) -> int:
        kind, text, (start, stop) = found.lastgroup, found[0], found.span()
        if kind == "text" or kind == "math":
            self._text("’" if text == "'" and self._quoted else text, start, stop)
            self._quoted &= text != "'"
        elif kind == "white" or kind == "tie":
            self._space(start, stop)
        elif kind == "par":
            self._paragraph(start)
        elif kind == "comment":
            self._mark(start, stop, within=self._start >= 0)
        elif kind == "brace":
            self._brace(text, start)
        elif kind == "cell":
            self._cell(start, stop)
        elif kind == "accent":
            self._text(_latex.to_unicode(closed(text)), start, stop)
        elif kind == "dash":
            self._text("–" if len(text) == 2 else "—" if len(text) == 3 else text, start, stop)
        elif kind == "quote":
            self._text(QUOTES.get(text, text), start, stop)
            self._quoted = text == "`"
        else:
            return self._command(text, start, stop, end)
        return stop

    def _paragraph(self, at: int) -> None:
        """A blank line ends a paragraph; an item goes on behind it."""
        if self._kind == "item":
            self._made.line(at)
        else:
            self.finish()

    def _cell(self, start: int, stop: int) -> None:
        """A sign that parts two cells of a table is a tab; one alone at the beginning of a row goes on with the row above."""
        if not (self._tables or ROW.match(self.source, stop)):
            self._text("&", start, stop)
        elif self._made.last == "\n" and LAST_CELL.match(self.source, stop):
            self._mark(start, stop, within=self._start >= 0)
        else:
            start, stop = self._place or (start, stop)
            self._made.tab(start, stop)
            self._begun(start, stop)

    def _brace(self, sign: str, at: int) -> None:
        if sign == "{":
            self._mark(at, at + 1)
            self._depth += 1
            return
        self._depth -= 1
        while self._styles and self._styles[-1] > self._depth:
            self._made.close(f"{{{self._styles.pop()}")
        self._mark(at, at + 1, within=self._start >= 0)
        if self._depth == self._heading:
            self.finish()

    def _command(self, text: str, start: int, stop: int, end: int) -> int:
        name = text[1:].rstrip("*")
        if name in self.macros and not self._place and self._nested <= DEEPEST:
            return self._own(self.macros[name], start, stop, end)
        if text in SIGNS:
            self._text(SIGNS[text], start, stop) if SIGNS[text].strip() else self._space(start, stop)
            return stop
        if name in LETTERS:
            behind = EMPTY_GROUP.match(self.source, stop, end)
            to = behind.end() if behind else stop
            self._text(LETTERS[name], start, to)
            return to
        if text.startswith("\\\\") or name in ("newline", "linebreak"):
            self._mark(start, stop, within=self._start >= 0)
            self._made.line(start)
            if self._tables and text.endswith("]") and self._kind == "paragraph":
                self.finish()  # space below a row parts what is above it from what is below
            return stop
        if name == "def" and (body := DEFINED.match(self.source, stop, end)):
            defined = self._argument(body.end(), end)
            self._mark(start, defined[2] if defined else stop, within=self._start >= 0)
            return defined[2] if defined else stop
        if name == "par":
            self._mark(start, stop, within=self._start >= 0)
            self._paragraph(start)
            return stop
        if name in STYLES:
            return self._style(STYLES[name], start, stop, end)
        if HEADINGS.match(text):
            return self._head(name, start, stop, end)
        return self._entry(name, start, stop, end)

    def _entry(self, name: str, start: int, stop: int, end: int) -> int:
        """Reads a command that makes a link, a part of an entry or an entry, or any other."""
        if self._nested > DEEPEST:
            return self._other(name, start, stop, end)
        if name in LINKS:
            return self._link(name, start, stop, end)
        if name in ("bibinfo", "bibfield") and (to := self._named(start, stop, end)):
            return to
        if name in ITEMS or name in DATED_ITEMS or name in TITLED:
            return self._item(name, start, stop, end)
        if name in self.entries and len(self._arguments(stop, end)) > 1:
            return self._item(name, start, stop, end)
        if name in ("name", "author") and (first := self._argument(stop, end)) and name == "name":
            self._mark(start, first[0])
            self.read(first[0], first[1])
            self._made.space(first[1], first[1])
            self._mark(first[1], first[2])
            return first[2]
        if own := OF_CLASS.match(name):
            return self._of_class(own["name"].lower(), start, stop, end)
        return self._other(name, start, stop, end)

    def _of_class(self, common: str, start: int, stop: int, end: int) -> int:
        """Reads a heading or an entry of a class; an entry with two arguments has a year or label first."""
        option = OPTION.match(self.source, stop, end)
        first = self._argument(option.end() if option else stop, end)
        if first is None:
            return self._other(common, start, stop, end)
        if common == "year" and self.source[self.source.rfind("\n", 0, start) + 1 : start].strip():
            return self._other(common, start, stop, end)  # within a line it is the year of an entry
        if common != "item":
            return self._head(common, start, stop, end)
        return self._item("cvitem" if ARGUMENT.match(self.source, first[2], end) else "item", start, stop, end)

    def _own(self, macro: Macro, start: int, stop: int, end: int) -> int:
        """Adds what a command stands for that the source defines itself."""
        arguments: list[tuple[int, int, int]] = []
        at = stop
        while len(arguments) < macro.number and (argument := self._argument(at, end)):
            arguments.append(argument)
            at = argument[2]
        self._expanded += macro.length
        if len(arguments) < macro.number or self._expanded > _MOST_EXPANDED:
            self._mark(start, stop, within=self._start >= 0)
            return stop
        if not arguments:
            behind = EMPTY_GROUP.match(self.source, stop, end)
            at = behind.end() if behind and behind[0].endswith("}") else stop
        source = self.source
        for i, part in enumerate(macro.parts):
            if i % 2:
                a, b, _ = arguments[int(part) - 1] if int(part) <= len(arguments) else (at, at, at)
                self.read(a, b)
            else:
                self.source, self._place = part, (start, start if arguments else at)
                self.read(0, len(part))
                self.source, self._place = source, None
        for a, b in pairwise([start, *(x for one in arguments for x in one[:2]), at]):
            if a < b and (a, b) not in [one[:2] for one in arguments] and arguments:
                self._mark(a, b, within=self._start >= 0)
        if self._made.last == "." and self.source.startswith(".", at):
            self._mark(at, at + 1)  # one full stop is enough behind the initial that ends a command
            at += 1
        return at

    def _style(self, kind: str, start: int, stop: int, end: int) -> int:
        """Begins an emphasis: of the argument, or of what follows in the group."""
        opened = ARGUMENT.match(self.source, stop, end)
        if opened:
            self._depth += 1
            stop = opened.end()
        else:
            behind = BEHIND.match(self.source, stop, end)
            stop = behind.end() if behind else stop
        self._mark(start, stop)
        if opened or self._depth:
            self._made.open(f"{{{self._depth}", kind)
            self._styles.append(self._depth)
        return stop

    def _head(self, name: str, start: int, stop: int, end: int) -> int:
        self.finish()
        option = OPTION.match(self.source, stop, end)
        stop = option.end() if option else stop
        self._mark(start, stop)
        if ARGUMENT.match(self.source, stop, end):
            self._kind, self._heading, self._level = "heading", self._depth, LEVELS.get(name, 1)
        return stop

    def _named(self, start: int, stop: int, end: int) -> int:
        """Adds the second argument of a command whose first says what it is; 0 where it has no two."""
        kind = self._argument(stop, end)
        shown = self._argument(kind[2], end) if kind else None
        if kind is None or shown is None:
            return 0
        tag = f"named{start}"
        self._mark(start, shown[0])
        self._made.open(tag, PARTS.get(self.source[kind[0] : kind[1]].strip(), ""))
        self.read(shown[0], shown[1])
        self._made.close(tag)
        self._mark(shown[1], shown[2])
        return shown[2]

    def _link(self, name: str, start: int, stop: int, end: int) -> int:
        """Adds what a link shows, with its address; where that is all it shows, the address is the text."""
        argument = self._argument(stop, end)
        if argument is None:
            self._mark(start, stop)
            return stop
        a, b, to = argument
        url = ESCAPED.sub(r"\1", self.source[a:b].strip())
        shown = self._argument(to, end) if name in ("href", "Eprint") else None
        if shown:
            self._mark(start, shown[0])
            tag = f"link{start}"
            self._made.open(tag, "link", (url, *(self._place or (a, b))))
            self.read(shown[0], shown[1])
            self._made.close(tag)
            self._mark(shown[1], shown[2])
            return shown[2]
        self._mark(start, a)
        if name in ("doi", "arxiv"):
            self._space(a, a)
            self._text(f"{name}:", a, a)
        self._text(self.source[a:b], a, b)
        self._mark(b, to)
        return to

    def _item(self, name: str, start: int, stop: int, end: int) -> int:
        """Begins an entry; one whose parts are arguments has a line for each, and a year or label before it has one of its own."""
        self.finish()
        stop = self._label(stop, end)
        self._mark(start, stop)
        if (name in PUBLISHED or name in self.entries) and (at := self._published(stop, end)):
            return at
        if name in TITLED:
            return self._titled(stop, end)
        self._kind = "item"
        if name in ("bibitem", "reference") and (key := self._argument(stop, end)):
            self._mark(stop, key[2])
            return key[2]
        if name in DATED_ITEMS and (first := self._argument(stop, end)):
            self._mark(stop, first[0])
            self.read(first[0], first[1])
            self._made.line(first[1])
            self._mark(first[1], first[2])
            stop = first[2]
        if name not in ("bibitem", "reference") and len(others := self._arguments(stop, end)) > 1:
            return self._unknown(stop, others)
        return stop

    def _published(self, stop: int, end: int) -> int:
        """The arguments title, names, venue ... of an entry, or names and title, as lines; 0 where it has no such ones."""
        found = self._arguments(stop, end)
        if len(found) < 3:
            return 0
        first, second, *rest = found
        if not self._holds_names(second):
            if not self._holds_names(first):
                return self._beside_names(stop, found)
            first, second = second, first
        return self._as_lines(stop, found, [first, second], rest)

    def _beside_names(self, stop: int, found: list[tuple[int, int, int]]) -> int:
        """The arguments venue, place, title, names ... as lines: the title stands before the names; 0 where no names are there."""
        names = self._names_among(found[2:])
        if names is None:
            return 0
        dated = YEAR.fullmatch(self.source[slice(*found[0][:2])].strip())
        title = found[1] if dated else found[found.index(names) - 1]
        return self._as_lines(stop, found, [title, names], [one for one in found if one not in (title, names)])

    def _titled(self, stop: int, end: int) -> int:
        """The arguments year, title, names, venue ... as lines: title, names, venue and year."""
        found = self._arguments(stop, end)
        lines, rest = found[1:3], [*found[3:], *found[:1]]
        if len(found) > 3 and not self._holds_names(found[2]) and (names := self._names_among(found[3:])):
            lines = [found[1], names]
            rest = [found[2], *(one for one in rest if one is not names)]
        return self._as_lines(stop, found, lines, rest)

    def _as_lines(
        self,
        stop: int,
        found: list[tuple[int, int, int]],
        lines: list[tuple[int, int, int]],
        rest: list[tuple[int, int, int]],
    ) -> int:
        """An entry whose parts are arguments: some have a line each, the rest are one line."""
        at = stop
        for a, b, to in found:
            self._mark(at, a)
            self._mark(b, to)
            at = to
        self._kind = "entry"
        for i, (a, b, _) in enumerate(lines):
            self._made.open("argument", "" if i else "strong")
            self.read(a, b)
            self._made.close("argument")
            self._made.line(b)
        begun = False
        for a, b, _ in rest:
            if self.source[a:b].strip():
                if begun:
                    self._made.put(", ", b, b)
                self.read(a, b)
                begun = True
        self.finish()
        return at

    def _names_among(self, arguments: list[tuple[int, int, int]]) -> tuple[int, int, int] | None:
        """The first argument that holds names."""
        return next((one for one in arguments if self._holds_names(one)), None)

    def _holds_names(self, argument: tuple[int, int, int]) -> bool:
        """Whether an argument is nothing but names."""
        reader = Reader(self.source)
        reader.macros, reader._nested = self.macros, DEEPEST - 2
        reader._closings = self._closings if self._place is None else None
        reader.read(*argument[:2])
        reader.finish()
        text = " ".join(block.flow.text for block in reader.blocks).strip()
        return bool(text) and not any(map(str.isdigit, text)) and people(text) is not None

    def _other(self, name: str, start: int, stop: int, end: int) -> int:
        """Any other command is taken out, with its arguments where they are no text."""
        at = stop
        if name == "penalty" and (number := NUMBER.match(self.source, stop, end)):
            self._mark(start, number.end(), within=self._start >= 0)
            return number.end()
        if name == "begin" and (listed := LIST_BEGINS.match(self.source, stop, end)):
            first = self.source.find("\\bibitem", listed.end(), min(end, stop + LONGEST_HEAD))
            self.finish()
            self._mark(start, max(first, listed.end()), within=False)
            return max(first, listed.end())
        if name in ("begin", "end") and (kind := ENVIRONMENT.match(self.source, stop, end)):
            self._tables = max(self._tables + (kind["name"] in TABLES) * (1 if name == "begin" else -1), 0)
        outside = name in ("begin", "end") or (name in SKIPS and self._kind != "item")
        if outside:
            self.finish()
        if name not in SPACES and (length := LENGTH.match(self.source, stop, end)):
            at = length.end()
        elif name in WITHOUT or name in FIRST_WITHOUT or name in FIRST_TWO_WITHOUT:
            least = 1 if name in FIRST_WITHOUT else 2 if name in FIRST_TWO_WITHOUT else 6
            for _ in range(least):
                option = OPTION.match(self.source, at, end)
                argument = self._argument(option.end() if option else at, end)
                at = argument[2] if argument else option.end() if option else at
                if argument is None:
                    break
        else:
            if self.source.startswith("[", stop) and (option := OPTION.match(self.source, stop, end)):
                stop = at = option.end()
            arguments = self._arguments(stop, end) if name not in SPACES and self._nested <= DEEPEST else []
            if len(arguments) > 1:
                return self._unknown(start, arguments)
            if len(arguments) == 1 and (to := self._number(start, arguments[0])):
                return to
            white = BEHIND.match(self.source, stop, end)
            at = white.end() if white and not self.source.startswith("{", white.end()) else stop
            if name in SPACES:
                self._space(start, start)
        self._mark(start, at, within=not outside and self._start >= 0)
        return at

    def _number(self, start: int, argument: tuple[int, int, int]) -> int:
        """Adds a number, which is the only argument of a command, apart from the words around it: a year in the margin. 0 where it is none."""
        a, b, to = argument
        if not NUMBER.fullmatch(self.source, a, b):
            return 0
        first, last = self._place or (a, b)
        self._mark(start, a, within=self._start >= 0)
        self._made.tab(first, first)
        self.read(a, b)
        self._made.tab(last, last)
        self._mark(b, to)
        return to

    def _unknown(self, start: int, arguments: list[tuple[int, int, int]]) -> int:
        """A command that nobody knows, with several arguments: a line for each."""
        at = start
        for a, b, to in arguments:
            self._mark(at, a, within=self._start >= 0)
            self.read(a, b)
            self._made.line(b)
            at = b
            self._mark(at, to, within=self._start >= 0)
            at = to
        return at

"""Turtle, TriG, N-Triples and N-Quads: where each statement stands in the text.

This reads no more of the grammar than is needed to know where a subject's block, its properties and their values begin and
end; what they mean, and whether the text is right, the parser says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from kg.sources._rdf_graph import BASE, DEPTH, Block, Leaf
from kg.sources._rdf_terms import RDF, canonical

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r\n\f\v]+|\#[^\n\r]*)
    | (?P<iri><[^\x00-\x20<>"{}|^`]*+>)
    | (?P<long>\"{3}|'{3})
    | (?P<string>"[^"\\\n\r]*+(?>(?:\\[^\n\r][^"\\\n\r]*+)*)"|'[^'\\\n\r]*+(?>(?:\\[^\n\r][^'\\\n\r]*+)*)')
    | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<mark>\^\^|<<\(?|\)?>>|[\[\](){};,])
    | (?P<word>(?:[^\s<>"'`{}\[\]();,\#@^\\|]|\\[^\n\r])[^\s<>"'`{}\[\]();,\#@^\\|]*+(?>(?:\\[^\n\r][^\s<>"'`{}\[\]();,\#@^\\|]*+)*))
    | (?P<bad>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_LONG_END = {
    '"""': re.compile(r'[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"{3}', re.DOTALL),
    "'''": re.compile(r"[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*'{3}", re.DOTALL),
}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_IRI = r"<([^\x00-\x20<>\"{}|^`]*+)>"
_NODE = rf"(?:{_IRI}|(_:[^\s<>\"]+))"
LINE = re.compile(
    rf"[ \t]*+{_NODE}[ \t]*+{_IRI}[ \t]*+(?P<object>{_NODE}|\"(?P<text>[^\"\\\n\r]*+(?>(?:\\.[^\"\\\n\r]*+)*))\"(?:\^\^<[^<>\s]*+>|@[A-Za-z0-9-]++)?)"
    rf"[ \t]*+(?:<[^<>\s]*+>|_:[^\s<>\"]+)?[ \t]*+\.[ \t]*+(?:\#.*)?"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_KEYWORDS = frozenset(["graph", "prefix", "base"])
"""Bare words that may stand where a statement begins."""

_FEWEST = 4
"""The tokens of the shortest statement: subject, predicate, object, full stop."""

MOST = 100_000
"""A statement of more tokens is not read: some hundred bytes are held for each, however short it is."""

Token = tuple[str, str, int, int]
"""Its kind, its text, and from where to where it stands."""


def unescape(text: str) -> str:
    """A string or IRI without escapes."""
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _LETTERS.get(match[3], match[3])
    number = int(code, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"


def lines(text: str) -> Iterator[Block]:
    """The blocks of N-Triples or N-Quads: neighbouring lines about one subject are one block."""
    held: Block | None = None
    names: dict[str, str] = {}  # one copy of each predicate, of which there are few
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        bare = text[at:stop].strip()
        if bare and not bare.startswith("#"):
            start = text.index(bare[0], at, stop)
            found = LINE.fullmatch(text, start, start + len(bare))
            if found is None:
                fault = "Statements about statements are not read." if "<<" in bare else ""
                one = Block("", start, start + len(bare), fault=fault, torn=True)
            else:
                one = _line(found, names)
            if held is not None and found is not None and one.subject == held.subject:
                held.leaves += one.leaves
                held.end = one.end
            else:
                if held is not None:
                    yield held
                held = one
        at = stop + 1
    if held is not None:
        yield held


def _line(found: re.Match[str], names: dict[str, str]) -> Block:
    subject = canonical(unescape(found[1])) if found[1] is not None else found[2]
    if found["text"] is not None:
        value = unescape(found["text"])
    else:
        value = canonical(unescape(found[5])) if found[5] is not None else found[6]
    start, end = found.span("object")
    printed = found[3]
    predicate = names.get(printed) or names.setdefault(printed, canonical(unescape(printed)))
    leaf = Leaf(predicate, (value,), start, end, found.start())
    return Block(subject, found.start(), found.end(), [leaf])


def blocks(text: str) -> Iterator[Block]:
    """The blocks of Turtle or TriG in the order of the text; the braces of graphs belong to the blocks beside them."""
    reader = _Turtle()
    held: list[Token] = []
    row: list[Token] = []
    for token in _tokens(text):
        if len(held) > MOST:
            held.pop()  # the statement is refused, and only where it ends still matters
        held.append(token)
        done = _alone(token) or token[0] == "broken" or _directive(held)
        if done and row and _goes_on(row, held):
            row[1:] = held[-1:]
            held = []
        elif done:
            if row:
                yield reader.block(row)
            row = held if _alone(token) and (len(held) == 1 or _no_statement(held)) else []
            if not row:
                yield reader.block(held)
            held = []
    for rest in (row, held):
        if rest:
            yield reader.block(rest)


def _goes_on(row: list[Token], held: list[Token]) -> bool:
    """Whether tokens go on with a row that is one finding: of braces, of full stops, or of what is no statement."""
    if len(held) == 1 or _alone(row[0]):
        return len(held) == 1 and held[0][:2] == row[0][:2]
    return _no_statement(held)


def _alone(token: Token) -> bool:
    """Whether a token ends what stands before it, so that nothing begins with it."""
    return token[0] == "mark" and token[1] in (".", "{", "}")


def _no_statement(held: list[Token]) -> bool:
    """Whether tokens up to a mark are surely no statement: they begin with a literal or a bare word, as prose does, or are too few.

    Prose in the place of statements has one for each of its full stops, and to try each with the parser takes long.
    """
    kind, value, _, _ = held[0]
    if kind == "string" or held[-1][:2] != ("mark", "."):
        return kind == "string" and held[-1][0] == "mark"
    if kind == "at":  # "@base <...> ." is a directive
        return False
    return len(held) < _FEWEST or (kind == "word" and ":" not in value and value.lower() not in _KEYWORDS)


def _directive(held: list[Token]) -> bool:
    """Whether these tokens are a whole directive in the form of SPARQL, which has no full stop."""
    word = held[0][1].lower() if held[0][0] == "word" else ""
    return (word == "prefix" and len(held) == 3) or (word == "base" and len(held) == 2)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:  # no character is without a token
            return
        kind, start, at = found.lastgroup, at, found.end()
        if kind == "long":
            ending = _LONG_END[found[0]].match(text, at)
            if ending is None:
                yield "broken", "", start, len(text)
                return
            yield "string", text[start + 3 : ending.end() - 3], start, ending.end()
            at = ending.end()
        elif kind == "string":
            yield kind, text[start + 1 : at - 1], start, at
        elif kind == "word":
            word = found[0].rstrip(".")
            if word:
                yield kind, word, start, start + len(word)
            for place in range(start + len(word), at):
                yield "mark", ".", place, place + 1
        elif kind != "blank":
            yield kind, found[0], start, at


class _Turtle:
    """Prefixes declared so far, and the statement that is being taken apart."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = BASE
        self._known: dict[str, str] = {}
        self._tokens: list[Token] = []
        self._at = 0

    def block(self, tokens: list[Token]) -> Block:
        """The block of the tokens of one statement or directive."""
        start, end = tokens[0][2], tokens[-1][3]
        first = tokens[0][1].lower()
        if first in ("prefix", "base", "@prefix", "@base") and tokens[0][0] in ("word", "at"):
            self._declare(tokens)
            return Block("", start, end, directive=True)
        if tokens[-1][1] in ("{", "}") and len(tokens) < 4 and all(kind != "string" for kind, _, _, _ in tokens):
            return Block("", start, end, directive=True)
        one = Block("", start, end, fault=_fault(tokens), torn=any(kind == "bad" for kind, _, _, _ in tokens))
        if not one.fault:
            self._tokens, self._at = tokens, 0
            self._subject(one)
            self._properties(one)
        return one

    def _declare(self, tokens: list[Token]) -> None:
        iri = next((value for kind, value, _, _ in tokens if kind == "iri"), None)
        self._known.clear()
        if iri is None:
            return
        if tokens[0][1].lower().endswith("base"):
            self._base = self._iri(iri)
        elif len(tokens) > 1 and tokens[1][1].endswith(":"):
            self._prefixes[tokens[1][1][:-1]] = self._iri(iri)

    def _iri(self, token: str) -> str:
        iri = unescape(token[1:-1])
        if _SCHEME.match(iri):
            return iri
        try:
            return urljoin(self._base, iri)
        except ValueError:  # an address with a broken host
            return iri

    def _name(self, token: Token) -> str:
        """The name an IRI, a shortened IRI, a blank node or a bare value stands for."""
        known = self._known.get(token[1])
        if known is None:
            known = self._known[token[1]] = self._expanded(token[0], token[1])
        return known

    def _expanded(self, kind: str, value: str) -> str:
        if kind == "iri":
            return canonical(self._iri(value))
        prefix, colon, local = value.partition(":")
        if colon and prefix != "_" and prefix in self._prefixes:
            return canonical(self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))
        return value

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token | None:
        token = self._peek()
        self._at += 1
        return token

    def _subject(self, block: Block) -> None:
        token = self._next()
        if token is None:
            return
        if token[1] == "[" and token[0] == "mark":
            self._properties(block)
            self._next()
        elif token[1] == "(" and token[0] == "mark":
            while (inner := self._peek()) is not None and inner[1] != ")":
                self._object(block, f"{RDF}first", inner[2])
            self._next()
        else:
            block.subject = self._name(token)

    def _properties(self, block: Block) -> None:
        """Properties and their values up to the closing bracket or the full stop, which are left for the caller."""
        while (token := self._peek()) is not None:
            if token[0] == "mark" and token[1] in ("]", ")", ".", "{", "}"):
                return
            self._at += 1
            if token[0] == "mark":
                continue
            predicate = f"{RDF}type" if token[:2] == ("word", "a") else self._name(token)
            begin = token[2]
            while (value := self._peek()) is not None and not (value[0] == "mark" and value[1] in "];.)}"):
                self._object(block, predicate, begin)
                after = self._peek()
                if after is None or after[1] != "," or after[0] != "mark":
                    break
                self._at += 1
                following = self._peek()
                begin = following[2] if following else begin

    def _object(self, block: Block, predicate: str, begin: int) -> None:
        token = self._next()
        if token is None:
            return
        kind, value, start, end = token
        if kind == "mark" and value == "[":
            inner = Block("", start, end)
            self._properties(inner)
            closing = self._next()
            inner.end = closing[3] if closing else self._tokens[-1][3]
            block.blocks.append(inner)
        elif kind == "mark" and value == "(":
            while (one := self._peek()) is not None and not (one[0] == "mark" and one[1] in ").;"):
                self._object(block, predicate, one[2])
            if one is not None and one[1] == ")":
                self._at += 1
        elif kind == "string":
            block.leaves.append(Leaf(predicate, (unescape(value),), start, self._suffix(end), begin))
        else:
            block.leaves.append(Leaf(predicate, (self._name(token),), start, end, begin))

    def _suffix(self, end: int) -> int:
        """The end of a literal with its language or datatype."""
        token = self._peek()
        if token is not None and token[0] == "at":
            self._at += 1
            return token[3]
        if token is not None and token[1] == "^^":
            self._at += 1
            datatype = self._next()
            return datatype[3] if datatype else token[3]
        return end


def _fault(tokens: list[Token]) -> str:
    """Why a statement is not to be given to a parser; '' when it may."""
    if len(tokens) > MOST:
        return f"The statement has more than {MOST} tokens."
    depth = 0
    for kind, value, _, _ in tokens:
        if kind == "mark":
            if "<<" in value or ">>" in value:
                return "Statements about statements are not read."
            depth += (value in "[(") - (value in "])")
            if depth > DEPTH:
                return f"Nodes are nested deeper than {DEPTH}."
    return ""

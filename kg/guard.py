"""A query is looked at before the engine sees it: its kind, its depth and length, and what it would do that is not allowed.

Engines take keywords in more forms than a person would write, so the check works on tokens: what stands in strings, comments,
IRIs and names is no keyword, and what an engine would take for one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from urllib.parse import urljoin

from kg.errors import QueryError

Kind = Literal["select", "ask", "construct"]

MAX_NESTING = 100
"""How deep brackets of a query may stand in one another."""
MAX_QUERY = 100_000
"""How many characters a query may have."""

# Section 19.8 of SPARQL 1.1. All quantifiers that could give back are possessive, atomic or repeat what begins differently: the
# scan is linear. (Groups are atomic, not possessive: before Python 3.11.5 these lose matches, cpython issue 106052.)
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]*+ )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+(?>(?:\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})[^<>"{}|^`\\\x00-\x20]*+)*)> )
    | (?P<string> \"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*\"\"\"
                | '''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*'''
                | "[^"\\\n\r]*+(?>(?:\\.[^"\\\n\r]*+)*)" | '[^'\\\n\r]*+(?>(?:\\.[^'\\\n\r]*+)*)' )
    | (?P<quote> ["'] )
    | (?P<variable> [?$]\w++ )
    | (?P<label> _:[\w.\-]++ | @[A-Za-z]++(?>(?:-[A-Za-z0-9]++)*) )
    | (?P<number> (?:\d++(?>(?:\.\d*+)?)|\.\d++)(?>(?:[eE][+-]?\d++)?) )
    | (?P<name> (?P<prefix> (?>(?:[^\W\d_][\w.\-]*+)?) ) : [\w.:\-·]*+(?>(?:(?:%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])[\w.:\-·]*+)*) )
    | (?P<word> [^\W\d_][\w.\-]*+ )
    | (?P<other> \S )
    """,
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS: dict[str, Kind] = {"select": "select", "ask": "ask", "construct": "construct", "describe": "construct"}
_UPDATES = frozenset(["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy"])
# `?a<?b)SERVICE#>` reads as an IRI here and as a comparison, a keyword and a comment in the engine.
_HIDDEN = re.compile(r"\)[^#]*service[^#]*#", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A piece of a query: its kind, its text, where it starts, and for a prefixed name the prefix in lower case."""

    kind: str
    text: str
    start: int = 0
    prefix: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, comments left out. A quote that begins no closed string is the last, of kind `quote`."""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "comment":
            yield Token(kind, match[0], match.start(), (match["prefix"] or "").lower())
        if kind == "quote":
            return


def _decoded(text: str) -> str:
    """The text with its code point escapes resolved (section 19.2: they may stand anywhere in a query)."""

    def letter(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]

    return _CODEPOINT.sub(letter, text)


def kind_of(text: str) -> Kind:
    """Which kind of answer a query asks for. Raises `QueryError` for what is neither of SPARQL's four query forms."""
    for token in tokens(text):
        if token.kind == "word":
            word = token.text.lower()
            if word in _FORMS:
                return _FORMS[word]
            if word in _UPDATES or word == "with":
                raise refused(f"{word.upper()} is an update; only queries are answered here.")
            if word not in ("prefix", "base"):
                break
    raise QueryError("This is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.", reason="malformed")


def check(text: str, graphs: Iterable[str] | None = None) -> Kind:
    """Looks at a query without running it, and returns the kind of answer it asks for.

    Raises `QueryError` (facts["reason"] is `malformed`, `refused` or `too-large`) for a query that is too long or too deeply nested, calls `SERVICE`, is
    an update, or names with `FROM` a graph that is not among `graphs` (None: any graph may be named).
    """
    if len(text) > MAX_QUERY:
        raise QueryError(
            f"The query has {len(text):,} characters; {MAX_QUERY:,} are the most taken.", reason="too-large"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError("The query holds a half of a surrogate pair.", reason="malformed") from error
    known = None if graphs is None else frozenset(graphs)
    # Engines differ in whether they resolve code point escapes before they read: both readings have to pass.
    for form in dict.fromkeys((text, _decoded(text))):
        pieces = list(tokens(form))
        _check_depth(pieces)
        _check_words(pieces)
        if known is not None:
            _check_from(pieces, known)
    return kind_of(text)


def refused(sentence: str) -> QueryError:
    """The error for a query that is well formed and not answered."""
    return QueryError(sentence, reason="refused")


def _check_depth(pieces: list[Token]) -> None:
    depth = 0
    for token in pieces:
        if token.kind == "quote":
            raise QueryError("The query is malformed: a string is not closed.", reason="malformed")
        if token.kind == "other":
            depth += (token.text in "{([") - (token.text in "})]")
            if depth > MAX_NESTING:
                raise refused(f"The query nests brackets deeper than {MAX_NESTING}.")


def _check_words(pieces: list[Token]) -> None:
    end = Token("end", "")
    for before, (token, after) in zip([end, *pieces], pairwise([*pieces, end]), strict=False):
        word = token.text.lower()
        # Engines take a keyword without a blank after it: SERVICESILENT, trueSERVICE, and service:x { with the prefix ":".
        hidden = token.kind == "iri" and _HIDDEN.search(token.text)
        glued = "service" in token.prefix and after.text == "{" and before.text.lower() != "graph"
        if hidden or glued or (token.kind == "word" and "service" in word):
            raise refused("SERVICE is refused: queries are answered from this graph alone.")
        if token.kind == "word" and not _UPDATES.isdisjoint(re.split(r"[.\-]", word)):
            raise refused(f"{word.upper()} is an update; only queries are answered here.")


def _check_from(pieces: list[Token], known: frozenset[str]) -> None:
    base, prefixes = "", dict[str, str]()
    for i, token in enumerate(pieces):
        if token.kind != "word":
            continue
        word, rest = token.text.lower(), pieces[i + 1 : i + 3]
        if word == "base" and rest:
            base = _iri(rest[0], base, prefixes)
        elif word == "prefix" and len(rest) == 2:
            prefixes[rest[0].text] = _iri(rest[1], base, prefixes)
        elif word == "from" and rest:
            target = rest[-1] if rest[0].text.lower() == "named" else rest[0]
            if (graph := _iri(target, base, prefixes)) not in known:
                raise refused(f"FROM names the graph <{graph}>, which is not in this store.")


def _iri(token: Token, base: str, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        return urljoin(base, _decoded(token.text[1:-1]))
    prefix, colon, local = token.text.partition(":")
    return prefixes.get(prefix + colon, "") + re.sub(r"\\(.)", r"\1", local)

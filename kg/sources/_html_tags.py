"""HTML as tags with their places in the text, and as a tree of its blocks: light, linear, and at a loss for nothing.

The parser follows what the HTML standard says of broken mark-up only as far as lists need it: a list item ends the one before it,
a block ends a paragraph, a tag that closes nothing is passed over, what is never closed ends with the text.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from kg.sources._html_flow import Builder, Flow
from kg.sources._html_links import target_of

_NEXT = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/><=]*+)(?P<attributes>[^>=]*+(?>(?:=\s*+(?>(?:\"[^\"]*+\"|'[^']*+')?)[^>=]*+)*))>"
)
_PLAIN_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/><=]*+)(?P<attributes>[^>]*+)>")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/>\"'<]++)(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s\"'>][^\s>]*+)))?"
)
_RAW = ("script", "style", "template", "svg", "noscript", "textarea", "iframe", "math-annotation")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in _RAW}

BLOCKS = frozenset(
    "html head body div p ul ol li dl dt dd table thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 section article aside nav header "
    "footer main blockquote figure figcaption details summary form fieldset address pre center hr menu entry title".split()
)
_VOID = frozenset("hr br img input meta link wbr col area base embed source".split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CLOSED_BY = {
    "li": (("li",), ("ul", "ol", "menu", "table")),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "dd": (("dt", "dd"), ("dl", "table")),
    "dt": (("entry", "dt", "dd"), ("dl", "table")),
}
"""For a tag that begins a part: the parts before it that it ends, and the blocks beyond which it does not look."""
_RUNS = {
    "em": "em", "i": "em", "cite": "em", "b": "strong", "strong": "strong", "u": "strong", "q": "quote",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_HINTS = {
    "title": "title", "headline": "title", "author": "authors", "authors": "authors", "creator": "authors", "creators": "authors",
    "type": "kind", "venue": "venue", "journal": "venue", "periodical": "venue", "booktitle": "venue", "year": "year", "abstract": "abstract",
    "bibtex": "bibtex", "date": "year", "datepublished": "year", "author(s)": "authors", "pubyear": "year",
    "papertitle": "title", "pubtitle": "title", "articletitle": "title", "worktitle": "title", "publicationtitle": "title", "papername": "title",
    "paperauthors": "authors", "pubauthors": "authors", "authorlist": "authors", "papervenue": "venue", "pubvenue": "venue", "conference": "venue",
    "publication": "venue", "badge": "badge", "label": "badge", "tag": "badge", "pill": "badge", "chip": "badge",
    "t": "title", "ti": "title", "tit": "title", "ttl": "title", "ceurtitle": "title",
    "au": "authors", "aut": "authors", "auth": "authors", "auths": "authors", "ceurauthor": "authors", "a": "authors", "v": "venue", "j": "venue", "jr": "venue", "jrn": "venue", "jnl": "venue", "yr": "year",
}  # fmt: skip
_STYLE = re.compile(r"font-style\s?:\s?(?P<em>italic|oblique)|font-weight\s?:\s?(?:bold|[6-9]00)", re.IGNORECASE)
_NO_HINT = frozenset("page section site sub journal book container block header widget post list menu".split())
_CLASSES = re.compile(r"\sclass\s?=\s?(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})'|([^\s\"'<>]{1,80}))", re.IGNORECASE)
_NAMES = re.compile(r"(?:[\w-]{0,40}[-_])?(?:authors?|creators?|contributors?)(?:[-_]?(?:list|names))?", re.IGNORECASE)
"""The class of a list of names."""
_TO_ITS_END = re.compile(r"(?:[^<]|<(?!/?(?:ul|ol|div|table|h\d|p|dl)\b)){0,20000}</(?:ul|ol)\s*>", re.IGNORECASE)
"""A list that holds no other, nor what does not stand within a line, up to its end."""
ITEM = "name"
"""What an item of a list of names is called: it is no block, and parted from the one before."""
_PARTS = re.compile(r"class\s?=\s?[\"'][^\"'<>]{0,60}\b(?:divider|separator|delimiter)\b")
"""A span without words that only draws a mark between two parts."""
_DEEPEST = 200


class Token(Struct, gc=False):
    """A tag, a text, or what has no text to be read: `kind` is open, close, text, raw or comment.

    The attributes of a tag stand from `inner` characters behind its start to before its last.
    """

    kind: str
    name: str
    start: int
    end: int
    inner: int = 0

    @property
    def mark(self) -> str:
        """The name of the piece of furniture that it is."""
        return "tag" if self.kind in ("open", "close") else self.kind


class Attribute(Struct, gc=False):
    """A value of an attribute, decoded, and where it stands without its quotation marks."""

    value: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tags, texts and comments of a text, without gaps, in order; a list of the authors of a work is no list of works."""
    until, within = 0, True
    for token in _tokens(text):
        if token.start >= until and token.kind == "open" and token.name in ("ul", "ol") and _is_of_names(text, token):
            ends = _TO_ITS_END.match(text, token.end)
            until, within = (ends.end() if ends else 0), True
        if token.start < until and token.name in ("ul", "ol", "li"):
            within = token.kind == "open" and token.name == "li"
            token.name = ITEM if token.name == "li" else "span"
        elif token.start < until and token.kind == "text" and not within:
            token.kind = "comment"  # what stands between the items
        yield token


def _is_of_names(text: str, token: Token) -> bool:
    """Whether the class of a list says that names stand in it."""
    classes = _CLASSES.search(text, token.start, token.end)
    return classes is not None and any(_NAMES.fullmatch(one) for one in next(filter(None, classes.groups())).split())


def _tokens(text: str) -> Iterator[Token]:
    at = pos = 0
    last = text.rfind(">")
    pattern = _TAG
    while pos <= last and (sign := _NEXT.search(text, pos)) and sign.start() <= last:
        start = sign.start()
        kind = text[start + 1]
        if kind in "!?":
            end = _declaration(text, start)
            made = [Token("comment", "", start, end)]
        else:
            match = pattern.match(text, start)
            if match is None and pattern is _TAG:
                # A quotation mark that is never closed has swallowed the rest; from here on none is trusted.
                pattern = _PLAIN_TAG
                match = pattern.match(text, start)
            if match is None:
                pos = start + 1
                continue
            made = list(_tag(text, match))
            end = made[-1].end
        if start > at:
            yield Token("text", "", at, start)
        yield from made
        at = pos = end
    if at < len(text):
        yield Token("text", "", at, len(text))


def _declaration(text: str, start: int) -> int:
    """Where a comment, a declaration or an instruction ends; with the text when it is not closed."""
    closing = "-->" if text.startswith("<!--", start) else "]]>" if text.startswith("<![CDATA[", start) else ">"
    found = text.find(closing, start + 2)
    return found + len(closing) if found >= 0 else len(text)


def _tag(text: str, match: re.Match[str]) -> Iterator[Token]:
    name = sys.intern(match["name"].lower().rpartition(":")[2])
    start, end = match.span()
    if match["close"]:
        yield Token("close", name, start, end)
        return
    yield Token("open", name, start, end, match.start("attributes") - start)
    if name in _RAW_END and not match["attributes"].endswith("/"):
        ending = _RAW_END[name].search(text, match.end())
        stop = ending.start() if ending else len(text)
        if stop > match.end():
            yield Token("raw", name, match.end(), stop)
        if ending:
            yield Token("close", name, stop, ending.end())


def attributes(text: str, token: Token) -> dict[str, Attribute]:
    """The attributes of a tag by name in lower case; of one given twice the first, as browsers do."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, token.start + token.inner, token.end - 1):
        name = match["name"].lower()
        if name not in found:
            value = match.lastgroup or ""
            start, end = match.span(value) if value != "name" else (match.end(), match.end())
            found[name] = Attribute(html.unescape(match[value]) if value != "name" else "", start, end)
    return found


# --- the tree of blocks ----------------------------------------------------------------------------------------------


class Node:
    """A block: its tag, its tokens from `first` to before `last`, the blocks in it, and whether text stands in it directly."""

    __slots__ = ("first", "kids", "last", "own", "tag", "words")

    def __init__(self, tag: str, first: int) -> None:
        self.tag = tag
        self.first = first
        self.last = first
        self.kids: list[Node] = []
        self.own = 0
        self.words = 0


def tree(text: str, parts: list[Token]) -> Node:
    """The tree of the blocks of a page."""
    root = Node("", 0)
    stack = [root]
    counts: dict[str, int] = {}

    def shut(upto: int, at: int) -> None:
        while len(stack) > upto:
            node = stack.pop()
            node.last = at
            counts[node.tag] -= 1
            stack[-1].words += node.words
            if not node.words:
                stack[-1].kids.pop()  # what holds no text is no entry

    def begin(tag: str, at: int) -> None:
        node = Node(tag, at)
        stack[-1].kids.append(node)
        stack.append(node)
        counts[tag] = counts.get(tag, 0) + 1

    for i, token in enumerate(parts):
        if token.kind == "text":
            length = len(text[token.start : token.end].strip())
            stack[-1].own += length
            stack[-1].words += length
        elif token.name not in BLOCKS:
            continue
        elif token.kind == "open":
            shut(_implied(stack, token.name), i)
            if len(stack) < _DEEPEST and token.name not in _VOID:
                if token.name == "dt":
                    begin("entry", i)
                begin(token.name, i)
        elif token.kind == "close" and counts.get(token.name):
            at = len(stack) - 1
            while stack[at].tag != token.name:
                at -= 1
            shut(at + 1, i)
            stack[-1].last = i + 1
            shut(at, i + 1)
    shut(1, len(parts))
    root.last = len(parts)
    return root


def _implied(stack: list[Node], tag: str) -> int:
    """How many of the open blocks stay open when a tag begins."""
    depth = len(stack)
    while tag != "title" and stack[depth - 1].tag in ("title", "head"):
        depth -= 1  # neither holds what a page shows, though its end be left out
    if stack[depth - 1].tag == "p":
        depth -= 1
    if tag in _CLOSED_BY:
        ends, beyond = _CLOSED_BY[tag]
        for i in range(depth - 1, max(depth - 30, 0), -1):
            if stack[i].tag in beyond:
                break
            if stack[i].tag in ends:
                depth = i
                if tag != "dt":
                    break
    return depth


Opening = tuple[str, str, tuple[str, int, int] | None]
"""What a tag begins: the part it names, the kind of its run, and the target of its link."""


_ASIDE = frozenset("small em i span font sub strong b".split())
"""What begins a line of its own below the title in the cell of a table: a remark, names or a venue."""


def flow(
    text: str,
    parts: list[Token],
    first: int,
    last: int,
    openings: dict[int, Opening] | None = None,
    typed: bool = False,
) -> Flow:
    """The text of some tokens with its runs and links; `openings` keeps what tags begin, for a block is taken more than once.

    `typed` says that lines are kept where they are typed.
    """
    made = Builder()
    openings = {} if openings is None else openings
    mark = made.flow.marks.append
    for i in range(first, last):
        token = parts[i]
        kind, name, start = token.kind, token.name, token.start
        if kind == "text":
            if typed:
                _lines(made, text, start, token.end)
            else:
                made.text(text, start, token.end)
            continue
        mark(("tag" if kind in ("open", "close") else kind, start, token.end))
        if name == ITEM and kind == "open" and not _is_first(parts, i):
            made.put(" " if made.last in ",;" else "; ", start, token.end)
        elif name in BLOCKS or name == "br":
            made.line(start)
            if name == "br" and i + 1 < last and parts[i + 1].name in _ASIDE:
                made.close_cell()
        if kind == "close":
            made.close(name)
        elif kind == "open" and name not in _VOID:
            if name in ("td", "th", "a"):
                made.close(name)  # where the tag that ends the cell or link before was left out
            opening = openings.get(start)
            if opening is None:
                opening = openings[start] = _opening(text, token)
            named, run, target = opening
            if name == "span" and (_PARTS.search(text, start, token.end) or _is_next(text, parts, i, made.last)):
                made.line(start)
            elif named in _APART and _ends_other(made, named):
                made.line(start)
            made.open(name, named or run, target)
            if named and run:
                made.open(name + "/", run)
    return made.done()


def _is_first(parts: list[Token], at: int) -> bool:
    """Whether an item of a list of names is the first."""
    before = next((parts[i] for i in range(at - 1, max(at - 9, -1), -1) if parts[i].kind != "comment"), None)
    return before is None or before.kind == "open"


_APART = frozenset(("title", "authors", "venue"))
"""What stands in a line of its own where nothing but a blank parts it from another of these."""


def _ends_other(made: Builder, named: str) -> bool:
    """Whether an element that is named as another part of a record ends right before."""
    ended = (run for run in made.flow.runs[-2:] if run.kind in _APART and made.length - run.end <= made.last.isspace())
    return any(run.kind != named for run in ended)


def _is_next(text: str, parts: list[Token], i: int, before: str) -> bool:
    """Whether a span begins right behind another with what is no part of the same word: styles set them apart."""
    token, behind = parts[i], parts[i + 1] if i + 1 < len(parts) else None
    if i < 3 or behind is None or behind.kind != "text" or before.isspace():
        return False
    begun, last = parts[i - 3], parts[i - 1]
    if last.kind != "close" or not last.name == begun.name == "span" or begun.kind != "open":
        return False
    first = text[token.end]
    if before.isupper() or before == first:
        return False  # the rest of a word, or of a number
    opening = text[token.start : token.end]
    if "class" in opening and text[begun.start : begun.end] != opening:
        return first.isalnum()
    return before.isalnum() and first.isalnum() and not first.islower()


def _lines(made: Builder, text: str, start: int, end: int) -> None:
    """Adds a stretch of typed text, line by line."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip() or made.last != "\n":
            made.text(text, at, at + len(line.rstrip("\r\n")))
        elif made.length:
            made.put("\n", at, at)
        at += len(line)
        if line.endswith("\n"):
            made.line(at)


def _opening(text: str, token: Token) -> Opening:
    known = attributes(text, token) if text.find("=", token.start, token.end) >= 0 else {}
    href = known.get("href") if token.name == "a" else None
    target = (target_of(href.value.strip()), href.start, href.end) if href else None
    kind = "link" if target else "button" if token.name in ("a", "button") else _RUNS.get(token.name, "")
    if token.name == "span" and "style" in known:
        kind = _styled(known["style"].value)
    return _hint(known) if known and kind != "button" else "", kind, target


def _styled(style: str) -> str:
    """The kind of a run that a style sets in italics or bold; '' for none."""
    found = _STYLE.search(style[:500])
    return "" if found is None else "em" if found["em"] else "strong"


def _hint(known: dict[str, Attribute]) -> str:
    """The part of a record that a class, a property or a name of microdata says an element is."""
    for key in ("itemprop", "property", "class"):
        if key in known and (hint := _hinted(known[key].value[:300])):
            return hint
    return ""


@lru_cache(maxsize=1 << 12)
def _hinted(value: str) -> str:
    for one in value.lower().split()[:8]:
        words = re.split(r"[-_:]", one)
        if words[-1] in _HINTS and (words[0] == "item" or not _NO_HINT & set(words[:-1])):
            return _HINTS[words[-1]]
    return ""

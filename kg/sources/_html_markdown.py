"""Markdown (CommonMark's headings, lists, paragraphs, emphasis and links) as blocks of text with their places."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.sources._html_columns import columns
from kg.sources._html_flow import Builder, Flow
from kg.sources._html_names import only_people

BULLET = re.compile(
    r"(?P<indent>[ \t]{0,12})(?P<mark>[-*+]|\d{1,4}[.)]|\[\^[\w-]{1,20}\]:)(?P<space>[ \t]+)(?:\[[ xX]\][ \t]+)?(?=\S)"
)
"""A bullet or number, and the box of a list of tasks behind it."""
_HEADING = re.compile(r" {0,3}#{1,6}(?=\s|\d)[ \t]*(?P<text>[^\n]*?)[ \t]*#*[ \t]*\r?\n?")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*\r?\n?")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?\n?")
_FENCE = re.compile(r"[ \t]{0,12}(?P<fence>`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)(?P<name>[^\[\]\n]{1,100})\]:[ \t]*<?(?P<url>[^\s<>]+)>?[^\n]*\r?\n?")
_SIGN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<code>`[^`\n]{0,300}`)|(?P<image>!(?=\[))|(?P<open>\[)|(?P<close>\])|(?P<auto><https?://[^\s<>]+>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,300}>)|(?P<attributes>\{:[^{}\n]{0,200}\})|(?P<emoji>(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?!\w))|(?P<caret>(?<=\w)\^(?=[\s*,.)]))|(?P<emphasis>\*+|_+|~~)"
)
_TARGET = re.compile(
    r"\([ \t]*<?(?P<url>[^\s()<>]*+(?>(?:\([^\s()<>]*+\)[^\s()<>]*+)*))>?(?:\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\)"
)
_REFERENCE = re.compile(r"\[(?P<name>[^\[\]\n]{0,100})\]")
_MARKED_LINE = re.compile(
    r"(?P<sign>\*\*|__)?(?:[^*_\n]|(?<=\w)_(?=\w)|\*[^*\n]{1,60}\*){4,300}(?(sign)(?P=sign)|(?<=\)))[ \t]*(?:\([^()\n]{1,40}\))?[.,]?"
)
"""A line that is emphasised or linked whole: people write such titles above names without the signs that break a line."""
_BOLD = re.compile(r"(?P<sign>\*\*|__)\[?[^*_\n\[\]]{8,300}(?:\]\([^\s()]{1,300}\))?(?P=sign)\s*")
_WITH = re.compile(r"(?:joint(?:ly)? )?with ", re.IGNORECASE)
LONGEST = 20_000
_LONGEST_LABEL = 100
"""The label of a definition has no more characters; what is longer need not be looked up."""


_FRONT = re.compile(
    r"(?:---|\+\+\+)[ \t]*\r?\n(?:[ \t]*\r?\n|#[^\n]*\n){0,20}(?:[\w\"'.-][^\n:=]{0,60}[:=]|---|\+\+\+|\[)"
)
"""How the data begin that stand before a page; a line alone parts what stands below it from nothing."""


@dataclass
class Block:
    """A heading, a bullet with what is indented below it, a paragraph, or something else (front matter, code, rules)."""

    kind: str
    start: int
    end: int
    lines: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    bold: bool = False
    """Whether the first line of an item is bold as a whole."""


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order; blank lines belong to none."""
    at = 0
    open_: Block | None = None
    fence = ""
    front = text[:3] if _FRONT.match(text) else ""
    for number, line in enumerate(io.StringIO(text, newline="\n")):
        start, at = at, at + len(line)
        stop = start + len(line.rstrip())
        begins = _FENCE.match(line)
        if front or fence:
            if open_ is None:
                open_ = Block("front", start, stop)
            open_.end = max(stop, start)
            if (front and number and line.rstrip() in (front, "...")) or (fence and line.strip().startswith(fence)):
                yield open_
                open_, front, fence = None, "", ""
            continue
        made = _one(line, start, stop)
        if open_ is not None and (begins or not line.strip() or made or _ends(open_, line)):
            if open_.kind == "paragraph" and len(open_.lines) == 1 and _UNDERLINE.fullmatch(line):
                yield Block("heading", open_.start, stop, open_.lines, 1 + ("-" in line))
                open_ = None
                continue
            if not (open_.kind == "item" and line.strip() and _inside(open_, line)):
                yield open_
                open_ = None
        if begins:
            open_, fence = Block("code", start, stop), begins["fence"]
        elif made and open_ is None:
            if made.kind == "item":
                open_ = made
            else:
                yield made
        elif line.strip():
            open_ = open_ or Block("paragraph", start, stop)
            begin = start + len(line) - len(line.lstrip())
            open_.lines.append((begin, stop))
            open_.end = stop
    if open_ is not None:
        yield open_


def _one(line: str, start: int, stop: int) -> Block | None:
    """A block that a line begins or is by itself; None for a line of a paragraph or of what goes on."""
    if heading := _HEADING.fullmatch(line):
        return Block(
            "heading",
            start,
            stop,
            [(start + heading.start("text"), start + heading.end("text"))],
            line.count("#", 0, 8),
        )
    if _RULE.fullmatch(line):
        return Block("rule", start, stop)
    if _DEFINITION.fullmatch(line):
        return Block("definition", start, stop)
    if bullet := BULLET.match(line):
        level = len(bullet["indent"].expandtabs(4))
        bold = _BOLD.fullmatch(line, bullet.end()) is not None
        return Block("item", start + bullet.end("indent"), stop, [(start + bullet.end(), stop)], level, bold)
    return None


def _ends(block: Block, line: str) -> bool:
    return block.kind == "item" and not line.strip()


def _inside(block: Block, line: str) -> bool:
    """Whether a bullet that stands deeper belongs to the item above: what an entry says, not entries below a heading.

    A long item is an entry; a short one is where it is bold and names alone stand below it.
    """
    bullet = BULLET.match(line)
    if bullet is None or len(bullet["indent"].expandtabs(4)) <= block.level:
        return False
    long = sum(end - start for start, end in block.lines) >= 40
    return long or (block.bold and (len(block.lines) > 1 or _names_alone(line[bullet.end() :])))


def _names_alone(line: str) -> bool:
    """Whether a line is nothing but names, or says with whom."""
    return only_people(_WITH.sub("", line.strip())) is not None


def definitions(text: str) -> dict[str, str]:
    """The targets of links that are named elsewhere."""
    return {found["name"].lower(): found["url"] for found in re.finditer("(?m)^" + _DEFINITION.pattern, text)}


@dataclass
class Sign:
    """A sign in a line: what it does, where it stands, and for a link its target."""

    kind: str
    start: int
    end: int
    name: str = ""
    target: tuple[str, int, int] | None = None


def flow(text: str, block: Block, named: dict[str, str]) -> Flow:
    """The text of a block with its runs and links."""
    made = Builder()
    start, end = block.lines[0][0], block.lines[-1][1]
    if block.kind == "item":
        made.mark("bullet", block.start, start)
    found = signs(text, start, end, named)
    apart = 1 < len(block.lines) < 6 and _MARKED_LINE.fullmatch(text, *block.lines[0]) is not None
    for (_, before), (begin, stop) in pairwise(block.lines):
        if bullet := BULLET.match(text, begin, stop):
            found.append(Sign("break", begin, bullet.end()))
        elif apart or text.startswith("  ", before):
            found.append(Sign("break", before, before))  # two spaces, or a stroke, at the end of a line break it
        elif text[before - 1] == "\\":
            found.append(Sign("break", before - 1, before))
    fill(made, text, start, end, found)
    return made.done()


def headed_flow(text: str, heading: Block, below: list[Block], named: dict[str, str]) -> Flow:
    """The text of a heading, as such a run, and of the paragraphs below it, line by line."""
    made = Builder()
    made.open("heading", "heading")
    last = heading.start
    for start, end in [*heading.lines, *(line for block in below for line in block.lines)]:
        made.mark("mark", last, start) if last == heading.start else made.line(start)
        fill(made, text, start, end, signs(text, start, end, named))
        if last == heading.start:
            made.mark("mark", end, heading.end)
            made.close("heading")
        last = end
    return made.done()


def fill(made: Builder, text: str, start: int, end: int, found: list[Sign]) -> None:
    """Adds a stretch of the text without its signs."""
    at = start
    for sign in sorted(found, key=lambda one: (one.start, one.end)):
        if sign.start < at:
            continue
        made.text(text, at, sign.start)
        at = sign.end
        _add(text, sign, made)
    made.text(text, at, end)


# --- tables ----------------------------------------------------------------------------------------------------------

_RULER = re.compile(r"\|?[ \t]*:?(?:-{2,}|-(?=:?[ \t]*\|)):?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"[^|\\]*(?:\\.[^|\\]*)*")


def is_table(text: str, block: Block) -> bool:
    """Whether a block is a table: its second line parts the names of the columns from the rows."""
    return len(block.lines) > 2 and _RULER.fullmatch(text, *block.lines[1]) is not None


def rows(text: str, block: Block, named: dict[str, str]) -> list[tuple[int, int, Flow]]:
    """The rows of a table whose head says what its columns hold: where each begins and ends, and its text, a line for each cell."""
    if not is_table(text, block):
        return []
    kinds = columns([text[a:b] for a, b in cells(text, *block.lines[0])])
    if kinds is None:
        return []
    return [(start, end, _row(text, start, end, kinds, named)) for start, end in block.lines[2:]]


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand, without the strokes between them."""
    at = start + 1 if text[start] == "|" else start
    stop = end - 1 if text[end - 1] == "|" and text[end - 2] != "\\" else end
    found: list[tuple[int, int]] = []
    while at <= stop:
        cell = _CELL.match(text, at, stop)
        found.append((at, cell.end() if cell else stop))
        at = found[-1][1] + 1
    return found


def _row(text: str, start: int, end: int, kinds: list[str], named: dict[str, str]) -> Flow:
    made = Builder()
    last = start
    for i, (a, b) in enumerate(cells(text, start, end)):
        made.mark("mark", last, a)
        made.line(a)
        made.open(f"cell{i}", kinds[i] if i < len(kinds) else "")
        within = signs(text, a, b, named)
        below = next((one for one in within if one.kind == "break"), None)
        if below and kinds[i : i + 1] == ["title"]:
            fill(made, text, a, below.start, [one for one in within if one.start < below.start])
            made.close(f"cell{i}")  # names or a venue stand below the title
            a = below.start
        fill(made, text, a, b, [one for one in within if one.start >= a])
        made.close(f"cell{i}")
        last = b
    made.mark("mark", last, end)
    return made.done()


def _add(text: str, sign: Sign, made: Builder) -> None:
    if sign.kind == "url":
        made.open("auto", "link", (text[sign.start : sign.end], -1, -1))
        made.text(text, sign.start, sign.end, entities=False)
        made.close("auto")
        return
    if sign.kind == "text":
        made.put(sign.name, sign.start, sign.end)
        return
    made.mark("mark", sign.start, sign.end)
    if sign.kind == "break":
        made.line(sign.start)
    elif sign.kind == "open":
        made.open(sign.name, "link" if sign.target else sign.name, sign.target)
    elif sign.kind == "close":
        made.close(sign.name)


def signs(text: str, start: int, end: int, named: dict[str, str]) -> list[Sign]:
    found: list[Sign] = []
    brackets: list[tuple[int, bool]] = []
    emphasis: list[tuple[str, int, int]] = []
    skip = start
    image = False
    for sign in _SIGN.finditer(text, start, end):
        kind = sign.lastgroup or ""
        if sign.start() < skip:
            continue
        if kind == "image":
            image = True
        elif kind == "open":
            brackets.append((sign.start(), image))
            image = False
        elif kind == "close" and brackets:
            skip = max(skip, _link(text, brackets.pop(), sign.end(), end, named, found))
        elif kind == "emphasis":
            _emphasis(text, sign.start(), sign.end(), end, emphasis, found)
        elif kind == "escaped":
            found.append(Sign("mark", sign.start(), sign.start() + 1))
        elif kind in ("attributes", "emoji", "caret"):
            found.append(Sign("mark", *sign.span()))
        elif kind == "auto":
            found += [Sign("mark", sign.start(), sign.start() + 1), Sign("url", sign.start() + 1, sign.end() - 1)]
            found.append(Sign("mark", sign.end() - 1, sign.end()))
        elif kind == "tag":
            found.append(_tag(sign))
    return found


_TAGS = {"b": "strong", "strong": "strong", "u": "strong", "i": "em", "em": "em", "cite": "em"}


def _tag(sign: re.Match[str]) -> Sign:
    name = (re.match(r"</?([A-Za-z0-9]+)", sign[0]) or sign)[1].lower()
    if name == "br":
        return Sign("break", *sign.span())
    kind = "close" if sign[0][1] == "/" else "open"
    return Sign(kind if name in _TAGS else "mark", *sign.span(), _TAGS.get(name, ""))


def _link(text: str, bracket: tuple[int, bool], at: int, end: int, named: dict[str, str], found: list[Sign]) -> int:
    """Enters a link whose text ends at `at`; gives where its target ends, or `at` where it has none."""
    start, image = bracket
    target: tuple[str, int, int] | None = None
    stop = at
    label = text[start + 1 : at - 1].lower() if at - start - 2 <= _LONGEST_LABEL else ""
    if match := _TARGET.match(text, at, end):
        target, stop = (match["url"], *match.span("url")), match.end()
    elif (match := _REFERENCE.match(text, at, end)) and (name := match["name"].lower() or label) in named:
        target, stop = (named[name], -1, -1), match.end()
    elif label in named:
        target = (named[label], -1, -1)
    if target is None:
        return at
    if image:
        found.append(Sign("mark", start - 1, stop))
    else:
        found.append(Sign("open", start, start + 1, f"link{start}", target))
        found.append(Sign("close", at - 1, stop, f"link{start}"))
    return stop


def _emphasis(text: str, start: int, stop: int, end: int, open_: list[tuple[str, int, int]], found: list[Sign]) -> None:
    """Opens or closes emphasis: a run of signs closes the like that is open, where a word stands before it."""
    sign = text[start:stop]
    before = text[start - 1 : start] if start else ""
    after = text[stop : stop + 1] if stop < end else ""
    if (sign[0] == "_" and before.isalnum() and after.isalnum()) or len(sign) > 3:
        return
    name = "em" if len(sign) == 1 else "strong"
    for i in range(len(open_) - 1, max(len(open_) - 20, -1), -1):
        if open_[i][0] == sign and before.strip():
            _, a, b = open_[i]
            found += [Sign("open", a, b, name), Sign("close", start, stop, name)]
            del open_[i:]
            return
    if after.strip():
        open_.append((sign, start, stop))

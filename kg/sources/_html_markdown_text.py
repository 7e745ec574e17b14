"""Markdown as the plain text it shows: line by line, with its bullets and numbers, tables with tabs, and without all other marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kg.records import Record, Reject
from kg.sources._html_flow import Builder, Flow
from kg.sources._html_markdown import BULLET, Block, Sign, cells, fill, is_table, signs
from kg.sources._html_text import agree, completed, says_more

_FEW = 2
_TAG = 25
"""Code that begins a line and is no longer says what kind of work follows, or where it appeared: it is shown in brackets."""
_RAISED = re.compile(r"<sup>[^<\w]{1,4}</sup>", re.IGNORECASE)
"""A raised sign of a note."""
_SHOWN = ("heading", "item", "paragraph")
_NOT_SHOWN = re.compile(
    r"[ \t]*(?::{3,}.{0,200}|\{\{[<%].{0,300}[>%]\}\}[ \t]*|(?:</?[A-Za-z][^<>\n]{0,300}>[ \t]*){1,20}|<!--.{0,500}-->[ \t]*)"
)
"""A line that begins or ends a division, calls a template, or is a tag or a comment alone."""
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]*){1,9}|:[ \t]+")
"""The mark before a quotation, or before what a list of definitions says of a term."""
_CODE = re.compile(r"(?P<mark>`{1,2})[^`\n]{1,300}(?P=mark)")
_START, _SPAN = attrgetter("start"), attrgetter("start", "end")
_COMMENT = re.compile(r"<!--(?:[^-\n]|-(?!->)){0,500}-->")


def shown(text: str, every: Sequence[Block], named: dict[str, str]) -> Iterator[tuple[Flow, str]]:
    """The blocks of a text as a page shows them, each with what parts it from the one before: a line end, or a blank line."""
    end, heading = 0, False
    titles = _titles(every)
    before: Block | None = None
    for block in every:
        for part in _parts(text, block):
            blank = "\n" in text[end : part.start].strip(" \t\r>").partition("\n")[2] if end else False
            gap = "\n\n" if blank or heading or block.kind == "heading" else "\n"
            yield _flow(text, part, named), "\n" if before is not None and before.start in titles else gap
            end, heading, before = part.lines[-1][1], block.kind == "heading", block


def _titles(every: Sequence[Block]) -> set[int]:
    """Where the headings begin that are the titles of entries: those of the last level, each above a paragraph or some, and above nothing else."""
    levels = [block.level for block in every if block.kind == "heading"]
    if levels.count(max(levels, default=0)) < _FEW or len(set(levels)) == len(levels):
        return set()
    last, found = max(levels), set()
    for block, below, then in zip(every, [*every[1:], None], [*every[2:], None, None], strict=False):
        if block.kind == "heading" and block.level == last:
            if below is None or below.kind != "paragraph" or (then is not None and then.kind == "item"):
                return set()
            found.add(block.start)
    return found


def _parts(text: str, block: Block) -> Iterator[Block]:
    """A block, or those into which the lines part it that show nothing."""
    if block.kind not in _SHOWN or not block.lines:
        return
    lines: list[tuple[int, int]] = []
    for start, end in [*block.lines, (block.end, block.end)]:
        mark = _QUOTED.match(text, start, end)
        if start < end and not (mark and mark.end() == end) and not _NOT_SHOWN.fullmatch(text, start, end):
            lines.append((start, end))
        elif lines:
            first = lines[0] == block.lines[0]
            yield Block(
                block.kind if first else "paragraph", block.start if first else lines[0][0], lines[-1][1], lines
            )
            lines = []


def _flow(text: str, block: Block, named: dict[str, str]) -> Flow:
    """The text of a block, a line for each of its lines."""
    made = Builder()
    start, end = block.lines[0][0], block.lines[-1][1]
    if block.kind == "item":
        bullet = BULLET.match(text, block.start, start)
        made.text(text, block.start, bullet.end("space") if bullet else start)
        made.mark("mark", bullet.end("space") if bullet else start, start)
    every = _signs(text, start, end, named)
    table = is_table(text, block)
    for i, (begin, stop) in enumerate(block.lines):
        if i:
            made.line(begin)
        if table and i == 1:
            made.mark("mark", begin, stop)
        elif table:
            _row(made, text, begin, stop, every)
        else:
            begin = _marked(made, text, begin, stop, not i and block.kind == "item")
            _line(made, text, begin, stop, every)
    return made.done()


def _marked(made: Builder, text: str, start: int, end: int, first: bool) -> int:
    """Where a line begins behind what marks it as a quotation or, where it is not the first, as the item of another."""
    mark = _QUOTED.match(text, start, end) or (None if first else BULLET.match(text, start, end))
    made.mark("mark", start, mark.end() if mark else start)
    return mark.end() if mark else start


def _line(made: Builder, text: str, start: int, end: int, every: list[Sign]) -> None:
    """Adds a line without its signs."""
    last = end
    while last > start and text[last - 1] in "\\ \t":
        last -= 1
    fill(made, text, start, last, _within(every, start, last))
    made.mark("mark", last, end)


def _row(made: Builder, text: str, start: int, end: int, every: list[Sign]) -> None:
    """Adds a row of a table, with tabs between its cells."""
    last = start
    for i, (a, b) in enumerate(cells(text, start, end)):
        if i:
            made.put("\t", last, a)
        else:
            made.mark("mark", last, a)
        while a < b and text[a] in " \t":
            a += 1
        while b > a and text[b - 1] in " \t":
            b -= 1
        for one in [one for one in _within(every, a, b) if one.kind == "break"]:
            fill(made, text, a, one.start, _within(every, a, one.start))
            made.tab(one.start, one.end)  # what stands below the title of a cell is a part of its own
            a = one.end
        fill(made, text, a, b, _within(every, a, b))
        last = b
    made.mark("mark", last, end)


def _within(every: list[Sign], start: int, end: int) -> list[Sign]:
    """Those of some signs, which are in order, that begin between two places."""
    return every[bisect_left(every, start, key=_START) : bisect_left(every, end, key=_START)]


def _is_tag(text: str, start: int, end: int) -> bool:
    """Whether code is the tag of an entry: it begins a line, is short, and goes on with something else."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t-*+.0123456789")
    return not before and end - start < _TAG and text[end : end + 1] == " "


def _signs(text: str, start: int, end: int, named: dict[str, str]) -> list[Sign]:
    """The signs of a stretch, with those around code and comments, in order."""
    found = signs(text, start, end, named)
    for code in _CODE.finditer(text, start, end):
        size = len(code["mark"])
        first, last = (code.start(), code.start() + size), (code.end() - size, code.end())
        if _is_tag(text, *code.span()):
            found += [Sign("text", *first, "["), Sign("text", *last, "]")]
        else:
            found += [Sign("mark", *first), Sign("mark", *last)]
    found += [
        Sign("mark", *one.span()) for pattern in (_COMMENT, _RAISED) for one in pattern.finditer(text, start, end)
    ]
    return sorted(found, key=_SPAN)


def with_text(marked: list[Record | Reject], read: list[Record | Reject]) -> list[Record | Reject]:
    """What the marks of a page show, with what its text shows beside it; that of the text alone where it shows more works and other titles, or says more of them.

    What is a record to either is no reject.
    """
    mine = [one for one in marked if isinstance(one, Record)]
    others = [one for one in read if isinstance(one, Record)]
    if len(others) > len(mine) and not (mine and agree(mine, others)):
        return read
    if not mine or not others:
        return marked if mine else read
    both: list[Record | Reject] = sorted(mine, key=_START)
    rest: list[Record | Reject] = [*others, *(one for one in marked if isinstance(one, Reject))]
    for one in rest:
        at = bisect_left(both, one.end, key=_START)
        if not at or both[at - 1].end <= one.start:  # nothing in it overlaps
            both.insert(at, one)
    return completed(read, marked) if says_more(read, both) else completed(both, read)

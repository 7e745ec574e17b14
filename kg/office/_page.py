"""The HTML of a text document: runs of text with their emphasis and links, and the blocks of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text, escaped, of one emphasis ("", "i", "b", "ib") and with the address it leads to."""

    text: str
    marks: str = ""
    link: str = ""


class Block(NamedTuple):
    """An element of a page with its text; items of one list have one number."""

    tag: str
    text: str
    list: int = 0


def rendered(runs: Iterable[Run]) -> str:
    """The runs as HTML; neighbours of one emphasis are one element, as writers part words at will."""
    found = []
    for link, linked in groupby(_settled([run for run in runs if run.text]), key=lambda run: run.link):
        inner = "".join(
            _marked("".join(run.text for run in same), marks)
            for marks, same in groupby(linked, key=lambda run: run.marks)
        )
        found.append(f'<a href="{escape(link)}">{inner}</a>' if link else inner)
    return "".join(found)


def _settled(runs: list[Run]) -> list[Run]:
    """Blanks take the emphasis of what stands on both sides of them, or none."""
    after, coming = "", []
    for run in reversed(runs):
        coming.append(after)
        after = run.marks if run.text.strip() else after
    before, settled = "", []
    for run, following in zip(runs, reversed(coming), strict=True):
        if run.text.strip():
            before = run.marks
            settled.append(run)
        else:
            settled.append(run._replace(marks=before if before == following else ""))
    return settled


def _marked(text: str, marks: str) -> str:
    for mark in marks:
        text = f"<{mark}>{text}</{mark}>"
    return text


def page(blocks: Iterable[Block], spend: Callable[[int], None]) -> str:
    """The page of the blocks, each counted by `spend`; "" where there are none."""
    found: list[str] = []
    listed = 0
    for block in blocks:
        spend(len(block.text))
        if block.list != listed:
            found.append(("</ul>\n" if listed else "") + ("<ul>\n" if block.list else ""))
            listed = block.list
        found.append(f"<{block.tag}>{block.text}</{block.tag}>\n")
    if not found:
        return ""
    body = "".join(found) + ("</ul>\n" if listed else "")
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}</body></html>\n'


def rows_of(rows: Iterable[Iterable[str]]) -> str:
    """The inside of a table."""
    return "\n" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)

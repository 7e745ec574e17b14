"""The text that a page shows: what the tagger of pages is given of HTML, Markdown and LaTeX."""

from __future__ import annotations

from pathlib import Path

from kg.sources._html_markdown import blocks, definitions
from kg.sources._html_markdown_text import shown
from kg.sources._html_page import Page
from kg.sources._html_tags import tokens
from kg.sources._html_text import PlainText
from kg.sources._tex_blocks import blocks_of


def shown_text(path: Path) -> str:
    """The text of a page by the end of its name: as it is, or of HTML, Markdown and LaTeX what they show."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return PlainText.of(Page(text, list(tokens(text))).shown()).text
    if path.suffix == ".md":
        return PlainText.of(shown(text, list(blocks(text)), definitions(text))).text
    if path.suffix == ".tex":
        parts = [(block.flow, "\n\n• " if block.kind == "item" else "\n\n") for block in blocks_of(text)[0]]
        return PlainText.of(parts).text
    return text

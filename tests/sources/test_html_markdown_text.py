"""Markdown whose marks show no entries: the plain text that it shows is read, and what shows no works is not claimed."""

from __future__ import annotations

import io

from kg.records import Record
from kg.sources import claim, html
from kg.sources._html_markdown import blocks, definitions
from kg.sources._html_markdown_text import shown
from kg.sources._html_text import PlainText

TABLE = (
    "# Outputs of the rope group\n\n| # | Paper | Journal | Yr | DOI |\n|---|-------|---------|----|-----|\n"
    "| 3 | Holm A., Lund B., *Ropes that remember their knots* | Knot Studies | 2023 | [link](https://doi.org/10.5555/knots.3) |\n"
    "| 2 | Lund B., Falk E., *Slow ropes in fast water* | J. Knots | 2022 | [link](https://doi.org/10.5555/knots.2) |\n"
    "| 1 | Falk E., *When does a rope become a net?* | Knot Studies | 2021 | - |\n"
)


def _plain(text: str) -> str:
    return PlainText.of(shown(text, list(blocks(text)), definitions(text))).text


def test_the_text_has_bullets_and_tabs_and_no_other_marks() -> None:
    """Front matter, comments, pictures, quotation marks and code signs are not shown; rulers of tables neither."""
    text = (
        "+++\ntitle = 'x'\n+++\n# Ropes\n<!-- old -->\n\n- [x] **Slow** `2021` [ropes](https://knots.example.org)\n  * Ann Holm\n\n"
        "> *Quoted*\n> line ![p](p.svg)\n\n| A | B |\n|---|---|\n| a | *b* |\n"
    )
    assert _plain(text).split("\n") == [
        "Ropes", "", "- Slow 2021 ropes", "Ann Holm", "", "Quoted", "line", "", "A\tB", "a\tb",
    ]  # fmt: skip


def test_a_table_whose_cells_hold_whole_citations_is_read() -> None:
    """Its columns alone say no authors; the identifiers are the targets of its links."""
    source = claim("outputs.md", TABLE)
    assert source is not None
    assert source.name == "html"
    works = [item.work for item in html.read(io.StringIO(TABLE)) if isinstance(item, Record)]
    assert [one.title for one in works] == [
        "Ropes that remember their knots",
        "Slow ropes in fast water",
        "When does a rope become a net?",
    ]
    assert [[each.value for each in one.identifiers] for one in works] == [["10.5555/knots.3"], ["10.5555/knots.2"], []]


def test_documentation_is_not_claimed() -> None:
    """Bullets and links without any date are no list of works."""
    text = (
        "# Knots\n\n## Events\n\n- **Connect**: `on('connect')` is called with [the rope](api.md)\n- **Drain**: called when it is dry\n\n"
        "## Authors\n\n- Ann Holm (lead developer)\n- Bo Lund (support and different patches)\n"
    )
    assert not html.sniff("README.md", text)

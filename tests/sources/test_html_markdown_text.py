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


def test_names_below_a_title_in_a_cell_and_notes_are_parts_of_their_own() -> None:
    """A break in a cell is a tab, and a note has its mark before it; lines of tags alone are not shown."""
    text = "| T | V |\n|---|---|\n| **Ropes**<br>Ann Holm | Knots |\n\n[^1]: Ann Holm, *Nets*\n\n<td><img src='a'></td>\n\nEnd\n"
    assert _plain(text) == "T\tV\nRopes\tAnn Holm\tKnots\n\n[^1]: Ann Holm, Nets\n\nEnd"


def test_a_page_that_begins_with_a_tag_is_markdown_by_its_headings() -> None:
    """Works in quotations below a centred title in HTML are read."""
    text = (
        "<h1 align='center'>KNOT LAB</h1>\n<p><a href='#p'>Papers</a></p>\n\n## People\nAnn Holm\n\n## Papers\n\n"
        + "".join(
            f"> Holm A, Lund B.\n> Ropes that remember {part}.\n> Knot Studies. 202{i};60:10-3{i}. doi:10.5555/knots.{i}\n\n"
            for i, part in enumerate(("winter storms", "summer tides", "spring floods"))
        )
    )
    source = claim("README.md", text)
    assert source is not None
    assert source.name == "html"
    found = [item.work for item in html.read(io.StringIO(text)) if isinstance(item, Record)]
    assert [work.title for work in found] == [
        f"Ropes that remember {one}" for one in ("winter storms", "summer tides", "spring floods")
    ]

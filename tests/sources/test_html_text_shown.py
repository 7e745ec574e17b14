"""The plain text that a page of HTML shows: rows of tables, typed lines, parts set apart by styles, old mark-up; and which of two readings is taken."""

from __future__ import annotations

from kg.reading import read_text
from kg.records import Record, Work
from kg.sources import claim
from kg.sources._html_page import Page
from kg.sources._html_tags import tokens
from kg.sources._html_text import PlainText, completed, says_more


def _shown(text: str) -> str:
    return PlainText.of(Page(text, list(tokens(text))).shown()).text


def test_rows_of_plain_tables_are_lines_with_tabs() -> None:
    """Empty cells keep their place; a table of labels and entries, and one whose cells hold lines, has a line for each cell."""
    row = "<tr><td>{}<td>{}<td>{}"
    assert _shown("<table>" + row.format(1, "Ropes", "2020") + row.format(2, "", "2021") + "</table>") == (
        "1\tRopes\t2020\n2\t\t2021"
    )
    assert _shown("<table><tr><td>A</td><td>Ropes</td></tr></table>") == "A\nRopes"
    assert _shown("<table>" + row.format(1, "Ropes<br>Ann Holm", "2020") + "</table>") == "1\nRopes\nAnn Holm\n2020"


def test_typed_lines_are_kept() -> None:
    """Preformatted text has its lines and blank lines."""
    assert _shown("<p>a\nb</p><pre>[1] Ropes\n    and knots\n\n[2] <i>Nets</i>\n</pre>") == (
        "a b\n\n[1] Ropes\nand knots\n\n[2] Nets"
    )


def test_spans_of_different_classes_are_lines_and_parts_of_a_word_are_none() -> None:
    """Where nothing stands between two spans, styles set them apart; initials in capitals go on."""
    parts = (
        '<div><span class="x1">Ropes in rain</span><span class="x2">Ann Holm</span><span class="x3">vol. 3</span></div>'
    )
    assert _shown(parts) == "Ropes in rain\nAnn Holm\nvol. 3"
    assert _shown('<p><span class="cap">R</span><span class="rest">opes</span></p>') == "Ropes"
    assert _shown("<p><span>knot</span><span>ted</span></p>") == "knotted"


def test_titles_and_heads_without_end_and_menus_of_old_pages() -> None:
    """A body ends the title before it, and a menu is a list."""
    assert _shown("<HTML><TITLE>Ropes\n<BODY><H2>Papers</H2><MENU><LI>Slow ropes<LI>Nets</MENU></BODY>") == (
        "Papers\n\nSlow ropes\n\nNets"
    )


def test_a_year_ends_with_the_next_heading_of_its_level() -> None:
    """What is read by its text has the year of a heading only as far as the levels of headings leave it."""
    entry = "<p>Ann Holm, Bo Lund. Ropes that remember {}. Journal of Knots.</p>"
    text = "<html><h2>2021</h2>" + entry.format("rain") + "<h2>In print</h2>" + entry.format("snow") + "</html>"
    page = Page(text, list(tokens(text)))
    assert not page.is_without_year(text.index("rain"))
    assert page.is_without_year(text.index("snow"))
    assert claim("a.html", "<html><p>no works</p></html>") is None


def _record(title: str, start: int, people: int = 0) -> Record:
    from kg.names import split
    from kg.records import Contribution

    named = [Contribution(split("Ann Holm"), i + 1, "author") for i in range(people)]
    return Record(start, start + 50, Work("article", title=title, contributions=named))


def test_the_reading_that_says_more_is_taken_and_completed() -> None:
    """A record gives way to that of the same work which says all of it and more, where it overlaps no other."""
    plain = [_record("Ropes", 0), _record("Nets", 60)]
    named = [_record("Ropes", 0, 1), _record("Sails", 60, 1)]
    assert says_more(named, plain)
    assert not says_more(plain, named)
    assert [bool(item.work.contributions) for item in completed(plain, named)] == [True, False]
    wide = _record("Ropes", 0, 1)
    wide.end = 70
    assert completed(plain, [wide]) == plain


def test_entries_of_bibtex_that_stand_as_typed_are_read() -> None:
    """A page with nothing else is its list."""
    entries = "".join(
        f"@article{{holm{i},\n  author = {{Holm, Ann}},\n  title = {{Ropes and {one}}},\n  year = {{202{i}}}\n}}\n"
        for i, one in enumerate(("nets", "knots"))
    )
    text = f'<div class="wrap"><pre id="bib">\n{entries}</pre><p><a href="holm.bib">download</a></p></div>'
    source = claim("page.html", text)
    assert source is not None
    items, account = read_text(source, text)
    assert account.closes, account.faults
    assert [item.work.title for item in items if isinstance(item, Record)] == ["Ropes and nets", "Ropes and knots"]

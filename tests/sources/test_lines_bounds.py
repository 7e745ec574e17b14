"""Lists of very many short lines, of blank lines and of tabs: read in time that grows with their length, and the lists in them are found."""

from __future__ import annotations

from functools import partial
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records import Piece, Record
from kg.sources import _listing_arxiv, _listing_table, html, tex
from kg.sources._learned_overlaps import Overlaps, overlap
from kg.sources._listing_lines import Line, lines_of
from kg.sources._listing_sections import _heads_others, is_other_heading
from tests.sources.test_bounds import read, steps


def test_blank_lines_are_passed_over_once() -> None:
    """A quarter of a million blank lines before what could begin an entry; were they passed over from each, this would not come back."""
    blank = "\n" * 250_000
    assert not html.sniff("a.txt", f"Ferries without timetables{blank}Sand")
    assert not list(tex._BEGINS.finditer(blank))
    assert [one[0] for one in tex._BEGINS.finditer(f"Ferries{blank} \t\\item Sand")] == [" \t\\item"]
    assert html._ENTRY_OF_BIBTEX.search(f"# Papers{blank} @book{{a,\n")


def test_a_line_that_stands_in_a_list_again_and_again_is_told_once() -> None:
    """Whether a short line is a heading depends on its text, which is not looked at anew for each line."""
    before = _heads_others.cache_info().misses
    lines = list(lines_of(["a\n"] * 1000 + ["Teaching\n"] * 1000))
    assert sum(map(is_other_heading, lines)) == 1000
    assert _heads_others.cache_info().misses - before <= 2


def test_a_line_of_very_many_tabs_has_no_names_of_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells are counted and not looked at, neither above the rows of a table nor as a row; the works around it are read."""
    asked: list[int] = []
    cells = _listing_table._cells

    def counted(line: Line) -> list[tuple[int, int]]:
        asked.append(line.text.count("\t"))
        return cells(line)

    monkeypatch.setattr(_listing_table, "_cells", counted)
    tabs = "x" + "\t" * 100_000 + "x\n"
    text = f"Title\tAuthors\tJournal\nFerries without timetables\tAnn Author\tTides\n{tabs}Sand and wind\tBo Builder\tDunes\n"
    items = read("listing", text)
    assert [one.work.title for one in items if isinstance(one, Record)] == [
        "Ferries without timetables",
        "Sand and wind",
    ]
    assert asked
    assert max(asked) == 2


_STRETCH = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda one: Piece("left", "", one[0], one[0] + one[1]))


@given(st.lists(_STRETCH), _STRETCH)
def test_stretches_that_overlap_are_those_that_a_look_at_each_finds(some: list[Piece], other: Piece) -> None:
    """Empty ones and those within others included, in the order of the text."""
    found = Overlaps(some).of(other)
    assert found == [one for one in sorted(some, key=attrgetter("start")) if overlap(one, other)]


def test_stretches_are_looked_up_where_they_stand() -> None:
    """Twice as many of them, each asked for once, take about twice as many steps."""

    def looked_up(number: int) -> None:
        some = [Piece("left", "", 10 * i, 10 * i + 9) for i in range(number)]
        every = Overlaps(some)
        assert all(every.of(one) == [one] for one in some)

    few, many = (partial(looked_up, number) for number in (200, 400))
    assert steps(many) < 2.2 * steps(few)


def test_an_entry_of_latex_within_an_argument_of_another_has_nothing_of_what_stands_before_it() -> None:
    r"""The year of a \cventry is read behind its other arguments, one of which has begun an entry of its own: the account closes."""
    text = r"\cventry{2022}{{}\item O~S{o} and \f{T~Ly}. Gtld. \n{http:}}\O~St\textbf{T.~orld. oi{"
    found = [one for one in read("tex", text) if isinstance(one, Record)]
    assert all(one.start <= piece.start <= piece.end <= one.end for one in found for piece in one.pieces)
    assert found


def test_paragraphs_that_nothing_closes_are_gone_through_once() -> None:
    """Whether lines are wide, and an abstract stands above, is not asked anew of all paragraphs for each: twice as many take about twice as many steps."""

    def blocks(number: int) -> None:
        lines = list(lines_of(["Ferries without timetables\n", "A" + " sentence of an abstract" * 20 + ".\n", "\n"]))
        body = [lines, *([line] for line in lines_of(["a\n"] * number))]
        assert not _listing_arxiv._unclosed(body)

    few, many = (partial(blocks, number) for number in (200, 400))
    assert steps(many) < 2.2 * steps(few)

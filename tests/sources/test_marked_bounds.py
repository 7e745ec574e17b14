"""Pages in HTML, Markdown and LaTeX that once took a time out of all proportion to their size."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources

HTML = """<h2>Publications</h2>
<ul>
<li>Ann Author, Bo Builder: <b>Ferries</b>. <i>Journal of Harbours{}</i> 12(3), 1-9, 2019.</li>
<li>Cy Carver, Di Dune: <b>Tides of the south</b>. <i>Proceedings of the Conference on Tides</i>, pages 11-19, 2018.</li>
<li>Ed Ebb, Flo Fall: <b>Sand in the wind</b>. <i>Dune Letters</i> 3, 4-5, 2017.</li>
</ul>
"""
TEX = r"""\section{Publications}
\begin{enumerate}
\item A.~Author, B.~BuilderNAMES. \textbf{Ferries and harbours}BEHIND. \emph{Journal of Harbours}, 12(3), 1--9, 2019.
\item C.~Carver, D.~Dune. \textbf{Tides of the south}. \emph{Proceedings of the Conference on Tides}, 11--19, 2018.
\item E.~Ebb, F.~Fall. \textbf{Sand in the wind}. \emph{Dune Letters}, 3, 4--5, 2017.
\end{enumerate}
"""
OTHERS = ["Tides of the south", "Sand in the wind"]


def titles(name: str, text: str) -> list[str | None]:
    """The titles of the works read; every character is accounted for."""
    items, account = read_text(sources()[name], text)
    assert account.closes, account
    return [one.work.title for one in items if isinstance(one, Record)]


@pytest.mark.parametrize("mark", [", ", "査読, ", " ", "(", ". "])
def test_a_row_of_marks_behind_a_venue_is_looked_at_once(mark: str) -> None:
    """What may end an entry is looked for from where a row of marks begins, not from each of them; the entries below are read."""
    assert titles("html", HTML.format(mark * (18_000 // len(mark))))[-2:] == OTHERS


@pytest.mark.parametrize("mark", [".", "a", "é", ", "])
def test_a_row_of_marks_behind_names_is_looked_at_once(mark: str) -> None:
    """A year before the title, and a sentence among the names, are looked for once in a row of marks or letters."""
    text = TEX.replace("NAMES", mark * (18_000 // len(mark))).replace("BEHIND", "")
    assert titles("tex", text)[-2:] == OTHERS


def test_white_space_behind_a_command_is_passed_over_once() -> None:
    """A text that is cut off within a row of blanks has no character that is not one behind a command."""
    text = TEX.replace("NAMES", "").replace("BEHIND", "")
    for blank in ("\t", " "):
        assert titles("tex", text + "\\emp" + blank * 60_000)[-2:] == OTHERS


def test_a_row_of_words_between_two_parts_is_counted_once() -> None:
    """Whether a label stands alone between what is read is found out for the whole stretch, not for each of its words."""
    text = TEX.replace("NAMES", "").replace("BEHIND", " " + "in " * 6_000)
    assert titles("tex", text)[-2:] == OTHERS


def test_many_works_within_one_that_is_described_are_read_in_linear_time() -> None:
    """Works that stand within the one the page is about are taken out of it together, not one after the other."""
    about = '<meta name="citation_title" content="Harbours"><meta name="citation_publication_date" content="2019">\n'
    coins = '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=Ferries+{}&amp;rft.date=2018"></span>\n'
    page = f"<html><head>{about}</head><body>{''.join(map(coins.format, range(4_000)))}</body></html>"
    again = page.replace("</body>", '<span class="Z3988" title="rft.atitle=Harbours&amp;rft.volume=3"></span></body>')
    assert sorted(filter(None, titles("html", again)))[:2] == ["Ferries 0", "Ferries 1"]
    assert len(titles("html", again)) == 4_001

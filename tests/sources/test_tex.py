r"""LaTeX lists of works: labels of links, entries whose parts are arguments, paragraphs below a section."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Item, Record, Reject, Work
from kg.sources import TextStream, claim, listing, sources, tex
from kg.sources._html_flow import Flow
from kg.sources._html_text import PlainText
from kg.sources._html_text import read as by_text
from kg.sources._tex_blocks import blocks_of

SOURCE = sources()["tex"]


def works(text: str) -> list[Work]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item.work for item in items if isinstance(item, Record)]


def names(work: Work) -> list[str]:
    return [display(one.name) for one in work.contributions]


def test_labels_of_links_go_with_the_brackets_around_them() -> None:
    """What a link leads to is no text of the entry, whatever word says it; a file beside the document is no address."""
    text = (
        "\\begin{itemize}\n"
        "\\item Ann Holm and Bo Lund. Ropes that remember. \\emph{Knot Studies}, 2021. [\\href{holm21.pdf}{PDF}] [\\href{https://github.com/holm/ropes}{Code}]\n"
        "\\item Ann Holm. Slow ropes. \\emph{Knot Studies}, 2020. \\href{https://doi.org/10.5555/ropes.7}{[DOI]} | \\href{slow.pdf}{[Project page]}\n"
        "\\item Bo Lund and Ann Holm. Who ties? \\emph{Journal of Knots}, 2019. \\href{ties.pdf}{\\faFilePdf}\n"
        "\\item Ida Berg and Ann Holm. The harbour book. MIT Press. [\\href{files/harbour.pdf}{PDF}] (2018)\n"
        "\\end{itemize}\n"
    )
    first, second, third, book = works(text)
    assert "harbour.pdf" not in str((book.venues, book.publisher, book.comments))
    assert [one.venues[0].name for one in (first, second, third)] == [
        "Knot Studies",
        "Knot Studies",
        "Journal of Knots",
    ]
    assert [one.value for one in second.identifiers] == ["10.5555/ropes.7"]
    assert "[" not in "".join(first.comments + second.comments + third.comments)


def test_the_address_of_a_title_stays_with_its_entry() -> None:
    """The address of a link on the title of a \\cventry is read as that entry's identifier."""
    text = (
        "\\section{Publications}\n"
        "\\cventry{2021}{\\href{https://doi.org/10.5555/knots.1}{Ropes that remember}}{Ann Holm, Bo Lund}{Knot Studies}{}{}\n"
        "\\cventry{2020}{\\href{https://doi.org/10.5555/knots.2}{Slow ropes in fast water}}{Ann Holm, Eve Falk}{Journal of Knots}{}{}\n"
        "\\cventry{2019}{\\href{https://doi.org/10.5555/knots.3}{What a knot forgets}}{Bo Lund, Ann Holm}{Knot Studies}{}{}\n"
    )
    found = works(text)
    assert [(one.title, one.dates[0].value, one.identifiers[0].value) for one in found] == [
        ("Ropes that remember", "2021", "10.5555/knots.1"),
        ("Slow ropes in fast water", "2020", "10.5555/knots.2"),
        ("What a knot forgets", "2019", "10.5555/knots.3"),
    ]


def test_names_may_be_the_last_argument_of_an_entry() -> None:
    """Where the venue is the third argument of a \\cventry and the names are the last, they stay those of the entry."""
    text = (
        "\\section{Publications}\n"
        "\\cventry{2021}{Ropes that remember}{\\emph{Knot Studies, 17}(2), 27--48}{}{}{\\underline{A. Holm}, B. Lund}\n"
        "\\cventry{2020}{Slow ropes in fast water}{In: \\emph{KNOT}, pp. 60--76}{}{}{\\underline{A. Holm}, E. Falk}\n"
        "\\cventry{2018}{What a knot forgets}{\\emph{Journal of Knots, 5}(1), 9--13}{}{}{I. Berg, \\underline{A. Holm}}\n"
    )
    found = works(text)
    assert [(one.title, names(one), one.dates[0].value) for one in found] == [
        ("Ropes that remember", ["A. Holm", "B. Lund"], "2021"),
        ("Slow ropes in fast water", ["A. Holm", "E. Falk"], "2020"),
        ("What a knot forgets", ["I. Berg", "A. Holm"], "2018"),
    ]


def test_options_with_brackets_in_braces_are_no_text() -> None:
    """The options of a list go with its command, those with brackets of their own too."""
    text = (
        "\\begin{enumerate}[label={[\\arabic*]},leftmargin=*]\n"
        "\\item A. Holm and B. Lund. \\textbf{Ropes that remember}. \\emph{Knot Studies} 12:1--9, 2021.\n"
        "\\item B. Lund. \\textbf{Slow ropes}. \\emph{Knot Studies} 13:4--8, 2020.\n"
        "\\end{enumerate}\n"
    )
    items, _ = read_text(SOURCE, text)
    assert all(isinstance(item, Record) or "arabic" not in str(item) for item in items)
    assert [one.title for one in works(text)] == ["Ropes that remember", "Slow ropes"]


PARAGRAPHS = (
    "\\noindent \\textbf{Ann Holm}, Bo Lund. Ropes that remember. \\emph{Knot Studies}, 12(1), 1--9, 2021.\n\n"
    "\\noindent Eve Falk, \\textbf{Ann Holm}. Slow ropes in fast water. \\emph{Journal of Knots}, 3(2), 20--41, 2020.\n\n"
    "\\noindent \\textbf{Ann Holm}, Ida Berg. What a knot forgets. \\emph{Knot Studies}, 10(4), 88--97, 2019.\n"
)


def test_paragraphs_below_a_section_of_publications_are_claimed() -> None:
    """A list without items is one where the heading of its section says so."""
    text = "\\section{Publications}\n" + PARAGRAPHS
    source = claim("cv.tex", text)
    assert source is not None
    assert source.name == "tex"
    assert [names(one) for one in works(text)] == [
        ["Ann Holm", "Bo Lund"],
        ["Eve Falk", "Ann Holm"],
        ["Ann Holm", "Ida Berg"],
    ]


def test_an_article_is_no_list() -> None:
    """Paragraphs of a text that cites works, or below headings of other things, are not claimed as a list."""
    assert claim("a.tex", "\\section{Methods}\n" + PARAGRAPHS) is None
    assert claim("a.tex", "\\maketitle\n\\section{Papers}\nAs \\cite{holm} says:\n\n" + PARAGRAPHS) is None


def test_what_is_read_is_moved_when_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of plain lists may look back at where a record stands that it gave: it is not moved before the last."""
    plain = listing.read

    def watched(stream: TextStream) -> Iterator[Item]:
        for item in plain(stream):
            start, end = item.start, item.end
            yield item
            assert (item.start, item.end) == (start, end)

    monkeypatch.setattr(listing, "read", watched)
    assert len(works("\\section{Publications}\n" + PARAGRAPHS)) == 3
    flows = [(Flow(text, [(0, at, at + len(text), True)]), "\n\n") for text, at in _paragraphs()]
    assert len(by_text(PlainText.of(flows), "")) == 3


def _paragraphs() -> Iterator[tuple[str, int]]:
    """Three entries as a page shows them, and where each stands in its source."""
    lines = (
        "Ann Holm, Bo Lund. Ropes that remember. Knot Studies, 12(1), 1-9, 2021.",
        "Eve Falk, Ann Holm. Slow ropes in fast water. Journal of Knots, 3(2), 20-41, 2020.",
        "Ann Holm, Ida Berg. What a knot forgets. Knot Studies, 10(4), 88-97, 2019.",
    )
    yield from ((line, 100 + 200 * i) for i, line in enumerate(lines))


def test_emphasis_and_links_show_what_is_title_and_what_is_venue() -> None:
    """What is set in bold or linked beside names is the title, what is in italics the venue, whatever stops stand between."""
    text = (
        "\\begin{itemize}\n"
        "\\item \\textbf{Ropes and knots, tides and quays}, \\underline{A. Holm}, B. Lund, {\\em Proc. Knot Soc. Ser.~A} \\textbf{12}, 2021.\n"
        "\\item \\textbf{Slow ropes, in fast water}, E. Falk, \\underline{A. Holm}, {\\em Journal of Knots}, 2020.\n"
        "\\item \\href{https://doi.org/10.5555/knots.7}{What a knot forgets, what a rope keeps}, \\underline{A. Holm}, I. Berg, {\\em Harbour Letters} \\textbf{3}, 2019.\n"
        "\\end{itemize}\n"
    )
    found = works(text)
    assert [(one.title, names(one), one.venues[0].name) for one in found] == [
        ("Ropes and knots, tides and quays", ["A. Holm", "B. Lund"], "Proc. Knot Soc. Ser. A"),
        ("Slow ropes, in fast water", ["E. Falk", "A. Holm"], "Journal of Knots"),
        ("What a knot forgets, what a rope keeps", ["A. Holm", "I. Berg"], "Harbour Letters"),
    ]
    assert [one.value for one in found[2].identifiers] == ["10.5555/knots.7"]


def test_sections_that_list_no_works_are_rejected() -> None:
    """What stands below the heading of talks is kept as not understood, up to the next heading of its level."""
    text = (
        "\\section{Talks}\n\\subsection{Abroad}\n\\begin{itemize}\n\\item A. Holm. ``Ropes in the rain''. \\emph{Knot Days}, Bergen, 2019.\n\\end{itemize}\n"
        "\\section{Publications}\n\\begin{itemize}\n"
        "\\item A. Holm and B. Lund. ``Ropes that remember''. \\emph{Knot Studies}, 2021.\n"
        "\\item B. Lund and A. Holm. ``Slow ropes''. \\emph{Journal of Knots}, 2020.\n\\end{itemize}\n"
    )
    items, account = read_text(SOURCE, text)
    assert account.closes
    assert [item.work.title for item in items if isinstance(item, Record)] == ["Ropes that remember", "Slow ropes"]
    assert [text[item.start : item.end][:10] for item in items if isinstance(item, Reject)] == ["\\item A. H"]


def test_the_year_before_an_entry_is_its_year() -> None:
    """The year or number that is the first argument of an item stands with the entry."""
    text = (
        "\\section{Publications}\n"
        "\\cvitem{2021}{\\textbf{A. Holm}, B. Lund. ``Ropes that remember''. \\emph{Knot Studies} 12, 1--9.}\n"
        "\\cvitem{2020}{B. Lund, \\textbf{A. Holm}. ``Slow ropes''. \\emph{Journal of Knots} 3, 20--41.}\n"
    )
    found = works(text)
    assert [(one.title, one.dates[0].value, one.venues[0].name) for one in found] == [
        ("Ropes that remember", "2021", "Knot Studies"),
        ("Slow ropes", "2020", "Journal of Knots"),
    ]


def test_commands_of_a_source_stand_for_their_text() -> None:
    """What \\newcommand or \\def says a command is stands where that is used, with its emphasis, and with its arguments."""
    text = (
        "\\newcommand{\\me}{\\textbf{Holm, A.}}\n\\def\\KS{\\emph{Knot Studies}}\n"
        "\\newcommand{\\paper}[3]{\\item #1. ``#2.'' #3.}\n\\begin{document}\n\\section{Publications}\n\\begin{itemize}\n"
        "\\paper{\\me{} and Lund, B.}{Ropes that remember}{\\KS{} 12, 2021}\n"
        "\\paper{Falk, E. and \\me}{Slow ropes}{\\emph{Journal of Knots}, 2020}\n\\end{itemize}\n\\end{document}\n"
    )
    found = works(text)
    assert [(one.title, names(one), one.venues[0].name, one.dates[0].value) for one in found] == [
        ("Ropes that remember", ["A. Holm", "B. Lund"], "Knot Studies", "2021"),
        ("Slow ropes", ["E. Falk", "A. Holm"], "Journal of Knots", "2020"),
    ]


def test_commands_that_call_each_other_end() -> None:
    """Commands that grow when they are read are not read without end."""
    deep = "".join(f"\\newcommand{{\\x{chr(97 + i)}}}{{{f'{chr(92)}x{chr(98 + i)} ' * 40}}}\n" for i in range(8))
    _, account = read_text(SOURCE, deep + "\\begin{itemize}\n" + "\\item \\xa \\xb\n" * 200 + "\\end{itemize}\n")
    assert account.closes


@pytest.mark.parametrize("prefix", ["ecv", "my"])
def test_the_headings_and_entries_of_a_class_have_its_name_before_theirs(prefix: str) -> None:
    """A class for a CV calls its entries \\ecvitem, its headings \\ecvsection; a year is the first of two arguments, an option is no text."""
    text = (
        "\\begin{document}\n\\ecvinfo[12pt]\n"
        "\\ecvsection{Zatrudnienie}\n\\ecvitem{od 2012}{adiunkt, Zakład Lin}\n\\ecvitem[8pt]{Obowiązki}{zajęcia z węzłów}\n\n"
        "\\ecvsection{Publikacje}\n"
        "\\ecvitem{2021}{Holm A., Lund B.: Ropes that remember. \\textit{Journal of Knots} 12, 27--48.}\n"
        "\\ecvitem[8pt]{2019}{Lund B., Holm A.: Liny, które pamiętają. \\textit{Przegląd Linowy} 9(2), s. 5--9.}\n"
        "\\ecvitem{2018}{Holm A.: Dawne liny. W: \\textit{Studia o węzłach}, red. I. Berg, Wydawnictwo Portowe, Gdynia, s. 77--94.}\n"
        "\\ecvitem{2016}{Holm A., Falk E.: Slow ropes in fast water. \\textit{eKnots} 20, 433--444}\n"
        "\\ecvsection{Umiejętności}\n\\ecvitem{Prawo jazdy}{kategoria B}\n\\end{document}\n"
    ).replace("ecv", prefix)
    assert (source := claim("cv.tex", text)) is not None
    assert source.name == "tex"
    assert [(one.title, names(one), one.dates[0].value, one.venues[0].name) for one in works(text)] == [
        ("Ropes that remember", ["A. Holm", "B. Lund"], "2021", "Journal of Knots"),
        ("Liny, które pamiętają", ["B. Lund", "A. Holm"], "2019", "Przegląd Linowy"),
        ("Dawne liny", ["A. Holm"], "2018", "Studia o węzłach"),
        ("Slow ropes in fast water", ["A. Holm", "E. Falk"], "2016", "eKnots"),
    ]


def test_a_class_may_have_lists_of_items_without_years() -> None:
    """An item of a class with one argument is an entry as it stands; what has no argument is not one of its headings."""
    text = (
        "\\begin{document}\n\\thesection\n\\cvlsection{Publications}\n"
        "\\pubsItem{Holm, A., Lund, B. (2021). Ropes that remember. \\emph{Knot Studies}, 17(2), 27--48.}\n"
        "\\pubsItem{Lund, B., Falk, E. (2019). Slow ropes in fast water. \\emph{Journal of Knots}, 5(1), 9--13.}\n"
        "\\pubsItem{Falk, E., Holm, A. (2016). What a knot forgets. \\emph{Knot Studies}, 12(4), 1--9.}\n"
        "\\end{document}\n"
    )
    assert [(one.title, one.dates[0].value) for one in works(text)] == [
        ("Ropes that remember", "2021"),
        ("Slow ropes in fast water", "2019"),
        ("What a knot forgets", "2016"),
    ]


def test_a_list_made_for_revtex_says_what_its_parts_are() -> None:
    r"""\bibinfo and \bibfield name a part of a reference; the commands that the list defines for itself are no text of it."""
    entry = (
        "\\bibitem [{\\citenamefont {Holm}\\ and\\ \\citenamefont {L{\\o}nd}(2019)}]{h19}%%\n  \\BibitemOpen\n"
        "  \\bibfield  {author} {\\bibinfo {author} {\\bibfnamefont {A.}~\\bibnamefont {Holm}}\\ and\\ \\bibinfo {author} {\\bibfnamefont {B.~C.}\\ \\bibnamefont {L{\\o}nd}},\\ }"
        "\\bibfield  {title} {\\bibinfo {title} {Ropes that remember %s},\\ }\\href {https://doi.org/10.5555/rope.%s} "
        "{\\bibfield  {journal} {\\bibinfo  {journal} {Knot Lett.}\\ }\\textbf {\\bibinfo {volume} {12}},\\ \\bibinfo {pages} {9} (\\bibinfo {year} {2019})}\\BibitemShut {NoStop}%%\n"
    )
    text = (
        "\\begin{thebibliography}{2}%\n\\makeatletter\n\\providecommand \\bibnamefont  [1]{#1}%\n\\providecommand \\bibfnamefont [1]{#1}%\n"
        "\\providecommand \\href@noop [0]{\\@secondoftwo}%\n\\providecommand \\BibitemShut  [1]{\\csname bibitem#1\\endcsname}%\n\\makeatother\n"
        + entry % ("winter", "1")
        + entry % ("summer", "2")
        + "\\end{thebibliography}\n"
    )
    found = works(text)
    assert claim("a.tex", text) == SOURCE
    assert [one.title for one in found] == ["Ropes that remember winter", "Ropes that remember summer"]
    assert [names(one) for one in found] == [["A. Holm", "B. C. Lønd"]] * 2
    assert [(one.venues[0].name, one.dates[0].value) for one in found] == [("Knot Lett", "2019")] * 2
    assert [one.identifiers[0].value for one in found] == ["10.5555/rope.1", "10.5555/rope.2"]


def test_the_label_of_an_entry_may_hold_groups_in_groups() -> None:
    r"""What stands in the brackets behind \bibitem, before its first entry and behind \penalty is no text of a list."""
    text = (
        "\\begin{thebibliography}{9}\n\\providecommand{\\natexlab}[1]{#1}\n\\providecommand{\\url}[1]{\\texttt{#1}}\n"
        "\\expandafter\\ifx\\csname urlstyle\\endcsname\\relax\n  \\providecommand{\\doi}[1]{doi: #1}\\else\n"
        "  \\providecommand{\\doi}{doi: \\begingroup \\urlstyle{rm}\\Url}\\fi\n\n"
        "\\bibitem[Holm et~al.(2021)Holm, {\\v{C}}ap, and Lund]{h21}\nAnn Holm, Jan {\\v{C}}ap, and Bo Lund.\n\\newblock Slow ropes in fast water.\n"
        "\\newblock \\emph{Journal of Knots}, 12\\penalty0 (3):\\penalty0 1--9, 2021.\n\\newblock \\doi{10.5555/knot.21}.\n\n"
        "\\bibitem[{\\v{C}}ap and Lund(2018)]{c18}\nJan {\\v{C}}ap and Bo Lund.\n\\newblock What a knot forgets.\n"
        "\\newblock \\emph{Nets}, 4\\penalty0 (1):\\penalty0 20--31, 2018.\n\\end{thebibliography}\n"
    )
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    assert not [item for item in items if isinstance(item, Reject)]
    one, two = works(text)
    assert (one.title, names(one)) == ("Slow ropes in fast water", ["Ann Holm", "Jan Čap", "Bo Lund"])
    assert (one.volume, one.issue, one.pages, one.identifiers[0].value) == ("12", "3", "1–9", "10.5555/knot.21")
    assert (two.title, names(two), two.dates[0].value) == ("What a knot forgets", ["Jan Čap", "Bo Lund"], "2018")


def test_comments_may_stand_between_the_arguments_of_an_entry() -> None:
    """Title, names, venue and date as arguments of one command, with a comment behind each that says which it is."""
    entry = "  \\cvpub\n    {%s} %% title\n    {%s} %% authors\n    {Knot Studies, 12(3)} %% venue\n    {%s} %% date\n\n%%----\n"
    text = (
        "\\cvsection{Publications}\n\\begin{cvpubs}\n\n"
        + entry % ("Ropes that remember", "\\underline{Ann Holm}, Bo Lund", "2021")
        + entry % ("What knots live in", "\\underline{Ann Holm}", "2019")
        + "\\end{cvpubs}\n"
    )
    found = works(text)
    assert claim("a.tex", text) == SOURCE
    assert [one.title for one in found] == ["Ropes that remember", "What knots live in"]
    assert [names(one) for one in found] == [["Ann Holm", "Bo Lund"], ["Ann Holm"]]
    assert [(one.venues[0].name, one.dates[0].value) for one in found] == [
        ("Knot Studies", "2021"),
        ("Knot Studies", "2019"),
    ]


def test_items_of_the_european_curriculum_are_dated() -> None:
    r"""\ecvitem has the year before the work; those of other sections are none."""
    text = (
        "\\begin{europecv}\n\\ecvsection{Work experience}\n\\ecvitem{Dates}{2016--now}\n\\ecvitem[10pt]{Employer}{Harbour of Bergen}\n\\ecvsection{Publications}\n"
        "\\ecvitem{2021}{A.~Holm and B.~Lund. Ropes that remember. \\textit{Knot Studies}, 12:1--9.}\n"
        "\\ecvitem[10pt]{2018}{B.~Lund, A.~Holm, and I.~Falk. What a knot forgets. \\textit{Journal of Nets}, 4(2):20--31.}\n\\end{europecv}\n"
    )
    found = works(text)
    assert claim("a.tex", text) == SOURCE
    assert [(one.title, one.dates[0].value) for one in found] == [
        ("Ropes that remember", "2021"),
        ("What a knot forgets", "2018"),
    ]


@pytest.mark.parametrize(
    "command", ["\\href{a}{", "\\bibinfo {title} {", "\\cventry{2019}{", "\\cvpub{", "\\Eprint{a}{", "\\item[{"]
)
def test_arguments_in_arguments_without_end_are_read(command: str) -> None:
    """However deep arguments stand in others, nothing is raised, and the account closes."""
    text = "\\begin{itemize}\\item " + command * 1500 + "A. Holm, B. Lund. Ropes. Knots, 2019" + "}" * 1500
    assert read_text(SOURCE, text)[1].closes


def test_a_link_in_a_command_of_the_source_stands_where_the_command_does() -> None:
    """The address of a link that a command stands for is no stretch of the text."""
    text = (
        "\\newcommand{\\code}{\\href{https://example.org/code}{code} }\n\\section{Publications}\n\\begin{itemize}\n"
        + "".join(
            f"\\item A. Holm, B. Lund. \\emph{{Ropes that remember {part}}}. Knot Studies, 2019. \\code\n"
            for part in ("winter", "summer", "spring")
        )
        + "\\end{itemize}\n"
    )
    assert len(works(text)) == 3


def test_rows_of_tables_are_lines_with_tabs_between_their_cells() -> None:
    """Spans of columns and lengths are no text; a sign alone at the beginning of a row goes on with the row above, and space below a row ends it."""
    text = (
        "\\begin{longtable}{lp{11cm}}\n\\multicolumn{2}{l}{\\large\\bfseries 2019}\\\\*\n"
        "2 & \\hangindent=2em Holm \\& Lund\\\\\n & \\emph{Ropes}\\\\[4pt]\n1 & a & b\\\\\n\\end{longtable}\nA & B\n"
    )
    plain = PlainText.of(tex._shown(blocks_of(text)[0])).text
    assert plain == "2019\n2\tHolm & Lund\nRopes\n\n1\ta\tb\n\nA & B"


ROWS = (
    "\\documentclass{article}\n\\newcommand{\\work}[4]{\\textbf{#1} & #2, \\emph{#3}, #4 \\\\}\n\\begin{document}\n"
    "\\section*{Annex III. What the group has made (2016--2021)}\n\\begin{tabular}{lX}\n"
    "\\work{[R1]}{A. Holm, B. Lund}{Ropes that remember their knots}{Journal of Knots \\textbf{9} (2021) 77--95}\n"
    "\\work{[R2]}{B. Lund, A. Holm, E. Falk}{Slow ropes in fast water}{Knot Studies \\textbf{77} (2018) 1533--1560}\n"
    "\\work{[R3]}{A. Holm}{When does a rope become a net}{Harbour Letters \\textbf{319} (2016) 82--90}\n\\end{tabular}\n\\end{document}\n"
)


def test_a_list_without_a_known_heading_is_claimed_where_whole_works_are_most_of_it() -> None:
    """The rows of a table made by a command of the source are read; headings of an article show that it is none."""
    assert [(one.title, one.dates[0].value) for one in works(ROWS)] == [
        ("Ropes that remember their knots", "2021"),
        ("Slow ropes in fast water", "2018"),
        ("When does a rope become a net", "2016"),
    ]
    for text in (ROWS, "% made by hand\n" + ROWS):
        source = claim("annex.tex", text)
        assert source is not None
        assert source.name == "tex"
    assert claim("annex.tex", ROWS.replace("\\begin{tabular}", "\\section{Discussion}\n\\begin{tabular}")) is None


def test_the_title_stands_before_the_names_where_a_command_begins_with_the_venue() -> None:
    """The other arguments are one line; those of a command that nobody knows have a line each."""
    text = "\\cvpub{ICKR}{Bergen, 2021}{Ropes that remember}{A.~Holm, B.~Lund}{}\n\\honour{Finalist}{Bergen}{2018}"
    plain = PlainText.of(tex._shown(blocks_of(text)[0])).text
    assert plain == "Ropes that remember\nA. Holm, B. Lund\nICKR, Bergen, 2021\n\nFinalist\nBergen\n2018"


def test_the_letter_without_a_dot_is_read() -> None:
    r"""A Turkish \i is its own letter; with an accent it is the common one."""
    text = '\\begin{itemize}\\item tan\\i ma, na\\"{\\i}ve\n\\end{itemize}'
    assert PlainText.of(tex._shown(blocks_of(text)[0])).text == "tanıma, naïve"


def test_the_titles_that_inspire_prints_behind_the_sign_of_a_comment_are_read() -> None:
    """References copied from INSPIRE: the other comments are none of them."""
    text = r"""%\cite{Okonjo:2022kqz}
\bibitem{Okonjo:2022kqz}
B.~Okonjo and A.~Brix,
%``Tides and two-loop matching at small recoil,''
Harbour Rev. D \textbf{106} (2022) no.7, 074501
[arXiv:2207.01155 [hep-lat]].
%3 citations counted in INSPIRE as of 02 Nov 2022

%\cite{Okonjo:2018thesis}
\bibitem{Okonjo:2018thesis}
B.~Okonjo,
%``Heavy ferries on fine lattices,''
PhD thesis, Harbour U., 2018.
"""
    assert claim("refs.txt", text) == SOURCE
    assert [(one.title, names(one)) for one in works(text)] == [
        ("Tides and two-loop matching at small recoil", ["B. Okonjo", "A. Brix"]),
        ("Heavy ferries on fine lattices", ["B. Okonjo"]),
    ]


def test_commands_of_a_lists_own_make_entries_of_their_arguments() -> None:
    """Nobody defines them here; a year or a word in a heading of its own stands above them."""
    text = r"""\cvyear{2022}
\cvarticle{Murmuring ropes: collective knots with 6 hands}{Okonjo, B., Brix, A.}{Harbour Papers}{19:20--31}
\cvarticle{Leader and follower ferries}{Brix, A., Okonjo, B.}{Harbour Letters}{187:23--31}
\cvyear{2019}
\cvarticle{The song of lighthouses}{Holm, Z., Brix, A.}{Tides}{161:540--552}
\cvyear{In review}
\cvarticle{Do anchors average?}{Brix, A.}{Proc. Harbour Soc. B}{}
"""
    assert claim("cv.tex", text) == SOURCE
    found = works(text)
    assert [(one.title, names(one)) for one in found] == [
        ("Murmuring ropes: collective knots with 6 hands", ["B. Okonjo", "A. Brix"]),
        ("Leader and follower ferries", ["A. Brix", "B. Okonjo"]),
        ("The song of lighthouses", ["Z. Holm", "A. Brix"]),
        ("Do anchors average?", ["A. Brix"]),
    ]
    assert [one.dates[0].value for one in found[:3]] == ["2022", "2022", "2019"]


def test_references_of_astronomers_are_entries() -> None:
    """The commands of AASTeX: each reference has an argument, which is mostly empty."""
    text = (
        "\\begin{references}\n"
        + "".join(
            f"\\reference{{}} Okonjo, A., \\& Brix, J. {year}, {title}, Journal of Lamps, 12, {year - 1990}\n"
            for year, title in (
                (1994, "On flat fields in fog"),
                (1997, "A catalogue of faint lamps"),
                (1999, "Ropes and their knots"),
            )
        )
        + "\\end{references}\n"
    )
    source = claim("x.tex", text)
    assert source is not None
    assert source.name == "tex"
    items, account = read_text(source, text)
    assert account.closes
    assert [one.work.title for one in items if isinstance(one, Record)] == [
        "On flat fields in fog",
        "A catalogue of faint lamps",
        "Ropes and their knots",
    ]


def test_markdown_with_a_few_commands_for_spaces_is_no_latex() -> None:
    assert not sources()["tex"].sniff(
        "x.md", "## Writing\n\n" + "*Ropes and knots*\\hfill 2021\\\nJournal of Lamps 12, 3-4\n\n" * 4
    )

"""The reader of LaTeX gives what pylatexenc's parser gives, or leaves the text to it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sources import _latex
from kg.sources._latex_reader import NotRead, read

ATOMS = (
    "e", "x ", "A", " ", "é", "word ", "\n", "--", "---", "``", "''", "!`", "-", "'", "~", "%", "&", "#", "[a]", "*", r"\'", r"\"", r"\^", r"\c ",
    r"\v", r"\i", r"\o", r"\ss ", r"\L{}", r"\alpha ", r"\&", r"\%", r"\_", r"\{", r"\,", r"\ ", r"\\", r"\-", r"\unheardof ", r"\quad ",
    r"\TeX ", r"\LaTeX", r"\slash", r"\em ", r"\/",
    r"\cite{a,b}", r"\ref{x}", r"\dots", r"\(", r"\)", r"\[", r"\]", r"\item ", r"\o²", "\n\n",
    r"\begin{itemize}", r"\end{itemize}", r"\begin{enumerate}", r"\end{enumerate}", r"\begin{align*}", r"\end{align*}", r"\frac 12",
)  # fmt: skip
COMMANDS = (
    "", r"\'", r"\"", r"\c", r"\u ", r"\emph", r"\textbf", r"\text", r"\frac{a}", r"\nicefrac {b} ", r"\sqrt", r"\sqrt[3]", r"\mathbf", r"\mathcal",
    r"\overline", r"\url", r"\footnote", r"\hat", r"\texttt", r"\label", r"\cite", r"\href{x}", r"\mbox", r"\textsuperscript", r"\enquote", r"\ensuremath", r"\title", r"\hspace",
)  # fmt: skip


def group(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.one_of(st.sampled_from(ATOMS), inner), max_size=4).map("".join)
    return st.tuples(st.sampled_from(COMMANDS), parts).map(lambda pair: f"{pair[0]}{{{pair[1]}}}")


LATEX = st.lists(
    st.one_of(st.sampled_from(ATOMS), st.recursive(st.sampled_from(ATOMS), group, max_leaves=8)), max_size=6
).map("".join)


@settings(max_examples=400, deadline=None)
@given(LATEX)
def test_what_is_read_is_what_the_parser_reads(text: str) -> None:
    """Accents, signs, styles, fractions, groups and formulas come out the same; for the rest the reader refuses."""
    with suppress(NotRead):
        assert read(text) == _latex._parsed(_latex._PLAIN.sub(_latex._escaped, text))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\emph{a} \textbf{b {c}}", "a b c"),
        (r"\frac{1}{2} and \sqrt{x}", "1/2 and √(x)"),
        (r"\'{\i} \'\i \"{ou}", "í íöü"),
        (r"``a''---b~c", "“a”—b\xa0c"),
        (r"see \cite{a, b}.", "see <cit.>."),
        (r"O\(\log n\)", r"O\(\log n\)"),
        (r"\unheardof{a}", None),
        (r"{\unheardof unknown} \begin{x}a\end{x}", None),
        (r"{\LaTeX} and \TeX in 1990{\textendash}95", "LaTeX and TeX in 1990–95"),
        (r"\BibTeX{} and\slash or {\em E. coli\/}", "BibTeX and/or E. coli"),
        (r"\textquotedblleft a\textquotedblright{} \textsection 5 \ldots{} \textcopyright\,b", "“a” §5 … © b"),
        (r"Kit\texttrademark{} and Kit\textregistered{} at 5\,\textdegree C", "Kit™ and Kit® at 5 °C"),
        (
            r"CO\textsubscript{2}, 10\textsuperscript{-3}, the 1\textsuperscript{st} of \texttt{kg}",
            "CO₂, 10⁻³, the 1st of kg",
        ),
        (r"{\textless}i{\textgreater} \enquote{a} R\&D", "<i> “a” R&D"),
        (r"\begin{itemize} \item a \item \emph{b}\end{itemize}", " \n  * a \n  * b"),
        (r"so \begin{align*}\{\frac 12\}\end{align*}", "so \n\\begin{align*}\\{\\frac 12\\}\\end{align*}\n"),
    ],
)
def test_commands_of_bibliographies_are_read(latex: str, expected: str | None) -> None:
    """The usual commands need no parser; an unknown one is told."""
    assert read(latex) == expected


@pytest.mark.parametrize(
    "latex",
    [
        "{a",
        "a}",
        r"\begin{x}a\end{x}",
        r"\begin{itemize}{a\end{itemize}}",
        r"\begin{itemize}[a]b\end{itemize}",
        r"\item[a] b",
        r"\'\c{e}",
        r"\emph a",
        r"\frac{1}2",
        "\\",
        r"\( {",
        r"\today",
    ],
)
def test_what_is_not_read_is_refused(latex: str) -> None:
    """Open groups, most environments, arguments without braces and what changes from day to day are the parser's."""
    with pytest.raises(NotRead):
        read(latex)


@pytest.mark.parametrize("latex", [r"\'{\title} \verb|a|", r"{\'\href} \verb|a|"])
def test_where_the_parser_raises_the_text_stays(latex: str) -> None:
    """Some commands of pylatexenc raise where their arguments are missing."""
    assert _latex.to_unicode(latex) == latex


def test_a_long_text_is_read_where_no_parser_is_needed() -> None:
    """Only what the parser must read has a limit of length."""
    text = r"\emph{a} " * 100_000
    assert _latex.to_unicode(text) == "a " * 100_000
    assert _latex.to_unicode(text + r"\begin{x}\end{x}") == text + r"\begin{x}\end{x}"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"{\'a} for $a_{\'a}$ and $$b\'{b}$$", r"á for $a_{\'a}$ and $$b\'{b}$$"),
        (r"\emph{5 \$ a} and \$b", "5 $ a and $b"),
        (r"\emph{a} \$ $\alpha$", r"a $ $\alpha$"),
    ],
)
def test_formulas_stay_and_escaped_signs_begin_none(latex: str, expected: str) -> None:
    """What stands between two dollar signs is left as it is, whether or not another one is escaped."""
    assert _latex.to_unicode(latex) == expected

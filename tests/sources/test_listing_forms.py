"""Entries that no full stop parts, the owner a list implies, sections that list no works, entries over the end of a page."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import sources
from kg.sources._listing_forms import FORMS
from kg.sources._listing_lines import Line
from kg.sources._listing_sections import is_other_heading, owner_among, owner_of


def records(text: str, source: str = "listing") -> list[Record]:
    """What a source reads of a text; the account must close."""
    items, account = read_text(sources()[source], text, "x.txt")
    assert account.closes
    return [item for item in items if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("form", "text", "title", "names"),
    [
        ("names, title", "A. Holm, B. Lund, Ropes, knots and time, J. Knots 12, 1 (2019)", "Ropes, knots and time", ["A. Holm", "B. Lund"]),
        ("title, names", "Ropes and time, Ann Holm and Bo Lund, Knot Studies, 2019", "Ropes and time", ["Ann Holm", "Bo Lund"]),
        ("quoted", "“Ropes and time” (with Bo Lund), Knot Studies, 2019", "Ropes and time", ["Bo Lund"]),
        ("owned", "Ropes and time. Joint with B. Lund and C. Moe. J. Knots 12 (2019), 1-9.", "Ropes and time", ["B. Lund", "C. Moe"]),
        ("lines", "Ropes and Time\nwith Bo Lund\nKnot Studies, 2019", "Ropes and Time", ["Bo Lund"]),
        ("names: title", "Ann Holm, Bo Lund: Ropes and Time", "Ropes and Time", ["Ann Holm", "Bo Lund"]),
    ],
)  # fmt: skip
def test_each_form_finds_title_and_names(form: str, text: str, title: str, names: list[str]) -> None:
    """An entry is taken apart by its own form."""
    taken = FORMS[form](text, 0)
    assert taken is not None
    assert taken.names is not None
    assert text[slice(*taken.title)] == title
    assert [name.printed for name, _, _ in taken.names.names] == names


@pytest.mark.parametrize("form", ["names, title", "title, names", "owned"])
def test_what_a_sentence_ends_in_is_no_title_between_commas(form: str) -> None:
    """An entry whose parts full stops part is of none of these forms."""
    assert FORMS[form]("A. Holm, B. Lund. Ropes and time. They hold, Mostly. Knot Studies, 2019", 0) is None


def test_the_owner_of_a_page_is_an_author_of_what_names_only_others() -> None:
    """Whose page it is says its first line; that he is an author is said with less confidence and a remark."""
    text = (
        "Ann Holm\nDepartment of Knots\n\nPapers\n\nRopes and time (with Bo Lund), J. Knots 12 (2019), 1-9.\n"
        "Slow ropes, J. Knots 13 (2020), 21-40.\nWho ties? (with C. Moe), to appear in J. Knots.\n"
    )
    found = records(text)
    assert [[display(one.name) for one in each.work.contributions] for each in found] == [
        ["Ann Holm", "Bo Lund"], ["Ann Holm"], ["Ann Holm", "C. Moe"],
    ]  # fmt: skip
    assert all("owner-implied" in [remark.code for remark in each.remarks] for each in found)
    assert found[0].confidence["contributions"] < 0.9


@pytest.mark.parametrize(
    "heading", ["Teaching", "AWARDS AND HONOURS", "5.5  Vorträge", "Talks (2019-2021)", "Prix et distinctions"]
)
def test_a_heading_of_other_sections_is_known(heading: str) -> None:
    """Headings in several languages, numbered or not, begin sections that list no works."""
    assert is_other_heading(Line(0, "\n", heading + "\n"))


@pytest.mark.parametrize("heading", ["Journal papers", "Working Papers", "2019", "Teaching Machines to Tie Knots"])
def test_other_lines_begin_no_such_section(heading: str) -> None:
    """Headings of works, years and titles do not."""
    assert not is_other_heading(Line(0, "\n", heading + "\n"))


@pytest.mark.parametrize(
    "line", ["Publications of Ann Holm", "Ann Holm's publications", "Dr. Ann Holm", "Curriculum Vitae - Ann Holm"]
)
def test_the_owner_is_found_in_the_first_lines(line: str) -> None:
    """A name alone, or in a heading, is whose page it is."""
    owner = owner_of([Line(0, "", line + "\n")])
    assert owner is not None
    assert display(owner) == "Ann Holm"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("List of Publications: Jane Q. Fenwick", "Jane Q. Fenwick"),
        ("Publications – Jane Q. Fenwick", "Jane Q. Fenwick"),
        ("Jane Q. Fenwick - Publications", "Jane Q. Fenwick"),
        ("JANE Q. FENWICK – PUBLICATIONS", "Jane Q. Fenwick"),
        ("LISTE DES PUBLICATIONS – Émilie Lefèvre-Dubois", "Émilie Lefèvre-Dubois"),
        ("Publications list of Jane Q. Fenwick", "Jane Q. Fenwick"),
        ("Schriftenverzeichnis Prof. Dr. A. B. Weidmann", "A. B. Weidmann"),
        ("Publikationsliste von Dr. Karl Weidmann", "Karl Weidmann"),
        ("Curriculum Vitae — Jane Q. Fenwick", "Jane Q. Fenwick"),
        ("Jane Q. Fenwick, Ph.D. – Curriculum Vitae", "Jane Q. Fenwick"),
        ("Publications (Jane Q. Fenwick)", "Jane Q. Fenwick"),
        ("Publications by Jane Q. Fenwick 1990–2020", "Jane Q. Fenwick"),
    ],
)
def test_the_owner_is_found_in_the_heading_of_the_list(line: str, name: str) -> None:
    """Before or behind what the list is called, in plain text and in the title of a web page."""
    for owner in (owner_of([Line(0, "", line + "\n")]), owner_among([line])):
        assert owner is not None
        assert display(owner) == name


@pytest.mark.parametrize(
    "line",
    [
        "Publications: Department of Knots", "Publications – Institute of Marine Research", "Harbour Project – Publications",
        "Publications – Journal of Knots", "Acta Mathematica – Publications", "Publications – Max Planck Society",
        "Publications - Conference Proceedings", "List of Publications: Journal Articles", "Publications of the Harbour Consortium",
        "Schriftenverzeichnis Lehrstuhl Informatik", "Curriculum Vitae – Academic Positions", "Schriftenverzeichnis Prof. Dr.",
    ],
)  # fmt: skip
def test_no_institute_project_or_journal_owns_a_list(line: str) -> None:
    """A heading that names one, or says what is listed, names no owner."""
    assert owner_of([Line(0, "", line + "\n")]) is None
    assert owner_among([line]) is None


@pytest.mark.parametrize(
    ("heading", "entry", "found"),
    [
        ("Publications – Zorvath Quillimer", "1. Z. Quillimer, Slow ropes, J. Knots 13, 2020.", True),
        ("Publications – Zorvath Quillimer", "1. Quillimer, Z.: Slow ropes. J. Knots 13, 2020.", True),
        ("Publications – Horizon Ropeland", "1. A. Holm, Ropes of Ropeland, J. Knots 13, 2020.", False),
    ],
)
def test_words_that_may_be_a_name_own_a_list_in_which_they_stand(heading: str, entry: str, found: bool) -> None:
    """Two words with neither a title, an initial nor a known given name are a person's if the entries print them as a name."""
    lines = [Line(0, "", heading + "\n"), Line(len(heading) + 1, "", entry + "\n")]
    assert (owner_of(lines) is not None) == found


def test_the_end_of_a_page_parts_no_entry() -> None:
    """The number of a page and the head of the next are left over, and the entry goes on behind them."""
    text = (
        "1. A. Holm and B. Lund. Ropes and time. Knot Studies, 12:1-9, 2019.\n2. B. Lund. Slow ropes. In Proceedings of the\n\n7\n\n"
        "Ann Holm - CV\n\nConference on Knots, pages 1-9, 2020.\n3. A. Holm and B. Lund. Who ties? Knot Studies, 13:1-9, 2021.\n"
    )
    assert [each.work.title for each in records(text)] == ["Ropes and time", "Slow ropes", "Who ties?"]


def test_latex_gives_the_places_of_the_source() -> None:
    """What is read of LaTeX stands where the pieces say, with its commands in it."""
    text = (
        "\\begin{thebibliography}{9}\n\\bibitem{a} A.~Holm and B.~L\\'evy, \\emph{Ropes that remember}, J. Knots \\textbf{12} (2019), 1--9.\n"
        "\\bibitem{b} B.~L\\'evy, \\emph{Slow ropes}, J. Knots \\textbf{13} (2020), 21--40.\n\\end{thebibliography}\n"
    )
    first, second = records(text, "tex")
    assert [display(one.name) for one in first.work.contributions] == ["A. Holm", "B. Lévy"]
    assert [text[p.start : p.end] for p in first.pieces if p.field == "title"] == ["Ropes that remember"]
    assert [text[p.start : p.end] for p in second.pieces if p.field == "contributions[0]"] == ["B.~L\\'evy"]
    assert (second.work.volume, second.work.pages, second.work.dates[0].value) == ("13", "21–40", "2020")


def test_whole_references_are_no_titles_above_names() -> None:
    """Lines that begin with names are references, one a line, though one that begins with two names could be the names below a title."""
    text = (
        "J. Holm, A. Lund, Bitter ropes in stored oil, Knot Studies, 2021, 339, 128\n"
        "A. Lund, D. Okoro, J. Holm, Foam of ropes and what destroys it, Journal of Knots, 2020, 285, 110\n"
        "J. Holm and D. Okoro, Why does my rope split, Journal of Ropes, 2019, 50, 401-409\n"
        "D. Okoro, A. Lund, Smoke of blends of tar, Journal of Tar, 2018, 12, 1-9\n"
    )
    assert [each.work.title for each in records(text)] == [
        "Bitter ropes in stored oil",
        "Foam of ropes and what destroys it",
        "Why does my rope split",
        "Smoke of blends of tar",
    ]


def test_names_before_a_colon_are_no_title() -> None:
    """Few German entries, each below a heading of its own, are read by the order of their parts."""
    text = (
        "Institut\n\n5.1  Beiträge in Zeitschriften\n\nHolm, K.; Lund, S.: Vom Kriechen der Seile. In: Seiltechnik 93 (2016), Nr. 4, S. 221–229.\n"
        "Okoro, F.; Holm, K.; Lund, U.: Risse im Teer. In: Journal of Ropes 74 (2016), S. 655–664.\n\n"
        "5.2  Dissertationen\n\nOkoro, Florian: Vom langen Halt der Knoten. Dissertation, Technische Universität Hafenstadt, 2016.\n"
    )
    found = records(text)
    assert [each.work.title for each in found] == [
        "Vom Kriechen der Seile",
        "Risse im Teer",
        "Vom langen Halt der Knoten",
    ]
    assert [display(one.name) for one in found[2].work.contributions] == ["Florian Okoro"]


def test_authors_of_a_collaboration_and_a_collaboration_alone() -> None:
    """For whom the authors wrote is none of their names; a collaboration may stand in place of names; a letter and a volume are two things."""
    text = (
        "[1] B. Holm et al. (Harbour Collaboration and Pier Collaboration), Observation of waves from a buoy, Phys. Rev. Lett. 116, 061102 (2016).\n"
        "[2] HARBOUR Collaboration, Observation of a new tide in the search for the old one, Phys. Lett. B 716 (2012) 1.\n"
        "[3] C. Lund, G. Okoro and E. Holm, Coulomb excitation of knots, Phys. Lett. B650, 233 (2007)\n"
        "[4] M. Lund, J.-N. Holm, A universality in ropes, JHEP 06 (2007) 061.\n"
    )
    found = records(text)
    names = [[display(one.name) for one in each.work.contributions] for each in found]
    assert names == [
        ["B. Holm"],
        ["HARBOUR Collaboration"],
        ["C. Lund", "G. Okoro", "E. Holm"],
        ["M. Lund", "J.-N. Holm"],
    ]
    assert [each.work.title for each in found][:2] == [
        "Observation of waves from a buoy",
        "Observation of a new tide in the search for the old one",
    ]
    assert (found[2].work.venues[0].name, found[2].work.volume) == ("Phys. Lett. B", "650")


def test_labels_of_sections_number_entries() -> None:
    """ "ACL-1.", "TH-1." begin entries and are no part of them."""
    text = (
        "ACL-1. Holm Y., Lund C. et Okoro A. (2019). Dérive des cordes en baie. Revue des cordes, vol. 351, n° 4, p. 289-298.\n"
        "ACL-2. Lund C., Holm S. (2019). Ropes seen from a ferry. Journal of Ropes, 221, 55-66.\n"
        "TH-1. Holm S. (2019). Instrumentation du littoral. Thèse de doctorat, Université de la Baie.\n"
    )
    assert [each.work.title for each in records(text)] == [
        "Dérive des cordes en baie",
        "Ropes seen from a ferry",
        "Instrumentation du littoral",
    ]


def test_an_owner_who_is_not_known_leaves_the_authors_incomplete() -> None:
    """Without a name on the page the co-authors are not said to be all authors."""
    text = (
        "PAPERS\n\n* (with E. Lund) Idempotents in rings of rope, Israel J. Math. 201 (2014), 1-9.\n"
        "* (with E. Lund and S. Okoro) Zero divisors that are hard to find, Proc. Amer. Math. Soc. 147 (2019), 1877-1889.\n"
        "* On rings with few knots, J. Algebra 488 (2017), 211-226.\n"
    )
    assert [(len(each.work.contributions), each.work.authors_truncated) for each in records(text)] == [
        (1, True),
        (2, True),
        (0, False),
    ]


def test_a_subtitle_behind_a_question_is_no_venue() -> None:
    """The venue of an entry stands behind the names, on the same line or the next."""
    text = (
        "Marta Holm\n\nPublications\n\nWho Pays for the Rope? Incidence of Local Levies (with Jonas Lund)\nJournal of Public Economics, 2021\n\n"
        "Rope Ceilings and the Churn of Tenants\nRegional Science and Urban Economics, 2020\n\n"
        "Do Mayors Read the Knots? Evidence from a Strike, 2022 (with Teresa Okoro)\n\n"
        "Paying to Queue (with Jonas Lund), 2023. Revise and resubmit, American Economic Journal: Applied Economics\n"
    )
    found = records(text)
    assert [each.work.title for each in found] == [
        "Who Pays for the Rope? Incidence of Local Levies",
        "Rope Ceilings and the Churn of Tenants",
        "Do Mayors Read the Knots? Evidence from a Strike",
        "Paying to Queue",
    ]
    assert [[venue.name for venue in each.work.venues] for each in found[:3]] == [
        ["Journal of Public Economics"],
        ["Regional Science and Urban Economics"],
        [],
    ]


def test_a_year_ends_its_line_and_the_owner_may_be_alone() -> None:
    """Working papers whose year stands before a line on how far they are; a title above its journal has the owner as only author."""
    text = """Ann Author

Working Papers

Ferry Fares and the Price of Bread (with B. Builder), 2023
Revise and resubmit, Journal of Harbour Economics
Abstract: Fares fall and bread does not.

Who Pays the Pilot? (with Cy Carter and Dee Dunmore), 2022

Publications

Minimum Depths and Harbour Growth (with Cy Carter)
Journal of Harbour Economics, 2021, 199, 104399

Moorings in Low Water
Tidal Economics, 2019, 58, 77-92
"""
    works = [one.work for one in records(text)]
    assert [(one.title, [date.value for date in one.dates], [venue.name for venue in one.venues]) for one in works] == [
        ("Ferry Fares and the Price of Bread", ["2023"], []),
        ("Who Pays the Pilot?", ["2022"], []),
        ("Minimum Depths and Harbour Growth", ["2021"], ["Journal of Harbour Economics"]),
        ("Moorings in Low Water", ["2019"], ["Tidal Economics"]),
    ]
    assert [display(one.name) for one in works[3].contributions] == ["Ann Author"]

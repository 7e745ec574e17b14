"""Lists under headings in words that are not known: each stretch that is a list by itself is read as one."""

from __future__ import annotations

from kg.sources._listing_people import people
from tests.sources.test_listing_pages import read

CV = (
    "Doc. Ann HOLM\nKatedra lan a uzlů\n\nVzdělání\nIng.\tMoře\t2003\nPh.D.\tLana\t2008\n\n"
    "A. Rukopisy otištěné v seriálech\n\n"
    'A1. A. Holm, B. Lund, and C. Moe, "Ropes that remember the load," Knot Studies, vol. 12, no. 4, pp. 11-22, Jul. 2021.\n'
    'A2. C. Moe and A. Holm, "A review of splices," Journal of Moorings, vol. 8, Art. no. 106, 2020.\n\n'
    "B. Předneseno a otištěno ve sbornících\n\n"
    'B1. B. Lund, A. Holm, "Rust on chains," in Proc. 2022 Tidal Conference, Bergen, 2022, pp. 1-5.\n'
    'B2. A. Holm, C. Moe, "Buoys at night," 11th Symposium on Moorings, 2019, pp. 88-92.\n\n'
)
OTHERS = (
    "Talks held abroad and at home\n\n"
    'C1. A. Holm, B. Lund, "Whither rope?", Tidal Colloquium, Bergen, 2020.\n'
    'C2. A. Holm, C. Moe, "Knots, a plea", Harbour Seminar, Vigo, 2018.\n'
)


def test_a_list_under_an_unknown_heading_is_one() -> None:
    """Labels of a letter and a number mark the entries; what stands above and between them is none."""
    assert read(CV) == [
        ("Ropes that remember the load", ["A. Holm", "B. Lund", "C. Moe"], "2021", "Knot Studies"),
        ("A review of splices", ["C. Moe", "A. Holm"], "2020", "Journal of Moorings"),
        ("Rust on chains", ["B. Lund", "A. Holm"], "2022", "Proc. 2022 Tidal Conference"),
        ("Buoys at night", ["A. Holm", "C. Moe"], "2019", "11th Symposium on Moorings"),
    ]


def test_what_a_heading_says_of_talks_is_no_list_of_works() -> None:
    """The words around it are not known, but one of them is that of a section that lists no works."""
    assert read(CV + OTHERS) == read(CV)


def test_the_last_initials_end_the_names() -> None:
    """The full stop behind the last of several names with initials alone is no part of it."""
    found = people("Holm A, Lund-Moe B, Falk K.")
    assert found is not None
    assert [name.printed for name, _, _ in found.names] == ["Holm A", "Lund-Moe B", "Falk K"]
    dotted = people("Holm A., Falk K.")
    assert dotted is not None
    assert [name.printed for name, _, _ in dotted.names] == ["Holm A.", "Falk K."]


PROFILE = (
    "Knots Scholar\nSign In\nCreate Free Account\nAnn Holm\nPublications\nCiting Authors\nReferenced Authors\nCo-Authors\nHas PDF\n"
    "Slow ropes for deep harbours\nAnn Holm, Bo Lund\nPhysics\nKnot Studies\n14 February 2022\n172\nHighly Influential\n[PDF]\nSave\nCite\n"
    "Splicing genomes\nBo Lund, Ann Holm, +6 authors C. Moe\nBiology\nJournal of Moorings\n2021\n96\nSave\nCite\n"
    "Rust seen from above\nAnn Holm\nPhysics\n2018\n12\nSave\nCite\n"
    "What do chains remember?\nC. Moe, Ann Holm\nPhysics\nTides\n2017\nSave\nCite\nAbout\nSign Up\n"
)


def test_a_section_that_lists_no_works_has_no_heading_in_a_menu() -> None:
    """ "Co-Authors" among the tabs of a profile heads nothing; who is named with others may be named alone."""
    assert read(PROFILE) == [
        ("Slow ropes for deep harbours", ["Ann Holm", "Bo Lund"], "2022", "Knot Studies"),
        ("Splicing genomes", ["Bo Lund", "Ann Holm", "C. Moe"], "2021", "Journal of Moorings"),
        ("Rust seen from above", ["Ann Holm"], "2018", ""),
        ("What do chains remember?", ["C. Moe", "Ann Holm"], "2017", "Tides"),
    ]

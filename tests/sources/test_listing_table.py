"""Tables with tabs between their cells, below a row of the names of their columns."""

from __future__ import annotations

from tests.sources.test_listing_pages import read

FACULTY = (
    "Faculty Profile\nName:\tDr. A. Holm\nDate of Joining:\t07.06.2009\n\nDetails of Journal Publications\n\n"
    "S.No\tAuthor(s)\tTitle of the Paper\tName of the Journal\tVol / Issue / Page\tMonth & Year\tIndexing\n"
    "1\tA. Holm, B. Lund\tSlow Ropes for Deep Harbours\tKnot Studies\t82 / 14 / 210-234\tJune 2023\tSCIE\n"
    "2\tB. Lund, A. Holm, C. Moe\tRust on Chains\tJournal of Moorings\t\t2018\tScopus, IF: 2.0\n\n"
    "Details of Conference Publications\n\nS.No\tAuthor(s)\tTitle of the Paper\tName of the Conference\tPlace\tDate\n"
    "1\tA. Holm, C. Moe\tSplices in Winter\tTidal Conference on Ropes\tBergen\t25-26 March 2022\n\n"
    "Guest Lectures Delivered\n1\tKnots: Hands on\tTidal workshop\tVigo\t12.01.2021\n"
)
SPANISH = (
    "Eva Sol Prado\n\nAño\tTítulo\tRevista\tCoautores\n2021\tCabos lentos para puertos hondos\tRevista de Nudos\tAna Ruiz, Luis Moe\n"
    "2019\tNudos que recuerdan\tAnales de Amarras\tLuis Moe\n"
)


def test_the_names_of_columns_say_what_cells_hold() -> None:
    """Two tables of one page; what stands below a heading of lectures has no names of columns and is no list of works."""
    assert read(FACULTY) == [
        ("Slow Ropes for Deep Harbours", ["A. Holm", "B. Lund"], "2023", "Knot Studies"),
        ("Rust on Chains", ["B. Lund", "A. Holm", "C. Moe"], "2018", "Journal of Moorings"),
        ("Splices in Winter", ["A. Holm", "C. Moe"], "2022", "Tidal Conference on Ropes"),
    ]


def test_columns_have_names_in_other_languages() -> None:
    """Year, title, journal and co-authors in Spanish, in another order; the owner of the page is an author."""
    assert read(SPANISH) == [
        ("Cabos lentos para puertos hondos", ["Eva Sol Prado", "Ana Ruiz", "Luis Moe"], "2021", "Revista de Nudos"),
        ("Nudos que recuerdan", ["Eva Sol Prado", "Luis Moe"], "2019", "Anales de Amarras"),
    ]


def test_a_table_of_talks_is_no_list_of_works() -> None:
    """It names neither authors nor where something appeared."""
    text = "Title\tPlace\tDate\nKnots and their users\tBergen\t2021\nRopes by night\tVigo\t2019\nOn hemp alone\tOslo\t2018\n"
    assert read(text) == []

"""Lists of works copied from portals of Pure, in the languages they are met in."""

from __future__ import annotations

from tests.sources.test_listing_pages import read

ENGLISH = (
    "Skip to main content\nHome\nProfiles\nProjects\nResearch output\nPrizes\nAnn Holm\nResearch output (58)\nActivities (12)\n2023\n"
    "Slow ropes, melting knots: a survey among sailors\n"
    "Holm, A., Lund, B. R., Okafor, K. & Moe, C., 14 Jul 2023, In: Journal of Moorings. 80, 7, p. 388-395 8 p.\n"
    "Research output: Contribution to journal › Article › Research › peer-review\nOpen Access\nFile\nRopes\n100%\n3 Citations (Scopus)\n"
    "Splices in winter\nMoe, C. & Holm, A., Mar 2023, (E-pub ahead of print) In: Knot Studies.\n"
    "Research output: Contribution to journal › Article › Research › peer-review\n2022\n"
    "Chains: a handbook\nHolm, A. (ed.) & Falk, E. (ed.), 2022, Bergen: Tidal Press. 214 p.\nResearch output: Book/Report › Anthology › Education\n"
    "Light on deck\nHolm, A. & van Oort, J., 1 Oct 2022, Work at Sea. Kessler, U. (ed.). Springer, p. 121-140 20 p.\n"
    "Research output: Chapter in Book/Report/Conference proceeding › Book chapter › Research › peer-review\n1 Citation (Scopus)\n"
)
GERMAN = (
    "Trossen im Winter\nHolm, A. & Lund, B., 3 Mai 2021, in: Zeitschrift für Knoten. 12, 3, S. 41-52 12 S.\n"
    "Publikation: Beitrag in Fachzeitschrift › Artikel › Forschung › Begutachtung\n\n"
    "Gespleißte Leinen\nLund, B., 2019, Bergen: Universität Bergen. 163 S.\nPublikation: Qualifizierungsarbeit › Dissertation\n"
)


def test_names_with_a_date_stand_between_title_and_kinds() -> None:
    """Journals stand behind "In:", collections before their editors; the tabs of the portal are no sections."""
    assert read(ENGLISH) == [
        ("Slow ropes, melting knots: a survey among sailors", ["A. Holm", "B. R. Lund", "K. Okafor", "C. Moe"], "2023", "Journal of Moorings"),
        ("Splices in winter", ["C. Moe", "A. Holm"], "2023", "Knot Studies"),
        ("Chains: a handbook", ["A. Holm", "E. Falk"], "2022", ""),
        ("Light on deck", ["A. Holm", "J. van Oort"], "2022", "Work at Sea"),
    ]  # fmt: skip


def test_portals_print_it_in_their_language() -> None:
    """Kinds are told by the marks between them."""
    assert read(GERMAN) == [
        ("Trossen im Winter", ["A. Holm", "B. Lund"], "2021", "Zeitschrift für Knoten"),
        ("Gespleißte Leinen", ["B. Lund"], "2019", ""),
    ]


def test_arrows_alone_are_no_kinds() -> None:
    """The path of a page has the same marks, and no names with a date above."""
    assert read("Home: Research › Groups › Ropes\nNews: Press › Archive\nA text about knots\nHolm, A., B. Lund\n") == []

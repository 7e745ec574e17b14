"""Where the name of a venue and the year of an entry stand in what the tagger of pages found."""

from __future__ import annotations

import pytest

from kg.sources._learned_dates import left_year, take_date, year_before
from kg.sources._learned_record import _book_numbers
from kg.sources._learned_venues import arxiv, is_bibcode, is_code, name_of
from kg.sources._listing_lines import Draft
from kg.sources._listing_tail import Tail


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in Hydrobiologia volume 740 issue 1 on pages 59 to 72", "in Hydrobiologia"),
        ("BioResources. Roč.", "BioResources"),
        ("Harbour Studies 25.2", "Harbour Studies"),
        ("Hafenblätter 79, S.", "Hafenblätter"),
        ("Liman Mecmuası, C.", "Liman Mecmuası"),
        ("Accepted at Harbour Economics", "Harbour Economics"),
        ("Harbour Studies XLIV.", "Harbour Studies"),
        ("Harbour Magazine Mar 2022", "Harbour Magazine"),
        ("The Harbour Courier, Dec.", "The Harbour Courier"),
        ("Paper presented at the 3rd Conference on Tides", "3rd Conference on Tides"),
        ("C]// 海港论文集.", "海港论文集."),
        ("共著　2016年5月　精密工学会誌", "精密工学会誌"),
        ("32 OJLS 501", "OJLS"),
        ("Proc. 5th Int. Conf. Fish Telemetry, Arendal.", "Proc. 5th Int. Conf. Fish Telemetry"),
        ("Angew. Chem. Int. Ed.", "Angew. Chem. Int. Ed."),
        ("Mnemonica ser. IV 14", "Mnemonica ser. IV"),
        ("Trabajo y mar en el siglo XX.", "Trabajo y mar en el siglo XX."),
        ("The War of 1812", "The War of 1812"),
        ("Research Handbook on Trade (L.", "Research Handbook on Trade"),
        ("*Coastal Wellbeing*", "Coastal Wellbeing"),
    ],
)
def test_the_name_of_a_venue_stands_between_other_words(text: str, name: str) -> None:
    """Labels, numbers, months, places and marks before and behind it are none of it; what is of it stays."""
    start, end = name_of(text, 0, len(text))
    assert text[start:end] == name


def test_a_bracket_behind_a_name_is_of_it() -> None:
    """Segments end before the bracket that closes a place or an acronym."""
    text = "Occup Med (Lond) 12"
    start, end = name_of(text, 0, text.index(")"))
    assert text[start:end] == "Occup Med (Lond)"


def test_initials_of_the_last_author_are_no_name() -> None:
    """Only where the names before it begin with the family name: else "J." is of the journal."""
    text = "Y. Org. Synth. Lett."
    assert text[name_of(text, 0, len(text), "Park, E.-H.; Adjei").start :] == "Org. Synth. Lett."
    assert name_of(text, 0, len(text), "A. Smith").start == 0


def test_codes_and_preprints() -> None:
    """A code of ADS is no name, and arXiv stands before the number of a preprint."""
    assert is_bibcode("2023MNRAS.519.9912M")
    assert not is_bibcode("Harbour Studies")
    text = "arXiv preprint arXiv:1910.09912"
    found = arxiv(text, 0, len(text))
    assert found
    assert (found["name"], found["id"]) == ("arXiv", "1910.09912")


def years(draft: Draft) -> list[str]:
    return [one.value for one in draft.work.dates]


@pytest.mark.parametrize(
    "text",
    ["2023MNRAS.519..912M", "3  2017arXiv171109999Q   2017/11   cited: 2", "math.AT/0211998", "cond-mat/9903991"],
)
def test_codes_name_no_venue(text: str) -> None:
    """The codes of ADS with what stands beside them, and old numbers of arXiv."""
    assert is_code(text)
    assert not is_code("Harbour Studies 2017 and/or 2018")


@pytest.mark.parametrize("text", ["2024-06", "(2024/06)", "01/05/2024", "1-gen-2024"])
def test_a_date_in_digits_is_one(text: str) -> None:
    """It is not read as pages or a volume."""
    draft = Draft("article")
    assert take_date(draft, text, 0, (0, len(text)), False)
    assert years(draft) == ["2024"]


def test_an_old_year_is_one_where_there_is_no_other() -> None:
    """A number such as 1667 is a year where the entry holds none."""
    for others, found in ((True, []), (False, ["1667"])):
        draft = Draft("article")
        take_date(draft, "1667", 0, (0, 4), others)
        assert years(draft) == found


@pytest.mark.parametrize(("text", "found"), [("Zürich 2011 (Diss. Bern 2010)", ["2011"]), ("2011, 2012", [])])
def test_the_one_year_that_was_left(text: str, found: list[str]) -> None:
    """Years behind words in brackets are of something else; where several stand, none is taken."""
    draft = Draft("article")
    draft.left_at("rest", 0, len(text))
    left_year(draft, text, 0)
    assert years(draft) == found


def test_the_year_before_an_entry() -> None:
    """It stands where the number of an entry would."""
    text = "Works\n1983. Ferries without timetables"
    draft = Draft("article")
    year_before(draft, text, 0, text.index("Ferries"))
    assert years(draft) == ["1983"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISBN: 9783161484100, 2017", ["9783161484100"]),
        ("978-3-16-148410-0 (hbk)", ["9783161484100"]),
        ("ISBN 978-3-16-148410-1", []),
        ("12, 9783-97", []),
    ],
)
def test_numbers_of_books_are_taken_where_a_stretch_begins_with_one(text: str, found: list[str]) -> None:
    """Only with a right check digit."""
    draft = Draft("article")
    assert _book_numbers(Tail(draft, text, 0), text, 0, len(text)) == bool(found)
    assert [one.value.replace("-", "") for one in draft.work.identifiers] == found


@pytest.mark.parametrize("text", ["", ", ", "(--", " . "])
def test_a_stretch_without_letters_names_no_venue(text: str) -> None:
    """What is left of a stretch may be marks alone."""
    draft = Draft("article")
    Tail(draft, text, 0).venue(0, len(text))
    assert not draft.work.venues

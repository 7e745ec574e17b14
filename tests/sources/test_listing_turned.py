"""Pages whose names have the family name first without a comma."""

from __future__ import annotations

import pytest

from kg.names import display, fold, split
from kg.records import Contribution, Record, Work
from kg.sources._listing_turned import TABLE, in_order, sections
from tests.sources.test_listing_pages import read


def page(*works: str, owner: str = "") -> tuple[list[str], str]:
    """The names of works, each a list of names with semicolons, in reading order, and that of the owner of their page."""
    records = [
        Record(
            0,
            1,
            Work("article", contributions=[Contribution(split(one), i) for i, one in enumerate(many.split("; "), 1)]),
        )
        for many in works
    ]
    items, found = in_order(records, split(owner) if owner else None)
    its = [one for one in items if isinstance(one, Record)]
    return ["; ".join(display(one.name) for one in record.work.contributions) for record in its], (
        display(found) if found else ""
    )


TURNED = [
    (["Holmgaard Solveig; Brekkstad Trygve"], ["Solveig Holmgaard; Trygve Brekkstad"]),
    (["DEMİRHAN OKÇU ŞÜKRAN; IŞIKLI NECATİ"], ["ŞÜKRAN DEMİRHAN OKÇU; NECATİ IŞIKLI"]),
    (
        ["Carduner-Vic Solène; Maubec Jean-Luc", "Maubec Jean-Luc"],
        ["Solène Carduner-Vic; Jean-Luc Maubec", "Jean-Luc Maubec"],
    ),
    (["Kádvölgyi Anna Mária; van der Hoop Marieke"], ["Anna Mária Kádvölgyi; Marieke van der Hoop"]),
    (["Иваненко Ольга; Петрук Тарас"], ["Ольга Иваненко; Тарас Петрук"]),
]


@pytest.mark.parametrize(("works", "want"), TURNED)
def test_two_people_show_that_the_family_name_is_first(works: list[str], want: list[str]) -> None:
    """Names that end in a known given name and do not begin with one, of two people at least."""
    assert page(*works)[0] == want


@pytest.mark.parametrize(
    "works",
    [
        ["Ngozi James", "Kim Thomas; Maria Martin"],
        ["Holmgaard Solveig", "Holmgaard Solveig"],
        ["Chinedu Emmanuel; Adaobi Samuel", "Obinna David"],
        ["Priya Suresh; Meena Ramesh"],
        ["Maria Sandor; Reto Claudia"],
        [
            "Holmgaard Solveig; Brekkstad Trygve; Aseksund Oddvar",
            *["Anna Lindqvist; Peter Keller; Claudia Huber"] * 2,
            "Erik Dahlin",
        ]
        + [f"{given} Holt" for given in ("Zoe", "Ines", "Greta", "Marta", "Franz", "Werner", "Olga", "Paula")],
        ["Solveig Holmgaard; Trygve Brekkstad"],
        ["Adichie Ngozi; Okeke Obi"],
        ["Wang Wei; Zhang Lei"],
        ["S. Holmgaard; Brekkstad Trygve"],
    ],
)
def test_nothing_is_turned_where_the_page_does_not_show_it(works: list[str]) -> None:
    """One person, names that are both, names that speak against it: all stay as they are printed."""
    assert page(*works)[0] == works


def test_a_page_may_show_it_in_other_ways() -> None:
    """By its owner in the other order, by the family name with initials, and by initials behind the family names."""
    assert page("Adichie Ngozi; Okeke Obi", owner="Ngozi Adichie")[0] == ["Ngozi Adichie; Obi Okeke"]
    assert page("Ngozi Adichie; Obi Okeke", owner="Ngozi Adichie")[0] == ["Ngozi Adichie; Obi Okeke"]
    assert page("N. Brekkstad; O. Holm", "Brekkstad Trygve")[0][1] == "Trygve Brekkstad"
    assert page("Brekkstad N.; Holm O.", "Ravnsund Trygve")[0][1] == "Trygve Ravnsund"


def test_the_owner_is_turned_with_the_works() -> None:
    """The heading of the page has the name in the same order."""
    assert page("Holmgaard Solveig; Brekkstad Trygve", owner="Brekkstad Trygve")[1] == "Trygve Brekkstad"
    assert page("Holmgaard Solveig; Brekkstad Trygve", owner="Trygve Brekkstad")[1] == "Trygve Brekkstad"


def test_works_that_speak_against_it_stay_on_a_mixed_page() -> None:
    """Works in another language have the given name first."""
    mixed = [
        "Holmgaard Solveig; Brekkstad Trygve",
        "Solveig Holmgaard; Trygve Brekkstad",
        "Solveig Holmgaard; Claudia Huber",
    ]
    assert page(*mixed)[0] == ["Solveig Holmgaard; Trygve Brekkstad", *mixed[1:]]


def test_capitals_are_the_family_name() -> None:
    """Of two people, or before a given name; not where others have the family name in capitals last."""
    assert page("ÖZGÜNLER Tufan; Naci Işık")[0] == ["Tufan ÖZGÜNLER; Naci Işık"]
    assert page("QALLUNI Vevu; TREMLO Osk")[0] == ["Vevu QALLUNI; Osk TREMLO"]
    assert page("QALLUNI Vevu")[0] == ["QALLUNI Vevu"]
    assert page("IBM Claudia; Claudia HUBER")[0] == ["IBM Claudia; Claudia HUBER"]
    assert page("DE LA VIGNE Jean")[0] == ["Jean DE LA VIGNE"]


def test_a_list_is_read_so() -> None:
    """From the text of a page to the names."""
    text = """Publikationen

Holmgaard Solveig, Brekkstad Trygve: Der Zaun am Hafen. In: Hafenrecht 12 (2019), S. 3-9.
Brekkstad Trygve: Die Mole und ihr Wärter. In: Hafenrecht 13 (2020), S. 31-44.
Holmgaard Solveig: Seile und Siegel im Archiv. In: Hafenrecht 14 (2021), S. 101-119.
"""
    assert {name for one in read(text) for name in one[1]} == {"Solveig Holmgaard", "Trygve Brekkstad"}


def test_the_table_holds_folded_words_once() -> None:
    """Each word is folded and stands under one heading; the file is small."""
    text = TABLE.read_text("utf-8")
    words = [word for part in sections(text).values() for word in part]
    assert len(words) == len(set(words)) > 4000
    assert all(fold(word) == word for word in words)
    assert len(text) < 60_000

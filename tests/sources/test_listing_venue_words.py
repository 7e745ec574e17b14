"""Words before the names of venues, numbers behind them, and names of publishers."""

from __future__ import annotations

import pytest

from kg.sources._listing_venue_words import is_press, names_none, trimmed


@pytest.mark.parametrize(
    ("printed", "name", "fields"),
    [
        ("came out in the Harbour Review", "Harbour Review", {}),
        ("resubmit to Nat Tides", "Nat Tides", {}),
        ("Paper presented at the 3rd Conference on Tides", "3rd Conference on Tides", {}),
        ("в журнале Гавань и море", "Гавань и море", {}),
        ("teoksessa Suomen satamat", "Suomen satamat", {}),
        ("for the Journal of Harbours", "Journal of Harbours", {}),
        ("Okonjo B. Journal of Harbours", "Journal of Harbours", {}),
        ("J Harb Res 31:e3999", "J Harb Res", {"volume": "31", "pages": "e3999"}),
        ("Harbour History xvi", "Harbour History", {"volume": "xvi"}),
        ("Наш језик LIII/2", "Наш језик", {"volume": "LIII"}),
        ("Keel ja Meri 57/8–9", "Keel ja Meri", {"volume": "57"}),
        ("Bot.Not.125:310-322,1972", "Bot.Not.", {"volume": "125", "pages": "310-322", "year": "1972"}),
        ("DALTON HARB 2015 44 1190", "DALTON HARB", {"year": "2015", "volume": "44", "pages": "1190"}),
        ("Vacuum & Tides (Nov. 2011)", "Vacuum & Tides", {"year": "2011"}),
        ("Sci Total Tides³", "Sci Total Tides", {}),
        ("Trop Med Harb Health[AR2].", "Trop Med Harb Health", {}),
        ("Slavic Harbours in", "Slavic Harbours", {}),
        ("Harbour Notes 1891", "Harbour Notes", {"volume": "1891"}),
        ("Caucasian Harbours 2.1–39", "Caucasian Harbours", {"volume": "2", "pages": "1–39"}),
        ("92 Fordham Law Review", "Fordham Law Review", {}),
        ("58–79 of Machines at Work", "Machines at Work", {}),
        ("In book: Harbours in the Small", "Harbours in the Small", {}),
        ("Coin & Tides. June.", "Coin & Tides", {}),
        ("Harbour Blog on 4 May", "Harbour Blog", {}),
        ("Зоопарки мира. №", "Зоопарки мира", {}),
        ("Tides [cited 3 times]", "Tides", {}),
    ],
)
def test_the_name_stands_without_them(printed: str, name: str, fields: dict[str, str]) -> None:
    found = trimmed(printed)
    assert printed[found.start : found.end] == name
    its = {field: printed[start:end] for field, start, end in found.fields}
    assert its == fields


@pytest.mark.parametrize(
    "name",
    [
        "Journal of Harbours",
        "Proceedings of the 12th Conference on Tides 2014",
        "For the Learning of Mathematics",
        "IEEE Trans. Tides",
        "In Harbours",
        "Phys. Rev. B",
        "Université Rennes 2",
        "AI Lab Memo 1488",
        "Ecología Austral del Mar",
        "Nature",
        "The Review of Tides",
        "Opt. Comm.",
        "Archives of Asian Art",
        "Astronomical Data Analysis Software and Systems V",
        "La Revue de médecine interne",
        "Review: Literature and Arts of the Americas",
        "Source: Notes in the History of Art",
        "Signs A Journal of Women in Culture and Society",
        "for the learning of mathematics",
        "ISMIR (Miami 2011)",
        "Learned Publishing",
        "Printed Circuit Design",
        "Software",
        "Print",
    ],
)
def test_names_of_venues_stay_as_they_are(name: str) -> None:
    assert trimmed(name) == (0, len(name), ())
    assert not names_none(name)
    assert not is_press(name)


@pytest.mark.parametrize(
    "name", ["Corwin Press", "Nobelya Yayın", "UAS Press (book)", "Editura Marea", "東西出版社", "Издательство Гавань"]
)
def test_publishers_are_told_by_their_words(name: str) -> None:
    assert is_press(name)


@pytest.mark.parametrize(
    "name",
    [
        "Detroit Free Press",
        "The Press",
        "Journal of Press History",
        "Press & Society Review",
        "Pittsburgh Press",
        "Learned Publishing",
    ],
)
def test_newspapers_and_journals_are_no_publishers(name: str) -> None:
    assert not is_press(name)


@pytest.mark.parametrize(
    "name",
    [
        "same",
        "trans.",
        "Hgg.",
        "BOOKLET",
        "Working paper",
        "1 Feb 2023 · Ada Brix",
        "10.5066/P9ABCD99",
    ],
)
def test_what_names_no_venue(name: str) -> None:
    assert names_none(name)

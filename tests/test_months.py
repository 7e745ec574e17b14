"""Names of months in many languages."""

from __future__ import annotations

import pytest

from kg.months import month
from kg.sources._claimed import dated


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("March", 3), ("mar", 3), ("März", 3), ("marzo", 3), ("mars", 3), ("марта", 3), ("Sept.", 9), ("okt", 10), ("décembre", 12), ("MAY", 5),
        ("maggio", 5), ("sierpnia", 8), ("října", 10), ("listopadu", 11), ("Ekim", 10), ("kesäkuuta", 6),
    ],
)  # fmt: skip
def test_a_month_is_known_in_the_languages_of_europe(word: str, number: int) -> None:
    assert month(word) == number


@pytest.mark.parametrize("word", ["magazine", "ju", "", "winter", "vol", "ma", "the"])
def test_other_words_are_no_month(word: str) -> None:
    assert month(word) is None


@pytest.mark.parametrize("word", ["list", "List", "Pro", "marke", "novel", "mari"])
def test_words_that_begin_like_a_month_are_none(word: str) -> None:
    assert month(word) is None


@pytest.mark.parametrize(("word", "number"), [("juin", 6), ("juil", 7), ("Sept", 9), ("szept.", 9), ("févr.", 2)])
def test_usual_abbreviations_count(word: str, number: int) -> None:
    assert month(word) == number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("March/April 2019", "2019-03"), ("Mar-Apr 2019", "2019-03"), ("2019 Mar-Apr", "2019-03"), ("Enero-Junio 2019", "2019-01"),
        ("31 May–2 June 2019", "2019-05-31"), ("31 May to 2 June 2019", "2019-05-31"), ("May 31 – June 2, 2019", "2019-05-31"),
        ("12-15 March 2019", "2019-03-12"), ("28 Dec 2018 - 3 Jan 2019", "2018-12-28"), ("2020 (May 2019)", "2020"),
        ("Price List 2019", "2019"), ("Marine Biology 2019", "2019"), ("2019 Mai 3", "2019-05-03"), ("2019. május 3.", "2019-05-03"),
        ("1er mai 2019", "2019-05-01"), ("31 June 2019", "2019-06"), ("3/4/2019", "2019"), ("2019-03-04", "2019-03-04"), ("n.d.", None),
    ],
)  # fmt: skip
def test_of_a_range_the_first_part_is_the_date(printed: str, value: str | None) -> None:
    assert dated(printed) == value

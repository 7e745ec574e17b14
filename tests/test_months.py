"""Names of months in many languages."""

from __future__ import annotations

import pytest

from kg.months import month


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

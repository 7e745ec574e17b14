"""Names in stretches that are held to be names."""

from __future__ import annotations

import pytest

from kg.sources._learned_names import names


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Okonjo B 2017", ["Okonjo B"]),
        ("5- B. Okonjo, S. Aalto", ["B. Okonjo", "S. Aalto"]),
        ("w/ Sunniva Aalto", ["Sunniva Aalto"]),
        ("& S. Aalto, B. Okonjo", ["S. Aalto", "B. Okonjo"]),
        ("Bram Okonjo MD, PhD; Sunniva Aalto RN", ["Bram Okonjo", "Sunniva Aalto"]),
        ("Okonjo B+, Aalto S*.", ["Okonjo B", "Aalto S"]),
        ("OKONJO, Bram – AALTO, Sunniva.", ["OKONJO, Bram", "AALTO, Sunniva"]),
        ("Okonjo/Aalto/Brix", ["Okonjo", "Aalto", "Brix"]),
        ("Okonjo.", ["Okonjo"]),
        ("Bram Okonjo\nSunniva Aalto\n[...]\nTeodor Brix", ["Bram Okonjo", "Sunniva Aalto", "Teodor Brix"]),
        ("Okonjo, BR (Okonjo, B. R.); Aalto, S (Aalto, S.)", ["Okonjo, BR", "Aalto, S"]),
    ],
)
def test_what_stands_among_names_is_passed_over(text: str, printed: list[str]) -> None:
    """Numbers, marks, degrees, years and full forms are no parts of names, and each name stands where it says."""
    found = names(text)
    assert found is not None
    assert [name.printed for name, _, _ in found.names] == printed
    assert [text[start:end].rstrip(".") for _, start, end in found.names] == [name.rstrip(".") for name in printed]


@pytest.mark.parametrize(
    "text", ["", "12, 3 (2019)", "a study of small ports", "and how they came to be, in 3 parts", "*" * 50]
)
def test_what_is_no_list_of_names_is_none(text: str) -> None:
    """Numbers and words without capitals are no names."""
    assert names(text) is None


def test_long_stretches_cost_no_more_than_others() -> None:
    """Marks, blanks and brackets by the thousand are given up."""
    for text in ("(" * 5000, "Okonjo " * 2000, ", " * 4000, "A-" * 4000, "w/ " * 3000):
        names(text)

"""Names in stretches that are held to be names."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.records import Record
from kg.sources._learned_families import with_families
from kg.sources._learned_names import names, throughout
from kg.sources._listing_lines import Draft


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
    ("text", "read"),
    [
        ("V Okonjo, M Aalto-Brix, OR Vega", ["V Okonjo", "M Aalto-Brix", "OR Vega"]),
        ("Brix, J., S. Aalto, Ž. Okonjo", ["J. Brix", "S. Aalto", "Ž. Okonjo"]),
        ("Brix-Vega B., Aalto Sz., Okonjo M.", ["B. Brix-Vega", "Sz. Aalto", "M. Okonjo"]),
        ("BRIX (T.) et AALTO (S.", ["T. BRIX", "S. AALTO"]),
        ("Bram Okonjo, S. Aalto … T. Brix", ["Bram Okonjo", "S. Aalto", "T. Brix"]),
        ("_Okonjo TG_, Aalto KB", ["TG Okonjo", "KB Aalto"]),
        ("AFD01 OKONJO-BRIX, Vratislav", ["Vratislav OKONJO-BRIX"]),
        ("MR1234567 Reviewed Okonjo, B.; Aalto, S. W.", ["B. Okonjo", "S. W. Aalto"]),
        ('"Okonjo Vega, Xoán & Aalto, M.', ["Xoán Okonjo Vega", "M. Aalto"]),
        ("Okonjo-Brix M1, Aalto BT2, Vega P1.", ["M Okonjo-Brix", "BT Aalto", "P Vega"]),
        ("Okonjo M(1), Aalto D, Vega P(2", ["M Okonjo", "D Aalto", "P Vega"]),
        (
            "Okonjo S, Aalto M, Vega F; HARBOUR investigators.",
            ["S Okonjo", "M Aalto", "F Vega", "HARBOUR investigators"],
        ),
        ("Okonjo S., M. Aalto (G) and B. Brix", ["S. Okonjo", "M. Aalto", "B. Brix"]),
        ("Dr Bram Okonjo and the Rev. S. Aalto", ["Bram Okonjo", "S. Aalto"]),
        ("Okonjo, B. & Aalto, S. K., sep.", ["B. Okonjo", "S. K. Aalto"]),
        ("Okonjo, Brix & Aalto 2019", ["Okonjo", "Brix", "Aalto"]),
        ("Ó hOkonjo, Peadar.", ["Peadar Ó hOkonjo"]),
        ("Ministry of Small Harbours", ["Ministry of Small Harbours"]),
        ("О. Бабич, П. Смоляк [и др.", ["О. Бабич", "П. Смоляк"]),
        ("۱- نیک‌سرشت، بابک؛ صدر، ن.", ["بابک نیک‌سرشت", "ن. صدر"]),
        ("سعاد النجار ومصطفى جاد الكريم", ["سعاد النجار", "مصطفى جاد الكريم"]),
        ("กมลพร เจริญวัฒนา และ สมชาย ใจกล้า.", ["กมลพร เจริญวัฒนา", "สมชาย ใจกล้า"]),
        ("रिज़वाना ख़ातून के साथ", ["रिज़वाना ख़ातून"]),
        ("For another view see Thomas G. Okonjo and Ingrid Aalto", ["Thomas G. Okonjo", "Ingrid Aalto"]),
        ("S. Okonjo, P. Aalto-Brix   June", ["S. Okonjo", "P. Aalto-Brix"]),
    ],
)
def test_names_are_read_part_by_part(text: str, read: list[str]) -> None:
    """In any mixture of forms, in any script, behind labels and words of respect; each name stands where it is printed."""
    found = names(text)
    assert found is not None
    assert [display(name) for name, _, _ in found.names] == read
    assert [name.printed for name, _, _ in found.names] == [text[start:end] for _, start, end in found.names]


@pytest.mark.parametrize(
    "text",
    [
        "Okonjo B, Aalto M, Brix",
        "Okonjo B. Soto. Vol. 3",
        "See how Harbours grew, in 3 parts",
    ],
)
def test_names_that_were_cut_are_left(text: str) -> None:
    """A family name whose initials stand elsewhere is not taken for a whole name among others."""
    assert names(text) is None


def _record(text: str) -> Record:
    found = names(text)
    assert found is not None
    draft = Draft("article")
    draft.authors_in(text, 0, found)
    return draft.record()


def test_family_names_alone_are_told_by_the_page() -> None:
    """A word before the comma here and behind it there is a family name; where the page tells nothing a pair stays one name."""
    page = [_record(one) for one in ("Okpara-Sund, Aaltoson", "Brixlund, Okpara-Sund")]
    with_families(page)
    assert [[display(one.name) for one in record.work.contributions] for record in page] == [
        ["Okpara-Sund", "Aaltoson"],
        ["Brixlund", "Okpara-Sund"],
    ]
    assert [(one.start, one.end) for one in page[0].pieces] == [(0, 11), (11, 12), (13, 21)]
    other = [_record("Okpara-Sund, Aaltoson"), _record("Brixlund, Veganor")]
    with_families(other)
    assert [display(one.name) for record in other for one in record.work.contributions] == [
        "Aaltoson Okpara-Sund",
        "Veganor Brixlund",
    ]


@pytest.mark.parametrize(
    "text", ["", "12, 3 (2019)", "a study of small ports", "and how they came to be, in 3 parts", "*" * 50]
)
def test_what_is_no_list_of_names_is_none(text: str) -> None:
    """Numbers and words without capitals are no names."""
    assert names(text) is None


def test_long_stretches_cost_no_more_than_others() -> None:
    """Marks, blanks and brackets by the thousand are given up."""
    for text in (
        "Okonjo (" * 300,
        "A. " * 900,
        "Okonjo " * 400,
        "see a " * 400 + "Okonjo",
        "a" * 2900,
        " " * 2900 + "x",
        "Okonjo, B.; " * 200,
        "(" * 5000,
        "Okonjo " * 2000,
        ", " * 4000,
        "A-" * 4000,
        "w/ " * 3000,
    ):
        names(text)


def test_white_space_without_end_parts_no_names() -> None:
    """What stands far apart is no list of names, and is not looked at again and again."""
    assert throughout("Ann Holm" + " " * 12_000 + "and Bo Lund") is None
    assert throughout("Ann Holm, " * 2_000) is None

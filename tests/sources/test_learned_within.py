"""Names in stretches that hold more than names."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.sources._learned_names import names


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("author = {Okonjo, Bram and Aalto, Sunniva},", ["Bram Okonjo", "Sunniva Aalto"]),
        ("@article{ok2019, author={Okonjo, Bram}", ["Bram Okonjo"]),
        ("Okonjo, Bram\n%A Aalto, Sunniva", ["Bram Okonjo", "Sunniva Aalto"]),
        ('Okonjo B";"Aalto S', ["B Okonjo", "S Aalto"]),
        ("II.3 B. Okonjo, S. Aalto-Brix", ["B. Okonjo", "S. Aalto-Brix"]),
        ("Vol 55 Okonjo B, Aalto-Brix S", ["B Okonjo", "S Aalto-Brix"]),
        ("OKONJO 2005a = B. Okonjo", ["B. Okonjo"]),
        ("paper w/ B. Okonjo", ["B. Okonjo"]),
        ("with B. Okonjo-Brix), in", ["B. Okonjo-Brix"]),
        ("Bram Okonjo. pdf | talk", ["Bram Okonjo"]),
        ("Congratulations to Bram Okonjo", ["Bram Okonjo"]),
        ("our student Sunniva Aalto has shown that ropes rot", ["Sunniva Aalto"]),
        ("soạn chung với Mai Thị Hảo", ["Mai Thị Hảo"]),
        ("me & Sunniva Ní Aalto", ["Sunniva Ní Aalto"]),
        ("Bram Okonjo, Sunniva Aalto and me", ["Bram Okonjo", "Sunniva Aalto"]),
        ("Bram Okonjo  Sunniva Aalto  Filip Brix", ["Bram Okonjo", "Sunniva Aalto", "Filip Brix"]),
        ("C. Okonjo. B. Aalto", ["C. Okonjo", "B. Aalto"]),
        ("苗若云（第一作者", ["苗若云"]),
        ("함석주 ‥‥‥ 7", ["함석주"]),
        ("okonjo, m p; aalto, c", ["m p okonjo", "c aalto"]),
        ("with r. okonjo and m. aalto", ["r. okonjo", "m. aalto"]),
        ("ღვინჯილია-ბერიშვილი ნ., ნ. ღვინჯილია", ["ნ. ღვინჯილია-ბერიშვილი", "ნ. ღვინჯილია"]),
        ("R.Okonjo.", ["R. Okonjo"]),
        ("R.Okonjo, P.Aalto and W.E.Brix-Bey", ["R. Okonjo", "P. Aalto", "W.E. Brix-Bey"]),
        ("Okonjo B (Bram Okonjo), Aalto S (Sunniva Aalto)", ["B Okonjo", "S Aalto"]),
        ("Okonjo+Aalto", ["Okonjo", "Aalto"]),
        ("OKONJO, with AALTO", ["OKONJO", "AALTO"]),
        ("Mr Okonjo, Dr Aalto", ["Okonjo", "Aalto"]),
        ("Okonjo B, Aalto S\nArticle", ["B Okonjo", "S Aalto"]),
        ("刘芷晴（第一作者）、马骁（通讯作者）", ["刘芷晴", "马骁"]),
    ],
)
def test_what_is_no_name_is_passed_over(text: str, read: list[str]) -> None:
    """Fields, labels, bullets, brackets and words of sentences; each name stands where it is printed."""
    found = names(text)
    assert found is not None
    assert [display(name) for name, _, _ in found.names] == read
    assert [name.printed for name, _, _ in found.names] == [text[start:end] for _, start, end in found.names]


@pytest.mark.parametrize(
    "text",
    [
        "the Okonjo review",
        "Okonjo on",
        "Bram Okonjo and her husband Leo",
        "a study of small ports",
        "idem",
        "Ders.",
        "The instrument paper is by Aalto, not by Sunniva Brix",
        "aalto-brix",
    ],
)
def test_where_names_would_be_passed_over_none_is_read(text: str) -> None:
    """Words that may be names, a word for the authors above, and small words that nothing shows to be a name."""
    assert names(text) is None


def test_who_wrote_the_page_is_said_to_be_missing() -> None:
    """The word for the owner is no name, and the list of authors is not whole without it."""
    found = names("me & Sunniva Aalto")
    assert found is not None
    assert found.truncated

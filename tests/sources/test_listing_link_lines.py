"""Lines of link labels, badges above titles, and the fields of a volume above its papers."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources
from kg.sources._listing_link_lines import is_link_line
from tests.sources.test_listing_pages import read

PAGE = """publications

2024
ICLR
Reading Ropes with Transformers
Anna Holm*, Bo Lund*, and Cy Moe
In The Twelfth International Conference on Learning Representations, 2024
Abs PDF Code Poster

arXiv
Mooring Language Models at Scale
Bo Lund, and Anna Holm
arXiv preprint arXiv:2402.00001, 2024
Abs arXiv Code

2023
ACL
Knots in Parse Trees: A Closer Look
Cy Moe, and Anna Holm
In Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics, Jul 2023
Abs DOI PDF
JMLR
Tides as Priors
Anna Holm, Dora Stone, and Eli Reef
Journal of Machine Learning Research, Mar 2023
Abs HTML
"""
VOLUME = """Proceedings of the 61st Annual Meeting of the Association for Knots (Volume 1: Long Papers)
Ann Editor, Bo Editor (Editors)
Anthology ID:
2023.knots-long
Month:
July
Year:
2023
Address:
Toronto, Canada
Venue:
KNOTS
Publisher:
Association for Knots

pdf bib abs
Knots in Parse Trees
Cy Moe | Anna Holm

pdf bib abs
Reading Ropes with Transformers: A Study
Anna Holm | Bo Lund | Cy Moe

pdf bib abs
Tides as Priors
Bo Lund | Dora Stone
"""


@pytest.mark.parametrize(
    "text",
    [
        "Abs PDF Code Poster",
        "pdf bib abs",
        "[abs][Download PDF]",
        "PDF Cite Code Dataset Slides DOI",
        "Paper | Code | Video",
    ],
)
def test_lines_of_labels(text: str) -> None:
    """Two labels and more, in brackets or between bars or without."""
    assert is_link_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "arXiv preprint",
        "PDF",
        "Code and Data",
        "Press and Media",
        "Paper Talk",
        "Abstract Data Types",
        "arXiv preprint arXiv:2402.00001",
    ],
)
def test_lines_that_may_say_more(text: str) -> None:
    """One word, a venue, a title."""
    assert not is_link_line(text)


def test_labels_part_the_works_of_a_page() -> None:
    """No work runs into the next one, and the short name above a title is no part of it."""
    assert [one[:2] for one in read(PAGE)] == [
        ("Reading Ropes with Transformers", ["Anna Holm", "Bo Lund", "Cy Moe"]),
        ("Mooring Language Models at Scale", ["Bo Lund", "Anna Holm"]),
        ("Knots in Parse Trees: A Closer Look", ["Cy Moe", "Anna Holm"]),
        ("Tides as Priors", ["Anna Holm", "Dora Stone", "Eli Reef"]),
    ]
    assert [one[2] for one in read(PAGE)] == ["2024", "2024", "2023", "2023"]


def test_labels_are_furniture_and_nothing_is_lost() -> None:
    """The account closes, and no line of labels is rejected or left over."""
    items, account = read_text(sources()["listing"], PAGE, "x.txt")
    assert account.closes
    left = [PAGE[one.start : one.end] for one in items if not isinstance(one, Record)]
    assert not [one for one in left if "Abs" in one]


def test_the_short_name_above_a_title_is_the_venue_of_a_work_without_another() -> None:
    """A page that shows nothing else of where its works appeared."""
    text = "\n\n".join(f"{venue}\n{title}\n{names}" for venue, title, names in (
        ("ICLR", "Reading Ropes with Transformers", "Anna Holm, Bo Lund, Cy Moe"),
        ("NeurIPS", "Mooring Language Models at Scale", "Bo Lund, Anna Holm"),
        ("ACL", "Knots in Parse Trees: A Closer Look", "Cy Moe, Anna Holm"),
    ))  # fmt: skip
    assert [(one[0], one[3]) for one in read(f"2024\n\n{text}\n")] == [
        ("Reading Ropes with Transformers", "ICLR"),
        ("Mooring Language Models at Scale", "NeurIPS"),
        ("Knots in Parse Trees: A Closer Look", "ACL"),
    ]


def test_fields_of_a_volume_are_no_works() -> None:
    """The papers are of the volume that the first line names; its place and publisher are none."""
    assert read(VOLUME) == [
        (title, names, "2023", "Proceedings of the 61st Annual Meeting of the Association for Knots")
        for title, names in (
            ("Knots in Parse Trees", ["Cy Moe", "Anna Holm"]),
            ("Reading Ropes with Transformers: A Study", ["Anna Holm", "Bo Lund", "Cy Moe"]),
            ("Tides as Priors", ["Bo Lund", "Dora Stone"]),
        )
    ]


def test_labels_beside_names_are_no_part_of_them() -> None:
    """As bioRxiv's pages are copied, without a blank between label and name."""
    text = "".join(
        f"{title}\nView ORCID Profile{first}, Bo Lund, View ORCID Profile{last}\nbioRxiv 2024.03.12.{number}; doi: https://doi.org/10.1101/2024.03.12.{number}\n\n"
        for title, first, last, number in (
            ("Reading ropes with transformers", "Anna Holm", "Cy Moe", "584001"),
            ("Mooring molecules in the membrane", "Dora Stone", "Eli Reef", "584002"),
        )
    )
    assert [one[1] for one in read(text)] == [["Anna Holm", "Bo Lund", "Cy Moe"], ["Dora Stone", "Bo Lund", "Eli Reef"]]
    assert {one[3] for one in read(text)} == {"bioRxiv"}
    _, account = read_text(sources()["listing"], text, "x.txt")
    assert account.closes


def test_a_field_that_goes_on_beyond_labels_is_one() -> None:
    """A line of labels within an abstract is part of it, and the account closes."""
    text = "arXiv:2404.07981 [pdf, other]\nTitle: Reading ropes\nAuthors: Anna Holm\nAbstract: We read ropes\nPDF | Code | Video\nand knots.\n\n"
    _, account = read_text(sources()["listing"], text * 3, "x.txt")
    assert account.closes


RAISED = """Publications

[1] A. Holm$^1$, B. Lund$^{2,*}$, C. Moe$^1$. Tides and their harbours in winter. Journal of Coastal Research, 2019.
[2] B. Lund^2, A. Holm^{1}. Bounds of log^2, and of L^2. Journal of Marine Science, 2018.
[3] B. Lund<sup>2</sup>, A. Holm<sup>*</sup>. Sails of the northern ships. Journal of Marine Science, 2017.
"""


def test_raised_marks_beside_names() -> None:
    """Marks of LaTeX and HTML are no part of names; raised figures of a title stay in it."""
    assert [row[:2] for row in read(RAISED)] == [
        ("Tides and their harbours in winter", ["A. Holm", "B. Lund", "C. Moe"]),
        ("Bounds of log^2, and of L^2", ["B. Lund", "A. Holm"]),
        ("Sails of the northern ships", ["B. Lund", "A. Holm"]),
    ]


LETTERS = """A
Aisyah, Siti Nur (2017) Harbours of the quiet northern coast. Undergraduate (S1) thesis, University of Esbjerg.
Adeyemi, Folasade (2018) Lamps of the northern harbours and their keepers. Journal of Harbours, 11 (1). pp. 1-20.

F
Furqon, Ahmad and Hakim, Lukmanul (2020) Ropes of old ships: new markets? Journal of Harbours, 12 (1). pp. 1-20.

M – Q
Mubarok, M. Husni (2021) Knots that hold in winter. Masters thesis, University of Esbjerg.
"""


def test_letters_of_an_alphabetical_list_are_no_part_of_names() -> None:
    """As EPrints files works under the first letter of the family name."""
    assert [row[1] for row in read(LETTERS)] == [
        ["Siti Nur Aisyah"],
        ["Folasade Adeyemi"],
        ["Ahmad Furqon", "Lukmanul Hakim"],
        ["M. Husni Mubarok"],
    ]
    items, account = read_text(sources()["listing"], LETTERS, "x.txt")
    assert account.closes
    assert not [item for item in items if "A\n" in getattr(item, "text", "")]

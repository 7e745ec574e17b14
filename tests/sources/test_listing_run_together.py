"""Titles that run into the name of the first author, and what OpenReview prints in one run."""

from __future__ import annotations

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources
from tests.sources.test_listing_pages import read

PROCEEDINGS = """Advances in Neural Information Processing Systems 35 (NeurIPS 2022)

Reading Ropes with Transformers Anna Holm, Bo Lund, Carl Moe
Mooring Language Models Peter Stone, Anna Holm
Tides as Priors Maria van der Reef, Anna Holm
Knots in Parse Trees: A Survey of Surveys Paul Sand, Maria van der Reef, Bo Lund
Bends before Hitches David J. Pier, Paul Sand
"""
OPENREVIEW = """Reading Ropes with Transformers
Anna Holm, Bo Lund, Carl Moe
Published: 16 Jan 2024, Last Modified: 11 Mar 2024ICLR 2024 posterEveryoneRevisionsBibTeX
Mooring Language Models
Peter Stone, Anna Holm
Published: 21 Sept 2023, Last Modified: 02 Nov 2023NeurIPS 2023 spotlightEveryoneRevisionsBibTeX
Tides as Priors
Carl Moe, Anna Holm
01 Oct 2022 (modified: 05 May 2023)Submitted to ICLR 2023Readers: Everyone
"""


def test_titles_are_parted_from_the_first_author() -> None:
    """Most titles of the page end in a given name and another word."""
    assert [one[:2] for one in read(PROCEEDINGS)] == [
        ("Reading Ropes with Transformers", ["Anna Holm", "Bo Lund", "Carl Moe"]),
        ("Mooring Language Models", ["Peter Stone", "Anna Holm"]),
        ("Tides as Priors", ["Maria van der Reef", "Anna Holm"]),
        ("Knots in Parse Trees: A Survey of Surveys", ["Paul Sand", "Maria van der Reef", "Bo Lund"]),
        ("Bends before Hitches", ["David J. Pier", "Paul Sand"]),
    ]


def test_authors_keep_their_order_and_place() -> None:
    """The pieces of a record say where each author stands."""
    items, account = read_text(sources()["listing"], PROCEEDINGS, "x.txt")
    assert account.closes
    first = next(one for one in items if isinstance(one, Record))
    assert [one.position for one in first.work.contributions] == [1, 2, 3]
    places = {one.field: PROCEEDINGS[one.start : one.end] for one in first.pieces if one.kind == "mapped"}
    assert [places[f"contributions[{i}]"] for i in range(3)] == ["Anna Holm", "Bo Lund", "Carl Moe"]


def test_a_title_that_ends_in_a_name_is_whole_elsewhere() -> None:
    """One work with a name at its end does not make a list of such."""
    text = "\n".join([
        "Publications", "",
        "Holm, A. (2020). Letters to Anna Holm. Knot Studies, 94, 102-111.",
        "Lund, B. (2019). Rust on chains. Journal of Moorings, 3(1), 1-9.",
        "Moe, C., & Holm, A. (2018). Drift without maps. Tides, 12, 4-8.", "",
    ])  # fmt: skip
    assert read(text)[0][0] == "Letters to Anna Holm"


def test_openreview_says_where_a_paper_was_accepted() -> None:
    """A paper that was only handed in has no venue."""
    assert [one[3] for one in read(OPENREVIEW)] == ["ICLR 2024", "NeurIPS 2023", ""]
    items, account = read_text(sources()["listing"], OPENREVIEW, "x.txt")
    assert account.closes
    works = [one.work for one in items if isinstance(one, Record)]
    assert [one.comments for one in works] == [["poster"], ["spotlight"], []]

"""The year that a page names once for all of its works."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources

_WORKS = """
Okonjo, B., Brix, A.: Ferries without timetables. Journal of Harbours 12(4): 2-11.
Brix, A.: Denning sites of grey seals. Arctic Tides 52: 260-272.
Tremblay, C. & B. Okonjo: What the pilots know. Harbour Review 47(3): 91-102.
Okonjo, B.: Salt in the mortar of piers. Journal of Harbours 12(2): 44-61.
"""


def _years(text: str) -> list[str]:
    items, account = read_text(sources()["listing"], text, "list.txt")
    assert account.closes
    records = [item for item in items if isinstance(item, Record)]
    assert len(records) == 4
    return ["; ".join(date.value for date in one.work.dates) for one in records]


@pytest.mark.parametrize(
    "head",
    [
        "Publications of the institute's staff 1999\n",
        "Institute of Harbours    Annual report 1999    page 41\n\nPapers by members\n",
        "Calendar year 1999, papers\n",
        "Institute of Marine Biology, publications of 1999\n",
        "Papers\n\n1999\n",
        "Papers\n\n1 9 9 9\n",
        "Papers from the eleventh meeting of pilots, Dalton 1999\n",
        "Harbours & Tides 4 (1999) || ISSN 2041-0000\n",
        "Harbour Review 1999/3 (Vol. 49)\n",
        "Accepted papers, 4th workshop on harbours (HARB'99)\n",
        "New papers for Thu, 9 Nov 99\n",
        "Harbour Review, Volume 12 Issue 3, Sept.-1999\n",
    ],
)
def test_the_year_of_the_page_is_that_of_works_without_one(head: str) -> None:
    assert _years(head + _WORKS) == ["1999"] * 4


@pytest.mark.parametrize(
    "head",
    [
        "Publications 1999-2004\n",
        "Papers, last updated 1999\n",
        "Publications 1999\nWorks of 2003\n",
        "Dr. Ada Brix, born 1959\nPublications\n",
        "Reading list for the course of 1999\n",
        "© 1999 Institute of Harbours\nPublications\n",
        "Fellow of the Royal Society (1999)\nPublications\n",
        "Harbour Institute, founded 1987\nPublications\n",
        "PO Box 2015, Dalton\nPublications\n",
        "1950 Quay Road, Dalton\nPublications\n",
        "MA 1999\nPublications\n",
        "Director 2010\nPublications\n",
        "Papers from 1999 on\n",
        "Curriculum vitae 1999\n",
    ],
)
def test_a_range_a_birth_and_two_years_date_nothing(head: str) -> None:
    assert _years(head + _WORKS) == [""] * 4


def test_works_with_years_of_their_own_keep_them_and_give_none_to_others() -> None:
    text = "Publications 1999\n" + _WORKS.replace("12(4): 2-11.", "12(4): 2-11, 1997.")
    assert _years(text) == ["1997", "", "", ""]


def test_the_year_says_where_it_comes_from() -> None:
    items, _ = read_text(sources()["listing"], "Publications 1999\n" + _WORKS, "list.txt")
    record = next(item for item in items if isinstance(item, Record))
    assert [one.code for one in record.remarks] == ["year-from-heading"]
    assert record.confidence["dates"] < 1


def test_a_line_between_works_that_is_no_heading_dates_nothing() -> None:
    parts = _WORKS.strip().splitlines()
    text = "Publications\n\n" + "\n".join([*parts[:2], "Visiting professor, Dalton, 2009", *parts[2:]]) + "\n"
    assert _years(text) == [""] * 4


@pytest.mark.parametrize(
    "form",
    [
        "{} (3)", "{} [3 papers]", "Year: {}", "— {} —", "*** {} ***", "{}:", "({})", "[{}]", "PUBLICATIONS IN {}", "{}年", "In {}", "Papers from {}", "A. {}", "I. {}",
        "1. {}", "▼ {}", "{} ________", "Published in {}", "Jahr {}", "Année {}", "Erschienen {}", "Journal articles, {}", "{} – Journals", "Books {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "layout", ["{names}. {title}. {venue}.\n", '{names}, "{title}," {venue}.\n', "{title}\n{names}\n{venue}\n\n"]
)
def test_a_heading_gives_its_year_to_the_works_below(form: str, layout: str) -> None:
    """In whatever words it says it; those below the next heading have the next year."""
    works = [
        layout.format(title=title, names=names, venue=venue)
        for title, names, venue in (
            ("Ropes that remember the sea", "A. Holm, B. Lund", "Journal of Knots"),
            ("A theory of knots in water", "B. Lund, C. Moe", "Proc. CHI"),
            ("How moorings fail in storms", "C. Moe, A. Holm, D. Stone", "Tide Letters"),
            ("Reading the harbour wall", "A. Holm, E. Reef", "Harbour Review"),
        )
    ]
    text = f"Publications\n\n{form.format(2021)}\n\n{''.join(works[:2])}\n{form.format(2019)}\n\n{''.join(works[2:])}"
    assert _years(text) == ["2021"] * 2 + ["2019"] * 2


@pytest.mark.parametrize("form", ["2018-{}", "Since {}", "{} onwards"])
def test_a_heading_of_several_years_gives_none(form: str) -> None:
    """A span says of no work when it appeared."""
    text = f"Publications\n\n{form.format(2021)}\n{_WORKS}"
    assert _years(text) == [""] * 4


def test_a_year_that_ends_an_entry_heads_nothing() -> None:
    """Right below a line of an entry, with a blank line behind it."""
    text = "Publications\n\n" + "\n\n".join(
        f"{title}\n{names}\n{venue}{year}"
        for title, names, venue, year in (
            ("Ropes that remember the sea", "A. Holm, B. Lund", "Journal of Knots", "\n2019"),
            ("A theory of knots in water", "B. Lund, C. Moe", "Harbour Review", ""),
            ("How moorings fail in storms", "C. Moe, A. Holm, D. Stone", "Tide Letters", "\n2011"),
            ("Reading the harbour wall", "A. Holm, E. Reef", "Journal of Harbours", ""),
        )
    )
    assert _years(text + "\n") == ["2019", "", "2011", ""]


def test_a_year_above_labels_of_links_heads_what_stands_below() -> None:
    """As on a page of the ACL Anthology."""
    entry = "pdf bib abs\n{}\nAnn Holm | Bo Lund\nProceedings of the Conference on Knots\n"
    titles = (
        "Ropes that remember the sea",
        "A theory of knots in water",
        "How moorings fail in storms",
        "Reading the harbour wall",
    )
    works = [entry.format(title) for title in titles]
    assert _years(f"Ann Holm\n2024\n{works[0]}{works[1]}2022\n{works[2]}{works[3]}") == ["2024", "2024", "2022", "2022"]


def test_works_that_are_in_review_have_not_the_year_of_the_heading_above() -> None:
    """A heading that says so ends the year before it; the next year counts again."""
    text = (
        "2022\nMurmuring ropes and collective knots. B. Okonjo, A. Brix. Harbour Papers 19:20-31.\n"
        "Leader and follower ferries. A. Brix, B. Okonjo. Harbour Letters 187:23-31.\n\nIn review\n"
        "Anchors that average out. A. Brix, Z. Holm. Proceedings of the Harbour Society.\n\n"
        "2019\nThe song of lighthouses. Z. Holm, A. Brix. Tides 161:540-552.\n"
    )
    items, account = read_text(sources()["listing"], text)
    assert account.closes, account.faults
    found = {one.work.title: [date.value for date in one.work.dates] for one in items if isinstance(one, Record)}
    assert found["Anchors that average out"] == []
    assert found["Leader and follower ferries"] == ["2022"]
    assert found["The song of lighthouses"] == ["2019"]


def test_a_heading_with_a_year_and_a_year_on_the_line_of_a_work_end_what_is_in_review() -> None:
    """Works below it have their year again."""
    text = (
        "2019\nMurmuring ropes and collective knots. B. Okonjo, A. Brix. Harbour Papers 19:20-31.\n\nIn review\nAnchors that average out. A. Brix, Z. Holm. Proceedings of the Harbour Society.\n\n"
        "Papers 2018\nThe song of lighthouses. Z. Holm, A. Brix. Tides 161:540-552.\n"
    )
    items, _ = read_text(sources()["listing"], text)
    found = {one.work.title: [date.value for date in one.work.dates] for one in items if isinstance(one, Record)}
    assert found["Anchors that average out"] == []
    assert found["The song of lighthouses"] == ["2018"]

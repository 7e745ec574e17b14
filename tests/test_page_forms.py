"""Known pages in other forms, and pages of labelled references: the same works, and each part where it is said to stand."""

from __future__ import annotations

import random

import pytest

from benchmarks import page_citations
from benchmarks.page_forms import Form, pieces_of, whole
from benchmarks.page_variants import Known, known
from tests.test_page_variants import PAGE, ROWS

REFERENCES = [
    [("citation-number", f"[{number}]"), ("author", "Holt, B. and A. Reyes."), ("date", "(2019)."), ("title", f"Ferries of the north, part {number}."),
     ("journal", "Harbour Studies,"), ("volume", "12,"), ("pages", "3-9.")]
    for number in range(1, 15)
]  # fmt: skip


def page() -> Known:
    return known(PAGE, ROWS)  # type: ignore[arg-type]


def parts(one: Known, name: str) -> list[str]:
    return [one.text[each.start : each.end] for each in one.stretches if each.part == name]


def test_the_pieces_are_the_page() -> None:
    assert whole(pieces_of(page()), page()).text == PAGE


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_form_keeps_what_it_lists(seed: int) -> None:
    """Titles stay as they are but for breaks, no entry is lost, and what is no work stays on the page."""
    changed = Form(page(), random.Random(seed)).changed()
    titles = [" ".join(title.replace("-\n", "").split()) for title in parts(changed, "title")]
    assert [title.replace("- ", "") for title in titles] == [
        "Ferries without timetables",
        "Who pays for the lighthouse",
    ]
    assert {each.entry for each in changed.stretches if each.part == "authors"} == {0, 1}
    assert "Harbour Laboratory" in changed.text
    assert "Talks: Okonjo in Lisbon, 2021" in changed.text


def test_forms_differ() -> None:
    """The same page comes in many forms, most of them other than its own."""
    forms = {Form(page(), random.Random(seed)).changed().text for seed in range(40)}
    assert len(forms) > 25


def test_names_are_written_in_one_form() -> None:
    """All names of a page are turned at once."""
    forms = {tuple(parts(Form(page(), random.Random(seed)).changed(), "authors")) for seed in range(80)}
    assert any("O. Marchetti" in first and "B. Okonjo" in second for first, second in forms)
    assert any("MARCHETTI" in first and "OKONJO" in second for first, second in forms)


@pytest.mark.parametrize("seed", range(10))
def test_labelled_references_are_a_page(seed: int) -> None:
    """References that stand beside each other become a list whose parts are labelled as they are."""
    made = page_citations.page(REFERENCES, random.Random(seed))
    titles = parts(made, "title")
    assert 3 <= len(titles) <= 12
    assert all(title.startswith("Ferries of the north, part ") for title in titles)
    assert parts(made, "authors") == ["Holt, B. and A. Reyes."] * len(titles)
    assert made.rows[0][:2] == (titles[0].strip("."), "B. Holt; A. Reyes")
    assert made.rows[0][3] == "Harbour Studies"

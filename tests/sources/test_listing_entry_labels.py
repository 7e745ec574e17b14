"""The labels of entries that were read, where the rest of what stands before them was not."""

from __future__ import annotations

import pytest

from kg.records import Furniture, Item, Record, Reject, Work
from kg.sources._listing_entry_labels import labelled

ENTRY = "A. Holm, Ropes and time, J. Knots 12, 2019."


def parted(above: str, gap: str = " ") -> list[tuple[str, str]]:
    """What becomes of a stretch that was not understood and has an entry right behind it: kinds and texts."""
    text = above + gap + ENTRY
    start = len(above + gap)
    items: list[Item] = [
        Reject(7, 7 + len(above), "not understood"),
        Record(start + 7, start + 7 + len(ENTRY), Work("article")),
    ]
    *found, last = labelled(items, text, 7)
    assert isinstance(last, Record)
    for one in found:
        assert isinstance(one, Reject | Furniture)
    return [(type(one).__name__, text[one.start - 7 : one.end - 7]) for one in found]


@pytest.mark.parametrize(
    "label", ["[1]", "10.", "(3)", "4)", "[Aut19]", "[KL20a]", "A12.", "6.1.", "iv)", "b.", "#7", "• 3.", "ACL-1.", "7"]
)
def test_the_label_of_an_entry_is_furniture(label: str) -> None:
    """Numbers, letters and keys in the ways of lists."""
    assert parted(label) == [("Furniture", label)]


def test_what_stands_above_a_label_is_still_not_understood() -> None:
    """Of a heading and a label only the label is known."""
    found = parted("Department of Knots\nHarbour Road 12\n\n[1]")
    assert found == [("Reject", "Department of Knots\nHarbour Road 12"), ("Furniture", "[1]")]


@pytest.mark.parametrize(
    "text", ["Knots", "Knots 12.", "Room 4", "2019", "(2019)", "Teaching\n2019:", "May 12", "see [1]"]
)
def test_words_and_years_are_no_labels(text: str) -> None:
    """Neither is a number at the end of a line of words."""
    assert parted(text) == [("Reject", text)]


def test_a_number_without_a_mark_is_a_label_on_the_line_of_its_entry_alone() -> None:
    """Above it, it may be the number of a page or how often the work before is cited."""
    assert parted("4", "\n\n") == [("Reject", "4")]
    assert parted("4.", "\n\n") == [("Furniture", "4.")]


def test_white_space_is_nothing_that_was_not_understood() -> None:
    """It is left to the account, as everywhere."""
    assert parted("\n\n", "") == []


def test_a_label_before_something_else_stays() -> None:
    """Only an entry that was read makes its label furniture."""
    items: list[Item] = [Reject(0, 3, "not understood"), Furniture("heading", 4, 9)]
    assert list(labelled(items, "[1] Works", 0)) == items

"""Tables with a label and a value in each row: titles, names, tables within tables, and whose an ISBN is."""

from __future__ import annotations

from typing import Any

import pytest

from kg.reading import LeftOver, read_text
from kg.records import Record, Work
from kg.sources import sources
from kg.sources._claimed import record_of
from kg.sources._html_meta import Claim

SOURCE = sources()["html"]
REST = (("Date", "2019"), ("Publisher", "Tide Press"), ("Place", "Oslo"))


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def works(text: str) -> list[Work]:
    """The works of a text."""
    return [one.work for one in read(text) if isinstance(one, Record)]


def table(*rows: tuple[str, str]) -> str:
    """A table with these rows and some more."""
    return (
        "<table>"
        + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>\n" for label, value in (*rows, *REST))
        + "</table>"
    )


def families(found: Work) -> list[str]:
    """Family names, or the whole name of a body."""
    return [one.name.family or one.name.printed for one in found.contributions]


def test_the_heading_is_the_title_and_an_empty_one_is_none() -> None:
    rows = table(("Author", "Ada Okonjo"), ("Book Title", "Winds"))
    assert [one.title for one in works(f"<h2>Ropes</h2>{rows}<h2>Knots</h2>{rows}")] == ["Ropes", "Knots"]
    items = read(f"<h2>Ropes</h2>{rows}<h2></h2>{rows}")
    assert [one.work.title for one in items if isinstance(one, Record)] == ["Ropes"]
    assert "Tide Press" in [one.text for one in items if isinstance(one, LeftOver)]


def test_each_row_is_one_author_where_the_label_comes_again() -> None:
    names = ("Ada Okonjo", "King, Martin Luther, Jr.", "Ministry of Mud and Sand", "Brix, Jonas")
    [found] = works(table(("Title", "Ropes"), *(("Author", name) for name in names)))
    assert families(found) == ["Okonjo", "King", "Ministry of Mud and Sand", "Brix"]
    king = found.contributions[1].name
    assert (king.printed, king.given, king.suffix) == ("King, Martin Luther, Jr.", "Martin Luther", "Jr.")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("King, Martin Luther, Jr.", ["King"]),
        ("Okonjo, Ada", ["Okonjo"]),
        ("Ministry of Mud and Sand", ["Ministry of Mud and Sand"]),
        ("Okonjo, Ada; Brix, Jonas", ["Okonjo", "Brix"]),
        ("Ada Okonjo and Jonas Brix", ["Okonjo", "Brix"]),
        ("Ada Okonjo, Jonas Brix, Pia Lind", ["Okonjo", "Brix", "Lind"]),
    ],
)
def test_one_row_holds_one_name_or_a_list(printed: str, expected: list[str]) -> None:
    [found] = works(table(("Title", "Ropes"), ("Author", printed)))
    assert families(found) == expected


def test_lists_and_names_of_two_labels_are_all_kept() -> None:
    [found] = works(table(("Title", "Ropes"), ("Author", "Ada Okonjo"), ("Contributors", "Brix, Jonas; Lind, Pia")))
    assert families(found) == ["Okonjo", "Brix", "Lind"]


def test_a_table_within_a_cell_does_not_lose_the_one_around_it() -> None:
    rows = (("Title", "Ropes"), ("Author", "Ada Okonjo"), ("Notes", "<table><tr><td>bound in blue</td></tr></table>"))
    [found] = works(table(*rows))
    assert (found.title, found.publisher, found.comments) == ("Ropes", "Tide Press", ["bound in blue"])
    [outer] = works(
        table(("Title", "Ropes"), ("Author", "Ada Okonjo"), ("Notes", table(("Title", "Knots"), ("Author", "J. Brix"))))
    )
    assert outer.title == "Ropes"


def test_records_within_a_table_of_the_layout_are_found() -> None:
    inner = table(("Title", "Ropes"), ("Author", "Ada Okonjo"))
    assert [one.title for one in works(f"<table><tr><td>{inner}</td><td>x</td></tr></table>")] == ["Ropes"]


def test_what_stands_between_heading_and_table_or_in_other_rows_is_left_over() -> None:
    rows = table(("Author", "Ada Okonjo"), ("DOI", "10.5555/a.1"))
    text = f"<h2>Ropes</h2><p>Out of print</p>{rows.replace('</table>', '<tr><td>Shelf</td><td>B 3</td></tr></table>')}"
    left = [one.text for one in read(text) if isinstance(one, LeftOver)]
    assert left == ["Out of print", "Shelf", "B 3"]


def test_many_tables_within_each_other_cost_linear_time() -> None:
    assert works("<table><tr><th>Title</th><td>x" * 5_000) == []


@pytest.mark.parametrize(
    ("kind", "venue", "own"),
    [
        ("book", "venue.series", True),
        ("book", "venue.journal", True),
        ("conference", "venue.conference", True),
        ("thesis", "venue.series", True),
        ("report", "venue.series", True),
        ("chapter", "venue.book", False),
        ("conference paper", "venue.conference", False),
        ("article", "venue.journal", False),
    ],
)
def test_an_isbn_is_that_of_the_work_or_of_what_it_stands_in(kind: str, venue: str, own: bool) -> None:
    said = [("type", kind), ("title", "Ropes"), (venue, "Winds"), ("isbn", "978-3-16-148410-0")]
    found = record_of([Claim(name, value, i, i + 1, name) for i, (name, value) in enumerate(said)], 0, 9, "tag").work
    assert [[one.value for one in each.identifiers] for each in (found, found.venues[0])] == (
        [["9783161484100"], []] if own else [[], ["9783161484100"]]
    )


def test_an_isbn_is_that_of_the_book_and_not_of_its_series() -> None:
    said = [("type", "chapter"), ("venue.series", "Coasts"), ("venue.book", "Winds"), ("isbn", "978-3-16-148410-0")]
    found = record_of([Claim(name, value, i, i + 1, name) for i, (name, value) in enumerate(said)], 0, 9, "tag").work
    assert [len(one.identifiers) for one in found.venues] == [0, 1]

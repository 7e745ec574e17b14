"""The labels of known pages: whole names of venues, identifiers, years in other digits, lines that stand before titles."""

from __future__ import annotations

from benchmarks.page_labels import page_of, tags, venues_of
from benchmarks.page_variants import known
from benchmarks.pages import Row, right


def labelled(text: str, rows: list[Row]) -> dict[str, str]:
    """The label of each segment of a page, by its words."""
    page, its = page_of(text), known(text, rows)
    labels = tags(page.segments, its.stretches, {number: venues_of(row[3]) for number, row in enumerate(its.rows)})
    return {one.text: label for one, label in zip(page.segments, labels, strict=True)}


def test_the_whole_name_of_a_venue_is_one() -> None:
    """Abbreviations that are parts of a name are of it, and words elsewhere that it has, too, are not."""
    text = "Harbour Papers\n\nFerries without timetables\nAnn Marchetti\nJ. Harbour Stud. 12 (2019) 3-19\n"
    labels = labelled(text, [("Ferries without timetables", "Ann Marchetti", "2019", "J. Harbour Stud.", "")])
    begins = (label for name, label in labels.items() if name.startswith("J."))
    assert next(begins) == "B-venue"
    assert labels["Harbour Papers"] == "O"


def test_identifiers_and_years_in_other_digits_are_of_the_entry() -> None:
    """A number on a line of its own with what it is called, and a year of another calendar."""
    text = "Ferries without timetables\nAnn Marchetti\nHarbour Press\n(۱۳۹۵)\nISBN: 978-3-16-148410-0\n"
    labels = labelled(text, [("Ferries without timetables", "Ann Marchetti", "1395", "", "isbn:978-3-16-148410-0")])
    assert labels["۱۳۹۵"].endswith("rest")
    assert labels["ISBN"].endswith("rest")
    assert labels["978-3-16-148410-0"].endswith("rest")


def test_lines_before_titles_are_of_the_entry_where_most_entries_have_them() -> None:
    """Authors stand above their titles with nothing to part entries: each line of them is of the title below it."""
    works = [("Ferries without timetables", "Olive Marchetti", "2019"), ("A lamp for the lighthouse", "Ben Okonjo", "2020"), ("Ropes in deep water", "Ada Silva", "2021")]  # fmt: skip
    text = "".join(f"{who}\n{title}\nHarbour Papers, {year}\n" for title, who, year in works)
    labels = labelled(text, [(title, who, year, "Harbour Papers", "") for title, who, year in works])
    for title, who, _ in works:
        assert (labels[who], labels[title]) == ("E-authors", "B-title")


def test_identifiers_of_a_row_are_parted_by_semicolons_or_blanks() -> None:
    """Both stand in what pages say."""
    assert right("ids", "doi:10.1/a; pmid:12", "doi:10.1/a pmid:12")
    assert right("ids", "isbn:9783161484100", "isbn:978-3-16-148410-0")
    assert not right("ids", "doi:10.1/a", "doi:10.1/a; pmid:12")

"""The year of an entry that nothing else has taken, and the years that stand before entries on their lines."""

from __future__ import annotations

import pytest

from kg.records import Piece, Record, Work
from kg.sources._listing_lines import lines_of
from kg.sources._listing_margin import before
from kg.sources._listing_year import year_within


def _dated(text: str, title: str, *others: Piece, **fields: str) -> Record:
    """A record of a whole text whose title is known, after the last look for its year."""
    start = text.index(title)
    record = Record(
        0, len(text), Work("article", title), [Piece("mapped", "title", start, start + len(title)), *others]
    )
    for name, value in fields.items():
        setattr(record.work, name, value)
        record.pieces.append(Piece("mapped", name, text.index(value), text.index(value) + len(value)))
    year_within(record, text, 0)
    return record


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Ferries without timetables. Patent RU 2599999 C1, 10.10.2016. Application of 18.06.2015.", "2016"),
        ("Ferries without timetables, ZBJV 153/2017, S. 245 ff.", "2017"),
        ("Ferries without timetables. Dorpat, 1887. 41 S.", "1887"),
        ("Ferries without timetables. Harbour Review 2014-15", "2014"),
        ("Ferries without timetables. Harbour Papers. Web. 11 Nov. 2018.", ""),
        ("Ferries without timetables. Harbour Papers 52, 1665-1671.", ""),
        ("Ferries without timetables. Harbour Papers 12:2014004.", ""),
        ("2021HarbR.911..202P   2021/04   cited: 14\n   Ferries without timetables\n   Okonjo, B.", "2021"),
    ],
)
def test_the_first_year_that_is_no_number_of_something_else_dates_an_entry(text: str, year: str) -> None:
    record = _dated(text, "Ferries without timetables")
    assert [date.value for date in record.work.dates] == ([year] if year else [])
    assert all(a.end <= b.start for a, b in zip(record.pieces, record.pieces[1:], strict=False))


def test_a_volume_that_is_a_year_is_none() -> None:
    record = _dated("Ferries without timetables. Harbour Review, 1894.", "Ferries without timetables", volume="1894")
    assert record.work.dates[0].value == "1894"
    assert record.work.volume is None


def test_two_digits_behind_a_mark_are_a_year_where_nothing_else_is() -> None:
    assert _dated("Dinh '15 Leafcutter ants (Insect Mech)", "Leafcutter ants").work.dates[0].value == "2015"
    assert not _dated("Dinh '15 Ants of '08 (Insect Mech '17)", "Ants of '08").work.dates


def test_a_year_of_a_title_dates_nothing() -> None:
    assert not _dated("The winter of 1976", "The winter of 1976").work.dates


def _before(text: str) -> list[str]:
    """The years before the titles of a page, which stand behind two blanks or more, or what begins in upper case."""
    lines = list(lines_of(text.splitlines(keepends=True)))
    records = []
    for title in ("Ferries", "Salt", "Grey seals"):
        at = text.index(title)
        records.append(Record(at, at + len(title), Work("article", title)))
    return before(records, lines)


@pytest.mark.parametrize(
    ("page", "years"),
    [
        ("(2017) [ref] Ferries\n(2016) [pop] Salt\n(2012) [avh] Grey seals\n", ["2017", "2016", "2012"]),
        ("'34   Ferries\n'36   Salt\n'98   Grey seals\n", ["1934", "1936", "1998"]),
        ("2017  Ferries\n      Salt\n2012  Grey seals\n", ["2017", "2017", "2012"]),
        ("2017  Ferries\n\n      Salt\n2012  Grey seals\n", ["2017", "", "2012"]),
        ("11 Ferries\n12 Salt\n13 Grey seals\n", ["", "", ""]),
    ],
)
def test_years_stand_before_entries_and_in_the_margin_of_those_right_above(page: str, years: list[str]) -> None:
    assert _before(page) == years

"""Years of two digits that all entries of a page have at one place."""

from __future__ import annotations

import pytest

from kg.records import Piece, Record, Work
from kg.sources._listing_lines import lines_of
from kg.sources._listing_short_years import short_years

_TITLES = ("ferries without timetables", "salt in the mortar", "what the pilots know", "denning sites of seals")


def _years(text: str) -> list[str]:
    """The years of the works of a page, of which the titles are known."""
    records = []
    for title in _TITLES:
        start = text.index(title)
        piece = Piece("mapped", "title", start, start + len(title))
        records.append(Record(start, start + len(title), Work("article", title), [piece]))
    return [year for year, _ in short_years(records, list(lines_of(text.splitlines(keepends=True))))]


def _page(form: str, *numbers: str, head: str = "") -> str:
    return head + "".join(form.format(title=title, n=n) + "\n" for title, n in zip(_TITLES, numbers, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        _page("{n} {title}, harbour lett", "98", "99", "02", "04"),
        _page("{n}-01 {title}. Harbour Lett.", "98", "99", "02", "04"),
        _page("{n}/2 {title}", "98", "99", "02", "04"),
        _page("May {n}  {title}", "98", "99", "02", "04"),
        _page("Sept {n} Okonjo, {title}", "98", "99", "02", "04"),
        _page("me, {title}, HarbLett,{n}", "98", "99", "02", "04"),
        _page("Okonjo   {title}   Harbour Lett   {n}", "98", "99", "02", "04"),
        _page("1|{n}|Okonjo|{title}|HarbLett", "98", "99", "02", "04"),
        _page("{title} (Harbour Lett {n}, w Brix)", "98", "99", "02", "04"),
    ],
)
def test_digits_in_order_at_one_place_are_years(text: str) -> None:
    assert _years(text) == ["1998", "1999", "2002", "2004"]


def test_months_show_that_digits_are_years_though_they_are_the_same() -> None:
    assert _years(_page("TN-80   {title}   R. Okonjo   3/{n}", "79", "79", "79", "79")) == ["1979"] * 4


def test_the_heading_of_a_column_or_words_that_differ_show_years() -> None:
    form = "Okonjo | {title} | {n} | 5"
    assert _years(_page(form, "11", "12", "14", "16")) == [""] * 4
    assert _years(_page(form, "11", "12", "14", "16", head="By | Title | Yr | No\n")) == [
        "2011",
        "2012",
        "2014",
        "2016",
    ]
    rows = zip(_TITLES, ("HCI 11", "CHI 12", "CSCW 14", "DIS 16"), strict=True)
    assert _years("".join(f"{title}. {venue}\n" for title, venue in rows)) == ["2011", "2012", "2014", "2016"]


@pytest.mark.parametrize(
    "text",
    [
        _page("{title}. Harbour Letters {n}", "11", "12", "14", "16"),  # volumes of one journal
        _page("{n} {title}", "01", "02", "03", "04"),  # numbers of entries
        _page("{n}  {title}", "22", "37", "55", "71"),  # pages
        _page("{n}:20 {title}", "09", "10", "11", "13"),  # times of day
        _page("{title}, harbour lett, {n}", "98", "02", "99", "04"),  # in no order
    ],
)
def test_volumes_numbers_and_times_are_no_years(text: str) -> None:
    assert _years(text) == [""] * 4

r"""Reference lists of the AMS: which text is one, keys and commands, books within entries, and that the accounts close."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources

SOURCE = sources()["amsrefs"]


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def work(text: str) -> Work:
    """The one work of a text."""
    [record] = [one for one in read(text) if isinstance(one, Record)]
    return record.work


def bib(kind: str, *values: str) -> str:
    """An entry with a title and these values."""
    return f"\\bib{{k}}{{{kind}}}{{\n  title={{Ropes}},\n" + "".join(f"  {one},\n" for one in values) + "}\n"


@pytest.mark.parametrize(
    "text",
    [
        bib("article", "author={Okonjo, A.}", "date={2019}"),
        "\\ref \\by A. Okonjo \\paper Ropes \\jour Knots \\yr 2019 \\endref\n",
    ],
)
def test_entries_of_both_packages_are_claimed(text: str) -> None:
    source = claim("x.tex", text)
    assert source is not None
    assert source.name == "amsrefs"


@pytest.mark.parametrize(
    "text",
    [
        "See \\ref{one} and \\bibitem{a} A. Okonjo, Ropes, 2019.\n",
        "\\bib{k}{article}{date={2019}}\n",
        "\\ref \\endref\n",
        "\\bibliography{x}\n",
    ],
)
def test_other_references_are_not_claimed(text: str) -> None:
    assert not SOURCE.sniff("x.tex", text)


def test_each_author_is_a_key_of_its_own() -> None:
    found = work(bib("article", "author={L\\'evy, T.}", "author={Str{\\o}mme, Oda}"))
    assert [(one.name.given, one.name.family) for one in found.contributions] == [("T.", "Lévy"), ("Oda", "Strømme")]


def test_a_book_within_an_entry_is_where_it_appeared() -> None:
    found = work(bib("article", "book={title={Winds}, publisher={Tide Press}}"))
    assert (found.type, found.venues[0].name, found.publisher) == ("chapter", "Winds", "Tide Press")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("article", "article"), ("book", "book"), ("thesis", "thesis"), ("report", "report"), ("incollection", "chapter")],
)
def test_types_are_those_of_the_package(kind: str, expected: str) -> None:
    assert work(bib(kind)).type == expected


def test_commands_end_where_the_next_begins_and_a_book_beside_a_paper_holds_it() -> None:
    found = work(
        "\\ref\\by A. Okonjo and J. Brix\\paper Ropes\\inbook Winds\\publ Tide Press\\publaddr Oslo\\yr 1991\\pages 2--4\\endref\n"
    )
    assert ([one.name.family for one in found.contributions], found.title) == (["Okonjo", "Brix"], "Ropes")
    assert (found.venues[0].name, found.publisher, found.place, found.pages, found.dates[0].value) == (
        "Winds",
        "Tide Press",
        "Oslo",
        "2--4",
        "1991",
    )


def test_keys_that_nobody_knows_are_left_over_and_entries_without_title_are_rejects() -> None:
    items = read(bib("article", "mood={calm}") + "\\bib{b}{article}{author={Okonjo, A.}, date={2019}}\n")
    assert [one.field for one in items if isinstance(one, LeftOver)] == ["mood"]
    assert [one.reason for one in items if isinstance(one, Reject)] == ["The entry has no title."]


@given(st.lists(st.sampled_from(["\\bib{a}{book}{", "title={T}", "author={", "}", ",", "\\ref", "\\by A", "\\paper P", "\\endref", "x", "\n", "{", "\\{"]), max_size=30))  # fmt: skip
def test_accounts_close_whatever_stands_together(parts: list[str]) -> None:
    read(" ".join(parts))


def test_many_open_entries_cost_linear_time() -> None:
    assert not [one for one in read("\\bib{a}{book}{title={" * 20_000) if isinstance(one, Record)]

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


def left(text: str) -> list[str]:
    """What is left over of a text."""
    return [one.text for one in read(text) if isinstance(one, LeftOver)]


@pytest.mark.parametrize(
    ("behind", "over"),
    [
        ("*{language={French}},", ["language={French}"]),
        ("*{inverted={yes}},", []),
        (", % on knots\n", ["on knots"]),
        (", %\n", []),
        (', mood = "calm",', ['mood = "calm"']),
        (", volume=3,", []),
    ],
)
def test_what_stands_behind_a_value_does_not_hide_the_rest(behind: str, over: list[str]) -> None:
    text = f"\\bib{{k}}{{article}}{{title={{Ropes}}{behind} author={{Okonjo, A.}}}}"
    assert [one.name.family for one in work(text).contributions] == ["Okonjo"]
    assert left(text) == over


def test_a_chapter_has_its_own_type_and_the_meeting_no_date_of_the_work() -> None:
    found = work(
        bib(
            "collection.article",
            "conference={title={Mud}, date={1998-07}, address={Kiel}}",
            "book={title={Winds}}",
            "date={2001}",
        )
    )
    assert (found.type, found.dates[0].value, found.place) == ("chapter", "2001", None)


def test_an_entry_in_a_comment_is_no_work() -> None:
    assert work("%\\bib{a}{book}{title={Old}}\n" + bib("book")).title == "Ropes"


def test_a_name_with_a_generation_is_one_person() -> None:
    [one] = work(bib("article", "author={Smith, John, Jr.}")).contributions
    assert (one.name.family, one.name.given, one.name.suffix) == ("Smith", "John", "Jr.")


def test_values_keep_their_last_stop_and_dashes_are_signs() -> None:
    found = work(bib("article", "journal={Amer. J. Math.}", "pages={577\\ndash 600}", "place={Providence, R.I.}"))
    assert (found.venues[0].name, found.pages, found.place) == ("Amer. J. Math.", "577–600", "Providence, R.I.")
    assert work("\\bib{k}{book}{title={Ropes.}}").title == "Ropes"


def test_a_number_is_no_series() -> None:
    text = bib("article", "journal={Izv.}", "series={2}")
    assert [one.name for one in work(text).venues] == ["Izv."]
    assert left(text) == ["2"]


def test_a_translation_and_a_second_reference_are_left_over() -> None:
    for command in ("transl", "moreref"):
        text = f"\\ref\\by A. Okonjo\\paper\\nofrills Ropes\\jour Knots\\yr 1971\\{command} Engl. \\jour Bends \\yr 1972\\endref"
        found = work(text)
        assert (found.title, [one.name for one in found.venues], found.dates[0].value) == ("Ropes", ["Knots"], "1971")
        assert left(text) == ["Engl. \\jour Bends \\yr 1972"]


def test_the_same_authors_are_those_of_the_entry_before() -> None:
    text = "\\ref\\by A. Okonjo and J. Brix\\paper Ropes\\endref\n\\ref\\bysame and P. Lind\\paper Knots\\endref\n"
    found = [one.work for one in read(text) if isinstance(one, Record)]
    assert [[one.name.family for one in each.contributions] for each in found] == [
        ["Okonjo", "Brix"],
        ["Okonjo", "Brix", "Lind"],
    ]
    assert left("\\ref\\bysame\\paper Knots\\endref\n") == ["\\bysame"]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("\\documentclass{amsart}\n\\usepackage{amsmath,amsrefs}\n\\begin{document}\nMud.\n", True),
        ("\\input amstex\n\\documentstyle{amsppt}\nMud.\n", True),
        ("\\documentclass{amsart}\n%\\usepackage{amsrefs}\nMud.\n", False),
        ("\\usepackage{amsrefs}\nMud.\n\\end{document}\n", False),
        ("\\bibitem{a} A.\n\\bibitem{b} B.\n" + bib("book"), False),
        ("\\bibitem{a} A.\n" + bib("book") * 2, True),
    ],
)
def test_a_paper_whose_list_stands_further_on_is_claimed(text: str, claimed: bool) -> None:
    assert SOURCE.sniff("x.tex", text) is claimed


def test_many_blanks_cost_linear_time() -> None:
    assert work("\\bib{a}{book}{title={T}" + " " * 19_000 + "}").title == "T"

"""Citation templates: people, kinds, dates and marks of wikitext in many languages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources
from kg.sources._wikitext import bare

SOURCE = sources()["wikitext"]


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def work(text: str) -> Work:
    """The one work that a text cites."""
    [record] = [one for one in read(text) if isinstance(one, Record)]
    return record.work


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("last=Okonjo |first=Ada |last2=Brix |first2=Jonas", ["Ada Okonjo", "Jonas Brix"]),
        ("last2=Brix |first2=Jonas |last1=Okonjo |first1=Ada", ["Ada Okonjo", "Jonas Brix"]),
        ("author=Ada Okonjo |author2=Jonas Brix", ["Ada Okonjo", "Jonas Brix"]),
        ("author1-last=Okonjo |author1-first=Ada", ["Ada Okonjo"]),
        ("vauthors=Okonjo A, Brix JP", ["A Okonjo", "JP Brix"]),
        ("author=[[Ada Okonjo|Okonjo, Ada]]", ["Ada Okonjo"]),
        ("author=Odede, T. & Larkin, M.", ["T. Odede", "M. Larkin"]),
        ("author=World Health Organization", ["World Health Organization"]),
        ("nom1=Okonjo |prénom1=Ada", ["Ada Okonjo"]),
        ("nazwisko=Okonjo |imię=Ada |nazwisko2=Brix |imię2=Jonas", ["Ada Okonjo", "Jonas Brix"]),
        ("apellidos=Okonjo |nombre=Ada", ["Ada Okonjo"]),
        ("", []),
    ],
)
def test_people_are_read_by_number_and_language(people: str, expected: list[str]) -> None:
    found = work(f"{{{{cite journal |{people} |title=Ropes |journal=Knots |date=2020}}}}").contributions
    assert [f"{one.name.given} {one.name.family}".strip() or one.name.printed for one in found] == expected
    assert [one.position for one in found] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite journal |title=T |journal=J |date=2020}}", ("article", "J")),
        ("{{cite book |title=T |publisher=P |year=2020}}", ("book", None)),
        ("{{cite book |chapter=T |title=B |year=2020}}", ("chapter", "B")),
        ("{{cite conference |title=T |book-title=B |date=2020}}", ("conference-paper", "B")),
        ("{{cite thesis |title=T |institution=U |date=2020}}", ("thesis", None)),
        ("{{cite encyclopedia |title=T |encyclopedia=E |date=2020}}", ("chapter", "E")),
        ("{{cite news |title=T |work=Post |date=4 June 2020}}", ("article", "Post")),
        ("{{Literatur |Titel=T |Sammelwerk=Z |Nummer=1 |Jahr=2020}}", ("article", "Z")),
        ("{{книга |автор=Иванов И. |заглавие=T |год=2020}}", ("book", None)),
        ("{{cita libro |título=T |año=2020}}", ("book", None)),
    ],
)
def test_kinds_and_venues_are_those_of_the_templates(text: str, expected: tuple[str, str | None]) -> None:
    found = work(text)
    assert (found.type, found.venues[0].name if found.venues else None) == expected
    assert found.title == "T"
    assert found.dates[0].value[:4] == "2020"


@pytest.mark.parametrize(
    ("printed", "value"),
    [("4 March 2031", "2031-03-04"), ("March 2031", "2031-03"), ("2031-03-04", "2031-03-04"), ("Winter 2031", "2031"), ("c. 1931", "1931"), ("n.d.", None)],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_understood(printed: str, value: str | None) -> None:
    dates = work(f"{{{{cite book |title=T |date={printed}}}}}").dates
    assert (dates[0].value if dates else None) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[[Journal of Harbours|J. Harb.]] ''now''", "J. Harb. now"),
        ("Lamps {{nowrap|and ropes}} &amp; knots<!-- yes -->", "Lamps and ropes & knots"),
        ("[https://example.org The lamps]", "The lamps"),
        ("a | b", "a | b"),
        ("{{nobr|Иванов И. И.}}", "Иванов И. И."),
        ("H{{sub|2}}O<ref>x</ref>", "H2O"),
    ],
)
def test_marks_of_wikitext_are_taken_from_values(value: str, shown: str) -> None:
    assert bare(value) == shown


def test_a_bar_within_a_link_or_template_parts_nothing() -> None:
    found = work("{{cite book |title=Lamps [[a|of]] {{lang|de|Husum}} |publisher=P}}")
    assert (found.title, found.publisher) == ("Lamps of Husum", "P")


def test_what_is_no_template_is_left_over_and_marks_are_furniture() -> None:
    items = read("== Works ==\n* {{cite book |title=T}}\n* Plain, 1999.\n{{Reflist}}\n")
    assert [one.text for one in items if isinstance(one, LeftOver)] == ["* Plain, 1999."]


def test_a_template_without_a_title_is_a_reject() -> None:
    [reject] = [one for one in read("{{cite book |last=X}} {{cite book |title=T}}") if isinstance(one, Reject)]
    assert reject.reason == "The citation has no title."


@pytest.mark.parametrize(
    "text",
    [
        "{{Infobox |title=T}}",
        "{{cite book |title=T",
        "* Okonjo, A. (2001). Lamps of the north. Harbour Press.\n* Brix, J. (2002). Ropes of the south. Harbour Press.\n* {{cite book |title=T}}",
        '{"wikitext":"{{cite journal|title=A}}"}',
        "<mediawiki><text>{{cite journal|title=A}}</text></mediawiki>",
        "\\newcommand{{cite book |title=T}}",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    found = claim("x.txt", text)
    assert found is None or found.name != "wikitext"


@given(
    st.lists(
        st.sampled_from(
            [
                "{{cite book |title=",
                "{{",
                "}}",
                "|",
                "[[",
                "]]",
                "last=",
                "=",
                "a",
                "\n",
                "<!--",
                "-->",
                "<nowiki>",
                "{{cite journal ",
                "* ",
                " 2001",
            ]
        )
    ).map("".join)
)
def test_no_wikitext_breaks_the_account(text: str) -> None:
    """However braces and brackets stand, nothing is raised and every character is accounted for."""
    read(text)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("4. März 2031", "2031-03-04"),
        ("4 de marzo de 2031", "2031-03-04"),
        ("12 maggio 2031", "2031-05-12"),
        ("5 мая 2031", "2031-05-05"),
    ],
)
def test_months_are_words_of_the_language_of_the_article(printed: str, value: str) -> None:
    assert work(f"{{{{Literatur |Titel=T |Datum={printed}}}}}").dates[0].value == value


def test_a_citation_with_a_publisher_and_no_journal_is_a_book() -> None:
    assert work("{{citation |title=T |last=Okonjo |first=Ada |year=2031 |publisher=Tide Press}}").type == "book"
    assert work("{{citation |title=T |last=Okonjo |first=Ada |year=2031 |journal=Ropes}}").type == "article"


def test_editors_in_the_place_of_authors_are_editors() -> None:
    found = work("{{Literatur |Autor=Ada Okonjo, Jonas Brix (Hrsg.) |Titel=T |Datum=2031}}")
    assert [(one.name.family, one.role) for one in found.contributions] == [("Okonjo", "editor"), ("Brix", "editor")]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("auteur1=Ada Okonjo |directeur1=oui", [("Okonjo", "editor")]),
        ("auteur1=Ada Okonjo |directeur1=Jonas Brix", [("Okonjo", "author"), ("Brix", "editor")]),
        ("prénom1=Jonas |nom1=Brix (dir.)", [("Brix", "editor")]),
        ("author=J. Brix (editor)", [("Brix", "editor")]),
        ("author=Ada Okonjo, Jonas Brix (editors)", [("Okonjo", "editor"), ("Brix", "editor")]),
        ("author=Ada Okonjo (Hrsg.), Jonas Brix (Hrsg.)", [("Okonjo", "editor"), ("Brix", "editor")]),
        ("author=Ada Okonjo (ed.); Jonas Brix", [("Okonjo", "editor"), ("Brix", "author")]),
    ],
)
def test_editors_are_those_of_whom_it_is_said(people: str, expected: list[tuple[str, str]]) -> None:
    found = work(f"{{{{Ouvrage |{people} |titre=T |année=2010}}}}")
    assert [(one.name.family, one.role) for one in found.contributions] == expected


def test_the_number_of_a_book_is_its_own_in_any_order() -> None:
    found = work("{{cite book |chapter=T |isbn=978-3-16-148410-0 |title=B |year=2020}}")
    assert (found.identifiers, len(found.venues[0].identifiers)) == ([], 1)

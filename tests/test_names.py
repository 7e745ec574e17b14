"""Person names: splitting, lists of names, folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import names
from kg.names import display, fold, folds, inverted, split, split_list
from kg.records import NameAsPrinted


def parts(printed: str) -> tuple[str, str, str, str]:
    """Given, particle, family and suffix of a printed name."""
    name = split(printed)
    return name.given, name.particle, name.family, name.suffix


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Albert Q. Jiang", ("Albert Q.", "", "Jiang", "")),
        ("Diego de las Casas", ("Diego", "de las", "Casas", "")),
        ("Casas, Diego de las", ("Diego", "de las", "Casas", "")),
        ("de las Casas, Diego", ("Diego", "de las", "Casas", "")),
        ("Patrick von Platen", ("Patrick", "von", "Platen", "")),
        ("Baudouin De Monicault", ("Baudouin", "", "De Monicault", "")),
        ("Teven Le Scao", ("Teven", "", "Le Scao", "")),
        ("Josselin Somerville Roberts", ("Josselin Somerville", "", "Roberts", "")),
        ("Gisserot-Boukhlef, Hippolyte", ("Hippolyte", "", "Gisserot-Boukhlef", "")),
        ("Alves, Duarte M.", ("Duarte M.", "", "Alves", "")),
        ("José Ortega y Gasset", ("José", "", "Ortega y Gasset", "")),
        ("Ortega y Gasset, José", ("José", "", "Ortega y Gasset", "")),
        ("Martin Luther King Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King, Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("King, Jr., Martin Luther", ("Martin Luther", "", "King", "Jr.")),
        ("King, Martin Luther, Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("van Zyl A. J.", ("A. J.", "van", "Zyl", "")),
        ("Orr HA", ("HA", "", "Orr", "")),
        ("Szabó Gy.", ("Gy.", "", "Szabó", "")),
        ("Talankin R.Yu", ("R.Yu", "", "Talankin", "")),
        ("Th. Mann", ("Th.", "", "Mann", "")),
        ("Тягунов Пётр Аркадьевич", ("Пётр Аркадьевич", "", "Тягунов", "")),
        ("Иван Петрович Абрамович", ("Иван Петрович", "", "Абрамович", "")),
        ("Ахметова Сабина", ("Сабина", "", "Ахметова", "")),
        ("Нина Петрова", ("Нина", "", "Петрова", "")),
        ("Лев Толстой", ("Лев", "", "Толстой", "")),
        ("Kim J-H", ("J-H", "", "Kim", "")),
        ("SMITH J.", ("J.", "", "SMITH", "")),
        ("MOE C.", ("C.", "", "MOE", "")),
        ("LI X. Y.", ("X. Y.", "", "LI", "")),
        ("JR Brix", ("JR", "", "Brix", "")),
        ("A.Okonjo", ("A.", "", "Okonjo", "")),
        ("J.-P.Brix-Bey", ("J.-P.", "", "Brix-Bey", "")),
        ("Ö.Åsmund", ("Ö.", "", "Åsmund", "")),
        ("A.B.", ("", "", "A.B.", "")),
        ("M.Phil", ("", "", "M.Phil", "")),
        ("King M. L. Jr.", ("M. L.", "", "King", "Jr.")),
        ("Иванов И. И.", ("И. И.", "", "Иванов", "")),
        ("Andrew NG", ("Andrew", "", "NG", "")),
        ("JEAN LIU", ("JEAN", "", "LIU", "")),
        ("J. Smith", ("J.", "", "Smith", "")),
        ("김 철수", ("철수", "", "김", "")),
        ("雨宮 千紘", ("千紘", "", "雨宮", "")),
        ("Susan Horwitz.", ("Susan", "", "Horwitz", "")),
        ("Voltaire", ("", "", "Voltaire", "")),
        ("van", ("", "", "van", "")),
    ],
)
def test_a_name_is_split_into_its_parts(printed: str, expected: tuple[str, str, str, str]) -> None:
    """Particles go before the family name, suffixes after it, in either order of printing."""
    assert parts(printed) == expected


@pytest.mark.parametrize(
    "printed", ["The ATLAS Collaboration", "", "  ", ", John", "MIT Department of Physics, Cambridge"]
)
def test_what_is_no_persons_name_stays_whole(printed: str) -> None:
    """A body, an empty text and a name without family part are literal and keep what was printed."""
    name = split(printed)
    assert name.literal
    assert name.printed == printed
    assert not name.family


def printed_in(text: str, inverted: bool = False) -> list[str]:
    """The printed names of a list, each checked against its offsets."""
    found = split_list(text, inverted)
    assert all(text[start:end] == name.printed for name, start, end in found)
    return [name.printed for name, _, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Author, Bo Builder, and Cy Smith", ["Ann Author", "Bo Builder", "Cy Smith"]),
        ("Ann Author and Bo Builder", ["Ann Author", "Bo Builder"]),
        ("Ann Author & Bo Builder", ["Ann Author", "Bo Builder"]),
        ("  Ann Author ,\nBo Builder,", ["Ann Author", "Bo Builder"]),
        ("Martin King, Jr., Ann Author", ["Martin King, Jr.", "Ann Author"]),
        ("Author, Ann; Builder, Bo and Smith, Cy", ["Author, Ann", "Builder, Bo", "Smith, Cy"]),
        ("Ferdinand Andersen", ["Ferdinand Andersen"]),
        ("Ann Author, et al.", ["Ann Author"]),
        ("Ann Author and others", ["Ann Author"]),
        ("ANN AUTHOR AND BO BUILDER", ["ANN AUTHOR", "BO BUILDER"]),
        ("-, Bo Builder, 2014", ["Bo Builder"]),
        (" , ; ", []),
    ],
)
def test_a_list_of_names_printed_given_first(text: str, expected: list[str]) -> None:
    """Commas, semicolons and "and" part the names; "and" inside a word does not."""
    assert printed_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peyrard, Maxime, Cho, Kyunghyun", ["Peyrard, Maxime", "Cho, Kyunghyun"]),
        ("Peyrard, Maxime, and Cho, Kyunghyun", ["Peyrard, Maxime", "Cho, Kyunghyun"]),
        ("Peyrard, Maxime and Cho, Kyunghyun", ["Peyrard, Maxime", "Cho, Kyunghyun"]),
        ("von Platen, Patrick, de las Casas, Diego", ["von Platen, Patrick", "de las Casas, Diego"]),
        ("King, Martin, Jr., Author, Ann", ["King, Martin, Jr.", "Author, Ann"]),
        ("King, Jr., Martin, Author, Ann", ["King, Jr., Martin", "Author, Ann"]),
        ("Author, Ann, ATLAS Collaboration, Smith, Cy", ["Author, Ann", "ATLAS Collaboration", "Smith, Cy"]),
        ("Author, Ann and Bo Builder", ["Author, Ann", "Bo Builder"]),
        ("Author, Ann, Bo Builder, and Cy Smith", ["Author, Ann", "Bo Builder", "Cy Smith"]),
        ("Author, Ann, Bo Builder, Cy Smith, Di Doe", []),
        ("Author, Ann, Smith", []),
        ("Author and Ann", []),
        ("", []),
    ],
)
def test_an_inverted_list_of_names(text: str, expected: list[str]) -> None:
    """Family and given part come in turn; a list that does not come out even gives nothing."""
    assert printed_in(text, inverted=True) == expected


@given(st.text(alphabet=st.sampled_from("Aab,;& \n.JrIi"), max_size=40), st.booleans())
def test_names_of_any_list_lie_in_it_in_order(text: str, order: bool) -> None:
    """Whatever the text, the names found stand at their offsets, one after the other."""
    at = 0
    for name, start, end in split_list(text, order):
        assert at <= start < end <= len(text)
        assert text[start:end] == name.printed
        at = end


def test_a_name_is_shown_in_reading_and_in_sorting_order() -> None:
    """Both orders are made of the parts; a literal stays as printed."""
    name = split("Casas, Diego de las")
    assert display(name) == "Diego de las Casas"
    assert inverted(name) == "de las Casas, Diego"
    body = split("The ATLAS  Collaboration")
    assert display(body) == inverted(body) == "The ATLAS Collaboration"


def test_folding_drops_accents_case_and_marks() -> None:
    """Forms of one name that differ in accents, hyphens or order of printing fold alike."""
    assert fold("Šakota") == fold("Sakota") == "sakota"
    assert folds(split("Chabran, Jean-Hadrien")) == folds(split("JeanHadrien Chabran"))
    assert folds(split("Jörg Müller")) == ("jorgmuller", "joergmueller")


def test_a_name_of_particle_and_family_alone_has_no_given_name() -> None:
    """What begins with a particle in small letters is a family name."""
    assert split("van der Berg") == NameAsPrinted("van der Berg", particle="van der", family="Berg")


_WORDS = st.sampled_from(
    ["Ada", "A.", "J.-P.", "de", "van", "Orr", "y", "Jr", "Jr.", "III", "Müller", "Team", ",", ", ", ""]
)


@given(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join), st.lists(_WORDS, min_size=1, max_size=5).map(" ".join))
def test_a_plain_inverted_name_has_the_parts_a_closer_look_finds(family: str, given: str) -> None:
    """What is taken for a plain "Family, Given" without a closer look has no particle, suffix or further comma."""
    family, given = " ".join(family.split()), " ".join(given.split())
    if names.is_plain(family, given):
        printed = f"{family}, {given}"
        expected = NameAsPrinted(printed, given, "", family)
        assert names._inverted(printed, [family, given]) == expected

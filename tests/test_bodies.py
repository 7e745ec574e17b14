"""Bodies among the names of authors."""

from __future__ import annotations

import pytest

from kg.bodies import in_one_form, is_group, is_one
from kg.names import split

BODIES = """
World Health Organization
European Commission
Ministério da Saúde
Ministry of Rural Works (Kenya)
Bundesamt für Naturschutz
Umweltbundesamt
Instituto Nacional de Estadística
Direction générale de l'Agence de l'eau
QUIET-ICU Investigators
GBD 2017 Nepal Collaborators
World Bank
Bank of Uganda
United Nations
European Union
British Geological Survey
US Army Public Health Center
National Center for Rural Schooling
Bureau of Soils
Norges miljøvern Universitetet
Министерство здравоохранения
Türkiye Sağlık Bakanlığı
国家统计局
広東省農業科学院茶葉研究所
한국화학연구원
OECD
UNESCO
The Harbour Task Force
""".strip().splitlines()
PEOPLE = """
John Bank
Deutscher, Guy
Guy Deutscher
Hospital, Adam
Council, F. M.
Hélder Câmara
Michelle van der Bank
Bank, J.
Marc Bureau
Carl Nations
Trust, Helen
Mary Union
Peter Center
Kathryn Board
John Fund
Robert Service
F. W. Chambers
de la Cruz, María
王伟
司馬遼太郎
김민수
LI NA
WHO KNOWS
Force, E.
""".strip().splitlines()


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_told_by_its_words_and_stays_whole(name: str) -> None:
    assert is_group(name)
    assert split(name).literal


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_no_bodies_though_their_names_are_words_of_bodies(name: str) -> None:
    assert not is_group(name)


def test_a_very_long_name_is_told_as_a_short_one() -> None:
    assert is_group("Ministry of " + "very " * 200 + "long names")
    assert not is_group("Ada " * 200 + "Brix")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The LIGO Scientific Collaboration", "LIGO Scientific Collaboration"),
        ("WHO", "World Health Organisation"),
        ("l'Agence de l'eau", "Agence de l'eau"),
        ("Centre for Cities", "Center for Cities"),
    ],
)
def test_a_body_has_one_form_however_it_is_printed(one: str, other: str) -> None:
    assert in_one_form(one) == in_one_form(other)


def test_the_name_of_a_person_is_left_as_it_is() -> None:
    assert in_one_form("La Fontaine") == "La Fontaine"


@pytest.mark.parametrize(
    "name",
    [
        "European Commission",
        "World Bank",
        "LIGO Scientific Collaboration",
        "NASA",
        "Scottish Law Commission",
    ],
)
def test_a_name_with_a_word_of_its_own_is_that_of_one_body(name: str) -> None:
    assert is_one(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Health",
        "The Editorial Board",
        "Department of Education",
        "The Study Group",
        "Ada Brix",
    ],
)
def test_what_many_bodies_are_called_is_no_name_of_one(name: str) -> None:
    assert not is_one(name)

"""Pages of something else with runs of works among it: CVs, reports and profiles in any language."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record, Reject
from kg.sources import claim

Row = tuple[str, tuple[str, ...], str]

TIDES: Row = ("Tide gauges in narrow straits", ("A. Holm", "B. Lund"), "2021")
ROPES: Row = ("Tarred hemp under load", ("B. Lund",), "2017")
LAMPS: Row = ("Lamps for blind harbours", ("C. Dahl", "A. Holm"), "2019")

TURKISH = """\
Doç. Dr. Bo LUND
Liman Mühendisliği Bölümü

Öğrenim
Lisans\tDeniz Müh.\tKıyı Üni.\t2003
Doktora\tDeniz Müh.\tKıyı Üni.\t2012

A. Dergilerde yayımlanan makaleler

A1. A. Holm and B. Lund, "Tide gauges in narrow straits," J. Harbours, vol. 12, no. 3, pp. 11-22, 2021.
A2. B. Lund, "Tarred hemp under load", Rope Studies, vol. 11, pp. 51-59, 2017

B. Bildiriler

B1. C. Dahl, A. Holm, "Lamps for blind harbours," in Proc. 2019 Int. Conf. on Lamps, Bergen, pp. 1-5, 2019.

Projeler
KIYI 1001, 11E99, Yürütücü, 2019-2022
"""
SKETCH = """\
SKETCH OF A PERSON
NAME: Lund, Bo

A. Statement

I study how ropes fail. My group pulls them until they do, and has done so since there were ropes to be pulled. What follows is the best of it:

1.\tHolm A, Lund B. Tide gauges in narrow straits. J Harb Stud. 2021 Mar;12(3):11-22. PMID: 30012345

B. Positions and Honors
2019 – Present\tProfessor, Department of Ropes, College of the Coast
2018\tRope of the Year

C. Contributions

1. Ropes that hold. Before us nobody knew what tar is for. We showed that it keeps ropes dry, and ropes that are dry do not rot.
a.\tLund B. Tarred hemp under load. Rope Stud. 2017;11(1):51-59. PMID: 30012346
b.\tDahl C, Holm A. Lamps for blind harbours. Lamp Sci. 2019 Jul 1;30:62-70.
"""
PAPERS = """\
List of original papers

The thesis rests on the papers below, which the text names by their numerals. They are printed with leave of their publishers.

I     Holm, A., & Lund, B. (2021). Tide gauges in narrow straits. Journal of Harbours, 12(3), 11–22.

II    Lund, B. (2017). Tarred hemp under load. Rope Studies, 11(1), 51–59.

III   Dahl, C. & Holm, A. (2019). Lamps for blind harbours. Lamp Science, 30, 62–70.

Abbreviations

TGS    tide gauge station
"""
FIELDS = """\
CURRÍCULUM VÍTAE NORMALIZADO
Nombre: Bo Lund

Proyectos de investigación
1 Nombre del proyecto: Cabos y mareas
Fecha de inicio-fin: 01/09/2020 - 31/08/2023

Publicaciones y documentos
1 A. Holm; B. Lund. Tide gauges in narrow straits. Journal of Harbours. 12, pp. 11 - 22. 2021.
DOI: 10.1234/jh.2021.11
Tipo de producción: Artículo
Posición de firma: 2
2 B. Lund. Tarred hemp under load. Rope Studies. 11 - 1, pp. 51 - 59. 2017.
Tipo de producción: Artículo
3 C. Dahl; A. Holm. Lamps for blind harbours. Lamp Science. 30, pp. 62 - 70. 2019.
Tipo de producción: Artículo

Otros méritos
Premio del puerto, 2008
"""
REPORT = """\
Annexe 4 : production de l'équipe
Laboratoire des cordages

ACL – Revues à comité de lecture

ACL1. HOLM A., LUND B. Tide gauges in narrow straits. Journal of Harbours, 2021, vol. 12, pp. 11-22. (Q1)
ACL2. LUND B. Tarred hemp under load. Rope Studies, 2017, vol. 11, pp. 51-59.

ACTI – Actes

ACTI1. DAHL C., HOLM A. Lamps for blind harbours. Proceedings of Lamps 2019, Bergen, 26-28 juin 2019, pp. 62-70.

Rayonnement
Organisation des 3es Journées du cordage (Brest, 2019, 85 participants)
Contrats : ANR CORDES (2018-2021), 212 k€
"""
PARAGRAPHS = """\
Bo Lund, College of the Coast
Ropes, lamps and tides

C1 Article in a journal
Holm, A & Lund, B (2021), "Tide gauges in narrow straits", Journal of Harbours, vol. 12, no. 3, pp. 11–22.
Lund, B (2017), "Tarred hemp under load", Rope Studies, vol. 11, pp. 51–59

E1 Conference publication
Dahl, C & Holm, A (2019), "Lamps for blind harbours", Proceedings of Lamps 2019, Bergen, pp. 62-70.

External income
Tourism Coast, $48,000, 2021
"""


GREEK = """\
ΒΙΟΓΡΑΦΙΚΟ ΣΗΜΕΙΩΜΑ

Bo Lund
Τμήμα Ναυπηγών

ΣΠΟΥΔΕΣ
2003 Δίπλωμα (8,4)

Β. Διεθνή περιοδικά

Β1. Holm A., Lund B., "Tide gauges in narrow straits", Journal of Harbours, Vol. 12, pp. 11-22, 2021.
Β2. Lund B., "Tarred hemp under load", Rope Studies, Vol. 11, pp. 51-59, 2017.

Γ. Πρακτικά συνεδρίων

Γ1. Dahl C. and Holm A., "Lamps for blind harbours", Proc. 3rd Meeting on Lamps, Bergen, 2019, pp. 62-70.

ΔΙΔΑΚΤΙΚΟ ΕΡΓΟ
Σχοινιά (8ο εξάμηνο)
"""
DOTTED = """LÝ LỊCH KHOA HỌC

1. Họ và tên: Bo Lund
2. Năm sinh: 1983

6. Tạp chí

6.1. Holm A, Lund B (2021). Tide gauges in narrow straits. Journal of Harbours 12(3): 11-22.
6.2. Lund B (2017). Tarred hemp under load. Rope Studies 11: 51-59.
6.3. Dahl C, Holm A (2019). Lamps for blind harbours. Lamp Science, 30: 62-70.

7. Đề tài, dự án
Cấp tỉnh, 2017-2019
"""
DUTCH = """CURRICULUM VITAE

Dr. ir. Bo Lund

OPLEIDING

1997-2003  Scheepsbouw

WETENSCHAPPELIJKE PUBLICATIES (selectie)

1) A. Holm en B. Lund, Tide gauges in narrow straits, J. Harb. Res. 12, 1122 (2021).

2) B. Lund, Tarred hemp under load, Rope Stud. 11, 51-59 (2017).

3) C. Dahl en A. Holm, Lamps for blind harbours, Lamp Sci. 30, 62 (2019).

VOORDRACHTEN

- "Touw en teer", Scheepsdag, januari 2015
"""


def read(text: str, name: str = "x.txt") -> list[Row]:
    """Title, authors and year of each record of a page that the plain-text lists claim; the account must close."""
    source = claim(name, text)
    assert source is not None
    assert source.name == "listing"
    items, account = read_text(source, text, name)
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    return [
        (
            work.title or "",
            tuple(
                display(one.name).title() if one.name.printed.isupper() else display(one.name)
                for one in work.contributions
            ),
            work.dates[0].value[:4],
        )
        for work in works
    ]


@pytest.mark.parametrize("page", [TURKISH, SKETCH, PAPERS, FIELDS, REPORT, PARAGRAPHS, GREEK, DOTTED, DUTCH])
def test_runs_of_works_are_read_among_what_is_none(page: str) -> None:
    """A page is cut into runs by numbers, letters, numerals, labels or blank lines; what is no work is left."""
    got = [
        (title, tuple(name.replace(" ", "").replace(".", "").lower() for name in names), year)
        for title, names, year in read(page)
    ]
    want = [
        (title, tuple(name.replace(" ", "").replace(".", "").lower() for name in names), year)
        for title, names, year in (TIDES, ROPES, LAMPS)
    ]
    assert got == want


def test_what_is_not_read_stays_in_the_ledger() -> None:
    """The positions of a CV and the reasons of its contributions are rejects, each where it stands."""
    source = claim("x.txt", SKETCH)
    assert source is not None
    items, _ = read_text(source, SKETCH, "x.txt")
    left = " ".join(SKETCH[item.start : item.end] for item in items if isinstance(item, Reject))
    assert "Professor, Department of Ropes" in left
    assert "We showed that it keeps ropes dry" in left
    assert "Tarred hemp" not in left


def test_identifiers_below_an_entry_are_of_it() -> None:
    """The labelled fields below an entry are none of its parts, but an identifier among them is its own."""
    source = claim("x.txt", FIELDS)
    assert source is not None
    records = [item for item in read_text(source, FIELDS, "x.txt")[0] if isinstance(item, Record)]
    assert [one.value for one in records[0].work.identifiers] == ["10.1234/jh.2021.11"]


@pytest.mark.parametrize("heading", ["Talks", "Research projects", "Invited talks"])
def test_what_stands_under_a_heading_of_something_else_is_no_work(heading: str) -> None:
    """What looks as a talk is one under such a heading, what is cited as an article is an article even there, and works follow under the next heading."""
    talk = "1.\tHolm A. Ropes we have known. Seminar of the Tidal Institute, Bergen, 12 March 2020.\n"
    page = f"{SKETCH}\nD. {heading}\n{talk}"
    assert [title for title, _, _ in read(page)] == [TIDES[0], ROPES[0], LAMPS[0]]
    entry = "1.\tHolm A, Lund B. Piers we have known. Rope Stud. 2020;14(1):1-9. PMID: 30012349\n"
    for more in (f"{SKETCH}\nD. {heading}\n{entry}", f"{page}\nE. Kitaplar\n{entry}"):
        assert [title for title, _, _ in read(more)] == [TIDES[0], ROPES[0], LAMPS[0], "Piers we have known"]


@pytest.mark.parametrize(
    "page",
    [
        "The harbour was built in 1874. It has two piers (Holm, 2021), and a lighthouse stands on the longer of them.\n\n"
        * 8,
        "[2021-03-04 10:11:12] harbour.lamps: 12 of 30 lit, pp. 3\n[2021-03-04 10:11:13] harbour.lamps: 13 of 30 lit, vol. 4\n"
        * 12,
        "a. Holm A (PI), Lund B. 09/01/21-08/31/26. Tides and ropes, R01 1234, vol. 2\nb. Lund B (PI). 01/01/17-12/31/19. Ropes, R01 1235, vol. 3\n",
        "1. Projet CORDES, ANR, Holm A., Lund B., 2018-2021, 212 k€\n2. Projet LAMPES, UE, Dahl C., Holm A., 2016-2019, 90 k€\n",
        "Station\tJan\tFeb\tMar\tApr\nBergen\t1 (2)\t3 (4)\t5 (6)\t2019\nBrest\t7 (8)\t9 (1)\t2 (3)\t2021\n" * 5,
        "Dear Ann,\n\n1. The ropes came on 3 March 2021, 12 of them, as Bo Lund said.\n2. The lamps did not. Mr. Dahl, who sold them, wrote in 2019 that they would.\n\nYours,\nBo\n",
        "def lamp(a, b):\n    # 1. Holm, A. (2021), vol. 3, pp. 1-2\n    return a[1:2] + b  # 2. see p. 12\n" * 8,
        "Menu\n\n1. Fish, rice, Lund style, p. 2\n2. Beans, rice, Holm style, p. 3\n3. Soup of 2019, vol. 40\n",
        "09:00 Holm, A., Lund, B. Tide gauges in narrow straits, pp. 11-22, 2021\n09:30 Coffee\n10:00 Session 2\n10:00 Dahl, C. Lamps for blind harbours, pp. 62-70, 2021\n12:00 Lunch\n",
        "",
        "1.",
    ],
)
def test_what_lists_no_works_is_not_claimed(page: str) -> None:
    """Prose, logs, grants, projects, tables, letters, programs, menus and programmes have no runs of works."""
    assert claim("x.txt", page) is None


def test_references_of_a_long_text_do_not_make_it_a_list() -> None:
    """A text of prose with some references at its end is not a list of works."""
    prose = (
        "The harbour was built long ago. It has two piers, and a lighthouse stands on the longer of them, as all know.\n\n"
        * 30
    )
    page = prose + "\n".join(line for line in PARAGRAPHS.splitlines() if "pp." in line) + "\n"
    assert claim("x.txt", page) is None

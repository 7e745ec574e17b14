"""Markdown of lists of readings: dates before titles, titles without names, bullets below bullets, pictures above."""

from __future__ import annotations

import io

from kg.names import display
from kg.records import Record
from kg.sources import html
from tests.sources.test_html import works

DATED = (
    "# Rope papers\n\n"
    "- [2023/05] [Cutting Knots Without Tears](https://arxiv.org/abs/2305.07001), KNOTS 2023\n"
    "- [2021/12] [Knots at the Speed of Light](https://knots.example.org/b), KN MM 2021 [[code]](https://knots.example.org/c)\n"
    "- [2021/10] [Slow Ropes in Fast Water](https://arxiv.org/abs/2110.00001), arXiv\n"
)


def test_a_date_before_and_a_short_venue_behind_show_a_title() -> None:
    """Names are no part of such lists; what has neither date nor venue is a program and no work."""
    text = DATED + "- [Torch-Knots](https://knots.example.org/t): ties ropes of any length\n"
    assert html.sniff("README.md", text)
    found = works(text)
    assert [(one.title, [venue.name for venue in one.venues], one.dates[0].value[:4]) for one in found] == [
        ("Cutting Knots Without Tears", ["KNOTS"], "2023"),
        ("Knots at the Speed of Light", ["KN MM"], "2021"),
        ("Slow Ropes in Fast Water", [], "2021"),
    ]
    assert not any(one.contributions for one in found)


def test_markdown_may_begin_with_the_tags_of_a_picture() -> None:
    """A page with headings and links of Markdown is none of HTML, and BibTeX in it is how to cite, not what it is."""
    picture = '<p align="center"><img src="logo.png"><br><a href="https://knots.example.org">Knots</a></p>\n\n'
    cite = "\n## Cite\n\n```\n@article{a,\n  title = {Ropes},\n  year = 2021\n}\n```\n"
    assert html.sniff("README.md", picture + DATED + cite)
    found = [item for item in html.read(io.StringIO(picture + DATED + cite)) if isinstance(item, Record)]
    assert [one.work.title for one in found] == [
        "Cutting Knots Without Tears",
        "Knots at the Speed of Light",
        "Slow Ropes in Fast Water",
        "Ropes",
    ]
    assert (picture + DATED + cite)[found[-1].start : found[-1].end].startswith("@article{a,")
    assert html.sniff("a.html", "<p>Ropes</p>" * 3) is False


def test_a_title_that_is_a_link_and_bold_may_have_the_form_of_a_name() -> None:
    """ "Forecasting Slack Water" could be someone; what is marked twice with names behind it is a title."""
    text = (
        "# Papers\n\n- **[Forecasting Slack Water](https://knots.example.org/a.pdf)** Ann Holm, Bo Lund. *Proc. KNOTS*, 2024.\n"
        "- **[Ropes that remember their knots](https://knots.example.org/b.pdf)** Bo Lund, Ann Holm. *Knot Studies*, 2023.\n"
    )
    assert [one.title for one in works(text)] == ["Forecasting Slack Water", "Ropes that remember their knots"]


def test_names_below_a_bold_bullet_are_of_its_work() -> None:
    """A short bold bullet with names below it is one entry; one with anything else below it is a heading."""
    text = (
        "## Papers\n\n* **Gradual Units of Rope**\n  * Ann Holm, Bo Lund, Eve Falk\n  * KNOTS 2023\n  * [pdf](/units.pdf)\n"
        "* **Reading Knots Aloud: A Study**\n  * Bo Lund, Ann Holm\n  * ROPE 2022\n  * [pdf](/aloud.pdf)\n\n"
        "## Reading\n\n* **Knots**\n  * [How a Knot Forgets What It Was](https://knots.example.org/d), Ida Berg, Eve Falk. ROPE 2019\n"
    )
    found = works(text)
    assert [(one.title, [display(who.name) for who in one.contributions]) for one in found] == [
        ("Gradual Units of Rope", ["Ann Holm", "Bo Lund", "Eve Falk"]),
        ("Reading Knots Aloud: A Study", ["Bo Lund", "Ann Holm"]),
        ("How a Knot Forgets What It Was", ["Ida Berg", "Eve Falk"]),
    ]


def test_a_row_without_names_is_a_work_where_its_columns_say_title_and_venue() -> None:
    """The head of a column shows a venue of any form."""
    text = (
        "| Year | Title | Authors | Venue |\n|---|---|---|---|\n| 2021 | Ropes that remember | Ann Holm, Bo Lund | KNOTS'21 |\n"
        "| 2019 | [Ropes by smell](https://knots.example.org/a) | | ROPE'19 |\n"
    )
    found = works(text)
    assert [(one.title, one.venues[0].name, one.dates[0].value) for one in found] == [
        ("Ropes that remember", "KNOTS", "2021"),
        ("Ropes by smell", "ROPE", "2019"),
    ]


def test_the_rows_of_a_table_are_marked_up_without_any_emphasis() -> None:
    """A report has its papers in a table of plain words, and beside it tables of something else."""
    text = (
        "# ROPEWALK: final report\n\n## 4.1 Papers\n\n"
        "| No | Authors | Title | Journal / proceedings | Year | DOI |\n|----|----|----|----|----|----|\n"
        "| 1 | Holm, A.; Lund, B. | Ropes that remember: two winters of data | Knot Studies | 2020 | 10.5555/knots.1 |\n"
        "| 2 | Falk, E. | Harbours without a harbour | Proceedings of the Congress on Knots | 2022 | n/a |\n\n"
        "## 4.2 Events\n\n| Date | Event | Participants |\n|---|---|---|\n| 12 Mar 2020 | Kick-off webinar | 61 |\n| 4 Oct 2022 | Final conference, Tartu | 118 |\n"
    )
    assert html.sniff("report.md", text)
    found = works(text)
    assert [(one.title, [display(who.name) for who in one.contributions], one.dates[0].value) for one in found] == [
        ("Ropes that remember: two winters of data", ["A. Holm", "B. Lund"], "2020"),
        ("Harbours without a harbour", ["E. Falk"], "2022"),
    ]
    short = "## Papers\n\n| Year | Author | Title | Venue |\n|:--|:--|:--|:--|\n| 2019 | Bo Lund, Ann Holm | Slow ropes in fast water | Knot Studies |\n"
    assert html.sniff("papers.md", short + "| 2017 | Eve Falk | What a knot forgets | Journal of Knots |\n")


def test_a_code_in_bold_stands_before_names() -> None:
    """The short name that a work has in its list is no name of a person; the number of a deliverable is no venue."""
    text = (
        "## Deliverables\n\n"
        "- **D2.1** Holm, A., Lund, B. (2019). *Site selection for ropes.* Deliverable D2.1, ROPEWALK project. https://doi.org/10.5555/rope.1\n"
        "- **D3.4** Falk, E. (2021). *Open library of knots.* Deliverable D3.4, ROPEWALK project.\n\n"
        "## Articles\n\n"
        "* **[J2]** B. Lund, A. Holm. *Slow ropes in fast water.* Knot Studies 12(3), 2018.\n"
        "* **[J1]** E. Falk, A. Holm. *What a knot forgets.* Journal of Knots 5(1), 2016.\n"
    )
    found = works(text)
    assert [(one.title, [display(who.name) for who in one.contributions]) for one in found] == [
        ("Site selection for ropes", ["A. Holm", "B. Lund"]),
        ("Open library of knots", ["E. Falk"]),
        ("Slow ropes in fast water", ["B. Lund", "A. Holm"]),
        ("What a knot forgets", ["E. Falk", "A. Holm"]),
    ]
    assert [[venue.name for venue in one.venues] for one in found] == [[], [], ["Knot Studies"], ["Journal of Knots"]]


def test_names_may_stand_behind_an_emphasised_venue() -> None:
    """Title, venue with its year, names, in one line; what is emphasised behind a title and is a name is no venue."""
    text = (
        "# Rope papers\n\n"
        "- **Knot Tying: A Survey of Ropes, Knots, and Tools**, *KNOTS 2022*. Ann Holm, Bo Lund, Eve Falk. [[paper]](https://arxiv.org/abs/2201.00001)\n"
        "- **Compositional Knots on Semi-Structured Ropes**, *Findings of TIE 2015*. Bo Lund, Ann Holm. [[paper]](https://arxiv.org/abs/1508.00001) :star: introduces RopeBench\n"
        "- **Ropes as Pretrained Models**. *Proceedings of KNOTS 2021*. Ida Berg and Ann Holm.\n"
        "- **Slow Ropes in Fast Water**, *Eve Falk*, Ann Holm. KNOTS 2019.\n"
    )
    assert html.sniff("README.md", text)
    found = works(text)
    assert [(one.title, [display(who.name) for who in one.contributions], one.dates[0].value) for one in found] == [
        ("Knot Tying: A Survey of Ropes, Knots, and Tools", ["Ann Holm", "Bo Lund", "Eve Falk"], "2022"),
        ("Compositional Knots on Semi-Structured Ropes", ["Bo Lund", "Ann Holm"], "2015"),
        ("Ropes as Pretrained Models", ["Ida Berg", "Ann Holm"], "2021"),
        ("Slow Ropes in Fast Water", ["Eve Falk", "Ann Holm"], "2019"),
    ]
    assert [one.venues[0].name for one in found] == ["KNOTS", "Findings of TIE", "Proceedings of KNOTS", "KNOTS"]


def test_a_heading_above_whole_references_is_no_title() -> None:
    """Paragraphs that have a title and a year each are a list, whatever its heading; MLA shortens the names of presses."""
    text = (
        "# ROPE 455: The Knot and the Clock\n\n## Schedule\n\n**Weeks 2–4.** Bowlines. **Week 8.** Break.\n\n## For the Patient\n\n"
        "Holm, Ann. *The Harbour Time of Rope: Knots and Their Sailors*. U of Bergen P, 2011.\n\n"
        "Falk, Eve. *Knot Discourse: An Essay in Method*. Translated by Bo E. Lund, Tide UP, 1980.\n\n"
        "Berg, Ida. *Knots That Wait: Sailors and Their Diaries*. Translated by Bo Lund and Ann Holm. Salt UP, 1996.\n\n"
        "Lund, Bo. “Rope Time.” *Knot Inquiry*, vol. 7, no. 1, 1980, pp. 169–90.\n\n"
        "## Access\n\nWrite me before the second week.\n"
    )
    assert html.sniff("syllabus.md", text)
    found = works(text)
    assert [(one.title, one.publisher or one.venues[0].name, one.dates[0].value) for one in found] == [
        ("The Harbour Time of Rope: Knots and Their Sailors", "U of Bergen P", "2011"),
        ("Knot Discourse: An Essay in Method", "Tide UP", "1980"),
        ("Knots That Wait: Sailors and Their Diaries", "Salt UP", "1996"),
        ("Rope Time", "Knot Inquiry", "1980"),
    ]
    people = [[(display(who.name), who.role, who.position) for who in one.contributions] for one in found[1:3]]
    assert people == [
        [("Eve Falk", "author", 1), ("Bo E. Lund", "translator", 1)],
        [("Ida Berg", "author", 1), ("Bo Lund", "translator", 1), ("Ann Holm", "translator", 2)],
    ]

"""Entries whose parts one mark parts, in any order: a dash, a bar, a tab, a line, a bracket."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import sources
from kg.sources._listing_parted import PARTED

WORKS = [
    ("Ropes that outlive their ships", ("Ann Holm", "Bo Lund"), "Knot Studies 4(2), 11-31, 2021"),
    ("Does salt help? A test of tarred hemp", ("Cy van der Moe", "Ann Holm", "Eva Dahl"), "Ropeways, 2019"),
    ("Slack water", ("Eva Dahl", "Cy van der Moe"), "Tides 2018"),
    ("On lines without ends", ("Ann Holm",), "Knot Studies 3(1), 2-9, 2017"),
]


def read(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Title, authors and year of each record; the account must close."""
    items, account = read_text(sources()["listing"], text, "x.txt")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    return [
        (
            one.title or "",
            tuple(display(each.name) for each in one.contributions),
            one.dates[0].value[:4] if one.dates else "",
        )
        for one in works
    ]


@pytest.mark.parametrize(
    "form",
    [
        "{title} - {names} - {venue}",
        "{names} – {title} – {venue}",
        "* {names} | {title} | {venue}",
        "{title} ({venue}), {names}",
        "{title} ({venue}) — {names}\n",
        "{title}\n{names}. {venue}.\n",
        "{names}\n{title}. In {venue}.\n",
        "{title}\t{names}\t{venue}",
    ],
)
def test_one_mark_parts_title_names_and_venue_in_any_order(form: str) -> None:
    """The order of the parts is that in which most entries of a list can be read."""
    text = "\n".join(form.format(title=title, names=", ".join(names), venue=venue) for title, names, venue in WORKS)
    text = text.replace("?. ", "? ")
    assert read(text) == [(title, names, venue[-4:]) for title, names, venue in WORKS]


@pytest.mark.parametrize("form", sorted(PARTED))
@pytest.mark.parametrize(
    "text",
    [
        "Ropes that outlive their ships - a survey - and what they bind",
        "Ropes and time (with remarks) for those who tie",
        "Harbour hours\nMonday to Friday. Closed in winter.",
    ],
)
def test_marks_alone_prove_nothing(form: str, text: str) -> None:
    """Without names, or without a place or a date, nothing is taken."""
    assert PARTED[form](text, 0) is None


def test_a_number_before_a_venue_and_its_year_is_counted_once() -> None:
    """The label of an entry and the tag behind it are two pieces of the text."""
    text = (
        "1. [TIDES 2021] Ropes that outlive their ships. Ann Holm. Cited by 12\n"
        "2. [KNOTS 2019] Does salt help? Cy van der Moe, Ann Holm, and Eva Dahl.\n"
        "3. [TIDES 2018] Slack water between locks. Eva Dahl, and Cy van der Moe. Cited by 3\n"
    )
    assert [one[2] for one in read(text)] == ["2021", "2019", "2018"]


def test_the_name_above_a_list_is_no_work() -> None:
    """Who it is and what he does stand where the first title and its authors would."""
    text = "Ann Holm\nSenior Lecturer, Tidal College\n\nPublications\n\n" + "\n".join(
        f"{title}\n{'; '.join(names)}\n{venue}\n" for title, names, venue in WORKS
    )
    assert [one[0] for one in read(text)] == [title for title, _, _ in WORKS]


@pytest.mark.parametrize(
    "form", ["{year}. {names}. {title}. Ropeways.", "({year}) {names}, “{title}”, Ropeways 3, 1-9."]
)
def test_a_year_is_no_number(form: str) -> None:
    """The year that stands where other lists have numbers dates the work behind it."""
    lines = [
        form.format(year=2021 - i, names=", ".join(names), title=title) for i, (title, names, _) in enumerate(WORKS)
    ]
    assert [one[2] for one in read("\n".join(lines).replace("?.", "?") + "\n")] == ["2021", "2020", "2019", "2018"]


def test_a_remark_right_behind_a_year_is_no_part_of_the_citation() -> None:
    """What stands behind a year in brackets without a mark between is a comment."""
    lines = [f"{title} | {', '.join(names)} | Knot Studies 4 (2020) Best paper award." for title, names, _ in WORKS]
    assert [one[2] for one in read("\n".join(lines) + "\n")] == ["2020"] * 4

"""What people do in lists they keep: entries over lines without blank ones between, books among articles, owners in the footer."""

from __future__ import annotations

import pytest

from kg.names import display
from kg.reading import read_text
from kg.records import Record
from kg.sources import sources


def read(text: str, source: str = "listing") -> list[tuple[str, list[str], str, str]]:
    """Title, authors, year and venue of each record a source reads of a text; the account must close."""
    items, account = read_text(sources()[source], text, "x.txt")
    assert account.closes
    works = [item.work for item in items if isinstance(item, Record)]
    return [
        (
            one.title or "",
            [display(each.name) for each in one.contributions if each.role == "author"],
            one.dates[0].value[:4] if one.dates else "",
            one.venues[0].name if one.venues else "",
        )
        for one in works
    ]


def test_an_entry_that_ends_with_anything_is_parted_from_the_next_line() -> None:
    """Where entries end with the year and one does not, the next line is an entry if it reads as one."""
    text = (
        "R. Falk, S. Ito, Nets that let light through, Marine Gear, 2020, 12, 44 et seq\n"
        "S. Ito, R. Falk, T. Bauer, Buoys and what eats them, Journal of Moorings, 8, 2019\n"
        "T. Bauer, Rust on chains, Journal of Moorings, 2019\n"
        "R. Falk and S. Ito, How long does a knot hold, Marine Gear, 11, 2018\n"
        "S. Ito, T. Bauer, Anchors of stone\nin shallow bays, Coastal Studies, 3, 2017\n"
    )
    found = read(text)
    assert [one[0] for one in found] == [
        "Nets that let light through", "Buoys and what eats them", "Rust on chains", "How long does a knot hold",
        "Anchors of stone\nin shallow bays",
    ]  # fmt: skip
    assert [one[2] for one in found] == ["2020", "2019", "2019", "2018", "2017"]


def test_the_year_of_a_column_is_that_of_the_lines_below_it() -> None:
    """An indented line without a year below one that begins with its year is an entry of that year."""
    text = (
        "ARTICLES\n\n2021\tHolm, A., Lund, B. & Moe, C. Ropes and the price of hemp. Knot Studies 7, 101.\n"
        "\tMoe, C., Holm, A. Splicing under load: a review.  Knot Studies 7, 212–229\n\n"
        "2019\tLund, B. & Holm, A. Who owns the line? Ropeways 13, 10.\n\n2017\tHolm, A. Frayed. Knot Studies 4(3), 58-60.\n"
    )
    assert [(one[0], one[2]) for one in read(text)] == [
        ("Ropes and the price of hemp", "2021"), ("Splicing under load: a review", "2021"),
        ("Who owns the line?", "2019"), ("Frayed", "2017"),
    ]  # fmt: skip


LAW = (
    "ANN HOLM\nCurriculum Vitae\n\nPUBLICATIONS\n\nBooks\nROPES AND RIGHTS (Tidal Univ. Press 2018)\n\nArticles\n"
    "The Moored Debtor, 101 Harb. L.J. 44 (2020)\nKnots by Contract, 12 Quay L. Rev. 233 (2019) (with Bo Lund)\n"
    "Good Lines and Bad Faith, 88 Tidal L. Rev. 977 (2019)\n"
)


def test_lines_under_a_label_are_entries_by_themselves() -> None:
    """A heading no one knows and articles without blank lines between: each line that reads as an entry is one."""
    assert read(LAW)[1:] == [
        ("The Moored Debtor", ["Ann Holm"], "2020", "Harb. L.J."),
        ("Knots by Contract", ["Ann Holm", "Bo Lund"], "2019", "Quay L. Rev."),
        ("Good Lines and Bad Faith", ["Ann Holm"], "2019", "Tidal L. Rev."),
    ]


def test_a_book_ends_before_the_bracket_with_its_publisher() -> None:
    """The publisher in brackets is no venue, and no part of the title."""
    assert read(LAW)[0] == ("ROPES AND RIGHTS", ["Ann Holm"], "2018", "")


def test_the_owner_may_sign_at_the_end() -> None:
    """Who changed the page, named with an institution in its last line, is its owner."""
    text = (
        "PAPERS\n\n* On short ropes, J. Knots 12 (2019), 1-9.\n* (with B. Lund) Long ropes, Arch. Knots 3 (2020), 4-8.\n"
        "* (with C. Moe) Ropes without ends, preprint, arXiv:2003.05518.\n\n"
        "Last modified: May 2021 | A. Holm | Institute of Knots\n"
    )
    assert [one[:2] for one in read(text)] == [
        ("On short ropes", ["A. Holm"]), ("Long ropes", ["A. Holm", "B. Lund"]), ("Ropes without ends", ["A. Holm", "C. Moe"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "behind", ["2019 🥇 Best paper", "2019 Honorable mention", "2019 Distinguished paper award", "2019 ★ Oral"]
)
def test_a_distinction_behind_a_venue_is_no_part_of_its_name(behind: str) -> None:
    """What a work was awarded stands behind the year of its venue and is a comment."""
    text = (
        f"Ann Holm, Bo Lund. Ropes and time. In Knots {behind}.\n\nBo Lund, Cy Moe. Slow ropes. In Proceedings of Knots, 2018.\n\n"
        "Cy Moe, Ann Holm. Fast ropes. In Proceedings of Knots, 2017.\n"
    )
    assert next((one[2], one[3]) for one in read(text)) == ("2019", "Knots")


def test_emphasis_alone_shows_a_title_where_all_others_agree() -> None:
    """A book in italics among articles in quotation marks is read where one of its authors wrote those."""
    text = (
        "<html><body><h1>Works</h1><p>Ann Holm, <em>Ropes and What They Bind</em> (Harbour: Tidal, 2018)</p>"
        "<p>Ann Holm, ‘Knots at Sea’, <em>Knot Studies</em>, 4 (2020), 11–31</p>"
        "<p>Ann Holm and Bo Lund, ‘Lines without Ends’, <em>Ropeways</em>, 5 (2018), 1–20.</p>"
        "<p>Bo Lund, ‘A Short Rope’, <em>Ropeways</em>, 6 (2019), 3–9.</p></body></html>"
    )
    assert ("Ropes and What They Bind", ["Ann Holm"], "2018") in [one[:3] for one in read(text, "html")]


def test_editors_stand_for_authors() -> None:
    """A collection named by its editors is a work without authors, in a list of others."""
    text = (
        "Institute of Knots\n\nPapers\n\nHolm, A.; Lund, B.: Ropes and time. In: Knot Studies 93 (2016), Nr. 4, S. 221–229.\n"
        "Moe, C.: How long does it hold? In: Ropeways 57 (2016) H. 2, S. 12–17\n\nBooks\n\n"
        "Holm, A. (Hrsg.): Ropes in the city. Berlin: Tidal Verlag, 2016. ISBN 978-3-16-148410-0\n"
    )
    assert read(text)[1:] == [
        ("How long does it hold?", ["C. Moe"], "2016", "Ropeways"), ("Ropes in the city", [], "2016", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["listing", "html"])
def test_what_a_reading_list_says_of_an_entry_is_no_part_of_it(source: str) -> None:
    """ "Optional:" and the like stand before the authors of some entries, behind the bullet."""
    venues = ("*Mind*", "*Synthese*", "*Tides*") if source == "html" else ("Mind", "Synthese", "Tides")
    text = f"""Seminar on Harbours

- Ann Author and Bo Builder (2015). "What Ferries Are For". {venues[0]} 30(4): 388–410.
- Optional: Cy Carter (2020). "Against Timetables". {venues[1]} 197: 5011–5032.
- Further reading: Dee Dunmore (2011). "On Mooring". {venues[2]} 12: 1–9.
"""
    assert [(title, authors) for title, authors, *_ in read(text, source)] == [
        ("What Ferries Are For", ["Ann Author", "Bo Builder"]),
        ("Against Timetables", ["Cy Carter"]),
        ("On Mooring", ["Dee Dunmore"]),
    ]

"""Where the names of venues begin and end: what was taken with them, and what belongs to them."""

from __future__ import annotations

import pytest

from kg.records import Piece, Record, Venue, Work
from kg.sources._listing_venue_bounds import before, behind, bounded, trimmed


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ("Subm. to Rope Letters A", "Rope Letters A"),
        ("în Limba porturilor", "Limba porturilor"),
        ("JF Rope Research", "Rope Research"),
        ("Where: Journal of Knots", "Journal of Knots"),
        ("M.Phil., Univ. of Northport", "Univ. of Northport"),
        ("Phil. Diss. Münster", "Münster"),
        ("Revise and resubmit at Knots Today", "Knots Today"),
        ("the volume Ropes and Chains", "Ropes and Chains"),
        ("Knot Pediatrics 130: e1001-e1008", "Knot Pediatrics"),
        ("Sleep. 2022 Aug 11:zsac190", "Sleep"),
        ("Journal of Knots,2018", "Journal of Knots"),
        ("AnnKnotDis2018", "AnnKnotDis"),
        ("Rope Care Today 9 12-19", "Rope Care Today"),
        ("港の研究 62巻8号", "港の研究"),
        ("Ghana Rope J,2,11-18", "Ghana Rope J"),
        ("Ropes and Chains içinde", "Ropes and Chains"),
        ("Knots and Bends. Dir.", "Knots and Bends"),
        ("Northport University, Tideway Bay.", "Northport University"),
        ("KNOTS'98, Dallas.", "KNOTS'98"),
        ("RSS 2022 Workshop on Ropes  best paper award", "RSS 2022 Workshop on Ropes"),
    ],
)
def test_what_is_no_name_is_cut_off(taken: str, name: str) -> None:
    """Labels, degrees, how far a work is on its way, numbers, remarks and places."""
    start, end = trimmed(taken, 0, len(taken))
    assert taken[start:end].strip() == name


@pytest.mark.parametrize(
    "name",
    [
        "Angew. Chem. Int. Ed.",
        "Mon. Weather Rev.",
        "Northport L. Rev.",
        "Printed Photovoltaics",
        "NBER Working Paper",
        "Proc. of IROS2021",
        "Mar Ecol Prog Ser",
        "Where the Ropes Are",
        "Journal of Ropes, Chains, and Knots",
        "The Engineer's Year",
        "Math. Z.",
        "Arch. Hydrobiol. Z.",
    ],
)
def test_what_is_of_the_name_stays(name: str) -> None:
    """Words of journals that look like remarks, and years of meetings that are written with the name."""
    assert trimmed(name, 0, len(name)) == (0, len(name))


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Ropes. 5. Tarihi Yapılar Sempozyumu, 2010", "Tarihi Yapılar Sempozyumu", "5. Tarihi Yapılar Sempozyumu"),
        ("Knots, J. Fluid Mech. 12, 3", "Fluid Mech.", "J. Fluid Mech."),
        ("thèse, Université de Rennes 1, 2010", "Université de Rennes", "Université de Rennes 1"),
        ("Ropes, Histoire, économie & société, 12(3)", "Histoire", "Histoire, économie & société"),
        ("J. Struct. Fire Engrg., 12(3), 1-9", "J. Struct", "J. Struct. Fire Engrg."),
        ("Ropes. Math. Z. 303, No. 1", "Math.", "Math. Z."),
    ],
)
def test_what_belongs_to_a_name_is_taken_in(text: str, name: str, whole: str) -> None:
    """Ordinals of meetings, "J.", numbers of universities, the rest of a list of words."""
    start = text.index(name)
    end = start + len(name)
    assert text[before(text, start, end, 0) : behind(text, start, end, len(text))] == whole


def test_no_place_or_volume_is_taken_in() -> None:
    """A city behind a comma, and the volume of a journal."""
    for text, name in (("Rope Congress, Northport", "Rope Congress"), ("Knots Today 12, 2010", "Knots Today")):
        assert behind(text, 0, len(name), len(text)) == len(name)


def _record(text: str, taken: str) -> Record:
    at = text.index(taken)
    pieces = [Piece("mapped", "title", 0, 5), Piece("mapped", "venues[0]", at, at + len(taken))]
    return Record(0, len(text), Work(title=text[:5], venues=[Venue(taken)]), pieces)


def test_numbers_that_were_taken_with_a_name_are_read() -> None:
    """The volume and the pages are mapped where they stand."""
    text = "Ropes. Knot Care Today 9 12-19"
    record = _record(text, "Knot Care Today 9 12-19")
    bounded([record], text, 0)
    assert (record.work.venues[0].name, record.work.volume, record.work.pages) == ("Knot Care Today", "9", "12-19")
    assert [text[one.start : one.end] for one in record.pieces] == ["Ropes", "Knot Care Today", "9", "12-19"]


def test_what_is_cut_off_is_left_over() -> None:
    """Nothing is lost: the words before a name are a piece of what was not mapped."""
    text = "Ropes. Subm. to Knot Letters"
    record = _record(text, "Subm. to Knot Letters")
    bounded([record], text, 0)
    assert [(one.kind, text[one.start : one.end]) for one in record.pieces] == [
        ("mapped", "Ropes"),
        ("left", "Subm. to"),
        ("mapped", "Knot Letters"),
    ]


def test_the_number_of_a_university_is_no_volume() -> None:
    """What was mapped to the volume is of the name."""
    text = "Ropes. Université de Rennes 1"
    record = _record(text, "Université de Rennes")
    record.work.volume = "1"
    record.pieces.append(Piece("mapped", "volume", len(text) - 1, len(text)))
    bounded([record], text, 0)
    assert (record.work.venues[0].name, record.work.volume) == ("Université de Rennes 1", None)
    assert [one.field for one in record.pieces] == ["title", "venues[0]"]

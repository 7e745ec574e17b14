"""What a record of a list cannot hold is taken out of it, whichever reader read it."""

from __future__ import annotations

import pytest

from kg.names import split
from kg.records import Contribution, Date, Piece, Record, Reject, Venue, Work
from kg.sources._listing_settled import settled
from kg.sources._listing_venue_ends import ends, imprint, is_none, is_thesis


@pytest.mark.parametrize(
    ("printed", "name", "fields"),
    [
        ("J Harb Stud. 2019 Mar-Apr;33(2):199-201", "J Harb Stud", {"year": "2019", "volume": "33", "issue": "2", "pages": "199-201"}),
        ("Rev Puertos. 2018 Jan 5;7:e12", "Rev Puertos", {"year": "2018", "volume": "7", "pages": "e12"}),
        ("Journal of Moorings,2018,190:415-422", "Journal of Moorings", {"year": "2018", "volume": "190", "pages": "415-422"}),
        ("Rope Letters,2020,12(3):7", "Rope Letters", {"year": "2020", "volume": "12", "issue": "3", "pages": "7"}),
        ("Anales de Puertos. 36 -", "Anales de Puertos", {"volume": "36"}),
        ("Harbours in Time, 4", "Harbours in Time", {"volume": "4"}),
        ("w:] Woda i sznur", "Woda i sznur", {}),
        ("Cordas do porto. 1ed.Lisboa: Nós", "Cordas do porto", {"place": "Lisboa", "publisher": "Nós"}),
        ("Ropes at Home. 3rd ed. Hull: Anchor", "Ropes at Home", {"place": "Hull", "publisher": "Anchor"}),
        ("Proceedings of the 9th Symposium on Ropes, Cork, Ireland", "Proceedings of the 9th Symposium on Ropes", {"place": "Cork"}),
        ("4th Conference on Knots (KNOTS4), P3-11 (Turku", "4th Conference on Knots (KNOTS4)", {"number": "P3-11"}),
        ("12e Journées des Ports, JP 12, en ligne", "12e Journées des Ports", {"number": "JP 12"}),
        ("Proceedings of the Rope Society, Series B", "Proceedings of the Rope Society, Series B", {}),
        ("Conference on Knots, Splices and Hitches", "Conference on Knots, Splices and Hitches", {}),
    ],
)  # fmt: skip
def test_where_the_name_of_a_venue_stands(printed: str, name: str, fields: dict[str, str]) -> None:
    """Numbers, dates and places that stand with a name are told from it, and words that belong to it are not."""
    found = ends(printed, book=False, numbered=False)
    said = {field: printed[start:end] for field, start, end in reversed(found.fields)}
    assert (printed[found.start : found.end], said | fields) == (name, said)


def test_publisher_and_place_behind_a_collection() -> None:
    """In the style of Harvard they stand behind commas; a collection may be called by three words, too."""
    found = ends("Tides after Storms, Anchor, Hull", book=True, numbered=False)
    assert [field for field, _, _ in found.fields] == ["publisher", "place"]
    assert ends("Salt, Rope, Tar", book=True, numbered=False).end == len("Salt, Rope, Tar")


def test_what_is_no_venue() -> None:
    """A number of a book, a remark and the supervisor of a thesis stand where venues do; a place before a colon shows a publisher."""
    assert all(map(is_none, ("ISBN 978-0-306-40615-7", "Manuscript in preparation", "sous la direction de A. Moe.")))
    assert not any(map(is_none, ("Review of Ropes", "Manuscripta", "In Harbours")))
    assert is_thesis("PhD diss")
    assert is_thesis("Master's thesis")
    assert not is_thesis("Thesis Eleven")
    found = imprint("Hull: Anchor House. (Party on Friday!)")
    assert found
    assert found["publisher"] == "Anchor House"
    assert imprint("Workshop on Knots: Theory") is None


def record_of(text: str, title: str, names: list[str], venue: str = "", year: str = "") -> Record:
    """A record of a text as a reader might read it."""
    work = Work(title=title)
    pieces = [Piece("mapped", "title", text.index(title), text.index(title) + len(title))]
    at = 0
    for i, name in enumerate(names):
        at = text.index(name, at)
        work.contributions.append(Contribution(split(name), i + 1))
        pieces.append(Piece("mapped", f"contributions[{i}]", at, at + len(name)))
        at += len(name)
    if venue:
        work.venues.append(Venue(venue))
        pieces.append(Piece("mapped", "venues[0]", text.index(venue), text.index(venue) + len(venue)))
    if year:
        work.dates.append(Date("issued", year))
        pieces.append(Piece("mapped", "dates[0]", text.index(year), text.index(year) + 4))
    return Record(0, len(text), work, pieces)


def _names(found: Record | Reject) -> list[str]:
    assert isinstance(found, Record)
    assert [one.position for one in found.work.contributions] == list(range(1, len(found.work.contributions) + 1))
    mapped = {one.field for one in found.pieces if one.field.startswith("contributions[")}
    assert mapped == {f"contributions[{i}]" for i in range(len(found.work.contributions))}
    return [one.name.printed for one in found.work.contributions]


@pytest.mark.parametrize(
    ("text", "title", "names", "kept"),
    [
        ("A. Holm, Ropes of Hull, Anchor, Pescara 2012.", "Ropes of Hull", ["A. Holm", "Anchor, Pescara"], ["A. Holm"]),
        ("A. Holm, B. Lund. On knots / A. Holm, B. Lund // Ropes.", "On knots", ["A. Holm", "B. Lund", "A. Holm", "B. Lund"], ["A. Holm", "B. Lund"]),
        ("A. Holm, B. Lund, C. Moe, B. Lund. On knots.", "On knots", ["A. Holm", "B. Lund", "C. Moe", "B. Lund"], ["A. Holm", "B. Lund", "C. Moe", "B. Lund"]),
        ("On knots. A. Holm, B. Lund. Ropes 3.", "On knots", ["A. Holm", "B. Lund"], ["A. Holm", "B. Lund"]),
    ],
)  # fmt: skip
def test_authors_stand_together_and_once(text: str, title: str, names: list[str], kept: list[str]) -> None:
    """A name behind the title where others stand before it is that of a publisher or of another entry; one printed again begins another list."""
    assert _names(settled(record_of(text, title, names), text)) == kept


def test_a_word_before_a_number_begins_the_title() -> None:
    """Where only the number parts it from the title it is no name, and the number is no year of the work."""
    text = "A. Holm, B. Lund, Storms 1736 in letters, Ropes, vol. 3, 2018"
    found = settled(record_of(text, "in letters", ["A. Holm", "B. Lund", "Storms"], "Ropes", "1736"), text)
    assert _names(found) == ["A. Holm", "B. Lund"]
    assert isinstance(found, Record)
    assert (found.work.title, found.work.dates) == ("Storms 1736 in letters", [Date("issued", "2018")])


def test_a_title_does_not_begin_with_a_name_or_within_a_quotation() -> None:
    """Such a record is refused whole."""
    for title in ("Moe, C. D.* In Handbook of Ropes", "'A rope of Locke's \"Little"):
        assert isinstance(settled(record_of(title, title, []), title), Reject)
    for title in ("Moe, or the rope", "'Tis pity about the rope's end'"):
        assert isinstance(settled(record_of(title, title, []), title), Record)


def test_the_one_year_of_an_entry_dates_it() -> None:
    """The first of two does, as the others are of something else; the day on which a page was looked at does not, nor does a span that is no issue."""
    for text, years in (
        ("Ropes. Knot Conf., 28-30 November 2019, Bursa", ["2019"]),
        ("Ropes. Hull, 2011-2013", []),
        ("Ropes. Knot Review, viewed 3 March 2021.", []),
        ("Ropes. Knot Review 2018, looked at 2021.", ["2018"]),
    ):
        found = settled(record_of(text, "Ropes", []), text)
        assert isinstance(found, Record)
        assert [date.value for date in found.work.dates] == years


def test_where_a_thesis_was_written() -> None:
    """In brackets behind its title, or behind what says that it is one; the archive that keeps it is no venue."""
    for text, title, venue in (
        ("Holm, A. (2017). Ropes at school [Doctoral dissertation, University of Hull]. Red Chain eTheses.", "Ropes at school", "Red Chain eTheses"),
        ('Holm, Ann. "Ropes at school." PhD diss., University of Hull, 2015.', "Ropes at school", "PhD diss"),
    ):  # fmt: skip
        found = settled(record_of(text, title, [], venue), text)
        assert isinstance(found, Record)
        assert (found.work.type, found.work.publisher, found.work.venues) == ("thesis", "University of Hull", [])


def test_editors_before_a_collection() -> None:
    """They are no venue; what stands behind them is."""
    text = "Holm A., « Knots », in B. Lund & C. Moe (dir.), Ropes spoken, ropes heard, Nantes, PUN, p. 1-3."
    found = settled(record_of(text, "Knots", [], "B. Lund & C. Moe (dir.)"), text)
    assert isinstance(found, Record)
    assert [one.name for one in found.work.venues] == ["Ropes spoken, ropes heard"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Thiru S. Holm", "S. Holm"),
        ("Miss Leela Holm", "Leela Holm"),
        ("Rev. Dr. Arne Holm", "Arne Holm"),
        ("AUTHOR P. Holm-Sand", "P. Holm-Sand"),
        ("Co-author Jo Holm", "Jo Holm"),
        ("M Holm²", "M Holm"),
        ("Maj Britt Holm", "Maj Britt Holm"),
        ("SR Das Holm", "SR Das Holm"),
        ("MR Garcia Holm", "MR Garcia Holm"),
        ("Fr Holm", "Fr Holm"),
    ],
)
def test_words_of_respect_and_raised_numbers_are_no_part_of_a_name(printed: str, name: str) -> None:
    """Capitals without a stop may be initials, and given names that look like such words stay."""
    text = f"{printed}. Ferries without timetables. Harbour Review 12, 1999."
    assert _names(settled(record_of(text, "Ferries without timetables", [printed]), text)) == [name]


def test_white_space_within_marks_of_quotation_is_none_of_the_title() -> None:
    """French marks stand with blanks within; those are no part of the title, and it stands where it stood."""
    text = "A. Holm, « Les quais de la mer », Revue des ports, 12, 2010."
    found = settled(record_of(text, " Les quais de la mer ", ["A. Holm"]), text)
    assert isinstance(found, Record)
    assert found.work.title == "Les quais de la mer"
    title = next(one for one in found.pieces if one.field == "title")
    assert text[title.start : title.end] == "Les quais de la mer"

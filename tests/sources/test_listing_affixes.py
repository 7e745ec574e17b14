"""What stands before and behind titles and is none of them, on the whole page or beside one."""

from __future__ import annotations

import pytest

from kg.records import Item, Piece, Record, Work
from kg.sources._listing_affixes import without_affixes
from kg.sources._listing_heads import with_heads


def _page(text: str, *titles: str) -> list[Item]:
    """Records whose titles stand in a text, each from the end of the one before."""
    records: list[Item] = []
    at = 0
    for title in titles:
        start = text.index(title, at)
        end = start + len(title)
        records.append(Record(at, end, Work("article", title), [Piece("mapped", "title", start, end)]))
        at = end
    return records


def _titles(items: object) -> list[str | None]:
    return [one.work.title for one in items if isinstance(one, Record)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lead", ["3/7 ", "T1 ", "Folder 3-5 ", "#4 ", "of "])
def test_what_most_titles_of_a_page_begin_with_is_taken_from_them(lead: str) -> None:
    titles = ["Ferries without timetables", "Salt in the mortar", "What the pilots know"]
    text = "\n".join(lead + one for one in titles)
    assert _titles(without_affixes(_page(text, *(lead + one for one in titles)), text, 0)) == titles
    alone = _page(lead + titles[0], lead + titles[0])
    assert _titles(without_affixes(alone, lead + titles[0], 0)) == [lead + titles[0]]


def test_pages_that_rise_and_years_are_taken_from_behind_most_titles() -> None:
    titles = ["Ferries without timetables", "Salt in the mortar?", "What the pilots know"]
    printed = [f"{title} {page}" for title, page in zip(titles, (9, 25, 101), strict=True)]
    text = "\n".join(printed)
    assert _titles(without_affixes(_page(text, *printed), text, 0)) == titles
    falling = [f"{title} {page}" for title, page in zip(titles, (9, 101, 25), strict=True)]
    text = "\n".join(falling)
    assert _titles(without_affixes(_page(text, *falling), text, 0)) == falling
    dated = [f"{title}, {year}" for title, year in zip(titles, (2003, 2001, 2010), strict=True)]
    text = "\n".join(dated)
    items = without_affixes(_page(text, *dated), text, 0)
    assert _titles(items) == titles
    assert [one.work.dates[0].value for one in items if isinstance(one, Record)] == ["2003", "2001", "2010"]
    about = ["Oat rust in 1959", "Oat rust in 1960", "Oat rust in 1961"]
    text = "\n".join(about)
    assert _titles(without_affixes(_page(text, *about), text, 0)) == about


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Ferries without timetables ♠. Bo Builder", "Ferries without timetables"),
        ("Ferries without timetables Open Access", "Ferries without timetables"),
        ("ti=Ferries without timetables", "Ferries without timetables"),
        ("等. 港口的盐", "港口的盐"),
        ("Mule = status?", "Mule = status?"),
        ("A note on p", "A note on p"),
    ],
)
def test_labels_and_signs_are_no_part_of_a_title(printed: str, title: str) -> None:
    assert _titles(without_affixes(_page(printed, printed), printed, 0)) == [title]


def test_the_kind_of_a_work_ends_its_title_and_says_where_it_appeared() -> None:
    printed = "Ferries without timetables[C]//Proceedings of Harbours"
    [one] = without_affixes(_page(printed, printed), printed, 0)
    assert isinstance(one, Record)
    assert one.work.title == "Ferries without timetables"
    assert one.work.venues[0].name == "Proceedings of Harbours"


def test_the_label_of_the_next_field_ends_a_title() -> None:
    text = "Ferries without timetables Author(s): Builder, Bo"
    assert _titles(without_affixes(_page(text, "Ferries without timetables Author(s)"), text, 0)) == [
        "Ferries without timetables"
    ]


def test_initials_behind_a_family_name_are_no_beginning_of_a_title() -> None:
    text = "Okonjo B, Brix R.* Salt in the mortar. Harbour Review"
    assert _titles(without_affixes(_page(text, "R.* Salt in the mortar"), text, 0)) == ["Salt in the mortar"]
    review = "Okonjo B. R. Brix, Salt: a review"
    assert _titles(without_affixes(_page(review, "R. Brix, Salt: a review"), review, 0)) == ["R. Brix, Salt: a review"]


_OTHERS = "Salt in the mortar. 2004\nWhat the pilots know. 2005\n"


def _among_others(line: str, title: str) -> str | None:
    text = _OTHERS + line
    items = with_heads(_page(text, "Salt in the mortar", "What the pilots know", title), text, 0)
    return _titles(items)[-1]


@pytest.mark.parametrize(
    ("line", "read", "title"),
    [
        (
            "2006. Cider yeasts of Asturias: a genomic view. Yeasts 4",
            "a genomic view",
            "Cider yeasts of Asturias: a genomic view",
        ),
        ("Her book, 2006) of Fathers and Famine (Peeters)", "of Fathers and Famine", "Fathers and Famine"),
        ("2006. de Broglie waves in harbours", "de Broglie waves in harbours", "de Broglie waves in harbours"),
        ("2006. t-tests for Everyone", "t-tests for Everyone", "t-tests for Everyone"),
    ],
)
def test_a_title_in_lower_case_gets_its_beginning_or_loses_words(line: str, read: str, title: str) -> None:
    assert _among_others(line, read) == title


def test_words_behind_a_title_are_left_over_and_a_code_before_it_is_furniture() -> None:
    """Names that were cut from a title are not understood, and the ledger says so."""
    text = "Ferries without timetables ♠. Bo Builder"
    [one] = without_affixes(_page(text, text), text, 0)
    assert isinstance(one, Record)
    assert [(piece.kind, text[piece.start : piece.end]) for piece in one.pieces if piece.field != "title"] == [
        ("left", " ♠. Bo Builder")
    ]
    assert _titles(without_affixes(_page("in Brix XIX. Century", "XIX. Century"), "in Brix XIX. Century", 0)) == [
        "XIX. Century"
    ]

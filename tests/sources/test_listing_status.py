"""Words that say how far a work is on its way to print are kept as comments, whatever reads the entry."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.records import Record
from kg.sources import sources

_OTHERS = """
Osei, B. and Holm, J. Q. (2017). Buoys and bells. Marine Policy, 84, 210-216.
Holm, J. Q. (2016). Quays of the Humber. Harbour Review, 12, 3-9.
Holm, J. Q. and Osei, B. (2015). Ropes that remember. Harbour Review, 11, 30-39.
"""
_MIXED = """
"Drowned piers of the Humber", Osei B, Holm JQ, Harbour Review {0}
Holm, Jane, 2019, Ferries without timetables, Harbour Review 12:3-9
J. Q. Holm: Salt in the mortar of piers. In: Harbour Notes 12, 2011.
"Buoys and bells" (B. Osei & J. Holm), Marine Policy 84, 2017, 210-216
"""


def _records(text: str) -> list[Record]:
    items, account = read_text(sources()["listing"], text, "list.txt")
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)]


@pytest.mark.parametrize("word", ["submitted", "in press", "forthcoming", "im Druck", "under review"])
def test_a_word_in_place_of_the_year_is_a_comment(word: str) -> None:
    text = f"Publications\n\nHolm, J. Q. and Osei, B. ({word}). Tidal flats under a rising sea. Estuaries and Coasts.\n{_OTHERS.lstrip()}"
    found = next(one for one in _records(text) if (one.work.title or "").startswith("Tidal"))
    assert word in found.work.comments
    place = next(piece for piece in found.pieces if piece.field == "comments[0]")
    assert text[place.start : place.end] == word


def test_a_word_behind_an_entry_of_no_known_form_is_its_comment() -> None:
    text = "Papers\n\n" + _MIXED.lstrip().format("(in press)")
    found = next(one for one in _records(text) if (one.work.title or "").startswith("Drowned"))
    assert found.work.comments == ["in press"]


def test_such_a_word_in_a_title_is_of_the_title() -> None:
    text = "Papers\n\n" + _OTHERS.lstrip().replace("Buoys and bells", "Freedom in press and print")
    found = next(one for one in _records(text) if (one.work.title or "").startswith("Freedom"))
    assert found.work.title == "Freedom in press and print"
    assert not found.work.comments

"""Venues that are likely none: what is left over, and that nothing is lost."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from kg.reading import LeftOver, read_text
from kg.records import Piece, Record, Venue, Work
from kg.sources import sources
from kg.sources._learned_choice import Model, model
from kg.sources._learned_doubt import MODEL, doubted, features, is_placed

TEXT = "Okonjo, B. Ferries without timetables. Harbour Lamps 12 (2019), 3-19.\n"


def _record(text: str = TEXT, venue: str = "Harbour Lamps") -> Record:
    title = "Ferries without timetables"
    at, there = text.index(title), text.index(venue)
    pieces = [Piece("mapped", "title", at, at + len(title)), Piece("mapped", "venues[0]", there, there + len(venue))]
    record = Record(0, len(text) - 1, Work("article", title), pieces)
    record.work.venues.append(Venue(venue))
    record.confidence["venues"] = 0.7
    return record


def test_there_is_a_weight_for_each_feature() -> None:
    record = _record()
    (row,) = features([record], [record], TEXT, 0)
    assert len(row) == len(model(MODEL).mean)
    assert np.isfinite(row).all()
    assert MODEL.stat().st_size < 20_000


@pytest.mark.parametrize(("chance", "kept"), [(0.9, True), (0.26, True), (0.2, False)])
def test_a_venue_that_is_likely_none_is_left_over(chance: float, kept: bool) -> None:
    record = _record()
    with patch.object(Model, "chances", lambda _, rows: np.full(len(rows), chance, np.float32)):
        assert list(doubted([record], TEXT, 0)) == [record]
    assert [one.name for one in record.work.venues] == (["Harbour Lamps"] if kept else [])
    assert ("venues" in record.confidence) is kept
    piece = next(one for one in record.pieces if one.start == TEXT.index("Harbour Lamps"))
    assert (piece.kind, piece.field) == (("mapped", "venues[0]") if kept else ("left", "venue"))


def test_a_venue_that_stands_nowhere_in_the_text_is_not_weighed() -> None:
    record = _record()
    record.pieces.pop()
    assert not is_placed(record)
    with patch.object(Model, "chances", side_effect=AssertionError):
        doubted([record], TEXT, 0)
    assert record.work.venues


def test_the_account_of_a_list_closes_where_venues_are_left_over() -> None:
    text = "".join(TEXT.replace("Ferries", word) for word in ("Ferries", "Piers", "Ropes"))
    with patch.object(Model, "chances", lambda _, rows: np.full(len(rows), 0.0, np.float32)):
        items, account = read_text(sources()["listing"], text, "list.txt")
    assert account.closes
    assert not any(one.work.venues for one in items if isinstance(one, Record))
    assert any(isinstance(one, LeftOver) for one in items)


@pytest.mark.parametrize("venue", ["Harbour Review", "Proceedings of the 5th Workshop on Ropes"])
def test_a_venue_whose_words_tell_is_kept(venue: str) -> None:
    """A journal or a meeting by its name, whatever is known of the rest."""
    text = TEXT.replace("Harbour Lamps", venue)
    record = _record(text, venue)
    with patch.object(Model, "chances", lambda _, rows: np.full(len(rows), 0.0, np.float32)):
        doubted([record], text, 0)
    assert record.work.venues


def test_a_label_is_no_venue() -> None:
    """However likely it seems."""
    text = TEXT.replace("Harbour Lamps", "e-Print")
    record = _record(text, "e-Print")
    with patch.object(Model, "chances", lambda _, rows: np.full(len(rows), 1.0, np.float32)):
        doubted([record], text, 0)
    assert not record.work.venues

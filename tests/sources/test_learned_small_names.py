"""Names in small letters: who is named twice on a page is somebody."""

from __future__ import annotations

from kg.names import display
from kg.records import Piece, Record, Work
from kg.sources._learned_small_names import with_small_names


def _read(*left: str) -> tuple[list[list[str]], list[Record], str]:
    """The names of works of which these stretches were held to be names and not read; the works; the text."""
    text, records = "", []
    for one in left:
        pieces = [Piece("left", "authors", len(text), len(text) + len(one))]
        records.append(Record(len(text), len(text) + len(one), Work("article", "Ferries"), pieces))
        text += f"{one}\n"
    with_small_names(records, text, 0)
    return [[display(each.name) for each in one.work.contributions] for one in records], records, text


def test_names_that_two_entries_have_are_authors() -> None:
    names, records, text = _read("ingersoll, mohapi", "with mohapi", "ingersoll & wentz", "wentz")
    assert names == [["ingersoll", "mohapi"], ["mohapi"], ["ingersoll", "wentz"], ["wentz"]]
    for record in records:
        at = record.start
        for piece in record.pieces:
            assert piece.start == at
            at = piece.end
        assert at == record.end
        mapped = [text[one.start : one.end] for one in record.pieces if one.kind == "mapped"]
        assert mapped == [display(one.name) for one in record.work.contributions]


def test_a_word_alone_a_sentence_and_oneself_are_nobody() -> None:
    left = ("ingersoll", "mohapi wrote it", "mohapi", "self", "self", "Okonjo", "Okonjo")
    names, records, _ = _read(*left)
    assert not any(names)
    assert all([piece.kind for piece in one.pieces] == ["left"] for one in records)

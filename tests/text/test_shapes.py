"""Names by their shape, and what is noted of them."""

from __future__ import annotations

import pytest

from kg.text._candidates import Candidate
from kg.text._sentences import sentences
from kg.text._shapes import phrases


def names(text: str, title: bool = False) -> list[str]:
    """The names in a text as printed."""
    return [text[start:end] for start, end in phrases(text, sentences(text), title)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lanterns glow, and GlowNet glows.", ["GlowNet"]),  # what only begins a sentence is no name
        ("It is tested on WickBank 2.0 and others.", ["WickBank 2.0"]),
        ("It is tested on WickBank 2.0% more often.", ["WickBank"]),
        ("It is tested on WickBank 2 of them.", ["WickBank"]),
        ("They follow GlowNet, 2019, in all.", []),  # an author with a year
        ("They use the Lamp Wick Corpus English.", ["Lamp Wick Corpus"]),  # common words at the ends are left off
        ("We use One Two Three Four Five Six Seven Eight Lamps.", []),  # so many words in a row are none
        ("It has 40K lamps and 3DLamps.", ["3DLamps"]),
    ],
)
def test_names_in_sentences(text: str, found: list[str]) -> None:
    """Names have capitals or digits within, or are capitalised words in a row, with the version behind them."""
    assert names(text) == found


def test_a_title_may_begin_with_a_name() -> None:
    """In a title a single capitalised word that comes first is a name, too."""
    assert names("Lanterns glow", title=True) == ["Lanterns"]
    assert names("Lanterns glow") == []


def test_names_share_nothing() -> None:
    """What is noted of one name is not noted of another one."""
    one, other = Candidate("glownet", "GlowNet"), Candidate("wicknet", "WickNet")
    one.features.add("known")
    assert not other.features
    assert not Candidate("wicknet", "WickNet").features

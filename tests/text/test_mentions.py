"""Named things of others: which are read, their role, and that what a paper brings itself is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import introduces, mentions, together


def mentioned(abstract: str, title: str = "") -> list[tuple[str, str]]:
    """Names and roles."""
    found = mentions.read_together([("title", "title", title), ("abstract", "abstract", abstract)])
    return [(fact.value, fact.details["role"]) for fact in found]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "We evaluate lamps on SQuAD and on the GlimQA-2 dataset.",
            [("SQuAD", "evaluated"), ("GlimQA-2", "evaluated")],
        ),
        ("Our lamp outperforms GPT-4 and LLaMA by a wide margin.", [("GPT-4", "compared"), ("LLaMA", "compared")]),
        ("It is dark. Lamps are dim. We light it by using RoBERTa as an ember.", [("RoBERTa", "used")]),
        ("The GlowLamp (Moe et al., 2020) is old.", [("GlowLamp", "background")]),
    ],
)
def test_roles(abstract: str, expected: list[tuple[str, str]]) -> None:
    """The words around a name tell whether it is evaluated on, compared with, used or only background."""
    assert mentioned(abstract) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Accuracy rises by 3 BLEU on English-German.",
        "We bound $F(X)$ by O(N log N).",
        "Lamps are in the city of Rome.",
        "",
    ],
)
def test_none(text: str) -> None:
    """Metrics, pairs of languages, formulas and places are no systems."""
    assert mentioned(text) == []


def test_what_is_introduced_is_no_mention() -> None:
    """A name is either brought by the paper or of others, never both."""
    text = "We introduce GlowNet, a new model built on RoBERTa. GlowNet beats RoBERTa on GlimQA-2."
    given = [("abstract", "abstract", text)]
    brought = {fact.value for fact in introduces.read_together(given)}
    assert brought == {"GlowNet"}
    assert {name for name, _ in mentioned(text)} == {"RoBERTa", "GlimQA-2"}


def test_found_by_its_name() -> None:
    """The reader is one of those that take the texts of a record together."""
    assert together()["mentions"] is mentions.read_together


@given(st.text(max_size=100), st.text(alphabet="aBcD ().,-[2]{}\\$é", max_size=300))
def test_any_text(title: str, abstract: str) -> None:
    """On any text quotes equal the text at their offsets and nothing is raised."""
    texts = {"title": title, "abstract": abstract}
    for fact in mentions.read_together([(name, name, text) for name, text in texts.items()]):
        assert texts[fact.field][fact.start : fact.end] == fact.quote
        assert fact.details["role"] in {"used", "compared", "evaluated", "background"}

"""Which phrases other papers have, and which of them only one text has."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.text import Doc
from benchmarks.text_heard import Phrases, phrases
from kg.text import introduces
from kg.text._heard import heard, number, numbers


@pytest.mark.parametrize(
    "name",
    ["multi-task learning", "monte carlo tree search", "word embeddings", "bleu", "tokamak", "weibull distribution"],
)
def test_what_many_papers_speak_of_is_heard(name: str) -> None:
    """Well-known terms are heard, and in the plural, too."""
    assert heard(name)
    assert heard(f"{name}s")


@pytest.mark.parametrize("name", ["lantern drift correction", "quellbach", "owl-grounded teapot learning", "", "$"])
def test_what_nobody_speaks_of_is_not_heard(name: str) -> None:
    """Invented names and what has no words are not heard."""
    assert not heard(name)


def test_the_table_is_in_order() -> None:
    """The numbers of phrases ascend, so that each can be looked up."""
    assert all(left < right for left, right in pairwise(numbers()))


def test_a_phrase_of_others_makes_a_name_less_sure() -> None:
    """The same words about a method are less sure where its long form is one that others use."""

    def sure(long: str) -> float:
        abstract = f"We propose a novel {long} (XTL) method with data of its own."
        found = introduces.read_together([("title", "title", ""), ("abstract", "abstract", abstract)])
        return max((fact.confidence for fact in found), default=0.0)

    assert sure("multi-task learning") < sure("xylem-teapot learning")


def test_small_words_and_marks_part_phrases() -> None:
    """No phrase goes over a mark or a small word."""
    found = phrases("Owl lamps of teapots, and river names.")
    assert found == {
        number(phrase.split()) for phrase in ("owl", "lamps", "owl lamps", "teapots", "river", "names", "river names")
    }


def test_what_only_a_text_itself_has_does_not_count_for_it(tmp_path: Path) -> None:
    """A phrase is not heard for the only text that has it, nor for either of two papers in whose texts it is; it is for all others."""
    for name, cited in (("A1", "Dusk Lamps"), ("A2", "Dawn Lamps")):
        parsed = {"body_text": [{"text": "Owl teapots are used."}], "bib_entries": {"b0": {"title": cited}}}
        (tmp_path / f"{name}.json").write_text(json.dumps({"pdf_parse": parsed}), encoding="utf-8")
    docs = [
        Doc(one, "Night", "River names.") if one == "acl:1" else Doc(one, one, "")
        for one in ("acl:1", "aclsum:A1", "aclsum:A2")
    ]
    found = Phrases.of(docs, tmp_path)
    river, owl, dusk, lamps = (
        number(phrase.split()) for phrase in ("river names", "owl teapots", "dusk lamps", "lamps")
    )
    assert river in found.without(docs[0])
    assert {owl, dusk} <= found.without(docs[1])
    assert owl in found.without(docs[2])
    assert dusk not in found.without(docs[2])
    assert lamps not in found.without(docs[1])
    assert found.write(tmp_path / "table") == (tmp_path / "table").stat().st_size / 4

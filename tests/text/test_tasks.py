"""Tasks worked on and natural languages, in titles and abstracts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Fact, tasks
from kg.text._languages import COMPOUNDS, LANGUAGES


def read(text: str, kind: str, field: str = "abstract") -> list[Fact]:
    """The facts of a kind in a text."""
    return [fact for fact in tasks.read(field, text) if fact.kind == kind]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("title", "Sieves for Named Entity Recognition", ["Named Entity Recognition"]),
        ("title", "SieveNet: Pebble Shape Classification with Lamps", ["Pebble Shape Classification"]),
        ("abstract", "We study the task of pebble detection by hand.", ["pebble detection"]),
        ("abstract", "Pebble Slot Detection (PSD) is hard.", ["Pebble Slot Detection"]),
        ("abstract", "We show its power on (1) information extraction, (2) entity disambiguation, and (3) constituency parsing.",
         ["information extraction", "entity disambiguation", "constituency parsing"]),
        ("abstract", "Sieves help the dependency\nparsing task.", ["dependency parsing"]),
    ],
)  # fmt: skip
def test_tasks(field: str, text: str, expected: list[str]) -> None:
    """A task stands in the title, is called one, is abbreviated, or is what a known task was worked on."""
    assert [fact.value for fact in read(text, "task", field)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Translation is hard.",
        "After a careful analysis we rest.",
        "Machine learning and machine translation are old.",
        "A prediction.",
    ],
)
def test_what_is_no_task(text: str) -> None:
    """A head alone, and a known task that is only spoken of, is not what was worked on."""
    assert read(text, "task") == []


def test_at_most_four_tasks() -> None:
    """The likeliest tasks are kept."""
    text = "We evaluate on question answering, text classification, entity linking, word segmentation, sentiment analysis and machine translation."
    assert len(read(text, "task")) == tasks.MOST


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We translate German into Sinhala.", ["de", "si"]),
        ("An English-Japanese corpus", ["en", "ja"]),
        ("A corpus of Brazilian Portuguese essays", ["pt-BR"]),
        ("Portuguese and Brazilian Portuguese texts", ["pt", "pt-BR"]),
        ("WMT14 English-to-Romanian translation", ["en", "ro"]),
        ("A treebank of Old English", ["ang"]),
    ],
)
def test_languages(text: str, codes: list[str]) -> None:
    """Languages have BCP 47 codes, each once, with their name in the details."""
    found = read(text, "language")
    assert [fact.value for fact in found] == codes
    assert all(text[fact.start : fact.end] == fact.details["name"] for fact in found)


@pytest.mark.parametrize(
    "text", ["Chinese galaxies shine.", "The French government speaks.", "We polish english lenses of every language."]
)
def test_what_is_no_language(text: str) -> None:
    """A people, and a word that is only spelled like a language, is none."""
    assert read(text, "language") == []


def test_the_table_of_languages() -> None:
    """Codes have the form of BCP 47, and every longer name ends in a language or says that it is one."""
    assert all(
        code.replace("-", "").isalpha() and 2 <= len(code.split("-")[0]) <= 3
        for code in [*LANGUAGES.values(), *COMPOUNDS.values()]
    )
    assert len(LANGUAGES) > 150


def test_other_fields_are_not_read() -> None:
    """Comment lines say nothing of tasks."""
    assert list(tasks.read("comments", "On English named entity recognition")) == []


PIECES = st.sampled_from(
    [
        "entity ",
        "named ",
        "recognition",
        " task",
        "the task of ",
        "English",
        "-",
        "German",
        " corpus ",
        "We ",
        "on ",
        ".",
        "\n",
        "İ",
        "(AB)",
        "Brazilian Portuguese ",
    ]
)


@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)), st.sampled_from(["title", "abstract"])
)
def test_the_quote_stands_at_its_place(text: str, field: str) -> None:
    """On any text: no exception, quotes equal the text at their offsets, in order."""
    last = 0
    for fact in tasks.read(field, text):
        assert text[fact.start : fact.end] == fact.quote
        assert last <= fact.start < fact.end
        last = fact.start


@pytest.mark.parametrize(
    "piece",
    [
        "entity recognition ",
        "task of ",
        "English corpus ",
        "Brazilian Portuguese word ",
        "we on for ",
        "parsing (AB) ",
        "French government text ",
    ],
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A long repetition is read to its end; were the time quadratic, this would not come back."""
    assert len(list(tasks.read("abstract", piece * (10_000_000 // len(piece))))) < 100

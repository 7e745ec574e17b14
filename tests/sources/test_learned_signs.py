"""What the tagger of pages sees of lines: labels, quotation marks, ends of names, headings, tables; and the pages that show it curricula vitae."""

from __future__ import annotations

import random

import pytest

from benchmarks.page_labels import page_of, stretches_of, tags
from benchmarks.page_sections import LANGUAGES
from benchmarks.page_vitae import STYLES, Vita
from kg.sources._learned_segments import marker_of
from kg.sources._learned_signs import columns, promised, told
from tests._page_words import WORDS


def texts(line: str) -> list[str]:
    return [one.text for one in page_of(line).segments]


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("ACL1. Okonjo B. Sandbanks that move at night", "ACL1. "),
        ("C-ACTI 3. Okonjo B. Sandbanks that move", "C-ACTI 3. "),
        ("b)\tOkonjo B. Sandbanks that move", "b)\t"),
        ("III   Okonjo B. Sandbanks that move", "III   "),
        ("2 Odile Marchetti; Bram Okonjo. Sandbanks that move", "2 "),
        ("▪ Okonjo B. Sandbanks", "▪ "),
    ],
)
def test_labels_of_entries_are_no_part_of_them(line: str, before: str) -> None:
    """Numbers and letters before an entry are marks, whatever their form."""
    marker = marker_of(line)
    assert marker is not None
    assert marker[0] == before
    assert texts(line)[0].startswith(("Okonjo", "Odile"))


@pytest.mark.parametrize(
    "line", ["B. Okonjo, Sandbanks that move", "2 Citations", "A study of tides", "Art 3, B. Okonjo"]
)
def test_names_and_counts_are_no_labels(line: str) -> None:
    """An initial, a count and a word are none."""
    assert marker_of(line) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Marchetti O., Okonjo B. Sandbanks that move at night. Tides", ["Marchetti O.", "Okonjo B.", "Sandbanks that move at night."]),
        ("OKONJO, B. A. . Sandbanks that move", ["OKONJO", "B. A.", "Sandbanks that move"]),
        ("Bram Okonjo*. Sandbanks that move", ["Bram Okonjo*.", "Sandbanks that move"]),
        ("Okonjo, B, 'The sailors' night: a study', Tides", ["Okonjo", "B", "The sailors' night", "a study", "Tides"]),
        ("———. Sandbanks that move. Tides", ["Sandbanks that move.", "Tides"]),
        ("Okonjo B. A. Sandbanks that move // Tides. 2019", ["Okonjo B. A.", "Sandbanks that move", "Tides.", "2019"]),
        ("Life of the sailors' wives", ["Life of the sailors' wives"]),
    ],
)  # fmt: skip
def test_names_end_where_a_title_begins(line: str, parts: list[str]) -> None:
    """Initials behind a family name, stars, single quotation marks and dashes for the authors before part a line; an apostrophe does not."""
    assert texts(line)[: len(parts)] == parts


@pytest.mark.parametrize(
    ("heading", "sense"),
    [
        ("Publications", "w"),
        ("Rozdziały w monografiach", "w"),
        ("Proyectos de investigación", "o"),
        ("Lehre", "o"),
        ("Conference papers", "b"),
        ("Sandbanks", ""),
        ("We publish " * 12, ""),
    ],
)
def test_headings_promise_works_or_other_things(heading: str, sense: str) -> None:
    """A heading is told by the beginnings of its words, in several languages."""
    assert promised(heading) == sense


def test_lines_tell_of_grants_and_talks() -> None:
    """Words and sums of money tell what a line is about, and a title tells nothing."""
    assert told("2018–2021: Harbour project, 212 k€") == ("grant", "money", "range")
    assert told("Keynote at the meeting of harbours") == ("talk",)
    assert told("Sandbanks that move at night") == ()


def test_the_head_of_a_table_names_its_columns() -> None:
    """The cells of a head are titles, authors and the rest; a row of the table is no head."""
    assert list(columns("No\tAuthors\tTitle\tJournal\tYear")) == ["other", "authors", "title", "venue", "when"]
    assert columns("1\tB. Okonjo\tSandbanks that move\tTides\t2019") == ()


@pytest.mark.parametrize("number", range(12))
def test_the_parts_of_vitae_are_found(number: int) -> None:
    """The labels of a page put together are the parts it was made of; what stands in other sections has none."""
    text, stretches = Vita(WORDS, random.Random(f"test {number}")).made()
    page = page_of(text)
    labels = tags(page.segments, stretches, {})
    assert all(text[one.start : one.end].strip() for one in stretches)
    assert sum(label[0] == "E" for label in labels) <= len({one.entry for one in stretches})
    for one in (each for each in stretches if each.part == "title"):
        covered = [
            label for each, label in zip(page.segments, labels, strict=True) if one.start <= each.start < one.end
        ]
        assert not covered or covered[0].endswith("title")


def test_every_style_and_language_is_whole() -> None:
    """Each style prints a title in each kind of entry, and each language has works, other sections and months."""
    for style in STYLES:
        assert all("{T}" in one for one in (style.article, style.meeting, style.chapter, style.book, style.thesis))
    for language in LANGUAGES:
        assert language.works
        assert language.months
        assert all(lines for _, lines in language.others)


def test_editors_behind_a_title_are_no_authors() -> None:
    """Of the names of an entry those before its title are the authors."""
    text = "Okonjo, B., 'Sandbanks that move', in Night Tides, ed. by Aalto and Okonjo (Leeds: Quay, 2019)\n"
    row = ("Sandbanks that move", "B. Okonjo", "2019", "Night Tides", "")
    page = page_of(text)
    labels = tags(page.segments, stretches_of(page.segments, [row], text)[0], {})
    assert labels[:3] == ["E-authors", "I-authors", "B-title"]
    assert "authors" not in {label[2:] for label in labels[3:]}
    assert labels[3].endswith("rest")
    assert labels[-1].endswith("rest")

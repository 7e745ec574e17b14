"""Training references in styles of their own: their words, their pieces, and that the same seed gives the same."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from benchmarks.reference_styles import styled
from benchmarks.reference_templates import varied
from benchmarks.reference_words import Words, bare, plain
from benchmarks.references import plain as compared
from benchmarks.train_references import sequence
from kg.sources._references_fields import HANDLERS
from kg.sources._references_tagger import MERGED
from tests.reference_strings import references

TAGS = {MERGED.get(name, name) for name in HANDLERS}


@pytest.fixture(scope="module")
def words() -> Words:
    made = Words()
    made.add_labelled(one.pieces for _, one in references(60, seed=5))
    made.bodies.append("Harbour Board of Tidewater")
    return made.tidy()


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("In: “Tides and Kilns”,", "Tides and Kilns"),
        ("« Les marées »,", "Les marées"),
        ("The kiln (1850-1914).", "The kiln (1850-1914)"),
        ("(Harbour Press,", "Harbour Press"),
        ("Where do ferries go?", "Where do ferries go?"),
    ],
)
def test_a_piece_loses_the_marks_around_it(piece: str, text: str) -> None:
    """Quotation marks, "in" and the mark that ends a piece go; a bracket opened within and a question mark stay."""
    assert bare(piece) == text


def test_words_of_crossref_have_no_markup(tmp_path: Path) -> None:
    """Names, journals and titles of works and of what they cite are taken, without tags and entities."""
    work = {
        "author": [{"given": "Ann", "family": "Ferryman"}, {"name": "Tide Board"}],
        "publisher": "Quay Books",
        "reference": [{"article-title": "Tides &amp; <i>kilns</i>", "journal-title": "Harb Stud"}, {"volume-title": "Piers"}],
    }  # fmt: skip
    path = tmp_path / "works.jsonl"
    path.write_text(json.dumps(work) + "\n", encoding="utf-8")
    found = Words()
    found.add_crossref(path)
    assert (found.people, found.titles, found.journals) == ([("Ann", "Ferryman")], ["Tides & kilns"], ["Harb Stud"])
    assert found.books == ["Piers"]
    assert found.publishers[-1] == "Quay Books"
    assert plain("<b>A</b> &lt; B.") == "A < B"


def test_each_piece_has_a_part_that_is_read(words: Words) -> None:
    """Every piece has text, is of a part the reader knows, and its tokens are those of the whole reference."""
    kinds = set()
    for pieces in styled(words, 400, seed=3):
        assert all(text == " ".join(text.split()) and text for _, text in pieces), pieces
        assert {MERGED.get(name, name) for name, _ in pieces} <= TAGS, pieces
        tokens, names = sequence(pieces)
        assert len(tokens) == len(names)
        kinds |= set(names)
    assert {"title", "author", "editor", "date", "journal", "container-title", "genre", "note", "translator"} <= kinds


def test_the_same_seed_gives_the_same(words: Words) -> None:
    """Training can be repeated: one seed, one list; another seed, another."""
    assert styled(words, 50, seed=8) == styled(words, 50, seed=8)
    assert styled(words, 50, seed=8) != styled(words, 50, seed=9)


def test_other_words_keep_the_form(words: Words) -> None:
    """A reference with other words has the parts, the marks, the introducing words and as many digits as before; its words differ."""
    pieces = [
        ("citation-number", "[12]"),
        ("author", "MARSH, A., B. Quill and Clara Harrow,"),
        ("title", "“The Glaze of Northern Kilns,”"),
        ("container-title", "in: Proceedings of the Symposium on Tides,"),
        ("pages", "pp. 33–58,"),
        ("date", "(1998)."),
    ]
    chance = random.Random(2)
    made = [varied(pieces, words, chance) for _ in range(40)]
    assert len({text for one in made for name, text in one if name == "author"}) > 10
    assert len({text for one in made for name, text in one if name == "title"}) > 10
    for one in made:
        assert [name for name, _ in one] == [name for name, _ in pieces]
        number, names, title, book, pages, date = (text for _, text in one)
        assert re.fullmatch(r"\[\d\d\]", number)
        assert re.fullmatch(r"[\w'’ -]+, [A-Z]\., [A-Z]\. [\w'’ -]+ and [\w'’. -]+ [\w'’ -]+,", names), names
        assert names[:2].isupper()
        assert title[0] == "“"
        assert title.endswith(",”")
        assert book.startswith("in: ")
        assert re.fullmatch(r"pp\. \d\d–\d\d,", pages)
        assert re.fullmatch(r"\(19\d\d\)\.|\(20\d\d\)\.", date)


def test_words_of_other_sources(tmp_path: Path) -> None:
    """Titles and names are taken of the ACL Anthology, of arXiv and of a table; a title with LaTeX in it is not."""
    (tmp_path / "acl.xml").write_text(
        "<collection><volume><meta><booktitle>Workshop on <fixed-case>T</fixed-case>ides</booktitle></meta><paper><title>Kiln "
        "<i>grammars</i></title><author><first>Ann</first><last>Ferryman</last></author></paper></volume></collection>",
        encoding="utf-8",
    )
    papers = [
        {"title": "Tides of\n  neutrinos", "authors_parsed": [["Marsh", "C.", ""]]},
        {"title": "A $q$-kiln", "authors_parsed": [["Qu\\'ill", "D.", ""]]},
    ]
    (tmp_path / "arxiv.jsonl").write_text("\n".join(map(json.dumps, papers)), encoding="utf-8")
    (tmp_path / "table.csv").write_text(
        "id%title%authors%venue%year\n0%Piers.%Bo Builder, Oakley%VLDB%1999\n", encoding="utf-8"
    )
    found = Words()
    found.add_acl(tmp_path / "acl.xml")
    found.add_arxiv(tmp_path / "arxiv.jsonl")
    found.add_table(tmp_path / "table.csv")
    assert found.titles == ["Kiln grammars", "Tides of neutrinos", "Piers"]
    assert found.people == [("Ann", "Ferryman"), ("C.", "Marsh"), ("Bo", "Builder")]
    assert found.meetings == ["Workshop on Tides"]
    some = Words()
    some.add_some(found, 2, random.Random(1))
    assert len(some.titles) == len(some.people) == 2
    assert set(some.titles) < set(found.titles)


def test_titles_are_compared_without_case_quotation_marks_and_marks_at_the_ends() -> None:
    """Inner punctuation and words count; case, white space, quotation marks and what stands around do not."""
    assert compared(" “The ‘Good’  Kiln”?,") == compared("the Good kiln")
    assert compared("The kiln: a history") != compared("The kiln a history")
    assert compared("The kilns") != compared("The kiln")

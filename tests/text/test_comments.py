"""What is read from comment lines: counts, status, overlap, versions and links, each with its offsets."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks._identity_venues import EXTENT, agreement, gold, together
from kg.text import Fact, _statements, comments, licences, venues
from kg.text._statements import is_plain


def facts(text: str, *kinds: str) -> list[Fact]:
    """The facts of the kinds asked for (all when none is named) of a comment line."""
    return [fact for fact in comments.read("comments", text) if not kinds or fact.kind in kinds]


COUNTS = [
    ("22 pages, 16 figures, 5 tables", [("pages", "22", "22 pages"), ("figures", "16", "16 figures"), ("tables", "5", "5 tables")]),
    ("five figures and two tables", [("figures", "5", "five figures"), ("tables", "2", "two tables")]),
    ("31 pp.", [("pages", "31", "31 pp.")]),
    ("4 pgs, 2 figs.", [("pages", "4", "4 pgs"), ("figures", "2", "2 figs.")]),
    ("12 p., 1 fig", [("pages", "12", "12 p."), ("figures", "1", "1 fig")]),
    ("60 LaTeX pages, no figures", [("pages", "60", "60 LaTeX pages"), ("figures", "0", "no figures")]),
    ("5-pages", [("pages", "5", "5-pages")]),
    ("12+8 pages, 5+3 figures", [("pages", "20", "12+8 pages"), ("figures", "8", "5+3 figures")]),
    ("15 Seiten, 3 Abbildungen", [("pages", "15", "15 Seiten"), ("figures", "3", "3 Abbildungen")]),
    ("17 pages, 8 eps figures", [("pages", "17", "17 pages"), ("figures", "8", "8 eps figures")]),
    ("Pages: 12; Figures: 3", [("pages", "12", "Pages: 12"), ("figures", "3", "Figures: 3")]),
    ("10 pages, in two columns, figures 3 and 4 at low resolution", [("pages", "10", "10 pages")]),
    ("pp. 503-544", []),
    ("see Figure 2 and Table 3", []),
    ("2 figures added", []),
    ("added 3 tables", []),
    ("3.5 pages", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Pages, figures and tables are counted in digits and words; ranges, numbers of figures and changes are no counts."""
    assert [(f.kind, f.value, f.quote) for f in facts(text, "pages", "figures", "tables")] == expected


@pytest.mark.parametrize(
    ("text", "value", "details"),
    [
        ("8+3 pages", "11", {"main": "8", "appendix": "3"}),
        ("12 pages + appendix", "12", {"main": "12"}),
        ("9 pages main text, 5 pages appendix", "14", {"main": "9", "appendix": "5"}),
        ("18 pages including 3 pages of references", "18", {"main": "15", "references": "3"}),
        ("6 pages plus 4 pages of supplementary material", "10", {"main": "6", "supplement": "4"}),
    ],
)
def test_pages_in_parts(text: str, value: str, details: dict[str, str]) -> None:
    """Pages beyond the main text count towards the whole, and the parts stand in the details."""
    (fact,) = facts(text)
    assert (fact.value, fact.details, fact.quote) == (value, details, text)


def test_a_second_count_is_less_sure() -> None:
    """Of two counts of pages the first is asserted and the second is only a guess."""
    first, second = facts("12 pages; the first version had 15 pages", "pages")
    assert (first.value, second.value) == ("12", "15")
    assert first.confidence > 0.9 > second.confidence


STATUS = [
    ("Accepted at ICML 2024", "accepted", "Accepted at", "ICML 2024"),
    ("accepted for publication in J. Fluid Mech.", "accepted", "accepted for publication in", "J. Fluid Mech."),
    ("12 pages, accepted by PRA", "accepted", "accepted by", "PRA"),
    ("To appear in Graphs and Combinatorics", "forthcoming", "To appear in", "Graphs and Combinatorics"),
    ("in press", "forthcoming", "in press", None),
    ("submitted to CQG, 10 pages", "submitted", "submitted to", "CQG"),
    ("under review at TMLR", "submitted", "under review at", "TMLR"),
    ("Published version in PRD", "published", "Published version in", "PRD"),
    ("published in Phys. Rev. D; 12 pages", "published", "published in", "Phys. Rev. D"),
    ("This paper has been withdrawn by the authors", "withdrawn", "withdrawn", None),
    ("Rejected from ICLR 2020", "rejected", "Rejected from", "ICLR 2020"),
    ("Invited talk at the Somewhere Symposium", "presented", "Invited talk at", "the Somewhere Symposium"),
]


@pytest.mark.parametrize(("text", "value", "quote", "venue"), STATUS)
def test_status(text: str, value: str, quote: str, venue: str | None) -> None:
    """The status is read with the words that state it, and the words of the venue stand in the details."""
    (fact,) = facts(text, "status")
    assert (fact.value, fact.quote, fact.details.get("venue")) == (value, quote, venue)
    assert fact.start == text.index(quote)


@pytest.mark.parametrize(
    "text",
    ["not accepted", "to be submitted to PRD", "unpublished", "before it was accepted", "code published at x.org"],
)
def test_a_denied_or_planned_status_is_none(text: str) -> None:
    """What is denied, planned or said of something else is not the status of the work."""
    assert facts(text, "status") == []


@pytest.mark.parametrize(
    ("text", "presentation"),
    [
        ("Accepted as an oral presentation at CVPR 2021", "oral"),
        ("Accepted at NeurIPS 2023 (Spotlight)", "spotlight"),
        ("ACL 2020, best paper award", "best-paper"),
        ("Accepted at the workshop on Things at ICML 2020", "workshop"),
        ("ICLR 2024 (Oral)", "oral"),
    ],
)
def test_presentation(text: str, presentation: str) -> None:
    """How a work was presented stands with its status, also where only a prize or an oral says that it was accepted."""
    (fact,) = facts(text, "status")
    assert (fact.value, fact.details["presentation"]) == ("accepted", presentation)


def test_the_status_of_another_paper_is_a_candidate_only() -> None:
    """What follows "extended version of a paper" is said of the other paper, so it is not asserted."""
    (fact,) = facts("Extended version of a paper accepted at ICML 2020", "status")
    assert fact.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("arXiv admin note: substantial text overlap with arXiv:2210.01007", ["2210.01007"]),
        ("text overlap with arXiv:1208.2311v2, arXiv:hep-th/9901001 and arXiv:1010.1234.", ["1208.2311", "hep-th/9901001", "1010.1234"]),
        ("text overlap with arXiv:1208.2311 by other authors", ["1208.2311"]),
        ("text overlap with arXiv:1299.2311", []),
        ("see also arXiv:1208.2311", []),
    ],
)  # fmt: skip
def test_overlap(text: str, ids: list[str]) -> None:
    """Each arXiv id after "text overlap with" is one fact, without version; an impossible id and a plain reference are none."""
    found = facts(text, "overlap")
    assert [fact.value for fact in found] == ids
    assert all(re.fullmatch(r"arXiv:\S+", fact.quote) for fact in found)


@pytest.mark.parametrize(
    "text",
    ["An extended abstract of this paper appeared in ESA 2016", "Extended version of a paper accepted at ICML 2020"],
)
def test_what_is_said_of_another_version_is_not_asserted(text: str) -> None:
    """Where an abstract or an earlier version appeared is not where this work did."""
    assert all(fact.confidence < 0.9 for fact in facts(text, "status"))


def test_overlap_details() -> None:
    """How much overlaps and that the other text is by others stands in the details."""
    (fact,) = facts("substantial text overlap with arXiv:1208.2311 by other authors", "overlap")
    assert fact.details == {"extent": "substantial", "by": "other-authors"}


@pytest.mark.parametrize(
    ("text", "value", "details"),
    [
        ("Extended version of arXiv:1001.0001", "extended-version", {"text": "Extended version of arXiv:1001.0001", "target": "1001.0001"}),
        ("supersedes arXiv:hep-th/0402006", "supersedes", {"text": "supersedes arXiv:hep-th/0402006", "target": "hep-th/0402006"}),
        ("v2: a proof mended", "v2", {"text": "v2: a proof mended", "version": "2"}),
        ("Camera-ready", "camera-ready", {"text": "Camera-ready"}),
        ("typos corrected", "revision", {"text": "typos corrected"}),
    ],
)  # fmt: skip
def test_version_notes(text: str, value: str, details: dict[str, str]) -> None:
    """A note on the version is read with the rest of its sentence and the id of the other version."""
    (fact,) = facts(text, "version-note")
    assert (fact.value, fact.details) == (value, details)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Project page: https://a.example/x/. Code: (https://github.com/a/b).", [("https://a.example/x/", "project-page"), ("https://github.com/a/b", "code")]),
        ("Code: https://a.github.io/sieve", [("https://a.github.io/sieve", "project-page")]),
        ("Code and data are available at https://a.example/b", [("https://a.example/b", "code")]),
        ("Dataset: https://huggingface.co/datasets/a/b", [("https://huggingface.co/datasets/a/b", "data")]),
        ("https://github.com/a/b", [("https://github.com/a/b", "code")]),
        ("model weights at www.example.org/w", [("https://www.example.org/w", "model")]),
        ("try the demo: https://example.org/try!", [("https://example.org/try!", "demo")]),
        ("see https://example.org/a_(b)", [("https://example.org/a_(b)", "")]),
        ("https://doi.org/10.1000/x and https://arxiv.org/abs/1001.0001", []),
    ],
)  # fmt: skip
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    """A link is read without the sentence's punctuation, with its role; a link that is an identifier is left to identifiers."""
    assert [(fact.value, fact.details.get("role", "")) for fact in facts(text, "link")] == links


def test_other_fields_are_not_read() -> None:
    """Only comments are read: nothing is taken from a title of the same words."""
    assert list(comments.read("title", "22 pages, accepted at ICML 2024")) == []


FRAGMENTS = st.sampled_from(
    ["accepted", "at", "in", "pages", "12", "+", "3", "figures", "ſix", "to appear", "http://", "arXiv:", "1001.0001", "(", ")", ".", ",", ";",
     "text overlap with", "v2:", "version of", "ICML", "2024", "\n  ", "[", "]", "K", "²", "٣", "github.com/a"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(FRAGMENTS, max_size=30).map(" ".join),
        st.lists(FRAGMENTS, max_size=30).map("".join),
    )
)
def test_any_text_is_read_with_its_offsets(text: str) -> None:
    """No text makes the reader raise; every quote is the text at its offsets and every confidence lies in (0, 1]."""
    for fact in facts(text):
        assert fact.quote == text[fact.start : fact.end] != ""
        assert fact.value
        assert 0 < fact.confidence <= 1
        assert all(fact.details.values())


@pytest.mark.parametrize(
    "unit", ["A, ", "5 " + " " * 99, "1 2 ", "accepted at A, ", "version of ", "http://a)", "1+1+", "in the ", "\n"]
)
def test_reading_is_linear(unit: str) -> None:
    """A text four times as long takes about four times as long, not sixteen times."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begun = time.process_time()
        facts(text)
        return time.process_time() - begun

    assert seconds(400_000) < 9 * seconds(100_000) + 0.5


def test_a_megabyte_is_read_in_seconds() -> None:
    """A megabyte without a fact takes no more than a few seconds of processor time."""
    begun = time.process_time()
    assert facts("in the word, " * 80_000) == []
    assert time.process_time() - begun < 30


@pytest.mark.shared
def test_the_comment_lines_of_the_seed(shared: Path) -> None:
    """The comment lines of the first seed give exactly their counts and statuses."""
    lines = [
        line
        for line in (shared / "seeds" / "000_005dbb45a826d373.txt").read_text(encoding="utf-8").splitlines()
        if len(line) < 120
    ]
    found = [
        (f.kind, f.value) for line in lines for f in facts(line) if f.kind in ("pages", "figures", "tables", "status")
    ]
    assert found == [
        ("pages", "22"), ("figures", "16"), ("tables", "5"), ("pages", "17"), ("status", "accepted"), ("status", "accepted"),
    ]  # fmt: skip


# --- the labelled lines ----------------------------------------------------------------------------------------------

REACHED = {
    ("look", "status"): (1.0, 1.0), ("look", "venue"): (1.0, 1.0), ("look", "extent"): (1.0, 1.0), ("look", "year"): (1.0, 1.0),
    ("kept", "status"): (1.0, 1.0), ("kept", "venue"): (0.98, 1.0), ("kept", "extent"): (1.0, 1.0), ("kept", "year"): (1.0, 1.0),
    ("kept", "overlap"): (1.0, 1.0), ("kept", "version-note"): (0.92, 0.85), ("look", "version-note"): (1.0, 1.0),
}  # fmt: skip
"""Precision and recall reached on the two halves of the labelled lines."""


@pytest.mark.shared
@pytest.mark.parametrize("half", ["look", "kept"])
def test_the_labelled_lines(shared: Path, half: str) -> None:
    """Status, venue, year, extent and notes are read of the labelled fields of arXiv as well as they were."""
    scores = agreement(gold(half, shared))
    scores["extent"] = together(scores, *EXTENT)
    for kind in (kind for name, kind in REACHED if name == half):
        precision, recall = REACHED[half, kind]
        score = scores[kind]
        assert (score.precision, score.recall) >= (precision, recall), kind
        assert score.recall >= recall, kind


def test_the_invented_lines() -> None:
    """Every label of the invented lines of many fields and languages is found, and nothing else is asserted."""
    rows = list(gold("invented", Path()))
    assert len(rows) >= 150
    wrong = [failure for score in agreement(rows).values() for failure in score.failures]
    assert wrong == []


@pytest.mark.shared
def test_the_labels_stand_in_their_fields(shared: Path) -> None:
    """Every labelled field is there and every label lies in it, in one half alone."""
    ids = []
    for half in ("look", "kept"):
        for name, _, text, labels in gold(half, shared):
            ids.append((name.split()[0], half))
            assert all(0 <= label["start"] < label["end"] <= len(text) for label in labels)
    assert len(ids) >= 200
    assert len({key for key, _ in ids}) == len(set(ids))


_COUNTED = st.tuples(
    st.sampled_from(["1", "7", "12", "100", "999", "0", "012", "2007", "no"]),
    st.sampled_from([" ", "  ", "\n  ", "-"]),
    st.sampled_from(["pages", "page", "Pages", "figures", "Figure", "eps figures", "color figures", "tables", "table", "Tables", "pp.", "PAGES"]),
    st.sampled_from([", ", ",", "; ", " and ", ", and ", ",\n  ", ". ", " "]),
).map("".join)  # fmt: skip


@given(
    st.lists(_COUNTED, min_size=1, max_size=5).map("".join), st.sampled_from(["", ".", " ", ".\n", ", ICML 2007", ")"])
)
def test_a_line_of_counts_alone_reads_as_by_the_rules(counts: str, end: str) -> None:
    """The short cut for lines that only count pages, figures and tables finds what all rules of all readers find."""
    line = counts.rstrip(" ,;.\nand") + end
    readers = (comments, licences, venues)
    short = [list(one.read("comments", line)) for one in readers]
    with pytest.MonkeyPatch.context() as patch:
        for one in readers:
            patch.setattr(one, "is_plain", lambda _: False)
        assert [list(one.read("comments", line)) for one in readers] == short


def test_lines_of_counts_alone_are_told() -> None:
    """The short cut above is taken, and only where nothing else stands in the line."""
    assert all(map(is_plain, ("12 pages", "3 pages, 1 figure.", "9 Pages; 2 eps figures and 1 Table")))
    assert not any(
        map(is_plain, ("12 pages, accepted", "no pages", "0 pages", "2007 pages", "12 pages. 3 figures", ""))
    )


def test_rules_that_are_passed_over_by_their_hints_have_some() -> None:
    """A rule without hints would never be tried."""
    assert all(rule.hints for rule in (*_statements.STATUS, *comments.VERSIONS))


@pytest.mark.parametrize(
    "words", ["im Druck", "im Erscheinen", "sous presse", "en prensa", "no prelo", "in stampa", "à paraître"]
)
def test_in_press_is_read_in_other_languages(words: str) -> None:
    """What stands in a list for the year of a work that is being printed."""
    assert [fact.value for fact in facts(words, "status")] == ["forthcoming"]

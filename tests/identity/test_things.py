"""Introduced things across papers: one where something beside the name agrees, candidates where only the name does."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kg.identity.things import Evidence, changes, judge
from tests.identity import Resolved

ALIKE = Evidence("Voxtral", "Voxtral", True, True, ("", ""), True, 1)


def entry(key: str, author: str, title: str, abstract: str) -> str:
    """A BibTeX entry with an abstract."""
    return (
        f"@article{{{key}, author = {{{author}}}, title = {{{title}}}, year = {{2024}}, abstract = {{{abstract}}}}}\n"
    )


INTRODUCED = entry(
    "a", "Adams, Ann", "TideWright: A Toolkit for Tide Tables",
    "We present TideWright, an open-source toolkit that reads tide tables. TideWright is released under the Apache 2.0 license. "
    "Code is available at https://github.com/example/tidewright.",
)  # fmt: skip
USED = entry(
    "b",
    "Brown, Bob",
    "Dating rumours of one winter",
    "We use TideWright to date two hundred rumours by the tides they mention.",
)
AGAIN = entry(
    "c",
    "Clark, Cyd",
    "TideWright: A Model of Harbours",
    "We introduce TideWright, a new neural model that predicts the depth of harbours.",
)


@pytest.mark.parametrize(
    ("evidence", "verdict", "rule"),
    [
        (replace(ALIKE, repositories=("github.com/x/y",)), "same", "same-repository"),
        (replace(ALIKE, authors=("Ann Adams",)), "same", "same-name-and-author"),
        (replace(ALIKE, expansions=("vox trial", "Vox-Trial")), "same", "same-expansion"),
        (replace(ALIKE, expansions=("vox trial", "voice extraction")), "different", "same-name"),
        (ALIKE, "candidate", "same-name"),
        (replace(ALIKE, right_introduces=False), "same", "the-one-of-this-name"),
        (replace(ALIKE, right_introduces=False, bearers=2), "candidate", "same-name"),
        (replace(ALIKE, right_introduces=False, distinctive=False), "candidate", "same-name"),
        (replace(ALIKE, right="Voxtral Mini"), "different", "same-name"),
    ],
)
def test_the_verdict_follows_the_evidence(evidence: Evidence, verdict: str, rule: str) -> None:
    """A name alone is never enough for two works that bring something; another sign is."""
    found = judge(evidence)
    assert (found.verdict, found.rule) == (verdict, rule)


def test_what_would_have_decided_otherwise() -> None:
    """A candidate by name alone would be one thing with an author in common."""
    words, changed = next((w, c) for w, c in changes(ALIKE) if judge(c).verdict != judge(ALIKE).verdict)
    assert words == "if one author had written both works"
    assert judge(changed).verdict == "same"


def test_a_thing_is_found_where_another_work_uses_it(tmp_path: Path) -> None:
    """The work that uses a thing mentions the thing itself; code and licence are the thing's."""
    resolved = Resolved(tmp_path, {"a.bib": INTRODUCED + USED})
    [(thing, name)] = resolved.rows("SELECT thing, name FROM thing")
    assert name == "TideWright"
    assert [row[0] for row in resolved.rows("SELECT thing FROM work_mentions")] == [thing]
    assert resolved.rows("SELECT url FROM thing_licence") == [("https://spdx.org/licenses/Apache-2.0",)]
    assert resolved.rows("SELECT url FROM thing_link") == [("https://github.com/example/tidewright",)]


def test_two_things_of_one_name_stay_two(tmp_path: Path) -> None:
    """Two works bring something of the same name: candidates, and a third that uses the name is of neither."""
    resolved = Resolved(tmp_path, {"a.bib": INTRODUCED + USED + AGAIN})
    assert len(resolved.rows("SELECT thing FROM thing")) == 2
    verdicts = {decision.verdict for decision in resolved.decisions if decision.kind == "thing"}
    assert verdicts == {"candidate"}
    assert resolved.rows("SELECT thing FROM work_mentions WHERE contains(thing, 'id/thing/')") == []


def test_an_unrelated_record_changes_no_thing(tmp_path: Path) -> None:
    """Things keep their IRIs when works that have nothing to do with them are added."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    other = entry("z", "Quist, Dov", "Something else", "Nothing here has a name.")
    alone = Resolved(tmp_path / "one", {"a.bib": INTRODUCED})
    together = Resolved(tmp_path / "two", {"a.bib": other + INTRODUCED})
    assert alone.rows("SELECT thing FROM thing") == together.rows("SELECT thing FROM thing")


def test_quotes_stand_at_their_offsets(tmp_path: Path) -> None:
    """Each fact of the build quotes the very characters of its field."""
    resolved = Resolved(tmp_path, {"a.bib": INTRODUCED + USED + AGAIN})
    rows = resolved.rows(
        "SELECT f.quote, f.start, f.\"end\", CASE f.field WHEN 'title' THEN w.title ELSE w.abstract END FROM read.fact f "
        "JOIN read.work w USING (record) WHERE f.field IN ('title', 'abstract')"
    )
    assert rows
    for quote, start, end, text in rows:
        assert str(text)[int(str(start)) : int(str(end))] == quote

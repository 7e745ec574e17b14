"""The sample that ships: read without a rest, and the graph built from it shows what the demonstration promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from kg import sample
from kg.build import Summary, build
from kg.config import Config
from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import claim
from kg.workspace import Build, Workspace

Item = Record | Reject | LeftOver


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[str, list[Item], Account]]:
    """The source, the items and the account of each file of the sample."""
    found = {}
    for path in sample.paths():
        text = path.read_text("utf-8")
        source = claim(path.name, text)
        assert source is not None
        found[path.name] = (source.name, *read_text(source, text, path.name))
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Build]:
    """A graph of the sample."""
    out = tmp_path_factory.mktemp("sample") / "g"
    summary = build([str(path) for path in sample.paths()], out, Config())
    return summary, Workspace.open(out).current


@pytest.fixture
def rows(built: tuple[Summary, Build]) -> Iterator[Any]:
    """Asks the tables of the graph in SQL."""
    with duckdb.connect(str(built[1].tables), read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def _findings(build: Build) -> list[dict[str, str]]:
    lines = (build.report / "findings.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


# --- read ------------------------------------------------------------------------------------------------------------


def test_the_sample_has_both_layouts_and_bibtex(read: dict[str, tuple[str, list[Item], Account]]) -> None:
    """Each file is claimed by the source it was written for, and there is one of each layout."""
    assert {name: source for name, (source, _, _) in read.items()} == {
        "peyrard.txt": "listing",
        "reading-list.txt": "listing",
        "references.bib": "bibtex",
    }
    owners = {name: {item.owner for item in items if isinstance(item, Record)} for name, (_, items, _) in read.items()}
    assert {owner.printed for owner in owners["peyrard.txt"] if owner} == {"Peyrard, Maxime"}
    assert owners["reading-list.txt"] == {None}


def test_the_sample_is_read_without_a_rest(read: dict[str, tuple[str, list[Item], Account]]) -> None:
    """Every account closes; nothing is rejected or left over."""
    for name, (_, items, account) in read.items():
        assert account.closes, (name, account.faults)
        assert (account.left, account.rejects) == (0, 0), name
        assert all(isinstance(item, Record) for item in items), name


def test_the_sample_keeps_the_blemishes_of_real_lists(read: dict[str, tuple[str, list[Item], Account]]) -> None:
    """Blocks without title and authors stand in one list, and one abstract of the other is cut in mid-sentence."""
    listed = [item.work for item in read["reading-list.txt"][1] if isinstance(item, Record)]
    bare = [work for work in listed if not work.title]
    assert 3 <= len(bare) < len(listed)
    assert not any(work.contributions for work in bare)
    remarks = [r.code for item in read["peyrard.txt"][1] if isinstance(item, Record) for r in item.remarks]
    assert remarks == ["abstract-truncated"]


def test_every_listed_work_has_an_abstract(read: dict[str, tuple[str, list[Item], Account]]) -> None:
    """No line of the lists was taken for something else: each work has an abstract of some sentences."""
    for name in ("peyrard.txt", "reading-list.txt"):
        for item in read[name][1]:
            assert isinstance(item, Record)
            assert item.work.abstract, (name, item.line)
            assert 200 < len(item.work.abstract) < 700, (name, item.line)


# --- built -----------------------------------------------------------------------------------------------------------


def test_the_sample_holds_enough_works(built: tuple[Summary, Build], rows: Any) -> None:
    """Records of all files become at least twelve works, fewer than there are records."""
    summary, _ = built
    assert summary.records > summary.works >= 12
    assert (summary.rejects, summary.left_over, summary.not_closed) == (0, 0, [])
    assert rows("SELECT count(*) FROM work") == [(summary.works,)]


def test_a_block_without_title_gets_it_from_bibtex(rows: Any) -> None:
    """A record without title and one with it are one work by their arXiv id: abstract from here, title from there."""
    merged = rows(
        "SELECT i.value, w.title, w.abstract IS NOT NULL FROM work w JOIN identity.work_record r USING (work) "
        "JOIN read.identifier i USING (record) JOIN read.record s USING (record) "
        "GROUP BY ALL HAVING count(DISTINCT s.file) > 1 ORDER BY 1"
    )
    assert [row[0] for row in merged] == ["2305.16924", "2309.15178", "2405.18875"]
    assert merged[2][1:] == ("Counterfactual Metarules for Local and Global Recourse", True)


def test_the_sample_has_venues(built: tuple[Summary, Build], rows: Any) -> None:
    """Comments and BibTeX fields name at least three conferences, and one that stands in both is one venue."""
    names = {row[0] for row in rows("SELECT acronym FROM venue WHERE kind = 'conference'")}
    assert names >= {"EMNLP", "ICML", "NAACL", "NeurIPS", "RLC"}
    assert built[0].venues >= 3
    icml = rows(
        "SELECT DISTINCT w.work, w.venue FROM work_venue w WHERE w.venue LIKE '%/venue/icml' AND w.work LIKE '%2405.18875'"
    )
    assert len(icml) == 1


def _people(rows: Any, name: str) -> dict[str, set[str]]:
    """The people of a name, each with the works they wrote."""
    found: dict[str, set[str]] = {}
    for person, work in rows(
        f"SELECT p.person, a.work FROM person p JOIN work_author a USING (person) WHERE p.name = '{name}'"
    ):
        found.setdefault(person, set()).add(work.rsplit("/work/", 1)[1])
    return found


def test_one_person_across_files_and_spellings(rows: Any) -> None:
    """Co-authors join the names of both lists and BibTeX, the form with diacritics names the person."""
    assert [len(works) for works in _people(rows, "Maxime Peyrard").values()] == [9]
    assert [len(works) for works in _people(rows, "Robert West").values()] == [6]
    assert [len(works) for works in _people(rows, "Marija Šakota").values()] == [2]
    assert not _people(rows, "Marija Sakota")


def test_equal_names_without_common_co_authors_stay_apart(rows: Any) -> None:
    """Tom Bewley is one person within a circle of co-authors or a topic; where neither is shared he is a candidate, and said so."""
    bewleys = list(_people(rows, "Tom Bewley").values())
    assert {"arxiv:2210.01007", "arxiv:2305.16924", "arxiv:2309.15178"} in bewleys
    assert {"arxiv:2507.13264", "arxiv:2509.25193"} in bewleys
    said = rows("SELECT count(*) FROM decision WHERE kind = 'person' AND verdict = 'candidate' AND rule = 'same-name'")
    assert said == [(len(bewleys) * (len(bewleys) - 1) // 2,)]


def test_a_lost_comma_is_repaired(built: tuple[Summary, Build], rows: Any) -> None:
    """The name printed as "Darius Dabert Devon Mizelle" is two authors, who also stand in the other list."""
    both = {"arxiv:2507.13264", "arxiv:2509.25193"}
    assert list(_people(rows, "Devon Mizelle").values()) == [both]
    assert list(_people(rows, "Darius Dabert").values()) == [both]
    assert not _people(rows, "Darius Dabert Devon Mizelle")
    assert built[0].repairs == 1


def test_the_sample_gives_warnings_and_no_violation(built: tuple[Summary, Build]) -> None:
    """Unknown titles, authors and a month that disagrees are warnings that name file and line."""
    findings = _findings(built[1])
    assert {finding["severity"] for finding in findings} == {"warning", "info"}
    shapes = {finding["shape"].rsplit("#", 1)[1] for finding in findings}
    assert shapes >= {"work-title-missing", "work-authors-missing", "work-arxiv-month"}
    assert all(finding["file"] and finding["line"] for finding in findings)


def test_an_overlap_leads_to_another_work_of_the_sample(rows: Any) -> None:
    """A note of arXiv on overlapping text points to a work that BibTeX names, and does not make the two one."""
    ((value,),) = rows("SELECT value FROM read.fact WHERE kind = 'overlap'")
    works = rows("SELECT work FROM work WHERE work LIKE '%arxiv:2305.16924' OR work LIKE '%arxiv:" + value + "'")
    assert len(works) == 2

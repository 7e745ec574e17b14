"""Who and what is the same: decided by declared rules, and undecided where they say nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build import build
from kg.config import Config
from kg.identity.decisions import Clusters
from kg.workspace import Workspace
from tests.identity import Resolved


def entry(key: str, authors: str, title: str, **fields: str) -> str:
    """A BibTeX entry."""
    listed = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
    return f"@article{{{key},\n  author = {{{authors}}},\n  title = {{{title}}}{listed}\n}}\n"


def bib(*entries: str) -> dict[str, str]:
    """One BibTeX file."""
    return {"a.bib": "\n".join(entries)}


def test_equal_names_with_a_shared_co_author_are_one_person(tmp_path: Path) -> None:
    """Diacritics and hyphens do not keep a person apart when a co-author is shared; the fullest form is shown."""
    inputs = bib(
        entry("a", "{\\v S}akota, Marija and West, Robert", "One title of some length here"),
        entry("b", "Sakota, Marija and West, Robert", "Another title of some length here"),
    )
    resolved = Resolved(tmp_path, inputs)
    assert resolved.people("Marija Šakota") == resolved.people("Marija Sakota")
    assert len(resolved.people("Robert West")) == 1


def test_equal_names_with_nothing_in_common_are_candidates(tmp_path: Path) -> None:
    """The same name on two papers without a shared co-author stays two people, with a candidate that says so."""
    inputs = bib(
        entry("a", "Li, Jun and Adams, Ann", "One title of some length here"),
        entry("b", "Li, Jun and Brown, Bob", "Another title of some length here"),
    )
    resolved = Resolved(tmp_path, inputs)
    assert len(resolved.people("Jun Li")) == 2
    assert [d.verdict for d in resolved.decisions if d.kind == "person"] == ["candidate"]


def test_two_people_of_one_name_on_one_paper_are_never_joined(tmp_path: Path) -> None:
    """Father and son on one paper stay two, whatever else they share."""
    inputs = bib(
        entry("a", "Li, Jun and Li, Jun and Adams, Ann", "One title of some length here"),
        entry("b", "Li, Jun and Adams, Ann", "Another title of some length here"),
    )
    assert len(Resolved(tmp_path, inputs).people("Jun Li")) == 3


def test_german_digraphs_and_plain_letters_meet(tmp_path: Path) -> None:
    """Müller, Mueller and Muller are one name for comparison."""
    inputs = bib(
        entry("a", 'M{\\"u}ller, Eva and Adams, Ann', "One title of some length here"),
        entry("b", "Mueller, Eva and Adams, Ann", "Another title of some length here"),
        entry("c", "Muller, Eva and Adams, Ann", "A third title of some length here"),
    )
    assert len(Resolved(tmp_path, inputs).people("Eva Müller")) == 1


def test_a_lost_comma_is_mended_from_another_record(tmp_path: Path) -> None:
    """Two names glued into one come apart when another record with further shared authors prints both; positions close up."""
    inputs = {
        "a.bib": entry(
            "a", "Adams, Ann and Brown, Bob and {Carla Costa Dan Dorn} and Ebert, Eva", "One title of some length here"
        ),
        "b.bib": entry(
            "b", "Ann Adams and Bob Brown and Carla Costa and Dan Dorn", "Another title of some length here"
        ),
    }
    inputs["a.bib"] = inputs["a.bib"].replace("{Carla Costa Dan Dorn}", "Carla Costa Dan Dorn")
    resolved = Resolved(tmp_path, inputs)
    works = resolved.rows(
        "SELECT work, list(printed ORDER BY position), list(position ORDER BY position) FROM authorship GROUP BY work"
    )
    assert (["Adams, Ann", "Brown, Bob", "Carla Costa", "Dan Dorn", "Ebert, Eva"], [1, 2, 3, 4, 5]) in [
        row[1:] for row in works
    ]
    assert len(resolved.people("Dan Dorn")) == 1
    assert [d.rule for d in resolved.decisions if d.kind == "name"] == ["lost-comma"]


def test_a_four_word_name_without_such_evidence_stays_whole(tmp_path: Path) -> None:
    """A long name is not taken apart for its length."""
    inputs = bib(entry("a", "Josselin Somerville Roberts Smith and Adams, Ann", "One title of some length here"))
    assert Resolved(tmp_path, inputs).rows("SELECT count(*) FROM authorship") == [(2,)]


def test_the_owner_of_a_page_is_one_person_on_it(tmp_path: Path) -> None:
    """Works on one person's page share that person without any shared co-author."""
    abstract = "We study how rivers carry stones to the sea. The stones are small, the rivers are long, and both were measured."
    works = [
        ("Rivers and their stones in the north", "Brown, Bob"),
        ("Lakes without any stones at all", "Costa, Carla"),
        ("Seas of glass and of salt", "Dorn, Dan"),
    ]
    page = "Adams, Ann\n" + "".join(f"{title}\nAdams, Ann, {other}\n{abstract}\n" for title, other in works)
    resolved = Resolved(tmp_path, {"page.txt": page})
    assert len(resolved.people("Ann Adams")) == 1
    assert {d.rule for d in resolved.decisions if d.verdict == "same"} == {"page-owner"}


ENTRIES = (
    "[1] {0} and R. Muster. A small study of large stones. Journal of Testing, 2021.\n\n"
    "[2] R. Muster, {0} and Q. Novak. Rivers and their mills. Journal of Mills, 2022.\n\n"
    "[3] {0} and Y. Wang. Seas of glass and of salt. Annals of Glass, 2019.\n\n"
    "[4] Y. Wang and {0}. Birds over cold northern lakes. Journal of Birds, 2016.\n\n"
)


@pytest.mark.parametrize("heading", ["List of Publications: {}", "{} - Publications", "Curriculum Vitae — {}"])
def test_the_owner_named_beside_the_heading_of_a_list_is_one_person_on_it(tmp_path: Path, heading: str) -> None:
    """Works on the page of one person are that person's, whichever way round its heading is."""
    page = f"{heading.format('Jane Q. Example')}\n\n{ENTRIES.format('J. Example')}"
    assert len(Resolved(tmp_path, {"page.txt": page}).people("J. Example")) == 1


def test_initials_on_a_page_are_its_owner_and_those_who_write_with_that_person(tmp_path: Path) -> None:
    """Who is named by an initial on a page of one's own is its owner; a co-author there is one person unless very many bear such a name."""
    resolved = Resolved(tmp_path, {"page.txt": f"Publications of Jane Q. Example\n\n{ENTRIES.format('J. Example')}"})
    assert len(resolved.people("J. Example")) == 1
    assert len(resolved.people("R. Muster")) == 1
    assert len(resolved.people("Y. Wang")) == 2
    said = {d.rule: d.evidence for d in resolved.decisions if d.verdict == "same"}
    assert set(said) == {"page-owner", "name-and-co-author"}
    assert "both wrote with Jane Q. Example, on whose page both works stand" in said["name-and-co-author"]


def test_the_title_of_a_web_page_names_its_owner(tmp_path: Path) -> None:
    """The title or first heading of a page in HTML or Markdown says whose it is."""
    entries = [entry.split("] ", 1)[1].strip() for entry in ENTRIES.format("J. Example").split("\n\n") if entry]
    listed = "".join(f"<li>{entry}</li>\n" for entry in entries)
    html = f"<html><head><title>Jane Q. Example &ndash; Research</title></head><body><h2>Papers</h2><ul>\n{listed}</ul></body></html>"
    for name, text in {
        "page.html": html,
        "page.md": "# Jane Q. Example\n\n## Papers\n\n"
        + "".join(f"- {e.replace('. ', '. *', 1).replace('. J', '*. J', 1)}\n" for e in entries),
    }.items():
        (tmp_path / name).mkdir()
        resolved = Resolved(tmp_path / name, {name: text})
        assert len(resolved.rows("SELECT 1 FROM read.record")) == 4, name
        assert len(resolved.people("J. Example")) == 1, name


def test_who_stands_in_few_works_of_a_page_is_not_its_owner(tmp_path: Path) -> None:
    """A list headed by somebody who wrote little of it, such as the editor of a bibliography, is no page of one's own."""
    more = "".join(
        f"[{n}] {name}. {title}. Journal of {word}, 2014.\n\n"
        for n, (name, title, word) in enumerate(
            [
                ("A. Farrow", "Notes on weaving by hand", "Looms"),
                ("B. Hollis", "Bread in times of want", "Bread"),
                ("C. Ingram", "How bridges fall", "Bridges"),
                ("D. Jarvis", "Letters from a lighthouse", "Letters"),
                ("E. Kendal", "Clocks without hands", "Clocks"),
            ],
            5,
        )
    )
    listed = f"Publications of Jane Q. Example\n\n{ENTRIES.format('J. Example')}{more}"
    resolved = Resolved(tmp_path, {"page.txt": listed})
    assert resolved.rows("SELECT count(*) FROM read.record WHERE owner IS NOT NULL") == [(4,)]
    assert "page-owner" not in {d.rule for d in resolved.decisions}


def test_a_collaboration_is_an_organisation(tmp_path: Path) -> None:
    """A body in an author list is not a person."""
    resolved = Resolved(
        tmp_path, bib(entry("a", "{The ATLAS Collaboration} and Adams, Ann", "One title of some length here"))
    )
    assert resolved.rows("SELECT kind, name FROM person ORDER BY kind") == [
        ("organization", "The ATLAS Collaboration"),
        ("person", "Ann Adams"),
    ]


def test_a_body_is_one_wherever_it_signs(tmp_path: Path) -> None:
    """With or without its article, in full or by well-known initials; what many are called stays apart."""
    inputs = bib(
        entry("a", "{The LIGO Scientific Collaboration} and Adams, Ann", "One title of some length here"),
        entry("b", "{LIGO Scientific Collaboration}", "Another title of some length here"),
        entry("c", "{World Health Organization}", "A third title of some length here"),
        entry("d", "{WHO}", "A fourth title of some length here"),
        entry("e", "{Ministry of Health}", "A fifth title of some length here"),
        entry("f", "{Ministry of Health}", "A sixth title of some length here"),
    )
    resolved = Resolved(tmp_path, inputs)
    assert resolved.rows("SELECT name FROM person WHERE kind = 'organization' ORDER BY name") == [
        ("Ministry of Health",),
        ("Ministry of Health",),
        ("The LIGO Scientific Collaboration",),
        ("World Health Organization",),
    ]
    assert sorted(d.rule for d in resolved.decisions if d.kind == "person" and d.verdict == "same") == ["same-body"] * 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_decisions(pairs: list[tuple[int, int]], random: object) -> None:
    """The same decisions in any order give the same components, each named by its least member."""
    links = [(str(a), str(b)) for a, b in pairs]
    shuffled = sorted(links, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, two = Clusters(links), Clusters(shuffled)
    assert [one.find(str(n)) for n in range(10)] == [two.find(str(n)) for n in range(10)]
    assert all(one.find(str(n)) <= str(n) for n in range(10))


@pytest.mark.shared
def test_the_seeds_have_the_right_people(tmp_path: Path, shared: Path) -> None:
    """One Peyrard, one West, the spellings of Šakota and Chabran joined, both long lists joined, and nobody twice."""
    files = {p.name: p.read_text("utf-8") for p in sorted((shared / "seeds").glob("*.txt"))}
    resolved = Resolved(tmp_path, files)
    for name, works in (
        ("Maxime Peyrard", 10),
        ("Robert West", 7),
        ("Marija Šakota", 2),
        ("Jean-Hadrien Chabran", 2),
        ("Devon Mizelle", 2),
    ):
        [person] = resolved.people(name)
        assert resolved.rows(f"SELECT count(DISTINCT work) FROM authorship WHERE person = '{person}'") == [(works,)]
    assert resolved.rows("SELECT name FROM person GROUP BY name HAVING count(*) > 1") == []
    assert resolved.rows("SELECT count(*) FROM person") == [(154,)]
    assert sorted(
        n for (n,) in resolved.rows("SELECT count(*) FROM authorship GROUP BY work HAVING count(*) > 50")
    ) == [104, 106]  # type: ignore[type-var]
    assert [json.dumps(d.evidence) for d in resolved.decisions if d.kind == "name"]


@pytest.mark.shared
def test_every_same_of_real_records_explains_itself(tmp_path: Path, shared: Path) -> None:
    """Over records of eight real sources each decision that two are one says why, in a sentence on one line."""
    inputs = [str(shared / name) for name in ("dblp", "openalex", "crossref", "hal", "orcid", "arxiv")]
    inputs += [str(shared / "acl-anthology" / "E17.xml"), str(shared / "bibtex" / "pmlr-v247-colt2024.bib")]
    build(inputs, str(tmp_path / "g"), Config(), checked=False)
    with duckdb.connect(str(Workspace.open(tmp_path / "g").current.tables), read_only=True) as connection:
        rows = connection.execute("SELECT kind, rule, evidence FROM decision WHERE verdict = 'same'").fetchall()
    assert {kind for kind, _, _ in rows} >= {"work", "person"}
    assert len(rows) > 50
    for kind, rule, evidence in rows:
        assert re.fullmatch(r"['A-Z][^\n]{15,}[.]", evidence), (kind, rule, evidence)

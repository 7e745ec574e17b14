"""A curator decides, takes back and reviews; IRIs stay; the graph is as if a decision taken back had never been made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from kg import curate, explain
from kg.build import build, decisions_file
from kg.cli import cli
from kg.config import Config
from kg.errors import InputError
from kg.identity import curation
from kg.identity.curation import Entry
from kg.workspace import Workspace

CONFIG = Config()
BIB = """
@article{a, author = {Wren, Ada and Holt, Bea}, title = {Tides and the people who wait for them}, year = {2001}, doi = {10.5555/a}}
@article{b, author = {Wren, Ada and Mott, Cyd}, title = {Clocks that nobody has wound for years}, year = {2002}, doi = {10.5555/b}}
@article{c, author = {Wren, Ada and Holt, Bea}, title = {Harbours without ships, and why they stay}, year = {2003}, doi = {10.5555/c}}
@misc{d, author = {Wren, Ada}, title = {A letter on the winding of old clocks}, year = {2004}}
"""


def write(folder: Path, text: str = BIB, name: str = "w") -> Workspace:
    """A workspace of a BibTeX text, built without the check."""
    file = folder / "works.bib"
    file.write_text(text, "utf-8")
    build([str(file)], str(folder / name), CONFIG, checked=False)
    return Workspace.open(folder / name)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Four works of a name that nothing but two shared co-authors joins."""
    return write(tmp_path)


def graph(workspace: Workspace) -> dict[str, bytes]:
    """The triples of the current build, file by file."""
    root = workspace.current.path / "graph"
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*.nt"))}


def people(workspace: Workspace, name: str = "Ada Wren") -> list[str]:
    """The people of a name."""
    return [iri for iri, _ in explain.things(workspace.current, name)]


def query(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query over the tables of the current build."""
    with duckdb.connect(str(workspace.current.tables), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def decisions(workspace: Workspace, where: str = "true") -> Iterator[str]:
    """The decisions of the current build."""
    for (iri,) in query(workspace, f"SELECT decision FROM decision WHERE {where} ORDER BY 1"):
        yield str(iri)


# --- same, different, undo ---------------------------------------------------------------------------------------------


def test_two_people_become_one_and_two_again(workspace: Workspace) -> None:
    """What a curator joins is one, the IRI given up leads to the one that stays, and undo gives back every byte."""
    before, [first, *others] = graph(workspace), people(workspace)
    assert others
    done = curate.decide(workspace, CONFIG, "same", first, others[0], by="Ann", note="her page says so", checked=False)
    assert done.entry is not None
    assert len(people(workspace)) == len(others)
    [(old, new)] = query(workspace, "SELECT old, new FROM replaced")
    assert {old, new} == {first, others[0]}
    assert explain.find(workspace.current, str(old)) == new
    [decision] = decisions(workspace, "rule = 'curator'")
    curate.undo(workspace, CONFIG, decision, checked=False)
    assert graph(workspace) == before
    assert list(curation.read(done.file)) == []


def test_one_person_becomes_two(workspace: Workspace) -> None:
    """What a rule joined is parted by naming two of its names; the rule's decision becomes a candidate that says who keeps them apart."""
    [(left, right)] = query(workspace, "SELECT \"left\", \"right\" FROM decision WHERE kind = 'person' AND verdict = 'same'"
                            " AND contains(\"left\" || \"right\", 'doi:10.5555/c#author-1')")  # fmt: skip
    count = len(people(workspace))
    curate.decide(workspace, CONFIG, "different", str(left), str(right), checked=False)
    assert len(people(workspace)) == count + 1
    [(verdict, conflict)] = query(
        workspace,
        f"SELECT verdict, conflict FROM decision WHERE rule <> 'curator' AND \"left\" = '{left}' AND \"right\" = '{right}'",
    )
    assert verdict == "candidate"
    assert "curator" in str(conflict)
    assert query(workspace, "SELECT count(*) FROM different") == [(1,)]
    assert query(workspace, "SELECT count(*) FROM revision") == [(1,)]


def test_a_decision_of_a_rule_is_taken_back(workspace: Workspace) -> None:
    """Undo writes a line that names rule and sides; without that line the graph is what it was."""
    before = graph(workspace)
    [decision] = decisions(
        workspace, "kind = 'person' AND verdict = 'same' AND contains(\"left\" || \"right\", 'doi:10.5555/c#author-2')"
    )
    done = curate.undo(workspace, CONFIG, decision, by="Ann", checked=False)
    assert decision not in set(decisions(workspace))
    assert len(people(workspace, "Bea Holt")) == 2
    [entry] = curation.read(done.file)
    assert entry.verdict == "undo"
    curation.remove(done.file, [entry])
    write(workspace.root.parent, name=workspace.root.name)
    triples = graph(workspace)
    triples.pop("default/40-replaced.nt", None)
    assert {name: data for name, data in triples.items() if "replaced" not in name} == before


@pytest.mark.parametrize("rule", ["same", "candidate"])
def test_undoing_any_decision_is_as_if_it_had_never_been_made(workspace: Workspace, rule: str) -> None:
    """For each decision of a rule: with it taken back, the graph holds what the rules without it give."""
    for decision in list(decisions(workspace, f"verdict = '{rule}'")):
        before = graph(workspace)
        done = curate.undo(workspace, CONFIG, decision, checked=False)
        assert decision not in set(decisions(workspace))
        curation.remove(done.file, list(curation.read(done.file)))
        curate_again(workspace)
        assert {n: d for n, d in graph(workspace).items() if "replaced" not in n} == {
            n: d for n, d in before.items() if "replaced" not in n
        }


def curate_again(workspace: Workspace) -> None:
    """Builds anew with the curator's file as it is now."""
    from kg.build import rebuild

    rebuild(workspace, CONFIG, curation.Curation.read(decisions_file(workspace, CONFIG), CONFIG.base), checked=False)


def test_two_works_become_one(workspace: Workspace) -> None:
    """A work of two records keeps the IRI of the stronger identifier, and both records stand under it."""
    curate.decide(workspace, CONFIG, "same", "10.5555/b", "A letter on the winding of old clocks", checked=False)
    assert query(workspace, "SELECT count(*) FROM identity.work_record WHERE contains(work, '10.5555/b')") == [(2,)]
    assert query(workspace, "SELECT count(*) FROM work") == [(3,)]


def test_the_file_survives_a_new_build_and_other_entries(workspace: Workspace) -> None:
    """A decision holds when the list is built anew with something added before the entries it is about."""
    first, second, *_ = people(workspace)
    curate.decide(workspace, CONFIG, "same", first, second, checked=False)
    count = len(people(workspace))
    write(
        workspace.root.parent,
        "@book{z, author = {Quist, Dov}, title = {Added before all}, year = {1999}}\n" + BIB,
        workspace.root.name,
    )
    assert len(people(workspace)) == count
    assert len(list(decisions(workspace, "rule = 'curator'"))) == 1


def test_a_decision_about_what_is_gone_is_said_and_kept(workspace: Workspace, tmp_path: Path) -> None:
    """A line whose work is in no record any more is named with its number and stays in the file."""
    file = decisions_file(workspace, CONFIG)
    curation.add(file, Entry("same", "work", "doi:10.5555/a", "doi:10.5555/gone"))
    summary = build([str(tmp_path / "works.bib")], str(workspace.root), CONFIG, checked=False)
    assert summary.unused == ["line 2: 'doi:10.5555/gone' names nothing in this graph"]
    assert (workspace.current.ledger / "unused-decisions.jsonl").read_text("utf-8").count("10.5555/gone") == 2
    assert len(list(curation.read(file))) == 1


# --- stable IRIs -------------------------------------------------------------------------------------------------------


def test_an_unrelated_record_changes_no_iri(workspace: Workspace) -> None:
    """Works, people and venues keep their IRIs when others are added, whether or not there was a build before."""
    every = "SELECT work FROM work UNION SELECT person FROM person UNION SELECT record FROM source_record"
    before = set(query(workspace, every))
    more = "@book{z, author = {Quist, Dov}, title = {Something else altogether}, year = {1999}}\n" + BIB
    assert before < set(query(write(workspace.root.parent, more, "fresh"), every))
    write(workspace.root.parent, more, workspace.root.name)
    assert before < set(query(workspace, every))


def test_a_work_that_gets_an_identifier_leaves_its_old_iri_alive(workspace: Workspace) -> None:
    """The IRI made from a title gives way to that of the DOI and says so."""
    [(old,)] = query(workspace, "SELECT work FROM work WHERE contains(work, 'hash:')")
    write(workspace.root.parent, BIB.replace("year = {2004}", "year = {2004}, doi = {10.5555/d}"), workspace.root.name)
    # The record was edited, so that only a record that stayed could show what took the place of the old IRI.
    assert query(workspace, f"SELECT count(*) FROM work WHERE work = '{old}'") == [(0,)]
    more = (
        BIB
        + "@misc{e, author = {Wren, Ada}, title = {A letter on the winding of old clocks}, year = {2004}, doi = {10.5555/d}}\n"
    )
    other = write(workspace.root.parent, BIB, "other")
    write(workspace.root.parent, more, "other")
    assert query(other, "SELECT old, new FROM replaced WHERE kind = 'work'") == [
        (old, f"{CONFIG.base}id/work/doi:10.5555/d")
    ]


def test_a_lost_registry_changes_no_iri_of_an_identifier(workspace: Workspace) -> None:
    """A build in a new folder gives the works with identifiers the IRIs they had."""
    identified = "SELECT work FROM work WHERE NOT contains(work, 'hash:') ORDER BY 1"
    assert query(write(workspace.root.parent, name="fresh"), identified) == query(workspace, identified)


# --- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("perhaps\twork\ta\tb", "the verdict is same, different or undo"),
        ("same\tplace\ta\tb", "the kind is work, person, venue, thing or name"),
        ("same\twork\ta", "3 fields"),
        ("same\twork\ta\t", "two things"),
        ("undo\twork\ta\tb", "names the rule"),
        ("same\tname\ta\tb", "can only be taken back"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    """The sentence gives file and line, and nothing is built."""
    file = tmp_path / "decisions.tsv"
    file.write_text(f"# by hand\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=rf"decisions\.tsv, line 2: .*{sentence}"):
        list(curation.read(file))


def test_remarks_and_other_lines_stay(tmp_path: Path) -> None:
    """A contrary decision replaces the line it contradicts and touches nothing else; the same one is not written twice."""
    file = tmp_path / "decisions.tsv"
    file.write_text(
        "# why we do this\nsame\twork\tdoi:10.1/a\tdoi:10.1/b\n\nsame\twork\tdoi:10.1/c\tdoi:10.1/d", "utf-8"
    )
    assert curation.add(file, Entry("different", "work", "doi:10.1/b", "doi:10.1/a"))
    assert not curation.add(file, Entry("different", "work", "doi:10.1/a", "doi:10.1/b"))
    assert file.read_text("utf-8").startswith("# why we do this\n\nsame\twork\tdoi:10.1/c\tdoi:10.1/d\ndifferent\t")
    assert [one.verdict for one in curation.read(file)] == ["same", "different"]


# --- commands ----------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> str:
    """What a command prints; it must end well."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_review_says_what_to_type_and_same_does_it(workspace: Workspace) -> None:
    """The candidates come with the command that joins them, and what it joins is no candidate any more."""
    g = str(workspace.root)
    text = run("review", g)
    [first, *_] = [line for line in text.splitlines() if line.strip().startswith("kg same")]
    left, right = first.split("'")[1::2]
    said = run("same", g, left, right, "--no-check", "--by", "Ann", "--note", "asked her")
    assert "decisions.tsv: same person" in said
    assert first not in run("review", g)
    assert "Ann decided so" in run("explain", g, left)


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        ("10.5555/a", "Bea Holt", "is a work and 'Bea Holt' a person"),
        ("10.5555/a", "10.5555/a", "Both are the same thing"),
        ("10.5555/a", "10.5555/none", "is not in this graph"),
        ("10.5555/a", "id/work/doi:10.5555/none", "is no work of this graph"),
        ("id/identifier/doi:10.5555/a", "10.5555/b", "decisions are about these"),
    ],
)
def test_what_cannot_be_decided_is_one_sentence(workspace: Workspace, left: str, right: str, sentence: str) -> None:
    """Things of two kinds, one thing twice and unknown things are refused, and no file is written."""
    with pytest.raises(InputError, match=sentence):
        curate.decide(workspace, CONFIG, "same", left, right, checked=False)
    assert not decisions_file(workspace, CONFIG).exists()


# --- explanations of two ---------------------------------------------------------------------------------------------


def test_one_person_explains_itself_and_what_would_part_it(workspace: Workspace) -> None:
    """Two names of one person: the decision between them, and a change of evidence under which the rules say otherwise."""
    sides = ("id/work/doi:10.5555/a#author-1", "id/work/doi:10.5555/c#author-1")
    found = explain.pair(workspace.current, *sides)
    assert found.same
    assert [decision.verdict for decision in found.path] == ["same"]
    assert "Bea Holt" in found.path[0].evidence
    assert found.otherwise
    assert found.then != "same"
    said = run("explain", str(workspace.root), *sides)
    assert "are one person" in said
    assert "would have decided otherwise" in said


def test_two_works_explain_what_would_have_joined_them(workspace: Workspace) -> None:
    """Works nobody decided on: what was seen of them, and the smallest change that would have made them one."""
    found = explain.pair(workspace.current, "10.5555/a", "10.5555/b")
    assert not found.same
    assert found.path == []
    assert found.otherwise
    assert '"same": false' in run("explain", str(workspace.root), "10.5555/a", "10.5555/b", "--format", "json")


@pytest.mark.parametrize(
    "sides", [("10.5555/a", "10.5555/a"), ("id/work/doi:10.5555/a#author-9", "Bea Holt"), ("10.5555/a", "Bea Holt")]
)
def test_what_cannot_be_compared_is_one_sentence(workspace: Workspace, sides: tuple[str, str]) -> None:
    """One thing alone, a name that is not there and things of two kinds give a sentence, no traceback."""
    with pytest.raises(InputError):
        explain.pair(workspace.current, *sides)


def test_every_same_says_why_in_a_sentence(workspace: Workspace) -> None:
    """The evidence of each decision that joins or proposes is a sentence with the values in it."""
    for (evidence,) in query(workspace, "SELECT evidence FROM decision"):
        assert str(evidence)[0].isupper() or str(evidence)[0] in "'\""
        assert str(evidence).endswith(".")
        assert len(str(evidence).split()) > 4

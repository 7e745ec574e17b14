"""Which records are one work, from the evidence about two records and on small inputs by the road of a build."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.identity import _works_alike, _works_decided, _works_pairs, _works_said, mentions, works
from kg.identity._works_evidence import (
    SAID,
    Said,
    compare,
    hopeless,
    likenesses,
    said,
)
from kg.identity._works_judge import CANDIDATE, LENGTHS, Evidence, changes, judge
from kg.identity.curation import Curation
from kg.identity.decisions import Clusters, Compared, Decision, decide, read, settle
from kg.names import split
from kg.records import Contribution, Date, Identifier, Record, Venue, Work
from kg.tables import FILE, load
from tests.identity import BASE, Resolved
from tests.identity.test_identity import bib, entry

TITLE = "How rivers carry stones to the sea"


def record(
    key: str, title: str = TITLE, authors: str = "Ann Adams; Bob Brown", year: str = "2020", **fields: str
) -> Record:
    """A record of one file; `fields` are venue, kind, pages, volume, issue, type, doi, arxiv, cut, file."""
    work = Work(
        type=fields.get("type", "article"),
        title=title or None,
        contributions=[Contribution(split(name), i) for i, name in enumerate(authors.split("; "), 1) if name],
        authors_truncated="cut" in fields,
        identifiers=[Identifier(scheme, fields[scheme]) for scheme in ("doi", "arxiv", "acl") if scheme in fields],
        dates=[Date("issued", year)] if year else [],
        venues=[Venue(fields["venue"], fields.get("kind", ""))] if "venue" in fields else [],
        pages=fields.get("pages"),
        volume=fields.get("volume"),
        issue=fields.get("issue"),
    )
    return Record(0, 0, work, key=key, file=fields.get("file", "one"), source="csv")


class World:
    """The decisions on some records and the works that follow."""

    def __init__(self, folder: Path, *records: Record) -> None:
        import msgspec

        self.connection = duckdb.connect()
        lines = folder / "records.jsonl"
        lines.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in records))
        counts = dict.fromkeys(("characters", "records", "rejects"), 0)
        files = [{**dict.fromkeys(FILE, ""), **counts, "file": n, "name": n, "digest": n} for n in ("one", "two")]
        load(self.connection, [lines], [], files)
        self.connection.execute("CREATE SCHEMA identity")
        mentions.resolve(self.connection, BASE, Curation(base=BASE))
        works.resolve(self.connection, BASE, Curation(base=BASE))
        self.decisions = read(self.connection, "work_decision")
        rows = self.connection.execute("SELECT record, work FROM identity.work_record").fetchall()
        self.work: dict[str, str] = dict(rows)

    def verdict(self) -> str:
        """The verdict on the only pair; '' where nothing is said."""
        return self.decisions[0].verdict if self.decisions else ""

    def said(self) -> list[Said]:
        """What all records say."""
        _works_said.write(self.connection)
        rows = self.connection.execute(f"SELECT {SAID.format('s')} FROM work_said s ORDER BY n").fetchall()
        return [said(row) for (row,) in rows]


def by_the_judge(a: Said, b: Said) -> Decision:
    """The decision on two records without a shared identifier, made in Python alone."""
    seen = compare(a, b)
    found = judge(seen)
    values = {
        "title": seen.titles, "contributions": seen.authors, "dates": seen.years, "venues": seen.venues, "pages": seen.pages,
    }  # fmt: skip
    shown = [
        Compared(field, *both, likeness)
        for (field, both), likeness in zip(values.items(), likenesses(seen), strict=True)
        if field == "title" or any(both)
    ]
    left, right = (f"{BASE}id/record/{one.record}" for one in (a, b))
    return decide(
        BASE,
        "work",
        left,
        right,
        found.verdict,
        found.score,
        found.rule,
        found.evidence,
        found.conflict,
        compared=shown,
    )


def decided(world: World) -> list[tuple[Decision, Said, Said]]:
    """The decisions on all pairs by themselves, without a shared identifier, with what the two records say."""
    said = {f"{BASE}id/record/{one.record}": one for one in world.said()}
    _works_pairs.write(world.connection)
    _works_decided.write(world.connection, BASE)
    made = read(world.connection, "work_decision")
    pairs = [(one, said[one.left], said[one.right]) for one in made]
    return [(one, a, b) for one, a, b in pairs if not set(a.identifiers.split()) & set(b.identifiers.split())]


ICML, NEURIPS = "International Conference on Machine Learning", "Neural Information Processing Systems"
JMLR = "Journal of Machine Learning Research"

PAIRS = {
    "the same in all": ({}, {}, "same"),
    "no year on one side": ({}, {"year": ""}, "same"),
    "a list with title and authors only": ({"venue": ICML}, {"year": ""}, "same"),
    "a list cut by et al.": ({"authors": "Ann Adams; Bob Brown; Cy Coe; Di Dorn"}, {"authors": "Ann Adams", "cut": "1"}, "same"),
    "order, initials and accents of names": ({"authors": "Eva Müller; Hong Su"}, {"authors": "Su Hong; E. Mueller"}, "same"),
    "letters lost in a name": ({"authors": "Kjetil N?rv?g"}, {"authors": "Kjetil Nørvåg"}, "same"),
    "a preprint two years before": ({"arxiv": "2101.00001"}, {"year": "2022", "venue": ICML}, "same"),
    "a preprint that names its journal, and the article": ({"type": "preprint", "arxiv": "2101.00001", "venue": JMLR}, {"year": "2023", "venue": JMLR}, "same"),
    "a preprint ten years before": ({"arxiv": "2101.00001"}, {"year": "2030", "venue": ICML}, "candidate"),
    "a conference and a journal after it": ({"venue": ICML}, {"year": "2022", "venue": JMLR}, "same"),
    "a journal before a conference": ({"venue": ICML}, {"year": "2017", "venue": JMLR}, "candidate"),
    "two main conferences": ({"venue": ICML}, {"venue": NEURIPS}, "candidate"),
    "two editions of a conference": ({"venue": ICML}, {"venue": ICML, "year": "2021"}, "candidate"),
    "two DOIs": ({"doi": "10.1234/a"}, {"doi": "10.1234/b"}, "candidate"),
    "a preprint's DOI and the publication's": ({"doi": "10.1101/a"}, {"doi": "10.1234/b", "venue": JMLR}, "same"),
    "a talk": ({"venue": JMLR}, {"type": "presentation"}, "candidate"),
    "a tutorial elsewhere": ({"venue": JMLR}, {"title": TITLE + " (tutorial)", "venue": ICML}, "candidate"),
    "a data set": ({}, {"type": "dataset"}, "different"),
    "an erratum": ({"venue": JMLR}, {"title": "Erratum: " + TITLE, "venue": JMLR}, ""),
    "other pages in one volume": ({"venue": JMLR, "pages": "1-9"}, {"venue": JMLR, "pages": "20-29"}, "different"),
    "part I and part II": ({"title": TITLE + ", Part I"}, {"title": TITLE + ", Part II"}, ""),
    "other authors": ({}, {"authors": "Cy Coe; Di Dorn"}, ""),
    "spelled in two ways, in one place": ({"venue": ICML, "title": "Modelling how rivers carry stones"}, {"venue": ICML, "title": "Modeling how rivers cary stones"}, "same"),
    "a subtitle more, in one place": ({"venue": ICML, "title": TITLE + ": a survey"}, {"venue": ICML}, "same"),
    "a word that differs, in one list": ({"venue": ICML, "title": "How rivers carry stones"}, {"venue": ICML, "title": "How rivers carry sand"}, "candidate"),
    "a short title, one author": ({"title": "Rivers", "authors": "Ann Adams"}, {"title": "Rivers", "authors": "Ann Adams"}, "candidate"),
    "an editorial": ({"title": "Editorial", "venue": JMLR}, {"title": "Editorial", "venue": JMLR}, "candidate"),
    "an editorial on one page": ({"title": "Editorial", "venue": JMLR, "pages": "1"}, {"title": "Editorial", "venue": JMLR, "pages": "1"}, "same"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_two_records(tmp_path: Path, name: str) -> None:
    """Two records are one work, perhaps one, not one, or nothing is said of them, as the name of the case tells."""
    left, right, verdict = PAIRS[name]
    world = World(tmp_path, record("a", **left), record("b", **right))
    assert world.verdict() == verdict
    assert (len(set(world.work.values())) == 1) == (verdict == "same")


def test_the_identifier_of_a_volume_joins_nobody(tmp_path: Path) -> None:
    """Papers that carry the DOI of their proceedings stay apart, without a candidate for each pair; two records of one paper meet."""
    titles = ("Rivers and stones", "Lakes without any fish", "Seas of glass", "Salt from the mountains")
    papers = [record(f"r{i}", title, f"Ann A{i}dams", doi="10.1234/volume") for i, title in enumerate(titles)]
    world = World(tmp_path, *papers, record("again", titles[0], "Ann A0dams", doi="10.1234/volume"))
    assert len(set(world.work.values())) == 4
    assert [d.verdict for d in world.decisions] == ["same"]


def test_a_column_that_comes_back_is_no_work(tmp_path: Path) -> None:
    """One title in one venue in years apart joins nothing, not even across sources in one year."""
    column = "Reminiscences on influential papers"
    rows = [record(f"{file}{year}", column, "Ann Adams", year, venue=JMLR, file=file) for file in ("one", "two") for year in ("1998", "2001", "2004")]  # fmt: skip
    world = World(tmp_path, *rows)
    assert len(set(world.work.values())) == 6
    assert {d.verdict for d in world.decisions} == {"candidate"}


def test_where_two_fit_none_is_chosen(tmp_path: Path) -> None:
    """A record without year and place that fits two works is joined to neither; the candidates name the other."""
    world = World(
        tmp_path, record("a", year="2001", venue=ICML), record("b", year="2015", venue=NEURIPS), record("c", year="")
    )
    assert len(set(world.work.values())) == 3
    assert all(
        "Another record fits" in d.conflict for d in world.decisions if f"{BASE}id/record/c" in (d.left, d.right)
    )


def test_a_journal_version_yields_to_what_each_source_holds_apart(tmp_path: Path) -> None:
    """Where two sources each have the conference paper and the journal article, these are two works and not four or one."""
    rows = [
        record(f"{file}{year}", year=year, venue=venue, file=file)
        for file in ("one", "two")
        for venue, year in ((ICML, "2020"), (JMLR, "2021"))
    ]
    world = World(tmp_path, *rows)
    assert world.work["one2020"] == world.work["two2020"] != world.work["one2021"] == world.work["two2021"]


def test_preprint_paper_and_article_are_one_work(tmp_path: Path) -> None:
    """All three versions meet, and the work is named by the strongest identifier."""
    world = World(
        tmp_path,
        record("a", arxiv="2001.00001"),
        record("b", year="2021", venue=ICML),
        record("c", year="2022", venue=JMLR, doi="10.1234/x"),
    )
    assert set(world.work.values()) == {f"{BASE}id/work/doi:10.1234/x"}


# --- properties ------------------------------------------------------------------------------------------------------

TITLES = (
    TITLE,
    TITLE + ": part II",
    "How rivers cary stones to the sea",
    "Editorial",
    "Lakes and their stones in the north",
)
RECORDS = st.builds(
    lambda title, authors, year, more: (title, authors, year, more),
    st.sampled_from(TITLES),
    st.sampled_from(["Ann Adams; Bob Brown", "Bob Brown; Ann Adams", "Cy Coe", ""]),
    st.sampled_from(["2019", "2020", "2021", ""]),
    st.fixed_dictionaries(
        {},
        optional={
            "venue": st.sampled_from([ICML, JMLR]),
            "doi": st.sampled_from(["10.1234/a", "10.1234/b"]),
            "pages": st.sampled_from(["1-9", "20"]),
            "file": st.sampled_from(["one", "two"]),
        },
    ),
)


def made(given_records: list[tuple[str, str, str, dict[str, str]]]) -> list[Record]:
    """Records of drawn values, named in their order."""
    return [record(f"k{i}", *values[:3], **values[3]) for i, values in enumerate(given_records)]


@settings(max_examples=15, deadline=None)
@given(st.lists(RECORDS, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_order_and_strangers_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str, dict[str, str]]], order: random.Random
) -> None:
    """The records in any order, with an unrelated one among them, give the same decisions and the same IRIs."""
    records = made(drawn)
    folder = tmp_path_factory.mktemp("world")
    before = World(folder, *records)
    shuffled = [*records, record("k3x", "Quantum glass bells", "Zed Zoe", "1950")]
    order.shuffle(shuffled)
    after = World(folder, *shuffled)
    assert after.decisions == before.decisions
    assert {key: after.work[key] for key in before.work} == before.work


@settings(max_examples=15, deadline=None)
@given(st.lists(RECORDS, min_size=2, max_size=7), st.data())
def test_a_decision_taken_back_was_never_made(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str, dict[str, str]]], data: st.DataObject
) -> None:
    """Settled without one of them, in any order, the decisions give the clusters they give where it was never made."""
    world = World(tmp_path_factory.mktemp("world"), *made(drawn))
    if not world.decisions:
        return
    gone = data.draw(st.sampled_from(world.decisions))
    left = [d for d in world.decisions if d != gone]
    one: Clusters[works.Keys]
    two: Clusters[works.Keys]
    one, _ = settle(left)
    two, _ = settle(data.draw(st.permutations(left)))
    names = [f"{BASE}id/record/{key}" for key in world.work]
    assert [one.find(name) for name in names] == [two.find(name) for name in names]


@settings(max_examples=25, deadline=None)
@given(st.lists(RECORDS, min_size=2, max_size=7))
def test_the_judge_is_symmetric_and_the_short_cuts_agree_with_it(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str, dict[str, str]]]
) -> None:
    """Two records are judged alike from either side; what is passed over or decided in SQL is what the judge says."""
    world = World(tmp_path_factory.mktemp("world"), *made(drawn))
    said = world.said()
    for i, a in enumerate(said):
        for b in said[i + 1 :]:
            there, back = judge(compare(a, b)), judge(compare(b, a))
            assert (there.verdict, there.score, there.rule) == (back.verdict, back.score, back.rule)
            if a.key != b.key and hopeless(a, b):
                assert there.score < CANDIDATE
    for decision, a, b in decided(world):
        assert decision == by_the_judge(a, b)


def test_pairs_that_agree_in_what_is_looked_at_are_judged_once(tmp_path: Path) -> None:
    """Of three pairs of records, two of one kind, two are judged, and the third has the decision with the words of the judge."""
    lakes = "It's\u00a0how lakes \x1f keep their fish"
    world = World(
        tmp_path,
        record("a", "It's how rivers carry stones", venue=ICML, arxiv="2001.00001"),
        record(
            "b", "It\u2019s how rivers carry stones!", "Adams, Ann; Brown, Bob", venue="ICML", pages="1", file="two"
        ),
        record("c", lakes, "Cy Coe; Di Dorn", venue=ICML),
        record("d", lakes, "Cy Coe; Di Dorn", venue="ICML", file="two"),
        record("e", TITLE, venue=ICML, year="2019"),
        record("f", TITLE, venue=ICML, file="two"),
    )
    assert len(world.said()) == 6
    _works_pairs.write(world.connection)
    _works_alike.write(world.connection)
    assert world.connection.execute("SELECT (FROM (SELECT count(*) FROM judged_pair)), count(*) FROM example").fetchall() == [(3, 2)]  # fmt: skip
    made = decided(world)
    assert all(one == by_the_judge(a, b) for one, a, b in made)
    assert [one.evidence for one, a, _ in made if a.record == "c"] == [
        "Both have the title 'It's how lakes keep their fish', the year 2020, the venue International Conference on Machine Learning "
        "and the same 2 authors."
    ]


def test_pairs_read_in_batches_are_decided_like_pairs_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is decided does not depend on how many pairs are held at a time."""
    titles = [f"{TITLE} in {place} and elsewhere" for place in ("rivers", "river", "lakes", "lake", "seas")]
    world = World(tmp_path, *(record(str(i), title, venue=ICML) for i, title in enumerate(titles)))
    made = [decision for decision, _, _ in decided(world)]
    assert len(made) > 2
    monkeypatch.setattr(_works_decided, "_BATCHED", _works_decided._BATCHED.replace(str(_works_decided.BATCH), "1"))
    assert [decision for decision, _, _ in decided(world)] == made


@pytest.mark.parametrize("words", [_works_pairs.SHORT - 2, _works_pairs.SHORT + 2])
def test_long_titles_are_paired_like_short_ones(tmp_path: Path, words: int) -> None:
    """Titles that are not equal and share most of their words meet, however many words they have and however often they repeat them."""
    title = " ".join(f"word{i}" for i in range(words // 2)) + " of" * (words - words // 2)
    world = World(tmp_path, record("a", title, venue=ICML), record("b", f"{title} rivers", venue=ICML))
    assert world.verdict() == "same"
    assert world.decisions[0].rule == "longer-title-and-authors"


@pytest.mark.parametrize("length", [1, 19, 20, 21, 39, 40, 41, 90])
def test_of_lengths_only_the_bounds_matter(length: int) -> None:
    """A title is judged like all of its class of lengths, whatever else is seen."""
    same = max(bound for bound in (1, *LENGTHS) if bound <= length)
    for likeness, shared, years, venue in itertools.product(
        (1.0, 0.95, 0.7), (0, 1, 2), (("2020", "2020"), ("2020", "2021"), ("2020", "")), ("same", "other", "")
    ):
        for counts in ((2, 2), (0, 2)):
            one = Evidence(likeness=likeness, length=length, counts=counts, shared=shared, years=years, venue=venue)
            assert judge(one) == judge(replace(one, length=same))


# --- explanations ----------------------------------------------------------------------------------------------------


def test_the_evidence_about_any_two_records_is_that_of_the_decision(tmp_path: Path) -> None:
    """What is looked up for an explanation comes to the decision that was made, in either order of the two."""
    world = World(
        tmp_path,
        record("a", year="2001", venue=ICML),
        record("b", year="2015", venue=NEURIPS),
        record("c", year="", doi="10.1234/x"),
        record("d", "Rivers", doi="10.1234/x"),
    )
    assert world.decisions
    for decision in world.decisions:
        for pair in ((decision.left, decision.right), (decision.right, decision.left)):
            found = judge(works.evidence(world.connection, BASE, *pair))
            assert (found.verdict, found.rule, found.evidence, found.conflict) == (
                decision.verdict, decision.rule, decision.evidence, decision.conflict,
            )  # fmt: skip
    with pytest.raises(KeyError):
        works.evidence(world.connection, BASE, decision.left, f"{BASE}id/record/none")


@pytest.mark.parametrize(
    ("evidence", "phrase"),
    [
        (Evidence(titles=(TITLE, TITLE), likeness=1.0, length=27, authors=("Ann Adams", "Ann Adams"), counts=(1, 1), shared=1, years=("2003", "2013"), venues=("V", "V"), venue="same", kinds=("journal", "journal")), "if both gave the year 2003"),
        (Evidence(titles=(TITLE, TITLE), likeness=1.0, length=27, authors=("Ann Adams", "Cy Coe"), counts=(1, 1), years=("2003", "2003"), venues=("V", "V"), venue="same"), "if they had the same authors"),
        (Evidence(titles=(TITLE, TITLE), likeness=1.0, length=27, authors=("Ann Adams", "Ann Adams"), counts=(1, 1), shared=1, contradicting="doi 10.1/a and doi 10.1/b"), "if they had no different identifiers"),
    ],
)  # fmt: skip
def test_the_smallest_change_that_decides_otherwise(evidence: Evidence, phrase: str) -> None:
    """The first change of evidence whose judgement differs is the one a reader would name."""
    verdict = judge(evidence).verdict
    assert verdict != "same"
    assert next(said for said, other in changes(evidence) if judge(other).verdict == "same") == phrase


def test_every_change_is_one_of_the_evidence() -> None:
    """What is certain can be undone by a change, and no change leaves the evidence as it is."""
    sure = Evidence(
        titles=(TITLE, TITLE),
        likeness=1.0,
        length=27,
        authors=("A", "A"),
        counts=(2, 2),
        shared=2,
        years=("2003", "2003"),
    )
    assert judge(sure).verdict == "same"
    assert all(other != sure for _, other in changes(sure))
    assert any(judge(other).verdict != "same" for _, other in changes(sure))
    assert judge(replace(sure, years=("2003", ""))).verdict == "same"


# --- by the road of a build ------------------------------------------------------------------------------------------


def test_records_with_one_identifier_are_one_work(tmp_path: Path) -> None:
    """Two files that give the same DOI in different case describe one work, and its title comes from either."""
    inputs = {
        "a.bib": entry("a", "Adams, Ann", "A title that is long enough to tell", doi="10.1234/ABC"),
        "b.bib": entry(
            "b", "Adams, Ann", "A title that is long enough to tell", doi="https://doi.org/10.1234/abc", year="2020"
        ),
    }
    resolved = Resolved(tmp_path, inputs)
    assert resolved.rows("SELECT work FROM work") == [(f"{BASE}id/work/doi:10.1234/abc",)]
    assert [d.rule for d in resolved.decisions if d.kind == "work"] == ["same-doi"]


def test_an_arxiv_doi_is_the_arxiv_id(tmp_path: Path) -> None:
    """The DOI that arXiv registers for an id names the same work as the id."""
    inputs = bib(
        entry("a", "Adams, Ann", "Something about rivers", eprint="2101.00001", archiveprefix="arXiv"),
        entry("b", "Adams, Ann", "Something about rivers", doi="10.48550/arXiv.2101.00001"),
    )
    assert len(Resolved(tmp_path, inputs).rows("SELECT work FROM work")) == 1


def test_a_shared_identifier_with_contradicting_titles_is_a_candidate(tmp_path: Path) -> None:
    """A DOI copied to the wrong record does not join two works; the decision says what contradicts."""
    inputs = bib(
        entry("a", "Adams, Ann", "Rivers of the northern plain", doi="10.1234/x"),
        entry("b", "Brown, Bob", "Quantum chromodynamics at large distances", doi="10.1234/x"),
    )
    resolved = Resolved(tmp_path, inputs)
    assert len(resolved.rows("SELECT work FROM work")) == 2
    [decision] = [d for d in resolved.decisions if d.kind == "work"]
    assert decision.verdict == "candidate"
    assert "no author in common" in decision.conflict


def test_different_works_of_one_title_stay_apart_and_have_different_iris(tmp_path: Path) -> None:
    """Short common titles join nothing, and their works do not share an IRI."""
    inputs = bib(
        entry("a", "Adams, Ann", "Editorial", year="2020", volume="1"),
        entry("b", "Adams, Ann", "Editorial", year="2020", volume="2"),
    )
    works = Resolved(tmp_path, inputs).rows("SELECT DISTINCT work FROM work")
    assert len(works) == 2


@pytest.mark.parametrize(
    ("years", "works"), [(("2020", "2020"), 1), (("2020", ""), 1), (("2020", "2030"), 2), (("2020", "", "2030"), 3)]
)
def test_one_record_given_twice_is_one_work(tmp_path: Path, years: tuple[str, ...], works: int) -> None:
    """The same title and authors are one work unless the years are far apart; without a year it goes only where one year is."""
    entries = [
        entry(f"k{i}", "Adams, Ann and Brown, Bob", "A title that is long enough to tell", **({"year": y} if y else {}))
        for i, y in enumerate(years)
    ]
    assert len(Resolved(tmp_path, bib(*entries)).rows("SELECT work FROM work")) == works

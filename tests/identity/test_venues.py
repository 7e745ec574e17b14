"""Which names are one venue: what joins two, what keeps them apart, and how it is explained and taken back."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest

from kg import iris
from kg.identity import venues
from kg.identity.curation import Curation, Entry
from kg.identity.venue_evidence import SUPPORT, Evidence, Side, changes, judge
from tests.identity import BASE, Resolved

LONG = "A long enough title about loaves of kind number"


def entry(n: int, venue: str, field: str = "journal", year: int = 2001, more: str = "") -> str:
    """A BibTeX entry of work `n`; entries of one `n` are one work by their DOI."""
    kind = "article" if field == "journal" else "inproceedings"
    return (
        f"@{kind}{{k{n}{len(venue)}, author={{Adams, Ann and Baker, Bo}}, title={{{LONG} {n}}}, doi={{10.1000/{n}}}, "
        f"{field}={{{venue}}}, year={{{year}}}{more}}}\n"
    )


def resolved(tmp_path: Path, *entries: str) -> Resolved:
    """The tables of some entries, each in a file of its own."""
    tmp_path.mkdir(exist_ok=True)
    return Resolved(tmp_path, {f"{i}.bib": text for i, text in enumerate(entries)})


def venue_of(found: Resolved, name: str) -> str:
    """The key of the venue a name belongs to."""
    rows = found.rows(f"SELECT DISTINCT key FROM identity.venue_fact WHERE name = '{name}'")
    ((key,),) = rows
    return str(key)


def test_a_short_title_goes_with_its_full_form(tmp_path: Path) -> None:
    """An abbreviated title and the full one seen elsewhere in the build are one venue, by the words of ISO 4."""
    found = resolved(tmp_path, entry(1, "J. Comput. Bread"), entry(2, "Journal of Computational Bread"))
    assert venue_of(found, "J. Comput. Bread") == "journal-of-computational-bread"
    (decision,) = [one for one in found.decisions if one.kind == "venue"]
    assert (decision.verdict, decision.rule) == ("same", "short-form")
    assert "J. Comput. Bread" in decision.evidence
    assert "Journal of Computational Bread" in decision.evidence


def test_a_short_title_of_two_names_is_a_candidate(tmp_path: Path) -> None:
    """An abbreviation that could stand for two titles goes with neither, and the decision says why."""
    texts = ["J. Comput. Bread", "Journal of Computational Bread", "Journal of Computer Bread"]
    found = resolved(tmp_path, *(entry(n, text) for n, text in enumerate(texts)))
    assert len(found.rows("SELECT * FROM identity.venue")) == 3
    verdicts = {(one.verdict, bool(one.conflict)) for one in found.decisions if one.kind == "venue"}
    assert verdicts == {("candidate", True)}


def test_an_issn_joins_two_names_of_a_journal(tmp_path: Path) -> None:
    """Two names of a journal with one ISSN are one venue."""
    issn = ", issn={2049-3630}"
    found = resolved(tmp_path, entry(1, "Bread Letters", more=issn), entry(2, "Letters on Bread and Cake", more=issn))
    assert len(found.rows("SELECT * FROM identity.venue")) == 1


def test_an_issn_of_a_known_series_names_it(tmp_path: Path) -> None:
    """A name with the ISSN of a series of the table belongs to that series."""
    found = resolved(tmp_path, entry(1, "Jnl Comput Phys", more=", issn={0021-9991}"))
    assert found.rows("SELECT key FROM identity.venue") == [("journal-of-computational-physics",)]


def test_aliases_are_learnt_from_works(tmp_path: Path) -> None:
    """Two names given for the same work become one from three works on, and not from two."""
    names = ("Bread and Cake", "Broodkunde")
    for count, venues_then in ((SUPPORT - 1, 2), (SUPPORT, 1)):
        entries = [entry(n, name) for n, name in product(range(count), names)]
        found = resolved(tmp_path / str(count), *entries)
        assert len(found.rows("SELECT * FROM identity.venue")) == venues_then


def test_a_conference_is_never_joined_with_a_journal(tmp_path: Path) -> None:
    """Works that appeared at a conference and then in a journal do not make the two one; the decision says so."""
    names = (("Journal of Bread", "journal"), ("International Conference on Cakes", "booktitle"))
    found = resolved(tmp_path, *(entry(n, name, field) for n, (name, field) in product(range(4), names)))
    assert len(found.rows("SELECT * FROM identity.venue")) == 2
    (decision,) = [one for one in found.decisions if one.kind == "venue"]
    assert decision.verdict == "different"
    assert "a conference" in decision.conflict


def test_a_workshop_is_never_joined_with_a_conference(tmp_path: Path) -> None:
    """Works that appeared at a workshop and at a conference do not make the two one."""
    names = ("Workshop on Small Cakes", "International Conference on Cakes")
    found = resolved(tmp_path, *(entry(n, name, "booktitle") for n, name in product(range(4), names)))
    assert len(found.rows("SELECT * FROM identity.venue")) == 2


def test_two_known_series_are_never_joined(tmp_path: Path) -> None:
    """Two series of the table stay two however many works name both."""
    entries = [entry(n, name) for n, name in product(range(5), ("Physics Letters A", "Physics Letters B"))]
    assert len(resolved(tmp_path, *entries).rows("SELECT * FROM identity.venue")) == 2


def test_the_order_of_the_inputs_changes_nothing(tmp_path: Path) -> None:
    """Decisions and venues are the same in whatever order the records are read."""
    texts = [
        "J. Comput. Bread",
        "Journal of Computational Bread",
        "Bread Letters",
        "ICML 2019",
        "Workshop on Small Cakes",
    ]
    entries = [entry(n, text) for n, text in enumerate(texts)]
    seen = []
    for seed in range(3):
        random.Random(seed).shuffle(entries)
        found = resolved(tmp_path / str(seed), *entries)
        seen.append((found.rows("SELECT * FROM identity.venue ORDER BY ALL"), found.decisions))
    assert seen[0] == seen[1] == seen[2]


def test_an_unrelated_record_changes_no_venue(tmp_path: Path) -> None:
    """The IRIs of venues stay when a record that has nothing to do with them is added."""
    entries = [entry(1, "J. Comput. Bread"), entry(2, "Journal of Computational Bread")]
    before = resolved(tmp_path / "before", *entries).rows("SELECT * FROM identity.venue")
    after = resolved(tmp_path / "after", *entries, entry(3, "Transactions on Gardens"))
    assert set(before) < set(after.rows("SELECT * FROM identity.venue"))


def test_a_submission_and_a_talk_are_no_places(tmp_path: Path) -> None:
    """Neither a venue a work was submitted to nor one where it was told of is where it appeared."""
    notes = ("Submitted to ICML 2019", "Talk given at the Conference on Cakes, May 2019")
    for i, note in enumerate(notes):
        entry_text = f"@misc{{a, author={{Adams, Ann}}, title={{{LONG}}}, year=2019, note={{{note}}}}}\n"
        assert resolved(tmp_path / str(i), entry_text).rows("SELECT * FROM identity.venue_fact") == []


def test_the_evidence_about_two_venues_of_a_build(tmp_path: Path) -> None:
    """What is seen about two names by their IRIs is judged as the build did."""
    found = resolved(tmp_path, entry(1, "J. Comput. Bread"), entry(2, "Journal of Computational Bread"))
    keys = ("j-comput-bread", "journal-of-computational-bread")
    seen = venues.evidence(found.connection, BASE, *(iris.thing(BASE, "venue", key) for key in keys))
    (decision,) = [one for one in found.decisions if one.kind == "venue"]
    assert (judge(seen).verdict, judge(seen).evidence) == (decision.verdict, decision.evidence)


def test_a_decision_can_be_taken_back(tmp_path: Path) -> None:
    """With the decision undone the names are two venues, as if it had never been made; a curator can also join what no rule does."""
    entries = {
        "a.bib": entry(1, "J. Comput. Bread"),
        "b.bib": entry(2, "Journal of Computational Bread"),
        "c.bib": entry(3, "Broodkunde"),
    }
    left, right = "j-comput-bread", "journal-of-computational-bread"
    counts = []
    for i, entries_of in enumerate(
        [[], [Entry("undo", "venue", left, right, "short-form")], [Entry("same", "venue", "broodkunde", right)]]
    ):
        (tmp_path / str(i)).mkdir()
        found = Resolved(tmp_path / str(i), entries, Curation(entries_of, BASE))
        counts.append(len(found.rows("SELECT * FROM identity.venue")))
    assert counts == [2, 3, 1]


def test_the_series_at_dblp_names_a_venue(tmp_path: Path) -> None:
    """A name that the records of one series at DBLP give for it belongs to that series; a workshop in the same series does not."""
    texts = [
        f'<inproceedings key="conf/icml/A{n}"><author>Ann Adams</author><title>{LONG} {n}.</title>'
        f"<booktitle>{name}</booktitle><year>2019</year></inproceedings>"
        for n, name in enumerate(["Breaking Bread Meeting", "Workshop on Crumbs"])
    ]
    found = Resolved(tmp_path, {"a.xml": f'<?xml version="1.0"?><dblp>{"".join(texts)}</dblp>'})
    assert found.rows("SELECT key FROM identity.venue ORDER BY 1") == [("icml",), ("workshop-on-crumbs",)]
    assert {(one.verdict, one.rule) for one in found.decisions if one.kind == "venue"} == {
        ("same", "same-dblp-series"), ("different", "same-dblp-series"),
    }  # fmt: skip


A = Side("Bread Letters", "bread lett", kind="journal")
B = Side("Cake Letters", "cake lett", kind="journal")


@pytest.mark.parametrize(
    ("seen", "verdict", "phrase"),
    [
        (Evidence(A, B), "different", "if both were given with the same ISSN"),
        (Evidence(A, B, together=2), "different", "if the records of 3 works gave both names"),
        (Evidence(A, B, together=5, apart=1), "candidate", "if no record named both as two venues"),
        (Evidence(A, B, together=5), "same", "if the one were a conference"),
    ],
)
def test_the_smallest_change_that_would_have_decided_otherwise(seen: Evidence, verdict: str, phrase: str) -> None:
    """The first change whose verdict differs is the explanation."""
    assert judge(seen).verdict == verdict
    assert next(words for words, other in changes(seen) if judge(other).verdict != verdict) == phrase


# --- the status of what a record calls its venue ---------------------------------------------------------------------

VERSIONS = "SELECT status, v.name FROM version LEFT JOIN venue v USING (venue)"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("submitted", "submitted"), ("under review", "submitted"), ("in press", "forthcoming"), ("forthcoming", "forthcoming"),
        ("to appear", "forthcoming"), ("à paraître", "forthcoming"), ("accepted", "accepted"),
    ],
)  # fmt: skip
def test_a_venue_has_the_status_that_the_record_says(tmp_path: Path, words: str, status: str) -> None:
    """A line of a list with words of status gives one version, with that status at that venue, and a submitted work has no venue."""
    lines = [
        f"Fenwick, J. Q. and Osei, B. ({words}). Tidal flats under a rising sea. Estuaries and Coasts.",
        "Fenwick, J. Q. and Osei, B. (2020). Seals and their haul-out sites. Polar Biology, 12, 33-40.",
        "Fenwick, J. Q. and Osei, B. (2019). Sand eels on the northern shelf. Marine Ecology, 11, 3-9.",
    ]
    found = Resolved(tmp_path, {"list.txt": "Publications\n\n" + "\n".join(lines) + "\n"})
    rows = found.rows(f"{VERSIONS} ORDER BY 2")
    assert rows == [(status, "Estuaries and Coasts"), ("published", "Marine Ecology"), ("published", "Polar Biology")]
    assert len(found.rows("SELECT * FROM work_venue")) == (2 if status == "submitted" else 3)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (", note={Submitted}", "submitted"),
        (", note={To appear in 2002}", "forthcoming"),
        (", note={Submitted in May, accepted in June}", "accepted"),
        (", note={Accepted}, volume=3, pages={4--9}", "published"),
        (", note={Accepted: 2018-03-26T21:05:13Z}", "published"),
        (", note={Best paper award}", "published"),
        (", note={12 pages}", "published"),
    ],
)
def test_only_what_denies_print_is_no_publication(tmp_path: Path, more: str, status: str) -> None:
    """The latest status of a note counts; a printed article, a time stamp and a prize leave the venue as it is."""
    found = resolved(tmp_path, entry(1, "Journal of Bread", more=more))
    assert (status, "Journal of Bread") in found.rows(VERSIONS)
    assert len([row for row in found.rows(VERSIONS) if row[0] != "submitted" or status == "submitted"]) == 1


def test_a_status_at_another_venue_says_nothing_of_the_own(tmp_path: Path) -> None:
    """An extended version that was submitted elsewhere leaves the work published where its record says."""
    found = resolved(tmp_path, entry(1, "Journal of Bread", more=", note={Extended version submitted to Nature}"))
    assert ("published", "Journal of Bread") in found.rows(VERSIONS)


def test_a_meeting_a_work_is_submitted_to_has_no_edition(tmp_path: Path) -> None:
    """Nothing is said to have been in an edition it was only submitted to."""
    found = resolved(tmp_path, entry(1, "ICML 2024", "booktitle", 2024, ", note={under review}"))
    assert found.rows("SELECT * FROM edition") == []
    assert found.rows("SELECT * FROM work_venue") == []
    assert [row[0] for row in found.rows(VERSIONS)] == ["submitted"]

"""Acronyms of venues: which names they are short for, what is needed to say so, and which stay open."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.identity import venues
from kg.identity.venue_acronyms import content, initials_agree, is_bare, letters_fit
from kg.identity.venue_evidence import SUPPORT, Evidence, Side, changes, judge
from tests.identity import BASE, Resolved
from tests.identity.test_venues import entry, resolved, venue_of

FULL = "International Conference on Bread Engineering"
KEY = "international-conference-on-bread-engineering"


def met(n: int, venue: str, year: int = 2019, more: str = "") -> str:
    """A BibTeX entry of work `n` at a meeting."""
    return entry(n, venue, "booktitle", year, more)


def verdicts(found: Resolved) -> list[tuple[str, str]]:
    """The verdicts and rules of the decisions on venues."""
    return sorted((one.verdict, one.rule) for one in found.decisions if one.kind == "venue")


@pytest.mark.parametrize(
    ("acronym", "name", "agree", "fit"),
    [
        ("ICBE", FULL, True, True),
        ("ICBE", "IEEE International Conference on Bread Engineering", True, True),
        ("BE", "Conference on Bread Engineering", True, True),
        ("BE", "Bread and Cake Engineering", False, False),
        ("STOC", "Symposium on the Theory of Computing", True, True),
        ("BRD", "Workshop on Basic Rye Dough", True, True),
        ("WMT", "Workshop on Statistical Machine Translation", False, True),
        ("BreadEval", "International Workshop on Bread Evaluation", False, True),
        ("ICBE", "International Conference on Cake Engineering", False, False),
        ("VIE", "International Conference on Bread Engineering", False, False),
    ],
)
def test_letters_are_initials(acronym: str, name: str, agree: bool, fit: bool) -> None:
    """All words that count must have a letter for the initials to agree; beside a printed acronym words may be left out."""
    assert initials_agree(acronym, name) is agree
    assert letters_fit(acronym, name) is fit


def test_names_by_what_tells_them_apart() -> None:
    """Order, sponsors, numbers and the kind of a meeting tell no series from another; an acronym is one word with two capitals."""
    assert (
        content("IEEE International Conference on Bread Engineering")
        == content("Bread Engineering, 12th Conference")
        == {"bread", "engineering"}
    )
    assert content("Conference on Bread Chemistry") != content("Conference on Bread Engineering")
    assert [is_bare(one) for one in ("ICBE", "WiNLP", "NLP-TEA", "Nature", "IC BE", "A")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_an_acronym_joins_the_name_it_is_printed_with(tmp_path: Path, order: list[int]) -> None:
    """ "ICBE 2019" and the full name alone are one venue where one record prints the full name with the acronym, in any order of the records."""
    texts = [met(1, "ICBE 2019"), met(2, f"{FULL} (2019)"), met(3, f"Proceedings of the {FULL} (ICBE)", 2017)]
    found = resolved(tmp_path, *(texts[i] for i in order))
    assert venue_of(found, "ICBE") == venue_of(found, FULL) == KEY
    assert found.rows("SELECT name, acronym FROM venue") == [(FULL, "ICBE")]
    (one,) = [d for d in found.decisions if d.kind == "venue"]
    assert (one.verdict, one.rule) == ("same", "printed-acronym")
    assert one.evidence == f"The records of one work print '{FULL}' with the acronym ICBE."
    assert sorted(found.rows("SELECT name FROM edition")) == [("ICBE 2017",), ("ICBE 2019",)]


def test_an_acronym_of_two_names_joins_neither(tmp_path: Path) -> None:
    """Where two names are printed with one acronym, what stands alone may be either; both are candidates that say so."""
    other = "International Conference on Business Economics"
    found = resolved(tmp_path, met(1, "ICBE 2019"), met(2, f"{FULL} (ICBE)"), met(3, f"{other} (ICBE)"))
    assert len(found.rows("SELECT * FROM venue")) == 3
    assert verdicts(found) == [("candidate", "printed-acronym")] * 2
    assert {d.conflict for d in found.decisions if d.kind == "venue"} == {
        f"ICBE is the acronym of '{one}' too." for one in (FULL, other)
    }


def test_initials_alone_say_nothing_and_with_a_place_something(tmp_path: Path) -> None:
    """That letters fit is no statement; with one place and year it is a candidate, with two places nothing again."""
    assert verdicts(resolved(tmp_path / "a", met(1, "ICBE 2019"), met(2, f"{FULL} (2019)"))) == []
    csl = '[{{"id": "{0}", "type": "paper-conference", "title": "A title of number {0} on loaves", "event-title": "{1}", "event-place": "{2}", "issued": {{"date-parts": [[2019]]}}}}]'
    for folder, place, expected in (("b", "Bern", [("candidate", "initials")]), ("c", "Lyon", [])):
        (tmp_path / folder).mkdir()
        texts = {"a.json": csl.format("k1", "ICBE 2019", "Bern, Switzerland"), "b.json": csl.format("k2", FULL, place)}
        found = Resolved(tmp_path / folder, texts)
        assert verdicts(found) == expected
        assert len(found.rows("SELECT * FROM venue")) == 2
        for one in found.decisions:
            assert one.evidence == f"ICBE are the initials of '{FULL}', and both took place in Bern in 2019."


@pytest.mark.parametrize(
    ("works", "expected"), [(1, [("candidate", "initials")]), (SUPPORT - 1, [("candidate", "initials")]), (SUPPORT, [("same", "learnt-alias")])]
)  # fmt: skip
def test_works_that_give_both_names(tmp_path: Path, works: int, expected: list[tuple[str, str]]) -> None:
    """One work merged with both venues makes initials that agree a candidate; an alias is learnt from three."""
    found = resolved(tmp_path, *(met(n, name) for n in range(works) for name in ("ICBE 2019", FULL)))
    assert verdicts(found) == expected


def test_an_alias_is_not_learnt_of_an_ambiguous_acronym(tmp_path: Path) -> None:
    """Three works for each of two full names: the acronym joins neither, so they do not become one."""
    other = "International Congress on Butter Exports"
    texts = [met(n, name) for n in range(SUPPORT) for name in ("ICBE 2019", FULL)]
    texts += [met(n, name) for n in range(10, 10 + SUPPORT) for name in ("ICBE 2019", other)]
    found = resolved(tmp_path, *texts)
    assert verdicts(found) == [("candidate", "learnt-alias")] * 2
    assert len(found.rows("SELECT * FROM venue")) == 3


@pytest.mark.parametrize(
    "name",
    ["ICBE Workshops", "Symposium on ICBE", "3. Workshop der Gesellschaft für Informatik e.V."],
)
def test_an_acronym_of_something_else_is_not_the_venues(tmp_path: Path, name: str) -> None:
    """What is printed in brackets may be the host's or the society's, or a word of the name."""
    acronym = "GI" if "Gesellschaft" in name else "ICBE"
    found = resolved(
        tmp_path, met(1, f"{acronym} 2019"), *(met(n, f"{name} ({acronym})") for n in range(2, 3 + SUPPORT))
    )
    assert [d for d in found.decisions if d.kind == "venue" and d.verdict == "same"] == []


def test_names_of_the_same_words_with_one_acronym_are_one(tmp_path: Path) -> None:
    """Order and words such as "International" differ between printings of one series; other words part two."""
    texts = [
        met(1, f"{FULL} (ICBE)"),
        met(2, "Bread Engineering, 12th International Conference, ICBE 2012"),
        met(3, "Conference on Bread Chemistry (ICBE)"),
    ]
    found = resolved(tmp_path, *texts)
    assert verdicts(found) == [("same", "same-acronym")]
    assert len(found.rows("SELECT * FROM venue")) == 2
    (one,) = [d for d in found.decisions if d.kind == "venue"]
    assert "are printed with the acronym ICBE" in one.evidence


def test_a_workshop_is_told_by_its_acronym_too(tmp_path: Path) -> None:
    """An acronym alone doesn't show whether it is of a workshop; what it is short for does."""
    found = resolved(tmp_path, met(1, "WBE 2019"), met(2, "Workshop on Bread Engineering (WBE)"))
    assert verdicts(found) == [("same", "printed-acronym")]
    assert found.rows("SELECT DISTINCT key FROM identity.venue_fact") == [("workshop-on-bread-engineering",)]


def test_the_order_of_many_records_changes_nothing(tmp_path: Path) -> None:
    """Decisions and venues are those of any order."""
    texts = [
        met(n, name)
        for n, name in enumerate(
            ["ICBE 2019", f"{FULL} (ICBE)", FULL, "WBE 2019", "Workshop on Bread Engineering (WBE)", "ICBE"]
        )
    ]
    first = resolved(tmp_path / "a", *texts)
    random.Random(4).shuffle(texts)
    second = resolved(tmp_path / "b", *texts)
    query = "SELECT DISTINCT name, key FROM identity.venue_fact ORDER BY ALL"
    assert first.rows(query) == second.rows(query)
    assert [d for d in first.decisions if d.kind == "venue"] == [d for d in second.decisions if d.kind == "venue"]


@pytest.mark.parametrize(
    "name", ["Journal of the American Statistical Association", "Journal of the Acoustical Society of America"]
)
def test_an_acronym_of_two_known_journals_stays_open(tmp_path: Path, name: str) -> None:
    """What both are called is neither, though the full name stands in the same build; an ISSN tells which is meant."""
    found = resolved(tmp_path / "open", entry(1, "JASA"), entry(2, name))
    assert venue_of(found, "JASA") == "jasa"
    assert found.rows("SELECT name FROM identity.venue WHERE key = 'jasa'") == [("JASA",)]
    number = "0162-1459" if "Statistical" in name else "0001-4966"
    told = resolved(tmp_path / "told", entry(1, "JASA", more=f", issn={{{number}}}"))
    assert told.rows("SELECT name FROM identity.venue") == [(name,)]


# --- the verdict -----------------------------------------------------------------------------------------------------

BARE = Side("ICBE", "icbe", True, "conference", "")
NAMED = Side(FULL, "int conf bread eng", False, "conference")
PRINTED = Evidence(BARE, NAMED, acronym="ICBE", printed=1, fits=True, initials=True)
BOTH = Evidence(NAMED, Side("Bread Engineering, Conference", "bread eng conf", False, "conference"), acronym="ICBE")


@pytest.mark.parametrize(
    ("seen", "verdict", "words"),
    [
        (BOTH, "same", "if they were not printed with the same acronym"),
        (Evidence(BARE, NAMED, acronym="ICBE", printed=1, fits=True, namesakes=("Other",)), "candidate", "if no other name had the same acronym"),
        (Evidence(BARE, NAMED, acronym="ICBE", fits=True, initials=True, edition="Bern in 2019"), "candidate", f"if {SUPPORT} works printed the full name with ICBE"),
        (PRINTED, "same", "if no record printed the full name with ICBE"),
    ],
)  # fmt: skip
def test_some_change_decides_otherwise(seen: Evidence, verdict: str, words: str) -> None:
    """Each verdict on an acronym is turned by a change of what it rests on."""
    assert judge(seen).verdict == verdict
    turned = [phrase for phrase, other in changes(seen) if judge(other).verdict != verdict]
    assert words in turned


def test_the_evidence_of_two_venues_is_that_of_the_decision(tmp_path: Path) -> None:
    """What `kg explain` asks for is what the rule saw."""
    found = resolved(tmp_path, met(1, "ICBE 2019"), met(2, f"{FULL} (ICBE)"))
    (decision,) = [d for d in found.decisions if d.kind == "venue"]
    seen = venues.evidence(found.connection, BASE, decision.left, decision.right)
    assert judge(seen).evidence == decision.evidence

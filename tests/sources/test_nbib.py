"""MEDLINE: names with affiliations and ids, dates, numbers, subjects, grants, relations, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inputs import Input, digest_of
from kg.reading import LeftOver, Reading, open_text, read_text
from kg.records import Record, Reject, Work
from kg.sources import sources

SOURCE = sources()["nbib"]
GOLDEN = Path(__file__).parents[1] / "golden" / "nbib"
FULL = (GOLDEN / "full.nbib").read_text("utf-8") + (GOLDEN / "typical.nbib").read_text("utf-8")


def read(text: str) -> list[Record | Reject | LeftOver]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


def record(*fields: str) -> Record:
    return records("\n".join(["PMID- 1", *fields]))[0]


def work(*fields: str) -> Work:
    return record(*fields).work


def test_a_number_begins_a_record_with_or_without_a_blank_line() -> None:
    """The number is the key and an identifier; a folded line goes on, with its line end in title and abstract."""
    found = records("\nPMID- 11\nTI  - One\n      two\nPMID- 12\nTI  - B\n\nPMID- 13\nTI  - C\n")
    assert [(r.source_key, r.work.title) for r in found] == [("11", "One\n      two"), ("12", "B"), ("13", "C")]
    assert [i.value for r in found for i in r.work.identifiers] == ["11", "12", "13"]


def test_a_person_is_named_twice_and_counted_once() -> None:
    """The short form behind the full one is the same person; address and ORCID belong to the one before them."""
    got = work(
        "FAU - Quill, Marta J", "AU  - Quill MJ", "AUID- ORCID: 0000-0002-1825-0097", "AD  - Basel,", "      CH.",
        "FAU - van der Meer, Joost", "AU  - van der Meer J", "AD  - Ghent.", "CN  - River Group",
    ).contributions  # fmt: skip
    assert [(c.name.given, c.name.particle, c.name.family, c.name.literal) for c in got] == [
        ("Marta J", "", "Quill", False),
        ("Joost", "van der", "Meer", False),
        ("", "", "", True),
    ]
    assert [[a.name for a in c.affiliations] for c in got] == [["Basel, CH."], ["Ghent."], []]
    assert [i.value for i in got[0].identifiers] == ["0000-0002-1825-0097"]


@pytest.mark.parametrize(
    ("printed", "given", "family", "suffix"),
    [("Quill MJ", "MJ", "Quill", ""), ("Halloran Smith F Jr", "F", "Halloran Smith", "Jr"), ("Plato", "", "Plato", "")],
)
def test_a_short_name_alone_is_last_name_and_initials(printed: str, given: str, family: str, suffix: str) -> None:
    """Old records have no full names."""
    names = [c.name for c in work(f"AU  - {printed}", "AU  - Lee A").contributions]
    assert (names[0].given, names[0].family, names[0].suffix) == (given, family, suffix)
    assert len(names) == 2


def test_investigators_and_editors_are_no_authors() -> None:
    """They have their roles, and an investigator's address is not the author's."""
    got = work(
        "FAU - A, B", "FED - C, D", "ED  - C D", "FIR - E, F", "IR  - E F", "IRAD- There", "TI  - T"
    ).contributions
    assert [(c.role, len(c.affiliations)) for c in got] == [("author", 0), ("editor", 0), ("contributor", 1)]


def test_a_wrong_orcid_is_left_over_with_a_remark() -> None:
    """Its check digit does not fit."""
    found = record("FAU - A, B", "AUID- ORCID: 0000-0002-1825-0098")
    assert found.work.contributions[0].identifiers == []
    assert [m.code for m in found.remarks] == ["identifier-invalid"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["DP  - 2005 Mar-Apr"], [("issued", "2005")]),
        (["DP  - 2019 Winter"], [("issued", "2019")]),
        (["DP  - 2016 Jan 5"], [("issued", "2016-01-05")]),
        (["DP  - 1998 Dec-1999 Jan"], [("issued", "1998")]),
        (["DP  - 2016", "DEP - 20160419"], [("issued", "2016"), ("published", "2016-04-19")]),
        (["PHST- 2013/02/18 [received]"], [("submitted", "2013-02-18")]),
        (["PHST- 2013/04/09 00:00 [accepted]"], [("accepted", "2013-04-09")]),
        (["DEP - 20160419", "PHST- 2016/04/19 [epublish]"], [("published", "2016-04-19")]),
        (["DEP - soon"], []),
    ],
)
def test_dates_have_their_meaning_and_no_more_precision_than_printed(
    fields: list[str], expected: list[tuple[str, str]]
) -> None:
    """A season or a range of months is a year; history dates say what happened."""
    assert [(d.kind, d.value) for d in work("TI  - T", *fields).dates] == expected


def test_identifiers_are_those_of_the_article_and_of_its_journal() -> None:
    """DOI and publisher's item in either of two fields, once each; ISSNs and the catalogue's number at the journal."""
    got = work(
        "PMC - PMC77", "IS  - 2049-3630 (Electronic)", "IS  - 0378-5955 (Linking)", "JT  - Journal of Rivers", "TA  - J Riv",
        "JID - 101", "LID - 10.5555/A [doi]", "AID - S1-2 [pii]", "AID - 10.5555/a [doi]",
    )  # fmt: skip
    assert [(i.scheme, i.value) for i in got.identifiers] == [
        ("pmid", "1"), ("pmcid", "PMC77"), ("doi", "10.5555/a"), ("pii", "S1-2"),
    ]  # fmt: skip
    journal = got.venues[0]
    assert (journal.name, journal.kind, journal.acronym) == ("Journal of Rivers", "journal", "J Riv")
    assert {(i.scheme, i.value) for i in journal.identifiers} == {
        ("issn", "2049-3630"), ("issn", "0378-5955"), ("nlm", "101"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "kind", "subjects"),
    [
        (["PT  - Journal Article", "PT  - Review"], "article", ["Review"]),
        (["PT  - Preprint", "PT  - Journal Article"], "preprint", []),
        (["PT  - Letter"], "article", ["Letter"]),
        (["BTI - Book"], "book", []),
        (["BTI - Book", "PT  - Review"], "chapter", ["Review"]),
        (["PT  - Dataset"], "dataset", []),
    ],
)
def test_publication_types_decide_the_type_or_are_subjects(fields: list[str], kind: str, subjects: list[str]) -> None:
    """A type that names no kind of work says what the article is like."""
    title = [] if kind == "book" else ["TI  - T"]
    got = work(*title, *fields)
    assert got.type == kind
    assert [s.value for s in got.subjects if s.scheme == "publication-type"] == subjects


def test_headings_and_keywords_have_their_scheme() -> None:
    """The star of a major heading is not part of it."""
    got = work("MH  - *Rivers/radiation effects", "OT  - optics; light", "LA  - ger").subjects
    assert [(s.value, s.scheme) for s in got] == [("Rivers/radiation effects", "mesh"), ("optics; light", "keyword")]


@pytest.mark.parametrize(
    ("printed", "funder", "award"),
    [
        ("R01 AB12/AB/NIX NIH HHS/United States", "NIX NIH HHS", "R01 AB12"),
        ("MR/K01/1/MRC_/Council/United Kingdom", "Council", "MR/K01/1"),
        ("WT_/Fund/United Kingdom", "Fund", ""),
        ("0042/Fund/Germany", "Fund", "0042"),
        ("Fund", "Fund", ""),
    ],
)
def test_a_grant_has_a_funder_and_a_number(printed: str, funder: str, award: str) -> None:
    """Number and acronym may be missing, and a number may hold slashes."""
    got = work("TI  - T", f"GR  - {printed}").funding
    assert [(f.funder, f.award) for f in got] == [(funder, award)]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("CON", "comments-on"), ("CIN", "is-commented-on-in"), ("RIN", "is-retracted-by"), ("ROF", "retracts")],
)
def test_comments_and_retractions_are_relations(tag: str, kind: str) -> None:
    """The other article is named by its DOI, else by its number, and as printed."""
    got = work(
        "TI  - T", f"{tag} - Ann. 2011;3:2. doi: 10.5555/b. PMID: 77", f"{tag} - Ann. 2012;4:", "      5. PMID: 78"
    )
    assert [(r.kind, r.target.scheme, r.target.value) for r in got.relations if r.target] == [
        (kind, "doi", "10.5555/b"),
        (kind, "pmid", "78"),
    ]
    assert got.relations[1].text == "Ann. 2012;4: 5. PMID: 78"


def test_what_is_not_mapped_is_left_over_and_administration_is_not() -> None:
    """A gene symbol is listed in the ledger, the day on which the database made the record is not."""
    items = read("PMID- 1\nOWN - NLM\nDCOM- 20190501\nTI  - T\nGS  - abc1\nEDAT- 2016/05/12 06:00\n")
    assert [(i.field, i.text) for i in items if isinstance(i, LeftOver)] == [("GS", "GS  - abc1")]


def test_a_number_alone_is_rejected() -> None:
    """Reading goes on with the next record."""
    items = read("PMID- 1\nOWN - NLM\n\nPMID- 2\nTI  - T\n")
    assert [(i.line, i.text) for i in items if isinstance(i, Reject)] == [(1, "PMID- 1\nOWN - NLM")]
    assert [i.source_key for i in items if isinstance(i, Record)] == ["2"]


@pytest.mark.parametrize(
    "text",
    ["", "PMID", "PMID: 123", "PMID- 123 is a fine paper\nas I said", "PMID- 1\nand more", "TY  - JOUR\nPMID- 1"],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """Prose that names a number and RIS are not MEDLINE."""
    assert not SOURCE.sniff("x.nbib", text)


def test_large_input_is_read_in_linear_time() -> None:
    """Tens of thousands of fields of every kind in one record cost a moment."""
    fields = [f"FAU - A{i}, B\nAU  - A{i} B\nAD  - x\nMH  - k{i}\nLID - 10.5555/{i} [doi]\nGR  - a/b/c/d\nCON - PMID: {i}" for i in range(5000)]  # fmt: skip
    assert len(work(*fields).contributions) == 5000


@given(st.text(alphabet=st.sampled_from("PMIDFAUTGR- \t\n\r\ufeff[]/;,.19é"), max_size=120))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text is read to its end and accounted for."""
    read("PMID- 1\n" + text)
    read(text)


@given(st.integers(0, len(FULL)), st.integers(0, 60), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(FULL[:at] + inserted + FULL[at + length :])


@pytest.mark.shared
def test_every_real_file_is_read_and_accounted_for(shared: Path) -> None:
    """The one file of the folder gives one record with four authors, two dates of its history and five keywords."""
    paths = sorted((shared / "medline").rglob("*.nbib"))
    assert len(paths) == 1
    digest, encoding = digest_of(paths[0])
    one = Input(paths[0].name, paths[0], digest, encoding)
    with open_text(one) as (tape, _):
        assert SOURCE.sniff(paths[0].name, tape.read())
    reading = Reading(one, SOURCE)
    found = [item for item in reading if isinstance(item, Record)]
    assert reading.account.closes
    assert (len(found), reading.account.rejects) == (1, 0)
    got = found[0].work
    assert [c.role for c in got.contributions] == ["author"] * 3 + ["contributor"] * 2 + ["author"]
    assert [d.kind for d in got.dates] == ["issued", "published", "submitted", "accepted"]
    assert sum(s.scheme == "keyword" for s in got.subjects) == 5

"""EndNote's tagged format: records with and without `%0`, fields, and what is broken."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inputs import Input, digest_of
from kg.reading import LeftOver, Reading, open_text, read_text
from kg.records import Record, Reject, Work
from kg.sources import sources

SOURCE = sources()["endnote"]
GOLDEN = Path(__file__).parents[1] / "golden" / "endnote"
FULL = (GOLDEN / "full.enw").read_text("utf-8") + (GOLDEN / "refer.enw").read_text("utf-8")


def read(text: str) -> list[Record | Reject | LeftOver]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


def work(*fields: str, kind: str = "Journal Article") -> Work:
    return records("\n".join([f"%0 {kind}", *fields]))[0].work


def test_a_type_begins_a_record_and_a_blank_line_does_not_end_it() -> None:
    """An abstract may have paragraphs, and fields may follow them."""
    found = records("%0 Book\n%T A\n%X One.\n\nTwo.\n\n%D 1999\n%0 Book\n%T B\n")
    assert [r.work.title for r in found] == ["A", "B"]
    assert found[0].work.abstract == "One.\n\nTwo."
    assert [d.value for d in found[0].work.dates] == ["1999"]


def test_a_list_without_types_is_parted_by_blank_lines() -> None:
    """As refer has it; what a record is then shows in its fields."""
    found = records("%A Ann Lee\n%J Annals\n\n\n%A Bob Poe\n%B Book\n%I House\n\n%T C\n%I House\n\n%T D\n")
    assert [r.work.type for r in found] == ["article", "chapter", "book", "other"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Journal Article", "article"), ("Book Section", "chapter"), ("Edited Book", "book"), ("Thesis", "thesis"),
        ("Conference Paper", "conference-paper"), ("Dataset", "dataset"), ("computer program", "software"), ("Scroll", "other"),
    ],
)  # fmt: skip
def test_the_type_is_that_of_the_work(kind: str, expected: str) -> None:
    """Types are read in any case; one that is not known is `other`."""
    assert work("%T A", kind=kind).type == expected


def test_a_paper_is_not_the_proceedings_it_stands_in() -> None:
    """EndNote calls both "Conference Proceedings"; authors and pages make a paper, editors alone do not."""
    assert work("%A Lee, A.", "%B Proc.", kind="Conference Proceedings").type == "conference-paper"
    assert work("%E Lee, A.", "%T Proc.", kind="Conference Proceedings").type == "proceedings"


def test_people_have_the_roles_of_their_tags() -> None:
    """Authors, editors, series editors and translators of a chapter; advisors of a thesis."""
    fields = ("%A Lee, Ann", "%E Poe, Bob", "%Y Roe, Cid", "%? Ode, Fay")
    assert [c.role for c in work(*fields, kind="Book Section").contributions] == [
        "author",
        "editor",
        "series-editor",
        "translator",
    ]
    assert work("%Y Roe, Cid", kind="Thesis").contributions[0].role == "advisor"


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        (["%D 2005"], ["2005"]),
        (["%D 2005", "%8 March 17"], ["2005-03-17"]),
        (["%D 2005", "%8 2005-03"], ["2005-03"]),
        (["%D 2005", "%8 spring"], ["2005"]),
        (["%8 March"], []),
        (["%D in press"], []),
    ],
)
def test_a_date_is_a_year_and_what_is_known_of_its_day(fields: list[str], value: list[str]) -> None:
    """Month and day stand in a field of their own; alone they are no date."""
    assert [d.value for d in work("%T A", *fields).dates] == value


def test_notes_and_numbers_go_where_they_belong() -> None:
    """An article number among the notes, a DOI in the electronic number; another number there is left over."""
    got = work("%J Annals", "%O Artn 77", "%Z a note", "%R 10.5555/A", "%@ 0378-5955")
    assert (got.article_number, got.comments) == ("77", ["a note"])
    assert [(i.scheme, i.value) for i in got.identifiers] == [("doi", "10.5555/a")]
    assert got.venues[0].identifiers[0].value == "0378-5955"
    items = read("%0 Book\n%T A\n%R handle 17\n%L QA 7")
    assert [i.field for i in items if isinstance(i, LeftOver)] == ["%R", "%L"]


def test_a_type_alone_is_rejected() -> None:
    """Reading goes on with the next record."""
    items = read("%0 Book\n%0 Book\n%T A\n")
    assert [(i.line, i.text) for i in items if isinstance(i, Reject)] == [(1, "%0 Book")]
    assert [i.work.title for i in items if isinstance(i, Record)] == ["A"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "% A comment of TeX\n\\documentclass{article}",
        "%A",
        "%A comment in a program\nx = 1",
        "%PDF-1.4\n%E2",
        "%% Encoding: UTF-8\n@article{x, title={A}}",
        "TY  - JOUR\n%A x",
        "%0 = nothing\ny = 2",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """Comments of TeX and of programs, PDF and BibTeX are not EndNote."""
    assert not SOURCE.sniff("x.enw", text)


def test_large_input_is_read_in_linear_time() -> None:
    """Tens of thousands of fields of every kind in one record cost a moment."""
    got = work(*[f"%A A{i}, B\n%K k{i}\n%R 10.5555/{i}\n%U https://a.example/{i}\n%T t{i}" for i in range(5000)])
    assert len(got.contributions) == 5000


@given(st.text(alphabet=st.sampled_from("%0ATDJX \t\n\r\ufeff;,/.19é"), max_size=120))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text is read to its end and accounted for."""
    read("%0 Book\n" + text)
    read(text)


@given(st.integers(0, len(FULL)), st.integers(0, 60), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(FULL[:at] + inserted + FULL[at + length :])


@pytest.mark.shared
def test_every_real_file_is_read_and_accounted_for(shared: Path) -> None:
    """All 4 files give 8 records and 8 rejects (types alone, one after the other), the accounts close and EndNote claims them."""
    count: Counter[str] = Counter()
    for path in sorted((shared / "endnote").rglob("*.enw")):
        digest, encoding = digest_of(path)
        one = Input(path.name, path, digest, encoding)
        with open_text(one) as (tape, _):
            assert SOURCE.sniff(path.name, tape.read()), path.name
        reading = Reading(one, SOURCE)
        count["items"] += len(list(reading))
        assert reading.account.closes, path.name
        count["files"] += 1
        count["records"] += reading.account.records
        count["rejects"] += reading.account.rejects
    assert {name: count[name] for name in ("files", "records", "rejects")} == {"files": 4, "records": 8, "rejects": 8}


def test_a_few_lines_may_stand_before_the_first_record() -> None:
    """They are rejected; tags among them would be those of another format."""
    text = "Exported for the library\n\n%0 Journal Article\n%A Okonjo, Bram\n%T Ropes of the coast\n%D 2019\n"
    assert SOURCE.sniff("list.txt", text)
    found = read(text)
    assert [one.work.title for one in found if isinstance(one, Record)] == ["Ropes of the coast"]
    assert any(isinstance(one, Reject) for one in found)
    assert not SOURCE.sniff("list.txt", "A\nB\nC\nD\n" + text)

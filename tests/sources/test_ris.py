"""RIS: the dialects of tags, types, people, dates, numbers and links, and what is broken."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inputs import Input, digest_of
from kg.names import fold
from kg.reading import Account, LeftOver, Reading, open_text, read_text
from kg.records import Record, Reject, Work
from kg.sources import _tagged, sources
from kg.sources._tagged_dates import date, within

SOURCE = sources()["ris"]
GOLDEN = Path(__file__).parents[1] / "golden" / "ris"
FULL = (GOLDEN / "full.ris").read_text("utf-8")

Items = list[Record | Reject | LeftOver]


def read(text: str) -> Items:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


def record(*fields: str, kind: str = "JOUR") -> Record:
    return records("\n".join([f"TY  - {kind}", *fields, "ER  - "]))[0]


def work(*fields: str, kind: str = "JOUR") -> Work:
    return record(*fields, kind=kind).work


def read_file(path: Path, name: str = "ris") -> tuple[Items, Account, str]:
    digest, encoding = digest_of(path)
    one = Input(path.name, path, digest, encoding)
    with open_text(one) as (tape, _):
        text = tape.read()
    reading = Reading(one, sources()[name])
    return list(reading), reading.account, text


# --- tags ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nAU  - Lee, Ann\nTI  - Ducks\nER  - \n",
        "TY  - JOUR\r\nAU  - Lee, Ann\r\nTI  - Ducks\r\nER  - \r\n",
        "TY  - JOUR\rAU  - Lee, Ann\rTI  - Ducks\rER  - \r",
        "\ufeffTY  - JOUR\nAU  - Lee, Ann\nTI  - Ducks\nER  -",
        " \ufeff\n\nTY  - JOUR\nAU  - Lee, Ann\nTI  - Ducks\nER  -",
        "TY  -JOUR\nAU  -Lee, Ann\nTI  -Ducks\nER  -",
        "TY - JOUR\nAU - Lee, Ann\nTI - Ducks\nER -",
        "TY-JOUR\nAU-Lee, Ann\nTI-Ducks\nER-",
        "TY  - JOUR\nAU-Lee, Ann\nTI- Ducks\nER  -",
        "TY\t-\tJOUR\nAU\t-\tLee, Ann\nTI\t- Ducks\nER\t-",
        "  TY  - JOUR\n  AU  - Lee, Ann\n  TI  - Ducks\n  ER  -",
        "ty  - jour\nau  - Lee, Ann\nti  - Ducks\ner  -",
        "TY  – JOUR\nAU  – Lee, Ann\nTI  – Ducks\nER  –",
        "TY  - JOUR\nAU  - Lee, Ann\nTI  - Ducks\n",
        "Provider: A Press\nContent: text/plain\n\nTY  - JOUR\nAU  - Lee, Ann\nTI  - Ducks\nER  -",
    ],
)
def test_the_ways_to_print_tags_give_the_same_record(text: str) -> None:
    """Marks, line ends, blanks, tabs, small letters and a missing end do not change what is read; nothing is left over."""
    items = read(text)
    assert SOURCE.sniff("x", text)
    assert len(items) == 1
    found = items[0]
    assert isinstance(found, Record)
    assert (found.work.type, found.work.title) == ("article", "Ducks")
    assert [c.name.given for c in found.work.contributions] == ["Ann"]


def test_a_type_begins_the_next_record() -> None:
    """A record without its end is closed by the next type, with a remark; a type said twice opens one record."""
    found = records("TY  - BOOK\nTY  - BOOK\nTI  - A\nTY  - THES\nTI  - B\nER  - \n")
    assert [(r.work.title, r.work.type) for r in found] == [("A", "book"), ("B", "thesis")]
    assert [[m.code for m in r.remarks] for r in found] == [["end-missing"], []]


def test_a_record_without_type_is_read() -> None:
    """Its fields say that it is an article; a remark says that the type is missing."""
    found = records("JF  - Annals\nTI  - A\nER  - \n")[0]
    assert found.work.type == "article"
    assert [m.code for m in found.remarks] == ["type-missing"]


@pytest.mark.parametrize("word", ["AB-like", "ER-positive", "is - as we said", "IL-2", "ER - positive cells"])
def test_a_word_that_looks_like_a_tag_stays_in_the_abstract(word: str) -> None:
    """A line of running text is not cut because it begins with two letters and a hyphen."""
    assert work("AB  - First line", f"{word} goes on").abstract == f"First line\n{word} goes on"


def test_a_field_goes_on_over_lines_and_blank_lines() -> None:
    """A line without a tag belongs to the field before it; titles keep their line ends."""
    got = work("TI  - One", "  two", "", "three", "KW  - a", "b; c")
    assert got.title == "One\n  two\n\nthree"
    assert [s.value for s in got.subjects] == ["a", "b", "c"]


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "given", "particle", "family", "suffix"),
    [
        ("Lee, Ann B.", "Ann B.", "", "Lee", ""),
        ("Toparlar,Y.", "Y.", "", "Toparlar", ""),
        ("King, Martin Luther, Jr.", "Martin Luther", "", "King", "Jr."),
        ("Roe, Cid, PhD", "Cid", "", "Roe", "PhD"),
        ("van der Meer, Joost", "Joost", "van der", "Meer", ""),
        ("Catarina Barata", "Catarina", "", "Barata", ""),
        ("Plato", "", "", "Plato", ""),
        ("Poe, Bob,", "Bob", "", "Poe", ""),
    ],
)
def test_a_name_has_last_name_first_then_suffix(
    printed: str, given: str, particle: str, family: str, suffix: str
) -> None:
    """The order is Last, First, Suffix; without a comma the name is in reading order."""
    name = work(f"AU  - {printed}").contributions[0].name
    assert (name.given, name.particle, name.family, name.suffix) == (given, particle, family, suffix)
    assert not name.literal


def test_a_list_of_names_without_semicolons_is_not_guessed_at() -> None:
    """More commas than a name has make a literal with a remark; semicolons part names; "et al." marks the list as cut."""
    found = record("AU  - Lee, Ann, Poe, Bob, Roe, Cid", "AU  - Ode, Fay; Ray, Gus", "AU  - et al.")
    assert [c.name.literal for c in found.work.contributions] == [True, False, False]
    assert [c.position for c in found.work.contributions] == [1, 2, 3]
    assert found.work.authors_truncated
    assert [m.code for m in found.remarks] == ["name-unclear"]


def test_the_second_to_fourth_authors_have_roles_of_the_type() -> None:
    """A2 edits a chapter and advises a thesis; A4 translates a book."""
    fields = ("AU  - A, B", "A2  - C, D", "A3  - E, F", "A4  - G, H")
    roles = {kind: [c.role for c in work(*fields, kind=kind).contributions] for kind in ("CHAP", "THES", "JOUR")}
    assert roles == {
        "CHAP": ["author", "editor", "series-editor", "translator"],
        "THES": ["author", "advisor", "advisor", "contributor"],
        "JOUR": ["author", "editor", "series-editor", "contributor"],
    }


def test_an_affiliation_belongs_to_the_name_before_it_or_to_nobody() -> None:
    """Addresses between the names are the names'; those behind several names are left over with a remark."""
    mixed = work("AU  - A, B", "AD  - Here", "AU  - C, D", "AD  - There", "AD  - Yonder")
    assert [[a.name for a in c.affiliations] for c in mixed.contributions] == [["Here"], ["There", "Yonder"]]
    assert work("AU  - A, B", "AD  - Here", "ED  - C, D").contributions[0].affiliations[0].name == "Here"
    behind = record("AU  - A, B", "AU  - C, D", "AD  - Here", "AD  - There", "ED  - E, F")
    assert [c.affiliations for c in behind.work.contributions] == [[], [], []]
    assert [m.code for m in behind.remarks] == ["affiliations-unassigned"]
    assert sum(p.kind == "left" for p in behind.pieces) == 2


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2005/03/17/", "2005-03-17"),
        ("2005///spring", "2005"),
        ("2016/12//", "2016-12"),
        ("2001/00/00/", "2001"),
        ("2018/4/25", "2018-04-25"),
        ("2015/october", "2015-10"),
        ("2005/2/30", "2005-02"),
        ("20160419", "2016-04-19"),
        ("2020-05-01T00:00:00Z", "2020-05-01"),
        ("17 March 2005", "2005-03-17"),
        ("2005 Mar-Apr", "2005"),
        ("2019 Winter", "2019"),
        ("12/11/2009", "2009"),
        ("1998 Dec-1999 Jan", "1998"),
        ("2010-2014", None),
        ("1998 or 2004", None),
        ("99", None),
        ("///", None),
        ("in press", None),
        ("0000", None),
        ("5" * 5000, None),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(printed: str, value: str | None) -> None:
    """No month and no day is invented, and one that the calendar does not have is not kept."""
    assert date(printed) == value


def test_a_day_without_a_year_is_of_the_year_beside_it() -> None:
    """A month, or month and day, makes a year more precise; two numbers and a season do not."""
    texts = ["Mar 17", "May", "7", "03/04", "winter"]
    assert [within("2005", text) for text in texts] == ["2005-03-17", "2005-05", "2005-07", "2005", "2005"]
    assert [d.value for d in work("DA  - Mar 17", "PY  - 2005").dates] == ["2005-03-17"]


def test_dates_that_agree_are_one() -> None:
    """The most precise one is kept; one that contradicts it is left over with a remark; words say what a date is of."""
    found = record("PY  - 2013", "Y1  - 2013/07/22", "DA  - 2013/07/28", "PY  - 2013/02/15/received")
    assert [(d.kind, d.value) for d in found.work.dates] == [("issued", "2013-07-22"), ("submitted", "2013-02-15")]
    assert [m.code for m in found.remarks] == ["date-conflict"]


# --- numbers, venues, links ------------------------------------------------------------------------------------------


def test_a_serial_number_is_told_by_its_form() -> None:
    """An ISSN goes to the journal, the ISBN of a book to the book, that of a chapter to the book around it."""
    journal = work("JF  - Annals", "SN  - 2050084X (Print) 0378-5955 (Electronic)").venues[0]
    assert [(i.scheme, i.value) for i in journal.identifiers] == [("issn", "2050-084X"), ("issn", "0378-5955")]
    assert work("SN  - 978 3 16 148410 0", kind="BOOK").identifiers[0].value == "9783161484100"
    chapter = work("T2  - Book", "SN  - 978-3-16-148410-0", kind="CHAP")
    assert chapter.identifiers == []
    assert chapter.venues[0].identifiers[0].scheme == "isbn"


def test_a_number_with_a_wrong_check_digit_is_left_over() -> None:
    """It becomes a remark, and a valid one beside it is kept."""
    items = read("TY  - JOUR\nJF  - Annals\nSN  - 1234-5678; 0378-5955\nER  - ")
    assert isinstance(items[0], Record)
    assert [i.value for i in items[0].work.venues[0].identifiers] == ["0378-5955"]
    assert [m.code for m in items[0].remarks] == ["identifier-invalid"]
    assert [(i.field, i.text) for i in items[1:] if isinstance(i, LeftOver)] == [("SN", "1234-5678;")]


@pytest.mark.parametrize(
    "fields",
    [
        "DO  - 10.5555/AB.1",
        "DO  - doi:10.5555/AB.1",
        "DO  - http://dx.doi.org/10.5555/ab.1",
        "M3  - doi: 10.5555/ab.1",
        "N1  - doi: 10.5555/ab.1",
        "UR  - https://doi.org/10.5555/ab.1",
        "UR  - https://press.example/doi/full/10.5555/ab.1?journal=7",
        "UR  - https://press.example/doi/10.5555/ab.1/abstract",
        "L3  - 10.5555/ab.1",
    ],
)
def test_the_places_of_a_doi(fields: str) -> None:
    """A DOI is found in its own field, in M3, N1 and links, with whatever a publisher's address adds."""
    got = work("TI  - A", fields)
    assert [(i.scheme, i.value) for i in got.identifiers] == [("doi", "10.5555/ab.1")]
    assert got.comments == []


def test_a_link_is_kept_where_it_is_one() -> None:
    """A link without protocol gets one; what is no link is left over."""
    got = record("UR  - //press.example/a", "UR  - see the shelf", "L1  - https://press.example/a.pdf, and more")
    assert [(x.url, x.role) for x in got.work.links] == [("https://press.example/a", "landing-page")]
    assert [p.field for p in got.pieces if p.kind == "left"] == ["UR", "L1"]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("JOUR", ["JO  - J. Ann.", "T2  - Annals"], [("Annals", "journal", "J. Ann.")]),
        ("JOUR", ["JA  - J. Ann."], [("J. Ann.", "journal", "")]),
        ("CPAPER", ["T2  - Proc.", "T3  - Notes"], [("Proc.", "conference", ""), ("Notes", "series", "")]),
        ("CHAP", ["BT  - Book"], [("Book", "book", "")]),
        ("BOOK", ["T2  - Series"], [("Series", "series", "")]),
        ("THES", ["T2  - Department"], []),
        ("GEN", ["T2  - Somewhere"], [("Somewhere", "", "")]),
    ],
)
def test_the_second_title_is_the_venue_of_its_type(
    kind: str, fields: list[str], expected: list[tuple[str, str, str]]
) -> None:
    """A journal, proceedings, a book or a series, with the abbreviation beside its name; a department is none."""
    assert [(v.name, v.kind, v.acronym) for v in work("TI  - A", *fields, kind=kind).venues] == expected


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        (["SP  - 377", "EP  - 86"], "377-86"),
        (["SP  - 1-22"], "1-22"),
        (["SP  - 1-22", "EP  - 22"], "1-22"),
        (["SP  - 7", "EP  - 7"], "7"),
        (["EP  - 7"], None),
    ],
)
def test_pages_are_from_first_to_last(fields: list[str], pages: str | None) -> None:
    """The end is added once; an end without a beginning is no range."""
    assert work("TI  - A", *fields).pages == pages


# --- what is broken --------------------------------------------------------------------------------------------------


def test_what_is_no_record_is_rejected_and_reading_goes_on() -> None:
    """A type alone and text between records are rejects with their lines."""
    items = read("TY  - JOUR\nER  - \nstray\nlines\nTY  - BOOK\nTI  - A\nER  - \n")
    assert [(i.line, i.text) for i in items if isinstance(i, Reject)] == [
        (1, "TY  - JOUR\nER  -"),
        (3, "stray\nlines"),
    ]
    assert [i.work.title for i in items if isinstance(i, Record)] == ["A"]


def test_a_record_without_bound_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of more characters than are read is a reject, its rest too, and the next one is read."""
    monkeypatch.setattr(_tagged, "LARGEST", 500)
    items = read("TY  - JOUR\n" + "AB  - text\n" * 100 + "ER  - \nTY  - BOOK\nTI  - A\nER  - \n")
    assert [i.work.title for i in items if isinstance(i, Record)] == ["A"]
    rejects = [i for i in items if isinstance(i, Reject)]
    assert "more than 500 characters" in rejects[0].reason


def test_large_records_are_read_in_linear_time() -> None:
    """Tens of thousands of fields of every kind in one record cost a moment."""
    fields = [f"AU  - A{i}, B\nKW  - k{i}\nDO  - 10.5555/{i}\nUR  - https://a.example/{i}\nT1  - t{i}\nPY  - {1500 + i % 500}\nSN  - 0378-5955" for i in range(5000)]  # fmt: skip
    got = work(*fields, "AB  - " + "- 10. [ (" * 100_000)
    assert len(got.contributions) == 5000
    assert got.contributions[-1].position == 5000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TY",
        "TY  - what a day it was",
        "Ann Lee - A list\nAU  - Lee, Ann\n",
        "PMID- 123\nTI  - A title\nAU  - Lee A\nER  - \n",
        "AB - a note\nIS - this\nER - that",
        "@article{x, title={TY  - JOUR}}",
        '{"a": "TY  - JOUR"}',
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """Prose with two letters and a hyphen, MEDLINE, BibTeX and JSON are not RIS."""
    assert not SOURCE.sniff("x.ris", text)


@given(st.text(alphabet=st.sampled_from("TYERAUSNPDO109 -–\t\n\r\ufeff;,/.:x[]()é"), max_size=120))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text is read to its end and accounted for."""
    read("TY  - JOUR\n" + text)
    read(text)


@given(st.integers(0, len(FULL)), st.integers(0, 60), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(FULL[:at] + inserted + FULL[at + length :])


# --- real files ------------------------------------------------------------------------------------------------------


def ris_files(shared: Path) -> Iterator[Path]:
    found = sorted((shared / "ris").rglob("*.ris"))
    assert len(found) == 22
    yield from found


@pytest.mark.shared
def test_every_real_file_is_read_and_accounted_for(shared: Path) -> None:
    """All 22 files give 24 records and no reject, the accounts close, and RIS claims each of them."""
    count: Counter[str] = Counter()
    for path in ris_files(shared):
        _, account, text = read_file(path)
        assert account.closes, path.name
        assert SOURCE.sniff(path.name, text), path.name
        count["records"] += account.records
        count["rejects"] += account.rejects
    assert count == {"records": 24, "rejects": 0}


@pytest.mark.shared
def test_jabrefs_reading_of_its_files_agrees(shared: Path) -> None:
    """JabRef's own BibTeX beside its files has the same titles, author lists and years, but for declared differences.

    Its first test file repeats types and titles within one record, which here are three records; there and in the seventh it
    takes editors (A2) for authors.
    """
    differ: Counter[str] = Counter()
    pairs = 0
    for path in ris_files(shared):
        if not (bib := path.with_suffix(".bib")).exists():
            continue
        pairs += 1
        got = next(i.work for i in read_file(path)[0] if isinstance(i, Record))
        wanted = next(i.work for i in read_file(bib, "bibtex")[0] if isinstance(i, Record))
        differ["titles"] += fold(got.title or "") != fold(wanted.title or "")
        differ["authors"] += _authors(got) != _authors(wanted)
        differ["years"] += _years(got) != _years(wanted)
    assert pairs == 18
    assert differ == {"titles": 1, "authors": 2, "years": 0}


def _authors(one: Work) -> list[tuple[str, str]]:
    return [(fold(c.name.given), fold(c.name.family)) for c in one.contributions if c.role == "author"]


def _years(one: Work) -> list[str]:
    return [d.value[:4] for d in one.dates if d.kind == "issued"]


@pytest.mark.shared
def test_rispy_sees_the_same_records(shared: Path) -> None:
    """An independent parser finds the same authors and keywords in the 20 records it can read: no mark, a type and an end."""
    import rispy

    compared = 0
    for path in ris_files(shared):
        items, _, text = read_file(path)
        works = [i.work for i in items if isinstance(i, Record)]
        theirs = rispy.load(io.StringIO(text), skip_unknown_tags=True)
        if len(theirs) != len(works) or path.name == "RisImporterTest1.ris":
            continue
        for one, other in zip(works, theirs, strict=True):
            printed = [c.name.printed for c in one.contributions if c.role == "author"]
            assert printed == [*other.get("authors", []), *other.get("first_authors", [])], path.name
            assert [s.value for s in one.subjects] == other.get("keywords", []), path.name
            compared += 1
    assert compared == 20


def test_a_few_lines_may_stand_before_the_first_record() -> None:
    """They are rejected, and the records below are read."""
    text = (
        "Hello Ruta, here they are:\n\nTY  - JOUR\nAU  - Okonjo, Bram\nTI  - Ropes of the coast\nPY  - 2019\nER  - \n"
    )
    assert SOURCE.sniff("list.txt", text)
    items, account = read_text(SOURCE, text)
    assert account.closes
    assert [one.work.title for one in items if isinstance(one, Record)] == ["Ropes of the coast"]
    assert not SOURCE.sniff("list.txt", "A\nB\nC\nD\n" + text)

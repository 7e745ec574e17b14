"""Web of Science: people and what belongs to them, types, dates, venues, references, both forms of the export, and what is broken."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources

SOURCE = sources()["wos"]
GOLDEN = Path(__file__).parents[1] / "golden" / "wos"
PAGES = Path(__file__).parents[1] / "pages" / "taught"
FULL = (GOLDEN / "full.txt").read_text("utf-8") + (GOLDEN / "typical.txt").read_text("utf-8")
COLUMNS = (GOLDEN / "columns.txt").read_text("utf-8")


def read(text: str) -> list[Record | Reject | LeftOver]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


def left(text: str) -> list[tuple[str, str]]:
    return [(item.field, item.text) for item in read(text) if isinstance(item, LeftOver)]


def record(*fields: str, kind: str = "J") -> Record:
    return records("\n".join([f"PT {kind}", *fields, "ER"]))[0]


def work(*fields: str, kind: str = "J") -> Work:
    return record(*fields, kind=kind).work


# --- records ---------------------------------------------------------------------------------------------------------


def test_a_record_ends_with_er_and_its_lines_go_on_behind_three_blanks() -> None:
    """The accession number is the key; the head and the foot of the file are no records."""
    text = "FN Exported\nVR 1.0\nPT J\nTI One\n   and more\nUT WOS:000000000000011\nER\n\nPT J\nTI B\nER\n\nEF\n"
    found = records(text)
    assert [(r.source_key, r.work.title) for r in found] == [("WOS:000000000000011", "One\n   and more"), ("", "B")]
    assert [item for item in read(text) if not isinstance(item, Record)] == []
    assert [r.remarks for r in found] == [[], []]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_do_not_matter(mark: str, end: str) -> None:
    """A byte-order mark in front and the line ends of all systems are read alike, with and without `FN`."""
    for head in ("FN Exported\nVR 1.0\n", ""):
        text = mark + (head + "PT J\nAU Quill, M\n   Orr, B\nTI T\nER\n").replace("\n", end)
        assert SOURCE.sniff("x.txt", text)
        assert [(len(r.work.contributions), r.work.title) for r in records(text)] == [(2, "T")]
        assert left(text) == []


def test_a_record_without_er_ends_where_the_next_one_begins() -> None:
    """It is said of each that nothing closes it."""
    found = records("PT J\nTI A\nPT J\nTI B\n\nFN Exported\nVR 1.0\nPT J\nTI C\nEF\n")
    assert [r.work.title for r in found] == ["A", "B", "C"]
    assert [[m.code for m in r.remarks] for r in found] == [["end-missing"]] * 3


def test_records_without_a_type_are_parted_by_er_or_by_their_first_tag_behind_a_blank_line() -> None:
    """Some programs leave `PT` out."""
    found = records("FN X\nVR 1.0\nUT A1\nTI A\nER\nUT A2\nTI B\n\nPY 2001\n\nUT A3\nTI C\nER\nEF")
    assert [(r.source_key, r.work.title) for r in found] == [("A1", "A"), ("A2", "B"), ("A3", "C")]


@pytest.mark.parametrize(
    "text",
    [
        "pt J\nau Quill, M\n   Orr, B\nti as it were\ner\n",
        "PTJ\nAUQuill, M\n   Orr, B\nTIas it were\nER\n",
        "  PT J\n  AU Quill, M\n     Orr, B\n  TI as it were\n  ER\n",
        "PT J\nAU\tQuill, M\n   Orr, B\nTI\tas it were\nER\n",
        "PT J\n\nAU  Quill, M\n\n   Orr, B\n\nTI  as it were\n\nER\n",
        "PT J\nAU Quill, M; Orr, B\nTI as it were\nER\n",
    ],
)
def test_tags_in_other_forms_are_read(text: str) -> None:
    """Small letters, no blank, one indent for all, a tab, blank lines between the fields, names on one line."""
    assert claim("x.txt", text) == SOURCE
    [found] = records(text)
    assert [c.name.family for c in found.work.contributions] == ["Quill", "Orr"]
    assert found.work.title == "as it were"
    assert found.remarks == []


def test_a_line_of_text_without_indent_goes_on_unless_it_has_a_tag() -> None:
    """Words of two capitals are no tags in an abstract; elsewhere an unknown tag is a field that is left over."""
    text = "PT J\nAB One.\nUS and them,\nER was not said.\nTI T\nPY 1999\nQQ what is this\nER\n"
    assert records(text)[0].work.abstract == "One.\nUS and them,\nER was not said."
    assert left(text) == [("QQ", "QQ what is this")]


def test_what_stands_outside_of_records_is_rejected() -> None:
    """Behind the end, between two records, and with the version; a type alone is a reject, too."""
    items = read("FN X\nVR 1.0\nPT J\nTI A\nER\nstray one\nPT J\nER\n\nEF\nstray two\n")
    assert [(i.line, i.text) for i in items if isinstance(i, Reject)] == [
        (6, "stray one"), (7, "PT J\nER"), (11, "stray two"),
    ]  # fmt: skip


# --- people ----------------------------------------------------------------------------------------------------------


def test_full_names_are_taken_and_short_ones_are_the_same_people() -> None:
    """Both lists count each person once, and no line of either is left over."""
    text = "PT J\nAU Quill, MJ\n   van der Meer, J\nAF Quill, Marta J.\n   van der Meer, Joost\nER\n"
    got = records(text)[0].work.contributions
    assert [(c.name.given, c.name.particle, c.name.family, c.position) for c in got] == [
        ("Marta J.", "", "Quill", 1), ("Joost", "van der", "Meer", 2),
    ]  # fmt: skip
    assert left(text) == []


def test_short_names_that_do_not_fit_the_full_ones_stay_in_the_ledger() -> None:
    """Another person at the same place, and a shorter list of full names, of which the longer list is taken."""
    assert left("PT J\nAU Quill, MJ\n   Orr, B\nAF Quill, Marta J.\n   Meer, Joost\nER\n") == [("AU", "Orr, B")]
    text = "PT J\nAU Quill, MJ\n   Orr, B\nAF Quill, Marta J.\nER\n"
    assert [c.name.printed for c in records(text)[0].work.contributions] == ["Quill, MJ", "Orr, B"]
    assert left(text) == [("AF", "AF Quill, Marta J.")]


def test_groups_stay_whole_and_nobody_is_nobody() -> None:
    """A consortium is an author behind the people; "[Anonymous]" names no one."""
    got = work("AU Quill, MJ", "CA SPAN Collaboration", "   Rope Watch, North").contributions
    assert [(c.name.printed, c.name.literal, c.role) for c in got] == [
        ("Quill, MJ", False, "author"), ("SPAN Collaboration", True, "author"), ("Rope Watch, North", True, "author"),
    ]  # fmt: skip
    assert work("AU [Anonymous]", "TI T").contributions == []


@pytest.mark.parametrize(("kind", "role"), [("Book Chapter", "container-author"), ("Book", "author")])
def test_the_authors_of_a_book_are_not_those_of_its_chapters(kind: str, role: str) -> None:
    """`BA` and `GP` belong to the book, `BE` are its editors."""
    author = ["AU Orr, B"] if kind == "Book Chapter" else []
    got = work("TI T", *author, "BA Quill, M", "BF Quill, Marta", "GP Rope Soc", "BE Lind, R", f"DT {kind}", kind="B")
    assert [(c.name.printed, c.role) for c in got.contributions if c.name.printed != "Orr, B"] == [
        ("Quill, Marta", role), ("Rope Soc", role), ("Lind, R", "editor"),
    ]  # fmt: skip


PEOPLE = ("AU Wang, L", "   Wang, LM", "   Smith, J", "AF Wang, Lei", "   Wang, Li Mei", "   Smith, John")


def test_numbers_of_people_go_to_those_whom_they_name() -> None:
    """By the full name, or by family name and initials; order does not matter, and lines are folded anywhere."""
    got = work(
        *PEOPLE, "OI Smith, J./0000-0002-1825-0097; Wang, Li", "   Mei/0000-0001-5109-3700", "RI Wang,Lei/B-5571-2011"
    )
    assert [[(i.scheme, i.value) for i in c.identifiers] for c in got.contributions] == [
        [("researcherid", "B-5571-2011")], [("orcid", "0000-0001-5109-3700")], [("orcid", "0000-0002-1825-0097")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Wang, L", "identifier-unassigned"),
        ("Smith, Jane", "identifier-unassigned"),
        ("Nobody, A", "identifier-unassigned"),
    ],
)
def test_a_number_of_two_or_of_nobody_is_left_over(name: str, code: str) -> None:
    """Two may be meant, another given name is another person."""
    found = record(*PEOPLE, f"OI {name}/0000-0002-1825-0097")
    assert [c.identifiers for c in found.work.contributions] == [[], [], []]
    assert [m.code for m in found.remarks] == [code]


def test_a_wrong_orcid_is_left_over_with_a_remark() -> None:
    """Its check digit does not fit; the one beside it is taken."""
    text = "PT J\nAU Orr, B\nOI Orr, B/0000-0002-1825-0098; Orr, B/0000-0001-5109-3700\nER\n"
    [found] = records(text)
    assert [i.value for i in found.work.contributions[0].identifiers] == ["0000-0001-5109-3700"]
    assert [m.code for m in found.remarks] == ["identifier-invalid"]
    assert left(text) == [("OI", "Orr, B/0000-0002-1825-0098;")]


def test_addresses_belong_to_the_names_before_them() -> None:
    """One may have several; who is not among the authors is left over."""
    fields = (*PEOPLE, "C1 [Wang, Lei; Smith, John] Univ A, Basel.", "   [Smith, John; Else, S] Univ B, Ghent.")
    assert [[a.name for a in c.affiliations] for c in work(*fields).contributions] == [
        ["Univ A, Basel."], [], ["Univ A, Basel.", "Univ B, Ghent."],
    ]  # fmt: skip
    assert left("\n".join(["PT J", *fields, "ER"])) == [("C1", "; Else, S]")]


def test_addresses_without_names_are_those_of_the_only_author() -> None:
    """Of several authors nobody knows whose they are; then the address for reprints has a name."""
    assert [a.name for a in work("AU Orr, B", "C1 UNIV A,BASEL.", "   UNIV B.").contributions[0].affiliations] == [
        "UNIV A,BASEL.", "UNIV B.",
    ]  # fmt: skip
    found = record("AU Orr, B", "   Lee, A", "C1 UNIV A,BASEL.", "   UNIV B.", "RP Lee, A (reprint author), UNIV B.")
    assert [[a.name for a in c.affiliations] for c in found.work.contributions] == [[], ["UNIV B."]]
    assert [m.code for m in found.remarks] == ["affiliations-unassigned"]


# --- the work --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "expected", "subjects"),
    [
        ("J", ["DT Article"], "article", []),
        ("J", ["DT Review; Early Access"], "article", ["Review", "Early Access"]),
        ("J", ["DT Correction"], "article", ["Correction"]),
        ("J", ["DT Article; Proceedings Paper"], "article", ["Proceedings Paper"]),
        ("J", ["DT Proceedings Paper"], "conference-paper", []),
        ("S", ["DT Proceedings Paper", "SO P"], "conference-paper", []),
        ("S", ["CT A meeting", "SO P"], "conference-paper", []),
        ("S", ["SO P"], "chapter", []),
        ("C", ["SO P"], "conference-paper", []),
        ("B", ["SO P", "DT Article; Book Chapter"], "chapter", ["Article"]),
        ("B", ["SO P", "DT Article"], "chapter", ["Article"]),
        ("B", ["SO t"], "book", []),
        ("B", ["DT Book"], "book", []),
        ("J", ["DT Book Review"], "article", ["Book Review"]),
        ("P", [], "patent", []),
        ("D", ["DT Data set"], "dataset", []),
    ],
)
def test_the_type_is_that_of_the_document_else_of_the_publication(
    kind: str, fields: list[str], expected: str, subjects: list[str]
) -> None:
    """Document types that name no kind of work, or another one, are subjects."""
    got = work("TI T", *fields, kind=kind)
    assert got.type == expected
    assert [s.value for s in got.subjects if s.scheme == "publication-type"] == subjects


def test_a_retracted_work_is_said_to_be_one_and_a_retraction_is_not() -> None:
    """The notice is another document than what it takes back."""
    assert [m.code for m in record("TI T", "DT Retracted Publication").remarks] == ["retracted"]
    assert record("TI T", "DT Retraction").remarks == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["PD MAR", "PY 2020"], [("issued", "2020-03")]),
        (["PD JUL 1", "PY 2017"], [("issued", "2017-07-01")]),
        (["PD AUG 2010", "PY 2010"], [("issued", "2010-08")]),
        (["PD JAN-FEB", "PY 2010"], [("issued", "2010")]),
        (["PD SPR", "PY 2010"], [("issued", "2010")]),
        (["PD FEB 30", "PY 2010"], [("issued", "2010-02")]),
        (["PY 2021", "EA DEC 2020"], [("issued", "2021"), ("available", "2020-12")]),
        (["EA MAY 2020", "EY 2020"], [("available", "2020-05")]),
        (["CY SEP 05-09, 2016"], [("event-start", "2016-09-05"), ("event-end", "2016-09-09")]),
        (["CY MAY 30-JUN 02, 2017"], [("event-start", "2017-05-30"), ("event-end", "2017-06-02")]),
        (["CY DEC 28, 2010-JAN 02, 2011"], [("event-start", "2010-12-28"), ("event-end", "2011-01-02")]),
        (["CY OCT 03, 1999"], [("event-start", "1999-10-03")]),
        (["CY 1998"], [("event-start", "1998")]),
        (["CY soon"], []),
    ],
)
def test_dates_have_no_more_precision_than_printed(fields: list[str], expected: list[tuple[str, str]]) -> None:
    """Month and day stand beside the year; a season or two months are a year."""
    assert [(d.kind, d.value) for d in work("TI T", *fields).dates] == expected


def test_venues_of_a_conference_paper() -> None:
    """The meeting with its place, the book with its ISBN and DOI, the series with its ISSN and abbreviation."""
    got = work(
        "TI T", "SO ROPES 2016", "SE Notes", "CT 9th Ropes", "CL Lisbon", "SN 2049-3630", "BN 978-3-16-148410-0", "J9 NOT",
        "D2 10.5555/b", "DT Proceedings Paper", kind="S",
    )  # fmt: skip
    assert [(v.name, v.kind, v.acronym, v.place, [i.value for i in v.identifiers]) for v in got.venues] == [
        ("9th Ropes", "conference", "", "Lisbon", []),
        ("ROPES 2016", "book", "", "", ["9783161484100", "10.5555/b"]),
        ("Notes", "series", "NOT", "", ["2049-3630"]),
    ]


def test_a_journal_has_its_numbers_and_one_abbreviation() -> None:
    """The second abbreviation says the same name."""
    text = "PT J\nTI T\nSO JOURNAL OF ROPES\nSN 2049-3630\nEI 0378-5955\nJ9 J ROPES\nJI J. Ropes\nER\n"
    [journal] = records(text)[0].work.venues
    assert (journal.name, journal.kind, journal.acronym) == ("JOURNAL OF ROPES", "journal", "J. Ropes")
    assert [i.value for i in journal.identifiers] == ["2049-3630", "0378-5955"]
    assert left(text) == []


def test_identifiers_in_their_canonical_form() -> None:
    """The accession number of older files has another prefix; the number of a record of MEDLINE is PubMed's."""
    got = work("DI 10.5555/A", "PM 77", "UT ISI:A1997WT46400001").identifiers
    assert [(i.scheme, i.value) for i in got] == [
        ("wos", "WOS:A1997WT46400001"), ("doi", "10.5555/a"), ("pmid", "77"),
    ]  # fmt: skip
    assert [i.value for i in work("TI T", "UT MEDLINE:77").identifiers] == ["MEDLINE:77", "77"]


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        (["BP 1", "EP 9"], "1-9"),
        (["BP 7", "EP 7"], "7"),
        (["BP 7", "EP +"], "7+"),
        (["BP 7"], "7"),
        (["PS 4-9"], "4-9"),
        (["EP 9"], None),
    ],
)
def test_pages(fields: list[str], pages: str | None) -> None:
    """A plus says that the last page is not known."""
    assert work("TI T", *fields).pages == pages


def test_keywords_are_parted_by_semicolons_alone_and_have_their_scheme() -> None:
    """A line may be folded within a keyword."""
    got = work("DE ropes; long", "   spans", "ID KNOTS", "WC Engineering, Civil", "SC Engineering", "LA German")
    assert [(s.value, s.scheme) for s in got.subjects] == [
        ("ropes", "keyword"), ("long spans", "keyword"), ("KNOTS", "keywords-plus"),
        ("Engineering, Civil", "wos-category"), ("Engineering", "wos-research-area"),
    ]  # fmt: skip
    assert got.language == "de"


def test_funders_have_their_grants() -> None:
    """A semicolon within the brackets parts grants, not funders; a grant of nobody is left over."""
    text = "PT J\nTI T\nFU Fund of\n   Ropes [R1, R2; R3]; Trust; [X]\nER\n"
    assert [(f.funder, f.award) for f in records(text)[0].work.funding] == [
        ("Fund of Ropes", "R1"), ("Fund of Ropes", "R2"), ("Fund of Ropes", "R3"), ("Trust", ""),
    ]  # fmt: skip
    assert left(text) == [("FU", "; [X]")]


def test_cited_references_with_a_doi_are_relations_and_others_are_kept() -> None:
    """A DOI may hold semicolons and brackets; of two the first is taken."""
    text = (
        "PT J\nTI T\nCR A B, 2001, X, V1, DOI 10.5555/a.1\n   C D, 1950, OLD BOOK\n"
        "   E F, 1998, Y, DOI 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2\n"
        "   G H, 2009, Z, DOI [10.5555/g.1, 10.5555/g.2]\nNR 4\nER\n"
    )
    got = [(r.kind, r.target.value) for r in records(text)[0].work.relations if r.target]
    assert got == [
        ("cites", "10.5555/a.1"),
        ("cites", "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"),
        ("cites", "10.5555/g.1"),
    ]
    assert left(text) == [("CR", "C D, 1950, OLD BOOK")]


def test_what_nobody_maps_is_left_over_and_counts_are_not() -> None:
    """A note on funding and the extent are listed in the ledger, how often the work was cited is not."""
    assert left("PT J\nTI T\nFX Thanks.\nPG 12\nTC 3\nZ9 4\nU1 0\nGA QX1\nER\n") == [
        ("FX", "FX Thanks."),
        ("PG", "PG 12"),
    ]


# --- columns ---------------------------------------------------------------------------------------------------------


def test_columns_are_read_as_the_lines_are() -> None:
    """A row is a record; semicolons part its lists. A cell behind the last column is left over."""
    for text in (COLUMNS, "\ufeff" + COLUMNS, COLUMNS.replace("\n", "\r\n")):
        assert SOURCE.sniff("x.txt", text)
        first, second = records(text)
        assert [c.name.printed for c in first.work.contributions] == ["Okonkwo, Chidi E.", "Saariaho, Minna K."]
        assert [len(c.affiliations) for c in first.work.contributions] == [1, 2]
        assert first.work.contributions[1].identifiers[0].value == "0000-0002-1825-0097"
        assert [f.award for f in first.work.funding] == ["1", "2"]
        assert (second.work.title, first.remarks) == ("A second row", [])
        assert ("?", "beyond") in left(text)


# --- claims, and what is broken --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", "FN", "FN Exported", "FN is a tag\nof which one reads", "PT J", "PT J\nand more", "PT  - JOUR\nTI  - T",
        "TY  - JOUR\nPT J", "PMID- 1\nPT  - Journal Article", "PT boats of the war\nAU bord de la mer", "TI\tAU",
        "Year\tTitle\tAuthor\tVenue", "%0 Book\n%T PT J",
    ],
)  # fmt: skip
def test_other_texts_are_not_claimed(text: str) -> None:
    """Prose, the tagged formats that are alike, and other tables are not of this format."""
    assert not SOURCE.sniff("savedrecs.txt", text)


@pytest.mark.parametrize("name", ["v_wos_export", "rr_009"])
def test_pages_that_are_such_exports_are_claimed_by_this_source_alone(name: str) -> None:
    """Two pages among those of lists are exports."""
    text = (PAGES / f"{name}.txt").read_text("utf-8")
    assert claim(f"{name}.txt", text) == SOURCE
    assert len(records(text)) == len((PAGES / f"{name}.tsv").read_text("utf-8").splitlines())


def test_no_other_source_claims_an_export_without_its_head() -> None:
    """As it is without `FN`, and with each type of publication."""
    for kind in "JBSCP":
        assert (
            claim("x.txt", f"PT {kind}\nAU Orr, B\nTI A title of a work, as works have them\nSO JOURNAL\nPY 2001\nER\n")
            == SOURCE
        )


def test_large_input_is_read_in_linear_time() -> None:
    """Thousands of values of every kind in one record cost a moment, the names in every form."""
    names = "\n   ".join(f"Wang{i % 300}, X{i}" for i in range(5000))
    fields = [
        f"AU {names}", f"AF {names}", "C1 [" + names.replace("\n   ", "; ") + "] Univ X.", "OI " + "[" * 20000,
        "CR " + "\n   ".join(f"A, 2001, DOI 10.5555/{i}" for i in range(5000)), "FU " + "a [1]; " * 5000 + "[" * 20000,
        "RI " + "; ".join(f"Wang{i % 300}, X/B-5571-2011" for i in range(5000)), "RP A (reprint author), " + "( " * 200_000 + "x",
        "C1 " + "[" * 20000, "DT " + "x; " * 5000, "CY " + "1" * 20000,
    ]  # fmt: skip
    begun = time.process_time()
    assert len(work(*fields).contributions) == 5000
    assert time.process_time() - begun < 5


def test_a_record_of_too_many_lines_is_rejected() -> None:
    """Each value of a list costs as much as a field does."""
    items = read("PT J\nTI T\nCR x\n" + "   y\n" * 100_001 + "ER\nPT J\nTI B\nER\n")
    assert [i.reason for i in items if isinstance(i, Reject)] == ["The record has more than 100000 fields."]
    assert [i.work.title for i in items if isinstance(i, Record)] == ["B"]


@given(st.text(alphabet=st.sampled_from("PTJAUFERNVOICDS1 \t\n\r\ufeff[]/;,.-0é"), max_size=120))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Any text is read to its end and accounted for."""
    read("PT J\nAU A, B\n" + text)
    read("PT\tAU\tTI\tC1\tDT\n" + text)
    read(text)


@given(st.sampled_from([FULL, COLUMNS]), st.integers(0, len(FULL)), st.integers(0, 60), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(text[:at] + inserted + text[at + length :])

"""DBLP: records of the XML dump."""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Furniture, Record, Reject, Work
from kg.sources import Source, dblp

SOURCE = Source("dblp", "", dblp.sniff, dblp.read)
GOLDEN = Path(__file__).parents[1] / "golden" / "dblp"
TEXTS = [path.read_text("latin-1") for path in sorted(GOLDEN.glob("*.xml"))]
HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def record(inner: str, tag: str = "article", key: str = "journals/jlist/A23", attributes: str = "") -> Record:
    text = f'{HEAD}<{tag} mdate="2024-02-01" key="{key}"{attributes}>{inner}</{tag}>\n</dblp>'
    records, _, _ = read(text)
    assert len(records) == 1
    return records[0]


def ids(work: Work) -> dict[str, str]:
    return {one.scheme: one.value for one in work.identifiers}


# --- kinds of records ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "key", "publtype", "expected"),
    [
        ("article", "journals/jlist/A23", "", "article"),
        ("article", "journals/corr/abs-2401-00777", "informal", "preprint"),
        ("article", "tr/lab/TR-7", "informal", "report"),
        ("article", "journals/jlist/A23", "survey", "article"),
        ("inproceedings", "conf/lists/A23", "informal", "conference-paper"),
        ("proceedings", "conf/lists/2023", "", "proceedings"),
        ("book", "books/lp/A23", "", "book"),
        ("incollection", "books/lp/B23", "encyclopedia", "chapter"),
        ("phdthesis", "phd/A23", "", "thesis"),
        ("mastersthesis", "ms/A23", "", "thesis"),
        ("data", "data/lists/A23", "", "dataset"),
        ("data", "data/lists/A23", "software", "software"),
        ("www", "www/org/lists", "", "other"),
    ],
)
def test_the_tag_and_the_publication_type_say_what_a_work_is(tag: str, key: str, publtype: str, expected: str) -> None:
    """The entry type decides; informal articles are preprints or reports; data may be software."""
    attributes = f' publtype="{publtype}"' if publtype else ""
    assert record("<title>T</title>", tag, key, attributes).work.type == expected


@pytest.mark.parametrize(
    "text",
    [
        '<www key="homepages/w/W" mdate="2020-01-01"><author>A B</author></www>',
        '<person key="x"><author>A B</author></person>',
    ],
)
def test_a_person_record_is_furniture(text: str) -> None:
    """It is no work and no fault."""
    items = list(SOURCE.read(io.StringIO(f"{HEAD}{text}</dblp>")))
    assert "person-record" in [item.name for item in items if isinstance(item, Furniture)]
    assert not [item for item in items if isinstance(item, Record | Reject)]


# --- names and characters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "name", "number"),
    [
        ("Wei Wang 0001", "Wei Wang", "Wei Wang 0001"),
        ("Wei  Wang\n0012", "Wei Wang", "Wei Wang 0012"),
        ("Ann Author", "Ann Author", None),
        ("R2 D2", "R2 D2", None),
    ],
)
def test_the_number_of_a_homonym_is_no_part_of_the_name(printed: str, name: str, number: str | None) -> None:
    """Four digits tell people of one name apart; they make an identifier."""
    one = record(f"<author>{printed}</author>").work.contributions[0]
    assert one.name.printed == name
    assert {i.scheme: i.value for i in one.identifiers}.get("dblp-person") == number


def test_characters_of_the_dtd_need_no_dtd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named characters are resolved by the reader itself; the file the document names is never looked at."""
    (tmp_path / "dblp.dtd").write_text('<!ENTITY uuml "WRONG"><!ENTITY own "WRONG">')
    monkeypatch.chdir(tmp_path)
    work = record(
        "<author>J&uuml;rgen M&#252;ller</author><title>&Eacute;tude &amp; &lt;x&gt; &szlig; &own;</title>"
    ).work
    assert work.contributions[0].name.printed == "Jürgen Müller"
    assert work.title == "Étude & <x> ß &own;"


def test_a_document_that_defines_entities_is_refused() -> None:
    """A bomb of entities is a reject that says so, and takes no memory."""
    text = '<!DOCTYPE dblp [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><dblp><article key="x"><title>&b;</title></article></dblp>'
    records, items, _ = read(text)
    assert records == []
    assert "entit" in next(item.reason for item in items if isinstance(item, Reject))


def test_markup_in_titles_is_furniture() -> None:
    """The text of sub, sup, i and tt stays in the title, the tags are furniture."""
    one = record("<title>O(<i>n</i><sup>2</sup>) in <tt>C<sub>0</sub></tt>.</title>")
    assert one.work.title == "O(n2) in C0."
    assert sum(p.field == "title" for p in one.pieces) == 7
    assert not [p for p in one.pieces if p.kind == "left"]


# --- fields ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "value", "left"),
    [
        ("<year>2023</year>", "2023", []),
        ("<month>March</month><year>2023</year>", "2023-03", []),
        ("<year>2023</year><month>May/June</month>", "2023", ["month"]),
        ("<year>2023</year><year>2024</year>", "2023", ["year"]),
        ('<year>" "</year>', None, ["year"]),
        ("<month>May</month>", None, ["month"]),
    ],
)
def test_dates_are_as_precise_as_they_are(inner: str, value: str | None, left: list[str]) -> None:
    """A month counts with a year only; two months, a second year and what is no year are left over."""
    one = record(inner)
    assert [d.value for d in one.work.dates] == ([value] if value else [])
    assert [p.field for p in one.pieces if p.kind == "left"] == left


@pytest.mark.parametrize(
    ("inner", "found", "links"),
    [
        ("<ee>https://doi.org/10.5555/X.1</ee>", {"doi": "10.5555/x.1"}, []),
        ('<ee type="oa">https://doi.org/10.5555/X.1</ee>', {"doi": "10.5555/x.1"}, ["full-text"]),
        ("<ee>http://arxiv.org/abs/2401.00777</ee>", {"arxiv": "2401.00777"}, []),
        ("<ee>https://aclanthology.org/P19-1001/</ee>", {"acl": "P19-1001"}, []),
        ("<ee>https://x.example.org/1</ee>", {}, ["landing-page"]),
        ('<ee type="archive oa">https://x.example.org/1</ee>', {}, ["full-text"]),
        ("<url>db/journals/jlist/jlist1.html</url>", {}, ["contents"]),
        ("<isbn>978-3-16-148410-0</isbn>", {"isbn": "9783161484100"}, []),
    ],
)
def test_links_become_identifiers_where_they_are(inner: str, found: dict[str, str], links: list[str]) -> None:
    """An electronic edition is an identifier, a link with its role, or both where it is marked as open."""
    one = record(inner)
    assert ids(one.work) == {"dblp": "journals/jlist/A23", **found}
    assert [link.role for link in one.work.links] == links
    assert not [p for p in one.pieces if p.kind == "left"]


def test_a_paper_of_corr_has_its_arxiv_id_in_the_volume() -> None:
    """The volume of CoRR is no volume."""
    work = record(
        "<journal>CoRR</journal><volume>abs/2401.00777</volume>", "article", "journals/corr/abs-2401-00777"
    ).work
    assert (ids(work)["arxiv"], work.volume) == ("2401.00777", None)
    assert [(v.name, v.kind) for v in work.venues] == [("CoRR", "repository")]


@pytest.mark.parametrize(
    ("tag", "key", "inner", "expected"),
    [
        ("article", "journals/jlist/A", "<journal>J. Lists</journal>", [("J. Lists", "journal", ["journals/jlist"])]),
        ("article", "tr/lab/1", "<journal>Lab</journal>", [("Lab", "journal", [])]),
        ("inproceedings", "conf/lists/A", "<booktitle>LISTS</booktitle>", [("LISTS", "conference", [])]),
        ("incollection", "books/lp/A", "<booktitle>Book</booktitle>", [("Book", "book", [])]),
        ("book", "books/lp/A", "<booktitle>Book</booktitle>", []),
        (
            "proceedings",
            "conf/lists/2023",
            '<booktitle>LISTS</booktitle><series href="db/series/lnl/index.html">LNL</series><stream>conf/lists</stream>',
            [("LISTS", "conference", ["conf/lists"]), ("LNL", "series", ["series/lnl"])],
        ),
    ],
)
def test_venues_have_their_kind_and_stream(
    tag: str, key: str, inner: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    """A journal's stream is in the key, a series' in its link; a book is not part of itself."""
    venues = record(inner, tag, key).work.venues
    assert [(v.name, v.kind, [i.value for i in v.identifiers]) for v in venues] == expected


def test_cited_works_and_the_volume_are_relations() -> None:
    """Three dots stand for a work DBLP does not have and say nothing; a book that refers to itself is part of nothing."""
    one = record(
        "<cite>conf/lists/B99</cite><cite>...</cite><cite>Bxx</cite><crossref>books/lp/B</crossref><crossref>books/lp/A</crossref>",
        "book",
        "books/lp/A",
    )
    assert [(r.kind, r.target.value) for r in one.work.relations if r.target] == [
        ("cites", "conf/lists/B99"),
        ("is-part-of", "books/lp/B"),
    ]
    assert [p.field for p in one.pieces if p.kind == "left"] == ["cite"]


def test_unknown_fields_and_attributes_are_left_over() -> None:
    """Nothing is dropped: a field, an attribute, words between the fields."""
    _, items, _ = read(
        f'{HEAD}<article key="odd/1" colour="red"> a <cdrom>x.pdf</cdrom><title aux="y">T</title> b </article></dblp>'
    )
    assert [(i.field, i.text) for i in items if isinstance(i, LeftOver)] == [
        ("article/@key", "odd/1"),
        ("article/@colour", "red"),
        ("article", "a"),
        ("cdrom", "x.pdf"),
        ("title/@aux", "y"),
        ("article", "b"),
    ]


# --- recognition, size and bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "<article><front/></article>", "dblp <dblp>", "<feed><entry>dblp</entry></feed>", "<dblpx><article/></dblpx>"],
)
def test_other_formats_are_not_claimed(text: str) -> None:
    """The root element or the document type names DBLP; an article alone may be anybody's."""
    assert not SOURCE.sniff("dblp.xml", text)


class _Dump:
    """A stream as long as wished, of which no more than a piece exists at a time."""

    def __init__(self, records: int) -> None:
        self._parts = self._make(records)
        self._rest = ""

    @staticmethod
    def _make(records: int) -> Iterator[str]:
        yield HEAD
        for n in range(records):
            yield (
                f'<article mdate="2024-01-01" key="journals/jlist/A{n}"><author>Ann Author {n % 50:04}</author><author>Bj&ouml;rn {n % 50}'
                f"</author><title>List {n}.</title><journal>J. Lists</journal><volume>{n % 90}</volume><year>2020</year>"
                f"<ee>https://doi.org/10.5555/{n}</ee></article>\n"
            )
        yield "</dblp>"

    def read(self, size: int = -1, /) -> str:
        while len(self._rest) < size and (part := next(self._parts, "")):
            self._rest += part
        part, self._rest = self._rest[:size], self._rest[size:]
        return part

    def readline(self) -> str:
        raise AssertionError("the reader asks for pieces, not for lines")

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("the reader asks for pieces, not for lines")


def test_a_dump_streams_in_constant_memory() -> None:
    """A dump four times as long takes no more memory than the first pieces of it did."""

    def peak(records: int) -> int:
        tracemalloc.start()
        count = sum(isinstance(item, Record) for item in SOURCE.read(_Dump(records)))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == records
        return highest

    longer = sum(map(len, _Dump._make(4000))) - sum(map(len, _Dump._make(1000)))
    assert longer > 700_000
    peak(100)  # names and expressions that are kept
    assert peak(4000) - peak(1000) < 100_000


@given(st.sampled_from(TEXTS), st.integers(0, 3600), st.integers(0, 80), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    read(text[:at] + inserted + text[at + length :])


@given(
    st.text(max_size=60), st.sampled_from(["", "<dblp>", HEAD, f'{HEAD}<article key="x">', "<dblp><article><title>"])
)
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for."""
    read(begin + text)


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kinds", "people", "left"),
    [
        ("acta-informatica-170", {"article": 170}, 0, []),
        ("mixed-with-home-pages", {"article": 4, "report": 8, "book": 3}, 8, [("year", '" "'), ("pages", "1-172")]),
    ],
)
def test_real_records_are_read_whole(
    shared: Path, name: str, kinds: dict[str, int], people: int, left: list[tuple[str, str]]
) -> None:
    """Every record counts, home pages apart; what is left over is a year that is none and a second number of pages."""
    text = (shared / "dblp" / f"{name}.xml").read_text("latin-1")
    assert SOURCE.sniff("x", text[:65536])
    records, items, account = read(text)
    assert account.rejects == 0
    assert Counter(record.work.type for record in records) == kinds
    assert [(i.field, i.text) for i in items if isinstance(i, LeftOver)] == left
    persons = [item for item in SOURCE.read(io.StringIO(text)) if isinstance(item, Furniture)]
    assert sum(item.name == "person-record" for item in persons) == people
    assert all(record.work.title and ids(record.work)["dblp"] == record.source_key for record in records)
    assert sum(len(record.work.contributions) for record in records) == text.count("<author") + text.count(
        "<editor"
    ) - (text.count("<www") and 9)

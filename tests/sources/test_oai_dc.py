"""Dublin Core of repositories: what each element says, and what is no description."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources

SOURCE = sources()["oai_dc"]
ROOT = '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</oai_dc:dc>'


def read(text: str) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return items


def work(*elements: str) -> Work:
    """The work that elements describe; each is "name text"."""
    [record] = [one for one in read(ROOT.format(body("title Ropes", *elements))) if isinstance(one, Record)]
    return record.work


def body(*elements: str) -> str:
    """Elements of Dublin Core."""
    pairs = [one.partition(" ") for one in elements]
    return "".join(f"<dc:{name}>{text}</dc:{name}>" for name, _, text in pairs)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("info:eu-repo/semantics/doctoralThesis", "thesis"),
        ("info:eu-repo/semantics/bookPart", "chapter"),
        ("info:eu-repo/semantics/conferenceObject", "conference-paper"),
        ("info:eu-repo/semantics/workingPaper", "report"),
        ("http://purl.org/coar/resource_type/c_5794", "conference-paper"),
        ("http://purl.org/coar/resource_type/c_ddb1", "dataset"),
        ("Thesis (Ph.D.)", "thesis"),
        ("Dissertação de mestrado", "thesis"),
        ("Peer-reviewed Article", "article"),
        ("Book", "book"),
        ("Text", "article"),
    ],
)
def test_types_of_all_vocabularies_are_known(printed: str, kind: str) -> None:
    assert work(f"type {printed}").type == kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Journal of Harbours; Vol. 12 No. 3 (2031): Winter; 45-60",
            ("Journal of Harbours", "12", "3", "45-60", "2031"),
        ),
        ("Revista de Puertos; Vol. 4 Núm. 2 (2019); 7-19", ("Revista de Puertos", "4", "2", "7-19", "2019")),
        ("Zeitschrift für Häfen; Bd. 8 Nr. 1 (2020); 3–9", ("Zeitschrift für Häfen", "8", "1", "3–9", "2020")),
        ("Harbours; No 7 (2020)", ("Harbours", None, "7", None, "2020")),
    ],
)
def test_the_source_of_a_journal_is_taken_apart(source: str, expected: tuple[str | None, ...]) -> None:
    """As Open Journal Systems prints it in several languages."""
    found = work(f"source {source}")
    assert (found.venues[0].name, found.volume, found.issue, found.pages, found.dates[0].value) == expected


def test_identifiers_are_found_wherever_they_stand() -> None:
    """DOI and ISBN in identifiers and relations, an ISSN in the source, addresses as links, a citation as it is printed."""
    found = work(
        "source Journal of Harbours; Vol. 1 No. 2 (2031)",
        "source 1234-5679",
        "identifier https://doi.org/10.5555/a.1",
        "identifier ISBN 978-3-16-148410-0",
        "identifier https://repository.example.org/handle/1/2",
        "identifier Okonjo, A. (2031) Ropes. Journal of Harbours, 1 (2).",
        "relation info:eu-repo/semantics/altIdentifier/arxiv/2105.01234",
        "relation https://repository.example.org/bitstream/1/2/ropes.pdf",
    )
    assert {(one.scheme, one.value) for one in found.identifiers} == {("doi", "10.5555/a.1"), ("arxiv", "2105.01234")}
    assert {(one.scheme, one.value) for one in found.venues[0].identifiers} >= {("issn", "1234-5679")}
    assert [(one.url[-9:], one.role) for one in found.links] == [
        ("andle/1/2", "landing-page"),
        ("ropes.pdf", "full-text"),
    ]
    assert found.journal_ref == "Okonjo, A. (2031) Ropes. Journal of Harbours, 1 (2)."


def test_the_date_of_issue_is_the_one_without_a_time() -> None:
    """DSpace prints when the file came and when it was made public beside it."""
    found = work("date 2030-05-30T14:00:00Z", "date 2029-11", "date info:eu-repo/date/embargoEnd/2031-01-01")
    assert [(one.kind, one.value) for one in found.dates] == [("issued", "2029-11"), ("available", "2030-05-30")]
    assert [(one.kind, one.value) for one in work("date 2030-05-30T14:00:00Z").dates] == [("issued", "2030-05-30")]


def test_the_longest_description_is_the_abstract() -> None:
    long = "Knots wear ropes where they bend most, and this says how much they do so in forty harbours of the north."
    found = work("description xii, 40 p.", f"description {long}")
    assert (found.abstract, found.comments) == (long, ["xii, 40 p."])
    assert work("description xii, 40 p.").abstract is None


def test_a_body_behind_a_name_is_its_affiliation() -> None:
    found = work("creator Brix, Jonas; University of Esbjerg", "creator European Commission", "contributor Quigg, Orla")
    assert [(one.name.family, one.name.literal, one.role) for one in found.contributions] == [
        ("Brix", False, "author"),
        ("", True, "author"),
        ("Quigg", False, "contributor"),
    ]
    assert [one.name for one in found.contributions[0].affiliations] == ["University of Esbjerg"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["Wang, Yan", "Wang, Yu"], ["Wang/Yan", "Wang/Yu"]),
        (["Smith, John, 1950-"], ["Smith/John"]),
        (["Smith, John A. (John Adam), 1950-"], ["Smith/John A."]),
        (["King, Martin Luther, Jr., 1929-1968"], ["King/Martin Luther"]),
        (["Rahmawati, Siti; Universitas Gadjah Mada"], ["Rahmawati/Siti"]),
        (["Smith, John; CNRS, Paris"], ["Smith/John"]),
        (["Okonjo, Ada; Brix, Jonas"], ["Okonjo/Ada", "Brix/Jonas"]),
    ],
)
def test_each_creator_is_one_person_whole(printed: list[str], expected: list[str]) -> None:
    """People who share family name and initial are two; years of a life and affiliations are no people."""
    found = work(*(f"creator {one}" for one in printed)).contributions
    assert [f"{one.name.family}/{one.name.given}" for one in found] == expected


def test_a_description_may_hold_anything() -> None:
    """An element called header within a description, mark-up in titles, many people: all are accounted for."""
    read("<record><header><identifier>x</identifier></header><title>T</title></record>")
    read("<dc><title>t</title><header>A</header></dc>")
    read("<record><header><identifier>x</identifier><title>T</title></header><metadata><a>b</a></metadata></record>")
    assert work("title Second", "description x").title == "Ropes"
    [record] = [
        one
        for one in read(ROOT.format("<dc:title>Trees of &lt;i&gt;Quercus&lt;/i&gt; with a &lt; b</dc:title>"))
        if isinstance(one, Record)
    ]
    assert record.work.title == "Trees of Quercus with a < b"
    many = [f"creator Family{chr(65 + i % 26)}{i}, Ada" for i in range(2000)]
    assert len(work(*many).contributions) == 2000


def test_what_is_not_mapped_is_left_over() -> None:
    items = read(ROOT.format(body("title Ropes", "relation Series of Knots; 4", "shelfmark R 12")))
    assert [one.text for one in items if isinstance(one, LeftOver)] == ["Series of Knots; 4", "R 12"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<record><header status="deleted"><identifier>oai:x:1</identifier></header></record>', "The record oai:x:1 is marked as deleted."),
        ("<record><header><identifier>oai:x:1</identifier></header><metadata><mods/></metadata></record>", "The record oai:x:1 has no description in Dublin Core."),
        (ROOT.format("<dc:creator>Nobody</dc:creator>"), "The description has no title."),
    ],
)  # fmt: skip
def test_what_describes_nothing_is_a_reject(text: str, reason: str) -> None:
    [reject] = [one for one in read(text) if isinstance(one, Reject)]
    assert reject.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "<html><head><meta name='DC.title' content='Ropes'></head></html>",
        "<OAI-PMH><record><header><identifier>oai:arXiv.org:2105.01234</identifier></header><metadata><oai_dc:dc/></metadata></record></OAI-PMH>",
        "oai_dc",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    found = claim("x.xml", text)
    assert found is None or found.name != "oai_dc"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["title", "creator", "date", "source", "relation", "description", "type", "identifier", "rights", "x"]
            ),
            st.text(max_size=60),
        )
    )
)
def test_no_description_breaks_the_account(elements: list[tuple[str, str]]) -> None:
    """Whatever the elements hold, nothing is raised and every character is accounted for."""
    read(ROOT.format("".join(f"<dc:{name}>{text}</dc:{name}>" for name, text in elements)))


def test_an_issn_before_the_name_of_its_journal_is_of_that() -> None:
    found = work("source 1234-5679", "source Journal of Ropes; Vol. 3 No. 2 (2019); 4-9")
    assert [(one.name, [each.value for each in one.identifiers]) for one in found.venues] == [
        ("Journal of Ropes", ["1234-5679"])
    ]

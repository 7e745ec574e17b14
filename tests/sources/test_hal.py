"""HAL: answers of its search API, single documents and JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import claim, sources

SOURCE = sources()["hal"]
GOLDEN = Path(__file__).parents[1] / "golden" / "hal"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def doc(**members: Any) -> Record:
    records, _, _ = read(json.dumps({"halId_s": "hal-00000001", "title_s": ["T"], **members}))
    return records[0]


def left(**members: Any) -> list[str]:
    _, items, _ = read(json.dumps({"halId_s": "hal-00000001", "title_s": ["T"], **members}))
    return [item.field for item in items if isinstance(item, LeftOver)]


ONE, TWO = '{"halId_s":"hal-00000001","title_s":["One"]}', '{"halId_s":"hal-00000002","title_s":["Two"]}'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"response":{{"numFound":2,"start":0,"docs":[{ONE},{TWO}]}}}}',
        f'{{"responseHeader":{{"status":0}},"response":{{"docs":[{ONE},{TWO}]}},"nextCursorMark":"x"}}',
        f"[{ONE},{TWO}]",
        f"{ONE}\n{TWO}\n",
    ],
)
def test_documents_are_found_in_every_form(text: str) -> None:
    """An answer, an array and JSON lines give the same records in order."""
    found = claim("x.json", text)
    assert found is not None
    assert found.name == "hal"
    records, _, _ = read(text)
    assert [(r.source_key, r.work.title) for r in records] == [("hal-00000001", "One"), ("hal-00000002", "Two")]


@pytest.mark.parametrize("text", ["", "{}", '{"id": "hal-1", "title": ["T"]}', '{"docid": 1, "uri": "x"}', "halId_s"])
def test_other_json_is_not_claimed(text: str) -> None:
    """Names that end in their types are HAL's."""
    assert not SOURCE.sniff("hal.json", text)


def test_an_answer_with_the_default_fields_is_claimed() -> None:
    """Without a wish for fields HAL gives a number, a rendering and the address, from which the id is read."""
    text = '{"response":{"docs":[{"docid":"1","label_s":"A. Author. T. 2020.","uri_s":"https://hal.inria.fr/hal-00000003v2"}]}}'
    assert SOURCE.sniff("x", text)
    records, _, _ = read(text)
    assert [i.value for i in records[0].work.identifiers] == ["hal-00000003"]
    assert records[0].work.title is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ART", "article"), ("COMM", "conference-paper"), ("COUV", "chapter"), ("OUV", "book"), ("PROCEEDINGS", "proceedings"),
        ("UNDEFINED", "preprint"), ("THESE", "thesis"), ("HDR", "thesis"), ("REPORT", "report"), ("SOFTWARE", "software"),
        ("PATENT", "patent"), ("POSTER", "presentation"), ("VIDEO", "other"), ("NEW", "other"),
    ],
)  # fmt: skip
def test_types(kind: str, expected: str) -> None:
    """HAL's codes are types of works; a code that is not known is left over."""
    assert doc(docType_s=kind).work.type == expected
    assert left(docType_s=kind) == (["docType_s"] if expected == "other" else [])


def test_a_subtype_says_more() -> None:
    """A working paper is a report, not a preprint."""
    assert doc(docType_s="UNDEFINED", docSubType_s="WORKINGPAPER").work.type == "report"


def test_the_authors_of_an_edited_volume_are_its_editors() -> None:
    """HAL lists them as authors."""
    assert {c.role for c in doc(docType_s="DOUV", authFullName_s=["A B", "C D"]).work.contributions} == {"editor"}


def test_titles_have_their_languages() -> None:
    """The first title is the work's; the others stand beside it with the language in which they are listed once more."""
    work = doc(title_s=["Un", "One"], fr_title_s=["Un"], en_title_s=["One"], language_s=["fr"]).work
    assert (work.title, [(t.value, t.language) for t in work.alternate_titles]) == ("Un", [("One", "en")])
    assert left(title_s=["Un", "One"], fr_title_s=["Un"], en_title_s=["One"]) == []


def test_the_abstract_is_that_of_the_works_language() -> None:
    """The one in another language stays in the ledger."""
    members = {"abstract_s": ["One.", "Un."], "en_abstract_s": ["One."], "fr_abstract_s": ["Un."], "language_s": ["fr"]}
    assert doc(**members).work.abstract == "Un."
    assert left(**members) == ["abstract_s", "en_abstract_s"]


def test_keywords_and_domains() -> None:
    """Keywords have their language, domains their scheme; a code said of several levels counts once."""
    work = doc(
        keyword_s=["a", "b"],
        en_keyword_s=["a"],
        domain_s=["0.info", "1.info.info-ai", "0.info"],
        primaryDomain_s="info",
    ).work
    assert [(s.value, s.language, s.scheme) for s in work.subjects] == [
        ("a", "en", ""),
        ("b", "", ""),
        ("info", "", "hal"),
        ("info.info-ai", "", "hal"),
    ]


def names(work: Work) -> list[tuple[str, str, str]]:
    return [(c.name.given, c.name.particle, c.name.family) for c in work.contributions]


def test_given_and_family_names() -> None:
    """They are taken where all lists are of one length, else the full names are split."""
    both = {"authFullName_s": ["Jan de Vries", "A B"], "authFirstName_s": ["Jan", "A"]}
    assert names(doc(**both, authLastName_s=["de Vries", "B"]).work) == [("Jan", "de", "Vries"), ("A", "", "B")]
    assert left(**both, authLastName_s=["B"]) == ["authFirstName_s", "authFirstName_s", "authLastName_s"]
    assert names(doc(authFirstName_s=["Ann"], authLastName_s=["Lind"]).work) == [("Ann", "", "Lind")]


def test_ids_of_authors_need_one_for_each() -> None:
    """Fewer ORCIDs than authors are given to nobody, and that is noted."""
    full = doc(authFullName_s=["A B", "C D"], authORCIDIdExt_s=["0000-0002-1825-0097", "0000-0001-5109-3700"])
    assert [[i.value for i in c.identifiers] for c in full.work.contributions] == [
        ["0000-0002-1825-0097"],
        ["0000-0001-5109-3700"],
    ]
    part = doc(authFullName_s=["A B", "C D"], authORCIDIdExt_s=["0000-0002-1825-0097"])
    assert [c.identifiers for c in part.work.contributions] == [[], []]
    assert [r.code for r in part.remarks] == ["author-ids-unclear"]


def test_affiliations_go_to_their_authors() -> None:
    """By the number of the author's form, else by the name; with HAL's number of the structure and its ROR."""
    record = doc(
        authFullName_s=["A B", "C D"],
        authIdHasPrimaryStructure_fs=[
            "9-9_FacetSep_C D_JoinSep_7_FacetSep_Institute",
            "1-1_FacetSep_E F_JoinSep_7_FacetSep_Institute",
        ],
        structId_i=[7],
        structRorIdExt_s=["https://ror.org/02feahw73"],
    )
    first, second = record.work.contributions
    assert first.affiliations == []
    assert [(a.name, [(i.scheme, i.value) for i in a.identifiers]) for a in second.affiliations] == [
        ("Institute", [("halstructure", "7"), ("ror", "02feahw73")])
    ]


def test_roles_of_authors() -> None:
    """A translator is one; a corresponding author is an author with a mark."""
    people = doc(authFullName_s=["A B", "C D", "E F"], authQuality_s=["crp", "trl", "aut"]).work.contributions
    assert [(c.role, c.position, c.marks) for c in people] == [
        ("author", 1, ["crp"]),
        ("translator", 1, []),
        ("author", 2, []),
    ]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"producedDate_s": "2018"}, [("issued", "2018")]),
        ({"producedDate_s": "2018-03"}, [("issued", "2018-03")]),
        ({"producedDate_s": "2018-03-25"}, [("issued", "2018-03-25")]),
        ({"producedDate_s": "soon"}, []),
        ({"producedDate_s": "2018", "docType_s": "UNDEFINED"}, [("created", "2018")]),
        ({"submittedDate_s": "2020-03-04 15:38:30"}, [("submitted", "2020-03-04")]),
        ({"publicationDateY_i": 2018, "publicationDateM_i": 3}, [("published", "2018-03")]),
        ({"publicationDate_s": "2018-03", "publicationDateY_i": 2018}, [("published", "2018-03")]),
        (
            {"conferenceStartDate_s": "2019-06-03", "conferenceEndDate_s": "2019-06-05"},
            [("event-start", "2019-06-03"), ("event-end", "2019-06-05")],
        ),
    ],
)
def test_dates_are_as_precise_as_given(members: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Year, month or day; the parts as numbers are read only where there is no text."""
    assert [(d.kind, d.value) for d in doc(**members).work.dates] == expected


def test_the_place_of_a_conference() -> None:
    """City and country are the conference's, where there is one."""
    work = doc(conferenceTitle_s="C", city_s="Oslo", country_s="no").work
    assert [(v.name, v.kind, v.place) for v in work.venues] == [("C", "conference", "Oslo, no")]


def test_what_hal_says_of_its_own_record_is_furniture() -> None:
    """Renderings, parts of dates and facets are not listed; flags about the work are."""
    assert (
        left(label_s="T", label_bibtex="@x", docid=1, producedDate_s="2018", producedDateY_i=2018, openAccess_bool=True)
        == []
    )
    assert left(peerReviewing_s="1", audience_s="2") == ["peerReviewing_s", "audience_s"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [('{"docid": 1, "label_s": "x"}', "neither a title nor an id"), ('{"docid": 1, "docid": 2}', "stands twice")],
)
def test_what_is_no_document_is_a_reject(text: str, reason: str) -> None:
    """The reason says what is missing."""
    _, items, _ = read(text)
    assert reason in next(item.reason for item in items if isinstance(item, Reject))


# --- damage ----------------------------------------------------------------------------------------------------------


@given(st.sampled_from(TEXTS), st.integers(0, 2500), st.integers(0, 40), st.text(max_size=6))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    _, account = read_text(SOURCE, text[:at] + inserted + text[at + length :])
    assert account.closes, account.faults


@given(st.text(max_size=60), st.sampled_from(["", "{", '{"response":{"docs":[', '{"halId_s": "hal-00000001", ']))
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for, and may be sniffed."""
    SOURCE.sniff("x", begin + text)
    _, account = read_text(SOURCE, begin + text)
    assert account.closes, account.faults


KEYS = sorted(
    {key for text in TEXTS for key in json.loads(text.splitlines()[0] if "}\n{" in text else text)}
    - {"halId_s", "response"}
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.text(max_size=12)
    | st.integers()
    | st.sampled_from(["1-1_FacetSep_A_JoinSep_7_FacetSep_B", "2020"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=12))
def test_no_value_makes_the_reader_raise(members: dict[str, Any]) -> None:
    """A document with values of any kind is one record."""
    records, _, _ = read(json.dumps({**members, "halId_s": "hal-00000001"}))
    assert len(records) == 1


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_the_real_answer_is_read_without_rest(shared: Path) -> None:
    """All 23 documents are records whose titles, authors, ids and dates are those of the answer; nothing is left over."""
    text = (shared / "hal" / "author-answer-half.json").read_text("utf-8")
    found = claim("x.json", text[:65_536])
    assert found is not None
    assert found.name == "hal"
    records, _, account = read(text)
    assert (len(records), account.rejects, account.left) == (23, 0, 0)
    for one, record in zip(json.loads(text)["response"]["docs"], records, strict=True):
        work = record.work
        assert (work.title, record.source_key, work.type) == (one["title_s"][0], one["halId_s"], "article")
        assert [c.name.printed for c in work.contributions] == one["authFullName_s"]
        assert [d.value for d in work.dates] == [one["producedDate_s"]]
        assert {i.scheme for i in work.identifiers} == {"hal", "doi", *(["arxiv"] if "arxivId_s" in one else [])}
        assert (work.volume, work.pages, work.language) == (one.get("volume_s"), one.get("page_s"), "en")

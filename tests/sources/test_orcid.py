"""ORCID: records, works and bulk answers, JSON and XML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import sources

SOURCE = sources()["orcid"]
GOLDEN = Path(__file__).parents[1] / "golden" / "orcid"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def work(**members: Any) -> Record:
    records, _, _ = read(json.dumps({"title": {"title": {"value": "T"}}, "type": "journal-article", **members}))
    return records[0]


def external(kind: str, value: str, relation: str = "self", url: str | None = None) -> dict[str, Any]:
    link = {"value": url} if url else None
    return {
        "external-id": [
            {
                "external-id-type": kind,
                "external-id-value": value,
                "external-id-url": link,
                "external-id-relationship": relation,
            }
        ]
    }


def contributor(name: str | None, role: str | None, sequence: str | None = None, orcid: str = "") -> dict[str, Any]:
    return {
        "credit-name": {"value": name},
        "contributor-orcid": {"uri": orcid} if orcid else None,
        "contributor-attributes": {"contributor-sequence": sequence, "contributor-role": role},
    }


def test_json_and_xml_say_the_same() -> None:
    """The two forms of one work give the same fields."""
    xml = """<work:work xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common" put-code="7">
      <work:title><common:title>One &amp; Two</common:title><common:subtitle>Three</common:subtitle>
      <common:translated-title language-code="fr">Un</common:translated-title></work:title>
      <work:journal-title>J</work:journal-title><work:type>journal-article</work:type>
      <common:publication-date><common:year>2020</common:year><common:month>02</common:month></common:publication-date>
      <common:external-ids><common:external-id><common:external-id-type>doi</common:external-id-type>
      <common:external-id-value>10.5555/x</common:external-id-value><common:external-id-relationship>self</common:external-id-relationship>
      </common:external-id></common:external-ids></work:work>"""
    same = work(
        **{
            "put-code": 7,
            "title": {
                "title": {"value": "One & Two"},
                "subtitle": {"value": "Three"},
                "translated-title": {"value": "Un", "language-code": "fr"},
            },
            "journal-title": {"value": "J"},
            "publication-date": {"year": {"value": "2020"}, "month": {"value": "02"}, "day": None},
            "external-ids": external("doi", "10.5555/x"),
        }
    )
    records, _, _ = read(xml)
    assert records[0].work == same.work
    assert records[0].source_key == same.source_key == "7"


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("journal-article", "article"),
        ("JOURNAL_ARTICLE", "article"),
        ("dissertation-thesis", "thesis"),
        ("data-set", "dataset"),
        ("edited-book", "book"),
        ("artistic-performance", "other"),
        ("", "other"),
    ],
)
def test_types_of_works(printed: str, kind: str) -> None:
    """ORCID's types are brought to ours, what has no counterpart is `other`."""
    assert work(type=printed).work.type == kind


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"year": {"value": "2020"}}, ["2020"]),
        ({"year": {"value": "2020"}, "month": {"value": "2"}, "day": None}, ["2020-02"]),
        ({"year": {"value": "2020"}, "month": {"value": "02"}, "day": {"value": "09"}}, ["2020-02-09"]),
        ({"year": {"value": "2019"}, "month": {"value": "02"}, "day": {"value": "29"}}, []),
        ({"year": None, "month": {"value": "02"}}, []),
    ],
)
def test_dates_are_as_precise_as_given(date: dict[str, Any], expected: list[str]) -> None:
    """No day or month is made up, and what is no day of the calendar is no date."""
    assert [one.value for one in work(**{"publication-date": date}).work.dates] == expected


def test_ids_go_where_their_relation_says() -> None:
    """Own ids are the work's, others make relations, and an ISSN is the venue's whatever it is said to be."""
    own = work(**{"external-ids": external("doi", "10.5555/X", url="https://doi.org/10.5555/x")})
    assert [(i.scheme, i.value) for i in own.work.identifiers] == [("doi", "10.5555/x")]
    assert own.work.links == []
    part = work(**{"external-ids": external("doi", "10.5555/book", "part-of")})
    assert [(r.kind, r.target.value if r.target else "") for r in part.work.relations] == [
        ("is-part-of", "10.5555/book")
    ]
    version = work(**{"external-ids": external("arxiv", "2001.00001", "version-of")})
    assert [r.kind for r in version.work.relations] == ["is-version-of"]
    issn = work(**{"external-ids": external("issn", "2049-3630"), "journal-title": {"value": "J"}})
    assert issn.work.identifiers == []
    assert [i.value for i in issn.work.venues[0].identifiers] == ["2049-3630"]


def test_ids_of_one_source_only_are_left() -> None:
    """Equal numbers of two sources do not make two works the same."""
    record = work(**{"external-ids": external("source-work-id", "12")})
    assert record.work.identifiers == []
    assert [p.field for p in record.pieces if p.kind == "left"] == ["external-ids"]


def test_contributors_keep_order_role_and_orcid() -> None:
    """Positions count within a role; a line of authors needs no role; CRediT roles keep their name; a bad ORCID is noted."""
    people = [
        contributor("Ann One", "author", "first", "https://orcid.org/0000-0002-1825-0097"),
        contributor("Bo Two", None, "additional"),
        contributor("Cy Three", "http://credit.niso.org/contributor-roles/formal-analysis/"),
        contributor("Di Four", None),
        contributor("Ed Five", "author", "additional", "https://orcid.org/0000-0002-1825-0098"),
    ]
    record = work(contributors={"contributor": people})
    assert [(c.name.printed, c.role, c.position) for c in record.work.contributions] == [
        ("Ann One", "author", 1),
        ("Bo Two", "author", 2),
        ("Cy Three", "formal-analysis", 1),
        ("Di Four", "contributor", 1),
        ("Ed Five", "author", 3),
    ]
    assert [len(c.identifiers) for c in record.work.contributions] == [1, 0, 0, 0, 0]
    assert [r.code for r in record.remarks] == ["identifier-invalid"]


def test_nobody_is_made_up() -> None:
    """The holder of a record is its owner; a work without contributors has none; an ORCID without a name is no contributor."""
    text = json.dumps(
        {
            "orcid-identifier": {"path": "0000-0002-1825-0097"},
            "person": {"name": {"given-names": {"value": "Ann"}, "family-name": {"value": "de la One"}}},
            "activities-summary": {"works": {"group": [{"work-summary": [{"title": {"title": {"value": "T"}}}]}]}},
        }
    )
    records, _, _ = read(text)
    assert records[0].work.contributions == []
    owner = records[0].owner
    assert owner is not None
    assert (owner.printed, owner.given, owner.family) == ("Ann de la One", "Ann", "de la One")
    nameless = [contributor(None, "author", "first", "https://orcid.org/0000-0002-1825-0097")]
    assert work(contributors={"contributor": nameless}).work.contributions == []


def test_what_is_said_of_the_person_is_left_over() -> None:
    """Employments and biographies are in the ledger; only the name became something."""
    _, items, _ = read(
        TEXTS[[path.name for path in sorted(GOLDEN.glob("*.*")) if "expected" not in path.name].index("full.xml")]
    )
    left = [item.text for item in items if isinstance(item, LeftOver) and not item.record]
    assert [text.startswith(("<person:biography>", "<activities:employments>")) for text in left] == [True, True]


def test_an_error_in_a_bulk_answer_is_a_reject() -> None:
    """The works beside it are read."""
    text = json.dumps(
        {
            "bulk": [
                {"error": {"developer-message": "gone"}},
                {"work": {"title": {"title": {"value": "T"}}, "type": "book"}},
            ]
        }
    )
    records, items, _ = read(text)
    assert [r.work.title for r in records] == ["T"]
    assert [item.reason for item in items if isinstance(item, Reject)] == ["ORCID answered with an error: gone"]


@pytest.mark.parametrize(
    "text", ['{"@context": "x", "put-code": 1}', '{"title": "x"}', "<works><work/></works>", "", "work"]
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """Plain XML and JSON of other kinds are left to others."""
    assert not SOURCE.sniff("works.json", text)


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Whatever is read, the account closes."""
    read(text)
    read('{"work": ' + text)
    read('<work:work xmlns:work="http://www.orcid.org/ns/work">' + text)


@given(st.sampled_from(TEXTS), st.data())
def test_no_change_of_a_record_makes_the_reader_raise(text: str, data: st.DataObject) -> None:
    """A stretch is cut out, doubled or replaced, and the account still closes."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    middle = data.draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=8)))
    read(text[:start] + middle + text[end:])


@pytest.mark.shared
def test_the_samples_are_read(shared: Path) -> None:
    """All of ORCID's samples are claimed by this source alone and read whole; the figures are counted by hand."""
    counts: dict[str, tuple[int, int]] = {}
    for path in sorted((shared / "orcid").iterdir()):
        text = path.read_text("utf-8")
        assert [one.name for one in sources().values() if one.sniff(path.name, text[:65_536])] == ["orcid"]
        records, _, account = read(text)
        assert account.rejects == 0
        assert all(record.work.title and record.work.dates for record in records)
        counts[path.name] = (len(records), sum(len(record.work.contributions) for record in records))
    assert counts == {
        "bulk-works-3-works-3.0.json": (3, 1),
        "record-3.0.xml": (1, 0),
        "work-51-contributors-3.0.json": (1, 51),
        "work-full-3.0.xml": (1, 1),
    }


@pytest.mark.shared
def test_a_work_with_51_contributors_keeps_their_order(shared: Path) -> None:
    """Names and roles are those of the file, in its order."""
    text = (shared / "orcid" / "work-51-contributors-3.0.json").read_text("utf-8")
    people = json.loads(text)["contributors"]["contributor"]
    records, _, _ = read(text)
    assert [(c.name.printed, c.role) for c in records[0].work.contributions] == [
        (p["credit-name"]["value"], p["contributor-attributes"]["contributor-role"]) for p in people
    ]
    assert all(len(c.identifiers) == 1 for c in records[0].work.contributions)

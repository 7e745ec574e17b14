"""schema.org as plain JSON-LD: objects, arrays, graphs, and the many forms a value may take."""

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

SOURCE = sources()["schema_org"]
GOLDEN = Path(__file__).parents[1] / "golden" / "schema_org"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def article(**members: Any) -> Record:
    records, _, _ = read(
        json.dumps({"@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "T", **members})
    )
    return records[0]


def names(record: Record) -> list[tuple[str, str, str]]:
    return [(c.name.given, f"{c.name.particle} {c.name.family}".strip(), c.role) for c in record.work.contributions]


@pytest.mark.parametrize(
    "context",
    [
        "https://schema.org",
        "http://schema.org/",
        "https://schema.org/docs/jsonldcontext.json",
        {"@vocab": "http://schema.org/"},
        ["https://schema.org", {"x": "https://example.org/x"}],
        "https://doi.org/10.5063/schema/codemeta-2.0",
        "https://w3id.org/codemeta/3.0",
    ],
)
def test_contexts_of_schema_org_are_claimed_by_this_source_alone(context: Any) -> None:
    """By http or https, as text, list or vocabulary, and CodeMeta's."""
    text = json.dumps({"@context": context, "@type": "Article", "name": "T"})
    assert [one.name for one in sources().values() if one.sniff("x.json", text)] == ["schema_org"]
    assert read(text)[0][0].work.title == "T"


@pytest.mark.parametrize(
    "context",
    [
        {"schema": "https://schema.org/"},
        {"name": "https://schema.org/name"},
        "https://example.org/context",
        {"@vocab": "https://schema.org/", "kg": "https://w3id.org/kg-bib/ns#"},
        [{"@vocab": "https://schema.org/"}, {"kg": "https://w3id.org/kg-bib/ns#"}],
    ],
)
def test_other_contexts_are_left_to_the_reader_of_rdf(context: Any) -> None:
    """Prefixes and terms of one's own change what a key means, and our own exports are RDF."""
    text = json.dumps({"@context": context, "@id": "https://example.org/1"})
    assert [one.name for one in sources().values() if one.sniff("x.json", text)] == ["rdf"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ann One", [("Ann", "One", "author")]),
        ("One, Ann", [("Ann", "One", "author")]),
        ("Ann One, Bo Two, Cy Three", [("Ann", "One", "author"), ("Bo", "Two", "author"), ("Cy", "Three", "author")]),
        ("One, Ann; Two, Bo", [("Ann", "One", "author"), ("Bo", "Two", "author")]),
        (["Ann One", {"name": "Bo Two"}], [("Ann", "One", "author"), ("Bo", "Two", "author")]),
        ({"@list": [{"name": "Bo Two"}, "Ann One"]}, [("Bo", "Two", "author"), ("Ann", "One", "author")]),
        ({"givenName": "Ludwig", "familyName": "van Dam"}, [("Ludwig", "van Dam", "author")]),
        ({"@type": "Organization", "name": "Group of A and B"}, [("", "", "author")]),
        (
            [
                {"@type": "Role", "position": 2, "author": "Ann One"},
                {"@type": "Role", "position": 1, "author": "Bo Two"},
            ],
            [("Bo", "Two", "author"), ("Ann", "One", "author")],
        ),
        ({"@type": "Person", "email": "a@example.org"}, []),
        ("", []),
    ],
)
def test_authors_in_all_their_forms(value: Any, expected: list[tuple[str, str, str]]) -> None:
    """Text, person, body, list or role; positions count where all have one; nobody is made up."""
    assert names(article(author=value)) == expected


def test_a_creator_is_an_author_once() -> None:
    """Said under both names a person counts once; a creator who is no author is kept as creator."""
    record = article(author="Ann One", creator=[{"name": "One, Ann"}, "Bo Two"])
    assert names(record) == [("Ann", "One", "author"), ("Bo", "Two", "creator")]
    assert names(article(creator="Bo Two")) == [("Bo", "Two", "author")]


def test_people_and_bodies_keep_their_ids() -> None:
    """ORCID of @id, sameAs or identifier; pages of url and sameAs; affiliations with their ROR; a bad ORCID is noted."""
    person = {
        "name": "Ann One",
        "sameAs": ["https://orcid.org/0000-0002-1825-0097", "https://example.org/ann"],
        "url": ["https://example.org/ann", "https://ann.example.org/", "ann.html"],
        "affiliation": [{"@type": "Organization", "name": "Polder", "@id": "https://ror.org/02mhbdp94"}, "Elsewhere"],
    }
    one = article(author=person).work.contributions[0]
    assert [(i.scheme, i.value) for i in one.identifiers] == [("orcid", "0000-0002-1825-0097")]
    assert one.links == ["https://example.org/ann", "https://ann.example.org/"]
    assert [(a.name, [i.value for i in a.identifiers]) for a in one.affiliations] == [
        ("Polder", ["02mhbdp94"]),
        ("Elsewhere", []),
    ]
    bad = article(author={"name": "Ann One", "@id": "https://orcid.org/0000-0002-1825-0098"})
    assert bad.work.contributions[0].identifiers == []
    assert [r.code for r in bad.remarks] == ["identifier-invalid"]


def test_references_inside_the_document_are_followed() -> None:
    """An author or journal may stand elsewhere in the graph; what nobody refers to is left over."""
    graph = [
        {"@id": "#a", "@type": "Person", "name": "Ann One"},
        {"@id": "#w", "@type": "Article", "name": "T", "author": [{"@id": "#a"}], "isPartOf": {"@id": "#j"}},
        {"@id": "#j", "@type": "Periodical", "name": "J"},
        {"@id": "#z", "@type": "Person", "name": "Nobody"},
    ]
    records, items, _ = read(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    assert names(records[0]) == [("Ann", "One", "author")]
    assert [v.name for v in records[0].work.venues] == ["J"]
    assert [item.text for item in items if isinstance(item, LeftOver)] == ['"name": "Nobody"']


def test_issue_volume_and_journal_in_each_other() -> None:
    """Numbers and name come from all levels."""
    record = article(
        isPartOf={
            "@type": "PublicationIssue",
            "issueNumber": 2,
            "isPartOf": {
                "@type": ["PublicationVolume", "Periodical"],
                "volumeNumber": "10",
                "name": "J",
                "issn": ["2049-3630", "2049-3631"],
            },
        },
        pageStart="1",
        pageEnd="9",
    )
    work = record.work
    assert (work.issue, work.volume, work.pages) == ("2", "10", "1-9")
    assert [(v.name, v.kind, [i.value for i in v.identifiers]) for v in work.venues] == [
        ("J", "journal", ["2049-3630"])
    ]
    assert [r.code for r in record.remarks] == ["identifier-invalid"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", "2021"),
        (2021, "2021"),
        ("2021-05", "2021-05"),
        ("2021-05-03T12:00:00+02:00", "2021-05-03"),
        ({"@type": "Date", "@value": "2021-05-03"}, "2021-05-03"),
        ("May 2021", None),
        ("2021-02-30", None),
    ],
)
def test_dates(value: Any, expected: str | None) -> None:
    """As precise as given; what is no date is noted and left."""
    record = article(datePublished=value)
    assert [d.value for d in record.work.dates] == ([expected] if expected else [])
    assert [r.code for r in record.remarks] == ([] if expected else ["date-invalid"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a, b ,c", ["a", "b", "c"]),
        ("a, b; c", ["a, b", "c"]),
        (["a, b", {"@type": "DefinedTerm", "name": "c"}, "a"], ["a", "b", "c"]),
        ("é\n, x", ["é", "x"]),
        (" , ", []),
    ],
)
def test_keywords_with_their_places(value: Any, expected: list[str]) -> None:
    """One string or a list; each keyword knows where it stands, escapes counted."""
    text = json.dumps({"@context": "https://schema.org", "@type": "Article", "name": "T", "keywords": value})
    records, _, _ = read(text)
    assert [s.value for s in records[0].work.subjects] == expected
    places = [text[p.start : p.end] for p in records[0].pieces if p.field == "subjects[0]"]
    assert all(json.loads(f'"{place}"') == expected[0] for place in places if not place.startswith("{"))


def test_ids_by_property_and_by_form() -> None:
    """A scheme that is said is held to its form; one that is not known is kept; an address that is an id says the id."""
    record = article(
        identifier=[
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5555/X"},
            {"@type": "PropertyValue", "propertyID": "minid", "value": "ark:/1/2"},
            {"@type": "PropertyValue", "propertyID": "orcid", "value": "no"},
            "arXiv:2001.00001",
            "17",
        ],
        url="https://doi.org/10.5555/x",
    )
    assert [(i.scheme, i.value) for i in record.work.identifiers] == [
        ("doi", "10.5555/x"),
        ("minid", "ark:/1/2"),
        ("arxiv", "2001.00001"),
    ]
    assert [r.code for r in record.remarks] == ["identifier-invalid"]
    assert record.work.links == []


def test_what_a_page_is_about_is_read() -> None:
    """The work inside a page is the record; the page's own fields are left over."""
    records, items, _ = read(
        json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "WebPage",
                "name": "Page",
                "mainEntity": {
                    "@type": "Dataset",
                    "name": "D",
                    "distribution": {"contentUrl": "https://example.org/d"},
                },
            }
        )
    )
    assert [(r.work.type, r.work.title) for r in records] == [("dataset", "D")]
    assert [(link.url, link.role) for link in records[0].work.links] == [("https://example.org/d", "data")]
    assert [item.text for item in items if isinstance(item, LeftOver)] == ['"name": "Page"']


def test_what_is_no_work_is_a_reject() -> None:
    """A person alone and a work without name and id are kept in the ledger with the reason."""
    text = '[{"@context": "https://schema.org", "@type": "Person", "name": "A"}, {"@type": "Article", "author": "A"}]'
    _, items, account = read(text)
    assert account.rejects == 2
    assert all(isinstance(item, Reject) for item in items)


def test_deep_nesting_is_refused() -> None:
    """It is one sentence, not a crash."""
    text = '{"@context": "https://schema.org", "@type": "Article", "isPartOf": ' + '{"a":' * 5000 + "1" + "}" * 5001
    _, items, account = read(text)
    assert account.records == 0
    assert any(isinstance(item, Reject) for item in items)


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Whatever is read, the account closes."""
    read(text)
    read('{"@context": "https://schema.org", "@type": "Article", ' + text)


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=12),
        st.sampled_from(["https://doi.org/10.5/x", "2020-01"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["@id", "@type", "@list", "@value", "name", "author", "value", "isPartOf", "issn", "url", "funder"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
_KEYS = (
    "name headline author creator editor isPartOf identifier sameAs datePublished keywords license citation funding funder url "
    "encoding inLanguage publisher abstract issn isbn pagination about @id"
).split()


@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=6))
def test_no_form_of_a_value_makes_the_reader_raise(members: dict[str, Any]) -> None:
    """Every property may hold any value."""
    read(json.dumps({"@context": "https://schema.org", "@type": "Article", **members}))


@given(st.sampled_from(TEXTS), st.data())
def test_no_change_of_a_file_makes_the_reader_raise(text: str, data: st.DataObject) -> None:
    """A stretch is cut out, doubled or replaced, and the account still closes."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    middle = data.draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=8)))
    read(text[:start] + middle + text[end:])


@pytest.mark.shared
def test_the_samples_are_read(shared: Path) -> None:
    """Each sample is claimed by this source alone and is one work; the figures were counted in the files."""
    found = {}
    for path in sorted((shared / "schema-org").iterdir()):
        text = path.read_text("utf-8")
        assert [one.name for one in sources().values() if one.sniff(path.name, text[:65_536])] == ["schema_org"]
        records, _, account = read(text)
        assert account.rejects == 0
        work = records[0].work
        doi = next(i.value for i in work.identifiers if i.scheme == "doi")
        found[path.name] = (
            len(records),
            work.type,
            doi,
            len(work.contributions),
            len(work.subjects),
            len(work.relations),
        )
    assert found == {
        "codemeta.json": (1, "software", "10.5063/f1m61h5x", 3, 3, 1),
        "schema_org.json": (1, "article", "10.5438/4k3m-nyvg", 1, 4, 2),
        "schema_org_topmed.json": (1, "dataset", "10.23725/8na3-9s47", 1, 2, 1),
    }

"""DataCite: its JSON in all forms, its XML of all kernels, and that both are read alike."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import sources

SOURCE = sources()["datacite"]
GOLDEN = Path(__file__).parents[1] / "golden" / "datacite"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def one(**members: Any) -> Record:
    records, _, _ = read(json.dumps({"doi": "10.5555/a", "titles": [{"title": "T"}], **members}))
    return records[0]


def resource(inner: str) -> Record:
    text = '<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>T</title></titles>'
    records, _, _ = read(f"{text}{inner}</resource>")
    return records[0]


def left(text: str) -> list[tuple[str, str]]:
    return [(item.field, item.text) for item in read(text)[1] if isinstance(item, LeftOver)]


# --- types and titles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("general", "free", "expected"),
    [
        ("Dataset", "", "dataset"),
        ("Software", "Code", "software"),
        ("ComputationalNotebook", "", "software"),
        ("ConferenceProceeding", "", "proceedings"),
        ("DataPaper", "", "article"),
        ("Poster", "", "presentation"),
        ("Image", "Presentation", "other"),
        ("Text", "Presentation", "presentation"),
        ("Text", "JournalArticle", "article"),
        ("Text", "Doctoral Thesis", "thesis"),
        ("Text", "working paper", "report"),
        ("Text", "Letters of a captain", "other"),
        ("", "Preprint", "preprint"),
        ("", "", "other"),
    ],
)
def test_the_general_type_counts_unless_it_only_says_text(general: str, free: str, expected: str) -> None:
    """Where the general type is Text or missing the free one decides, if it is known."""
    assert one(types={"resourceTypeGeneral": general, "resourceType": free}).work.type == expected
    xml = f'<resourceType resourceTypeGeneral="{general}">{free}</resourceType>'
    assert resource(xml).work.type == expected


def test_a_free_type_that_says_something_else_is_left_over() -> None:
    """What the type of the work does not say stays in the ledger."""
    text = json.dumps(
        {"titles": ["T"], "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Survey", "ris": "DATA"}}
    )
    assert left(text) == [("resourceType", '"resourceType": "Survey"')]


def test_titles_are_told_apart_by_their_types() -> None:
    """The first without a type is the title wherever it stands; a second subtitle is one more title."""
    titles = [
        {"title": "Deux", "titleType": "TranslatedTitle", "lang": "fr"},
        {"title": "Main"},
        {"title": "Sub", "titleType": "Subtitle"},
        {"title": "Sous", "titleType": "Subtitle", "lang": "fr"},
        {"title": "Again"},
    ]
    work = one(titles=titles).work
    assert (work.title, work.subtitle) == ("Main", "Sub")
    assert [(t.value, t.language) for t in work.alternate_titles] == [("Deux", "fr"), ("Sous", "fr"), ("Again", "")]


@pytest.mark.parametrize("printed", [":unav", "(:unkn)", ":tba"])
def test_a_standard_value_for_unknown_is_no_value(printed: str) -> None:
    """Nobody is called ":unav", and nothing is."""
    work = one(
        titles=[{"title": printed}], publisher=printed, creators=[{"name": printed}], publicationYear=printed
    ).work
    assert (work.title, work.publisher, work.contributions, work.dates) == (None, None, [], [])


# --- people and bodies -----------------------------------------------------------------------------------------------


def test_bodies_are_literal() -> None:
    """By the type of the name, by an id that only bodies have, or by a role that only bodies have."""
    work = one(
        creators=[
            {"name": "Smith, Bo", "nameType": "Organizational"},
            {"name": "Marine Data", "nameIdentifiers": [{"nameIdentifier": "https://ror.org/05gq02987"}]},
            {"name": "Smith, Bo", "nameType": "Personal"},
        ],
        contributors=[{"name": "Port, North", "contributorType": "HostingInstitution"}],
    ).work
    assert [c.name.literal for c in work.contributions] == [True, True, False, True]


def test_roles_and_positions() -> None:
    """Contributors have the role they are given in lower case with hyphens, and each role counts from one."""
    kinds = ["Editor", "DataCollector", "Editor", "Other", ""]
    work = one(
        creators=[{"name": "A, B"}], contributors=[{"name": "C, D", "contributorType": kind} for kind in kinds]
    ).work
    assert [(c.role, c.position) for c in work.contributions] == [
        ("author", 1),
        ("editor", 1),
        ("data-collector", 1),
        ("editor", 2),
        ("contributor", 1),
        ("contributor", 2),
    ]


@pytest.mark.parametrize(
    ("scheme", "printed", "expected"),
    [
        ("ORCID", "https://orcid.org/0000-0002-1825-0097/", [("orcid", "0000-0002-1825-0097")]),
        ("", "https://orcid.org/0000-0002-1825-0097", [("orcid", "0000-0002-1825-0097")]),
        ("http://orcid.org/", "0000-0002-1825-0097", [("orcid", "0000-0002-1825-0097")]),
        ("Scopus Author ID", "700001", [("scopus-author-id", "700001")]),
        ("ORCID", "0000-0002-1825-0098", []),
        ("ISNI", "0000 0001 2345 6789", [("isni", "0000000123456789")]),
        ("GND", "118540238", [("gnd", "118540238")]),
        ("", "118540238", []),
    ],
)
def test_identifiers_of_people(scheme: str, printed: str, expected: list[tuple[str, str]]) -> None:
    """Check digits are checked; an id without a scheme counts only when its form says what it is."""
    person = {"name": "A, B", "nameIdentifiers": [{"nameIdentifier": printed, "nameIdentifierScheme": scheme}]}
    record = one(creators=[person])
    assert [(i.scheme, i.value) for i in record.work.contributions[0].identifiers] == expected
    assert [r.code for r in record.remarks] == (["identifier-invalid"] if scheme and not expected else [])


def test_names_in_one_entry_are_people_of_their_own() -> None:
    """Three names in one creator are three authors, each with what follows the name, and a remark says so."""
    names = "".join(
        f"<creatorName>{f}, {g}</creatorName><givenName>{g}</givenName><familyName>{f}</familyName><affiliation>{f} Inc</affiliation>"
        for f, g in [("One", "A."), ("Two", "B."), ("Three", "C.")]
    )
    record = resource(f"<creators><creator>{names}</creator></creators>")
    assert [(c.name.family, c.position, c.affiliations[0].name) for c in record.work.contributions] == [
        ("One", 1, "One Inc"),
        ("Two", 2, "Two Inc"),
        ("Three", 3, "Three Inc"),
    ]
    assert [r.code for r in record.remarks] == ["creators-joined"]


def test_a_cut_list_of_creators() -> None:
    """ "et al." after the last name is nobody and says that there are more."""
    work = one(creators=[{"name": "A, B"}, {"name": ":etal"}]).work
    assert work.authors_truncated
    assert len(work.contributions) == 1


def test_a_funder_among_the_contributors_is_a_funder() -> None:
    """Kernels before 4 name funders there."""
    record = resource(
        '<contributors><contributor contributorType="Funder"><contributorName>Fund</contributorName></contributor></contributors>'
    )
    assert [f.funder for f in record.work.funding] == ["Fund"]
    assert record.work.contributions == []


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "value", "codes"),
    [
        ("2020", "2020", []),
        ("2020-02", "2020-02", []),
        ("2020-02-29", "2020-02-29", []),
        ("2020-02-29T10:11:12.000Z", "2020-02-29", []),
        ("2020-02-29 10:11:12 UTC", "2020-02-29", []),
        ("2010/2011", "2010", ["date-range"]),
        ("2021-01-01/2021/12-31", "2021-01-01", ["date-range"]),
        ("2021-02-30", None, ["date-invalid"]),
        ("/2011", None, ["date-invalid"]),
        ("02/03/2011", None, ["date-invalid"]),
        ("spring 2011", None, ["date-invalid"]),
    ],
)
def test_dates_are_as_precise_as_printed(printed: str, value: str | None, codes: list[str]) -> None:
    """No day is invented; of a range the start is kept; what is no date stays in the ledger with a remark."""
    record = one(dates=[{"date": printed, "dateType": "Collected"}])
    assert [(d.kind, d.value) for d in record.work.dates] == ([("collected", value)] if value else [])
    assert [r.code for r in record.remarks] == codes


def test_the_year_of_publication() -> None:
    """It stands for a date of issue, says nothing new beside one of the same year, and is kept beside one of another."""
    assert [(d.kind, d.value) for d in one(publicationYear=2020).work.dates] == [("issued", "2020")]
    issued = [{"date": "2020-05", "dateType": "Issued"}]
    assert [d.value for d in one(publicationYear="2020", dates=issued).work.dates] == ["2020-05"]
    assert [(d.kind, d.value) for d in one(publicationYear="2021", dates=issued).work.dates] == [
        ("issued", "2020-05"),
        ("published", "2021"),
    ]


# --- identifiers and relations ---------------------------------------------------------------------------------------


def test_numbers_of_one_house_are_no_identifiers() -> None:
    """Equal shelf marks do not mean the same work; ids that mean the same everywhere are kept."""
    kinds = [("Local accession number", "12"), ("PMID", "123"), ("Handle", "1/2"), ("URL", "https://a.example.org/1")]
    entries = [{"alternateIdentifier": v, "alternateIdentifierType": t} for t, v in kinds]
    work = one(alternateIdentifiers=entries).work
    assert [(i.scheme, i.value) for i in work.identifiers] == [("doi", "10.5555/a"), ("pmid", "123"), ("handle", "1/2")]
    assert [link.url for link in work.links] == ["https://a.example.org/1"]


def test_the_isbn_of_a_chapter_is_that_of_its_book() -> None:
    """It becomes a relation, for two chapters of a book are two works; that of a book is its own."""
    entry = [{"alternateIdentifier": "978-0-306-40615-7", "alternateIdentifierType": "ISBN"}]
    chapter = one(types={"resourceTypeGeneral": "BookChapter"}, alternateIdentifiers=entry).work
    book = one(types={"resourceTypeGeneral": "Book"}, alternateIdentifiers=entry).work
    assert [(r.kind, r.target.value) for r in chapter.relations if r.target] == [("is-part-of", "9780306406157")]
    assert [i.scheme for i in book.identifiers] == ["doi", "isbn"]


def test_the_doi_is_one_however_often_it_is_said() -> None:
    """As `doi`, as identifier, as address and in parts."""
    same = [{"identifier": "https://doi.org/10.5555/A", "identifierType": "DOI"}]
    text = json.dumps(
        {"id": "https://doi.org/10.5555/a", "doi": "10.5555/A", "prefix": "10.5555", "suffix": "a", "identifiers": same}
    )
    records, _, account = read(text)
    assert [i.value for i in records[0].work.identifiers] == ["10.5555/a"]
    assert account.left == 0


@pytest.mark.parametrize(
    ("kind", "type_", "printed", "expected"),
    [
        ("IsSupplementTo", "DOI", "10.5555/B", ("is-supplement-to", "doi:10.5555/b", "")),
        ("References", "DOI", "10.5555/b", ("cites", "doi:10.5555/b", "")),
        ("IsReferencedBy", "arXiv", "arXiv:2401.00001", ("is-cited-by", "arxiv:2401.00001", "")),
        ("IsPartOf", "EISSN", "2049-3630", ("is-part-of", "issn:2049-3630", "")),
        ("IsPartOf", "ISSN", "1234-5678", ("is-part-of", "", "1234-5678")),
        ("HasPart", "URL", "https://doi.org/10.5555/b", ("has-part", "doi:10.5555/b", "")),
        ("HasPart", "URL", "https://a.example.org/", ("has-part", "", "https://a.example.org/")),
        ("IsNewVersionOf", "ARK", "ark:/1/x", ("is-new-version-of", "ark:ark:/1/x", "")),
        ("", "DOI", "10.5555/b", ("is-related-to", "doi:10.5555/b", "")),
    ],
)
def test_relations(kind: str, type_: str, printed: str, expected: tuple[str, str, str]) -> None:
    """Kinds are spelled with hyphens, references are citations, and a target that is no valid id is kept as text."""
    entry = {"relationType": kind, "relatedIdentifierType": type_, "relatedIdentifier": printed}
    [relation] = one(relatedIdentifiers=[entry]).work.relations
    target = f"{relation.target.scheme}:{relation.target.value}" if relation.target else ""
    assert (relation.kind, target, relation.text) == expected


def test_what_contains_a_work_is_its_venue() -> None:
    """A related item in which it is published gives the venue and the place in it; one of another kind a relation."""
    journal = {
        "relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Shore"}], "volume": "7",
        "issue": "2", "number": "e5", "numberType": "Article", "firstPage": "1", "lastPage": "9", "edition": "x",
        "relatedItemIdentifier": {"relatedItemIdentifier": "2049-3630", "relatedItemIdentifierType": "ISSN"},
    }  # fmt: skip
    other = {"relatedItemType": "Journal", "relationType": "IsReviewedBy", "titles": [{"title": "Notes"}]}
    work = one(relatedItems=[journal, other], container={"type": "Journal", "title": "Shore", "volume": "8"}).work
    assert [(v.name, v.kind, [i.value for i in v.identifiers]) for v in work.venues] == [
        ("Shore", "journal", ["2049-3630"])
    ]
    assert (work.volume, work.issue, work.article_number, work.pages) == ("7", "2", "e5", "1-9")
    assert [(r.kind, r.text) for r in work.relations] == [("is-reviewed-by", "Notes")]


def test_an_item_with_the_number_of_what_contains_the_work_is_its_venue() -> None:
    """Also where its own relation says something else, for the related identifier says it too."""
    same = {"relatedItemIdentifier": "2049-3630", "relatedItemIdentifierType": "ISSN"}
    work = one(
        relatedIdentifiers=[
            {"relationType": "IsPublishedIn", "relatedIdentifierType": "ISSN", "relatedIdentifier": "2049-3630"}
        ],
        relatedItems=[
            {
                "relationType": "IsSourceOf",
                "relatedItemType": "Journal",
                "relatedItemIdentifier": same,
                "titles": ["Shore"],
            }
        ],
    ).work
    assert [v.name for v in work.venues] == ["Shore"]


# --- texts -----------------------------------------------------------------------------------------------------------


def test_breaks_in_an_abstract_are_line_ends() -> None:
    """Other mark-up leaves its text."""
    record = resource(
        '<descriptions><description descriptionType="Abstract">One.<br/>Two <i>x</i> &lt; y.</description></descriptions>'
    )
    assert record.work.abstract == "One.\nTwo x < y."


def test_text_between_elements_is_left_over() -> None:
    """What stands where no text belongs is in the ledger."""
    assert left("<resource><titles>stray<title>T</title></titles><creators/></resource>") == [("titles/text", "stray")]


def test_licences_and_rights() -> None:
    """Addresses and SPDX ids are licences; a statement of access is words."""
    work = one(
        rightsList=[
            {"rights": "Open", "rightsUri": "info:eu-repo/semantics/openAccess"},
            {"rights": "MIT License", "rightsUri": "https://opensource.org/licenses/MIT"},
            {"rightsIdentifier": "MIT", "rightsIdentifierScheme": "SPDX"},
        ]
    ).work
    assert [one.url for one in work.licences] == ["https://opensource.org/licenses/MIT", "MIT"]
    assert work.rights == "Open; MIT License"


# --- damage and strangers --------------------------------------------------------------------------------------------


def test_reading_goes_on_after_what_is_broken() -> None:
    """A repeated key, an error answer and a broken line are rejects; the records around them are read."""
    good = '{"doi": "10.5555/%s", "titles": [{"title": "T"}]}'
    text = "\n".join(
        [good % "a", '{"doi": "x", "doi": "y"}', '{"errors": [{"title": "Gone"}]}', '{"doi": ', good % "b"]
    )
    records, items, _ = read(text)
    assert [r.source_key for r in records] == ["10.5555/a", "10.5555/b"]
    assert [item.reason for item in items if isinstance(item, Reject)][:2] == [
        "The key 'doi' stands twice.",
        "DataCite answered with an error: Gone",
    ]


def test_a_resource_that_says_nothing_is_a_reject() -> None:
    """Without title and identifier there is no work."""
    records, items, _ = read("<resource><creators/></resource>")
    assert records == []
    assert next(item.reason for item in items if isinstance(item, Reject)).startswith("The resource has neither")


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "http://schema.org", "@type": "Dataset", "schemaVersion": "http://datacite.org/schema/kernel-4"}',
        '{"DOI": "10.5555/a", "titles": [], "creators": [], "publicationYear": 1}',
        '[{"id": "x", "type": "article-journal", "title": "T", "container-title": "J"}]',
        '{"titles": ["a"], "authors": []}',
        "<resource><title>T</title></resource>",
        '<rdf:RDF xmlns:d="http://datacite.org/schema/kernel-4"/>',
        "Titles, creators and publicationYear of http://datacite.org/schema/kernel-4",
        "",
    ],
)
def test_what_is_not_datacites_is_not_claimed(text: str) -> None:
    """JSON-LD, CSL-JSON, other JSON and XML, and texts that speak of DataCite."""
    assert not SOURCE.sniff("datacite.json", text)


def test_a_large_record_is_read_in_time() -> None:
    """A second for each megabyte at most, for thousands of creators, for long polygons and for deep nesting."""
    creators = [{"name": f"Family{i}, Given", "affiliation": [{"name": f"House {i}"}]} for i in range(9000)]
    polygon = [{"polygonPoint": {"pointLatitude": i, "pointLongitude": i}} for i in range(9000)]
    deep: Any = "x" * 300_000
    for _ in range(90):
        deep = {"deep": [deep]}
    text = json.dumps(
        {"doi": "10.5555/a", "creators": creators, "geoLocations": [{"geoLocationPolygon": polygon}], "other": deep}
    )
    begin = time.process_time()
    records, _, _ = read(text)
    assert time.process_time() - begin < 8 * len(text) / 1_000_000
    assert len(records[0].work.contributions) == 9000


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text makes the reader raise, and the account closes."""
    read(text)
    SOURCE.sniff("x", text)


@given(st.data())
def test_any_damage_is_read(data: st.DataObject) -> None:
    """Nor does a golden text with a stretch cut out, doubled or replaced."""
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    filling = data.draw(
        st.one_of(st.text(max_size=20), st.just(text[start:end] * 2), st.sampled_from(["<", '"', "{", "]"]))
    )
    read(text[:start] + filling + text[end:])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "title", "date", "data", "id", "attributes", "nameType", "value"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
MEMBERS = (
    "doi", "titles", "creators", "contributors", "dates", "types", "publisher", "subjects", "rightsList", "relatedItems",
    "relatedIdentifiers", "container", "fundingReferences", "identifiers", "relationships", "attributes", "data", "language",
    "url", "version", "publicationYear", "descriptions", "sizes", "errors", "prefix", "suffix", "geoLocations",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(MEMBERS), VALUES))
def test_members_of_any_kind_are_read(value: dict[str, Any]) -> None:
    """A member may hold whatever JSON can hold."""
    read(json.dumps(value))

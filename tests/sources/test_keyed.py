"""Works with anybody's keys in JSON and YAML: which text holds some, what the keys say, and that the accounts close."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import claim, sources

JSON, YAML = sources()["json_works"], sources()["yaml_works"]
ROPES = {"title": "Ropes", "authors": ["Ada Okonjo"], "year": 2019, "venue": "Journal of Knots"}


def read(text: str, source: Any = JSON) -> list[Any]:
    """The items of a text, whose account closes."""
    items, account = read_text(source, text)
    assert account.closes, account.faults
    return items


def one(**more: object) -> Record:
    """The record of an object with these members beside a title, an author, a year and a venue."""
    [record] = [item for item in read(json.dumps([ROPES | more], ensure_ascii=False)) if isinstance(item, Record)]
    return record


def people(record: Record) -> list[str]:
    """The authors as given, then family."""
    return [
        f"{each.name.given} {each.name.family}".strip() for each in record.work.contributions if each.role == "author"
    ]


@pytest.mark.parametrize(
    "path", [(), ("data",), ("results",), ("response", "docs"), ("hits", "hits"), ("publications",)]
)
def test_works_stand_at_the_top_of_a_file_or_where_answers_have_them(path: tuple[str, ...]) -> None:
    value: object = [ROPES, ROPES]
    for key in reversed(path):
        value = {"total": 2, key: value}
    text = json.dumps(value)
    source = claim("x.json", text)
    assert source is not None
    assert source.name == "json_works"
    assert len([item for item in read(text) if isinstance(item, Record)]) == 2


@pytest.mark.parametrize(
    "value",
    [
        {"name": "left-pad", "version": "1.0.0", "author": "Ada", "license": "MIT", "description": "Pads."},
        [{"title": "Ropes", "url": "https://example.org", "date": "2019-01-01"}],
        {"title": "Settings", "type": "object", "properties": {"year": {"type": "integer"}}},
        [{"title": "Ropes", "author": "The Knots", "year": 2019, "publisher": "Harbour Records"}],
        [{"artist": "The Knots", "album": "Ropes", "year": 2019}],
        [1, 2, 3],
        {},
    ],
)
def test_other_json_is_not_claimed(value: object) -> None:
    assert not JSON.sniff("x.json", json.dumps(value))


def test_what_another_source_reads_by_its_own_form_is_left_to_it() -> None:
    text = '[{"id": "a", "type": "article-journal", "title": "Ropes", "author": [{"family": "Okonjo"}], "container-title": "Knots", "issued": {"date-parts": [[2019]]}, "DOI": "10.1234/a"}]'
    source = claim("x.json", text)
    assert source is not None
    assert source.name == "csl_json"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (["Ada Okonjo", "Jonas Brix"], ["Ada Okonjo", "Jonas Brix"]),
        (["Okonjo, Ada", "Brix, Jonas"], ["Ada Okonjo", "Jonas Brix"]),
        ("Ada Okonjo, Jonas Brix", ["Ada Okonjo", "Jonas Brix"]),
        ("Okonjo A, Brix J", ["A Okonjo", "J Brix"]),
        ([{"name": "Ada Okonjo"}, {"name": "Jonas Brix"}], ["Ada Okonjo", "Jonas Brix"]),
        ([{"given": "Ada", "family": "Okonjo"}], ["Ada Okonjo"]),
        ([{"firstName": "Ada", "lastName": "Okonjo", "fullName": "Okonjo A"}], ["Ada Okonjo"]),
        ({"author": [{"fullName": "Ada Okonjo"}]}, ["Ada Okonjo"]),
        ([{"author": {"display_name": "Ada Okonjo"}}], ["Ada Okonjo"]),
        (["**Ada Okonjo**", "Jonas Brix"], ["Ada Okonjo", "Jonas Brix"]),
        ("J. Doe, R. Roe, et al.", ["J. Doe", "R. Roe"]),
    ],
)
def test_authors_stand_in_texts_lists_and_objects(authors: object, expected: list[str]) -> None:
    assert people(one(authors=authors)) == expected


def test_a_list_of_names_beside_the_authors_themselves_adds_nobody() -> None:
    record = one(
        authors=None,
        authorString="Okonjo A, Brix J.",
        authorList={"author": [{"firstName": "Ada", "lastName": "Okonjo"}, {"firstName": "Jonas", "lastName": "Brix"}]},
    )
    assert people(record) == ["Ada Okonjo", "Jonas Brix"]


def test_the_owner_of_a_site_among_its_authors_is_said_to_be_missing() -> None:
    items = read(json.dumps([ROPES | {"authors": ["admin", "Jonas Brix"]}]))
    [record] = [item for item in items if isinstance(item, Record)]
    assert (people(record), record.work.authors_truncated) == (["Jonas Brix"], True)
    assert [remark.code for remark in record.remarks] == ["owner-unnamed"]
    assert [item.text for item in items if isinstance(item, LeftOver)] == ["admin"]


def test_a_word_for_the_owner_elsewhere_says_nothing_of_the_authors() -> None:
    record = one(mood="me")
    assert (record.work.authors_truncated, record.remarks) == (False, [])


def test_links_of_code_data_and_projects_have_their_roles() -> None:
    record = one(
        url_code="https://example.org/code",
        url_dataset="https://example.org/data",
        url_project="https://example.org/project",
    )
    assert {(link.role, link.url) for link in record.work.links} == {
        ("code", "https://example.org/code"), ("data", "https://example.org/data"), ("project-page", "https://example.org/project"),
    }  # fmt: skip


def test_of_several_types_that_of_a_meeting_counts() -> None:
    assert one(publicationTypes=["JournalArticle", "Conference"]).work.type == "conference-paper"


def test_an_author_has_an_orcid_and_an_affiliation() -> None:
    record = one(
        authors=[
            {"name": "Ada Okonjo", "orcid": "0000-0002-1825-0097", "affiliation": "Tide Institute"},
            {"name": "Jonas Brix", "affiliations": [{"name": "Harbour University"}]},
        ]
    )
    first, second = record.work.contributions
    assert [each.value for each in first.identifiers] == ["0000-0002-1825-0097"]
    assert [each.name for each in [*first.affiliations, *second.affiliations]] == [
        "Tide Institute",
        "Harbour University",
    ]


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ({"venue": {"name": "Knots", "type": "journal", "issn": "2049-3630", "url": "https://example.org"}}, "Knots"),
        ({"venue": None, "journal": {"title": "Knots", "volume": "3"}}, "Knots"),
        ({"venue": None, "publication": "*Knots, 12*(1)"}, "Knots"),
        ({"venue": None, "publication": "In *Meeting on Knots*"}, "Meeting on Knots"),
        ({"venue": None, "publication": "*Workshop on Web 2.0*"}, "Workshop on Web 2.0"),
        ({"venue": None, "publication": "In *Meeting on Knots 2019*"}, "Meeting on Knots 2019"),
        ({"venue": None, "publication": "*F1000*"}, "F1000"),
        ({"venue": None, "booktitle": "Proceedings of the Meeting on Knots"}, "Proceedings of the Meeting on Knots"),
    ],
)
def test_venues_stand_in_texts_and_objects(venue: dict[str, object], expected: str) -> None:
    record = one(**venue)
    assert [each.name for each in record.work.venues] == [expected]
    assert record.work.links == []


@pytest.mark.parametrize(
    "ids",
    [
        {"doi": "10.1234/r.5"},
        {"DOI": "https://doi.org/10.1234/R.5"},
        {"externalIds": {"DOI": "10.1234/r.5", "CorpusId": 7}},
        {"identifier": [{"type": "doi", "id": "10.1234/r.5"}]},
        {"identifiers": ["doi:10.1234/r.5"]},
        {"url": "https://doi.org/10.1234/r.5"},
    ],
)
def test_identifiers_stand_in_texts_lists_and_objects(ids: dict[str, object]) -> None:
    assert [(each.scheme, each.value) for each in one(**ids).work.identifiers] == [("doi", "10.1234/r.5")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("JournalArticle", "article"), (["2"], "article"), (["1"], "conference-paper"), ("PhD thesis", "thesis"), ({"type": "dataset"}, "article"), ({"title": "Dataset"}, "dataset"), ("inproceedings", "conference-paper")],
)  # fmt: skip
def test_types_are_words_of_many_or_numbers_of_one(kind: object, expected: str) -> None:
    assert one(publication_types=kind, venue=None, doi="10.1234/r.5").work.type == expected


def test_what_no_key_tells_is_left_over_whole() -> None:
    items = read(json.dumps([ROPES | {"mood": "calm", "cites": [{"title": "Knots", "authors": ["Jo Brix"]}]}]))
    assert sorted(item.field for item in items if isinstance(item, LeftOver)) == ["cites", "mood"]
    assert len([item for item in items if isinstance(item, Record)]) == 1


def test_an_object_without_a_title_is_a_reject() -> None:
    items = read(json.dumps([ROPES, {"authors": ["Ada Okonjo"], "year": 2011}]))
    assert [item.reason for item in items if isinstance(item, Reject)] == ["The object has no title."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- title: Ropes\n  authors: Ada Okonjo\n  year: 2019\n- title: Knots\n  authors: Jo Brix\n  year: 2020\n", 2),
        (
            "---\nreferences:\n- title: Ropes\n  author:\n  - family: Okonjo\n    given: Ada\n  container-title: Knots\n  issued:\n    year: 2019\n...\n",
            1,
        ),
        ("papers:\n  - title: Ropes\n    authors: [Ada Okonjo]\n    year: 2019\n", 1),
        ('---\ntitle: "Ropes"\nauthors:\n- Ada Okonjo\npublication: "*Knots*"\n---\nText.\n', 1),
        ("---\ntitle: Ropes\nvenue: Knots\ndate: 2019-01-02\ncitation: 'Okonjo, Ada. (2019). Ropes.'\n---\n", 1),
    ],
)
def test_yaml_holds_works_in_lists_and_in_the_front_matter_of_pages(text: str, count: int) -> None:
    source = claim("x.yml", text)
    assert source is not None
    assert source.name == "yaml_works"
    found = [item for item in read(text, YAML) if isinstance(item, Record)]
    assert len(found) == count
    assert (found[0].work.title, people(found[0])) == ("Ropes", ["Ada Okonjo"])


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: My summer\nauthor: Ada Okonjo\ndate: 2019-01-02\ntags: [sea]\n---\nWe went to the sea.\n",
        "name: build\non: [push]\njobs:\n  test:\n    runs-on: x\n",
        "title: Site of ropes\nauthor: Ada Okonjo\nurl: https://example.org\nbaseurl: /\n",
        "cff-version: 1.2.0\ntitle: Ropes\nauthors:\n- family-names: Okonjo\ndoi: 10.1234/r\n",
        "title: Ropes\nauthors: Ada Okonjo: Jo\n  year: [2019\nvenue: Knots\n",
    ],
)
def test_other_yaml_is_not_claimed(text: str) -> None:
    assert not YAML.sniff("x.yml", text)


def test_aliases_of_yaml_stand_for_what_they_name_and_the_account_closes() -> None:
    text = "- title: Ropes\n  authors: &us [Ada Okonjo, Jo Brix]\n  venue: &knots Knots\n  year: 2019\n- title: Lines\n  authors: *us\n  venue: *knots\n  year: 2020\n"
    first, second = [item for item in read(text, YAML) if isinstance(item, Record)]
    assert people(first) == people(second) == ["Ada Okonjo", "Jo Brix"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3000) | st.text(alphabet='ab ;,*_é"\\', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "title", "type", "value", "id", "doi", "authors", "journal", "url", "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(["authors", "venue", "journal", "identifiers", "externalIds", "metadata", "keywords", "date", "citation", "type", "pdf", "mood"]), VALUES, max_size=6))  # fmt: skip
def test_accounts_close_whatever_the_values_are(members: dict[str, object]) -> None:
    text = json.dumps([{"title": "Ropes", **members}], ensure_ascii=False)
    read(text)
    read(text, YAML)


def test_a_name_within_a_name_has_its_own_affiliation() -> None:
    record = one(authors=["Jo Brix", {"name": {"given": "Jan", "family": "Berg"}, "affiliation": "TU Delft"}])
    assert people(record) == ["Jo Brix", "Jan Berg"]
    assert [[place.name for place in each.affiliations] for each in record.work.contributions] == [[], ["TU Delft"]]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"collectiveName": "Knot Study Group"}, "Knot Study Group"),
        ({"creator": "Okonjo, Ada"}, "Okonjo, Ada"),
        ({"person": {"name": "Ada Okonjo"}}, "Ada Okonjo"),
        ({"given": "Ada", "middle": "B.", "family": "Okonjo", "suffix": "Jr"}, "Okonjo, Jr, Ada B."),
        ({"given": "Jo", "non-dropping-particle": "van", "family": "Berg"}, "van Berg, Jo"),
    ],
)
def test_names_have_parts_of_many_sorts(person: dict[str, object], expected: str) -> None:
    assert [each.name.printed for each in one(authors=[person]).work.contributions] == [expected]


def test_what_a_person_says_beside_is_left_over_and_nobody_else_gets_it() -> None:
    items = read(
        json.dumps(
            [ROPES | {"authors": ["Ada Okonjo", {"affiliation": "TU Delft"}, {"name": "Jo Brix", "mood": "calm"}]}]
        )
    )
    assert [item.field for item in items if isinstance(item, LeftOver)] == ["authors", "authors"]
    [record] = [item for item in items if isinstance(item, Record)]
    assert not any(each.affiliations for each in record.work.contributions)


def test_europe_pmc_gives_orcid_and_affiliation_in_objects() -> None:
    person = {"firstName": "Ada", "lastName": "Okonjo", "authorId": {"type": "ORCID", "value": "0000-0002-1825-0097"}, "authorAffiliationDetailsList": {"authorAffiliation": [{"affiliation": "Tide Institute"}]}}  # fmt: skip
    [author] = one(authors=[person]).work.contributions
    assert ([each.value for each in author.identifiers], [each.name for each in author.affiliations]) == (["0000-0002-1825-0097"], ["Tide Institute"])  # fmt: skip


def test_namesakes_in_one_list_are_two() -> None:
    assert people(one(authors=["Wei Li", "Wei Li"])) == ["Wei Li", "Wei Li"]
    assert people(one(authors=["Wei Li"], author=["Wei Li"])) == ["Wei Li"]


def test_contributors_are_authors_only_where_nobody_else_is() -> None:
    record = one(contributors=["Jo Brix"])
    assert [(each.name.family, each.role) for each in record.work.contributions] == [
        ("Okonjo", "author"),
        ("Brix", "contributor"),
    ]
    assert people(one(authors=None, contributors=["Jo Brix"])) == ["Jo Brix"]
    assert [each.role for each in one(authors=["Jo Brix", {"name": "Ines Falk", "role": "editor"}]).work.contributions] == ["author", "editor"]  # fmt: skip


PAGE = "title: {}\nauthors: [Ada Okonjo]\nvenue: Knots\nyear: 2019\n"


def test_works_parted_by_single_lines_are_all_read() -> None:
    text = "".join("---\n" + PAGE.format(name) for name in ("Ropes", "Knots and lines", "Lamps"))
    assert [item.work.title for item in read(text, YAML) if isinstance(item, Record)] == [
        "Ropes",
        "Knots and lines",
        "Lamps",
    ]


def test_horizontal_rules_in_the_text_of_a_page_are_no_front_matter() -> None:
    text = f"---\n{PAGE.format('Ropes')}---\nText.\n\n---\ntitle: none\n---\nNotes: more text\n"
    assert [type(item) for item in read(text, YAML)] == [Record]


def test_front_matter_may_have_the_line_ends_of_windows() -> None:
    text = f"---\n{PAGE.format('Ropes')}---\nText.\n".replace("\n", "\r\n")
    assert YAML.sniff("x.md", text)
    assert len([item for item in read(text, YAML) if isinstance(item, Record)]) == 1


def test_two_pages_in_a_list_are_the_first_and_the_last() -> None:
    assert one(pages=["1", "3"]).work.pages == "1-3"


@pytest.mark.parametrize("key", ["medium", "artist", "ingredients", "platform"])
def test_pictures_songs_and_games_are_no_works(key: str) -> None:
    assert not JSON.sniff("x.json", json.dumps([ROPES | {key: "oil"}]))


def test_answers_of_scholarly_have_the_work_in_a_member() -> None:
    text = json.dumps([{"container_type": "Publication", "bib": {"title": "Ropes", "author": ["Ada Okonjo"], "pub_year": "2019", "journal": "Knots"}}])  # fmt: skip
    assert JSON.sniff("x.json", text)
    assert [item.work.title for item in read(text) if isinstance(item, Record)] == ["Ropes"]

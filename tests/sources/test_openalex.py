"""OpenAlex: works alone, in answers and as lines of the snapshot."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import WORK_TYPES, Record, Reject, Work
from kg.sources import _openalex_work, sources

SOURCE = sources()["openalex"]
GOLDEN = Path(__file__).parents[1] / "golden" / "openalex"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]
OA = "https://openalex.org/"


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def record(**members: Any) -> Record:
    (found,), _, _ = read(json.dumps({"id": f"{OA}W1", **members}))
    return found


def work(**members: Any) -> Work:
    return record(**members).work


def left(**members: Any) -> list[str]:
    return [item.field for item in read(json.dumps({"id": f"{OA}W1", **members}))[1] if isinstance(item, LeftOver)]


def author(name: str, **members: Any) -> dict[str, Any]:
    return {"author": {"display_name": name}, **members}


# --- the abstract ----------------------------------------------------------------------------------------------------


def test_an_inverted_abstract_is_put_in_order() -> None:
    """Each word stands at each of its positions; the piece is the whole index."""
    text = json.dumps({"id": f"{OA}W1", "abstract_inverted_index": {"is": [1, 4], "It": [0], "what": [2], "it": [3]}})
    (found,), _, _ = read(text)
    assert found.work.abstract == "It is what it is"
    assert not found.work.abstract_truncated
    (piece,) = [p for p in found.pieces if p.field == "abstract"]
    assert json.loads(text[piece.start : piece.end])["It"] == [0]


@pytest.mark.parametrize(
    ("index", "abstract", "whole"),
    [
        ({"a": [0], "c": [2]}, "a c", False),
        ({"b": [1]}, "b", False),
        ({"a": [0], "b": [0]}, "a b", False),
        ({"a": [0], "b": ["1", True, None, 1.5]}, "a", False),
        ({"a": "0"}, None, True),
        ({}, None, True),
        ("text", None, True),
        (None, None, True),
    ],
)
def test_a_broken_index_is_marked(index: Any, abstract: str | None, whole: bool) -> None:
    """Gaps and doubled positions are remarked on; what is no index gives no abstract."""
    found = record(abstract_inverted_index=index)
    assert found.work.abstract == abstract
    assert found.work.abstract_truncated is not whole
    assert [r.code for r in found.remarks] == ([] if whole else ["abstract-incomplete"])


# --- authors ---------------------------------------------------------------------------------------------------------


def test_authors_are_named_as_printed() -> None:
    """The printed name counts; the one OpenAlex gives the author is left over where it differs."""
    members = author("Ana M. Cruz", raw_author_name="Cruz, Ana")
    (one,) = work(authorships=[members]).contributions
    assert (one.name.printed, one.name.given, one.name.family) == ("Cruz, Ana", "Ana", "Cruz")
    assert left(authorships=[members]) == ["authorships.author.display_name"]
    assert left(authorships=[author("Ana Cruz", raw_author_name="Ana Cruz")]) == []


def test_author_order_and_corresponding_author_are_kept() -> None:
    """Positions count from 1; entries without a name are no authors."""
    found = work(authorships=[author("A One"), {"author": {}}, author("B Two", is_corresponding=True)]).contributions
    assert [(c.position, c.name.family, c.marks) for c in found] == [(1, "One", []), (2, "Two", ["corresponding"])]


def body(number: int, name: str, ror: str | None = None) -> dict[str, Any]:
    return {"id": f"{OA}I{number}", "display_name": name, "ror": ror}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (  # which institution belongs to which text is said
            {"affiliations": [{"raw_affiliation_string": "Lab, X", "institution_ids": [f"{OA}I2"]}],
             "raw_affiliation_strings": ["Lab, X", "Elsewhere"], "institutions": [body(1, "Uni"), body(2, "Lab")]},
            [("Lab, X", ["I2"]), ("Elsewhere", []), ("Uni", ["I1"])],
        ),
        (  # one of each
            {"raw_affiliation_strings": ["Impact, NC"], "institutions": [body(1, "Other Name")]},
            [("Impact, NC", ["I1"])],
        ),
        (  # by name
            {"raw_affiliation_strings": ["Dept, uni Y", "Lab Z"], "institutions": [body(1, "Uni Y"), body(2, "Bank")]},
            [("Dept, uni Y", ["I1"]), ("Lab Z", []), ("Bank", ["I2"])],
        ),
        ({"raw_affiliation_string": "Old form"}, [("Old form", [])]),
        ({"institutions": [body(1, "Uni")]}, [("Uni", ["I1"])]),
    ],
)  # fmt: skip
def test_institutions_go_with_the_printed_affiliation(members: dict[str, Any], expected: list[Any]) -> None:
    """By what the record says, else by the name in the text; an institution that no text names stands by itself."""
    (one,) = work(authorships=[author("A One", **members)]).contributions
    assert [(a.name, [i.value for i in a.identifiers]) for a in one.affiliations] == expected


def test_ids_that_are_not_valid_are_remarks() -> None:
    """An ORCID or ROR with a wrong check digit is not kept."""
    broken = author("A One", institutions=[body(1, "Uni", "https://ror.org/0abc12352")])
    broken["author"]["orcid"] = "https://orcid.org/0000-0002-1825-0098"
    found = record(authorships=[broken])
    assert found.work.contributions[0].identifiers == []
    assert [i.scheme for i in found.work.contributions[0].affiliations[0].identifiers] == ["openalex"]
    assert [r.code for r in found.remarks] == ["identifier-invalid"] * 2


# --- the rest --------------------------------------------------------------------------------------------------------


def test_every_type_is_a_type_of_works() -> None:
    """Crossref's finer type counts where OpenAlex says article; an unknown type is left over."""
    assert set(_openalex_work.TYPES.values()) <= set(WORK_TYPES)
    assert work(type="article", type_crossref="proceedings-article").type == "conference-paper"
    assert work(type="article", type_crossref="posted-content").type == "preprint"
    assert work(type="dissertation").type == "thesis"
    assert work(type="poem").type == "other"
    assert left(type="poem") == ["type"]


@pytest.mark.parametrize(
    ("members", "value", "codes"),
    [
        ({"publication_date": "2020-05-22", "publication_year": 2020}, "2020-05-22", []),
        ({"publication_date": "2020-01-01"}, "2020", ["day-uncertain"]),
        ({"publication_date": "2020"}, "2020", []),
        ({"publication_year": 2020}, "2020", []),
        ({"publication_date": "2020-02-30"}, None, ["date-invalid"]),
        ({"publication_date": None, "publication_year": None}, None, []),
    ],
)
def test_a_first_of_january_is_a_year(members: dict[str, Any], value: str | None, codes: list[str]) -> None:
    """OpenAlex fills in the first of January where it knows the year alone; no such day is kept."""
    found = record(**members)
    assert [(d.kind, d.value) for d in found.work.dates] == ([("published", value)] if value else [])
    assert [r.code for r in found.remarks] == codes


def test_locations_give_venues_links_licences_and_arxiv_ids() -> None:
    """The journal is a venue with its numbers; the DOI's page is no second link; a page of arXiv gives the work's id."""
    journal = {"id": f"{OA}S1", "display_name": "J", "issn_l": "1234-5679", "issn": ["1234-5679"], "type": "journal"}
    first = {"landing_page_url": "https://doi.org/10.5555/a", "pdf_url": "https://x.example/a.pdf", "source": journal,
             "license": "cc-by", "version": "publishedVersion"}  # fmt: skip
    arxiv = {"display_name": "arXiv", "type": "repository"}
    second = {"landing_page_url": "https://arxiv.org/abs/2203.01234", "source": arxiv, "version": "submittedVersion"}
    members: dict[str, Any] = {
        "doi": "https://doi.org/10.5555/A",
        "primary_location": first,
        "locations": [first, second],
    }
    found = work(**members)
    assert [(v.name, v.kind, [i.scheme for i in v.identifiers]) for v in found.venues] == [
        ("J", "journal", ["issn", "openalex"]), ("arXiv", "repository", []),
    ]  # fmt: skip
    assert [(one.url, one.role) for one in found.links] == [("https://x.example/a.pdf", "full-text")]
    assert [(one.url, one.role) for one in found.licences] == [("cc-by", "publishedVersion")]
    assert [(i.scheme, i.value) for i in found.identifiers] == [
        ("openalex", "W1"), ("doi", "10.5555/a"), ("arxiv", "2203.01234"),
    ]  # fmt: skip
    assert left(**members) == ["locations.version"]


def test_the_older_form_of_a_venue_is_read() -> None:
    """`host_venue` says at once the journal, its publisher and the link."""
    venue = {
        "id": f"{OA}V1",
        "display_name": "J",
        "publisher": "P",
        "issn": ["1234-5679"],
        "url": "https://x.example/1",
    }
    found = record(host_venue={**venue, "license": None})
    assert (found.work.venues[0].name, found.work.publisher) == ("J", "P")
    assert [(one.url, one.role) for one in found.work.links] == [("https://x.example/1", "landing-page")]
    assert [r.code for r in found.remarks] == ["identifier-invalid"]  # ids of venues are of the past


def test_ids_are_brought_to_their_form() -> None:
    """A PMCID stands without its letters; ids said twice are one."""
    ids = {
        "openalex": f"{OA}W1",
        "mag": "7",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/12",
        "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/34",
    }
    assert [(i.scheme, i.value) for i in work(ids=ids).identifiers] == [
        ("openalex", "W1"), ("mag", "7"), ("pmid", "12"), ("pmcid", "PMC34"),
    ]  # fmt: skip


def test_a_retracted_work_is_marked() -> None:
    """OpenAlex does not say which notice retracts it, so there is no relation."""
    found = record(is_retracted=True)
    assert [r.code for r in found.remarks] == ["retracted"]
    assert found.work.relations == []
    assert record(is_retracted=False).remarks == []


def test_subjects_have_their_scheme() -> None:
    """Concepts, topics, keywords (in either form), goals and MeSH headings."""
    found = work(
        concepts=[{"display_name": "C"}], primary_topic={"display_name": "T"}, topics=[{"display_name": "T"}],
        keywords=[{"keyword": "k"}, {"display_name": "l"}, "m"], mesh=[{"descriptor_name": "D", "qualifier_name": "Q"}],
    ).subjects  # fmt: skip
    assert [(s.value, s.scheme) for s in found] == [
        ("C", "openalex-concept"), ("T", "openalex-topic"), ("k", "openalex-keyword"), ("l", "openalex-keyword"),
        ("m", "openalex-keyword"), ("D/Q", "mesh"),
    ]  # fmt: skip


def test_cited_works_are_relations() -> None:
    """By id of OpenAlex; related works are OpenAlex's guess and left over."""
    (one,) = work(referenced_works=[f"{OA}W2"], related_works=[f"{OA}W3"]).relations
    assert one.target is not None
    assert (one.kind, one.target.scheme, one.target.value) == ("cites", "openalex", "W2")
    assert left(related_works=[f"{OA}W3"]) == ["related_works"]


def test_a_funder_named_by_an_award_is_not_repeated() -> None:
    """Older and newer forms: each award is an entry, a funder alone is one, too."""
    found = work(
        grants=[{"funder": f"{OA}F1", "funder_display_name": "F", "award_id": "a"}],
        awards=[{"funder_id": f"{OA}F1", "funder_display_name": "F", "funder_award_id": "b"}],
        funders=[{"id": f"{OA}F1", "display_name": "F"}, {"id": f"{OA}F2", "display_name": "G"}],
    ).funding
    assert [(f.funder, f.award, [i.value for i in f.identifiers]) for f in found] == [
        ("F", "a", ["F1"]), ("F", "b", ["F1"]), ("G", "", ["F2"]),
    ]  # fmt: skip


# --- wrappings, other objects, any text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrap",
    [
        lambda works: json.dumps({"meta": {"count": 2}, "results": works, "group_by": []}),
        lambda works: "\n".join(json.dumps({"meta": {}, "results": [w]}) for w in works),
        json.dumps,
        lambda works: "\n".join(map(json.dumps, works)),
    ],
)
def test_works_are_found_in_every_wrapping(wrap: Any) -> None:
    """An answer, several answers, an array and lines give the same works."""
    text = wrap([{"id": f"{OA}W{n}", "title": f"T{n}"} for n in range(3)])
    assert SOURCE.sniff("x", text)
    records, _, account = read(text)
    assert [r.work.title for r in records] == ["T0", "T1", "T2"]
    assert account.left == 0


@pytest.mark.parametrize(
    ("printed", "what"), [("A5", "an author"), ("S5", "a source"), ("I5", "an institution"), ("Z5", "another object")]
)
def test_other_objects_are_refused_by_name(printed: str, what: str) -> None:
    """An author is no work, and the reject says what it is."""
    text = json.dumps({"id": OA + printed, "display_name": "X"})
    assert SOURCE.sniff("x.json", text)
    records, items, _ = read(text)
    assert records == []
    assert [i.reason for i in items if isinstance(i, Reject)] == [f"The object is {what} ({printed}), not a work."]


@settings(max_examples=60)
@given(
    st.text(alphabet=st.sampled_from('{}[]:,"\\ W1results\n'), max_size=60),
    st.sampled_from(["", '{"id": ', '{"results": [']),
)
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for."""
    read(begin + text)


@settings(max_examples=100)
@given(st.sampled_from(TEXTS), st.data())
def test_mutated_texts_are_accounted_for(text: str, data: st.DataObject) -> None:
    """A cut, a doubled or an overwritten stretch loses records at most, never the account."""
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, min(len(text), low + 400)))
    new = data.draw(st.sampled_from(["", "null", "[]", "{}", '"', "7", "-1", text[low:high] * 2, '{"a": 1, "a": 2}']))
    read(text[:low] + new + text[high:])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(f"{OA}W5"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["author", "id", "display_name", "institutions", "source", "license", "version", "issn", "ror", "affiliations"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
KEYS = sorted(json.loads((GOLDEN / "full.json").read_text("utf-8"))["results"][0])


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_values_of_any_kind_are_read(members: dict[str, Any]) -> None:
    """A member of another kind than expected is left over, not an error."""
    read(json.dumps({**members, "id": f"{OA}W1"}))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"id": OA + "W1", "locations": [{"landing_page_url": f"https://arxiv.org/abs/2203.{n:05}"} for n in range(20_000)]}),
        json.dumps({"id": OA + "W1", "authorships": [{"raw_author_name": "A B"}] * 40_000}),
        json.dumps({"id": OA + "W1", "authorships": [{"raw_author_name": "A", "institutions": [body(n, f"n{n}") for n in range(9000)],
                    "raw_affiliation_strings": [f"m{n}" for n in range(9000)]}]}),
    ],
    ids=["locations", "authors", "affiliations"],
)  # fmt: skip
def test_long_lists_take_linear_time(text: str) -> None:
    """Ten thousands of locations, authors or affiliations in one work are read in seconds."""
    begun = process_time()
    read(text)
    assert process_time() - begun < 20


# --- real records ----------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_real_records_are_read_whole(shared: Path) -> None:
    """Five works are read and one author refused; every account closes; under 3 % of the works' text is left over."""
    works, refused, characters, over = 0, 0, 0, 0
    for path in sorted((shared / "openalex").iterdir()):
        text = path.read_text("utf-8")
        assert SOURCE.sniff(path.name, text)
        records, _, account = read(text)
        works, refused = works + len(records), refused + account.rejects
        if records:
            characters, over = characters + account.characters, over + account.left
    assert (works, refused) == (5, 1)
    assert over / characters < 0.03


@pytest.mark.shared
def test_a_real_work_keeps_all_it_knows(shared: Path) -> None:
    """Authors with ORCID and ROR, references and subjects are as many as the object holds."""
    text = (shared / "openalex" / "work-W2741809807.json").read_text("utf-8")
    (found,), _, _ = read(text)
    printed = json.loads(text)
    authors = found.work.contributions
    assert [c.name.printed for c in authors] == [a["raw_author_name"] for a in printed["authorships"]]
    orcids = [i.value for c in authors for i in c.identifiers if i.scheme == "orcid"]
    assert orcids == [a["author"]["orcid"][-19:] for a in printed["authorships"] if a["author"]["orcid"]]
    rors = {i.value for c in authors for a in c.affiliations for i in a.identifiers if i.scheme == "ror"}
    assert rors == {i["ror"][-9:] for a in printed["authorships"] for i in a["institutions"] if i["ror"]}
    assert len([r for r in found.work.relations if r.kind == "cites"]) == len(printed["referenced_works"])
    assert {"openalex", "doi", "mag", "pmid", "pmcid"} == {i.scheme for i in found.work.identifiers}

"""CSL-JSON: arrays, single items, objects that hold items, JSON lines; dates and names in all their forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import claim, sources
from kg.sources._csl import ROLES, spelled

SOURCE = sources()["csl_json"]
GOLDEN = Path(__file__).parents[1] / "golden" / "csl_json"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def item(**members: Any) -> Record:
    records, _, _ = read(json.dumps({"type": "article-journal", "title": "T", **members}))
    return records[0]


def issued(value: Any) -> list[str]:
    return [date.value for date in item(issued=value).work.dates]


# --- forms -----------------------------------------------------------------------------------------------------------

ONE, TWO = '{"id":"1","type":"book","title":"One"}', '{"id":"2","type":"book","title":"Two"}'


@pytest.mark.parametrize(
    "text",
    [
        f"[{ONE},{TWO}]",
        f"{ONE}\n{TWO}\n",
        f'{{"items": [{ONE}, {TWO}]}}',
        f'{{"of": {{"mine": [null, [{ONE}]], "yours": {TWO}}}}}',
        f'{{"style": "x", "items": [{ONE}, {TWO}]}}',
    ],
)
def test_items_are_found_in_every_form(text: str) -> None:
    """An array, JSON lines and objects that hold items give the same records, in order."""
    records, _, account = read(text)
    assert [(record.source_key, record.work.title) for record in records] == [("1", "One"), ("2", "Two")]
    assert account.rejects == 0


def test_one_object_is_one_item() -> None:
    """An item needs no array around it."""
    assert read(ONE)[0][0].work.type == "book"


def test_values_around_items_are_left_over() -> None:
    """Texts beside the items are not passed over as punctuation."""
    _, items, _ = read(f'{{"note": "by hand", "mine": [{ONE}]}}')
    assert [one.text for one in items if isinstance(one, LeftOver)] == ['"by hand"']


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"id": "1", "type": "book"}', "no title"),
        ('{"a": {"b": 1}}', "neither a type nor a title"),
        ('{"type": "book", "title": "T", "title": "U"}', "stands twice"),
        ('{"a": ' * 30 + ONE + "}" * 30, "levels deep"),
        ('[{"type": "book", "title": }]', "broken"),
    ],
)
def test_what_is_no_item_is_a_reject(text: str, reason: str) -> None:
    """The reason says what is missing or wrong."""
    _, items, account = read(text)
    assert account.records == 0
    assert reason in next(one.reason for one in items if isinstance(one, Reject))


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2021]]}, ["2021"]),
        ({"date-parts": [["2021", "04"]]}, ["2021-04"]),
        ({"date-parts": [[2021, 4, 9]]}, ["2021-04-09"]),
        ({"date-parts": [[2021, None, None]]}, ["2021"]),
        ({"date-parts": [[2021, 0, 0]]}, ["2021"]),
        ({"date-parts": [[2021, 21]]}, ["2021"]),
        ({"date-parts": [2021, 4]}, ["2021-04"]),
        ({"date-parts": [[2021, 2, 30]]}, []),
        ({"date-parts": [[None]]}, []),
        ({"date-parts": [[-44, 3]]}, []),
        ({"date-parts": [[2001], [2003]]}, ["2001"]),
        ({"raw": "2021-04-09"}, ["2021-04-09"]),
        ({"raw": "2021/4"}, ["2021-04"]),
        ({"raw": "2021-04/2021-05"}, ["2021-04"]),
        ({"literal": "9 April 2021"}, ["2021-04-09"]),
        ({"literal": "April 2021"}, ["2021-04"]),
        ({"literal": "Spring 2021"}, ["2021"]),
        ({"literal": "13th Century"}, []),
        ({"literal": "before 1990"}, []),
        ({"literal": "Sept. 9th, 2021"}, ["2021-09-09"]),
        ({"year": 2021, "month": "4"}, ["2021-04"]),
        ("2021-04-09", ["2021-04-09"]),
        ("2021-04-09T10:00:00Z", ["2021-04-09"]),
        (2021, ["2021"]),
        ({}, []),
        ([], []),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(value: Any, expected: list[str]) -> None:
    """Numbers, texts, ranges and words are read; no month and no day is invented; what is no date is none."""
    assert issued(value) == expected


@pytest.mark.parametrize("value", [{"date-parts": [[2021]], "circa": True}, {"raw": "ca. 2021"}, {"raw": "2021~"}])
def test_an_approximate_date_is_marked(value: Any) -> None:
    """The year is kept, and that it is approximate is noted."""
    record = item(issued=value)
    assert [date.value for date in record.work.dates] == ["2021"]
    assert [remark.code for remark in record.remarks] == ["date-circa"]


def test_a_season_is_kept_in_the_ledger() -> None:
    """The date has no place for it, so it is left over, and not in silence."""
    _, items, _ = read('{"type":"book","title":"T","issued":{"date-parts":[[2021]],"season":"2"}}')
    assert [one.field for one in items if isinstance(one, LeftOver)] == ["issued.season"]


def test_an_event_has_two_ends() -> None:
    """The range of an event gives its beginning and its end."""
    record = item(**{"event-date": {"date-parts": [[2019, 6, 3], [2019, 6, 5]]}})
    assert [(d.kind, d.value) for d in record.work.dates] == [
        ("event-start", "2019-06-03"),
        ("event-end", "2019-06-05"),
    ]


@given(st.text(max_size=30))
def test_a_spelled_date_never_raises(text: str) -> None:
    """Any text is a date or none."""
    found, _ = spelled(text)
    assert found is None or found[:4].isdecimal()


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}, ("Ludwig", "van", "Beethoven", "")),
        ({"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}, ("Charles", "de", "Gaulle", "")),
        ({"family": "von Helmholtz", "given": "Hermann"}, ("Hermann", "von", "Helmholtz", "")),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, ("Martin", "", "King", "Jr.")),
        ({"family": "Madonna"}, ("", "", "Madonna", "")),
        ("Smith, Ann", ("Ann", "", "Smith", "")),
    ],
)
def test_names_come_in_parts(name: Any, expected: tuple[str, ...]) -> None:
    """Particles of both kinds stand before the family name; parts in one text are split."""
    found = item(author=[name]).work.contributions[0].name
    assert (found.given, found.particle, found.family, found.suffix) == expected
    assert not found.literal


def test_the_printed_form_follows_the_order_of_the_name() -> None:
    """A suffix has its comma where it is wanted, and a name of static order begins with the family."""
    record = item(
        author=[
            {"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True},
            {"family": "Mori", "given": "Haru", "static-ordering": True},
        ]
    )
    assert [c.name.printed for c in record.work.contributions] == ["Martin King, Jr.", "Mori Haru"]


def test_a_literal_is_not_split() -> None:
    """A body is printed as it is; beside parts the literal is the printed form."""
    record = item(
        author=[{"literal": "Smith, Jones and Sons"}, {"literal": "Lind, Åsa", "family": "Lind", "given": "Åsa"}]
    )
    first, second = (one.name for one in record.work.contributions)
    assert (first.printed, first.literal, first.family) == ("Smith, Jones and Sons", True, "")
    assert (second.printed, second.literal, second.family) == ("Lind, Åsa", False, "Lind")


def test_all_variables_of_names_are_roles() -> None:
    """Each has a role of its own, and positions count within it; an empty name is none."""
    record = item(**{role: [{"family": "A"}, {}, {"family": "B"}] for role in ROLES})
    found = [(c.role, c.position) for c in record.work.contributions]
    assert found == [(role, position) for role in ROLES for position in (1, 2)]


# --- fields ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"type": "article-journal"}, "article"),
        ({"type": "article"}, "preprint"),
        ({"type": "article", "container-title": "J"}, "article"),
        ({"type": "paper-conference"}, "conference-paper"),
        ({"type": "thesis"}, "thesis"),
        ({"type": "dataset"}, "dataset"),
        ({"type": "post-weblog"}, "other"),
        ({"type": "document", "genre": "Preprint"}, "preprint"),
        ({"type": "no-such"}, "other"),
    ],
)
def test_types(members: dict[str, Any], expected: str) -> None:
    """An article in no journal is a preprint, by CSL's definition."""
    assert item(**members).work.type == expected


@pytest.mark.parametrize("printed", ["0028-0836, 1476-4687", ["0028-0836", "1476-4687"]])
def test_several_issns_are_the_journals(printed: Any) -> None:
    """As a list or in one text, they belong to the container."""
    venue = item(**{"container-title": "Nature", "ISSN": printed}).work.venues[0]
    assert [(i.scheme, i.value) for i in venue.identifiers] == [("issn", "0028-0836"), ("issn", "1476-4687")]


def test_an_isbn_is_the_books() -> None:
    """That of a book is its own; that of a chapter is the book's it stands in."""
    own = item(type="book", ISBN="978-3-16-148410-0").work
    inside = item(type="chapter", ISBN="978-3-16-148410-0", **{"container-title": "B"}).work
    assert [i.value for i in own.identifiers] == ["9783161484100"]
    assert [i.value for i in inside.venues[0].identifiers] == ["9783161484100"]
    assert inside.identifiers == []


def test_links_that_name_the_work_are_identifiers() -> None:
    """A DOI as link is the DOI said twice; any other link is a link."""
    work = item(DOI="10.5555/A", URL="https://doi.org/10.5555/a").work
    assert ([i.value for i in work.identifiers], work.links) == (["10.5555/a"], [])
    assert [one.url for one in item(URL="https://example.org/x").work.links] == ["https://example.org/x"]


def test_keywords_know_their_places() -> None:
    """Each keyword of a text is one subject with its own piece, escapes and all."""
    text = '{"type":"book","title":"T","keyword":"a \\"b\\"; \\u00e9t\\u00e9 ;c"}'
    records, _, _ = read(text)
    found = [
        (s.value, next(p for p in records[0].pieces if p.field == f"subjects[{i}]"))
        for i, s in enumerate(records[0].work.subjects)
    ]
    assert [(value, text[p.start : p.end]) for value, p in found] == [
        ('a "b"', 'a \\"b\\"'),
        ("été", "\\u00e9t\\u00e9"),
        ("c", "c"),
    ]


def test_an_invalid_identifier_is_noted_and_left() -> None:
    """Its text stays in the ledger."""
    _, items, _ = read('{"type":"book","title":"T","DOI":"none","ISBN":"0-306-40615-3"}')
    record = next(one for one in items if isinstance(one, Record))
    assert [remark.code for remark in record.remarks] == ["identifier-invalid"] * 2
    assert [one.field for one in items if isinstance(one, LeftOver)] == ["DOI", "ISBN"]


# --- whose it is -----------------------------------------------------------------------------------------------------

CROSSREF = {
    "DOI": "10.5555/a",
    "type": "journal-article",
    "member": "1",
    "indexed": {},
    "reference-count": 0,
    "deposited": {},
}


def test_crossrefs_own_form_is_crossrefs() -> None:
    """Titles that are lists, with Crossref's members: no CSL-JSON, alone or in an answer."""
    work = {**CROSSREF, "title": ["T"], "container-title": ["J"], "published-print": {"date-parts": [[2020]]}}
    for text in (
        json.dumps(work),
        json.dumps({"status": "ok", "message": work}),
        json.dumps({"message": {"items": [work]}}),
    ):
        assert not SOURCE.sniff("x.json", text)
        found = claim("x.json", text)
        assert found is not None
        assert found.name == "crossref"


def test_csl_json_from_crossref_is_csl_json() -> None:
    """With the same members, but a title that is a text; what Crossref adds is understood."""
    text = json.dumps({**CROSSREF, "title": "T", "container-title": "J", "published-print": {"date-parts": [[2020]]}})
    found = claim("x.json", text)
    assert found is not None
    assert found.name == "csl_json"
    records, _, account = read(text)
    assert (records[0].work.title, records[0].work.type, account.left) == ("T", "article", 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1, 2]",
        '{"type": "article", "title": "T", "display_name": "T", "authorships": []}',
        '{"@type": "ScholarlyArticle", "type": "book", "id": "1", "title": "T"}',
        '{"type": "book", "title": ["T"], "DOI": "10.5555/a"}',
        '{"type": "dois", "id": "1", "title": "T", "DOI": "10.5555/a"}',
        '{"type": "book", "title": "T", "shelf": 4, "id": 1}',
        '@article{a, title={"type": "book"}}',
    ],
)
def test_other_json_is_not_claimed(text: str) -> None:
    """A type and a title make no CSL-JSON."""
    assert not SOURCE.sniff("x.json", text)


def test_an_item_whose_title_is_null_is_claimed() -> None:
    """Its other variables are CSL's."""
    assert SOURCE.sniff("x", '{"type": "book", "title": null, "DOI": "10.5555/a"}')


def test_a_head_that_is_cut_is_recognised() -> None:
    """The first item may be longer than what is looked at."""
    text = json.dumps([{"type": "article-journal", "title": "T", "abstract": "x" * 90_000}])
    assert SOURCE.sniff("x", text[:65_536])


def test_sniffing_is_linear() -> None:
    """A text of escaped quotation marks that never ends does not hang it."""
    assert not SOURCE.sniff("x", '["' + '\\"' * 32_000)


# --- damage ----------------------------------------------------------------------------------------------------------


@given(st.sampled_from(TEXTS), st.integers(0, 2000), st.integers(0, 40), st.text(max_size=6))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    _, account = read_text(SOURCE, text[:at] + inserted + text[at + length :])
    assert account.closes, account.faults


@given(st.text(max_size=60), st.sampled_from(["", "{", "[", '{"items": [', '{"type": "book", ']))
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for, and may be sniffed."""
    SOURCE.sniff("x", begin + text)
    _, account = read_text(SOURCE, begin + text)
    assert account.closes, account.faults


KEYS = (
    "type", "title", "id", "citation-key", "author", "issued", "event-date", "container-title", "container-title-short", "collection-title",
    "collection-number", "event", "event-place", "ISSN", "ISBN", "DOI", "URL", "keyword", "categories", "number", "archive",
    "archive_location", "language", "note", "version", "license", "page-first", "genre", "title-short",
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from(["book", "2020", "10.5555/a"])
    | st.text(max_size=12)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda s: (
        st.lists(s, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "circa", "affiliation", "ORCID"]), s
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_no_value_makes_the_reader_raise(members: dict[str, Any]) -> None:
    """An item with values of any kind is one record."""
    SOURCE.sniff("x", json.dumps(members))
    records, _, _ = read(json.dumps({**members, "title": "T"}))
    assert len(records) == 1


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_every_real_file_is_read(shared: Path) -> None:
    """All items of the samples are records but six that hold nothing, and the account of each file closes."""
    counts = {}
    for path in sorted((shared / "csl-json").glob("*/*.json")):
        text = path.read_text("utf-8")
        found = claim(path.name, text[:65_536])
        assert found is not None
        assert found.name == "csl_json"
        records, _, account = read(text)
        counts[path.name] = (len(records), account.rejects)
    assert counts == {
        "biblatex-csl.json": (28, 0),
        "bibtex-csl.json": (16, 0),
        "bibtex-input.json": (67, 6),
        "doi.json": (4, 0),
        "citeproc-no-author.json": (1, 0),
        "citeproc.json": (1, 0),
    }


@pytest.mark.shared
def test_real_names_and_dates_are_all_kept(shared: Path) -> None:
    """Of the samples made from BibTeX and BibLaTeX, every name and every year is in the records."""
    for name in ("biblatex-csl.json", "bibtex-csl.json"):
        text = (shared / "csl-json" / "citation-js" / name).read_text("utf-8")
        given_items = json.loads(text)
        for one, record in zip(given_items, read(text)[0], strict=True):
            people = [person for role in ROLES for person in one.get(role, [])]
            kinds = ("dropping-particle", "non-dropping-particle", "family")
            families = [" ".join(p[k] for k in kinds if k in p) or p["literal"] for p in people]
            assert [
                f"{c.name.particle} {c.name.family}".strip() or c.name.printed for c in record.work.contributions
            ] == families
            years = [str(one["issued"]["date-parts"][0][0])] if "date-parts" in one["issued"] else []
            assert [date.value[:4] for date in record.work.dates if date.kind == "issued"] == years

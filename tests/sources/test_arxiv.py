"""arXiv: Atom answers, OAI-PMH records and lines of the metadata snapshot."""

from __future__ import annotations

import email.utils
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject, Work
from kg.sources import _arxiv, sources

SOURCE = sources()["arxiv"]
GOLDEN = Path(__file__).parents[1] / "golden" / "arxiv"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def entry(inner: str, printed: str = "http://arxiv.org/abs/2401.00777v2") -> Record:
    records, _, _ = read(
        f'<feed xmlns:arxiv="http://arxiv.org/schemas/atom"><entry><id>{printed}</id>{inner}</entry></feed>'
    )
    return records[0]


def line(**members: Any) -> Record:
    records, _, _ = read(json.dumps({"id": "2401.00777", "submitter": "S", **members}) + "\n")
    return records[0]


def names(work: Work) -> list[tuple[str, str, str, str]]:
    return [
        (c.name.given, f"{c.name.particle} {c.name.family}".strip(), c.name.suffix, c.name.printed)
        for c in work.contributions
    ]


# --- Atom ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("http://arxiv.org/abs/2401.00777v2", "2401.00777"),
        ("https://arxiv.org/abs/hep-th/9901001v12", "hep-th/9901001"),
        ("http://arxiv.org/abs/math.GT/0309136", "math/0309136"),
    ],
)
def test_the_id_is_kept_without_its_version(printed: str, value: str) -> None:
    """The version is not part of the id; it is noted, and the printed form keeps it."""
    record = entry("<title>T</title>", printed)
    assert [(i.scheme, i.value, i.printed) for i in record.work.identifiers] == [("arxiv", value, printed)]
    assert [r.code for r in record.remarks] == (["version"] if "v" in printed.rpartition("/")[2] else [])


def test_a_title_keeps_its_lines_and_its_latex() -> None:
    """Entities are resolved; line ends, formulas and misread letters stay as printed."""
    record = entry("<title>One $n &lt; k$\n  two</title><author><name>Dirk WÃ¼bben</name></author>")
    assert record.work.title == "One $n < k$\n  two"
    assert record.work.contributions[0].name.family == "WÃ¼bben"


def test_a_doi_said_twice_is_one_identifier() -> None:
    """The link to the DOI adds nothing to the DOI, and both stretches are accounted for."""
    record = entry(
        '<arxiv:doi>10.5555/ABC</arxiv:doi><link title="doi" rel="related" href="https://doi.org/10.5555/abc"/>'
    )
    assert [i.value for i in record.work.identifiers] == ["2401.00777", "10.5555/abc"]
    assert record.work.links == []
    assert sum(p.field == "identifiers[1]" for p in record.pieces) == 2


def test_a_primary_category_is_one_of_the_categories() -> None:
    """It is not counted twice; a class of another scheme has no scheme of arXiv's."""
    terms = ["primary_category", "category", "category"]
    inner = "".join(f'<{t} term="{v}"/>' for t, v in zip(terms, ["cs.DL", "cs.DL", "68P20; 01A90"], strict=True))
    assert [(s.value, s.scheme) for s in entry(inner).work.subjects] == [("cs.DL", "arxiv"), ("68P20; 01A90", "")]


def test_an_error_answer_is_a_reject() -> None:
    """The API answers a bad request with an entry that is no paper."""
    text = "<feed><entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title><summary>bad id</summary></entry></feed>"
    records, items, _ = read(text)
    assert records == []
    assert [item.reason for item in items if isinstance(item, Reject)] == ["The answer is an error: bad id."]


def test_an_entry_of_another_feed_is_a_reject() -> None:
    """Without an arXiv id nothing is made up."""
    _, items, account = read("<feed><entry><id>urn:uuid:1</id><title>T</title></entry></feed>")
    assert account.rejects == 1
    assert "no arXiv id" in next(item.reason for item in items if isinstance(item, Reject))


# --- the snapshot ----------------------------------------------------------------------------------------------------


def test_printed_and_split_names_are_joined() -> None:
    """Parts come from the split list, the printed form from the author string, which keeps its LaTeX."""
    record = line(
        authors="C. Bal\\'azs (MIT, USA), Peter H. N. de With and J. P. King, Jr.",
        authors_parsed=[["Balázs", "C.", "", "MIT, USA"], ["de With", "Peter H. N.", ""], ["King", "J. P.", "Jr."]],
    )
    assert names(record.work) == [
        ("C.", "Balázs", "", "C. Bal\\'azs"),
        ("Peter H. N.", "de With", "", "Peter H. N. de With"),
        ("J. P.", "King", "Jr.", "J. P. King, Jr."),
    ]
    assert [a.name for a in record.work.contributions[0].affiliations] == ["MIT, USA"]


def test_lists_that_differ_are_aligned_by_name() -> None:
    """The split list counts; a printed name is used where it is recognised; the difference is noted."""
    record = line(authors="A. One, B. Two Three, D. Four", authors_parsed=[["One", "A.", ""], ["Four", "D.", ""]])
    assert [printed for *_, printed in names(record.work)] == ["A. One", "D. Four"]
    assert "authors-differ" in [r.code for r in record.remarks]


@pytest.mark.parametrize(
    ("authors", "expected", "cut"),
    [
        ("A. One and B. Two", ["One", "Two"], False),
        ("A. One, B. Two, et al", ["One", "Two"], True),
        ("A. One (1 and 2), B. Two (2) ((1) MIT, (2) ETH, Zurich)", ["One", "Two"], False),
        ("Peter van den Berg; Jos{\\'e} Li", ["van den Berg", "Li"], False),
        ("", [], False),
    ],
)
def test_a_list_without_the_split_is_split_here(authors: str, expected: list[str], cut: bool) -> None:
    """Commas, semicolons and "and" separate names; parentheses hold affiliations; "et al" marks a list as cut."""
    record = line(authors=authors)
    assert [family for _, family, _, _ in names(record.work)] == expected
    assert record.work.authors_truncated is cut


def test_a_collaboration_is_no_person() -> None:
    """It is a literal, also where it is printed before a colon, and the colon is no author."""
    record = line(
        authors="The Lists Collaboration: A. One",
        authors_parsed=[["The Lists Collaboration", "", ""], [":", "", ""], ["One", "A.", ""]],
    )
    assert [(c.name.printed, c.name.literal) for c in record.work.contributions] == [
        ("The Lists Collaboration", True),
        ("A. One", False),
    ]


def test_the_first_version_is_the_creation_and_the_last_the_update() -> None:
    """A single version has no update; a date that is none gives no date."""
    days = ["Mon, 2 Apr 2007 19:18:42 GMT", "Tue, 24 Jul 2007 20:10:27 GMT", "Wed, 25 Jul 2007 00:10:27 GMT"]
    versions = [{"version": f"v{i}", "created": day} for i, day in enumerate(days, 1)]
    assert [(d.kind, d.value) for d in line(versions=versions).work.dates] == [
        ("created", "2007-04-02"),
        ("updated", "2007-07-25"),
    ]
    assert [(d.kind, d.value) for d in line(versions=versions[:1]).work.dates] == [("created", "2007-04-02")]
    assert line(versions=[{"version": "v1", "created": "some day"}]).work.dates == []


@given(
    st.builds(
        "{}{} {} {} {}:{}:59 {}".format,
        st.sampled_from(["Mon, ", "Xyz, ", ""]),
        st.integers(0, 32),
        st.sampled_from(["Jan", "Feb", "Apr", "Dec", "Foo", "jan", "Sept"]),
        st.sampled_from(["1999", "2004", "0999", "99"]),
        st.sampled_from(["00", "23", "24"]),
        st.sampled_from(["00", "59", "60"]),
        st.sampled_from(["GMT", "+0100", "EST", ""]),
    )
)
def test_a_time_of_mail_is_read_as_the_standard_library_reads_it(text: str) -> None:
    """The usual form is read without it, with the same day and the same refusals."""
    try:
        expected = email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError, TypeError):
        expected = None
    assert _arxiv.day(text) == expected


def test_null_and_odd_values_are_no_values() -> None:
    """null, an empty string and a value of another kind give nothing and do no harm."""
    work = line(
        title=None, abstract="", doi=3, comments=["x"], authors=None, authors_parsed="x", versions={}, categories=None
    ).work
    assert (work.title, work.abstract, work.comments, work.contributions, work.dates) == (None, None, [], [], [])


@pytest.mark.parametrize(
    "text", ['{"id": "W1", "title": "x"}', '{"title": "x"}', '{"id": "2401.00777", "id": "2401.00778"}']
)
def test_an_object_that_is_no_paper_is_a_reject(text: str) -> None:
    """No arXiv id, or two."""
    records, _, account = read(text + "\n")
    assert (records, account.rejects) == ([], 1)


# --- recognition and bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '{"DOI": "10.5555/1", "type": "journal-article", "title": ["arXiv 2401.00777"]}',
        '{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.48550/arxiv.2401.00777"}',
        '{"status": "ok", "message": {"items": []}}',
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><entry><id>urn:y</id><link href="http://arxiv.org/abs/2401.00777"/></entry></feed>',
        "<dblp><article key='journals/corr/abs-2401-00777'><ee>https://arxiv.org/abs/2401.00777</ee></article></dblp>",
        "See <https://arxiv.org/abs/2401.00777> for more.",
        "",
    ],
)
def test_other_formats_are_not_claimed(text: str) -> None:
    """Crossref, OpenAlex, other feeds and DBLP may speak of arXiv without being arXiv's."""
    assert not SOURCE.sniff("arxiv.xml", text)


@given(st.sampled_from(TEXTS), st.integers(0, 3000), st.integers(0, 60), st.text(max_size=5))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    _, account = read_text(SOURCE, text[:at] + inserted + text[at + length :])
    assert account.closes, account.faults


@given(st.text(max_size=60), st.sampled_from(["", "{", "<feed>", '{"id": "2401.00777", ']))
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for."""
    _, account = read_text(SOURCE, begin + text)
    assert account.closes, account.faults


@given(
    st.dictionaries(
        st.sampled_from(["title", "authors", "authors_parsed", "versions", "categories", "doi", "license", "comments"]),
        st.recursive(st.none() | st.text(max_size=12) | st.integers(), lambda s: st.lists(s, max_size=4), max_leaves=8),
    )
)
def test_no_value_makes_the_reader_raise(members: dict[str, Any]) -> None:
    """A paper with values of any kind is one record."""
    records, _, _ = read(json.dumps({"id": "2401.00777", **members}))
    assert len(records) == 1


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_the_snapshot_agrees_with_its_own_split(shared: Path) -> None:
    """Of 100 real lines all authors have the parts that arXiv gives, each with its own printed name."""
    text = (shared / "arxiv" / "kaggle-snapshot-0704-first100.jsonl").read_text("utf-8")
    assert SOURCE.sniff("x", text[:65536])
    records, items, account = read(text)
    assert (len(records), account.rejects) == (100, 0)
    printed = 0
    for record, raw in zip(records, text.splitlines(), strict=True):
        paper = json.loads(raw)
        assert record.work.title == paper["title"].strip()
        assert record.work.abstract == paper["abstract"].strip()
        assert len(record.work.contributions) == len(paper["authors_parsed"])
        for one, (family, forenames, suffix, *_) in zip(
            record.work.contributions, paper["authors_parsed"], strict=True
        ):
            parts = (one.name.given, f"{one.name.particle} {one.name.family}".strip(), one.name.suffix)
            assert one.name.literal or parts == (forenames, family, suffix)
            assert not one.name.literal or one.name.printed == f"{forenames} {family}".strip()
            printed += one.name.literal or one.name.printed in paper["authors"]
        assert record.work.dates[0].kind == "created"
    assert printed == sum(len(record.work.contributions) for record in records)
    assert {item.field for item in items if isinstance(item, LeftOver)} <= {
        "submitter", "update_date", "versions.version", "versions.created", "authors",
    }  # fmt: skip


@pytest.mark.shared
def test_a_real_answer_is_read_without_rest(shared: Path) -> None:
    """All 48 entries are records, and no character of them is left over."""
    text = (shared / "arxiv" / "atom-query-testing.xml").read_text("utf-8")
    assert SOURCE.sniff("x", text[:65536])
    records, _, account = read(text)
    assert (len(records), account.rejects, account.left) == (48, 0, 0)
    assert sum(len(record.work.contributions) for record in records) == text.count("<author>")
    assert all(record.work.title and record.work.abstract and len(record.work.dates) == 2 for record in records)


@pytest.mark.shared
def test_real_harvested_records_are_read_without_rest(shared: Path) -> None:
    """All OAI-PMH files give as many records as they have, with authors and abstract, and nothing is left over."""
    paths = sorted((shared / "arxiv").glob("oai-*.xml"))
    assert len(paths) == 6
    for path in paths:
        text = path.read_text("utf-8")
        assert SOURCE.sniff("x", text[:65536]), path.name
        records, _, account = read(text)
        assert (len(records), account.rejects, account.left) == (text.count("<record>"), 0, 0), path.name
        assert all(record.work.contributions and record.work.abstract and record.work.dates for record in records)


@pytest.mark.shared
def test_no_other_real_file_is_claimed(shared: Path) -> None:
    """Of all real files in XML and JSON only arXiv's own are recognised."""
    claimed = set()
    for path in shared.rglob("*"):
        if path.suffix in (".xml", ".json", ".jsonl", ".txt", ".bib") and path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                if SOURCE.sniff(path.name, file.read(65536)):
                    claimed.add(path.parent.name)
    assert claimed <= {"arxiv", "ads"}
    assert "arxiv" in claimed

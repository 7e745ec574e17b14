"""CITATION.cff: software and datasets, the works they refer to, and YAML that does not want to be read."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Account, LeftOver, read_text
from kg.records import Nested, Piece, Record, Reject, Work
from kg.sources import Source, claim, sources

SOURCE = sources()["cff"]
GOLDEN = Path(__file__).parents[1] / "golden" / "cff"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*.cff"))]
HEAD = "cff-version: 1.2.0\ntitle: T\n"


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def work(text: str) -> Work:
    return read(HEAD + text)[0][0].work


def reason(text: str) -> str:
    _, items, account = read(text)
    assert account.records == 0
    return next(item.reason for item in items if isinstance(item, Reject))


# --- the file itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("# a comment\n---\n", True),
        ("%YAML 1.2\n---\n", True),
        ("Some words first.\n\n", False),
        ("<p>", False),
    ],
)
def test_a_citation_file_is_known_by_its_version_key(text: str, expected: bool) -> None:
    """The key stands at the outermost level of a text that begins with a key; a page about the format does not."""
    assert SOURCE.sniff("x", text + HEAD) is expected
    assert not SOURCE.sniff("CITATION.cff", text + "title: T\nauthors:\n  - name: A\n")
    assert not SOURCE.sniff("x", "title: T\nnested:\n  cff-version: 1.2.0\n")


def test_a_citation_file_in_json_form_is_one() -> None:
    """YAML may be written as JSON, and no other source claims it."""
    text = '{"cff-version": "1.2.0", "title": "T", "authors": [{"family-names": "Lind", "given-names": "Åsa"}]}'
    found = claim("x", text)
    assert found is not None
    assert found.name == "cff"
    assert read(text)[0][0].work.contributions[0].name.printed == "Åsa Lind"


def test_a_version_stays_as_it_is_written() -> None:
    """1.10 is not 1.1."""
    record = read(HEAD + "version: 1.10\n")[0][0]
    assert [remark.message for remark in record.remarks] == ["The record describes version 1.10."]


@pytest.mark.parametrize(
    ("printed", "text", "place"),
    [
        ('"a \\"b\\" c"', 'a "b" c', 'a \\"b\\" c'),
        ("'it''s'", "it's", "it''s"),
        ("|\n  one\n\n  two", "one\n\ntwo", "  one\n\n  two"),
        (">-\n  one\n  two", "one two", "  one\n  two"),
        ("one\n  two", "one two", "one\n  two"),
        ("!!str one", "one", "one"),
        ("&x 'one'", "one", "one"),
    ],
)
def test_a_text_in_any_style_has_its_place(printed: str, text: str, place: str) -> None:
    """The piece of the abstract holds what it says, without quotation marks and signs of style."""
    whole = f"{HEAD}abstract: {printed}\nurl: https://example.org\n"
    record = read(whole)[0][0]
    assert record.work.abstract == text
    piece = next(p for p in record.pieces if p.field == "abstract")
    assert whole[piece.start : piece.end] == place


def test_people_and_bodies() -> None:
    """A person has four parts of a name, an ORCID, a website and an affiliation; a body only a name; an alias stands for a name."""
    text = """authors:
  - {family-names: Beek, given-names: Jan, name-particle: van der, name-suffix: Jr., affiliation: Institute}
  - {name: The Project}
  - {alias: woodworm}
  - {email: x@example.org}
  - {family-names: Lind, orcid: https://orcid.org/0000-0002-1825-0097, website: "https://example.org/lind"}
"""
    people = work(text).contributions
    assert [c.name.printed for c in people] == ["Jan van der Beek Jr.", "The Project", "woodworm", "Lind"]
    assert (people[0].name.particle, people[0].name.suffix, people[1].name.literal) == ("van der", "Jr.", True)
    assert [i.value for i in people[3].identifiers] == ["0000-0002-1825-0097"]
    assert [c.links for c in people] == [[], [], [], ["https://example.org/lind"]]
    assert [c.position for c in people] == [1, 2, 3, 4]


def test_licences_are_those_of_spdx() -> None:
    """One id or a list of them; what is no id stays in the ledger."""
    assert [one.url for one in work("license: [MIT, CC-BY-4.0]\n").licences] == [
        "https://spdx.org/licenses/MIT",
        "https://spdx.org/licenses/CC-BY-4.0",
    ]
    assert work("license: see the file\n").licences == []


def test_a_commit_of_git_is_a_revision() -> None:
    """A whole hash is an identifier, by the rule of Software Heritage; a short one says too little."""
    sha = "1ff847d81f29c45a3a1a5ce73d38e45c2f319bba"
    assert [i.value for i in work(f"commit: {sha}\n").identifiers] == [f"swh:1:rev:{sha}"]
    assert work("commit: 1ff847d\n").identifiers == []


# --- what it refers to -----------------------------------------------------------------------------------------------

CITED = """preferred-citation:
  type: article
  title: Inside
  doi: 10.5555/inside
  year: 2020
  month: 5
abstract: After it.
"""


def test_a_cited_work_is_a_record_inside() -> None:
    """It has its own place and line, and what follows it is still the outer record's."""
    text = HEAD + CITED
    (outer, inner), _, account = read(text)
    assert (outer.work.title, outer.work.abstract, inner.work.title) == ("T", "After it.", "Inside")
    assert (outer.start, outer.end) == (0, len(text))
    assert text[inner.start : inner.end].startswith("type: article")
    assert (outer.line, inner.line, [d.value for d in inner.work.dates]) == (1, 4, ["2020-05"])
    assert [(r.kind, r.target.value if r.target else "") for r in outer.work.relations] == [
        ("is-described-by", "10.5555/inside")
    ]
    assert next(p.line for p in outer.pieces if p.field == "abstract") == 9
    assert account.records == 2
    assert outer.key != inner.key


def test_a_citation_of_itself_is_no_relation() -> None:
    """A preferred citation with the same DOI is the same work."""
    assert work("doi: 10.5555/inside\n" + CITED).relations == []


def test_references_are_cited_in_order() -> None:
    """Each is a record of its type; one that says nothing of a work stays with the file as left over."""
    text = HEAD + "references:\n  - {type: book, title: A}\n  - {type: book}\n  - {type: thesis, title: B}\n"
    records, items, _ = read(text)
    assert [(r.work.type, r.work.title) for r in records] == [("software", "T"), ("book", "A"), ("thesis", "B")]
    assert [(r.kind, r.text) for r in records[0].work.relations] == [("cites", "A"), ("cites", "B")]
    assert [(i.field, i.record) for i in items if isinstance(i, LeftOver)] == [("references", records[0].key)]


def test_left_over_belongs_to_the_record_it_stands_in() -> None:
    """A key nobody knows is listed under the cited work, not under the software."""
    records, items, _ = read(HEAD + "references:\n  - title: A\n    shelf: 4\n")
    assert [(i.field, i.record) for i in items if isinstance(i, LeftOver)] == [("shelf", records[1].key)]


def test_pieces_inside_an_inner_record_do_not_close() -> None:
    """The account trusts no reader: a piece of the outer record within an inner one is a fault."""
    inner = Record(4, 8, Work(), [Piece("mapped", "title", 4, 8)])
    outer = Record(0, 12, Work(), [Piece("mapped", "title", 0, 4), Piece("mapped", "abstract", 5, 7)])

    def wrong(stream: Any) -> Any:
        stream.read()
        yield Nested(outer, [inner])

    _, account = read_text(Source("wrong", "", lambda name, head: True, wrong), "aaaabbbbcccc")
    assert (account.closes, account.records) == (False, 2)


# --- aliases, depth, size --------------------------------------------------------------------------------------------


def test_an_alias_stands_for_what_it_names() -> None:
    """Authors given once are the authors of both; the alias is their place in the second."""
    text = HEAD + "authors: &us\n  - {family-names: Lind}\nreferences:\n  - {title: A, authors: *us}\n"
    outer, inner = read(text)[0]
    assert [c.name.family for c in outer.work.contributions + inner.work.contributions] == ["Lind", "Lind"]
    assert [text[p.start : p.end] for p in inner.pieces if p.field == "contributions[0]"] == ["*us"]


def test_a_bomb_of_aliases_is_refused() -> None:
    """Ten of ten of ten ... are not expanded."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    start = process_time()
    found = reason(HEAD + "\n".join(lines) + "\nauthors: *a11\n")
    assert found.startswith("Aliases stand for more than 20000 values (line ")
    assert process_time() - start < 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "a: &a [*a]\n", "stands inside what it names (line 3)"),
        (HEAD + "a: *b\n", "names nothing (line 3)"),
        (HEAD + "a: " + "[" * 2000, "nested deeper than 50 (line 3)"),
        (HEAD + "a:\n  " + "- " * 5000, "nested deeper than 50 (line 4)"),
        (HEAD + "a: [1, 2\nb: c\n", "The YAML is broken: "),
        (HEAD + "a: b: c\n", "(line 3)"),
        (HEAD + "a: 'open\n", "broken"),
        (HEAD + "a: \x07\n", "not allowed in YAML"),
        (HEAD + "a: \ud800\n", "surrogate"),
        ("cff-version: 1.2.0\n", "no title (line 1)"),
        ("\n\ncff-version: 1.2.0\ntitle:\n", "no title (line 3)"),
        ("- a\n", "no mapping"),
        ("words\n", "no mapping"),
        (HEAD + "x" * 2_000_000, "more than 2000000 are not read (line 1)"),
        (HEAD + "a: [" + "1," * 150_000 + "]", "more than 100000 values"),
    ],
)
def test_what_is_not_read_is_a_reject_with_its_line(text: str, expected: str) -> None:
    """The reason says what is wrong and where."""
    assert expected in reason(text)


def test_ten_megabytes_are_refused_at_once() -> None:
    """The whole file is the reject."""
    start = process_time()
    assert "characters; more than" in reason(HEAD + "a: b\n" * 2_000_000)
    assert process_time() - start < 12


def test_a_second_document_is_a_second_record() -> None:
    """Each has its own stretch of the file."""
    records, _, account = read(HEAD + "---\n" + HEAD.replace("T", "U") + "---\nnothing: 1\n")
    assert ([r.work.title for r in records], account.rejects) == (["T", "U"], 1)


def test_comments_are_furniture() -> None:
    """Before, between and behind values; a sign inside a text is none."""
    text = "# one\n" + HEAD + "abstract: 'C# is # one' # two\n# three\n"
    record = read(text)[0][0]
    assert [text[p.start : p.end] for p in record.pieces if p.field == "comment"] == ["# one", "# two", "# three"]
    assert record.work.abstract == "C# is # one"


def test_a_key_that_stands_twice_is_left() -> None:
    """The first counts, the second is listed."""
    records, items, _ = read(HEAD + "title: U\n[a]: b\n")
    assert records[0].work.title == "T"
    assert [i.text for i in items if isinstance(i, LeftOver)] == ["title: U", "[a]: b"]


# --- damage ----------------------------------------------------------------------------------------------------------


@given(st.sampled_from(TEXTS), st.integers(0, 2200), st.integers(0, 40), st.text(max_size=6))
def test_no_damage_makes_the_reader_raise(text: str, at: int, length: int, inserted: str) -> None:
    """A golden file with a stretch cut out and another put in is read to its end and accounted for."""
    _, account = read_text(SOURCE, text[:at] + inserted + text[at + length :])
    assert account.closes, account.faults


@given(st.text(max_size=60), st.sampled_from(["", HEAD, HEAD + "authors: ", HEAD + "references:\n  - title: "]))
def test_no_text_makes_the_reader_raise(text: str, begin: str) -> None:
    """Any text is read to its end and accounted for, and may be sniffed."""
    SOURCE.sniff("x", begin + text)
    _, account = read_text(SOURCE, begin + text)
    assert account.closes, account.faults


KEYS = (
    "type", "authors", "editors", "identifiers", "conference", "journal", "publisher", "institution", "collection-title", "isbn",
    "issn", "start", "end", "pages", "year", "month", "date-released", "license", "languages", "keywords", "commit", "number",
    "references", "preferred-citation", "version", "url", "notes", "doi",
)  # fmt: skip
VALUES = st.recursive(
    st.sampled_from(["null", "x", "'y z'", '"q"', "2020", "2020-01-02", "10.5555/a", "*no", "&a b", "1999"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]")
        | st.dictionaries(
            st.sampled_from([*KEYS, "name", "family-names", "value", "title", "alias", "city"]), inner, max_size=4
        ).map(lambda parts: "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}")
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_no_value_makes_the_reader_raise(members: dict[str, str]) -> None:
    """A file with values of any kind is read to its end and accounted for."""
    read(HEAD + "".join(f"{key}: {value}\n" for key, value in members.items()))


# --- real files ------------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_every_real_file_is_read(shared: Path) -> None:
    """Eleven files are read with the four works they cite; the two that are no citation files are rejected and not claimed."""
    counts = {}
    for path in sorted((shared / "cff").glob("*/*.cff")):
        text = path.read_text("utf-8")
        found = claim(path.name, text)
        records, _, account = read(text)
        assert (found.name if found else "") == ("cff" if records else "")
        counts[path.stem] = (len(records), account.rejects)
    assert len(counts) == 13
    assert {name for name, (_, rejects) in counts.items() if rejects} == {
        "CffImporterTestInvalid1",
        "CffImporterTestInvalid2",
    }
    assert sum(records for records, _ in counts.values()) == 15


@pytest.mark.shared
def test_a_real_preferred_citation_is_read(shared: Path) -> None:
    """JabRef's own file: eight authors of the software, three of the article, with journal, pages and DOI."""
    (outer, inner), _, _ = read((shared / "cff" / "jabref" / "CITATION.cff").read_text("utf-8"))
    assert (len(outer.work.contributions), len(inner.work.contributions)) == (8, 3)
    assert (inner.work.type, inner.work.venues[0].name, inner.work.pages) == ("article", "TUGboat", "441-447")
    assert (inner.work.volume, inner.work.issue, inner.work.dates[0].value) == ("44", "138", "2023-11")
    assert outer.work.relations[0].target == inner.work.identifiers[0]

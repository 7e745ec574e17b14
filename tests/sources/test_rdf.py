"""Existing RDF in its syntaxes and vocabularies, and the round trip of our own exports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.config import Config
from kg.exports import export
from kg.reading import Account, LeftOver, read_text
from kg.records import Record, Reject
from kg.sources import rdf as module
from kg.sources import sources
from kg.workspace import Workspace

SOURCE = sources()["rdf"]
GOLDEN = Path(__file__).parents[1] / "golden" / "rdf"
FILES = [path for path in sorted(GOLDEN.glob("*")) if not path.name.endswith(".expected.jsonl")]
TEXTS = [path.read_text("utf-8") for path in FILES]
PREFIXES = """@prefix schema: <http://schema.org/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <https://example.org/> .
"""


def read(text: str) -> tuple[list[Record], list[Any], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], items, account


def turtle(text: str) -> Record:
    records, _, _ = read(PREFIXES + text)
    return records[0]


def authors(record: Record) -> list[str]:
    return [c.name.printed for c in record.work.contributions if c.role == "author"]


def test_a_text_is_read_the_same_in_each_run() -> None:
    """Neither the labels that a parser makes up nor the order of a set shows in what is read of a damaged text."""
    text = PREFIXES + (
        ':w a bibo:Article ; dcterms:title "T" ; dcterms:creator [ foaf:nick "a" ], [ foaf:name "Bo Two" ], _:c ;'
        ' dcterms:date "9999-99", "2020", "2021" ; schema:keywords "b", "a" . _:c foaf:nick "c" . [ dcterms:title "U" .'
    )
    script = (
        "import sys, msgspec; from kg.reading import read_text; from kg.sources import sources;"
        "print([msgspec.json.encode(one) for one in read_text(sources()['rdf'], sys.stdin.read())[0]])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert "A node has no name here." in runs[0]
    assert "_:c has no name here." in runs[0]
    assert runs[0] == runs[1] == runs[2]


def test_pages_of_people_are_kept() -> None:
    """Home pages and the like are links of the person, each once; what is an identifier is not one of them."""
    record = turtle(
        ':w a bibo:Article ; dcterms:title "T" ; dcterms:creator :a . :a foaf:name "Ann One" ; foaf:homepage <https://example.org/~ann> ;'
        " schema:url <https://example.org/~ann> ; schema:sameAs <https://orcid.org/0000-0002-1825-0097>, <https://dblp.org/pid/12/34> ."
    )
    [ann] = record.work.contributions
    assert ann.links == ["https://example.org/~ann", "https://dblp.org/pid/12/34"]
    assert [one.value for one in ann.identifiers] == ["0000-0002-1825-0097"]


# --- order of authors ------------------------------------------------------------------------------------------------


def test_a_list_gives_the_order() -> None:
    """bibo:authorList and lists under schema:author keep their order, and the flat properties add nobody."""
    record = turtle(
        ':w a bibo:Article ; dcterms:title "T" ; dcterms:creator :a, :b ; bibo:authorList ( :b :a ) .'
        ':a foaf:name "Ann One" . :b foaf:name "Bo Two" .'
    )
    assert authors(record) == ["Bo Two", "Ann One"]
    assert record.remarks == []
    assert authors(turtle(':w a schema:Book ; schema:name "T" ; schema:author ( "Z" "A" "M" ) .')) == ["Z", "A", "M"]


def test_a_sequence_gives_the_order() -> None:
    """The old containers count their members."""
    record = turtle(
        ':w a bibo:Article ; dcterms:title "T" ; bibo:authorList [ a rdf:Seq ; rdf:_2 :a ; rdf:_10 :c ; rdf:_1 :b ] .'
        ':a foaf:name "A" . :b foaf:name "B" . :c foaf:name "C" .'
    )
    assert authors(record) == ["B", "A", "C"]


def test_positions_of_roles_give_the_order() -> None:
    """schema:Role with schema:position."""
    record = turtle(
        ':w a schema:Article ; schema:name "T" ; schema:author [ a schema:Role ; schema:position 2 ; schema:author "Second" ] ,'
        " [ a schema:Role ; schema:position 1 ; schema:author :f ] . :f schema:name 'First' ."
    )
    assert authors(record) == ["First", "Second"]
    assert record.remarks == []


def test_an_order_that_is_not_given_is_noted() -> None:
    """Several creators without a list have no order; one alone needs none."""
    record = turtle(':w a bibo:Article ; dcterms:title "T" ; dcterms:creator "B", "A" .')
    assert [r.code for r in record.remarks] == ["author-order-unknown"]
    assert turtle(':w a bibo:Article ; dcterms:title "T" ; dcterms:creator "B" .').remarks == []


def test_a_list_that_leads_back_to_itself_ends() -> None:
    """A list may be broken in any way."""
    record = turtle(
        ':w a bibo:Article ; dcterms:title "T" ; bibo:authorList :l . :l rdf:first "A" ; rdf:rest :m . :m rdf:first "B" ; rdf:rest :l .'
    )
    assert authors(record) == ["A", "B"]


def test_nobody_is_made_up() -> None:
    """An author without a name is noted, and the statement is left over."""
    record = turtle(':w a bibo:Article ; dcterms:title "T" ; dcterms:creator <https://orcid.org/0000-0002-1825-0097> .')
    assert authors(record) == []
    assert [r.code for r in record.remarks] == ["contributor-without-name"]
    assert [p.field for p in record.pieces if p.kind == "left"] == ["http://purl.org/dc/terms/creator"]


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>', "2021"),
        ('"2021-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', "2021-05"),
        ('"2021-05-03"', "2021-05-03"),
        ('"2021-05-03T23:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>', "2021-05-03"),
        ("2021", "2021"),
        ('"spring"', None),
    ],
)
def test_dates_keep_their_precision(value: str, expected: str | None) -> None:
    """No part of a date is made up."""
    record = turtle(f':w a schema:Article ; schema:name "T" ; schema:datePublished {value} .')
    assert [d.value for d in record.work.dates] == ([expected] if expected else [])


def test_a_value_keeps_its_text() -> None:
    """Escapes, line ends and quotation marks are those of the literal; the piece is where it stands."""
    text = (
        PREFIXES + ":w a schema:Article ; schema:name '''A \"long\"\n ti\\u0074le''' ; schema:abstract \"a\\tb\"@en ."
    )
    records, _, _ = read(text)
    assert (records[0].work.title, records[0].work.abstract) == ('A "long"\n title', "a\tb")
    assert [text[p.start : p.end] for p in records[0].pieces if p.field == "abstract"] == ['"a\\tb"@en']


def test_titles_in_several_languages() -> None:
    """The first is the title, the others stand beside it with their language; the same title said twice is one."""
    work = turtle(':w a bibo:Book ; dcterms:title "One"@en, "Eins"@de ; schema:name "One" .').work
    assert work.title == "One"
    assert [(t.value, t.language) for t in work.alternate_titles] == [("Eins", "de")]


def test_what_has_no_class_is_a_work_with_title_and_author() -> None:
    """Dublin Core is often used without classes; a person or a bare label is no work."""
    records, _, _ = read(PREFIXES + ':w dcterms:title "T" ; dcterms:creator "A" . :x dcterms:title "Only a title" .')
    assert [r.work.title for r in records] == ["T"]


def test_statements_nobody_reads_are_left_over() -> None:
    """In a record and outside, each with its own words."""
    text = PREFIXES + ':w a bibo:Book ; dcterms:title "T" ; :mood "good", "bad" ; bibo:volume "2" . :x :is :y .'
    _, items, _ = read(text)
    assert [item.text for item in items if isinstance(item, LeftOver)] == [':mood "good"', '"bad"', ":is :y"]


# --- syntaxes --------------------------------------------------------------------------------------------------------


def test_all_syntaxes_say_the_same() -> None:
    """Turtle, N-Triples, RDF/XML and JSON-LD of one graph give one work."""
    name, dates = "https://example.org/w", "http://purl.org/dc/terms/"
    kind, title = "http://purl.org/ontology/bibo/Book", f"{dates}title"
    texts = [
        f'<{name}> a <{kind}> ; <{title}> "T & t"@en ; <{dates}issued> "2020" .',
        f"<{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{kind}> .\n# between\n"
        f'<{name}> <{title}> "T & t"@en .\n<{name}> <{dates}issued> "2020" .\n',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/terms/" '
        f'xmlns:b="http://purl.org/ontology/bibo/"><b:Book rdf:about="{name}" d:issued="2020"><d:title xml:lang="en">T &amp; t'
        "</d:title></b:Book></rdf:RDF>",
        json.dumps(
            {"@id": name, "@type": [kind], title: [{"@value": "T & t", "@language": "en"}], f"{dates}issued": "2020"}
        ),
        json.dumps(
            {"@context": {"d": dates}, "@graph": [{"@id": name, "@type": kind, "d:title": "T & t", "d:issued": "2020"}]}
        ),
    ]
    works = []
    for text in texts:
        assert SOURCE.sniff("x", text), text
        records, _, account = read(text)
        assert account.left == 0, text
        works.append(records[0].work)
    assert all(work == works[0] for work in works)
    assert (works[0].type, works[0].title) == ("book", "T & t")


def test_broken_statements_are_rejects() -> None:
    """In Turtle and N-Triples the statements around a broken one are read; blank nodes keep their names."""
    text = (
        PREFIXES
        + ':a a bibo:Book ; dcterms:title "A" . :b a ; . :c a bibo:Book ; dcterms:title "C" ; dcterms:creator _:p . _:p foaf:name "P" .'
    )
    records, items, _ = read(text)
    assert [(r.work.title, authors(r)) for r in records] == [("A", []), ("C", ["P"])]
    assert [item.text for item in items if isinstance(item, Reject)] == [":b a ; ."]
    lines = '<x:1> <http://purl.org/dc/terms/title> "A" .\n<x:1> <http://purl.org/dc/terms/title> "A .\n<x:1> <http://purl.org/dc/terms/creator> "B" .\n'
    records, items, account = read(lines)
    assert [r.work.title for r in records] == ["A"]
    assert account.rejects == 1


def test_a_work_inside_another_is_a_record_of_its_own() -> None:
    """A cited work that is described where it is cited stands inside the record of the other."""
    records, _, _ = read(
        PREFIXES
        + ':w a bibo:Article ; dcterms:title "Outer" ; bibo:cites [ a bibo:Book ; dcterms:title "Inner" ] ; bibo:volume "1" .'
    )
    assert [(r.work.title, r.work.volume) for r in records] == [("Outer", "1"), ("Inner", None)]
    assert records[0].start < records[1].start < records[1].end < records[0].end


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://example.org/c.jsonld", "@id": "x:1", "title": "T"}',
        '{"@context": {"a": "x:a"}, "@graph": [{"@context": ["https://example.org/c"], "@id": "x:1"}]}',
        '{"@context": {"x": "x:"}, "x:a": ' + '{"x:a":' * 5000 + "1" + "}" * 5001,
        PREFIXES + ":a :b " + "[ :b " * 5000 + "1" + "]" * 5000 + " .",
        PREFIXES + ":a :b " + "<<( :a :b " * 50_000 + "1" + " )>>" * 50_000 + " .",
        "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 50_000 + '"1"' + " )>>" * 50_000 + " .",
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + "<a>" * 5000,
    ],
)
def test_what_would_harm_is_refused(text: str) -> None:
    """Contexts elsewhere, deep nesting and entity definitions give a reject, not a crash and not a request."""
    _, items, account = read(text)
    assert account.records == 0
    assert any(isinstance(item, Reject) for item in items)


def test_a_context_elsewhere_is_named() -> None:
    """The reject says which one would have been needed."""
    _, items, _ = read('{"@context": "https://example.org/c.jsonld", "@id": "x:1", "title": "T"}')
    reasons = [item.reason for item in items if isinstance(item, Reject)]
    assert len(reasons) == 1
    assert "(https://example.org/c.jsonld)" in reasons[0]


def test_a_document_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of it is one reject that says so."""
    monkeypatch.setattr(module, "LARGEST", 1000)
    _, items, account = read(PREFIXES + ':w a bibo:Book ; dcterms:title "T" .\n' * 100)
    reason = next(item.reason for item in items if isinstance(item, Reject))
    assert reason.startswith("The document is too large for this reader")
    assert account.characters == account.left + account.furniture


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>x</p></body></html>",
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>',
        '{"title": "T", "DOI": "10.5555/x"}',
        '[{"id": "x", "type": "article"}]',
        "A. One. Title. 2020.",
        "prefix: a word",
        "<https://example.org/> is my page .",
        "",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    """XML, JSON and prose that are no RDF."""
    assert not SOURCE.sniff("x.ttl", text)


# --- the round trip --------------------------------------------------------------------------------------------------

_ROWS = {
    "works": "SELECT work, type, title, subtitle, abstract, abstract_truncated, language, journal_ref, volume, issue, pages, "
    "publisher, article_number, edition, chapter FROM work",
    "authors": "SELECT work, position, printed, given, family FROM authorship",
    "others": "SELECT work, role, position, printed FROM contribution_other",
    "dates": "SELECT work, kind, value FROM work_date",
    "years": "SELECT work, year FROM work_year",
    "identifiers": "SELECT work, scheme, value FROM work_identifier",
    "comments": "SELECT work, comment FROM work_comment",
    "subjects": "SELECT work, subject FROM work_subject",
    "licences": "SELECT work, url FROM work_licence",
    "venues": "SELECT venue, kind, name, acronym FROM venue",
    "places": "SELECT work, venue, edition FROM work_venue",
    "editions": "SELECT edition, name, year FROM edition",
    "versions": "SELECT version, status, venue, date FROM version",
}
"""What must come back. What does not: that two names are one person for a reason only the first input held (the owner of a
page), other names of a person that only such an input used, the role of a link (but for code), and where a record stood."""


def rows(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    import duckdb

    with duckdb.connect(str(workspace.current.tables), read_only=True) as connection:
        return {name: sorted(connection.execute(query).fetchall(), key=repr) for name, query in _ROWS.items()}


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_our_own_export_comes_back(world: Workspace, tmp_path: Path, ending: str) -> None:
    """A graph that is exported and built again has the same works, authors in order, dates, ids, venues and comments."""
    file = tmp_path / f"graph.{ending}"
    export(world.current, str(file))
    build((str(file),), str(tmp_path / "again"), Config())
    again = rows(Workspace.open(tmp_path / "again"))
    for name, expected in rows(world).items():
        assert again[name] == expected, name
    assert len(again["works"]) == 20
    _, account = read_text(SOURCE, file.read_text("utf-8"))
    assert account.closes
    assert account.left == 0


# --- any text --------------------------------------------------------------------------------------------------------


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Whatever is read, the account closes."""
    read(text)
    read(PREFIXES + text)
    read('{"@context": {"a": "x:a"}, ' + text)
    read('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + text)
    read('<x:a> <x:b> "' + text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*'<>"\'[](){}.;,@^#\\ \n', '"""', "'''", "<<(", "a", ":w", "schema:name", '"x"', "^^", "@en", "_:b", "1.5", "<x:y>", "\\u00"]), max_size=30))  # fmt: skip
def test_no_order_of_tokens_makes_the_reader_raise(tokens: list[str]) -> None:
    """Turtle's signs in any order."""
    read(PREFIXES + "".join(tokens))
    read(PREFIXES + " ".join(tokens) + " .")


@given(st.sampled_from(TEXTS), st.data())
def test_no_change_of_a_file_makes_the_reader_raise(text: str, data: st.DataObject) -> None:
    """A stretch is cut out, doubled or replaced, and the account still closes."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    middle = data.draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=8)))
    read(text[:start] + middle + text[end:])


def test_what_is_never_closed_takes_no_long_time() -> None:
    """A hundred thousand quotation marks or brackets without their partner are read within seconds."""
    import time

    def seconds(text: str) -> float:
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    for bad in ('"""', "'''a\\", "[ ", "( :a ", '"\\', "<x", ":a :b ; "):
        assert seconds(PREFIXES + bad * 40_000) < 20, bad

"""Turtle is deterministic, lossless and bounded in memory."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import turtle
from kg.errors import WorkspaceError
from tests.exports.triples import Triples, as_ntriples, by_pyoxigraph, by_rdflib, expected, triples

PREFIXES = {"ex": "https://example.org/", "v": "https://example.org/v#", "xsd": turtle.XSD}
XSD = turtle.XSD


def turtle_of(*objects: str) -> str:
    """The objects of one subject and predicate as Turtle, between `ex:s ex:p ` and ` .`."""
    lines = "".join(f"<https://example.org/s> <https://example.org/p> {one} .\n" for one in objects)
    return turtle.text(lines, PREFIXES).split("ex:s\n    ex:p ")[1].removesuffix(" .\n")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ('"a"', '"a"'),
        (f'"a"^^<{XSD}string>', '"a"'),
        ('"a"@en-GB', '"a"@en-GB'),
        (f'"5"^^<{XSD}integer>', "5"),
        (f'"-5"^^<{XSD}integer>', "-5"),
        (f'"0"^^<{XSD}integer>', "0"),
        (f'"007"^^<{XSD}integer>', '"007"^^xsd:integer'),
        (f'"-0"^^<{XSD}integer>', '"-0"^^xsd:integer'),
        (f'"+5"^^<{XSD}integer>', '"+5"^^xsd:integer'),
        (f'"5 "^^<{XSD}integer>', '"5 "^^xsd:integer'),
        (f'"٣"^^<{XSD}integer>', '"٣"^^xsd:integer'),
        (f'"0.95"^^<{XSD}decimal>', "0.95"),
        (f'"1.0"^^<{XSD}decimal>', "1.0"),
        (f'"1.50"^^<{XSD}decimal>', '"1.50"^^xsd:decimal'),
        (f'"1."^^<{XSD}decimal>', '"1."^^xsd:decimal'),
        (f'"5"^^<{XSD}decimal>', '"5"^^xsd:decimal'),
        (f'"true"^^<{XSD}boolean>', "true"),
        (f'"1"^^<{XSD}boolean>', '"1"^^xsd:boolean'),
        (f'"2025"^^<{XSD}gYear>', '"2025"^^xsd:gYear'),
        (r'"a\nb"', '"""a\nb"""'),
        (r'"a\nb\"\"\""@en', '"""a\nb\\"\\"\\""""@en'),
        (r'"\"\"\"\"\nb\\"', '"""\\"\\"\\""\nb\\\\"""'),
        (r'"\nb\\\""', '"""\nb\\\\\\""""'),
        (r'"a\r\nb"', '"""a\\r\nb"""'),
        (r'"a\\nb"', r'"a\\nb"'),
        (r'"\u0041\u0001\t"', r'"A\u0001\t"'),
        ("<https://example.org/a.b>", "ex:a.b"),
        ("<https://example.org/a.>", "<https://example.org/a.>"),
        ("<https://example.org/>", "<https://example.org/>"),
        ("<https://example.org/-a>", "<https://example.org/-a>"),
        ("<https://example.org/doi:10.1>", "ex:doi:10.1"),
        ("<https://example.org/a/b>", "<https://example.org/a/b>"),
        ("<https://example.org/a%20b>", "<https://example.org/a%20b>"),
        ("<https://example.org/é>", "<https://example.org/é>"),
        (r"<https://example.org/\u00e9>", "<https://example.org/é>"),
        ("<https://example.org/v#x>", "v:x"),
        ("<https://example.org/w#x>", "<https://example.org/w#x>"),
        ("_:b1", "_:b1"),
    ],
)
def test_a_term_is_shortened_only_where_nothing_is_lost(term: str, expected: str) -> None:
    """Numbers, booleans and names lose their quotation only in their one canonical form."""
    assert turtle_of(term) == expected


def test_the_layout_is_one_subject_after_another() -> None:
    """`a` comes first, then predicates and objects in order; author 10 follows author 9; unused prefixes are not named."""
    lines = """
        <https://example.org/w#author-10> <https://example.org/p> "x" .
        <https://example.org/w#author-9> <https://example.org/p> "x" .
        # a comment
        <https://example.org/w> <https://example.org/p> "b" .
        <https://example.org/w> <https://example.org/p> "a" .

        <https://example.org/w> <https://example.org/a> "z" .
        <https://example.org/w> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/v#W> .
        <https://example.org/w> <https://example.org/p> "b" .
    """
    assert turtle.text(lines, PREFIXES) == (
        "@prefix ex: <https://example.org/> .\n"
        "@prefix v: <https://example.org/v#> .\n"
        "\n"
        "ex:w\n    a v:W ;\n"
        '    ex:a "z" ;\n'
        '    ex:p "a",\n        "b" .\n'
        "\n"
        '<https://example.org/w#author-9>\n    ex:p "x" .\n'
        "\n"
        '<https://example.org/w#author-10>\n    ex:p "x" .\n'
    )


def test_nothing_makes_an_empty_file() -> None:
    """No triples are no bytes."""
    assert turtle.text("", PREFIXES) == ""


@given(triples())
def test_turtle_says_what_the_triples_say(given_triples: Triples) -> None:
    """Any triples come back from Turtle as they were, in pyoxigraph and in rdflib."""
    written = turtle.text(as_ntriples(given_triples), PREFIXES).encode()
    wanted = expected(given_triples)
    assert by_pyoxigraph(written, pyoxigraph.RdfFormat.TURTLE) == wanted
    assert by_rdflib(written, "turtle") == wanted


@given(triples(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(given_triples: Triples, order: random.Random) -> None:
    """The same triples in any order and number give the same bytes."""
    lines = [line + "\n" for line in as_ntriples(given_triples).split("\n")[:-1]]
    shuffled = lines + lines[:3]
    order.shuffle(shuffled)
    assert turtle.text("".join(shuffled), PREFIXES) == turtle.text("".join(lines), PREFIXES)


@given(triples())
def test_canonical_terms_are_a_fixed_point(given_triples: Triples) -> None:
    """Statements read from statements written canonically are the same statements."""
    once = list(turtle.statements(as_ntriples(given_triples).encode().split(b"\n"), "t"))
    lines = [f"<{s}> <{p}> {o} .".encode() for s, p, o in once]
    assert list(turtle.statements(lines, "t")) == once
    assert [turtle.triple_of(turtle.key(one)) for one in once] == once


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b'<https://a/s> <https://a/p> "x"',
        b'<https://a/s> <https://a/p> "x\\q" .',
        b'<https://a/s> <https://a/p> "x\\uD800" .',
        b'<https://a/s> <https://a/p> "x\\U00110000" .',
        b'<https://a/s> <https://a/p> "\xff" .',
        b"<relative> <https://a/p> <https://a/o> .",
        b"<https://a/s s> <https://a/p> <https://a/o> .",
        b'"x" <https://a/p> <https://a/o> .',
        b"<https://a/s> _:b <https://a/o> .",
    ],
)
def test_what_is_not_ntriples_is_refused_with_its_line(line: bytes) -> None:
    """A damaged line stops the reading with its number and the name of the file."""
    with pytest.raises(WorkspaceError, match=r"Line 2 of a\.nt"):
        list(turtle.statements([b"# fine\n", line], "a.nt"))


def test_a_file_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    """Reading a file that vanished names it."""
    with pytest.raises(WorkspaceError, match="gone"):
        list(turtle.read([tmp_path / "gone.nt"]))


def test_runs_on_disk_sort_like_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sorting in many small runs gives what sorting at once gives, and leaves no file behind."""
    lines = [str(random.Random(i).randrange(3000)).encode() for i in range(5000)]
    monkeypatch.setattr(turtle, "_RUN_LINES", 7)
    monkeypatch.setattr(turtle, "_RUNS", 5)
    assert list(turtle.arrange(lines, tmp_path)) == sorted(set(lines))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "line", ['"' + "\\" * 60_001, '"' + '\\"' * 40_000, "<a:" + "b" * 90_000, "_:" + "b" * 90_000, " " * 90_000]
)
def test_damaged_lines_take_linear_time(line: str) -> None:
    """A long line that is not N-Triples is refused at once, wherever it goes wrong."""
    begun = time.process_time()
    for prefix in ("", "<https://a/s> <https://a/p> "):
        with pytest.raises(WorkspaceError):
            list(turtle.statements([(prefix + line + "x").encode()], "t"))
    assert time.process_time() - begun < 12


def test_writing_counts_different_triples(tmp_path: Path) -> None:
    """The number returned is that of different triples."""
    out = io.BytesIO()
    one = ("https://a/s", "https://a/p", '"x"')
    assert turtle.write([one, one, ("https://a/s", "https://a/p", '"y"')], out, {}, tmp_path) == 2
    assert len(rdflib.Graph().parse(data=out.getvalue(), format="turtle")) == 2


def test_the_prefixes_of_a_base_name_its_kinds() -> None:
    """Things of the data get a prefix for each kind."""
    assert turtle.prefixes("https://example.org/kg/")["person"] == "https://example.org/kg/id/person/"

"""The mapping: read strictly, compiled to SQL, and equal byte for byte to the second writer in Python."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import assets
from kg.errors import MappingError
from kg.mapping import plain, run, sql, yarrrml

BASE = "https://example.org/b/"
HEAD = "prefixes: {ex: 'http://ex.org/', xsd: 'http://www.w3.org/2001/XMLSchema#'}\nmappings:\n"
MAPPING = (
    HEAD
    + """
  thing:
    sources: t
    s: id/$(key)
    po:
      - [a, ex:Thing~iri]
      - [ex:text, $(text)]
      - [ex:both, "$(key): $(text)"]
      - {p: ex:lang, o: {value: $(text), language: $(lang)}}
      - {p: ex:typed, o: {value: $(key), datatype: xsd:string}}
      - {p: ex:any, o: $(text)~iri}
      - {p: ex:made, o: "ex:$(text)~iri"}
      - {p: ex:when, o: $(key), condition: {function: idlab-fn:equal, parameters: [[a, $(lang)], [b, en]]}}
      - {p: ex:unless, o: $(key), condition: {function: idlab-fn:notEqual, parameters: [[a, $(lang)], [b, en]]}}
"""
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


def maps_of(text: str, folder: Path) -> list[yarrrml.TriplesMap]:
    """The maps of a mapping given as text."""
    file = folder / "mapping.yaml"
    file.write_text(text, "utf-8")
    return yarrrml.read(file)


@given(st.lists(st.tuples(texts, st.none() | texts, st.sampled_from([None, "", "en", "de"])), max_size=4))
def test_sql_and_python_write_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, ...]]
) -> None:
    """For any values, hostile ones included, the SQL and the second writer give the same lines in the same order."""
    maps = maps_of(MAPPING, tmp_path_factory.mktemp("m"))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (key VARCHAR, text VARCHAR, lang VARCHAR)")
        for row in rows:
            connection.execute("INSERT INTO t VALUES (?, ?, ?)", list(row))
        got = [line for (line,) in connection.execute(sql.statement(maps[0], BASE, set())).fetchall()]
    named = [dict(zip(("key", "text", "lang"), row, strict=True)) for row in rows]
    expected = ["\n".join(line for _, line in plain.triples(maps[0], row, BASE)) for row in named]
    assert got == expected


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_what_is_written_is_well_formed(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    """A strict parser reads every line of the file and gets the text back as it was."""
    folder = tmp_path_factory.mktemp("w")
    maps = maps_of(HEAD + "  t: {sources: t, s: 'id/$(key)', po: [[ex:text, $(text)]]}", folder)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (key VARCHAR, text VARCHAR)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [list(row) for row in rows])
        parts = run.run(connection, maps, BASE, set(), folder / "graph")
    triples = [t for path in parts["default"] for t in pyoxigraph.parse(path=path)]
    assert [t.object.value for t in triples] == [text for _, text in rows]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("  t: {sources: t, s: $(k), po: [[nope:x, $(y)]]}", "the prefix 'nope' is not declared"),
        ("  t: {sources: t, s: $(k), po: [[ex:x]]}", "a short form is"),
        ("  t: {sources: [[a.csv~csv]], s: $(k), po: []}", "names one table"),
        ("  t: {sources: t, po: []}", "`s` is missing"),
        ("  t: {sources: t, s: $(k), graphs: ex:g, po: []}", "graph/NAME"),
        ("  t: {sources: t, s: $(k), po: [{p: ex:x, o: {value: $(y), targets: z}}]}", "'targets' is not in the subset"),
        ("  t: {sources: t, s: $(k), po: [{p: ex:x, o: $(y), condition: {function: f:g, parameters: []}}]}", "functions of a condition"),
        ("  t: {sources: t, s: $(k), po: [{p: 'ex:$(y)', o: x}]}", "a predicate is an IRI without columns"),
        ("  t: [", "not well-formed YAML"),
    ],
)  # fmt: skip
def test_what_is_outside_the_subset_is_refused_with_its_place(tmp_path: Path, body: str, said: str) -> None:
    """A mapping that cannot be read as written is refused in one sentence that says where."""
    with pytest.raises(MappingError, match=r"mapping\.yaml") as raised:
        maps_of(HEAD + body, tmp_path)
    assert said in str(raised.value)


def test_an_unknown_table_or_column_is_named(tmp_path: Path) -> None:
    """A map of a missing table or column says what there is instead."""
    maps = maps_of(HEAD + "  t: {sources: t, s: $(k), po: [[ex:x, $(absent)]]}", tmp_path)
    with duckdb.connect() as connection:
        with pytest.raises(MappingError, match="no table t"):
            run.check(connection, maps[0])
        connection.execute("CREATE TABLE t (k VARCHAR)")
        with pytest.raises(MappingError, match="no column absent; it has k"):
            run.check(connection, maps[0])


def test_the_mapping_that_ships_is_within_the_subset() -> None:
    """The shipped mapping reads without error and maps works first."""
    maps = yarrrml.read(assets.folder("ontology") / "mapping.yaml")
    assert maps[0].name == "work"
    assert {one.graph for one in maps} == {"default", "lists", "provenance", "evidence", "identity", "candidates"}


def test_no_vocabulary_stands_in_python() -> None:
    """Terms of schema.org and BIBO are named in the mapping, the shapes and the questions, not in the code of the road."""
    package = Path(__file__).resolve().parents[2] / "kg"
    road = [
        package / "tables.py",
        package / "build.py",
        *(package / "identity").glob("*.py"),
        *(package / "mapping").glob("*.py"),
    ]
    assert len(road) > 10
    for file in road:
        assert not any(
            name in file.read_text("utf-8") for name in ("schema.org/", "purl.org/ontology/bibo", "purl.org/dc/")
        )

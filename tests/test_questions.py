"""Saved questions: their headers, the binding of parameters as terms, names into IRIs, and their answers about the invented literature."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QuestionError
from kg.guard import check
from kg.questions import (
    FORMATS,
    Param,
    bind,
    choices,
    find,
    iri,
    literal,
    parse,
    questions,
    render,
    resolve,
    run,
    value,
)  # fmt: skip
from kg.store import Store, Table
from kg.workspace import Workspace
from tests.world import EXPECTED

KNOWN = questions()
CASES = [
    pytest.param(name, case, id=f"{name}-{n}")
    for name in KNOWN
    if (EXPECTED / f"{name}.json").is_file()
    for n, case in enumerate(json.loads((EXPECTED / f"{name}.json").read_text("utf-8")))
]


@pytest.fixture(scope="module")
def store(world: Workspace) -> Iterator[Store]:
    with Store.open(world.current.store) as store:
        yield store


# --- the answers --------------------------------------------------------------------------------------------------------


def shown(table: Table) -> list[list[Any]]:
    """The rows without their IRIs."""
    import pyoxigraph as ox

    kept = [i for i in range(len(table.columns)) if not any(isinstance(row[i], ox.NamedNode) for row in table.rows)]
    return [[value(row[i]) for i in kept] for row in table.rows]


def test_every_question_has_expected_answers() -> None:
    """A question without an expected answer fails the suite, and no expected answer is of a question that is gone."""
    assert {file.stem for file in EXPECTED.iterdir()} == set(KNOWN)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_answer(store: Store, name: str, case: dict[str, Any]) -> None:
    """A question answers about the invented literature what can be read in its sources, in the same order."""
    assert shown(run(store, KNOWN[name], case["values"])) == case["rows"]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_things_are_named(store: Store, world: Workspace, name: str, case: dict[str, Any]) -> None:
    """Every IRI in an answer is one of the graph's own."""
    import pyoxigraph as ox

    terms = [term for row in run(store, KNOWN[name], case["values"]).rows for term in row]
    assert all(t.value.startswith(world.current.base) for t in terms if isinstance(t, ox.NamedNode))


@pytest.mark.parametrize("name", KNOWN)
def test_optional_parameters_may_be_left_out(store: Store, name: str) -> None:
    """A question answers with nothing but its required parameters given; a parameter that is empty counts as not given."""
    case = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))[0]["values"]
    needed = {p.name: case[p.name] for p in KNOWN[name].params if p.required}
    empty = {p.name: " " for p in KNOWN[name].params if not p.required}
    assert run(store, KNOWN[name], {**needed, **empty}) == run(store, KNOWN[name], needed)


@pytest.mark.parametrize("name", KNOWN)
def test_another_engine_agrees(store: Store, world: Workspace, name: str) -> None:
    """rdflib gives the same rows as the store: the questions are SPARQL 1.1 and no engine's dialect."""
    import rdflib

    data = rdflib.Dataset()
    for layer in ("default", "provenance", "candidates"):
        graph = data.graph(rdflib.URIRef(str(world.current.graph_iri(layer) or "urn:x-rdflib:default")))
        for file in world.current.graph_files(layer):
            graph.parse(file, format="nt")
    case = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))[0]["values"]
    iris = {
        key: resolve(store, KNOWN[name].param(key), text)[0]
        if KNOWN[name].param(key).type in ("person", "work", "venue")
        else [text]
        for key, text in case.items()
    }
    text = bind(KNOWN[name], iris)
    ours = [[None if term is None else term.value for term in row] for row in store.select(text).rows]
    theirs = [[None if term is None else str(term) for term in row] for row in data.query(text)]  # type: ignore[union-attr]
    assert sorted(map(str, theirs)) == sorted(map(str, ours))


def test_people_of_one_name_stay_apart(store: Store) -> None:
    """Three people called Wei Lin share no co-author: the answer is for all three and says so."""
    found, note = resolve(store, Param("person", "person"), "Lin, Wei")
    assert len(found) == 3
    assert note == "'Lin, Wei' names 3 people that nothing shows to be one; the answer is for all of them."
    assert run(store, KNOWN["coauthors"], {"person": "Wei Lin"}).notes == (note.replace("Lin, Wei", "Wei Lin"),)


def test_choices(store: Store) -> None:
    """The values of a parameter come with the labels a form shows, in order."""
    labels = [label for _, label in choices(store, KNOWN["works-at-venue"].param("venue"))]
    assert labels == sorted(labels)
    assert "Journal of Imaginary Corpora" in labels
    assert choices(store, KNOWN["works-per-year"].param("from")) == []
    years = [label for _, label in choices(store, KNOWN["works-at-venue"].param("year"))]
    assert years == ["2021", "2022", "2023", "2024", "2025", "2026"]


# --- names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["Quillfeather, Tomás", "Tomás Quillfeather", "Tomas Quillfeather", " quillfeather,  TOMAS ", "Quillfeather, Tom´as"]
)  # fmt: skip
def test_a_person_by_any_spelling(store: Store, typed: str) -> None:
    """A person is found by the name in any order, with or without accents and capitals."""
    (found,), note = resolve(store, Param("person", "person"), typed)
    assert "tomas-quillfeather" in found
    assert note == ""
    assert resolve(store, Param("person", "person"), found)[0] == [found]
    assert resolve(store, Param("person", "person"), f"<{found}>")[0] == [found]


@pytest.mark.parametrize(
    "typed",
    [
        "arXiv:2405.99005", "2405.99005v2", "https://arxiv.org/abs/2405.99005", "10.5555/RUMOURS.2024.5",
        "doi:10.5555/rumours.2024.5", "https://doi.org/10.5555/rumours.2024.5", "Cartography for Rumours", "cartography for rumours!",
        "https://example.org/kg/id/work/doi:10.5555/rumours.2024.5",
    ],
)  # fmt: skip
def test_a_work_by_identifier_or_title(store: Store, typed: str) -> None:
    """A work is found by IRI, by any of its identifiers in any of their forms, and by title."""
    assert resolve(store, Param("work", "work"), typed) == (
        ["https://example.org/kg/id/work/doi:10.5555/rumours.2024.5"],
        "",
    )


def test_a_title_with_quotes_and_backslashes(store: Store) -> None:
    """A title is bound as a term: quotes, backslashes and LaTeX in it are found as they stand."""
    title = 'The "Quiet" Index: Searching $\\epsilon$-Unwritten Books with C:\\books'
    rows = run(store, KNOWN["authors-of-work"], {"work": title}).rows
    assert [value(row[1]) for row in rows] == ["Brandvoort, Ilse", "van der Molen, Piet"]


@pytest.mark.parametrize("typed", ["ICML", "icml", "International Conference on Machine Learning"])
def test_a_venue_by_acronym_or_name(store: Store, typed: str) -> None:
    """A venue is found by acronym and by name."""
    assert resolve(store, Param("venue", "venue"), typed)[0] == ["https://example.org/kg/id/venue/icml"]


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("person", "Quilfether, Tomas", "Tom"), ("person", "https://example.org/kg/id/person/nobody", "no person"),
        ("person", "", "no person"), ("work", "Cartography of Rumors", "Cartography for Rumours"), ("work", "arXiv:1001.0001", "no work"),
        ("venue", "Jornal of Imaginary Corpora", "Journal of Imaginary Corpora"), ("venue", "\\", "no venue"),
    ],
)  # fmt: skip
def test_a_name_nobody_has(store: Store, kind: str, typed: str, said: str) -> None:
    """What nothing in the graph is called gives a sentence, with the nearest names where there are any."""
    with pytest.raises(QuestionError, match=said):
        resolve(store, Param("x", kind), typed)


def test_a_family_name_alone_is_understood_where_one_person_bears_it(store: Store) -> None:
    """Of a name that several bear they are named, so that one of them can be asked for."""
    rows = store.select(
        "SELECT ?family ?iri ?name WHERE { ?iri <https://schema.org/familyName> ?family ; <https://schema.org/name> ?name } ORDER BY ?iri"
    ).rows
    bearers: dict[str, dict[str, str]] = {}
    for family, thing, name in rows:
        assert family is not None
        assert thing is not None
        assert name is not None
        bearers.setdefault(str(family.value), {})[str(thing.value)] = str(name.value)
    alone = next(family for family, held in bearers.items() if len(held) == 1 and family not in held.values())
    [(thing, name)] = bearers[alone].items()
    found, note = resolve(store, Param("x", "person"), alone.upper())
    assert found == [thing]
    assert name in note
    shared = next(family for family, held in bearers.items() if len(held) > 1)
    with pytest.raises(QuestionError, match="is the family name of") as raised:
        resolve(store, Param("x", "person"), shared)
    assert min(bearers[shared].values()) in str(raised.value)


# --- binding ------------------------------------------------------------------------------------------------------------

WELL = """#+ summary: Anything
#+ params:
#+   - {name: text, type: string, required: true, description: what is said}
#+   - {name: thing, type: work}
#+   - {name: year, type: year, default: 2024}
#+   - {name: most, type: integer}
SELECT ?text ?year ?most WHERE {
  BIND (1 AS ?one)
  BIND (?_text AS ?text) BIND (?_year AS ?year) BIND (?_most AS ?most)
  FILTER (!BOUND(?_thing) || ISIRI(?_thing))
}
"""


def made(tmp_path: Path, text: str, name: str = "page/any.rq") -> Path:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_bind_makes_blocks(tmp_path: Path) -> None:
    """Each parameter given becomes a VALUES block at the head of the WHERE clause, a default too, and the rest stays as it is."""
    question = parse(made(tmp_path, WELL))
    text = bind(question, {"text": 'a "b" \\', "thing": ["http://x/1", "http://x/2"]})
    blocks = (
        '\n  VALUES (?_text) { ("a \\"b\\" \\\\") }\n  VALUES (?_thing) { (<http://x/1>) (<http://x/2>) }'
        '\n  VALUES (?_year) { ("2024"^^<http://www.w3.org/2001/XMLSchema#gYear>) }'
    )
    assert text == WELL.replace("WHERE {", "WHERE {" + blocks)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "any needs text \\(string\\): what is said"), ({"text": "x", "nope": "1"}, "no parameter 'nope'; it takes text, thing"),
        ({"text": "x", "year": "24"}, "year must be a year of four digits, not '24'"),
        ({"text": "x", "year": "２０２４"}, "four digits"), ({"text": "x", "most": "1.5"}, "most must be a whole number"),
        ({"text": "x", "thing": "http://x/> } #"}, "not an absolute IRI"), ({"text": "x", "thing": "relative"}, "not an absolute IRI"),
        ({"text": "a\x00b"}, "control character"), ({"text": "a\ud800b"}, "control character"),
    ],
)  # fmt: skip
def test_bind_refuses(tmp_path: Path, values: dict[str, str], said: str) -> None:
    """A parameter that is missing, unknown or of another type is refused in one sentence."""
    with pytest.raises(QuestionError, match=said):
        bind(parse(made(tmp_path, WELL)), values)


@given(st.text(max_size=30))
def test_a_string_is_bound_as_it_is(store: Store, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a text holds, it arrives in the query as one literal with that text, or is refused."""
    question = parse(made(tmp_path_factory.getbasetemp(), WELL, "bound/any.rq"))
    try:
        query = bind(question, {"text": text})
    except QuestionError:
        assert any(ord(c) < 32 or 0xD7FF < ord(c) < 0xE000 or ord(c) == 127 for c in text)
        return
    check(query)
    assert store.select(query).rows[0][0].value == text  # type: ignore[union-attr]


@given(st.text(max_size=20))
def test_an_iri_cannot_break_out(text: str) -> None:
    """A text either is refused as IRI or stands between its brackets without closing them."""
    try:
        written = iri(f"http://example.org/{text}")
    except QuestionError:
        return
    assert written == f"<http://example.org/{text}>"
    assert not set(text) & set('<>"{}|^`\\ \n\t')


def test_literal_with_a_datatype() -> None:
    """A literal carries its datatype."""
    assert literal("7", "integer") == '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'


# --- files --------------------------------------------------------------------------------------------------------------


def test_shipped_questions_are_whole() -> None:
    """Every question has a summary and a description, a description for every parameter, and orders its rows."""
    for question in KNOWN.values():
        assert question.summary
        assert question.description
        assert all(p.description for p in question.params)
        assert "ORDER BY" in question.text
        assert all(p.enumerate for p in question.params if p.type in ("person", "work", "venue", "year"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "no summary"), ("#+ summary: [\nSELECT * WHERE {}", "cannot be read"),
        ("#+ summary: x\n#+ colour: red\nSELECT * WHERE {}", "'colour', which is not known"),
        ("#+ summary: x\n#+ chart: pie\nSELECT * WHERE {}", "chart is 'pie'"), ("#+ summary: x\n#+ params: 3\nSELECT * WHERE {}", "not a list"),
        ("#+ summary: x\n#+ params: [{name: a}]\nSELECT * WHERE {}", "a name, a type"),
        ("#+ summary: x\n#+ params: [{name: a, type: colour}]\nSELECT * WHERE {}", "the type of a is 'colour'"),
        ("#+ summary: x\n#+ params: [{name: limit, type: integer}]\nSELECT * WHERE {}", "cannot be the name"),
        ("#+ summary: x\n#+ params: [{name: A b, type: integer}]\nSELECT * WHERE {}", "cannot be the name"),
        ("#+ summary: x\n#+ params: [{name: a, type: integer}]\nSELECT * WHERE {}", "\\?_a must stand both"),
        ("#+ summary: x\nSELECT * WHERE { ?s ?p ?_b }", "\\?_b must stand both"), ("#+ summary: x\nSELECT * { ?s ?p ?o }", "no WHERE"),
        ("#+ summary: x\nSELECT * WHERE { SERVICE <http://x> {} }", "SERVICE is refused"),
    ],
)  # fmt: skip
def test_a_malformed_file(tmp_path: Path, text: str, said: str) -> None:
    """A file with a fault is named with the fault."""
    with pytest.raises(KgError, match=said):
        parse(made(tmp_path, text))


def test_questions_of_a_user(tmp_path: Path) -> None:
    """A folder of the user's adds questions, and replaces one of the same name; what begins with an underscore is no page."""
    made(tmp_path, WELL, "mine/any.rq")
    made(tmp_path, "#+ summary: Mine\nSELECT * WHERE { ?s ?p ?o }", "mine/coauthors.rq")
    made(tmp_path, "no question", "_enumerate/none.rq")
    found = questions(tmp_path)
    assert set(found) == {*KNOWN, "any"}
    assert found["coauthors"].summary == "Mine"
    with pytest.raises(QuestionError, match="no folder"):
        questions(tmp_path / "nowhere")


def test_find_names_the_nearest() -> None:
    """An unknown question is answered with the nearest names."""
    assert find(KNOWN, "coauthors") is KNOWN["coauthors"]
    with pytest.raises(QuestionError, match="no question 'co-author'; did you mean coauthors"):
        find(KNOWN, "co-author")
    with pytest.raises(QuestionError, match="did you mean candidates, missing-metadata, "):
        find(KNOWN, "%")


# --- showing ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table() -> Table:
    import pyoxigraph as ox

    number = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    rows: list[list[Any]] = [
        [ox.Literal("a|b\n*c* \x1b[31m\u202e"), ox.Literal("7", datatype=number), ox.NamedNode("http://x/1")],
        [ox.Literal("日本"), ox.Literal("12", datatype=number), None],
    ]
    return Table(["name", "works", "thing"], rows)


def test_render_table(table: Table) -> None:
    """Plain columns line up by what letters measure, numbers to the right, and hold nothing that moves a terminal."""
    assert render(table, "table") == (
        "name          works  thing\n"
        "a|b *c* [31m      7  http://x/1\n"
        "日本             12\n"
    )  # fmt: skip


def test_render_csv(table: Table) -> None:
    """CSV keeps every value as it is."""
    assert render(table, "csv") == (
        'name,works,thing\n"a|b\n*c* \x1b[31m\u202e",7,http://x/1\n日本,12,\n'
    )  # fmt: skip


def test_render_json(table: Table) -> None:
    """JSON is a list of objects, numbers as numbers, without what is not known."""
    assert json.loads(render(table, "json")) == [
        {"name": "a|b\n*c* \x1b[31m\u202e", "works": 7, "thing": "http://x/1"}, {"name": "日本", "works": 12},
    ]  # fmt: skip


def test_render_markdown(table: Table) -> None:
    """Markdown escapes what would break the table."""
    assert render(table, "markdown").splitlines() == [
        "| name | works | thing |", "| --- | ---: | --- |",
        "| a\\|b \\*c\\* \\[31m | 7 | http://x/1 |", "| 日本 | 12 |  |",
    ]  # fmt: skip


def test_render_graphs_and_truth_values(store: Store, table: Table) -> None:
    """A graph comes as Turtle in one order, a yes or no as a word; other formats are refused with those that serve."""
    construct = "CONSTRUCT { ?v a <http://x/V> } WHERE { ?v a <https://w3id.org/kg-bib/ns#Venue> }"
    text = render(store.query(construct), "turtle")
    assert text == render(store.query(construct), "turtle")
    assert "<https://example.org/kg/id/venue/icml> a <http://x/V> ." in text
    assert render(store.query("ASK { ?s ?p ?o }"), "table") == "true\n"
    with pytest.raises(QuestionError, match="use turtle"):
        render(store.query(construct), "csv")
    with pytest.raises(QuestionError, match="use table, csv, json, markdown or turtle"):
        render(table, "pdf")
    assert "turtle" in FORMATS


def test_render_a_table_as_turtle(table: Table) -> None:
    """A table as a result set in RDF: as many solutions as rows, numbered in their order, each with the terms of its row."""
    graph = rdflib.Graph().parse(data=render(table, "turtle"), format="turtle")
    rs = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
    rows = sorted(graph.objects(None, rs.solution), key=lambda row: int(str(graph.value(row, rs["index"]))))
    got = [
        {str(graph.value(b, rs.variable)): str(graph.value(b, rs.value)) for b in graph.objects(row, rs.binding)}
        for row in rows
    ]
    assert got == [
        {name: term.value for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]


def test_render_nothing() -> None:
    """An answer without rows still shows its columns."""
    assert render(Table(["a", "b"], []), "table") == "a  b\n"
    assert render(Table(["a", "b"], []), "json") == "[]\n"

"""Saved questions: SPARQL files with a header that says what they answer and which parameters they take.

A question is `queries/<page>/<name>.rq`. Its header stands in comment lines that begin with `#+` and is YAML (the notation of
grlc): `summary`, `description`, `params` (name, type, required, default, description, enumerate) and `chart`. In the query a
parameter is the variable `?_name`. Its values are never pasted: they become a VALUES block of terms at the head of the WHERE
clause, which any SPARQL 1.1 store understands; a parameter that is not given has no block, so its variable stays free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg import assets
from kg.errors import QuestionError
from kg.guard import check, tokens
from kg.store import Table

if TYPE_CHECKING:
    import pyoxigraph

    Result = Table | bool | list[pyoxigraph.Triple]

ENTITIES = ("person", "work", "venue")
TYPES = (*ENTITIES, "year", "integer", "string")
CHARTS = ("none", "table", "bar", "line", "graph")
TAKEN = ("g", "name", "query", "format", "limit", "help")
"""Names a parameter cannot have: the command's own options."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SCHEMA = "https://schema.org/"
_KG = "https://w3id.org/kg-bib/ns#"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]+")
_WEB = re.compile(r"(?:https?://|urn:)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Asked(Protocol):
    """What answers queries: `kg.store.Store` and `kg.store.Workers` do."""

    def query(self, text: str, *, deadline: float = 30.0) -> Result:
        """The answer to a query."""

    def select(self, text: str, *, deadline: float = 30.0) -> Table:
        """The answer to a SELECT."""


@dataclass(frozen=True)
class Param:
    """A parameter: one of `TYPES`; optional unless `required`; `enumerate` names a file of `_enumerate/` or holds a query."""

    name: str
    type: str
    required: bool = False
    default: str | None = None
    description: str = ""
    enumerate: str = ""


@dataclass(frozen=True)
class Question:
    """A saved question. `text` is the whole file: with its header in comments it is a SPARQL query as it stands."""

    name: str
    page: str
    summary: str
    description: str
    params: list[Param]
    chart: str
    text: str
    file: Path = field(compare=False)

    def param(self, name: str) -> Param:
        """The parameter of a name. Raises `QuestionError` when there is none."""
        for param in self.params:
            if param.name == name:
                return param
        names = ", ".join(p.name for p in self.params) or "none"
        raise QuestionError(f"{self.name} has no parameter {name!r}; it takes {names}.", question=self.name)


# --- reading the files --------------------------------------------------------------------------------------------------


def questions(extra: Path | None = None) -> dict[str, Question]:
    """All saved questions by name, in the order of their pages: those that ship, and those of a folder of the user's.

    One of `extra` (laid out as `<page>/<name>.rq`) stands for the shipped one of the same name. Raises `QuestionError` for a file that is malformed.
    """
    files = {file.stem: file for folder in _folders(extra) for file in sorted(folder.glob("[!_]*/*.rq"))}
    found = [parse(file) for file in files.values()]
    return {question.name: question for question in sorted(found, key=lambda q: (q.page, q.name))}


def _folders(extra: Path | None) -> list[Path]:
    if extra is not None and not extra.is_dir():
        raise QuestionError(f"There is no folder {extra} of questions.", path=str(extra))
    return [assets.folder("queries"), *([extra] if extra else [])]


def parse(file: Path) -> Question:
    """The question in a file. Raises `QuestionError` with file and fact for a header or a query that is malformed."""
    import yaml

    try:
        text = file.read_text("utf-8")
        lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
        header = yaml.safe_load("\n".join(lines))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _faulty(file, f"its header cannot be read: {error}") from error
    if not isinstance(header, dict) or not isinstance(header.get("summary"), str):
        raise _faulty(file, "its header has no summary")
    if unknown := sorted(str(key) for key in header.keys() - {"summary", "description", "params", "chart"}):
        raise _faulty(file, f"its header has {unknown[0]!r}, which is not known")
    if (chart := str(header.get("chart", "table"))) not in CHARTS:
        raise _faulty(file, f"chart is {chart!r}, which is none of {', '.join(CHARTS)}")
    if not isinstance(listed := header.get("params") or [], list):
        raise _faulty(file, "params is not a list")
    params = [_param(file, entry) for entry in listed]
    _check_text(file, text, params)
    return Question(
        file.stem, file.parent.name, header["summary"], str(header.get("description", "")), params, chart, text, file
    )


def _param(file: Path, entry: Any) -> Param:
    known = Param.__dataclass_fields__.keys()
    if not isinstance(entry, dict) or not {"name", "type"} <= entry.keys() <= known:
        raise _faulty(file, f"a parameter has a name, a type and none but {', '.join(known)}")
    name, kind, default = str(entry["name"]), str(entry["type"]), entry.get("default")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in TAKEN:
        raise _faulty(file, f"{name!r} cannot be the name of a parameter")
    if kind not in TYPES:
        raise _faulty(file, f"the type of {name} is {kind!r}, which is none of {', '.join(TYPES)}")
    texts = {key: str(entry.get(key, "")) for key in ("description", "enumerate")}
    return Param(name, kind, bool(entry.get("required", False)), None if default is None else str(default), **texts)


def _check_text(file: Path, text: str, params: list[Param]) -> None:
    check(text)
    used = {token.text[2:] for token in tokens(text) if token.text.startswith(("?_", "$_"))}
    declared = {param.name for param in params}
    if odd := sorted(used ^ declared):
        raise _faulty(file, f"?_{odd[0]} must stand both in the header and in the query")
    if _opening(text) is None:
        raise _faulty(file, "it has no WHERE clause")


def _faulty(file: Path, fact: str) -> QuestionError:
    return QuestionError(f"The question {file} is malformed: {fact}.", path=str(file))


def find(known: Mapping[str, Question], name: str) -> Question:
    """The question of a name. Raises `QuestionError` that names the nearest ones."""
    if name in known:
        return known[name]
    near = nearest(name, known) or list(known)
    raise QuestionError(f"There is no question {name!r}; did you mean {_or(near)}?", name=name)


def nearest(text: str, among: Iterable[str], most: int = 3) -> list[str]:
    """The names that look most like a text, the nearest first; none that looks nothing like it."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text, sorted(set(among)), scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=60
    )
    return [name for name, _, _ in found]


def _or(names: Sequence[str]) -> str:
    quoted = list(names)
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


# --- terms --------------------------------------------------------------------------------------------------------------


def iri(value: str) -> str:
    """An IRI as SPARQL writes it. Raises `QuestionError` for what is no absolute IRI."""
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if not _IRI.fullmatch(bare):
        raise QuestionError(f"{value!r} is not an absolute IRI.", value=value)
    return f"<{bare}>"


def literal(value: str, datatype: str = "") -> str:
    """A literal as SPARQL writes it. Raises `QuestionError` for control characters, which no store takes."""
    if _CONTROL.search(value):
        raise QuestionError(f"{value!r} holds a control character.", value=value)
    return f'"{value.translate(_ESCAPES)}"' + (f"^^<{_XSD}{datatype}>" if datatype else "")


def _term(param: Param, value: str) -> str:
    text = value.strip()
    if param.type in ENTITIES:
        return iri(text)
    if param.type == "year":
        if not re.fullmatch(r"[0-9]{4}", text):
            raise QuestionError(f"{param.name} must be a year of four digits, not {value!r}.", value=value)
        return literal(text, "gYear")
    if param.type == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise QuestionError(f"{param.name} must be a whole number, not {value!r}.", value=value)
        return literal(str(int(text)), "integer")
    return literal(value)


def bind(question: Question, values: Mapping[str, str | Sequence[str]]) -> str:
    """The query with its parameters bound. People, works and venues are given as IRIs here, one or several; see `run` for names.

    Raises `QuestionError` for a parameter that is unknown, missing or of another type.
    """
    given = {name: [value] if isinstance(value, str) else list(value) for name, value in values.items()}
    for name in given:
        question.param(name)
    blocks = []
    for param in question.params:
        chosen = given.get(param.name) or ([param.default] if param.default is not None else [])
        if not chosen and param.required:
            about = f": {param.description}" if param.description else ""
            raise QuestionError(f"{question.name} needs {param.name} ({param.type}){about}.", parameter=param.name)
        if chosen:
            rows = " ".join(f"({_term(param, value)})" for value in dict.fromkeys(chosen))
            blocks.append(f"VALUES (?_{param.name}) {{ {rows} }}")
    at = _opening(question.text) or 0
    return question.text[:at] + "".join(f"\n  {block}" for block in blocks) + question.text[at:]


def _opening(text: str) -> int | None:
    """Where the WHERE clause begins, behind its brace."""
    seen = False
    for token in tokens(text):
        seen = seen or token.text.lower() == "where"
        if seen and token.text == "{":
            return token.start + 1
    return None


# --- names into IRIs ----------------------------------------------------------------------------------------------------

_NAMES = {
    "person": f"?iri <{_SCHEMA}name>|<{_SCHEMA}alternateName>|<{_KG}sortName> ?label . ?iri <{_KG}sortName> ?any",
    "work": f"?iri <{_SCHEMA}name>|<{_SCHEMA}alternateName> ?label . ?iri a <{_KG}Work>",
    "venue": f"?iri <{_SCHEMA}name>|<{_SCHEMA}alternateName>|<http://purl.org/ontology/bibo/shortTitle> ?label . ?iri a <{_KG}Venue>",
}
"""Where the names of each kind of thing stand."""


def resolve(store: Asked, param: Param, value: str) -> tuple[list[str], str]:
    """The IRIs a value of a person, work or venue parameter stands for, and a note when they are several or not as typed.

    A value is an IRI, a name or title in any order and without regard to accents and case, or for a work an identifier; a family name
    alone is understood where one person bears it. Raises `QuestionError` that names those who bear it where several do, and the nearest
    names when nothing matches.
    """
    text = value.strip()
    if (text.startswith("<") and text.endswith(">")) or (_WEB.match(text) and param.type != "work"):
        found = [iri(text)[1:-1]] if store.query(f"ASK {{ {iri(text)} ?p ?o }}") else []
    else:
        found = (_by_identifier(store, text) if param.type == "work" else []) or _by_name(store, param.type, text)
    if not found and param.type == "person" and (bearers := _by_family(store, text)):
        if len(bearers) > 1:
            shown = "; ".join(sorted(bearers.values())[:_SHOWN]) + ("; ..." if len(bearers) > _SHOWN else "")
            raise QuestionError(
                f"{value!r} is the family name of {len(bearers)} people in this graph: {shown}.", value=value
            )
        [(only, name)] = bearers.items()
        return [only], f"{value!r} is read as {name}, the one person of this family name."
    if not found:
        raise _unknown(store, param, value)
    note = (
        f"{value!r} names {len(found)} things that nothing shows to be one; the answer is for all of them."
        if found[1:]
        else ""
    )
    return found, note.replace("things", {"person": "people"}.get(param.type, param.type + "s"))


def _by_identifier(store: Asked, text: str) -> list[str]:
    from kg.identifiers import recognise

    if (identifier := recognise(text)) is not None:
        where = f"?iri <{_SCHEMA}identifier> ?id . ?id <{_SCHEMA}propertyID> {literal(identifier.scheme)} ; <{_SCHEMA}value> {literal(identifier.value)}"
        if found := _column(
            store.select(f"SELECT DISTINCT ?iri WHERE {{ {where} . ?iri a <{_KG}Work> }} ORDER BY ?iri")
        ):
            return found
    if _WEB.match(text) and store.query(f"ASK {{ {iri(text)} a <{_KG}Work> }}"):
        return [text]
    return []


def _by_name(store: Asked, kind: str, text: str) -> list[str]:
    """Those of exactly this name; else those whose name is the same without accents, case, marks and order."""
    exact = f"VALUES ?label {{ {literal(text)} }} {_NAMES[kind]}"
    if found := _column(store.select(f"SELECT DISTINCT ?iri WHERE {{ {exact} }} ORDER BY ?iri")):
        return found
    wanted = _forms(kind, text)
    return sorted({thing for thing, label in _labels(store, kind) if wanted & _forms(kind, label)})


_SHOWN = 8
"""So many people of one family name are named."""


def _by_family(store: Asked, text: str) -> dict[str, str]:
    """The people whose family name a text is, with their names as they are shown."""
    from kg.names import fold

    wanted = fold(text)
    query = f"SELECT DISTINCT ?iri ?family ?name WHERE {{ ?iri <{_SCHEMA}familyName> ?family ; <{_SCHEMA}name> ?name }} ORDER BY ?iri"
    rows = store.select(query).rows if wanted else []
    return {
        str(thing.value): str(name.value)
        for thing, family, name in rows
        if thing and family and name and fold(str(family.value)) == wanted
    }


def _labels(store: Asked, kind: str) -> list[tuple[str, str]]:
    rows = store.select(f"SELECT DISTINCT ?iri ?label WHERE {{ {_NAMES[kind]} }}").rows
    return [(str(thing.value), str(label.value)) for thing, label in rows if thing and label]


def _forms(kind: str, text: str) -> set[str]:
    from kg.names import fold, folds, split

    return {form for form in (folds(split(text)) if kind == "person" else (fold(text),)) if form}


def _column(table: Table) -> list[str]:
    return [str(row[0].value) for row in table.rows if row[0]]


def _unknown(store: Asked, param: Param, value: str) -> QuestionError:
    things = {label: thing for thing, label in _labels(store, param.type)}
    near = list({things[label]: label for label in reversed(nearest(value, things, 6))}.values())[:-4:-1]
    hint = f"; the nearest: {'; '.join(near)}" if near else ""
    return QuestionError(f"There is no {param.type} {value!r} in this graph{hint}.", value=value, nearest=near)


# --- asking -------------------------------------------------------------------------------------------------------------


def resolve_all(store: Asked, question: Question, values: Mapping[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    """The values with names of people, works and venues turned into IRIs, and notes on how they were understood."""
    bound, notes = dict[str, list[str]](), list[str]()
    given = {p.name: p.default for p in question.params if p.default is not None} | dict(values)
    for name, value in given.items():
        if not value.strip():
            continue
        param = question.param(name)
        bound[name] = [value]
        if param.type in ENTITIES:
            bound[name], note = resolve(store, param, value)
            notes += [note] if note else []
    return bound, notes


def run(store: Asked, question: Question, values: Mapping[str, str], deadline: float = 30.0) -> Table:
    """The answer to a question that is a SELECT, for values as a person types them; an empty value counts as not given.

    Raises `QuestionError` for wrong parameters and names nobody has, `QueryError` as `kg.store` does.
    """
    bound, notes = resolve_all(store, question, values)
    table = store.select(bind(question, bound), deadline=deadline)
    return Table(table.columns, table.rows, tuple(notes))


def choices(store: Asked, param: Param, most: int = 1000) -> list[tuple[str, str]]:
    """The values a parameter can take with their labels, by its enumerating query; none where it has no such query."""
    if not param.enumerate:
        return []
    file = assets.folder("queries") / "_enumerate" / f"{param.enumerate}.rq"
    text = file.read_text("utf-8") if re.fullmatch(r"[a-z]+", param.enumerate) else param.enumerate
    return [(str(value.value), str(label.value)) for value, label in store.select(text).rows if value and label][:most]


# --- showing ------------------------------------------------------------------------------------------------------------


def render(result: Result, format: str) -> str:  # noqa: A002 - the name the option has
    """A result as text: a table as table, csv, json, markdown or turtle; triples as turtle; yes or no in any of them.

    Raises `QuestionError` for a format the result does not come in.
    """
    if isinstance(result, bool):
        return "true\n" if result else "false\n"
    if isinstance(result, list):
        if format != "turtle":
            raise QuestionError(f"The answer is a graph, which does not come as {format}; use turtle.")
        return _turtle(result)
    if format not in _RENDERED:
        raise QuestionError(f"The answer is a table, which does not come as {format}; use {_or(list(_RENDERED))}.")
    return _RENDERED[format](result)


def _turtle(triples: list[pyoxigraph.Triple]) -> str:
    import pyoxigraph as ox

    prefixes = {"schema": _SCHEMA, "kg": _KG, "bibo": "http://purl.org/ontology/bibo/", "xsd": _XSD}
    ordered = sorted(set(triples), key=str)
    text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    return text.decode()


def value(term: Any) -> str | int | float | bool | None:
    """What a term says, in Python: numbers and truth values as such, everything else as text."""
    if term is None:
        return None
    kind = str(getattr(getattr(term, "datatype", None), "value", "")).removeprefix(_XSD)
    text = str(term.value)
    try:
        if kind in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"):
            return int(text)
        if kind in ("decimal", "double", "float"):
            return float(text)
    except ValueError:
        return text
    return text == "true" if kind == "boolean" else text


def cells(table: Table) -> list[list[str]]:
    """The rows as texts of one line each that are safe to print: no control or direction marks."""

    def clean(term: Any) -> str:
        text = "" if term is None else str(term.value)
        return (
            " ".join("".join(c if c.isprintable() else " " for c in text).split()) if not text.isprintable() else text
        )

    return [[clean(term) for term in row] for row in table.rows]


def numeric(table: Table) -> list[bool]:
    """Which columns hold numbers, and stand to the right."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    return [any(column) and all(t is None or isinstance(value(t), int | float) for t in column) for column in columns]


def _plain(table: Table) -> str:
    from rich.cells import cell_len

    lines = [table.columns, *cells(table)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(table.columns))]
    right = numeric(table)

    def laid(line: list[str]) -> str:
        gaps = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        return "  ".join(g + c if r else c + g for c, g, r in zip(line, gaps, right, strict=True)).rstrip() + "\n"

    return "".join(map(laid, lines))


def _csv(table: Table) -> str:
    import csv
    import io

    out = io.StringIO()
    rows = [["" if term is None else str(term.value) for term in row] for row in table.rows]
    csv.writer(out, lineterminator="\n").writerows([table.columns, *rows])
    return out.getvalue()


def _json(table: Table) -> str:
    import json

    rows = [
        {name: value(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _markdown(table: Table) -> str:
    def line(texts: Iterable[str]) -> str:
        return "| " + " | ".join(re.sub(r"([\\|*_`<\[\]])", r"\\\1", text) for text in texts) + " |\n"

    rule = "|" + "|".join(" ---: " if right else " --- " for right in numeric(table)) + "|\n"
    return line(table.columns) + rule + "".join(map(line, cells(table)))


_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def _result_set(table: Table) -> str:
    """A table as RDF, in the vocabulary of result sets of the W3C's SPARQL test suite; rows keep their order by rs:index."""
    import pyoxigraph as ox

    def rs(name: str) -> ox.NamedNode:
        return ox.NamedNode(_RS + name)

    whole = ox.BlankNode("result")
    triples = [ox.Triple(whole, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), rs("ResultSet"))]
    triples += [ox.Triple(whole, rs("resultVariable"), ox.Literal(name)) for name in table.columns]
    for number, row in enumerate(table.rows, 1):
        solution = ox.BlankNode(f"row{number}")
        triples.append(ox.Triple(whole, rs("solution"), solution))
        triples.append(ox.Triple(solution, rs("index"), ox.Literal(number)))
        for i, (name, term) in enumerate(zip(table.columns, row, strict=True)):
            if term is not None:
                binding = ox.BlankNode(f"row{number}cell{i}")
                triples.append(ox.Triple(solution, rs("binding"), binding))
                triples.append(ox.Triple(binding, rs("variable"), ox.Literal(name)))
                triples.append(ox.Triple(binding, rs("value"), term))
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes={"rs": _RS, "xsd": _XSD}) or b""
    return text.decode()


_RENDERED: dict[str, Callable[[Table], str]] = {
    "table": _plain, "csv": _csv, "json": _json, "markdown": _markdown, "turtle": _result_set,
}  # fmt: skip
FORMATS = tuple(_RENDERED)
"""What `render` writes."""

"""Reads a mapping file in YARRRML (https://rml.io/yarrrml/spec/), the subset that tables need; a clear error for the rest.

Read: `prefixes`, `base` (the build's base is used instead), `mappings` with `sources`/`source` (one table by name), `s`/`subject`,
`graphs`/`graph` (`graph/NAME` on the base), `po`/`predicateobjects` in short and long form with `p`, `o`, `value`, `datatype`,
`language`, `type: iri`, `~iri`, `~lang`, and `condition` with `idlab-fn:equal` or `idlab-fn:notEqual`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import MappingError

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True)
class Column:
    """A reference to a column of the source."""

    name: str


@dataclass(frozen=True)
class Template:
    """Text and columns in turn. A template that is one column alone is the column's value itself."""

    parts: tuple[str | Column, ...]

    @property
    def columns(self) -> list[str]:
        """The columns the template refers to."""
        return [part.name for part in self.parts if isinstance(part, Column)]

    @property
    def whole(self) -> bool:
        """Whether the template is exactly one column."""
        return len(self.parts) == 1 and isinstance(self.parts[0], Column)


@dataclass(frozen=True)
class Condition:
    """A triple is made where the two values are equal (or are not); a missing value is never either."""

    equal: bool
    left: Template
    right: Template


@dataclass(frozen=True)
class Object:
    """An object: an IRI, or a literal with datatype or language (templates too)."""

    kind: Literal["iri", "literal"]
    value: Template
    datatype: Template | None = None
    language: Template | None = None


@dataclass(frozen=True)
class Rule:
    """One predicate and object of a map, under its condition."""

    predicate: str
    object: Object
    condition: Condition | None


@dataclass(frozen=True)
class TriplesMap:
    """How the rows of one table become triples in one layer of the graph."""

    name: str
    source: str
    subject: Template
    graph: str
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> list[str]:
        """The columns the map refers to, sorted."""
        found = set(self.subject.columns)
        for rule in self.rules:
            for template in (rule.object.value, rule.object.datatype, rule.object.language):
                found.update(template.columns if template else [])
            if rule.condition:
                found.update(rule.condition.left.columns + rule.condition.right.columns)
        return sorted(found)


_ALIASES = {
    "sources": "source",
    "subjects": "s",
    "subject": "s",
    "predicateobjects": "po",
    "predicates": "p",
    "predicate": "p",
    "objects": "o",
    "object": "o",
    "graphs": "graph",
    "prefix": "prefixes",
    "mapping": "mappings",
}
_REFERENCE = re.compile(r"\$\(([^()]+)\)")
_FUNCTIONS = {"idlab-fn:equal": True, "equal": True, "idlab-fn:notEqual": False, "notEqual": False}


def read(path: Path) -> list[TriplesMap]:
    """The maps of a file, in its order. Raises `MappingError` with the place of what is wrong or outside the subset."""
    return _Reader(path.name).mappings(_yaml(path))


def prefixes(path: Path) -> dict[str, str]:
    """The prefixes a file declares. Raises `MappingError` as `read` does."""
    reader = _Reader(path.name)
    reader.mappings(_yaml(path))
    return reader.prefixes


def _yaml(path: Path) -> Any:
    import yaml

    try:
        return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise MappingError(f"The mapping {path} could not be read: {error.strerror}.", file=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MappingError(f"The mapping {path} is not well-formed YAML: {' '.join(str(error).split())}.") from error


class _Reader:
    """Reads one file; `where` leads to the present place, for errors."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.where: list[str] = []
        self.prefixes: dict[str, str] = {}

    def fail(self, sentence: str) -> MappingError:
        place = " / ".join([self.file, *self.where])
        return MappingError(f"{place}: {sentence}", place=place)

    def keys(self, data: Any, known: set[str]) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self.fail(f"expected keys and values, found {data!r}.")
        named = {_ALIASES.get(str(key), str(key)): value for key, value in data.items()}
        if unknown := sorted(named.keys() - known):
            raise self.fail(f"{unknown[0]!r} is not in the subset of YARRRML read here ({', '.join(sorted(known))}).")
        return named

    def mappings(self, data: Any) -> list[TriplesMap]:
        top = self.keys(data, {"prefixes", "base", "mappings"})
        self.prefixes = {str(k): str(v) for k, v in (top.get("prefixes") or {}).items()}
        maps = []
        for name, body in (top.get("mappings") or {}).items():
            self.where = [str(name)]
            maps.append(self.map(str(name), body))
        if not maps:
            raise self.fail("holds no mappings.")
        return maps

    def map(self, name: str, body: Any) -> TriplesMap:
        keys = self.keys(body, {"source", "s", "po", "graph"})
        source = keys.get("source")
        if isinstance(source, list) and len(source) == 1:
            source = source[0]
        if not isinstance(source, str) or not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?", source):
            raise self.fail(f"`sources` names one table of the workspace, not {source!r}.")
        if not isinstance(keys.get("s"), str):
            raise self.fail("`s` is missing or is not a template.")
        rules = [rule for po in self.listed(keys.get("po")) for rule in self.rules(po)]
        return TriplesMap(name, source, self.template(keys["s"], iri=True), self.graph(keys.get("graph")), tuple(rules))

    def graph(self, value: Any) -> str:
        if value is None:
            return "default"
        match = re.fullmatch(r"graph/([a-z][a-z0-9-]*)", str(value))
        if match is None:
            raise self.fail(f"`graphs` is graph/NAME, on the base of the build, not {value!r}.")
        return match[1]

    def listed(self, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.fail("`po` is a list.")
        return value

    def rules(self, po: Any) -> list[Rule]:
        self.where = [self.where[0], f"po {po!r}"[:120]]
        if isinstance(po, list):
            if len(po) not in (2, 3):
                raise self.fail("a short form is [predicate, object] or [predicate, object, datatype or language].")
            po = {"p": po[0], "o": self.short(po[1:])}
        keys = self.keys(po, {"p", "o", "condition"})
        condition = self.condition(keys["condition"]) if "condition" in keys else None
        predicates = keys.get("p") if isinstance(keys.get("p"), list) else [keys.get("p")]
        objects = keys.get("o") if isinstance(keys.get("o"), list) else [keys.get("o")]
        return [Rule(self.predicate(p), self.object(o), condition) for p in predicates or [] for o in objects or []]

    def short(self, parts: list[Any]) -> Any:
        if len(parts) == 1:
            return parts[0]
        values = parts[0] if isinstance(parts[0], list) else [parts[0]]
        extra = str(parts[1])
        key, text = ("language", extra[:-5]) if extra.endswith("~lang") else ("datatype", extra)
        return [{"value": value, key: text} for value in values]

    def predicate(self, value: Any) -> str:
        if value == "a":
            return RDF_TYPE
        template = self.template(str(value).removesuffix("~iri"), iri=True)
        if template.columns:
            raise self.fail("a predicate is an IRI without columns.")
        return "".join(str(part) for part in template.parts)

    def object(self, value: Any) -> Object:
        keys = (
            self.keys(value, {"value", "datatype", "language", "type"}) if isinstance(value, dict) else {"value": value}
        )
        text = keys.get("value")
        if text is None or isinstance(text, dict | list):
            raise self.fail(f"an object is a text with $(column), not {text!r}.")
        text = str(text)
        kind = str(keys.get("type", "literal"))
        if text.endswith("~iri"):
            kind, text = "iri", text[:-4]
        if kind == "iri":
            return Object("iri", self.template(text, iri=True))
        if kind != "literal":
            raise self.fail(f"`type` is iri or literal, not {kind!r}.")
        datatype = self.template(str(keys["datatype"]), iri=True) if "datatype" in keys else None
        language = self.template(str(keys["language"])) if "language" in keys else None
        return Object("literal", self.template(text), datatype, language)

    def condition(self, value: Any) -> Condition:
        keys = self.keys(value, {"function", "parameters"})
        name = str(keys.get("function"))
        if name not in _FUNCTIONS:
            raise self.fail(f"the functions of a condition are idlab-fn:equal and idlab-fn:notEqual, not {name}.")
        parameters = keys.get("parameters")
        if not isinstance(parameters, list) or len(parameters) != 2:
            raise self.fail("a condition has two parameters, [name, value] each.")
        left, right = (self.template(str(p["value"] if isinstance(p, dict) else p[1])) for p in parameters)
        return Condition(_FUNCTIONS[name], left, right)

    def template(self, text: str, iri: bool = False) -> Template:
        parts: list[str | Column] = []
        at = 0
        for match in _REFERENCE.finditer(text):
            if match.start() > at:
                parts.append(text[at : match.start()])
            parts.append(Column(match[1].strip()))
            at = match.end()
        if at < len(text) or not parts:
            parts.append(text[at:])
        if iri and isinstance(parts[0], str):
            parts[0] = self.expand(parts[0])
        return Template(tuple(parts))

    def expand(self, text: str) -> str:
        """A compact IRI in full. What has an unknown prefix and no `//` is an error, not an IRI by accident."""
        prefix, colon, rest = text.partition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + rest
        if not colon or rest.startswith("//") or prefix in ("urn", "mailto", "tag"):
            return text
        raise self.fail(f"the prefix {prefix!r} is not declared under `prefixes`.")

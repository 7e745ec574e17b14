"""The pages for people: the start, search, lists, and one page for every thing in the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.errors import QueryError
from kg.web.describe import PROLOGUE, literal, pointing, reference, statements
from kg.web.graph import Graph, Row, Term

PAGE = 50
"""Things on one page of a list."""

SORTED_UP_TO = 200_000
"""A longer list comes in the order of the store: sorting it for each page would take seconds."""

AUTHORS_SHOWN = 8
"""Authors of a work in a list; the work's own page names them all."""


@dataclass
class Entry:
    """A work in a list: its title, year, venue and first authors; `more` when there are others."""

    iri: str
    title: Term | None = None
    year: str = ""
    venue: tuple[str, Term | None] | None = None
    authors: list[tuple[str | None, Term]] = field(default_factory=list)
    more: bool = False


KINDS = {
    "works": ("kg:Work", "Works"),
    "people": ("schema:Person", "People"),
    "venues": ("kg:Venue", "Venues"),
}
"""The lists: the class of what each holds, and its heading."""


# --- counts, search, lists -------------------------------------------------------------------------------------------


def counts(graph: Graph) -> dict[str, int]:
    """How many works, people and venues there are, and how many triples the build made."""

    def count(pattern: str) -> int:
        return int(graph.rows(PROLOGUE + f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"].value)

    def make() -> dict[str, int]:
        things = {name: count(f"?s a {kind}") for name, (kind, _) in KINDS.items()}
        known = graph.build.info.get("counts", {}).get("triples")
        return things | {"triples": known if isinstance(known, int) else count("?s ?p ?o")}

    return graph.keep("counts", make)


def search(graph: Graph, text: str, limit: int = 50) -> dict[str, Any]:
    """Works, people and venues in whose title or name every word of a text occurs; at most `limit` of each."""
    words = text.lower().split()[:12]
    if not words:
        return {"works": [], "people": [], "venues": []}
    holds = " && ".join(f"CONTAINS(LCASE(STR(?label)), {literal(word)})" for word in words)

    def named(kind: str, many: bool, *properties: str) -> list[Row]:
        names = " UNION ".join(f"{{ ?s {one} ?label }}" for one in ("schema:name", "schema:alternateName", *properties))
        found = f"{names} FILTER({holds})"
        # The names first where a kind has many things; else the things first, as the engine does by itself.
        found = f"{{ SELECT ?s ?label WHERE {{ {found} }} }}" if many else found
        rows = graph.rows(PROLOGUE + f"SELECT ?s ?label WHERE {{ {found} ?s a {kind} }} LIMIT {2 * limit}")
        once = {row["s"].value: row for row in reversed(rows)}
        return sorted(once.values(), key=lambda row: (row["label"].value.casefold(), row["s"].value))[:limit]

    works = named("kg:Work", True, "schema:alternativeHeadline")
    people = named("schema:Person", True) + named("schema:Organization", False)
    venues = named("kg:Venue", False, "bibo:shortTitle")
    return {"works": entries(graph, [row["s"].value for row in works]), "people": people[:limit], "venues": venues}


def listed(graph: Graph, name: str, page: int) -> dict[str, Any]:
    """One page of the list of all works, people or venues, and how many pages there are."""
    _, heading = KINDS[name]
    total = counts(graph)[name]
    ordered = total <= SORTED_UP_TO
    start = (page - 1) * PAGE
    if ordered:
        things = graph.keep(f"order:{name}", lambda: _ordered(graph, name))[start : start + PAGE]
    else:
        things = _ordered(graph, name, f"LIMIT {PAGE} OFFSET {start}")
    return {
        "name": name, "heading": heading, "total": total, "page": page, "pages": max(1, -(-total // PAGE)),
        "works": entries(graph, things) if name == "works" else [], "ordered": ordered,
        "rows": _names(graph, things) if name != "works" else [],
    }  # fmt: skip


def _ordered(graph: Graph, name: str, part: str = "") -> list[str]:
    """The IRIs of all works, people or venues in the order of their list, or a part of them as the store has them."""
    kind, _ = KINDS[name]
    if part:
        return [row["s"].value for row in graph.rows(PROLOGUE + f"SELECT ?s WHERE {{ ?s a {kind} }} {part}")]
    key = {"works": "kg:year", "people": "kg:sortName", "venues": "schema:name"}[name]
    rows = graph.rows(PROLOGUE + f"SELECT ?s ?by WHERE {{ ?s a {kind} . OPTIONAL {{ ?s {key} ?by }} }}")
    return _sorted(rows, "by", reverse=name == "works")


def _sorted(rows: list[Row], name: str, reverse: bool) -> list[str]:
    """The things `s` of some rows, each once, by a value without regard to case, those without one at the low end.

    Sorted here: the engine takes five times as long over it.
    """
    by = {row["s"].value: row[name].value.casefold() if name in row else "" for row in rows}
    return sorted(sorted(by), key=by.__getitem__, reverse=reverse)


def _names(graph: Graph, things: list[str]) -> list[tuple[str, Term | None]]:
    """Things with their names, in the order given."""
    values = " ".join(map(reference, things))
    rows = graph.rows(PROLOGUE + f"SELECT ?s ?name WHERE {{ VALUES ?s {{ {values} }} ?s schema:name ?name }}")
    names = {row["s"].value: row["name"] for row in rows}
    return [(iri, names.get(iri)) for iri in things]


def entries(graph: Graph, works: Iterable[str]) -> list[Entry]:
    """What a list shows of some works, in the order given."""
    found = {iri: Entry(iri) for iri in works}
    if not found:
        return []
    values = " ".join(map(reference, found))
    about = graph.rows(
        PROLOGUE
        + f"SELECT ?s ?title ?year ?venue ?name WHERE {{ VALUES ?s {{ {values} }} OPTIONAL {{ ?s schema:name ?title }}"
        " OPTIONAL { ?s kg:year ?year } OPTIONAL { ?s kg:venue ?venue . OPTIONAL { ?venue schema:name ?name } } }"
    )
    for row in about:
        entry = found[row["s"].value]
        entry.title = entry.title or row.get("title")
        entry.year = entry.year or (row["year"].value if "year" in row else "")
        entry.venue = entry.venue or ((row["venue"].value, row.get("name")) if "venue" in row else None)
    authors = graph.rows(
        PROLOGUE + f"SELECT ?s ?printed ?person ?name WHERE {{ VALUES ?s {{ {values} }} ?a kg:authorshipOf ?s ;"
        " schema:position ?position ; kg:nameAsPrinted ?printed ."
        # One OPTIONAL within the other: side by side, the second one would look at the names of all things.
        " OPTIONAL { ?a schema:author ?person . OPTIONAL { ?person schema:name ?name } }"
        f" FILTER(?position <= {AUTHORS_SHOWN + 1}) }} ORDER BY ?s ?position"
    )
    for row in authors:
        entry = found[row["s"].value]
        if len(entry.authors) < AUTHORS_SHOWN:
            entry.authors.append((row["person"].value if "person" in row else None, row.get("name", row["printed"])))
        else:
            entry.more = True
    return list(found.values())


# --- a work ----------------------------------------------------------------------------------------------------------

WORK_FACTS = {
    "Subtitle": "schema:alternativeHeadline",
    "Other titles": "schema:alternateName",
    "Type": "kg:workType",
    "Issued": "dcterms:issued",
    "Created": "dcterms:created",
    "Updated": "dcterms:modified",
    "Submitted": "dcterms:dateSubmitted",
    "Accepted": "dcterms:dateAccepted",
    "Available": "dcterms:available",
    "Withdrawn": "kg:dateWithdrawn",
    "Journal reference": "kg:journalReference",
    "Volume": "bibo:volume",
    "Issue": "bibo:issue",
    "Pages": "bibo:pages",
    "Article number": "kg:articleNumber",
    "Edition": "bibo:edition",
    "Chapter": "bibo:chapter",
    "Publisher": "dcterms:publisher",
    "Number of pages": "bibo:numPages",
    "Figures": "kg:figures",
    "Tables": "kg:tables",
    "Language": "schema:inLanguage",
    "Subjects": "schema:keywords",
    "Code": "schema:codeRepository",
    "Links": "schema:url",
    "Licence": "schema:license",
    "About": "schema:about",
    "Languages studied": "kg:languageStudied",
    "Evaluated on": "kg:evaluatesOn",
    "Rights": "dcterms:rights",
    "Cites": "schema:citation",
    "Text overlap with": "kg:textOverlapWith",
    "Version of": "dcterms:isVersionOf",
    "Part of": "dcterms:isPartOf",
    "Retracts": "kg:retracts",
    "Supplement to": "kg:supplements",
}
"""What a work's page shows in its table, in this order; everything else stands in the table of all statements."""


def work(graph: Graph, iri: str) -> dict[str, Any]:
    """What the page of a work shows."""
    s = reference(iri)
    said = statements(graph, iri)
    return {
        **_common(graph, iri, said),
        "authors": _authors(graph, s),
        "contributors": graph.rows(
            PROLOGUE + f"SELECT ?role ?printed ?person WHERE {{ ?c kg:contributionTo {s} ; schema:roleName ?role ;"
            " kg:nameAsPrinted ?printed . OPTIONAL { ?c schema:position ?position }"
            " OPTIONAL { ?c schema:contributor ?person } } ORDER BY ?role ?position"
        ),
        "facts": facts(said, WORK_FACTS),
        "abstracts": values(said, "schema:abstract"),
        "truncated": bool(values(said, "kg:abstractTruncated")),
        "authors_truncated": bool(values(said, "kg:authorsTruncated")),
        "comments": values(said, "kg:comment"),
        "year": next((term.value for term in values(said, "kg:year")), ""),
        "venues": labelled(said, "kg:venue"),
        "editions": labelled(said, "bibo:presentedAt"),
        "versions": graph.rows(
            PROLOGUE + f"SELECT ?v ?status ?date ?venue ?name WHERE {{ {s} dcterms:hasVersion ?v ."
            " OPTIONAL { ?v kg:statusAsRead ?status } OPTIONAL { ?v dcterms:date ?date }"
            " OPTIONAL { ?v kg:venue ?venue . OPTIONAL { ?venue schema:name ?name } } } ORDER BY ?date ?v"
        ),
        "brings": _brings(graph, s),
        "claims": graph.rows(
            PROLOGUE
            + f"SELECT ?c ?printed ?comparison ?metric ?of ?type WHERE {{ {s} kg:claims ?c . ?c kg:measurement ?m ."
            " OPTIONAL { ?m kg:valueAsPrinted ?printed } OPTIONAL { ?m kg:comparison ?comparison }"
            " OPTIONAL { ?c kg:metricAsPrinted ?metric } OPTIONAL { ?c kg:claimedOf ?of } OPTIONAL { ?c kg:claimType ?type } }"
            " ORDER BY ?type ?printed ?c"
        ),
        "maybe": _maybe(graph, s),
        "records": _records(graph, s),
    }


def _brings(graph: Graph, s: str) -> list[dict[str, Any]]:
    """The things a work introduces, each once, with its kind, repositories and licences."""
    rows = graph.rows(
        PROLOGUE + f"SELECT ?thing ?name ?kind ?code ?licence WHERE {{ {s} kg:introduces ?thing ."
        " OPTIONAL { ?thing schema:name ?name } OPTIONAL { ?thing kg:thingType ?kind }"
        " OPTIONAL { ?thing schema:codeRepository ?code } OPTIONAL { ?thing schema:license ?licence } } ORDER BY ?name ?thing ?code ?licence"
    )
    things: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = things.setdefault(row["thing"].value, {**row, "codes": {}, "licences": {}})
        for key, many in (("code", "codes"), ("licence", "licences")):
            if key in row:
                one[many][row[key].value] = row[key]
    return list(things.values())


def _maybe(graph: Graph, s: str) -> list[Row]:
    """What may be the same as a thing and was not decided, with the evidence."""
    return graph.rows(
        PROLOGUE
        + "SELECT ?other ?label ?score ?evidence ?decision WHERE { GRAPH ?g { ?m a sssom:Mapping ; owl:annotatedSource ?a ;"
        f" owl:annotatedTarget ?b ; sssom:confidence ?score ; rdfs:comment ?evidence ; prov:wasGeneratedBy ?decision . FILTER ({s} IN (?a, ?b)) }}"
        f" BIND (IF(?a = {s}, ?b, ?a) AS ?other) OPTIONAL {{ ?other schema:name ?label }} }} ORDER BY DESC(?score) ?other LIMIT 20"
    )


def _authors(graph: Graph, s: str) -> list[dict[str, Any]]:
    """The authors in order, one entry a position, each with the affiliations printed for it."""
    rows = graph.rows(
        PROLOGUE + f"SELECT ?a ?position ?printed ?person ?name ?affiliation WHERE {{ ?a kg:authorshipOf {s} ;"
        " schema:position ?position . OPTIONAL { ?a kg:nameAsPrinted ?printed }"
        " OPTIONAL { ?a schema:author ?person . OPTIONAL { ?person schema:name ?name } }"
        " OPTIONAL { ?a kg:affiliationAsPrinted ?affiliation } } ORDER BY ?position ?a ?affiliation"
    )
    authors: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = authors.setdefault(row["a"].value, {**row, "affiliations": []})
        if "affiliation" in row:
            one["affiliations"].append(row["affiliation"])
    return list(authors.values())


def _records(graph: Graph, s: str) -> list[Row]:
    """The source records a thing was derived from: file, line, characters, reader."""
    return graph.rows(
        PROLOGUE
        + f"SELECT DISTINCT ?r ?file ?line ?start ?end ?reader ?key WHERE {{ GRAPH ?g {{ {s} prov:wasDerivedFrom ?r ."
        " OPTIONAL { ?r kg:file ?file } OPTIONAL { ?r kg:line ?line } OPTIONAL { ?r oa:start ?start }"
        " OPTIONAL { ?r oa:end ?end } OPTIONAL { ?r kg:reader ?reader } OPTIONAL { ?r kg:sourceKey ?key } } }"
        " ORDER BY ?file ?line LIMIT 500"
    )


# --- a person, a venue, an edition, any other thing ------------------------------------------------------------------


def person(graph: Graph, iri: str, page: int) -> dict[str, Any]:
    """What the page of a person or an organisation shows; `page` is that of the works."""
    s = reference(iri)
    said = statements(graph, iri)
    return {
        **_common(graph, iri, said),
        **_works(graph, f"?s schema:author {s} ; a kg:Work", page),
        "maybe": _maybe(graph, s),
        "coauthors": attempt(
            lambda: graph.rows(
                PROLOGUE
                + f"SELECT ?s (SAMPLE(?n) AS ?label) (COUNT(DISTINCT ?w) AS ?count) WHERE {{ ?w schema:author {s} , ?s ."
                f" FILTER(?s != {s}) OPTIONAL {{ ?s schema:name ?n }} }} GROUP BY ?s ORDER BY DESC(?count) ?label ?s LIMIT 100"
            )
        ),
    }


def venue(graph: Graph, iri: str, page: int) -> dict[str, Any]:
    """What the page of a venue or of one of its editions shows; `page` is that of the works."""
    s = reference(iri)
    said = statements(graph, iri)
    is_edition = bool(values(said, "schema:superEvent"))
    here = f"?s {'bibo:presentedAt' if is_edition else 'kg:venue'} {s} ; a kg:Work"
    return {
        **_common(graph, iri, said),
        **_works(graph, here, page),
        "series": labelled(said, "schema:superEvent"),
        "acronyms": values(said, "bibo:shortTitle"),
        "editions": graph.rows(
            PROLOGUE + "SELECT ?s (SAMPLE(?n) AS ?label) (SAMPLE(?y) AS ?year) (COUNT(DISTINCT ?w) AS ?count) WHERE"
            f" {{ ?s schema:superEvent {s} . OPTIONAL {{ ?s schema:name ?n }} OPTIONAL {{ ?s kg:year ?y }}"
            " OPTIONAL { ?w bibo:presentedAt ?s . ?w a kg:Work } } GROUP BY ?s ORDER BY DESC(?year) ?s LIMIT 500"
        ),
        "people": attempt(
            lambda: graph.rows(
                PROLOGUE + "SELECT ?p (SAMPLE(?n) AS ?label) (COUNT(DISTINCT ?s) AS ?count) WHERE"
                f" {{ {here} . ?s schema:author ?p . OPTIONAL {{ ?p schema:name ?n }} }}"
                " GROUP BY ?p ORDER BY DESC(?count) ?label ?p LIMIT 50"
            )
        ),
    }


def brought(graph: Graph, iri: str, page: int) -> dict[str, Any]:
    """What the page of an introduced thing, or of a term, shows: who brings it and who takes it up; `page` is that of the latter."""
    s = reference(iri)
    said = statements(graph, iri)
    takers = " UNION ".join(f"{{ ?s {name} {s} }}" for name in ("schema:mentions", "schema:about"))
    bringers = _works(graph, f"?s kg:introduces {s} ; a kg:Work", 1)
    return {
        **_common(graph, iri, said),
        **_works(graph, f"{takers} ?s a kg:Work", page),
        "kind": next(iter(values(said, "kg:thingType")), None),
        "codes": values(said, "schema:codeRepository"),
        "licences": values(said, "schema:license"),
        "bringers": bringers["works"],
        "maybe": _maybe(graph, s),
    }


def thing(graph: Graph, iri: str) -> dict[str, Any]:
    """What the page of anything else shows: its statements and what points at it."""
    return _common(graph, iri, statements(graph, iri))


def _common(graph: Graph, iri: str, said: list[Row]) -> dict[str, Any]:
    """What every page shows: name, other names, identifiers, all statements, what points here."""
    name = next(iter(values(said, "schema:name")), None)
    return {
        "iri": iri,
        "name": name,
        "names": [other for other in values(said, "schema:alternateName") if name is None or other.value != name.value],
        "identifiers": graph.rows(
            PROLOGUE
            + f"SELECT ?i ?scheme ?value ?url WHERE {{ {reference(iri)} schema:identifier ?i . ?i schema:value ?value ."
            " OPTIONAL { ?i schema:propertyID ?scheme } OPTIONAL { ?i schema:url ?url } } ORDER BY ?scheme ?value"
        ),
        "statements": said,
        "pointing": attempt(lambda: pointing(graph, iri)),
    }


def _works(graph: Graph, pattern: str, page: int) -> dict[str, Any]:
    """One page of the works that fit a pattern over `?s`, newest first, and how many there are."""
    rows = graph.rows(
        PROLOGUE + f"SELECT ?s ?year WHERE {{ {pattern} . OPTIONAL {{ ?s kg:year ?year }} }} LIMIT {SORTED_UP_TO}"
    )
    things = _sorted(rows, "year", reverse=True)
    works = entries(graph, things[(page - 1) * PAGE : page * PAGE])
    return {"works": works, "total": len(things), "page": page, "pages": max(1, -(-len(things) // PAGE))}


# --- reading rows ----------------------------------------------------------------------------------------------------


def expand(name: str) -> str:
    """The IRI of a name with a prefix."""
    from kg.web.describe import PREFIXES

    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def values(said: list[Row], name: str) -> list[Term]:
    """The values of one property among the statements of a thing, each once."""
    wanted = expand(name)
    return list(dict.fromkeys(row["o"] for row in said if row["p"].value == wanted))


def labelled(said: list[Row], name: str) -> list[tuple[Term, Term | None]]:
    """The values of one property, each with its name where it has one."""
    wanted = expand(name)
    return list({row["o"]: (row["o"], row.get("label")) for row in said if row["p"].value == wanted}.values())


def facts(said: list[Row], wanted: dict[str, str]) -> list[tuple[str, list[tuple[Term, Term | None]]]]:
    """The properties that a page shows in its table and that the thing has: heading and values."""
    found = [(heading, labelled(said, name)) for heading, name in wanted.items()]
    return [(heading, pairs) for heading, pairs in found if pairs]


def attempt(query: Callable[[], list[Row]]) -> list[Row] | None:
    """The rows of a table a page can do without; None when its query ran into the deadline or grew too large."""
    try:
        return query()
    except QueryError as error:
        if error.facts.get("reason") in ("deadline", "too-large"):
            return None
        raise

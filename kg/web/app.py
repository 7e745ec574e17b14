"""The application: which path is answered by what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg import assets
from kg.errors import KgError
from kg.formats import TURTLE
from kg.web import pages, questions, sparql, things
from kg.web.describe import compact
from kg.web.graph import Graph
from kg.web.respond import Headers, graph_of, on_error, page, sentence, wants_html

WAITING = 16
"""Queries that may wait for a worker; one more is told to come again."""


def application(graph: Graph, *, workers: int = 2, queries: Path | None = None) -> Headers:
    """The web application over a graph; `queries` is a folder of saved questions beside those that ship.

    Raises `QuestionError` when a saved question is malformed.
    """
    app = Starlette(
        routes=_routes(), exception_handlers={Exception: on_error, HTTPException: on_error, KgError: on_error}
    )
    app.state.graph = graph
    app.state.limiter = anyio.CapacityLimiter(workers + WAITING)
    app.state.questions = questions.load(queries)
    return Headers(app)


def _routes() -> list[BaseRoute]:
    return [
        Route("/", home),
        Route("/search", search),
        *(Route(f"/{name}", listing) for name in pages.KINDS),
        Route("/sparql", sparql.endpoint, methods=["GET", "POST"]),
        Route("/questions", questions.index),
        Route("/questions/{name}.rq", questions.text),
        Route("/questions/{name}", questions.form),
        Route("/api/questions", questions.api_index),
        Route("/api/questions/{name}.{ending}", questions.api),
        Route("/id/{key:path}", things.redirect),
        Route("/doc/{key:path}", things.document),
        Route("/ns", ontology),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]


def home(request: Request) -> Response:
    """What this graph holds, and the ways into it."""
    graph = graph_of(request)
    asked = request.app.state.questions.values()
    return page(request, "home.html", counts=pages.counts(graph), questions=asked)


def search(request: Request) -> Response:
    """Works, people and venues whose title or name holds the words of `?q=`."""
    text = request.query_params.get("q", "")[:200]
    return page(request, "search.html", q=text, limit=pages.PAGE, **pages.search(graph_of(request), text))


def listing(request: Request) -> Response:
    """All works, people or venues, a page at a time."""
    found = pages.listed(graph_of(request), request.url.path.strip("/"), things.page_number(request))
    return page(request, "list.html", **found)


def ontology(request: Request) -> Response:
    """The graph's own terms: as Turtle, or as a list for a browser."""
    file = assets.folder("ontology") / "kg.ttl"
    if not file.is_file():
        return sentence(request, 404, "The ontology is not installed here.")
    body = file.read_bytes()
    if wants_html(request, TURTLE):
        return page(request, "terms.html", terms=_terms(body))
    return Response(body, headers={"content-type": TURTLE.content_type, "vary": "Accept"})


def _terms(turtle: bytes) -> list[dict[str, Any]]:
    """The terms of an ontology: name, label, definition and what each is a kind of."""
    import pyoxigraph as ox

    from kg.config import NAMESPACE

    found: dict[str, dict[str, Any]] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        if not (isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(NAMESPACE)):
            continue
        iri, name = quad.subject.value, compact(quad.predicate.value)
        if not (local := iri.removeprefix(NAMESPACE)) or isinstance(quad.object, ox.Triple):
            continue
        entry = found.setdefault(
            local, {"iri": iri, "name": local, "label": "", "definition": "", "above": [], "type": ""}
        )
        value = quad.object.value
        if name == "rdfs:label":
            entry["label"] = value
        elif name in ("skos:definition", "rdfs:comment"):
            entry["definition"] = entry["definition"] or value
        elif name in ("rdfs:subClassOf", "rdfs:subPropertyOf"):
            entry["above"].append(value)
        elif name == "rdf:type":
            entry["type"] = compact(value).partition(":")[2]
    return [found[name] for name in sorted(found)]

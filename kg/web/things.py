"""`/id/...` and `/doc/...`: every data IRI of the graph, as a page and as RDF (W3C "Cool URIs for the Semantic Web", 303)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.formats import negotiate
from kg.web import describe, pages
from kg.web.describe import FORMATS
from kg.web.respond import HTML, graph_of, page, sentence


def redirect(request: Request) -> Response:
    """303 from a thing to the document about it; the encoding of the path is kept."""
    return RedirectResponse("/doc/" + _key(request, "/id/"), 303, _see())


def document(request: Request) -> Response:
    """What the graph says of a thing, in the format of the path's ending or the one the client prefers."""
    graph = graph_of(request)
    found = describe.find(graph, _key(request, "/doc/"))
    if found is None:
        return sentence(request, 404, "This graph holds nothing by that name.")
    chosen = found.format or negotiate(request.headers.get("accept", ""), (HTML, *FORMATS))
    if chosen is None:
        names = ", ".join(one.media_type for one in (HTML, *FORMATS))
        return sentence(request, 406, f"The description of a thing comes as {names}.")
    successor = describe.replaced_by(graph, found.iri)
    if successor and (path := describe.path_of(successor, graph.base)):
        return RedirectResponse(path, 301, _see())
    if chosen is not HTML:
        body = describe.serialised(describe.description(graph, found.iri), chosen, graph.base)
        return Response(body, headers={"content-type": chosen.content_type, **_see()})
    return _page(request, found.iri)


def _page(request: Request, iri: str) -> Response:
    graph = graph_of(request)
    kind = iri[len(graph.base) + 3 :].partition("/")[0]
    number = page_number(request)
    if kind == "work":
        return page(request, "work.html", **pages.work(graph, iri))
    if kind == "person":
        return page(request, "person.html", **pages.person(graph, iri, number))
    if kind in ("venue", "event"):
        return page(request, "venue.html", **pages.venue(graph, iri, number))
    if kind in ("thing", "term"):
        return page(request, "brought.html", **pages.brought(graph, iri, number))
    return page(request, "thing.html", **pages.thing(graph, iri))


def page_number(request: Request) -> int:
    """The page asked for by `?page=`, from 1; what is no such number counts as the first."""
    text = request.query_params.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text) else 1


def _key(request: Request, start: str) -> str:
    """The path behind its beginning, percent-encoded as the client sent it."""
    raw: bytes = request.scope["raw_path"]
    return raw.decode("latin-1").partition(start)[2]


def _see() -> dict[str, str]:
    return {"vary": "Accept"}

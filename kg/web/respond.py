"""Answers over HTTP: pages from templates, texts, and errors as one sentence in the form the client reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kg.errors import KgError, QueryError, QuestionError, WorkspaceError
from kg.formats import Format, negotiate
from kg.web.describe import compact, path_of, tail
from kg.web.graph import Graph

HTML = Format("html", "text/html", "html", False, "results", ("application/xhtml+xml",))
TEXT = Format("text", "text/plain", "txt", False, "results")

STATUS = {"malformed": 400, "refused": 403, "too-large": 413, "deadline": 503}
"""The status for each reason a query was not answered."""

_SECURITY = {
    "content-security-policy": (
        "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Location",
}
"""On every answer. Any page may read what this server says: it is read-only, knows no users and sets no cookies."""


def graph_of(request: Request) -> Graph:
    """The graph this server answers from, on the build that is current now."""
    graph: Graph = request.app.state.graph
    graph.refresh()
    return graph


def wants_html(request: Request, *others: Format) -> bool:
    """Whether a client takes HTML rather than the other formats."""
    return negotiate(request.headers.get("accept", ""), [*others, HTML]) is HTML


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    found = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {"compact": compact, "tail": tail, "web": _web, "thousands": lambda number: f"{number:,}"}
    return found


def _web(iri: str) -> str | None:
    """An IRI that may stand in a link: only of the web, never a script."""
    try:
        return iri if urlsplit(iri).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None


def page(
    request: Request, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any
) -> Response:
    """A page from a template. The templates know `path` (the local path of a data IRI, or None) and `base`."""
    base = request.app.state.graph.base
    text = (
        _templates()
        .get_template(template)
        .render(base=base, path=lambda iri: path_of(iri, base), here=request.url.path, **values)
    )
    return HTMLResponse(text, status, {"vary": "Accept", **(headers or {})})


def sentence(request: Request, status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    """An error: a page for a client that prefers HTML, plain text for any other."""
    if wants_html(request, TEXT):
        return page(request, "error.html", status=status, headers=headers, code=status, text=text)
    return PlainTextResponse(text + "\n", status, {"vary": "Accept", **(headers or {})})


def busy(request: Request) -> Response:
    """The answer when too many queries wait already."""
    return sentence(request, 503, "Too many queries are waiting; ask again in a while.", {"retry-after": "5"})


def on_error(request: Request, error: Exception) -> Response:
    """The answer to a request that ended in an error of this program."""
    if request.app.state.graph.closed:
        return sentence(request, 503, "This server is ending.", {"retry-after": "5"})
    if isinstance(error, HTTPException):
        texts = {404: "There is no such page here.", 405: f"{request.method} is not answered here."}
        text = texts.get(error.status_code, error.detail)
        return sentence(request, error.status_code, text, dict(error.headers or {}))
    if isinstance(error, QueryError):
        reason = str(error.facts.get("reason"))
        headers = {"retry-after": "5"} if reason == "deadline" else None
        return sentence(request, STATUS.get(reason, 400), str(error), headers)
    if isinstance(error, QuestionError):
        return sentence(request, 400, str(error))
    if isinstance(error, WorkspaceError):
        return sentence(request, 503, str(error), {"retry-after": "5"})
    text = str(error) if isinstance(error, KgError) else "This server failed over the request; its log says why."
    return sentence(request, 500, text)


class Headers:
    """Middleware: the headers every answer carries, and the answer to a preflight request."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            allowed = {
                "allow": "GET, HEAD, POST, OPTIONS",
                "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
                "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
                "access-control-max-age": "86400",
            }
            await Response(status_code=204, headers=_SECURITY | allowed)(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.encode(), value.encode()) for name, value in _SECURITY.items()]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self.app(scope, receive, with_headers)

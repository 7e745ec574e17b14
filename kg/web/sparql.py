"""The SPARQL endpoint: SPARQL 1.1 Protocol (W3C, 2013) for queries, and a form for people.

Section 2.1: a query comes by GET, by POST as form, or by POST as `application/sparql-query`. Updates are refused.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.formats import CSV, JSON, JSONLD, NTRIPLES, TSV, TURTLE, XML, Format, by_name, negotiate
from kg.store import MAX_QUERY, RESULTS, Kind, check
from kg.web.describe import PROLOGUE
from kg.web.graph import Graph, rows
from kg.web.respond import HTML, STATUS, busy, graph_of, on_error, page, sentence

OFFERED: dict[Kind, tuple[Format, ...]] = {
    "select": (JSON, XML, CSV, TSV),
    "ask": (JSON, XML, CSV, TSV),
    "construct": tuple(one for one in (TURTLE, NTRIPLES, JSONLD) if one.media_type in RESULTS["construct"]),
}
"""The formats of each kind of answer, the one for `*/*` first."""

MAX_BODY = 4 * MAX_QUERY + 10_000
"""Bytes of a request: a query of the most characters, each of four bytes; more when it is encoded as a form."""

ANSWER_LIMIT = 100 << 20
"""Bytes of an answer."""

SHOWN = 500
"""Rows of an answer that the form shows; the links below it give all."""

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

EXAMPLES = {
    "Works and their years": "SELECT ?title ?year WHERE {\n  ?work a kg:Work ; schema:name ?title ; kg:year ?year .\n}\nORDER BY DESC(?year) ?title\nLIMIT 20",
    "The authors of a work in order": "SELECT ?title ?position ?name WHERE {\n  { SELECT ?work WHERE { ?work a kg:Work } LIMIT 3 }\n  ?work schema:name ?title .\n  ?authorship kg:authorshipOf ?work ; schema:position ?position ; kg:nameAsPrinted ?name .\n}\nORDER BY ?title ?position",
    "Who writes most": "SELECT ?name (COUNT(?work) AS ?works) WHERE {\n  ?work schema:author ?person . ?person schema:name ?name .\n}\nGROUP BY ?person ?name\nORDER BY DESC(?works) ?name\nLIMIT 20",
    "Works in venues": "SELECT ?venue (COUNT(?work) AS ?works) WHERE {\n  ?work kg:venue/schema:name ?venue .\n}\nGROUP BY ?venue\nORDER BY DESC(?works)\nLIMIT 20",
    "Which graphs there are": "SELECT ?graph (COUNT(*) AS ?triples) WHERE {\n  GRAPH ?graph { ?s ?p ?o }\n}\nGROUP BY ?graph",
}  # fmt: skip


class _Refusal(Exception):  # noqa: N818  # it is an answer, not a fault of the program
    """A request that the protocol has an error status for."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


async def endpoint(request: Request) -> Response:
    """Answers `/sparql`."""
    try:
        parameters = await _parameters(request)
        query = _one_query(parameters)
    except _Refusal as refusal:
        return sentence(request, refusal.status, refusal.text)
    if query is None:
        return await anyio.to_thread.run_sync(_without_query, request)
    limiter: anyio.CapacityLimiter = request.app.state.limiter
    if limiter.available_tokens <= 0:
        return busy(request)
    return await anyio.to_thread.run_sync(_answer, request, query, parameters, limiter=limiter)


async def _parameters(request: Request) -> dict[str, list[str]]:
    """The parameters of a request by GET or either POST. Raises `_Refusal`."""
    parameters = _decoded(request.scope["query_string"])
    if request.method != "POST":
        return parameters
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == UPDATE:
        raise _Refusal(403, "Updates are refused: this endpoint answers queries only.")
    if media_type not in (FORM, QUERY):
        raise _Refusal(415, f"A query is sent as {FORM} or {QUERY}, not as {media_type or 'nothing that is named'}.")
    body = await _body(request, MAX_BODY * (3 if media_type == FORM else 1))
    if media_type == FORM:
        return _joined(parameters, _decoded(body))
    try:
        return _joined(parameters, {"query": [body.decode()]})
    except UnicodeDecodeError as error:
        raise _Refusal(400, f"The query is not UTF-8: {error.reason} at byte {error.start}.") from error


def _joined(left: dict[str, list[str]], right: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: left.get(name, []) + right.get(name, []) for name in {**left, **right}}


def _decoded(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise _Refusal(400, f"The parameters cannot be read: {error}.") from error


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _Refusal(413, f"The request is longer than {limit:,} bytes.")
    return bytes(body)


def _one_query(parameters: dict[str, list[str]]) -> str | None:
    """The query of a request, None when it has none. Raises `_Refusal` for an update and for two queries."""
    if "update" in parameters:
        raise _Refusal(403, "Updates are refused: this endpoint answers queries only.")
    queries = parameters.get("query", [])
    if len(queries) > 1:
        raise _Refusal(400, f"One query is answered at a time; {len(queries)} were sent.")
    return queries[0] if queries else None


# --- answering -------------------------------------------------------------------------------------------------------


def _without_query(request: Request) -> Response:
    """The form for a browser, the description of the service for a program."""
    if request.method == "POST":
        return sentence(request, 400, "There is no query in the request; send it as the parameter `query`.")
    chosen = negotiate(request.headers.get("accept", ""), (TURTLE, NTRIPLES, HTML))
    if chosen is None:
        return sentence(request, 406, "Without a query there is a form (text/html) and a description (text/turtle).")
    graph = graph_of(request)
    if chosen is HTML:
        return _form(request, graph, "")
    return Response(service(graph, str(request.url.replace(query="")), chosen), headers=_headers(chosen))


def _answer(request: Request, query: str, parameters: dict[str, list[str]]) -> Response:
    graph = graph_of(request)
    chosen: Format | None = None
    try:
        kind = check(query)
        chosen = _format(request, kind, parameters)
        if chosen is None:
            names = ", ".join(one.media_type for one in OFFERED[kind])
            return sentence(request, 406, f"The answer to this query comes as {names}.")
        asked = (JSON if kind != "construct" else TURTLE) if chosen is HTML else chosen
        answer = graph.ask(query, asked.media_type, ANSWER_LIMIT, _dataset(parameters))
    except QueryError as error:
        if chosen is HTML or (chosen is None and negotiate(request.headers.get("accept", ""), (TURTLE, HTML)) is HTML):
            return _form(request, graph, query, error=error)
        return on_error(request, error)
    if chosen is HTML:
        return _form(request, graph, query, kind=kind, body=answer.body)
    return Response(answer.body, headers=_headers(chosen))


def _dataset(parameters: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The graphs a request asks, default and named (SPARQL 1.1 Protocol, section 2.1.4); None where it names none."""
    default, named = (tuple(parameters.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    return (default, named) if default or named else None


def _format(request: Request, kind: Kind, parameters: dict[str, list[str]]) -> Format | None:
    """The format of an answer: that of the parameter `format`, which a link can carry, else what the client prefers."""
    if named := parameters.get("format", [""])[0]:
        found = by_name(named)
        return found if found in OFFERED[kind] else None
    return negotiate(request.headers.get("accept", ""), (*OFFERED[kind], HTML))


def _headers(chosen: Format) -> dict[str, str]:
    return {"content-type": chosen.content_type, "vary": "Accept"}


def _form(
    request: Request,
    graph: Graph,
    query: str,
    *,
    kind: Kind | None = None,
    body: bytes = b"",
    error: QueryError | None = None,
) -> Response:
    """The form with the query in it and, below, its answer or what is wrong with it."""
    shown: dict[str, Any] = {"columns": [], "rows": [], "boolean": None, "text": "", "more": 0}
    if kind == "select":
        found = rows(body)
        shown |= {"columns": _columns(body), "rows": found[:SHOWN], "more": max(0, len(found) - SHOWN)}
    elif kind == "ask":
        shown["boolean"] = b"true" in body
    elif kind == "construct":
        shown["text"] = body[:200_000].decode("utf-8", "replace")
    return page(
        request,
        "sparql.html",
        status=200 if error is None else STATUS.get(str(error.facts.get("reason")), 400),
        query=query or PROLOGUE + "\n" + next(iter(EXAMPLES.values())),
        asked=bool(query),
        error=error,
        kind=kind,
        links=[(one.name, "/sparql?" + urlencode({"query": query, "format": one.name})) for one in OFFERED[kind]]
        if kind
        else [],
        examples=[(name, "/sparql?" + urlencode({"query": f"{PROLOGUE}\n{text}"})) for name, text in EXAMPLES.items()],
        deadline=graph.deadline,
        **shown,
    )


def _columns(body: bytes) -> list[str]:
    columns: list[str] = json.loads(body)["head"]["vars"]
    return columns


def service(graph: Graph, address: str, chosen: Format) -> bytes:
    """The SPARQL 1.1 Service Description of this endpoint."""
    import pyoxigraph as ox

    sd, formats = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    me, dataset, default = ox.NamedNode(address), ox.NamedNode(f"{address}#dataset"), ox.NamedNode(f"{address}#default")
    named = [ox.NamedNode(f"{formats}{n}") for n in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
             "SPARQL_Results_TSV", "Turtle", "N-Triples")]  # fmt: skip
    triples = [
        ox.Triple(me, a, ox.NamedNode(f"{sd}Service")),
        ox.Triple(me, ox.NamedNode(f"{sd}endpoint"), me),
        ox.Triple(me, ox.NamedNode(f"{sd}supportedLanguage"), ox.NamedNode(f"{sd}SPARQL11Query")),
        *(ox.Triple(me, ox.NamedNode(f"{sd}resultFormat"), one) for one in named),
        ox.Triple(me, ox.NamedNode(f"{sd}defaultDataset"), dataset),
        ox.Triple(dataset, a, ox.NamedNode(f"{sd}Dataset")),
        ox.Triple(dataset, ox.NamedNode(f"{sd}defaultGraph"), default),
        ox.Triple(default, a, ox.NamedNode(f"{sd}Graph")),
    ]
    for number, name in enumerate(graph.named_graphs(), 1):
        entry = ox.NamedNode(f"{address}#graph-{number}")
        triples += [
            ox.Triple(dataset, ox.NamedNode(f"{sd}namedGraph"), entry),
            ox.Triple(entry, a, ox.NamedNode(f"{sd}NamedGraph")),
            ox.Triple(entry, ox.NamedNode(f"{sd}name"), ox.NamedNode(name)),
        ]
    body = ox.serialize(
        triples, format=ox.RdfFormat.from_media_type(chosen.media_type), prefixes={"sd": sd, "formats": formats}
    )
    return body or b""

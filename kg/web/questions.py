"""The saved questions as forms, as tables and charts, and as `/api/questions/NAME.json|csv`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import questions as saved
from kg.errors import QueryError, QuestionError
from kg.formats import CSV, by_extension
from kg.questions import Param, Question
from kg.store import Table
from kg.web.graph import Graph, term_of
from kg.web.respond import STATUS, busy, graph_of, page, sentence

SHOWN = 1000
"""Rows of an answer that a page shows; the links above it give all."""

BARS = 30
"""Bars of a chart; of a longer table the first rows are drawn."""

CHOICES = 500
"""Values a field suggests; where there are more, the first ones."""


def load(extra: Path | None) -> dict[str, Question]:
    """The questions by name. Raises `QuestionError` for one that is malformed."""
    return saved.questions(extra)


# --- pages -----------------------------------------------------------------------------------------------------------


def index(request: Request) -> Response:
    """All questions with what each answers."""
    return page(request, "questions.html", questions=_known(request).values())


async def form(request: Request) -> Response:
    """A question as a form, with its answer where the parameters it needs are given."""
    return await _in_turn(request, _form)


def _form(request: Request) -> Response:
    question = _known(request).get(request.path_params["name"])
    if question is None:
        return _unknown(request)
    graph = graph_of(request)
    headers = _tag(graph, question, request)
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    status, error, table = 200, "", None
    try:
        values = _values(request)
        if values or not any(param.required and param.default is None for param in question.params):
            table = saved.run(graph.asked, question, values, graph.deadline)
    except QuestionError as problem:
        status, error = 400, str(problem)
    except QueryError as problem:
        status, error = STATUS.get(str(problem.facts.get("reason")), 400), str(problem)
    given = dict(request.query_params)
    fields = [(param, given.get(param.name, param.default or ""), _choices(graph, param)) for param in question.params]
    shown = _shown(table, question) if table else {}
    links = f"/api/questions/{question.name}", f"?{request.url.query}" if request.url.query else ""
    return page(
        request, "question.html", status=status, headers=headers if status == 200 else None, question=question,
        fields=fields, error=error, table=table, links=links, **{"rows": [], "bars": [], "more": 0} | shown,
    )  # fmt: skip


def _shown(table: Table, question: Question) -> dict[str, Any]:
    rows = [[term_of(term) for term in row] for row in table.rows[:SHOWN]]
    bars = _bars(table) if question.chart == "bar" else []
    return {"rows": rows, "bars": bars, "more": max(0, len(table.rows) - SHOWN), "right": saved.numeric(table)}


def _bars(table: Table) -> list[tuple[str, float, float]]:
    """The bars of a chart: label, value and length as a share of the longest; of the first column of numbers."""
    numeric = saved.numeric(table)
    if True not in numeric or False not in numeric:
        return []
    label, number = numeric.index(False), numeric.index(True)
    rows = [(row[label], saved.value(row[number])) for row in table.rows[:BARS]]
    pairs = [(str(term.value) if term else "unknown", value) for term, value in rows if isinstance(value, int | float)]
    longest = max((value for _, value in pairs), default=0)
    return [(name, value, max(value, 0) / longest) for name, value in pairs] if longest > 0 else []


def _choices(graph: Graph, param: Param) -> list[tuple[str, str]]:
    """What a field suggests: the names, and IRIs where two things have one name."""

    def make() -> list[tuple[str, str]]:
        try:
            found = saved.choices(graph.asked, param, CHOICES)
        except QueryError as error:
            if error.facts.get("reason") != "deadline":
                raise
            return []  # a field can do without suggestions
        if param.type not in saved.ENTITIES:
            return found
        often = Counter(label for _, label in found)
        return [(label if often[label] == 1 else value, label) for value, label in found]

    return graph.keep(f"choices:{param.enumerate}:{param.type}", make) if param.enumerate else []


def text(request: Request) -> Response:
    """The SPARQL text of a question, its header in comments."""
    question = _known(request).get(request.path_params["name"])
    if question is None:
        return _unknown(request)
    return Response(question.text, headers={"content-type": "application/sparql-query; charset=utf-8"})


# --- for programs ----------------------------------------------------------------------------------------------------


def api_index(request: Request) -> Response:
    """All questions with their parameters, as JSON."""
    known = _known(request).values()
    fields = ("name", "type", "required", "default", "description")
    return JSONResponse(
        [
            {
                "name": question.name,
                "summary": question.summary,
                "description": question.description,
                "params": [{field: getattr(param, field) for field in fields} for param in question.params],
                "json": f"/api/questions/{question.name}.json",
                "csv": f"/api/questions/{question.name}.csv",
                "query": f"/questions/{question.name}.rq",
            }
            for question in known
        ]
    )


async def api(request: Request) -> Response:
    """The answer to a question as JSON or CSV; the parameters come in the query string."""
    return await _in_turn(request, _api)


def _api(request: Request) -> Response:
    question = _known(request).get(request.path_params["name"])
    if question is None:
        return _unknown(request)
    chosen = by_extension(request.path_params["ending"])
    if chosen is None or chosen.name not in ("json", "csv"):
        return sentence(request, 404, "An answer comes as .json or .csv.")
    graph = graph_of(request)
    headers = _tag(graph, question, request)
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    table = saved.run(graph.asked, question, _values(request), graph.deadline)
    media_type = CSV.content_type if chosen is CSV else "application/json"
    return Response(saved.render(table, chosen.name), headers={**headers, "content-type": media_type})


# --- what both need --------------------------------------------------------------------------------------------------


async def _in_turn(request: Request, answer: Callable[[Request], Response]) -> Response:
    """Runs what asks the graph in a thread, unless too many wait already."""
    limiter: anyio.CapacityLimiter = request.app.state.limiter
    if limiter.available_tokens <= 0:
        return busy(request)
    return await anyio.to_thread.run_sync(answer, request, limiter=limiter)


def _known(request: Request) -> dict[str, Question]:
    known: dict[str, Question] = request.app.state.questions
    return known


def _unknown(request: Request) -> Response:
    try:
        saved.find(_known(request), request.path_params["name"])
    except QuestionError as error:
        return sentence(request, 404, str(error))
    return sentence(request, 404, "There is no such question here.")


def _values(request: Request) -> dict[str, str]:
    """The parameters given; an empty field counts as none. Raises `QuestionError` for one that is given twice."""
    given = request.query_params.multi_items()
    if twice := [name for name, count in Counter(name for name, _ in given).items() if count > 1]:
        raise QuestionError(f"{twice[0]} is given more than once.", parameter=twice[0])
    return {name: value for name, value in given if value.strip()}


def _tag(graph: Graph, question: Question, request: Request) -> dict[str, str]:
    """Headers by which a client need not fetch what it has: one build gives one answer to one query."""
    build = graph.build
    made = (build.path / "build.json").stat().st_mtime_ns
    said = "\0".join([str(build.path), str(made), question.text, request.url.path, request.url.query])
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {"etag": f'W/"{digest}"', "cache-control": "no-cache", "vary": "Accept"}

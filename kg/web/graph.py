"""The graph as the pages ask it: queries in read-only workers, against whichever build is the current one.

There are two sets of workers: what strangers ask of the endpoint never makes a page wait.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.workspace import Build, Workspace

if TYPE_CHECKING:
    from kg.store import Answer, Workers

T = TypeVar("T")

PAGE_DEADLINE = 10.0
"""Seconds a query of a page may take; a page without one of its tables is better than one that comes late."""

ROWS_LIMIT = 32 << 20
"""Bytes of the answer to a query of a page."""


@dataclass(frozen=True)
class Term:
    """A term of an answer: `kind` is uri, literal or bnode."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


Row = dict[str, Term]


class Graph:
    """The current build of a workspace, asked through workers.

    Raises `WorkspaceError` when the workspace holds no build, `QueryError` as `kg.store` does.
    """

    def __init__(self, workspace: Workspace, *, workers: int = 2, deadline: float = 30.0) -> None:
        from kg.store import Workers

        self.workspace = workspace
        self.build = workspace.current
        self.deadline = deadline
        self.page_deadline = min(deadline, PAGE_DEADLINE)
        self._public: Workers = Workers(self.build.store, size=workers)
        self._pages: Workers = Workers(self.build.store, size=1)
        self._kept: dict[str, object] = {}
        self._lock = threading.Lock()
        self.closed = False

    @property
    def base(self) -> str:
        """The base of the data IRIs."""
        return self.build.base

    def refresh(self) -> Build:
        """The current build; when another one has become current, the workers are reopened on it first."""
        current = self.workspace.current
        if current.path != self.build.path:
            with self._lock:
                if current.path != self.build.path:
                    self._public.reopen(current.store)
                    self._pages.reopen(current.store)
                    self._kept = {}
                    self.build = current
        return self.build

    @property
    def asked(self) -> Workers:
        """The workers that answer what comes from outside."""
        return self._public

    def ask(
        self, query: str, accept: str, limit_bytes: int, dataset: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    ) -> Answer:
        """The answer to a query from outside, on the graphs named (default and named ones), within the deadline of the server."""
        return self._public.run(query, accept, self.deadline, limit_bytes, dataset=dataset)

    def rows(self, query: str) -> list[Row]:
        """The rows of a SELECT query of a page."""
        answer = self._pages.run(query, "application/sparql-results+json", self.page_deadline, ROWS_LIMIT)
        return rows(answer.body)

    def ntriples(self, query: str) -> bytes:
        """The triples of a CONSTRUCT query of a page, as N-Triples."""
        return self._pages.run(query, "application/n-triples", self.page_deadline, ROWS_LIMIT).body

    def named_graphs(self) -> list[str]:
        """The named graphs of the store."""
        return self._pages.graphs

    def keep(self, name: str, make: Callable[[], T]) -> T:
        """A value that costs much and holds for the whole build: made once, kept until another build is current."""
        kept = self._kept
        if name not in kept:
            kept[name] = make()
        value: T = kept[name]  # type: ignore[assignment]  # the name stands for one type
        return value

    def close(self) -> None:
        """Ends the workers once the queries they are at have ended; what is asked afterwards is a `WorkspaceError`."""
        self.closed = True
        self._public.close()
        self._pages.close()


def rows(body: bytes) -> list[Row]:
    """The rows of a SPARQL 1.1 results document in JSON; an unbound variable has no entry."""
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: _term(value) for name, value in row.items()} for row in bindings]


def term_of(value: Any) -> Term | None:
    """A term of the engine as the templates show it."""
    import pyoxigraph as ox

    if value is None:
        return None
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.datatype.value, value.language or "")
    return Term("uri" if isinstance(value, ox.NamedNode) else "bnode", value.value)


def _term(value: dict[str, str]) -> Term:
    return Term(value["type"], value["value"], value.get("datatype", ""), value.get("xml:lang", ""))

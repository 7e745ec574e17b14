"""Any store with SPARQL 1.1 queries and updates: at /query and /update, at /sparql, or both at the URL itself."""

from __future__ import annotations

from kg.triplestores import Endpoints, below


def endpoints(base: str) -> list[Endpoints]:
    """The places where queries and updates are taken, from the address of a store or from one of them."""
    root = below(base, "/query", "/update", "/sparql")
    return [
        Endpoints(f"{root}/query", f"{root}/update"),
        Endpoints(f"{root}/sparql", f"{root}/sparql"),
        Endpoints(base.rstrip("/"), base.rstrip("/")),
    ]

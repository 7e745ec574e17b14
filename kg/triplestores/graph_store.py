"""Any store with the SPARQL 1.1 Graph Store Protocol at /data, as Fuseki lays out a dataset."""

from __future__ import annotations

from kg.triplestores import Endpoints, below


def endpoints(base: str) -> list[Endpoints]:
    """The endpoints of a dataset, from its address or from one of them; queries are at /query or at /sparql."""
    root = below(base, "/query", "/sparql", "/update", "/data")
    return [Endpoints(f"{root}/{query}", f"{root}/update", f"{root}/data") for query in ("query", "sparql")]

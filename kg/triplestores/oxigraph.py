"""Oxigraph server: /query, /update and /store below one address."""

from __future__ import annotations

from kg.triplestores import Endpoints, below


def endpoints(base: str) -> list[Endpoints]:
    """The three endpoints of an Oxigraph server, from its address or from one of them."""
    root = below(base, "/query", "/update", "/store")
    return [Endpoints(f"{root}/query", f"{root}/update", f"{root}/store")]

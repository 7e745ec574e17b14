"""Small workspaces made by hand, as a build leaves them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

BASE = "https://example.org/kg/"

DEFAULT = """\
<https://example.org/kg/id/work/arxiv:2401.00001> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/ScholarlyArticle> .
<https://example.org/kg/id/work/arxiv:2401.00001> <https://schema.org/name> "On \\"walls\\"\\nand roads"@en .
<https://example.org/kg/id/work/arxiv:2401.00001#author-1> <https://schema.org/position> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://example.org/kg/id/work/arxiv:2401.00001> <https://schema.org/author> <https://example.org/kg/id/person/ada-1> .
"""
LISTS = """\
<https://example.org/kg/id/work/arxiv:2401.00001#authors-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <https://example.org/kg/id/person/ada-1> .
<https://example.org/kg/id/work/arxiv:2401.00001> <https://schema.org/author> <https://example.org/kg/id/person/ada-1> .
"""
PROVENANCE = """\
<https://example.org/kg/id/work/arxiv:2401.00001> <http://www.w3.org/ns/prov#wasDerivedFrom> <https://example.org/kg/id/record/0-1> .
<https://example.org/kg/id/work/arxiv:2401.00001> <https://schema.org/author> <https://example.org/kg/id/person/ada-1> .
"""
LAYERS = {"default": DEFAULT, "lists": LISTS, "provenance": PROVENANCE}


def workspace(root: Path, layers: Mapping[str, str] = LAYERS) -> Path:
    """A workspace whose current build holds these N-Triples."""
    build = root / "builds" / "0001"
    for layer, lines in layers.items():
        folder = build / "graph" / layer
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "01-some.nt").write_bytes(lines.encode())
    build.mkdir(parents=True, exist_ok=True)
    (build / "build.json").write_text(json.dumps({"base": BASE}), "utf-8")
    (root / "kg-workspace").write_text("layout 1\n", "utf-8")
    (root / "current").symlink_to("builds/0001")
    return root

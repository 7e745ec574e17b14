"""A served graph: a small invented literature as N-Triples after `ontology/mapping.yaml`, a store of it, a running server."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from kg import iris
from kg.store import bulk_load

BASE = "https://example.org/kg/"
ODD = iris.thing(BASE, "work", "doi:10.1002/1097(1999)<12::aid-x1>3.0.co;2-#")
"""A DOI of the nineties, with the characters `<`, `>`, `;` and `#`."""
HOSTILE = "<script>alert('title')</script> \u202eelttil & \"quoted\""
PREFIXES = {
    "schema": "https://schema.org/",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "kg": "https://w3id.org/kg-bib/ns#",
    "work": f"{BASE}id/work/",
    "person": f"{BASE}id/person/",
    "venue": f"{BASE}id/venue/",
    "event": f"{BASE}id/event/",
    "record": f"{BASE}id/record/",
}


def _graph(second: bool = False) -> str:
    authors = {"ada": "Ada Aalto", "bo": "Bo Bakke", "eve": "<b>Eve</b>"}
    people = [
        f'person:{key} a schema:Person ; schema:name "{name}" ; kg:sortName "{name.split()[-1]}" .'
        for key, name in authors.items()
    ]
    works = [
        _work("work:arxiv:2101.00001", "On the growth of lichens", "2021", ["ada", "bo"]),
        _work(f"<{ODD}>", HOSTILE.replace('"', '\\"'), "1999", ["eve", "ada"]),
        _work("work:hash:77", "A third building" if second else "A second look at lichens", "2022", ["bo"]),
    ]
    rest = f"""
    person:ada schema:alternateName "Aalto, A." .
    work:arxiv:2101.00001 schema:abstract "Lichens grow slowly.\\nWe measure how slowly." ; kg:comment "12 pages, 3 figures" ;
        dcterms:created "2021-01-02"^^xsd:date ; kg:venue venue:jol ; bibo:presentedAt event:jol-2021 ;
        schema:url <javascript:alert(1)> , <https://example.net/lichens> ; dcterms:hasVersion <{BASE}id/work/arxiv:2101.00001#v-1> ;
        schema:identifier <{BASE}id/identifier/arxiv:2101.00001> .
    <{BASE}id/identifier/arxiv:2101.00001> a schema:PropertyValue ; schema:propertyID "arxiv" ; schema:value "2101.00001" ;
        schema:url <https://arxiv.org/abs/2101.00001> .
    <{BASE}id/work/arxiv:2101.00001#v-1> a kg:Version ; dcterms:isVersionOf work:arxiv:2101.00001 ; kg:statusAsRead "accepted" ;
        kg:venue venue:jol .
    <{ODD}> bibo:doi "10.1002/1097(1999)<12::aid-x1>3.0.co;2-#" .
    work:old dcterms:isReplacedBy work:arxiv:2101.00001 .
    venue:jol a kg:Venue ; schema:name "Journal of Lichens" .
    event:jol-2021 a schema:Event ; schema:superEvent venue:jol ; schema:name "Journal of Lichens 2021" ; kg:year "2021"^^xsd:gYear .
    """
    return "\n".join([*people, *works, rest])


def _work(iri: str, title: str, year: str, authors: list[str]) -> str:
    start = iri[1:-1] if iri.startswith("<") else BASE + "id/work/" + iri.removeprefix("work:")
    lines = [f'{iri} a kg:Work , schema:ScholarlyArticle ; schema:name "{title}" ; kg:year "{year}"^^xsd:gYear .']
    for position, key in enumerate(authors, 1):
        lines.append(
            f"<{start}#author-{position}> a kg:Authorship ; kg:authorshipOf {iri} ; schema:position {position} ;"
            f' schema:author person:{key} ; kg:nameAsPrinted "{key.title()}, A." . {iri} schema:author person:{key} .'
        )
    return "\n".join(lines)


PROVENANCE = """
work:arxiv:2101.00001 prov:wasDerivedFrom record:0011-1 .
record:0011-1 a kg:SourceRecord , prov:Entity ; kg:file "lists/lichens.txt" ; kg:line 7 ; oa:start 120 ; oa:end 480 .
"""


def make_build(root: Path, number: int, second: bool = False) -> None:
    """Writes a finished build with the graph and makes it the current one."""
    import pyoxigraph as ox

    build = root / "builds" / f"{number:04d}"
    build.mkdir(parents=True)
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    parts: list[tuple[Path, str | None]] = []
    for name, text, graph in [
        ("default", _graph(second), None),
        ("provenance", PROVENANCE, f"{BASE}graph/provenance"),
    ]:
        file = build / f"{name}.nt"
        quads = ox.parse(head + text, format=ox.RdfFormat.TURTLE)
        ox.serialize((quad.triple for quad in quads), file, format=ox.RdfFormat.N_TRIPLES)
        parts.append((file, graph))
    bulk_load(build / "store", parts)
    (build / "build.json").write_text(json.dumps({"base": BASE, "counts": {}}))
    (root / "kg-workspace").write_text("layout 1\n")
    link = root / ".current"
    link.symlink_to(f"builds/{number:04d}")
    link.replace(root / "current")


@dataclass
class Server:
    """A running server: where its workspace is, its address and its process."""

    root: Path
    url: str
    process: subprocess.Popen[str]

    def get(self, path: str, accept: str = "*/*", **more: object) -> requests.Response:
        """The answer to a GET, without following redirects."""
        headers = {"Accept": accept, **more.pop("headers", {})}  # type: ignore[dict-item]
        return requests.get(self.url + path, headers=headers, timeout=60, allow_redirects=False, **more)  # type: ignore[arg-type]

    def html(self, path: str) -> requests.Response:
        """The answer to a browser."""
        return self.get(path, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Server]:
    """`kg serve` in a process of its own, on a free port; interrupted at the end, which it has to survive well."""
    command = [sys.executable, "-m", "kg", "serve", str(root), "--port", "0", *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found is not None, line + process.stderr.read()
            yield Server(root, found[0].rstrip("/"), process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                _, errors = process.communicate(timeout=20)
            finally:
                process.kill()
        assert process.returncode == 0, errors
        assert "Traceback" not in errors, errors


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the invented literature, with a deadline of two seconds."""
    root = tmp_path_factory.mktemp("served")
    make_build(root, 1)
    with serving(root, "--deadline", "2") as running:
        yield running

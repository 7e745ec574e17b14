"""Other programs that read the formats, run in an environment of their own: a line of JSON in, a line of JSON out.

In: `{"peer": NAME, "paths": [FILE, ...], "times": N}`. Out: `{"seconds": CPU, "records": N or null, "version": V}` or `{"error": WHY}`.
Nothing of the project is imported here.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Run = Callable[[Path, str], int | None]
"""Reads one document, given as path and as text, and returns how many records it found, where it knows."""


def _json() -> Run:
    def run(path: Path, text: str) -> None:
        if path.suffix == ".jsonl":
            for line in text.splitlines():
                json.loads(line)
        else:
            json.loads(text)

    return run


def _json_in_python() -> Run:
    """The decoder of the standard library as it runs where its accelerator is missing."""
    from json import decoder, scanner

    one = decoder.JSONDecoder()
    one.parse_string = decoder.py_scanstring
    one.scan_once = scanner.py_make_scanner(one)

    def run(path: Path, text: str) -> None:
        for part in text.splitlines() if path.suffix == ".jsonl" else [text]:
            one.decode(part)

    return run


def _lxml() -> Run:
    from lxml import etree

    def run(path: Path, text: str) -> None:
        etree.fromstring(text.encode(), etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False))

    return run


def _element_tree() -> Run:
    from xml.etree import ElementTree

    def run(path: Path, text: str) -> None:
        ElementTree.fromstring(text.encode())

    return run


def _tree_in_python() -> Run:
    """ElementTree as it runs where its accelerator is missing: expat, and a tree built in Python."""
    import importlib
    from html.entities import name2codepoint

    names = {name: chr(code) for name, code in name2codepoint.items()}  # DBLP uses them
    sys.modules["_elementtree"] = None  # type: ignore[assignment]  # so that the import of the accelerator fails
    kept = sys.modules.pop("xml.etree.ElementTree", None)
    module = importlib.import_module("xml.etree.ElementTree")
    del sys.modules["_elementtree"]
    if kept:
        sys.modules["xml.etree.ElementTree"] = kept

    def run(path: Path, text: str) -> None:
        parser = module.XMLParser()
        parser.entity.update(names)
        parser.parser.UseForeignDTD(True)
        module.fromstring(text.encode(), parser)

    return run


def _feedparser() -> Run:
    """What the library `arxiv` reads the answers of arXiv with."""
    import feedparser

    return lambda path, text: len(feedparser.parse(text.encode()).entries)


def _csv() -> Run:
    import csv
    import io

    return lambda path, text: sum(1 for _ in csv.DictReader(io.StringIO(text, newline="")))


def _mwparserfromhell() -> Run:
    import mwparserfromhell

    return lambda path, text: len(mwparserfromhell.parse(text).filter_templates())


def _yaml() -> Run:
    import yaml

    def run(path: Path, text: str) -> int:
        yaml.safe_load(text)
        return 1

    return run


def _bibtexparser() -> Run:
    import bibtexparser

    return lambda path, text: len(bibtexparser.parse_string(text).entries)


def _pybtex() -> Run:
    from pybtex.database.input.bibtex import Parser

    return lambda path, text: len(Parser().parse_string(text).entries)


def _rispy() -> Run:
    import rispy

    return lambda path, text: len(rispy.loads(text, skip_unknown_tags=True))


def _rispy_wok() -> Run:
    import rispy

    return lambda path, text: len(rispy.loads(text, implementation=rispy.WokParser, skip_unknown_tags=True))


def _nbib() -> Run:
    import nbib

    return lambda path, text: len(nbib.read(text))


def _acl_anthology() -> Run:
    from acl_anthology.collections import Collection

    copies: dict[Path, Path] = {}

    def copy(path: Path, text: str) -> Path:
        """The library asks for a type of volume, which older files do not give."""
        target = path.parent / "typed" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(re.sub(r'(<volume id="[^"]*")(?![^>]*type=)', r'\1 type="proceedings"', text), "utf-8")
        return target

    def run(path: Path, text: str) -> int:
        if path not in copies:
            copies[path] = copy(path, text)
        one = Collection(path.stem, None, copies[path])
        one.load()
        return sum(1 for _ in one.papers())

    return run


def _rdflib() -> Run:
    import rdflib

    def run(path: Path, text: str) -> None:
        rdflib.Graph().parse(data=text, format="turtle")

    return run


def _pyoxigraph() -> Run:
    import pyoxigraph

    def run(path: Path, text: str) -> None:
        for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE):
            pass

    return run


PEERS: dict[str, tuple[str, Callable[[], Run]]] = {
    "json": ("", _json),
    "json in Python": ("", _json_in_python),
    "ElementTree": ("", _element_tree),
    "tree in Python": ("", _tree_in_python),
    "feedparser": ("feedparser", _feedparser),
    "lxml": ("lxml", _lxml),
    "csv": ("", _csv),
    "mwparserfromhell": ("mwparserfromhell", _mwparserfromhell),
    "PyYAML": ("PyYAML", _yaml),
    "bibtexparser": ("bibtexparser>=2.0.0b7", _bibtexparser),
    "pybtex": ("pybtex", _pybtex),
    "rispy": ("rispy", _rispy),
    "rispy WokParser": ("rispy", _rispy_wok),
    "nbib": ("nbib", _nbib),
    "acl-anthology": ("acl-anthology<1 typing_extensions", _acl_anthology),
    "rdflib": ("rdflib", _rdflib),
    "pyoxigraph": ("pyoxigraph", _pyoxigraph),
}
"""Each peer with what pip is asked for ("" for the standard library) and the function that makes it ready.

The acl-anthology library before 1 reads the XML of the years before 2025; it needs typing_extensions and does not ask for it.
"""


def _version(peer: str) -> str:
    try:
        return version(peer.partition(" ")[0])
    except PackageNotFoundError:
        return ""


def _answer(runs: dict[str, Run], peer: str, paths: list[str], times: int) -> dict[str, Any]:
    if peer not in runs:
        runs[peer] = PEERS[peer][1]()
    run = runs[peer]
    documents = [(Path(path), Path(path).read_text("utf-8")) for path in paths]
    begun = time.process_time()
    counts = [run(path, text) for _ in range(times) for path, text in documents]
    seconds = time.process_time() - begun
    known = [count for count in counts if count is not None]
    return {"seconds": seconds, "records": sum(known) if known else None, "version": _version(peer)}


def main() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    runs: dict[str, Run] = {}
    out, sys.stdout = sys.stdout, sys.stderr  # what peers print is no answer
    for line in sys.stdin:
        try:
            answer = _answer(runs, **json.loads(line))
        except Exception as error:  # noqa: BLE001, RUF100  whatever it is, it is why this peer is passed over
            answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:90]}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()

"""Reading: records per CPU second of each source, with and without the account, beside the plainest peers that read the same input."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._floor import floors
from benchmarks._peers import PEERS
from kg.inputs import Input, encoding_of
from kg.reading import Reading, Tape
from kg.records import Nested, Record
from kg.sources import Source, sources

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
GOLDEN = ROOT / "tests" / "golden"


@dataclass(frozen=True)
class Case:
    """A source, its real input (patterns in ../shared/data; none: the golden input `golden`) and the peers that read it.

    With `joined` the files are read as one document. Files of which a peer reads but a part are left out: of RIS that of three
    records that no `ER` closes, of which rispy makes one.
    """

    source: str
    patterns: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    joined: bool = False
    golden: str = "full"


CASES = (
    Case("acl", ("acl-anthology/E17.xml",), ("acl-anthology", "lxml", "tree in Python")),
    Case("arxiv", ("arxiv/kaggle-*.jsonl",), ("json", "json in Python")),
    Case("arxiv", ("arxiv/atom-*.xml",), ("feedparser", "lxml", "ElementTree", "tree in Python")),
    Case("bibtex", ("bibtex/pmlr-*.bib",), ("bibtexparser", "pybtex")),
    Case("cff", ("cff/jabref/CITATION.cff", "cff/jabref/CffImporterReferences.cff"), ("PyYAML",)),
    Case("crossref", ("crossref/*.jsonl",), ("json", "json in Python")),
    Case("crossref", ("crossref/*.xml",), ("lxml",)),
    Case("csl_json", ("csl-json/citation-js/*.json",), ("json", "json in Python")),
    Case("datacite", ("datacite/*/*v4*.xml",), ("lxml", "ElementTree", "tree in Python")),
    Case("datacite", ("datacite/*/*v4*.json",), ("json", "json in Python")),
    Case("dblp", ("dblp/acta-*.xml",), ("lxml", "tree in Python")),
    Case("endnote", (), ()),
    Case("feed", (), ("feedparser", "lxml")),
    Case("hal", ("hal/*.json",), ("json", "json in Python")),
    Case("json_works", (), ("json", "json in Python")),
    Case("listing", ("seeds/*.txt",), ()),
    Case("nbib", ("medline/*/*.nbib",), ("nbib",)),
    Case("oai_dc", (), ("lxml", "tree in Python")),
    Case("openalex", ("openalex/work-*.json",), ("json", "json in Python")),
    Case("orcid", ("orcid/record-*.xml",), ("lxml", "ElementTree", "tree in Python")),
    Case("orcid", ("orcid/work-*.json",), ("json", "json in Python")),
    Case("rdf", (), ("rdflib", "pyoxigraph"), golden="typical"),
    Case("references", (), ()),
    Case("ris", ("ris/jabref/RisImporterTest[3-9D]*.ris",), ("rispy",), joined=True),
    Case("schema_org", ("schema-org/schema_org*.json",), ("json", "json in Python")),
    Case("table", (), ("csv",)),
    Case("wikitext", (), ("mwparserfromhell",)),
    Case("wos", (), ("rispy WokParser",), golden="typical"),
    Case("yaml_works", (), ("PyYAML",)),
)
"""Sources that are not named here are read from their golden input, beside no peer."""


@dataclass
class Measure:
    """The least CPU seconds of each way to read a case, and what was read."""

    label: str
    size: int
    records: int = 0
    bare: float = float("inf")
    full: float = float("inf")
    peers: dict[str, float] = field(default_factory=dict)
    found: dict[str, int | None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)


class PeerProcess:
    """The peers in an environment of their own, made in `folder`; `reasons` says why one is not there."""

    def __init__(self, folder: Path) -> None:
        self.reasons: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self._process: subprocess.Popen[str] | None = None
        python = folder / "bin" / "python"
        try:
            if not python.exists():
                self._run([sys.executable, "-m", "venv", str(folder)])
            for peer, (wanted, _) in PEERS.items():
                if wanted:
                    self._install(python, peer, wanted)
        except (OSError, subprocess.SubprocessError) as error:
            why = f"no environment could be made: {error}"
            self.reasons.update({peer: why for peer, (wanted, _) in PEERS.items() if wanted})
            python = Path(sys.executable)
        command = [str(python), str(Path(__file__).with_name("_peers.py"))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    @staticmethod
    def _run(command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)

    def _install(self, python: Path, peer: str, wanted: str) -> None:
        print(f"installing {wanted} ...", file=sys.stderr)
        try:
            self._run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted.split()])
        except subprocess.CalledProcessError as error:
            lines = [line for line in error.stderr.splitlines() if line.startswith("ERROR")] or ["pip failed"]
            self.reasons[peer] = f"cannot be installed: {lines[-1][:90]}"

    def ask(self, peer: str, paths: list[Path], times: int) -> dict[str, Any]:
        """CPU seconds and number of records of one run, or `error` with the reason why there is none."""
        if peer in self.reasons:
            return {"error": self.reasons[peer]}
        assert self._process
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"peer": peer, "paths": [str(p) for p in paths], "times": times}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" not in answer:
            self.versions[peer] = answer["version"]
        return answer

    def close(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()


def documents(case: Case) -> tuple[str, list[tuple[str, str]]]:
    """What is read: a label, and name and text of each document."""
    paths = sorted(path for pattern in case.patterns for path in SHARED.glob(pattern))
    label = case.patterns[0] if paths else f"golden {case.golden}"
    if not paths:
        golden = sorted((GOLDEN / case.source).glob(f"{case.golden}.*"))
        paths = [path for path in golden if not path.name.endswith(".expected.jsonl")]
    found = []
    for path in paths:
        data = path.read_bytes()
        found.append((path.name, data.decode(encoding_of(data), "replace").removeprefix("\ufeff")))
    if case.joined:
        return label, [(found[0][0], "\n".join(text for _, text in found))]
    return label, found


def bare(source: Source, text: str) -> int:
    """Reads a text without account; the number of records."""
    count = 0
    for item in source.read(io.StringIO(text, newline="\n")):
        if isinstance(item, Record):
            count += 1
        elif isinstance(item, Nested):
            count += 1 + len(item.inner)
    return count


def full(source: Source, text: str) -> int:
    """Reads a text with its account; the number of records."""
    reading = Reading(Input("text", Path("text"), "0" * 64, "utf-8"), source)
    for _ in reading.over(Tape(io.StringIO(text, newline="\n"))):
        pass
    assert reading.account.closes, reading.account
    return reading.account.records


def forget() -> None:
    """Empties what is remembered of texts read before (names, LaTeX ...), so that each round reads as if for the first time."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "kg":
            for one in list(vars(module).values()):
                # What has no bound holds tables, not texts.
                if hasattr(one, "cache_clear") and one.cache_info().maxsize is not None:
                    one.cache_clear()


def measured(case: Case, size: int, repeats: int, peers: PeerProcess | None, floor: bool = False) -> Measure:
    """Reads a case `repeats` times in each way, one way after the other, the documents as often as makes `size` characters."""
    source = sources()[case.source]
    label, texts = documents(case)
    times = max(1, size // max(1, sum(len(text) for _, text in texts)))
    measure = Measure(label, times * sum(len(text) for _, text in texts))
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts:
            paths.append(Path(folder) / name)
            paths[-1].write_text(text, "utf-8", newline="")
        for _ in range(repeats):
            for way in (bare, full):
                took = 0.0
                measure.records = 0
                for _ in range(times):
                    forget()
                    begun = time.process_time()
                    measure.records += sum(way(source, text) for _, text in texts)
                    took += time.process_time() - begun
                setattr(measure, way.__name__, min(getattr(measure, way.__name__), took))
            for peer in case.peers if peers else ():
                answer = {"error": measure.skipped[peer]} if peer in measure.skipped else peers.ask(peer, paths, times)  # type: ignore[union-attr]
                if "error" in answer:
                    measure.skipped[peer] = answer["error"]
                else:
                    measure.peers[peer] = min(measure.peers.get(peer, answer["seconds"]), answer["seconds"])
                    measure.found[peer] = answer["records"]
    for way, seconds in floors(source, [text for _, text in texts], 5 * repeats).items() if floor else ():
        measure.peers[way], measure.found[way] = times * seconds, None
    return measure


HEADER = (
    f"{'source':11} {'input':28} {'MB':>5} {'records':>8} {'bare/s':>8} {'account/s':>9} {'account':>8}  "
    f"{'peer':14} {'peer/s':>9} {'its records':>11} {'ratio':>7}"
)


def rows(name: str, one: Measure) -> list[str]:
    """The lines of a case: ours beside the first peer, then the other peers."""
    share = f"{100 * (one.full / one.bare - 1):+.0f} %"
    ours = (
        f"{name:11} {one.label[-28:]:28} {one.size / 1e6:5.2f} {one.records:8,} {one.records / one.bare:8,.0f} "
        f"{one.records / one.full:9,.0f} {share:>8}"
    )
    beside = []
    for peer, seconds in one.peers.items():
        found = f"{one.found[peer]:,}" if one.found[peer] is not None else "-"
        beside.append(f"{peer:14} {one.records / seconds:9,.0f} {found:>11} {one.full / seconds:6.1f}x")
    beside += [f"{peer:14} - {why}" for peer, why in one.skipped.items()]
    beside = beside or ["-"]
    return [f"{ours}  {beside[0]}", *(f"{'':{len(ours)}}  {line}" for line in beside[1:])]


def main() -> None:
    """Prints the table; `ratio` is our CPU time with the account over the peer's; both speeds count our records."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", action="append", choices=list(sources()), help="only this source (repeatable)")
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much is read at a time")
    parser.add_argument("--repeats", type=int, default=3, help="the least CPU time of so many counts")
    parser.add_argument("--peers", type=Path, help="folder of the peers' environment, kept for the next run")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument(
        "--floor", action="store_true", help="beside the peers, what creating the records and the account cost alone"
    )
    given = parser.parse_args()
    named = {case.source for case in CASES}
    cases = [*CASES, *(Case(name) for name in sources() if name not in named)]
    cases = [case for case in sorted(cases, key=lambda c: c.source) if case.source in (given.source or sources())]
    with tempfile.TemporaryDirectory() as folder:
        peers = None if given.no_peers else PeerProcess(given.peers or Path(folder) / "peers")
        print(HEADER)
        for case in cases:
            one = measured(case, int(given.megabytes * 1e6), given.repeats, peers, given.floor)
            print("\n".join(rows(case.source, one)), flush=True)
        if peers:
            peers.close()
            print("peers:", ", ".join(f"{peer} {number}".strip() for peer, number in sorted(peers.versions.items())))


if __name__ == "__main__":
    main()

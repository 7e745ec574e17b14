"""How well claims, links, licences, tasks and languages are read: python benchmarks/_text_claims.py [--kept] [--calibrate] [SHARED]

The gold (tests/gold/abstracts.*.jsonl) names ids, digests, offsets and labels of 300 titles with abstracts. A claim is right when its words overlap a labelled one that
no other has taken (spans of values are labelled loosely); its type is counted apart. A background number is credited when a claim over it has type result or size.
A link is right with its ends and its role. SoMeSci (Schindler et al., CIKM 2021) judges the places of links and licences in texts about software.
`--calibrate` prints the table of confidences in kg/text/claims.py: for each rule the share of right claims in the half that was looked at and in
tests/gold/claims.judged.jsonl (what was read in other texts, judged one by one), drawn towards .9 where there are few.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.errors import KgError
from kg.inputs import find_inputs
from kg.reading import Keys, Reading, source_of
from kg.records import Record
from kg.text import Fact, claims, licences, links, tasks

ROOT = Path(__file__).resolve().parents[1]
FILES = (
    "acl-anthology/2021.acl.xml",
    "acl-anthology/E17.xml",
    "acl-anthology/J19.xml",
    "acl-anthology/Q19.xml",
    "arxiv/kaggle-snapshot-0704-first100.jsonl",
    "arxiv/atom-query-testing.xml",
    "bibtex/pmlr-v247-colt2024.bib",
    "crossref/works-rcrossref-habanero.jsonl",
)
PRIOR, MEAN, MOST = 10, 0.9, 0.97
"""A rule starts as `PRIOR` claims of which `MEAN` are right, and no rule is surer than `MOST`: labels err too."""


class Labelled(Protocol):
    """A title and an abstract with the labels of the gold."""

    title: str
    abstract: str
    labels: list[Any]


@dataclass
class Doc:
    """A title and an abstract with the labels of the gold."""

    title: str
    abstract: str
    labels: list[Any] = field(default_factory=list)


@dataclass
class Row:
    """Figures of a kind of fact: how many are right, read, labelled, and what each read one's confidence was."""

    name: str
    right: int = 0
    read: int = 0
    labelled: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    note: str = ""

    def add(self, right: bool, confidence: float) -> None:
        """Counts a fact that was read."""
        self.read += 1
        self.right += right
        self.sure.append((confidence, right))

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.read), self.right / max(1, self.labelled)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        ranked = sorted(self.sure)
        size = max(1, -(-len(ranked) // 5))
        bins = [ranked[i : i + size] for i in range(0, len(ranked), size)]
        error = sum(abs(sum(c - r for c, r in one)) for one in bins) / max(1, len(ranked))
        return (
            f"{self.name:26} precision {precision:.3f} ({self.right}/{self.read})  recall {recall:.3f} ({self.right}/{self.labelled})  F1 {f1:.3f}"
            f"  calibration error {error:.3f}{self.note}"
        )


def facts(doc: Labelled, module: Any) -> list[Fact]:
    """The facts of a module in title and abstract, with their field."""
    found = []
    for name in ("title", "abstract"):
        for fact in module.read(name, getattr(doc, name)):
            fact.field = name
            found.append(fact)
    return found


def _over(fact: Fact, label: dict[str, Any]) -> bool:
    return bool(fact.field == label["field"] and fact.start < label["end"] and label["start"] < fact.end)


def matched(doc: Labelled) -> Iterator[tuple[Fact, dict[str, Any] | None]]:
    """The claims of a text, each with the labelled one it is."""
    left = [label for label in doc.labels if label["fact"] == "claim"]
    for fact in facts(doc, claims):
        label = next((one for one in left if _over(fact, one)), None)
        if label:
            left.remove(label)
        yield fact, label


def _claims(docs: list[Any], name: str, least: float) -> Row:
    row, kinds, kept_back, background = Row(name), 0, 0, 0
    for doc in docs:
        pairs = [(fact, label) for fact, label in matched(doc) if fact.confidence >= least]
        for fact, label in pairs:
            row.add(label is not None, fact.confidence)
            kinds += label is not None and fact.details["type"] == label["kind"]
        wanted = [label for label in doc.labels if label["fact"] == "claim"]
        row.labelled += len(wanted)
        for label in wanted:
            if label["kind"] == "background":
                background += 1
                kept_back += not any(_over(fact, label) and fact.details["type"] != "background" for fact, _ in pairs)
    row.note = f"  type right {kinds}/{row.right}  background not credited {kept_back}/{background}"
    return row


def _links(docs: list[Any], name: str, with_role: bool) -> Row:
    row = Row(name)
    for doc in docs:
        wanted = {
            (x["field"], x["start"], x["end"], x["role"] if with_role else "")
            for x in doc.labels
            if x["fact"] == "link"
        }
        row.labelled += len(wanted)
        for fact in facts(doc, links):
            row.add(
                (fact.field, fact.start, fact.end, fact.details["role"] if with_role else "") in wanted, fact.confidence
            )
    return row


def _names(docs: list[Any], name: str, kind: str) -> Row:
    """Tasks and languages, compared by their words: one is right when it holds the labelled one or is held by it."""
    row = Row(name)
    for doc in docs:
        left = {
            " ".join(getattr(doc, x["field"])[x["start"] : x["end"]].lower().split())
            for x in doc.labels
            if x["fact"] == kind
        }
        row.labelled += len(left)
        # Read in the title and in the abstract, a name is one.
        read = {" ".join(fact.quote.lower().split()): fact for fact in facts(doc, tasks) if fact.kind == kind}
        for words, fact in read.items():
            hit = next((one for one in sorted(left) if one in words or words in one), None)
            left.discard(hit or "")
            row.add(hit is not None, fact.confidence)
    return row


def _licences(docs: list[Any], name: str) -> Row:
    row = Row(name)
    for doc in docs:
        wanted = {(x["field"], x["spdx"]) for x in doc.labels if x["fact"] == "licence"}
        row.labelled += len(wanted)
        for fact in facts(doc, licences):
            row.add((fact.field, fact.value) in wanted, fact.confidence)
    return row


def rows(docs: Iterable[Any], half: str) -> list[Row]:
    """The figures of labelled texts (`title`, `abstract`, `labels`)."""
    given = list(docs)
    return [
        _claims(given, f"claims {half}", 0.5),
        _claims(given, f"claims {half}, asserted", 0.9),
        _links(given, f"links with role {half}", True),
        _links(given, f"links {half}", False),
        _licences(given, f"licences {half}"),
        _names(given, f"tasks {half}", "task"),
        _names(given, f"languages {half}", "language"),
    ]


def somesci(shared: Path) -> list[Row]:
    """Links (both ends) and licences (overlap) in the texts of SoMeSci."""
    found = Row("links SoMeSci"), Row("licences SoMeSci")
    for line in next((shared / "introduces").glob("*.jsonl")).read_text("utf-8").splitlines():
        row = json.loads(line)
        for one, module, kind in zip(found, (links, licences), ("URL", "License"), strict=True):
            left = [(e["start"], e["end"]) for e in row["entities"] if e["type"] == kind]
            one.labelled += len(left)
            for fact in module.read("abstract", row["text"]):
                exact = kind == "URL"
                hit = next(
                    (
                        x
                        for x in left
                        if (x == (fact.start, fact.end) if exact else x[0] < fact.end and fact.start < x[1])
                    ),
                    None,
                )
                if hit:
                    left.remove(hit)
                one.add(hit is not None, fact.confidence)
    return list(found)


SEEDS = (
    ("63%", "result"), ("4%", "result"), ("150%", "result"), ("85%", "background"), ("57 absolute points", "result"), ("79 points", "result"),
    ("92.8%", "result"), ("+$21$", "result"), ("+$54$ absolute points", "result"), ("24B", "size"), ("32K", "size"), ("40 minutes", "size"), ("5T", "size"),
    ("14", "size"), ("1.8M", "size"), ("220M", "size"), ("770M", "size"),
)  # fmt: skip
"""The claims of the two seed listings that are named in the plan, with their type."""


def seeds(shared: Path) -> Row:
    """Which of the claims named are read with their type; `read` counts only those."""
    said = [
        (fact.details["printed"], fact.details["type"])
        for doc in texts(shared, ("seeds/*.txt",)).values()
        for fact in facts(doc, claims)
    ]
    row = Row("claims seeds", labelled=len(SEEDS))
    for one in SEEDS:
        if any(printed == one[0] for printed, _ in said):
            row.add(one in said, 1.0)
    return row


def records(shared: Path, names: Iterable[str]) -> Iterator[Record]:
    """The records of some files; what is no list of records, and damaged records, are passed over."""
    with tempfile.TemporaryDirectory() as spool:
        for path in (path for name in names for path in sorted(shared.glob(name)) if path.is_file()):
            try:
                (one,) = find_inputs([str(path)], Path(spool), True)
                source = source_of(one, None)
            except KgError:
                continue
            yield from (item for item in Reading(one, source, Keys()) if isinstance(item, Record))


def texts(shared: Path, names: Iterable[str] = FILES) -> dict[str, Doc]:
    """All titles with abstracts of some files by the digest the gold gives them."""
    found = {}
    for record in records(shared, names):
        if record.work.abstract:
            doc = Doc(record.work.title or "", record.work.abstract)
            found[hashlib.sha256(f"{doc.title}\n{doc.abstract}".encode()).hexdigest()[:16]] = doc
    return found


def gold(folder: Path, half: str, docs: dict[str, Doc]) -> list[Doc]:
    """The labelled texts of a half; a text that is not what was labelled is an error."""
    lines = (folder / f"abstracts.{half}.jsonl").read_text("utf-8").splitlines()
    return [
        Doc(docs[row["digest"]].title, docs[row["digest"]].abstract, row["labels"]) for row in map(json.loads, lines)
    ]


def table(folder: Path, docs: dict[str, Doc]) -> dict[str, tuple[float, int, int]]:
    """For each rule its confidence, and how many of its claims were right (with their type) of how many."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def note(fact: Fact, right: bool) -> None:
        for at, more in enumerate((right, 1)):
            counts[fact.rule.split("/")[1]][at] += more

    for doc in gold(folder, "look", docs):
        for fact, label in matched(doc):
            note(fact, label is not None and label["kind"] == fact.details["type"])
    for row in map(json.loads, (folder / "claims.judged.jsonl").read_text("utf-8").splitlines()):
        judged = {(where, start): kind for where, start, kind in row["claims"]}
        for fact in facts(docs[row["digest"]], claims):
            if (fact.field, fact.start) in judged:
                note(fact, judged[fact.field, fact.start] == fact.details["type"])
    return {
        rule: (min(MOST, round((right + PRIOR * MEAN) / (of + PRIOR), 2)), right, of)
        for rule, (right, of) in sorted(counts.items())
    }


def main() -> None:
    """Prints the figures, or the table of confidences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    parser.add_argument("--kept", action="store_true", help="the half that was never looked at, too")
    parser.add_argument("--calibrate", action="store_true", help="the table of confidences by rule")
    args = parser.parse_args()
    docs = texts(args.shared)
    if args.calibrate:
        for rule, (confidence, right, of) in table(args.gold, docs).items():
            print(f'    "{rule}": {confidence},  # {right}/{of}')
        return
    for half in ("look", "kept") if args.kept else ("look",):
        print(*rows(gold(args.gold, half, docs), half), sep="\n")
    print(seeds(args.shared), *somesci(args.shared), sep="\n")


if __name__ == "__main__":
    main()

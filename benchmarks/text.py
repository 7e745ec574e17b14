"""Prints how well facts are read from abstracts, per fact and kind: python benchmarks/text.py [--kept] [SHARED]

SHARED is the folder of real records (../shared/data). The gold (tests/gold) names ids, offsets and labels of 300 titles with abstracts; half of
it was looked at while the rules were written, the other half (`--kept`) never. A name counts as right when it equals the labelled name or
its long form, small letters, LaTeX and a noun of kind at the end ("the X dataset") aside; once a record. Beside them: the two seed listings, whose introduced things are
listed below, and the software of SoMeSci (D. Schindler et al., "SoMeSci", CIKM 2021), where what a paper creates is told from what it uses.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import _text_claims as claims
from benchmarks import _text_links as links
from benchmarks import _text_speed as speed
from kg.inputs import find_inputs
from kg.reading import Reading, source_of
from kg.records import Record
from kg.text import Text, facts_of, texts
from kg.text._kinds import KINDS
from kg.text._sentences import plain

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
GOLD = ROOT / "tests" / "gold"
ASSERTED = 0.9
LEAST = 0.5
FILES = (
    "acl-anthology/2021.acl.xml",
    "acl-anthology/E17.xml",
    "acl-anthology/J19.xml",
    "acl-anthology/Q19.xml",
    "bibtex/pmlr-v247-colt2024.bib",
    "arxiv/kaggle-snapshot-0704-first100.jsonl",
)
OTHERS = {
    "feed": (
        "arxiv/atom-query-testing.xml",
        "arxiv/oai-ads-arxiv_0901_2443.xml",
        "arxiv/oai-ads-arxiv_1711_04702.xml",
        "arxiv/oai-ads-arxiv_multi_20230125.xml",
        "arxiv/oai-hepcrawl-arxiv-physics-hep-ex.xml",
        "arxiv/oai-hepcrawl-sample_arxiv_record.xml",
    ),
    "crossref": ("crossref/works-rcrossref-habanero.jsonl",),
    "library": (
        "bibtex/jabref/MedlineImporterTestMathML.bib",
        "bibtex/jabref/complex.bib",
        "bibtex/jabref/testjabref.bib",
        "bibtex/jabref/testjabref_292.bib",
        "bibtex/jabref-hard/EndnoteXmlExportTestMultipleEntries.bib",
        "ris/datacite/ris_bug.ris",
        "ris/jabref/RisImporterTest5a.bib",
        "ris/jabref/RisImporterTest5b.bib",
    ),
    "deposit": (
        "csl-json/citation-js/doi.json",
        "datacite/bolognese/crosscite.json",
        "datacite/bolognese/datacite_journal_article.xml",
        "datacite/inveniosoftware/datacite-example-dataset-v4.json",
        "schema-org/codemeta.json",
    ),
}
"""Collections of other fields and publishers: a text of them has the name of its collection and a hash of its title as id."""
SEEDS: tuple[tuple[str, ...], ...] = (
    ("Mechanistic Error Reduction with Abstention", "MERA"),
    ("Devstral-Small",),
    ("Voxtral Mini",),
    ("Voxtral Small",),
    ("representation consistency", "RC"),
    ("T-CREx",),
    ("reward tree",),
    ("EuroBERT",),
    ("Meta-Statistical Learning",),
    ("symbolic autoencoding", "$\\Sigma$AE"),
    ("Fly-swat or cannon", "FORC"),
    ("Fakepedia",),
    ("SynthIE",),
    ("Flows",),
    ("aiFlows",),
    ("input-dependent grammars",),
)
"""What the seeds introduce: the names of each thing. Grammar-constrained decoding (GCD) is left out: its abstract speaks of it as known."""
BACKGROUND = frozenset(
    "mi|gpt-4-turbo|gpt-4|lora|lm|lms|llm|llms|rl|fb|ce|rm|rms|mistral-7b|transformer|apache 2.0|nlp|ai|mlps|markov|zero-shot rl".split(
        "|"
    )
)
"""What the seeds speak of and do not introduce."""


@dataclass
class Doc:
    """A title and an abstract with an id; `labels` are those of the gold."""

    id: str
    title: str
    abstract: str
    labels: list[dict[str, object]] = field(default_factory=list)

    def texts(self) -> list[Text]:
        """Its texts as readers take them."""
        return [("title", "title", self.title), ("abstract", "abstract", self.abstract)]

    def quote(self, place: Sequence[object]) -> str:
        """What stands at a place (field, start, end)."""
        name, start, end = place
        return str(getattr(self, str(name)))[int(str(start)) : int(str(end))]


def documents(shared: Path) -> dict[str, Doc]:
    """All titles with abstracts of the files the first half of the gold was drawn from, by id."""
    found: dict[str, Doc] = {}
    for record in _records(shared, FILES):
        ids = {i.scheme: i.value for i in record.work.identifiers}
        scheme = next((s for s in ("acl", "arxiv") if s in ids), None)
        key = f"{scheme}:{ids[scheme]}" if scheme else f"pmlr:{record.source_key}"
        found[key] = Doc(key, record.work.title or "", record.work.abstract or "")
    return found


def others(shared: Path) -> dict[str, Doc]:
    """All titles with abstracts of the other collections, by id."""
    found: dict[str, Doc] = {}
    for collection, files in OTHERS.items():
        for record in _records(shared, files):
            title, abstract = record.work.title or "", record.work.abstract or ""
            key = f"{collection}:{hashlib.sha256(title.encode()).hexdigest()[:12]}"
            found.setdefault(key, Doc(key, title, abstract))
    return found


def _records(shared: Path, files: Iterable[str]) -> Iterator[Record]:
    """The records of files that have a title and an abstract."""
    with tempfile.TemporaryDirectory() as spool:
        for name in files:
            for one in find_inputs([str(shared / name)], Path(spool), True):
                for record in Reading(one, source_of(one)):
                    if isinstance(record, Record) and record.work.abstract and record.work.title:
                        yield record


def gold(half: str, docs: dict[str, Doc]) -> list[Doc]:
    """The labelled texts of a half; a text that is not what was labelled is an error."""
    rows = [json.loads(line) for line in (GOLD / f"abstracts.{half}.jsonl").read_text(encoding="utf-8").splitlines()]
    labelled = []
    for row in rows:
        doc = docs[row["id"]]
        if hashlib.sha256(f"{doc.title}\n{doc.abstract}".encode()).hexdigest()[:16] != row["digest"]:
            raise ValueError(f"{row['id']} has changed since it was labelled")
        labelled.append(Doc(doc.id, doc.title, doc.abstract, row["labels"]))
    return labelled


def invented(half: str) -> list[Doc]:
    """The invented texts of a half: titles and abstracts of no real paper, written with their labels by four hands that saw nothing of the
    readers (tests/gold/abstracts.invented.jsonl); from the look half weights are learnt, of the kept half only totals are printed."""
    rows = map(json.loads, (GOLD / "abstracts.invented.jsonl").read_text(encoding="utf-8").splitlines())
    return [Doc(row["id"], row["title"], row["abstract"], row["labels"]) for row in rows if row["half"] == half]


@dataclass
class Count:
    """Right, read and labelled; confidences with whether they were right."""

    right: int = 0
    found: int = 0
    read: int = 0
    labelled: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    kind: Counter[bool] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def calibration(self) -> float:
        """The expected calibration error of all that is read, over ten bins of equal width (M. P. Naeini et al., "Obtaining well calibrated
        probabilities using Bayesian binning", AAAI 2015)."""
        bins: dict[int, list[float]] = {}
        for confidence, right in self.sure:
            bins.setdefault(min(9, int(confidence * 10)), []).append(confidence - right)
        return sum(abs(sum(gaps)) for gaps in bins.values()) / max(1, len(self.sure))

    @property
    def chance(self) -> float:
        """The calibration error that confidences without any error have on average for so few facts: what was read is dealt right and wrong
        by its confidences, two hundred times."""
        dice = random.Random(0)
        dealt = [
            Count(sure=[(confidence, dice.random() < confidence) for confidence, _ in self.sure]).calibration
            for _ in range(200)
        ]
        return sum(dealt) / len(dealt)

    def add(self, other: Count) -> None:
        """Adds what was counted on other texts."""
        self.right, self.found = self.right + other.right, self.found + other.found
        self.read, self.labelled = self.read + other.read, self.labelled + other.labelled
        self.sure += other.sure
        self.kind += other.kind

    def line(self, name: str) -> str:
        """The figures as a row."""
        kinds = (
            f"  kind {self.kind[True]}/{self.kind.total()} = {self.kind[True] / self.kind.total():.3f}"
            if self.kind
            else ""
        )
        error = (
            f"  calibration error {self.calibration:.3f} of {len(self.sure)} (by chance alone {self.chance:.3f})"
            if self.sure
            else ""
        )
        return (
            f"{name:26} precision {self.precision:.3f} ({self.right}/{self.read})  recall {self.recall:.3f} ({self.right}/{self.labelled})"
            f"  F1 {self.f1:.3f}{error}{kinds}"
        )


def bare(name: str) -> str:
    """A name for comparing, without a noun of kind at its end: the SQuAD dataset is SQuAD."""
    words = plain(name).split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in KINDS else " ".join(words)


def names_of(doc: Doc) -> list[tuple[set[str], set[str]]]:
    """What a labelled text introduces: the names that are right for it, and its kinds."""
    things = []
    for label in doc.labels:
        if label["fact"] == "introduces":
            names = {bare(doc.quote((label["field"], label["start"], label["end"])))}
            if expansion := label.get("expansion"):
                names.add(bare(doc.quote(expansion)))  # type: ignore[arg-type]  # labels are JSON
            things.append((names, set(str(label["kind"]).split("|"))))
    return things


def introduced(docs: Iterable[Doc], threshold: float = ASSERTED, show: bool = False) -> Count:
    """How well the introduced things of labelled texts are read, asserted ones counted, all weighed for calibration."""
    count = Count()
    for doc in docs:
        things = names_of(doc)
        left = list(things)
        for fact in facts_of(doc.texts()):
            if fact.kind != "introduces":
                continue
            names = {bare(fact.value), bare(fact.details.get("expansion", "")) or "?"}
            hit = next((thing for thing in left if thing[0] & names), None)
            count.sure.append((fact.confidence, hit is not None))
            if fact.confidence >= threshold:
                count.read += 1
                count.right += hit is not None
                if hit:
                    count.kind[fact.details["type"] in hit[1]] += 1
            if show and (hit is None or fact.confidence < threshold or fact.details["type"] not in hit[1]):
                print(
                    f"  {doc.id} {fact.confidence:.2f} {'ok' if hit else 'WRONG'} {fact.value!r} {fact.details['type']} {hit[1] if hit else ''}"
                )
            if hit:
                left.remove(hit)
        count.labelled += len(things)
        if show and left:
            print(f"  {doc.id} missed {[(sorted(names), *kinds) for names, kinds in left]}")
    return count


def acronyms(docs: Iterable[Doc], threshold: float = 0.5, show: bool = False) -> Count:
    """How well short and long forms are read: both forms equal."""
    count = Count()
    for doc in docs:
        labelled = {
            (plain(doc.quote((label["field"], label["start"], label["end"]))), plain(doc.quote(label["long"])))  # type: ignore[arg-type]
            for label in doc.labels
            if label["fact"] == "acronym"
        }
        read = {
            (plain(f.value), plain(f.details["long"])): f.confidence
            for f in facts_of(doc.texts())
            if f.kind == "acronym" and f.confidence >= threshold
        }
        count.sure += [(confidence, pair in labelled) for pair, confidence in read.items()]
        count.right, count.read, count.labelled = (
            count.right + len(labelled & read.keys()),
            count.read + len(read),
            count.labelled + len(labelled),
        )
        if show and labelled != read.keys():
            print(f"  {doc.id} missed {sorted(labelled - read.keys())} wrong {sorted(read.keys() - labelled)}")
    return count


ROLES = ("used", "compared", "evaluated", "background")


def mentioned(docs: Iterable[Doc]) -> Iterator[str]:
    """How well names of others are read, and how often their role is right."""
    count = Count()
    for doc in docs:
        labelled = {
            bare(doc.quote((label["field"], label["start"], label["end"]))): str(label["role"])
            for label in doc.labels
            if label["fact"] == "mentions"
        }
        read = {bare(f.value): f for f in facts_of(doc.texts()) if f.kind == "mentions" and f.confidence >= LEAST}
        count.read, count.labelled = count.read + len(read), count.labelled + len(labelled)
        count.right += len(read.keys() & labelled.keys())
        count.sure += [(fact.confidence, name in labelled) for name, fact in read.items()]
        for name in read.keys() & labelled.keys():
            count.kind[read[name].details["role"] == labelled[name]] += 1
    yield count.line("  mentions (kind: role)")


def seeds(shared: Path, threshold: float = ASSERTED) -> tuple[list[str], list[str], list[str]]:
    """What the seeds introduce and is asserted, what is missed, and what is asserted though it is only background."""
    names: list[set[str]] = []
    with tempfile.TemporaryDirectory() as spool:
        for one in find_inputs([str(shared / "seeds")], Path(spool), True):
            for record in Reading(one, source_of(one)):
                if isinstance(record, Record):
                    found = [
                        fact
                        for fact in facts_of(list(texts(record)))
                        if fact.kind == "introduces" and fact.confidence >= threshold
                    ]
                    names += [{bare(fact.value), bare(fact.details.get("expansion", fact.value))} for fact in found]
    read = set().union(*names)
    expected = [{bare(name) for name in thing} for thing in SEEDS]
    right = [thing[0] for thing, forms in zip(SEEDS, expected, strict=True) if forms & read]
    missed = [thing[0] for thing, forms in zip(SEEDS, expected, strict=True) if not forms & read]
    return right, missed, sorted(read & BACKGROUND)


def somesci(shared: Path, threshold: float = ASSERTED) -> Count:
    """Software that its paper creates, by name, against what is asserted; a text is a few sentences of one paper."""
    count = Count()
    path = shared / "introduces" / "somesci-creation.dev-half.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        made, other = set(), set()
        for entity in row["entities"]:
            if entity["type"].endswith("_Creation") and not entity["type"].startswith("SoftwareCoreference"):
                made.add(bare(entity["text"]))
            elif entity["type"].endswith("_Deposition") or entity["type"] in ("AlternativeName", "Abbreviation"):
                other.add(bare(entity["text"]))
        found = [
            f
            for f in facts_of([("abstract", "abstract", row["text"])])
            if f.kind == "introduces" and f.confidence >= threshold
        ]
        read = [{bare(fact.value), bare(fact.details.get("expansion", fact.value))} for fact in found]
        count.read += len(read)
        count.right += sum(bool(names & (made | other)) for names in read)
        count.labelled += bool(made)
        count.found += bool(made and any(names & (made | other) for names in read))
    return count


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--kept", action="store_true", help="the half that was never looked at, too")
    parser.add_argument("--show", action="store_true", help="what is wrong in the half that was looked at")
    args = parser.parse_args()
    docs = documents(args.shared)
    claimed = claims.texts(args.shared)
    for half in ("look", "kept") if args.kept else ("look",):
        labelled = gold(half, docs)
        show = args.show and half == "look"
        print(introduced(labelled, show=show).line(f"introduces {half}"))
        for name in ("acl", "pmlr", "arxiv"):
            print(introduced(doc for doc in labelled if doc.id.startswith(name)).line(f"  of {name}"))
        print(acronyms(labelled, show=show).line(f"acronyms {half}"))
        for line in mentioned(labelled):
            print(line)
        print(*claims.rows(claims.gold(GOLD, half, claimed), half), sep="\n")
        print(introduced(invented(half)).line(f"introduces invented {half}"))
    print(claims.seeds(args.shared), *claims.somesci(args.shared), sep="\n")
    print(*links.rows(args.shared, GOLD, args.kept, args.show), sep="\n")
    right, missed, background = seeds(args.shared)
    print(f"seeds: {len(right)} of {len(SEEDS)} asserted; missed {missed}; background taken for new {background}")
    outside = somesci(args.shared)
    print(
        f"SoMeSci: software asserted is created by its paper {outside.right}/{outside.read}; papers whose software is found {outside.found}/{outside.labelled}"
    )
    print(*speed.rows([doc.texts() for doc in docs.values()], args.shared), sep="\n")


if __name__ == "__main__":
    main()

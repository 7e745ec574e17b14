"""Venues: what is read from comment lines and journal references against labels made by hand, and how fast.

The labels stand in `tests/gold/comments.look.jsonl` and `comments.kept.jsonl` (split by a hash of the arXiv id; failures of the second
are never shown), as offsets into the fields of `../shared/data/arxiv`. `tests/gold/comments.invented.jsonl` holds invented lines with their text.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.records import Record
from kg.sources import arxiv
from kg.text import Fact, comments, texts, venues
from kg.venues import series

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
GOLD = ROOT / "tests" / "gold"
HALVES = ("look", "kept", "invented")

ASSERTED = 0.9
"""Facts below this confidence are no claims and count neither as right nor as wrong."""
STATED = ("status", "venue")
EXTENT = ("pages", "figures", "tables", "words")
NOTES = ("overlap", "version-note")
_LABEL = dict[str, Any]


@dataclass
class Score:
    """How many labels were found, how many facts were right and wrong, and what failed."""

    found: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of asserted facts that are labelled."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of labels that are asserted."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found, self.missed + other.missed, self.right + other.right, self.wrong + other.wrong,
            self.failures + other.failures,
        )  # fmt: skip


def fields(folder: Path) -> dict[tuple[str, str], str]:
    """The comments and journal references of the records in a folder of arXiv files, by arXiv id and name of the field."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8") as file:
            for item in arxiv.read(file):
                if not isinstance(item, Record):
                    continue
                key = next((one.value for one in item.work.identifiers if one.scheme == "arxiv"), item.key)
                for kind, name, text in texts(item):
                    if kind in ("comments", "journal_ref"):
                        found.setdefault((key, name), text)
    return found


def gold(half: str, folder: Path) -> Iterator[tuple[str, str, str, list[_LABEL]]]:
    """The labelled fields of a half: a name for the field, its kind, its text and its labels."""
    known = {} if half == "invented" else fields(folder / "arxiv")
    for line in (GOLD / f"comments.{half}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"] if half == "invented" else known[row["id"], row["field"]]
        yield f"{row['id']} {row['field']}", row["field"].split("[")[0], text, row["labels"]


def read(kind: str, text: str) -> list[Fact]:
    """What is asserted of a field."""
    return [
        fact for reader in (comments.read, venues.read) for fact in reader(kind, text) if fact.confidence >= ASSERTED
    ]


def matches(label: _LABEL, fact: Fact) -> bool:
    """Whether a fact says what a label says, its year and track apart."""
    if fact.kind != label["kind"]:
        return False
    if label["kind"] == "venue":
        return _same_venue(label, fact)
    if label.get("target", "") != fact.details.get("target", ""):
        return False
    at = fact.start < label["end"] and label["start"] < fact.end
    return fact.value == label["value"] and (at or label["kind"] == "status")


def _same_venue(label: _LABEL, fact: Fact) -> bool:
    """A venue is right when its words cover those of the label, its key (else its name) is the label's, and its relation is too."""
    covered = min(fact.end, label["end"]) - max(fact.start, label["start"])
    if covered < 0.8 * (label["end"] - label["start"]):
        return False
    relation = fact.details.get("relation", "")
    if (relation if relation in ("submitted", "presented") else "") != (
        label["relation"] if label["relation"] in ("submitted", "presented") else ""
    ):
        return False
    return fact.value == label["value"] if label["value"] else True


def agreement(rows: Iterable[tuple[str, str, str, list[_LABEL]]]) -> dict[str, Score]:
    """The scores of labelled fields: by kind, and `year`, `track`, `part_of` and `presentation` where these are labelled."""
    scores: dict[str, Score] = {}
    for name, kind, text, labels in rows:
        facts = read(kind, text)
        pairs = _pairs(labels, facts)
        for i, label in enumerate(labels):
            score = scores.setdefault(label["kind"], Score())
            if i in pairs:
                score.found += not label.get("optional")
                _details(scores, label, facts[pairs[i]], name)
            elif not label.get("optional"):
                score.missed += 1
                score.failures.append(
                    f"missed {name}: {label['kind']} {label['value']} {text[label['start'] : label['end']]!r}"
                )
        used = set(pairs.values())
        for j, fact in enumerate(facts):
            if fact.kind not in (*STATED, *EXTENT, *NOTES):
                continue
            optional = j in used and any(pairs.get(i) == j and label.get("optional") for i, label in enumerate(labels))
            score = scores.setdefault(fact.kind, Score())
            score.right += j in used and not optional
            if j not in used:
                score.wrong += 1
                score.failures.append(
                    f"wrong {name}: {fact.kind} {fact.value} {fact.quote!r} {fact.details.get('relation', '')} in {text!r}"
                )
    return scores


def _pairs(labels: list[_LABEL], facts: list[Fact]) -> dict[int, int]:
    """The fact of each label: the first that matches and is not taken; labels that must be found come first."""
    pairs: dict[int, int] = {}
    for i, label in sorted(enumerate(labels), key=lambda pair: bool(pair[1].get("optional"))):
        for j, fact in enumerate(facts):
            if j not in pairs.values() and matches(label, fact):
                pairs[i] = j
                break
    return pairs


def _details(scores: dict[str, Score], label: _LABEL, fact: Fact, name: str) -> None:
    said = {
        "year": fact.details.get("year", ""), "track": fact.details.get("status", ""),
        "part_of": fact.details.get("part_of", ""), "presentation": fact.details.get("presentation", ""),
    }  # fmt: skip
    wanted = {key: label[key] for key in ("track", "part_of", "presentation") if key in label}
    if label["kind"] == "venue":
        wanted["year"] = label.get("year", "")
    for key, value in wanted.items():
        score = scores.setdefault(key, Score())
        good = said[key] == value
        score.found += good
        score.right += good
        score.missed += not good
        score.wrong += not good
        if not good:
            score.failures.append(f"{key} {name}: {said[key]!r} for {value!r} in {fact.quote!r}")


def together(scores: dict[str, Score], *kinds: str) -> Score:
    """Several kinds as one score."""
    total = Score()
    for kind in kinds:
        total = total + scores.get(kind, Score())
    return total


def speed(lines: int = 40_000) -> float:
    """Comment lines read per CPU second, by both readers, over the labelled and the invented lines."""
    known = [text for (_, name), text in fields(SHARED / "arxiv").items() if name.startswith("comments")]
    known += [text for _, kind, text, _ in gold("invented", SHARED) if kind == "comments"]
    many = (known * (lines // len(known) + 1))[:lines]
    begun = time.process_time()
    for i, text in enumerate(many):
        line = f"{text} {i % 7}" if i % 2 else text  # not all lines are the same as an earlier one
        for reader in (comments.read, venues.read):
            for _ in reader("comments", line):
                pass
    return lines / (time.process_time() - begun)


def acronyms(
    show: bool = False, file: Path = SHARED / "acl-anthology" / "venues.yaml"
) -> tuple[str, str, str, str, str]:
    """The row for acronyms that stand alone: each venue of the Anthology that the table of series has not, once with its acronym in brackets and once as
    the acronym with a year. Counted are the pairs of an acronym and a full name in one venue, right where they are of one entry."""
    import tempfile

    import yaml

    from benchmarks._identity_people import resolved

    entries = list(yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)).values())
    lines = []
    for i, one in enumerate(entries):
        short, name = one["acronym"].split()[0], " ".join(one["name"].split())
        for part, printed in (("full", f"Proceedings of the {name} ({short})"), ("short", f"{short} 2019")):
            lines.append(
                f"@inproceedings{{{i}-{part}, title={{Paper {part} of number {i}}}, author={{Ode, Ann}}, booktitle={{{printed}}}, year=2019}}"
            )
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "venues.bib"
        made.write_text("\n".join(lines), "utf-8")
        connection, decisions, _ = resolved([made])
    placed: dict[str, dict[str, str]] = {"full": {}, "short": {}}
    known = set()
    for source, key, printed in connection.execute(
        "SELECT r.source_key, f.key, f.printed_key FROM identity.venue_fact f JOIN read.record r USING (record) ORDER BY ALL"
    ).fetchall():
        number, _, part = source.partition("-")
        placed[part][number] = key
        if series(printed):
            known.add(number)
    both = [n for n in placed["full"] if n in placed["short"] and n not in known]
    pairs = [(a, b) for a in both for b in both if placed["short"][a] == placed["full"][b]]
    right = sum(a == b for a, b in pairs)
    if show:
        for one in decisions:
            if one.kind == "venue":
                print("   ", one.verdict, one.rule, one.compared[0].left, "|", one.compared[0].right)
    made_of = sorted({(d.verdict, d.rule) for d in decisions if d.kind == "venue"})
    note = f"{right} of {len(pairs)} pairs right, {right} of {len(both)} entries joined, {len(known)} more are in the table; {made_of}"
    return (
        "Anthology venues, each printed once with its acronym", "acronym alone and full name: precision / recall", "",
        f"{right / max(len(pairs), 1):.3f} / {right / max(len(both), 1):.3f}", note,
    )  # fmt: skip


def table() -> list[tuple[str, str, str, str, str]]:
    """Rows of data, metric, what is to be reached, what was measured, and a note with the counts."""
    rows = []
    for half in HALVES:
        scores = agreement(gold(half, SHARED))
        stated, extent, year = together(scores, *STATED), together(scores, *EXTENT), scores.get("year", Score())
        data = f"comment lines, {half}"
        counts = f"{stated.right} right, {stated.wrong} wrong, {stated.missed} missed"
        rows += [
            (
                data,
                "status and venue: precision / recall",
                ".985 / .97",
                f"{stated.precision:.3f} / {stated.recall:.3f}",
                counts,
            ),
            (data, "edition year right", "all", f"{year.precision:.3f}", f"{year.right} of {year.right + year.wrong}"),
            (
                data,
                "extent F1",
                ".98",
                f"{extent.f1:.3f}",
                f"{extent.right} right, {extent.wrong} wrong, {extent.missed} missed",
            ),
        ]
    rows.append(acronyms())
    rows.append(("comment lines", "lines per CPU second", "20,000", f"{speed():,.0f}", "40,000 lines, both readers"))
    return rows


def main() -> None:
    """Prints the figures of each kind; with --failures also what failed, but for the kept half."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--acronyms",
        action="store_true",
        help="show the decisions on acronyms of the Anthology's venues, and nothing else",
    )
    options.add_argument("--failures", action="store_true", help="show what failed in the halves that may be looked at")
    chosen = options.parse_args()
    if chosen.acronyms:
        print(" | ".join(acronyms(show=True)))
        return
    for half in HALVES:
        for kind, score in sorted(agreement(gold(half, SHARED)).items()):
            print(
                f"{half:9} {kind:13} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  "
                f"({score.right} right, {score.wrong} wrong, {score.missed} missed)"
            )
            if chosen.failures and half != "kept":
                print(*(f"    {one}" for one in score.failures), sep="\n")
    for row in table():
        print(" | ".join(row))


if __name__ == "__main__":
    main()

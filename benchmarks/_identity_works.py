"""Prints how well records of one work are found: python benchmarks/_identity_works.py quality FOLDER | speed FOLDER [--records N] | read FOLDER

FOLDER holds the entity-matching collection DBLP-ACM (two tables and half of the true matches). Each row of a table becomes a record of its own
source; nothing but its text is used to decide. Recall is counted over the given matches. A `same` between the two tables is wrong where
one side alone stands in the matches, with another partner, or both do, with other partners; `read` lists those that no match covers
and whose title, authors and year are not equal, to be judged by hand.

`speed` replicates the records N times over with other keys. In each replica a word that at most 20 titles hold gets an ending of its own, and a
more common one is exchanged for another about as common; so are family names. Words have the frequencies they have in a growing literature, and
no title or author of one replica is that of another. CPU time is that of
`works.resolve` and of the writing of its decisions to their table, in a database on disk as in a build.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import html
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import duckdb
import msgspec
from msgspec import structs

from kg.identity import decisions, mentions, resolve, works
from kg.identity.curation import Curation
from kg.names import fold, split
from kg.records import Contribution, Date, NameAsPrinted, Record, Venue, Work
from kg.tables import FILE, load
from kg.text import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE = "https://example.org/kg/"
DBLP, ACM, MATCHES = "dblp-acm-dblp.csv", "dblp-acm-acm.csv", "dblp-acm-matches.dev-half.csv"
WORD = re.compile(r"\w+")
PARTS = re.compile(r"\w+|\W+")


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table of the collection."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="%"))


def record(source: str, row: dict[str, str]) -> Record:
    """A row as the record a reader would make of it: entities decoded, names split, nothing guessed."""
    names = [
        name.strip()
        for name in re.split(r",(?!\s*(?:Jr|Sr|II|III)\b)", html.unescape(row["authors"]))
        if name.strip(" ?")
    ]
    work = Work(
        title=html.unescape(row["title"]) or None,
        contributions=[Contribution(split(name), i) for i, name in enumerate(names, 1)],
        dates=[Date("issued", row["year"])] if row["year"] else [],
        venues=[Venue(html.unescape(row["venue"]))] if row["venue"] else [],
    )
    return Record(0, 0, work, key=f"{source}-{row['id']}", file=source, source="csv", source_key=row["id"])


def tables(records: Iterable[Record], path: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A database with the tables of these records, by the road of every build: JSON lines of records and of facts."""
    connection = duckdb.connect(path)
    encode = msgspec.json.Encoder().encode
    found: dict[str, list[dict[str, object]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        lines, told = Path(folder, "records.jsonl"), Path(folder, "facts.jsonl")
        with lines.open("wb") as out, told.open("wb") as facts_out:
            for one in records:
                out.write(encode(one) + b"\n")
                venue = one.work.venues[0].name if one.work.venues else ""
                if venue not in found:
                    found[venue] = (
                        [msgspec.to_builtins(fact) for fact in facts(one) if fact.kind == "venue"] if venue else []
                    )
                for fact in found[venue]:
                    facts_out.write(encode({**fact, "record": one.key}) + b"\n")
        said = {"characters": 0, "records": 0, "rejects": 0}
        files = [{**dict.fromkeys(FILE, ""), **said, "file": n, "name": n, "digest": n} for n in ("dblp", "acm")]
        load(connection, [lines], [told], files)
    connection.execute("CREATE SCHEMA IF NOT EXISTS identity")
    mentions.resolve(connection, BASE, Curation(base=BASE))
    return connection


def collection(folder: Path) -> list[Record]:
    """Both tables as records."""
    return [record(source, row) for source, name in (("dblp", DBLP), ("acm", ACM)) for row in rows(folder / name)]


# --- quality ---------------------------------------------------------------------------------------------------------


class Measured:
    """What was decided on the collection, beside the matches given."""

    def __init__(self, folder: Path) -> None:
        self.records = {one.key: one for one in collection(folder)}
        self.connection = tables(self.records.values())
        works.resolve(self.connection, BASE, Curation(base=BASE))
        self.decisions = decisions.read(self.connection, "work_decision")
        self.matches = {(f"dblp-{row['D1']}", f"acm-{row['D2']}") for row in rows(folder / MATCHES)}
        self.partner = dict(self.matches) | {b: a for a, b in self.matches}
        members = self.connection.execute("SELECT work, record FROM identity.work_record").fetchall()
        self.work = {name: work for work, name in members}

    def across(self) -> list[tuple[str, str]]:
        """All pairs of a DBLP and an ACM record that are one work, decided or by way of others."""
        by_work: dict[str, tuple[list[str], list[str]]] = {}
        for name, work in sorted(self.work.items()):
            by_work.setdefault(work, ([], []))[name.startswith("acm")].append(name)
        return [(a, b) for left, right in by_work.values() for a in left for b in right]

    def candidates(self) -> set[tuple[str, str]]:
        """The pairs across the tables that are candidates."""
        found = set()
        for decision in self.decisions:
            if decision.verdict == "candidate":
                pair = sorted((key(decision.left), key(decision.right)), reverse=True)
                found.add((pair[0], pair[1]))
        return found

    def wrong(self) -> list[tuple[str, str]]:
        """The pairs of one work that the matches contradict."""
        return [
            (a, b) for a, b in self.across() if (a, b) not in self.matches and (a in self.partner or b in self.partner)
        ]

    def unlabelled(self) -> list[tuple[str, str]]:
        """The pairs of one work of which the matches say nothing."""
        return [(a, b) for a, b in self.across() if a not in self.partner and b not in self.partner]

    def exact(self, left: str, right: str) -> bool:
        """Whether title, year and the set of family names are equal."""
        a, b = self.records[left].work, self.records[right].work
        families = [sorted(fold(c.name.family or c.name.printed) for c in one.contributions) for one in (a, b)]
        return fold(a.title or "") == fold(b.title or "") and a.dates == b.dates and families[0] == families[1]


def key(iri: str) -> str:
    """The key of a record's IRI."""
    return iri.rpartition("/")[2]


def shown(one: Record) -> str:
    """A record in one line."""
    work = one.work
    names = ", ".join(c.name.printed for c in work.contributions)
    return f"{one.key}: {work.title} | {names} | {work.venues[0].name if work.venues else '-'} | {work.dates[0].value if work.dates else '-'}"


def quality(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """The row of the table of identity: data, metric, to reach, measured, and the counts."""
    measured = Measured(folder)
    found, wrong = set(measured.across()), measured.wrong()
    hit = len(found & measured.matches)
    maybe = len((found | measured.candidates()) & measured.matches)
    unlabelled = measured.unlabelled()
    loose = [pair for pair in unlabelled if not measured.exact(*pair)]
    note = (
        f"{len(found)} pairs of one work, {len(wrong)} contradicted by the matches; {hit} and {maybe} of {len(measured.matches)} matches; "
        f"{len(unlabelled)} pairs without a label, of which {len(loose)} not equal in title, authors and year"
    )
    total = len(measured.matches)
    value = f"{1 - len(wrong) / max(len(found), 1):.4f} / {hit / total:.4f} / {maybe / total:.4f}"
    return [("DBLP-ACM", "precision / recall of same / recall with candidates", ".999 / .965 / .993", value, note)]


def read(folder: Path) -> Iterator[str]:
    """What is to be read by hand: contradicted pairs, pairs without a label that are not equal, and matches missed."""
    measured = Measured(folder)
    rules = {frozenset((key(d.left), key(d.right))): d for d in measured.decisions}

    def line(left: str, right: str) -> str:
        decision = rules.get(frozenset((left, right)))
        why = (
            f"{decision.verdict} {decision.rule} {decision.score:.2f} {decision.conflict}"
            if decision
            else "by way of others"
        )
        return f"  {shown(measured.records[left])}\n  {shown(measured.records[right])}\n    {why}\n"

    wrong = measured.wrong()
    yield f"# {len(wrong)} contradicted\n"
    yield from (line(*pair) for pair in wrong)
    loose = [pair for pair in measured.unlabelled() if not measured.exact(*pair)]
    yield f"# {len(loose)} without a label\n"
    yield from (line(*pair) for pair in loose)
    missed = sorted(measured.matches - set(measured.across()))
    yield f"# {len(missed)} missed\n"
    yield from (line(*pair) for pair in missed)


# --- speed -----------------------------------------------------------------------------------------------------------


class Words:
    """The words of one replica: a rare one gets an ending, a common one is exchanged for another that is about as common."""

    def __init__(self, counts: Counter[str], replica: int) -> None:
        self.ending = letters(replica)
        common = [word for word, count in counts.most_common() if count > 20]
        bands = [common[i : i + 32] for i in range(0, len(common), 32)]
        self.other: dict[str, str] = {}
        for number, band in enumerate(bands):
            turn = int(hashlib.sha256(f"{replica} {number}".encode()).hexdigest(), 16)
            self.other |= {word: band[(i + turn) % len(band)] for i, word in enumerate(band)}

    def __call__(self, word: str) -> str:
        """The word of the replica."""
        return word if word.isdigit() else self.other.get(word, word + self.ending)


def replicated(records: list[Record], replicas: int) -> Iterator[Record]:
    """The records many times over, with other keys, and words and family names of each replica's own."""
    words = Counter(word for one in records for word in sorted(set(WORD.findall((one.work.title or "").lower()))))
    names = Counter(c.name.family for one in records for c in one.work.contributions)
    for replica in range(replicas):
        word, family = Words(words, replica), Words(names, replica)
        for one in records:
            key = hashlib.sha256(f"{one.key}/{replica}".encode()).hexdigest()[:16]
            title = "".join(
                word(part) if WORD.fullmatch(part) else part for part in PARTS.findall((one.work.title or "").lower())
            )
            authors = [structs.replace(c, name=renamed(c.name, family)) for c in one.work.contributions]
            yield structs.replace(one, key=key, work=structs.replace(one.work, title=title, contributions=authors))


def renamed(name: NameAsPrinted, family: Words) -> NameAsPrinted:
    """A name with the family name it has in a replica."""
    other = family(name.family)
    return (
        structs.replace(name, printed=name.printed.replace(name.family, other), family=other) if name.family else name
    )


def letters(number: int) -> str:
    """Six letters for a replica, as unlike those of the others as words are."""
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(str(number).encode()).digest()[:6])


def speed(folder: Path, wanted: int) -> list[tuple[str, str, str, str, str]]:
    """The row of the table of identity for speed."""
    records = collection(folder)
    with tempfile.TemporaryDirectory() as scratch:
        connection = tables(replicated(records, max(wanted // len(records), 1)), f"{scratch}/tables.duckdb")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        [(count,)] = connection.execute("SELECT count(*) FROM read.work").fetchall()
        started = time.process_time()
        works.resolve(connection, BASE, Curation(base=BASE))
        resolve.write_decisions(connection, [])
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        [(decided, same)] = connection.execute(
            "SELECT count(*), count(*) FILTER (verdict = 'same') FROM decision"
        ).fetchall()
        connection.close()
    note = (
        f"{count} records, {spent:.1f} CPU s with the writing of {decided} decisions, {same} same; "
        f"peak {peak / 1e6:.2f} GB ({before / 1e6:.2f} GB before)"
    )
    return [("DBLP-ACM replicated", "records per CPU second", "20,000", f"{count / spent:,.0f}", note)]


def main() -> None:
    """Runs one of the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["quality", "read", "speed"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    arguments = parser.parse_args()
    if arguments.what == "read":
        sys.stdout.writelines(read(arguments.folder))
        return
    table = quality(arguments.folder) if arguments.what == "quality" else speed(arguments.folder, arguments.records)
    for line in table:
        print(" | ".join(line))


if __name__ == "__main__":
    main()

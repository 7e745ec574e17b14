"""Plain-text lists: precision, recall and F1 per layout and field, on invented lists never seen and on real labelled references."""

from __future__ import annotations

import argparse
import gc
import io
import multiprocessing
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.inputs import Input
from kg.names import display, fold
from kg.reading import Reading, Tape, read_text
from kg.records import Record, Reject
from kg.sources import HEAD, Source, listing
from tests.lists import Sample, Truth, samples

LISTING = Source("listing", "", listing.sniff, listing.read)
FIELDS = ("title", "authors", "year", "venue", "ids")
TO_REACH = {"title": 0.97, "authors": 0.95, "year": 0.98, "venue": 0.90, "ids": 0.99}
REFERENCES = Path(__file__).resolve().parents[2] / "shared" / "data" / "references" / "anystyle-core.xml"

_OF_VENUES = re.compile(
    r"\([^()]*\)|\b(?:19|20)\d\d\b|^\s*(?:in|dans|en):?\s|\bproc(?:eedings|\.)(?:\s+of)?(?:\s+the)?\b", re.IGNORECASE
)


class Score:
    """How many values of each field were right, said and there to be said."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.there: Counter[str] = Counter()
        self.works = self.records = self.rejects = self.sniffed = self.lists = self.shown = 0

    def count(self, name: str, right: int, said: int, there: int) -> None:
        self.right[name] += right
        self.said[name] += said
        self.there[name] += there

    def add(self, other: Score) -> None:
        for mine, others in ((self.right, other.right), (self.said, other.said), (self.there, other.there)):
            mine.update(others)
        for name in ("works", "records", "rejects", "sniffed", "lists"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self, name: str) -> tuple[float, float, float] | None:
        """Precision, recall and F1; None where there was nothing to say and nothing was said."""
        right, said, there = self.right[name], self.said[name], self.there[name]
        if not said and not there:
            return None
        precision, recall = right / said if said else 1.0, right / there if there else 1.0
        return precision, recall, 2 * right / (said + there)


def venue_key(name: str) -> str:
    """A venue's name without "In", "Proceedings of the", the year and what stands in brackets."""
    return fold(_OF_VENUES.sub(" ", name))


def said(record: Record) -> Truth:
    """What a record says, in the form of the truth."""
    work = record.work
    years = [date.value[:4] for date in work.dates if date.kind in ("issued", "published", "created")]
    return Truth(
        "",
        fold(work.title or ""),
        [fold(display(c.name)) for c in work.contributions],
        years[0] if years else "",
        venue_key(work.venues[0].name) if work.venues else "",
        {f"{one.scheme}:{one.value.lower()}" for one in work.identifiers},
    )


def wanted(truth: Truth) -> Truth:
    """The truth, folded for comparison."""
    return Truth(
        "", fold(truth.title), [fold(name) for name in truth.authors], truth.year, venue_key(truth.venue), truth.ids
    )


def compared(score: Score, got: Truth, want: Truth) -> list[str]:
    """Counts one work and returns the fields in which it differs."""
    wrong = []
    for name in FIELDS[:-1]:
        mine, others = getattr(got, name), getattr(want, name)
        score.count(name, int(bool(mine) and mine == others), int(bool(mine)), int(bool(others)))
        if mine != others:
            wrong.append(name)
    score.count("ids", len(got.ids & want.ids), len(got.ids), len(want.ids))
    return [*wrong, "ids"] if got.ids != want.ids else wrong


def pairs(sample: Sample, records: list[Record]) -> Iterator[tuple[Truth | None, Record | None]]:
    """Each true work with the record that shares most characters with it; what is left over on either side, alone."""
    used: set[int] = set()
    for truth in sample.truths:
        best, most = None, 0
        for i, record in enumerate(records):
            shared = min(record.end, truth.end) - max(record.start, truth.start)
            if i not in used and shared > most:
                best, most = i, shared
        if best is not None:
            used.add(best)
        yield truth, records[best] if best is not None else None
    for i, record in enumerate(records):
        if i not in used:
            yield None, record


def measured(sample: Sample, show: int = 0) -> Score:
    """The score of one list; prints up to `show` differences."""
    items, account = read_text(LISTING, sample.text)
    if not account.closes:
        raise AssertionError(f"the account of a list in layout {sample.layout} does not close: {account}")
    records = [item for item in items if isinstance(item, Record)]
    score = Score()
    score.lists, score.sniffed = 1, int(LISTING.sniff("list", sample.text[:HEAD]))
    score.works, score.records = len(sample.truths), len(records)
    score.rejects = sum(isinstance(item, Reject) for item in items)
    for truth, record in pairs(sample, records):
        got = said(record) if record else Truth("")
        want = wanted(truth) if truth else Truth("")
        wrong = compared(score, got, want)
        if wrong and score.shown < show:
            score.shown += 1
            text = sample.text[truth.start : truth.end] if truth else "-"
            print(f"--- {wrong}\n{text[:700]}\n    got {got}\n    want {want}")
            at = truth.start if truth else 0
            for item in items:
                if isinstance(item, Reject) and item.start <= at < item.end:
                    print("   ", item.reason, f"({item.end - item.start} characters)")
    return score


def _job(job: tuple[str, str, int, int]) -> dict[str, Score]:
    which, layout, count, show = job
    found: dict[str, Score] = defaultdict(Score)
    for sample in samples(which, count, layout):
        one = measured(sample, show)
        show -= one.shown
        found[layout].add(one)
    return dict(found)


def _row(name: str, score: Score) -> str:
    cells = []
    for one in FIELDS:
        figures = score.figures(one)
        cells.append(" ".join(f"{figure:.3f}" for figure in figures) if figures else "    -     -     -")
    return f"{name:20} {score.works:5} {score.rejects:5}  " + "  ".join(cells)


def report(found: dict[str, Score]) -> Score:
    """Prints the table: for each layout and field precision, recall and F1."""
    print(f"{'layout':20} {'works':>5} {'rej':>5}  " + "  ".join(f"{name + ' P R F1':17}" for name in FIELDS))
    total = Score()
    for name, score in found.items():
        print(_row(name, score))
        total.add(score)
    print(_row("all", total))
    print(f"lists recognised: {total.sniffed} of {total.lists}")
    for name, goal in TO_REACH.items():
        figures = total.figures(name)
        reached = figures[2] if figures else 0.0
        print(f"  {name:8} F1 {reached:.3f}, to reach {goal:.2f}{'' if reached >= goal else '  SHORT'}")
    return total


def _speed(job: tuple[str, str, int]) -> tuple[str, int, int, float, float]:
    """How one long list is read: its layout, bytes and works, CPU seconds, and bytes of memory above those before."""
    which, layout, size = job
    short = next(samples(which, 1, layout, works=100)).text
    sample = next(samples(which, 1, layout, works=max(100 * size // len(short.encode()), 3)))
    read_text(LISTING, short)
    text, truths = sample.text, len(sample.truths)
    del sample
    gc.collect()
    held = _peak()
    begun = time.process_time()
    reading = Reading(Input("list", Path("list"), "0" * 64, "utf-8"), LISTING)
    for _ in reading.over(Tape(io.StringIO(text, newline="\n"))):
        pass
    taken = time.process_time() - begun
    if not reading.account.closes:
        raise AssertionError(f"the account of a list in layout {layout} does not close: {reading.account}")
    return layout, len(text.encode()), truths, taken, _peak() - held


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def speed(which: str, layouts: list[str], size: int) -> None:
    """Prints CPU seconds and memory for lists of about `size` bytes, each in a process of its own."""
    print(f"{'layout':20} {'MB':>6} {'works':>6} {'s/MB':>6} {'us/work':>8} {'MB held':>8}")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for layout, count, works, taken, held in pool.map(_speed, [(which, layout, size) for layout in layouts]):
            row = (
                f"{count / 1e6:6.2f} {works:6} {taken / count * 1e6:6.2f} {taken / works * 1e6:8.0f} {held / 1e6:8.1f}"
            )
            print(f"{layout:20} {row}", flush=True)


def references() -> Score | None:
    """The score of the source `references` on the labelled strings; None where strings or source are absent."""
    if find_spec("kg.sources.references") is None or not REFERENCES.is_file():
        return None
    from lxml import etree

    module = import_module("kg.sources.references")
    source = Source("references", "", module.sniff, module.read)

    score = Score()
    for sequence in etree.parse(str(REFERENCES)).getroot():
        parts = [(str(part.tag), (part.text or "").strip()) for part in sequence]
        items, _ = read_text(source, " ".join(text for _, text in parts) + "\n")
        records = [item for item in items if isinstance(item, Record)]
        got = said(records[0]) if len(records) == 1 else Truth("")
        labels: dict[str, str] = {}
        for tag, text in parts:
            labels.setdefault(tag, text)
        year = re.search(r"(?:1[5-9]|20)\d\d", labels.get("date", ""))
        want = Truth("", fold(labels.get("title", "")), [], year[0] if year else "")
        for name in ("title", "year"):
            mine, others = getattr(got, name), getattr(want, name)
            score.count(name, int(bool(mine) and mine == others), int(bool(mine)), int(bool(others)))
        score.works += 1
    return score


def main() -> None:
    """Scores the readers on `--set` with `--lists` lists for each layout; `--show` prints differences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=("evaluation", "development"), default="evaluation")
    parser.add_argument("--lists", type=int, default=20)
    parser.add_argument("--layout")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument(
        "--speed", type=int, metavar="KB", help="read one list of so many kilobytes of each layout, and time it"
    )
    parser.add_argument(
        "--random",
        type=int,
        nargs="?",
        const=400,
        metavar="N",
        help="read N pages in random forms; --set development shows even seeds",
    )
    given = parser.parse_args()
    if given.random:
        from benchmarks import _listing_random

        _listing_random.table(given.random, given.set == "development", given.show)
        return
    from tests._list_layouts import LAYOUTS

    begun = time.perf_counter()
    layouts = [given.layout] if given.layout else list(LAYOUTS)
    if given.speed:
        speed(given.set, layouts, given.speed * 1000)
        return
    jobs = [(given.set, name, given.lists, given.show) for name in layouts]
    found: dict[str, Score] = {}
    if given.show:
        for job in jobs:
            found.update(_job(job))
    else:
        with ProcessPoolExecutor(2) as pool:
            for one in pool.map(_job, jobs):
                found.update(one)
    print(f"invented lists, set {given.set}")
    total = report(found)
    print(f"{total.works} works in {total.lists} lists, {time.perf_counter() - begun:.1f} s")
    if not given.layout and (score := references()):
        print("\nlabelled reference strings (source references)")
        print(_row("references", score))


if __name__ == "__main__":
    main()

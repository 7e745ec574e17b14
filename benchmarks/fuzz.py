"""Fuzzing: damaged golden inputs through the whole reading stage; what raises, does not close, or takes too much time or memory."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._mutations import damaged

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
SECONDS = 1.0
"""CPU seconds that reading may take for each megabyte, and once more for the start."""

SLOWER = {"references": 8.0}
"""Sources that weigh each line of a text in many ways have another limit; the summary names them."""

MEMORY = 100_000_000
"""Bytes that reading may take above the size of the input."""

SHRINK = 30.0
"""Seconds spent on making a failing input smaller."""

FRESH = 400
"""A process reads so many inputs; then memory that caches hold no longer hides what one input takes."""


@dataclass(frozen=True)
class Finding:
    """What became of one input: `kind` is "" where all went well; `place` tells one failure from another."""

    kind: str = ""
    place: str = ""
    detail: str = ""
    cpu: float = 0.0
    note: str = ""
    excess: float = 0.0
    """How many times as much CPU time was taken as is allowed."""


# --- the process that reads ------------------------------------------------------------------------------------------


def _peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _read(name: str, path: Path) -> str:
    """Decodes, sniffs and reads an input as the source `name` does; returns what there is to note. Raises what they raise."""
    import msgspec

    from kg.errors import InputError
    from kg.inputs import Input, digest_of
    from kg.reading import LeftOver, Reading, source_of
    from kg.sources import sources

    note = ""
    digest, encoding = digest_of(path)
    one = Input(path.name, path, digest, encoding)
    try:
        source_of(one)
    except InputError as error:
        note = "two" if "claims" in error.facts else "none"
    reading = Reading(one, sources()[name])
    for item in reading:
        if not isinstance(item, LeftOver):
            msgspec.json.encode(item)
    if not reading.account.closes:
        raise AssertionError(f"the account does not close: {reading.account}")
    return note


def _finding(name: str, path: Path, base: int) -> Finding:
    size = path.stat().st_size
    allowed = SECONDS + SLOWER.get(name, SECONDS) * size / 1e6
    # What never ends is ended by the system; the one who asks sees by which signal.
    signal.setitimer(signal.ITIMER_PROF, 4 * allowed)
    begun = time.process_time()
    try:
        note = _read(name, path)
    except Exception as error:  # noqa: BLE001, RUF100  any exception is what is looked for
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "/kg/" in f.filename]
        place = (
            f"{type(error).__name__} in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else repr(error)
        )
        kind = "account" if isinstance(error, AssertionError) else "raises"
        return Finding(kind, place, traceback.format_exc()[-3000:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    cpu = time.process_time() - begun
    if cpu > allowed:
        return Finding(
            "slow", "", f"{cpu:.2f} s of CPU for {size:,} bytes; {allowed:.2f} s are allowed", cpu, excess=cpu / allowed
        )
    grown = _peak() - base
    if grown > MEMORY + size:
        return Finding("memory", "", f"{grown / 1e6:.0f} MB for {size:,} bytes", cpu)
    return Finding(cpu=cpu, note=note)


def _serve(line: Connection) -> None:
    """Answers with a finding for each (source, path) until the line is closed."""
    from kg.reading import collected_seldom
    from kg.sources import sources

    with collected_seldom():  # as a build reads
        _answer(line, list(sources()))


def _answer(line: Connection, names: list[str]) -> None:
    for name in names:
        if path := next(GOLDEN.glob(f"{name}/full.*[!l]"), None):
            _read(name, path)
    gc.collect()
    base = _peak()
    while True:
        try:
            name, path = line.recv()
        except EOFError:
            return
        line.send(_finding(name, path, base))


class Reader:
    """A process that reads inputs, started anew after it died and after every `FRESH` inputs."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._done = 0

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._done = 0

    def close(self) -> None:
        if self._process:
            self._line.close()
            self._process.join()
            self._process = None

    def once(self, name: str, path: Path) -> Finding:
        if self._process is None or self._done >= FRESH:
            self.close()
            self._start()
        assert self._process
        self._done += 1
        try:
            self._line.send((name, path))
            finding: Finding = self._line.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
            self.close()
            if code == -signal.SIGPROF:
                detail = f"not done after four times what is allowed for {path.stat().st_size:,} bytes"
                return Finding("slow", "", detail, excess=4.0)
            return Finding("dies", f"exit code {code}", f"the process ended with exit code {code}")
        if finding.kind == "memory":  # the peak of this process hides all that follow
            self.close()
        return finding

    def read(self, name: str, path: Path) -> Finding:
        """The finding for an input; too much time or memory is believed only when it is seen a second time."""
        finding = self.once(name, path)
        if finding.kind in ("slow", "memory"):
            self.close()
            again = self.once(name, path)
            return finding if again.kind == finding.kind else again
        return finding


# --- the run ---------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What was tried of one source and what was found."""

    inputs: int = 0
    size: int = 0
    cpu: float = 0.0
    notes: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)


def shrunk(reader: Reader, name: str, data: bytes, wanted: Finding, path: Path) -> bytes:
    """The smallest input found in `SHRINK` seconds that fails in the same way, by leaving out stretches of halving length."""
    until = time.monotonic() + SHRINK
    size = len(data) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + size :]
            path.write_bytes(less)
            got = reader.read(name, path)
            # What is just above the limit may be noise, so a slow input stays as far above it as it was.
            if (got.kind, got.place) == (wanted.kind, wanted.place) and got.excess >= 0.8 * wanted.excess:
                data = less
            else:
                at += size
        size //= 2
    return data


class Run:
    """Damages inputs of each source in turn until the time is over."""

    def __init__(self, names: list[str], seed: str, folder: Path) -> None:
        self.names, self.seed, self.folder = names, seed, folder
        self.pools = {
            name: [p for p in sorted((GOLDEN / name).glob("*")) if not p.name.endswith(".expected.jsonl")]
            for name in names
        }
        self.others = [path.read_bytes() for paths in self.pools.values() for path in paths]
        self.tallies = {name: Tally() for name in names}
        self.reader = Reader()

    def until(self, end: float, spool: Path) -> None:
        number = 0
        while time.monotonic() < end:
            for name in self.names:
                if self.pools[name] and time.monotonic() < end:
                    self._one(name, random.Random(f"{self.seed}/{name}/{number}"), spool)
            number += 1
        self.reader.close()

    def _one(self, name: str, rng: random.Random, spool: Path) -> None:
        path = rng.choice(self.pools[name])
        begin = path.read_bytes() if rng.random() < 0.95 else rng.choice(self.others)
        data = damaged(rng, begin, self.others)
        target = spool / f"input{path.suffix}"
        target.write_bytes(data)
        finding = self.reader.read(name, target)
        tally = self.tallies[name]
        tally.inputs += 1
        tally.size += len(data)
        tally.cpu += finding.cpu
        tally.notes[finding.note] += 1
        if finding.kind:
            key = (finding.kind, finding.place)
            tally.found[key] += 1
            if tally.found[key] == 1:
                self._keep(name, data, finding, target)

    def _keep(self, name: str, data: bytes, finding: Finding, target: Path) -> None:
        """Saves the input that fails, made smaller, and says how to repeat it. `data` itself stays beside it where it is larger."""
        self.folder.mkdir(parents=True, exist_ok=True)
        small = shrunk(self.reader, name, data, finding, target)
        kept = self.folder / f"{name}-{finding.kind}-{len(list(self.folder.iterdir()))}{target.suffix}"
        kept.write_bytes(small)
        print(f"{name} {finding.kind} {finding.place} ({len(small):,} bytes, made of {len(data):,})")
        print("    " + finding.detail.strip().replace("\n", "\n    "))
        print(f"    again: ./run bench fuzz --source {name} --repeat {kept}", flush=True)

    def table(self) -> int:
        """Prints a line for each source; returns how many inputs failed."""
        print(f"{'source':12} {'inputs':>7} {'MB':>7} {'CPU s':>7} {'by two':>7} {'by none':>8} {'failed':>7}")
        for name, tally in self.tallies.items():
            notes, failed = tally.notes, tally.found.total()
            figures = f"{tally.inputs:7} {tally.size / 1e6:7.1f} {tally.cpu:7.1f} {notes['two']:7} {notes['none']:8} {failed:7}"
            print(f"{name:12} {figures}  {', '.join(f'{k} {p}'.strip() for k, p in tally.found)}".rstrip())
        return sum(tally.found.total() for tally in self.tallies.values())


def _again(name: str, path: Path) -> int:
    reader = Reader()
    finding = reader.read(name, path)
    reader.close()
    print(
        f"{finding.kind or 'read without failure'} {finding.place} ({finding.cpu:.2f} s of CPU)\n{finding.detail}".strip()
    )
    return int(bool(finding.kind))


def main() -> int:
    """Fuzzes all sources, or those named; exit code 1 where an input failed."""
    from kg.sources import sources

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", default="1", help="the same seed damages the same inputs in the same ways")
    parser.add_argument("--source", action="append", choices=list(sources()), help="only this source (repeatable)")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-failures"), help="where failing inputs are kept")
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="read one kept input again; needs --source")
    given = parser.parse_args()
    if given.repeat:
        if not given.source:
            parser.error("--repeat needs --source")
        return _again(given.source[0], given.repeat)
    begun = time.monotonic()
    run = Run(given.source or list(sources()), given.seed, given.folder)
    with tempfile.TemporaryDirectory() as spool:
        run.until(begun + 60 * given.minutes, Path(spool))
    failed = run.table()
    tried = run.tallies.values()
    others = [f"{name} {seconds:g} s" for name, seconds in SLOWER.items() if name in run.names]
    if others:
        print(f"allowed for a megabyte: {SECONDS:g} s of CPU; {', '.join(others)}")
    print(
        f"fuzz: {sum(t.inputs for t in tried):,} inputs of {len(run.names)} sources, {sum(t.size for t in tried) / 1e6:.0f} MB, "
        f"{failed:,} failed; seed {given.seed}, {time.monotonic() - begun:.0f} s"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Golden pairs: for each source a folder `tests/golden/NAME` with inputs and, beside each, what is read from it.

`CASE.EXT` has its records, rejects and left-over stretches in `CASE.expected.jsonl`, one a line, and as last line the account.
After a change that is meant, `python -m tests.test_golden` writes the expectations anew; the diff is what must be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.inputs import Input, digest_of
from kg.reading import Reading
from kg.sources import HEAD, claim, sources

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(p for p in GOLDEN.glob("*/*") if not p.name.endswith(".expected.jsonl"))
REQUIRED = ("minimal", "typical", "full")


def read(path: Path) -> list[Any]:
    """What the source named by the folder reads from a file, as plain JSON values, the account last."""
    digest, encoding = digest_of(path)
    reading = Reading(Input(path.name, path, digest, encoding), sources()[path.parent.name])
    items = [{type(item).__name__: msgspec.to_builtins(item)} for item in reading]
    account = {**msgspec.to_builtins(reading.account), "closes": reading.account.closes}
    return [*items, {"Account": account}]


def expected(path: Path) -> Path:
    """Where the expectation of an input lies."""
    return path.with_name(path.name.split(".")[0] + ".expected.jsonl")


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_golden_input_is_read_as_expected(path: Path) -> None:
    """A golden input gives exactly the records, rejects and account that lie beside it, and its account closes."""
    lines = [msgspec.json.decode(line) for line in expected(path).read_bytes().splitlines()]
    got = read(path)
    assert got == lines
    assert got[-1]["Account"]["closes"]


@pytest.mark.parametrize("name", sources())
def test_every_source_has_golden_pairs(name: str) -> None:
    """A source has at least a minimal, a typical and a full input."""
    cases = {p.name.split(".")[0] for p in CASES if p.parent.name == name}
    assert set(REQUIRED) <= cases


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_golden_input_is_claimed_by_its_own_source_alone(path: Path) -> None:
    """Sniffing recognises each golden input, and two sources never claim the same one."""
    _, encoding = digest_of(path)
    head = path.read_bytes().decode(encoding, "replace")[:HEAD]
    found = claim(path.name, head)
    assert found is not None
    assert found.name == path.parent.name


if __name__ == "__main__":
    for case in CASES:
        expected(case).write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in read(case)))

"""Measures the identity of people: python benchmarks/_identity_people.py [names | people | seeds | speed] [--show]

`names`: of each person of the Anthology's name variants (`name_variants.dev-half.yaml`) every variant is compared with the canonical name.
The pairs of different people are all pairs of two entries of the file whose canonical family names fold to the same letters and whose canonical
given names do not; entries of one full name ("Yang Liu", seven people) cannot be told apart by names and are counted beside. "Accepted" is what is not
conflicting: compatible, or weak.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kg.identity.compatibility import Compatibility, compare
from kg.names import fold
from kg.records import NameAsPrinted

SHARED = ROOT.parent / "shared" / "data"
Row = tuple[str, str, str, str, str]


def name(part: dict[str, str]) -> NameAsPrinted:
    """A name of the variants file, whose parts it gives."""
    first, last = part.get("first") or "", part.get("last") or ""
    return NameAsPrinted(f"{first} {last}".strip(), first, "", last)


def people(file: Path) -> list[dict[str, Any]]:
    """The entries of a file of name variants."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with file.open(encoding="utf-8") as stream:
        found: list[dict[str, Any]] = yaml.load(stream, loader)
    return found


def variants(entries: list[dict[str, Any]]) -> Iterator[tuple[NameAsPrinted, NameAsPrinted]]:
    """Each canonical name with each of its variants."""
    for one in entries:
        for variant in one.get("variants", []):
            yield name(one["canonical"]), name(variant)


def same_surname(entries: list[dict[str, Any]]) -> tuple[list[tuple[NameAsPrinted, NameAsPrinted]], int]:
    """The pairs of different people of one family name, and how many pairs bear one full name and are left out."""
    by_family: dict[str, list[NameAsPrinted]] = defaultdict(list)
    for one in entries:
        canonical = name(one["canonical"])
        by_family[fold(canonical.family)].append(canonical)
    pairs = [pair for group in by_family.values() for pair in combinations(group, 2)]
    different = [(a, b) for a, b in pairs if fold(a.given) != fold(b.given)]
    return different, len(pairs) - len(different)


def names(show: bool, file: Path = SHARED / "acl-anthology" / "name_variants.dev-half.yaml") -> list[Row]:
    """The rows of the table for name compatibility."""
    entries = people(file)
    started = time.process_time()
    found = [(a, b, compare(a, b)) for a, b in variants(entries)]
    pairs, equal = same_surname(entries)
    others = [(a, b, compare(a, b)) for a, b in pairs]
    seconds = time.process_time() - started
    accepted, wrong = [one for one in found if one[2]], [one for one in others if one[2]]
    sure = sum(result.verdict == "compatible" for _, _, result in found)
    surely_wrong = sum(result.verdict == "compatible" for _, _, result in others)
    if show:
        _show("refused", [one for one in found if not one[2]])
        _show("weak", [one for one in found if one[2].verdict == "weak"])
        _show("accepted of different people", wrong)
    data = "Anthology name variants, dev half"
    return [
        (data, "recall of variants", ".97", f"{len(accepted) / len(found):.4f}", f"{len(accepted)} of {len(found)}; {sure / len(found):.4f} without the weak; {seconds:.2f} CPU s"),
        (data, "same-surname pairs of different people accepted", ".60 %", f"{100 * len(wrong) / len(others):.2f} %", f"{len(wrong)} of {len(others)}; {surely_wrong} without the weak; {equal} pairs of equal full names left out"),
    ]  # fmt: skip


def _show(title: str, rows: list[tuple[NameAsPrinted, NameAsPrinted, Compatibility]]) -> None:
    print(f"# {title}: {len(rows)}")
    for a, b, result in rows:
        print(f"  {a.given} | {a.family}   {b.given} | {b.family}   {result.likeness} {'; '.join(result.reasons)}")


def table(sections: tuple[str, ...] = ("names",), show: bool = False) -> list[Row]:
    """The rows of the sections asked for: data, metric, to reach, measured, note with the counts."""
    rows = []
    for section in sections:
        rows += {"names": names}[section](show)
    return rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sections", nargs="*", default=["names"])
    parser.add_argument("--show", action="store_true", help="print the pairs decided wrongly")
    given = parser.parse_args()
    for row in table(tuple(given.sections), given.show):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()

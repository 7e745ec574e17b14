"""Identity: works, names, people, venues and status, the seeds, and the speed at a million records; beside what is to be reached."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import _identity_pages as pages
from benchmarks import _identity_people as people
from benchmarks import _identity_venues as venues
from benchmarks import _identity_works as works

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
Row = tuple[str, ...]

SECTIONS: dict[str, Callable[[int], list[Row]]] = {
    "works": lambda _: list(works.quality(SHARED / "entity-matching")),
    "people": lambda _: [*people.table(), *pages.table()],
    "venues": lambda _: list(venues.table()),
    "speed": lambda records: list(works.speed(SHARED / "entity-matching", records)),
}
"""Each section with what makes its rows: data, metric, to reach, measured, and how it was counted."""


def table(sections: list[str], records: int) -> Iterator[Row]:
    """The rows of some sections, in order."""
    for name in sections:
        yield from SECTIONS[name](records)


def main() -> None:
    """Prints the table as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"{', '.join(SECTIONS)}; all but speed where none is named"
    )
    parser.add_argument("--records", type=int, default=1_000_000, help="how many records the speed is measured on")
    options = parser.parse_args()
    sections = options.sections or [name for name in SECTIONS if name != "speed"]
    if unknown := sorted(set(sections) - set(SECTIONS)):
        parser.error(f"there is no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    if not SHARED.is_dir():
        sys.exit(f"The records it is measured on are not here: {SHARED}")
    print("| data | metric | to reach | measured | how |\n|---|---|---|---|---|", flush=True)
    for row in table(sections, options.records):
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()

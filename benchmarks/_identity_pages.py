"""Measures people on pages of their own: python benchmarks/_identity_pages.py [--pages N] [--seed N]

Of people with four papers and more in the four collections of the Anthology, drawn at random, a page is written as they keep them: the heading
"Publications of ..." and their papers, with all given names as initials, or in full. Each page is resolved by itself. The ids of the Anthology, or the full name where
it gives none, are the truth on pairs of authorships.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._identity_people import SHARED, Row, resolved

VENUES = {
    "2021.acl": "Proceedings of ACL, 2021",
    "E17": "Proceedings of EACL, 2017",
    "J19": "Computational Linguistics, 2019",
    "Q19": "Transactions of the ACL, 2019",
}
LEAST, LONGEST = 4, 25
"""A person has so many papers at least; papers with more authors are left out."""


class Author(NamedTuple):
    """An author of a paper, with who it is."""

    given: str
    family: str
    person: str


class Paper(NamedTuple):
    """A paper with its authors in order."""

    title: str
    authors: list[Author]
    venue: str


def papers(folder: Path) -> Iterator[Paper]:
    """The papers of the collections whose authors all have a given name."""
    from lxml import etree

    for collection, venue in VENUES.items():
        for paper in etree.parse(folder / f"{collection}.xml").iter("paper"):
            title = paper.find("title")
            parts = [
                (a.findtext("first") or "", a.findtext("last") or "", a.get("id")) for a in paper.findall("author")
            ]
            if title is not None and 0 < len(parts) <= LONGEST and all(given for given, _, _ in parts):
                authors = [Author(given, family, known or f"{given} {family}") for given, family, known in parts]
                yield Paper(" ".join("".join(title.itertext()).split()), authors, venue)


def page(owner: Author, its: list[Paper], short: bool) -> str:
    """The page of a person, with the given names as initials where it is to be `short`."""
    entries = []
    for number, paper in enumerate(its, 1):
        names = ", ".join(f"{_initials(a.given) if short else a.given} {a.family}" for a in paper.authors)
        entries.append(f"[{number}] {names}. {paper.title.rstrip('.?')}. {paper.venue}.\n\n")
    return f"Publications of {owner.given} {owner.family}\n\n{''.join(entries)}"


def _initials(given: str) -> str:
    return " ".join(f"{word[0]}." for word in given.replace("-", " ").split())


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def judged(text: str, its: list[Paper]) -> Iterator[tuple[bool, bool]]:
    """For each pair of authorships of a page whether they are one person, and whether they were made one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.txt"
        file.write_text(text, "utf-8")
        connection, _, _ = resolved([file])
    by_title = {_letters(paper.title): paper for paper in its}
    found = []
    for title, position, person in connection.execute(
        "SELECT t.title, a.position, p.person FROM identity.authorship a JOIN identity.author_person p USING (authorship) "
        "JOIN identity.work_trait t ON t.work = a.work"
    ).fetchall():
        paper = by_title.get(_letters(title))
        if paper and position <= len(paper.authors):
            found.append((paper.authors[position - 1].person, person))
    for one, other in combinations(found, 2):
        yield one[0] == other[0], one[1] == other[1]


def table(pages: int = 30, seed: int = 6, folder: Path = SHARED / "acl-anthology") -> list[Row]:
    """The rows of the table for people on pages of their own."""
    by_person: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers(folder):
        for author in paper.authors:
            by_person[author.person].append(paper)
    many = [person for person, its in by_person.items() if len(its) >= LEAST]
    random.Random(seed).shuffle(many)
    rows = []
    for short in (True, False):
        counts: dict[tuple[bool, bool], int] = defaultdict(int)
        for person in many[:pages]:
            its = by_person[person]
            owner = next(author for author in its[0].authors if author.person == person)
            for pair in judged(page(owner, its, short), its):
                counts[pair] += 1
        right, wrong, lost = counts[True, True], counts[False, True], counts[True, False]
        data = f"{pages} pages of people of the Anthology, {'initials' if short else 'full names'}"
        rows += [
            (data, "precision of same", ".995", f"{right / max(right + wrong, 1):.4f}", f"{right} of {right + wrong} pairs"),
            (data, "recall", ".80", f"{right / max(right + lost, 1):.4f}", f"{right} of {right + lost} pairs"),
        ]  # fmt: skip
    return rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args()
    for row in table(given.pages, given.seed):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()

"""DataCite's real files: all are read, and the JSON and the XML of a record are read alike."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

from kg.inputs import digest_of
from kg.reading import Account, read_text
from kg.records import Record
from kg.sources import HEAD, sources

SOURCE = sources()["datacite"]


def read(text: str) -> tuple[list[Record], Account]:
    items, account = read_text(SOURCE, text)
    assert account.closes, account.faults
    return [item for item in items if isinstance(item, Record)], account


def files(shared: Path) -> list[Path]:
    return [path for path in sorted((shared / "datacite").rglob("*")) if path.is_file()]


@pytest.mark.shared
def test_all_real_files_are_read(shared: Path) -> None:
    """Each of the 27 files gives its one record, nothing is rejected, and at most 28 in 100 characters of a file are left over."""
    count = 0
    for path in files(shared):
        records, account = read(path.read_text("utf-8").removeprefix("\ufeff"))
        assert (len(records), account.rejects) == (1, 0), path.name
        assert account.left <= 0.28 * account.characters, path.name
        assert records[0].work.title, path.name
        count += 1
    assert count == 27


@pytest.mark.shared
def test_damaged_real_files_lose_nobody(shared: Path) -> None:
    """An undeclared prefix, three people in one creator, and no creator at all."""

    def names(name: str) -> list[str]:
        records, _ = read((shared / "datacite" / name).read_text("utf-8"))
        return [c.name.family for c in records[0].work.contributions]

    assert len(names("ads/zenodo_test2.xml")) == 30
    assert names("bolognese/datacite_malformed_creator.xml") == ["Grošelj", "Oražem", "Kovač"]
    assert names("bolognese/datacite_missing_creator.xml") == []


@pytest.mark.shared
def test_only_its_own_real_files_are_claimed(shared: Path) -> None:
    """Of all real files it claims those of its folder."""
    claimed = set()
    for path in sorted(shared.rglob("*.*")):
        if path.is_file():
            _, encoding = digest_of(path)
            if SOURCE.sniff(path.name, path.read_bytes().decode(encoding, "replace")[:HEAD]):
                claimed.add(path)
    assert claimed == set(files(shared))


Statements = dict[str, set[str]]


def statements(path: Path) -> Statements:
    """What a file says, for each field; ids by their values, and those of contributors as a field of their own."""
    records, _ = read(path.read_text("utf-8"))
    work = records[0].work
    said: Statements = defaultdict(set, type={work.type})
    holders = [
        *((f"{found.role} {found.position}", found.identifiers) for found in work.contributions),
        *((found.name, found.identifiers) for found in work.venues),
        *((found.funder, found.identifiers) for found in work.funding),
    ]
    for holder, found in holders:
        said["ids"].update(f"{holder} {one.scheme} {one.value}" for one in found)
        found.clear()
    for name, value in msgspec.to_builtins(work).items():
        if name == "type":
            continue
        for member in value if isinstance(value, list) else [value]:
            if name == "identifiers" or (name == "relations" and "target" in member):
                (member if name == "identifiers" else member["target"]).pop("printed", None)
            said[name].add(msgspec.json.encode(member, order="sorted").decode())
    return said


AGREEMENT = {
    "type": (8, 8), "title": (8, 8), "subtitle": (1, 1), "alternate_titles": (4, 4), "abstract": (5, 5), "language": (3, 3),
    "contributions": (34, 36), "ids": (13, 29), "identifiers": (8, 8), "dates": (20, 21), "venues": (3, 4), "pages": (3, 3),
    "volume": (2, 2), "issue": (1, 1), "edition": (1, 1), "chapter": (1, 1), "publisher": (8, 8), "rights": (1, 5),
    "licences": (1, 10), "comments": (2, 3), "subjects": (15, 15), "relations": (46, 46), "funding": (2, 2), "links": (0, 7),
}  # fmt: skip
"""For each field how many of the statements that either form makes are made by both."""


@pytest.mark.shared
def test_json_and_xml_of_the_same_record_are_read_alike(shared: Path) -> None:
    """Eight records stand in both forms, and the two readings agree as stated for each field.

    Where they differ the files do: the XML has no address of a page; in the JSON licences have other addresses, one name has
    other capitals, the long example lacks ids of its contributors and a collection date, and a container was made of a
    description.
    """
    both: dict[str, int] = defaultdict(int)
    either: dict[str, int] = defaultdict(int)
    pairs = [(path, path.with_suffix(".xml")) for path in files(shared) if path.suffix == ".json"]
    pairs = [pair for pair in pairs if pair[1].exists()]
    assert len(pairs) == 8
    for left_, right in pairs:
        one_, other = statements(left_), statements(right)
        for name in one_.keys() | other.keys():
            both[name] += len(one_[name] & other[name])
            either[name] += len(one_[name] | other[name])
    assert {name: (both[name], either[name]) for name in either} == AGREEMENT

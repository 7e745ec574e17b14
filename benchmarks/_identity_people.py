"""Measures the identity of people: python benchmarks/_identity_people.py [names | people | seeds | speed] [--show]

`names`: of each person of the Anthology's name variants (`name_variants.dev-half.yaml`) every variant is compared with the canonical name.
The pairs of different people are all pairs of two entries of the file whose canonical family names fold to the same letters and whose canonical
given names do not; entries of one full name ("Yang Liu", seven people) cannot be told apart by names and are counted beside. "Accepted" is what is not
conflicting: compatible, or weak.

`people`: the four collections of the Anthology are read as a build reads them, without the ids it gives its authors; these are the truth.
An authorship is of the person of its id; without an id, of the person of its name, as the Anthology's own pages have it, by the variants file where that
gives the name to one entry. A name that has an id elsewhere in the collections or is of two entries of the file is ambiguous: its authorships
without an id are not counted. Recall: of all pairs of authorships of one person, those in one cluster. Precision: of all pairs of authorships of equal
full names in one cluster, those of one person.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from msgspec import structs

from kg.identity.compatibility import Compatibility, compare
from kg.names import fold
from kg.records import NameAsPrinted

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
BASE = "https://example.org/kg/"
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


# --- people across the Anthology -------------------------------------------------------------------------------------


def resolved(files: list[Path], hidden: tuple[str, ...] = ()) -> tuple[Any, list[Any], float]:
    """The tables of some files by the road of a build, with identifiers of some schemes hidden; the decisions; CPU seconds of resolving."""
    import duckdb

    from kg import tables
    from kg.build import Summary, _file_rows, read_inputs
    from kg.identity import decisions, resolve

    with tempfile.TemporaryDirectory() as folder:
        accounts = read_inputs([str(file) for file in files], Path(folder), None, Summary())
        connection = duckdb.connect()
        paths = sorted((Path(folder) / "records").glob("*.jsonl"))
        facts = [path for path in paths if path.name.endswith(".facts.jsonl")]
        tables.load(connection, [path for path in paths if path not in facts], facts, list(_file_rows(accounts)))
    connection.execute(
        "CREATE TABLE hidden AS SELECT * FROM read.contribution_identifier WHERE list_contains($1, scheme)",
        [list(hidden)],
    )
    connection.execute("DELETE FROM read.contribution_identifier WHERE list_contains($1, scheme)", [list(hidden)])
    started = time.process_time()
    resolve.resolve(connection, BASE)
    spent = time.process_time() - started
    return connection, decisions.read(connection, "decision"), spent


def truth(connection: Any, entries: list[dict[str, Any]]) -> dict[str, str]:
    """The person of each authorship whose person the Anthology tells."""
    known: dict[str, set[str]] = defaultdict(set)
    for number, one in enumerate(entries):
        for part in (one["canonical"], *one.get("variants", [])):
            known[fold(f"{part.get('first') or ''} {part.get('last') or ''}")].add(one.get("id") or f"entry {number}")
    rows = connection.execute(
        "SELECT a.authorship, a.given || ' ' || a.particle || ' ' || a.family, h.value FROM identity.authorship a "
        "LEFT JOIN hidden h ON h.record = a.record AND h.i = a.i AND h.scheme = 'acl-person' WHERE a.role = 'author' AND NOT a.literal"
    ).fetchall()
    named = {fold(name) for _, name, value in rows if value}
    found = {}
    for authorship, name, value in rows:
        key = fold(name)
        if value:
            found[authorship] = value
        elif key not in named and len(known[key]) < 2:
            found[authorship] = next(iter(known[key]), key)
    return found


def anthology(show: bool, folder: Path = SHARED / "acl-anthology") -> list[Row]:
    """The rows of the table for people across the collections of the Anthology."""
    connection, decisions, seconds = resolved(sorted(folder.glob("*.xml")), ("acl-person",))
    person = truth(connection, people(folder / "name_variants.dev-half.yaml"))
    rows = connection.execute(
        "SELECT a.authorship, p.person, a.fold, a.work FROM identity.authorship a JOIN identity.author_person p USING (authorship) "
        "WHERE a.role = 'author' AND NOT a.literal ORDER BY 1"
    ).fetchall()
    cluster = {authorship: (iri, form) for authorship, iri, form, _ in rows}
    by_person: dict[str, list[str]] = defaultdict(list)
    by_cluster: dict[tuple[str, str], list[str]] = defaultdict(list)
    for authorship, (iri, form) in cluster.items():
        by_cluster[iri, form].append(authorship)
        if authorship in person:
            by_person[person[authorship]].append(authorship)
    pairs = [pair for group in by_person.values() for pair in combinations(group, 2)]
    met = sum(cluster[a][0] == cluster[b][0] for a, b in pairs)
    joined = [pair for group in by_cluster.values() for pair in combinations(group, 2)]
    judged = [(a, b) for a, b in joined if a in person and b in person]
    right = sum(person[a] == person[b] for a, b in judged)
    made = Counter(d.verdict for d in decisions if d.kind == "person")
    if show:
        for a, b in judged:
            if person[a] != person[b]:
                print("wrong:", a, b, person[a], person[b])
    data = "people across the Anthology slices"
    return [
        (data, "precision of same at equal full names", ".995", f"{right / max(len(judged), 1):.4f}", f"{right} of {len(judged)} pairs; {len(joined) - len(judged)} pairs more the truth does not cover"),
        (data, "recall", ".80", f"{met / len(pairs):.4f}", f"{met} of {len(pairs)} pairs; decisions {dict(sorted(made.items()))}; {seconds:.1f} CPU s for all of identity"),
    ]  # fmt: skip


# --- the two seeds ---------------------------------------------------------------------------------------------------

JOINED = ("Maxime Peyrard", "Robert West", "Marija Šakota", "Jean-Hadrien Chabran", "Devon Mizelle")


def seeds(_: bool, folder: Path = SHARED / "seeds") -> list[Row]:
    """The rows of the table for the two listings the project starts from."""
    connection, _decisions, _seconds = resolved(sorted(folder.glob("*.txt")))
    twice = connection.execute("SELECT name FROM person GROUP BY name HAVING count(*) > 1").fetchall()
    lists = connection.execute(
        "SELECT count(*) FROM authorship GROUP BY work HAVING count(*) > 50 ORDER BY 1"
    ).fetchall()
    once = [
        connection.execute("SELECT count(DISTINCT p.person) FROM person p LEFT JOIN person_name n USING (person) WHERE $1 IN (p.name, n.name)", [one]).fetchone()[0] == 1
        for one in JOINED
    ]  # fmt: skip
    return [
        ("the two seeds", "people joined that are one", "all", f"{sum(once)} of {len(JOINED)}", ", ".join(JOINED)),
        (
            "the two seeds",
            "names on two people",
            "0",
            str(len(twice)),
            f"long lists of {', '.join(str(n) for (n,) in lists)} names",
        ),
    ]


# --- speed -----------------------------------------------------------------------------------------------------------


def replicated(folder: Path, wanted: int, out: Path) -> int:
    """Writes the records and facts of the Anthology's collections many times over to `out`, about as many as wanted; returns how many.

    As for works (`_identity_works.replicated`), each replica has keys and identifiers of its own, its rare words and family names get an
    ending, and common ones are exchanged for others about as common: names are as frequent as in a growing literature. Ids of people are left out.
    """
    import msgspec

    from benchmarks import _identity_works as works
    from kg.build import Summary, read_inputs
    from kg.records import Record

    read_inputs([str(file) for file in sorted(folder.glob("*.xml"))], out, None, Summary())
    paths = sorted((out / "records").glob("*.jsonl"))
    told = [path for path in paths if path.name.endswith(".facts.jsonl")]
    decode, encode = msgspec.json.Decoder(Record).decode, msgspec.json.Encoder().encode
    records = [decode(line) for path in paths if path not in told for line in path.read_bytes().splitlines()]
    replicas = max(round(wanted / len(records)), 1)
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in told:
        for line in path.read_bytes().splitlines():
            fact = msgspec.json.decode(line)
            facts[fact["record"]].append(fact)
    with (out / "records.jsonl").open("wb") as lines, (out / "facts.jsonl").open("wb") as said:
        for number, one in enumerate(works.replicated(records, replicas)):
            replica, original = number // len(records), records[number % len(records)]
            contributions = [structs.replace(c, identifiers=[]) for c in one.work.contributions]
            ids = [structs.replace(i, value=f"{i.value}.{replica}") for i in one.work.identifiers]
            work = structs.replace(one.work, contributions=contributions, identifiers=ids, abstract=None)
            lines.write(encode(structs.replace(one, work=work, file="replicated")) + b"\n")
            for fact in facts[original.key]:
                said.write(encode({**fact, "record": one.key}) + b"\n")
    return len(records) * replicas


def _forget() -> None:
    """Empties what is remembered of names: of a small collection all names were met before when people are resolved, of a large one hardly any."""
    for name, module in list(sys.modules.items()):
        if name == "kg.names" or name.startswith("kg.identity."):
            for one in vars(module).values():
                if clear := getattr(one, "cache_clear", None):
                    clear()


def speed(_: bool, sizes: tuple[int, ...] = (10_000, 100_000), folder: Path = SHARED / "acl-anthology") -> list[Row]:
    """The rows of the table for the CPU time that people take, when the names are folded and the works decided."""
    import duckdb

    from kg import tables
    from kg.identity import mentions, people, works
    from kg.identity.curation import Curation

    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            count = replicated(folder, size, Path(made))
            said = {"file": "replicated", "name": "replicated", "characters": 0, "records": count, "rejects": 0}
            connection = duckdb.connect()
            tables.load(
                connection,
                [Path(made) / "records.jsonl"],
                [Path(made) / "facts.jsonl"],
                [dict.fromkeys(tables.FILE, "") | said],
            )
        connection.execute("CREATE SCHEMA identity")
        curation = Curation(base=BASE)
        mentions.resolve(connection, BASE, curation)
        works.resolve(connection, BASE, curation)
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        _forget()
        started = time.process_time()
        decisions = people.resolve(connection, BASE, curation)
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        [(authors,)] = connection.execute("SELECT count(*) FROM identity.authorship").fetchall()
        made_of = dict(sorted(Counter(d.verdict for d in decisions).items()))
        note = f"{count:,} records, {authors:,} authorships, {spent:.1f} CPU s, {made_of}, peak {peak / 1e6:.2f} GB ({held / 1e6:.2f} GB before)"
        rows.append(
            ("Anthology slices replicated", "people: records per CPU second", "", f"{count / spent:,.0f}", note)
        )
        connection.close()
    return rows


def _show(title: str, rows: list[tuple[NameAsPrinted, NameAsPrinted, Compatibility]]) -> None:
    print(f"# {title}: {len(rows)}")
    for a, b, result in rows:
        print(f"  {a.given} | {a.family}   {b.given} | {b.family}   {result.likeness} {'; '.join(result.reasons)}")


def table(sections: tuple[str, ...] = ("names", "people", "seeds"), show: bool = False) -> list[Row]:
    """The rows of the sections asked for: data, metric, to reach, measured, note with the counts."""
    rows = []
    for section in sections:
        rows += {"names": names, "people": anthology, "seeds": seeds, "speed": speed}[section](show)
    return rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sections", nargs="*", default=["names", "people", "seeds"])
    parser.add_argument("--show", action="store_true", help="print the pairs decided wrongly")
    given = parser.parse_args()
    for row in table(tuple(given.sections), given.show):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()

"""The curator's decisions: a plain file of the user's, one decision a line, that wins over the rules and survives every rebuild.

A line has eight fields with tabs between them, under a header that names them:

    verdict   same, different, or undo (of the decision a rule made)
    kind      work, person, venue, thing, or name (only for undo)
    left      the one side, by a handle
    right     the other side
    rule      for undo: the rule whose decision is taken back
    by        who decided
    date      when, as YYYY-MM-DD
    note      why, in words

A handle names a thing by what does not change when files are moved, sorted or added to: a work by an identifier (`doi:10.1/x`), or by a
record, which goes by its own text (`record:...`, new when the entry itself is edited); a person by a work and the name printed there
(`arxiv:2101.00001 | Ann Adams`); a venue by its key (`icml`). Lines that begin with # are remarks.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg import iris
from kg.errors import InputError
from kg.identifiers import recognise
from kg.identity.decisions import Decision, Verdict, by_curator, decide, iri
from kg.names import fold

if TYPE_CHECKING:
    import duckdb

VERDICTS = ("same", "different", "undo")
KINDS = ("work", "person", "venue", "thing", "name")
MARK = " | "
"""Stands between the work and the name in the handle of a person."""


@dataclass(frozen=True)
class Entry:
    """One line of the file; `line` is its number, from 1."""

    verdict: str
    kind: str
    left: str
    right: str
    rule: str = ""
    by: str = ""
    date: str = ""
    note: str = ""
    line: int = 0


_HEADER = [field.name for field in fields(Entry) if field.name != "line"]


class Curation:
    """The entries of a file.

    When they have been applied, `gone` holds the IRIs of the decisions taken back, and `unused` the entries that name nothing in the graph,
    or one thing on both sides, with the reason.
    """

    def __init__(self, entries: Sequence[Entry] = (), base: str = "") -> None:
        self.entries = list(entries)
        self.base = base
        self.gone: set[str] = set()
        self.unused: list[tuple[Entry, str]] = []

    @classmethod
    def read(cls, path: Path, base: str) -> Curation:
        """The curation of a file; an empty one where there is no file. Raises `InputError` with the line that is not as it should be."""
        return cls(list(read(path)), base)

    def applied(
        self, connection: duckdb.DuckDBPyConnection, kind: str, decisions: Iterable[Decision]
    ) -> list[Decision]:
        """Decisions of rules without those taken back, and with the curator's own.

        Needs schema `read`; for people `identity.work_record` and `identity.authorship`, for works only the records.
        """
        ruled = list(decisions)
        made = self.made(connection, kind)
        standing = self.standing(ruled)
        return standing + list(superseding(made, standing))

    def made(self, connection: duckdb.DuckDBPyConnection, kind: str) -> list[Decision]:
        """The curator's own decisions on things of a kind; needs what `applied` needs. What the curator took back is in `gone` from now on."""
        mine = [entry for entry in self.entries if entry.kind == kind]
        handles = Handles(connection, self.base)
        made: list[Decision] = []
        for entry in mine:
            left, right = handles.things(kind, entry.left), handles.things(kind, entry.right)
            if reason := _reason(entry, left, right):
                self.unused.append((entry, reason))
            elif entry.verdict == "undo":
                self.gone |= {iri(self.base, kind, a, b, entry.rule) for a, b in product(left, right)}
            else:
                made += self._decisions(entry, left, right)
        return made

    def standing(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Decisions without those taken back, for those that are made when the curator's own have been applied."""
        return [decision for decision in decisions if decision.decision not in self.gone]

    def _decisions(self, entry: Entry, left: list[str], right: list[str]) -> Iterator[Decision]:
        """What an entry says of the things its handles name: each of the one side with each of the other, or all with the first."""
        who = entry.by or "a curator"
        evidence = f"{who} decided so" + (f" on {entry.date}" if entry.date else "")
        evidence += f": {entry.note}" if entry.note else "."
        if entry.verdict == "different":
            pairs = list(product(left, right))
        else:
            every = sorted({*left, *right})
            pairs = [(every[0], other) for other in every[1:]]
        for a, b in pairs:
            verdict: Verdict = "different" if entry.verdict == "different" else "same"
            yield decide(
                self.base, entry.kind, a, b, verdict, 1.0, "curator", evidence, by=f"curator {entry.by}".strip()
            )


def _reason(entry: Entry, left: list[str], right: list[str]) -> str:
    """Why an entry cannot be applied; '' when it can."""
    for handle, things in ((entry.left, left), (entry.right, right)):
        if not things:
            return f"{handle!r} names nothing in this graph"
    if entry.verdict == "different" and set(left) & set(right):
        return f"{entry.left!r} and {entry.right!r} name the same {'record' if entry.kind == 'work' else 'thing'}"
    return ""


def superseding(made: list[Decision], ruled: list[Decision]) -> Iterator[Decision]:
    """The curator's decisions, each with the decision of a rule that said otherwise of the same two things."""
    from msgspec.structs import replace

    otherwise = {(d.left, d.right): d for d in ruled}
    for decision in made:
        other = otherwise.get((decision.left, decision.right))
        overruled = other is not None and other.verdict != decision.verdict
        yield replace(decision, supersedes=other.decision) if other is not None and overruled else decision


# --- handles ---------------------------------------------------------------------------------------------------------


class Handles:
    """Handles and the things they name, looked up in the tables of a build."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, base: str) -> None:
        self._connection = connection
        self._base = base

    def things(self, kind: str, handle: str) -> list[str]:
        """The IRIs a handle names, in order: records for a work, authorships for a person, a venue, printed names for a name."""
        if kind == "work":
            return [iris.thing(self._base, "record", record) for record in self.records(handle)]
        if kind == "venue":
            return [iris.thing(self._base, "venue", handle)]
        work, mark, name = handle.partition(MARK)
        if kind == "name":
            return self._printed(self.records(work), name) if mark else self.things("work", handle)
        return self._named(self.records(work), name) if kind == "thing" else self._authorships(self.records(work), name)

    def records(self, handle: str) -> list[str]:
        """The keys of the records of a work's handle."""
        scheme, _, value = handle.partition(":")
        if scheme == "record":
            query = "SELECT record FROM read.record WHERE record = $1"
            return [str(row[0]) for row in self._connection.execute(query, [value]).fetchall()]
        known = recognise(handle)
        pairs = {(scheme.lower(), value)} | ({(known.scheme, known.value)} if known else set())
        found = {
            str(record)
            for one in sorted(pairs)
            for (record,) in self._connection.execute(
                "SELECT record FROM read.identifier WHERE scheme = $1 AND value = $2", list(one)
            ).fetchall()
        }
        return sorted(found)

    def _authorships(self, records: list[str], name: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT a.authorship, a.printed, a.given || ' ' || a.particle || ' ' || a.family FROM identity.authorship a "
            "JOIN identity.work_record w USING (work) WHERE list_contains($1, w.record) ORDER BY 1",
            [records],
        ).fetchall()
        wanted = fold(name)
        return sorted({str(iri) for iri, printed, shown in rows if wanted in (fold(printed), fold(shown))})

    def _named(self, records: list[str], name: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT part FROM (SELECT part, work, fold FROM identity.introduced UNION ALL SELECT part, work, fold FROM identity.mentioned) "
            "JOIN identity.work_record w USING (work) WHERE list_contains($1, w.record) AND fold = $2 ORDER BY 1",
            [records, fold(name)],
        ).fetchall()
        return list(dict.fromkeys(str(row[0]) for row in rows))

    def _printed(self, records: list[str], name: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT record, i FROM read.contribution WHERE list_contains($1, record) AND printed = $2 ORDER BY ALL",
            [records, name],
        ).fetchall()
        return [f"{iris.thing(self._base, 'record', record)}#contribution-{i}" for record, i in rows]

    # The other way: from things to handles. These need the tables of a finished build.

    def of(self, kind: str, thing: str) -> str:
        """The handle of a thing named in a decision (a record, an authorship, a printed name, a venue), a work or a person.

        Raises `InputError` for what is not in the build.
        """
        local = thing.removeprefix(f"{self._base}id/")
        if kind == "venue":
            return unquote(local.removeprefix("venue/"))
        if local.startswith("record/"):
            record, mark, part = unquote(local.removeprefix("record/")).partition("#")
            return f"record:{record}" + (MARK + self._name_at(record, part) if mark else "")
        if kind == "thing":
            return self._of_thing(thing)
        if "#" in local:
            return self._of_authorship(thing)
        if kind == "person":
            return self._of_person(thing)
        return self._of_records([record for record, _ in self._members(thing)])

    def _members(self, work: str) -> list[tuple[str, int]]:
        rows = self._connection.execute(
            "SELECT record, rank FROM identity.work_record WHERE work = $1 ORDER BY rank", [work]
        ).fetchall()
        if not rows:
            raise InputError(f"{work} is no work of this graph.")
        return [(str(record), int(rank)) for record, rank in rows]

    def _of_records(self, records: list[str]) -> str:
        """The first identifier that names some of these records and no other, else the first record."""
        from kg.identity import works

        rows = self._connection.execute(
            "SELECT scheme, value FROM read.identifier GROUP BY scheme, value HAVING bool_and(list_contains($1, record)) ORDER BY ALL",
            [records],
        ).fetchall()
        ranked = sorted(
            (works.KEYS.index(scheme), f"{scheme}:{value}") for scheme, value in rows if scheme in works.KEYS
        )
        return ranked[0][1] if ranked else f"record:{records[0]}"

    def _of_authorship(self, authorship: str) -> str:
        row = self._connection.execute(
            "SELECT work, printed FROM identity.authorship WHERE authorship = $1", [authorship]
        ).fetchone()
        if row is None:
            raise InputError(f"{authorship} is no author in this graph.")
        return self._of_records([record for record, _ in self._members(row[0])]) + MARK + " ".join(row[1].split())

    def _of_thing(self, thing: str) -> str:
        row = self._connection.execute(
            "SELECT work, name FROM identity.thing_part WHERE $1 IN (part, thing) ORDER BY role <> 'introduces', part LIMIT 1",
            [thing],
        ).fetchone()
        if row is None:
            raise InputError(f"{thing} is no thing in this graph.")
        return self._of_records([record for record, _ in self._members(row[0])]) + MARK + " ".join(row[1].split())

    def _of_person(self, person: str) -> str:
        row = self._connection.execute(
            "SELECT min(authorship) FROM identity.author_person WHERE person = $1", [person]
        ).fetchone()
        if row is None or row[0] is None:
            raise InputError(f"{person} is nobody in this graph.")
        return self._of_authorship(row[0])

    def _name_at(self, record: str, part: str) -> str:
        row = self._connection.execute(
            "SELECT printed FROM read.contribution WHERE record = $1 AND i = $2",
            [record, int(part.rpartition("-")[2])],
        ).fetchone()
        if row is None:
            raise InputError(f"The record {record} has no {part}.")
        return str(row[0])


# --- the file --------------------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Entry]:
    """The entries of a file, none where there is no file. Raises `InputError` with the line that is not as it should be."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The curator's file {path} cannot be read: {error}.", file=str(path)) from error
    for number, line in enumerate(text.split("\n"), 1):
        values = line.rstrip("\r").split("\t")
        if not line.strip() or line.startswith("#") or [v.strip() for v in values] == _HEADER:
            continue
        yield _entry(path, number, [value.strip() for value in values])


def _entry(path: Path, number: int, values: list[str]) -> Entry:
    def fail(sentence: str) -> InputError:
        return InputError(f"{path}, line {number}: {sentence}.", file=str(path), line=number)

    if not 4 <= len(values) <= len(_HEADER):
        raise fail(f"{len(values)} fields where there are {len(_HEADER)}, with tabs between them: {' '.join(_HEADER)}")
    given = dict(zip(_HEADER, values, strict=False))
    entry = Entry(**given, line=number)
    if entry.verdict not in VERDICTS:
        raise fail(f"the verdict is {', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}, not {entry.verdict!r}")
    if entry.kind not in KINDS:
        raise fail(f"the kind is {', '.join(KINDS[:-1])} or {KINDS[-1]}, not {entry.kind!r}")
    if not entry.left or not entry.right:
        raise fail("a decision is about two things")
    if entry.verdict == "undo" and not entry.rule:
        raise fail("undo names the rule whose decision is taken back")
    if entry.kind == "name" and entry.verdict != "undo":
        raise fail("of printed names a decision can only be taken back")
    return entry


def add(path: Path, entry: Entry) -> bool:
    """Adds an entry to a file, which is made if it is not there; whether it was new. An entry that says the contrary gives way.

    Raises `InputError` where the file cannot be written; then it is as it was.
    """
    sides = {entry.left, entry.right}
    about = [one for one in read(path) if one.kind == entry.kind and {one.left, one.right} == sides]
    if any((one.verdict, one.rule) == (entry.verdict, entry.rule) for one in about):
        return False
    contrary = {one.line for one in about if "undo" not in (one.verdict, entry.verdict)}
    line = "\t".join(" ".join(str(value).split()) for value in astuple(entry)[:-1])
    _write(path, _without(path, contrary) + line + "\n")
    return True


def remove(path: Path, entries: Iterable[Entry]) -> None:
    """Takes entries out of a file; remarks and all other lines stay as they are."""
    _write(path, _without(path, {entry.line for entry in entries}))


def matching(entries: Iterable[Entry], decision: Decision, handles: Handles) -> list[Entry]:
    """The entries a curator's decision was made from."""
    if not by_curator(decision):
        return []
    pair = {decision.left, decision.right}
    return [
        one
        for one in entries
        if one.kind == decision.kind
        and one.verdict == decision.verdict
        and pair <= {*handles.things(one.kind, one.left), *handles.things(one.kind, one.right)}
    ]


def _without(path: Path, lines: set[int]) -> str:
    if not path.exists():
        return "\t".join(_HEADER) + "\n"
    kept = path.read_text("utf-8-sig").split("\n")
    text = "\n".join(line for number, line in enumerate(kept, 1) if number not in lines)
    return text if text.endswith("\n") or not text else text + "\n"


def _write(path: Path, text: str) -> None:
    """Writes beside and renames, so that a full disk or a kill leaves the file as it was."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as out:
            name = out.name
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            os.chmod(name, path.stat().st_mode & 0o777)  # noqa: PTH101  (a temporary file is readable by its owner only)
        else:
            os.chmod(name, 0o644)  # noqa: PTH101
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise InputError(f"The curator's file {path} cannot be written: {error.strerror}.", file=str(path)) from error

"""The road from inputs to a build: read, tables, identity, map, store, check; written beside and switched at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

import kg
from kg import assets, drift, progress
from kg.config import Config
from kg.errors import InputError
from kg.inputs import Input, find_inputs
from kg.reader import Reader, Settings
from kg.reading import Account, Keys, LeftOver, Reading, collected_seldom, source_of
from kg.records import Record, Reject, Remark
from kg.text import facts
from kg.workspace import GRAPHS, Workspace, graph_iri

if TYPE_CHECKING:
    import duckdb

    from kg.identity.curation import Curation, Entry
    from kg.identity.decisions import Decision

_UNSAFE = re.compile(rb"\\u00(?:0[0-8be]|1[0-9a-f]|7f)|\x7f|\xef\xbf[\xbe\xbf]|\\u000f|\\b|\\f")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass
class Summary:
    """What a build did, in numbers."""

    files: int = 0
    records: int = 0
    rejects: int = 0
    left_over: int = 0
    repairs: int = 0
    works: int = 0
    people: int = 0
    venues: int = 0
    triples: int = 0
    remarks: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    not_closed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    drifts: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    reader: str = ""
    seconds: float = 0.0


class Ledger:
    """The ledger of a build: what became of every input, character and record, as JSON lines one file a kind."""

    NAMES = ("files", "pieces", "left-over", "rejects", "remarks", "repairs", "skipped", "unused-decisions")

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        folder.mkdir()
        self._out: dict[str, BinaryIO] = {
            name: stack.enter_context((folder / f"{name}.jsonl").open("wb")) for name in self.NAMES
        }
        self._encode = msgspec.json.Encoder().encode

    def write(self, name: str, row: object) -> None:
        """Adds a row."""
        self._out[name].write(self._encode(row) + b"\n")


def build(
    given: Sequence[str], out: str | Path, config: Config, wanted: str | None = None, checked: bool = True,
    reader: Settings | None = None,
) -> Summary:  # fmt: skip
    """Builds a graph from the inputs given into the workspace at `out` and makes it current.

    `wanted` names the source that reads all inputs; `checked` says whether the shapes are run now; `reader` names a model that is asked where the rules
    abstain. Raises `InputError` where there is nothing to read, `WorkspaceError` where
    the workspace cannot be written, `MappingError` and `ShapesError` for the files that declare mapping and shapes.
    """
    began = time.monotonic()
    summary = Summary()
    from kg.mapping import yarrrml

    mapping = Path(config.mapping) if config.mapping else assets.folder("ontology") / "mapping.yaml"
    maps = yarrrml.read(mapping)
    fresh = not Path(out).exists()
    workspace = Workspace.create(out)
    with _cleared(workspace, fresh), workspace.building() as folder:
        # Kept with the build: explanations go by the mapping that made the triples.
        shutil.copyfile(mapping, folder / "mapping.yaml")
        model = Reader(reader, workspace.root / "reader") if reader else None
        accounts = read_inputs(given, folder, wanted, summary, config.offline, model)
        if model:
            summary.reader = model.tally.sentence(model.settings.model)
        from kg.identity.curation import Curation

        curation = Curation.read(decisions_file(workspace, config), config.base)
        _finish(
            folder, partial(load_records, folder=folder, accounts=accounts), maps, workspace, config, curation, summary
        )
        if checked:
            _check(folder, config, summary)
        summary.seconds = round(time.monotonic() - began, 1)
        _inform(folder, config, summary)
        summary.drifts = [str(one) for one in drift.alarms(workspace.history, accounts)]
        drift.remember(workspace.history, accounts)
    return summary


@contextmanager
def _cleared(workspace: Workspace, fresh: bool) -> Iterator[None]:
    """Takes a folder away that was made for a build which then had nothing to build from."""
    try:
        yield
    except InputError:
        # Raised under the workspace's lock: no other build can be in the folder.
        if fresh and not (workspace.root / "current").exists():
            shutil.rmtree(workspace.root, ignore_errors=True)
        raise


def _stable(summary: Summary) -> dict[str, Any]:
    return {name: value for name, value in asdict(summary).items() if name not in ("seconds", "drifts", "reader")}


# --- read ------------------------------------------------------------------------------------------------------------


def read_inputs(
    given: Sequence[str], folder: Path, wanted: str | None, summary: Summary, offline: bool = False,
    model: Reader | None = None,
) -> list[Account]:  # fmt: skip
    """Reads all inputs into `records/` and the ledger; `model` is asked where the rules abstain. Raises `InputError` when no record came of them."""
    records = folder / "records"
    records.mkdir()
    accounts: list[Account] = []
    with ExitStack() as stack:
        stack.enter_context(collected_seldom())
        ledger = Ledger(folder / "ledger", stack)
        inputs = find_inputs(given, folder, offline)
        sources = [(one, source) for one in inputs if (source := _claimed(one, wanted, ledger, summary))]
        keys = Keys()
        for one, source in progress.each(sources, "Reading", len(sources)):
            reading = Reading(one, source, keys)
            _read_one(reading, records, ledger, summary, model)
            accounts.append(reading.account)
            ledger.write("files", {**asdict(reading.account), "closes": reading.account.closes})
            if not reading.account.closes:
                summary.not_closed.append(one.name)
    for spooled in {one.path for one in inputs if one.path.parent == folder} | {
        folder / "stdin",
        *folder.glob("download-*"),
    }:
        spooled.unlink(missing_ok=True)
    if not summary.records:
        tried = "1 stretch was" if summary.rejects == 1 else f"{summary.rejects} stretches were"
        reason = f"; {tried} not understood" if summary.rejects else ""
        raise InputError(
            f"Nothing was read: {'1 input holds' if len(inputs) == 1 else f'{len(inputs)} inputs hold'} no record that could be read{reason}."
        )
    summary.files = len(accounts)
    return accounts


def _claimed(one: Input, wanted: str | None, ledger: Ledger, summary: Summary) -> Any:
    """The source of an input. An input found in a folder that none claims is passed over and said; a named one is an error."""
    try:
        source = source_of(one, wanted)
        if source is not None:
            return source
        reason = f"{one.name} is empty."
    except InputError as error:
        if one.named:
            raise
        reason = str(error)
    ledger.write("skipped", {"file": one.name, "reason": reason})
    summary.skipped.append(reason)
    return None


def _read_one(reading: Reading, records: Path, ledger: Ledger, summary: Summary, model: Reader | None = None) -> None:
    encode = msgspec.json.Encoder().encode
    stem = reading.input.digest[:16]
    with (records / f"{stem}.jsonl").open("wb") as out, (records / f"{stem}.facts.jsonl").open("wb") as out_facts:
        for item in reading:
            if isinstance(item, LeftOver):
                summary.left_over += item.end - item.start
                ledger.write("left-over", item)
            elif isinstance(item, Reject):
                summary.rejects += 1
                ledger.write("rejects", item)
            else:
                record = safe(item)
                summary.records += 1
                found = list(facts(record))
                if model:  # before the record is written: what is dropped is a remark of it
                    found += model.read(record, found)
                out.write(encode(record) + b"\n")
                for fact in found:
                    out_facts.write(encode(fact) + b"\n")
                _note(record, ledger, summary)


def _note(record: Record, ledger: Ledger, summary: Summary) -> None:
    for piece in record.pieces:
        ledger.write("pieces", {"file": record.file, "record": record.key, **msgspec.to_builtins(piece)})
    for remark in record.remarks:
        summary.remarks[remark.code] = summary.remarks.get(remark.code, 0) + 1
        ledger.write(
            "remarks", {"file": record.file, "record": record.key, "line": record.line, **msgspec.to_builtins(remark)}
        )


def safe(record: Record) -> Record:
    """A record without characters that no XML result and no store takes (controls, halves of surrogate pairs).

    Each is replaced by U+FFFD, one for one, so that offsets stay; the input's own text is unchanged and a remark says so.
    """
    try:
        if not _UNSAFE.search(msgspec.json.encode(record)):
            return record
    except UnicodeEncodeError:
        pass
    said = msgspec.to_builtins(record)
    plain = _replaced(said)
    if plain == said:
        # An escaped backslash before a letter looks like an escaped control character.
        return record
    record = msgspec.convert(plain, Record)
    record.remarks.append(Remark("control-characters", "control characters were replaced by U+FFFD"))
    return record


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROL.sub("\ufffd", value)
    if isinstance(value, list):
        return [_replaced(one) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one) for key, one in value.items()}
    return value


# --- tables, identity, triples ---------------------------------------------------------------------------------------


def decisions_file(workspace: Workspace, config: Config) -> Path:
    """Where the curator's decisions of a graph stand: the file the settings name, or one in the workspace."""
    return Path(config.decisions) if config.decisions else workspace.root / "decisions.tsv"


def rebuild(
    workspace: Workspace,
    config: Config,
    curation: Curation,
    checked: bool = True,
    before_switch: Callable[[], None] | None = None,
) -> Summary:
    """Builds anew from the records of the current build, with other decisions: identity and all that follows from it, nothing before.

    The base and the mapping are those of the build. `before_switch` is called when all is written and before it becomes current.
    Raises what `build` raises for the workspace.
    """
    began = time.monotonic()
    with workspace.building() as folder:
        last = workspace.current
        config = replace(config, base=last.base)
        known = {one.name for one in fields(Summary)}
        summary = Summary(**{name: value for name, value in last.info["counts"].items() if name in known})
        summary.repairs, summary.findings, summary.unused = 0, {}, []
        shutil.copytree(last.path / "records", folder / "records", copy_function=os.link)
        shutil.copytree(last.ledger, folder / "ledger")
        for name in ("repairs", "unused-decisions"):
            (folder / "ledger" / f"{name}.jsonl").write_bytes(b"")
        shutil.copyfile(last.path / "mapping.yaml", folder / "mapping.yaml")
        from kg.mapping import yarrrml

        maps = yarrrml.read(folder / "mapping.yaml")
        _finish(folder, partial(copy_read, path=last.tables), maps, workspace, config, curation, summary)
        if checked:
            _check(folder, config, summary)
        summary.seconds = round(time.monotonic() - began, 1)
        _inform(folder, config, summary)
        if before_switch is not None:
            before_switch()
    return summary


def _finish(
    folder: Path, load: Callable[[duckdb.DuckDBPyConnection], None], maps: list[Any], workspace: Workspace, config: Config,
    curation: Curation, summary: Summary,
) -> None:  # fmt: skip
    """Everything between the records and the check: tables, identity, triples and store."""
    import duckdb

    from kg.identity import resolve
    from kg.identity.decisions import read
    from kg.mapping import run

    previous = workspace.current.tables if (workspace.root / "current").exists() else None
    with duckdb.connect(str(folder / "tables.duckdb")) as connection:
        connection.execute("SET enable_progress_bar = false")
        with progress.stage("Tables and identity"):
            load(connection)
            resolve.resolve(connection, config.base, curation, previous, config.link)
        with progress.stage("Triples"):
            parts = run.run(connection, maps, config.base, resolve.IRI_COLUMNS, folder / "graph")
        _repairs(folder, read(connection, "decision WHERE kind = 'name'"), summary)
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM work), (SELECT count(*) FROM person), (SELECT count(*) FROM venue)"
        ).fetchone()
        summary.works, summary.people, summary.venues = counts or (0, 0, 0)
    _unused(folder, curation.unused, summary)
    _store(folder, parts, config.base, summary)


def _inform(folder: Path, config: Config, summary: Summary) -> None:
    info = {"kg": kg.__version__, "base": config.base, "counts": _stable(summary)}
    (folder / "build.json").write_text(json.dumps(info, indent=1, sort_keys=True) + "\n", "utf-8")


def load_records(connection: duckdb.DuckDBPyConnection, folder: Path, accounts: list[Account]) -> None:
    """Fills schema `read` with what was read into `folder`."""
    from kg import tables

    paths = sorted((folder / "records").glob("*.jsonl"))
    record_files = [path for path in paths if not path.name.endswith(".facts.jsonl")]
    fact_files = [path for path in paths if path.name.endswith(".facts.jsonl")]
    tables.load(connection, record_files, fact_files, list(_file_rows(accounts)))


def copy_read(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Fills schema `read` with that of another build."""
    connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS last (READ_ONLY); CREATE SCHEMA read")
    for (name,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'last' AND schema_name = 'read' ORDER BY 1"
    ).fetchall():
        connection.execute(f'CREATE TABLE read."{name}" AS SELECT * FROM last.read."{name}"')
    connection.execute("DETACH last")


def make_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, accounts: list[Account], base: str, curation: Curation | None = None,
    previous: Path | None = None,
) -> None:  # fmt: skip
    """Fills a database with the tables of what was read into `folder`, identity resolved."""
    from kg.identity import resolve

    load_records(connection, folder, accounts)
    resolve.resolve(connection, base, curation, previous)


def _unused(folder: Path, unused: list[tuple[Entry, str]], summary: Summary) -> None:
    """Keeps the curator's decisions that could not be applied, with line and reason."""
    summary.unused = [f"line {entry.line}: {reason}" for entry, reason in unused]
    with (folder / "ledger" / "unused-decisions.jsonl").open("ab") as out:
        for entry, reason in unused:
            out.write(msgspec.json.encode({**asdict(entry), "reason": reason}) + b"\n")


def _file_rows(accounts: list[Account]) -> Iterator[dict[str, Any]]:
    for one in accounts:
        row = {
            name: getattr(one, name) for name in ("digest", "source", "encoding", "characters", "records", "rejects")
        }
        yield {"file": one.digest[:16], "name": one.file, **row}


def _repairs(folder: Path, decisions: list[Decision], summary: Summary) -> None:
    """Adds what identity mended to the ledger."""
    summary.repairs += len(decisions)
    with (folder / "ledger" / "repairs.jsonl").open("ab") as out:
        out.writelines(msgspec.json.encode(decision) + b"\n" for decision in decisions)


# --- store and check -------------------------------------------------------------------------------------------------


def _store(folder: Path, parts: dict[str, list[Path]], base: str, summary: Summary) -> None:
    from kg.store import bulk_load

    # Layers of a user's mapping come after those the house knows; author lists are for exports and checks only.
    layers = [*GRAPHS, *sorted(parts.keys() - set(GRAPHS))]
    files = [(path, graph_iri(base, layer)) for layer in layers if layer != "lists" for path in parts.get(layer, [])]
    with progress.stage("Store"):
        summary.triples = bulk_load(folder / "store", files)


def _check(folder: Path, config: Config, summary: Summary) -> None:
    from kg import shacl

    parts = {one.name: sorted(one.glob("*.nt")) for one in sorted((folder / "graph").iterdir())}
    shapes = [Path(config.shapes)] if config.shapes else []
    with progress.stage("Checking"):
        report = shacl.check_files(parts, config.base, shapes)
        shacl.write(report, folder / "report")
    summary.findings = {kind: report.counts.get(kind, 0) for kind in ("violation", "warning", "info")}

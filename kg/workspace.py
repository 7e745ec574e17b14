"""The folder of a graph: its builds, which one is current, and the lock that keeps a second builder out.

    g/kg-workspace        marks the folder; holds the layout's version
    g/builds/0003/        one build: build.json records/ tables.duckdb graph/ store/ ledger/ report/
    g/current             a link to the current build, switched by one rename
    g/ledger, g/report    links into the current build
    g/history.jsonl       how much of each input was understood, kept between builds
    g/reader/             the answers of a language model, kept between builds (only with --reader)
    g/lock                held (flock) while a build is written

A build is written under a name that begins with a dot and gets its number, and then the link, only when it is complete:
killed at any moment, the folder still answers from the build before. What a killed build left is removed by the next one.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import WorkspaceError

if TYPE_CHECKING:
    import duckdb

LAYOUT = "1"
_MARK = "kg-workspace"
_LINKS = ("ledger", "report")
_KEPT = 2

GRAPHS = ("default", "lists", "provenance", "evidence", "identity", "candidates")
"""The layers of a graph. `default` stands in the default graph; `lists` joins it in exports and checks, not in the store."""


def graph_iri(base: str, graph: str) -> str | None:
    """The name of a layer's graph on a base; None for what stands in the default graph."""
    return None if graph in ("default", "lists") else f"{base}graph/{graph}"


@dataclass(frozen=True)
class Build:
    """One complete build and where its parts lie."""

    path: Path

    @cached_property
    def info(self) -> dict[str, Any]:
        """What `build.json` says: `base`, `version`, `counts`, `inputs`."""
        try:
            info: dict[str, Any] = json.loads((self.path / "build.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"{self.path} holds no readable build: {error}. Build it anew.") from error
        return info

    @property
    def base(self) -> str:
        """The base of the data IRIs."""
        return str(self.info["base"])

    @property
    def tables(self) -> Path:
        """The DuckDB file with the tables."""
        return self.path / "tables.duckdb"

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the tables that only reads. Raises `WorkspaceError` where a table is looked for that the build does not have."""
        import duckdb  # here, for most commands read no tables and it takes its time

        with duckdb.connect(str(self.tables), read_only=True) as connection:
            try:
                yield connection
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                what = str(error).partition("\n")[0].removeprefix("Catalog Error: ").removeprefix("Binder Error: ")
                root = self.path.parent.parent
                raise WorkspaceError(
                    f"{root} was built by another version of kg, with other tables ({what.rstrip('.!')}); "
                    f"build it anew: kg build FILES --out {root}",
                    path=str(root),
                ) from error

    @property
    def store(self) -> Path:
        """The folder of the Oxigraph store."""
        return self.path / "store"

    @property
    def ledger(self) -> Path:
        """The folder of the ledger's JSON lines."""
        return self.path / "ledger"

    @property
    def report(self) -> Path:
        """The folder of the SHACL report."""
        return self.path / "report"

    def graph_files(self, graph: str) -> list[Path]:
        """The N-Triples files of one layer, in order; none when the layer is empty."""
        return sorted((self.path / "graph" / graph).glob("*.nt"))

    def graph_iri(self, graph: str) -> str | None:
        """The name of a layer's graph; None for what stands in the default graph."""
        return graph_iri(self.base, graph)


@dataclass(frozen=True)
class Workspace:
    """A folder of builds."""

    root: Path

    @classmethod
    def open(cls, path: str | Path) -> Workspace:
        """The workspace at a path. Raises `WorkspaceError` when there is none or no build in it was ever finished."""
        workspace = cls(Path(path))
        if not (workspace.root / _MARK).is_file():
            raise WorkspaceError(
                f"{path} is not a workspace; make one with: kg build FILES --out {path}", path=str(path)
            )
        if not (workspace.root / "current").exists():
            raise WorkspaceError(f"{path} holds no finished build; run: kg build FILES --out {path}", path=str(path))
        return workspace

    @classmethod
    def create(cls, path: str | Path) -> Workspace:
        """The workspace at a path, made if the folder is new or empty. Raises `WorkspaceError` where that cannot be."""
        root = Path(path)
        try:
            root.mkdir(parents=True, exist_ok=True)
            if not (root / _MARK).is_file():
                if any(p.name != "lock" for p in root.iterdir()):
                    raise WorkspaceError(
                        f"{path} holds other files; name a new or empty folder with --out.", path=str(path)
                    )
                (root / _MARK).write_text(f"layout {LAYOUT}\n", "utf-8")
            (root / "builds").mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(root, error) from error
        return cls(root)

    @property
    def current(self) -> Build:
        """The current build, resolved now: a build that ends later does not move it."""
        return Build((self.root / "current").resolve())

    @property
    def history(self) -> Path:
        """The file that is kept between builds: how much of each input was understood."""
        return self.root / "history.jsonl"

    def previous(self) -> Build | None:
        """The newest finished build before the current one that is still kept."""
        older = [p for p in self._finished() if p.name < self.current.path.name]
        return Build(older[-1]) if older else None

    def _finished(self) -> list[Path]:
        return sorted(p for p in (self.root / "builds").iterdir() if p.name.isdigit())

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new folder to write a build into; when the block ends well it becomes the current build.

        Raises `WorkspaceError` at once when another process is building here, and for a disk that is full or read-only.
        """
        try:
            with (self.root / "lock").open("a") as lock:
                _take(lock.fileno(), self.root)
                for stale in (self.root / "builds").glob(".*"):
                    shutil.rmtree(stale, ignore_errors=True)
                number = int(finished[-1].name) + 1 if (finished := self._finished()) else 1
                beside = self.root / "builds" / f".{number:04d}"
                beside.mkdir()
                try:
                    yield beside
                    self._switch(beside, number)
                finally:
                    shutil.rmtree(beside, ignore_errors=True)
        except OSError as error:
            raise unwritable(self.root, error) from error
        except Exception as error:
            # The engines have errors of their own for a full disk, with the system's words in them.
            if os.strerror(errno.ENOSPC) not in str(error):
                raise
            raise unwritable(self.root, OSError(errno.ENOSPC, str(error))) from error

    def _switch(self, beside: Path, number: int) -> None:
        """Makes a written build the current one: a rename, and a rename of the link."""
        for file in beside.rglob("*"):
            if file.is_file():
                _sync(file)
        final = beside.with_name(f"{number:04d}")
        beside.rename(final)
        _sync(final.parent)
        for name, target in [("current", f"builds/{final.name}"), *((n, f"current/{n}") for n in _LINKS)]:
            new = self.root / f".{name}"
            new.unlink(missing_ok=True)
            new.symlink_to(target)
            new.replace(self.root / name)
        _sync(self.root)
        for old in self._finished()[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def _take(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise WorkspaceError(f"Another build is running in {root}; wait for it to end.", path=str(root)) from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(path: Path, error: OSError) -> WorkspaceError:
    """The sentence for a folder that cannot be written."""
    if error.errno == errno.ENOSPC:
        return WorkspaceError(f"The disk of {path} is full; the last finished build is unchanged.", path=str(path))
    return WorkspaceError(f"{path} cannot be written: {error.strerror or error}.", path=str(path))

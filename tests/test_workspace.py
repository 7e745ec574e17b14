"""The workspace: builds appear whole or not at all, one builder at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from kg.errors import WorkspaceError
from kg.workspace import Workspace

HANG = """
import sys, time
from kg.workspace import Workspace
with Workspace.create(sys.argv[1]).building() as folder:
    (folder / "build.json").write_text('{"base": "urn:x:"}')
    print("writing", flush=True)
    time.sleep(60)
"""


def finish(workspace: Workspace, base: str) -> None:
    """A build with nothing but its description."""
    with workspace.building() as folder:
        (folder / "build.json").write_text(f'{{"base": "{base}"}}', "utf-8")


def test_a_finished_build_becomes_current_and_two_are_kept(tmp_path: Path) -> None:
    """Each build that ends well is current; of the older ones the last is kept."""
    workspace = Workspace.create(tmp_path / "g")
    for number in range(4):
        finish(workspace, f"urn:{number}:")
    assert workspace.current.base == "urn:3:"
    previous = workspace.previous()
    assert previous is not None
    assert previous.base == "urn:2:"
    assert sorted(p.name for p in (workspace.root / "builds").iterdir()) == ["0003", "0004"]


def test_a_build_that_fails_leaves_the_last_one(tmp_path: Path) -> None:
    """An error while building changes nothing that was there."""
    workspace = Workspace.create(tmp_path / "g")
    finish(workspace, "urn:1:")
    with pytest.raises(ValueError, match="broken"), workspace.building():
        raise ValueError("broken")
    assert Workspace.open(tmp_path / "g").current.base == "urn:1:"
    assert [p.name for p in (workspace.root / "builds").iterdir()] == ["0001"]


def test_a_killed_builder_leaves_the_last_build_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    """kill -9 in the middle: the build before answers, a second builder was refused meanwhile, and the next one succeeds."""
    root = tmp_path / "g"
    workspace = Workspace.create(root)
    finish(workspace, "urn:1:")
    child = subprocess.Popen([sys.executable, "-c", HANG, str(root)], stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"writing\n"
        with pytest.raises(WorkspaceError, match="Another build is running"):
            finish(workspace, "urn:refused:")
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    assert Workspace.open(root).current.base == "urn:1:"
    assert (root / "builds" / ".0002").is_dir()
    finish(workspace, "urn:2:")
    assert Workspace.open(root).current.base == "urn:2:"
    assert not list((root / "builds").glob(".*"))


def test_what_is_no_workspace_is_said(tmp_path: Path) -> None:
    """A missing folder, a folder of other files and a workspace without a build each get their sentence."""
    with pytest.raises(WorkspaceError, match="is not a workspace"):
        Workspace.open(tmp_path / "absent")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.tex").write_text("x", "utf-8")
    with pytest.raises(WorkspaceError, match="holds other files"):
        Workspace.create(tmp_path / "other")
    Workspace.create(tmp_path / "new")
    with pytest.raises(WorkspaceError, match="no finished build"):
        Workspace.open(tmp_path / "new")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A path below a file cannot become a workspace."""
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        Workspace.create(tmp_path / "file" / "g")


def test_a_full_disk_is_said_and_nothing_half_written_stays() -> None:
    """On a device without space the sentence names it."""
    from kg.workspace import unwritable

    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(OSError) as raised, full.open("w") as out:
        out.write("x" * 100_000)
    assert "is full" in str(unwritable(full, raised.value))


def test_a_full_disk_is_said_whoever_meets_it(tmp_path: Path) -> None:
    """An engine's own error for a full disk becomes the same sentence; any other error stays what it is."""
    workspace = Workspace.create(tmp_path / "g")
    with pytest.raises(WorkspaceError, match="is full"), workspace.building():
        raise RuntimeError("FATAL: could not write file: No space left on device")
    with pytest.raises(RuntimeError, match="something else"), workspace.building():
        raise RuntimeError("something else")


def test_switching_is_seen_by_a_reader_at_once(tmp_path: Path) -> None:
    """A build resolved before a switch stays what it was; one resolved after it is the new one."""
    workspace = Workspace.create(tmp_path / "g")
    finish(workspace, "urn:1:")
    before = workspace.current
    finish(workspace, "urn:2:")
    assert (before.base, workspace.current.base) == ("urn:1:", "urn:2:")


def test_a_build_with_other_tables_is_said_in_a_sentence(tmp_path: Path) -> None:
    """A table that an older version of the program did not write: what to do is said, and for which folder."""
    workspace = Workspace.create(tmp_path / "g")
    with workspace.building() as folder:
        duckdb.connect(str(folder / "tables.duckdb")).close()
    with (
        pytest.raises(WorkspaceError, match=r"another version.*Table with name work.*kg build FILES --out"),
        workspace.current.reading() as tables,
    ):
        tables.execute("FROM work")

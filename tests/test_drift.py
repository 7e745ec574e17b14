"""The drift alarm: a list that is suddenly not understood is said, with the numbers."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kg.cli import cli
from kg.drift import FALL, alarms, read, remember
from kg.reading import Account

ENTRY = "@article{k%d,\n  author = {Adams, Ann},\n  title = {Rivers number %d}\n}\n"


def account(digest: str, records: int, rejects: int, left: int = 0) -> Account:
    """An account of one file of a thousand characters."""
    return Account("a.txt", "listing", digest, "utf-8", 1000, 1000 - left, 0, left, records, rejects)


def test_a_fall_below_the_usual_is_an_alarm_with_its_numbers(tmp_path: Path) -> None:
    """Against the median of the builds before; a small fall, and a first build, are none."""
    history = tmp_path / "history.jsonl"
    assert list(alarms(history, [account("0", 1, 9)])) == []
    for digest, records in (("1", 98), ("2", 100), ("3", 20)):
        remember(history, [account(digest, records, 100 - records)])
    assert list(alarms(history, [account("4", 98 - int(FALL * 100), 2 + int(FALL * 100))])) == []
    [alarm] = alarms(history, [account("4", 60, 40)])
    assert (
        str(alarm)
        == "a.txt: 60% of its blocks were understood, usually 98% (3 builds before): its layout may have changed."
    )
    [alarm] = alarms(history, [account("4", 100, 0, left=300)])
    assert (alarm.what, alarm.now, alarm.usual) == ("characters", 0.7, 1.0)


def test_an_unchanged_input_is_remembered_once(tmp_path: Path) -> None:
    """Building the same content again neither adds to the history nor counts against itself; a cut line is passed over."""
    history = tmp_path / "history.jsonl"
    for _ in range(3):
        remember(history, [account("1", 1, 9)])
    assert len(read(history)) == 1
    with history.open("ab") as out:
        out.write(b'{"file": "a.t')
    assert len(read(history)) == 1
    assert list(alarms(history, [account("1", 1, 9)])) == []


def test_a_build_warns(tmp_path: Path) -> None:
    """The alarm is on standard error of `kg build`, once for the changed file."""
    file, out = tmp_path / "a.bib", str(tmp_path / "g")
    file.write_text("".join(ENTRY % (i, i) for i in range(20)), "utf-8")
    arguments = ["build", str(file), "--out", out, "--no-check"]
    assert "warning" not in CliRunner().invoke(cli, arguments).stderr
    broken = "".join((ENTRY % (i, i)).replace("}\n}", "\n") if i % 2 else ENTRY % (i, i) for i in range(20))
    file.write_text(broken, "utf-8")
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    assert "warning: a.bib: 50% of its blocks were understood, usually 100% (1 build before)" in result.stderr

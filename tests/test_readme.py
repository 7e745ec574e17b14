"""The README is executed: its session runs as shown, its query gives rows, its table of formats is the program's own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.config import load

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SECONDS = re.compile(r"\b\d+\.\d+ s\b")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def session() -> list[tuple[str, str]]:
    """The commands of all console blocks, each with the output shown."""
    steps: list[tuple[str, str]] = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            steps.append((command, output))
    return steps


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample lists, as in a clone."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(
        ROOT / "kg" / "sample", place / "kg" / "sample", ignore=shutil.ignore_patterns("__pycache__", "*.py")
    )
    return place


def run(command: str, folder: Path) -> str:
    """What a command of the session prints; `kg` is this checkout's, standard error comes first as the README shows it."""
    words = [str(m) for word in shlex.split(command) for m in (sorted(folder.glob(word)) if "*" in word else [word])]
    assert words[0] == "kg"
    # The samples lie in a folder named as the package: the program is started where it is not in the way.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = (done.stderr, done.stdout) if words[1] == "build" else (done.stdout, done.stderr)
    return first + second


def pattern(shown: str) -> re.Pattern[str]:
    """The output shown as a pattern: seconds may differ, a line of three dots stands for any lines."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(SECONDS.sub("0.0 s", line)) + r"\n" for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


def test_the_session_runs_as_shown(folder: Path) -> None:
    """Every command of the README prints what the README shows, the seconds apart."""
    assert len(session()) >= 5
    for command, shown in session():
        printed = SECONDS.sub("0.0 s", run(command, folder))
        assert pattern(shown).fullmatch(printed), f"{command}\n{printed}"


def test_the_query_gives_rows(folder: Path) -> None:
    """The SPARQL query shown is answered, authors in order."""
    [query] = blocks("sparql")
    (folder / "q.rq").write_text(query, "utf-8")
    if not (folder / "g").exists():
        run(session()[0][0], folder)
    rows = run("kg ask g --query q.rq --format csv", folder).splitlines()
    assert rows[0] == "position,name,printed"
    assert [row.split(",")[0] for row in rows[1:6]] == ["1", "2", "3", "4", "5"]


def test_the_settings_are_settings(folder: Path) -> None:
    """The configuration shown is one that loads, and it shows every setting."""
    [toml] = blocks("toml")
    file = folder / "kg.toml"
    file.write_text(toml, "utf-8")
    config = load(file)
    file.unlink()
    assert config.base == "https://bib.example.org/"
    assert tomllib.loads(toml).keys() == vars(config).keys()


def test_the_table_of_formats_is_the_programs_own(folder: Path) -> None:
    """The table between the marks is what `kg sources --markdown` prints."""
    match = re.search(r"<!-- kg sources --markdown -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert match is not None
    assert match[1] == run("kg sources --markdown", folder)


def test_every_command_is_named_and_has_help(folder: Path) -> None:
    """Each command of the program stands in the README, and its help ends well."""
    import pkgutil

    import kg.commands

    for info in pkgutil.iter_modules(kg.commands.__path__):
        if info.name.startswith("_"):
            continue
        assert f"`kg {info.name}" in README
        assert "Usage:" in run(f"kg {info.name} --help", folder)

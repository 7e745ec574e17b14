"""Sources are found by their files: what one must have, how one is added, which of them reads an input and why."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

import kg.sources
from kg.cli import cli
from kg.errors import InputError
from kg.inputs import encoding_of
from kg.sources import HEAD, claim, evidence, sources
from kg.workspace import Workspace
from tests import test_golden

TALKS = '''
"""Talks: a line each, with title, speakers and year between bars."""

from collections.abc import Iterator

from kg.names import split_list
from kg.records import Contribution, Date, Furniture, Item, Piece, Record, Reject, Work
from kg.sources import TextStream


def sniff(name: str, head: str) -> bool:
    """The first line names the format."""
    return head.startswith("#talks\\n")


def read(stream: TextStream) -> Iterator[Item]:
    """A record for each line of three parts."""
    at = 0
    for line in stream:
        start, at = at, at + len(line)
        parts = line.rstrip("\\n").split(" | ")
        if line.startswith("#"):
            yield Furniture("header", start, at)
        elif len(parts) != 3:
            yield Reject(start, at, f"A talk has three parts, this line has {len(parts)}.")
        else:
            yield _talk(start, at, parts)


def _talk(start: int, end: int, parts: list[str]) -> Record:
    title, names, year = parts
    second = start + len(title) + 3
    third = second + len(names) + 3
    people = split_list(names)
    pieces = [
        Piece("mapped", "title", start, start + len(title)),
        Piece("furniture", "punctuation", start + len(title), second),
        *(Piece("mapped", f"contributions[{i}]", second + a, second + b) for i, (_, a, b) in enumerate(people)),
        Piece("furniture", "punctuation", third - 3, third),
        Piece("mapped", "dates[0]", third, third + len(year)),
    ]
    authors = [Contribution(name, i + 1) for i, (name, _, _) in enumerate(people)]
    return Record(start, end, Work("presentation", title, contributions=authors, dates=[Date("issued", year)]), pieces)
'''
LINES = "#talks\nOn Kites | Ann Author and Bo Builder | 2021\nLost\nOn Knots | Cy Smith | 2022\n"
EXPECTED: list[dict[str, Any]] = [
    {
        "Record": {
            "start": 7,
            "end": 51,
            "work": {
                "type": "presentation",
                "title": "On Kites",
                "contributions": [
                    {"name": {"printed": "Ann Author", "given": "Ann", "family": "Author"}, "position": 1},
                    {"name": {"printed": "Bo Builder", "given": "Bo", "family": "Builder"}, "position": 2},
                ],
                "dates": [{"kind": "issued", "value": "2021"}],
            },
        }
    },
    {"LeftOver": {"field": "", "line": 2, "start": 29, "end": 32, "text": "and"}},
    {
        "Reject": {
            "start": 51,
            "end": 56,
            "reason": "A talk has three parts, this line has 1.",
            "text": "Lost\n",
            "line": 3,
        }
    },
]

Add = Callable[[str, str], None]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Puts the text of a module beside the sources; afterwards they are as they were."""
    folder = tmp_path / "more-sources"
    folder.mkdir()
    monkeypatch.setattr(kg.sources, "__path__", [*kg.sources.__path__, str(folder)])
    added = []

    def put(name: str, text: str) -> None:
        (folder / f"{name}.py").write_text(text.lstrip(), "utf-8")
        added.append(name)
        importlib.invalidate_caches()
        sources.cache_clear()

    yield put
    for name in added:
        sys.modules.pop(f"kg.sources.{name}", None)
        kg.sources.__dict__.pop(name, None)
    monkeypatch.undo()
    sources.cache_clear()


@pytest.fixture
def talks(add: Add, tmp_path: Path) -> Path:
    """A file of a format that is added by one file."""
    add("talks", TALKS)
    path = tmp_path / "list.talks"
    path.write_text(LINES, "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    """The program, in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def titles(folder: Path) -> list[str]:
    """The titles of the records of a workspace, in the order in which they were read."""
    build = Workspace.open(folder).current
    lines = [
        line
        for path in sorted((build.path / "records").glob("*[0-9a-f].jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    return [msgspec.json.decode(line)["work"]["title"] for line in lines]


# --- a format is one file --------------------------------------------------------------------------------------------


def test_a_format_is_added_by_one_file(talks: Path) -> None:
    """A module put beside the others is a source: listed, claiming its inputs, and built from without being named."""
    assert "talks" in sources()
    assert "talks       Talks: a line each, with title, speakers and year between bars.\n" in run("sources").output
    found = claim("list", LINES)
    assert found is not None
    assert found.name == "talks"
    done = run("build", talks, "--out", talks.parent / "g", "--no-check")
    assert done.exit_code == 0, done.output
    assert "read 2 records from 1 file (1 stretch not read)" in done.output
    assert titles(talks.parent / "g") == ["On Kites", "On Knots"]


def test_an_added_format_has_golden_pairs_like_the_others(talks: Path) -> None:
    """An input and its expectation in a folder of the source's name are all that the golden tests ask for."""
    folder = talks.parent / "golden" / "talks"
    folder.mkdir(parents=True)
    path = folder / "minimal.talks"
    path.write_text("\n".join(LINES.split("\n")[:3]) + "\n", "utf-8")
    got = test_golden.read(path)
    assert got[-1]["Account"]["closes"]
    assert [names_and_values(one) for one in got[:-1]] == [names_and_values(one) for one in EXPECTED]
    test_golden.expected(path).write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in got))
    test_golden.test_a_golden_input_is_read_as_expected(path)
    test_golden.test_a_golden_input_is_claimed_by_its_own_source_alone(path)


def names_and_values(item: dict[str, Any]) -> dict[str, Any]:
    """An item without what depends on the name of the file and with none of its pieces."""
    return {
        kind: {k: v for k, v in values.items() if k not in ("file", "source", "key", "record", "pieces")}
        | ({} if kind != "Record" else {"line": 0})
        for kind, values in item.items()
    }


def test_what_was_added_is_gone_afterwards() -> None:
    """Adding a format for a test leaves the sources as they were."""
    assert "talks" not in sources()
    assert "kg.sources.talks" not in sys.modules
    assert not any(str(path).endswith("more-sources") for path in kg.sources.__path__)


def test_as_decides_what_no_source_claims(talks: Path) -> None:
    """A file without the mark by which it is known is refused, and read with `--as`."""
    talks.write_text(LINES.removeprefix("#talks\n"), "utf-8")
    refused = run("build", talks, "--out", talks.parent / "g", "--no-check")
    assert isinstance(refused.exception, InputError)
    assert "is of no format known here" in str(refused.exception)
    done = run("build", talks, "--out", talks.parent / "g", "--no-check", "--as", "talks")
    assert done.exit_code == 0, done.output
    assert titles(talks.parent / "g") == ["On Kites", "On Knots"]


def test_an_unknown_name_is_an_error_with_the_names(talks: Path) -> None:
    """`--as` with a name that is no source's says which there are."""
    done = run("build", talks, "--out", talks.parent / "g", "--as", "lectures")
    assert isinstance(done.exception, InputError)
    assert str(done.exception) == f"There is no source 'lectures'; the sources are {', '.join(sources())}."


# --- two claims ------------------------------------------------------------------------------------------------------


def test_two_claims_are_an_error_naming_both(talks: Path, add: Add) -> None:
    """An input that two sources claim is refused with the names of both; `--as` decides."""
    add("lectures", TALKS.replace("Talks: a line each", "Lectures: a line each"))
    with pytest.raises(InputError, match=r"^list\.talks is claimed by lectures and talks; say which with --as NAME\.$"):
        claim("list.talks", LINES)
    refused = run("build", talks, "--out", talks.parent / "g")
    assert isinstance(refused.exception, InputError)
    assert not (talks.parent / "g" / "current").exists()
    shown = run("sources", talks)
    assert shown.exit_code == 1
    assert shown.output == "list.talks is claimed by lectures and talks; say which with --as NAME.\n"
    done = run("build", talks, "--out", talks.parent / "g", "--no-check", "--as", "lectures")
    assert done.exit_code == 0, done.output
    assert titles(talks.parent / "g") == ["On Kites", "On Knots"]


# --- why -------------------------------------------------------------------------------------------------------------


def test_sources_says_which_source_claims_a_file_and_why(talks: Path) -> None:
    """`kg sources FILE` names the source and shows the line on which it was certain."""
    done = run("sources", talks)
    assert done.exit_code == 0
    assert done.output == (
        "list.talks is talks: Talks: a line each, with title, speakers and year between bars.\n"
        "    by its text, certain on line 1 with: #talks (utf-8)\n"
    )


def test_sources_goes_on_after_a_file_that_none_claims(talks: Path) -> None:
    """A file of no format, an empty one and a binary one are said in one line each; the exit code is 1."""
    unknown, empty, binary = (talks.with_name(name) for name in ("a.csv", "b.txt", "c.bin"))
    unknown.write_text("1,2\n", "utf-8")
    empty.write_text("\n", "utf-8")
    binary.write_bytes(b"abc\0\0\0abcdefghijklmnop")
    done = run("sources", unknown, empty, binary, talks)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].startswith("a.csv is of no format known here;")
    assert lines[1] == "b.txt holds nothing."
    assert lines[2] == "c.bin is not text: it holds zero bytes."
    assert lines[3].startswith("list.talks is talks: ")


@pytest.mark.parametrize(
    ("begins", "says"),
    [(b"PK\x03\x04" + b"\0" * 30, "damaged or cut"), (b"\x89PNG\r\n\x1a\n\0\0", "a picture"), (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "is a PDF"), (b"{\\rtf1\\ansi x}", "Rich Text"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "an old Office or one with a password")],
)  # fmt: skip
def test_files_that_people_try_are_refused_with_what_to_do_instead(begins: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(begins)
    done = run("sources", file)
    assert done.exit_code == 1
    assert says in done.output


def test_a_name_that_was_needed_is_said(add: Add, tmp_path: Path) -> None:
    """Where the name supports what the text shows, or decides alone, the reason says so."""
    sniff = 'return head.startswith("#talks\\n")'
    add("named", TALKS.replace(sniff, 'return name.endswith(".named") and "|" in head'))
    add("alone", TALKS.replace(sniff, 'return name.endswith(".alone")'))
    (tmp_path / "a.named").write_text("A | B | 2020\n", "utf-8")
    (tmp_path / "b.alone").write_text("A | C | 2020\n", "utf-8")
    lines = run("sources", tmp_path / "a.named", tmp_path / "b.alone").output.splitlines()
    assert lines[1] == "    by its text and its name, certain on line 1 with: A | (utf-8)"
    assert lines[3] == "    by its name alone (utf-8)"


@pytest.mark.parametrize("path", test_golden.CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_evidence_suffices_and_less_does_not(path: Path) -> None:
    """For every golden input: its source claims the beginning that is said to be enough, and not one character less."""
    data = path.read_bytes()
    head = data.decode(encoding_of(data), "replace").removeprefix("\ufeff")[:HEAD]
    source = sources()[path.parent.name]
    found = evidence(source, path.name, head)
    assert source.sniff(path.name, head[: found.characters])
    assert not source.sniff(path.name, head[: found.characters - 1])
    assert head.split("\n")[found.line - 1].strip().startswith(found.quote)
    assert found.quote


# --- what every source has -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sources())
def test_a_source_has_two_public_functions(name: str) -> None:
    """A source module defines `sniff` and `read` and nothing else that is public and can be called."""
    module = importlib.import_module(f"kg.sources.{name}")
    public = {
        key: value
        for key, value in vars(module).items()
        if not key.startswith("_") and callable(value) and getattr(value, "__module__", "") == module.__name__
    }
    assert set(public) == {"sniff", "read"}
    assert list(inspect.signature(public["sniff"]).parameters) == ["name", "head"]
    assert list(inspect.signature(public["read"]).parameters) == ["stream"]


@pytest.mark.parametrize("name", sources())
def test_a_source_says_in_one_sentence_what_it_reads(name: str) -> None:
    """The first line of its docstring is one sentence that ends with a full stop, and fits a terminal twice over."""
    line = sources()[name].description
    assert line == line.strip()
    assert line.endswith(".")
    assert ". " not in line
    assert 20 <= len(line) <= 140
    assert "|" not in line


def test_nothing_is_read_from_nothing() -> None:
    """No source claims an empty text, a blank one, or one that holds a single word."""
    for head in ("", "\n \t\n", "word", "word\n"):
        assert [source.name for source in sources().values() if source.sniff("input", head)] == []

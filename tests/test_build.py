"""`kg build` from bytes to a graph: the same bytes each time, and a sentence for whatever cannot be read."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from kg.build import build, safe
from kg.cli import cli
from kg.config import Config
from kg.errors import InputError, KgError, WorkspaceError
from kg.records import Record, Work
from kg.workspace import GRAPHS, Build, Workspace

WORLD = sorted(p for p in (Path(__file__).parent / "world").iterdir() if p.suffix in (".txt", ".bib", ".jsonl"))
ENTRY = "@article{a,\n  author = {Adams, Ann},\n  title = {%s},\n  year = {2020}\n}\n"


def write(folder: Path, name: str, content: str | bytes) -> str:
    """A file of the given content; its path."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def made(folder: Path, *files: str, **more: Any) -> Build:
    """The build of some files, without running the shapes."""
    build(files, folder / "g", Config(), checked=False, **more)
    return Workspace.open(folder / "g").current


def graph(one: Build) -> dict[str, bytes]:
    """All bytes of a build's graph by layer and file."""
    # Files are numbered in the order of the mapping, which may grow.
    return {f"{layer}/{p.name[3:]}": p.read_bytes() for layer in GRAPHS for p in one.graph_files(layer)}


def ledger(one: Build, name: str) -> list[dict[str, Any]]:
    """The rows of a file of the ledger."""
    return [json.loads(line) for line in (one.ledger / f"{name}.jsonl").read_bytes().splitlines()]


def run(*arguments: str) -> Result:
    """The command line, with the errors of the house as exceptions of the result."""
    return CliRunner().invoke(cli, list(arguments))


def test_two_builds_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    """The order of the inputs, and where they lie, changes no byte of the graph."""
    world = WORLD
    (tmp_path / "one").mkdir()
    (tmp_path / "two" / "moved").mkdir(parents=True)
    moved = [write(tmp_path / "two" / "moved", p.name, p.read_bytes()) for p in world]
    one = made(tmp_path / "one", *map(str, world))
    two = made(tmp_path / "two", *reversed(moved))
    assert graph(one) == graph(two)
    assert (one.path / "build.json").read_bytes() == (two.path / "build.json").read_bytes()


def test_a_packed_copy_is_the_same_input(tmp_path: Path) -> None:
    """A file and its gzip hold one content: it is read once, and alone it gives the same graph."""
    text = (ENTRY % "Rivers").encode()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = write(tmp_path, "x.bib", text)
    packed = write(tmp_path, "x.bib.gz", gzip.compress(text))
    one = made(tmp_path / "a", plain, packed)
    assert one.info["counts"]["records"] == 1
    two = made(tmp_path / "b", packed)
    assert graph(one)["default/work.nt"] == graph(two)["default/work.nt"]


def test_the_graph_of_the_world_is_valid_and_has_no_triple_twice(tmp_path: Path) -> None:
    """Every layer parses as N-Triples, holds no blank node, and no triple stands in a layer twice."""
    one = made(tmp_path, *map(str, WORLD))
    for layer in GRAPHS:
        lines = [line for path in one.graph_files(layer) for line in path.read_bytes().splitlines()]
        assert len(lines) == len(set(lines))
        triples = list(pyoxigraph.parse(b"\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES))
        assert len(triples) == len(lines)
        assert not any(isinstance(term, pyoxigraph.BlankNode) for t in triples for term in (t.subject, t.object))


def test_standard_input_is_read(tmp_path: Path) -> None:
    """`-` reads what is piped in."""
    command = [sys.executable, "-m", "kg", "build", "-", "--out", str(tmp_path / "g"), "--no-check"]
    done = subprocess.run(command, input=(ENTRY % "Rivers").encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"read 1 record from 1 file (0 stretches not read): 1 work, 1 person, 0 venues")


ENCODED = "Flüsse und Ströme – Überblick"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_encodings_are_told_and_the_text_is_right(tmp_path: Path, encoding: str) -> None:
    """UTF-8 and UTF-16, with and without mark, and Latin-1 come out as the same title."""
    title = ENCODED.replace("–", "-") if encoding == "latin-1" else ENCODED
    one = made(tmp_path, write(tmp_path, "x.bib", (ENTRY % title).encode(encoding)))
    assert title.encode() in graph(one)["default/work.nt"]
    [file] = ledger(one, "files")
    assert file["closes"]
    assert (file["not_utf8"] > 0) is (encoding in ("latin-1", "cp1252"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.bib", b"", "Nothing was read"),
        ("blank.txt", b"\n \n", "Nothing was read"),
        ("noise.bib", bytes(range(256)) * 40, "is not text"),
        ("letter.txt", b"Dear Ann,\nthank you for the stones.\nYours, Bob\n", "of no format known here"),
        ("cut.bib.gz", gzip.compress(b"@article{a, title = {x}}" * 999, mtime=0)[:40], "damaged archive"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """Empty, binary, unknown and damaged inputs stop the build with one sentence, and nothing is left behind."""
    with pytest.raises(InputError, match=said) as raised:
        made(tmp_path, write(tmp_path, name, content))
    assert "\n" not in str(raised.value)
    assert raised.value.exit_code == 2
    assert not (tmp_path / "g").exists()


def test_a_file_that_is_not_there_or_vanishes_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, and one that goes away between looking and reading, each stop the build with a sentence."""
    with pytest.raises(InputError, match=r"There is no file .*absent\.bib"):
        made(tmp_path, str(tmp_path / "absent.bib"))
    path = write(tmp_path, "x.bib", ENTRY % "Rivers")
    import kg.build

    found = kg.build.source_of

    def vanishing(one: Any, wanted: str | None = None) -> Any:
        source = found(one, wanted)
        os.unlink(path)  # noqa: PTH108  (the point is that the path is a plain string by now)
        return source

    monkeypatch.setattr(kg.build, "source_of", vanishing)
    with pytest.raises(InputError, match="could not be read: No such file"):
        made(tmp_path, path)


def test_in_a_folder_what_is_unknown_is_passed_over_and_said(tmp_path: Path) -> None:
    """A folder may hold other files: they are named in the ledger and the rest is read."""
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "x.bib", ENTRY % "Rivers")
    write(folder, "photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 30)
    write(folder, "notes.md", "Ask Bob about the stones.\n")
    one = made(tmp_path, str(folder))
    assert {row["file"] for row in ledger(one, "skipped")} == {"photo.jpg", "notes.md"}
    assert one.info["counts"]["records"] == 1


def test_a_truncated_entry_is_a_reject_with_its_place(tmp_path: Path) -> None:
    """What ends in the middle is rejected with file, line and reason; the entries before it are read."""
    one = made(
        tmp_path, write(tmp_path, "x.bib", ENTRY % "Rivers" + "@article{b,\n  author = {Brown, Bob},\n  title = {Lak")
    )
    [reject] = ledger(one, "rejects")
    assert (reject["file"], reject["line"]) == ("x.bib", 6)
    assert reject["reason"]
    assert "title = {Lak" in reject["text"]
    assert one.info["counts"]["records"] == 1


def test_what_is_said_of_stretches_that_are_no_records(tmp_path: Path) -> None:
    """Lines of an address are not called records, the number of an entry that was read is not counted, and each file of the ledger is named."""
    page = (
        "Faculty of Knots, Coastal University\n12 Harbour Road, Room 4\n\nPublications – Jane Q. Example\n\n"
        "[1] J. Example and R. Muster. A small study of large stones. Journal of Testing, 2021.\n\n"
        "[2] R. Muster, J. Example and Q. Novak. Rivers and their mills. Journal of Mills, 2022.\n"
    )
    done = run("build", write(tmp_path, "x.txt", page), "--out", str(tmp_path / "g"), "--no-check")
    assert done.exit_code == 0, done.output
    ledger_of = tmp_path / "g" / "ledger"
    assert f"1 stretch not read as records, kept in {ledger_of / 'rejects.jsonl'}" in done.stderr
    assert "read 2 records from 1 file (1 stretch not read): 2 works" in done.stdout


def test_three_thousand_authors_keep_their_order(tmp_path: Path) -> None:
    """A paper of a large collaboration has all its authors, in order."""
    names = " and ".join(f"Fam{i:04d}, Given" for i in range(3000))
    one = made(tmp_path, write(tmp_path, "x.bib", (ENTRY % "Rivers").replace("Adams, Ann", names)))
    printed = [line for line in graph(one)["default/authorship.nt"].decode().splitlines() if "nameAsPrinted" in line]
    assert len(printed) == 3000
    assert "#author-2718> " in printed[2717]
    assert '"Fam2717, Given"' in printed[2717]


def test_a_line_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    """Length is no error."""
    one = made(
        tmp_path,
        write(
            tmp_path, "x.bib", (ENTRY % "Rivers").replace("year", "abstract = {" + "water " * 1_750_000 + "},\n year")
        ),
    )
    assert len(graph(one)["default/work.nt"]) > 10_000_000


def test_hostile_characters_stay_text(tmp_path: Path) -> None:
    """Quotes, angle brackets, bidi marks and markup come through as they are; control characters are replaced, and said."""
    title = 'A "quoted" <b>title</b> > \u202egnp.exe\u202c with \x07 bells'
    one = made(tmp_path, write(tmp_path, "x.bib", ENTRY % title))
    triples = list(pyoxigraph.parse(graph(one)["default/work.nt"], format=pyoxigraph.RdfFormat.N_TRIPLES))
    [name] = [t.object.value for t in triples if t.predicate.value == "https://schema.org/name"]
    assert name == title.replace("\x07", "\ufffd")
    assert "control-characters" in [row["code"] for row in ledger(one, "remarks")]


def test_a_backslash_before_a_letter_is_no_control_character() -> None:
    """LaTeX is left as it stands, and no remark is made of it."""
    record = Record(0, 1, Work(title="On $\\beta$ and \\frac"))
    assert safe(record) is record
    assert record.remarks == []


def test_half_a_surrogate_pair_does_not_stop_a_build() -> None:
    """A lone surrogate, which JSON can hold and UTF-8 cannot, is replaced."""
    record = safe(Record(0, 1, Work(title="a\ud800b")))
    assert record.work.title == "a\ufffdb"


def test_a_failed_build_keeps_the_last_good_one(tmp_path: Path) -> None:
    """After an error the graph of the build before still answers."""
    made(tmp_path, write(tmp_path, "x.bib", ENTRY % "Rivers"))
    with pytest.raises(KgError):
        made(tmp_path, write(tmp_path, "y.txt", "no list at all\n"))
    assert b"Rivers" in graph(Workspace.open(tmp_path / "g").current)["default/work.nt"]


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/proc/self").exists(), reason="no place that even root cannot write"
)
def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    """A folder that cannot be made or written stops the build with a sentence."""
    with pytest.raises(WorkspaceError, match="cannot be written"):
        build([write(tmp_path, "x.bib", ENTRY % "Rivers")], "/proc/self/g", Config(), checked=False)


def test_the_command_says_what_it_did_and_refuses_in_one_line(tmp_path: Path) -> None:
    """The summary line on success; exit code 2 and one sentence, no traceback, on failure."""
    done = run("build", write(tmp_path, "x.bib", ENTRY % "Rivers"), "--out", str(tmp_path / "g"))
    assert done.exit_code == 0
    assert "1 work, 1 person, 0 venues" in done.output
    failed = subprocess.run(
        [sys.executable, "-m", "kg", "build", "absent", "--out", str(tmp_path / "h")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (failed.returncode, failed.stderr) == (2, "kg: There is no file absent.\n")


def test_a_users_own_mapping_is_used(tmp_path: Path) -> None:
    """`--mapping FILE` decides which triples there are."""
    mapping = write(
        tmp_path,
        "m.yaml",
        "prefixes: {dc: 'http://purl.org/dc/elements/1.1/'}\nmappings:\n  w: {sources: work, s: $(work), po: [[dc:title, $(title)]]}\n",
    )
    build([write(tmp_path, "x.bib", ENTRY % "Rivers")], tmp_path / "g", Config(mapping=mapping), checked=False)
    [line] = b"".join(graph(Workspace.open(tmp_path / "g").current).values()).splitlines()
    assert line.endswith(b'<http://purl.org/dc/elements/1.1/title> "Rivers" .')


@pytest.mark.parametrize("base", ["no iri", "https://x.org/a b/", "http:///x", "https://x.org/?q=1"])
def test_a_base_that_is_no_iri_is_refused(tmp_path: Path, base: str) -> None:
    """A wrong base is named before anything is written."""
    done = run("build", write(tmp_path, "x.bib", ENTRY % "Rivers"), "--out", str(tmp_path / "g"), "--base", base)
    assert isinstance(done.exception, InputError)
    assert "not an absolute IRI" in str(done.exception)


@pytest.mark.shared
def test_the_seeds_are_read_whole(tmp_path: Path, shared: Path) -> None:
    """Both lists: twenty works in order, nothing rejected, nothing left over, both accounts close."""
    one = made(tmp_path, *(str(p) for p in (shared / "seeds").glob("*.txt")))
    files = ledger(one, "files")
    assert [(f["records"], f["rejects"], f["left"], f["closes"]) for f in files] == [(10, 0, 0, True)] * 2
    assert one.info["counts"]["works"] == 20

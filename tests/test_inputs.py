"""Inputs: whatever a user names, its bytes once, unpacked within bounds."""

from __future__ import annotations

import gzip
import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import inputs
from kg.errors import InputError
from kg.inputs import Input, bytes_of, find_inputs

ENTRY = b"@article{a,\n  author = {Adams, Ann},\n  title = {Rivers}\n}\n"


def content(one: Input) -> bytes:
    """The unpacked bytes of an input."""
    with bytes_of(one.path, one.member) as raw:
        return raw.read()


def zipped(path: Path, files: dict[str, bytes]) -> str:
    """A zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return str(path)


def test_a_zip_file_is_read_as_a_folder(tmp_path: Path) -> None:
    """The files inside, packed ones unpacked, each with the archive's name before its own."""
    path = zipped(
        tmp_path / "a.zip", {"x.bib": ENTRY, "deep/y.bib.gz": gzip.compress(b"% other\n" + ENTRY), "__MACOSX/x": b"z"}
    )
    found = {one.name: content(one) for one in find_inputs([path], tmp_path)}
    assert found == {"a.zip/x.bib": ENTRY, "a.zip/deep/y.bib.gz": b"% other\n" + ENTRY}


def test_patterns_folders_and_copies(tmp_path: Path) -> None:
    """A pattern and a folder name the same files; a content is read once; hidden files are not read."""
    (tmp_path / "in").mkdir()
    for name, data in (("a.bib", ENTRY), ("b.bib", ENTRY), ("c.bib", ENTRY + b"%"), (".hidden", b"x")):
        (tmp_path / "in" / name).write_bytes(data)
    by_pattern = find_inputs([str(tmp_path / "in" / "*.bib")], tmp_path)
    by_folder = find_inputs([str(tmp_path / "in")], tmp_path)
    assert [one.digest for one in by_pattern] == [one.digest for one in by_folder]
    assert sorted(one.name for one in by_folder) == ["a.bib", "c.bib"]


def test_names_are_as_short_as_they_can_be(tmp_path: Path) -> None:
    """Files of one name are told apart by their folders, and only then."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.bib").write_bytes(folder.encode())
    (tmp_path / "one" / "y.bib").write_bytes(b"y")
    assert sorted(one.name for one in find_inputs([str(tmp_path)], tmp_path)) == ["one/x.bib", "two/x.bib", "y.bib"]


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """What grows beyond the bound when unpacked is refused with a sentence, at the bound and not at the end."""
    monkeypatch.setattr(inputs, "FREE", 1 << 20)
    zeros = bytes(50 << 20)
    path = tmp_path / "bomb"
    if kind == "gzip":
        path.write_bytes(gzip.compress(zeros))
    else:
        zipped(path, {"x": zeros})
    with pytest.raises(InputError, match="grows to more than 300 times its size"):
        find_inputs([str(path)], tmp_path)


def test_damaged_and_locked_archives_are_said(tmp_path: Path) -> None:
    """A zip file cut short and one with a wrong checksum each get a sentence."""
    whole = Path(zipped(tmp_path / "a.zip", {"x.bib": ENTRY * 50})).read_bytes()
    broken = bytearray(whole)
    broken[60] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(bytes(broken))
    with pytest.raises(InputError, match=r"damaged archive|could not be read|cannot be unpacked"):
        find_inputs([str(tmp_path / "b.zip")], tmp_path)


# --- the web ---------------------------------------------------------------------------------------------------------


class Site(http.server.BaseHTTPRequestHandler):
    """Answers /x.bib with an entry, /big without end, /slow never, and counts what it was asked."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        """One answer."""
        type(self).asked.append((self.path, self.headers["User-Agent"]))
        if self.path == "/slow":
            threading.Event().wait(3)
        if self.path not in ("/x.bib", "/big"):
            self.send_error(404)
            return
        data = ENTRY if self.path == "/x.bib" else ENTRY * 5000
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class names it so)
        """Nothing on the terminal."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on loopback; downloads go to a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("KG_CONTACT", "mailto:ann@example.org")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Site.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_web_address_is_fetched_once_with_an_agent_that_says_who_asks(tmp_path: Path, site: str) -> None:
    """The answer is read under its address, cached for the next time, and the agent names a contact."""
    for _ in range(2):
        [one] = find_inputs([f"{site}/x.bib"], tmp_path)
        assert (one.name, content(one)) == (f"{site}/x.bib", ENTRY)
    assert [path for path, _ in Site.asked] == ["/x.bib"]
    assert "mailto:ann@example.org" in Site.asked[0][1]


def test_what_the_web_does_not_give_is_said(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not found, too large, too slow, refused and offline each get their sentence."""
    import kg.download

    with pytest.raises(InputError, match="answered 404"):
        find_inputs([f"{site}/absent"], tmp_path)
    monkeypatch.setattr(kg.download, "LARGEST", 1000)
    with pytest.raises(InputError, match="is larger than"):
        find_inputs([f"{site}/big"], tmp_path)
    monkeypatch.setattr(kg.download, "TIMEOUT", (0.5, 0.5))
    with pytest.raises(InputError, match="did not answer in time"):
        find_inputs([f"{site}/slow"], tmp_path)
    with pytest.raises(InputError, match=r"could not be fetched: .*refused"):
        find_inputs(["http://127.0.0.1:9/x"], tmp_path)
    with pytest.raises(InputError, match="--offline forbids"):
        find_inputs([f"{site}/x.bib"], tmp_path, offline=True)


def test_standard_input_is_kept_until_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is an input like any other."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ENTRY)))
    [one] = find_inputs(["-"], tmp_path)
    assert (one.name, content(one)) == ("stdin", ENTRY)

"""Inputs: the files behind what a user names, each with its digest and encoding, and their bytes, unpacked within bounds.

An argument is a file, a folder (all files below it), a pattern with `*`, `-` for standard input, or a web address. A `.gz` file
is read as what it holds, a `.zip` file as a folder, and a document of a word processor or spreadsheet as its text (`kg.office`), inside
a `.zip` file too. Nothing else is unpacked to disk.
"""

from __future__ import annotations

import codecs
import glob
import gzip
import hashlib
import re
import shutil
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from kg.errors import InputError
from kg.office import ENDINGS, NothingToReadError, parts_of

RATIO = 300
"""Packed data that grows by more than this is refused as a bomb, once it has grown past `FREE`."""

FREE = 1 << 26
"""64 MiB may come out of any packed file, whatever the ratio."""

MEMBERS = 100_000
"""At most this many files are read out of one zip file."""


@dataclass(frozen=True)
class Input:
    """Something to read: the name it has in the graph, where its bytes are, the digest (SHA-256) of the unpacked bytes.

    `member` names a file inside a zip file; `named` says whether the user named it or it was found in a folder.
    """

    name: str
    path: Path
    digest: str
    encoding: str
    named: bool = True
    member: str = ""


@dataclass(frozen=True)
class _Place:
    """An input before it was opened: `names` are the folders and the file that its name is made of."""

    path: Path
    named: bool
    names: tuple[str, ...]
    member: str = ""


def find_inputs(given: Sequence[str], spool: Path, offline: bool = False) -> list[Input]:
    """The inputs behind the arguments of a command line. Standard input and downloads are kept in `spool`.

    They come sorted by digest and each content once, so that neither the order of the arguments nor a second copy changes
    anything after this. Raises `InputError` for what is not there, cannot be read, or is a web address while `offline`.
    """
    places = [place for argument in given for place in _places(argument, spool, offline)]
    found: dict[str, Input] = {}
    for place, name in sorted(zip(places, _names(places), strict=True), key=lambda pair: pair[1]):
        digest, encoding = digest_of(place.path, place.member)
        found.setdefault(digest, Input(name, place.path, digest, encoding, place.named, place.member))
    return sorted(found.values(), key=lambda one: one.digest)


def _places(argument: str, spool: Path, offline: bool) -> Iterator[_Place]:
    if argument == "-":
        target = spool / "stdin"
        with target.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
        yield from _file(target, True, spool, "stdin")
    elif re.match(r"https?://", argument, re.IGNORECASE):
        from kg.download import download

        if offline:
            raise InputError(f"{argument} is a web address, and --offline forbids reading it.", url=argument)
        yield from _file(download(argument, spool), True, spool, argument)
    elif (path := Path(argument)).is_dir():
        yield from _folder(path, spool)
    elif path.exists():
        yield from _file(path, True, spool)
    elif any(mark in argument for mark in "*?[") and (matches := sorted(glob.glob(argument, recursive=True))):  # noqa: PTH207  (absolute patterns too)
        for match in matches:
            if Path(match).is_file():
                yield from _file(Path(match), True, spool)
    else:
        raise InputError(f"There is no file {argument}.", file=argument)


def _folder(path: Path, spool: Path) -> Iterator[_Place]:
    for one in sorted(path.rglob("*")):
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
            yield from _file(one, False, spool)


def _file(path: Path, named: bool, spool: Path, name: str = "") -> Iterator[_Place]:
    """The file itself, the files inside a zip file, or the text of a document or of the sheets of a workbook."""
    names = (name,) if name else path.resolve().parts
    try:
        packed = zipfile.is_zipfile(path)
        parts = parts_of(path, name) if packed else []
        members = _members(path) if packed and not parts else []
    except NothingToReadError:
        if named:
            raise
        packed, parts = False, []
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise InputError(f"{path} could not be read: {error}.", file=str(path)) from error
    if not packed:
        yield _Place(path, named, names)
    elif parts:
        yield from _texts(parts, named, names, spool)
    else:
        yield from _unpacked(path, members, names, spool)


def _texts(parts: Sequence[tuple[str, str]], named: bool, names: tuple[str, ...], spool: Path) -> Iterator[_Place]:
    """The parts of a document, each kept in a file of its own."""
    for number, (part, text) in enumerate(parts):
        digest = hashlib.sha256(f"{'/'.join(names)} {number}".encode("utf-8", "surrogateescape")).hexdigest()
        target = spool / f"{digest[:16]}.{part.rpartition('.')[2]}"
        target.write_text(text, "utf-8", newline="\n")
        yield _Place(target, named and len(parts) == 1, names if part == "html" else _within(names, part))


def _within(names: tuple[str, ...], part: str) -> tuple[str, ...]:
    return (*names[:-1], f"{names[-1]}/{part}")


def _unpacked(path: Path, members: Sequence[str], names: tuple[str, ...], spool: Path) -> Iterator[_Place]:
    """The files inside a zip file; of documents their texts, which together are bounded as one file is."""
    left = max(FREE, RATIO * path.stat().st_size)
    for member in members:
        within = _within(names, member)
        parts = _document(path, member, within, spool) if ENDINGS.search(member) else []
        left -= sum(len(text) for _, text in parts)
        if left < 0:
            raise InputError(
                f"The documents in {path} hold more than {RATIO} times its size of text; it was not read.",
                file=str(path),
            )
        if parts:
            yield from _texts(parts, False, within, spool)
        else:
            yield _Place(path, False, within, member)


def _document(path: Path, member: str, within: tuple[str, ...], spool: Path) -> list[tuple[str, str]]:
    """The parts of a document inside a zip file; none for what is no document or holds no text."""
    target = spool / "document"
    try:
        with bytes_of(path, member) as raw, target.open("wb") as out:
            shutil.copyfileobj(raw, out)
        return parts_of(target, within[-1]) if zipfile.is_zipfile(target) else []
    except NothingToReadError:
        return []
    finally:
        target.unlink(missing_ok=True)


def _members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MEMBERS:
        raise InputError(f"{path} holds {len(infos):,} files; at most {MEMBERS:,} are read.", file=str(path))
    return sorted(
        {i.filename for i in infos if not any(part.startswith((".", "__MACOSX")) for part in i.filename.split("/"))}
    )


def _names(places: Sequence[_Place]) -> list[str]:
    """The shortest ending of each path that no other path has: independent of where the files lie."""
    parts = [place.names for place in places]
    depth = [1] * len(places)
    while True:
        names = ["/".join(p[-d:]) for p, d in zip(parts, depth, strict=True)]
        count = Counter(names)
        grow = [i for i, name in enumerate(names) if count[name] > 1 and depth[i] < len(parts[i])]
        grow = [i for i in grow if len({parts[j] for j, other in enumerate(names) if other == names[i]}) > 1]
        if not grow:
            return names
        for i in grow:
            depth[i] += 1


# --- bytes -----------------------------------------------------------------------------------------------------------


class _Bounded:
    """A stream of unpacked bytes that refuses to grow without bound."""

    def __init__(self, raw: IO[bytes], name: str, packed: int) -> None:
        self._raw, self._name = raw, name
        self._left = max(FREE, packed * RATIO)

    def read(self, size: int = -1, /) -> bytes:
        data = self._raw.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"{self._name} grows to more than {RATIO} times its size when unpacked; it was not read.",
                file=self._name,
            )
        return data

    read1 = read

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    @property
    def closed(self) -> bool:
        return self._raw.closed

    def flush(self) -> None:
        """There is nothing to write."""

    def close(self) -> None:
        self._raw.close()


@contextmanager
def bytes_of(path: Path, member: str = "") -> Iterator[IO[bytes]]:
    """The unpacked bytes of a file, or of a file inside a zip file.

    Raises `InputError` when it vanished, cannot be read, is damaged or locked, or grows beyond all bounds.
    """
    name = f"{path.name}/{member}" if member else path.name
    try:
        with ExitStack() as stack:
            if member:
                archive = stack.enter_context(zipfile.ZipFile(path))
                raw = stack.enter_context(archive.open(member))
                packed = archive.getinfo(member).compress_size
                raw = cast("IO[bytes]", _Bounded(raw, name, packed))
            else:
                raw = stack.enter_context(path.open("rb"))
                packed = path.stat().st_size
            yield _unzipped(raw, name, packed, bool(member), path, stack)
    except (gzip.BadGzipFile, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise InputError(f"{name} is a damaged archive: {error}.", file=str(path)) from error
    except (RuntimeError, NotImplementedError, KeyError) as error:
        raise InputError(f"{name} cannot be unpacked: {error}.", file=str(path)) from error
    except OSError as error:
        raise InputError(f"{path} could not be read: {error.strerror or error}.", file=str(path)) from error


def _unzipped(raw: IO[bytes], name: str, packed: int, inside: bool, path: Path, stack: ExitStack) -> IO[bytes]:
    """The stream itself, or what it holds where it is gzip."""
    if inside:
        if not name.endswith(".gz"):
            return raw
    else:
        head = raw.read(2)
        raw.seek(0)
        if head != b"\x1f\x8b":
            return raw
    unpacked = stack.enter_context(gzip.GzipFile(fileobj=raw, mode="rb"))
    return cast("IO[bytes]", _Bounded(cast("IO[bytes]", unpacked), name, packed))


# --- encodings -------------------------------------------------------------------------------------------------------

_DECLARED = (
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']"""),
    re.compile(rb"""^%\s*Encoding:\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE | re.MULTILINE),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its mark, its declaration or the zero bytes of ASCII in UTF-16; else UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[:400]
    if sample.count(0) >= len(sample) // 3 > 0:
        return "utf-16-be" if sample[:100:2].count(0) > sample[1:100:2].count(0) else "utf-16-le"
    for pattern in _DECLARED:
        if match := pattern.search(head[:4096]):
            try:
                name = codecs.lookup(match[1].decode("ascii")).name
                b"a".decode(name, "strict").encode("ascii")
            except (LookupError, UnicodeError, AttributeError):
                continue
            # A file that says UTF-16 in readable ASCII is not UTF-16.
            return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-8")) else name
    return "utf-8"


def digest_of(path: Path, member: str = "") -> tuple[str, str]:
    """The SHA-256 of the unpacked bytes and their encoding. Raises `InputError` as `bytes_of` does."""
    digest = hashlib.sha256()
    encoding = ""
    with bytes_of(path, member) as raw:
        while chunk := raw.read(1 << 20):
            encoding = encoding or encoding_of(chunk)
            digest.update(chunk)
    return digest.hexdigest(), encoding or "utf-8"

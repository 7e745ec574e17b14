"""The package of a document: its parts, parsed within bounds of bytes, elements, cells and characters."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, cast

from lxml import etree

LARGEST = 200_000_000
"""A part of a document of more bytes, unpacked, is not read, nor is a document of more characters."""
FREE = 1 << 26
"""So many bytes of a part, and so many characters of a document, may come out of any package, whatever its size."""
RATIO = 300
"""Beyond `FREE`, at most so many times the size of the package."""
MOST_CELLS = 2_000_000
MOST_COLUMNS = 1_000
MOST_SHEETS = 1_000
_MOST_ELEMENTS = 600_000
"""At most so many elements of a part are held at a time: a paragraph, a table, a row of a sheet."""
_STRICT = re.compile(rb"""(=[ \t\r\n]?["'])http://purl\.oclc\.org/ooxml/([a-zA-Z]+)/([a-zA-Z]+)(?=["'])""")
"""A namespace of strict Office Open XML, as it is declared at the root of a part."""


class TooLargeError(Exception):
    """A document of which more would come than is read; the text says what of it there is too much."""


class Package:
    """The parts of an open archive of `packed` bytes, and how much may still come out of it. What goes beyond raises `TooLargeError`."""

    def __init__(self, archive: zipfile.ZipFile, packed: int) -> None:
        self._archive = archive
        self._most = min(LARGEST, max(FREE, RATIO * packed))
        self._characters, self._cells = self._most, MOST_CELLS
        self._held, self._held_before = 0, 0
        self.names = frozenset(archive.namelist())

    def spend(self, characters: int) -> None:
        """Counts characters of the text."""
        self._characters -= characters
        if self._characters < 0:
            raise TooLargeError(f"its text has more than {self._most:,} characters")

    def count(self, cells: int) -> None:
        """Counts cells, empty ones and rows too."""
        self._cells -= cells
        if self._cells < 0:
            raise TooLargeError(f"it has more than {MOST_CELLS:,} cells")

    def head(self, name: str) -> bytes:
        """The first bytes of a part."""
        with self._archive.open(name) as stream:
            return stream.read(200)

    def root(self, name: str) -> etree._Element:
        """The root of a small part. Raises `XMLSyntaxError` where it is none."""
        root = None
        for event, one in self._events(name):
            if event == "start" and root is None:
                root = one
        if root is None:
            raise ValueError(f"{name} is empty")
        return root

    def blocks(self, name: str, *parents: str) -> Iterator[etree._Element]:
        """The elements directly within those of the given names, one after the other, each forgotten when the next one is asked for."""
        opened: etree._Element | None = None
        for event, one in self._events(name):
            if event == "start":
                if opened is None and one.tag not in parents:
                    parent = one.getparent()
                    if parent is not None and parent.tag in parents:
                        opened, self._held_before = one, self._held - 1
            elif one is opened:
                yield one
                one.clear()
                parent = one.getparent()
                while parent is not None and one.getprevious() is not None:
                    del parent[0]
                opened, self._held = None, self._held_before

    def _events(self, name: str) -> Iterator[tuple[str, etree._Element]]:
        """Where elements of a part begin and end; `_held` counts them."""
        if self._archive.getinfo(name).file_size > self._most:
            raise TooLargeError(f"{name} has more than {self._most:,} bytes")
        self._held = 0
        with self._archive.open(name) as stream:
            part = cast("IO[bytes]", _Part(stream, name, self._most))
            events = etree.iterparse(
                part,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                remove_comments=True,
                remove_pis=True,
            )
            for event, one in events:
                if event == "start":
                    self._held += 1
                    if self._held > _MOST_ELEMENTS:
                        raise TooLargeError(f"a piece of {name} has more than {_MOST_ELEMENTS:,} elements")
                    if one.getparent() is None and one.getroottree().docinfo.doctype:
                        # No writer makes one, and entities could be declared in it (ECMA-376, part 2, forbids it).
                        raise ValueError(f"{name} has a declaration of its document type")
                yield event, one

    def relations(self, name: str) -> list[dict[str, str]]:
        """The relations of a part: "Id", "Type", "Target", "TargetMode"."""
        folder, _, file = name.rpartition("/")
        own = posixpath.join(folder, "_rels", f"{file}.rels")
        if own not in self.names:
            return []
        return [{str(k): str(v) for k, v in one.attrib.items()} for one in self.root(own)]


def resolved(part: str, target: str) -> str:
    """The name of the part that a relation of `part` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


class _Part:
    """The bytes of a part, no more of them than allowed; strict namespaces are written as the common ones."""

    def __init__(self, stream: IO[bytes], name: str, most: int) -> None:
        self._stream, self._name, self._most, self._left = stream, name, most, most

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises `TooLargeError` where there are too many."""
        first = self._left == self._most
        data = self._stream.read(max(size, 1 << 16) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError(f"{self._name} has more than {self._most:,} bytes")
        return _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3", data) if first else data

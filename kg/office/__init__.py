"""Documents and sheets of word processors and spreadsheets as text that can be read: Word and OpenDocument text as HTML, sheets as tables with tabs.

Sources: ECMA-376 (Office Open XML), parts 1 and 2; OASIS Open Document Format for Office Applications 1.3. Of a document are kept paragraphs,
headings, items of lists, tables, text boxes (of OpenDocument those outside of cells), emphasis, links and the text of formulas; of a sheet its
cells as they are shown, dates as ISO 8601. What was deleted with changes tracked, hidden text and sheets, notes, comments and pictures are left out.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from kg.errors import InputError
from kg.office._excel import workbook
from kg.office._opendocument import open_text, open_workbook
from kg.office._package import Package, TooLargeError, resolved
from kg.office._word import word

ENDINGS = re.compile(r"\.(?:doc|dot|xls|xlt|ppt|pot|pps)[xm]$|\.(?:od[tspg]|ot[tspg])$", re.IGNORECASE)
"""The endings that documents and workbooks have."""
_DAMAGED = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, LookupError, ValueError, RuntimeError, NotImplementedError)  # fmt: skip


class NothingToReadError(InputError):
    """A presentation, or a document or workbook that holds no text: nothing is wrong with it."""


def parts_of(path: Path, name: str = "") -> list[tuple[str, str]]:
    """The readable parts of a document or a workbook, each with the ending of its name ("html", "Sheet1.tsv"); none for any other file.

    `name` is what messages call it. Raises `InputError` for one that is damaged or too large, `NothingToReadError` for one that holds no text.
    """
    name = name or path.name
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive, path.stat().st_size)
            kind, main = _kind(package)
            parts = _parts(package, kind, main)
    except TooLargeError as error:
        raise InputError(f"{name} is too large to be read: {error}.", file=str(path)) from error
    except _DAMAGED as error:
        if "text node" in str(error).lower():
            raise InputError(f"{name} is too large to be read: a text in it has more than 10,000,000 bytes.", file=str(path)) from error  # fmt: skip
        raise InputError(f"{name} is a damaged document: {error}.", file=str(path)) from error
    except OSError as error:
        raise InputError(f"{name} could not be read: {error.strerror or error}.", file=str(path)) from error
    if kind == "presentation":
        raise NothingToReadError(f"{name} is a presentation; of documents only texts and workbooks are read.", file=str(path))  # fmt: skip
    if kind and not parts:
        raise NothingToReadError(f"{name} holds no text that can be read.", file=str(path))
    return parts


def _kind(package: Package) -> tuple[str, str]:
    """What a package is ("word", "excel", "open text", "open workbook", "presentation", "" for any other), and its main part."""
    if "content.xml" in package.names and "mimetype" in package.names:
        kind = package.head("mimetype")
        if kind.startswith(b"application/vnd.oasis.opendocument."):
            kinds = ((b"presentation", "presentation"), (b"spreadsheet", "open workbook"))
            return next((name for mark, name in kinds if mark in kind), "open text"), "content.xml"
    mains = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"]
    if "[Content_Types].xml" in package.names:
        # The main part may have any name; Word on the web writes word/document2.xml.
        mains += [
            resolved("", one.get("Target", ""))
            for one in package.relations("")
            if one.get("Type", "").endswith("/officeDocument")
        ]
    folders = {"word": "word", "xl": "excel", "ppt": "presentation"}
    for main in mains:
        folder = main.partition("/")[0]
        if main in package.names and folder in folders:
            return folders[folder], main
    return "", ""


def _parts(package: Package, kind: str, main: str) -> list[tuple[str, str]]:
    if kind in ("word", "open text"):
        text = word(package, main) if kind == "word" else open_text(package)
        return [("html", text)] if text else []
    if kind in ("excel", "open workbook"):
        sheets = workbook(package, main) if kind == "excel" else open_workbook(package)
        return [(f"{name}.tsv", text) for name, text in sheets]
    return []

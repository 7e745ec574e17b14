"""Documents and sheets of word processors and spreadsheets as text that can be read: Word and OpenDocument text as HTML, sheets as tables with tabs.

Sources: ECMA-376 (Office Open XML), parts 1 and 2; OASIS Open Document Format for Office Applications 1.3. Of a document are kept paragraphs,
headings, items of lists, tables, emphasis and links; of a sheet its cells as they are shown, dates as ISO 8601. What was deleted with changes
tracked, notes, comments and pictures are left out.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import IO, cast

from lxml import etree

from kg.errors import InputError

LARGEST = 200_000_000
"""A part of a document of more bytes, unpacked, is not read."""
_MOST_CELLS = 2_000_000
_MOST_COLUMNS = 1_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""The numbers of the formats of dates that need no description (ECMA-376, part 1, 18.8.30)."""
_HEADING = re.compile(r"(?:heading|title|überschrift|titre|título|titolo|titel)\s?(\d?)", re.IGNORECASE)
_FIRST_DAY = datetime.date(1899, 12, 30)
_COLUMN = re.compile(r"([A-Z]{1,3})\d+")


def parts_of(path: Path) -> list[tuple[str, str]]:
    """The readable parts of a document or a workbook, each with the ending of its name ("html", "Sheet1.tsv"); none for any other file.

    Raises `InputError` for one that is damaged or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return [("html", _page(_word(archive)))]
            if "xl/workbook.xml" in names:
                return [(f"{name}.tsv", text) for name, text in _workbook(archive)]
            if "content.xml" in names and "mimetype" in names:
                return list(_opendocument(archive))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError) as error:
        raise InputError(f"{path.name} is a damaged document: {error}.", file=str(path)) from error
    return []


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of a part of the document."""
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} has more than {LARGEST:,} bytes")
    with archive.open(name) as stream:
        return etree.parse(cast("IO[bytes]", _Bounded(stream)), _parser()).getroot()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


class _Bounded:
    """A part that is no larger than its entry in the archive may say."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._left = stream, LARGEST

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises `ValueError` where there are too many."""
        data = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(f"it has more than {LARGEST:,} bytes")
        return data


def _page(body: Iterator[str]) -> str:
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{"".join(body)}</body></html>\n'


# --- Word ------------------------------------------------------------------------------------------------------------


def _word(archive: zipfile.ZipFile) -> Iterator[str]:
    links = _relations(archive, "word/_rels/document.xml.rels")
    body = _root(archive, "word/document.xml").find(f"{_W}body")
    yield from _blocks(body, links) if body is not None else ()


def _relations(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The targets of the relations of a part, by their ids."""
    if name not in archive.namelist():
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in _root(archive, name)}


def _blocks(parent: etree._Element, links: dict[str, str]) -> Iterator[str]:
    """Paragraphs, items and tables; items that follow each other are one list."""
    listed = False
    for one in parent:
        if one.tag == f"{_W}p":
            text = _runs(one, links).strip()
            item = one.find(f"{_W}pPr/{_W}numPr") is not None
            if not text:
                continue
            if item != listed:
                yield "<ul>\n" if item else "</ul>\n"
                listed = item
            yield f"<li>{text}</li>\n" if item else _paragraph(one, text)
            continue
        if listed:
            yield "</ul>\n"
            listed = False
        if one.tag == f"{_W}tbl":
            yield "<table>\n"
            for row in one.iterchildren(f"{_W}tr"):
                cells = (
                    "<br>".join(filter(None, (_runs(p, links).strip() for p in cell.iter(f"{_W}p"))))
                    for cell in row.iterchildren(f"{_W}tc")
                )
                yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
            yield "</table>\n"
        elif one.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(one, links)
    if listed:
        yield "</ul>\n"


def _paragraph(one: etree._Element, text: str) -> str:
    style = one.find(f"{_W}pPr/{_W}pStyle")
    heading = _HEADING.fullmatch(style.get(f"{_W}val", "")) if style is not None else None
    level = min(int(heading[1] or 1), 6) if heading else 0
    return f"<h{level}>{text}</h{level}>\n" if level else f"<p>{text}</p>\n"


_SKIPPED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "endnoteReference", "commentReference", "drawing", "pict", "object", "rPr", "pPr"))  # fmt: skip


def _runs(parent: etree._Element, links: dict[str, str]) -> str:
    """The text of a paragraph with its emphasis and links."""
    found: list[str] = []
    for one in parent:
        if one.tag == f"{_W}r":
            found.append(_emphasised(_text(one), one.find(f"{_W}rPr")))
        elif one.tag == f"{_W}hyperlink":
            inner, target = _runs(one, links), links.get(one.get(f"{_R}id", ""), "")
            found.append(f'<a href="{escape(target)}">{inner}</a>' if target else inner)
        elif one.tag not in _SKIPPED:
            found.append(_runs(one, links))
    return "".join(found)


def _text(run: etree._Element) -> str:
    found: list[str] = []
    for one in run:
        if one.tag == f"{_W}t":
            found.append(escape(one.text or "", quote=False))
        elif one.tag == f"{_W}tab":
            found.append("\t")
        elif one.tag in (f"{_W}br", f"{_W}cr"):
            found.append("<br>")
        elif one.tag == f"{_W}noBreakHyphen":
            found.append("-")
    return "".join(found)


def _emphasised(text: str, properties: etree._Element | None) -> str:
    if properties is None or not text.strip():
        return text
    for mark, name in (("i", "i"), ("b", "b")):
        one = properties.find(f"{_W}{mark}")
        if one is not None and one.get(f"{_W}val", "true") not in ("0", "false", "off"):
            text = f"<{name}>{text}</{name}>"
    return text


# --- Excel -----------------------------------------------------------------------------------------------------------


def _workbook(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets that hold something, by name."""
    targets = _relations(archive, "xl/_rels/workbook.xml.rels")
    shared = _shared(archive)
    dated = _dated_styles(archive)
    cells = 0
    for sheet in _root(archive, "xl/workbook.xml").iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{_R}id", ""), "").lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        if name not in archive.namelist() or "worksheets" not in name:
            continue
        rows: list[list[str]] = []
        for row in _root(archive, name).iter(f"{_S}row"):
            values = _row(row, shared, dated)
            cells += len(values)
            if cells > _MOST_CELLS:
                raise ValueError(f"it has more than {_MOST_CELLS:,} cells")
            rows.append(values)
        if text := _tabs(rows):
            yield sheet.get("name", "sheet").replace("/", "-"), text


def _is_reading(text: etree._Element) -> bool:
    """Whether a text says how another one is read aloud (phonetic runs of Japanese)."""
    parent = text.getparent()
    return parent is not None and parent.tag == f"{_S}rPh"


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [
        "".join(one.text or "" for one in item.iter(f"{_S}t") if not _is_reading(one))
        for item in _root(archive, "xl/sharedStrings.xml").iter(f"{_S}si")
    ]


def _dated_styles(archive: zipfile.ZipFile) -> set[str]:
    """The styles of cells that show dates, by their numbers as texts."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = _root(archive, "xl/styles.xml")
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
    formats = root.find(f"{_S}cellXfs")
    return {
        str(i)
        for i, one in enumerate(formats if formats is not None else ())
        if (number := one.get("numFmtId", ""))
        and (
            (number.isdigit() and int(number) in _DATES)
            or re.search(r"[ymd]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own.get(number, "")), re.IGNORECASE)
        )
    }


def _row(row: etree._Element, shared: list[str], dated: set[str]) -> list[str]:
    values: list[str] = []
    for cell in row.iterchildren(f"{_S}c"):
        match = _COLUMN.fullmatch(cell.get("r", ""))
        at = _number(match[1]) if match else len(values)
        if at >= _MOST_COLUMNS:
            break
        values += [""] * (at - len(values))
        values.append(_value(cell, shared, dated))
    return values


def _number(letters: str) -> int:
    """The number of a column from 0: "A" is 0, "AA" 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, shared: list[str], dated: set[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(one.text or "" for one in cell.iter(f"{_S}t"))
    text = cell.findtext(f"{_S}v") or ""
    if kind == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    if kind == "b":
        return "true" if text == "1" else "false"
    if kind == "n" and text:
        return _shown(text, cell.get("s", "") in dated)
    return "" if kind == "e" else text


def _shown(text: str, is_date: bool) -> str:
    """A number as a cell shows it: whole ones without a point, dates as days."""
    try:
        number = float(text)
    except ValueError:
        return text
    if is_date and 1 <= number < 2_958_466:
        return (_FIRST_DAY + datetime.timedelta(days=int(number))).isoformat()
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text


def _tabs(rows: list[list[str]]) -> str:
    """Rows as lines with tabs; a cell that holds one, a line end or a quotation mark at its beginning stands in quotation marks. Empty at the end is left out."""
    lines = ["\t".join(map(_quoted, row)) for row in rows if any(cell.strip() for cell in row)]
    return "\n".join(lines) + "\n" if lines else ""


def _quoted(cell: str) -> str:
    cell = cell.strip()
    return '"' + cell.replace('"', '""') + '"' if "\t" in cell or "\n" in cell or cell.startswith('"') else cell


# --- OpenDocument ----------------------------------------------------------------------------------------------------


def _opendocument(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    body = _root(archive, "content.xml").find(f"{_OFFICE}body")
    for one in body if body is not None else ():
        if one.tag == f"{_OFFICE}text":
            yield "html", _page(_open_blocks(one))
        elif one.tag == f"{_OFFICE}spreadsheet":
            for sheet in one.iterchildren(f"{_TABLE}table"):
                if text := _tabs(list(_open_rows(sheet))):
                    yield f"{sheet.get(f'{_TABLE}name', 'sheet').replace('/', '-')}.tsv", text


def _open_blocks(parent: etree._Element) -> Iterator[str]:
    for one in parent:
        if one.tag in (f"{_T}p", f"{_T}h"):
            if text := _open_text(one).strip():
                level = min(int(one.get(f"{_T}outline-level", "1")), 6) if one.tag == f"{_T}h" else 0
                yield f"<h{level}>{text}</h{level}>\n" if level else f"<p>{text}</p>\n"
        elif one.tag == f"{_T}list":
            items = (
                " ".join(filter(None, (_open_text(p).strip() for p in item.iter(f"{_T}p", f"{_T}h"))))
                for item in one.iterchildren(f"{_T}list-item")
            )
            yield "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items if item) + "</ul>\n"
        elif one.tag == f"{_TABLE}table":
            yield "<table>\n"
            for row in one.iter(f"{_TABLE}table-row"):
                cells = (
                    "<br>".join(filter(None, (_open_text(p).strip() for p in cell.iter(f"{_T}p"))))
                    for cell in row.iterchildren(f"{_TABLE}table-cell")
                )
                yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
            yield "</table>\n"
        elif one.tag in (f"{_T}section", f"{_T}index-body"):
            yield from _open_blocks(one)


def _open_text(parent: etree._Element) -> str:
    """The text of a paragraph, with its links."""
    found = [escape(parent.text or "", quote=False)]
    for one in parent:
        if one.tag == f"{_T}s":
            found.append(" " * min(int(one.get(f"{_T}c", "1")), 100))
        elif one.tag == f"{_T}tab":
            found.append("\t")
        elif one.tag == f"{_T}line-break":
            found.append("<br>")
        elif one.tag == f"{_T}a" and one.get(_LINK):
            found.append(f'<a href="{escape(one.get(_LINK, ""))}">{_open_text(one)}</a>')
        elif one.tag not in (f"{_T}note", f"{_OFFICE}annotation", f"{_T}bookmark"):
            found.append(_open_text(one))
        found.append(escape(one.tail or "", quote=False))
    return "".join(found)


def _open_rows(sheet: etree._Element) -> Iterator[list[str]]:
    count = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        values: list[str] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            date = cell.get(f"{_OFFICE}date-value", "")[:10]
            text = date or "\n".join(
                filter(None, ("".join(map(str, p.itertext())).strip() for p in cell.iterchildren(f"{_T}p")))
            )
            repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            values += [text] * min(repeated, _MOST_COLUMNS - len(values)) if text or repeated < 100 else []
            if len(values) >= _MOST_COLUMNS:
                break
        count += len(values)
        if count > _MOST_CELLS:
            raise ValueError(f"it has more than {_MOST_CELLS:,} cells")
        yield values

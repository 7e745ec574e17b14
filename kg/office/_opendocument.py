"""Texts and workbooks of OpenDocument (OASIS, version 1.3): a text as HTML, each sheet as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from lxml import etree

from kg.office._package import MOST_COLUMNS, MOST_SHEETS, Package, TooLargeError
from kg.office._page import Block, Run, page, rendered, rows_of
from kg.office._table import Row, number, tabs

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_ITEMS = (f"{_T}list-item", f"{_T}list-header")
_SECTIONS = frozenset(_T + name for name in "section index-body index-title numbered-paragraph bibliography table-of-content illustration-index table-index object-index user-index alphabetical-index".split())  # fmt: skip
_SKIPPED = frozenset([_T + name for name in "note bookmark ruby-text hidden-text script tracked-changes".split()] + [f"{_OFFICE}annotation", f"{_OFFICE}annotation-end"])  # fmt: skip
_ROWS = tuple(_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_NAMED = {"Emphasis": "i", "Strong_20_Emphasis": "b"}


def open_text(package: Package) -> str:
    """The page of a text; "" where it holds none. Raises `TooLargeError`, and `ValueError` for what is no text."""
    reader = _Reader()
    return page(reader.blocks(reader.styled(package)), package.spend)


class _Reader:
    """Reads blocks of a text with the emphasis that its styles give."""

    def __init__(self) -> None:
        self._marks = dict(_NAMED)
        self._lists = count(1)

    def styled(self, package: Package) -> Iterator[etree._Element]:
        """The blocks of the text of a package; the automatic styles, which stand before it, are noted."""
        for one in package.blocks("content.xml", f"{_OFFICE}text", f"{_OFFICE}automatic-styles"):
            if one.tag != f"{_STYLE}style":
                yield one
            elif one.get(f"{_STYLE}family") == "text":
                self._marks[one.get(f"{_STYLE}name", "")] = self._emphasis(one)

    def _emphasis(self, style: etree._Element) -> str:
        own = style.find(f"{_STYLE}text-properties")
        said = self._marks.get(style.get(f"{_STYLE}parent-style-name", ""), "")
        slant = own.get(f"{_FORM}font-style") if own is not None else None
        weight = own.get(f"{_FORM}font-weight") if own is not None else None
        slanted = "i" in said if slant is None else slant in ("italic", "oblique")
        bold = "b" in said if weight is None else weight in ("bold", "600", "700", "800", "900")
        return "i" * slanted + "b" * bold

    def blocks(self, elements: Iterable[etree._Element], titled: bool = False) -> Iterator[Block]:
        """Paragraphs, headings, lists and tables, those of sections and indexes too; text boxes stand behind their paragraph."""
        for one in elements:
            if one.tag in _PARAGRAPHS:
                yield from self._paragraph(one, titled)
            elif one.tag == f"{_T}list":
                yield from self._list(one)
            elif one.tag == f"{_TABLE}table":
                yield Block("table", rows_of(self._rows(one)))
            elif one.tag in _SECTIONS:
                yield from self.blocks(one, one.tag == f"{_T}index-title")
            elif one.tag == f"{_DRAW}frame":
                yield from self._boxes([one])

    def _paragraph(self, one: etree._Element, titled: bool) -> Iterator[Block]:
        if text := self._text(one):
            level = _level(one) if one.tag == f"{_T}h" else int(titled)
            yield Block(f"h{level}" if level else "p", text)
        yield from self._boxes([one])

    def _text(self, paragraph: etree._Element) -> str:
        return rendered(self._runs(paragraph, "", "")).strip()

    def _boxes(self, elements: Iterable[etree._Element]) -> Iterator[Block]:
        """The text boxes within elements, each once."""
        for one in elements:
            box = next(one.iter(f"{_DRAW}text-box"), None) if not _is_note(one) else None
            if box is None:
                continue
            if one.tag == f"{_DRAW}text-box":
                yield from self.blocks(one)
            else:
                yield from self._boxes(one)

    def _list(self, one: etree._Element) -> Iterator[Block]:
        """The items of a list, and the lists, headings and tables within them, which stand for themselves."""
        listed = next(self._lists)
        for item in one.iterchildren(*_ITEMS):
            lines: list[str] = []
            for part in item:
                if part.tag == f"{_T}p":
                    lines.append(self._text(part))
                    continue
                yield from _item(lines, listed)
                lines = []
                yield from self.blocks([part])
            yield from _item(lines, listed)
            yield from self._boxes(item.iterchildren(f"{_T}p"))

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        for one in table:
            if one.tag in _ROWS:
                yield from self._rows(one)
            elif one.tag == f"{_TABLE}table-row":
                yield self._cells(one)

    def _cells(self, row: etree._Element) -> list[str]:
        """The cells of a row; empty ones that are repeated keep the columns."""
        found: list[str] = []
        waiting = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            text = "<br>".join(self._lines(cell))
            if not text:
                waiting += _repeated(cell)
                continue
            times = _repeated(cell)
            if len(found) + waiting + times > MOST_COLUMNS:
                raise TooLargeError(f"it has a table of more than {MOST_COLUMNS:,} columns")
            found += [""] * waiting + [text] * times
            waiting = 0
        return found + [""] * min(waiting, MOST_COLUMNS - len(found))

    def _lines(self, parent: etree._Element) -> Iterator[str]:
        """The paragraphs of a cell, those of lists and tables within it too."""
        for one in parent:
            if one.tag in _PARAGRAPHS:
                if text := self._text(one):
                    yield text
            elif one.tag == f"{_TABLE}table":
                for row in self._rows(one):
                    yield from filter(None, row)
            elif not _is_note(one) and not str(one.tag).startswith(_DRAW):
                yield from self._lines(one)

    def _runs(self, parent: etree._Element, marks: str, link: str) -> Iterator[Run]:
        """The text within an element, without notes, comments, pictures and text boxes."""
        yield Run(escape(parent.text or "", quote=False), marks, link)
        for one in parent:
            if one.tag == f"{_T}s":
                yield Run(" " * min(_times(one.get(f"{_T}c", "1")), 100), marks, link)
            elif one.tag == f"{_T}tab":
                yield Run("\t", marks, link)
            elif one.tag == f"{_T}line-break":
                yield Run("<br>", "", link)
            elif not _is_note(one) and not str(one.tag).startswith(_DRAW):
                own = self._marks.get(one.get(f"{_T}style-name", ""), "") if one.tag == f"{_T}span" else ""
                address = one.get(_LINK, "") if one.tag == f"{_T}a" else ""
                yield from self._runs(one, own or marks, address or link)
            yield Run(escape(one.tail or "", quote=False), marks, link)


def _item(lines: list[str], listed: int) -> Iterator[Block]:
    if text := " ".join(filter(None, lines)):
        yield Block("li", text, listed)


def _is_note(one: etree._Element) -> bool:
    """Whether an element is none of the text: a note, a comment, a mark, the reading of a word."""
    return one.tag in _SKIPPED


def _level(heading: etree._Element) -> int:
    return min(max(_times(heading.get(f"{_T}outline-level", "1")), 1), 6)


def _times(text: str) -> int:
    """A number of repetitions. Raises `ValueError` for what is none."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"{text[:20]} is no number")
    return int(text)


def _repeated(cell: etree._Element) -> int:
    return _times(cell.get(f"{_TABLE}number-columns-repeated", "1"))


# --- sheets ----------------------------------------------------------------------------------------------------------


def open_workbook(package: Package) -> Iterator[tuple[str, str]]:
    """The sheets that are shown and hold something, by name. Raises `TooLargeError`, and `ValueError` for what is no workbook."""
    hidden: set[str] = set()
    sheets: dict[etree._Element, tuple[str, list[str]]] = {}
    for one in package.blocks("content.xml", f"{_OFFICE}automatic-styles", f"{_OFFICE}spreadsheet", f"{_TABLE}table", *_ROWS):  # fmt: skip
        if one.tag == f"{_STYLE}style":
            properties = one.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                hidden.add(one.get(f"{_STYLE}name", ""))
        if one.tag != f"{_TABLE}table-row":
            continue
        sheet = next(one.iterancestors(f"{_TABLE}table"))
        if sheet.get(f"{_TABLE}style-name", "") in hidden:
            continue
        if sheet not in sheets and len(sheets) >= MOST_SHEETS:
            raise TooLargeError(f"it has more than {MOST_SHEETS:,} sheets")
        _, rows = sheets.setdefault(sheet, (sheet.get(f"{_TABLE}name", "sheet").replace("/", "-"), []))
        package.count(1)
        if text := _row(one, package):
            rows.append(text)
    for name, rows in sheets.values():
        if text := tabs(rows, package):
            yield name, text


def _row(row: etree._Element, package: Package) -> str:
    found = Row(package)
    at = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        text, times = _value(cell), _repeated(cell)
        package.count(1)
        if text and at + times > MOST_COLUMNS:
            raise TooLargeError(f"it has more than {MOST_COLUMNS:,} columns")
        for column in range(at, at + times if text else at):
            found.put(column, text)
        at += times
    return found.text()


def _value(cell: etree._Element) -> str:
    """The value of a cell: a date as far as it is shown, a number without the marks of its format, else its text."""
    lines = (_plain(one).strip() for one in cell.iterchildren(*_PARAGRAPHS))
    text = "\n".join(filter(None, lines))
    if date := cell.get(f"{_OFFICE}date-value", "")[:10]:
        return _date(date, text)
    if cell.get(f"{_OFFICE}value-type") == "float" and (value := cell.get(f"{_OFFICE}value", "")):
        return number(value)
    return text


def _date(date: str, text: str) -> str:
    """A date as far as the text of its cell shows it: "2019", "2019-03"."""
    digits = re.findall(r"[0-9]+", text)
    if text == date[:4]:
        return text
    if digits == [date[:4]] or (len(digits) == 2 and date[:4] in digits and date[5:7].lstrip("0") in [d.lstrip("0") for d in digits]):  # fmt: skip
        return date[:7]
    return date


def _plain(parent: etree._Element) -> str:
    """The text of a paragraph of a cell."""
    found = [parent.text or ""]
    for one in parent:
        if one.tag == f"{_T}s":
            found.append(" " * min(_times(one.get(f"{_T}c", "1")), 100))
        elif one.tag in (f"{_T}tab", f"{_T}line-break"):
            found.append("\t" if one.tag == f"{_T}tab" else "\n")
        elif not _is_note(one) and not str(one.tag).startswith(_DRAW):
            found.append(_plain(one))
        found.append(one.tail or "")
    return "".join(found)

"""Workbooks of Excel (ECMA-376, part 1, 18): each sheet that is shown as a table."""

from __future__ import annotations

import datetime
import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from kg.office._package import MOST_CELLS, MOST_COLUMNS, MOST_SHEETS, Package, TooLargeError, resolved
from kg.office._table import SEPARATOR, Row, number, tabs

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MONTHS = frozenset((17, 27, 34, 36, 50, 52, 55, 57))
"""Formats that need no description and show a month and a year, in one language of several at least (ECMA-376, part 1, 18.8.30)."""
_DAYS = frozenset([14, 15, 16, 22, *range(28, 32), 35, *range(51, 59)]) - _MONTHS
_LITERAL = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].')
_TIME = re.compile(r"h[^a-z]*m{1,2}(?!m)|(?<!m)m{1,2}[^a-z]*s|s\.0{1,9}|am/pm|a/p")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udfff]{1,2}")


class _Book(NamedTuple):
    """What the cells of all sheets refer to: the shared strings, what of a date each style shows, the day before the first."""

    shared: list[str]
    dated: dict[str, str]
    origin: datetime.date


def workbook(package: Package, name: str) -> Iterator[tuple[str, str]]:
    """The sheets that hold something, by name. Raises `TooLargeError`, and `ValueError` for what is no workbook."""
    root = package.root(name)
    relations = package.relations(name)
    targets = {one.get("Id", ""): resolved(name, one.get("Target", "")) for one in relations}
    settings = root.find(f"{_S}workbookPr")
    is_1904 = settings is not None and settings.get("date1904", "0") in ("1", "true", "on")
    folder = posixpath.dirname(name)
    book = _Book(
        _shared(package, posixpath.join(folder, "sharedStrings.xml")),
        _dated(package, posixpath.join(folder, "styles.xml")),
        datetime.date(1904, 1, 1) if is_1904 else datetime.date(1899, 12, 30),
    )
    sheets = [one for one in root.iter(f"{_S}sheet") if one.get("state", "visible") == "visible"]
    if len(sheets) > MOST_SHEETS:
        raise TooLargeError(f"it has more than {MOST_SHEETS:,} sheets")
    read: set[str] = set()
    for sheet in sheets:
        target = targets.get(sheet.get(f"{_R}id", ""), "")
        if target in package.names and target not in read:
            read.add(target)
            if text := tabs(_rows(package, target, book), package):
                yield sheet.get("name", "sheet").replace("/", "-"), text


def _shared(package: Package, name: str) -> list[str]:
    """The strings that cells refer to by their numbers."""
    found: list[str] = []
    if name in package.names:
        for item in package.blocks(name, f"{_S}sst"):
            found.append(_string(item))
            if len(found) > MOST_CELLS:
                raise TooLargeError(f"it has more than {MOST_CELLS:,} strings")
    return found


def _string(item: etree._Element) -> str:
    """The text of a string: its runs, not how they are read aloud (phonetic runs of Japanese)."""
    parts = [*item.iterchildren(f"{_S}t"), *(t for r in item.iterchildren(f"{_S}r") for t in r.iterchildren(f"{_S}t"))]
    return _unescaped("".join(one.text or "" for one in parts))


def _unescaped(text: str) -> str:
    """The text with characters that are written as _xHHHH_; control characters but tabs and line ends are left out."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)
    return _PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace"), text)


def _character(code: int) -> str:
    return chr(code) if code >= 32 or code in (9, 10) else ""


# --- formats ---------------------------------------------------------------------------------------------------------


def _dated(package: Package, name: str) -> dict[str, str]:
    """What of a date the styles of cells show ("day", "month", "year"), by their numbers as texts."""
    if name not in package.names:
        return {}
    root = package.root(name)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
    formats = root.find(f"{_S}cellXfs")
    found = {}
    for i, one in enumerate(formats if formats is not None else ()):
        named = one.get("numFmtId", "")
        found[str(i)] = _shows(own[named]) if named in own else _built_in(named)
    return {style: shows for style, shows in found.items() if shows}


def _built_in(named: str) -> str:
    if not re.fullmatch(r"[0-9]{1,4}", named):
        return ""
    return "month" if int(named) in _MONTHS else "day" if int(named) in _DAYS else ""


def _shows(code: str) -> str:
    """What of a date a format shows; "" for numbers and times."""
    if re.search(r"\[[hms]{1,3}\]", code[:255], re.IGNORECASE):
        return ""  # time that has passed
    plain = _TIME.sub("", _LITERAL.sub("", code[:255]).partition(";")[0].lower())
    if re.search(r"[0#?]", plain) or not re.search(r"[ymd]", plain):
        return ""
    if "d" in plain:
        return "day"
    return "month" if "m" in plain else "year"


# --- sheets ----------------------------------------------------------------------------------------------------------


def _rows(package: Package, name: str, book: _Book) -> list[str]:
    """The rows of a sheet in their order; a cell that spans several shows its value in each that holds something."""
    rows: list[tuple[int, str]] = []
    merged: list[str] = []
    last = 0
    for one in package.blocks(name, f"{_S}sheetData", f"{_S}mergeCells"):
        if one.tag == f"{_S}row":
            at = one.get("r", "")
            last = int(at) if re.fullmatch(r"[0-9]{1,7}", at) else last + 1
            package.count(1)
            if text := _row(one, package, book):
                rows.append((last, text))
        elif one.tag == f"{_S}mergeCell":
            package.count(1)
            merged.append(one.get("ref", ""))
    rows.sort(key=lambda row: row[0])
    _spread(rows, merged, package)
    return [text for _, text in rows]


def _spread(rows: list[tuple[int, str]], merged: list[str], package: Package) -> None:
    """Sets the value of each vertically merged cell in its other rows."""
    for reference in merged:
        begin, _, end = reference.partition(":")
        first, until = _CELL.fullmatch(begin), _CELL.fullmatch(end)
        if not first or not until or int(until[2]) <= int(first[2]):
            continue
        at, column = bisect_left(rows, (int(first[2]),)), _column(first[1])
        if at == len(rows) or rows[at][0] != int(first[2]):
            continue
        value = (rows[at][1].split(SEPARATOR) + [""] * MOST_COLUMNS)[column] if column < MOST_COLUMNS else ""
        while value and (at := at + 1) < len(rows) and rows[at][0] <= int(until[2]):
            cells = rows[at][1].split(SEPARATOR)
            cells += [""] * (column + 1 - len(cells))
            package.count(len(cells))
            package.spend(len(value))
            cells[column] = cells[column] or value
            rows[at] = rows[at][0], SEPARATOR.join(cells)


def _row(row: etree._Element, package: Package, book: _Book) -> str:
    found = Row(package)
    at = -1
    for cell in row.iterchildren(f"{_S}c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        at = _column(match[1]) if match else at + 1
        package.count(1)
        found.put(at, _value(cell, book))
    return found.text()


def _column(letters: str) -> int:
    """The number of a column from 0: "A" is 0, "AA" 26."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def _value(cell: etree._Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return _string(inline) if inline is not None else ""
    text = cell.findtext(f"{_S}v") or ""
    if kind == "s":
        return book.shared[int(text)] if re.fullmatch(r"[0-9]{1,9}", text) and int(text) < len(book.shared) else ""
    if kind == "b":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind == "d":
        return text.removesuffix("Z").removesuffix("T00:00:00")
    if kind == "n":
        shows = book.dated.get(cell.get("s", ""), "")
        return (shows and _date(text, shows, book.origin)) or number(text)
    return "" if kind == "e" else _unescaped(text)


def _date(text: str, shows: str, origin: datetime.date) -> str:
    """The date of a number as far as it is shown; "" for what is none."""
    try:
        days = int(float(text))
        # Excel has a 29 February 1900, which never was: numbers before it are one day later.
        days += origin.year == 1899 and days < 60
        date = (origin + datetime.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""
    if days < (origin.year == 1899) or (origin.year == 1899 and days == 60):
        return ""
    return {"year": date[:4], "month": date[:7]}.get(shows, date)

"""Documents of Word (ECMA-376, part 1, 17): paragraphs, headings, items of lists, tables, emphasis and links as HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from lxml import etree

from kg.office._package import Package
from kg.office._page import Block, Run, page, rendered, rows_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_HEADING = re.compile(r"(?:heading|title|überschrift|berschrift|titre|título|titolo|titel)\s?(\d?)", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s{0,9}HYPERLINK\s{1,9}(?:"([^"\s]{1,2000})"|([^\s"\\]{1,2000}))""", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000


def _names(names: str) -> frozenset[str]:
    return frozenset(_W + name for name in names.split())


_SKIPPED = _names("del moveFrom delText footnoteReference endnoteReference commentReference rPr pPr tblPr trPr tcPr sdtPr sdtEndPr customXmlPr smartTagPr rt rubyPr")  # fmt: skip
"""What was deleted or is a property, a note or the reading of a word."""
_TRANSPARENT = _names("sdt sdtContent ins moveTo customXml smartTag dir bdo")
_PICTURES = _names("drawing pict object")
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}noBreakHyphen": "-"}


class _Style(NamedTuple):
    """A style: its level as a heading (0 for none), the number of its list and its emphasis, where it says them itself."""

    base: str
    level: int | None
    list: str | None
    marks: dict[str, bool]


@dataclass
class _Field:
    """An open field: its instruction, whether its result has begun, and the address it leads to."""

    instruction: str = ""
    shown: bool = False
    address: str = ""


def word(package: Package, name: str) -> str:
    """The page of the document in a part; "" where it holds no text. Raises `TooLargeError` and what the parser raises."""
    links = {one.get("Id", ""): one.get("Target", "") for one in package.relations(name)}
    styles = posixpath.join(posixpath.dirname(name), "styles.xml")
    reader = _Reader(package, links, _styles(package.root(styles)) if styles in package.names else {})
    return page(reader.blocks(package.blocks(name, f"{_W}body")), package.spend)


def _styles(root: etree._Element) -> dict[str, _Style]:
    """The styles by their ids. The names of the styles that come with Word are English in every language, their ids are not."""
    found = {}
    for one in root.iter(f"{_W}style"):
        name = _value(one.find(f"{_W}name"))
        heading = _HEADING.fullmatch(name)
        level = _level(one.find(f"{_W}pPr"))
        number = one.find(f"{_W}pPr/{_W}numPr")
        marks = {mark: True for mark, word in (("i", "emphasis"), ("b", "strong")) if name.lower().endswith(word)}
        found[one.get(f"{_W}styleId", "")] = _Style(
            _value(one.find(f"{_W}basedOn")),
            int(heading[1] or 1) if level is None and heading else level,
            None if number is None else _value(number.find(f"{_W}numId"), "1"),
            marks | _emphasis(one.find(f"{_W}rPr")),
        )
    return found


def _value(one: etree._Element | None, default: str = "") -> str:
    return default if one is None else one.get(f"{_W}val", default)


def _level(properties: etree._Element | None) -> int | None:
    """The level of a heading that a paragraph or style says: 0 for a text, `None` where it says nothing."""
    value = "" if properties is None else _value(properties.find(f"{_W}outlineLvl"))
    return (int(value) + 1) % 10 if re.fullmatch(r"[0-9]", value) else None


def _is_on(one: etree._Element | None) -> bool:
    return one is not None and one.get(f"{_W}val", "true") not in ("0", "false", "off")


def _emphasis(properties: etree._Element | None) -> dict[str, bool]:
    if properties is None:
        return {}
    found = {mark: properties.find(f"{_W}{mark}") for mark in ("i", "b")}
    return {mark: _is_on(one) for mark, one in found.items() if one is not None}


def _shown(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The elements without what was deleted; in place of a content control, an insertion and alternatives stands what they hold."""
    for one in elements:
        if one.tag in _SKIPPED:
            continue
        if one.tag == _ALTERNATIVES:
            # The first that holds text: the others are the same for programs that know less.
            yield from _shown(next((c for c in one if next(c.iter(f"{_W}t", _MATH), None) is not None), ()))
        elif one.tag in _TRANSPARENT:
            yield from _shown(one)
        else:
            yield one


def _boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that are anchored in a paragraph."""
    if next(parent.iter(f"{_W}txbxContent"), None) is None:
        return
    for one in _shown(parent):
        if one.tag == f"{_W}txbxContent":
            yield one
        else:
            yield from _boxes(one)


class _Reader:
    """Reads blocks of a document with the links and styles it has."""

    def __init__(self, package: Package, links: dict[str, str], styles: dict[str, _Style]) -> None:
        self._package, self._links, self._styles = package, links, styles

    def blocks(self, elements: Iterable[etree._Element]) -> Iterator[Block]:
        """Paragraphs, headings, items and tables; the text boxes of a paragraph stand behind it."""
        for one in _shown(elements):
            if one.tag == f"{_W}p":
                if text := self._paragraph(one):
                    level = self._heading(one)
                    if level:
                        yield Block(f"h{min(level, 6)}", text)
                    else:
                        yield Block("li", text, 1) if self._is_item(one) else Block("p", text)
                for box in _boxes(one):
                    yield from self.blocks(box)
            elif one.tag == f"{_W}tbl":
                yield Block("table", rows_of(self._rows(one)))

    def _paragraph(self, one: etree._Element) -> str:
        return rendered(self._runs(one, "", [])).strip()

    def _chain(self, paragraph: etree._Element) -> Iterator[_Style]:
        """The style of a paragraph and those it is based on."""
        name = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        for _ in range(10):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = self._styles[name].base

    def _heading(self, paragraph: etree._Element) -> int:
        """The level of a heading, 0 for any other paragraph."""
        said = [_level(paragraph.find(f"{_W}pPr")), *(style.level for style in self._chain(paragraph))]
        name = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        if name not in self._styles and (heading := _HEADING.fullmatch(name)):
            said.append(int(heading[1] or 1))
        return next((level for level in said if level is not None), 0)

    def _is_item(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is numbered or has a bullet; the list 0 is none."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr")
        said = [None if number is None else _value(number.find(f"{_W}numId"), "1")]
        said += [style.list for style in self._chain(paragraph)]
        return next((one for one in said if one is not None), "0") != "0"

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        """The cells of the rows of a table, those of deleted ones left out."""
        for row in _shown(table):
            if row.tag == f"{_W}tr" and row.find(f"{_W}trPr/{_W}del") is None:
                yield [
                    "<br>".join(self._lines(cell))
                    for cell in _shown(row)
                    if cell.tag == f"{_W}tc" and cell.find(f"{_W}tcPr/{_W}cellDel") is None
                ]

    def _lines(self, parent: etree._Element) -> Iterator[str]:
        """The paragraphs of a cell, those of tables and text boxes within it too."""
        for one in _shown(parent):
            if one.tag == f"{_W}p":
                if text := self._paragraph(one):
                    yield text
                for box in _boxes(one):
                    yield from self._lines(box)
            elif one.tag == f"{_W}tbl":
                for row in self._rows(one):
                    yield from filter(None, row)

    def _runs(self, parent: etree._Element, link: str, fields: list[_Field]) -> Iterator[Run]:
        """The text within an element; `fields` are those that are open in its paragraph."""
        for one in _shown(parent):
            if one.tag == f"{_W}r":
                yield from self._run(one, link, fields)
            elif one.tag == f"{_W}hyperlink":
                target = self._links.get(one.get(f"{_R}id", ""), "")
                yield from self._runs(one, target if 0 < len(target) <= _LONGEST_ADDRESS else link, fields)
            elif one.tag == f"{_W}fldSimple":
                yield from self._runs(one, _address(one.get(f"{_W}instr", "")) or link, fields)
            elif one.tag == _MATH:
                yield Run(escape(one.text or "", quote=False), "", link)
            elif one.tag not in _PICTURES:
                yield from self._runs(one, link, fields)

    def _run(self, run: etree._Element, link: str, fields: list[_Field]) -> Iterator[Run]:
        properties = run.find(f"{_W}rPr")
        hidden = properties is not None and _is_on(properties.find(f"{_W}vanish"))
        marks = self._marks(properties)
        for one in _shown(run):
            if one.tag == f"{_W}fldChar":
                _turn(fields, one.get(f"{_W}fldCharType", ""))
            elif one.tag == f"{_W}instrText":
                if fields and not fields[-1].shown:
                    fields[-1].instruction = (fields[-1].instruction + (one.text or ""))[:_LONGEST_ADDRESS]
            elif not hidden and all(field.shown for field in fields):
                address = next((field.address for field in reversed(fields) if field.address), link)
                self._package.spend(len(address))
                if one.tag == f"{_W}t":
                    yield Run(escape(one.text or "", quote=False), marks, address)
                elif one.tag in (f"{_W}br", f"{_W}cr"):
                    yield Run("<br>", "", address)
                elif one.tag == f"{_W}ruby":
                    yield from self._runs(one, address, fields)
                else:
                    yield Run(_CHARACTERS.get(str(one.tag), ""), marks, address)

    def _marks(self, properties: etree._Element | None) -> str:
        """The emphasis of a run: what it says itself before what its style says."""
        if properties is None:
            return ""
        name = _value(properties.find(f"{_W}rStyle"))
        default = {"Emphasis": {"i": True}, "Strong": {"b": True}}.get(name, {})
        said = (self._styles[name].marks if name in self._styles else default) | _emphasis(properties)
        return "".join(mark for mark in ("i", "b") if said.get(mark))


def _turn(fields: list[_Field], kind: str) -> None:
    """Opens a field, begins its result or ends it."""
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].shown, fields[-1].address = True, _address(fields[-1].instruction)
    elif kind == "end" and fields:
        fields.pop()


def _address(instruction: str) -> str:
    """The address of a field that is a link to one."""
    match = _ADDRESS.match(instruction)
    return (match[1] or match[2]) if match else ""

r"""Reference lists of the American Mathematical Society: entries \bib of amsrefs, and those from \ref to \endref of AMS-TeX.

Sources: D. M. Jones, "User's Guide to the amsrefs Package"; M. Spivak, "The Joy of TeX", and the style amsppt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from kg.records import Furniture, Item, Record, Reject
from kg.sources import TextStream
from kg.sources._claimed import record_of
from kg.sources._html_described import moved
from kg.sources._keyed import Said, claims_of
from kg.sources._keyed import field as field_of
from kg.sources._latex import to_unicode
from kg.sources._table import Cell

_LARGEST = 4_000_000
_LONGEST = 20_000
"""An entry of more characters is none."""
_BEGIN = re.compile(
    r"\\bib(?P<star>\*?)\s{0,9}\{(?P<key>[^{}]{0,200})\}\s{0,9}\{(?P<type>[a-z]{1,20})\}\s{0,9}\{|\\ref(?![A-Za-z{])"
)
_BRACES = re.compile(r"\\[{}\\]|[{}]")
_KEY = re.compile(r"\s*,?\s*(?P<name>[A-Za-z-]{1,30})\s{0,9}=\s{0,9}\{")
_END = re.compile(r"\\endref(?![A-Za-z])")
_COMMAND = re.compile(
    r"\\(?P<name>bysame|by|paper|book|inbook|jour|vol|issue|yr|pages|page|publ|publaddr|eds?|key|no|toappear|lang|transl|MR|bookinfo|paperinfo|finalinfo|procinfo|moreref|manyby|"
    r"miscnote|eprint|url|serial|inproc|endref)(?![A-Za-z])"
)
_FIELDS = {
    "by": "authors", "manyby": "authors", "paper": "title", "book": "title", "inbook": "venue.book", "inproc": "venue.book", "jour": "venue.journal",
    "vol": "volume", "issue": "issue", "yr": "year", "pages": "pages", "page": "pages", "publ": "publisher", "publaddr": "place", "ed": "editors",
    "eds": "editors", "key": "known", "no": "known", "toappear": "comment", "lang": "language", "transl": "", "MR": "known", "bookinfo": "comment",
    "paperinfo": "comment", "finalinfo": "comment", "procinfo": "comment", "miscnote": "comment", "eprint": "arxiv", "url": "url", "serial": "venue.series",
}  # fmt: skip
_OWN = {"review": "known", "accessdate": "known", "fulljournal": "venue.journal", "label": "known", "xref": "known", "organization": "publisher", "title": "title", "conference title": "venue.conference", "book title": "venue.book", "conference": "venue.conference", "book": "venue.book", "part": ""}  # fmt: skip
_TYPES = {"article": "article", "book": "book", "collection.article": "chapter", "thesis": "thesis", "report": "report", "proceedings": "conference", "incollection": "chapter", "inproceedings": "conferencepaper", "misc": "misc", "webpage": "webpage", "mastersthesis": "thesis", "phdthesis": "thesis", "techreport": "report"}  # fmt: skip
_ARXIV = re.compile(r"(?:arXiv:)?(?:\d{4}\.\d{4,5}|[a-z-]{2,10}/\d{7})")
_MARKS = re.compile(r"(?:\s|\\[A-Za-z]+(?:\[[^\[\]]{0,200}\])?(?:\{[^{}]{0,200}\})*|%[^\n]*\n)+")


def sniff(name: str, head: str) -> bool:
    r"""Whether a text has an entry \bib with a title, or one from \ref to \endref with its names and a paper or book."""
    if "\\bib" not in head and "\\endref" not in head:
        return False
    return any(isinstance(item, Record) for item in _items(head))


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; entries without a title are rejects, and so is what stands outside of them."""
    at = 0
    text = stream.read(_LARGEST)
    while text:
        begins = [match.start() for match in _BEGIN.finditer(text, len(text) // 2)] if len(text) >= _LARGEST else []
        size = begins[-1] if begins else len(text)
        for item in _items(text[:size]):
            yield moved(item, at) if at else item
        at += size
        text = text[size:] + stream.read(size)


def _items(text: str) -> Iterator[Record | Reject | Furniture]:
    at = done = 0
    closings = _closings(text)
    ends = [match.span() for match in _END.finditer(text)]
    while match := _BEGIN.search(text, at):
        said: list[Said] = []
        stop = match.end()
        if match["type"] is None:
            number = bisect_left(ends, match.end(), key=itemgetter(0))
            if number < len(ends) and ends[number][1] - match.start() <= _LONGEST:
                said, stop = _of_commands(text, match.end(), ends[number][0]), ends[number][1]
        elif 0 < (closing := closings.get(match.end() - 1, 0)) <= match.start() + _LONGEST:
            said, stop = _of_keys(text, match, closing, closings), closing + 1
        at = stop
        if said:
            yield from _between(text, done, match.start())
            done = stop
            claims = list(claims_of(said))
            if any(claim.field == "title" for claim in claims):
                found = record_of(claims, match.start(), stop, "command")
                found.source_key = match["key"] or ""
                yield found
            else:
                yield Reject(match.start(), stop, "The entry has no title.")
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Furniture]:
    """What stands between two entries, where it is commands and nothing else."""
    if text[start:end].strip() and _MARKS.fullmatch(text, start, end):
        yield Furniture("command", start, end)


def _closings(text: str) -> dict[int, int]:
    """Where each brace closes, by where it opens; those that never do are left out."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for mark in _BRACES.finditer(text):
        if mark[0] == "{":
            opened.append(mark.start())
        elif mark[0] == "}" and opened:
            found[opened.pop()] = mark.start()
    return found


def _of_keys(text: str, begin: re.Match[str], end: int, closings: dict[int, int]) -> list[Said]:
    """The values of the keys of an entry of amsrefs; several authors are several keys."""
    said = [
        Said("type", "type", Cell(_TYPES.get(begin["type"], begin["type"]), begin.start("type"), begin.end("type")))
    ]
    for name, low, high in _keys(text, begin.end(), end, closings):
        if name in ("book", "conference") and "=" in text[low:high]:
            inner: Iterator[tuple[str, int, int]] = (
                (f"{name} title" if one == "title" else one, start, stop)
                for one, start, stop in _keys(text, low, high, closings)
            )
        else:
            inner = iter([(name, low, high)])
        for one, start, stop in inner:
            said += _said(_field(one, text[start:stop]), one, text, start, stop)
    return said


def _keys(text: str, at: int, end: int, closings: dict[int, int]) -> Iterator[tuple[str, int, int]]:
    """Keys with values in braces, one behind the other, and from where to where each value stands."""
    while match := _KEY.match(text, at, end):
        closing = closings.get(match.end() - 1)
        if closing is None or closing > end:
            return
        yield match["name"].lower(), match.end(), closing
        at = closing + 1


def _field(key: str, value: str) -> str:
    """The field of a key of amsrefs."""
    if key == "eprint":
        return "arxiv" if _ARXIV.match(value) else "url"
    return {"author": "=author", "editor": "=editor"}.get(key) or _OWN.get(key, field_of(key))


def _of_commands(text: str, start: int, end: int) -> list[Said]:
    """What stands behind the commands of an entry of AMS-TeX, each up to the next one; a book beside a paper is where that appeared."""
    marks = [*_COMMAND.finditer(text, start, end)]
    names = {mark["name"] for mark in marks}
    said: list[Said] = []
    ends = [*(mark.start() for mark in marks[1:]), end][: len(marks)]
    for mark, stop in zip(marks, ends, strict=True):
        name = _FIELDS.get(mark["name"], "")
        if mark["name"] == "moreref":
            break
        if mark["name"] == "book" and "paper" in names:
            name = "venue.book"
        said += _said(name, mark["name"], text, mark.end(), stop)
    if "book" in names and "paper" not in names:
        said.insert(0, Said("type", "type", Cell("book", start, start)))
    return said


def _said(name: str, key: str, text: str, low: int, high: int) -> Iterator[Said]:
    """A value without the blanks and marks around it, its LaTeX as text."""
    named = name in ("url", "authors", "editors", "=author", "=editor")
    bare = text[low:high].strip(" \t\r\n~" if named else " \t\r\n,.;~")
    if not bare:
        return
    low = text.index(bare, low)
    value = " ".join(to_unicode(bare).replace("\n", " ").split())
    yield Said(name, key, Cell(value, low, low + len(bare)))

r"""LaTeX source of lists of works: reference lists of \bibitem, items and entries of a CV, sections with their headings.

Emphasis and links are read as those of a page of HTML; where they show too little, the text without commands is read as a plain list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from operator import itemgetter

from kg.names import split
from kg.records import Date, Furniture, Item, Piece, Record, Reject
from kg.sources import TextStream, amsrefs, bibtex, listing, references
from kg.sources._html_described import moved
from kg.sources._html_entry import Candidate
from kg.sources._html_flow import Flow
from kg.sources._html_list import judged
from kg.sources._html_sections import Sections
from kg.sources._html_text import PlainText, by_text_where_more, carried
from kg.sources._listing_lines import Line, is_heading
from kg.sources._listing_signs import YEAR
from kg.sources._listing_tail import year_from_heading
from kg.sources._looked import Looked
from kg.sources._tex_blocks import blocks_of
from kg.sources._tex_commands import entries_of
from kg.sources._tex_macros import macros_of
from kg.sources._tex_written import Block
from kg.sources._wikitext import cites

Mark = tuple[str, int, int]
"""The name of a command or of what it does, and where it stands."""
LARGEST = 500_000
"""A longer text is read in stretches, which part before an item or a heading."""
SAMPLE = 20_000
"""A list is told from so many characters of its beginning, where they show enough."""
_YEAR_LABEL = re.compile(r"\\[A-Za-z]{3,12}\*?\s?\[\s?(?P<year>(?:19|20)\d\d)[a-z]?\s?\]")
_LABEL_BEFORE = re.compile(_YEAR_LABEL.pattern + r"(?:[*:.,\s{]|\\[A-Za-z]{1,8}(?![A-Za-z])\*?)*\Z")
_FIRST, _NEAR = 3, 80
"""The label of an entry is one of its first pieces."""
_BEGINS = re.compile(r"^[^\S\n]*\\(?:[a-z]{0,8}item|[a-z]{0,8}section|cventry|cvpub)\b", re.MULTILINE)
_ITEMS = re.compile(r"\\(?:[a-z]{0,8}item|cventry|cvlistitem|cvline|cvpub|bibentry|reference|years)\b")
_SECTION = re.compile(r"\\[a-z]{0,8}section\*?\s*\{(?P<heading>[^{}\n]{1,90})\}")
_ARTICLE = re.compile(
    r"\\(?:cite[a-z]{0,2}|ref|label)\b|\\begin\s*\{(?:abstract|equation)"
    r"|\\section\s*\{(?:introduction|background|(?:materials and )?methods?|results|discussion|conclusions?|related work)\}",
    re.IGNORECASE,
)
"""What texts have that cite works, and lists of them have not."""
_OPENS = re.compile(r"\s*(?:\\|%|\{\s?\\)")
"""How LaTeX begins."""
_HEADED = re.compile(r"\s*#{1,6} \S")
_STRUCTURE = re.compile(
    r"\\(?:documentclass|begin|(?:sub)*section|[a-z]{0,8}item|bibitem|reference|cventry|cvpub|noindent|par)\b"
)
"""Commands that no plain text has."""
MUCH = 0.4
"""So much of the text of a list are its entries; the rest are commands and headings."""
_COMMANDS = re.compile(
    r"\\(?:documentclass|begin|section|subsection|bibitem|reference|newblock|item|textbf|textit|emph|underline|bf|em|it|href|noindent|cventry|cvitem|cvlistitem|cvsection|cvpub)\b"
    r"|\\(?:small|footnotesize|raggedright|par|bigskip|medskip|smallskip|hfill|textsc|textsl|sc|sl|tt|newline|pub|entry|years?|paragraph)\b|\\\\\s"
)


def sniff(name: str, head: str) -> bool:
    """Whether a text is LaTeX with two items at least, or paragraphs below a section, that are read as works."""
    if cites(head) or amsrefs.sniff(name, head) or (_HEADED.match(head) and not _STRUCTURE.search(head)):
        return False  # Markdown may have commands for spaces between its words
    own = entries_of(head) - macros_of(head).keys()
    if (len(_COMMANDS.findall(head, 0, 5000)) < (1 if _OPENS.match(head) else 3) and not own) or bibtex.sniff(
        name, head
    ):
        return False
    listed = len(_ITEMS.findall(head)) > 1 or bool(own)
    if not listed and _ARTICLE.search(head):
        return False
    listed = listed or _lists_works(head)
    if not _STRUCTURE.search(head) and listing.sniff(name, head):
        return False  # a plain list with a few commands, or with lines of its own that look like them
    few = head[: head.rfind("\n", 0, SAMPLE) + 1] if len(head) > SAMPLE else ""
    return any(_shows(_LOOKED.look(text), listed, text) for text in (few, head) if text)


def _shows(items: list[Item], listed: bool, text: str) -> bool:
    """Whether works were read, two at least; of a text that no items or headings show to be a list, whole ones that are most of what was found, or placed ones
    that are much of the text."""
    records = [item for item in items if isinstance(item, Record)]
    if len(records) < 2 or listed:
        return len(records) > 1
    refused = sum(isinstance(item, Reject) for item in items)
    works = [record.work for record in records]
    placed = [bool(work.dates or work.venues or work.identifiers) for work in works]
    whole = sum(bool(work.contributions) and is_placed for work, is_placed in zip(works, placed, strict=True))
    if whole * 2 >= len(records) and len(records) >= refused:
        return True
    size = len(text) - text.find("\\begin{document}")
    return (
        sum(placed) > 1
        and sum(placed) >= len(records) - 1
        and sum(item.end - item.start for item in records) > MUCH * size
    )


def _lists_works(head: str) -> bool:
    """Whether a section has the heading of a list of works, whose entries may be paragraphs."""
    return any(is_heading(Line(0, "", found["heading"])) for found in _SECTION.finditer(head))


def read(stream: TextStream) -> Iterator[Item]:
    """The works in order, commands as furniture, and entries that are not understood as rejects."""
    at = 0
    text = stream.read(LARGEST)
    while text:
        size = len(text)
        if size >= LARGEST:
            begins = [one.start() for one in _BEGINS.finditer(text, size // 2)]
            size = begins[-1] if begins else size
        for item in _LOOKED.take(text[:size]):
            yield moved(item, at) if at else item
        at += size
        text = text[size:] + stream.read(size)


def _items(source: str) -> Iterator[Item]:
    """What a stretch of the source says."""
    blocks, marks = blocks_of(source)
    marks.sort(key=itemgetter(1))
    items = _listed(blocks)
    outside = _Outside(marks)
    done = 0
    for item in sorted(items, key=lambda one: (one.start, isinstance(one, Furniture))):
        item.start = max(item.start, done)
        if isinstance(item, Record):  # one within an argument of another may go on with what stands before it
            item.pieces = [one for one in item.pieces if item.start <= one.start and one.end <= item.end]
        if item.end > item.start:
            yield from outside.between(done, item.start)
            done = item.end
            if isinstance(item, Record):
                _year_of_label(item, source)
            yield item
    yield from outside.between(done, len(source))


def _year_of_label(record: Record, source: str) -> None:
    """Takes the year from the label of an entry that has no other of its own: "\\entry*[2019]", "\\item[2019]"."""
    of_heading = any(one.code == "year-from-heading" for one in record.remarks)
    if record.work.dates and not of_heading:
        return
    if before := _LABEL_BEFORE.search(source, max(0, record.start - _NEAR), record.start):
        record.work.dates = []
        record.remarks = [one for one in record.remarks if one.code != "year-from-heading"]
        year_from_heading(record, before["year"])
    if record.work.dates:
        return
    for number, piece in enumerate(record.pieces[:_FIRST]):
        label = _YEAR_LABEL.fullmatch(source, piece.start, piece.end) if piece.field == "command" else None
        if label:
            start, end = label.span("year")
            record.work.dates.append(Date("issued", label["year"]))
            record.pieces[number : number + 1] = [
                Piece(piece.kind, piece.field, piece.start, start),
                Piece("mapped", "dates[0]", start, end),
                Piece(piece.kind, piece.field, end, piece.end),
            ]
            return


Found = Record | Reject | Furniture


def _listed(blocks: list[Block]) -> list[Found]:
    """The entries of a source by what is emphasised in them; by its text where that shows none, or where its text alone shows more of them."""
    entries, beside = _entries(blocks)
    found: list[Found] = [*judged(entries, "")]
    listed = by_text_where_more(found, lambda: _shown(blocks), _by_text)
    marked = {id(item) for item in found}
    if listed and not any(id(item) in marked for item in listed):
        return listed
    if owner := next((split(block.flow.text.strip()) for block in blocks if block.kind == "name"), None):
        for item in listed:
            if isinstance(item, Record) and item.owner is None:
                item.owner = owner
    return [*listed, *_apart(beside, listed)] if any(isinstance(item, Record) for item in listed) else []


def _apart(beside: list[Found], listed: list[Found]) -> Iterator[Found]:
    """Those of the first that stand in no place of the second."""
    spans = sorted((item.start, item.end) for item in listed)
    starts = [start for start, _ in spans]
    reaches = list(accumulate((end for _, end in spans), max))
    for one in beside:
        before = bisect_left(starts, one.end)  # so many begin before it ends
        if not before or reaches[before - 1] <= one.start:
            yield one


def _entries(blocks: list[Block]) -> tuple[list[Candidate], list[Found]]:
    """The blocks that may be entries: those that can be read, and the items beside them, of sections that list works; and what is beside them."""
    sections = Sections()
    found: list[list[Candidate]] = [[]]
    beside: list[Found] = []
    for block in blocks:
        if block.kind == "heading":
            sections.see(block.flow.text, block.level)
            found.append([])
            beside.append(Furniture("heading", block.start, block.end))
        elif block.kind == "name":
            beside.append(Furniture("owner", block.start, block.end))
        elif sections.other:
            if beside and isinstance(beside[-1], Reject):
                beside[-1].end = block.end
            else:
                beside.append(Reject(block.start, block.end, _OTHER))
        elif 25 <= block.end - block.start <= 20_000 and not (block.kind == "paragraph" and "\t" in block.flow.text):
            entry = Candidate(block.start, block.end, block.flow, sections.year, pending=sections.pending)
            if entry.look() or (block.kind == "item" and (entry.year or YEAR.search(entry.whole.text))):
                found[-1].append(entry)
    listed = [entry for section in found if any(entry.readings for entry in section) for entry in section]
    return listed, beside


_OTHER = "not understood: a section that lists no works"


def _shown(blocks: list[Block]) -> Iterator[tuple[Flow, str]]:
    """The text of the blocks, items with bullets, each with what parts it from the one before."""
    return ((block.flow, "\n\n• " if block.kind == "item" else "\n\n") for block in blocks)


def _by_text(plain: PlainText) -> list[Found]:
    """What the layouts of plain lists read."""
    plain.take()
    if references.sniff("", plain.text) and not listing.sniff("", plain.text):
        return carried(plain, "", references.read)
    return carried(plain, "", listing._beginning if plain.begins else listing.read)


class _Outside:
    """The commands of a source by where they stand."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._at = 0

    def between(self, start: int, end: int) -> Iterator[Furniture]:
        """The commands between two items as furniture; stretches are asked for in order."""
        marks, i, at = self._marks, self._at, start
        while i < len(marks) and marks[i][1] < end:
            name, a, b = marks[i]
            a, b = max(a, at), min(b, end)
            if a < b:
                yield Furniture(name, a, b)
                at = b
            i += 1
        while i and marks[i - 1][2] > end:
            i -= 1
        self._at = i


_LOOKED = Looked(_items)

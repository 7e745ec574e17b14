"""Lines of a publication list with their offsets, and the draft of a record that is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.records import Contribution, Item, NameAsPrinted, Piece, Record, Reject, Remark, Work
from kg.sources._listing_names import NameList


class Line:
    """One line that holds more than white space.

    `raw` is the line as read, `gap` the blank lines before it, `text` the line without white space around it, which
    stands from `start` to `end`.
    """

    __slots__ = ("end", "gap", "heading", "raw", "start", "text")

    def __init__(self, at: int, gap: str, raw: str) -> None:
        self.gap = gap
        self.raw = raw
        self.text = text = raw.strip()
        self.start = at + raw.index(text[0]) if text else at + len(raw)
        self.end = self.start + len(text)
        self.heading: bool | None = None
        """Whether it is a heading, once that was asked."""


@dataclass(frozen=True)
class Layout:
    """One way of laying out a list: how the lines of a head show it, and how all lines are read.

    `recognises` gives the plan by which such lines are read: the order of their parts, how entries begin, or only True; what
    is false where they are not of this layout. `afresh` says that the plan differs from list to list, so that a list under a
    heading of its own is looked at anew.
    """

    name: str
    recognises: Callable[[Sequence[Line]], object]
    read: Callable[[Iterator[Line], object], Iterator[Item]]
    afresh: bool = False


def lines_of(texts: Iterable[str]) -> Iterator[Line]:
    """The lines of a text that hold more than white space."""
    at = 0
    gap: list[str] = []
    for raw in texts:
        if raw.isspace():
            gap.append(raw)
        else:
            yield Line(at, "".join(gap), raw)
            gap.clear()
        at += len(raw)


def joined(lines: Sequence[Line]) -> str:
    """The text from the first to the last of consecutive lines as it stands, without white space around it."""
    if len(lines) == 1:
        return lines[0].text
    return "".join([lines[0].raw, *(line.gap + line.raw for line in lines[1:])]).strip()


def reject(lines: Sequence[Line], tried: str) -> Reject:
    """A stretch of lines that could not be read, and what was tried."""
    return Reject(lines[0].start, lines[-1].end, f"not understood: {tried}")


# --- what a line can be ----------------------------------------------------------------------------------------------

_SENTENCE_ENDS = re.compile(r"[a-z0-9)\]%][.!?] +[A-Z]")
_CLOSING = "\"'”’»)]}*"
_CUT_AT = re.compile(
    r"(?:[,;:(–—]|\.\.\.|…|\b(?:the|a|an|of|and|or|to|with|in|on|for|by|from|that|which|is|are|we|our|as|at|their|its|this))$"
)
_LINK_END = re.compile(r"\S*(?://|www\.|@|\.(?:com|org|io|net|html?|pdf)\b)\S*$", re.IGNORECASE)


def is_prose(text: str) -> bool:
    """Whether a text reads as an abstract: long, or at least a full sentence of some length."""
    size = len(text)
    if size < 80:
        return False
    if size > 1000:
        return True
    closed = text.rstrip(_CLOSING)
    if size >= 120 and closed.endswith("."):
        return True
    # Looking for sentences is dear, and most lines hold not even the marks between them.
    if ". " not in text and "? " not in text and "! " not in text:
        return False
    sentences = len(_SENTENCE_ENDS.findall(text))
    return sentences >= 2 or (sentences == 1 and size > 400 and closed.endswith((".", "!", "?")))


def is_long(text: str) -> bool:
    """Whether a text that stands where an abstract stands is one, even when it is cut off: longer than a venue or comment."""
    return is_prose(text) or (len(text) >= 150 and text.count(" ") >= 20)


def may_be_title(text: str) -> bool:
    """Whether a text that stands where a title stands can be one: not prose, not ended in the middle, a letter in it."""
    return (
        len(text) <= 1000
        and not text.endswith((",", ";"))
        and (text[:1].isalpha() or any(map(str.isalpha, text[:200])))
        and not is_prose(text)
    )


def is_title(text: str) -> bool:
    """Whether a text reads as a title by itself: it can be one, has no full stop and does not begin with a plain small word."""
    return begins_as_title(text) and may_be_title(text)


def begins_as_title(text: str) -> bool:
    """Whether a text has no full stop at its end and does not begin with a plain small word."""
    if text.endswith("."):
        return False
    first = text.split(None, 1)[0]
    return not (first.islower() and first.isalpha())


_HEADING = re.compile(
    r"[#*=\-\s]*(?:(?:(?:my|all|selected|recent|refereed|peer[- ]reviewed|list|of|journal|conference|workshop|other|and|research|"
    r"scientific|book|technical|working|recent|main|key|in|press|unpublished|submitted)\s+)*(?:publications?|papers?|preprints?|theses|articles?|"
    r"bibliography|e-?prints?|works?|chapters?|books?|reports?|theses|proceedings|journals?|conferences?|workshops?|manuscripts?|"
    r"talks|press|ver\u00f6ffentlichungen|publikationen)|(?:19|20)\d\d)(?:\s*\(\d+\))?[:\s#*=\-]*",
    re.IGNORECASE,
)


_HEADINGS_BEGIN = frozenset(
    [
        "my", "all", "selected", "recent", "refereed", "peer", "peerreviewed", "list", "of", "journal", "journals", "conference",
        "conferences", "workshop", "workshops", "other", "and", "research", "scientific", "book", "books", "technical", "working", "main",
        "key", "in", "press", "unpublished", "submitted", "publication", "publications", "paper", "papers", "preprint", "preprints",
        "thesis", "theses", "article", "articles", "bibliography", "eprint", "eprints", "work", "works", "chapter", "chapters", "report",
        "reports", "proceedings", "manuscript", "manuscripts", "talks", "ver\u00f6ffentlichungen", "publikationen",
    ]
)  # fmt: skip
"""The first words of all headings, without hyphens: looking them up is cheaper than matching."""
_FIRST_WORD = re.compile(r"[#*=\-\s]*([^\W\d_]+(?:-[^\W\d_]+)?|(?:19|20)\d\d)")


def is_heading(line: Line) -> bool:
    """Whether a line is a known heading of a list ("Publications", "Selected papers") or a year alone."""
    if line.heading is None:
        line.heading = len(line.text) <= 60 and _is_heading(line.text)
    return line.heading


def _is_heading(text: str) -> bool:
    if (first := _FIRST_WORD.match(text)) is None:
        return False
    word = first[1]
    known = word.isdigit() or word.lower().replace("-", "") in _HEADINGS_BEGIN
    return known and _HEADING.fullmatch(text) is not None


def bare_heading(text: str) -> str:
    """A heading without the marks around it."""
    return text.strip("#*=- \t:")


MARKER = re.compile(r"(?:\[\d{1,4}\]|\(?\d{1,4}[.)]|[-–—*•·▪●◦‣]|\[[A-Za-z][A-Za-z+]{0,12}\d{1,4}[a-z]?\])\s+(?=\S)")
"""A number or bullet at the beginning of an entry: "[1]", "1.", "(1)", "•", "[ABC19]", "[j3]"."""


# --- the draft of a record -------------------------------------------------------------------------------------------


_START = attrgetter("start")


class Draft:
    """A record in the making: fields are added with the lines they stand on."""

    def __init__(self, kind: str) -> None:
        self.work = Work(type=kind)
        self.pieces: list[Piece] = []
        self.remarks: list[Remark] = []
        self.confidence: dict[str, float] = {}
        self.owner: NameAsPrinted | None = None

    def mapped(self, field: str, start: int, end: int) -> None:
        """Says that a stretch was mapped to a field."""
        self.pieces.append(Piece("mapped", field, start, end))

    def furniture(self, name: str, start: int, end: int) -> None:
        """Says that a stretch is furniture; an empty one says nothing."""
        if end > start:
            self.pieces.append(Piece("furniture", name, start, end))

    def left(self, field: str, lines: Sequence[Line], message: str) -> None:
        """Says that some lines were not mapped, and why."""
        self.left_at(field, lines[0].start, lines[-1].end)
        self.remarks.append(Remark(f"{field}-not-understood", message, field))

    def left_at(self, field: str, start: int, end: int) -> None:
        """Says that a stretch was not mapped."""
        self.pieces.append(Piece("left", field, start, end))

    def title(self, lines: Sequence[Line]) -> None:
        """Takes some lines as the title."""
        self.work.title = joined(lines)
        self.mapped("title", lines[0].start, lines[-1].end)

    def abstract(self, lines: Sequence[Line]) -> None:
        """Takes some lines as the abstract and looks at how it ends."""
        text = self.work.abstract = joined(lines)
        self.mapped("abstract", lines[0].start, lines[-1].end)
        end = text[-200:]
        if _CUT_AT.search(end):
            self.work.abstract_truncated = True
            message = f"The abstract is cut off: it ends with {end[-40:]!r}."
            self.remarks.append(Remark("abstract-truncated", message, "abstract"))
        elif end[-1].isalnum() and len(text) > 200 and not _LINK_END.search(end):
            message = f"The abstract may be cut off: it ends without a full stop, with {end[-40:]!r}."
            self.remarks.append(Remark("abstract-end", message, "abstract"))

    def authors(self, lines: Sequence[Line], found: NameList) -> None:
        """Takes a list of names, which stands on some lines, as the authors."""
        self.authors_in(joined(lines), lines[0].start, found)

    def authors_in(self, text: str, base: int, found: NameList) -> None:
        """Takes the names found in a text, which stands at `base`, as the authors."""
        work = self.work
        known, pieces, marked = work.contributions, self.pieces, found.marks
        at = 0
        for number, (name, start, end) in enumerate(found.names, len(known)):
            if start == at + 2 and text[at] == "," and text[at + 1] == " ":
                pieces.append(Piece("furniture", "punctuation", base + at, base + at + 1))
            else:
                self._between(text, base, at, start)
            pieces.append(Piece("mapped", f"contributions[{number}]", base + start, base + end))
            known.append(Contribution(name, number + 1))
            if marks := marked.get(start):
                known[-1].marks.append(marks)
            at = end
        self._between(text, base, at, len(text))
        if found.truncated:
            work.authors_truncated = True
            self.remarks.append(Remark("authors-truncated", "The list of authors is cut off.", "contributions"))

    def _between(self, text: str, base: int, start: int, end: int) -> None:
        between = text[start:end]
        if black := between.strip():
            begin = start + len(between) - len(between.lstrip())
            self.furniture("punctuation", base + begin, base + begin + len(black))

    def record(self) -> Record:
        """The record, from the first to the last of its pieces."""
        self.pieces.sort(key=_START)
        return Record(
            start=self.pieces[0].start,
            end=self.pieces[-1].end,
            work=self.work,
            pieces=self.pieces,
            owner=self.owner,
            remarks=self.remarks,
            confidence=self.confidence,
        )

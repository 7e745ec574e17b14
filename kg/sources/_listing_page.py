"""Author pages: the owner's name, then title / authors / abstract of each work, line by line, without anything between.

    Family, Given                           (the owner; may be missing)
    Title
    Family, Given, Family, Given
    Abstract

The author lines are what is certain: the line before one is a title, what follows it up to the next title is the abstract.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Furniture, Item, NameAsPrinted, Remark
from kg.sources import _listing_names as name_lists
from kg.sources._listing_lines import (
    Draft,
    Layout,
    Line,
    is_heading,
    is_long,
    is_prose,
    is_title,
    joined,
    may_be_title,
    reject,
)
from kg.sources._listing_names import NameList
from kg.sources._listing_people import inverted

_MOST_LINES = 5000
"""More lines than this without an author line are not one work's."""

_MOST_BEFORE, _MOST_BETWEEN = 8, 60
"""A page has its first author line within so many lines, and one for so many lines at least."""


def _names(line: Line, sure: bool = False) -> NameList | None:
    return None if is_prose(line.text) and "," not in line.text[:60] else inverted(line.text, sure)


def _strong(names: NameList | None) -> bool:
    """Whether a list of names is one beyond doubt: two names at least, or a list that only lacks a part."""
    return names is not None and len(names.names) != 1


def recognises(lines: Sequence[Line]) -> bool:
    """Whether inverted author lines stand below titles and above abstracts, and nearly everywhere so."""
    lines = list(_unwrapped(iter(lines)))
    found = [_names(line) for line in lines]
    anchors = [
        i
        for i, names in enumerate(found)
        if i and names and is_title(lines[i - 1].text) and not (i + 1 < len(lines) and _strong(found[i + 1]))
    ]
    full = [i for i in anchors if i + 1 < len(lines) and _abstract_follows(lines[i + 1 : i + 6])]
    if not full or full[0] > _MOST_BEFORE or len(lines) > _MOST_BETWEEN * len(full):
        return False
    strong = sum(1 for names in found if _strong(names))
    several = len(full) > 1 or _strong(found[full[0]]) or full[0] == 2
    return several and len(full) * 2 > len(anchors) and strong <= len(anchors) * 2


def _abstract_follows(lines: Sequence[Line]) -> bool:
    """Whether an abstract begins here: prose in one line, or in the first few lines where it is wrapped."""
    return is_prose(lines[0].text) or (len(lines[0].text) >= 50 and is_prose(joined(lines)))


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page; what stands before the first is its owner, or not understood."""
    page = _Page()
    for line, ahead in pairwise(itertools.chain(_unwrapped(lines), [None])):
        if line is not None:
            yield from page.take(line, ahead)
    yield from page.finish()


def _unwrapped(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, an author line that goes on in the next (it ends with a comma and holds only names) made one with it."""
    held: Line | None = None
    for line in lines:
        if held is not None and not is_prose(line.text):
            blank = len(held.raw) - len(held.raw.lstrip())
            line = Line(held.start, held.gap, held.raw[blank:] + line.gap + line.raw)
        elif held is not None:
            yield held
        held = line if line.text.endswith(",") and name_lists.only_names(line.text) else None
        if held is None:
            yield line
    if held is not None:
        yield held


class _Page:
    """What has been read of a page: the lines since the last author line, and the work that line belongs to."""

    def __init__(self) -> None:
        self.held: list[Line] = []
        self.draft: Draft | None = None
        self.owner: NameAsPrinted | None = None
        self.begun = False

    def take(self, line: Line, ahead: Line | None) -> Iterator[Item]:
        """Takes the next line; an author line with a title before it ends the work before that title."""
        names = self._anchor(line, ahead)
        if names is None:
            self.held.append(line)
            if len(self.held) > _MOST_LINES:
                yield from self.finish()
            return
        cut = self._title_from() if may_be_title(self.held[-1].text) else len(self.held)
        title = self.held[cut:]
        self.held = self.held[:cut]
        yield from self.finish()
        self.draft = self._started(title)
        if names.names:
            self.draft.authors([line], names)
        else:
            self.draft.left("authors", [line], "These names do not come out even as family and given names in turn.")
        self.begun = True

    def _started(self, title: list[Line]) -> Draft:
        draft = Draft("article")
        draft.owner = self.owner
        if title:
            draft.title(title)
        else:
            draft.remarks.append(Remark("title-missing", "No title stands before the authors.", "title"))
        return draft

    def _anchor(self, line: Line, ahead: Line | None) -> NameList | None:
        """The names of an author line, when the line before can be its title and the next is not one itself."""
        if not self.held:
            return None
        if not self.begun and len(self.held) == 1 and ahead is not None and self._owns(line, ahead):
            return None
        names = _names(line, sure=self.begun)
        if names is None or (ahead is not None and _names(ahead) is not None and not is_prose(ahead.text)):
            return None
        # One name alone could be a title with a comma; two below each other, or below a title, are authors.
        return names if _strong(names) or is_title(self.held[-1].text) else None

    def _owns(self, line: Line, ahead: Line) -> bool:
        """Whether the first line held is the owner and `line` a title that looks like names: author names follow it."""
        return (
            name_lists.single(self.held[0].text) is not None and _names(ahead) is not None and _names(line) is not None
        )

    def _title_from(self) -> int:
        """Where in the lines held the title begins: the last line, or the lines after the last sentence of wrapped text."""
        last = len(self.held) - 1
        lines = self.held[-40:]
        wrapped = len(lines) > 3 and all(40 <= len(line.text) <= 130 for line in lines[:-3])
        if wrapped:
            for i in range(len(lines) - 2, max(len(lines) - 5, -1), -1):
                if lines[i].text.endswith((".", "!", "?")):
                    first = last - (len(lines) - 2 - i)
                    return first if is_title(joined(self.held[first:])) else last
        return last

    def finish(self) -> Iterator[Item]:
        """Ends the work begun with the lines held as its abstract; before the first work they are the owner's."""
        held, self.held = self.held, []
        if not self.begun:
            yield from self._before(held)
            return
        yield from self._after(held)

    def _before(self, held: list[Line]) -> Iterator[Item]:
        """What stands before the first work: the owner, headings, or nothing that is understood."""
        strange: list[Line] = []
        for i, line in enumerate(held):
            owner = name_lists.single(line.text)
            if i == 0 and owner:
                self.owner = owner.names[0][0]
                yield Furniture("page-owner", line.start, line.end)
            elif is_heading(line) and not strange:
                yield Furniture("heading", line.start, line.end)
            else:
                strange.append(line)
        if strange:
            yield reject(strange, "neither the owner's name nor a title with author names below stands here")

    def _after(self, held: list[Line]) -> Iterator[Item]:
        """Shares the lines after an author line between its abstract and works without authors."""
        draft, self.draft = self.draft, None
        abstract: list[Line] = []
        for i, line in enumerate(held):
            following = held[i + 1] if i + 1 < len(held) else None
            if following is not None and _stands_alone(line, following, held[i - 1] if i else None):
                if draft is not None:
                    yield from self._ended(draft, abstract)
                draft, abstract = self._started([line]), []
            else:
                abstract.append(line)
        if draft is not None:
            yield from self._ended(draft, abstract)
        elif abstract:
            yield reject(abstract, "text without title and authors before it")

    def _ended(self, draft: Draft, abstract: list[Line]) -> Iterator[Item]:
        if abstract and is_long(joined(abstract)):
            draft.abstract(abstract)
        elif abstract:
            draft.left("text", abstract, f"Too short for an abstract: {joined(abstract)[:60]!r}.")
        yield draft.record()


def _stands_alone(line: Line, following: Line, before: Line | None) -> bool:
    """Whether a line is the title of a work without authors: prose after it, and before it a sentence that has ended."""
    text = line.text
    ended = before is None or bool(line.gap) or (len(before.text) > 150 and is_prose(before.text))
    words = len(text.split())
    return (
        ended
        and words >= 3
        and is_title(text)
        and not text.endswith(":")
        and len(following.text) > 150
        and is_prose(following.text)
    )


LAYOUT = Layout("author-page", recognises, read)

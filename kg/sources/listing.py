"""Plain-text publication lists: arXiv listings, author pages, title / authors / venue lines, and reference lists.

The layout is told from the structure of the text, never from its name. A layout is one module beside this one with a value
`LAYOUT`: whether the lines of a head are of it, and how all lines are read. What no layout understands is looked at once more by
a trained tagger of pages, where the whole page is in view; what is not certain then is rejected with what was tried: a wrong
title is worse than none.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kg.records import Furniture, Item, Record, Reject
from kg.sources import (
    HEAD,
    TextStream,
    _learned_reader,
    _listing_accepted,
    _listing_arxiv,
    _listing_arxiv_pages,
    _listing_arxiv_search,
    _listing_blocks,
    _listing_copied,
    _listing_dblp,
    _listing_gbt7714,
    _listing_german,
    _listing_inspire,
    _listing_labelled,
    _listing_mixed,
    _listing_page,
    _listing_pure,
    _listing_references,
    _listing_runs,
    _listing_screens,
    _listing_table,
    _listing_tagged,
    _listing_zotero,
)
from kg.sources._keyed_head import is_yaml
from kg.sources._listing_breaks import unbroken
from kg.sources._listing_finished import finished
from kg.sources._listing_headings import names_others
from kg.sources._listing_lines import (
    MARKER,
    Layout,
    Line,
    bare_heading,
    is_heading,
    is_title,
    joined,
    lines_of,
    looks_as_heading,
    reject,
    told_apart,
)
from kg.sources._listing_link_lines import Taken, with_link_lines, without_link_lines
from kg.sources._listing_linked import linked
from kg.sources._listing_mapping import is_mapping
from kg.sources._listing_people import people
from kg.sources._listing_sections import (
    OTHER,
    is_other_heading,
    names_talks,
    of_works,
    owner_named,
    owner_of,
    with_owner,
)
from kg.sources._listing_settled import settled
from kg.sources._listing_signs import YEAR
from kg.sources._listing_stretches import in_menu, lists_others, may_head, stretches
from kg.sources._listing_tags import parted
from kg.sources._references_split import is_bibliography
from kg.sources._table_head import is_table
from kg.sources._wikitext import cites

LAYOUTS: tuple[Layout, ...] = tuple(
    module.LAYOUT
    for module in (
        _listing_arxiv,
        _listing_zotero,
        _listing_table,
        _listing_arxiv_pages,
        _listing_arxiv_search,
        _listing_labelled,
        _listing_inspire,
        _listing_dblp,
        _listing_pure,
        _listing_copied,
        _listing_screens,
        _listing_german,
        _listing_gbt7714,
        _listing_references,
        _listing_page,
        _listing_blocks,
        _listing_accepted,
        _listing_mixed,
        _listing_tagged,
    )
)
"""The layouts, the most certain first: the first that recognises a text reads it."""
_OTHER_FORMAT = re.compile(
    r"""\s*(?:<(?:[?!]|[a-zA-Z][\w:.-]*(?:\s*/?>|\s+[\w:.-]+\s*=))|@[A-Za-z]+\s*[{(]|[{\[]\s*["\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |PT(?: ?[BCDJPRS]|\t[A-Z][A-Z0-9])\s|(?:%[^\n]*\n\s*){0,20}(?:\{\s?)?\\[A-Za-z]+(?:\*?[{\[]|\\|\s+\S))"""
)
"""How formats with a syntax of their own begin: XML, HTML, BibTeX, JSON, PDF, RIS, EndNote, MEDLINE, Web of Science, TeX."""
_CITATION_FILE = re.compile(r"""^["']?cff-version["']?\s*:""", re.MULTILINE)
"""The one key that every CITATION.cff has; its other lines may look like entries of a list with labels."""
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}[^\W\d_][^*\n]{3,300}[^\s*]\*{1,2}(?![\w*])")
"""Words between asterisks; one behind a name is the mark of an author."""
_RULER = re.compile(r"^\|(?:[ \t]{0,9}:?-{1,200}:?[ \t]{0,9}\|){2}", re.MULTILINE)
"""The line below the names of the columns of a table in Markdown."""
_OF_PROGRAMMES = re.compile(
    r"(?m)^\W{0,3}(?:(?:[01]?\d|2[0-3])[:h]|(?:0?[7-9]|1\d|2[0-3])\.)[0-5]\d\b(?!\.\d)|^\W{0,3}(?:session|keynote|chair|coffee|lunch|registration|break|room|poster session)\b.{0,60}$",
    re.IGNORECASE,
)
_OF_CONTENTS = re.compile(r"(?m)(?:\.{4}|(?:\s\.){4})[\s.]{0,200}\d{1,4}$")
"""The dots and the number of a page at the end of a line in a table of contents."""
_MOST_REFUSED = 500
_NEITHER = "neither arXiv ids and dates, nor titles with authors and abstracts or venues below, nor references are here"
SAMPLE, AGAIN = 10_000, 3000
"""The layout of a long list is told from so many characters of its beginning, or of its middle where they are of none. Whether a list goes on as before is told from fewer."""
_MOST_SEEN = 2_000_000
"""What was told of lines is kept until they have so many characters, those of one look at each layout counted."""
_REJECT_AT = 1 << 20
"""A text of no known layout is rejected in stretches of about this many characters."""


def sniff(name: str, head: str) -> bool:
    """Whether a text begins as a list of a known layout; the name says nothing."""
    if (
        cites(head)
        or is_table(head)
        or is_yaml(head)
        or _CITATION_FILE.search(head)
        or _OTHER_FORMAT.match(head[:1000])
        or is_mapping(head)
    ):
        return False
    if head.count("](") > 1 or "<details" in head or _RULER.search(head) or len(_EMPHASIS.findall(head[:SAMPLE])) > 1:
        return False  # Markdown: what its marks say is read by another source
    every = told_apart(list(_headed(unbroken(lines_of(_whole(head))))))
    if _is_programme(head):
        return _learned_reader.shows_papers(_sample(every, SAMPLE))
    lines = of_works(every)
    if choice := _of_page(every, lines):
        # The source of reference strings reads by the same tagger what shows itself as a bibliography.
        return choice.layout is not _listing_tagged.LAYOUT or not _is_cited(head)
    return (
        _cut_in_names(lines, head)
        or any(_chosen(part.lines) for part in _parts(lines) if len(part.lines) < len(lines))
        or any(choice for _, _, choice in _within(lines))
        or (not _is_cited(head) and (_learned_reader.shows(_sample(every, SAMPLE)) or _listing_runs.shows(every)))
    )


def _is_cited(head: str) -> bool:
    """Whether a text begins as what the source of reference strings claims."""
    return is_bibliography(list(lines_of(_whole(head))))


def _cut_in_names(lines: Sequence[Line], head: str) -> bool:
    """Whether a head is cut within the names of its first work: a title, and below it nothing but names, fifty and more."""
    start = head.rfind("\n") + 1
    begins = head[start : start + 4000]
    if len(head) < HEAD or len(begins) < 4000 or not lines or len(lines) > 3 or not is_title(lines[0].text):
        return False
    names = people(begins[: begins.rfind(",")])
    return names is not None and len(names.names) >= 50


def _is_programme(head: str) -> bool:
    """Whether a text is the programme of a meeting: times of day, sessions and breaks stand between the titles, and no numbers of pages behind them."""
    return len(_OF_PROGRAMMES.findall(head[:20_000])) > 2 and len(_OF_CONTENTS.findall(head[:20_000])) < 3


def read(stream: TextStream) -> Iterator[Item]:
    """The records, rejects and furniture of a list in the order of the text; a text of no known layout is rejected."""
    links: list[Taken] = []
    lines = _headed(without_link_lines(unbroken(lines_of(stream)), links))
    begun: list[Line] = []
    size = longest = 0
    for line in lines:
        begun.append(line)
        size, longest = size + len(line.raw), max(longest, len(line.raw))
        if size - longest >= HEAD:
            break  # enough besides the longest line, which may be a list of thousands of names
    owner, after = owner_of(told_apart(begun)), next(lines, None)
    items = _by_rules(begun, itertools.chain([after] if after else [], lines))
    if after is None:
        items = _learned_reader.revised(_listing_runs.filled(list(items), begun), begun)
    text, base = (joined(begun), begun[0].start) if after is None and begun else ("", 0)
    items = linked(iter(items), text, base) if text else items
    whole: Iterable[Item] = (settled(parted(item), text, base) if isinstance(item, Record) else item for item in items)
    if text:
        whole, owner = finished(list(whole), begun, text, base, owner)
    owned = (with_owner(item, owner) for item in whole)
    yield from with_link_lines(owner_named(list(owned), begun, owner) if after is None and owner else owned, links)


def _beginning(stream: TextStream) -> Iterator[Item]:
    """What a text that is the beginning of a longer one says, by the rules by which that will be read."""
    yield from _by_rules(list(_headed(without_link_lines(unbroken(lines_of(stream)), []))), iter(()))


def _by_rules(begun: list[Line], lines: Iterator[Line]) -> Iterator[Item]:
    """What the layouts read of a page; `lines` are those after the ones it begins with."""
    for section, its in _sections(itertools.chain(begun, lines), _of_page(begun, of_works(begun))):
        if its is None:
            yield from _unknown(section)
        else:
            yield from _again(its, section)


@dataclass(frozen=True)
class _Choice:
    """A layout and the plan by which it reads some lines."""

    layout: Layout
    plan: object


class _Look:
    """Lines that are looked at as of one layout after the other, and what earlier looks at lines of the same words gave.

    The beginning of a page is looked at where it is claimed, as a whole, and once more as its first part.
    """

    _seen: ClassVar[dict[Hashable, object]] = {}
    _size: ClassVar[int] = 0

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        said = "".join([line.gap + line.raw for line in lines])
        self._key = bool(lines) and not lines[0].start, said, tuple(map(is_heading, lines))

    def as_layout(self, layout: Layout) -> object:
        """The plan by which the lines are of a layout; what is false where they are not."""
        key = (layout.name, self._key)
        if key not in _Look._seen:
            if _Look._size > _MOST_SEEN:
                _Look._seen.clear()
                _Look._size = 0
            _Look._seen[key] = layout.recognises(self._lines)
            _Look._size += len(self._key[1]) + 100 + 10 * len(self._lines)
        return _Look._seen[key]


def _chosen(lines: Sequence[Line], but: Layout | None = None) -> _Choice | None:
    """The first layout of those for parts of pages that recognises lines, by the beginning or else by the middle of them."""
    few = _sample(lines, SAMPLE)
    if not few:
        return None
    others = lines if len(few) * 2 >= len(lines) else _sample(lines[len(lines) // 2 :], SAMPLE)
    for some in (few, others) if len(few) < len(lines) else (lines,):
        look = _Look(some)
        for layout in LAYOUTS:
            if layout is not but and not layout.whole and (plan := look.as_layout(layout)):
                return _Choice(layout, plan)
    return None


def _headed(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, each that stands alone as a heading known to be one, and none in a menu that of a section."""
    above: Line | None = None
    before: Line | None = None
    for line in lines:
        if before is not None:
            yield _known(above, before, line)
        above, before = before, line
    if before is not None:
        yield before


def _known(above: Line | None, line: Line, after: Line) -> Line:
    if (line.gap or not line.start) and not is_heading(line):
        if looks_as_heading(line, after):
            line.heading = True
        elif (
            MARKER.match(after.text)
            and may_head(line, None, after)
            and (names_talks(line.text) or names_others(line.text))
        ):
            line.other = True
    elif above and is_other_heading(line) and in_menu(above, line, after):
        line.other = False
    return line


def _whole_page(lines: Sequence[Line]) -> _Choice | None:
    """The layout that a page is of whole, whatever looks like a heading on it, where no surer one fits."""
    few = _sample(lines, SAMPLE)
    look = _Look(few)
    for i, layout in enumerate(LAYOUTS):
        if few and layout.whole and (plan := look.as_layout(layout)):
            surer = any(look.as_layout(other) for other in LAYOUTS[:i])
            return None if surer else _Choice(layout, plan)
    return None


def _of_page(lines: Sequence[Line], works: Sequence[Line]) -> _Choice | None:
    """The layout of a page: one that a page is of whole, else that of the lines that may list works, else that of all."""
    return _whole_page(lines) or _chosen(works) or (_chosen(lines) if len(works) < len(lines) else None)


def _sample(lines: Sequence[Line], most: int) -> Sequence[Line]:
    """The lines of the first `most` characters, up to a blank line where one stands in their second half."""
    size = 0
    for end, line in enumerate(lines):
        size += len(line.raw)
        if size > most and end:
            gap = next((i for i in range(end, end // 2, -1) if lines[i].gap), end)
            return lines[:gap]
    return lines


# --- pages of several layouts ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """Lines of a page that are looked at together; `goes_on` says that no heading parts them from those before."""

    lines: list[Line]
    goes_on: bool


def _parts(lines: Iterable[Line]) -> Iterator[_Part]:
    """The lines from each heading that is no year to the next, or to where a part is too long to be looked at whole."""
    part: list[Line] = []
    size = 0
    goes_on = False
    for line in lines:
        heads = is_other_heading(line) or (is_heading(line) and not YEAR.fullmatch(bare_heading(line.text)))
        long = size >= HEAD
        if part and ((heads and not is_heading(part[-1])) or long):
            yield _Part(part, goes_on)
            goes_on = long and not heads
            part, size = [], 0
        part.append(line)
        size += len(line.raw)
    if part:
        yield _Part(part, goes_on)


def _sections(lines: Iterator[Line], whole: _Choice | None) -> Iterator[tuple[Iterator[Line], _Choice | None]]:
    """Stretches of one layout each: consecutive parts of the same layout are one.

    A part that is of no layout by itself, having too few entries, is of that of the whole page, else of that before it.
    """
    if whole and whole.layout.whole:
        yield lines, whole
        return
    parts = _Ahead(_parts(lines))
    before = whole
    while parts.ahead is not None:
        choice = parts.choice(before, whole)
        before = choice if choice is not _OTHER else before
        yield parts.while_of(choice, whole), choice


_OTHER = _Choice(OTHER, True)


class _Ahead:
    """Parts of a page with the next one in view."""

    def __init__(self, parts: Iterator[_Part]) -> None:
        self._parts = parts
        self._own: _Choice | None = None
        self._looked = False
        self.ahead = next(parts, None)

    def choice(self, before: _Choice | None, whole: _Choice | None) -> _Choice | None:
        """How the part ahead is read: as itself shows, or else as the page or the part before."""
        if not self._looked and self.ahead is not None:
            self._looked = True
            if self.ahead.lines and is_other_heading(self.ahead.lines[0]):
                self._own = _OTHER
                return _OTHER
            self._own = before if before and self._fits(before) else _chosen(self.ahead.lines)
        return self._own or whole or before

    def _fits(self, before: _Choice) -> bool:
        """Whether the part ahead is as the part before: of the same plan, and not of one of the layouts that are told with certainty."""
        lines = _sample(self.ahead.lines, AGAIN) if self.ahead else []
        earlier = itertools.takewhile(lambda layout: layout is not before.layout, LAYOUTS)
        tagged = before.layout is _listing_tagged.LAYOUT
        first = (layout for layout in earlier if not layout.whole and (tagged or not layout.afresh))
        look = _Look(lines)
        return look.as_layout(before.layout) == before.plan and not any(look.as_layout(one) for one in first)

    def while_of(self, choice: _Choice | None, whole: _Choice | None) -> Iterator[Line]:
        """The lines of the part ahead and of those after it that are of the same layout."""
        layout = choice.layout if choice else None
        while self.ahead is not None:
            yield from self.ahead.lines
            self.ahead, self._own, self._looked = next(self._parts, None), None, False
            if self.ahead is None:
                return
            # what stands under a heading of its own is not of the other section before it
            other = choice is _OTHER and not self.ahead.goes_on
            after = self.choice(None if other else choice, whole)
            if (after.layout if after else None) is not layout:
                return
            goes_on = self.ahead.goes_on and after is choice
            if layout and layout.afresh and self._is_sure() and not goes_on:
                return

    def _is_sure(self) -> bool:
        """Whether the part ahead is of a layout by itself."""
        return self._own is not None


def _again(choice: _Choice, lines: Iterator[Line]) -> Iterator[Item]:
    """What a layout reads of its lines; stretches it rejects are looked at once more, for another layout to read."""
    kept: deque[Line] = deque()

    def passing() -> Iterator[Line]:
        for line in lines:
            kept.append(line)
            yield line

    if choice is _OTHER:
        yield from choice.layout.read(lines, choice.plan)
        return
    refused: list[Reject] = []
    for item in choice.layout.read(passing(), choice.plan):
        if isinstance(item, Reject) and len(refused) < _MOST_REFUSED:
            refused.append(item)
            continue
        yield from _second(refused, kept, choice.layout)
        refused = []
        yield item
        while kept and kept[0].end <= item.end:
            kept.popleft()
    yield from _second(refused, kept, choice.layout)


def _second(refused: list[Reject], kept: deque[Line], layout: Layout) -> Iterator[Item]:
    """The items of another layout that reads all of what was refused, else the rejects."""
    if refused:
        lines = [line for line in kept if refused[0].start <= line.start and line.end <= refused[-1].end]
        whole = bool(lines) and lines[0].start == refused[0].start and lines[-1].end == refused[-1].end
        other = _chosen(lines, but=layout) if whole and len(lines) > 2 else None
        if other:
            yield from other.layout.read(iter(lines), other.plan)
        else:
            yield from _by_stretches(refused, lines)


def _within(lines: Sequence[Line]) -> Iterator[tuple[Line | None, list[Line], _Choice | None]]:
    """The stretches of some lines, each with its heading and the layout that it is of by itself."""
    for head, body in stretches(lines):
        yield head, body, _chosen(body) if len(body) > 1 and not lists_others(head) else None


def _by_stretches(refused: Sequence[Reject], lines: Sequence[Line]) -> Iterator[Item]:
    """What is read of refused lines in the stretches that are lists by themselves, the others refused; all as before where none is."""
    within = list(_within(lines))
    if not any(choice for _, _, choice in within):
        yield from refused
        return
    left: list[Line] = []
    for head, body, choice in within:
        if choice is None:
            left += [head, *body] if head else body
            continue
        if left:
            yield reject(left, _NEITHER)
            left = []
        if head:
            yield Furniture("heading", head.start, head.end)
        yield from choice.layout.read(iter(body), choice.plan)
    if left:
        yield reject(left, _NEITHER)


def _whole(head: str) -> list[str]:
    """The lines of a head, without the last where it may be cut."""
    lines = io.StringIO(head, newline="\n").readlines()
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def _unknown(lines: Iterator[Line]) -> Iterator[Item]:
    """What stands in a text of no known layout: the lists within it, if it is of no great length, and rejects.

    A very long text is rejected in several stretches.
    """
    held: list[Line] = []
    first = True
    for line in lines:
        held.append(line)
        if line.end - held[0].start >= _REJECT_AT:
            yield reject(held, _NEITHER)
            held, first = [], False
    if held and first and held[-1].end - held[0].start <= _MOST_SEEN:
        yield from _by_stretches([reject(held, _NEITHER)], held)
    elif held:
        yield reject(held, _NEITHER)

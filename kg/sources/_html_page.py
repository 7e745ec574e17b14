"""The blocks of a page of HTML: which are entries of a list of publications, which headings, which navigation."""

from __future__ import annotations

import html
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from kg.records import Furniture, Record, Reject
from kg.sources._html_columns import columns
from kg.sources._html_entry import Candidate
from kg.sources._html_flow import Flow
from kg.sources._html_list import judged
from kg.sources._html_sections import Sections
from kg.sources._html_tags import _HEADINGS, BLOCKS, Node, Opening, Token, attributes, flow, tree
from kg.sources._listing_entries import ORDERS
from kg.sources._listing_signs import YEAR

_SHOWS = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|[A-Z)]\s?['’‘]\d\d\b|doi|arxiv|aclanthology|openreview|forthcoming|in press|to appear|submitted|(?:in|under) review|accepted|\bpages?\s\d",
    re.IGNORECASE,
)
_HOLDERS = frozenset("body main section ul ol menu table tbody dl form".split())
"""Blocks that hold entries and are none."""
_LEAST, _MOST = 25, 12_000
_AS_FURNITURE = frozenset("head title nav header footer aside a button select label option figure".split()) | _HEADINGS
_APART = _HEADINGS | frozenset("p ul ol menu li dl dt table tr hr section article blockquote".split())
"""Blocks that stand apart from what is above them; other blocks begin a line."""
_BESIDE = frozenset("nav footer aside select".split())
"""Blocks beside the matter of a page: no entry is looked for in them."""
_HIDDEN = _BESIDE | frozenset("head title header form".split())
_BREAKS = (BLOCKS - {"tr", "td", "th", "thead", "tbody", "tfoot"}) | {"br"}
"""What breaks a line in the cell of a table."""
_NONE = (sys.maxsize, sys.maxsize)
_HEADING_BLOCKS = _HEADINGS | {"p", "div", "li", "dt", "summary", "td", "th", "center"}


class Page:
    """A page of HTML taken apart into tags and blocks."""

    def __init__(self, text: str, parts: list[Token]) -> None:
        self.text = text
        self.parts = parts
        self.root = tree(text, parts)
        self._openings: dict[int, Opening] = {}
        self._sections = Sections()
        self._years: set[str] = set()
        self._above: list[tuple[int, str, bool, bool]] = []
        self._find_headings(self.root, alone=True)
        self._at = [one[0] for one in self._above]
        self.base = self._base()
        for at, kind in self._cells(self.root):
            self._openings[parts[at].start] = kind, "", None

    def _cells(self, node: Node) -> Iterator[tuple[int, str]]:
        """The tags of the cells of tables whose heads say what their columns hold, and what that is."""
        if node.tag != "table":
            for kid in node.kids:
                yield from self._cells(kid)
            return
        rows = [row for part in node.kids for row in (part.kids if part.tag in ("thead", "tbody", "tfoot") else [part])]
        head, *others = [row for row in rows if row.tag == "tr"] or [node]
        kinds = columns([flow(self.text, self.parts, a, b).text for a, b in self._cells_of(head)]) if others else None
        for row in others if kinds else ():
            yield from ((a, kind) for (a, _), kind in zip(self._cells_of(row), kinds or (), strict=False) if kind)

    def _cells_of(self, row: Node) -> list[tuple[int, int]]:
        """Where the cells of a row begin and end, empty ones among them, which are no blocks."""
        starts = [
            i for i in range(row.first, row.last) if self.parts[i].kind == "open" and self.parts[i].name in ("td", "th")
        ]
        return list(pairwise([*starts, row.last]))

    def span(self, node: Node) -> tuple[int, int]:
        """Where a block stands in the text."""
        return self.parts[node.first].start, self.parts[node.last - 1].end

    def _base(self) -> str:
        """The address of the page, where it names it."""
        for token in self.parts:
            if token.kind == "open" and token.name in ("base", "link"):
                known = attributes(self.text, token)
                href = known.get("href")
                rel = known["rel"].value if "rel" in known else ""
                wanted = token.name == "base" or "canonical" in rel
                if href and wanted and href.value.startswith(("http://", "https://")):
                    return href.value.strip()
            elif token.name == "body":
                break
        return ""

    # --- headings above entries ---

    def _find_headings(self, node: Node, alone: bool) -> None:
        """Finds headings, and blocks that are a year; in a table only those that have their row for themselves."""
        if node.tag in _HEADING_BLOCKS and 0 < node.own <= 60 and alone:
            end = node.kids[0].first if node.kids else node.last
            words = "".join(self.text[t.start : t.end] for t in self.parts[node.first : end] if t.kind == "text")
            text = " ".join(words.split())
            text = html.unescape(text)
            seen = node.tag in _HEADINGS
            if seen:
                self._sections.see(text, int(node.tag[1]))
            elif text[:1].isdigit() or self._is_bold(node) or self._is_as_years(node):
                seen = self._sections.see_line(text)
            if seen and text[:1].isdigit():
                self._years.add(self.text[self.parts[node.first].start : self.parts[node.first].end])
            if seen:
                self._above.append((node.first, self._sections.year, self._sections.other, self._sections.pending))
        for kid in node.kids if node.tag not in _BESIDE else ():
            self._find_headings(kid, node.tag != "tr" or len(node.kids) == 1)

    def _is_as_years(self, node: Node) -> bool:
        """Whether a block has the tag and class of one before that was a year."""
        token = self.parts[node.first]
        return "=" in self.text[token.start : token.end] and self.text[token.start : token.end] in self._years

    def _is_bold(self, node: Node) -> bool:
        """Whether all text of a block stands in bold."""
        depth = 0
        for token in self.parts[node.first : node.last]:
            if token.name in ("b", "strong", "u"):
                depth += 1 if token.kind == "open" else -1
            elif token.kind == "text" and not depth and not self.text[token.start : token.end].isspace():
                return False
        return True

    def year_above(self, node: Node) -> str:
        """The year of the heading that applies to a block; '' for none."""
        i = bisect_right(self._at, node.first) - 1
        return self._above[i][1] if i >= 0 and self._at[i] < node.first else ""

    def is_without_year(self, place: int) -> bool:
        """Whether a heading stands above a place that ends what the year of another applies to."""
        i = bisect_right(self._at, place, key=lambda at: self.parts[at].start) - 1
        return i >= 0 and not self._above[i][1] and any(year for _, year, _, _ in self._above[:i])

    def _below_other(self, node: Node) -> bool:
        """Whether the heading that applies to a block is of a section that lists no works."""
        i = bisect_right(self._at, node.first) - 1
        return i >= 0 and self._above[i][2]

    def _holds_others(self, node: Node) -> bool:
        """Whether the heading of a section that lists no works stands in a block."""
        return any(
            one[2] for one in self._above[bisect_right(self._at, node.first) : bisect_right(self._at, node.last - 1)]
        )

    # --- entries ---

    def entries(self) -> list[Record | Reject]:
        """The entries of the page as records, and as rejects those beside them that are not understood."""
        found = self._look(self.root)
        nodes = {id(node): entry for node, entry in found}
        strangers = [(node, self._entry(node)) for node in self._strangers(self.root, nodes)]
        every = sorted([*found, *strangers], key=lambda one: one[1].start)
        items = judged([entry for _, entry in every], self.base)
        records = sum(isinstance(item, Record) for item in items)
        rejects = sum(isinstance(item, Reject) for item in items)
        return items if records and rejects <= 3 * records else []

    def _entry(self, node: Node) -> Candidate:
        start, end = self.span(node)
        whole = self._flow(node.first, node.last)
        i = bisect_right(self._at, node.first) - 1
        return Candidate(start, end, whole, self.year_above(node), pending=i >= 0 and self._above[i][3])

    def _look(self, node: Node) -> list[tuple[Node, Candidate]]:
        """The entries in a block: those of its parts, or else the block itself."""
        if node.words < _LEAST or node.tag in _BESIDE:
            return []
        within = [self._look(kid) for kid in node.kids]
        if not any(within):
            return self._try(node)
        if sum(map(bool, within)) > 1:
            for i, found in enumerate(within):
                if len(found) == 1 and found[0][0] is not node.kids[i]:
                    within[i] = self._lifted(node.kids[i], found)
        elif node.tag == "li" and (own := self._before_inner(node, within)):
            return [own, *(one for found in within for one in found)]
        elif node.tag in ("li", "tr", "entry", "article") and sum(map(len, within)) == 1:
            return self._lifted(node, next(filter(None, within)))
        return [one for found in within for one in found]

    def _try(self, node: Node) -> list[tuple[Node, Candidate]]:
        if not _LEAST <= node.words <= _MOST or node.tag in _HEADINGS or node.tag in ("title", "head", "nav", "html"):
            return []
        if node.kids and node.tag in _HOLDERS:
            return []
        if len(node.kids) == 1 and not node.own:
            return []  # its one part has been tried
        if self._below_other(node) or self._holds_others(node):
            return []
        start, end = self.span(node)
        year = self.year_above(node)
        i = bisect_right(self._at, node.first) - 1
        if not year and not (i >= 0 and self._above[i][3]) and not _SHOWS.search(self.text, start, end):
            return []
        entry = self._entry(node)
        if not node.kids and len(found := self._between_breaks(node)) > 1:
            return found
        return [(node, entry)] if entry.look() else []

    def _between_breaks(self, node: Node) -> list[tuple[Node, Candidate]]:
        """The entries of a block whose line breaks part them; none where one of its lines is none by itself."""
        breaks = [i for i in range(node.first, node.last) if self.parts[i].name == "br"]
        found: list[tuple[Node, Candidate]] = []
        for first, last in pairwise([node.first, *breaks, node.last]) if breaks else ():
            part = Node(node.tag, first)
            part.last = last
            entry = self._entry(part)
            if not entry.whole.text.strip():
                continue
            if not entry.look() or not YEAR.search(entry.whole.text) or entry.readings[0].kind not in ("quote", "book"):
                return []
            found.append((part, entry))
        return found

    def _before_inner(self, node: Node, within: list[list[tuple[Node, Candidate]]]) -> tuple[Node, Candidate] | None:
        """What stands in an item before a list of others in it, such as other versions of its work, where that is an entry by itself."""
        inner = next(kid for kid, found in zip(node.kids, within, strict=True) if found)
        if inner.tag not in ("ul", "ol") or node.own < _LEAST:
            return None
        part = Node(node.tag, node.first)
        part.last, part.own, part.words = inner.first, node.own, node.own
        found = self._try(part)
        return found[0] if found else None

    def _lifted(self, node: Node, found: list[tuple[Node, Candidate]]) -> list[tuple[Node, Candidate]]:
        """The block around an entry instead, with the links and the abstract beside it, where its title stays the same."""
        inner = found[0][1]
        above = bisect_right(self._at, found[0][0].first) > bisect_right(self._at, node.first)
        if node.words > _MOST or above or any(self._heads(node, found[0][0])):
            return found
        entry = self._entry(node)
        if not entry.look(inner):
            return found
        marked, ordered = entry.readings[0].plan not in ORDERS, inner.readings[0].plan in ORDERS
        if marked and ordered:  # the names stand beside what was tried, such as in the cell before
            return [(node, entry)]
        title, before = (one.flow.text[slice(*one.readings[0].title)] for one in (entry, inner))
        return [(node, entry)] if title == before else found

    def _heads(self, node: Node, inner: Node) -> Iterator[bool]:
        """The headings in a block outside of a block in it."""
        for kid in node.kids:
            if kid is not inner:
                if kid.tag in _HEADINGS:
                    yield True
                yield from self._heads(kid, inner)

    def _strangers(self, node: Node, known: dict[int, Candidate]) -> Iterator[Node]:
        """The blocks beside entries, of the same kind as most of them, that were not understood and show a year or identifier."""
        tags = [kid.tag for kid in node.kids if id(kid) in known]
        for kid in node.kids:
            if id(kid) in known:
                continue
            if len(tags) > 1 and kid.tag in tags and self._shows(kid) and not self._holds(kid, known):
                yield kid
            else:
                yield from self._strangers(kid, known)

    def _shows(self, node: Node) -> bool:
        if not node.words >= _LEAST or self._below_other(node):
            return False
        start, end = self.span(node)
        return bool(YEAR.search(self.text, start, end) or _SHOWS.search(self.text, start, end) or self.year_above(node))

    def _holds(self, node: Node, known: dict[int, Candidate]) -> bool:
        return any(id(kid) in known or self._holds(kid, known) for kid in node.kids)

    # --- as plain text ---

    def shown(self, rows: bool = True) -> Iterator[tuple[Flow, str]]:
        """The text the page shows, without its navigation, block by block, each with what parts it from the one before: a blank line where it stands apart.

        `rows` says that the rows of tables are lines; else each cell is one.
        """
        hidden = iter(self._hidden(self.root))
        begin, end = next(hidden, _NONE)
        first, gap, begun, typed = 0, "", False, False
        gaps = dict(self._gaps(self.root)) if rows else {}
        for i, token in enumerate(self.parts):
            if begin <= i < end:
                if begun:  # a block without an end tag ends here
                    yield self._flow(first, i, typed), gap
                    gap, begun = "\n\n", False
                if i + 1 == end:
                    begin, end = next(hidden, _NONE)
                    first = i + 1
                continue
            if token.kind == "text":
                begun = begun or not self.text[token.start : token.end].isspace()
            elif token.name in BLOCKS:
                if begun:
                    yield self._flow(first, i, typed), gap
                    first, gap, begun = i, "\n", False
                if token.name in _APART:
                    gap = "\n\n"
                if token.name == "pre":
                    typed = token.kind == "open"
                gap = gaps.get(i, gap)
        yield self._flow(first, len(self.parts), typed), gap

    def _gaps(self, node: Node) -> Iterator[tuple[int, str]]:
        """The first tags of the cells of tables whose rows are lines, each with what parts it from the cell before: a tab, or a line end."""
        for kid in node.kids:
            yield from self._gaps(kid)
        if node.tag != "table" or any(self.parts[i].name in _BREAKS for i in range(node.first + 1, node.last - 1)):
            return
        opened = [(i, self.parts[i].name) for i in range(node.first, node.last) if self.parts[i].kind == "open"]
        rows = [i for i, name in opened if name == "tr"]
        if sum(name in ("td", "th") for _, name in opened) <= 2 * len(rows):
            return  # a label before each entry
        for number, (first, last) in enumerate(pairwise([*rows, node.last])):
            gap, begins = "\n" if number else "\n\n", True
            for i in range(first, last):
                token = self.parts[i]
                if token.kind == "open" and token.name in ("td", "th"):
                    gap += "" if begins else "\t"
                    begins = False
                    yield i, gap
                elif token.kind == "text" and not self.text[token.start : token.end].isspace():
                    gap = ""

    def _flow(self, first: int, last: int, typed: bool = False) -> Flow:
        return flow(self.text, self.parts, first, last, self._openings, typed)

    def _hidden(self, node: Node) -> Iterator[tuple[int, int]]:
        """Where blocks stand that say nothing of works, as the first of their tags and the one behind the last."""
        for kid in node.kids:
            other = self._below_other(kid) and not self._is_headed(kid)
            if (kid.tag in _HIDDEN and (kid.tag != "header" or not self._is_headed(kid))) or other:
                yield kid.first, kid.last
            else:
                yield from self._hidden(kid)

    def _is_headed(self, node: Node) -> bool:
        """Whether headings stand in a block that say something of what is below them."""
        return bisect_right(self._at, node.last - 1) > bisect_right(self._at, node.first)

    # --- what is outside ---

    def outside(self, start: int, end: int) -> Iterator[Furniture]:
        """The tags and the navigation between two places as furniture; texts that are neither are left out."""
        begun = -1
        for one in self._plain(start, end):
            if one[0] and begun < 0:
                begun = one[1]
            elif not one[0] and begun >= 0:
                yield Furniture("page", begun, one[1])
                begun = -1
        if begun >= 0:
            yield Furniture("page", begun, end)

    def _plain(self, start: int, end: int) -> Iterator[tuple[bool, int]]:
        """For each token between two places whether it is furniture, and where it begins."""
        first = bisect_right(self._starts, start) - 1
        for i in range(max(first, 0), len(self.parts)):
            token = self.parts[i]
            if token.start >= end:
                return
            if token.end > start:
                blank = token.kind != "text" or self._covered[i] or self.text[token.start : token.end].isspace()
                yield blank, max(token.start, start)

    def cover(self) -> None:
        """Finds out which tokens stand in headings, links and navigation."""
        self._starts = [token.start for token in self.parts]
        self._covered: list[bool] = []
        open_: dict[str, int] = {}
        for token in self.parts:
            if token.name in _AS_FURNITURE:
                if token.kind == "open":
                    open_[token.name] = 1 if token.name in ("a", "button") else open_.get(token.name, 0) + 1
                elif token.kind == "close" and open_.get(token.name):
                    open_[token.name] -= 1
                    if not open_[token.name]:
                        del open_[token.name]
            elif token.name in ("li", "p", "div", "td"):
                open_.pop("a", None)
            self._covered.append(bool(open_))

"""HTML pages and Markdown: lists of publications, and pages about one work with metadata (citation_ meta, Dublin Core, COinS, JSON-LD).

Metadata that say the same work are one record. Without them the repeated blocks of a page are read as entries: links as
identifiers, emphasis, quotation marks, classes and lines as signs of what the title is. Places are those of the characters of
the source, so tags are read by a tokenizer of our own that knows where they stand.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import islice, pairwise

from kg.records import Furniture, Item, Nested, Record, Reject
from kg.sources import TextStream, bibtex, listing, references
from kg.sources._html_described import Described, alone, joined, moved, nested
from kg.sources._html_entry import Candidate
from kg.sources._html_flow import Flow
from kg.sources._html_labelled import labelled
from kg.sources._html_list import REASONS, judged
from kg.sources._html_markdown import Block, blocks, definitions, flow, headed_flow, rows
from kg.sources._html_markdown_text import shown, with_text
from kg.sources._html_meta import Claims
from kg.sources._html_page import Page
from kg.sources._html_sections import Sections
from kg.sources._html_tags import Token, tokens
from kg.sources._html_text import PlainText, by_text_where_more
from kg.sources._html_text import read as by_text
from kg.sources._keyed_head import is_yaml
from kg.sources._listing_sections import owner_among, with_owner
from kg.sources._listing_signs import YEAR
from kg.sources._looked import Looked
from kg.sources._table_head import is_table
from kg.sources._wikitext import cites

LARGEST, MOST_TAGS = 1_000_000, 80_000
"""A page of more characters or tags is read in stretches, which part before a block."""
_BEGINS = re.compile(r"<(?:li|tr|dt|h[1-6]|article)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?<=\n)\r?\n(?=\S)")

MUCH = 0.35
"""So much of a page that only its words show to be a list are its entries."""
SAMPLE = 20_000
"""A page is told from so many characters of its beginning, where they show enough."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link)\b",
    re.IGNORECASE,
)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE\s+(?!html)|[A-Za-z][\w.-]*:|[A-Za-z][^<>]*\sxmlns)", re.IGNORECASE)
_KNOWN = re.compile(
    r"<(?:p|div|ul|ol|li|h[1-6]|table|tr|th|td|dl|dt|dd|section|article|main|pre|blockquote|cite|time|abbr|span|a|br|b|i|u|em|strong|small|sup|sub|font|center|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"<(?:p|div|ul|ol|table|dl|section|article|main|pre|blockquote|h[1-6]|center)\b[^<>]*>", re.IGNORECASE
)
_TAGGED = re.compile(r"\s{0,200}<(?!!--)")
"""How a text begins that is no Markdown, which may begin with a comment."""
_OTHER_TAG = re.compile(r"<[A-Za-z]")
_LINK = re.compile(r"\]\(\s*<?(?:https?:|/|\.|[\w-]+/)|<https?:")
_MARKED = re.compile(r"\]\(|(?<![\w*])\*{1,2}[^\s*][^*\n]*\*{1,2}|(?<![\w_])_{1,2}[^\s_][^_\n]*_{1,2}(?!\w)")
_TABLE = re.compile(r"^\|[ \t]{0,9}:?-{1,200}:?[ \t]{0,9}\|[ \t:|-]{1,500}$", re.MULTILINE)
"""The line below the head of a table."""
_ROW = re.compile(r"\|(?:[^|\n]{1,500}\|){2}")
"""The first cells of the row of a table."""
_OTHER_SYNTAX = re.compile(
    r"\s*(?:@[A-Za-z]+\s*[{(]|[{\[]\s*[\"\[{]|%PDF|TY  ?-|%[0A] |PMID-|FN |\\[a-z]+[{\[]|@prefix|@base|PREFIX\s)"
)
_HEADED = re.compile(r"(?m)^#{1,6} \S")
_UNDERLINED = re.compile(r"(?m)^\S.{1,100}\n(?:={3,100}|-{3,100})[ \t]{0,9}$")
"""A heading by the line below it."""
_ENTRY_OF_BIBTEX = re.compile(r"^[^\S\n]*@\w+\s*\{", re.MULTILINE)


def sniff(name: str, head: str) -> bool:
    """Whether a text is HTML that describes a work or lists some, or a list in Markdown with links or emphasis in three entries."""
    few = head[: head.rfind("\n", 0, SAMPLE) + 1] if len(head) > SAMPLE else ""
    return (bool(few) and _sniffs(name, few)) or _sniffs(name, head)


def _sniffs(name: str, head: str) -> bool:
    if _is_html(head):
        found = sum(isinstance(item, Record | Nested) for item in _LOOKED_HTML.look(head))
        return found > 1 or (found == 1 and (_described(head) or _is_list(Page(head, list(tokens(head))).shown())))
    tagged = _TAGGED.match(head) is not None
    if cites(head) or is_table(head) or is_yaml(head):
        return False
    if tagged and not _HEADED.search(head):
        return False
    cited = _HEADED.search(head) is not None and bibtex.FENCED.search(head) is not None
    if _OTHER_SYNTAX.match(head[:1000]) or (not tagged and _ENTRY_OF_BIBTEX.search(head) and not cited):
        return False
    if cited:
        return any(isinstance(item, Record) for item in _LOOKED_MARKDOWN.look(head))
    if not any(sign.search(head) for sign in (_MARKED, _TABLE, _HEADED, _UNDERLINED)):
        return False
    looked = _LOOKED_MARKDOWN.look(head)
    records = [item for item in looked if isinstance(item, Record)]
    refused = sum(isinstance(item, Reject) and item.reason in REASONS for item in looked)
    sure = _HEADED.search(head) is not None or head.count("](") > 1  # no plain text has these
    placed = sum(_is_placed(item) for item in records)
    many = len(records) >= (2 if sure else 3) and placed * 2 > len(records)
    return (
        len(records) >= max(1, refused)
        and (
            many
            or (
                placed > 0
                and _is_filled(head, records)
                and _is_list(shown(head, list(blocks(head)), definitions(head)))
            )
        )
        and not (listing.sniff(name, head) or references.sniff(name, head))
    )


def _is_filled(head: str, records: list[Record]) -> bool:
    """Whether much of a text are its entries."""
    return sum(min(item.end, len(head)) - item.start for item in records) > MUCH * len(head)


def _is_list(text: Iterator[tuple[Flow, str]]) -> bool:
    """Whether what a page shows is a list to those who know it from its words."""
    plain = PlainText(text).take()
    return listing.sniff("", plain.text) or references.sniff("", plain.text)


def _is_placed(record: Record) -> bool:
    """Whether a record says when its work appeared or how it is identified, or who wrote it and where it appeared."""
    work = record.work
    if any(one.scheme == "orcid" for one in work.identifiers):
        return False  # somebody, with what they do
    return bool(work.dates or work.identifiers or (work.venues and work.contributions))


def _described(head: str) -> bool:
    return re.search(r"z3988|[\"'](?:citation_|dc[.:]|dcterms|eprints|prism)|ld\+json", head, re.IGNORECASE) is not None


def _is_html(text: str) -> bool:
    """Whether a text is HTML: by how it begins, or by its tags where it is a part of a page."""
    head = text[:65_536]
    if _HTML.match(head):
        return True
    if _HEADED.search(head) and (head.count("](") > 1 or len(_HEADED.findall(head)) > 1):
        return False  # Markdown that begins with tags, such as those of a picture
    if _XML.match(head) or not head.lstrip().startswith("<"):
        return False
    known = len(_KNOWN.findall(head))
    return known >= (1 if _BLOCK.match(head.lstrip()) else 3) and known * 2 >= len(_OTHER_TAG.findall(head))


def read(stream: TextStream) -> Iterator[Item]:
    """The works of a page in order, what is no text as furniture, and entries that are not understood as rejects."""
    at, owner = 0, None
    for text, is_html in _stretches(stream):
        if at == 0:
            owner = owner_among(_titles(text[:_HEAD], is_html))
        for item in _items(text, is_html, at):
            yield item if isinstance(item, Record) and item.owner else with_owner(item, owner)
        at += len(text)


_HEAD, _FIRST = 20_000, 4
_TITLE = re.compile(r"<(title|h1|h2)\b[^<>]{0,300}>(.{1,400}?)</\1\s{0,9}>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,300}>")
_HEADING = re.compile(r"(?:#{1,2}|title:|author:)\s(.{1,200})", re.IGNORECASE)


def _titles(head: str, is_html: bool) -> Iterator[str]:
    """The title of a page and its first headings, as a reader sees them."""
    if is_html:
        shown = [unescape(_TAG.sub(" ", one[2])) for one in islice(_TITLE.finditer(head), _FIRST)]
    else:
        found = map(_HEADING.fullmatch, islice(head.split("\n"), 40))
        shown = [one[1].strip("\"'# ") for one in found if one][:_FIRST]
    yield from (" ".join(text.split()) for text in shown)


def _items(text: str, is_html: bool, at: int) -> Iterator[Item]:
    """What a stretch says that stands at `at`; all of it is rejected where it says nothing."""
    found = (_LOOKED_HTML if is_html else _LOOKED_MARKDOWN).take(text)
    if text.strip() and not any(isinstance(item, Record | Nested | Reject) for item in found):
        tried = "no metadata of a work is here, and no repeated blocks read as publications"
        yield Reject(at, at + len(text), f"not understood: {tried}")
    else:
        yield from (moved(item, at) for item in found) if at else found


def _stretches(stream: TextStream) -> Iterator[tuple[str, bool]]:
    """The text, in stretches where it is very long, and whether it is HTML."""
    text = stream.read(LARGEST)
    is_html = _is_html(text)
    while text:
        size = len(text)
        while is_html and text.count("<", 0, size) > MOST_TAGS:
            size //= 2
        if len(text) >= LARGEST or size < len(text):
            begins = [one.start() for one in (_BEGINS if is_html else _PARAGRAPH).finditer(text, size // 2, size)]
            size = begins[-1] if begins else size
        yield text[:size], is_html
        text = text[size:] + stream.read(size)


# --- HTML ------------------------------------------------------------------------------------------------------------


def _html(text: str) -> Iterator[Item]:
    parts = list(tokens(text))
    described = Described(text, parts)
    page = Page(text, parts)
    tabled = [] if described.page else list(labelled(text, parts))
    listed: list[Record | Reject] = [*tabled] if tabled else [] if described.page else _listed(page)
    if not (listed or described.page or described.records):
        listed = list(_typed(text, parts))
    listed, single = _with_coins(listed, described.loose)
    described.finish([*described.records, *single])
    records = [item for item in [*listed, *described.records, *single] if isinstance(item, Record)]
    items: list[Record | Nested | Reject] = [*nested(sorted(records, key=lambda one: (one.start, -one.end)))]
    ends = [item.end for item in items]
    for item in listed:
        if isinstance(item, Reject):
            after = bisect_right(ends, item.start)
            if after == len(ends) or items[after].start >= item.end:
                items.append(item)
    page.cover()
    at = 0
    for one in sorted(items, key=lambda item: item.start):
        yield from page.outside(at, one.start)
        yield one
        at = one.end
    yield from page.outside(at, len(text))


def _typed(text: str, parts: list[Token]) -> Iterator[Record | Reject]:
    """The entries of BibTeX that stand as typed in a page without other entries."""
    for before, token in pairwise(parts):
        if before.name != "pre" or token.kind != "text" or not _ENTRY_OF_BIBTEX.search(text, token.start, token.end):
            continue
        typed = io.StringIO(text[token.start : token.end], newline="\n")
        found = (moved(item, token.start) for item in bibtex.read(typed))
        yield from (item for item in found if isinstance(item, Record | Reject))


def _listed(page: Page) -> list[Record | Reject]:
    """The entries of a page by its mark-up; by its text where that shows none, or where its text alone shows more of them."""
    return by_text_where_more(page.entries(), page.shown, lambda plain: _read_plainly(page, plain))


def _read_plainly(page: Page, plain: PlainText) -> list[Record | Reject]:
    """What the text of a page says; of the year of a heading only what the levels of headings leave to it, which a text has not."""
    found = by_text(plain, page.base)
    if "\t" in plain.text and not plain.begins and not any(isinstance(item, Record) for item in found):
        found = by_text(PlainText(page.shown(rows=False)), page.base)
    for item in found:
        headed = isinstance(item, Record) and any(one.code == _HEADED_YEAR for one in item.remarks)
        if isinstance(item, Record) and headed and page.is_without_year(item.start):
            item.work.dates = []
            item.confidence.pop("dates", None)
            item.remarks = [one for one in item.remarks if one.code != _HEADED_YEAR]
    return found


_HEADED_YEAR = "year-from-heading"


def _with_coins(listed: list[Record | Reject], loose: list[Claims]) -> tuple[list[Record | Reject], list[Record]]:
    """The entries with the COinS that stand in them, and the records of COinS that are of no entry's work.

    Where an entry was not understood its COinS is the record.
    """
    found: list[Record | Reject] = []
    single: list[Record] = []
    starts = [one.start for one in loose]
    used: set[int] = set()
    for item in listed:
        within = range(bisect_left(starts, item.start), bisect_left(starts, item.end))
        if len(within) == 1 and isinstance(item, Record) and joined(item, loose[within[0]]):
            used.add(within[0])
        if not within or isinstance(item, Record):
            found.append(item)
    single = [alone(one) for i, one in enumerate(loose) if i not in used]
    return found, single


# --- Markdown --------------------------------------------------------------------------------------------------------


def _markdown(text: str) -> Iterator[Item]:
    every = list(blocks(text))
    named = definitions(text)
    sections: list[list[Candidate]] = [[]]
    headings = Sections()
    others: set[int] = set()
    taken = -1
    for i, block in enumerate(every):
        if block.start < taken:
            continue
        if block.kind == "heading":
            sections.append([])
            if not headings.other and (entry := _headed(text, every, i, named, headings)):
                sections[-1].append(entry)
                taken = entry.end
                continue
            headings.see(text[slice(*block.lines[0])] if block.lines else "", block.level)
        elif headings.other:
            others.add(block.start)
        elif block.kind == "paragraph" and (table := rows(text, block, named)):
            made = [Candidate(start, end, whole, headings.year) for start, end, whole in table]
            sections[-1] += [one for one in made if one.look()]
        elif block.kind in ("item", "paragraph") and 25 <= block.end - block.start <= 20_000:
            entry = Candidate(block.start, block.end, flow(text, block, named), headings.year, pending=headings.pending)
            if YEAR.fullmatch(entry.whole.text.strip(" *:")):
                headings.see_line(entry.whole.text.strip(" *:"))
            elif entry.look() or block.kind == "item":
                sections[-1].append(entry)
    entries = [entry for section in sections if any(entry.readings for entry in section) for entry in section]
    kept = _kept(entries)
    plain = PlainText(shown(text, [block for block in every if block.start not in others], named))
    yield from _in_order(text, every, with_text(list(kept.values()), by_text(plain, "")))


def _headed(text: str, every: list[Block], i: int, named: dict[str, str], above: Sections) -> Candidate | None:
    """The entry whose title is a heading, with names in the paragraphs below it; None where it is none."""
    below: list[Block] = []
    for block in every[i + 1 : i + 5]:
        if block.kind != "paragraph":
            break
        below.append(block)
    heading = every[i]
    if (
        not below
        or not heading.lines
        or above.is_known(text[slice(*heading.lines[0])])
        or heading.level < 2
        or below[-1].end - heading.start > 2_000
    ):
        return None
    whole = headed_flow(text, heading, below, named)
    entry = Candidate(heading.start, below[-1].end, whole, above.year, pending=above.pending)
    if not entry.look() or entry.readings[0].kind != "heading" or entry.readings[0].names is None:
        return None
    if len(below) > 1 and all(_is_entry(text, block, named) for block in below[:2]):
        return None
    behind = entry.flow.text[entry.readings[0].names_at[1] :]
    return entry if behind.strip(" .\n") or whole.links else None


def _is_entry(text: str, block: Block, named: dict[str, str]) -> bool:
    """Whether a paragraph has names and a title of its own and is dated: the heading above it is that of a list."""
    entry = Candidate(block.start, block.end, flow(text, block, named), "")
    return entry.look() and entry.readings[0].names is not None and YEAR.search(entry.whole.text) is not None


def _kept(entries: list[Candidate]) -> dict[int, Record | Reject]:
    """What becomes of the entries, by where they begin; nothing where too few of them are publications."""
    shows = [bool(one.year or YEAR.search(one.whole.text) or one.whole.links) for one in entries]
    items = judged(entries, "")
    records = sum(isinstance(item, Record) for item in items)
    dated = [item for item, shown in zip(items, shows, strict=True) if shown or isinstance(item, Record)]
    return {item.start: item for item in dated} if records and len(dated) <= 4 * records else {}


def _in_order(text: str, every: list[Block], items: list[Record | Reject]) -> Iterator[Item]:
    """What was read, and between it what is no text of an entry."""
    typed = [block for block in every if block.kind == "code" and _ENTRY_OF_BIBTEX.search(text, block.start, block.end)]
    begun = [block.start for block in typed]
    for item in items:
        _beside(item, typed[bisect_right(begun, item.start) : bisect_left(begun, item.end)])
    kept = {item.start: item for item in items}
    begins, codes = sorted(kept), set(begun)
    done = 0
    for block in every:
        within = [kept[at] for at in begins[bisect_left(begins, block.start) : bisect_left(begins, block.end)]]
        if within:
            yield from within
            done = within[-1].end
        elif block.kind == "code" and block.start in codes:
            yield from _cited(text, block)
        elif block.start < done:
            continue  # what words show may go on over several blocks
        elif block.kind in ("heading", "front", "rule", "definition"):
            yield Furniture(block.kind, block.start, block.end)
        elif _only_links(text[block.start : block.end]):
            yield Furniture("navigation", block.start, block.end)


def _beside(item: Record | Reject, typed: list[Block]) -> None:
    """Parts an entry from the code that its words were read over: it is the side where its title stands."""
    for block in typed:
        if not (item.start < block.start and block.end < item.end):
            continue  # it was parted from one of the others
        title = next((one.start for one in getattr(item, "pieces", ()) if one.field == "title"), item.start)
        if title < block.start:
            item.end = block.start
        else:
            item.start = block.end
        if isinstance(item, Record):
            item.pieces = [one for one in item.pieces if item.start <= one.start and one.end <= item.end]


def _cited(text: str, block: Block) -> Iterator[Item]:
    """The entries of BibTeX in a block of code, which says how to cite what a page is about."""
    start = text.find("\n", block.start, block.end) + 1
    last = text.rfind("\n", start, block.end)
    end = last if last > 0 and text[last:].lstrip().startswith(("```", "~~~")) else block.end
    yield Furniture("code", block.start, start)
    yield from (moved(item, start) for item in bibtex.read(io.StringIO(text[start:end], newline="\n")))
    if end < block.end:
        yield Furniture("code", end, block.end)


def _only_links(text: str) -> bool:
    """Whether a block has no words but those of its links."""
    return "](" in text and not re.search(r"\w", re.sub(r"!?\[[^\[\]\n]*\]\([^()\n]*\)", "", text))


_LOOKED_HTML, _LOOKED_MARKDOWN = Looked(_html), Looked(_markdown)

"""BibTeX and BibLaTeX bibliographies, with @string, crossref and LaTeX accents.

Entries become records; `@string`, `@comment`, `@preamble` and the text between entries are furniture. An entry that takes
fields over from another (`crossref`, `xdata`) waits until that one has been read, and what comes after waits with it, so
that the records keep the order of the text.
"""

from __future__ import annotations

import importlib
import io
import re
from collections import deque
from collections.abc import Iterator

from kg import identifiers
from kg.records import Furniture, Item, Record, Reject, Relation, Remark
from kg.sources import TextStream
from kg.sources._bibtex import MONTHS, Block, Entry, Field, Unreadable, blocks, parse, string
from kg.sources._bibtex_fields import TYPES, record
from kg.sources._latex import to_unicode

HELD = 100_000
"""How many entries wait for a parent that does not come."""

KEYS = 200_000
"""How many keys are remembered, to tell when one comes again."""

_GENERATIONS = 8
_BESIDE = 2
"""A text that is so many times as long as its entries may be another than theirs."""
_ENTRY = re.compile(
    r"""(?<![^\r\n])[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]\s*(?:[^\s,={}"]*\s*,\s*)?(?:[\w:+./-]+\s*=\s*["{\w]|[})])""",
    re.MULTILINE,
)
_ASIDE = re.compile(
    r"""(?<![^\r\n])[ \t]*@(?:string\s*[{(]\s*[\w:+./-]+\s*=|preamble\s*[{(]\s*["{]|comment\s*\{\s*jabref)""",
    re.IGNORECASE,
)

_PLACE = frozenset(["editor", "publisher", "year", "month", "day", "date", "volume", "series", "address", "location", "organization",
                    "isbn", "issn", "eventtitle", "eventdate", "venue", "booktitle", "language", "langid"])  # fmt: skip
_ONLY_OWN = frozenset(["crossref", "xdata", "doi", "url", "eprint", "pages", "abstract", "keywords", "file", "note", "entryset", "ids",
                       "related", "pdf", "chapter", "hal_id", "swhid", "pmid", "pmcid", "pmc", "eprinttype", "archiveprefix", "primaryclass", "eprintclass", "label"])  # fmt: skip
_TOGETHER = (
    frozenset(["year", "month", "day", "date"]),
    frozenset(["address", "location"]),
    frozenset(["langid", "language"]),
)


_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
FENCED = re.compile(
    r"^[ \t]{0,3}(?:```|~~~)[ \t]{0,9}\w{0,12}[ \t]{0,9}\r?\n\s{0,200}@\w{1,30}\s{0,9}[{(]", re.MULTILINE
)
"""An entry as code in Markdown."""


def sniff(name: str, head: str) -> bool:
    """Whether a text holds an entry: `@type{key, field =` at the start of a line. A sentence with an @ has none.

    Entries as code in a page in Markdown, which says how to cite something, are read with what else it says by the source of pages.
    """
    start = head.lstrip()[:1]
    if start in ("<", "{", "[") or (_HEADING.search(head) and FENCED.search(head)):
        return False
    return bool(_ENTRY.search(head) or _ASIDE.search(head)) and not _is_beside(name, head)


def _is_beside(name: str, head: str) -> bool:
    """Whether the entries stand beside the works of a list, as a page that unfolds them under its titles is copied: most of it is none, and a list."""
    inside = sum(block.end - block.start for block in blocks(io.StringIO(head, newline="\n")) if block.kind != "text")
    # what lists are recognised by is dear, and a bibliography has little beside its entries
    return len(head.strip()) > _BESIDE * inside and importlib.import_module("kg.sources.listing").sniff(name, head)


def read(stream: TextStream) -> Iterator[Item]:
    """The entries of a bibliography in the order of the text; what does not close or is not well-formed is a reject."""
    library = _Library()
    for block in blocks(stream):
        yield from library.take(block)
    yield from library.flush()


class _Library:
    """What must be remembered from one entry to the next: defined strings, possible parents, and who waits for one."""

    def __init__(self) -> None:
        self._strings = dict(zip(MONTHS, MONTHS, strict=True))
        self._parents: dict[str, Entry] = {}
        self._waiting: deque[Item | Entry] = deque()
        self._contents: dict[int, int] = {}

    def take(self, block: Block) -> Iterator[Item]:
        """Reads a block and yields whatever no longer waits."""
        self._waiting.append(self._read(block))
        while self._waiting:
            first = self._waiting[0]
            if isinstance(first, Entry) and not self._complete(first) and len(self._waiting) < HELD:
                return
            self._waiting.popleft()
            yield self._record(first) if isinstance(first, Entry) else first

    def flush(self) -> Iterator[Item]:
        """Yields those that waited for a parent that did not come."""
        for item in self._waiting:
            yield self._record(item) if isinstance(item, Entry) else item

    def _read(self, block: Block) -> Item | Entry:
        if block.reason:
            return Reject(block.start, block.end, block.reason)
        try:
            if block.kind == "string":
                name, text = string(block, self._strings)
                self._strings[name] = text
            if block.kind == "entry":
                entry = parse(block, self._strings)
                self._compare(entry)
                return self._remember(entry)
        except Unreadable as finding:
            return Reject(block.start, block.end, str(finding))
        return Furniture(block.kind, block.start, block.end)

    def _compare(self, entry: Entry) -> None:
        """Remarks that the key is that of an earlier entry that says something else; only hashes are kept of either."""
        key = hash(entry.key.lower())
        content = hash(tuple(sorted([(one.name, " ".join(one.value.text.split())) for one in entry.fields])))
        if not entry.key or (len(self._contents) >= KEYS and key not in self._contents):
            return
        if self._contents.setdefault(key, content) != content:
            message = f"The key {entry.key[:100]!r} is that of an earlier entry with other content."
            entry.remarks.append(Remark("key-repeated", message))

    def _remember(self, entry: Entry) -> Entry:
        if entry.key and TYPES.get(entry.type) not in ("article", "conference-paper", "chapter", "thesis"):
            kept = [
                one for one in entry.fields if one.name not in _ONLY_OWN or one.name in ("crossref", "xdata", "doi")
            ]
            self._parents.setdefault(
                entry.key.lower(), Entry(entry.type, entry.key, entry.start, entry.end, 0, 0, kept)
            )
        return entry

    def _complete(self, entry: Entry) -> bool:
        """Whether all that an entry takes fields from has been read."""
        return not _references(entry) or all(parent is not None for _, parent, _ in self._ancestors(entry))

    def _ancestors(self, entry: Entry) -> Iterator[tuple[str, Entry | None, Entry]]:
        """The entries an entry refers to, nearest first: the key, the entry or None, and the one that names it."""
        seen = {entry.key.lower()}
        level = [entry]
        for _ in range(_GENERATIONS):
            above = []
            for child in level:
                for key in _references(child):
                    if key not in seen:
                        seen.add(key)
                        parent = self._parents.get(key)
                        yield key, parent, child
                        above += [parent] if parent else []
            level = above

    def _record(self, entry: Entry) -> Record | Reject:
        fields: dict[str, Field] = {}
        relation = None
        remarks: list[Remark] = []
        if _references(entry):
            relation = self._inherit(entry, fields, remarks)
        try:
            return record(entry, fields, relation, remarks)
        except Unreadable as finding:
            return Reject(entry.start, entry.end, str(finding))

    def _inherit(self, entry: Entry, fields: dict[str, Field], remarks: list[Remark]) -> Relation | None:
        """Adds the fields an entry takes over, and what is to be said of them; gives its relation to the nearest work."""
        relation = None
        # A date or place of its own, in whatever fields, keeps out the parent's.
        names = {one.name for one in entry.fields}
        closed = {name for group in _TOGETHER if group & names for name in group}
        for key, parent, child in self._ancestors(entry):
            if parent is None:
                remarks.append(
                    Remark(
                        "crossref-missing",
                        f"The entry {key!r} that {child.key!r} refers to is not in the file.",
                        "crossref",
                    )
                )
                continue
            taken = {
                name: one
                for name, one in _inheritance(entry, parent).items()
                if name not in fields and name not in closed
            }
            fields.update(taken)
            relation = relation or _relation(entry, parent, fields)
        if own := sorted(fields.keys() - names):
            remarks.append(
                Remark("crossref-inherited", f"Taken over from another entry: {', '.join(own)}.", "crossref")
            )
        return relation


def _references(entry: Entry) -> list[str]:
    return [
        key.strip().lower()
        for one in entry.fields
        if one.name in ("crossref", "xdata")
        for key in one.value.text.split(",")
        if key.strip()
    ]


def _inheritance(child: Entry, parent: Entry) -> dict[str, Field]:
    """The fields a child takes over (BibLaTeX manual, appendix B): a part its container's, anything else all but a few."""
    part = TYPES.get(child.type) in ("conference-paper", "chapter", "article")
    fields: dict[str, Field] = {}
    for one in parent.fields:
        if part and one.name == "title" and parent.type != "xdata":
            fields["booktitle"] = Field("booktitle", one.value, one.start, one.end)
        elif one.name in _PLACE or (one.name not in _ONLY_OWN and (not part or parent.type == "xdata")):
            fields.setdefault(one.name, one)
    return fields


def _relation(child: Entry, parent: Entry, fields: dict[str, Field]) -> Relation | None:
    """How the child stands to its parent; a shared container of data (`@xdata`) is no work and gives none."""
    if parent.type == "xdata":
        return None
    version = child.type == "softwareversion" and parent.type == "software"
    title = next((fields[name].value.text for name in ("booktitle", "title") if name in fields), parent.key)
    doi = next((identifiers.parse("doi", one.value.text) for one in parent.fields if one.name == "doi"), None)
    return Relation("is-version-of" if version else "is-part-of", doi, " ".join(to_unicode(title).split()))

"""ACL Anthology: its XML files of collections, with the volumes and their papers.

The format is that of the Anthology's schema (data/xml/schema.rnc of its repository); ids are built as its documentation says. A
volume (its `meta` and `frontmatter`) is one work, each paper another that takes over what the volume says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.records import Furniture, Identifier, Item, Piece, Record, Reject, Relation, Remark, Work
from kg.sources import TextStream
from kg.sources._acl_fields import Draft
from kg.sources._xml import Element, subtrees

_START = re.compile(r"""<collection\s[^<>]{0,200}?\bid\s*=\s*["'](?:[A-Z]\d\d|\d{4}\.[\w-]+)["']""")
_NEW_ID = re.compile(r"\d{4}\.[\w-]+")
_JOURNALS = re.compile(r"[JQ]\d\d|\d{4}\.(?:cl|tacl)")
"""Collections of Computational Linguistics and of the Transactions, which older files do not mark as journals."""

_MATTER = ("frontmatter", "backmatter")


def sniff(name: str, head: str) -> bool:
    """Whether a text is a collection of the Anthology: by its root element and the form of its id."""
    return head.lstrip().startswith("<") and bool(_START.search(head))


@dataclass
class _Volume:
    """The volume being read: its ids, and what its papers take over."""

    collection: str = ""
    id: str = ""
    journal: bool = False
    work: Work | None = None

    @property
    def full_id(self) -> str:
        return f"{self.collection}-{self.id}" if self.collection and self.id else ""

    def paper_id(self, number: str) -> str:
        """The id of a paper: `2021.acl-long.7`, and in older volumes four digits that begin with those of the volume."""
        if _NEW_ID.fullmatch(self.collection):
            return f"{self.full_id}.{number}"
        if not (self.full_id and self.id.isdecimal() and number.isdecimal()):
            return ""
        volume, paper = int(self.id), int(number)
        # Collections with more than nine volumes share the digits evenly.
        if self.collection[0] == "W" or self.collection == "C69" or (self.collection == "D19" and volume >= 5):
            return f"{self.collection}-{volume:02d}{paper:02d}"
        return f"{self.collection}-{volume}{paper:03d}"


def read(stream: TextStream) -> Iterator[Item]:
    """The volumes and papers in the order of the text; events, which are no works, are furniture."""
    volume, meta = _Volume(), None
    between: list[Furniture] = []
    for part in subtrees(stream, ("meta", "frontmatter", "paper", "event"), around=("collection", "volume")):
        name = part.name if isinstance(part, Element) else ""
        if meta is not None and isinstance(part, Furniture):  # a comment, perhaps, between the two parts of a volume
            between.append(part)
            continue
        if meta is not None and name != "frontmatter":
            yield _volume(volume, meta, None, [])
            yield from between
            meta, between = None, []
        if not isinstance(part, Element):
            yield part
        elif name == "meta":
            meta = part
        elif name == "frontmatter":
            yield _volume(volume, meta, part, between)
            meta, between = None, []
        elif name == "paper":
            yield _paper(volume, part)
        elif name == "event":
            yield Furniture("event", part.start, part.end)
        else:
            volume = _opened(volume, part)
            yield Furniture("envelope", part.start, part.end)
    if meta is not None:
        yield _volume(volume, meta, None, [])
        yield from between


def _opened(volume: _Volume, element: Element) -> _Volume:
    """The state behind the start tag of a collection or a volume."""
    printed = element.attributes.get("id", "").strip()
    if element.name == "collection":
        return _Volume(printed)
    journal = element.attributes.get("type") == "journal" or bool(_JOURNALS.fullmatch(volume.collection))
    return _Volume(volume.collection, printed, journal)


def _volume(volume: _Volume, meta: Element | None, front: Element | None, between: list[Furniture]) -> Record:
    """The volume as a work, from its `meta` and the `frontmatter` behind it, one of which may be missing."""
    first, last = meta or front, front or meta
    assert first is not None
    assert last is not None
    if meta is not None:
        volume.journal = volume.journal or any(child.name.startswith("journal-") for child in meta.children)
    draft = Draft(first)
    draft.work.type = "collection" if volume.journal else "proceedings"
    draft.identifier("acl-volume", volume.full_id)
    if front is not None:
        draft.identifier("acl", volume.paper_id("0"))
    pieces = [Piece("furniture", one.name, one.start, one.end) for one in between]
    for element in (meta, front):
        if element is not None:
            draft.take_all(element)
            pieces += draft.ledger.pieces()
    draft.volume_venue(volume.journal)
    if meta is not None:
        volume.work = draft.work
    return Record(first.start, last.end, draft.work, pieces, volume.full_id, remarks=draft.remarks)


def _paper(volume: _Volume, element: Element) -> Record | Reject:
    if not element.children:
        return Reject(element.start, element.end, f"The paper {element.attributes.get('id', '')[:40]!r} has no fields.")
    draft = Draft(element)
    kind = element.attributes.get("type", "")
    draft.work.type = "other" if kind in _MATTER else "article" if volume.journal else "conference-paper"
    key = volume.paper_id(element.attributes.get("id", "").strip())
    if place := draft.identifier("acl", key):
        draft.used["id"] = place
    if kind in _MATTER:
        draft.used["type"] = "type"
    if volume.full_id:
        draft.work.relations.append(Relation("is-part-of", Identifier("acl-volume", volume.full_id)))
    draft.take_all(element)
    if volume.work is None:
        draft.remarks.append(
            Remark("volume-missing", "What the volume says of its papers could not be read.", "venues")
        )
    else:
        draft.inherit(volume.work)
        message = f"Venue, date and publisher are those of the volume {volume.full_id}."
        draft.remarks.append(Remark("volume-inherited", message, "venues"))
    return Record(element.start, element.end, draft.work, draft.ledger.pieces(), key, remarks=draft.remarks)

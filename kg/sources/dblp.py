"""DBLP: the records of its XML dump, and of answers in the same form.

The format is that of dblp.dtd and of M. Ley, "DBLP: some lessons learned" (PVLDB 2009): flat records named after BibTeX's entry types.
Person records (`person`, and `www` whose key begins with `homepages/`) say nothing of a work; they are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg import identifiers, names
from kg.records import (
    Contribution,
    Date,
    Furniture,
    Item,
    Link,
    NameAsPrinted,
    Piece,
    PieceKind,
    Record,
    Reject,
    Relation,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources import TextStream
from kg.sources._arxiv import identify
from kg.sources._bibtex_dates import month as month_of
from kg.sources._xml import Element, subtrees
from kg.sources._xml_ledger import markup

_TYPES = {
    "article": "article", "inproceedings": "conference-paper", "proceedings": "proceedings", "book": "book",
    "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "www": "other", "data": "dataset",
}  # fmt: skip
_SCALARS = {
    "title": "title", "pages": "pages", "number": "issue", "publisher": "publisher", "school": "publisher",
    "address": "place", "chapter": "chapter",
}  # fmt: skip
_OF_WORKS = ("doi", "arxiv", "acl", "hal", "pmid", "pmcid", "openalex", "wikidata")
"""The identifiers that a link to an electronic edition may be."""

_KNOWN = frozenset(["mdate", "cdate"])
"""Attributes that speak of the record: when DBLP last changed it and made it."""

_YEAR = re.compile("[0-9]{4}")
_HOMONYM = re.compile(r"(.*\S)\s+\d{4}", re.DOTALL)
_START = re.compile(r"<!DOCTYPE\s+dblp\b|<dblp(?:person)?[\s>]")


def sniff(name: str, head: str) -> bool:
    """Whether a text is DBLP's: by its document type or root element."""
    return head.lstrip().startswith("<") and bool(_START.search(head))


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; home pages of people are furniture."""
    for part in subtrees(stream, (*_TYPES, "person")):
        if not isinstance(part, Element):
            yield part
        elif part.name == "person" or part.attributes.get("key", "").startswith("homepages/"):
            yield Furniture("person-record", part.start, part.end)
        else:
            yield _Draft(part).record()


@lru_cache(maxsize=1 << 16)
def _person(text: str) -> tuple[NameAsPrinted, str]:
    """The parts of a name, and the name with its number where several people have the same one ("Wei Wang 0001")."""
    words = " ".join(text.split())
    numbered = _HOMONYM.fullmatch(words)
    return names.split(numbered[1] if numbered else words), words if numbered else ""


class _Draft:
    """A record in the making. Stretches are entered in the order of the text; between them stand tags and white space."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.key = root.attributes.get("key", "").strip()
        self.work = Work(type=_TYPES[root.name])
        self.remarks: list[Remark] = []
        self.pieces: list[Piece] = []
        self.used: dict[str, str] = {}
        """Where the attributes of the element at hand went."""
        self._at = root.start
        self._positions: dict[str, int] = {}
        self._first: dict[str, Element] = {}
        for child in root.children:
            self._first.setdefault(child.tag, child)
        self._issued, self._month_used = self._date()

    def record(self) -> Record | Reject:
        root = self.root
        if not self._first:
            return Reject(root.start, root.end, f"The record {self.key or root.tag} has no fields.")
        self._enter("mapped", "type", root.start + 1, root.start + 1 + len(root.tag))
        self._record_attributes()
        stray, end = False, root.inner_start
        for part in root.parts:
            if isinstance(part, str):
                stray = stray or bool(part.strip())
                continue
            if stray:
                self._enter("left", root.tag, end, part.start)
                stray = False
            self._field(part)
            end = part.end
        if stray:
            self._enter("left", root.tag, end, root.inner_end)
        self.pieces.append(Piece("furniture", "tag", self._at, root.end))
        return Record(root.start, root.end, self.work, self.pieces, self.key, remarks=self.remarks)

    def _enter(self, kind: PieceKind, target: str, start: int, end: int) -> None:
        if start > self._at:
            self.pieces.append(Piece("furniture", "tag", self._at, start))
        if end > start:
            self.pieces.append(Piece(kind, target, start, end))
        self._at = end

    def _attributes(self, element: Element) -> None:
        for name, (start, end) in element.spans.items():
            if target := self.used.get(name):
                self._enter("mapped", target, start, end)
            elif name not in _KNOWN:
                self._enter("left", f"{element.tag}/@{name}", start, end)

    def _record_attributes(self) -> None:
        self.used = {}
        if self.key and (place := identify(self.work, self.remarks, "dblp", self.key)):
            self.used["key"] = place
        if publtype := self.root.attributes.get("publtype", "").split():
            self.used["publtype"] = self._publication_type(publtype)
        self._attributes(self.root)

    def _publication_type(self, words: list[str]) -> str:
        """What kind of publication it is beside its tag: a word that is no type of work becomes a subject."""
        place = "type"
        for word in words:
            if word == "informal":
                if self.root.name == "article":
                    self.work.type = "report" if self.key.startswith(("tr/", "ms/")) else "preprint"
            elif word in ("data", "software"):
                self.work.type = "dataset" if word == "data" else word
            elif word == "withdrawn":
                self.remarks.append(Remark("withdrawn", "DBLP marks the publication as withdrawn.", "type"))
            else:
                self.work.subjects.append(Text(word, scheme="dblp-publtype"))
                place = f"subjects[{len(self.work.subjects) - 1}]"
        return place

    def _field(self, element: Element) -> None:
        """Takes one field; what none of the rules takes is left over."""
        self.used = {}
        text = element.text.strip()
        rule = _RULES.get(element.tag)
        place = rule(self, element, text) if rule and text else None
        if element.spans:
            self._attributes(element)
        if not place:
            if text and place is None:
                self._enter("left", element.tag, element.inner_start, element.inner_end)
        elif len(element.parts) > 1:
            for piece in markup(element, place):
                if piece.kind == "mapped":
                    self._enter("mapped", place, piece.start, piece.end)
        else:
            self._enter("mapped", place, element.inner_start, element.inner_end)

    # --- the rules: each gives the place a field went to, '' for what says nothing, None for what is left -------------

    def scalar(self, element: Element, text: str) -> str | None:
        target = _SCALARS[element.tag]
        if getattr(self.work, target) is not None:
            return None
        setattr(self.work, target, text)
        return target

    def person(self, element: Element, text: str) -> str:
        name, numbered = _person(text)
        role = element.tag
        position = self._positions[role] = self._positions.get(role, 0) + 1
        one = Contribution(name, position, role)
        place = f"contributions[{len(self.work.contributions)}]"
        self.work.contributions.append(one)
        if numbered and (found := identifiers.parse("dblp-person", numbered)):
            one.identifiers.append(found)
        if printed := element.attributes.get("orcid", "").strip():
            if found := identifiers.parse("orcid", printed):
                one.identifiers.append(found)
                self.used["orcid"] = place
            else:
                message = f"{printed[:100]!r} of {name.printed[:100]} is not a valid ORCID."
                self.remarks.append(Remark("identifier-invalid", message, "orcid"))
        return place

    def _date(self) -> tuple[str, bool]:
        """The date of issue, and whether the month is part of it."""
        year = self._first["year"].text.strip() if "year" in self._first else ""
        if not _YEAR.fullmatch(year):
            return "", False
        number = month_of(self._first["month"].text)[0] if "month" in self._first else None
        return (f"{year}-{number:02d}", True) if number else (year, False)

    def date(self, element: Element, text: str) -> str | None:
        if element is not self._first[element.tag]:
            return None
        if element.tag == "month":
            return "dates[0]" if self._month_used else None
        if not self._issued:
            self.remarks.append(Remark("date-unreadable", f"{text[:60]!r} is not a year.", "year"))
            return None
        self.work.dates.append(Date("issued", self._issued))
        return "dates[0]"

    def volume(self, element: Element, text: str) -> str | None:
        """The volume of an arXiv paper is its id."""
        if self.key.startswith("journals/corr/") and (found := identifiers.parse("arxiv", text.removeprefix("abs/"))):
            return identify(self.work, self.remarks, "arxiv", found.value)
        if self.work.volume is not None:
            return None
        self.work.volume = text
        return "volume"

    def venue(self, element: Element, text: str) -> str:
        if element.tag == "booktitle" and self.work.type == "book":  # the short title its chapters use
            self.work.alternate_titles.append(Text(text))
            return f"alternate_titles[{len(self.work.alternate_titles) - 1}]"
        venue = Venue(text, self._venue_kind(element.tag))
        place = f"venues[{len(self.work.venues)}]"
        self.work.venues.append(venue)
        stream = ""
        if element.tag == "journal" and self.key.startswith("journals/"):
            stream = self.key.rpartition("/")[0]
        elif element.tag == "series":
            stream = "/".join(element.attributes.get("href", "").split("/")[:3])
        if found := identifiers.parse("dblp-stream", stream):
            venue.identifiers.append(found)
            self.used["href"] = place
        return place

    def _venue_kind(self, name: str) -> str:
        if name == "journal":
            if self.key.startswith("journals/corr/"):
                return "repository"
            return "" if self.work.type == "report" else "journal"
        if name == "series":
            return "series"
        return "conference" if self.root.name in ("inproceedings", "proceedings") else "book"

    def stream(self, element: Element, text: str) -> str | None:
        found = identifiers.parse("dblp-stream", text)
        if found is None or not self.work.venues:
            return None
        known = self.work.venues[0].identifiers
        if all(one.value != found.value for one in known):
            known.append(found)
        return "venues[0]"

    def edition(self, element: Element, text: str) -> str | None:
        """A link to an electronic edition: an identifier, a link, or both where it says what is found there."""
        place = None
        found = identifiers.recognise(text)
        if found is not None and found.scheme in _OF_WORKS:
            place = identify(self.work, self.remarks, found.scheme, text)
        said = element.attributes.get("type", "").split()
        if place is None or said:
            role = "full-text" if "oa" in said else "archive" if "archive" in said else "landing-page"
            link = self._link(text, role)
            self.used["type"] = link
            place = place or link
        return place

    def page(self, element: Element, text: str) -> str:
        """DBLP's own page that lists the work, or the page of the work."""
        if text.startswith("db/"):
            return self._link(f"https://dblp.org/{text}", "contents")
        return self._link(text, "landing-page")

    def _link(self, url: str, role: str) -> str:
        self.work.links.append(Link(url, role))
        return f"links[{len(self.work.links) - 1}]"

    def isbn(self, element: Element, text: str) -> str | None:
        return identify(self.work, self.remarks, "isbn", text)

    def report_number(self, element: Element, text: str) -> str | None:
        return identify(self.work, self.remarks, "report", text)

    def note(self, element: Element, text: str) -> str | None:
        if "type" in element.attributes:  # a mark of DBLP's own, such as the number of a review
            return None
        self.work.comments.append(text)
        return f"comments[{len(self.work.comments) - 1}]"

    def relation(self, element: Element, text: str) -> str | None:
        """A work it cites, or the volume it stands in; three dots stand for a cited work DBLP does not have."""
        found = identifiers.parse("dblp", text)
        if found is None:
            return "" if text == "..." else None
        if found.value == self.key:
            return "identifiers[0]"
        self.work.relations.append(Relation("cites" if element.tag == "cite" else "is-part-of", found))
        return f"relations[{len(self.work.relations) - 1}]"


_RULES: dict[str, Callable[[_Draft, Element, str], str | None]] = {
    **dict.fromkeys(_SCALARS, _Draft.scalar),
    "author": _Draft.person,
    "editor": _Draft.person,
    "year": _Draft.date,
    "month": _Draft.date,
    "volume": _Draft.volume,
    "journal": _Draft.venue,
    "booktitle": _Draft.venue,
    "series": _Draft.venue,
    "stream": _Draft.stream,
    "ee": _Draft.edition,
    "url": _Draft.page,
    "isbn": _Draft.isbn,
    "publnr": _Draft.report_number,
    "note": _Draft.note,
    "cite": _Draft.relation,
    "crossref": _Draft.relation,
}

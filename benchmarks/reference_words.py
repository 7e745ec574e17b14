"""The words that references are made of, taken from references whose pieces are known and from Crossref works: names, titles, journals ..."""

from __future__ import annotations

import csv
import html
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.sources._references_names import names_in
from tests.reference_strings import CITIES, PUBLISHERS, Pieces

_LEFT = re.compile(r"[\s\"'“”«»„‘’‟(\[•]*(?:(?:in|dans)\b:?\s+)?[\s\"'“”«»„‘’‟(\[]*", re.IGNORECASE)
_RIGHT = re.compile(r"[\s\"'“”«»„‘’‟)\].,;:]*$")

_NO_NAME = re.compile(r"[?(){}\\$\d]")
_MARKUP = re.compile(r"[\\${}]")


def bare(text: str) -> str:
    """A piece without the marks around it and without "in" before it; a bracket that is opened within stays."""
    found = _LEFT.match(text)
    text = text[found.end() if found else 0 :]
    kept = _RIGHT.sub("", text)
    for left, right in ("()", "[]"):
        if kept.count(left) == kept.count(right) + 1 and text[len(kept) :].startswith(right):
            kept += right
    return kept


def plain(text: str) -> str:
    """A text of Crossref without markup."""
    return bare(" ".join(html.unescape(re.sub(r"<[^<>]{0,100}>", "", text)).split()))


@dataclass
class Words:
    """What references are made of."""

    people: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    books: list[str] = field(default_factory=list)
    journals: list[str] = field(default_factory=list)
    meetings: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=lambda: list(PUBLISHERS))
    places: list[str] = field(default_factory=lambda: list(CITIES))

    def add_labelled(self, corpus: Iterable[Pieces]) -> None:
        """Takes the words of references whose pieces are known."""
        into = {"title": self.titles, "journal": self.journals, "publisher": self.publishers, "location": self.places}
        for pieces in corpus:
            held = {name for name, _ in pieces}
            for name, text in pieces:
                if name in ("author", "editor"):
                    names = [one for one, _, _ in names_in(text).names]
                    self.people += [(one.given, one.family) for one in names if one.given and one.family]
                    self.bodies += [bare(one.printed) for one in names if one.literal]
                elif name == "container-title":
                    meeting = re.search(r"proc|conf|symp|workshop|congress|meeting", text, re.IGNORECASE)
                    (self.meetings if meeting else self.books).append(bare(text))
                elif name in into and bare(text):
                    book = name == "title" and not held & {"journal", "container-title"}
                    (self.books if book else into[name]).append(bare(text))

    def add_crossref(self, path: Path) -> None:
        """Takes the words of Crossref works and of what they cite, one work a line."""
        for line in path.read_text(encoding="utf-8").splitlines():
            work = json.loads(line)
            self.people += [
                (one["given"], one["family"]) for one in work.get("author", ()) if "given" in one and "family" in one
            ]
            for cited in work.get("reference", ()):
                for key, into in (
                    ("article-title", self.titles),
                    ("volume-title", self.books),
                    ("journal-title", self.journals),
                ):
                    text = plain(cited.get(key, ""))[:300]
                    into += [text] if len(text) > 1 and ", J" not in text else []
            self.publishers += [work["publisher"]] if "publisher" in work else []

    def add_acl(self, path: Path) -> None:
        """Takes titles, names and proceedings of a collection of the ACL Anthology."""
        from lxml import etree

        root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
        for paper in root.iter("paper"):
            self.titles += [" ".join("".join(title.itertext()).split()) for title in paper.findall("title")]
        for one in (*root.iter("author"), *root.iter("editor")):
            given, family = one.findtext("first"), one.findtext("last")
            self.people += [(given, family)] if given and family else []
        self.meetings += [" ".join("".join(title.itertext()).split()) for title in root.iter("booktitle")]

    def add_arxiv(self, path: Path) -> None:
        """Takes titles and names of a snapshot of arXiv, one paper a line."""
        for line in path.read_text(encoding="utf-8").splitlines():
            paper = json.loads(line)
            if not re.search(r"[\\$]", paper["title"]):
                self.titles.append(" ".join(paper["title"].split()))
            people = [tuple(one[:2]) for one in paper["authors_parsed"]]
            self.people += [(given, family) for family, given in people if given and "\\" not in given + family]

    def add_table(self, path: Path) -> None:
        """Takes titles, names and venues of a table parted by "%" (id, title, authors, venue, year)."""
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="%"):
            self.titles.append(bare(row["title"]))
            for name in row["authors"].split(", "):
                given, _, family = name.rpartition(" ")
                self.people += [(given, family)] if given and len(family) > 1 else []

    def add_some(self, others: Words, count: int, chance: random.Random) -> None:
        """Takes some titles, names and meetings of others, picked at random."""
        for name in ("titles", "people", "meetings"):
            held = list(dict.fromkeys(getattr(others, name)))
            getattr(self, name).extend(chance.sample(held, min(count, len(held))))

    def tidy(self) -> Words:
        """Each word once, none empty, none with marks that names and titles do not have; the order stays."""
        self.people = [one for one in self.people if not _NO_NAME.search("".join(one))]
        self.titles = [one for one in self.titles if not _MARKUP.search(one)]
        for name, held in vars(self).items():
            setattr(self, name, [one for one in dict.fromkeys(held) if one and (name == "people" or len(one) > 1)])
        return self

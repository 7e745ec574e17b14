"""Real works for lists in random forms: metadata from Crossref, dblp, the ACL Anthology, HAL, arXiv, BibTeX files and labelled references.

The works come in shelves, one for each collection and kind, so that a page can be one of a discipline; references that people wrote (of
AnyStyle) bring the humanities, other languages, chapters and theses.
"""

from __future__ import annotations

import csv
import html
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.reading import read_text
from kg.records import Record, Work
from kg.sources import sources
from kg.sources._references_names import names_in
from tests.reference_strings import CITIES, PUBLISHERS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_FILES = (
    "crossref/works-rcrossref-habanero.jsonl", "dblp/acta-informatica-170.xml", "hal/author-answer-half.json", "acl-anthology/E17.xml",
    "acl-anthology/Q19.xml", "arxiv/kaggle-snapshot-0704-first100.jsonl", "bibtex/jabref/testjabref.bib", "bibtex/jabref/jabref-authors.bib",
    "bibtex/jabref/Chocolate.bib",
)  # fmt: skip
_KINDS = {"article": "journal", "conference-paper": "meeting", "chapter": "chapter", "thesis": "thesis", "book": "book",
          "preprint": "preprint", "report": "report"}  # fmt: skip
_NO_TEXT = re.compile(r"[\\{}$<>_^\n\t=]|\bet al\b|\.\.")
_NO_NAME = re.compile(r"[\\{}$\d()\[\],;:/?\"]|\b(?:and|et|al|the|eds?|hrsg)\b", re.IGNORECASE)
_NO_VENUE = re.compile(_NO_TEXT.pattern + r"|(?:19|20)\d\d|[\"“”()]")
_PAGES = re.compile(r"\b[a-z]?(\d{1,5})\s?[-–—]{1,2}\s?[a-z]?(\d{1,5})\b")
_VOLUME = re.compile(r"\D{0,8}(\d{1,4})\D{0,12}(?:(\d{1,3})\D{0,4})?")
_IN = re.compile(r"^(?:in|dans|en):?\s|^(?:in )?(?:proceedings|proc\.)\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:proc|conf|symp|workshop|congress|meeting|kongress|colloque|tagung)", re.IGNORECASE)

Person = tuple[str, str]
"""Given and family name."""


@dataclass(frozen=True)
class Fact:
    """The metadata of a work; `kind` is journal, meeting, chapter, thesis, book, preprint or report; what is not known is ''."""

    kind: str
    title: str
    people: tuple[Person, ...]
    year: str
    venue: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    arxiv: str = ""


def _clean(text: str | None) -> str:
    return " ".join(html.unescape(text or "").split()).strip(" .,;:’'")


def _named(venue: str) -> str:
    """A venue's name without "In", "Proceedings of the", its year, place and days; with the stop of its last word where words are cut short."""
    name = _clean(re.sub(r"^[\"“«\s]+|[\"”»\s]+$", "", _IN.sub("", _clean(venue))))
    if re.search(r"(?:19|20)\d\d", name):
        name = name.partition(",")[0]
    name = re.sub(r"[\s.,:]+\d{1,4}\.?$|:\sVolume \d.*", "", name)
    return name + "." if ". " in name and len(name.rpartition(" ")[2]) < 7 else name


def _people(work: Work) -> tuple[Person, ...]:
    names = [one.name for one in work.contributions if one.role == "author"]
    people = [(" ".join(one.given.split()), _clean(f"{one.particle} {one.family}")) for one in names]
    good = all(given and family and not _NO_NAME.search(given + family) for given, family in people)
    return tuple(people) if good else ()


def _of_record(work: Work) -> Fact | None:
    """The facts of a record that a reader of structured data made; None where it has not all that a list prints."""
    years = [date.value[:4] for date in work.dates if date.kind in ("issued", "published", "created")]
    ids = {one.scheme: one.value for one in work.identifiers}
    pages = _PAGES.search(work.pages or "")
    kind = _KINDS.get(work.type, "")
    arxiv = ids.get("arxiv", "")
    people = _people(work)
    if not kind or not people or not years or not _is_title(work.title):
        return None
    venue = "" if kind in ("thesis", "book", "preprint") else _named(work.venues[0].name) if work.venues else ""
    if kind == "thesis":
        venue = _clean(work.publisher).partition(",")[0]
    if (kind in ("journal", "meeting", "chapter") and not venue) or _NO_VENUE.search(venue) or len(venue) > 140:
        return None
    first, last = (pages[1], pages[2]) if pages else ("", "")
    return Fact(kind, _clean(work.title), people, years[0], venue, work.volume or "", work.issue or "", first, last,
                _clean(work.publisher), "", ids.get("doi", ""), arxiv)  # fmt: skip


def _is_title(title: str | None) -> bool:
    text = _clean(title)
    return 8 < len(text) < 220 and _NO_TEXT.search(text) is None and text[0].isupper() and not set(text) & set('"“”«»')


def _of_pieces(pieces: list[tuple[str, str]]) -> Fact | None:
    """The facts of a labelled reference; None where it has not all that a list prints, or its pieces are no whole ones."""
    held: dict[str, str] = {}
    for tag, text in pieces:
        held.setdefault(tag, text)
    names = [one for one, _, _ in names_in(held.get("author", "")).names]
    people = tuple((one.given, f"{one.particle} {one.family}".strip()) for one in names)
    year = re.search(r"(?:19|20)\d\d", held.get("date", ""))
    title = _clean(held.get("title", "").strip(" \"“”«»„‘’'"))
    known = all(given and family and not _NO_NAME.search(given + family) for given, family in people)
    if not people or not known or not year or not _is_title(title):
        return None
    venue = _named(held.get("journal", "") or held.get("container-title", "") or held.get("genre", ""))
    kind = (
        "journal" if "journal" in held else "meeting" if _MEETING.search(held.get("container-title", "")) else "chapter"
    )
    if "journal" not in held and "container-title" not in held:
        kind, venue = "book", ""
    if _NO_VENUE.search(venue) or len(venue) > 120 or (kind != "book" and (len(venue) < 3 or not venue[0].isupper())):
        return None
    volume, pages = _VOLUME.fullmatch(held.get("volume", "")), _PAGES.search(held.get("pages", ""))
    numbers = (volume[1], volume[2] or "") if volume else ("", "")
    span = (pages[1], pages[2]) if pages else ("", "")
    publisher, place = (_clean(re.sub(r"[()]", "", held.get(name, ""))) for name in ("publisher", "location"))
    return Fact(kind, title, people, year[0], venue, *numbers, *span, publisher[:60], place[:30])


def _of_table(row: dict[str, str]) -> Fact | None:
    people = tuple((given, family) for given, _, family in (one.rpartition(" ") for one in row["authors"].split(", ")))
    good = all(given and len(family) > 1 and not _NO_NAME.search(given + family) for given, family in people)
    kind = "journal" if re.search(r"record|journal|trans", row["venue"], re.IGNORECASE) else "meeting"
    return (
        Fact(kind, _clean(row["title"]), people, row["year"], row["venue"])
        if good and _is_title(row["title"])
        else None
    )


def _read(path: Path) -> Iterator[Fact]:
    text = path.read_text("utf-8")
    source = sources()[path.relative_to(DATA).parts[0].partition("-")[0]]
    for item in read_text(source, text, path.name)[0]:
        if isinstance(item, Record) and (fact := _of_record(item.work)):
            yield fact


def _shelved(name: str, facts: Iterable[Fact | None]) -> dict[str, list[Fact]]:
    """The facts of a collection: those of a kind of which there are enough by themselves, and all together."""
    every = list(dict.fromkeys(one for one in facts if one))
    shelves = {name: every}
    for kind in sorted({one.kind for one in every}):
        some = [one for one in every if one.kind == kind]
        if 20 < len(some) < len(every):
            shelves[f"{name} {kind}"] = some
    return shelves


@cache
def shelves() -> dict[str, list[Fact]]:
    """The works by collection and kind; empty where the shared data are absent."""
    if not DATA.is_dir():
        return {}
    from lxml import etree

    found: dict[str, list[Fact]] = {}
    for name in _FILES:
        found |= _shelved(name.rpartition("/")[2].partition(".")[0], _read(DATA / name))
    root = etree.parse(str(DATA / "references" / "anystyle-core.xml")).getroot()
    pieces = ([(str(one.tag), (one.text or "").strip()) for one in sequence] for sequence in root)
    found |= _shelved("references", map(_of_pieces, pieces))
    rows = csv.DictReader(
        (DATA / "entity-matching" / "dblp-acm-dblp.csv").read_text("utf-8").splitlines(), delimiter="%"
    )
    found |= _shelved("databases", map(_of_table, rows))
    return {name: some for name, some in found.items() if len(some) > 9}


SCHOOLS = ("University of {}", "{} University", "Universität {}", "Université de {}", "Universidad de {}", "{} Institute of Technology",
           "Università di {}", "TU {}", "Department of Physics, University of {}", "Universidade de {}")  # fmt: skip
TOWNS = "Leeds|Porto|Lyon|Graz|Kyoto|Nairobi|Lima|Oslo|Utrecht|Bergamo|Salamanca|Göttingen|Toronto|Ghent|Kraków|Dakar".split(
    "|"
)


def works(chance: random.Random, count: int) -> list[Fact]:
    """The works of one page: most of one shelf, with a thesis, a chapter or a book among them on some pages."""
    held = shelves()
    humanities = chance.random() < 0.4
    names = [name for name in sorted(held) if name.startswith("references") == humanities]
    shelf = held[chance.choice(names)]
    found = chance.sample(shelf, min(count, len(shelf)))
    if chance.random() < 0.35:
        others = [one for one in held["references"] if one.kind != "journal"]
        found[: count // 5] = chance.sample(others, count // 5)
    return [_filled(one, chance) for one in found]


def _filled(one: Fact, chance: random.Random) -> Fact:
    """A work with what its kind needs and its metadata lack: the publisher of a book, numbers of a journal, the school of a thesis."""
    made = dict(vars(one))
    if one.kind in ("thesis", "report") and not one.venue:
        made["venue"] = chance.choice(SCHOOLS).format(chance.choice(TOWNS))
    if one.kind in ("book", "chapter"):
        made["publisher"] = one.publisher or chance.choice(PUBLISHERS)
        made["place"] = one.place or chance.choice(CITIES)
    if one.kind in ("journal", "chapter", "meeting") and not one.first:
        first = chance.randrange(1, 900)
        made |= {"first": str(first), "last": str(first + chance.randrange(3, 30))}
    if one.kind == "journal" and not one.volume:
        made |= {"volume": str(chance.randrange(1, 140)), "issue": chance.choice(("", str(chance.randrange(1, 13))))}
    if not one.doi and one.kind in ("journal", "meeting"):
        made["doi"] = (
            f"10.{chance.randrange(1000, 9999)}/{chance.choice(('abc', 'x.y', 's1-'))}{chance.randrange(10**5)}"
        )
    if one.kind == "preprint" and not one.arxiv:
        made["arxiv"] = f"{chance.randrange(10, 25)}{chance.randrange(1, 13):02}.{chance.randrange(10**4, 10**5)}"
    return Fact(**made)

"""The fields of a volume or a paper of the ACL Anthology: what each element says of the work."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from kg import identifiers, names
from kg.bodies import is_group
from kg.records import (
    Affiliation,
    Contribution,
    Date,
    Identifier,
    Link,
    NameAsPrinted,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources._arxiv import identify
from kg.sources._bibtex_dates import date as date_of
from kg.sources._bibtex_dates import month as month_of
from kg.sources._xml import Element
from kg.sources._xml_ledger import Ledger

_SITE = "https://aclanthology.org"
_SCALARS = {
    "title": "title", "abstract": "abstract", "pages": "pages", "publisher": "publisher",
    "volume": "volume", "journal-volume": "volume", "issue": "issue", "journal-issue": "issue",
}  # fmt: skip
_ROLES = {
    "software": "software", "dataset": "data", "presentation": "slides", "poster": "poster",
}  # fmt: skip
"""The kinds of attached files that have a role of their own; all others supplement the paper."""

_KNOWN = frozenset(["hash", "ingest-date", "additional", "tag", "permission"])
"""Attributes that say nothing of the work: checksums of files, the day a volume was taken in, display switches."""

_LANGUAGES = {
    "eng": "en", "fra": "fr", "deu": "de", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "rus": "ru",
    "zho": "zh", "jpn": "ja", "kor": "ko", "cat": "ca", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "isl": "is",
}  # fmt: skip
"""ISO 639-3, which the Anthology uses, in the shorter codes that BCP 47 wants."""

_PERSON_IDS = (("id", "acl-person"), ("orcid", "orcid"))
_YEAR = re.compile("[0-9]{4}")
_VOLUME = re.compile(r",\s+Volume\s+(\w+)")
_ISSUE = re.compile(r",\s+(?:Issue|Number)\s+(\w+)")


@lru_cache(maxsize=1 << 14)
def _name(given: str, family: str) -> NameAsPrinted:
    """A name given in two parts; a particle at the beginning of the family name is told apart from it."""
    printed = f"{given} {family}".strip()
    if not family or (not given and is_group(family)):
        return NameAsPrinted(printed, literal=True)
    if not given or "," in given or names.is_plain(family, given):
        return NameAsPrinted(printed, given, family=family)
    parts = names.split(f"{family}, {given}")
    whole = parts.particle + parts.family + parts.suffix
    if whole != family and names.fold(whole) != names.fold(family):
        return NameAsPrinted(printed, given, family=family)
    return NameAsPrinted(printed, parts.given, parts.particle, parts.family, parts.suffix)


def _url(text: str, folder: str = "", ending: str = "") -> str:
    """A link as it stands, or the address of a file of the Anthology."""
    return text if "://" in text else f"{_SITE}/{folder}{quote(text)}{ending}"


class Draft:
    """A work in the making: what is set here is entered in the ledger of the element at hand at once."""

    def __init__(self, root: Element) -> None:
        self.work = Work()
        self.remarks: list[Remark] = []
        self.ledger = Ledger(root)
        self.used: dict[str, str] = {}
        """Where the attributes of the element at hand went."""
        self._month_used = False
        self._positions: dict[str, int] = {}
        self._named: dict[str, str] = {}
        """What a volume says of its venue: booktitle, journal-title, address, venue ids."""

    def take_all(self, root: Element) -> None:
        """Takes the fields of an element; what none of the rules takes is left over."""
        self.ledger = Ledger(root)
        self._attributes(root)
        self._issued(root)
        for element in root.children:
            if self.used:
                self.used = {}
            text = element.text.strip()
            rule = _RULES.get(element.tag)
            place = rule(self, element, text) if rule else None
            if place:
                self.ledger.map_markup(element, place)
            elif place == "" or not (text or element.attributes):
                self.ledger.known(element)
            if element.attributes and (place is not None or self.used):
                self._attributes(element)
        self.used = {}

    def _attributes(self, element: Element) -> None:
        for name in element.spans:
            if target := self.used.get(name):
                self.ledger.map_attribute(element, name, target)
            elif name not in _KNOWN:
                self.ledger.leave_attribute(element, name)

    def inherit(self, volume: Work) -> None:
        """Takes over from the volume what the paper does not say itself.

        Its editors stay with the volume: who edited it did not work with the authors of each paper, and would count as
        evidence that equal names in two papers are one person.
        """
        work = self.work
        work.identifiers += [one for one in volume.identifiers if one.scheme in ("isbn", "issn")]
        if not any(one.kind == "issued" for one in work.dates):
            work.dates += [one for one in volume.dates if one.kind == "issued"]
        work.venues = work.venues or list(volume.venues)
        for name in ("publisher", "place", "volume", "issue"):
            if getattr(work, name) is None:
                setattr(work, name, getattr(volume, name))

    def volume_venue(self, journal: bool) -> None:
        """The venue of a volume, once all of it was read. Older files give a journal's name and volume in its title only."""
        work, title = self.work, self.work.title or ""
        name, place = self._named.get("journal-title", "") or title, self._named.get("address", "")
        if journal:
            if found := _VOLUME.search(title):
                name = self._named.get("journal-title", "") or title[: found.start()]
                work.volume = work.volume or found[1]
            if found := _ISSUE.search(title):
                work.issue = work.issue or found[1]
            work.place = place or None
        if name:
            ids = [Identifier("acl-venue", one) for one in self._named.get("venue", "").split()]
            kind = "journal" if journal else "conference"
            work.venues.append(Venue(" ".join(name.split()), kind, identifiers=ids, place="" if journal else place))

    def identifier(self, scheme: str, printed: str) -> str | None:
        """Adds an identifier; gives its place, None for none."""
        return identify(self.work, self.remarks, scheme, printed) if printed else None

    # --- the rules: each gives the place an element went to, '' for what says nothing, None for what is left ---------

    def scalar(self, element: Element, text: str) -> str | None:
        target = _SCALARS[element.tag]
        if not text or getattr(self.work, target) is not None:
            return None
        setattr(self.work, target, text)
        return target

    def language(self, element: Element, text: str) -> str | None:
        if not text or self.work.language:
            return None
        self.work.language = _LANGUAGES.get(text.lower(), text)
        return "language"

    def venue(self, element: Element, text: str) -> str | None:
        """A part of what a volume says of its venue, or the venue of a paper that names its own."""
        name, work = element.tag, self.work
        if not text:
            return None
        if self.ledger.root.name != "meta":
            if name == "address" and work.place is None:
                work.place = text
                return "place"
            kind = "conference" if name == "booktitle" else "journal"
            return self._add("venues", Venue(text, kind)) if name in ("booktitle", "journal", "journal-title") else None
        if name in self._named and name != "venue":
            return None
        self._named[name] = f"{self._named.get(name, '')} {text}".strip()
        if name == "booktitle":
            work.title = text
            return "title"
        return "venues[0]"

    def short_title(self, element: Element, text: str) -> str | None:
        return self._add("alternate_titles", Text(text)) if text else None

    def person(self, element: Element, text: str) -> str | None:
        """An author or editor: given and family name, affiliation, and an id where several people have the same name."""
        said: list[tuple[Element, str]] = []
        parts: dict[str, str] = {}
        for child in element.children:
            words = child.text.strip()
            said.append((child, words))
            parts.setdefault(child.name, words)
        given, family = " ".join(parts.get("first", "").split()), " ".join(parts.get("last", "").split())
        if not given and not family:
            return None
        role = element.tag
        position = self._positions[role] = self._positions.get(role, 0) + 1
        one = Contribution(_name(given, family), position, role)
        place = self._add("contributions", one)
        for attribute, scheme in _PERSON_IDS if element.attributes else ():
            if not (printed := element.attributes.get(attribute, "").strip()):
                continue
            if found := identifiers.parse(scheme, printed):
                one.identifiers.append(found)
                self.used[attribute] = place
            else:
                message = f"{printed[:100]!r} of {one.name.printed[:100]} is not a valid ORCID."
                self.remarks.append(Remark("identifier-invalid", message, attribute))
        for child, words in said:
            if not words:
                self.ledger.known(child)
            elif child.tag in ("first", "last", "affiliation"):
                self.ledger.map_markup(child, place)
                if child.tag == "affiliation":
                    one.affiliations.append(Affiliation(" ".join(words.split())))
        # The parts are entered one by one: what else stands in the element is left over.
        if element.attributes:
            self._attributes(element)
            self.used = {}
        return None

    def _issued(self, root: Element) -> None:
        """The date of issue, a month at most: the days of a volume are those of the meeting."""
        year = root.get("year")
        if _YEAR.fullmatch(year):
            number, _ = month_of(root.get("month"))
            self._month_used = number is not None
            self.work.dates.insert(0, Date("issued", f"{year}-{number:02d}" if number else year))

    def date(self, element: Element, text: str) -> str | None:
        dated = any(one.kind == "issued" for one in self.work.dates)
        if not dated or (element.tag == "month" and not self._month_used):
            if text:
                self.remarks.append(Remark("date-unreadable", f"{text[:60]!r} is not read as a date.", element.tag))
            return None
        if element.tag == "month" and any(sign.isdigit() for sign in text):
            self.remarks.append(Remark("date-reduced", f"Of {text[:60]!r} the month is kept.", "month"))
        return "dates[0]"

    def number(self, element: Element, text: str) -> str | None:
        scheme = {"doi": "doi", "bibkey": "acl-bibkey"}.get(element.tag, "isbn")
        return self.identifier(scheme, text)

    def page(self, element: Element, text: str) -> str | None:
        """A page elsewhere, or the id under which the file of the paper or the page of the volume is kept."""
        if not text:
            return None
        if "://" in text:
            return self.link(text, "landing-page")
        if identifiers.parse("acl-volume", text):
            return self.identifier("acl-volume", text)
        return self.link(_url(text, ending=".pdf"), "full-text")

    def link(self, url: str, role: str) -> str:
        return self._add("links", Link(url, role))

    def attachment(self, element: Element, text: str) -> str | None:
        """A file that belongs to the paper; older files name its kind in the tag."""
        kind = element.attributes.get("type", "") if element.tag == "attachment" else element.tag
        if not text:
            return None
        place = self.link(_url(text, "attachments/"), _ROLES.get(kind.lower(), "supplement"))
        self.used["type"] = place
        return place

    def elsewhere(self, element: Element, text: str) -> str | None:
        """Code, a dataset or a recording: the link stands in an attribute, its label in the element."""
        attribute = "href" if element.tag == "video" else "url"
        url = element.attributes.get(attribute, "").strip()
        if not url:  # the switch that there is code of others
            return None if text else ""
        role = {"pwccode": "code", "pwcdataset": "data"}.get(element.tag, "video")
        place = self.used[attribute] = self.link(_url(url), role)
        if element.tag == "pwcdataset" and text:
            return self._add("subjects", Text(text, scheme="pwc-dataset"))
        return place if text and text in url else None

    def change(self, element: Element, text: str) -> str | None:
        """A revision, an erratum, a retraction or a removal: its date, its file and what is said of it."""
        name = element.tag
        gone = name in ("retracted", "removed")
        if day := date_of(element.attributes.get("date", "")):
            found = Date("withdrawn" if gone else "updated", day)
            known = found in self.work.dates
            self.used["date"] = f"dates[{self.work.dates.index(found)}]" if known else self._add("dates", found)
        if file := element.attributes.get("href", "").strip():
            self.used["href"] = self.used["id"] = self.link(_url(file, ending=".pdf"), name)
        if gone:
            self.remarks.append(Remark(name, f"The Anthology marks the paper as {name}.", "type"))
        if name in ("revision", "erratum") and text and not file:
            self.used["id"] = place = self.link(_url(text, ending=".pdf"), name)
            return place
        return self.note(element, text)

    def note(self, element: Element, text: str) -> str | None:
        return self._add("comments", text) if text else None

    def _add(self, name: str, value: object) -> str:
        """Appends to a list of the work; gives the place."""
        listed = getattr(self.work, name)
        listed.append(value)
        return f"{name}[{len(listed) - 1}]"


_RULES: dict[str, Callable[[Draft, Element, str], str | None]] = {
    **dict.fromkeys(_SCALARS, Draft.scalar),
    **dict.fromkeys(("booktitle", "journal", "journal-title", "address", "venue"), Draft.venue),
    **dict.fromkeys(("author", "editor"), Draft.person),
    **dict.fromkeys(("year", "month"), Draft.date),
    **dict.fromkeys(("doi", "isbn", "ISBN", "bibkey"), Draft.number),
    **dict.fromkeys(("url", "href"), Draft.page),
    **dict.fromkeys(("attachment", "software", "dataset", "presentation"), Draft.attachment),
    **dict.fromkeys(("pwccode", "pwcdataset", "video"), Draft.elsewhere),
    **dict.fromkeys(("revision", "erratum", "retracted", "removed"), Draft.change),
    **dict.fromkeys(("award", "note"), Draft.note),
    "language": Draft.language,
    "shortbooktitle": Draft.short_title,
}

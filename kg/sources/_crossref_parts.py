"""The parts of a work in Crossref's XML: titles, people, dates, numbers, links, licences, funders, references, updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg import identifiers
from kg.records import (
    Affiliation,
    Contribution,
    Date,
    Funding,
    Identifier,
    Link,
    NameAsPrinted,
    Relation,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources import _crossref as crossref
from kg.sources._json_draft import day, person
from kg.sources._xml import Element
from kg.sources._xml_ledger import Ledger

_DATES = {
    "posted_date": "available",
    "acceptance_date": "accepted",
    "approval_date": "accepted",
    "creation_date": "created",
    "update_date": "updated",
    "review_date": "issued",
}
_SCALARS = {"volume": "volume", "issue": "issue", "edition_number": "edition", "component_number": "chapter"}
_KNOWN = frozenset(
    ["noisbn", "crossmark_version", "crossmark_policy", "crossmark_domains", "crossmark_domain_exclusive"]
)
_REFERENCE = (
    "author", "cYear", "article_title", "volume_title", "series_title", "journal_title", "edition_number", "volume", "issue",
    "first_page", "elocation_id", "standard_designator", "isbn", "issn",
)  # fmt: skip
_ID_TYPES = {"ror": "ror", "isni": "isni", "wikidata": "wikidata"}


def date_of(year: str, month: str, date: str) -> str | None:
    """A date from the texts of its parts. Months above 12 stand for seasons and quarters, so that only the year is sure."""
    month, date = month.strip(), date.strip()
    if month.isdecimal() and int(month[:3]) > 12:
        month = date = ""
    return day([year.strip(), month, date if month else ""])


class Draft:
    """A work in the making: what is set here is entered in the ledger at once, unless `quiet`."""

    def __init__(self, element: Element, ledger: Ledger) -> None:
        self.element = element
        self.ledger = ledger
        self.work = Work()
        self.remarks: list[Remark] = []
        self.quiet = False
        self.doi: Element | None = None
        self._places: dict[tuple[str, str, str], str] = {}
        self._positions: dict[str, int] = {}

    # --- entering ----------------------------------------------------------------------------------------------------

    def note(self, element: Element, target: str | None) -> None:
        """Enters where an element went; an empty one without attributes says nothing."""
        if self.quiet:
            return
        if target:
            self.ledger.map(element, target)
        elif not element.text.strip() and not element.attributes and not element.children:
            self.ledger.known(element)

    def known(self, element: Element) -> None:
        if not self.quiet:
            self.ledger.known(element)

    def add(self, field: str, value: Any) -> str:
        """Adds a value to a list of the work; gives its place."""
        members = getattr(self.work, field)
        members.append(value)
        return f"{field}[{len(members) - 1}]"

    def scalar(self, field: str, element: Element) -> None:
        """A text for a field that holds one; left over when another stands there already."""
        text = element.text.strip()
        if text and getattr(self.work, field) is None:
            setattr(self.work, field, text)
        self.note(element, field if text and getattr(self.work, field) == text else None)

    def identifier(self, scheme: str, printed: str, field: str) -> Identifier | None:
        found = identifiers.parse(scheme, printed.strip()) if printed.strip() else None
        if found is None and printed.strip():
            message = f"{printed.strip()[:100]!r} is not a valid {scheme.upper()}."
            self.remarks.append(Remark("identifier-invalid", message, field))
        return found

    def identify(self, scheme: str, printed: str) -> str | None:
        """Adds an identifier of the work once; gives its place, None (and a remark) for one that is not valid."""
        found = self.identifier(scheme, printed, scheme)
        if found is None:
            return None
        key = ("identifiers", found.scheme, found.value)
        if key not in self._places:
            self._places[key] = self.add("identifiers", found)
        return self._places[key]

    def relate(self, kind: str, doi: str, text: str = "") -> str | None:
        """Adds a relation to a DOI, or to a text where there is no valid one; gives its place."""
        target = self.identifier("doi", doi, f"relations.{kind}")
        if target is None and doi.strip():
            text = f"{text} {doi.strip()}".strip()
        return self.add("relations", Relation(kind, target, text)) if target or text else None

    def link(self, url: str, role: str) -> str | None:
        key = ("links", url.strip(), "")
        if key[1] and key not in self._places:
            self._places[key] = self.add("links", Link(key[1], role))
        return self._places.get(key)

    # --- what elements say -------------------------------------------------------------------------------------------

    def own(self, element: Element) -> None:
        """All that the children of the work's element say of it."""
        if language := element.attributes.get("language", "").strip():
            self.work.language = language
        for child in element.children:
            self.field(child)

    def field(self, element: Element) -> None:
        """One element, by its name; those without a rule are left over."""
        name = element.name
        if rule := _RULES.get(name):
            rule(self, element)
        elif name in _SCALARS:
            self.scalar(_SCALARS[name], element)
        elif name in _DATES:
            self.date(element, _DATES[name])
        elif name in ("issn", "isbn"):
            self.number(element, None, None)
        elif name in _KNOWN:
            self.known(element)
        elif not element.children:
            self.note(element, None)

    def titles(self, element: Element) -> None:
        for child in element.children:
            text = child.text.strip()
            if child.name in ("title", "subtitle") and getattr(self.work, child.name) is None:
                self.scalar(child.name, child)
            elif text and child.name in ("title", "subtitle", "original_language_title"):
                self.note(child, self.add("alternate_titles", Text(text, child.attributes.get("language", ""))))

    def named(self, element: Element) -> None:
        """The title of a journal or proceedings that is the work."""
        self.scalar("title", element)

    def abbreviated(self, element: Element) -> None:
        if text := element.text.strip():
            self.note(element, self.add("alternate_titles", Text(text)))

    def abstract(self, element: Element) -> None:
        """The abstract; one of another kind (`abstract-type`) or in another language is left over."""
        if "abstract-type" not in element.attributes:
            self.scalar("abstract", element)

    def date(self, element: Element, kind: str = "") -> None:
        parts = [element.get(part) for part in ("year", "month", "day")]
        online = element.attributes.get("media_type") == "online"
        value = date_of(*parts)
        if value is None:
            self.note(element, None)
            return
        date = Date(kind or ("available" if online else "published"), value)
        key = ("dates", date.kind, date.value)
        if key not in self._places:
            self._places[key] = self.add("dates", date)
        self.note(element, self._places[key])

    def pages(self, element: Element) -> None:
        """First and last page, and others as printed, in one text."""
        first, last, more = (element.get(part) for part in ("first_page", "last_page", "other_pages"))
        text = ", ".join(part for part in ("-".join(part for part in (first, last) if part), more) if part)
        if text and self.work.pages is None:
            self.work.pages = text
        for child in element.children:
            self.note(child, "pages" if self.work.pages == text and child.text.strip() else None)

    def item(self, element: Element) -> None:
        for child in element.children:
            kind = child.attributes.get("item_number_type", "").lower().replace("_", "").replace("-", "")
            if child.name == "item_number" and kind in ("articlenumber", ""):
                self.scalar("article_number", child)

    def publisher(self, element: Element) -> None:
        for child in element.children:
            if field := {"publisher_name": "publisher", "publisher_place": "place"}.get(child.name):
                self.scalar(field, child)

    def number(self, element: Element, venue: Venue | None, place: str | None) -> None:
        """An ISSN or ISBN, of a venue or of the work itself."""
        if venue is None:
            self.note(element, self.identify(element.name, element.text) if element.text.strip() else None)
            return
        found = self.identifier(element.name, element.text, place or "")
        if found and (place or "", found.scheme, found.value) not in self._places:
            self._places[place or "", found.scheme, found.value] = place or ""
            venue.identifiers.append(found)
        self.note(element, place if found else None)

    def doi_data(self, element: Element) -> None:
        for child in element.children:
            if child.name == "doi":
                self.doi = child
                self.note(child, self.identify("doi", child.text))
            elif child.name == "resource":
                self.note(child, self.link(child.text, "landing-page"))
            elif child.name == "collection":
                for resource in (part for item in child.children for part in item.all("resource")):
                    self.note(resource, self.link(resource.text, "full-text"))
            elif child.name == "timestamp":
                self.known(child)

    def subject(self, element: Element) -> None:
        if text := element.text.strip():
            self.note(element, self.add("subjects", Text(text)))

    # --- people and bodies -------------------------------------------------------------------------------------------

    def contributors(self, element: Element, container: bool = False) -> None:
        """People and bodies with their roles. Of a container's, authors are not those of the work in it."""
        for child in [element] if element.name == "person_name" else element.children:
            role = child.attributes.get("contributor_role", "author").strip() or "author"
            role = "container-author" if container and role == "author" else role
            if child.name == "person_name" or (child.name == "contributor" and child.first("surname")):
                given, family, suffix = (child.get(part) for part in ("given_name", "surname", "suffix"))
                if given or family:
                    self._person(child, role, person(given, family, suffix))
            elif child.name == "organization" and child.text.strip():
                place = self._contribute(NameAsPrinted(child.text.strip(), literal=True), role)
                self.note(child, f"contributions[{place}]")
            elif child.name == "contributor" and child.get("organization"):
                self._person(child, role, NameAsPrinted(child.get("organization"), literal=True))

    def _contribute(self, name: NameAsPrinted, role: str) -> int:
        self._positions[role] = position = self._positions.get(role, 0) + 1
        self.add("contributions", Contribution(name, position, role))
        return len(self.work.contributions) - 1

    def _person(self, element: Element, role: str, name: NameAsPrinted) -> None:
        index = self._contribute(name, role)
        one, place = self.work.contributions[index], f"contributions[{index}]"
        for child in element.children:
            text = child.text.strip()
            if child.name in ("given_name", "surname", "suffix", "organization"):
                self.note(child, place if text else None)
            elif child.name == "ORCID":
                found = self.identifier("orcid", text, place)
                one.identifiers += [found] if found else []
                self.note(child, place)
            elif child.name == "affiliation" and text:
                one.affiliations.append(Affiliation(text))
                self.note(child, place)
            elif child.name == "affiliations":
                for body in child.all("institution"):
                    self._institution(one, place, body)

    def _institution(self, one: Contribution, place: str, body: Element) -> None:
        found = []
        for child in body.all("institution_id"):
            scheme = _ID_TYPES.get(child.attributes.get("type", "").lower(), "")
            if scheme and (known := self.identifier(scheme, child.text, place)):
                found.append(known)
                self.note(child, place)
        name = body.get("institution_name") or (found[0].printed if found else "")
        if name:
            one.affiliations.append(Affiliation(name, found))
            for child in body.all("institution_name"):
                self.note(child, place)

    def family(self, element: Element) -> None:
        """The one author of a short answer, by family name."""
        index = self._contribute(person("", element.text.strip()), "author")
        self.note(element, f"contributions[{index}]")

    def institution(self, element: Element) -> None:
        """The server of posted content; the body behind a thesis or report."""
        name = element.get("institution_name")
        if not name:
            return
        acronym = element.get("institution_acronym") if self.work.type == "preprint" else ""
        if self.work.type == "preprint":
            place = self.add("venues", Venue(name, "repository", acronym))
        else:
            place = f"contributions[{self._contribute(NameAsPrinted(name, literal=True), 'institution')}]"
        for child in element.children:
            if child.name == "institution_name" or (child.name == "institution_acronym" and acronym):
                self.note(child, place)

    # --- licences, money, other works --------------------------------------------------------------------------------

    def program(self, element: Element) -> None:
        """A group of statements: licences, funders, or relations to other works."""
        for child in element.children:
            if child.name == "license_ref" and child.text.strip():
                role = child.attributes.get("applies_to", "")
                self.note(child, self.add("licences", Link(child.text.strip(), role)))
            elif child.name == "related_item":
                for relation in child.children:
                    self._related(relation)
        statements = element.all("assertion")
        groups = [one for one in statements if one.attributes.get("name") == "fundgroup"]
        for group in groups or ([element] if statements else []):
            self._funding(group)

    def _related(self, element: Element) -> None:
        kind = element.attributes.get("relationship-type", "")
        printed = element.text.strip()
        if element.name not in ("inter_work_relation", "intra_work_relation") or not kind or not printed:
            return
        kind = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind).lstrip("-")
        kind = crossref.RELATIONS.get(kind, kind)
        scheme = element.attributes.get("identifier-type", "").lower()
        if scheme == "doi":
            self.note(element, self.relate(kind, printed))
            return
        found = identifiers.parse(scheme, printed) if scheme in identifiers.SCHEMES else identifiers.recognise(printed)
        self.note(element, self.add("relations", Relation(kind, found, "" if found else printed)))

    def _funding(self, group: Element) -> None:
        """One entry for each award of a group; one for a funder without."""
        said = {name: [] for name in ("funder_name", "award_number")}  # type: dict[str, list[Element]]
        for child in group.all("assertion"):
            said.get(child.attributes.get("name", ""), []).append(child)
        if not said["funder_name"]:
            return
        funder = said["funder_name"][0]
        name = "".join(part for part in funder.parts if isinstance(part, str)).strip()
        ids = [one for one in funder.all("assertion") if one.attributes.get("name") == "funder_identifier"]
        found = [known for one in ids if (known := self.identifier("doi", one.text, "funding"))]
        if not name:
            return
        awards = said["award_number"]
        first = len(self.work.funding)
        for award in [one.text.strip() for one in awards if one.text.strip()] or [""]:
            self.add("funding", Funding(name, award, found))
        self.note(funder, f"funding[{first}]")
        for i, one in enumerate(one for one in awards if one.text.strip()):
            self.note(one, f"funding[{first + i}]")

    def crossmark(self, element: Element) -> None:
        """Updates of other works (corrections, retractions), and the statements of `custom_metadata`."""
        for child in element.children:
            if child.name == "updates":
                for update in child.all("update"):
                    kind = crossref.update_kind(update.attributes.get("type", ""), back=False)
                    self.note(update, self.relate(kind, update.text) if update.text.strip() else None)
            elif child.name == "custom_metadata":
                for program in child.all("program"):
                    self.program(program)
            else:
                self.field(child)

    def citations(self, element: Element) -> None:
        for citation in element.all("citation"):
            text = citation.get("unstructured_citation")
            if not text:
                text = ", ".join(said for name in _REFERENCE if (said := " ".join(citation.get(name).split())))
            place = self.relate("cites", citation.get("doi"), text)
            for child in citation.children:
                printed = child.name in _REFERENCE if not citation.get("unstructured_citation") else False
                mapped = printed or child.name in ("doi", "unstructured_citation")
                self.note(child, place if mapped and child.text.strip() else None)

    def inner(self, element: Element) -> None:
        """An element that only groups others."""
        for child in element.children:
            self.field(child)


_RULES: dict[str, Callable[[Draft, Element], None]] = {
    "titles": Draft.titles,
    "proceedings_title": Draft.named,
    "full_title": Draft.named,
    "abbrev_title": Draft.abbreviated,
    "abstract": Draft.abstract,
    "publication_date": Draft.date,
    "database_date": Draft.inner,
    "pages": Draft.pages,
    "publisher_item": Draft.item,
    "publisher": Draft.publisher,
    "doi_data": Draft.doi_data,
    "group_title": Draft.subject,
    "contributors": Draft.contributors,
    "person_name": Draft.contributors,
    "institution": Draft.institution,
    "program": Draft.program,
    "crossmark": Draft.crossmark,
    "citation_list": Draft.citations,
}
"""What each element of a work is read by."""

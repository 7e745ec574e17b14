"""A record of DataCite in the making: values with their places, identifiers checked, fields marked with where they went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

from kg import identifiers
from kg.records import Date, Identifier, Link, Relation, Remark, Work
from kg.sources import _datacite_terms as terms
from kg.sources._fields import Field

_SLASHED = ("orcid", "ror", "isni", "wikidata")


def mark(target: str | None, *fields: Field | None) -> None:
    """The fields that say something went there; nowhere where there is no target."""
    for one in fields:
        if target and one is not None and one.text and not one.target:
            one.target = target


class Draft:
    """What is read of one tree of fields."""

    def __init__(self, root: Field) -> None:
        self.root = root
        self.work = Work(type="other")
        self.remarks: list[Remark] = []
        self.positions: Counter[str] = Counter()
        self._places: dict[tuple[str, Hashable], str] = {}

    def add(self, field: str, value: Any, key: Hashable) -> str:
        """Adds a value to a list of the work once for its key; gives its place."""
        place = self._places.get((field, key))
        if place is None:
            members = getattr(self.work, field)
            place = self._places[field, key] = f"{field}[{len(members)}]"
            members.append(value)
        return place

    def scalar(self, field: str, one: Field | None) -> None:
        """A text for a field that holds one; left over where another stands there."""
        if one is None or not one.text or terms.UNKNOWN.fullmatch(one.text):
            return
        if getattr(self.work, field) is None:
            setattr(self.work, field, one.text)
        if getattr(self.work, field) == one.text:
            mark(field, one)

    def remark(self, code: str, message: str, field: str = "") -> str:
        """Adds a remark; gives its place."""
        self.remarks.append(Remark(code, message, field))
        return f"remarks[{len(self.remarks) - 1}]"

    def identifier(self, scheme: str, printed: str, field: str) -> Identifier | None:
        """The identifier of a scheme, of the one its form shows where none is named; a remark where it is not valid."""
        scheme = "-".join(scheme.lower().split())
        known = scheme in identifiers.SCHEMES
        bare = printed.rstrip("/") if scheme in _SLASHED or not known else printed
        # The scheme is sometimes an address ("https://orcid.org"); then the form of the value says more.
        found = None if known else identifiers.recognise(bare)
        found = found or (identifiers.parse(scheme, printed if not known else bare) if scheme else None)
        if found is None and scheme:
            self.remark("identifier-invalid", f"{printed[:100]!r} is not a valid {scheme.upper()}.", field)
        return found

    def identify(self, scheme: str, printed: str) -> str | None:
        """Adds an identifier of the work once; gives its place, None for one that is not valid."""
        found = self.identifier(scheme, printed, scheme)
        return self.add("identifiers", found, (found.scheme, found.value)) if found else None

    def link(self, url: str, role: str) -> str:
        """Adds a link once; gives its place."""
        return self.add("links", Link(url, role), url)

    def date(self, kind: str, printed: str) -> str | None:
        """Adds a date, the start of a range; gives its place, None where there is none."""
        value, ranged = terms.date(printed)
        if value is None:
            self.remark("date-invalid", f"{printed[:60]!r} is no date of the calendar.", kind)
            return None
        place = self.add("dates", Date(kind, value), (kind, value))
        if ranged:
            self.remark("date-range", f"{printed[:60]!r} is a range, of which the start is kept.", place)
        return place

    def relate(self, kind: str, type_: str, printed: str) -> str:
        """Adds a relation to what an identifier or address names, to its text where it is not valid; gives its place."""
        kind = terms.RELATIONS.get(kind, kind)
        name = type_.strip().lower()
        if not name or name in terms.ADDRESSES:
            target = identifiers.recognise(printed)
        else:
            target = self.identifier(terms.SCHEMES.get(name, name), printed, f"relations.{kind}")
        text = "" if target else printed
        key = (kind, target.scheme if target else "", target.value if target else printed)
        return self.add("relations", Relation(kind, target, text), key)

"""A record in the making from a located JSON object: members are taken one by one, and those nobody takes are left over.

An object all of whose members are known goes to its field as one piece, so that places inside it are looked for only where
something unknown stands beside what is mapped.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Set
from typing import Any

from kg import identifiers
from kg.bodies import is_group
from kg.names import PARTICLES, split
from kg.records import Date, Identifier, Link, NameAsPrinted, Piece, Record, Relation, Remark, Work
from kg.sources._json import Located, Malformed, fill


def hollow(value: Any) -> bool:
    """Whether a value says nothing: null, an empty text, or a list or object of such values."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list):
        return all(map(hollow, value))
    if isinstance(value, dict):
        return all(map(hollow, value.values()))
    return value is None


def text_of(value: Any) -> str:
    """A string without the white space around it, a whole number as printed; '' for other values."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if type(value) is int else ""


def texts_of(value: Any) -> list[str]:
    """The texts of a list of strings, or of one string that stands for such a list; empty ones left out."""
    return [text for text in map(text_of, value if isinstance(value, list) else [value]) if text]


def objects_of(value: Any) -> list[dict[str, Any]]:
    """The objects of a list of objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


class Draft:
    """A record in the making: what is put into `work` is entered with its place."""

    def __init__(self, item: Located) -> None:
        """Raises `Malformed` when a key stands twice in the object."""
        self.item = item
        self.members = item.members()
        self.work = Work()
        self.remarks: list[Remark] = []
        self.pieces: list[Piece] = []
        self._places: dict[tuple[str, Any], str] = {}

    def present(self, keys: Iterable[str]) -> list[str]:
        """Those of the keys that have a member not yet taken, in their order: a table knows more keys than any record has."""
        members = self.members
        return [key for key in keys if key in members]

    def take(self, key: str) -> Located | None:
        """A member that says something, taken from those that are left in the end."""
        one = self.members.pop(key, None)
        return None if one is None or hollow(one.value) else one

    def map(self, one: Located, target: str) -> None:
        """The content of a value went to a field; the quotation marks of a string are furniture."""
        edge = 1 if isinstance(one.value, str) else 0
        self.pieces.append(Piece("mapped", target, one.start + edge, one.end - edge))

    def left(self, name: str, one: Located) -> None:
        """A value that is not mapped, with its key; one that says nothing is furniture."""
        if not hollow(one.value):
            self.pieces.append(Piece("left", name, one.key_start or one.start, one.end))

    def note(self, name: str, one: Located, target: str | None) -> None:
        """Enters a value as mapped where there is a target, as left over where there is none."""
        if target:
            self.map(one, target)
        else:
            self.left(name, one)

    def known(self, *keys: str) -> None:
        """Members that say nothing of the work."""
        for key in self.present(keys):
            one = self.members.pop(key)
            self.pieces.append(Piece("furniture", key, one.key_start, one.end))

    def whole(self, name: str, one: Located, target: str | None, known: Set[str]) -> None:
        """An object went to a field, but for members that are not among the known ones."""
        if target is None or not isinstance(one.value, dict):
            self.left(name, one)
        elif one.value.keys() <= known:
            self.map(one, target)
        else:
            for key, inner in self.inside(name, one).items():
                self.note(f"{name}.{key}", inner, target if key in known and not hollow(inner.value) else None)

    def inside(self, name: str, one: Located) -> dict[str, Located]:
        """The members of an object within; none, and the object left over, when one of them stands twice."""
        try:
            return one.members()
        except Malformed as finding:
            self.remark("object-unclear", str(finding), name)
            self.left(name, one)
            return {}

    def scalar(self, field: str, one: Located | None, name: str) -> None:
        """A text for a field of the work that holds one; left over when there is one already that says something else."""
        if one is None:
            return
        text = text_of(one.value)
        if text and getattr(self.work, field) is None:
            setattr(self.work, field, text)
        self.note(name, one, field if text and getattr(self.work, field) == text else None)

    def add(self, field: str, value: Any, key: Hashable = None) -> str:
        """Adds a value to a list of the work, with a key only when no value with that key is there; gives its place."""
        known = self._places.get((field, key)) if key is not None else None
        if known:
            return known
        members = getattr(self.work, field)
        place = f"{field}[{len(members)}]"
        members.append(value)
        if key is not None:
            self._places[field, key] = place
        return place

    def place(self, field: str, key: Hashable) -> str | None:
        """Where the value of a list that was added with this key stands."""
        return self._places.get((field, key))

    def identify_in(self, target: list[Identifier], place: str, scheme: str, printed: str) -> str | None:
        """Adds an identifier once to the list of what stands at a place; gives the place, None for one that is not valid."""
        found = self.identifier(scheme, printed, place)
        if found is None:
            return None
        if self._places.setdefault((place, (found.scheme, found.value)), "") == "":
            self._places[place, (found.scheme, found.value)] = place
            target.append(found)
        return place

    def date(self, kind: str, value: str | None) -> str | None:
        """Adds a date once; gives its place, None where there is no date."""
        return self.add("dates", Date(kind, value), (kind, value)) if value else None

    def link(self, url: str, role: str) -> str:
        """Adds a link once; gives its place."""
        return self.add("links", Link(url, role), url)

    def identifier(self, scheme: str, printed: str, field: str = "") -> Identifier | None:
        """The identifier of a scheme, or a remark that it is none."""
        found = identifiers.parse(scheme, printed)
        if found is None:
            self.remark("identifier-invalid", f"{printed[:100]!r} is not a valid {scheme.upper()}.", field or scheme)
        return found

    def identify(self, scheme: str, printed: str) -> str | None:
        """Adds an identifier of the work once; gives its place, None (and a remark) for one that is not valid."""
        found = self.identifier(scheme, printed)
        if found is None:
            return None
        return self.add("identifiers", found, (found.scheme, found.value))

    def relate(self, kind: str, scheme: str, printed: str, text: str = "") -> str | None:
        """Adds a relation to what an identifier names; to a text where it is no valid one; gives its place."""
        target = self.identifier(scheme, printed, f"relations.{kind}") if printed else None
        if target is None and printed and printed not in text:
            text = f"{text} {printed}".strip()
        return self.add("relations", Relation(kind, target, text)) if target or text else None

    def remark(self, code: str, message: str, field: str = "") -> None:
        self.remarks.append(Remark(code, message, field))

    def record(self, key: str) -> Record:
        """The record; members that nobody took are left over."""
        for name, one in self.members.items():
            self.left(name, one)
        start, end = self.item.start, self.item.end
        return Record(start, end, self.work, fill(self.pieces, start, end), key, remarks=self.remarks)


def day(parts: list[Any]) -> str | None:
    """A date from year, month and day, as precise as they are: the rest may be missing or null. None for what is no date."""
    numbers = [text_of(part) for part in parts]
    while numbers and not numbers[-1]:
        numbers.pop()
    if not 1 <= len(numbers) <= 3 or not all(text.isascii() and text.isdigit() and len(text) < 5 for text in numbers):
        return None
    year, month, date = [*map(int, numbers), 1, 1][:3] if len(numbers) < 3 else [*map(int, numbers)]
    try:
        full = datetime.date(year, month, date).isoformat()
    except ValueError:
        return None
    return full[: (4, 7, 10)[len(numbers) - 1]] if year >= 1000 else None


def person(given: str, family: str, suffix: str = "", printed: str = "") -> NameAsPrinted:
    """A name whose parts the source gives; particles in lower case before the family name stand apart from it."""
    printed = printed or " ".join(part for part in (given, family, suffix) if part)
    if not family:
        return split(printed)
    if not given and is_group(family):
        return NameAsPrinted(printed, literal=True)
    words = family.split()
    cut = 0
    while cut < len(words) - 1 and words[cut] in PARTICLES:
        cut += 1
    return NameAsPrinted(printed, given, " ".join(words[:cut]), " ".join(words[cut:]), suffix)

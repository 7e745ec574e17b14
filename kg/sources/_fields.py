"""The JSON and the XML of ORCID as one tree of fields that know where they stand, so that both are read by one reader.

The two forms differ in wrappers only: `{"value": "..."}` is the text of an element, a list under a singular key are
repeated elements, and a key beside `value` is an attribute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct, field

from kg.records import Piece, PieceKind
from kg.sources._json import Located, Malformed
from kg.sources._xml import Element


class Field(Struct, gc=False, eq=False):
    """A field: its name without prefix, its text from `inner_start` to `inner_end`, and the fields within.

    `target` names what it was mapped to; `known` says that it is known and says nothing of the work.
    """

    name: str
    text: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    members: list[Field] = field(default_factory=list)
    target: str = ""
    known: bool = False

    def all(self, *path: str) -> list[Field]:
        """The fields within at the end of a path of names."""
        found = [self]
        for name in path:
            found = [member for one in found for member in one.members if member.name == name]
        return found

    def first(self, name: str, *rest: str) -> Field | None:
        """The first field within at the end of a path of names."""
        for member in self.members:
            if member.name == name and (found := member.first(*rest) if rest else member) is not None:
                return found
        return None

    def get(self, *path: str) -> str:
        """The text at the end of a path of names; '' when there is none."""
        found = self.first(*path)
        return found.text if found else ""

    def walk(self) -> Iterator[Field]:
        """The field and all fields within."""
        yield self
        for member in self.members:
            yield from member.walk()

    def name_known(self, names: Collection[str]) -> None:
        """Marks all fields of these names as known, unless they went to a field of the work."""
        for one in self.walk():
            one.known = one.known or (one.name in names and not any(inner.target for inner in one.walk()))

    def pieces(self) -> list[Piece]:
        """What was said of the field and of those within; the tags, keys and brackets between are nobody's yet."""
        found: list[Piece] = []
        self._add_to(found)
        return found

    def _add_to(self, pieces: list[Piece]) -> bool:
        """Adds the pieces; gives whether anything was said of the field or of one within. Where nothing was, it is one piece."""
        if self.known:
            pieces.append(Piece("furniture", self.name, self.start, self.end))
            return True
        before, said = len(pieces), bool(self.target)
        if self.text and self.inner_end > self.inner_start:
            kind: PieceKind = "mapped" if said else "left"
            pieces.append(Piece(kind, self.target or self.name, self.inner_start, self.inner_end))
        for member in self.members:
            said = member._add_to(pieces) or said
        if not said and (self.text or len(pieces) > before):
            pieces[before:] = [Piece("left", self.name, self.start, self.end)]
        return said


def of_json(name: str, located: Located) -> Field:
    """The field of a value of JSON. Raises `Malformed` for a key that stands twice in an object."""
    return next(_of_json(name, located, located.key_start or located.start))


def _of_json(name: str, located: Located, start: int) -> Iterator[Field]:
    value = located.value
    if isinstance(value, list):
        for item in located.items():
            yield from _of_json(name, item, item.start)
        return
    if not isinstance(value, dict):
        yield _leaf(name, located, start)
        return
    one = Field(name, "", start, located.end, located.end, located.end)
    for key, member in located.members().items():
        if key == "value" and not isinstance(member.value, dict | list):
            edge = 1 if isinstance(member.value, str) else 0
            one.text, one.inner_start, one.inner_end = _text(member.value), member.start + edge, member.end - edge
        elif isinstance(member.value, dict | list):
            one.members += _of_json(key, member, member.key_start)
        else:
            one.members.append(_leaf(key, member, member.key_start))
    yield one


def _leaf(name: str, located: Located, start: int) -> Field:
    """The field of a value that has no others within."""
    edge = 1 if isinstance(located.value, str) else 0
    return Field(name, _text(located.value), start, located.end, located.start + edge, located.end - edge)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return "" if value is None or isinstance(value, bool) else str(value)


def of_xml(element: Element) -> Field:
    """The field of an element; attributes that name namespaces and schemas are not among the fields within."""
    children = element.children
    text = "" if children else element.text.strip()
    one = Field(element.name, text, element.start, element.end, element.inner_start, element.inner_end)
    for name, value in element.attributes.items():
        if not name.startswith(("xmlns", "xsi:")) and (span := element.spans.get(name)):
            one.members.append(Field(name, value.strip(), *span, *span))
    one.members += map(of_xml, children)
    return one


__all__ = ["Field", "Malformed", "of_json", "of_xml"]

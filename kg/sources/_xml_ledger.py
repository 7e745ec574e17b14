"""What became of the characters of an element of XML: pieces for its text, its attributes and its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.records import Piece, PieceKind
from kg.sources._xml import Element


class Ledger:
    """What became of the characters of one element: each part of it is mapped, furniture or left over."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._mapped: dict[int, str] = {}
        self._parts: dict[int, list[Piece]] = {}
        self._known: set[int] = set()
        self._attributes: dict[int, list[Piece]] = {}

    def map(self, element: Element, target: str) -> None:
        """The content of an element, or an empty element with its attributes, went to this field."""
        self._mapped[id(element)] = target

    def map_parts(self, element: Element, parts: Sequence[tuple[str, int, int]]) -> None:
        """Stretches of an element's text (target, from, to) went to fields, and what is between them is left over.

        Where the text is not the source's character for character (entities, line ends, children), all of it counts as the
        first target's.
        """
        if len(element.text) == element.inner_end - element.inner_start:
            at = element.inner_start
            self._parts[id(element)] = [Piece("mapped", target, at + low, at + high) for target, low, high in parts]
        elif parts:
            self.map(element, parts[0][0])

    def map_markup(self, element: Element, target: str) -> None:
        """The text of an element and of all markup inside went to this field; the tags of that markup are furniture."""
        if element.children or element.inner_start == element.inner_end:
            self._parts[id(element)] = list(markup(element, target))
        else:
            self._mapped[id(element)] = target

    def map_attribute(self, element: Element, name: str, target: str) -> None:
        """The value of an attribute went to this field. Attributes of which nothing is said belong to the tag."""
        self._attribute(element, name, "mapped", target)

    def leave_attribute(self, element: Element, name: str) -> None:
        """The value of an attribute is left over."""
        self._attribute(element, name, "left", f"{element.tag}/@{name}")

    def _attribute(self, element: Element, name: str, kind: PieceKind, target: str) -> None:
        if span := element.spans.get(name):
            self._attributes.setdefault(id(element), []).append(Piece(kind, target, *span))

    def known(self, element: Element) -> None:
        """The element is known and says nothing of the work."""
        self._known.add(id(element))

    def pieces(self) -> list[Piece]:
        """The pieces of the whole element. An element none of whose parts was named is left over as a whole."""
        root = self.root
        pieces: list[Piece] = []
        self._opening(root, pieces)
        for child in root.children:
            self._walk(child, pieces)
        pieces.append(_tag(root.inner_end, root.end))
        return pieces

    def _opening(self, element: Element, pieces: list[Piece]) -> None:
        """Adds the start tag, with the values of its attributes where something was said of them."""
        at = element.start
        if element.attributes and (said := self._attributes.get(id(element))):
            for piece in sorted(said, key=lambda piece: piece.start):
                pieces += [_tag(at, piece.start), piece]
                at = piece.end
        pieces.append(Piece("furniture", "tag", at, element.inner_start))

    def _walk(self, element: Element, pieces: list[Piece]) -> bool:
        """Adds the pieces of an element; gives whether anything was said of it."""
        name = id(element)
        if target := self._mapped.get(name):
            start, end = element.inner_start, element.inner_end
            if start == end:
                pieces.append(Piece("mapped", target, element.start, element.end))
                return True
            if element.attributes:
                self._opening(element, pieces)
            else:
                pieces.append(Piece("furniture", "tag", element.start, start))
            pieces.append(Piece("mapped", target, start, end))
            pieces.append(Piece("furniture", "tag", end, element.end))
            return True
        if parts := self._parts.get(name):
            self._opening(element, pieces)
            pieces += parts
        elif name in self._known:
            pieces.append(Piece("furniture", element.tag, element.start, element.end))
            return True
        else:
            before = len(pieces)
            self._opening(element, pieces)
            used = name in self._attributes
            for child in element.children:
                used = self._walk(child, pieces) or used
            if not used:
                pieces[before:] = [Piece("left", element.tag, element.start, element.end)]
                return False
        pieces.append(Piece("furniture", "tag", element.inner_end, element.end))
        return True


def _tag(start: int, end: int) -> Piece:
    return Piece("furniture", "tag", start, end)


def markup(element: Element, target: str) -> Iterator[Piece]:
    """The content of an element as pieces: its text, at any depth, mapped to this field, and the tags inside furniture."""
    if not element.children:
        if element.inner_end > element.inner_start:
            yield Piece("mapped", target, element.inner_start, element.inner_end)
        return
    at = element.inner_start
    for child in element.children:
        if child.start > at:
            yield Piece("mapped", target, at, child.start)
        yield _tag(child.start, child.inner_start)
        yield from markup(child, target)
        yield _tag(child.inner_end, child.end)
        at = child.end
    if element.inner_end > at:
        yield Piece("mapped", target, at, element.inner_end)

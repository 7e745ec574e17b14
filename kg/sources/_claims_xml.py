"""Records made of claims that elements of XML give: what each element says goes through the same assembly as the metadata of pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.records import Piece, Record
from kg.sources._html_meta import Claim, Claims
from kg.sources._html_work import Assembly
from kg.sources._xml import Element

Part = tuple[str, str, int, int]
"""A field, its value, and from where to where of an element's text it stands."""

_BETWEEN = re.compile(
    r"(?:[\W_]|\b(?:vol(?:ume|umen)?|bd|band|n[or]?|núm|nr|number|issue|iss|heft|pp?|t|v)\b)+", re.IGNORECASE
)
"""What stands between the parts of an imprint and says nothing itself."""


def claims_in(element: Element, parts: Sequence[Part]) -> list[Claim]:
    """Claims for stretches of an element's text.

    Marks and labels between them are furniture. Where the text is not the source's character for character (entities, CDATA), all of it counts as the first claim's.
    """
    text = element.text
    if len(text) != element.inner_end - element.inner_start:
        ends = [element.inner_end] * len(parts)
        starts = [element.inner_start, *ends[1:]]
        return [
            Claim(field, value, start, end, element.tag)
            for (field, value, *_), start, end in zip(parts, starts, ends, strict=True)
        ]
    at, found = 0, list[Claim]()
    for field, value, low, high in parts:
        found += [*_gap(element, text, at, low), _at(element, field, value, low, high)]
        at = high
    return [*found, *_gap(element, text, at, len(text))]


def _gap(element: Element, text: str, low: int, high: int) -> list[Claim]:
    said = low == high or not _BETWEEN.fullmatch(text, low, high)
    return [] if said else [_at(element, "known", text[low:high], low, high)]


def _at(element: Element, field: str, value: str, low: int, high: int) -> Claim:
    return Claim(field, value, element.inner_start + low, element.inner_start + high, element.tag)


def whole(element: Element, field: str, value: str | None = None) -> list[Claim]:
    """The claim of an element all of whose text goes to one field."""
    text = element.text.strip() if value is None else value
    return [Claim(field, text, element.inner_start, element.inner_end, element.tag)]


def attribute(element: Element, name: str, field: str, value: str | None = None) -> list[Claim]:
    """The claim of an attribute; none where the element has none of this name or an empty one."""
    text = element.attributes.get(name, "").strip() if value is None else value
    return (
        [Claim(field, text, *element.spans[name], f"{element.tag}/@{name}")] if text and name in element.spans else []
    )


def record(root: Element, claims: list[Claim], key: str, known: Sequence[Element] = ()) -> Record:
    """The record of an element and the claims within it, which are in the order of the text; `known` elements say nothing of the work."""
    its = Claims("xml", root.start, root.end, claims)
    assembly = Assembly.empty(its)
    assembly.take(its)
    found = assembly.record
    found.source_key = key
    found.pieces = [piece for piece in found.pieces if piece.start < piece.end]
    said = sorted((claim.start, claim.end) for claim in claims if claim.start < claim.end)
    furniture = [(one.start, one.end) for one in known]
    _walk(root, said, {start for start, _ in furniture}, found.pieces)
    return found


def _walk(element: Element, said: list[tuple[int, int]], known: set[int], pieces: list[Piece]) -> None:
    """Adds pieces for the tags of an element, for what stands between claims, and for what nothing was said of."""
    at = bisect_left(said, (element.start, 0))
    inside = at < len(said) and said[at][0] < element.end
    if element.start in known or not (inside or element.children or element.text.strip()):
        pieces.append(Piece("furniture", element.tag, element.start, element.end))
        return
    if not inside and not element.children:
        pieces.append(Piece("left", element.tag, element.start, element.end))
        return
    low = element.start
    while at < len(said) and said[at][0] < element.inner_start:  # attributes
        pieces.append(Piece("furniture", "tag", low, said[at][0]))
        low = said[at][1]
        at += 1
    pieces.append(Piece("furniture", "tag", low, element.inner_start))
    if inside and at < len(said) and said[at][0] == element.inner_start and said[at][1] == element.inner_end:
        pass  # one claim has it whole, with whatever elements there are inside
    else:
        for child in element.children:
            _walk(child, said, known, pieces)
    pieces.append(Piece("furniture", "tag", element.inner_end, element.end))

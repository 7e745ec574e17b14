"""Records made of claims that elements of XML give: what each element says goes through the same assembly as the metadata of pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from html import unescape

from kg.bodies import is_group
from kg.names import SUFFIXES
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

BREAK = re.compile(r"<br\s*/?>|</p>|</li>|\n", re.IGNORECASE)
"""Where a line of HTML ends."""
_BLOCKS = re.compile(
    r"</?(?:p|div|br|h\d|li|ul|ol|table|tr|td|th|dl|dd|dt|jats:p|jats:sec|jats:title)(?:\s[^<>]{0,2000})?/?>|<!--.{0,2000}?-->",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|span|a|img|u|cite|font|small|tt|code|jats:\w+|scp)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"[^,;]+,\s*(?:[^\W\d_a-zß-ÿ]\.?[ -]?){1,4}(?:[,;&]|and\b|$)")
_SECOND_TURNED = re.compile(r"[^\W\d_][\w'’-]+, [^,;]{2,30} (?:and|&|und|et|y|e|og) [^\W\d_][^,;\s]* [^,;]{2,30}")
_JOINED = re.compile(r"\s+(?:and|&|und|et|y|e|og|och|ja|i|и|та|en)\s+")
_AND = re.compile(r",\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_MORE = re.compile(r"[,;]?\s*(?:et al\.?|u\.\s?a\.|and others)$")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_DEGREES = frozenset("md phd msc bsc mph mbbs rn dds dvm jd esq".split())


def shown(text: str) -> str:
    """The text of a piece of HTML, on one line; what is no tag of it ("a < b") stays."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(unescape(_INLINE.sub("", _BLOCKS.sub(" ", BREAK.sub(" ", text)))).split())


def parted(value: str) -> str:
    """A list of names with semicolons between them: commas stand between names or within them ("Author, A., Builder, B.", bioRxiv).

    The name of a body, a single inverted name, and what is neither for sure stay whole.
    """
    value = _MORE.sub("", value.strip())
    if ";" in value:
        return value
    sides = _JOINED.split(value)
    if len(sides) > 1 and all(side.count(",") == 1 and " " not in side.partition(",")[0].strip() for side in sides):
        return "; ".join(sides)  # "Okonjo, Ada and Brix, Jonas"
    if len(sides) == 2 and _SECOND_TURNED.fullmatch(value):
        return "; ".join(sides)  # "Okonjo, Ada and Jonas Brix"
    if (
        is_group(value)
        and not _INVERTED.match(value)
        and not (len(sides[0].split(",")) > 1 and _is_plain(sides[0].split(",")[0]))
    ):
        return value
    if len(sides) > 1 and "," not in value and all(len(side.split()) > 1 for side in sides):
        return "; ".join(sides)
    parts = [one.strip() for one in _AND.split(_IN_BRACKETS.sub("", value).strip(" ,、"))]
    parts = [one for one in parts if one and one.replace(".", "").lower() not in _DEGREES]
    if _INVERTED.match(value):
        return "; ".join(_paired(parts))
    if len(parts) == 2 and not all(" " in one for one in parts) and "," in value:
        return value  # "Okonjo, Ada"
    return "; ".join(parts)


def _is_plain(text: str) -> bool:
    """Whether a text is a name of two words or three and of no body."""
    return 1 < len(text.split()) < 4 and not is_group(text)


def _paired(parts: Sequence[str]) -> list[str]:
    """Family names with the initials behind them; a body and a name of several words stand alone, a generation goes to the name before."""
    found: list[str] = []
    taken = False
    for one, following in zip(parts, [*parts[1:], ""], strict=True):
        if taken:
            taken = False
        elif one.lower() in SUFFIXES and found:
            found[-1] += f", {one}"
        else:
            taken = not is_group(one) and _INITIALS.fullmatch(following) is not None
            found.append(f"{one}, {following}" if taken else one)
    return found


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

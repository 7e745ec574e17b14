"""An item of a feed as a record, where it shows that it is a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg import identifiers
from kg.records import Record, Reject, Text
from kg.sources import _dublin_core, _tagged_dates
from kg.sources._arxiv import day as day_of
from kg.sources._claimed import dated
from kg.sources._claims_xml import BREAK, attribute, claims_in, parted, record, shown, whole
from kg.sources._feed_imprints import imprint_of, numbered_title
from kg.sources._html_links import identifier_of
from kg.sources._html_meta import Claim
from kg.sources._html_work import day
from kg.sources._xml import Element

_PRISM = {
    "publicationname": "venue.journal", "volume": "volume", "number": "issue", "startingpage": "first", "endingpage": "last",
    "pagerange": "pages", "publicationdate": "date.issued", "coverdate": "date.issued", "coverdisplaydate": "known", "issn": "issn",
    "eissn": "issn", "isbn": "isbn", "doi": "doi", "keyword": "subject", "aggregationtype": "known", "contenttype": "known",
    "section": "known", "copyright": "known", "rightsagent": "known", "issueidentifier": "known", "coverdisplay": "known",
    "edition": "known", "teaser": "known", "articlenumber": "number", "publicationyear": "date.issued", "url": "identifier",
}  # fmt: skip
_FURNITURE = frozenset(
    "enclosure comments thumbnail image source content rights_agent guid_type creditline credit".split()
)
_OF_WORKS = frozenset(["doi", "arxiv", "pmid", "hal", "acl", "isbn"])
_ARXIV = re.compile(r"(?:oai:arxiv\.org:|https?://arxiv\.org/(?:abs|pdf)/)(\S+)", re.IGNORECASE)
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?")
_ANNOUNCED = re.compile(r"(?:arXiv:\S+\s+)?(?:Announce Type:\s*\S+\s*)?Abstract:\s*", re.IGNORECASE)
_ABSTRACT = re.compile(r"(?:abstract|summary)\s*[:.]?\s*(?=\S)", re.IGNORECASE)
_LABELLED = re.compile(r"(Publication date|Source|Authors?|Author\(s\)):\s*", re.IGNORECASE)
_VOLUME = re.compile(
    r"(?P<venue>[^,]+(?:, [^,\d]+)*?),?\s+(?:Volume|Vol\.)\s*(?P<volume>[\w-]+)(?:,\s*(?:Issue|No\.)\s*(?P<issue>[\w-]+))?.*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_ONLINE = re.compile(r"[^;]{2,120}, Published online: [^;]{4,30};(?:\s*\|)?\s*doi:\S+\s*")
"""What Nature's journals put before an abstract."""
_IDS_BEHIND = re.compile(r"\s?PMID:\s?\d{1,8}(?:\s\|\s(?:PMC|DOI):\S{3,80}){0,2}$")
_NO_ABSTRACT = re.compile(r"no abstract(?: available)?\.?", re.IGNORECASE)
_AUTHORS = re.compile(r"(?:<p>)?\s*Authors?:\s*")
"""A paragraph of MDPI's descriptions: a name in each line."""
_BEFORE_AUTHORS = 4
"""So many paragraphs may stand before it: the title, the journal with the DOI."""
_JOURNAL_AND_DOI = re.compile(r"(?P<venue>[^.;<>]{3,120}?)\s?doi: ?(?P<doi>10\.\d{4,9}/\S{1,80})")
_MDPI = re.compile(r"\bmdpi\.com/|\b10\.3390/")
_LINE = 500
"""A journal with its volume, or an address with a name, has fewer characters."""
_TEXT = 40
"""A description of fewer characters is no abstract."""


def item(root: Element) -> Record | Reject:
    """The record of an item; a reject where nothing shows that it is a publication, or it has no title."""
    claims = sorted(_claims(root), key=lambda claim: (claim.start, claim.end))
    claims = _with_one_venue(claims)
    title = next((claim.value for claim in claims if claim.field == "title"), "")
    if not title:
        return Reject(root.start, root.end, "The item of the feed has no title.")
    if not _is_publication(claims):
        return Reject(
            root.start,
            root.end,
            f"The item {title[:80]!r} does not show that it is a publication: it has no identifier of a work and no journal.",
        )
    key = next((claim.value for claim in claims if claim.field in ("identifier", "doi", "arxiv")), title)
    found = record(root, claims, key)
    if any(one.scheme == "doi" and one.value.startswith("10.1101/") for one in found.work.identifiers):
        found.work.type = "preprint"
    if any(one.scheme == "arxiv" for one in found.work.identifiers):
        found.work.type = "article" if found.work.venues else "preprint"
        found.work.subjects = [
            Text(one.value, scheme="arxiv") if _CATEGORY.fullmatch(one.value) else one for one in found.work.subjects
        ]
    return found


def _with_one_venue(claims: list[Claim]) -> list[Claim]:
    """The claims, but for a journal that an imprint abbreviates where an element names it, or a title where the description does."""
    venues = [claim.name for claim in claims if claim.field == "venue.journal"]
    known = set(_WITH_IMPRINTS) if any(name not in _WITH_IMPRINTS for name in venues) else set[str]()
    known |= {"title"} if any(name != "title" for name in venues) else set()
    return [
        Claim("known", claim.value, claim.start, claim.end, claim.name)
        if claim.field == "venue.journal" and claim.name in known
        else claim
        for claim in claims
    ]


_WITH_IMPRINTS = frozenset(["title", "description", "summary", "content", "content:encoded"])


def _is_publication(claims: list[Claim]) -> bool:
    for claim in claims:
        if claim.field in ("doi", "arxiv", "pmid", "venue.journal", "volume", "issn", "isbn"):
            return True
        if claim.field == "identifier" and _identifies(claim.value):
            return True
    return False


def _identifies(value: str) -> bool:
    """Whether an address or a name has the identifier of a work, also within the address of a publisher's page."""
    known = identifiers.recognise(value)
    return identifier_of(value) is not None or (known is not None and known.scheme in _OF_WORKS)


class _Said(NamedTuple):
    """The elements of an item that more than one may stand for."""

    issued: Element | None
    abstract: Element | None


def _claims(root: Element) -> Iterator[Claim]:
    """What the elements of an item say."""
    children = [one for one in root.children if one.text.strip() or one.attributes]
    described = [
        one for one in children if one.name.lower() in ("description", "summary", "content", "encoded", "abstract")
    ]
    said = _Said(_issued(children), max(described, key=lambda one: len(shown(one.text)), default=None))
    titled, numbered = False, any(map(_is_of_mdpi, children))
    for one in children:
        name = one.name.lower()
        if name == "title":
            yield from whole(one, "known") if titled else _titled(one, numbered)
            titled = True
        elif one in described:
            yield from _described(one, one is said.abstract)
        elif name in ("author", "creator", "authors", "contributor"):
            yield from _people(one)
        elif name in ("date", "pubdate", "published", "updated", "publicationdate", "coverdate"):
            yield from _dated(one, one is said.issued)
        elif name in ("link", "guid", "id", "identifier", "doi", "url"):
            yield from _address(one, name)
        elif name in ("category", "subject", "keyword"):
            yield from attribute(one, "term", "subject") if not one.text.strip() else whole(one, "subject")
        elif name in _PRISM:
            yield from whole(one, _PRISM[name], shown(one.text))
        elif name in ("source", "language", "publisher", "rights", "type", "format"):
            known = not one.tag.startswith("dc") or _ONLINE.match(one.text)
            yield from whole(one, "known") if known else _dublin_core.claims_of([one])
        elif one.text.strip():
            yield from whole(one, "known" if name in _FURNITURE else "")


def _issued(children: list[Element]) -> Element | None:
    """The date of publication: PRISM's, then Dublin Core's, then that of the item."""
    order = ("publicationdate", "coverdate", "date", "published", "pubdate", "updated")
    dated = [one for one in children if one.name.lower() in order and _date(one.text)]
    return min(dated, key=lambda one: order.index(one.name.lower()), default=None)


def _date(text: str) -> str | None:
    text = text.strip()
    found = day(text) or day_of(text)
    if found is None or len(found) == 4 != len(text):  # "2019 Mar 3"
        found = (_tagged_dates.date(text) if len(text) < 40 else None) or found
    return found


def _dated(element: Element, issued: bool) -> Iterator[Claim]:
    value = _date(element.text)
    if value is None:
        yield from whole(element, "")
    else:
        yield from whole(element, "date.issued" if issued else "known", value)


def _described(element: Element, longest: bool) -> Iterator[Claim]:
    """An abstract, perhaps behind what a publisher puts before it; or the labelled lines of one who has none."""
    text = shown(element.text)
    labels = [*_LABELLED.finditer(text)]
    if len(labels) > 1 and labels[0].start() < _TEXT:
        yield from _labelled(element, text, labels)
        return
    paragraphs = element.text.split("</p>")
    for at, one in enumerate(paragraphs[: _BEFORE_AUTHORS + 1]):
        if at and _AUTHORS.match(shown(one)):
            yield from _together(element, list(_of_paragraphs(paragraphs, at)))
            return
    for before in (_ANNOUNCED, _ONLINE, _ABSTRACT):
        if found := before.match(text):
            text = text[found.end() :]
    imprint = imprint_of(text) if longest else None
    if imprint:
        text = _IDS_BEHIND.sub("", text[imprint[1] :])
    text = "" if _NO_ABSTRACT.fullmatch(text) else text
    kind = "known" if not longest or not text else "abstract" if len(text) >= _TEXT else "comment"
    if imprint is None:
        yield from whole(element, kind, text)
        return
    yield from _together(element, [(kind, text) if text else ("known", " "), *imprint[0]])


def _of_paragraphs(paragraphs: list[str], at: int) -> Iterator[tuple[str, str]]:
    """MDPI's description: perhaps the title, the journal with the DOI, the authors (at this number), the abstract."""
    rest = shown("</p>".join(paragraphs[at + 1 :]))
    yield ("abstract", rest) if rest else ("known", " ")
    lines = [shown(one) for one in _AUTHORS.sub("", paragraphs[at].strip()).split("\n")]
    names = [name for one in lines if (name := _AUTHORS.sub("", one))]
    yield "authors", "; ".join(names) if len(names) > 1 else f"{names[0]};" if names else ""
    for one in map(shown, paragraphs[:at]):
        if match := _JOURNAL_AND_DOI.fullmatch(one):
            yield "venue.journal", match["venue"]
            yield "doi", match["doi"]
        elif one and numbered_title(one) is None:
            yield "comment", one


def _is_of_mdpi(element: Element) -> bool:
    """Whether an address of an item is one of MDPI, whose titles have the journal before them."""
    if element.name.lower() not in ("link", "guid", "id", "identifier", "doi", "url"):
        return False
    return _MDPI.search(f"{element.text} {element.attributes.get('href', '')}"[:_LINE]) is not None


def _titled(element: Element, numbered: bool) -> Iterator[Claim]:
    """A title; of a numbered one of MDPI what stands before it, too."""
    text = shown(element.text)
    parts = numbered_title(text) if numbered else None
    if parts is None:
        yield from whole(element, "title", text)
    else:
        yield from _together(element, parts)


def _together(element: Element, parts: list[tuple[str, str]]) -> Iterator[Claim]:
    """Claims for values that stand together in an element: its text counts as that of the first."""
    size = len(element.text)
    placed = [(field, value, 0 if number == 0 else size, size) for number, (field, value) in enumerate(parts) if value]
    yield from claims_in(element, placed)


def _labelled(element: Element, text: str, labels: list[re.Match[str]]) -> Iterator[Claim]:
    """ "Publication date: May 2031 Source: Journal, Volume 3 Author(s): Ann Author, Bo Builder" (ScienceDirect)."""
    parts = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = text[label.end() : following.start() if following else len(text)].strip(" .")
        name = label[1].lower()
        if name.startswith("author"):
            parts.append(("authors", parted(value)))
        elif name == "source" and len(value) < _LINE and (match := _VOLUME.fullmatch(value)):
            parts += [("venue.journal", match["venue"]), ("volume", match["volume"]), ("issue", match["issue"] or "")]
        elif name == "source":
            parts.append(("venue.journal", value))
        elif found := dated(value.removeprefix("Available online ")):
            parts.append(("date.issued", found))
    yield from _together(element, parts)


def _people(element: Element) -> Iterator[Claim]:
    """One name, or all of them: in one text, or as elements of their own (Atom)."""
    named = [one for one in element.children if one.name == "name" and one.text.strip()]
    if named:
        for one in element.children:
            yield from whole(one, "author" if one in named else "")
        return
    text = element.text
    if len(text) < _LINE and (mail := _MAIL.fullmatch(text.strip())):
        yield from whole(element, "author", mail["name"].strip())
        return
    value = (
        "; ".join(filter(None, map(shown, BREAK.split(text.strip())))) if BREAK.search(text.strip()) else shown(text)
    )
    value = re.sub(r",;|,$", lambda cut: ";" if ";" in cut[0] else "", value).strip()
    yield from _listed(element, value)


def _listed(element: Element, value: str) -> Iterator[Claim]:
    value = parted(value)
    yield from whole(element, "authors" if ";" in value else "author", value)


def _address(element: Element, name: str) -> Iterator[Claim]:
    """The identifier of the work in an address or a name, else the page."""
    text = element.text.strip()
    if name == "link" and not text:
        url = element.attributes.get("href", "").strip()
        relation = element.attributes.get("rel", "alternate")
        kind = (
            "pdf"
            if element.attributes.get("type", "").endswith("pdf") or element.attributes.get("title") == "pdf"
            else "identifier"
        )
        if relation in ("alternate", "related", "self", "enclosure", "via"):
            yield from attribute(element, "href", "known" if relation == "self" else kind, url)
        return
    if not text:
        return
    if (found := _ARXIV.match(text)) and (known := identifiers.parse("arxiv", found[1])):
        yield from whole(element, "arxiv", known.printed or found[1])
        return
    text = re.sub(
        r"^(?:doi|pmid|pubmed)[: ]+(?=\d)",
        lambda m: "doi:" if m[0].startswith("doi") else "pmid:",
        text,
        flags=re.IGNORECASE,
    )
    if name == "doi":
        yield from whole(element, "doi", text.removeprefix("doi:"))
    elif identifiers.recognise(text) is not None or re.match(r"https?://\S+$", text):
        yield from whole(element, "identifier", text)
    else:
        yield from whole(element, "known")

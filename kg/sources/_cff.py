"""From a document in the Citation File Format (1.0 to 1.2) to records: the software or dataset, and the works it refers to.

The keys are those of the format's schema guide. What is cited stands in the text of what cites it, as records of its own.
"""

from __future__ import annotations

import re

from kg import identifiers
from kg.names import split
from kg.records import (
    Affiliation,
    Contribution,
    Link,
    NameAsPrinted,
    Nested,
    Piece,
    PieceKind,
    Record,
    Reject,
    Relation,
    Text,
    Venue,
)
from kg.sources._bibtex_fields import LANGUAGES
from kg.sources._json import Located
from kg.sources._json_draft import Draft, day, hollow, text_of
from kg.sources._yaml import Node, cover

TYPES = {
    "article": "article", "magazine-article": "article", "newspaper-article": "article", "conference-paper": "conference-paper",
    "proceedings": "proceedings", "conference": "proceedings", "book": "book", "edited-work": "book", "dictionary": "book",
    "encyclopedia": "book", "manual": "report", "report": "report", "government-document": "report", "thesis": "thesis",
    "data": "dataset", "database": "dataset", "dataset": "dataset", "software": "software", "software-code": "software",
    "software-container": "software", "software-executable": "software", "software-virtual-machine": "software",
    "standard": "standard", "patent": "patent", "slides": "presentation", "serial": "collection", "catalogue": "collection",
}  # fmt: skip
"""The format's types of references; those not named here (film, hearing, website ...) are "other"."""

_ROLES = {
    "authors": "author", "editors": "editor", "editors-series": "series-editor", "translators": "translator",
    "senders": "sender", "recipients": "recipient",
}  # fmt: skip
_SCALARS = {
    "title": "title", "abstract": "abstract", "volume": "volume", "issue": "issue", "edition": "edition", "copyright": "rights",
}  # fmt: skip
_LINKS = {
    "url": "landing-page", "repository-code": "code", "repository-artifact": "artifact", "repository": "archive",
}  # fmt: skip
_DATES = {"date-released": "issued", "date-published": "published"}
_NAME = ("given-names", "name-particle", "family-names", "name-suffix")
_PERSON = frozenset([*_NAME, "name", "alias", "orcid", "affiliation"])
_PLACE = ("location", "city", "region", "country")
_OF_WORKS = frozenset(["doi", "arxiv", "hal", "acl", "pmid", "pmcid", "swh"])
"""Schemes whose identifiers name one work; an ISSN or ISBN may be that of what it stands in."""

_WEB = re.compile(r"(?:https?|ftp)://\S+")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_SHA = re.compile(r"[0-9a-f]{40}", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


class _Draft(Draft):
    """A record in the making from a mapping of YAML."""

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self._used: set[int] = set()
        for one in node.odd:
            self.left("key", one)

    def map(self, one: Located, target: str) -> None:
        """Each text in a value went to a field; what stands between them are keys and punctuation."""
        for leaf in one.leaves() if isinstance(one, Node) else []:
            self._piece("mapped", target, leaf.low, leaf.high)

    def left(self, name: str, one: Located) -> None:
        if isinstance(one, Node) and not hollow(one.value):
            self._piece("left", name, one.start if one.copied else one.key_start or one.start, one.end)

    def _piece(self, kind: PieceKind, target: str, start: int, end: int) -> None:
        # The values of an alias all have its place, which is named once.
        if end > start and start not in self._used:
            self._used.add(start)
            self.pieces.append(Piece(kind, target, start, end))


def record(text: str, node: Node, start: int, end: int, line: int) -> Nested | Reject:
    """The record of a document from `start` to `end`, with those of the works it refers to; a reject for one without a title.

    `line` is the one in which what the document holds begins.
    """
    value = node.value if isinstance(node.value, dict) else None
    if value is None:
        return Reject(start, end, f"The document is no mapping of keys to values (line {line}).")
    if not text_of(value.get("title")):
        return Reject(start, end, f"The document has no title (line {line}).")
    draft = _Draft(node)
    draft.work.type = "dataset" if text_of(value.get("type")) == "dataset" else "software"
    if one := draft.take("type"):
        draft.note("type", one, "type" if text_of(one.value) in ("software", "dataset") else None)
    inner = _cited(draft, text)
    _fields(draft)
    if one := draft.take("message"):
        message = text_of(one.value)
        draft.note("message", one, draft.add("comments", message, message) if message else None)
    if one := draft.members.pop("cff-version", None):
        draft.note("cff-version", one, "format")
    left_over(draft)
    outer = Record(start, end, draft.work, [], key_of(draft), remarks=draft.remarks)
    outer.pieces = _around(text, draft.pieces, start, end, inner)
    return Nested(outer, inner)


def _around(text: str, pieces: list[Piece], start: int, end: int, inner: list[Record]) -> list[Piece]:
    """The pieces of the outer record, with furniture between them but not in the inner ones."""
    found: list[Piece] = []
    ordered = sorted(pieces, key=lambda piece: piece.start)
    at, used = start, 0
    for low, high in [*((one.start, one.end) for one in inner), (end, end)]:
        first = used
        while used < len(ordered) and ordered[used].start < low:
            used += 1
        found += cover(text, ordered[first:used], at, low)
        at = high
    return found


def left_over(draft: Draft) -> None:
    """Members that nobody took."""
    for name, one in draft.members.items():
        draft.left(name, one)
    draft.members.clear()


def key_of(draft: Draft) -> str:
    """The DOI, where the record has one."""
    return next((one.value for one in draft.work.identifiers if one.scheme == "doi"), "")


def _cited(draft: Draft, text: str) -> list[Record]:
    """Records of the preferred citation and the references, with the relations of the work to them, in the order of the text."""
    given = [("preferred-citation", "is-described-by", draft.take("preferred-citation"))]
    if (listed := draft.take("references")) and isinstance(listed.value, list):
        given += [("references", "cites", one) for one in listed.items()]
    elif listed:
        draft.left("references", listed)
    found = [(name, kind, one) for name, kind, one in given if isinstance(one, Node) and not hollow(one.value)]
    found.sort(key=lambda entry: entry[2].start)
    own = text_of(draft.item.value.get("doi")).lower()
    records: list[Record] = []
    at = -1
    for name, kind, one in found:
        cited = _reference(text, one) if isinstance(one.value, dict) and one.start >= at else None
        if cited is None:
            draft.left(name, one)
            continue
        records.append(cited)
        at = one.end
        ids = [i for i in cited.work.identifiers if i.scheme in _OF_WORKS]
        if not (own and any(i.scheme == "doi" and own.endswith(i.value) for i in ids)) and (ids or cited.work.title):
            draft.add("relations", Relation(kind, ids[0] if ids else None, cited.work.title or ""))
    return records


def _reference(text: str, node: Node) -> Record | None:
    """The record of a work referred to; None for one that says too little to be one."""
    draft = _Draft(node)
    printed = text_of(node.value.get("type"))
    draft.work.type = TYPES.get(printed, "other")
    if one := draft.take("type"):
        draft.note("type", one, "type" if printed in TYPES or printed == "generic" else None)
    _fields(draft)
    if not (draft.work.title or draft.work.identifiers or draft.work.contributions):
        return None
    left_over(draft)
    pieces = cover(text, draft.pieces, node.start, node.end)
    return Record(node.start, node.end, draft.work, pieces, key_of(draft), remarks=draft.remarks)


def _fields(draft: _Draft) -> None:
    for key, field in _SCALARS.items():
        draft.scalar(field, draft.take(key), key)
    for key, role in _ROLES.items():
        _people(draft, key, role)
    _identifiers(draft)
    _venues(draft)
    _pages(draft)
    _dates(draft)
    _links(draft)
    _rest(draft)


def _parts(one: Located | None) -> list[Located]:
    """The members of a list that say something; the value itself where one stands in place of a list."""
    if one is None:
        return []
    return [part for part in one.items() if not hollow(part.value)] if isinstance(one.value, list) else [one]


# --- people and bodies -----------------------------------------------------------------------------------------------


def _people(draft: _Draft, key: str, role: str) -> None:
    position = 0
    for part in _parts(draft.take(key)):
        value = part.value if isinstance(part.value, dict) else {"name": text_of(part.value)}
        given, particle, family, suffix = (text_of(value.get(name)) for name in _NAME)
        body = text_of(value.get("name"))
        if family or given:
            printed = " ".join(filter(None, [given, particle, family, suffix]))
            name = NameAsPrinted(printed, given, particle, family, suffix)
            name = name if family else NameAsPrinted(printed, family=printed)
        elif body or text_of(value.get("alias")):
            name = NameAsPrinted(body or text_of(value.get("alias")), literal=True)
        else:
            draft.left(key, part)
            continue
        if not isinstance(part.value, dict):
            name = split(body)
        position += 1
        one = Contribution(name, position, role)
        orcid = text_of(value.get("orcid"))
        if orcid and (found := draft.identifier("orcid", orcid, key)):
            one.identifiers.append(found)
        if text := text_of(value.get("affiliation")):
            one.affiliations.append(Affiliation(text))
        if _WEB.fullmatch(text_of(value.get("website"))):
            one.links.append(text_of(value.get("website")))
        _entity(
            draft,
            key,
            part,
            draft.add("contributions", one),
            _PERSON - ({"alias"} if body or family or given else set()) | ({"website"} if one.links else set()),
        )


def _entity(draft: _Draft, name: str, one: Located, place: str, known: frozenset[str]) -> None:
    """The pieces of a person or body: what is mapped, and the rest of what is said of it."""
    if not isinstance(one.value, dict):
        draft.map(one, place)
        return
    for key, inner in one.members().items():
        draft.note(f"{name}.{key}", inner, place if key in known and not hollow(inner.value) else None)
    if isinstance(one, Node):
        for odd in one.odd:
            draft.left(name, odd)


def _identifiers(draft: _Draft) -> None:
    for key in ("doi", "pmcid"):
        if one := draft.take(key):
            printed = text_of(one.value)
            draft.note(key, one, draft.identify(key, printed) if printed else None)
    for part in _parts(draft.take("identifiers")):
        value = part.value if isinstance(part.value, dict) else {}
        kind, printed = text_of(value.get("type")).lower(), text_of(value.get("value"))
        place = None
        if kind in ("doi", "swh") and printed:
            place = draft.identify(kind, printed)
        elif kind == "url" and _WEB.fullmatch(printed):
            place = draft.link(printed, "landing-page")
        elif kind == "other" and (found := identifiers.recognise(printed)):
            place = draft.add("identifiers", found, (found.scheme, found.value))
        if place:
            _entity(draft, "identifiers", part, place, frozenset(["type", "value"]))
        else:
            draft.left("identifiers", part)
    if one := draft.take("commit"):
        # The name of a commit in git is by construction that of the revision in Software Heritage.
        sha = text_of(one.value).lower()
        draft.note("commit", one, draft.identify("swh", f"swh:1:rev:{sha}") if _SHA.fullmatch(sha) else None)


def _venues(draft: _Draft) -> None:
    """The journal, the conference, what the work is printed in, and who printed it."""
    kind = draft.work.type
    conference = draft.take("conference")
    if conference:
        _conference(draft, conference)
    if one := draft.take("journal"):
        name = text_of(one.value)
        draft.note("journal", one, draft.add("venues", Venue(name, "journal"), name) if name else None)
    if one := draft.take("collection-title"):
        name = text_of(one.value)
        role = (
            "series"
            if kind not in ("conference-paper", "other")
            else "book"
            if conference or kind == "other"
            else "conference"
        )
        draft.note("collection-title", one, draft.add("venues", Venue(name, role), name) if name else None)
    if one := draft.take("collection-doi"):
        printed = text_of(one.value)
        draft.note("collection-doi", one, draft.relate("is-part-of", "doi", printed) if printed else None)
    for key, kinds in (("issn", ("journal", "series")), ("isbn", ("book", "conference"))):
        if one := draft.take(key):
            inside = kind in ("article", "conference-paper", "other") or key == "issn"
            venues = [(venue.kind, i) for i, venue in enumerate(draft.work.venues)]
            at = next((i for wanted in kinds for role, i in venues if role == wanted), None) if inside else None
            draft.note(key, one, _number(draft, key, text_of(one.value), at))
    for key in ("publisher", "institution"):
        if one := draft.take(key):
            _publisher(draft, key, one)


def _number(draft: _Draft, scheme: str, printed: str, at: int | None) -> str | None:
    if not printed:
        return None
    if at is None:
        return draft.identify(scheme, printed)
    found = draft.identifier(scheme, printed, f"venues[{at}]")
    if found:
        draft.work.venues[at].identifiers.append(found)
    return f"venues[{at}]" if found else None


def _conference(draft: _Draft, one: Located) -> None:
    value = one.value if isinstance(one.value, dict) else {"name": text_of(one.value)}
    name = text_of(value.get("name"))
    if not name:
        draft.left("conference", one)
        return
    place = ", ".join(filter(None, (text_of(value.get(key)) for key in _PLACE)))
    at = draft.add("venues", Venue(name, "conference", text_of(value.get("alias")), place=place), name)
    if not isinstance(one.value, dict):
        draft.map(one, at)
        return
    for key, inner in one.members().items():
        if key in ("date-start", "date-end"):
            found = draft.date(f"event-{key[5:]}", day(text_of(inner.value).split("-")))
            draft.note(f"conference.{key}", inner, found)
        else:
            known = key in ("name", "alias", *_PLACE) and not hollow(inner.value)
            draft.note(f"conference.{key}", inner, at if known else None)


def _publisher(draft: _Draft, key: str, one: Located) -> None:
    value = one.value if isinstance(one.value, dict) else {"name": text_of(one.value)}
    name = text_of(value.get("name"))
    if not name or draft.work.publisher is not None:
        draft.left(key, one)
        return
    draft.work.publisher = name
    place = ", ".join(filter(None, (text_of(value.get(part)) for part in _PLACE)))
    if not isinstance(one.value, dict):
        draft.map(one, "publisher")
        return
    draft.work.place = place or None
    for part, inner in one.members().items():
        target = "publisher" if part == "name" else "place" if part in _PLACE and not hollow(inner.value) else None
        draft.note(f"{key}.{part}", inner, target)


# --- numbers, dates, links -------------------------------------------------------------------------------------------


def _pages(draft: _Draft) -> None:
    """From the first and last page; `pages` is how many there are, though some write the range there."""
    start, end, pages = draft.take("start"), draft.take("end"), draft.take("pages")
    first, last = (text_of(one.value) if one else "" for one in (start, end))
    if first:
        draft.work.pages = f"{first}-{last}" if last and last != first else first
    for key, one in (("start", start), ("end", end)):
        if one:
            draft.note(key, one, "pages" if first else None)
    if pages:
        text = text_of(pages.value)
        if draft.work.pages is None and re.search(r"\d\s?[-–]", text):
            draft.scalar("pages", pages, "pages")
        else:
            draft.left("pages", pages)
    if one := draft.take("number"):
        known = draft.work.type in ("report", "standard", "patent") and text_of(one.value)
        draft.note("number", one, draft.identify(draft.work.type, text_of(one.value)) if known else None)


def _dates(draft: _Draft) -> None:
    for key, kind in _DATES.items():
        if one := draft.take(key):
            found = draft.date(kind, day(re.split(r"[ T]", text_of(one.value))[0].split("-")))
            if found is None:
                draft.remark("date-unclear", f"{text_of(one.value)[:80]!r} is not read as a date.", key)
            draft.note(key, one, found)
    year, month = draft.take("year"), draft.take("month")
    printed = [text_of(one.value) for one in (year, month) if one] if year else []
    value = day(printed) or day(printed[:1])
    if any(date.value.startswith(value) for date in draft.work.dates) if value else False:
        value = next(date.value for date in draft.work.dates if value and date.value.startswith(value))
    kind = next((date.kind for date in draft.work.dates if date.value == value), "issued")
    place = draft.date(kind, value)
    for key, one in (("year", year), ("month", month)):
        if one:
            draft.note(key, one, place if key == "year" or (value and len(value) > 4) else None)


def _links(draft: _Draft) -> None:
    for key, role in _LINKS.items():
        if one := draft.take(key):
            url = text_of(one.value)
            draft.note(key, one, draft.link(url, role) if _WEB.fullmatch(url) else None)
    for part in _parts(draft.take("license")):
        name = text_of(part.value)
        url = f"https://spdx.org/licenses/{name}"
        draft.note("license", part, draft.add("licences", Link(url), url) if _SPDX.fullmatch(name) else None)
    if one := draft.take("license-url"):
        url = text_of(one.value)
        draft.note("license-url", one, draft.add("licences", Link(url), url) if _WEB.fullmatch(url) else None)


def _rest(draft: _Draft) -> None:
    work = draft.work
    for part in _parts(draft.take("keywords")):
        text = text_of(part.value)
        draft.note("keywords", part, draft.add("subjects", Text(text), text) if text else None)
    if one := draft.take("version"):
        text = text_of(one.value)
        draft.remark("version", f"The record describes version {text[:60]}.", "version")
        draft.note("version", one, f"remarks[{len(draft.remarks) - 1}]" if text else None)
    if one := draft.take("abbreviation"):
        text = text_of(one.value)
        draft.note("abbreviation", one, draft.add("alternate_titles", Text(text), text) if text else None)
    if one := draft.take("notes"):
        text = text_of(one.value)
        draft.note("notes", one, draft.add("comments", text, text) if text else None)
    for part in _parts(draft.take("languages")):
        printed = text_of(part.value)
        known = LANGUAGES.get(printed.lower()) or (printed if _TAG.fullmatch(printed) else None)
        if known and work.language is None:
            work.language = known
        draft.note("languages", part, "language" if known and work.language == known else None)

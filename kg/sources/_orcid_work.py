"""A work or work summary of an ORCID record, from the fields its JSON and its XML share."""

from __future__ import annotations

import re
from collections import Counter

from kg import identifiers
from kg.names import split
from kg.records import (
    Contribution,
    Date,
    Identifier,
    Link,
    NameAsPrinted,
    Record,
    Reject,
    Relation,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources._fields import Field
from kg.sources._json import fill
from kg.sources._json_draft import day

TYPES = {
    "journal-article": "article", "magazine-article": "article", "newspaper-article": "article",
    "newsletter-article": "article", "review": "article", "book-review": "article", "review-article": "article",
    "conference-paper": "conference-paper", "conference-abstract": "conference-paper",
    "conference-proceedings": "proceedings",
    "conference-poster": "presentation", "conference-presentation": "presentation", "lecture-speech": "presentation",
    "public-speech": "presentation",
    "book-chapter": "chapter", "dictionary-entry": "chapter", "encyclopedia-entry": "chapter",
    "book": "book", "edited-book": "book", "manual": "book",
    "dissertation": "thesis", "dissertation-thesis": "thesis", "supervised-student-publication": "thesis",
    "report": "report", "working-paper": "report", "data-set": "dataset", "software": "software", "preprint": "preprint",
    "standards-and-policy": "standard", "technical-standard": "standard", "patent": "patent", "invention": "patent",
    "journal-issue": "collection",
}  # fmt: skip
"""ORCID's types of works (its API's `work-type`) and the types of works here; all others are `other`."""

_VENUES = {
    "article": "journal", "conference-paper": "conference", "proceedings": "conference", "presentation": "conference",
    "chapter": "book", "preprint": "repository",
}  # fmt: skip
"""What the field `journal-title` names; ORCID's forms label it by the type of the work."""

_PUBLISHED = ("book", "thesis", "report", "dataset", "software", "standard")
"""Types for which ORCID's forms label that field as institution or publisher."""

_SCHEMES = {"pmc": "pmcid", "uri": ""}
_LOCAL = ("source-work-id", "other-id", "grant_number", "proposal-id")
"""Kinds of ids that name something in one source only, so that equal values do not mean the same."""

_RELATIONS = {"part-of": "is-part-of", "version-of": "is-version-of", "funded-by": "is-funded-by"}
_KNOWN = (
    "put-code", "path", "visibility", "display-index", "created-date", "last-modified-date", "source", "host", "media-type",
    "external-id-normalized", "external-id-normalized-error", "contributor-sequence",
)  # fmt: skip
_CREDIT = re.compile(r"https?://credit\.niso\.org/contributor-roles/([a-z-]+)/?")


class _Draft:
    def __init__(self, root: Field) -> None:
        self.root = root
        self.work = Work(type=TYPES.get(root.get("type").lower().replace("_", "-"), "other"))
        self.remarks: list[Remark] = []

    def remark(self, printed: str, scheme: str) -> None:
        message = f"{printed[:100]!r} is not a valid {scheme.upper()}."
        self.remarks.append(Remark("identifier-invalid", message, scheme))


def record(root: Field, owner: NameAsPrinted | None) -> Record | Reject:
    """The record of a work; a reject for one that has neither title nor identifier."""
    draft = _Draft(root)
    _texts(draft)
    _venue(draft)
    _date(draft)
    for one in root.all("external-ids", "external-id"):
        _external(draft, one)
    for one in root.all("contributors", "contributor"):
        _contributor(draft, one)
    work = draft.work
    if work.title is None and not work.identifiers:
        return Reject(root.start, root.end, "The work has neither a title nor an identifier.")
    root.name_known(_KNOWN)
    pieces = [piece for member in root.members for piece in member.pieces()]
    key = root.get("put-code")
    return Record(root.start, root.end, work, fill(pieces, root.start, root.end), key, owner, draft.remarks)


def _texts(draft: _Draft) -> None:
    root, work = draft.root, draft.work
    for name, *path in (
        ("title", "title", "title"),
        ("subtitle", "title", "subtitle"),
        ("abstract", "short-description"),
        ("language", "language-code"),
    ):
        one = root.first(*path)
        if one is not None and one.text:
            setattr(work, name, one.text)
            one.target = name
    for one in root.all("title", "translated-title"):
        if one.text:
            _targets(f"alternate_titles[{len(work.alternate_titles)}]", one, one.first("language-code"))
            work.alternate_titles.append(Text(one.text, one.get("language-code")))
    kind = root.first("type")
    if kind is not None and kind.text:
        kind.target = "type"
    url = root.first("url")
    if url is not None and url.text:
        url.target = f"links[{len(work.links)}]"
        work.links.append(Link(url.text, "landing-page"))


def _targets(target: str, *fields: Field | None) -> None:
    for one in fields:
        if one is not None and one.text:
            one.target = target


def _venue(draft: _Draft) -> None:
    one = draft.root.first("journal-title")
    if one is None or not one.text:
        return
    if draft.work.type in _PUBLISHED:
        draft.work.publisher, one.target = one.text, "publisher"
    else:
        draft.work.venues.append(Venue(one.text, _VENUES.get(draft.work.type, "")))
        one.target = "venues[0]"


def _date(draft: _Draft) -> None:
    one = draft.root.first("publication-date")
    if one is None:
        return
    value = day([one.get("year"), one.get("month"), one.get("day")])
    if value is None:
        if one.get("year"):
            draft.remarks.append(Remark("date-invalid", "The publication date is no date of the calendar.", "dates"))
        return
    draft.work.dates.append(Date("issued", value))
    _targets("dates[0]", one.first("year"), one.first("month"), one.first("day"))


def _external(draft: _Draft, one: Field) -> None:
    """An id of the work itself, or of what it is part of, a version of or funded by."""
    kind, value, url = one.first("external-id-type"), one.first("external-id-value"), one.first("external-id-url")
    if kind is None or value is None or not value.text or kind.text in _LOCAL:
        return
    scheme = _SCHEMES.get(kind.text.lower(), kind.text.lower())
    found = identifiers.parse(scheme, value.text) if scheme else identifiers.recognise(value.text)
    relation = one.get("external-id-relationship").lower().replace("_", "-") or "self"
    target = None
    if found is not None:
        target = _identify(draft, found, relation)
    elif scheme:
        draft.remark(value.text, scheme)
    elif relation == "self" and "://" in value.text:
        target = _link(draft, value.text)
    if target:
        _targets(target, kind, value, one.first("external-id-relationship"))
    if url is not None and url.text and found is not None:
        same = identifiers.recognise(url.text)
        if same is not None and (same.scheme, same.value) == (found.scheme, found.value):
            url.known = True
        elif relation == "self":
            url.target = _link(draft, url.text)


def _link(draft: _Draft, url: str) -> str:
    for i, one in enumerate(draft.work.links):
        if one.url == url:
            return f"links[{i}]"
    draft.work.links.append(Link(url))
    return f"links[{len(draft.work.links) - 1}]"


def _identify(draft: _Draft, found: Identifier, relation: str) -> str:
    """Where an id goes: an ISSN never names a work, so it is the venue's; one of a part-of relation with a venue, too."""
    work = draft.work
    container = found.scheme == "issn" or (found.scheme == "isbn" and relation == "part-of")
    if container and relation in ("self", "part-of") and work.venues:
        if found not in work.venues[0].identifiers:
            work.venues[0].identifiers.append(found)
        return "venues[0]"
    if relation == "self" and found.scheme != "issn":
        for i, one in enumerate(work.identifiers):
            if (one.scheme, one.value) == (found.scheme, found.value):
                return f"identifiers[{i}]"
        work.identifiers.append(found)
        return f"identifiers[{len(work.identifiers) - 1}]"
    kind = "is-part-of" if relation == "self" else _RELATIONS.get(relation, relation)
    work.relations.append(Relation(kind, found))
    return f"relations[{len(work.relations) - 1}]"


def _contributor(draft: _Draft, one: Field) -> None:
    """A contributor who is named. Nobody is made up from an ORCID alone."""
    name = one.first("credit-name")
    if name is None or not name.text:
        return
    work = draft.work
    role = _role(one)
    position = Counter(known.role for known in work.contributions)[role] + 1
    person = Contribution(split(name.text), position, role)
    target = f"contributions[{len(work.contributions)}]"
    orcid = one.first("contributor-orcid")
    if orcid is not None:
        printed = orcid.get("uri") or orcid.get("path")
        found = identifiers.parse("orcid", printed) if printed else None
        if found is not None:
            person.identifiers.append(found)
            _targets(target, orcid.first("uri"), orcid.first("path"))
        elif printed:
            draft.remark(printed, "orcid")
    work.contributions.append(person)
    _targets(target, name, one.first("contributor-attributes", "contributor-role"))


def _role(one: Field) -> str:
    """The role as ORCID names it, a CRediT role by its last part. One listed first or additional is in a line of authors."""
    printed = one.get("contributor-attributes", "contributor-role")
    if not printed:
        return "author" if one.get("contributor-attributes", "contributor-sequence") else "contributor"
    if found := _CREDIT.fullmatch(printed):
        return found[1]
    return re.sub(r"[\W_]+", "-", printed.lower()).strip("-") or "contributor"

"""A resource that DataCite describes, from the fields its JSON and its XML share (metadata schema, kernels 2 to 4)."""

from __future__ import annotations

import re

from kg.records import Link, Record, Reject, Text
from kg.sources import _datacite_terms as terms
from kg.sources._datacite_draft import Draft, mark
from kg.sources._datacite_fields import said
from kg.sources._datacite_people import funding, people
from kg.sources._datacite_related import related
from kg.sources._fields import Field
from kg.sources._json import fill
from kg.sources._json_draft import text_of

_KNOWN = frozenset(
    [
        "agency", "schemaVersion", "state", "isActive", "active", "source", "reason", "metadataVersion", "xml", "created", "updated",
        "viewCount", "viewsOverTime", "downloadCount", "downloadsOverTime", "referenceCount", "citationCount",
        "citationsOverTime", "partCount", "partOfCount", "versionCount", "versionOfCount", "clientId", "providerId",
        "links", "meta", "jsonapi", "header", "noNamespaceSchemaLocation", "event", "mode", "oaiDatacite",
    ]
)  # fmt: skip
"""What DataCite says of its own record and of its use."""

_PARTS = {
    "isbn": frozenset(["article", "chapter", "conference-paper", "preprint", "presentation"]),
    "issn": frozenset(
        ["article", "chapter", "conference-paper", "preprint", "presentation", "dataset", "software", "other"]
    ),
}
"""Works of these types have no such number: it is that of the book or journal they stand in."""

_KEEPERS = frozenset(["client", "provider", "media"])
"""Relationships of the record to who deposited it."""

_PAGES = re.compile(r"\d+\s?(?:pages?|pp?\.?|Seiten|S\.)", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_DERIVED = ("schemaOrg", "citeproc", "bibtex", "ris")
"""Types in other vocabularies, which DataCite works out from its own."""


def record(root: Field, shell: Field, key: str = "") -> Record | Reject:
    """The record of a resource; `shell` is the object or element with all that stands around it.

    A resource with neither title nor identifier is a reject.
    """
    draft = Draft(root)
    _type(draft)
    _titles(draft)
    _publisher(draft)
    _dates(draft)
    people(draft)
    _subjects(draft)
    _descriptions(draft)
    _rights(draft)
    related(draft)
    _identifiers(draft)
    _links(draft)
    funding(draft)
    _language(draft)
    _version(draft)
    work = draft.work
    if work.title is None and not work.identifiers:
        return Reject(shell.start, shell.end, "The resource has neither a title nor an identifier.")
    for one in root.members:
        one.known = one.known or one.name in _KNOWN
    for one in (member for links in root.all("relationships") for member in links.members):
        one.known = one.name in _KEEPERS
    pieces = [piece for member in shell.members for piece in member.pieces()]
    key = next((one.printed for one in work.identifiers if one.scheme == "doi"), key)
    return Record(shell.start, shell.end, work, fill(pieces, shell.start, shell.end), key, remarks=draft.remarks)


def _type(draft: Draft) -> None:
    for one in [*draft.root.all("types"), *draft.root.all("resourceType")]:
        general, free = one.first("resourceTypeGeneral"), said(one, "resourceType")
        kind, printed = terms.work_type(general.text if general else "", free.text if free else "")
        draft.work.type = kind
        mark("type", general, free if printed else None)
        for name in _DERIVED:
            if (derived := one.first(name)) is not None:
                derived.known = True


def _titles(draft: Draft) -> None:
    """The first title without a type is the title; further ones, translations and alternatives stand beside it."""
    entries = [
        (title, entry.first("titleType"), entry.first("lang"))
        for entry in draft.root.all("titles")
        if (title := said(entry, "title")) and not terms.UNKNOWN.fullmatch(title.text)
    ]
    plain = [title for title, kind, _ in entries if not (kind and kind.text)]
    main = plain[0] if plain else next((title for title, kind, _ in entries if kind and kind.text != "Subtitle"), None)
    draft.scalar("title", main)
    for title, kind, language in entries:
        if title is main:
            continue
        if kind and kind.text == "Subtitle" and draft.work.subtitle is None:
            draft.scalar("subtitle", title)
            mark("subtitle", kind)
            continue
        code = language.text if language else ""
        mark(draft.add("alternate_titles", Text(title.text, code), (title.text, code)), title, kind, language)


def _publisher(draft: Draft) -> None:
    for one in draft.root.all("publisher"):
        draft.scalar("publisher", said(one, "name"))


def _dates(draft: Draft) -> None:
    """The dates by their types. The year of publication counts for a date of issue where none is given."""
    for entry in draft.root.all("dates"):
        printed, type_ = said(entry, "date"), entry.first("dateType")
        kind = terms.DATES.get(type_.text if type_ else "")
        if printed is not None and kind:
            mark(draft.date(kind, printed.text), printed, type_)
    for year in (draft.root.first("publicationYear"), draft.root.first("published")):
        if year is not None and year.text and not terms.UNKNOWN.fullmatch(year.text):
            issued = [i for i, one in enumerate(draft.work.dates) if one.kind == "issued"]
            same = next((i for i in issued if draft.work.dates[i].value[:4] == year.text), None)
            kind = "published" if issued else "issued"
            mark(f"dates[{same}]" if same is not None else draft.date(kind, year.text), year)
    registered = draft.root.first("registered")
    if registered is not None and registered.text:
        mark(draft.date("registered", registered.text), registered)


def _subjects(draft: Draft) -> None:
    for entry in draft.root.all("subjects"):
        subject, scheme, address = said(entry, "subject"), entry.first("subjectScheme"), entry.first("schemeUri")
        if subject is None:
            continue
        named = scheme if scheme is not None and scheme.text else address
        language = entry.first("lang")
        text = Text(subject.text, language.text if language else "", named.text if named else "")
        place = draft.add("subjects", text, (text.value, text.language, text.scheme))
        mark(place, subject, named, language)
        if address is not None and address is not named:
            address.known = True


def _descriptions(draft: Draft) -> None:
    """The first abstract, and what is said of a series; the rest (methods, tables of contents, translations) is left over."""
    for entry in draft.root.all("descriptions"):
        text, kind = said(entry, "description"), entry.first("descriptionType")
        name = kind.text if kind else ""
        if text is None or terms.UNKNOWN.fullmatch(text.text):
            continue
        if name in ("Abstract", ""):
            draft.scalar("abstract", text)
            mark(text.target, kind)
        elif name == "SeriesInformation":
            mark(draft.add("comments", text.text, text.text), text, kind)
    for entry in draft.root.all("sizes"):
        size = said(entry, "size")
        if size is not None and _PAGES.fullmatch(size.text):
            mark(draft.add("comments", size.text, size.text), size)


def _rights(draft: Draft) -> None:
    """Licences by their addresses and by their SPDX ids, and the rights in words."""
    words: list[Field] = []
    # Before kernel 3 there was one statement and no list.
    for entry in [*draft.root.all("rightsList"), *draft.root.all("rights")]:
        text, address, code = said(entry, "rights"), entry.first("rightsUri"), entry.first("rightsIdentifier")
        scheme = entry.first("rightsIdentifierScheme")
        if text is not None and not terms.UNKNOWN.fullmatch(text.text):
            words.append(text)
        if address is not None and _WEB.fullmatch(address.text):
            mark(draft.add("licences", Link(address.text), address.text), address)
        if code is not None and code.text and scheme is not None and scheme.text.upper() == "SPDX":
            mark(draft.add("licences", Link(code.text), code.text.lower()), code, scheme)
            if (home := entry.first("schemeUri")) is not None:
                home.known = True
    if words:
        draft.work.rights = "; ".join(dict.fromkeys(one.text for one in words))
        mark("rights", *words)


def _identifiers(draft: Draft) -> None:
    """The DOI, however it is said, and other identifiers that mean the same everywhere; those of one house are left over."""
    root = draft.root
    doi = root.first("doi")
    if doi is not None and doi.text:
        mark(draft.identify("doi", doi.text), doi)
    for entry, own, kind in [
        *((entry, "identifier", "identifierType") for entry in root.all("identifiers")),
        *((entry, "alternateIdentifier", "alternateIdentifierType") for entry in root.all("alternateIdentifiers")),
    ]:
        value, type_ = said(entry, own), entry.first(kind)
        name = type_.text.lower() if type_ else ""
        if value is None or terms.UNKNOWN.fullmatch(value.text):
            continue
        if name in terms.ADDRESSES and _WEB.fullmatch(value.text):
            mark(draft.link(value.text, ""), value, type_)
        elif scheme := terms.SCHEMES.get(name):
            mark(_identify(draft, scheme, value.text), value, type_)
    said_again = root.first("id")
    if said_again is not None and said_again.text.lower().startswith(("https://doi.org/", "http://doi.org/", "10.")):
        mark(draft.identify("doi", said_again.text), said_again)
    known = {one.value for one in draft.work.identifiers if one.scheme == "doi"}
    prefix, suffix = root.first("prefix"), root.first("suffix")
    if prefix is not None and suffix is not None and f"{prefix.text}/{suffix.text}".lower() in known:
        prefix.known = suffix.known = True


def _identify(draft: Draft, scheme: str, printed: str) -> str | None:
    """Adds an identifier of the work, or of what it stands in."""
    if draft.work.type in _PARTS.get(scheme, ()):
        return draft.relate("is-part-of", scheme, printed)
    return draft.identify(scheme, printed)


def _links(draft: Draft) -> None:
    role = {"dataset": "data", "software": ""}.get(draft.work.type, "full-text")
    for name, what in (("url", "landing-page"), ("contentUrl", role)):
        for one in draft.root.all(name):
            if one.text:
                mark(draft.link(one.text, what), one)


def _version(draft: Draft) -> None:
    one = draft.root.first("version")
    if one is not None and text_of(one.text):
        mark(draft.remark("version", f"The record describes version {one.text[:60]}.", "version"), one)


def _language(draft: Draft) -> None:
    """The language of the resource. Of a title it says nothing that the title's own language does not say once more."""
    draft.scalar("language", draft.root.first("language"))
    if draft.work.language:
        for entry in (*draft.root.all("titles"), *draft.root.all("descriptions")):
            language = entry.first("lang")
            if language is not None and language.text == draft.work.language:
                mark("language", language)

"""DataCite's vocabularies (metadata schema 4.6, appendix 1, and the values of earlier kernels) in the terms of the records."""

from __future__ import annotations

import re

from kg.sources._json_draft import day

GENERAL = {
    "Book": "book", "BookChapter": "chapter", "Collection": "collection", "ComputationalNotebook": "software",
    "ConferencePaper": "conference-paper", "ConferenceProceeding": "proceedings", "DataPaper": "article",
    "Dataset": "dataset", "Dissertation": "thesis", "Journal": "collection", "JournalArticle": "article", "Poster": "presentation",
    "Preprint": "preprint", "Presentation": "presentation", "Report": "report", "Software": "software", "Standard": "standard",
}  # fmt: skip
"""General types of resources and the types of works; the others (images, instruments, events ...) are `other`."""

_VAGUE = frozenset(["", "Text", "Other"])
_WORDS = (
    ("conference-paper", r"conference\s?(paper|article)|proceedings\s?(paper|article)|paper in proceedings"),
    ("chapter", r"book\s?(chapter|section|part)|chapter|section"),
    ("article", r"(journal|research|scholarly|review|data|magazine)?\s?(article|paper)|review"),
    ("preprint", r"pre-?print"),
    ("thesis", r"((phd|doctoral|master'?s?|bachelor'?s?|diploma|habilitation)\s?)?(thesis|dissertation)"),
    (
        "report",
        r"((technical|project|research|annual|working|discussion)\s?)?report|(working|discussion)\s?paper|deliverable",
    ),
    ("presentation", r"(conference\s?)?(presentation|poster|slides|slide deck)|talk|lecture"),
    ("book", r"book|monograph|edited book"),
    ("proceedings", r"(conference\s?)?proceedings?"),
    ("standard", r"(technical\s?)?standard"),
    ("patent", r"patent"),
    ("dataset", r"data\s?(set|base)?"),
    ("software", r"software|source code"),
)
_FREE = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS]

DATES = {
    "Issued": "issued", "Created": "created", "Updated": "updated", "Submitted": "submitted", "Accepted": "accepted",
    "Available": "available", "Withdrawn": "withdrawn", "Collected": "collected", "Valid": "valid", "Coverage": "coverage",
    "Copyrighted": "copyrighted",
}  # fmt: skip
"""What the dates are dates of; a start and an end of availability were types of their own in kernel 2."""

RELATIONS = {"references": "cites", "is-referenced-by": "is-cited-by"}
"""Relations that have another name here; DataCite counts both as citations."""

LINKED = {
    "references": "cites", "citations": "is-cited-by", "parts": "has-part", "partOf": "is-part-of",
    "versions": "has-version", "versionOf": "is-version-of",
}  # fmt: skip
"""The relationships between DOIs that the REST API gives beside the attributes."""

CONTAINED = frozenset(["is-published-in", "is-part-of"])
"""Relations of a work to what contains it."""

VENUES = {
    "Journal": "journal", "Book": "book", "ConferenceProceeding": "conference", "Collection": "series", "Series": "series",
    "Book Series": "series", "DataRepository": "repository",
}  # fmt: skip
"""Types of what contains a work (of related items, and of `container`) and the kinds of venues."""

SCHEMES = {
    "doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "isbn": "isbn", "issn": "issn", "eissn": "issn",
    "lissn": "issn", "pissn": "issn", "ean13": "ean13", "handle": "handle", "ark": "ark", "bibcode": "bibcode", "urn": "urn",
    "igsn": "igsn", "istc": "istc", "lsid": "lsid", "upc": "upc", "swhid": "swhid", "rrid": "rrid", "cstr": "cstr",
    "raid": "raid", "oai": "oai", "hal": "hal", "wos": "wos",
}  # fmt: skip
"""Types of identifiers that mean the same everywhere. Numbers of one house are not among them: equal ones name unequal things."""

ADDRESSES = frozenset(["url", "purl", "w3id"])

INSTITUTIONS = frozenset(
    ["HostingInstitution", "Distributor", "RegistrationAgency", "RegistrationAuthority", "ResearchGroup"]
)
"""Roles that only bodies have."""

UNKNOWN = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba)\)?", re.IGNORECASE)
"""The standard values for what is not known (schema documentation, appendix 3)."""

OTHERS = re.compile(r"\(?:etal\)?|et al\.?", re.IGNORECASE)
"""Stands after the last name of a list that was cut."""

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?", re.ASCII
)


def work_type(general: str, free: str) -> tuple[str, bool]:
    """The type of a work, and whether the free text says it: the general one counts, unless it only says that it is a text."""
    if general not in _VAGUE:
        kind = GENERAL.get(general, "other")
        return kind, kind != "other" and _free(free) == kind
    kind = _free(free)
    return kind or "other", bool(kind)


def _free(text: str) -> str:
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_/-]", " ", text).split())
    return next((kind for kind, pattern in _FREE if pattern.fullmatch(words)), "")


def date(text: str) -> tuple[str | None, bool]:
    """The date of a text as precise as it is, the start of a range; None for what is none. And whether it is a range."""
    start, stroke, _ = text.partition("/")
    match = _DATE.fullmatch(start.strip())
    found = day([part for part in match.groups() if part]) if match else None
    return found, bool(stroke)

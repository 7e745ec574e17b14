"""What the terms of schema.org become: types of works, roles, dates, and the parts of a value that may take many forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg import identifiers
from kg.bodies import is_group
from kg.names import split, split_list
from kg.records import Identifier, NameAsPrinted
from kg.sources._json_draft import day, hollow, person, text_of

TYPES = {
    "ScholarlyArticle": "article", "MedicalScholarlyArticle": "article", "Article": "article", "NewsArticle": "article",
    "TechArticle": "article", "BlogPosting": "article", "OpinionNewsArticle": "article", "ReviewNewsArticle": "article",
    "Thesis": "thesis", "Book": "book", "Chapter": "chapter", "Report": "report", "Dataset": "dataset",
    "SoftwareSourceCode": "software", "SoftwareApplication": "software", "WebApplication": "software",
    "PresentationDigitalDocument": "presentation", "Poster": "presentation", "Collection": "collection",
    "DigitalDocument": "other", "CreativeWork": "other", "Review": "other", "Manuscript": "other",
    "LearningResource": "other",
}  # fmt: skip
"""Types of schema.org that are read as works. A type that is not `CreativeWork` itself says more, and so counts first."""

VENUES = {
    "Periodical": "journal", "Newspaper": "journal", "Book": "book", "BookSeries": "series", "CreativeWorkSeries": "series",
    "EventSeries": "conference", "Event": "conference", "DataCatalog": "repository",
}  # fmt: skip

ROLES = {
    "author": "author", "creator": "author", "editor": "editor", "translator": "translator", "contributor": "contributor",
    "illustrator": "illustrator", "producer": "producer", "maintainer": "maintainer",
}  # fmt: skip
"""Properties that name contributors. `creator` is, of a work, the same as `author` (schema.org/creator)."""

DATES = {
    "datePublished": "published", "dateIssued": "issued", "dateCreated": "created", "dateModified": "updated",
}  # fmt: skip

CODEMETA = {
    "title": "name", "tags": "keywords", "agents": "contributor", "downloadLink": "downloadUrl", "licenseId": "license",
}  # fmt: skip
"""Terms of the first CodeMeta vocabulary and those of schema.org that have taken their place."""

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_PREFIX = re.compile(r"https?://schema\.org/|schema:|sdo:|https?://(?:www\.)?w3id\.org/codemeta/|codemeta:")

PERSON = frozenset(
    [
        "@type", "@id", "name", "givenName", "additionalName", "familyName", "honorificSuffix", "identifier", "sameAs", "url",
        "affiliation", "worksFor", "position", "roleName", "author", "creator", "contributor", "editor", "role", "@list",
        "inLanguage",
    ]
)  # fmt: skip
"""The members of a contributor that are mapped."""

Nodes = Mapping[str, dict[str, Any]]
"""The objects of a document by their `@id`, for references."""


def term(key: str) -> str:
    """A key without the prefix or namespace of schema.org."""
    found = _PREFIX.match(key) if ":" in key else None
    return key[found.end() :] if found else key


def plain(value: Any) -> Any:
    """An object whose keys have lost their prefixes; other values as they are."""
    return {term(key): inner for key, inner in value.items()} if isinstance(value, dict) else value


def each(value: Any) -> list[Any]:
    """The values of a property: the members of a list, of `@list` or `@set`, or the one value."""
    if isinstance(value, dict) and (inner := value.get("@list", value.get("@set"))) is not None:
        return each(inner)
    if isinstance(value, list):
        return [one for item in value for one in each(item)]
    return [] if hollow(value) else [plain(value)]


def types(value: Any) -> list[str]:
    """The types of an object, without prefixes."""
    found = value.get("@type", value.get("type")) if isinstance(value, dict) else None
    return [term(one) for one in each(found) if isinstance(one, str)]


def work_type(value: Any) -> str | None:
    """The type of work an object is; None for an object that is none."""
    known = sorted((one for one in types(value) if one in TYPES), key=lambda one: TYPES[one] == "other")
    return TYPES[known[0]] if known else None


def resolved(value: Any, nodes: Nodes) -> Any:
    """The object a mere reference (`{"@id": ...}`) stands for, where the document has it."""
    if isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str):
        return plain(nodes.get(value["@id"], value))
    return value


def text(value: Any) -> str:
    """The text of a string, number, `@value` or a thing with a name."""
    for one in each(value):
        if not isinstance(one, dict):
            return text_of(one)
        found = text_of(one.get("@value")) or text(one.get("name", one.get("headline")))
        if found:
            return found
    return ""


def language(value: Any) -> str:
    """The language of a text value, or of a Language or text that names one; its code where there is one."""
    for one in each(value):
        if isinstance(one, dict):
            codes = [text_of(one.get(key)) for key in ("@language", "alternateName", "identifier", "@value", "name")]
            return next((code for code in codes if _LANGUAGE.fullmatch(code)), next(filter(None, codes), ""))
        return text_of(one)
    return ""


def web(value: Any, nodes: Nodes) -> str:
    """The address of a string or object."""
    for one in each(value):
        if isinstance(one, str):
            return one.strip()
        if isinstance(one, dict):
            one = plain(resolved(one, nodes))
            keys = ("contentUrl", "url", "@id", "@value", "downloadUrl")
            found = next((found for key in keys if (found := web(one.get(key), nodes) if one.get(key) else "")), "")
            if found:
                return found
    return ""


def date(value: Any) -> str | None:
    """A date as precise as it is given; a time is cut off. None for what is no date."""
    match = _ISO.fullmatch(text(value))
    return day([part for part in match.groups() if part]) if match else None


def scheme_of(name: str) -> str:
    """The scheme a `propertyID` names: a word, or the last part of the address of a registry."""
    word = re.split(r"[/#:]", name.strip().rstrip("/"))[-1].lower()
    return {"pmc": "pmcid", "pubmed": "pmid", "arxiv id": "arxiv"}.get(word, word)


def identifier(value: Any) -> tuple[Identifier | None, str, str]:
    """The identifier of a string or PropertyValue, with what was printed and the scheme it should be of ('' if unsaid)."""
    if isinstance(value, dict):
        printed = (
            text(value.get("value")) or text(value.get("@value")) or text(value.get("@id")) or text(value.get("url"))
        )
        scheme = scheme_of(text(value.get("propertyID")) or (text(value.get("name")) if "value" in value else ""))
        if scheme and printed and re.fullmatch(r"[a-z0-9 _.-]{1,30}", scheme):
            # A scheme that is known here is a claim to be checked, any other a word to be kept.
            found = identifiers.parse(scheme, printed) or identifiers.recognise(printed)
            return found, printed, scheme
        return identifiers.recognise(printed) if printed else None, printed, ""
    printed = text_of(value)
    return identifiers.recognise(printed) if printed else None, printed, ""


def identities(value: dict[str, Any], *keys: str) -> Iterator[tuple[Identifier | None, str, str]]:
    """The identifiers under some keys of an object, each with its printed form and scheme."""
    for key in keys:
        for one in each(value.get(key)):
            yield identifier(one)


def pages(value: dict[str, Any]) -> list[str]:
    """The addresses under `url` and `sameAs` of a person that are no identifiers, each once."""
    found = [
        text_of(one) if not isinstance(one, dict) else web(one, {})
        for key in ("url", "sameAs")
        for one in each(value.get(key))
    ]
    return list(dict.fromkeys(one for one in found if WEB.fullmatch(one) and identifiers.recognise(one) is None))


def names_of(value: Any) -> list[NameAsPrinted]:
    """The names of a contributor: one of an object, several of a string that lists them."""
    if isinstance(value, dict):
        name = _name_of(value)
        return [name] if name else []
    printed = text_of(value)
    if not printed:
        return []
    words = [part.split() for part in printed.split(",")]
    if not is_group(printed) and (";" in printed or (len(words) > 2 and all(len(part) > 1 for part in words))):
        return [name for name, _, _ in split_list(printed)]
    return [split(printed)]


def _name_of(value: dict[str, Any]) -> NameAsPrinted | None:
    given = " ".join(part for key in ("givenName", "additionalName") if (part := text(value.get(key))))
    family, suffix = text(value.get("familyName")), text(value.get("honorificSuffix"))
    printed = text(value.get("name")) or text(value.get("@value")) or text(value.get("alternateName"))
    if "Organization" in " ".join(types(value)) or types(value) == ["organization"]:
        return NameAsPrinted(printed, literal=True) if printed else None
    if not family:
        return split(printed or given) if printed or given else None
    whole = " ".join(part for part in (given, family) if part)
    # A suffix of honour ("PhD") is no part of the name unless it is printed with it.
    return person(given, family, suffix if suffix and suffix in printed else "", printed or whole)

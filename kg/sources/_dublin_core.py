"""Elements of Dublin Core as repositories fill them, as claims about one work.

Sources: DCMI Metadata Terms; the OpenAIRE Guidelines for Literature Repository Managers 3.0 (the vocabularies of info:eu-repo) and 4.0
(the resource types of COAR); what DSpace, EPrints and Open Journal Systems print in each element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg import identifiers
from kg.bodies import is_group
from kg.names import SUFFIXES
from kg.sources._claims_xml import Part, claims_in, parted, shown, whole
from kg.sources._html_meta import Claim
from kg.sources._html_work import day
from kg.sources._tagged_draft import language
from kg.sources._xml import Element

_PLAIN = {
    "publisher": "publisher", "subject": "subject", "alternative": "alternative", "abstract": "abstract", "created": "date.created",
    "modified": "date.updated", "dateSubmitted": "date.submitted", "dateAccepted": "date.accepted", "available": "date.available",
    "issued": "date.issued", "isPartOf": "venue.", "bibliographicCitation": "citation", "license": "rights", "references": "reference",
    "format": "known", "extent": "known", "medium": "known", "coverage": "known", "spatial": "known", "temporal": "known",
    "provenance": "known", "accessRights": "known", "audience": "known",
}  # fmt: skip
_TYPES = {
    "article": "article", "journal article": "article", "research article": "article", "review": "article", "book review": "article",
    "contributiontoperiodical": "article", "peer-reviewed article": "article", "editorial": "article", "letter": "article",
    "bachelorthesis": "thesis", "masterthesis": "thesis", "doctoralthesis": "thesis", "studentthesis": "thesis",
    "book": "book", "bookpart": "chapter", "book chapter": "chapter", "book part": "chapter", "book_section": "chapter",
    "conferenceobject": "conference-paper", "conferencepaper": "conference-paper", "conference paper": "conference-paper",
    "conference item": "conference-paper", "conference_item": "conference-paper", "conference object": "conference-paper",
    "conferenceproceedings": "proceedings", "lecture": "presentation", "conferenceposter": "presentation", "presentation": "presentation",
    "workingpaper": "report", "working paper": "report", "report": "report", "technical report": "report", "researchreport": "report",
    "conference or workshop item": "conference-paper", "conference papers": "conference-paper", "konferenzbeitrag": "conference-paper",
    "book section": "chapter", "book sections": "chapter", "capítulo de libro": "chapter", "buchkapitel": "chapter", "books": "book", "buch": "book",
    "reports": "report", "journal articles": "article", "trabajo de grado": "thesis", "hochschulschrift": "thesis", "poster": "presentation",
    "image": "document", "stillimage": "document", "video": "document", "sound": "document", "map": "document", "other": "document",
    "preprint": "preprint", "patent": "patent", "dataset": "dataset", "software": "software",
    "c_6501": "article", "c_2df8fbb1": "article", "c_dcae04bc": "article", "c_46ec": "thesis", "c_7a1f": "thesis", "c_bdcc": "thesis",
    "c_db06": "thesis", "c_2f33": "book", "c_3248": "chapter", "c_5794": "conference-paper", "c_c94f": "conference-paper",
    "c_f744": "proceedings", "c_93fc": "report", "c_18gh": "report", "c_8042": "report", "c_816b": "preprint", "c_ddb1": "dataset",
    "c_5ce6": "software", "c_15cd": "patent",
}  # fmt: skip
"""Kinds of works by the words of repositories, the terms of info:eu-repo and the endings of COAR's addresses."""
_SAYS_NOTHING = frozenset(
    "text peerreviewed nonpeerreviewed draft submittedversion acceptedversion publishedversion updatedversion".split()
)
_THESIS = re.compile(
    r"\b(?:thes[ie]s|dissertations?|tesis|thèse|dissertação|tese|tesi|diplomarbeit|doktorarbeit|disertace)\b",
    re.IGNORECASE,
)
_REPOSITORY = re.compile(r"info:eu-repo/(?:semantics|classification)/")
_ALTERNATE = re.compile(r"info:eu-repo/semantics/altIdentifier/(doi|arxiv|isbn|issn|pmid|hdl)/", re.IGNORECASE)
_SERIAL = re.compile(r"(?:urn:)?(e?issn|isbn)[ :]*([\dXx][\dXx -]{7,16})", re.IGNORECASE)
_BARE_SERIAL = re.compile(r"\d{4}-\d{3}[\dXx]")
_FILE = re.compile(r"(?=\S+\Z)https?://\S+?(?:\.pdf|/download/\S+|/article/view/\d+/\d+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_LICENCE = re.compile(r"https?://creativecommons\.org/\S+?(?=[\s)\"'>;,]|\.?$)")
_VOLUME = re.compile(
    r"\b(?:vol(?:ume|umen|\.)?|bd|band|t(?:ome|omo|\.)|tom|v|cilt|jg|год|том|т)\.?\s*(\d{1,4})\b", re.IGNORECASE
)
_ISSUE = re.compile(
    r"\b(?:n(?:o|r|úm|um|umber|umero|úmero)?|iss(?:ue)?|heft|h|sayı|núm|fasc|вып|№)\b\.?[º°]?\s*(\d{1,4}(?:[-/–]\d{1,3})?)\b|№\s*(\d{1,4})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(((?:1[5-9]|20)\d\d)\)")
_PAGES = re.compile(r";\s*(?:pp?\.?\s*)?([A-Za-z]?\d{1,5}\s*[-–]\s*[A-Za-z]?\d{1,5}|\d{1,5})\s*$")
_LIFE = re.compile(
    r"(?:\s\([^()]{2,60}\))?,\s*\(?(?:b\. ?|ca\. ?)?\d{4}\??\s?[-–]?\s?(?:\d{4})?\)?\.?$|\s\([^()]{2,60}\)$"
)
_PROJECT = re.compile(r"^ANR-|\(\d{4}\)$|^European Project")
_NEVER = "2100"
"""From this year on a date says that a file is closed for ever."""
_SHORT, _LONG = 80, 300
"""A description of fewer characters is a note where there is a longer one; of two of so many each is an abstract."""


def claims_of(elements: Sequence[Element]) -> list[Claim]:
    """What the elements of one description say of the work, in their order. Titles, descriptions and dates are told by their kind and place."""
    described = [one for one in elements if one.name == "description" and one.text.strip()]
    abstract = max(described, key=lambda one: len(one.text), default=None)
    titles = [one for one in elements if one.name == "title" and one.text.strip()]
    dates = [one for one in elements if one.name == "date" and (day(one.text) or _NEVER) < _NEVER]
    issued = next((one for one in dates if "T" not in one.text), dates[0] if dates else None)
    # The date of issue goes first: a longer one of the same year would be taken for it.
    found = whole(issued, "date.issued") if issued is not None else []
    for one in elements:
        text = one.text.strip()
        if not text or one is issued:
            continue
        if one.name == "title":
            found += whole(one, "title" if one is titles[0] else "alternative", shown(text))
        elif one.name == "description":
            found += _description(one, abstract)
        elif one.name == "date":
            found += _date(one)
        elif one.name in _PLAIN:
            found += whole(one, "subjects" if one.name == "subject" and ";" in text else _PLAIN[one.name])
        elif reader := _READERS.get(one.name):
            found += reader(one)
        else:
            found += whole(one, "")
    return sorted(found, key=lambda claim: claim.field == "issn")  # an ISSN is of a journal that may be named behind it


def _description(element: Element, abstract: Element | None) -> list[Claim]:
    if element is abstract:
        text = shown(element.text)
        return whole(element, "abstract" if len(text) >= _SHORT or _is_sentence(text) else "comment", text)
    return whole(element, "comment" if len(element.text) < _LONG else "")


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "。")) and len(text.split()) > 6


def _date(element: Element) -> list[Claim]:
    if day(element.text) is None:  # an embargo of info:eu-repo, or words
        return whole(element, "known" if "info:eu-repo/date/" in element.text else "")
    return whole(element, "date.available")


def _creator(element: Element) -> list[Claim]:
    """A name, with an affiliation behind a semicolon where it is a body (Open Journal Systems 2)."""
    text = element.text
    name, mark, behind = text.partition(";")
    if mark and _is_affiliation(name, behind):
        low = len(name) + 1 + len(behind) - len(behind.lstrip())
        parts = [_part("author", text, 0, len(name)), _part("affiliation", text, low, len(text))]
        return claims_in(element, parts)
    return whole(element, "author", one_name(text))


def _is_affiliation(name: str, behind: str) -> bool:
    """Whether what stands behind the semicolon is no further person: a body, or what is not inverted though the first name is."""
    if is_group(name.strip()) or not behind.strip():
        return False
    parts = [one.strip() for one in behind.split(";")]
    people = all("," in one and not is_group(one) and not one.partition(",")[0].isupper() for one in parts)
    return is_group(behind.strip()) or ("," in name and not people)


def one_name(text: str) -> str:
    """An inverted name without the years of a life and what repeats it in brackets, its generation behind ("King, Martin Luther, Jr., 1929-1968")."""
    text = _LIFE.sub("", " ".join(text.split()))
    if text.count(",") < 2 or ";" in text or is_group(text):
        return text
    family, given, *more = [one.strip() for one in text.split(",")]
    if len(more) == 1 and {given.lower(), more[0].lower()} & SUFFIXES:
        suffix, given = (more[0], given) if more[0].lower() in SUFFIXES else (given, more[0])
        return f"{given} {family} {suffix}"
    listed = parted(text)
    return listed if all(" " in one.strip() for one in listed.split(";")) else f"{family}, {given}"


def _part(field: str, text: str, low: int, high: int) -> Part:
    bare = text[low:high]
    start = low + len(bare) - len(bare.lstrip())
    value = bare.strip()
    return field, value, start, start + len(value)


def _contributor(element: Element) -> list[Claim]:
    project = _PROJECT.search(element.text.strip())
    return whole(element, "" if project else "contributor", one_name(element.text))


def _type(element: Element) -> list[Claim]:
    text = element.text.strip().removeprefix("doc-type:")
    word = _REPOSITORY.sub("", text).rpartition("/")[2] if "/" in text else text
    kind = _TYPES.get(word.lower())
    if kind is None and _THESIS.search(text):
        kind = "thesis"
    if kind is not None:
        return whole(element, "type", {"conference-paper": "conference paper"}.get(kind, kind))
    return whole(element, "known" if word.lower() in _SAYS_NOTHING else "type")


def _identifier(element: Element) -> list[Claim]:
    text = element.text.strip()
    if serial := _SERIAL.fullmatch(text):
        return whole(element, serial[1].lower()[-4:], serial[2].strip())
    if _BARE_SERIAL.fullmatch(text):
        return whole(element, "issn")
    if _FILE.fullmatch(text):
        return whole(element, "pdf")
    if " " in text and identifiers.recognise(text) is None and not _ADDRESS.fullmatch(text):
        return whole(element, "citation")
    return whole(element, "identifier")


def _source(element: Element) -> list[Claim]:
    """A journal with volume, issue and pages ("Journal; Vol. 3 No. 2 (2019); 4-9"), its ISSN, a citation, or an address."""
    text = element.text.strip()
    if re.match(r"(?:reponame|instname|instacron):", text) or text in (
        "Crossref",
        "PubMed Central",
        "PubMed",
        "Publons",
        "Scopus",
        "Web of Science",
    ):
        return whole(element, "known")
    if _SERIAL.fullmatch(text) or _BARE_SERIAL.fullmatch(text):
        return _identifier(element)
    if _ADDRESS.fullmatch(text):
        return whole(element, "related")
    venue, mark, behind = element.text.partition(";")
    if mark and (_VOLUME.search(behind) or _ISSUE.search(behind) or _YEAR.search(behind)):
        return claims_in(element, list(_imprint(element.text, venue)))
    return whole(element, "citation" if any(sign.isdigit() for sign in text) else "venue.journal")


def _imprint(text: str, venue: str) -> Iterator[Part]:
    yield _part("venue.journal", text, 0, len(venue))
    at = len(venue)
    for field, pattern in (("volume", _VOLUME), ("issue", _ISSUE)):
        if match := pattern.search(text, at):
            group = match.lastindex or 1
            yield field, match[group], match.start(group), match.end(group)
            at = match.end()
    if match := _YEAR.search(text, at):
        yield "date.issued", match[1], match.start(1), match.end(1)
        at = match.end()
    if match := _PAGES.search(text, at):
        yield "pages", match[1], match.start(1), match.end(1)


def _relation(element: Element) -> list[Claim]:
    """The work's identifier elsewhere, a file of it, or another thing, which is left over."""
    text = element.text.strip()
    if (found := _ALTERNATE.match(text)) and found[1].lower() != "hdl":
        return whole(element, found[1].lower(), text[found.end() :])
    if _FILE.fullmatch(text):
        return whole(element, "pdf")
    return whole(element, "related")


def _rights(element: Element) -> list[Claim]:
    text = element.text.strip()
    if text.startswith("info:eu-repo/semantics/"):
        return whole(element, "known")
    if licence := _LICENCE.search(text):
        return whole(element, "rights", licence[0])
    return whole(element, "rights")


def _language(element: Element) -> list[Claim]:
    return whole(element, "language", language(element.text) or element.text.strip())


_READERS: dict[str, Callable[[Element], list[Claim]]] = {
    "creator": _creator, "contributor": _contributor, "type": _type, "identifier": _identifier, "source": _source,
    "relation": _relation, "rights": _rights, "language": _language,
}  # fmt: skip

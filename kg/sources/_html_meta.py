"""Metadata of a page about a work: meta elements (Highwire, Dublin Core, EPrints, PRISM) and COinS as claims with places.

Sources: Google Scholar's inclusion guidelines for the `citation_` names, DCMI's "Expressing Dublin Core in HTML/XHTML meta and link
elements", the EPrints and PRISM names as repositories print them, and "COinS: OpenURL in HTML" with the key-encoded-value formats of
ANSI/NISO Z39.88-2004 for journals, books, dissertations and Dublin Core.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote_plus

from kg.sources._html_tags import Token, attributes


@dataclass
class Claim:
    """One value that metadata give: the field it is for, the text, where it stands, and the name it has there."""

    field: str
    value: str
    start: int
    end: int
    name: str


@dataclass
class Claims:
    """What one kind of metadata says of one work, and from where to where it stands."""

    kind: str
    start: int
    end: int
    claims: list[Claim] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first value for one of some fields."""
        return next((claim.value for claim in self.claims if claim.field in names), "")


_HIGHWIRE = {
    "title": "title", "author": "author", "authors": "authors", "author_institution": "affiliation", "author_orcid": "orcid",
    "editor": "editor", "publication_date": "date.issued", "date": "date.issued", "year": "date.issued", "cover_date": "date.issued",
    "online_date": "date.available", "journal_title": "venue.journal", "conference_title": "venue.conference",
    "conference": "venue.conference", "inbook_title": "venue.book", "book_title": "venue.book", "volume": "volume", "issue": "issue",
    "firstpage": "first", "lastpage": "last", "pages": "pages", "issn": "issn", "isbn": "isbn", "doi": "doi", "arxiv_id": "arxiv",
    "pmid": "pmid", "pmcid": "pmcid", "language": "language", "publisher": "publisher", "keywords": "subjects", "keyword": "subject",
    "abstract": "abstract", "abstract_html_url": "url", "public_url": "url", "pdf_url": "pdf", "fulltext_html_url": "pdf",
    "full_html_url": "pdf", "dissertation_institution": "thesis", "dissertation_name": "comment", "technical_report_institution": "report",
    "technical_report_number": "number", "article_number": "number", "elocation_id": "number", "reference": "reference",
    "journal_abbrev": "known", "author_email": "known", "series_title": "venue.series", "edition": "edition",
}  # fmt: skip
_DC = {
    "title": "title", "title.alternative": "alternative", "alternative": "alternative", "creator": "author", "contributor": "contributor",
    "contributor.author": "author", "contributor.editor": "editor", "contributor.advisor": "advisor", "date": "date.issued",
    "date.issued": "date.issued", "issued": "date.issued", "date.created": "date.created", "created": "date.created",
    "date.available": "date.available", "available": "date.available", "date.modified": "date.updated", "modified": "date.updated",
    "date.submitted": "date.submitted", "datesubmitted": "date.submitted", "date.accepted": "date.accepted", "dateaccepted": "date.accepted",
    "identifier": "identifier", "identifier.doi": "doi", "identifier.uri": "identifier", "identifier.issn": "issn", "identifier.isbn": "isbn",
    "publisher": "publisher", "language": "language", "language.iso": "language", "rights": "rights", "license": "rights",
    "rights.license": "rights", "subject": "subject", "description": "abstract", "description.abstract": "abstract", "abstract": "abstract",
    "type": "type", "source": "source", "relation.ispartof": "venue.", "ispartof": "venue.", "bibliographiccitation": "citation",
    "identifier.bibliographiccitation": "citation", "citation.volume": "volume", "citation.issue": "issue", "citation.spage": "first",
    "citation.epage": "last", "source.issn": "issn", "source.volume": "volume", "source.issue": "issue", "format": "known",
    "source.uri": "known", "date.x-metadatalastmodified": "known", "coverage": "known", "relation": "related", "references": "reference",
}  # fmt: skip
_EPRINTS = {
    "title": "title", "creators_name": "author", "creators_orcid": "orcid", "editors_name": "editor", "contributors_name": "contributor",
    "date": "date.issued", "publication": "venue.journal", "event_title": "venue.conference", "book_title": "venue.book",
    "series": "venue.series", "volume": "volume", "number": "issue", "pagerange": "pages", "abstract": "abstract", "issn": "issn",
    "isbn": "isbn", "publisher": "publisher", "place_of_pub": "place", "official_url": "identifier", "id_number": "identifier",
    "keywords": "subjects", "subjects": "scheme.subject", "document_url": "pdf", "citation": "known", "type": "type", "institution": "institution",
    "event_location": "event.place", "note": "comment", "related_url_url": "related", "language": "language",
}  # fmt: skip
_PRISM = {
    "publicationname": "venue.journal", "volume": "volume", "number": "issue", "startingpage": "first", "endingpage": "last",
    "publicationdate": "date.issued", "issn": "issn", "eissn": "issn", "doi": "doi", "url": "url", "keyword": "subject", "section": "known",
    "copyright": "known", "rightsagent": "known", "category": "known", "teaser": "known", "issuename": "known",
}  # fmt: skip
_COINS = {
    "atitle": "title", "title": "named", "jtitle": "venue.journal", "stitle": "known", "btitle": "book", "au": "author", "aulast": "family",
    "aufirst": "given", "auinit": "initials", "auinit1": "known", "auinitm": "known", "ausuffix": "known", "aucorp": "body", "creator": "author", "date": "date.issued",
    "volume": "volume", "issue": "issue", "spage": "first", "epage": "last", "pages": "pages", "artnum": "number", "issn": "issn",
    "eissn": "issn", "isbn": "isbn", "pub": "publisher", "publisher": "publisher", "place": "place", "edition": "edition",
    "genre": "genre", "identifier": "identifier", "language": "language", "description": "abstract", "rights": "rights",
    "subject": "subject", "source": "source", "type": "type", "inst": "thesis", "degree": "comment", "contributor": "contributor",
    "series": "venue.series", "tpages": "known", "bici": "known", "sici": "known", "coden": "known", "ssn": "known", "quarter": "known",
    "chron": "known", "part": "known", "format": "known", "aulast_others": "known",
}  # fmt: skip
_SCHEMES = (
    ("highwire", re.compile(r"(?:bepress_|wkhealth_)?citation_(.+)"), _HIGHWIRE),
    ("eprints", re.compile(r"eprints\.(.+)"), _EPRINTS),
    ("prism", re.compile(r"prism\.(.+)"), _PRISM),
    ("dc", re.compile(r"(?:dc|dcterms)[.:](.+)"), _DC),
)
KINDS = ("highwire", "eprints", "dc", "prism")
"""The kinds of meta elements, those that say most first."""
_AMPERSAND = re.compile(r"&(?:amp;|#0*38;|#x0*26;)?", re.IGNORECASE)


def meta_claims(text: str, parts: list[Token]) -> dict[str, Claims]:
    """What the meta elements of a page say, by their kind."""
    found: dict[str, Claims] = {}
    for token in parts:
        if token.name != "meta" or token.kind != "open":
            continue
        known = attributes(text, token)
        name, content = known.get("name") or known.get("property"), known.get("content")
        if name is None or content is None or not content.value.strip():
            continue
        low = name.value.strip().lower()
        for kind, pattern, fields in _SCHEMES:
            if match := pattern.fullmatch(low):
                one = found.setdefault(kind, Claims(kind, token.start, token.end))
                one.end = token.end
                target = fields.get(match[1], "")
                one.claims.append(Claim(target, content.value.strip(), content.start, content.end, low))
                break
    return found


def coins_claims(text: str, token: Token) -> Claims | None:
    """What a COinS says; None for a tag that is none."""
    if token.name != "span" or token.kind != "open":
        return None
    known = attributes(text, token)
    title = known.get("title")
    if title is None or "z3988" not in (known["class"].value.lower().split() if "class" in known else ()):
        return None
    found = Claims("coins", token.start, token.end)
    at = title.start
    for cut in [*_AMPERSAND.finditer(text, title.start, title.end), None]:
        stop = cut.start() if cut else title.end
        key, sign, raw = text[at:stop].partition("=")
        value = unquote_plus(unescape(raw)).strip()
        if sign and value:
            found.claims.append(Claim(_coins_field(key, value), value, stop - len(raw), stop, key))
        at = cut.end() if cut else stop
    _settle(found)
    return found


def _coins_field(key: str, value: str) -> str:
    if key in ("rft_id", "rft.identifier"):
        return "identifier"
    if not key.startswith("rft."):
        return "known"  # the frame of the OpenURL: versions, formats, referrer
    return _COINS.get(key[4:].lower(), "")


def _settle(found: Claims) -> None:
    """Decides which of the titles is the work's: that of the article or chapter, else of the book, else the one without a kind."""
    has = {claim.field for claim in found.claims}
    inner = "title" in has
    genre = found.first("genre")
    for claim in found.claims:
        if claim.field == "book":
            claim.field = ("venue.conference" if genre == "proceeding" else "venue.book") if inner else "title"
        elif claim.field == "named":
            if inner or "book" in has:
                claim.field = "venue.journal" if inner and not {"venue.journal", "book"} & has else "known"
            else:
                claim.field = "title"

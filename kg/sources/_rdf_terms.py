"""The vocabularies in which RDF speaks of works: schema.org, BIBO, FaBiO, PRISM, Dublin Core, FOAF and the project's own."""

from __future__ import annotations

import re

from kg.config import NAMESPACE

S = "https://schema.org/"
B = "http://purl.org/ontology/bibo/"
D = "http://purl.org/dc/terms/"
E = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"
FABIO = "http://purl.org/spar/fabio/"
FRBR = "http://purl.org/vocab/frbr/core#"
CITO = "http://purl.org/spar/cito/"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
DCMI = "http://purl.org/dc/dcmitype/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VIVO = "http://vivoweb.org/ontology/core#"
K = NAMESPACE

_PRISM = re.compile(r"https?://prismstandard\.org/namespaces/(?:basic/\d\.\d|\d\.\d/basic)/")


def canonical(iri: str) -> str:
    """An IRI with the namespace of schema.org and of PRISM in one of the forms in use."""
    if iri.startswith("http://schema.org/"):
        return S + iri[18:]
    if iri.startswith(("http://prism", "https://prism")) and (found := _PRISM.match(iri)):
        return PRISM + iri[found.end() :]
    return iri


def _in(namespace: str, types: dict[str, str]) -> dict[str, str]:
    return {namespace + name: kind for name, kind in types.items()}


TYPES: dict[str, str] = {
    **_in(S, {
        "ScholarlyArticle": "article", "MedicalScholarlyArticle": "article", "Article": "article", "NewsArticle": "article",
        "TechArticle": "article", "BlogPosting": "article", "Thesis": "thesis", "Book": "book", "Chapter": "chapter",
        "Report": "report", "Dataset": "dataset", "SoftwareSourceCode": "software", "SoftwareApplication": "software",
        "PresentationDigitalDocument": "presentation", "Poster": "presentation", "Collection": "collection",
        "CreativeWork": "other", "DigitalDocument": "other", "Manuscript": "other",
    }),
    **_in(B, {
        "AcademicArticle": "article", "Article": "article", "Book": "book", "EditedBook": "book", "Manual": "book",
        "Chapter": "chapter", "BookSection": "chapter", "Thesis": "thesis", "Report": "report",
        "Proceedings": "proceedings", "Standard": "standard", "Patent": "patent", "Slideshow": "presentation",
        "Collection": "collection", "Document": "other", "Manuscript": "other", "Webpage": "other",
    }),
    **_in(FABIO, {
        "JournalArticle": "article", "Article": "article", "ReviewArticle": "article", "MagazineArticle": "article",
        "NewspaperArticle": "article", "ConferencePaper": "conference-paper", "ProceedingsPaper": "conference-paper",
        "WorkshopPaper": "conference-paper", "Preprint": "preprint", "Book": "book", "Monograph": "book",
        "ReferenceBook": "book", "ExpressionCollection": "collection", "BookChapter": "chapter", "Chapter": "chapter",
        "ReferenceEntry": "chapter", "Thesis": "thesis", "DoctoralThesis": "thesis", "MastersThesis": "thesis",
        "BachelorsThesis": "thesis", "Report": "report", "ReportDocument": "report", "TechnicalReport": "report",
        "WorkingPaper": "report", "ConferenceProceedings": "proceedings", "AcademicProceedings": "proceedings",
        "Dataset": "dataset", "Presentation": "presentation", "ConferencePoster": "presentation",
        "TechnicalStandard": "standard", "Specification": "standard", "PatentDocument": "patent",
        "ComputerProgram": "software", "Software": "software", "Expression": "other", "Work": "other",
        "ResearchPaper": "article",
    }),
    **_in(DCMI, {"Dataset": "dataset", "Software": "software", "Text": "other", "Collection": "collection"}),
    D + "BibliographicResource": "other",
    FOAF + "Document": "other",
}  # fmt: skip
"""Classes whose members are read as works. One that says more than `other` counts first."""

VENUES: dict[str, str] = {
    S + "Periodical": "journal", B + "Journal": "journal", B + "Magazine": "journal", B + "Newspaper": "journal",
    B + "Periodical": "journal", FABIO + "Journal": "journal", FABIO + "Magazine": "journal",
    S + "EventSeries": "conference", S + "Event": "conference", B + "Conference": "conference",
    B + "Proceedings": "conference", FABIO + "AcademicProceedings": "conference", FABIO + "ConferenceProceedings": "conference",
    S + "BookSeries": "series", S + "CreativeWorkSeries": "series", B + "Series": "series", FABIO + "BookSeries": "series",
    S + "Book": "book", B + "Book": "book", B + "EditedBook": "book", FABIO + "Book": "book",
    S + "DataCatalog": "repository",
}  # fmt: skip
"""Classes of what a work is part of or was presented at, the more telling ones first where a venue is of several."""

TITLES = (S + "name", S + "headline", D + "title", E + "title", PRISM + "title", RDFS + "label", SKOS + "prefLabel")
NAMES = (
    S + "name",
    FOAF + "name",
    D + "title",
    E + "title",
    RDFS + "label",
    SKOS + "prefLabel",
    PRISM + "publicationName",
)

SCALARS: dict[str, tuple[str, ...]] = {
    "subtitle": (S + "alternativeHeadline", FABIO + "hasSubtitle", PRISM + "subtitle"),
    "abstract": (
        S + "abstract",
        D + "abstract",
        B + "abstract",
        S + "description",
        D + "description",
        E + "description",
    ),
    "journal_ref": (K + "journalReference",),
    "volume": (B + "volume", S + "volumeNumber", PRISM + "volume"),
    "issue": (B + "issue", S + "issueNumber", PRISM + "number", PRISM + "issueIdentifier"),
    "pages": (B + "pages", S + "pagination", PRISM + "pageRange"),
    "article_number": (K + "articleNumber", PRISM + "articleNumber"),
    "edition": (B + "edition", S + "bookEdition", PRISM + "edition"),
    "chapter": (B + "chapter",),
    "publisher": (D + "publisher", S + "publisher", E + "publisher"),
    "language": (S + "inLanguage", D + "language", E + "language"),
    "rights": (D + "rights", E + "rights", S + "copyrightNotice"),
}

PAGES = (
    (B + "pageStart", B + "pageEnd"),
    (S + "pageStart", S + "pageEnd"),
    (PRISM + "startingPage", PRISM + "endingPage"),
)

DATES: dict[str, str] = {
    D + "issued": "issued", S + "datePublished": "published", PRISM + "publicationDate": "published",
    PRISM + "coverDate": "published", FABIO + "hasPublicationYear": "issued", S + "dateCreated": "created",
    D + "created": "created", PRISM + "creationDate": "created", S + "dateModified": "updated", D + "modified": "updated",
    PRISM + "modificationDate": "updated", D + "dateSubmitted": "submitted", D + "dateAccepted": "accepted",
    D + "available": "available", K + "dateWithdrawn": "withdrawn", D + "date": "issued", E + "date": "issued",
}  # fmt: skip
"""Properties that give dates. One that says the same day with the same meaning in another vocabulary adds nothing."""

IDENTIFIERS: dict[str, str] = {
    B + "doi": "doi", PRISM + "doi": "doi", K + "arxivId": "arxiv", FABIO + "hasArXivId": "arxiv",
    FABIO + "hasPubMedId": "pmid", FABIO + "hasPubMedCentralId": "pmcid", B + "pmid": "pmid", B + "handle": "handle",
    B + "isbn": "isbn", B + "isbn10": "isbn", B + "isbn13": "isbn", S + "isbn": "isbn", PRISM + "isbn": "isbn",
    B + "lccn": "lccn", B + "oclcnum": "oclc",
}  # fmt: skip
ISSN = (S + "issn", B + "issn", B + "eissn", PRISM + "issn", PRISM + "eIssn", FABIO + "hasIssn", FABIO + "hasEIssn")
IDENTITIES = (
    S + "identifier",
    D + "identifier",
    E + "identifier",
    S + "sameAs",
    OWL + "sameAs",
    B + "uri",
    PRISM + "url",
)

ROLES: dict[str, str] = {
    S + "author": "author", D + "creator": "author", S + "creator": "author", E + "creator": "author", FOAF + "maker": "author",
    S + "editor": "editor", B + "editor": "editor", S + "translator": "translator", B + "translator": "translator",
    S + "contributor": "contributor", D + "contributor": "contributor", E + "contributor": "contributor",
    S + "illustrator": "illustrator",
}  # fmt: skip
LISTS: dict[str, str] = {B + "authorList": "author", B + "editorList": "editor", B + "contributorList": "contributor"}

GIVEN = (S + "givenName", FOAF + "givenName", FOAF + "givenname", FOAF + "firstName")
FAMILY = (S + "familyName", FOAF + "familyName", FOAF + "family_name", FOAF + "lastName", FOAF + "surname")
BODIES = frozenset([S + "Organization", FOAF + "Organization", FOAF + "Group", S + "CollegeOrUniversity", S + "Corporation",
                    S + "ResearchOrganization", VIVO + "Organization"])  # fmt: skip
PARTS = (S + "isPartOf", D + "isPartOf", FRBR + "partOf", B + "presentedAt", K + "venue", B + "reproducedIn")

SUBJECTS = (S + "keywords", D + "subject", E + "subject", S + "about", PRISM + "keyword")
LINKS: dict[str, str] = {
    S + "codeRepository": "code", S + "url": "", S + "downloadUrl": "download", S + "contentUrl": "full-text",
    FOAF + "homepage": "landing-page", FOAF + "page": "landing-page", S + "distribution": "data", S + "encoding": "full-text",
}  # fmt: skip
LICENCES = (S + "license", D + "license", "http://creativecommons.org/ns#license")
RELATIONS: dict[str, str] = {
    S + "citation": "cites", B + "cites": "cites", CITO + "cites": "cites", D + "references": "cites",
    CITO + "isCitedBy": "is-cited-by", B + "citedBy": "is-cited-by", D + "isReferencedBy": "is-cited-by",
    D + "isVersionOf": "is-version-of", S + "exampleOfWork": "is-version-of", D + "replaces": "replaces",
    D + "isReplacedBy": "is-replaced-by", K + "retracts": "retracts", K + "supplements": "is-supplement-to",
    K + "textOverlapWith": "text-overlap", S + "hasPart": "has-part", D + "hasPart": "has-part", S + "isBasedOn": "is-derived-from",
    B + "translationOf": "is-translation-of", S + "translationOfWork": "is-translation-of", B + "reviewOf": "reviews",
    D + "relation": "is-related-to", E + "relation": "is-related-to",
}  # fmt: skip
"""Relations; the last two say least, so that they add nothing where another names the same thing."""

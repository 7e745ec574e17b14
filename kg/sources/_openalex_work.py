"""A work of OpenAlex: one JSON object.

Members of an object that speak of a thing the work names (the country of an institution, the place of a topic in its
hierarchy, a score) and not of the work count as mapped with the name of that thing.
"""

from __future__ import annotations

import re
from typing import Any

from kg import identifiers
from kg.names import split
from kg.records import Affiliation, Contribution, Funding, Identifier, Record, Reject, Relation, Text
from kg.sources import _crossref as crossref
from kg.sources._json import Located, Malformed
from kg.sources._json_draft import Draft, day, hollow, objects_of, text_of, texts_of
from kg.sources._openalex_places import places

_OTHER = {
    "A": "an author", "S": "a source", "I": "an institution", "C": "a concept", "T": "a topic", "F": "a funder",
    "P": "a publisher", "K": "a keyword", "G": "an award", "V": "a venue",
}  # fmt: skip
_ID = re.compile(r"https?://(?:api\.)?openalex\.org/(?:[a-z]+/)?([A-Z])\d+", re.IGNORECASE)
_PMC = re.compile(r"(?:https?://\S+/articles/)?(\d{1,9})/?")

TYPES = {
    **crossref.TYPES,
    "article": "article",
    "review": "article",
    "letter": "article",
    "editorial": "article",
    "erratum": "article",
    "retraction": "article",
    "conference-paper": "conference-paper",
    "conference-abstract": "conference-paper",
    "data-paper": "article",
    "preprint": "preprint",
    "paratext": "other",
    "libguides": "other",
    "supplementary-materials": "other",
}
"""The types of OpenAlex; older records have Crossref's."""

_FURNITURE = (
    "publication_year", "authors_count", "countries_distinct_count", "institutions_distinct_count", "locations_count",
    "referenced_works_count", "concepts_count", "topics_count", "has_fulltext", "fulltext_origin", "cited_by_count",
    "cited_by_percentile_year", "citation_normalized_percentile", "cited_by_api_url", "fwci", "counts_by_year", "ngrams_url",
    "created_date", "updated_date", "relevance_score", "corresponding_author_ids", "corresponding_institution_ids",
    "corresponding_institution_ids_distinct_count", "is_paratext", "summary_stats", "score",
)  # fmt: skip
"""Counts, and what OpenAlex says of its own record or says again."""

_AUTHORSHIP = frozenset(
    [
        "author_position", "author", "raw_author_name", "institutions", "countries", "is_corresponding", "affiliations",
        "raw_affiliation_string", "raw_affiliation_strings",
    ]
)  # fmt: skip
_AUTHOR = frozenset(["id", "display_name", "orcid"])
_SUBJECTS = (
    ("concepts", "openalex-concept"),
    ("primary_topic", "openalex-topic"),
    ("topics", "openalex-topic"),
    ("keywords", "openalex-keyword"),
    ("sustainable_development_goals", "un-sdg"),
)
_SUBJECT = frozenset(
    ["id", "wikidata", "display_name", "keyword", "level", "score", "count", "subfield", "field", "domain"]
)
_MESH = frozenset(["descriptor_ui", "descriptor_name", "qualifier_ui", "qualifier_name", "is_major_topic"])
_GRANT = frozenset(["funder", "funder_display_name", "award_id"])
_AWARD = frozenset(["id", "display_name", "funder_award_id", "funder_id", "funder_display_name", "doi"])
_FUNDER = frozenset(["id", "display_name", "ror"])


_COMPARED = 10_000
"""At most so many pairs of an affiliation and an institution are compared for one author."""


def record(item: Located) -> Record | Reject:
    """The record of a work; a reject for OpenAlex's other objects (authors, sources ...) and for what names no work."""
    value = item.value
    printed = text_of(value.get("id"))
    kind = _ID.fullmatch(printed)
    if kind and kind[1].upper() != "W":
        what = _OTHER.get(kind[1].upper(), "another object")
        return Reject(item.start, item.end, f"The object is {what} ({printed.rpartition('/')[2]}), not a work.")
    if not kind and not any(text_of(value.get(key)) for key in ("doi", "title", "display_name")):
        return Reject(item.start, item.end, "The object has neither an id of OpenAlex nor a DOI nor a title.")
    try:
        draft = Draft(item)
    except Malformed as finding:
        return Reject(item.start, item.end, str(finding))
    _ids(draft)
    for key in ("title", "display_name"):
        draft.scalar("title", draft.take(key), key)
    _type(draft)
    draft.scalar("language", draft.take("language"), "language")
    _date(draft)
    _abstract(draft)
    _authors(draft)
    places(draft)
    _biblio(draft)
    _subjects(draft)
    _cited(draft)
    _funding(draft)
    _flags(draft)
    draft.known(*_FURNITURE)
    return draft.record(printed)


def _ids(draft: Draft) -> None:
    if one := draft.take("id"):
        draft.note("id", one, draft.identify("openalex", text_of(one.value)))
    if one := draft.take("doi"):
        draft.note("doi", one, draft.identify("doi", text_of(one.value)))
    one = draft.take("ids")
    for key, inner in (draft.inside("ids", one) if one and isinstance(one.value, dict) else {}).items():
        printed = text_of(inner.value)
        place = None
        if key == "pmcid" and (bare := _PMC.fullmatch(printed)):
            # OpenAlex has the number without its prefix.
            found = Identifier("pmcid", f"PMC{bare[1]}", printed)
            place = draft.add("identifiers", found, (found.scheme, found.value))
        elif printed and (key in identifiers.SCHEMES or key == "mag"):
            place = draft.identify(key, printed)
        draft.note(f"ids.{key}", inner, place)


def _type(draft: Draft) -> None:
    """The finer type of Crossref counts where OpenAlex says `article` of what was posted or presented."""
    one, finer = draft.take("type"), draft.take("type_crossref")
    said = text_of(one.value) if one else ""
    more = text_of(finer.value) if finer else ""
    draft.work.type = TYPES.get(said, "other" if said else "article")
    if more in ("proceedings-article", "posted-content", "proceedings") and said in ("", "article"):
        draft.work.type = TYPES[more]
    for key, part, text in (("type", one, said), ("type_crossref", finer, more)):
        if part:
            draft.note(key, part, "type" if text in TYPES else None)


def _date(draft: Draft) -> None:
    """The date of publication. OpenAlex puts the first of January where it knows the year alone, so then the year is kept."""
    year = text_of(draft.item.value.get("publication_year"))
    one = draft.take("publication_date")
    if one is None:
        if value := day([year]):
            draft.map(draft.members.pop("publication_year"), str(draft.date("published", value)))
        return
    text = text_of(one.value)
    value = day(text.split("-"))
    if value and value.endswith("-01-01"):
        value = value[:4]
        draft.remark("day-uncertain", f"{text} may stand for the year alone, which is kept.", "dates[0]")
    elif value is None:
        draft.remark("date-invalid", f"{text[:60]!r} is not a date.", "publication_date")
    draft.note("publication_date", one, draft.date("published", value))


def _abstract(draft: Draft) -> None:
    """The words of the inverted index in the order of their positions, with one blank between them."""
    one = draft.take("abstract_inverted_index")
    if one is None:
        return
    index = one.value if isinstance(one.value, dict) else {}
    places = [(at, word) for word, found in index.items() for at in (found if isinstance(found, list) else [found])]
    words = sorted((pair for pair in places if type(pair[0]) is int), key=lambda pair: pair[0])
    text = " ".join(word for _, word in words).strip()
    draft.work.abstract = text or None
    draft.note("abstract_inverted_index", one, "abstract" if text else None)
    if text and [at for at, _ in words] != list(range(len(places))):
        draft.work.abstract_truncated = True
        draft.remark(
            "abstract-incomplete", "Words of the abstract are missing or stand twice in the index.", "abstract"
        )


def _biblio(draft: Draft) -> None:
    one = draft.take("biblio")
    inside = draft.inside("biblio", one) if one and isinstance(one.value, dict) else {}
    pages = [text_of(inside[key].value) for key in ("first_page", "last_page") if key in inside]
    draft.work.pages = "-".join(dict.fromkeys(filter(None, pages))) or None
    for key, inner in inside.items():
        if key in ("volume", "issue"):
            draft.scalar(key, inner, f"biblio.{key}")
        else:
            mapped = key in ("first_page", "last_page") and text_of(inner.value)
            draft.note(f"biblio.{key}", inner, "pages" if mapped else None)


# --- authors ---------------------------------------------------------------------------------------------------------


def _authors(draft: Draft) -> None:
    position = 0
    for part in _parts(draft.take("authorships")):
        value = part.value if isinstance(part.value, dict) else {}
        named = value.get("author")
        author: dict[str, Any] = named if isinstance(named, dict) else {}
        canonical = text_of(author.get("display_name"))
        printed = text_of(value.get("raw_author_name")) or canonical
        if not printed:
            draft.left("authorships", part)
            continue
        position += 1
        one = Contribution(split(printed), position)
        for key, scheme in (("orcid", "orcid"), ("id", "openalex")):
            if (text := text_of(author.get(key))) and (found := draft.identifier(scheme, text, "author")):
                one.identifiers.append(found)
        one.affiliations = _affiliations(draft, value)
        one.marks = ["corresponding"] if value.get("is_corresponding") is True else []
        _place_author(draft, part, draft.add("contributions", one), author, canonical not in ("", printed))


def _place_author(draft: Draft, part: Located, place: str, author: dict[str, Any], differs: bool) -> None:
    """The pieces of an authorship; the name that OpenAlex gives the author is left over where another is printed."""
    if not differs and author.keys() <= _AUTHOR and part.value.keys() <= _AUTHORSHIP:
        draft.map(part, place)
        return
    for key, inner in draft.inside("authorships", part).items():
        if key == "author" and isinstance(inner.value, dict):
            for name, one in draft.inside("authorships.author", inner).items():
                mapped = name in _AUTHOR and not (name == "display_name" and differs) and not hollow(one.value)
                draft.note(f"authorships.author.{name}", one, place if mapped else None)
        else:
            draft.note(f"authorships.{key}", inner, place if key in _AUTHORSHIP and not hollow(inner.value) else None)


def _affiliations(draft: Draft, value: dict[str, Any]) -> list[Affiliation]:
    """Affiliations as printed, each with the ids of its institutions; institutions no printed one names stand by themselves.

    Newer records say which institutions belong to which printed text; in others, a text that holds an institution's name is its.
    """
    bodies = {text_of(one.get("id")): one for one in objects_of(value.get("institutions"))}
    ids_of = {key: _body_ids(draft, one) for key, one in bodies.items()}
    found: list[Affiliation] = []
    used: set[str] = set()
    for one in objects_of(value.get("affiliations")):
        ids = texts_of(one.get("institution_ids"))
        if text := text_of(one.get("raw_affiliation_string")):
            found.append(Affiliation(text, [known for key in ids for known in ids_of.get(key, [])]))
            used.update(ids)
    printed = texts_of(value.get("raw_affiliation_strings")) or texts_of(value.get("raw_affiliation_string"))
    few = len(printed) * len(bodies) <= _COMPARED
    said = {one.name for one in found}
    for text in dict.fromkeys(printed):
        if text not in said:
            named = [key for key, one in bodies.items() if key not in used and _named(one, text)] if few else []
            if len(printed) == len(bodies) == 1:
                named = list(bodies)
            found.append(Affiliation(text, [known for key in named for known in ids_of[key]]))
            used.update(named)
    for key, one in bodies.items():
        if key not in used and (text := text_of(one.get("display_name"))):
            found.append(Affiliation(text, ids_of[key]))
    return found


def _named(body: dict[str, Any], text: str) -> bool:
    name = text_of(body.get("display_name")).lower()
    return bool(name) and name in text.lower()


def _body_ids(draft: Draft, body: dict[str, Any]) -> list[Identifier]:
    pairs = (("ror", text_of(body.get("ror"))), ("openalex", text_of(body.get("id"))))
    return [found for scheme, text in pairs if text and (found := draft.identifier(scheme, text, "institutions"))]


# --- subjects, other works, money ------------------------------------------------------------------------------------


def _parts(one: Located | None) -> list[Located]:
    """The items of a list; the value itself where a list is expected and something else stands."""
    return [] if one is None else one.items() if isinstance(one.value, list) else [one]


def _subjects(draft: Draft) -> None:
    for key, scheme in _SUBJECTS:
        for part in _parts(draft.take(key)):
            value = part.value
            text = text_of(value)
            if isinstance(value, dict):
                text = text_of(value.get("display_name")) or text_of(value.get("keyword"))
            place = draft.add("subjects", Text(text, scheme=scheme), (text, scheme)) if text else None
            if isinstance(value, dict):
                draft.whole(key, part, place, _SUBJECT)
            else:
                draft.note(key, part, place)
    for part in _parts(draft.take("mesh")):
        value = part.value if isinstance(part.value, dict) else {}
        text = "/".join(filter(None, [text_of(value.get("descriptor_name")), text_of(value.get("qualifier_name"))]))
        place = draft.add("subjects", Text(text, scheme="mesh"), (text, "mesh")) if text else None
        draft.whole("mesh", part, place, _MESH)


def _cited(draft: Draft) -> None:
    for part in _parts(draft.take("referenced_works")):
        printed = text_of(part.value)
        found = identifiers.parse("openalex", printed) if printed else None
        place = draft.add("relations", Relation("cites", found, "" if found else printed)) if printed else None
        draft.note("referenced_works", part, place)


def _funding(draft: Draft) -> None:
    """Grants (older records) or awards, and funders of which no award is named."""
    named: dict[str, str] = {}
    for key, number, funder, known in (
        ("grants", "award_id", "funder", _GRANT),
        ("awards", "funder_award_id", "funder_id", _AWARD),
        ("funders", "", "id", _FUNDER),
    ):
        for part in _parts(draft.take(key)):
            value = part.value if isinstance(part.value, dict) else {}
            name = text_of(value.get("display_name" if key == "funders" else "funder_display_name"))
            ids = [text_of(value.get(funder)), text_of(value.get("ror"))]
            found = [one for text in ids if text and (one := _funder_id(text))]
            award = text_of(value.get(number)) if number else ""
            # A funder says nothing more where an award names it.
            place = named.get(name) if key == "funders" else None
            if name and place is None:
                place = draft.add("funding", Funding(name, award, found), (name, award))
                named.setdefault(name, place)
            draft.whole(key, part, place, known)


def _funder_id(text: str) -> Identifier | None:
    return identifiers.parse("openalex", text) or identifiers.parse("ror", text)


def _flags(draft: Draft) -> None:
    if (one := draft.take("is_retracted")) and one.value is True:
        draft.remark("retracted", "OpenAlex marks the work as retracted.")
        draft.map(one, f"remarks[{len(draft.remarks) - 1}]")
    if (one := draft.take("is_authors_truncated")) and one.value is True:
        draft.work.authors_truncated = True
        draft.map(one, "authors_truncated")

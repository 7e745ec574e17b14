"""A document of HAL: one JSON object whose fields say their type by their ending (`_s` a text or list of texts, `_i` a number).

Lists about authors run in the order of the authors, but those of ids leave out who has none; so an ORCID is given to an
author only when all of them have one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from kg import identifiers
from kg.bodies import is_group
from kg.names import fold, split
from kg.records import (
    Affiliation,
    Contribution,
    Funding,
    Identifier,
    Link,
    NameAsPrinted,
    Record,
    Reject,
    Relation,
    Text,
    Venue,
)
from kg.sources._json import Located, Malformed
from kg.sources._json_draft import Draft, day, hollow, person, text_of, texts_of

TYPES = {
    "ART": "article", "BOOKREPORT": "article", "NOTE": "article", "COMM": "conference-paper", "POSTER": "presentation",
    "PRESCONF": "presentation", "COUV": "chapter", "NOTICE": "chapter", "OUV": "book", "DOUV": "book", "CRIT": "book",
    "MANUAL": "book", "DICTIONARY": "book", "PROCEEDINGS": "proceedings", "ISSUE": "collection", "UNDEFINED": "preprint",
    "PREPRINT": "preprint", "WORKINGPAPER": "report", "REPORT": "report", "RESREPORT": "report", "TECHREPORT": "report",
    "FUNDREPORT": "report", "EXPERTREPORT": "report", "DMP": "report", "REPACT": "report", "OTHERREPORT": "report",
    "THESE": "thesis", "HDR": "thesis", "MEM": "thesis", "ETABTHESE": "thesis", "SOFTWARE": "software", "PATENT": "patent",
    "LECTURE": "presentation",
}  # fmt: skip
"""HAL's types of documents and their subtypes; a type not named here is "other"."""

EDITED = frozenset(["DOUV", "PROCEEDINGS", "ISSUE"])
"""Types whose authors are the editors of a volume."""

DATES = {
    "publicationDate": "published", "producedDate": "issued", "ePublicationDate": "available", "releasedDate": "available",
    "submittedDate": "submitted", "writingDate": "created", "conferenceStartDate": "event-start",
    "conferenceEndDate": "event-end",
}  # fmt: skip
"""HAL's dates. `submittedDate` is that of the deposit; a document's `producedDate` is that of its print, defence or talk."""

ROLES = {
    "edt": "editor",
    "trl": "translator",
    "ctb": "contributor",
    "ill": "illustrator",
    "pht": "photographer",
    "dev": "developer",
}
"""Codes of `authQuality_s` that are not those of authors; the others stay with the author as a mark."""

PEOPLE = {
    "scientificEditor_s": "editor", "seriesEditor_s": "series-editor", "director_s": "advisor", "committee_s": "committee-member",
    "conferenceOrganizer_s": "organizer", "collaboration_s": "contributor",
}  # fmt: skip

IDS = {
    "halId_s": "hal", "doiId_s": "doi", "arxivId_s": "arxiv", "pubmedId_s": "pmid", "pubmedcentralId_s": "pmcid",
    "nntId_s": "nnt", "bibcodeId_s": "bibcode", "wosId_s": "wos", "swhidId_s": "swh",
}  # fmt: skip

LINKS = {
    "fileMain_s": "full-text", "files_s": "full-text", "linkExtUrl_s": "full-text", "fileAnnexes_s": "supplement",
    "publisherLink_s": "landing-page", "uri_s": "landing-page", "softCodeRepository_s": "code", "seeAlso_s": "",
}  # fmt: skip

SCALARS = {
    "volume_s": "volume", "page_s": "pages", "issue_s": "issue", "publisher_s": "publisher", "journalPublisher_s": "publisher",
    "authorityInstitution_s": "publisher", "publicationLocation_s": "place", "subTitle_s": "subtitle",
}  # fmt: skip

SUBJECTS = {"classification_s": "", "mesh_s": "mesh", "jel_s": "jel", "acm_s": "acm"}
DOMAINS = (
    "domain_s",
    "domainAllCode_s",
    "primaryDomain_s",
    "level0_domain_s",
    "level1_domain_s",
    "level2_domain_s",
    "level3_domain_s",
)

_FACET, _JOIN = "_FacetSep_", "_JoinSep_"
_WEB = re.compile(r"(?:https?|ftp)://\S+")
_IN_LANGUAGE = re.compile(r"([a-z]{2,3})_(title|subTitle|abstract|keyword)_s")
_LEVEL = re.compile(r"\d\.")
_FURNITURE = re.compile(
    r"label_\w+|citation(?:Ref|Full)_s|docid|_version_|sid_i|status_i|instance_s|submitType_s|oldDocType_s|owners_i|"
    r"dateLastIndexed_tdate|\w+_tdate|\w+Date[YMD]_i|(?:auth|struct|labStruct|instStruct|coll|contributor|rteamStruct)\w*_fs|"
    r"authAlpha\w*|authIdForm\w*|authIdPerson_i|structId_i|\w+_bool"
)
"""Renderings, HAL's own numbers, parts of dates, and facets that put together what other fields say."""

_NAMING = frozenset([*IDS, "uri_s", "journalIssn_s", "journalEissn_s", "isbn_s", "number_s"])
"""Fields of which an identifier of the work may come."""

_NOTHING = "The document has neither a title nor an id of HAL."


def record(item: Located) -> Record | Reject:
    """The record of a document; a reject for one without title and id, or with a key twice."""
    try:
        draft = Draft(item)
    except Malformed as finding:
        return Reject(item.start, item.end, str(finding))
    if not any(key in _NAMING or key.endswith("title_s") for key in item.value):
        return Reject(item.start, item.end, _NOTHING)
    for step in (
        _ids,
        _type,
        _languages,
        _texts,
        _people,
        _affiliations,
        _dates,
        _venues,
        _subjects,
        _links,
        _funding,
        _rest,
    ):
        step(draft)
    key = text_of(item.value.get("halId_s"))
    if not key and not draft.work.title and not draft.work.identifiers:
        return Reject(item.start, item.end, _NOTHING)
    draft.known(*filter(_FURNITURE.fullmatch, draft.members))
    return draft.record(key or next((one.value for one in draft.work.identifiers if one.scheme == "hal"), ""))


def _parts(one: Located | None) -> list[Located]:
    """The members of a list that say something; the value itself where it is no list."""
    if one is None:
        return []
    return [part for part in one.items() if not hollow(part.value)] if isinstance(one.value, list) else [one]


def _ids(draft: Draft) -> None:
    for key in draft.present(IDS):
        scheme = IDS[key]
        for part in _parts(draft.take(key)):
            printed = text_of(part.value)
            draft.note(key, part, draft.identify(scheme, printed) if printed else None)
    uri = text_of(draft.item.value.get("uri_s"))
    if "halId_s" not in draft.item.value and (found := identifiers.parse("hal", uri.rpartition("/")[2])):
        draft.add("identifiers", Identifier("hal", found.value, uri), ("hal", found.value))
    if one := draft.take("version_i"):
        draft.remark("version", f"The record describes version {text_of(one.value)[:20]}.", "identifiers[0]")
        draft.note("version_i", one, f"remarks[{len(draft.remarks) - 1}]")


def _type(draft: Draft) -> None:
    draft.work.type = "other"
    for key in ("docType_s", "docSubType_s"):
        if one := draft.take(key):
            known = TYPES.get(text_of(one.value))
            draft.work.type = known or draft.work.type
            draft.note(key, one, "type" if known else None)


def _languages(draft: Draft) -> None:
    for part in _parts(draft.take("language_s")):
        draft.scalar("language", part, "language_s")


# --- titles, abstracts, keywords -------------------------------------------------------------------------------------


def _texts(draft: Draft) -> None:
    """Titles and abstracts stand in one list for all languages and once more in one for each; the work's own come first."""
    by_language = {key: found for key in list(draft.members) if (found := _IN_LANGUAGE.fullmatch(key))}
    own = draft.work.language or ""
    in_order = sorted(by_language, key=lambda key: by_language[key][1] != own)
    said = {
        (by_language[key][2], text): by_language[key][1]
        for key in reversed(in_order)
        for text in texts_of(draft.item.value[key])
    }
    for key in in_order:
        language, kind = by_language[key][1], by_language[key][2]
        if kind == "keyword":
            _keywords(draft, key, language)
    _keywords(draft, "keyword_s", "")
    for key in ["title_s", *(key for key in in_order if by_language[key][2] == "title")]:
        for part in _parts(draft.take(key)):
            _title(draft, key, part, said)
    for kind, field in (("abstract", "abstract"), ("subTitle", "subtitle")):
        own_first = [f"{own}_{kind}_s", f"{kind}_s", *(key for key in in_order if by_language[key][2] == kind)]
        for key in dict.fromkeys(own_first):
            for part in _parts(draft.take(key)):
                draft.scalar(field, part, key)


def _title(draft: Draft, key: str, part: Located, said: dict[tuple[str, str], str]) -> None:
    text = text_of(part.value)
    if draft.work.title is None or text in ("", draft.work.title):
        draft.scalar("title", part, key)
    else:
        draft.map(part, draft.add("alternate_titles", Text(text, said.get(("title", text), "")), text))


def _keywords(draft: Draft, key: str, language: str) -> None:
    for part in _parts(draft.take(key)):
        text = text_of(part.value)
        draft.note(key, part, draft.add("subjects", Text(text, language), ("keyword", text)) if text else None)


def _subjects(draft: Draft) -> None:
    """Domains are codes, with the level before them ("1.info.info-ai"); a code said of several levels counts once."""
    for key in draft.present(DOMAINS):
        for part in _parts(draft.take(key)):
            code = _LEVEL.sub("", text_of(part.value), count=1)
            draft.note(key, part, draft.add("subjects", Text(code, scheme="hal"), ("hal", code)) if code else None)
    for key in draft.present(SUBJECTS):
        scheme = SUBJECTS[key]
        for part in _parts(draft.take(key)):
            text = text_of(part.value)
            draft.note(key, part, draft.add("subjects", Text(text, scheme=scheme), (scheme, text)) if text else None)


# --- people and bodies -----------------------------------------------------------------------------------------------


def _people(draft: Draft) -> None:
    _authors(draft)
    count = Counter(one.role for one in draft.work.contributions)
    for key in draft.present(PEOPLE):
        role = PEOPLE[key]
        for part in _parts(draft.take(key)):
            printed = text_of(part.value)
            if printed:
                whole = role in ("organizer", "contributor") or is_group(printed)
                name = NameAsPrinted(printed, literal=True) if whole else split(printed)
                count[role] += 1
                draft.map(part, draft.add("contributions", Contribution(name, count[role], role)))
            else:
                draft.left(key, part)


def _authors(draft: Draft) -> None:
    """Full names, given and family names are lists in the same order; so are roles and ids where there are as many."""
    rows = _rows(draft)
    roles = _parts(draft.take("authQuality_s"))
    if len(roles) != len(rows):
        for one in roles:
            draft.left("authQuality_s", one)
        roles = []
    kind = "editor" if text_of(draft.item.value.get("docType_s")) in EDITED else "author"
    count: Counter[str] = Counter()
    for i, row in enumerate(rows):
        printed, given, family = (text_of(one.value) if one else "" for one in row)
        code = text_of(roles[i].value) if roles else ""
        role = ROLES.get(code, kind)
        count[role] += 1
        name = person(given, family, printed=printed) if family else split(printed)
        marks = [code] if code not in ("", "aut") and code not in ROLES else []
        place = draft.add("contributions", Contribution(name, count[role], role, marks=marks))
        for part in [*row, roles[i] if roles else None]:
            if part is not None:
                draft.note("author", part, place if text_of(part.value) else None)
    _author_ids(draft, "authORCIDIdExt_s", "orcid", len(rows))
    _author_ids(draft, "authIdHal_s", "idhal", len(rows))


def _rows(draft: Draft) -> list[tuple[Located | None, Located | None, Located | None]]:
    """Full, given and family name of each author; the full name alone where the lists are not of one length."""
    full, first, last = (_parts(draft.take(key)) for key in ("authFullName_s", "authFirstName_s", "authLastName_s"))
    if last and len(first) == len(last) == len(full or last) and all(text_of(one.value) for one in last):
        names: list[Located | None] = [*full] or [None] * len(last)
        return list(zip(names, first, last, strict=True))
    for key, spare in (("authFirstName_s", first), ("authLastName_s", last)):
        for one in spare:
            draft.left(key, one)
    for one in full:
        if not text_of(one.value):
            draft.left("authFullName_s", one)
    return [(one, None, None) for one in full if text_of(one.value)]


def _author_ids(draft: Draft, key: str, scheme: str, count: int) -> None:
    """Ids of authors; when some author has none, nothing says whose the others are."""
    parts = _parts(draft.take(key))
    if len(parts) == count:
        for i, part in enumerate(parts):
            found = draft.identifier(scheme, text_of(part.value), f"contributions[{i}]")
            if found:
                draft.work.contributions[i].identifiers.append(found)
            draft.note(key, part, f"contributions[{i}]" if found else None)
        return
    if parts:
        message = f"{len(parts)} of {count} authors have one; which of them is not said."
        draft.remark("author-ids-unclear", message, key)
    for part in parts:
        draft.left(key, part)


def _affiliations(draft: Draft) -> None:
    """Who is of which structure: "author_FacetSep_name_JoinSep_structure_FacetSep_name"; the laboratories when they are given."""
    rors = _rors(draft)
    used: dict[int, str] = {}
    by_form = {form: i for i, form in enumerate(texts_of(draft.item.value.get("authIdFormPerson_s")))}
    by_name: dict[str, int] = {}
    for i, one in enumerate(draft.work.contributions):
        by_name.setdefault(fold(one.name.printed), i)
    key = next((k for k in ("authIdHasPrimaryStructure_fs", "authIdHasStructure_fs") if k in draft.members), "")
    for part in _parts(draft.take(key)):
        who, _, body = text_of(part.value).partition(_JOIN)
        form, _, name = who.partition(_FACET)
        number, _, printed = body.partition(_FACET)
        at = by_form.get(form, by_name.get(fold(name)))
        if at is None or at >= len(draft.work.contributions) or not printed.strip():
            draft.left(key, part)
            continue
        ids = [Identifier("halstructure", number, number)] if number else []
        if ror := rors.get(number):
            ids.append(ror[0])
            used.setdefault(ror[1], f"contributions[{at}]")
        draft.work.contributions[at].affiliations.append(Affiliation(printed.strip(), ids))
        draft.map(part, f"contributions[{at}]")
    for i, part in enumerate(_parts(draft.take("structRorIdExt_s"))):
        draft.note("structRorIdExt_s", part, used.get(i))


def _rors(draft: Draft) -> dict[str, tuple[Identifier, int]]:
    """The RORs of structures by HAL's number and where they stand in their list, where there are as many of the one as of the other."""
    numbers = texts_of(draft.item.value.get("structId_i"))
    printed = texts_of(draft.item.value.get("structRorIdExt_s"))
    if len(numbers) != len(printed):
        return {}
    found: dict[str, tuple[Identifier, int]] = {}
    for i, (number, one) in enumerate(zip(numbers, printed, strict=True)):
        if ror := draft.identifier("ror", one, "structRorIdExt_s"):
            found[number] = (ror, i)
    return found


# --- dates, venues, links, money -------------------------------------------------------------------------------------


def _dates(draft: Draft) -> None:
    """A date as text, which may have a time; else from its numbers of year, month and day."""
    for name, kind in DATES.items():
        kind = "created" if kind == "issued" and draft.work.type == "preprint" else kind
        if one := draft.take(f"{name}_s"):
            text = text_of(one.value)
            value = day(re.split(r"[ T]", text)[0].split("-"))
            if value is None:
                draft.remark("date-unclear", f"{text[:80]!r} is not read as a date.", f"{name}_s")
            draft.note(f"{name}_s", one, draft.date(kind, value))
        elif f"{name}Y_i" in draft.members:
            found = [draft.take(f"{name}{part}_i") for part in "YMD"]
            numbers: list[Any] = [one.value for one in found if one]
            value = day(numbers) if all(found[: len(numbers)]) else None
            for letter, part in zip("YMD", found, strict=True):
                if part:
                    draft.note(f"{name}{letter}_i", part, draft.date(kind, value))


def _venues(draft: Draft) -> None:
    work = draft.work
    for key, kind in (
        ("conferenceTitle_s", "conference"),
        ("journalTitle_s", "journal"),
        ("bookTitle_s", "book"),
        ("serie_s", "series"),
    ):
        for part in _parts(draft.take(key)):
            name = text_of(part.value)
            draft.note(key, part, draft.add("venues", Venue(name, kind), (kind, name)) if name else None)
    at = {venue.kind: i for i, venue in reversed(list(enumerate(work.venues)))}
    for key in ("city_s", "country_s"):
        for part in _parts(draft.take(key)):
            text = text_of(part.value)
            if text and "conference" in at:
                venue = work.venues[at["conference"]]
                venue.place = ", ".join(filter(None, [venue.place, text]))
                draft.map(part, f"venues[{at['conference']}]")
            elif text and key == "city_s":
                draft.scalar("place", part, key)
            else:
                draft.left(key, part)
    for key, scheme, kind in (
        ("journalIssn_s", "issn", "journal"),
        ("journalEissn_s", "issn", "journal"),
        ("isbn_s", "isbn", "book"),
    ):
        for part in _parts(draft.take(key)):
            draft.note(key, part, _number(draft, scheme, text_of(part.value), at.get(kind)))
    if (one := draft.take("journalTitleAbbr_s")) and "journal" in at:
        work.venues[at["journal"]].acronym = text_of(one.value)
        draft.map(one, f"venues[{at['journal']}]")
    elif one:
        draft.left("journalTitleAbbr_s", one)


def _number(draft: Draft, scheme: str, printed: str, at: int | None) -> str | None:
    """An ISSN or ISBN: of the venue where there is one of its kind, else of the work."""
    if not printed:
        return None
    if at is None:
        return draft.identify(scheme, printed)
    known = draft.work.venues[at].identifiers
    found = draft.identifier(scheme, printed, f"venues[{at}]")
    if found and len(known) < 20 and found.value not in [one.value for one in known]:
        known.append(found)
    return f"venues[{at}]" if found and found.value in [one.value for one in known] else None


def _links(draft: Draft) -> None:
    for key in draft.present(LINKS):
        role = LINKS[key]
        for part in _parts(draft.take(key)):
            url = text_of(part.value)
            draft.note(key, part, draft.link(url, role) if _WEB.fullmatch(url) else None)
    for part in _parts(draft.take("licence_s")):
        text = text_of(part.value)
        if _WEB.fullmatch(text):
            draft.map(part, draft.add("licences", Link(text), text))
        else:
            draft.scalar("rights", part, "licence_s")
    for part in _parts(draft.take("researchData_s")):
        printed = text_of(part.value)
        found = identifiers.recognise(printed)
        relation = Relation("is-supplemented-by", found, "" if found else printed)
        draft.note("researchData_s", part, draft.add("relations", relation, printed) if printed else None)


def _funding(draft: Draft) -> None:
    """Projects by reference, else by acronym, else by title: what is not the name of the award is left over."""
    for prefix, funder in (
        ("anrProject", "Agence nationale de la recherche"),
        ("europeanProject", "European Commission"),
    ):
        used = ""
        for key in (f"{prefix}Reference_s", f"{prefix}Acronym_s", f"{prefix}Title_s"):
            parts = _parts(draft.members.get(key))
            if not parts or (used and used != key):
                continue
            used = key
            draft.take(key)
            for part in parts:
                award = text_of(part.value)
                draft.note(key, part, draft.add("funding", Funding(funder, award), (funder, award)) if award else None)
    for part in _parts(draft.take("funding_s")):
        text = text_of(part.value)
        draft.note("funding_s", part, draft.add("funding", Funding(text), text) if text else None)


def _rest(draft: Draft) -> None:
    for key in draft.present(SCALARS):
        field = SCALARS[key]
        for part in _parts(draft.take(key)):
            draft.scalar(field, part, key)
    for key in ("comment_s", "description_s"):
        for part in _parts(draft.take(key)):
            text = text_of(part.value)
            draft.note(key, part, draft.add("comments", text, text) if text else None)
    for part in _parts(draft.take("number_s")):
        printed, scheme = text_of(part.value), draft.work.type
        known = scheme in ("report", "patent") and printed
        draft.note("number_s", part, draft.identify(scheme, printed) if known else None)
    if (one := draft.members.get("inPress_bool")) and one.value is True:
        draft.remark("in-press", "The work is marked as in press.", "dates")

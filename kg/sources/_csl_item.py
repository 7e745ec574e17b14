"""From an item of CSL-JSON to a record."""

from __future__ import annotations

import re
from typing import Any

from kg import identifiers
from kg.names import split
from kg.records import Affiliation, Contribution, Link, NameAsPrinted, Piece, Record, Reject, Text, Venue
from kg.sources import _csl as csl
from kg.sources._bibtex_fields import LANGUAGES
from kg.sources._crossref_json import record as crossref_record
from kg.sources._json import Located, Malformed
from kg.sources._json_draft import Draft, hollow, person, text_of, texts_of

_WEB = re.compile(r"(?:https?|ftp)://\S+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_NUMBER = re.compile(r"[^\s,;]+")
_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_PERSON = frozenset(
    [*_PARTS, "literal", "name", "comma-suffix", "static-ordering", "parse-names", "ORCID", "affiliation"]
)
_PERSON_FURNITURE = frozenset(["sequence", "authenticated-orcid", "isInstitution"])
_NAMES_ITSELF = ("doi", "arxiv", "pmid", "pmcid", "hal", "acl")


def record(item: Located) -> Record | Reject:
    """The record of an item; a reject for one that says nothing of a work, or has a key twice."""
    value = item.value
    if len(csl.CROSSREF & value.keys()) > 1:
        return crossref_record(item)
    try:
        draft = Draft(item)
    except Malformed as finding:
        return Reject(item.start, item.end, str(finding))
    key = text_of(value.get("id")) or text_of(value.get("citation-key"))
    for step in (
        _texts,
        _type,
        _names,
        _identifiers,
        _venues,
        _dates,
        _number,
        _series_number,
        _titles,
        _subjects,
        _rest,
    ):
        step(draft)
    work = draft.work
    if not (work.title or work.contributions or work.identifiers or work.venues or work.links):
        return Reject(item.start, item.end, "The item has no title, no names, no identifier and no container.")
    return draft.record(key)


def _texts(draft: Draft) -> None:
    for key in ("id", "citation-key", "citation-label"):
        if one := draft.members.get(key):
            text = text_of(one.value)
            same = text and text == text_of(draft.item.value.get("id", text))
            if same and (key != "id" or identifiers.recognise(text) is None):
                draft.note(key, draft.members.pop(key), "source_key")
    for key in draft.present(csl.TEXTS):
        one, field = draft.take(key), csl.TEXTS[key]
        if one and isinstance(one.value, list):  # a title is sometimes given as a list of one
            items = [part for part in one.items() if not hollow(part.value)]
            for part in items:
                draft.scalar(field, part, key)
        else:
            draft.scalar(field, one, key)
    if one := draft.take("page-first"):
        text = text_of(one.value)
        known = draft.work.pages or ""
        behind = known[len(text) : len(text) + 1]
        if known.startswith(text) and not (behind.isalnum() or behind == "_"):
            draft.map(one, "pages")
        else:
            draft.scalar("pages", one, "page-first")


def _type(draft: Draft) -> None:
    work = draft.work
    one, genre = draft.take("type"), draft.members.get("genre")
    printed = text_of(one.value) if one else ""
    work.type = csl.TYPES.get(printed, "other")
    if one:
        draft.note("type", one, "type" if printed in csl.TYPES else None)
    if printed == "article" and not hollow(draft.item.value.get("container-title")):
        work.type = "article"
    if genre and (better := csl.GENRES.get(text_of(genre.value).lower())):
        work.type = better
        draft.map(draft.members.pop("genre"), "type")


# --- names -----------------------------------------------------------------------------------------------------------


def _names(draft: Draft) -> None:
    for role in draft.present(csl.ROLES):
        one = draft.take(role)
        if one is None:
            continue
        position = 0
        for part in one.items() if isinstance(one.value, list) else [one]:
            found = _person(draft, role, part)
            if found is None:
                draft.left(role, part)
                continue
            position += 1
            found.position = position
            _place_person(draft, role, part, draft.add("contributions", found))


def _person(draft: Draft, role: str, part: Located) -> Contribution | None:
    if isinstance(part.value, str):
        return Contribution(split(part.value.strip()), 0, role) if part.value.strip() else None
    if not isinstance(part.value, dict):
        return None
    name = _name(part.value)
    if name is None:
        return None
    found = Contribution(name, 0, role)
    if (orcid := text_of(part.value.get("ORCID"))) and (one := draft.identifier("orcid", orcid, role)):
        found.identifiers.append(one)
    for body in part.value.get("affiliation") or [] if isinstance(part.value.get("affiliation"), list) else []:
        text = text_of(body.get("name")) if isinstance(body, dict) else text_of(body)
        if text:
            found.affiliations.append(Affiliation(text))
    return found


def _name(value: dict[str, Any]) -> NameAsPrinted | None:
    """The name of a variable's member: from its parts, else the literal, which is not split."""
    given, dropping, kept, family, suffix = (text_of(value.get(key)) for key in _PARTS)
    literal = text_of(value.get("literal")) or text_of(value.get("name"))
    if not family:
        if literal:
            return NameAsPrinted(literal, literal=True)
        if not given:
            return None
        return NameAsPrinted(given, literal=True) if " " in given else NameAsPrinted(given, family=given)
    particle = f"{dropping} {kept}".strip()
    last = f"{particle} {family}".strip()
    order = [last, given] if value.get("static-ordering") is True else [given, last]
    printed = " ".join(filter(None, order))
    if suffix:
        printed += f", {suffix}" if value.get("comma-suffix") else f" {suffix}"
    if particle or suffix:
        return NameAsPrinted(literal or printed, given, particle, family, suffix)
    return person(given, family, printed=literal or printed)


def _place_person(draft: Draft, role: str, part: Located, place: str) -> None:
    """The object as a whole, or its members where one of them says more than is mapped."""
    if not isinstance(part.value, dict) or part.value.keys() <= _PERSON:
        draft.map(part, place)
        return
    for key, one in draft.inside(role, part).items():
        if key not in _PERSON_FURNITURE:
            draft.note(f"{role}.{key}", one, place if key in _PERSON and not hollow(one.value) else None)


# --- identifiers and links -------------------------------------------------------------------------------------------


def _identifiers(draft: Draft) -> None:
    for key, scheme in (("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid")):
        if one := draft.take(key):
            printed = text_of(one.value)
            draft.note(key, one, draft.identify(scheme, printed) if printed else None)
    if one := draft.take("URL"):
        printed = text_of(one.value)
        found = identifiers.recognise(printed)
        if found and found.scheme in _NAMES_ITSELF:
            draft.map(one, draft.add("identifiers", found, (found.scheme, found.value)))
        else:
            draft.note("URL", one, draft.link(printed, "landing-page") if _WEB.fullmatch(printed) else None)
    if one := draft.take("id"):
        found = identifiers.recognise(text_of(one.value))
        known = found is not None and found.scheme in _NAMES_ITSELF
        draft.note(
            "id", one, draft.add("identifiers", found, (found.scheme, found.value)) if found and known else "source_key"
        )
    _archive(draft)


def _archive(draft: Draft) -> None:
    """An arXiv id stands as location in the archive, or as the number of an eprint."""
    archive = draft.members.get("archive")
    in_arxiv = archive is not None and text_of(archive.value).lower() == "arxiv"
    for key in ("archive_location", "number"):
        one = draft.members.get(key)
        text = text_of(one.value) if one else ""
        prefixed = text.lower().startswith("arxiv:")
        if (
            one
            and (prefixed or (in_arxiv and key == "archive_location"))
            and (found := identifiers.parse("arxiv", text))
        ):
            draft.map(draft.members.pop(key), draft.add("identifiers", found, (found.scheme, found.value)))
            if archive and in_arxiv and draft.members.pop("archive", None):
                draft.map(archive, f"identifiers[{len(draft.work.identifiers) - 1}]")


def _number(draft: Draft) -> None:
    """A number is an article's, or the one under which a report, standard or patent is known."""
    one = draft.take("number")
    if one is None:
        return
    kind, printed = draft.work.type, text_of(one.value)
    if kind in ("article", "preprint", "conference-paper"):
        draft.scalar("article_number", one, "number")
    elif kind in ("report", "standard", "patent") and printed:
        draft.note("number", one, draft.identify(kind, printed))
    else:
        draft.left("number", one)


# --- venues ----------------------------------------------------------------------------------------------------------


def _venues(draft: Draft) -> None:
    """The container, the series, and the event where the work was presented."""
    kind = draft.work.type
    event = draft.take("event-title") or draft.take("event")
    container = _first(draft, "container-title")
    inner = {
        "article": "journal",
        "preprint": "repository",
        "chapter": "book",
        "book": "book",
        "conference-paper": "conference",
    }
    role = "book" if event and kind == "conference-paper" else inner.get(kind, "")
    if event and text_of(event.value):
        draft.map(
            event, draft.add("venues", Venue(text_of(event.value), "conference"), ("event", text_of(event.value)))
        )
    elif event:
        draft.left("event", event)
    if container and text_of(container.value):
        name = text_of(container.value)
        at = draft.add("venues", Venue(name, role), name)
        draft.map(container, at)
        _short(draft, at)
    elif container:
        draft.left("container-title", container)
    if (series := _first(draft, "collection-title")) is not None:
        name = text_of(series.value)
        draft.note(
            "collection-title", series, draft.add("venues", Venue(name, "series"), ("series", name)) if name else None
        )
    if place := draft.take("event-place"):
        text = text_of(place.value)
        i = next((i for i, venue in enumerate(draft.work.venues) if venue.kind == "conference" and text), None)
        if i is not None:
            draft.work.venues[i].place = text
        draft.note("event-place", place, None if i is None else f"venues[{i}]")
    for scheme, kinds in (("issn", ("journal", "series", "repository", "")), ("isbn", ("book", "conference", ""))):
        _venue_numbers(draft, scheme, kinds)


def _first(draft: Draft, key: str) -> Located | None:
    """The value of a variable; the first of a list, the rest of which is left over."""
    one = draft.take(key)
    if one is None or not isinstance(one.value, list):
        return one
    items = one.items()
    for part in items[1:]:
        draft.left(key, part)
    return items[0]


def _short(draft: Draft, at: str) -> None:
    """The short title of the container."""
    venue = draft.work.venues[int(at[7:-1])]
    for key in ("container-title-short", "journalAbbreviation"):
        if one := _first(draft, key):
            text = text_of(one.value)
            if text not in ("", venue.name) and not venue.acronym:
                venue.acronym = text
            draft.note(key, one, at if text and text in (venue.name, venue.acronym) else None)


def _venue_numbers(draft: Draft, scheme: str, kinds: tuple[str, ...]) -> None:
    """ISSN and ISBN: of the venue, where the work stands in one that has such a number, else of the work."""
    one = draft.take(scheme.upper())
    if one is None:
        return
    work = draft.work
    own = scheme == "isbn" and work.type in csl.WHOLE
    at = next((i for kind in kinds for i, venue in enumerate(work.venues) if venue.kind == kind), None)
    at = None if own else at
    seen: set[str] = set()
    for part in one.items() if isinstance(one.value, list) else [one]:
        words = (
            [(found[0], found.span()) for found in _NUMBER.finditer(part.value)] if isinstance(part.value, str) else []
        )
        if len(words) > 1 and identifiers.parse(scheme, part.value) is None:
            for (word, _), (start, end) in zip(words, part.spans([place for _, place in words]), strict=True):
                target = _place_number(draft, scheme, word, at, seen)
                draft.pieces.append(Piece("mapped" if target else "left", target or scheme.upper(), start, end))
        else:
            text = text_of(part.value)
            draft.note(scheme.upper(), part, _place_number(draft, scheme, text, at, seen) if text else None)


def _place_number(draft: Draft, scheme: str, printed: str, at: int | None, seen: set[str]) -> str | None:
    if at is None:
        return draft.identify(scheme, printed)
    found = draft.identifier(scheme, printed, f"venues[{at}]")
    if found and found.value not in seen:
        seen.add(found.value)
        draft.work.venues[at].identifiers.append(found)
    return f"venues[{at}]" if found else None


def _series_number(draft: Draft) -> None:
    """A number in a series is the volume of a book or of proceedings that have no other."""
    if one := draft.take("collection-number"):
        if draft.work.volume is None and any(venue.kind == "series" for venue in draft.work.venues):
            draft.scalar("volume", one, "collection-number")
        else:
            draft.left("collection-number", one)


# --- dates -----------------------------------------------------------------------------------------------------------


def _dates(draft: Draft) -> None:
    for key in draft.present(csl.DATES):
        if one := draft.take(key):
            _date(draft, key, csl.DATES[key], one)


def _date(draft: Draft, key: str, kind: str, one: Located) -> None:
    """A date in any of its forms; of a range the second end is kept for events only, and noted for the rest."""
    used, ends, soft = _read_date(one.value)
    if not ends or ends[0] is None:
        draft.remark("date-unclear", f"{str(one.value)[:80]} is not read as a date.", key)
        draft.left(key, one)
        return
    place = draft.date(kind, ends[0])
    if len(ends) > 1 and ends[1] and kind == "event-start":
        draft.date("event-end", ends[1])
    elif len(ends) > 1 and ends[1]:
        draft.remark("date-range", f"The date is a range that ends {ends[1]}; its beginning is kept.", place or key)
    if soft:
        draft.remark("date-circa", "The date is given as approximate.", place or key)
    if isinstance(one.value, dict):
        draft.whole(key, one, place, used)
    else:
        draft.note(key, one, place)


def _read_date(value: Any) -> tuple[frozenset[str], list[str | None], bool]:
    """Which members say the date, its ends (None for one that cannot be read), and whether it is approximate."""
    if isinstance(value, str | int):
        found = csl.span(text_of(value))
        return frozenset(), [date for date, _ in found], any(soft for _, soft in found)
    if not isinstance(value, dict):
        return frozenset(), [], False
    said = value.get("circa")
    soft = not hollow(said) and str(said).strip().lower() not in ("false", "0")
    ends = csl.parts(value.get("date-parts"))
    if ends and ends[0]:
        return frozenset(["date-parts", "circa"]), ends, soft
    for key in ("raw", "literal", "date-time", "edtf"):
        found = csl.span(text_of(value.get(key)))
        if found[0][0]:
            return frozenset([key, "circa"]), [date for date, _ in found], soft or any(mark for _, mark in found)
    if year := text_of(value.get("year")):  # an older form, with a member for each part
        date = csl.parts([[value.get(key) for key in ("year", "month", "day")]])
        return frozenset(["year", "month", "day", "circa"]), date if year else [], soft
    return frozenset(), [], soft


# --- the rest --------------------------------------------------------------------------------------------------------


def _titles(draft: Draft) -> None:
    for key in ("title-short", "shortTitle", "original-title", "translated-title"):
        if one := draft.take(key):
            text = text_of(one.value)
            if text and text == draft.work.title:
                draft.map(one, "title")
            else:
                draft.note(key, one, draft.add("alternate_titles", Text(text), text) if text else None)


def _subjects(draft: Draft) -> None:
    for key in ("keyword", "categories", "subject"):
        one = draft.take(key)
        for part in one.items() if one and isinstance(one.value, list) else [one] if one else []:
            if key == "keyword" and isinstance(part.value, str):
                _keywords(draft, part)
            else:
                text = text_of(part.value)
                draft.note(key, part, draft.add("subjects", Text(text), text) if text else None)


def _keywords(draft: Draft, one: Located) -> None:
    """Keywords stand in one text with semicolons or commas between them."""
    text = one.value
    found = [
        (match[0].strip(), match.start() + len(match[0]) - len(match[0].lstrip()))
        for match in re.finditer(r"[^;]+" if ";" in text else r"[^,]+", text)
        if match[0].strip()
    ]
    spans = one.spans([(start, start + len(word)) for word, start in found])
    for (word, _), (start, end) in zip(found, spans, strict=True):
        draft.pieces.append(Piece("mapped", draft.add("subjects", Text(word), word), start, end))


def _rest(draft: Draft) -> None:
    work = draft.work
    if one := draft.take("language"):
        printed = text_of(one.value).replace("_", "-")
        work.language = LANGUAGES.get(printed.lower()) or (printed if _TAG.fullmatch(printed) else None)
        draft.note("language", one, "language" if work.language else None)
    if one := draft.take("note"):
        text = text_of(one.value)
        draft.note("note", one, draft.add("comments", text) if text else None)
    if one := draft.take("version"):
        draft.remark("version", f"The record describes version {text_of(one.value)[:60]}.", "version")
        draft.note("version", one, f"remarks[{len(draft.remarks) - 1}]" if text_of(one.value) else None)
    one = draft.take("license")
    for part in one.items() if one and isinstance(one.value, list) else [one] if one else []:
        url = next(iter(texts_of(part.value)), "")
        draft.note("license", part, draft.add("licences", Link(url), url) if _WEB.fullmatch(url) else None)

"""What stands in the rest of an entry and is no venue: counts of pages, ISBNs, the categories of a portal; and the names that are none."""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Date, Identifier
from kg.sources._html_names import only_people
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import holds

_ISBN = re.compile(r"(?P<label>ISBN(?:-1[03])?:?)\s?(?P<isbn>[\d–-][\d\s–-]{8,20}[\dXx])")
_PACKAGE = re.compile(
    r"\b(?:R|Python|Julia|Matlab|Stata) (?:package|module|toolbox)(?:,? version)?\s?[\d.-]{0,12}\d?\b", re.IGNORECASE
)
"""What a citation of software says of it: "R package version 0.4.2"."""
_SUBJECT = re.compile(r"(?<=\d)\s?\[[a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?\]")
"""The class that arXiv gives a paper, behind its number: "[math.AG]"."""
_EXTENT = re.compile(
    r"\d(?<![\w–.:-]\d)(?<!p\.\s\d)\d{0,3}\s?(?:pp?|S|Seiten|pages|págs?)\b(?!\.?\s?\d)\.?(?=[\s,;)]|$)"
)
"""How long a book is: "214 p."."""
_CATEGORY = re.compile(r"[^\n:]{4,30}:\s(?P<kind>[^\n›]{3,60})\s›[^\n]{0,200}")
"""How a portal of a university says what kind of work an entry is: "Research output: Thesis › PhD thesis"."""
_KINDS = (("thesis", "thesis"), ("chapter", "chapter"), ("book", "book"))
_SERVER = re.compile(
    r"(?P<name>bioRxiv|medRxiv|SSRN|OSF|PsyArXiv|SocArXiv|ChemRxiv|Preprints)[\s:,]+(?P<number>(?P<date>20\d\d\.\d\d\.\d\d)?[\d./v]{4,30})",
    re.IGNORECASE,
)
PAGES = re.compile(
    r"(?<![^\s.,;:|(])(?P<label>(?:pages?|seiten?|páginas?|págs?\.|pagine|strony|str\.|sidor|sider|sivut|стр\.|с\.):?)\s(?P<pages>[A-Z]?\d{1,6}(?:[–-]{1,2}[A-Z]?\d{1,6})?)(?![\d/])",
    re.IGNORECASE,
)
"""Pages with a whole word before them, as they stand in a line of their own: "Pages 289–307"."""
_PLACE = re.compile(r"[^\W\d_a-z][^\d:;,.]{1,30}:\s(?=[^\W\d_a-z])")
_NO_VENUE = re.compile(
    r"[\W\d_]*|(?:pp?|vol|no)\.?\s?\d[\d\s–-]*|\d{1,4}\s?(?:pp?|S|s|Seiten|pages)\.?|.*\bISBN\b.*|research output\b.*|.* › .*|manuscript|mimeo|(?:deliverable|milestone)\s[A-Z]{0,3}[\d.]+|(?:media|press):.*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?!npj\b)[a-z]{2,}(?:\s.*)?")
"""Words that begin with a small letter throughout: no venue is called so."""
_PUBLISHER = re.compile(
    r"(?:[^\W\d_a-z][\w’'&–.-]*\s){1,4}(?:(?:University\s)?(?:Press|Verlag|Publishers|Publishing)|UP)|UP of [^\W\d_a-z][\w’'. -]{2,30}|U of (?:[^\W\d_a-z][\w’'.-]*\s){1,3}P"
)
"""The name of a publisher, in MLA's short forms as well: "Duke UP", "U of Chicago P"."""
_TRANSLATED = re.compile(
    r"(?:(?:[Tt]ranslated|[Tt]rans\.|[Tt]r\.)\sby|[ÜüUu]e?bersetzt\svon|[Tt]raduit\spar|[Tt]raducid[oa]\spor|[Tt]radotto\sda|[Tt]rans\.|[Tt]rad\.|[Üü]bers\.)\s"
    r"(?P<names>[^()\d\n,;:]{4,80}?[^\W\d_]{2}(?=\.(?:\s|$))|[^()\d\n,;:]{4,80}(?=[,;]))"
)
"""Who translated a work, between its title and its publisher: "Translated by Ann Holm, Duke UP"."""

_SIGNS_OF_TRANSLATORS = ("rans", "rad", "bers", "by")
_SIGNS = {
    _CATEGORY: ("›",),
    _ISBN: ("isbn",),
    _EXTENT: ("",),
    _PACKAGE: ("package", "module", "toolbox"),
    _SUBJECT: ("[",),
}
"""What a text must hold, in small letters, for each pattern to be found in it: cheap to see, and most texts have none of it."""


def aside(text: str, rests: list[tuple[int, int]], draft: Draft) -> tuple[list[tuple[int, int]], Identifier | None]:
    """The rests without what is no venue, whose places are entered; and the ISBN that stands among it."""
    isbn: Identifier | None = None
    low = text.lower()
    if holds(low, _SIGNS_OF_TRANSLATORS):
        rests = _without_translators(rests, text, draft)
    rests = _without_pages(rests, text, draft)
    for pattern in [pattern for pattern, signs in _SIGNS.items() if holds(low, signs)]:
        for rest in rests:
            found = pattern.search(text, *rest)
            if found is None or (pattern is _ISBN and (isbn := identifiers.parse("isbn", found["isbn"])) is None):
                continue
            if pattern is _CATEGORY:
                kind = found["kind"].lower() + found[0].rpartition("›")[2].lower()
                draft.work.type = next((name for word, name in _KINDS if word in kind), draft.work.type)
            if pattern is _PACKAGE:
                draft.work.type = "software"
            draft.furniture("label" if pattern is _ISBN else "note", *found.span("label" if pattern is _ISBN else 0))
            rests = [one for one in rests if one != rest] + [
                (a, b) for a, b in ((rest[0], found.start()), (found.end(), rest[1])) if a < b
            ]
            if pattern is _ISBN:
                draft.mapped("isbn", *found.span("isbn"))
            break
    return rests, isbn


def _without_translators(rests: list[tuple[int, int]], text: str, draft: Draft) -> list[tuple[int, int]]:
    """The rests without the names of translators, which are taken as such."""
    for rest in rests:
        found = _TRANSLATED.search(text, *rest)
        names = only_people(found["names"]) if found else None
        if found and names and not names.truncated:
            known = len(draft.work.contributions)
            draft.furniture("label", found.start(), found.start("names") - 1)
            draft.authors_in(found["names"], found.start("names"), names)
            for position, one in enumerate(draft.work.contributions[known:], 1):
                one.role, one.position = "translator", position
            return [one for one in rests if one != rest] + [
                (a, b) for a, b in ((rest[0], found.start()), (found.end(), rest[1])) if a < b
            ]
    return rests


def _without_pages(rests: list[tuple[int, int]], text: str, draft: Draft) -> list[tuple[int, int]]:
    """The rests without pages that begin a line or a part of it, which are taken as such: they are of no name."""
    for rest in rests:
        found = PAGES.search(text, *rest)
        if found and not text[rest[0] : found.start()].rpartition("\n")[2].strip(" .,;|·"):
            draft.work.pages = found["pages"]
            draft.furniture("label", *found.span("label"))
            draft.mapped("pages", *found.span("pages"))
            return [one for one in rests if one != rest] + [
                (a, b) for a, b in ((rest[0], found.start()), (found.end(), rest[1])) if a < b
            ]
    return rests


def finish(draft: Draft, isbn: Identifier | None) -> None:
    """Takes back a venue that is none, shortens the name of a server of preprints, and gives the ISBN to the venue or to the work."""
    work = draft.work
    name = work.venues[0].name if work.venues else ""
    if name and work.publisher is None and not work.venues[0].kind and _PUBLISHER.fullmatch(name):
        work.publisher = work.venues.pop(0).name
        for piece in draft.pieces:
            piece.field = "publisher" if piece.field == "venues[0]" else piece.field
    elif name and (_NO_VENUE.fullmatch(name) or _NO_NAME.fullmatch(name)):
        work.venues.pop(0)
        draft.pieces = [piece for piece in draft.pieces if piece.field != "venues[0]"]
    if work.venues and (server := _SERVER.fullmatch(work.venues[0].name)):
        work.venues[0].name = server["name"]
        if server["date"] and not work.dates:
            work.dates.append(Date("issued", server["date"].replace(".", "-")))
    if work.type == "thesis" and work.venues and work.publisher is None:
        place = _PLACE.match(work.venues[0].name)
        work.publisher = work.venues.pop(0).name[place.end() if place else 0 :]
        for piece in draft.pieces:
            piece.field = "publisher" if piece.field == "venues[0]" else piece.field
    if work.type == "thesis" and work.publisher and (place := _PLACE.match(work.publisher)):
        work.place = work.place or place[0].rstrip(": ")
        work.publisher = work.publisher[place.end() :]
    if isbn is None:
        return
    field = "venues[0]" if work.venues else f"identifiers[{len(work.identifiers)}]"
    (work.venues[0].identifiers if work.venues else work.identifiers).append(isbn)
    for piece in draft.pieces:
        if piece.field == "isbn":
            piece.field = field

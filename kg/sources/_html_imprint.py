"""Place, publisher, year and ISBN of books, as entries of marked-up lists have them."""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Date, Piece, Venue
from kg.sources._html_names import only_people
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import holds

_IMPRINT = re.compile(
    r"(?P<place>[^\W\d_][^\d:;,.()\n]{1,40})(?::\s?(?P<publisher>[^\d:;()\n]{2,80}?))?,?\s(?P<year>(?:19|20)\d\d)(?=[\s,.;]|$)"
)
"""Place, publisher and year of a book: "Salzfurt: Tidal Press, 2020"."""
_ISBN = re.compile(r"[\s.,;(]{1,4}(?P<label>ISBN(?:-1[03])?:?)\s?(?P<isbn>[\d–-][\d\s–-]{8,20}[\dX])", re.IGNORECASE)
_BEHIND = re.compile(
    r"[^\n]{8,250}?(?<=[\w)?!])(?P<stop>\.)\s(?P<place>[^\W\d_a-z][^\d.:;()\n]{1,40}):\s(?P<publisher>[^\d:;()\n]{2,80})"
)
"""The title of a book with place and publisher behind it: "Slow Traffic. Salzfurt: Tidal Press"."""
_PLACED = r"[^\W\d_][^\d.:;()\n]{1,40}:\s?[^\d:;()\n]{2,80}?"
_IN_BRACKETS = re.compile(
    r"\((?:(?P<place>[^\W\d_][^\d:;()\n]{1,40}):\s?(?P<publisher>[^\d:;()\n]{2,80}?)|(?P<press>[^\W\d_][^\d:;()\n]{1,60} Press)),?\s(?:(?P<year>(?:19|20)\d\d)|forthcoming)\)"
)
"""Place, publisher and year in brackets, as notes have them: "(Salzfurt: Tidal Press, 2020)"."""
_EDITORS = re.compile(r",\seds\.\s[^()\d\n]{4,200}$")
"""Who edited the book a chapter stands in, between its title and the brackets: they name no venue."""
_BOOK = re.compile(
    r"[\s,.]{0,3}(?:exh\. cat\.[\s,]{1,3})?(?P<role>(?:co-?)?ed(?:s?\.|ited)[\s,]{1,3})?(?:with\s(?P<names>[^()\d:\n]{4,120}?)[\s.]{1,2})?"
    rf"(?:[^\d.:;()\n]{{8,60}}\.\s)?(?:\({_PLACED},?\s(?:(?:19|20)\d\d|forthcoming)\)|\([^\W\d_][^\d:;()\n]{{1,60}} Press,?\s(?:19|20)\d\d\)|(?<=\.\s){_PLACED},\s(?:19|20)\d\d(?=[\s.]|$))"
)
"""What follows the title of a book that stands alone: with whom it was made, place, publisher and year."""


_EDITED_BOOK = re.compile(
    r"(?P<label>\b[Ii]n:?)\s(?P<names>[^()\d\n:]{4,300}?)(?P<role>,?\s\((?:[Ee]ds?|Hrsg|[Dd]irs?|[Cc]oords?|[Rr]ed)\.?\),?)\s(?P<book>[^\n]{3,250}?(?:(?<![\s.][^\W\d_a-z])(?<=[\w)?!’'\"])(?=\.\s|,\s\d{1,4}[–-]{1,2}\d|,?\s\(?(?:pp?|pages?|chapter|chap|ch|vol|bd|s|pág|págs)\.?\s?\d|\s\()|(?<=[?!])(?=\s)))"
)
"""The book a chapter stands in, behind its editors: "In: Holm, Ann and Lund, Bo, (eds.) Ropes and Knots. Tidal Press, Salzfurt, pp. 5-9"."""
_SIGNS_OF_EDITORS = ("(ed", "(Ed", "(Hrsg", "(dir", "(Dir", "(coord", "(Coord", "(red", "(Red")
_PUBLISHED = re.compile(
    r"\.?\s(?P<publisher>[^\W\d_a-z][^\d.,:;()\n]{1,60}),\s(?P<place>[^\W\d_a-z][^\d.,:;()\n]{1,40})(?=[,.]\s|[,.]?$)"
)
"""Publisher and place behind the title of a book."""


def edited_book(draft: Draft, text: str, rests: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes the editors and the title of the book that a chapter stands in, with its publisher and place; gives the rests without them."""
    work = draft.work
    for rest in rests if not work.venues and holds(text, _SIGNS_OF_EDITORS) else ():
        found = _EDITED_BOOK.search(text, *rest)
        names = only_people(found["names"]) if found else None
        if found is None or names is None or names.truncated:
            continue
        known = len(work.contributions)
        draft.furniture("label", *found.span("label"))
        draft.authors_in(found["names"], found.start("names"), names)
        for position, one in enumerate(work.contributions[known:], 1):
            one.role, one.position = "editor", position
        draft.furniture("label", *found.span("role"))
        work.type = "chapter"
        work.venues.append(Venue(found["book"], "book"))
        draft.mapped("venues[0]", *found.span("book"))
        end = found.end()
        if (printed := _PUBLISHED.match(text, end, rest[1])) and not (work.publisher or work.place):
            work.publisher, work.place = printed["publisher"], printed["place"]
            draft.mapped("publisher", *printed.span("publisher"))
            draft.mapped("place", *printed.span("place"))
            end = printed.end()
        others = [one for one in rests if one != rest]
        return others + [(a, b) for a, b in ((rest[0], found.start()), (end, rest[1])) if a < b]
    return rests


_PLACE_FIRST = re.compile(
    r"[\s,.]{1,3}(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ –-][^\W\d_a-z][^\W\d_]{2,20}){0,2})\s(?P<year>(?:19|20)\d\d),\s(?P<publisher>(?:[^\W\d_][\w’'&.–-]{0,30}\s){0,4}"
    r"(?:Wydawnictwo|Oficyna|Press|Verlag|Publish(?:ers|ing)|Editions?|Éditions|Edizioni|Editor[ei](?:al)?|Ediciones|Forlag|Förlag|Uitgeverij|Nakladatelství|Kiadó|Universit\w{1,5})(?:\s[^\d,;:\n]{1,60}?)?)(?=[.;,]|\s?$)"
)
"""Place and year before the publisher, as books are cited in Poland: "Toruń 2017, Wydawnictwo Naukowe"."""


def placed(draft: Draft, text: str, rests: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes place, year and publisher that follow the title of a book in this order; gives the rests without them."""
    work = draft.work
    for rest in rests:
        found = _PLACE_FIRST.match(text, *rest)
        if found is None or work.publisher or work.place or work.dates:
            continue
        work.type, work.place, work.publisher = "book", found["place"], found["publisher"].rstrip()
        work.dates.append(Date("issued", found["year"]))
        for name, field in (("place", "place"), ("year", "dates[0]"), ("publisher", "publisher")):
            draft.mapped(field, *found.span(name))
        return [one for one in rests if one != rest] + ([(found.end(), rest[1])] if found.end() < rest[1] else [])
    return rests


def book_behind(text: str, at: int) -> re.Match[str] | None:
    """What follows a title that ends at `at`, where that is how a book is cited; `role` says that it was edited, `names` with whom it was made."""
    return _BOOK.match(text, at)


def bracketed(draft: Draft, text: str, rests: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes place, publisher and year that stand in brackets among the rests; gives the rests without them."""
    work = draft.work
    for rest in rests:
        found = _IN_BRACKETS.search(text, *rest)
        if found is None or work.publisher or work.place:
            continue
        press = "press" if found["press"] else "publisher"
        work.place, work.publisher = found["place"], found[press]
        draft.mapped("publisher", *found.span(press))
        if found["place"]:
            draft.mapped("place", *found.span("place"))
        if found["year"] and not work.dates:
            work.dates.append(Date("issued", found["year"]))
            draft.mapped("dates[0]", *found.span("year"))
        others = [one for one in rests if one != rest]
        editors = _EDITORS.search(text, rest[0], found.start())
        stop = editors.start() if editors else found.start()
        return others + [(a, b) for a, b in ((rest[0], stop), (found.end(), rest[1])) if a < b]
    return rests


def of_book(draft: Draft, text: str, rests: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes place, publisher and year of a book that stands alone; gives what is left of its line, a series, perhaps."""
    draft.work.type = "book"
    (start, end), *_ = rests
    if (found := _IMPRINT.search(text, start, end)) and not draft.work.publisher:
        begin = imprint(draft, text, found.start(), end)
        return [(start, found.start()), (begin, end)] if begin > found.start() else rests
    return bracketed(draft, text, rests)


def imprint(draft: Draft, text: str, start: int, end: int) -> int:
    """Takes place, publisher and year of an edited book where they begin a line; gives where the rest begins."""
    work = draft.work
    found = _IMPRINT.match(text, start, end)
    if found is None or work.place or work.publisher or work.dates or work.venues:
        return start
    work.type = "book"
    work.place, work.publisher = found["place"], found["publisher"]
    work.dates.append(Date("issued", found["year"]))
    for name, field in (("place", "place"), ("publisher", "publisher"), ("year", "dates[0]")):
        if found[name]:
            draft.mapped(field, *found.span(name))
    isbn = _ISBN.match(text, found.end(), end)
    known = identifiers.parse("isbn", isbn["isbn"]) if isbn else None
    if isbn is None or known is None:
        return found.end()
    draft.furniture("label", *isbn.span("label"))
    draft.mapped(f"identifiers[{len(work.identifiers)}]", *isbn.span("isbn"))
    work.identifiers.append(known)
    return isbn.end()


def part_imprint(draft: Draft, text: str) -> None:
    """Parts place and publisher from the title of the book that a chapter stands in."""
    work = draft.work
    book = work.venues[0] if work.venues and work.venues[0].kind in ("book", "conference") else None
    found = _BEHIND.fullmatch(book.name) if book else None
    if book is None or found is None or work.publisher or work.place or book.place:
        return
    for i, piece in enumerate(draft.pieces):
        if piece.field == "venues[0]" and text[piece.start : piece.end] == book.name:
            at = piece.start
            book.name, book.place, work.publisher = book.name[: found.start("stop")], found["place"], found["publisher"]
            draft.pieces[i] = Piece("mapped", "venues[0]", at, at + found.start("stop"))
            draft.mapped("venues[0]", at + found.start("place"), at + found.end("place"))
            draft.mapped("publisher", at + found.start("publisher"), at + found.end("publisher"))
            return

"""Place, publisher, year and ISBN of books, as entries of marked-up lists have them."""

from __future__ import annotations

import re

from kg import identifiers
from kg.records import Date, Piece
from kg.sources._listing_lines import Draft

_IMPRINT = re.compile(
    r"(?P<place>[^\W\d_][^\d:;,.()\n]{1,40})(?::\s?(?P<publisher>[^\d:;()\n]{2,80}?))?,?\s(?P<year>(?:19|20)\d\d)(?=[\s,.;]|$)"
)
"""Place, publisher and year of a book: "Salzfurt: Tidal Press, 2020"."""
_ISBN = re.compile(r"[\s.,;(]{1,4}(?P<label>ISBN(?:-1[03])?:?)\s?(?P<isbn>[\d–-][\d\s–-]{8,20}[\dX])", re.IGNORECASE)
_BEHIND = re.compile(
    r"[^\n]{8,250}?(?<=[\w)?!])(?P<stop>\.)\s(?P<place>[^\W\d_a-z][^\d.:;()\n]{1,40}):\s(?P<publisher>[^\d:;()\n]{2,80})"
)
"""The title of a book with place and publisher behind it: "Slow Traffic. Salzfurt: Tidal Press"."""


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

"""A venue with its year before everything else of an entry: "[Tides'21] Ferries ...", "TIDES 2021: Ferries ...", "[2021][TIDES] Ferries ..."."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple

from kg.records import Date, Piece, PieceKind, Record, Venue
from kg.sources._listing_lines import Draft
from kg.sources._listing_signs import whole_year

_NAME = r"(?P<{0}>(?:arXiv|bioRxiv|medRxiv|[A-Z][\w&/@+-]{{1,14}}(?:[ -][A-Z][\w&]{{1,14}}){{0,2}}))"
_YEAR_4 = r"(?:19|20)\d\d"
_TAG = re.compile(
    rf"\s*(?:[\[(【<]{_NAME.format('a')}(?:[ ,’'‘-]{{0,2}}(?P<year_a>(?:19|20)?\d\d)(?:\s(?P<note_a>[A-Za-z][\w ]{{2,30}}))?)?[\])】>](?:\s?[\[(](?P<year_b>{_YEAR_4})[\])])?"
    rf"|[\[(](?P<year_c>{_YEAR_4})[\])]\s?[\[(]{_NAME.format('b')}[\])]"
    rf"|{_NAME.format('c')}[ ,]{{0,2}}(?P<year_d>{_YEAR_4}|[’'‘]\d\d)(?:\s\((?P<note_d>[a-z][\w ]{{2,30}})\)|(?P<more>\s[a-z][\w ]{{2,60}}))?(?=\s?[:|–—]\s|\s-\s|\n))"
    r"[\s:.|·–—-]{0,6}(?=[^\W_]|[\"“«‘'])"
)


class Tag(NamedTuple):
    """Where the name of a venue stands before an entry, where its year, and where the entry begins."""

    name: tuple[int, int]
    year: tuple[int, int]
    end: int
    note: tuple[int, int] | None = None


def venue_first(text: str, at: int = 0) -> Tag | None:
    """The tag with which an entry begins at `at`; a name without a year is none, and neither is one without capitals in a row."""
    match = _TAG.match(text, at)
    if match is None:
        return None
    group = next(one for one in "abc" if match[one])
    year = next((match.span(one) for one in ("year_a", "year_b", "year_c", "year_d") if match[one]), None)
    name, note = match.span(group), next((match.span(one) for one in ("note_a", "note_d") if match[one]), None)
    # In brackets with a year, any name is that of a venue; without brackets, one with capitals in a row.
    if year is None or (group == "c" and sum(map(str.isupper, match[group])) < 2):
        return None
    if match["more"]:  # "TIDES 2019 workshop on ferries" is another venue than TIDES
        name = (name[0], match.end("more"))
    return Tag(name, (year[0] + (not text[year[0]].isdigit()), year[1]), match.end(), note)


def enter(holder: Draft | Record, tag: Tag, text: str, base: int) -> None:
    """Enters venue and year of a tag into a record; `text` stands at `base`. What the record has more of itself is left as it is."""
    work = holder.work
    name = text[slice(*tag.name)]
    parts: list[tuple[PieceKind, str, int, int]] = []
    if not work.venues and not work.journal_ref:
        work.venues.append(Venue(name, "conference"))
        holder.confidence["venues"] = 0.9
    known = any(venue.name == name for venue in work.venues)
    parts.append(("mapped", "venues[0]", *tag.name) if known else ("left", "venue", *tag.name))
    year = whole_year(text[slice(*tag.year)])
    if not any(piece.field.startswith("dates[") for piece in holder.pieces):
        work.dates = [Date("issued", year)]  # there was none, or only that of the heading above
    if tag.year[0] >= tag.name[1] or tag.year[1] <= tag.name[0]:
        same = work.dates[0].value[:4] == year
        parts.append(("mapped", "dates[0]", *tag.year) if same else ("left", "year", *tag.year))
    if tag.note:
        work.comments.append(text[slice(*tag.note)])
        parts.append(("mapped", f"comments[{len(work.comments) - 1}]", *tag.note))
    first = min(parts, key=itemgetter(2))[2]
    at = max([piece.end - base for piece in holder.pieces if base <= piece.start < base + first], default=0)
    for kind, field, start, end in [*sorted(parts, key=itemgetter(2)), ("furniture", "label", tag.end, tag.end)]:
        for one in (Piece("furniture", "label", base + at, base + start), Piece(kind, field, base + start, base + end)):
            if one.start < one.end:
                holder.pieces.append(one)
        at = end


def parted(record: Record) -> Record:
    """A record whose title begins with a venue and its year, with these as such."""
    title = record.work.title or ""
    place = next((piece for piece in record.pieces if piece.field == "title" and piece.kind == "mapped"), None)
    if place is None or record.work.venues or (tag := venue_first(title)) is None:
        return record
    base = place.start
    place.start += tag.end
    record.work.title = title[tag.end :]
    enter(record, tag, title, base)
    return record

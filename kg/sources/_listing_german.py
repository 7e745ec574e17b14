"""Lists of publications of German jurists and scholars of the humanities, one entry a line and mostly without the owner's name.

Der Anscheinsbeweis, in: NJW 2012, S. 123–130
Licht und Schatten (zus. mit Jost Wedekind), JZ 74 (2019), 45 ff.
Müller/Schmidt, Zoll und Zeichen, in: Kurz/Lang (Hrsg.), Markt und Macht, Wien 2015, S. 145–160
Städte und Märkte. Handel an der Donau, Wien 2008

The word "in:" or a journal with its year and page ends the title, whatever full stops and commas stand in it.
A page is of this form where two headings of such lists stand on it and most lines have one of these ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.records import Contribution, Date, Furniture, Identifier, Item, Record, Remark, Venue
from kg.sources import _listing_german_parts as parts
from kg.sources._listing_lines import Draft, Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_sections import IMPLIED, OTHER, is_other_heading, of_works
from kg.sources._listing_signs import YEAR, find_identifiers
from kg.sources._listing_tail import year_from_heading

_SECTION = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.)]?\s+)?(?:(?:[Ss]elbständige|[Ww]issenschaftliche|[Aa]usgewählte|[Ww]eitere|[Kk]leinere)\s)?"
    r"(?:Monogra(?:ph|f)ien?|Bücher|Schriften|Herausgeberschaft(?:en)?|Herausgegebene\s.{3,30}|Aufsätze|Beiträge|Zeitschriftenaufsätze|Kommentierungen|Urteilsanmerkungen"
    r"|Entscheidungsanmerkungen|Anmerkungen|Rezensionen|Buchbesprechungen|Besprechungen|Lexikonartikel|Lexikonbeiträge|Handbuchbeiträge|Im Druck|Im Erscheinen|Schriftenverzeichnis"
    r"|Veröffentlichungen|VERÖFFENTLICHUNGEN|SCHRIFTENVERZEICHNIS|Publikationen|Publikationsliste|Editionen|Sonstiges|Miszellen)(?:\s(?:in|und|zu|von|aus)\s.{3,60}|\s?\([^()]{3,40}\))?:?"
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s{0,3}(?P<isbn>97[89](?:[- ]?\d){10}|(?:\d[- ]?){9}[\dX])")
_LONG = 30
_LONGEST = 1500
_MOST_LINES = 3


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two headings of German lists stand on a page, and three in five entries that are no year's have an end of this form."""
    if sum(_SECTION.fullmatch(line.text) is not None for line in lines) < 2:
        return False
    first = next(i for i, line in enumerate(lines) if _SECTION.fullmatch(line.text))
    entries = [line.text[:_LONGEST] for line in of_works(lines[first:]) if len(line.text) >= _LONG and not _heads(line)]
    cited = sum(parts.CITED.search(text) is not None for text in entries)
    read_ = sum(parts.taken(text) is not None for text in entries)
    return cited >= 3 and cited * 10 >= len(entries) * 4 and read_ * 10 >= len(entries) * 6


def _heads(line: Line) -> bool:
    return len(line.text) < 90 and (_SECTION.fullmatch(line.text) is not None or is_heading(line))


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The entries of a page; what is neither an entry nor a heading is rejected, as are sections that list no works."""
    year = ""
    begun = False
    others: list[Line] = []
    held: list[Line] = []
    for line in lines:
        if _heads(line) or (not YEAR.search(line.text) and is_other_heading(line)):
            yield from _entry(held, year)
            held = []
            if not _heads(line):
                others.append(line)
                continue
            yield from OTHER.read(iter(others), True)
            others, begun = [], True
            bare = bare_heading(line.text)
            year = bare if YEAR.fullmatch(bare) else ""
            yield Furniture("heading", line.start, line.end)
        elif others or not begun:
            others.append(line)
        elif held and (line.gap or len(held) >= _MOST_LINES or parts.taken(joined(held)) or parts.taken(line.text)):
            yield from _entry(held, year)
            held = [line]
        else:
            held.append(line)
    yield from _entry(held, year)
    yield from OTHER.read(iter(others), True)


def _entry(lines: list[Line], year: str) -> Iterator[Item]:
    """The record of an entry; lines that are none, each rejected."""
    if not lines:
        return
    found = parts.taken(joined(lines))
    if found:
        yield _record(joined(lines), lines[0].start, found, year)
    else:
        for line in lines:
            yield reject([line], "neither 'in:' nor a journal with its page nor an imprint ends a title here")


def _record(text: str, base: int, found: parts.Parts, year: str) -> Record:
    draft = Draft("book" if found.book else "chapter" if found.editors else "article")
    draft.work.title = text[slice(*found.title)]
    draft.mapped("title", base + found.title[0], base + found.title[1])
    draft.confidence["title"] = 0.9
    role = "editor" if found.edits and not found.owned else "author"
    for people, kind in ((found.names, role), (found.editors, "editor")):
        free = [(name, start, end) for name, start, end in people if _is_free(draft, base, (start, end))]
        for number, (name, start, end) in enumerate(free, 1):
            draft.mapped(f"contributions[{len(draft.work.contributions)}]", base + start, base + end)
            draft.work.contributions.append(Contribution(name, number, role=kind))
    if found.owned:
        message = "The entry does not name the owner of the page it stands on, who is an author."
        draft.remarks.append(Remark(IMPLIED, message, "contributions"))
    if found.venue and _is_free(draft, base, found.venue):
        kind = "book" if found.editors else "journal" if found.journal else ""
        draft.work.venues.append(Venue(text[slice(*found.venue)], kind))
        draft.mapped("venues[0]", base + found.venue[0], base + found.venue[1])
    if found.year and _is_free(draft, base, found.year):
        draft.work.dates.append(Date("issued", text[slice(*found.year)]))
        draft.mapped("dates[0]", base + found.year[0], base + found.year[1])
    for field, at in (("volume", found.volume), ("pages", found.pages)):
        if at and _is_free(draft, base, at):
            setattr(draft.work, field, text[slice(*at)])
            draft.mapped(field, base + at[0], base + at[1])
    for one, start, end in find_identifiers(text, found.title[1]):
        _identified(draft, base, one, start, end)
    printed = _ISBN.search(text, found.title[1])
    if printed and (isbn := identifiers.parse("isbn", printed["isbn"])):
        _identified(draft, base, isbn, printed.start(), printed.end())
    if year and not draft.work.dates:
        year_from_heading(draft, year)
    return draft.record()


def _identified(draft: Draft, base: int, one: Identifier, start: int, end: int) -> None:
    if _is_free(draft, base, (start, end)):
        draft.mapped(f"identifiers[{len(draft.work.identifiers)}]", base + start, base + end)
        draft.work.identifiers.append(one)


def _is_free(draft: Draft, base: int, at: tuple[int, int]) -> bool:
    """Whether nothing was read yet of what stands there: the year behind a lexicon could be a page, too."""
    return all(piece.end <= base + at[0] or base + at[1] <= piece.start for piece in draft.pieces)


LAYOUT = Layout("german-humanities", recognises, read, whole=True)

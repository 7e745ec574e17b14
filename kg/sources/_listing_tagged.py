"""Reference lists in no order that the rules know: each entry is read by the tagger of reference strings.

    • A. Author*, B. Builder*. Ferries Without Timetables. In Tides, 2019 (oral)
    1: Author A, Builder BC. Ferries without timetables. J Harb Stud. 2019 Mar;12(3):1-9. PMID: 30012345.
    A. Author, « Des bacs sans horaires », dans Actes des journées des marées (JDM 2019), Nantes, juin 2019, p. 1-9.

The last of the layouts, as it is the slowest: what has clear parts is read before.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from kg.records import Furniture, Item, Piece, Record, Venue
from kg.sources._listing_entries import lead
from kg.sources._listing_lines import MARKER, Layout, Line, bare_heading, is_heading, joined, reject
from kg.sources._listing_names import are_words
from kg.sources._listing_parting import entries, ways
from kg.sources._listing_people import people
from kg.sources._listing_signs import OF_CITATIONS, YEAR, find_identifiers
from kg.sources._listing_tags import enter
from kg.sources._listing_tail import year_from_heading
from kg.sources._references_draft import read_ahead
from kg.sources._references_record import record_of

_AT_ONCE = 64
"""The parts of so many entries are found at once."""
_MOST_TRIED = 12
"""So many entries at most are read to see whether a list is of this layout."""
_PARTS = re.compile(r"[.,;:]\s")
_OF_NAMES = re.compile(
    r"[^\W\d_a-z]\.;|;\s[*†]?[^\W\d_a-z][\w'’-]+(?:, [^\W\d_a-z]\.|$)|^[*†]?[^\W\d_a-z][\w'’-]+, [^\W\d_a-z](?:\.|$)"
)
"""What stands in a list of names with semicolons, and in no title."""
_INITIAL_BEHIND = re.compile(r"[,.]\s[^\W\d_a-z]\.")
_NOT_OF_TITLE = re.compile(
    r"(?P<venue>\s//(?:\s|$)|,\s(?=«[^«»]{3,200}»$|„[^„”“]{3,200}[”“]$))|\s/\s(?=[^/]{3,300}$)(?=[^\W\d_a-z]\.\s?[^\W\d_a-z])|\.\s[–—]\s(?=[^\W\d_a-z])|\s/$"
    r"|:\s(?=(?:монография|учебник|учебное пособие|автореф|дис\b|дисс)[^:]{0,200}$)"
)
"""What stands behind a title in the style of Eastern Europe (GOST 7.0) and of Italy: "Title / A. Author // Journal", "Title, «Journal»"."""
_NAME_OF_VENUE = re.compile(r"[\s«„]*(?P<name>[^«»„”“:]{2,150}?)[\s.»”“]*(?:$|:\s)")
_BEGINS_WITHIN = re.compile(r"[^\W\d_a-z]\.[*†‡]?\s(?!\d)|(?:eds?|hrsg|dir)\b[.,)]")
"""How what is taken for a title begins within the names before it: with the last initial, with a word for editors."""
_ONLY_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?)+")
_PARTICLE_FIRST = re.compile(r"(?:v[ao]n|de|der|den|di|da|dos|du|ter|ten|zu|al|el)\s[^,]{2,40},\s")
"""How a title begins that was taken from within a name: "van der Berg, Ferries"."""
_EDITING = re.compile(r"[\s(](?:eds?|editors?|hrsg|hg|éds?|dirs?|coords?|orgs?)\b\.?[\s),.:]", re.IGNORECASE)
_LONGEST = 3000
_SYNTAX = re.compile(r"=\s?[{\"]|@\w+\{|</?\w+[ >]|\"\s?:|\\\w+\{")
"""What entries of other formats have: such a text is no reference as it would be printed."""


def _wanted(text: str, headed: bool) -> bool:
    """Whether an entry has what every reference has, which is cheap to see: parts, and a year or an identifier."""
    return (
        len(text) <= _LONGEST
        and len(_PARTS.findall(text[:500])) >= 2
        and _SYNTAX.search(text) is None
        and (headed or YEAR.search(text) is not None or any(True for _ in find_identifiers(text)))
    )


def record(text: str, base: int, year: str = "") -> Record | None:
    """The record of an entry, behind its number or bullet; None where title or authors are not certain.

    `year` is that of the heading it stands under.
    """
    if not _wanted(text, bool(year)):
        return None
    marker = MARKER.match(text)
    begin, tag = lead(text)
    found = record_of(text[begin:], base + begin)
    if (
        not isinstance(found, Record)
        or not _is_plausible(found, text)
        or _begins_in_names(found, text[begin:], base + begin)
        or _lacks_names(found, text[begin:])
    ):
        return None
    _cut_title(found, text, base)
    if marker:
        found.start = base
        found.pieces.insert(0, Piece("furniture", "label", base, base + len(marker[0].rstrip())))
    if tag:
        found.start = base
        enter(found, tag, text, base)
    if year and not found.work.dates:
        year_from_heading(found, year)
    return found


def _cut_title(found: Record, text: str, base: int) -> None:
    """Ends a title before what is none of it: names behind a stroke, the venue behind two or in quotation marks, the imprint behind a dash."""
    place = next((piece for piece in found.pieces if piece.field == "title" and piece.kind == "mapped"), None)
    if place is None:
        return
    printed = text[place.start - base : place.end - base]
    cut = _NOT_OF_TITLE.search(printed)
    if cut is None or cut.start() < 4:
        return
    behind = printed[cut.end() :]
    place.end = place.start + len(printed[: cut.start()].rstrip(" .,/"))
    found.work.title = " ".join(text[place.start - base : place.end - base].split())
    name = _NAME_OF_VENUE.match(behind) if cut["venue"] else None
    if name and not found.work.venues and not found.work.journal_ref:
        at = place.start + cut.end()
        found.work.venues.append(Venue(name["name"], "journal" if name["name"] == behind.strip(" .") else ""))
        found.pieces.append(Piece("mapped", "venues[0]", at + name.start("name"), at + name.end("name")))
        found.pieces.sort(key=attrgetter("start"))
        found.confidence["venues"] = 0.85


def _begins_in_names(found: Record, text: str, base: int) -> bool:
    """Whether a title begins before the colon that names end with."""
    colon = text.find(": ", 0, 300)
    title = next((piece.start - base for piece in found.pieces if piece.field == "title"), colon)
    return 0 <= title < colon and people(text[:colon]) is not None


def _lacks_names(found: Record, text: str) -> bool:
    """Whether the first of several lines is nothing but names, more than were found: the others were taken for the title."""
    first, _, more = text.partition("\n")
    names = people(first.rstrip(" .")) if more else None
    return names is not None and len(names.names) > len(found.work.contributions)


def _is_plausible(found: Record, text: str) -> bool:
    """Whether there are authors that can be names, and a title that does not begin with names."""
    names = [one.name for one in found.work.contributions if one.role == "author"]
    title = found.work.title or ""
    if not names and _of_editors(found, text):
        names = [one.name for one in found.work.contributions]
    if not title or not names or any(":" in name.printed or any(map(str.isdigit, name.printed)) for name in names):
        return False
    if not all(name.literal or are_words(name.printed.replace(",", " "), 8) for name in names):
        return False
    if any(_ONLY_INITIALS.fullmatch(name.printed) for name in names) or _PARTICLE_FIRST.match(title):
        return False
    if (
        OF_CITATIONS.search(title)
        or _BEGINS_WITHIN.match(title)
        or _OF_NAMES.search(title)
        or (" " not in title and title.isascii() and _INITIAL_BEHIND.match(text.partition(title)[2]))
    ):
        return False
    before = title.partition(":")[0] if ":" in title else title.partition(".")[0]
    return "," not in before or people(before) is None


def _of_editors(found: Record, text: str) -> bool:
    """Whether a work has no authors since those named first are its editors, as a word behind their names says."""
    at = next((piece.start for piece in found.pieces if piece.field.startswith("contributions[")), found.end)
    title = next((piece.start for piece in found.pieces if piece.field == "title"), 0)
    editors = found.work.contributions and all(one.role == "editor" for one in found.work.contributions)
    return bool(editors) and at < title and _EDITING.search(text[:300]) is not None


def recognises(lines: Sequence[Line]) -> str:
    """The way entries are parted where most of the first can be read, two at least; '' where too few can."""
    headed = any(is_heading(line) and YEAR.fullmatch(bare_heading(line.text)) for line in lines)
    body = [line for line in lines if not is_heading(line)]
    best, most = "", 0.0
    seen: set[tuple[str, ...]] = set()
    for way in ways(body):
        some = [one for one in itertools.islice(entries(iter(lines), way), 4 * _MOST_TRIED) if not is_heading(one[0])]
        texts = tuple(joined(entry) for entry in some)
        if texts in seen:
            continue  # another way has parted them in the same places
        seen.add(texts)
        share = _share(texts, headed, most)
        if share > most:
            best, most = way, share
    return best


def _share(texts: Sequence[str], headed: bool, most: float) -> float:
    """The share of some entries that can be read; 0 where it is too small, no more than `most`, or that of one entry alone."""
    fitting = [text for text in texts if _wanted(text, headed)]
    if len(fitting) < 2 or len(fitting) * 10 < len(texts) * 6:
        return 0.0
    tried = fitting[:_MOST_TRIED]
    understood = len(tried)
    share = 0.0
    for text in tried:
        understood -= not _is_read(text, headed)
        share = understood / len(tried) * len(fitting) / len(texts)
        if understood < 2 or share < 0.6 or share <= most:
            return 0.0
    return share


@lru_cache(maxsize=1024)
def _is_read(text: str, headed: bool) -> bool:
    """Whether an entry can be read: each way of parting the lines of a list and each look at a part of it ask for the same entries."""
    return record(text, 0, "2000" if headed else "") is not None


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The entries of a list parted in the way `plan`; one whose title or authors are not certain is rejected."""
    year = ""
    for entry in _read_ahead(entries(lines, str(plan))):
        if is_heading(entry[0]):
            bare = bare_heading(entry[0].text)
            year = bare if YEAR.fullmatch(bare) else year
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        text = joined(entry)
        stray = plan == "marked" and not MARKER.match(text)
        found = None if stray else record(text, entry[0].start, year)
        yield found or reject(entry, "title and authors are not certain in this reference")


def _read_ahead(found: Iterator[list[Line]]) -> Iterator[list[Line]]:
    """The entries; the parts of some are found at once."""
    while some := list(itertools.islice(found, _AT_ONCE)):
        texts = [joined(entry) for entry in some if not is_heading(entry[0])]
        read_ahead([text[lead(text)[0] :] for text in texts if _wanted(text, True)])
        yield from some


LAYOUT = Layout("tagged-references", recognises, read, afresh=True)

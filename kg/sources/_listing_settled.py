"""What a record of a list cannot be, whoever read it: names on both sides of the title, a venue with its place and volume in it.

The last step of the reading of a page. Where what is wrong shows in the record itself, it is taken out, or put where it belongs; what
cannot be mended is rejected, as a wrong title is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from kg.names import split
from kg.records import Date, Piece, Record, Reject, Remark
from kg.sources._listing_calendars import other_calendar
from kg.sources._listing_lead import stripped, without_headings, without_lead
from kg.sources._listing_sections import IMPLIED
from kg.sources._listing_signs import PUBLISHER, SAME_AUTHORS, of_conferences, of_journals
from kg.sources._listing_status import take_status
from kg.sources._listing_turned import is_given
from kg.sources._listing_venue_ends import ends, imprint, is_none, is_thesis
from kg.sources._listing_venue_words import is_press, is_report, names_none, trimmed
from kg.sources._listing_year import beside, year_within

_WIDE_MARKS = "（【〔《「『〈，、；：. "
"""Signs of East Asia that stand before a name."""
_QUOTES = frozenset('"“”„«»')
_NAME_FIRST = re.compile(r"[^\W\d_a-z][\w'’-]+, (?:[^\W\d_a-z]\.[\s-]?){1,3}[*†‡,;\s]")
"""How a title begins that is none: with an inverted name."""
_WITH = re.compile(r"[\s\d.)•*-]{0,8}[(\[]?(?:[Ww]ith|[Mm]it|[Aa]vec)\s+")
"""What stands on a line before the name of those an entry was written with."""
_YEAR_LAST = re.compile(r"(?<=[^\W\d_.])\.?\s(?P<year>(?:19|20)\d\d)(?!\d)")
_COLUMNS = re.compile(r"(?<=\S)[^\S\n]{8}")
_EDITED = re.compile(r"(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled)\s(?:with|by)\s+(?=[^\W\d_a-z])")
"""What stands before the names of those with whom the owner of a page edited a book."""
_RESPECT = re.compile(
    r"(?:(?:AUTHORS?:?|Authors?:|[Cc]o-?[Aa]uthors?:?|Коаутори?:?|Autor(?:en|es)?:|Thiru|Tmt|Selvi|Shri|Smt|Miss|MISS|Mrs?|Ms"
    r"|(?:Maj|Col|Capt|Sgt|Lt|Dr|Prof|Rev|Fr|Br|Mrs?|Ms|DR|PROF|REV|MRS?|SR)\.)\s+)+(?=[^\W\d_a-z])(?=\S{2,}\.?\s)"
)
"""Words of respect, which are abbreviated with a stop, and labels, before a name of more than one word; capitals without a stop may be initials."""
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]{1,3}$")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z](?:\.|(?!\w))")
_NUMBER_OF_YEAR = re.compile(r"(?:(?P<number>\d{1,3})/)?(?P<year>(?:19|20)\d\d)")
_BRACKETED_THESIS = re.compile(
    r"\[(?:unpublished\s)?(?:doctoral|ph\.?\s?d\.?|master['’]?s?|bachelor['’]?s?|licentiate)\s(?:dissertation|thesis),\s(?P<institution>[^\[\],]{3,80})[^\[\]]{0,40}\]",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\s\(\d{1,2}(?:st|nd|rd|th)\sed\.\)\.\s*$")
_INSTITUTION = re.compile(r"[.,:\s]{1,3}(?P<institution>[^\W\d_a-z][^,.;:\d()\[\]]{3,80})(?=[,.;(]|$)")
_EDITORS_ALONE = re.compile(r"[^()]{3,120}\((?:dirs?|éds?|eds?|hrsg|hgg?|coords?|orgs?|a cura di)\.?\)", re.IGNORECASE)
_COLLECTION = re.compile(r"[,:]\s+(?P<name>[^\W\d_a-z][^,.;\d]{3,120}(?:,\s[^\W\d_A-Z][^,.;\d]{3,80}){0,2})(?=[,.;])")
_EDITOR_GOES_ON = re.compile(
    r",\s[^\W\d_a-z][\w.-]*(?:\s[\w.-]+)?(?:,|\s(?:and|und|et|a|y)\s[^,]{3,40},)\s(?:eds?|red|hrsg)\.\s+(?P<name>[^\W\d_a-z][^.;\d]{3,120}?)(?=[.,;]\s)"
)
"""The rest of the editors, of whom the family name of the first was taken for the venue, and the name of the collection (ISO 690)."""
_MOST_AGAIN, _LONGEST = 40, 400
_FIELDS = ("volume", "issue", "pages", "publisher", "place")


def settled(record: Record, text: str = "", base: int = 0) -> Record | Reject:
    """A record without what it cannot hold; `text`, where there is one, is that of the whole page, which stands at `base`."""
    title = _piece(record, "title")
    printed = record.work.title or ""
    if _NAME_FIRST.match(printed):
        return Reject(
            record.start, record.end, "not understood: what stands where the title would be begins with a name"
        )
    if title and _unclosed(printed) and not _unquoted(record, title, printed, text, base):
        return Reject(
            record.start, record.end, "not understood: a quotation begins in the title and does not end there"
        )
    if title and printed != printed.strip():
        stripped(record, title, printed)
    _edited(record)
    _bare(record)
    _names(record, title)
    if text and title:
        without_lead(record, title, text, base)
        without_headings(record, text, base)
        if _COLUMNS.search(text, title.start - base, title.end - base):
            return Reject(record.start, record.end, "not understood: columns stand where the title would be")
        _implied(record, text, base)
        _year_behind_names(record, text, base)
        _word_of_title(record, title, text, base)
        _thesis(record, text, base)
        _book(record, title, text, base)
    _venue(record, text, base)
    _institution(record)
    _year_among_numbers(record)
    if text:
        if not record.work.dates and not any(one.code == "date-invalid" for one in record.remarks):
            year_within(record, text, base)
        if not record.work.dates:
            other_calendar(record, text, base)
        take_status(record.work, record.pieces, text, base, (record.start, record.end))
    return record


def _piece(record: Record, field: str) -> Piece | None:
    for one in record.pieces:
        if one.field == field and one.kind == "mapped":
            return one
    return None


def _unquoted(record: Record, title: Piece, printed: str, text: str, base: int) -> bool:
    """Whether a quotation that begins a title ends right behind it, as in ''this'' and in \u2018\u201cthis\u201d: and more\u2019; its marks are none of the title then."""
    marks = printed[: len(printed) - len(printed.lstrip("'\u2018"))]
    behind = title.end - base + (text[title.end - base] in ".,?!" if title.end - base < len(text) else 0)
    closing = text[behind : behind + len(marks)]
    if not closing or any(mark not in "'\u2019" for mark in closing) or title.end - title.start != len(printed):
        return False
    record.work.title = printed[len(marks) :]
    title.start += len(marks)
    record.pieces.append(Piece("furniture", "punctuation", title.start - len(marks), title.start))
    record.pieces.sort(key=attrgetter("start"))
    return True


def _unclosed(title: str) -> bool:
    """Whether a title begins with a single quotation mark that nothing closes, and has one of the other kind before its end."""
    return (
        title[:1] in "'‘"
        and title[-1:] not in "'’"
        and not re.search(r"['’](?!\w)|’(?=[\u3040-\u9fff\uac00-\ud7a3])", title[1:])
    )


# --- names -------------------------------------------------------------------------------------------------------------


def _edited(record: Record) -> None:
    """Takes "edited with" from before a name, which is that of an editor then."""
    for i, one in enumerate(record.work.contributions):
        lead = _EDITED.match(one.name.printed)
        place = _piece(record, f"contributions[{i}]") if lead else None
        if lead and place and place.end - place.start == len(one.name.printed):
            place.start += lead.end()
            one.name = split(one.name.printed[lead.end() :])
            one.role = "editor" if lead[0].lower().startswith("edited") else one.role


def _bare(record: Record) -> None:
    """Takes from each name the words of respect and the labels before it, and the numbers that stand raised behind it."""
    for i, one in enumerate(record.work.contributions):
        printed = one.name.printed
        lead, raised = _RESPECT.match(printed), _RAISED.search(printed)
        start, end = lead.end() if lead else 0, raised.start() if raised else len(printed)
        place = _piece(record, f"contributions[{i}]") if end - start < len(printed) else None
        if place and start < end and place.end - place.start == len(printed):
            place.start, place.end = place.start + start, place.end - (len(printed) - end)
            one.name = split(printed[start:end])


def _names(record: Record, title: Piece | None) -> None:
    """Keeps the authors that stand together, up to where their list begins again, and none with a mark of quotation."""
    work = record.work
    keep = [
        i
        for i, one in enumerate(work.contributions)
        if _QUOTES.isdisjoint(one.name.printed) and not SAME_AUTHORS.fullmatch(one.name.printed)
    ]
    if len(keep) > 1 and _is_journal(record, title, keep[-1]):
        keep.pop()
    again = _begins_again([one.name.printed for one in work.contributions])
    if again and all(one.role == "author" for one in work.contributions):
        keep = [i for i in keep if i < again]
    if title:
        places = {one.field: one for one in record.pieces if one.field.startswith("contributions[")}
        its = {
            i: place
            for i in keep
            if work.contributions[i].role == "author" and (place := places.get(f"contributions[{i}]"))
        }
        behind = [i for i, place in its.items() if place.start >= title.end]
        if behind and any(place.end <= title.start for place in its.values()):
            keep = [i for i in keep if i not in behind]
    if len(keep) < len(work.contributions):
        _kept(record, keep)


def _is_journal(record: Record, title: Piece | None, last: int) -> bool:
    """Whether the last name behind a title is the beginning of that of a journal: "..., B. Builder, IEEE Trans. Harbours 195"."""
    place, printed = _piece(record, f"contributions[{last}]"), record.work.contributions[last].name.printed
    behind = title is not None and place is not None and place.start >= title.end
    named = "," in printed or printed[1:2] == "." or is_given(printed.split()[0])  # "J. Low Temp" may be a person
    return behind and not named and of_journals(printed) and (" " in printed or not record.work.venues)


def _begins_again(names: Sequence[str]) -> int:
    """The number of the name with which a list of names begins once more, the last of which may be cut; 0 where it does not."""
    even = ["".join(name.split()).lower() for name in names[:_MOST_AGAIN]]
    for i in range(1, len(even)):
        rest = even[i:]
        if even[i] == even[0] and all(one.startswith(other) for one, other in zip(even, rest, strict=False)):
            return i
    return 0


def _kept(record: Record, keep: list[int]) -> None:
    """A record with some of its contributions only; what was taken for the others is left over."""
    new = {f"contributions[{old}]": f"contributions[{i}]" for i, old in enumerate(keep)}
    for one in record.pieces:
        if one.field.startswith("contributions["):
            one.kind, one.field = ("mapped", new[one.field]) if one.field in new else ("left", "names")
    record.work.contributions = [record.work.contributions[i] for i in keep]
    positions: dict[str, int] = {}
    for contribution in record.work.contributions:
        positions[contribution.role] = positions.get(contribution.role, 0) + 1
        contribution.position = positions[contribution.role]


def _year_behind_names(record: Record, text: str, base: int) -> None:
    """Dates a work that has no date by the year that stands behind the last name, where it looks as the mark of an author does."""
    last = len(record.work.contributions) - 1
    place = _piece(record, f"contributions[{last}]")
    if record.work.dates or place is None:
        return
    dated = _YEAR_LAST.search(text, place.start - base, place.end - base)
    if dated and dated.end() == place.end - base:
        place.end = base + dated.start()
        record.work.contributions[last].marks = []
        _set(record, "year", base + dated.start("year"), base + dated.end("year"), dated["year"])
        record.pieces.sort(key=attrgetter("start"))


def _implied(record: Record, text: str, base: int) -> None:
    """Says that a record whose first name stands behind "with" does not name the owner of its page."""
    place = _piece(record, "contributions[0]")
    if (
        place is None
        or record.work.contributions[0].role != "author"
        or any(one.code == IMPLIED for one in record.remarks)
    ):
        return
    line = text.rfind("\n", 0, place.start - base) + 1
    if _WITH.fullmatch(text, line, place.start - base):
        message = "The entry does not name the owner of the page it stands on, who is an author."
        record.remarks.append(Remark(IMPLIED, message, "contributions"))


def _word_of_title(record: Record, title: Piece, text: str, base: int) -> None:
    """A last name of one word that only a number parts from the title begins it: "A. Author, Harbours 1736 in letters"."""
    work = record.work
    last = len(work.contributions) - 1
    place = _piece(record, f"contributions[{last}]")
    if last < 1 or place is None or work.contributions[last].role != "author" or place.end > title.start:
        return
    between = text[place.end - base : title.start - base]
    word = work.contributions[last].name.printed
    if " " in word or not word.isalpha() or not re.fullmatch(r"\s\d{1,4}\s", between):
        return
    if not _INITIAL.search(work.contributions[0].name.printed):
        return
    inside = [one for one in record.pieces if place.end <= one.start < title.start]
    for one in inside:
        if one.field == "dates[0]" and len(work.dates) == 1:
            work.dates = []
        record.pieces.remove(one)
    _kept(record, list(range(last)))
    record.pieces.remove(place)
    title.start = place.start
    work.title = " ".join(text[title.start - base : title.end - base].split())


# --- venues ------------------------------------------------------------------------------------------------------------


def _venue(record: Record, text: str, base: int) -> None:
    """Takes from the venue what is none of its name."""
    work = record.work
    place = _piece(record, "venues[0]")
    if not work.venues or place is None or place.end - place.start != len(work.venues[0].name):
        return
    name = work.venues[0].name
    if len(name) > _LONGEST:
        return
    if wide := len(name) - len(name.lstrip(_WIDE_MARKS)):
        name = work.venues[0].name = name[wide:]
        place.start += wide
    if _EDITORS_ALONE.fullmatch(name) or (text and _EDITOR_GOES_ON.match(text, place.end - base, record.end - base)):
        _collection(record, place, text, base)
    elif is_none(name) or (names_none(name) and not (work.volume or work.issue or work.pages)):
        _unnamed(record, place)
        if is_report(name) and work.type in ("article", "other"):
            work.type = "report"
    elif is_thesis(name):
        _written_at(record, place, text, base)
    elif not _published(record, place, name):
        _trimmed(record, place, name)
        _shortened(record, place, work.venues[0].name)


def _written_at(record: Record, place: Piece, text: str, base: int) -> None:
    """Takes as its institution what stands behind the words that a work is a thesis."""
    _unnamed(record, place)
    record.work.type = "thesis"
    place.kind, place.field = "furniture", "label"
    found = _INSTITUTION.match(text, place.end - base, record.end - base) if text else None
    if found:
        start, end = found.span("institution")
        _set(record, "publisher", base + start, base + end, found["institution"])


def _published(record: Record, place: Piece, name: str) -> bool:
    """Takes what stands where a venue would as the publisher, with a place perhaps, where no volume or pages show that it is printed in something."""
    work = record.work
    if work.volume or work.issue or work.pages or work.venues[0].acronym:
        return False
    found = imprint(name) if work.type not in ("conference-paper", "chapter") else None
    daily = any(len(one.value) > len("2019") for one in work.dates)  # in a newspaper
    if found is None and not PUBLISHER.fullmatch(name) and (daily or work.type == "chapter" or not is_press(name)):
        return False
    at = place.start
    _unnamed(record, place)
    record.pieces.remove(place)
    work.type = "book" if work.type in ("article", "other") else work.type
    if found is None:
        _set(record, "publisher", place.start, place.end, name)
        return True
    for field in ("place", "publisher"):
        _set(record, field, at + found.start(field), at + found.end(field), found[field])
    return True


def _institution(record: Record) -> None:
    """Parts the place from the institution of a thesis: "Aarhus: Aarhus University"."""
    work, place = record.work, _piece(record, "publisher")
    printed = (work.publisher or "")[:_LONGEST]
    found = imprint(printed) if work.type == "thesis" else None
    if found is None or place is None or work.place or place.end - place.start != len(printed):
        return
    record.pieces.remove(place)
    work.publisher = None
    for field in ("place", "publisher"):
        _set(record, field, place.start + found.start(field), place.start + found.end(field), found[field])
    record.pieces.sort(key=attrgetter("start"))


def _trimmed(record: Record, place: Piece, name: str) -> None:
    """Takes from the name of a venue the words before it and the numbers behind it."""
    found = trimmed(name)
    if (found.start, found.end) == (0, len(name)):
        return
    at = place.start
    record.work.venues[0].name = name[found.start : found.end]
    place.start, place.end = at + found.start, at + found.end
    for field, start, end in found.fields:
        _set(record, field, at + start, at + end, name[start:end])
    record.pieces.sort(key=attrgetter("start"))


def _shortened(record: Record, place: Piece, name: str) -> None:
    """Takes from the name of a venue the numbers, dates and places that stand with it."""
    work = record.work
    numbered = bool(work.volume) or not (work.issue or work.pages)
    book = work.type == "chapter" or any(one.role == "editor" for one in work.contributions)
    found_at = ends(name, book, numbered)
    if (found_at.start, found_at.end) == (0, len(name)):
        return
    at = place.start
    work.venues[0].name = name[found_at.start : found_at.end]
    place.start, place.end = at + found_at.start, at + found_at.end
    for field, start, end in found_at.fields:
        if field == "place" and not book:
            known = work.venues[0].place
            work.venues[0].place = f"{known}, {name[start:end]}" if known else name[start:end]
            record.pieces.append(Piece("mapped", "venues[0]", at + start, at + end))
        else:
            _set(record, field, at + start, at + end, name[start:end])
    record.pieces.sort(key=attrgetter("start"))


def _set(record: Record, field: str, start: int, end: int, value: str) -> None:
    """Sets a field that is not known yet; what stands there is left over where it is."""
    work = record.work
    if any(one.start < end and start < one.end for one in record.pieces if one.kind == "mapped"):
        return
    record.pieces = [part for one in record.pieces for part in beside(one, start, end)]
    if field == "year":
        if not work.dates or "dates" in record.confidence:
            work.dates = [Date("issued", value)]
            record.confidence.pop("dates", None)
            record.remarks = [one for one in record.remarks if one.code != "year-from-heading"]
            field = "dates[0]"
    elif field in _FIELDS and getattr(work, field) is None:
        setattr(work, field, value)
    else:
        record.pieces.append(Piece("left", field, start, end))
        return
    record.pieces.append(Piece("mapped" if field != "year" else "left", field, start, end))


def _unnamed(record: Record, place: Piece) -> None:
    """A record without its venue."""
    record.work.venues = []
    record.confidence.pop("venues", None)
    record.pieces = [one for one in record.pieces if one is place or not one.field.startswith("venues[")]
    place.kind, place.field = "left", "venue"


def _collection(record: Record, place: Piece, text: str, base: int) -> None:
    """Takes what stands behind the editors of a collection as its name; where that is not to be seen there is none."""
    at, end = place.end - base, record.end - base
    found = (_EDITOR_GOES_ON.match(text, at, end) or _COLLECTION.match(text, at, end)) if text else None
    venue = record.work.venues[0]
    _unnamed(record, place)
    place.field = "editors"
    if found is None:
        return
    start, end = base + found.start("name"), base + found.end("name")
    record.pieces = [one for one in record.pieces if not (start <= one.start and one.end <= end)]
    if any(one.start < end and start < one.end for one in record.pieces):
        return
    venue.name, venue.kind = found["name"], "book"
    record.work.venues, record.work.type = [venue], "chapter"
    record.pieces.append(Piece("mapped", "venues[0]", start, end))
    record.pieces.sort(key=attrgetter("start"))


def _thesis(record: Record, text: str, base: int) -> None:
    """Takes the institution of a thesis from the brackets behind its title; where it is kept is no venue."""
    title = _piece(record, "title")
    end = title.end - base if title else 0
    found = _BRACKETED_THESIS.match(text, end + (text[end : end + 1] == " "), record.end - base)
    if found is None:
        return
    place = _piece(record, "venues[0]")
    if place and place.start >= base + found.end():
        _unnamed(record, place)
    for one in record.pieces:
        if one.field == "publisher" and one.start >= base + found.end():
            one.kind = "left"
    record.work.type, record.work.publisher = "thesis", None
    _set(record, "publisher", base + found.start("institution"), base + found.end("institution"), found["institution"])
    record.pieces.sort(key=attrgetter("start"))


def _book(record: Record, title: Piece, text: str, base: int) -> None:
    """Takes as its publisher what stands behind title and edition of a book, as APA prints it."""
    place = _piece(record, "venues[0]")
    work = record.work
    if place is None or place.start < title.end or work.volume or work.pages or work.issue or work.publisher:
        return
    name = work.venues[0].name
    if _EDITION.fullmatch(text, title.end - base, place.start - base) and not (
        of_journals(name) or of_conferences(name)
    ):
        start, end = place.start, place.end
        _unnamed(record, place)
        record.pieces.remove(place)
        work.type = "book"
        _set(record, "publisher", start, end, name)
        record.pieces.sort(key=attrgetter("start"))


# --- dates -------------------------------------------------------------------------------------------------------------


def _year_among_numbers(record: Record) -> None:
    """Takes the year of an issue, "47/3 (2019)", "no. 3/2011", as the date of a work that has none; no issue is numbered so."""
    work = record.work
    place = _piece(record, "issue") or _piece(record, "volume")
    field = place.field if place else ""
    printed = (getattr(work, field) or "") if place else ""
    found = _NUMBER_OF_YEAR.fullmatch(printed)
    if place is None or work.dates or found is None or not (found["number"] or (work.volume and field == "issue")):
        return
    work.dates = [Date("issued", found["year"])]
    if not found["number"]:
        setattr(work, field, None)
        place.field = "dates[0]"
    elif place.end - place.start == len(printed):
        setattr(work, field, found["number"])
        place.end = place.start + found.end("number")
        record.pieces.append(Piece("mapped", "dates[0]", place.start + found.start("year"), place.start + len(printed)))
        record.pieces.sort(key=attrgetter("start"))
    else:
        work.dates = []

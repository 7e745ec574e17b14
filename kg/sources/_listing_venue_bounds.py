"""Where the name of a venue begins and ends in a list: labels, remarks and numbers that were taken with it are cut off, and what belongs to it is taken in.

Subm. to Tellus A        Pediatrics 130: e1001-e1008        5. Tarihi Yapılar Sempozyumu        Histoire, économie & société
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from kg.records import Item, Piece, Record
from kg.sources._listing_signs import of_conferences

_CAPITAL = r"(?=[\"“„«]?(?-i:[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯІЇЄҐ]))"
_LEAD = re.compile(
    rf"(?-i:JF|JT|JO|T2|BT)\s+{_CAPITAL}"
    r"|(?:pubwhere|where|(?:(?:19|20)\d\d-\d\d-\d\d\s)?journal|conference(?:\stitle)?|rivista|book|from)\s?[:>]\s*(?=[^\W_])"
    r"|(?-i:(?:jo?|so)=|W:\s)(?=[^\W\d_])"
    r"|(?-i:Q[1-4])\s(?=[^\W\d_])"
    rf"|(?:în|yn|dins|ingår\si|cikin)\s+{_CAPITAL}|(?-i:Í|su|sul)\s{_CAPITAL}|where\s{_CAPITAL}"
    rf"|(?:(?:subm(?:itted|\.)?|soumis|communicated|verschenen|published|promised|printed|appeared|sent|saiu|paper\sout)\s(?:to|à|in|at|na|by|for)(?:\sthe|\srevista)?|soumis\sà|(?-i:accepted|published|trying)|r&r(?:\sat)?|revise(?:\sand\s|[-/\s&]{{1,3}})resubmit(?:\sat)?)\s+{_CAPITAL}"
    r"|(?:separata\sd[aeo]s?|número\sespecial\sde|numéro\sspécial\sde|verbete\sdo|etterord\stil|kronik\si|veggspjald\sá|подано\sдо\sжурналу|repositório\sda)\s+(?=[^\W\d_])"
    rf"|(?:chapter|kapitel|chapitre|ch\.?)\s\d{{1,2}}\s(?:of|in|i|de)\s(?:the\s)?{_CAPITAL}"
    rf"|(?:in\s|from\s)?(?:the|a)\s(?:book|volume|collection|magazine|podcast)\s(?:called\s)?{_CAPITAL}"
    r"|(?:journal\sarticle|book\schapter|chapter|article|book)\spublished\s(?:\d{1,2}\s)?(?:[^\W\d_]{3,9}\.?\s)?(?:19|20)\d\d\sin\s(?=[^\W\d_])"
    rf"|(?:(?:phil|inaug|med)\.?[-\s]?)?(?:diss(?:ertation)?|habil(?:itation)?|diplomityö)\b\.?(?:,?\s(?:phil|med|jur|theol|rer\.?\s?nat)\.)?[,:]?\s+{_CAPITAL}(?!\s?abstr)"
    r"|(?:m\.?\s?phil|ed\.?\s?d|maed|m\.?sc|ph\.?\s?d)\.?,\s+(?=[^\W\d_])"
    r"|(?:thèse|these)\s(?:de\sdoct(?:orat|\.)?\s)(?=[^\W\d_])|(?:tese|dissertação)\s\([^()]{3,20}\)\s[-–]\s"
    r"|วารสาร\s(?=\S)"
    r"|OpenReview\](?=.)",
    re.IGNORECASE,
)
"""Labels of fields, prepositions, how far a work is on its way, part of what it is, the degree: what stands before the name of a venue."""

_TRAIL = re.compile(
    r"[\s,;.]*\b(?:vol\.?\s?|v\s?)?\d{1,4}(?:\s?[(/]\s?\d{1,4}\)?)?(?:[\s:,/]+(?:article\s|art\.\s|page|p\.?\s)?[a-z]?\d{1,7}[a-z]?\s?[-–—]\s?[a-z]?\d{1,7}[a-z]?)\.?$"
    r"|\.?\s(?:19|20)\d\d(?:\s+[A-Z][a-z]{2}(?:[\s-]\d{1,2}|-[A-Z][a-z]{2})?)?[;:]\s?[\w().:–-]{2,40}$"
    r"|(?<=rxiv)\s20\d\d\.\d\d\.\d\d\.\d{6,9}$"
    r"|(?<=\barxiv)\s(?:e-?)?prints?\.?$|(?<=\barxiv)\spreprints?\.?$"
    r"|[\s,;]+\d{1,4}(?:\s?\(\d{1,3}\))?:\s?(?:(?:article|art\.?|paper)\s)?[a-z&]{0,3}\d{0,7}\.?$"
    r"|(?<=[^\W\d_][.,;])\d{1,3}$|(?<=[^\W\d_])\d{1,3}:[\w&]{2,9}$|(?P<glued>(?:(?<=[A-Za-z_]{2})|(?<=[^\W\d_]),)(?:19|20)\d\d)$"
    r"|[\s,]+\d{1,4}\s(?:suppl|art|s|ch|zk|blz|p|and)\b\.?$|(?<=\s)\d{1,3}\.\s(?-i:S)\.$"
    r"|\s\d{1,3}(?-i:[A-C])$"
    r"|[\s,]+v\.?\s?\d{1,4}[\s,]*no?\.?\s?\d{0,3}$"
    r"|\s\d{1,3}(?:/\d{1,2}){1,2}/\d{3,8}$|\s\d{1,2}/(?:19|20)\d\d\.?$"
    r"|[\s　]*(?:第\s?)?\d{1,4}(?:巻|卷|号|期|輯|회|月号)(?:\s?第?\d{1,3}(?:号|期))?(?:[・、]\d{1,3}号)*(?:\s?p(?:age|p)?\.?\s?[\d-]*)?$"
    r"|[\s,]+(?:içinde|anno|vom|alone|spotlight|(?-i:n\.|z\.|br\.|blz\.|dl\.)|τχ\.|год\.|letnik|juz\.|serie\snouă|7th\sser|论文|論文ID|박사논문|석사학위논문|rev\.)$(?<![^\W\d_]\.\srev\.)(?<![^,–—-]\srev\.)"
    r"|[.,]\s(?-i:Dir|Ed|Red)\.$(?<!\bInt[.,]\sEd\.)|\s(?-i:Year)$(?<!'s\sYear)"
    r"|(?:[.,;–—]\s?|(?<=\S)[ \t]{2,}|-\s)(?:accepté|editorial|diss|exh\.\scat|to\sbe\scontinued|published|best\s[a-z\s]{0,20}paper(?:\saward)?|(?:conference\s)?paper|open\saccess)\.?$"
    r"|\s(?:w/|<-)\s.{1,60}$|\s[▪•|~]$"
    r"|[.,;]\s(?:издательство|изд-во|wyd\.|ediciones|verlag|kustannus)\s.{2,60}$"
    r"|\n\s*\n.*$|\n\s*(?:details|notes|vol\S{0,4}(?:/\S{1,9})*:?|pages?:?|q[1-4]|査読：?.?|volume/pagine)$"
    r"|,\s(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Summer|Winter|Spring|Autumn|Fall)\.?$"
    r"|[\s,]+(?-i:(?:Jan|Feb|Abr|Apr|Jun|Jul|Aug|Ago|Sept|Oct|Out|Nov|Dec|Dez|Jan[-/]Mar|Apr[-/]Jun|July?/Aug|Jul[-/]Sep|Oct[-/]Dec))\.?$",
    re.IGNORECASE,
)
"""Volume, issue and pages, month, year, remarks, degrees, publishers: what stands behind the name of a venue."""
_PLACE = re.compile(r",\s(?=[^\W\d_a-z])[^\W\d_]{3,21}(?:\s(?=[^\W\d_a-z])[^\W\d_]{3,21})?\.?$")
_UNIVERSITY = re.compile(
    r"\buniv|hochschule|yliopisto|üniversite|uniwersytet|egyetem|факултет|университет", re.IGNORECASE
)
_MEETING_OF_YEAR = re.compile(r"[A-Z]['’]\d\d$")
_NUMBERS = re.compile(
    r"\D{0,8}(?P<volume>\d{1,4})(?:\s?[(/]\s?(?P<issue>\d{1,3})\)?)?[\s:,/]+(?P<pages>[a-z]?\d{1,7}\s?[-–—]\s?[a-z]?\d{1,7})\.?",
    re.IGNORECASE,
)
"""Volume, issue and pages that were taken with a name."""
_ORDINAL = re.compile(r"(?:^|[\n,.;:(“”\"»?!]\s{0,4})(?P<taken>(?:\d{1,3}|[IVXL]{1,6})\.\s{1,2})$")
_NUMBERED = re.compile(
    r"\b(?:ulusal|uluslararası|kurultay|dan|dnevi|gün(?:ü|leri))\b|kongre|sempozyum|(?:tage|tagung|kolloquium)\b",
    re.IGNORECASE,
)
"""Words of meetings that are counted: "5. Tarihi Yapılar Sempozyumu"."""
_JOURNAL = re.compile(r"(?:^|[\n,;:”\"»?!.]\s{1,4})(?P<taken>J\.[ ])$")
_OF_FRANCE = re.compile(
    r"\buniv\w*\.?\s(?:de\s)?(?:paris|rennes|lyon|bordeaux|lille|montpellier|grenoble|nancy|strasbourg|toulouse|aix|clermont|nice)$",
    re.IGNORECASE,
)
_OF_CITY = re.compile(r"\s(?:\d{1,2}|[IVX]{1,4})(?=[\s.,;)]|$)(?!\s?\(\d|,\s\d{1,3}\b)")
"""The number of one of the universities of a city of France."""
_LISTED = re.compile(
    r"(?=,)(?:,\s[^\W\d_]{3,14}){0,2},?\s(?:and|&|y|e|et|und|og|och|ve)\s[^\W\d_]{3,14}(?:\s[^\W\d_]{3,12}){0,2}(?=[,;.]?\s\(?\d|\.?\s*$|[.,])"
)
"""The rest of a name that is a list: "Histoire, économie & société"."""
_GOES_ON = re.compile(r"(?=\.)(?:\.?[ ](?-i:[A-ZÀ-Þ])[^\W\d_]{0,9}\.?){1,4}(?=,\s\(?\d{1,3}[(,:\s-])")
_LETTER_BEHIND = re.compile(r"\s[A-Z]\.(?=\s\d{1,4}[,(:])")
"""The last letter of a name in abbreviated words before the volume: "Math. Z. 303, No. 1"."""
_CUT_SHORT = re.compile(r"\b[A-Z][a-z]{1,9}$")
_COUNTS = re.compile(r"\b(?:vol|no|nr|bd|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b", re.IGNORECASE)
"""Labels of numbers and months, with which no name goes on."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w")
_AROUND, _LONGEST = 60, 300
_LIST_OF = 5


def bounded(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a list; the venues of its works, and where theses were written, are named from where the name begins to where it ends.

    `text` is that of the page, which stands at `base`.
    """
    for record in items:
        if isinstance(record, Record):
            _bounded(record, text, base)
    return items


def _bounded(record: Record, text: str, base: int) -> None:
    work = record.work
    field = "venues[0]" if len(work.venues) == 1 else "publisher" if work.type == "thesis" and not work.venues else ""
    places = [one for one in record.pieces if one.kind == "mapped" and one.field == field]
    name = work.venues[0].name if work.venues else work.publisher or ""
    if not places or places[0].end - places[0].start > _LONGEST:
        return
    start, end = places[0].start - base, places[0].end - base
    if " ".join(text[start:end].split()) != name:
        return
    first, last = trimmed(text, start, end)
    if len(places) == 1:
        lo, hi = _free(record, places[0], text, base)
        first = before(text, first, last, lo) if first == start else first
        last = behind(text, first, last, hi) if last == end else last
    if (first, last) == (start, end):
        return
    if work.venues:
        work.venues[0].name = " ".join(text[first:last].split())
    else:
        work.publisher = " ".join(text[first:last].split())
    _laid(record, places[0], field, (first + base, last + base), text, base)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name begins and ends within a stretch that was taken for it."""
    for _ in range(3):
        lead = _LEAD.match(text, start, end)
        if lead is None or end - lead.end() < 2:
            break
        start = lead.end()
    for _ in range(3):
        trail = _TRAIL.search(text, max(start, end - 80), end)
        if trail is None or not _LETTER.search(text, start, trail.start()):
            break
        if trail["glued"] and of_conferences(text[start:end]):
            break
        end = trail.start()
    place = _PLACE.search(text, start, end)
    if place and text.count(",", start, end) == 1:
        name = text[start : place.start()]
        if (_UNIVERSITY.search(name) and not _UNIVERSITY.search(place[0])) or _MEETING_OF_YEAR.search(name):
            end = place.start()
    return start, end


def before(text: str, start: int, end: int, lo: int) -> int:
    """Where a name begins with the ordinal of its meeting and the "J." before it; not before `lo`."""
    name, around = text[start:end], text[lo:start]
    counted = _NUMBERED.search(name) or of_conferences(name)
    found = _ORDINAL.search(around) if counted else _JOURNAL.search(around) if "." in name else None
    return start - len(found["taken"]) if found else start


def behind(text: str, start: int, end: int, hi: int) -> int:
    """Where a name ends with what goes on behind a comma or the stop of an abbreviation, and with the number of a university; not behind `hi`."""
    name = text[start:end]
    if _OF_FRANCE.search(name) and (found := _OF_CITY.match(text, end, hi)):
        return found.end()
    first = re.split(r":\s|\sof\s(?=\S+$)", name)[-1]  # where the list begins
    if (found := _LISTED.match(text, end, hi)) and len(first.split()) < _LIST_OF:
        return found.end()
    if name.endswith(".") and (found := _LETTER_BEHIND.match(text, end, hi)):
        return found.end()
    found = _GOES_ON.match(text, end, hi) if _CUT_SHORT.search(name) else None
    return found.end() if found and not _COUNTS.search(found[0]) else end


def _free(record: Record, place: Piece, text: str, base: int) -> tuple[int, int]:
    """The stretch around a name that belongs to the work and was mapped to nothing else but the number of a volume."""
    lo, hi = max(record.start - base, place.start - base - _AROUND), min(record.end - base, place.end - base + _AROUND)
    for one in record.pieces:
        if one is place or one.kind != "mapped" or one.field == "volume":
            continue
        if one.start < place.start:
            lo = max(lo, one.end - base)
        if one.end > place.end:
            hi = min(hi, one.start - base)
    return min(lo, place.start - base), max(hi, place.end - base)


def _laid(record: Record, old: Piece, field: str, new: tuple[int, int], text: str, base: int) -> None:
    """Maps the name where it stands now; what was cut off is read for numbers or left over, what was taken in is nothing else any more."""
    start, end = new
    kept: list[Piece] = []
    for one in record.pieces:
        if one is old:
            continue
        if start <= one.start and one.end <= end and not (old.start <= one.start and one.end <= old.end):
            if one.field == "volume":
                record.work.volume = None
            continue
        if (
            one.kind != "mapped"
            and one.start < end
            and start < one.end
            and (one.start < old.start or one.end > old.end)
        ):
            one.start, one.end = (one.start, start) if one.start < start else (end, one.end)
        kept.append(one)
    record.pieces = kept
    record.pieces.append(Piece("mapped", field, start, end))
    if old.start < start:
        _left(record, text, old.start, start, base)
    if end < old.end:
        numbers = _NUMBERS.fullmatch(text, end - base, old.end - base)
        if numbers and field == "venues[0]" and not (record.work.volume or record.work.pages):
            _numbered(record, numbers, base)
        else:
            _left(record, text, end, old.end, base)
    record.pieces.sort(key=attrgetter("start"))


def _left(record: Record, text: str, start: int, end: int, base: int) -> None:
    part = text[start - base : end - base]
    if _WORD.search(part):
        inner = part.strip(" \t\r\n,;")
        at = start + part.index(inner)
        record.pieces.append(Piece("left", "venue", at, at + len(inner)))


def _numbered(record: Record, numbers: re.Match[str], base: int) -> None:
    for field in ("volume", "issue", "pages"):
        if numbers[field]:
            setattr(record.work, field, numbers[field])
            record.pieces.append(Piece("mapped", field, numbers.start(field) + base, numbers.end(field) + base))

"""How an entry of a German list of publications is taken apart: see `_listing_german`."""

from __future__ import annotations

import re

from msgspec import Struct

from kg.records import NameAsPrinted
from kg.sources._listing_lines import MARKER
from kg.sources._listing_names import Printed
from kg.sources._listing_people import people
from kg.sources._listing_taken import Span, trimmed_span

_YEAR = r"(?:1[89]|20)\d\d"
_NUMBERED = re.compile(r"(?:\d{1,2}\.){1,3}\d{0,2}\s+")
_WITH = re.compile(
    r"(?P<open>[(\[])?\b(?P<edits>hrsg\.\s|hg\.\s)?(?:zus(?:ammen|\.)\s?|gem(?:einsam|\.)\s?)?mit\s(?P<names>[^()\[\],:;]{4,80}(?:,\s[^()\[\],:;]{4,40}){0,3}?):?(?P<close>[)\]])?(?=[:,.\s]|$)"
)
_EDITS_WITH = re.compile(r"\b(?:hrsg|hg)\.\s(?:zus|gem|mit)")
_EDITING = r"\s?\((?:Hrsg|Hg|Hgg|Hrsgg|Hg\.in|Ed)\.?\)"
_FAMILY = r"[A-ZÄÖÜ][a-zäöüßéè]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_SLASHED = rf"{_FAMILY}(?:\s?/\s?{_FAMILY}){{1,6}}"
_LED = re.compile(
    rf"(?P<names>{_SLASHED}|[^\d()/„“«»\"]{{4,50}}?(?:\s[/–]\s[^\d()/„“«»\"]{{4,50}}?){{0,4}})(?P<edits>{_EDITING})?[:,]\s"
)
"""Those who wrote or edited a work, before its title: joined by slashes or dashes, inverted or with family names in capitals."""
_PARTED = re.compile(r"\s?/\s?|\s[–-]\s|\sund\s")
_CAPITALS = re.compile(
    r"(?P<given>[A-ZÄÖÜ][a-zäöüßéè]+(?:[ -][A-ZÄÖÜ][a-zäöüéè]*\.?){0,3}) (?P<family>[A-ZÄÖÜ][A-ZÄÖÜ-]{2,30})"
)
"""A family name in capitals behind given names."""
_IN = re.compile(r"(?:[.,;:?!“”»)\"]|(?<=\w))\s+(?:erscheint\s|jetzt\s)?[Ii]n:\s+")
_ABBREVIATED = r"[A-ZÄÖÜ][\wÄÖÜäöü&-]*(?:[ .][\w&.-]+){0,3}?"
_AT_YEAR = (
    rf"(?:(?P<volume>\d{{1,3}})(?:/\d{{1,3}})?\s?\((?P<year>{_YEAR})(?:/\d\d)?\)|(?P<year2>{_YEAR})(?:/\d{{1,3}})?)"
)
_PAGE = r"(?:(?:S|Sp)\.\s?)?(?P<pages>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?:\sff?\.)?"
CITED = re.compile(
    rf",\s(?P<venue>{_ABBREVIATED})\s{_AT_YEAR}(?:(?:,\s(?:Heft|H\.)\s\d{{1,2}})?,?\s(?={_PAGE}){_PAGE.replace('pages', 'shown')}|\s\((?:im\sErscheinen|im\sDruck|i\.\sE\.)\))"
    r"|[\s.,][Ii]n:\s.{3,300}?(?:S\.\s?\d|\d[-–]\d|\bff?\.|\((?:Hrsg|Hg)\.|Heft\s\d)"
)
"""The end of an entry: a journal with its year and page, or what it is contained in with a page."""
_JOURNAL = re.compile(
    rf",\s(?P<venue>{_ABBREVIATED})\s{_AT_YEAR}(?:(?:,\s(?:Heft|H\.)\s\d{{1,2}})?,?\s{_PAGE}|\s\((?:im\sErscheinen|im\sDruck|i\.\sE\.)\))"
)
_PERIODICAL = re.compile(
    rf"(?P<venue>[^\W\d_][^()]{{1,100}}?),?\s(?:(?:Heft|H\.|Nr\.)\s\d{{1,3}}/(?P<year4>{_YEAR})|(?:Bd\.\s)?(?P<volume>\d{{1,3}})(?:/\d{{1,3}})?(?:\s?\((?P<year>{_YEAR})(?:/\d\d)?\)|,\s(?P<year3>{_YEAR}))|(?P<year2>{_YEAR})(?=,\s(?:S\.\s?)?\d))"
)
_EDITORS = re.compile(rf"(?P<names>{_SLASHED}|[^\d():]{{4,120}}?){_EDITING}[,:]?\s")
_COMMENTARY = re.compile(rf"(?P<names>{_SLASHED}),\s")
_SECTION_LAST = re.compile(r",\s(?P<title>§§?\s\d[^,]{1,40})$")
"""What a jurist wrote of a commentary that the entry begins with: "Weber, in: Kurz/Lang, Strafrecht, 2017, § 263 StGB"."""
_IMPRINT_LAST = re.compile(r"[.,]\s[A-ZÄÖÜ][^\d.,]{2,40}\s(?:1[89]|20)\d\d\.?$")
"""The imprint of a book reviewed, which ends the title of a review."""
_NAMED = re.compile(
    r"(?P<venue>\S.{2,200}?)(?=[,.]\s(?:hg|hrsg)\.?\sv|[.]\sHg\.\sv|,\s\d{1,2}\.\sAufl|\s\(|,\s(?:Bd|Band|S|Sp|Ergänzungsb\w*)\b|,\s[^,.\d]{3,40}(?::\s[^,.\d]{3,40})?,?\s"
    + _YEAR
    + r"|,\s[^,.\d]{3,30}\s\(im\s|,\s"
    + _YEAR
    + r"|\.\s[A-ZÄÖÜ][^.\d:]{2,30}:\s|(?<!\sum)(?<!\sab)(?<!\snach)(?<!\svor)(?<!\sseit)\s"
    + _YEAR
    + r"|$)"
)
_PLACE = r"(?!Januar|Jänner|Februar|März|April|Mai\b|Juni|Juli|August|September|Oktober|November|Dezember|Sommersem|Wintersem)[A-ZÄÖÜ][a-zäöüß]+(?:[ -](?:am\s|an\sder\s|a\.\s?)?[A-ZÄÖÜ][a-zäöü]*\.?)?"
_IMPRINT = re.compile(
    rf"(?:\s\(=\s(?P<series>[^()\d]{{4,80}}?)(?:\s\d{{1,3}})?\))?[,.]\s(?:\d{{1,2}}\.\sAufl(?:\.|age),?\s)?{_PLACE}(?:\s?[/–,]\s?{_PLACE}){{0,2}}(?::\s[^:\d]{{3,50}}?,?)?\s(?P<year>{_YEAR})(?=[\s.,]|$)"
)
_EDITION = re.compile(
    r"[.,;]{0,2}\s\(?\d{1,2}\.,?\s(?:[^\W\d_][\w.]{1,20}(?:\s(?:und|u\.)\s\w[\w.]{1,20})?\s)?(?:Aufl|Ausg)\w{0,4}\.?\)?$"
)
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_PAGES = re.compile(
    r"(?:\bSp?\.\s?|[):,]\s|\d\)\s)(?P<pages>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?=\.?$|\sff?\.|\.\s|,\shier|\s\()"
)
_THESIS = re.compile(r"[,.(]\s?(?:zugl\.:?\s)?(?:Diss|Habil)\.[^()]{0,40}")
_NO_TITLE = re.compile(
    rf"\((?:Hrsg|Hg)\.?\)|\bS\.\s\d|{_YEAR},\s\d+|[(\[](?:zus|gem|mit)\b|,\s{_PLACE}\s{_YEAR}$|^(?:in|mit|zus|gem|hrsg|hg)\b|\sm\.\sAnm"
)
_QUOTES = '„“”«»"‚‘ '


class Parts(Struct, frozen=True, gc=False):
    """Where the parts of an entry stand; `edits` says that its names are those of editors, `owned` that it leaves the owner out."""

    title: Span
    names: list[Printed] = []
    edits: bool = False
    owned: bool = False
    editors: list[Printed] = []
    venue: Span | None = None
    year: Span | None = None
    volume: Span | None = None
    pages: Span | None = None
    journal: bool = False
    book: bool = False


def taken(text: str) -> Parts | None:
    """The parts of an entry that ends as `CITED` says or with an imprint; None for any other text."""
    if not 20 < len(text) <= 1500:
        return None
    marker = _NUMBERED.match(text) or MARKER.match(text)
    begin = marker.end() if marker else 0
    printed = text
    text, beside, begin = _without_coauthors(text, begin)
    led = None if beside else _led(text, begin)
    if led:
        begin = led[2]
    found = _contained(text, begin) or _in_journal(text, begin) or _as_book(text, begin)
    if found is None:
        return None
    title = _trimmed(text, *found.title)
    shown = text[slice(*title)]
    edits = _EDITS_WITH.search(printed) is not None if beside else led is not None and led[1]
    if not _is_title(shown):
        return None
    return Parts(
        title,
        beside or (led[0] if led else []),
        edits,
        led is None,
        found.editors,
        found.venue,
        found.year,
        found.volume,
        found.pages,
        found.journal,
        found.book,
    )


def _is_title(text: str) -> bool:
    return (
        3 < len(text) < 400
        and (text[0].isupper() or text[0] in '§„«"»' or text[0].isdigit())
        and text.count("(") == text.count(")")
        and _NO_TITLE.search(text) is None
        and (people(text) is None or "," not in text or len(text.split()) < 3)
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    """A title without the marks around it; those of a quotation within it stay."""
    begin, stop = trimmed_span(text, start, end)
    while stop < end and text[stop] in '“”"»' and any(mark in text[begin:stop] for mark in '„“"«'):
        stop += 1
    return begin, stop


def _without_coauthors(text: str, begin: int) -> tuple[str, list[Printed], int]:
    """The text with those with whom the owner wrote blanked out, their names, and where what is left begins."""
    for clause in _WITH.finditer(text, begin, begin + 500):
        before = text[begin : clause.start()].rstrip()
        if bool(clause["open"]) != bool(clause["close"]) or not (clause["open"] or before.endswith(",")):
            continue
        names = named(text, *clause.span("names"))
        if not names:
            continue
        start = clause.start() if clause["open"] else text.rindex(",", begin, clause.start())
        text = text[:start] + " " * (clause.end() - start) + text[clause.end() :]
        if start <= begin:
            begin = clause.end()
        return text, names, begin + len(text[begin:]) - len(text[begin:].lstrip(" :,"))
    return text, [], begin


def _led(text: str, begin: int) -> tuple[list[Printed], bool, int] | None:
    """Those who are named before a title, whether they edited it, and where it begins."""
    for stop in re.finditer(r"[:,]\s", text[begin : begin + 250]):
        found = _LED.fullmatch(text, begin, begin + stop.end())
        if found is None:
            continue
        sure = (
            "/" in found["names"]
            or found["edits"]
            or any(map(_CAPITALS.fullmatch, _PARTED.split(found["names"])))
            or ("," in found["names"] and stop[0][0] == ":")
        )
        names = named(text, *found.span("names")) if sure else []
        if names and (stop[0][0] == ":" or found["edits"] or not _is_half(found["names"], names)):
            return names, bool(found["edits"]), found.end()
    return None


def _is_half(text: str, names: list[Printed]) -> bool:
    """Whether one word alone was taken for a name, or a name and the begin of another."""
    return "," in text or (len(names) == 1 and " " not in text.strip())


def named(text: str, start: int, end: int) -> list[Printed]:
    """The names of a stretch joined by slashes, dashes, commas or "und"; none where one of them is no name."""
    found: list[Printed] = []
    stretch = text[start:end]
    whole = None if "/" in stretch or _CAPITALS.search(stretch) else people(stretch)
    if whole:
        return [(name, start + a, start + b) for name, a, b in whole.names]
    at = 0
    for cut in [*_PARTED.finditer(stretch), None]:
        stop = cut.start() if cut else len(stretch)
        part = stretch[at:stop].strip()
        begin = start + at + len(stretch[at:stop]) - len(stretch[at:stop].lstrip())
        one = people(part)
        if capitals := _CAPITALS.fullmatch(part):
            found.append((NameAsPrinted(part, capitals["given"], family=capitals["family"]), begin, begin + len(part)))
        elif one and len(one.names) == 1:
            found.append((one.names[0][0], begin, begin + len(part)))
        elif re.fullmatch(_FAMILY, part) and "/" in stretch:
            found.append((NameAsPrinted(part, family=part), begin, begin + len(part)))
        else:
            return []
        at = cut.end() if cut else stop
    return found


def _pages(text: str, start: int) -> Span | None:
    found = _PAGES.search(text, start)
    return found.span("pages") if found else None


def _group(found: re.Match[str], *names: str) -> Span | None:
    return next((found.span(name) for name in names if name in found.re.groupindex and found[name]), None)


def _contained(text: str, begin: int) -> Parts | None:
    """The parts of "Title, in: what it is contained in"."""
    mark = _IN.search(text, begin)
    if mark is None:
        return None
    title = begin, mark.start() + (text[mark.start()] in '?!“”»)"')
    if (section := _SECTION_LAST.search(text, mark.end())) and re.fullmatch(_FAMILY, text[begin : mark.start()]):
        title = section.span("title")
    if imprint := _IMPRINT_LAST.search(text, begin + 3, mark.start()):
        title = begin, imprint.start()
    start = mark.end()
    editors: list[Printed] = []
    if found := _EDITORS.match(text, start) or _COMMENTARY.match(text, start):
        editors = named(text, *found.span("names"))
        if not editors:
            return None
        start = found.end()
    journal = None if editors else _PERIODICAL.match(text, start)
    if (
        journal
        and ". " not in journal["venue"]
        and not (journal["year2"] and (":" in journal["venue"] or "," in journal["venue"]))
    ):
        year = _group(journal, "year", "year2", "year3", "year4")
        return Parts(
            title,
            [],
            False,
            False,
            [],
            _trimmed(text, *journal.span("venue")),
            year,
            _group(journal, "volume"),
            _pages(text, journal.end() - 1),
            journal=True,
        )
    venue = _NAMED.match(text, start)
    if venue is None:
        return None
    dated = _ANY_YEAR.search(text, venue.end())
    return Parts(
        title,
        [],
        False,
        False,
        editors,
        venue.span("venue"),
        dated.span() if dated else None,
        None,
        _pages(text, venue.end()),
    )


def _in_journal(text: str, begin: int) -> Parts | None:
    """The parts of "Title, JZ 74 (2019), 45 ff."."""
    found = next(reversed(list(_JOURNAL.finditer(text, begin))), None)
    if found is None:
        return None
    return Parts(
        (begin, found.start()),
        [],
        False,
        False,
        [],
        found.span("venue"),
        _group(found, "year", "year2"),
        _group(found, "volume"),
        _group(found, "pages"),
        journal=True,
    )


def _as_book(text: str, begin: int) -> Parts | None:
    """The parts of "Title, Place: Publisher Year"."""
    found = _IMPRINT.search(text, begin)
    if found is None:
        return None
    thesis = _THESIS.search(text, begin, found.end())
    end = min(found.start(), thesis.start()) if thesis else found.start()
    if edition := _EDITION.search(text, begin + 3, end):
        end = edition.start()
    return Parts((begin, end), [], False, False, [], _group(found, "series"), found.span("year"), book=True)

"""From the fields of a Web of Science record to a work, with a piece for every stretch that was used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg import identifiers
from kg.records import Affiliation, Date, Funding, Identifier, NameAsPrinted, Record, Reject, Relation, Text
from kg.sources import _tagged_dates as dates
from kg.sources._tagged import MOST, Block, Field
from kg.sources._tagged_draft import Draft, line
from kg.sources._wos_names import Authors

_LISTS = frozenset(["AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP", "AE", "C1", "CR", "DI", "UT", "PM"])
"""Fields of which each line, and in the tab-delimited export each part between semicolons, is one value."""

_ADMINISTRATION = ("FN", "VR", "NR", "TC", "Z9", "U1", "U2", "GA", "WE", "HC", "HP", "DA")
"""The head of the file, and what the database counts and keeps for itself: citations, usage, its number for delivery, its index."""

_TYPES = {
    "book chapter": "chapter", "proceedings paper": "conference-paper", "article": "article", "book": "book", "dissertation/thesis": "thesis", "thesis/dissertation": "thesis", "dissertation": "thesis",
    "thesis": "thesis", "report": "report", "patent": "patent", "preprint": "preprint", "data set": "dataset", "data study": "dataset",
    "dataset": "dataset", "software": "software", "repository": "collection", "standard": "standard",
}  # fmt: skip
"""The document types that name a kind of work. All others (Review, Letter, Correction ...) say what an article is like."""

_KINDS = {"B": "chapter", "C": "conference-paper", "S": "chapter", "P": "patent", "D": "dataset", "R": "report"}
"""What the first letter of the publication type says where no document type says more."""

_ALL_BUT_SEMICOLONS = re.compile(r"[^;]+")
_MARKS = re.compile(r"[\[\]\r\n]|;(?=\s|$)")
_ACCESSION = re.compile(r"(?:WOS|ISI)\s?:?\s?([A-Z]?[0-9][0-9A-Z]{13,14})", re.IGNORECASE)
_OF_MEDLINE = re.compile(r"MEDLINE:([0-9]{1,8})", re.IGNORECASE)
_ANONYMOUS = re.compile(r"\[?anonymous\]?|no author", re.IGNORECASE)
_ADDRESS = re.compile(r"\[([^\]]*)\]\s*(\S.*)", re.DOTALL)
_REPRINT = re.compile(r"([^(]*)\((?:reprint|corresponding) author\)[\s,]*(\S.*)", re.DOTALL | re.IGNORECASE)
_NUMBERED = {
    "OI": ("orcid", re.compile(r"(?:(.*)/)??(?:https?://orcid\.org/)?([0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9Xx])", re.DOTALL)),
    "RI": ("researcherid", re.compile(r"(?:(.*)/)?([A-Z]{1,3}-[0-9]{4}-[0-9]{4})", re.DOTALL)),
}  # fmt: skip
_CITED = re.compile(r"\bDOI[ :]\s*(?:DOI )?(?:\[(?:DOI )?(10\.[^\s,\]]+)|(10\.\S+))")
"""The DOI of a cited reference; of several in square brackets the first one."""
_GRANT = re.compile(r"([^\[]*)(?:\[([^\]]*)\])?", re.DOTALL)
_YEAR = re.compile(r"\b(?:1[89]|20)[0-9]{2}\b")
_MONTH = re.compile(r"\s*([A-Za-z]{3,9})")


def record(block: Block) -> Record | Reject:
    """The record of a block of fields; what no step uses is left over. One of too many lines is a reject."""
    parted = [part for one in block.fields for part in (_parts(one) if one.tag in _LISTS else (one,))]
    if len(parted) > MOST:
        return Reject(block.start, block.end, f"The record has more than {MOST} fields.")
    draft = Draft(Block(parted))
    for step in _STEPS:
        step(draft)
    return draft.record()


def _parted(text: str, by_lines: bool) -> Iterator[tuple[int, int, int]]:
    """The parts between semicolons outside of square brackets, or between lines: where the separator begins, and the part, and ends."""
    inside, separator, begin = False, 0, 0
    for found in _MARKS.finditer(text):
        ends = found[0] == ";" and not inside
        if found[0] in "[]":
            inside = found[0] == "["
        elif found[0] != ";" and by_lines:
            ends, inside = True, False
        if ends:
            yield separator, begin, found.start()
            separator, begin = found.start(), found.end()
    yield separator, begin, len(text)


def _parts(one: Field) -> Iterator[Field]:
    """A field of several values as one field for each; a separator is part of what stands before the value."""
    start = one.start
    for separator, begin, end in _parted(one.text, by_lines=True):
        bare = one.text[begin:end].strip()
        if begin and (bare or one.text[separator] == ";"):
            start = one.at + separator
        if bare:
            at = one.at + begin + one.text[begin:end].index(bare[0])
            if begin and one.text[separator] != ";":
                start = at
            yield Field(one.tag, bare, start, at, at + len(bare))
        elif begin and one.text[separator] == ";":
            yield Field(one.tag, "", start, start + 1, start + 1)
        elif not begin:
            yield Field(one.tag, "", start, one.at, one.at)


# --- the steps, in the order in which they run -----------------------------------------------------------------------


def _identifiers(draft: Draft) -> None:
    for one in draft.all("UT"):
        printed, draft.key = line(one.text), draft.key or line(one.text)
        known = _ACCESSION.fullmatch(printed)
        draft.whole(
            one, draft.add_identifier(Identifier("wos", f"WOS:{known[1].upper()}" if known else printed, printed))
        )
        if (medline := _OF_MEDLINE.fullmatch(printed)) and (found := identifiers.parse("pmid", medline[1])):
            draft.add_identifier(found)
    for one in draft.all("DI"):
        draft.identify(one, "doi")
    for one in draft.all("DL"):
        draft.identify(one, "doi", remark=False)
    for one in draft.all("PM"):
        draft.identify(one, "pmid")
    for one in draft.all(*_ADMINISTRATION):
        if "\n" not in one.text and "\r" not in one.text:
            draft.use(one)


def _type(draft: Draft) -> None:
    """The type: the kind that a document type names, else that of the publication; the other document types are subjects."""
    letter = _letter(draft)
    for one in draft.all("PT"):
        draft.whole(one, "type")
    wanted = [value for one in draft.all("DT") for value in _listed(one.text)]
    named = [kind for name, kind in _TYPES.items() if name in wanted]
    if letter == "P":
        kind = "patent"
    elif letter == "J" and "article" in wanted and "book chapter" not in wanted:
        kind = "article"  # a paper of a conference that a journal has printed
    elif named:
        kind = named[0]
    elif letter in ("B", "S", "C") and (draft.has("CT") or letter == "C"):
        kind = "conference-paper"
    else:
        kind = _KINDS.get(letter, "article")
    if kind == "chapter" and "book chapter" not in wanted and _is_whole(draft):
        kind = "book"
    elif kind == "article" and letter in ("B", "S"):
        kind = "chapter" if not _is_whole(draft) else "book"
    draft.work.type = kind
    _document_types(draft)


def _letter(draft: Draft) -> str:
    """The first letter of the publication type: J of a journal, B of a book, S of a series, C of a conference, P of a patent."""
    return next((one.text[0].upper() for one in draft.block.fields if one.tag == "PT" and one.text), "")


def _is_whole(draft: Draft) -> bool:
    """Whether a book is meant and not a part of one: it has no title beside that of the publication."""
    titles = [line(one.text).casefold() for one in draft.all("TI", "SO")]
    return len(set(titles)) < 2


def _between_semicolons(text: str) -> Iterator[tuple[int, str]]:
    """What stands between semicolons, without white space around it, and where it begins."""
    for found in _ALL_BUT_SEMICOLONS.finditer(text):
        if bare := found[0].strip():
            yield found.start() + found[0].index(bare[0]), bare


def _listed(text: str) -> list[str]:
    return [line(bare).lower() for _, bare in _between_semicolons(text)]


def _document_types(draft: Draft) -> None:
    for one in draft.all("DT"):
        spans = []
        for low, bare in _between_semicolons(one.text):
            target = "type"
            if _TYPES.get(line(bare).lower()) != draft.work.type:
                target = f"subjects[{len(draft.work.subjects)}]"
                draft.work.subjects.append(Text(line(bare), scheme="publication-type"))
            spans.append((target, low, low + len(bare)))
        draft.use(one, *spans)
        if "retracted publication" in _listed(one.text):
            draft.remark("retracted", "The work is marked as retracted or withdrawn (Retracted Publication).", one)


def _texts(draft: Draft) -> None:
    whole = draft.work.type in ("book", "proceedings")
    draft.scalar("title", "TI", *(("SO",) if whole else ()), long=True)
    draft.titles("FT")
    draft.scalar("abstract", "AB", long=True)
    draft.language("LA")
    for tag, scheme in (
        ("DE", "keyword"),
        ("ID", "keywords-plus"),
        ("WC", "wos-category"),
        ("SC", "wos-research-area"),
    ):
        for one in draft.all(tag):
            draft.subjects(one, scheme, _ALL_BUT_SEMICOLONS)


def _people(draft: Draft) -> None:
    """Authors, editors, and those of the book around a chapter; each of two lists of the same people says its names."""
    alone = not draft.has("AF", "AU")
    of_book = "author" if draft.work.type == "book" or alone else "container-author"
    _named(draft, "AF", "AU", "author")
    _groups(draft, "CA", "author")
    _named(draft, "BF", "BA", of_book)
    _groups(draft, "GP", of_book)
    _named(draft, "BE", "ED", "editor")
    if draft.work.type == "patent":
        _groups(draft, "AE", "contributor")


def _named(draft: Draft, full: str, short: str, role: str) -> None:
    """Names in full, and the short forms in the same order, each of which is the person of its place."""
    longs, shorts = draft.all(full), draft.all(short)
    shown, others = (longs, shorts) if len(longs) >= len(shorts) else (shorts, longs)
    places = []
    for one in shown:
        places.append(len(draft.work.contributions))
        if _ANONYMOUS.fullmatch(one.text):
            draft.use(one)
        else:
            draft.people(one, role)
    if places and len(shown) == len(others) and len(draft.work.contributions) - len(shown) == places[0]:
        for place, one, other in zip(places, shown, others, strict=True):
            if line(one.text).partition(",")[0].casefold() == line(other.text).partition(",")[0].casefold():
                draft.whole(other, f"contributions[{place}]")


def _groups(draft: Draft, tag: str, role: str) -> None:
    for one in draft.all(tag):
        draft.whole(one, f"contributions[{draft.contribute(NameAsPrinted(line(one.text), literal=True), role)}]")


def _about_people(draft: Draft) -> None:
    """Addresses, ORCIDs and ResearcherIDs, each with the one whom it names."""
    if not draft.has("C1", "RP", "OI", "RI"):
        return
    authors = Authors(draft.work.contributions)
    for one in draft.all("C1"):
        _address(draft, authors, one)
    if not any(person.affiliations for person in draft.work.contributions):
        for one in draft.all("RP"):
            found = _REPRINT.fullmatch(one.text)
            if found and " author)" not in found[2]:  # of several it is not certain where one ends
                _placed(draft, authors, one, found)
    for tag, (scheme, pattern) in _NUMBERED.items():
        for one in draft.all(tag):
            _numbered(draft, authors, one, scheme, pattern)


def _address(draft: Draft, authors: Authors, one: Field) -> None:
    """An address behind the names of those who work there; without names it is the only author's, or nobody's."""
    found = _ADDRESS.fullmatch(one.text)
    if found and _placed(draft, authors, one, found):
        return
    if found is None and authors.alone is not None:
        draft.work.contributions[authors.alone].affiliations.append(Affiliation(line(one.text)))
        draft.whole(one, f"contributions[{authors.alone}]")
    elif not any(remark.code == "affiliations-unassigned" for remark in draft.remarks[-1:]):
        draft.remark("affiliations-unassigned", "The record does not say whose affiliations these are.", one)


def _placed(draft: Draft, authors: Authors, one: Field, found: re.Match[str]) -> bool:
    """Gives the address of the second group to those named in the first; whom nobody knows is left over."""
    spans, name = [], line(found[2])
    for begin, bare in _between_semicolons(found[1]):
        if (place := authors.find(bare)) is not None:
            low = found.start(1) + begin
            spans.append((f"contributions[{place}]", low, low + len(bare)))
            draft.work.contributions[place].affiliations.append(Affiliation(name))
    if spans:
        everybody = len(spans) == len(_listed(found[1]))
        spans.append((spans[0][0], found.start(2), found.end(2)))
        draft.use(one, *spans) if everybody else draft.parts(one, spans)
    return bool(spans)


def _numbered(draft: Draft, authors: Authors, one: Field, scheme: str, pattern: re.Pattern[str]) -> None:
    """The identifiers of people, as name and number between semicolons; what is not valid or of nobody here is left over."""
    spans = []
    for low, bare in _between_semicolons(one.text):
        found = pattern.fullmatch(bare) if len(bare) < 500 else None
        if found is None:
            continue
        place = authors.find(found[1]) if found[1] else authors.alone
        value = identifiers.parse(scheme, found[2]) if scheme == "orcid" else Identifier(scheme, found[2], found[2])
        if value is None:
            draft.invalid(one, found[2], scheme)
        elif place is None:
            draft.remark("identifier-unassigned", f"{line(bare)[:100]!r} names nobody of the record.", one)
        else:
            if value not in draft.work.contributions[place].identifiers:
                draft.work.contributions[place].identifiers.append(value)
            spans.append((f"contributions[{place}]", low, low + len(bare)))
    if spans:
        draft.parts(one, spans)


def _dates(draft: Draft) -> None:
    for one in draft.all("PY"):
        draft.date(one, "issued", dates.date(one.text))
    for one in draft.all("PD"):
        if not draft.date(one, "issued", dates.date(one.text)):
            draft.day_in_year(one, "issued")
    for one in draft.all("EA", "EY"):
        draft.date(one, "available", dates.date(one.text))
    for one in draft.all("CY"):
        _event(draft, one)


def _event(draft: Draft, one: Field) -> None:
    """The days of a conference: "SEP 05-09, 2016", "MAY 30-JUN 02, 2017", "DEC 28, 2010-JAN 02, 2011"."""
    years = _YEAR.findall(one.text)
    if not years or len(one.text) > dates.LONGEST:
        return
    left, hyphen, right = one.text.partition("-")
    ends = [("event-start", years[0], left, 0)]
    if hyphen:
        month = "" if re.search("[A-Za-z]", right) else " ".join(_MONTH.findall(left)[:1])
        ends.append(("event-end", years[-1], f"{month} {right}", len(left) + 1))
    spans = []
    for kind, year, text, low in ends:
        value = dates.within(year, _YEAR.sub(" ", text))
        spans.append((f"dates[{len(draft.work.dates)}]", low, len(left) if kind == "event-start" else len(one.text)))
        draft.work.dates.append(Date(kind, value))
    draft.parts(one, spans)


def _venues(draft: Draft) -> None:
    kind, abbreviated = draft.work.type, ("JI", "J9")
    # What is abbreviated is the series, where there is one.
    short = () if draft.has("SE") else abbreviated
    journal = _letter(draft) == "J" or (not _letter(draft) and draft.has(*short) and not draft.has("BN"))
    if kind == "conference-paper":
        _conference(draft)
        other = "book" if draft.work.venues else "conference"
        place = _venue(draft, "journal" if journal else other, "SO", short)
    elif kind in ("chapter", "book", "proceedings"):
        place = _venue(draft, "book" if kind == "chapter" else "series", "SO", short)
    else:
        place = _venue(draft, "journal" if kind in ("article", "preprint") else "", "SO", short)
    series = _venue(draft, "series", "SE", abbreviated)
    place = place if series is None else series
    for one in draft.all(*abbreviated) if place is not None else []:  # a second abbreviation of the same name
        draft.whole(one, f"venues[{place}]")
    _conference(draft)
    for one in draft.all("SN", "EI", "BN"):
        draft.numbers(one)
    for one in draft.all("D2"):
        _doi_of_book(draft, one)


def _venue(draft: Draft, kind: str, tag: str, short: tuple[str, ...] = ()) -> int | None:
    """Takes a venue; gives its place. A book has no venue of its own abbreviations alone."""
    place = len(draft.work.venues)
    if draft.has(tag) or kind == "journal":
        draft.venue(kind, tag, short=short)
    return place if len(draft.work.venues) > place else None


def _conference(draft: Draft) -> None:
    place = _venue(draft, "conference", "CT")
    if place is not None and (found := draft.all("CL")):
        draft.work.venues[place].place = line(found[0].text)
        draft.whole(found[0], f"venues[{place}]")


def _doi_of_book(draft: Draft, one: Field) -> None:
    """The DOI of a book is that of the work, or of the book around it."""
    if draft.work.type in ("book", "proceedings"):
        draft.identify(one, "doi")
        return
    found = identifiers.parse("doi", one.text)
    place = next((i for i, venue in enumerate(draft.work.venues) if venue.kind == "book"), None)
    if found and place is not None:
        draft.work.venues[place].identifiers.append(found)
        draft.whole(one, f"venues[{place}]")


def _numbers(draft: Draft) -> None:
    draft.scalar("volume", "VL")
    draft.scalar("issue", "IS")
    draft.scalar("article_number", "AR", "MA")
    draft.scalar("publisher", "PU")
    draft.scalar("place", "PI")
    if draft.work.issue is None and (found := draft.all("SU")):
        draft.work.issue = f"Suppl. {line(found[0].text)}"
        draft.whole(found[0], "issue")
    if draft.work.type == "patent":
        for one in draft.all("PN"):
            spans = []
            for low, bare in _between_semicolons(one.text):
                spans.append((draft.add_identifier(Identifier("patent", bare, bare)), low, low + len(bare)))
            draft.use(one, *spans)
    first, last = draft.all("BP"), draft.all("EP")
    if first:
        draft.work.pages = begin = line(first[0].text)
        draft.whole(first[0], "pages")
        if last:
            end = line(last[0].text)
            # The database writes a plus where it does not know the last page.
            draft.work.pages = begin if end == begin else f"{begin}+" if end == "+" else f"{begin}-{end}"
            draft.whole(last[0], "pages")
    draft.scalar("pages", "PS")


def _funding(draft: Draft) -> None:
    """Funders between semicolons, each with its grants in square brackets; one without a name is left over."""
    for one in draft.all("FU"):
        spans = []
        for _, begin, end in _parted(one.text, by_lines=False):
            bare = one.text[begin:end].strip()
            found = _GRANT.match(bare)
            if found is None or not found[1].strip():
                continue
            low = begin + one.text[begin:end].index(bare[0])
            spans.append((f"funding[{len(draft.work.funding)}]", low, low + found.end()))
            awards = [line(award) for award in re.split("[,;]", found[2] or "")]
            draft.work.funding += [
                Funding(line(found[1]), award) for award in dict.fromkeys(filter(None, awards)) or [""]
            ]
        if spans:
            draft.parts(one, spans)


def _relations(draft: Draft) -> None:
    """The cited references that have a DOI; the others are left over as printed."""
    for one in draft.all("CR"):
        found = _CITED.search(one.text)
        target = identifiers.parse("doi", found[1] or found[2]) if found else None
        if target:
            draft.whole(one, f"relations[{len(draft.work.relations)}]")
            draft.work.relations.append(Relation("cites", target, line(one.text)))


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _identifiers, _type, _texts, _people, _about_people, _dates, _venues, _numbers, _funding, _relations,
)  # fmt: skip

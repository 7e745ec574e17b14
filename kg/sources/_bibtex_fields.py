"""From the fields of a BibTeX or BibLaTeX entry to a work, with a piece for every stretch that was used.

The fields and types are those of "BibTeXing" (Patashnik 1988) and of the BibLaTeX manual (sections 2.1 and 2.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg import identifiers
from kg.records import Contribution, Date, Identifier, Link, Piece, Record, Relation, Remark, Text, Venue, Work
from kg.sources import _bibtex_dates as dates
from kg.sources import _bibtex_names as names
from kg.sources._bibtex import Entry, Field, Unreadable, check_number
from kg.sources._latex import has_latex, to_unicode, unescape

TYPES = {
    "article": "article", "suppperiodical": "article", "review": "article",
    "inproceedings": "conference-paper", "conference": "conference-paper",
    "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inreference": "chapter",
    "book": "book", "mvbook": "book", "booklet": "book", "collection": "book", "mvcollection": "book",
    "reference": "book", "mvreference": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "bachelorsthesis": "thesis",
    "techreport": "report", "report": "report", "manual": "report",
    "proceedings": "proceedings", "mvproceedings": "proceedings",
    "dataset": "dataset", "data": "dataset",
    "software": "software", "softwareversion": "software", "softwaremodule": "software", "codefragment": "software",
    "presentation": "presentation", "talk": "presentation", "standard": "standard", "patent": "patent",
    "periodical": "collection", "set": "collection",
}  # fmt: skip

LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "german": "de",
    "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "french": "fr", "francais": "fr", "spanish": "es",
    "italian": "it", "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl", "russian": "ru",
    "polish": "pl", "swedish": "sv", "danish": "da", "finnish": "fi", "norwegian": "no", "norsk": "nb", "czech": "cs",
    "hungarian": "hu", "greek": "el", "turkish": "tr", "chinese": "zh", "japanese": "ja", "korean": "ko", "catalan": "ca",
    "romanian": "ro", "ukrainian": "uk", "slovene": "sl", "slovak": "sk", "croatian": "hr", "latin": "la",
}  # fmt: skip
"""The languages babel and polyglossia name, as BCP 47 tags."""

_SCALARS = {
    "title": "title", "subtitle": "subtitle", "abstract": "abstract", "volume": "volume", "edition": "edition",
    "chapter": "chapter", "publisher": "publisher", "eid": "article_number", "articleno": "article_number",
}  # fmt: skip
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_DASH = re.compile(r"\s?(?:-{1,3}|[–—])\s?")
_PREPRINT = re.compile(r"corr\b|arxiv\b", re.IGNORECASE)


@dataclass
class Draft:
    """A record in the making: the fields not yet used, the work, and the pieces used so far."""

    entry: Entry
    fields: dict[str, Field]
    inherited: frozenset[str] = frozenset()
    work: Work = field(default_factory=Work)
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, *wanted: str) -> Field | None:
        """The first of these fields that has a text; it is used up."""
        fields = self.fields
        for name in wanted:
            if name in fields and fields[name].value.text.strip():
                return fields.pop(name)
        return None

    def mapped(self, used: Field, *spans: tuple[str, int, int]) -> None:
        """Notes which characters of a field's text (its name, from, to) went where; all else of the field is furniture."""
        if used.name in self.inherited:
            return
        at = used.start
        for target, low, high in spans:
            start, end = used.value.span(low, high)
            if start >= at and end > start:
                self._furniture(at, start)
                self.pieces.append(Piece("mapped", target, start, end))
                at = end
        self._furniture(at, used.end)

    def whole(self, used: Field, target: str) -> None:
        """Notes that a field's text as a whole went to `target`."""
        text = used.value.text
        bare = text.strip()
        low = text.index(bare) if bare else 0
        self.mapped(used, (target, low, low + len(bare)))

    def back(self, unused: Field) -> None:
        """Gives back a field that could not be used, so that it counts as left over."""
        self.fields[unused.name] = unused

    def _furniture(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append(Piece("furniture", "label", start, end))


def record(entry: Entry, parents: Mapping[str, Field], relation: Relation | None, remarks: list[Remark]) -> Record:
    """The record of an entry, with what it takes over from its parents and its relation to them; raises `Unreadable` for an empty one."""
    own: dict[str, Field] = {}
    extra: list[Field] = []
    for one in entry.fields:
        if one.name in own:
            extra.append(one)
        else:
            own[one.name] = one
    taken = {name: one for name, one in parents.items() if name not in own}
    draft = Draft(entry, {**own, **taken}, frozenset(taken), remarks=[*entry.remarks, *remarks])
    draft.work.type = TYPES.get(entry.type, "other")
    if relation is not None and (link := draft.take("crossref", "xdata")):
        draft.work.relations.append(relation)
        draft.whole(link, "relations[0]")
    for step in _STEPS:
        step(draft)
    if not any(one.value.text.strip() for one in entry.fields) and draft.work == Work(type=draft.work.type):
        raise Unreadable("The entry says nothing of a work: none of its fields has a value.")
    for name, one in list(draft.fields.items()):
        if not one.value.text.strip() and name not in draft.inherited:
            draft.mapped(draft.fields.pop(name))
    left = [one for name, one in draft.fields.items() if name not in draft.inherited]
    for one in [*left, *extra]:
        draft.pieces.append(Piece("left", one.name, one.start, one.end))
    _edges(draft, own)
    return Record(entry.start, entry.end, draft.work, draft.pieces, entry.key, remarks=draft.remarks)


def _edges(draft: Draft, own: Mapping[str, Field]) -> None:
    """The type, the key, the commas between the fields and the closing bracket."""
    entry, pieces = draft.entry, draft.pieces
    pieces.append(Piece("mapped", "type", entry.start, entry.head_end))
    key_end = entry.key_start + len(entry.key)
    if entry.key:
        pieces.append(Piece("mapped", "source_key", entry.key_start, key_end))
    # Only commas and the bracket lie between two fields; the reader of the syntax accepts nothing else there.
    at = key_end
    for one in entry.fields:
        pieces.append(Piece("furniture", "punctuation", at, one.start))
        at = one.end
    pieces.append(Piece("furniture", "punctuation", at, entry.end))


def _line(text: str) -> str:
    """A short text on one line, its LaTeX decoded."""
    return " ".join((to_unicode(text) if has_latex(text) else text).split())


def _decoded(text: str) -> str:
    """A long text with its line ends; as it stands where it holds no LaTeX."""
    return (to_unicode(text) if has_latex(text) else text).strip()


# --- the steps, in the order in which they run -----------------------------------------------------------------------


def _scalars(draft: Draft) -> None:
    if draft.work.type == "proceedings" and "title" not in draft.fields and (named := draft.take("booktitle")):
        draft.work.title = _decoded(named.value.text) or None
        draft.whole(named, "title")
    for name, target in _SCALARS.items():
        if getattr(draft.work, target) is None and (used := draft.take(name)):
            text = used.value.text
            value = _decoded(text) if target in ("title", "subtitle", "abstract") else _line(text)
            if value:
                setattr(draft.work, target, value)
                draft.whole(used, target)
            else:
                draft.mapped(used)


def _names(draft: Draft) -> None:
    for name, role in _ROLES.items():
        if used := draft.take(name):
            _people(draft, used, role)


def _people(draft: Draft, used: Field, role: str) -> None:
    text = used.value.text
    check_number(used.name, text, ("and", "AND", "And"))
    spans: list[tuple[str, int, int]] = []
    position = 0
    for start, end in names.split(text):
        printed = text[start:end].rstrip(" ,\n\t\r")
        others = names.is_others(printed)
        bare = printed if others else names.without_et_al(printed)
        if (others or bare != printed) and role == "author":
            draft.work.authors_truncated = True
        if others or not bare:
            continue
        position += 1
        name = names.person(bare)
        if name.literal and "," in bare and not bare.startswith("{"):
            draft.remarks.append(
                Remark("name-unclear", f"{bare[:100]!r} is not one name by BibTeX's rules.", used.name)
            )
        spans.append((f"contributions[{len(draft.work.contributions)}]", start, start + len(bare)))
        draft.work.contributions.append(Contribution(name, position, role))
    draft.mapped(used, *spans)


def _dates(draft: Draft) -> None:
    if used := draft.take("date"):
        value = dates.date(used.value.text.strip().partition("/")[0])
        if value is None:
            draft.back(used)
            draft.remarks.append(Remark("date-unreadable", f"{used.value.text[:60]!r} is not a date.", used.name))
        else:
            _add_date(draft, Date("issued", value), used)
            if value != used.value.text.strip().partition("/")[0]:
                message = f"Of the date {used.value.text.strip()[:60]!r} the part {value} is kept."
                draft.remarks.append(Remark("date-reduced", message, used.name))
            if "/" in used.value.text:
                draft.remarks.append(
                    Remark("date-range", f"Of the range {used.value.text.strip()} the start is kept.", used.name)
                )
            return
    if used := draft.take("year"):
        years = dates.years(used.value.text)
        if len(years) == 1:
            _year_month_day(draft, used, years[0])
        elif dates.is_status(used.value.text):
            draft.whole(used, f"comments[{len(draft.work.comments)}]")
            draft.work.comments.append(used.value.text.strip())
        else:
            draft.back(used)
            message = f"{used.value.text.strip()[:60]!r} is not {'one' if years else 'a'} year from 1400 to 2099."
            draft.remarks.append(Remark("date-unreadable", message, used.name))


def _year_month_day(draft: Draft, used: Field, year: str) -> None:
    """The date of `year`, `month` (a name, a number, or a name with a day) and `day`."""
    value, parts = year, [used]
    if month_field := draft.take("month"):
        month, day = dates.month(month_field.value.text)
        if month is None:
            draft.back(month_field)
        else:
            parts.append(month_field)
            value = f"{year}-{month:02}"
            if day is None and (day_field := draft.take("day")):
                day = dates.number(day_field.value.text)
                if dates.exists(int(year), month, day):
                    parts.append(day_field)
                else:
                    draft.back(day_field)
            if dates.exists(int(year), month, day):
                value += f"-{day:02}"
    for part in parts:
        draft.whole(part, f"dates[{len(draft.work.dates)}]")
    draft.work.dates.append(Date("issued", value))


def _add_date(draft: Draft, date: Date, used: Field) -> None:
    draft.whole(used, f"dates[{len(draft.work.dates)}]")
    draft.work.dates.append(date)


def _eprint(draft: Draft) -> None:
    """The preprint's id with its archive; without an archive's name an id is taken for what its form says it is."""
    archive = draft.take("archiveprefix", "eprinttype")
    name = archive.value.text.strip().lower() if archive else ""
    schemes = {"": "arxiv", "arxiv.org": "arxiv", "pubmed": "pmid", "medline": "pmid", "pmc": "pmcid"}
    index = len(draft.work.identifiers)
    if (used := draft.take("eprint")) and not _identify(draft, used, schemes.get(name, name), remark=bool(name)):
        used = None
    for spare in (archive, draft.take("primaryclass", "eprintclass")):
        if spare is not None and used is None:
            draft.back(spare)
        elif spare is not None and spare is archive:
            draft.whole(spare, f"identifiers[{index}]")
        elif spare is not None:
            draft.whole(spare, f"subjects[{len(draft.work.subjects)}]")
            draft.work.subjects.append(
                Text(_line(spare.value.text), scheme="arxiv" if "arxiv" in (name or "arxiv") else name)
            )


def _identify(draft: Draft, used: Field, scheme: str, remark: bool = True) -> bool:
    """Takes a field as an identifier of the work; gives it back, with a remark, when it is not valid."""
    printed = unescape(used.value.text).strip()
    found = identifiers.parse(scheme, printed)
    if found is None and scheme in ("doi", "arxiv"):
        found = next((one for one, _, _ in identifiers.find(printed) if one.scheme == scheme), None)
    if found is None:
        draft.back(used)
        if remark:
            draft.remarks.append(
                Remark("identifier-invalid", f"{printed[:100]!r} is not a valid {scheme.upper()}.", used.name)
            )
        return False
    draft.whole(used, f"identifiers[{_add_identifier(draft.work, found)}]")
    return True


def _add_identifier(work: Work, found: Identifier) -> int:
    """The index of an identifier in the work, which has each only once."""
    for i, known in enumerate(work.identifiers):
        if (known.scheme, known.value) == (found.scheme, found.value):
            return i
    work.identifiers.append(found)
    return len(work.identifiers) - 1


def _identifiers(draft: Draft) -> None:
    for name, scheme in (("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid"), ("pmc", "pmcid"), ("hal_id", "hal")):
        if used := draft.take(name):
            _identify(draft, used, scheme)
    if (used := draft.take("reportnumber")) or (draft.work.type == "report" and (used := draft.take("number"))):
        _identify(draft, used, "report")


def _venues(draft: Draft) -> None:
    work = draft.work
    event = draft.take("eventtitle")
    container = "book" if work.type == "chapter" or event else "conference"
    for used, kind in ((draft.take("journaltitle", "journal"), "journal"), (draft.take("booktitle"), container)):
        if used is not None:
            preprint = kind == "journal" and _PREPRINT.match(used.value.text.strip())
            _venue(draft, used, "repository" if preprint else kind)
            if preprint:
                _preprint(draft, used)
    for used, kind in ((event, "conference"), (draft.take("series"), "series")):
        if used is not None:
            _venue(draft, used, kind)


def _venue(draft: Draft, used: Field, kind: str) -> None:
    name = _line(used.value.text)
    if name:
        draft.whole(used, f"venues[{len(draft.work.venues)}]")
        draft.work.venues.append(Venue(name, kind))
    else:
        draft.mapped(used)


def _preprint(draft: Draft, used: Field) -> None:
    """`journal = {CoRR}`, `volume = {abs/1707.08567}` and `journal = {arXiv preprint arXiv:...}` are the arXiv record."""
    if draft.work.type in ("article", "other"):
        draft.work.type = "preprint"
    for found, _, _ in identifiers.find(used.value.text):
        _add_identifier(draft.work, found)
    if (volume := draft.work.volume) and (in_volume := identifiers.parse("arxiv", volume.removeprefix("abs/"))):
        index = _add_identifier(draft.work, in_volume)
        draft.work.volume = None
        for piece in draft.pieces:
            if piece.field == "volume":
                piece.field = f"identifiers[{index}]"


def _event(draft: Draft) -> None:
    conference = next((v for v in draft.work.venues if v.kind == "conference"), None)
    if conference is not None and (used := draft.take("venue")):
        conference.place = _line(used.value.text)
        draft.whole(used, f"venues[{draft.work.venues.index(conference)}]")
    if used := draft.take("eventdate"):
        values = [dates.date(part) for part in used.value.text.strip().split("/")]
        found = [Date(kind, value) for kind, value in zip(("event-start", "event-end"), values, strict=False) if value]
        if not found or len(found) != len(values):
            draft.back(used)
            return
        draft.whole(used, f"dates[{len(draft.work.dates)}]")
        draft.work.dates += found


def _numbers_of_venues(draft: Draft) -> None:
    """ISSN and ISBN belong to the journal, series or book that a work stands in, else to the work."""
    for name, kinds in (("issn", ("journal", "series")), ("isbn", ("book", "conference"))):
        if used := draft.take(name):
            inside = draft.work.type in ("article", "conference-paper", "chapter", "preprint") or name == "issn"
            venue = next((v for kind in kinds for v in draft.work.venues if v.kind == kind), None) if inside else None
            if venue is not None or used.name not in draft.inherited:
                _numbers(draft, used, venue)


def _numbers(draft: Draft, used: Field, venue: Venue | None) -> None:
    text = used.value.text
    spans = []
    for match in re.finditer(r"[^\s,;]+", text):
        if found := identifiers.parse(used.name, match[0]):
            if venue is None:
                spans.append((f"identifiers[{_add_identifier(draft.work, found)}]", match.start(), match.end()))
            else:
                venue.identifiers.append(found)
                spans.append((f"venues[{draft.work.venues.index(venue)}]", match.start(), match.end()))
        elif re.search(r"\d{4}", match[0]):
            message = f"{match[0][:100]!r} is not a valid {used.name.upper()}."
            draft.remarks.append(Remark("identifier-invalid", message, used.name))
    if spans:
        draft.mapped(used, *spans)
    else:
        draft.back(used)


def _pages(draft: Draft) -> None:
    if used := draft.take("pages"):
        draft.work.pages = _DASH.sub("-", _line(used.value.text)) or None
        draft.whole(used, "pages")


def _issue(draft: Draft) -> None:
    work = draft.work
    used = draft.take("number", "issue")
    if used is None:
        return
    # A book's number without a volume is its number in the series.
    target = "volume" if work.volume is None and any(v.kind == "series" for v in work.venues) else "issue"
    setattr(work, target, _line(used.value.text) or None)
    draft.whole(used, target)


def _places(draft: Draft) -> None:
    work = draft.work
    used = draft.take("address", "location")
    if used:
        work.place = _line(used.value.text) or None
        draft.whole(used, "place")
    conference = next((v for v in work.venues if v.kind == "conference" and not v.place), None)
    # With both, `address` is the publisher's and `location` the conference's (the convention of ACM and SIAM).
    if used and used.name == "address" and conference and (place := draft.take("location")):
        conference.place = _line(place.value.text)
        draft.whole(place, f"venues[{work.venues.index(conference)}]")
    if work.publisher is None and (body := draft.take("school", "institution", "organization")):
        work.publisher = _line(body.value.text) or None
        draft.whole(body, "publisher")


def _subjects(draft: Draft) -> None:
    if used := draft.take("keywords", "keyword"):
        text = used.value.text
        check_number(used.name, text, (",", ";"))
        spans = []
        for match in re.finditer(r"[^;]+" if ";" in text else r"[^,]+", text):
            if value := _line(match[0]):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                spans.append((f"subjects[{len(draft.work.subjects)}]", start, start + len(match[0].strip())))
                draft.work.subjects.append(Text(value))
        draft.mapped(used, *spans)


def _links(draft: Draft) -> None:
    work = draft.work
    for name, role in (("url", "landing-page"), ("pdf", "full-text"), ("howpublished", "landing-page")):
        if used := draft.take(name):
            text = unescape(used.value.text).strip()
            wrapped = re.fullmatch(r"\\url\s*\{(.*)\}", text, re.DOTALL)
            url = (wrapped[1] if wrapped else text).strip()
            if not re.fullmatch(r"(?:https?|ftp)://\S+", url):
                draft.back(used)
                continue
            draft.whole(used, f"links[{len(work.links)}]")
            work.links.append(Link(url, role))
            if (found := identifiers.recognise(url)) and found.scheme in ("doi", "arxiv"):
                _add_identifier(work, found)


def _rest(draft: Draft) -> None:
    work = draft.work
    if used := draft.take("note"):
        if value := _line(used.value.text):
            draft.whole(used, f"comments[{len(work.comments)}]")
            work.comments.append(value)
        else:
            draft.mapped(used)
    if used := draft.take("langid", "language"):
        printed = used.value.text.strip()
        work.language = LANGUAGES.get(printed.lower()) or (printed if _TAG.fullmatch(printed) else None)
        if work.language:
            draft.whole(used, "language")
        else:
            draft.back(used)
    if used := draft.take("license", "licence", "copyright", "rights"):
        text = unescape(used.value.text).strip()
        if re.fullmatch(r"https?://\S+", text):
            draft.whole(used, f"licences[{len(work.licences)}]")
            work.licences.append(Link(text))
        else:
            work.rights = _line(text) or None
            draft.whole(used, "rights")


def _type(draft: Draft) -> None:
    """An unplaced work with an arXiv id is the preprint itself."""
    work = draft.work
    if any(i.scheme == "arxiv" for i in work.identifiers) and (
        work.type == "other" or (work.type == "article" and not work.venues)
    ):
        work.type = "preprint"


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _scalars, _names, _dates, _identifiers, _eprint, _venues, _event, _numbers_of_venues, _pages, _issue, _places,
    _subjects, _links, _rest, _type,
)  # fmt: skip

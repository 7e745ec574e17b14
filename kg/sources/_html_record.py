"""The record of an entry that was taken apart: its texts by the tools of plain lists, its links, and where all of it stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter, itemgetter

from kg.records import Date, Identifier, Link, Piece, PieceKind, Record, Remark, Venue
from kg.sources._html_contained import contained
from kg.sources._html_entry import Candidate, Parts
from kg.sources._html_flow import Flow, Hyperlink, Run
from kg.sources._html_guard import aside, finish
from kg.sources._html_imprint import bracketed, edited_book, imprint, of_book, part_imprint, placed
from kg.sources._html_links import address_of, identifier_of, label_role, person_of, role_of, says_nothing
from kg.sources._html_numbers import end_of_name, enter_numbers, is_volume, numbers_at
from kg.sources._listing_lead import lead_of, pages_behind
from kg.sources._listing_lines import MARKER, Draft, is_long
from kg.sources._listing_people import people
from kg.sources._listing_signs import THESIS, YEAR, shows_venue
from kg.sources._listing_status import take_status
from kg.sources._listing_tags import enter
from kg.sources._listing_tail import Tail, year_from_heading

_BEGIN = itemgetter(1)
_IN = re.compile(
    r"(?:^|(?<=[\s.,;(]))(?:(?:in|dans|en|im)\s*:?|(?:em|[wvву]|teoksessa|στο)\s*:|\[(?:in|dans|[wvву])\s*:\])\s*$",
    re.IGNORECASE,
)
_IN_FIRST = re.compile(
    r"(?:(?:in|dans|en|im):?|(?:em|[wvву]|teoksessa|στο):|\[(?:in|dans|[wvву]):\])\s+", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:to appear|in press|accepted|under review|submitted|forthcoming|best |oral|spotlight|poster|preprint|arxiv|corr\b|awarded|phd|"
    r"master|unpublished|equal|tech)",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshop|symposium|congress|meeting|advances in)", re.IGNORECASE
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|review|annals|bulletin|magazine|quarterly|revue|revista|zeitschrift|annales|cahiers)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\(?(?:(?P<date>(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)|(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)\d\d))\)?"
)
_SHORT = re.compile(r"[A-Z][\w&/+-]{0,20}(?:\s[A-Z][\w&/+-]{0,20}){0,3}\s?(?:['’]\d\d|(?:19|20)\d\d)")
"""A short name of a venue with its year: "TIDES 2019"."""
_PARTED = re.compile(r"\n|\s[|·•→]\s")
"""What parts what is said of a work: the end of a line, or a stroke or dot between blanks."""
_BRACKETED = re.compile(r"[\[(](?P<kind>[^\[\]()\n]{3,80})[\])][\s.,:]{0,3}")
_YEAR_FIRST = re.compile(r"^(?:19|20)\d\d\s(?=[A-Z])")
_FOLDED = re.compile(
    r"(?:show |hide )?(?:abstract|summary|bib(?:tex)?|cite|citation|details|links?|more)[:.]?", re.IGNORECASE
)
"""What a page shows in place of what it folds away."""
_PUBLISHED = re.compile(r"(?:published |appear(?:s|ed) )?in:?\s", re.IGNORECASE)
_VOLUME_LABEL = re.compile(r"(?:[\s,]{1,3}(?:vol(?:\.|ume)?|bd\.|t\.))?[\s,]{0,3}$", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=\d\))\s[—–]\s")
"""What parts a remark from the year in brackets before it."""
_MARK = re.compile(r"[^\w\s]+|\w+")
_WORD = re.compile(r"\w+")
_PLACE = attrgetter("start", "end")
_LABEL = re.compile(r"(?:by|with|and|in|authors?|abstract|published|appeared|appears|links?)(?=\W|$)", re.IGNORECASE)


def record(entry: Candidate, parts: Parts, base: str) -> Record:
    """The record of an entry; `base` is the address of the page."""
    whole, flow = entry.whole, entry.flow
    draft = Draft("article")
    _title_alone(flow, parts)
    _fields(draft, flow, parts)
    pieces = _lead(draft, entry)
    draft.work.type = "thesis" if parts.thesis else draft.work.type
    _dated(draft, flow, parts)
    parts.rests, isbn = aside(flow.text, parts.rests, draft)
    if parts.kind == "em":
        parts.rests = contained(draft, flow, placed(draft, flow.text, parts.rests))
    parts.rests = (of_book if parts.kind == "book" else bracketed)(draft, flow.text, parts.rests)
    parts.rests = edited_book(draft, flow.text, parts.rests)
    held = draft.work.publisher if draft.work.place is None else None
    if held:
        draft.work.publisher = None  # else what stands before it would be read as its place
    for a, b in sorted(parts.rests, key=lambda rest: (rest[0] < parts.title[0], rest)):
        _rest(draft, flow, a, b)
    draft.work.publisher = held or draft.work.publisher
    part_imprint(draft, flow.text)
    finish(draft, isbn)
    _type(draft)
    if entry.year and not draft.work.dates:
        year_from_heading(draft, entry.year)
    _punctuation(draft, flow.text)
    take_status(draft.work, draft.pieces, flow.text, 0, (0, len(flow.text)))
    pieces += [one for piece in draft.pieces for one in flow.pieces(piece.kind, piece.field, piece.start, piece.end)]
    pieces += [
        one for a, b in entry.cuts if (a, b) != entry.lead for one in whole.pieces("furniture", "link-label", a, b)
    ]
    pieces += _links(draft, whole, flow, parts, base)
    if not (draft.work.venues or draft.work.journal_ref) and any(i.scheme == "arxiv" for i in draft.work.identifiers):
        draft.work.type = "preprint"
    pieces += apart(whole.marks, pieces)
    pieces = clipped(pieces)
    return Record(entry.start, entry.end, draft.work, pieces, remarks=draft.remarks, confidence=draft.confidence)


def clipped(pieces: list[Piece]) -> list[Piece]:
    """The pieces in order; where one begins within a character reference that the one before has, behind it."""
    at = 0
    kept = []
    for piece in sorted(pieces, key=_PLACE):
        if piece.start < at:
            piece.start = at
        if piece.start < piece.end:
            kept.append(piece)
            at = piece.end
    return kept


def _lead(draft: Draft, entry: Candidate) -> list[Piece]:
    """The number and the year that stand before an entry in lines or columns of their own, or the venue that stands there."""
    whole, (start, end) = entry.whole, entry.lead
    if entry.tag:
        before = Draft("article")
        before.work, before.confidence = draft.work, draft.confidence
        before.pieces = [one for one in draft.pieces if one.field.startswith("dates[")]
        dated = len(before.pieces)
        enter(before, entry.tag, whole.text, 0)
        return [
            piece for one in before.pieces[dated:] for piece in whole.pieces(one.kind, one.field, one.start, one.end)
        ]
    at = entry.year_at or (end, end)
    pieces = whole.pieces("furniture", "label", start, at[0])
    if entry.year_at:
        year = whole.text[slice(*at)]
        known = [date.value[:4] for date in draft.work.dates]
        if not known:
            draft.work.dates.append(Date("issued", year))
        kind: PieceKind = "mapped" if known in ([], [year]) else "left"
        pieces += whole.pieces(kind, "dates[0]" if kind == "mapped" else "year", *at)
    return pieces


def apart(marks: Iterable[tuple[str, int, int]], pieces: list[Piece]) -> list[Piece]:
    """The marks as furniture, without the stretches that pieces within them name."""
    taken = [*sorted(map(_PLACE, pieces)), (sys.maxsize, sys.maxsize)]
    found: list[Piece] = []
    i = at = 0
    first, last = taken[0]
    for name, start, end in sorted(marks, key=_BEGIN):
        while first < end:
            begin = at if at > start else start
            if first > begin:
                found.append(Piece("furniture", name, begin, first))
            if last > at:
                at = last
            i += 1
            first, last = taken[i]
        begin = at if at > start else start
        if end > begin:
            found.append(Piece("furniture", name, begin, end))
            at = end
    return found


def _title_alone(flow: Flow, parts: Parts) -> None:
    """Parts a title from what stands before it, and from the pages behind it."""
    start, end = parts.title
    if behind := pages_behind(flow.text[start:end]):
        parts.rests.append((start + behind.start("pages"), end))
        end = start + behind.start()
    size, year = lead_of(flow.text[start:end])
    if year and parts.year is None:
        parts.year = (start + year[0], start + year[1])
    parts.title = (start + size, end)


def _fields(draft: Draft, flow: Flow, parts: Parts) -> None:
    """Number or bullet, title, names and the year that stands with them."""
    text = flow.text
    if (marker := MARKER.match(text)) and marker.end() <= min(
        parts.title[0], parts.names_at[0] if parts.names else parts.title[0]
    ):
        draft.furniture("label", 0, len(marker[0].rstrip()))
    draft.work.title = " ".join(text[slice(*parts.title)].split())
    draft.mapped("title", *parts.title)
    if parts.prose:
        draft.work.abstract = " ".join(text[slice(*parts.prose)].split())
        draft.mapped("abstract", *parts.prose)
    draft.confidence["title"] = parts.confidence
    if parts.names:
        draft.authors_in(text[slice(*parts.names_at)], parts.names_at[0], parts.names)
        if parts.editors:
            for one in draft.work.contributions:
                one.role = "editor"
        draft.confidence["contributions"] = parts.confidence
    if parts.year:
        draft.work.dates.append(Date("issued", text[slice(*parts.year)]))
        draft.mapped("dates[0]", *parts.year)


def _dated(draft: Draft, flow: Flow, parts: Parts) -> None:
    """The date that a class shows."""
    for run in flow.runs if not draft.work.dates else ():
        date = _DATE.fullmatch(flow.text, run.start, run.end) if run.kind == "year" else None
        rest = next((one for one in parts.rests if one[0] <= run.start and run.end <= one[1]), None)
        if date and rest:
            value = date["date"] or f"{date['year']}-{date['month']:0>2}"
            draft.work.dates.append(Date("issued", value))
            draft.mapped("dates[0]", *(date.span("date") if date["date"] else (date.start("month"), date.end("year"))))
            parts.rests.remove(rest)
            parts.rests += [one for one in ((rest[0], run.start), (run.end, rest[1])) if one[0] < one[1]]
            return


# --- venue, year and what else follows -------------------------------------------------------------------------------


def _rest(draft: Draft, flow: Flow, start: int, end: int) -> None:
    """What stands outside of title and names, line by line."""
    cuts = [(one.start(), one.end()) for one in _PARTED.finditer(flow.text, start, end)]
    for (_, at), (to, _) in pairwise([(start, start), *cuts, (end, end)]):
        line = flow.text[at:to]
        a = at + len(line) - len(line.lstrip(' .,;:"”»’|·•–—-'))
        b = at + len(line.rstrip())
        if a >= b:
            continue
        a = _kind_in_brackets(draft, flow, a, b)
        remark = _BRACKETED.match(flow.text, a, b) if at == start else None
        if remark and remark["kind"].count(" ") > 1 and not shows_venue(remark["kind"], ""):
            a = remark.end()  # what the title means in another language, perhaps
        if any(one.role == "editor" for one in draft.work.contributions):
            a = imprint(draft, flow.text, a, b)
        text = flow.text[a:b]
        if _FOLDED.fullmatch(text):
            draft.furniture("label", a, b)
            continue
        if aside := _ASIDE.search(flow.text, a, b):
            b = aside.start()
            text = flow.text[a:b]
        if draft.work.abstract is None and _is_abstract(flow, a, b):
            skip = re.match(r"abstract\s*[.:–—-]*\s*", text, re.IGNORECASE)
            begin = a + (skip.end() if skip else 0)
            draft.furniture("label", a, begin)
            draft.work.abstract = flow.text[begin:b]
            draft.mapped("abstract", begin, b)
        else:
            _line(draft, flow, a, b)


def _kind_in_brackets(draft: Draft, flow: Flow, start: int, end: int) -> int:
    """Takes the kind of a thesis in brackets that begins a line: "[MSc thesis]. Tide College"; gives where the rest begins."""
    found = _BRACKETED.match(flow.text, start, end)
    if found is None or not THESIS.search(found["kind"]):
        return start
    draft.work.type = "thesis"
    draft.furniture("label", *found.span())
    return found.end()


def _is_abstract(flow: Flow, start: int, end: int) -> bool:
    """Whether a line is as long as an abstract, or has the class of one and no identifier."""
    text = flow.text[start:end]
    shown = any(run.kind == "abstract" and run.start <= start and end <= run.end for run in flow.runs)
    if shown and len(text) > 60 and "doi" not in text and not _PUBLISHED.match(text):
        return True
    return is_long(text) and not shows_venue(text[:60], "")


def _line(draft: Draft, flow: Flow, start: int, end: int) -> None:
    """One line of venue, volume, pages, date and notes: what is emphasised in it, or has the class of one, is the venue whole."""
    tail = Tail(draft, flow.text, 0)
    if not draft.work.venues:
        for run in flow.runs:
            if (
                run.kind in ("venue", "em")
                and start <= run.start
                and run.end <= end
                and not (run.kind == "venue" and _holds_name(flow, run))
                and (named := _named(flow, run.start, run.end, run.kind == "venue"))
            ):
                label = _IN.search(flow.text, start, run.start)
                stop = end_of_name(flow.text, named[1]) if named[1] == run.end else named[1]
                alone = not numbers_at(flow.text, stop, end)
                if alone and _reads_alone(
                    flow.text, label.start() if label else run.start, end, flow.text[slice(*named)]
                ):
                    break
                tail.read(start, label.start() if label else run.start)
                if draft.work.venues:  # the name of the venue stands before what is emphasised
                    tail.read(run.start, end)
                    return
                if label:
                    draft.furniture("label", label.start(), label.start() + len(label[0].rstrip()))
                _venue(draft, flow.text, run.start, named[0], stop, bool(label))
                tail.read(enter_numbers(draft, flow.text, stop, end), end)
                return
    if not draft.work.venues and (bold := _before_volume(flow, start, end)):
        begin, stop, volume = bold
        draft.furniture("label", start, begin)
        _venue(draft, flow.text, begin, begin, stop, begin > start)
        tail.read(enter_numbers(draft, flow.text, volume, end), end)
        return
    short = next((run for run in flow.runs if start <= run.start and run.end <= end and _is_short(flow, run)), None)
    if short and not draft.work.venues:
        tail.read(start, short.end)
        start = short.end
    tail.read(start, end)


def _holds_name(flow: Flow, run: Run) -> bool:
    """Whether a name is emphasised within what has the class of a venue."""
    within = (one for one in flow.runs if one.kind == "em" and run.start <= one.start and one.end <= run.end)
    return any(one.end - one.start < run.end - run.start and _named(flow, one.start, one.end, False) for one in within)


def _before_volume(flow: Flow, start: int, end: int) -> tuple[int, int, int] | None:
    """Where a name stands that begins a line and ends before a number in bold, which is its volume, and where that stands."""
    bold = next((run for run in flow.runs if run.kind == "strong" and start < run.start and run.end <= end), None)
    if bold is None or not is_volume(flow.text, bold.start, bold.end):
        return None
    skip = _IN_FIRST.match(flow.text, start, bold.start)
    begin = skip.end() if skip else start
    name = _VOLUME_LABEL.sub("", flow.text[begin : bold.start])
    wrong = len(name) > 120 or re.search(r"[\d(){}\n\[“”]|[a-z]{9,}[.?!]\s", name) or _NOTE.match(name)
    if wrong or not re.search(r"[^\W\d_]{2}", name) or not name[0].isupper():
        return None
    return begin, begin + len(name), bold.start


def _is_short(flow: Flow, run: Run) -> bool:
    """Whether the short name of a venue with its year is emphasised by itself."""
    return run.kind in ("strong", "em", "venue") and _SHORT.fullmatch(flow.text, run.start, run.end) is not None


class _ToVenue(Tail):
    """Reads the end of a reference up to its venue, for that alone: no marks are kept, and no part behind it is looked at."""

    def _mark(self, start: int, end: int) -> None:
        pass

    def _segment(self, start: int, end: int) -> None:
        if not self.draft.work.venues:
            super()._segment(start, end)


def _reads_alone(text: str, start: int, end: int, name: str) -> bool:
    """Whether the name of the venue is found without its emphasis, and so what follows it without a comma is."""
    trial = Draft("article")
    _ToVenue(trial, text, 0).read(start, end)
    return bool(trial.work.venues) and trial.work.venues[0].name == name


def _named(flow: Flow, start: int, end: int, shown: bool) -> tuple[int, int] | None:
    """Where the name of a venue stands in what is emphasised, or `shown` as one; None where that is a note, names, or has numbers in it."""
    skip = _IN_FIRST.match(flow.text, start, end)
    begin = skip.end() if skip else start
    name = flow.text[begin:end].rstrip(" .,;:")
    numbered = re.search(r"\d", _YEAR_FIRST.sub("", name) if shown else name)
    if not re.search(r"[^\W\d_]{2}", name) or "\n" in name or numbered or _NOTE.match(name):
        return None
    if (
        len(name) > 250
        or (not shown and people(name) and name.count(","))
        or name.count("(") != name.count(")")
        or label_role(name)
    ):
        return None
    return begin, begin + len(name)


def _venue(draft: Draft, text: str, start: int, begin: int, end: int, labelled: bool) -> None:
    draft.furniture("label", start, start + len(text[start:begin].rstrip()))
    name = text[begin:end]
    labelled = labelled or begin > start
    acronym = re.search(r"\s\((?P<acronym>[A-Z][\w&-]{1,20})\)$", name)
    kind = "conference" if _CONFERENCE.search(name) or (labelled and not _JOURNAL.search(name)) else ""
    kind = kind or ("journal" if _JOURNAL.search(name) else "")
    venue = Venue(name, kind)
    if acronym:
        venue.name, venue.acronym = name[: acronym.start()], acronym["acronym"]
        draft.mapped("venues[0]", begin + acronym.start("acronym"), begin + acronym.end("acronym"))
    draft.mapped("venues[0]", begin, begin + len(venue.name))
    draft.work.venues.append(venue)
    draft.confidence["venues"] = 0.95 if kind else 0.85


def _type(draft: Draft) -> None:
    work = draft.work
    text = " ".join([venue.name for venue in work.venues] + work.comments).lower()
    if work.venues and work.venues[0].kind == "conference":
        work.type = "conference-paper"
    elif re.match(r"(?:ph\.?\s?d\.?|master(?:'s)?|doctoral) (?:thesis|dissertation)", text):
        work.type = "thesis"


def _punctuation(draft: Draft, text: str) -> None:
    """The marks and the labels between what is mapped that no piece names yet."""
    at = 0
    for start, end in [*sorted(map(_PLACE, draft.pieces)), (len(text), len(text))]:
        if start > at and not (between := text[at:start]).isspace():
            alone = not _words(between)
            for mark in _MARK.finditer(between):
                first = between[mark.start()]
                if (not first.isalnum() and first != "_") or (alone and _LABEL.fullmatch(mark[0])):
                    draft.furniture("punctuation", at + mark.start(), at + mark.end())
        if end > at:
            at = end


def _words(between: str) -> bool:
    """Whether more than one word stands in a stretch."""
    first = _WORD.search(between)
    return first is not None and _WORD.search(between, first.end()) is not None


# --- links -----------------------------------------------------------------------------------------------------------


def _links(draft: Draft, whole: Flow, flow: Flow, parts: Parts, base: str) -> list[Piece]:
    """Takes the targets of the links as identifiers of the work or of its authors, or as links; gives their places."""
    found: list[Piece] = []
    inner = {(one.at, one.to): one for one in flow.links}
    for link in sorted(whole.links, key=lambda one: one.at):
        if says_nothing(link.url):
            continue
        left = inner.get((link.at, link.to)) if link.at >= 0 else None
        authors = authors_at(draft, left.start, left.end) if left and parts.names else []
        if authors:
            found.append(enter_profile(draft, authors, link, base))
        elif left and left.end > left.start and not _of_work(flow, left, parts):
            found.append(Piece("left", "link", link.at, link.to))
        else:
            found.append(enter_target(draft, link, whole.text[link.start : link.end], base))
    # The target of a link in Markdown may stand elsewhere, or be its text.
    return [piece for piece in found if 0 <= piece.start < piece.end]


def authors_at(draft: Draft | Record, start: int, end: int) -> list[int]:
    """The authors in whose names a stretch lies; none where it covers more than names."""
    found = {
        piece.field for piece in draft.pieces
        if piece.kind == "mapped" and piece.start < end and start < piece.end
    }  # fmt: skip
    return sorted(int(field[14:-1]) for field in found) if all(f.startswith("contributions[") for f in found) else []


def enter_profile(draft: Draft | Record, authors: list[int], link: Hyperlink, base: str) -> Piece:
    """Takes the target of a link on an author's name: an ORCID, else the address of a page, unless it leads to a work. One on several names is left."""
    index = authors[0]
    person = draft.work.contributions[index]
    if len(authors) > 1:
        return Piece("left", "author-link", link.at, link.to)
    if found := person_of(link.url):
        person.identifiers.append(found)
    elif (url := address_of(link.url, base)) and not identifier_of(url) and role_of(url, "") != "full-text":
        person.links += [] if url in person.links else [url]
    else:
        return Piece("left", "author-link", link.at, link.to)
    return Piece("mapped", f"contributions[{index}]", link.at, link.to)


def _of_work(flow: Flow, link: Hyperlink, parts: Parts) -> bool:
    """Whether a link leads to the work: its text is in the title or around it, or is an address or identifier itself."""
    text = flow.text[link.start : link.end]
    if link.start < parts.title[1] and parts.title[0] < link.end:
        return True
    shown = "://" in text or YEAR.fullmatch(text.strip()) is not None
    return shown or identifier_of(link.url) is not None or role_of(link.url, "") != "landing-page"


def enter_target(draft: Draft | Record, link: Hyperlink, label: str, base: str) -> Piece:
    """Enters the target of a link: once as an identifier of its scheme, else as a link with its role."""
    work = draft.work
    url = address_of(link.url, base)
    identifier = identifier_of(url or link.url)
    if identifier is not None:
        return Piece(*_identify(draft, identifier), link.at, link.to)
    if url is None:
        return Piece("left", "link", link.at, link.to)
    for i, known in enumerate(work.links):
        if known.url == url:
            return Piece("mapped", f"links[{i}]", link.at, link.to)
    work.links.append(Link(url, role_of(url, label)))
    return Piece("mapped", f"links[{len(work.links) - 1}]", link.at, link.to)


def _identify(draft: Draft | Record, identifier: Identifier) -> tuple[PieceKind, str]:
    """Where an identifier went; a second one of the same scheme is another work's."""
    work = draft.work
    for i, known in enumerate(work.identifiers):
        if known.scheme == identifier.scheme:
            if known.value == identifier.value:
                return "mapped", f"identifiers[{i}]"
            message = f"A link leads to {identifier.scheme} {identifier.value}, but the entry has {known.value}."
            draft.remarks.append(Remark("identifier-second", message, "identifiers"))
            return "left", "link"
    work.identifiers.append(identifier)
    return "mapped", f"identifiers[{len(work.identifiers) - 1}]"

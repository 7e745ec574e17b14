"""Runs of entries on a page of something else: a CV, a report, a profile, in any language.

    A. Uluslararası dergilerde yayımlanan makaleler
    A1. A. Author and B. Builder, "Ferries without timetables," J. Harbours, vol. 12, no. 3, pp. 1-9, 2019.
    C. Contributions
    1. Ferries. We showed that they need no timetables.
    a.  Author A, Builder BC. Ferries without timetables. J Harb Stud. 2019;12(3):1-9.

The lines are cut into runs by their numbers, letters and bullets, which count up or repeat, and by blank lines. What a run lists is told by
its entries: each is read by itself, and is a work where its names, year and title are certain and something shows where it appeared. What stands
under a heading that names something else ("Talks", "Projeler") is no work, until a heading of the same form comes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.records import Item, Piece, Record, Reject
from kg.sources import _learned_reader
from kg.sources import _listing_references as forms
from kg.sources import _listing_tagged as tagged
from kg.sources._listing_headings import names_others, names_works, says_works
from kg.sources._listing_lines import Line, bare_heading, is_heading, joined
from kg.sources._listing_people import people
from kg.sources._listing_sections import is_other_heading
from kg.sources._listing_signs import YEAR, find_identifiers
from kg.sources._listing_unnamed import unnamed

_MARK = re.compile(
    r"(?P<open>[\[(]?)(?P<lead>[A-ZΑ-ΩА-Я][A-Za-z]{0,5}(?:[-. ][A-Z]{1,5})?[-. ]?|(?:\d{1,2}\.){1,2}(?=\d))?(?P<number>\d{1,3})(?P<close>\s?:\s|[\]).:]{1,2}\s*+|[^\S\t]*+\t\s*+|\s{2,}+|(?<=[A-Z]\d)\s|(?<=[A-Z]\d\d)\s|\s(?=[^\W\d_a-z]))(?=[^\s\d])"
    r"|(?P<letter_open>[\[(]?)(?P<letter>[a-z]|[IVX]{1,5})(?P<letter_close>[\]).]\s++|[^\S\t]*+\t\s*+|\s{2,}+)(?=\S)"
    r"|(?P<bullet>[•·▪●◦‣►➢✓*+–—-])\s+(?=\S)"
)
"""What stands before an entry: "[1]", "1.", "(1)", "1<tab>", "6.1.", "A1.", "ACL 3.", "C-2", "a.", "(b)", "IV", "•"."""
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LABELLED = re.compile(r"[^\W\d_][^:;,.\d\"“]{2,40}:(?:\s|$)")
"""A field below an entry: "Tipo de producción: Artículo"."""
_LOCATED = re.compile(
    r"(?<![\d/.-])(?!(?:19|20)\d\d\s?[-–—])(?P<from>\d{1,5})\s?[-–—]{1,2}\s?\d{1,5}(?![\d/-])"
    r"|\b\d{1,4}\s?\(\s?\d{1,4}(?:[-–/]\d{1,3})?\s?\)"
    r"|\b(?:pp?|ss?|págs?|стр|S|с)\.?\s?\d+|\b(?:vol|v|bd|band|tome|t|cilt|том|т|jg|št|č|nr|no|n°|art)\b\.?\s?(?:no\.?\s?)?\d+"
    r"|(?:19|20)\d\d\s?[;,]\s?\d{1,4}\s?[(:,]|(?<=[\w.] )\d{1,4},\s[A-Z]?\d{1,6}\s\((?:19|20)\d\d\)|,\s\d{1,4},\s[A-Z]?\d{1,6}\b|\b\d{1,4}:\s?e?\d{2,7}\b",
    re.IGNORECASE,
)
"""Volume, issue or pages, in the ways of many languages."""
_IN_BOOK = re.compile(
    r"[.,\"”»]\s(?:in|dans|en|em|nel|v|w|i)\b:?\s.{0,80}?\b(?:proc|conf|actas|atti|actes|anais|eds?\b|hrsg|hg\b|dir\b|org\b|a cura)|\b(?:proceedings|proc\.|πρακτικά|sborník|materiały|kỷ yếu|матер)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b(?:19|20)\d\d[./]\d{1,2}\s?[-–]|\b(?:19|20)\d\d\s?[-–—]\s?(?:(?:19|20)?\d\d\b|present|heute|now|$)|[€$£]\s?\d|\d\s?(?:€|k€|EUR|USD|RMB)\b|\(PI\)"
)
"""Days, spans of years and sums, which grants, positions and events have."""
_BEGINS = re.compile(
    r"[(\[*†]?(?:[^\W\d_a-z]|[\"“„«'‘—]|(?:van|von|de|del|della|di|da|dos|du|el|al|ter|ten|zu|with|mit|avec)\b)"
)
"""How an entry begins: with a capital, a quotation mark or a small word before a name or in it."""
_INITIALS = re.compile(r"(?<!\w)[^\W\d_a-z]\.")
_QUOTES = "\"“„«'‘"
_CUT = re.compile(r",\s(?:[A-Z][a-z]*\s?){1,4}$")
_GOES_ON = re.compile(r"[\"”»'’]{1,2}(?::|\s[a-z])")
_LISTED = re.compile(r",|^\S+(?:\s\S+)?$|\s(?:and|&|[^\W\d_]\.)\s")
_MORE = re.compile(
    r"[,.]\s(?:[Ii]n:?\s)?(?:Proc\b|Proceedings)|,\s(?:in\s)?[«„]|//|^[^\W\d_a-z][\w'’-]+ [A-Z]{1,3} [A-Z][a-z]|^[A-Z]\.\W|(?:19|20)\d\d-\d\d-\d\d"
)
"""What shows that more than a title stands in it: proceedings, another quotation, the end of the names, a day."""
_ABBREVIATED = re.compile(r"\.\s(?:[A-Z][a-z]{0,9}\.|[A-Z][a-z]{0,9}\s\d)")
_IDENTIFIED = re.compile(r"(?:doi|pmid|pmcid|isbn|arxiv|hal|handle)\b", re.IGNORECASE)
_LONGEST, _SHORTEST = 2500, 40
_HEADING = 90
_FEW = 3
_NO_WORKS = "a section that lists no works"
_LEAST_SHARE = 6
"""The entries of a page take at least so large a part of it, one in ..."""


@dataclass
class _Run:
    """Entries of one way of marking, below one heading."""

    style: str
    other: bool
    headed: bool
    year: str
    entries: list[list[Line]] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True)
class Work:
    """An entry that was read, whether it shows where the work appeared, and whether it is marked as an entry."""

    record: Record
    located: bool
    marked: bool


def shows(lines: Sequence[Line]) -> bool:
    """Whether a page has a run of works: two entries at least are complete, and all take a good part of the page."""
    if len(lines) < 2:
        return False
    found = [one.record for one in works(lines) if one.located]
    covered = sum(one.end - one.start for one in found)
    return len(found) >= 2 and covered * _LEAST_SHARE >= lines[-1].end - lines[0].start


def works(lines: Sequence[Line]) -> list[Work]:
    """The works of the runs of a page, in order."""
    return [work for run in _runs(lines) if not run.other for work in _works(run)]


def _works(run: _Run) -> list[Work]:
    """The works among the entries of a run; lines without marks are entries where most of them are, else one entry together."""
    entries = run.entries
    read = [work for entry in entries if (work := _work(entry, run))]
    located = [one for one in read if one.located]
    if not run.style and len(located) > 1 and len(located) * 2 < len(entries):
        return located  # lines of which two are whole works are no parts of one
    if not run.style and len(entries) > 1 and len(located) * 2 < len(entries):
        together = _work([line for entry in entries for line in entry], run)
        return [together] if together and together.located else []
    return read if run.headed or len(located) * 2 >= len(entries) else located


def filled(items: Sequence[Item], lines: Sequence[Line]) -> list[Item]:
    """What other layouts read of a page, with the works of runs in what they did not understand."""
    if not any(isinstance(one, Reject) and one.end - one.start >= _SHORTEST for one in items):
        return list(items)
    read = works(lines)
    found = [one.record for one in read]
    runs = list(_runs(lines))
    others = [_span(run) for run in runs if run.other]
    every: list[Item] = []
    for item in _doubted(items, [one.record for one in read if one.located and one.marked]):
        if not isinstance(item, Reject):
            every.append(item)
            continue
        inner = [one for one in found if item.start <= one.start and one.end <= item.end]
        for part in _parted(item, others):
            every += _learned_reader.filled(part, lines, inner)
    return every


def _span(run: _Run) -> tuple[int, int]:
    return run.entries[0][0].start, run.entries[-1][-1].end


def _doubted(items: Sequence[Item], sure: Sequence[Record]) -> list[Item]:
    """The items, with a reject for what was read of an entry that is marked as one and reads otherwise by itself."""
    titles = {_letters(one) for one in items if isinstance(one, Record)}
    if len(sure) >= _FEW and sum(_letters(one) in titles for one in sure) * 2 < len(sure):
        return _learned_reader.merged(items)  # the page was read as what it is not
    left = deque(sure)
    doubted: list[Item] = []
    held: list[Item] = []
    for item in items:
        while left and left[0].end <= item.start:
            doubted += _decided(held, left.popleft())
            held = []
        if left and left[0].start <= item.start and item.end <= left[0].end + 3:
            held.append(item)
        else:
            doubted += held
            held = []
            doubted.append(item)
    return doubted + (_decided(held, left[0]) if left else held)


def _decided(held: list[Item], other: Record) -> list[Item]:
    """The items that stand in an entry, or one reject where none of their records has the title that it has by itself."""
    titles = [_letters(one) for one in held if isinstance(one, Record)]
    if not titles or _letters(other) in titles or held[0].start > other.start:
        return held
    return [Reject(held[0].start, max(held[-1].end, other.end), "the parts of this entry are not certain")]


def _letters(record: Record) -> str:
    return "".join(filter(str.isalnum, record.work.title or "")).lower()


def _parted(stretch: Reject, others: Sequence[tuple[int, int]]) -> Iterator[Reject]:
    """A rejected stretch, parted where others begin and end of which the heading says that they are no works."""
    at = stretch.start
    for start, end in others:
        if at <= start and end <= stretch.end:
            if at < start:
                yield Reject(at, start, stretch.reason)
            yield Reject(start, end, _NO_WORKS)
            at = end
    if at < stretch.end:
        yield Reject(at, stretch.end, stretch.reason)


# --- cutting a page ----------------------------------------------------------------------------------------------------


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    """The runs of a page, each with what the headings above it say."""
    other: Line | None = None
    headed, named, year = False, False, ""
    run: _Run | None = None
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        goes_on = run is not None and bool(run.style) and not line.gap and _marked(line) is None
        if _heads(line, after) and not (goes_on and _is_rest(line)):
            if run:
                yield run
            run = None
            bare = bare_heading(line.text)
            if YEAR.fullmatch(bare):
                year = bare
            elif is_other_heading(line) or _names_others(line):
                other, headed, named = line, False, False
            elif other is None or _ends(other, line, lines[i - 1]) or says_works(line.text):
                other, headed, year = None, is_heading(line), ""
                named = names_works(line.text)
            continue
        mark = _marked(line)
        fresh = _Run(mark[0] if mark else "", other is not None, headed or (named and mark is not None), year)
        fresh.number = mark[1] if mark else 0
        if run is None or not _goes_on(run, line, mark):
            if run:
                yield run
            run = fresh
            run.entries.append([line])
        elif _begins(run, line, mark):
            run.entries.append([line])
            run.number = mark[1] if mark else 0
        else:
            run.entries[-1].append(line)
    if run:
        yield run


def _marked(line: Line) -> tuple[str, int, int] | None:
    """The way a line is marked as an entry, its number and the length of its mark; None where it is not marked."""
    match = _MARK.match(line.text)
    if match is None:
        return None
    if match["bullet"]:
        return match["bullet"], 0, match.end()
    if match["number"]:
        style = match["open"] + (match["lead"] or "") + "1" + match["close"].strip()
        return style, int(match["number"]), match.end()
    letter = match["letter"]
    if letter.islower():
        return match["letter_open"] + "a" + match["letter_close"].strip(), ord(letter) - 96, match.end()
    values = [_ROMAN[one] for one in letter]
    number = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return match["letter_open"] + "I" + match["letter_close"].strip(), number, match.end()


def _goes_on(run: _Run, line: Line, mark: tuple[str, int, int] | None) -> bool:
    """Whether a line belongs to a run: to its last entry, or as one of its next entries."""
    if mark is None:
        return not run.style or not line.gap
    if mark[0] == run.style:
        return not mark[1] or 0 < mark[1] - run.number <= 3 or run.number - mark[1] == 1 or not _may_begin(line, mark)
    return not _may_begin(line, mark)


def _may_begin(line: Line, mark: tuple[str, int, int]) -> bool:
    """Whether a mark can be that of the first entry of a list, rather than a number or dash at the beginning of a line."""
    return bool(line.gap) or mark[1] == 1 or mark[0] in "•·▪●◦‣►➢✓*"


def _begins(run: _Run, line: Line, mark: tuple[str, int, int] | None) -> bool:
    """Whether a line of a run begins an entry."""
    if mark is None:
        return not run.style and not _hangs(line, run.entries[-1][0])
    return mark[0] == run.style and (not mark[1] or 0 < abs(mark[1] - run.number) <= 3)


def _is_rest(line: Line) -> bool:
    """Whether a line right below a marked entry may be the rest of it: no known heading, and with a number in it."""
    return not (is_heading(line) or is_other_heading(line)) and any(map(str.isdigit, line.text))


def _heads(line: Line, after: Line | None) -> bool:
    """Whether a line is a heading by its form: short, with neither a year nor pages nor names of people, and entries or blank lines below."""
    text = line.text
    if is_heading(line) or is_other_heading(line):
        return True
    if len(text) > _HEADING or after is None or not (line.gap or after.gap or not line.start):
        return False
    if _hangs(after, line) or len(_INITIALS.findall(text)) > 1:
        return False  # the first line of an entry
    if text[-1] in ".,;" or YEAR.search(text) or _LOCATED.search(text) or _LABELLED.match(text):
        return False
    return any(map(str.isalpha, text))


def _hangs(line: Line, above: Line) -> bool:
    """Whether a line goes on with the one above it, as its indent shows."""
    return not line.gap and _indent(line) > _indent(above)


def _indent(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip())


def _names_others(line: Line) -> bool:
    """Whether a heading names something that is no work, and no kind of works beside it."""
    return not is_heading(line) and names_others(line.text)


def _ends(other: Line, line: Line, before: Line) -> bool:
    """Whether a heading ends the section of another: it is of the same form, or of one that stands above a plain one."""
    if before is other and not line.gap:
        return False
    new, old = _form(line.text), _form(other.text)
    return new == old or old == ("", False)


def _form(text: str) -> tuple[str, bool]:
    """The form of a heading: how it is numbered, and whether in capitals."""
    match = re.match(
        r"#+|(?:\(?(?P<letter>[A-Z]|[IVX]{1,4})[.):]?|\(?(?P<small>[a-z])\)|\(?(?P<number>\d)[\d.]*\)?)\s", text
    )
    kind = "" if match is None else (match.lastgroup or match[0])
    return kind, text.isupper()


# --- reading an entry --------------------------------------------------------------------------------------------------


def _work(entry: list[Line], run: _Run) -> Work | None:
    """The work that an entry is; None where that is not certain."""
    lines = list(_own(entry))
    text, base = joined(lines), lines[0].start
    mark = _marked(lines[0])
    begin = mark[2] if mark else 0
    rest = text[begin:]
    if not _SHORTEST <= len(rest) <= _LONGEST or rest.count("\t") > 1 or not _BEGINS.match(rest):
        return None
    located = _is_located(rest)
    if not (located or run.headed or YEAR.search(rest)):
        return None
    if _SPAN.search(rest) and not any(True for _ in find_identifiers(rest)):
        return None
    record = _read(rest, base + begin, run.year) or unnamed(rest, base + begin, run.year)
    if record is None or not (located or record.work.dates):
        return None
    if begin:
        record.start = base
        record.pieces.insert(0, Piece("furniture", "label", base, base + len(text[:begin].rstrip())))
    return Work(record, located, bool(run.style))


def _own(entry: list[Line]) -> Iterator[Line]:
    """The lines of an entry without the labelled fields below it; an identifier is of it."""
    yield entry[0]
    for line in entry[1:]:
        if _LABELLED.match(line.text) and not _IDENTIFIED.match(line.text):
            return
        yield line


def _is_located(text: str) -> bool:
    """Whether an entry says where it appeared: volume or pages, an identifier, or the proceedings or book it is in."""
    return bool(
        (YEAR.search(text) and (_LOCATED.search(text) or _IN_BOOK.search(text)))
        or any(one.scheme in ("doi", "arxiv", "pmid", "pmcid", "hal") for one, _, _ in find_identifiers(text))
    )


def _read(text: str, base: int, year: str) -> Record | None:
    """The record of an entry, by the order of its parts; where that is not certain, by the tagger of references.

    Names that the tagger finds stand first, or behind a title in quotation marks, as those of a title may be names, too.
    """
    found = forms.entry_of(text, base, year)
    if found is None or not found.work.dates or (found.work.title or "")[:1] in ("'", "‘"):
        other = tagged.record(text, base, year)
        if other and (text[0] in _QUOTES or _names_first(other)) and (found is None or other.work.dates):
            found = other
    return found if found and _is_sure(found, text, base) else None


def _names_first(found: Record) -> bool:
    """Whether the authors of a record stand before its title."""
    fields = ("title", "contributions[")
    return next(piece.field for piece in found.pieces if piece.field.startswith(fields)) != "title"


def _is_sure(found: Record, text: str, base: int) -> bool:
    """Whether a title is neither cut off, nor with more than itself, nor names."""
    end = next(piece.end - base for piece in found.pieces if piece.field == "title")
    title = found.work.title or ""
    if _CUT.search(text, max(end - 40, 0), end) and _ABBREVIATED.match(text, end):
        return False  # "..., Discrete Comput" before ". Geom."
    if _GOES_ON.match(text, end):
        return False  # only what is quoted in the title
    if _MORE.search(title):
        return False
    before = title.partition(". ")[0]
    return len(title.split()) > 1 and (people(before) is None or not _LISTED.search(before))

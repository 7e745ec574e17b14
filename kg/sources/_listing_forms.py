"""The forms of entries that no full stop parts: by commas, by quotation marks, by a word such as "with", or behind a year.

    A. Author, B. Builder, Ferries without timetables, Journal of Harbours, 12(3), 2019
    Ferries without timetables, A. Author and B. Builder, Journal of Harbours, 2019
    A. Author, "Ferries without timetables," Journal of Harbours, 2019      "Ferries without timetables" (with B. Builder), 2019
    Ferries without timetables. Joint with B. Builder. J. Harb. 12 (2019), 1-9.
    2019    Author A, Builder B. Ferries without timetables. Journal of Harbours 12: 1-9.

Each form is a function from a text and where the entry begins in it, behind its number, to its parts.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence

from kg.sources._listing_above import names_above
from kg.sources._listing_dashed import dashed
from kg.sources._listing_entries import ORDERS
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_quotations import quotation
from kg.sources._listing_segments import (
    Segment,
    clause_names,
    has_initials,
    is_numeric,
    is_of_law,
    is_venue,
    name_lists,
    names_of,
    segments,
    title_end,
)
from kg.sources._listing_signs import GOES_ON, shows_venue
from kg.sources._listing_taken import TITLE_MARKS, Span, Taken, is_title, trimmed_span, with_inner
from kg.sources._listing_untitled import untitled

_HARD_END = re.compile(r":\s+|：\s*|[\s,]\s?\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.,:]?\s+|\s[-–—]\s+")
"""What ends names and is no comma: a colon, a year, a dash."""
_WITH = (
    r"(?:joint(?:ly)?(?:\s(?:work|paper))?\s(?:with|w/)|j/w|co-?authored\s(?:by|with)|co-?written\swith|in\scollaboration\swith|with|w/|mit|gemeinsam\smit|avec|"
    r"en\scollaboration\savec|con|en\scolaboración\scon|com|em\scolaboração\scom|met|coauthors?:)"
)
_CLAUSE = re.compile(rf"(?P<open>[\[(])?(?<![^\s(\[]){_WITH}\s+(?=[A-ZÀ-ÞŁŠŽ]|van|von|de\s)", re.IGNORECASE)
_STOPS = re.compile(
    r"(?P<stop>[.?!])[”\"]?\s+(?=[A-Z“\"(]|arXiv|to appear|in\s|joint|with\s|submitted|accepted|forthcoming)|,\s+|\n"
)
_OF_MORE = re.compile(r"\([^()]{3,60}:\s[^()]{3,60},\s(?:19|20)\d\d\)|\s\((?:19|20)\d\d\),\s\d")
"""An imprint in brackets, or a year in brackets before pages: more than a title."""
_BEYOND = re.compile(r"[”»“\"'’]{1,2}" + GOES_ON)
_CITED = re.compile(
    r"(?:19|20)\d\d|arxiv|to appear|accepted|forthcoming|submitted|press|preprint|revis|R&R|\d\s?\(\d|\d:\s?\d",
    re.IGNORECASE,
)


# --- by commas -------------------------------------------------------------------------------------------------------


def names_commas(text: str, begin: int) -> Taken | None:
    """The parts of "Names, Title, Venue, Year"."""
    for hard in _HARD_END.finditer(text, begin, begin + 1500):
        if (names := people(text[begin : hard.start()])) is None:
            continue
        parts = segments(text, hard.end())
        year = hard.span("year") if hard["year"] else None
        return _behind_names(text, parts, 0, names, (begin, hard.start()), year)
    parts = segments(text, begin)
    for names, after in name_lists(text, parts, 0):
        if _odd_one(names):
            continue
        if found := _behind_names(text, parts, after, names, (parts[0].start, parts[after - 1].end), None):
            return found
    return None


def _odd_one(names: NameList) -> bool:
    """Whether the last of some names alone has no initials: it is the title."""
    if len(names.names) < 2:
        return False
    *others, last = (name.printed for name, _, _ in names.names)
    return all(map(has_initials, others)) and not has_initials(last)


def _behind_names(
    text: str, parts: Sequence[Segment], first: int, names: NameList, names_at: Span, year: Span | None
) -> Taken | None:
    if first < len(parts) and parts[first].text[0] in '"“«':
        return None  # its title stands in quotation marks
    if first >= len(parts):
        return None
    end = title_end(parts, first)
    if end is None and year is None:
        return None
    stop = parts[end].start if end is not None and end < len(parts) else len(text)
    title = trimmed_span(text, parts[first].start, stop)
    if title[0] >= title[1] or not is_title(
        text[slice(*title)], strong=len(names.names) > 1 or text[title[0]] > "\u3040"
    ):
        return None
    return Taken("names, title", title, names, names_at, [(title[1], len(text))], year)


def title_commas(text: str, begin: int) -> Taken | None:
    """The parts of "Title, Names, Venue, Year"."""
    parts = segments(text, begin)
    for first in range(1, len(parts)):
        if is_numeric(parts[first].text):
            return None
        if is_venue(parts[first].text) or not _begin_names(text, parts, first):
            continue
        for names, after in name_lists(text, parts, first):
            skip = _without_initials(names)
            start, at = (names.names[skip][1], first + skip) if skip else (0, first)
            if at >= after:
                continue  # names that a word parts stand in one part
            found = people(text[parts[at].start : parts[after - 1].end]) if skip else names
            if found is None or after >= len(parts) or (_counts(parts[after].text) and _is_whole(names)):
                continue  # the last of these is the venue
            alone = names.names[0][0] if len(names.names) == 1 else None
            if alone and not has_initials(alone.printed) and len(parts) > after + 1 and _numbered(parts[after:]):
                continue  # a journal: year and volume stand behind it
            title = trimmed_span(text, parts[0].start, parts[at].start)
            if not is_title(text[slice(*title)], strong=False):
                return None
            assert start >= 0
            return Taken(
                "title, names",
                title,
                found,
                (parts[at].start, parts[after - 1].end),
                [(parts[after - 1].end, len(text))],
            )
    return None


def _begin_names(text: str, parts: Sequence[Segment], first: int) -> bool:
    """Whether names begin with a segment: a whole name, or the first half of an inverted one."""
    if names_of(parts[first].text) is not None:
        return True
    if first + 1 >= len(parts) or is_venue(parts[first + 1].text):
        return False
    between = text[parts[first].end : parts[first + 1].start]
    return between.strip() == "," and names_of(text[parts[first].start : parts[first + 1].end]) is not None


def _counts(text: str) -> bool:
    """Whether a segment is volume, pages or a date, before which the name of a venue stands."""
    return is_numeric(text) and _OF_SERVERS.match(text) is None


def _numbered(parts: Sequence[Segment]) -> bool:
    """Whether two segments follow that are numbers or dates, as they do on the name of a journal."""
    return all(_counts(part.text) for part in parts[:2])


_OF_SERVERS = re.compile(r"arxiv|doi|https?:|preprint|manuscript|submitted|in press|draft|working paper", re.IGNORECASE)


def _without_initials(names: NameList) -> int:
    """How many of the first names have no initials where all behind them have: those are of the title."""
    shown = [has_initials(name.printed) for name, _, _ in names.names]
    skip = next((i for i, one in enumerate(shown) if one), 0)
    return skip if all(shown[skip:]) and skip < len(shown) else 0


def _is_whole(names: NameList) -> bool:
    """Whether the last of several names may be the name of a venue: it is printed without initials."""
    return len(names.names) > 1 and not has_initials(names.names[-1][0].printed)


# --- by quotation marks ----------------------------------------------------------------------------------------------


def quoted(text: str, begin: int) -> Taken | None:
    """The parts of an entry whose title stands in quotation marks: names before it, behind it, or those it was written with."""
    marks = quotation(text, begin)
    if marks is None:
        return None
    title = with_inner(text, trimmed_span(text, *marks), marks)
    if _BEYOND.match(text, marks[1]):
        return None  # the title only begins with a quotation
    if title[0] >= title[1] or len(text[slice(*title)]) < 3 or len(text[slice(*title)]) > 500:
        return None
    end = marks[1] + 1
    before = text[begin : marks[0]].rstrip(' \n\t“"«„`‘《,.:;–—-')
    if any(map(str.isalnum, before)):
        return _names_before_quote(text, begin, before, title, end)
    return _behind_quote(text, title, end)


_YEAR_LAST = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?$")


def _names_before_quote(text: str, begin: int, before: str, title: Span, end: int) -> Taken | None:
    dated = _YEAR_LAST.search(before)
    core = before[: dated.start()].rstrip(",." + string.whitespace) if dated else before
    core = _GENRE.sub("", core.rstrip(" ,:;(")).rstrip(" ,:;(")
    names = people(core) or people(core + ".")
    if names is None or not core:
        return None
    year = (begin + dated.start("year"), begin + dated.end("year")) if dated else None
    return Taken("quoted", title, names, (begin, begin + len(core)), [(end, len(text))], year)


_MARKS_BEHIND = re.compile(r"[\s,.;:”\"»'’》*]*")


def _behind_quote(text: str, title: Span, end: int) -> Taken | None:
    skip = _MARKS_BEHIND.match(text, end)
    at = skip.end() if skip else end
    clause = _CLAUSE.search(text, at, at + 100)
    near = clause and (clause.start() == at or _YEAR_BETWEEN.fullmatch(text, at, clause.start()))
    if clause and near and (taken := _clause(text, clause, "quoted", title, [(end, clause.start())])):
        return taken
    by = _BY.match(text, at)
    parts = segments(text, by.end() if by else at)
    if parts and names_of(parts[0].text) and not is_venue(parts[0].text):
        lists = [(names, after) for names, after in name_lists(text, parts, 0) if not _odd_one(names)]
        for names, after in lists:
            if after < len(parts) and _counts(parts[after].text) and _is_whole(names) and len(lists) > 1:
                continue  # the last of these is the venue
            if (
                len(names.names) == 1
                and not has_initials(names.names[0][0].printed)
                and all(map(_counts, [p.text for p in parts[after : after + 2]]))
                and len(parts) > after
            ):
                continue  # a journal: its year stands behind it, where a name would have a venue
            stop = parts[after - 1].end
            return Taken("quoted", title, names, (parts[0].start, stop), [(stop, len(text))])
    if parts and (found := _sentence_of_names(text, parts[0].start)):
        names, stop = found
        return Taken("quoted", title, names, (parts[0].start, stop), [(stop, len(text))])
    if _TALK.search(text, end):
        return None
    return Taken("quoted alone", title, None, (end, end), [(end, len(text))], owned=True)


_TALK = re.compile(
    r"\b(?:(?:invited|keynote|plenary|public|guest|contributed)\s(?:talk|lecture|speaker|address|presentation|paper at)|talk|seminar|colloquium|vortrag|conférence invitée|ponencia)\b",
    re.IGNORECASE,
)
"""What says that nothing was printed."""
_BY = re.compile(r"by\s+")
_YEAR_BETWEEN = re.compile(r"[\s,.(]*(?:19|20)\d\d[\s,.)]*")
_GENRE = re.compile(
    r"[,:]\s(?:voce|voix|art(?:icle|ikel|\.)?|entry|entrada|verbete|s\.\s?v\.|lemma|hasło|rec(?:ensione|ensja|\.)?|review of|(?:chapter|cap(?:ítulo|itolo|\.)|kapitel|chapitre|rozdział)\s\d{1,3})$",
    re.IGNORECASE,
)
"""What an entry says of the kind of a work between its authors and its title in quotation marks."""
_NUMBERED = re.compile(r",\s\d")
_NAMES_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s|\n|\s[-–—|•·]\s|\s\(")


def _sentence_of_names(text: str, start: int) -> tuple[NameList, int] | None:
    """Names that end with a full stop, a line, a dash or before a bracket."""
    for stop in _NAMES_STOP.finditer(text, start, start + 1000):
        if _NUMBERED.search(text, start, stop.start()):
            return None  # a journal and its volume
        if names := people(text[start : stop.start()]):
            return names, stop.start()
    return None


_EDITING = re.compile(r"\s\((?:eds?|hrsg|hg|éds?|dirs?)\.?\)$", re.IGNORECASE)

# --- with whom the owner of the page wrote ---------------------------------------------------------------------------


def owned(text: str, begin: int) -> Taken | None:
    """The parts of "Title (with B. Builder), Venue", "Title. Joint with B. Builder. Venue" and "Title, Venue" without names."""
    if (clause := _CLAUSE.match(text, begin)) and clause["open"]:
        return _clause_first(text, clause)
    first = segments(text[: begin + 200], begin)[:2]
    if first and names_of(first[0].text) and not _is_cited(first):
        return None  # it names its authors first
    colon = text.find(": ", begin, begin + 300)
    if colon > 0 and "," in text[begin:colon] and people(_EDITING.sub("", text[begin:colon])):
        return None  # so it does with a colon behind them
    for clause in _CLAUSE.finditer(text, begin + 4, begin + 600):
        before = text[begin : clause.start()]
        if not (
            clause["open"] in ("(", "[")
            or before.rstrip()[-1:] in ',.;:?!–—-"”'
            or before.endswith("\n")
            or "oint" in clause[0]
        ):
            continue  # "with" in the middle of a title
        ends = next(
            (stop for stop in _STOPS.finditer(text, begin, clause.start()) if _venue_from(text, stop, clause.start())),
            None,
        )
        title = trimmed_span(text, begin, ends.start() + (ends["stop"] in ("?", "!")) if ends else clause.start())
        if not is_title(text[slice(*title)], strong=True):
            continue
        middle = [(title[1], clause.start())] if ends else []
        dated = None if ends else _DATED_BEFORE.search(text, *title)
        title = (title[0], dated.start()) if dated else title
        if taken := _clause(text, clause, "owned", title, middle, dated.span("year") if dated else None):
            return taken
    return _alone(text, begin)


def _is_cited(parts: Sequence[Segment]) -> bool:
    """Whether two words with "and" between them are a title, as volume, journal and page stand right behind them."""
    return len(parts) > 1 and not has_initials(parts[0].text) and is_of_law(parts[1].text)


_INITIAL_LAST = re.compile(r"(?:^|[\s.])[^\W\d_a-z]$")
_DATED_LAST = re.compile(r"\s\((?:[A-Z][a-z]{2,8}\.?\s)?(?P<year>(?:19|20)\d\d)\)\.?\s*$")
_DATED_BEFORE = re.compile(r"(?:\s\((?:[A-Z][a-z]{2,8}\.?\s)?|,\s)(?P<year>(?:19|20)\d\d)\)?\.?\s*$")
"""A year between a title and "with B. Builder"."""
_NOTE_LAST = re.compile(r"\s*\((?:(?:co-?)?eds?\.?|(?:co-?)?editors?|translat\w+|hrsg\.?|dir\.)\)$", re.IGNORECASE)


def _clause_first(text: str, clause: re.Match[str]) -> Taken | None:
    """The parts of "(with B. Builder) Title, Venue"."""
    close = {"(": ")", "[": "]"}[clause["open"]]
    found = clause_names(text, clause.end(), close)
    rest = _alone(text, found[1] + 1) if found else None
    if found is None or rest is None:
        return None
    return Taken("owned", rest.title, found[0], (clause.end(), found[1]), rest.rests, owned=True)


def _clause(
    text: str, clause: re.Match[str], form: str, title: Span, before: list[Span], year: Span | None = None
) -> Taken | None:
    """The parts of an entry in which a word and names stand behind the title."""
    close = {"(": ")", "[": "]"}.get(clause["open"] or "", "")
    found = clause_names(text, clause.end(), close)
    if found is None:
        return None
    names, stop = found
    rests = [*(one for one in before if text[slice(*one)].strip(TITLE_MARKS + "()")), (stop + len(close), len(text))]
    return Taken(form, title, names, (clause.end(), stop), rests, year, owned=True)


_UNPRINTED = re.compile(r"(?:preprint|manuscript|draft|mimeo|submitted|in preparation|forthcoming)\.?", re.IGNORECASE)
_PART_ENDS = re.compile(r"[,;]\s|\n")


def _venue_from(text: str, stop: re.Match[str], end: int | None = None) -> bool:
    """Whether the name of a venue begins behind a mark, and before `end`."""
    rest = text[stop.end() : end]
    cut = _PART_ENDS.search(rest)
    part = rest[: cut.start()] if cut else rest
    # Behind a question, a subtitle is as likely as a venue.
    return (
        is_venue(part)
        or _UNPRINTED.fullmatch(part) is not None
        or (
            (stop["stop"] == "." or stop[0] == "\n")
            and bool(part[:1].isupper())
            and shows_venue(part, rest[len(part) : len(part) + 12].lstrip(", "))
        )
    )


def _alone(text: str, begin: int) -> Taken | None:
    """The parts of an entry that names no one: a title, and a venue with a number, a date or a remark."""
    for stop in _STOPS.finditer(text, begin + 3, begin + 600):
        if _INITIAL_LAST.search(text, max(begin, stop.start() - 3), stop.start()):
            continue  # the full stop of an initial
        if not _venue_from(text, stop) or not _CITED.search(text, stop.end()):
            continue
        title = trimmed_span(text, begin, stop.start() + (stop["stop"] in ("?", "!")))
        if note := _NOTE_LAST.search(text, *title):
            title = title[0], note.start()
        sure = _is_cited(segments(text[begin : stop.end() + 100], 0)[:2])
        if _ends_in_names(text[slice(*title)]):
            return None
        if is_title(text[slice(*title)], strong=sure) and not _TALK.search(text, title[1]):
            return Taken("owned alone", title, None, (title[1], title[1]), [(stop.end(), len(text))], owned=True)
        return None
    whole = _DATED_LAST.search(text, begin, begin + 400)
    if whole and "\n" not in text[begin : whole.start()] and is_title(text[begin : whole.start()], strong=False):
        title = trimmed_span(text, begin, whole.start())
        return Taken("owned alone", title, None, (title[1], title[1]), [], whole.span("year"), owned=True)
    return None


def _ends_in_names(text: str) -> bool:
    """Whether what would be a title ends with names, behind one of its commas."""
    for comma in re.finditer(r"[,;]\s", text):
        found = people(text[comma.end() :])
        if found and (
            len(found.names) > 1 or "," in found.names[0][0].printed or has_initials(found.names[0][0].printed)
        ):
            return True
    return False


def line_by_line(text: str, begin: int) -> Taken | None:
    """The parts of an entry whose title is its first line, above "with B. Builder" or a venue."""
    first, _, rest = text[begin:].partition("\n")
    title = trimmed_span(text, begin, begin + len(first))
    if not rest or first.rstrip().endswith(","):
        return None
    if _OF_MORE.search(text, *title):
        return None  # the line is a whole entry
    dated = _DATED_LAST.search(text, *title)
    year = dated.span("year") if dated else None
    title = (title[0], dated.start()) if dated else title
    at = begin + len(first) + 1
    clause = _CLAUSE.match(text, at + len(rest) - len(rest.lstrip()))
    if not is_title(text[slice(*title)], strong=clause is not None):
        return None
    if clause:
        return _clause(text, clause, "lines", title, [], year)
    second = rest.strip().partition("\n")[0]
    if people(second) or _sentence_of_names(second, 0) or not (is_venue(second) or shows_venue(second, "")):
        return None
    return Taken("lines alone", title, None, (title[1], title[1]), [(begin + len(first), len(text))], year, owned=True)


# --- names and title, and nothing else ---------------------------------------------------------------------------------

_SPLITS = re.compile(r"\s?:\s+|\s[-–—|/•·]\s|\n|\t+|\.\s+|\sby\s")


def names_and_title(text: str, begin: int) -> Taken | None:
    """The parts of "Names: Title", as lists of accepted papers have them."""
    for cut in _SPLITS.finditer(text, begin, begin + 1500):
        title = trimmed_span(text, cut.end(), len(text))
        # Whether the rest can be a title is told sooner than whether there are names.
        if is_title(text[slice(*title)], strong=True) and (names := people(text[begin : cut.start()])):
            return Taken("names alone", title, names, (begin, cut.start()), [])
    return None


def title_and_names(text: str, begin: int) -> Taken | None:
    """The parts of "Title - Names", as lists of accepted papers have them."""
    for cut in _SPLITS.finditer(text, begin, begin + 600):
        title = trimmed_span(text, begin, cut.start())
        if cut[0] in text[slice(*title)] and not cut[0].isalnum() and cut[0].strip() not in ("", ".", ":"):
            continue  # the mark parts the names
        if not is_title(text[slice(*title)], strong=True):
            continue
        names = people(text[cut.end() :].rstrip())
        if names and (len(names.names) > 1 or is_title(text[slice(*title)], strong=False)):
            return Taken("title alone", title, names, (cut.end(), len(text.rstrip())), [])
    return None


FORMS: dict[str, Callable[[str, int], Taken | None]] = {
    "quoted": quoted,
    "names, title": names_commas,
    "title, names": title_commas,
    "lines": line_by_line,
    "names above": names_above,
    "dashed": dashed,
    "owned": owned,
    "untitled": untitled,
    "names: title": names_and_title,
    "title: names": title_and_names,
}
UNDATED = ("names: title", "title: names")
"""The forms of entries that say neither when nor where."""
"""The forms, the most certain first."""


def in_order(text: str, begin: int, order: str) -> Taken | None:
    """The parts of an entry of one of the orders of reference lists, which a year stands before."""
    entry = ORDERS[order](text, begin, True)
    if entry is None:
        return None
    title = entry.title_at
    return Taken(order, title, entry.names, entry.names_at, [(max(entry.tail, title[1]), len(text))], entry.year_at)

"""Lists of works as portals of Pure print them, copied from the screen: title, names with date and venue, and a line of kinds.

    Ferries without timetables
    Author, A. N., Builder, B. & Smith, C., 14 Jul 2023, In: Journal of Harbours. 80, 7, p. 388-395 8 p.
    Research output: Contribution to journal › Article › Research › peer-review

The line of kinds, in whatever language, is what is certain. Words of the portal between the works are no text of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import Date, Furniture, Item, Venue
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, is_title, joined, reject
from kg.sources._listing_names import NameList
from kg.sources._listing_people import people
from kg.sources._listing_signs import YEAR, month_of
from kg.sources._listing_tail import Tail

_KINDS = re.compile(r"[^\W\d_][^:›]{5,40}:\s(?P<kind>[^:›]{4,80}?)\s›\s(?P<form>[^›]{3,60})(?:\s›\s.{2,80})?")
_DATED = re.compile(
    r",\s(?P<date>(?:(?P<day>\d{1,2})\.?\s)?(?:(?P<month>[^\W\d_]{3,10})\.?\s)?(?P<year>(?:19|20)\d\d))(?=[,.]\s|[,.]?$)"
)
_ACCEPTED = re.compile(r"[\s,]*\((?P<note>[^()]{4,40})\)")
_CONTAINED = re.compile(r"[\s,.]*(?:[Ii]n|I|Teoksessa)\s?:\s*")
_EDITING = re.compile(r"\s\((?:eds?|editors?|red|hrsg|toim)\.?\)", re.IGNORECASE)
_NAME_ENDS = re.compile(r"\.(?=\s)")
_ABBREVIATED = re.compile(r"(?:^|\s)\w{1,5}$")
_IMPRINT = re.compile(
    r"[\s,.]*(?:(?P<place>[^\W\d_][^:.\d]{1,40}):\s)?(?P<publisher>[^\W\d_][^:.]{2,80})\.?\s*(?=\d|$|\()"
)
_SIZE = re.compile(r"\s\d{1,5}\s[psS]\.(?=\s|$)")
_FORMS = (
    ("thesis", ("thesis", "afhandling", "dissertation", "proefschrift", "väitöskirja")),
    ("chapter", ("chapter", "kapitel", "hoofdstuk", "luku")),
    ("book", ("book", "bog", "buch", "boek", "kirja", "bok")),
    ("conference-paper", ("conference", "konference", "konferenz", "conferentie", "konferens")),
    ("report", ("report", "rapport", "bericht")),
)
_FEWEST = 2
_MOST_ABOVE = 3


@dataclass
class _Work:
    """Where the lines of a work stand: its title, the line or lines of names, the kinds; and what the names are."""

    title: int
    kinds: int
    names: NameList
    dated: re.Match[str]
    text: str


def _is_kinds(line: Line) -> bool:
    return "›" in line.text and _KINDS.fullmatch(line.text) is not None


def _work(lines: Sequence[Line], kinds: int, first: int) -> _Work | None:
    """The work whose kinds stand on a line: names with a date on the lines above, and its title above those."""
    for begin in range(kinds - 1, max(kinds - 1 - _MOST_ABOVE, first), -1):
        text = joined(lines[begin:kinds])
        for dated in _DATED.finditer(text):
            names = people(_EDITING.sub(lambda found: " " * len(found[0]), text[: dated.start()]))
            if names:
                title = lines[begin - 1]
                its = is_title(title.text) and not is_heading(title) and begin - 1 >= first
                return _Work(begin - 1, kinds, names, dated, text) if its else None
    return None


def recognises(lines: Sequence[Line]) -> bool:
    """Whether two works at least have a line of kinds with names, a date and a title above it."""
    kinds = [i for i, line in enumerate(lines) if _is_kinds(line)]
    if len(kinds) < _FEWEST:
        return False
    found = sum(_work(lines, at, before + 1) is not None for before, at in zip([-1, *kinds], kinds, strict=False))
    return found >= _FEWEST and found * 2 > len(kinds)


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The works of a page in order; the words of the portal between them are rejected."""
    held: list[Line] = []
    for line in lines:
        held.append(line)
        if not _is_kinds(line):
            continue
        work = _work(held, len(held) - 1, 0)
        above = held[: work.title] if work else held
        yield from _others(above)
        if work:
            yield _record(held, work)
        held = []
    yield from _others(held)


def _others(lines: Sequence[Line]) -> Iterator[Item]:
    """Headings are furniture, the rest is not understood."""
    left: list[Line] = []
    for line in lines:
        if is_heading(line):
            if left:
                yield reject(left, "no title, names with a date and kinds of works stand here")
            left = []
            yield Furniture("heading", line.start, line.end)
        else:
            left.append(line)
    if left:
        yield reject(left, "no title, names with a date and kinds of works stand here")


def _record(lines: Sequence[Line], work: _Work) -> Item:
    kinds = lines[work.kinds]
    said = (match["kind"] + " " + match["form"]).lower() if (match := _KINDS.fullmatch(kinds.text)) else ""
    draft = Draft(next((name for name, words in _FORMS if any(word in said for word in words)), "article"))
    kind = draft.work.type
    draft.title([lines[work.title]])
    base = lines[work.title + 1].start
    draft.authors_in(work.text[: work.dated.start()], base, work.names)
    _dated(draft, work.dated, base)
    at = work.dated.end()
    if note := _ACCEPTED.match(work.text, at):
        draft.work.comments.append(note["note"])
        draft.mapped("comments[0]", base + note.start("note"), base + note.end("note"))
        at = note.end()
    _where(draft, work.text, base, at, kind)
    draft.work.type = kind
    draft.furniture("label", kinds.start, kinds.end)
    _rest(draft, work.text, base, work.dated.start())
    return draft.record()


def _dated(draft: Draft, dated: re.Match[str], base: int) -> None:
    month = month_of(dated["month"]) if dated["month"] else ""
    day = f"-{int(dated['day']):02}" if month and dated["day"] and 1 <= int(dated["day"]) <= 31 else ""
    draft.work.dates.append(Date("issued", dated["year"] + month + day))
    draft.mapped("dates[0]", base + dated.start("date" if month else "year"), base + dated.end("date"))


def _where(draft: Draft, text: str, base: int, at: int, kind: str) -> None:
    """Takes the journal or the collection with its numbers, or place and publisher."""
    contained = _CONTAINED.match(text, at)
    if contained or kind in ("chapter", "conference-paper"):
        start = contained.end() if contained else at + len(text[at:]) - len(text[at:].lstrip(" ,."))
        end = _name_end(text, start, contained is not None)
        name = text[start:end].strip()
        if name and not YEAR.fullmatch(name):
            draft.work.venues.append(Venue(name, "journal" if contained and kind == "article" else ""))
            draft.mapped("venues[0]", base + start, base + start + len(text[start:end].rstrip()))
        size = _SIZE.search(text, end)
        if contained:
            Tail(draft, text, base).read(end, size.start() if size else len(text))
    elif imprint := _IMPRINT.match(text, at):
        draft.work.publisher = imprint["publisher"]
        draft.mapped("publisher", base + imprint.start("publisher"), base + imprint.end("publisher"))


def _name_end(text: str, start: int, journal: bool) -> int:
    """Where the name of a journal or collection ends: before a full stop, of a journal one that does not stand behind an abbreviation."""
    for stop in _NAME_ENDS.finditer(text, start):
        behind = text[stop.end() :].lstrip()
        if (
            not journal
            or behind[:1].isdigit()
            or behind[:3] in ("p. ", "s. ", "S. ")
            or not _ABBREVIATED.search(text[start : stop.start()])
        ):
            return stop.start()
    return len(text.rstrip(". "))


def _rest(draft: Draft, text: str, base: int, start: int) -> None:
    """What no piece names behind the names: marks are furniture, words are left over."""
    inside = sorted((p.start - base, p.end - base) for p in draft.pieces if base + start <= p.start < base + len(text))
    at = start
    for a, b in [*inside, (len(text), len(text))]:
        for part in re.finditer(r"\S+(?:[^\S\n]+\S+)*", text[at:a]):
            begin, end = base + at + part.start(), base + at + part.end()
            if any(map(str.isalnum, part[0])):
                draft.left_at("text", begin, end)
            else:
                draft.furniture("punctuation", begin, end)
        at = max(at, b)


LAYOUT = Layout("pure", recognises, read, whole=True)

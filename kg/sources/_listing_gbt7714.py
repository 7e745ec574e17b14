"""Lists in the Chinese national style GB/T 7714, with or without blanks: "[1]陈刚,马丽华.渡口的碑刻[J].文物,2014(05):66-74."

The mark of the kind of a work behind its title ("[J]", "[D]", "[C]//") shows how an entry is put together, so the text needs no other sign. The
standard: GB/T 7714-2015, Information and documentation: rules for bibliographic references and citations to information resources.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import identifiers
from kg.records import Contribution, Date, Furniture, Item, Link, NameAsPrinted, Record, Venue
from kg.sources._learned_names import names
from kg.sources._listing_lines import Draft, Layout, Line, is_heading, joined, reject
from kg.sources._listing_references import entry_of, punctuation
from kg.sources._listing_signs import find_identifiers

KINDS = {
    "J": "article", "N": "article", "M": "book", "G": "book", "C": "conference-paper", "A": "chapter", "D": "thesis", "R": "report",
    "S": "standard", "P": "patent", "DB": "dataset", "DS": "dataset", "CP": "software", "EB": "other", "Z": "other", "K": "book",
}  # fmt: skip
"""The kinds of works by the marks of the standard (its table B.1), and those that are met beside them."""
_LEAST, _ENOUGH = 0.6, 2
"""The share of the entries that are in this style, and how many of them are at least."""
_WIDE = "\u3400-\u9fff"
_NUMBER = re.compile(r"\s{0,9}[\[［【(（]?\d{1,4}(?:[\]］】)）]\s{0,9}[.．、]?|[.．、])\s{0,9}")
_MARK = re.compile(r"\s{0,3}[\[［](?P<kind>[A-Z]{1,2})(?:/(?:OL|CD|DK|MT))?[\]］]\s{0,3}(?P<within>//|／／)?")
_DOT = re.compile(r"[.．。](?!\s?[A-Z]\s?[.．,，])\s{0,3}")
"""Ends the authors, where no more initials follow."""
_LONGEST = 900
"""So many characters at most stand before the mark of the kind of a work."""
_MOST_DOTS, _MOST_LINES = 12, 20
"""So many stops are looked at for the one that ends the authors, and so many lines has an entry at most."""
_IS_WIDE = re.compile(f"[{_WIDE}]")
_ROLE = re.compile(r"\s{0,3}(?:等|著|编著|主编|编|译|等著|等编|et al\.?)$")
_PARTING = re.compile(r"[,，、；]")
_BODY = re.compile(rf"[{_WIDE}]{{5,}}")
"""No person has so long a name in Chinese without a dot in it: the name of an institution."""
_EDITS = re.compile(r"(?:主编|编)$")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISSUE = r"(?:\s?[(（](?P<issue>[^()（）\s]{1,12})[)）])?"
_SPAN = r"[A-Z]?\d{1,7}(?:[-–—+][A-Z]?\d{1,7}){0,3}"
_PAGES = rf"(?:\s?[:：]\s?(?P<pages>{_SPAN}(?:[,，]\s?{_SPAN}){{0,4}}))?"
_STOP, _COMMA = r"[.．。]", r"\s?[,，]\s?"
_IN_JOURNAL = re.compile(
    rf"(?P<venue>[^\d,，.．。\[\]][^,，\[\]]{{0,150}}?){_COMMA}{_YEAR}(?:{_COMMA}(?P<volume>\d{{1,4}}(?:[-–/]\d{{1,4}})?))?{_ISSUE}{_PAGES}"
)
_IN_NEWSPAPER = re.compile(
    rf"(?P<venue>[^\d,，.．。\[\]][^,，\[\]]{{0,80}}?){_COMMA}(?P<date>(?:19|20)\d\d[-.年/]\d{{1,2}}[-.月/]\d{{1,2}}日?)\s?(?:[(（](?P<pages>\w{{1,8}})[)）])?"
)
_ONLINE_FIRST = re.compile(
    r"(?P<venue>[^\d,，.．。:：\[\]][^,，:：\[\]]{0,150}?)\s?[:：]\s?(?P<pages>\d[\d\-–+]{0,20})(?=\[)"
)
_AT_PLACE = re.compile(
    rf"(?:(?P<edition>第?[\w ]{{1,9}}版|\d{{1,2}}\w{{2}} ed){_STOP}\s?)?(?:(?P<place>[^\d,，.．。:：\[\]]{{2,20}})\s?[:：]\s?)?(?P<whose>[^\d,，.．。\[\]][^,，\[\]]{{1,80}}?){_COMMA}{_YEAR}{_PAGES}"
)
_IN_BOOK = re.compile(
    rf"(?:(?P<editors>[^\d.．。\[\]]{{2,80}}?)(?:{_COMMA})?(?:主编|编)?{_STOP}\s?(?=[^\d])(?![^\d.．。,，:：\[\]]{{1,20}}\s?[:：]))?(?P<venue>[^\s\d.．。,，:：][^.．。,，:：\[\]]{{2,120}})"
    rf"(?:(?:{_STOP}|{_COMMA})\s?(?:(?P<place>[^\d,，.．。:：\[\]]{{2,20}})\s?[:：]\s?)?(?P<publisher>[^\d,，.．。:：\[\]][^,，:：\[\]]{{1,60}})?)?(?:(?:{_STOP}|{_COMMA})?\s?{_YEAR}{_PAGES})?"
)
_OF_PATENT = re.compile(
    r"(?:(?P<office>[^\d,，.．。\[\]]{2,20})[,，:：]\s?)?(?:(?P<number>[A-Z]{2}\d[\w.]{5,20})[,，.．]\s?)?(?P<date>(?:19|20)\d\d(?:[-.]\d{1,2}[-.]\d{1,2})?)"
)
_NUMBER_OF_PATENT = re.compile(r"\s?[:：]\s?(?:[^\W\dA-Z]{2,8}[,，]\s?)?(?P<number>[A-Z]{2}\s?\d[\w.]{5,20})$")
_PATTERNS = {
    "J": (_IN_JOURNAL, _ONLINE_FIRST), "N": (_IN_NEWSPAPER, _IN_JOURNAL), "D": (_AT_PLACE,), "M": (_AT_PLACE,), "R": (_AT_PLACE,),
    "C": (_IN_BOOK,), "A": (_IN_BOOK,), "P": (_OF_PATENT,),
}  # fmt: skip
_ANY_DATE = re.compile(
    r"(?<![\d\[])(?P<date>(?:19|20)\d\d(?:-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01])(?!\d))?(?!\d))?)(?![\d\]])"
)
_READ_ON = re.compile(r"\[(?P<note>(?:19|20)\d\d-\d{1,2}-\d{1,2})\]")
_URL = re.compile(r"https?://[^\s,，。\[\]]{4,300}")


class _Entry(NamedTuple):
    """Where the parts of an entry stand: who wrote it, the title, the mark of its kind; whether it is part of something."""

    who: tuple[int, int]
    title: tuple[int, int]
    mark: tuple[int, int]
    kind: str
    within: bool


def _entry(text: str) -> _Entry | None:
    """The parts of an entry of this style; names in other letters than Chinese show themselves to be names."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    if (mark := _MARK.search(text, start, start + _LONGEST)) is None or mark["kind"] not in KINDS:
        return None
    if (dot := _end_of_names(text, start, mark.start())) is None:
        return None
    title = text[dot.end() : mark.start()].rstrip()
    if not any(map(str.isalnum, title)) or _NUMBER_OF_PATENT.fullmatch(title):
        return None
    kind = text[mark.start() : mark.end("within") if mark["within"] else mark.end()].rstrip()
    begin = mark.end() - len(text[mark.start() : mark.end()].lstrip())
    return _Entry(
        (start, dot.start()),
        (dot.end(), dot.end() + len(title)),
        (begin, mark.start() + len(kind)),
        mark["kind"],
        bool(mark["within"]),
    )


def _end_of_names(text: str, start: int, end: int) -> re.Match[str] | None:
    """The stop that ends the authors: the first behind a Chinese name, in other letters the last behind nothing but names."""
    found = None
    for dot in itertools.islice(_DOT.finditer(text, start + 2, end), _MOST_DOTS):
        before = text[start : dot.start()]
        if _IS_WIDE.search(before):
            return found or dot
        if _are_names(before):
            found = dot
        elif found:
            break
    return found


def _are_names(printed: str) -> bool:
    """Whether what stands before a stop in other letters is names: several, or one with its initials."""
    return ("," in printed or " " in printed) and names(_ROLE.sub("", printed).rstrip(" ,")) is not None


def recognises(lines: Sequence[Line]) -> str:
    """How the entries of a list begin ("numbers" or "lines"), or '' where most of them are not in this style."""
    body = [line for line in lines if not is_heading(line)]
    for way in ("numbers", "lines"):
        some = list(_entries(iter(body), way))
        if way == "numbers" and not all(_NUMBER.match(entry[0].text) for entry in some):
            continue
        texts = [joined(entry) for entry in some]
        read = [text for text in texts if _entry(text)]
        if len(read) >= _ENOUGH and len(read) >= _LEAST * len(some) and any(map(_IS_WIDE.search, read)):
            return way
    return ""


def _entries(lines: Iterator[Line], way: str) -> Iterator[list[Line]]:
    """The lines of each entry, which begins with a number, or with each line; a heading is an entry of one line."""
    held: list[Line] = []
    for line in lines:
        begins = way == "lines" or is_heading(line) or bool(line.gap) or _NUMBER.match(line.text)
        if held and (begins or is_heading(held[0]) or len(held) > _MOST_LINES):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def read(lines: Iterator[Line], plan: object) -> Iterator[Item]:
    """The entries of a list; those in other languages are read as anywhere, what is none is rejected."""
    for entry in _entries(lines, str(plan)):
        if is_heading(entry[0]):
            yield Furniture("heading", entry[0].start, entry[0].end)
            continue
        text = joined(entry)
        found = _entry(text)
        item = _record(text, entry[0].start, found) if found else entry_of(text, entry[0].start, "")
        yield item or reject(entry, "no mark of the kind of a work behind its title, as the others have (GB/T 7714)")


def _record(text: str, base: int, entry: _Entry) -> Record:
    """The record of an entry that stands at `base`."""
    draft = Draft(KINDS[entry.kind])
    draft.furniture("label", base, base + len(text[: entry.who[0]].rstrip()))
    _who(draft, text[slice(*entry.who)], base + entry.who[0])
    start, end = entry.title
    if number := _NUMBER_OF_PATENT.search(text, start, end) if entry.kind == "P" else None:
        _add(draft, "comments", number["number"], base + number.start("number"), base + end)
        end = number.start()
    draft.work.title = text[start:end]
    draft.mapped("title", base + start, base + end)
    draft.furniture("label", base + entry.mark[0], base + entry.mark[1])
    _behind(draft, text, base, entry)
    punctuation(draft, text, base)
    return draft.record()


def _who(draft: Draft, printed: str, start: int) -> None:
    """The authors, without what says that they edited or wrote it; an institution that is none of the names is one whole."""
    role = _ROLE.search(printed)
    bare = (printed[: role.start()] if role else printed).rstrip(" ,，")
    if role:
        draft.furniture("label", start + role.start(), start + len(printed))
        draft.work.authors_truncated = role[0].strip().startswith(("等", "et"))
    if not any(map(str.isalpha, bare)):
        return
    if found := names(_PARTING.sub(";", bare)) or names(bare):
        draft.authors_in(bare, start, found)
    else:
        draft.work.contributions.append(Contribution(NameAsPrinted(bare), 1))
        draft.mapped("contributions[0]", start, start + len(bare))
    for one in draft.work.contributions:
        if _BODY.fullmatch(one.name.printed) or found is None:
            one.name = NameAsPrinted(one.name.printed, literal=True)
    if role and _EDITS.search(role[0]):
        for one in draft.work.contributions:
            one.role = "editor"


def _behind(draft: Draft, text: str, base: int, entry: _Entry) -> None:
    """What stands behind the mark: where and when it appeared, identifiers, links, and when it was looked at."""
    at = entry.mark[1]
    while at < len(text) and (text[at] in ".．。,，:：" or text[at].isspace()):
        at += 1
    kind = "C" if entry.within else entry.kind
    if entry.within and entry.kind != "C":
        draft.work.type = "chapter"
    plain = _URL.sub(lambda link: " " * len(link[0]), text)  # numbers in addresses are no dates
    found = next((match for form in _PATTERNS.get(kind, ()) if (match := form.match(plain, at))), None)
    found = found or _ANY_DATE.search(plain, at)
    for name, printed in found.groupdict().items() if found else ():
        if found and printed:
            _enter(draft, name, printed, base + found.start(name))
    for one, a, b in find_identifiers(text, found.end() if found else at):
        _add(draft, "identifiers", one, base + a, base + b)
    taken = [(piece.start - base, piece.end - base) for piece in draft.pieces]
    for link in _URL.finditer(text, at):
        end = link.start() + len(identifiers.trim(link[0]))
        if not any(a < end and link.start() < b for a, b in taken):
            _add(draft, "links", Link(text[link.start() : end]), base + link.start(), base + end)
    for note in _READ_ON.finditer(text, at):
        if not any(a < note.end() and note.start() < b for a, b in taken):
            _add(draft, "comments", note["note"], base + note.start("note"), base + note.end("note"))


def _add(draft: Draft, field: str, value: object, start: int, end: int) -> None:
    values = getattr(draft.work, field)
    draft.mapped(f"{field}[{len(values)}]", start, end)
    values.append(value)


def _enter(draft: Draft, name: str, printed: str, at: int) -> None:
    """Takes a part of what stands behind the mark, by its name in the patterns."""
    work, end = draft.work, at + len(printed)
    if name in ("year", "date"):
        digits = re.findall(r"\d+", printed)
        value = "-".join([digits[0], *(one.zfill(2) for one in digits[1:])])
        _add(draft, "dates", Date("issued", value), at, end)
    elif name == "venue":
        kind = {"article": "journal", "conference-paper": "conference"}.get(work.type, "book")
        _add(draft, "venues", Venue(printed.rstrip(), kind), at, at + len(printed.rstrip()))
    elif name == "whose" and work.type in ("thesis", "report"):
        _add(draft, "venues", Venue(printed, "institution"), at, end)
    elif name in ("whose", "publisher"):
        work.publisher = printed
        draft.mapped("publisher", at, end)
    elif name in ("number", "office"):
        _add(draft, "comments", printed, at, end)
    elif name == "editors":
        draft.left_at("editors", at, end)
    else:
        setattr(work, name, printed)
        draft.mapped(name, at, end)


LAYOUT = Layout("gb-t-7714", recognises, read)

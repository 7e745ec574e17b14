r"""Reference lists of the American Mathematical Society: entries \bib of amsrefs, and those from \ref to \endref of AMS-TeX.

Sources: D. M. Jones, "User's Guide to the amsrefs Package"; M. Spivak, "The Joy of TeX", and the style amsppt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from kg.records import Contribution, Furniture, Item, Record, Reject
from kg.sources import TextStream
from kg.sources._claimed import named, record_of
from kg.sources._html_described import moved
from kg.sources._keyed import Said, claims_of
from kg.sources._keyed import field as field_of
from kg.sources._latex import to_unicode
from kg.sources._one_name import sealed, unseal
from kg.sources._table import Cell

_LARGEST = 4_000_000
_LONGEST = 20_000
"""An entry of more characters is none."""
_BEGIN = re.compile(
    r"\\bib(?P<star>\*?)\s{0,9}\{(?P<key>[^{}]{0,200})\}\s{0,9}\{(?P<type>[A-Za-z.-]{1,30})\}\s{0,9}\{|\\ref(?![A-Za-z{])"
)
_PACKAGE = re.compile(
    r"^[^%\n]{0,200}\\(?:usepackage\s{0,9}(?:\[[^\[\]]{0,200}\])?\s{0,9}\{(?:[\w\s-]{1,40},){0,20}\s{0,9}amsrefs\s{0,9}[,}]"
    r"|documentstyle\s{0,9}(?:\[[^\[\]]{0,200}\])?\s{0,9}\{amsppt\}|input\s{0,9}\{?amsppt\b)",
    re.MULTILINE,
)
"""What says that the references of a paper are of one of the two packages."""
_FINISHED = re.compile(r"\\end\s?\{document\}|\\enddocument\b")
_ITEM = re.compile(r"^[^%\n]{0,200}\\bibitem(?![A-Za-z])", re.MULTILINE)
_BRACES = re.compile(r"\\[{}\\]|[{}]")
_SKIPPED = re.compile(r"[\s,]+")
_KEY = re.compile(
    r"(?P<name>[A-Za-z-]{1,30})\s{0,9}=\s{0,9}(?:(?P<brace>\{)|(?P<bare>[\w.:/-]{1,200})(?=\s{0,9}(?:[,}%]|$)))"
)
_ATTRIBUTES = re.compile(r"\s{0,9}\*\s{0,9}\{")
_STOPS = re.compile("[,{\n]")
_END = re.compile(r"\\endref(?![A-Za-z])")
_COMMAND = re.compile(
    r"\\\$|\$[^$]{0,300}\$|\\(?P<name>bysame|by|paper|book|inbook|jour|vol|issue|yr|pages|page|publ|publaddr|eds?|key|no|toappear|lang|transl|MR|bookinfo|paperinfo|finalinfo|procinfo|moreref|manyby|"
    r"miscnote|eprint|url|serial|inproc|endref)(?![A-Za-z])"
)
_FIELDS = {
    "by": "authors", "manyby": "authors", "paper": "title", "book": "title", "inbook": "venue.book", "inproc": "venue.book", "jour": "venue.journal",
    "vol": "volume", "issue": "issue", "yr": "year", "pages": "pages", "page": "pages", "publ": "publisher", "publaddr": "place", "ed": "editors",
    "eds": "editors", "key": "known", "no": "known", "toappear": "comment", "lang": "language", "MR": "known", "bookinfo": "comment",
    "paperinfo": "comment", "finalinfo": "comment", "procinfo": "comment", "miscnote": "comment", "eprint": "arxiv", "url": "url", "serial": "venue.series",
}  # fmt: skip
_NO_FRILLS = re.compile(r"\s{0,9}\\nofrills(?![A-Za-z])")
"""What takes the font or the full stop from a value that it stands before."""
_JOINED = re.compile(r"[\s,~]*(?:(?:and|&)(?=\s))?[\s,~]*")
_OWN = {"review": "known", "accessdate": "known", "fulljournal": "venue.journal", "label": "known", "xref": "known", "organization": "publisher", "title": "title", "conference": "venue.conference", "book": "venue.book", "part": ""}  # fmt: skip
_OF_BOOKS = {
    "title": "venue.book", "editor": "=editor", "publisher": "publisher", "organization": "publisher", "address": "place", "place": "place", "date": "date",
    "series": "venue.series", "volume": "volume", "isbn": "isbn", "issn": "issn", "edition": "edition", "language": "language", "review": "known",
}  # fmt: skip
"""What the book that an article stands in says of that, too."""
_OF_MEETINGS = {"title": "venue.conference"}
"""When and where a meeting was is not when and where its papers were printed."""
_TYPES = {"article": "article", "book": "book", "collection.article": "chapter", "thesis": "thesis", "report": "report", "proceedings": "conferencereview", "incollection": "chapter", "inproceedings": "conferencepaper", "misc": "misc", "webpage": "webpage", "mastersthesis": "thesis", "phdthesis": "thesis", "techreport": "report"}  # fmt: skip
_ARXIV = re.compile(r"(?:arXiv:)?(?:\d{4}\.\d{4,5}|[a-z-]{2,10}/\d{7})")
_MARKS = re.compile(r"(?:\s|\\[A-Za-z]+(?:\[[^\[\]]{0,200}\])?(?:\{[^{}]{0,200}\})*|%[^\n]*\n)+")
_DASH = re.compile(r"\\(?P<name>[nm])dash(?![A-Za-z])(?:\{\})?\s*")
_SERIES_NUMBER = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5})\)?")
_WITH_STOP = ("venue.", "publisher", "place", "comment", "title")
"""Fields whose values may end in an abbreviation; the full stop of a title goes later."""


def sniff(name: str, head: str) -> bool:
    r"""Whether a text has an entry \bib with a title, or one from \ref to \endref with its names and a paper or book.

    The list may also stand behind what is shown of the text, where its beginning names one of the packages. Where more entries are of
    \bibitem, the text is a list of these.
    """
    entries = 0
    if "\\bib" in head or "\\endref" in head:
        entries = sum(isinstance(item, Record) for item in _items(head))
    if not entries and (_PACKAGE.search(head) is None or _FINISHED.search(head)):
        return False
    return len(_ITEM.findall(head)) <= entries


def read(stream: TextStream) -> Iterator[Item]:
    """The works in the order of the text; entries without a title are rejects, and so is what stands outside of them."""
    at = 0
    text = stream.read(_LARGEST)
    while text:
        begins = [match.start() for match in _BEGIN.finditer(text, len(text) // 2)] if len(text) >= _LARGEST else []
        size = begins[-1] if begins else len(text)
        for item in _items(text[:size]):
            yield moved(item, at) if at else item
        at += size
        text = text[size:] + stream.read(size)


def _items(text: str) -> Iterator[Record | Reject | Furniture]:
    at = done = 0
    closings = _closings(text)
    ends = [match.span() for match in _END.finditer(text)]
    before: list[Contribution] = []
    while match := _BEGIN.search(text, at):
        said: list[Said] = []
        stop = match.end()
        if _is_commented(text, match.start()):
            pass
        elif match["type"] is None:
            number = bisect_left(ends, match.end(), key=itemgetter(0))
            if number < len(ends) and ends[number][1] - match.start() <= _LONGEST:
                said, stop = list(_of_commands(text, match.end(), ends[number][0], before)), ends[number][1]
        elif 0 < (closing := closings.get(match.end() - 1, 0)) <= match.start() + _LONGEST:
            said, stop = list(_of_entry(text, match, closing, closings)), closing + 1
        at = stop
        if not said:  # an entry that cannot be read may have had others
            before = before if _is_commented(text, match.start()) else []
            continue
        yield from _between(text, done, match.start())
        done = stop
        found = _record(said, match, stop)
        before = [one for one in found.work.contributions if one.role == "author"] if isinstance(found, Record) else []
        yield found
    yield from _between(text, done, len(text))


def _record(said: list[Said], begin: re.Match[str], end: int) -> Record | Reject:
    """The record of an entry; a reject where it has no title."""
    claims = list(claims_of(said))
    if not any(claim.field == "title" for claim in claims):
        return Reject(begin.start(), end, "The entry has no title.")
    found = record_of(claims, begin.start(), end, "command")
    unseal(found)
    found.source_key = begin["key"] or ""
    return found


def _is_commented(text: str, at: int) -> bool:
    """Whether a comment has begun on the line before a place."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - 500) : at]
    return "%" in line.replace("\\\\", "").replace("\\%", "")


def _between(text: str, start: int, end: int) -> Iterator[Furniture]:
    """What stands between two entries, where it is commands and nothing else."""
    if text[start:end].strip() and _MARKS.fullmatch(text, start, end):
        yield Furniture("command", start, end)


def _closings(text: str) -> dict[int, int]:
    """Where each brace closes, by where it opens; those that never do are left out."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for mark in _BRACES.finditer(text):
        if mark[0] == "{":
            opened.append(mark.start())
        elif mark[0] == "}" and opened:
            found[opened.pop()] = mark.start()
    return found


# --- amsrefs ---------------------------------------------------------------------------------------------------------


def _of_entry(text: str, begin: re.Match[str], end: int, closings: dict[int, int]) -> Iterator[Said]:
    """The values of the keys of an entry of amsrefs; several authors are several keys. What is no key is left over."""
    kind = begin["type"].lower()
    yield Said("type", "type", Cell(_TYPES.get(kind, kind), begin.start("type"), begin.end("type")))
    for name, low, high in _keys(text, begin.end(), end, closings):
        inner = {"book": _OF_BOOKS, "conference": _OF_MEETINGS}.get(name)
        if inner is None or "=" not in text[low:high]:
            yield from _said(_field(name, text[low:high]), name, text, low, high)
            continue
        for one, start, stop in _keys(text, low, high, closings):
            yield from _said(inner.get(one, ""), f"{name} {one}".strip(), text, start, stop)


def _keys(text: str, at: int, end: int, closings: dict[int, int]) -> Iterator[tuple[str, int, int]]:
    """Keys with values in braces or of one word, one behind the other, and from where to where each value stands.

    Without a key ("") come comments and what cannot be read, with the key "inverted" or "attributes" what stands behind a star.
    """
    while at < end:
        if skipped := _SKIPPED.match(text, at, end):
            at = skipped.end()
        elif text[at] == "%":
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            yield "", at + 1, stop
            at = stop
        elif (match := _KEY.match(text, at, end)) and (match["bare"] or closings.get(match.end() - 1, end) < end):
            low, high = match.span("bare") if match["bare"] else (match.end(), closings[match.end() - 1])
            yield match["name"].lower(), low, high
            at = high if match["bare"] else high + 1
            if (star := _ATTRIBUTES.match(text, at, end)) and (high := closings.get(star.end() - 1, end)) < end:
                yield "inverted" if text.startswith("inverted", star.end()) else "attributes", star.end(), high
                at = high + 1
        else:
            stop = _unread(text, at, end, closings)
            yield "", at, stop
            at = stop


def _unread(text: str, at: int, end: int, closings: dict[int, int]) -> int:
    """Up to where what is no key goes: a comma or the end of the line outside of braces."""
    while mark := _STOPS.search(text, at, end):
        if mark[0] != "{":
            return max(mark.start(), at)
        at = min(closings.get(mark.start(), end), end - 1) + 1
    return end


def _field(key: str, value: str) -> str:
    """The field of a key of amsrefs."""
    if key == "eprint":
        return "arxiv" if _ARXIV.match(value) else "url"
    if key == "series" and _SERIES_NUMBER.fullmatch(value.strip()):
        return ""  # the second series of a journal
    special = {"author": "=author", "editor": "=editor", "inverted": "known", "attributes": "", "": ""}
    return special[key] if key in special else _OWN.get(key, field_of(key))


# --- AMS-TeX ---------------------------------------------------------------------------------------------------------


def _of_commands(text: str, start: int, end: int, before: Sequence[Contribution]) -> Iterator[Said]:
    """What stands behind the commands of an entry of AMS-TeX, each up to the next one; a book beside a paper is where that appeared.

    `before` are the authors of the entry before, whom \\bysame repeats. Another reference in the same entry, and the translation, are left over.
    """
    marks = [mark for mark in _COMMAND.finditer(text, start, end) if mark["name"]]
    other = next((i for i, mark in enumerate(marks) if mark["name"] in ("moreref", "transl")), len(marks))
    marks, rest = marks[:other], marks[other:]
    high = rest[0].start() if rest else end
    names = {mark["name"] for mark in marks}
    if "book" in names and "paper" not in names:
        yield Said("type", "type", Cell("book", start, start))
    yield from _said("", "text", text, start, marks[0].start() if marks else high)
    for mark, stop in zip(marks, [*(mark.start() for mark in marks[1:]), high][: len(marks)], strict=True):
        name = _FIELDS.get(mark["name"], "")
        low = mark.end()
        if mark["name"] == "bysame":
            yield from _repeated(text, mark, stop, before)
            continue
        if mark["name"] in ("paper", "book", "jour") and (plain := _NO_FRILLS.match(text, low, stop)):
            low = plain.end()
        if mark["name"] == "book" and "paper" in names:
            name = "venue.book"
        yield from _said(name, mark["name"], text, low, stop)
    if rest:
        yield from _said("", rest[0]["name"], text, rest[0].end(), end)


def _repeated(text: str, mark: re.Match[str], stop: int, before: Sequence[Contribution]) -> Iterator[Said]:
    """The authors of the entry before, and those who stand behind them here."""
    if not before:
        yield Said("", "bysame", Cell(mark[0], mark.start(), mark.end()))
    for number, one in enumerate(before):
        low = mark.end() if number else mark.start()
        yield Said("=author", "bysame", Cell(sealed(one.name.printed), low, mark.end()))
    joined = _JOINED.match(text, mark.end(), stop)
    for behind in _said("", "bysame", text, joined.end() if joined else mark.end(), stop):
        names = Cell(named(behind.cell.text), behind.cell.start, behind.cell.end)
        yield Said("=author" if before else "", "bysame", names)


# --- values ----------------------------------------------------------------------------------------------------------


def _said(name: str, key: str, text: str, low: int, high: int) -> Iterator[Said]:
    """A value without the blanks and marks around it, its LaTeX as text; none where there is no more than these."""
    people = name in ("authors", "editors", "=author", "=editor")
    around = " \t\r\n~" if people or name == "url" else " \t\r\n,;~"
    around += "" if people or name in ("", "url") or name.startswith(_WITH_STOP) else "."
    bare = text[low:high].strip(around)
    if not bare:
        return
    low += len(text[low:high]) - len(text[low:high].lstrip(around))
    value = _DASH.sub(lambda dash: "–" if dash["name"] == "n" else "—", bare) if "dash" in bare else bare
    value = " ".join(to_unicode(value).replace("\n", " ").split())
    if name == "pages":
        value = value.replace(" –", "–")
    yield Said(name, key, Cell(sealed(value) if name[:1] == "=" else value, low, low + len(bare)))

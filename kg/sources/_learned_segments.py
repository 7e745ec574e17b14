"""The segments of a page: what stands between strong marks on a line (commas, stops, colons, quotation marks, brackets, tabs).

They are what the tagger of pages labels. A segment knows the marks around it and the line it stands on; names that a comma parts and
titles with a colon are several segments, which the labels join again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources._listing_lines import MARKER, Line
from kg.sources._listing_people import people

LONGEST = 4000
"""A longer line is one segment: it lists nothing."""
_WIDE = "\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff5e"
"""Signs of East Asia, which no white space parts."""
_CUT = re.compile(
    rf"(?P<wide>[，；、。،؛।]|(?<=[{_WIDE}]),(?=\S)|,(?=[《「『〈])|(?<=[{_WIDE}\])])[.．](?=[^\s\d.,;)]))|(?P<comma>,(?=\s)|(?<=[^\W\d_]{{2}}),(?=[^\W_]))"
    r"|(?P<cell>\"[,;](?=[\"\d\w])|(?<=[\d,;])[,;]\")|(?P<semicolon>;(?=\s)|(?<!amp)(?<!&lt)(?<!&gt)(?<!uot)(?<!bsp);(?=[^\W_]|[\"“]))"
    r"|(?P<tab>\t| {2,40})|(?P<bar>(?<=\s)(?:[·•/‖→>]|//|[-=]{1,3}>)(?=\s)|\|)"
    r"|(?P<dash>(?<=\s)[-–—]{1,3}(?=\s))|(?P<colon>:(?=\s|$)|(?<=[^\W\d_]{2}):(?=[A-ZÀ-Þ][a-zß-ÿ])|：)|(?P<question>(?<=[?!])[.,]?(?=\s)|[？！])"
    r"|(?P<stop>(?<=[^\W\d_]{2}\.)(?=\s)|(?<=[\d)\]”\"»’›'%*#†‡§_]\.)(?=\s)|(?:(?<=°[CFK]\.)|(?<=\d\s[a-z]\.))(?=\s)|(?<=[\u0900-\u0dff\u0e00-\u0eff]\.)(?=\s)|(?<=\.)\s?\.(?=\s)|(?<=[^\W\d_]{2})\s\.(?=\s)|(?<=[a-zß-ÿ]{3}\.)(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[^\W\d_]{2}\.)(?=-\s)|(?<=[A-ZÀ-Þ]{2}\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2}))"
    r"|(?P<open>(?<![^\s(\[*_,;:.])(?:[\"“«„‹]|``|»(?=[^\W_]))|[《「『〈])|(?P<close>[,.]?(?:[\"”»“›][,.;:](?=[A-ZÀ-Þ])|[\"”»“›]|''|(?<=[^\s(\[])«)[,.;:]?(?=\s|$|\()|[》」』〉])"
    r"|(?P<single>(?<![^\s(\[*_])[‘‚'](?=\w))|(?P<ended>[,.]?(?!(?<=s)[’']\s[a-z])[’‘'][,.]?(?=\s|$|\())"
    rf"|(?P<bracket>(?:(?<=[\s*])|^|(?<=[{_WIDE}]))[(\[]|[（【〔])|(?P<closed>[)\]][,.:;]?(?=\s|$|\*|[A-ZÀ-Þ][a-zß-ÿ]{{2}}|[{_WIDE}])|[）】〕])|(?P<emphasis>\*\*)"
    r"|(?P<year>(?:(?<=[^\W\d_]{2})|(?<=[)”\"?!]))\s?(?=(?:19|20)\d\d(?:[A-ZÀ-Þ][a-zà-ÿ]|\s*$))"
    r"|(?<=[^\W\d_])\.?\s(?=(?:19|20)\d\d[a-z]?\.?\s[A-ZÀ-Þ“\"„«‘])|(?<=\s(?:19|20)\d\d)\s(?=[A-ZÀ-Þ“\"„«‘]))"
    r"|(?P<word>(?<=\s)(?=(?:with|by|mit|avec|con|von|par|(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m)(?:\s?:)?)\s[A-Z“\"„«]))"
)
_YEAR_FIRST = re.compile(
    r"\(?(?:(?:19|20)\d\d(?:[-–/]\d{2,4})?[a-z]?|n\.d\.|o\.J\.|s\.[af]\.)\)?[.:,]?\s+(?=[^\W\d_]|[\"“„«»‹‘'(《「『])"
)
"""A year before all else of an entry."""
_CAPITAL = "[A-ZÀ-ÞĀ-ŽΆ-ΩЀ-Я]"
_INITIALS = re.compile(rf"\s?(?:{_CAPITAL}\.[- ]?){{1,3}}(?=\s?[A-ZÀ-ÞΆ-ΩЀ-Я\d“\"„«»‹‘'`][^.])")
_BEHIND = re.compile(
    rf"\s?(?:(?:{_CAPITAL}[\w'’-]{{1,30}}|[dD][aeiou]s?|[vV]an|[vV]on|de[nrl]|[lL][ae]s?|te|ter|y|e|and|&|und|et)\s){{1,5}}"
    rf"(?:{_CAPITAL}\.?[- ]?){{0,3}}{_CAPITAL}[*#†‡§]{{0,2}}\.{{1,2}}(?=\s[A-ZÀ-ÞΆ-ΩЀ-Я\d“\"\[„«»‹‘'`][^.])"
)
"""A family name with its initials behind it, and a stop that ends the names: "Vance R. Peat fires and the price of oil"."""
_DASHES = re.compile(r"[—–_-]{2,12}[.,:]?\s+(?=\S)")
"""What stands for the authors of the entry before."""
_SIGNS = re.compile(r"^(?:[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]\s{0,9})+")
"""Arrows, stars and pictures before a text say nothing of it."""
_LABEL = re.compile(
    r"(?:\[?[A-Z]{1,6}(?:[-.][A-Z]{1,6})?[ .-]?\d{1,3}[\].):]{1,2}|[A-Z]{1,6}(?:[-.][A-Z]{1,6})?[ .-]?\d{1,3}(?=\t|\s\s)|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|[IVX]{1,5}(?:\)|(?=\t|\s\s))"
    r"|[A-Z]\d{2,3}(?=\s[A-Z]{2})|\d{2}[-/]\d{1,3}(?=\s{1,9}[A-ZÀ-Þ])|\d{1,3}\s[□☐]|\d{1,3}[°º]|\d{1,3}\s\.|[\d٠-٩۰-۹]{1,3}\s?[-–.)](?=\s?[\u0590-\u08ff])|TI|%[A-Z]|TODO|DONE|[\uf000-\uf0ff■□◆◇➢✓»›]|\d{1,3}(?=\s[A-ZÀ-ÞĀ-ŽА-Я][^\d]{20}))\s+(?=\S)"
)
"""Other numbers and labels before an entry: "A1.", "C-ACTI 3", "b)", "iv.", "III   "."""
_OPENS = frozenset(("open", "bracket", "single"))


class Segment:
    """A stretch of a line without white space around it: where it stands, the marks before and behind it, its line and its place there."""

    __slots__ = ("after", "before", "end", "last", "line", "nth", "row", "start", "text")

    def __init__(self, start: int, text: str, before: str, line: Line, row: int) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.before = before
        self.after = "end"
        self.line = line
        self.row = row
        self.nth = 0
        self.last = False


def segments_of(lines: Sequence[Line]) -> list[list[Segment]]:
    """The segments of each line, in order; a line without letters or digits has none."""
    return [_segments(line, row) for row, line in enumerate(lines)]


def marker_of(text: str) -> re.Match[str] | None:
    """The number, bullet or label at the beginning of a line: those of lists of known layouts, and others that CVs and reports have."""
    return MARKER.match(text) or _LABEL.match(text)


def _segments(line: Line, row: int) -> list[Segment]:
    text = line.text
    marker = marker_of(text)
    at, before = (marker.end(), "marker") if marker else (0, "begin")
    if dashes := _DASHES.match(text, at):
        at, before = dashes.end(), "dashes"
    quoted = False
    found: list[Segment] = []
    dated = _YEAR_FIRST.match(text, at)

    def add(start: int, end: int, kind: str) -> str:
        """Adds what stands up to a cut of some kind; gives what stands before the next."""
        bare = _SIGNS.sub("", text[start:end].strip().lstrip(" .;,"))
        if not any(map(str.isalnum, bare)):
            return kind if kind in _OPENS else before
        found.append(Segment(line.start + start + text[start:end].index(bare), bare, before, line, row))
        found[-1].after = kind
        return kind

    if dated:
        before = add(at, dated.end(), "year")
        at = dated.end()
    for cut in _CUT.finditer(text, at) if len(text) <= LONGEST else ():
        kind = cut.lastgroup or ""
        if kind == "ended" and not quoted and len(cut[0]) < 2:
            continue  # an apostrophe
        quoted = kind == "single" or (quoted and kind != "ended")
        if names := _names_end(text, at, cut.start(), kind):
            at, before = names, add(at, names, "initial")
        before = add(at, cut.start(), kind)
        at = max(at, cut.end())
    if names := _names_end(text, at, min(len(text), at + LONGEST), "end"):
        at, before = names, add(at, names, "initial")
    add(at, len(text), "end")
    for nth, one in enumerate(found):
        one.nth = nth
        one.last = nth + 1 == len(found)
    return found


def _names_end(text: str, at: int, stop: int, kind: str) -> int:
    """Where initials end the names in a stretch, as what follows them can be no name; 0 where none do.

    "Author, B. Ferries without timetables.", "Vance R. Peat fires and the price of oil".
    """
    found = _INITIALS.match(text, at, stop) or _BEHIND.match(text, at, stop)
    if found is None or found.end() <= at:
        return 0
    return found.end() if kind in ("colon", "question") or people(text[at:stop].strip(" .")) is None else 0

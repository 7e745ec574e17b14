"""The date, the volume, the issue and the pages of a reference."""

from __future__ import annotations

import re

from kg.records import Date
from kg.sources._bibtex_dates import exists
from kg.sources._references_draft import MARKS, Reference, black
from kg.sources._references_notes import comment
from kg.sources._references_tagger import Part
from kg.sources._references_words import MONTHS

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_SEEN = re.compile(r"access|modified|retrieved|visited|consult|abruf", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_VOLUME = re.compile(
    r"(?P<label>\b(?:vol(?:ume)?s?|bd|band|tome?|jg|v|t)\b\.?\s*)?(?P<volume>[A-Z]?\d+[A-Za-z]?|[IVXLC]+\b)?"
    r"(?:[\s,.:]*(?P<open>\(|(?P<nos>\b(?:nos?|nr|num(?:ber)?|n|issues?|heft|iss|pt|part)\b\.?\s*°?|№|n°|#)\s*)(?P<issue>[^\s():,;]+(?:\s?[-–—/&]\s?\d+)?)\)?)?",
    re.IGNORECASE,
)
_MEDICAL = re.compile(r"\(?(?P<date>(?P<year>(?:19|20)\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?)\)?;\s*")
_ISSUE = re.compile(r"[\s,.:/–-]*(?P<issue>\d+)[\s,.]*")
_PAGES = re.compile(r"[A-Za-z]?\d+[A-Za-z]?(?:\s?[-‑–—−]+\s?[A-Za-z]?\d+)?|\b[ivxlc]+[-–—][ivxlc]+\b")
_PAGE_LABEL = re.compile(r"[(\s]*\b(?:pp?|pages?|pgs?|S|Seiten?|págs?)\b\.?\s*", re.IGNORECASE)


def date_of(text: str) -> str | None:
    """The date a text gives, as precise as it is: the year, with month and day where each stands once and is certain."""
    years = _YEAR.findall(re.sub(r"(?<=\d)[a-z]\b", "", text))
    if not years:
        return None
    year = years[0]
    words = [word.lower() for word in _WORDS.findall(text)]
    months = {MONTHS[word] for word in words if word in MONTHS}
    if len(months) != 1 or len(set(years)) != 1:
        return str(year)
    month = months.pop()
    days = [word for word in words if word.isdecimal() and len(word) < 3]
    if len(days) == 1 and exists(int(year), month, int(days[0])):
        return f"{year}-{month:02}-{int(days[0]):02}"
    return f"{year}-{month:02}"


def date(ref: Reference, part: Part, start: int, end: int) -> None:
    """The first date is that of the work; when something was looked at or will appear is a comment."""
    value = date_of(ref.text[start:end])
    start, end = ref.trim(start, end, MARKS + "()[]")
    if end <= start:
        return
    if value is None or _SEEN.search(ref.text, start, end):
        if re.search(
            r"access|modif|retriev|visit|consult|abruf|press|appear|forthcoming|submitted|presse|druck|paraître",
            ref.text[start:end],
            re.IGNORECASE,
        ):
            comment(ref, start, end)
        else:
            ref.draft.left_at("date", ref.base + start, ref.base + end)
        return
    if ref.work.dates:
        ref.draft.left_at("date", ref.base + start, ref.base + end)
        return
    ref.work.dates.append(Date("issued", value))
    ref.mapped("dates[0]", start, end)
    ref.certainty("dates", part)


def volume(ref: Reference, part: Part, start: int, end: int) -> None:
    """Volume and issue, and the year before them or the pages behind them where these are printed in one word."""
    if medical := _MEDICAL.match(ref.text, start, end):  # "2013;21(4):112-9"
        if not ref.work.dates:
            ref.work.dates.append(Date("issued", date_of(medical["date"]) or medical["year"]))
            ref.mapped("dates[0]", *medical.span("date"))
            ref.certainty("dates", part)
        start = medical.end()
    match = _VOLUME.match(ref.text, ref.trim(start, end, MARKS + "([")[0], end)
    at = start
    if match and (match["volume"] or match["issue"]):
        for name in ("volume", "issue"):
            if match[name] and getattr(ref.work, name) is None:
                setattr(ref.work, name, match[name])
                ref.mapped(name, *match.span(name))
        for label in ("label", "nos"):
            if match[label]:
                ref.draft.furniture("label", *black(ref, *match.span(label)))
        at = match.end()
        ref.certainty("volume", part)
        issue = _ISSUE.fullmatch(ref.text, at, end)
        if issue and ref.work.issue is None and any(other.name == "pages" for other in ref.parts):
            ref.work.issue = issue["issue"]
            ref.mapped("issue", *issue.span("issue"))
        elif ref.text[at:end].lstrip(" ,:;.")[:1].isdecimal() or _PAGE_LABEL.match(ref.text, at, end):
            pages(ref, part, at, end)
    # What no rule names here is left over.


def pages(ref: Reference, part: Part, start: int, end: int) -> None:
    """The first pages are those of the work."""
    if label := _PAGE_LABEL.match(ref.text, start, end):
        ref.draft.furniture("label", *black(ref, *label.span()))
        start = label.end()
    match = _PAGES.search(ref.text, start, end)
    if match is None or ref.work.pages is not None:
        return
    ref.work.pages = ref.value(*match.span())
    ref.mapped("pages", *match.span())
    ref.certainty("pages", part)

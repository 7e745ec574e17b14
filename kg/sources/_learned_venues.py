"""Where the name stands in what the tagger of pages took for a venue: what is before and behind it, and what is none.

in Hydrobiologia volume 740 issue 1        BioResources. Roč.        Paper presented at the 3rd Conference on Tides
Israel Studies 25.2        Occup Med (Lond        C]// Papers of the Harbours        R.* Green Methods
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.sources._listing_signs import of_conferences, of_journals

_MONTH = r"(?:jan|feb|fev|mar|apr|abr|avr|may|mai|jun|jul|aug|ago|sep|set|oct|okt|out|nov|dec|dez|dic)[^\W\d_]{0,6}\.?(?:\s\d{1,2})?"
_VOLUME_WORD = (
    r"(?:no|nos|nr|n°|nº|núm|num|№|vol|vols|bd|band|roč|ročník|rocz|jg|jahrg|évf|tome|tomo|tom|tập|том|heft|hft)"
)
_OF_THESES = r"(?:ph\.?\s?d|d\.?phil|m\.?sc|m\.?a|master['’]?s?|doctoral|doktor\w*|licentiate)\.?(?:\s(?:thesis|dissertation))?|proefschrift|dissertation|diss\."
_LEAD = re.compile(
    r"[*_…>=/⁂→»•·\s]+(?=[^\W\d_])"
    r"|[\w/]{1,5}[\]］]\s?//\s?"
    rf"|(?:{_OF_THESES})\)?(?:\s?[-–—,:]{{1,2}}\s?|\s(?=univ|hochschule|[^\W\d_]+\shochschule))"
    r"|(?:[^\W\d_]+\s){0,4}(?:presented|apresentad[oa]|presentad[oa]|présentée?|presentat[oa]|vorgetragen|verdedigd)\s(?:at|to|em|en|a|à|au|in|al|auf|bei|aan)\s(?:(?:the|a|o|de|la|el|le|der|dem)\s)?"
    r"|(?:preprint\sfrom|part\sof|extracted\sfrom|(?:revised\sand\s)?(?:re)?submitted\sto|accepted\s(?:at|by|in|for|to)|R&R\sat|ingediend\sbij|special\sissue\sof|(?:book\s)?chapter\sin|appeared\sin)\s(?:the\s)?"
    r"|(?-i:SO|JO|JF|JT|T2|BT)\s+(?:-\s+)?(?=(?-i:[A-Z]{3}))"
    r"|l['’](?=univers)"
    r"|στον?(?:\sτόμο)?\s|στην?\s|στα\s",
    re.IGNORECASE,
)
"""Marks, the genre of a work (GB/T 7714), what a thesis is, how a work was presented, "in" in Greek: what stands before the name of a venue."""
_DATED_LEAD = re.compile(r"(?:[^\W\d_]{1,4}[\s　]+)?(?:19|20)\d\d年(?:\d{1,2}月)?[\s　]+")
"""Part and date before the name, as in lists of works of Japan."""
_LAW_LEAD = re.compile(
    r"\d{1,3}\s(?=[A-Z]{2,8}\s\d{1,4}$|[A-Z][^\d]{0,60}\bLaw\s(?:Journal|Review|Quarterly)\b|[A-Z][^\d,]{2,80}\s\d{1,4}\.?$)"
)
"""The volume before the name of a journal of law."""
INITIALS_FIRST = re.compile(r"[A-ZÀ-Þ]\.[ -]?(?:(?!J\.\s)[A-ZÀ-Þ]\.[ -]?){0,2}[*†‡§#]{0,2}\s?(?=[^\W\d_])")
"""The initials of the last author, which a comma parts from the family name."""
_BY_FAMILY = re.compile(r"\W*[^\W\d_][\w'’-]{2,}(?:\s[\w'’-]{2,})?,?(?:$|\s(?:[A-ZÀ-Þ]\.))")
"""The beginning of names in which the family name stands first."""
_CUT = re.compile(
    rf"[\s,.;]{{1,9}}(?:volume|{_VOLUME_WORD}|issue|pages|pp)\b[.:]?\s?\d"
    r"|\s\d{3,6},\s[^\W\d_]|\s?•|\sabs/"
    rf"|[\s,.(]{{1,9}}(?:19|20)\d\d\s{_MONTH}\b"
    r"|[\s,.;(]{1,9}(?:https?://|doi[:\s.]|www\.)"
    r"|,\s(?:springer|wiley|elsevier|routledge|sage|taylor & francis)\b",
    re.IGNORECASE,
)
"""What ends a name wherever it stands: volume, the number of a paper, an address, a publisher."""
_TRAIL = re.compile(
    rf"[\s,.;:，、(–-]+{_VOLUME_WORD}[.:]?$"
    rf"|,\s{_MONTH}$"
    r"|\s(?:JCR|içinde|in press|to appear|forthcoming)$"
    r"|(?<=[^\W\d_]{3}[.,])\s(?P<label>ed|eds|hg|hrsg|red|wyd|sect|ms|diss|r|bp|t|ss?|pp?)\.?$"
    r"|(?<!\bser)(?<!\bsér)(?<!\bpart)(?<!\bserie)(?<!\bsect)(?<!siglo)(?<!secolo)(?<!lần thứ)[\s,.]+(?=[IVXLC]{2})(?P<roman>(?-i:C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})))\.?$"
    r"|[\s,]+\d{1,4},\s(?:S|H|C|Hft|Bl|str)\.?$|,\s[CHS]\.$"
    r"|[\s,:]+(?P<number>\d{1,3})(?:\.[1-9]\d?|[:(]{1,2}\d{1,3}|/\d{4})?[.(]?$"
    r"|\s(?!1[5-9]\d\d\b|20\d\d\b)\d{4,6}\.?$"
    r"|\s(?:\d{1,4}\s?pp?|pp?\.?\s?\d{1,4}(?:[-–]\d{1,4})?)\.?$"
    r"|[\s　]+[一二三四五六七八九十百〇]{1,4}(?:巻(?:[一二三四五六七八九十]{1,3}号)?|号|輯)?$"
    r"|\s[א-ת]{1,2}['׳]?$"
    r"|\s(?:學位論文|学位論文|博士論文|修士論文|[박석]사학위논문)$"
    r"|[*_…\s]+$",
    re.IGNORECASE,
)
"""What stands behind a name: a label of a number, month, issue, number or editors; more than one of these may."""
_NUMBERED = re.compile(r"\b(?:proc|univ|congres|conferen|seminar|symposi|kỷ yếu)", re.IGNORECASE)
"""The number at the end of names of meetings and universities is of the name."""
_YEAR_LAST = re.compile(r"[\s,.(]+(?:19|20)\d\d\)?\.?$")
_PLACE_LAST = re.compile(r",\s[^\W\d_a-z][^\W\d_]{2,20}\.?$")
_MONTH_LAST = re.compile(rf"[\s,.(]+{_MONTH}$", re.IGNORECASE)
_BIBCODE = re.compile(r"(?P<year>(?:19|20)\d\d)[A-Za-z&]{2,9}[\d.]*[A-Z]?[\d.]*[A-Z]")
_CODED = re.compile(
    r"[\d\s]{0,9}(?:19|20)\d\d[A-Za-z&]{2,9}[\d.]{2,14}[A-Z]?[\d.]*[A-Z](?:\s.*)?|[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/\d{7}"
)
"""A code of ADS among what a screen prints beside it, and the number of a preprint on arXiv before 2007."""
_LETTER = re.compile(r"[^\W\d_]")
_IN_BRACKETS = re.compile(r"[(\[](?:[^\W\d_][\w .&'’-]{1,30})$")
_NO_NAME = re.compile(
    r"(?:eds?|hrsg|hg|dirs?|orgs?|coords?|red|szerk|bd|vol|nr|no|s|p|pp|t)\b|[A-ZÀ-Þ]\.", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:arXiv\spreprint\s)?(?P<name>arXiv)(?:\spreprint)?:?\s?(?:arXiv:)?(?P<id>\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d{1,2})?",
    re.IGNORECASE,
)


class Name(NamedTuple):
    """Where the name of a venue stands; what stands before and behind it may tell more."""

    start: int
    end: int


def name_of(text: str, start: int, end: int, before: str = "") -> Name:
    """Where the name stands in a stretch that was taken for a venue; `before` is the names of authors that end right before it, if any do."""
    while start < end and text[start].isspace():
        start += 1
    if before and _BY_FAMILY.match(before) and (found := INITIALS_FIRST.match(text, start, end)):
        start = found.end()
    for form in (_DATED_LEAD, _LAW_LEAD, _LEAD):
        if (found := form.match(text, start, end)) and _LETTER.search(text, found.end(), end):
            start = found.end()
    start, end = _balanced(text, start, end)
    if (found := _CUT.search(text, start + 2, end)) and _LETTER.search(text, start, found.start()):
        end = found.start()
    end = _without_trail(text, start, end)
    if end - start > 2 and text[end - 1] == "." and text[end - 2].isdigit():
        end -= 1
    if of_conferences(text[start:end]) and (found := _PLACE_LAST.search(text, start, end)):
        end = found.start() if text.count(",", start, end) == 1 else end
    return Name(start, end)


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch in which each bracket has its other: the one behind it is taken in, and where there is none the name ends."""
    for opens, closes in ("()", "[]"):
        part = text[start:end]
        if part.count(opens) > part.count(closes):
            at = start + part.rindex(opens)
            inner = text[at + 1 : end]
            if text[end : end + 1] == closes and _IN_BRACKETS.match(text, at, end) and not _NO_NAME.match(inner):
                end += 1
            elif at > start and (not inner[:1].isdigit() or _LETTER.search(inner)):
                end = at
        elif part.count(opens) < part.count(closes) and (at := start + part.index(closes)) > start:
            end = at
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _without_trail(text: str, start: int, end: int) -> int:
    """Where a name ends before the labels, months and numbers behind it; a year at the very end is left to others."""
    year = _YEAR_LAST.search(text, max(start, end - 12), end)
    month = _MONTH_LAST.search(text, max(start, year.start() - 20), year.start()) if year else None
    last = stop = month.start() if month else year.start() if year else end
    numbered = _NUMBERED.search(text, start, end) is not None and not of_journals(text[start:end])
    for _ in range(4):
        found = _TRAIL.search(text, max(start, last - 40), last)
        if found is None or not _LETTER.search(text, start, found.start()):
            break
        if found["label"] and ". " in text[start : found.start() - 1]:
            break  # "Angew. Chem., Int. Ed."
        if found["roman"] or found["number"]:
            if numbered:
                break
            numbered = True
        last = found.start()
    return last if last < stop or month else end


def is_code(text: str) -> bool:
    """Whether a stretch is the code of a work in ADS or arXiv, and names no venue."""
    return is_bibcode(text) is not None or _CODED.fullmatch(text[:80]) is not None


def is_bibcode(text: str) -> re.Match[str] | None:
    """The code of a work in ADS, which begins with its year: "2023MNRAS.519..912M"."""
    return _BIBCODE.fullmatch(text) if 18 <= len(text) <= 20 else None


def arxiv(text: str, start: int, end: int) -> re.Match[str] | None:
    """The name of arXiv with the number of a preprint: "arXiv preprint arXiv:1910.09912"."""
    return _ARXIV.fullmatch(text, start, end)

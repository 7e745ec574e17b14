"""What titles begin or end with and is none of them: numbers, codes and words of most titles of a page; years and pages; labels, signs and the end of names beside one.

3/7 Ropes that remember        T1 Ropes that remember        Folder 3-5 Ropes that remember        Ropes that remember more
Ropes that remember Author(s): ...        Ropes that remember[C]//Proceedings of ROBIO
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from kg.records import Item, Piece, Record, Venue
from kg.sources._listing_year import date_by

_NUMBER = re.compile(r"(?:\d{1,3}|[b-zB-HJ-Z])\s(?=[^\W\d_a-z]|[\"“„«])")
"""A number or letter before a title, without a mark behind it."""
_CODE = re.compile(
    r"(?:(?:[^\W\d_]{2,8}\s)?[^\s\w]?(?:[A-Z]{1,3}-?)?\d{1,4}(?:[-/.]\d{1,4}){0,2}[^\w\s]{0,2}|[IVX]{1,4}[.)])\s(?=[^\W\d_]|[\"“„«\d])"
)
"""A number with a mark, a letter or a word before a title."""
_WORD = re.compile(r"(?:of|on|samt|og|und|and|y|et|e|in|w/)\s(?=[^\W\d_a-z]|[\"“„«])")
"""A word that holds a list together; one title alone may begin with it."""
_BEHIND = re.compile(
    r"\s(?:(?:show\s)?more|less|mehr|ver\smás|see\sall|plus|#\d{1,3}|\d{1,3}[dhwy]|new!?|open\saccess)$", re.IGNORECASE
)
"""What stands behind the titles of a page of the web."""
_LABEL = re.compile(
    r"(?:\s{2,}|\u3000+|\n\s*)[^\W\d_][^\s:]{0,19}$|\s(?:authors?|author\(s\)|by|autor(?:en|es|i)?|auteurs?|verfasser|journal|year|source|venue|杂志|期刊|作者|年份)$",
    re.IGNORECASE,
)
"""The label of the next field; a colon stands behind it."""
_KIND = re.compile(
    r"\s?\[(?:[JMCDRNPSAGZ]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?\](?:\s?//\s?(?P<venue>[^,.，。]{4,120}))?.*$", re.DOTALL
)
"""The mark of the kind of a work behind its title and what it appeared in (GB/T 7714)."""
_ALWAYS_BEFORE = re.compile(
    r"(?:等|他|ほか|et al|e\.\s?a|n\.\s?d|s\.\s?d|o\.\s?J)[.:：]\s?(?=\S)|(?:\w{1,10}[=>]\s?|[a-z]{1,8}\s=\s){1,3}(?=\w)"
)
"""The end of names, an unknown date and a label before a title."""
_ALWAYS_BEHIND = re.compile(
    r"(?<=\S{3})\s?[◆♠●⚡⚑♦■▪•](?=.*[^\W_]).*$|(?<=\S{3})\s[~%]\s(?=[^\W\d_a-z]).*$|\s\{(?=[^\W\d_a-z])[^{}]*$|\s(?:Open Access|OPEN|FREE)$"
    r"|\s\d{1,3}\spp?\.?$|(?<=[^\W\d_]{4})\spp$|\s\[(?:in\s[A-Z]|REVIEW|review)[^\[\]]*\]?$|\s\((?:manuscript|lucrare|teză|Publication\sNo)[^()]*\)?$"
)
"""Signs with other text, extents and words of access behind a title."""
_INITIALS = re.compile(
    r"(?:[^\W\d_a-z](?:\.[- ]?|[- ])){0,3}[^\W\d_a-z]\.[*†‡²³¹]?\s_?(?=[^\W\d_a-z])(?![^\W\d_]\S*[,:]\s|[^\W\d_]\.)"
)
_FAMILY = re.compile(r"(?:^|[\s;,&(])[^\W\d_a-z][\w'’-]+,?\s$")
"""The initials of the last author, and the family name before them."""
_PAGE = re.compile(r"(?<=[\w.?!»”\"’'])\s{1,4}(?!(?:1[6-9]|20)\d\d$)(?P<number>\d{1,4})$")
"""The page that stands behind a title in a table of contents."""
_YEAR = re.compile(r"(?<!\s[a-z])(?<!\s[a-z]{2})(?<!\s[a-z]{3})(?<!\sfrom),?\s\(?(?P<number>(?:1[6-9]|20)\d\d)\)?$")
"""A year behind a title, and behind no word that it belongs to ("in 1959")."""
_FEW = 3


def without_affixes(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a page; what most titles begin or end with is taken from them: of one alone it may be a part."""
    records = [item for item in items if isinstance(item, Record)]
    for one in records:
        _unlabelled(one, text, base)
    for pattern in (_NUMBER, _CODE, _WORD):
        led = [one for one in records if pattern.match(one.work.title or "")]
        if _are_most(led, records) and (pattern is not _CODE or _alike(led)):
            for one in led:
                _cut(one, len(pattern.match(one.work.title or "")[0]), 0, text, base)  # type: ignore[index]
    followed = [one for one in records if _BEHIND.search(one.work.title or "")]
    if _are_most(followed, records):
        for one in followed:
            _cut(one, 0, len(_BEHIND.search(one.work.title or "")[0]), text, base)  # type: ignore[index]
    _unnumbered(records, text, base)
    return items


def _unnumbered(records: Sequence[Record], text: str, base: int) -> None:
    """Takes from behind titles their years, and their pages where these rise from title to title; a work without a date is of its year."""
    for pattern in (_YEAR, _PAGE):
        found = [(one, match) for one in records if (match := pattern.search(one.work.title or ""))]
        if not _are_most([one for one, _ in found], records):
            continue
        numbers = [int(match["number"]) for _, match in found]
        if pattern is _PAGE and not all(a < b for a, b in itertools.pairwise(numbers)):
            continue
        if pattern is _YEAR and sum(not one.work.dates for one, _ in found) * 3 < len(found) * 2:
            continue
        for one, match in found:
            if not one.work.title or (place := title_place(one, text, base)) is None:
                continue
            start, end = place.start + match.start("number"), place.start + match.end("number")
            _cut(one, 0, len(one.work.title) - match.start(), text, base)
            if pattern is _YEAR and not one.work.dates:
                date_by(one, match["number"], start, end)


def _are_most(some: Sequence[Record], records: Sequence[Record]) -> bool:
    return len(some) >= _FEW and len(some) * 2 >= len(records)


def _alike(led: Sequence[Record]) -> bool:
    """Whether the codes before most titles have the same form: the same letters and marks with digits of their own."""
    forms = Counter(re.sub(r"\d+", "#", found[0]) for one in led if (found := _CODE.match(one.work.title or "")))
    return forms.most_common(1)[0][1] * 3 >= len(led) * 2


def _unlabelled(record: Record, text: str, base: int) -> None:
    """Takes the label of the next field from behind a title, and the mark of its kind with what stands behind that, which is a venue after two strokes."""
    title = record.work.title or ""
    place = title_place(record, text, base)
    if place is None:
        return
    lead = _ALWAYS_BEFORE.match(title)
    if lead is None and _FAMILY.search(text, max(0, place.start - base - 40), place.start - base):
        lead = _INITIALS.match(title)
    trail = _ALWAYS_BEHIND.search(title)
    if lead or (trail and trail.start()):
        _cut(record, lead.end() if lead else 0, len(title) - trail.start() if trail else 0, text, base)
        title = record.work.title or ""
    if (
        text[place.end - base : place.end - base + 1] in (":", "：")
        and (label := _LABEL.search(title))
        and label.start()
    ):
        _cut(record, 0, len(title) - label.start(), text, base)
    elif (kind := _KIND.search(title)) and kind.start() > 1:
        if kind["venue"] and not record.work.venues:
            record.work.venues.append(Venue(kind["venue"].strip()))
            record.pieces.append(
                Piece("mapped", "venues[0]", place.start + kind.start("venue"), place.start + kind.end("venue"))
            )
            record.confidence["venues"] = 0.7
        _cut(record, 0, len(title) - kind.start(), text, base)


def title_place(record: Record, text: str, base: int) -> Piece | None:
    """Where the title of a record stands in the text of a page at `base`; None where it is not printed there as it is."""
    place = next((one for one in record.pieces if one.field == "title" and one.kind == "mapped"), None)
    return place if place and text[place.start - base : place.end - base] == record.work.title else None


def _cut(record: Record, before: int, behind: int, text: str, base: int) -> None:
    """Takes so many characters from before and behind a title; what stands before is furniture, what stands behind is left over."""
    place = title_place(record, text, base)
    title = record.work.title or ""
    if place is None or before + behind >= len(title):
        return
    taken = [(one.start, one.end) for one in record.pieces if one.kind == "mapped" and one is not place]
    for start, end in ((place.start, place.start + before), (place.end - behind, place.end)):
        if start < end and not any(a < end and start < b for a, b in taken):
            lead = start == place.start
            record.pieces.append(Piece("furniture", "label", start, end) if lead else Piece("left", "rest", start, end))
    place.start, place.end = place.start + before, place.end - behind
    record.work.title = title[before : len(title) - behind]
    record.pieces.sort(key=attrgetter("start"))

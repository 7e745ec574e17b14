"""The journal or proceedings whose contents a page lists: a line above all works names it, and the issue stands behind it or on the next line.

Applied Clay Science                                  Brill · Journal of Nomad Law · Volume 4 (2017): Issue 1-2
Volume 231, 1 January 2023                            PROCEEDINGS OF THE 2ND WORKSHOP ON KITCHEN ROBOTICS, Delft, 2014
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Item, Record, Remark, Venue
from kg.sources._listing_lines import Line
from kg.sources._listing_sections import owner_among
from kg.sources._listing_signs import of_conferences, of_journals

_ISSUE = re.compile(
    r"(?:^|(?<=[\s,;·|>(–—-]))(?:vol(?:\.|ume)?|v\.|tom[eo]?\.?|t\.|band|bd\.?|cilt|jahrgang|jg\.|årgang|årg\.|ročník|roč\.|évfolyam|год|том|т\.|rok|anul|année|vuosikerta|núm(?:ero|\.)?|n[uú]mero|número|nummer|"
    r"issue|heft|hft\.|number|no\.?|nr\.?|n[º°]\.?|sayı|číslo|č\.|zeszyt|z\.|выпуск|вып\.|№|tập|số|s\.)\s?(?P<number>\d{1,4}|[IVXLC]{1,8}\b)"
    r"|第\s?\d{1,4}\s?[巻卷号號期]|\d{1,3}(?:st|nd|rd|th)?\s?\(\d{1,3}\)|제?\s?\d{1,3}\s?[권호]",
    re.IGNORECASE,
)
"""The volume or number of an issue."""
_PROCEEDINGS = re.compile(
    r"^(?:proceedings|proc\.|actes|atti|actas|anais|tagungsband|sborník|materiały|труды|материалы)\b", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"\s?[:—–-]\s?(?:proceedings|contents|table of contents|accepted papers|programme|program)\b", re.IGNORECASE
)
_PARTS = re.compile(r"\s?[·|>‹›»/]\s|\s[–—-]\s|:\s|\s{2,}|\t")
_NO_NAME = re.compile(
    r"(?:table of )?contents|sommaire|inhalt(?:sverzeichnis)?|índice|sumario|indice|sumário|obsah|spis treści|içindekiler|содержание|目次|目录|目錄|mục lục|innehåll|indhold|sisällys|home|archiv\w*|(?:new|third|second) series|nouvelle série|nova série"
    r"|early view|all issues|search|login|menu|.*@.*|https?:.*|(?:print )?e?-?issn.*|dear .*|articles?|papers?|.*\b(?:alerts?|acquisitions?|books|libri|livros|libros|bücher|catalogue|katalog|programme|materiały|issues?|online|available|edited by|editors?|published)\b.*",
    re.IGNORECASE,
)
_SMALL = frozenset("of the for and in a an con de del la le les des du und der die das e y et von".split())
"""No name ends in these."""
_DATED = re.compile(r"[\s,;:.·|(–—-]*(?:\b(?:19|20)\d\d\b.*)?$")
_LONGEST, _FEW, _MOST = 140, 3, 12
"""The length of a line that names a journal, how many works a table of contents has at least, and how many lines stand above them at most."""
_SURE = 0.85


def issued(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """The items of a page; works that say nothing of where they appeared are of the journal that the lines above the first one name.

    At least three works, and four in five of all, have no venue of their own.
    """
    records = [one for one in items if isinstance(one, Record)]
    bare = [one for one in records if _is_bare(one)]
    if len(bare) >= _FEW and len(bare) * 5 >= len(records) * 4 and (name := _named(lines, records[0].start)):
        kind = "conference" if of_conferences(name) and not of_journals(name) else "journal"
        for record in bare:
            record.work.venues.append(Venue(name, kind))
            record.confidence["venues"] = _SURE
            record.remarks.append(Remark("venue-from-heading", f"The venue is that of the page: {name}.", "venues"))
    yield from items


def _is_bare(record: Record) -> bool:
    work = record.work
    return not (
        work.venues or work.publisher or work.journal_ref or work.type in ("thesis", "preprint", "book", "report")
    )


def _named(lines: Sequence[Line], first: int) -> str | None:
    """The name that the lines above the first work give what they appeared in; None where none or several do."""
    above = [line.text.strip() for line in lines if line.start < first and line.text.strip()][:_MOST]
    for number, text in enumerate(above):
        if len(text) > _LONGEST:
            continue
        issue = _ISSUE.search(text)
        if issue and (name := _before(text[: issue.start()])):
            return name
        if issue and not _before(text[: issue.start()]) and number and (name := _whole(above[number - 1])):
            return name
        if of_conferences(text) and _CONTENTS.search(text) and (name := _before(_CONTENTS.split(text)[0])):
            return name
        if _PROCEEDINGS.match(text) and (
            name := _before(
                re.split(r",\s(?=[^\W\d_a-z][\w. -]{2,30},\s(?:19|20)\d\d)|[,.]?\s\(?(?:19|20)\d\d\b", text)[0]
            )
        ):
            return name
    return None


def _before(text: str) -> str | None:
    """The name that stands before an issue in its line: the last part with words."""
    parts = [_bare(part) for part in _PARTS.split(text)]
    parts = [_DATED.sub("", part) for part in parts if re.search(r"[^\W\d_]{2}", part)]
    names = [part for part in parts if _is_name(part)]
    if not names:
        return None
    return next(
        (part for part in names if of_journals(part) or of_conferences(part)), names[0] if len(names) == 1 else None
    )


_BEHIND = re.compile(
    r"\s(?:contents|sommaire|inhalt|índice|sumario)\b.*$|\s?\([^()]*$|\s\(e?-?ISSN[^()]*\)", re.IGNORECASE
)
"""What stands behind a name in its line and is none of it."""


def _bare(part: str) -> str:
    """A part of a line without marks around it, what closes a bracket before it, and what is said of the page behind it."""
    part = _BEHIND.sub("", part.strip(" ,;:.·|-–—"))
    if ")" in part and "(" not in part:
        part = part.rpartition(")")[2]
    return part.strip(" ,;:.·|()-–—")


def _whole(text: str) -> str | None:
    """The name that is a whole line, or the part of one that is that of a journal."""
    return _before(text) if len(text) <= _LONGEST and not _ISSUE.search(text) else None


def _is_name(text: str) -> bool:
    """Whether a part of a line may be the name of a journal: of two words, or of journals by its word, and no heading of a page or name of a person."""
    words = text.split()
    if (
        not text
        or _NO_NAME.fullmatch(text)
        or len(text) < 4
        or len(words) > 14
        or not text[0].isalpha()
        or text[0].islower()
    ):
        return False
    if (
        any(len(word) > 2 and word.isdigit() for word in words)
        or words[-1] in _SMALL
        or re.search(r"[^\W\d_]{3}\.\s[^\W\d_a-z][a-z]", text)
    ):
        return False
    return bool(of_journals(text) or of_conferences(text) or (len(words) > 1 and owner_among([text]) is None))

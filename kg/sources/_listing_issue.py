"""The journal or proceedings whose contents a page lists: a line above all works names it, and the issue stands behind it or on the next line.

Applied Clay Science                                  Brill · Journal of Nomad Law · Volume 4 (2017): Issue 1-2
Volume 231, 1 January 2023                            PROCEEDINGS OF THE 2ND WORKSHOP ON KITCHEN ROBOTICS, Delft, 2014
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Item, Record, Remark, Venue
from kg.sources._listing_lines import Line, is_heading
from kg.sources._listing_sections import owner_among
from kg.sources._listing_signs import of_conferences, of_journals

_ISSUE = re.compile(
    r"(?:^|(?<=[\s,;·|>(–—-]))(?:vol(?:\.|ume|umen|s\.?)?|v\.|tom[eo]?\.?|t\.|band|bd\.?|cilt|jahrgang|jg\.|årgang|årg\.|ročník|roč\.|évfolyam|год|том|т\.|rok|anul|année|vuosikerta|núm(?:ero|\.)?|n[uú]mero|número|nummer|"
    r"issue|heft|hft\.|number|no\.?|nr\.?|n[º°]\.?|nomor|випуск|τόμος|τεύχος|god\.|sv\.|sayı|číslo|č\.|zeszyt|z\.|выпуск|вып\.|№|tập|số|s\.)\s?:?\s?(?P<number>\d{1,4}|[IVXLC]{1,8}\b)"
    r"|(?<=\s)(?-i:[IVXLC]{1,6})\.?\s\((?:19|20)\d\d\)"
    r"|第\s?\d{1,4}\s?[巻卷号號期]|\d{1,3}(?:st|nd|rd|th)?\s?\(\d{1,3}\)|제?\s?\d{1,3}\s?[권호]",
    re.IGNORECASE,
)
"""The volume or number of an issue."""
_PROCEEDINGS = re.compile(
    r"^(?:proceedings|proc\.|actes|atti|actas|anais|tagungsband|sborník|materiały|труды|материалы)\b", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"\s?[:—–|-]\s?(?:proceedings|contents|table of contents|accepted (?:talks and )?papers|programme?|schedule|book of abstracts|abstracts|technical sessions|best paper)\b",
    re.IGNORECASE,
)
_OF_MEETINGS = re.compile(
    r"(?:(?:final\s)?programme?|schedule|abstract volume|book of abstracts|abstracts|accepted papers|trabajos presentados|anais(?:\seletrônicos)?|table of contents|contents)\s?(?:[,:—–-]\s?|\s+)(?=[^\W_])",
    re.IGNORECASE,
)
"""What stands before the name of a meeting above its papers."""
_PAPERS = re.compile(r".{0,40}\b(?:accepted|programme?|contents|cuprins|abstracts|papers)\b.{0,40}", re.IGNORECASE)
_LABEL = re.compile(r"(?:journal|revista|periódico|zeitschrift|revue|rivista|časopis|dergi)\s?:\s+", re.IGNORECASE)
_TITLE_OF_ISSUE = re.compile(r"(?:\((?:19|20)\d\d\):|\|\|)\s+(?P<name>\S.{2,120})$")
"""What stands behind volume, number and year: the name of the journal, or the title of the issue."""
_APART = re.compile(r"\s{2,}|,\s(?=[^\W\d_a-z][\w. -]{2,30},?\s.{0,20}(?:19|20)\d\d)|,?\s\(?(?:19|20)\d\d\)?$")
"""The place and year behind the name of a meeting, and what stands apart from it."""
_PARTS = re.compile(r"\s?[·|>‹›»/]\s|\s[–—-]\s|:\s|\s{2,}|\t")
_NO_NAME = re.compile(
    r"(?:table of )?contents|sommaire|inhalt(?:sverzeichnis)?|índice|sumario|indice|sumário|obsah|spis treści|içindekiler|содержание|目次|目录|目錄|mục lục|innehåll|indhold|sisällys|home|archiv\w*|(?:new|third|second) series|nouvelle série|nova série"
    r"|(?:author |subject )?index|tagungsband|proceedings|actas|atti|anais|full papers|.*\bresults?\b.*|treffer\b.*|preprints\b.*|.*\blibrary\sof\b.*|early view|all issues|search|login|menu|.*@.*|https?:.*|(?:print )?e?-?issn.*|dear .*|articles?|papers?|.*\b(?:alerts?|acquisitions?|books|libri|livros|libros|bücher|catalogue|katalog|programme|materiały|issues?|online|available|edited by|editors?|published)\b.*",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\s\([^()]*$")
"""A bracket that is not closed."""
_SMALL = frozenset("of the for and in a an con de del la le les des du und der die das e y et von".split())
"""No name ends in these."""
_DATED = re.compile(r"[\s,;:.·|(–—-]*(?:\b(?:19|20)\d\d\b.*)?$")
_LONGEST, _FEW, _MOST = 140, 3, 12
"""The length of a line that names a journal, how many works a table of contents has at least, and how many lines stand above them at most."""
_SURE = 0.85


def issued(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Item]:
    """The items of a page; works that say nothing of where they appeared are of the journal that the lines above the first one name.

    At least three works, and two in three of all, have no venue of their own.
    """
    records = [one for one in items if isinstance(one, Record)]
    bare = [one for one in records if _is_bare(one)]
    if len(bare) >= _FEW and len(bare) * 3 >= len(records) * 2 and (named := _named(lines, records[0].start)):
        name = _OPENED.sub("", named)
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
    above = [line.text.strip() for line in lines if line.start < first and not is_heading(line)][:_MOST]
    for number, text in enumerate(above):
        if len(text) > _LONGEST:
            continue
        issue = _ISSUE.search(text)
        if issue and (name := _before(text[: issue.start()], sure=True)):
            return name
        if issue and not text[: issue.start()].strip() and (behind := _TITLE_OF_ISSUE.search(text)):
            parts = (_bare(part) for part in behind["name"].split("||"))
            if name := next(
                (part for part in parts if (of_journals(part) or "||" in text) and _is_name(part, sure=True)), None
            ):
                return name
        if (label := _LABEL.match(text)) and (name := _before(_APART.split(text[label.end() :])[0], sure=True)):
            return name
        if name := _meeting(above, number):
            return name
        if issue and not _before(text[: issue.start()]) and number and (name := _whole(above[number - 1])):
            return name
        if of_conferences(text) and _CONTENTS.search(text) and (name := _before(_CONTENTS.split(text)[0])):
            return name
        if _PROCEEDINGS.match(text) and (
            name := _before(
                re.split(
                    r",\s(?=[^\W\d_a-z][\w. -]{2,30},\s(?:19|20)\d\d)|[,.]?\s\(?(?:19|20)\d\d\b|\s\([^()]*$", text
                )[0]
            )
        ):
            return name
    return None


def _meeting(above: Sequence[str], number: int) -> str | None:
    """The meeting that a line names behind a word for its programme or papers, or above a line that is such a word."""
    text = above[number]
    lead = _OF_MEETINGS.match(text)
    below = number + 1 < len(above) and _PAPERS.fullmatch(above[number + 1])
    if not lead and not (below and not _CONTENTS.search(text)):
        return None
    parts = re.split(r"\s[/—–|]\s", text[lead.end() if lead else 0 :])
    names = [_bare(_APART.split(part)[0]) for part in parts if of_conferences(part)]
    return names[0] if len(names) == 1 and of_conferences(names[0]) and _is_name(names[0], sure=True) else None


def _before(text: str, sure: bool = False) -> str | None:
    """The name that stands before an issue in its line: the last part with words; `sure` says that it is the name of no person."""
    parts = [_bare(part) for part in _PARTS.split(text)]
    parts = [_DATED.sub("", part) for part in parts if re.search(r"[^\W\d_]{2}", part)]
    names = [part for part in parts if _is_name(part, sure)]
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


def _is_name(text: str, sure: bool = False) -> bool:
    """Whether a part of a line may be the name of a journal: of two words, or of journals by its word, and no heading of a page or, unless that is sure, name of a person."""
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
    return bool(of_journals(text) or of_conferences(text) or (len(words) > 1 and (sure or owner_among([text]) is None)))

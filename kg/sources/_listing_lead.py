"""What stands before a title and is none of it: pictures and numbers as bullets, kinds with an arrow, "please cite", and a year with a dash.

1️⃣ Ropes that remember        ➜ Ropes that remember        3 ► Ropes that remember
Article ➜ Ropes that remember      please cite Ropes that remember      2021 — Ropes that remember
"""

from __future__ import annotations

import re

from kg.names import split
from kg.records import Date, Piece, Record

_SIGNS = r"\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u266c\u2670-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u20e3\u200d"
_KINDS = (
    r"(?:journal|conference|workshop)?\s?(?:article|paper|papers?)|journal|conf(?:erence)?|workshop|preprint|book|chapter|report|poster|thesis|review|"
    r"artikel|aufsatz|buch|kapitel|bericht|acte?s?|ouvrage|livre|chapitre|thèse|communication|artículo|capítulo|libro|ponencia|tesis|articolo|capitolo|libro|tesi|artigo|livro|tese"
)
LEAD = re.compile(
    rf"(?:(?:\d{{1,2}}\ufe0f?\u20e3|[{_SIGNS}])[{_SIGNS}\s]{{0,12}}|\d{{1,3}}\s?[►▸▶➜➔→❯»]\s{{1,3}}|(?:please\s(?:also\s)?cite(?:\sas)?:?|cite(?:\sas)?:)\s(?=[^\W\d_])"
    rf"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[–-]\s?(?:[01]?\d|2[0-3])[:.][0-5]\d)?(?:\s?[ap]m)?\s{{1,4}}(?=(?-i:[^\W\d_a-z]))"
    rf"|(?:题目|題目|题名|標題|标题|タイトル|제목|[Нн]азва|[Нн]азвание|[Tt]ytuł|[Tt]ittel|[Tt]itul)\s?[:：]\s{{0,3}}"
    rf"|(?-i:TITOLO|TITLE|TÍTULO|TITRE|TITEL|TYTUŁ|NÁZEV|TODO|DONE|NEW)\s{{1,3}}(?=\S+\s?[a-z])|(?:(?:pdf|bib(?:tex)?|abs(?:tract)?|html|link|doi|code|slides|video|cite|copy|ps)\s+){{2,6}}"
    rf"|(?:(?:my|his|her|our|their)\s(?:(?:only|first|latest|last|new|second|third|early|best-known)\s)?(?:book|textbook|article|paper|monograph|essay|novel|thesis|dissertation|chapter|study|edition)(?:\s(?:is|was|of))?|after that came|printed as)\s(?=(?-i:[^\W\d_a-z]))"
    rf"|\[\d{{1,3}}\](?=[^\W\d_])|\d{{1,2}}/\s(?=[^\W\d_])|[DT]\d\.\d{{1,2}}\s(?=(?-i:[^\W\d_a-z]))|[ØØ○□☐☑✓]\s"
    rf"|(?:{_KINDS})\s?[►▸▶➜➔→❯|]\s{{1,3}}|(?P<year>(?:19|20)\d\d)\s[—–-]\s(?=[^\W\d_]))(?=\S)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?<=[^\W\d_])[?!]?\s(?P<pages>(?P<first>\d{1,4})\s?[-–]\s?(?P<last>\d{1,4}))$")
"""Pages behind a title in a table of contents."""
_TRAIL = re.compile(
    r"\s?\[[A-Z]{1,3}\d{1,2}\]?$|\s[§¶†‡]$|,\s\d{1,4}\s(?:fls?|pp?|S|s|str|стр|с|pág|págs|Seiten)\.?$|[:,]\s?(?:中国[,，]\s?)?CN\s?\d{6,14}[A-Z]?\d?$|\s:[a-z:]{2,30}$"
    r"|\s?\[[^\[\]]{0,40}(?:[Dd]iss|[Tt]hes[ie]s|[Tt]hèse|[Tt]ese|[Tt]esi|disszert|дис)[^\[\]]{0,60}\]?$|\s?(?:网络首发|\(non-archival\b[^()]{0,60}\)?)$"
)
"""Signs of comments, labels, extents, patent numbers, tags and kinds of theses behind a title."""
_LONGEST = 80
"""A paper has no more pages."""


def lead_of(title: str) -> tuple[int, tuple[int, int] | None]:
    """How long what stands before a title is, and where a year stands in it; 0 where nothing does."""
    at, year = 0, None
    while found := LEAD.match(title, at):
        at, year = found.end(), found.span("year") if found["year"] else year
    return (at, year) if at < len(title) else (0, None)


def pages_behind(title: str) -> re.Match[str] | None:
    """The pages that stand behind a title, with white space before them; two years are none."""
    found = _PAGES.search(title)
    if (
        found
        and int(found["first"]) < int(found["last"]) <= int(found["first"]) + _LONGEST
        and int(found["last"]) < 1000
    ):
        return found
    return None


def without_lead(record: Record, place: Piece, text: str, base: int) -> None:
    """Takes what stands before the title of a record, and the pages behind it, from it; `place` is where the title stands in the text."""
    title = record.work.title or ""
    if text[place.start - base : place.end - base] != title:
        return
    if trail := _TRAIL.search(title):
        record.pieces.append(Piece("left", "rest", place.start + trail.start(), place.end))
        title = title[: trail.start()]
        place.end = place.start + len(title)
        record.work.title = title
        record.pieces.sort(key=lambda one: one.start)
    behind = pages_behind(title) if record.work.pages is None else None
    if behind:
        at = place.start + behind.start("pages")
        record.work.pages = behind["pages"]
        record.pieces.append(Piece("mapped", "pages", at, place.end))
        place.end = place.start + len(title[: behind.start()].rstrip())
        title = title[: behind.start()].rstrip()
    size, year = lead_of(title)
    if size:
        first = place.start
        if year and not record.work.dates:
            record.work.dates.append(Date("issued", title[slice(*year)]))
            record.pieces.append(Piece("mapped", "dates[0]", first + year[0], first + year[1]))
            if first + year[1] < first + size:
                record.pieces.append(Piece("furniture", "label", first + year[1], first + size))
        else:
            record.pieces.append(Piece("furniture", "label", first, first + size))
        place.start = first + size
    if size or behind:
        record.pieces.sort(key=lambda one: one.start)
        record.work.title = title[size:]


def stripped(record: Record, title: Piece, printed: str) -> None:
    """Takes the white space from around a title, as within « French marks »."""
    record.work.title = printed.strip()
    if title.end - title.start == len(printed):
        title.start += len(printed) - len(printed.lstrip())
        title.end = title.start + len(record.work.title)


_HEADING = re.compile(r"[^\n\t,;&.()]{2,40}(?<!-)(?:\n|\t|\s{3})\s*(?=[^\W\d_a-z][\w'’׳ -]{1,40},\s\S)")
"""A line without a comma before a name that has its family name before one."""


def without_headings(record: Record, text: str, base: int) -> None:
    """Takes the heading of a section from before a name that was read with it: "Reports, next line Okonjo, B."."""
    for number, one in enumerate(record.work.contributions[:1]):
        place = next(
            (piece for piece in record.pieces if piece.kind == "mapped" and piece.field == f"contributions[{number}]"),
            None,
        )
        found = (
            _HEADING.match(text, place.start - base, place.end - base) if place and "," in one.name.printed else None
        )
        if place and found:
            record.pieces.append(Piece("furniture", "heading", place.start, base + len(text[: found.end()].rstrip())))
            place.start = base + found.end()
            one.name = split(" ".join(text[found.end() : place.end - base].split()))
            record.pieces.sort(key=lambda piece: piece.start)

"""Fields that a list names by a label, in several languages: "Title: ...", "Auteurs : ...", "期刊：...".

What a label stands for is said here once; a value is put into the draft of a record with the place it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg import identifiers
from kg.records import Affiliation, Date, Identifier, Link, Remark, Text, Venue
from kg.sources._listing_lines import Draft
from kg.sources._listing_people import people
from kg.sources._listing_signs import find_identifiers, month_of
from kg.sources._listing_tail import Tail

LABELS: dict[str, str] = {
    label: field
    for field, labels in {
        "title": "title|titel|titre|título|titulo|titolo|document title|article title|标题|题目|题名|篇名|タイトル",
        "authors": "authors|author|author(s)|autoren|autor|autor(en)|verfasser|auteurs|auteur|auteur(s)|autores|autori|作者|contributors|著者|doctorando|doctoranda|doctorand|auteur·es|autoría",
        "venue": "journal|venue|published in|conference|zeitschrift|erschienen in|konferenz|revue|publié dans|conférence|revista|"
        "publicado en|congreso|rivista|期刊|刊名|会议|来源|libro|congreso|source title|publication|book title|book|livre|掲載誌|雑誌名",
        "date": "year|date|publication date|published|jahr|datum|erscheinungsjahr|année|date de publication|año|fecha|anno|年份|出版年|日期",
        "journal_ref": "journal-ref|journal reference|journal ref",
        "comments": "comments|comment|note|notes|bemerkung|commentaire|comentarios|备注",
        "subjects": "subjects|subject|keywords|categories|schlagwörter|mots-clés|palabras clave|关键词",
        "abstract": "abstract|summary|zusammenfassung|résumé|resumen|摘要",
        "volume": "volumes|volume|vol|vol.|band|tome|volumen|卷",
        "issue": "issue|number|no|heft|numéro|número|期",
        "pages": "page|article number|pages|pp|seiten|páginas|页码",
        "publisher": "universidad|university|université|hochschule|publisher|verlag|éditeur|editorial|出版社",
        "language": "language|sprache|langue|idioma|语言",
        "identifier": "doi|arxiv|arxiv id|hal|hal id|hal-id|identifier|identifiers|pmid|pmcid|eid|isbn|id",
        "link": "url|link|lien|enlace|链接",
        "left": "issn|eissn|lugar|directora|director|book author(s)|times cited|book editor(s)|conference location|isi document|accession number|report-no|report number|msc-class|acm-class|type|document type|source|location|cited by|citations|affiliation",
    }.items()
    for label in labels.split("|")
}
"""Labels, in lower case, and the field each stands for; `left` is for what is known and not mapped."""

_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,30}?)\s?[:：][ \t]*")
_KEPT = 200
"""Lines of so many characters at most are remembered for a while: each is asked for its label several times."""
_QUOTED = re.compile(r"[\"“„«‘'](?P<title>[^\"“”„«»‘’]{3,})[\"”“»’']")
"""A title that stands between quotation marks and has none within."""
_DATE = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_NAMED_DATE = re.compile(r"(?:(?P<day>\d{1,2})\.?\s)?(?P<month>[^\W\d_]{3,10})\.?\s(?P<year>(?:1[5-9]|20)\d\d)")


def labelled(text: str) -> tuple[str, str, int] | None:
    """The label, its field and where the value begins, of a line that begins with a known label; None for any other line."""
    return _labelled_again(text) if len(text) <= _KEPT else _labelled(text)


@lru_cache(maxsize=1 << 10)
def _labelled_again(text: str) -> tuple[str, str, int] | None:
    return _labelled(text)


def _labelled(text: str) -> tuple[str, str, int] | None:
    match = _LABELLED.match(text)
    if match is None:
        return None
    field = LABELS.get(" ".join(match["label"].lower().split()))
    return (match["label"], field, match.end()) if field else None


class Fields:
    """Puts values into a draft by the name of their field."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._label = ""

    def put(self, field: str, label: str, text: str, at: int) -> None:
        """Takes the text of a value, which stands at `at` without white space around it."""
        if not text:
            return
        self._label = label.lower().split(" ")[0].split("-")[0]
        take: Callable[[str, int], bool] | None = getattr(self, f"_{field}", None)
        if take is not None and take(text, at):
            return
        if field in ("volume", "issue", "pages", "publisher", "language", "journal_ref") and self._scalar(
            field, text, at
        ):
            return
        name = "-".join(label.lower().split()) or "text"
        self.draft.left_at(name, at, at + len(text))
        if field == "authors":
            self.draft.remarks.append(
                Remark("authors-not-understood", f"Not read as names: {text[:60]!r}.", "contributions")
            )

    def _scalar(self, field: str, text: str, at: int) -> bool:
        if getattr(self.draft.work, field) is not None:
            return False
        setattr(self.draft.work, field, text)
        self.draft.mapped(field, at, at + len(text))
        return True

    def _title(self, text: str, at: int) -> bool:
        quoted = _QUOTED.fullmatch(text)
        if quoted and self.draft.work.title is None:
            self.draft.furniture("punctuation", at, at + 1)
            self.draft.furniture("punctuation", at + len(text) - 1, at + len(text))
            return self._scalar("title", quoted["title"], at + 1)
        return self._scalar("title", text, at)

    def _abstract(self, text: str, at: int) -> bool:
        return self._scalar("abstract", text, at)

    def _authors(self, text: str, at: int) -> bool:
        if self.draft.work.contributions:
            return False
        names = people(text)
        if names is None:
            return self._numbered_authors(text, at)
        self.draft.authors_in(text, at, names)
        return True

    def _numbered_authors(self, text: str, at: int) -> bool:
        """Takes names with numbers behind them, and the affiliations that these stand for at the end."""
        key = _KEY.search(text)
        even = _NUMBERS.sub(lambda found: " " * len(found[0]), text[: key.start()]) if key else ""
        names = people(even)
        if key is None or names is None:
            return False
        self.draft.authors_in(text[: key.start()], at, names)
        authors: dict[str, list[int]] = {}
        for i, (_, _, end) in enumerate(names.names):
            if found := _NUMBERS.match(text, end):
                authors.setdefault(found["first"], []).append(i)
        begin = len(self.draft.pieces)
        for place in _PLACE.finditer(text, key.start() + 2):
            those = authors.get(place["number"], [])
            for i in those:
                self.draft.work.contributions[i].affiliations.append(Affiliation(place["name"]))
            if those:
                self.draft.mapped(f"contributions[{those[0]}]", at + place.start("name"), at + place.end("name"))
        taken = [(piece.start - at, piece.end - at) for piece in self.draft.pieces[begin:]]
        done = key.start()
        for start, end in [*taken, (len(text), len(text))]:
            if black := text[done:start].strip():
                first = at + done + text[done:start].index(black)
                self.draft.furniture("punctuation", first, first + len(black))
            done = end
        return True

    def _venue(self, text: str, at: int) -> bool:
        if self.draft.work.venues or not any(map(str.isalpha, text)):
            return False
        if re.search(r"\d", text):
            Tail(self.draft, text, at).read(0)
        else:
            self.draft.mapped("venues[0]", at, at + len(text))
            self.draft.work.venues.append(Venue(text))
        return True

    def _date(self, text: str, at: int) -> bool:
        value = date_value(text)
        if value is None or self.draft.work.dates:
            return False
        self.draft.work.dates.append(Date("issued", value))
        self.draft.mapped("dates[0]", at, at + len(text))
        return True

    def _comments(self, text: str, at: int) -> bool:
        self.draft.mapped(f"comments[{len(self.draft.work.comments)}]", at, at + len(text))
        self.draft.work.comments.append(text)
        return True

    def _subjects(self, text: str, at: int) -> bool:
        for part in re.finditer(r"[^;；]+" if ";" in text or "；" in text else r"[^,，、]+", text):
            value = part[0].strip()
            if not value:
                continue
            start = at + part.start() + part[0].index(value)
            scheme = "arxiv" if re.search(r"\([a-z-]+(?:\.[A-Za-z-]+)?\)$", value) else ""
            if scheme:
                start += value.rindex("(") + 1
                value = value[value.rindex("(") + 1 : -1]
            self.draft.mapped(f"subjects[{len(self.draft.work.subjects)}]", start, start + len(value))
            self.draft.work.subjects.append(Text(value, scheme=scheme))
        self._between(text, at)
        return bool(self.draft.work.subjects)

    def _between(self, text: str, at: int) -> None:
        """What no piece within a value names is furniture: brackets, separators, and the long names of subject classes."""
        inside = sorted(
            (p.start - at, p.end - at) for p in self.draft.pieces if at <= p.start and p.end <= at + len(text)
        )
        done = 0
        for start, end in [*inside, (len(text), len(text))]:
            gap = text[done:start]
            if black := gap.strip():
                begin = at + done + gap.index(black)
                self.draft.furniture("punctuation", begin, begin + len(black))
            done = end

    def _identifier(self, text: str, at: int) -> bool:
        found = list(find_identifiers(text))
        whole = None if found else self._whole(text)
        if whole:
            found = [(whole, 0, len(text))]
        for one, start, end in found:
            self._known(one, at + start, at + end)
        if found:
            self._between(text, at)
        return bool(found)

    def _whole(self, text: str) -> Identifier | None:
        """The identifier a whole value is: of the scheme the label names, or of its own form."""
        for scheme in (self._label, "arxiv", "hal"):
            if scheme in identifiers.SCHEMES and (one := identifiers.parse(scheme, text)):
                return one
        return identifiers.recognise(text)

    def _known(self, one: Identifier, start: int, end: int) -> None:
        work = self.draft.work
        if any((known.scheme, known.value) == (one.scheme, one.value) for known in work.identifiers):
            self.draft.furniture("repeated-identifier", start, end)
            return
        self.draft.mapped(f"identifiers[{len(work.identifiers)}]", start, end)
        work.identifiers.append(one)

    def _link(self, text: str, at: int) -> bool:
        if self._identifier(text, at):
            return True
        if not re.fullmatch(r"https?://[^\s<>\"]+", text):
            return False
        self.draft.mapped(f"links[{len(self.draft.work.links)}]", at, at + len(text))
        self.draft.work.links.append(Link(text))
        return True


_KEY = re.compile(r"\s\(\(1\)\s[^\n]{1,4000}\)$")
_PLACE = re.compile(r"\((?P<number>\d{1,3})\)\s(?P<name>[^()]{2,200}?)(?=[,;]\s{1,9}\(\d|\)?$)")
_NUMBERS = re.compile(r"\s?\((?P<first>\d{1,3})(?:(?:,|\sand)\s?\d{1,3}){0,9}\)")
"""How arXiv prints affiliations: "A. Author (1), B. Builder (2, 3) ((1) Tides, (2) Ropes, (3) Lamps)"; the first number of a name counts."""


def date_value(text: str) -> str | None:
    """A printed date as ISO 8601, as precise as it stands; None when it is no date."""
    if match := _DATE.fullmatch(text.strip()):
        month, day = int(match["month"] or 1), int(match["day"] or 1)
        return match[0] if 1 <= month <= 12 and 1 <= day <= 31 else None
    if (match := _NAMED_DATE.fullmatch(text.strip())) and (month_number := month_of(match["month"])):
        day_number = f"-{int(match['day']):02}" if match["day"] and 1 <= int(match["day"]) <= 31 else ""
        return f"{match['year']}{month_number}{day_number}"
    return None

"""From tagged fields to a work: what RIS, EndNote, MEDLINE and Web of Science have in common, with a piece for every character used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import identifiers, names
from kg.bodies import is_group
from kg.records import (
    Contribution,
    Date,
    Identifier,
    Link,
    NameAsPrinted,
    Piece,
    PieceKind,
    Record,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources import _tagged_dates as dates
from kg.sources._bibtex_fields import LANGUAGES
from kg.sources._tagged import Block, Field

_ISO_639_2 = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "rus": "ru", "pol": "pl", "swe": "sv", "dan": "da", "fin": "fi", "nor": "no", "cze": "cs", "ces": "cs",
    "hun": "hu", "gre": "el", "ell": "el", "tur": "tr", "chi": "zh", "zho": "zh", "jpn": "ja", "kor": "ko", "cat": "ca",
    "rum": "ro", "ron": "ro", "ukr": "uk", "slv": "sl", "slo": "sk", "slk": "sk", "hrv": "hr", "srp": "sr", "lat": "la",
    "ara": "ar", "heb": "he", "per": "fa", "fas": "fa", "bul": "bg", "lit": "lt", "lav": "lv", "est": "et", "ice": "is",
    "isl": "is", "vie": "vi", "tha": "th", "ind": "id", "hin": "hi", "baq": "eu", "eus": "eu", "glg": "gl", "gle": "ga",
}  # fmt: skip
"""Codes of ISO 639-2, which libraries use, as the two letters BCP 47 asks for."""

_TAG = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8}){0,2}")
_SHORTEST_ISBN = 10
_URL = re.compile(r"(?:https?:|ftp:)?//[^\s<>\"]+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9A-Za-z-])[0-9][0-9-]{6,15}[0-9Xx](?![0-9A-Za-z-])")
_LABELLED = re.compile(r"\s*\((?:print|electronic|linking|online|eissn|e-?isbn|isbn|issn|paperback|hardcover|ebook)\)", re.IGNORECASE)  # fmt: skip
_DOI_TAIL = re.compile(r"[?#&].*$|/(?:full|abstract|pdf|epdf|fulltext|html|summary|meta)$|\.pdf$", re.IGNORECASE)
_DOI_WITHIN = re.compile(r"10\.[0-9]{4,9}/\S+")
_LINKED = ("doi", "arxiv", "pmid", "pmcid", "acl", "dblp", "hal")
_ASIDE = re.compile(r"\[[^]]*\]")
_LISTED = re.compile(r"[^;]+")
ALL = re.compile(r".+", re.DOTALL)
"""A field that is one keyword, whatever it holds."""
_LISTED_SUBJECTS = re.compile(r"[^;\r\n]+")
_MORE = re.compile(r"[1-9A-Za-z]")
_OTHERS = re.compile(r"(?:and\s+)?(?:et\.?\s+al\.?|others)", re.IGNORECASE)
_WHOLE = ("book", "proceedings", "thesis", "report", "standard", "collection", "other")


def line(text: str) -> str:
    """A short text on one line."""
    return " ".join(text.split())


def language(text: str) -> str | None:
    """The BCP 47 tag of a language's code or English name; None for what is neither or more than one."""
    bare = text.strip().lower()
    return LANGUAGES.get(bare) or _ISO_639_2.get(bare) or (text.strip() if _TAG.fullmatch(text.strip()) else None)


def _is_plain(printed: str) -> bool:
    """Whether a name is printed as nearly all are: without a comma, or with one and a blank between its two parts."""
    family, comma, given = printed.partition(", ")
    if not comma:
        return "," not in family and family == family.strip()
    return "," not in family and "," not in given and family == family.strip() != "" and given == given.strip() != ""


def person(printed: str) -> tuple[NameAsPrinted, bool]:
    """A name printed "Last, First, Suffix" or "First Last", and whether it is clear that it is one name."""
    if _is_plain(printed):
        return names.split(printed), True
    parts = [part.strip() for part in printed.split(",")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) > 3 and not is_group(printed):
        return NameAsPrinted(printed, literal=True), False
    if len(parts) == 3 and parts[1].lower() not in names.SUFFIXES and parts[2].lower() not in names.SUFFIXES:
        if len(parts[2].split()) > 1 or is_group(printed):
            return NameAsPrinted(printed, literal=True), is_group(printed)
        name = names.split(", ".join(parts[:2]))
        return NameAsPrinted(printed, name.given, name.particle, name.family, parts[2], name.literal), True
    name = names.split(", ".join(parts))
    return NameAsPrinted(printed, name.given, name.particle, name.family, name.suffix, name.literal), True


def _is_others(text: str) -> bool:
    """Whether a text says that there are more names: "et al.", "and others"."""
    return text[0] in "AaEeOo" and _OTHERS.fullmatch(text) is not None


def _is_arxiv_doi(one: Identifier) -> bool:
    return one.scheme == "doi" and one.value.startswith("10.48550/arxiv")


class Draft:
    """A record in the making: the fields not yet used, the work, and the pieces used so far."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.work = Work()
        self.pieces: list[Piece] = []
        self.remarks: list[Remark] = []
        self.key = ""
        self._by_tag: dict[str, list[Field]] = {}
        for one in block.fields:
            if one.text:
                if one.tag in self._by_tag:
                    self._by_tag[one.tag].append(one)
                else:
                    self._by_tag[one.tag] = [one]
        self._absent = self._by_tag.keys().isdisjoint
        # A record may hold any number of fields, so what was seen is looked up, not searched for.
        self._identifiers: dict[tuple[str, str], int] = {}
        self._has_doi = False
        self._titles: dict[str, int] = {}
        self._numbers: set[tuple[int, str, str]] = set()
        self._positions: dict[str, int] = {}

    # --- fields and pieces -------------------------------------------------------------------------------------------

    def all(self, *tags: str) -> list[Field]:
        """The unused fields with a text and one of these tags, in the order of the tags, then of the record."""
        if self._absent(tags):  # most tags that are asked for are not there
            return []
        by_tag = self._by_tag
        return [one for tag in tags if tag in by_tag for one in by_tag[tag] if not one.used]

    def has(self, *tags: str) -> bool:
        """Whether there is an unused field with a text and one of these tags."""
        return not self._absent(tags) and bool(self.all(*tags))

    def use(self, used: Field, *spans: tuple[str, int, int]) -> None:
        """Notes which characters of a field's text (target, from, to) went where; all else of the field is furniture."""
        used.used = True
        at = used.start
        for target, low, high in spans:
            if used.at + low >= at and high > low:
                self._furniture(at, used.at + low)
                at = used.at + high
                self.pieces.append(Piece("mapped", target, used.at + low, at))
        self._furniture(at, used.end)

    def whole(self, used: Field, target: str) -> None:
        """Notes that a field's text as a whole went to `target`."""
        used.used = True
        at = used.at
        self.pieces += (Piece("furniture", "label", used.start, at), Piece("mapped", target, at, used.end))

    def _furniture(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append(Piece("furniture", "label", start, end))

    def remark(self, code: str, message: str, used: Field) -> None:
        self.remarks.append(Remark(code, message, used.tag))

    def record(self) -> Record:
        """The record; fields nobody used are left over, those without a text are furniture."""
        for one in self.block.fields:
            if not one.used:
                left = Piece("left", one.tag, one.start, one.end)
                self.pieces.append(left if one.text else Piece("furniture", "label", one.start, one.end))
        return Record(self.block.start, self.block.end, self.work, self.pieces, self.key, remarks=self.remarks)

    # --- what the formats share --------------------------------------------------------------------------------------

    def scalar(self, target: str, *tags: str, long: bool = False) -> None:
        """Takes the first of these fields as one text; those that say the same again go there, too, others stay."""
        found = self.all(*tags)
        if not found:
            return
        present = getattr(self.work, target)
        known = None if present is None else line(present).casefold()
        for one in found:
            value = line(one.text)
            if known is None:
                setattr(self.work, target, one.text if long else value)
                known = value.casefold() if len(found) > 1 else ""
            elif known != value.casefold():
                continue
            self.whole(one, target)

    def titles(self, *tags: str) -> None:
        """Takes titles beside the main one, each once."""
        found = self.all(*tags)
        if not found:
            return
        main = line(self.work.title or "")
        for one in found:
            value = line(one.text)
            if value == main:
                self.whole(one, "title")
                continue
            if value not in self._titles:
                self._titles[value] = len(self._titles)
                self.work.alternate_titles.append(Text(one.text))
            self.whole(one, f"alternate_titles[{self._titles[value]}]")

    def comments(self, fields: Iterable[Field]) -> None:
        for one in fields:
            self.whole(one, f"comments[{len(self.work.comments)}]")
            self.work.comments.append(one.text)

    def subjects(self, used: Field, scheme: str = "", listed: re.Pattern[str] = _LISTED_SUBJECTS) -> None:
        """Takes a list of keywords, separated by semicolons or line ends, or one alone, as the pattern of one of them shows."""
        spans = []
        for match in listed.finditer(used.text):
            bare = match[0].strip()
            value = line(bare.replace("*", "") if scheme == "mesh" else bare)
            if value:
                begin = match.start() + match[0].index(bare[0])
                spans.append((f"subjects[{len(self.work.subjects)}]", begin, begin + len(bare)))
                self.work.subjects.append(Text(value, scheme=scheme))
        if spans:
            self.use(used, *spans)

    def language(self, *tags: str) -> None:
        for one in self.all(*tags):
            value = language(one.text)
            if value and self.work.language in (None, value):
                self.work.language = value
                self.whole(one, "language")

    # --- people ------------------------------------------------------------------------------------------------------

    def contribute(self, name: NameAsPrinted, role: str) -> int:
        """Adds a contribution behind those of its role; gives its index."""
        position = self._positions[role] = self._positions.get(role, 0) + 1
        self.work.contributions.append(Contribution(name, position, role))
        return len(self.work.contributions) - 1

    def people(self, used: Field, role: str) -> None:
        """Takes the name of a field, or the names between semicolons."""
        text = used.text
        if ";" not in text and text.strip(" \t\r\n,") == text and not _is_others(text):
            self.whole(used, self._person(used, text, role))
            return
        spans = []
        for match in _LISTED.finditer(text):
            bare = match[0].strip(" \t\r\n,")
            if not bare:
                continue
            begin = match.start() + match[0].index(bare)
            if _is_others(bare):
                self.work.authors_truncated = self.work.authors_truncated or role == "author"
                continue
            spans.append((self._person(used, bare, role), begin, begin + len(bare)))
        self.use(used, *spans)

    def _person(self, used: Field, printed: str, role: str) -> str:
        name, clear = person(printed)
        if not clear:
            self.remark("name-unclear", f"{printed[:100]!r} is not one name, last name first.", used)
        return f"contributions[{self.contribute(name, role)}]"

    # --- dates -------------------------------------------------------------------------------------------------------

    def date(self, used: Field, kind: str, value: str | None) -> bool:
        """Adds a date; one that says the same more or less precisely is one with it, another of the same kind stays unused."""
        if value is None:
            return False
        if len(value) == 4 and used.text != value and _MORE.search(_ASIDE.sub("", used.text.replace(value, ""))):
            self.remark("date-reduced", f"Of the date {used.text!r} the part {value} is kept.", used)
        found = self.work.dates
        for i, known in enumerate(found):
            if known.kind != kind:
                continue
            if not (value.startswith(known.value) or known.value.startswith(value)):
                self.remark(
                    "date-conflict", f"{value} is another date than {known.value}, which was read before.", used
                )
                return False
            found[i] = Date(kind, max(known.value, value, key=len))
            self.whole(used, f"dates[{i}]")
            return True
        self.whole(used, f"dates[{len(found)}]")
        found.append(Date(kind, value))
        return True

    def day_in_year(self, used: Field, kind: str) -> None:
        """A field that gives the month, or month and day, of a date whose year stands elsewhere."""
        for known in self.work.dates:
            if known.kind == kind and len(known.value) == 4 and len(used.text) <= dates.LONGEST:
                value = dates.within(known.value, used.text)
                if value != known.value:
                    self.date(used, kind, value)
                return

    # --- identifiers and links ---------------------------------------------------------------------------------------

    def add_identifier(self, found: Identifier) -> str:
        """Adds an identifier of the work once; gives the name of its place."""
        key = found.scheme, found.value
        if key not in self._identifiers:
            self._identifiers[key] = len(self.work.identifiers)
            self.work.identifiers.append(found)
            self._has_doi = self._has_doi or found.scheme == "doi"
        return f"identifiers[{self._identifiers[key]}]"

    def identify(self, used: Field, scheme: str, remark: bool = True, printed: str = "") -> bool:
        """Takes a field, or the `printed` id in it, as an identifier; where it is not valid it stays unused, with a remark."""
        found = identifiers.parse(scheme, printed or used.text)
        if found is None and scheme == "doi":
            found = next((one for one, _, _ in identifiers.find(used.text[:400]) if one.scheme == "doi"), None)
        if found is None and remark:
            self.invalid(used, used.text, scheme)
        if found is not None:
            self.whole(used, self.add_identifier(found))
        return found is not None

    def invalid(self, used: Field, text: str, scheme: str) -> None:
        self.remark("identifier-invalid", f"{text[:100]!r} is not a valid {scheme.upper()}.", used)

    def links(self, used: Field, role: str) -> None:
        """Takes the URLs of a field, and the ids of the work in them."""
        spans = []
        for match in _URL.finditer(used.text):
            url = identifiers.trim(match[0])
            spans.append((f"links[{len(self.work.links)}]", match.start(), match.start() + len(url)))
            self.work.links.append(Link(f"https:{url}" if url.startswith("//") else url, role))
            if found := self._linked(url):
                self.add_identifier(found)
        if not spans:
            return
        whole = match.start() == 0 and match.end() == len(used.text)
        if whole or not _URL.sub(" ", used.text).strip(" ;,\r\n\t"):
            self.use(used, *spans)
        else:
            del self.work.links[-len(spans) :]

    def _linked(self, url: str) -> Identifier | None:
        """The id of the work in a URL. A DOI inside a publisher's address counts only where no DOI is given."""
        found = identifiers.recognise(url)
        if found is not None:
            return found if found.scheme in _LINKED else None
        if self._has_doi:
            return None
        inside = _DOI_WITHIN.search(url)
        return identifiers.parse("doi", _DOI_TAIL.sub("", _DOI_TAIL.sub("", inside[0]))) if inside else None

    # --- venues ------------------------------------------------------------------------------------------------------

    def venue(self, kind: str, *tags: str, short: tuple[str, ...] = ()) -> None:
        """Takes the name of a venue, longest-known form first, and from `short` its abbreviation; repeated ones go there, too."""
        found = self.all(*tags, *short)
        if not found:
            return
        index = len(self.work.venues)
        venue = Venue(line(found[0].text), kind)
        self.work.venues.append(venue)
        name = venue.name.casefold()
        for one in found:
            value = line(one.text)
            if value.casefold() != name:
                if venue.acronym not in ("", value) or one.tag not in (*short, "JO"):
                    continue
                venue.acronym = value
            self.whole(one, f"venues[{index}]")

    def numbers(self, used: Field) -> None:
        """Takes ISSNs and ISBNs by their form and check digit.

        An ISSN belongs to the journal or series, an ISBN to the book around a part, else to the work itself.
        """
        spans = []
        text = used.text
        alone = len(text) >= _SHORTEST_ISBN and identifiers.parse("isbn", text) is not None
        found = [(0, len(text))] if alone else [match.span() for match in _NUMBER.finditer(text)]
        for low, high in found:
            printed = text[low:high]
            scheme = "issn" if len(printed.replace("-", "")) == 8 else "isbn"
            number = identifiers.parse(scheme, printed)
            if number is None:
                self.invalid(used, printed, scheme)
            elif place := self._numbered(number):
                label = _LABELLED.match(text, high)
                spans.append((place, low, label.end() if label else high))
        if len(spans) == 1 and spans[0][1:] == (0, len(text)):
            self.whole(used, spans[0][0])
        elif spans:
            self.parts(used, spans)

    def parts(self, used: Field, spans: list[tuple[str, int, int]]) -> None:
        """Notes what went where of a field; letters and digits between are left over."""
        used.used = True
        self._furniture(used.start, used.at)
        at = 0
        for target, low, high in [*spans, ("", len(used.text), len(used.text))]:
            if at < low:
                between = any(sign.isalnum() for sign in used.text[at:low])
                kind: PieceKind = "left" if between else "furniture"
                self.pieces.append(Piece(kind, used.tag if between else "punctuation", used.at + at, used.at + low))
            if target:
                self.pieces.append(Piece("mapped", target, used.at + low, used.at + high))
            at = high

    def _numbered(self, found: Identifier) -> str | None:
        venues = self.work.venues
        if found.scheme == "isbn" and self.work.type in _WHOLE:
            return self.add_identifier(found)
        kinds = (
            ("journal", "series", "conference", "") if found.scheme == "issn" else ("book", "conference", "", "journal")
        )
        for kind in kinds:
            for i, venue in enumerate(venues):
                if venue.kind == kind:
                    if (i, found.scheme, found.value) not in self._numbers:
                        self._numbers.add((i, found.scheme, found.value))
                        venue.identifiers.append(found)
                    return f"venues[{i}]"
        return None

    def preprint(self) -> None:
        """An unplaced work with an arXiv id is the preprint itself."""
        if self.work.type not in ("article", "other"):
            return
        if any(i.scheme == "arxiv" or _is_arxiv_doi(i) for i in self.work.identifiers):
            named = [v for v in self.work.venues if not re.match(r"arxiv|corr\b", v.name, re.IGNORECASE)]
            if not named:
                self.work.type = "preprint"

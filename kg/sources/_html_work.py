"""One record of all that metadata on a page say of one work: what is said twice is one value with two places."""

from __future__ import annotations

import re
from datetime import date

from kg import identifiers
from kg.bodies import is_group
from kg.names import display, fold, split, split_list
from kg.records import (
    Affiliation,
    Contribution,
    Date,
    Identifier,
    Link,
    NameAsPrinted,
    Piece,
    PieceKind,
    Record,
    Relation,
    Remark,
    Text,
    Venue,
    Work,
)
from kg.sources._html_links import identifier_of
from kg.sources._html_meta import Claim, Claims

_DATE = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?(?:[T ].*)?")
_MONTH_LAST = re.compile(r"(?:(?P<month>\d{1,2})/)?(?:(?P<day>\d{1,2})/)?(?P<year>\d{4})")
_TYPES = {
    "article": "article", "journal article": "article", "text.serial.journal": "article", "text.article": "article", "book": "book",
    "monograph": "book", "book_section": "chapter", "bookitem": "chapter", "book chapter": "chapter", "chapter": "chapter",
    "thesis": "thesis", "dissertation": "thesis", "conference_item": "conference-paper", "conference paper": "conference-paper",
    "proceeding": "conference-paper", "conference": "proceedings", "preprint": "preprint", "report": "report", "technical report": "report",
    "dataset": "dataset", "software": "software", "patent": "patent", "document": "other", "unknown": "other", "issue": "other",
    "journal": "other", "working paper": "report", "presentation": "presentation", "doctoral thesis": "thesis", "master thesis": "thesis", "standard": "standard",
}  # fmt: skip
_SCALARS = frozenset(
    ["title", "subtitle", "abstract", "language", "volume", "issue", "pages", "publisher", "place", "edition"]
)
_ROLES = ("author", "editor", "contributor", "advisor")
_INVERTED = re.compile(r"[^,;]+,[^,;]+")


Key = tuple[str, str]
"""A title, or a scheme and what a work has in it: two records with the same are of one work."""


def keys_of(claims: Claims) -> set[Key]:
    """The title and the identifiers that claims give."""
    found = {(one.scheme, one.value) for claim in claims.claims if (one := _identifier(claim))}
    return found | {("", title) for title in [fold(claims.first("title"))] if title}


class Assembly:
    """A record that grows by claims; the pieces of a claim are entered where its value went."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.work = record.work
        self._family: Claim | None = None
        self._given: Claim | None = None
        self._named = -1
        self._by_name: dict[str, dict[str, int]] = {}
        self._by_subject: dict[str, int] = {}

    @classmethod
    def empty(cls, claims: Claims) -> Assembly:
        """A record that says nothing yet, where some claims stand."""
        return cls(Record(claims.start, claims.end, Work()))

    def same(self, claims: Claims) -> bool:
        """Whether claims are about the work of this record: an identifier or the title is the same."""
        return not self.identity().isdisjoint(keys_of(claims))

    def identity(self) -> set[Key]:
        """What tells the work of this record: its title and its identifiers."""
        found = {(one.scheme, one.value) for one in self.work.identifiers}
        return found | {("", title) for title in [fold(self.work.title or "")] if title}

    def take(self, claims: Claims) -> None:
        """Enters what claims say; what contradicts an earlier claim stays left over."""
        self.record.start = min(self.record.start, claims.start)
        self.record.end = max(self.record.end, claims.end)
        before = {role: self._of(role) for role in _ROLES}
        had_date = bool(self.work.dates)
        last: int | None = None
        for claim in claims.claims:
            name = claim.field
            if name in _ROLES or name in ("authors", "body", "family", "given", "initials"):
                last = self._person(claim, before)
            elif name.startswith("person."):
                last = self._one_person(claim, name[7:])
            elif name in ("affiliation", "orcid", "same"):
                self._of_person(claim, last)
            elif name.startswith("date."):
                self._date(claim, name[5:], had_date)
            else:
                self._other(claim)
        self._flush(before)

    def _piece(self, kind: PieceKind, name: str, claim: Claim) -> None:
        self.record.pieces.append(Piece(kind, name, claim.start, claim.end))

    def _mapped(self, claim: Claim, name: str) -> None:
        self._piece("mapped", name, claim)

    def _left(self, claim: Claim) -> None:
        self._piece("left", claim.name, claim)

    # --- people ---

    def _of(self, role: str) -> list[tuple[int, Contribution]]:
        return [(i, one) for i, one in enumerate(self.work.contributions) if one.role == role]

    def _person(self, claim: Claim, before: dict[str, list[tuple[int, Contribution]]]) -> int | None:
        """Enters a contributor; where another kind of metadata named them all before, it is found among those."""
        if claim.field in ("family", "given", "initials"):
            self._half(claim, before)
            return None
        role = claim.field if claim.field in _ROLES else "author"
        names = [split(claim.value)]
        if claim.field == "body":
            names = [NameAsPrinted(claim.value, literal=True)]
        elif (
            ";" in claim.value or claim.field == "authors" or (claim.value.count(",") > 1 and not is_group(claim.value))
        ):
            listed = [
                one
                for one, _, _ in split_list(claim.value, inverted=bool(_INVERTED.fullmatch(claim.value.split(";")[0])))
            ]
            names = listed or names
        places = [self._name(name, role, before[role]) for name in names]
        if places[0] is None:
            self._left(claim)
        else:
            self._mapped(claim, f"contributions[{places[0]}]")
        return places[0]

    def _one_person(self, claim: Claim, role: str) -> int | None:
        """Enters one more contributor, who may have the name of another one of the same list."""
        name = split(claim.value)
        if not name.printed:
            self._left(claim)
            return None
        self._mapped(claim, f"contributions[{len(self.work.contributions)}]")
        self.work.contributions.append(Contribution(name, len(self._of(role)) + 1, role))
        return len(self.work.contributions) - 1

    def _name(self, name: NameAsPrinted, role: str, before: list[tuple[int, Contribution]]) -> int | None:
        for i, one in before:
            if _alike(one.name, name):
                return i
        if before or not name.printed:
            return None
        known = self._known(role)
        key = fold(display(name)) or name.printed
        if key not in known:
            known[key] = len(self.work.contributions)
            self.work.contributions.append(Contribution(name, len(known), role))
            self._named = len(self.work.contributions)
        return known[key]

    def _known(self, role: str) -> dict[str, int]:
        """Where the people of a role stand, by their names; looked up anew when others were put among them."""
        if self._named != len(self.work.contributions):
            self._by_name = {}
            for i, one in enumerate(self.work.contributions):
                key = fold(display(one.name)) or one.name.printed
                self._by_name.setdefault(one.role, {}).setdefault(key, i)
            self._named = len(self.work.contributions)
        return self._by_name.setdefault(role, {})

    def _half(self, claim: Claim, before: dict[str, list[tuple[int, Contribution]]]) -> None:
        """Keeps the family name of a COinS until its given name comes; they are the first author."""
        if claim.field == "family":
            self._flush(before)
            self._family = claim
        elif claim.field == "given" and self._given is None:
            self._given = claim
        elif claim.field == "initials" and self._given is None:
            self._given = claim
        else:
            self._piece("furniture", "repeated", claim)

    def _flush(self, before: dict[str, list[tuple[int, Contribution]]]) -> None:
        family, given = self._family, self._given
        self._family = self._given = None
        if family is None:
            if given is not None:
                self._left(given)
            return
        first = given.value if given else ""
        name = NameAsPrinted(f"{family.value}, {first}" if first else family.value, first, "", family.value)
        authors = before["author"]
        known = next((i for i, one in authors or self._of("author") if _alike(one.name, name)), None)
        if known is None and not authors:
            self.work.contributions.insert(0, Contribution(name, 1))
            for i, one in self._of("author"):
                one.position = i + 1
            known = 0
            self._shift_contributions()
        for claim in filter(None, (family, given)):
            if known is None:
                self._left(claim)
            else:
                self._mapped(claim, f"contributions[{known}]")

    def _shift_contributions(self) -> None:
        """The first author has come last: all places of contributors move on by one."""
        for piece in self.record.pieces:
            if piece.field.startswith("contributions["):
                piece.field = f"contributions[{int(piece.field[14:-1]) + 1}]"

    def _of_person(self, claim: Claim, last: int | None) -> None:
        if last is None:
            self._left(claim)
            return
        person = self.work.contributions[last]
        if claim.field == "affiliation":
            if all(one.name != claim.value for one in person.affiliations):
                person.affiliations.append(Affiliation(claim.value))
        elif claim.field == "orcid":
            found = identifiers.parse("orcid", claim.value)
            if found is None:
                self._invalid(claim, "orcid")
                return
            if all(one.value != found.value for one in person.identifiers):
                person.identifiers.append(found)
        self._mapped(claim, f"contributions[{last}]")

    # --- dates, identifiers, venues ---

    def _date(self, claim: Claim, kind: str, had: bool) -> None:
        value = day(claim.value)
        if value is None:
            self._left(claim)
            return
        for i, known in enumerate(self.work.dates):
            if known.value.startswith(value):  # the same date, perhaps said less precisely
                self._mapped(claim, f"dates[{i}]")
                return
            if known.kind == kind and value.startswith(known.value):
                self.work.dates[i] = Date(kind, value)  # the same date, said more precisely
                self._mapped(claim, f"dates[{i}]")
                return
        if any(
            known.kind == kind or (had and known.kind == "published" and kind == "issued") for known in self.work.dates
        ):
            self._left(claim)
            return
        self._mapped(claim, f"dates[{len(self.work.dates)}]")
        self.work.dates.append(Date(kind, value))

    def _invalid(self, claim: Claim, scheme: str) -> None:
        message = f"{claim.value[:100]!r} is not a valid {scheme.upper()}."
        self.record.remarks.append(Remark("identifier-invalid", message, scheme))
        self._left(claim)

    def _identify(self, claim: Claim, found: Identifier) -> None:
        for i, known in enumerate(self.work.identifiers):
            if (known.scheme, known.value) == (found.scheme, found.value):
                self._mapped(claim, f"identifiers[{i}]")
                return
        self._mapped(claim, f"identifiers[{len(self.work.identifiers)}]")
        self.work.identifiers.append(found)

    def _venue(self, claim: Claim, kind: str) -> None:
        for i, known in enumerate(self.work.venues):
            if fold(known.name) == fold(claim.value):
                known.kind = known.kind or kind
                self._mapped(claim, f"venues[{i}]")
                return
        self._mapped(claim, f"venues[{len(self.work.venues)}]")
        self.work.venues.append(Venue(claim.value, kind))
        if self.work.type == "article" and kind in ("conference", "book"):
            self.work.type = "conference-paper" if kind == "conference" else "chapter"

    def _serial(self, claim: Claim, scheme: str) -> None:
        """An ISSN or ISBN is the venue's, but the ISBN of a book, proceedings, a thesis or a report is its own.

        What an ISBN of a part of a book numbers is the book, not the series: with nothing but a series it is left over.
        """
        found = identifiers.parse(scheme, claim.value)
        if found is None:
            self._invalid(claim, scheme)
            return
        at = 0
        kinds = [one.kind for one in self.work.venues]
        if scheme == "isbn":
            own = self.work.type in ("book", "proceedings", "thesis", "report") and "book" not in kinds
            if own or not kinds:
                self._identify(claim, found)
                return
            books = (i for kind in ("book", "conference", "", "journal") for i, one in enumerate(kinds) if one == kind)
            at = next(books, len(kinds))
        if at >= len(kinds):
            self._left(claim)
            return
        known = self.work.venues[at].identifiers
        if all(one.value != found.value for one in known):
            known.append(found)
        self._mapped(claim, f"venues[{at}]")

    # --- the other fields ---

    def _scalar(self, claim: Claim, name: str) -> None:
        value = claim.value
        known = getattr(self.work, name)
        if known is None:
            setattr(self.work, name, value)
        elif fold(known) != fold(value) and not (name == "abstract" and fold(known).startswith(fold(value[:200]))):
            self._left(claim)
            return
        self._mapped(claim, name)

    def _other(self, claim: Claim) -> None:
        name, _, detail = claim.field.partition(".")
        if name in _SCALARS:
            self._scalar(claim, name)
        elif name == "known":
            self._piece("furniture", claim.name, claim)
        elif name in ("first", "last"):
            self._page(claim)
        elif name in ("doi", "arxiv", "pmid", "pmcid"):
            found = identifiers.parse(name, claim.value)
            if found is None:
                self._invalid(claim, name)
            else:
                self._identify(claim, found)
        elif name in ("issn", "isbn"):
            self._serial(claim, name)
        elif name == "venue":
            self._venue(claim, detail)
        elif handler := getattr(self, f"_{name}_claim", None):
            handler(claim)
        else:
            self._left(claim)

    def _page(self, claim: Claim) -> None:
        pages = self.work.pages
        if pages is None and claim.field == "first":
            self.work.pages = claim.value
        elif claim.field == "last" and pages is not None and "-" not in pages and "–" not in pages:
            self.work.pages = pages if pages == claim.value else f"{pages}-{claim.value}"
        elif pages is None or claim.value not in re.split(r"[-–]", pages):
            self._left(claim)
            return
        self._mapped(claim, "pages")

    def _identifier_claim(self, claim: Claim) -> None:
        found = _identifier(claim)
        if found is not None:
            self._identify(claim, found)
        elif re.match(r"https?://\S+$", claim.value):
            self._link(claim, claim.value, "landing-page")
        else:
            self._left(claim)

    def _link(self, claim: Claim, url: str, role: str) -> None:
        for i, known in enumerate(self.work.links):
            if known.url == url:
                self._mapped(claim, f"links[{i}]")
                return
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url):
            self._left(claim)
            return
        self._mapped(claim, f"links[{len(self.work.links)}]")
        self.work.links.append(Link(url, role))

    def _url_claim(self, claim: Claim) -> None:
        self._link(claim, claim.value, "landing-page")

    def _pdf_claim(self, claim: Claim) -> None:
        self._link(claim, claim.value, "full-text")

    def _code_claim(self, claim: Claim) -> None:
        self._link(claim, claim.value, "code")

    def _data_claim(self, claim: Claim) -> None:
        self._link(claim, claim.value, "data")

    def _project_claim(self, claim: Claim) -> None:
        self._link(claim, claim.value, "project-page")

    def _subject_claim(self, claim: Claim) -> None:
        self._subjects(claim, [claim.value])

    def _subjects_claim(self, claim: Claim) -> None:
        self._subjects(claim, [part.strip() for part in re.split(";" if ";" in claim.value else ",", claim.value)])

    def _subjects(self, claim: Claim, values: list[str]) -> None:
        first: int | None = None
        for value in filter(None, values):
            if len(self._by_subject) != len(self.work.subjects):
                self._by_subject = {fold(one.value): i for i, one in reversed([*enumerate(self.work.subjects)])}
            known = self._by_subject.setdefault(fold(value), len(self.work.subjects))
            if known == len(self.work.subjects):
                self.work.subjects.append(Text(value))
            first = known if first is None else first
        if first is None:
            self._left(claim)
        else:
            self._mapped(claim, f"subjects[{first}]")

    def _comment_claim(self, claim: Claim) -> None:
        self._mapped(claim, f"comments[{len(self.work.comments)}]")
        self.work.comments.append(claim.value)

    def _citation_claim(self, claim: Claim) -> None:
        self._scalar(claim, "journal_ref")

    def _number_claim(self, claim: Claim) -> None:
        self._scalar(claim, "article_number")

    def _alternative_claim(self, claim: Claim) -> None:
        self._mapped(claim, f"alternate_titles[{len(self.work.alternate_titles)}]")
        self.work.alternate_titles.append(Text(claim.value))

    def _thesis_claim(self, claim: Claim) -> None:
        self.work.type = "thesis"
        self._scalar(claim, "publisher")

    def _report_claim(self, claim: Claim) -> None:
        self.work.type = "report"
        self._scalar(claim, "publisher")

    def _rights_claim(self, claim: Claim) -> None:
        if re.match(r"https?://\S+$", claim.value):
            known = next(
                (i for i, one in enumerate(self.work.licences) if one.url == claim.value), len(self.work.licences)
            )
            if known == len(self.work.licences):
                self.work.licences.append(Link(claim.value))
            self._mapped(claim, f"licences[{known}]")
        else:
            self._scalar(claim, "rights")

    def _type_claim(self, claim: Claim) -> None:
        """The type, where it is a known word; none is taken back that a venue or an institution has shown."""
        kind = _TYPES.get(claim.value.strip().lower())
        if kind is None:
            self._left(claim)
            return
        if self.work.type == "article":
            self.work.type = kind
        self._mapped(claim, "type")

    _genre_claim = _type_claim

    def _reference_claim(self, claim: Claim) -> None:
        """A cited work, as text or as the names and values that stand for its parts."""
        target = next((one for one, _, _ in identifiers.find(claim.value)), None)
        doi = re.search(r"citation_doi=([^;]+)", claim.value)
        target = identifiers.parse("doi", doi[1].strip()) if doi else target
        self._mapped(claim, f"relations[{len(self.work.relations)}]")
        self.work.relations.append(Relation("cites", target, claim.value))


def _identifier(claim: Claim) -> Identifier | None:
    """The identifier of the work that a claim gives."""
    if claim.field in ("doi", "arxiv", "pmid", "pmcid"):
        return identifiers.parse(claim.field, claim.value)
    if claim.field != "identifier":
        return None
    text = re.sub(r"^info:(?:doi|pmid|arxiv)/", lambda m: m[0][5:-1] + ":", claim.value)
    found = identifiers.recognise(text)
    if found and found.scheme in ("doi", "arxiv", "pmid", "pmcid", "hal", "acl", "isbn"):
        return found
    return identifier_of(text)


def _alike(one: NameAsPrinted, other: NameAsPrinted) -> bool:
    """Whether two forms of a name on one page are of one person: the family name and the first letter are the same."""
    if fold(display(one)) == fold(display(other)):
        return True
    if not one.family or not other.family:
        return False
    given = fold(one.given)[:1], fold(other.given)[:1]
    return fold(one.family) == fold(other.family) and (given[0] == given[1] or not all(given))


def day(text: str) -> str | None:
    """A date as precise as it is given; None for what is no date of the calendar."""
    match = _DATE.fullmatch(text.strip()) or _MONTH_LAST.fullmatch(text.strip())
    if match is None:
        return None
    year, month, dated = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        full = date(year, month or 1, dated or 1).isoformat()
    except ValueError:
        return None
    if year < 1000 or (dated and not month):
        return None
    if dated <= 12 and month != dated and text.strip()[:4] != match["year"]:
        return full[:4] if dated else full[:7]  # 3/4/2020 is a day in March or in April
    return full if dated else full[:7] if month else full[:4]

"""What the forms in which arXiv hands out its metadata have in common: ids, names, dates and lists of authors as printed."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterable

from kg import identifiers
from kg.bodies import is_group
from kg.names import SUFFIXES, fold, split
from kg.records import Affiliation, Contribution, Date, Identifier, NameAsPrinted, Remark, Text, Work
from kg.sources._latex import has_latex, to_unicode

_VERSION = re.compile(r"v(\d{1,3})(?:\.pdf)?$")
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[a-z]+)*)?")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([1-9][0-9]{3}) (?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2} GMT"
)
"""A time of mail as arXiv writes it; to read other forms takes ten times as long."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARK = re.compile(r"[(){}]|[,;:]|(?<!\s)\s+and(?=\s)|^and(?=\s)")
_LABEL = re.compile(r"[\d\s,;&]*(?:and[\d\s,;&]*)*")


def clean(text: str) -> str:
    """A name or affiliation on one line with its accents decoded."""
    return " ".join((to_unicode(text) if has_latex(text) else text).split())


def identify(work: Work, remarks: list[Remark], scheme: str, printed: str) -> str | None:
    """Adds an identifier once; gives the name of its place, None (and a remark) for one that is not valid."""
    found = identifiers.parse(scheme, printed.strip())
    if found is None:
        remarks.append(
            Remark("identifier-invalid", f"{printed.strip()[:100]!r} is not a valid {scheme.upper()}.", scheme)
        )
        return None
    for i, known in enumerate(work.identifiers):
        if (known.scheme, known.value) == (found.scheme, found.value):
            return f"identifiers[{i}]"
    work.identifiers.append(found)
    return f"identifiers[{len(work.identifiers) - 1}]"


def dois(work: Work, remarks: list[Remark], printed: str) -> str | None:
    """Adds the DOIs of a field, which may hold several; gives the place of the first that is valid."""
    places = [identify(work, remarks, "doi", one) for one in re.split(r"[\s,;]+(?=10\.)", printed.strip())]
    return next((place for place in places if place), None)


def version(remarks: list[Remark], printed: str) -> None:
    """Notes the version a record describes, which is not part of the work's id."""
    if found := _VERSION.search(printed.strip()):
        remarks.append(Remark("version", f"The record describes version {int(found[1])}.", "identifiers[0]"))


def day(text: str) -> str | None:
    """The day of an ISO time or of a date of mail (RFC 5322); None for what is none."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        try:
            return datetime.date.fromisoformat(match[1]).isoformat()
        except ValueError:
            return None
    if match := _MAIL.fullmatch(text):
        try:
            return datetime.date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])).isoformat()
        except ValueError:
            return None
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):  # what the standard library says of what is no date
        return None


def add_date(work: Work, kind: str, text: str) -> str | None:
    """Adds a date; gives its place, None for what is no date."""
    value = day(text)
    if value is None:
        return None
    work.dates.append(Date(kind, value))
    return f"dates[{len(work.dates) - 1}]"


def add_subject(work: Work, text: str) -> str:
    """Adds a category once; what has not the form of one of arXiv's (an MSC or ACM class) has no scheme."""
    value = " ".join(text.split())
    for i, known in enumerate(work.subjects):
        if known.value == value:
            return f"subjects[{i}]"
    work.subjects.append(Text(value, scheme="arxiv" if _CATEGORY.fullmatch(value) else ""))
    return f"subjects[{len(work.subjects) - 1}]"


def subjects_in(work: Work, text: str) -> list[tuple[str, int, int]]:
    """Adds the categories of a text with blanks between; gives the place of each and where it stands in the text."""
    return [(add_subject(work, match[0]), match.start(), match.end()) for match in re.finditer(r"\S+", text)]


def contribution(name: NameAsPrinted, position: int, affiliations: Iterable[str] = ()) -> Contribution:
    """An author; an affiliation that is a number of a list only is none."""
    found = [Affiliation(text) for text in map(clean, affiliations) if text and not _LABEL.fullmatch(text)]
    return Contribution(name, position, affiliations=found)


def person(printed: str) -> NameAsPrinted:
    """A name printed given-first, decoded where it holds LaTeX; `printed` stays as it stands."""
    name = split(clean(printed))
    return name if name.literal else NameAsPrinted(printed, name.given, name.particle, name.family, name.suffix)


def person_of(family: str, given: str, suffix: str = "", printed: str = "") -> NameAsPrinted:
    """A name whose parts the source gives. A body, which has no parts, is a literal."""
    family, given, suffix = clean(family), clean(given), clean(suffix)
    whole = " ".join(part for part in (given, family, suffix) if part)
    if is_group(whole) or not family:
        return NameAsPrinted(clean(printed) or whole, literal=True)
    parts = split(f"{family}, {given}") if given and "," not in family + given else NameAsPrinted("", family=family)
    whole_family = parts.particle + parts.family
    if whole_family != family and fold(whole_family) != fold(family):
        parts = NameAsPrinted("", family=family)
    return NameAsPrinted(printed or whole, given, parts.particle, parts.family, suffix)


def identifier_of(printed: str) -> Identifier | None:
    """The arXiv id in an id, a URL or an OAI identifier."""
    return identifiers.parse("arxiv", printed.strip())


def names_in(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]], bool]:
    """Where the names of a printed list stand and where affiliations in parentheses stand; whether "et al" ends it.

    Commas, semicolons, colons (behind a collaboration) and the word "and" separate names, outside parentheses and braces.
    """
    parts, asides = _segments(text)
    names: list[tuple[int, int]] = []
    cut = False
    for start, end in parts:
        bare = text[start:end].strip()
        if bare.lower().rstrip(".") in ("et al", "others"):
            cut = True
        elif bare.lower() in SUFFIXES and names:
            names[-1] = (names[-1][0], start + text[start:end].index(bare) + len(bare))
        elif any(sign.isalpha() for sign in bare):
            low = start + text[start:end].index(bare)
            names.append((low, low + len(bare)))
    return names, asides, cut


def _segments(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What stands between the separators of a list, and what stands in its outermost parentheses."""
    parts: list[tuple[int, int]] = []
    asides: list[tuple[int, int]] = []
    round_, curly, begin, opened = 0, 0, 0, 0
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if sign == "(" and curly == 0:
            if round_ == 0:
                parts.append((begin, mark.start()))
                opened = mark.start()
            round_ += 1
        elif sign == ")" and curly == 0 and round_:
            round_ -= 1
            if round_ == 0:
                asides.append((opened, mark.end()))
                begin = mark.end()
        elif sign in "{}":
            curly = max(curly + (1 if sign == "{" else -1), 0)
        elif round_ == 0 and curly == 0 and sign not in "()":
            parts.append((begin, mark.start()))
            begin = mark.end()
    if round_:
        asides.append((opened, len(text)))
    else:
        parts.append((begin, len(text)))
    return parts, asides

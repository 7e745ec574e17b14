"""Citation templates in wikitext: where they stand, what their parameters are, and the record of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kg.records import Furniture, Record, Reject
from kg.sources._claimed import dated, named, record_of
from kg.sources._html_meta import Claim
from kg.sources._wikitext_terms import AUTHOR, EDITOR_FAMILY, EDITOR_GIVEN, FAMILY, GIVEN, PARAMETERS, TEMPLATES

_MARK = re.compile(r"\{\{|\}\}|\[\[[^\[\]\n]{0,500}\]\]|\||<nowiki>|<!--")
_NAME = re.compile(r"\{\{\s{0,5}([^\s|{}\[\]<>][^|{}\[\]<>\n]{1,60})(?=\||\n|\}\}|<!--)")
_NUMBERED = re.compile(r"(.*?)[_-]?(\d{1,3})((?:-[a-z]+)?)")
_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,300})\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,500} ([^\[\]]{1,500})\]")
_INNER = re.compile(
    r"\{\{(?:nowrap|lang|sc|small|no break|avoid wrap|kursiv)\|(?:[a-z-]{2,10}\|)?([^{}|]{1,300})\}\}", re.IGNORECASE
)
_ANY = re.compile(r"\{\{[^{}|]{1,40}\|(?:[^{}|=]{1,40}=[^{}|]{0,80}\|)*([^{}|]{0,300})(?:\|[^{}]{0,300})?\}\}")
"""Any template within a value: what it shows is mostly its first argument."""
_REST = re.compile(
    r"'{2,5}|<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<>]{0,1000}</ref>|</?(?:i|b|em|sup|sub|nowiki|small|span|ref)\b[^<>]{0,200}>|<!--.{0,1000}?-->",
    re.DOTALL,
)
_ENTRY = re.compile(
    r"^[ \t]{0,3}[*#]{1,9}[ \t]{0,9}(?=\S)(?!\{\{|\[\[(?:Category|Kategorie)|\[(?:https?:)?//|<ref)(?=[^\n]{20})(?=[^\n]*\b(?:1[5-9]|20)\d\d\b)",
    re.MULTILINE,
)
"""A line of a list with a year and no template at its beginning."""

_OTHER_SYNTAX = re.compile(r"\s*(?:[\\%@]|<(?!ref\b|!--|nowiki|noinclude)|\{\s*\"|\[\s*[{\"])")
_OTHER_LINES = re.compile(r"^(?:TY  -|@\w+\s*\{)", re.MULTILINE)
_EDITED = re.compile(
    r",?\s?\((?:Hrsg|Hg|Hgg|eds?|editors?|editor(?:a|es)|dirs?|directeurs?|director(?:es)?|coords?|coordinador(?:es)?|red|a cura di|curator[ei]|ред)\.?\)",
    re.IGNORECASE,
)
"""What says behind names that they are those of editors."""
_YES = frozenset(["oui", "o", "yes", "y", "ja", "sí", "si", "1", "+"])
_LINE = re.compile(r"[^\n]+")
_SAYS_NOTHING = re.compile(
    r"\s*(?:[*#:;.,–—-]{1,5}|={2,6}[^=\n]{1,200}={2,6}|\[\[[^\[\]|:]{2,20}:[^\[\]\n]{1,200}\]\]|\{\{[^{}|\n]{1,60}\}\}|(?:[*#]\s*)?<ref[^<>\n]{0,200}>|</ref>)\s*"
)


class Parameter(NamedTuple):
    """A parameter of a template: its name as it is looked up, the number behind it (0 for none), and where the value stands."""

    name: str
    number: int
    start: int
    end: int


class Template(NamedTuple):
    """A citation template: the kind of work it is for, where it stands, its parameters in order; `known` are those that say nothing."""

    kind: str
    start: int
    end: int
    parameters: list[Parameter]


def cites(head: str) -> bool:
    """Whether a text has a template with a title, and at most half as many entries of lists without one."""
    if "{{" not in head or _OTHER_SYNTAX.match(head) or _OTHER_LINES.search(head):
        return False
    found = sum(any(PARAMETERS.get(one.name) == "title" for one in each.parameters) for each in templates(head))
    return found > 0 and len(_ENTRY.findall(head)) <= found / 2


def templates(text: str) -> list[Template]:
    """The outermost citation templates of a text, in order; those that are not closed are none. Each mark is looked at once."""
    opened: list[_Opened] = []
    closed: list[Template] = []
    hidden = _Hidden(text)
    for mark in _MARK.finditer(text):
        if mark.start() < hidden.end:
            continue
        sign = mark[0]
        if sign == "{{":
            opened.append(_Opened(_kind(text, mark.start()), mark.start(), []))
        elif sign == "|" and opened:
            opened[-1].bars.append(mark.start())
        elif sign == "}}" and opened:
            one = opened.pop()
            if one.kind and mark.end() - one.start <= _LONGEST:
                while closed and closed[-1].start > one.start:
                    closed.pop()
                closed.append(
                    Template(one.kind, one.start, mark.end(), list(_parameters(text, one.bars, mark.start())))
                )
        elif sign[:2] in ("<!", "<n"):
            hidden.begin(sign, mark.end())
    return closed


class _Opened(NamedTuple):
    """A template that is not closed yet: its kind ("" for one that cites nothing), where it begins, and where its bars stand."""

    kind: str
    start: int
    bars: list[int]


class _Hidden:
    """Up to where a comment or text without marks goes; one that is not closed hides nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: set[str] = set()
        self.end = 0

    def begin(self, sign: str, at: int) -> None:
        """What such a mark hides, which ends at `at`."""
        closing = "-->" if sign == "<!--" else "</nowiki>"
        if closing not in self._open:
            found = self._text.find(closing, at)
            self.end = found + len(closing) if found >= 0 else self.end
            self._open |= {closing} if found < 0 else set()


def _kind(text: str, start: int) -> str:
    match = _NAME.match(text, start)
    return TEMPLATES.get(" ".join(match[1].lower().replace("_", " ").split()), "") if match else ""


_LONGEST = 20_000
"""A template of more characters is none."""


def _parameters(text: str, cuts: list[int], end: int) -> Iterator[Parameter]:
    for low, high in zip(cuts, [*cuts[1:], end][: len(cuts)], strict=True):
        sign = text.find("=", low + 1, high)
        if sign < 0:
            continue
        name = "_".join(text[low + 1 : sign].strip().lower().split())
        value = text[sign + 1 : high]
        start = sign + 1 + len(value) - len(value.lstrip())
        stop = start + len(value.strip())
        if start >= stop:
            continue
        number = 0
        if name not in PARAMETERS and (match := _NUMBERED.fullmatch(name)):
            name, number = match[1] + match[3], int(match[2])
        yield Parameter(name, number, start, stop)


def bare(value: str) -> str:
    """The value of a parameter without the marks of wikitext, on one line."""
    value = _INNER.sub(r"\1", _LINK.sub(r"\1", value)) if "{{" in value or "[[" in value else value
    value = _ANY.sub(r"\1", _ANY.sub(r"\1", value.replace("{{'}}", "'"))) if "{{" in value else value
    value = _OUTSIDE.sub(r"\1", value) if "//" in value else value
    return " ".join(unescape(_REST.sub("", value)).replace("\xa0", " ").split())


def between(text: str, low: int, high: int) -> Iterator[Furniture]:
    """The lines between two templates that say nothing of a work: marks of lists and references, headings, categories, templates without bars."""
    for line in _LINE.finditer(text, low, high):
        if line[0].strip() and _SAYS_NOTHING.fullmatch(line[0]):
            yield Furniture("markup", line.start(), line.end())


def record(text: str, template: Template) -> Record | Reject:
    """The record of a template; a reject where it has no title."""
    claims = list(_claims(text, template))
    if not any(claim.field == "title" for claim in claims):
        return Reject(template.start, template.end, "The citation has no title.")
    found = record_of(claims, template.start, template.end, "template")
    venue = found.work.venues[0].kind if found.work.venues else ""
    if template.kind == "chapter" and not venue:
        found.work.type = "other"
    elif template.kind == "article" and not venue and any(claim.field in ("isbn", "publisher") for claim in claims):
        found.work.type = "book"  # {{citation}} is for whatever its parameters show
    elif template.kind == "book" and venue in ("journal", "book"):
        found.work.type = "article" if venue == "journal" else "chapter"
    found.source_key = next((claim.value for claim in claims if claim.field in ("doi", "arxiv", "isbn")), "")
    return found


def _claims(text: str, template: Template) -> Iterator[Claim]:
    """What the parameters say: the kind first, then people by their numbers, then the rest in order."""
    yield Claim("type", _TYPED.get(template.kind, template.kind), template.start, template.start, "template")
    yield from _people(text, template.parameters)
    fields = [(one, _field(one)) for one in template.parameters]
    whole = any(field == "chapter" for _, field in fields)
    # What has the number of a book or journal must be known before the number.
    for one, field in sorted(fields, key=lambda each: each[1] in ("isbn", "issn")):
        value = bare(text[one.start : one.end])
        if field == "people":
            continue
        if field == "title" and whole:
            field = "venue.book"
        elif field == "chapter":
            field = "title"
        elif field == "work":
            field = (
                "venue.book"
                if template.kind in ("book", "chapter") and not _has(fields, "issue", "venue.journal")
                else "venue.journal"
            )
        elif field == "subtitle":
            field = "alternative"
        elif field in ("date", "year"):
            found = dated(value)
            yield _claim("date.issued" if found else "", found or value, one)
            continue
        elif field == "school" or (field == "publisher" and template.kind == "thesis"):
            field = "thesis" if template.kind == "thesis" else "publisher"
        elif field == "identifier":
            field = "isbn" if value.startswith("ISBN ") else field
            value = value.removeprefix("ISBN ")
        elif field == "doi":
            value = value.removeprefix("https://doi.org/")
        elif field == "pmcid" and value[:1].isdigit():
            value = f"PMC{value}"
        yield _claim(field, value, one)


_TYPED = {"other": "document", "conference-paper": "conference paper"}


def _has(fields: list[tuple[Parameter, str]], *wanted: str) -> bool:
    return any(field in wanted for _, field in fields)


def _field(one: Parameter) -> str:
    if one.name in FAMILY | GIVEN | AUTHOR | EDITOR_FAMILY | EDITOR_GIVEN or PARAMETERS.get(one.name) == "editors":
        return "people"
    return PARAMETERS.get(one.name, "") if not one.number else "known" if one.name.endswith("link") else ""


def _claim(field: str, value: str, one: Parameter) -> Claim:
    return Claim(field, value, one.start, one.end, one.name)


def _people(text: str, parameters: list[Parameter]) -> Iterator[Claim]:
    """Authors and editors: family and given names of one number are one person; other parameters have one name or a list of them.

    A parameter may also say of the author of its number that this is an editor ("directeur1=oui").
    """
    flags = [one for one in parameters if one.name in _LISTS["editor"] and text[one.start : one.end].lower() in _YES]
    for flag in flags:
        yield _claim("known", bare(text[flag.start : flag.end]), flag)
    edited = {one.number or 1 for one in flags}
    people = [one for one in parameters if one not in flags]
    for role, families, givens in (("author", FAMILY, GIVEN), ("editor", EDITOR_FAMILY, EDITOR_GIVEN)):
        last = {one.number or 1: one for one in people if one.name in families}
        first = {one.number or 1: one for one in people if one.name in givens}
        whole = {one.number or 1: one for one in people if one.name in _LISTS[role]}
        for number in sorted({*last, *whole, *first}):
            own = "editor" if number in edited else role
            if family := last.get(number):
                yield from _halves(text, own, family, first.get(number))
            elif one := whole.get(number):
                yield from _names(bare(text[one.start : one.end]), own, one)
            else:
                yield _claim("", bare(text[first[number].start : first[number].end]), first[number])


_LISTS = {
    "author": AUTHOR,
    "editor": frozenset(name for name, field in PARAMETERS.items() if field == "editors"),
}


def _halves(text: str, role: str, family: Parameter, given: Parameter | None) -> Iterator[Claim]:
    """A person whose family and given name stand in two parameters; behind one of them may be said that this is an editor."""
    halves = [bare(text[one.start : one.end]) for one in (family, given) if one is not None]
    role = "editor" if any(map(_EDITED.search, halves)) else role
    value = ", ".join(_EDITED.sub("", half) for half in halves)
    yield _claim(role, value, family)
    if given is not None:
        yield _claim(role, value, given)


def _names(value: str, role: str, one: Parameter) -> Iterator[Claim]:
    """The names of a parameter; those are editors of which it says so: at its end of all, within it of those before."""
    marks = [*_EDITED.finditer(value)] if role == "author" else []
    if not marks or marks[-1].end() == len(value):
        yield _claim("editor" if marks else role, named(_EDITED.sub("", value)), one)
        return
    names = value.split(";") if ";" in value else [value[: marks[-1].end()], value[marks[-1].end() :].lstrip(" ,&")]
    place = one
    for name in filter(None, map(str.strip, names)):
        found = _EDITED.search(name)
        yield _claim("editor" if found else role, named(_EDITED.sub("", name)), place)
        place = one._replace(start=one.end)  # the first of them has the characters

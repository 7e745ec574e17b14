"""What a comment line says of a work: pages, figures, tables, status, overlap with other texts, versions, links.

Read are the comment lines of arXiv and the notes of BibTeX. Every rule is a named pattern in one of the tables below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from kg import identifiers
from kg.text import Fact
from kg.text._link_roles import is_page
from kg.text._statements import (
    NUMBER,
    VALUES,
    Rule,
    W,
    anycase,
    apart,
    clause_end,
    gate_of,
    hinted,
    is_plain,
    number,
    number_words,
    rule,
    statements,
    without_overlaps,
    word_starts,
)

FIELDS = ("comments",)

# --- counts ----------------------------------------------------------------------------------------------------------


_PAGES = (
    r"(?:pages?\b|pgs?\b\.?|pp\b\.?(?!\s?\d)|p\.(?![\sm]?\d|m\b)|p(?=[,;]|$)|seiten?\b|p[áa]gin[ae]s?\b|p[áa]gs?\b\.?|pagin[ae]\b|"
    r"страниц[аы]?\b|стр\b\.?|页|頁)"
)
_FIGURES = r"(?:figures?\b|figs?\b\.?|figuras?\b|abbildung(?:en)?\b|abb\.|рисун[а-я]{2,4}\b|рис\.|图)"
_TABLES = r"(?:tables?\b|tabs?\b\.?|tabellen?\b|tabell[ae]\b|tab[el]{1,2}as?\b|tableaux?\b|таблиц[аы]?\b|表)"
_PAGE_KIND = (
    r"(?:(?:latex2?e?|revtex4?|amstex|a4|letter|(?:two|double|single|one|2|1)[ -]columns?|ieee|acm|journal|printed|typeset|typed|"
    r"manuscript|(?:double|single)[ -]spaced?|pdf|text|total|in total)[\s,]{1,8}){0,2}"
)
_EXTRA = (
    r"(?P<part>appendi(?:x|ces)|supplement[a-z]{0,8}(?:\s(?:materials?|information))?|references|bibliography|SI\b)"
)
_FIGURE_KIND = (
    r"(?:(?:e?ps|postscript|pdf|png|jpe?g|gif|colou?r(?:ed)?|encapsulated|embedded|included|separate|main|black[- ]and[- ]white|"
    r"b/w|inline|large|small|high[- ]resolution|low[- ]resolution|composite|multi-panel|latex|tikz|captioned|supplementary)"
    r"[\s,-]{1,8}){0,3}"
)
_NOT_CHANGED = r"(?!\s{1,8}(?:added|removed|corrected|changed|replaced|updated|modified|longer|shorter|limit|per)\b)"

_DIGITS = re.compile(r"\d(?<![\w$-].)(?<!\d[.,:+].)\d*(?!\d)(?=[\s-]{0,8}[^\W_]|\s?\+|[.,]\d{3})")
"""What a count begins with: digits with a noun, a sum or thousands behind them."""
_NUMBER_WORDS = number_words()
_BEGINS = re.compile(r"(?<![\w$-])(?<!\d[.,:+])")
_NUMBER_STARTS = frozenset(word[:4] for word in VALUES)

COUNTS = (
    rule(
        "pages-and-more", "pages", "", 0.95,
        rf"(?P<n>{NUMBER})[\s-]{{0,8}}{_PAGE_KIND}{_PAGES}(?:{W}(?:of{W})?(?:main(?:{W}(?:text|paper|body|content))?|text|body))?"
        rf"\s{{0,8}}[(,;]?\s{{0,8}}(?P<how>\+|plus|and|with|including|incl\.|(?=\d))\s{{0,8}}(?:(?:an?|the|its){W})?"
        rf"(?:(?P<m>{NUMBER})[\s-]{{0,8}}(?:pages?|pp\.?)?\s{{0,8}})?(?:(?:of|for|in|long){W})?(?:the{W})?{_EXTRA}",
        "append|supplement|references|bibliography|si",
    ),
    rule("pages-sum", "pages", "", 0.95, rf"(?P<n>\d{{1,4}})\s?\+\s?(?P<m>\d{{1,4}})[\s-]{{0,8}}{_PAGE_KIND}{_PAGES}", "+"),
    rule("pages", "pages", "", 0.98, rf"(?P<n>{NUMBER})[\s-]{{0,8}}{_PAGE_KIND}{_PAGES}{_NOT_CHANGED}", "p|seite|стр|页|頁"),
    rule("figures", "figures", "", 0.98, rf"(?P<n>{NUMBER})[\s-]{{0,8}}{_FIGURE_KIND}{_FIGURES}{_NOT_CHANGED}", "fig|abb|рис|图"),
    rule("figures-sum", "figures", "", 0.95, rf"(?P<n>\d{{1,3}})\s?\+\s?(?P<m>\d{{1,3}})[\s-]{{0,8}}{_FIGURE_KIND}{_FIGURES}", "+"),
    rule("tables", "tables", "", 0.98, rf"(?P<n>{NUMBER})[\s-]{{0,8}}{_FIGURE_KIND}{_TABLES}{_NOT_CHANGED}", "tab|таб|表"),
    rule("words", "words", "", 0.95, r"(?P<n>\d{1,3}[,.]\d{3}|\d{2,6})[\s-]words?\b", "word"),
)  # fmt: skip
"""Counts that begin with the number."""

LABELLED = (
    rule("pages-label", "pages", "", 0.92, r"\b(?:number of )?pages?:\s?(?P<n>\d{1,4})(?![\d-])", "pages:|page:"),
    rule("figures-label", "figures", "", 0.92, r"\b(?:number of )?figures:\s?(?P<n>\d{1,4})(?![\d-])", "figures:"),
    rule("tables-label", "tables", "", 0.92, r"\b(?:number of )?tables:\s?(?P<n>\d{1,4})(?![\d-])", "tables:"),
)
"""Counts whose number stands after a colon."""

_NO_COUNT = anycase(
    r"(?:\b(?:add(?:ed|s|ing)?|new|more|extra|additional|another|missing|corrected|replaced|fig(?:ure)?s?\.?|section|eqs?\.?|version|"
    r"(?:append[a-z]{1,5}|supplement[a-z]{0,8}|material|SI)[\s:(]{0,3})\s{0,8})$"
)


def _counts(text: str) -> Iterator[Fact]:
    """How many pages, figures and tables; a count after the first of its kind is less sure."""
    seen: dict[str, int] = {}
    for one, match in _counted(text):
        if _NO_COUNT.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        count = number(match["n"])
        details: dict[str, str] = {}
        if "how" in match.re.groupindex or one.name in ("pages-sum", "figures-sum"):
            count, details = _parts_of(match, count)
        if one.kind == "pages" and count == 0:
            continue
        seen[one.kind] = seen.get(one.kind, 0) + 1
        sure = one.confidence if seen[one.kind] == 1 else 0.5
        yield _fact(one.kind, str(count), text, match.start(), match.end(), one.name, sure, details)


_PLAIN_COUNT = re.compile(r"(\d+)\s+(?:eps |colou?r )?([A-Za-z]+)")
_BY_LETTER = {one.kind[0]: one for one in COUNTS if one.name == one.kind}


def _plain_counts(text: str) -> list[Fact]:
    """The counts of a line that holds nothing else; nothing where one kind is counted twice."""
    found = []
    for match in _PLAIN_COUNT.finditer(text):
        one = _BY_LETTER[match[2][0].lower()]
        found.append(_fact(one.kind, match[1], text, match.start(), match.end(), one.name, one.confidence))
    return found if len({fact.kind for fact in found}) == len(found) else []


def _counted(text: str) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of the rules for counts; a rule is tried only where a number stands and its noun is in the text."""
    folded = text.casefold()
    rules = [one for one in COUNTS if hinted(one.hints, folded)]
    if not rules:
        return []
    found = []
    begins = [match.start() for match in _DIGITS.finditer(text)]
    if not text.isascii() or not _NUMBER_STARTS.isdisjoint(word_starts(text)):
        begins += [match.start() for match in _NUMBER_WORDS.finditer(text) if _BEGINS.match(text, match.start())]
    for begin in begins:
        for one in rules:
            if match := one.pattern.match(text, begin):
                found.append((one, match))
                break  # the rule that takes more stands first
    if ":" in text:
        found += [(one, match) for one in LABELLED if hinted(one.hints, folded) for match in one.pattern.finditer(text)]
    return without_overlaps(found)


def _parts_of(match: re.Match[str], count: int) -> tuple[int, dict[str, str]]:
    """The pages in all, and those of the main text and of what follows it."""
    part = (match.groupdict().get("part") or "appendix").lower()
    name = {"a": "appendix", "s": "supplement"}.get(part[0], "references")
    if match["m"] is None:
        return count, {"main": str(count)}
    more = number(match["m"])
    if (match.groupdict().get("how") or "").lower() in ("including", "incl."):
        return count, {"main": str(max(count - more, 0)), name: str(more)}
    return count + more, {"main": str(count), name: str(more)}


# --- status ----------------------------------------------------------------------------------------------------------

PRESENTATION = (
    ("best-paper", ("best",), anycase(r"\bbest (?:student |short )?paper\b")),
    ("spotlight", ("spotlight",), anycase(r"\bspotlight\b")),
    ("oral", ("oral",), anycase(r"\boral\b(?=\s{0,8}(?:presentation|paper|talk|at|in|[).,;:\]]|$))")),
    ("workshop", ("workshop",), anycase(r"\bworkshops?\b")),
    ("keynote", ("keynote", "invited"), anycase(r"\bkeynote|\binvited (?:talk|lecture|paper)\b")),
    ("demo", ("demo",), anycase(r"\bdemo(?:nstration)? (?:paper|track)|system demonstrations?\b")),
    ("poster", ("poster",), anycase(r"\bposter\b")),
    ("short-paper", ("short paper",), anycase(r"\bshort paper\b")),
)
"""How a work was presented: the name, what a text in small letters holds one of, and the pattern."""


def _statuses(text: str) -> Iterator[Fact]:
    """The status facts; where none is stated, a prize or an oral presentation says that the work was accepted."""
    stated = False
    for one in statements(text):
        stated = True
        details = {}
        if venue := text[slice(*one.venue)]:
            details["venue"] = " ".join(venue.split())
        if name := _presentation(text[max(0, one.start - 40) : one.venue[1] + 60]):
            details["presentation"] = name
        yield _fact("status", one.rule.value, text, one.start, one.end, one.rule.name, one.confidence, details)
    if not stated:
        folded = text.casefold()
        for name, hints, form in PRESENTATION[:3]:
            if hinted(hints, folded) and (match := form.search(text)):
                sure = 0.92 if re.search(r"\b(?:19|20)\d\d\b|['’]\d\d\b", text) else 0.85  # a year: of a conference
                details = {"presentation": name}
                yield _fact("status", "accepted", text, *match.span(), "presentation", sure, details=details)
                return


def _presentation(text: str) -> str:
    folded = text.casefold()
    for name, hints, form in PRESENTATION:
        if hinted(hints, folded) and form.search(text):
            return name
    return ""


# --- versions, overlap, links ----------------------------------------------------------------------------------------

_EXTENDED = ["extended", "expanded", "long", "longer", "enlarged"]
VERSIONS = (
    rule("extended-version", "version-note", "extended-version", 0.95, rf"\b(?:{'|'.join(_EXTENDED)}){W}version{W}of\b", "version"),
    rule("full-version", "version-note", "full-version", 0.95, rf"\b(?:full|complete|unabridged){W}version{W}of\b", "version"),
    rule("short-version", "version-note", "short-version", 0.95, rf"\b(?:short|shorter|abridged|condensed){W}version{W}of\b", "version"),
    rule(
        "revised-version", "version-note", "revised-version", 0.85,
        rf"\b(?:revised|updated|improved|corrected|new){W}(?:and{W}\w{{1,12}}{W})?version(?:{W}of)?\b", "version",
    ),
    rule("supersedes", "version-note", "supersedes", 0.93, r"\b(?:supersedes|superseding|replaces)\b", "supersed|replaces"),
    rule("superseded-by", "version-note", "superseded-by", 0.93, rf"\b(?:superseded|replaced){W}by\b", "superseded|replaced"),
    rule(
        "numbered", "version-note", "", 0.93,
        rf"(?<![\w.])(?:v|version{W})(?P<version>\d{{1,2}})(?:\s?[:=]|(?=\))|(?=,?{W}(?:has|adds|corrects|fixes|includes|contains|minor|some)\b))",
        "|".join(["version", *(f"v{n}" for n in range(100)), *(f"v0{n}" for n in range(10))]),
    ),
    rule(
        "matches-published", "version-note", "published-version", 0.9,
        rf"\b(?:match(?:es|ing)?|replaced with|identical to|agrees with)(?:{W}the)?{W}published\b", "published",
    ),
    rule("camera-ready", "version-note", "camera-ready", 0.93, r"\bcamera[- ]ready\b", "camera"),
    rule("final-version", "version-note", "final-version", 0.93, rf"\bfinal{W}version\b", "final"),
    rule(
        "changes", "version-note", "revision", 0.92,
        rf"\b(?:(?:minor|small|some|major){W}(?:changes|corrections?|revisions?|modifications|rewriting)|"
        rf"(?:typos?|errors?|misprints?){W}(?:(?:were|was|are|have{W}been){W})?(?:corrected|fixed)|"
        rf"(?:corrected|fixed){W}(?:(?:an?|some|several|minor|few){W}){{0,2}}(?:typos?|errors?|misprints?)|"
        rf"references?{W}(?:(?:were|was|are){W})?added|added{W}(?:(?:an?|some|several|new|few|more){W}){{0,2}}references?|title{W}changed)\b",
        "change|correct|revision|modif|rewrit|fixed|referenc",
    ),
)  # fmt: skip
_VERSIONS_GATE = gate_of(VERSIONS)


def _versions(text: str) -> Iterator[Fact]:
    """Notes on what this version is; the rest of the sentence stands in the details, and an arXiv id in it as the target."""
    for one, match in apart(VERSIONS, _VERSIONS_GATE, text):
        version = match["version"] if "version" in match.re.groupindex else None
        end = max(clause_end(text, match.end()), match.end())
        details = {"text": " ".join(text[match.start() : end].rstrip("])").split())}
        if version:
            details["version"] = version
        if one.value in _OF_ANOTHER and (target := _arxiv_id(text[match.end() : match.end() + 200])):
            details["target"] = target
        yield _fact(
            one.kind,
            f"v{int(version)}" if version else one.value,
            text,
            *match.span(),
            one.name,
            one.confidence,
            details,
        )


_OF_ANOTHER = frozenset(["supersedes", "superseded-by", "extended-version", "full-version", "short-version"])
"""Notes that say which other text this one is a version of."""


def _arxiv_id(text: str) -> str:
    """The first arXiv id in a text; "" where there is none."""
    return next((found.value for found, *_ in identifiers.find(text) if found.scheme == "arxiv"), "")


_OVERLAP = anycase(
    rf"\b(?:(?P<much>substantial|significant|considerable|some|partial){W})?(?:text{W})?overlaps?{W}with\b"
)
_OVERLAP_ID = anycase(
    r"(?:\s{0,8}(?:,|;|and|&|,\s?and)\s{0,8}|\s{1,8})((?:arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z]{2,9}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?)"
)


def _overlaps(text: str) -> Iterator[Fact]:
    """One fact for each arXiv id in the list after "text overlap with"; its offsets are those of the id."""
    if "verlap" not in text and "VERLAP" not in text:
        return
    for match in _OVERLAP.finditer(text):
        at = match.end()
        while listed := _OVERLAP_ID.match(text, at):
            at = listed.end()
            if found := identifiers.parse("arxiv", listed[1]):
                details = {"extent": match["much"].lower()} if match["much"] else {}
                if re.match(r"\s{1,8}by\s{1,8}other\s{1,8}authors", text[at : at + 40]):
                    details["by"] = "other-authors"
                yield _fact("overlap", found.value, text, *listed.span(1), "text-overlap", 0.98, details)


_CLAUSE = re.compile(r"[.;]\s")
_URL = re.compile(
    r"(?<![\w@/])(?:https?://|www\.(?=\w)|(?=(?:github|gitlab|huggingface|bitbucket)\.(?:com|co|org)/\w))[^\s<>\"{}|\\^`]{1,800}",
    re.IGNORECASE,
)

ROLES = (
    (
        "project-page",
        anycase(
            r"\bproject(?:'s)?[ -](?:page|site|website|web ?page|home ?page)|\b(?:web ?site|web ?page|home ?page|project(?=\W{0,3}$))(?!\w)"
        ),
    ),
    (
        "code",
        anycase(
            r"\b(?:codes?|implementations?|(?:software|packages?|library)(?=\W{1,3}(?:is|are|and|available|at|can|on)\b|\W{0,3}$)|repo(?:sitory)?|notebooks?|scripts?|github)\b"
        ),
    ),
    ("data", anycase(r"\b(?:data|data ?sets?|datasets?|corpus|corpora|benchmarks?|annotations)\b")),
    ("model", anycase(r"\b(?:models?|weights|checkpoints?)\b")),
    ("demo", anycase(r"\b(?:demos?|demonstrations?|playground)\b")),
)
"""Words before a link that say what it leads to; an earlier role in the table wins over a later one."""

HOSTS = (
    (
        "data",
        anycase(r"huggingface\.co/datasets/|zenodo\.org|figshare\.com|kaggle\.com/datasets|dataverse|datadryad\.org"),
    ),
    ("demo", anycase(r"huggingface\.co/spaces/|\bdemo\b")),
    ("model", anycase(r"huggingface\.co/")),
    ("code", anycase(r"(?:github|gitlab|bitbucket)\.(?:com|org)/")),
    ("project-page", anycase(r"\.github\.io|sites\.google\.com|/projects?/")),
)
_LEADS_TO = anycase(
    r"(?:[:(]|\b(?:at|on|in|via|from|see|is|are|here|under|and|url|(?:web ?)?(?:page|site)|codes?|data(?: ?sets?)?|demos?|models?|"
    r"repo(?:sitory)?))\W{0,4}$"
)
_IDENTIFIER_HOST = anycase(r"(?:https?://)?(?:www\.|dx\.|export\.)?(?:doi\.org|arxiv\.org)/")


def _links(text: str) -> Iterator[Fact]:
    """The links and what they lead to, by the words before them, else by their host; links that are identifiers are left out."""
    if "." not in text or not ("/" in text or "www" in text.casefold()):
        return
    last = 0
    for match in _URL.finditer(text):
        printed = identifiers.trim(match[0])
        end = match.start() + len(printed)
        before = _CLAUSE.split(text[max(last, match.start() - 90) : match.start()])[-1]
        last = end
        if _IDENTIFIER_HOST.match(printed) or len(printed) < 8:
            continue
        url = printed if "://" in printed else f"https://{printed}"
        role = next((kind for kind, form in ROLES if form.search(before)), "")
        name, sure = ("link-words", 0.95 if _LEADS_TO.search(before) else 0.8) if role else ("link-host", 0.85)
        role = role or next((kind for kind, form in HOSTS if form.search(printed)), "")
        if role == "code" and is_page(url):
            role = "project-page"
        if role:
            yield _fact("link", url, text, match.start(), end, name, sure, {"role": role})
        else:
            yield _fact("link", url, text, match.start(), end, "link", 0.6)


def _fact(
    kind: str,
    value: str,
    text: str,
    start: int,
    end: int,
    name: str,
    sure: float,
    details: dict[str, str] | None = None,
) -> Fact:
    return Fact(kind, value, start, end, text[start:end], name, sure, details or {})


def read(field: str, text: str) -> Iterator[Fact]:
    """The facts of a comment line in the order of the text; nothing for other fields."""
    if field not in FIELDS:
        return
    if is_plain(text) and (counts := _plain_counts(text)):
        yield from counts
        return
    found = chain(_counts(text), _statuses(text), _versions(text), _overlaps(text), _links(text))
    yield from sorted(found, key=lambda fact: (fact.start, fact.end))

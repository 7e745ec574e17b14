"""What the readers of comment lines share: rules, where a phrase ends, and the statements of a work's status.

All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

W = r"\s{1,8}"
"""White space between two words: comment lines are broken and indented."""

_WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
VALUES = {"no": 0, "zero": 0, **{word: i for i, word in enumerate(_WORDS, 1)}}
NUMBER_WORD = rf"(?:no|zero|{'|'.join(_WORDS)})"
NUMBER = rf"(?:\d{{1,4}}|{NUMBER_WORD})"


def anycase(pattern: str) -> re.Pattern[str]:
    """A pattern that takes capitals and small letters for the same."""
    return re.compile(pattern, re.IGNORECASE)


def number(printed: str) -> int:
    """The number a match of `NUMBER`, or one with a comma before its thousands, says."""
    word = printed.casefold()  # the pattern takes the long s for an s
    return VALUES[word] if word in VALUES else int(word.replace(",", "").replace(".", ""))


_PLAIN = re.compile(
    r"\s{0,4}[1-9]\d{0,2}\s{1,4}[Pp]ages?"
    r"(?:(?:,\s{0,4}|;\s{1,4}|,?\s{1,4}and\s{1,4})[1-9]\d{0,2}\s{1,4}(?:eps |colou?r )?(?:[Ff]igures?|[Tt]ables?)){0,3}\.?\s{0,4}"
)


@lru_cache(maxsize=2)  # each reader asks for the same text
def is_plain(text: str) -> bool:
    """Whether a comment line says no more than how many pages, figures and tables: one in three does, and nothing else is read of it."""
    return _PLAIN.fullmatch(text) is not None


# --- rules -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A named pattern: the kind of fact it reads, the value it gives, and how often it is right."""

    name: str
    kind: str
    value: str
    pattern: re.Pattern[str]
    confidence: float
    hints: frozenset[str] = frozenset()
    """Stretches in small letters of which a text holds at least one where the pattern matches; most texts are passed over by them."""


Gate = dict[str, list[tuple[str, list[int]]]]
"""The hints of some rules by the beginning of a word, each with the numbers of the rules that have it."""


def rule(name: str, kind: str, value: str, confidence: float, pattern: str, hints: str = "") -> Rule:
    """A rule whose pattern takes capitals and small letters for the same; `hints` are words, or stretches with `|` between them."""
    return Rule(name, kind, value, anycase(pattern), confidence, frozenset(hints.split("|") if hints else ()))


def number_words() -> re.Pattern[str]:
    """A pattern of the numbers written as words; it begins with one set of characters, because it is looked for in every line."""
    rest = {first: "|".join(word[1:] for word in VALUES if word[0] == first) for first in "nzotfse"}
    words = "|".join(f"(?<={first})(?:{ends})" for first, ends in rest.items())
    return re.compile(rf"[nzotfseNZOTFSEſ](?<!\w.)(?i:{words})\b")


def hinted(hints: Collection[str], folded: str) -> bool:
    """Whether a text in small letters holds one of the hints."""
    for hint in hints:  # a plain loop: this is asked for every rule and every line
        if hint in folded:
            return True
    return not hints


_START = re.compile(r"(\w{1,4})\w*")


@lru_cache(maxsize=4)
def word_starts(text: str) -> frozenset[str]:
    """The first four letters of each word of a text, in small letters: most rules are told by them to match nothing there."""
    return frozenset(_START.findall(text.casefold()))


def apart(rules: tuple[Rule, ...], gate: Gate, text: str) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of all rules in the order of the text, without those that lie over an earlier or longer one.

    `gate` holds the hints of all of them (`gate_of`); each rule has some.
    """
    starts = gate.keys() & word_starts(text)
    if not starts:
        return []
    folded = text.casefold()
    tried = {number for start in starts for hint, numbers in gate[start] if hint in folded for number in numbers}
    found = [(rules[number], match) for number in sorted(tried) for match in rules[number].pattern.finditer(text)]
    return without_overlaps(found) if len(found) > 1 else found


def gate_of(rules: tuple[Rule, ...]) -> Gate:
    """The hints of all rules by the first four letters of their longest word, with which a word begins wherever a rule matches."""
    gate: Gate = {}
    for hint in sorted({hint for one in rules for hint in one.hints}):
        having = [number for number, one in enumerate(rules) if hint in one.hints]
        gate.setdefault(max(hint.split(), key=len)[:4], []).append((hint, having))
    return gate


def without_overlaps(found: list[tuple[Rule, re.Match[str]]]) -> list[tuple[Rule, re.Match[str]]]:
    """Matches in the order of the text, without those that lie over an earlier or longer one."""
    found.sort(key=lambda pair: (pair[1].start(), -pair[1].end()))
    kept: list[tuple[Rule, re.Match[str]]] = []
    for one, match in found:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((one, match))
    return kept


# --- where a phrase ends ---------------------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    re.findall(
        r"[a-z]+",
        "acad adv alg algebra am amer ann appl arch assoc astron astrophys biol bull chem class coll combin comm commun comp comput "
        "cond conf cosmol diff discr ed eds edinb electron eng engrg equ eur exp fluid found fund gen geom grav high ieee inf inform "
        "inst int integr intern j jour lect lett lin lond london low mach mat matem math mech med mem meth methods mod mon no nonlin "
        "not notes nucl num opt phil phys plasmas pol proc prog pt publ pure quant quart rad rep res rev roy sci ser sec sel seq ser "
        "sing soc solid spec st stat statist stoch struct suppl surv symp syst tech temp theor theory top topol trans vol vs prof dr",
    )
)
_W_REST = r"(?:(?<=\s)\s{0,7}|(?<=[,(])\s{1,8})"
"""White space of which the first character may be taken already."""
_STOP = re.compile(  # It begins with a set of characters: it is looked for faster than alternatives are.
    # Nothing that ends a phrase begins with one of the letters after `(?!`, but for what stands after a semicolon or bracket.
    rf"""[.;\[\s,(:](?:(?<=[;\[])|(?![A-Zcdgijklmpqrvxy])(?:(?<=\.)(?=\s|$|["')\]])|(?<=\()\s?(?=https?://)"""
    rf"""|{_W_REST}\(?(?=[\dnzotfse]){NUMBER}[\s-]{{1,8}}(?:[a-zA-Z]{{1,12}}\s{{1,4}})?(?:pages?|pp|figures?|figs?|tables?)\b"""
    rf"""|(?<=\s)\s{{0,7}}(?:[/|]{W}|https?://|www\.)|(?<=\n)\s{{0,8}}\n"""
    r"""|(?:(?<=\s)|(?<=,)\s)(?:(?:as an?|under the title|available|which|where|but|see)\s"""
    r"""|(?:with|and)\s(?:code|data|an?|the (?:code|data|title|same)|supplement|appendix|minor|some|additional|correct|is|was|has|will|to|"""
    r"""now|also|available|presented|published|submitted|accepted|supersedes|this|its|can|contains))"""
    r"""|(?<=[,:])\s{1,8}(?:(?:code|data|project page|keywords?|key words)\b|(?:and\s)?(?:to appear|accepted|submitted|published|presented|"""
    r"""contributed|invited|talk|in press|supersedes|extended|arxiv)\b)))"""
)
_LAST_WORD = re.compile(r"[^\W\d_]{1,20}$")
_REACH = 300


def clause_end(text: str, at: int, limit: int = _REACH) -> int:
    """Where the phrase that begins at `at` ends: at the end of its sentence, at a link, a count of pages or a new statement."""
    window = text[at : at + limit]
    end = len(window)
    for match in _STOP.finditer(window):
        word = _LAST_WORD.search(window, max(0, match.start() - 20), match.start()) if match[0] == "." else None
        if word is None or not (word[0].lower() in _ABBREVIATIONS or len(word[0]) == 1):
            end = match.start()
            break
        if match.end() == len(window):  # the full stop after an abbreviation at the end belongs to it
            break
    return at + len(window[:end].rstrip(" \t\r\n,:(-"))


# --- status ----------------------------------------------------------------------------------------------------------

_PAREN = rf"(?:{W}\([^()]{{1,30}}\))?"
_AS = rf"(?:{W}as{W}(?:an?{W})?(?:[\w-]{{1,14}}{W}){{0,3}}(?:paper|talk|presentation|poster|oral|spotlight|article|demo))?"
_FOR = rf"(?:{W}for{W}(?:the{W})?(?:[a-z]{{1,12}}{W})?(?:publication|presentation|inclusion|poster|talk))?"
_LINK = r"(?:at\s{1,8})?https?://\S{1,200}\s{1,8}"
_AT = (
    rf"{_PAREN}{_FOR}{_AS}(?P<at>,?{W}(?:to be published in|to be presented at|to appear (?:in|at)|in|at|to|by|on|for|with|@){W}(?:{_LINK})?"
    rf"|,{W}(?-i:(?=[A-Z])))"
)
_STAMP = r":\s?\d{4}-\d\d-\d\dT"
"""The time at which a repository took a file in ("Accepted: 2018-03-26T21:05:13Z") says nothing of a venue."""
_NAMED = r"(?=(?:the\s{1,8})?(?:[A-Z\d\"'{]|(?-i:conf|works|sympos|meet)))"

_FOREIGN = {
    "accepted": "angenommen|akzeptiert|accept[ée]e?s?|aceptad[oa]s?|aceit[oa]|accettat[oa]|принят[аоы]?",
    "forthcoming": "erscheint|im (?:druck|erscheinen)|sous presse|en prensa|no prelo|in stampa|à paraître|por aparecer|aparecerá|a aparecer|in corso di (?:stampa|pubblicazione)|в печати|выйдет",
    "submitted": "eingereicht|soumise?|enviad[oa]|sometid[oa]|submetid[oa]|inviat[oa]|sottomess[oa]|подан[аоы]?|отправлен[аоы]?",
    "published": "veröffentlicht|erschienen|publiée?|publicad[oa]|pubblicat[oa]|опубликован[аоы]?",
}
"""The same statements in German, French, Spanish, Portuguese, Italian and Russian."""
_FOREIGN_HINTS = {
    "accepted": "angenommen|akzeptiert|accepté|aceptad|aceit|accettat|принят",
    "forthcoming": "erscheint|im druck|im erscheinen|sous presse|en prensa|no prelo|in stampa|paraître|aparecer|in corso|в печати|выйдет",
    "submitted": "eingereicht|soumis|enviad|sometid|submetid|inviat|sottomess|подан|отправлен",
    "published": "veröffentlicht|erschienen|publié|publicad|pubblicat|опубликован",
}
_FOREIGN_FOR = r"(?:\s{1,8}(?:zur (?:veröffentlichung|publikation)|pour publication|para (?:su )?(?:publicación|publicação)|per la pubblicazione|к публикации|к печати))?"
_FOREIGN_AT = (
    r"(?P<at>\s{1,8}(?:bei(?: der| dem)?|beim|auf der|an der|in(?: der| den| dem)?|im|für die|à la|à|au|aux|dans(?: le| la| les)?|par|en(?: la| el)?|"
    r"a(?: la)?|ao?|no|na|em|su|alla?|nella?|presso|в)\s{1,8})(?=[A-ZÀ-ÞА-Я\d\"'])"
)


def _foreign(value: str) -> Rule:
    pattern = rf"\b(?:{_FOREIGN[value]})(?:{_FOREIGN_FOR}(?-i:{_FOREIGN_AT})|(?=[.,;)]|\s{{0,8}}$))"
    return rule(f"{value}-foreign", "status", value, 0.93, pattern, _FOREIGN_HINTS[value])


STATUS = (
    rule("accepted", "status", "accepted", 0.96, rf"\baccepted(?!{_STAMP})(?:{_AT}|(?=\W{W}|$|\W|\d))", "accepted"),
    rule("camera-ready", "status", "accepted", 0.93, rf"\bcamera[- ]ready(?:{W}(?:version|copy|paper))?(?P<at>{W}(?:for|of|at|to){W}){_NAMED}", "camera"),
    rule(
        "presented", "status", "presented", 0.93,
        rf"\b(?:presented|contributed|contribution|(?:(?:invited|contributed|plenary|keynote){W})?(?:talk|lectures?)(?:{W}given)?|invited paper|poster)"
        rf"{_AS}(?P<at>{W}(?:in|at|to|during){W})(?!(?:the{W})?(?:univer|institut|department|faculty|school)){_NAMED}",
        "presented|contribut|talk|poster|lecture|invited paper",
    ),
    rule(
        "to-appear", "status", "forthcoming", 0.95,
        rf"\b(?:to appear|appearing|in press|forthcoming|(?:to|will) be (?:published|presented)|will appear)(?:{_AT}|(?=\W|$))",
        "appear|in press|forthcoming|be published|be presented",
    ),
    rule("to-appear-joined", "status", "forthcoming", 0.95, rf"\bto{W}appear(?P<at>in{W})", "appearin"),
    rule(
        "for-proceedings", "status", "forthcoming", 0.92,
        rf"(?:^|[.;,]{W})for{W}(?P<at>)(?=(?:the{W})?proc(?:eedings|\.){W}of\b)", "proc",
    ),
    rule(
        "submitted", "status", "submitted", 0.95,
        rf"\b(?:submitted|submission|under (?:peer[- ])?review|under consideration|in submission)(?:{_AT}|(?=\W|$))",
        "submi|under|in submission",
    ),
    rule(
        "published", "status", "published", 0.93,
        rf"\b(?:published|appears|(?:first{W})?appeared)"
        rf"(?:(?:{W}(?:online|version))?{_AS}{W}(?P<at>(?:in|at|by|on){W}(?:{_LINK})?)|(?:{W}online)?(?=[.,;)]|\s{{0,8}}$))",
        "published|appear",
    ),
    rule(
        "proceedings", "status", "published", 0.93,
        rf"(?:^|[.,;:(]{W}|\n\s{{0,8}})(?P<at>in:?\s{{0,8}})(?=(?:the{W})?proc(?:eedings|\.)\s)", "proc|inproc",
    ),
    rule("published-version", "status", "published", 0.92, rf"\b(?:the{W})?published{W}(?:version|paper|article|form)\b", "published"),
    rule(
        "prize", "status", "accepted", 0.92,
        rf"\bbest{W}(?:(?:student|short|long|demo|application|theory){W})?paper(?:{W}(?:award|prize|runner-?up|candidate|finalist|nomination))?(?P<at>{W}(?:at|of|in){W}){_NAMED}",
        "best",
    ),
    rule("journal-version", "status", "published", 0.6, r"\b(?:journal version|version published)\b", "journal version|version published"),
    rule("withdrawn", "status", "withdrawn", 0.96, r"\b(?:withdrawn|retracted)\b", "withdrawn|retracted"),
    rule("rejected", "status", "rejected", 0.9, rf"\b(?:desk[- ])?rejected(?P<at>{W}(?:from|by|at){W})", "rejected"),
    *(_foreign(value) for value in _FOREIGN),
)  # fmt: skip

_STATUS_GATE = gate_of(STATUS)

_NO_STATUS = anycase(
    r"(?:\b(?:not(?:\s(?:yet|been))?|to be|will be|before|if|until|being|would be|never|pre|code|data|dataset|models?|software|journal)"
    r"(?:\s(?:it|this))?(?:\s(?:is|are|was|been))?[\s-]{1,8})$"
)
_DENIABLE = frozenset(["accepted", "submitted", "published", "published-version", "withdrawn", "rejected", "presented"])
_HALF = anycase(r"\b(?:conditionally|provisionally|tentatively)\s{1,8}$")
_OTHER = anycase(
    rf"(?<!author )(?<!author's )(?<!author’s )(?<!authors' )(?<!accepted )(?<!preprint )(?<!ready )(?<!final )(?<!submitted )"
    rf"\bversion{W}of\b[^.;]{{0,190}}$|\b(?:companion|previous|earlier|another|related|follow-up){W}(?:paper|work|article)s?\b[^.;]{{0,190}}$"
    rf"|\b(?:abstract|report|announcement|parts?|portions?){W}(?:of|from){W}(?:this|the|our|these){W}[^.;]{{0,190}}$"
)
_OTHER_SIGNS = ("version", "paper", "work", "article", "abstract", "report", "announcement", "part", "portion")
"""Of these every match of the pattern above holds one."""


def is_of_another(text: str, at: int) -> bool:
    """Whether what is said at a place is said of another paper: after "extended version of" or "companion paper"."""
    before = text[max(0, at - 200) : at]
    return hinted(_OTHER_SIGNS, before.casefold()) and _OTHER.search(before) is not None


class Statement(Struct, frozen=True, gc=False):
    """A statement of status: the words that make it, and where the words of a venue would begin and end (equal: none)."""

    rule: Rule
    start: int
    end: int
    venue: tuple[int, int]
    confidence: float


@lru_cache(maxsize=2)  # both readers of comment lines ask for those of the same text
def statements(text: str) -> tuple[Statement, ...]:
    """The statements of status in a comment line, in order; a status that is denied or only planned is none."""
    return tuple(_statements(text))


def _statements(text: str) -> Iterator[Statement]:
    for one, match in apart(STATUS, _STATUS_GATE, text):
        before = text[max(0, match.start() - 24) : match.start()]
        if one.name in _DENIABLE and _NO_STATUS.search(before):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip(".,;:( \n\t\r"))
        at = match["at"] if "at" in match.re.groupindex else None
        end = start + len(text[start : match.end()].rstrip(" \n\t\r,"))
        venue = (match.end(), max(match.end(), clause_end(text, match.end()))) if at is not None else (end, end)
        if at is not None and not text[match.end() : match.end() + 1].strip():
            venue = (end, end)
        sure = 0.7 if _HALF.search(before) else one.confidence
        if is_of_another(text, match.start()):
            sure = 0.55
        yield Statement(one, start, max(end, start), venue, sure)

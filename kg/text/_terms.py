"""Terms in small letters or quotation marks that are named as new: "which we call lamp fatigue", "the notion of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text._kinds import KINDS
from kg.text._sentences import LIMIT

_STOPS = "is|are|that|which|for|to|in|on|by|with|as|and|where|from|via|we|using|based|can|has|of|have|will|achieves|when|the|because|its|their|this|an?"
_FIRST = r"(?!(?:entity|entities|different|various|ways?|researchers|deciding|automatically|better|further|attention mechanisms|we|to|that|it|how|an?|the|this|our|and|as|which|where|detecting|learning to|two|three|four|several|new|novel|first|such|these|them|some|more|methods?|algorithms?|techniques?|results?|experiments?|evidence|on|in|for|with|a)\b)"
_WORD = r"[^\s,.;:()\"“”`$—]{2,30}"
_TERM = rf"(?P<term>{_FIRST}{_WORD}(?:[ \n-]{{1,3}}(?!(?:{_STOPS})\b){_WORD}){{0,4}})"
_QUOTED = r"(?:``|“|\"|`|‘|\\(?:emph|textit|textbf|texttt|textsc)\{)(?P<quoted>[^`“”\"{}]{2,70}?)(?:''|”|\"|'|’|\})"
_OF_KIND = "(?:notions?|concepts?|task|problem|method|technique|approach|framework|paradigm|idea|class|family|setting|model|study)"
_OWN_BEFORE = re.compile(r"\b(?:[Ww]e|I|(?:[Tt]his|[Oo]ur|[Tt]he)\s(?:paper|work|article))\s(?:[a-z]{2,12}\s)?$")
_WE_BEFORE = re.compile(r"\b(?:[Ww]e|I)\s(?:will\s)?$")
_WHICH_BEFORE = re.compile(r"\b(?:which|what|that)\s(?:we|I)\s(?:will\s)?$")


@dataclass(frozen=True)
class TermRule:
    """How a new term is named: the words it begins with (looked for first, so that the pattern is tried at few places), what has to
    stand before them, and the pattern from them on."""

    name: str
    anchors: tuple[str, ...]
    before: re.Pattern[str] | None
    pattern: re.Pattern[str]


_ARTICLE = r"(?:an?\s|the\s)?"
_RULES = (
    TermRule(
        "called-term",
        ("called ", "dubbed ", "termed ", "named ", "coined ", "titled "),
        None,
        re.compile(
            rf"[a-z]{{5,6}}\s(?:here\s|as\s)?(?:(?:such|these)\s[a-z]{{3,15}}\s)?{_ARTICLE}(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "called-term",
        ("call ", "term ", "name ", "dub ", "coin "),
        _WE_BEFORE,
        re.compile(
            rf"[a-z]{{3,4}}\s(?:(?:it|here|this(?:\s[a-z]{{3,12}})?|them|(?:such|these)\s[a-z]{{3,15}})\s{_ARTICLE})?(?:here\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "called-term",
        ("call the ", "call a ", "call an ", "term the ", "dub the ", "name the "),
        _WHICH_BEFORE,
        re.compile(rf"[a-z]{{3,4}}\s(?:an?|the)\s(?:{_QUOTED}|{_TERM})"),
    ),
    TermRule(
        "called-term",
        ("refer to", "referred to"),
        None,
        re.compile(rf"refer(?:red)?\sto(?:\s\w{{2,12}}){{0,2}}\sas\s{_ARTICLE}(?:{_QUOTED}|{_TERM})"),
    ),
    TermRule(
        "notion",
        ("introduc", "propos", "defin", "present", "initiat", "formaliz", "develop", " is the "),
        None,
        re.compile(
            rf"(?:[a-z]{{6,12}}|\sis)\s(?:the|a|an)\s(?:[a-z-]{{2,15}}\s){{0,2}}{_OF_KIND}\sof\s{_ARTICLE}(?:{_QUOTED}|{_TERM})(?!,?\s(?:which|that)\swe\b)"
        ),
    ),
    TermRule(
        "own-term",
        ("introduce", "propose", "present"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{7,10}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})"
            r"(?=,\s(?:an?|the|which|where)\s|\sas\s(?:an?|the)\s|\s[-–—]|:)"
        ),
    ),
    TermRule(
        "own-term-to",
        ("introduce", "propose", "present"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{7,10}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})(?=\sto\s|\.)"),
    ),
    TermRule(
        "new-of-kind",
        ("introduce", "propose", "present", "define", "describe"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{6,10}}\s(?:an?|two|three)\s(?:new|novel),?\s(?:[a-z-]{{2,20}}\s){{0,3}}"
            rf"[a-z-]{{2,20}}(?:,|\s?[:–—])\s(?:called\s|named\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "our-kind",
        ("our ", "Our "),
        None,
        re.compile(
            r"[Oo]ur\s(?:[a-z-]{2,20}\s){0,3}(?:method|mechanism|algorithm|model|approach|framework|technique|dataset|task|metric|system),\s"
            rf"(?:the\s|called\s|named\s)?{_TERM}(?=,)"
        ),
    ),
)


_STEMS: tuple[str, ...] = (
    "call",
    "dub",
    "term",
    "name",
    "coin",
    "titled",
    "refer",
    "introduc",
    "propos",
    "present",
    "defin",
    "our ",
    "Our ",
)
_STEM_OF = {anchor: next((s for s in _STEMS if s in anchor), "") for rule in _RULES for anchor in rule.anchors}
"""What is looked for once for all the words that begin with it; "" stands in every text."""
_STEMS += ("",)


def terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Terms in small letters or quotation marks that are named as new: begin, end and the rule that found them."""
    present = {stem: stem in text for stem in _STEMS}
    for rule in _RULES:
        for anchor in rule.anchors:
            if not present[_STEM_OF[anchor]]:
                continue
            at = text.find(anchor, 0, LIMIT)
            while at >= 0:
                if (rule.before is None or rule.before.search(text[max(0, at - 24) : at])) and (
                    match := rule.pattern.match(text, at)
                ):
                    begin, end = match.span("quoted" if match.groupdict().get("quoted") else "term")
                    end = _trimmed(text, begin, end)
                    if end - begin > 2 and text[begin:end] not in KINDS:
                        yield begin, end, rule.name
                at = text.find(anchor, at + len(anchor), LIMIT)


def _trimmed(text: str, begin: int, end: int) -> int:
    """The end of a term without the noun of kind that follows a name: "Natural Questions corpus" is named Natural Questions."""
    term = text[begin:end].rstrip(" -–—,'’")
    head, _, last = term.rpartition(" ")
    if head and last in KINDS and head != head.lower():
        term = head
    return begin + len(term)

"""Terms in small letters or quotation marks that are named as new: "which we call lamp fatigue", "the notion of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text._kinds import KINDS
from kg.text._sentences import LIMIT

_STOPS = "is|are|that|which|for|to|in|on|by|with|as|and|where|from|via|we|using|based|can|has|of|have|will|achieves|when|the|because|its|their|this|an?|between|over|under|into|through|during|without|within|at|or|not|be|such|than|then|but|so|if|while|after|before|whose|who|whereby|instead|against|among|across|toward|towards|given|about|since|henceforth|hereafter|herein|here|them|it|they"
_FIRST = r"(?!(?:entity|entities|different|various|ways?|researchers|deciding|automatically|better|further|attention mechanisms|we|to|that|it|how|an?|the|this|our|and|as|which|where|detecting|learning to|one|two|three|four|five|six|seven|eight|nine|ten|twelve|many|most|all|both|each|any|no|its|their|his|her|your|my|people|those|only|just|\d+|several|new|novel|first|such|these|them|some|more|methods?|algorithms?|techniques?|results?|experiments?|evidence|use|using|application|[a-z]{2,12}ly|[a-z]{3,8}est|same|following|on|in|for|with|of|by|upon|into|attention|however|course|here|there|above|below|a|notions?|concepts?|problems?|tasks?|family)(?![\w-]))"
_WORD = r"(?:\$[^\s$]{1,20}\$[^\s,.;:()\"“”`$—]{1,30}|[^\s,.;:()\"“”`$—]{2,30})"
_TERM = rf"(?P<term>{_FIRST}{_WORD}(?:[ \n-]{{1,3}}(?!(?:{_STOPS})\b){_WORD}){{0,4}}(?![$\w]))"
_QUOTED = r"(?:``|“|\"|`|‘|\\(?:emph|textit|textbf|texttt|textsc)\{|\{\\(?:em|it|bf|tt|sl)\s)(?P<quoted>[^`“”\"{}]{2,70}?)(?:''|”|\"|'|’|\})"
_OF_KIND = "(?:notions?|concepts?|method|technique|approach|framework|paradigm|idea|class|family|model)"
_NEW_KIND = "(?:task|problem|method|technique|approach|framework|paradigm|model|strategy|mechanism|algorithm|metric|measure|architecture|representation|formulation|formalism|objective|loss|kernel|dataset|corpus|benchmark|resource|tool)"
_OWN_BEFORE = re.compile(
    r"\b(?:[Ww]e|I|(?:[Tt]his|[Oo]ur|[Tt]he)\s(?:paper|work|article))\s(?:[a-z]{2,12}\s(?:and\s)?)?$"
)
_AND_BEFORE = re.compile(r"\b(?:[Ww]e|I)\s[^.;:()]{3,120},?\sand\s$")
"""A second verb of the same sentence: "We investigate sieves, and introduce ..."."""
_WE_BEFORE = re.compile(r"\b(?:[Ww]e|I)\s(?:will\s|here\s)?$")
_WE_PERHAPS_BEFORE = re.compile(r"\b(?:[Ww]e|I|and)\s(?:have\s|shall\s|will\s|also\s|here\s)?$")
_OBJECT = (
    "(?:methods?|procedures?|protocols?|representations?|class|set|data\\s?set|corpus|collection|models?|formalism|measures?|metric|score|phenomenon|effect|condition|property|quantity|strategy|schemes?|technique|"
    "task|problem|outcome|result|resource|approach|framework|system|principle|heuristic|games?|loss|objective|algorithm|process|setting|structures?|architecture|layer|network|language|notion|tool|parser|benchmark|pipeline)"
)
"""What is given a name: "we call the resulting protocol ..."."""
_BY_BEFORE = re.compile(r"\b[Bb]y\s$")
_FAR = {_OWN_BEFORE: 24, _WE_BEFORE: 24, _WE_PERHAPS_BEFORE: 24, _BY_BEFORE: 24, _AND_BEFORE: 140}
"""How many characters are looked at for what has to stand before."""
_SPEAKER = ("we", "We", "I", "paper", "work", "article")
_SIGNS_BEFORE = {
    _OWN_BEFORE: (24, _SPEAKER), _WE_BEFORE: (12, ("we", "We", "I")), _WE_PERHAPS_BEFORE: (14, ("we", "We", "I", "and")), _BY_BEFORE: (4, ("by", "By")), _AND_BEFORE: (4, ("and",)),
}  # fmt: skip
"""What stands in so many of those characters where the pattern matches: looked for first."""


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
        "we-term",
        ("call ", "name ", "named ", "term ", "termed ", "dub ", "baptis", "christen"),
        _WE_PERHAPS_BEFORE,
        re.compile(
            rf"[a-z]{{3,10}}\s(?:the|this|these|such|our)\s(?:[a-z-]{{2,14}}\s){{0,2}}{_OBJECT}(?:\sof\sthis\s(?:type|kind))?\s(?:the\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "we-term",
        ("coin ", "suggest", "propos", "introduc"),
        _WE_PERHAPS_BEFORE,
        re.compile(
            rf"[a-z]{{4,10}}\s(?:the|a)\s(?:new\s)?(?:name|term|acronym|phrase)\s(?:of\s|for\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "called-term",
        ("called ", "dubbed ", "termed ", "named ", "coined ", "titled "),
        None,
        re.compile(
            rf"[a-z]{{5,6}}\s(?:here\s|as\s)?(?:(?:such|these)\s[a-z]{{3,15}}\s)?{_ARTICLE}(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "we-term",
        ("call ", "term ", "name ", "dub ", "coin "),
        _WE_BEFORE,
        re.compile(
            rf"[a-z]{{3,4}}\s(?:(?:it|here|this(?:\s[a-z]{{3,12}}(?:\s[a-z]{{3,12}}(?=\s[A-Z“\"`]))?)?|them|(?:such|these)\s[a-z]{{3,15}})\s)?{_ARTICLE}(?:here\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "called-term",
        ("refer",),
        None,
        re.compile(rf"refer(?:red)?\sto(?:\s\w{{2,12}}){{0,6}}\sas\s{_ARTICLE}(?:{_QUOTED}|{_TERM})"),
    ),
    TermRule(
        "task-of",
        ("introduc", "propos", "defin", "present", "initiat", "formaliz", "formulat", "study ", "address"),
        None,
        re.compile(
            rf"[a-z]{{5,12}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the|a|an)\s(?:[a-z-]{{2,30}}\s){{0,2}}(?:task|problem|setting)\sof\s{_ARTICLE}(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "own-colon",
        ("introduc", "propos", "defin", "identif"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{6,10}}\s[^.;:]{{5,100}}:\sthe\s{_TERM}"),
    ),
    TermRule(
        "own-colon",
        ("introduc", "propos", "defin", "identif"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{6,10}}\s[^.;:]{{5,100}}:\sthe\s[^.;:,]{{5,50}}\sand\s(?:the\s)?{_TERM}"),
    ),
    TermRule(
        "notion",
        (
            "introduc",
            "propos",
            "defin",
            "present",
            "initiat",
            "formaliz",
            "formulat",
            "develop",
            "study ",
            "address",
            " is the ",
        ),
        None,
        re.compile(
            rf"(?:[a-z]{{5,12}}|\sis)\s(?:and\s[a-z]{{4,10}}\s)?(?:the|a|an)\s(?:[a-z-]{{2,30}}\s){{0,2}}{_OF_KIND}\sof\s{_ARTICLE}(?:{_QUOTED}|{_TERM})(?!,?\s(?:which|that)\swe\b)"
        ),
    ),
    TermRule(
        "own-term",
        ("introduc", "propos", "present", "defin", "suggest"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{6,10}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})"
            r"(?=,\s(?:an?|the|which|where)\s|\sas\s(?:an?|the)\s|\s[-–—]|:)"
        ),
    ),
    TermRule(
        "own-term",
        ("defin",),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{6,7}}\san?\s(?:{_QUOTED}|{_TERM})(?=\s(?:as|to\sbe)\s|,\s(?:an?|which|where)\s)"),
    ),
    TermRule(
        "own-the",
        ("put forward ", "puts forward "),
        _OWN_BEFORE,
        re.compile(rf"puts?\sforward\s(?:the|an?)\s(?:{_QUOTED}|{_TERM})(?=[:,]|\sas\s|\swhich\s)"),
    ),
    TermRule(
        "own-that",
        ("introduc", "propos", "present", "suggest"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{7,10}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})(?=\s(?:that|which)\s)"),
    ),
    TermRule(
        "own-that",
        ("introduce ", "propose ", "present ", "develop ", "devise "),
        _AND_BEFORE,
        re.compile(rf"[a-z]{{6,9}}\s(?:{_QUOTED}|{_TERM})(?=,?\s(?:that|which)\s|,\san?\s)"),
    ),
    TermRule(
        "own-that",
        ("develop ", "devise ", "design "),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{6,7}}\s(?:{_QUOTED}|{_TERM})(?=,?\s(?:that|which)\s|,\san?\s)"),
    ),
    TermRule(
        "own-term-to",
        ("introduc", "propos", "present"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{7,10}}\s(?:and\s[a-z]{{4,10}}\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})(?=\sto\s|\.)"),
    ),
    TermRule(
        "new-of-kind",
        ("introduc", "propos", "present", "defin", "describ"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{6,10}}\s(?:an?|two|three)\s(?:new|novel),?\s(?:[a-z-]{{2,20}}\s){{0,3}}"
            rf"[a-z-]{{2,20}}(?:,|\s?[:–—])\s(?:called\s|named\s)?(?:the\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "new-of-kind",
        ("introduc", "propos", "present", "defin", "describ"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{6,10}}\s(?:an?|two|three)\s(?:new|novel)\s(?:[^\s.,;:]{{1,20}}\s){{1,10}}[^\s.,;:]{{2,20}}(?:\s?:|\s[–—-])\s(?:the\s)?(?:{_QUOTED}|{_TERM})"
        ),
    ),
    TermRule(
        "new-kind-term",
        ("novel ", "new "),
        None,
        re.compile(
            rf"n[a-z]{{2,4}}\s(?:[a-z-]{{2,20}}\s){{0,2}}{_NEW_KIND},\s(?:namely\s|called\s|the\s)?(?:{_QUOTED}|{_TERM})(?=,)"
        ),
    ),
    TermRule(
        "notion",
        ("notion", "concept", "class of ", "family of "),
        None,
        re.compile(
            rf"[a-z]{{5,10}}\sof\s{_ARTICLE}(?:{_QUOTED}|{_TERM})(?=\s(?:is|are)\s(?:introduced|defined|proposed|presented)\b)"
        ),
    ),
    TermRule(
        "notion",
        ("introduc", "propos", "defin"),
        _OWN_BEFORE,
        re.compile(
            rf"[a-z]{{6,10}}\sthe\s(?:[a-z-]{{2,30}}\s){{0,2}}(?:notions|concepts|classes|families)\sof\s[^.;:,]{{3,60}}\sand\s(?:the\s)?{_TERM}"
        ),
    ),
    TermRule(
        "own-term",
        ("introduc", "propos", "present", "develop "),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{7,10}}\s(?:an?\s|the\s)?(?:new\s|novel\s)?{_QUOTED}"),
    ),
    TermRule("own-term", ("resulting ", "propos"), None, re.compile(rf"[a-z]{{8,9}}\s{_QUOTED}")),
    TermRule(
        "own-term",
        ("introduc", "propos"),
        _BY_BEFORE,
        re.compile(rf"[a-z]{{9,11}}\s(?:{_QUOTED}|{_TERM})(?=,|\.|\sand\s|\sto\s|\sthat\s)"),
    ),
    TermRule(
        "own-the",
        ("defin", "introduc", "formulat", "propos", "identif"),
        _OWN_BEFORE,
        re.compile(rf"[a-z]{{6,10}}\s(?:and\s[a-z]{{4,10}}\s)?the\s(?:{_QUOTED}|{_TERM})"),
    ),
    TermRule(
        "our-kind",
        ("our ", "Our "),
        None,
        re.compile(
            r"[Oo]ur\s(?:[a-z-]{2,20}\s){0,3}(?:method|mechanism|tool|library|toolkit|parser|strategy|corpus|algorithm|model|approach|framework|technique|dataset|task|metric|system),\s"
            rf"(?:the\s|called\s|named\s|denoted\s|dubbed\s|termed\s)?{_TERM}(?=,)"
        ),
    ),
)


_SPLIT = re.compile(r"[^\s,.;:()\"“”`—]{1,40}")


def extended(text: str, start: int, end: int, title: str) -> int:
    """The end of a term with the words after it that follow it in the title, too: "testable learning with distribution shift"."""
    low = title.lower()
    if text[start:end].lower() in low:
        last = end
        for word in _SPLIT.finditer(text, end, min(len(text), end + 80)):
            if text[last : word.start()] != " " or text[start : word.end()].lower() not in low:
                break
            last = word.end()
            if word[0].lower() not in _LIGHT:
                end = last
    return end


_LIGHT = frozenset(
    "a an the of for in on to with and or by from as that which its their via using through under".split()
)


_BY_ANCHOR: dict[str, tuple[set[re.Pattern[str]], list[tuple[int, TermRule]]]] = {}
"""By the words they begin with: what has to stand before some of the rules, and the rules with their numbers."""
_STEMS = ("call", "dub", "term", "name", "coin", "introduc", "propos", "present", "develop")
_BY_STEM: dict[str, list[str]] = {}
"""The anchors by what several of them begin with: a text is searched once for all of these."""
for _number, _rule in enumerate(_RULES):
    for _anchor in _rule.anchors:
        _befores, _rules = _BY_ANCHOR.setdefault(_anchor, (set(), []))
        _rules.append((_number, _rule))
        if _rule.before is not None:
            _befores.add(_rule.before)
for _anchor in _BY_ANCHOR:
    _BY_STEM.setdefault(next((stem for stem in _STEMS if _anchor.startswith(stem)), _anchor), []).append(_anchor)


def _stands_before(before: re.Pattern[str], text: str, at: int) -> bool:
    reach, signs = _SIGNS_BEFORE[before]
    near = text[max(0, at - reach) : at]
    for sign in signs:  # a plain loop: this is asked at every anchor
        if sign in near:
            return before.search(text, max(0, at - _FAR[before]), at) is not None
    return False


def terms(text: str) -> list[tuple[int, int, str]]:
    """Terms in small letters or quotation marks that are named as new: begin, end and the rule that found them, in the order of the rules."""
    text = text[:LIMIT].replace("\n", " ")
    found: list[tuple[int, int, int, str]] = []
    for stem, anchors in _BY_STEM.items():
        at = text.find(stem)
        while at >= 0:
            for anchor in anchors:
                if anchor == stem or text.startswith(anchor, at):
                    found += _terms_at(text, at, anchor)
            at = text.find(stem, at + len(stem))
    return [(begin, end, name) for _, begin, end, name in sorted(found)]


def _terms_at(text: str, at: int, anchor: str) -> Iterator[tuple[int, int, int, str]]:
    """The terms of the rules that begin with an anchor where it stands: the number of the rule, begin, end and its name."""
    befores, rules = _BY_ANCHOR[anchor]
    led = [before for before in befores if _stands_before(before, text, at)]
    for number, rule in rules:
        if (rule.before is None or rule.before in led) and (match := rule.pattern.match(text, at)):
            begin, end = match.span("quoted" if match.groupdict().get("quoted") else "term")
            end = _trimmed(text, begin, end)
            if rule.before is _WE_BEFORE and text.startswith((" if ", " when ", " whenever "), end):
                continue  # "we call a wick tame if": what is named is a property
            if rule.name in _NAMING and (text.endswith(", as we ", 0, at) or _names_later(text, begin, end)):
                continue
            if end - begin > 2 and text[begin:end] not in KINDS:
                yield number, begin, end, rule.name


_NAMING = ("we-term", "called-term")


def _names_later(text: str, begin: int, end: int) -> bool:
    """Whether what stands behind a verb of naming is what is named, not its name: "we name the number of open brackets its depth"."""
    return text.endswith(" the ", 0, begin) and text.startswith(" of ", end) and text[begin:end].islower()


def _trimmed(text: str, begin: int, end: int) -> int:
    """The end of a term without the noun of kind that follows a name: "Natural Questions corpus" is named Natural Questions."""
    term = text[begin:end].rstrip(" -–—,'’")
    head, _, last = term.rpartition(" ")
    if head and last in KINDS and head != head.lower():
        term = head
    return begin + len(term)

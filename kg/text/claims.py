"""Numbers a text claims: value, unit, comparison, metric, of what; results, sizes, and numbers about others.

A claim is a number that measures an outcome ("a cost reduction of 63%", "$1.28 \\pm 0.04$ GeV": type `result`) or counts what is brought or used
("14 datasets", "5T tokens": type `size`). A number about others or about the state of the world has type `background` and is
never credited to the paper. Years, dates, ordinals, citations, names, versions, enumerations and constants of formulas are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text import Fact
from kg.text._claim_words import (
    CHANGE,
    COMPARISON,
    COUNTED,
    DATA,
    DURATION,
    FASTER,
    FOUND,
    IMPROVES,
    LOOSE,
    MADE,
    MEMORY,
    METRIC,
    METRIC_NAME,
    OTHER,
    OWN,
    PHYSICAL,
    PLAIN_ADJECTIVES,
    PLURAL_NOT,
    SP,
    STRUCTURE,
    TURN,
    WORLD,
)  # fmt: skip
from kg.text._numbers import Number, is_named, is_year, numbers

FIELDS = ("title", "abstract")
VERSION = "1"


@dataclass(frozen=True)
class Measure:
    """A named pattern of what follows a number; its group `unit` ends the claim, `metric` names what was measured."""

    name: str
    unit: str
    pattern: re.Pattern[str]


def _measure(name: str, unit: str, pattern: str) -> Measure:
    return Measure(name, unit, re.compile(pattern))


_P = r"(?:absolute|relative|percentage|percent|BLEU|F1|F-score|accuracy|micro-F1|macro-F1|ROUGE-?L?|perplexity|UAS|LAS)"
MEASURES = (
    _measure(
        "percent-points",
        "percent-points",
        rf"(?P<unit>{SP}{{0,4}}(?:\\?%[\s-]?(?:{_P}\s)?points?\b|(?:absolute )?percent(?:age)?[\s-]points?\b|pp\b|p\.p\.|ppt?s\b))",
    ),
    _measure("percent", "percent", rf"(?P<unit>{SP}{{0,4}}(?:\\?%|per ?cent\b))(?!\s(?:CI|confidence|C\.?L\.?|credib))"),
    _measure(
        "points",
        "points",
        rf"(?P<unit>{SP}{{1,4}}(?:(?:{_P}|{METRIC_NAME})[\s-](?:scores?[\s-])?){{0,2}}(?:points?|pts)\b)(?!\s(?:clouds?|processes))",
    ),
    _measure("times", "times", r"(?P<unit>(?:\s?\$?\\times\$?|[\s-]?fold\b(?!\scross)|\s?[x×X](?![\w×])(?!\s?\$?10)|\$\\times\$))"),
    _measure("times-as", "times", rf"(?P<unit>\s(?:times|orders? of magnitude))(?=\s(?:as\s|the\s|{FASTER}\b))"),
    _measure("metric-after", "", rf"(?P<unit>{SP}{{1,4}}(?P<metric>(?:absolute |relative )?{METRIC_NAME})(?![\w]))"),
    _measure("metric-word-after", "", rf"(?P<unit>){SP}{{1,4}}(?P<metric>{METRIC}|(?:\w[\w-]{{0,15}} ){{0,2}}scores?)\b"),
    _measure("physical", "", rf"(?P<unit>\)?{SP}{{0,4}}(?:(?:\\(?:rm|mathrm|text|hbox|mbox)\s?)?\{{?\s?~?)?(?P<name>{PHYSICAL}))(?![\w-])"),
    _measure("duration", "", rf"(?P<unit>[\s~-](?P<name>{DURATION}))\b(?!-old)"),
    _measure("memory", "", rf"(?P<unit>\s?(?P<name>{MEMORY}))\b"),
)  # fmt: skip
_NOT_POINTS = re.compile(
    r"(?:data|change|key|fixed|time|grid|lattice|sample|view|critical|end|turning)[\s-]points?", re.IGNORECASE
)
_BARE_METRIC = re.compile(
    rf"(?P<metric>(?:[a-z][\w-]{{1,20}}\s)?(?:{METRIC}|scores?)(?:[\s-](?:scores?|rates?|values?|points?))?)"
    r"(?:\s(?:on|for|in|over)\s[^,.;()]{1,40}?)?(?:\s(?:of|is|was|to|at|by|are|with)|\s?[:=(])\s?(?:an?\s)?(?:up to |about |around |over |nearly |only |\$)?$"
)
_METRIC_BEFORE = re.compile(
    rf"(?P<metric>(?:[A-Za-z][\w-]{{1,20}}\s){{0,2}}(?:{METRIC}|scores?|rates?|performance|{CHANGE})(?:[\s-](?:scores?|rates?|values?))?)"
    r"\s(?:of|is|was|to|by|=)\s(?:an?\s)?(?:absolute\s|relative\s)?(?:up to |about |around |over |nearly |only |more than |at least |\$|\+){0,2}$"
)
_METRIC_AFTER = re.compile(
    rf"\s?\$?(?:\s?\([^()]{{1,20}}\))?(?:\s(?:absolute|relative|in|on|of|gain|improvement|increase|reduction|higher|lower|better|more|terms|the|average|overall|points?)){{0,5}}\s"
    rf"(?P<metric>(?:[a-z][\w-]{{1,15}}\s){{0,2}}?(?:{METRIC}|{METRIC_NAME}|(?:[a-z]{{1,15}}\s)?scores?))(?![\w-])"
)
_METRIC_ONLY = re.compile(METRIC_NAME)
_OUT_OF = re.compile(
    r"\s(?:out\s)?of\s(?:the\s)?(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b)"
)
_TWICE = re.compile(
    r"\b(?P<n>[Tt]wice|[Hh]alf|[Dd]ouble|[Tt]riple)(?=\s(?:as\s(?!an?\b)\w|the\s(?:size|number|amount|speed|cost|performance|data|time|parameters|accuracy|training)))"
)
_TWICES = {"twice": "2", "half": "0.5", "double": "2", "triple": "3"}

# --- where a sentence begins and ends --------------------------------------------------------------------------------

_END = re.compile(r"[.!?][\"')\]]?\s{1,8}(?=[^a-z\s])")
_NO_END = re.compile(r"(?:\b[A-Z]|\bal|\be\.g|\bi\.e|\bcf|\bvs|\b[Ff]igs?|\b[Ee]qs?|\bca|\bapprox|\bresp|\bDr|\bSt)$")


def sentences(text: str) -> list[int]:
    """The offsets at which sentences begin, and the length of the text."""
    ends = [
        match.end()
        for match in _END.finditer(text)
        if not _NO_END.search(text, max(0, match.start() - 8), match.start())
    ]
    return [0, *(end for end in ends if end < len(text)), len(text)]


# --- what a number counts --------------------------------------------------------------------------------------------

_WORD = re.compile(r"[\s~-]{1,4}(?P<word>[A-Za-z][\w’'/.+-]{0,30}(?<![.,]))")
_STOPS = frozenset(
    """of in on with that from for and or to is are was were we by at as which than the a an including under over using per between into
    across after before among amongst during through against such like based due because only without toward towards about around including
    via can have has whose where when while without within be been not but if they it our this these their respectively also both
    show shows demonstrate demonstrates indicate confirm suggest reveal achieve achieves outperform outperforms""".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase after a number: its words, its offsets, the noun that is counted."""

    words: tuple[str, ...]
    start: int
    end: int
    noun: str


def counted(text: str, at: int, large: bool = False) -> Counted | None:
    """The noun phrase that begins at `at`, up to its last plural noun; after a large number two adjectives may be joined by "and"."""
    words: list[str] = []
    start = end = at
    while len(words) < 7 and (match := _WORD.match(text, end)):
        word = match["word"]
        if (
            word in _STOPS
            and not (word == "such" and not words)
            and not (large and word == "and" and len(words) == 1 and not _is_plural(words[0]))
        ):
            break
        if words and word.endswith(("ing", "ed")) and _is_plural(words[-1]):
            break
        if not words:
            start = match.start("word")
        words.append(word)
        end = match.end()
        if text[end : end + 1] in ",;:.)(" and text[end : end + 1]:
            if text[end] == "," and len(words) < 4 and not _is_plural(word):
                end += 1
                continue
            break
        if len(words) > 1 and word.endswith("ly"):
            break
    last = max((i for i, word in enumerate(words) if _is_plural(word)), default=-1)
    if last < 0:
        return None
    noun = words[last]
    if noun == "sets" and last and words[last - 1].lower() in ("data", "test", "training", "evaluation", "question"):
        noun = "datasets"
    stop = text.find(words[last], start) + len(words[last])
    return Counted(tuple(words[: last + 1]), start, stop, noun)


def _is_plural(word: str) -> bool:
    if word in COUNTED:
        return word[-1] == "s" or word in ("data", "corpora", "people", "criteria", "children", "lexica")
    low = word.lower()
    return len(low) > 3 and low[-1] == "s" and low[-2] not in "su'’i" and low not in PLURAL_NOT


# --- reading a number ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """What is read of one number before its sentence is looked at."""

    number: Number
    rule: str
    unit: str
    type: str
    end: int
    metric: tuple[int, int] | None = None
    counted: Counted | None = None


def _measured(text: str, number: Number) -> _Draft | None:
    """The measure a number has by what follows it."""
    for measure in MEASURES:
        if not (match := measure.pattern.match(text, number.end)):
            continue
        groups = match.groupdict()
        if measure.name == "points" and (_NOT_POINTS.search(match[0]) or _NOT_POINTS.match(text, number.end + 1)):
            continue
        if measure.name == "physical" and not _is_physical(text, number, groups["name"]):
            continue
        if (
            measure.name == "times"
            and groups["unit"].strip()[:1] in "xX"
            and text[match.end() : match.end() + 2].strip()[:1].isdigit()
        ):
            continue
        metric = match.span("metric") if groups.get("metric") else None
        unit = (
            measure.unit
            or groups.get("name")
            or (text[slice(*metric)] if metric and measure.name == "metric-after" else "")
        )
        kind = "size" if measure.name in ("duration", "memory") else "result"
        return _Draft(number, measure.name, " ".join(unit.split()), kind, match.end("unit"), metric)
    return None


def _is_physical(text: str, number: Number, unit: str) -> bool:
    """Whether a short unit is one: "30 T", not "10 A" of a list or "3 s"."""
    if len(unit) > 1:
        return text[number.end : number.end + 1].isspace() or unit not in ("kg", "mM")
    return (
        unit in "KTGVW"
        and not text[number.end].isalpha()
        and bool(re.match(r"[\s.,;)$]|$", text[number.end + 1 + len(unit) :][:1] or " "))
    )


def _scored(text: str, number: Number) -> _Draft | None:
    """A bare number after the name of a metric ("an F_1 score of 36.4"), or with a sign or a metric near it."""
    before = text[max(0, number.start - 90) : number.start]
    if not number.word and (match := _BARE_METRIC.search(before)) and len(match["metric"]) > 1:
        at = number.start - len(before)
        return _Draft(
            number, "metric-before", "", "result", number.end, (at + match.start("metric"), at + match.end("metric"))
        )
    if (number.value != "1" and (match := _OUT_OF.match(text, number.end))) or (
        not number.word and _OUT_OF.match(text, number.end)
    ):
        return _Draft(number, "out-of", "", "result", number.end)
    return None


_COMPOUND = re.compile(
    r"-(?P<noun>token|word|parameter|param|sentence|example|hour|minute|language|class|document|billion|million)s?\b"
)
_SINGULAR = re.compile(
    r"\s(?:[a-z][\w-]{0,20}\s){0,4}?(?P<noun>dataset|data set|corpus|model|models|context|window|benchmark|version|variants?|LMs?|LLMs?)\b"
)


def _sized(text: str, number: Number) -> _Draft | None:
    """A number that counts what follows it."""
    if number.scaled and not number.word:
        if match := _COMPOUND.match(text, number.end):
            return _Draft(number, "compound", match["noun"] + "s", "size", number.end, match.span("noun"))
        if match := _SINGULAR.match(text, number.end):
            return _Draft(number, "scaled-noun", "", "size", number.end, match.span("noun"))
    phrase = counted(text, number.end, _large(number)) if text[number.end : number.end + 1] != "-" else None
    if phrase is None or not _counts(text, number, phrase):
        return None
    rule = "count-known" if phrase.noun in COUNTED else "count-loose" if phrase.noun in LOOSE else "count"
    if not _large(number):
        rule += "-small"
    unit = phrase.noun if phrase.noun in COUNTED else ""
    kind = "result" if _large(number) and FOUND.search(text, max(0, number.start - 40), number.start) else "size"
    return _Draft(number, rule, unit, kind, number.end, (phrase.start, phrase.end), phrase)


_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll|[Aa]ny|[Ee]ach|[Ee]very|[Ii]ts|[Tt]heir|[Nn]ext|[Ll]ast|[Ff]irst|[Tt]op|[Oo]ther|between|than|or|[Ii]f|[Ww]hether|[Gg]iven|[Ww]hen|[Ss]uch)\s(?:\w[\w-]{0,15}\s)?$"
)


_RIVALS = re.compile(r"\b(?:over|against|than|to|with|outperform\w{0,4}|beats?)\s$")


def _counts(text: str, number: Number, phrase: Counted) -> bool:
    """Whether a noun phrase makes its number the size of something, not a word for the structure of the text."""
    if is_year(text, number) or "." in number.value or number.value in ("0", "1"):
        return False
    before = text[max(0, number.start - 30) : number.start]
    if _large(number) or (phrase.noun in ("methods", "approaches", "techniques") and _RIVALS.search(before)):
        return True
    if phrase.noun in STRUCTURE:
        return False
    if _DEFINITE.search(before):
        return False
    if phrase.noun == "tasks" and not PLAIN_ADJECTIVES.isdisjoint(phrase.words[:-1]):
        return False
    if phrase.noun not in DATA and MADE.search(text, max(0, number.start - 30), number.start):
        return False
    return phrase.noun in COUNTED


def _large(number: Number) -> bool:
    return number.scaled or (number.value.isdigit() and int(number.value) > 12)


_JOIN = re.compile(
    r"(?:[,/]?\s?(?:and|or|to|-|–|—|--|,|/|vs\.?|\\sim)?\s?(?:and|or|by)?\s?[$+~]{0,2}\s?\$?)"
    r"(?:(?:at least|up to|about|over)\s)?"
)


def _drafts(text: str) -> list[_Draft]:
    """What is read of the numbers of a text; one without a measure of its own shares that of the next in a list."""
    drafts: list[_Draft] = []
    following: _Draft | None = None
    for number in reversed(numbers(text)):
        if _in_formula(text, number):
            continue
        draft = None if number.word else _measured(text, number)
        if draft is None and is_named(text, number):
            following = None
            continue
        draft = draft or _sized(text, number) or _scored(text, number)
        if draft is None and following and number.end <= following.number.start:
            gap = text[number.end : following.number.start]
            listed = len(gap) < 20 and gap.strip() and _JOIN.fullmatch(gap)
            alike = number.signed and following.number.signed and len(gap) < 60 and ". " not in gap
            if (listed or alike) and not is_year(text, number):
                draft = _Draft(
                    number,
                    f"{following.rule}",
                    following.unit,
                    following.type,
                    number.end,
                    following.metric,
                    following.counted,
                )
        following = draft
        if draft is not None:
            drafts.append(draft)
    drafts.reverse()
    return drafts


def _in_formula(text: str, number: Number) -> bool:
    """Whether a number is a constant of a formula: no unit follows, or it stands among symbols."""
    dollars = text.count("$", 0, number.digits)
    if dollars % 2 == 0:
        if "\\(" in text[: number.digits] and text.rfind("\\(", 0, number.digits) > text.rfind("\\)", 0, number.digits):
            return True
        return text[number.digits - 1 : number.digits] in ("<", ">", "≥", "≤", "{", "[") or text[
            number.end : number.end + 1
        ] in ("}", "]", "^", "_")
    opened = text.rfind("$", 0, number.digits)
    before = text[opened + 1 : number.start]
    closed = text.find("$", number.end)
    after = text[number.end : closed] if closed >= 0 else ""
    plain = re.fullmatch(
        r"\s?(?:\\(?:sim|approx|simeq|leq|geq|le|ge|lesssim|gtrsim|pm|,)|[~<>+\-=≈]|\s|\d[\d.,]{0,9}|[\w\\{}^(), ]{1,30}(?:=|\\sim|\\approx|\\simeq)){0,4}\s?",
        before,
    )
    return (
        not plain
        or re.fullmatch(
            r"(?:\s|\\,|~|\\?%|\\times|x|-|\\mu|\\mathrm|\\rm|\\text|[{}^]|\d|[A-Za-z]{1,4}|/|\\odot|_|\\sim|\.){0,12}",
            after,
        )
        is None
    )


# --- whose number, compared how, of what -----------------------------------------------------------------------------


def _comparison(text: str, draft: _Draft) -> str:
    """How a number is to be taken: up to, at least, about, an improvement of ..."""
    before = text[max(0, draft.number.start - 30) : draft.number.start]
    for name, pattern in COMPARISON:
        if pattern.search(before):
            return name
    clause = text[max(0, draft.number.start - 90) : draft.end + 25]
    if draft.number.signed or draft.unit == "times" or (draft.type == "result" and IMPROVES.search(clause)):
        return "improvement-of"
    return "exactly" if draft.type == "size" else ""


def _is_others(text: str, begin: int, start: int, end: int, spoken: int | None) -> bool:
    """Whether a number is about others: said before the text turns to its own work, or of others in its clause."""
    before = text[begin:start]
    if WORLD.search(text, max(begin, start - 60), min(end, start + 60)):
        return True
    own = max((match.start() for match in OWN.finditer(before)), default=-1)
    other = OTHER.search(before)
    if other and own < other.start() and not IMPROVES.search(before[other.end() :]):
        return True
    return spoken is not None and end <= spoken and spoken >= 0


_OF_ON = re.compile(
    r"\s(?:\w[\w-]{0,20}\s){0,6}?(?:on|for|in)\s(?:the\s)?(?P<of>[A-Z][\w’'-]{1,25}(?:[ -][A-Z0-9][\w’'-]{0,20}){0,4})"
)
_NAMED = re.compile(
    r"\b(?:[A-Z][a-z]{0,14}[A-Z0-9][\w-]{0,20}|[A-Z]{2,12}(?:-\w{1,12})?|[A-Z][a-z]{2,14}-[A-Z]\w{1,14})\b"
)
_SAYS = re.compile(
    r",|\s\(|\s(?:is|are|was|has|can|will|which|that|achieved?|consist|contain|[a-z]{2,14}(?<!s)s|[a-z]{3,14}ed|outperform|provide)\b"
)
_OURS = re.compile(
    r"\b[Oo]ur\s(?P<of>(?:[\w-]{2,20}\s)?(?:method|model|approach|system|dataset|corpus|algorithm|framework|models|methods))\b"
)


def _of(text: str, draft: _Draft, begin: int, end: int) -> tuple[int, int] | None:
    """What a number is of: the data it was measured on, else the last name before it in its sentence."""
    if draft.type == "result" and (match := _OF_ON.match(text, draft.end, min(end, draft.end + 90))):
        return match.span("of")
    if match := _OURS.search(text, begin, draft.number.start):
        return match.span("of")
    span = None
    for found in _NAMED.finditer(text, begin, draft.number.start):
        if _SAYS.match(text, found.end()) and not _METRIC_ONLY.fullmatch(found[0]):
            span = found.span()
    return span


def _metric(text: str, draft: _Draft, end: int) -> tuple[int, int] | None:
    """The words that say what was measured."""
    if draft.metric is not None:
        return _trimmed(text, *draft.metric)
    if match := _METRIC_AFTER.match(text, draft.end, end):
        return match.span("metric")
    before_at = max(0, draft.number.start - 90)
    if match := _METRIC_BEFORE.search(text[before_at : draft.number.start]):
        return _trimmed(text, before_at + match.start("metric"), before_at + match.end("metric"))
    return None


_LEAD = re.compile(
    r"(?:(?:an?|the|of|to|in|its|their|our|with|by|and|or|for|on|at|is|new|from)|[a-z]{2,14}(?<!s)s|[a-z]{2,14}ing)\s"
)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without articles, prepositions and verbs at its beginning."""
    while match := _LEAD.match(text, start, end):
        start = match.end()
    return start, end


# --- facts -----------------------------------------------------------------------------------------------------------

CONFIDENCE: dict[str, float] = {}


def read(field: str, text: str) -> Iterator[Fact]:
    """The claims of a title or an abstract in the order of the text; nothing for other fields."""
    if field not in FIELDS:
        return
    drafts = _drafts(text)
    lowered = text.lower()
    twice = [
        _Draft(
            Number(m.start("n"), m.end("n"), m.start("n"), _TWICES[m["n"].lower()], word=True),
            "twice",
            "times",
            "result",
            m.end("n"),
        )
        for m in (_TWICE.finditer(text) if any(word in lowered for word in _TWICES) else ())
    ]
    if not drafts and not twice:
        return
    starts = sentences(text)
    spoken = _turn(text, starts) if field == "abstract" else None
    seen: set[tuple[str, str]] = set()
    for draft in sorted(drafts + twice, key=lambda one: one.number.start):
        if draft.counted is not None:  # the same size again is the same claim
            if (draft.number.value, draft.counted.noun) in seen:
                continue
            seen.add((draft.number.value, draft.counted.noun))
        begin = max(start for start in starts[:-1] if start <= draft.number.start)
        end = next(start for start in starts if start > begin) if begin < len(text) else len(text)
        yield _fact(text, draft, begin, end, spoken)


def _turn(text: str, starts: list[int]) -> int | None:
    """Where the sentence begins in which a text turns to its own work; none where that comes late: it has spoken of it all along."""
    turn = TURN.search(text)
    if turn is None:
        return None
    before = [start for start in starts[:-1] if start <= turn.start()]
    return before[-1] if 2 * (len(before) - 1) <= len(starts) - 1 else None


def _fact(text: str, draft: _Draft, begin: int, end: int, spoken: int | None) -> Fact:
    number = draft.number
    if text.count("$", number.start, draft.end) % 2 and text[draft.end : draft.end + 1] == "$":
        draft.end += 1
    kind = "background" if _is_others(text, begin, number.start, end, spoken) else draft.type
    if kind == "size" and draft.rule == "duration" and IMPROVES.search(text, begin, number.start):
        kind = "result"
    if draft.rule == "twice" and kind == "result" and text.startswith("the size", number.end + 1):
        kind = "size"
    details = {"printed": " ".join(text[number.start : draft.end].split()), "type": kind}
    if draft.unit:
        details["unit"] = draft.unit
    if comparison := _comparison(text, draft):
        details["comparison"] = comparison
    if number.error:
        details["error"] = number.error
    if metric := _metric(text, draft, end):
        details["metric"] = " ".join(text[slice(*metric)].split())
    if of := _of(text, draft, begin, end):
        details["of"] = " ".join(text[slice(*of)].split())
    rule = f"{draft.rule}-{kind}" if kind == "background" else draft.rule
    return Fact(
        "claim",
        number.value,
        number.start,
        draft.end,
        text[number.start : draft.end],
        f"claims/{rule}/{VERSION}",
        CONFIDENCE.get(rule, 0.8),
        details,
    )

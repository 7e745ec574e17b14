"""Numbers a text claims: value, unit, comparison, metric, of what; results, sizes, and numbers about others.

A claim is a number that measures an outcome ("a cost reduction of 63%", "$1.28 \\pm 0.04$ GeV": type `result`) or counts what is brought or used
("14 datasets", "5T tokens": type `size`). A number about others or about the state of the world has type `background` and is
never credited to the paper. Years, dates, ordinals, citations, names, versions, enumerations and constants of formulas are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.text import Fact
from kg.text._claim_context import Draft, comparison, is_others, metric, of, sentences, turn
from kg.text._claim_sizes import counted, counts, is_large
from kg.text._claim_words import (
    CHANGE,
    COUNTED,
    DURATION,
    FASTER,
    FOUND,
    IMPROVES,
    LOOSE,
    MEMORY,
    METRIC,
    METRIC_NAME,
    METRIC_SIGNS,
    PHYSICAL,
    SP,
)
from kg.text._numbers import Formulas, Number, is_named, is_year, numbers
from kg.text._statements import hinted

FIELDS = ("title", "abstract")
VERSION = "1"
LIMIT = 10_000
"""No more of a text is read than this many characters: an abstract is shorter."""


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
        rf"(?P<unit>{SP}{{0,4}}(?:\\?%[\s-]?(?:{_P}\s)?points?\b|(?:absolute )?percent(?:age)?[\s-]points?\b|(?:absolute )?percentage(?= (?:improvement|gain|increase|reduction))|pp\b|p\.p\.|ppt?s\b))",
    ),
    _measure("percent", "percent", rf"(?P<unit>{SP}{{0,4}}(?:\\?%|per ?cent\b))(?!\s(?:CI|confidence|C\.?L\.?|credib))"),
    _measure(
        "points",
        "points",
        rf"(?P<unit>{SP}{{1,4}}(?:(?:{_P}|{METRIC_NAME})[\s-](?:scores?[\s-])?){{0,2}}(?:points?|pts)\b)(?!\s(?:clouds?|processes))",
    ),
    _measure("times", "times", r"(?P<unit>(?:\s?\$?\\times\$?|[\s-]?fold\b(?!\scross)|\s?[x×X](?![\w×])(?!\s?\$?10)|\$\\times\$))"),
    _measure("times-as", "times", rf"(?P<unit>\stimes)(?=\s(?:as\s|the\s|{FASTER}\b))"),
    _measure("orders", "orders of magnitude", r"(?P<unit>\sorders?\sof\smagnitude)\b"),
    _measure("times-by", "times", r"(?P<unit>\stimes\b)"),
    _measure("metric-after", "", rf"(?P<unit>{SP}{{1,4}}(?P<metric>(?:absolute |relative )?{METRIC_NAME})(?![\w]))"),
    _measure("metric-word-after", "", rf"(?P<unit>){SP}{{1,4}}(?P<metric>{METRIC}|(?:(?:absolute|relative|average|overall) )?(?:{CHANGE})|(?:\w[\w-]{{0,15}} ){{0,2}}scores?)\b"),
    _measure("physical", "", rf"(?P<unit>\)?{SP}{{0,4}}-?(?:(?:\\(?:rm|mathrm|text|hbox|mbox)\s?)?\{{?\s?~?)?(?P<name>{PHYSICAL}))(?![\w-])"),
    _measure("duration", "", rf"(?P<unit>[\s~-](?P<name>{DURATION}))\b(?!-old)"),
    _measure("rate", "", r"(?P<unit>[\s~-](?P<name>[A-Za-z]{1,15}(?:-per-|/| per )(?:second|sec|s|minute|min|hour|day|token|word|sentence|query)))\b"),
    _measure("memory", "", rf"(?P<unit>\s?(?P<name>{MEMORY}))\b"),
)  # fmt: skip
_ANY_MEASURE = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", one.pattern.pattern) for one in MEASURES))
"""Most numbers have no measure: all of them are looked for at once first."""
_NOT_POINTS = re.compile(
    r"(?:data|change|key|fixed|time|grid|lattice|sample|view|critical|end|turning)[\s-]points?", re.IGNORECASE
)
_METRIC_OF = (
    rf"(?:{METRIC}|scores?|state[- ]of[- ]the[- ]art|Accuracy|Precision|Recall)(?:[\s-](?:scores?|rates?|values?|points?|results?))?)"
    r"(?:\s(?:on|for|in|over)\s[^,.;()]{1,40}?)?(?:\s(?:of|is|was|to|at|by|are|with|above|over|below|exceeding|reaching|reaches)|\s?[:=(])\s?(?:an?\s)?(?:up to |about |around |over |above |nearly |only |\$)?$"
)
_BARE_METRIC = re.compile(rf"(?P<metric>(?:[a-z][\w-]{{1,20}}\s)?{_METRIC_OF}")
_HAS_METRIC = re.compile(rf"(?:{_METRIC_OF}")
"""What every match of the pattern above ends in: it fails sooner."""
_ADJACENT = re.compile(rf"(?<![\w-])(?P<metric>{METRIC_NAME}|accuracy|precision|recall|agreement)\s\(?$")
_LEADS_ON = re.compile(
    r"(?:\b(?:of|is|was|to|at|by|are|with|above|over|below|exceeding|reaching|reaches)|[:=(])\s?(?:an?\s)?(?:[a-z ]{0,10})\$?$"
)
_METRIC_SIGNS = (*METRIC_SIGNS, "state")
"""What every match of the pattern above ends in, and of what it holds one: looked for first, because it is cheap."""
_THINGS = re.compile(
    r"\s(?!(?:for|from|with|and|the|over|using|across|after|when|while|under|than|per)\s)[a-z]{3,20}\s[a-z]{2,20}s\b|\s[a-z]{4,20}(?<!s)s\b"
)
_COMPARED = re.compile(r"\s(?:more|less|better|worse|faster|slower|shorter|longer|earlier|later|lower|higher)\b")
_FACTOR = re.compile(
    r"\bby an? (?:average )?factor of (?:up to |about |over |more than |at least |around |approximately |nearly )?\$?$"
)
_STATISTIC = re.compile(
    r"(?:^|[\s(\[,;])(?:SMD|WMD|MD|RR|OR|HR|r|r_?s|rho|tau|kappa|R2|R²|R\^2|AUC|RMSE|MAE|[ρκτα]|multi-π)\s?=\s?[-−–]?$"
)
"""Names of statistics: effect sizes, ratios, correlations, agreement."""
_SAMPLE = re.compile(r"(?<![\w\\$_])[Nn]\s?=\s?$")
_OF_WHICH = re.compile(r"\sof\s(?:which|whom|them|these|those)\b")
_OUT_OF = re.compile(
    r"\s(?:out\s)?of\s(?:the\s)?(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b)"
)
_TWICE = re.compile(
    r"\b(?P<n>[Tt]wice|[Hh]alf|[Dd]ouble|[Tt]riple)(?=\s(?:as\s(?!an?\b)\w|the\s(?:size|number|amount|speed|cost|performance|data|time|parameters|accuracy|training)))"
)
_FOLD = re.compile(
    rf"\b(?P<n>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ee]ight|[Tt]en)-?fold(?=\s(?:{FASTER}|faster|speed|increase|gain|higher|lower|decrease|rise|drop)\b)"
)
_FOLDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10"}
_TWICE_ENDS = ("wice", "alf", "ouble", "riple")
_TWICES = {"twice": "2", "half": "0.5", "double": "2", "triple": "3"}

# --- reading a number ------------------------------------------------------------------------------------------------


def _measured(text: str, number: Number) -> Draft | None:
    """The measure a number has by what follows it."""
    if not _ANY_MEASURE.match(text, number.end):
        return None
    for measure in MEASURES:
        if not (match := measure.pattern.match(text, number.end)):
            continue
        groups = match.groupdict()
        if measure.name == "points" and (_NOT_POINTS.search(match[0]) or _NOT_POINTS.match(text, number.end + 1)):
            continue
        if measure.name == "physical" and not _is_physical(text, number, groups["name"]):
            continue
        if measure.name == "times-by" and not _BY.search(text[max(0, number.start - 90) : number.start]):
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
        return Draft(number, measure.name, " ".join(unit.split()), kind, match.end("unit"), metric)
    return None


def _is_physical(text: str, number: Number, unit: str) -> bool:
    """Whether a short unit is one: "30 T", not "10 A" of a list or "3 s"."""
    if len(unit) > 1:
        return text[number.end : number.end + 1].isspace() or unit not in ("kg", "mM")
    return (
        (unit in "KTGVW" or (unit in "msh" and text[number.end].isspace() and number.end - number.start > 1))
        and not text[number.end].isalpha()
        and bool(re.match(r"[\s.,;)$]|$", text[number.end + 1 + len(unit) :][:1] or " "))
    )


def _scored(text: str, number: Number) -> Draft | None:
    """A bare number after the name of a metric ("an F_1 score of 36.4"), or with a sign or a metric near it."""
    before = text[max(0, number.start - 90) : number.start]
    if number.error:
        return Draft(number, "with-error", "", "result", number.end)
    if "factor" in before and _FACTOR.search(before):
        return Draft(number, "factor", "times", "result", number.end)
    if is_large(number) and _SAMPLE.search(before):
        return Draft(number, "sample", "", "size", number.end)
    if (
        not number.word
        and _LEADS_ON.search(before[-28:])
        and hinted(_METRIC_SIGNS, before)
        and _HAS_METRIC.search(before)
        and (match := _BARE_METRIC.search(before))
        and len(match["metric"]) > 1
        and not _THINGS.match(text, number.end)
    ):
        at = number.start - len(before)
        return Draft(
            number, "metric-before", "", "result", number.end, (at + match.start("metric"), at + match.end("metric"))
        )
    if not number.word and "." in number.value and "=" in before[-4:] and _STATISTIC.search(before[-24:]):
        return Draft(number, "statistic", "", "result", number.end)
    if not number.word and _OF_WHICH.match(text, number.end):
        return Draft(number, "out-of", "", "result", number.end)
    if (number.value != "1" or not number.word) and _OUT_OF.match(text, number.end):
        return Draft(number, "out-of", "", "result", number.end)
    return None


_COMPOUND = re.compile(
    r"-(?P<noun>token|word|parameter|param|sentence|example|hour|minute|language|class|document|billion|million)s?\b"
)
_COMPOUND_SMALL = re.compile(
    r"-(?P<noun>way|layer|hour|minute|dialog|dialogue|utterance|sentence|word|language|round|turn)s?\s[a-z]"
)
_COMPOUND_LARGE = re.compile(r"-(?P<noun>[a-z]{3,14})\s[a-z]")
_SINGULAR = re.compile(
    r"\s(?:[a-z][\w-]{0,20}\s){0,4}?(?P<noun>dataset|data set|corpus|model|models|context|window|benchmark|version|variants?|LMs?|LLMs?)\b"
)


def _bare(text: str, number: Number) -> Draft | None:
    """A number without unit, metric and noun that an outcome or a scale makes a claim: "from 78.95 to 85.14", "improves it by 41", "47K"."""
    before = text[max(0, number.start - 90) : number.start]
    if "." in number.value and (
        (_FROM.match(text, number.end) and before.endswith(("from ", "from $", "("))) or _TO.search(before)
    ):
        return Draft(number, "from-to", "", "result", number.end)
    if not number.word and "by" in before and _BY.search(before) and not is_year(text, number):
        return Draft(number, "change-by", "", "result", number.end)
    if "." in number.value and _AGAINST.search(before):
        return Draft(number, "against", "", "result", number.end)
    if "." in number.value and _COEFFICIENT.search(before):
        return Draft(number, "coefficient", "", "result", number.end)
    if is_large(number) and not number.word and number.value.isdigit() and not is_year(text, number):
        if int(number.value) >= 100 and _BRACKETED.search(before) and text[number.end : number.end + 1] == ")":
            return Draft(number, "in-brackets", "", "size", number.end)
        if before.endswith("up to ") and not text[number.end : number.end + 1].isalnum():
            return Draft(number, "bound", "", "size", number.end)
    if number.scaled and not number.word and text[number.end - 1] != "}":
        return Draft(number, "scaled", "", "size", number.end)
    return None


_TWO_BY_TWO = re.compile(r"[1-9][0-9]\.[0-9]{1,2}")
_NAME_BEFORE = re.compile(
    r"(?:\b(?:accuracy|score|achiev\w{1,3}|results?|performance|F1|BLEU|improv\w{1,6}|outperform\w{0,3}|NER|state-of-the-art)\b[^.;]{0,60}|[0-9]\.[0-9]{1,2}(?:,|,? and)|scores?)\s(?:[a-z]{1,4}\s)?[A-Z][\w-]{2,30}\s\(?$"
)
"""The name of a data set before a score, in a list of scores or after words of success."""
_ENDS = re.compile(r"[,;)]|\.(?:\s|$)|\s(?:and|on|in)\b|$")
_BRACKETED = re.compile(r"[a-z]{3,20}s\s\((?:over|about|more than|around|nearly|approximately|~)?\s?$")


def _is_score(text: str, number: Number) -> bool:
    """Whether a decimal after the name of a data set is a score, not a version: "BC5 93.74, NCBI 92.28"."""
    return (
        _TWO_BY_TWO.fullmatch(text, number.start, number.end) is not None
        and _ENDS.match(text, number.end) is not None
        and _NAME_BEFORE.search(text[max(0, number.start - 90) : number.start]) is not None
    )


_FROM = re.compile(r"\$?\s?(?:to|→|->)\s?\$?[0-9]")
_TO = re.compile(r"(?:\bfrom\s|\()\$?[0-9.]{1,8}\$?\s?(?:to|→|->)\s?\$?$")
_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|against|(?:gains?|improvements?|increases?|decreases?|reductions?|drops?) of|(?:increas|decreas|improv|dropp)ed more than)\s\(?$"
)
_COEFFICIENT = re.compile(
    r"\b(?:agreement|correlations?|coefficients?|score|reliability|kappa|Cohen|Pearson|Spearman|Krippendorff|Fleiss)\b[^.;]{0,50}[(\s][\wα-ωκ'’-]{1,12}\s?[=:]\s?$"
)
_BY = re.compile(
    r"\b(?:improv\w{1,8}|outperform\w{0,4}|increas\w{1,4}|reduc\w{1,6}|surpass\w{0,4}|beat\w{0,4})\b[^.;]{0,60}\sby\s(?:up to |about |over |more than |at least |only |an average of |\$|\+){0,2}$"
)


def _sized(text: str, number: Number) -> Draft | None:
    """A number that counts what follows it."""
    if number.scaled and not number.word:
        if match := _COMPOUND.match(text, number.end):
            return Draft(number, "compound", match["noun"] + "s", "size", number.end, match.span("noun"))
        if match := _SINGULAR.match(text, number.end):
            return Draft(number, "scaled-noun", "", "size", number.end, match.span("noun"))
    if (
        not number.word
        and number.value.isdigit()
        and int(number.value) > 2
        and not is_year(text, number)
        and (match := (_COMPOUND_LARGE if is_large(number) else _COMPOUND_SMALL).match(text, number.end))
    ):
        return Draft(number, "compound", match["noun"] + "s", "size", number.end, match.span("noun"))
    at = number.end
    if number.word and _PREPOSITION.search(text, max(0, number.start - 8), number.start) and text[at : at + 1] == ",":
        at += 1  # "over four, distant language pairs"
    if number.scaled and text.startswith(" of ", at):
        at += 3  # "two millions of pebbles"
    phrase = counted(text, at, is_large(number)) if text[at : at + 1] != "-" else None
    if phrase is None or not counts(text, number, phrase):
        return None
    rule = "count-known" if phrase.noun in COUNTED else "count-loose" if phrase.noun in LOOSE else "count"
    if not is_large(number):
        rule += "-small"
    unit = phrase.noun if phrase.noun in phrase.words else " ".join(phrase.words[-2:])
    unit = unit if phrase.noun in COUNTED else ""
    kind = "result" if is_large(number) and FOUND.search(text, max(0, number.start - 40), number.start) else "size"
    return Draft(number, rule, unit, kind, number.end, (phrase.start, phrase.end), phrase)


_PREPOSITION = re.compile(r"\b(?:over|on|in|across|for|of|with)\s$")
_JOIN = re.compile(
    r"(?:[,/]?\s?(?:and|or|to|-|–|—|--|,|/|vs\.?|\\sim)?\s?(?:and|or|by)?\s?[$+~]{0,2}\s?\$?)"
    r"(?:(?:at least|up to|about|over)\s)?"
)


_MEASURED_WORDS = frozenset(["percent", "percent-points", "points", "times-as", "orders", "duration"])
_COORDINATED = re.compile(r"(?:\s[\w-]{2,25}){1,3}\sand\s")


def _drafts(text: str) -> list[Draft]:
    """What is read of the numbers of a text; one without a measure of its own shares that of the next in a list."""
    drafts: list[Draft] = []
    following: Draft | None = None
    found = numbers(text)
    if not found:
        return []
    formulas = Formulas(text)
    for number in reversed(found):
        if formulas.hold(number):
            continue
        draft = _measured(text, number)
        if draft and number.word and draft.rule not in _MEASURED_WORDS:
            draft = None
        if (
            draft is None
            and "." in number.value
            and (match := _ADJACENT.search(text, max(0, number.start - 16), number.start))
        ):
            draft = Draft(number, "metric-before", "", "result", number.end, match.span("metric"))
        if draft is None and _is_score(text, number):
            draft = Draft(number, "named-score", "", "result", number.end)
        if draft is None and is_named(text, number):
            following = None
            continue
        draft = draft or _sized(text, number) or _scored(text, number)
        if draft is None and following and number.end <= following.number.start:
            gap = text[number.end : following.number.start]
            listed = len(gap) < 20 and gap.strip() and _JOIN.fullmatch(gap)
            alike = number.signed and following.number.signed and len(gap) < 60 and ". " not in gap
            shared = following.counted is not None and not number.word and len(gap) < 80 and _COORDINATED.fullmatch(gap)
            if (listed or alike or shared) and not is_year(text, number):
                draft = Draft(
                    number,
                    f"{following.rule}",
                    following.unit,
                    following.type,
                    number.end,
                    following.metric,
                    following.counted,
                )
        draft = draft or _bare(text, number)
        following = draft
        if draft is not None:
            drafts.append(draft)
    drafts.reverse()
    return _joined(text, found, drafts)


_JOIN_FOR = re.compile(r"\s(?:for|on|in|at)\s(?:the\s)?[\w-]{1,20}(?:\s[\w-]{1,20})?(?:,\sand\s|,\s|\sand\s)")
_LISTED = frozenset(["metric-before", "metric-word-after"])


def _joined(text: str, found: list[Number], drafts: list[Draft]) -> list[Draft]:
    """Adds the numbers that share what was read of the one before them: "BLEU scores of 18.3 and 25.2"."""
    by_start = {draft.number.start: draft for draft in drafts}
    for last, number in pairwise(found):
        draft = by_start.get(last.start)
        if draft is None or number.start in by_start or "." not in number.value or draft.rule not in _LISTED:
            continue
        gap = draft.end <= number.start <= draft.end + 40
        if gap and (
            _JOIN.fullmatch(text, draft.end, number.start) or _JOIN_FOR.fullmatch(text, draft.end, number.start)
        ):
            by_start[number.start] = Draft(number, draft.rule, draft.unit, draft.type, number.end, draft.metric)
    return [by_start[start] for start in sorted(by_start)]


# --- facts -----------------------------------------------------------------------------------------------------------

CONFIDENCE = {
    "against": 0.92,  # 2/2
    "bound": 0.91,  # 1/1
    "change-by": 0.91,  # 1/1
    "compound": 0.94,  # 8/8
    "count": 0.96,  # 40/41
    "count-background": 0.91,  # 1/1
    "count-known": 0.97,  # 90/90
    "count-known-background": 0.83,  # 1/2
    "count-known-small": 0.97,  # 185/189
    "count-loose": 0.93,  # 5/5
    "count-loose-small": 0.93,  # 4/4
    "count-small": 0.87,  # 18/21
    "duration": 0.95,  # 9/9
    "factor": 0.92,  # 2/2
    "from-to": 0.97,  # 26/26
    "in-brackets": 0.91,  # 1/1
    "memory": 0.92,  # 2/2
    "metric-after": 0.97,  # 20/20
    "metric-before": 0.89,  # 8/9
    "metric-word-after": 0.93,  # 4/4
    "named-score": 0.92,  # 3/3
    "out-of": 0.94,  # 7/7
    "percent": 0.97,  # 86/86
    "percent-background": 0.85,  # 2/3
    "percent-points": 0.95,  # 9/9
    "physical": 0.81,  # 21/27
    "physical-background": 0.86,  # 3/4
    "points": 0.97,  # 24/24
    "rate": 0.93,  # 4/4
    "sample": 0.92,  # 3/3
    "scaled": 0.87,  # 4/5
    "scaled-noun": 0.91,  # 1/1
    "statistic": 0.94,  # 6/6
    "times": 0.92,  # 14/15
    "times-as": 0.94,  # 6/6
    "times-by": 0.92,  # 2/2
    "twice": 0.93,  # 5/5
    "with-error": 0.92,  # 2/2
}
"""How often the claims of a rule are right, and of how many judged: printed by benchmarks/_text_claims.py --calibrate."""
UNJUDGED = 0.85


def read(field: str, text: str) -> Iterator[Fact]:
    """The claims of a title or an abstract in the order of the text; nothing for other fields."""
    if field not in FIELDS:
        return
    text = text[:LIMIT]
    drafts = _drafts(text)
    twice = _in_words(text)
    if not drafts and not twice:
        return
    starts = sentences(text)
    spoken = turn(text, starts) if field == "abstract" else None
    seen: set[tuple[str, str]] = set()
    for draft in sorted(drafts + twice, key=lambda one: one.number.start):
        if draft.counted is not None:  # the same size again is the same claim
            if (draft.number.value, draft.counted.noun) in seen:
                continue
            seen.add((draft.number.value, draft.counted.noun))
        at = bisect_right(starts, draft.number.start, 0, len(starts) - 1)
        begin, end = starts[at - 1], starts[at]
        fact = _fact(text, draft, begin, end, spoken)
        # "Two challenges remain in earlier work" counts nothing: a small word among others' work is the text's own structure.
        if fact.details["type"] != "background" or not draft.rule.endswith("-small"):
            yield fact


def _in_words(text: str) -> list[Draft]:
    """Factors said in a word: "twice as fast", "a threefold speedup"."""
    found = [(m, _TWICES) for m in _TWICE.finditer(text)] if hinted(_TWICE_ENDS, text) else []
    if "fold" in text:
        found += [(m, _FOLDS) for m in _FOLD.finditer(text)]
    return [
        Draft(
            Number(m.start(), m.end(), m.start(), values[m["n"].lower()], word=True),
            "twice",
            "times",
            "result",
            m.end(),
        )
        for m, values in found
    ]


def _fact(text: str, draft: Draft, begin: int, end: int, spoken: int | None) -> Fact:
    number = draft.number
    if text.count("$", number.start, draft.end) % 2 and text[draft.end : draft.end + 1] == "$":
        draft.end += 1
    kind = "background" if is_others(text, begin, number.start, end, spoken) else draft.type
    spent = kind == "size" and draft.rule in ("duration", "memory")
    if spent and (
        IMPROVES.search(text, max(begin, number.start - 200), number.start) or _COMPARED.match(text, draft.end)
    ):
        kind = "result"
    if draft.rule == "twice" and kind == "result" and text.startswith("the size", number.end + 1):
        kind = "size"
    details = {"printed": " ".join(text[number.start : draft.end].split()), "type": kind}
    if draft.unit:
        details["unit"] = draft.unit
    if how := comparison(text, draft):
        details["comparison"] = how
    if number.error:
        details["error"] = number.error
    if span := metric(text, draft, end):
        details["metric"] = " ".join(text[slice(*span)].split())
    if span := of(text, draft, begin, end):
        details["of"] = " ".join(text[slice(*span)].split())
    rule = f"{draft.rule}-{kind}" if kind == "background" else draft.rule
    return Fact(
        "claim",
        number.value,
        number.start,
        draft.end,
        text[number.start : draft.end],
        f"claims/{rule}/{VERSION}",
        CONFIDENCE.get(rule, UNJUDGED),
        details,
    )

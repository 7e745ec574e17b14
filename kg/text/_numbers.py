"""Numbers in running text: what is printed, its plain value, and what only looks like a number.

A number here is one that may count or measure something. Digits in names (GPT-4, H2O, 3D), exponents, enumerations, citations
and parts of links are passed over; years and versions are told by `is_year` and `is_named`. Reading is linear in the length of the text: each
pattern begins with a digit and repeats within bounds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from kg.text._telling_words import NUMBERS, as_printed, telling_words

_SCALES = {
    "k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "t": 1_000_000_000_000,
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip

_PRINTED = as_printed(NUMBERS)
_DIGITS = re.compile(r"[0-9](?:[0-9,]{0,20}[0-9])?(?:\.[0-9]{1,12})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,|\{,\})[0-9]{3}){1,5}(?:\.[0-9]{1,12})?(?![0-9])")
_TAIL = re.compile(
    r"(?:\s?(?P<scale>[kKMBT](?![\w/^])|[kKMBT](?=-(?:token|word|parameter|param|sentence|example|scale)))"
    r"|[\s-](?P<word>thousand|million|billion|trillion)s?\b)?"
    r"(?P<plus>\+(?=[\s)]))?"
    r"(?P<error>(?:\s?(?:\\pm|±|\+/-|\+-|\$\\pm\$)\s?[0-9]{0,6}\.?[0-9]{1,8}(?:\s?\((?:stat|syst?|exp|theo?)\.?\))?){1,4})?"
    r"(?:\)?\s?\$?(?:\\times|\\cdot|×|x|\*)\s?\$?\s?10\s?(?:\^|ˆ|\*\*)\s?\{?(?P<power>[-+−]?[0-9]{1,3})\}?)?"
)
_SCALED = re.compile(
    r"[\s~][kKMBT]\s(?:tokens|words|param(?:eter)?s|sentences|examples|pairs|documents|utterances|tweets|images|samples|queries|questions|instances|articles|triples|entities)\b"
)
"""A scale apart from its number: "1 M tokens"."""
_POWER_OF_TEN = re.compile(r"\s?\$?(?:\^|ˆ|\*\*)\s?\{?([-+−]?[0-9]{1,3})\}?(?![\w^/])")
_SIGN = re.compile(r"(?:\+\$|\$\+|\+|−|(?<=[\s($])-)\s?$")
_POINT = re.compile(r"(?<![\w.])\.$")
_NAME = re.compile(r"[A-Za-z_\\][A-Za-z_]{0,30}$")


class Number(Struct, frozen=True, gc=False):
    """A number: where it stands (sign, scale, error and power of ten included), its plain value and its parts.

    `digits` is the offset of the first digit; `word` says that it is written as a word; `scaled` that a scale (k, million) follows.
    """

    start: int
    end: int
    digits: int
    value: str
    word: bool = False
    scaled: bool = False
    signed: bool = False
    error: str = ""


def plain(printed: str, scale: int = 1, power: int = 0, negative: bool = False) -> str:
    """The plain form of a number as printed: "1.8" and a million is "1800000"; very large and small ones keep an exponent."""
    value = Decimal(printed) * scale * (Decimal(10) ** power)
    if negative:
        value = -value
    if abs(value.adjusted()) > 18:
        return f"{value.normalize():e}".lower()
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown and (scale != 1 or power) else shown


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order."""
    found = [*_of_digits(text), *_of_words(text), *_of_articles(text)]
    found.sort(key=lambda one: one.start)
    return found


def _of_digits(text: str) -> Iterator[Number]:
    at = 0
    while match := _DIGITS.search(text, at):
        start, end, printed = match.start(), match.end(), match[0]
        if "," in printed or text[end : end + 3] == "{,}":
            grouped = _GROUPED.match(text, start)
            end = grouped.end() if grouped else start + len(printed.split(",")[0])
            printed = text[start:end].replace("{", "").replace("}", "").replace(",", "")
        at = end
        if len(printed) > 24 or not _may_count(text, start, end):
            continue
        number = _number(text, start, end, printed)
        at = max(at, number.end)
        yield number


def _number(text: str, start: int, end: int, printed: str) -> Number:
    digits = start
    if start and text[start - 1] == "." and _POINT.search(text, max(0, start - 2), start):
        start, printed = start - 1, "0." + printed
    if printed == "10" and (power_of_ten := _POWER_OF_TEN.match(text, end)):
        value = plain("1", power=int(power_of_ten[1].replace("−", "-")))
        return Number(start, power_of_ten.end(), digits, value, scaled=True)
    tail = _TAIL.match(text, end)
    assert tail is not None  # every part of it may be absent
    scale = _SCALES[(tail["scale"] or tail["word"]).lower()] if tail["scale"] or tail["word"] else 1
    if tail["scale"] and text[end] in " \n~" and not _SCALED.match(text, end):  # "30 T" is a unit
        scale, stop, power, error = 1, end, 0, ""
    else:
        stop, power, error = (
            tail.end(),
            int((tail["power"] or "0").replace("−", "-")),
            _errors(tail["error"] or ""),
        )
    sign = _SIGN.search(text, max(0, start - 3), start)
    begin = sign.start() if sign else start
    negative = sign is not None and sign[0].strip(" $") in ("-", "−")
    try:
        value = plain(printed, scale, power, negative)
    except ArithmeticError:
        value = printed
    return Number(begin, stop, digits, value, scaled=scale > 1, signed=sign is not None, error=error)


_ERROR = re.compile(r"[0-9]{0,6}\.?[0-9]{1,8}")


def _errors(printed: str) -> str:
    """The errors of a value, one after the other: statistical, systematic ..."""
    return " ".join(_ERROR.findall(printed))


def _may_count(text: str, start: int, end: int) -> bool:
    """Whether digits stand free: not in a name, an exponent, an index, a version, a fraction or a link."""
    if start:
        before = text[start - 1]
        if before.isalnum() or (
            before in "_^/\\@#&=" and not (before == "=" and text[start - 2 : start - 1] not in "/?&")
        ):
            return False
        if before in "-–.:,'’" and start > 1:
            further = text[start - 2]
            if (
                before in "-–"
                and (further.isalpha() or further in ")]}")
                and text[max(0, start - 4) : start] != "\\sim-"
            ):
                return False
            if before in ".:'’" and not further.isspace() and further not in "(=~$<>":
                return False
        if before == "{" and start > 1 and text[start - 2] in "^_":
            return False
    after = text[end : end + 2]
    return not (after[:1] in ("/", ":") and after[1:].isdigit()) and not (after[:1] == "." and after[1:].isdigit())


def _of_words(text: str) -> Iterator[Number]:
    """Numbers written as words; "twenty-five" is one, "two-step" is none."""
    printed = _PRINTED & telling_words(text)
    if not printed:
        return
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals fold to two characters
        return
    for word in sorted({word.lower() for word in printed}):
        at = lowered.find(word)
        while at >= 0:
            end = at + len(word)
            if (
                (not at or not (lowered[at - 1].isalnum() or lowered[at - 1] in "-_\\"))
                and not lowered[end : end + 1].isalnum()
                and (found := _word(lowered, at, end, NUMBERS[word]))
            ):
                yield found
            at = lowered.find(word, end)


# "A hundred" and "a thousand" are figures of speech more often than counts.
_ARTICLE = re.compile(r"(?:[Hh]alf )?\ba (?P<scale>million|billion|trillion)\b")


def _of_articles(text: str) -> Iterator[Number]:
    """ "A million" and "half a million"."""
    if "illion" in text:
        for match in _ARTICLE.finditer(text):
            value = _SCALES.get(match["scale"], 100)
            half = match[0][:4].lower() == "half"
            start = match.start() if half else match.start("scale")
            yield Number(start, match.end(), start, str(value // 2 if half else value), word=True, scaled=True)


_UNIT_WORD = re.compile(r"-(one|two|three|four|five|six|seven|eight|nine)\b")
_SCALE_WORD = re.compile(r"\s(hundred|thousand|million|billion|trillion)(?:s(?: of)?)?\b")


def _word(lowered: str, at: int, end: int, value: int) -> Number | None:
    if lowered[end : end + 1] == "-":
        more = _UNIT_WORD.match(lowered, end) if value >= 20 else None
        if more is None:
            return None
        value, end = value + NUMBERS[more[1]], more.end()
    scaled = False
    if match := _SCALE_WORD.match(lowered, end):
        value *= _SCALES.get(match[1], 100)
        end, scaled = match.end() - 3 * match[0].endswith(" of"), True
    return Number(at, end, at, str(value), word=True, scaled=scaled)


def is_year(text: str, number: Number) -> bool:
    """Whether a number has the form of a year."""
    printed = text[number.start : number.end]
    return len(printed) == 4 and printed.isdigit() and "1800" <= printed <= "2099"


def is_named(text: str, number: Number) -> bool:
    """Whether a number belongs to the word before it: "OntoNotes 5.0", "Section 2", "Task 3"."""
    start = number.start
    if number.word or number.signed or not start or not text[start - 1].isspace():
        return False
    word = _NAME.search(text, max(0, start - 30), start - 1)
    if word is None or word.start() == 0:
        return False
    name = word[0]
    if name.lower() in _NUMBERED:
        return True
    return (
        name[:1].isupper()
        and text[max(0, word.start() - 2) : word.start()].strip() not in (".", "")
        and name not in _OPENERS
    )


_NUMBERED = frozenset(
    "section sections sec table tables figure figures fig figs chapter chapters page pages line lines version task subtask equation eq "
    "theorem lemma step stage phase type level grade part volume vol track number no appendix top rule case model experiment study".split()
)
_OPENERS = frozenset(
    "In On With Of Over Only We Our The From By For About Across All These Our Using And Is Are To At Its Has".split()
)


# --- formulas --------------------------------------------------------------------------------------------------------

_BEFORE_VALUE = re.compile(
    r"\s?(?:\\(?:sim|approx|simeq|leq|geq|le|ge|lesssim|gtrsim|pm|,)|[~<>+\-=≈]|\s|\d[\d.,]{0,9}|[\w\\{}^(), ]{1,30}(?:=|\\sim|\\approx|\\simeq)){0,4}\s?\(?"
)
_AFTER_VALUE = re.compile(
    r"(?:\s|\\,|~|\\?%|\\times|x|-|\\mu|\\mathrm|\\rm|\\text|[{}^]|\d|[A-Za-z]{1,4}|/|\\odot|_|\\sim|\.){0,12}"
)
_LONGEST = 80


class Formulas:
    """The formulas of a text (`$...$`, `\\(...\\)`), to tell constants in them from values."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._dollars = [match.start() for match in re.finditer(r"\$", text)] if "$" in text else []
        self._opened = [match.start() for match in re.finditer(r"\\\(", text)] if "\\(" in text else []
        self._closed = [match.start() for match in re.finditer(r"\\\)", text)] if self._opened else []

    def hold(self, number: Number) -> bool:
        """Whether a number is a constant of a formula: it stands among symbols, and not alone with its sign, relation and unit."""
        text, at = self._text, number.digits
        if self._opened and (i := bisect_right(self._opened, at)):
            j = bisect_right(self._closed, at)
            if not j or self._opened[i - 1] > self._closed[j - 1]:
                return True
        i = bisect_right(self._dollars, at)
        if i % 2 == 0:
            if text[at - 1 : at] in ("<", ">") and text[number.end : number.end + 1] in ("%", "\\"):
                return False
            return text[at - 1 : at] in ("<", ">", "≥", "≤", "{", "[") or text[number.end : number.end + 1] in (
                "}",
                "]",
                "^",
                "_",
            )
        before = text[self._dollars[i - 1] + 1 : number.start]
        j = bisect_right(self._dollars, number.end - 1)
        after = text[number.end : self._dollars[j]] if j < len(self._dollars) else ""
        if len(before) > _LONGEST or len(after) > _LONGEST:
            return True
        return _BEFORE_VALUE.fullmatch(before) is None or _AFTER_VALUE.fullmatch(after) is None

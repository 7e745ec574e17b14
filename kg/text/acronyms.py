"""Short and long forms of terms: "language models (LMs)", "MERA (Mechanistic Error Reduction with Abstention)".

The letters of the short form are aligned with the words of the long one, as A. S. Schwartz and M. A. Hearst do it ("A simple
algorithm for identifying abbreviation definitions in biomedical text", PSB 2003), but by words: a word gives its first letter, more of
its first letters, or letters further in; words that give none cost, and the cheapest alignment is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.text import Fact, Text
from kg.text._alignment import (
    STOP,
    align,
    beginning,
    enough,
    explained,
    far_before,
    initials,
    letters_of,
    limit,
    marked,
    may_give,
    swapped,
)
from kg.text._initials_apart import apart, may_be_apart
from kg.text._kinds import KINDS
from kg.text._sentences import LIMIT, capitals, single

FIELDS = ("title", "abstract")
VERSION = 1
CONFIDENCE = {
    "initials": 0.985,
    "reversed": 0.95,
    "aligned": 0.9,
    "apposition": 0.85,
    "apart": 0.78,
    "title": 0.78,
    "common": 0.78,
}
"""How often each rule is right: counted on the half of the gold that was looked at (benchmarks/text.py). Of the last three there were
few cases, of "reversed" none: its figure is a guess from other texts."""


class Pair(NamedTuple):
    """A short form and its long form, each as begin and end, and the rule that found them."""

    short: tuple[int, int]
    long: tuple[int, int]
    rule: str


_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,100})[)\]]")
_WORD = re.compile(r"(?:\\[a-z]{2,12}\{)?[^\W_]{1,40}(?:\}[a-z]{0,20})?(?:['’][a-z]{1,2}\b)?")
_NEAR = re.compile(r"""[.;:!?](?=\s)|[)\]]""")
_UNWRAP = re.compile(r"\\[a-zA-Z]{1,16}\s?\{|[{}$\\`'’\"“”‘\u200b\u200e\u200f\ufeff]")
_OPENS = " \"'“‘`\u200b\u200e\u200f\ufeff"
"""What may stand before a short form in its bracket: marks of direction and width among it."""
_TAG = re.compile(r"</?[a-zA-Z][\w:-]{0,30}(?:\s[^<>]{0,60})?/?>")
_NOT_SHORT = re.compile(
    r"(?:[ivx]{1,4}|II|III|IV|VI{2,3}|IX|eg|ie|(?:[Ee]\.g|[Ii]\.e)\.?.*|[A-Za-z]|[Ss]ee\s.*|\d.{0,3}|[Cc]f\.?.*|[Oo]ur\b.*|et al.*|[A-Za-z][a-z]+ing)$"
)
_SAID = re.compile(
    r"\s{0,3}(?:termed|called|named|dubbed|denoted|abbreviated as|hereafter|henceforth|short as|short for|short)\s"
)
_PREFIX = re.compile(r"(?:infra|ultra|tele|micro|macro|hyper|hypo|multi|super)(?=[a-z]{3})")
"""With these a single word has a short form of two letters: infrared (IR)."""
_TIMES = re.compile(r"([a-z])([23])")
_NOUN = re.compile(r"\s(?:approach|data\s?set|model|task|corpus|method|or\s[^\s]{2,10})$")
"""What may follow a short form in its bracket: "cross-lingual inference (XNLI data set)", "order prediction (ROP or NROP)"."""
_CITED = re.compile(r"\s{0,3}\d{4}")
_GREEK_COMMAND = re.compile(
    r"\\((?i:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|pi|rho|sigma|tau|phi|chi|psi|omega))(?![a-zA-Z])"
)


def _short(content: str) -> str | None:
    """What a bracket holds as a short form, without its LaTeX; None when it is none."""
    if not 2 <= len(content) <= 40:
        return None
    if "\\" in content:
        content = _GREEK_COMMAND.sub(lambda match: match[1][0], content)
    short = _UNWRAP.sub("", content).strip()
    if not 2 <= len(short) <= 20 or short.count(" ") > 1 or not short[0].isalnum() or _NOT_SHORT.match(short):
        return None
    if " " in short and sum(map(str.isupper, short)) < 2:
        return None
    if short == short.lower() and not short.isascii():
        return short
    return short if short != short.lower() and sum(map(str.isalpha, short)) > 1 else None


def _pair_before(text: str, bracket: re.Match[str], start: int, end: int, letters: str) -> Pair | None:
    """The long form that stands before a bracket with the short one."""
    tokens = _before(text, bracket.start(), letters)
    words = [_bare(token[0]) for token in tokens]
    if not words:
        return None
    if (first := initials(letters, words)) is not None and text[tokens[first].start() - 1] != "-":
        return Pair((start, end), _unwrapped(text, tokens[first].start(), tokens[-1].end()), "initials")
    joined = frozenset(i for i, token in enumerate(tokens) if i and text[token.start() - 1] in "-‐‑")
    found = align(letters, words, False, joined)
    if found is None and (other := _otherwise(letters, words, joined)):
        return Pair((start, end), _unwrapped(text, tokens[other[0]].start(), tokens[other[1]].end()), "aligned")
    if len(letters) == 2 and (prefix := _PREFIX.match(words[-1])) and words[-1][0] + words[-1][prefix.end()] == letters:
        return Pair((start, end), tokens[-1].span(), "aligned")
    if found is None and _TIMES.search(letters):  # AS2, answer sentence selection
        letters = _TIMES.sub(lambda match: match[1] * int(match[2]), letters)
        found = align(letters, words, False, joined)
    if found and found[2] <= limit(letters) + marked(words[found[0] : found[1] + 1]) and enough(letters, words, found):
        first = beginning(letters, words, found[0], joined)
        if (
            found[2] > 0.6
            and first > 1
            and first - 1 in joined
            and words[first - 2][0].lower() + words[first - 1][0].lower() == letters[:2]
        ):
            first -= 2  # "non-autoregressive neural translation (NAT)"
        return Pair((start, end), _unwrapped(text, tokens[first].start(), tokens[found[1]].end()), "aligned")
    return None


def _before(text: str, at: int, letters: str) -> list[re.Match[str]]:
    """The words before a bracket that may be its long form; none where something else stands between."""
    floor = max(0, at - 12 * len(letters) - 50)
    stops = [match.end() for match in _NEAR.finditer(text, floor, at)]
    tokens = list(_WORD.finditer(text, stops[-1] if stops else floor, at))
    if ">" in text[floor:at] and (tags := list(_TAG.finditer(text, floor, at))):
        tokens = [token for token in tokens if not any(tag.start() < token.start() < tag.end() for tag in tags)]
        at = tags[-1].start() if tags[-1].end() == at else at
    if floor and not stops and tokens:
        tokens = tokens[1:]  # it may begin within a word
    if not tokens or at - tokens[-1].end() > 6:
        return []
    return tokens[-(2 * len(letters) + 4) :]


def _otherwise(letters: str, words: list[str], joined: frozenset[int]) -> tuple[int, int] | None:
    """The first and last word of a long form whose words do not give the letters one after the other."""
    if (turned := swapped(letters, words)) is not None:
        return turned, len(words) - 1
    return far_before(letters, words, joined)


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a long form without the one command that stands around all of it: \\textit{wick folding}."""
    if text[start - 1 : start] == "$" and text.count("$", start, end) % 2:
        start -= 1
    opened = text.find("{", start, start + 14)
    if text[start] == "\\" and opened > 0 and text.find("}", opened, end) == end - 1:
        return opened + 1, end - 1
    return start, end


def _bare(word: str) -> str:
    """A word without the LaTeX command that underlines its letter."""
    return _UNWRAP.sub("", word) if "{" in word or "}" in word else word


def stands_for(short: str, long: str) -> bool:
    """Whether a short name has the letters of the words of a long one, from the first to the last word."""
    letters = letters_of(short)
    words = [token[0] for token in _WORD.finditer(long)]
    if not 3 <= len(letters) <= 16 or len(words) < 2:
        return False
    found = align(letters, words, whole=True)
    return found is not None and found[1] == len(words) - 1 and found[2] <= limit(letters) - 0.1


def _pair_within(text: str, bracket: re.Match[str]) -> Pair | None:
    """The long form that stands in a bracket after the short one."""
    at = bracket.start()
    before = text[max(0, at - 32) : at].rstrip()
    name = before.rpartition(" ")[2].rpartition("\n")[2]
    if name in KINDS:  # "the XYZ system (...)"
        before = before[: -len(name)].rstrip()
        name = before.rpartition(" ")[2].rpartition("\n")[2]
    lead = len(name) - len(name.lstrip("([{\"'“‘`$"))
    name = name[lead:].rstrip("\"'”’,")
    if not (short := _short(name)) or (name.isalpha() and sum(map(str.isupper, name)) < 2):
        return None
    start = text.rfind(name, 0, at)
    content = bracket[1].split(";")[0]
    tokens = list(_WORD.finditer(content))
    letters = letters_of(short)
    one_word = len(tokens) == 1 and len(content) > 2 * len(letters) + 2
    if not one_word and (not 2 <= len(letters) <= 12 or not 2 <= len(tokens) <= 2 * len(letters) + 2):
        return None
    found = align(letters, [token[0] for token in tokens], whole=True)
    if found is None or found[2] > limit(letters) - 0.1 or (one_word and tokens[0][0].startswith(name)):
        return None  # "BERT vectors (BERTOverflow)"
    base = bracket.start(1)
    return Pair((start, start + len(name)), (base + tokens[0].start(), base + tokens[found[1]].end()), "reversed")


_APPOSED = re.compile(
    r"([A-Z](?<![\w-].)(?=[a-z0-9-]{0,12}[A-Z0-9])[A-Za-z0-9-]{2,12})(?:,\s(?:an?|the)\s|\s?[:–—]\s|,?\s(?:stands|short)\sfor\s)"
)


def _pairs_after(text: str) -> Iterator[Pair]:
    """Long forms in an apposition: "MRS, a multilingual reply suggestion dataset"; in a title after a colon."""
    for match in _APPOSED.finditer(text, 0, LIMIT):
        letters = letters_of(match[1])
        tokens = list(_WORD.finditer(text, match.end(), min(len(text), match.end() + 14 * len(letters))))[
            : len(letters) + 4
        ]
        if len(letters) < 3 or not tokens:
            continue
        found = _explained(text, letters, tokens)
        if found is None and tokens[0][0] in ("A", "An", "The"):  # a title: "XyZ: A Xylem Zone ..."
            found = _explained(text, letters, tokens[1:])
        if found:
            yield Pair(match.span(1), found, "apposition")


_SHORT_APPOSED = re.compile(r",\s(?P<short>[A-Z](?=[A-Za-z0-9-]{0,10}[A-Z])[A-Za-z0-9-]{2,11})(?:,\s|\.\s|\.?$)")


def _pairs_before(text: str) -> Iterator[Pair]:
    """Long forms whose short one follows between commas: "a Slow Wick Trimmer, SWT, which"."""
    for match in _SHORT_APPOSED.finditer(text, 0, LIMIT):
        letters = letters_of(match["short"])
        floor = text.rfind(",", max(0, match.start() - 100), match.start()) + 1
        tokens = [token for token in _before(text, match.start(), letters) if token.start() >= floor]
        words = [token[0] for token in tokens]
        if len(letters) < 3 or len(words) < 2:
            continue
        joined = frozenset(i for i, token in enumerate(tokens) if i and text[token.start() - 1] in "-‐‑")
        found = align(letters, words, False, joined)
        if found and found[0] < found[1] == len(words) - 1 and found[2] <= 0.2:
            yield Pair(match.span("short"), (tokens[found[0]].start(), tokens[-1].end()), "apposition")


def _explained(text: str, letters: str, tokens: list[re.Match[str]]) -> tuple[int, int] | None:
    """Where the words stand that give the letters from the first token on."""
    joined = frozenset(i for i, token in enumerate(tokens) if i and text[token.start() - 1] in "-‐‑")
    number = explained(letters, [token[0] for token in tokens], joined)
    if not number or _NEAR.search(text, tokens[0].start(), tokens[number - 1].start()):
        return None
    end = tokens[number - 1].end()
    if text[end : end + 1] == "-" and len(tokens) > number and tokens[number].start() == end + 1:
        end = tokens[number].end()
    return tokens[0].start(), end


def _bracketed(text: str) -> Iterator[Pair]:
    """Pairs of which one form stands in brackets."""
    for bracket in _BRACKET.finditer(text, 0, LIMIT):
        content, _, rest = bracket[1].partition(";")
        if not rest:
            head, _, tail = content.partition(",")
            if tail and _CITED.match(tail):
                continue
            content = head
        pair = None
        shift = len(match[0]) if (match := _SAID.match(content)) else 0
        content = content[shift:]
        if " " in content and (noun := _NOUN.search(content)):
            content = content[: noun.start()]
        if (short := _short(content)) and 2 <= len(letters := letters_of(short)) <= 16:
            start = bracket.start(1) + shift
            lead = len(content) - len(content.lstrip(_OPENS))
            inner = content.strip(_OPENS + "”’")
            if inner.startswith("\\") and inner.endswith("}"):
                lead, inner = lead + inner.index("{") + 1 if "{" in inner else lead, inner[inner.find("{") + 1 : -1]
            pair = _pair_before(text, bracket, start + lead, start + lead + len(inner), letters)
        if pair is None and (" " in bracket[1] or len(bracket[1]) > 8):
            pair = _pair_within(text, bracket)
        if pair:
            yield pair


@lru_cache(maxsize=4)  # the readers of what is introduced ask for the same pairs
def pairs(text: str) -> tuple[Pair, ...]:
    """The pairs of a text that stand together, in order; a short form that is explained twice stands once for each place."""
    found = list(_bracketed(text)) if "(" in text or "[" in text else []
    taken = {pair.short for pair in found}
    found += [pair for pair in _pairs_after(text) if pair.short not in taken]
    taken = {pair.short for pair in found}
    found += [pair for pair in _pairs_before(text) if pair.short not in taken]
    return tuple(sorted(found))


# --- forms apart -----------------------------------------------------------------------------------------------------

_CAPITALS = re.compile(r"[A-Z]{2,6}(?=s?(?:[.,;:)’'”\"s]{0,3}$|-[a-z]))")


@cache
def common() -> dict[str, tuple[str, ...]]:
    """The long forms, in small letters, that several of the abstracts that were learnt from explain a short form by."""
    rows: dict[str, list[str]] = {}
    for line in (files("kg.text") / "_known_acronyms.txt").read_text(encoding="utf-8").splitlines():
        short, _, long = line.partition("\t")
        rows.setdefault(short, []).append(long)
    return {short: tuple(longs) for short, longs in rows.items()}


def _facts_apart(given: Sequence[Text], known: set[str]) -> Iterator[Fact]:
    """Short forms whose long form stands elsewhere in the title or the abstract, with no word between its words."""
    places: dict[str, tuple[str, str]] = {}
    for _, name, text in reversed(given):
        for word in capitals(text):
            word = word.lstrip("(“\"‘'`[")
            if (
                word[:2].isupper()
                and len(word) < 24
                and (match := _CAPITALS.match(word))
                and match[0] not in known
                and match[0] not in _NO_LONG
            ):
                places[match[0]] = (name, text)
    for short in [short for short in places if short in common()]:
        where, printed = places[short]
        if found := _common_form(short, given):
            field, text, start, end = found
            del places[short]
            yield _fact(
                where, printed, _alone(printed, short), (start, end), "common", text if field != where else None, field
            )
    wanted = {short for short in places if len(short) > 2}
    for _, name, text in reversed(given) if wanted else ():
        if not may_be_apart(text, {short.lower() for short in wanted}):
            continue
        for short, field, start, end in apart(name, text, wanted):
            if short in wanted:
                wanted.discard(short)
                where, printed = places[short]
                yield _fact(
                    where,
                    printed,
                    _alone(printed, short),
                    (start, end),
                    "apart",
                    text if field != where else None,
                    field,
                )


def _facts_of_title(given: Sequence[Text], known: set[str]) -> Iterator[Fact]:
    """Names of an abstract with capitals within that nothing explains there, but words of the title do: MATE, "... Masked Adversarial TExt"."""
    titles = [(name, text) for sort, name, text in given if sort == "title" and len(text) <= 400]
    for sort, name, text in given if titles else ():
        for word in dict.fromkeys(capitals(text)) if sort == "abstract" else ():
            short = _inner_capitals(word)
            if not short or short in known or short.rstrip("s") in known:
                continue
            known.add(short)
            if found := _in_title(titles[0][1], letters_of(short)):
                yield _fact(name, text, _alone(text, short), found, "title", titles[0][1], titles[0][0])


@lru_cache(maxsize=8192)
def _inner_capitals(word: str) -> str:
    """A word without punctuation where it is of the form of a name with several capitals, else ""."""
    short = word.strip("([{\"'“”’`,.;:)]}")
    if not 4 <= len(short) <= 12 or not short.isalnum() or sum(map(str.isupper, short)) < 2 or short in _NO_LONG:
        return ""
    return short


@lru_cache(maxsize=2)
def _words(title: str) -> tuple[list[re.Match[str]], list[str]]:
    """The words of a title: where they stand, and as printed."""
    tokens = list(_WORD.finditer(title))
    return tokens, [token[0] for token in tokens]


def _in_title(title: str, letters: str) -> tuple[int, int] | None:
    """Where the words of a title stand whose letters are those of a short form at next to no cost."""
    if not set(letters) <= set(title.lower()):
        return None
    tokens, words = _words(title)
    for first, word in enumerate(words):
        if word[0].lower() != letters[:1] or word.lower() in STOP or len(word) < 2 or word.lower().startswith(letters):
            continue
        best: tuple[float, int] | None = None
        stop = min(len(words), first + len(letters) + 3)
        if not may_give(letters, words[first:stop]):
            continue
        for last in range(first + 1, stop):
            if _NEAR.search(title, tokens[first].end(), tokens[last].start()) or words[last].lower().startswith(
                letters
            ):
                break
            joined = frozenset(i - first for i in range(first + 1, last + 1) if title[tokens[i].start() - 1] in "-‐‑")
            found = align(letters, words[first : last + 1], True, joined)
            if (
                found
                and found[1] == last - first
                and enough(letters, words[first : last + 1], (0, last - first, 0.0))
                and found[2] <= 0.06 * len(letters)
                and not (last - first - len(joined) == 1 and _blended(letters, word))
                and (best is None or found[2] < best[0])
            ):
                best = found[2], last
        if best and words[best[1]].lower() not in STOP:
            return tokens[first].start(), tokens[best[1]].end()
    return None


def _blended(letters: str, word: str) -> bool:
    """Whether most of a word begins a short form: a name that two words are blended to ("LanternSum") is no acronym of them."""
    return word[:5].lower() == letters[:5]


def _alone(text: str, short: str) -> tuple[int, int]:
    """Where a short form stands that is not within a word, if need be with the sign of the plural: it does in one place."""
    at, plural = text.index(short), -1
    while at >= 0:
        end = at + len(short)
        if not (at and text[at - 1].isalnum()):
            if not text[end : end + 1].isalnum():
                return at, end
            if plural < 0:
                plural = at
        at = text.find(short, at + 1)
    end = plural + len(short)
    return plural, end + (text[end] == "s" and not text[end + 1 : end + 2].isalnum())


def _common_form(short: str, given: Sequence[Text]) -> tuple[str, str, int, int] | None:
    """Where the usual long form of a short one stands: field, text, begin, end."""
    for _, name, text in reversed(given):
        low = text[:LIMIT].lower()
        for long in common()[short]:
            at = low.find(long)
            while at >= 0 and len(low) == len(text[:LIMIT]):
                if not text[at - 1 : at].isalpha() and not text[at + len(long) : at + len(long) + 1].isalpha():
                    return name, text, at, at + len(long)
                at = low.find(long, at + 1)
    return None


_NO_LONG = frozenset(
    "USA GPU CPU URL ACL NLP API BERT GPT WMT BLEU ROUGE SOTA GLUE XML HTML JSON SQL ICML COLT FOCS STOC AND NOT DNA RNA PCR HIV".split()
)
"""What nobody explains; NLP is explained where it is, next to its long form."""


def _fact(
    field: str,
    text: str,
    short: tuple[int, int],
    long: tuple[int, int],
    rule: str,
    other: str | None = None,
    other_field: str = "",
) -> Fact:
    """A pair as a fact; the long form may stand in another text than the short one."""
    details = {"long": single((other or text)[slice(*long)]), "long_start": str(long[0]), "long_end": str(long[1])}
    if other is not None:
        details["long_field"] = other_field
    quote = text[slice(*short)]
    return Fact("acronym", single(quote), *short, quote, f"acronym-{rule}/{VERSION}", CONFIDENCE[rule], details, field)


def read_together(texts: Sequence[Text]) -> Iterator[Fact]:
    """The short forms of a title and an abstract with their long forms: value the short form; details the long form, its offsets, and
    its field where that is another one."""
    given = [one for one in texts if one[0] in ("title", "abstract")]
    known: set[str] = set()
    for _, name, text in given:
        for pair in pairs(text):
            short = text[slice(*pair.short)]
            known |= {short, short.rstrip("s")}
            yield _fact(name, text, pair.short, pair.long, pair.rule)
    for fact in _facts_apart(given, known):
        known.add(fact.value)
        yield fact
    yield from _facts_of_title(given, known)

"""Names in a stretch that is held to be names and holds more than names: fields, labels, bullets, words of a sentence, what stands behind.

    author = {Author, Ann and Builder, Bo},      II.3 A. Author, B. Builder        congratulations to Ann Author
    Author, Ann\n%A Builder, Bo                  me & Bo Builder                   a. author and b. builder

All that is no name is blanked at equal length, so that each name stands where it stood. Nothing is read where words that may be
names would be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.names import PARTICLES
from kg.records import NameAsPrinted
from kg.sources._listing_names import NameList
from kg.sources._listing_turned import is_given

_BETWEEN = re.compile(
    r"\"\s?[;,]\s?\"|\n%A\s|\n\s*(?:AU|A1)\s{1,2}-\s|(?<=\S) {2,}(?=[^\W\d_])|(?<=[a-zß-ÿ]{2})\.(?= [^\W\d_a-z]\.)"
)
"""What parts names in fields, in columns, and where full stops are printed for commas."""
_FRONT = re.compile(
    r"\s*(?:sous la direction d['’](?=[^\W\d_a-z])|@\w{3,20}\{[^\s,{}]{1,60},|(?:[Aa]utho?r(?:es)?|AUTHORS?|[Aa]utori|Autoren|Verfasser)(?:\(s\))?\s?[=:]\s?|%A\s|=\s(?=\{)"
    r"|[{\"<>=+*•◎○·–|-]+(?=[\s\w{])|<\w{2,12}>\s|[a-z]\s(?=[^\W\d_a-z])|\W?\d{1,4}\s?[-./)\]:]+\s?(?=\D)|(?:[IVXL]{1,5}|[A-Z]{1,4})[.-]\d{1,4}\s"
    r"|Vol\.?\s\d{1,4}\s|(?:19|20)\d\d\s(?:[*•-]\s)?|[^=:\n]{2,60}(?:19|20)\d\d[a-z]?\s?[=:]\s|[^=:\n]{2,60}\n\s*(?=[^\W\d_]\.)"
    r"|[^:,;()]{2,40}\([^()]{2,40}\):\s|(?:paper|chapter|article|book|joint|work)\s(?=w/|with))"
)
"""The label of a field or of an entry, and bullets, before names."""
_BACK = re.compile(
    r"\s*(?:[‥…]{2,}|\.{3,}).*$|\n\s*\n[\s\S]*$|\)[\s.,]{0,3}(?:in|en|dans|y|e|et|and|und)?[\s:]{0,3}$|[\s,]*\[[^\[\]]{0,60}\]?$|\s?\|.*$|[\"}\]]{1,3},?\s?$"
    r"|[.,;]\s(?:pdf|doi|https?|isbn)\b.*$|[.,;]\s(?:en|sur|in|ed|éd|vol|coll|fig)[.\s]*$|\sdoi:.*$|\s/\s.*$|\s?\(\W*$|（[^（）]{0,30}$|[\u3000\s](?:指導|导师).*$|\s[–—~]\s.*$|\s/\d{1,4}$",
    re.IGNORECASE,
)
"""What stands behind names: leaders and a page, brackets, another part of the entry."""
_WIDE_BRACKETS = re.compile(r"（[^（）]{0,30}）|\((?:\d{1,3}\s?%|[^\W\d_][^()]{2,40})\)")
_SELF = re.compile(
    r"\b(?:me|myself|ich|mir|moi|mig|jag)\b(?=\s*(?:[,&+;]|and\b|und\b|et\b|og\b|och\b|with\b|$|[.)]))\s?(?:,|&|\+|and|und|et|with)?\s?"
)
"""The owner of the page among those who wrote a work."""
_WITH_SELF = re.compile(r"[\s,]+(?:&|\+|and|und|et|y|e|og|och|en)?\s*;\s*$")
_LEAD_WORDS = frozenset(["with", "w/", "w.", "by", "and", "from", "mit", "und", "von", "avec", "par", "et", "con", "y", "com", "med", "av", "met", "door"])  # fmt: skip
_JOINING = frozenset(["and", "und", "et", "y", "e", "og", "och", "en", "i", "ja", "és", "și", "ve", "&", "+", "u.", "a", "o", "dan", "và"])  # fmt: skip
"""Words that stand before names in a sentence, and those between names."""
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")
_SYNTAX = re.compile(r"[{}<>=|\"]")
_TOKEN = re.compile(r"\S+")
_MOST_ROUNDS = 5
_LONGEST = 400

Read = Callable[[str], NameList | None]


def within(text: str, read: Read) -> NameList | None:
    """The names in a text, as `read` reads those of a text of names alone; None where there are none or it is not certain which words are."""
    if len(text) > _LONGEST:
        return None
    for shown, bare in _ways(text):
        found = read(shown)
        if found is None or (bare and not all(name.given or name.literal for name, _, _ in found.names)):
            continue
        if any(_SYNTAX.search(name.printed) for name, _, _ in found.names):
            continue
        if text.islower() and not all(_is_shown(name) for name, _, _ in found.names):
            continue
        return NameList(found.names, found.truncated or _SELF.search(text) is not None, found.marks, found.affiliations)
    return None


def _is_shown(name: NameAsPrinted) -> bool:
    """Whether a name in small letters shows itself to be one: by initials, or a given name that is known."""
    first = name.given.split(" ")[0]
    return name.literal or len(first.strip(".")) == 1 or (first.isupper() and len(first) < 4) or is_given(first)


def _ways(text: str) -> Iterator[tuple[str, bool]]:
    """The text with blanks for more and more of what is no name, and whether words were passed over, so that only whole names count."""
    shown = _WIDE_BRACKETS.sub(lambda one: " " * len(one[0]), _raised(text))
    shown = _BETWEEN.sub(lambda one: ";" + " " * (len(one[0]) - 1), shown)
    small = text.islower() and shown.lower() != shown  # a small word alone is hardly a name
    if shown != text:
        yield shown, small
    for _ in range(_MOST_ROUNDS):
        before = shown
        if (front := _FRONT.match(shown)) and front.end() < len(shown):
            shown = " " * front.end() + shown[front.end() :]
            yield shown, small
        if (back := _BACK.search(shown)) and back.start() > 0:
            shown = shown[: back.start()] + " " * (len(shown) - back.start())
            yield shown, small
        if shown == before:
            break
    if (alone := _without_self(shown)) != shown:
        shown = alone
        yield shown, small
    if (only := _without_words(shown)) is not None:
        yield only, True


def _raised(text: str) -> str:
    """A text in small letters alone with a capital at the beginning of each word but those that join or stand before names."""
    if text.upper() == text or text.lower() != text or any("ა" <= one <= "ჿ" for one in text):
        return text  # Georgian has no capitals in use
    return _TOKEN.sub(
        lambda one: (
            one[0]
            if one[0] in _JOINING or one[0] in PARTICLES or one[0] in _LEAD_WORDS or one[0] == "me"
            else _titled(one[0])
        ),
        text,
    )


def _titled(word: str) -> str:
    if word.isalpha() and len(word) < 4 and not _VOWEL.search(word):
        return word.upper()  # initials
    titled = "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
    return titled if len(titled) == len(word) else word


def _without_self(text: str) -> str:
    """The text without the word for who wrote the page."""
    shown = _SELF.sub(lambda one: ";" + " " * (len(one[0]) - 1), text)
    if shown != text and (joined := _WITH_SELF.search(shown)):
        shown = shown[: joined.start()] + " " * (len(shown) - joined.start())
    return shown


def _without_words(text: str) -> str | None:
    """The text without the words of a sentence around names; None where names may stand among them."""
    tokens = list(_TOKEN.finditer(text))
    runs: list[list[re.Match[str]]] = [[]]
    for one in tokens:
        if _is_word(one[0]):
            runs.append([])
        else:
            runs[-1].append(one)
    runs = [inner for run in runs if (inner := _trimmed(run, run[0] is tokens[0] if run else False))]
    named = [run for run in runs if len(run) > 1]
    others = [one for run in runs if len(run) == 1 for one in run if one is not tokens[0]]
    if len(named) != 1 or any(_is_cased(one) and not one[0].endswith(("'s", "’s")) for one in others):
        return None
    start, end = named[0][0].start(), named[0][-1].end()
    return " " * start + text[start:end] + " " * (len(text) - end)


def _is_word(token: str) -> bool:
    """Whether a token is a word of a sentence: in small letters, and none that stands in names or joins them."""
    bare = token.strip(".,;:!?()[]\"“”'’")
    if bare in PARTICLES or bare in _JOINING or "." in bare or bare[:1] in "'’":
        return False
    return (
        bare.islower()
        and bare.replace("-", "").replace("'", "").replace("’", "").isalpha()
        and not "ა" <= bare[0] <= "ჿ"
    )


def _is_cased(token: re.Match[str]) -> bool:
    return token[0][:1].isupper() and len(token[0].strip(".,")) > 1


def _trimmed(run: list[re.Match[str]], first: bool) -> list[re.Match[str]]:
    """A run of tokens without what joins it to others, and without the word that begins a sentence."""
    while run and (run[-1][0].strip(",.;:") in _JOINING or not any(map(str.isalpha, run[-1][0]))):
        run = run[:-1]
    while run and (
        run[0][0].lower().strip(",.;:") in _LEAD_WORDS or run[0][0] in _JOINING or not any(map(str.isalpha, run[0][0]))
    ):
        run = run[1:]
    while run and not first and run[0][0] in PARTICLES and len(run) > 1 and is_given(run[1][0].strip(",.")):
        run = run[1:]
    return run

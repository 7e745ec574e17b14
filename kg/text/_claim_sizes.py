"""What a number counts: the noun phrase after it, and whether that makes it the size of something."""

from __future__ import annotations

import re

from msgspec import Struct

from kg.text._claim_words import COUNTED, DATA, FOUND, MADE, PLAIN_ADJECTIVES, PLURAL_NOT, STRUCTURE
from kg.text._numbers import Number, is_year

_WORD = re.compile(r"[\s~-]{1,4}(?P<word>[A-Za-z][\w’'/.+-]{0,30}(?<![.,]))")
_STOPS = frozenset(
    """of in on with that from for and or to is are was were we by at as which than the a an including under over using per between into
    across after before among amongst during through against such like based due because only without toward towards about around including
    via can have has whose where when while without within be been not but if they it our this these their respectively also both
    indicates reveals confirms suggests yields proves validate verify show shows demonstrate demonstrates indicate confirm suggest reveal achieve achieves outperform outperforms""".split()
)


class Counted(Struct, frozen=True, gc=False):
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
        if (
            words
            and _is_plural(words[-1])
            and (word.endswith(("ing", "ed")) or (word[0].isupper() and words[-1] in COUNTED))
        ):
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
        if len(words) > 1 and word.endswith("ly") and _is_plural(words[-2]):
            break
    last = max((i for i, word in enumerate(words) if _is_plural(word)), default=-1)
    if last < 0:
        return None
    noun = words[last].lower() if words[last].lower() in COUNTED else words[last]
    if noun == "sets" and last and words[last - 1].lower() in ("data", "test", "training", "evaluation", "question"):
        noun = "datasets"
    stop = text.find(words[last], start) + len(words[last])
    return Counted(tuple(words[: last + 1]), start, stop, noun)


def _is_plural(word: str) -> bool:
    if word == "criteria":
        return True
    if word in COUNTED or word.lower() in COUNTED:
        return word[-1] == "s" or word in ("data", "corpora", "people", "criteria", "children", "lexica")
    low = word.lower()
    if low.endswith(("'s", "’s")):  # "51 YSO's" is a plural, "two author's" none
        return word[:-2].isupper()
    return len(low) > 3 and low[-1] == "s" and low[-2] not in "su'’i" and low not in PLURAL_NOT


_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll|[Aa]ny|[Ee]ach|[Ee]very|[Ii]ts|[Tt]heir|[Nn]ext|[Ll]ast|[Ff]irst|[Tt]op|[Oo]ther|between|than|or|[Ii]f|[Ww]hether|[Gg]iven|[Ww]hen|[Ss]uch)\s(?:\w[\w-]{0,15}\s)?$"
)


_COVERS = re.compile(
    r"\b(?:across|spanning|spans|covering|covers|(?:experiments?|evaluat\w{1,4}|tests?|tested|results|performance|study|validat\w{1,4}|benchmark\w{0,3}|conducted|trained) (?:on|with|over|for)|"
    r"(?:divided|carried out|conducted|averaged|evaluated|tested|trained) (?:over|across|into|on)|annotated (?:with|for|by)|according to)\s$"
)
_AMONG = re.compile(r"\b(?:in|on|across|over|from|for|into|against)\s$")
_MEAN = re.compile(r"\b(?:average|mean|averaging|median)\s(?:of\s)?$")
_RIVALS = re.compile(r"\b(?:over|against|than|to|with|outperform\w{0,4}|beats?)\s$")


def counts(text: str, number: Number, phrase: Counted) -> bool:
    """Whether a noun phrase makes its number the size of something, not a word for the structure of the text."""
    if is_year(text, number) or number.value in ("0", "1"):
        return False
    before = text[max(0, number.start - 30) : number.start]
    if "." in number.value and not _MEAN.search(before):
        return False
    if is_large(number) or (phrase.noun in ("methods", "approaches", "techniques") and _RIVALS.search(before)):
        return True
    many = number.value.isdigit() and int(number.value) >= 7
    if phrase.noun in STRUCTURE:
        # Texts have few parts: eleven types, in digits, are counted; so are ten that were found.
        counted_out = many and (not number.word or FOUND.search(text, max(0, number.start - 40), number.start))
        return bool(counted_out) or (phrase.noun == "families" and "language" in phrase.words)
    if _DEFINITE.search(before):
        return False
    if phrase.noun == "tasks" and not PLAIN_ADJECTIVES.isdisjoint(phrase.words[:-1]):
        return False
    few = number.word or int(number.value.partition(".")[0]) < 5
    if phrase.noun not in DATA and few and MADE.search(text, max(0, number.start - 30), number.start):
        return False
    if phrase.noun in COUNTED or _COVERS.search(before):
        return True
    # Seven of a kind are more likely counted than parts of the text, and so are four in, on or across which something was done.
    return many or (number.value.isdigit() and int(number.value) >= 4 and bool(_AMONG.search(before)))


def is_large(number: Number) -> bool:
    """Whether a number is too large to count the parts of a text."""
    return number.scaled or (number.value.isdigit() and int(number.value) > 12)

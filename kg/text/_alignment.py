"""The letters of a short form aligned with the words of its long form, as `kg.text.acronyms` reads them.

A word gives its first letter, more of its first letters, or letters further in; words that give none cost, and the cheapest alignment is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EDITION = re.compile(r"(?<=[A-Za-z]{2})[-\s]\d{1,4}$")
STOP = frozenset("of the a an and for in on to with from by or via at as into its & de la".split())
_HEADS = frozenset(
    "framework frameworks method methods model models approach approaches algorithm algorithms system systems dataset scheme procedure "
    "task tasks architecture domain problem problems setting mechanism strategy tool technique parser loss corpus benchmark module library "
    "construction constructions paradigm layer layers metric score index measure protocol platform toolkit kernel "
    "operator operators agent agents estimator estimators classifier classifiers encoder decoder sampler solver".split()
)
_GREEK = str.maketrans(dict(zip("αβγδεζηθκλμνπρστφχψωΓΔΘΛΠΣΦΨΩ", "abgdezhtklmnprstfcpwGDTLPSPPO", strict=True)))
"""The Latin letter that a Greek one stands for in a short form."""
_SPOKEN = {"2": ("to", "two"), "4": ("for", "four"), "3": ("three",), "x": ("cross", "ex"), "&": ("and",)}
_OTHERWISE = frozenset(_SPOKEN)
"""What a word may give that does not hold it."""


def letters_of(short: str) -> str:
    """The letters of a short form that its long form has to give, without the sign of the plural."""
    words = short.split()
    if len(words) > 1:  # "TDS learning": the capitals are what is short
        short = "".join(word for word in words if not word.islower())
    short = _EDITION.sub("", short)
    if len(short) > 2 and short[-1] == "s" and short[-2].isupper():
        short = short[:-1]
    return "".join(char for char in short.translate(_GREEK) if char.isalnum()).lower()


def _consumed(word: str, printed: str, letters: str, at: int) -> Iterator[tuple[int, float]]:
    """How many letters from `at` on a word can give, each with its cost."""
    letter = letters[at]
    given, place, cost = at + 1, 1, 0.0
    if word[0] == letter:
        yield given, 0.0
    elif word in _SPOKEN.get(letter, ()) or (word[:2] == "ex" and letter == "x"):
        yield given, 0.1
        return
    elif at and len(letters) > 3 and (place := word.find(letters[at : at + 3]) + 1) and at + 3 <= len(letters):
        given, place = at + 3, place + 2  # "SemFace", semantic interface
        cost = 0.2
        yield given, cost
    elif at and (place := word.find(letter) + 1):
        cost = 0.3 if printed[place - 1].isupper() else 0.7
        yield given, cost
    else:
        return
    while given < len(letters) and (found := word.find(letters[given], place)) > 0:
        cost += 0.05 if found == place or printed[found].isupper() else 0.35
        given, place = given + 1, found + 1
        yield given, cost


def _latest(letters: str, lower: list[str]) -> int:
    """The last word from which on the words hold all letters in their order: no alignment begins later; -1 where none can be."""
    if not _OTHERWISE.isdisjoint(letters):
        return len(lower) - 1
    joined = " ".join(lower)
    at = len(joined)
    for letter in reversed(letters):
        if (at := joined.rfind(letter, 0, at)) < 0:
            return -1
    return joined.count(" ", 0, at)


def may_give(letters: str, words: list[str]) -> bool:
    """Whether words hold all letters in their order: a quick look, before they are aligned in several ways."""
    return _latest(letters, [word.lower() for word in words]) >= 0


def align(
    letters: str, words: list[str], whole: bool = False, joined: frozenset[int] = frozenset()
) -> tuple[int, int, float] | None:
    """The cheapest way to give all letters by words that end at the last one: first word, last word, cost.

    `words` are as printed. With `whole` the first word has to be the first one given. Words of little meaning and those that a hyphen
    joins to the word before (`joined`, by number) cost little when they give no letter; a noun of kind may follow the long form.
    """
    lower = [word.lower() for word in words]
    last = len(words) - 1
    latest = _latest(letters, lower)
    if latest < 0:
        return None
    if not all(map(str.isascii, words)):  # some capitals are two characters in small letters
        words = [word if len(word) == len(low) else low for word, low in zip(words, lower, strict=True)]
    best: tuple[int, int, float] | None = None
    for first in range(latest, -1, -1) if not whole else (0,):
        states: dict[int, tuple[float, int]] = {0: (0.8 if first in joined else 0.0, first)}
        for at in range(first, last + 1):
            skip = 0.1 if at in joined else 0.05 if lower[at] in STOP else 0.7
            states = _step(letters, lower[at], words[at], at, states, None if at == first else skip)
            if not states:
                break
        if (end := states.get(len(letters))) and (best is None or end[0] < best[2] - 0.001):
            best = (first, end[1], end[0])
    return best


def _step(
    letters: str, word: str, printed: str, at: int, states: dict[int, tuple[float, int]], skip: float | None
) -> dict[int, tuple[float, int]]:
    """The states (letters given -> cost, last word that gave one) after one more word, which may be skipped at a cost."""
    after: dict[int, tuple[float, int]] = {}
    for given, (cost, ended) in states.items():
        if given == len(letters):
            extra = _extra(word, given, skip or 0.0)
            if word not in _HEADS and word not in STOP:
                ended = at  # what is joined to the last word, or one more word, belongs to the long form
        else:
            extra = skip or 0.0
            for more, price in _consumed(word, printed, letters, given):
                if more not in after or after[more][0] > cost + price:
                    after[more] = (cost + price, at)
        if skip is not None and cost + extra < 2.0 and (given not in after or after[given][0] > cost + extra):
            after[given] = (cost + extra, ended)
    return after


def _extra(word: str, given: int, skip: float) -> float:
    """What one more word costs when all letters are given."""
    if word in _HEADS:
        return 0.15
    if word in ("network", "networks"):
        return 0.2
    return skip if 0 < skip < 0.2 else 0.6 if given > 3 else 2.0


def limit(letters: str) -> float:
    """What an alignment may cost."""
    return 0.2 if len(letters) == 2 else 0.9 if len(letters) == 3 else 0.35 * len(letters)


def initials(letters: str, words: list[str]) -> int | None:
    """Where the last words begin whose first letters are the letters, words of little meaning skipped where they give none."""
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at][0].lower() != letter and words[at].lower() in STOP:
            at -= 1
        if at < 0 or words[at][0].lower() != letter:
            return None
    if at and words[at].lower() == "and" and words[at - 1][0].lower() == "a":
        return at - 1  # "Augmentative and Alternative Communication (AAC)"
    return at


def explained(letters: str, words: list[str], joined: frozenset[int]) -> int:
    """How many words from the first one on are the long form of the letters; 0 where there is none.

    Words that give more than their first letter are three or more, or show by their capitals that they were chosen to fit: what two
    words are blended to ("AligNarr") is a name of its own.
    """
    for number in range(1, len(words) + 1):
        if initials(letters, words[:number]) == 0:
            return number
    costs = [
        (a[2], number)
        for number in range(2, len(words) + 1 if len(letters) > 3 else 0)
        if (number > 2 or any(word[:2].isupper() and not word.isupper() for word in words[:number]))
        and (a := align(letters, words[:number], True, joined))
        and a[1] == number - 1
        and a[2] < 0.35
    ]
    return min(costs)[1] if costs else 0


def swapped(letters: str, words: list[str]) -> int | None:
    """Where a long form begins whose parts stand the other way round: "question answering over knowledge bases (KBQA)"."""
    at = max((i for i, word in enumerate(words) if word.lower() in ("over", "on", "of", "for", "in")), default=0)
    for first in range(max(0, at - 3), at):
        turned = [part for word in words[at + 1 :] + words[first:at] for part in _parts(word)]
        if len(letters) > 3 and "".join(turned) == letters:
            return first
    return None


def _parts(word: str) -> list[str]:
    """What a word gives to a short form: the capitals of one that is short itself, else its first letter."""
    return [char.lower() for char in word.rstrip("s")] if word.rstrip("s").isupper() else [word[0].lower()]


def far_before(letters: str, words: list[str], joined: frozenset[int]) -> tuple[int, int] | None:
    """The capitalised words with the letters as initials that are followed by "for ...": "Deep Context Network for parsing (DCN)"."""
    for at in range(len(words) - 1, 1, -1):
        if len(letters) > 2 and words[at].lower() in ("for", "with", "of", "in", "on", "to"):
            kept = [i for i in range(at) if i not in joined or words[i][0].isupper()]
            run = kept[-len(letters) :]
            if (
                len(run) == len(letters)
                and run[-1] >= at - 2
                and all(words[i][0] == letter.upper() for i, letter in zip(run, letters, strict=True))
            ):
                return run[0], at - 1
    return None


def marked(words: list[str]) -> float:
    """What an alignment may cost more where capitals within words show that they were chosen to fit: "knowledgE"."""
    return 0.5 if any(word[:1].islower() and word != word.lower() for word in words) else 0.0


def beginning(letters: str, words: list[str], first: int, joined: frozenset[int]) -> int:
    """The first word of a long form: not one within a compound ("cascaded head-colliding attention"), nor one in small letters after one
    with a capital that fits as well ("Data dependent Transformer")."""
    at = first
    while at in joined and at:
        at -= 1
    if at != first and words[at][0].lower() != letters[0]:
        at = at - 1 if at and words[at - 1][0].lower() == letters[0] else first
    before = words[at - 1] if at else ""
    return at - 1 if before[:1].isupper() and before[0].lower() == letters[0] and words[at][0].islower() else at


def enough(letters: str, words: list[str], found: tuple[int, int, float]) -> bool:
    """Whether an alignment is more than a word repeated: "BERT (BERT)" is no long form."""
    first, last, _ = found
    return sum(map(len, words[first : last + 1])) > len(letters) + 1

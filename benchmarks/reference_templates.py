"""References in the form of real ones: a labelled reference whose names, titles, venues and numbers are replaced by others.

Order, marks, quotation marks, introducing words ("In", "edited by", "pp.") and capitals stay as they are printed; so the tagger sees each
real style with many words and does not learn the words of the few references it was labelled on.
"""

from __future__ import annotations

import random
import re

from benchmarks.reference_words import Words, bare
from kg.sources._references_words import classes
from tests.reference_strings import Pieces

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(rf"{_CAPITAL}[\w'’‐-]*[^\W\d_]")
_INITIAL = re.compile(rf"(?<![\w'’]){_CAPITAL}(?![\w'’])")
_JOINED = re.compile(r"(?<![\w'’])[A-Z]{2,3}(?![\w'’])")
_DIGITS = re.compile(r"\d+")
_KEPT = frozenset({"role", "and", "etal", "note", "film", "translator", "stop", "meeting", "month", "body", "particle"})
_MEETING = re.compile(r"proc|conf|symp|workshop|congress|meeting", re.IGNORECASE)
KEPT = 0.3
"""How often a piece stays as it is."""


def _numbers(text: str, chance: random.Random) -> str:
    """A text with other numbers of as many digits; a year stays a year."""

    def other(match: re.Match[str]) -> str:
        digits = match[0]
        if len(digits) == 4 and 1400 <= int(digits) < 2100:
            return str(chance.randint(1700, 1900) if int(digits) < 1900 else chance.randint(1900, 2022))
        return chance.choice("123456789") + "".join(chance.choice("0123456789") for _ in digits[1:])

    return _DIGITS.sub(other, text)


def _cased(word: str, like: str) -> str:
    """A word in capitals where another is."""
    return word.upper() if like.isupper() and len(like) > 1 else word


def _names(text: str, words: Words, chance: random.Random) -> str:
    """A list of names with other names in the same form."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        kinds = classes().get(word.lower(), ())
        if _KEPT & set(kinds):
            return word
        given, family = chance.choice(words.people)
        before_name = match.string[match.end() : match.end() + 2].strip().isupper() and match.string[match.end()] == " "
        if _JOINED.fullmatch(word):
            return "".join(chance.choice("ABCDEFGHIJKLMNOPRSTVWZ") for _ in word)
        given = given.split()[0]
        is_given = ("given" in kinds or before_name) and len(given.strip(".")) > 1
        return _cased(given if is_given else family, word)

    text = _NAME.sub(other, text)
    return _INITIAL.sub(lambda _: chance.choice("ABCDEFGHIJKLMNOPRSTVWYZ"), text)


def _replaced(text: str, other: str) -> str:
    """A piece with other words between the marks and the introducing words at its ends."""
    held = bare(text)
    at = text.find(held) if held else -1
    if at < 0:
        return text
    if other[-1:] in ".?!" and text[at + len(held) :][:1] in (".", ","):
        other = other.rstrip(".?!")
    return text[:at] + _cased(other, held) + text[at + len(held) :]


def _title_case(text: str) -> str:
    return re.sub(r"(?<=[\s-])([a-zà-ÿ])(?=\w{3,})", lambda match: match[1].upper(), text)


def _alike(other: str, like: str) -> str:
    """A title in the capitals of another: each word with one, or mostly the first alone."""
    long = [word for word in like.split()[1:] if len(word) > 3 and word[0].isalpha()]
    return _title_case(other) if len(long) > 1 and all(word[0].isupper() for word in long) else other


def _piece(name: str, text: str, book: bool, words: Words, chance: random.Random) -> str:
    if name in ("author", "editor", "translator", "director"):
        return _names(text, words, chance)
    if name == "title":
        return _replaced(text, _alike(chance.choice(words.books if book else words.titles), bare(text)))
    if name == "container-title":
        return _replaced(text, chance.choice(words.meetings if _MEETING.search(text) else words.books))
    if name in ("journal", "publisher", "location"):
        of = {"journal": words.journals, "publisher": words.publishers, "location": words.places}[name]
        return _replaced(text, chance.choice(of))
    return text


def varied(pieces: Pieces, words: Words, chance: random.Random) -> Pieces:
    """A reference in the form of another with other words."""
    held = {name for name, _ in pieces}
    book = not held & {"journal", "container-title"}
    made = []
    for name, text in pieces:
        other = text if chance.random() < KEPT else _piece(name, text, book, words, chance)
        if name not in ("title", "url", "doi", "journal", "container-title"):
            other = _numbers(other, chance)
        made.append((name, " ".join(other.split())))
    return [(name, text) for name, text in made if text]

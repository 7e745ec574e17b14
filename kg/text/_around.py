"""The words that stand around a name, as features: which word stands how far before it and behind it.

`kg.text._cues` says what it understands of a sentence; these words say the rest. Words keep their shape: "XYZ", "Xyz", or the word itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[A-Za-z]{1,40}(?:['’-][A-Za-z]{1,40}){0,3}|\d{1,20}|[^\sA-Za-z\d]")
_LEFT, _RIGHT = 120, 70
"""How many characters before and behind a name are looked at."""


class Around(NamedTuple):
    """What stands before and behind a name in its sentence, and where the sentence stands."""

    before: str
    behind: str
    place: str


def around(text: str, begin: int, start: int, end: int, stop: int, place: str) -> Around:
    """What is around what stands from `start` to `end` in the sentence from `begin` to `stop`."""
    return Around(text[max(begin, start - _LEFT) : start], text[end : min(stop, end + _RIGHT)], place)


def placed(number: int, sentences: int) -> str:
    """Where a sentence stands in its text: first, last, or in which quarter."""
    return "first" if number == 0 else "last" if number == sentences - 1 else str(4 * number // sentences)


def _shape(token: str) -> str:
    """A word in small letters, or the shape of one that has capitals."""
    if token.islower() or not token[0].isalpha():
        return token
    if len(token) > 1 and token.isupper():
        return "XX"
    return "Xx" if token[0].isupper() and token[1:].islower() else token.lower() if len(token) == 1 else "xX"


def words(name: str, body: Around | None, title: Around | None) -> set[str]:
    """The features of the words around a name where the abstract says most of it and in the title, and of its own words."""
    own = name.split()
    found = {f"head:{own[-1].lower()}", f"words:{min(len(own), 5)}"} if own else set()
    if body:
        found |= _near(body) | {f"sentence:{body.place}"}
    if title:
        found |= {f"title -1:{_last(title.before)}", f"title +1:{_first(title.behind)}"}
    return found


def _near(here: Around) -> set[str]:
    """The four words before and three behind by place, two of each side together, and those near wherever they stand."""
    left = [_shape(token) for token in _TOKEN.findall(here.before)][-10:][::-1]
    right = [_shape(token) for token in _TOKEN.findall(here.behind)][:6]
    before, behind = [*left[:4], "^"][:4], [*right[:3], "$"][:3]
    found = {f"-{place}:{word}" for place, word in enumerate(before, 1)}
    found |= {f"+{place}:{word}" for place, word in enumerate(behind, 1)}
    found |= {f"-:{word}" for word in left} | {f"+:{word}" for word in right}
    return found | {f"--:{' '.join(before[:2])}", f"++:{' '.join(behind[:2])}", f"-+:{before[0]} {behind[0]}"}


def _last(before: str) -> str:
    tokens = _TOKEN.findall(before)
    return _shape(tokens[-1]) if tokens else "^"


def _first(behind: str) -> str:
    match = _TOKEN.search(behind)
    return _shape(match[0]) if match else "$"

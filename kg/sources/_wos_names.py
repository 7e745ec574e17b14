"""Who is meant by a name that is printed twice in a Web of Science record, once in full and once perhaps shorter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import names
from kg.records import Contribution, NameAsPrinted

_WORDS = re.compile(r"[^\W\d_]+")
_MOST_INITIALS = 4
_MOST = 50
"""Of more people with one family name none is looked for by less than the full name."""


class Authors:
    """The people of a record, to be found by their names. `alone` is the index of the only author there is."""

    def __init__(self, people: Sequence[Contribution]) -> None:
        self._people = people
        self._printed: dict[str, int | None] = {}
        self._families: dict[str, list[int]] = {}
        for i, one in enumerate(people):
            key = _key(one.name.printed)
            before = self._printed.get(key)
            if key not in self._printed:
                self._printed[key] = i
            elif before is not None and people[before].role == one.role:
                self._printed[key] = None
            if one.name.family:
                self._families.setdefault(_family(one.name), []).append(i)
        authors = [i for i, one in enumerate(people) if one.role == "author"]
        self.alone = authors[0] if len(authors) == 1 else None

    def find(self, printed: str) -> int | None:
        """The index of the one person a name fits: as printed, else by family name and given names or initials; None for none or two."""
        key = _key(printed)
        if key in self._printed:
            return self._printed[key]
        name = names.split(" ".join(printed.split()))
        near = self._families.get(_family(name), ())
        if not name.family or len(near) > _MOST:
            return None
        fit = [i for i in near if _agree(name.given, self._people[i].name.given)]
        fit = [i for i in fit if self._people[i].role == "author"] or fit
        return fit[0] if len(fit) == 1 else None


def _key(printed: str) -> str:
    return names.fold(printed) or " ".join(printed.split())


def _family(name: NameAsPrinted) -> str:
    return _key(f"{name.particle} {name.family}")


def _given(text: str) -> list[str]:
    """The given names; "JM" is two initials."""
    words = _WORDS.findall(text)
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= _MOST_INITIALS:
        words = list(words[0])
    return [names.fold(word) or word for word in words]


def _agree(one: str, other: str) -> bool:
    """Whether given names can be of one person: each begins as its counterpart does."""
    both = list(zip(_given(one), _given(other), strict=False))
    return bool(both) and all(a.startswith(b) or b.startswith(a) for a, b in both)

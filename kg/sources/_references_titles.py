"""Rules after the tagger about where a title begins: where the names before it end, and where a likely one stands when none is found."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence

from kg.sources._references_features import Token
from kg.sources._references_tagger import UNCERTAIN, Part, Tagging
from kg.sources._references_words import classes

LIKELY = 0.09
"""The product of the two probabilities below which such a stretch is not taken."""
BETTER = 1.5
"""So many times as likely as the title that was found such a stretch has to be."""
_QUOTES = '“”«»„‟"‘'
_GIVEN = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}[.,;:]*")
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}")
_OF_NAMES = re.compile(
    r"^(?:and|et|und|y|e|u\.|al|others|jr|sr|i{2,3}|with|in)[.,]*$|^[&(\[]|[)\]]|^\W*$|^(?:eds?|dir|hrsg)\b|;",
    re.IGNORECASE,
)


REGIONS = frozenset(
    "Africa America Asia Europe Russia Turkey Iran Iraq Egypt Nigeria Kenya Ghana Ethiopia Tanzania Uganda Morocco Algeria Tunisia "
    "Pakistan Bangladesh Indonesia Malaysia Thailand Vietnam Philippines Korea Taiwan Argentina Chile Peru Colombia Venezuela "
    "Ecuador Bolivia Cuba Iceland Ukraine Romania Bulgaria Croatia Serbia Slovenia Slovakia Estonia Latvia Lithuania Luxembourg "
    "Jersey Hampshire Mexico Carolina Dakota Virginia Florida Texas Georgia Alabama Alaska Arizona Arkansas Colorado Connecticut "
    "Delaware Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Michigan Minnesota Mississippi Missouri Montana "
    "Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Utah Vermont Wisconsin Wyoming Hawaii Alberta Manitoba "
    "United States Kingdom Saskatchewan Newfoundland Queensland Tasmania Victoria South North West East Northern Southern Western Eastern Central".split()
)
"""Words of the names of countries and states, which close a title: "..., South Africa, Nature 441"."""


def likeliest(tagging: Tagging, parts: list[Part]) -> list[Part]:
    """Where no title is found, or one that is not certain: the stretch that most likely begins and ends as one, if it is likely."""
    titles = [part for part in parts if part.name == "title"]
    if not tagging.ends or len(titles) > 1 or (titles and titles[0].certainty >= UNCERTAIN):
        return parts
    certainty, first, last = _best(tagging)
    own = max((tagging.begins[title.first] * tagging.ends[title.last - 1] for title in titles), default=0.0)
    if certainty < max(LIKELY, BETTER * own):
        return parts
    without = [part for part in parts if part.name != "title"]
    freed = (i for title in titles for i in range(title.first, title.last) if not first <= i < last)
    without += [Part(tagging.instead.get(i, "note"), i, i + 1, 0.5) for i in freed]
    found = [piece for part in without for piece in outside(part, first, last)]
    return _together(sorted([*found, Part("title", first, last, math.sqrt(certainty))], key=lambda part: part.first))


def _best(tagging: Tagging) -> tuple[float, int, int]:
    """The stretch most likely to be the title, with how likely it begins and ends there."""
    best, first = (0.0, 0, 0), 0
    for i, end in enumerate(tagging.ends):
        first = max(first, i, key=lambda at: (tagging.begins[at], -at))
        best = max(best, (tagging.begins[first] * end, first, i + 1), key=lambda one: one[0])
    return best


def _together(parts: list[Part]) -> list[Part]:
    """Neighbours of one name as one part."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].name == part.name and found[-1].last == part.first:
            found[-1] = Part(part.name, found[-1].first, part.last, min(found[-1].certainty, part.certainty))
        else:
            found.append(part)
    return found


def behind_names(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without a title, in "Family, Given, Title, Names (eds.) (Place: Publisher, year)", it is what follows the second comma."""
    names = {part.name for part in parts}
    if "title" in names or not names & {"publisher", "location"}:
        return parts
    for i, part in enumerate(parts):
        if part.name not in ("author", "editor"):
            continue
        commas = [j for j in range(part.first, part.last) if tokens[j].text.endswith(",")][:3]
        if len(commas) < 3 or commas[2] - commas[1] < 2 or commas[1] - part.first > 5:
            return parts
        first, last = commas[1] + 1, commas[2] + 1
        title = [Part("author", part.first, first, part.certainty), Part("title", first, last, 0.5)]
        rest = [Part("editor", last, part.last, part.certainty)] if last < part.last else []
        return [*parts[:i], *title, *rest, *parts[i + 1 :]]
    return parts


def named_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without names before it, a title that begins with "Given Family:" begins with its author."""
    for i, part in enumerate(parts):
        if part.name in ("author", "editor"):
            return parts
        at = part.first + 2
        if part.name == "title" and at < part.last:
            if not is_of(tokens[part.first], "given") or tokens[at - 1].text[-1] != ":":
                return parts
            author = Part("author", part.first, at, part.certainty)
            return [*parts[:i], author, Part("title", at, part.last, part.certainty), *parts[i + 1 :]]
    return parts


def names_end(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Names in one form end where the form ends: what follows the last "Family, I." is of the title, "FAMILY Given," is not."""
    found = list(parts)
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name in ("author", "editor") and title.name == "title":
            at = _form_ends(tokens, names)
            if at == names.last and _in_capitals(tokens[names.first]):
                at = _capitals_end(tokens, title)
            found[i] = Part(names.name, names.first, at, names.certainty)
            found[i + 1] = Part("title", at, title.last, title.certainty)
            break
    return found


def _in_capitals(token: Token) -> bool:
    return len(token.text) > 3 and token.text.isupper() and token.text[0].isalpha()


def _capitals_end(tokens: Sequence[Token], title: Part) -> int:
    """Behind the "FAMILY Given," that a title begins with."""
    at = title.first
    while at + 2 < title.last and _in_capitals(tokens[at]) and re.fullmatch(r"[A-ZÀ-Þ].*,", tokens[at + 1].text):
        at += 2
    return at


def _form_ends(tokens: Sequence[Token], names: Part) -> int:
    """Behind the last initials of names printed "Family, I.", if what follows is neither a name nor a mark of one."""
    texts = [token.text for token in tokens[names.first : names.last]]
    if len(texts) < 3 or not texts[0].endswith(",") or not _GIVEN.fullmatch(texts[1]):
        return names.last
    last = 1
    for i in range(2, len(texts)):
        if _GIVEN.fullmatch(texts[i]) and (
            texts[i - 1].endswith(",") or (last == i - 1 and _INITIAL.fullmatch(texts[i - 1]))
        ):
            last = i
    rest = texts[last + 1 :]
    if not 1 <= len(rest) <= 4 or texts[last][-1] not in ".,:" or any(_OF_NAMES.search(text) for text in rest):
        return names.last
    return names.first + last + 1 if rest[0][0].isupper() else names.last


def cased(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Where nothing says in what it appeared, a title in small letters ends before a stretch In Capitals, which says it."""
    if any(part.name in ("container-title", "journal") for part in parts):
        return parts
    found = []
    for part in parts:
        at = _capitals_begin(tokens, part) if part.name == "title" else part.last
        if at < part.last:
            found += [
                Part("title", part.first, at, part.certainty),
                Part("container-title", at, part.last, part.certainty),
            ]
        else:
            found.append(part)
    return found


def _capitals_begin(tokens: Sequence[Token], title: Part) -> int:
    """Where in a title the stretch begins whose words all have capitals, behind one where they mostly have none."""
    for i in range(title.first + 2, title.last):
        mark, word = tokens[i - 1].text[-1], tokens[i].text.lstrip(_QUOTES)
        if mark not in ".,?!" or (mark == "," and title.last - i < 3) or not word[:1].isupper():
            continue
        if i + 1 == title.last and not (mark == "." and len(word) > 1 and word.isalpha() and word.isupper()):
            continue
        before, behind = _words(tokens, title.first, i), _words(tokens, i, title.last)
        small = sum(1 for word in before if word[0].islower())
        if len(behind) > (mark == ",") and all(word[0].isupper() for word in behind) and 0 < small * 3 >= len(before):
            return i
    return title.last


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """The words of some tokens that are not small words, without quotation marks before them."""
    words = [(token, token.text.lstrip(_QUOTES)) for token in tokens[first:last]]
    return [word for token, word in words if word[:1].isalpha() and not is_of(token, "stop")]


def outside(part: Part, first: int, last: int) -> list[Part]:
    """What of a part lies outside of some tokens; behind a title, the rest of what was taken for title is where it appeared."""
    found = []
    if part.first < min(part.last, first):
        name = (
            "author" if part.name == "title" and part.last > first else part.name
        )  # the end of a name before the mark
        found.append(Part(name, part.first, min(part.last, first), part.certainty))
    if max(part.first, last) < part.last:
        name = "container-title" if part.name in ("title", "author") and part.first < last else part.name
        found.append(Part(name, max(part.first, last), part.last, part.certainty))
    return found


def is_of(token: Token, name: str) -> bool:
    """Whether the word of a token is of a class."""
    return name in classes().get(token.text.strip(".,;:()").lower(), ())

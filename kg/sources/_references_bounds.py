"""Rules after the tagger about where two parts meet: no part ends within a stretch or a bracket that the next part closes.

A tagger weighs each token by itself and the one before; that a reference goes on in whole stretches, that brackets close, that
names end before "The" and a year in a volume of a series is none of an article, are told here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.sources._references_features import Token
from kg.sources._references_tagger import Part
from kg.sources._references_titles import is_of

_APPEARED = ("journal", "container-title")
_WORD = re.compile(r"[^\W\d_]{4,30}[.,]")
_AND = re.compile(r"(?:and|et|und|y|e|&|with)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}[.,;:]*")
_ROLE = re.compile(r"[(\[]?(?:dir|directors?|eds?|editors?|producers?|hrsg|hg)\.?[)\]]?[.,:]", re.IGNORECASE)


def whole_title(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title takes in the one word that its last stretch still lacks, and what closes a bracket it opened."""
    found = list(parts)
    for i in range(len(found) - 1):
        title, part = found[i], found[i + 1]
        if title.name != "title" or title.last - title.first < 2:
            continue
        end = part.first
        if part.name in ("genre", *_APPEARED) and tokens[title.last - 1].text[-1].isalnum():
            lacking = tokens[part.first]
            if _WORD.fullmatch(lacking.text) and not is_of(lacking, "journal") and part.last - part.first > 1:
                end += 1
            elif part.name != "genre" and part.last - part.first == 1 and _is_common(lacking):
                end += 1
        elif part.name in _APPEARED:
            end = _closed_at(tokens, title, part)
        if end > part.first:
            found[i] = Part("title", title.first, end, title.certainty)
            found[i + 1] = Part(part.name, end, part.last, part.certainty)
    return [part for part in found if part.first < part.last]


def _is_common(token: Token) -> bool:
    """Whether a token is one word with a mark after it that is neither of a journal nor of a meeting."""
    return _WORD.fullmatch(token.text) is not None and not any(
        is_of(token, kind) for kind in ("journal", "meeting", "place")
    )


def _closed_at(tokens: Sequence[Token], title: Part, part: Part) -> int:
    """Behind the token of a part that closes a bracket which the title opened, or where the part begins."""
    depth = _depth(tokens, title)
    if depth != 1:
        return part.first
    for at in range(part.first, part.last - 1):
        depth += tokens[at].text.count("(") - tokens[at].text.count(")")
        if depth <= 0:
            return at + 1
    return part.first


def _depth(tokens: Sequence[Token], part: Part) -> int:
    """How many more brackets a part opens than it closes."""
    return sum(token.text.count("(") - token.text.count(")") for token in tokens[part.first : part.last])


def whole_bracket(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A bracket that a title opens and the genre or a note behind it closes is of that."""
    found = list(parts)
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        if title.name != "title" or part.name not in ("genre", "edition"):
            continue
        if _depth(tokens, part) >= 0:
            continue
        depth = 0
        for at in range(title.last - 1, title.first, -1):
            text = tokens[at].text
            depth += text.count(")") - text.count("(")
            if depth < 0:
                if text[0] == "(" and ")" in tokens[part.last - 1].text:
                    found[i] = Part("title", title.first, at, title.certainty)
                    found[i + 1] = Part(part.name, at, part.last, part.certainty)
                break
    return found


# --- names and titles ------------------------------------------------------------------------------------------------


def names_before(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Names end at a comma or a full stop: what of them stands behind the last one, unmarked before the title, is of the title."""
    found = list(parts)
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title":
            continue
        at = _title_starts(tokens, names, title)
        if names.first < at < names.last:
            found[i] = Part("author", names.first, at, names.certainty)
            found[i + 1] = Part("title", at, title.last, min(names.certainty, title.certainty))
        break
    return found


def _title_starts(tokens: Sequence[Token], names: Part, title: Part) -> int:
    texts = [token.text for token in tokens[names.first : names.last]]
    for i in range(2, len(texts)):  # "Ann Author, Bo Builder, The Kilns. | Ferries"
        if texts[i] == "The" and texts[i - 1][-1] in ".,:" and i + 1 < len(texts):
            return names.first + i
    last = texts[-1]
    if last[-1].isalnum() and tokens[title.first].text[0].isalnum():  # "Marsh, Clara, Northern | Kilns"
        commas = [i for i, text in enumerate(texts) if text.endswith(",")]
        rest = texts[commas[-1] + 1 :] if len(commas) > 1 else []
        alike = all(text[0].isupper() and not _INITIALS.fullmatch(text) for text in rest)
        if 1 <= len(rest) < 3 and alike and not any(_AND.fullmatch(text) for text in texts):
            return names.last - len(rest)
    if len(texts) > 2 and last[-1] == "," and tokens[title.first].text in ("a", "an", "the"):
        bare = len(last) > 4 and last[0].isupper() and not is_of(tokens[names.last - 1], "given")
        if bare and texts[-2][-1] == ".":  # "Marsh, Clara J. Harrow, | a town of kilns"
            return names.last - 1
    return names.last


def bodies(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Of two titles around a date in brackets where no names are, a body is the author: "Ministry of Tides. (2008). Ferries"."""
    if any(part.name in ("author", "editor") for part in parts):
        return parts
    at = 1 if parts and parts[0].name == "citation-number" else 0
    if [part.name for part in parts[at : at + 3]] != ["title", "date", "title"]:
        return parts
    words = tokens[parts[at].first : parts[at].last]
    if tokens[parts[at + 1].first].text[0] != "(" or not any(is_of(word, "body") for word in words):
        return parts
    return [*parts[:at], Part("author", parts[at].first, parts[at].last, parts[at].certainty), *parts[at + 1 :]]


def nameless(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without a title, what stands before the date in place of names and holds a small word is the title: "Good tides. (1996)."."""
    if any(part.name == "title" for part in parts) or [part.name for part in parts[:2]] != ["author", "date"]:
        return parts
    names = parts[0]
    small = [token for token in tokens[names.first : names.last] if token.text[0].islower()]
    usual = any(_AND.fullmatch(token.text) or is_of(token, "particle") or is_of(token, "body") for token in small)
    if not small or usual or not any(part.name in _APPEARED for part in parts):
        return parts
    if any(_INITIALS.fullmatch(token.text) for token in tokens[names.first : names.last]):
        return parts
    return [Part("title", names.first, names.last, names.certainty), *parts[1:]]


def role_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title does not begin with the role of the names before it: "Marsh, Clara, | director. Kilns."."""
    found = list(parts)
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        first = tokens[title.first].text
        if names.name == "author" and title.name == "title" and title.last - title.first > 1 and _ROLE.fullmatch(first):
            found[i] = Part("editor", names.first, title.first + 1, names.certainty)
            found[i + 1] = Part("title", title.first + 1, title.last, title.certainty)
            break
    return found

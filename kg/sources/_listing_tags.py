"""A venue with its year before everything else of an entry: "[Tides'21] Ferries ...", "TIDES 2021: Ferries ...", "[2021][TIDES] Ferries ..."."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"(?P<{0}>[A-Z][\w&/@+-]{{1,14}}(?:[ -][A-Z][\w&]{{1,14}}){{0,2}})"
_TAG = re.compile(
    rf"\s*(?:[\[(【<]{_NAME.format('a')}(?:[ ,’'‘-]{{0,2}}(?P<year_a>(?:19|20)?\d\d))?[\])】>](?:\s?[\[(](?P<year_b>(?:19|20)\d\d)[\])])?"
    rf"|[\[(](?P<year_c>(?:19|20)\d\d)[\])]\s?[\[(]{_NAME.format('b')}[\])]"
    rf"|{_NAME.format('c')}[ ,]{{0,2}}(?P<year_d>(?:19|20)\d\d|[’'‘]\d\d)(?=\s?[:|–—]\s|\s-\s|\n))[\s:.|·–—-]{{0,6}}(?=[^\W_]|[\"“«‘'])"
)


class Tag(NamedTuple):
    """Where the name of a venue stands before an entry, where its year, and where the entry begins."""

    name: tuple[int, int]
    year: tuple[int, int] | None
    end: int


def venue_first(text: str, at: int = 0) -> Tag | None:
    """The tag with which an entry begins at `at`; a name without a year is none, and neither is one without capitals in a row."""
    match = _TAG.match(text, at)
    if match is None:
        return None
    name = next(match.span(group) for group in "abc" if match[group])
    year = next((match.span(group) for group in ("year_a", "year_b", "year_c", "year_d") if match[group]), None)
    if year is None or sum(map(str.isupper, text[slice(*name)])) < 2:
        return None
    return Tag(name, (year[0] + (not text[year[0]].isdigit()), year[1]), match.end())

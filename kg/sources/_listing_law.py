"""Citations as lawyers print them: the year or the volume before the name of the journal, the page behind it.

(2020) 79 CLJ 412          [2022] PL 215          134 HARV. L. REV. 1801 (2021)
"""

from __future__ import annotations

import re

from kg.records import Date, Venue
from kg.sources._listing_lines import Draft

_NAME = r"(?P<venue>[A-Z][A-Za-z.&'’ -]{1,60}?)"
_CITED = re.compile(
    rf"[\s.,(]{{0,4}}(?:[(\[](?P<year>(?:19|20)\d\d)[)\]]\s(?:(?P<volume>\d{{1,3}})(?:\((?P<issue>\d{{1,3}})\))?\s)?{_NAME}\s(?P<page>\d{{1,5}})(?=[\s.,;)]|$)"
    rf"|(?P<volume2>\d{{1,3}})\s{_NAME.replace('venue', 'venue2')}(?:\s(?P<page2>\d{{1,5}}))?\s\((?:forthcoming\s)?(?P<year2>(?:19|20)\d\d)\))"
)


def take(draft: Draft, text: str, base: int, start: int, end: int) -> int:
    """Takes a citation that begins at `start` of a text, which stands at `base`; gives where it ends, `start` for none."""
    found = _CITED.match(text, start, end)
    if found is None or draft.work.venues or draft.work.dates:
        return start
    suffix = "" if found["venue"] else "2"
    at = sorted(
        (found.start(name + suffix), name, found[name + suffix])
        for name in ("year", "volume", "issue", "venue", "page")
        if (name != "issue" or not suffix) and found[name + suffix]
    )
    for begin, name, value in at:
        field = {"year": "dates[0]", "venue": "venues[0]", "page": "pages"}.get(name, name)
        draft.mapped(field, base + begin, base + begin + len(value))
        if name == "year":
            draft.work.dates.append(Date("issued", value))
        elif name == "venue":
            draft.work.venues.append(Venue(value, "journal"))
        else:
            setattr(draft.work, "pages" if name == "page" else name, value)
    return found.end()

"""The years that the keys before the entries of a page tell: "[Fal88]", "[OB19a]", where most entries have such keys and what is printed agrees with them.

They are the keys of BibTeX's style `alpha` (btxdoc: letters of the names and the last two digits of the year) and what people write like them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.records import Date, Item, Record, Remark
from kg.sources._listing_signs import whole_year

_KEY = re.compile(r"\[(?=[A-Z])[^\W\d_]{1,10}[+*]?[^\W\d_]{0,3}[-’']?(?P<year>(?:19|20)?\d\d)[a-z]?\]")
_BEFORE = 24
"""The key of an entry begins at most so many characters before it, or within it."""
_FEW, _SURE = 2, 0.9


def keyed(items: Sequence[Item], text: str, base: int) -> Sequence[Item]:
    """The items of a page; works without a date have that of their key where three in four have one, and no two years differ much.

    `text` is that of the page, which stands at `base`; changes the records.
    """
    records = [one for one in items if isinstance(one, Record)]
    ends = [base, *(one.end for one in records)]
    keys = [_key(one, text, base, before) for one, before in zip(records, ends, strict=False)]
    told = [(one, key) for one, key in zip(records, keys, strict=True) if key]
    if len(told) < _FEW or len(told) * 4 < len(records) * 3:
        return items
    printed = [(one.work.dates[0].value[:4], key) for one, key in told if one.work.dates]
    if any(not year.isdigit() or abs(int(year) - int(key)) > 1 for year, key in printed):
        return items
    for one, key in told:
        if not one.work.dates:
            one.work.dates.append(Date("issued", key))
            one.confidence["dates"] = _SURE
            one.remarks.append(Remark("year-from-key", f"The year {key} is that of the key before the entry.", "dates"))
    return items


def _key(record: Record, text: str, base: int, before: int) -> str:
    """The year in the key of an entry, which stands at its beginning or right before it, behind the entry `before`; '' where it has none."""
    start = record.start - base
    at = text.rfind("[", max(before - base, start - _BEFORE), start + 1)
    found = _KEY.match(text, at) if at >= 0 else None
    if found is None or text[found.end() : start].strip():
        return ""
    return whole_year(found["year"])

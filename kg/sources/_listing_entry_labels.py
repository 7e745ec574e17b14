"""The numbers, letters and keys before the entries of a page: what is left of one whose entry was read is furniture, no stretch that was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.records import Furniture, Item, Record, Reject
from kg.sources._listing_signs import YEAR

_LABEL = re.compile(
    r"(?:[-–—*•·▪●◦‣►➢■□◆◇○✓]\s?)?"
    r"(?:\[[^\W\d_]{1,12}[+*]?[-. ]?\d{1,4}[a-z]?\]|[\[(<]?#?(?:[A-ZΑ-ΩА-Я]{1,5}[-. ]?)?\d{1,4}(?:\.\d{1,3}){0,2}[a-z]?[\])>.:]{0,2}"
    r"|[\[(]?(?:[A-Za-z]|[IVXLivxl]{1,6})[\]).]{1,2}|№\s?\d{1,4}[.)]?)"
)
"""A label: "[1]", "10.", "(3)", "[Aut19]", "A1.", "b)", "iv."."""


def labelled(items: Iterable[Item], text: str, base: int) -> Iterator[Item]:
    """The items of a page; what was not understood loses the label at its end where a record begins right behind it, and is nothing if it is blank.

    A number without a mark counts only on the line of its entry, as one above it may be the number of a page, or say how often the work before is cited.
    """
    before: Item | None = None
    for item in items:
        if isinstance(item, Reject) and not text[item.start - base : item.end - base].strip():
            continue
        if isinstance(before, Reject):
            yield from _parted(before, text, base, item) if isinstance(item, Record) else (before,)
        elif before is not None:
            yield before
        before = item
    if before is not None:
        yield before


def _parted(reject: Reject, text: str, base: int, record: Record) -> Iterator[Item]:
    """What was not understood, and the label of the record behind it as furniture."""
    stretch = text[reject.start - base : reject.end - base].rstrip()
    label = stretch[stretch.rfind("\n") + 1 :].strip()
    end = reject.start + len(stretch)
    between = text[end - base : record.start - base]
    apart = between.strip() or (label.isdigit() and "\n" in between)
    if apart or not _LABEL.fullmatch(label) or YEAR.fullmatch(label.strip("[]().:")):
        yield reject
        return
    if above := stretch[: -len(label)].rstrip():
        yield Reject(reject.start, reject.start + len(above), reject.reason)
    yield Furniture("label", end - len(label), end)
